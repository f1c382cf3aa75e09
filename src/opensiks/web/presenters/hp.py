"""Pages from a phone as the laptop shows them: the QR while the link is open, and what has come so far."""

from __future__ import annotations

import io
from dataclasses import dataclass
from datetime import datetime
from ipaddress import ip_address
from typing import TYPE_CHECKING

import segno
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from opensiks.rules.tautan import LABEL_BAGIAN, Bagian
from opensiks.tautan import queries as tautan

if TYPE_CHECKING:
    from opensiks.tautan.models import HalamanUnggah, TautanUnggah


@dataclass(frozen=True)
class KelompokHalaman:
    """The pages of one part; `harap` is how many its paper has, 0 where nobody knows."""

    label: str
    halaman: tuple[HalamanUnggah, ...]
    harap: int = 0


@dataclass(frozen=True)
class KotakHp:
    """The box on the laptop. `tautan` is None while no link is open."""

    objek: str
    tautan: TautanUnggah | None
    alamat: str
    qr: SafeString
    kelompok: tuple[KelompokHalaman, ...]
    hanya_di_sini: bool
    tanda_tangan: bool

    @property
    def jumlah(self) -> int:
        return sum(len(k.halaman) for k in self.kelompok)

    @property
    def baru(self) -> int:
        return sum(h.dipakai_at is None for k in self.kelompok for h in k.halaman)

    @property
    def versi(self) -> str:
        """Changes whenever the box would look different; the page asks again with it and is told "nothing new"."""
        nomor = [f"{h.pk}{'p' if h.dipakai_at else ''}" for k in self.kelompok for h in k.halaman]
        return f"{self.tautan.pk if self.tautan else 0}-{'.'.join(nomor)}"


def compose_kotak(
    kode_desa: str, objek: str, bagian: tuple[Bagian, ...], *, alamat: str, host: str, at: datetime,
    link: TautanUnggah | None, harap: dict[Bagian, int], tanda_tangan: bool,
) -> KotakHp:  # fmt: skip
    """What came for a thing, by part in the order of its paper."""
    semua = tautan.list_halaman(kode_desa, objek)
    kelompok = tuple(
        KelompokHalaman(_(LABEL_BAGIAN[b]), tuple(h for h in semua if h.bagian == b), harap.get(b, 0))
        for b in bagian
    )
    return KotakHp(
        objek,
        link,
        alamat,
        draw_qr(alamat) if link else mark_safe(""),
        kelompok,
        _is_lokal(host),
        tanda_tangan,
    )


def draw_qr(teks: str) -> SafeString:
    """The QR as SVG, with the quiet zone left to the page."""
    svg = io.BytesIO()
    segno.make(teks, error="m", micro=False).save(
        svg,
        kind="svg",
        border=0,
        xmldecl=False,
        svgns=True,
        nl=False,
        omitsize=True,
        title=_("Kode QR untuk HP"),
    )
    return mark_safe(svg.getvalue().decode())  # noqa: S308 - drawn by us, from our own address


def _is_lokal(host: str) -> bool:
    """No phone reaches a server that listens for its own machine only."""
    nama = host.rsplit(":", 1)[0].strip("[]") if host.count(":") == 1 or "]" in host else host
    try:
        return ip_address(nama).is_loopback
    except ValueError:
        return nama == "localhost"
