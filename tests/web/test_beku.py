"""The freeze in pages: how many, when, and only after agreeing (R73)."""

from collections.abc import Iterator

import pytest

from opensiks.infra.scope import scope_nasional
from opensiks.keluarga.models import Keluarga
from tests import cast
from tests.factories.kantor import Masuk, Meja, buat_meja, teks
from tests.factories.verval import KAB


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
