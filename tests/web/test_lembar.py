"""The worksheet's shell and its doors: alike for everybody, JSON for the program, nothing for the neighbour."""

import errno
import hashlib
import json
from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.cache import cache
from django.test import Client

from opensiks.infra import clock
from opensiks.infra.scope import scope_nasional
from opensiks.paket.models import Perangkat
from opensiks.paket.segel import make_kunci
from opensiks.paket.tanda import KunciTanda
from opensiks.rules.aktor import Actor
from opensiks.rules.paket import MAKS_BERKAS
from opensiks.web import api
from opensiks.web import lembar as terbangun
from tests import cast
from tests.factories.paket import Laptop, nilai, titip
from tests.web.conftest import Pekon

Masuk = Callable[[str], Client]
KULIT = ("/lembar/", "/lembar/penyelamat/", "/lembar/manifest.webmanifest")


def test_the_shell_is_the_same_for_everybody_and_holds_nobody(sari: Client, client: Client) -> None:
    for alamat in KULIT:
        orang, tamu = sari.get(alamat), client.get(alamat)
        assert orang.status_code == tamu.status_code == 200
        assert orang.content == tamu.content
        assert "Sari" not in orang.content.decode()
        assert "csrf" not in orang.content.decode()
        assert "Cookie" not in orang.headers.get("Vary", "")
        assert orang.headers["Cache-Control"] == "no-cache"
        assert "default-src 'self'" in orang.headers["Content-Security-Policy"]


def test_the_shell_is_asked_for_again_without_being_sent_again(client: Client, db: None) -> None:
    for alamat in KULIT[:2]:
        etag = client.get(alamat).headers["ETag"]
        assert client.get(alamat, headers={"if-none-match": etag}).status_code == 304


def test_the_shell_links_nothing_but_its_own(client: Client, db: None) -> None:
    isi = client.get("/lembar/").content.decode()
    assert "<script>" not in isi
    assert "http://" not in isi
    assert "https://" not in isi


def test_says_plainly_when_the_worksheet_was_not_built(client: Client, db: None, monkeypatch) -> None:
    monkeypatch.setattr(terbangun, "is_terbangun", lambda: False)
    isi = client.get("/lembar/").content.decode()
    assert "Lembar kerja belum dipasang di server ini" in isi
    assert "lembar.js" not in isi
    assert "Lembar kerja belum dipasang" in client.get("/lembar/penyelamat/").content.decode()
    assert client.get("/lembar/sw.js").status_code == 404


def test_the_worker_comes_fresh_with_what_it_keeps(client: Client, db: None, tmp_path, monkeypatch) -> None:
    """A build of three small files: the worker names them, and its bytes change with any of them."""
    for nama in ("lembar.js", "penyelamat.js", "sw.js"):
        (tmp_path / nama).write_text(f"// {nama}")
    asli = finders.find
    monkeypatch.setattr(
        finders,
        "find",
        lambda n: str(tmp_path / n[7:]) if n.startswith("lembar/") and n[-3:] == ".js" else asli(n),
    )
    jawab = client.get("/lembar/sw.js")
    assert jawab.headers["Cache-Control"] == "no-store"
    assert jawab.headers["Service-Worker-Allowed"] == "/lembar/"
    assert jawab.headers["Content-Type"].startswith("text/javascript")
    awal, _, sisa = jawab.content.decode().partition(";\n")
    isi = json.loads(awal.removeprefix("self.LEMBAR="))
    assert sisa == "// sw.js"
    assert {"/lembar/", "/lembar/penyelamat/"} <= set(isi["berkas"])
    assert all(client.get(a).status_code == 200 for a in isi["berkas"] if a.startswith("/lembar/"))
    assert isi["mati"] is False
    monkeypatch.setattr(settings, "OPENSIKS_LEMBAR_MATI", True)
    assert '"mati": true' in client.get("/lembar/sw.js").content.decode()
    monkeypatch.setattr(settings, "OPENSIKS_LEMBAR_MATI", False)
    (tmp_path / "lembar.js").write_text("// another")
    assert client.get("/lembar/sw.js").content != jawab.content


def test_the_manifest_opens_the_worksheet(client: Client, db: None) -> None:
    isi = client.get("/lembar/manifest.webmanifest").json()
    assert (isi["start_url"], isi["scope"]) == ("/lembar/", "/lembar/")
    assert cast.SARI.nama not in json.dumps(isi)


