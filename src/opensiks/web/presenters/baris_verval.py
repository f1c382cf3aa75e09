"""One family of the verval list: what its cells say, which filters it is in, whether it may be picked for TETAP."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from django.utils.safestring import SafeString

from opensiks.keluarga.daftar import BarisDaftar
from opensiks.rules.registri import StatusKeluarga
from opensiks.rules.rule import Tingkat
from opensiks.rules.verval import HasilVerval
from opensiks.web import format as tulis
from opensiks.web.presenters.beranda import SINGKAT
from opensiks.web.templatetags.siks import samar, tag_status

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


_URUT_TINGKAT = {Tingkat.B: 0, Tingkat.W: 1, Tingkat.I: 2, None: 3}


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
    is_tugas: bool
    # Place in the order by status, and of the worst finding.
    urut_status: int
    urut_temuan: int
    asal: BarisDaftar


def make_baris(
    b: BarisDaftar, hasil: HasilVerval | None, is_beku: bool, is_tugas: bool, mulai: date, hari_ini: date
) -> BarisVerval:  # fmt: skip
    """`hasil`: the verdict of this period; `mulai`: when the next ones freeze."""
    tahun_lain = b.verval_terakhir is not None and b.verval_terakhir.year != hari_ini.year
    return BarisVerval(
        id=b.id, kepala=tulis.write_name(b.kepala) or "Tanpa nama", nik=samar(b.nik), no_kk=samar(b.no_kk, "No. KK"),
        rt_rw=f"{b.rt or '–'}/{b.rw or '–'}", orang=b.orang,
        verval=tulis.write_date_short(b.verval_terakhir, tahun_lain) if b.verval_terakhir else "Belum pernah",
        bantuan=_bantuan(b.bantuan),
        temuan=_tag_temuan(b.temuan_tingkat, b.temuan_tag) if b.temuan_tingkat else "",
        tambahan=max(b.temuan_jumlah - 1, 0), status=_tag(b, hasil, is_beku, mulai), cari=_kata_cari(b),
        belum_bisa=_belum_bisa(b, hasil), satu=b.perlu_dilihat, hasil=hasil, is_beku=is_beku, is_tugas=is_tugas,
        is_temuan=b.temuan_tingkat in (Tingkat.B, Tingkat.W), urut_status=_urut_status(b, hasil, is_beku),
        urut_temuan=100 * _URUT_TINGKAT[b.temuan_tingkat] - min(b.temuan_jumlah, 99), asal=b,
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


def _urut_status(b: BarisDaftar, hasil: HasilVerval | None, is_beku: bool) -> int:
    """What is most urgent first: about to freeze, frozen, put to sleep, not looked at, proposed, TETAP."""
    if hasil is not None:
        return 5 if hasil is HasilVerval.TETAP else 4
    if is_beku:
        return 0
    return {StatusKeluarga.BEKU: 1, StatusKeluarga.DITIDURKAN: 2}.get(b.status, 3)


def _kata_cari(b: BarisDaftar) -> str:
    """What the search box matches in the browser: members' names, last digits of NIK and KK, "rt3", "rw2"."""
    nama = b.nama_anggota if b.kepala in b.nama_anggota else f"{b.kepala} {b.nama_anggota}"
    ekor = " ".join((b.no_kk[-4:], *b.ekor_nik))
    return f"{nama} {ekor} rt{b.rt.lstrip('0')} rw{b.rw.lstrip('0')}"


def _belum_bisa(b: BarisDaftar, hasil: HasilVerval | None) -> str:
    """Why the row cannot be picked for TETAP; empty when it can."""
    if hasil is HasilVerval.TETAP:
        return "Sudah ditandai TETAP."
    if hasil is not None:
        return f"Sudah diverval: {KATA_HASIL[HasilVerval(hasil)].lower()}."
    if b.menahan:
        return f"Belum bisa: {tulis.lower_first(b.temuan_tag)}."
    return ""
