"""The village's list from matching: what stands in it, one press, many at once, undo, who may not (R30, R67-R69)."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from opensiks.infra.scope import scope_nasional
from opensiks.jejak.models import Jejak
from opensiks.keluarga.models import Individu
from opensiks.pemadanan.models import Tugas
from opensiks.rules.ketentuan import Profil
from opensiks.rules.padan_kerja import Kelompok
from opensiks.rules.status import StatusUsulan
from opensiks.usulan.models import Usulan
from tests import cast
from tests.factories.kantor import teks
from tests.factories.padan_desa import Padan, siapkan_padan
from tests.factories.verval import list_peristiwa

Masuk = Callable[[str], Client]


@pytest.fixture
def padan(pemeran: dict[str, cast.Pemeran], tmp_path: Path) -> Padan:
    return siapkan_padan(tmp_path)


def usulan(padan: Padan, nama: str) -> Usulan:
    with scope_nasional():
        return Usulan.objects.filter(individu=padan.siapa[nama]).latest("id")


def test_what_can_be_settled_now_comes_first(padan: Padan, sari: Client) -> None:
    isi = teks(sari, "/padan/")
    assert "3 bisa Anda selesaikan sekarang" in isi
    daftar = sari.get("/padan/").context["daftar"]
    assert [(b.asal.kelompok, b.asal.individu_id) for b in daftar.baris][3:] == [
        (Kelompok.MUSYAWARAH, padan.siapa["meninggal"].pk),
        (Kelompok.GANDA_DESA, padan.siapa["ganda_lain"].pk),
        (Kelompok.LIHAT_KARTU, padan.siapa["tiada"].pk),
        (Kelompok.MENUNGGU, padan.siapa["ragu"].pk),
    ]
    assert all(b.bisa == (b.asal.kelompok is Kelompok.SEKALI_TEKAN) for b in daftar.baris)


def test_R95_a_row_shows_only_the_digit_that_differs(padan: Padan, sari: Client) -> None:
    isi = sari.get("/padan/").content.decode()
    salah = padan.siapa["salah"]
    assert salah.nik not in isi
    assert f"••••••{salah.nik[-4:-1]}<mark>{salah.nik[-1]}</mark>" in isi
    assert ": salah satu angka." in isi
    assert padan.siapa["salah"].nama_ibu.title() not in isi


def test_R95_the_numbers_are_shown_whole_to_hold_beside_the_card_and_written_down(
    padan: Padan, masuk: Masuk, sari: Client
) -> None:
    tugas, nik = padan.tugas("salah").pk, padan.siapa["salah"].nik
    with scope_nasional():
        benar = padan.tugas("salah").calon.nik_usul  # type: ignore[union-attr]
    assert "Tampilkan NIK" in sari.get(f"/padan/{tugas}/").content.decode()
    isi = sari.post(f"/padan/{tugas}/reveal/?kelompok=1").content.decode()
    assert nik in isi
    assert benar in isi
    assert "Tampilkan NIK" not in isi
    with scope_nasional():
        assert Jejak.objects.filter(peristiwa="keluarga.revealed").count() == 1
    # The next look hides them again; the neighbour has no look at all.
    assert nik not in sari.get(f"/padan/{tugas}/").content.decode()
    assert masuk("budi").post(f"/padan/{tugas}/reveal/").status_code == 404


def test_search_filter_and_order_are_of_the_whole_list(padan: Padan, sari: Client) -> None:
    nama = padan.siapa["salah_dua"].nama.title()
    daftar = sari.get(f"/padan/?cari={nama.split()[0]}").context["daftar"]
    assert nama in {b.nama for b in daftar.baris}
    assert daftar.tampak < daftar.semua
    # Who holds the card reads the right number there, not the one written here.
    with scope_nasional():
        akhir = padan.tugas("salah").calon.nik_usul[-4:]  # type: ignore[union-attr]
    assert akhir != padan.siapa["salah"].nik[-4:]
    daftar = sari.get(f"/padan/?cari={akhir}").context["daftar"]
    assert padan.siapa["salah"].pk in {b.asal.individu_id for b in daftar.baris}
    daftar = sari.get("/padan/?kelompok=2").context["daftar"]
    assert [b.asal.individu_id for b in daftar.baris] == [padan.siapa["meninggal"].pk]
    assert "Tidak ada yang cocok dengan" in teks(sari, "/padan/?cari=tidakada")
    daftar = sari.get("/padan/?urut=-nama").context["daftar"]
    satu = [b.nama for b in daftar.bagian[0].baris]
    assert satu == sorted(satu, reverse=True)


def test_R3_a_death_is_said_to_need_a_meeting_only_where_it_does(
    padan: Padan, sari: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    isi = teks(sari, "/padan/?kelompok=2")
    assert "Menurut Dukcapil sudah meninggal" in isi
    bebas = "Tidak perlu musyawarah." in isi
    assert ("Lalu dibawa ke musyawarah berikutnya." in isi) is not bebas
    monkeypatch.setattr(Profil, "is_bebas", lambda self, jenis: not bebas)
    isi = teks(sari, "/padan/?kelompok=2")
    assert ("Tidak perlu musyawarah." in isi, "Lalu dibawa ke musyawarah" in isi) == (not bebas, bebas)


def test_the_key_of_a_proposal_is_not_that_of_its_undo(padan: Padan, sari: Client) -> None:
    satu, dua = padan.tugas("salah").pk, padan.tugas("salah_dua").pk
    sari.post("/padan/usulkan/", {"tugas": satu, "setuju": "ya", "dari": "satu"})
    isi = sari.get(f"/padan/{dua}/").content.decode()
    assert "Batalkan" in isi
    assert isi.count('data-kunci="U"') == 1
    assert isi.count('data-kunci="P"') == 1
    assert "usulkan perbaikan" in isi
    assert "usulkan perbaikan" not in sari.get(f"/padan/{padan.tugas('tiada').pk}/").content.decode()


def test_R69_one_press_asks_once_and_then_proposes(padan: Padan, sari: Client) -> None:
    tugas, salah = padan.tugas("salah"), padan.siapa["salah"]
    ringkasan = sari.post("/padan/usulkan/", {"tugas": tugas.pk})
    assert ringkasan.status_code == 200
    isi = ringkasan.content.decode()
    assert "Usulkan perbaikan 1 orang" in isi
    assert "Diusulkan menjadi" in isi
    with scope_nasional():
        assert not Usulan.objects.exists()
    jawab = sari.post("/padan/usulkan/", {"tugas": tugas.pk, "setuju": "ya"}, follow=True)
    assert "Perbaikan diusulkan untuk 1 orang." in jawab.content.decode()
    u = usulan(padan, "salah")
    with scope_nasional():
        benar = tugas.calon.nik_usul  # type: ignore[union-attr]
    assert (u.jenis, u.status, u.muatan) == ("PERBAIKAN_ID", StatusUsulan.SIAP_MUSDES, {"nik": benar})
    assert padan.tugas("salah").usulan_id == u.pk
    assert salah.pk not in {b.asal.individu_id for b in sari.get("/padan/").context["daftar"].baris}


def test_the_last_proposal_can_be_taken_back(padan: Padan, sari: Client) -> None:
    sari.post("/padan/usulkan/", {"tugas": padan.tugas("salah").pk, "setuju": "ya"})
    jawab = sari.post("/padan/urungkan/", follow=True).content.decode()
    assert "Dibatalkan. 1 orang kembali ke daftar." in jawab
    assert usulan(padan, "salah").status == StatusUsulan.BATAL
    assert "3 bisa Anda selesaikan sekarang" in teks(sari, "/padan/")
    assert "Tidak ada yang perlu dibatalkan" in sari.post("/padan/urungkan/", follow=True).content.decode()


def test_many_are_proposed_after_one_summary(padan: Padan, sari: Client) -> None:
    pilih = [padan.tugas(n).pk for n in ("salah", "salah_dua", "salah_tiga")]
    lain = padan.tugas("meninggal")
    isi = sari.post("/padan/usulkan/", {"tugas": [*pilih, lain.pk]}).content.decode()
    assert "Ya, usulkan perbaikan 3 orang" in isi
    assert "1 tidak ikut" in isi
    assert "Buka dahulu baris ini" in isi
    jawab = sari.post("/padan/usulkan/", {"tugas": pilih, "setuju": "ya"}, follow=True).content.decode()
    assert "Perbaikan diusulkan untuk 3 orang." in jawab
    with scope_nasional():
        assert Usulan.objects.filter(status=StatusUsulan.SIAP_MUSDES).count() == 3
        assert Jejak.objects.filter(peristiwa="tugas.proposed").count() == 3
    assert "Tidak ada yang harus diselesaikan sekarang" in jawab


def test_the_item_shows_both_sides_and_why(padan: Padan, sari: Client) -> None:
    tugas = padan.tugas("salah")
    jawab = sari.get(f"/padan/{tugas.pk}/")
    isi = jawab.content.decode()
    for kata in (
        "Data di sini dan di Dukcapil",
        "Mengapa dianggap orang yang sama",
        "beda satu angka",
        "sangat yakin",
    ):
        assert kata in isi
    air = jawab.context["air"]
    assert air.langkah[0].kata.startswith("Titik awal: satu dari ")
    assert {"NIK", "Nama", "Tanggal lahir"} <= {x.kata for x in air.langkah}
    assert (jawab.context["letak"], jawab.context["banyak"]) != (0, 0)


def test_a_search_that_finds_nothing_keeps_its_words_and_its_group_and_leads_back(
    padan: Padan, sari: Client
) -> None:
    isi = teks(sari, "/padan/?cari=zzzz&kelompok=1&urut=-nama")
    assert 'value="zzzz"' in isi
    assert 'name="kelompok" value="1"' in isi
    assert 'name="urut" value="-nama"' in isi
    assert 'href="?urut=-nama"' in isi
    assert "Tampilkan semua" in isi


def test_R30_the_row_that_is_kept_is_chosen(padan: Padan, sari: Client) -> None:
    tugas = padan.tugas("ganda_lain")
    isi = teks(sari, f"/padan/{tugas.pk}/")
    for kata in (
        "Baris yang sepertinya satu orang",
        "Pertahankan baris 2",
        "Tanggal lahir",
        "Nama ibu kandung",
    ):
        assert kata in isi
    simpan = padan.siapa["ganda"]
    assert simpan.nik not in isi
    sari.post(f"/padan/{tugas.pk}/ganda/", {"dipertahankan": simpan.pk})
    u = usulan(padan, "ganda_lain")
    assert (u.jenis, u.muatan["dipertahankan"]) == ("GANDA", simpan.id_registri)
    assert sari.post(f"/padan/{padan.tugas('salah').pk}/ganda/", {}).status_code == 404


def test_R95_rows_beside_each_other_open_no_more_than_the_reader_may(
    padan: Padan, sari: Client, masuk: Masuk
) -> None:
    alamat, orang = f"/padan/{padan.tugas('ganda_lain').pk}/", padan.siapa["ganda"]
    with scope_nasional():
        Individu.objects.filter(pk=orang.pk).update(nama_ibu=orang.nama_ibu + "H")
    isi = teks(masuk("darmo"), alamat)
    assert "<mark>h</mark>" not in isi.lower()
    teks(sari, alamat)
    with scope_nasional():
        assert list_peristiwa(f"keluarga:{orang.keluarga_id}").count("keluarga.revealed") == 1


def test_R68_a_seen_card_sends_the_number_to_disdukcapil(padan: Padan, sari: Client) -> None:
    tugas = padan.tugas("tiada")
    assert "NIK di KTP sama: tanyakan ke Disdukcapil" in teks(sari, f"/padan/{tugas.pk}/")
    jawab = sari.post(f"/padan/{tugas.pk}/tanya/", follow=True).content.decode()
    assert "Dinas meneruskan NIK ini ke Disdukcapil" in jawab
    assert padan.tugas("tiada").menunggu == "DISDUKCAPIL"
    assert "Menunggu jawaban Disdukcapil" in jawab


def test_R67_who_lives_stays(padan: Padan, sari: Client) -> None:
    tugas = padan.tugas("meninggal")
    isi = teks(sari, f"/padan/{tugas.pk}/")
    assert "Catat meninggal" in isi
    sari.post(f"/padan/{tugas.pk}/jawab/", {"cara": "Masih hidup"})
    assert padan.tugas("meninggal").jawaban == "Masih hidup"
    assert sari.post(f"/padan/{padan.tugas('salah').pk}/jawab/", {"cara": "Karangan"}).status_code == 404


def test_a_door_that_is_closed_says_why(padan: Padan, sari: Client) -> None:
    """After the head declared the village final nothing is proposed; the button says so."""
    with scope_nasional():
        padan.periode.daftar_desa.filter(kode_desa=cast.DESA).update(status="FINAL_DESA")
    isi = teks(sari, f"/padan/{padan.tugas('salah').pk}/")
    assert "Usulkan perbaikan" in isi


def test_home_and_family_lead_to_the_list(padan: Padan, sari: Client) -> None:
    assert "3 bisa Anda selesaikan sekarang, 3 lainnya." in teks(sari, "/")
    salah = padan.siapa["salah"]
    isi = teks(sari, f"/keluarga/{salah.keluarga_id}/")
    assert "Bandingkan, lalu usulkan" in isi
    assert f"/padan/{padan.tugas('salah').pk}/" in isi


def test_the_neighbour_and_the_head(padan: Padan, masuk: Masuk) -> None:
    """Nobody sees the other village's row; the head reads and presses nothing."""
    tugas = padan.tugas("salah")
    budi, darmo = masuk("budi"), masuk("darmo")
    assert padan.siapa["salah"].nama.title() not in teks(budi, "/padan/")
    for alamat in (f"/padan/{tugas.pk}/", f"/padan/?desa={cast.DESA}"):
        assert budi.get(alamat).status_code == 404
    budi.post("/padan/usulkan/", {"tugas": tugas.pk, "setuju": "ya"})
    assert padan.tugas("salah").selesai_at is None
    assert darmo.get("/padan/").context["boleh"] is False
    assert darmo.post("/padan/usulkan/", {"tugas": tugas.pk, "setuju": "ya"}).status_code == 403
    isi = teks(darmo, f"/padan/{tugas.pk}/")
    assert "Yang mengerjakan adalah operator desa." in isi