# --- what the program asks ------------------------------------------------------------------------------------------


def request_perangkat(client: Client, **ubah: object) -> Any:
    isi = {
        "jwk": dict(KunciTanda.generate("ES256").jwk), "umum": make_kunci()[1], "alg": "ES256", "nama": "Laptop pekon",
    }  # fmt: skip
    return client.post("/lembar/api/perangkat/", json.dumps(isi | ubah), content_type="application/json")


def deposit(client: Client, isi: bytes, **kepala: str) -> Any:
    return client.generic("POST", "/lembar/api/titip/", isi, "application/octet-stream", headers=kepala)


def test_says_who_is_signed_in_and_gives_the_token(sari: Client, pekon: Pekon) -> None:
    isi = sari.get("/lembar/api/saya/").json()
    assert isi["nama"] == "Sari"
    assert isi["desa"] == {"kode": cast.DESA, "nama": "Way Mengaku"}
    assert isi["periode"] == pekon.periode.kode
    assert len(isi["csrf"]) == 64
    assert sari.get("/lembar/api/saya/").headers["Cache-Control"] == "no-store"


def test_only_the_token_opens_the_door_to_a_post(pemeran: dict[str, cast.Pemeran], pekon: Pekon) -> None:
    ketat = Client(enforce_csrf_checks=True)
    ketat.force_login(pemeran["sari"].akun)
    assert deposit(ketat, b"tanpa").status_code == 403
    token = ketat.get("/lembar/api/saya/").json()["csrf"]
    assert deposit(ketat, b"dengan", **{"X-CSRFToken": token}).status_code == 200


def test_roles_without_a_village_are_told_so_in_json(masuk: Masuk, pekon: Pekon) -> None:
    for nama in ("jaya", "darmo", "wati"):
        jawab = masuk(nama).get("/lembar/api/saya/")
        assert jawab.status_code == 403
        assert jawab.json()["kode"] == "HAK"


def test_a_laptop_is_asked_for_and_gets_its_worksheet_once_let_in(
    sari: Client, masuk: Masuk, pekon: Pekon
) -> None:
    minta = request_perangkat(sari).json()
    assert minta["status"] == "DIMINTA"
    assert len(minta["kata"].split()) == 6
    alamat = f"/lembar/api/perangkat/{minta['id']}/"
    assert sari.get(f"/lembar/api/turun/{minta['id']}/").status_code == 422
    masuk("jaya").post(f"/meja/perangkat/{minta['id']}/setujui/")
    assert sari.get(alamat).json()["status"] == "DISETUJUI"
    lembar = sari.get(f"/lembar/api/turun/{minta['id']}/")
    assert lembar.headers["Content-Type"] == "application/age"
    assert lembar.content.startswith(b"age-encryption.org/v1")
    assert masuk("budi").get(alamat).status_code == 404
    assert masuk("budi").get(f"/lembar/api/turun/{minta['id']}/").status_code == 404


@pytest.mark.parametrize("isi", ["bukan json", "[]", "{}", '{"jwk": 1, "umum": "", "alg": "", "nama": ""}'])
def test_a_request_that_is_none_is_refused_in_words(sari: Client, pekon: Pekon, isi: str) -> None:
    jawab = sari.post("/lembar/api/perangkat/", isi, content_type="application/json")
    assert jawab.status_code == 400
    assert jawab.json()["kalimat"] == "Permintaan tidak terbaca."


def test_a_wrong_key_is_refused_by_its_rule(sari: Client, pekon: Pekon) -> None:
    jawab = request_perangkat(sari, alg="none")
    assert jawab.status_code == 422
    assert jawab.json()["kalimat"] == "Kunci perangkat ini tidak dapat dipakai."


def test_a_file_is_taken_in_once_whoever_asks_again(sari: Client, pekon: Pekon) -> None:
    sidik = hashlib.sha256(b"isi").hexdigest()
    satu = deposit(sari, b"isi", **{"X-Sha256": sidik, "X-Nama": "paket%20satu.age"}).json()
    dua = deposit(sari, b"isi").json()
    assert (satu["nomor"], satu["tanda_titip"]) == (dua["nomor"], dua["tanda_titip"])
    assert (satu["lama"], dua["lama"]) == (False, True)
    assert deposit(sari, b"is", **{"X-Sha256": sidik}).json()["kode"] == "SIDIK"


