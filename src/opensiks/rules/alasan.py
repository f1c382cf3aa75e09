"""Reason codes (domain 6.5): what each means in plain words, what to do next and who does it (R41)."""

from dataclasses import dataclass

from opensiks.rules.peran import Peran


@dataclass(frozen=True)
class Alasan:
    kode: str
    label: str
    langkah: str
    oleh: Peran


def _table(*daftar: Alasan) -> dict[str, Alasan]:
    return {a.kode: a for a in daftar}


_DESA = Peran.OPERATOR_DESA
_KADES = Peran.KADES_LURAH
_KAB = Peran.SUPERVISOR_KAB
_BAHAS = "Lampirkan dasarnya, lalu bahas di musyawarah."

# Why the kabupaten returns a line or the centre rejects it.
ALASAN_TOLAK: dict[str, Alasan] = _table(
    Alasan("A1", "Pengurus belum berumur 17 tahun.", "Pilih anggota dewasa sebagai pengurus.", _DESA),
    Alasan(
        "A2", "Nomor KK tercatat lebih dari satu kali.", "Usulkan data ganda untuk salah satu catatan.", _DESA
    ),
    Alasan(
        "A3",
        "Pekerjaan anggota tidak memenuhi syarat program.",
        "Bahas lagi kelayakannya di musyawarah.",
        _DESA,
    ),
    Alasan("A4", "NIK sudah terdaftar.", "Cari NIK di daftar, lalu usulkan perbaikan.", _DESA),
    Alasan("A5", "Nomor KK sudah terdaftar.", "Usulkan tambah anggota pada keluarga yang ada.", _DESA),
    Alasan(
        "A6",
        "Nama berbeda dengan catatan Dukcapil.",
        "Cocokkan dengan KTP, lalu usulkan perbaikan identitas.",
        _DESA,
    ),
    Alasan("A7", "Nama atau alamat tidak cocok.", "Periksa KK terbaru, lalu usulkan perbaikan.", _DESA),
    Alasan(
        "B1",
        "Dinilai tidak layak oleh desa.",
        "Baca catatan musyawarah; usulkan lagi bila keadaan berubah.",
        _KADES,
    ),
    Alasan(
        "B2",
        "Dinilai tidak layak oleh kabupaten.",
        "Minta penjelasan kabupaten, lalu bahas di musyawarah.",
        _DESA,
    ),
    Alasan(
        "B3", "Dinilai tidak layak oleh pemeriksa.", "Siapkan bukti keadaan keluarga untuk musyawarah.", _DESA
    ),
    Alasan("C1", "Sudah menerima program lain.", "Periksa program yang aktif; pilih salah satu.", _DESA),
    Alasan("D1", "Kode wilayah tidak ditemukan.", "Perbaiki kode wilayah, lalu ajukan lagi.", _DESA),
    Alasan("D2", "Penulisan nama tidak sesuai.", "Tulis nama seperti di KTP, lalu ajukan lagi.", _DESA),
    Alasan("E1", "Alamat belum lengkap.", "Lengkapi dusun, RT dan RW, lalu ajukan lagi.", _DESA),
    Alasan("E2", "Dilaporkan sudah pindah.", "Datangi alamatnya; usulkan pindah, atau tandai tetap.", _DESA),
    Alasan(
        "E3",
        "Dilaporkan sudah meninggal.",
        "Datangi keluarganya; usulkan meninggal, atau tandai tetap.",
        _DESA,
    ),
    Alasan(
        "P1", "NIK belum ditemukan di Dukcapil.", "Cek ke Disdukcapil; salinan data bisa terlambat.", _DESA
    ),
    Alasan("P2", "NIK tidak aktif di Dukcapil.", "Minta warga mengaktifkan NIK di Disdukcapil.", _DESA),
    Alasan(
        "P3",
        "Tercatat meninggal di Dukcapil.",
        "Datangi keluarganya; usulkan meninggal atau cek Disdukcapil.",
        _DESA,
    ),
    Alasan("P4", "NIK tidak berbentuk 16 angka yang sah.", "Salin ulang NIK dari KTP atau KK.", _DESA),
    Alasan(
        "P5",
        "Nomor KK berbeda dengan Dukcapil.",
        "Minta KK terbaru, lalu usulkan perbaikan identitas.",
        _DESA,
    ),
    Alasan("M1", "Berita acara belum ada.", "Unggah berita acara yang sudah ditandatangani.", _DESA),
    Alasan(
        "M2",
        "Daftar di berita acara berbeda dengan data.",
        "Cetak ulang berita acara dari daftar terakhir.",
        _DESA,
    ),
    Alasan("M3", "Dikirim di luar masa usulan.", "Ajukan lagi pada masa usulan berikutnya.", _DESA),
    Alasan("Q1", "Kuota program sudah penuh.", "Tunggu kuota; usulan boleh diajukan lagi.", _KAB),
)

