from dataclasses import replace
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from opensiks.rules.jenis import JENIS_SELALU_MUSYAWARAH, Jenis
from opensiks.rules.ketentuan import PROFIL, JendelaTanggal, Profil, list_jendela
from opensiks.rules.tenggat import TierTenggat, is_open

WIB = ZoneInfo("Asia/Jakarta")
DESA, KAB = TierTenggat.DESA, TierTenggat.KAB


@pytest.mark.parametrize("profil", PROFIL.values(), ids=lambda p: p.kode)
def test_every_profile_has_a_source_and_a_window_for_both_tiers(profil: Profil) -> None:
    assert profil.sumber
    tier = {j.tier for j in profil.daftar_jendela} | {p.tier for p in profil.daftar_pola}
    assert tier == {DESA, KAB}


@pytest.mark.parametrize("profil", PROFIL.values(), ids=lambda p: p.kode)
def test_R3_no_profile_exempts_who_goes_in_or_out(profil: Profil) -> None:
    assert not profil.bebas_musyawarah & JENIS_SELALU_MUSYAWARAH


def test_R3_a_profile_that_tries_is_refused() -> None:
    with pytest.raises(ValueError, match="R3"):
        replace(PROFIL["bulanan_2023"], bebas_musyawarah=frozenset({Jenis.BARU}))


def test_R3_the_campaign_of_2021_takes_even_corrections_to_the_forum() -> None:
    assert not PROFIL["lambar_2021b"].is_bebas(Jenis.PERBAIKAN_ID)
    assert PROFIL["bulanan_2023"].is_bebas(Jenis.PERBAIKAN_ID)


def test_R78_the_campaign_window_of_2021() -> None:
    desa, kab = PROFIL["lambar_2021b"].daftar_jendela
    jendela = desa.at_zona(WIB)
    assert is_open(jendela, datetime(2021, 7, 31, 16, 59, tzinfo=UTC))
    assert not is_open(jendela, datetime(2021, 7, 31, 17, tzinfo=UTC))
    assert (kab.mulai, kab.sampai) == (date(2021, 8, 2), date(2021, 8, 2))


def test_R77_the_extension_of_march_2021_ends_at_midnight_before_the_8th() -> None:
    [lama] = [j for j in PROFIL["lambar_2021a"].daftar_jendela if j.tier is DESA]
    [baru] = PROFIL["lambar_2021a"].perpanjangan
    assert lama.sampai == date(2021, 3, 1)
    assert baru.at_zona(WIB).sampai == datetime(2021, 3, 8, tzinfo=WIB)


def test_monthly_windows_follow_the_calendar() -> None:
    assert list_jendela(PROFIL["bulanan_2023"], 2023, 9) == (
        JendelaTanggal(DESA, date(2023, 9, 1), date(2023, 9, 25)),
        JendelaTanggal(KAB, date(2023, 9, 1), date(2023, 9, 30)),
    )


def test_R71_two_windows_in_one_month_of_2022() -> None:
    desa = [j for j in list_jendela(PROFIL["bulanan_2022"], 2024, 2) if j.tier is DESA]
    assert [(j.mulai.day, j.sampai.day) for j in desa] == [(1, 11), (15, 29)]


def test_campaigns_open_only_in_their_months() -> None:
    assert list_jendela(PROFIL["kampanye_2019"], 2019, 5) == ()
    assert len(list_jendela(PROFIL["kampanye_2019"], 2019, 9)) == 2
    assert [j.tier for j in list_jendela(PROFIL["lambar_2021b"], 2021, 6)] == [DESA]
    assert list_jendela(PROFIL["lambar_2021b"], 2022, 6) == ()


def test_R22_the_quarterly_meeting_begins_in_2024() -> None:
    assert {k for k, p in PROFIL.items() if p.musdes_maks_bulan} == {"triwulan_2024", "dtsen_2025"}


def test_R9_two_signatures_begin_in_2025() -> None:
    assert {k for k, p in PROFIL.items() if p.pengesahan_ganda} == {"dtsen_2025"}


def test_visits_after_the_meeting_only_where_the_profile_orders_them() -> None:
    assert PROFIL["lambar_2021b"].needs_kunjungan(Jenis.BARU)
    assert not PROFIL["lambar_2021b"].needs_kunjungan(Jenis.MENINGGAL)
    assert not PROFIL["dtsen_2025"].needs_kunjungan(Jenis.BARU)
