"""One question, one answer, of those whose question it is: the village answers what waits for it (R67, R149a)."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, transaction

from opensiks.infra.scope import scope, scope_nasional
from opensiks.pemadanan.models import Tugas
from opensiks.pemadanan.services import close_tugas
from opensiks.rules.padan_kerja import JenisTugas, Menunggu
from opensiks.rules.rule import AksiDitolak
from tests.dukungan.kunci import wait_for_lock
from tests.dukungan.tolak import kode
from tests.factories.padan import buat_calon, orang, terbuka
from tests.factories.pengesahan import buat_keluarga
from tests.factories.verval import DESA, SARI, buat_wilayah, list_peristiwa, wib

HARI = wib(2023, 7, 10)


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


@pytest.mark.usefixtures("dua_desa")
@pytest.mark.parametrize("menunggu", [m for m in Menunggu if m is not Menunggu.DESA])
def test_R149a_what_waits_for_others_is_not_the_villages_to_answer(menunggu: Menunggu) -> None:
    _, tugas = buat_calon(orang()[0], jenis=JenisTugas.GANDA_LINTAS, menunggu=menunggu)
    with scope(SARI.cakupan), pytest.raises(AksiDitolak) as galat:
        close_tugas(tugas, "Sudah dicek, dua orang berbeda", by=SARI, at=HARI)
    assert kode(galat) == ["R149a"]
    assert terbuka() == [("GANDA_LINTAS", str(menunggu))]
    assert list_peristiwa(f"tugas:{tugas.pk}") == []
