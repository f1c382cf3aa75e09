"""The modes of the command side by side: script/bench padan --mode. Each is a process of its own."""

import json
from pathlib import Path
from typing import Any

from benchmarks.bench_padan import run
from benchmarks.padan_cara import ask

_MODE = """
import json, resource, sys
from pathlib import Path
from opensiks.pemadanan.mesin.cara import padan_cara
from opensiks.pemadanan.mesin.jalan import padan
from opensiks.rules.pemadanan import Mode
di, mode = Path(sys.argv[1]), Mode(sys.argv[2])
berkas = di / "dtks.parquet", di / "dukcapil.parquet", di / "r.parquet"
r = padan(*berkas)[0] if mode is Mode.KASKADE else padan_cara(*berkas, mode=mode)
print(json.dumps({"cpu": sum(resource.getrusage(resource.RUSAGE_SELF)[:2]), "jumlah": r.jumlah}))
"""
# Links against the truth.
_F1 = """
SELECT 2 * count(*) FILTER (r.pid = k.pid) / (count(r.pid) + count(k.pid)) FROM '{di}/kunci.parquet' k
JOIN '{di}/r.parquet' r USING (did)
"""


def measure(di: Path) -> dict[str, Any]:
    """CPU seconds, outcomes and F1 by mode."""
    hasil = {}
    for mode in ("kaskade", "ketat", "simil60"):
        satu = json.loads(run(_MODE, di, mode).splitlines()[-1])
        hasil[mode] = {
            "cpu": round(satu["cpu"], 2),
            "f1_semua": round(float(ask(_F1.format(di=di))), 5),
            **satu["jumlah"],
        }
    return hasil


def as_text(ukuran: str, hasil: dict[str, Any]) -> str:
    baris = "\n".join(
        f"  {mode:<8} {h['cpu']:>7} detik CPU  F1 semua {h['f1_semua']}"
        f"  PADAN {h['PADAN']}  NIK_SALAH {h['NIK_SALAH']}  NIK_ORANG_LAIN {h['NIK_ORANG_LAIN']}"
        f"  TIDAK_DITEMUKAN {h['TIDAK_DITEMUKAN']}"
        for mode, h in hasil.items()
    )
    return f"{ukuran}\n{baris}"
