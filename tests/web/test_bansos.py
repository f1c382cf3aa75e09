"""Draws in pages: from a list only, the own programme only, every change explained, every proof checkable."""

from collections.abc import Iterator
from datetime import date

import pytest
from django.test import Client

from opensiks.bansos.models import Penarikan, Penerima
from opensiks.infra.scope import scope_nasional
from opensiks.keluarga.services import set_status_keluarga
from opensiks.penetapan.models import Penetapan
from opensiks.penetapan.services import finalise_penetapan
from opensiks.rules.peran import Peran
from opensiks.rules.registri import StatusKeluarga
from tests import cast
from tests.factories.kantor import Masuk, masuk_lain, teks
from tests.factories.pengesahan import buat_keluarga
from tests.factories.verval import DESA, RATNA, buat_wilayah, petugas, wib


@pytest.fixture
def daftar(pemeran: dict[str, cast.Pemeran]) -> Iterator[list[Penetapan]]:
    """Two months; one family froze between them."""
    with scope_nasional():
        buat_wilayah(DESA)
        keluarga = buat_keluarga(DESA, 3, program=["PKH"])
        dua = petugas(Peran.PUSDATIN, "", akun_id=900_777, nama="Rudi")
        a = finalise_penetapan(date(2023, 8, 1), "", "SK-1", disiapkan=RATNA, by=dua, at=wib(2023, 8, 1))
        set_status_keluarga(
            [keluarga[0].pk], StatusKeluarga.BEKU, "R73", by=RATNA, at=wib(2023, 9, 1), sumber="R73"
        )
        b = finalise_penetapan(date(2023, 9, 1), "", "SK-2", disiapkan=RATNA, by=dua, at=wib(2023, 9, 1))
        yield [a, b]


@pytest.fixture
def pipit(daftar: list[Penetapan]) -> Client:
    return masuk_lain("pipit")


def tarik(client: Client, p: Penetapan, program: str = "PKH") -> int:
    return client.post(f"/bansos/tarik/{p.pk}/", {"program": program}).status_code


def test_draws_from_a_list_and_explains_the_change(daftar: list[Penetapan], pipit: Client) -> None:
    assert [tarik(pipit, p) for p in daftar] == [302, 302]
    satu, dua = Penarikan.objects.order_by("penetapan__bulan")
    assert (satu.jumlah, dua.jumlah) == (3, 2)
    isi = teks(pipit, f"/bansos/{dua.pk}/?arah=KELUAR&sebab=BEKU")
    assert "Dibekukan karena lama tidak diverval" in isi
    assert "R73" in isi
    assert satu.penetapan.sha256 in teks(pipit, f"/bansos/{satu.pk}/")


def test_officer_draws_the_own_programme_only(daftar: list[Penetapan], pipit: Client) -> None:
    assert tarik(pipit, daftar[0], "SEMBAKO") == 422
    assert not Penarikan.objects.exists()


def test_proof_of_a_recipient(daftar: list[Penetapan], pipit: Client) -> None:
    tarik(pipit, daftar[0])
    tarikan, satu = Penarikan.objects.get(), Penerima.objects.order_by("id")[0]
    alamat = f"/bansos/{tarikan.pk}/penerima/?id_registri={satu.id_registri}&bukti="
    assert "Bukti sah" in teks(pipit, alamat + satu.bukti)
    assert "Bukti tidak cocok" in teks(pipit, alamat + "0" * 64)
    # Programme officers hold ids, not names.
    assert satu.nama not in teks(pipit, alamat + satu.bukti)


def test_who_may_only_look(daftar: list[Penetapan], masuk: Masuk, pipit: Client) -> None:
    for nama in ("ratna", "harun", "wati"):
        assert tarik(masuk(nama), daftar[0]) == 403
    tarik(pipit, daftar[0])
    tarikan = Penarikan.objects.get()
    teks(masuk("wati"), f"/bansos/{tarikan.pk}/")
    assert masuk("ratna").get("/bansos/99999/").status_code == 404


def test_down_to_the_village_with_an_account_that_holds(daftar: list[Penetapan], pipit: Client) -> None:
    for p in daftar:
        tarik(pipit, p)
    dua = Penarikan.objects.latest("penetapan__bulan")
    isi = teks(pipit, f"/bansos/{dua.pk}/")
    assert "Bulan lalu + masuk − keluar: 3 + 0 − 1 = 2." in isi
    assert "Cocok" in isi
    assert "Per provinsi" in isi
    isi = teks(pipit, f"/bansos/{dua.pk}/?kode=18.04.01")
    assert "Per desa" in isi
    assert f"kode={DESA}" in isi
    assert "+0 −1" in isi
    assert teks(pipit, f"/bansos/{dua.pk}/?kode=17").count("data-baris") == 0


def test_search_by_id_and_for_those_who_may_by_name(
    daftar: list[Penetapan], pipit: Client, masuk: Masuk
) -> None:
    tarik(pipit, daftar[0])
    tarikan, satu = Penarikan.objects.get(), Penerima.objects.order_by("id")[0]
    alamat = f"/bansos/{tarikan.pk}/penerima/?cari="
    assert teks(pipit, alamat + satu.id_registri).count("data-baris") == 1
    assert teks(pipit, alamat + satu.nama.split()[-1]).count("data-baris") == 0
    assert teks(masuk("ratna"), alamat + satu.nama).count("data-baris") >= 1
    assert "Tidak ada yang cocok" in teks(pipit, alamat + "ZZZ")
    assert teks(pipit, f"/bansos/{tarikan.pk}/?cari={satu.id_registri}").count("data-baris") == 1
