"""The operator's list of 900 persons on a thin line and a weak laptop: 400 kbps, 400 ms, a processor 4x slower."""

import threading
import time
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
import waitress
from django.core.wsgi import get_wsgi_application
from playwright.sync_api import Page

from opensiks.infra import clock
from opensiks.infra.scope import scope_nasional
from tests.cast import DESA, KAB, make_cast
from tests.factories.keluarga import anak, baris, buat_wilayah, daftarkan, istri, orang
from tests.journeys.langkah import buka_periode, duduk

pytestmark = [pytest.mark.browser, pytest.mark.tenang]
KELUARGA = 300
BATAS = 3.0
DEPAN = (
    "AHMAD",
    "BAMBANG",
    "CECEP",
    "DEDI",
    "EKO",
    "FAJAR",
    "GUNAWAN",
    "HENDRA",
    "IRWAN",
    "JOKO",
    "KARNO",
    "LUKMAN",
)
BELAKANG = (
    "SANTOSO",
    "WIBOWO",
    "SAPUTRA",
    "HIDAYAT",
    "PRATAMA",
    "NUGROHO",
    "SETIAWAN",
    "KURNIAWAN",
    "RAHMAN",
    "HAKIM",
)
# The last of the list: found only when all of it can be searched.
DICARI = "ZULFIKAR ARDIANSYAH"

# One row is left, and it is the one. Asked in the page: a search by role costs the slow processor seconds.
TERSARING = """(nama) => {
  const tampak = [...document.querySelectorAll("tr[data-baris]")].filter((e) => e.offsetParent);
  return tampak.length === 1 && tampak[0].textContent.includes(nama);
}"""


def siapkan() -> None:
    lalu = clock.today(KAB) - timedelta(days=32)
    nama = [f"{DEPAN[i % 12]} {BELAKANG[i // 12 % 10]}" for i in range(KELUARGA - 1)] + [DICARI]
    with scope_nasional():
        buat_wilayah()
        make_cast()
        daftarkan(
            *(
                baris(
                    DESA, [orang(n), istri(f"SITI {n.split()[1]}"), anak(f"PUTRI {n.split()[0]}")],
                    program=("PKH",), verval_terakhir=lalu, rt=f"{1 + i % 12:03d}", rw=f"{1 + i % 4:03d}",
                )
                for i, n in enumerate(nama)
            )
        )  # fmt: skip
        buka_periode(10)


@pytest.fixture
def peladen(transactional_db: None) -> Iterator[str]:
    """The pages as they are served to people, styles and scripts compressed; the test server of Django does neither."""
    server = waitress.create_server(get_wsgi_application(), host="127.0.0.1", port=0, threads=4)
    utas = threading.Thread(target=server.run, daemon=True)
    utas.start()
    yield f"http://127.0.0.1:{server.effective_port}"
    server.close()
    utas.join(timeout=5)


def throttle(page: Page) -> None:
    cdp = page.context.new_cdp_session(page)
    cdp.send("Network.enable")
    kbps = 400 * 1000 / 8
    cdp.send(
        "Network.emulateNetworkConditions",
        {"offline": False, "latency": 400, "downloadThroughput": kbps, "uploadThroughput": kbps},
    )
    cdp.send("Network.setCacheDisabled", {"cacheDisabled": True})
    cdp.send("Emulation.setCPUThrottlingRate", {"rate": 4})


def test_a_list_of_900_persons_is_usable_within_3_seconds(peladen: str, browser: Any) -> None:
    siapkan()
    with duduk(browser, peladen, "sari") as sari:
        sari.buka("/verval/")  # the server has compiled its templates, as after the first visitor of a day
        page = sari.page
        page.goto("about:blank")
        berat: list[int] = []
        page.on("requestfinished", lambda r: berat.append(r.sizes()["responseBodySize"]))
        throttle(page)

        mulai = time.perf_counter()
        page.goto(peladen + "/verval/", wait_until="commit")
        page.locator("tr[data-baris] a").first.wait_for(state="visible")
        tampak = time.perf_counter() - mulai
        page.locator("[data-cari-isian]").fill(DICARI.split()[0].lower())
        page.wait_for_function(TERSARING, arg=DICARI.title())
        dicari = time.perf_counter() - mulai

        print(f"\nbaris tampak {tampak:.2f} s, pencarian menjawab {dicari:.2f} s, {sum(berat) / 1000:.0f} kB")
        assert dicari <= BATAS
