"""Lists of the desk of packages as files: files and their answers, lines, conflicts, laptops, villages."""

from __future__ import annotations

from opensiks.ekspor.tabel import Isi, Jenis, Kolom, Minta, Tabel
from opensiks.paket import papan, queries
from opensiks.paket.access import access_titipan
from opensiks.pantau.queries import list_ingatan
from opensiks.rules.peran import Izin
from opensiks.verval.queries import list_periode_desa
from opensiks.web.pages.meja import read_berkas
from opensiks.web.pages.meja_bentrok import read_baris
from opensiks.web.presenters import meja as tampil
from opensiks.web.presenters import meja_desa as tampil_desa
from opensiks.web.presenters import perangkat as tampil_perangkat
from opensiks.web.presenters.meja_berkas import list_ubahan
from opensiks.web.tabel.kantor import angka, find_periode
from opensiks.wilayah.queries import get_nama

DESA = (Kolom("nama", "Desa", lebar=26), Kolom("kode", "Kode", lebar=15))
BERKAS = (
    Kolom("nomor", "Nomor", lebar=18), Kolom("judul", "Desa", lebar=24), Kolom("induk", "Kecamatan", lebar=22),
    Kolom("berkas", "Nama berkas", lebar=40, cetak=False), Kolom("at", "Dititip", Jenis.WAKTU, lebar=17),
    Kolom("terlambat", "Terlambat", lebar=11), Kolom("jalur", "Cara", lebar=22),
    Kolom("oleh", "Diterima oleh", lebar=22),
    Kolom("jawaban.kata", "Jawaban", lebar=22), Kolom("jawaban.rinci", "Keterangan", lebar=48),
    Kolom("jawaban.langkah", "Langkah", lebar=40),
)  # fmt: skip


def _open_meja(minta: Minta) -> Isi:
    """The files of the page, under the answer and in the order that it shows."""
    periode, pilih = find_periode(minta), minta["jawab"]
    rows = [
        b
        for b in read_berkas(minta.kode, periode).baris
        if pilih not in tampil.JAWABAN or b.jawaban.kunci == pilih
    ]
    saringan = (("Jawaban", str(tampil.JAWABAN[pilih][1])),) if pilih in tampil.JAWABAN else ()
    return Isi(minta.kode, len(rows), tampil.sort_baris(rows, minta["urut"]), periode.label, saringan)


MEJA = Tabel(
    "meja", "Berkas titipan", Izin.PAKET_JUDGE, BERKAS, buka=_open_meja, kertas=True, satuan="berkas"
)


def _open_saya(minta: Minta) -> Isi:
    """The files of one village, for its operator."""
    rows = read_berkas(minta.kode, find_periode(minta)).baris
    return Isi(minta.kode, len(rows), tampil.sort_baris(rows, ""), "")


SAYA = Tabel(
    "perangkat-saya", "Paket yang sudah dititip", Izin.PAKET_DEPOSIT, BERKAS, buka=_open_saya, satuan="berkas"
)


def _open_desa(minta: Minta) -> Isi:
    periode = find_periode(minta)
    rows = queries.count_papan(minta.kode, periode)[:-1]
    return Isi(minta.kode, len(rows), rows, periode.label)


MEJA_DESA = Tabel(
    "meja-desa", "Penyerahan paket per kecamatan", Izin.PAKET_JUDGE,
    (
        Kolom("nama", "Kecamatan", lebar=26), Kolom("kode", "Kode", lebar=12), angka("desa", "Desa"),
        angka("masuk", "Masuk"), angka("dinilai", "Dinilai"), angka("menunggu", "Menunggu"),
        angka("ditahan", "Ditahan"), angka("diam", "Diam"), angka("berkas", "Berkas"),
        angka("ubahan", "Ubahan"), angka("diterima", "Diterima"),
        angka("sama", "Sudah sama"), angka("ditolak", "Ditolak"),
    ),
    buka=_open_desa, kertas=True, satuan="kecamatan",
)  # fmt: skip


def _open_diam(minta: Minta) -> Isi:
    periode = find_periode(minta)
    daftar = queries.list_diam(minta.kode, periode)
    nama = get_nama({d.kode[:8] for d in daftar})
    rows = tampil_desa.list_diam(daftar, list_ingatan(periode, minta.kode), nama)
    return Isi(minta.kode, len(rows), rows, periode.label)


