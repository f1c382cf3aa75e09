"""One person against the whole register: script/bench padan --satu [--ukuran kecil,sedang,besar].

Half of the people asked for are ordinary rows, half are rows whose number is not the person's. Before each of them the
floor is asked in the same process: the bare row under the NIK, by the engine, in the same folder. The parent's own
size does not count: what a look-up keeps in memory is read from the process that looks up.
"""

import json
from pathlib import Path
from typing import Any

from benchmarks.bench_padan import run

_SIAP = """
import json, resource, sys
from pathlib import Path
from opensiks.pemadanan.mesin.indeks import write_indeks
from opensiks.pemadanan.mesin.jalan import padan, save_model
from opensiks.pemadanan.mesin.siap import prepare
di = Path(sys.argv[1])
def cpu():
    return sum(resource.getrusage(resource.RUSAGE_SELF)[:2])
_, model = padan(di / "dtks.parquet", di / "dukcapil.parquet", di / "r.parquet")
save_model(model, di / "model-satu.json")
mulai = cpu()
prepare(di / "dukcapil.parquet", di / "siap-satu")
register = cpu()
banyak = write_indeks(di / "siap-satu")
print(json.dumps({"siap_cpu": register - mulai, "indeks_cpu": cpu() - register, "indeks_mb": banyak / 1e6,
    "siap_mb": (di / "siap-satu" / "register.duckdb").stat().st_size / 1e6}))
"""
_CARI = """
import json, sys, time
from pathlib import Path
import duckdb
from opensiks.pemadanan.mesin.baca import KOLOM
from opensiks.pemadanan.mesin.batas import read_puncak
from opensiks.pemadanan.mesin.jalan import load_model
from opensiks.pemadanan.mesin.satu import Pencari
di, banyak = Path(sys.argv[1]), int(sys.argv[2])
sumber = f"SELECT d.* FROM '{di}/dtks.parquet' d JOIN '{di}/kunci.parquet' k USING (did) WHERE k.hasil {{}} 'PADAN'"
orang = [
    dict(zip(KOLOM, baris))
    for syarat in ("=", "<>")
    for baris in duckdb.sql(
        f"SELECT {', '.join(KOLOM)} FROM ({sumber.format(syarat)}) ORDER BY hash(did) LIMIT {banyak // 2}"
    ).fetchall()
]
orang = [x for pasang in zip(orang[: banyak // 2], orang[banyak // 2 :]) for x in pasang]
mulai = time.perf_counter()
pencari = Pencari(di / "siap-satu", load_model(di / "model-satu.json"))
buka = time.perf_counter() - mulai
db = duckdb.connect(str(di / "siap-satu" / "register.duckdb"), read_only=True, config={"threads": 1})
lantai, satu = [], []
for x in orang:
    for daftar, tanya in (
        (lantai, lambda: db.execute("SELECT * FROM pk WHERE nik = TRY_CAST(? AS BIGINT)", [x["nik"]]).fetchall()),
        (satu, lambda: pencari.find(x)),
    ):
        w, c = time.perf_counter(), time.process_time()
        tanya()
        daftar.append(((time.perf_counter() - w) * 1e3, (time.process_time() - c) * 1e3))
print(json.dumps({"buka": buka, "lantai": lantai, "satu": satu, "mb": read_puncak()}))
"""


def measure(di: Path, banyak: int) -> dict[str, Any]:
    """Milliseconds of `banyak` look-ups (wall and CPU), of the floor between them, and what the index costs."""
    siap = json.loads(run(_SIAP, di).splitlines()[-1])
    cari = json.loads(run(_CARI, di, banyak).splitlines()[-1])
    hasil = {k: round(v, 1) for k, v in siap.items()} | {
        "buka_detik": round(cari["buka"], 2), "mb": round(cari["mb"]), "banyak": len(cari["satu"]),
    }  # fmt: skip
    for nama, daftar in (("lantai", cari["lantai"]), ("satu", cari["satu"]), ("sisa", cari["satu"][1::2])):
        for n, ukur in enumerate(("ms", "cpu_ms")):
            urut = sorted(x[n] for x in daftar)
            hasil[f"{nama}_{ukur}"] = {
                "p50": round(urut[len(urut) // 2], 2), "p95": round(urut[len(urut) * 95 // 100], 2),
                "maks": round(urut[-1], 2),
            }  # fmt: skip
    hasil["kali_p50"] = round(hasil["satu_ms"]["p50"] / hasil["lantai_ms"]["p50"], 2)
    hasil["kali_p95"] = round(hasil["satu_ms"]["p95"] / hasil["lantai_ms"]["p95"], 2)
    return hasil


def as_text(ukuran: str, h: dict[str, Any]) -> str:
    baris = "\n".join(
        f"  {nama:<8} p50 {h[f'{k}_ms']['p50']:>7} p95 {h[f'{k}_ms']['p95']:>7} maks {h[f'{k}_ms']['maks']:>8} ms;"
        f" CPU p50 {h[f'{k}_cpu_ms']['p50']} p95 {h[f'{k}_cpu_ms']['p95']} ms"
        for nama, k in (("lantai", "lantai"), ("campuran", "satu"), ("sisa", "sisa"))
    )
    return (
        f"{ukuran}: {h['banyak']} pencarian, {h['kali_p50']}x lantai di p50 dan {h['kali_p95']}x di p95;"
        f" {h['mb']} MB, membuka {h['buka_detik']} s\n{baris}\n"
        f"  indeks   {h['indeks_mb']} MB dan {h['indeks_cpu']} detik CPU di atas register {h['siap_mb']} MB dan"
        f" {h['siap_cpu']} detik CPU"
    )
