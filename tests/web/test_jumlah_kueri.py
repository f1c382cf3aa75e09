"""A page asks as many queries of ten families as of sixty: counted on every address without a number, as every role."""

from datetime import timedelta

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from opensiks.infra import clock
from opensiks.infra.scope import scope, scope_nasional
from opensiks.keluarga.services import refresh_temuan
from opensiks.rules.jenis import Jenis
from opensiks.usulan.banyak import UsulanBaru
from opensiks.usulan.services import draft_usulan_banyak, submit_usulan
from opensiks.web.request import PUBLIC_ROUTES
from opensiks.web.urls import urlpatterns
from tests.cast import DESA, KAB, SARI, SISTEM
from tests.factories.keluarga import anak, baris, daftarkan, istri, orang
from tests.journeys.langkah import Cerita, siapkan_cerita

# What may differ by chance: a session that is renewed, a notice that is told once.
SELISIH = 2
# One of every desk.
PERAN = ("sari", "darmo", "tika", "jaya", "harun", "putri", "ratna", "wati")
ALAMAT = sorted(
    f"/{r.pattern}"
    for r in urlpatterns
    if not r.pattern.converters and r.name not in PUBLIC_ROUTES | {"gaya"}
)


def tambah(cerita: Cerita, banyak: int, usulan: int) -> None:
    """More families, a third of them with a finding, some of them proposed and waiting for the meeting."""
    at = clock.now()
    lalu = clock.today(KAB) - timedelta(days=32)
    keluarga = daftarkan(
        *(
            baris(
                DESA, [orang(f"TAMBAHAN {'ABCDEFGHIJ'[i % 10]}{'KLMNOP'[i // 10]}"), istri(),
                       anak(nama_ibu="" if i % 3 == 0 else "RINA WATI")],
                program=("PKH",), verval_terakhir=lalu,
            )
            for i in range(banyak)
        )
    )  # fmt: skip
    with scope_nasional():
        refresh_temuan(DESA, by=SISTEM, at=at, hari_ini=clock.today(KAB))
    by = cerita.pemeran["sari"].actor
    isi = [
        UsulanBaru(
            Jenis.TIDAK_LAYAK,
            keluarga=k,
            program="PKH",
            kode_alasan="MAMPU",
            alasan="Sudah mampu menurut RT.",
        )
        for k in keluarga[:usulan]
    ]
    with scope(SARI.cakupan):
        rows = draft_usulan_banyak(cerita.periode, DESA, isi, by=by, at=at)
        submit_usulan(rows, by=by, at=at, periode=cerita.periode)


def hitung(cerita: Cerita) -> dict[str, int]:
    """Role and address → queries, of every page that opens."""
    hasil = {}
    for nama in PERAN:
        pemeran = cerita.pemeran[nama]
        client = Client()
        client.force_login(pemeran.akun)
        client.get("/")
        for alamat in ALAMAT:
            with CaptureQueriesContext(connection) as kueri:
                jawab = client.get(alamat)
            if jawab.status_code == 200 and jawab["Content-Type"].startswith("text/html"):
                hasil[f"{nama} {alamat}"] = len(kueri)
    return hasil


def test_the_number_of_queries_does_not_grow_with_the_place(db: None) -> None:
    cerita = siapkan_cerita()
    tambah(cerita, 10, 4)
    kecil = hitung(cerita)
    tambah(cerita, 50, 20)
    besar = hitung(cerita)
    assert len(kecil) > 40
    tumbuh = {k: (n, besar[k]) for k, n in kecil.items() if besar.get(k, 0) > n + SELISIH}
    assert tumbuh == {}
