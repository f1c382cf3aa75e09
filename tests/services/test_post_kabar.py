"""Notices stand in the transaction of the act they tell of, once for each village and role (R41)."""

import re
from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from django.db import DatabaseError, transaction

from opensiks.infra.scope import scope, scope_nasional
from opensiks.jejak.queries import list_jejak
from opensiks.kabar.models import Kabar
from opensiks.kabar.queries import count_baru, list_baru, list_kabar
from opensiks.kabar.services import KabarBaru, post_desa, post_kabar, record_dibaca, settle_kabar
from opensiks.pengesahan.kab import return_desa, return_usulan
from opensiks.pengesahan.services import receive_desa
from opensiks.rules.kabar import UMUR_BARU, Perihal
from opensiks.rules.kalimat_kabar import tulis_kabar
from opensiks.rules.peran import Peran
from opensiks.rules.semua import load_rulebook
from opensiks.rules.tenggat import TierTenggat
from opensiks.rules.tulisan_kabar import TULISAN
from opensiks.verval.beku import freeze_overdue, warn_beku
from opensiks.verval.periode import extend_periode
from opensiks.verval.tutup import close_periode
from tests.cast import SISTEM, WATI
from tests.factories.kantor import buat_meja
from tests.factories.verval import (
    BUDI,
    DARMO,
    DESA,
    DESA_BUDI,
    DESA_JAUH,
    HARUN,
    JAYA,
    KAB,
    RATNA,
    SARI,
    buat_wilayah,
    kampanye_2021,
    keluarga_di,
    periode_juli,
    wib,
)  # fmt: skip

KINI = wib(2023, 7, 27)


@pytest.fixture(autouse=True)
def nasional(db: None) -> Iterator[None]:
    with scope_nasional():
        yield


def kata(perihal: Perihal, peran: Peran = Peran.OPERATOR_DESA, kode: str = DESA) -> list[str]:
    rows = Kabar.objects.filter(perihal=perihal, peran=peran, kode_wilayah=kode).order_by("id")
    return [tulis_kabar(k.perihal, k.data).apa for k in rows]


def satu(perihal: Perihal = Perihal.USULAN_DITETAPKAN, kode: str = DESA, kunci: str = "") -> KabarBaru:
    return KabarBaru(
        perihal=perihal, kode_wilayah=kode, peran=Peran.OPERATOR_DESA, data={"jumlah": 1}, kunci=kunci
    )


# --- words ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("perihal", Perihal)
def test_R41_every_kind_says_what_why_next_who_and_names_a_rule_of_the_book(perihal: Perihal) -> None:
    data = {
        "hari": 7, "tanggal": "2021-10-31", "jumlah": 2, "keluarga": 3, "orang": 9, "belum": 1, "desa": 8,
        "kode_alasan": "E1", "status": "BERJALAN", "nomor": "400/1", "periode": "Oktober", "urut": 1,
        "alasan": "Laptop hilang.", "sebab": "Sertifikatnya sudah berakhir.", "langkah": "Telepon desanya.",
    }  # fmt: skip
    k = tulis_kabar(perihal, data)
    assert k.apa
    assert k.sebab
    assert k.langkah
    assert k.oleh
    assert "{" not in k.apa + k.sebab + k.langkah
    assert k.aturan in {r.kode for r in load_rulebook()}
    assert all(len(kalimat.split()) <= 14 for kalimat in re.split(r"[.:;] ", k.langkah))


def test_R41_a_laptop_that_was_let_in_is_told_why() -> None:
    k = tulis_kabar(Perihal.PERANGKAT_DIPUTUS, {"nama": "Laptop pekon", "status": "DISETUJUI", "alasan": ""})
    assert k.sebab == "Enam katanya sudah dicocokkan."


def test_every_kind_has_its_words() -> None:
    assert set(TULISAN) == set(Perihal)


# --- posting -------------------------------------------------------------------------------------


