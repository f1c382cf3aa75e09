"""The worksheet's shell and its doors: the same bytes for everybody, JSON for the program, nothing for the neighbour."""

import json

from django.contrib.staticfiles import finders
from django.test import Client

from opensiks.web import lembar as terbangun
from tests import cast

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
    (tmp_path / "lembar.js").write_text("// another")
    assert client.get("/lembar/sw.js").content != jawab.content


def test_the_manifest_opens_the_worksheet(client: Client, db: None) -> None:
    isi = client.get("/lembar/manifest.webmanifest").json()
    assert (isi["start_url"], isi["scope"]) == ("/lembar/", "/lembar/")
    assert cast.SARI.nama not in json.dumps(isi)
