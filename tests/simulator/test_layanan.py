"""What the worlds found, on PostgreSQL: recovered laptops, files judged out of order, lines that are held again."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest

from opensiks.infra.scope import scope_nasional
from opensiks.keluarga.models import Keluarga
from opensiks.musyawarah.models import Musyawarah
from opensiks.paket.models import Ubahan
from opensiks.usulan.models import Usulan
from opensiks.verval.models import Catatan, Periode, Verval
from opensiks.verval.queries import get_masa
from tests.factories.paket import Laptop, daftarkan, kirim, laptop_lain, nilai, titip
from tests.factories.usulan import keluarga_dengan
from tests.factories.verval import DESA, DESA_BUDI, buat_wilayah, periode_juli, wib

KINI = wib(2023, 7, 10)
BESOK = KINI + timedelta(days=1)
DASAR: dict[str, Any] = {"versi": 1, "status": "AKTIF", "verval": None}
ALAMAT: dict[str, Any] = {
    "jenis": "PERBAIKAN_DATA",
    "program": "",
    "kode_alasan": "",
    "alasan": "pindah rumah",
    "muatan": {"alamat": "JALAN BARU 9"},
    "bukti": [],
}


@pytest.fixture(autouse=True)
def periode(db: None) -> Iterator[Periode]:
    with scope_nasional():
        buat_wilayah(DESA, DESA_BUDI)
        yield periode_juli()


@pytest.fixture
def rumah() -> Keluarga:
    return keluarga_dengan(DESA)


@pytest.fixture
def laptop(periode: Periode) -> Laptop:
    return daftarkan(at=KINI)


def verval(laptop: Laptop, k: Keluarga, hasil: str = "TETAP") -> dict[str, Any]:
    isi = {"hasil": hasil, "tanggal": "2023-07-09", "catatan": ""}
    return laptop.catat("verval", k.id_registri, isi, KINI, dasar=DASAR)


def alamat(laptop: Laptop, k: Keluarga, baru: str) -> dict[str, Any]:
    dasar = {"versi": k.versi, "lama": {"alamat": k.alamat}}
    isi = ALAMAT | {"muatan": {"alamat": baru}}
    return laptop.catat("usulan", k.id_registri, isi, KINI, dasar=dasar)


def list_vonis(laptop: Laptop) -> list[str]:
    with scope_nasional():
        rows = Ubahan.objects.filter(kid=laptop.kunci.kid).order_by("n")
        return [str(v) for v in rows.values_list("vonis", flat=True)]


def pulihkan(laptop: Laptop, daftar: list[dict[str, Any]]) -> Laptop:
    """A new laptop that recovered these lines: their ids stay, their numbers are its own."""
    baru = laptop_lain(laptop, at=KINI)
    baru.ubahan = [u | {"n": i} for i, u in enumerate(daftar, 1)]
    return baru


def test_a_recovered_laptop_brings_nothing_in_twice(laptop: Laptop, rumah: Keluarga) -> None:
    """The Dinas had judged the last package; its receipt never reached the laptop that is lost now."""
    verval(laptop, rumah)
    laptop.catat("catatan", rumah.id_registri, {"isi": "Tidak di rumah"}, KINI)
    alamat(laptop, rumah, "JALAN BARU 9")
    isi = {
        "tanggal": "2023-07-09",
        "mulai": "09:00",
        "tempat": "Balai desa",
        "pimpinan_nama": "KEPALA DESA",
        "pimpinan_jabatan": "Kepala desa",
        "catatan": "",
    }
    laptop.catat("musyawarah", "", isi, KINI)
    kirim(laptop, KINI)
    assert list_vonis(laptop) == ["DITERIMA"] * 4
    baru = pulihkan(laptop, laptop.ubahan)
    kirim(baru, BESOK)
    assert list_vonis(baru) == ["SAMA"] * 4
    jumlah = [m.objects.count() for m in (Verval, Catatan, Usulan, Musyawarah)]
    assert jumlah == [1, 1, 1, 1]


def test_the_same_id_with_other_content_is_another_line(laptop: Laptop, rumah: Keluarga) -> None:
    """Kegagalan 77: what is recovered is known by what it says, not by its name."""
    u = laptop.catat("catatan", rumah.id_registri, {"isi": "Tidak di rumah"}, KINI)
    kirim(laptop, KINI)
    lain = pulihkan(laptop, [u | {"isi": {"isi": "Rumah kosong"}}])
    kirim(lain, BESOK)
    assert (list_vonis(laptop), list_vonis(lain)) == (["DITERIMA"], ["DITERIMA"])
    assert Catatan.objects.count() == 2


def test_a_recovered_laptop_takes_back_what_the_lost_one_brought(laptop: Laptop, rumah: Keluarga) -> None:
    u = verval(laptop, rumah)
    kirim(laptop, KINI)
    baru = pulihkan(laptop, [])
    baru.catat("cabut", f"ubahan:{u['id']}", {"alasan": "Salah keluarga"}, BESOK, perlu=[u["id"]])
    kirim(baru, BESOK)
    assert list_vonis(baru) == ["DITERIMA"]
    assert not Verval.objects.filter(batal_at__isnull=True).exists()


def test_a_proposal_replaces_the_one_that_is_withdrawn_in_the_same_package(
    laptop: Laptop, rumah: Keluarga
) -> None:
    """Order inside a package is that of its numbers: withdrawn first, proposed anew after."""
    u = alamat(laptop, rumah, "JALAN SALAH")
    laptop.catat("tarik", f"ubahan:{u['id']}", {"alasan": "Salah ketik"}, KINI, perlu=[u["id"]])
    alamat(laptop, rumah, "JALAN BETUL")
    kirim(laptop, KINI)
    assert list_vonis(laptop) == ["DITERIMA"] * 3


def test_it_replaces_one_that_came_with_an_earlier_package_too(laptop: Laptop, rumah: Keluarga) -> None:
    u = alamat(laptop, rumah, "JALAN SALAH")
    kirim(laptop, KINI)
    laptop.catat("tarik", f"ubahan:{u['id']}", {"alasan": "Salah ketik"}, KINI, perlu=[u["id"]])
    alamat(laptop, rumah, "JALAN BETUL")
    kirim(laptop, BESOK)
    assert list_vonis(laptop) == ["DITERIMA"] * 3


def test_the_first_deposit_decides_whatever_is_judged_first(
    laptop: Laptop, rumah: Keluarga, periode: Periode
) -> None:
    """Kegagalan 43: the later file is judged first, the earlier one came in time."""
    verval(laptop, rumah)
    tenggat = get_masa(periode, DESA).tenggat_desa
    tepat = titip(laptop.paket(KINI), at=tenggat - timedelta(hours=1))
    telat = titip(laptop.paket(KINI), at=tenggat + timedelta(hours=1))
    nilai(telat, at=tenggat + timedelta(hours=2))
    assert list_vonis(laptop) == ["DITAHAN"]
    nilai(tepat, at=tenggat + timedelta(hours=3))
    assert list_vonis(laptop) == ["DITERIMA"]


def test_a_line_that_is_held_again_is_told_to_its_laptop(laptop: Laptop, rumah: Keluarga) -> None:
    """It was accepted, and no later package holds it: the receipt that says so is that of the package that did."""
    u = verval(laptop, rumah, "MENINGGAL")
    pertama = kirim(laptop, KINI)
    assert list_vonis(laptop) == ["DITERIMA"]
    laptop.ubahan.clear()
    laptop.catat("catatan", rumah.id_registri, {"isi": "x"}, KINI, n=2)
    kirim(laptop, KINI + timedelta(hours=1))
    lain = laptop_lain(laptop, at=KINI)
    verval(lain, rumah)
    kirim(lain, BESOK)
    assert list_vonis(laptop)[0] == "DITAHAN"
    putusan = {b["id"]: b["putusan"] for b in laptop.baca_tanda(pertama)["putusan"]}
    assert putusan == {u["id"]: "DITAHAN"}
