"""Rows of the village's long lists. A village may have 2,400 families: a row is put together here in one go,
because a template would take ten times as long for the same text. Whatever comes from a person is escaped."""

import re
from html import escape

from django import template
from django.utils.safestring import SafeString

from opensiks.web.forms.isian import LEBAR
from opensiks.web.presenters.daftar_verval import BarisVerval

register = template.Library()


@register.filter
def lebar(nama: str) -> str:
    """How wide a form field is, by its name: "a0_nik" is as wide as a NIK."""
    return LEBAR.get(re.sub(r"^a\d+_", "", nama), "sedang")


@register.simple_tag
def baris_verval(b: BarisVerval, kueri: str, boleh: bool) -> SafeString:
    """One family of the verval list; see templates/verval/daftar.html for its heads."""
    kepala, satu = escape(b.kepala), " data-satu-satu" if b.satu else ""
    belum = f' data-belum-bisa="{escape(b.belum_bisa)}"' if b.belum_bisa else ""
    return SafeString(
        f'<tr data-baris data-orang="{b.orang}" data-cari="{escape(b.cari)}"{satu}{belum}>'
        f"{_pilih(b, kepala) if boleh else ''}"
        f'<th scope="row" class="utama"><a href="/keluarga/{b.id}/?{escape(kueri)}" data-buka title="{kepala}">'
        f"{kepala}</a></th>"
        f"<td>{b.nik}</td><td>{b.no_kk}</td>"
        f'<td class="hp-rinci"><span class="hanya-hp">RT </span>{escape(b.rt_rw)}</td>'
        f'<td class="n hp-rinci">{b.orang}<span class="hanya-hp"> orang</span></td><td>{escape(b.verval)}</td>'
        f'<td class="hp-rinci">{escape(b.bantuan)}</td><td>{_temuan(b)}</td><td class="hp-tag">{b.status}</td></tr>'
    )


def _pilih(b: BarisVerval, kepala: str) -> str:
    sebab = escape(b.belum_bisa)
    mati = f' disabled title="{sebab}"' if sebab else ""
    return (
        f'<td class="pilih"><label><input type="checkbox" name="keluarga" value="{b.id}" form="pilihan"{mati}>'
        f'<span class="baca">Pilih {kepala}{f". {sebab}" if sebab else ""}</span></label></td>'
    )


def _temuan(b: BarisVerval) -> str:
    """The tag is safe text made by tag_status."""
    if not b.temuan:
        return '<span class="kosong-sel">Tidak ada</span>'
    return f'{b.temuan}<span class="tambahan">+{b.tambahan}</span>' if b.tambahan else str(b.temuan)
