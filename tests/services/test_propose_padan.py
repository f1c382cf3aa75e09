"""From a task of matching to a usulan in one call, and everything that refuses it (R26, R30, R67, R69, R71)."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from opensiks.akun.access import TidakAda, TidakBerhak
from opensiks.infra.scope import scope, scope_nasional
from opensiks.keluarga.models import Individu, Keluarga
from opensiks.pemadanan.access import access_tugas
from opensiks.pemadanan.models import Tugas
from opensiks.pemadanan.queries import check_usul, check_usul_banyak, list_kerja
from opensiks.pemadanan.services import (
    ask_disdukcapil,
    cancel_usul,
    close_tugas,
    propose_ganda,
    propose_meninggal,
    propose_perbaikan,
)
from opensiks.rules.aktor import Actor
from opensiks.rules.alasan_padan import Hasil
from opensiks.rules.bukti import JenisBukti
from opensiks.rules.jenis import Jenis
from opensiks.rules.padan_kerja import JenisTugas, Kelompok, Lintas, Menunggu
from opensiks.rules.peran import Izin
from opensiks.rules.rule import AksiDitolak
from opensiks.rules.status import StatusUsulan
from opensiks.usulan.models import Bukti, Usulan
from opensiks.usulan.queries import list_rincian
from opensiks.usulan.services import withdraw_usulan
from tests.dukungan.tolak import kode
from tests.factories.padan import buat_calon, buat_ganda_lintas, orang, padankan, salah_nik, tulis_ekstrak
from tests.factories.pengesahan import buat_keluarga
from tests.factories.verval import (
    BUDI,
    DARMO,
    DESA,
    DESA_BUDI,
    DESA_JAUH,
    JAYA,
    ORANG_ASING,
    RATNA,
    SARI,
    buat_wilayah,
    list_peristiwa,
    periode_juli,
    wib,
)

HARI, TUTUP, AGUSTUS = wib(2023, 7, 10), wib(2023, 7, 27), wib(2023, 8, 5)
PDF = b"%PDF-1.7\nuji"


@pytest.fixture(autouse=True)
def desa(db: None) -> Iterator[list[Keluarga]]:
    with scope_nasional():
        buat_wilayah(DESA, DESA_BUDI, DESA_JAUH)
        yield [*buat_keluarga(DESA, 2, anggota=3), *buat_keluarga(DESA_BUDI, 1, anggota=1)]


def tugas_nik(i: Individu, nik: str = "1804011205805999", **usul: str) -> Tugas:
    _, tugas = buat_calon(
        i,
        jenis=JenisTugas.NIK_SALAH,
        menunggu=Menunggu.DESA,
        ragu=False,
        nik_usul=nik,
        usul={"nik": nik, **usul},
    )
    return tugas


def test_R69_one_call_makes_the_usulan_with_before_and_after_and_its_evidence() -> None:
    periode_juli()
    siapa = orang()[0]
    tugas = tugas_nik(siapa, nama="UJI BETUL CONTOH", tanggal_lahir="1979-12-31")
    with scope(SARI.cakupan):
        assert check_usul(tugas, by=SARI, at=HARI) == []
        [u] = propose_perbaikan([tugas], by=SARI, at=HARI)
    assert (u.jenis, u.status, u.individu_id) == (Jenis.PERBAIKAN_ID, StatusUsulan.SIAP_MUSDES, siapa.pk)
    assert {(r.kolom, r.lama, r.baru) for r in list_rincian(u)} == {
        ("nik", siapa.nik, "1804011205805999"), ("nama", siapa.nama, "UJI BETUL CONTOH"),
        ("tanggal_lahir", siapa.tanggal_lahir.isoformat() if siapa.tanggal_lahir else "", "1979-12-31"),
    }  # fmt: skip
    bukti = Bukti.objects.get(usulan=u)
    assert (bukti.jenis, bukti.nama_berkas) == ("HASIL_DUKCAPIL", "hasil-pemadanan.pdf")
    tugas.refresh_from_db()
    assert (tugas.selesai_at, tugas.jawaban, tugas.usulan_id, tugas.oleh) == (
        HARI,
        f"Usulan {u.pk}",
        u.pk,
        "Sari",
    )
    assert list_peristiwa(f"tugas:{tugas.pk}") == ["tugas.proposed"]
    assert list_peristiwa(f"usulan:{u.pk}") == ["usulan.drafted", "usulan.submitted"]
    # R63: the person is as before.
    siapa_kini = Individu.objects.get(pk=siapa.pk)
    assert (siapa_kini.nik, siapa_kini.versi) == (siapa.nik, siapa.versi)


def test_R69_the_village_chooses_which_fields_to_take() -> None:
    periode_juli()
    tugas = tugas_nik(orang()[0], nama="UJI BETUL CONTOH")
    [u] = propose_perbaikan([tugas], by=SARI, at=HARI, isian={tugas.pk: ["nik"]}, ajukan=False)
    assert (u.muatan, u.status) == ({"nik": "1804011205805999"}, StatusUsulan.DRAF)
    lain = tugas_nik(orang()[1], "1804011205805998")
    with pytest.raises(AksiDitolak):
        propose_perbaikan([lain], by=SARI, at=HARI, isian={lain.pk: []})


def test_many_go_in_one_call_all_or_none() -> None:
    periode_juli()
    a, b, c, *_ = orang()
    daftar = [
        tugas_nik(a, "1804011205805991"),
        tugas_nik(b, "1804011205805992"),
        tugas_nik(c, "1804011205805993"),
    ]
    close_tugas(daftar[1], "NIK sudah benar", by=SARI, at=HARI)
    with pytest.raises(AksiDitolak) as galat:
        propose_perbaikan(daftar, by=SARI, at=HARI)
    assert kode(galat) == ["R149"]
    assert galat.value.violations[0].data["tugas"] == str(daftar[1].pk)
    assert not Usulan.objects.exists()
    dibuat = propose_perbaikan([daftar[0], daftar[2]], by=SARI, at=HARI)
    assert [u.individu_id for u in dibuat] == [a.pk, c.pk]
    assert Bukti.objects.values("sha256").distinct().count() == 1


def test_what_cannot_be_done_now_is_refused_with_the_reason() -> None:
    tugas = tugas_nik(orang()[0])
    with pytest.raises(AksiDitolak) as galat:
        propose_perbaikan([tugas], by=SARI, at=HARI)
    assert kode(galat) == ["R149c"]
    periode_juli()
    with pytest.raises(AksiDitolak) as galat:
        propose_perbaikan([tugas], by=SARI, at=TUTUP)
    assert kode(galat) == ["R71"]
    # A draft may wait for the next window.
    [u] = propose_perbaikan([tugas], by=SARI, at=TUTUP, ajukan=False)
    assert u.status is StatusUsulan.DRAF
    with pytest.raises(AksiDitolak) as galat:
        propose_perbaikan([tugas], by=SARI, at=HARI)
    assert kode(galat) == ["R149", "R26"]


def test_R26_an_open_usulan_about_the_same_person_refuses_a_second() -> None:
    periode_juli()
    propose_perbaikan([tugas_nik(orang()[0])], by=SARI, at=HARI)
    kedua = tugas_nik(orang()[1], "1804011205805998")
    Tugas.objects.filter(pk=kedua.pk).update(individu=orang()[0])
    kedua.refresh_from_db()
    assert [v.kode for v in check_usul(kedua, by=SARI, at=HARI)] == ["R26"]
    with pytest.raises(AksiDitolak) as galat:
        propose_perbaikan([kedua], by=SARI, at=HARI)
    assert kode(galat) == ["R26"]


@pytest.mark.parametrize("oleh", [DARMO, JAYA, RATNA])
def test_only_the_villages_operator_proposes(oleh: Actor) -> None:
    periode_juli()
    tugas = tugas_nik(orang()[0])
    with pytest.raises(TidakBerhak):
        propose_perbaikan([tugas], by=oleh, at=HARI)
    with pytest.raises(TidakBerhak):
        propose_meninggal(tugas, date(2023, 7, 1), by=oleh, at=HARI)
    assert check_usul(tugas, by=oleh, at=HARI)
    assert not Usulan.objects.exists()


@pytest.mark.parametrize("oleh", [BUDI, ORANG_ASING])
def test_the_neighbour_neither_sees_nor_proposes(oleh: Actor) -> None:
    periode_juli()
    tugas = tugas_nik(orang()[0])
    with scope(oleh.cakupan), pytest.raises(TidakAda):
        access_tugas(oleh, tugas.pk, Izin.PADAN_VIEW)
    with pytest.raises(AksiDitolak) as galat:
        propose_perbaikan([tugas], by=oleh, at=HARI)
    assert "R1" in kode(galat)
    with scope(oleh.cakupan), pytest.raises(AksiDitolak):
        propose_perbaikan([tugas], by=oleh, at=HARI)


def test_what_waits_for_others_cannot_be_proposed() -> None:
    periode_juli()
    _, tugas = buat_calon(orang()[0])
    with pytest.raises(AksiDitolak) as galat:
        propose_perbaikan([tugas], by=SARI, at=HARI)
    assert {"R149a", "R149d"} <= set(kode(galat))


def test_what_was_mended_meanwhile_is_no_proposal_any_more() -> None:
    periode_juli()
    siapa = orang()[0]
    tugas = tugas_nik(siapa)
    Individu.objects.filter(pk=siapa.pk).update(nik="1804011205805999")
    with pytest.raises(AksiDitolak) as galat:
        propose_perbaikan([Tugas.objects.get(pk=tugas.pk)], by=SARI, at=HARI)
    assert kode(galat) == ["R149b"]


def test_many_are_checked_in_as_many_queries_as_one() -> None:
    periode_juli()
    daftar = [tugas_nik(i, f"180401120580599{n}") for n, i in enumerate(orang()[:6])]
    hasil = check_usul_banyak(
        list(Tugas.objects.select_related("individu__keluarga", "calon")), by=SARI, at=HARI
    )
    assert hasil == {t.pk: [] for t in daftar}


def test_R67_the_dead_go_to_the_meeting_with_date_and_paper() -> None:
    periode_juli()
    a, b, *_ = orang()
    pertama, kedua = (
        buat_calon(
            i, Hasil.PADAN, jenis=JenisTugas.MENINGGAL, menunggu=Menunggu.DESA, ragu=False, meninggal=True
        )[1]
        for i in (a, b)
    )
    bukti = (JenisBukti.SURAT_KEMATIAN, "surat.pdf", PDF)
    u = propose_meninggal(
        pertama, date(2023, 6, 30), by=SARI, at=HARI, kepala_baru=b.id_registri, bukti=bukti
    )
    assert (u.jenis, u.status, u.muatan) == (
        Jenis.MENINGGAL, StatusUsulan.SIAP_MUSDES, {"tanggal": "2023-06-30", "kepala_baru": b.id_registri}
    )  # fmt: skip
    draf = propose_meninggal(kedua, date(2023, 6, 30), by=SARI, at=HARI)
    assert draf.status is StatusUsulan.DRAF
    with pytest.raises(AksiDitolak):
        propose_meninggal(pertama, date(2023, 6, 30), by=SARI, at=HARI)


def test_R27_a_death_before_the_birth_is_refused_and_the_task_stays() -> None:
    periode_juli()
    siapa = orang()[0]
    _, tugas = buat_calon(
        siapa, jenis=JenisTugas.MENINGGAL, menunggu=Menunggu.DESA, ragu=False, meninggal=True
    )
    with pytest.raises(AksiDitolak) as galat:
        propose_meninggal(tugas, date(1960, 7, 11), by=SARI, at=HARI)
    assert kode(galat) == ["R27"]
    tugas.refresh_from_db()
    assert tugas.selesai_at is None


def ganda_sedesa(a: Individu, b: Individu) -> Tugas:
    """`a` is to be closed, `b` to be kept, both of one village."""
    _, tugas = buat_calon(
        a, jenis=JenisTugas.GANDA, menunggu=Menunggu.DESA, ragu=False, grup=1, lintas=Lintas.DESA
    )
    buat_calon(
        b, Hasil.PADAN, jenis=JenisTugas.RAGU, ragu=False, grup=1, lintas=Lintas.DESA, pertahankan=True
    )
    return tugas


@pytest.mark.parametrize("balik", [False, True])
def test_R30_a_double_in_the_village_keeps_the_row_that_is_chosen(balik: bool) -> None:
    periode_juli()
    a, b = orang()[0], orang()[-1]
    tugas = ganda_sedesa(a, b)
    u = propose_ganda(tugas, by=SARI, at=HARI, dipertahankan=a.pk if balik else None)
    ditutup, disimpan = (b, a) if balik else (a, b)
    assert (u.jenis, u.status) == (Jenis.GANDA, StatusUsulan.SIAP_MUSDES)
    assert (u.individu_id, u.muatan) == (ditutup.pk, {"dipertahankan": disimpan.id_registri})


def test_R30_a_row_that_is_none_of_them_cannot_be_kept() -> None:
    periode_juli()
    tugas = ganda_sedesa(orang()[0], orang()[-1])
    with pytest.raises(AksiDitolak):
        propose_ganda(tugas, by=SARI, at=HARI, dipertahankan=orang(DESA_BUDI)[0].pk)


def test_R147_across_villages_the_neighbours_row_is_named_by_the_number_alone() -> None:
    periode_juli()
    ditutup, disimpan = orang()[0], orang(DESA_BUDI)[0]
    _, tugas = buat_ganda_lintas(ditutup, disimpan)
    with pytest.raises(AksiDitolak) as galat:
        propose_ganda(tugas, by=SARI, at=HARI)
    assert kode(galat) == ["R149a"]
    Tugas.objects.filter(pk=tugas.pk).update(menunggu="")
    tugas.refresh_from_db()
    with scope(SARI.cakupan):
        u = propose_ganda(tugas, by=SARI, at=HARI)
    assert (u.individu_id, u.muatan) == (ditutup.pk, {"dipertahankan": "NIK", "nik": disimpan.nik})
    assert u.status is StatusUsulan.SIAP_MUSDES


def test_a_usulan_is_taken_back_and_the_task_is_open_again(tmp_path: Path) -> None:
    periode_juli()
    path = tulis_ekstrak(tmp_path)
    salah_nik(orang()[0])
    padankan(path)
    [u] = propose_perbaikan([Tugas.objects.get()], by=SARI, at=HARI)
    [tugas] = cancel_usul([Tugas.objects.get()], by=SARI, at=HARI)
    u.refresh_from_db()
    assert (u.status, tugas.selesai_at, tugas.usulan_id) == (StatusUsulan.BATAL, None, None)
    assert list_peristiwa(f"tugas:{tugas.pk}") == ["tugas.proposed", "tugas.reopened"]
    [u] = propose_perbaikan([tugas], by=SARI, at=HARI)
    # While it is under way a run asks nothing; withdrawn elsewhere, it asks again.
    padankan(path, tanggal=date(2023, 7, 12), at=wib(2023, 7, 12))
    assert not list_kerja(DESA)
    withdraw_usulan([u], "Salah orang", by=SARI, at=wib(2023, 7, 13))
    padankan(path, tanggal=date(2023, 7, 14), at=wib(2023, 7, 14))
    assert [k.kelompok for k in list_kerja(DESA)] == [Kelompok.SEKALI_TEKAN]


def test_R68_the_village_sends_the_question_on_to_disdukcapil() -> None:
    siapa = orang()[0]
    _, tugas = buat_calon(
        siapa, Hasil.TIDAK_DITEMUKAN, jenis=JenisTugas.NIK_TIDAK_DITEMUKAN, menunggu=Menunggu.DESA, ragu=False,
        nik_usul="", usul={},
    )  # fmt: skip
    with pytest.raises(TidakBerhak):
        ask_disdukcapil(tugas, by=JAYA, at=HARI)
    ask_disdukcapil(tugas, by=SARI, at=HARI)
    assert [(k.kelompok, k.menunggu) for k in list_kerja(DESA)] == [(Kelompok.MENUNGGU, Menunggu.DISDUKCAPIL)]
    assert list_peristiwa(f"tugas:{tugas.pk}") == ["tugas.waited"]
    with pytest.raises(AksiDitolak):
        ask_disdukcapil(tugas, by=SARI, at=HARI)
