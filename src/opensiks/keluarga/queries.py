"""Reading the registry: the village's table, one family in full, its past, and who carries a NIK.

Plain rows come out, with NIK and KK numbers masked (R95); nothing is fetched later behind the reader's back.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import connection

from opensiks.keluarga.daftar import BarisDaftar, DaftarKeluarga, Saring, Urut, list_keluarga
from opensiks.keluarga.fakta import DESA_PETUNJUK
from opensiks.keluarga.models import Individu, Keluarga, Kepesertaan
from opensiks.keluarga.models import Temuan as TemuanModel
from opensiks.keluarga.riwayat import Langkah, Ubahan, list_riwayat
from opensiks.rules.registri import StatusIndividu, StatusKeluarga, StatusProgram
from opensiks.rules.rule import Tingkat
from opensiks.rules.temuan import Temuan

__all__ = [
    "Anggota", "Bantuan", "BarisDaftar", "DaftarKeluarga", "KeluargaPada", "Langkah", "NikDikenal", "RincianKeluarga",
    "Saring", "TemuanTampil", "Ubahan", "Urut", "count_temuan", "find_nik", "find_no_kk", "get_keluarga",
    "get_keluarga_pada", "list_anggota", "list_keluarga", "list_nik_terdaftar", "list_riwayat", "list_temuan",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Anggota:
    """One person of a family. NIK and mother's name are whole here: who shows them masks them (R95)."""

    id: int
    id_registri: str
    nik: str
    nama: str
    tempat_lahir: str
    tanggal_lahir: date | None
    jenis_kelamin: str
    nama_ibu: str
    pekerjaan: str
    status_kawin: int | None
    shdk: int | None
    jawaban: dict[str, int]
    status: StatusIndividu
    alasan_status: str
    versi: int


@dataclass(frozen=True, slots=True)
class Bantuan:
    """Standing in one programme, of the family or of one person; `sampai` exclusive, None while it runs."""

    program: str
    status: StatusProgram
    individu_id: int | None
    sejak: date
    sampai: date | None
    alasan: str


@dataclass(frozen=True, slots=True)
class TemuanTampil:
    """A finding with its words. `cara` is the answer given so far, also while it stays open."""

    id: int
    kode: str
    tingkat: Tingkat
    tag: str
    kalimat: str
    perbaikan: tuple[str, ...]
    is_menahan_final: bool
    keluarga_id: int
    individu_id: int | None
    data: dict[str, str]
    terbuka: bool
    dibuat_at: datetime
    cara: str
    oleh: str


@dataclass(frozen=True, slots=True)
class RincianKeluarga:
    """A family with everything its page shows. Members by relation; findings worst first; aid by programme."""

    id: int
    id_registri: str
    kode_desa: str
    no_kk: str
    alamat: str
    dusun: str
    rt: str
    rw: str
    anggota_di_kk: int | None
    codelist: str
    jawaban: dict[str, int]
    lintang: float | None
    bujur: float | None
    pengurus_id: int | None
    status: StatusKeluarga
    alasan_status: str
    versi: int
    kepala_nama: str
    jumlah_anggota: int
    verval_terakhir: date | None
    anggota: tuple[Anggota, ...]
    bantuan: tuple[Bantuan, ...]
    temuan: tuple[TemuanTampil, ...]


def get_keluarga(id: int) -> RincianKeluarga | None:
    """The family as it stands, in four queries; None when it is not in scope."""
    k = Keluarga.objects.filter(pk=id).first()
    if k is None:
        return None
    bantuan = Kepesertaan.objects.filter(keluarga_id=id, sampai__isnull=True).order_by(
        "program", "individu_id", "id"
    )
    return RincianKeluarga(
        **{f: getattr(k, f) for f in _KELUARGA},
        id_registri=k.id_registri,
        versi=k.versi,
        kepala_nama=k.kepala_nama,
        jumlah_anggota=k.jumlah_anggota,
        verval_terakhir=k.verval_terakhir,
        lintang=None if k.lintang is None else float(k.lintang),
        bujur=None if k.bujur is None else float(k.bujur),
        anggota=tuple(list_anggota(id)),
        bantuan=tuple(
            Bantuan(p.program, StatusProgram(p.status), p.individu_id, p.sejak, p.sampai, p.alasan)
            for p in bantuan
        ),
        temuan=tuple(list_temuan(keluarga_id=id)),
    )


_KELUARGA = (
    "id", "kode_desa", "no_kk", "alamat", "dusun", "rt", "rw", "anggota_di_kk", "codelist", "jawaban", "pengurus_id",
    "status", "alasan_status",
)  # fmt: skip
_ANGGOTA = (
    "id", "id_registri", "nik", "nama", "tempat_lahir", "tanggal_lahir", "jenis_kelamin", "nama_ibu", "pekerjaan",
    "status_kawin", "shdk", "jawaban", "status", "alasan_status", "versi",
)  # fmt: skip


def list_anggota(keluarga_id: int) -> list[Anggota]:
    """Persons whose family this is, the AKTIF ones first, by relation."""
    rows = Individu.objects.filter(keluarga_id=keluarga_id).order_by("status", "shdk", "id")
    return [Anggota(**{f: getattr(i, f) for f in _ANGGOTA}) for i in rows]


