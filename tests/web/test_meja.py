"""The desk of packages: every file is taken in, answered in plain words and receipted; silent villages are reminded."""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from opensiks.infra import clock
from opensiks.infra.scope import scope_nasional
from opensiks.jejak.models import Jejak
from opensiks.musyawarah.queries import KertasLembar
from opensiks.paket.models import Titipan
from opensiks.web.presenters import meja as tampil
from opensiks.web.presenters.meja_berkas import list_rinci
from tests import cast
from tests.factories.kantor import masuk_lain, teks
from tests.factories.meja import IsiMeja, buat_meja, make_titipan
from tests.web.conftest import Pekon

Masuk = Callable[[str], Client]
MENTAH = "application/octet-stream"


def titip(masuk: Masuk, isi: bytes, nama: str = "opensiks_1804012001_uji_0001.age") -> Any:
    return masuk("jaya").generic("POST", "/meja/titip/", isi, MENTAH, headers={"X-Nama": nama})


@pytest.fixture
def meja(pemeran: dict[str, cast.Pemeran], pekon: Pekon) -> Iterator[IsiMeja]:
    with scope_nasional():
        yield buat_meja(pemeran, pekon.periode, pekon.keluarga[0].id_registri)


# --- files ----------------------------------------------------------------------------------------------------------


def test_every_file_gets_its_number_and_receipt_at_once(masuk: Masuk, pekon: Pekon) -> None:
    for isi in (b"apa saja", b"", b"PK\x03\x04 bukan paket"):
        jawab = titip(masuk, isi).json()
        assert jawab["nomor"].startswith("T-1804-")
        assert jawab["tanda_titip"].count(".") == 2
        assert jawab["lama"] is False


def test_the_same_bytes_again_are_the_same_file(masuk: Masuk, pekon: Pekon) -> None:
    satu, dua = titip(masuk, b"sama"), titip(masuk, b"sama", "salinan (1).age.txt")
    assert satu.json()["nomor"] == dua.json()["nomor"]
    assert satu.json()["tanda_titip"] == dua.json()["tanda_titip"]
    assert (satu.json()["lama"], dua.json()["lama"]) == (False, True)
    with scope_nasional():
        assert Titipan.objects.count() == 1


def test_R18_a_file_tells_whether_the_signed_paper_counts(meja: IsiMeja) -> None:
    t = meja.berkas["diterima"]
    for berlaku, kata in (
        (True, "7K4M-2Q9D-XTR8, berlaku"),
        (False, "7K4M-2Q9D-XTR8, tidak berlaku: cetak lagi"),
    ):
        rinci = dict(list_rinci(t, KertasLembar("7K4M-2Q9D-XTR8", berlaku)))
        assert rinci["Kode berita acara"] == kata
    assert "Kode berita acara" not in dict(list_rinci(t))


def test_bytes_cut_on_the_way_are_refused_and_nothing_is_receipted(masuk: Masuk, pekon: Pekon) -> None:
    sidik = hashlib.sha256(b"utuh").hexdigest()
    jawab = masuk("jaya").generic("POST", "/meja/titip/", b"utu", MENTAH, headers={"X-Sha256": sidik})
    assert jawab.status_code == 400
    assert jawab.json()["kode"] == "SIDIK"
    with scope_nasional():
        assert not Titipan.objects.exists()


def test_without_a_script_the_form_sends_several_files(masuk: Masuk, pekon: Pekon) -> None:
    jaya = masuk("jaya")
    berkas = [io.BytesIO(b"satu"), io.BytesIO(b"dua")]
    jawab = jaya.post("/meja/titip/", {"berkas": berkas}, follow=True)
    assert "2 berkas sudah aman di Dinas." in jawab.content.decode()
    assert "Belum ada berkas." in jaya.post("/meja/titip/", follow=True).content.decode()


@pytest.mark.parametrize(
    ("jawaban", "kalimat"),
    [
        ("diterima", "801 ubahan masuk."), ("bentrok", "Putuskan bentroknya."), ("foto", "Menunggu 1 foto"),
        ("lama", "Versi lama"), ("sama", "Tidak dihitung dua kali."), ("ditahan", "Perangkat ini dicabut."),
        ("rusak", "(terpotong)"), ("asing", "kabupaten lain"), ("ditolak", "Tidak dapat dipakai"),
        ("menunggu", "Sudah aman di Dinas."),
    ],
)  # fmt: skip
def test_each_answer_in_plain_words(meja: IsiMeja, masuk: Masuk, jawaban: str, kalimat: str) -> None:
    jaya = masuk("jaya")
    assert kalimat in teks(jaya, f"/meja/?jawab={jawaban}")
    assert kalimat in teks(jaya, f"/meja/{meja.berkas[jawaban].pk}/")
    assert kalimat in teks(jaya, f"/meja/baris/{meja.berkas[jawaban].pk}/")


def test_counts_of_the_filter_are_those_of_the_list(meja: IsiMeja, masuk: Masuk) -> None:
    isi = teks(masuk("jaya"), "/meja/")
    assert "9 dari 10 berkas sudah dinilai" in isi
    assert isi.count("<tr data-baris") == 10
    for kunci in tampil.JAWABAN:
        assert teks(masuk("jaya"), f"/meja/?jawab={kunci}").count("<tr data-baris") == (kunci in meja.berkas)


def test_the_list_says_nothing_new_when_nothing_is(meja: IsiMeja, masuk: Masuk) -> None:
    jaya = masuk("jaya")
    versi = teks(jaya, "/meja/").split('"X-Versi": "')[1].split('"')[0]
    kepala = {"HX-Request": "true", "X-Versi": versi}
    assert jaya.get("/meja/", headers=kepala).status_code == 204
    with scope_nasional():
        Titipan.objects.filter(pk=meja.berkas["menunggu"].pk).update(status="RUSAK")
    baru = jaya.get("/meja/", headers=kepala)
    assert baru.status_code == 200
    assert baru.content.decode().startswith('<div id="meja-isi"')
    assert "every 4s" not in baru.content.decode()


