"""Submitting, mending, withdrawing and moving usulan: all lines or none, each refusal named by line and rule."""

import time as jam
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from opensiks.akun.access import TidakAda, TidakBerhak
from opensiks.infra.scope import scope
from opensiks.jejak.models import Jejak
from opensiks.keluarga.services import PerubahanIndividu, revise_individu
from opensiks.rules.bukti import JenisBukti
from opensiks.rules.jenis import Jenis
from opensiks.rules.peran import Izin
from opensiks.rules.rule import AksiDitolak
from opensiks.rules.status import Aksi, StatusUsulan
from opensiks.rules.syarat import FaktaForum
from opensiks.usulan.access import access_bukti, access_usulan
from opensiks.usulan.models import Bukti, RincianUsulan, RiwayatUsulan, Usulan
from opensiks.usulan.queries import (
    count_status,
    facts_usulan,
    find_usulan,
    get_usulan,
    list_antrian,
    list_bukti,
    list_rincian,
    list_riwayat,
)  # fmt: skip
from opensiks.usulan.services import (
    UsulanBaru,
    attach_bukti,
    draft_usulan_banyak,
    move_usulan,
    redraft_usulan,
    revise_draf,
    submit_usulan,
    verify_usulan,
    withdraw_usulan,
)  # fmt: skip
from opensiks.verval.models import Periode
from tests.factories.usulan import JPG, KAPAN, bawa, draf, keluarga_dengan, orang_ke, siap, usulan_at
from tests.factories.verval import (
    BUDI,
    DARMO,
    DESA,
    JAYA,
    ORANG_ASING,
    SARI,
    TIKA,
    keluarga_di,
    list_peristiwa,
    operator_of,
    periode_juli,
    wib,
)  # fmt: skip

pytestmark = pytest.mark.usefixtures("periode")

S = StatusUsulan
OPERATOR = operator_of(DESA)


def refused(kode: str | list[str], langkah: Callable[[], Any]) -> AksiDitolak:
    """The step is refused with exactly these rules, and no status, history or event is left."""
    sebelum = (
        dict(Usulan.objects.values_list("id", "status")),
        RiwayatUsulan.objects.count(),
        Jejak.objects.count(),
    )
    with pytest.raises(AksiDitolak) as salah:
        langkah()
    assert [v.kode for v in salah.value.violations] == ([kode] if isinstance(kode, str) else kode)
    assert sebelum == (
        dict(Usulan.objects.values_list("id", "status")), RiwayatUsulan.objects.count(), Jejak.objects.count(),
    )  # fmt: skip
    return salah.value


def test_submitting_writes_before_and_after_as_they_stand_now(periode: Periode) -> None:
    orang = orang_ke(keluarga_dengan(DESA), 1)
    lama = orang.nama
    u = draf(
        periode, Jenis.PERBAIKAN_ID, kode_desa=DESA, individu=orang, muatan={"nama": "NAMA BENAR", "shdk": 3}
    )
    revise_individu([PerubahanIndividu(orang.pk, {"pekerjaan": "PETANI"})], by=JAYA, at=KAPAN, sumber="impor")
    with scope(SARI.cakupan):
        [u] = submit_usulan([Usulan.objects.get(pk=u.pk)], by=SARI, at=KAPAN)
    assert (u.status, u.versi_dasar) == (S.SIAP_MUSDES, 2)
    [r] = list_rincian(u)
    assert (r.kolom, r.lama, r.baru, r.bentrok) == ("nama", lama, "NAMA BENAR", "")
    assert [x.aksi for x in list_riwayat(u)] == ["draft", "submit"]
    assert list_peristiwa(f"usulan:{u.pk}") == ["usulan.drafted", "usulan.submitted"]


@pytest.mark.parametrize("jenis", [Jenis.BARU, Jenis.MENINGGAL, Jenis.PERBAIKAN_ID, Jenis.TAMBAH_ART])
def test_R109_the_evidence_of_the_jenis_is_asked_for(periode: Periode, jenis: Jenis) -> None:
    u = draf(periode, jenis, kode_desa=DESA, bukti=False)
    salah = refused("R109", lambda: submit_usulan([u], by=OPERATOR, at=KAPAN))
    assert "salinan" in str(salah) or "akta kematian" in str(salah)


