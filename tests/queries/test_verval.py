"""Counts of the cycle: every family once, a tier the sum of its villages; who is left, silent, threatened."""

from collections.abc import Iterator
from dataclasses import fields
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from opensiks.infra.scope import scope, scope_nasional
from opensiks.keluarga.models import Keluarga
from opensiks.rules.peran import Peran
from opensiks.rules.registri import StatusKeluarga
from opensiks.rules.tenggat import TierTenggat
from opensiks.rules.verval import AksiDesa, HasilVerval, StatusDesa
from opensiks.verval.models import Periode
from opensiks.verval.queries import (
    Hitung,
    Kemajuan,
    RamalanBeku,
    count_belum_bertemuan,
    count_hasil,
    find_periode,
    get_masa,
    get_progress,
    get_total,
    is_open,
    list_belum,
    list_belum_terkirim,
    list_diam,
    list_mingguan,
    list_peringatan,
    list_periode_berjalan,
    list_periode_desa,
    list_ramalan_beku,
    list_riwayat_verval,
    list_siap_tutup,
    list_terancam,
    list_verval,
    list_wilayah_periode,
)
from opensiks.verval.services import cancel_verval, extend_periode, record_verval, warn_beku
from tests.cast import SISTEM
from tests.factories.verval import (
    BUDI,
    DESA,
    DESA_BUDI,
    DESA_DIAM,
    DESA_JAUH,
    DESA_WIT,
    HARUN,
    KAB,
    SARI,
    buat_wilayah,
    desa_di,
    keluarga_di,
    langkahkan,
    periode_juli,
    petugas,
    serahkan,
    temuan_pada,
    terima,
    verval_desa,
    wib,
)  # fmt: skip

KINI = wib(2023, 10, 20)


@pytest.fixture(autouse=True)
def periode(db: None) -> Iterator[Periode]:
    """October 2023 over the nation: two villages at work, one silent, one far away."""
    with scope_nasional():
        buat_wilayah(DESA, DESA_BUDI, DESA_DIAM, DESA_JAUH)
        yield periode_juli("", bulan=10)


@pytest.fixture
def isi(periode: Periode) -> None:
    lama, baru = date(2023, 7, 15), date(2023, 9, 10)
    sudah = keluarga_di(DESA, 4, terakhir=baru, orang=4)
    keluarga_di(DESA, 3, terakhir=lama, orang=2)
    keluarga_di(DESA, 1, terakhir=lama, status=StatusKeluarga.BEKU)
    keluarga_di(DESA, 1, terakhir=baru, status=StatusKeluarga.NONAKTIF)
    terima(
        serahkan(verval_desa(periode, DESA, sudah, wib(2023, 10, 4)), wib(2023, 10, 10)), wib(2023, 10, 11)
    )
    tetangga = keluarga_di(DESA_BUDI, 5, terakhir=lama, orang=1)
    verval_desa(periode, DESA_BUDI, tetangga[:2], wib(2023, 10, 12))
    keluarga_di(DESA_DIAM, 6, status=StatusKeluarga.DITIDURKAN)
    keluarga_di(DESA_JAUH, 7, terakhir=baru, orang=5)


@pytest.mark.usefixtures("isi")
def test_R104_counts_of_one_village_are_exact(periode: Periode) -> None:
    k = get_total(periode, DESA, at=KINI)
    assert (k.desa, k.nama) == (1, f"Wilayah {DESA}")
    assert (k.semua, k.sudah, k.belum) == (Hitung(8, 25), Hitung(4, 16), Hitung(4, 9))
    assert (k.terhitung, k.beku, k.ditidurkan) == (Hitung(4, 16), Hitung(1, 3), Hitung())
    assert k.terancam == Hitung(3, 6)
    assert (k.tahap[StatusDesa.DITERIMA_KAB], sum(k.tahap.values()), k.diserahkan) == (1, 1, 1)


