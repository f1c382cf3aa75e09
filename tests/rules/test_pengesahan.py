from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from opensiks.rules.pengesahan import (
    BarisKab,
    FaktaBatch,
    FaktaBeritaAcaraKab,
    FaktaGandaPengesahan,
    FaktaHasil,
    FaktaSurat,
    Rekonsiliasi,
    check_batch,
    check_berita_acara_kab,
    check_hasil,
    check_pengesahan_ganda,
    check_surat,
    is_tanpa_tunggakan,
    total_baris,
)
from opensiks.rules.status import StatusUsulan

S = StatusUsulan
SURAT = FaktaSurat(
    hari_ini=date(2021, 8, 5),
    nomor="460/112/2021",
    tanggal=date(2021, 8, 3),
    penandatangan="Bupati",
    jabatan="Bupati Lampung Barat",
    scan=True,
    final_terakhir=date(2021, 7, 31),
)


def kode(daftar: list[Any]) -> list[str]:
    return [v.kode for v in daftar]


def test_R8_a_complete_letter() -> None:
    assert check_surat(SURAT) == []
    assert check_surat(replace(SURAT, tanggal=SURAT.final_terakhir)) == []


@pytest.mark.parametrize(
    ("ubah", "aturan"),
    [
        ({"nomor": " "}, "R8a"),
        ({"tanggal": None}, "R8b"),
        ({"tanggal": date(2021, 7, 30)}, "R8b"),
        ({"tanggal": date(2090, 1, 1)}, "R8b"),
        ({"penandatangan": ""}, "R8c"),
        ({"jabatan": ""}, "R8c"),
        ({"scan": False}, "R8d"),
    ],
)
def test_R8_each_missing_part_is_named(ubah: dict[str, Any], aturan: str) -> None:
    assert kode(check_surat(replace(SURAT, **ubah))) == [aturan]


@pytest.mark.parametrize(
    ("verifikator", "kepala", "aturan"),
    [(1, 2, []), (1, None, []), (None, 2, ["R9b"]), (2, 2, ["R9c"])],
)
def test_R9_verifikator_then_another_person(
    verifikator: int | None, kepala: int | None, aturan: list[str]
) -> None:
    fakta = FaktaGandaPengesahan(verifikator=verifikator, kepala_opd=kepala)
    assert kode(check_pengesahan_ganda(fakta)) == aturan


ANGKA = st.integers(0, 5000)


@st.composite
def kecamatan(draw: st.DrawFn) -> BarisKab:
    a, b, c, d, e, f = (draw(ANGKA) for _ in range(6))
    return BarisKab(f"18.04.{draw(st.integers(1, 15)):02d}", a, b, c, d, e, f, a + f)


@given(st.lists(kecamatan(), max_size=15))
def test_R89_rows_that_add_up_make_totals_that_add_up(daftar: list[BarisKab]) -> None:
    total = total_baris("18.04", daftar)
    assert total.g == total.a + total.f
    assert check_berita_acara_kab(FaktaBeritaAcaraKab(daftar=tuple(daftar), total=total)) == []


def test_R89_a_wrong_g_and_a_wrong_total_are_named() -> None:
    baris = BarisKab("18.04.01", 100, 1, 2, 3, 4, 10, 109)
    salah = FaktaBeritaAcaraKab(daftar=(baris,), total=total_baris("18.04", [baris]))
    assert kode(check_berita_acara_kab(salah)) == ["R89"]
    benar = replace(baris, g=110)
    lain = replace(total_baris("18.04", [benar]), b=2)
    assert kode(check_berita_acara_kab(FaktaBeritaAcaraKab(daftar=(benar,), total=lain))) == ["R89a"]


def test_R90_only_signed_lines_and_each_once() -> None:
    daftar = {(1, 0): S.DISAHKAN, (2, 1): S.DISAHKAN}
    assert check_batch(FaktaBatch(daftar=daftar)) == []
    assert kode(check_batch(FaktaBatch(daftar={**daftar, (3, 0): S.LOLOS_KAB}))) == ["R90"]
    assert kode(check_batch(FaktaBatch(daftar=daftar, di_batch_lain={(2, 1)}))) == ["R90b"]
    assert check_batch(FaktaBatch(daftar=daftar, di_batch_lain={(2, 0)})) == []


def test_R90_an_empty_batch_is_none() -> None:
    assert kode(check_batch(FaktaBatch(daftar={}))) == ["R90"]


DIKIRIM = {(1, 0), (2, 0)}
JAWABAN = {(1, 0): (S.DITETAPKAN, ""), (2, 0): (S.DITOLAK_PUSDATIN, "A6")}


def test_R91_every_line_has_its_answer() -> None:
    assert check_hasil(FaktaHasil(dikirim=DIKIRIM, jawaban=JAWABAN)) == []


def test_R91_unknown_lines_are_counted_and_not_guessed() -> None:
    [v] = check_hasil(FaktaHasil(dikirim=DIKIRIM, jawaban={**JAWABAN, (9, 0): (S.DITETAPKAN, "")}))
    assert v.kode == "R91"
    assert " 1 usulan" in str(v)


def test_R91_missing_answers_are_counted() -> None:
    [v] = check_hasil(FaktaHasil(dikirim=DIKIRIM))
    assert v.kode == "R91b"
    assert "; 2 belum" in str(v)


@pytest.mark.parametrize("jawab", [(S.DITOLAK_PUSDATIN, ""), (S.DITOLAK_PUSDATIN, "ZZ"), (S.TERKIRIM, "")])
def test_R91_unclear_answers_are_refused(jawab: tuple[StatusUsulan, str]) -> None:
    assert kode(check_hasil(FaktaHasil(dikirim=DIKIRIM, jawaban={**JAWABAN, (2, 0): jawab}))) == ["R91c"]


def test_R92_sent_less_answered_is_pending() -> None:
    assert Rekonsiliasi(100, 80, 15).menunggu == 5
    assert not is_tanpa_tunggakan(Rekonsiliasi(100, 80, 15))
    assert is_tanpa_tunggakan(Rekonsiliasi(100, 85, 15))
