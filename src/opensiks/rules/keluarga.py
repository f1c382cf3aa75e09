"""Findings on one person and one family (R42-R62, R28, R32): what is wrong, and what only deserves a look.

Runs over a whole district at once, so the functions are straight lines over facts: no query, no clock, and a
finding is built only when there is one. Facts about other records (who else uses this NIK) come in as fields.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from opensiks.rules.kodelist import (
    KODELIST,
    PEKERJAAN_NEGARA,
    PERNAH_KAWIN,
    SHDK,
    SHDK_KEPALA,
    STATUS_KAWIN,
    UMUR_HAMIL,
    VERSI_BAKU,
    Salah,
    label,
    label_isian,
    list_salah,
)
from opensiks.rules.nik import has_tanggal, is_16_angka, is_kk, is_tanpa_nik, tanggal_nik, umur
from opensiks.rules.temuan import ISIAN_WAJIB, TEMUAN, Temuan, tanggal_panjang

__all__ = [
    "TEMUAN",
    "FaktaIndividu",
    "FaktaKeluarga",
    "Temuan",
    "is_pekerjaan_negara",
    "semua_temuan",
    "temuan_individu",
    "temuan_keluarga",
]

UMUR_MAKS, UMUR_LANJUT = 120, 105  # R56: beyond the first it blocks, beyond the second it asks
UMUR_KEPALA_MIN = 17  # R56, new families only
SELISIH_IBU = range(10, 61)  # R57, whole years
NAMA_MAKS = 60  # Permendagri 73/2022

_TANDA_NAMA = str.maketrans("", "", " '.-/,")
_JENIS_KELAMIN = {"L": "laki-laki", "P": "perempuan"}
_KATA_NEGARA = frozenset(
    {"ASN", "PNS", "PPPK", "TNI", "POLRI", "KEPOLISIAN", "TENTARA", "BUMN", "BUMD", "DPR", "DPRD", "DPD"}
    | {"PENSIUN", "PENSIUNAN", "PURNAWIRAWAN"}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class FaktaIndividu:
    """One AKTIF member. Codes: `shdk` 1-11, `status_kawin` 1-4; `jawaban` by variable of `codelist_versi`."""

    id: str
    nik: str = ""
    nama: str = ""
    tempat_lahir: str = ""
    tgl_lahir: date | None = None
    jenis_kelamin: str = ""  # "L", "P"; anything else counts as not filled in
    nama_ibu: str = ""
    pekerjaan: str = ""
    status_kawin: int | None = None
    shdk: int | None = None
    no_kk: str = ""  # empty: the family's
    kode_desa: str = ""  # dotted, where the person lives now
    jawaban: Mapping[str, int] = field(default_factory=dict)
    codelist_versi: str = VERSI_BAKU
    nik_dipakai: int = 0  # other AKTIF individuals with this NIK
    nik_dipakai_nama_sama: bool = False  # one of them has the same normalised name
    nik_dipakai_oleh: str = ""  # "NAMA, Desa", shown when the reader may see it
    wilayah_nik_dikenal: bool = True  # prefix in the region table, historical codes included
    wilayah_nik: str = ""  # name of the kabupaten of the prefix
    keluarga_lain: int = 0  # other AKTIF families this person belongs to
    meninggal: bool = False  # reported dead, record still AKTIF
    hamil: bool = False


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


# --- one person ---------------------------------------------------------------------------------------------


def temuan_individu(ind: FaktaIndividu, hari_ini: date) -> list[Temuan]:
    """Findings about this person alone. Data of someone reported dead need no mending."""
    daftar: list[Temuan] = []
    if ind.meninggal:
        return daftar
    _nik(ind, hari_ini, daftar)
    _wajib(ind, daftar)
    _nama(ind, daftar)
    tahun = _umur(ind, hari_ini, daftar)
    if ind.keluarga_lain:
        daftar.append(Temuan.of("R52", ind.id, {"nama": _sebut(ind), "n": str(ind.keluarga_lain + 1)}))
    if ind.jawaban:
        _jawaban(ind, tahun, daftar)
    if ind.hamil or ind.jawaban.get("sta_hamil") == 1:
        _hamil(ind, tahun, daftar)
    return daftar


def _nik(ind: FaktaIndividu, hari_ini: date, daftar: list[Temuan]) -> None:
    nik = ind.nik
    if not is_16_angka(nik) or nik[0] == "0":
        if is_tanpa_nik(nik):
            daftar.append(Temuan.of("R49", ind.id, {"nama": _sebut(ind)}))
            return
        daftar.append(_bentuk_nik(ind))
    elif nik[12:] == "0000":
        daftar.append(Temuan.of("R43", ind.id, {"nama": _sebut(ind)}))
    elif not has_tanggal(nik, hari_perempuan=True):
        daftar.append(Temuan.of("R44", ind.id, {"nama": _sebut(ind)}))
    else:
        _isi_nik(ind, hari_ini, daftar)
    if ind.nik_dipakai:
        daftar.append(_nik_dipakai(ind))


def _bentuk_nik(ind: FaktaIndividu) -> Temuan:
    n = len(ind.nik)
    kode = "R42b" if not (ind.nik.isascii() and ind.nik.isdigit()) else "R42" if n < 16 else "R42a"
    return Temuan.of(kode, ind.id, {"nama": _sebut(ind), "n": str(n)})


def _isi_nik(ind: FaktaIndividu, hari_ini: date, daftar: list[Temuan]) -> None:
    """What a possible NIK says against what the record says. Never blocks: a NIK outlives corrections."""
    nik, lahir, kode = ind.nik, ind.tgl_lahir, ind.kode_desa
    hari, jk = int(nik[6:8]), "L"
    if hari > 40:
        hari, jk = hari - 40, "P"
    if ind.jenis_kelamin != jk and ind.jenis_kelamin in _JENIS_KELAMIN:
        data = {
            "jk_data": _JENIS_KELAMIN[ind.jenis_kelamin],
            "jk_nik": _JENIS_KELAMIN[jk],
            "nama": _sebut(ind),
        }
        daftar.append(Temuan.of("R45", ind.id, data))
    if lahir is not None:
        bulan, tahun = int(nik[8:10]), int(nik[10:12])
        if lahir.day != hari or lahir.month != bulan or lahir.year % 100 != tahun:
            tertukar = lahir.day == bulan and lahir.month == hari and lahir.year % 100 == tahun
            daftar.append(_tanggal_beda("R47" if tertukar else "R46", ind, lahir, hari_ini))
    if not ind.wilayah_nik_dikenal:
        wilayah = f"{nik[:2]}.{nik[2:4]}.{nik[4:6]}"
        daftar.append(Temuan.of("R48a", ind.id, {"nama": _sebut(ind), "wilayah": wilayah}))
    elif kode and (nik[:2] != kode[:2] or nik[2:4] != kode[3:5]):
        daftar.append(Temuan.of("R48", ind.id, {"wilayah": ind.wilayah_nik or f"{nik[:2]}.{nik[2:4]}"}))


def _tanggal_beda(kode: str, ind: FaktaIndividu, lahir: date, hari_ini: date) -> Temuan:
    # Only a NIK of somebody born after `hari_ini` says no date; then the recorded one is the only offer.
    dari_nik = tanggal_nik(ind.nik, pada=hari_ini, tgl_lahir=lahir) or lahir
    data = {
        "nama": _sebut(ind),
        "tgl_data": tanggal_panjang(lahir),
        "tgl_nik": tanggal_panjang(dari_nik),
        "lahir_data": lahir.isoformat(),
        "lahir_nik": dari_nik.isoformat(),
    }
    return Temuan.of(kode, ind.id, data)


def _nik_dipakai(ind: FaktaIndividu) -> Temuan:
    data = {
        "n": str(ind.nik_dipakai + 1),
        "pemakai": ind.nik_dipakai_oleh or f"{ind.nik_dipakai} orang lain",
        # Same name: probably one person entered twice. Another name: two persons, one number.
        "antrean": "ganda" if ind.nik_dipakai_nama_sama else "konflik",
    }
    return Temuan.of("R50", ind.id, data)


def _wajib(ind: FaktaIndividu, daftar: list[Temuan]) -> None:
    """R54 on the person. A missing NIK is R49, which lets the record stay; alamat and KK are the family's."""
    if not ind.nama.strip():
        daftar.append(_kosong("nama", ind))
    if not ind.tempat_lahir.strip():
        daftar.append(_kosong("tempat_lahir", ind))
    if ind.tgl_lahir is None:
        daftar.append(_kosong("tgl_lahir", ind))
    if ind.jenis_kelamin not in _JENIS_KELAMIN:
        daftar.append(_kosong("jenis_kelamin", ind))
    if not ind.nama_ibu.strip():
        daftar.append(_kosong("nama_ibu", ind))
    if ind.shdk is None:
        daftar.append(_kosong("shdk", ind))
    elif ind.shdk not in SHDK:
        daftar.append(_kode_asing(ind, "Hubungan keluarga", "shdk", ind.shdk))
    if ind.status_kawin is None:
        daftar.append(_kosong("status_kawin", ind))
    elif ind.status_kawin not in STATUS_KAWIN:
        daftar.append(_kode_asing(ind, "Status kawin", "sta_kawin", ind.status_kawin))


