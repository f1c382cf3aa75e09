"""A longer deadline is a dated event with a letter; the earlier window stays (R77)."""

from datetime import date, time

import pytest

from opensiks.akun.access import TidakBerhak
from opensiks.infra.scope import scope
from opensiks.rules.aktor import Actor, sistem
from opensiks.rules.rule import AksiDitolak
from opensiks.rules.tenggat import TierTenggat
from opensiks.verval.models import Periode, Perpanjangan
from opensiks.verval.queries import get_masa, is_open, list_perpanjangan
from opensiks.verval.services import close_periode, extend_periode
from tests.factories.verval import (
    BUDI,
    DESA,
    DESA_BUDI,
    DESA_JAUH,
    HARUN,
    KAB,
    RATNA,
    SARI,
    list_peristiwa,
    periode_juli,
    wib,
)  # fmt: skip

pytestmark = pytest.mark.usefixtures("periode")


def perpanjang(
    periode: Periode, sampai: date = date(2023, 7, 28), *, by: Actor = HARUN, **ubah: object
) -> Perpanjangan:
    isi = {"at": wib(2023, 7, 24), "nomor_surat": "460/12/2023", "alasan": "internet lemah", **ubah}
    tier = isi.pop("tier", TierTenggat.DESA)
    return extend_periode(periode, tier, sampai, by=by, **isi)  # type: ignore[arg-type]


def refused(periode: Periode, **ubah: object) -> list[str]:
    sebelum = periode.tenggat_desa_at, periode.tenggat_kab_at
    with pytest.raises(AksiDitolak) as ditolak:
        perpanjang(periode, **ubah)  # type: ignore[arg-type]
    periode.refresh_from_db()
    assert (periode.tenggat_desa_at, periode.tenggat_kab_at) == sebelum
    assert not Perpanjangan.objects.exists()
    return [v.kode for v in ditolak.value.violations]


def test_R77_the_earlier_deadline_stays_in_the_history(periode: Periode) -> None:
    with scope(HARUN.cakupan):
        row = perpanjang(periode)
    periode.refresh_from_db()
    assert periode.tenggat_desa_at == wib(2023, 7, 29, 0)
    assert (row.tenggat_lama_at, row.tenggat_baru_at) == (wib(2023, 7, 26, 0), wib(2023, 7, 29, 0))
    assert (row.nomor_surat, row.oleh) == ("460/12/2023", "Harun")
    assert list_peristiwa(f"periode:{periode.pk}") == ["periode.opened", "periode.extended"]


def test_R77_a_deadline_may_end_at_an_hour(periode: Periode) -> None:
    assert perpanjang(periode, date(2023, 7, 28), jam=time(0)).tenggat_baru_at == wib(2023, 7, 28, 0)


def test_R77_the_kabupaten_moves_along_when_the_village_would_pass_it(periode: Periode) -> None:
    perpanjang(periode, date(2023, 8, 5))
    periode.refresh_from_db()
    assert periode.tenggat_kab_at == wib(2023, 8, 6, 0)
    assert list(list_perpanjangan(periode).values_list("tier", flat=True)) == [
        TierTenggat.DESA,
        TierTenggat.KAB,
    ]


def test_R77_the_kabupaten_alone_may_be_extended(periode: Periode) -> None:
    perpanjang(periode, date(2023, 8, 5), tier=TierTenggat.KAB)
    periode.refresh_from_db()
    assert (periode.tenggat_desa_at, periode.tenggat_kab_at) == (wib(2023, 7, 26, 0), wib(2023, 8, 6, 0))


def test_R77_one_village_gets_more_time_and_its_neighbour_does_not(periode: Periode) -> None:
    perpanjang(periode, kode_wilayah=DESA)
    periode.refresh_from_db()
    assert periode.tenggat_desa_at == wib(2023, 7, 26, 0)
    assert is_open(periode, DESA, wib(2023, 7, 28, 23))
    assert not is_open(periode, DESA, wib(2023, 7, 29, 0))
    assert not is_open(periode, DESA_BUDI, wib(2023, 7, 26, 0))
    with scope(BUDI.cakupan):
        assert get_masa(periode, DESA_BUDI).tenggat_desa == wib(2023, 7, 26, 0)
    assert list_peristiwa(f"periode:{periode.pk}") == ["periode.opened", "periode.extended"]


def test_R77_a_second_extension_starts_from_the_first(periode: Periode) -> None:
    perpanjang(periode, kode_wilayah=DESA)
    assert perpanjang(periode, date(2023, 7, 30), kode_wilayah=DESA).tenggat_lama_at == wib(2023, 7, 29, 0)


@pytest.mark.parametrize(
    ("ubah", "kode"),
    [
        ({"nomor_surat": "  "}, ["R77"]),
        ({"sampai": date(2023, 7, 25)}, ["R77a"]),
        ({"sampai": date(2023, 7, 1)}, ["R77a"]),
        ({"kode_wilayah": "17.06"}, ["R1"]),
    ],
)
def test_R77_refuses_without_letter_never_shortens_and_stays_at_home(
    periode: Periode, ubah: dict[str, object], kode: list[str]
) -> None:
    assert refused(periode, **ubah) == kode


def test_R77b_a_closed_period_is_extended_for_a_part_only(periode: Periode) -> None:
    close_periode(periode, by=RATNA, at=wib(2023, 8, 1))
    periode.refresh_from_db()
    assert refused(periode, sampai=date(2023, 8, 9)) == ["R77b"]
    perpanjang(periode, date(2023, 8, 9), kode_wilayah=DESA)
    assert is_open(periode, DESA, wib(2023, 8, 9))


@pytest.mark.parametrize("by", [SARI, sistem()])
def test_a_person_of_the_kabupaten_or_the_centre_extends(periode: Periode, by: Actor) -> None:
    with pytest.raises(TidakBerhak):
        perpanjang(periode, by=by)
    assert not Perpanjangan.objects.exists()


def test_supervisor_extends_a_national_period_for_his_kabupaten() -> None:
    nasional = periode_juli("", bulan=9)
    with scope(HARUN.cakupan):
        perpanjang(nasional, date(2023, 9, 29), kode_wilayah=KAB, at=wib(2023, 9, 24))
    assert get_masa(nasional, DESA).tenggat_desa == wib(2023, 9, 30, 0)
    assert get_masa(nasional, DESA_JAUH).tenggat_desa == wib(2023, 9, 26, 0)
    assert refused_national(nasional)


def refused_national(nasional: Periode) -> bool:
    with pytest.raises(AksiDitolak) as ditolak, scope(HARUN.cakupan):
        perpanjang(nasional, date(2023, 9, 30), kode_wilayah=DESA_JAUH)
    return [v.kode for v in ditolak.value.violations] == ["R1"]
