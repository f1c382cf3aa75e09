"""Warnings name every family before it freezes (R73) or is put to sleep (R75), once for each threshold."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest

from opensiks.infra.scope import scope_nasional
from opensiks.rules.aktor import sistem
from opensiks.rules.beku import HARI_PERINGATAN
from opensiks.rules.registri import StatusKeluarga
from opensiks.rules.tenggat import TierTenggat
from opensiks.verval.models import Peringatan, Periode
from opensiks.verval.services import HasilPeringatan, extend_periode, warn_beku
from tests.factories.verval import (
    DESA,
    DESA_BUDI,
    DESA_DIAM,
    HARUN,
    buat_wilayah,
    desa_di,
    kampanye_2021,
    keluarga_di,
    list_peristiwa,
    periode_juli,
    serahkan,
    verval_desa,
    wib,
)  # fmt: skip

LAMA = date(2023, 7, 15)


@pytest.fixture(autouse=True)
def negeri(db: None) -> Iterator[None]:
    with scope_nasional():
        buat_wilayah(DESA, DESA_BUDI, DESA_DIAM)
        yield


@pytest.fixture
def oktober() -> Periode:
    return periode_juli(bulan=10)


def ingatkan(periode: Periode, pada: date) -> HasilPeringatan:
    return warn_beku(periode, pada, by=sistem(), at=wib(pada.year, pada.month, pada.day, 0, 5))


def diingatkan(jenis: str = "BEKU") -> list[tuple[int, int, date]]:
    rows = Peringatan.objects.filter(jenis=jenis).order_by("keluarga_id", "-hari")
    return list(rows.values_list("keluarga_id", "hari", "berlaku"))


def test_R75_the_family_that_freezes_on_1_november_is_named_at_every_threshold(oktober: Periode) -> None:
    [k] = keluarga_di(DESA, terakhir=LAMA)
    hari = date(2023, 10, 1)
    while hari < date(2023, 11, 3):
        ingatkan(oktober, hari)
        hari += timedelta(days=1)
    assert diingatkan() == [(k.pk, n, date(2023, 11, 1)) for n in HARI_PERINGATAN]
    pertama = Peringatan.objects.earliest("at")
    assert (pertama.hari, pertama.at) == (30, wib(2023, 10, 2, 0, 5))


def test_R75_twice_on_one_day_says_nothing_twice(oktober: Periode) -> None:
    keluarga_di(DESA, 2, terakhir=LAMA)
    keluarga_di(DESA_BUDI, 1, terakhir=LAMA)
    hasil = ingatkan(oktober, date(2023, 10, 18))
    assert hasil == HasilPeringatan(3, 0, {DESA: (2, 0), DESA_BUDI: (1, 0)})
    assert ingatkan(oktober, date(2023, 10, 18)) == HasilPeringatan(0, 0, {})
    assert Peringatan.objects.count() == 3
    assert list_peristiwa(f"periodedesa:{desa_di(oktober).pk}") == ["periode.warned"]
    assert list_peristiwa(f"periode:{oktober.pk}") == ["periode.opened", "periode.warned"]


def test_R75_a_day_without_a_run_is_made_good(oktober: Periode) -> None:
    keluarga_di(DESA, terakhir=LAMA)
    ingatkan(oktober, date(2023, 10, 20))
    assert [n for _, n, _ in diingatkan()] == [14]


def test_R73_only_those_that_would_freeze_next_are_named(oktober: Periode) -> None:
    [kena] = keluarga_di(DESA, terakhir=LAMA)
    keluarga_di(DESA, terakhir=date(2023, 8, 1))
    keluarga_di(DESA, terakhir=LAMA, status=StatusKeluarga.BEKU)
    keluarga_di(DESA, terakhir=LAMA, status=StatusKeluarga.NONAKTIF)
    sudah = keluarga_di(DESA, terakhir=LAMA)
    verval_desa(oktober, DESA, sudah, wib(2023, 10, 5))
    ingatkan(oktober, date(2023, 10, 25))
    assert [id for id, _, _ in diingatkan()] == [kena.pk]


def test_R73_thirty_days_before_1_march_lie_before_february_ends(oktober: Periode) -> None:
    januari = periode_juli(bulan=12)
    [maret] = keluarga_di(DESA, terakhir=date(2023, 11, 9))
    [februari] = keluarga_di(DESA, terakhir=date(2023, 10, 9))
    ingatkan(januari, date(2024, 1, 31))
    assert diingatkan() == [(maret.pk, 30, date(2024, 3, 1)), (februari.pk, 1, date(2024, 2, 1))]


def test_a_family_never_verified_counts_from_the_day_it_entered(oktober: Periode) -> None:
    [k] = keluarga_di(DESA, terakhir=None, masuk_at=wib(2023, 7, 31, 23))
    keluarga_di(DESA, terakhir=None, masuk_at=wib(2023, 8, 1, 0))
    ingatkan(oktober, date(2023, 10, 31))
    assert diingatkan() == [(k.pk, 1, date(2023, 11, 1))]


def test_a_profile_that_does_not_freeze_does_not_warn_of_it() -> None:
    kampanye = kampanye_2021()
    keluarga_di(DESA, terakhir=date(2020, 1, 1))
    ingatkan(kampanye, date(2021, 6, 30))
    assert diingatkan() == []


def test_R75_a_campaign_names_all_of_the_villages_that_have_not_delivered() -> None:
    kampanye = kampanye_2021()
    diam = keluarga_di(DESA_DIAM, 2, terakhir=None, masuk_at=wib(2021, 1, 5))
    beku = keluarga_di(DESA_DIAM, status=StatusKeluarga.BEKU)
    keluarga_di(DESA_DIAM, status=StatusKeluarga.NONAKTIF)
    rajin = keluarga_di(DESA, 2)
    serahkan(verval_desa(kampanye, DESA, rajin, wib(2021, 7, 1)), wib(2021, 7, 20))
    hasil = ingatkan(kampanye, date(2021, 7, 25))
    assert hasil == HasilPeringatan(0, 3, {DESA_DIAM: (0, 3)})
    assert diingatkan("TIDUR") == [(k.pk, 7, date(2021, 8, 1)) for k in (*diam, *beku)]


def test_R77_an_extension_moves_the_day_of_which_is_warned() -> None:
    kampanye = kampanye_2021()
    [k] = keluarga_di(DESA)
    [lain] = keluarga_di(DESA_BUDI)
    extend_periode(
        kampanye, TierTenggat.DESA, date(2021, 8, 10), by=HARUN, at=wib(2021, 7, 20), nomor_surat="1", alasan="banjir",
        kode_wilayah=DESA,
    )  # fmt: skip
    ingatkan(kampanye, date(2021, 7, 31))
    assert diingatkan("TIDUR") == [(k.pk, 14, date(2021, 8, 11)), (lain.pk, 1, date(2021, 8, 1))]


def test_nobody_due_leaves_no_event(oktober: Periode) -> None:
    keluarga_di(DESA, terakhir=LAMA)
    assert ingatkan(oktober, date(2023, 10, 1)) == HasilPeringatan(0, 0, {})
    assert list_peristiwa(f"periode:{oktober.pk}") == ["periode.opened"]
