"""Every route as a neighbour and as a stranger, with addresses of real rows: nothing of Sari's village comes out."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern

from opensiks.bansos.models import Penarikan
from opensiks.infra import clock
from opensiks.infra.scope import scope_nasional
from opensiks.kabar.models import Kabar
from opensiks.keluarga.foto import add_foto
from opensiks.keluarga.models import Individu
from opensiks.musyawarah.models import BeritaAcara, Musyawarah, Sptjm
from opensiks.paket import services
from opensiks.paket.models import Bentrok, TandaTerima, Ubahan
from opensiks.pemadanan.models import Calon, Putaran, Tugas
from opensiks.penetapan.models import Penetapan
from opensiks.pengesahan.services import forward_batch
from opensiks.rules.aktor import Actor
from opensiks.rules.foto import JenisFoto
from opensiks.rules.jenis import Jenis
from opensiks.rules.tautan import Bagian
from opensiks.tautan.services import create_tautan, upload_halaman
from opensiks.usulan.models import Bukti
from opensiks.web.request import API_ROUTES, PUBLIC_ROUTES
from opensiks.web.urls import urlpatterns
from tests.cast import DESA, KAB, SARI
from tests.factories import pengesahan as pabrik
from tests.factories.foto import foto_uji
from tests.factories.paket import daftarkan as daftarkan_laptop
from tests.factories.paket import titip
from tests.factories.verval import JAYA, temuan_pada
from tests.journeys.langkah import Cerita, siapkan_cerita

RUTE = [r for r in urlpatterns if r.name not in PUBLIC_ROUTES]
TERTUTUP = {403, 404, 405}
# A kabupaten's or everybody's, not a village's: a neighbour may read them, but not find Sari's families there.
BERSAMA = frozenset(
    {
        "penetapan_rinci",
        "penetapan_banding",
        "penetapan_nama",
        "bansos_rinci",
        "bansos_penerima",
        "pengesahan_surat",
        "pengesahan_cetak",
    }
)


@dataclass(frozen=True)
class Dunia:
    """Sari's village with a row of every kind; `id` by the beginning of a route's name, the longest one counts."""

    cerita: Cerita
    id: dict[str, int]
    rahasia: tuple[str, ...]

    def find_id(self, nama: str) -> int:
        return next(self.id[awal] for awal in sorted(self.id, key=len, reverse=True) if nama.startswith(awal))

    def alamat(self, rute: URLPattern) -> str:
        teks, nama = str(rute.pattern), str(rute.name)
        isi = {
            "<slug:jenis>": "tidak_layak", "<str:kode>": DESA, "<str:objek>": f"keluarga:{self.cerita.able.pk}",
            "<slug:kunci>": "0" * 32, "<int:nomor>": "1", "<int:lain>": str(self.id["penetapan"]),
            "<slug:sidik>": "0" * 64, "<slug:kode>": "bnba", "<slug:nama>": "unduh-1-0123456789abcdef",
        }  # fmt: skip
        for kata, nilai in isi.items():
            teks = teks.replace(kata, nilai)
        if "<int:id>" in teks:
            teks = teks.replace("<int:id>", str(self.find_id(nama)))
        assert "<" not in teks, f"{nama}: say here what stands for {teks}"
        kueri = f"?keluarga={self.cerita.able.pk}&desa={DESA}" if nama in ("usulan_draft", "unduh") else ""
        return f"/{teks}{kueri}"


@pytest.fixture
def dunia(db: None) -> Iterator[Dunia]:
    cerita = siapkan_cerita()
    at = clock.now() - timedelta(hours=1)
    with scope_nasional():
        k = cerita.able
        u = pabrik.usul(
            cerita.periode,
            Jenis.TIDAK_LAYAK,
            keluarga=k,
            program="PKH",
            kode_alasan="MAMPU",
            kode_desa=DESA,
            at=at,
        )
        temuan = temuan_pada(cerita.keluarga[-1], tingkat_temuan="W")
        pabrik.verval_semua(cerita.periode, DESA, cerita.keluarga[1:], at)
        pabrik.rapat(cerita.periode, DESA, at=at)
        m = Musyawarah.objects.get(kode_desa=DESA)
        serahan = pabrik.terima_desa(cerita.periode, DESA, at).serahan
        pabrik.saring_semua(cerita.periode, DESA, at)
        surat = pabrik.sahkan(cerita.periode, at=at)
        batch = forward_batch(surat, by=JAYA, at=at)
        daftar = Penetapan.objects.get()
        ba = f"beritaacara:{BeritaAcara.objects.get(musyawarah=m).pk}"
        link = create_tautan(DESA, ba, "Berita acara", (Bagian.BERITA_ACARA,), by=SARI, at=clock.now())
        foto = add_foto(k, JenisFoto.RUMAH, foto_uji(), by=SARI, at=at)
        orang = Individu.objects.filter(keluarga=k)[0]
        tugas = Tugas.objects.create(
            kode_desa=DESA, individu=orang, jenis="MENINGGAL", kode="R67", dibuat_at=at
        )
        calon = Calon.objects.create(
            putaran=_putaran(at), individu=orang, kode_desa=DESA, hasil="NIK_SALAH", peluang=0.6, ragu=True,
        )  # fmt: skip
        halaman = upload_halaman(link, "BERITA_ACARA", foto_uji(), by=SARI, at=clock.now())
        yield Dunia(
            cerita,
            {
                "keluarga": k.pk, "temuan": temuan.pk, "usulan": u.pk, "musyawarah": m.pk, "layar": m.pk,
                "berita_acara": m.pk, "berita_acara_upload": BeritaAcara.objects.get(musyawarah=m).pk,
                "bukti": Bukti.objects.filter(kode_desa=DESA)[0].pk, "sptjm": _sptjm(cerita),
                "kotak_masuk": serahan.pk, "kotak_masuk_bukti": Bukti.objects.filter(kode_desa=DESA)[0].pk,
                "tanda_terima": serahan.pk, "pengesahan": surat.pk, "batch": batch.pk, "batch_kirim": surat.pk,
                "periode": cerita.periode.pk, "penetapan": daftar.pk, "bansos": Penarikan.objects.get().pk,
                "bansos_tarik": daftar.pk, "pemadanan": 1, "hp_": halaman.pk,
                "foto": foto.pk, "tugas": tugas.pk, "padan": tugas.pk, "tinjauan": calon.pk,
                **_paket(cerita.pemeran["sari"].actor, at),
                "petugas": cerita.pemeran["sari"].penugasan.pk, "akun_tugas": cerita.pemeran["sari"].penugasan.pk,
                "kabar": Kabar.objects.filter(kode_wilayah=DESA, peran="OPERATOR_DESA")[0].pk,
            },
            _rahasia(cerita),
        )  # fmt: skip


def _paket(sari: Actor, at: datetime) -> dict[str, int]:
    """A laptop of Sari's village that is let in, a package of it that met a conflict, and its receipt."""
    laptop = daftarkan_laptop(sari, DESA, at=at)
    t = titip(laptop.paket(at), at=at)
    services.judge_titipan(t, by=JAYA, at=at)
    u = Ubahan.objects.create(
        kode_desa=DESA, kid=laptop.perangkat.kid, ubahan="0", n=99, titipan=t, jenis="catatan", baris={},
        sha256="0" * 64, vonis="DITAHAN", at=at, diputus_at=at,
    )  # fmt: skip
    bentrok = Bentrok.objects.create(kode_desa=DESA, ubahan=u, sebab="BENTROK", dibuat_at=at)
    tanda = TandaTerima.objects.filter(titipan=t)[0]
    return {
        "meja": t.pk, "meja_bentrok": bentrok.pk, "meja_perangkat": laptop.perangkat.pk, "perangkat_tanda": t.pk,
        "lembar_perangkat": laptop.perangkat.pk, "lembar_turun": laptop.perangkat.pk, "lembar_tanda": tanda.pk,
    }  # fmt: skip


