"""Findings: what is wrong or worth a look in one record, in the words an officer reads.

The words are data. A finding's code is the rule's code; a letter tells apart cases of one rule that need
other words or another severity (R56 blocks, R56a only asks).
"""

from dataclasses import dataclass
from datetime import date
from typing import Self

from opensiks.rules.rule import Tingkat

_BULAN = (
    *("Januari", "Februari", "Maret", "April", "Mei", "Juni"),
    *("Juli", "Agustus", "September", "Oktober", "November", "Desember"),
)

# Blocks a proposal for aid, but neither TETAP nor the village's final (screens 5.1, R49).
HANYA_USUL_BANTUAN = frozenset({"R49"})


@dataclass(frozen=True, slots=True)
class Kata:
    """The words of one finding: tag in lists, sentence and mends on the family page; {…} come from data."""

    tingkat: Tingkat
    tag: str
    kalimat: str
    perbaikan: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Temuan:
    """One finding, ready to show. `perbaikan` are the answers or mends offered, in order; may be empty.

    `id_individu` is None when it is about the family. `data` holds what filled the words, and raw values for
    the mend (dates in ISO form); never a NIK.
    """

    kode: str
    tingkat: Tingkat
    tag: str
    kalimat: str
    perbaikan: tuple[str, ...]
    id_individu: str | None
    data: dict[str, str]

    @classmethod
    def of(cls, kode: str, id_individu: str | None, data: dict[str, str]) -> Self:
        """KeyError when the code has no words, or the words ask for something `data` does not hold."""
        kata = TEMUAN[kode]
        return cls(
            kode,
            kata.tingkat,
            kata.tag.format_map(data),
            kata.kalimat.format_map(data),
            tuple([p.format_map(data) for p in kata.perbaikan]),
            id_individu,
            data,
        )

    @property
    def aturan(self) -> str:
        """The rule without the letter of the case: "R56a" → "R56"."""
        return self.kode.rstrip("abcdefgh")

    @property
    def is_menahan_final(self) -> bool:
        """Blocks TETAP and the village's final."""
        return self.tingkat is Tingkat.B and self.kode not in HANYA_USUL_BANTUAN


def tanggal_panjang(tanggal: date) -> str:
    """A date as people write it: "5 Agustus 1985"."""
    return f"{tanggal.day} {_BULAN[tanggal.month - 1]} {tanggal.year}"


# A mandatory field (R54): its name on a tag, and in a sentence.
ISIAN_WAJIB: dict[str, tuple[str, str]] = {
    "nama": ("Nama", "Nama"),
    "alamat": ("Alamat", "Alamat"),
    "tempat_lahir": ("Tempat lahir", "Tempat lahir"),
    "tgl_lahir": ("Tgl lahir", "Tanggal lahir"),
    "jenis_kelamin": ("Jenis kelamin", "Jenis kelamin"),
    "no_kk": ("No. KK", "Nomor KK"),
    "nama_ibu": ("Ibu kandung", "Nama ibu kandung"),
    "shdk": ("Hubungan keluarga", "Hubungan keluarga"),
    "status_kawin": ("Status kawin", "Status kawin"),
}

_PILIH_TANGGAL = ("{tgl_data}", "{tgl_nik}", "KTP belum dilihat")
_B, _W, _I = Tingkat.B, Tingkat.W, Tingkat.I

