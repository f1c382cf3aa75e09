"""/gaya: every component in every state, beside the tag that makes it. Development only; all data are invented."""

from datetime import UTC, date, datetime
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse

from opensiks.web.bentuk import TAHAP, WARNA_BENTUK
from opensiks.web.fields import Formulir, TanggalField
from opensiks.web.htmx import page

# Midnight of 1 November in Jakarta: the exclusive end of "sampai 31 Oktober".
BATAS = datetime(2026, 10, 31, 17, 0, tzinfo=UTC)


class ContohForm(Formulir):
    """One field of each kind, so that /gaya shows each with its error."""

    nama_ibu = forms.CharField(label="Nama ibu kandung", help_text="Lihat di KK.")
    nik = forms.RegexField(
        r"^\d{16}$", label="NIK", error_messages={"invalid": "NIK selalu 16 angka. Lihat KTP."}
    )
    tanggal_lahir = TanggalField(label="Tanggal lahir", help_text="Yang tertulis di KTP.")
    jenis_kelamin = forms.ChoiceField(
        label="Jenis kelamin", choices=[("L", "Laki-laki"), ("P", "Perempuan")], widget=forms.RadioSelect
    )
    alasan = forms.ChoiceField(
        label="Alasan", choices=[("", "Pilih alasan"), ("1", "Sudah mampu"), ("2", "Pindah")], required=False
    )
    keterangan = forms.CharField(label="Keterangan", widget=forms.Textarea(attrs={"rows": 3}), required=False)
    bukti = forms.FileField(label="Foto KTP", required=False)
    setuju = forms.BooleanField(
        label="RT sudah memeriksa daftar ini", error_messages={"required": "Tandai bila RT sudah memeriksa."}
    )


def home(request: HttpRequest) -> HttpResponse:
    messages.success(request, "TETAP untuk Keluarga Aminah tersimpan.")
    messages.warning(request, "Anda menandai 50 keluarga dalam 2 menit. Pastikan RT sudah memeriksa.")
    messages.error(request, "BELUM tersimpan. Isian tetap di layar. Tekan Simpan lagi.")
    return page(
        request,
        "gaya.html",
        formulir=ContohForm(),
        formulir_salah=ContohForm(
            {"nik": "18041245", "tanggal_lahir_0": "31", "tanggal_lahir_1": "2", "tanggal_lahir_2": "1985"}
        ),
        bentuk=list(WARNA_BENTUK),
        tahapan=[
            {"status": status, "jumlah": 3 * i + 2, "url": "#", "aktif": i == 2}
            for i, status in enumerate(TAHAP)
        ],
        batas=BATAS,
        lahir=date(1985, 5, 8),
        **_samples(),
    )


def _samples() -> dict[str, Any]:
    nilai = {"diubah": "28 Okt 2026, 20.15", "bukti": "Foto KTP, diambil 28 Okt", "bukti_url": "#"}
    return {
        "saringan_contoh": [
            {"kata": "Semua", "jumlah": 253, "url": "#"},
            {"kata": "Akan beku", "jumlah": 31, "url": "#", "aktif": True, "ikon": "beku"},
            {"kata": "Selesai", "jumlah": 171, "url": "#", "ikon": "selesai"},
        ],
        "langkah": [
            {"kata": "Verval", "keadaan": "selesai", "baris": ["253 keluarga", "21 Okt"]},
            {"kata": "Musyawarah", "keadaan": "kini", "baris": ["Sabtu 24 Okt, 09.00"]},
            {"kata": "Berita acara", "keadaan": "dijadwalkan", "baris": ["Setelah musyawarah"]},
            {"kata": "Serahkan", "keadaan": "nanti", "baris": ["paling lambat 31 Okt"]},
            {"kata": "Tanda terima", "keadaan": "nanti", "baris": ["Bukti dari Dinas"]},
        ],
        "bagian": [
            {"jumlah": 119, "kata": "Diterima", "warna": "hijau"},
            {"jumlah": 8, "kata": "Bentrok", "warna": "kuning"},
            {"jumlah": 24, "kata": "Rusak", "warna": "merah"},
        ],
        "kiri": {
            "judul": "Menurut desa",
            "nilai": "12 Maret 1979",
            "oleh": "Jumadi Arsyad, operator",
            "dasar": "Musyawarah 27 Okt, baris 9",
            **nilai,
        },
        "kanan": {
            "judul": "Menurut data sekarang",
            "nilai": "3 Desember 1979",
            "oleh": "Lestari Wulan, Disdukcapil",
            "dasar": "Perbaikan identitas 14 Okt",
            **nilai,
        },
        "riwayat_contoh": [
            {
                "waktu": "31 Okt 2026",
                "kata": "Dikeluarkan: pindah (R30).",
                "sebelum": "Hidupkan lagi lewat usulan keluarga baru.",
                "warna": "merah",
            },
            {
                "waktu": "17 Jul 2026",
                "kata": "Verval TETAP, Sarmini.",
                "sebelum": "Dasar: musyawarah 18 Jul.",
            },
        ],
        "kepala_tabel": ["RT", "Keluarga", "Orang"],
        "baris_tabel": [["RT 001", 41, 1204], ["RT 002", 38, 97]],
        "kecuali": [{"nama": "Kasmadi Purwo", "sebab": "ibu kandung kosong"}],
        "cetak": [
            ("Periode", "Agustus–Oktober 2026"),
            ("Saringan", "Akan beku"),
            ("Jumlah", "31 keluarga"),
            ("Untuk", "Kunjungan RT"),
        ],
    }
