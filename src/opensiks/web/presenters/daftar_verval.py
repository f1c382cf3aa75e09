"""The village's verval list: rows with what each allows, filters whose counts describe the same rows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from urllib.parse import urlencode

from django.utils.safestring import SafeString

from opensiks.keluarga.daftar import BarisDaftar, Urut, list_keluarga
from opensiks.keluarga.tag import list_tag
from opensiks.rules.aktor import Actor
from opensiks.rules.registri import StatusKeluarga
from opensiks.rules.rule import Tingkat
from opensiks.rules.verval import HasilVerval
from opensiks.verval import queries as verval
from opensiks.web import format as tulis
from opensiks.web.presenters.beranda import SINGKAT
from opensiks.web.presenters.desa import DesaKerja
from opensiks.web.templatetags.siks import samar, tag_status

SARING: dict[str, tuple[str, str]] = {
    "semua": ("Semua", ""),
    "belum": ("Belum", ""),
    "beku": ("Akan beku", "beku"),
    "temuan": ("Ada temuan", "perlu"),
    "selesai": ("Selesai", "selesai"),
    "sudah-beku": ("Beku", "beku"),
    "tidur": ("Ditidurkan", "tunda"),
}
_KOSONG = {
    "belum": "Semua keluarga sudah diverval. Bagus.",
    "beku": "Tidak ada keluarga yang akan beku. Bagus.",
    "temuan": "Tidak ada keluarga yang punya temuan. Bagus.",
    "selesai": "Belum ada keluarga yang diverval pada periode ini.",
}
# Shown only while there are such families.
_JARANG = ("sudah-beku", "tidur")
URUT = {
    "nama": Urut.NAMA, "rt": Urut.RT, "orang": Urut.ORANG, "verval": Urut.VERVAL, "temuan": Urut.TEMUAN,
    "status": Urut.STATUS,
}  # fmt: skip
KATA_HASIL: dict[HasilVerval, str] = {
    HasilVerval.TETAP: "TETAP, tersimpan",
    HasilVerval.PERBAIKAN: "Perbaikan diusulkan",
    HasilVerval.PINDAH: "Pindah diusulkan",
    HasilVerval.MENINGGAL: "Meninggal diusulkan",
    HasilVerval.MAMPU: "Tidak layak diusulkan",
    HasilVerval.TIDAK_DITEMUKAN: "Tidak ditemukan",
    HasilVerval.GANDA: "Ganda diusulkan",
}
_BENTUK_TEMUAN = {Tingkat.B: "harus", Tingkat.W: "perlu", Tingkat.I: "info"}


@dataclass(frozen=True)
class BarisVerval:
    """One family of the table. `belum_bisa` says why TETAP is closed; `satu` that it must be opened first."""

    id: int
    kepala: str
    nik: SafeString
    no_kk: SafeString
    rt_rw: str
    orang: int
    verval: str
    bantuan: str
    temuan: SafeString | str
    tambahan: int
    status: SafeString
    cari: str
    belum_bisa: str
    satu: bool
    hasil: HasilVerval | None
    is_beku: bool
    is_temuan: bool
    asal: BarisDaftar


@dataclass(frozen=True)
class Permintaan:
    """What the address asks for."""

    saring: str = "semua"
    urut: str = "nama"
    cari: str = ""
    desa: str = ""

    @classmethod
    def read(cls, data: dict[str, str]) -> Permintaan:
        saring, urut = data.get("saring", "semua"), data.get("urut", "nama")
        return cls(
            saring if saring in SARING else "semua",
            urut if urut.removeprefix("-") in URUT else "nama",
            data.get("cari", "").strip()[:60],
            data.get("desa", ""),
        )

    def kueri(self, **ganti: str) -> str:
        """The address's query with some parts changed; defaults are left out."""
        isi = {"saring": self.saring, "urut": self.urut, "cari": self.cari, "desa": self.desa} | ganti
        bawaan = {"saring": "semua", "urut": "nama"}
        return urlencode({k: v for k, v in isi.items() if v and bawaan.get(k) != v})


@dataclass(frozen=True)
class DaftarVerval:
    """The rows asked for, all rows of the search, and the filter with its counts."""

    minta: Permintaan
    semua: tuple[BarisVerval, ...]
    baris: tuple[BarisVerval, ...]

    @property
    def orang(self) -> int:
        return sum(b.orang for b in self.baris)

    @property
    def cetak(self) -> list[tuple[str, str]]:
        """Head of the printed list."""
        isi = [
            ("Saringan", SARING[self.minta.saring][0]),
            ("Jumlah", f"{len(self.baris)} keluarga, {self.orang} orang"),
        ]
        return [*isi, ("Cari", self.minta.cari)] if self.minta.cari else isi

    @property
    def kata_kosong(self) -> str:
        if self.minta.cari:
            return f'Tidak ada yang cocok dengan "{self.minta.cari}".'
        return _KOSONG.get(self.minta.saring, "Belum ada keluarga di daftar ini.")

    @property
    def isi_kosong(self) -> str:
        return "Coba sebagian nama, 4 angka akhir NIK, atau RT." if self.minta.cari else ""

    @property
    def saringan(self) -> list[dict[str, object]]:
        hasil = []
        for kode, (kata, ikon) in SARING.items():
            jumlah = sum(map(_COCOK[kode], self.semua))
            if jumlah or kode not in _JARANG or kode == self.minta.saring:
                url = f"?{self.minta.kueri(saring=kode)}"
                hasil.append(
                    {
                        "kata": kata,
                        "jumlah": jumlah,
                        "url": url,
                        "aktif": kode == self.minta.saring,
                        "ikon": ikon,
                    }
                )
        return hasil

    def neighbours(self, id: int) -> tuple[int, BarisVerval | None, BarisVerval | None]:
        """Place of a family in the list (from 1; 0 when it is not in it), the one before and the one after."""
        letak = next((n for n, b in enumerate(self.baris) if b.id == id), None)
        if letak is None:
            return 0, None, self.baris[0] if self.baris else None
        atas = self.baris[letak - 1] if letak else None
        bawah = self.baris[letak + 1] if letak + 1 < len(self.baris) else None
        return letak + 1, atas, bawah