@pytest.mark.usefixtures("isi")
def test_village_kecamatan_kabupaten_and_nation_add_up(periode: Periode) -> None:
    per_tier = [get_progress(periode, "", tier=t, at=KINI) for t in range(5)]
    assert [len(rows) for rows in per_tier] == [1, 2, 2, 3, 4]
    assert len({jumlah(rows) for rows in per_tier}) == 1
    [bangsa] = per_tier[0]
    assert (bangsa.semua, bangsa.desa) == (Hitung(26, 83), 4)
    assert bangsa.sudah + bangsa.belum == bangsa.semua


def jumlah(rows: list[Kemajuan]) -> tuple[object, ...]:
    angka = [f.name for f in fields(Kemajuan) if f.name not in ("kode", "nama", "tahap")]
    tahap = tuple(sum(k.tahap[s] for k in rows) for s in StatusDesa)
    return (*(sum_of([getattr(k, n) for k in rows]) for n in angka), tahap)


def sum_of(nilai: list[object]) -> object:
    return sum(nilai[1:], start=nilai[0])  # type: ignore[call-overload]


@pytest.mark.usefixtures("isi")
def test_each_officer_counts_the_same_for_the_same_village(periode: Periode) -> None:
    semua = get_total(periode, DESA, at=KINI)
    for cakupan in (
        SARI.cakupan,
        petugas(Peran.TKSK, "18.04.01").cakupan,
        petugas(Peran.OPERATOR_KAB, KAB).cakupan,
    ):
        with scope(cakupan):
            assert get_total(periode, DESA, at=KINI) == semua
    with scope(BUDI.cakupan):
        assert get_total(periode, DESA, at=KINI).semua == Hitung()
        assert [k.kode for k in get_progress(periode, "", tier=4, at=KINI)] == [DESA_BUDI]


@pytest.mark.usefixtures("isi")
def test_a_family_that_moved_stays_done_where_it_was_and_waits_where_it_is(periode: Periode) -> None:
    pindah = list_verval(periode, DESA)[0].keluarga
    Keluarga.objects.filter(pk=pindah.pk).update(kode_desa=DESA_DIAM)
    assert get_total(periode, DESA, at=KINI).sudah == Hitung(4, 16)
    assert get_total(periode, DESA_DIAM, at=KINI).belum == Hitung(7, 22)


@pytest.mark.usefixtures("isi")
def test_what_was_done_stays_counted_when_the_family_leaves_the_data(periode: Periode) -> None:
    v = list_verval(periode, DESA)[0]
    Keluarga.objects.filter(pk=v.keluarga_id).update(status=StatusKeluarga.NONAKTIF, jumlah_anggota=0)
    assert get_total(periode, DESA, at=KINI).sudah == Hitung(4, 16)
    assert get_total(periode, DESA, at=KINI).belum == Hitung(4, 9)


def test_progress_of_the_nation_is_one_query(periode: Periode) -> None:
    with CaptureQueriesContext(
        connection,
    ) as dijalankan:
        get_progress(periode, "", tier=3, at=KINI)
    assert len(dijalankan) == 1


def test_an_area_without_villages_in_the_period_is_zero(periode: Periode) -> None:
    kosong = get_total(periode, "11", at=KINI)
    assert (kosong.desa, kosong.semua, sum(kosong.tahap.values())) == (0, Hitung(), 0)


@pytest.mark.usefixtures("isi")
def test_R76_late_is_counted_as_soon_as_the_deadline_has_passed(periode: Periode) -> None:
    batas = wib(2023, 10, 26, 0)
    assert get_total(periode, KAB, at=batas - timedelta(seconds=1)).terlambat == 0
    assert get_total(periode, KAB, at=batas).terlambat == 2
    extend_periode(
        periode, TierTenggat.DESA, date(2023, 10, 27), by=HARUN, at=KINI, nomor_surat="1", alasan="banjir",
        kode_wilayah=DESA_DIAM,
    )  # fmt: skip
    assert get_total(periode, KAB, at=batas).terlambat == 1


