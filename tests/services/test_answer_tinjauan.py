"""People of the centre settle a doubt; a merge across villages needs two of them (R146, R147)."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from opensiks.akun.access import TidakBerhak
from opensiks.infra.scope import scope
from opensiks.kabar.models import Kabar
from opensiks.keluarga.models import Kepesertaan
from opensiks.pemadanan.mesin.kalibrasi import read_kalibrasi
from opensiks.pemadanan.models import Calon, PutusanTinjauan, StatusPadan, Tinjauan
from opensiks.pemadanan.queries import count_tinjauan, get_tinjauan, list_kerja, list_label, next_tinjauan
from opensiks.pemadanan.services import answer_tinjauan
from opensiks.rules.aktor import Actor
from opensiks.rules.alasan_padan import Hasil
from opensiks.rules.kalimat_kabar import tulis_kabar
from opensiks.rules.padan_kerja import JenisTugas, Menunggu
from opensiks.rules.padan_tinjau import Jawaban
from opensiks.rules.rule import AksiDitolak
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
    HARUN,
    JAYA,
    RATNA,
    SARI,
    list_peristiwa,
    wib,
)

HARI = wib(2023, 7, 10)
SAMA, BEDA, TIDAK_TAHU = Jawaban
pytestmark = pytest.mark.usefixtures("dua_desa")


def test_R146_one_who_knows_settles_an_ordinary_doubt_and_opens_the_villages_task() -> None:
    siapa = orang()[0]
    calon, tugas = buat_calon(siapa)
    with scope(RATNA.cakupan):
        assert answer_tinjauan(calon, SAMA, by=RATNA, at=HARI, catatan="NIK beda satu angka") is SAMA
    assert terbuka() == [("NIK_SALAH", "")]
    with scope(SARI.cakupan):
        [k] = list_kerja(DESA)
    assert k.usul == {"nik": "1804011205805999"}
    assert StatusPadan.objects.get(pk=siapa.pk).keluaran == "NIK_SALAH"
    assert list_peristiwa(f"calon:{calon.pk}") == ["tinjauan.answered", "tinjauan.settled"]
    assert Kabar.objects.get().kode_wilayah == DESA
    tugas.refresh_from_db()
    assert (tugas.jawaban, tugas.oleh) == ("Tinjauan: orang yang sama", "Ratna")


@pytest.mark.parametrize(
    ("hasil", "keluaran", "tugas"),
    [
        (Hasil.NIK_SALAH, "NIK_TIDAK_DITEMUKAN", []),
        (Hasil.PADAN, "NIK_ORANG_LAIN", [("NIK_ORANG_LAIN", "")]),
        (Hasil.NIK_ORANG_LAIN, "NIK_ORANG_LAIN", [("NIK_ORANG_LAIN", "")]),
    ],
)
def test_R146_somebody_else_closes_the_doubt(
    hasil: Hasil, keluaran: str, tugas: list[tuple[str, str]]
) -> None:
    siapa = orang()[0]
    calon, _ = buat_calon(siapa, hasil)
    assert answer_tinjauan(calon, BEDA, by=RATNA, at=HARI) is BEDA
    assert StatusPadan.objects.get(pk=siapa.pk).keluaran == keluaran
    assert terbuka() == tugas
    # The civil register's values of a person who is somebody else are nobody's here.
    assert all(k.usul == {} for k in list_kerja(DESA))


def test_R146_who_does_not_know_leaves_it_to_another_and_two_to_the_card() -> None:
    calon, _ = buat_calon(orang()[0])
    assert answer_tinjauan(calon, TIDAK_TAHU, by=RATNA, at=HARI) is None
    with pytest.raises(AksiDitolak) as galat:
        answer_tinjauan(calon, SAMA, by=RATNA, at=HARI)
    assert kode(galat) == ["R147"]
    assert answer_tinjauan(calon, TIDAK_TAHU, by=BAYU, at=HARI) is TIDAK_TAHU
    assert terbuka() == [("NIK_TIDAK_DITEMUKAN", "")]


def test_R41_one_notice_of_the_day_is_true_of_however_many_doubts_were_settled() -> None:
    for siapa in orang()[:2]:
        answer_tinjauan(buat_calon(siapa)[0], SAMA, by=RATNA, at=HARI)
    kabar = Kabar.objects.get()
    kata = tulis_kabar(kabar.perihal, kabar.data)
    assert kata.apa == "Ada orang yang perlu dicek: hasil pemadanan Dukcapil."


def test_R147_a_merge_across_villages_needs_two_different_people() -> None:
    calon, _ = buat_ganda_lintas(orang()[0], orang(DESA_BUDI)[0])
    assert answer_tinjauan(calon, SAMA, by=RATNA, at=HARI) is None
    assert terbuka() == [("GANDA_LINTAS", "PUSDATIN")]
    with pytest.raises(AksiDitolak) as galat:
        answer_tinjauan(calon, SAMA, by=RATNA, at=HARI)
    assert kode(galat) == ["R147"]
    assert Tinjauan.objects.count() == 1
    assert answer_tinjauan(calon, SAMA, by=BAYU, at=HARI) is SAMA
    assert terbuka() == [("GANDA_LINTAS", "")]
    assert not list_label(), "a merge of rows says nothing of one row and one person"


def test_R147_two_that_disagree_go_to_a_third() -> None:
    calon, _ = buat_ganda_lintas(orang()[0], orang(DESA_BUDI)[0])
    assert answer_tinjauan(calon, SAMA, by=RATNA, at=HARI) is None
    assert answer_tinjauan(calon, BEDA, by=BAYU, at=HARI) is None
    assert answer_tinjauan(calon, BEDA, by=CITRA, at=HARI) is BEDA
    assert terbuka() == []
    with pytest.raises(AksiDitolak) as galat:
        answer_tinjauan(calon, SAMA, by=replace(RATNA, akun_id=300), at=HARI)
    assert kode(galat) == ["R146"]


@pytest.mark.parametrize("oleh", [SARI, JAYA, HARUN, WATI])
def test_only_the_centre_reviews(oleh: Actor) -> None:
    calon, _ = buat_calon(orang()[0])
    with pytest.raises(TidakBerhak):
        answer_tinjauan(calon, SAMA, by=oleh, at=HARI)
    assert not Tinjauan.objects.exists()


def test_what_is_certain_is_not_reviewed() -> None:
    calon, _ = buat_calon(orang()[0], menunggu=Menunggu.DESA, jenis=JenisTugas.NIK_SALAH, ragu=False)
    with pytest.raises(AksiDitolak) as galat:
        answer_tinjauan(calon, SAMA, by=RATNA, at=HARI)
    assert kode(galat) == ["R146"]


def test_the_queue_goes_by_doubt_and_by_what_is_at_stake() -> None:
    a, b, c, d = orang()[0], orang()[4], orang()[5], orang(DESA_BUDI)[0]
    jelas, _ = buat_calon(a, peluang=0.95)
    ragu, _ = buat_calon(b, peluang=0.8)
    bantu, _ = buat_calon(d, peluang=0.8)
    Kepesertaan.objects.create(
        kode_desa=DESA_BUDI, keluarga=d.keluarga, program="PKH", status="AKTIF", sejak=date(2023, 1, 1)
    )
    oleh = RATNA.akun_id or 0
    urut = []
    calon = next_tinjauan(oleh)
    while calon is not None and calon.pk not in urut:
        urut.append(calon.pk)
        calon = next_tinjauan(oleh, sesudah=calon.pk)
    assert urut == [bantu.pk, ragu.pk, jelas.pk]
    assert count_tinjauan(oleh).menunggu == 3
    answer_tinjauan(bantu, TIDAK_TAHU, by=RATNA, at=HARI)
    assert count_tinjauan(oleh).menunggu == 2
    assert count_tinjauan(BAYU.akun_id or 0).menunggu == 3
    rinci = get_tinjauan(bantu, BAYU.akun_id or 0)
    assert (rinci.jawaban_lain, rinci.perlu, rinci.bantuan, rinci.putusan) == (1, 1, True, None)
    assert rinci.dukcapil["nik"] == "1804011205805999"
    assert rinci.dukcapil["nama"] == rinci.dtks["nama"] == d.nama
    assert c.pk not in {x.individu_id for x in Calon.objects.all()}


def test_the_answers_teach_the_next_run_what_its_chances_mean() -> None:
    for i, (p, jawaban) in zip(orang(), ((0.9, SAMA), (0.4, BEDA), (0.7, SAMA)), strict=False):
        answer_tinjauan(buat_calon(i, peluang=p)[0], jawaban, by=RATNA, at=HARI)
    assert list_label() == [(0.9, True), (0.4, False), (0.7, True)]


def test_the_next_run_is_calibrated_and_its_labels_are_read_back_as_the_weights_gave_them(
    tmp_path: Path,
) -> None:
    path = tulis_ekstrak(tmp_path)
    salah_nik(orang()[0])
    pertama = padankan(path)
    assert not pertama.bobot["kalibrasi"]
    for i in orang()[1:5]:
        answer_tinjauan(buat_calon(i, peluang=0.9)[0], BEDA, by=RATNA, at=HARI)
    kedua = padankan(path, tanggal=date(2023, 7, 12), at=wib(2023, 7, 12))
    assert kedua.bobot["kalibrasi"]["jawaban"] == 4
    assert kedua.bobot["m"] == pertama.bobot["m"]
    peta = read_kalibrasi(kedua.bobot["kalibrasi"])
    dilaporkan = float(peta.apply(np.array(0.8)))
    assert dilaporkan < 0.8, "four surprises make the engine more careful"
    baru, _ = buat_calon(orang()[5], peluang=dilaporkan, putaran=kedua)
    answer_tinjauan(baru, SAMA, by=RATNA, at=HARI)
    p, benar = list_label()[-1]
    assert (round(p, 3), benar) == (0.8, True)


@pytest.mark.parametrize("jawaban", [SAMA, BEDA])
def test_what_was_settled_is_not_asked_again_by_a_later_run(tmp_path: Path, jawaban: Jawaban) -> None:
    path = tulis_ekstrak(tmp_path)
    siapa = orang()[0]
    benar = salah_nik(siapa)
    calon, _ = buat_calon(siapa, nik_usul=benar, usul={"nik": benar})
    answer_tinjauan(calon, jawaban, by=RATNA, at=HARI)
    padankan(path, tanggal=date(2023, 7, 12), at=wib(2023, 7, 12))
    baru = Calon.objects.latest("pk")
    assert (baru.ragu, baru.ditinjau) == (False, False)
    assert baru.nik_usul == (benar if jawaban is SAMA else "")
    assert StatusPadan.objects.get(pk=siapa.pk).keluaran == (
        "NIK_SALAH" if jawaban is SAMA else "NIK_TIDAK_DITEMUKAN"
    )
    assert PutusanTinjauan.objects.count() == 1
