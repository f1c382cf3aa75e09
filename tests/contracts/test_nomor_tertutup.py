"""No page that refuses, no file's name and no address carries a NIK or a KK, whatever somebody puts in (R95)."""

import hashlib
import json
import re
from collections.abc import Iterator
from html import unescape
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client

from opensiks.infra.scope import scope_nasional
from opensiks.keluarga.models import Individu, Keluarga
from opensiks.paket.models import Titipan
from opensiks.web import middleware
from tests.contracts.test_urls import RUTE, Dunia, dunia

__all__ = ["dunia"]
pytestmark = pytest.mark.berat
# Sixteen digits that stand by themselves; between longer runs of hexadecimal they are no number.
NOMOR = re.compile(r"(?<![0-9A-Za-z])[0-9]{16}(?![0-9A-Za-z])")
_TAUT = re.compile(r"""\b(?:href|src|action|hx-get|hx-post|data-url)="([^"]*)\"""")
KEPALA = ("Location", "HX-Redirect", "HX-Push-Url", "Content-Disposition", "Link", "Refresh")


@pytest.fixture
def nik(dunia: Dunia) -> tuple[str, str]:
    """The numbers of a family of the village, which everything below tries to get out."""
    with scope_nasional():
        k: Keluarga = dunia.cerita.able
        orang = Individu.objects.filter(keluarga=k).exclude(nik="")[0]
    assert NOMOR.fullmatch(orang.nik)
    assert NOMOR.fullmatch(k.no_kk)
    return orang.nik, k.no_kk


def client_of(dunia: Dunia, nama: str, **lain: Any) -> Client:
    client = Client(raise_request_exception=False, **lain)
    client.force_login(dunia.cerita.pemeran[nama].akun)
    return client


def read_isi(jawab: Any) -> str:
    isi: HttpResponse = jawab
    if jawab.streaming or not jawab.headers.get("Content-Type", "").startswith(
        ("text/html", "application/json")
    ):
        return ""
    return unescape(isi.content.decode(errors="replace"))


def list_bocor(jawab: Any) -> Iterator[str]:
    """Numbers in the headers and the addresses of an answer, and anywhere in one that refuses."""
    for nama in KEPALA:
        for nomor in NOMOR.findall(jawab.headers.get(nama, "")):
            yield f"{nama}: {nomor}"
    isi = read_isi(jawab)
    for taut in _TAUT.findall(isi):
        for nomor in NOMOR.findall(taut):
            yield f"alamat: {nomor}"
    if jawab.status_code >= 400:
        for nomor in NOMOR.findall(isi):
            yield f"isi {jawab.status_code}: {nomor}"


@pytest.mark.parametrize("nama", ["sari", "jaya", "ratna"])
def test_no_address_and_no_files_name_carries_a_number(dunia: Dunia, nik: tuple[str, str], nama: str) -> None:
    """Kegagalan 74: every route as its village, its Dinas and the ministry open it; downloads by their names."""
    client = client_of(dunia, nama)
    bocor, unduhan = [], 0
    for rute in RUTE:
        for cara in (client.get, client.post):
            jawab = cara(dunia.alamat(rute))
            unduhan += "filename=" in jawab.headers.get("Content-Disposition", "")
            bocor += [f"{cara.__name__} {rute.name} {apa}" for apa in list_bocor(jawab)]
    assert bocor == []
    assert unduhan > 0


def test_a_file_that_somebody_named_after_a_person_loses_the_number(
    dunia: Dunia, nik: tuple[str, str]
) -> None:
    """Kegagalan 74: the desk takes a file of any name; what it keeps and shows of the name has no number."""
    jaya = client_of(dunia, "jaya")
    isi = b"bukan paket"
    jawab = jaya.generic(
        "POST",
        "/meja/titip/",
        isi,
        "application/octet-stream",
        headers={"X-Nama": f"KK {nik[1]} - {nik[0]}.age"},
    )
    assert jawab.status_code == 200
    with scope_nasional():
        t = Titipan.objects.get(sha256=hashlib.sha256(isi).hexdigest())
    halaman = jaya.get(f"/meja/{t.pk}/").content.decode()
    for teks in (t.nama, halaman, jawab.content.decode()):
        assert not {*nik} & {*NOMOR.findall(teks)}
    assert t.nama.endswith(".age")


def test_what_was_sent_is_not_in_the_answer_that_refuses_it(
    dunia: Dunia, nik: tuple[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Kegagalan 74: 400, 403, 413, 422 and 500, each provoked with the number in hand; no page answers 409."""
    sari, jaya = client_of(dunia, "sari"), client_of(dunia, "jaya")
    teks = f"{nik[0]} dan {nik[1]}"
    p = dunia.id["meja_perangkat"]
    jawab = {
        "isian rusak": sari.post("/isian/", {"kunci": "uji", "isi": teks}),
        "isian besar": sari.post("/isian/", {"kunci": "uji", "isi": json.dumps({"nik": [teks * 40_000]})}),
        "permintaan rusak": sari.post("/lembar/api/perangkat/", teks, "application/json"),
        "sidik lain": sari.post("/lembar/api/titip/", teks, "application/octet-stream", headers={"X-Sha256": "0" * 64}),
        "tanpa izin": sari.post(f"/meja/perangkat/{p}/setujui/", {"alasan": teks}),
        "aturan": jaya.post(f"/meja/perangkat/{p}/setujui/", {"alasan": teks}),
        "tanpa token": client_of(dunia, "sari", enforce_csrf_checks=True).post("/isian/", {"isi": teks}),
    }  # fmt: skip

    def fall(*args: object, **lain: object) -> None:
        raise ValueError(f"bentuk salah: {teks}")

    monkeypatch.setattr(middleware, "find_actor", fall)
    jawab["gangguan"] = sari.get(f"/keluarga/{dunia.id['keluarga']}/?cari={nik[0]}")
    assert {n: j.status_code for n, j in jawab.items()} == {
        "isian rusak": 400, "isian besar": 413, "permintaan rusak": 400, "sidik lain": 400, "tanpa izin": 403,
        "aturan": 422, "tanpa token": 403, "gangguan": 500,
    }  # fmt: skip
    assert [f"{n} {apa}" for n, j in jawab.items() for apa in list_bocor(j)] == []


def test_a_number_in_the_address_is_not_said_again(dunia: Dunia, nik: tuple[str, str]) -> None:
    """Kegagalan 74: 403 and 404 for every shape of a route, with a NIK where an id belongs."""
    bocor, galat = [], set()
    for nama in ("sari", "budi"):
        client = client_of(dunia, nama)
        for rute in RUTE:
            alamat = "/" + re.sub(r"<[a-z]+:[a-z_]+>", nik[0], str(rute.pattern))
            for cara in (client.get, client.post):
                jawab = cara(alamat)
                galat.add(jawab.status_code)
                if jawab.status_code >= 400:
                    bocor += [f"{cara.__name__} {rute.name} {apa}" for apa in list_bocor(jawab)]
    client = client_of(dunia, "sari")
    for alamat in (f"/tidak-ada/{nik[0]}/", f"/keluarga/{nik[1]}x/", f"/{nik[0]}"):
        jawab = client.get(alamat)
        galat.add(jawab.status_code)
        bocor += [f"{alamat} {apa}" for apa in list_bocor(jawab)]
    assert bocor == []
    assert {403, 404} <= galat
