"""Reviews: one doubt at a time; merges by two people who do not see each other's answer (R146, R147)."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from opensiks.infra import clock
from opensiks.infra.scope import scope_nasional
from opensiks.kabar.models import Kabar
from opensiks.keluarga.models import Individu
from opensiks.pemadanan.models import Calon, Tinjauan
from opensiks.rules.aktor import Actor
from opensiks.rules.alasan_padan import Hasil
from opensiks.rules.padan_tinjau import Jawaban
from opensiks.rules.peran import Peran
from opensiks.rules.wilayah import NASIONAL
from opensiks.web.format import write_date
from tests import cast
from tests.factories.kantor import teks
from tests.factories.padan import buat_calon
from tests.factories.padan_desa import Padan, siapkan_padan, ubah_angka
from tests.factories.verval import list_peristiwa
from tests.web.conftest import client_for

Masuk = Callable[[str], Client]


@pytest.fixture
def padan(pemeran: dict[str, cast.Pemeran], tmp_path: Path) -> Padan:
    return siapkan_padan(tmp_path)


@pytest.fixture
def ratna(masuk: Masuk) -> Client:
    return masuk("ratna")


@pytest.fixture
def rudi(pemeran: dict[str, cast.Pemeran]) -> Client:
    """A second person of the centre."""
    with scope_nasional():
        return client_for(cast.make_akun(Actor(120, "Rudi", Peran.PUSDATIN, NASIONAL, asal="uji")))


def calon(padan: Padan, nama: str) -> Calon:
    with scope_nasional():
        return Calon.objects.filter(individu=padan.siapa[nama]).latest("id")


def list_jejak(orang: Individu) -> list[str]:
    """What the trail says of the person's family since it was taken in."""
    with scope_nasional():
        return list_peristiwa(f"keluarga:{orang.keluarga_id}")[1:]


def test_the_queue_gives_one_case_with_both_sides(padan: Padan, ratna: Client) -> None:
    ragu = calon(padan, "ragu")
    jawab = ratna.get("/tinjauan/")
    assert jawab.status_code == 302
    isi = teks(ratna, f"/tinjauan/{ragu.pk}/")
    for kata in (
        "Apakah ini orang yang sama?",
        "Menurut Dukcapil",
        "Bukti, satu demi satu",
        "0 dari 2",
        "Tidak tahu",
    ):
        assert kata in isi
    assert padan.siapa["ragu"].nik not in isi
    assert padan.siapa["ragu"].nama_ibu.title() not in isi


def test_R146_one_answer_settles_a_doubt_and_asks_the_village(
    padan: Padan, ratna: Client, sari: Client
) -> None:
    ragu = calon(padan, "ragu")
    assert "Menunggu tinjauan Pusdatin" in teks(sari, "/padan/")
    jawab = ratna.post(f"/tinjauan/{ragu.pk}/jawab/", {"jawaban": "SAMA"}, follow=True).content.decode()
    assert "orang yang sama. Tersimpan." in jawab
    assert "Jawaban Anda sebelum ini" in jawab
    assert "4 bisa Anda selesaikan sekarang" in teks(sari, "/padan/")
    assert "Selesai: orang yang sama." in teks(ratna, f"/tinjauan/{ragu.pk}/")


def test_R147_two_people_settle_a_merge_without_seeing_each_other(
    padan: Padan, ratna: Client, rudi: Client
) -> None:
    lintas = calon(padan, "lintas_lain")
    isi = teks(ratna, f"/tinjauan/{lintas.pk}/")
    assert "Apakah baris-baris ini orang yang sama?" in isi
    assert "Way Mengaku" in isi
    assert "Sebarus" in isi
    jawab = ratna.post(f"/tinjauan/{lintas.pk}/jawab/", {"jawaban": "SAMA"}, follow=True).content.decode()
    assert "Menunggu petugas lain." in jawab
    assert "Anda sudah menjawab. Menunggu petugas lain." in teks(ratna, f"/tinjauan/{lintas.pk}/")
    buta = teks(rudi, f"/tinjauan/{lintas.pk}/")
    assert "Jawaban petugas lain tidak ditampilkan" in buta
    assert "Ratna" not in buta
    assert (
        "Tersimpan."
        in rudi.post(f"/tinjauan/{lintas.pk}/jawab/", {"jawaban": "SAMA"}, follow=True).content.decode()
    )
    with scope_nasional():
        assert Tinjauan.objects.filter(calon=lintas, jawaban=Jawaban.SAMA).count() == 2
    assert padan.tugas("lintas_lain").menunggu == ""


