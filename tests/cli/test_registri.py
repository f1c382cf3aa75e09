"""The commands that fill the registry, as an officer types them."""

import csv
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from opensiks.akun.models import Akun, Penugasan
from opensiks.infra.scope import scope_nasional
from opensiks.keluarga.models import Keluarga
from opensiks.synth.ekspor import KOLOM_23
from tests.cast import BUDI, DESA, JAYA, KAB, SANDI, make_akun
from tests.factories.keluarga import buat_wilayah

pytestmark = pytest.mark.django_db


def opensiks(*kata: str) -> str:
    keluar = StringIO()
    call_command(*kata, stdout=keluar, stderr=StringIO())
    return keluar.getvalue()


@pytest.fixture
def berkas(tmp_path: Path) -> str:
    """One good line and one of an unknown village."""
    buat_wilayah()
    isi = [
        "1", "LAMPUNG", "LAMPUNG BARAT", "BALIK BUKIT", "WAY MENGAKU", "JL. A", "I", "003", "001", "1804010101105001",
        "1804011205865001", "BUDI SANTOSO", "12/05/1986", "LIWA", "LAKI-LAKI", "PETANI", "SITI", "KEPALA KELUARGA",
        "PADAN", "YA", "TIDAK", "TIDAK", "YA",
    ]  # fmt: skip
    path = tmp_path / "dtks.txt"
    with path.open("w", newline="") as file:
        penulis = csv.writer(file, delimiter="|", quoting=csv.QUOTE_ALL)
        penulis.writerows([KOLOM_23, isi, ["2", *isi[1:4], "ENTAH", *isi[5:]]])
    return str(path)


def jumlah() -> int:
    with scope_nasional():
        return Keluarga.objects.count()


def test_import_dtks_tells_what_went_in_and_what_did_not(berkas: str) -> None:
    kata = opensiks("import_dtks", berkas, "--wilayah", KAB)
    assert kata.startswith("2 baris: 1 masuk (1 keluarga), 0 berubah, 0 sudah ada, 1 ditolak.")
    assert "baris 3: Desa ENTAH, Kecamatan BALIK BUKIT tidak ada di daftar wilayah." in kata
    assert "R54" in kata
    assert "1804011205865001" not in kata
    assert jumlah() == 1


def test_import_dtks_on_trial_writes_nothing(berkas: str) -> None:
    assert opensiks("import_dtks", berkas, "--wilayah", KAB, "--uji").startswith(
        "Uji saja, tidak ada yang ditulis."
    )
    assert jumlah() == 0


def test_import_dtks_all_or_nothing(berkas: str) -> None:
    with pytest.raises(CommandError, match="1 baris ditolak; tidak ada yang dimasukkan"):
        opensiks("import_dtks", berkas, "--wilayah", KAB, "--semua")
    assert jumlah() == 0


@pytest.mark.parametrize(
    ("kata", "sebab"),
    [
        (("--wilayah", "lampung"), "not a region code"),
        (("--wilayah", "18.04.02"), "0 masuk"),
        (("--wilayah", KAB, "--akun", "tidak_ada"), "tidak ada, tidak aktif"),
    ],
)
def test_import_dtks_says_what_is_wrong_with_the_call(berkas: str, kata: tuple[str, ...], sebab: str) -> None:
    try:
        hasil = opensiks("import_dtks", berkas, *kata)
    except CommandError as error:
        hasil = str(error)
    assert sebab in hasil
    assert jumlah() == 0


def test_import_dtks_of_a_file_that_is_none(berkas: str, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="tidak ada atau kosong"):
        opensiks("import_dtks", str(tmp_path / "hilang.txt"), "--wilayah", KAB)


def test_R1_import_dtks_in_the_name_of_an_officer(berkas: str) -> None:
    with scope_nasional():
        make_akun(JAYA)
        make_akun(BUDI)
    with pytest.raises(CommandError, match="di luar wilayah akun Budi"):
        opensiks("import_dtks", berkas, "--wilayah", KAB, "--akun", "budi")
    with pytest.raises(CommandError, match="tidak berhak: Mengimpor data keluarga"):
        opensiks("import_dtks", berkas, "--wilayah", BUDI.cakupan.daftar_kode[0], "--akun", "budi")
    assert "1 masuk" in opensiks("import_dtks", berkas, "--wilayah", KAB, "--akun", "jaya")


def test_create_akun_with_its_first_assignment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", StringIO(SANDI + "\n"))
    kata = opensiks(
        "create_akun", "lia", "Lia", "--peran", "OPERATOR_DESA", "--wilayah", DESA, "--sandi-stdin"
    )
    assert kata == f"Akun lia dibuat sebagai Operator desa, {DESA}.\n"
    assert Akun.objects.get(username="lia").check_password(SANDI)
    assert Penugasan.objects.get().kode_wilayah == DESA


@pytest.mark.parametrize(
    ("sandi", "kata", "sebab"),
    [
        ("pendek", (), "terlalu pendek"),
        (
            SANDI,
            ("--peran", "OPERATOR_DESA", "--wilayah", KAB),
            "R1: Peran ini tidak untuk tingkat wilayah itu.",
        ),
        (SANDI, ("--peran", "OPERATOR_DESA", "--wilayah", "desa"), "bukan kode wilayah"),
    ],
)
def test_create_akun_refuses_in_words_and_makes_nothing(
    monkeypatch: pytest.MonkeyPatch, sandi: str, kata: tuple[str, ...], sebab: str
) -> None:
    monkeypatch.setattr("sys.stdin", StringIO(sandi + "\n"))
    with pytest.raises(CommandError, match=sebab):
        opensiks("create_akun", "lia", "Lia", "--sandi-stdin", *kata)
    assert not Akun.objects.exists()


def test_create_akun_of_a_name_that_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    for ke in (1, 2):
        monkeypatch.setattr("sys.stdin", StringIO(SANDI + "\n"))
        if ke == 1:
            assert (
                opensiks("create_akun", "lia", "Lia", "--sandi-stdin") == "Akun lia dibuat, belum bertugas.\n"
            )
        else:
            with pytest.raises(CommandError, match="sudah dipakai"):
                opensiks("create_akun", "lia", "Lia", "--sandi-stdin")


def test_load_wilayah_says_how_many_of_each(db: Any) -> None:
    kata = opensiks("load_wilayah")
    assert (
        kata == "Wilayah dimuat: 38 provinsi, 514 kabupaten/kota, 7.285 kecamatan, 83.762 desa/kelurahan.\n"
    )
