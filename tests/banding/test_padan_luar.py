"""Outside data: floors under what the matching reaches on people and errors that others made (script/uji-banding)."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks import padan_banding


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    di = tmp_path_factory.mktemp("luar")
    padan_banding.prepare_luar(di, *padan_banding.LUAR)
    return di


@pytest.mark.parametrize(("nama", "f1"), [("febrl3", 0.999), ("febrl4", 0.9997), ("pseudopeople", 0.996)])
def test_outside_data_are_matched_as_well_as_before(folder: Path, nama: str, f1: float) -> None:
    padan_banding.run_kami(folder / nama)
    nilai = padan_banding.score(folder / nama, "r.parquet")
    assert nilai["f1"] >= f1, nilai


def test_splink_reads_the_same_files_and_is_not_better_on_a_link_of_two_lists(folder: Path) -> None:
    padan_banding.run_kami(folder / "febrl4")
    padan_banding.measure_splink(folder / "febrl4")
    kami, splink = (padan_banding.score(folder / "febrl4", b) for b in ("r.parquet", "s.parquet"))
    assert splink["f1"] > 0.99
    assert kami["f1"] >= splink["f1"]
