"""What the centre's desk proposes for a line (domain 6.5)."""

from dataclasses import replace

import pytest

from opensiks.rules.alasan import is_alasan_tolak
from opensiks.rules.jenis import PADAN_DITERIMA, Jenis
from opensiks.rules.pemadanan import Keluaran
from opensiks.rules.pengesahan import KOLOM_HASIL, compose_baris
from opensiks.rules.putusan import ALASAN_KELUARAN, FaktaPutusan, judge
from opensiks.rules.verval import HasilVerval

NIK = "1804010101805001"
BARU = FaktaPutusan(jenis=Jenis.BARU, nik=(NIK,), keluaran=(Keluaran.PADAN,))


@pytest.mark.parametrize(
    ("ubah", "kode"),
    [
        ({}, ""),
        ({"nik": (NIK, "")}, ""),
        ({"nik": (NIK, "1804")}, "P4"),
        ({"nik_terdaftar": True}, "A4"),
        ({"kk_terdaftar": True}, "A5"),
        ({"keluaran": (Keluaran.PADAN, Keluaran.MENINGGAL)}, "P3"),
        ({"keluaran": (Keluaran.BELUM,)}, ""),
        ({"jenis": Jenis.PECAH_KK, "kk_terdaftar": True}, "A2"),
        ({"jenis": Jenis.PENGURUS, "pengurus_di_bawah_umur": True}, "A1"),
    ],
)
def test_the_first_reason_that_applies_is_given(ubah: dict[str, object], kode: str) -> None:
    assert judge(replace(BARU, **ubah)) == kode  # type: ignore[arg-type]


@pytest.mark.parametrize("jenis", sorted(set(Jenis) - set(PADAN_DITERIMA)))
@pytest.mark.parametrize("keluaran", Keluaran)
def test_a_line_that_corrects_or_removes_passes_with_any_outcome(jenis: Jenis, keluaran: Keluaran) -> None:
    assert judge(FaktaPutusan(jenis=jenis, keluaran=(keluaran,))) == ""


def test_R41_every_outcome_but_a_match_and_no_answer_has_a_listed_reason() -> None:
    assert set(ALASAN_KELUARAN) == set(Keluaran) - {Keluaran.PADAN, Keluaran.BELUM, Keluaran.RAGU}
    assert all(map(is_alasan_tolak, ALASAN_KELUARAN.values()))


def test_R89_every_result_of_a_visit_has_its_column() -> None:
    assert set(KOLOM_HASIL) == set(HasilVerval)
    baris = compose_baris("18.04.01", dict.fromkeys(HasilVerval, 1), 4)
    assert (baris.a, baris.b, baris.c, baris.d, baris.e, baris.f, baris.g) == (3, 2, 1, 1, 0, 4, 7)
