"""What happens to devices and packages is told to whom it concerns, in the same transaction (R41)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from opensiks.kabar.services import KabarBaru, post_kabar, settle_kabar
from opensiks.paket.models import Bentrok, Perangkat, Titipan
from opensiks.rules.aktor import Actor
from opensiks.rules.kabar import Perihal
from opensiks.rules.peran import Peran
from opensiks.rules.perangkat import StatusPerangkat
from opensiks.rules.ubahan import PilihanBentrok, Vonis

_DINAS = (Peran.OPERATOR_KAB, Peran.SUPERVISOR_KAB)
_HASIL = {
    PilihanBentrok.PAKET: "isian desa yang dipakai",
    PilihanBentrok.SERVER: "isian Dinas tetap dipakai",
}


def tell_perangkat(p: Perangkat, *, by: Actor, at: datetime) -> None:
    """A request to the office; a decision to the operator, and then nobody waits for the request any more."""
    if p.status is StatusPerangkat.DIMINTA:
        isi: dict[str, Any] = {"nama": p.nama, "operator": p.operator}
        _post(Perihal.PERANGKAT_DIMINTA, p.kode_desa, _DINAS, isi, f"perangkat:{p.pk}", by, at)
        return
    settle_kabar([Perihal.PERANGKAT_DIMINTA], p.kode_desa, by=by, at=at)
    isi = {"nama": p.nama, "status": p.status.value, "alasan": p.alasan}
    _post(Perihal.PERANGKAT_DIPUTUS, p.kode_desa, (Peran.OPERATOR_DESA,), isi, f"perangkat:{p.pk}", by, at)


def tell_ditahan(t: Titipan, *, by: Actor, at: datetime) -> None:
    """A whole package waits for a person of the office."""
    isi = {"nomor": t.nomor, "sebab": t.kalimat, "langkah": t.langkah}
    _post(Perihal.PAKET_DITAHAN, t.kode_wilayah, _DINAS, isi, f"titipan:{t.pk}", by, at)


def tell_dinilai(t: Titipan, hitungan: dict[str, int], bentrok: int, *, by: Actor, at: datetime) -> None:
    """The operator's receipt is ready; the office hears of conflicts that are new."""
    settle_kabar([Perihal.PAKET_DINILAI], t.kode_wilayah, by=by, at=at)
    isi = {
        "nomor": t.nomor, "urutan": t.urutan, "diterima": hitungan.get(Vonis.DITERIMA, 0),
        "ditolak": hitungan.get(Vonis.DITOLAK, 0), "ditahan": hitungan.get(Vonis.DITAHAN, 0),
        "menunggu": hitungan.get(Vonis.MENUNGGU, 0),
    }  # fmt: skip
    _post(Perihal.PAKET_DINILAI, t.kode_wilayah, (Peran.OPERATOR_DESA,), isi, f"titipan:{t.pk}", by, at)
    if bentrok:
        _post(Perihal.UBAHAN_BENTROK, t.kode_wilayah, _DINAS, {"jumlah": bentrok}, f"titipan:{t.pk}", by, at)


def tell_putus(b: Bentrok, *, by: Actor, at: datetime) -> None:
    """Somebody decided a conflict: the operator loads a newer receipt; with the last one the office is done."""
    isi = {"n": b.ubahan.n, "hasil": _HASIL[PilihanBentrok(b.pilihan)], "alasan": b.alasan}
    _post(Perihal.BENTROK_DIPUTUS, b.kode_desa, (Peran.OPERATOR_DESA,), isi, f"bentrok:{b.pk}", by, at)
    if not Bentrok.objects.filter(kode_desa=b.kode_desa, selesai_at__isnull=True).exists():
        settle_kabar([Perihal.UBAHAN_BENTROK], b.kode_desa, by=by, at=at)


def _post(
    perihal: Perihal,
    kode: str,
    peran: tuple[Peran, ...],
    isi: dict[str, Any],
    objek: str,
    by: Actor,
    at: datetime,
) -> None:
    post_kabar(
        (KabarBaru(perihal=perihal, kode_wilayah=kode, peran=p, data=isi, objek=objek) for p in peran),
        by=by,
        at=at,
    )
