"""The village's work list from matching: what can be settled now first, then by who must act (rules/padan_kerja)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from opensiks.rules.padan_kerja import LABEL_KELOMPOK, LANGKAH_KELOMPOK, Kelompok
from opensiks.web.bahasa import translate
from opensiks.web.format import write_name, write_number
from opensiks.web.presenters.padan_kata import BENTUK, SINGKAT, write_langkah, write_selisih

if TYPE_CHECKING:
    from opensiks.pemadanan.kerja import Kerja

SAMPAI = 300
_KATA_ALAMAT = re.compile(r"[A-Z][A-Z'’]+")


@dataclass(frozen=True)
class MintaKerja:
    """What the address asks for."""

    cari: str = ""
    kelompok: str = ""
    urut: str = ""
    desa: str = ""

    @classmethod
    def read(cls, data: dict[str, str]) -> MintaKerja:
        pilih = data.get("kelompok", "")
        return cls(
            data.get("cari", "").strip()[:60], pilih if pilih in _KELOMPOK else "", data.get("urut", ""),
            data.get("desa", ""),
        )  # fmt: skip

    def kueri(self, **ganti: str) -> str:
        isi = {"desa": self.desa, "kelompok": self.kelompok, "cari": self.cari, "urut": self.urut} | ganti
        return urlencode({k: v for k, v in isi.items() if v})


_KELOMPOK = {str(int(k)): k for k in Kelompok}


@dataclass(frozen=True)
class BarisKerja:
    """One person's line. `bisa`: it can be proposed by one press; `kunci_cari` holds what a search looks in."""

    asal: Kerja
    nama: str
    keluarga: str
    selisih: SafeString
    langkah: str
    bisa: bool
    belum_bisa: str
    url: str
    cari: str
    catatan: str

    @property
    def id(self) -> int:
        return self.asal.tugas_id

    @property
    def sejak(self) -> datetime:
        return self.asal.sejak


@dataclass(frozen=True)
class Bagian:
    """One group of the list."""

    judul: str
    petunjuk: str
    ikon: str
    warna: str
    jumlah: int
    baris: tuple[BarisKerja, ...]


@dataclass(frozen=True)
class DaftarKerja:
    bagian: tuple[Bagian, ...]
    semua: int
    bisa: int
    minta: MintaKerja
    hitung: dict[Kelompok, int]
    # Proposals about identity that are under way.
    berjalan: int = 0

    @property
    def tampak(self) -> int:
        return sum(len(g.baris) for g in self.bagian)

    @property
    def judul(self) -> str:
        if self.bisa:
            return _("{n} bisa Anda selesaikan sekarang").format(n=write_number(self.bisa))
        return _("Tidak ada yang harus diselesaikan sekarang") if self.semua else _("Daftar pemadanan kosong")

    @property
    def sebab(self) -> str:
        if not self.semua:
            return _("Data desa ini dibandingkan dengan data Dukcapil.")
        return _("{n} orang berbeda dengan data Dukcapil. Data baru berubah lewat usulan.").format(
            n=write_number(self.semua)
        )

    @property
    def pertama(self) -> str:
        """The first line that can be settled now."""
        baris = next((b for g in self.bagian for b in g.baris if b.bisa), None)
        return baris.url if baris else ""

    @property
    def saringan(self) -> list[dict[str, Any]]:
        rows = [("", _("Semua"), self.semua, "")]
        rows += [
            (str(int(k)), str(SINGKAT[k]), n, BENTUK[k][0])
            for k in Kelompok
            if (n := self.hitung.get(k, 0)) or str(int(k)) == self.minta.kelompok
        ]
        return [
            {"kata": kata, "jumlah": n, "url": f"?{self.minta.kueri(kelompok=kunci)}",
             "aktif": self.minta.kelompok == kunci, "ikon": ikon}
            for kunci, kata, n, ikon in rows
        ]  # fmt: skip

    @property
    def kata_kosong(self) -> str:
        if not self.semua and self.berjalan:
            return _("Semua yang berbeda sudah Anda jawab.")
        if not self.semua:
            return _("Semua orang di desa ini cocok dengan data Dukcapil.")
        if self.minta.cari:
            return _('Tidak ada yang cocok dengan "{kata}".').format(kata=self.minta.cari)
        return _("Tidak ada di bagian ini.")

    @property
    def isi_kosong(self) -> str:
        if not self.semua and self.berjalan:
            return _("{n} usulan identitas sedang berjalan. Data berubah setelah disetujui.").format(
                n=write_number(self.berjalan)
            )
        if not self.semua:
            return _("Pemadanan berikutnya dijalankan Pusdatin. Kabar datang bila ada yang baru.")
        return (
            _("Coba sebagian nama, 4 angka akhir NIK, atau RT.")
            if self.minta.cari
            else _("Pilih bagian lain.")
        )

    @property
    def tombol_kosong(self) -> str:
        return _("Tampilkan semua") if self.semua else ""

    @property
    def url_semua(self) -> str:
        return f"?{self.minta.kueri(kelompok='', cari='')}"

    @property
    def bentuk_kosong(self) -> str:
        return "belum" if self.semua else "sedang" if self.berjalan else "selesai"

    @property
    def kaki(self) -> str:
        if self.tampak >= SAMPAI:
            return _("Menampilkan {n} yang pertama. Cari nama, atau pilih satu bagian.").format(
                n=write_number(SAMPAI)
            )
        return ""

    @property
    def baris(self) -> tuple[BarisKerja, ...]:
        return tuple(b for g in self.bagian for b in g.baris)

    def neighbours(self, id: int) -> tuple[int, str, str]:
        """(place from 1, address before, address after) of one line in this list; 0 where it is not in it."""
        semua = self.baris
        di = next((i for i, b in enumerate(semua) if b.id == id), None)
        if di is None:
            return 0, "", ""
        atas = semua[di - 1].url if di else ""
        return di + 1, atas, semua[di + 1].url if di + 1 < len(semua) else ""


