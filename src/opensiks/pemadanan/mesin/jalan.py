"""One matching run, from a registry and a civil register (a Parquet file or a folder of `siap`) to a Parquet file."""

from __future__ import annotations

import json
import resource
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter

import numpy as np
from duckdb import DuckDBPyConnection

from opensiks.pemadanan.mesin import baca, bagian, banding, batas, bobot, kunci, latih, putus, siap, tulis
from opensiks.pemadanan.mesin.baca import run

Lapor = Callable[[str, int, int], None]


@dataclass
class Ringkasan:
    """What `--json` prints. Seconds per stage, megabytes, counts and estimated error rates."""

    jumlah: dict[str, int] = field(default_factory=dict)
    detik: dict[str, float] = field(default_factory=dict)
    lintasan: dict[str, int] = field(default_factory=dict)
    baris: dict[str, int] = field(default_factory=dict)
    kesalahan: dict[str, float] = field(default_factory=dict)
    memori_mb: float = 0.0


class Langkah:
    """Stages of a run: their seconds go to the summary, and who waits hears which of how many begins."""

    def __init__(self, ringkasan: Ringkasan, lapor: Lapor | None) -> None:
        self.ringkasan, self._lapor = ringkasan, lapor
        self.semua, self._kini = 8, 0

    @contextmanager
    def __call__(self, nama: str) -> Iterator[None]:
        if self._lapor:
            self._lapor(nama, self._kini, self.semua)
        mulai = perf_counter()
        yield
        self._kini += 1
        detik = self.ringkasan.detik
        detik[nama] = round(detik.get(nama, 0.0) + perf_counter() - mulai, 3)


def padan(
    dtks: Path,
    dukcapil: Path,
    out: Path,
    *,
    utas: int | None = None,
    memori: str | None = None,
    model: bobot.Model | None = None,
    bagian: int | None = None,
    lapor: Lapor | None = None,
) -> tuple[Ringkasan, bobot.Model]:
    """Match `dtks` with `dukcapil` and write `out`. BerkasDitolak leaves `out` as it was.

    `dukcapil`: a Parquet file, or a folder of `siap.prepare`. `utas` threads; `memori` like "4GB": the whole process
    stays below, the rest goes to disk, D is taken in parts; `bagian`: so many parts. `model` of an earlier run
    spares the training. `lapor(stage, n, m)` hears that stage n of m begins; what it raises stops the run.
    """
    ringkasan = Ringkasan()
    if out.resolve() in (dtks.resolve(), dukcapil.resolve()):
        raise baca.BerkasDitolak("Berkas jawaban tidak boleh menimpa berkas masukan.")
    if not out.parent.is_dir():
        raise baca.BerkasDitolak(f"Folder {out.parent.name} untuk berkas jawaban tidak ada.")
    separuh = out.with_name(f".{out.name}.separuh")
    with tempfile.TemporaryDirectory(prefix="padan-") as folder:
        jatah = batas.share(memori)
        db = baca.connect(Path(folder), utas=utas, memori=jatah.mesin)
        try:
            siap.create_makro(db)
            jalan = Jalan(db, Path(folder), Langkah(ringkasan, lapor), jatah, bagian)
            jalan.open(dtks, dukcapil)
            model = jalan.match(model, separuh)
            separuh.replace(out)
        finally:
            db.close()
            separuh.unlink(missing_ok=True)
    ringkasan.memori_mb = round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, 1)
    return ringkasan, model


