"""Rows of the village's long lists. A village may have 2,400 families: a row is put together here in one go,
because a template would take ten times as long for the same text."""

import re

from django import template
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe

from opensiks.web.forms.isian import LEBAR
from opensiks.web.presenters.daftar_verval import BarisVerval

register = template.Library()
_TANPA = mark_safe('<span class="kosong-sel">Tidak ada</span>')
_ORANG = mark_safe('<span class="hanya-hp"> orang</span>')
_RT = mark_safe('<span class="hanya-hp">RT </span>')


@register.filter
def lebar(nama: str) -> str:
    """How wide a form field is, by its name: "a0_nik" is as wide as a NIK."""
    return LEBAR.get(re.sub(r"^a\d+_", "", nama), "sedang")


@register.simple_tag
def baris_verval(b: BarisVerval, kueri: str, boleh: bool) -> SafeString:
    """One family of the verval list; see templates/verval/daftar.html for its heads."""
    return format_html(
        '<tr data-baris data-orang="{}" data-cari="{}"{}>{}<th scope="row" class="utama"><a href="/keluarga/{}/?{}" '
        'data-buka title="{}">{}</a></th><td>{}</td><td>{}</td><td class="hp-rinci">{}{}</td>'
        '<td class="n hp-rinci">{}{}</td><td>{}</td><td class="hp-rinci">{}</td><td>{}</td>'
        '<td class="hp-tag">{}</td></tr>',
        b.orang, b.cari, _syarat(b), _pilih(b) if boleh else "", b.id, kueri, b.kepala, b.kepala, b.nik, b.no_kk,
        _RT, b.rt_rw, b.orang, _ORANG, b.verval, b.bantuan, _temuan(b), b.status,
    )  # fmt: skip


def _syarat(b: BarisVerval) -> SafeString:
    satu = mark_safe(" data-satu-satu") if b.satu else mark_safe("")
    return format_html('{} data-belum-bisa="{}"', satu, b.belum_bisa) if b.belum_bisa else satu


def _pilih(b: BarisVerval) -> SafeString:
    mati = format_html(' disabled title="{}"', b.belum_bisa) if b.belum_bisa else ""
    return format_html(
        '<td class="pilih"><label><input type="checkbox" name="keluarga" value="{}" form="pilihan"{}>'
        '<span class="baca">Pilih {}{}</span></label></td>',
        b.id, mati, b.kepala, f". {b.belum_bisa}" if b.belum_bisa else "",
    )  # fmt: skip


def _temuan(b: BarisVerval) -> SafeString:
    if not b.temuan:
        return _TANPA
    if not b.tambahan:
        return conditional_escape(b.temuan)
    return format_html('{}<span class="tambahan">+{}</span>', b.temuan, b.tambahan)
