"""Freezing, sleeping, closing and coming back: a status, a version, an event, and never a deletion (R73, R75)."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest

from opensiks.infra.scope import scope, scope_nasional
from opensiks.jejak.models import Jejak
from opensiks.keluarga.models import Individu, Keanggotaan, Keluarga, KeluargaVersi, Kepesertaan, Temuan
from opensiks.keluarga.services import (
    PerubahanKepesertaan,
    TidakTerjangkau,
    set_kepesertaan,
    set_status_individu,
    set_status_keluarga,
)
from opensiks.rules.registri import StatusIndividu, StatusKeluarga, StatusProgram
from tests.cast import BUDI, DESA, RATNA, SISTEM
from tests.dukungan.keutuhan import check_utuh
from tests.factories.keluarga import AT, anak, baris, buat_wilayah, daftarkan, istri, keluarga_di, orang

S = StatusKeluarga
NANTI = AT + timedelta(days=120)


@pytest.fixture(autouse=True)
def nasional(db: None) -> Iterator[None]:
    buat_wilayah()
    with scope_nasional():
        yield
        check_utuh()


def put(keluarga: list[Keluarga], status: S, alasan: str = "R73", hari: int = 0) -> int:
    return set_status_keluarga(
        [k.pk for k in keluarga], status, alasan, by=SISTEM, at=NANTI + timedelta(days=hari), sumber=alasan,
        periode_id=6,
    )  # fmt: skip


def test_R73_families_freeze_together_each_with_version_and_event() -> None:
    daftar = keluarga_di(DESA, 5)
    assert put(daftar, S.BEKU) == 5
    assert set(Keluarga.objects.values_list("status", "alasan_status", "versi")) == {("BEKU", "R73", 2)}
    versi = KeluargaVersi.objects.filter(nomor=2, sumber="R73", periode_id=6, aktor_id=None)
    assert versi.count() == 5
    jejak = Jejak.objects.filter(peristiwa="keluarga.frozen")
    assert {j.objek for j in jejak} == {f"keluarga:{k.pk}" for k in daftar}
    assert jejak[0].ringkasan == {
        "versi": 2, "dari": "AKTIF", "ke": "BEKU", "alasan": "R73", "sumber": "R73", "periode": 6,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("dari", "ke", "peristiwa"),
    [
        (S.BEKU, S.AKTIF, "keluarga.thawed"),
        (S.AKTIF, S.DITIDURKAN, "keluarga.suspended"),
        (S.DITIDURKAN, S.AKTIF, "keluarga.resumed"),
        (S.BEKU, S.DITIDURKAN, "keluarga.suspended"),
        (S.AKTIF, S.NONAKTIF, "keluarga.closed"),
        (S.NONAKTIF, S.AKTIF, "keluarga.resumed"),
    ],
)
def test_R75_every_way_between_two_standings_has_its_event(dari: S, ke: S, peristiwa: str) -> None:
    daftar = keluarga_di(DESA)
    if dari is not S.AKTIF:
        put(daftar, dari)
    put(daftar, ke, "verval", hari=1)
    assert Jejak.objects.order_by("seq").last().peristiwa == peristiwa  # type: ignore[union-attr]


def test_families_already_there_are_left_alone() -> None:
    a, b = keluarga_di(DESA, 2)
    put([a], S.BEKU)
    assert put([a, b], S.BEKU, hari=1) == 1
    assert put([a, b], S.BEKU, hari=2) == 0
    assert Keluarga.objects.get(pk=a.pk).versi == 2


def test_nobody_to_freeze_is_no_event() -> None:
    assert put([], S.BEKU) == 0
    assert not Jejak.objects.exists()


def test_R75_freeze_and_thaw_keep_members_aid_and_findings() -> None:
    daftar = daftarkan(baris(DESA, [orang(nama_ibu=""), istri(), anak()], program={"PKH"}))
    put(daftar, S.BEKU)
    put(daftar, S.AKTIF, "verval", hari=1)
    assert Individu.objects.filter(status="AKTIF").count() == 3
    assert Kepesertaan.objects.get().status == StatusProgram.AKTIF
    assert Temuan.objects.get().terbuka


def test_a_closed_family_has_no_open_findings() -> None:
    daftar = daftarkan(baris(DESA, [orang(nama_ibu=""), istri(), anak()]))
    put(daftar, S.NONAKTIF, "PINDAH")
    assert not Temuan.objects.filter(terbuka=True).exists()
    put(daftar, S.AKTIF, "REAKTIVASI", hari=1)
    assert Temuan.objects.get(terbuka=True).kode == "R54"


def test_R50_a_closed_family_is_nobodys_double() -> None:
    a, b = daftarkan(*(baris(DESA, [orang(nik="1804011205865111")]) for _ in range(2)))
    assert Temuan.objects.filter(kode="R50", terbuka=True).count() == 2
    put([a], S.NONAKTIF, "GANDA")
    assert not Temuan.objects.filter(keluarga=b, kode="R50", terbuka=True).exists()


def test_R1_budi_cannot_freeze_saris_family() -> None:
    daftar = keluarga_di(DESA)
    with scope(BUDI.cakupan), pytest.raises(TidakTerjangkau):
        set_status_keluarga([daftar[0].pk], S.BEKU, "R73", by=BUDI, at=NANTI, sumber="R73")


# --- persons ------------------------------------------------------------------------------------------------


def test_R52_a_person_who_died_leaves_the_membership_and_the_count() -> None:
    (k,) = keluarga_di(DESA)
    bocah = Individu.objects.get(keluarga=k, shdk=4)
    n = set_status_individu(
        [bocah.pk], StatusIndividu.NONAKTIF, "MENINGGAL", by=RATNA, at=NANTI, sumber="usulan", usulan_id=2
    )
    k.refresh_from_db()
    assert (n, k.jumlah_anggota) == (1, 2)
    assert Keanggotaan.objects.get(individu=bocah).sampai == NANTI
    jejak = Jejak.objects.get(peristiwa="individu.closed")
    assert (jejak.ringkasan["alasan"], jejak.ringkasan["usulan"]) == ("MENINGGAL", 2)


def test_a_person_brought_back_is_a_member_again() -> None:
    (k,) = keluarga_di(DESA)
    bocah = Individu.objects.get(keluarga=k, shdk=4)
    for status, hari in ((StatusIndividu.NONAKTIF, 0), (StatusIndividu.AKTIF, 3)):
        set_status_individu([bocah.pk], status, "x", by=RATNA, at=NANTI + timedelta(hari), sumber="usulan")
    k.refresh_from_db()
    assert k.jumlah_anggota == 3
    assert Keanggotaan.objects.filter(individu=bocah).count() == 2
    assert Jejak.objects.filter(peristiwa="individu.resumed").count() == 1


def test_R53_a_dead_head_leaves_the_family_to_the_next_and_a_finding() -> None:
    (k,) = keluarga_di(DESA)
    kepala = Individu.objects.get(keluarga=k, shdk=1)
    set_status_individu(
        [kepala.pk], StatusIndividu.NONAKTIF, "MENINGGAL", by=RATNA, at=NANTI, sumber="usulan"
    )
    k.refresh_from_db()
    assert k.kepala_nama == "RINA WATI"
    assert Temuan.objects.get(keluarga=k, terbuka=True).kode == "R53"


# --- aid ----------------------------------------------------------------------------------------------------


def aid(k: Keluarga, status: StatusProgram, sejak: date, program: str = "PKH") -> int:
    perubahan = PerubahanKepesertaan(k.pk, program, status, alasan="A1", usulan_id=5)
    return set_kepesertaan([perubahan], by=RATNA, at=NANTI, sejak=sejak)


def test_aid_that_stops_keeps_its_past() -> None:
    (k,) = daftarkan(baris(DESA, program={"PKH"}))
    assert aid(k, StatusProgram.HENTI, date(2021, 10, 1)) == 1
    rows = Kepesertaan.objects.order_by("id").values_list("status", "sejak", "sampai", "usulan_id")
    assert list(rows) == [
        ("AKTIF", AT.date(), date(2021, 10, 1), None),
        ("HENTI", date(2021, 10, 1), None, 5),
    ]
    jejak = Jejak.objects.get(peristiwa="kepesertaan.revised")
    assert jejak.ringkasan == {
        "program": "PKH", "status": "HENTI", "sejak": "2021-10-01", "alasan": "A1", "usulan": 5,
    }  # fmt: skip


def test_the_same_standing_again_changes_nothing() -> None:
    (k,) = daftarkan(baris(DESA, program={"PKH"}))
    assert aid(k, StatusProgram.AKTIF, date(2021, 10, 1)) == 0
    assert Kepesertaan.objects.count() == 1


def test_R32_a_civil_servant_is_asked_about_only_while_aid_runs() -> None:
    (k,) = daftarkan(baris(DESA, [orang(pekerjaan="PEGAWAI NEGERI SIPIL")], program={"PKH"}))
    assert Temuan.objects.get(terbuka=True).kode == "R32"
    aid(k, StatusProgram.HENTI, date(2021, 10, 1))
    assert not Temuan.objects.filter(terbuka=True).exists()


def test_aid_of_one_person_stands_beside_the_familys() -> None:
    (k,) = daftarkan(baris(DESA))
    bocah = Individu.objects.get(keluarga=k, shdk=4)
    set_kepesertaan(
        [PerubahanKepesertaan(k.pk, "PBI_JK", StatusProgram.AKTIF, individu_id=bocah.pk)], by=RATNA, at=NANTI,
        sejak=date(2021, 10, 1),
    )  # fmt: skip
    assert Kepesertaan.objects.get().individu_id == bocah.pk
    assert Jejak.objects.get(peristiwa="kepesertaan.revised").objek == f"individu:{bocah.pk}"