def test_R78_a_village_in_papua_is_late_at_its_own_midnight() -> None:
    buat_wilayah(DESA_WIT)
    desember = periode_juli("", bulan=12)
    masa = get_masa(desember, DESA_WIT)
    assert masa.tenggat_desa == wib(2023, 12, 25, 22)
    assert masa.hari_lagi(wib(2023, 12, 25, 21)) == 0
    assert not is_open(desember, DESA_WIT, wib(2023, 12, 25, 22))
    assert is_open(desember, DESA, wib(2023, 12, 25, 22))
    assert get_total(desember, DESA_WIT, at=wib(2023, 12, 25, 22)).terlambat == 1
    assert get_total(desember, DESA, at=wib(2023, 12, 25, 22)).terlambat == 0


@pytest.mark.usefixtures("isi")
def test_R76_unsent_is_everything_before_the_hand_over_and_the_unverified_after(periode: Periode) -> None:
    budi = list_belum_terkirim(periode, DESA_BUDI)
    assert sorted(b.hasil for b in budi) == ["", "", "", "TETAP", "TETAP"]
    sari = list_belum_terkirim(periode, DESA)
    assert [b.hasil for b in sari] == [""] * 4
    assert {b.id for b in sari} == {k.pk for k in list_belum(periode, DESA)}


@pytest.mark.usefixtures("isi")
def test_R73_threatened_are_named_and_forecast_by_freeze_day(periode: Periode) -> None:
    daftar = list_terancam(periode, DESA, KINI.date())
    assert [(b.jumlah_anggota, b.beku_mulai) for b in daftar] == [(2, date(2023, 11, 1))] * 3
    assert list_ramalan_beku(periode, KAB, KINI.date()) == [
        RamalanBeku(date(2023, 11, 1), 6, 9),
        RamalanBeku(date(2023, 12, 1), 0, 0),
        RamalanBeku(date(2024, 1, 1), 0, 0),
    ]
    assert list_ramalan_beku(periode, DESA_JAUH, KINI.date())[2] == RamalanBeku(date(2024, 1, 1), 7, 35)


def test_R73_where_nothing_freezes_nobody_is_threatened() -> None:
    kampanye = periode_juli("17.06", "parigi_2023", bulan=11)
    keluarga_di(DESA_JAUH, terakhir=date(2020, 1, 1))
    assert list_terancam(kampanye, DESA_JAUH, date(2023, 11, 5)) == []
    assert list_ramalan_beku(kampanye, DESA_JAUH, date(2023, 11, 5)) == []
    assert get_total(kampanye, DESA_JAUH, at=wib(2023, 11, 5)).terancam == Hitung()


@pytest.mark.usefixtures("isi")
def test_silent_villages_with_their_days_longest_first(periode: Periode) -> None:
    diam = list_diam(periode, KAB, at=KINI)
    assert [(b.kode, b.hari, b.tanda_at) for b in diam] == [
        (DESA_DIAM, 19, None),
        (DESA_BUDI, 8, wib(2023, 10, 12)),
    ]
    assert [b.kode for b in list_diam(periode, KAB, at=KINI, minimal=9)] == [DESA_DIAM]


def test_days_of_silence_are_local_days(periode: Periode) -> None:
    verval_desa(periode, DESA, keluarga_di(DESA), wib(2023, 10, 12, 23, 50))
    assert [b.hari for b in list_diam(periode, DESA, at=wib(2023, 10, 13, 0, 10))] == [1]
    assert list_diam(periode, DESA, at=wib(2023, 10, 12, 23, 59)) == []


@pytest.mark.usefixtures("isi")
def test_burn_up_is_cumulative_by_weeks(periode: Periode) -> None:
    titik = list_mingguan(periode, KAB, at=wib(2023, 10, 24))
    assert [(t.sampai.day, t.keluarga, t.orang) for t in titik] == [
        (7, 4, 16),
        (14, 6, 18),
        (21, 6, 18),
        (28, 6, 18),
    ]
    assert [t.baru for t in titik] == [Hitung(4, 16), Hitung(2, 2), Hitung(), Hitung()]
    assert titik[-1].orang == get_total(periode, KAB, at=KINI).sudah.orang


