from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from opensiks.rules.musyawarah import (
    LABEL_UNSUR,
    FaktaBeritaAcara,
    FaktaKeputusan,
    FaktaMusyawarah,
    Hasil,
    Kehadiran,
    Unsur,
    check_berita_acara,
    check_keputusan,
    check_musyawarah,
    count_hari_kerja,
    is_forum_dalam_batas,
    is_lengkap,
    is_sah,
    is_sptjm_boleh,
)
from opensiks.rules.tenggat import Jendela

PERIODE = Jendela(datetime(2021, 6, 1, 17, tzinfo=UTC), datetime(2021, 7, 31, 17, tzinfo=UTC))
HADIR = {
    Unsur.KADES_LURAH: Kehadiran(1, 1, 0, 1),
    Unsur.OPERATOR: Kehadiran(1, 0, 1),
    Unsur.RT_RW: Kehadiran(8, 5, 2, 7),
    Unsur.BPD: Kehadiran(2, 1, 0),
    Unsur.WAKIL_KPM: Kehadiran(3, 1, 2),
}
MUSYAWARAH = FaktaMusyawarah(
    periode=PERIODE,
    mulai=datetime(2021, 7, 10, 2, tzinfo=UTC),
    selesai=datetime(2021, 7, 10, 5, tzinfo=UTC),
    tempat="Balai pekon",
    pemimpin="Peratin",
    kehadiran=HADIR,
)
BERKAS = FaktaBeritaAcara(
    berkas_bertanda_tangan=True, daftar_hadir=True, bnba=True, ttd_kades=True, ttd_operator=True, hari_kerja=2
)


def kode(daftar: list[Any]) -> list[str]:
    return [v.kode for v in daftar]


def without(unsur: Unsur) -> dict[Unsur, Kehadiran]:
    return {u: k for u, k in HADIR.items() if u is not unsur}


def test_R13_a_full_meeting_is_valid() -> None:
    assert check_musyawarah(MUSYAWARAH) == []
    assert is_sah(MUSYAWARAH)


@pytest.mark.parametrize("kosong", [{"mulai": None}, {"selesai": None}, {"tempat": " "}, {"pemimpin": ""}])
def test_R13_time_place_and_leader_are_needed(kosong: dict[str, Any]) -> None:
    assert kode(check_musyawarah(replace(MUSYAWARAH, **kosong))) == ["R13"]


def test_R13_the_end_comes_after_the_start() -> None:
    assert kode(check_musyawarah(replace(MUSYAWARAH, selesai=MUSYAWARAH.mulai))) == ["R13a"]


@pytest.mark.parametrize(
    "mulai", [datetime(2021, 5, 20, tzinfo=UTC), datetime(2090, 7, 1, tzinfo=UTC), PERIODE.sampai]
)
def test_R13_the_date_lies_in_the_period(mulai: datetime) -> None:
    luar = replace(MUSYAWARAH, mulai=mulai, selesai=mulai + timedelta(hours=2))
    assert kode(check_musyawarah(luar)) == ["R13b"]


def test_R13_a_profile_may_allow_days_before_the_period() -> None:
    mulai = PERIODE.mulai - timedelta(days=3)
    awal = replace(MUSYAWARAH, mulai=mulai, selesai=mulai + timedelta(hours=2), hari_sebelum=7)
    assert is_sah(awal)


@pytest.mark.parametrize("unsur", [Unsur.KADES_LURAH, Unsur.OPERATOR, Unsur.RT_RW])
def test_R14_mandatory_roles_must_be_present_and_are_named(unsur: Unsur) -> None:
    [v] = check_musyawarah(replace(MUSYAWARAH, kehadiran=without(unsur)))
    assert v.kode == "R14"
    assert LABEL_UNSUR[unsur] in str(v)


def test_R14_invited_is_not_present() -> None:
    undangan = {**HADIR, Unsur.OPERATOR: Kehadiran(1, 0, 0)}
    assert kode(check_musyawarah(replace(MUSYAWARAH, kehadiran=undangan))) == ["R14"]


def test_R14_a_profile_may_name_more_roles() -> None:
    lebih = replace(MUSYAWARAH, unsur_wajib=(*MUSYAWARAH.unsur_wajib, Unsur.BABINSA))
    assert kode(check_musyawarah(lebih)) == ["R14"]


@pytest.mark.parametrize("unsur", [Unsur.BPD, Unsur.WAKIL_KPM])
def test_R15_missing_representatives_only_warn(unsur: Unsur) -> None:
    sepi = replace(MUSYAWARAH, kehadiran=without(unsur))
    assert kode(check_musyawarah(sepi)) == ["R15"]
    assert is_sah(sepi)


