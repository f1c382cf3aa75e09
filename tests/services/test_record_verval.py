"""Recording the verval of families: window, village, findings, one verdict per family and period (R71, R72, R19)."""

from datetime import date, timedelta

import pytest

from opensiks.akun.access import TidakBerhak
from opensiks.infra.scope import scope
from opensiks.keluarga.models import Keluarga
from opensiks.rules.aktor import Actor
from opensiks.rules.registri import StatusKeluarga
from opensiks.rules.rule import AksiDitolak, Tingkat
from opensiks.rules.tenggat import TierTenggat
from opensiks.rules.verval import AksiDesa, HasilVerval, StatusDesa
from opensiks.verval.models import Periode, Verval
from opensiks.verval.services import extend_periode, record_tetap, record_verval
from tests.factories.verval import (
    BUDI,
    DARMO,
    DESA,
    DESA_BUDI,
    HARUN,
    JAYA,
    ORANG_ASING,
    RATNA,
    SARI,
    TIKA,
    desa_di,
    keluarga_di,
    langkahkan,
    list_peristiwa,
    periode_juli,
    serahkan,
    temuan_pada,
    terima,
    verval_desa,
    wib,
)  # fmt: skip

pytestmark = pytest.mark.usefixtures("periode")

KINI = wib(2023, 7, 10)
HARI = date(2023, 7, 10)


@pytest.fixture
def rumah() -> list[Keluarga]:
    return keluarga_di(DESA, 3)


def catat(
    periode: Periode, rows: list[Keluarga], hasil: HasilVerval = HasilVerval.TETAP, **ubah: object
) -> object:
    isi = {"by": SARI, "at": KINI, "tanggal": HARI, **ubah}
    with scope(isi["by"].cakupan):  # type: ignore[attr-defined]
        return record_verval(periode, rows, hasil, **isi)  # type: ignore[arg-type]


def refused(periode: Periode, rows: list[Keluarga], **ubah: object) -> list[str]:
    """The codes; and nothing was written."""
    sebelum = list(Verval.objects.order_by("id").values_list("id", "batal_at"))
    status = desa_di(periode).status
    with pytest.raises(AksiDitolak) as ditolak:
        catat(periode, rows, **ubah)  # type: ignore[arg-type]
    assert list(Verval.objects.order_by("id").values_list("id", "batal_at")) == sebelum
    assert desa_di(periode).status is status
    return [v.kode for v in ditolak.value.violations]


def kalimat(periode: Periode, rows: list[Keluarga], **ubah: object) -> str:
    with pytest.raises(AksiDitolak) as ditolak:
        catat(periode, rows, **ubah)  # type: ignore[arg-type]
    return " ".join(str(v) for v in ditolak.value.violations)


def test_first_verval_starts_the_village(periode: Periode, rumah: list[Keluarga]) -> None:
    hasil = catat(periode, rumah[:1], HasilVerval.MAMPU, catatan="punya toko")
    assert (hasil.keluarga, hasil.orang, hasil.info) == (1, 3, ())  # type: ignore[attr-defined]
    [v] = Verval.objects.all()
    assert (v.hasil, v.orang, v.tanggal, v.massal, v.catatan) == (
        HasilVerval.MAMPU,
        3,
        HARI,
        False,
        "punya toko",
    )
    assert (v.oleh, v.aktor_id, v.at, v.dihitung_at, v.batal_at) == ("Sari", SARI.akun_id, KINI, None, None)
    desa = desa_di(periode)
    assert (desa.status, desa.mulai_at, desa.tanda_at) == (StatusDesa.BERJALAN, KINI, KINI)
    assert list_peristiwa(f"keluarga:{rumah[0].pk}") == ["verval.recorded"]
    assert list_peristiwa(f"periodedesa:{desa.pk}") == ["verval_desa.started"]


def test_whole_village_tetap_in_one_go(periode: Periode, rumah: list[Keluarga]) -> None:
    with scope(SARI.cakupan):
        hasil = record_tetap(periode, DESA, [k.pk for k in rumah], by=SARI, at=KINI, tanggal=HARI)
    assert (hasil.keluarga, hasil.orang) == (3, 9)
    assert set(Verval.objects.values_list("hasil", "massal")) == {("TETAP", True)}
    assert [list_peristiwa(f"keluarga:{k.pk}") for k in rumah] == [["verval.recorded"]] * 3


