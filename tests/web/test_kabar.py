"""Notices on the page: to whom they come, what they say, and that they are read (R41)."""

import re
from collections.abc import Callable, Iterator

import pytest
from django.conf import settings
from django.test import Client
from django.utils import translation

from opensiks.akun.models import Akun
from opensiks.infra import clock
from opensiks.infra.scope import scope, scope_nasional
from opensiks.jejak.queries import list_jejak
from opensiks.kabar.models import Dibaca, Kabar
from opensiks.kabar.services import KabarBaru, post_kabar
from opensiks.rules.kabar import CaraSurel, Perihal
from opensiks.rules.kalimat_kabar import tulis_kabar
from opensiks.rules.peran import Peran
from opensiks.web.presenters.kabar import BAHASA
from tests import cast
from tests.factories.kantor import Masuk, Meja, buat_meja, teks


@pytest.fixture
def meja(pemeran: dict[str, cast.Pemeran]) -> Iterator[Meja]:
    with scope_nasional():
        yield buat_meja()


def kirim(
    perihal: Perihal = Perihal.USULAN_KEMBALI,
    peran: Peran = Peran.OPERATOR_DESA,
    kode: str = cast.DESA,
    **data: object,
) -> Kabar:
    isi = {"jumlah": 2, "kode_alasan": "E1", "catatan": "RT kosong", **data}
    with scope_nasional():
        post_kabar(
            [KabarBaru(perihal=perihal, kode_wilayah=kode, peran=peran, data=isi)],
            by=cast.SISTEM, at=clock.now(),
        )  # fmt: skip
        return Kabar.objects.latest("id")


def jumlah_di_bar(client: Client) -> int:
    ada = re.search(
        r'href="/kabar/"[^>]*>.*?<b class="jumlah">(\d+)|/kabar/"[^>]*>Kabar\s*<span[^>]*>(\d+)<',
        teks(client, "/akun/"),
        re.S,
    )
    return int(ada[1] or ada[2]) if ada else 0


def test_R41_says_what_why_what_next_and_who(pemeran: object, sari: Client) -> None:
    kirim()
    isi = teks(sari, "/kabar/")
    assert "2 usulan dikembalikan Dinas Sosial." in isi
    assert "E1: Alamat belum lengkap. RT kosong." in isi
    assert "Lengkapi dusun, RT dan RW, lalu ajukan lagi." in isi
    assert "Operator desa" in isi
    assert "R41" in isi


def test_a_notice_comes_to_its_role_and_place_only(pemeran: object, masuk: Callable[[str], Client]) -> None:
    kabar = kirim()
    for nama in ("budi", "orang_asing", "darmo", "jaya", "wati"):
        client = masuk(nama)
        assert "2 usulan dikembalikan" not in teks(client, "/kabar/?saring=semua")
        assert client.get(f"/kabar/{kabar.pk}/").status_code == 404
        assert client.post(f"/kabar/{kabar.pk}/baca/").status_code == 404
    assert not Dibaca.objects.exists()


def test_a_notice_about_the_kabupaten_reaches_every_village_in_it(
    pemeran: object, masuk: Callable[[str], Client]
) -> None:
    kirim(Perihal.PERIODE_DIBUKA, kode=cast.KAB, periode="Oktober", tanggal="2021-10-31")
    assert "Periode Oktober dibuka" in teks(masuk("sari"), "/kabar/")
    assert "Periode Oktober dibuka" in teks(masuk("budi"), "/kabar/")
    assert "Periode Oktober dibuka" not in teks(masuk("orang_asing"), "/kabar/")


def test_opening_reads_it_and_leads_to_the_work(pemeran: dict[str, cast.Pemeran], sari: Client) -> None:
    kabar = kirim()
    assert jumlah_di_bar(sari) == 1
    jawab = sari.get(f"/kabar/{kabar.pk}/")
    assert (jawab.status_code, jawab["Location"]) == (302, "/usulan/")
    assert jumlah_di_bar(sari) == 0
    assert "Tidak ada kabar baru." in teks(sari, "/kabar/?saring=baru")
    assert "2 usulan dikembalikan" in teks(sari, "/kabar/?saring=semua")
    with scope_nasional():
        dibaca = Dibaca.objects.get()
        objek = f"akun:{pemeran['sari'].akun.pk}"
        assert (dibaca.akun_id, dibaca.kode_wilayah) == (pemeran["sari"].akun.pk, cast.DESA)
        assert [j.peristiwa for j in list_jejak(objek)][-1] == "kabar.read"


def test_marks_one_and_all_as_read(pemeran: object, sari: Client) -> None:
    satu = kirim()
    kirim(Perihal.USULAN_DITETAPKAN, batch="1804-2021-0001")
    sari.post(f"/kabar/{satu.pk}/baca/")
    assert jumlah_di_bar(sari) == 1
    jawab = sari.post("/kabar/baca-semua/", follow=True)
    assert "1 kabar ditandai sudah dibaca." in jawab.content.decode()
    assert jumlah_di_bar(sari) == 0
    assert sari.post("/kabar/baca-semua/").status_code == 302


def test_the_notice_of_an_office_leads_to_its_desk(meja: Meja, masuk: Masuk) -> None:
    jaya = masuk("jaya")
    isi = teks(jaya, "/kabar/")
    assert "Menyerahkan hasil desa" in isi
    kabar = Kabar.objects.get(perihal=Perihal.DISERAHKAN)
    assert jaya.get(f"/kabar/{kabar.pk}/")["Location"] == f"/kotak-masuk/{meja.serahan.pk}/"


