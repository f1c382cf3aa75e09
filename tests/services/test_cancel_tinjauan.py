"""Whoever answered a doubt takes it back, until somebody else built upon it (R146)."""

from datetime import date
from pathlib import Path

import pytest

from opensiks.akun.access import TidakBerhak
from opensiks.infra.scope import scope
from opensiks.kabar.models import Kabar
from opensiks.kabar.queries import count_baru, list_baru
from opensiks.pemadanan.jawaban import check_batal
from opensiks.pemadanan.models import Calon, PutusanTinjauan, StatusPadan, Tinjauan, Tugas
from opensiks.pemadanan.queries import count_tinjauan, list_kerja, list_label, next_tinjauan
from opensiks.pemadanan.services import answer_tinjauan, cancel_tinjauan, close_tugas
from opensiks.rules.aktor import Actor
from opensiks.rules.alasan_padan import Hasil
from opensiks.rules.jenis import Jenis
from opensiks.rules.padan_kerja import JenisTugas, Kelompok
from opensiks.rules.padan_tinjau import Jawaban
from opensiks.rules.rule import AksiDitolak
from opensiks.usulan.services import draft_usulan
from tests.cast import WATI
from tests.dukungan.tolak import kode
from tests.factories.padan import (
    BAYU,
    CITRA,
    buat_calon,
    buat_ganda_lintas,
    orang,
    padankan,
    salah_nik,
    terbuka,
    tulis_ekstrak,
)
from tests.factories.verval import (
    DESA,
    DESA_BUDI,
    JAYA,
    RATNA,
    SARI,
    list_peristiwa,
    periode_juli,
    wib,
)

HARI, ESOK = wib(2023, 7, 10), wib(2023, 7, 11)
SAMA, BEDA, TIDAK_TAHU = Jawaban
pytestmark = pytest.mark.usefixtures("dua_desa")
SAYA = RATNA.akun_id or 0


def test_R146a_an_answer_is_taken_back_while_nobody_else_spoke_and_may_be_given_again() -> None:
    calon, tugas = buat_ganda_lintas(orang()[0], orang(DESA_BUDI)[0])
    answer_tinjauan(calon, SAMA, by=RATNA, at=HARI)
    assert check_batal(calon, SAYA) == []
    with pytest.raises(AksiDitolak) as galat:
        cancel_tinjauan(calon, by=BAYU, at=HARI)
    assert kode(galat) == ["R146a"]
    cancel_tinjauan(calon, by=RATNA, at=HARI)
    assert list_peristiwa(f"calon:{calon.pk}") == ["tinjauan.answered", "tinjauan.cancelled"]
    assert Tinjauan.objects.count() == 1, "what was answered stays on record"
    assert next_tinjauan(SAYA) == calon
    answer_tinjauan(calon, BEDA, by=RATNA, at=HARI)
    answer_tinjauan(calon, TIDAK_TAHU, by=BAYU, at=HARI)
    with pytest.raises(AksiDitolak) as galat:
        cancel_tinjauan(calon, by=RATNA, at=HARI)
    assert kode(galat) == ["R146a"]
    assert answer_tinjauan(calon, BEDA, by=CITRA, at=HARI) is BEDA
    tugas.refresh_from_db()
    assert tugas.selesai_at == HARI


@pytest.mark.parametrize(("jawaban", "keluaran"), [(SAMA, "NIK_SALAH"), (BEDA, "NIK_TIDAK_DITEMUKAN")])
def test_R146b_what_it_settled_goes_back_with_it(jawaban: Jawaban, keluaran: str) -> None:
    siapa = orang()[0]
    calon, tugas = buat_calon(siapa)
    answer_tinjauan(calon, jawaban, by=RATNA, at=HARI)
    assert StatusPadan.objects.get(pk=siapa.pk).keluaran == keluaran
    cancel_tinjauan(calon, by=RATNA, at=HARI)
    status = StatusPadan.objects.get(pk=siapa.pk)
    assert (status.keluaran, status.sejak) == ("RAGU", date(2023, 7, 1))
    assert terbuka() == [("RAGU", "TINJAUAN")]
    assert list_label() == []
    assert count_tinjauan(SAYA).selesai == 0
    assert list_peristiwa(f"tugas:{tugas.pk}") == ["tugas.reopened"]
    with scope(SARI.cakupan):
        assert [k.kelompok for k in list_kerja(DESA)] == [Kelompok.MENUNGGU]
    # The next one is settled like the first.
    assert answer_tinjauan(calon, SAMA, by=BAYU, at=HARI) is SAMA
    assert ("NIK_SALAH", "") in terbuka()
    assert PutusanTinjauan.objects.count() == 2
    assert len(list_label()) == 1