def test_nothing_on_the_desk_throws_a_file_away(meja: IsiMeja, masuk: Masuk) -> None:
    for alamat in ("/meja/", f"/meja/{meja.berkas['rusak'].pk}/", "/meja/bentrok/", "/meja/perangkat/"):
        isi = teks(masuk("jaya"), alamat).lower()
        assert not any(kata in isi for kata in (">hapus", ">buang", "discard"))


def test_the_supervisor_reads_but_takes_nothing_in(meja: IsiMeja, masuk: Masuk) -> None:
    harun = masuk("harun")
    assert "data-meja-titip" not in teks(harun, "/meja/")
    assert harun.generic("POST", "/meja/titip/", b"x", MENTAH).status_code == 403


def test_late_is_told_by_the_deposit(meja: IsiMeja, masuk: Masuk) -> None:
    with scope_nasional():
        lusa = clock.now() + timedelta(days=40)
        Titipan.objects.filter(pk=meja.berkas["diterima"].pk).update(at=lusa)
    assert "Terlambat, tetap diterima" in teks(masuk("jaya"), "/meja/?jawab=diterima")
    assert "Terlambat" not in teks(masuk("jaya"), "/meja/?jawab=foto")


def test_receipts_go_home_single_and_all_together(meja: IsiMeja, masuk: Masuk) -> None:
    jaya, t = masuk("jaya"), meja.berkas["rusak"]
    isi = teks(jaya, f"/meja/tanda/{t.pk}/")
    assert t.nomor in isi
    assert t.sha256 in isi
    assert "<svg" in isi
    jawab = jaya.get("/meja/tanda.zip")
    assert jawab.headers["Content-Type"] == "application/zip"
    with zipfile.ZipFile(io.BytesIO(jawab.content)) as berkas:
        assert len(berkas.namelist()) == len(meja.berkas)
        assert all(berkas.read(n).count(b".") == 2 for n in berkas.namelist())
        assert not [n for n in berkas.namelist() if "Sari" in n]
    assert jaya.get(f"/meja/terima/{t.pk}/").status_code == 404


def test_the_neighbour_and_the_stranger_get_nothing(meja: IsiMeja, masuk: Masuk) -> None:
    t, lain = meja.berkas["diterima"], masuk_lain("tetangga")
    for alamat in (f"/meja/{t.pk}/", f"/meja/baris/{t.pk}/", f"/meja/tanda/{t.pk}/", f"/meja/terima/{t.pk}/",
                   f"/meja/perangkat/{meja.perangkat.pk}/", f"/meja/bentrok/{meja.bentrok.pk}/",
                   f"/meja/ingatkan/{cast.DESA_BUDI}/", f"/meja/pemulihan/{cast.DESA}/"):  # fmt: skip
        assert lain.get(alamat).status_code == 404, alamat
        assert masuk("sari").get(alamat).status_code == 403, alamat
    assert t.nomor not in teks(lain, "/meja/")
    with zipfile.ZipFile(io.BytesIO(lain.get("/meja/tanda.zip").content)) as berkas:
        assert berkas.namelist() == []


def test_as_many_queries_for_ten_files_as_for_forty(meja: IsiMeja, masuk: Masuk) -> None:
    jaya = masuk("jaya")
    alamat = ("/meja/", "/meja/bentrok/", "/meja/perangkat/", "/meja/pemulihan/")

    def hitung() -> list[int]:
        hasil = []
        for satu in alamat:
            with CaptureQueriesContext(connection) as kueri:
                assert jaya.get(satu).status_code == 200
            hasil.append(len(kueri))
        return hasil

    jaya.get("/meja/")
    sedikit = hitung()
    for n in range(30):
        make_titipan(f"lagi {n}".encode(), kode_wilayah=cast.DESA, status="DINILAI", hitungan={"SAMA": 1})
    assert hitung() == sedikit
    assert max(sedikit) < 40


# --- villages -------------------------------------------------------------------------------------------------------


def test_board_and_silent_villages_with_a_reminder_for_the_phone(meja: IsiMeja, masuk: Masuk) -> None:
    jaya = masuk("jaya")
    isi = teks(jaya, "/meja/")
    assert "desa belum menyerahkan" in isi
    assert f"/meja/ingatkan/{cast.DESA_BUDI}/" in isi
    alamat = f"/meja/ingatkan/{cast.DESA_BUDI}/"
    assert "laptop Anda belum terdaftar" in teks(jaya, alamat)
    assert jaya.post(alamat, {"teks": ""}).status_code == 422
    jawab = jaya.post(alamat, {"teks": "Yth. Budi, kirim paketnya."}).content.decode()
    assert "https://wa.me/?text=Yth.%20Budi" in jawab
    assert Jejak.objects.filter(peristiwa="periode.warned").count() == 1
    assert "Diingatkan" in teks(jaya, "/meja/")
    assert jaya.get(f"/meja/ingatkan/{cast.DESA}/").status_code == 404


def test_messages_to_an_operator_name_no_person_of_the_register(meja: IsiMeja, masuk: Masuk) -> None:
    for nama in ("rusak", "foto", "ditahan"):
        isi = teks(masuk("jaya"), f"/meja/{meja.berkas[nama].pk}/")
        assert "Buka WhatsApp" in isi
        assert meja.berkas[nama].nomor in isi.split("https://wa.me/")[1][:400]
    assert "Yth.%20Sari" in teks(masuk("jaya"), f"/meja/{meja.berkas['foto'].pk}/")
