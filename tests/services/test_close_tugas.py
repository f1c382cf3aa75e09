"""One question, one answer: what two people press at the same moment (R67)."""

from concurrent.futures import ThreadPoolExecutor
from time import monotonic, sleep

import pytest
from django.db import connection, transaction

from opensiks.infra.scope import scope, scope_nasional
from opensiks.pemadanan.models import Tugas
from opensiks.pemadanan.services import close_tugas
from opensiks.rules.padan_kerja import JenisTugas, Menunggu
from opensiks.rules.rule import AksiDitolak
from tests.dukungan.tolak import kode
from tests.factories.padan import buat_calon, orang
from tests.factories.pengesahan import buat_keluarga
from tests.factories.verval import DESA, SARI, buat_wilayah, list_peristiwa, wib

HARI = wib(2023, 7, 10)


def wait_for_lock() -> None:
    """Until another connection waits for what this one holds."""
    tenggat = monotonic() + 60
    with connection.cursor() as cur:
        while True:
            cur.execute(
                "SELECT FROM pg_locks WHERE NOT granted AND pg_backend_pid() = ANY (pg_blocking_pids(pid))"
            )
            if cur.fetchone() is not None:
                return
            assert monotonic() < tenggat
            sleep(0.02)


def test_R67_of_two_answers_at_once_the_first_stands(transactional_db: None) -> None:
    with scope_nasional():
        buat_wilayah(DESA)
        buat_keluarga(DESA, 1, anggota=1)
        _, tugas = buat_calon(
            orang()[0], jenis=JenisTugas.MENINGGAL, menunggu=Menunggu.DESA, ragu=False, meninggal=True
        )

    def answer() -> None:
        try:
            with scope(SARI.cakupan):
                # Read while the other answer was not known yet.
                close_tugas(tugas, "Benar meninggal", by=SARI, at=HARI)
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as kolam:
        with scope(SARI.cakupan), transaction.atomic():
            close_tugas(Tugas.objects.get(), "Masih hidup", by=SARI, at=HARI)
            kedua = kolam.submit(answer)
            wait_for_lock()
        with pytest.raises(AksiDitolak) as galat:
            kedua.result(60)
    assert kode(galat) == ["R67"]
    with scope_nasional():
        assert Tugas.objects.get().jawaban == "Masih hidup"
        assert list_peristiwa(f"tugas:{tugas.pk}") == ["tugas.closed"]
