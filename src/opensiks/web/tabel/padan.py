"""Lists of matching in the cycle as files: the village's work, numbers that wait, the match rate."""

from __future__ import annotations

from typing import Any

from opensiks.ekspor.tabel import Isi, Jenis, Kolom, Minta, Tabel
from opensiks.pemadanan.queries import count_angka, list_bulan, list_kerja
from opensiks.rules.padan_kerja import LABEL_KELOMPOK
from opensiks.rules.peran import Izin
from opensiks.web.format import write_month
from opensiks.web.pages.padan_angka import choose_bulan
from opensiks.web.pages.padan_konfirmasi import read_menunggu
from opensiks.web.presenters import konfirmasi as tampil_konfirmasi
from opensiks.web.presenters import padan_angka as tampil_angka
from opensiks.web.presenters.padan import BarisKerja, MintaKerja, compose_daftar
from opensiks.web.presenters.padan_kata import write_ringkas
from opensiks.web.tabel.desa import find_desa
from opensiks.web.tabel.kantor import angka


def _open_kerja(minta: Minta) -> Isi:
    """The rows of the page, under its filter and in its order."""
    desa = find_desa(minta)
    daftar = compose_daftar(list_kerja(desa.kode, banyak=None), MintaKerja.read(dict(minta.kueri)))
    label = desa.periode.label if desa.periode else ""
    return Isi(desa.kode, len(daftar.baris), [_kerja(b) for b in daftar.baris], label)


def _kerja(b: BarisKerja) -> dict[str, Any]:
    return {
        "kelompok": LABEL_KELOMPOK[b.asal.kelompok], "nama": b.nama, "nik": b.asal.nik, "keluarga": b.keluarga,
        "selisih": write_ringkas(b.asal), "langkah": b.langkah, "sejak": b.sejak.date(),
    }  # fmt: skip


KERJA = Tabel(
    "padan-kerja", "Daftar pemadanan", Izin.PADAN_VIEW,
    (
        Kolom("kelompok", "Bagian", lebar=28), Kolom("nama", "Siapa", lebar=28),
        Kolom("nik", "NIK di sini", Jenis.NOMOR, lebar=20), Kolom("keluarga", "Keluarga", lebar=36),
        Kolom("selisih", "Yang berbeda", lebar=60), Kolom("langkah", "Langkah", lebar=26),
        Kolom("sejak", "Sejak", Jenis.TANGGAL, lebar=14),
    ),
    buka=_open_kerja, kertas=True, satuan="orang",
)  # fmt: skip


def _open_menunggu(minta: Minta) -> Isi:
    rows = tampil_konfirmasi.list_baris(read_menunggu(minta.kode), minta.at)
    pilih = minta["saring"] if minta["saring"] in tampil_konfirmasi.PILIH else ""
    tampak = tampil_konfirmasi.choose_baris(rows, pilih, minta["urut"], minta["cari"])
    saringan = (("Saringan", str(tampil_konfirmasi.PILIH[pilih])),) if pilih else ()
    return Isi(minta.kode, len(tampak), tampak, "", saringan)


MENUNGGU = Tabel(
    "konfirmasi-menunggu", "NIK yang menunggu jawaban Disdukcapil", Izin.PADAN_CONFIRM,
    (
        Kolom("nama", "Nama", lebar=30), Kolom("nik", "NIK", Jenis.NOMOR, lebar=20), Kolom("desa", "Desa", lebar=26),
        Kolom("kata", "Keadaan", lebar=24), Kolom("sejak", "Sejak", Jenis.WAKTU, lebar=17), angka("hari", "Hari"),
    ),
    buka=_open_menunggu, kertas=True, satuan="orang",
)  # fmt: skip


def _open_angka(minta: Minta) -> Isi:
    bulan = choose_bulan(minta["bulan"], [a.bulan for a in list_bulan(minta.kode)])
    rows = tampil_angka.sort_baris(
        tampil_angka.list_baris(count_angka(minta.kode, bulan=bulan)), minta["urut"]
    )
    return Isi(minta.kode, len(rows), rows, write_month(bulan) if bulan else "")


ANGKA = Tabel(
    "padan-angka", "Angka padan", Izin.PAPAN_VIEW,
    (
        Kolom("nama", "Wilayah", lebar=26), Kolom("kode", "Kode", lebar=15),
        Kolom("bulan", "Bulan", lebar=18, ubah=write_month), angka("orang", "Orang"), angka("padan", "Padan"),
        Kolom("persen", "Bagian padan", lebar=13), angka("belum", "Belum padan"), angka("perbaikan", "Bisa diperbaiki"),
        angka("ragu", "Ditinjau"), angka("meninggal", "Meninggal"), angka("lain", "Lain"),
    ),
    buka=_open_angka, kertas=True, satuan="wilayah",
)  # fmt: skip

DAFTAR = (KERJA, MENUNGGU, ANGKA)
