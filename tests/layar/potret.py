"""`script/screens`: a picture of every page of every role with the demo's data, at three sizes, and an index.

    script/screens [FOLDER] [--home HOME] [--hanya operator_desa,/papan/]

Exit 1, with the list, when a page writes an error to the console or answers with one.
"""

import argparse
import html
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import django

from opensiks.infra import home as rumah
from tests.layar import dunia

if TYPE_CHECKING:
    from tests.layar.jelajah import Halaman

LAYAR = {"1366": (1366, 768, 1), "360": (360, 800, 1), "zoom200": (683, 384, 2)}


def main() -> int:
    pilihan = _baca_pilihan()
    if pilihan.panduan:
        return _potret_panduan()
    os.environ |= {
        "DJANGO_SETTINGS_MODULE": "opensiks.config.settings.dev",
        "OPENSIKS_HOME": str(pilihan.home),
    }
    django.setup()
    from tests.layar.jelajah import petakan

    dunia.mainkan(pilihan.home)
    with dunia.layani(pilihan.home) as dasar:
        peserta = dunia.list_peserta(pilihan.home)
        kata("mencari semua halaman …")
        peta = petakan(dasar, peserta)
        halaman = [h for h in peta.halaman if _diminta(h.peserta.nama, h.alamat, pilihan.hanya)]
        kata(f"{len(halaman)} halaman, {len(peserta)} peserta → {pilihan.folder}")
        gangguan = [f"tautan putus: {p}" for p in peta.putus]
        gangguan += _potret_semua(dasar, halaman, pilihan.folder)
    (pilihan.folder / "index.html").write_text(_daftar(halaman), encoding="utf-8")
    for satu in gangguan:
        print(satu)
    return 1 if gangguan else 0


def _potret_panduan() -> int:
    """The pictures of docs/panduan, from a small example that is thrown away again."""
    with tempfile.TemporaryDirectory(prefix="panduan-") as sementara:
        home = Path(sementara)
        home.chmod(0o711)
        os.environ |= {"DJANGO_SETTINGS_MODULE": "opensiks.config.settings.dev", "OPENSIKS_HOME": str(home)}
        django.setup()
        from tests.layar import panduan
        from tests.layar.jelajah import petakan

        dunia.mainkan(home, *dunia.KECIL)
        try:
            with dunia.layani(home) as dasar, _chromium() as chromium:
                peserta = dunia.list_peserta(home)
                perlu = [p for p in peserta if any(p.nama.startswith(s) for s in panduan.list_siapa())]
                galat = panduan.potret(chromium, dasar, petakan(dasar, perlu), perlu)
        finally:
            dunia.opensiks(home, "pg", "stop")
    for satu in galat:
        print(satu)
    return 1 if galat else 0


def kata(isi: str) -> None:
    print(isi, file=sys.stderr, flush=True)


def _baca_pilihan() -> argparse.Namespace:
    p = argparse.ArgumentParser(
        prog="script/screens", description="Potret setiap halaman untuk setiap peran."
    )
    p.add_argument("folder", nargs="?", type=Path, help="tempat gambar (bawaan: OPENSIKS_HOME/layar)")
    p.add_argument("--home", type=Path, default=rumah.home(), help="data contoh yang dipotret")
    p.add_argument("--hanya", default="", help="awal nama peran atau awal alamat, dipisah koma")
    p.add_argument("--panduan", action="store_true", help="ambil lagi gambar panduan dari contoh kecil")
    pilihan = p.parse_args()
    pilihan.home = pilihan.home.resolve()
    pilihan.folder = (pilihan.folder or pilihan.home / "layar").resolve()
    pilihan.folder.mkdir(parents=True, exist_ok=True)
    return pilihan


def _diminta(nama: str, alamat: str, hanya: str) -> bool:
    return not hanya or any(
        nama.startswith(x) or (x.startswith("/") and alamat.startswith(x)) for x in hanya.split(",")
    )


@contextmanager
def _chromium() -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    program = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    sifat = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=program, args=sifat)
        yield chromium
        chromium.close()


def _potret_semua(dasar: str, halaman: "list[Halaman]", folder: Path) -> list[str]:
    gangguan = []
    with _chromium() as chromium:
        for peserta in dict.fromkeys(h.peserta for h in halaman):
            milik = [h for h in halaman if h.peserta == peserta]
            for ukuran in LAYAR:
                gangguan += _potret(chromium, dasar, milik, ukuran, folder)
            kata(f"  {peserta.nama}: {len(milik)} halaman")
    return gangguan


def _potret(chromium: Any, dasar: str, milik: "list[Halaman]", ukuran: str, folder: Path) -> list[str]:
    """One person's pages at one size; what they said to the console."""
    from tests.layar.tinjau import duduk

    lebar, tinggi, skala = LAYAR[ukuran]
    gangguan = []
    sifat = {"viewport": {"width": lebar, "height": tinggi}, "device_scale_factor": skala}
    with duduk(chromium, dasar, milik[0].peserta, **sifat) as (page, ribut):
        for h in milik:
            page.goto(dasar + h.alamat, wait_until="load")
            page.wait_for_timeout(150)
            page.screenshot(
                path=str(folder / f"{h.berkas}__{ukuran}.jpg"), type="jpeg", quality=70,
                full_page=ukuran != "zoom200", animations="disabled",
            )  # fmt: skip
            gangguan += [f"{h.peserta.nama} {h.alamat} ({ukuran}): {x}" for x in ribut]
            ribut.clear()
    return gangguan


def _daftar(halaman: "list[Halaman]") -> str:
    """One row a page, one picture a size; by role."""
    baris, kini = [], ""
    for h in halaman:
        if h.peserta.nama != kini:
            kini = h.peserta.nama
            baris.append(f"<h2 id='{kini}'>{html.escape(kini)}</h2>")
        gambar = "".join(
            f"<a href='{h.berkas}__{u}.jpg'><img loading='lazy' src='{h.berkas}__{u}.jpg' alt='{u}' height='300'></a>"
            for u in LAYAR
        )
        lama = f", {h.lama:.0f} ms, {h.kueri} kueri" if h.lama else ""
        baris.append(
            f"<h3>{html.escape(h.judul)} <small>{html.escape(h.alamat)}{lama}</small></h3><p>{gambar}</p>"
        )
    nama = dict.fromkeys(h.peserta.nama for h in halaman)
    menu = " ".join(f"<a href='#{n}'>{n}</a>" for n in nama)
    return (
        "<!doctype html><html lang=id><meta charset=utf-8><title>Layar OpenSIKS</title><style>"
        "body{font-family:system-ui;margin:1rem}img{border:1px solid #999;margin-right:8px;vertical-align:top}"
        "small{font-weight:normal;color:#555}nav{position:sticky;top:0;background:#fff}</style>"
        f"<h1>Layar OpenSIKS</h1><nav>{menu}</nav>{''.join(baris)}"
    )


if __name__ == "__main__":
    sys.exit(main())
