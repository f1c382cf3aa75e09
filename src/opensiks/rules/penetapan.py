"""The monthly list: the hash of its content and the gates before it is set."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from opensiks.rules.canonical import canonical_bytes
from opensiks.rules.rule import Violation, rule

KUNCI_URUT = "id_individu"


def hash_isi(rows: Iterable[Mapping[str, object]]) -> str:
    """SHA-256 over the rows as canonical JSON lines, each ended by a newline.

    Rows come in ascending `id_individu`, each once; ValueError otherwise, because the same people in another
    order would be another hash. Works on a stream, so a province fits.
    """
    sidik = hashlib.sha256()
    sebelum = ""
    for row in rows:
        kunci = str(row[KUNCI_URUT])
        if kunci <= sebelum:
            raise ValueError(f"rows must ascend by {KUNCI_URUT}: {kunci!r} after {sebelum!r}")
        sidik.update(canonical_bytes(row) + b"\n")
        sebelum = kunci
    return sidik.hexdigest()


# A kabupaten that loses more than so many times its mean of the last months is looked at first.
KALI_TIDAK_BIASA = 3
BULAN_BIASA = 12
HURUF_CATATAN = 10


def is_tidak_biasa(keluar: int, biasa: float | None) -> bool:
    """More persons leave than three times the mean; `biasa` None where there is no month to compare with."""
    return biasa is not None and keluar > KALI_TIDAK_BIASA * biasa


class Periksa(StrEnum):
    """What was decided about one kabupaten before a month is set; the newest word holds."""

    DIPERIKSA = "DIPERIKSA"
    DITAHAN = "DITAHAN"
    DILEPAS = "DILEPAS"
    DIKEMBALIKAN = "DIKEMBALIKAN"


LABEL_PERIKSA: dict[Periksa, str] = {
    Periksa.DIPERIKSA: "Sudah diperiksa",
    Periksa.DITAHAN: "Ditahan",
    Periksa.DILEPAS: "Tahanan dilepas",
    Periksa.DIKEMBALIKAN: "Dikembalikan",
}


@dataclass(frozen=True, kw_only=True)
class FaktaPenetapan:
    """What stands between the registry and the list of a month."""

    # There is a list for this month and area; a later month has one.
    sudah_ada: bool = True
    mundur: bool = True
    batch_tanpa_hasil: int | None = None
    # Whoever prepared the preview is the one who sets it.
    orang_sama: bool = True
    nomor_sk: str = ""
    # Kabupaten that lose unusually many, and that nobody has looked at.
    belum_diperiksa: int | None = None


@rule(
    "R121",
    sumber="Rancangan: daftar bulanan tidak berubah",
    langkah="Buka daftar bulan itu, atau pilih bulan lain.",
)
def is_bulan_baru(f: FaktaPenetapan) -> bool:
    """Daftar bulan ini sudah ditetapkan dan tidak berubah lagi."""
    return not f.sudah_ada


@rule("R121a", sumber="Rancangan", langkah="Pilih bulan setelah penetapan terakhir.")
def is_bulan_maju(f: FaktaPenetapan) -> bool:
    """Tetapkan bulan secara berurutan; bulan sesudahnya sudah ditetapkan."""
    return not f.mundur


@rule(
    "R91a",
    sumber="Rancangan; menjawab keluhan penolakan tanpa penjelasan",
    langkah="Impor hasil untuk batch yang tersisa.",
)
def is_semua_batch_dijawab(f: FaktaPenetapan) -> bool:
    """Tunggu hasil {batch} batch yang belum dijawab."""
    return f.batch_tanpa_hasil == 0


@rule("R122", sumber="Rancangan: dua orang", langkah="Minta petugas lain menetapkan.")
def is_dua_orang(f: FaktaPenetapan) -> bool:
    """Daftar ditetapkan oleh orang yang bukan penyiapnya."""
    return not f.orang_sama


@rule("R123", sumber="PM3: penetapan Menteri", langkah="Isi nomor surat keputusan.")
def has_nomor_sk(f: FaktaPenetapan) -> bool:
    """Isi nomor surat keputusan penetapan."""
    return f.nomor_sk.strip() != ""


@rule(
    "R126",
    sumber="Rancangan: tidak ada yang kehilangan bantuan tanpa dilihat",
    langkah="Buka tiap kabupaten itu, lalu tandai sudah diperiksa atau tahan.",
)
def is_kabupaten_diperiksa(f: FaktaPenetapan) -> bool:
    """Periksa dahulu {kabupaten} kabupaten yang keluarnya lebih dari 3 kali rata-rata."""
    return f.belum_diperiksa == 0


RULES_PENETAPAN = (
    is_bulan_baru, is_bulan_maju, is_semua_batch_dijawab, is_kabupaten_diperiksa, is_dua_orang, has_nomor_sk,
)  # fmt: skip


def check_penetapan(fakta: FaktaPenetapan) -> list[Violation]:
    """Every gate that is still closed."""
    isi = {"batch": fakta.batch_tanpa_hasil, "kabupaten": fakta.belum_diperiksa}
    data = {kunci: str(n) for kunci, n in isi.items() if n is not None}
    return [r.violation(**data) for r in RULES_PENETAPAN if not r(fakta)]


@dataclass(frozen=True, kw_only=True)
class FaktaPeriksa:
    """What stands between an officer and a word on one kabupaten."""

    aksi: Periksa
    catatan: str = ""
    # The month has a list already.
    sudah_ada: bool = True
    # There is a list of the month before that could be kept.
    ada_lama: bool = False
    ditahan: bool = False


@rule("R121b", sumber="Rancangan: daftar bulanan tidak berubah", langkah="Buka bulan berikutnya.")
def is_bulan_terbuka(f: FaktaPeriksa) -> bool:
    """Daftar bulan ini sudah ditetapkan, jadi kabupatennya tidak bisa ditandai lagi."""
    return not f.sudah_ada


@rule("R127", sumber="Rancangan", langkah="Tulis apa yang dilihat, misalnya surat atau telepon ke Dinas.")
def has_catatan_cukup(f: FaktaPeriksa) -> bool:
    """Tulis catatan singkat, paling sedikit 10 huruf."""
    return len(f.catatan.strip()) >= HURUF_CATATAN


@rule("R128", sumber="Rancangan", langkah="Tandai sudah diperiksa, atau kembalikan.")
def has_daftar_lama(f: FaktaPeriksa) -> bool:
    """Belum ada daftar bulan lalu yang bisa dipertahankan."""
    return f.aksi is not Periksa.DITAHAN or f.ada_lama


@rule("R129", sumber="Rancangan", langkah="Muat ulang halaman ini.")
def is_tahanan_cocok(f: FaktaPeriksa) -> bool:
    """Kabupaten ini sudah ditahan, atau tahanannya sudah dilepas."""
    return (f.aksi is Periksa.DILEPAS) == f.ditahan


def check_periksa(fakta: FaktaPeriksa) -> list[Violation]:
    """Everything that stands in the way of this word. What is held must be released before another word."""
    aturan = (is_bulan_terbuka, has_catatan_cukup, has_daftar_lama, is_tahanan_cocok)
    return [r.violation() for r in aturan if not r(fakta)]