def test_R146a_the_own_answer_is_taken_back_from_the_next_page(
    padan: Padan, ratna: Client, sari: Client
) -> None:
    ragu = calon(padan, "ragu")
    jawab = ratna.post(f"/tinjauan/{ragu.pk}/jawab/", {"jawaban": "SAMA"}, follow=True).content.decode()
    assert f'action="/tinjauan/{ragu.pk}/urungkan/"' in jawab
    # Offered once; later from the case itself.
    assert "urungkan/" not in ratna.get("/tinjauan/", follow=True).content.decode()
    assert "Batalkan jawaban saya" in teks(ratna, f"/tinjauan/{ragu.pk}/")
    batal = ratna.post(f"/tinjauan/{ragu.pk}/urungkan/", follow=True).content.decode()
    assert "Jawaban dibatalkan." in batal
    assert 'value="SAMA"' in batal
    assert "3 bisa Anda selesaikan sekarang" in teks(sari, "/padan/")


def test_R146b_the_village_reads_that_a_question_was_taken_back(
    padan: Padan, ratna: Client, sari: Client
) -> None:
    ragu = calon(padan, "ragu")
    ratna.post(f"/tinjauan/{ragu.pk}/jawab/", {"jawaban": "SAMA"})
    with scope_nasional():
        kabar = Kabar.objects.get(kunci__startswith="tinjauan:")
    assert sari.get(f"/kabar/{kabar.pk}/")["Location"] == "/padan/"
    tugas = padan.tugas("ragu")
    ratna.post(f"/tinjauan/{ragu.pk}/urungkan/")
    assert "Selesai: Pusdatin menarik pertanyaan ini. Ratna," in teks(sari, f"/padan/{tugas.pk}/")
    with scope_nasional():
        assert Kabar.objects.get(pk=kabar.pk).selesai_at is not None


def test_R146b_a_closed_door_says_why(padan: Padan, ratna: Client, sari: Client) -> None:
    ragu = calon(padan, "ragu")
    ratna.post(f"/tinjauan/{ragu.pk}/jawab/", {"jawaban": "SAMA"})
    sari.post("/padan/usulkan/", {"tugas": padan.tugas("ragu").pk, "setuju": "ya"})
    isi = teks(ratna, f"/tinjauan/{ragu.pk}/")
    assert "Belum bisa: Desa sudah mengerjakan tugas dari jawaban ini" in isi
    tolak = ratna.post(f"/tinjauan/{ragu.pk}/urungkan/", follow=True)
    assert "Desa sudah mengerjakan tugas" in tolak.content.decode()
    assert padan.tugas("ragu").usulan_id


def test_R147_both_rows_stand_side_by_side_and_each_look_is_on_the_trail(padan: Padan, ratna: Client) -> None:
    lintas, asal = calon(padan, "lintas_lain"), padan.siapa["lintas"]
    isi = teks(ratna, f"/tinjauan/{lintas.pk}/")
    for kata in ("Baris 1", "Baris 2", "Tanggal lahir", "Nama ibu kandung", "yang ditanyakan", "Sebarus"):
        assert kata in isi
    assert write_date(asal.tanggal_lahir) in isi
    assert asal.nik not in isi
    assert asal.nama_ibu.title() not in isi
    # The digit in which the numbers differ is never masked: so far nothing was opened.
    assert list_jejak(asal) == []
    with scope_nasional():
        Individu.objects.filter(pk=asal.pk).update(nama_ibu=asal.nama_ibu + "H")
    # A letter of the mother's name is: that is a look at both families, once in a session.
    assert "<mark>h</mark>" in teks(ratna, f"/tinjauan/{lintas.pk}/")
    teks(ratna, f"/tinjauan/{lintas.pk}/")
    for orang in (asal, padan.siapa["lintas_lain"]):
        assert list_jejak(orang) == ["keluarga.revealed"]


