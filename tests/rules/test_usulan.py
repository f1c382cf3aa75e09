"""The usulan's table, row by row, guard by guard, and everything outside it."""

from dataclasses import replace
from itertools import product

import pytest

from opensiks.rules.bukti import BUKTI_WAJIB, LABEL_BUKTI, JenisBukti, missing
from opensiks.rules.jejak import name_peristiwa
from opensiks.rules.jenis import (
    JENIS_KELAYAKAN,
    JENIS_SELALU_MUSYAWARAH,
    JENIS_TANPA_TEMUAN,
    PADAN_DITERIMA,
    is_padan_diterima,
)
from opensiks.rules.peran import Peran
from opensiks.rules.rule import AksiDitolak, Rule, Tingkat, Violation
from opensiks.rules.usulan import (
    LABEL_AKSI,
    LABEL_JENIS,
    LABEL_STATUS,
    TERBUKA,
    TERMINAL,
    TRANSITIONS,
    Aksi,
    Fakta,
    FaktaIsi,
    FaktaUbah,
    Jenis,
    StatusUsulan,
    Transition,
    check,
    check_edit,
    find,
    has_row,
    step,
)
from tests.rules.fakta import (
    FORUM_BAIK,
    KAB_BAIK,
    MASA_BAIK,
    RUSAK_BERSAMA,
    Rusak,
    with_fakta,
    with_forum,
    with_kab,
)

S = StatusUsulan
KUNCI = {(t.dari, t.aksi, t.oleh) for t in TRANSITIONS}
LUAR = [k for k in product([None, *S], Aksi, Peran) if k not in KUNCI]


def good(baris: Transition) -> Fakta:
    """Facts with which this row's guards are all content."""
    ganda = baris.oleh is Peran.KEPALA_OPD
    kunjungan = baris.aksi is Aksi.VERIFY or baris.dari is S.TERVERIFIKASI
    return Fakta(
        status=baris.dari,
        jenis=Jenis.PERBAIKAN_ID,
        dalam_cakupan=True,
        alasan="Sesuai KK terbaru",
        kode_alasan="E1",
        masa=MASA_BAIK,
        forum=FORUM_BAIK,
        kab=replace(KAB_BAIK, pengesahan_ganda=ganda),
        bebas_musyawarah=True,
        kunjungan_wajib=kunjungan,
        kunjungan_ada=kunjungan,
    )


ISI_BLOK = Violation("R27", "Isi tanggal meninggal yang benar.")
RUSAK: dict[str, Rusak] = RUSAK_BERSAMA | {
    "R2": with_forum(ada_keputusan=False),
    "R3": with_fakta(bebas_musyawarah=False),
    "R5": with_kab(pembuat_sama=True),
    "R7": with_kab(dari_hasil=False),
    "R22a": with_forum(sptjm_ada=False),
    "R24": lambda f: replace(f, alasan="", forum=replace(f.forum, keberatan=True)),
    "R26": with_fakta(isi=FaktaIsi(usulan_terbuka="U-7")),
    "R31a": with_forum(wajib_musyawarah=True),
    "R40": lambda f: replace(
        f, jenis=Jenis.BARU, pernah_ditolak_pusat=True, forum=replace(f.forum, keputusan_baru=False)
    ),
    "R40a": with_fakta(jenis=Jenis.BARU, pernah_ditolak_pusat=True),
    "R90a": with_kab(nomor_batch=""),
    "R106": with_fakta(isi=FaktaIsi(temuan_blok=2)),
    "R109": with_fakta(isi=FaktaIsi(bukti_kurang=("salinan KTP",))),
    "R110": with_forum(sptjm_boleh=False),
    "R111": with_fakta(kunjungan_wajib=False),
    "R112": with_fakta(kunjungan_ada=False),
    "R113": with_fakta(kunjungan_wajib=True),
    "R114": with_kab(padan_boleh=False),
    "R124": with_fakta(jenis=Jenis.TETAP),
}


def name_row(t: Transition) -> str:
    return f"{t.dari or '-'}-{t.aksi}-{t.oleh}"


