"""The pictures of the guides: which page each one shows, as whom, and the words that must stand on it.

`script/screens --panduan` takes them again; test_panduan.py fails when a picture's page or its words are gone.
"""

import base64
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from opensiks.web.panduan import FOLDER as PANDUAN
from tests.layar.jelajah import Peserta, Peta
from tests.layar.tinjau import duduk

FOLDER: Path = PANDUAN / "gambar"
LAPTOP, HP = (1100, 660), (390, 844)
DUA = "Perlu jawaban yang sama dari dua petugas"


@dataclass(frozen=True)
class Gambar:
    """`rute` of the page (the first one found that says all of `kata`), seen by the first account named `siapa`…"""

    nama: str
    siapa: str
    rute: str
    kata: tuple[str, ...]
    ukuran: tuple[int, int] = LAPTOP

    @property
    def viewport(self) -> dict[str, int]:
        return dict(zip(("width", "height"), self.ukuran, strict=True))


DAFTAR = (
    Gambar("operator-beranda", "operator_desa-berjalan", "beranda", ("Langkah berikutnya",)),
    Gambar("operator-verval", "operator_desa-belum_mulai", "verval", ("Verval",)),
    Gambar("operator-keluarga", "operator_desa-belum_mulai", "keluarga", ("Anggota", "Riwayat")),
    Gambar("operator-usulan", "operator_desa-berjalan", "usulan_draft", ("Usul",)),
    Gambar("operator-layar-rapat", "operator_desa-berjalan", "layar", ("Setuju", "Tolak", "Tunda")),
    Gambar("operator-berita-acara", "operator_desa-diekspor", "berita_acara", ("Kode daftar",)),
    Gambar("operator-serahkan", "operator_desa-final_desa", "serahkan", ("Serahkan ke Dinas Sosial",)),
    Gambar("operator-perangkat", "operator_desa-berjalan", "perangkat", ("Lembar kerja", "Tanda titip")),
    Gambar(
        "operator-padan",
        "operator_desa-berjalan",
        "padan",
        ("bisa Anda selesaikan sekarang", "Usulkan perbaikan"),
    ),
    Gambar(
        "dinas-konfirmasi",
        "operator_kab",
        "padan_konfirmasi",
        ("menunggu jawaban Disdukcapil", "Periksa lembar"),
    ),
    Gambar(
        "operator-padan-satu", "operator_desa-berjalan", "padan_satu", ("Di Dukcapil", "Usulkan perbaikan")
    ),
    Gambar("pusdatin-tinjauan", "pusdatin", "tinjauan_satu", ("Tidak tahu", DUA)),
    Gambar("pusdatin-tinjauan-hp", "pusdatin", "tinjauan_satu", ("Tidak tahu", DUA), HP),
    Gambar("dinas-papan", "operator_kab", "papan", ("Desa",)),
    Gambar("dinas-serahan", "operator_kab", "kotak_masuk_serahan", ("Terima",)),
    Gambar("dinas-meja", "operator_kab", "meja", ("Letakkan berkas di sini", "Rusak", "Ditahan")),
    Gambar("dinas-bentrok", "operator_kab", "meja_bentrok_satu", ("Pakai nilai desa", "Pakai data sekarang")),
    Gambar("dinas-pengesahan", "supervisor_kab", "pengesahan", ("Pengesahan",)),
    Gambar("pusdatin-negara", "pusdatin", "pusat", ("Negara",)),
    Gambar("pusdatin-pratinjau", "pusdatin", "penetapan_pratinjau", ("Siapa kehilangan apa",)),
    Gambar("auditor-jejak", "auditor", "jejak", ("Periksa seluruh jejak",)),
    Gambar("tksk-beranda", "tksk", "beranda", ("Desa",)),
)


def list_siapa() -> set[str]:
    return {g.siapa for g in DAFTAR}


def cari_alamat(peta: Peta, gambar: Gambar) -> list[str]:
    """Where the walk found pages of that route for that account, in its order."""
    return [
        h.alamat for h in peta.halaman if h.rute == gambar.rute and h.peserta.nama.startswith(gambar.siapa)
    ]


def buka(page: Any, dasar: str, peta: Peta, gambar: Gambar) -> str:
    """Open the picture's page; what is missing, or nothing."""
    alamat = cari_alamat(peta, gambar)
    kurang: list[str] = [f"{gambar.nama}: tidak ada halaman {gambar.rute} untuk {gambar.siapa}"]
    for jalan in alamat:
        page.goto(dasar + jalan, wait_until="load")
        teks = page.locator("body").inner_text().lower()
        kurang = [f"{gambar.nama}: “{k}” tidak lagi di {jalan}" for k in gambar.kata if k.lower() not in teks]
        if not kurang:
            return ""
    return kurang[0]


def potret(browser: Any, dasar: str, peta: Peta, peserta: list[Peserta]) -> list[str]:
    """Take every picture again; what could not be taken."""
    galat = []
    for gambar in DAFTAR:
        siapa = next(p for p in peserta if p.nama.startswith(gambar.siapa))
        with duduk(browser, dasar, siapa, viewport=gambar.viewport) as (page, _):
            salah = buka(page, dasar, peta, gambar)
            if salah:
                galat.append(salah)
                continue
            page.wait_for_timeout(200)
            cdp = page.context.new_cdp_session(page)
            isi = cdp.send("Page.captureScreenshot", {"format": "webp", "quality": 62})["data"]
            (FOLDER / f"{gambar.nama}.webp").write_bytes(base64.b64decode(isi))
    return galat
