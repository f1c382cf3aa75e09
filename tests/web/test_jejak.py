"""The trail of one record, for those who may look behind the work; and the guides for everybody."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.test import Client

from opensiks.infra.scope import scope_nasional
from opensiks.jejak import queries
from opensiks.jejak.models import Jejak
from opensiks.rules.jejak import PERISTIWA
from opensiks.web.presenters.peristiwa import write_peristiwa
from tests import cast
from tests.factories.kantor import Meja, buat_meja, teks
from tests.web.conftest import Pekon


@pytest.fixture
def meja(pemeran: dict[str, cast.Pemeran]) -> Iterator[Meja]:
    with scope_nasional():
        yield buat_meja()


def test_auditor_reads_what_happened_to_a_family(
    masuk: Callable[[str], Client], sari: Client, pekon: Pekon
) -> None:
    k = pekon.keluarga[0]
    sari.post(f"/keluarga/{k.pk}/tetap/")
    isi = masuk("wati").get(f"/jejak/keluarga:{k.pk}/").content.decode()
    assert "verval.recorded" in isi
    assert "Sari, Operator desa" in isi


def test_record_without_a_trail_is_not_there(masuk: Callable[[str], Client], pekon: Pekon) -> None:
    assert masuk("wati").get("/jejak/keluarga:999999/").status_code == 404


@pytest.mark.parametrize("nama", ["sari", "darmo", "tika", "jaya"])
def test_village_and_desk_have_no_trail(masuk: Callable[[str], Client], pekon: Pekon, nama: str) -> None:
    assert masuk(nama).get(f"/jejak/keluarga:{pekon.keluarga[0].pk}/").status_code == 403


def test_a_family_comes_with_its_usulan_and_its_persons(meja: Meja, masuk: Callable[[str], Client]) -> None:
    wati, keluarga = masuk("wati"), meja.keluarga[0]
    isi = teks(wati, f"/jejak/keluarga:{keluarga.pk}/")
    assert "Usulan dibuat" in isi
    assert f"/jejak/usulan%3A{meja.mampu.pk}/" in isi or f"/jejak/usulan:{meja.mampu.pk}/" in isi
    hanya = teks(wati, f"/jejak/keluarga:{keluarga.pk}/?bagian=Usulan")
    assert "Usulan dibuat" in hanya
    assert "Versi pertama" not in hanya
    assert "Lihat jejak keluarganya" in teks(wati, f"/jejak/usulan:{meja.mampu.pk}/")


def test_the_search_of_a_family_shows_its_usulan(meja: Meja, masuk: Callable[[str], Client]) -> None:
    isi = teks(masuk("wati"), f"/jejak/?cari={meja.keluarga[0].id_registri}")
    assert f"usulan:{meja.mampu.pk}" in isi
    assert f"Buka garis waktu keluarga:{meja.keluarga[0].pk}" in isi


def test_a_change_of_data_says_before_and_after(
    masuk: Callable[[str], Client], sari: Client, pekon: Pekon, pemeran: dict[str, cast.Pemeran]
) -> None:
    from opensiks.infra import clock
    from opensiks.keluarga.services import PerubahanKeluarga, revise_keluarga

    k = pekon.keluarga[0]
    with scope_nasional():
        revise_keluarga(
            [PerubahanKeluarga(k.pk, {"dusun": "Sukajadi"})], by=cast.RATNA, at=clock.now(), sumber="uji"
        )
    isi = teks(masuk("wati"), f"/jejak/keluarga:{k.pk}/")
    assert "<td>dusun</td>" in isi
    assert "<td>Sukajadi</td>" in isi
    assert "Data berubah" in isi


def test_the_chain_of_a_record_is_proved_on_request(
    masuk: Callable[[str], Client], pekon: Pekon, monkeypatch: pytest.MonkeyPatch
) -> None:
    wati, alamat = masuk("wati"), f"/jejak/keluarga:{pekon.keluarga[0].pk}/"
    with scope_nasional():
        n = Jejak.objects.filter(rantai=cast.DESA).count()
    assert "Jejak utuh" not in teks(wati, alamat)
    assert f"Jejak utuh sampai baris {n}" in teks(wati, f"{alamat}?periksa=1")
    asli = queries._rows

    def diubah(rantai: str | None = None) -> Iterator[tuple[Any, ...]]:
        for i, r in enumerate(asli(rantai)):
            yield (*r[:5], "Orang lain", *r[6:]) if i == 1 else r

    monkeypatch.setattr(queries, "_rows", diubah)
    assert "Tidak cocok di baris 2: isi tidak cocok dengan sidiknya" in teks(wati, f"{alamat}?periksa=1")


def test_every_event_has_its_words() -> None:
    assert {p for p in PERISTIWA if write_peristiwa(p) == p} == set()
