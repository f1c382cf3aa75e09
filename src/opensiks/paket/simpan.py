"""Writing verdicts down: new lines by COPY, open ones in place, and a conflict row where a person must choose."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Sequence
from datetime import datetime
from typing import Any

from django.db import connection
from psycopg import sql

from opensiks.infra.copy import copy_into
from opensiks.paket.baris import Baris, Konteks
from opensiks.paket.fakta_usulan import list_isian
from opensiks.paket.lembar import write_saat
from opensiks.paket.models import Bentrok, Titipan, Ubahan
from opensiks.rules.ubahan import SebabTahan, Vonis

KOLOM = (
    "kode_desa", "kid", "ubahan", "n", "titipan_id", "periode_id", "jenis", "pokok", "baris", "sha256", "vonis",
    "kode", "kalimat", "hasil", "versi", "lawan", "at", "diputus_at",
)  # fmt: skip
_UBAH = ("vonis", "kode", "kalimat", "hasil", "versi", "lawan", "at", "diputus_at")
# What a person has to settle, line by line.
PERLU_ORANG = frozenset(
    {SebabTahan.BENTROK, SebabTahan.GANDA, SebabTahan.PINDAH, SebabTahan.KODE, SebabTahan.JAM}
)


def read_ubahan(kolom: Sequence[str], kid: str, daftar_n: Collection[int]) -> Iterator[tuple[Any, ...]]:
    """These columns, `lawan` among them, of a device's lines in its order; words are plain texts.

    A receipt and an event read every line of a package: no object is made of a row.
    """
    di = kolom.index("lawan")
    pilih = sql.SQL("SELECT {} FROM paket_ubahan WHERE kid = %s AND n = ANY(%s::int[]) ORDER BY n")
    with connection.cursor() as cur:
        cur.execute(
            pilih.format(sql.SQL(", ").join(map(sql.Identifier, kolom))),
            [kid, f"{{{','.join(map(str, daftar_n))}}}"],
        )
        for r in cur.fetchall():
            yield (*r[:di], {} if r[di] == "{}" else json.loads(r[di]), *r[di + 1 :])


def save_baris(daftar: Sequence[Baris], t: Titipan | None, konteks: Konteks) -> int:
    """Keep the verdicts of these lines; returns how many conflicts are new. `t` brought those without a row."""
    baru = [b for b in daftar if b.row is None]
    lama = [b for b in daftar if b.row is not None and _is_berubah(b)]
    if baru:
        assert t is not None
        copy_into("paket_ubahan", KOLOM, (_row(b, t, konteks) for b in baru))
    konteks.ditulis |= {b.u.n for b in (*baru, *lama)}
    for b in lama:
        _take(b, konteks.at)
    Ubahan.objects.bulk_update([b.row for b in lama if b.row], _UBAH)
    return _open_bentrok([*baru, *lama], konteks)


def _is_berubah(b: Baris) -> bool:
    r = b.row
    return r is not None and (
        (r.vonis, r.kode, r.kalimat, r.hasil, r.lawan, r.at)
        != (b.putusan.vonis, b.putusan.kode, b.putusan.kalimat, b.hasil, _lawan(b), b.at)
    )


def _lawan(b: Baris) -> dict[str, Any]:
    """The other side, as the receipt tells it: values of the village's own records, of others only the village."""
    if b.putusan.vonis is not Vonis.DITAHAN:
        return {}
    isian = list_isian(b)
    return {**b.lawan, **({"isian": isian} if isian else {})}


def _row(b: Baris, t: Titipan, konteks: Konteks) -> tuple[Any, ...]:
    p = b.putusan
    return (
        konteks.kode_desa, konteks.kid, b.u.id, b.u.n, t.pk, konteks.periode.pk, b.u.jenis, b.u.pokok[:64],
        b.mentah, b.sidik, p.vonis.value, str(p.kode), p.kalimat, b.hasil, b.versi, _lawan(b) or "{}", b.at,
        konteks.at,
    )  # fmt: skip


def _take(b: Baris, at: datetime) -> None:
    r, p = b.row, b.putusan
    assert r is not None
    r.vonis, r.kode, r.kalimat, r.hasil = p.vonis, str(p.kode), p.kalimat, b.hasil
    r.versi, r.lawan, r.at, r.diputus_at = b.versi, _lawan(b), b.at, at


def _open_bentrok(daftar: Sequence[Baris], konteks: Konteks) -> int:
    tahan = {b.u.id: b for b in daftar if b.putusan.vonis is Vonis.DITAHAN and b.putusan.kode in PERLU_ORANG}
    if not tahan:
        return 0
    rows = Ubahan.objects.filter(kid=konteks.kid, ubahan__in=list(tahan)).order_by("n")
    perlu = [(pk, tahan[id_]) for pk, id_ in rows.values_list("pk", "ubahan")]
    ada = set(
        Bentrok.objects.filter(ubahan__in=[pk for pk, _ in perlu], selesai_at__isnull=True).values_list(
            "ubahan_id", flat=True
        )
    )
    baru = [
        Bentrok(
            kode_desa=konteks.kode_desa, ubahan_id=pk, sebab=str(b.putusan.kode), isi=compose_sisi(b, konteks),
            dibuat_at=konteks.at,
        )
        for pk, b in perlu
        if pk not in ada
    ]  # fmt: skip
    Bentrok.objects.bulk_create(baru)
    return len(baru)


def compose_sisi(b: Baris, konteks: Konteks) -> dict[str, Any]:
    """Both sides of a clash as the desk shows them: values, who, when, and what proves it."""
    isi, u = list_isian(b), b.u
    bukti = u.isi.get("bukti")
    return {
        "isian": {k: {"dasar": v["dasar"], "server": v["server"], "paket": v["paket"]} for k, v in isi.items()},
        "dasar": u.dasar,
        "paket": {
            "isi": u.isi, "oleh": konteks.perangkat.operator, "pada": u.pada, "perangkat": konteks.perangkat.nama,
            "bukti": [x["sha256"] for x in bukti] if isinstance(bukti, list) else list(u.lampiran),
        },
        "server": {**b.lawan, **({"data": data} if (data := _find_penulis(b)) else {})},
    }  # fmt: skip


def _find_penulis(b: Baris) -> dict[str, str]:
    """Who wrote the record as it now stands, and when; {} where the other side is no record of the village."""
    asal = b.individu or b.keluarga
    if asal is None or b.putusan.kode != SebabTahan.BENTROK:
        return {}
    terakhir = asal.daftar_versi.order_by("-nomor").first()
    return {"oleh": terakhir.oleh, "pada": write_saat(terakhir.at, asal.kode_desa)} if terakhir else {}
