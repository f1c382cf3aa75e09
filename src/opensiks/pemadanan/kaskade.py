"""The cascade over an area: persons out as a file, the engine, answers and candidates in. Nothing is edited (R63)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import duckdb

from opensiks.infra.copy import copy_csv, copy_into, export_csv
from opensiks.pemadanan.bobot import VERSI, Mulai
from opensiks.pemadanan.dukcapil import EkstrakDitolak, write_ekstrak
from opensiks.pemadanan.grup import Baris, join_grup
from opensiks.pemadanan.mesin import bobot
from opensiks.pemadanan.mesin.baca import BerkasDitolak
from opensiks.pemadanan.mesin.jalan import Ringkasan, padan
from opensiks.pemadanan.mesin.lipat import sql_kamus
from opensiks.pemadanan.models import Putaran
from opensiks.pemadanan.timbang import Ditimbang, kind_nik, weigh
from opensiks.rules.alasan_padan import Hasil
from opensiks.rules.padan_kerja import FaktaCalon, keluaran_of
from opensiks.rules.pemadanan import Keluaran

KOLOM_D = (
    "did",
    "nik",
    "no_kk",
    "nama",
    "tempat_lahir",
    "tgl_lahir",
    "jenis_kelamin",
    "nama_ibu",
    "alamat",
    "kode_desa",
)
KOLOM_HASIL = ("putaran_id", "individu_id", "kode_desa", "keluaran", "skor", "cocok")
KOLOM_CALON = (
    "putaran_id", "individu_id", "kode_desa", "hasil", "peluang", "nik_usul", "usul", "alasan", "grup", "pertahankan",
    "lintas", "meninggal", "ganda_dukcapil", "nonaktif", "ragu", "ditinjau", "dua_orang",
)  # fmt: skip
_ORANG = (
    "SELECT i.id, nullif(i.nik, ''), nullif(k.no_kk, ''), nullif(i.nama, ''), nullif(i.tempat_lahir, ''),"
    " i.tanggal_lahir,"
    " nullif(i.jenis_kelamin, ''), nullif(i.nama_ibu, ''), nullif(k.alamat, ''), replace(i.kode_desa, '.', '')"
    " FROM keluarga_individu i JOIN keluarga_keluarga k ON k.id = i.keluarga_id"
    " WHERE i.status = 'AKTIF' AND i.kode_desa ^@ %s"
)
# A plain certain match: nothing is asked, and nothing more is kept of it than the answer.
_JELAS = (
    "r.hasil = 'PADAN' AND NOT (r.ganda OR r.meninggal OR r.ragu OR coalesce(p.ganda, false)"
    " OR coalesce(p.nonaktif, false))"
)
_DESA = "concat_ws('.', d.kode_desa[1:2], d.kode_desa[3:4], d.kode_desa[5:6], d.kode_desa[7:10])"
_SISI = "nik", "nama", "tempat_lahir", "tgl_lahir", "jenis_kelamin", "nama_ibu"
# What others of P may share, the rarer, the weightier: how it is read ({0}: "" of P, "_1" beside a row), and when it
# counts, kd and kp being both names folded. A word counts only where both names have it.
_BERSAMA = {
    "n_nama": ("nama{0}", "true", 1),
    "n_tgl_lahir": ("tgl_lahir{0}", "true", 1),
    "n_nama_ibu": ("nama_ibu{0}", "true", 1),
    "n_depan": ("split_part(upper(trim(nama{0})), ' ', 1)", "kd.t1 = kp.t1", 0),
    "n_akhir": ("split_part(upper(trim(nama{0})), ' ', -1)", "kd.tl = kp.tl", 0),
}


# Stage, which, of how many.
Lapor = Callable[[str, int, int], None]


@dataclass(frozen=True)
class Kaskade:
    """What the engine brought: persons by outcome, an entry for each row that is no plain match, how many stages."""

    jumlah: dict[str, int]
    calon: list[Baris]
    tahap: int


def run_kaskade(putaran: Putaran, ekstrak: Path, lapor: Lapor, mulai: Mulai) -> Kaskade:
    """Match the area of `putaran` and write its answers and candidates; `putaran` gets its summary and weights.

    `lapor` hears each stage before it begins, which of how many, and may raise to end the run. EkstrakDitolak for a
    file that cannot be used. Files of persons stand in a folder of their own that goes with the run.
    """
    with TemporaryDirectory(prefix="kaskade-") as folder:
        d, p, r = (Path(folder) / f"{nama}.parquet" for nama in ("dtks", "dukcapil", "hasil"))
        langkah = _Langkah(lapor)
        lapor("ambil", 0, langkah.semua)
        db = duckdb.connect()
        try:
            _export(db, putaran.kode_wilayah, d)
            write_ekstrak(db, ekstrak, p)
            ringkasan, akhir = _match(d, p, r, langkah, mulai.model)
            lapor("simpan", langkah.semua - 2, langkah.semua)
            _open_view(db, d, p, r)
            jelas = _save_jelas(db, putaran, Path(folder) / "jelas.csv")
            calon = join_grup(_read_calon(db, akhir))
        finally:
            db.close()
    putaran.ringkasan = _compose_ringkasan(ringkasan, calon) | {
        "versi_bobot": VERSI,
        "bobot_dari": mulai.dari,
    }
    putaran.bobot = bobot.as_json(akhir)
    jumlah = {Keluaran.PADAN.value: jelas} if jelas else {}
    _save_calon(putaran, calon, jumlah)
    return Kaskade(dict(sorted(jumlah.items())), calon, langkah.semua)


class _Langkah:
    """Stages of the engine between those before and behind it."""

    def __init__(self, lapor: Lapor) -> None:
        self._lapor, self.semua = lapor, 12

    def __call__(self, tahap: str, n: int, semua: int) -> None:
        self.semua = semua + 3
        self._lapor(tahap, n + 1, self.semua)


def _export(db: duckdb.DuckDBPyConnection, kode_wilayah: str, tujuan: Path) -> None:
    """The active persons of an area as the engine reads them; did is the person's id here."""
    csv = tujuan.with_suffix(".csv")
    export_csv(_ORANG, [kode_wilayah], csv)
    nama = ", ".join(f"'{k}': 'VARCHAR'" for k in KOLOM_D)
    db.execute(
        "COPY (SELECT * REPLACE (CAST(did AS BIGINT) AS did, CAST(tgl_lahir AS DATE) AS tgl_lahir) FROM"
        f" read_csv('{csv}',"
        f" header = false, delim = ',', quote = '\"', escape = '\"', columns = {{{nama}}})) TO '{tujuan}'"
        " (FORMAT parquet, COMPRESSION snappy)"
    ).fetchall()
    csv.unlink()


