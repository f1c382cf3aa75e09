"""The supervisor lets lines pass: not his own, and only where pemadanan allows the jenis (R5, R114)."""

import pytest

from opensiks.infra.scope import scope
from opensiks.keluarga.models import Individu
from opensiks.pemadanan.models import Putaran, StatusPadan
from opensiks.pengesahan.padan import find_keluaran, is_boleh
from opensiks.pengesahan.services import check_saring, screen_layak, screen_usulan
from opensiks.rules.aktor import Actor
from opensiks.rules.jenis import Jenis
from opensiks.rules.pemadanan import Keluaran
from opensiks.rules.peran import Peran
from opensiks.rules.rule import AksiDitolak
from opensiks.usulan.models import Usulan
from opensiks.usulan.services import verify_usulan
from opensiks.verval.models import Periode
from tests.factories.pengesahan import (
    SARING,
    buat_keluarga,
    kepala_of,
    rapat,
    status_of,
    terima_desa,
    usul,
    usul_mampu,
    verval_semua,
)
from tests.factories.verval import (
    BUDI,
    DARMO,
    DESA,
    HARUN,
    JAYA,
    ORANG_ASING,
    RATNA,
    SARI,
    list_peristiwa,
    petugas,
    wib,
)  # fmt: skip

pytestmark = pytest.mark.usefixtures("periode")


@pytest.fixture
def usulan(periode: Periode) -> list[Usulan]:
    """A line that removes, and one that asks for aid; both received."""
    keluarga = buat_keluarga(DESA, 3)
    daftar = [
        usul_mampu(periode, keluarga[0]),
        usul(periode, Jenis.BANSOS_MASUK, keluarga=keluarga[1], program="PKH"),
    ]
    verval_semua(periode, DESA, keluarga[2:])
    rapat(periode, DESA)
    _kunjungi(daftar[1])
    terima_desa(periode)
    for u in daftar:
        u.refresh_from_db()
    return daftar


def _kunjungi(u: Usulan) -> None:
    u.refresh_from_db()
    verify_usulan([u], tanggal=SARING.date().replace(day=13), petugas="TKSK", by=SARI, at=wib(2023, 7, 13))


def padankan(orang: Individu, keluaran: Keluaran) -> None:
    """The standing answer of the civil registry about a person."""
    putaran = Putaran.objects.create(
        kode_wilayah=DESA, mode="ketat", ekstrak_nama="uji", ekstrak_sha256="0" * 64,
        ekstrak_tanggal=SARING.date(), mulai_at=SARING, oleh="uji",
    )  # fmt: skip
    StatusPadan.objects.update_or_create(
        individu=orang,
        defaults={"kode_desa": DESA, "keluaran": keluaran, "putaran": putaran, "sejak": SARING.date()},
    )


def test_what_may_pass_passes(usulan: list[Usulan]) -> None:
    assert usulan[1].keluarga is not None
    padankan(kepala_of(usulan[1].keluarga), Keluaran.PADAN)
    with scope(HARUN.cakupan):
        screen_usulan(usulan, by=HARUN, at=SARING)
    assert status_of(*usulan) == ["LOLOS_KAB", "LOLOS_KAB"]
    assert list_peristiwa(f"usulan:{usulan[0].pk}")[-1] == "usulan.screened"


@pytest.mark.parametrize("keluaran", [None, Keluaran.TIDAK_PADAN_NAMA, Keluaran.MENINGGAL, Keluaran.BELUM])
def test_R114_aid_needs_a_matched_head(usulan: list[Usulan], keluaran: Keluaran | None) -> None:
    assert usulan[1].keluarga is not None
    if keluaran:
        padankan(kepala_of(usulan[1].keluarga), keluaran)
    with pytest.raises(AksiDitolak) as e:
        screen_usulan(usulan, by=HARUN, at=SARING)
    assert [(v.kode, v.data["baris"]) for v in e.value.violations] == [("R114", str(usulan[1].pk))]
    assert status_of(*usulan) == ["DITERIMA_KAB", "DITERIMA_KAB"]


def test_R114_who_leaves_passes_with_any_outcome(usulan: list[Usulan]) -> None:
    assert usulan[0].keluarga is not None
    padankan(kepala_of(usulan[0].keluarga), Keluaran.NIK_TIDAK_DITEMUKAN)
    screen_usulan(usulan[:1], by=HARUN, at=SARING)
    assert status_of(*usulan) == ["LOLOS_KAB", "DITERIMA_KAB"]


