"""HTML attributes from keyword arguments: hx_post="/x" becomes hx-post="/x", escaped."""

from collections.abc import Mapping
from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString


def write_attributes(atribut: Mapping[str, Any]) -> SafeString:
    """hx_post="/x" -> ` hx-post="/x"`; True gives the bare name, False and None nothing."""
    isi = ((nama.rstrip("_").replace("_", "-"), nilai) for nama, nilai in atribut.items())
    return format_html_join(
        "",
        "{}",
        ((_attribute(nama, nilai),) for nama, nilai in isi if nilai is not None and nilai is not False),
    )


def _attribute(nama: str, nilai: Any) -> SafeString:
    return format_html(" {}", nama) if nilai is True else format_html(' {}="{}"', nama, nilai)