def _match(
    d: Path, p: Path, r: Path, langkah: _Langkah, model: bobot.Model | None
) -> tuple[Ringkasan, bobot.Model]:
    try:
        return padan(d, p, r, model=model, lapor=langkah)
    except BerkasDitolak as galat:
        raise EkstrakDitolak(str(galat)) from galat


def _open_view(db: duckdb.DuckDBPyConnection, d: Path, p: Path, r: Path) -> None:
    for nama, berkas in (("d", d), ("p", p), ("r", r)):
        db.execute(f"CREATE TEMP VIEW {nama} AS SELECT * FROM read_parquet('{berkas}')").fetchall()


def _save_jelas(db: duckdb.DuckDBPyConnection, putaran: Putaran, csv: Path) -> int:
    """The plain matches go from file to table without passing through here."""
    db.execute(
        f"COPY (SELECT {putaran.pk}, r.did, {_DESA}, 'PADAN', round(r.peluang * 100, 1)::DECIMAL(4, 1), '' FROM r"
        f" JOIN d USING (did) JOIN p USING (pid) WHERE {_JELAS} ORDER BY r.did) TO '{csv}' (FORMAT csv, HEADER false,"
        " FORCE_QUOTE *)"
    ).fetchall()
    return copy_csv("pemadanan_hasilpadan", KOLOM_HASIL, csv)


