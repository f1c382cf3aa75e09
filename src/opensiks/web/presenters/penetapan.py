"""Lists in words: who loses what, the gates before setting, months side by side."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from opensiks.infra.clock import local
from opensiks.penetapan.draf import Draf
from opensiks.penetapan.queries import Pratinjau
from opensiks.rules.aktor import Actor
from opensiks.rules.bansos import LABEL_SEBAB, PROGRAM, Satuan
from opensiks.rules.bansos import label_sebab as label_sebab
from opensiks.rules.peran import Peran
from opensiks.rules.tenggat import add_months
from opensiks.rules.wilayah import NASIONAL, is_kode
from opensiks.web.format import write_month, write_signed
from opensiks.web.presenters.grafik import Grafik
from opensiks.web.presenters.grafik_batang import draw_ubah
from opensiks.web.presenters.pratinjau import draw_batang
from opensiks.wilayah.queries import get_nama

if TYPE_CHECKING:
    from opensiks.bansos.models import Penarikan
    from opensiks.penetapan.models import Penetapan
    from opensiks.web.forms.pusat import TetapkanForm

KATA_SATUAN = {Satuan.KELUARGA: "keluarga", Satuan.INDIVIDU: "orang"}


def choose_wilayah(pilihan: Sequence[str], asked: str | None) -> str:
    """The area asked for, else the one whose list is the newest, else the nation."""
    if asked is not None and (asked == "" or is_kode(asked)):
        return asked
    return pilihan[0] if pilihan else ""


def list_wilayah(pilihan: Sequence[str], pilih: str, nama: Mapping[str, str]) -> list[dict[str, Any]]:
    return [
        {
            "kata": nama.get(k, k) or _("Indonesia"),
            "jumlah": None,
            "url": f"?wilayah={k}",
            "aktif": k == pilih,
        }
        for k in pilihan
    ]


def read_bulan(teks: str, terakhir: Penetapan | None, kini: datetime) -> date:
    """ "2026-11" as its first day; else the month after the last list, else this month."""
    try:
        return date.fromisoformat(f"{teks}-01")
    except ValueError:
        return add_months(terakhir.bulan, 1) if terakhir else local(kini, "").date().replace(day=1)


@dataclass(frozen=True)
class BarisPenetapan:
    p: Penetapan
    beda: int | None


def list_penetapan(daftar: Sequence[Penetapan]) -> list[BarisPenetapan]:
    """Newest first; the change to the list before it."""
    lalu = {p.pk: p for p in daftar}
    return [
        BarisPenetapan(
            p, p.jumlah_individu - lalu[p.sebelumnya_id].jumlah_individu if p.sebelumnya_id in lalu else None
        )
        for p in daftar
    ]


def draw_bulan(daftar: Sequence[Penetapan]) -> Grafik | None:
    rows = [
        (write_month(b.p.bulan), b.beda or 0, "hijau" if (b.beda or 0) >= 0 else "kelabu")
        for b in list_penetapan(daftar)
    ]
    return draw_ubah(rows[:12]) if any(n for _, n, _ in rows) else None


def draw_selisih(penetapan: Penetapan, selisih: Sequence[tuple[str, str, int]]) -> Grafik | None:
    if penetapan.sebelumnya_id is None:
        return None
    return draw_ubah([draw_batang(*s) for s in sorted(selisih, key=lambda s: s[0], reverse=True)])


@dataclass(frozen=True)
class BarisSelisih:
    arah: str
    sebab: str
    kata: str
    orang: int


def list_selisih(rows: Sequence[tuple[str, str, int]]) -> list[BarisSelisih]:
    return [BarisSelisih(a, s, LABEL_SEBAB.get(s, label_sebab(s)), n) for a, s, n in rows]


def say_beda(p: Penetapan) -> dict[str, Any]:
    if p.sebelumnya is None:
        return {}
    beda = write_signed(p.jumlah_individu - p.sebelumnya.jumlah_individu)
    return {"beda": beda, "kata_beda": _("dari {bulan}").format(bulan=write_month(p.sebelumnya.bulan))}


@dataclass(frozen=True)
class BarisTarikan:
    """What one programme has taken from a list, or that it has not yet."""

    program: str
    satuan: str
    tarikan: Penarikan | None
    url: str


def list_tarikan(rows: Mapping[str, Penarikan], actor: Actor, id: int) -> list[BarisTarikan]:
    """The receipt of each programme of the reader."""
    return [
        BarisTarikan(
            p.label, KATA_SATUAN[p.satuan], rows.get(kode),
            f"/bansos/{rows[kode].pk}/" if kode in rows else f"/bansos/tarik/{id}/?program={kode}",
        )
        for kode, p in PROGRAM.items()
        if actor.program in ("", kode)
    ]  # fmt: skip


def list_ditahan(p: Penetapan) -> list[tuple[str, str, str]]:
    """(name, reason, by) of every kabupaten that kept the rows of the list before."""
    nama = get_nama([t["kode"] for t in p.ditahan])
    return [(nama.get(t["kode"], t["kode"]), t["alasan"], t["oleh"]) for t in p.ditahan]


def actor_draf(draf: Draf | None, actor: Actor) -> Actor:
    """Who prepared it, as the rule of two persons asks; nobody has counts as the reader."""
    if draf is None:
        return actor
    return Actor(draf.aktor_id, draf.nama, Peran.PUSDATIN, NASIONAL)


def is_siap(draf: Draf | None, p: Pratinjau, form: TetapkanForm) -> bool:
    """Put forward, and with the numbers that still hold."""
    if draf is None:
        form.add_error(None, _("Belum ada yang mengajukan pratinjau ini. Minta petugas lain mengajukannya."))
        return False
    if not draf.is_sama(p):
        form.add_error(None, _("Angka berubah sejak diajukan. Minta diajukan lagi."))
        return False
    return True
