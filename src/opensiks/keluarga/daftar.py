"""The village's working table: every family a row, searched and filtered in memory so that counts are exact.

One query reads the village (up to some 2,400 families); search, filters and their counts are then one pass over
the same rows, so a count can never differ from the list behind it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from django.db import connection

from opensiks.infra.clock import zona
from opensiks.rules.beku import BATAS_BEKU, KeadaanBeku, keadaan
from opensiks.rules.nik import mask
from opensiks.rules.registri import StatusKeluarga
from opensiks.rules.rule import Tingkat
from opensiks.rules.temuan import HANYA_USUL_BANTUAN, TEMUAN
from opensiks.rules.wilayah import Cakupan


class Saring(StrEnum):
    """Filters of the table. A family is in every filter that fits it."""

    SEMUA = "SEMUA"
    PERLU_VERVAL = "PERLU_VERVAL"
    TERANCAM_BEKU = "TERANCAM_BEKU"
    BEKU = "BEKU"
    DITIDURKAN = "DITIDURKAN"
    TEMUAN_HARUS = "TEMUAN_HARUS"
    TEMUAN_LIHAT = "TEMUAN_LIHAT"
    PENERIMA = "PENERIMA"


class Urut(StrEnum):
    """Columns the table can be sorted by; ties go by name, then id."""

    NAMA = "NAMA"
    RT = "RT"
    ORANG = "ORANG"
    VERVAL = "VERVAL"
    TEMUAN = "TEMUAN"
    STATUS = "STATUS"


@dataclass(frozen=True, slots=True)
class BarisDaftar:
    """One family of the table. Numbers are masked; `temuan` is the worst code, "" when there is none."""

    id: int
    kepala: str
    nik: str
    no_kk: str
    dusun: str
    rt: str
    rw: str
    orang: int
    verval_terakhir: date | None
    bantuan: tuple[str, ...]
    temuan: str
    temuan_tag: str
    temuan_data: dict[str, str]
    temuan_tingkat: Tingkat | None
    temuan_jumlah: int
    # Every open finding's code, worst first; and what a search may find: names of all members, last four digits.
    temuan_semua: tuple[str, ...]
    nama_anggota: str
    ekor_nik: tuple[str, ...]
    # A finding that holds back TETAP and the village's final.
    menahan: bool
    # An open warning: may be decided, but only after it was looked at.
    perlu_dilihat: bool
    status: StatusKeluarga
    keadaan: KeadaanBeku


@dataclass(frozen=True, slots=True)
class DaftarKeluarga:
    """The rows asked for, and how many the search leaves in every filter."""

    baris: tuple[BarisDaftar, ...]
    hitung: dict[Saring, int]


def list_keluarga(
    cakupan: Cakupan, *, kode_desa: str, pada: date, cari: str = "", saring: Saring = Saring.SEMUA,
    urut: Urut = Urut.NAMA, turun: bool = False, ids: Collection[int] | None = None, batas: int = BATAS_BEKU,
) -> DaftarKeluarga:  # fmt: skip
    """The families of a village that are not closed. One query.

    `cari` takes parts of a member's name, the last four digits of a NIK or KK number, or "rt 3" / "rw 2"; all
    words must fit. `ids` narrows to families the caller chose. `pada` and `batas` say how near to freezing each is
    (R73). Empty when the village is outside the scope.
    """
    if not cakupan.covers(kode_desa):
        return DaftarKeluarga((), dict.fromkeys(Saring, 0))
    cocok = make_matcher(cari)
    semua = [_baris(r, pada, batas) for r in _fetch(kode_desa) if ids is None or r[0] in ids]
    semua = [b for b in semua if cocok(b)]
    hitung = {s: sum(map(_SARING[s], semua)) for s in Saring}
    terpilih = sorted(filter(_SARING[saring], semua), key=lambda b: (b.kepala, b.id))
    if urut is not Urut.NAMA:
        terpilih.sort(key=_URUT[urut], reverse=turun)
    elif turun:
        terpilih.reverse()
    return DaftarKeluarga(tuple(terpilih), hitung)


_SARING: dict[Saring, Callable[[BarisDaftar], bool]] = {
    Saring.SEMUA: lambda b: True,
    Saring.PERLU_VERVAL: lambda b: b.keadaan is KeadaanBeku.PERLU_VERVAL,
    Saring.TERANCAM_BEKU: lambda b: b.keadaan is KeadaanBeku.TERANCAM_BEKU,
    Saring.BEKU: lambda b: b.status is StatusKeluarga.BEKU,
    Saring.DITIDURKAN: lambda b: b.status is StatusKeluarga.DITIDURKAN,
    Saring.TEMUAN_HARUS: lambda b: b.menahan,
    Saring.TEMUAN_LIHAT: lambda b: b.perlu_dilihat,
    Saring.PENERIMA: lambda b: bool(b.bantuan),
}
_URUT_TINGKAT = {Tingkat.B: 0, Tingkat.W: 1, Tingkat.I: 2, None: 3}
_URUT: dict[Urut, Callable[[BarisDaftar], Any]] = {
    Urut.RT: lambda b: (b.rw, b.rt),
    Urut.ORANG: lambda b: b.orang,
    Urut.VERVAL: lambda b: b.verval_terakhir or date.min,
    Urut.TEMUAN: lambda b: (_URUT_TINGKAT[b.temuan_tingkat], -b.temuan_jumlah),
    Urut.STATUS: lambda b: (b.status, b.keadaan),
}

# Findings worst first, each as severity and code ("BR54"); the data of the worst fills its tag.
_QUERY = """
    SELECT k.id, k.kepala_nama, k.no_kk, k.dusun, k.rt, k.rw, k.jumlah_anggota, k.verval_terakhir, k.status,
        m.nik_kepala, m.nama, m.nik, b.program, t.kode, t.data,
        CASE WHEN k.verval_terakhir IS NULL THEN
            (SELECT (v.at AT TIME ZONE %(zona)s)::date FROM keluarga_keluargaversi v
                WHERE v.keluarga_id = k.id AND v.nomor = 1)
        END AS terdaftar
    FROM keluarga_keluarga k
    LEFT JOIN (
        SELECT keluarga_id, (array_agg(nik ORDER BY shdk NULLS LAST, id))[1] AS nik_kepala,
            string_agg(nama, ' ') AS nama, array_agg(right(nik, 4)) AS nik
        FROM keluarga_individu WHERE kode_desa = %(desa)s AND status = 'AKTIF' GROUP BY 1
    ) m ON m.keluarga_id = k.id
    LEFT JOIN (
        SELECT keluarga_id, array_agg(DISTINCT program) AS program FROM keluarga_kepesertaan
        WHERE kode_desa = %(desa)s AND sampai IS NULL AND status = 'AKTIF' GROUP BY 1
    ) b ON b.keluarga_id = k.id
    LEFT JOIN (
        SELECT keluarga_id, array_agg(tingkat || kode ORDER BY parah, kode, id) AS kode,
            (array_agg(data::text ORDER BY parah, kode, id))[1] AS data
        FROM (SELECT *, array_position(ARRAY['B', 'W', 'I'], tingkat::text) AS parah FROM keluarga_temuan
            WHERE kode_desa = %(desa)s AND terbuka) f GROUP BY 1
    ) t ON t.keluarga_id = k.id
    WHERE k.kode_desa = %(desa)s AND k.status <> 'NONAKTIF'
