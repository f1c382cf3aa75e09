"""Names behind a number, in words: the number itself, where its persons live, and the way down and up."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from opensiks.penetapan.nama import Asal
from opensiks.rules.bansos import label_sebab
from opensiks.web.format import write_number
from opensiks.web.request import Request

if TYPE_CHECKING:
    from opensiks.wilayah.models import Wilayah

TINGKAT = ("provinsi", "kabupaten", "kecamatan", "desa", "desa")


def show_sebaran(
    request: Request,
    asal: Asal,
    sebaran: Sequence[tuple[str, str, int]],
    jalur: Sequence[Wilayah],
    tujuan: str,
) -> dict[str, Any]:
    """`jalur` are the areas above and the one looked at; the addresses keep month, reason and purpose."""

    def link(kode: str) -> str:
        isi = {k: request.GET[k] for k in ("bulan", "wilayah") if k in request.GET}
        isi |= {"arah": asal.arah, "sebab": asal.sebab, "kode": kode, "tujuan": tujuan or ""}
        return f"?{urlencode({k: v for k, v in isi.items() if v or k == 'wilayah'})}"

    tier = asal.kode.count(".") + 1 if asal.kode else 0
    semua = sum(n for _, _, n in sebaran)
    return {
        "kata": label_sebab(asal.sebab) if asal.sebab else _("semua sebab"),
        "kata_arah": "masuk" if asal.arah == "MASUK" else "keluar",
        "sebaran": [(nama, n, link(kode)) for kode, nama, n in sebaran] if tier < 4 else [],
        "kata_sebaran": f"Per {TINGKAT[tier]}",
        "kata_jumlah": _("{semua} orang").format(semua=write_number(semua)),
        "jalur": [(_("Semua wilayah"), link("")), *((w.nama, link(w.kode)) for w in jalur)]
        if asal.kode
        else [],
        "alamat_kini": link(asal.kode),
    }