def list_temuan(
    *, keluarga_id: int | None = None, kode_desa: str = "", kode: str = "", terbuka: bool = True
) -> list[TemuanTampil]:
    """Findings of a family or of a village, blocking ones first. Without either there are none."""
    if keluarga_id is None and not kode_desa:
        return []
    rows = TemuanModel.objects.filter(terbuka=terbuka)
    rows = (
        rows.filter(keluarga_id=keluarga_id) if keluarga_id is not None else rows.filter(kode_desa=kode_desa)
    )
    if kode:
        rows = rows.filter(kode=kode)
    hasil = [_tampil(t) for t in rows.order_by("kode", "keluarga_id", "id")]
    return sorted(hasil, key=lambda t: URUT_TINGKAT[t.tingkat])


URUT_TINGKAT = {Tingkat.B: 0, Tingkat.W: 1, Tingkat.I: 2}


def _tampil(t: TemuanModel) -> TemuanTampil:
    kata = Temuan.of(t.kode, None, t.data)
    return TemuanTampil(
        t.pk, t.kode, kata.tingkat, kata.tag, kata.kalimat, kata.perbaikan, kata.is_menahan_final, t.keluarga_id,
        t.individu_id, t.data, t.terbuka, t.dibuat_at, t.cara, t.oleh,
    )  # fmt: skip


def count_temuan(kode_wilayah: str) -> dict[str, int]:
    """Open findings of an area by code."""
    with connection.cursor() as cur:
        cur.execute(
            "SELECT kode, count(*) FROM keluarga_temuan WHERE terbuka AND kode_desa ^@ %s GROUP BY 1 ORDER BY 1",
            [kode_wilayah],
        )
        return dict(cur.fetchall())


# --- the past -----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class KeluargaPada:
    """A family as it was recorded at a moment: columns of its version, and of its members' versions."""

    keluarga: dict[str, Any]
    anggota: tuple[dict[str, Any], ...]


def get_keluarga_pada(id: int, pada: datetime) -> KeluargaPada | None:
    """The family as it stood at a moment (two queries); None when it was not registered yet.

    A village sees the versions made while the family was its own.
    """
    keluarga = _fetch_dict(
        "SELECT * FROM keluarga_keluargaversi WHERE keluarga_id = %s AND at <= %s ORDER BY nomor DESC LIMIT 1",
        [id, pada],
    )
    if not keluarga:
        return None
    anggota = _fetch_dict(
        "SELECT * FROM (SELECT DISTINCT ON (v.individu_id) v.* FROM keluarga_individuversi v WHERE v.individu_id IN "
        "(SELECT individu_id FROM keluarga_keanggotaan WHERE keluarga_id = %s) AND v.at <= %s "
        "ORDER BY v.individu_id, v.nomor DESC) t WHERE t.keluarga_id = %s AND t.status = 'AKTIF' "
        "ORDER BY t.shdk NULLS LAST, t.individu_id",
        [id, pada, id],
    )
    return KeluargaPada(keluarga[0], tuple(anggota))


def _fetch_dict(query: str, params: list[Any]) -> list[dict[str, Any]]:
    with connection.cursor() as cur:
        cur.execute(query, params)
        nama = [c.name for c in cur.description]
        rows = [dict(zip(nama, r, strict=True)) for r in cur.fetchall()]
    for r in rows:
        r["jawaban"] = json.loads(r["jawaban"])
    return rows


# --- numbers ------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class NikDikenal:
    """A person in scope who carries a NIK."""

    individu_id: int
    keluarga_id: int
    nama: str
    kode_desa: str
    status: StatusIndividu


def find_nik(nik: str) -> list[NikDikenal]:
    """Who in scope carries this NIK, AKTIF first; several when it is a double (R50)."""
    rows = Individu.objects.filter(nik=nik).order_by("status", "id")
    return [NikDikenal(i.pk, i.keluarga_id, i.nama, i.kode_desa, StatusIndividu(i.status)) for i in rows]


def get_nama_registri(daftar: Iterable[str]) -> dict[str, str]:
    """Names in scope by id of the register: of a person, or of a family its head's."""
    ids = [i for i in daftar if i]
    if not ids:
        return {}
    keluarga = Keluarga.objects.filter(id_registri__in=ids).values_list("id_registri", "kepala_nama")
    return {
        **dict(keluarga),
        **dict(Individu.objects.filter(id_registri__in=ids).values_list("id_registri", "nama")),
    }


def find_no_kk(no_kk: str) -> list[int]:
    """Families in scope with this card number (R37)."""
    return list(Keluarga.objects.filter(no_kk=no_kk).order_by("id").values_list("id", flat=True))


def list_nik_terdaftar(daftar_nik: list[str], kode_desa: str) -> dict[str, tuple[int, str]]:
    """Which of these NIK are registered anywhere: NIK → (how many, masked hint of the first) (R36).

    Sees past the scope, as far as counts and initials; the hint is whole inside `kode_desa`.
    """
    unik = sorted(set(daftar_nik))
    with connection.cursor() as cur:
        cur.execute(
            "SELECT n.individu_id, n.jumlah, n.petunjuk, w.sebutan, w.nama "
            f"FROM keluarga_nik_terdaftar(%s, %s, %s, %s) n {DESA_PETUNJUK}",
            # Negative numbers ask for nobody in particular.
            [[-n - 1 for n in range(len(unik))], unik, [""] * len(unik), [kode_desa] * len(unik)],
        )
        return {
            unik[-r[0] - 1]: (r[1], f"{r[2]}, {r[3].capitalize()} {r[4]}" if r[3] else r[2])
            for r in cur.fetchall()
        }
