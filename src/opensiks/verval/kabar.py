"""What the calendar does to families and villages is told to whom it concerns, in the same transaction (R41)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from django.db.models import Count, Sum

from opensiks.infra.clock import zona
from opensiks.kabar.services import DESA, KabarBaru, post_desa, post_kabar
from opensiks.keluarga.models import Keluarga
from opensiks.rules.aktor import Actor
from opensiks.rules.kabar import Perihal
from opensiks.rules.peran import Peran
from opensiks.rules.tenggat import TierTenggat, start_of
from opensiks.verval.models import Periode, Perpanjangan

if TYPE_CHECKING:
    from opensiks.verval.tutup import HasilTutup

_PERIHAL = {"BEKU": Perihal.AKAN_BEKU, "TIDUR": Perihal.AKAN_TIDUR}
_BEKERJA = (*DESA, Peran.TKSK, Peran.PENDAMPING_PKH, Peran.OPERATOR_KAB, Peran.SUPERVISOR_KAB)


class BarisPeringatan(NamedTuple):
    """So many families of a village newly warned: what comes, how many days before, on which day."""

    jenis: str
    kode_desa: str
    jumlah: int
    hari: int
    berlaku: date


def tell_peringatan(
    periode: Periode, pada: date, daftar: Sequence[BarisPeringatan], *, by: Actor, at: datetime
) -> None:
    """Families will freeze or be put to sleep: their villages hear how many, and how many days are left."""
    kabar = []
    for b in daftar:
        isi = {"keluarga": b.jumlah, "hari": (b.berlaku - pada).days, "tanggal": b.berlaku.isoformat()}
        sampai = start_of(b.berlaku, zona(b.kode_desa))
        for p in DESA:
            kunci = f"{b.jenis}:{periode.pk}:{b.kode_desa}:{p}:{b.berlaku}:{b.hari}"
            kabar.append(
                KabarBaru(
                    perihal=_PERIHAL[b.jenis],
                    kode_wilayah=b.kode_desa,
                    peran=p,
                    data=isi,
                    sampai=sampai,
                    kunci=kunci,
                )
            )
    post_kabar(kabar, by=by, at=at)


def tell_beku(periode: Periode, ids: Sequence[int], batas_bulan: int, *, by: Actor, at: datetime) -> None:
    """Families froze today: each village hears how many of its own."""
    rows = Keluarga.objects.filter(pk__in=ids).order_by("kode_desa").values_list("kode_desa")
    per_desa = {
        kode: {"keluarga": n, "orang": orang or 0, "bulan": batas_bulan, "periode": periode.label}
        for kode, n, orang in rows.annotate(n=Count("pk"), o=Sum("jumlah_anggota"))
    }
    post_desa(Perihal.BEKU, per_desa, by=by, at=at)


def tell_tutup(
    periode: Periode, tidur: Mapping[str, tuple[int, int]], hasil: HasilTutup, *, by: Actor, at: datetime
) -> None:
    """The period is closed: the kabupaten hears the figures, a silent village what it lost for now."""
    per_desa = {k: {"keluarga": n, "orang": o, "periode": periode.label} for k, (n, o) in tidur.items() if n}
    post_desa(Perihal.DITIDURKAN, per_desa, by=by, at=at)
    isi: dict[str, Any] = {
        "periode": periode.label, "terlambat": hasil.terlambat, "diam": hasil.desa_diam,
        "keluarga": hasil.keluarga_ditidurkan,
    }  # fmt: skip
    post_kabar(
        (
            KabarBaru(
                perihal=Perihal.PERIODE_DITUTUP,
                kode_wilayah=periode.kode_wilayah,
                peran=p,
                data=isi,
                objek=f"periode:{periode.pk}",
            )
            for p in (Peran.OPERATOR_KAB, Peran.SUPERVISOR_KAB)
        ),
        by=by,
        at=at,
    )


def tell_dibuka(periode: Periode, tenggat_desa: date, *, by: Actor, at: datetime) -> None:
    """A period begins: one notice for the whole area to each role that works in it."""
    isi = {"periode": periode.label, "tanggal": tenggat_desa.isoformat()}
    post_kabar(
        (
            KabarBaru(
                perihal=Perihal.PERIODE_DIBUKA, kode_wilayah=periode.kode_wilayah, peran=p, data=isi,
                objek=f"periode:{periode.pk}", sampai=periode.tenggat_desa_at,
            )
            for p in _BEKERJA
        ),
        by=by,
        at=at,
    )  # fmt: skip


def tell_diperpanjang(row: Perpanjangan, sampai: date, *, by: Actor, at: datetime) -> None:
    """There is more time: whoever the deadline binds hears of it."""
    desa = row.tier is TierTenggat.DESA
    isi = {
        "tingkat": "desa" if desa else "kabupaten", "tanggal": sampai.isoformat(), "nomor": row.nomor_surat,
    }  # fmt: skip
    post_kabar(
        (
            KabarBaru(
                perihal=Perihal.DIPERPANJANG, kode_wilayah=row.kode_wilayah, peran=p,
                data=isi, sampai=row.tenggat_baru_at,
            )
            for p in (_BEKERJA if desa else _BEKERJA[-2:])
        ),
        by=by,
        at=at,
    )  # fmt: skip
