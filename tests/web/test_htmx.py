"""page() and blocks: the whole page for a visit, one block for HTMX, with inheritance."""

import json
from collections.abc import Iterator

import pytest
from django.http import HttpRequest
from django.template import engines
from django.test import RequestFactory, override_settings

from opensiks.web.htmx import page

DAFTAR = {
    "induk.html": "<main>{% block isi %}kosong{% endblock %}</main>{% block kaki %}kaki {{ nama }}{% endblock %}",
    "tengah.html": "{% extends 'induk.html' %}{% block isi %}[{% block daftar %}tengah{% endblock %}]{% endblock %}",
    "anak.html": (
        "{% extends 'tengah.html' %}{% block daftar %}{{ block.super }}+{{ nama }}"
        "{% block baris %}<i>{{ nama }}</i>{% endblock %}{% endblock %}"
    ),
}


@pytest.fixture(autouse=True)
def _templates() -> Iterator[None]:
    mesin = {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "OPTIONS": {"loaders": [("django.template.loaders.locmem.Loader", DAFTAR)]},
    }
    with override_settings(TEMPLATES=[mesin]):
        yield
    engines._templates = None


def visit(**headers: str) -> HttpRequest:
    return RequestFactory().get("/", headers=headers)


def text(request: HttpRequest, template: str, block: str | None = None) -> str:
    return page(request, template, block, nama="<Sari>").content.decode()


def test_visit_gets_whole_page():
    isi = text(visit(), "anak.html", "baris")
    assert isi == "<main>[tengah+&lt;Sari&gt;<i>&lt;Sari&gt;</i>]</main>kaki &lt;Sari&gt;"


def test_htmx_gets_only_the_block():
    assert text(visit(hx_request="true"), "anak.html", "baris") == "<i>&lt;Sari&gt;</i>"


def test_block_sees_super_of_its_parents():
    assert text(visit(hx_request="true"), "anak.html", "daftar") == "tengah+&lt;Sari&gt;<i>&lt;Sari&gt;</i>"


def test_block_of_a_parent_holds_the_overrides_of_the_child():
    assert text(visit(hx_request="true"), "anak.html", "isi") == "[tengah+&lt;Sari&gt;<i>&lt;Sari&gt;</i>]"


def test_block_only_in_the_parent():
    assert text(visit(hx_request="true"), "anak.html", "kaki") == "kaki &lt;Sari&gt;"


def test_htmx_without_block_gets_whole_page():
    assert text(visit(hx_request="true"), "anak.html").startswith("<main>")


@pytest.mark.parametrize("kepala", ["hx_boosted", "hx_history_restore_request"])
def test_boosted_link_and_restored_history_get_whole_page(kepala: str):
    assert text(visit(hx_request="true", **{kepala: "true"}), "anak.html", "baris").startswith("<main>")


def test_unknown_block_is_named():
    with pytest.raises(LookupError, match=r"'salah' in anak\.html"):
        text(visit(hx_request="true"), "anak.html", "salah")


def test_answer_varies_by_htmx_and_keeps_status():
    response = page(visit(), "anak.html", status=422)
    assert response.status_code == 422
    assert response.headers["Vary"] == "HX-Request"


def test_announcement_goes_with_a_part_as_ascii_json():
    response = page(visit(hx_request="true"), "anak.html", "baris", umumkan="Tersimpan — 14.02")
    assert response.headers["HX-Trigger"].isascii()
    assert json.loads(response.headers["HX-Trigger"]) == {"siks:umumkan": {"kalimat": "Tersimpan — 14.02"}}


def test_whole_page_announces_nothing():
    assert "HX-Trigger" not in page(visit(), "anak.html", umumkan="Tersimpan").headers
