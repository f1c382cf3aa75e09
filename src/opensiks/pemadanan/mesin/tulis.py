"""Writes the answers: one row per did, sorted, with reasons looked up by the pattern of levels."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from duckdb import DuckDBPyConnection

from opensiks.pemadanan.mesin.baca import run
from opensiks.pemadanan.mesin.banding import TINGKAT, Banding, Larik
from opensiks.pemadanan.mesin.ganda import create_kembar
from opensiks.pemadanan.mesin.kalimat import Kalimat
from opensiks.pemadanan.mesin.putus import AMBANG, Putusan
from opensiks.rules.alasan_padan import RAGU_ATAS, RAGU_BAWAH, Hasil, explain

# Fields of a pattern in the order of its sentences, each a digit of its own base.
_URUTAN = ("nik", "nama", "tgl", "ibu", "kk", "desa", "alamat", "jk", "tempat")
POLA: tuple[tuple[str, int], ...] = (*((k, TINGKAT[k]) for k in _URUTAN), ("kartu", 3))


def encode(tingkat: dict[str, Larik]) -> Larik:
    """Levels as one number per pair."""
    pola = np.zeros(len(next(iter(tingkat.values()))), np.int64)
    for k, n in POLA:
        pola = pola * n + tingkat[k]
    return pola


def decode(pola: int) -> dict[str, int]:
    tingkat: dict[str, int] = {}
    for k, n in reversed(POLA):
        pola, tingkat[k] = divmod(pola, n)
    return {k: tingkat[k] for k, _ in POLA}


def add_putusan(db: DuckDBPyConnection, b: Banding, putusan: Putusan) -> None:
    """Adds the decisions of some records to table `putusan`: did, pid, peluang, ragu, pola."""
    t = {**b.tingkat, "kartu": b.rumah}
    i = putusan.terbaik
    ketemu = putusan.peluang >= AMBANG
    tabel = pa.table(
        {
            "did": pa.array(putusan.did, pa.int64()),
            "pid": pa.array(b.pid[i], pa.int64(), mask=~ketemu),
            "peluang": np.where(ketemu, putusan.peluang, putusan.kosong),
            "ragu": (putusan.peluang > RAGU_BAWAH) & (putusan.peluang < RAGU_ATAS),
            "pola": pa.array(encode({k: v[i] for k, v in t.items()}), pa.int64(), mask=~ketemu),
        }
    )
    db.register("masuk", tabel)
    run(db, "CREATE TEMP TABLE IF NOT EXISTS putusan AS SELECT * FROM masuk LIMIT 0")
    run(db, "INSERT INTO putusan SELECT * FROM masuk")
    db.unregister("masuk")


def create_jawaban(db: DuckDBPyConnection, peluang_sama: dict[int, float], luput: list[float]) -> None:
    """Table `jawaban`: did, pid, peluang, ragu, pola, pemilik for every row of `sama` that is accepted and of `inti`.

    `peluang_sama`: chance by pattern of rows that agree; `luput`: chance by kind of NIK that nobody is there when no
    candidate was found."""
    sama = pa.table(
        {
            "pola": pa.array(list(peluang_sama), pa.int64()),
            "peluang": pa.array(list(peluang_sama.values()), pa.float64()),
        }
    )
    db.register("masuk", sama)
    run(
        db,
        f"CREATE OR REPLACE TEMP TABLE jawaban AS SELECT s.did, s.pid, b.peluang, b.peluang < {RAGU_ATAS} AS ragu,"
        f" b.pola, s.pid AS pemilik"
        f" FROM sama s JOIN masuk b ON b.pola = {POLA_SAMA} WHERE s.terima"
        f" UNION ALL SELECT r.did, u.pid, coalesce(u.peluang, {luput}[1 + r.jenis]), coalesce(u.ragu,"
        f" false), u.pola, s.pid"
        " FROM inti r LEFT JOIN putusan u ON u.did = r.did LEFT JOIN (SELECT did, pid FROM sama WHERE NOT terima) s"
        " ON s.did = r.did",
    )
    db.unregister("masuk")


def _pola_sama() -> str:
    """The pattern of a row of `sama` in SQL: NIK equal, birthplace not looked at."""
    nilai = {"nik": "1", "tempat": "0", "alamat": "0", "kartu": "0"}
    ungkapan = "0"
    for k, n in POLA:
        ungkapan = f"({ungkapan}) * {n} + {nilai.get(k, k + '::BIGINT')}"
    return ungkapan


POLA_SAMA = _pola_sama()


def write(db: DuckDBPyConnection, out: Path) -> dict[str, int]:
    """R as a Parquet file. Returns counts: the four outcomes, ganda, meninggal, ragu."""
    create_kembar(db)
    return write_jawaban(db, out)


def write_jawaban(db: DuckDBPyConnection, out: Path) -> dict[str, int]:
    """Rows of R for table `jawaban`, of all of D or of a part of it; `kembar` must know the doubles of all."""
    run(
        db,
        "CREATE TEMP TABLE usul AS SELECT pid, nik FROM pk SEMI JOIN (SELECT pid FROM jawaban WHERE"
        " pid IS DISTINCT FROM pemilik) USING (pid)",
    )
    run(db, "CREATE TEMP TABLE mati AS SELECT pid FROM pk WHERE meninggal")
    hasil = (
        "CASE WHEN j.pid IS NOT NULL AND j.pid = j.pemilik THEN 'PADAN' WHEN j.pemilik IS NOT NULL THEN"
        " 'NIK_ORANG_LAIN'"
        " WHEN j.pid IS NOT NULL THEN 'NIK_SALAH' ELSE 'TIDAK_DITEMUKAN' END"
    )
    run(db, f"CREATE TEMP TABLE akhir AS SELECT j.*, {hasil} AS hasil FROM jawaban j")
    pola = run(db, "SELECT hasil, coalesce(pola, -1) FROM akhir GROUP BY ALL ORDER BY ALL")
    kunci = pa.table(
        {
            "hasil": pa.array([str(h) for h, _ in pola], pa.string()),
            "pola": pa.array([int(str(n)) for _, n in pola], pa.int64()),
            "nomor": pa.array(range(len(pola)), pa.int32()),
        }
    )
    db.register("masuk", kunci)
    run(db, "CREATE TEMP TABLE kalimat AS SELECT * FROM masuk")
    db.unregister("masuk")
    kalimat = Kalimat(
        [explain(Hasil(str(h)), decode(int(str(n))) if int(str(n)) >= 0 else None) for h, n in pola]
    )
    _write_baris(db, out, kalimat)
    return _count(db)


_DENGAN = "list_filter(g.semua, lambda x: x <> j.did)"
_GANDA = (
    f"'Satu orang dengan baris ' || array_to_string({_DENGAN}, ', ') ||"
    " CASE WHEN g.utama = j.did THEN '; pertahankan baris ini.' ELSE '; pertahankan baris ' || g.utama || '.' END"
)
_BARIS = (
    "SELECT j.did, j.hasil, j.pid,"
    " CASE WHEN j.pid IS NOT NULL AND j.hasil <> 'PADAN' THEN u.nik::VARCHAR END AS nik_usul,"
    " round(j.peluang, 6) AS peluang, g.did IS NOT NULL AS ganda, m.pid IS NOT NULL AS meninggal, j.ragu,"
    f" CASE WHEN g.did IS NOT NULL THEN {_DENGAN} ELSE []::BIGINT[] END AS ganda_dengan,"
    f" CASE WHEN g.did IS NOT NULL THEN {_GANDA} END AS kata_ganda, k.nomor"
    " FROM akhir j LEFT JOIN kembar g ON g.did = j.did LEFT JOIN mati m ON m.pid = j.pid"
    " LEFT JOIN usul u ON u.pid = j.pid AND j.hasil <> 'PADAN'"
    " LEFT JOIN kalimat k ON k.hasil = j.hasil AND k.pola = coalesce(j.pola, -1) ORDER BY j.did"
)
_PER_TULIS = 122_880  # rows of a row group


def _write_baris(db: DuckDBPyConnection, out: Path, kalimat: Kalimat) -> None:
    """The rows of `akhir` in order of did, a row group at a time."""
    run(db, "SET preserve_insertion_order = true")
    baris = db.sql(_BARIS).to_arrow_reader(_PER_TULIS)
    assert baris is not None
    tulis: pq.ParquetWriter | None = None
    try:
        for isi in baris:
            tabel = pa.Table.from_batches([isi])
            meninggal, ragu = (
                tabel[k].combine_chunks().to_numpy(zero_copy_only=False) for k in ("meninggal", "ragu")
            )
            ganda = tabel["kata_ganda"].combine_chunks()
            alasan = kalimat.compose(tabel["nomor"].to_numpy(), ganda, meninggal, ragu)
            tabel = tabel.drop_columns(["kata_ganda", "nomor"]).append_column("alasan", alasan)
            tulis = tulis or pq.ParquetWriter(out, tabel.schema, store_schema=False, compression="snappy")
            tulis.write_table(tabel, row_group_size=_PER_TULIS)
        if tulis is None:
            kosong = baris.schema.empty_table().drop_columns(["kata_ganda", "nomor"])
            kosong = kosong.append_column("alasan", pa.array([], pa.list_(pa.string())))
            tulis = pq.ParquetWriter(out, kosong.schema, store_schema=False, compression="snappy")
    finally:
        if tulis is not None:
            tulis.close()


def _count(db: DuckDBPyConnection) -> dict[str, int]:
    """Rows by outcome, and how many are ganda, meninggal and ragu."""
    jumlah = run(
        db,
        "SELECT hasil, count(*), count(g.did), count(m.pid), count(*) FILTER (j.ragu) FROM akhir j LEFT"
        " JOIN kembar g ON g.did = j.did"
        " LEFT JOIN mati m ON m.pid = j.pid GROUP BY hasil",
    )
    ringkas = {h.value: 0 for h in Hasil} | {"ganda": 0, "meninggal": 0, "ragu": 0}
    for hasil_ini, *banyak in jumlah:
        for k, n in zip((str(hasil_ini), "ganda", "meninggal", "ragu"), banyak, strict=True):
            ringkas[k] += int(str(n))
    return ringkas


def estimate(db: DuckDBPyConnection) -> dict[str, float]:
    """Expected shares of the links: wrong ones, and persons who are there and were passed over; from table `akhir`."""
    salah, terlewat, terhubung = run(
        db,
        "SELECT coalesce(sum(1 - peluang) FILTER (pid IS NOT NULL), 0), coalesce(sum(1 - peluang) FILTER (pid IS NULL),"
        " 0), count(pid) FROM akhir",
    )[0]
    n = max(1, int(str(terhubung)))
    return {
        "hubungan_salah": round(float(str(salah)) / n, 6),
        "terlewat": round(float(str(terlewat)) / n, 6),
    }