def _read_calon(db: duckdb.DuckDBPyConnection, model: bobot.Model) -> Iterator[Baris]:
    """Every row of R that is more than a plain match, in order of did; how many share the values of its person too."""
    sisi = ", ".join([*(f"d.{k}" for k in _SISI), *(f"p.{k} AS {k}_1" for k in _SISI)])
    db.execute(
        f"CREATE TEMP TABLE calon AS SELECT r.did, {_DESA} AS desa, r.hasil, r.peluang, r.meninggal, r.ragu,"
        " coalesce(p.ganda, false) AS ganda, coalesce(p.nonaktif, false) AS nonaktif, r.ganda_dengan,"
        f" r.pid IS NOT NULL AS ketemu, r.alasan, {sisi} FROM r JOIN d USING (did)"
        f" LEFT JOIN p ON p.pid = r.pid WHERE NOT ({_JELAS})"
    ).fetchall()
    sisi = " UNION ".join(f"SELECT {k} AS s FROM calon WHERE {k} IS NOT NULL" for k in ("nama", "nama_1"))
    db.execute(f"CREATE TEMP TABLE kamus AS {sql_kamus(sisi)}").fetchall()
    hitung = " ".join(
        f"LEFT JOIN (SELECT {isi.format('')} AS isi, count(*) AS n FROM p WHERE {isi.format('')} IN"
        f" (SELECT {isi.format('_1')} FROM calon) GROUP BY 1) AS {k} ON {k}.isi = {isi.format('_1')} AND {bila}"
        for k, (isi, bila, _) in _BERSAMA.items()
    )
    banyak = ", ".join(f"coalesce({k}.n, {tanpa})" for k, (_, _, tanpa) in _BERSAMA.items())
    hasil = db.execute(
        f"SELECT {banyak}, c.* FROM calon c LEFT JOIN kamus kd ON kd.s = c.nama LEFT JOIN kamus kp ON kp.s = c.nama_1"
        f" {hitung} ORDER BY c.did"
    )
    while rows := hasil.fetchmany(5_000):
        timbang = weigh([_as_ditimbang(x) for x in rows], model)
        yield from (_baris(x[len(_BERSAMA) :], t) for x, t in zip(rows, timbang, strict=True))


def _as_ditimbang(x: tuple[Any, ...]) -> Ditimbang:
    isi, hasil = x[len(_BERSAMA) :], x[len(_BERSAMA) + 2]
    nik, _, _, tgl, jk, _ = isi[11 : 11 + len(_SISI)]
    jenis = kind_nik(Hasil(hasil), nik or "", tgl, jk or "")
    return Ditimbang(isi[10] if isi[9] else (), jenis, *x[: len(_BERSAMA)])


def _baris(x: tuple[Any, ...], alasan: list[dict[str, Any]]) -> Baris:
    did, desa, hasil, peluang, meninggal, ragu, ganda, nonaktif, dengan, ketemu, _ = x[:11]
    kiri, kanan = x[11 : 11 + len(_SISI)], x[11 + len(_SISI) :]
    fakta = FaktaCalon(
        Hasil(hasil), kiri[0] or "", bool(ragu), bool(ketemu), bool(meninggal), bool(ganda), bool(nonaktif)
    )
    return Baris(
        did=did, kode_desa=desa, peluang=float(peluang), fakta=fakta, usul=compare_sisi(kiri, kanan) if ketemu else {},
        alasan=alasan, dengan=tuple(dengan or ()), nik=kanan[0] or "" if ketemu else "",
    )  # fmt: skip


def compare_sisi(d: tuple[Any, ...], p: tuple[Any, ...]) -> dict[str, str]:
    """The civil register's values of the fields that differ, as text; what it does not say is the empty text."""
    beda = {}
    for nama, kiri, kanan in zip(_SISI, d, p, strict=True):
        lama, baru = _teks(kiri), _teks(kanan)
        if lama.casefold() != baru.casefold():
            beda["tanggal_lahir" if nama == "tgl_lahir" else nama] = baru
    return beda


def _teks(nilai: Any) -> str:
    return "" if nilai is None else " ".join(str(nilai).split())


def _save_calon(putaran: Putaran, calon: list[Baris], jumlah: dict[str, int]) -> None:
    keluaran = [keluaran_of(b.fakta).value for b in calon]
    for k in keluaran:
        jumlah[k] = jumlah.get(k, 0) + 1
    copy_into(
        "pemadanan_hasilpadan", KOLOM_HASIL,
        (
            (putaran.pk, b.did, b.kode_desa, k, round(b.peluang * 100, 1), "")
            for b, k in zip(calon, keluaran, strict=True)
        ),
    )  # fmt: skip
    copy_into("pemadanan_calon", KOLOM_CALON, (b.as_row(putaran.pk) for b in calon))


def _compose_ringkasan(r: Ringkasan, calon: list[Baris]) -> dict[str, Any]:
    return {
        "jumlah": r.jumlah, "detik": r.detik, "baris": r.baris, "kesalahan": r.kesalahan, "memori_mb": r.memori_mb,
        "calon": len(calon), "ragu_tanpa_calon": sum(b.fakta.ragu and not b.fakta.ada_calon for b in calon),
    }  # fmt: skip
