"""The style itself: budgets, contrast, strict CSP, and /gaya, which shows every component."""

import gzip
import re
from pathlib import Path

import pytest
from django.contrib.messages.storage.cookie import CookieStorage
from django.test import RequestFactory

import opensiks.web
from opensiks.web.bentuk import TAHAP, WARNA_BENTUK
from opensiks.web.pages import gaya
from opensiks.web.templatetags.siks import register

WEB = Path(opensiks.web.__file__).parent
CSS = (WEB / "static/css/opensiks.css").read_text()
IKON = (WEB / "static/ikon.svg").read_text()
TEMPLATES = sorted((WEB / "templates").rglob("*.html"))
TOKEN = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", CSS))


@pytest.fixture(scope="module")
def halaman() -> str:
    request = RequestFactory().get("/gaya/")
    request._messages = CookieStorage(request)
    return gaya.home(request).content.decode()


def luminance(warna: str) -> float:
    kanal = [int(warna[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    r, g, b = (k / 12.92 if k <= 0.04045 else ((k + 0.055) / 1.055) ** 2.4 for k in kanal)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


def contrast(a: str, b: str) -> float:
    terang, gelap = sorted((luminance(TOKEN[a]), luminance(TOKEN[b])), reverse=True)
    return (terang + 0.05) / (gelap + 0.05)


TEKS = [
    ("tinta", "putih"),
    ("tinta", "kertas"),
    ("tinta", "baris-pilih"),
    ("tinta", "baris-kini"),
    ("tinta-2", "putih"),
    ("tinta-2", "kertas"),
    ("tinta-2", "kepala-tabel"),
    ("tinta-2", "pokok-muda"),
    ("tinta-2", "baris-kini"),
    ("tinta-mati", "kelabu-muda"),
    ("tinta-mati", "putih"),
    ("putih", "kepala"),
    ("kepala-teks", "kepala"),
    ("putih", "pokok"),
    ("pokok", "putih"),
    ("pokok", "kertas"),
    ("pokok", "pokok-muda"),
    ("merah", "kertas"),
    *((w, f"{w}-muda") for w in ("hijau", "kuning", "merah", "biru", "beku", "kelabu")),
    *((w, "putih") for w in ("hijau", "kuning", "merah", "biru", "beku", "kelabu")),
    ("tahap-4", "tahap-1"),
    ("tahap-5", "tahap-2"),
    ("putih", "tahap-3"),
    ("putih", "tahap-4"),
    ("putih", "tahap-5"),
]


@pytest.mark.parametrize(("depan", "belakang"), TEKS)
def test_text_has_contrast_of_4_5(depan: str, belakang: str):
    assert contrast(depan, belakang) >= 4.5


@pytest.mark.parametrize(
    ("depan", "belakang"),
    [
        ("isian", "putih"),
        ("isian", "kertas"),
        ("pokok", "pokok-muda"),
        ("tinta", "fokus"),
        ("tinta", "kertas"),
    ],
)
def test_controls_and_focus_have_contrast_of_3(depan: str, belakang: str):
    assert contrast(depan, belakang) >= 3


def test_colours_are_written_only_as_tokens():
    sisa = re.sub(r":root \{.*?\n\}", "", CSS, count=1, flags=re.S)
    assert not re.findall(r"#[0-9a-fA-F]{3,8}\b(?!\))|rgba?\(|hsl", re.sub(r"url\(#\w+\)", "", sisa))


def test_every_colour_used_is_a_token():
    dipakai = set(re.findall(r"var\(--([\w-]+)", CSS))
    ditulis = set(re.findall(r"--([\w-]+):", CSS))
    assert dipakai <= ditulis


def test_no_text_is_smaller_than_13_px():
    ukuran = re.findall(r"font(?:-size)?: (?:\d+ )?([\d.]+)(rem|px)", CSS) + re.findall(
        r"--t-[\w-]+: ([\d.]+)(rem)", CSS
    )
    assert len(ukuran) >= 30
    assert min(float(n) * (16 if satuan == "rem" else 1) for n, satuan in ukuran) >= 13


def test_budgets():
    assert len(gzip.compress(CSS.encode())) <= 30_000
    assert len(IKON.encode()) <= 8_000
    assert len(gzip.compress((WEB / "static/js/opensiks.js").read_bytes())) <= 10_000


def test_css_loads_nothing_from_elsewhere():
    assert "@import" not in CSS
    assert "@font-face" not in CSS
    assert "http" not in CSS


@pytest.mark.parametrize("berkas", TEMPLATES, ids=lambda p: str(p.relative_to(WEB / "templates")))
def test_templates_keep_the_strict_csp(berkas: Path):
    isi = re.sub(
        r"{% comment .*?{% endcomment %}",
        "",
        berkas.read_text().replace("{% comment %}", "{% comment x %}"),
        flags=re.S,
    )
    assert not re.search(r"<style|\sstyle=|\son\w+=|hx-on|javascript:", isi)
    assert not re.search(r"<script(?![^>]*\bsrc=)", isi)


def test_every_icon_named_is_drawn():
    ada = set(re.findall(r'<symbol id="([\w-]+)"', IKON))
    dipakai = set(WARNA_BENTUK) | {glif for _, glif, _ in TAHAP.values()}
    for berkas in TEMPLATES:
        dipakai |= set(re.findall(r"""{% ikon ["']([\w-]+)["']""", berkas.read_text()))
        dipakai |= set(re.findall(r"""\bikon(?:_kanan)?=["']([\w-]+)["']""", berkas.read_text()))
    assert dipakai <= ada


def test_gaya_shows_every_component():
    isi = (WEB / "templates/gaya.html").read_text()
    # Attributes of a form have no looks of their own.
    bagian = {nama for nama in register.tags if nama not in {"ikon", "kunci", "tahap", "simpan_isian"}}
    assert not {nama for nama in bagian if f"{{% {nama} " not in isi}


def test_gaya_renders_in_indonesian_with_its_landmarks(halaman: str):
    assert '<html lang="id">' in halaman
    assert halaman.count("<h1") == 2  # its own, and that of the summary page it shows
    assert "Lompat ke isi" in halaman
    assert 'aria-live="polite"' in halaman
    assert 'aria-live="assertive"' in halaman
    assert "Data contoh — semua nama dan nomor rekaan" in halaman


def test_gaya_has_no_unresolved_tag_or_full_nik(halaman: str):
    assert "{{" not in halaman
    assert not re.search(r"\b\d{16}\b", halaman)
