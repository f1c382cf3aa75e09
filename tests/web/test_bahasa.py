"""The second language: chosen by the reader, kept in the browser, whole, and never guessed."""

import re
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from django.utils import translation
from django.utils.html import escape

from opensiks.infra.scope import scope_nasional
from opensiks.rules.rule import Tingkat, Violation
from opensiks.rules.temuan import tanggal_panjang
from opensiks.web.bahasa import nanti
from opensiks.web.format import write_date, write_number, write_refusal
from opensiks.web.presenters.temuan import Jawab, say_tanggal
from tests.web.conftest import Pekon

Masuk = Callable[[str], Client]
AKAR = Path(__file__).resolve().parents[2]
_ISIAN = re.compile(r"%\(\w+\)[sd]|\{[\w.!:]*\}")


def test_the_browsers_language_does_not_decide(client: Client, db: None) -> None:
    isi = client.get("/masuk/", headers={"accept-language": "en-GB,en;q=0.9"}).content.decode()
    assert '<html lang="id">' in isi
    assert "Pakai akun Anda sendiri." in isi


def test_one_press_turns_the_page_and_the_next_ones(client: Client, db: None) -> None:
    jawab = client.post("/bahasa/", {"language": "en", "next": "/masuk/"}, follow=True)
    isi = jawab.content.decode()
    assert '<html lang="en">' in isi
    assert "Use your own account." in isi
    assert "Bahasa Indonesia" in isi
    assert client.cookies[settings.LANGUAGE_COOKIE_NAME]["httponly"]
    kembali = client.post("/bahasa/", {"language": "id", "next": "/masuk/"}, follow=True)
    assert '<html lang="id">' in kembali.content.decode()


def test_a_language_we_do_not_have_is_indonesian(client: Client, db: None) -> None:
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "tlh"
    assert '<html lang="id">' in client.get("/masuk/").content.decode()


@pytest.mark.parametrize(
    "alamat", ["/", "/verval/", "/usulan/", "/musyawarah/", "/serahkan/", "/kabar/", "/akun/"]
)
def test_an_operators_pages_speak_english(masuk: Masuk, alamat: str) -> None:
    """The frame and the headings are English; what people wrote, names and laws stay."""
    sari = masuk("sari")
    sari.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    isi = re.sub(r"<(script|style|template)\b.*?</\1>", "", sari.get(alamat).content.decode(), flags=re.S)
    kata = re.findall(r">([^<>]*[A-Za-z]{3}[^<>]*)<", isi)
    asing = {
        k.strip() for k in kata if re.search(r"\b(belum|yang|dengan|sudah|untuk|tidak|keluarga|usulan)\b", k)
    }
    assert asing - {"Bahasa Indonesia"} == set()


def test_a_finding_speaks_english_and_its_answer_is_written_down_in_indonesian(
    masuk: Masuk, pekon: Pekon
) -> None:
    """What is stored does not depend on the language that the button was read in."""
    with scope_nasional():
        temuan = pekon.kurang.daftar_temuan.get(kode="R54", terbuka=True)
    sari = masuk("sari")
    sari.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    isi = sari.get(f"/keluarga/{temuan.keluarga_id}/").content.decode()
    assert "masih kosong" not in isi
    assert escape(translate_en("Nama ibu kandung")) in isi
    with translation.override("en"):
        tetap = Jawab(nanti("Masih hidup"), cara=nanti("Masih hidup"))
        assert (f"{tetap.kata}", f"{tetap.cara}") == (translate_en("Masih hidup"), "Masih hidup")


def test_a_date_inside_a_finding_follows_the_reader() -> None:
    tersimpan = tanggal_panjang(date(1985, 8, 5))
    assert say_tanggal(tersimpan) == "5 Agustus 1985"
    with translation.override("en"):
        assert say_tanggal(tersimpan) == "5 August 1985"


def translate_en(kata: str) -> str:
    with translation.override("en"):
        inggris = translation.gettext(kata)
    assert inggris != kata
    return inggris


def test_english_pages_load_the_words_of_the_scripts(masuk: Masuk) -> None:
    sari = masuk("sari")
    assert "kata.en.js" not in sari.get("/akun/").content.decode()
    sari.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    assert "js/kata.en.js" in sari.get("/akun/").content.decode()


def test_rules_numbers_and_dates_follow() -> None:
    salah = Violation("R91a", "Tunggu hasil {batch} batch yang belum dijawab.", Tingkat.B, "", {"batch": "3"})
    with translation.override("en"):
        assert write_refusal(salah).startswith("Wait")
        assert "3" in write_refusal(salah)
        assert (write_number(1234.5, 1), f"{nanti('Tolak')}") == ("1,234.5", "Refuse")
        assert "August" in write_date(date(2026, 8, 17))
    with translation.override("id"):
        assert (write_number(1234.5, 1), str(nanti("Tolak"))) == ("1.234,5", "Tolak")


def test_the_catalogue_is_whole_and_keeps_every_gap() -> None:
    sys.path.insert(0, str(AKAR / "script"))
    try:
        import bahasa
    finally:
        sys.path.pop(0)
    katalog = bahasa.load()
    assert [m.id for m in katalog if m.id and not m.string] == []
    beda = [
        m.id for m in katalog if m.id and sorted(_ISIAN.findall(m.id)) != sorted(_ISIAN.findall(m.string))
    ]
    assert beda == []
    periksa = subprocess.run(
        [sys.executable, "script/bahasa.py", "--check"], cwd=AKAR, capture_output=True, text=True
    )
    assert periksa.returncode == 0, periksa.stderr
