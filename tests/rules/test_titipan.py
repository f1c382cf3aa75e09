"""Where a package goes before its lines are looked at, and what a device may ask for."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from opensiks.rules.perangkat import (
    FaktaPerangkat,
    StatusPerangkat,
    check_cabut,
    check_minta,
    check_setuju,
    check_tolak,
)
from opensiks.rules.rule import Violation
from opensiks.rules.titipan import (
    LABEL_JALUR,
    LABEL_TITIPAN,
    FaktaPaket,
    Jalur,
    StatusTitipan,
    check_paket,
    has_alasan_lepas,
    has_alasan_putus,
    is_bentrok_terbuka,
    is_dapat_dilepas,
)

PADA = datetime(2021, 7, 31, 16, tzinfo=UTC)
BAIK = FaktaPaket(
    pada=PADA, kantor_sama=True, desa_sertifikat=True, desa_kantor=True, periode_ada=True, dikenal=True,
    berlaku_sampai=PADA + timedelta(days=30),
)  # fmt: skip


def ke(**ubah: object) -> tuple[str, str, str]:
    status, kode, salah = check_paket(replace(BAIK, **ubah))  # type: ignore[arg-type]
    return status.value, kode, salah.kode if salah else ""


def test_a_good_package_goes_in() -> None:
    assert ke() == ("DINILAI", "", "")


@pytest.mark.parametrize(
    ("ubah", "hasil"),
    [
        ({"kantor_sama": False}, ("ASING", "ASING", "R85a")),
        ({"desa_kantor": False}, ("ASING", "ASING", "R85a")),
        ({"dikenal": False}, ("DITAHAN", "KUNCI", "R80e")),
        ({"desa_sertifikat": False}, ("DITOLAK", "CAKUPAN", "R85b")),
        ({"periode_ada": False}, ("DITOLAK", "PERIODE", "R85c")),
        ({"berlaku_sampai": PADA}, ("DITAHAN", "KUNCI", "R80f")),
        ({"dicabut_at": PADA}, ("DITAHAN", "KUNCI", "R80f")),
        ({"kembar": True}, ("DITAHAN", "CABANG", "R84b")),
        ({"perangkat_bercabang": True}, ("DITAHAN", "CABANG", "R84b")),
    ],
)
def test_R85_a_package_that_does_not_go_in_says_why(
    ubah: dict[str, object], hasil: tuple[str, str, str]
) -> None:
    """Kegagalan 61, 62, 64."""
    assert ke(**ubah) == hasil


def test_R80f_what_came_before_the_end_counts() -> None:
    assert ke(berlaku_sampai=PADA + timedelta(seconds=1), dicabut_at=PADA + timedelta(seconds=1)) == (
        "DINILAI",
        "",
        "",
    )


def test_R84b_a_person_may_let_a_held_package_in_but_not_a_foreign_one() -> None:
    assert ke(kembar=True, dicabut_at=PADA, dilepas=True) == ("DINILAI", "", "")
    assert ke(dikenal=False, dilepas=True)[:2] == ("DITAHAN", "KUNCI")
    assert ke(kantor_sama=False, dilepas=True)[:2] == ("ASING", "ASING")


def test_every_word_has_a_label() -> None:
    assert set(LABEL_TITIPAN) == set(StatusTitipan)
    assert set(LABEL_JALUR) == set(Jalur)


def test_R80o_R80p_R83g_R83h_letting_go_and_settling_want_a_reason() -> None:
    assert not is_dapat_dilepas(False)
    assert not has_alasan_lepas("  ")
    assert not is_bentrok_terbuka(False)
    assert not has_alasan_putus("")


def kode(daftar: list[Violation]) -> list[str]:
    return [v.kode for v in daftar]


def test_a_device_step_by_step() -> None:
    """R80g to R80l."""
    minta = FaktaPerangkat(dalam_cakupan=True, kunci_sah=True)
    assert kode(check_minta(minta)) == []
    assert kode(check_minta(replace(minta, kunci_sah=False))) == ["R80g"]
    assert kode(check_minta(replace(minta, alg="RS256", dalam_cakupan=False))) == ["R1", "R80g"]
    setuju = FaktaPerangkat(
        status=StatusPerangkat.DIMINTA, dalam_cakupan=True, pemohon_sama=False, ada_periode=True
    )
    assert kode(check_setuju(setuju)) == []
    assert kode(check_setuju(replace(setuju, pemohon_sama=True))) == ["R80h"]
    assert kode(check_setuju(replace(setuju, status=StatusPerangkat.DICABUT, ada_periode=False))) == [
        "R80i",
        "R80j",
    ]
    assert kode(check_tolak(replace(setuju, status=StatusPerangkat.DITOLAK))) == ["R80i"]
    cabut = FaktaPerangkat(status=StatusPerangkat.DISETUJUI, dalam_cakupan=True, alasan="hilang")
    assert kode(check_cabut(cabut)) == []
    assert kode(check_cabut(replace(cabut, status=StatusPerangkat.DIMINTA, alasan=""))) == ["R80l", "R80k"]
