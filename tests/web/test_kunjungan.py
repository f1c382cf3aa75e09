"""A companion's pages: where to help, a visit written down, and read by the village (R12)."""

from collections.abc import Callable

import pytest
from django.test import Client

from opensiks.infra import clock
from opensiks.infra.scope import scope_nasional
from opensiks.verval.models import Catatan, Verval
from tests import cast
from tests.factories.kantor import masuk_lain, teks
from tests.web.conftest import Pekon

ISI = {"hasil": "RUMAH_KOSONG", "catatan": "Tetangga: sejak Mei di Krui."}


@pytest.fixture
def tika(masuk: Callable[[str], Client]) -> Client:
    return masuk("tika")


def kirim(client: Client, pekon: Pekon, **ubah: object) -> object:
    hari = clock.today(cast.DESA)
    tanggal = {"tanggal_0": hari.day, "tanggal_1": hari.month, "tanggal_2": hari.year}
    return client.post(
        f"/keluarga/{pekon.keluarga[0].pk}/kunjungan/", {**ISI, **tanggal, **ubah}, follow=True
    )


def test_the_kecamatan_page_says_where_to_help(pekon: Pekon, tika: Client) -> None:
    isi = teks(tika, "/")
    assert "Yang bisa dibantu" in isi
    assert "Sari" in isi
    assert "data-mosaik" in isi
    assert f"/verval/?desa={cast.DESA}" in isi


def test_a_visit_is_written_and_listed_and_the_village_reads_it(
    pekon: Pekon, tika: Client, sari: Client
) -> None:
    keluarga = f"/keluarga/{pekon.keluarga[0].pk}/"
    assert "Catat kunjungan" in teks(tika, keluarga)
    jawab = kirim(tika, pekon)
    assert "tersimpan." in jawab.content.decode()  # type: ignore[attr-defined]
    assert "Rumah kosong" in teks(tika, "/kunjungan/")
    assert "<b>1</b><span>kunjungan periode ini</span>" in teks(tika, "/")
    isi = teks(sari, keluarga)
    assert "Kunjungan pendamping" in isi
    assert "Tetangga: sejak Mei di Krui." in isi
    assert "Catat kunjungan" not in isi
    with scope_nasional():
        assert Catatan.objects.get().peran == "TKSK"
        assert not Verval.objects.exists()


def test_what_is_missing_is_said_at_the_field(pekon: Pekon, tika: Client) -> None:
    jawab = kirim(tika, pekon, hasil="PINDAH", catatan="")
    assert jawab.status_code == 422  # type: ignore[attr-defined]
    assert "Tulis keterangan untuk pindah" in jawab.content.decode()  # type: ignore[attr-defined]
    assert kirim(tika, pekon, hasil="").status_code == 422  # type: ignore[attr-defined]


def test_neighbour_stranger_and_who_may_not(pekon: Pekon, masuk: Callable[[str], Client]) -> None:
    alamat = f"/keluarga/{pekon.keluarga[0].pk}/kunjungan/"
    for nama in ("budi", "orang_asing"):
        assert masuk(nama).get(alamat).status_code == 404
    for nama in ("ratna", "wati"):
        assert masuk(nama).get(alamat).status_code == 403
        assert masuk(nama).get("/kunjungan/").status_code == 403
    with scope_nasional():
        tkpk = masuk_lain("tkpk")
    assert tkpk.get(alamat).status_code == 403
    assert "Yang bisa dibantu" in teks(tkpk, "/")
    assert "/verval/?desa=" not in teks(tkpk, "/")
