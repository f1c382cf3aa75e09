"""The commands that open, extend and close a period: in whose name, with which dates, and refused how."""

from collections.abc import Iterator
from datetime import datetime
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from opensiks.infra import clock
from opensiks.infra.scope import scope_nasional
from opensiks.jejak.models import Jejak
from opensiks.verval.models import Periode, Perpanjangan
from tests.cast import HARUN, RATNA, SARI, make_akun
from tests.factories.verval import (
    DESA,
    DESA_BUDI,
    KAB,
    buat_wilayah,
    kampanye_2021,
    keluarga_di,
    periode_juli,
    wib,
)


@pytest.fixture(autouse=True)
def negeri(db: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    jam(monkeypatch, wib(2023, 7, 1))
    with scope_nasional():
        buat_wilayah(DESA, DESA_BUDI)
        for actor in (SARI, HARUN, RATNA):
            make_akun(actor)
        yield


def jam(monkeypatch: pytest.MonkeyPatch, at: datetime) -> None:
    monkeypatch.setattr(clock, "now", lambda: at)


def jalankan(*kata: str) -> str:
    keluar = StringIO()
    call_command(*kata, stdout=keluar)
    return keluar.getvalue()


def test_open_takes_the_window_of_a_month_from_the_profile() -> None:
    teks = jalankan("open_periode", "2023-07", "--wilayah", KAB, "--profil", "bulanan_2023")
    periode = Periode.objects.get()
    assert (periode.mulai_at, periode.tenggat_desa_at) == (wib(2023, 7, 1, 0), wib(2023, 7, 26, 0))
    assert periode.tenggat_kab_at == wib(2023, 8, 1, 0)
    assert f"Periode {periode.pk} dibuka untuk 2 desa: 2023-07-01 sampai 2023-07-25." in teks
    assert Jejak.objects.get(peristiwa="periode.opened").aktor == "Perintah open_periode"


def test_open_takes_the_windows_of_a_campaign_and_the_name_of_an_officer() -> None:
    jalankan("open_periode", "2021-b", "--wilayah", KAB, "--profil", "lambar_2021b", "--akun", "ratna")
    periode = Periode.objects.get()
    assert (periode.tenggat_desa_at, periode.tenggat_kab_at) == (wib(2021, 8, 1, 0), wib(2021, 8, 3, 0))
    assert Jejak.objects.get(peristiwa="periode.opened").aktor == "Ratna"


def test_open_takes_dates_as_given() -> None:
    tanggal = ["--mulai", "2023-07-05", "--desa", "2023-07-06", "--kab", "2023-07-07"]
    jalankan("open_periode", "khusus", "--wilayah", KAB, "--profil", "bulanan_2023", *tanggal)
    assert Periode.objects.get().mulai_at == wib(2023, 7, 5, 0)


@pytest.mark.parametrize(
    ("kata", "kalimat"),
    [
        (["khusus", "--profil", "bulanan_2023"], "Beri kode bulan seperti 2023-07"),
        (["2023-07", "--profil", "bulanan_2023", "--mulai", "2023-07-01"], "Isi ketiganya"),
        (["2023-07", "--profil", "kampanye_2019"], "tidak punya masa pada 2023-07"),
        (["2023-07", "--profil", "bulanan_2023", "--akun", "hantu"], "Akun hantu tidak ada"),
        (["2023-07", "--profil", "bulanan_2023", "--akun", "sari"], "Operator desa tidak berhak"),
    ],
)
def test_open_refuses_with_a_sentence(kata: list[str], kalimat: str) -> None:
    with pytest.raises(CommandError, match=kalimat):
        jalankan("open_periode", *kata, "--wilayah", KAB)
    assert not Periode.objects.exists()


def test_R71g_open_says_which_rule_refuses() -> None:
    periode_juli()
    with pytest.raises(CommandError, match="R71g: Periode dengan kode ini sudah ada"):
        jalankan("open_periode", "2023-07", "--wilayah", KAB, "--profil", "bulanan_2023")


def test_R77_extend_is_done_by_an_officer_with_a_letter() -> None:
    periode_juli()
    kata = ["--sampai", "2023-07-28", "--surat", "460/1", "--alasan", "banjir", "--akun", "harun"]
    teks = jalankan("extend_periode", "2023-07", "--wilayah", KAB, "--untuk", DESA, *kata)
    assert "Tenggat DESA sekarang sebelum 2023-07-29 00.00 WIB." in teks
    assert Perpanjangan.objects.get().oleh == "Harun"
    with pytest.raises(CommandError, match="Periode itu tidak ada"):
        jalankan("extend_periode", "2023-09", "--wilayah", KAB, *kata)


def test_close_says_what_it_did(monkeypatch: pytest.MonkeyPatch) -> None:
    kampanye_2021()
    keluarga_di(DESA, 2)
    with pytest.raises(CommandError, match=r"R75c: .* 2 keluarga belum pernah diperingatkan"):
        jalankan("close_periode", "2021-b", "--wilayah", KAB)
    teks = jalankan(
        "close_periode", "2021-b", "--wilayah", KAB, "--tanpa-peringatan", "server mati", "--akun", "ratna"
    )
    assert "2 desa terlambat, 2 desa diam, 2 keluarga (6 orang) ditidurkan" in teks
    with pytest.raises(CommandError, match="Periode itu tidak ada"):
        jalankan("close_periode", "2023-09", "--wilayah", KAB)
