"""The printed documents: what stands in them, and that staleness is seen."""

from pathlib import Path

import pytest

from opensiks.cli import docs
from opensiks.rules.ketentuan import PROFIL
from opensiks.rules.peran import MATRIKS, Izin
from opensiks.rules.semua import load_rulebook
from opensiks.rules.sumber import SUMBER
from opensiks.rules.usulan import TRANSITIONS
from opensiks.rules.verval import TRANSITIONS_DESA


def rows(teks: str) -> list[str]:
    return [b for b in teks.splitlines() if b.startswith("| ") and not b.startswith("| ---")]


def test_every_rule_has_one_row_with_its_tests() -> None:
    teks = docs.render_buku_aturan({"R73": ["tests/rules/test_beku.py"]})
    aturan = teks.split("## Sumber")[0]
    assert len(rows(aturan)) == len(load_rulebook()) + 1
    [r73] = [b for b in rows(teks) if b.startswith("| R73 ")]
    assert "`rules/beku.py`" in r73
    assert "tests/rules/test_beku.py" in r73
    assert "belum: kanal warga" in next(b for b in rows(teks) if b.startswith("| R74 "))


def test_the_book_ends_with_the_sources_it_names() -> None:
    assert docs.list_sumber(["SeedA; BPNT", "lainnya; ANT-NTB"]) == [
        (k, SUMBER[k]) for k in ("ANT-NTB", "BPNT", "SeedA")
    ]
    assert "| SeedA | ANTARA Bengkulu" in docs.render_buku_aturan({})


def test_every_step_is_in_the_tables_and_the_diagrams() -> None:
    teks = docs.render_status()
    for t in TRANSITIONS:
        assert f"{t.dari or '[*]'} --> {t.ke}: " in teks
    for d in TRANSITIONS_DESA:
        assert f"{d.dari} --> {d.ke}: " in teks
    assert teks.count("| Operator desa |") >= 8


def test_the_matrix_has_a_dot_for_every_right() -> None:
    teks = docs.render_peran()
    assert teks.count("●") == sum(len(izin) for izin in MATRIKS.values())
    assert len(rows(teks)) == len(Izin) + 2


def test_every_parameter_of_every_profile_is_printed() -> None:
    teks = docs.render_ketentuan()
    assert all(f"`{kode}`" in teks for kode in PROFIL)
    assert "desa, 2021-06-02 s.d. 2021-07-31, perbaikan luring" in teks
    assert "desa, 2021-02-23 s.d. 2021-03-08 pukul 00.00, internet lemah" in teks
    assert "kabupaten, tanggal 1–akhir bulan, bulan 4, 9" in teks


def test_tests_are_found_by_the_codes_in_them(tmp_path: Path) -> None:
    (tmp_path / "tests" / "rules").mkdir(parents=True)
    (tmp_path / "tests" / "rules" / "test_satu.py").write_text('def test_R73_x(): ...\nkode = "R17b"  # R7\n')
    (tmp_path / "tests" / "rules" / "bukan_uji.py").write_text("R99")
    satu = ["tests/rules/test_satu.py"]
    assert docs.find_tests(tmp_path) == {"R7": satu, "R17b": satu, "R73": satu}


def test_stale_pages_are_named_and_written_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    akar = ["--root", str(tmp_path)]
    (tmp_path / "tests").mkdir()
    assert docs.main(["--check", *akar]) == 1
    assert docs.main(["--write", *akar]) == 0
    assert docs.main(["--check", *akar]) == 0
    (tmp_path / "docs" / "peran.md").write_text("lama")
    capsys.readouterr()
    assert docs.main(["--check", *akar]) == 1
    assert capsys.readouterr().out == "basi: docs/peran.md\n"
