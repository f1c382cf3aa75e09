"""The meeting from call to closing: who must be there, what was decided, and what follows (R2, R13-R16, R24, R25)."""

import time as jam
from datetime import date, time
from typing import Any

import pytest

from opensiks.akun.access import TidakBerhak
from opensiks.infra.scope import scope
from opensiks.musyawarah.models import Keberatan, Kehadiran, Keputusan, Musyawarah
from opensiks.musyawarah.queries import count_agenda, list_agenda
from opensiks.musyawarah.services import (
    Putusan,
    cancel_keputusan,
    close_musyawarah,
    close_tanpa_musyawarah,
    convene_musyawarah,
    record_keberatan,
    record_kehadiran,
    record_keputusan,
    record_keputusan_banyak,
)  # fmt: skip
from opensiks.rules.jenis import Jenis
from opensiks.rules.musyawarah import Hasil, Unsur
from opensiks.rules.rule import AksiDitolak
from opensiks.rules.status import StatusUsulan
from opensiks.rules.verval import StatusDesa
from opensiks.usulan.models import RiwayatUsulan, Usulan
from opensiks.usulan.queries import list_usulan
from opensiks.usulan.services import UsulanBaru, draft_usulan_banyak, redraft_usulan, submit_usulan
from opensiks.verval.models import Periode
from tests.dukungan.tolak import kode
from tests.factories.musyawarah import HADIR, RAPAT, adakan, musyawarah_selesai, putuskan, tutup
from tests.factories.usulan import bawa, draf, keluarga_dengan, siap
from tests.factories.verval import (
    BUDI,
    DARMO,
    DESA,
    DESA_BUDI,
    ORANG_ASING,
    SARI,
    TIKA,
    desa_di,
    keluarga_di,
    list_peristiwa,
    operator_of,
    periode_juli,
    verval_desa,
    wib,
)  # fmt: skip

pytestmark = pytest.mark.usefixtures("periode")

S = StatusUsulan
OPERATOR = operator_of(DESA)


def convene(periode: Periode, **ganti: Any) -> Musyawarah:
    isi: dict[str, Any] = {
        "kode_desa": DESA, "tanggal": date(2023, 7, 12), "mulai": time(9), "tempat": "Balai", "pimpinan_nama": "Darmo",
        "pimpinan_jabatan": "Peratin", "by": SARI, "at": RAPAT,
    }  # fmt: skip
    return convene_musyawarah(periode, **(isi | ganti))


def test_R13_a_meeting_has_a_day_in_the_period_a_place_and_a_leader(periode: Periode) -> None:
    for ganti in (
        {"tempat": " "},
        {"pimpinan_nama": ""},
        {"tanggal": date(2023, 6, 30)},
        {"tanggal": date(2023, 8, 1)},
    ):
        with pytest.raises(AksiDitolak) as salah:
            convene(periode, **ganti)
        assert kode(salah)[0].startswith("R13")
    assert not Musyawarah.objects.exists()
    m = convene(periode)
    assert list_peristiwa(f"musyawarah:{m.pk}") == ["musyawarah.convened"]


def test_R1_neighbour_stranger_and_other_roles_may_not_call_it(periode: Periode) -> None:
    for by in (BUDI, ORANG_ASING):
        with pytest.raises(AksiDitolak) as salah:
            convene(periode, by=by)
        assert "R1" in kode(salah)
    for by in (DARMO, TIKA):
        with pytest.raises(TidakBerhak):
            convene(periode, by=by)
    assert not Musyawarah.objects.exists()


def test_R1_the_neighbour_does_not_even_see_it(periode: Periode) -> None:
    m = adakan(periode)
    with scope(BUDI.cakupan):
        assert not Musyawarah.objects.filter(pk=m.pk).exists()


def test_one_meeting_at_a_time(periode: Periode) -> None:
    adakan(periode)
    with pytest.raises(AksiDitolak) as salah:
        adakan(periode)
    assert kode(salah) == ["R138"]


def test_R16_more_rt_present_than_invited_is_refused(periode: Periode) -> None:
    m = adakan(periode, hadir=False)
    with pytest.raises(AksiDitolak) as salah:
        record_kehadiran(m, {Unsur.RT_RW: (3, 3, 1)}, by=OPERATOR, at=RAPAT)
    assert kode(salah) == ["R16"]
    with pytest.raises(AksiDitolak) as salah:
        record_kehadiran(m, {Unsur.BPD: (3, -1, 1)}, by=OPERATOR, at=RAPAT)
    assert kode(salah) == ["R16a"]
    assert not Kehadiran.objects.exists()