def test_burn_up_forgets_what_was_taken_back(periode: Periode) -> None:
    rows = keluarga_di(DESA, 2)
    verval_desa(periode, DESA, rows, wib(2023, 10, 4))
    cancel_verval(periode, DESA, [rows[0].pk], by=SARI, at=wib(2023, 10, 5))
    assert [t.keluarga for t in list_mingguan(periode, KAB, at=wib(2023, 10, 5))] == [1]


def test_results_are_counted_by_kind(periode: Periode) -> None:
    rows = keluarga_di(DESA, 3, orang=2)
    at, hari = wib(2023, 10, 4), date(2023, 10, 4)
    record_verval(periode, rows[:2], HasilVerval.MAMPU, by=SARI, at=at, tanggal=hari)
    record_verval(periode, rows[2:], HasilVerval.PINDAH, by=SARI, at=at, tanggal=hari)
    hasil = count_hasil(periode, DESA)
    assert (hasil[HasilVerval.MAMPU], hasil[HasilVerval.PINDAH]) == (Hitung(2, 4), Hitung(1, 2))
    assert hasil[HasilVerval.TETAP] == Hitung()


def test_findings_are_counted_among_those_not_done(periode: Periode) -> None:
    rows = keluarga_di(DESA, 4)
    temuan_pada(rows[0], "R55", "W")
    temuan_pada(rows[0], "R42", "B")
    temuan_pada(rows[1], "R48", "I")
    temuan_pada(rows[2], "R55", "W")
    verval_desa(periode, DESA, rows[2:3], wib(2023, 10, 4))
    assert count_belum_bertemuan(periode, DESA) == 1


def test_everything_recorded_about_one_family_is_listed_newest_first(periode: Periode) -> None:
    [k] = keluarga_di(DESA, terakhir=date(2023, 7, 15))
    for hari in (18, 30):
        warn_beku(periode, date(2023, 10, hari), by=SISTEM, at=wib(2023, 10, hari))
    verval_desa(periode, DESA, [k], wib(2023, 10, 4))
    cancel_verval(periode, DESA, [k.pk], by=SARI, at=wib(2023, 10, 5))
    verval_desa(periode, DESA, [k], wib(2023, 10, 6))
    assert [p.hari for p in list_peringatan(k.pk)] == [3, 14]
    assert [v.batal_at for v in list_riwayat_verval(k.pk)] == [None, wib(2023, 10, 5)]


def test_villages_of_an_area_are_listed_by_code(periode: Periode) -> None:
    assert [d.kode_desa for d in list_periode_desa(periode, KAB)] == [DESA, DESA_BUDI, DESA_DIAM]


def test_current_period_is_the_one_that_began_last(periode: Periode) -> None:
    november = periode_juli(bulan=11)
    assert find_periode(DESA, wib(2023, 9, 30)) is None
    assert find_periode(DESA, KINI) == periode
    assert find_periode(DESA, wib(2023, 11, 1, 0)) == november
    assert find_periode(DESA_JAUH, wib(2023, 11, 1, 0)) == periode


def test_what_the_timetable_asks_for(periode: Periode) -> None:
    november = periode_juli(bulan=11)
    assert list_periode_berjalan(KINI) == [periode]
    assert list_siap_tutup(wib(2023, 10, 31, 23)) == []
    assert list_siap_tutup(wib(2023, 11, 1, 0)) == [periode]
    assert list_periode_berjalan(wib(2023, 11, 1, 0)) == [periode, november]
    assert list_wilayah_periode(KINI) == [""]


def test_returned_and_reopened_is_unsent_again(periode: Periode) -> None:
    rows = keluarga_di(DESA, 2)
    desa = terima(serahkan(verval_desa(periode, DESA, rows, KINI), KINI), KINI)
    assert list_belum_terkirim(periode, DESA) == []
    langkahkan(desa, AksiDesa.RETURN, HARUN, KINI)
    assert len(list_belum_terkirim(periode, DESA)) == 2
    assert desa_di(periode).diserahkan_at == KINI