def test_R95_an_ordinary_doubt_that_shows_digits_is_on_the_trail(padan: Padan, ratna: Client) -> None:
    ragu = padan.siapa["ragu"]
    with scope_nasional():
        Individu.objects.filter(pk=ragu.pk).update(nik=ubah_angka(ragu.nik, 9))
    teks(ratna, f"/tinjauan/{calon(padan, 'ragu').pk}/")
    assert list_jejak(padan.siapa["ragu"]) == ["keluarga.revealed"]


@pytest.mark.parametrize(
    ("hasil", "sama", "beda"),
    [
        (Hasil.NIK_SALAH, "Desa diminta mengusulkan perbaikan.", "Dicatat: orangnya belum ditemukan."),
        (Hasil.PADAN, "Dicatat padan; desa tidak ditanya.", "Desa diminta melihat KTP"),
        (Hasil.NIK_ORANG_LAIN, "Desa diminta mengusulkan perbaikan.", "Desa diminta melihat KTP"),
    ],
)
def test_each_answer_says_what_follows_from_it(
    padan: Padan, ratna: Client, hasil: Hasil, sama: str, beda: str
) -> None:
    with scope_nasional():
        baru, _ = buat_calon(padan.siapa["tetangga"], hasil, at=clock.now())
    akibat = ratna.get(f"/tinjauan/{baru.pk}/").context["h"].akibat
    assert akibat["SAMA"] == sama
    assert akibat["BEDA"].startswith(beda)
    lintas = ratna.get(f"/tinjauan/{calon(padan, 'lintas_lain').pk}/").context["h"].akibat
    assert lintas["SAMA"] == "Desanya diminta mengusulkan penutupan baris ini."
    assert lintas["BEDA"] == "Tidak ada yang ditanyakan."


def test_skipping_leaves_the_case_for_later(padan: Padan, ratna: Client) -> None:
    pertama = ratna.get("/tinjauan/").headers["Location"]
    nomor = pertama.split("/")[2]
    assert ratna.get(f"/tinjauan/?sesudah={nomor}").headers["Location"] != pertama


def test_an_empty_queue_says_so(pemeran: dict[str, cast.Pemeran], ratna: Client) -> None:
    assert "Tidak ada yang perlu ditinjau." in teks(ratna, "/tinjauan/")


def test_only_the_centre_reviews(padan: Padan, masuk: Masuk, ratna: Client) -> None:
    ragu = calon(padan, "ragu")
    for nama in ("sari", "jaya", "wati"):
        assert masuk(nama).get("/tinjauan/").status_code == 403
        assert masuk(nama).get(f"/tinjauan/{ragu.pk}/").status_code in (403, 404)
        assert masuk(nama).post(f"/tinjauan/{ragu.pk}/jawab/", {"jawaban": "SAMA"}).status_code in (403, 404)
    assert ratna.post(f"/tinjauan/{ragu.pk}/jawab/", {"jawaban": "MUNGKIN"}).status_code == 404


def test_the_page_asks_few_queries(padan: Padan, ratna: Client) -> None:
    alamat = f"/tinjauan/{calon(padan, 'lintas_lain').pk}/"
    ratna.get(alamat)
    with CaptureQueriesContext(connection) as kueri:
        ratna.get(alamat)
    assert len(kueri) <= 35
