"""The civil register made ready: all that depends on P alone, in memory for one run or in a folder for many."""

from __future__ import annotations

import hashlib
import json
import shutil
from pathlib import Path

import duckdb
from duckdb import DuckDBPyConnection

from opensiks.pemadanan.mesin import baca, batas
from opensiks.pemadanan.mesin.baca import BerkasDitolak, quote, run
from opensiks.pemadanan.mesin.lipat import sql_kamus, sql_kamus_alamat, sql_nama_utama

BENTUK = 3  # of the folder; another number is refused
SURAT, ISI = "siap.json", "register.duckdb"
INDEKS = "indeks"  # folder beside them, for looking up one person
# The sex as one byte: its first letter.
JK = "(nullif(ascii({0}), 0) % 256)::UTINYINT"
_UTAMA = sql_nama_utama("nama")
# Frequencies: how many persons of P share a value. What is missing stands once.
FREKUENSI = {"n_nama": "nh", "n_tgl": "tgl", "n_ibu": "mh", "n_depan": "t1", "n_akhir": "tl"}


def create_makro(db: DuckDBPyConnection) -> None:
    """hash32: texts as four bytes. gabung: two to four values as one key. Null as soon as a part is null."""
    run(
        db, "CREATE TEMP MACRO hash32(x) AS CASE WHEN x IS NOT NULL THEN (hash(x) & 4294967295)::UINTEGER END"
    )
    run(
        db,
        "CREATE TEMP MACRO gabung(a, b) AS CASE WHEN a IS NOT NULL AND b IS NOT NULL THEN hash(a, b) END,"
        " (a, b, c) AS CASE WHEN a IS NOT NULL AND b IS NOT NULL AND c IS NOT NULL THEN hash(a, b, c) END,"
        " (a, b, c, e) AS CASE WHEN a IS NOT NULL AND b IS NOT NULL AND c IS NOT NULL AND e IS NOT NULL"
        " THEN hash(a, b, c, e) END",
    )


def create_kamus(db: DuckDBPyConnection, sumber: str) -> None:
    """Tables `kamus` (distinct names of the view `sumber`, folded) and `kamus_kunci` (their keys as numbers)."""
    run(
        db,
        f"CREATE OR REPLACE TEMP TABLE kamus AS SELECT hash(s) AS hs, * FROM ({sql_kamus(_distinct(sumber))})",
    )
    run(
        db,
        "CREATE OR REPLACE TEMP TABLE kamus_kunci AS SELECT hs, hash32(min(t1)) AS t1, hash32(min(tl)) AS tl,"
        " hash32(min(f)) AS nh, hash32(right(min(f), 4)) AS pg, (ascii(min(f)) % 256)::UTINYINT AS huruf"
        " FROM kamus GROUP BY hs",
    )


def _distinct(sumber: str) -> str:
    return f"SELECT s FROM (SELECT {_UTAMA} AS s FROM {sumber}) WHERE s IS NOT NULL GROUP BY s"


def sql_pk(sumber: str, *, sidik: bool) -> str:
    """SELECT one narrow row per person of the view `sumber`: numbers only. `sidik`: with the hash of the whole row."""
    utuh = f", {SIDIK} AS sidik" if sidik else ""
    luar = ", p.sidik" if sidik else ""
    return (
        f"SELECT p.pid, p.nik, p.kk, p.tgl, p.desa, p.jk, p.rh, p.mh, p.meninggal, k.t1, k.tl, k.nh, k.pg,"
        f" k.huruf, p.ah{luar} FROM (SELECT pid, nik, kk, tgl, desa, {JK.format('jk')} AS jk, hash32(nama) AS rh,"
        f" hash32(ibu) AS mh, hash32(upper(alamat)) AS ah, meninggal, hash({_UTAMA}) AS hs{utuh} FROM {sumber}) p"
        " LEFT JOIN kamus_kunci k ON k.hs = p.hs"
    )


SIDIK = "hash(nik_t, kk_t, nama, tempat, tgl, jk, ibu, alamat, desa, meninggal)"


def create_kamus_isi(db: DuckDBPyConnection, sumber: str) -> None:
    """Tables `kamus_ibu` and `kamus_alamat`: the mothers and addresses of the view `sumber`, each once and folded."""
    ibu = sql_kamus(f"SELECT ibu AS s FROM {sumber} WHERE ibu IS NOT NULL GROUP BY ibu")
    run(db, f"CREATE OR REPLACE TEMP TABLE kamus_ibu AS {ibu}")
    alamat = f"SELECT upper(alamat) AS s FROM {sumber} WHERE alamat IS NOT NULL GROUP BY ALL"
    run(db, f"CREATE OR REPLACE TEMP TABLE kamus_alamat AS {sql_kamus_alamat(alamat)}")


def sql_isi(sumber: str) -> str:
    """SELECT the texts of the persons of the view `sumber`, folded; `kamus`, `kamus_ibu`, `kamus_alamat` know them."""
    return (
        "SELECT p.pid, p.nama, p.ibu, k.f, k.t1, k.tl, i.f AS if, i.t1 AS it1, i.tl AS itl, p.jk,"
        f" upper(p.tempat) AS tempat, a.af, a.aa, a.ah FROM {sumber} p"
        f" LEFT JOIN kamus k ON k.s = {sql_nama_utama('p.nama')} LEFT JOIN kamus_ibu i ON i.s = p.ibu"
        " LEFT JOIN kamus_alamat a ON a.s = upper(p.alamat)"
    )