def _putaran(at: datetime) -> Putaran:
    return Putaran.objects.create(
        kode_wilayah=KAB, mode="kaskade", ekstrak_nama="uji.parquet", ekstrak_sha256="0" * 64,
        ekstrak_tanggal=at.date(), mulai_at=at, oleh="Ratna",
    )  # fmt: skip


def _sptjm(cerita: Cerita) -> int:
    """A row only: under this month's rules nobody signs one."""
    hari = clock.today(DESA)
    return Sptjm.objects.create(
        periode=cerita.periode, kode_desa=DESA, nomor="1/SPTJM", tanggal=hari, daftar_sha256="0" * 64, baris=0,
        pdf_sha256="0" * 64, oleh="Darmo", at=clock.now(),
    ).pk  # fmt: skip


def _rahasia(cerita: Cerita) -> tuple[str, ...]:
    """What must never be read outside: names as stored and as written, numbers and ids of Sari's families."""
    orang = Individu.objects.filter(kode_desa=DESA).values_list("nama", "nik", "id_registri")
    kata = {k for satu in orang for k in (satu[0], satu[0].title(), satu[1], satu[2]) if k}
    return (*kata, *(k.id_registri for k in cerita.keluarga), *(k.no_kk for k in cerita.keluarga))


def _faults(client: Client, dunia: Dunia, rute: URLPattern, bersama: Collection[str]) -> list[str]:
    """What is wrong with the answers of one route, to GET and to POST; those in `bersama` may be read."""
    alamat, nama = dunia.alamat(rute), str(rute.name)
    desa = "<" in str(rute.pattern) and nama not in bersama
    salah = []
    for cara in (client.get, client.post):
        jawab = cara(alamat)
        kata = f"{cara.__name__} {alamat} ({nama}): {jawab.status_code}"
        if jawab.status_code >= 500 or (
            desa and jawab.status_code not in TERTUTUP and not _is_ke_atas(jawab, alamat)
        ):
            salah.append(kata)
        elif bocor := [r for r in dunia.rahasia if r in _text(jawab)]:
            salah.append(f"{kata}, {bocor[0]}")
    return salah


