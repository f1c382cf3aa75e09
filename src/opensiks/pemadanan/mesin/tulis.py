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
HITUNG_SAMA = f"SELECT {POLA_SAMA} AS pola, count(*) AS n FROM sama WHERE terima GROUP BY ALL"


def write(db: DuckDBPyConnection, out: Path) -> dict[str, int]:
    """R as a Parquet file. Returns counts: the four outcomes, ganda, meninggal, ragu."""
    create_kembar(db)
    return write_jawaban(db, out)


def write_jawaban(db: DuckDBPyConnection, out: Path) -> dict[str, int]:
    """Rows of R for table `jawaban`, of all of D or of a part of it; `kembar` must know the doubles of all."""
    pola = run(db, f"SELECT {_KODE}, coalesce(pola, -1) FROM jawaban GROUP BY ALL ORDER BY ALL")
    kode, angka = (np.array([int(str(x[i])) for x in pola], np.int64) for i in (0, 1))
    db.register(
        "masuk", pa.table({"kode": kode, "pola": angka, "nomor": np.arange(len(pola), dtype=np.int32)})
    )
    run(db, "CREATE TEMP TABLE kalimat AS SELECT * FROM masuk")
    db.unregister("masuk")
    run(db, "CREATE TEMP TABLE mati AS SELECT pid FROM pk WHERE meninggal")
    kalimat = Kalimat(
        [
            explain(_HASIL[k], decode(n) if n >= 0 else None)
            for k, n in zip(kode.tolist(), angka.tolist(), strict=True)
        ]
    )
    return _write_baris(db, out, Penyusun(db, kalimat))


_HASIL = tuple(Hasil)
# Place of the outcome in _HASIL.
_KODE = (
    "CASE WHEN pid = pemilik THEN 0 WHEN pemilik IS NOT NULL THEN 2 WHEN pid IS NOT NULL THEN 1 ELSE 3"
    " END::UTINYINT"
)
_GANDA = (
    "'Satu orang dengan baris ' || array_to_string(dengan, ', ') ||"
    " CASE WHEN utama = did THEN '; pertahankan baris ini.' ELSE '; pertahankan baris ' || utama || '.' END"
)
_KEMBAR = (
    f"SELECT did, dengan, {_GANDA} AS kata FROM (SELECT did, utama, list_filter(semua, lambda x: x <> did) AS dengan"
    " FROM kembar) ORDER BY did"
)
_USUL = (
    "SELECT pid, nik::VARCHAR AS nik FROM pk SEMI JOIN (SELECT pid FROM jawaban WHERE pid IS DISTINCT FROM pemilik)"
    " USING (pid) ORDER BY pid"
)
_BARIS = (
    "SELECT j.did, j.kode, j.pid, round(j.peluang, 6) AS peluang, m.pid IS NOT NULL AS meninggal, j.ragu, k.nomor"
    f" FROM (SELECT *, {_KODE} AS kode FROM jawaban) j LEFT JOIN mati m ON m.pid = j.pid"
    " JOIN kalimat k ON k.kode = j.kode AND k.pola = coalesce(j.pola, -1) ORDER BY j.did"
)
_PER_TULIS = 122_880  # rows of a row group