def test_the_page_lets_pass_what_it_can_and_names_the_rest(usulan: list[Usulan]) -> None:
    hasil = screen_layak(usulan, by=HARUN, at=SARING)
    assert [u.pk for u in hasil.lolos] == [usulan[0].pk]
    assert {pk: [v.kode for v in salah] for pk, salah in hasil.tertahan.items()} == {usulan[1].pk: ["R114"]}
    assert status_of(*usulan) == ["LOLOS_KAB", "DITERIMA_KAB"]


def test_nothing_that_may_pass_leaves_no_event(usulan: list[Usulan]) -> None:
    assert not screen_layak(usulan[1:], by=HARUN, at=SARING)
    assert status_of(*usulan) == ["DITERIMA_KAB", "DITERIMA_KAB"]


def test_R5_who_wrote_a_line_does_not_let_it_pass(usulan: list[Usulan]) -> None:
    penulis = petugas(Peran.SUPERVISOR_KAB, "18.04", akun_id=usulan[0].pembuat_id or 0, nama="Rangkap")
    assert [v.kode for v in check_saring(usulan, by=penulis, at=SARING)[usulan[0].pk]] == ["R5"]
    with pytest.raises(AksiDitolak):
        screen_usulan(usulan[:1], by=penulis, at=SARING)
    assert status_of(usulan[0]) == ["DITERIMA_KAB"]


LAIN = petugas(Peran.SUPERVISOR_KAB, "17.06", akun_id=900_172)


@pytest.mark.parametrize("oleh", [SARI, DARMO, BUDI, ORANG_ASING, JAYA, RATNA, LAIN])
def test_R1_only_the_kabupatens_supervisor_lets_pass(usulan: list[Usulan], oleh: Actor) -> None:
    with pytest.raises(AksiDitolak) as e:
        screen_usulan(usulan[:1], by=oleh, at=SARING)
    assert {v.kode for v in e.value.violations} & {"R1", "R105"}
    assert status_of(*usulan) == ["DITERIMA_KAB", "DITERIMA_KAB"]


BARU = {
    "keluarga": {"no_kk": "1804010101995001", "alamat": "Jalan Baru", "dusun": "Uji", "rt": "001", "rw": "001"},
    "anggota": [
        {"nik": "1804010101805001", "nama": "UJI BARU", "tempat_lahir": "Liwa", "tanggal_lahir": "1980-01-01",
         "jenis_kelamin": "L", "nama_ibu": "IBU BARU", "status_kawin": 2, "shdk": 1, "pekerjaan": "Petani"},
    ],
}  # fmt: skip


@pytest.mark.parametrize(
    ("nik", "program", "keluaran"),
    [
        ("1804010101805001", "", "BELUM"),
        ("", "", "BELUM"),
        ("", "PKH", "FORMAT_SALAH"),
        ("18040101018000012", "", "FORMAT_SALAH"),
    ],
)
def test_R49_somebody_new_passes_unmatched_when_the_nik_can_be_one(
    periode: Periode, nik: str, program: str, keluaran: str
) -> None:
    muatan = {**BARU, "anggota": [{**BARU["anggota"][0], "nik": nik}]}
    u = Usulan(pk=1, periode=periode, kode_desa=DESA, jenis=Jenis.BARU, muatan=muatan, program=program)
    [hasil] = find_keluaran([u]).values()
    assert [k.value for k in hasil] == [keluaran]
    assert is_boleh(u, hasil) is (keluaran == "BELUM")


def test_PECAH_KK_looks_at_those_who_leave(periode: Periode) -> None:
    [keluarga] = buat_keluarga(DESA, anggota=3)
    keluar = keluarga.daftar_anggota.filter(shdk=4).order_by("id")[0]
    padankan(keluar, Keluaran.GANDA_DUKCAPIL)
    u = Usulan(
        pk=1, periode=periode, kode_desa=DESA, jenis=Jenis.PECAH_KK, keluarga=keluarga,
        muatan={"anggota": [keluar.id_registri]},
    )  # fmt: skip
    assert find_keluaran([u]) == {1: (Keluaran.GANDA_DUKCAPIL,)}
