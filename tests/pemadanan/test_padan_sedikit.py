"""Registers that know little, and persons they hold twice: what is rare tells more, who is near is not the person."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest

from opensiks.pemadanan.mesin.awal import LANGKA
from opensiks.pemadanan.mesin.latih import share_jumpa, share_langka
from opensiks.synth.pasangan import Pasangan, generate_pasangan
from tests.pemadanan.alat import Larik, empty, jalankan, latar, match, orang, surname, tabel


def _families(seed: int) -> tuple[Pasangan, pa.Table, pa.Table]:
    """D and P with one last word to a card, P without half of its people."""
    p = generate_pasangan(6000, 15_000, seed=seed)
    kk = dict(zip(p.dukcapil["pid"].to_pylist(), p.dukcapil["no_kk"].to_pylist(), strict=True))
    milik = [
        kk.get(x, y) for x, y in zip(p.kunci["pid"].to_pylist(), p.dtks["no_kk"].to_pylist(), strict=True)
    ]
    d = surname(p.dtks, [x if x and x.isdigit() else None for x in milik])
    q = surname(p.dukcapil, p.dukcapil["no_kk"].to_pylist())
    ada = np.random.default_rng(seed).random(q.num_rows) < 0.5
    q = q.filter(pa.array(ada))
    pid = set(q["pid"].to_pylist())
    kunci = p.kunci.set_column(
        p.kunci.column_names.index("pid"), "pid",
        pa.array([x if x in pid else None for x in p.kunci["pid"].to_pylist()], pa.int64()),
    )  # fmt: skip
    return Pasangan(d, q, kunci), d, q


def _shares(r: dict[str, Larik]) -> tuple[float, float]:
    """Of those linked, and of those who are there: the share that is right."""
    benar = r["hubung"] & r["benar"]
    return float(benar.sum() / r["hubung"].sum()), float(benar.sum() / r["ada"].sum())


def test_a_relative_at_the_address_is_not_the_person_where_no_dates_are_known(tmp_path: Path) -> None:
    p, d, q = _families(71)
    kosong = ("nik", "no_kk", "nama_ibu", "tgl_lahir", "tempat_lahir")
    _, r = match(tmp_path, p, empty(d, *kosong[:3]), empty(q, *kosong))
    tepat, ketemu = _shares(r)
    assert tepat > 0.97, (tepat, ketemu)
    assert ketemu > 0.9, (tepat, ketemu)


def test_a_name_that_nobody_else_bears_is_enough(tmp_path: Path) -> None:
    p, d, q = _families(72)
    kosong = ("nik", "no_kk", "nama_ibu", "tgl_lahir", "tempat_lahir", "alamat", "kode_desa")
    _, r = match(tmp_path, p, empty(d, *kosong), empty(q, *kosong))
    tepat, ketemu = _shares(r)
    assert tepat > 0.97, (tepat, ketemu)
    assert ketemu > 0.8, (tepat, ketemu)


def test_who_stands_twice_in_the_register_is_found_and_looked_at(tmp_path: Path) -> None:
    lain_d, lain_p = latar()
    dua = [orang(), orang(nik="1804041705808002")]
    hasil = jalankan(tmp_path, tabel([orang(nik=None), *lain_d], "did"), tabel([*dua, *lain_p], "pid"))[1]
    assert (hasil["hasil"], hasil["pid"], hasil["ragu"]) == ("NIK_SALAH", 1, True)


@pytest.mark.parametrize("bersama", [("no_kk", "nama_ibu"), ()])
def test_the_twin_of_who_is_missing_is_not_taken_for_him(tmp_path: Path, bersama: tuple[str, ...]) -> None:
    """One date, one house, numbers one apart; with and without cards and mothers."""
    kembar = {"tgl_lahir": date(2009, 3, 14), "nama_ibu": "YULIANA SARI"}
    d = orang("HASAN MAULANA", nik="1804041403096001", **kembar)
    p = orang("SLAMET RIYADI", nik="1804041403096002", **kembar)
    lain_d, lain_p = latar()
    hasil = jalankan(
        tmp_path, empty(tabel([d, *lain_d], "did"), *bersama), empty(tabel([p, *lain_p], "pid"), *bersama)
    )[1]
    assert hasil["hasil"] == "TIDAK_DITEMUKAN" or hasil["ragu"]


def test_what_words_and_names_count_for() -> None:
    # A hundred persons, fifty of them of one word: two meet in it a quarter of the time, beside each with himself.
    assert share_jumpa(50 * 49, 100) == pytest.approx(0.25, abs=0.01)
    assert share_jumpa(0, 1000) == pytest.approx(0.001, abs=0.0001)
    # Names that two have tell how often the next person has one that one has; few names tell nothing.
    assert share_langka(0, 0) == LANGKA
    assert share_langka(1_000_000, 50_000) == pytest.approx(0.1, abs=0.001)
    assert share_langka(10_000, 2_000) > share_langka(10_000, 500)
