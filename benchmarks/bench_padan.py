"""The matching against its floor, time, memory, accuracy and calibration: script/bench padan [--ukuran kecil,besar].

With --satu: one person at a time (padan_satu). With --mode: the plain ways beside it (padan_mode).
With --keadaan: registers that lack something (padan_keadaan). With --benih: several seeds together (padan_desil).
With --banding: outside data and Splink beside it (padan_banding). With --cara: prepared, bounded, a month later
(padan_cara).

The floor is the plain join on NIK of the same files with name, date, card and mother of both sides compared, Parquet
in and out, run in between in processes of its own; times are only true as ratios to it. Data comes from the project's
generators with the truth beside (docs/pemadanan.md).
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median
from typing import Any

import duckdb
import pyarrow.parquet as pq

UKURAN = {
    "kecil": (119_120, 300_000),
    "sedang": (500_000, 1_000_000),
    "besar": (1_000_000, 2_000_000),
    "raksasa": (5_000_000, 10_000_000),
}
GENERATOR = {"pasangan": 1.0, "pasangan_x2": 2.0, "pasangan_lain": 1.0}
LANTAI = """
import duckdb, resource, sys, time
d, p, out = sys.argv[1:4]
mulai = time.perf_counter()
c = duckdb.connect()
c.execute("SET enable_progress_bar = false").fetchall()
nik = "CASE WHEN length(nik) = 16 THEN try_cast(nik AS BIGINT) END AS angka"
c.execute(
    f"COPY (SELECT d.did, p.pid, d.nama = p.nama AS nama, d.tgl_lahir = p.tgl_lahir AS tgl, d.no_kk = p.no_kk AS kk,"
    f" d.nama_ibu = p.nama_ibu AS ibu FROM (SELECT *, {nik} FROM '{d}') d LEFT JOIN (SELECT *, {nik} FROM '{p}') p"
    f" ON d.angka = p.angka) TO '{out}' (FORMAT parquet)"
).fetchall()
print(time.perf_counter() - mulai, sum(resource.getrusage(resource.RUSAGE_SELF)[:2]))
"""
_PADAN = """
import json, resource, sys, time
mulai = time.perf_counter()
from pathlib import Path
from opensiks.pemadanan.mesin.jalan import load_model, padan, save_model
d, p, out, baca, simpan, memori = sys.argv[1:7]
r, m = padan(Path(d), Path(p), Path(out), model=load_model(Path(baca)) if baca else None, memori=memori or None)
if simpan:
    save_model(m, Path(simpan))
