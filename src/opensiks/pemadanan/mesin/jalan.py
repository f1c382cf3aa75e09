"""One matching run from two Parquet files to a third, stage by stage."""

from __future__ import annotations

import json
import resource
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter

import numpy as np
from duckdb import DuckDBPyConnection

from opensiks.pemadanan.mesin import baca, banding, bobot, kunci, lintasan, putus, tulis
from opensiks.pemadanan.mesin.baca import run

SAMPEL = 12_000  # pairs that agree, for m; persons of P, for u
MAKS_LATIH = 20_000  # records whose candidates teach


@dataclass
class Ringkasan:
    """What `--json` prints. Seconds per stage, megabytes, counts and estimated error rates."""

    jumlah: dict[str, int] = field(default_factory=dict)
    detik: dict[str, float] = field(default_factory=dict)
    lintasan: dict[str, int] = field(default_factory=dict)
    baris: dict[str, int] = field(default_factory=dict)
    kesalahan: dict[str, float] = field(default_factory=dict)
    memori_mb: float = 0.0

    @contextmanager
    def stage(self, nama: str) -> Iterator[None]:
        mulai = perf_counter()
        yield
        self.detik[nama] = round(perf_counter() - mulai, 3)


def padan(
    dtks: Path,
    dukcapil: Path,
    out: Path,
    *,
    utas: int | None = None,
    memori: str | None = None,
    model: bobot.Model | None = None,
) -> tuple[Ringkasan, bobot.Model]:
    """Match `dtks` with `dukcapil` and write `out`. BerkasDitolak leaves `out` as it was.

    `utas` threads; `memori` like "2GB" (the rest spills to disk); `model` of an earlier run spares the training.
    """
    ringkasan = Ringkasan()
    if out.resolve() in (dtks.resolve(), dukcapil.resolve()):
        raise baca.BerkasDitolak("Berkas jawaban tidak boleh menimpa berkas masukan.")
    if not out.parent.is_dir():
        raise baca.BerkasDitolak(f"Folder {out.parent.name} untuk berkas jawaban tidak ada.")
    separuh = out.with_name(f".{out.name}.separuh")
    with tempfile.TemporaryDirectory(prefix="padan-") as folder:
        db = baca.connect(Path(folder), utas=utas, memori=memori)
        try:
            model = _run(db, dtks, dukcapil, separuh, ringkasan, model)
            separuh.replace(out)
        finally:
            db.close()
            separuh.unlink(missing_ok=True)
    ringkasan.memori_mb = round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, 1)
    return ringkasan, model


def _run(
    db: DuckDBPyConnection,
    dtks: Path,
    dukcapil: Path,
    out: Path,
    ringkasan: Ringkasan,
    model: bobot.Model | None,
) -> bobot.Model:
    with ringkasan.stage("baca"):
        kunci.create_makro(db)
        n_d, n_p = baca.open_berkas(db, dtks, "d", "did"), baca.open_berkas(db, dukcapil, "p", "pid")
        ringkasan.baris = {"dtks": n_d, "dukcapil": n_p}
    with ringkasan.stage("sepakat"):
        kunci.create_sepakat(db, SAMPEL)
    with ringkasan.stage("kunci"):
        ringkasan.baris["sisa"] = kunci.create_sisa(db)
        kunci.create_kunci(db)
    with ringkasan.stage("lintasan"):
        ringkasan.lintasan = lintasan.create_kandidat(db)
    with ringkasan.stage("banding"):
        contoh = _samples(db, n_p) if model is None else {}
        baca_pid = " UNION ".join(
            ["SELECT pid FROM kandidat", "SELECT pid FROM latih"]
            + [f"SELECT {k} FROM {t}" for t in contoh for k in ("did", "pid")]
        )
        banding.create_sisi(db, baca_pid)
        b = banding.compare(db, _KANDIDAT)
        ringkasan.baris["pasangan"] = len(b.did)
    with ringkasan.stage("latih"):
        if model is None:
            model = _train(db, b, contoh, n_p)
    with ringkasan.stage("putus"):
        putusan = putus.decide(model, b)
        sama = _score_sama(db, model)
        tanpa = (1 - model.pi) / ((1 - model.pi) + model.pi * putus.LUPUT)
        tulis.create_jawaban(db, b, putusan, sama, tanpa.tolist())
    with ringkasan.stage("tulis"):
        run(db, "CREATE TEMP TABLE usul AS SELECT pid, nik FROM pk WHERE pid IN (SELECT pid FROM putusan)")
        run(
            db,
            "CREATE TEMP TABLE mati AS SELECT pid FROM p WHERE meninggal AND pid IN (SELECT pid FROM jawaban)",
        )
        ringkasan.jumlah = tulis.write(db, out)
    p = np.array(
        [
            float(str(x[0]))
            for x in run(db, "SELECT coalesce(sum(1 - peluang), 0) FROM akhir WHERE pid IS NOT NULL")
        ]
    )
    hilang = float(np.where(putusan.peluang < putus.AMBANG, 1 - putusan.kosong, 0.0).sum())
    terhubung = max(1, int(str(run(db, "SELECT count(pid) FROM akhir")[0][0])))
    ringkasan.kesalahan = {
        "hubungan_salah": round(float(p[0]) / terhubung, 6),
        "terlewat": round(hilang / terhubung, 6),
    }
    return model


