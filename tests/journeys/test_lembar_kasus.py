"""The conformance folder in a real Chromium: the very program that villages load gives the server's answers."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.contrib.staticfiles import finders
from playwright.sync_api import Page, Playwright, Route

from tests.contracts.pohon import AKAR
from tests.journeys.lembar import DIAM, PERAMBAN_LAMA, cari_chromium

pytestmark = pytest.mark.browser

DI = AKAR / "tests" / "cases" / "paket"
# A secure address that needs no server: every answer comes from a file.
ALAMAT = "https://kasus.invalid/"
HALAMAN = "<!doctype html><meta charset=utf-8><title>kasus</title><script src=lembar.js></script>"
# One case after another: `[kode, harap]` of each, with the words that the index uses.
_BUKA = """async ({ kasus, kunci, indeks }) => {
  const jawab = [];
  for (const k of kasus) {
    const bytes = new Uint8Array(await (await fetch(k.berkas)).arrayBuffer());
    const opsi = { registrar: (k.registrar ?? indeks.registrar).map((n) => kunci[n].jwk),
      saat: k.at_detik ?? indeks.at_detik, kantor: k.kantor ?? indeks.kantor };
    try {
      const p = await intiLembar.bukaPaket(bytes, k.identitas.map((n) => kunci[n].identitas), opsi);
      jawab.push(["", { arah: p.manifes.arah, manifes_sha256: p.manifesSha256, kid: p.kid,
        isi_sha256: await intiLembar.sha256Hex(p.badan), ubahan: p.ubahan.length,
        lampiran: [...p.lampiran.keys()].sort() }]);
    } catch (e) {
      jawab.push([e.kode ?? `${e.name}: ${e.message}`, null]);
    }
  }
  return jawab;
}"""
_VEKTOR = """async (v) => {
  const { bacaBaku, enamKata, kanonikTeks, kodeDaftar, sha256Hex, sidikJari, undak } = intiLembar;
  const byte = (t) => new TextEncoder().encode(t);
  const baca = (t) => { try { return kanonikTeks(bacaBaku(byte(t), "kasus")); } catch (e) { return e.kode; } };
  const baku = [], kunci = [];
  for (const b of v.baku) baku.push([kanonikTeks(b.nilai), await sha256Hex(byte(b.teks))]);
  for (const k of v.kunci) kunci.push([await sidikJari(k.jwk), enamKata(k.sidik)]);
  return { baku, kunci, terima: v.terima.map(baca), tolak: v.tolak.map(baca),
    kode: v.kode.map((k) => kodeDaftar(k.sha256)), undak: v.undak_untuk.map(([u]) => undak(u)) };
}"""


def load(nama: str) -> Any:
    return json.loads((DI / nama).read_text(encoding="utf-8"))


def jawab(rute: Route) -> None:
    """The page, the program as it is built, or a file of the folder."""
    nama = rute.request.url.removeprefix(ALAMAT)
    if nama == "":
        rute.fulfill(body=HALAMAN, content_type="text/html")
        return
    path = finders.find("lembar/lembar.js") if nama == "lembar.js" else DI / nama
    rute.fulfill(
        body=Path(str(path)).read_bytes(), content_type="text/javascript" if nama[-2:] == "js" else ""
    )


@pytest.fixture
def page(mesin: Playwright, request: pytest.FixtureRequest) -> Iterator[Page]:
    peramban = mesin.chromium.launch(executable_path=cari_chromium(), args=list(DIAM))
    try:
        page = peramban.new_page()
        if awal := getattr(request, "param", ""):
            page.add_init_script(awal)
        page.route(f"{ALAMAT}**", jawab)
        page.goto(ALAMAT)
        yield page
    finally:
        peramban.close()


def buka(page: Page, kasus: list[dict[str, Any]]) -> list[list[Any]]:
    bekal = {"kasus": kasus, "kunci": load("kunci.json"), "indeks": load("indeks.json")}
    return list(page.evaluate(_BUKA, bekal))


def test_every_package_is_opened_or_refused_as_the_server_does(page: Page) -> None:
    indeks = load("indeks.json")
    baik, cacat = indeks["baik"], indeks["cacat"]
    harap = [["", k["harap"]] for k in baik] + [[k["kode"], None] for k in cacat]
    dapat = buka(page, baik + cacat)
    beda = [(k["berkas"], h, d) for k, h, d in zip(baik + cacat, harap, dapat, strict=True) if h != d]
    assert beda == []
    assert (len(baik), len(cacat)) >= (13, 102)


@pytest.mark.parametrize("page", [PERAMBAN_LAMA], indirect=True, ids=["2023"])
def test_a_browser_of_2023_reads_what_laptops_of_its_age_sign(page: Page) -> None:
    """Without Curve25519 in WebCrypto: the same for every package that is not signed with Ed25519."""
    indeks = load("indeks.json")
    kasus = [k for k in indeks["baik"] + indeks["cacat"] if not re.search("ed25519", k["berkas"])]
    harap = [[k.get("kode", ""), k.get("harap")] for k in kasus]
    beda = [(k["berkas"], h, d) for k, h, d in zip(kasus, harap, buka(page, kasus), strict=True) if h != d]
    assert beda == []


def test_small_vectors_are_the_same(page: Page) -> None:
    v = load("vektor.json")
    dapat = page.evaluate(_VEKTOR, v)
    assert dapat["baku"] == [[b["teks"], b["sha256"]] for b in v["baku"]]
    assert dapat["kunci"] == [[k["sidik"], k["kata"]] for k in v["kunci"]]
    assert dapat["terima"] == v["terima"]
    assert dapat["tolak"] == ["SALAH_BENTUK"] * len(v["tolak"])
    assert dapat["kode"] == [k["kode"] for k in v["kode"]]
    assert dapat["undak"] == [n for _, n in v["undak_untuk"]]