def test_what_has_a_key_is_told_once() -> None:
    assert post_kabar([satu(kunci="a"), satu()], by=SISTEM, at=KINI) == 2
    assert post_kabar([satu(kunci="a"), satu(kunci="b")], by=SISTEM, at=KINI) == 1
    assert post_kabar([satu(kunci="a")], by=SISTEM, at=KINI) == 0
    assert Kabar.objects.count() == 3


def test_a_post_is_one_event_on_the_chain_of_the_smallest_common_area() -> None:
    post_kabar([satu(), satu(kode=DESA_BUDI)], by=SISTEM, at=KINI)
    post_kabar([satu(kode=KAB), satu(kode=DESA)], by=SISTEM, at=KINI)
    assert [j.rantai for j in list_jejak("kabar:18.04.01")] == ["18.04.01"]
    assert [j.ringkasan for j in list_jejak(f"kabar:{KAB}")] == [{"USULAN_DITETAPKAN": 2}]


def test_R1_a_village_cannot_post_into_its_neighbour() -> None:
    with pytest.raises(DatabaseError), scope(SARI.cakupan), transaction.atomic():
        post_desa(Perihal.BEKU, {DESA_BUDI: {"keluarga": 1}}, by=SARI, at=KINI)


def test_a_notice_reaches_role_and_place_and_nobody_else() -> None:
    post_kabar([satu()], by=SISTEM, at=KINI)
    post_kabar([satu(Perihal.PERIODE_DIBUKA, KAB)], by=SISTEM, at=KINI)
    for actor, n in ((SARI, 2), (BUDI, 1), (DARMO, 0), (JAYA, 0), (WATI, 0)):
        with scope(actor.cakupan):
            assert list_kabar(actor).count() == n, actor.nama


def test_old_ones_read_ones_and_settled_ones_ask_nobody() -> None:
    post_kabar([satu(), satu(), satu(Perihal.TENGGAT)], by=SISTEM, at=KINI)
    with scope(SARI.cakupan):
        assert count_baru(SARI, KINI) == 3
        assert count_baru(SARI, KINI + UMUR_BARU) == 0
        settle_kabar([Perihal.TENGGAT], DESA, by=SARI, at=KINI)
        assert record_dibaca(list(list_baru(SARI, KINI))[:1], by=SARI, at=KINI) == 1
        assert count_baru(SARI, KINI) == 1
        assert record_dibaca(list(list_kabar(SARI)), by=SARI, at=KINI) == 2
        assert record_dibaca(list(list_kabar(SARI)), by=SARI, at=KINI) == 0


# --- with the acts -------------------------------------------------------------------------------


def test_hand_over_tells_the_kabupaten_and_receipt_the_village() -> None:
    meja = buat_meja()
    assert kata(Perihal.DISERAHKAN, Peran.OPERATOR_KAB) == ["Menyerahkan hasil desa: 2 keluarga, 2 usulan."]
    assert Kabar.objects.get(perihal=Perihal.DISERAHKAN).objek == f"serahan:{meja.serahan.pk}"
    tanda = receive_desa(meja.serahan, by=JAYA, at=KINI)
    assert Kabar.objects.get(perihal=Perihal.DISERAHKAN).selesai_at == KINI
    for peran in (Peran.OPERATOR_DESA, Peran.KADES_LURAH):
        assert kata(Perihal.DITERIMA, peran) == [
            f"Hasil desa diterima Dinas Sosial. Tanda terima {tanda.kode}."
        ]


def test_R41_a_return_tells_the_operator_with_reason_and_last_day() -> None:
    meja = buat_meja()
    receive_desa(meja.serahan, by=JAYA, at=KINI)
    meja.alamat.refresh_from_db()
    return_usulan([meja.alamat], "E1", "RT kosong", by=HARUN, at=KINI)
    kabar = Kabar.objects.get(perihal=Perihal.USULAN_KEMBALI)
    k = tulis_kabar(kabar.perihal, kabar.data)
    assert (k.apa, k.sebab) == ("1 usulan dikembalikan Dinas Sosial.", "E1: Alamat belum lengkap.")
    assert (k.langkah, k.oleh) == ("Lengkapi dusun, RT dan RW, lalu ajukan lagi.", "Operator desa")
    assert (kabar.objek, kabar.sampai) == (f"usulan:{meja.alamat.pk}", wib(2023, 8, 1, 0))