# Why a family or person is judged no longer eligible (TIDAK_LAYAK, BANSOS_HENTI). The forum decides.
ALASAN_TIDAK_LAYAK: dict[str, Alasan] = _table(
    Alasan("ASN", "Ada anggota ASN/PNS.", _BAHAS, _DESA),
    Alasan("TNI", "Ada anggota TNI.", _BAHAS, _DESA),
    Alasan("POLRI", "Ada anggota Polri.", _BAHAS, _DESA),
    Alasan("PENSIUNAN", "Ada anggota penerima pensiun.", _BAHAS, _DESA),
    Alasan("KARYAWAN", "Ada anggota karyawan perusahaan.", _BAHAS, _DESA),
    Alasan("APARAT_DESA", "Ada anggota aparat desa.", _BAHAS, _DESA),
    Alasan("GURU_SERTIFIKASI", "Ada anggota guru bersertifikasi.", _BAHAS, _DESA),
    Alasan("PENGURUS_PT", "Ada anggota pengurus perusahaan.", _BAHAS, _DESA),
    Alasan("DI_ATAS_UMP", "Penghasilan di atas upah minimum.", _BAHAS, _DESA),
    Alasan("LISTRIK", "Memakai listrik 900 VA nonsubsidi atau lebih.", "Catat nomor pelanggan PLN.", _DESA),
    Alasan("MOBIL", "Memiliki mobil.", "Lampirkan foto atau keterangan RT.", _DESA),
    Alasan("MAMPU", "Keluarga sudah mampu.", "Putuskan di musyawarah; SPTJM tidak cukup.", _DESA),
    Alasan("MUNDUR", "Keluarga mengundurkan diri.", "Lampirkan surat pengunduran diri.", _DESA),
    Alasan("MENINGGAL", "Penerima meninggal.", "Usulkan juga meninggal untuk orangnya.", _DESA),
    Alasan("PINDAH", "Penerima pindah.", "Usulkan juga pindah untuk keluarganya.", _DESA),
    Alasan("GANDA", "Penerima tercatat ganda.", "Usulkan juga data ganda untuk catatannya.", _DESA),
)

# Why PBI-JK membership was switched off (domain 6.5).
ALASAN_NONAKTIF_PBI: dict[str, Alasan] = _table(
    Alasan("PBI_MENINGGAL", "Peserta meninggal.", "Usulkan meninggal untuk orangnya.", _DESA),
    Alasan("PBI_SEGMEN", "Peserta pindah segmen kepesertaan.", "Periksa kepesertaan barunya di BPJS.", _DESA),
    Alasan("PBI_GANDA", "Peserta tercatat ganda di BPJS.", "Cocokkan NIK dengan kartu BPJS.", _DESA),
    Alasan("PBI_DINSOS", "Dinonaktifkan oleh dinas sosial.", "Minta penjelasan dinas sosial.", _DESA),
    Alasan(
        "PBI_BAYI",
        "Bayi belum didaftarkan dalam tiga bulan.",
        "Daftarkan NIK bayi, lalu usulkan lagi.",
        _DESA,
    ),
)

# status "alasan tidak ditemukan" of the prelist (domain 7.1), by its printed code.
ALASAN_TIDAK_DITEMUKAN: dict[str, Alasan] = _table(
    Alasan("1", "Pindah.", "Usulkan pindah bila tujuan diketahui.", _DESA),
    Alasan("2", "Meninggal.", "Usulkan meninggal bila ada keterangan.", _DESA),
    Alasan("3", "Tidak tahu.", "Tanyakan kepada RT dan tetangga.", _DESA),
    Alasan("4", "Alamat tidak ada di desa.", "Periksa alamat di KK.", _DESA),
)


def is_alasan_tolak(kode: str) -> bool:
    """R41: only a listed code may return or reject a line; free text may be added but never stands alone."""
    return kode in ALASAN_TOLAK
