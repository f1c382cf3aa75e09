"""What the chances promise is what comes out: shares by chance and errors foretold; dates and numbers of others."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest

from benchmarks.bench_padan import interval
from opensiks.synth import pasangan, pasangan_lain
from tests.pemadanan.alat import Larik, empty, match, surname

SENDIRI, LAIN = pasangan.generate_pasangan, pasangan_lain.generate_pasangan


@pytest.mark.parametrize(
    ("buat", "laju", "kosong"),
    [
        (SENDIRI, 1.0, ()),
        (SENDIRI, 2.0, ()),
        (LAIN, 1.0, ()),
        (LAIN, 1.0, ("nik",)),
        (LAIN, 1.0, ("no_kk", "nama_ibu")),
    ],
    ids=["pasangan", "pasangan_x2", "pasangan_lain", "tanpa_nik", "tanpa_kk_ibu"],
)
def test_errors_foretold_are_those_that_come_and_shares_those_that_were_said(
    tmp_path: Path, buat: pasangan.Pembuat, laju: float, kosong: tuple[str, ...]
) -> None:
    p = buat(20_000, 50_000, seed=61, laju=laju)
    taksiran, r = match(tmp_path, p, empty(p.dtks, *kosong), empty(p.dukcapil, *kosong))
    n = r["hubung"].sum()
    for nama, terjadi in (
        ("hubungan_salah", (r["hubung"] & ~r["benar"]).sum()),
        ("terlewat", (~r["hubung"] & r["ada"]).sum()),
    ):
        duga = taksiran[nama] * n
        # Counts so small stray by twice their root, and the model by half of what it says.
        assert abs(duga - terjadi) <= 2 * (terjadi + 1) ** 0.5 + 0.5 * duga, (nama, duga, terjadi)
    desil = np.minimum((r["peluang"] * 10).astype(int), 9)
    jauh = 0.0
    for i in range(10):
        di = desil == i
        if not di.any():
            continue
        kata, benar = r["peluang"][di].mean(), r["benar"][di].mean()
        bawah, atas = interval(benar, int(di.sum()))
        # Of a handful of rows the share says too little.
        assert di.sum() < 20 or bawah - 0.05 <= kata <= atas + 0.05, (i, di.sum(), kata, benar)
        jauh += abs(kata - benar) * di.mean()
    assert jauh <= 0.002


def _copy_dates(d: pa.Table, bagian: float) -> tuple[pa.Table, Larik]:
    """The date of another of the card for some rows; and which rows these are."""
    acak, tgl, rumah = np.random.default_rng(62), d["tgl_lahir"].to_pylist(), {}
    for i, kk in enumerate(d["no_kk"].to_pylist()):
        rumah.setdefault(kk, []).append(i)
    kena = np.zeros(len(tgl), bool)
    for isi in (x for kk, x in rumah.items() if kk and len(x) > 1):
        for i in isi:
            if acak.random() < bagian:
                lain = isi[int(acak.integers(len(isi)))]
                kena[i] = d["tgl_lahir"][lain].as_py() != tgl[i]
                tgl[i] = d["tgl_lahir"][lain].as_py()
    return d.set_column(d.column_names.index("tgl_lahir"), "tgl_lahir", pa.array(tgl, pa.date32())), kena


def test_who_has_the_date_of_another_of_the_house_is_not_taken_for_him(tmp_path: Path) -> None:
    """Names, dates and sexes alone, and families with one last name: the other's date beside the own name."""
    p = SENDIRI(8000, 20_000, seed=63, laju=1.0)
    d, kena = _copy_dates(p.dtks, 0.03)
    kk = dict(zip(p.dukcapil["pid"].to_pylist(), p.dukcapil["no_kk"].to_pylist(), strict=True))
    milik = [kk.get(x, y) for x, y in zip(p.kunci["pid"].to_pylist(), d["no_kk"].to_pylist(), strict=True)]
    d = surname(d, [x if x and x.isdigit() else None for x in milik])
    q = surname(p.dukcapil, p.dukcapil["no_kk"].to_pylist())
    kosong = ("nik", "no_kk", "nama_ibu", "alamat", "kode_desa", "tempat_lahir")
    _, r = match(tmp_path, p, empty(d, *kosong), empty(q, *kosong))
    kena = kena & r["ada"]
    assert kena.sum() > 100
    salah = (r["hubung"] & ~r["benar"])[kena].mean()
    assert salah < 0.12, salah
    assert r["benar"][kena].mean() > 0.8


def test_numbers_that_hold_no_dates_are_not_read_as_dates(tmp_path: Path) -> None:
    """A list of other numbers: a neighbour by number has not the same birth date for that."""
    p = SENDIRI(6000, 15_000, seed=64, laju=1.0)
    nomor = {n: str(10**15 + i * 7) for i, n in enumerate(sorted(set(p.dukcapil["nik"].to_pylist())))}
    acak = np.random.default_rng(65)

    def number(tabel: pa.Table, salah: float) -> pa.Table:
        isi = [nomor.get(n) for n in tabel["nik"].to_pylist()]
        isi = [n and (n[:15] + str(int(acak.integers(10))) if acak.random() < salah else n) for n in isi]
        return tabel.set_column(tabel.column_names.index("nik"), "nik", pa.array(isi, pa.string()))

    _, r = match(tmp_path, p, number(p.dtks, 0.05), number(p.dukcapil, 0.0))
    assert r["benar"].mean() > 0.999
    assert (r["hubung"] & ~r["benar"]).sum() <= 2