def test_R71_nothing_is_submitted_after_the_window(periode: Periode) -> None:
    u = draf(periode, kode_desa=DESA)
    refused("R71", lambda: submit_usulan([u], by=OPERATOR, at=wib(2023, 7, 26)))


def test_R71_a_late_draft_is_taken_into_the_next_window(periode: Periode) -> None:
    u = draf(periode, kode_desa=DESA, at=wib(2023, 7, 27))
    agustus = periode_juli(bulan=8)
    submit_usulan([u], by=OPERATOR, at=wib(2023, 8, 2), periode=agustus)
    assert Usulan.objects.get(pk=u.pk).periode == agustus


def test_R106_findings_left_in_the_record_stop_it_unless_the_change_heals_them(periode: Periode) -> None:
    orang = orang_ke(keluarga_dengan(DESA), 1)
    revise_individu(
        [PerubahanIndividu(orang.pk, {"nama_ibu": ""})], by=JAYA, at=wib(2023, 7, 1), sumber="impor"
    )
    orang = orang_ke(orang.keluarga, 1)
    sisa = draf(periode, Jenis.PERBAIKAN_ID, kode_desa=DESA, individu=orang, muatan={"tempat_lahir": "KRUI"})
    refused("R106", lambda: submit_usulan([sisa], by=OPERATOR, at=KAPAN))
    revise_draf(sisa, muatan={"tempat_lahir": "KRUI", "nama_ibu": "AMINAH UJI"}, by=OPERATOR, at=KAPAN)
    assert submit_usulan([sisa], by=OPERATOR, at=KAPAN)[0].status is S.SIAP_MUSDES


def test_all_or_none_and_every_line_is_named(periode: Periode) -> None:
    baik = draf(periode, kode_desa=DESA)
    kurang = draf(periode, Jenis.BARU, kode_desa=DESA, bukti=False)
    salah = refused("R109", lambda: submit_usulan([baik, kurang], by=OPERATOR, at=KAPAN))
    assert salah.violations[0].data["baris"] == str(kurang.pk)
    assert f"Usulan {kurang.pk}:" in str(salah)
    assert not RincianUsulan.objects.exists()


def test_R1_the_neighbour_and_the_stranger_move_nothing(periode: Periode) -> None:
    u = draf(periode, kode_desa=DESA)
    for by in (BUDI, ORANG_ASING):
        refused("R1", lambda by=by: submit_usulan([u], by=by, at=KAPAN))
        refused("R1", lambda by=by: revise_draf(u, muatan={"alamat": "X"}, by=by, at=KAPAN))
        refused("R1", lambda by=by: attach_bukti(u, JenisBukti.KK, "kk.jpg", JPG, by=by, at=KAPAN))
        refused("R1", lambda by=by: withdraw_usulan([u], "Salah.", by=by, at=KAPAN))


def test_R6_the_kabupaten_never_edits_the_content(periode: Periode) -> None:
    u = draf(periode, kode_desa=DESA)
    for by in (JAYA, DARMO, TIKA):
        refused("R6", lambda by=by: revise_draf(u, muatan={"alamat": "X"}, by=by, at=KAPAN))


def test_R19_after_the_draft_content_and_evidence_stand(periode: Periode) -> None:
    u = siap(periode, kode_desa=DESA)
    refused("R19", lambda: revise_draf(u, muatan={"alamat": "X"}, by=OPERATOR, at=KAPAN))
    refused("R19", lambda: attach_bukti(u, JenisBukti.KK, "kk.jpg", JPG, by=OPERATOR, at=KAPAN))


def test_a_draft_is_revised_in_part_and_its_events_name_the_fields(periode: Periode) -> None:
    u = draf(periode, Jenis.TIDAK_LAYAK, kode_desa=DESA)
    revise_draf(u, kode_alasan="ASN", by=OPERATOR, at=wib(2023, 7, 11))
    u = Usulan.objects.get(pk=u.pk)
    assert (u.kode_alasan, u.program, u.diubah_at) == ("ASN", "PKH", wib(2023, 7, 11))
    refused("R31", lambda: revise_draf(u, kode_alasan="ZZZ", by=OPERATOR, at=KAPAN))
    assert Usulan.objects.get(pk=u.pk).kode_alasan == "ASN"