lama = time.perf_counter() - mulai
print(json.dumps({"lama": lama, "cpu": sum(resource.getrusage(resource.RUSAGE_SELF)[:2]), **vars(r)}))
"""


def main() -> int:
    p = argparse.ArgumentParser(prog="script/bench padan")
    p.add_argument("--ukuran", default="kecil,besar", help=f"dari {', '.join(UKURAN)}, dipisah koma")
    p.add_argument(
        "--data", default="pasangan,pasangan_x2,pasangan_lain", help="pembuat data; x2: semua laju dua kali"
    )
    p.add_argument("--ulang", type=int, default=3)
    p.add_argument("--seed", type=int, default=2026)
    p.add_argument("--memori", default="", help="batas memori mesin, misalnya 2GB")
    p.add_argument("--folder", type=Path, help="simpan data di sini dan pakai lagi")
    p.add_argument(
        "--banding", action="store_true", help="data luar dan Splink berdampingan, bukan ukuran di atas"
    )
    p.add_argument("--gambar", type=Path, help="dengan --banding: folder untuk bagan bobot Splink")
    p.add_argument(
        "--cara", action="store_true", help="register siap, batas memori, bulan berikutnya berdampingan"
    )
    p.add_argument(
        "--satu", action="store_true", help="satu orang sekali tanya, di samping pencarian NIK biasa"
    )
    p.add_argument("--keadaan", action="store_true", help="register yang kekurangan sesuatu, satu per satu")
    p.add_argument("--benih", type=int, default=0, help="arti peluang atas sekian benih bersama-sama")
    p.add_argument("--mode", action="store_true", help="kaskade, simil60, dan ketat berdampingan")
    p.add_argument("--json", action="store_true")
    pilihan = p.parse_args()
    with tempfile.TemporaryDirectory() as sementara:
        folder = pilihan.folder or Path(sementara)
        if pilihan.banding:
            from benchmarks import padan_banding

            berdampingan = padan_banding.measure(
                folder, pilihan.ukuran.split(","), pilihan.seed, gambar=pilihan.gambar
            )
            for nama, hasil in berdampingan:
                print(
                    json.dumps({nama: hasil}) if pilihan.json else padan_banding.as_text(nama, hasil),
                    flush=True,
                )
            return 0
        if pilihan.keadaan:
            from benchmarks import padan_keadaan

            for nama, hasil in padan_keadaan.measure(folder, pilihan.seed):
                print(
                    json.dumps({nama: hasil}) if pilihan.json else padan_keadaan.as_text(nama, hasil),
                    flush=True,
                )
            return 0
        if pilihan.benih:
            from benchmarks import padan_desil

            for ukuran in pilihan.ukuran.split(","):
                for data in pilihan.data.split(","):
                    nama = f"{ukuran} {data}, {pilihan.benih} benih"
                    hasil = padan_desil.measure(folder, data, ukuran, pilihan.seed, pilihan.benih)
                    print(
                        json.dumps({nama: hasil}) if pilihan.json else padan_desil.as_text(nama, hasil),
                        flush=True,
                    )
            return 0
        if pilihan.satu or pilihan.mode:
            from benchmarks import padan_mode, padan_satu

            for ukuran in pilihan.ukuran.split(","):
                di = prepare(folder, "pasangan", ukuran, pilihan.seed)
                isi = padan_satu.measure(di, 4000) if pilihan.satu else padan_mode.measure(di)
                teks = (padan_satu if pilihan.satu else padan_mode).as_text(ukuran, isi)
                print(json.dumps({ukuran: isi}) if pilihan.json else teks, flush=True)
            return 0
        if pilihan.cara:
            from benchmarks import padan_cara

            for ukuran in pilihan.ukuran.split(","):
                di = prepare(folder, "pasangan", ukuran, pilihan.seed)
                cara = padan_cara.measure(di, pilihan.ulang, pilihan.memori or "700MB")
                print(
                    json.dumps({ukuran: cara}) if pilihan.json else padan_cara.as_text(ukuran, cara),
                    flush=True,
                )
            return 0
        for ukuran in pilihan.ukuran.split(","):
            for data in pilihan.data.split(","):
                hasil = measure(prepare(folder, data, ukuran, pilihan.seed), pilihan.ulang, pilihan.memori)
                print(
                    json.dumps({"ukuran": ukuran, "data": data, **hasil})
                    if pilihan.json
                    else as_text(ukuran, data, hasil),
                    flush=True,
                )
    return 0


def prepare(folder: Path, data: str, ukuran: str, seed: int) -> Path:
    """D, P and the truth as Parquet; made once per folder."""
    from opensiks.synth import pasangan, pasangan_lain

    di = folder / f"{data}-{ukuran}-{seed}"
    if (di / "kunci.parquet").exists():
        return di
    di.mkdir(parents=True, exist_ok=True)
    buat = pasangan_lain.generate_pasangan if data == "pasangan_lain" else pasangan.generate_pasangan
    isi = buat(*UKURAN[ukuran], seed=seed, laju=GENERATOR[data])
    for nama in ("dtks", "dukcapil", "kunci"):
        pq.write_table(getattr(isi, nama), di / f"{nama}.parquet")
    return di


def run(program: str, *kata: object) -> str:
    lingkungan = {**os.environ, "PYTHONPATH": "src"}
    return subprocess.run(
        [sys.executable, "-c", program, *map(str, kata)],
        check=True,
        capture_output=True,
        text=True,
        env=lingkungan,
    ).stdout


def measure(di: Path, ulang: int, memori: str) -> dict[str, Any]:
    """Medians of interleaved rounds: the floor, a run that learns its weights, a run with stored weights."""
    d, p = di / "dtks.parquet", di / "dukcapil.parquet"
    lantai, dingin, hangat = [], [], []
    for _ in range(ulang):
        lantai.append([float(x) for x in run(LANTAI, d, p, di / "lantai.parquet").split()])
        dingin.append(json.loads(run(_PADAN, d, p, di / "r.parquet", "", di / "model.json", memori)))
        hangat.append(json.loads(run(_PADAN, d, p, di / "h.parquet", di / "model.json", "", memori)))
    baris = dingin[0]["baris"]
    dasar, dasar_cpu = median(x[0] for x in lantai), median(x[1] for x in lantai)
    return {
        "lantai_detik": round(dasar, 3),
        "dingin_detik": round(median(x["lama"] for x in dingin), 2),
        "dingin_kali": round(median(x["lama"] for x in dingin) / dasar, 1),
        "hangat_kali": round(median(x["lama"] for x in hangat) / dasar, 1),
        "dingin_kali_cpu": round(median(x["cpu"] for x in dingin) / dasar_cpu, 1),
        "hangat_kali_cpu": round(median(x["cpu"] for x in hangat) / dasar_cpu, 1),
        "memori_mb": max(x["memori_mb"] for x in dingin),
        "gb_per_juta": round(
            max(x["memori_mb"] for x in dingin) / 1024 / (baris["dtks"] + baris["dukcapil"]) * 1e6, 3
        ),
        "calon_per_sisa": round(baris["pasangan"] / max(1, baris["sisa"]), 2),
        "tahap": dingin[0]["detik"],
        "taksiran": dingin[0]["kesalahan"],
        **score(di),
    }


def score(di: Path) -> dict[str, Any]:
    """F1 and calibration of R against the truth."""
    db = duckdb.connect()
    db.execute(
        "CREATE TABLE j AS SELECT k.pid AS kp, k.hasil AS kh, k.ganda AS kg, r.pid AS rp, r.hasil AS rh,"
        " r.ganda AS rg, r.peluang,"
        f" r.ragu, r.pid IS NOT DISTINCT FROM k.pid AS benar FROM '{di}/kunci.parquet' k JOIN"
        f" '{di}/r.parquet' r USING (did)"
    ).fetchall()

    def f1(benar: str, salah: str, luput: str, baris: str = "true") -> float:
        sql = ", ".join(f"count(*) FILTER ({x})" for x in (benar, salah, luput))
        b, s, n = db.execute(f"SELECT {sql} FROM j WHERE {baris}").fetchall()[0]
        return 2 * b / max(1, 2 * b + s + n)

    kait = ("kp = rp", "rp IS NOT NULL AND NOT benar", "kp IS NOT NULL AND NOT benar")
    per = {
        h: f1(f"kh = '{h}' AND rh = '{h}'", f"rh = '{h}' AND kh <> '{h}'", f"kh = '{h}' AND rh <> '{h}'")
        for h in ("PADAN", "NIK_SALAH", "NIK_ORANG_LAIN", "TIDAK_DITEMUKAN")
    }
    per["ganda"] = f1("kg AND rg", "rg AND NOT kg", "kg AND NOT rg")
    desil = db.execute(
        "SELECT least(9, floor(peluang * 10))::INT, count(*), avg(peluang), avg(benar::INT) FROM j GROUP BY"
        " 1 ORDER BY 1"
    ).fetchall()
    n = sum(x[1] for x in desil)
    ragu, tepat, luput = db.execute(
        "SELECT avg(ragu::INT), avg(benar::INT) FILTER (NOT ragu AND rp IS NOT NULL),"
        " count(*) FILTER (NOT ragu AND rp IS NULL AND kp IS NOT NULL) / count(kp) FROM j"
    ).fetchall()[0]
    salah, lewat = db.execute(
        "SELECT count(*) FILTER (rp IS NOT NULL AND NOT benar) / greatest(1, count(rp)),"
        " count(*) FILTER (rp IS NULL AND kp IS NOT NULL) / greatest(1, count(rp)) FROM j"
    ).fetchall()[0]
    return {
        "f1_semua": round(f1(*kait), 5),
        "f1_sisa": round(f1(*kait, "kh IN ('NIK_SALAH', 'NIK_ORANG_LAIN')"), 5),
        "f1_makro": round(sum(per.values()) / len(per), 5),
        "f1_hasil": {k: round(v, 5) for k, v in per.items()},
        "ece": round(sum(b * abs(p - o) for _, b, p, o in desil) / n, 6),
        "desil": [(d / 10, b, round(p, 4), round(o, 4), *interval(o, b)) for d, b, p, o in desil],
        "ternyata": {"hubungan_salah": round(salah, 6), "terlewat": round(lewat, 6)},
        "ragu": round(ragu, 5),
        "tepat_di_atas": round(tepat, 6),
        "luput_di_bawah": round(luput, 6),
    }


def interval(bagian: float, banyak: int) -> tuple[float, float]:
    """Between which shares the true one lies, 95 of 100 times, when `bagian` of `banyak` rows were right (Wilson)."""
    z2 = 1.96**2
    tengah = (bagian + z2 / 2 / banyak) / (1 + z2 / banyak)
    lebar = 1.96 / (1 + z2 / banyak) * (bagian * (1 - bagian) / banyak + z2 / 4 / banyak**2) ** 0.5
    return round(max(0.0, tengah - lebar), 4), round(min(1.0, tengah + lebar), 4)


def as_desil(desil: list[tuple[float, int, float, float, float, float]]) -> str:
    return "\n".join(
        f"    {d:.1f}  {b:>9,} baris  ditaksir {p:.4f}  ternyata {o:.4f} ({bawah:.4f} sampai {atas:.4f})"
        for d, b, p, o, bawah, atas in desil
    )


def as_text(ukuran: str, data: str, h: dict[str, Any]) -> str:
    return (
        f"{ukuran} {data}\n"
        f"  waktu    lantai {h['lantai_detik']} s; belajar {h['dingin_kali']}x (CPU"
        f" {h['dingin_kali_cpu']}x), bobot tersimpan"
        f" {h['hangat_kali']}x (CPU {h['hangat_kali_cpu']}x); {h['memori_mb']:.0f} MB = {h['gb_per_juta']}"
        f" GB per juta baris;"
        f" {h['calon_per_sisa']} calon per baris sisa\n"
        f"  F1       semua {h['f1_semua']}, sisa {h['f1_sisa']}, makro {h['f1_makro']} {h['f1_hasil']}\n"
        f"  peluang  ECE {h['ece']}; ragu {h['ragu']:.3%}, di atasnya tepat {h['tepat_di_atas']}, di"
        f" bawahnya luput {h['luput_di_bawah']}\n"
        f"  taksiran hubungan salah {h['taksiran']['hubungan_salah']}, terlewat {h['taksiran']['terlewat']};"
        f" ternyata {h['ternyata']['hubungan_salah']}, {h['ternyata']['terlewat']}\n"
        f"{as_desil(h['desil'])}"
    )


if __name__ == "__main__":
    sys.exit(main())