def test_each_state_action_and_role_has_at_most_one_row() -> None:
    assert len(KUNCI) == len(TRANSITIONS)


@pytest.mark.parametrize("baris", TRANSITIONS, ids=name_row)
def test_every_row_is_allowed_when_its_guards_hold(baris: Transition) -> None:
    assert check(good(baris), baris.aksi, baris.oleh) == (baris, [])
    assert step(good(baris), baris.aksi, baris.oleh) is baris
    assert has_row((baris.dari, baris.aksi, baris.oleh))


@pytest.mark.parametrize(
    ("baris", "syarat"),
    [(t, r) for t in TRANSITIONS for r in t.syarat],
    ids=lambda v: v.kode if isinstance(v, Rule) else name_row(v),
)
def test_every_guard_of_every_row_refuses_alone(baris: Transition, syarat: Rule) -> None:
    fakta = RUSAK[syarat.kode](good(baris))
    _, dilanggar = check(fakta, baris.aksi, baris.oleh)
    assert [v.kode for v in dilanggar] == [syarat.kode]
    assert "{" not in str(dilanggar[0])
    with pytest.raises(AksiDitolak) as ditolak:
        step(fakta, baris.aksi, baris.oleh)
    assert ditolak.value.violations == tuple(dilanggar)


def test_every_step_outside_the_table_is_refused() -> None:
    for dari, aksi, peran in LUAR:
        fakta = replace(good(TRANSITIONS[0]), status=dari)
        baris, dilanggar = check(fakta, aksi, peran)
        assert baris is None
        assert [v.kode for v in dilanggar] == ["R105"], (dari, aksi, peran)
        assert not has_row((dari, aksi, peran))
        with pytest.raises(AksiDitolak):
            step(fakta, aksi, peran)


def test_the_table_and_its_outside_are_everything() -> None:
    assert len(LUAR) + len(TRANSITIONS) == (len(S) + 1) * len(Aksi) * len(Peran)


def test_R105_names_the_step_the_role_and_the_state() -> None:
    fakta = Fakta(status=S.TERKIRIM, jenis=Jenis.BARU)
    _, [v] = check(fakta, Aksi.APPLY, Peran.SUPERVISOR_KAB)
    assert (
        str(v) == "Langkah Tetapkan tidak tersedia bagi Supervisor kabupaten pada status Terkirim ke pusat."
    )
    _, [v] = check(Fakta(status=None, jenis=Jenis.BARU), Aksi.DRAFT, Peran.KADES_LURAH)
    assert "pada status belum ada" in str(v)


def test_facts_nobody_looked_up_refuse() -> None:
    for baris in TRANSITIONS:
        assert check(Fakta(status=baris.dari, jenis=Jenis.BARU), baris.aksi, baris.oleh)[1]


def test_all_reasons_are_given_at_once() -> None:
    fakta = Fakta(status=S.DRAF, jenis=Jenis.BARU, isi=FaktaIsi(temuan_blok=1, bukti_kurang=("KTP", "KK")))
    _, dilanggar = check(fakta, Aksi.SUBMIT, Peran.OPERATOR_DESA)
    assert [v.kode for v in dilanggar] == ["R1", "R71", "R106", "R109"]
    assert str(dilanggar[3]) == "Lampirkan bukti yang masih kurang: KTP, KK."


def test_content_rules_block_submitting_and_warnings_do_not() -> None:
    baris = find(S.DRAF, Aksi.SUBMIT, Peran.OPERATOR_DESA)
    assert baris
    ingat = Violation("R37", "Periksa nomor KK.", Tingkat.W)
    fakta = replace(good(baris), isi=FaktaIsi(pelanggaran=(ISI_BLOK, ingat)))
    assert check(fakta, Aksi.SUBMIT, Peran.OPERATOR_DESA)[1] == [ISI_BLOK]
    _, dilanggar = check(replace(fakta, status=S.DRAF), Aksi.WITHDRAW, Peran.OPERATOR_DESA)
    assert dilanggar == []


