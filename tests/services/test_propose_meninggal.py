"""The dead of the civil register go to the meeting, with date and paper (R27, R67)."""

from datetime import date

import pytest

from opensiks.pemadanan.services import propose_meninggal
from opensiks.rules.alasan_padan import Hasil
from opensiks.rules.bukti import JenisBukti
from opensiks.rules.jenis import Jenis
from opensiks.rules.padan_kerja import JenisTugas, Menunggu
from opensiks.rules.rule import AksiDitolak
from opensiks.rules.status import StatusUsulan
from tests.dukungan.tolak import kode
from tests.factories.padan import buat_calon, orang
from tests.factories.verval import SARI, periode_juli, wib

HARI = wib(2023, 7, 10)
PDF = b"%PDF-1.7\nuji"
pytestmark = pytest.mark.usefixtures("dua_desa")


def test_R67_the_dead_go_to_the_meeting_with_date_and_paper() -> None:
    periode_juli()
    a, b, *_ = orang()
    pertama, kedua = (
        buat_calon(
            i, Hasil.PADAN, jenis=JenisTugas.MENINGGAL, menunggu=Menunggu.DESA, ragu=False, meninggal=True
        )[1]
        for i in (a, b)
    )
    bukti = (JenisBukti.SURAT_KEMATIAN, "surat.pdf", PDF)
    u = propose_meninggal(
        pertama, date(2023, 6, 30), by=SARI, at=HARI, kepala_baru=b.id_registri, bukti=bukti
    )
    assert (u.jenis, u.status, u.muatan) == (
        Jenis.MENINGGAL, StatusUsulan.SIAP_MUSDES, {"tanggal": "2023-06-30", "kepala_baru": b.id_registri}
    )  # fmt: skip
    draf = propose_meninggal(kedua, date(2023, 6, 30), by=SARI, at=HARI)
    assert draf.status is StatusUsulan.DRAF
    with pytest.raises(AksiDitolak):
        propose_meninggal(pertama, date(2023, 6, 30), by=SARI, at=HARI)


def test_R27_a_death_before_the_birth_is_refused_and_the_task_stays() -> None:
    periode_juli()
    siapa = orang()[0]
    _, tugas = buat_calon(
        siapa, jenis=JenisTugas.MENINGGAL, menunggu=Menunggu.DESA, ragu=False, meninggal=True
    )
    with pytest.raises(AksiDitolak) as galat:
        propose_meninggal(tugas, date(1960, 7, 11), by=SARI, at=HARI)
    assert kode(galat) == ["R27"]
    tugas.refresh_from_db()
    assert tugas.selesai_at is None