def _kosong(isian: str, ind: FaktaIndividu | None) -> Temuan:
    tag, kata = ISIAN_WAJIB[isian]
    nama = "keluarga ini" if ind is None else _sebut(ind)
    data = {
        "isian": kata,
        "isian_kecil": kata[0].lower() + kata[1:],
        "tag_isian": tag,
        "nama": nama,
        "field": isian,
    }
    return Temuan.of("R54", None if ind is None else ind.id, data)


def _kode_asing(ind: FaktaIndividu, kata: str, isian: str, nilai: int) -> Temuan:
    data = {
        "isian": kata,
        "nama": _sebut(ind),
        "nilai": str(nilai),
        "versi": ind.codelist_versi,
        "field": isian,
    }
    return Temuan.of("R59", ind.id, data)


def _nama(ind: FaktaIndividu, daftar: list[Temuan]) -> None:
    """R55, one finding at most: odd signs explain more than length, length more than a single word."""
    nama = ind.nama.strip()
    if not nama:
        return
    if not nama.translate(_TANDA_NAMA).isalpha():
        daftar.append(Temuan.of("R55b", ind.id, {"nama": nama}))
    elif len(nama) > NAMA_MAKS:
        daftar.append(Temuan.of("R55a", ind.id, {"nama": nama}))
    elif " " not in nama:
        daftar.append(Temuan.of("R55", ind.id, {"nama": nama}))