class Jalan:
    """The stages of one run over one connection."""

    def __init__(
        self, db: DuckDBPyConnection, folder: Path, langkah: Langkah, jatah: batas.Jatah, banyak: int | None
    ) -> None:
        self.db, self.folder, self.langkah, self.jatah = db, folder, langkah, jatah
        self.ringkasan = langkah.ringkasan
        self.banyak = banyak or 1
        self._minta = banyak
        self.siap = False

    def open(self, dtks: Path, dukcapil: Path) -> None:
        """Views `d_semua` and `teks`, table or view `pk`, the frequencies; how many parts there will be."""
        db, baris = self.db, self.ringkasan.baris
        with self.langkah("baca"):
            baris["dtks"] = baca.open_berkas(db, dtks, "d_semua", "did")
            self.banyak = self._minta or self.jatah.parts(baris["dtks"])
            self.langkah.semua = 4 + 5 * self.banyak
            if dukcapil.is_dir():
                baris["dukcapil"] = siap.open_register(db, dukcapil)
                self.siap = True
                return
            baris["dukcapil"] = baca.open_berkas(db, dukcapil, "p", "pid")
        with self.langkah("register"):
            self.siap = self.jatah.ketat
            if self.siap:
                # Tables in a file are read again from there; in memory they would first have to be written out.
                run(db, f"ATTACH {baca.quote(self.folder / siap.ISI)} AS reg")
                siap.write_register(db, "reg", sidik=False)
            else:
                siap.create_register(db)

    def match(self, model: bobot.Model | None, out: Path) -> bobot.Model:
        """All stages after the files are open."""
        giliran = bagian.split(self.db, self.banyak, self.folder)
        for _ in range(self.banyak):
            next(giliran)
            with self.langkah("sepakat"):
                kunci.create_sepakat(self.db)
        kunci.create_latih(self.db, 0 if model else latih.SAMPEL)
        pasangan = bagian.Pasangan(self.banyak, self.folder)
        sepakat: list[banding.Banding] = []
        contoh: dict[str, banding.Banding] = {}
        for i in range(self.banyak):
            next(giliran)
            b = self._compare(contoh, model is None and i == 0)
            pasangan.add(b)
            if model is None:
                sepakat.append(latih.compare_pairs(self.db, "latih", register=False))
        with self.langkah("latih"):
            if model is None:
                n_p = self.ringkasan.baris["dukcapil"]
                model = latih.train(self.db, latih.join(sepakat), contoh, pasangan, n_p)
                # What is kept and what is used now are the same numbers.
                model = bobot.from_json(bobot.as_json(model))
        with self.langkah("putus"):
            terlewat = self._decide(model, pasangan)
        with self.langkah("tulis"):
            self.ringkasan.jumlah = tulis.write(self.db, out)
        self._estimate(terlewat)
        return model

    def _compare(self, contoh: dict[str, banding.Banding], isi_contoh: bool) -> banding.Banding:
        """Candidates of the part `d`, compared; with `isi_contoh` the pairs inside P as well, into `contoh`."""
        db, r = self.db, self.ringkasan
        with self.langkah("lintasan"):
            for k, n in bagian.create_calon(db).items():
                r.lintasan[k] = r.lintasan.get(k, 0) + n
        with self.langkah("banding"):
            if isi_contoh:
                latih.create_contoh(db, r.baris["dukcapil"])
            b = bagian.compare_calon(db, siap=self.siap, tambahan=latih.sql_contoh() if isi_contoh else "")
            if isi_contoh:
                contoh.update(latih.compare_contoh(db))
        r.baris["pasangan"] = r.baris.get("pasangan", 0) + len(b.did)
        r.baris["sisa"] = int(str(run(db, "SELECT count(*) FROM inti")[0][0]))
        return b

    def _decide(self, model: bobot.Model, pasangan: bagian.Pasangan) -> float:
        """Two rounds over all parts, then table `jawaban`. Returns the expected number of persons passed over."""
        pertama = [putus.choose(model, b) for b in pasangan]
        diambil = np.concatenate([putus.takers(b, p)[0] for b, p in zip(pasangan, pertama, strict=True)])
        terlewat = 0.0
        for b, p in zip(pasangan, pertama, strict=True):
            putusan = putus.finish(model, b, p, diambil)
            terlewat += float(np.where(putusan.peluang < putus.AMBANG, 1 - putusan.kosong, 0.0).sum())
            tulis.add_putusan(self.db, b, putusan)
        tulis.create_jawaban(self.db, score_sama(self.db, model), passed_over(model))
        return terlewat

    def _estimate(self, terlewat: float) -> None:
        salah, terhubung = run(
            self.db, "SELECT coalesce(sum(1 - peluang) FILTER (pid IS NOT NULL), 0), count(pid) FROM akhir"
        )[0]
        n = max(1, int(str(terhubung)))
        self.ringkasan.kesalahan = {
            "hubungan_salah": round(float(str(salah)) / n, 6),
            "terlewat": round(terlewat / n, 6),
        }


def save_model(model: bobot.Model, path: Path) -> None:
    path.write_text(json.dumps(bobot.as_json(model)), encoding="utf-8")


def load_model(path: Path) -> bobot.Model:
    """Weights of `save_model`; BerkasDitolak for anything else."""
    try:
        return bobot.from_json(json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError) as galat:
        raise baca.BerkasDitolak(f"Berkas bobot {path.name} tidak terbaca.") from galat


def passed_over(model: bobot.Model) -> list[float]:
    """By kind of NIK: the chance that nobody is there when no pass brought anybody."""
    hasil: list[float] = ((1 - model.pi) / ((1 - model.pi) + model.pi * putus.LUPUT)).tolist()
    return hasil


def score_sama(db: DuckDBPyConnection, model: bobot.Model) -> dict[int, float]:
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
