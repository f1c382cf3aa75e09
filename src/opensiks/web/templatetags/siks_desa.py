"""Rows of the village's long lists. A village may have 2,400 families: a row is put together here in one go,
because a template would take ten times as long for the same text. Whatever comes from a person is escaped."""

import re
from html import escape

from django import template
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from opensiks.web.format import upper_first
from opensiks.web.forms.isian import LEBAR
from opensiks.web.presenters.daftar_verval import BarisVerval, list_saring

register = template.Library()


@register.filter
def lebar(nama: str) -> str:
    """How wide a form field is, by its name: "a0_nik" is as wide as a NIK."""
    return LEBAR.get(re.sub(r"^a\d+_", "", nama), "sedang")


@register.filter
def kalimat(teks: str) -> str:
    """A reason for a closed door as a sentence of its own."""
    return upper_first(teks)


# More than the tallest screen shows at once.
LAYAR_AWAL = 60


@register.simple_tag
def baris_verval(b: BarisVerval, kueri: str, boleh: bool, pintu: str = "", ke: int = 0) -> SafeString:
    """One family of the verval list; see templates/verval/daftar.html for its heads.

    data-f: letters of the filters it is in; data-t: codes of its findings; data-u: what it is sorted by where the
    cell does not say it (day of the last verval, finding, status). `pintu`: why no row can be picked now. `ke`: its
    place; rows far below the first screen are laid out when somebody comes near, so that a slow laptop is ready soon.
    """
    kepala, satu = escape(b.kepala), " data-satu-satu" if b.satu else ""
    sebab = _("Belum bisa: {pintu}").format(pintu=pintu) if pintu else b.belum_bisa
    belum = f' data-belum-bisa="{escape(sebab)}"' if sebab else ""
    jauh = ' class="sisa"' if ke >= LAYAR_AWAL else ""
    return SafeString(
        f'<tr data-baris{jauh} data-orang="{b.orang}" data-cari="{escape(b.cari)}" data-f="{list_saring(b)}"'
        f' data-t="{" ".join(b.asal.temuan_semua)}" data-u="{_urut(b)}"{satu}{belum}>'
        f"{_pilih(b, kepala, sebab) if boleh else ''}"
        f'<th scope="row" class="utama"><a href="/keluarga/{b.id}/?{escape(kueri)}" data-buka title="{kepala}">'
        f"{kepala}</a></th>"
        f"<td>{b.nik}</td><td>{b.no_kk}</td>"
        f'<td class="hp-rinci"><span class="hanya-hp">RT </span>{escape(b.rt_rw)}</td>'
        f'<td class="n hp-rinci">{b.orang}<span class="hanya-hp"> orang</span></td><td>{escape(b.verval)}</td>'
        f'<td class="hp-rinci">{escape(b.bantuan)}</td><td>{_temuan(b)}</td><td class="hp-tag">{b.status}</td></tr>'
    )


def _urut(b: BarisVerval) -> str:
    hari = b.asal.verval_terakhir.toordinal() if b.asal.verval_terakhir else 0
    return f"{hari} {b.urut_temuan} {b.urut_status}"


def _pilih(b: BarisVerval, kepala: str, belum_bisa: str) -> str:
    sebab = escape(belum_bisa)
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