_COCOK: dict[str, Callable[[BarisVerval], bool]] = {
    "semua": lambda b: True,
    "belum": lambda b: b.hasil is None,
    "beku": lambda b: b.is_beku,
    "temuan": lambda b: b.hasil is None and b.is_temuan,
    "selesai": lambda b: b.hasil is not None,
    "sudah-beku": lambda b: b.asal.status is StatusKeluarga.BEKU,
    "tidur": lambda b: b.asal.status is StatusKeluarga.DITIDURKAN,
}


def compose_daftar_verval(desa: DesaKerja, actor: Actor, minta: Permintaan) -> DaftarVerval:
    """The village's list in four queries, whatever its size. Without a period nobody has a verdict yet."""
    urut, turun = URUT[minta.urut.removeprefix("-")], minta.urut.startswith("-")
    daftar = list_keluarga(
        actor.cakupan, kode_desa=desa.kode, pada=desa.hari_ini, cari=minta.cari, urut=urut, turun=turun
    )
    hasil: dict[int, HasilVerval] = {}
    beku = {b.id for b in desa.terancam}
    if desa.periode is not None:
        rows = verval.list_verval(desa.periode, desa.kode).values_list("keluarga_id", "hasil")
        hasil = {id_: HasilVerval(h) for id_, h in rows}
    tag = list_tag(desa.kode)
    mulai = verval.next_beku(desa.hari_ini)
    semua = tuple(
        _baris(b, tag.get(b.id, ""), hasil.get(b.id), b.id in beku, mulai, desa.hari_ini)
        for b in daftar.baris
    )
    return DaftarVerval(minta, semua, tuple(filter(_COCOK[minta.saring], semua)))


def _baris(
    b: BarisDaftar, tag: str, hasil: HasilVerval | None, is_beku: bool, mulai: date, hari_ini: date
) -> BarisVerval:
    tahun_lain = b.verval_terakhir is not None and b.verval_terakhir.year != hari_ini.year
    return BarisVerval(
        id=b.id, kepala=tulis.write_name(b.kepala) or "Tanpa nama", nik=samar(b.nik), no_kk=samar(b.no_kk, "No. KK"),
        rt_rw=f"{b.rt or '–'}/{b.rw or '–'}", orang=b.orang,
        verval=tulis.write_date_short(b.verval_terakhir, tahun_lain) if b.verval_terakhir else "Belum pernah",
        bantuan=_bantuan(b.bantuan),
        temuan=_tag_temuan(b.temuan_tingkat, tag) if b.temuan_tingkat else "",
        tambahan=max(b.temuan_jumlah - 1, 0), status=_tag(b, hasil, is_beku, mulai), cari=_kata_cari(b),
        belum_bisa=_belum_bisa(b, tag, hasil), satu=b.perlu_dilihat, hasil=hasil, is_beku=is_beku,
        is_temuan=b.temuan_tingkat in (Tingkat.B, Tingkat.W), asal=b,
    )  # fmt: skip


@lru_cache(64)
def _bantuan(program: Sequence[str]) -> str:
    return ", ".join(nama for kode, nama in SINGKAT.items() if kode in program)


@lru_cache(256)
def _tag_temuan(tingkat: Tingkat, tag: str) -> SafeString:
    return tag_status(_BENTUK_TEMUAN[tingkat], tag)


def _tag(b: BarisDaftar, hasil: HasilVerval | None, is_beku: bool, mulai: date) -> SafeString:
    if hasil is not None:
        return _tag_status(
            "selesai" if hasil is HasilVerval.TETAP else "sedang", KATA_HASIL[HasilVerval(hasil)]
        )
    if b.status is StatusKeluarga.BEKU:
        return _tag_status("beku", "Beku")
    if b.status is StatusKeluarga.DITIDURKAN:
        return _tag_status("tunda", "Ditidurkan")
    if is_beku:
        return _tag_status("beku", f"Akan beku {tulis.write_date_short(mulai)}")
    return _tag_status("belum", "Belum diverval")


@lru_cache(64)
def _tag_status(bentuk: str, kata: str) -> SafeString:
    return tag_status(bentuk, kata, "biru" if bentuk == "sedang" else "")


def _kata_cari(b: BarisDaftar) -> str:
    """What the search box matches in the browser: name, last four digits of NIK and KK, "rt3", "rw2"."""
    return f"{b.kepala} {b.nik[-4:]} {b.no_kk[-4:]} rt{b.rt.lstrip('0')} rw{b.rw.lstrip('0')} "


def _belum_bisa(b: BarisDaftar, tag: str, hasil: HasilVerval | None) -> str:
    """Why the row cannot be picked for TETAP; empty when it can."""
    if hasil is HasilVerval.TETAP:
        return "Sudah ditandai TETAP."
    if hasil is not None:
        return f"Sudah diverval: {KATA_HASIL[HasilVerval(hasil)].lower()}."
    if b.menahan:
        return f"Belum bisa: {tulis.lower_first(tag)}."
    return ""