def _umur(ind: FaktaIndividu, hari_ini: date, daftar: list[Temuan]) -> int | None:
    """R56, and the age in whole years; None when there is no date to count from."""
    lahir = ind.tgl_lahir
    if lahir is None:
        return None
    if lahir > hari_ini:
        data = {"nama": _sebut(ind), "tgl_data": tanggal_panjang(lahir), "lahir_data": lahir.isoformat()}
        daftar.append(Temuan.of("R56b", ind.id, data))
        return None
    tahun = umur(lahir, hari_ini)
    if tahun > UMUR_LANJUT:
        kode = "R56" if tahun > UMUR_MAKS else "R56a"
        daftar.append(Temuan.of(kode, ind.id, {"nama": _sebut(ind), "n": str(tahun)}))
    return tahun


def _jawaban(ind: FaktaIndividu, tahun: int | None, daftar: list[Temuan]) -> None:
    lain: dict[str, int] = {}
    if tahun is not None:
        lain["umur"] = tahun
    if ind.status_kawin is not None:
        lain["sta_kawin"] = ind.status_kawin
    for salah in list_salah(ind.codelist_versi, ind.jawaban, lain):
        daftar.append(_dari_salah(salah, ind.codelist_versi, ind.id, _sebut(ind)))


def _hamil(ind: FaktaIndividu, tahun: int | None, daftar: list[Temuan]) -> None:
    """R60. What is not known yet (R54 asks for it) is not held against her."""
    if (
        ind.jenis_kelamin != "L"
        and (ind.status_kawin is None or ind.status_kawin in PERNAH_KAWIN)
        and (tahun is None or tahun in UMUR_HAMIL[ind.codelist_versi])
    ):
        return
    if tahun is None:
        daftar.append(Temuan.of("R60a", ind.id, {"nama": _sebut(ind)}))
    else:
        daftar.append(Temuan.of("R60", ind.id, {"nama": _sebut(ind), "umur": str(tahun)}))


