"""Findings follow the data, and an officer's answer is remembered."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest

from opensiks.infra.scope import scope, scope_nasional
from opensiks.jejak.models import Jejak
from opensiks.keluarga.models import Individu, Keluarga, Temuan
from opensiks.keluarga.services import PerubahanIndividu, refresh_temuan, revise_individu, settle_temuan
from opensiks.rules.aktor import Actor
from opensiks.rules.rule import AksiDitolak
from tests.cast import BUDI, DESA, DESA_BUDI, DESA_KEC_LAIN, JAYA, RATNA, SARI
from tests.dukungan.keutuhan import check_utuh
from tests.factories.keluarga import AT, HARI, anak, baris, buat_wilayah, daftarkan, istri, keluarga_di, orang

NANTI = AT + timedelta(days=30)


@pytest.fixture(autouse=True)
def nasional(db: None) -> Iterator[None]:
    buat_wilayah()
    with scope_nasional():
        yield
        check_utuh()


def terbuka(k: Keluarga) -> dict[str, Temuan]:
    return {t.kode: t for t in Temuan.objects.filter(keluarga=k, terbuka=True)}


def refresh(kode: str = DESA, by: Actor = RATNA, hari_ini: date = HARI) -> int:
    return refresh_temuan(kode, by=by, at=NANTI, hari_ini=hari_ini)


def test_a_clean_family_has_no_finding() -> None:
    (k,) = keluarga_di(DESA)
    assert terbuka(k) == {}


def test_refreshing_what_is_in_step_changes_nothing_and_leaves_no_event() -> None:
    daftarkan(baris(DESA, [orang(nama="BUDI", nik=""), istri(), anak()]))
    assert refresh() == 0
    assert not Jejak.objects.filter(peristiwa="temuan.refreshed").exists()


def test_time_alone_can_open_a_finding_and_the_event_counts_by_village() -> None:
    (k,) = daftarkan(baris(DESA, [orang(tanggal_lahir=date(1917, 5, 12), nik="1804011205175001")]))
    keluarga_di(DESA_BUDI)
    assert refresh("18.04", hari_ini=date(2023, 6, 1)) == 1
    assert terbuka(k)["R56a"].tingkat == "W"
    jejak = Jejak.objects.get(peristiwa="temuan.refreshed")
    assert (jejak.rantai, jejak.ringkasan) == (DESA, {"dibuka": 1, "ditutup": 0})


def test_a_finding_that_stays_keeps_its_row_and_gets_its_new_words() -> None:
    (k,) = daftarkan(baris(DESA, [orang(tanggal_lahir=date(1985, 12, 5), nik="1804011205855001")]))
    lama = terbuka(k)["R47"]
    i = Individu.objects.get(keluarga=k)
    revise_individu([PerubahanIndividu(i.pk, {"nama": "BUDI SUSILO"})], by=RATNA, at=NANTI, sumber="usulan")
    baru = terbuka(k)["R47"]
    assert (baru.pk, lama.data["nama"], baru.data["nama"]) == (lama.pk, "BUDI SANTOSO", "BUDI SUSILO")


def test_only_the_families_asked_for_are_judged() -> None:
    a, b = daftarkan(
        *(baris(DESA, [orang(tanggal_lahir=date(1917, 5, 12), nik="1804011205175001")]) for _ in "ab")
    )
    refresh_temuan(by=RATNA, at=NANTI, hari_ini=date(2023, 6, 1), keluarga_ids=[a.pk])
    assert "R56a" in terbuka(a)
    assert "R56a" not in terbuka(b)


# --- R50 past the wall --------------------------------------------------------------------------------------

NIK = "1804011205865111"


def test_R50_a_double_in_another_village_is_found_from_inside_the_own_scope() -> None:
    daftarkan(baris(DESA_BUDI, [orang("HASAN BASRI", nik=NIK)]))
    (k,) = daftarkan(baris(DESA, [orang("BUDI SANTOSO", nik=NIK)]))
    Temuan.objects.filter(keluarga=k).update(terbuka=False, cara="Data sudah berubah")
    with scope(SARI.cakupan):
        assert not Keluarga.objects.filter(kode_desa=DESA_BUDI).exists()
        assert refresh(by=SARI) == 1
    t = terbuka(k)["R50"]
    assert t.data == {"n": "2", "pemakai": "H••• B•••, Pekon Sebarus", "antrean": "konflik"}


def test_R50_inside_the_village_the_other_is_named() -> None:
    (k, _) = daftarkan(*(baris(DESA, [orang(nama, nik=NIK)]) for nama in ("BUDI SANTOSO", "Budi  Santoso")))
    assert terbuka(k)["R50"].data["pemakai"] == "Budi  Santoso, Pekon Way Mengaku"
    assert terbuka(k)["R50"].data["antrean"] == "ganda"


def test_R50_the_own_village_comes_first_and_all_are_counted() -> None:
    desa = (DESA_KEC_LAIN, DESA_BUDI, DESA, DESA)
    daftar = daftarkan(
        *(baris(kode, [orang(f"ORANG {n}", nik=NIK)]) for n, kode in zip("ABCD", desa, strict=True))
    )
    assert terbuka(daftar[2])["R50"].data["n"] == "4"
    assert terbuka(daftar[2])["R50"].data["pemakai"].startswith("ORANG D, ")


def test_R50_no_number_is_no_double() -> None:
    k, _ = daftarkan(*(baris(DESA, [orang(nik=nik)]) for nik in ("0000000000000000", "0000000000000000")))
    assert set(terbuka(k)) == {"R49"}


def test_R48_a_nik_of_elsewhere_is_information_and_an_unknown_one_a_question() -> None:
    a, b = daftarkan(
        baris(DESA, [orang(nik="1706011205865001")]),
        baris(DESA, [orang(nik="9904011205865001")]),
    )
    assert terbuka(a)["R48"].data["wilayah"] == "Kabupaten Mukomuko"
    assert (terbuka(b)["R48a"].tingkat, terbuka(b)["R48a"].data["wilayah"]) == ("W", "99.04.01")


# --- answers ------------------------------------------------------------------------------------------------


def settle(t: Temuan, cara: str) -> Temuan:
    return settle_temuan(t, cara, by=SARI, at=NANTI)


@pytest.fixture
def tunggal() -> Keluarga:
    """A family whose head has a single name (R55, a warning)."""
    return daftarkan(baris(DESA, [orang("SUPARDI"), istri(), anak()]))[0]


def test_R55_a_confirmed_warning_is_closed_with_who_and_when(tunggal: Keluarga) -> None:
    t = settle(terbuka(tunggal)["R55"], "Nama sudah benar")
    t.refresh_from_db()
    assert (t.terbuka, t.cara, t.oleh, t.selesai_at) == (False, "Nama sudah benar", "Sari", NANTI)
    jejak = Jejak.objects.get(peristiwa="temuan.settled")
    assert (jejak.rantai, jejak.ringkasan) == (
        DESA,
        {"keluarga": tunggal.pk, "kode": "R55", "cara": "Nama sudah benar"},
    )


def test_R55_a_confirmed_warning_is_not_raised_again(tunggal: Keluarga) -> None:
    settle(terbuka(tunggal)["R55"], "Nama sudah benar")
    assert refresh() == 0
    assert terbuka(tunggal) == {}


def test_R55_other_data_raise_it_anew(tunggal: Keluarga) -> None:
    settle(terbuka(tunggal)["R55"], "Nama sudah benar")
    i = Individu.objects.get(keluarga=tunggal, shdk=1)
    revise_individu([PerubahanIndividu(i.pk, {"nama": "SUPARMAN"})], by=RATNA, at=NANTI, sumber="usulan")
    assert terbuka(tunggal)["R55"].data == {"nama": "SUPARMAN"}


def test_a_ktp_not_seen_yet_is_noted_and_stays_open(tunggal: Keluarga) -> None:
    t = settle(terbuka(tunggal)["R55"], "KTP belum dilihat")
    assert (t.terbuka, t.cara) == (True, "KTP belum dilihat")
    assert refresh() == 0
    assert terbuka(tunggal)["R55"].cara == "KTP belum dilihat"


def test_R49_a_blocking_finding_is_not_talked_away() -> None:
    (k,) = daftarkan(baris(DESA, [orang(nik="")]))
    with pytest.raises(AksiDitolak) as ditolak:
        settle(terbuka(k)["R49"], "Benar")
    assert [v.kode for v in ditolak.value.violations] == ["R49"]
    assert terbuka(k)["R49"].cara == ""


def test_an_answer_that_changes_data_is_an_usulan(tunggal: Keluarga) -> None:
    with pytest.raises(AksiDitolak, match="mengubah data"):
        settle(terbuka(tunggal)["R55"], "Perbaiki nama")


def test_a_finding_is_answered_once(tunggal: Keluarga) -> None:
    t = settle(terbuka(tunggal)["R55"], "Benar")
    with pytest.raises(AksiDitolak, match="sudah selesai"):
        settle(t, "Benar")


def test_R1_jaya_refreshes_his_kabupaten_and_budi_only_his_village() -> None:
    daftarkan(baris(DESA, [orang(tanggal_lahir=date(1917, 5, 12), nik="1804011205175001")]))
    with scope(BUDI.cakupan):
        assert refresh(DESA, by=BUDI, hari_ini=date(2023, 6, 1)) == 0
    with scope(JAYA.cakupan):
        assert refresh("18.04", by=JAYA, hari_ini=date(2023, 6, 1)) == 1


def test_an_area_or_families_must_be_named() -> None:
    with pytest.raises(ValueError, match="area or families"):
        refresh_temuan(by=RATNA, at=NANTI, hari_ini=HARI)
