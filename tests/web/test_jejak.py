"""The trail of one record, for those who may look behind the work; and the guides for everybody."""

from collections.abc import Callable

import pytest
from django.test import Client

from tests.web.conftest import Pekon


def test_auditor_reads_what_happened_to_a_family(
    masuk: Callable[[str], Client], sari: Client, pekon: Pekon
) -> None:
    k = pekon.keluarga[0]
    sari.post(f"/keluarga/{k.pk}/tetap/")
    isi = masuk("wati").get(f"/jejak/keluarga:{k.pk}/").content.decode()
    assert "verval.recorded" in isi
    assert "Sari, Operator desa" in isi


def test_record_without_a_trail_is_not_there(masuk: Callable[[str], Client], pekon: Pekon) -> None:
    assert masuk("wati").get("/jejak/keluarga:999999/").status_code == 404


@pytest.mark.parametrize("nama", ["sari", "darmo", "tika", "jaya"])
def test_village_and_desk_have_no_trail(masuk: Callable[[str], Client], pekon: Pekon, nama: str) -> None:
    assert masuk(nama).get(f"/jejak/keluarga:{pekon.keluarga[0].pk}/").status_code == 403
