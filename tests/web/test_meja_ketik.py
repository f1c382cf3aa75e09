"""The desk in a real browser: a heap of files dropped at once arrives whole, whatever the line does meanwhile."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from playwright.sync_api import expect

from opensiks.infra.scope import scope_nasional
from opensiks.paket.models import Titipan
from tests.web.conftest import Pekon

pytestmark = pytest.mark.browser
Masuk = Callable[[str], Client]
TITIP = "**/meja/titip/"
# Dropped on the page as from a file manager: what a person does with 151 files of a stick.
LEPAS = """(banyak) => {
  const isi = new DataTransfer();
  for (let n = 0; n < banyak; n += 1) isi.items.add(new File([`berkas ${n} `.repeat(200)], `paket ${n}.age`));
  const kirim = (nama) => document.body.dispatchEvent(
    new DragEvent(nama, { bubbles: true, cancelable: true, dataTransfer: isi }));
  kirim('dragenter'); kirim('dragover'); kirim('drop');
}"""


@pytest.fixture
def layar(live_server: Any, masuk: Masuk, pekon: Pekon, page: Any) -> Any:
    client = masuk("jaya")
    kue = [{"name": k, "value": m.value, "url": live_server.url} for k, m in client.cookies.items()]
    page.context.add_cookies(kue)
    page.goto(live_server.url + "/meja/")
    return page


def judul(layar: Any) -> Any:
    return layar.locator("[data-meja-judul]")


def count_titipan() -> int:
    with scope_nasional():
        return Titipan.objects.count()


def test_a_heap_of_files_goes_up_two_at_a_time_and_survives_a_bad_line(layar: Any) -> None:
    sedang, puncak, ke = 0, 0, 0

    def goyah(route: Any) -> None:
        nonlocal sedang, puncak, ke
        ke += 1
        sedang += 1
        puncak = max(puncak, sedang)
        if ke % 7 == 0:
            sedang -= 1
            route.abort()
        elif ke % 11 == 0:
            sedang -= 1
            route.fulfill(
                status=503, json={"kode": "SIMPAN", "kalimat": "Ada gangguan di pihak kami.", "langkah": ""}
            )
        else:
            route.continue_()

    def selesai(request: Any) -> None:
        nonlocal sedang
        sedang -= request.url.endswith("/meja/titip/")

    layar.on("requestfinished", selesai)
    layar.route(TITIP, goyah)
    layar.evaluate(LEPAS, 30)
    expect(judul(layar)).to_have_text("30 berkas sudah aman di Dinas", timeout=60_000)
    assert count_titipan() == 30
    assert puncak == 2
    expect(layar.locator("#daftar-berkas tr[data-baris]")).to_have_count(30)
    layar.unroute_all()
    layar.reload()
    expect(layar.locator("#daftar-berkas tr[data-baris]")).to_have_count(30)


def test_the_same_heap_again_counts_once(layar: Any) -> None:
    for _ in range(2):
        layar.evaluate(LEPAS, 5)
        expect(judul(layar)).to_contain_text("berkas sudah aman di Dinas")
        expect(layar.locator("#meja-maju progress")).to_have_js_property("value", 5 * (_ + 1))
    expect(layar.locator("[data-meja-kata]")).to_contain_text(
        "5 sudah pernah dititip, tidak dihitung dua kali."
    )
    assert count_titipan() == 5


def test_what_is_refused_is_named_and_can_be_sent_again(layar: Any) -> None:
    penuh = {
        "kode": "BATAS",
        "kalimat": "Berkas lebih besar dari 25 MB.",
        "langkah": "Kirim tanpa foto dahulu.",
    }
    layar.route(TITIP, lambda route: route.fulfill(status=413, json=penuh))
    layar.evaluate(LEPAS, 1)
    gagal = layar.locator("[data-meja-gagal] li")
    expect(gagal).to_have_text("paket 0.age Berkas lebih besar dari 25 MB. Kirim tanpa foto dahulu.")
    layar.unroute_all()
    layar.get_by_role("button", name="Kirim lagi").click()
    expect(judul(layar)).to_have_text("1 berkas sudah aman di Dinas")
    expect(gagal).to_have_count(0)


def test_a_reload_in_the_middle_says_how_many_are_left(layar: Any) -> None:
    layar.route(TITIP, lambda route: None)
    layar.evaluate(LEPAS, 4)
    expect(judul(layar)).to_have_text("0 dari 4 berkas sudah aman di Dinas")
    layar.on("dialog", lambda d: d.accept())
    layar.reload()
    expect(judul(layar)).to_have_text("4 berkas belum sempat terkirim")
    expect(layar.locator("[data-meja-kata]")).to_contain_text("Letakkan lagi semua berkasnya.")


def test_files_can_be_chosen_with_the_keyboard(layar: Any) -> None:
    pilih = layar.locator("#berkas-titip")
    pilih.focus()
    assert layar.evaluate("getComputedStyle(document.querySelector('.meja-pilih')).outlineStyle") == "solid"
    pilih.set_input_files([{"name": "satu.age", "mimeType": "application/octet-stream", "buffer": b"satu"}])
    expect(judul(layar)).to_have_text("1 berkas sudah aman di Dinas")