class Penyusun:
    """Composes rows of R from rows of `_BARIS`; what few rows have is looked up here, not carried through the sort."""

    def __init__(self, db: DuckDBPyConnection, kalimat: Kalimat) -> None:
        self._kalimat = kalimat
        usul, kembar = (db.sql(sql).to_arrow_table().combine_chunks() for sql in (_USUL, _KEMBAR))
        self._usul = usul["pid"].to_numpy(), usul["nik"].combine_chunks().cast(pa.string())
        self._kembar = kembar["did"].to_numpy()
        # Behind the last stands what all others have.
        dengan = kembar["dengan"].combine_chunks().cast(pa.list_(pa.int64()))
        self._dengan = pa.concat_arrays([dengan, pa.array([[]], pa.list_(pa.int64()))])
        self._kata = pa.concat_arrays(
            [kembar["kata"].combine_chunks().cast(pa.string()), pa.nulls(1, pa.string())]
        )
        self.jumlah = {h.value: 0 for h in Hasil} | {"ganda": 0, "meninggal": 0, "ragu": 0}

    def compose(self, baris: pa.RecordBatch) -> pa.Table:
        """The columns of R; `jumlah` counts outcomes, ganda, meninggal and ragu."""
        did, kode, nomor = (baris[k].to_numpy() for k in ("did", "kode", "nomor"))
        meninggal, ragu = (baris[k].to_numpy(zero_copy_only=False) for k in ("meninggal", "ragu"))
        di = _find_baris(self._kembar, did)
        ganda = di < len(self._kembar)
        kata = self._kata.take(pa.array(di))
        for k, n in zip(
            self.jumlah,
            (*np.bincount(kode, minlength=len(_HASIL)), *(x.sum() for x in (ganda, meninggal, ragu))),
            strict=True,
        ):
            self.jumlah[k] += int(n)
        return pa.table(
            {
                "did": baris["did"],
                "hasil": pa.DictionaryArray.from_arrays(pa.array(kode), [h.value for h in _HASIL]),
                "pid": baris["pid"],
                "nik_usul": self._find_nik(baris["pid"], kode),
                "peluang": baris["peluang"],
                "ganda": ganda,
                "meninggal": baris["meninggal"],
                "ragu": baris["ragu"],
                "ganda_dengan": self._dengan.take(pa.array(di)),
                "alasan": self._kalimat.compose(nomor, kata, meninggal, ragu),
            }
        )

    def _find_nik(self, pid: pa.Array, kode: Larik) -> pa.Array:
        """The NIK of the person found where it is not the one written."""
        nomor, nik = self._usul
        usul = pid.is_valid().to_numpy(zero_copy_only=False) & (kode > 0)
        di = np.zeros(len(kode), np.int64)
        di[usul] = np.searchsorted(nomor, pid.fill_null(0).to_numpy()[usul])
        return nik.take(pa.array(di, mask=~usul)) if len(nik) else pa.nulls(len(kode), pa.string())


def _find_baris(urut: Larik, nilai: Larik) -> Larik:
    """Where each value stands in `urut`; behind the last when it does not."""
    di = np.searchsorted(urut, nilai)
    ada = di < len(urut)
    ada[ada] = urut[di[ada]] == nilai[ada]
    hasil: Larik = np.where(ada, di, len(urut))
    return hasil


def _write_baris(db: DuckDBPyConnection, out: Path, penyusun: Penyusun) -> dict[str, int]:
    """The rows of `jawaban` in order of did, a row group at a time. Returns what there is of each kind."""
    run(db, "SET preserve_insertion_order = true")
    baris = db.sql(_BARIS).to_arrow_reader(_PER_TULIS)
    assert baris is not None
    kosong = penyusun.compose(pa.RecordBatch.from_pylist([], baris.schema))
    # A dictionary of values that hardly come twice is only work.
    tulis = pq.ParquetWriter(
        out, kosong.schema, store_schema=False, compression="snappy",
        use_dictionary=["hasil", "peluang", "alasan.list.element"],
    )  # fmt: skip
    with tulis:
        for isi in baris:
            tulis.write_table(penyusun.compose(isi), row_group_size=_PER_TULIS)
    return penyusun.jumlah


def estimate(db: DuckDBPyConnection) -> dict[str, float]:
    """Expected shares of the links: wrong ones, and persons who are there and were passed over."""
    salah, terlewat, terhubung = run(
        db,
        "SELECT coalesce(sum(1 - peluang) FILTER (pid IS NOT NULL), 0), coalesce(sum(1 - peluang) FILTER (pid IS NULL),"
        " 0), count(pid) FROM jawaban",
    )[0]
    n = max(1, int(str(terhubung)))
    return {
        "hubungan_salah": round(float(str(salah)) / n, 6),
        "terlewat": round(float(str(terlewat)) / n, 6),
    }
