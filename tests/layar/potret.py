"""`script/screens`: a picture of every page of every role with the demo's data, at three sizes, and an index.

    script/screens [FOLDER] [--home HOME] [--hanya operator_desa,/papan/] [--ringkas] [--lanjut]

Exit 1, with the list, when a page writes an error to the console or answers with one.
"""

import argparse
import json
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import django

from opensiks.infra import home as rumah
from tests.layar import dunia
from tests.layar.lembar_kontak import LAYAR, tulis_daftar

if TYPE_CHECKING:
    from tests.layar.jelajah import Halaman, Peserta


def main() -> int:
    pilihan = _baca_pilihan()
    if pilihan.panduan:
        return _potret_panduan()
    os.environ |= {
        "DJANGO_SETTINGS_MODULE": "opensiks.config.settings.dev",
        "OPENSIKS_HOME": str(pilihan.home),
    }
    django.setup()
    dunia.mainkan(pilihan.home)
    with dunia.layani(pilihan.home) as dasar:
        peserta = dunia.list_peserta(pilihan.home)
        semua, putus = _cari_halaman(dasar, peserta, pilihan)
        halaman = [h for h in semua if _diminta(h.peserta.nama, h.alamat, pilihan.hanya)]
        kata(f"{len(halaman)} halaman, {len(peserta)} peserta → {pilihan.folder}")
        gangguan = [f"tautan putus: {p}" for p in putus]
        try:
            gangguan += _potret_semua(dasar, halaman, pilihan.folder, lanjut=pilihan.lanjut)
        finally:
            tulis_daftar(halaman, pilihan.folder)
    for satu in gangguan:
        print(satu)
    kata(f"{len(gangguan)} gangguan. Lihat {pilihan.folder / 'index.html'}")
    return 1 if gangguan else 0


def _cari_halaman(
    dasar: str, peserta: "list[Peserta]", pilihan: argparse.Namespace
) -> "tuple[list[Halaman], list[str]]":
    """Walk, and write down what was found; with --lanjut what was found last time."""
    from tests.layar.jelajah import Halaman, petakan

    catatan = pilihan.folder / "halaman.json"
    if pilihan.lanjut and catatan.exists():
        isi = json.loads(catatan.read_text(encoding="utf-8"))
        siapa = {p.nama: p for p in peserta}
        semua = [
            Halaman(siapa[nama], alamat, rute, judul, frozenset(), kueri, lama)
            for nama, alamat, rute, judul, kueri, lama in isi["halaman"]
        ]
        return semua, isi["putus"]
    kata("mencari semua halaman …")
    peta = petakan(dasar, peserta, kata)
    semua = peta.ringkas() if pilihan.ringkas else peta.halaman
    semua.sort(key=lambda h: [p.nama for p in peserta].index(h.peserta.nama))
    baris = [(h.peserta.nama, h.alamat, h.rute, h.judul, h.kueri, h.lama) for h in semua]
    catatan.write_text(json.dumps({"halaman": baris, "putus": peta.putus}), encoding="utf-8")
    return semua, peta.putus


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
        dunia.titipkan(home)
        dunia.padankan(home)
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
    p.add_argument(
        "--ringkas", action="store_true", help="sedikit halaman yang bersama-sama memuat setiap bentuk"
    )
    p.add_argument("--lanjut", action="store_true", help="teruskan potret yang terhenti di folder yang sama")
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


def _potret_semua(dasar: str, halaman: "list[Halaman]", folder: Path, *, lanjut: bool) -> list[str]:
    """Every page at every size, telling how far it is; what each said to the console, if anything."""
    gangguan: list[str] = []
    jumlah, mulai = len(halaman) * len(LAYAR), time.monotonic()
    sudah = baru = 0
    with _chromium() as chromium:
        for peserta in dict.fromkeys(h.peserta for h in halaman):
            milik = [h for h in halaman if h.peserta == peserta]
            for ukuran in LAYAR:
                belum = [h for h in milik if not (lanjut and _is_tenang(folder, h, ukuran))]
                gangguan += _potret(chromium, dasar, belum, ukuran, folder)
                sudah, baru = sudah + len(milik), baru + len(belum)
                sisa = (jumlah - sudah) * (time.monotonic() - mulai) / max(baru, 1) / 60
                kata(
                    f"  {sudah}/{jumlah}, {peserta.nama} {ukuran}: {len(gangguan)} gangguan, sisa {sisa:.0f} menit"
                )
    return gangguan


def _is_tenang(folder: Path, h: "Halaman", ukuran: str) -> bool:
    """Pictured before, without a word to the console."""
    return (folder / f"{h.berkas}__{ukuran}.jpg").exists() and not (
        folder / f"{h.berkas}__{ukuran}.txt"
    ).exists()


def _potret(chromium: Any, dasar: str, milik: "list[Halaman]", ukuran: str, folder: Path) -> list[str]:
    """One person's pages at one size; what they said to the console, also beside the picture."""
    from tests.layar.tinjau import duduk

    if not milik:
        return []
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
            catatan = folder / f"{h.berkas}__{ukuran}.txt"
            if ribut:
                catatan.write_text("\n".join(ribut), encoding="utf-8")
            else:
                catatan.unlink(missing_ok=True)
            gangguan += [f"{h.peserta.nama} {h.alamat} ({ukuran}): {x}" for x in ribut]
            ribut.clear()
    return gangguan


if __name__ == "__main__":
    sys.exit(main())
