"""The job of a run: it tells its stages, hears a stop before each of them, and then leaves nothing behind (R63)."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from opensiks.infra import home, maju
from opensiks.infra.maju import ask_henti, is_henti, read_maju
from opensiks.infra.scope import scope_nasional
from opensiks.pemadanan.models import Calon, HasilPadan, Putaran, Tugas
from opensiks.worker import tasks
from opensiks.worker.tasks import run_pemadanan
from tests import cast
from tests.factories.padan import orang, salah_nik, tulis_ekstrak
from tests.factories.pengesahan import buat_keluarga
from tests.factories.verval import DESA, KAB, buat_wilayah

NAMA = "pemadanan-uji"


@pytest.fixture(autouse=True)
def desa(db: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A village, the officer who asks, and the extract where the job looks for it."""
    monkeypatch.setattr(tasks, "find_berkas", lambda nama: tmp_path / nama)
    with scope_nasional():
        buat_wilayah(DESA)
        buat_keluarga(DESA, 4, anggota=3)
        cast.make_akun(cast.RATNA)
        tulis_ekstrak(tmp_path)
        salah_nik(orang()[0])
    yield
    maju.clear_henti(NAMA)


def jalankan(**lain: int) -> maju.Maju:
    run_pemadanan("ratna", 0, KAB, "dukcapil.parquet", "kaskade", "2023-07-01", NAMA, **lain)
    hasil = read_maju(NAMA)
    assert hasil is not None
    return hasil


def test_the_job_tells_each_stage_and_ends_with_the_run(monkeypatch: pytest.MonkeyPatch) -> None:
    kata: list[maju.Maju] = []

    def tulis(nama: str, m: maju.Maju) -> None:
        kata.append(m)
        maju.write_maju(nama, m)

    monkeypatch.setattr(tasks, "write_maju", tulis)
    akhir = jalankan()
    assert akhir.keadaan == "selesai"
    with scope_nasional():
        assert Putaran.objects.get(pk=int(akhir.pesan)).mode == "kaskade"
    tahap = [m.tahap for m in kata if m.keadaan == "jalan"]
    assert (tahap[0], tahap[-2:]) == ("ambil", ["simpan", "tugas"])
    assert [m.n for m in kata[:-1]] == sorted(m.n for m in kata[:-1])


@pytest.mark.parametrize("tahap", ["ambil", "putus", "tugas"])
def test_a_stop_is_heard_before_the_next_stage_and_nothing_is_kept(
    monkeypatch: pytest.MonkeyPatch, tahap: str
) -> None:
    if tahap == "ambil":
        # Pressed while the job still waited its turn.
        ask_henti(NAMA)
    asli = maju.write_maju

    def tulis(nama: str, m: maju.Maju) -> None:
        asli(nama, m)
        if m.tahap == tahap:
            ask_henti(NAMA)

    monkeypatch.setattr(tasks, "write_maju", tulis)
    if tahap == "tugas":
        monkeypatch.setattr(tasks, "is_henti", lambda nama: read_tahap() == "simpan")
    akhir = jalankan()
    assert (akhir.keadaan, akhir.pesan, akhir.oleh) == ("henti", "Dihentikan.", "Ratna")
    assert not is_henti(NAMA), "the next run of this name is not stopped by an old wish"
    with scope_nasional():
        assert not any(m.objects.exists() for m in (Putaran, HasilPadan, Calon, Tugas))
    assert not list(home.home().glob("**/kaskade-*"))


def read_tahap() -> str:
    kini = read_maju(NAMA)
    return kini.tahap if kini else ""


def test_the_weights_of_an_earlier_run_may_be_given() -> None:
    pertama = int(jalankan().pesan)
    kedua = int(jalankan(bobot=pertama).pesan)
    with scope_nasional():
        a, b = (Putaran.objects.get(pk=pk) for pk in (pertama, kedua))
    assert a.jumlah == b.jumlah == {"NIK_SALAH": 1, "PADAN": 15}
    assert a.bobot["m"] == b.bobot["m"]
