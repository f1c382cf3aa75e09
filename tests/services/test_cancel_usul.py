"""What a task became is taken back, and the task is open again."""

from datetime import date
from pathlib import Path

import pytest

from opensiks.pemadanan.models import Tugas
from opensiks.pemadanan.queries import list_kerja
from opensiks.pemadanan.services import cancel_usul, propose_perbaikan
from opensiks.rules.padan_kerja import Kelompok
from opensiks.rules.status import StatusUsulan
from opensiks.usulan.services import withdraw_usulan
from tests.factories.padan import orang, padankan, salah_nik, tulis_ekstrak
from tests.factories.verval import DESA, SARI, list_peristiwa, periode_juli, wib

HARI = wib(2023, 7, 10)
pytestmark = pytest.mark.usefixtures("dua_desa")


def test_a_usulan_is_taken_back_and_the_task_is_open_again(tmp_path: Path) -> None:
    periode_juli()
    path = tulis_ekstrak(tmp_path)
    salah_nik(orang()[0])
    padankan(path)
    [u] = propose_perbaikan([Tugas.objects.get()], by=SARI, at=HARI)
    [tugas] = cancel_usul([Tugas.objects.get()], by=SARI, at=HARI)
    u.refresh_from_db()
    assert (u.status, tugas.selesai_at, tugas.usulan_id) == (StatusUsulan.BATAL, None, None)
    assert list_peristiwa(f"tugas:{tugas.pk}") == ["tugas.proposed", "tugas.reopened"]
    [u] = propose_perbaikan([tugas], by=SARI, at=HARI)
    # While it is under way a run asks nothing; withdrawn elsewhere, it asks again.
    padankan(path, tanggal=date(2023, 7, 12), at=wib(2023, 7, 12))
    assert not list_kerja(DESA)
    withdraw_usulan([u], "Salah orang", by=SARI, at=wib(2023, 7, 13))
    padankan(path, tanggal=date(2023, 7, 14), at=wib(2023, 7, 14))
    assert [k.kelompok for k in list_kerja(DESA)] == [Kelompok.SEKALI_TEKAN]