def compose_daftar(
    semua: Sequence[Kerja], minta: MintaKerja, berjalan: int = 0, *, bebas: bool = False
) -> DaftarKerja:
    """`semua`: the village's whole list, in the order of the rulebook; `berjalan`: proposals under way.

    `bebas`: a death is recorded without a meeting in this period (R3).
    """
    pilih = _KELOMPOK.get(minta.kelompok)
    kata = minta.cari.lower().split()
    hitung: dict[Kelompok, int] = {}
    rows: dict[Kelompok, list[Kerja]] = {}
    for k in semua:
        hitung[k.kelompok] = hitung.get(k.kelompok, 0) + 1
        if (pilih is None or k.kelompok is pilih) and _matches(k, kata):
            rows.setdefault(k.kelompok, []).append(k)
    sisa, bagian = SAMPAI, []
    for kelompok in Kelompok:
        milik = _sort(rows.get(kelompok, []), minta.urut)
        if milik[:sisa]:
            ikon, warna = BENTUK[kelompok]
            baris = tuple(present(k, minta.kueri()) for k in milik[:sisa])
            sisa -= len(baris)
            bagian.append(
                Bagian(
                    translate(LABEL_KELOMPOK[kelompok]), _write_petunjuk(kelompok, bebas=bebas), ikon, warna,
                    len(milik), baris,
                )
            )  # fmt: skip
    return DaftarKerja(
        tuple(bagian), len(semua), hitung.get(Kelompok.SEKALI_TEKAN, 0), minta, hitung, berjalan
    )


def _write_petunjuk(kelompok: Kelompok, *, bebas: bool) -> str:
    langkah = translate(LANGKAH_KELOMPOK[kelompok])
    if kelompok is not Kelompok.MUSYAWARAH:
        return langkah
    lalu = _("Tidak perlu musyawarah.") if bebas else _("Lalu dibawa ke musyawarah berikutnya.")
    return f"{langkah} {lalu}"


def _matches(k: Kerja, kata: Iterable[str]) -> bool:
    isi = f" {write_cari(k)} "
    return all(satu in isi for satu in kata)


def write_cari(k: Kerja) -> str:
    """What a search looks in: names, the last four digits, those of the number on the card too, the address."""
    return f"{k.nama} {k.kepala} {k.nik[-4:]} {k.usul.get('nik', '')[-4:]} {k.alamat}".lower()


_URUT: dict[str, Callable[[Kerja], Any]] = {
    "nama": lambda k: (k.nama, k.tugas_id),
    "sejak": lambda k: (k.sejak, k.tugas_id),
}


def _sort(rows: list[Kerja], urut: str) -> list[Kerja]:
    kunci = _URUT.get(urut.removeprefix("-"))
    return sorted(rows, key=kunci, reverse=urut.startswith("-")) if kunci else rows


def present(k: Kerja, kueri: str = "") -> BarisKerja:
    bisa = k.kelompok is Kelompok.SEKALI_TEKAN
    return BarisKerja(
        k, write_name(k.nama) or _("Tanpa nama"), write_keluarga(k), write_selisih(k), write_langkah(k), bisa,
        "" if bisa else _("Buka dahulu baris ini: {langkah}.").format(langkah=write_langkah(k)),
        f"/padan/{k.tugas_id}/" + (f"?{kueri}" if kueri else ""), write_cari(k),
        _("Bantuan berjalan") if k.bantuan else "",
    )  # fmt: skip


def write_keluarga(k: Kerja) -> str:
    """ "KK Herman Saputra · Dusun II RT 002/RW 001"."""
    kepala = _("KK {nama}").format(nama=write_name(k.kepala)) if k.kepala else ""
    return " · ".join(b for b in (kepala, write_alamat(k.alamat)) if b)


def write_alamat(alamat: str) -> str:
    """A hamlet kept in capitals, as people write it; RT and RW stay."""
    return _KATA_ALAMAT.sub(lambda m: m[0] if m[0] in ("RT", "RW") else write_name(m[0]), alamat)
