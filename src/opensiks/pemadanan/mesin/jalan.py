"""One matching run, from a registry and a civil register (a Parquet file or a folder of `siap`) to a Parquet file."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from time import perf_counter

import numpy as np
from duckdb import DuckDBPyConnection

from opensiks.pemadanan.mesin import (
    baca,
    bagian,
    banding,
    batas,
    bobot,
    kalibrasi,
    keadaan,
    kunci,
    latih,
    luput,
    putus,
    siap,
    tulis,
)
from opensiks.pemadanan.mesin.baca import run
from opensiks.pemadanan.mesin.putaran import open_putaran

Lapor = Callable[[str, int, int], None]
Jawaban = dict[int, tuple[int, bool]]


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

    def __init__(self, ringkasan: Ringkasan, lapor: Lapor | None, semua: int = 8) -> None:
        self.ringkasan, self._lapor = ringkasan, lapor
        self.semua, self._kini = semua, 0

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
    frekuensi: Path | None = None,
    simpan: Path | None = None,
    jawaban: Path | None = None,
) -> tuple[Ringkasan, bobot.Model]:
    """Match `dtks` with `dukcapil` and write `out`. BerkasDitolak leaves `out` as it was.

    `dukcapil`: a Parquet file, or a folder of `siap.prepare`. `utas` threads; `memori` like "4GB": the whole process
    stays below, the rest goes to disk, D is taken in parts; `bagian`: so many parts. `model` of an earlier run
    spares the training; `frekuensi`: a folder of `keadaan` whose frequencies go with it. `simpan`: folder to write for
    next month (`lanjut`). `jawaban`: officers' answers that correct the chances
    (`kalibrasi.read_jawaban`). `lapor(stage, n, m)` hears that stage n of m begins; what it raises stops the run.
    """
    ringkasan, jatah = Ringkasan(), batas.share(memori)
    if simpan:
        keadaan.check_folder(simpan)
    with open_putaran(dtks, dukcapil, out, utas=utas, memori=jatah.mesin) as (db, folder, separuh):
        jalan = Jalan(db, folder, Langkah(ringkasan, lapor), jatah, bagian, simpan=simpan is not None)
        jalan.open(dtks, dukcapil)
        if frekuensi:
            keadaan.use_frekuensi(db, frekuensi, simpan=simpan is not None)
        model = jalan.match(model, separuh, kalibrasi.read_jawaban(jawaban) if jawaban else None)
        if simpan:
            jalan.keep(model, simpan)
    ringkasan.memori_mb = round(batas.read_puncak(), 1)
    return ringkasan, model


class Jalan:
    """The stages of one run over one connection; with `simpan` its tables stay for the next month."""

    def __init__(
        self, db: DuckDBPyConnection, folder: Path, langkah: Langkah, jatah: batas.Jatah, banyak: int | None,
        *, simpan: bool = False,
    ) -> None:  # fmt: skip
        self.db, self.folder, self.langkah, self.jatah = db, folder, langkah, jatah
        self.ringkasan = langkah.ringkasan
        self.banyak = banyak or 1
        self._minta, self._simpan = banyak, simpan
        self.siap = False

    def open(self, dtks: Path, dukcapil: Path) -> None:
        """Views `d_semua` and `teks`, table or view `pk`, the frequencies; how many parts there will be."""
        db, baris = self.db, self.ringkasan.baris
        with self.langkah("baca"):
            baris["dtks"] = baca.open_berkas(db, dtks, "d_semua", "did")
            self.banyak = self._minta or self.jatah.parts(baris["dtks"])
            self.langkah.semua = 4 + 3 * self.banyak + (not dukcapil.is_dir())
            if dukcapil.is_dir():
                baris["dukcapil"] = siap.open_register(
                    db, dukcapil, salin=self._isi if self._simpan else None
                )
                self.siap = True
                return
            baris["dukcapil"] = baca.open_berkas(db, dukcapil, "p", "pid")
        with self.langkah("register"):
            self.siap = self.jatah.ketat or self._simpan
            if self.siap:
                # Tables in a file are read again from there; in memory they would first have to be written out.
                run(db, f"ATTACH {baca.quote(self._isi)} AS reg")
                siap.write_register(db, "reg", sidik=self._simpan)
            else:
                siap.create_register(db)

    @property
    def _isi(self) -> Path:
        (self.folder / "keadaan").mkdir(exist_ok=True)
        return self.folder / "keadaan" / siap.ISI

    def keep(self, model: bobot.Model, folder: Path) -> None:
        """Moves what `match` kept to its place."""
        run(self.db, "DETACH reg")
        keadaan.save(self._isi.parent, model)
        baca.remove(folder)
        shutil.move(self._isi.parent, folder)

    def match(self, model: bobot.Model | None, out: Path, jawaban: Jawaban | None = None) -> bobot.Model:
        """All stages after the files are open. Returns the weights, with the map of the answers."""
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
            b, belajar = self._compare(contoh, model is None and i == 0)
            pasangan.add(b)
            sepakat.append(belajar)
        with self.langkah("latih"):
            if model is None:
                n_p = self.ringkasan.baris["dukcapil"]
                model = latih.train(self.db, latih.join(sepakat), contoh, pasangan, n_p)
                # What is kept and what is used now are the same numbers.
                model = bobot.from_json(bobot.as_json(model))
        siap.drop_bantu(self.db, "contoh", "contoh_lain", *latih.CONTOH)
        with self.langkah("putus"):
            model = self._decide(model, pasangan, jawaban)
        with self.langkah("tulis"):
            self.ringkasan.jumlah = tulis.write(self.db, out)
            self.ringkasan.kesalahan = tulis.estimate(self.db)
        return model

    def _compare(
        self, contoh: dict[str, banding.Banding], isi_contoh: bool
    ) -> tuple[banding.Banding, banding.Banding]:
        """Candidates of the part `d` and its pairs that teach; with `isi_contoh` the pairs inside P into `contoh`."""
        db, r = self.db, self.ringkasan
        with self.langkah("lintasan"):
            for k, n in bagian.create_calon(db).items():
                r.lintasan[k] = r.lintasan.get(k, 0) + n
            if self._simpan:
                keadaan.add_part(db)
        with self.langkah("banding"):
            if isi_contoh:
                latih.create_contoh(db, r.baris["dukcapil"])
            b, sepakat = bagian.compare_calon(
                db, siap=self.siap, tambahan=latih.sql_contoh() if isi_contoh else ""
            )
            if isi_contoh:
                contoh.update(latih.compare_contoh(db))
            bagian.drop_calon(db)
        r.baris["pasangan"] = r.baris.get("pasangan", 0) + len(b.did)
        r.baris["sisa"] = int(str(run(db, "SELECT count(*) FROM inti")[0][0]))
        return b, sepakat

    def _decide(self, model: bobot.Model, pasangan: bagian.Pasangan, jawaban: Jawaban | None) -> bobot.Model:
        """Two rounds over all parts, the map of the answers, table `jawaban`. Returns the weights with that map."""
        pertama = [putus.choose(model, b) for b in pasangan]
        ambil = [putus.takers(b, p) for b, p in zip(pasangan, pertama, strict=True)]
        pid, did = (np.concatenate([x[i] for x in ambil]) for i in (0, 1))
        if jawaban is not None:
            polos = replace(model, kalibrasi=None)
            kata = [
                kalibrasi.join_jawaban(jawaban, p.did, b.pid[p.terbaik], p.peluang)
                for b, p in (
                    (b, putus.finish(polos, b, p, pid)) for b, p in zip(pasangan, pertama, strict=True)
                )
            ]
            peluang, benar = (np.concatenate([x[i] for x in kata]) for i in (0, 1))
            model = replace(model, kalibrasi=kalibrasi.fit_kalibrasi(peluang, benar))
        for b, p in zip(pasangan, pertama, strict=True):
            tulis.add_putusan(self.db, b, putus.finish(model, b, p, pid))
        tulis.create_jawaban(self.db, score_sama(self.db, model), passed_over(model))
        if self._simpan:
            keadaan.add_all(self.db, did, pid)
        return model


def save_model(model: bobot.Model, path: Path) -> None:
    path.write_text(json.dumps(bobot.as_json(model)), encoding="utf-8")


def load_model(path: Path) -> bobot.Model:
    """Weights of `save_model` or of a folder of `keadaan`; BerkasDitolak for anything else."""
    if path.is_dir():
        return keadaan.load_model(path)
    try:
        return keadaan.read_model(json.loads(path.read_text(encoding="utf-8")), f"Berkas bobot {path.name}")
    except (OSError, ValueError, TypeError) as galat:
        raise baca.BerkasDitolak(f"Berkas bobot {path.name} tidak terbaca.") from galat


def passed_over(model: bobot.Model) -> list[float]:
    """By kind of NIK: the chance that nobody is there when no pass brought anybody."""
    hasil: list[float] = luput.estimate_kosong(model).tolist()
    return hasil


def score_sama(db: DuckDBPyConnection, model: bobot.Model) -> dict[int, float]:
    """Chance of rows accepted by their own number, by pattern: against a stranger or relative who lent the number."""
    pola = [int(str(x[0])) for x in run(db, f"SELECT DISTINCT {tulis.POLA_SAMA} FROM sama WHERE terima")]
    if not pola:
        return {}
    tingkat = [tulis.decode(n) for n in pola]
    satu = np.ones(len(pola), np.int64)
    t = {k: np.array([x[k] for x in tingkat], np.uint8) for k in banding.TINGKAT}
    nol, lazim = np.zeros(len(pola), np.uint8), model.lazim
    b = banding.Banding(
        np.arange(len(pola)),
        satu,
        t,
        satu * lazim[0],
        satu * lazim[1],
        satu * lazim[2],
        nol.astype(np.int64),
        nol.astype(np.int64),
        satu,
        nol,
        nol,
        nol + kunci.TERDAFTAR,
    )
    sama = model.m_sama
    tiap_jenis = (len(model.pi), 1)
    milik = replace(
        model, m=model.m | {k: sama[k] for k in ("nama", "ibu")}, m_rumah=sama["rumah"],
        m_tgl=np.tile(sama["tgl"], tiap_jenis), m_jk=np.tile(sama["jk"], tiap_jenis),
    )  # fmt: skip
    m, r, h = bobot.log_kelas(milik, b)
    # A written number is the person's own in 97 of 100 rows, of this very person's or not.
    log_m = np.log(0.97) + m - bobot.given(model.m_nik)[kunci.TERDAFTAR, 1]
    log_r = np.log(0.025) + r - np.log(0.02 / model.banyak_p)
    log_h = np.log(0.005) + h - np.log(model.h_nik[0, 1])
    salah = np.exp(np.logaddexp(log_r, log_h) - log_m)
    return {n: float(1 / (1 + s)) for n, s in zip(pola, salah, strict=True)}