def test_attendance_given_again_replaces_the_row(periode: Periode) -> None:
    m = adakan(periode)
    record_kehadiran(m, {Unsur.RT_RW: (9, 5, 1)}, by=OPERATOR, at=RAPAT)
    baris = Kehadiran.objects.get(musyawarah=m, unsur=Unsur.RT_RW)
    assert (baris.diundang, baris.hadir_l, baris.hadir_p) == (9, 5, 1)


def test_R14_closing_without_a_mandatory_group_is_refused_and_nothing_is_half_done(periode: Periode) -> None:
    u = siap(periode, Jenis.BARU, kode_desa=DESA)
    m = adakan(periode, hadir=False)
    record_kehadiran(m, {k: v for k, v in HADIR.items() if k is not Unsur.RT_RW}, by=OPERATOR, at=RAPAT)
    putuskan(m, [u])
    with pytest.raises(AksiDitolak) as salah:
        tutup(m)
    assert kode(salah) == ["R14"]
    assert "RT/RW" in str(salah.value)
    m.refresh_from_db()
    u.refresh_from_db()
    assert (m.ditutup_at, m.selesai, u.status) == (None, None, S.SIAP_MUSDES)
    assert desa_di(periode).status is StatusDesa.BELUM_MULAI


def test_R13_it_ends_after_it_began(periode: Periode) -> None:
    m = adakan(periode)
    with pytest.raises(AksiDitolak) as salah:
        close_musyawarah(m, time(9, 0), by=OPERATOR, at=RAPAT)
    assert kode(salah) == ["R13a"]
    assert m.ditutup_at is None


def test_R15_no_bpd_is_only_a_warning(periode: Periode) -> None:
    m = adakan(periode, hadir=False)
    record_kehadiran(m, {k: v for k, v in HADIR.items() if k is not Unsur.BPD}, by=OPERATOR, at=RAPAT)
    hasil = tutup(m)
    assert [v.kode for v in hasil.peringatan] == ["R15"]
    assert m.ditutup_at == RAPAT


def test_decisions_become_steps_and_the_village_goes_on(periode: Periode) -> None:
    masuk, tolak, tunda = (siap(periode, Jenis.BARU, kode_desa=DESA) for _ in range(3))
    sisa = siap(periode, Jenis.TIDAK_LAYAK, kode_desa=DESA)
    bebas = siap(periode, Jenis.PERBAIKAN_DATA, kode_desa=DESA)
    with scope(SARI.cakupan):
        m = adakan(periode)
        putuskan(m, [masuk])
        putuskan(m, [tolak], Hasil.TOLAK)
        record_keputusan(m, tunda, Hasil.TUNDA, by=OPERATOR, at=RAPAT)
        ringkas = count_agenda(list_agenda(m))
        assert (ringkas.semua, ringkas.belum, ringkas.tunda) == (4, 1, 1)
        hasil = tutup(m)
    assert (hasil.setuju, hasil.tolak, hasil.tunda, hasil.is_nihil) == (1, 1, 2, False)
    status = dict(Usulan.objects.values_list("id", "status"))
    assert status == {
        masuk.pk: S.DISETUJUI_MUSDES, tolak.pk: S.DITOLAK_MUSDES, tunda.pk: S.SIAP_MUSDES, sisa.pk: S.SIAP_MUSDES,
        bebas.pk: S.SIAP_MUSDES,
    }  # fmt: skip
    riwayat = RiwayatUsulan.objects.get(usulan=tolak, aksi="reject")
    assert (riwayat.dasar, riwayat.catatan) == (f"musyawarah:{m.pk}", "Menurut RT belum perlu.")
    desa = desa_di(periode)
    assert (desa.status, desa.musyawarah_at) == (StatusDesa.MUSDES_SELESAI, RAPAT)
    assert list_peristiwa(f"usulan:{masuk.pk}")[-1] == "usulan.endorsed"
    assert list_peristiwa(f"musyawarah:{m.pk}")[-1] == "musyawarah.closed"


def test_R2_each_step_names_the_meeting_it_rests_on(periode: Periode) -> None:
    u = siap(periode, Jenis.BARU, kode_desa=DESA)
    m = musyawarah_selesai(periode, setuju=[u])
    u.refresh_from_db()
    assert u.dasar == f"musyawarah:{m.pk}"


