"""Findings on one family (R51, R53, R57, R61, R62, R28, R32), and on a family with all its members."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from opensiks.rules.individu import (
    FaktaIndividu,
    dari_salah,
    is_pekerjaan_negara,
    kosong,
    sebut,
    temuan_individu,
)
from opensiks.rules.kodelist import KODELIST, PEKERJAAN_NEGARA, SHDK_KEPALA, VERSI_BAKU, list_salah
from opensiks.rules.nik import is_kk, umur
from opensiks.rules.temuan import TEMUAN, Temuan

__all__ = [
    "TEMUAN",
    "FaktaIndividu",
    "FaktaKeluarga",
    "Temuan",
    "semua_temuan",
    "temuan_individu",
    "temuan_keluarga",
]

UMUR_KEPALA_MIN = 17  # R56, new families only
SELISIH_IBU = range(10, 61)  # R57, whole years


@dataclass(frozen=True, slots=True, kw_only=True)
class FaktaKeluarga:
    """One AKTIF family with its AKTIF members."""

    id: str
    no_kk: str = ""
    alamat: str = ""
    kode_desa: str = ""
    anggota: tuple[FaktaIndividu, ...] = ()
    jumlah_tertulis: int | None = None  # members, as written on the form
    jumlah_keluarga_tertulis: int | None = None  # families in the household, as written
    jawaban: Mapping[str, int] = field(default_factory=dict)
    codelist_versi: str = VERSI_BAKU
    program_aktif: frozenset[str] = frozenset()
    anggota_di_kk: int | None = None  # persons on the family card, when known
    id_pengurus: str = ""  # who collects the aid, when not the head
    ada_usulan_pengurus: bool = False
    baru: bool = False  # proposed by an usulan BARU


def semua_temuan(kel: FaktaKeluarga, hari_ini: date) -> list[Temuan]:
    """The family's findings, then each member's in order."""
    daftar = temuan_keluarga(kel, hari_ini)
    for ind in kel.anggota:
        daftar += temuan_individu(ind, hari_ini)
    return daftar


def temuan_keluarga(kel: FaktaKeluarga, hari_ini: date) -> list[Temuan]:
    """Findings about the family as a whole; those on each member are `temuan_individu`'s."""
    daftar: list[Temuan] = []
    if not kel.alamat.strip():
        daftar.append(kosong("alamat", None))
    _no_kk(kel, daftar)
    _kepala(kel, hari_ini, daftar)
    _jumlah(kel, daftar)
    _ibu(kel, daftar)
    if kel.program_aktif:
        _pekerjaan(kel, daftar)
    if kel.jawaban:
        for salah in list_salah(kel.codelist_versi, kel.jawaban, {}):
            daftar.append(dari_salah(salah, kel.codelist_versi, None, "keluarga ini"))
    return daftar


def _no_kk(kel: FaktaKeluarga, daftar: list[Temuan]) -> None:
    """R54 and R51: the family's number once, and any member's that differs from it."""
    if not kel.no_kk.strip():
        daftar.append(kosong("no_kk", None))
    else:
        _bentuk_kk(kel.no_kk, None, daftar)
    for ind in kel.anggota:
        if ind.no_kk and ind.no_kk != kel.no_kk:
            _bentuk_kk(ind.no_kk, ind.id, daftar)


def _bentuk_kk(no_kk: str, id_individu: str | None, daftar: list[Temuan]) -> None:
    if not is_kk(no_kk):
        daftar.append(Temuan.of("R51", id_individu, {}))
    elif no_kk[12:] == "0000":
        daftar.append(Temuan.of("R51a", id_individu, {}))


def _kepala(kel: FaktaKeluarga, hari_ini: date, daftar: list[Temuan]) -> None:
    """R53, the age of a new family's head (R56), and who collects the aid after a death (R28)."""
    kepala = [ind for ind in kel.anggota if ind.shdk == SHDK_KEPALA]
    if len(kepala) != 1:
        daftar.append(Temuan.of("R53", None, {"n": str(len(kepala))}))
    if kel.baru:
        for ind in kepala:
            tahun = UMUR_KEPALA_MIN if ind.tgl_lahir is None else umur(ind.tgl_lahir, hari_ini)
            if 0 <= tahun < UMUR_KEPALA_MIN:
                daftar.append(Temuan.of("R56c", ind.id, {"nama": sebut(ind), "n": str(tahun)}))
    if kel.ada_usulan_pengurus or all(ind.meninggal for ind in kel.anggota):
        return
    for ind in kel.anggota:
        if ind.meninggal and (ind.shdk == SHDK_KEPALA or ind.id == kel.id_pengurus):
            kode = "R28" if ind.shdk == SHDK_KEPALA else "R28a"
            daftar.append(Temuan.of(kode, ind.id, {"nama": sebut(ind)}))


def _jumlah(kel: FaktaKeluarga, daftar: list[Temuan]) -> None:
    n = len(kel.anggota)
    if kel.jumlah_tertulis is not None and kel.jumlah_tertulis != n:
        daftar.append(Temuan.of("R61", None, {"a": str(kel.jumlah_tertulis), "b": str(n)}))
    if kel.jumlah_keluarga_tertulis is not None:
        kartu = len({ind.no_kk or kel.no_kk for ind in kel.anggota})
        if kartu != kel.jumlah_keluarga_tertulis:
            daftar.append(Temuan.of("R61a", None, {"a": str(kel.jumlah_keluarga_tertulis), "b": str(kartu)}))
    if n == 1 and kel.anggota_di_kk is not None and kel.anggota_di_kk > 1:
        daftar.append(Temuan.of("R62", None, {"di_kk": str(kel.anggota_di_kk)}))


def _ibu(kel: FaktaKeluarga, daftar: list[Temuan]) -> None:
    """R57. The mother is the woman in this family who carries the name written as the child's mother."""
    perempuan: dict[str, list[FaktaIndividu]] = {}
    for ind in kel.anggota:
        if ind.jenis_kelamin == "P" and ind.tgl_lahir is not None and ind.nama:
            perempuan.setdefault(_kunci(ind.nama), []).append(ind)
    if not perempuan:
        return
    for anak in kel.anggota:
        if anak.tgl_lahir is None or not anak.nama_ibu:
            continue
        calon = [i for i in perempuan.get(_kunci(anak.nama_ibu), ()) if i.id != anak.id]
        selisih = [umur(i.tgl_lahir, anak.tgl_lahir) for i in calon if i.tgl_lahir is not None]
        # Two women of one name: one who fits is enough.
        if not selisih or any(n in SELISIH_IBU for n in selisih):
            continue
        data = {"ibu": sebut(calon[0]), "anak": sebut(anak), "n": str(selisih[0]), "id_ibu": calon[0].id}
        daftar.append(Temuan.of("R57" if selisih[0] >= 0 else "R57a", anak.id, data))


def _kunci(nama: str) -> str:
    return " ".join(nama.upper().split())


def _pekerjaan(kel: FaktaKeluarga, daftar: list[Temuan]) -> None:
    for ind in kel.anggota:
        if is_pekerjaan_negara(ind) and not ind.meninggal:
            pekerjaan = ind.pekerjaan.strip() or KODELIST[VERSI_BAKU]["status_pekerjaan"][PEKERJAAN_NEGARA]
            daftar.append(Temuan.of("R32", ind.id, {"nama": sebut(ind), "pekerjaan": pekerjaan}))
