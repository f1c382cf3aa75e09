"""What every template knows: the shell around the page, and whether the data are an example."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext as _

from opensiks.rules.aktor import Actor
from opensiks.rules.peran import LABEL, Peran
from opensiks.web.hitung import count_kabar
from opensiks.web.panduan import find_alamat
from opensiks.web.shell import Halaman, Tab
from opensiks.web.tab import TAB
from opensiks.wilayah.queries import list_jalur


def shell(request: HttpRequest) -> dict[str, Any]:
    """`halaman` for signed-in readers with a role, `contoh` always."""
    actor: Actor | None = getattr(request, "actor", None)
    dasar = {"contoh": settings.OPENSIKS_CONTOH}
    if actor is None:
        return dasar
    wilayah, induk = name_place(actor)
    return dasar | {
        "halaman": Halaman(
            wilayah=wilayah, wilayah_induk=induk, nama=actor.nama, peran=_(LABEL[actor.peran]),
            daftar_tab=_tabs(request, actor), tombol_huruf=request.session.get("tombol_huruf", True),
            kabar=count_kabar(request),
            bantuan_url=find_alamat(actor.peran, getattr(request.resolver_match, "view_name", None) or ""),
        ),
    }  # fmt: skip


def name_place(actor: Actor) -> tuple[str, str]:
    """("Pekon Way Suluh", "Kec. Kebun Tebu, Lampung Barat"): the place in the top bar."""
    kode = actor.cakupan.daftar_kode[0]
    if not kode:
        kantor = {
            Peran.PUSDATIN: _("Pusdatin"),
            Peran.AUDITOR: _("Auditor"),
            Peran.PENGELOLA_PROGRAM: actor.program,
        }
        return kantor.get(actor.peran, _("Indonesia")), _("Kementerian Sosial")
    jalur = list_jalur(kode)
    if not jalur:
        return kode, ""
    ini, atas = jalur[-1], [w.nama for w in reversed(jalur[:-1])]
    match ini.tingkat:
        case 4:
            return (
                f"{ini.sebutan.capitalize()} {ini.nama}",
                f"Kec. {atas[0]}, {atas[1].removeprefix('Kabupaten ')}",
            )
        case 3:
            return _("Kecamatan {nama}").format(nama=ini.nama), atas[0]
        case 2:
            return _("Dinas Sosial"), ini.nama
        case _:
            return _("Provinsi {nama}").format(nama=ini.nama), ""


def _tabs(request: HttpRequest, actor: Actor) -> tuple[Tab, ...]:
    jalan = request.path
    return tuple(
        Tab(
            t.kata, t.url, t.kunci, jumlah=t.count(request), aktif=t.is_aktif(jalan), di_bawah=t.di_bawah,
            kata_pendek=t.kata_pendek,
        )
        for t in TAB.get(actor.peran, ())
    )  # fmt: skip