MEJA_DIAM = Tabel(
    "meja-diam", "Desa yang belum menyerahkan paket", Izin.PAKET_JUDGE,
    (
        *DESA, Kolom("induk", "Kecamatan", lebar=24), Kolom("operator", "Operator", lebar=26),
        Kolom("nomor_hp", "Nomor HP", lebar=18), Kolom("terdaftar", "Laptop terdaftar", lebar=14),
        Kolom("diingatkan.at", "Terakhir diingatkan", Jenis.WAKTU, lebar=17),
        Kolom("diingatkan.oleh", "Diingatkan oleh", lebar=22),
    ),
    buka=_open_diam, kertas=True, satuan="desa",
)  # fmt: skip


def _open_bentrok(minta: Minta) -> Isi:
    daftar = list(queries.list_bentrok(minta.kode, terbuka=minta["status"] != "selesai"))
    rows = read_baris(daftar, minta["urut"])
    return Isi(minta.kode, len(rows), rows, "")


MEJA_BENTROK = Tabel(
    "meja-bentrok", "Bentrok", Izin.PAKET_SETTLE,
    (
        Kolom("judul", "Tentang", lebar=36), Kolom("desa", "Desa", lebar=24), Kolom("isian", "Yang berbeda", lebar=36),
        Kolom("at", "Sejak", Jenis.WAKTU, lebar=17), Kolom("kata", "Keadaan", lebar=22),
    ),
    buka=_open_bentrok, kertas=True, satuan="bentrok",
)  # fmt: skip


def _open_perangkat(minta: Minta) -> Isi:
    daftar = list(queries.list_perangkat(minta.kode))
    pilih = tampil_perangkat.choose_status(daftar, minta["status"])
    nama = get_nama({p.kode_desa for p in daftar})
    rows = tampil_perangkat.list_perangkat(daftar, nama, pilih, minta["urut"], minta.at)
    return Isi(minta.kode, len(rows), rows, "")


MEJA_PERANGKAT = Tabel(
    "meja-perangkat", "Perangkat desa", Izin.PERANGKAT_MANAGE,
    (
        Kolom("operator", "Operator", lebar=26), Kolom("desa", "Desa", lebar=24), Kolom("nama", "Laptop", lebar=26),
        Kolom("kata", "Keadaan", lebar=22), Kolom("diminta_at", "Diminta", Jenis.WAKTU, lebar=17),
        Kolom("sampai", "Berlaku sampai", Jenis.WAKTU, lebar=17),
    ),
    buka=_open_perangkat, kertas=True, satuan="perangkat",
)  # fmt: skip


def _open_pemulihan(minta: Minta) -> Isi:
    periode = find_periode(minta)
    desa = list(list_periode_desa(periode, minta.kode).values_list("kode_desa", flat=True))
    nama = get_nama({*desa, *(k[:8] for k in desa)})
    ada = papan.list_pemulihan(periode, minta.kode)
    rows = tampil_perangkat.list_pemulihan(desa, ada, nama, minta["urut"])
    return Isi(minta.kode, len(rows), rows, periode.label)


MEJA_PEMULIHAN = Tabel(
    "meja-pemulihan", "Kunci pemulihan desa", Izin.PERANGKAT_MANAGE,
    (
        *DESA, Kolom("induk", "Kecamatan", lebar=24), Kolom("at", "Dibuat", Jenis.WAKTU, lebar=17),
        Kolom("oleh", "Dibuat oleh", lebar=24),
    ),
    buka=_open_pemulihan, kertas=True, satuan="desa",
)  # fmt: skip


def _open_ubahan(minta: Minta) -> Isi:
    """The lines of one file that are not in the register."""
    t = access_titipan(minta.actor, minta.id, Izin.PAKET_JUDGE)
    rows = list_ubahan(papan.list_ubahan_terbuka(t))
    return Isi(t.kode_wilayah, len(rows), rows, t.periode.label if t.periode else "", (("Berkas", t.nomor),))


MEJA_UBAHAN = Tabel(
    "meja-ubahan", "Ubahan yang belum masuk", Izin.PAKET_JUDGE,
    (
        Kolom("n", "Nomor", Jenis.ANGKA, lebar=10), Kolom("jenis", "Isinya", lebar=26),
        Kolom("pokok", "Pokok", lebar=26), Kolom("kata", "Jawaban", lebar=18), Kolom("kalimat", "Sebabnya", lebar=60),
    ),
    buka=_open_ubahan, kertas=True, satuan="ubahan",
)  # fmt: skip
DAFTAR = (MEJA, SAYA, MEJA_DESA, MEJA_DIAM, MEJA_BENTROK, MEJA_PERANGKAT, MEJA_PEMULIHAN, MEJA_UBAHAN)