TEMUAN: dict[str, Kata] = {
    "R28": Kata(
        _W,
        "Kepala keluarga meninggal",
        "Kepala keluarga meninggal. Siapa yang mengurus bantuan sekarang?",
        ("Usul pengurus baru",),
    ),
    "R28a": Kata(
        _W,
        "Pengurus meninggal",
        "Pengurus bantuan meninggal. Siapa yang mengurus bantuan sekarang?",
        ("Usul pengurus baru",),
    ),
    "R32": Kata(
        _W,
        "Pekerjaan perlu dilihat",
        "Di KK ini ada {pekerjaan}. Bicarakan di musyawarah.",
        ("Usul tidak layak", "Bukan lagi"),
    ),
    "R42": Kata(
        _B,
        "NIK tidak 16 angka",
        "NIK {nama} hanya {n} angka. NIK selalu 16 angka. Lihat KTP atau KK.",
        ("Isi NIK",),
    ),
    "R42a": Kata(
        _B,
        "NIK tidak 16 angka",
        "NIK {nama} sampai {n} angka. NIK selalu 16 angka. Lihat KTP atau KK.",
        ("Isi NIK",),
    ),
    "R42b": Kata(
        _B,
        "NIK tidak 16 angka",
        "NIK {nama} memuat huruf atau tanda. NIK selalu 16 angka. Lihat KTP atau KK.",
        ("Isi NIK",),
    ),
    # The date of such a number may be right, so the sentence of R44 would send the officer the wrong way.
    "R43": Kata(
        _B,
        "NIK tidak mungkin",
        "NIK {nama} berakhir 0000. Nomor urut itu tidak ada. Periksa tiap angka dengan KTP.",
        ("Isi NIK",),
    ),
    "R44": Kata(
        _B,
        "NIK tidak mungkin",
        "NIK {nama} memuat tanggal yang tidak ada. Periksa tiap angka dengan KTP.",
        ("Isi NIK",),
    ),
    "R45": Kata(
        _W,
        "Jenis kelamin beda NIK",
        "Menurut data {jk_data}, menurut NIK {jk_nik}. Lihat KTP, lalu pilih.",
        ("Laki-laki", "Perempuan", "KTP belum dilihat"),
    ),
    "R46": Kata(
        _W,
        "Tgl lahir beda NIK",
        "Tanggal lahir {nama} tidak sama dengan NIK. Lihat KTP, lalu pilih yang tertulis di sana.",
        _PILIH_TANGGAL,
    ),
    "R47": Kata(_W, "Tgl lahir tertukar", "Hari dan bulan sepertinya tertukar.", _PILIH_TANGGAL),
    "R48": Kata(_I, "NIK dari daerah lain", "NIK terbit di {wilayah}. Ini wajar bila pernah pindah."),
    "R48a": Kata(
        _W,
        "Wilayah NIK tidak dikenal",
        "NIK {nama} diawali {wilayah}, yang tidak ada di daftar wilayah. Cocokkan dengan KTP.",
        ("NIK sudah benar", "Isi NIK"),
    ),
    "R49": Kata(
        _B,
        "Tanpa NIK",
        "{nama} belum punya NIK. Boleh tetap di data, tetapi belum bisa diusulkan bantuan.",
        ("Isi NIK", "Minta bantuan Disdukcapil"),
    ),
    "R50": Kata(
        _B,
        "NIK dipakai {n} orang",
        "NIK ini juga dipakai {pemakai}. Satu NIK hanya untuk satu orang.",
        ("Bandingkan keduanya",),
    ),
    "R51": Kata(
        _B,
        "No. KK tidak mungkin",
        "Nomor KK harus 16 angka dan memuat tanggal yang ada.",
        ("Isi No. KK",),
    ),
    "R51a": Kata(
        _W,
        "No. KK perlu dilihat",
        "Nomor KK berakhir 0000. Cocokkan dengan lembar KK.",
        ("Nomor sudah benar", "Isi No. KK"),
    ),
    "R52": Kata(
        _B,
        "Ada di {n} keluarga",
        "{nama} tercatat di {n} keluarga. Satu orang hanya di satu keluarga.",
        ("Pilih keluarganya",),
    ),
    "R53": Kata(
        _B,
        "Kepala keluarga {n}",
        "Keluarga ini harus punya satu kepala keluarga.",
        ("Pilih kepala keluarga",),
    ),
    "R54": Kata(
        _B, "{tag_isian} kosong", "{isian} {nama} masih kosong. Lihat di KK.", ("Isi {isian_kecil}",)
    ),
    "R55": Kata(
        _W,
        "Nama perlu dilihat",
        "Nama {nama} hanya satu kata. Boleh untuk KTP lama. Cocokkan dengan KK.",
        ("Nama sudah benar", "Perbaiki nama"),
    ),
    "R55a": Kata(
        _W,
        "Nama perlu dilihat",
        "Nama {nama} lebih dari 60 huruf. Cocokkan dengan KK.",
        ("Nama sudah benar", "Perbaiki nama"),
    ),
    "R55b": Kata(
        _W,
        "Nama perlu dilihat",
        "Nama {nama} memuat angka atau tanda baca. Cocokkan dengan KK.",
        ("Nama sudah benar", "Perbaiki nama"),
    ),
    "R56": Kata(
        _B,
        "Umur tidak wajar",
        "Menurut tanggal lahir, umur {nama} {n} tahun. Periksa tahunnya.",
        ("Perbaiki tanggal",),
    ),
    "R56a": Kata(
        _W,
        "Umur tidak wajar",
        "Menurut tanggal lahir, umur {nama} {n} tahun. Periksa tahunnya.",
        ("Perbaiki tanggal", "Umur sudah benar"),
    ),
    "R56b": Kata(
        _B,
        "Tgl lahir belum terjadi",
        "Tanggal lahir {nama} tertulis {tgl_data}, padahal belum terjadi. Periksa tahunnya.",
        ("Perbaiki tanggal",),
    ),
    "R56c": Kata(
        _W,
        "Kepala keluarga {n} tahun",
        "{nama} kepala keluarga, umurnya {n} tahun. Cocokkan dengan KK.",
        ("Sudah benar", "Pilih kepala keluarga"),
    ),
    "R57": Kata(
        _W,
        "Umur ibu tidak wajar",
        "{ibu} {n} tahun lebih tua dari {anak}. Benarkah ia ibunya?",
        ("Benar", "Perbaiki"),
    ),
    "R57a": Kata(
        _W,
        "Umur ibu tidak wajar",
        "{ibu} lebih muda dari {anak}. Benarkah ia ibunya?",
        ("Benar", "Perbaiki"),
    ),
    "R58": Kata(
        _B,
        "Isian kurang",
        "{isian} belum diisi. Isian ini wajib karena {dari} {nama}: {nilai_dari}.",
        ("Isi {isian_kecil}",),
    ),
    "R58a": Kata(
        _B,
        "Isian tidak perlu",
        "{isian} terisi, padahal {dari} {nama}: {nilai_dari}. Kosongkan, atau periksa {dari}.",
        ("Kosongkan", "Periksa {dari}"),
    ),
    "R59": Kata(
        _B,
        "Kode tidak dikenal",
        "{isian} {nama} berisi kode {nilai}, yang tidak ada di daftar {versi}. Pilih jawaban yang ada.",
        ("Pilih jawaban",),
    ),
    "R60": Kata(
        _W,
        "Status hamil perlu dilihat",
        "Status hamil tercatat untuk {nama}, {umur} tahun. Benar?",
        ("Benar", "Perbaiki"),
    ),
    "R60a": Kata(
        _W,
        "Status hamil perlu dilihat",
        "Status hamil tercatat untuk {nama}. Benar?",
        ("Benar", "Perbaiki"),
    ),
    "R61": Kata(_B, "Jumlah anggota beda", "Tertulis {a} orang, yang aktif {b} orang.", ("Pakai {b}",)),
    "R61a": Kata(
        _B, "Jumlah keluarga beda", "Tertulis {a} keluarga, yang aktif {b} nomor KK.", ("Pakai {b}",)
    ),
    "R62": Kata(
        _W,
        "Anggota KK kurang",
        "Di data hanya 1 orang, di KK lebih. Tambah anggota lain?",
        ("Tambah anggota", "Memang 1 orang"),
    ),
    # Tasks after matching: a question to the village, never a deletion.
    "R67": Kata(
        _W,
        "Dukcapil: meninggal",
        "Menurut Dukcapil {nama} sudah meninggal. Tanya RT dahulu.",
        ("Masih hidup", "Benar meninggal"),
    ),
    "R67a": Kata(
        _W,
        "Dukcapil: NIK ganda",
        "Menurut Dukcapil NIK {nama} ganda. Cocokkan KTP dan KK, lalu tanya Disdukcapil.",
        ("Buat surat", "Nanti"),
    ),
    "R68": Kata(
        _W,
        "NIK belum ada di Dukcapil",
        "NIK belum ditemukan. Salinan Dukcapil bisa terlambat. Tunggu atau tanya Disdukcapil.",
        ("Buat surat", "Nanti"),
    ),
}
