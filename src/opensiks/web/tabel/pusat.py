"""Lists of the centre's pages as files: matching, penetapan, freezing, periods."""

from __future__ import annotations

from opensiks.akun.access import TidakAda
from opensiks.ekspor.tabel import Isi, Jenis, Kolom, Minta, Tabel
from opensiks.infra.clock import local
from opensiks.pantau import queries as pantau
from opensiks.pantau.beku import list_beku_wilayah
from opensiks.pantau.pratinjau import list_wilayah_penetapan
from opensiks.pantau.tutup import preview_tutup
from opensiks.pemadanan.access import access_putaran
from opensiks.pemadanan.queries import list_putaran
from opensiks.penetapan.queries import list_penetapan
from opensiks.rules.peran import Izin
from opensiks.rules.verval import LABEL_STATUS_DESA, StatusDesa
from opensiks.verval.access import access_periode
from opensiks.web.format import write_month
from opensiks.web.presenters import pemadanan as tampil_padan
from opensiks.web.presenters.penetapan import choose_wilayah
from opensiks.web.presenters.pusat import show_periode
from opensiks.web.tabel.kantor import angka
from opensiks.wilayah.queries import get_nama


def _open_putaran(minta: Minta) -> Isi:
    daftar = list(list_putaran())
    rows = tampil_padan.list_putaran(daftar, get_nama([p.kode_wilayah for p in daftar]))
    return Isi(minta.kode, len(rows), rows)


PUTARAN = Tabel(
    "putaran", "Putaran pemadanan", Izin.PEMADANAN_RUN,
    (
        Kolom("wilayah", "Wilayah", lebar=26), Kolom("mode", "Cara", lebar=14),
        Kolom("putaran.ekstrak_tanggal", "Tanggal salinan", Jenis.TANGGAL, lebar=15),
        Kolom("putaran.mulai_at", "Dijalankan", Jenis.WAKTU, lebar=17), angka("orang", "Orang"),
        Kolom("padan", "Bagian padan", ubah=lambda n: f"{100 * n:.1f} %".replace(".", ","), lebar=13),
        Kolom("putaran.oleh", "Oleh", lebar=22),
    ),
    buka=_open_putaran, satuan="putaran",
)  # fmt: skip


def _open_padan_wilayah(minta: Minta) -> Isi:
    putaran = access_putaran(minta.actor, minta.id)
    rows = tampil_padan.list_wilayah(pantau.count_keluaran_wilayah(putaran.kode_wilayah))
    return Isi(putaran.kode_wilayah, len(rows), rows)


PADAN_WILAYAH = Tabel(
    "padan-wilayah", "Jawaban pemadanan per wilayah", Izin.PEMADANAN_RUN,
    (
        Kolom("nama", "Wilayah", lebar=26), angka("orang", "Orang"), angka("padan", "Padan"),
        angka("meninggal", "Meninggal"), angka("tidak_ada", "NIK belum ada"), angka("lain", "Lain"),
    ),
    buka=_open_padan_wilayah, satuan="wilayah",
)  # fmt: skip


def _open_penetapan(minta: Minta) -> Isi:
    wilayah = choose_wilayah(list_wilayah_penetapan(), minta["wilayah"] or None)
    rows = list(list_penetapan(wilayah))
    return Isi(minta.kode, len(rows), rows)


DAFTAR_PENETAPAN = Tabel(
    "penetapan-daftar", "Daftar penetapan", Izin.BANSOS_VIEW,
    (
        Kolom("bulan", "Bulan", ubah=write_month, lebar=18), Kolom("nomor_sk", "SK", lebar=26),
        angka("jumlah_individu", "Orang"), angka("jumlah_keluarga", "Keluarga"),
        Kolom("disiapkan_oleh", "Disiapkan", lebar=22), Kolom("ditetapkan_oleh", "Ditetapkan", lebar=22),
        Kolom("ditetapkan_at", "Waktu", Jenis.WAKTU, lebar=17), Kolom("sha256", "Sidik", lebar=24),
    ),
    buka=_open_penetapan, satuan="penetapan",
)  # fmt: skip


def _open_beku_wilayah(minta: Minta) -> Isi:
    kode = minta["wilayah"] or minta.kode
    if not minta.actor.cakupan.covers(kode):
        raise TidakAda
    rows = list_beku_wilayah(kode, local(minta.at, kode).date())
    return Isi(kode, len(rows), rows)


BEKU_WILAYAH = Tabel(
    "beku-wilayah", "Beku per wilayah", Izin.PAPAN_VIEW,
    (
        Kolom("nama", "Wilayah", lebar=26), Kolom("kode", "Kode", lebar=15), angka("keluarga", "Keluarga"),
        angka("orang", "Orang"), angka("sudah_beku", "Sudah beku"),
    ),
    buka=_open_beku_wilayah, satuan="wilayah",
)  # fmt: skip


def _open_periode(minta: Minta) -> Isi:
    daftar = pantau.list_periode(minta.kode)
    nama = get_nama([p.kode_wilayah for p in daftar])
    rows = [show_periode(p, nama, minta.at) for p in daftar]
    return Isi(minta.kode, len(rows), rows)


PERIODE = Tabel(
    "periode", "Periode", Izin.PERIODE_OPEN,
    (
        Kolom("periode.label", "Periode", lebar=22), Kolom("profil", "Ketentuan", lebar=30),
        Kolom("wilayah", "Wilayah", lebar=24), Kolom("periode.mulai_at", "Mulai", Jenis.WAKTU, lebar=17),
        Kolom("periode.tenggat_desa_at", "Batas desa, sebelum", Jenis.WAKTU, lebar=19),
        Kolom("periode.tenggat_kab_at", "Batas kabupaten, sebelum", Jenis.WAKTU, lebar=22),
        Kolom("kata", "Keadaan", lebar=20),
    ),
    buka=_open_periode, satuan="periode",
)  # fmt: skip


def _open_tidur(minta: Minta) -> Isi:
    """The villages whose data would sleep when the period closes (R75)."""
    periode = access_periode(minta.actor, minta.id, Izin.PERIODE_OPEN)
    rows = preview_tutup(periode).tidur
    return Isi(periode.kode_wilayah, len(rows), rows, periode.label)


TIDUR = Tabel(
    "desa-tidur", "Desa yang datanya ditidurkan", Izin.PERIODE_OPEN,
    (
        Kolom("nama", "Desa", lebar=26), Kolom("kode", "Kode", lebar=15),
        Kolom("status", "Tahap", lebar=24, ubah=lambda n: LABEL_STATUS_DESA[StatusDesa(n)]),
        angka("keluarga", "Keluarga"), angka("orang", "Orang"),
    ),
    buka=_open_tidur, satuan="desa",
)  # fmt: skip

DAFTAR = (PUTARAN, PADAN_WILAYAH, DAFTAR_PENETAPAN, BEKU_WILAYAH, PERIODE, TIDUR)
