"""Rows that come by the hundred on the pages of offices, put together without a template for each."""

from collections.abc import Iterable

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from opensiks.web.bentuk import TAHAP
from opensiks.web.presenters.papan import Kotak
from opensiks.web.templatetags.siks import tahap

register = template.Library()


@register.simple_tag
def kotak_banyak(daftar: Iterable[Kotak]) -> SafeString:
    """The tiles of one kecamatan; each is what {% kotak_pekon %} draws."""
    ubin = {status: (tahap(status), TAHAP[status][2]) for status in {k.status for k in daftar}}
    return format_html_join(
        "",
        '<li><a href="{}" data-kotak aria-label="{}, {}" data-nama="{}" data-tahap="{}" data-kode="{}"'
        ' data-rinci="{}">{}</a></li>',
        (
            (k.url, k.nama, ubin[k.status][1], k.nama, ubin[k.status][1], k.kode, k.rinci, ubin[k.status][0])
            for k in daftar
        ),
    ) or format_html("")
