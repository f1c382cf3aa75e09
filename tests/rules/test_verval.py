"""The village's table, row by row, guard by guard, and everything outside it."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import product

import pytest

from opensiks.rules.jejak import name_peristiwa
from opensiks.rules.peran import Peran
from opensiks.rules.rule import AksiDitolak, Rule
from opensiks.rules.verval import (
    LABEL_AKSI_DESA,
    LABEL_HASIL,
    LABEL_STATUS_DESA,
    TRANSITIONS_DESA,
    AksiDesa,
    FaktaDesa,
    FaktaPeristiwa,
    HasilVerval,
    PatokanVerval,
    StatusDesa,
    TransitionDesa,
    check_desa,
    find_desa,
    has_row_desa,
    is_terlambat,
    is_verval_terhitung,
    step_desa,
)
from tests.rules.fakta import FORUM_BAIK, KAB_BAIK, MASA_BAIK, RUSAK_BERSAMA, Rusak, with_fakta, with_masa

S = StatusDesa
KUNCI = {(t.dari, t.aksi, t.oleh) for t in TRANSITIONS_DESA}
LUAR = [k for k in product(S, AksiDesa, Peran) if k not in KUNCI]
TENGGAT = datetime(2021, 7, 31, 17, tzinfo=UTC)


def good(baris: TransitionDesa) -> FaktaDesa:
    return FaktaDesa(
        status=baris.dari,
        dalam_cakupan=True,
        kode_alasan="M1",
        masa=MASA_BAIK,
        forum=FORUM_BAIK,
        kab=replace(KAB_BAIK, pengesahan_ganda=baris.oleh is Peran.KEPALA_OPD),
        forum_sah=True,
        forum_dalam_batas=True,
        belum_diputuskan=0,
        belum_dijawab=0,
    )


RUSAK: dict[str, Rusak] = RUSAK_BERSAMA | {
    "R3a": with_fakta(forum_sah=False),
    "R17a": RUSAK_BERSAMA["R17"],
    "R22": with_fakta(forum_dalam_batas=False),
    "R75a": with_masa(terbuka=False),
    "R92a": with_fakta(belum_dijawab=4),
    "R115": with_fakta(belum_diputuskan=3),
}


def name_row(t: TransitionDesa) -> str:
    return f"{t.dari}-{t.aksi}-{t.oleh}"


def test_each_state_action_and_role_has_at_most_one_row() -> None:
    assert len(KUNCI) == len(TRANSITIONS_DESA)


@pytest.mark.parametrize("baris", TRANSITIONS_DESA, ids=name_row)
def test_every_row_is_allowed_when_its_guards_hold(baris: TransitionDesa) -> None:
    assert check_desa(good(baris), baris.aksi, baris.oleh) == (baris, [])
    assert step_desa(good(baris), baris.aksi, baris.oleh) is baris
    assert has_row_desa((baris.dari, baris.aksi, baris.oleh))


@pytest.mark.parametrize(
    ("baris", "syarat"),
    [(t, r) for t in TRANSITIONS_DESA for r in t.syarat],
    ids=lambda v: v.kode if isinstance(v, Rule) else name_row(v),
)
def test_every_guard_of_every_row_refuses_alone(baris: TransitionDesa, syarat: Rule) -> None:
    fakta = RUSAK[syarat.kode](good(baris))
    _, dilanggar = check_desa(fakta, baris.aksi, baris.oleh)
    assert [v.kode for v in dilanggar] == [syarat.kode]
    assert "…" not in str(dilanggar[0])
    with pytest.raises(AksiDitolak):
        step_desa(fakta, baris.aksi, baris.oleh)


def test_every_step_outside_the_table_is_refused() -> None:
    for dari, aksi, peran in LUAR:
        baris, [v] = check_desa(replace(good(TRANSITIONS_DESA[0]), status=dari), aksi, peran)
        assert baris is None
        assert v.kode == "R105a"
        assert not has_row_desa((dari, aksi, peran))
        with pytest.raises(AksiDitolak):
            step_desa(replace(good(TRANSITIONS_DESA[0]), status=dari), aksi, peran)


def test_facts_nobody_looked_up_refuse() -> None:
    for baris in TRANSITIONS_DESA:
        assert check_desa(FaktaDesa(status=baris.dari), baris.aksi, baris.oleh)[1]


def test_R25_a_village_with_nothing_to_change_still_finalises() -> None:
    tutup = find_desa(S.BERJALAN, AksiDesa.CLOSE_MUSYAWARAH, Peran.OPERATOR_DESA)
    final = find_desa(S.MUSDES_SELESAI, AksiDesa.FINALISE, Peran.KADES_LURAH)
    assert tutup
    assert final
    kosong = replace(
        good(tutup), perlu_forum=False, forum_sah=False, forum=replace(FORUM_BAIK, berkas_lengkap=False)
    )
    assert step_desa(kosong, tutup.aksi, tutup.oleh) is tutup
    assert step_desa(replace(kosong, status=S.MUSDES_SELESAI), final.aksi, final.oleh) is final


def test_R75_late_delivery_that_was_accepted_goes_through() -> None:
    serah = find_desa(S.FINAL_DESA, AksiDesa.HAND_OVER, Peran.OPERATOR_DESA)
    assert serah
    lewat = replace(good(serah), masa=replace(MASA_BAIK, terbuka=False, izin_terlambat=True))
    assert step_desa(lewat, serah.aksi, serah.oleh) is serah


def test_R4_only_the_village_head_finalises_the_village() -> None:
    assert {t.oleh for t in TRANSITIONS_DESA if t.ke is S.FINAL_DESA} == {Peran.KADES_LURAH}


@pytest.mark.parametrize("status", S)
def test_R76_late_is_what_was_not_handed_over_at_the_deadline(status: StatusDesa) -> None:
    diserahkan = {S.DIEKSPOR, S.DITERIMA_KAB, S.DISAHKAN, S.SELESAI}
    assert not is_terlambat(status, TENGGAT, TENGGAT - timedelta(seconds=1))
    assert is_terlambat(status, TENGGAT, TENGGAT) is (status not in diserahkan)


@pytest.mark.parametrize(
    ("patokan", "status"),
    [
        (PatokanVerval.FINAL_DESA, S.DITERIMA_KAB),
        (PatokanVerval.LOLOS_KAB, S.DISAHKAN),
        (PatokanVerval.DITETAPKAN, S.SELESAI),
    ],
)
def test_R72_verval_counts_from_the_benchmark_of_the_profile(
    patokan: PatokanVerval, status: StatusDesa
) -> None:
    urutan = list(S)
    terhitung = [s for s in S if is_verval_terhitung(FaktaPeristiwa(patokan=patokan, status=s))]
    assert terhitung == [s for s in urutan[urutan.index(status) :] if s is not S.DIKEMBALIKAN]


def test_R72_a_returned_village_does_not_count() -> None:
    assert not is_verval_terhitung(FaktaPeristiwa(status=S.DIKEMBALIKAN))
    assert not is_verval_terhitung(FaktaPeristiwa(status=S.FINAL_DESA))


@pytest.mark.parametrize("aksi", AksiDesa)
def test_every_action_is_used_labelled_and_in_the_trail(aksi: AksiDesa) -> None:
    assert any(t.aksi is aksi for t in TRANSITIONS_DESA)
    assert LABEL_AKSI_DESA[aksi]
    assert name_peristiwa("verval_desa", aksi)


def test_every_state_and_result_is_labelled() -> None:
    assert set(LABEL_STATUS_DESA) == set(S)
    assert set(LABEL_HASIL) == set(HasilVerval)
