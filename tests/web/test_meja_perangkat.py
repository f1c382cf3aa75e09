"""Conflicts and laptops at the desk: decided by named people, side by side, with a reason; keys shown once."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.test import Client

from opensiks.infra.scope import scope_nasional
from opensiks.jejak.models import Jejak
from opensiks.paket.models import Perangkat
from opensiks.paket.permintaan import BENTUK
from opensiks.paket.segel import make_kunci
from opensiks.paket.tanda import KunciTanda
from opensiks.web.presenters.bentrok import mask_beda, write_nilai
from tests import cast
from tests.factories.kantor import teks
from tests.factories.meja import IsiMeja, buat_meja
from tests.web.conftest import Pekon

Masuk = Callable[[str], Client]


@pytest.fixture
def meja(pemeran: dict[str, cast.Pemeran], pekon: Pekon) -> Iterator[IsiMeja]:
    with scope_nasional():
        yield buat_meja(pemeran, pekon.periode, pekon.keluarga[0].id_registri)


# --- conflicts ------------------------------------------------------------------------------------------------------


def test_a_conflict_stands_side_by_side_and_neither_answer_is_preferred(meja: IsiMeja, masuk: Masuk) -> None:
    jaya = masuk("jaya")
    assert "1 bentrok menunggu keputusan" in teks(jaya, "/meja/bentrok/")
    isi = teks(jaya, f"/meja/bentrok/{meja.bentrok.pk}/")
    for kata in (
        "12 Maret 1979",
        "3 Desember 1979",
        "1 Januari 1979",
        "Kedua nilai tetap tersimpan",
        "Bentrok 1 dari 1",
    ):
        assert kata in isi
    for kunci in ("1", "2", "3"):
        assert f'data-kunci="{kunci}"' in isi
    assert "tombol-utama" not in isi


@pytest.mark.parametrize(("isian", "peristiwa"), [("nama_ibu", 1), ("nik", 1), ("tempat_lahir", 0)])
def test_R95_what_is_masked_elsewhere_is_compared_with_one_event(
    meja: IsiMeja, masuk: Masuk, isian: str, peristiwa: int
) -> None:
    meja.bentrok.isi["isian"] = {isian: {"dasar": "", "server": "SITI", "paket": "ST. AMINAH"}}
    meja.bentrok.save()
    jaya = masuk("jaya")
    for _ in range(2):
        assert "AMINAH" in teks(jaya, f"/meja/bentrok/{meja.bentrok.pk}/")
    assert Jejak.objects.filter(peristiwa="keluarga.revealed").count() == peristiwa


def test_without_a_reason_nothing_is_decided(meja: IsiMeja, masuk: Masuk) -> None:
    jawab = masuk("harun").post(
        f"/meja/bentrok/{meja.bentrok.pk}/putus/", {"pilihan": "PAKET", "alasan": "ya"}
    )
    assert jawab.status_code == 422
    assert "Tulis alasan singkat" in jawab.content.decode()
    meja.bentrok.refresh_from_db()
    assert meja.bentrok.selesai_at is None


@pytest.mark.parametrize(
    ("nilai", "kata"),
    [
        (None, "–"), ({}, "–"), ([], "–"), ("1979-03-12", "12 Maret 1979"), ("1979-99-12", "1979-99-12"),
        ({"nama_ibu": "SITI"}, "nama ibu: SITI"), (["a", "b"], "a, b"), (True, "Ya"), (3, "3"),
    ],
)  # fmt: skip
def test_values_are_written_for_people(nilai: object, kata: str) -> None:
    assert write_nilai(nilai) == kata


def test_two_numbers_show_only_the_digits_that_differ() -> None:
    satu, dua = "1804015212795001", "1804015203795001"
    assert mask_beda(satu, dua) == "180401••12••5001"
    assert mask_beda(satu, satu) == "180401••••••5001"
    assert mask_beda("18040", dua).count("1") < 3


# --- laptops --------------------------------------------------------------------------------------------------------


def test_the_six_words_are_compared_before_a_laptop_is_let_in(meja: IsiMeja, masuk: Masuk) -> None:
    jaya, p = masuk("jaya"), meja.minta
    assert "Menunggu dicocokkan" in teks(jaya, "/meja/perangkat/")
    isi = teks(jaya, f"/meja/perangkat/{p.pk}/")
    assert all(f"<li>{kata}</li>" in isi for kata in p.kata.split())
    assert len(p.kata.split()) == 6
    assert jaya.post(f"/meja/perangkat/{p.pk}/setujui/").status_code == 302
    assert "Terdaftar" in teks(jaya, f"/meja/perangkat/{p.pk}/")
    lembar = jaya.post(f"/meja/perangkat/{p.pk}/turun/")
    assert lembar.content.startswith(b"age-encryption.org/v1")
    assert cast.BUDI.nama not in lembar.headers["Content-Disposition"]


def test_a_laptop_is_refused_or_revoked_with_a_reason(meja: IsiMeja, masuk: Masuk) -> None:
    jaya = masuk("jaya")
    jaya.post(f"/meja/perangkat/{meja.minta.pk}/tolak/")
    assert "Tidak disetujui" in teks(jaya, f"/meja/perangkat/{meja.minta.pk}/")
    alamat = f"/meja/perangkat/{meja.perangkat.pk}/cabut/"
    assert jaya.post(alamat, {"alasan": ""}).status_code == 422
    jaya.post(alamat, {"alasan": "Laptop hilang di pasar."})
    isi = teks(jaya, f"/meja/perangkat/{meja.perangkat.pk}/")
    assert "Dicabut" in isi
    assert "Laptop hilang di pasar." in isi


def test_R80v_R80w_a_request_comes_from_a_stick(meja: IsiMeja, masuk: Masuk) -> None:
    jaya = masuk("jaya")
    jwk = dict(KunciTanda.generate("ES256").jwk)
    minta = {"bentuk": BENTUK, "akun": "budi", "desa": cast.DESA_BUDI, "jwk": jwk, "umum": make_kunci()[1],
             "alg": "ES256", "nama": "Laptop balai"}  # fmt: skip
    jawab = kirim_permintaan(jaya, minta)
    assert "Cocokkan enam katanya." in jawab
    assert "Laptop balai" in jawab
    assert Jejak.objects.filter(peristiwa="perangkat.requested").order_by("-id")[0].aktor == "Jaya"


@pytest.mark.parametrize(
    ("ubah", "kalimat"),
    [
        ({"bentuk": "lain"}, "Berkas ini bukan permintaan perangkat."),
        ({"akun": "tidak-ada"}, "Akun di permintaan ini bukan operator desa itu."),
        ({"akun": "sari"}, "Akun di permintaan ini bukan operator desa itu."),
        ({"desa": cast.DESA_ASING}, "wilayah"),
        ({"alg": "none"}, "Kunci perangkat ini tidak dapat dipakai."),
    ],
)
def test_R80v_R80w_a_wrong_request_file_is_told_and_enters_nothing(
    meja: IsiMeja, masuk: Masuk, ubah: dict[str, str], kalimat: str
) -> None:
    minta = {"bentuk": BENTUK, "akun": "budi", "desa": cast.DESA_BUDI, "jwk": dict(KunciTanda.generate("ES256").jwk),
             "umum": make_kunci()[1], "alg": "ES256", "nama": "x"}  # fmt: skip
    assert kalimat in kirim_permintaan(masuk("jaya"), minta | ubah)
    assert Perangkat.objects.count() == 2


def kirim_permintaan(client: Client, isi: dict[str, Any]) -> str:
    berkas = io.BytesIO(json.dumps(isi).encode())
    berkas.name = "permintaan.json"
    return client.post(
        "/meja/perangkat/berkas/",
        {"berkas": berkas},
        follow=True,
        headers={"referer": "http://testserver/meja/perangkat/"},
    ).content.decode()


def test_a_recovery_key_is_shown_once_and_never_again(meja: IsiMeja, masuk: Masuk) -> None:
    jaya, alamat = masuk("jaya"), f"/meja/pemulihan/{cast.DESA}/"
    assert "Buat kunci pemulihan" in teks(jaya, alamat)
    jawab = jaya.post(alamat)
    isi = jawab.content.decode()
    rahasia = "".join(re.findall(r"<span>([A-Z0-9-]+)</span>", isi))
    assert rahasia.startswith("AGE-SECRET-KEY-1")
    assert jawab.headers["Cache-Control"] == "no-store"
    assert "<svg" in isi
    for lagi in (alamat, "/meja/pemulihan/"):
        assert rahasia[20:40] not in teks(jaya, lagi)
    assert "Sudah dibuat" in teks(jaya, "/meja/pemulihan/")
    assert "Buat kunci pemulihan yang baru?" in teks(jaya, alamat)
