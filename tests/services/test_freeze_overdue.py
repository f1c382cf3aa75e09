"""Three full months without verval freeze a record (R73): the SQL and the rulebook agree on every day."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from django.db import connection
from hypothesis import given, settings
from hypothesis import strategies as st

from opensiks.infra.scope import scope, scope_nasional
from opensiks.keluarga.models import Keluarga, KeluargaVersi
from opensiks.rules.aktor import Actor, sistem
from opensiks.rules.beku import KeadaanBeku, beku_mulai, keadaan
from opensiks.rules.registri import StatusKeluarga
from opensiks.verval.services import freeze_overdue
from opensiks.verval.terancam import BEKU_MULAI, SUDAH_BEKU
from tests.factories.verval import (
    DESA,
    DESA_BUDI,
    DESA_JAUH,
    KAB,
    SARI,
    buat_wilayah,
    kampanye_2021,
    keluarga_di,
    list_peristiwa,
    periode_juli,
    wib,
)  # fmt: skip


@pytest.fixture(autouse=True)
def negeri(db: None) -> Iterator[None]:
    with scope_nasional():
        buat_wilayah(DESA, DESA_BUDI, DESA_JAUH)
        yield


def bekukan(pada: date, kode: str = KAB, by: Actor | None = None) -> int:
    return freeze_overdue(kode, pada, by=by or sistem(), at=wib(pada.year, pada.month, pada.day, 0, 5))


def status_of(k: Keluarga) -> StatusKeluarga:
    k.refresh_from_db()
    return k.status


@pytest.mark.parametrize("terakhir", [date(2023, 7, 15), date(2023, 7, 31), date(2023, 7, 1)])
def test_R73_last_verval_in_july_freezes_on_1_november(terakhir: date) -> None:
    periode_juli()
    [k] = keluarga_di(DESA, terakhir=terakhir)
    for pada in (date(2023, 8, 31), date(2023, 9, 1), date(2023, 10, 1), date(2023, 10, 31)):
        assert bekukan(pada) == 0
    assert bekukan(date(2023, 11, 1)) == 1
    assert status_of(k) is StatusKeluarga.BEKU


def test_R73_every_freeze_has_its_version_its_event_and_its_period() -> None:
    periode = periode_juli(bulan=10)
    [k] = keluarga_di(DESA, terakhir=date(2023, 7, 15))
    bekukan(date(2023, 11, 1))
    k.refresh_from_db()
    versi = KeluargaVersi.objects.filter(keluarga=k).latest("nomor")
    assert (versi.nomor, versi.status, versi.sumber, versi.periode_id) == (2, "BEKU", "R73", periode.pk)
    assert k.alasan_status == "R73: 3 bulan tidak diverval, sejak Verval bulan 10"
    assert list_peristiwa(f"keluarga:{k.pk}") == ["keluarga.frozen"]
    assert list_peristiwa(f"wilayah:{KAB}") == ["keluarga.frozen"]


def test_R73_runs_again_without_freezing_again() -> None:
    periode_juli()
    keluarga_di(DESA, 2, terakhir=date(2023, 1, 15))
    assert bekukan(date(2023, 7, 10)) == 2
    assert bekukan(date(2023, 7, 10)) == 0
    assert KeluargaVersi.objects.filter(sumber="R73").count() == 2


def test_R73_only_active_families_of_the_area_freeze() -> None:
    periode_juli("18.04.01")
    periode_juli("17.06")
    lama = date(2023, 1, 15)
    [kena] = keluarga_di(DESA, terakhir=lama)
    tetap = [
        *keluarga_di(DESA, terakhir=lama, status=StatusKeluarga.DITIDURKAN),
        *keluarga_di(DESA, terakhir=lama, status=StatusKeluarga.NONAKTIF),
        *keluarga_di(DESA_JAUH, terakhir=lama),
    ]
    sebelum = [k.status for k in tetap]
    assert bekukan(date(2023, 7, 10), KAB) == 1
    assert status_of(kena) is StatusKeluarga.BEKU
    assert [status_of(k) for k in tetap] == sebelum
    assert bekukan(date(2023, 7, 10), "") == 1


def test_R73_a_campaign_freezes_nobody_until_a_monthly_period_has_begun() -> None:
    kampanye_2021()
    keluarga_di(DESA, terakhir=date(2020, 1, 1))
    assert bekukan(date(2021, 9, 1)) == 0
    periode_juli()
    assert bekukan(date(2023, 6, 30)) == 0
    assert bekukan(date(2023, 7, 1)) == 1


def test_R73_never_verified_counts_from_the_day_of_entry() -> None:
    periode_juli()
    [juli] = keluarga_di(DESA, terakhir=None, masuk_at=wib(2023, 7, 31, 23, 59))
    [agustus] = keluarga_di(DESA, terakhir=None, masuk_at=wib(2023, 8, 1, 0))
    assert bekukan(date(2023, 11, 1)) == 1
    assert (status_of(juli), status_of(agustus)) == (StatusKeluarga.BEKU, StatusKeluarga.AKTIF)


def test_the_scope_holds_the_hand_of_a_freeze() -> None:
    periode_juli()
    keluarga_di(DESA_BUDI, terakhir=date(2023, 1, 15))
    with scope(SARI.cakupan):
        assert freeze_overdue(DESA, date(2023, 7, 10), by=SARI, at=wib(2023, 7, 10)) == 0
    assert Keluarga.objects.filter(status=StatusKeluarga.BEKU).count() == 0


hari = st.dates(date(2019, 12, 25), date(2026, 3, 5))
akhir_bulan = st.builds(lambda h: h.replace(day=1) - timedelta(days=1), hari)


def ask_sql(terakhir: date, pada: date, batas: int) -> tuple[bool, date]:
    with connection.cursor() as cur:
        cur.execute(
            f"SELECT {SUDAH_BEKU}, {BEKU_MULAI} FROM (SELECT 0::bigint AS id, %(terakhir)s::date AS verval_terakhir) k",
            {"terakhir": terakhir, "pada": pada, "batas": batas, "zona": "Asia/Jakarta"},
        )
        beku, mulai = cur.fetchone()
    return beku, mulai


@settings(max_examples=300, deadline=None)
@given(terakhir=hari | akhir_bulan, pada=hari | akhir_bulan, batas=st.integers(1, 6))
def test_R73_sql_and_rulebook_say_the_same_on_every_day(terakhir: date, pada: date, batas: int) -> None:
    beku, mulai = ask_sql(terakhir, pada, batas)
    assert beku == (keadaan(terakhir, pada, batas) is KeadaanBeku.BEKU)
    assert mulai == beku_mulai(terakhir, batas)
    assert beku == (pada >= mulai)
