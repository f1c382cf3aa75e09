"""Tiles of the match rate; what a tile of the board is, with its own shade, glyph and words."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from opensiks.web.templatetags.siks import ikon

if TYPE_CHECKING:
    from opensiks.web.presenters.padan_mosaik import KotakPadan

register = template.Library()


@register.simple_tag
def draw_kotak(kelas: str, glif: str) -> SafeString:
    """A tile without a link; the word stands beside it."""
    return format_html('<span class="tahap tahap-{}">{}</span>', kelas, ikon(glif))


@register.simple_tag
def kotak_padan(daftar: Iterable[KotakPadan]) -> SafeString:
    """The tiles of one area, for <ul> inside data-mosaik."""
    return format_html_join(
        "",
        '<li><a href="{}" data-kotak aria-label="{}, {}" data-nama="{}" data-tahap="{}" data-kode="{}"'
        ' data-rinci="{}">{}</a></li>',
        (
            (k.url, k.nama, k.kata, k.nama, k.kata, k.kode, k.rinci, draw_kotak(k.kelas, k.glif))
            for k in daftar
        ),
    ) or format_html("")
