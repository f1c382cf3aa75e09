"""The component library for templates: `{% load siks %}`. Every component is shown in every state at /gaya.

A tag that only needs values is an inclusion tag on templates/components/<name>.html; one that wraps page content
is a block tag (`{% kartu %}…{% endkartu %}`). Extra keywords become HTML attributes: hx_post="…" is hx-post="…".
Lists and forms are in siks_isian, pieces of content in siks_bagian; they are part of this library.
"""

from functools import lru_cache
from typing import Any

from django import template
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import slugify
from django.utils.translation import gettext as _

from opensiks.rules import nik
from opensiks.rules.jenis import LABEL_JENIS
from opensiks.rules.status import LABEL_STATUS
from opensiks.web import format as tulis
from opensiks.web.atribut import write_attributes
from opensiks.web.bahasa import translate
from opensiks.web.bentuk import BENTUK_TINGKAT, TAHAP, WARNA_BENTUK
from opensiks.web.templatetags import siks_bagian, siks_isian

register = template.Library()
for _bagian in (siks_isian, siks_bagian):
    register.tags.update(_bagian.register.tags)

register.filter("nama", tulis.write_name)
register.filter("jenis_usulan", lambda jenis: translate(LABEL_JENIS[jenis]))
register.filter("status_usulan", lambda status: translate(LABEL_STATUS[status]))
register.filter("kelamin", lambda jk: {"L": _("Laki-laki"), "P": _("Perempuan")}.get(jk, tulis.KOSONG))
register.filter("terjemah", translate)
register.filter("kalimat_aturan", tulis.write_rule)
register.filter("ribuan", tulis.write_number)
register.filter("bertanda", tulis.write_signed)
register.filter("persen", tulis.write_percent)
register.filter("tanggal", tulis.write_date)
register.filter("hari_tanggal", tulis.write_day)
register.filter("tanggal_pendek", tulis.write_date_short)
register.filter("bulan", tulis.write_month)
register.filter("hari_bulan", tulis.write_day_month)
register.filter("jam", tulis.write_time)
register.filter("akhir", tulis.last_moment)


@register.filter
def persen_dari(bagian: int, semua: int) -> str:
    """{{ 171|persen_dari:253 }} is "68 %"; a share of nothing is an en dash."""
    return tulis.write_percent(bagian / semua) if semua else tulis.KOSONG


@register.filter
def samar(nomor: str | None, sebutan: str = "NIK") -> SafeString:
    """A NIK or KK with its middle hidden; readers hear "NIK berakhiran 0 0 0 3". {{ kk|samar:"No. KK" }}"""
    if not nomor:
        return format_html('<span class="redup-teks">{}</span>', _("Belum ada"))
    return format_html(
        '<span class="nik"><span aria-hidden="true">{}</span><span class="baca">{}</span></span>',
        nik.mask(nomor),
        tulis.spell_end(nomor, sebutan),
    )


@register.simple_tag
@lru_cache(maxsize=512)
def ikon(nama: str, ukuran: int = 16, warna: str = "", kata: str = "") -> SafeString:
    """A drawing of static/ikon.svg. Hidden from readers, since a word stands beside it; else give `kata`."""
    kelas = "ikon" + (f" ikon-{ukuran}" if ukuran != 16 else "") + (f" warna w-{warna}" if warna else "")
    nama_lain = format_html('role="img" aria-label="{}"', kata) if kata else mark_safe('aria-hidden="true"')
    return format_html(
        '<svg class="{}" {} focusable="false"><use href="{}#{}"></use></svg>',
        kelas,
        nama_lain,
        static("ikon.svg"),
        nama,
    )


@register.simple_tag
def kunci(huruf: str) -> SafeString:
    """The key drawn as a key. The key itself is announced by aria-keyshortcuts of what it belongs to."""
    return format_html('<kbd aria-hidden="true">{}</kbd>', huruf)


@register.simple_tag
def tag_status(bentuk: str, kata: str, warna: str = "", besar: bool = False) -> SafeString:
    """Shape + word + tint. {% tag_status "beku" "Akan beku 1 Nov" %}; shapes are in bentuk.WARNA_BENTUK."""
    return format_html(
        '<span class="tag w-{}{}">{}{}</span>',
        warna or WARNA_BENTUK[bentuk],
        " tag-besar" if besar else "",
        ikon(bentuk),
        translate(kata),
    )


@register.simple_tag
def tahap(status: str, ukuran: int = 22) -> SafeString:
    """The tile of a village's stage without a link; the word stands beside it."""
    kelas, glif, __ = TAHAP[status]
    besar = " tahap-30" if ukuran == 30 else ""
    return format_html('<span class="tahap tahap-{}{}">{}</span>', kelas, besar, ikon(glif))


@register.inclusion_tag("components/tombol.html")
def tombol(
    kata: str, *, url: str = "", rupa: str = "garis", mati: str = "", kunci: str = "", **lain: Any
) -> dict[str, Any]:
    """A button, or a link that looks like one when `url` is given. See components/tombol.html."""
    pilihan = {nama: lain.pop(nama, "") for nama in ("ikon", "ikon_kanan", "kecil", "lebar", "sibuk")}
    if not url:
        lain.setdefault("type", "submit")
    return pilihan | {
        "kata": kata,
        "url": url,
        "rupa": rupa,
        "mati": mati,
        "kunci": kunci,
        "id_mati": f"mati-{slugify(kata)}",
        "atribut": write_attributes(lain),
    }


@register.inclusion_tag("components/tombol_keputusan.html")
def tombol_keputusan(kata: str, *, akibat: str, ikon: str, kunci: str, **atribut: Any) -> dict[str, Any]:
    """One of several equal answers about a person. Put them in <div class="keputusan">."""
    return {
        "kata": kata,
        "akibat": akibat,
        "ikon": ikon,
        "kunci": kunci,
        "atribut": write_attributes(atribut),
    }


@register.simple_block_tag
def kartu(
    content: str, judul: str = "", *, tepi: str = "", ikon: str = "", tingkat: int = 2, kelas: str = ""
) -> SafeString:
    """{% kartu "Akan beku 1 November" tepi="beku" ikon="beku" %} … {% endkartu %}"""
    return _wrap("kartu", content, judul=judul, tepi=tepi, ikon=ikon, tingkat=tingkat, kelas=kelas)


@register.simple_block_tag
def temuan(content: str, judul: str, *, tingkat: str, kata: str = "", id: str = "") -> SafeString:
    """One finding with its mend in place. `tingkat` is B, W or I; `kata` replaces the tag's word."""
    bentuk, biasa = BENTUK_TINGKAT[tingkat]
    return _wrap(
        "temuan", content, judul=judul, bentuk=bentuk, warna=WARNA_BENTUK[bentuk], kata=kata or biasa, id=id
    )


@register.simple_block_tag
def pita(
    content: str, judul: str = "", *, warna: str = "kuning", ikon: str = "", kartu: bool = False
) -> SafeString:
    """A band: under the tabs over the whole width (block `pita`), or as a card with `kartu=True`."""
    return _wrap("pita", content, judul=judul, warna=warna, ikon=ikon, kartu=kartu)


def _wrap(nama: str, isi: str, **lain: Any) -> SafeString:
    return render_to_string(f"components/{nama}.html", {"isi": conditional_escape(isi), **lain})