def _sebut(ind: FaktaIndividu) -> str:
    return ind.nama.strip() or "anggota ini"


# --- one family ---------------------------------------------------------------------------------------------


def temuan_keluarga(kel: FaktaKeluarga, hari_ini: date) -> list[Temuan]:
    """Findings about the family as a whole; those on each member are `temuan_individu`'s."""
    daftar: list[Temuan] = []
    if not kel.alamat.strip():
        daftar.append(_kosong("alamat", None))
    _no_kk(kel, daftar)
    _kepala(kel, hari_ini, daftar)
    _jumlah(kel, daftar)
    _ibu(kel, daftar)
    if kel.program_aktif:
        _pekerjaan(kel, daftar)
    if kel.jawaban:
        for salah in list_salah(kel.codelist_versi, kel.jawaban, {}):
            daftar.append(_dari_salah(salah, kel.codelist_versi, None, "keluarga ini"))
    return daftar


def _no_kk(kel: FaktaKeluarga, daftar: list[Temuan]) -> None:
    """R54 and R51: the family's number once, and any member's that differs from it."""
    if not kel.no_kk.strip():
        daftar.append(_kosong("no_kk", None))
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
                daftar.append(Temuan.of("R56c", ind.id, {"nama": _sebut(ind), "n": str(tahun)}))
    if kel.ada_usulan_pengurus or all(ind.meninggal for ind in kel.anggota):
        return
    for ind in kel.anggota:
        if ind.meninggal and (ind.shdk == SHDK_KEPALA or ind.id == kel.id_pengurus):
            kode = "R28" if ind.shdk == SHDK_KEPALA else "R28a"
            daftar.append(Temuan.of(kode, ind.id, {"nama": _sebut(ind)}))


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
        data = {"ibu": _sebut(calon[0]), "anak": _sebut(anak), "n": str(selisih[0]), "id_ibu": calon[0].id}
        daftar.append(Temuan.of("R57" if selisih[0] >= 0 else "R57a", anak.id, data))


def _kunci(nama: str) -> str:
    return " ".join(nama.upper().split())


def _pekerjaan(kel: FaktaKeluarga, daftar: list[Temuan]) -> None:
    for ind in kel.anggota:
        if is_pekerjaan_negara(ind) and not ind.meninggal:
            pekerjaan = ind.pekerjaan.strip() or KODELIST[VERSI_BAKU]["status_pekerjaan"][PEKERJAAN_NEGARA]
            daftar.append(Temuan.of("R32", ind.id, {"nama": _sebut(ind), "pekerjaan": pekerjaan}))


def is_pekerjaan_negara(ind: FaktaIndividu) -> bool:
    """Civil servant, soldier, police, state company, legislator or pensioner, by code or by the words."""
    jawaban = ind.jawaban
    if jawaban.get("status_pekerjaan", jawaban.get("r418")) == PEKERJAAN_NEGARA:
        return True
    kata = ind.pekerjaan.upper().replace("/", " ").replace(",", " ")
    return "PEGAWAI NEGERI" in kata or not _KATA_NEGARA.isdisjoint(kata.split())


def _dari_salah(salah: Salah, versi: str, id_individu: str | None, nama: str) -> Temuan:
    isian, dari = label_isian(salah.isian), label_isian(salah.dari) if salah.dari else ""
    data = {
        "isian": isian,
        "isian_kecil": isian[0].lower() + isian[1:],
        "nama": nama,
        "nilai": "" if salah.nilai is None else str(salah.nilai),
        "dari": dari[:1].lower() + dari[1:],
        "nilai_dari": "" if salah.nilai_dari is None else label(versi, salah.dari, salah.nilai_dari),
        "versi": versi,
        "field": salah.isian,
    }
    return Temuan.of(salah.kode, id_individu, data)
