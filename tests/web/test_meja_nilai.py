"""Real packages over the desk: judged at a press, a conflict decided, a held one released, answers in the ZIP."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta

import pytest
from django.test import Client

from opensiks.infra import clock
from opensiks.infra.scope import scope_nasional
from opensiks.paket import services
from opensiks.paket.models import Bentrok, Perangkat, Titipan, Ubahan
from opensiks.paket.segel import make_kunci
from opensiks.paket.tanda import KunciTanda
from tests import cast
from tests.factories.kantor import teks
from tests.factories.paket import Laptop
from tests.web.conftest import Pekon

Masuk = Callable[[str], Client]
MENTAH = "application/octet-stream"


@dataclass
class Kerja:
    """Sari's laptop, and the desk's browser."""

    laptop: Laptop
    jaya: Client
    pekon: Pekon
    berkas: list[bytes] = field(default_factory=list)

    def verval(self, hasil: str, *, ke: int = 0) -> None:
        k = self.pekon.keluarga[ke]
        self.laptop.catat(
            "verval", k.id_registri, {"hasil": hasil, "tanggal": self.pekon.hari.isoformat(), "catatan": ""},
            clock.now(), dasar={"versi": 1, "status": "AKTIF", "verval": None},
        )  # fmt: skip

    def titip(self) -> int:
        """A package of all lines, dropped on the desk; its number."""
        isi = self.laptop.paket(clock.now())
        return int(self.jaya.generic("POST", "/meja/titip/", isi, MENTAH).json()["id"])


@pytest.fixture
def kerja(pemeran: dict[str, cast.Pemeran], masuk: Masuk, pekon: Pekon) -> Kerja:
    kunci, (rahasia, umum) = KunciTanda.generate("ES256"), make_kunci()
    at, sari = clock.now() - timedelta(hours=1), pemeran["sari"].actor
    with scope_nasional():
        p = services.request_perangkat(cast.DESA, kunci.jwk, umum, "Laptop pekon", "ES256", by=sari, at=at)
        services.enrol_perangkat(p, by=pemeran["jaya"].actor, at=at)
    return Kerja(Laptop(p, sari, kunci, rahasia), masuk("jaya"), pekon)


def test_what_waits_is_judged_at_a_press(kerja: Kerja) -> None:
    kerja.verval("TETAP")
    id_ = kerja.titip()
    assert "Menunggu dinilai" in teks(kerja.jaya, f"/meja/{id_}/")
    isi = kerja.jaya.post("/meja/nilai/", follow=True).content.decode()
    assert "1 berkas dinilai." in isi
    assert "1 ubahan masuk." in isi
    assert "Tidak ada yang menunggu dinilai." in kerja.jaya.post("/meja/nilai/", follow=True).content.decode()
    assert "1 dari" in teks(kerja.jaya, "/meja/")


def test_the_zip_carries_the_sealed_answer_that_the_laptop_reads(kerja: Kerja) -> None:
    kerja.verval("TETAP")
    id_ = kerja.titip()
    kerja.jaya.post("/meja/nilai/")
    with zipfile.ZipFile(io.BytesIO(kerja.jaya.get("/meja/tanda.zip").content)) as berkas:
        isi = {n.split("/")[0]: berkas.read(n) for n in berkas.namelist()}
    assert isi["tanda-terima"] == kerja.jaya.get(f"/meja/terima/{id_}/").content
    with scope_nasional():
        tanda = kerja.laptop.baca_tanda(Titipan.objects.get(pk=id_))
    assert [p["putusan"] for p in tanda["putusan"]] == ["DITERIMA"]


def test_R83_an_exclusion_against_a_confirmation_waits_for_a_named_person(kerja: Kerja, sari: Client) -> None:
    sari.post(f"/keluarga/{kerja.pekon.keluarga[0].pk}/tetap/")
    kerja.verval("MENINGGAL")
    id_ = kerja.titip()
    kerja.jaya.post("/meja/nilai/")
    with scope_nasional():
        bentrok = Bentrok.objects.get()
    isi = teks(kerja.jaya, f"/meja/bentrok/{bentrok.pk}/")
    for kata in ("Meninggal", "Ditemukan, tetap", "Sari"):
        assert kata in isi
    assert f"/meja/bentrok/{bentrok.pk}/" in teks(kerja.jaya, f"/meja/{id_}/")
    jawab = kerja.jaya.post(
        f"/meja/bentrok/{bentrok.pk}/putus/",
        {"pilihan": "SERVER", "alasan": "Sudah ditemui TKSK."},
        follow=True,
    )
    assert "Diputuskan. Desa membacanya" in jawab.content.decode()
    assert "Tidak ada bentrok." in teks(kerja.jaya, "/meja/bentrok/")
    isi = teks(kerja.jaya, f"/meja/bentrok/{bentrok.pk}/")
    assert "Data sekarang dipakai. Diputuskan Jaya" in isi
    assert "Sudah ditemui TKSK." in isi
    assert "Data sekarang dipakai" in teks(kerja.jaya, "/meja/bentrok/?status=selesai")
    with scope_nasional():
        assert Ubahan.objects.get().vonis == "DITOLAK"


def test_a_package_of_a_revoked_laptop_is_held_until_a_person_vouches(kerja: Kerja) -> None:
    kerja.jaya.post(
        f"/meja/perangkat/{kerja.laptop.perangkat.pk}/cabut/", {"alasan": "Laptop hilang di pasar."}
    )
    kerja.verval("TETAP")
    id_ = kerja.titip()
    kerja.jaya.post("/meja/nilai/")
    assert "Lepas paket ini" in teks(kerja.jaya, f"/meja/{id_}/")
    alamat = f"/meja/{id_}/lepas/"
    assert kerja.jaya.post(alamat, {"alasan": "ya"}).status_code == 422
    jawab = kerja.jaya.post(
        alamat, {"alasan": "Sari membenarkan lewat telepon."}, follow=True
    ).content.decode()
    assert "Paket dilepas dan dinilai." in jawab
    assert "1 ubahan masuk." in jawab
    assert "Sari membenarkan lewat telepon." in jawab
    with scope_nasional():
        assert Perangkat.objects.get().status == "DICABUT"


def test_a_damaged_file_says_where_and_what_to_do(kerja: Kerja) -> None:
    kerja.verval("TETAP")
    isi = kerja.laptop.paket(clock.now())
    rusak = int(kerja.jaya.generic("POST", "/meja/titip/", isi[: len(isi) // 2], MENTAH).json()["id"])
    asing = int(kerja.jaya.generic("POST", "/meja/titip/", b"%PDF-1.7 bukan paket", MENTAH).json()["id"])
    kerja.jaya.post("/meja/nilai/")
    for id_ in (rusak, asing):
        halaman = teks(kerja.jaya, f"/meja/{id_}/")
        assert "Minta operator kirim ulang." in halaman
        assert "Cetak tanda titip" in halaman
