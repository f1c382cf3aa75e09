"""Writes the answers: one row per did, sorted, with reasons looked up by the pattern of levels."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pyarrow as pa
from duckdb import DuckDBPyConnection

from opensiks.pemadanan.mesin.baca import quote, run
from opensiks.pemadanan.mesin.banding import TINGKAT, Banding, Larik
from opensiks.pemadanan.mesin.ganda import create_kembar
from opensiks.pemadanan.mesin.putus import AMBANG, Putusan
from opensiks.rules.alasan_padan import MENINGGAL, RAGU, RAGU_ATAS, RAGU_BAWAH, Hasil, explain

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
    run(
        db,
        "CREATE TEMP TABLE mati AS SELECT pid FROM pk SEMI JOIN jawaban USING (pid) WHERE meninggal",
    )
    hasil = (
        "CASE WHEN j.pid IS NOT NULL AND j.pid = j.pemilik THEN 'PADAN' WHEN j.pemilik IS NOT NULL THEN"
        " 'NIK_ORANG_LAIN'"
        " WHEN j.pid IS NOT NULL THEN 'NIK_SALAH' ELSE 'TIDAK_DITEMUKAN' END"
    )
    # Sorted while it is narrow; what is looked up afterwards keeps that order.
    run(db, f"CREATE TEMP TABLE akhir AS SELECT j.*, {hasil} AS hasil FROM jawaban j ORDER BY did")
    run(db, "SET preserve_insertion_order = true")
    pola = run(db, "SELECT DISTINCT hasil, coalesce(pola, -1) FROM akhir")
    kalimat = [
        (str(h), n, explain(Hasil(str(h)), decode(n) if n >= 0 else None))
        for h, n in ((a, int(str(b))) for a, b in pola)
    ]
    db.register(
        "masuk",
        pa.table(
            {
                "hasil": pa.array([k[0] for k in kalimat], pa.string()),
                "pola": pa.array([k[1] for k in kalimat], pa.int64()),
                "alasan": pa.array([k[2] for k in kalimat], pa.list_(pa.string())),
            }
        ),
    )
    run(db, "CREATE TEMP TABLE kalimat AS SELECT * FROM masuk")
    db.unregister("masuk")
    dengan = "list_filter(g.semua, lambda x: x <> j.did)"
    ganda = (
        f"['Satu orang dengan baris ' || array_to_string({dengan}, ', ') ||"
        " CASE WHEN g.utama = j.did THEN '; pertahankan baris ini.' ELSE '; pertahankan baris ' || g.utama"
        " || '.' END]"
    )
    tambahan = (
        f"list_concat(CASE WHEN g.did IS NOT NULL THEN {ganda} ELSE [] END,"
        f" CASE WHEN m.pid IS NOT NULL THEN [{quote(MENINGGAL)}] ELSE [] END, CASE WHEN j.ragu THEN"
        f" [{quote(RAGU)}] ELSE [] END)"
    )
    run(
        db,
        "COPY (SELECT j.did, j.hasil, j.pid,"
        " CASE WHEN j.pid IS NOT NULL AND j.hasil <> 'PADAN' THEN u.nik::VARCHAR END AS nik_usul,"
        " round(j.peluang, 6) AS peluang, g.did IS NOT NULL AS ganda, m.pid IS NOT NULL AS meninggal, j.ragu,"
        f" CASE WHEN g.did IS NOT NULL THEN {dengan} ELSE []::BIGINT[] END AS ganda_dengan,"
        f" CASE WHEN g.did IS NULL AND m.pid IS NULL AND NOT j.ragu THEN k.alasan ELSE"
        f" list_concat(k.alasan, {tambahan}) END AS alasan"
        " FROM akhir j LEFT JOIN kembar g ON g.did = j.did LEFT JOIN mati m ON m.pid = j.pid"
        " LEFT JOIN usul u ON u.pid = j.pid AND j.hasil <> 'PADAN'"
        " LEFT JOIN kalimat k ON k.hasil = j.hasil AND k.pola = coalesce(j.pola, -1))"
        f" TO {quote(out)} (FORMAT parquet, COMPRESSION snappy)",
    )
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