def test_evidence_is_kept_by_its_content_and_a_broken_file_is_refused(periode: Periode) -> None:
    u = draf(periode, kode_desa=DESA)
    b = attach_bukti(u, JenisBukti.FOTO_RUMAH, "x" * 300 + "/rumah.jpg", JPG, by=OPERATOR, at=KAPAN)
    assert (b.ukuran, len(b.nama_berkas), b.jenis) == (len(JPG), 160, "FOTO_RUMAH")
    assert list(list_bukti(u)) == [b]
    for isi in (b"", b"MZ program"):
        refused("R109", lambda isi=isi: attach_bukti(u, JenisBukti.KK, "kk.exe", isi, by=OPERATOR, at=KAPAN))
    assert Bukti.objects.count() == 1


def test_R108_taking_back_needs_a_reason(periode: Periode) -> None:
    u = siap(periode, kode_desa=DESA)
    refused("R108", lambda: withdraw_usulan([u], " ", by=OPERATOR, at=KAPAN))
    withdraw_usulan([u], "Keluarganya menolak.", by=OPERATOR, at=KAPAN)
    assert RiwayatUsulan.objects.get(usulan=u, aksi="withdraw").catatan == "Keluarganya menolak."


def test_R83_a_line_moved_by_somebody_else_refuses_the_whole_list(periode: Periode) -> None:
    a, b = siap(periode, kode_desa=DESA), siap(periode, kode_desa=DESA)
    basi = Usulan.objects.select_related("periode").get(pk=b.pk)
    withdraw_usulan([b], "Salah.", by=OPERATOR, at=wib(2023, 7, 11))
    refused("R83a", lambda: withdraw_usulan([a, basi], "Salah.", by=OPERATOR, at=wib(2023, 7, 11)))
    assert Usulan.objects.get(pk=a.pk).status is S.SIAP_MUSDES


def test_R83_a_draft_revised_by_somebody_else_is_not_overwritten(periode: Periode) -> None:
    u = draf(periode, kode_desa=DESA)
    basi = Usulan.objects.get(pk=u.pk)
    revise_draf(u, muatan={"alamat": "Jalan Satu"}, by=OPERATOR, at=wib(2023, 7, 11))
    refused(
        "R83a", lambda: revise_draf(basi, muatan={"alamat": "Jalan Dua"}, by=OPERATOR, at=wib(2023, 7, 11))
    )
    assert Usulan.objects.get(pk=u.pk).muatan == {"alamat": "Jalan Satu"}


def test_a_returned_line_is_drafted_again_with_its_reason_until_sent_on(periode: Periode) -> None:
    u = usulan_at(S.DIKEMBALIKAN_KAB, periode, kode_desa=DESA)
    assert (u.kode_tolak, u.catatan_tolak) == ("A6", "Uji")
    [u] = redraft_usulan([u], by=OPERATOR, at=wib(2023, 7, 27))
    assert (u.status, u.revisi, u.kode_tolak) == (S.DRAF, 1, "A6")
    # The village's own window is over; the repair window of the kabupaten is not.
    [u] = submit_usulan([u], by=OPERATOR, at=wib(2023, 7, 27))
    u.refresh_from_db()
    assert (u.status, u.kode_tolak) == (S.SIAP_MUSDES, "")
    assert sorted(RincianUsulan.objects.filter(usulan=u).values_list("revisi", flat=True)) == [0, 1]


def test_R71_repair_ends_with_the_kabupatens_deadline(periode: Periode) -> None:
    u = usulan_at(S.DIKEMBALIKAN_KAB, periode, kode_desa=DESA)
    refused("R71b", lambda: redraft_usulan([u], by=OPERATOR, at=wib(2023, 8, 1)))
    redraft_usulan([u], by=OPERATOR, at=wib(2023, 8, 2), periode=periode_juli(bulan=8))


