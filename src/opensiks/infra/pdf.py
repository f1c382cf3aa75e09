"""Typst template and data to PDF; the same input gives the same bytes on every machine.

Only the fonts inside the typst wheel are used, the creation time comes from the caller, and nothing is
fetched.
"""

import json
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

import typst

ROOT = Path(__file__).resolve().parents[1]
# Used when a document states no moment of its own.
EPOCH = datetime(2000, 1, 1, tzinfo=UTC)


class TemplateError(Exception):
    """The template is missing or does not accept the data; a fault of ours, not of the person."""


def render(template: str, data: dict[str, Any], *, at: datetime = EPOCH) -> bytes:
    """The PDF of `template`, "musyawarah/berita_acara" meaning opensiks/musyawarah/typst/berita_acara.typ.

    `data` must be JSON; the template reads it with `#let data = json(bytes(sys.inputs.data))` and may import
    "/infra/typst/dasar.typ". `at` is the creation time written into the file.
    """
    app, _, name = template.partition("/")
    path = ROOT / app / "typst" / f"{name}.typ"
    if not path.is_file():
        raise TemplateError(f"no template {path}")
    try:
        return typst.compile(
            str(path),
            root=str(ROOT),
            format="pdf",
            sys_inputs={"data": json.dumps(data, ensure_ascii=False, sort_keys=True)},
            font_paths=_fonts(),
            timestamp=int(at.timestamp()),
        )
    except typst.TypstError as error:
        raise TemplateError(f"{template}: {error}") from error


@cache
def _fonts() -> typst.Fonts:
    """The wheel's own fonts, read once for each process."""
    return typst.Fonts(include_system_fonts=False)
