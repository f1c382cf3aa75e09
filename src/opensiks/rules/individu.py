"""Findings on one person (R42-R60): what is wrong, and what only deserves a look.

Runs over a whole district at once, so the functions are straight lines over facts: no query, no clock, and a
finding is built only when there is one. Facts about other records (who else uses this NIK) come in as fields.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from opensiks.rules.kodelist import (
    PEKERJAAN_NEGARA,
    PERNAH_KAWIN,
    SHDK,
    STATUS_KAWIN,
    UMUR_HAMIL,
    VERSI_BAKU,
    Salah,
    label,
    label_isian,
    list_salah,
)
from opensiks.rules.nik import has_tanggal, is_16_angka, is_tanpa_nik, kode_kecamatan, tanggal_nik, umur
from opensiks.rules.temuan import ISIAN_WAJIB, Temuan, tanggal_panjang

UMUR_MAKS, UMUR_LANJUT = 120, 105  # R56: beyond the first it blocks, beyond the second it asks
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
        daftar.append(Temuan.of("R52", ind.id, {"nama": sebut(ind), "n": str(ind.keluarga_lain + 1)}))
    if ind.jawaban:
        _jawaban(ind, tahun, daftar)
    if ind.hamil or ind.jawaban.get("sta_hamil") == 1:
        _hamil(ind, tahun, daftar)
    return daftar


def _nik(ind: FaktaIndividu, hari_ini: date, daftar: list[Temuan]) -> None:
    nik = ind.nik
    if not is_16_angka(nik) or nik[0] == "0":
        if is_tanpa_nik(nik):
            daftar.append(Temuan.of("R49", ind.id, {"nama": sebut(ind)}))
            return
        daftar.append(_bentuk_nik(ind))
    elif nik[12:] == "0000":
        daftar.append(Temuan.of("R43", ind.id, {"nama": sebut(ind)}))
    elif not has_tanggal(nik, hari_perempuan=True):
        daftar.append(Temuan.of("R44", ind.id, {"nama": sebut(ind)}))
    else:
        _isi_nik(ind, hari_ini, daftar)
    if ind.nik_dipakai:
        daftar.append(_nik_dipakai(ind))


def _bentuk_nik(ind: FaktaIndividu) -> Temuan:
    n = len(ind.nik)
    kode = "R42b" if not (ind.nik.isascii() and ind.nik.isdigit()) else "R42" if n < 16 else "R42a"
    return Temuan.of(kode, ind.id, {"nama": sebut(ind), "n": str(n)})


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
            "nama": sebut(ind),
        }
        daftar.append(Temuan.of("R45", ind.id, data))
    if lahir is not None:
        bulan, tahun = int(nik[8:10]), int(nik[10:12])
        if lahir.day != hari or lahir.month != bulan or lahir.year % 100 != tahun:
            tertukar = lahir.day == bulan and lahir.month == hari and lahir.year % 100 == tahun
            daftar.append(_tanggal_beda("R47" if tertukar else "R46", ind, lahir, hari_ini))
    if not ind.wilayah_nik_dikenal:
        daftar.append(Temuan.of("R48a", ind.id, {"nama": sebut(ind), "wilayah": kode_kecamatan(nik)}))
    elif kode and (nik[:2] != kode[:2] or nik[2:4] != kode[3:5]):
        daftar.append(Temuan.of("R48", ind.id, {"wilayah": ind.wilayah_nik or f"{nik[:2]}.{nik[2:4]}"}))


def _tanggal_beda(kode: str, ind: FaktaIndividu, lahir: date, hari_ini: date) -> Temuan:
    # A NIK may say no date yet (29 February 00, read before 2000): then the recorded one is all we offer.
    dari_nik = tanggal_nik(ind.nik, pada=hari_ini, tgl_lahir=lahir) or lahir
    data = {
        "nama": sebut(ind),
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
        daftar.append(kosong("nama", ind))
    if not ind.tempat_lahir.strip():
        daftar.append(kosong("tempat_lahir", ind))
    if ind.tgl_lahir is None:
        daftar.append(kosong("tgl_lahir", ind))
    if ind.jenis_kelamin not in _JENIS_KELAMIN:
        daftar.append(kosong("jenis_kelamin", ind))
    if not ind.nama_ibu.strip():
        daftar.append(kosong("nama_ibu", ind))
    if ind.shdk is None:
        daftar.append(kosong("shdk", ind))
    elif ind.shdk not in SHDK:
        daftar.append(_kode_asing(ind, "Hubungan keluarga", "shdk", ind.shdk))
    if ind.status_kawin is None:
        daftar.append(kosong("status_kawin", ind))
    elif ind.status_kawin not in STATUS_KAWIN:
        daftar.append(_kode_asing(ind, "Status kawin", "sta_kawin", ind.status_kawin))


def kosong(isian: str, ind: FaktaIndividu | None) -> Temuan:
    """R54 for one field of ISIAN_WAJIB; of the family when `ind` is None."""
    tag, kata = ISIAN_WAJIB[isian]
    nama = "keluarga ini" if ind is None else sebut(ind)
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
        "nama": sebut(ind),
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
        data = {"nama": sebut(ind), "tgl_data": tanggal_panjang(lahir), "lahir_data": lahir.isoformat()}
        daftar.append(Temuan.of("R56b", ind.id, data))
        return None
    tahun = umur(lahir, hari_ini)
    if tahun > UMUR_LANJUT:
        kode = "R56" if tahun > UMUR_MAKS else "R56a"
        daftar.append(Temuan.of(kode, ind.id, {"nama": sebut(ind), "n": str(tahun)}))
    return tahun


def _jawaban(ind: FaktaIndividu, tahun: int | None, daftar: list[Temuan]) -> None:
    lain: dict[str, int] = {}
    if tahun is not None:
        lain["umur"] = tahun
    if ind.status_kawin is not None:
        lain["sta_kawin"] = ind.status_kawin
    for salah in list_salah(ind.codelist_versi, ind.jawaban, lain):
        daftar.append(dari_salah(salah, ind.codelist_versi, ind.id, sebut(ind)))


def _hamil(ind: FaktaIndividu, tahun: int | None, daftar: list[Temuan]) -> None:
    """R60. What is not known yet (R54 asks for it) is not held against her."""
    if (
        ind.jenis_kelamin != "L"
        and (ind.status_kawin is None or ind.status_kawin in PERNAH_KAWIN)
        and (tahun is None or tahun in UMUR_HAMIL[ind.codelist_versi])
    ):
        return
    if tahun is None:
        daftar.append(Temuan.of("R60a", ind.id, {"nama": sebut(ind)}))
    else:
        daftar.append(Temuan.of("R60", ind.id, {"nama": sebut(ind), "umur": str(tahun)}))


def sebut(ind: FaktaIndividu) -> str:
    """How a sentence calls the person."""
    return ind.nama.strip() or "anggota ini"


def dari_salah(salah: Salah, versi: str, id_individu: str | None, nama: str) -> Temuan:
    """A wrong answer (R58, R59) in words."""
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


def is_pekerjaan_negara(ind: FaktaIndividu) -> bool:
    """Civil servant, soldier, police, state company, legislator or pensioner, by code or by the words."""
    jawaban = ind.jawaban
    if jawaban.get("status_pekerjaan", jawaban.get("r418")) == PEKERJAAN_NEGARA:
        return True
    kata = ind.pekerjaan.upper().replace("/", " ").replace(",", " ")
    return "PEGAWAI NEGERI" in kata or not _KATA_NEGARA.isdisjoint(kata.split())
