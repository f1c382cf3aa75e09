"""Every page of every role, found by following links: no barrier, nothing cut off, no dead link, few queries."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.urls import URLPattern

from opensiks.web.request import API_ROUTES
from opensiks.web.urls import urlpatterns
from tests.layar.conftest import Contoh
from tests.layar.jelajah import Peta
from tests.layar.periksa import cari_hambatan
from tests.layar.tinjau import duduk, periksa_semua, tinjau

pytestmark = pytest.mark.browser

# Routes that no walk by links through the example reaches, and why that is right.
TANPA_JALAN = {
    "account_signup": "tertutup: akun dibuat petugas",
    "account_inactive": "tertutup: akun yang dimatikan",
    "account_logout": "menu akun, dengan tombol",
    "bahasa": "pilihan bahasa, dengan tombol",
    "hp": "lewat kode QR bertanda tangan",
    "hp_kotak": "lewat kode QR bertanda tangan",
    "hp_halaman": "lewat kode QR bertanda tangan",
    "foto": "gambar; contoh tidak berfoto",
    "foto_kecil": "gambar; contoh tidak berfoto",
    "cetak_lembar": "gambar satu halaman cetak, bukan layar",
    "lembar_sw": "berkas lembar kerja, diminta peramban; lihat tests/web/test_lembar.py",
    "lembar_manifes": "berkas lembar kerja, diminta peramban",
    "meja_baris": "satu baris daftar, untuk skrip",
    "meja_bentrok_bukti": "gambar; hanya bila bukti sudah datang",
    "verval_part": "sisa daftar yang dimuat skrip",
    "papan_unduh": "mengantar ke pertanyaan unduh; lihat tests/web/test_papan.py",
    "papan_unduh_nasional": "mengantar ke pertanyaan unduh",
    "unduh_kerja": "hanya sesudah ekspor besar diminta",
    "unduh_berkas": "hanya sesudah ekspor besar diminta",
    "jejak_bukti": "sesudah menekan Periksa seluruh jejak; lihat tests/web/test_audit.py",
    "bansos_tarik": "hanya bila ada penetapan yang belum ditarik; lihat tests/web/test_bansos.py",
    "batch_putuskan": "hanya bila ada batch yang belum dijawab; lihat tests/web/test_batch.py",
    "penetapan_pratinjau_nama": "hanya bila ada yang keluar; lihat tests/web/test_penetapan.py",
    "penetapan_pratinjau_kabupaten": "hanya bila lebih dari satu kabupaten; lihat tests/web/test_penetapan.py",
    "penetapan_pilih_banding": "formulir yang mengantar ke halaman banding",
    "usulan_wilayah": "pilihan wilayah di formulir pindah",
    "gaya": "contoh bagian layar, untuk pengembang",
    "pemadanan_henti": "hanya selagi pemadanan jalan; lihat tests/web/test_padan_angka.py",
    "sptjm": "hanya bila ketentuan periode mengizinkan SPTJM",
    "usulan_revise": "hanya untuk draf; lihat tests/web/test_usulan.py",
}
# The most queries a page may ask, whatever the size of the place; measured over all pages, with a margin of a third.
KUERI = 60
# The walk is the longest of all tests: in parts, so that both cores share it.
BAGIAN = 6


def _hanya_kirim(rute: URLPattern) -> bool:
    """The view takes nothing but POST: it has no page."""
    isi = [s.cell_contents for s in getattr(rute.callback, "__closure__", None) or ()]
    return any(daftar == ["POST"] for daftar in isi)


def test_every_route_is_reached_by_a_link_or_known_not_to_be(peta: Peta) -> None:
    bukan_halaman = {r.name for r in urlpatterns if _hanya_kirim(r)}
    semua = {str(r.name) for r in urlpatterns} - bukan_halaman - API_ROUTES
    assert sorted(semua - peta.rute() - set(TANPA_JALAN)) == []


def test_no_link_of_any_page_leads_nowhere(peta: Peta) -> None:
    assert peta.putus == []


def test_every_page_asks_a_bounded_number_of_queries(peta: Peta) -> None:
    assert all(h.kueri is not None for h in peta.halaman)
    terlalu = {f"{h.peserta.nama} {h.alamat}": h.kueri for h in peta.halaman if (h.kueri or 0) > KUERI}
    assert terlalu == {}


@pytest.mark.berat
@pytest.mark.parametrize("bagian", range(BAGIAN))
def test_no_page_holds_a_barrier_at_any_size(browser: Any, contoh: Contoh, peta: Peta, bagian: int) -> None:
    temuan = tinjau(browser, contoh.dasar, peta.ringkas()[bagian::BAGIAN], periksa_semua)
    assert temuan == {}, _tulis(temuan)


def test_refusals_hold_no_barrier(browser: Any, contoh: Contoh) -> None:
    """What is not there, what is not yours, and a sign-in that fails."""
    cacat: dict[str, list[str]] = {}
    with duduk(browser, contoh.dasar, contoh.siapa("tksk")) as (page, _):
        for jalan in ("/keluarga/99999999/", "/usulan/draft/tidak_layak/", "/kotak-masuk/", "/tidak-ada/"):
            page.goto(contoh.dasar + jalan)
            cacat[jalan] = periksa_semua(page)
    with duduk(browser, contoh.dasar, contoh.siapa("tamu")) as (page, _):
        page.goto(contoh.dasar + "/masuk/")
        page.locator("#id_login").fill("bukan.siapa")
        page.locator("#id_password").fill("bukan-sandi")
        page.get_by_role("button", name="Masuk").click()
        page.get_by_role("alert").first.wait_for(state="attached")
        cacat["/masuk/"] = periksa_semua(page)
    assert not any(cacat.values()), _tulis(cacat)


def test_panels_hold_no_barrier(browser: Any, contoh: Contoh) -> None:
    """The help panel (F1) and the list of keys (?), on a dense page and on a desk."""
    cacat: dict[str, list[str]] = {}
    for siapa, jalan in (("operator_desa-berjalan", "/verval/"), ("operator_kab", "/papan/")):
        with duduk(browser, contoh.dasar, contoh.siapa(siapa)) as (page, _):
            for kunci, panel in (("F1", "#panel-bantuan"), ("?", "#panel-tombol")):
                page.goto(contoh.dasar + jalan)
                page.keyboard.press(kunci)
                page.locator(panel).wait_for(state="visible")
                cacat[f"{jalan} {kunci}"] = cari_hambatan(page)
                page.keyboard.press("Escape")
                page.locator(panel).wait_for(state="hidden")
    assert not any(cacat.values()), _tulis(cacat)


# What a form says when it is sent empty. The example is thrown away afterwards.
FORMULIR = (
    ("operator_desa-berjalan", "usulan_draft"),
    ("operator_desa-berjalan", "musyawarah_close"),
    ("supervisor_kab", "petugas_baru"),
    ("supervisor_kab", "papan_perpanjang"),
    ("auditor", "akun_sandi"),
    ("operator_kab", "meja_bentrok_satu"),
)


@pytest.fixture
def formulir(peta: Peta) -> list[tuple[str, str, str]]:
    def pilih() -> Iterator[tuple[str, str, str]]:
        for siapa, rute in FORMULIR:
            for h in peta.halaman:
                if h.rute == rute and h.peserta.nama.startswith(siapa):
                    yield siapa, rute, h.alamat
                    break

    return list(pilih())


def test_forms_sent_empty_hold_no_barrier(
    browser: Any, contoh: Contoh, formulir: list[tuple[str, str, str]]
) -> None:
    assert len(formulir) >= 4
    cacat: dict[str, list[str]] = {}
    for siapa, _, alamat in formulir:
        with duduk(browser, contoh.dasar, contoh.siapa(siapa)) as (page, _):
            page.goto(contoh.dasar + alamat)
            page.locator("main form[method=post] button:not([aria-disabled=true])").last.click()
            page.wait_for_load_state("load")
            cacat[alamat] = periksa_semua(page)
    assert not any(cacat.values()), _tulis(cacat)


def _tulis(temuan: dict[str, list[str]]) -> str:
    return "\n".join(f"{di}\n    " + "\n    ".join(apa) for di, apa in temuan.items() if apa)


def test_R147_a_phone_says_that_two_officers_have_to_agree(browser: Any, contoh: Contoh, peta: Peta) -> None:
    """What keeps one person from joining rows across villages is read where the answer is given."""
    alamat = [h.alamat for h in peta.halaman if h.rute == "tinjauan_satu"]
    hp = {"viewport": {"width": 390, "height": 844}}
    with duduk(browser, contoh.dasar, contoh.siapa("pusdatin"), **hp) as (page, _):
        kalimat = page.get_by_text("Perlu jawaban yang sama dari dua petugas.")
        for jalan in alamat:
            page.goto(contoh.dasar + jalan)
            if "baris-baris ini" in page.locator("h1").inner_text():
                break
        kotak, jawab = kalimat.bounding_box(), page.get_by_role("button", name="Sama").bounding_box()
        assert kotak["y"] + kotak["height"] <= jawab["y"] < 844


@pytest.mark.parametrize("lebar", [1024, 1100, 1366])
def test_the_list_for_disdukcapil_stays_beside_its_forms(browser: Any, contoh: Contoh, lebar: int) -> None:
    """Two columns begin at 1024; the list never runs under the second."""
    layar = {"viewport": {"width": lebar, "height": 700}}
    with duduk(browser, contoh.dasar, contoh.siapa("operator_kab"), **layar) as (page, _):
        page.goto(contoh.dasar + "/padan/konfirmasi/")
        daftar, samping = (page.locator(s).first.bounding_box() for s in ("#konfirmasi", "aside.tumpuk"))
    assert daftar["x"] + daftar["width"] < samping["x"]
