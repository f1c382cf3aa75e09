import pytest

from opensiks.rules.peran import LABEL, LABEL_IZIN, MATRIKS, TINGKAT_PERAN, Izin, Peran, can

UBAH_DESA = {Izin.USULAN_DRAFT, Izin.USULAN_SUBMIT, Izin.VERVAL_RECORD, Izin.MUSYAWARAH_RECORD}
BACA = {Izin.KELUARGA_VIEW, Izin.USULAN_VIEW, Izin.BANSOS_VIEW, Izin.PAPAN_VIEW, Izin.JEJAK_VIEW}


@pytest.mark.parametrize("peran", Peran)
def test_every_role_has_a_row_a_tier_and_a_label(peran: Peran) -> None:
    assert MATRIKS[peran]
    assert TINGKAT_PERAN[peran] in range(5)
    assert LABEL[peran]


def test_every_right_is_labelled_and_held_by_someone() -> None:
    assert set(LABEL_IZIN) == set(Izin)
    assert frozenset().union(*MATRIKS.values()) == set(Izin)


@pytest.mark.parametrize(
    "peran", [Peran.OPERATOR_KAB, Peran.SUPERVISOR_KAB, Peran.VERIFIKATOR, Peran.KEPALA_OPD]
)
def test_R6_district_holds_no_right_to_change_village_content(peran: Peran) -> None:
    assert not MATRIKS[peran] & UBAH_DESA


def test_R4_only_the_village_head_finalises() -> None:
    assert [p for p in Peran if can(p, Izin.DESA_FINALISE)] == [Peran.KADES_LURAH]


def test_R7_only_the_centre_applies_results() -> None:
    assert {p for p in Peran if can(p, Izin.BATCH_APPLY)} == {Peran.PUSDATIN, Peran.SISTEM}


@pytest.mark.parametrize("peran", [Peran.PROVINSI, Peran.AUDITOR])
def test_R11_province_and_auditor_only_read(peran: Peran) -> None:
    assert MATRIKS[peran] <= BACA


@pytest.mark.parametrize("peran", [Peran.TKSK, Peran.PENDAMPING_PKH])
def test_R12_companions_read_and_add_notes(peran: Peran) -> None:
    assert MATRIKS[peran] <= BACA | {Izin.CATATAN_ADD}
    assert can(peran, Izin.CATATAN_ADD)


def test_R5_no_district_role_both_receives_and_screens() -> None:
    assert not [p for p in Peran if can(p, Izin.KAB_RECEIVE) and can(p, Izin.KAB_SCREEN)]


def test_programme_officers_do_not_read_the_registry() -> None:
    assert not can(Peran.PENGELOLA_PROGRAM, Izin.KELUARGA_VIEW)
