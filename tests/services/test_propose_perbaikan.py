"""From a task of matching to a usulan in one call, and everything that refuses it (R26, R69, R71)."""

from datetime import date

import pytest

from opensiks.akun.access import TidakAda, TidakBerhak
from opensiks.infra.scope import scope
from opensiks.keluarga.models import Individu
from opensiks.pemadanan.access import access_tugas
from opensiks.pemadanan.models import Tugas
from opensiks.pemadanan.queries import check_usul, check_usul_banyak
from opensiks.pemadanan.services import close_tugas, propose_meninggal, propose_perbaikan
from opensiks.rules.aktor import Actor
from opensiks.rules.jenis import Jenis
from opensiks.rules.padan_kerja import JenisTugas, Menunggu
from opensiks.rules.peran import Izin
from opensiks.rules.rule import AksiDitolak
from opensiks.rules.status import StatusUsulan
from opensiks.usulan.models import Bukti, Usulan
from opensiks.usulan.queries import list_rincian
from tests.dukungan.tolak import kode
from tests.factories.padan import buat_calon, orang
from tests.factories.verval import (
    BUDI,
    DARMO,
    JAYA,
    ORANG_ASING,
    RATNA,
    SARI,
    list_peristiwa,
    periode_juli,
    wib,
)

HARI, TUTUP = wib(2023, 7, 10), wib(2023, 7, 27)
pytestmark = pytest.mark.usefixtures("dua_desa")


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
