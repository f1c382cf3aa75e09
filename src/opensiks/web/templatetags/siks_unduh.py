"""The way to a list as a file, from the page that shows it."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django import template

from opensiks.web.bahasa import nanti
from opensiks.web.pages.ekspor import BUKAN_KUERI
from opensiks.web.tabel import TABEL

register = template.Library()


@register.inclusion_tag("components/unduh.html", takes_context=True)
def unduh(
    context: dict[str, Any], daftar: str, kata: str = nanti("Unduh"), cetak: bool = False, **tambah: Any
) -> dict[str, Any]:
    """A button to the question before the file; the page's own filter and order go along. Nothing for other roles.

    `cetak` puts the button beside it that prints the page as it is.
    """
    request, tabel = context["request"], TABEL[daftar]
    actor = getattr(request, "actor", None)
    kueri = {k: v for k, v in request.GET.items() if k not in BUKAN_KUERI}
    milik = {k: str(v) for k, v in tambah.items() if v not in (None, "")}
    kueri |= milik
    url = f"/unduh/{daftar}/" + (f"?{urlencode(kueri)}" if kueri else "")
    return {
        "boleh": actor is not None and actor.can(tabel.izin),
        "url": url,
        "kata": kata,
        "judul": tabel.judul,
        "cetak": cetak,
    }