def test_R26_names_the_usulan_that_is_open() -> None:
    fakta = replace(good(TRANSITIONS[0]), isi=FaktaIsi(usulan_terbuka="U-7"))
    _, [v] = check(fakta, Aksi.DRAFT, Peran.OPERATOR_DESA)
    assert "U-7" in str(v)


def test_R71_drafts_outside_the_window_where_the_profile_allows() -> None:
    fakta = replace(good(TRANSITIONS[0]), masa=replace(MASA_BAIK, terbuka=False, draf_di_luar_masa=True))
    assert check(fakta, Aksi.DRAFT, Peran.OPERATOR_DESA)[1] == []
    _, dilanggar = check(replace(fakta, status=S.DRAF), Aksi.SUBMIT, Peran.OPERATOR_DESA)
    assert [v.kode for v in dilanggar] == ["R71"]


def test_R71_returned_lines_may_be_repaired_in_the_repair_window() -> None:
    baris = find(S.DIKEMBALIKAN_KAB, Aksi.REDRAFT, Peran.OPERATOR_DESA)
    assert baris
    fakta = replace(good(baris), masa=replace(MASA_BAIK, terbuka=False, masa_perbaikan=True))
    assert check(fakta, Aksi.REDRAFT, Peran.OPERATOR_DESA)[1] == []


@pytest.mark.parametrize("jenis", Jenis)
def test_R3_only_factual_kinds_may_skip_the_forum(jenis: Jenis) -> None:
    baris = find(S.SIAP_MUSDES, Aksi.FINALISE, Peran.KADES_LURAH)
    assert baris
    _, dilanggar = check(replace(good(baris), jenis=jenis), Aksi.FINALISE, Peran.KADES_LURAH)
    assert [v.kode for v in dilanggar] == (["R3"] if jenis in JENIS_SELALU_MUSYAWARAH else [])


@pytest.mark.parametrize("jenis", Jenis)
def test_R40_eligibility_rejected_by_the_centre_needs_a_new_line(jenis: Jenis) -> None:
    baris = find(S.SIAP_MUSDES, Aksi.ENDORSE, Peran.OPERATOR_DESA)
    assert baris
    lama = replace(
        good(baris), jenis=jenis, pernah_ditolak_pusat=True, forum=replace(FORUM_BAIK, keputusan_baru=False)
    )
    kode = [v.kode for v in check(lama, Aksi.ENDORSE, Peran.OPERATOR_DESA)[1]]
    assert kode == (["R40"] if jenis in JENIS_KELAYAKAN else [])
    baru = replace(lama, forum=FORUM_BAIK)
    assert check(baru, Aksi.ENDORSE, Peran.OPERATOR_DESA)[1] == []


@pytest.mark.parametrize("jenis", Jenis)
def test_R54_findings_hold_back_all_but_leaving_and_confirming(jenis: Jenis) -> None:
    baris = find(S.DISETUJUI_MUSDES, Aksi.FINALISE, Peran.KADES_LURAH)
    assert baris
    fakta = replace(good(baris), jenis=jenis, isi=FaktaIsi(temuan_blok=1))
    kode = [v.kode for v in check(fakta, Aksi.FINALISE, Peran.KADES_LURAH)[1]]
    assert kode == ([] if jenis in JENIS_TANPA_TEMUAN else ["R106"])


def test_R24_an_objection_with_a_reason_may_be_decided() -> None:
    baris = find(S.SIAP_MUSDES, Aksi.ENDORSE, Peran.OPERATOR_DESA)
    assert baris
    fakta = replace(good(baris), forum=replace(FORUM_BAIK, keberatan=True))
    assert check(fakta, Aksi.ENDORSE, Peran.OPERATOR_DESA)[1] == []


def test_R4_only_the_village_head_moves_lines_to_final() -> None:
    assert {t.oleh for t in TRANSITIONS if t.ke is S.FINAL_DESA} == {Peran.KADES_LURAH}


