"""Findings kept in step with the data: what the rules find now is open, what they no longer find is closed.

An officer's answer is remembered: a warning that was looked at and confirmed is not raised again until the data
it was about change.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import islice
from typing import Any

from django.db import connection

from opensiks.infra.clock import local
from opensiks.infra.copy import copy_into
from opensiks.infra.progress import bar
from opensiks.jejak import services as jejak
from opensiks.jejak.mutation import mutation
from opensiks.keluarga.fakta import PengumpulFakta
from opensiks.keluarga.models import Temuan
from opensiks.keluarga.tulis import Berubah
from opensiks.rules.aktor import Actor
from opensiks.rules.keluarga import semua_temuan
from opensiks.rules.rule import AksiDitolak, Tingkat, Violation
from opensiks.rules.temuan import Temuan as HasilTemuan

SEKALI = 2000
DATA_BERUBAH = "Data sudah berubah"
BELUM_DILIHAT = "KTP belum dilihat"
# Answers that say the record is right as it stands. Any other answer changes data, and that is an usulan.
MEMBENARKAN = frozenset(
    {"Benar", "Sudah benar", "NIK sudah benar", "Nomor sudah benar", "Nama sudah benar", "Umur sudah benar",
     "Memang 1 orang", "Bukan lagi"}
)  # fmt: skip

# (keluarga, individu, code, field): one finding of a kind about one thing.
Kunci = tuple[int, int | None, str, str]


@dataclass
class Selisih:
    """What a refresh changed, by village."""

    dibuka: dict[str, int] = field(default_factory=dict)
    ditutup: dict[str, int] = field(default_factory=dict)

    @property
    def jumlah(self) -> int:
        return sum(self.dibuka.values()) + sum(self.ditutup.values())


@mutation("temuan.refreshed")
def refresh_temuan(
    kode_wilayah: str | None = None, *, by: Actor, at: datetime, hari_ini: date,
    keluarga_ids: Sequence[int] | None = None,
) -> int:  # fmt: skip
    """Judge families again, of an area or by id; returns how many findings were opened and closed.

    One event for each village where something changed. `hari_ini` is the day on which ages are counted.
    """
    ids = _list_ids(kode_wilayah) if keluarga_ids is None else sorted(set(keluarga_ids))
    selisih = refresh(ids, at=at, oleh=by.nama, hari_ini=hari_ini)
    jejak.record_many(
        (
            jejak.Catatan(
                "temuan.refreshed", f"wilayah:{kode}", kode,
                {"dibuka": selisih.dibuka.get(kode, 0), "ditutup": selisih.ditutup.get(kode, 0)},
            )
            for kode in sorted({*selisih.dibuka, *selisih.ditutup})
        ),
        by=by, at=at,
    )  # fmt: skip
    return selisih.jumlah


@mutation("temuan.settled")
def settle_temuan(temuan: Temuan, cara: str, *, by: Actor, at: datetime) -> Temuan:
    """Record an officer's answer to a warning. "KTP belum dilihat" is noted and leaves it open.

    Refused: a finding that blocks (only changed data close it), and an answer that would change data.
    """
    _check_settle(temuan, cara)
    temuan.cara, temuan.oleh = cara, by.nama
    if cara != BELUM_DILIHAT:
        temuan.terbuka, temuan.selesai_at = False, at
    temuan.save(update_fields=["cara", "oleh", "terbuka", "selesai_at"])
    jejak.record(
        "temuan.settled", temuan, by=by, at=at, keluarga=temuan.keluarga_id, kode=temuan.kode, cara=cara,
    )  # fmt: skip
    return temuan


def _check_settle(temuan: Temuan, cara: str) -> None:
    salah: list[Violation] = []
    if temuan.tingkat == Tingkat.B:
        salah.append(
            Violation(temuan.kode, "Temuan ini harus diperbaiki datanya.", langkah="Buat usulan perbaikan.")
        )
    elif not temuan.terbuka:
        salah.append(Violation(temuan.kode, "Temuan ini sudah selesai.", langkah="Muat ulang halaman."))
    elif cara not in MEMBENARKAN and cara != BELUM_DILIHAT:
        salah.append(
            Violation(
                temuan.kode, "Jawaban ini mengubah data.", langkah="Buat usulan perbaikan, bukan penegasan."
            )
        )
    if salah:
        raise AksiDitolak(salah)


def refresh_after(daftar: Iterable[Berubah], *, at: datetime, oleh: str) -> Selisih:
    """Refresh what a change may have touched: the families, and those who share a NIK that was or is theirs."""
    semua = list(daftar)
    ids = {b.keluarga_id for b in semua} | {b.keluarga_lama_id for b in semua}
    nik = {n for b in semua for n in (b.nik, b.nik_lama) if n}
    return refresh(sorted(ids | _list_by_nik(nik)), at=at, oleh=oleh)


def refresh_with_twins(keluarga_ids: Sequence[int], *, at: datetime, oleh: str) -> Selisih:
    """Refresh these families and those in scope that share a NIK with one of their persons."""
    with connection.cursor() as cur:
        cur.execute(
            "SELECT DISTINCT nik FROM keluarga_individu WHERE keluarga_id = ANY(%s)", [list(keluarga_ids)]
        )
        nik = {r[0] for r in cur.fetchall() if r[0]}
    return refresh(sorted(set(keluarga_ids) | _list_by_nik(nik)), at=at, oleh=oleh)


def refresh(
    keluarga_ids: Sequence[int],
    *,
    at: datetime,
    oleh: str,
    hari_ini: date | None = None,
    label: str = "Temuan",
) -> Selisih:
    """Open and close findings of these families so that they are what the rules find. Leaves no event itself."""
    hari_ini = hari_ini or local(at, "").date()
    selisih, pengumpul, sisa = Selisih(), PengumpulFakta(), iter(keluarga_ids)
    with bar(label, len(keluarga_ids)) as maju:
        while bagian := list(islice(sisa, SEKALI)):
            _refresh_bagian(bagian, pengumpul, hari_ini, at, oleh, selisih)
            maju.update(len(bagian))
    return selisih


def _refresh_bagian(
    ids: list[int], pengumpul: PengumpulFakta, hari_ini: date, at: datetime, oleh: str, selisih: Selisih
) -> None:
    terbuka, dijawab = _read_lama(ids)
    baru: list[tuple[Any, ...]] = []
    ubah: list[tuple[int, str]] = []
    for kel in pengumpul.gather(ids):
        for t in semua_temuan(kel, hari_ini):
            kunci = _kunci(int(kel.id), t)
            lama = terbuka.pop(kunci, None)
            if lama is not None:
                if lama[1] != t.data:
                    ubah.append((lama[0], json.dumps(t.data)))
            elif t.data not in dijawab.get(kunci, ()):
                baru.append(
                    (kel.kode_desa, *kunci[:3], t.tingkat.value, json.dumps(t.data), True, at, "", "")
                )
                selisih.dibuka[kel.kode_desa] = selisih.dibuka.get(kel.kode_desa, 0) + 1
    for _, _, kode_desa in terbuka.values():
        selisih.ditutup[kode_desa] = selisih.ditutup.get(kode_desa, 0) + 1
    _write(baru, ubah, [lama[0] for lama in terbuka.values()], at, oleh)


def _kunci(keluarga_id: int, t: HasilTemuan) -> Kunci:
    return keluarga_id, int(t.id_individu) if t.id_individu else None, t.kode, t.data.get("field", "")


def _read_lama(
    ids: list[int],
) -> tuple[dict[Kunci, tuple[int, dict[str, str], str]], dict[Kunci, list[dict[str, str]]]]:
    """Open findings by key, and the data of those that somebody answered."""
    terbuka: dict[Kunci, tuple[int, dict[str, str], str]] = {}
    dijawab: dict[Kunci, list[dict[str, str]]] = {}
    with connection.cursor() as cur:
        cur.execute(
            "SELECT id, keluarga_id, individu_id, kode, data, terbuka, kode_desa FROM keluarga_temuan "
            "WHERE keluarga_id = ANY(%s) AND (terbuka OR cara <> %s) ORDER BY id",
            [ids, DATA_BERUBAH],
        )
        for id_, keluarga_id, individu_id, kode, teks, buka, kode_desa in cur.fetchall():
            data = json.loads(teks)
            kunci = (keluarga_id, individu_id, kode, data.get("field", ""))
            if buka:
                terbuka[kunci] = (id_, data, kode_desa)
            else:
                dijawab.setdefault(kunci, []).append(data)
    return terbuka, dijawab


_KOLOM = (
    "kode_desa",
    "keluarga_id",
    "individu_id",
    "kode",
    "tingkat",
    "data",
    "terbuka",
    "dibuat_at",
    "cara",
    "oleh",
)


def _write(
    baru: list[tuple[Any, ...]], ubah: list[tuple[int, str]], tutup: list[int], at: datetime, oleh: str
) -> None:
    with connection.cursor() as cur:
        if tutup:
            cur.execute(
                "UPDATE keluarga_temuan SET terbuka = false, selesai_at = %s, cara = %s, oleh = %s WHERE id = ANY(%s)",
                [at, DATA_BERUBAH, oleh, tutup],
            )
        if ubah:
            cur.execute(
                "UPDATE keluarga_temuan t SET data = u.data::jsonb FROM unnest(%s::bigint[], %s::text[]) u (id, data) "
                "WHERE t.id = u.id",
                [list(kolom) for kolom in zip(*ubah, strict=True)],
            )
    if baru:
        copy_into("keluarga_temuan", _KOLOM, baru)


def _list_ids(kode_wilayah: str | None) -> list[int]:
    if kode_wilayah is None:
        raise ValueError("refresh_temuan needs an area or families")
    with connection.cursor() as cur:
        cur.execute(
            "SELECT id FROM keluarga_keluarga WHERE kode_desa ^@ %s ORDER BY kode_desa, id", [kode_wilayah]
        )
        return [r[0] for r in cur.fetchall()]


def _list_by_nik(nik: Iterable[str]) -> set[int]:
    with connection.cursor() as cur:
        cur.execute("SELECT DISTINCT keluarga_id FROM keluarga_individu WHERE nik = ANY(%s)", [list(nik)])
        return {r[0] for r in cur.fetchall()}
