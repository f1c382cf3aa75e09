"""The facts behind a proposal's content (rules.muatan), for many usulan in few queries.

One question reaches past the scope, and gets no more than a count and a hint: who else carries this NIK (R36, R30).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from opensiks.infra.clock import local
from opensiks.keluarga.models import Individu, Keluarga, Kepesertaan
from opensiks.keluarga.queries import list_nik_terdaftar
from opensiks.rules.jenis import Jenis
from opensiks.rules.kodelist import SHDK_KEPALA
from opensiks.rules.muatan import (
    FaktaGanda,
    FaktaPengurus,
    FaktaSubjek,
    FaktaTujuan,
    Muatan,
    check_muatan,
)
from opensiks.rules.nik import is_nik, mask
from opensiks.rules.registri import StatusIndividu, StatusKeluarga, StatusProgram
from opensiks.rules.rule import Violation
from opensiks.rules.status import TERMINAL
from opensiks.usulan.models import Usulan
from opensiks.wilayah.queries import is_berlaku, is_pemekaran

BacaKeluaran = Callable[[list[int]], Mapping[int, str]]
# pemadanan.queries.get_keluaran: the standing answer of the civil registry for persons by id.

# GANDA: the record that is kept is the other one with this NIK, in a village that the operator does not see.
NIK_LAIN = "NIK"

_BARU = frozenset({Jenis.BARU, Jenis.TAMBAH_ART})
_PERLU_ANGGOTA = frozenset(
    {Jenis.MENINGGAL, Jenis.PECAH_KK, Jenis.BANSOS_MASUK, Jenis.REAKTIVASI, Jenis.PENGURUS}
)


def no_keluaran(_: list[int]) -> Mapping[int, str]:
    """Nobody was matched: what holds when a caller brings no answers."""
    return {}


def check_isi(
    daftar: Sequence[Usulan], *, at: datetime, keluaran: BacaKeluaran = no_keluaran
) -> list[tuple[Violation, ...]]:
    """What the rules find in the content of each usulan, in the order given; they need not be saved yet."""
    r = _gather(daftar, keluaran)
    return [tuple(check_muatan(u.jenis, _fakta(u, r, local(at, u.kode_desa).date()))) for u in daftar]


@dataclass(frozen=True)
class _Anggota:
    id: int
    id_registri: str
    shdk: int | None
    lahir: date | None
    nik: str


@dataclass
class _Rujukan:
    """Rows the facts are read from, by the keys that a muatan uses."""

    anggota: dict[int, list[_Anggota]] = field(default_factory=lambda: defaultdict(list))
    program: dict[int, set[str]] = field(default_factory=lambda: defaultdict(set))
    nik: dict[str, str] = field(default_factory=dict)
    kk: dict[str, str] = field(default_factory=dict)
    catatan: dict[str, tuple[bool, bool]] = field(default_factory=dict)
    berganti: set[int] = field(default_factory=set)
    padan: Mapping[int, str] = field(default_factory=dict)
    tujuan: dict[tuple[str, str, date], FaktaTujuan] = field(default_factory=dict)


def _gather(daftar: Sequence[Usulan], keluaran: BacaKeluaran) -> _Rujukan:
    r = _Rujukan()
    per: dict[Jenis, list[Usulan]] = defaultdict(list)
    for u in daftar:
        per[u.jenis].append(u)
    keluarga = {_keluarga_id(u) for j in _PERLU_ANGGOTA for u in per[j]} - {0}
    if keluarga:
        _anggota(r, keluarga)
    if any(per[j] for j in _BARU):
        _terdaftar(r, [u for j in _BARU for u in per[j]])
    if per[Jenis.GANDA]:
        _catatan(r, per[Jenis.GANDA])
    if per[Jenis.MENINGGAL]:
        usul = Usulan.objects.filter(jenis=Jenis.PENGURUS, keluarga_id__in=keluarga).exclude(
            status__in=TERMINAL
        )
        r.berganti = set(usul.values_list("keluarga_id", flat=True))
    if per[Jenis.PENGURUS]:
        diminta = {str(u.muatan.get("pengurus")) for u in per[Jenis.PENGURUS]}
        calon = [
            a.id for daftar_anggota in r.anggota.values() for a in daftar_anggota if a.id_registri in diminta
        ]
        r.padan = keluaran(calon)
    if per[Jenis.PENGURUS] or per[Jenis.GANDA]:
        _program(r, {_keluarga_id(u) for j in (Jenis.PENGURUS, Jenis.GANDA) for u in per[j]})
    return r


def _keluarga_id(u: Usulan) -> int:
    return u.keluarga_id or (u.individu.keluarga_id if u.individu else 0)


def _anggota(r: _Rujukan, keluarga: Collection[int]) -> None:
    rows = Individu.objects.filter(keluarga_id__in=keluarga, status=StatusIndividu.AKTIF).order_by("id")
    for kid, id_, reg, shdk, lahir, nik in rows.values_list(
        "keluarga_id", "id", "id_registri", "shdk", "tanggal_lahir", "nik"
    ):
        r.anggota[kid].append(_Anggota(id_, reg, shdk, lahir, nik))


def _program(r: _Rujukan, keluarga: Collection[int]) -> None:
    rows = Kepesertaan.objects.filter(
        keluarga_id__in=keluarga, status=StatusProgram.AKTIF, sampai__isnull=True
    )
    for kid, program in rows.values_list("keluarga_id", "program"):
        r.program[kid].add(program)


def _terdaftar(r: _Rujukan, daftar: Iterable[Usulan]) -> None:
    """R36 asks the whole register; R37 only warns, and asks what is in sight."""
    per_desa: dict[str, set[str]] = defaultdict(set)
    kk: set[str] = set()
    for u in daftar:
        per_desa[u.kode_desa] |= {a["nik"] for a in u.muatan.get("anggota", ()) if a.get("nik")}
        kk |= {u.muatan.get("keluarga", {}).get("no_kk", "")} - {""}
    for kode, nik in per_desa.items():
        ada = list_nik_terdaftar(sorted(nik), kode) if nik else {}
        r.nik |= {n: f"{mask(n)} ({petunjuk})" for n, (_, petunjuk) in ada.items()}
    if kk:
        rows = Keluarga.objects.filter(no_kk__in=kk).exclude(status=StatusKeluarga.NONAKTIF)
        r.kk |= {n: mask(n) for n in rows.values_list("no_kk", flat=True)}


def _catatan(r: _Rujukan, daftar: Iterable[Usulan]) -> None:
    """Of each record to be kept: is there one in sight, and is it alive. NIK_LAIN asks the whole register."""
    ids = {str(u.muatan.get("dipertahankan", "")) for u in daftar}
    for reg, status in Individu.objects.filter(id_registri__in=ids).values_list("id_registri", "status"):
        r.catatan[f"I{reg}"] = (True, status == StatusIndividu.AKTIF)
    for reg, hidup in Keluarga.objects.filter(id_registri__in=ids).values_list("id_registri", "status"):
        r.catatan[f"K{reg}"] = (True, hidup != StatusKeluarga.NONAKTIF)
    for u in daftar:
        if u.muatan.get("dipertahankan") == NIK_LAIN and u.individu and is_nik(nik_dipertahankan(u)):
            lain = count_nik_lain(u.individu, nik_dipertahankan(u))
            r.catatan[f"I{u.individu.id_registri}{NIK_LAIN}"] = (lain > 0, lain > 0)


def nik_dipertahankan(u: Usulan) -> str:
    """NIK_LAIN: the number of the record that is kept, where it is not the one to be closed's own."""
    return str(u.muatan.get("nik") or (u.individu.nik if u.individu else ""))