def test_R24_refusal_and_objection_need_a_reason(periode: Periode) -> None:
    u, lain = (siap(periode, Jenis.BARU, kode_desa=DESA) for _ in range(2))
    m = adakan(periode)
    record_keberatan(
        m, lain, "Rumahnya sudah bertingkat.", nama="Warga", dirahasiakan=True, by=OPERATOR, at=RAPAT
    )
    for putusan in (Putusan(u, Hasil.TOLAK), Putusan(lain, Hasil.SETUJU)):
        with pytest.raises(AksiDitolak) as salah:
            record_keputusan_banyak(m, [putusan], by=OPERATOR, at=RAPAT)
        assert kode(salah) == ["R24a"]
        assert f"Usulan {putusan.usulan.pk}" in str(salah.value)
    assert not Keputusan.objects.exists()
    record_keputusan_banyak(
        m, [Putusan(u, Hasil.TOLAK, "Punya mobil."), Putusan(lain, Hasil.SETUJU, "Rumah itu milik adiknya.")],
        by=OPERATOR, at=RAPAT,
    )  # fmt: skip
    tutup(m)
    assert [u.status for u in list_usulan(DESA)] == [S.DITOLAK_MUSDES, S.DISETUJUI_MUSDES]


def test_R24_an_objection_takes_back_a_decision_without_reason(periode: Periode) -> None:
    u = siap(periode, Jenis.BARU, kode_desa=DESA)
    m = adakan(periode)
    putuskan(m, [u])
    record_keberatan(m, u, "Sudah pindah.", by=OPERATOR, at=RAPAT)
    assert list_agenda(m)[0].keputusan is None
    assert list_agenda(m)[0].perlu_alasan
    with pytest.raises(AksiDitolak):
        record_keberatan(m, u, "  ", by=OPERATOR, at=RAPAT)
    assert Keberatan.objects.count() == 1


def test_a_decision_may_be_replaced_or_taken_back_while_the_meeting_runs(periode: Periode) -> None:
    u = siap(periode, Jenis.BARU, kode_desa=DESA)
    m = adakan(periode)
    putuskan(m, [u])
    putuskan(m, [u], Hasil.TOLAK)
    assert [k.hasil for k in Keputusan.objects.filter(batal_at__isnull=True)] == [Hasil.TOLAK]
    cancel_keputusan(m, u, by=OPERATOR, at=RAPAT)
    assert Keputusan.objects.filter(batal_at__isnull=True).count() == 0
    assert Keputusan.objects.count() == 2


def test_only_waiting_lines_of_this_village_are_decided(periode: Periode) -> None:
    draft = draf(periode, Jenis.BARU, kode_desa=DESA)
    tetangga = siap(periode, Jenis.BARU, kode_desa=DESA_BUDI)
    m = adakan(periode)
    with pytest.raises(AksiDitolak) as salah:
        putuskan(m, [draft, tetangga])
    assert kode(salah) == ["R140", "R140"]
    assert not Keputusan.objects.exists()


def test_after_closing_nothing_changes(periode: Periode) -> None:
    u = siap(periode, Jenis.BARU, kode_desa=DESA)
    m = musyawarah_selesai(periode)
    for langkah in (
        lambda: putuskan(m, [u]),
        lambda: tutup(m),
        lambda: record_kehadiran(m, HADIR, by=OPERATOR, at=RAPAT),
        lambda: cancel_keputusan(m, u, by=OPERATOR, at=RAPAT),
    ):
        with pytest.raises(AksiDitolak) as salah:
            langkah()
        assert kode(salah) == ["R139"]


def test_R25_a_meeting_that_changes_nothing_is_valid(periode: Periode) -> None:
    rows = keluarga_di(DESA, 3)
    verval_desa(periode, DESA, rows, wib(2023, 7, 11))
    m = adakan(periode)
    assert tutup(m).is_nihil
    assert desa_di(periode).status is StatusDesa.MUSDES_SELESAI


def test_a_line_put_off_waits_for_the_next_meeting_even_in_the_next_period(periode: Periode) -> None:
    u = siap(periode, Jenis.BARU, kode_desa=DESA)
    musyawarah_selesai(periode)
    agustus = periode_juli(bulan=8)
    at = wib(2023, 8, 10)
    m = adakan(agustus, tanggal=date(2023, 8, 10), at=at)
    assert [b.usulan.pk for b in list_agenda(m)] == [u.pk]
    putuskan(m, [u], at=at)
    tutup(m, at)
    u.refresh_from_db()
    assert (u.status, u.periode_id) == (S.DISETUJUI_MUSDES, agustus.pk)


