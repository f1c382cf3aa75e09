"""Why two records are held to be one person, or not: a sentence per field, in the words of an officer.

Levels are those of the comparison (`pemadanan.mesin.banding`); 0 always means that one side is empty.
"""

from collections.abc import Mapping
from enum import StrEnum


class Hasil(StrEnum):
    """The answer of a matching run for one row of the registry."""

    PADAN = "PADAN"
    NIK_SALAH = "NIK_SALAH"
    NIK_ORANG_LAIN = "NIK_ORANG_LAIN"
    TIDAK_DITEMUKAN = "TIDAK_DITEMUKAN"


KATA: dict[str, tuple[str, ...]] = {
    "nik": (
        "tidak terisi atau tidak terbaca",
        "sama",
        "beda satu angka",
        "wilayah dan tanggal sama, nomor urut beda",
        "tanggal dan nomor urut sama, wilayah beda",
        "wilayah dan nomor urut sama, tanggal beda",
        "hanya tanggalnya sama",
        "hanya wilayahnya sama",
        "beda",
    ),
    "nama": (
        "tidak terisi",
        "cocok",
        "cocok, urutan atau spasi beda",
        "cocok, disingkat atau sebagian",
        "beda satu huruf",
        "beda dua huruf",
        "hanya kata pertama sama",
        "hanya kata terakhir sama",
        "mirip",
        "beda",
        "kata pertama dan terakhir sama, tengahnya beda",
        "cocok, tengahnya disingkat atau tidak ditulis",
        "hanya satu kata mirip",
        "kata pertama sama, yang kedua sejalan",
        "kata terakhir sama, yang sebelumnya sejalan",
    ),
    "tgl": (
        "tidak terisi",
        "cocok",
        "hari dan bulan tertukar",
        "tahun sama, tertulis 1 Januari",
        "tertulis 1 Januari, tahun hampir sama",
        "hari dan bulan sama, tahun beda",
        "tahun sama, hari atau bulan beda",
        "tahun hampir sama",
        "beda",
    ),
    "ibu": (
        "tidak terisi",
        "cocok",
        "cocok, disingkat atau sebagian",
        "beda satu atau dua huruf",
        "satu kata sama",
        "beda",
    ),
    "kk": ("tidak terisi", "sama", "beda satu angka", "beda"),
    "desa": (
        "tidak terisi",
        "sama",
        "beda desa, kecamatan sama",
        "kecamatan beda, nomor desa sama (mungkin pemekaran)",
        "beda kecamatan",
        "beda kabupaten",
    ),
    "jk": ("tidak terisi", "sama", "beda"),
    "tempat": ("tidak terisi", "sama", "beda"),
    "alamat": (
        "tidak terisi",
        "sama",
        "nomor atau RT/RW sama, jalan mirip",
        "jalan sama, nomor beda",
        "sebagian sama",
        "beda",
    ),
    "kartu": (
        "tidak dilihat",
        "anggota lain sekartu ditemukan di sana",
        "anggota lain sekartu ditemukan di kartu lain",
    ),
}
SEBUTAN = {
    "nik": "NIK",
    "nama": "nama",
    "tgl": "tanggal lahir",
    "ibu": "ibu kandung",
    "kk": "nomor KK",
    "desa": "desa",
    "jk": "jenis kelamin",
    "tempat": "tempat lahir",
    "alamat": "alamat",
    "kartu": "keluarga",
}  # fmt: skip
PEMBUKA: dict[tuple[Hasil, bool], str] = {
    (Hasil.PADAN, True): "NIK ini milik orang yang sama.",
    (Hasil.NIK_SALAH, True): "NIK ini tidak ada di Dukcapil; orangnya ditemukan dengan NIK lain.",
    (Hasil.NIK_ORANG_LAIN, True): "NIK ini milik orang lain; orangnya ditemukan dengan NIK lain.",
    (Hasil.NIK_ORANG_LAIN, False): "NIK ini milik orang lain; orangnya sendiri tidak ditemukan.",
    (Hasil.TIDAK_DITEMUKAN, False): "Orangnya tidak ditemukan di Dukcapil, lewat NIK maupun isian lain.",
}
TANPA_NIK = "NIK kosong, tidak terbaca, atau belum ada di Dukcapil; orangnya ditemukan dengan isian lain."
# Between these chances a person must look.
RAGU_BAWAH, RAGU_ATAS = 0.06, 0.96
# A chance is kept with six decimals: what reads 1 is at least this, and never certainty.
PASTI = 1 - 5e-7
MENINGGAL = "Menurut Dukcapil orang ini sudah meninggal."
RAGU = "Belum pasti: perlu dilihat petugas."


def read_pembuka(hasil: Hasil, *, temu: bool, tanpa_nik: bool) -> str:
    """What an answer means, in one sentence. `tanpa_nik`: the row, or the person found, has no number to compare."""
    return TANPA_NIK if tanpa_nik and hasil is Hasil.NIK_SALAH else PEMBUKA[hasil, temu]


def explain(hasil: Hasil, tingkat: Mapping[str, int] | None) -> list[str]:
    """The sentences of one answer: what it means, then field by field in the order of weight; None: nobody found.

    Where the number itself is right, what agrees is said in one sentence and only the rest field by field.
    """
    tanpa_nik = tingkat is not None and not tingkat.get("nik", 1)
    kalimat = [read_pembuka(hasil, temu=tingkat is not None, tanpa_nik=tanpa_nik)]
    sama: list[str] = []
    for isian, n in (tingkat or {}).items():
        # Birthplace, address and the family are looked at only where the rest leaves a doubt.
        if not n and isian in ("tempat", "alamat", "kartu"):
            continue
        if hasil is Hasil.PADAN and n == 1 and isian != "kartu":
            sama.append(SEBUTAN[isian])
        else:
            kalimat.append(f"{SEBUTAN[isian]}: {KATA[isian][n]}")
    if sama:
        kalimat.insert(1, f"cocok: {', '.join(sama)}")
    return kalimat
