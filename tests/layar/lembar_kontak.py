"""The contact sheet of script/screens: every page in small pictures of three sizes, by role, linked to the large."""

import html
from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from PIL import Image

if TYPE_CHECKING:
    from tests.layar.jelajah import Halaman

# (width, height, scale) of the three sizes; the third is the first at 200 % zoom.
LAYAR = {"1366": (1366, 768, 1), "360": (360, 800, 1), "zoom200": (683, 384, 2)}
TINGGI = 230
_LEBAR = {"1366": 410, "360": 104, "zoom200": 410}
_GAYA = """body{font:14px system-ui;margin:0 1rem;background:#eee}
nav{position:sticky;top:0;background:#eee;padding:.5rem 0;columns:5}nav a{display:block}
section{display:flex;flex-wrap:wrap;gap:12px}figure{margin:0;background:#fff;padding:6px;
max-width:960px}figcaption{max-width:940px;overflow-wrap:anywhere}img{border:1px solid #aaa;margin-right:4px;
vertical-align:top}.galat{background:#fdd}small{color:#555}"""


def tulis_daftar(halaman: "Iterable[Halaman]", folder: Path) -> None:
    """index.html and the small pictures it shows; a page that was noisy is red and says what it said."""
    (folder / "kecil").mkdir(exist_ok=True)
    per_orang = [(nama, list(isi)) for nama, isi in groupby(halaman, key=lambda h: h.peserta.nama)]
    menu = "".join(f"<a href='#{nama}'>{nama} ({len(isi)})</a>" for nama, isi in per_orang)
    badan = "".join(
        f"<h2 id='{nama}'>{nama}</h2><section>{''.join(_tulis(h, folder) for h in isi)}</section>"
        for nama, isi in per_orang
    )
    (folder / "index.html").write_text(
        f"<!doctype html><html lang=id><meta charset=utf-8><title>Layar OpenSIKS</title><style>{_GAYA}</style>"
        f"<h1>Layar OpenSIKS</h1><nav>{menu}</nav>{badan}",
        encoding="utf-8",
    )


def _tulis(h: "Halaman", folder: Path) -> str:
    gambar = "".join(_gambar(h, folder))
    ribut = [
        b
        for u in LAYAR
        if (t := folder / f"{h.berkas}__{u}.txt").exists()
        for b in t.read_text().splitlines()
    ]
    lama = f", {h.lama:.0f} ms, {h.kueri} kueri" if h.lama else ""
    kata = f"{html.escape(h.judul)} <small>{html.escape(h.alamat)}{lama}</small>"
    galat = "".join(f"<br>{html.escape(b)}" for b in dict.fromkeys(ribut))
    return f"<figure{' class=galat' if ribut else ''}>{gambar}<figcaption>{kata}{galat}</figcaption></figure>"


def _gambar(h: "Halaman", folder: Path) -> Iterator[str]:
    for u in LAYAR:
        nama = f"{h.berkas}__{u}.jpg"
        if (folder / nama).exists():
            _kecilkan(folder / nama, folder / "kecil" / nama, _LEBAR[u])
            yield f"<a href='{nama}'><img loading=lazy src='kecil/{nama}' alt='{u}' height={TINGGI}></a>"


def _kecilkan(dari: Path, ke: Path, lebar: int) -> None:
    """The top of a picture, small; made again only when the picture is newer."""
    if ke.exists() and ke.stat().st_mtime >= dari.stat().st_mtime:
        return
    with Image.open(dari) as gambar:
        tinggi = round(gambar.width * TINGGI / lebar)
        potong = gambar.crop((0, 0, gambar.width, min(tinggi, gambar.height)))
        potong.thumbnail((lebar, TINGGI))
        potong.save(ke, quality=70)
