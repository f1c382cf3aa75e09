"""`script/screens`: a picture of every page of every role with the demo's data, at three sizes, and an index.

    script/screens [FOLDER] [--home HOME] [--hanya operator_desa,/papan/]

Exit 1, with the list, when a page writes an error to the console or answers with one.
"""

import argparse
import html
import os
import shutil
import sys
from collections.abc import Iterable
from pathlib import Path

import django

from opensiks.infra import home as rumah
from tests.layar import dunia

LAYAR = {"1366": (1366, 768, 1), "360": (360, 800, 1), "zoom200": (683, 384, 2)}


def main() -> int:
    pilihan = _baca_pilihan()
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


def kata(isi: str) -> None:
    print(isi, file=sys.stderr, flush=True)


def _baca_pilihan() -> argparse.Namespace:
    p = argparse.ArgumentParser(
        prog="script/screens", description="Potret setiap halaman untuk setiap peran."
    )
    p.add_argument("folder", nargs="?", type=Path, help="tempat gambar (bawaan: OPENSIKS_HOME/layar)")
    p.add_argument("--home", type=Path, default=rumah.home(), help="data contoh yang dipotret")
    p.add_argument("--hanya", default="", help="awal nama peran atau awal alamat, dipisah koma")
    pilihan = p.parse_args()
    pilihan.home = pilihan.home.resolve()
    pilihan.folder = (pilihan.folder or pilihan.home / "layar").resolve()
    pilihan.folder.mkdir(parents=True, exist_ok=True)
    return pilihan


def _diminta(nama: str, alamat: str, hanya: str) -> bool:
    return not hanya or any(
        nama.startswith(x) or (x.startswith("/") and alamat.startswith(x)) for x in hanya.split(",")
    )


def _potret_semua(dasar: str, halaman: Iterable, folder: Path) -> list[str]:  # type: ignore[type-arg]
    from playwright.sync_api import sync_playwright

    from tests.layar.tinjau import duduk

    gangguan = []
    program = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=program, args=["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]
        )
        for peserta in dict.fromkeys(h.peserta for h in halaman):
            milik = [h for h in halaman if h.peserta == peserta]
            for nama, (lebar, tinggi, skala) in LAYAR.items():
                with duduk(
                    chromium,
                    dasar,
                    peserta,
                    viewport={"width": lebar, "height": tinggi},
                    device_scale_factor=skala,
                ) as (page, ribut):
                    for h in milik:
                        page.goto(dasar + h.alamat, wait_until="load")
                        page.wait_for_timeout(150)
                        page.screenshot(
                            path=str(folder / f"{h.berkas}__{nama}.jpg"), type="jpeg", quality=70,
                            full_page=nama != "zoom200", animations="disabled",
                        )  # fmt: skip
                        gangguan += [f"{h.peserta.nama} {h.alamat} ({nama}): {x}" for x in ribut]
                        ribut.clear()
            kata(f"  {peserta.nama}: {len(milik)} halaman")
        chromium.close()
    return gangguan


def _daftar(halaman: Iterable) -> str:  # type: ignore[type-arg]
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