def test_an_office_has_the_number_in_its_top_bar(pemeran: object, masuk: Callable[[str], Client]) -> None:
    kirim(Perihal.DISERAHKAN, Peran.OPERATOR_KAB, keluarga=1234, urut=1)
    jaya = masuk("jaya")
    assert jumlah_di_bar(jaya) == 1
    assert "Menyerahkan hasil desa: 1.234 keluarga, 2 usulan." in teks(jaya, "/kabar/")


def test_receiving_settles_the_kabupatens_notice_and_tells_the_village(meja: Meja, masuk: Masuk) -> None:
    masuk("jaya").post(f"/kotak-masuk/{meja.serahan.pk}/terima/")
    assert Kabar.objects.get(perihal=Perihal.DISERAHKAN).selesai_at is not None
    for nama in ("sari", "darmo"):
        assert "Hasil desa diterima Dinas Sosial. Tanda terima" in teks(masuk(nama), "/kabar/")


def test_nobody_reads_for_somebody_else(
    pemeran: dict[str, cast.Pemeran], masuk: Callable[[str], Client]
) -> None:
    kirim()
    kirim(peran=Peran.KADES_LURAH)
    masuk("sari").post("/kabar/baca-semua/")
    assert jumlah_di_bar(masuk("darmo")) == 1


def test_the_number_is_one_bounded_question(pemeran: dict[str, cast.Pemeran]) -> None:
    from opensiks.kabar.queries import count_baru

    kirim()
    with scope(cast.SARI.cakupan):
        assert count_baru(pemeran["sari"].actor, clock.now()) == 1


def test_a_person_chooses_where_and_how_often_mail_comes(
    pemeran: dict[str, cast.Pemeran], sari: Client
) -> None:
    isi = teks(sari, "/akun/")
    assert "Satu surel tiap pagi, bila ada kabar" in isi
    jawab = sari.post("/akun/surel/", {"email": "sari@desa.example", "surel": "LANGSUNG"}, follow=True)
    assert "Pilihan kabar lewat surel tersimpan." in jawab.content.decode()
    akun = Akun.objects.get(pk=pemeran["sari"].akun.pk)
    assert (akun.email, akun.surel) == ("sari@desa.example", CaraSurel.LANGSUNG)
    assert sari.post("/akun/surel/", {"email": "bukan alamat", "surel": "TIDAK"}).status_code == 422


def test_the_notice_of_a_receipt_leads_to_it(meja: Meja, masuk: Masuk) -> None:
    masuk("jaya").post(f"/kotak-masuk/{meja.serahan.pk}/terima/")
    kabar = Kabar.objects.get(perihal=Perihal.DITERIMA, peran=Peran.OPERATOR_DESA)
    jawab = masuk("sari").get(f"/kabar/{kabar.pk}/", follow=True)
    assert jawab.redirect_chain == [(f"/tanda-terima/{meja.serahan.pk}/", 302)]
    assert jawab.status_code == 200


# Facts as they stand in notices of every kind.
FAKTA = {
    "hari": 7, "tanggal": "2021-10-31", "jumlah": 2, "keluarga": 1234, "orang": 9, "belum": 1500, "desa": 8,
    "kode_alasan": "E1", "status": "DISETUJUI", "nomor": "400/1", "periode": "2021-10", "urut": 1, "bulan": 3,
    "terlambat": 1, "diam": 2, "diterima": 4, "ditolak": 1, "tingkat": "desa", "hasil": "isian desa yang dipakai",
    "n": 7, "kode": "AB12", "oleh": "Operator kabupaten", "nama": "X1", "operator": "Sari", "batch": "1804-1",
    "ditetapkan": 4, "urutan": 2, "sebab": "Nama berbeda dengan catatan Dukcapil.", "langkah": "Mulai verval.",
}  # fmt: skip
INDONESIA = re.compile(
    r"\b(yang|belum|sudah|dan|desa|keluarga|usulan|diterima|hari|orang|Dinas|Oktober|terlambat)\b"
)


@pytest.mark.parametrize("perihal", Perihal)
@pytest.mark.parametrize("hari", [1, 7])
def test_a_notice_speaks_the_readers_language(perihal: Perihal, hari: int) -> None:
    data = {**FAKTA, "hari": hari}
    asal = tulis_kabar(perihal, data)
    with translation.override("en"):
        k = tulis_kabar(perihal, data, BAHASA)
    assert not INDONESIA.search(f"{k.apa} {k.sebab} {k.langkah} {k.oleh}")
    assert "{" not in k.apa + k.sebab + k.langkah
    with translation.override("id"):
        assert tulis_kabar(perihal, data, BAHASA) == asal


def test_an_english_page_shows_its_notices_in_english(pemeran: object, sari: Client) -> None:
    kirim()
    kirim(Perihal.PERIODE_DIBUKA, periode="Oktober", tanggal="2021-10-31")
    sari.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    isi = teks(sari, "/kabar/")
    assert "2 proposals sent back by the Social Affairs Office." in isi
    # What an officer wrote stays as written.
    assert "RT kosong." in isi
    assert "Alamat belum lengkap" not in isi
    assert "31 October 2021" in isi


def test_a_stored_sentence_is_shown_whatever_signs_it_holds() -> None:
    sebab = "Berkas {rusak} tidak dikenal; isi } lain."
    k = tulis_kabar(Perihal.PAKET_DITAHAN, {"nomor": "{1}", "sebab": sebab, "langkah": ""}, BAHASA)
    assert (k.apa, k.sebab, k.langkah) == ("Titipan {1} ditahan.", sebab, "")
