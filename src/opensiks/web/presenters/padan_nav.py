"""The parts of matching that a role has: the village's list, runs, review, confirmations, the board."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from opensiks.rules.peran import TINGKAT_PERAN, Izin
from opensiks.web.request import Request


def list_bagian(request: Request, kini: str) -> list[dict[str, Any]]:
    """Those that the reader may open; `kini` is the one that is shown."""
    actor = request.actor
    rows = (
        ("putaran", _("Putaran"), "/pemadanan/", actor.can(Izin.PEMADANAN_RUN), "berkas"),
        ("tinjauan", _("Tinjauan"), "/tinjauan/", actor.can(Izin.PADAN_REVIEW), "mata"),
        ("konfirmasi", _("Konfirmasi"), "/padan/konfirmasi/", actor.can(Izin.PADAN_CONFIRM), "sedang"),
        ("kerja", _("Daftar"), "/padan/", actor.can(Izin.PADAN_VIEW) and TINGKAT_PERAN[actor.peran] == 4, "berkas"),
        ("angka", _("Angka padan"), "/padan/angka/", actor.can(Izin.PAPAN_VIEW), "garis"),
    )  # fmt: skip
    return [
        {"kata": kata, "url": url, "jumlah": None, "aktif": kunci == kini, "ikon": ikon}
        for kunci, kata, url, boleh, ikon in rows
        if boleh
    ]
