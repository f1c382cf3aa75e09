"""Chances after officers answered: they move the right way, little by few answers, and never change their order."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from opensiks.pemadanan.mesin.baca import BerkasDitolak
from opensiks.pemadanan.mesin.jalan import load_model, padan, save_model
from opensiks.pemadanan.mesin.kalibrasi import expected_error, fit_kalibrasi, read_jawaban, read_kalibrasi
from opensiks.synth.pasangan_lain import generate_pasangan

ACAK = np.random.default_rng(20)


def _world(n: int, miring: float, geser: float) -> tuple[np.ndarray, np.ndarray]:
    """Chances as said, and answers of a world whose log odds are `miring` times what was said, plus `geser`."""
    x = ACAK.normal(1.0, 3.0, n)
    p = 1 / (1 + np.exp(-x))
    return p, ACAK.random(n) < 1 / (1 + np.exp(-(miring * x + geser)))


@pytest.mark.parametrize(("miring", "geser"), [(0.5, 0.0), (1.0, -1.5), (1.0, 1.5), (0.6, -0.8), (1.8, 0.0)])
def test_answers_from_a_biased_world_bring_chances_to_what_is_true(miring: float, geser: float) -> None:
    peta = fit_kalibrasi(*_world(3000, miring, geser))
    p, benar = _world(60_000, miring, geser)
    dulu, kini = expected_error(p, benar), expected_error(peta.apply(p), benar)
    assert kini < dulu / 2
    assert kini < 0.03


@pytest.mark.parametrize(("benar", "naik"), [(True, True), (False, False)])
def test_chances_move_toward_the_answers(benar: bool, naik: bool) -> None:
    p = np.full(40, 0.7)
    sesudah = float(fit_kalibrasi(p, np.full(40, benar)).apply(np.array([0.7]))[0])
    assert (sesudah > 0.7) is naik
    assert abs(sesudah - 0.7) > 0.2


def test_few_answers_move_little_and_many_much() -> None:
    geser = []
    for n in (3, 30, 3000):
        peta = fit_kalibrasi(np.full(n, 0.8), np.arange(n) % 2 == 0)
        geser.append(0.8 - float(peta.apply(np.array([0.8]))[0]))
    assert 0 < geser[0] < 0.15 < geser[1] < geser[2]
    assert geser[2] == pytest.approx(0.3, abs=0.01)


def test_one_surprise_does_not_unsettle_what_is_nearly_certain() -> None:
    peta = fit_kalibrasi(np.array([0.999999]), np.array([False]))
    assert peta.apply(np.array([0.999999]))[0] > 0.99999
    assert peta.apply(np.array([0.99]))[0] == pytest.approx(0.99, abs=4e-3)


def test_without_answers_nothing_changes() -> None:
    p = np.r_[0.0, ACAK.random(100), 1.0]
    assert fit_kalibrasi(np.zeros(0), np.zeros(0)).apply(p) == pytest.approx(p, abs=1e-6)


def test_a_world_that_means_what_it_says_is_left_nearly_as_it_was() -> None:
    peta = fit_kalibrasi(*_world(3000, 1.0, 0.0))
    p, benar = _world(60_000, 1.0, 0.0)
    assert expected_error(peta.apply(p), benar) < 0.015


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.floats(0, 1), st.booleans()), max_size=80))
def test_the_order_never_turns_round(jawaban: list[tuple[float, bool]]) -> None:
    peta = fit_kalibrasi(np.array([p for p, _ in jawaban]), np.array([b for _, b in jawaban]))
    p = np.r_[0.0, np.geomspace(1e-12, 0.5, 60), 1 - np.geomspace(0.5, 1e-12, 60), 1.0]
    hasil = peta.apply(p)
    assert (np.diff(hasil) >= 0).all()
    assert (np.diff(hasil[1:-1][np.abs(p[1:-1] - 0.5) < 0.499]) >= 0).all()
    assert ((hasil >= 0) & (hasil <= 1)).all()


def test_it_is_kept_with_the_weights_as_json() -> None:
    peta = fit_kalibrasi(*_world(200, 0.5, 0.0))
    lagi = read_kalibrasi(json.loads(json.dumps(peta.as_json())))
    p = ACAK.random(50)
    assert (lagi.apply(p) == peta.apply(p)).all()
    assert lagi.jawaban == 200


@pytest.mark.parametrize(
    ("titik", "nilai"), [([0, 1], [1, 0]), ([1, 0], [0, 1]), ([0, 1], [0]), ([], []), ([0, 0], [0, 1])]
)
def test_a_line_that_falls_is_refused(titik: list[float], nilai: list[float]) -> None:
    with pytest.raises(ValueError):
        read_kalibrasi({"titik": titik, "nilai": nilai})


@pytest.mark.parametrize(
    ("p", "b"), [([0.5], []), ([1.5], [True]), ([-0.1], [False]), ([float("nan")], [True])]
)
def test_answers_that_make_no_sense_are_refused(p: list[float], b: list[bool]) -> None:
    with pytest.raises(ValueError):
        fit_kalibrasi(np.array(p), np.array(b))


def test_the_next_run_says_what_officers_answered(tmp_path: Path) -> None:
    """Officers deny what was doubtful: doubtful links lose chance, sure ones keep it, and the weights carry that."""
    p = generate_pasangan(5000, 14_000, seed=8, laju=2.0)
    d, q, r, m = (tmp_path / n for n in ("d.parquet", "p.parquet", "r.parquet", "m.json"))
    pq.write_table(p.dtks, d)
    pq.write_table(p.dukcapil, q)
    _, model = padan(d, q, r)
    dulu = {x["did"]: x for x in pq.read_table(r).to_pylist() if x["pid"] is not None}
    ragu = [x for x in dulu.values() if x["peluang"] < 0.995 and x["hasil"] != "PADAN"]
    assert len(ragu) > 5
    jawaban = tmp_path / "jawaban.csv"
    jawaban.write_text(
        "did,pid,benar\n" + "".join(f"{x['did']},{x['pid']},tidak\n" for x in ragu).replace("tidak", "no")
    )
    _, baru = padan(d, q, r, model=model, jawaban=jawaban)
    kini = {x["did"]: x for x in pq.read_table(r).to_pylist()}
    tetap = [x for x in ragu if kini[x["did"]]["pid"] == x["pid"]]
    assert all(kini[x["did"]]["peluang"] < x["peluang"] for x in tetap)
    assert len(tetap) < len(ragu)
    sure = [x for x in dulu.values() if x["peluang"] > 0.99999]
    assert all(kini[x["did"]]["pid"] == x["pid"] and kini[x["did"]]["peluang"] > 0.9995 for x in sure)
    assert baru.kalibrasi is not None
    assert baru.kalibrasi.jawaban == len(ragu)
    # The weights alone say the same next time.
    save_model(baru, m)
    padan(d, q, tmp_path / "lagi.parquet", model=load_model(m))
    assert pq.read_table(tmp_path / "lagi.parquet") == pq.read_table(r)


def test_answers_are_read_from_csv_and_parquet(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("did,pid,benar,oleh\n1,10,true,ani\n2,20,false,ani\n3,,true,ani\n")
    assert read_jawaban(tmp_path / "a.csv") == {1: (10, True), 2: (20, False)}
    pq.write_table(pa.table({"pid": [10], "did": [1], "benar": [True]}), tmp_path / "a.parquet")
    assert read_jawaban(tmp_path / "a.parquet") == {1: (10, True)}
    (tmp_path / "b.csv").write_text("did,orang\n1,10\n")
    with pytest.raises(
        BerkasDitolak, match=r"^Berkas b\.csv tidak memuat kolom did, pid, dan benar yang terbaca\.$"
    ):
        read_jawaban(tmp_path / "b.csv")
    with pytest.raises(BerkasDitolak, match="tidak ada"):
        read_jawaban(tmp_path / "tiada.csv")
