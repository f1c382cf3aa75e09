"""One family of the verval list: what its cells say, which filters it is in, whether it may be picked for TETAP."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from opensiks.keluarga.daftar import BarisDaftar
from opensiks.rules.registri import StatusKeluarga
from opensiks.rules.rule import Tingkat
from opensiks.rules.verval import HasilVerval
from opensiks.web import format as tulis
from opensiks.web.bahasa import nanti
from opensiks.web.presenters.beranda import SINGKAT
from opensiks.web.presenters.temuan import say_tag
from opensiks.web.templatetags.siks import samar, tag_status

KATA_HASIL: dict[HasilVerval, str] = {
    HasilVerval.TETAP: nanti("TETAP, tersimpan"),
    HasilVerval.PERBAIKAN: nanti("Perbaikan diusulkan"),
    HasilVerval.PINDAH: nanti("Pindah diusulkan"),
    HasilVerval.MENINGGAL: nanti("Meninggal diusulkan"),
    HasilVerval.MAMPU: nanti("Tidak layak diusulkan"),
    HasilVerval.TIDAK_DITEMUKAN: nanti("Tidak ditemukan"),
    HasilVerval.GANDA: nanti("Ganda diusulkan"),
}
_BENTUK_TEMUAN = {Tingkat.B: "harus", Tingkat.W: "perlu", Tingkat.I: "info"}


_URUT_TINGKAT = {Tingkat.B: 0, Tingkat.W: 1, Tingkat.I: 2, None: 3}


@dataclass(frozen=True, slots=True)
class BarisVerval:
    """One family of the table. Its cells are put into words only when asked for: the next family of a list of 2,400
    wants their order alone."""

    asal: BarisDaftar
    # The verdict of this period.
    hasil: HasilVerval | None
    is_beku: bool
    is_tugas: bool
    # The next day on which families freeze, and today.
    mulai: date
    hari_ini: date

    @property
    def id(self) -> int:
        return self.asal.id

    @property
    def orang(self) -> int:
        return self.asal.orang

    @property
    def kepala(self) -> str:
        return tulis.write_name(self.asal.kepala) or _("Tanpa nama")

    @property
    def nik(self) -> SafeString:
        return samar(self.asal.nik)

    @property
    def no_kk(self) -> SafeString:
        return samar(self.asal.no_kk, "No. KK")

    @property
    def rt_rw(self) -> str:
        return f"{self.asal.rt or '–'}/{self.asal.rw or '–'}"

    @property
    def verval(self) -> str:
        terakhir = self.asal.verval_terakhir
        if terakhir is None:
            return _("Belum pernah")
        return tulis.write_date_short(terakhir, terakhir.year != self.hari_ini.year)

    @property
    def bantuan(self) -> str:
        return _bantuan(self.asal.bantuan)

    @property
    def temuan(self) -> SafeString | str:
        b = self.asal
        return _tag_temuan(b.temuan_tingkat, say_tag(b.temuan, b.temuan_data)) if b.temuan_tingkat else ""

    @property
    def tambahan(self) -> int:
        return max(self.asal.temuan_jumlah - 1, 0)

    @property
    def is_temuan(self) -> bool:
        return self.asal.temuan_tingkat in (Tingkat.B, Tingkat.W)

    @property
    def satu(self) -> bool:
        """It must be opened before it is picked."""
        return self.asal.perlu_dilihat

    @property
    def status(self) -> SafeString:
        return _tag(self.asal, self.hasil, self.is_beku, self.mulai)

    @property
    def cari(self) -> str:
        """What the search box matches in the browser: members' names, last digits of NIK and KK, "rt3", "rw2"."""
        b = self.asal
        nama = b.nama_anggota if b.kepala in b.nama_anggota else f"{b.kepala} {b.nama_anggota}"
        ekor = " ".join((b.no_kk[-4:], *b.ekor_nik))
        return f"{nama} {ekor} rt{b.rt.lstrip('0')} rw{b.rw.lstrip('0')}"

    @property
    def belum_bisa(self) -> str:
        """Why the row cannot be picked for TETAP; empty when it can."""
        if self.hasil is HasilVerval.TETAP:
            return _("Sudah ditandai TETAP.")
        if self.hasil is not None:
            return _("Sudah diverval: {lower}.").format(lower=KATA_HASIL[self.hasil].lower())
        return (
            _("Belum bisa: {temuan_tag}.").format(
                temuan_tag=tulis.lower_first(say_tag(self.asal.temuan, self.asal.temuan_data))
            )
            if self.asal.menahan
            else ""
        )

    @property
    def urut_temuan(self) -> int:
        """The worst finding first, then the most."""
        return 100 * _URUT_TINGKAT[self.asal.temuan_tingkat] - min(self.asal.temuan_jumlah, 99)

    @property
    def urut_status(self) -> int:
        """What is most urgent first: about to freeze, frozen, put to sleep, not looked at, proposed, TETAP."""
        if self.hasil is not None:
            return 5 if self.hasil is HasilVerval.TETAP else 4
        if self.is_beku:
            return 0
        return {StatusKeluarga.BEKU: 1, StatusKeluarga.DITIDURKAN: 2}.get(self.asal.status, 3)


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
        return _tag_status("beku", _("Beku"))
    if b.status is StatusKeluarga.DITIDURKAN:
        return _tag_status("tunda", _("Ditidurkan"))
    if is_beku:
        return _tag_status("beku", _("Akan beku {mulai}").format(mulai=tulis.write_date_short(mulai)))
    return _tag_status("belum", _("Belum diverval"))


@lru_cache(64)
def _tag_status(bentuk: str, kata: str) -> SafeString:
    return tag_status(bentuk, kata, "biru" if bentuk == "sedang" else "")
