"""The deadline notices: 30, 14, 7, 3 and 1 days before a village's or a kabupaten's last day (R41, R76, R78)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from opensiks.jejak.mutation import mutation
from opensiks.kabar.queries import list_kunci
from opensiks.kabar.services import DESA, KabarBaru, post_kabar
from opensiks.rules.aktor import Actor
from opensiks.rules.kabar import Perihal, last_day
from opensiks.rules.peran import LABEL, Peran
from opensiks.rules.periode import find_ambang
from opensiks.rules.verval import SUDAH_DISERAHKAN, StatusDesa
from opensiks.verval.kemajuan import get_progress
from opensiks.verval.masa import MasaDesa, list_masa
from opensiks.verval.models import Periode, PeriodeDesa

_SAH = frozenset({StatusDesa.DISAHKAN, StatusDesa.SELESAI})
_KAB = (Peran.OPERATOR_KAB, Peran.SUPERVISOR_KAB)
_PENDAMPING = (Peran.TKSK, Peran.PENDAMPING_PKH)


@dataclass(frozen=True)
class _Batas:
    """A place whose deadline has come near: so many days with today, the threshold reached, the end."""

    kode: str
    hari: int
    ambang: int
    sampai: datetime


@mutation("kabar.posted")
def warn_tenggat(periode: Periode, *, by: Actor, at: datetime) -> int:
    """Tell every village that has not handed over, its companions and its kabupaten how many days are left.

    Each place counts the days of its own time zone. Told once for each threshold and deadline, so it may run every
    day; a day it did not run is made good the next. Returns how many notices there were.
    """
    rows = PeriodeDesa.objects.filter(periode=periode)
    status = {d.kode_desa: StatusDesa(d.status) for d in rows.order_by("kode_desa")}
    belum = [k for k, s in status.items() if s not in SUDAH_DISERAHKAN]
    calon = [*_list_desa(periode, belum, status, at), *_list_atas(periode, status, at)]
    ada = list_kunci([k.kunci for k in calon])
    baru = [k for k in calon if k.kunci not in ada]
    if not baru:
        return 0
    return post_kabar(_with_sisa(periode, baru, at), by=by, at=at)


def _list_desa(
    periode: Periode, belum: list[str], status: dict[str, StatusDesa], at: datetime
) -> Iterator[KabarBaru]:
    for b in _list_batas(list_masa(periode, belum), at, kab=False):
        isi = {"hari": b.hari, "tanggal": last_day(b.sampai).isoformat(), "status": status[b.kode].value}
        yield from _compose(periode, Perihal.TENGGAT, b, DESA, isi)


def _list_atas(periode: Periode, status: dict[str, StatusDesa], at: datetime) -> Iterator[KabarBaru]:
    """The kecamatan's companions and the kabupaten hear how many of their villages are left, not which persons."""
    for panjang, peran in ((8, _PENDAMPING), (5, _KAB)):
        desa: dict[str, list[StatusDesa]] = defaultdict(list)
        for kode, s in status.items():
            desa[kode[:panjang]].append(s)
        for b in _list_batas(list_masa(periode, desa), at, kab=False):
            belum = sum(s not in SUDAH_DISERAHKAN for s in desa[b.kode])
            isi = {
                "hari": b.hari,
                "tanggal": last_day(b.sampai).isoformat(),
                "belum": belum,
                "desa": len(desa[b.kode]),
            }
            if belum:
                for p in peran:
                    yield from _compose(periode, Perihal.TENGGAT_WILAYAH, b, (p,), {**isi, "oleh": LABEL[p]})
        if panjang == 5:
            for b in _list_batas(list_masa(periode, desa), at, kab=True):
                belum = sum(s not in _SAH for s in desa[b.kode])
                isi = {
                    "hari": b.hari,
                    "tanggal": last_day(b.sampai).isoformat(),
                    "belum": belum,
                    "desa": len(desa[b.kode]),
                }
                if belum:
                    yield from _compose(periode, Perihal.TENGGAT_KAB, b, peran, isi)


def _list_batas(masa: dict[str, MasaDesa], at: datetime, *, kab: bool) -> Iterator[_Batas]:
    for kode, m in sorted(masa.items()):
        sampai = (m.tenggat_kab if kab else m.tenggat_desa).astimezone(m.zona)
        if not m.mulai <= at < sampai:
            continue
        hari = (last_day(sampai) - m.tanggal(at)).days + 1
        ambang = find_ambang(hari)
        if ambang is not None:
            yield _Batas(kode, hari, ambang, sampai)


def _compose(
    periode: Periode, perihal: Perihal, b: _Batas, peran: tuple[Peran, ...], isi: Mapping[str, object]
) -> Iterator[KabarBaru]:
    for p in peran:
        kunci = f"{perihal}:{periode.pk}:{b.kode}:{p}:{last_day(b.sampai)}:{b.ambang}"
        yield KabarBaru(
            perihal=perihal, kode_wilayah=b.kode, peran=p, data=isi, sampai=b.sampai, kunci=kunci,
            objek=f"periode:{periode.pk}",
        )  # fmt: skip


def _with_sisa(periode: Periode, daftar: list[KabarBaru], at: datetime) -> Iterator[KabarBaru]:
    """Puts into a village's notice how many families it has left; counted only when there is somebody to tell."""
    desa = [k for k in daftar if k.perihal is Perihal.TENGGAT]
    sisa = {}
    if desa:
        sisa = {k.kode: k.belum.keluarga for k in get_progress(periode, periode.kode_wilayah, tier=4, at=at)}
    for k in daftar:
        if k.perihal is Perihal.TENGGAT:
            yield replace(k, data={**k.data, "belum": sisa.get(k.kode_wilayah, 0)})
        else:
            yield k