def _is_ke_atas(jawab: Any, alamat: str) -> bool:
    """A form's own address leads to the page above it, which is walked as well."""
    return jawab.status_code == 302 and alamat.startswith(jawab.headers["Location"])


def _text(jawab: Any) -> str:
    isi: HttpResponse = jawab
    return "" if jawab.streaming else isi.content.decode(errors="replace")


@pytest.mark.parametrize(("nama", "bersama"), [("budi", BERSAMA), ("orang_asing", frozenset())])
def test_a_neighbour_gets_nothing_of_the_village(dunia: Dunia, nama: str, bersama: frozenset[str]) -> None:
    client = Client(raise_request_exception=False)
    client.force_login(dunia.cerita.pemeran[nama].akun)
    assert [salah for rute in RUTE for salah in _faults(client, dunia, rute, bersama)] == []


def test_nobody_gets_anything_without_signing_in(dunia: Dunia) -> None:
    client = Client()
    for rute in RUTE:
        for jawab in (client.get(dunia.alamat(rute)), client.post(dunia.alamat(rute))):
            if rute.name in API_ROUTES:
                assert jawab.status_code == 401
                continue
            assert jawab.status_code == 302
            assert jawab.headers["Location"].startswith("/masuk/")


def test_her_own_addresses_open_for_sari(dunia: Dunia) -> None:
    """The rows are real: what a neighbour does not get, she does."""
    client = Client()
    client.force_login(dunia.cerita.pemeran["sari"].akun)
    buka = (
        "keluarga",
        "usulan_detail",
        "musyawarah_agenda",
        "berita_acara",
        "bukti",
        "tanda_terima",
        "papan_wilayah",
    )
    for rute in RUTE:
        if rute.name in buka:
            assert client.get(dunia.alamat(rute)).status_code == 200, rute.name


def test_a_forms_own_address_leads_to_the_page_above(dunia: Dunia) -> None:
    client = Client()
    client.force_login(dunia.cerita.pemeran["sari"].akun)
    jawab = client.get("/verval/tetap/")
    assert (jawab.status_code, jawab.headers["Location"]) == (302, "/verval/")
    assert client.get(f"/temuan/{dunia.id['temuan']}/mend/").status_code == 404
    assert client.put("/verval/tetap/").status_code == 405
