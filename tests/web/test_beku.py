"""The freeze in pages: how many, when, and only after agreeing (R73)."""

from collections.abc import Iterator

import pytest

from opensiks.infra.scope import scope_nasional
from opensiks.keluarga.models import Keluarga
from tests import cast
from tests.factories.kantor import Masuk, Meja, buat_meja, masuk_lain, teks
from tests.factories.verval import DESA, DESA_BUDI, KAB


@pytest.fixture
def meja(pemeran: dict[str, cast.Pemeran]) -> Iterator[Meja]:
    """All were verified last in June 2023: three years later every one of them is due."""
    with scope_nasional():
        yield buat_meja()


def test_R73_preview_counts_and_changes_nothing(meja: Meja, masuk: Masuk) -> None:
    jawab = masuk("ratna").get(f"/beku/?wilayah={KAB}")
    assert (jawab.context["keluarga"], jawab.context["orang"]) == (7, 21)
    assert "Bekukan 7 keluarga" in jawab.content.decode()
    assert not Keluarga.objects.filter(status="BEKU").exists()


def test_R73_freezes_after_agreeing(meja: Meja, masuk: Masuk) -> None:
    ratna, alamat = masuk("ratna"), f"/beku/?wilayah={KAB}"
    assert ratna.post(alamat, {"kode_wilayah": KAB}).status_code == 422
    assert ratna.post(alamat, {"kode_wilayah": KAB, "setuju": "on"}).status_code == 302
    assert Keluarga.objects.filter(status="BEKU").count() == 7
    assert "Belum bisa: tidak ada yang sudah waktunya." in teks(ratna, alamat)


def test_R73_only_the_centre(meja: Meja, masuk: Masuk) -> None:
    for nama in ("harun", "jaya", "wati"):
        assert masuk(nama).post(f"/beku/?wilayah={KAB}", {"setuju": "on"}).status_code == 403
    assert not Keluarga.objects.filter(status="BEKU").exists()


def test_R73_the_forecast_leads_by_area_and_month_to_each_family(meja: Meja, masuk: Masuk) -> None:
    """Last verified in June three years ago: all seven are due on the next freeze day."""
    harun = masuk("harun")
    jawab = harun.get("/beku/")
    assert [r.kode for r in jawab.context["ramalan"]] == ["18.04.01"]
    assert jawab.context["jumlah"][0] == 5
    assert "Jalankan pembekuan" not in jawab.content.decode()
    desa = harun.get("/beku/?wilayah=18.04.01")
    assert [(r.kode, r.keluarga[0]) for r in desa.context["ramalan"]] == [(DESA, 2), (DESA_BUDI, 3)]
    tanggal = desa.context["hari"][0].isoformat()
    isi = teks(harun, f"/beku/keluarga/?wilayah={DESA}&tanggal={tanggal}")
    assert isi.count("data-buka") == 2
    assert "Akan beku" in isi


def test_R73_the_forecast_keeps_to_the_readers_area(meja: Meja, masuk: Masuk) -> None:
    hari = teks(masuk("harun"), "/beku/")
    assert hari
    tetangga = masuk_lain("tetangga_sv")
    assert "18.04" not in teks(tetangga, "/beku/")
    for alamat in (f"/beku/?wilayah={KAB}", f"/beku/keluarga/?wilayah={KAB}&tanggal=2021-01-01"):
        teks(tetangga, alamat, 404)
    teks(masuk("harun"), f"/beku/keluarga/?wilayah={KAB}&tanggal=kemarin", 404)
    teks(masuk_lain("tkpk"), "/beku/keluarga/", 403)
