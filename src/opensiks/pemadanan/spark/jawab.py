"""The tasks from the candidates to the answers: compare, decide in two rounds, who is listed twice, rows of R."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

import numpy as np
import pyarrow as pa

from opensiks.pemadanan.mesin import bagian, ganda, jalan, kunci, latih, putus, siap, tulis
from opensiks.pemadanan.mesin.baca import quote, run
from opensiks.pemadanan.mesin.banding import TINGKAT, Banding, Larik, begins
from opensiks.pemadanan.mesin.bobot import PI_AWAL, Model
from opensiks.pemadanan.spark.blok import FAKTA, Isi, Kiriman, pack, unpack

_LAIN = tuple(f.name for f in fields(Banding) if f.name != "tingkat")


def to_tabel(b: Banding) -> pa.Table:
    return pa.table({k: getattr(b, k) for k in _LAIN} | {f"tingkat_{k}": v for k, v in b.tingkat.items()})


def to_banding(tabel: pa.Table) -> Banding:
    """In the order of (did, pid), wherever the rows came from."""
    tabel = tabel.sort_by([("did", "ascending"), ("pid", "ascending")])
    lain = {k: tabel[k].to_numpy() for k in _LAIN}
    return Banding(tingkat={k: tabel[f"tingkat_{k}"].to_numpy() for k in TINGKAT}, **lain)


def send_sisi_d(isi: Isi, asal: int) -> Iterator[Kiriman]:
    isi.load("sisa", "rumah", "latih")
    for tabel in ("sisa", "rumah", "latih"):
        yield from isi.send(tabel, f"SELECT * FROM {tabel}", asal)


def prepare_banding(isi: Isi, nilai: dict[str, bytes]) -> None:
    """The tables that the engine's comparison reads, as if P were the persons who are looked at here.

    `nilai`: the frequencies that go to every bucket whole.
    """
    db = isi.db
    isi.load("sisa", "rumah", "latih", "kandidat", "pk", "teks", "n_nama", "n_ibu", "klaim")
    for tabel, kolom in (("n_nama", "nh"), ("n_ibu", "mh")):
        run(
            db,
            f"CREATE OR REPLACE TEMP TABLE {tabel} AS SELECT DISTINCT {kolom} AS nilai, n"
            f" FROM {tabel} JOIN pk USING (pid)",
        )
    for tabel, blok in nilai.items():
        db.register("masuk", unpack([blok]))
        run(db, f"CREATE TEMP TABLE {tabel} AS SELECT * FROM masuk")
        db.unregister("masuk")
    run(db, "CREATE TEMP TABLE sama AS SELECT pid, true AS terima FROM klaim")
    siap.create_kamus(db, "teks")
    kunci.create_nama(db)


def compare(isi: Isi, nilai: dict[str, bytes]) -> Iterator[Kiriman]:
    """Candidates compared (`banding`), pairs that teach (`sepakat`), and the NIK and death of who may be chosen."""
    prepare_banding(isi, nilai)
    b, sepakat = bagian.compare_calon(isi.db, siap=False)
    yield 0, ("banding", pack(to_tabel(b)))
    yield 0, ("sepakat", pack(to_tabel(sepakat)))
    yield from isi.send("orang", "SELECT pid, nik, meninggal FROM pk SEMI JOIN kandidat USING (pid)", 0)
    bercalon = np.bincount(b.jenis[begins(b)], minlength=len(PI_AWAL))
    yield 0, (FAKTA, pack(pa.table({"bercalon": [bercalon.tolist()], "pasangan": [len(b.did)]})))


def _banding(isi: Isi) -> Banding:
    return to_banding(isi.arrow("banding"))


def select_latih(isi: Isi, banyak: int) -> Iterator[Kiriman]:
    """Candidates of the records that teach, of `banyak` records with candidates in all."""
    yield 0, ("banding", pack(to_tabel(latih.select_some(_banding(isi), banyak, latih.MAKS_LATIH))))


def send_ambil(isi: Isi, asal: int, model: Model) -> Iterator[Kiriman]:
    """The first round: whom the records here take, and about whom they have to know."""
    b = _banding(isi)
    ambil = putus.takers(b, putus.choose(model, b))[0]
    for nama, pid in (("ambil", ambil), ("tanya", np.unique(b.pid))):
        isi.db.register("nomor", pa.table({"pid": pa.array(pid, pa.int64())}))
        lain = f", {asal} AS asal" if nama == "tanya" else ""
        yield from isi.send(nama, f"SELECT pid{lain} FROM nomor", "hash(pid)")
        isi.db.unregister("nomor")


def reply(isi: Isi) -> Iterator[Kiriman]:
    isi.load("ambil", "tanya")
    yield from isi.send("diambil", "SELECT pid, asal AS h FROM ambil JOIN tanya USING (pid)", "h")


def send_banding(isi: Isi, asal: int) -> Iterator[Kiriman]:
    yield asal, ("banding", pack(isi.arrow("banding")))
    yield asal, ("orang", pack(isi.arrow("orang")))


def send_inti(isi: Isi, asal: int) -> Iterator[Kiriman]:
    for tabel in ("sama", "inti", "mati_sama"):
        yield asal, (tabel, pack(isi.arrow(tabel)))


def decide(isi: Isi, model: Model) -> Iterator[Kiriman]:
    """The second round, then table `jawaban`; `orang` keeps who was chosen and who is dead."""
    db = isi.db
    isi.load("sama", "inti", "orang", "mati_sama")
    b = _banding(isi)
    diambil = np.array(isi.arrow("diambil")["pid"].to_numpy())
    putusan = putus.finish(model, b, putus.choose(model, b), diambil)
    tulis.add_putusan(db, b, putusan)
    tulis.create_jawaban(db, jalan.score_sama(db, model), jalan.passed_over(model))
    for tabel in ("jawaban", "inti"):
        yield from isi.send(tabel, f"SELECT * FROM {tabel}", 0)
    yield from isi.send(
        "orang",
        "SELECT * FROM orang WHERE pid IN (SELECT pid FROM jawaban) UNION SELECT pid, nik, meninggal FROM mati_sama",
        0,
    )
    yield from isi.send(
        FAKTA,
        "SELECT coalesce(sum(1 - peluang) FILTER (pid IS NOT NULL), 0)::DOUBLE AS salah,"
        " coalesce(sum(1 - peluang) FILTER (pid IS NULL), 0)::DOUBLE AS terlewat, count(pid) AS terhubung FROM jawaban",
        0,
    )


def send_kembar(isi: Isi) -> Iterator[Kiriman]:
    """What two rows of one person must share: the person of P, or one of the engine's keys among rows without one."""
    isi.load("jawaban", "inti")
    run(isi.db, ganda.SUNYI)
    kunci_sunyi = [re.findall(r"a\.(\w+) = b\.\1", k) for k in ganda.KUNCI]
    sumber = ["SELECT did, hash(pid) AS k FROM jawaban WHERE pid IS NOT NULL"] + [
        f"SELECT did, hash({i}, {', '.join(k)}) FROM sunyi WHERE {' AND '.join(f'{x} IS NOT NULL' for x in k)}"
        for i, k in enumerate(kunci_sunyi)
    ]
    yield from isi.send("kunci_kembar", " UNION ALL ".join(sumber), "k")