def test_a_newer_verdict_replaces_the_older_one_and_both_stay(
    periode: Periode, rumah: list[Keluarga]
) -> None:
    catat(periode, rumah)
    nanti = KINI + timedelta(hours=1)
    catat(periode, rumah[:1], HasilVerval.PINDAH, at=nanti)
    lama, baru = Verval.objects.filter(keluarga=rumah[0]).order_by("id")
    assert (lama.hasil, lama.batal_at) == (HasilVerval.TETAP, nanti)
    assert (baru.hasil, baru.batal_at) == (HasilVerval.PINDAH, None)
    assert Verval.objects.filter(batal_at__isnull=True).count() == 3
    assert desa_di(periode).tanda_at == nanti


@pytest.mark.parametrize("status", [StatusKeluarga.BEKU, StatusKeluarga.DITIDURKAN])
def test_R73_frozen_and_sleeping_families_can_be_verified(periode: Periode, status: StatusKeluarga) -> None:
    rows = keluarga_di(DESA, status=status)
    catat(periode, rows)
    rows[0].refresh_from_db()
    assert rows[0].status is status


def test_R72b_a_family_that_left_the_data_is_not_verified(periode: Periode) -> None:
    rows = keluarga_di(DESA, status=StatusKeluarga.NONAKTIF)
    assert refused(periode, rows) == ["R72b"]
    assert rows[0].kepala_nama in kalimat(periode, rows)


def test_R72a_a_finding_that_must_be_mended_holds_tetap_and_names_the_family(
    periode: Periode, rumah: list[Keluarga]
) -> None:
    temuan_pada(rumah[1])
    assert refused(periode, rumah) == ["R72a"]
    teks = kalimat(periode, rumah)
    assert rumah[1].kepala_nama in teks
    assert rumah[0].kepala_nama not in teks
    catat(periode, rumah[1:2], HasilVerval.TIDAK_DITEMUKAN)


def test_R49_a_finding_that_only_blocks_aid_does_not_hold_tetap(
    periode: Periode, rumah: list[Keluarga]
) -> None:
    temuan_pada(rumah[0], "R49", "B")
    temuan_pada(rumah[1], "R55", "W")
    temuan_pada(rumah[2])
    rumah[2].daftar_temuan.update(terbuka=False)
    catat(periode, rumah)


def test_R72a_long_lists_name_the_first_and_count_the_rest(periode: Periode) -> None:
    rows = keluarga_di(DESA, 8)
    for k in rows:
        temuan_pada(k)
    assert "dan 3 lainnya" in kalimat(periode, rows)


@pytest.mark.parametrize("at", [wib(2023, 6, 30, 23, 59), wib(2023, 7, 26, 0), wib(2024, 1, 5)])
def test_R71_refused_outside_the_window_with_its_dates(
    periode: Periode, rumah: list[Keluarga], at: object
) -> None:
    assert "R71c" in refused(periode, rumah, at=at, tanggal=date(2023, 7, 1))
    assert "1 Juli 2023 sampai 25 Juli 2023" in kalimat(periode, rumah, at=at)


def test_R77_an_extension_for_the_village_opens_it_again(periode: Periode, rumah: list[Keluarga]) -> None:
    lama = wib(2023, 7, 27)
    extend_periode(
        periode, TierTenggat.DESA, date(2023, 7, 28), by=HARUN, at=lama, nomor_surat="460/1", alasan="banjir",
        kode_wilayah=DESA,
    )  # fmt: skip
    catat(periode, rumah, at=lama)


@pytest.mark.parametrize("tanggal", [date(2023, 6, 30), date(2023, 7, 11), date(2090, 1, 1)])
def test_R71d_the_visit_lies_within_the_period_and_not_ahead(
    periode: Periode, rumah: list[Keluarga], tanggal: date
) -> None:
    assert refused(periode, rumah, tanggal=tanggal) == ["R71d"]


def test_R1_families_of_another_village_are_refused_by_number(
    periode: Periode, rumah: list[Keluarga]
) -> None:
    lain = keluarga_di(DESA_BUDI)
    assert refused(periode, [*rumah, *lain]) == ["R1a"]
    assert "1 keluarga" in kalimat(periode, [*rumah, *lain])