def test_R19_a_final_village_holds_no_meeting(periode: Periode) -> None:
    desa = desa_di(periode)
    desa.status = StatusDesa.FINAL_DESA
    desa.save()
    with pytest.raises(AksiDitolak) as salah:
        adakan(periode)
    assert kode(salah) == ["R19a"]


def test_without_a_line_that_needs_it_the_village_goes_on_without_a_meeting(periode: Periode) -> None:
    siap(periode, Jenis.PERBAIKAN_DATA, kode_desa=DESA)
    assert close_tanpa_musyawarah(periode, DESA, by=OPERATOR, at=RAPAT).status is StatusDesa.MUSDES_SELESAI


def test_R3_a_line_that_needs_the_forum_keeps_the_village_waiting(periode: Periode) -> None:
    siap(periode, Jenis.BARU, kode_desa=DESA)
    with pytest.raises(AksiDitolak) as salah:
        close_tanpa_musyawarah(periode, DESA, by=OPERATOR, at=RAPAT)
    assert set(kode(salah)) == {"R3a", "R115"}
    assert desa_di(periode).status is StatusDesa.BELUM_MULAI
    with pytest.raises(AksiDitolak):
        close_tanpa_musyawarah(periode, DESA, by=BUDI, at=RAPAT)


def _kembali(periode: Periode, ke: StatusUsulan) -> Usulan:
    u = siap(periode, Jenis.BARU, kode_desa=DESA)
    musyawarah_selesai(periode, setuju=[u])
    u = Usulan.objects.get(pk=u.pk)
    bawa(u, ke, wib(2023, 7, 14))
    desa = desa_di(periode)
    desa.status = StatusDesa.BERJALAN
    desa.save()
    redraft_usulan([u], by=OPERATOR, at=wib(2023, 7, 15))
    return submit_usulan([u], by=OPERATOR, at=wib(2023, 7, 15))[0]


def test_a_line_returned_by_the_kabupaten_keeps_the_forums_decision(periode: Periode) -> None:
    u = _kembali(periode, S.DIKEMBALIKAN_KAB)
    close_tanpa_musyawarah(periode, DESA, by=OPERATOR, at=wib(2023, 7, 16))
    u.refresh_from_db()
    assert (u.status, u.revisi) == (S.DISETUJUI_MUSDES, 1)


def test_R40_an_eligibility_line_rejected_by_the_centre_needs_a_new_decision(periode: Periode) -> None:
    u = _kembali(periode, S.DITOLAK_PUSDATIN)
    with pytest.raises(AksiDitolak) as salah:
        close_tanpa_musyawarah(periode, DESA, by=OPERATOR, at=wib(2023, 7, 16))
    assert "R115" in kode(salah)
    m = adakan(periode, tanggal=date(2023, 7, 17), at=wib(2023, 7, 17))
    putuskan(m, [u], at=wib(2023, 7, 17))
    tutup(m, wib(2023, 7, 17))
    u.refresh_from_db()
    assert u.status is S.DISETUJUI_MUSDES


def test_closing_with_two_hundred_lines_is_quick(periode: Periode) -> None:
    rows = keluarga_di(DESA, 200)
    baru = [UsulanBaru(Jenis.TIDAK_LAYAK, keluarga=k, program="PKH", kode_alasan="MAMPU") for k in rows]
    daftar = draft_usulan_banyak(periode, DESA, baru, by=OPERATOR, at=wib(2023, 7, 10))
    submit_usulan(daftar, by=OPERATOR, at=wib(2023, 7, 10))
    m = adakan(periode)
    putuskan(m, daftar[:150])
    putuskan(m, daftar[150:190], Hasil.TOLAK)
    mulai = jam.perf_counter()
    hasil = tutup(m)
    assert (hasil.setuju, hasil.tolak, hasil.tunda) == (150, 40, 10)
    assert jam.perf_counter() - mulai < 3


def test_a_family_of_the_village_is_what_the_agenda_names(periode: Periode) -> None:
    k = keluarga_dengan(DESA, kepala="BAPAK UJI")
    siap(periode, Jenis.TIDAK_LAYAK, kode_desa=DESA, keluarga=k)
    assert [b.nama for b in list_agenda(adakan(periode))] == ["BAPAK UJI"]
