"""The tasks up to the candidates: each loads what it was sent, runs the engine's SQL on it and sends on what is next.

Buckets of one exchange are formed by the hash of one value, so all rows that can meet are in one bucket. The bucket
of a record of D is its card's (`asal`): what the engine asks of a part of D holds for every bucket.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from opensiks.pemadanan.mesin import baca, bagian, kunci, latih, lintasan, siap, tulis
from opensiks.pemadanan.mesin.baca import quote, run
from opensiks.pemadanan.spark.blok import FAKTA, Isi, Kiriman, pack, unpack
from opensiks.pemadanan.spark.rute import list_rute, select_lintasan, sql_kiri, sql_tujuan

ASAL = "hash(coalesce(kk, did))"
# What the passes read of a record left, and of a person.
SISA_RUTE = "SELECT * EXCLUDE (nama, nama_lain, ibu, tempat, alamat) FROM sisa"
PK_RUTE = "SELECT * FROM pk"
# Frequencies of few different values: they go to every bucket whole.
NILAI = {k: siap.FREKUENSI[k] for k in ("n_tgl", *latih.KATA)}
_NILAI = {"DATE": "DATE '2000-02-02'"}

Potongan = tuple[str, int, int]  # path, first row, row after the last


def open_potongan(isi: Isi, potongan: Potongan, pandangan: str, nomor: str) -> None:
    """The view `pandangan` over some rows of a Parquet file; only row groups that hold them are read."""
    path, awal, akhir = potongan
    sumber = (
        f"(SELECT * FROM read_parquet({quote(path)}, file_row_number = true)"
        f" WHERE file_row_number >= {awal} AND file_row_number < {akhir})"
    )
    baca.view_berkas(isi.db, Path(path), pandangan, nomor, sumber)


def read_register(isi: Isi, potongan: list[Potongan]) -> Iterator[Kiriman]:
    """Rows of P → pk (numbers) and teks, names folded once."""
    for p in potongan:
        open_potongan(isi, p, "p", "pid")
        siap.create_register(isi.db)
        yield from isi.send("pk", "SELECT * FROM pk", 0)
        yield from isi.send("teks", "SELECT * FROM teks", 0)


def send_hitungan(isi: Isi) -> Iterator[Kiriman]:
    """pk → what is counted over all of P: names, mothers, dates, cards, and that no pid stands twice."""
    isi.load("pk")
    yield from isi.send("nomor_p", "SELECT pid FROM pk", "hash(coalesce(pid, 0))")
    for kolom in ("nh", "mh"):
        sumber = f"SELECT pid, {kolom} FROM pk WHERE {kolom} IS NOT NULL"
        yield from isi.send(f"nilai_{kolom}", sumber, f"hash({kolom})")
    yield from isi.send("terisi", "SELECT count(COLUMNS(*)) FROM pk", 0)
    for kolom in ("tgl", "t1", "tl", "kk"):
        yield from isi.send(
            f"nilai_{kolom}",
            f"SELECT {kolom}, count(*) AS n FROM pk WHERE {kolom} IS NOT NULL GROUP BY {kolom}",
            f"hash({kolom})",
        )


def send_nomor(isi: Isi, potongan: list[Potongan]) -> Iterator[Kiriman]:
    for p in potongan:
        open_potongan(isi, p, "d", "did")
        yield from isi.send("nomor_d", "SELECT did FROM d", "hash(coalesce(did, 0))")


def count(isi: Isi, jarang: int) -> Iterator[Kiriman]:
    """Persons by how many share the name (n_nama) and the mother (n_ibu); NILAI by value; cards as facts.

    One did of `jarang` goes to `contoh_d`, to tell how they are spread.
    """
    isi.load(
        "nomor_d", "nomor_p", "nilai_nh", "nilai_mh", "nilai_kk", *(f"nilai_{k}" for k in NILAI.values())
    )
    for tabel, kolom in (("n_nama", "nh"), ("n_ibu", "mh")):
        yield from isi.send(
            tabel,
            f"SELECT pid, n FROM nilai_{kolom} JOIN (SELECT {kolom}, count(*)::INT AS n FROM nilai_{kolom}"
            f" GROUP BY {kolom} HAVING count(*) > 1) USING ({kolom})",
            0,
        )
    for tabel, kolom in NILAI.items():
        yield from isi.send(
            tabel,
            f"SELECT {kolom} AS nilai, sum(n)::INT AS n FROM nilai_{kolom} GROUP BY {kolom} HAVING sum(n) > 1",
            0,
        )
    periksa = ", ".join(
        f"(SELECT [count(*), count({k}), count(DISTINCT {k})] FROM {t}) AS {t}"
        for t, k in (("nomor_d", "did"), ("nomor_p", "pid"))
    )
    nama = ", ".join(
        f"(SELECT count(*) FROM (SELECT 1 FROM nilai_nh GROUP BY nh HAVING count(*) = {n})) AS nama{n}"
        for n in (1, 2)
    )
    kartu = "SELECT sum(n)::BIGINT AS n FROM nilai_kk GROUP BY kk"
    if isi.has("terisi"):
        yield 0, ("terisi", pack(isi.arrow("terisi")))
    yield from isi.send("contoh_d", f"SELECT did FROM nomor_d WHERE hash(did + 7) % {jarang} = 0", 0)
    yield from isi.send(
        FAKTA,
        f"SELECT {periksa}, (SELECT coalesce(sum(n), 0)::BIGINT FROM ({kartu})) AS kartu,"
        f" (SELECT coalesce(sum(n * n), 0)::BIGINT FROM ({kartu})) AS kartu2, {nama}",
        0,
    )


def send_nik_d(isi: Isi, potongan: list[Potongan]) -> Iterator[Kiriman]:
    for p in potongan:
        open_potongan(isi, p, "d", "did")
        sumber = "SELECT did, nik, kk, tgl, desa, jk, nama, ibu FROM d WHERE nik IS NOT NULL"
        yield from isi.send("d_nik", sumber, "hash(nik)")


def send_nik_p(isi: Isi) -> Iterator[Kiriman]:
    isi.load("pk", "teks")
    yield from isi.send("pk", "SELECT * FROM pk WHERE nik IS NOT NULL", "hash(nik)")
    sumber = "SELECT t.pid, t.nama, t.ibu, pk.nik FROM teks t JOIN pk USING (pid) WHERE nik IS NOT NULL"
    yield from isi.send("teks_nik", sumber, "hash(nik)")


def agree(isi: Isi) -> Iterator[Kiriman]:
    """Table `sama` of the numbers of this bucket, and which of those accepted are dead."""
    isi.load("d_nik", "pk", "teks_nik")
    for nama, tabel in (("d", "d_nik"), ("teks", "teks_nik")):
        run(isi.db, f"CREATE OR REPLACE TEMP VIEW {nama} AS SELECT * FROM {tabel}")
    kunci.create_sepakat(isi.db)
    yield from isi.send("sama", "SELECT * FROM sama", 0)
    yield from isi.send(
        "mati_sama",
        "SELECT s.pid, pk.nik, pk.meninggal, s.d_kk AS kk, s.did FROM sama s JOIN pk USING (pid)"
        " WHERE meninggal AND terima",
        0,
    )
    yield from isi.send("pola", tulis.HITUNG_SAMA, 0)
    yield from isi.send(
        FAKTA,
        "SELECT count(*) FILTER (terima) AS terima, count(DISTINCT pid) FILTER (terima) AS orang,"
        " count(*) FILTER (NOT terima) AS nik FROM sama",
        0,
    )


def send_sama(isi: Isi) -> Iterator[Kiriman]:
    isi.load("sama", "mati_sama")
    yield from isi.send("sama", "SELECT * FROM sama", "hash(coalesce(d_kk, did))")
    yield from isi.send("mati_sama", "SELECT * FROM mati_sama", ASAL)


def send_kartu(isi: Isi, potongan: list[Potongan]) -> Iterator[Kiriman]:
    for p in potongan:
        open_potongan(isi, p, "d", "did")
        yield from isi.send("d", "SELECT * FROM d", ASAL)


def leave(isi: Isi, terima: int, sampel: int) -> Iterator[Kiriman]:
    """What is left of the D of this bucket (sisa, rn, rumah, inti, latih); `terima`: rows accepted in all of D."""
    db = isi.db
    isi.load("d", "sama", "mati_sama")
    kunci.create_latih(db, sampel, terima=terima)
    bagian.create_inti(db)
    for nama in ("sama", "latih", "sisa", "rn", "rumah", "inti", "mati_sama"):
        yield from isi.send(nama, f"SELECT * FROM {nama}", 0)
    yield from isi.send(FAKTA, "SELECT jenis, count(*) AS n FROM inti GROUP BY jenis", 0)


def create_tahu(isi: Isi, ada: tuple[str, ...]) -> None:
    """A stand-in for the whole of P: one person, in whom just those columns are filled that somebody has filled.

    Passes ask nothing else of the whole.
    """
    isi.load("pk")
    nilai = [
        f"CAST({_NILAI.get(str(tipe), '1')} AS {tipe})" if kolom in ada else "NULL"
        for kolom, tipe, *_ in run(isi.db, "DESCRIBE pk")
    ]
    run(isi.db, f"INSERT INTO pk VALUES ({', '.join(nilai)})")


def send_rute_d(isi: Isi, asal: int, giliran: int, ada: tuple[str, ...]) -> Iterator[Kiriman]:
    """Each record left, once to every bucket of every route where one of its keys may meet somebody."""
    db = isi.db
    _load_kiri(isi, ada)
    ember = isi.lingkup.ember
    for r in list_rute(giliran):
        run(
            db,
            f"CREATE OR REPLACE TEMP TABLE ke AS SELECT DISTINCT did, {sql_tujuan(r, 'v')} % {ember} AS h"
            f" FROM ({sql_kiri(r)})",
        )
        for tabel, sumber in (
            ("sisa", SISA_RUTE),
            ("rn", "SELECT * FROM rn"),
            ("rumah", "SELECT * FROM rumah"),
        ):
            yield from isi.send(
                f"{tabel}_{r.nama}", f"SELECT t.*, h FROM ({sumber}) t JOIN ke USING (did)", "h"
            )
        yield from isi.send(f"asal_{r.nama}", f"SELECT did, {asal} AS asal, h FROM ke", "h")


def _load_kiri(isi: Isi, ada: tuple[str, ...]) -> None:
    isi.load("sisa", "rn", "rumah")
    run(isi.db, "CREATE OR REPLACE TEMP VIEW sendiri AS SELECT did FROM sisa WHERE NOT uji")
    create_tahu(isi, ada)


def list_tujuan(isi: Isi, giliran: int, ada: tuple[str, ...]) -> Iterator[Kiriman]:
    """Where the records of a round go, for P: few of its persons have to travel."""
    _load_kiri(isi, ada)
    for r in list_rute(giliran):
        yield from isi.send("tujuan", f"SELECT DISTINCT {sql_tujuan(r, 'v')} AS k FROM ({sql_kiri(r)})", 0)


def send_rute_p(isi: Isi, giliran: int, tujuan: bytes | None = None) -> Iterator[Kiriman]:
    isi.load("pk")
    hanya = ""
    if tujuan is not None:
        isi.db.register("masuk", unpack([tujuan]))
        run(isi.db, "CREATE TEMP TABLE tujuan AS SELECT * FROM masuk")
        isi.db.unregister("masuk")
        hanya = " SEMI JOIN tujuan ON tujuan.k = p.h"
    for r in list_rute(giliran):
        sumber = f"SELECT *, {sql_tujuan(r, r.nilai)} AS h FROM ({PK_RUTE}) WHERE ({r.nilai}) IS NOT NULL"
        yield from isi.send(f"pk_{r.nama}", f"SELECT * FROM ({sumber}) p{hanya}", "h")


def block(isi: Isi, giliran: int, ada: tuple[str, ...]) -> Iterator[Kiriman]:
    """The passes of every route over the rows of this bucket → `pasangan` (did, pid, asal), and pairs by pass.

    `kuat`: records that more than a number brought together with somebody.
    """
    db = isi.db
    isi.load("sama")
    create_tahu(isi, ada)
    for r in list_rute(giliran):
        isi.load(*(f"{t}_{r.nama}" for t in ("sisa", "rn", "rumah", "asal", "pk")))
        for t in ("sisa", "rn", "rumah"):
            run(db, f"CREATE OR REPLACE TEMP VIEW {t} AS SELECT * FROM {t}_{r.nama}")
        for angka in (False, True):
            daftar = select_lintasan(r, angka=angka)
            awal, akhir = ((), daftar) if giliran else (daftar, ())
            banyak = lintasan.create_kandidat(db, pk=f"pk_{r.nama}", daftar=awal, terakhir=akhir)
            dari = f"FROM kandidat JOIN asal_{r.nama} USING (did)"
            yield from isi.send("pasangan", f"SELECT did, pid, asal {dari}", 0)
            if not angka:
                yield from isi.send("kuat", f"SELECT DISTINCT did, asal {dari}", 0)
            for k, n in banyak.items():
                if k in r.lintasan:
                    yield from isi.send("hitungan", f"SELECT {quote(k)} AS lintasan, {n}::BIGINT AS n", 0)


def send_kuat(isi: Isi) -> Iterator[Kiriman]:
    isi.load("kuat")
    yield from isi.send("bertemu", "SELECT did, asal AS h FROM kuat", "h")


def send_kiri(isi: Isi, asal: int) -> Iterator[Kiriman]:
    isi.load("sama", "sisa", "rn")
    yield from isi.send("bertemu", "SELECT did FROM sama SEMI JOIN sisa USING (did) WHERE NOT terima", asal)
    yield from isi.send("sisa", "SELECT * FROM sisa WHERE NOT uji", asal)
    yield from isi.send("rn", "SELECT * FROM rn", asal)


def leave_sendiri(isi: Isi) -> Iterator[Kiriman]:
    """The records left of the second round: those that only numbers brought together with anybody."""
    isi.load("sisa", "rn", "bertemu")
    yield from isi.send("sisa", "SELECT * FROM sisa ANTI JOIN bertemu USING (did)", 0)
    yield from isi.send("rn", "SELECT * FROM rn", 0)


def send_pasangan(isi: Isi) -> Iterator[Kiriman]:
    isi.load("pasangan")
    yield from isi.send("pasangan", "SELECT * FROM pasangan", "hash(pid)")


def send_sendiri(isi: Isi, asal: int) -> Iterator[Kiriman]:
    """Pairs that need no pass: rows whose number is P's but who do not agree, and rows that teach; and who is taken."""
    isi.load("sama", "latih", "sisa")
    beda = f"SELECT did, pid, {asal} AS asal FROM sama SEMI JOIN sisa USING (did) WHERE NOT terima"
    yield from isi.send("pasangan", beda, "hash(pid)")
    yield from isi.send("perlu", f"SELECT pid, {asal} AS asal FROM latih", "hash(pid)")
    yield from isi.send("klaim", "SELECT DISTINCT pid FROM sama WHERE terima", "hash(pid)")