"""

Baris = tuple[Any, ...]


def _fetch(kode_desa: str) -> list[Baris]:
    with connection.cursor() as cur:
        cur.execute(_QUERY, {"desa": kode_desa, "zona": zona(kode_desa).key})
        return list(cur.fetchall())


def _baris(r: Baris, pada: date, batas: int) -> BarisDaftar:
    status = StatusKeluarga(r[8])
    daftar = r[13] or ()
    terparah = daftar[0][1:] if daftar else ""
    data = json.loads(r[14]) if daftar else {}
    return BarisDaftar(
        id=r[0],
        kepala=r[1],
        nik=mask(r[9] or ""),
        no_kk=mask(r[2]),
        dusun=r[3],
        rt=r[4],
        rw=r[5],
        orang=r[6],
        verval_terakhir=r[7],
        bantuan=tuple(sorted(r[12] or ())),
        temuan=terparah,
        temuan_tag=TEMUAN[terparah].tag.format_map(data) if daftar else "",
        temuan_data=data,
        temuan_tingkat=Tingkat(daftar[0][0]) if daftar else None,
        temuan_jumlah=len(daftar),
        temuan_semua=tuple(dict.fromkeys(k[1:] for k in daftar)),
        nama_anggota=r[10] or "",
        ekor_nik=tuple(r[11] or ()),
        menahan=any(k[0] == "B" and k[1:] not in HANYA_USUL_BANTUAN for k in daftar),
        perlu_dilihat=any(k[0] == "W" for k in daftar),
        status=status,
        keadaan=KeadaanBeku.BEKU
        if status is StatusKeluarga.BEKU
        else keadaan(r[7] or r[15] or pada, pada, batas),
    )


# --- search -------------------------------------------------------------------------------------------------

_RT_RW = re.compile(r"\b(rt|rw)\s*0*(\d{1,3})\b")


def make_matcher(cari: str) -> Callable[[BarisDaftar], bool]:
    """A test on rows, for the words of a search; everything fits an empty one."""
    kecil = cari.lower()
    tempat = [(jenis, angka.zfill(3)) for jenis, angka in _RT_RW.findall(kecil)]
    kata = [k.upper() for k in _RT_RW.sub(" ", kecil).split()]
    if not tempat and not kata:
        return lambda b: True

    def cocok(b: BarisDaftar) -> bool:
        return all((b.rt if jenis == "rt" else b.rw) == angka for jenis, angka in tempat) and all(
            _fits(k, b) for k in kata
        )

    return cocok


def _fits(kata: str, b: BarisDaftar) -> bool:
    if kata.isdigit():
        ekor = kata[-4:]
        return len(ekor) == 4 and (b.no_kk.endswith(ekor) or ekor in b.ekor_nik)
    return kata in b.nama_anggota.upper() or kata in b.kepala.upper()