def create_register(db: DuckDBPyConnection) -> None:
    """Table `pk` and the frequencies from the view `p`, for this run alone; texts stay in the file (`p`)."""
    create_kamus(db, "p")
    run(db, "CREATE TEMP VIEW teks AS SELECT pid, nama, ibu, tempat, jk, alamat FROM p")
    run(db, f"CREATE TEMP TABLE pk AS {sql_pk('p', sidik=False)}")
    run(db, "DROP TABLE kamus_kunci")
    create_frekuensi(db)


def create_frekuensi(db: DuckDBPyConnection, skema: str = "") -> None:
    """Tables of FREKUENSI from `pk`, in the attached database `skema` or for this run alone."""
    tempat = f"TABLE {skema}." if skema else "TEMP TABLE "
    for tabel, kolom in FREKUENSI.items():
        run(
            db,
            f"CREATE {tempat}{tabel} AS SELECT {kolom} AS nilai, count(*)::INT AS n FROM pk"
            f" WHERE {kolom} IS NOT NULL GROUP BY {kolom} HAVING count(*) > 1",
        )


def drop_bantu(db: DuckDBPyConnection, *lain: str) -> None:
    """Lets go what only the comparison needed, as far as it is in memory, and the tables `lain`."""
    ada = {str(x[0]) for x in run(db, "SELECT table_name FROM duckdb_tables() WHERE database_name = 'temp'")}
    for tabel in ada & {"kamus", *FREKUENSI, *lain}:
        run(db, f"DROP TABLE temp.{tabel}")


def write_register(db: DuckDBPyConnection, skema: str, *, sidik: bool = True) -> None:
    """Tables pk, isi and the frequencies of the view `p` in the attached database `skema`; `sidik`: see `sql_pk`."""
    create_kamus(db, "p")
    run(db, f"CREATE TABLE {skema}.pk AS {sql_pk('p', sidik=sidik)}{' ORDER BY pid' if sidik else ''}")
    create_kamus_isi(db, "p")
    run(db, f"CREATE TABLE {skema}.isi AS {sql_isi('p')}")
    for tabel in ("kamus", "kamus_kunci", "kamus_ibu", "kamus_alamat"):
        run(db, f"DROP TABLE {tabel}")
    view_register(db, skema)
    create_frekuensi(db, skema)
    view_register(db, skema)


def view_register(db: DuckDBPyConnection, skema: str) -> None:
    """Views pk, teks (table isi) and the frequencies as far as `skema` has them."""
    ada = {
        str(x[0])
        for x in run(db, f"SELECT table_name FROM duckdb_tables() WHERE database_name = {quote(skema)}")
    }
    for tabel in ("pk", "isi", *FREKUENSI):
        if tabel in ada:
            nama = "teks" if tabel == "isi" else tabel
            run(db, f"CREATE OR REPLACE TEMP VIEW {nama} AS SELECT * FROM {skema}.{tabel}")


def prepare(dukcapil: Path, ke: Path, *, utas: int | None = None, memori: str | None = None) -> int:
    """Write the folder `ke` from a Parquet file. Returns its persons. BerkasDitolak leaves `ke` as it was."""
    if ke.exists() and not (ke.is_dir() and {x.name for x in ke.iterdir()} <= {SURAT, ISI, INDEKS}):
        raise BerkasDitolak(f"{ke.name} sudah ada dan bukan folder register siap; pilih nama folder lain.")
    if not ke.parent.is_dir():
        raise BerkasDitolak(f"Folder {ke.parent.name} untuk register siap tidak ada.")
    sidik = hash_berkas(dukcapil)
    separuh = ke.with_name(f".{ke.name}.separuh")
    baca.remove(separuh)
    separuh.mkdir()
    try:
        db = baca.connect(separuh / "sementara", utas=utas, memori=batas.share(memori).mesin)
        try:
            create_makro(db)
            banyak = baca.open_berkas(db, dukcapil, "p", "pid")
            run(db, f"ATTACH {quote(separuh / ISI)} AS reg")
            write_register(db, "reg")
            run(db, "DETACH reg")
        finally:
            db.close()
        baca.remove(separuh / "sementara")
        surat = {"bentuk": BENTUK, "duckdb": duckdb.__version__, "sha256": sidik, "baris": banyak}
        (separuh / SURAT).write_text(json.dumps(surat), encoding="utf-8")
        baca.remove(ke)
        separuh.replace(ke)
    finally:
        baca.remove(separuh)
    return banyak


def open_register(db: DuckDBPyConnection, folder: Path, *, salin: Path | None = None) -> int:
    """Attach a folder of `prepare` as the register of this run, or a copy to write in. Returns its persons."""
    surat = read_surat(folder, SURAT, BENTUK)
    if salin:
        shutil.copyfile(folder / ISI, salin)
    run(db, f"ATTACH {quote(salin)} AS reg" if salin else f"ATTACH {quote(folder / ISI)} AS reg (READ_ONLY)")
    view_register(db, "reg")
    return int(str(surat["baris"]))


def read_surat(folder: Path, nama: str, bentuk: int) -> dict[str, object]:
    """The manifest of a folder of ours; BerkasDitolak for another shape or another engine."""
    try:
        surat: dict[str, object] = json.loads((folder / nama).read_text(encoding="utf-8"))
    except (OSError, ValueError) as galat:
        raise BerkasDitolak(f"Folder {folder.name} bukan folder yang ditulis perintah ini.") from galat
    if (surat.get("bentuk"), surat.get("duckdb")) != (bentuk, duckdb.__version__):
        raise BerkasDitolak(f"Folder {folder.name} ditulis versi lain; tulis lagi dari berkas Parquet.")
    return surat


def hash_berkas(path: Path) -> str:
    baca.check_ada(path)
    with path.open("rb") as f:
        return hashlib.file_digest(f, "sha256").hexdigest()
