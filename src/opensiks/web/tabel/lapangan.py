"""Lists of companions and of the figures that others hold the register against."""

from __future__ import annotations

from opensiks.ekspor.tabel import Isi, Jenis, Kolom, Minta, Tabel
from opensiks.pantau.kuota import list_terbaru
from opensiks.rules.peran import Izin
from opensiks.verval.queries import list_kunjungan_oleh
from opensiks.web.presenters.kunjungan import list_baris
from opensiks.wilayah.queries import get_nama


def _open_kunjungan(minta: Minta) -> Isi:
    """The visits that the asker made (R12)."""
    baris = list_baris(list_kunjungan_oleh(minta.actor.akun_id or 0))
    return Isi(minta.kode, len(baris), baris)


KUNJUNGAN = Tabel(
    "kunjungan", "Kunjungan saya", Izin.CATATAN_ADD,
    (
        Kolom("nama", "Keluarga", lebar=28), Kolom("tempat", "Tempat", lebar=34),
        Kolom("tanggal", "Tanggal", Jenis.TANGGAL, lebar=14), Kolom("hasil", "Hasil", lebar=26),
        Kolom("catatan", "Catatan", lebar=50),
    ),
    buka=_open_kunjungan, kertas=True, satuan="kunjungan",
)  # fmt: skip


def _open_penduduk(minta: Minta) -> Isi:
    rows = list_terbaru()
    nama = get_nama({p.kode for p in rows})
    baris = [{"p": p, "nama": nama.get(p.kode, p.kode) if p.kode else "Indonesia"} for p in rows]
    return Isi(minta.kode, len(baris), baris)


PENDUDUK = Tabel(
    "penduduk", "Jumlah penduduk", Izin.PENDUDUK_LOAD,
    (
        Kolom("nama", "Wilayah", lebar=26), Kolom("p.kode", "Kode", lebar=15),
        Kolom("p.jumlah", "Penduduk", Jenis.ANGKA, lebar=13), Kolom("p.tahun", "Tahun", lebar=8, ubah=str),
        Kolom("p.sumber", "Sumber", lebar=26), Kolom("p.at", "Dimuat", Jenis.WAKTU, lebar=17),
        Kolom("p.oleh", "Oleh", lebar=22),
    ),
    buka=_open_penduduk, satuan="wilayah",
)  # fmt: skip

DAFTAR = (KUNJUNGAN, PENDUDUK)