def test_a_double_in_two_villages_shows_nothing_of_the_other(padan: Padan, masuk: Masuk) -> None:
    tugas = padan.tugas("lintas_lain")
    isi = teks(masuk("budi"), f"/padan/{tugas.pk}/")
    assert isi.count("Satu baris lain ada di desa lain") == 1
    asli = padan.siapa["lintas"]
    for rahasia in (asli.id_registri, asli.keluarga.no_kk, f"/keluarga/{asli.keluarga_id}/", "Way Mengaku"):
        assert rahasia not in isi


def test_a_village_without_work_is_told_so(pemeran: dict[str, cast.Pemeran], sari: Client) -> None:
    isi = teks(sari, "/padan/")
    assert "Semua orang di desa ini cocok dengan data Dukcapil." in isi
    assert "Pemadanan berikutnya dijalankan Pusdatin" in isi


def test_the_pages_ask_few_queries(padan: Padan, sari: Client) -> None:
    sari.get("/padan/")
    for alamat in ("/padan/", f"/padan/{padan.tugas('salah').pk}/"):
        with CaptureQueriesContext(connection) as kueri:
            assert sari.get(alamat).status_code == 200
        assert len(kueri) <= 35, alamat


def test_R96_the_list_leaves_as_a_file_with_masked_numbers(padan: Padan, sari: Client) -> None:
    isi = {"tujuan": "KUNJUNGAN", "format": "csv", "nomor": "samar", "keterangan": ""}
    tanya = sari.get("/unduh/padan-kerja/")
    pilihan = [n for n, _ in tanya.context["form"].fields["tujuan"].choices if n]
    jawab = sari.post("/unduh/padan-kerja/", isi | {"tujuan": pilihan[0]})
    berkas = b"".join(jawab.streaming_content).decode("utf-8-sig")  # type: ignore[attr-defined]
    assert "Selesai dengan sekali tekan" in berkas
    assert padan.siapa["salah"].nik not in berkas
    assert padan.siapa["salah"].nama.title() in berkas


def test_the_list_speaks_english(padan: Padan, sari: Client) -> None:
    sari.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    assert "3 can be settled by you now" in teks(sari, "/padan/")
    with scope_nasional():
        assert Tugas.objects.filter(selesai_at=None).exists()