def send_orang(isi: Isi) -> Iterator[Kiriman]:
    isi.load("pk", "teks")
    for tabel in ("pk", "teks"):
        yield from isi.send(tabel, f"SELECT * FROM {tabel}", "hash(pid)")


def send_frekuensi(isi: Isi) -> Iterator[Kiriman]:
    isi.load("n_nama", "n_ibu")
    for tabel in ("n_nama", "n_ibu"):
        yield from isi.send(tabel, f"SELECT * FROM {tabel}", "hash(pid)")


def gather(isi: Isi) -> Iterator[Kiriman]:
    """Each person who is looked at, once to every bucket of D that looks: `kandidat`, pk, teks, frequencies, klaim."""
    db = isi.db
    isi.load("pasangan", "perlu", "klaim", "pk", "teks", "n_nama", "n_ibu")
    run(db, "CREATE TEMP TABLE pas AS SELECT DISTINCT did, pid, asal FROM pasangan")
    run(db, "CREATE TEMP TABLE ke AS SELECT pid, asal FROM pas UNION SELECT pid, asal FROM perlu")
    yield from isi.send("kandidat", "SELECT did, pid, asal AS h FROM pas", "h")
    for tabel in ("pk", "teks", "n_nama", "n_ibu", "klaim"):
        yield from isi.send(tabel, f"SELECT t.*, asal AS h FROM {tabel} t JOIN ke USING (pid)", "h")
