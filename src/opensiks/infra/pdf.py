"""Typst template and data to PDF; the same input gives the same bytes on every machine.

Only fonts that come in wheels are used, the creation time comes from the caller, and nothing is fetched.
"""

import json
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Literal

import font_source_sans_pro
import typst

ROOT = Path(__file__).resolve().parents[1]
# Used when a document states no moment of its own.
EPOCH = datetime(2000, 1, 1, tzinfo=UTC)
HURUF = tuple(f"SourceSansPro-{h}.ttf" for h in ("Regular", "It", "Bold", "BoldIt"))


class TemplateError(Exception):
    """The template is missing or does not accept the data; a fault of ours, not of the person."""


def render(template: str, data: dict[str, Any], *, at: datetime = EPOCH) -> bytes:
    """The PDF of `template`, "musyawarah/berita_acara" meaning opensiks/musyawarah/typst/berita_acara.typ.

    `data` must be JSON; the template reads it with `#let data = json(bytes(sys.inputs.data))` and may import
    "/infra/typst/dasar.typ". `at` is the creation time written into the file.
    """
    isi: bytes = _compile(template, json.dumps(data, ensure_ascii=False, sort_keys=True), "pdf", at)
    return isi


def render_pages(template: str, data: str) -> list[bytes]:
    """The same pages as drawings (SVG), for the eye before printing. `data` is the document's JSON."""
    isi = _compile(template, data, "svg", EPOCH)
    return [isi] if isinstance(isi, bytes) else list(isi)


def _compile(template: str, data: str, format: Literal["pdf", "svg"], at: datetime) -> Any:
    """One file; of drawings a list, where there is more than one page."""
    app, _, name = template.partition("/")
    path = ROOT / app / "typst" / f"{name}.typ"
    if not path.is_file():
        raise TemplateError(f"no template {path}")
    try:
        return typst.compile(
            str(path),
            root=str(ROOT),
            format=format,
            sys_inputs={"data": data},
            font_paths=_fonts(),
            timestamp=int(at.timestamp()),
        )
    except typst.TypstError as error:
        raise TemplateError(f"{template}: {error}") from error


@cache
def _fonts() -> typst.Fonts:
    """The face of the papers and typst's own for codes, read once for each process.

    The wheel's folder holds each weight twice, in two formats, and which of the two was taken would depend on the
    machine: links to one of each stand in a folder of their own, until the first page has read them.
    """
    with TemporaryDirectory(prefix="huruf-") as folder:
        for huruf in HURUF:
            Path(folder, huruf).symlink_to(Path(font_source_sans_pro.font_directory, huruf))
        fonts = typst.Fonts(include_system_fonts=False, font_paths=[folder])
        typst.compile(b'#set text(font: "Source Sans Pro"); A *B _C_* _D_', font_paths=fonts)
    return fonts
