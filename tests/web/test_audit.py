"""The trail in pages: what happened to a thing, and the proof that no row was altered."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from opensiks.infra.maju import read_maju
from opensiks.infra.scope import scope_nasional
from opensiks.jejak.models import Jejak
from opensiks.worker.tasks import verify_chains
from tests import cast
from tests.factories.kantor import Masuk, Meja, buat_meja, masuk_lain, teks


@pytest.fixture(autouse=True)
def rumah(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("opensiks.infra.home.home", lambda: tmp_path)


@pytest.fixture
def meja(pemeran: dict[str, cast.Pemeran], monkeypatch: pytest.MonkeyPatch) -> Iterator[Meja]:
    with scope_nasional():
        yield buat_meja()


def test_finds_by_what_a_person_has_in_hand(meja: Meja, masuk: Masuk) -> None:
    wati = masuk("wati")
    assert "usulan.drafted" in teks(wati, f"/jejak/?cari={meja.mampu.pk}")
    assert f"keluarga:{meja.keluarga[0].pk}" in teks(wati, f"/jejak/?cari={meja.keluarga[0].id_registri}")
    assert "Tidak ada jejak untuk itu." in teks(wati, "/jejak/?cari=tiada")
    assert "Peristiwa terbaru" in teks(wati, "/jejak/")


def test_kabupaten_sees_its_own_chains_only(meja: Meja, masuk: Masuk) -> None:
    assert "usulan.drafted" in teks(masuk("harun"), f"/jejak/?cari=usulan:{meja.mampu.pk}")
    isi = teks(masuk_lain("tetangga_sv"), f"/jejak/?cari=usulan:{meja.mampu.pk}")
    assert "usulan.drafted" not in isi


def test_who_may_not(meja: Meja, masuk: Masuk) -> None:
    for nama in ("jaya", "sari"):
        assert masuk(nama).get("/jejak/").status_code == 403
        assert masuk(nama).post("/jejak-utuh/periksa/").status_code == 403


def test_proof_says_up_to_which_row(meja: Meja, masuk: Masuk, pemeran: dict[str, cast.Pemeran]) -> None:
    wati = masuk("wati")
    assert wati.post("/jejak-utuh/periksa/").status_code == 302
    assert "Menunggu giliran" in teks(wati, "/jejak-utuh/")
    nama = f"jejak-{pemeran['wati'].akun.pk}"
    verify_chains("wati", 0, nama)
    n = Jejak.objects.count()
    assert read_maju(nama).n == n  # type: ignore[union-attr]
    assert f"Jejak utuh sampai baris {n:,}".replace(",", ".") in teks(wati, "/jejak-utuh/")


def test_proof_that_fails_names_the_row(
    meja: Meja, masuk: Masuk, pemeran: dict[str, cast.Pemeran], monkeypatch: pytest.MonkeyPatch
) -> None:
    from opensiks.jejak import queries

    asli = queries._rows

    def diubah() -> Iterator[tuple[Any, ...]]:
        for n, r in enumerate(asli()):
            yield (*r[:5], "Orang lain", *r[6:]) if n == 2 else r

    monkeypatch.setattr(queries, "_rows", diubah)
    nama = f"jejak-{pemeran['wati'].akun.pk}"
    verify_chains("wati", 0, nama)
    isi = teks(masuk("wati"), "/jejak-utuh/")
    assert "Jejak tidak cocok" in isi
    assert "isi tidak cocok dengan sidiknya" in isi
