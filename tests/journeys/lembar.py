"""Steps of the offline worksheet: a server that can really be stopped, and laptops whose browsers can really be killed.

A laptop is a profile folder. One is enrolled once per process and copied for each test (see conftest.py).
"""

import json
import os
import shutil
import signal
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import waitress
from django.core.wsgi import get_wsgi_application
from playwright.sync_api import BrowserContext, Error, Page, Playwright, expect

from tests.journeys.langkah import Orang

PIN = "laut biru 27"
DIAM = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-dev-shm-usage",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
)  # fmt: skip
# What a browser of 2023 on Windows 7 lacks: X25519 and Ed25519 in WebCrypto, and the newer doors to the system.
PERAMBAN_LAMA = """(() => {
  const s = SubtleCrypto.prototype;
  for (const nama of ["generateKey", "importKey", "deriveBits", "deriveKey", "sign", "verify"]) {
    const asli = s[nama];
    s[nama] = function (...isi) {
      const cari = isi.some((x) => /25519/.test(typeof x === "string" ? x : (x && x.name) || ""));
      if (cari) return Promise.reject(new DOMException("Unrecognized name.", "NotSupportedError"));
      return asli.apply(this, isi);
    };
  }
  delete Navigator.prototype.locks;
  delete Navigator.prototype.share;
  delete Navigator.prototype.canShare;
  delete window.showSaveFilePicker;
})();"""
# Without the dialog of the system, which no test can answer, the browser saves as most villages' browsers do.
UNDUH_BIASA = "delete window.showSaveFilePicker;"

Jawab = tuple[int, str, bytes]


def cari_chromium() -> str:
    program = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    assert program, "Chromium tidak ditemukan: jalankan script/test, atau isi CHROMIUM dengan letaknya."
    return program