def test_a_full_disk_gives_507_and_no_receipt(
    sari: Client, pekon: Pekon, monkeypatch: pytest.MonkeyPatch
) -> None:
    def penuh(*args: object, **kwargs: object) -> None:
        raise OSError(errno.ENOSPC, "penuh")

    def rusak(*args: object, **kwargs: object) -> None:
        raise OSError(errno.EIO, "rusak")

    for galat, status, kode in ((penuh, 507, "PENUH"), (rusak, 503, "SIMPAN")):
        monkeypatch.setattr("opensiks.infra.files.save", galat)
        jawab = deposit(sari, b"tidak muat")
        assert jawab.status_code == status
        assert jawab.json()["kode"] == kode
        assert "tanda_titip" not in jawab.json()
    monkeypatch.undo()
    assert deposit(sari, b"tidak muat").json()["lama"] is False


def test_what_is_too_large_is_told_before_it_is_read(sari: Client, pekon: Pekon) -> None:
    jawab = deposit(sari, b"x" * (MAKS_BERKAS + 1))
    assert jawab.status_code == 413
    assert "25 MB" in jawab.json()["kalimat"]


def test_one_account_that_storms_waits_and_its_neighbour_does_not(
    sari: Client, masuk: Masuk, pekon: Pekon, monkeypatch: pytest.MonkeyPatch
) -> None:
    asli = api.is_deras
    monkeypatch.setattr(api, "is_deras", lambda r, apa, banyak, detik: asli(r, apa, banyak=2, detik=60))
    cache.clear()
    status = [deposit(sari, f"berkas {n}".encode()) for n in range(3)]
    assert [s.status_code for s in status] == [200, 200, 429]
    assert status[2].headers["Retry-After"] == "30"
    assert deposit(masuk("budi"), b"lain").status_code == 200


def let_in(sari: Client, jaya: Client, operator: Actor) -> Laptop:
    """A laptop through both doors: the program asks, the office lets in."""
    kunci, (rahasia, umum) = KunciTanda.generate("ES256"), make_kunci()
    minta = request_perangkat(sari, jwk=dict(kunci.jwk), umum=umum).json()
    jaya.post(f"/meja/perangkat/{minta['id']}/setujui/")
    return Laptop(Perangkat.objects.get(pk=minta["id"]), operator, kunci, rahasia)


def test_receipts_come_to_their_own_village_only(
    sari: Client, masuk: Masuk, pemeran: dict[str, cast.Pemeran], pekon: Pekon
) -> None:
    with scope_nasional():
        at = clock.now()
        laptop = let_in(sari, masuk("jaya"), pemeran["sari"].actor)
        t = nilai(titip(laptop.paket(at), at=at), at=at)
    daftar = sari.get("/lembar/api/tanda-terima/").json()
    assert [(d["titipan"], d["urutan"]) for d in daftar] == [(t.sha256, 1)]
    isi = sari.get(daftar[0]["url"])
    assert hashlib.sha256(isi.content).hexdigest() == daftar[0]["sha256"]
    assert len(isi.content) == daftar[0]["ukuran"]
    assert sari.get("/lembar/api/tanda-terima/", {"sejak": daftar[0]["pada"]}).json() == []
    assert sari.get("/lembar/api/tanda-terima/", {"sejak": "kapan saja"}).json() == daftar
    assert masuk("budi").get("/lembar/api/tanda-terima/").json() == []
    assert masuk("budi").get(daftar[0]["url"]).status_code == 404


def test_the_operator_sees_her_laptops_files_and_receipts(sari: Client, masuk: Masuk, pekon: Pekon) -> None:
    assert "Belum ada laptop yang terdaftar." in sari.get("/perangkat/").content.decode()
    kata = request_perangkat(sari).json()["kata"].split()
    nomor = deposit(sari, b"isi").json()
    isi = sari.get("/perangkat/").content.decode()
    assert all(f"<li>{k}</li>" in isi for k in kata)
    assert nomor["nomor"] in isi
    assert nomor["nomor"] in sari.get(f"/perangkat/tanda/{nomor['id']}/").content.decode()
    assert masuk("budi").get(f"/perangkat/tanda/{nomor['id']}/").status_code == 404
    assert masuk("jaya").get("/perangkat/").status_code == 403
    assert "/perangkat/" in sari.get("/").content.decode()
