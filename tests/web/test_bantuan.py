"""The guides are pages: open to everybody, safe, and true to the words of the screens."""

import re

import pytest
from django.test import Client

from opensiks.web.panduan import list_panduan


def test_help_leads_to_the_operators_guide(client: Client) -> None:
    assert client.get("/bantuan/").headers["Location"] == "/bantuan/operator-desa/"


@pytest.mark.parametrize("nama", list(list_panduan()))
def test_every_guide_is_a_page(client: Client, nama: str) -> None:
    isi = client.get(f"/bantuan/{nama}/").content.decode()
    assert isi.count("<h1") == 1
    assert list_panduan()[nama] in isi


def test_guide_says_what_beku_means_where_the_screens_point(client: Client) -> None:
    assert '<h2 id="beku">' in client.get("/bantuan/operator-desa/").content.decode()


@pytest.mark.parametrize("nama", list(list_panduan()))
def test_links_of_a_guide_lead_somewhere(client: Client, nama: str) -> None:
    isi = client.get(f"/bantuan/{nama}/").content.decode()
    artikel = isi[isi.index("<article") : isi.index("</article>")]
    jangkar = set(re.findall(r'id="([^"]+)"', artikel))
    for tujuan in re.findall(r'href="([^"]+)"', artikel):
        if tujuan.startswith("#"):
            assert tujuan[1:] in jangkar
        else:
            assert client.get(tujuan).status_code in (200, 302)


def test_unknown_guide_is_not_there(client: Client) -> None:
    assert client.get("/bantuan/tidak-ada/").status_code == 404