def save_model(model: bobot.Model, path: Path) -> None:
    path.write_text(json.dumps(bobot.as_json(model)), encoding="utf-8")


def load_model(path: Path) -> bobot.Model:
    """Weights of `save_model`; BerkasDitolak for anything else."""
    try:
        return bobot.from_json(json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError) as galat:
        raise baca.BerkasDitolak(f"Berkas bobot {path.name} tidak terbaca.") from galat


_KANDIDAT = (
    "SELECT c.did, c.pid, CASE WHEN a.did IS NULL THEN 0 WHEN h.did IS NOT NULL THEN 1 ELSE 2 END AS rumah,"
    " (t.pid IS NOT NULL)::UTINYINT AS klaim, d.jenis FROM kandidat c JOIN sisa d ON d.did = c.did"
    " LEFT JOIN (SELECT DISTINCT did FROM rumah) a ON a.did = c.did LEFT JOIN sp s ON s.id = c.pid"
    " LEFT JOIN rumah h ON h.did = c.did AND h.p_kk = s.kk"
    " LEFT JOIN (SELECT DISTINCT pid FROM sama WHERE terima) t ON t.pid = c.pid"
)


def _samples(db: DuckDBPyConnection, n_p: int) -> dict[str, str]:
    """Tables of pairs inside P: one card, one date, one kecamatan, both, one name, anybody. Returns their names."""
    bagi = max(1, n_p // SAMPEL)
    run(db, f"CREATE TEMP TABLE contoh AS SELECT * FROM pk WHERE hash(pid) % {bagi} = 0")
    run(db, f"CREATE TEMP TABLE contoh_lain AS SELECT * FROM pk WHERE hash(pid + 1) % {bagi} = 0")
    kec = f"a.desa // {kunci.KEC} = b.desa // {kunci.KEC}"
    beda = "a.pid <> b.pid AND (a.kk <> b.kk) IS NOT false"
    n = run(db, "SELECT count(*) FROM contoh")[0][0]
    jarang = max(1, int(str(n)) ** 2 // 60_000)
    pasangan = {
        "u_kartu": "contoh a JOIN pk b ON a.kk = b.kk AND a.pid <> b.pid",
        "u_tgl": f"contoh a JOIN contoh_lain b ON a.tgl = b.tgl AND {beda}",
        "u_dekat": f"contoh a JOIN pk b ON a.tgl = b.tgl AND {kec} AND {beda}",
        "u_nama": f"contoh a JOIN contoh_lain b ON a.nh = b.nh AND {beda}",
        "u_kec": f"contoh a JOIN contoh_lain b ON {kec} AND {beda} AND hash(a.pid, b.pid) % {max(1, jarang // 40)} = 0",
        "u_acak": f"(SELECT *, row_number() OVER (ORDER BY hash(pid)) % 997 AS g FROM contoh) a"
        f" JOIN (SELECT *, row_number() OVER (ORDER BY hash(pid)) % 997 AS g FROM contoh_lain) b ON a.g ="
        f" b.g AND {beda}",
    }
    for nama, dari in pasangan.items():
        run(
            db,
            f"CREATE TEMP TABLE {nama} AS SELECT a.pid AS did, b.pid AS pid FROM {dari}"
            f" ORDER BY hash(a.pid, b.pid), a.pid, b.pid LIMIT {SAMPEL * 2}",
        )
    return dict.fromkeys(pasangan, "")


def _train(db: DuckDBPyConnection, b: banding.Banding, contoh: dict[str, str], n_p: int) -> bobot.Model:
    def dari(tabel: str, *, register: bool = True) -> banding.Banding:
        return banding.compare(
            db, f"SELECT did, pid, 0 AS rumah, 0 AS klaim, 0 AS jenis FROM {tabel}", register=register
        )

    isi, cakup = run(
        db,
        "SELECT coalesce((SELECT sum(n * n)::DOUBLE / sum(n) FROM (SELECT count(*) AS n FROM pk WHERE kk IS"
        " NOT NULL GROUP BY kk)), 1),"
        f" (SELECT count(DISTINCT pid) FROM sama WHERE terima)::DOUBLE / {max(1, n_p)}",
    )[0]
    model = bobot.start_model(
        dari("latih", register=False), dari("u_acak"), dari("u_tgl"), dari("u_kec"), dari("u_dekat"), dari("u_kartu"),
        dari("u_nama"), max(1, n_p), float(str(isi)), float(str(cakup)),
    )  # fmt: skip
    semua = np.zeros(len(bobot.PI_AWAL))
    for jenis, n in run(db, "SELECT jenis, count(*) FROM sisa WHERE NOT uji GROUP BY jenis"):
        semua[int(str(jenis))] = int(str(n))
    _, awal = np.unique(b.did, return_index=True)
    return bobot.learn(
        model, _part(b, MAKS_LATIH), semua / np.maximum(np.bincount(b.jenis[awal], minlength=len(semua)), 1)
    )


def _part(b: banding.Banding, maks: int) -> banding.Banding:
    """The candidates of at most about `maks` records, chosen by their number."""
    banyak = len(np.unique(b.did))
    if banyak <= maks:
        return b
    sidik = (b.did.astype(np.uint64) * np.uint64(0x9E3779B97F4A7C15)) >> np.uint64(40)
    di = sidik < np.uint64((1 << 24) * maks // banyak)
    return b.take(di)


def _score_sama(db: DuckDBPyConnection, model: bobot.Model) -> dict[int, float]:
    """Chance of rows accepted by their own number, by pattern: against a stranger or relative who lent the number."""
    pola = [int(str(x[0])) for x in run(db, f"SELECT DISTINCT {tulis.POLA_SAMA} FROM sama WHERE terima")]
    if not pola:
        return {}
    tingkat = [tulis.decode(n) for n in pola]
    satu = np.ones(len(pola), np.int64)
    t = {k: np.array([x[k] for x in tingkat], np.uint8) for k in banding.TINGKAT}
    nol = np.zeros(len(pola), np.uint8)
    b = banding.Banding(
        np.arange(len(pola)), satu, t, satu * 50, satu * 50, satu * 50, satu, nol, nol, nol + kunci.TERDAFTAR
    )
    m, r, h = bobot.log_kelas(model, b)
    # A written number is the person's own in 97 of 100 rows, of this very person's or not.
    log_m = np.log(0.97) + m - bobot.given(model.m_nik)[kunci.TERDAFTAR, 1]
    log_r = np.log(0.025) + r - np.log(0.02 / model.banyak_p)
    log_h = np.log(0.005) + h - np.log(model.h_nik[0, 1])
    salah = np.exp(np.logaddexp(log_r, log_h) - log_m)
    return {n: float(1 / (1 + s)) for n, s in zip(pola, salah, strict=True)}
