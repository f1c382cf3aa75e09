"""The parts of the desk, with what waits in each."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from opensiks.paket.papan import Menunggu


def list_bagian_meja(kini: str, n: Menunggu) -> list[dict[str, Any]]:
    rows = (
        ("berkas", _("Berkas"), "/meja/", 0, "berkas"),
        ("bentrok", _("Bentrok"), "/meja/bentrok/", n.bentrok, "perlu"),
        ("perangkat", _("Perangkat"), "/meja/perangkat/", n.perangkat, "laptop"),
    )
    return [
        {"kata": kata, "url": url, "jumlah": jumlah or None, "aktif": kunci == kini, "ikon": ikon}
        for kunci, kata, url, jumlah, ikon in rows
    ]
