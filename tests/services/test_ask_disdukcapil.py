"""The village has seen the card: the question goes on to the civil registry office (R68)."""

import pytest

from opensiks.akun.access import TidakBerhak
from opensiks.pemadanan.queries import list_kerja
from opensiks.pemadanan.services import ask_disdukcapil
from opensiks.rules.alasan_padan import Hasil
from opensiks.rules.padan_kerja import JenisTugas, Kelompok, Menunggu
from opensiks.rules.rule import AksiDitolak
from tests.factories.padan import buat_calon, orang
from tests.factories.verval import DESA, JAYA, SARI, list_peristiwa, wib

HARI = wib(2023, 7, 10)
pytestmark = pytest.mark.usefixtures("dua_desa")


def test_R68_the_village_sends_the_question_on_to_disdukcapil() -> None:
    siapa = orang()[0]
    _, tugas = buat_calon(
        siapa, Hasil.TIDAK_DITEMUKAN, jenis=JenisTugas.NIK_TIDAK_DITEMUKAN, menunggu=Menunggu.DESA, ragu=False,
        nik_usul="", usul={},
    )  # fmt: skip
    with pytest.raises(TidakBerhak):
        ask_disdukcapil(tugas, by=JAYA, at=HARI)
    ask_disdukcapil(tugas, by=SARI, at=HARI)
    assert [(k.kelompok, k.menunggu) for k in list_kerja(DESA)] == [(Kelompok.MENUNGGU, Menunggu.DISDUKCAPIL)]
    assert list_peristiwa(f"tugas:{tugas.pk}") == ["tugas.waited"]
    with pytest.raises(AksiDitolak):
        ask_disdukcapil(tugas, by=SARI, at=HARI)
