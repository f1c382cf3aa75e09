"""The monthly list: the hash of its content and the gates before it is set."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

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


RULES_PENETAPAN = (is_bulan_baru, is_bulan_maju, is_semua_batch_dijawab, is_dua_orang, has_nomor_sk)


def check_penetapan(fakta: FaktaPenetapan) -> list[Violation]:
    """Every gate that is still closed."""
    data = {} if fakta.batch_tanpa_hasil is None else {"batch": str(fakta.batch_tanpa_hasil)}
    return [r.violation(**data) for r in RULES_PENETAPAN if not r(fakta)]