def test_the_return_of_a_whole_village_is_one_notice_for_each_of_its_officers() -> None:
    meja = buat_meja()
    receive_desa(meja.serahan, by=JAYA, at=KINI)
    return_desa(meja.serahan.periode_desa, "M2", "", by=JAYA, at=KINI)
    assert kata(Perihal.DESA_KEMBALI) == kata(Perihal.DESA_KEMBALI, Peran.KADES_LURAH)
    assert kata(Perihal.DESA_KEMBALI) == ["Hasil desa dikembalikan Dinas Sosial, dengan 2 usulan."]
    assert kata(Perihal.USULAN_KEMBALI) == []


def test_an_act_that_fails_leaves_no_notice() -> None:
    meja = buat_meja()
    with transaction.atomic():
        receive_desa(meja.serahan, by=JAYA, at=KINI)
        transaction.set_rollback(True)
    assert kata(Perihal.DITERIMA) == []
    assert Kabar.objects.get(perihal=Perihal.DISERAHKAN).selesai_at is None


def test_R73_warning_and_freeze_say_how_many_in_each_village() -> None:
    buat_wilayah(DESA, DESA_BUDI)
    periode = periode_juli(bulan=10)
    keluarga_di(DESA, 2, terakhir=date(2023, 7, 15))
    keluarga_di(DESA_BUDI, terakhir=date(2023, 7, 15), orang=5)
    for _ in range(2):
        warn_beku(periode, date(2023, 10, 18), by=SISTEM, at=wib(2023, 10, 18))
    assert kata(Perihal.AKAN_BEKU) == ["14 hari lagi 2 keluarga beku, mulai 1 November 2023."]
    assert Kabar.objects.filter(perihal=Perihal.AKAN_BEKU).count() == 4
    freeze_overdue(KAB, date(2023, 11, 1), by=SISTEM, at=wib(2023, 11, 1))
    assert kata(Perihal.BEKU, Peran.KADES_LURAH, DESA_BUDI) == ["1 keluarga beku; 5 orang di dalamnya."]


def test_R75_a_silent_village_hears_what_the_close_did() -> None:
    buat_wilayah(DESA, DESA_BUDI)
    periode = kampanye_2021()
    keluarga_di(DESA, 3)
    warn_beku(periode, date(2021, 7, 25), by=SISTEM, at=wib(2021, 7, 25))
    assert kata(Perihal.AKAN_TIDUR) == ["7 hari lagi data 3 keluarga ditidurkan, mulai 1 Agustus 2021."]
    close_periode(periode, by=RATNA, at=wib(2021, 8, 3))
    assert kata(Perihal.DITIDURKAN) == ["Data 3 keluarga ditidurkan; 9 orang di dalamnya."]
    assert kata(Perihal.DITIDURKAN, kode=DESA_BUDI) == []
    assert kata(Perihal.PERIODE_DITUTUP, Peran.SUPERVISOR_KAB, KAB) == [
        "Periode Kampanye Juni-Juli 2021 ditutup: 2 desa terlambat, 2 desa tidak menyerahkan."
    ]


def test_R77_more_time_is_told_to_everybody_it_binds_with_one_notice_for_each_role() -> None:
    buat_wilayah(DESA, DESA_BUDI, DESA_JAUH)
    periode = periode_juli()
    assert kata(Perihal.PERIODE_DIBUKA, kode=KAB) == ["Periode Verval bulan 7 dibuka, sampai 25 Juli 2023."]
    extend_periode(
        periode,
        TierTenggat.DESA,
        date(2023, 7, 28),
        by=HARUN,
        at=wib(2023, 7, 20),
        nomor_surat="400/12",
        alasan="Banjir",
    )
    assert kata(Perihal.DIPERPANJANG, kode=KAB) == ["Batas desa diperpanjang sampai 28 Juli 2023."]
    with scope(SARI.cakupan):
        assert list_baru(SARI, wib(2023, 7, 20) + timedelta(hours=1)).count() == 2