def count_nik_lain(ind: Individu, nik: str = "") -> int:
    """How many other active persons of the register carry this person's NIK, or `nik`."""
    dicari = nik or ind.nik
    hitung, _ = list_nik_terdaftar([dicari], ind.kode_desa).get(dicari, (0, ""))
    return hitung - (ind.status is StatusIndividu.AKTIF and ind.nik == dicari)


# Facts ------------------------------------------------------------------------------------------------------------


def _fakta(u: Usulan, r: _Rujukan, hari_ini: date) -> Muatan:
    isi: Mapping[str, Any] = u.muatan
    return Muatan(
        hari_ini=hari_ini,
        tanggal=_tanggal(isi.get("tanggal")),
        program=u.program,
        kode_alasan=u.kode_alasan,
        jumlah_perubahan=count_perubahan(u),
        anggota_keluar=len(isi.get("anggota", ())) if u.jenis is Jenis.PECAH_KK else 0,
        kk_baru=bool(isi.get("no_kk")),
        pengurus_diusulkan=bool(isi.get("kepala_baru")) or _keluarga_id(u) in r.berganti,
        subjek=_subjek(u, r),
        tujuan=_tujuan(u, r, hari_ini) if u.jenis is Jenis.PINDAH else FaktaTujuan(),
        ganda=_ganda(u, r) if u.jenis is Jenis.GANDA else FaktaGanda(),
        pengurus=_pengurus(u, r) if u.jenis is Jenis.PENGURUS else FaktaPengurus(),
    )