def test_R7_only_the_centre_sets_and_rejects() -> None:
    pusat = {t.oleh for t in TRANSITIONS if t.ke in {S.DITETAPKAN, S.DITOLAK_PUSDATIN}}
    assert pusat == {Peran.PUSDATIN}


@pytest.mark.parametrize(
    "peran",
    [Peran.TKSK, Peran.PENDAMPING_PKH, Peran.TKPK, Peran.PROVINSI, Peran.AUDITOR, Peran.PENGELOLA_PROGRAM],
)
def test_R11_R12_roles_that_only_look_have_no_row(peran: Peran) -> None:
    assert not [t for t in TRANSITIONS if t.oleh is peran]


def test_terminal_states_have_no_way_out_and_others_do() -> None:
    assert {t.dari for t in TRANSITIONS} - {None} == TERBUKA
    assert set(TERMINAL) == set(S) - TERBUKA


def test_every_state_can_be_reached() -> None:
    assert {t.ke for t in TRANSITIONS} == set(S)


@pytest.mark.parametrize("aksi", Aksi)
def test_every_action_is_used_labelled_and_in_the_trail(aksi: Aksi) -> None:
    assert any(t.aksi is aksi for t in TRANSITIONS)
    assert LABEL_AKSI[aksi]
    assert name_peristiwa("usulan", aksi).startswith("usulan.")


def test_every_state_and_kind_is_labelled() -> None:
    assert set(LABEL_STATUS) == set(S)
    assert set(LABEL_JENIS) == set(Jenis)


UBAH = FaktaUbah(status=S.DRAF, peran=Peran.OPERATOR_DESA, dalam_cakupan=True)


def test_R19_a_draft_may_be_edited_by_its_village() -> None:
    assert check_edit(UBAH) == []


@pytest.mark.parametrize("status", [s for s in S if s is not S.DRAF])
def test_R19_nothing_but_a_draft_may_be_edited(status: StatusUsulan) -> None:
    assert [v.kode for v in check_edit(replace(UBAH, status=status))] == ["R19"]


@pytest.mark.parametrize("peran", [p for p in Peran if p is not Peran.OPERATOR_DESA])
def test_R6_nobody_else_edits_what_the_village_wrote(peran: Peran) -> None:
    assert [v.kode for v in check_edit(replace(UBAH, peran=peran))] == ["R6"]


def test_R1_the_neighbour_may_not_edit() -> None:
    assert [v.kode for v in check_edit(replace(UBAH, dalam_cakupan=False))] == ["R1"]


def test_evidence_of_a_new_family() -> None:
    ada = {JenisBukti.KTP, JenisBukti.KK, JenisBukti.FOTO_KELUARGA, JenisBukti.KRITERIA, JenisBukti.KOORDINAT}
    assert missing(Jenis.BARU, ada) == ("foto depan rumah",)
    assert missing(Jenis.BARU, set(JenisBukti)) == ()


def test_one_of_several_papers_is_enough() -> None:
    assert missing(Jenis.MENINGGAL, {"PERNYATAAN_RT"}) == ()
    assert missing(Jenis.MENINGGAL, set()) == ("akta kematian atau surat kematian atau pernyataan RT",)


@pytest.mark.parametrize("jenis", [j for j in Jenis if j not in BUKTI_WAJIB])
def test_kinds_without_papers_need_none(jenis: Jenis) -> None:
    assert missing(jenis, set()) == ()


def test_every_evidence_kind_is_labelled() -> None:
    assert set(LABEL_BUKTI) == set(JenisBukti)


@pytest.mark.parametrize("jenis", Jenis)
def test_R114_outcomes_that_pass_the_kabupaten(jenis: Jenis) -> None:
    assert is_padan_diterima(jenis, "PADAN")
    assert is_padan_diterima(jenis, "TIDAK_PADAN_NAMA") is (jenis not in PADAN_DITERIMA)


def test_R114_unknown_is_not_a_mismatch_for_new_people_but_no_entry_to_a_programme() -> None:
    assert is_padan_diterima(Jenis.BARU, "BELUM")
    assert not is_padan_diterima(Jenis.BANSOS_MASUK, "BELUM")
