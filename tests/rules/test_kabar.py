"""Notices in words where the facts change them."""

from typing import Any

import pytest

from opensiks.rules.kabar import Perihal
from opensiks.rules.kalimat_kabar import tulis_kabar

TUTUP = {"periode": "Verval bulan 10", "terlambat": 4}


@pytest.mark.parametrize(
    ("data", "sebab", "langkah"),
    [
        ({"diam": 3, "keluarga": 1240}, "Data 1.240 keluarga ditidurkan.", "Hubungi desa yang tidak menyerahkan."),
        ({"diam": 3, "keluarga": 0}, "Tidak ada data yang ditidurkan.", "Hubungi desa yang tidak menyerahkan."),
        ({"diam": 0, "keluarga": 0}, "Tidak ada data yang ditidurkan.", "Tidak ada yang perlu dikerjakan."),
    ],
)  # fmt: skip
def test_R76_a_closed_period_says_what_happened_and_whom_to_call(
    data: dict[str, Any], sebab: str, langkah: str
) -> None:
    kata = tulis_kabar(Perihal.PERIODE_DITUTUP, {**TUTUP, **data})
    assert (kata.sebab, kata.langkah) == (sebab, langkah)


@pytest.mark.parametrize(
    ("data", "apa"),
    [
        ({"jumlah": 1234}, "1.234 orang perlu dicek: hasil pemadanan Dukcapil."),
        ({}, "Ada orang yang perlu dicek: hasil pemadanan Dukcapil."),
    ],
)
def test_R67_a_notice_of_persons_to_look_at_names_their_number_only_where_it_is_known(
    data: dict[str, Any], apa: str
) -> None:
    assert tulis_kabar(Perihal.TUGAS_DUKCAPIL, data).apa == apa
