"""Villages at the desk: by kecamatan, those that are silent, and the words that remind them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from opensiks.infra.clock import local, singkatan
from opensiks.paket.queries import BarisMeja, DesaDiam
from opensiks.pantau.queries import Ingatan, PetugasDesa, list_petugas_desa
from opensiks.rules.peran import Peran
from opensiks.web.format import last_moment, write_date, write_number

# How many silent villages stand beside the list before the rest is asked for.
TAMPAK = 8


@dataclass(frozen=True)
class BarisDiam:
    """A village from which no file came, with whom to call and when it was last reminded."""

    kode: str
    nama: str
    induk: str
    operator: str
    nomor_hp: str
    terdaftar: bool
    diingatkan: Ingatan | None


def list_diam(
    daftar: Sequence[DesaDiam], ingatan: Mapping[str, Sequence[Ingatan]], nama: Mapping[str, str]
) -> list[BarisDiam]:
    """Those that were not reminded first, then by kecamatan."""
    rows = [
        BarisDiam(
            d.kode, d.nama or d.kode, nama.get(d.kode[:8], ""), d.operator, d.hp, d.perangkat > 0,
            next(iter(ingatan.get(d.kode, ())), None),
        )
        for d in daftar
    ]  # fmt: skip
    return sorted(rows, key=lambda b: (b.diingatkan is not None, b.induk, b.nama))


def compose_desa(papan: Sequence[BarisMeja], diam: Sequence[BarisDiam], *, semua: bool) -> dict[str, Any]:
    """The board and the silent ones, with headings that say what is found. The last row of `papan` is the sum."""
    jumlah = papan[-1]
    angka = {
        "masuk": write_number(jumlah.masuk),
        "desa": write_number(jumlah.desa),
        "n": write_number(len(diam)),
    }
    return {
        "papan": [*papan[:-1]], "jumlah_papan": jumlah,
        "judul_papan": _("{masuk} dari {desa} desa sudah menyerahkan").format(**angka),
        "judul_diam": _("{n} desa belum menyerahkan").format(**angka) if diam else _("Semua desa sudah menyerahkan"),
        "diam": diam, "diam_tampak": diam if semua else diam[:TAMPAK],
        "diam_sisa": 0 if semua else max(len(diam) - TAMPAK, 0),
    }  # fmt: skip


def compose_kosong() -> dict[str, Any]:
    return {
        "papan": [], "jumlah_papan": None, "judul_papan": _("Desa di periode ini"), "diam": [], "diam_tampak": [],
        "judul_diam": _("Belum ada periode"), "diam_sisa": 0,
    }  # fmt: skip


def write_pengingat(d: BarisDiam, batas: datetime, at: datetime, dari: str) -> str:
    """The words of a reminder; the officer may change them before they go."""
    akhir = local(last_moment(batas), d.kode)  # type: ignore[arg-type]
    isi = {
        "sapa": f"Yth. {d.operator or _('Operator')}, {d.nama}", "dari": dari,
        "batas": f"{write_date(akhir.date())} {akhir:%H.%M} {singkatan(d.kode)}",
    }  # fmt: skip
    if not d.terdaftar:
        return _(
            "{sapa}: laptop Anda belum terdaftar dan paket belum kami terima. Batas {batas}. "
            "Buka Lembar kerja, lalu telepon {dari}."
        ).format(**isi)
    if at >= batas:
        return _(
            "{sapa}: paket lembar kerja belum kami terima. Batas {batas} sudah lewat, paket terlambat tetap diterima. "
            "Kirim lewat WhatsApp sebagai dokumen, atau antar flashdisk. Hubungi {dari}."
        ).format(**isi)
    return _(
        "{sapa}: paket lembar kerja belum kami terima. Batas {batas}. "
        "Kirim lewat WhatsApp sebagai dokumen, atau antar flashdisk. Bila perlu bantuan, hubungi {dari}."
    ).format(**isi)


def find_operator(kode_desa: str, pada: date) -> PetugasDesa | None:
    """Who operates a village; None for an area above one."""
    return (
        list_petugas_desa(kode_desa, Peran.OPERATOR_DESA, pada).get(kode_desa)
        if len(kode_desa) == 13
        else None
    )