def find_kembar(isi: Isi) -> Iterator[Kiriman]:
    isi.load("kunci_kembar")
    yield from isi.send(
        "calon_kembar",
        "SELECT DISTINCT did FROM kunci_kembar SEMI JOIN"
        " (SELECT k FROM kunci_kembar GROUP BY k HAVING count(*) > 1) USING (k)",
        0,
    )


def select_kembar(isi: Isi, did: Larik) -> Iterator[Kiriman]:
    isi.load("jawaban", "inti")
    isi.db.register("nomor", pa.table({"did": did}))
    for tabel in ("jawaban", "inti"):
        yield from isi.send(tabel, f"SELECT * FROM {tabel} SEMI JOIN nomor USING (did)", 0)
    isi.db.unregister("nomor")


def send_r(isi: Isi, kembar: bytes, batas: Larik) -> Iterator[Kiriman]:
    """Rows of R by ranges of did: bucket i has those from the i-th of `batas` on."""
    db = isi.db
    isi.load("jawaban", "orang")
    run(db, "CREATE TEMP VIEW pk AS SELECT * FROM orang")
    run(db, "CREATE TEMP TABLE putusan AS SELECT pid FROM orang")
    db.register("masuk", unpack([kembar]))
    run(db, "CREATE TEMP TABLE kembar AS SELECT masuk.* FROM masuk SEMI JOIN jawaban USING (did)")
    db.unregister("masuk")
    berkas = Path(str(run(db, "SELECT current_setting('temp_directory')")[0][0])) / "r.parquet"
    jumlah = tulis.write_jawaban(db, berkas)
    r = db.sql(f"SELECT * FROM read_parquet({quote(berkas)})").to_arrow_table()
    h = np.searchsorted(batas, r["did"].to_numpy(), side="right")
    db.register("baris", r.append_column("h", pa.array(h, pa.int64())))
    yield from isi.send("r", "SELECT * FROM baris", "h")
    db.unregister("baris")
    yield (
        isi.lingkup.ember - 1,
        ("jumlah", pack(pa.table({"nama": list(jumlah), "n": list(jumlah.values())}))),
    )


def write_r(isi: Isi, nomor: int, folder: str) -> Iterator[Kiriman]:
    """One file of the answer; a task that is done again writes the same file again."""
    isi.load("r")
    tujuan = Path(folder) / f"{nomor:06}.parquet"
    separuh = tujuan.with_suffix(f".{os.getpid()}")
    run(isi.db, "SET preserve_insertion_order = true")
    run(
        isi.db,
        f"COPY (SELECT * FROM r ORDER BY did) TO {quote(separuh)} (FORMAT parquet, COMPRESSION snappy)",
    )
    separuh.replace(tujuan)
    yield 0, ("jumlah", pack(isi.arrow("jumlah")))