def test_R146b_its_notice_asks_nobody_once_nothing_is_left_and_comes_again() -> None:
    satu, dua = (buat_calon(i)[0] for i in orang()[:2])
    for calon in (satu, dua):
        answer_tinjauan(calon, SAMA, by=RATNA, at=HARI)
    cancel_tinjauan(satu, by=RATNA, at=HARI)
    assert count_baru(SARI, HARI) == 1, "the other one is still to be looked at"
    cancel_tinjauan(dua, by=RATNA, at=HARI)
    assert count_baru(SARI, HARI) == 0
    answer_tinjauan(dua, SAMA, by=RATNA, at=HARI)
    assert count_baru(SARI, HARI) == 1
    assert Kabar.objects.count() == 2


def test_R146b_the_notice_of_another_day_stays() -> None:
    satu, dua = (buat_calon(i)[0] for i in orang()[:2])
    answer_tinjauan(satu, SAMA, by=RATNA, at=HARI)
    answer_tinjauan(dua, SAMA, by=RATNA, at=ESOK)
    cancel_tinjauan(dua, by=RATNA, at=ESOK)
    assert list(list_baru(SARI, ESOK).values_list("at", flat=True)) == [HARI]


def test_R146b_not_once_the_village_acted() -> None:
    calon, _ = buat_calon(orang()[0])
    answer_tinjauan(calon, SAMA, by=RATNA, at=HARI)
    desa = Tugas.objects.get(jenis=JenisTugas.NIK_SALAH)
    close_tugas(desa, "Sudah dicek", by=SARI, at=HARI)
    with pytest.raises(AksiDitolak) as galat:
        cancel_tinjauan(calon, by=RATNA, at=HARI)
    assert kode(galat) == ["R146b"]
    assert StatusPadan.objects.get(pk=calon.individu_id).keluaran == "NIK_SALAH"


def test_R146b_a_proposal_about_the_person_is_an_act_of_the_village() -> None:
    siapa = orang()[0]
    calon, _ = buat_calon(siapa)
    answer_tinjauan(calon, BEDA, by=RATNA, at=HARI)
    assert check_batal(calon, SAYA) == []
    calon_dua, _ = buat_calon(orang()[1], Hasil.NIK_ORANG_LAIN)
    answer_tinjauan(calon_dua, BEDA, by=RATNA, at=HARI)
    draft_usulan(
        periode_juli(), Jenis.PERBAIKAN_ID, kode_desa=DESA, individu=calon_dua.individu, muatan={"nama": "LAIN"},
        by=SARI, at=HARI,
    )  # fmt: skip
    assert [v.kode for v in check_batal(calon_dua, SAYA)] == ["R146b"]


def test_R146c_not_once_a_newer_run_used_it(tmp_path: Path) -> None:
    path = tulis_ekstrak(tmp_path)
    siapa = orang()[0]
    benar = salah_nik(siapa)
    calon, _ = buat_calon(siapa, nik_usul=benar, usul={"nik": benar})
    answer_tinjauan(calon, BEDA, by=RATNA, at=HARI)
    padankan(path, tanggal=date(2023, 7, 12), at=wib(2023, 7, 12))
    with pytest.raises(AksiDitolak) as galat:
        cancel_tinjauan(calon, by=RATNA, at=HARI)
    assert kode(galat) == ["R146c"]


@pytest.mark.parametrize("jawaban", [SAMA, BEDA])
def test_what_was_taken_back_does_not_speak_in_a_later_run(tmp_path: Path, jawaban: Jawaban) -> None:
    path = tulis_ekstrak(tmp_path)
    siapa = orang()[0]
    benar = salah_nik(siapa)
    calon, _ = buat_calon(siapa, nik_usul=benar, usul={"nik": benar})
    answer_tinjauan(calon, jawaban, by=RATNA, at=HARI)
    cancel_tinjauan(calon, by=RATNA, at=HARI)
    padankan(path, tanggal=HARI.date(), at=ESOK)
    assert Calon.objects.latest("pk").nik_usul == benar
    assert terbuka() == [("NIK_SALAH", "")]


@pytest.mark.parametrize("oleh", [SARI, JAYA, WATI])
def test_only_the_centre_takes_back(oleh: Actor) -> None:
    calon, _ = buat_calon(orang()[0])
    answer_tinjauan(calon, SAMA, by=RATNA, at=HARI)
    with pytest.raises(TidakBerhak):
        cancel_tinjauan(calon, by=oleh, at=HARI)
