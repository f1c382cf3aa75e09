"""Draws in words: month by programme, what changed and why."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.translation import gettext as _

from opensiks.rules.aktor import Actor
from opensiks.rules.bansos import PROGRAM, Satuan, label_sebab
from opensiks.rules.wilayah import is_kode
from opensiks.web.format import write_number
from opensiks.web.presenters.banding import KATA_ARAH

if TYPE_CHECKING:
    from opensiks.bansos.models import Penarikan
    from opensiks.penetapan.models import Penetapan
    from opensiks.wilayah.models import Wilayah

KATA_SATUAN = {Satuan.KELUARGA: "keluarga", Satuan.INDIVIDU: "orang"}


def list_kode(actor: Actor) -> list[str]:
    """The programmes of the reader: one's own, or all."""
    return [actor.program] if actor.program else list(PROGRAM)


def list_program(actor: Actor) -> list[tuple[str, str]]:
    return [(PROGRAM[k].label, KATA_SATUAN[PROGRAM[k].satuan]) for k in list_kode(actor)]


@dataclass(frozen=True)
class BulanBansos:
    """One list and, for each programme of the reader, its draw or None with the way to draw it."""

    penetapan: Penetapan
    tarikan: tuple[tuple[Penarikan | None, int | None, str], ...]


def list_bulan(daftar: Sequence[Penetapan], tarikan: Sequence[Penarikan], actor: Actor) -> list[BulanBansos]:
    ada = {(t.penetapan_id, t.program): t for t in tarikan}
    lalu = {t.pk: t for t in tarikan}
    bulan = []
    for p in daftar:
        sel = []
        for kode in list_kode(actor):
            t = ada.get((p.pk, kode))
            dasar = lalu.get(t.sebelumnya_id) if t and t.sebelumnya_id else None
            sel.append(
                (t, t.jumlah - dasar.jumlah if t and dasar else None, f"/bansos/tarik/{p.pk}/?program={kode}")
            )
        bulan.append(BulanBansos(p, tuple(sel)))
    return bulan


@dataclass(frozen=True)
class Saring:
    """What of a draw is looked at; empty is everything."""

    arah: str
    sebab: str
    kode: str
    cari: str

    @property
    def ada(self) -> bool:
        return bool(self.arah or self.sebab or self.cari)


def read_saring(isi: Mapping[str, str]) -> Saring:
    """The filter of the address; what makes no sense is no filter."""
    arah, kode = isi.get("arah", ""), isi.get("kode", "")
    return Saring(
        arah if arah in KATA_ARAH else "", isi.get("sebab", "")[:24], kode if is_kode(kode) else "",
        isi.get("cari", "").strip()[:60],
    )  # fmt: skip


def list_tetap(saring: Saring) -> list[tuple[str, str]]:
    """What a search keeps of the filter."""
    return [(k, v) for k, v in (("arah", saring.arah), ("sebab", saring.sebab), ("kode", saring.kode)) if v]


@dataclass(frozen=True)
class HitungSelisih:
    bentuk: str
    kata_arah: str
    kata: str
    jumlah: int
    url: str
    aktif: bool


def count_selisih(
    rows: Sequence[tuple[str, str, int]], saring: Saring, isi: QueryDict
) -> list[HitungSelisih]:
    return [
        HitungSelisih(
            *KATA_ARAH[a][:2], label_sebab(s), n, _link(isi, arah=a, sebab=s), (a, s) == (saring.arah, saring.sebab)
        )
        for a, s, n in rows
    ]  # fmt: skip


def say_hitung(tarikan: Penarikan, rows: Sequence[tuple[str, str, int]], saring: Saring) -> dict[str, Any]:
    """The account of the whole draw: last + in − out = this, and whether it holds."""
    if saring.kode:
        return {}
    masuk, keluar = (sum(n for a, _, n in rows if a == arah) for arah in ("MASUK", "KELUAR"))
    lalu = tarikan.sebelumnya.jumlah if tarikan.sebelumnya else 0
    hitung = " ".join(
        (
            write_number(lalu),
            "+",
            write_number(masuk),
            "−",
            write_number(keluar),
            "=",
            write_number(tarikan.jumlah),
        )
    )
    return {
        "kalimat_hitung": _("Bulan lalu + masuk − keluar: {hitung}.").format(hitung=hitung),
        "hitung_cocok": lalu + masuk - keluar == tarikan.jumlah,
    }  # fmt: skip


TINGKAT = ("provinsi", "kabupaten", "kecamatan", "desa", "desa")


def show_sebaran(
    rows: Sequence[tuple[str, str, int, int, int]], saring: Saring, jalur: Sequence[Wilayah], isi: QueryDict
) -> dict[str, Any]:
    """Where the recipients live, one tier below, and the way back up."""
    tier = saring.kode.count(".") + 1 if saring.kode else 0
    atas = [(_("Semua wilayah"), _link(isi, kode="")), *((w.nama, _link(isi, kode=w.kode)) for w in jalur)]
    return {
        "kata_sebaran": f"Per {TINGKAT[tier]}",
        "sebaran": [(nama, n, m, k, _link(isi, kode=kode)) for kode, nama, n, m, k in rows] if tier < 4 else [],
        "jalur": atas if saring.kode else [],
        "jumlah_wilayah": sum(n for _, _, n, _, _ in rows),
    }  # fmt: skip


def _link(isi: QueryDict, **ubah: str) -> str:
    """The address with other values; what is empty falls away, and so does the page."""
    baru = {k: isi[k] for k in ("arah", "sebab", "kode", "cari") if isi.get(k)} | ubah
    return f"?{urlencode({k: v for k, v in baru.items() if v})}"


@dataclass(frozen=True)
class BarisSelisih:
    id_registri: str
    desa: str
    bentuk: str
    arah: str
    kata: str
    aturan: str


def list_selisih(rows: Iterable[Any], nama: Mapping[str, str]) -> list[BarisSelisih]:
    return [
        BarisSelisih(
            s.id_registri,
            nama.get(s.kode_desa, s.kode_desa),
            *KATA_ARAH[s.arah][:2],
            label_sebab(s.sebab),
            s.aturan,
        )
        for s in rows
    ]
