"""Depositing: the bytes are safe before anybody is told so, and every file of any kind gets its receipt (R86)."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from opensiks.akun.access import TidakBerhak
from opensiks.infra import clock, files
from opensiks.infra.queue import count_waiting
from opensiks.infra.scope import scope, scope_nasional
from opensiks.paket import services
from opensiks.paket.kunci import get_registrar
from opensiks.paket.models import Titipan
from opensiks.paket.queries import get_tanda_titip
from opensiks.paket.tanda import read_compact
from opensiks.paket.titip import TYP_TITIP, TidakTersimpan, folder_of, load_isi
from opensiks.rules.titipan import Jalur
from tests.cast import SISTEM
from tests.factories.verval import DESA, HARUN, JAYA, KAB, SARI, buat_wilayah, list_peristiwa, wib

KINI = wib(2023, 7, 10)


@pytest.fixture(autouse=True)
def wilayah(db: None) -> Iterator[None]:
    shutil.rmtree(files.folder(folder_of(KAB)))
    with scope_nasional():
        buat_wilayah(DESA)
        yield


def titip(isi: bytes = b"apa saja", nama: str = "apa.txt", by: Any = JAYA, **lain: Any) -> Titipan:
    with scope(by.cakupan):
        return services.deposit_paket(isi, nama, by=by, at=KINI, **lain)


@pytest.mark.parametrize("isi", [b"", b"halo", b"\x00" * 1000, b"age-encryption.org/v1\nrusak"])
def test_any_file_gets_its_receipt(isi: bytes) -> None:
    t = titip(isi)
    isi_tanda = read_compact(get_tanda_titip(t), [get_registrar().jwk], TYP_TITIP, "tanda")
    assert isi_tanda == {
        "bentuk": "tanda_titip/1", "sha256": t.sha256, "ukuran": len(isi), "pada": "2023-07-10T09:00:00+07:00",
        "nomor": t.nomor, "jalur": "MEJA",
    }  # fmt: skip
    assert load_isi(t) == isi
    assert list_peristiwa(f"titipan:{t.pk}") == ["titipan.deposited"]


def test_R81_the_same_bytes_again_give_the_same_answer() -> None:
    """Kegagalan 36, 44."""
    pertama, menunggu = titip(), count_waiting()
    lagi = titip(nama="apa (1).txt", by=SARI, jalur=Jalur.DARING)
    assert (lagi.pk, lagi.tanda, lagi.nama) == (pertama.pk, pertama.tanda, "apa.txt")
    assert (Titipan.objects.count(), count_waiting()) == (1, menunggu)
    assert list_peristiwa(f"titipan:{pertama.pk}") == ["titipan.deposited"]


def test_a_village_deposits_for_its_own_office() -> None:
    t = titip(by=SARI, jalur=Jalur.DARING)
    assert (t.kode_wilayah, t.kantor, t.jalur) == (DESA, KAB, Jalur.DARING)
    with pytest.raises(TidakBerhak):
        titip(by=HARUN)


@pytest.mark.parametrize(
    ("nama", "disimpan"),
    [("../../etc/paket.age", "paket.age"), ("C:\\x\\p.age", "p.age"), ("", "tanpa nama")],
)
def test_a_name_is_only_for_people(nama: str, disimpan: str) -> None:
    """Kegagalan 27."""
    assert titip(nama=nama).nama == disimpan


@pytest.mark.parametrize("galat", [OSError(28, "No space left"), OSError(5, "Input/output error")])
def test_a_disk_that_does_not_take_it_gives_no_receipt(
    galat: OSError, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Kegagalan 40, 41: no row, no receipt, no leftover; the sender keeps the file and tries again."""

    def gagal(_: int) -> None:
        raise galat

    monkeypatch.setattr(os, "fsync", gagal)
    with pytest.raises(TidakTersimpan, match="belum tersimpan"):
        titip()
    monkeypatch.undo()
    assert Titipan.objects.count() == 0
    assert [p for p in files.folder(folder_of(KAB)).rglob("*") if p.is_file()] == []
    assert titip().pk


def test_a_file_without_a_row_is_found_and_registered(monkeypatch: pytest.MonkeyPatch) -> None:
    """Kegagalan 38: a crash between the disk and the row; the deposit is when it was written."""
    simpan = files.save(b"yatim", jenis=(), di=folder_of(KAB))
    monkeypatch.setattr(clock, "of_berkas", lambda path: wib(2023, 7, 9, 23))
    [t] = services.deposit_susulan(KAB, by=SISTEM, at=KINI)
    assert (t.sha256, t.at, t.jalur, bool(t.tanda)) == (
        simpan.sha256,
        wib(2023, 7, 9, 23),
        Jalur.SUSULAN,
        True,
    )
    assert services.deposit_susulan(KAB, by=SISTEM, at=KINI) == []
    assert titip(b"yatim").pk == t.pk


def test_what_is_on_the_disk_is_private() -> None:
    t = titip()
    path = Path(files.path_of(t.sha256, folder_of(KAB)))
    assert oct(path.stat().st_mode & 0o777) == "0o400"
