"""The ways of matching side by side: script/bench padan --cara [--ukuran besar] [--memori 700MB].

Raw files with training; stored weights; a prepared register; both; within a bound of memory; a month later with one row
of a hundred changed in D and in P, beside a whole run over the same files with the same weights. Each way is a process
of its own with the floor run just before it, and says whether its answers are those of the plain run.
"""

import json
from pathlib import Path
from statistics import median
from typing import Any

import pyarrow.parquet as pq

from benchmarks.bench_padan import LANTAI, run

_CARA = """
import json, resource, sys
from pathlib import Path
from opensiks.pemadanan.mesin.batas import read_puncak
from opensiks.pemadanan.mesin.jalan import load_model, padan, save_model
from opensiks.pemadanan.mesin.lanjut import padan_lanjut
from opensiks.pemadanan.mesin.siap import prepare
isi = json.loads(sys.argv[1])
jalur = {k: Path(v) for k, v in isi.items() if k not in ("memori", "cara")}
if isi["cara"] == "siap":
    prepare(jalur["p"], jalur["siap"])
elif isi["cara"] == "lalu":
    padan_lanjut(jalur["d"], jalur["p"], jalur["r"], jalur["lalu"])
else:
    model = load_model(jalur["model"]) if "model" in jalur else None
    _, model = padan(jalur["d"], jalur["p"], jalur["r"], model=model, memori=isi.get("memori"),
        frekuensi=jalur.get("frekuensi"), simpan=jalur.get("simpan"))
    if "simpan_model" in jalur:
        save_model(model, jalur["simpan_model"])
pakai = resource.getrusage(resource.RUSAGE_SELF)
print(json.dumps({"cpu": pakai.ru_utime + pakai.ru_stime, "mb": read_puncak()}))
"""
# One row of a hundred: 3 in 1,000 gone, 3 new (alike to one that is there), 4 with another field.
_UBAH = """
COPY (SELECT * REPLACE (CASE WHEN hash({k}) % 1000 IN (3, 4) THEN left(nama, length(nama) - 1) ELSE nama END AS nama,
 CASE WHEN hash({k}) % 1000 IN (5, 6) THEN NULL ELSE no_kk END AS no_kk) FROM '{dari}' WHERE hash({k}) % 1000 > 2
 UNION ALL SELECT * REPLACE ({k} + 1000000000 AS {k}) FROM '{dari}' WHERE hash({k}) % 1000 IN (7, 8, 9))
TO '{ke}' (FORMAT parquet)
"""


def measure(di: Path, ulang: int, memori: str) -> dict[str, Any]:
    """Medians per way: CPU as a multiple of the floor's, megabytes at the peak, GB per million rows, same answers."""
    d, p = di / "dtks.parquet", di / "dukcapil.parquet"
    baris = sum(pq.read_metadata(x).num_rows for x in (d, p))
    for k, dari in (("did", d), ("pid", p)):
        ask(_UBAH.format(k=k, dari=dari, ke=di / f"{dari.stem}_ubah.parquet"))
    biasa = {"d": d, "p": p, "cara": "padan"}
    kini = {**biasa, "d": di / "dtks_ubah.parquet", "p": di / "dukcapil_ubah.parquet"}
    bobot, siap, keadaan = di / "model.json", di / "siap", di / "keadaan"
    cara: dict[str, dict[str, object]] = {
        "mentah": {**biasa, "simpan_model": bobot},
        "bobot": {**biasa, "model": bobot},
        "menyiapkan": {**biasa, "cara": "siap", "siap": siap},
        "siap": {**biasa, "p": siap},
        "siap_bobot": {**biasa, "p": siap, "model": bobot},
        "terbatas": {**biasa, "memori": memori},
        "simpan_keadaan": {**biasa, "model": bobot, "simpan": keadaan},
        "utuh_bulan_ini": {**kini, "model": keadaan, "frekuensi": keadaan},
        "lanjut": {**kini, "cara": "lalu", "lalu": keadaan},
    }
    hasil: dict[str, list[dict[str, float]]] = {}
    for _ in range(ulang):
        for nama, isi in cara.items():
            lantai = float(run(LANTAI, d, p, di / "lantai.parquet").split()[1])
            isi = {**isi, "r": di / f"r_{nama}.parquet"}
            satu = json.loads(run(_CARA, json.dumps(isi, default=str)))
            hasil.setdefault(nama, []).append({**satu, "kali": satu["cpu"] / lantai})
    return {
        nama: {
            "kali_cpu": round(median(x["kali"] for x in banyak), 1),
            "cpu": round(median(x["cpu"] for x in banyak), 2),
            "mb": round(max(x["mb"] for x in banyak)),
            "gb_per_juta": round(max(x["mb"] for x in banyak) / 1024 / baris * 1e6, 3),
            "sama": _same(di, nama),
        }
        for nama, banyak in hasil.items()
    }


def ask(sql: str) -> str:
    """The first answer of a query, asked by another process: a child's peak of memory begins with its parent's."""
    # A slow query would print its progress before the answer.
    program = (
        "import duckdb, sys; c = duckdb.connect(); c.execute('SET enable_progress_bar = false').fetchall();"
        " print(c.execute(sys.argv[1]).fetchall()[0][0])"
    )
    return run(program, sql).strip()


def _same(di: Path, nama: str) -> bool | None:
    """Answers are those of the plain run, of the whole run for the continued one; None where nothing is compared."""
    lain = {"lanjut": "utuh_bulan_ini", "mentah": "", "menyiapkan": "", "utuh_bulan_ini": ""}.get(
        nama, "mentah"
    )
    if not lain:
        return None
    a, b = (f"SELECT * FROM '{di}/r_{x}.parquet'" for x in (nama, lain))
    return ask(f"SELECT count(*) FROM (({a} EXCEPT {b}) UNION ALL ({b} EXCEPT {a}))") == "0"


def as_text(nama: str, hasil: dict[str, Any]) -> str:
    baris = [
        f"  {cara:<16} CPU {h['kali_cpu']:>5}x ({h['cpu']} s)  {h['mb']:>6} MB = {h['gb_per_juta']} GB per juta baris"
        + ("" if h["sama"] is None else "  jawaban sama" if h["sama"] else "  JAWABAN BEDA")
        for cara, h in hasil.items()
    ]
    return "\n".join([nama, *baris])