def test_R72c_choosing_nobody_is_said(periode: Periode) -> None:
    with pytest.raises(AksiDitolak) as ditolak, scope(SARI.cakupan):
        record_tetap(periode, DESA, [], by=SARI, at=KINI, tanggal=HARI)
    assert [v.kode for v in ditolak.value.violations] == ["R72c"]


@pytest.mark.parametrize("by", [BUDI, ORANG_ASING])
def test_R1_neighbour_and_stranger_are_refused(periode: Periode, rumah: list[Keluarga], by: Actor) -> None:
    # Their own scope does not even show the village; the rule refuses where the wall would let them.
    assert refused(periode, rumah, by=by) == ["R1"]
    with pytest.raises(AksiDitolak) as ditolak:
        record_verval(periode, rumah, HasilVerval.TETAP, by=by, at=KINI, tanggal=HARI)
    assert [v.kode for v in ditolak.value.violations] == ["R1"]
    assert not Verval.objects.exists()


@pytest.mark.parametrize("by", [DARMO, TIKA, JAYA, HARUN, RATNA])
def test_R12_only_the_village_operator_records(periode: Periode, rumah: list[Keluarga], by: Actor) -> None:
    with pytest.raises(TidakBerhak):
        catat(periode, rumah, by=by)
    assert not Verval.objects.exists()


def test_R19_nothing_changes_after_final(periode: Periode, rumah: list[Keluarga]) -> None:
    desa = verval_desa(periode, DESA, rumah, KINI)
    serahkan(desa, wib(2023, 7, 11))
    assert refused(periode, rumah[:1], at=wib(2023, 7, 12)) == ["R19a"]
    assert "sudah diserahkan" in kalimat(periode, rumah[:1], at=wib(2023, 7, 12))


def test_R71b_a_returned_village_mends_after_its_deadline(periode: Periode, rumah: list[Keluarga]) -> None:
    desa = terima(serahkan(verval_desa(periode, DESA, rumah, KINI), wib(2023, 7, 11)), wib(2023, 7, 12))
    langkahkan(desa, AksiDesa.RETURN, HARUN, wib(2023, 7, 26))
    assert refused(periode, rumah, at=wib(2023, 7, 27)) == ["R71c", "R19a"]
    langkahkan(desa, AksiDesa.REOPEN, SARI, wib(2023, 7, 27))
    catat(periode, rumah[:1], HasilVerval.PINDAH, at=wib(2023, 7, 27), tanggal=date(2023, 7, 27))
    assert refused(periode, rumah, at=wib(2023, 8, 1, 0)) == ["R71c"]


def test_R116_many_tetap_in_two_minutes_are_mentioned_and_recorded(periode: Periode) -> None:
    rows = keluarga_di(DESA, 51)
    assert catat(periode, rows[:30]).info == ()  # type: ignore[attr-defined]
    assert catat(periode, rows[30:49], at=KINI + timedelta(minutes=1)).info == ()  # type: ignore[attr-defined]
    [info] = catat(periode, rows[49:50], at=KINI + timedelta(seconds=100)).info  # type: ignore[attr-defined]
    assert (info.kode, info.tingkat) == ("R116", Tingkat.I)
    assert str(info) == "Anda menandai 50 keluarga dalam 2 menit."
    assert catat(periode, rows[50:], at=KINI + timedelta(minutes=4)).info == ()  # type: ignore[attr-defined]


def test_a_family_that_moved_is_verified_again_where_it_lives(
    periode: Periode, rumah: list[Keluarga]
) -> None:
    catat(periode, rumah[:1], HasilVerval.PINDAH)
    Keluarga.objects.filter(pk=rumah[0].pk).update(kode_desa=DESA_BUDI)
    rumah[0].refresh_from_db()
    catat(periode, rumah[:1], by=BUDI)
    assert Verval.objects.filter(keluarga=rumah[0], batal_at__isnull=True).count() == 2


def test_R71_a_village_outside_the_period_is_refused(rumah: list[Keluarga]) -> None:
    jauh = periode_juli("17.06", bulan=9)
    with pytest.raises(AksiDitolak) as ditolak:
        record_verval(jauh, rumah, HasilVerval.TETAP, by=SARI, at=KINI, tanggal=HARI)
    assert [v.kode for v in ditolak.value.violations] == ["R1"]
