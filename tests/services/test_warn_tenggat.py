"""Deadline notices at 30, 14, 7, 3 and 1 days, by each village's own clock, to those who can still act (R41, R78)."""

from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest

from opensiks.infra.scope import scope_nasional
from opensiks.kabar.models import Kabar
from opensiks.rules.kabar import Perihal
from opensiks.rules.kalimat_kabar import tulis_kabar
from opensiks.rules.peran import Peran
from opensiks.rules.tenggat import TierTenggat
from opensiks.verval.models import Periode
from opensiks.verval.services import extend_periode, warn_tenggat
from tests.cast import SISTEM
from tests.factories.kantor import buat_meja
from tests.factories.verval import (
    DESA,
    DESA_BUDI,
    DESA_WIT,
    HARUN,
    KAB,
    RATNA,
    buat_wilayah,
    keluarga_di,
    periode_juli,
    wib,
)  # fmt: skip


@pytest.fixture(autouse=True)
def nasional(db: None) -> Iterator[None]:
    with scope_nasional():
        yield


@pytest.fixture
def periode() -> Periode:
    buat_wilayah(DESA, DESA_BUDI)
    keluarga_di(DESA, 3)
    return periode_juli()


def apa(kode: str = DESA, peran: Peran = Peran.OPERATOR_DESA) -> list[str]:
    rows = Kabar.objects.filter(perihal__startswith="TENGGAT", kode_wilayah=kode, peran=peran).order_by("id")
    return [tulis_kabar(k.perihal, k.data).apa for k in rows]


def test_each_threshold_is_told_once_and_a_missed_day_is_made_good(periode: Periode) -> None:
    for hari in (1, 2, 12, 12, 13, 19, 22, 24, 25):
        warn_tenggat(periode, by=SISTEM, at=wib(2023, 7, hari))
    sisa = "sampai batas desa menyerahkan. 3 keluarga belum diverval."
    # 25 July is the last day: on the 12th fourteen are left, with the 12th itself.
    # The 23rd did not run; the 24th makes it good.
    assert apa() == [
        f"Tinggal 25 hari {sisa}", f"Tinggal 14 hari {sisa}", f"Tinggal 7 hari {sisa}",
        f"Tinggal 2 hari {sisa}", f"Hari ini hari terakhir {sisa}",
    ]  # fmt: skip


def test_both_officers_of_a_village_hear_it_with_the_next_step_and_the_last_day(periode: Periode) -> None:
    warn_tenggat(periode, by=SISTEM, at=wib(2023, 7, 19))
    assert apa(peran=Peran.KADES_LURAH) == apa()
    kabar = Kabar.objects.filter(perihal=Perihal.TENGGAT, kode_wilayah=DESA).first()
    assert kabar is not None
    assert kabar.sampai == wib(2023, 7, 26, 0)
    assert (
        tulis_kabar(kabar.perihal, kabar.data).langkah == "Verval sisanya, adakan musyawarah, lalu serahkan."
    )


def test_companions_and_kabupaten_hear_of_villages_not_of_persons(periode: Periode) -> None:
    warn_tenggat(periode, by=SISTEM, at=wib(2023, 7, 19))
    for kode, peran in (
        ("18.04.01", Peran.TKSK),
        ("18.04.01", Peran.PENDAMPING_PKH),
        (KAB, Peran.OPERATOR_KAB),
    ):
        assert apa(kode, peran)[0] == "Tinggal 7 hari sampai batas desa. 2 dari 2 desa belum menyerahkan."
    assert (
        apa(KAB, Peran.SUPERVISOR_KAB)[-1]
        == "Tinggal 13 hari sampai batas kabupaten. 2 dari 2 desa belum disahkan."
    )


def test_who_has_handed_over_is_left_alone() -> None:
    meja = buat_meja()
    warn_tenggat(meja.periode, by=SISTEM, at=wib(2023, 7, 24))
    assert apa(DESA) == []
    assert len(apa(DESA_BUDI)) == 1
    assert apa("18.04.01", Peran.TKSK) == [
        "Tinggal 2 hari sampai batas desa. 1 dari 2 desa belum menyerahkan."
    ]


def test_after_the_deadline_and_before_the_beginning_nobody_is_told(periode: Periode) -> None:
    for at in (wib(2023, 6, 30), wib(2023, 7, 26, 0)):
        warn_tenggat(periode, by=SISTEM, at=at)
    assert apa() == []


def test_a_later_deadline_is_counted_anew(periode: Periode) -> None:
    warn_tenggat(periode, by=SISTEM, at=wib(2023, 7, 25))
    extend_periode(
        periode,
        TierTenggat.DESA,
        date(2023, 7, 27),
        by=HARUN,
        at=wib(2023, 7, 25, 12),
        nomor_surat="1",
        alasan="Banjir",
    )
    periode.refresh_from_db()
    warn_tenggat(periode, by=SISTEM, at=wib(2023, 7, 26))
    assert [kalimat.split(" sampai")[0] for kalimat in apa()] == ["Hari ini hari terakhir", "Tinggal 2 hari"]


def test_R78_a_village_in_the_east_counts_its_own_days() -> None:
    buat_wilayah(DESA, DESA_WIT)
    periode = periode_juli("")
    # 23.30 in Jakarta on the 18th is already the 19th in Papua: seven days there, eight here.
    warn_tenggat(periode, by=RATNA, at=datetime(2023, 7, 18, 16, 30, tzinfo=UTC))
    assert [kalimat.split(" sampai")[0] for kalimat in apa(DESA_WIT)] == ["Tinggal 7 hari"]
    assert [kalimat.split(" sampai")[0] for kalimat in apa(DESA)] == ["Tinggal 8 hari"]
