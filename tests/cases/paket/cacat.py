"""Packages in which one thing is wrong, and what a reader says about each: seal and container."""

import io
import zipfile
from collections.abc import Callable
from typing import Any

import pyrage

from opensiks.paket import segel
from tests.cases.paket import bahan
from tests.cases.paket.bahan import KUNCI, penerima, sidik
from tests.cases.paket.rakit import NAIK, patch, rakit

RUSAK, ASING, BENTUK, BATAS = "RUSAK", "ASING", "SALAH_BENTUK", "BATAS"
TANDA, SERTIFIKAT = "TANDA_TANGAN", "SERTIFIKAT"
Buat = Callable[[], bytes]
FOTO = sidik(bahan.FOTO)


def isi(**lain: Any) -> Callable[[dict[str, Any]], None]:
    """Change keys of the manifest: isi(kepada__kantor="18.05")."""

    def change(m: dict[str, Any]) -> None:
        for nama, nilai in lain.items():
            *jalan, akhir = nama.split("__")
            di = m
            for langkah in jalan:
                di = di[langkah]
            di[akhir] = nilai

    return change


def ganti(lama: bytes, baru: bytes) -> Callable[[bytes], bytes]:
    def change(b: bytes) -> bytes:
        assert lama in b, lama
        return b.replace(lama, baru, 1)

    return change


def flip(b: bytes, di: int) -> bytes:
    return b[:di] + bytes([b[di] ^ 1]) + b[di + 1 :]


Kasus = tuple[str, str, Buat, dict[str, Any]]
SEGEL: list[Kasus] = [
    ("terpotong", RUSAK, lambda: rakit()[:9000], {}),
    ("bit_terbalik", RUSAK, lambda: flip(rakit(), 9000), {}),
    ("kepala_terbalik", RUSAK, lambda: flip(b := rakit(), b.index(b"\n--- ") + 20), {}),
    ("kosong", RUSAK, lambda: b"", {}),
    ("bukan_paket", RUSAK, lambda: b"PK\3\4" + bytes(600), {}),
    ("teks_tanpa_akhir", RUSAK, lambda: segel.seal(b"x" * 600, penerima(*NAIK), zirah=True)[:-30], {}),
    (
        "teks_huruf_asing",
        RUSAK,
        lambda: ganti(b"YWdl", b"YWd\xc3\xa4")(segel.seal(b"x" * 6000, penerima(*NAIK), zirah=True)),
        {},
    ),
    ("byte_sesudah_segel", RUSAK, lambda: rakit() + b"\n", {}),
    ("penerima_lain", ASING, lambda: rakit(untuk=("kantor_lain", "pemulihan")), {}),
    ("penerima_terlalu_banyak", BATAS, lambda: banyak_penerima(17), {}),
    ("disegel_ulang", ASING, lambda: disegel_ulang(), {"identitas": ["kantor_lain"]}),
    (
        "disegel_ulang_kantor_lain",
        ASING,
        lambda: disegel_ulang(),
        {"identitas": ["kantor_lain"], "kantor": "18.05"},
    ),
    ("kepada_kantor_lain", ASING, lambda: rakit(ubah=isi(kepada__kantor="18.05")), {}),
    ("kepada_kunci_lain", ASING, lambda: rakit(ubah=isi(kepada__kunci=penerima("kantor_lain"))), {}),
]
WADAH: list[Kasus] = [
    ("bukan_zip", BENTUK, lambda: segel.seal(b"halo" * 4096, penerima(*NAIK)), {}),
    ("bom_rasio", BATAS, lambda: rakit(zip=patch("ubahan.jsonl", "ukuran", 90 * 1024**2)), {}),
    ("bom_jumlah", BATAS, lambda: rakit(zip=patch("ubahan.jsonl", "ukuran", 101 * 1024**2)), {}),
    ("bom_berbohong", BENTUK, lambda: rakit(zip=patch("ubahan.jsonl", "ukuran", 1000)), {}),
    (
        "jalan_keluar",
        BENTUK,
        lambda: rakit(entri=lambda d: [*d[:3], ("../../lampiran/" + FOTO, b"x", True), *d[3:]]),
        {},
    ),
    ("tautan", BENTUK, lambda: rakit(zip=patch("ubahan.jsonl", "luar", 0o120777 << 16)), {}),
    ("dua_ubahan", BENTUK, lambda: rakit(entri=lambda d: [*d[:3], d[2], *d[3:]]), {}),
    ("byte_sesudah_akhir", BENTUK, lambda: rakit(zip=lambda z: z + b"sisa"), {}),
    ("tanpa_mimetype", BENTUK, lambda: rakit(entri=lambda d: d[1:]), {}),
    ("urutan_mimetype", BENTUK, lambda: rakit(entri=lambda d: [d[1], d[0], *d[2:]]), {}),
    (
        "mimetype_lain",
        BENTUK,
        lambda: rakit(entri=lambda d: [("mimetype", b"application/zip", True), *d[1:]]),
        {},
    ),
    (
        "entri_di_luar_manifes",
        BENTUK,
        lambda: rakit(entri=lambda d: [*d, ("lampiran/" + sidik(b"x"), b"x", True)]),
        {},
    ),
    ("lampiran_hilang", BENTUK, lambda: rakit(entri=lambda d: d[:-1]), {}),
    (
        "lampiran_berubah",
        BENTUK,
        lambda: rakit(entri=lambda d: [*d[:-1], (d[-1][0], flip(d[-1][1], 500), True)]),
        {},
    ),
    ("crc_salah", BENTUK, lambda: rakit(zip=patch("ubahan.jsonl", "crc", 1)), {}),
    ("dua_kepala_berbeda", BENTUK, lambda: rakit(zip=patch("ubahan.jsonl", "crc", 1, lokal=False)), {}),
    ("bendera_sandi", BENTUK, lambda: rakit(zip=patch("ubahan.jsonl", "bendera", 1)), {}),
    ("bendera_penjelas", BENTUK, lambda: rakit(zip=patch("ubahan.jsonl", "bendera", 8)), {}),
    ("cara_lain", BENTUK, lambda: rakit(zip=patch("ubahan.jsonl", "cara", 12)), {}),
    ("ganjal_berisi", BENTUK, lambda: rakit(entri=lambda d: [*d, ("ganjal", b"pesan", True)]), {}),
    ("ganjal_kurang", BENTUK, lambda: rakit(zip=tanpa_ganjal), {}),
]


def banyak_penerima(berapa: int) -> bytes:
    kunci = [pyrage.x25519.Identity.generate().to_public() for _ in range(berapa - 1)]
    return pyrage.encrypt(b"x" * 900, [*kunci, pyrage.x25519.Recipient.from_str(penerima("kantor")[0])])


def disegel_ulang() -> bytes:
    """A good package, opened by its office and sealed again to another one."""
    return segel.seal(segel.unseal(rakit(), [KUNCI["kantor"]["identitas"]]), penerima("kantor_lain"))


def tanpa_ganjal(z: bytes) -> bytes:
    """The same container made again by an ordinary program, without padding."""
    keluar = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(z)) as dari, zipfile.ZipFile(keluar, "w") as ke:
        for e in dari.infolist()[:-1]:
            ke.writestr(e, dari.read(e))
    return keluar.getvalue()
