"""Final, handed over, received: the last steps of a village, each by its own person and with the same totals."""

from collections.abc import Callable

import pytest
from django.test import Client

from opensiks.infra import clock
from opensiks.infra.scope import scope
from opensiks.pengesahan.models import Serahan, TandaTerima
from opensiks.pengesahan.services import receive_desa, return_desa, return_usulan
from opensiks.usulan.models import Usulan
from opensiks.verval.models import PeriodeDesa
from tests import cast
from tests.web.conftest import Pekon


@pytest.fixture
def siap(sari: Client, pekon: Pekon) -> Pekon:
    """Three families TETAP, one person dead (which needs no forum): ready for the head."""
    for k in pekon.keluarga[:3]:
        sari.post(f"/keluarga/{k.pk}/tetap/")
    sari.post("/musyawarah/lewati/")
    return pekon


def status() -> str:
    with scope(cast.SARI.cakupan):
        return str(PeriodeDesa.objects.get(kode_desa=cast.DESA).status)


def serahan() -> Serahan:
    with scope(cast.SARI.cakupan):
        return Serahan.objects.select_related("periode_desa__periode").get()


def terima(pemeran: dict[str, cast.Pemeran]) -> TandaTerima:
    with scope(cast.JAYA.cakupan):
        return receive_desa(serahan(), by=pemeran["jaya"].actor, at=clock.now())


def test_head_reads_consequences_then_makes_final(
    masuk: Callable[[str], Client], siap: Pekon, django_assert_max_num_queries: Callable
) -> None:
    darmo = masuk("darmo")
    with django_assert_max_num_queries(45):
        isi = darmo.get("/serahkan/").content.decode()
    assert "3 keluarga TETAP" in isi
    assert "1 keluarga belum diverval dan tidak ikut terkirim" in isi
    assert "Desa dinyatakan final." in darmo.post("/serahkan/finalise/", follow=True).content.decode()
    assert status() == "FINAL_DESA"


def test_before_the_forum_the_step_is_closed_with_its_reason(
    masuk: Callable[[str], Client], pekon: Pekon
) -> None:
    isi = masuk("darmo").get("/serahkan/").content.decode()
    assert "Operator memulai verval." in isi
    r = masuk("darmo").post("/serahkan/finalise/")
    assert r.status_code == 422
    assert "tidak tersedia" in r.content.decode()


def test_R4_operator_may_not_make_final_nor_the_head_hand_over(
    sari: Client, masuk: Callable[[str], Client], siap: Pekon
) -> None:
    assert sari.post("/serahkan/finalise/").status_code == 403
    assert masuk("darmo").post("/serahkan/hand_over/").status_code == 403
    assert status() == "MUSDES_SELESAI"


def test_from_final_to_receipt(
    sari: Client, masuk: Callable[[str], Client], siap: Pekon, pemeran: dict[str, cast.Pemeran]
) -> None:
    masuk("darmo").post("/serahkan/finalise/")
    isi = sari.get("/serahkan/").content.decode()
    assert "3 keluarga, 9 orang, dan 0 usulan dikirim" in isi
    assert "4 keluarga belum ada di Dinas Sosial" in isi
    assert (
        "tepat waktu. Tunggu tanda terima." in sari.post("/serahkan/hand_over/", follow=True).content.decode()
    )
    assert status() == "DIEKSPOR"
    assert sari.get(f"/tanda-terima/{serahan().pk}/").status_code == 404
    tanda = terima(pemeran)
    kertas = sari.get(f"/tanda-terima/{tanda.serahan_id}/").content.decode()
    assert tanda.kode in kertas
    assert "3 keluarga, 9 orang" in kertas
    assert sari.get(f"/tanda-terima/{tanda.serahan_id}/?pdf=1").content.startswith(b"%PDF")
    assert "Desa Anda sudah selesai" in sari.get("/").content.decode()
    assert masuk("budi").get(f"/tanda-terima/{tanda.serahan_id}/").status_code == 404
    assert "Hasil desa diterima Dinas Sosial" in sari.get("/kabar/").content.decode()


def test_final_village_is_not_changed_any_more(
    sari: Client, masuk: Callable[[str], Client], siap: Pekon
) -> None:
    masuk("darmo").post("/serahkan/finalise/")
    r = sari.post(f"/keluarga/{siap.keluarga[0].pk}/cancel/")
    assert r.status_code == 422
    assert "desa ini sudah final desa" in r.content.decode()


def test_returned_village_reads_why_and_opens_again(
    sari: Client, masuk: Callable[[str], Client], siap: Pekon, pemeran: dict[str, cast.Pemeran]
) -> None:
    masuk("darmo").post("/serahkan/finalise/")
    sari.post("/serahkan/hand_over/")
    terima(pemeran)
    with scope(cast.JAYA.cakupan):
        desa = PeriodeDesa.objects.select_related("periode").get(kode_desa=cast.DESA)
        return_desa(desa, "M1", "Halaman 2 tidak ada", by=pemeran["jaya"].actor, at=clock.now())
    isi = sari.get("/serahkan/").content.decode()
    assert "Berita acara belum ada. Halaman 2 tidak ada" in isi
    assert "Unggah berita acara yang sudah ditandatangani." in isi
    sari.post("/serahkan/reopen/")
    assert status() == "BERJALAN"


def test_R41_returned_line_comes_back_with_reason_next_step_and_whose_it_is(
    sari: Client, masuk: Callable[[str], Client], pekon: Pekon, pemeran: dict[str, cast.Pemeran]
) -> None:
    with scope(cast.SARI.cakupan):
        orang = pekon.keluarga[0].daftar_anggota.order_by("id")[0]
    from django.core.files.uploadedfile import SimpleUploadedFile

    bukti = SimpleUploadedFile("ktp.pdf", b"%PDF-1.7 uji")
    sari.post(
        f"/usulan/draft/perbaikan_id/?individu={orang.pk}", {"nama": "BUDI SANTOSO SE", "bukti_0": bukti}
    )
    sari.post("/musyawarah/lewati/")
    masuk("darmo").post("/serahkan/finalise/")
    sari.post("/serahkan/hand_over/")
    terima(pemeran)
    with scope(cast.JAYA.cakupan):
        return_usulan(list(Usulan.objects.all()), "A6", "", by=pemeran["jaya"].actor, at=clock.now())
    kabar = sari.get("/kabar/").content.decode()
    assert "1 usulan dikembalikan Dinas Sosial." in kabar
    assert "A6: Nama berbeda dengan catatan Dukcapil." in kabar
    assert "Cocokkan dengan KTP" in kabar
    assert "Operator desa</td>" in kabar
    assert "Paling lambat" in kabar
    # The period was opened, the hand-over received, and the line returned: three notices, none read yet.
    assert 'Kabar<span class="jumlah">3' in sari.get("/").content.decode()
    with scope(cast.SARI.cakupan):
        u = Usulan.objects.get()
    sari.post(f"/usulan/{u.pk}/redraft/")
    with scope(cast.SARI.cakupan):
        assert Usulan.objects.get().status == "DRAF"


def test_stranger_hands_over_nothing_of_ours(masuk: Callable[[str], Client], siap: Pekon) -> None:
    assert masuk("budi").post("/serahkan/hand_over/").status_code == 422
    assert masuk("orang_asing").post("/serahkan/hand_over/", {"desa": cast.DESA}).status_code == 404
    assert status() == "MUSDES_SELESAI"