def test_the_visit_after_the_meeting_is_recorded_where_the_profile_wants_it(periode: Periode) -> None:
    u = usulan_at(S.DISETUJUI_MUSDES, periode, Jenis.BARU, kode_desa=DESA)
    refused(
        "R133", lambda: verify_usulan([u], tanggal=date(2090, 1, 1), petugas="Sari", by=OPERATOR, at=KAPAN)
    )
    verify_usulan([u], tanggal=date(2023, 7, 9), petugas="Sari", by=OPERATOR, at=KAPAN)
    assert u.status is S.TERVERIFIKASI
    assert "Kunjungan 2023-07-09 oleh Sari" in RiwayatUsulan.objects.get(usulan=u, aksi="verify").catatan
    lain = bawa(siap(periode, Jenis.TIDAK_LAYAK, kode_desa=DESA), S.DISETUJUI_MUSDES)
    refused(
        "R111", lambda: verify_usulan([lain], tanggal=date(2023, 7, 9), petugas="Sari", by=OPERATOR, at=KAPAN)
    )


@pytest.mark.parametrize("status", list(S))
def test_every_status_can_be_reached_by_its_own_steps(periode: Periode, status: StatusUsulan) -> None:
    u = usulan_at(status, periode, Jenis.BARU, kode_desa=DESA)
    assert Usulan.objects.get(pk=u.pk).status is status
    assert RiwayatUsulan.objects.filter(usulan=u).order_by("-id")[0].ke == status


def test_three_thousand_lines_move_in_one_sweep(periode: Periode) -> None:
    rows = keluarga_di(DESA, 3000)
    baru = [UsulanBaru(Jenis.TIDAK_DITEMUKAN, keluarga=k, kode_alasan="3") for k in rows]
    daftar = draft_usulan_banyak(periode, DESA, baru, by=OPERATOR, at=KAPAN)
    submit_usulan(daftar, by=OPERATOR, at=KAPAN)
    forum = FaktaForum(musyawarah_sah=True, ada_keputusan=True, keputusan_baru=True)
    fakta = facts_usulan(daftar, by=OPERATOR, at=KAPAN, forum=forum)
    mulai = jam.perf_counter()
    move_usulan(daftar, Aksi.ENDORSE, by=OPERATOR, at=KAPAN, fakta=fakta)
    assert jam.perf_counter() - mulai < 3
    assert count_status(DESA)[S.DISETUJUI_MUSDES].baris == 3000
    assert RiwayatUsulan.objects.filter(aksi="endorse").count() == 3000


def test_an_empty_list_moves_nothing(periode: Periode) -> None:
    assert submit_usulan([], by=OPERATOR, at=KAPAN) == []
    assert not Jejak.objects.filter(peristiwa="usulan.submitted").exists()


# Doors and queues ------------------------------------------------------------------------------------------------


def test_the_door_opens_for_the_village_and_those_above_only(periode: Periode) -> None:
    u = draf(periode, Jenis.PERBAIKAN_ID, kode_desa=DESA)
    b = Bukti.objects.get(usulan=u)
    for by in (SARI, DARMO, TIKA, JAYA):
        with scope(by.cakupan):
            assert access_usulan(by, u.pk) == u
            assert access_bukti(by, b.pk) == b
    for by in (BUDI, ORANG_ASING):
        with scope(by.cakupan), pytest.raises(TidakAda):
            access_usulan(by, u.pk)
        with scope(by.cakupan), pytest.raises(TidakAda):
            access_bukti(by, b.pk)
    with scope(JAYA.cakupan), pytest.raises(TidakBerhak):
        access_usulan(JAYA, u.pk, Izin.USULAN_DRAFT)


def test_the_queue_shows_what_came_back_first(periode: Periode) -> None:
    tunggu, draft = siap(periode, kode_desa=DESA), draf(periode, kode_desa=DESA)
    kembali = usulan_at(S.DIKEMBALIKAN_KAB, periode, kode_desa=DESA)
    usulan_at(S.BATAL, periode, kode_desa=DESA)
    assert [u.pk for u in list_antrian(DESA)] == [kembali.pk, draft.pk, tunggu.pk]
    assert get_usulan(tunggu.pk) == tunggu
    assert find_usulan([draft.pk, tunggu.pk, 0]) == [tunggu, draft]
    assert {s: j.baris for s, j in count_status("18.04", periode).items()} == {
        S.BATAL: 1, S.DRAF: 1, S.DIKEMBALIKAN_KAB: 1, S.SIAP_MUSDES: 1,
    }  # fmt: skip
