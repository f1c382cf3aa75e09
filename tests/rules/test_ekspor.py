"""What a file needs before it leaves: a purpose, sometimes words, and the right role for whole numbers (R95, R96)."""

from dataclasses import replace

import pytest

from opensiks.rules.ekspor import PDF_MAKS, SYARAT_EKSPOR, FaktaEkspor, Format, Tujuan
from opensiks.rules.peran import Izin, Peran, can
from opensiks.rules.rule import broken

BAIK = FaktaEkspor(
    peran=Peran.OPERATOR_DESA, tujuan=Tujuan.KUNJUNGAN, penuh=False, format=Format.XLSX, jumlah=119_120
)


def kode(fakta: FaktaEkspor) -> list[str]:
    return [v.kode for v in broken(SYARAT_EKSPOR, fakta)]


def test_a_masked_list_for_a_purpose_goes() -> None:
    assert kode(BAIK) == []


@pytest.mark.parametrize("peran", Peran)
def test_R95a_whole_numbers_follow_the_role(peran: Peran) -> None:
    fakta = replace(BAIK, peran=peran, penuh=True, keterangan="Untuk kader RT 03")
    assert ("R95a" in kode(fakta)) == (not can(peran, Izin.KELUARGA_REVEAL))
    assert "R95a" not in kode(replace(fakta, bernomor=False))


def test_R96a_no_purpose_no_file() -> None:
    assert kode(replace(BAIK, tujuan=None)) == ["R96a"]


def test_R96b_another_purpose_and_whole_numbers_want_words() -> None:
    assert kode(replace(BAIK, tujuan=Tujuan.LAIN, keterangan="  ok  ")) == ["R96b"]
    assert kode(replace(BAIK, tujuan=Tujuan.LAIN, keterangan="Rapat kecamatan")) == []
    assert kode(replace(BAIK, penuh=True)) == ["R96b"]
    assert kode(replace(BAIK, penuh=True, bernomor=False)) == []


def test_R96c_paper_has_an_end() -> None:
    assert kode(replace(BAIK, format=Format.PDF, jumlah=PDF_MAKS)) == []
    assert kode(replace(BAIK, format=Format.PDF, jumlah=PDF_MAKS + 1)) == ["R96c"]


def test_what_nobody_looked_up_refuses() -> None:
    assert kode(FaktaEkspor(peran=Peran.AUDITOR)) == ["R96a", "R95a", "R96b", "R96c"]
