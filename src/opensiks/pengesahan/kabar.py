"""What the kabupaten and the centre do is told to whom it concerns, in the same transaction (R41)."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db.models import Count, Min

from opensiks.kabar.services import DESA, KabarBaru, post_desa, post_kabar, settle_kabar
from opensiks.pengesahan.models import Batch, BatchBaris, Pengesahan, Serahan, TandaTerima
from opensiks.rules.aktor import Actor
from opensiks.rules.kabar import Perihal
from opensiks.rules.peran import Peran
from opensiks.rules.usulan import StatusUsulan
from opensiks.usulan.models import Usulan
from opensiks.verval.masa import get_masa, list_masa
from opensiks.verval.models import PeriodeDesa

OPERATOR = (Peran.OPERATOR_DESA,)
# What a hand-over settles: the deadline is met, what came back went out again, an older hand-over waits no more.
_SELESAI_SERAH = (Perihal.TENGGAT, Perihal.DESA_KEMBALI, Perihal.AKAN_TIDUR, Perihal.DISERAHKAN)


def tell_kembali(
    daftar: Sequence[Usulan], kode_alasan: str, catatan: str, *, by: Actor, at: datetime
) -> None:
    """Lines came back: to the operator of each village, with the end of the time for repair."""
    per_desa: dict[str, list[Usulan]] = defaultdict(list)
    for u in daftar:
        per_desa[u.kode_desa].append(u)
    post_kabar(
        (
            KabarBaru(
                perihal=Perihal.USULAN_KEMBALI, kode_wilayah=kode, peran=Peran.OPERATOR_DESA,
                data={"jumlah": len(rows), "kode_alasan": kode_alasan, "catatan": catatan},
                objek=f"usulan:{rows[0].pk}" if len(rows) == 1 else "", sampai=_batas_kab(rows[0], kode, at),
            )
            for kode, rows in sorted(per_desa.items())
        ),
        by=by,
        at=at,
    )  # fmt: skip


def tell_desa_kembali(
    desa: PeriodeDesa, usulan: int, kode_alasan: str, catatan: str, *, by: Actor, at: datetime
) -> None:
    """The whole work of a village came back: to its operator and its head."""
    settle_kabar([Perihal.DISERAHKAN], desa.kode_desa, by=by, at=at)
    sampai = get_masa(desa.periode, desa.kode_desa).tenggat_kab
    isi = {"jumlah": usulan, "kode_alasan": kode_alasan, "catatan": catatan}
    batas = sampai if sampai > at else None
    post_desa(Perihal.DESA_KEMBALI, {desa.kode_desa: isi}, by=by, at=at, sampai=batas)


def tell_diserahkan(serahan: Serahan, *, by: Actor, at: datetime) -> None:
    """A village handed over: the kabupaten's operator has something to receive; the village's deadline is met."""
    settle_kabar(_SELESAI_SERAH, serahan.kode_desa, by=by, at=at)
    isi: dict[str, Any] = {
        "keluarga": serahan.jumlah_keluarga, "jumlah": serahan.jumlah_usulan, "urut": serahan.urut,
    }  # fmt: skip
    if not serahan.tepat_waktu:
        isi["terlambat"] = 1
    kabar = KabarBaru(
        perihal=Perihal.DISERAHKAN, kode_wilayah=serahan.kode_desa, peran=Peran.OPERATOR_KAB, data=isi,
        objek=f"serahan:{serahan.pk}",
    )  # fmt: skip
    post_kabar([kabar], by=by, at=at)


def tell_diterima(tanda: TandaTerima, *, by: Actor, at: datetime) -> None:
    """The village has its receipt."""
    settle_kabar([Perihal.DISERAHKAN], tanda.kode_desa, by=by, at=at)
    isi = {"kode": tanda.kode, "urut": tanda.serahan.urut}
    post_kabar(
        (
            KabarBaru(perihal=Perihal.DITERIMA, kode_wilayah=tanda.kode_desa, peran=p, data=isi,
                      objek=f"serahan:{tanda.serahan_id}")
            for p in DESA
        ),
        by=by,
        at=at,
    )  # fmt: skip


def tell_disahkan(pengesahan: Pengesahan, per_desa: Mapping[str, int], *, by: Actor, at: datetime) -> None:
    """The letter is signed: every village in it hears of it."""
    isi = {kode: {"jumlah": n, "nomor": pengesahan.nomor} for kode, n in per_desa.items()}
    post_desa(Perihal.DISAHKAN, isi, by=by, at=at)


def tell_dikirim(batch: Batch, *, by: Actor, at: datetime) -> None:
    """The centre has a batch to answer."""
    kabar = KabarBaru(
        perihal=Perihal.BATCH_DIKIRIM, kode_wilayah=batch.kode_kabupaten, peran=Peran.PUSDATIN,
        data={"nomor": batch.nomor, "jumlah": batch.jumlah}, objek=f"batch:{batch.pk}",
    )  # fmt: skip
    post_kabar([kabar], by=by, at=at)


def tell_hasil(batch: Batch, *, by: Actor, at: datetime) -> None:
    """The centre answered: every village its own lines, rejections by reason; the kabupaten the sum."""
    settle_kabar([Perihal.BATCH_DIKIRIM], batch.kode_kabupaten, by=by, at=at)
    isi: dict[str, Any] = {
        "nomor": batch.nomor, "ditetapkan": batch.ditetapkan or 0, "ditolak": batch.ditolak or 0,
    }  # fmt: skip
    kab = [
        KabarBaru(perihal=Perihal.BATCH_DIJAWAB, kode_wilayah=batch.kode_kabupaten, peran=p, data=isi,
                  objek=f"batch:{batch.pk}")
        for p in (Peran.OPERATOR_KAB, Peran.SUPERVISOR_KAB)
    ]  # fmt: skip
    post_kabar([*kab, *_per_desa(batch, at)], by=by, at=at)


def _per_desa(batch: Batch, at: datetime) -> list[KabarBaru]:
    rows = BatchBaris.objects.filter(batch=batch).order_by().values_list("kode_desa", "kode_alasan")
    hitung = sorted(rows.annotate(n=Count("pk"), satu=Min("usulan_id")))
    masa = list_masa(batch.periode, {kode for kode, *_ in hitung})
    kabar = [
        _baru(
            Perihal.USULAN_DITOLAK, kode, {"jumlah": n, "kode_alasan": alasan}, f"usulan:{satu}" if n == 1 else "",
            masa[kode].tenggat_kab if masa[kode].tenggat_kab > at else None,
        )
        if alasan
        else _baru(Perihal.USULAN_DITETAPKAN, kode, {"jumlah": n, "batch": batch.nomor})
        for kode, alasan, n, satu in hitung
    ]  # fmt: skip
    bentrok = Counter(
        Usulan.objects.filter(
            pk__in=BatchBaris.objects.filter(batch=batch).values("usulan_id"),
            status=StatusUsulan.DITETAPKAN,
            diterapkan_at__isnull=True,
        ).values_list("kode_desa", flat=True)
    )
    return [*kabar, *(_baru(Perihal.USULAN_BENTROK, k, {"jumlah": n}) for k, n in sorted(bentrok.items()))]


def _baru(
    perihal: Perihal, kode: str, data: Mapping[str, Any], objek: str = "", sampai: datetime | None = None
) -> KabarBaru:
    return KabarBaru(
        perihal=perihal, kode_wilayah=kode, peran=Peran.OPERATOR_DESA, data=data, objek=objek, sampai=sampai
    )


def _batas_kab(u: Usulan, kode: str, at: datetime) -> datetime | None:
    sampai = get_masa(u.periode, kode).tenggat_kab
    return sampai if sampai > at else None