@dataclass
class Peladen:
    """The pages as they are served to people, at one address through every stop and start.

    `ganti` answers for an address in the server's place; `dilihat` are the addresses that were asked for.
    """

    port: int = 0
    ganti: dict[str, Callable[[], Jawab]] = field(default_factory=dict)
    dilihat: list[str] = field(default_factory=list)
    _server: Any = None
    _utas: threading.Thread | None = None

    @property
    def alamat(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def nyalakan(self) -> "Peladen":
        if self._server is None:
            dasar = get_wsgi_application()
            self._server = waitress.create_server(
                self._bungkus(dasar), host="127.0.0.1", port=self.port, threads=6
            )
            self.port = int(self._server.effective_port)
            self._utas = threading.Thread(target=self._jalan, args=(self._server,), daemon=True)
            self._utas.start()
        return self

    def matikan(self) -> None:
        """Nobody listens any more, and the lines that were open are cut."""
        if self._server is None:
            return
        server, self._server = self._server, None
        server.close()
        for saluran in list(server.active_channels.values()):
            with suppress(OSError):
                saluran.socket.shutdown(socket.SHUT_RDWR)
        assert self._utas is not None
        self._utas.join(timeout=5)
        server.task_dispatcher.shutdown()
        with socket.socket() as colok:
            assert colok.connect_ex(("127.0.0.1", self.port)) != 0

    @contextmanager
    def mati(self) -> Iterator[None]:
        """The line is gone for the length of this block."""
        self.matikan()
        try:
            yield
        finally:
            self.nyalakan()

    @staticmethod
    def _jalan(server: Any) -> None:
        with suppress(OSError):
            server.run()

    def _bungkus(self, dasar: Any) -> Any:
        def app(environ: dict[str, Any], mulai: Any) -> Any:
            jalur = environ["PATH_INFO"]
            self.dilihat.append(jalur)
            if jalur in self.ganti:
                status, jenis, isi = self.ganti[jalur]()
                mulai(f"{status} uji", [("Content-Type", jenis), ("Cache-Control", "no-store")])
                return [isi]
            return dasar(environ, mulai)

        return app


class Laptop:
    """A village's laptop: a folder that outlives its browsers. `gangguan` is every script that failed."""

    def __init__(self, mesin: Playwright, folder: Path, alamat: str) -> None:
        self.mesin, self.folder, self.alamat = mesin, folder, alamat
        self.konteks: BrowserContext | None = None
        self.awal, self.tetap = UNDUH_BIASA, True
        self.gangguan: list[str] = []
        self.unduhan: list[Path] = []

    @property
    def page(self) -> Page:
        assert self.konteks is not None
        return self.konteks.pages[0]

    def nyalakan(self, *tambahan: str, **isi: Any) -> "Laptop":
        """Start the browser; what the last one left locked is let go."""
        for kunci in self.folder.glob("Singleton*"):
            kunci.unlink(missing_ok=True)
        self._jamin()
        baku: dict[str, Any] = {
            "executable_path": cari_chromium(), "args": [*DIAM, *tambahan], "locale": "id-ID",
            "timezone_id": "Asia/Jakarta", "viewport": {"width": 1366, "height": 768}, "accept_downloads": True,
        }  # fmt: skip
        self.konteks = self.mesin.chromium.launch_persistent_context(str(self.folder), **baku | isi)
        self.konteks.set_default_timeout(20_000)
        if self.awal:
            self.konteks.add_init_script(self.awal)
        if self.tetap:
            izin = {"origin": self.alamat, "permissions": ["durableStorage"]}
            self.konteks.new_cdp_session(self.page).send("Browser.grantPermissions", izin)
        self._dengar(self.page)
        self.konteks.on("page", self._dengar)
        return self

    def _jamin(self) -> None:
        """As an installed worksheet has it: the browser promised to keep its data, and where not `tetap` it did not.

        The promise that pages can ask for is granted over the wire; the one that is heeded when the disk is full stands
        in the profile's settings.
        """
        path = self.folder / "Default" / "Preferences"
        path.parent.mkdir(parents=True, exist_ok=True)
        isi = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
        kecuali = (
            isi.setdefault("profile", {}).setdefault("content_settings", {}).setdefault("exceptions", {})
        )
        kecuali["durable_storage"] = {f"{self.alamat},*": {"setting": 1}} if self.tetap else {}
        path.write_text(json.dumps(isi), encoding="utf-8")

    def _dengar(self, page: Page) -> None:
        page.on("pageerror", lambda e: self.gangguan.append(str(e)))

    def pulas(self) -> None:
        """Shut down in order."""
        if self.konteks is not None:
            with suppress(Error):
                self.konteks.close()
        self.konteks = None

    def list_proses(self) -> list[int]:
        """Every process of this profile's browser: by the folder in its command line, and their children."""
        tanda, milik, induk = str(self.folder).encode(), set(), {}
        for p in Path("/proc").iterdir():
            if p.name.isdigit():
                with suppress(OSError):
                    kata = (p / "cmdline").read_bytes()
                    induk[int(p.name)] = int((p / "stat").read_text().rpartition(")")[2].split()[1])
                    if tanda in kata and b"chrom" in kata:
                        milik.add(int(p.name))
        while anak := {p for p, i in induk.items() if i in milik} - milik:
            milik |= anak
        return sorted(milik)

    def bunuh(self) -> None:
        """SIGKILL for the browser and everything it started; nobody gets to say goodbye."""
        for proses in self.list_proses():
            with suppress(ProcessLookupError):
                os.kill(proses, signal.SIGKILL)

    def kubur(self) -> None:
        """After `bunuh`: wait until they are gone, forget the connection."""
        akhir = time.monotonic() + 10
        while self.list_proses() and time.monotonic() < akhir:
            time.sleep(0.02)
        self.pulas()

    def buka(self, jalur: str = "/lembar/") -> Page:
        self.page.goto(self.alamat + jalur)
        return self.page

    def masuk_pin(self, pin: str = PIN, page: Page | None = None) -> Page:
        """The worksheet, opened with its PIN."""
        page = page or self.page
        page.get_by_label("PIN", exact=True).fill(pin)
        page.get_by_role("button", name="Buka lembar kerja").click()
        expect(page.locator("nav.tab").first).to_be_visible()
        return page

    def kerja(self, *tambahan: str, **isi: Any) -> Page:
        """On, worksheet, PIN."""
        self.nyalakan(*tambahan, **isi)
        self.buka()
        return self.masuk_pin()


def ke(page: Page, jalur: str) -> Page:
    """Go inside the opened worksheet, without loading it again."""
    page.evaluate("(j) => { location.hash = j; }", jalur)
    return page


def tekan(page: Page, kata: str) -> None:
    page.get_by_role("button", name=kata).or_(page.get_by_role("link", name=kata)).first.click()


def masuk_akun(page: Page, alamat: str, nama: str) -> None:
    """Sign in with the account and come to the worksheet."""
    orang = Orang(page, alamat, nama)
    orang.buka("/masuk/?next=/lembar/")
    page.locator("#id_login").fill(nama)
    from tests.cast import SANDI

    page.locator("#id_password").fill(SANDI)
    orang.tekan("Masuk")
    page.wait_for_url("**/lembar/**")


def pasang(page: Page, pin: str = PIN) -> list[str]:
    """Choose a PIN and ask the Dinas; the six words on the screen."""
    tekan(page, "Pasang lembar kerja di laptop ini")
    page.get_by_label("PIN baru").fill(pin)
    page.get_by_label("Ulangi PIN").fill(pin)
    tekan(page, "Lanjut")
    expect(page.get_by_role("heading", name="Menunggu persetujuan Dinas")).to_be_visible()
    return baca_kata(page, ".enam-kata")


def baca_kata(page: Page, daftar: str) -> list[str]:
    """Six words of a list, without their numbers."""
    return [t.split()[-1] for t in page.locator(f"{daftar} li").all_inner_texts()]


def angka_pita(page: Page) -> int:
    """How many decisions exist only on this laptop, as the band says."""
    pita = page.locator(".pita-salin strong")
    return int(pita.inner_text().split()[0].replace(".", "")) if pita.count() else 0


def tunggu_terpasang(page: Page) -> None:
    """The service worker has everything, and the version has proved itself."""
    page.evaluate("() => navigator.serviceWorker.ready.then(() => true)")
    page.wait_for_function(
        """async () => {
          const k = await caches.open("keadaan-lembar"), s = await k.match("/lembar/keadaan");
          return Boolean(s && (await s.json()).sehat);
        }""",
        polling=200,
    )
