"""What Dukcapil asks about a person: on the page and in the list, answered there, the data untouched (R67-R69)."""

from collections.abc import Callable

import pytest
from django.test import Client

from opensiks.infra import clock
from opensiks.infra.scope import scope, scope_nasional
from opensiks.keluarga.models import Individu
from opensiks.pemadanan.models import Tugas
from opensiks.rules.padan_kerja import JenisTugas, Menunggu
from opensiks.rules.pemadanan import Keluaran
from opensiks.usulan.models import Usulan
from tests import cast
from tests.web.conftest import Pekon


@pytest.fixture
def tugas(pekon: Pekon) -> Tugas:
    """Matching said that the second person of the first family has died."""
    with scope_nasional():
        orang = Individu.objects.filter(keluarga=pekon.keluarga[0]).order_by("-id")[0]
        return Tugas.objects.create(
            kode_desa=orang.kode_desa,
            individu=orang,
            jenis=Keluaran.MENINGGAL,
            kode="R67",
            dibuat_at=clock.now(),
        )


@pytest.fixture
def ditunggu(tugas: Tugas) -> Tugas:
    """A doubt that two people of the centre have to look at first."""
    with scope_nasional():
        Tugas.objects.filter(pk=tugas.pk).update(
            jenis=JenisTugas.GANDA_LINTAS, kode="R147", menunggu=Menunggu.PUSDATIN
        )
    return tugas


def kini(tugas: Tugas) -> Tugas:
    with scope(cast.SARI.cakupan):
        return Tugas.objects.get(pk=tugas.pk)


def test_R67_the_question_stands_on_the_page_and_in_the_list(
    sari: Client, pekon: Pekon, tugas: Tugas
) -> None:
    isi = sari.get(f"/keluarga/{tugas.individu.keluarga_id}/").content.decode()
    for kata in ("Menurut Dukcapil", "sudah meninggal", "Tanya RT dahulu", "Masih hidup", "Benar meninggal"):
        assert kata in isi
    daftar = sari.get("/verval/?saring=tugas").content.decode()
    assert "Tugas Dukcapil <b>1</b>" in daftar
    assert daftar.count("data-baris ") == 1


def test_R67_an_answer_that_changes_nothing_closes_the_question(
    sari: Client, pekon: Pekon, tugas: Tugas
) -> None:
    jawab = sari.post(f"/tugas/{tugas.pk}/close/", {"cara": "Masih hidup"}, follow=True).content.decode()
    assert "Tersimpan: masih hidup." in jawab
    assert "Tanya RT dahulu" not in jawab
    assert (kini(tugas).jawaban, kini(tugas).oleh) == ("Masih hidup", "Sari")
    with scope(cast.SARI.cakupan):
        assert not Usulan.objects.exists()


def test_R69_a_death_becomes_a_usulan_and_closes_the_question(
    sari: Client, pekon: Pekon, tugas: Tugas
) -> None:
    jalan = f"/usulan/draft/meninggal/?individu={tugas.individu_id}&tugas={tugas.pk}"
    assert (
        jalan.replace("&", "&amp;") in sari.get(f"/keluarga/{tugas.individu.keluarga_id}/").content.decode()
    )
    assert sari.get(jalan).status_code == 200
    assert kini(tugas).selesai_at is None
    hari = {f"tanggal_{n}": str(v) for n, v in enumerate((pekon.hari.day, pekon.hari.month, pekon.hari.year))}
    sari.post(jalan, {"individu": tugas.individu_id, **hari})
    with scope(cast.SARI.cakupan):
        u = Usulan.objects.get()
    assert (u.jenis, u.individu_id) == ("MENINGGAL", tugas.individu_id)
    assert kini(tugas).jawaban == f"Usulan {u.pk}"


def test_R68_R148c_the_question_goes_on_to_disdukcapil_and_the_dinas_can_record_the_answer(
    sari: Client, masuk: Callable[[str], Client], pekon: Pekon, tugas: Tugas
) -> None:
    with scope_nasional():
        Tugas.objects.filter(pk=tugas.pk).update(jenis=JenisTugas.NIK_TIDAK_DITEMUKAN, kode="R68")
    cara = "NIK di KTP sama: tanyakan ke Disdukcapil"
    assert cara in sari.get(f"/keluarga/{tugas.individu.keluarga_id}/").content.decode()
    jawab = sari.post(f"/tugas/{tugas.pk}/close/", {"cara": cara}, follow=True).content.decode()
    assert "Tercatat. Dinas meneruskan NIK ini ke Disdukcapil." in jawab
    assert cara not in jawab
    assert (kini(tugas).selesai_at, kini(tugas).menunggu) == (None, Menunggu.DISDUKCAPIL)
    hari = {f"tanggal_{n}": str(v) for n, v in enumerate((pekon.hari.day, pekon.hari.month, pekon.hari.year))}
    surat = {"jawaban": "NIK_BENAR", "nik_lain": "", "nomor_surat": "470/12/2026", **hari}
    assert masuk("jaya").post(f"/padan/konfirmasi/{tugas.pk}/", surat).status_code == 302
    assert kini(tugas).jawaban == "Disdukcapil: NIK benar"


def test_only_the_offered_answers_of_the_own_village_count(
    sari: Client, masuk: Callable[[str], Client], tugas: Tugas
) -> None:
    for cara in ("Hapus saja", "Sudah dicek, satu orang saja"):
        assert sari.post(f"/tugas/{tugas.pk}/close/", {"cara": cara}).status_code == 404
        assert sari.post(f"/padan/{tugas.pk}/jawab/", {"cara": cara}).status_code == 404
    assert masuk("budi").post(f"/tugas/{tugas.pk}/close/", {"cara": "Masih hidup"}).status_code == 404
    assert masuk("tika").post(f"/tugas/{tugas.pk}/close/", {"cara": "Masih hidup"}).status_code == 403
    assert kini(tugas).selesai_at is None


def test_R149a_what_waits_for_others_cannot_be_answered_around_the_page(
    sari: Client, ditunggu: Tugas
) -> None:
    alamat, cara = f"/padan/{ditunggu.pk}/jawab/", {"cara": "Sudah dicek, dua orang berbeda"}
    assert sari.post(f"/tugas/{ditunggu.pk}/close/", cara).status_code == 404
    jawab = sari.post(alamat, cara)
    assert jawab.status_code == 422
    assert "Tugas ini masih menunggu pihak lain." in jawab.content.decode()
    assert kini(ditunggu).selesai_at is None
    asal = f"http://testserver/padan/{ditunggu.pk}/"
    kembali = sari.post(alamat, cara, follow=True, HTTP_REFERER=asal)
    assert "Tugas ini masih menunggu pihak lain." in kembali.content.decode()


def test_R149a_a_usulan_leaves_open_what_waits_for_others(
    sari: Client, pekon: Pekon, ditunggu: Tugas
) -> None:
    jalan = f"/usulan/draft/meninggal/?individu={ditunggu.individu_id}&tugas={ditunggu.pk}"
    hari = {f"tanggal_{n}": str(v) for n, v in enumerate((pekon.hari.day, pekon.hari.month, pekon.hari.year))}
    jawab = sari.post(jalan, {"individu": ditunggu.individu_id, **hari})
    with scope(cast.SARI.cakupan):
        u = Usulan.objects.get()
    assert jawab["Location"] == f"/usulan/{u.pk}/"
    assert kini(ditunggu).selesai_at is None