def count_perubahan(u: Usulan) -> int:
    """Fields of a PERBAIKAN that would really change."""
    asal = u.individu or u.keluarga
    if asal is None or u.jenis not in (Jenis.PERBAIKAN_ID, Jenis.PERBAIKAN_DATA):
        return 0
    return sum(as_text(getattr(asal, k)) != as_text(v) for k, v in u.muatan.items())


def as_text(nilai: Any) -> str:
    """One way to write a value, whether it comes from a column or from a muatan."""
    if isinstance(nilai, Mapping):
        return ";".join(f"{k}={nilai[k]}" for k in sorted(nilai))
    if nilai is None:
        return ""
    return nilai.isoformat() if isinstance(nilai, date) else str(nilai)


def _subjek(u: Usulan, r: _Rujukan) -> FaktaSubjek:
    if u.jenis in _BARU:
        return _subjek_baru(u, r)
    anggota = r.anggota.get(_keluarga_id(u), [])
    keluarga = u.keluarga or (u.individu.keluarga if u.individu else None)
    pengurus_id = keluarga.pengurus_id if keluarga else None
    wakil = next((a for a in anggota if a.id == pengurus_id), None) or next(
        (a for a in anggota if a.shdk == SHDK_KEPALA), None
    )
    lahir = u.individu.tanggal_lahir if u.individu else wakil.lahir if wakil else None
    nik = u.individu.nik if u.individu else wakil.nik if wakil else ""
    keluar = len(u.muatan.get("anggota", ())) if u.jenis is Jenis.PECAH_KK else 1
    return FaktaSubjek(
        tanggal_lahir=lahir,
        di_desa=True,
        nik_sah=is_nik(nik),
        kepala_atau_pengurus=u.individu is not None
        and (u.individu.shdk == SHDK_KEPALA or u.individu.pk == pengurus_id),
        anggota_lain=max(len(anggota) - keluar, 0),
    )


def _subjek_baru(u: Usulan, r: _Rujukan) -> FaktaSubjek:
    anggota = u.muatan.get("anggota", [])
    kepala = next((a for a in anggota if a.get("shdk") == SHDK_KEPALA), anggota[0] if anggota else {})
    no_kk = u.muatan.get("keluarga", {}).get("no_kk", "")
    return FaktaSubjek(
        tanggal_lahir=_tanggal(kepala.get("tanggal_lahir")),
        # The family is entered under the operator's own village, which R1 has already checked.
        di_desa=True,
        nik_sah=is_nik(kepala.get("nik", "")),
        nik_terdaftar=", ".join(r.nik[a["nik"]] for a in anggota if a.get("nik") in r.nik),
        kk_terdaftar=r.kk.get(no_kk, ""),
        anggota_lain=len(anggota) - 1,
    )


def _tujuan(u: Usulan, r: _Rujukan, hari_ini: date) -> FaktaTujuan:
    kode = str(u.muatan.get("tujuan", ""))
    if not kode:
        return FaktaTujuan()
    kunci = (u.kode_desa, kode, hari_ini)
    if kunci not in r.tujuan:
        r.tujuan[kunci] = FaktaTujuan(
            kode=kode, berlaku=is_berlaku(kode, hari_ini), pemekaran=is_pemekaran(u.kode_desa, kode)
        )
    return r.tujuan[kunci]


def _ganda(u: Usulan, r: _Rujukan) -> FaktaGanda:
    ditutup = u.individu or u.keluarga
    simpan = str(u.muatan.get("dipertahankan", ""))
    id_ditutup = ditutup.id_registri if ditutup else ""
    kunci = f"{id_ditutup}{simpan}" if simpan == NIK_LAIN else simpan
    ada, aktif = r.catatan.get(f"{'I' if u.individu else 'K'}{kunci}", (False, False))
    berbantuan = id_ditutup if r.program.get(_keluarga_id(u)) and not u.individu else ""
    return FaktaGanda(
        id_dipertahankan=simpan,
        id_ditutup=id_ditutup,
        keduanya_ada=ada and ditutup is not None,
        dipertahankan_aktif=aktif,
        berbantuan=berbantuan,
    )


def _pengurus(u: Usulan, r: _Rujukan) -> FaktaPengurus:
    diminta = u.muatan.get("pengurus")
    calon = next((a for a in r.anggota.get(_keluarga_id(u), []) if a.id_registri == diminta), None)
    return FaktaPengurus(
        tanggal_lahir=calon.lahir if calon else None,
        kk_sama=calon is not None,
        terdaftar=calon is not None,
        padan=calon is not None and r.padan.get(calon.id) == "PADAN",
        program_aktif=u.program in r.program.get(_keluarga_id(u), set()),
    )


def _tanggal(iso: Any) -> date | None:
    return date.fromisoformat(iso) if isinstance(iso, str) and iso else None
