"""People and roles of one's own area; a first password is seen once (R1, R10)."""

import re

import pytest
from django.test import Client

from opensiks.akun.models import Akun, Penugasan
from opensiks.infra.scope import scope_nasional
from opensiks.jejak.models import Jejak
from tests import cast
from tests.factories.kantor import Masuk, teks
from tests.factories.verval import DESA, DESA_BUDI, DESA_JAUH, KAB


def isian(**ubah: str) -> dict[str, str]:
    return {
        "nama": "Dewi Sartika", "username": "dewi", "nomor_hp": "0812345678", "peran": "OPERATOR_DESA",
        "kode_wilayah": DESA_BUDI, "sejak_0": "1", "sejak_1": "7", "sejak_2": "2023", **ubah,
    }  # fmt: skip


def test_lists_the_own_area_only(masuk: Masuk) -> None:
    isi = teks(masuk("harun"), "/petugas/")
    assert "sari" in isi
    assert "orang_asing" not in isi
    assert "ratna" not in isi.split("<tbody>")[1]
    assert "budi" in teks(masuk("harun"), "/petugas/?cari=budi")


def test_creates_a_person_with_a_password_shown_once(masuk: Masuk) -> None:
    jawab = masuk("harun").post("/petugas/baru/", isian()).content.decode()
    sandi = re.search(r'id="sandi">([a-z0-9-]+)<', jawab)
    assert sandi is not None
    client = Client()
    assert client.login(username="dewi", password=sandi[1])
    # The first thing asked of her is a password of her own.
    assert client.get("/").url == "/akun/sandi/"  # type: ignore[attr-defined]
    assert Penugasan.objects.get(akun__username="dewi").kode_wilayah == DESA_BUDI


@pytest.mark.parametrize(
    ("ubah", "kata"),
    [
        ({"username": "sari"}, "sudah dipakai"),
        ({"username": "Dewi S"}, "huruf kecil"),
        ({"nama": ""}, "Isi nama lengkap."),
        ({"kode_wilayah": DESA_JAUH}, "di luar wilayah Anda"),
        ({"kode_wilayah": KAB}, "Peran ini tidak untuk tingkat wilayah itu."),
        ({"peran": "PUSDATIN", "kode_wilayah": ""}, "Pilih salah satu yang tersedia."),
        ({"nomor_hp": "abc"}, "Nomor HP hanya angka"),
    ],
)
def test_R1_refuses_and_leaves_nobody_behind(masuk: Masuk, ubah: dict[str, str], kata: str) -> None:
    jawab = masuk("harun").post("/petugas/baru/", isian(**ubah))
    assert jawab.status_code == 422
    assert kata in jawab.content.decode()
    assert not Akun.objects.filter(username="dewi").exists()


def test_R10_second_village_is_refused(masuk: Masuk, pemeran: dict[str, cast.Pemeran]) -> None:
    isi = {
        k: v for k, v in isian(kode_wilayah=DESA_BUDI).items() if k not in ("nama", "username", "nomor_hp")
    }
    jawab = masuk("harun").post(f"/petugas/{pemeran['sari'].penugasan.pk}/", isi)
    assert "sudah menjadi operator desa lain" in jawab.content.decode()


def test_reset_shows_the_new_password_once(masuk: Masuk, pemeran: dict[str, cast.Pemeran]) -> None:
    jawab = masuk("harun").post(f"/petugas/{pemeran['sari'].penugasan.pk}/sandi/").content.decode()
    assert "Hanya tampil sekali" in jawab
    with scope_nasional():
        assert Jejak.objects.filter(peristiwa="akun.reset").count() == 1
    assert not Client().login(username="sari", password=cast.SANDI)


def test_revokes_from_a_day_on(masuk: Masuk, pemeran: dict[str, cast.Pemeran]) -> None:
    tugas = pemeran["sari"].penugasan
    alamat = f"/petugas/{tugas.pk}/akhiri/"
    masuk("harun").post(alamat, {"sampai_0": "1", "sampai_1": "1", "sampai_2": "2020"})
    assert Penugasan.objects.get(pk=tugas.pk).sampai is None
    masuk("harun").post(alamat, {"sampai_0": "1", "sampai_1": "7", "sampai_2": "2023"})
    assert str(Penugasan.objects.get(pk=tugas.pk).sampai) == "2023-07-01"
    assert masuk("sari").get("/").status_code == 403


def test_who_may_not_and_whom_not(masuk: Masuk, pemeran: dict[str, cast.Pemeran]) -> None:
    for nama in ("jaya", "sari", "wati"):
        assert masuk(nama).get("/petugas/").status_code == 403
        assert masuk(nama).post("/petugas/baru/", isian()).status_code == 403
    harun = masuk("harun")
    for nama in ("ratna", "orang_asing"):
        assert harun.get(f"/petugas/{pemeran[nama].penugasan.pk}/").status_code == 404
        assert harun.post(f"/petugas/{pemeran[nama].penugasan.pk}/sandi/").status_code == 404
    assert teks(harun, f"/petugas/{pemeran['ratna'].penugasan.pk}/", 404) == teks(
        harun, "/petugas/99999/", 404
    )
    assert DESA