def test_R16_no_more_rt_rw_present_than_invited() -> None:
    ramai = {**HADIR, Unsur.RT_RW: Kehadiran(3, 4, 0)}
    assert kode(check_musyawarah(replace(MUSYAWARAH, kehadiran=ramai))) == ["R16"]


@pytest.mark.parametrize("hadir", [Kehadiran(8, 5, 2, 8), Kehadiran(8, 5, -1)])
def test_R16_men_and_women_make_the_total(hadir: Kehadiran) -> None:
    assert kode(check_musyawarah(replace(MUSYAWARAH, kehadiran={**HADIR, Unsur.RT_RW: hadir}))) == ["R16a"]


@pytest.mark.parametrize("hasil", [Hasil.TOLAK, Hasil.TUNDA])
def test_R24_a_line_refused_or_put_off_has_a_reason(hasil: Hasil) -> None:
    assert kode(check_keputusan(FaktaKeputusan(hasil=hasil))) == ["R24a"]
    assert check_keputusan(FaktaKeputusan(hasil=hasil, alasan="Menunggu KK baru")) == []


def test_R24_an_objection_needs_a_reason_and_agreement_needs_none() -> None:
    assert check_keputusan(FaktaKeputusan(hasil=Hasil.SETUJU)) == []
    keberatan = FaktaKeputusan(hasil=Hasil.SETUJU, keberatan="Rumahnya permanen")
    assert kode(check_keputusan(keberatan)) == ["R24a"]
    assert check_keputusan(replace(keberatan, alasan="Rumah milik orang tua")) == []


def test_R17_complete_minutes() -> None:
    assert check_berita_acara(BERKAS) == []


@pytest.mark.parametrize(
    ("kurang", "kode_aturan"),
    [
        ({"berkas_bertanda_tangan": False}, "R17b"),
        ({"daftar_hadir": False}, "R17c"),
        ({"foto_wajib": True}, "R17d"),
        ({"bnba": False}, "R17e"),
    ],
)
def test_R17_each_missing_file_is_named(kurang: dict[str, Any], kode_aturan: str) -> None:
    assert kode(check_berita_acara(replace(BERKAS, **kurang))) == [kode_aturan]
    assert not is_lengkap(replace(BERKAS, **kurang))


def test_R17_one_photo_is_enough() -> None:
    assert is_lengkap(replace(BERKAS, foto_wajib=True, foto=1))


@pytest.mark.parametrize("kurang", [{"ttd_kades": False}, {"ttd_operator": False}])
def test_R20_missing_signatures_warn(kurang: dict[str, Any]) -> None:
    assert kode(check_berita_acara(replace(BERKAS, **kurang))) == ["R20"]
    assert is_lengkap(replace(BERKAS, **kurang))


def test_R21_more_than_seven_working_days_warn() -> None:
    assert kode(check_berita_acara(replace(BERKAS, hari_kerja=8))) == ["R21"]
    assert check_berita_acara(replace(BERKAS, hari_kerja=7)) == []


def test_R21_weekends_do_not_count() -> None:
    assert count_hari_kerja(date(2021, 7, 9), date(2021, 7, 12)) == 1
    assert count_hari_kerja(date(2021, 7, 9), date(2021, 7, 20)) == 7
    assert count_hari_kerja(date(2021, 7, 9), date(2021, 7, 9)) == 0


@pytest.mark.parametrize(
    ("terakhir", "boleh"),
    [(date(2024, 2, 29), False), (date(2024, 3, 31), True), (date(2024, 6, 30), True), (None, False)],
)
def test_R22_a_meeting_in_the_last_three_months(terakhir: date | None, boleh: bool) -> None:
    assert is_forum_dalam_batas(terakhir, date(2024, 6, 30), 3, sptjm=False) is boleh


def test_R22_an_sptjm_stands_in_and_no_limit_asks_nothing() -> None:
    assert is_forum_dalam_batas(None, date(2024, 6, 30), 3, sptjm=True)
    assert is_forum_dalam_batas(None, date(2024, 6, 30), None, sptjm=False)


@pytest.mark.parametrize(
    ("profil", "terakhir", "maks", "boleh"),
    [
        (True, None, 3, True),
        (True, date(2024, 6, 1), 3, False),
        (True, date(2024, 6, 1), None, True),
        (False, None, 3, False),
    ],
)
def test_R22_sptjm_only_without_a_meeting(
    profil: bool, terakhir: date | None, maks: int | None, boleh: bool
) -> None:
    assert is_sptjm_boleh(profil, terakhir, date(2024, 6, 30), maks) is boleh


def test_every_unsur_is_labelled() -> None:
    assert set(LABEL_UNSUR) == set(Unsur)
