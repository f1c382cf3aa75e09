"""The village's verval list: rows with what each allows, filters whose counts describe the same rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from opensiks.keluarga.daftar import list_keluarga, make_matcher
from opensiks.pemadanan.queries import list_tugas
from opensiks.rules.aktor import Actor
from opensiks.rules.registri import StatusKeluarga
from opensiks.rules.temuan import TEMUAN
from opensiks.rules.verval import HasilVerval
from opensiks.verval import queries as verval
from opensiks.web.bahasa import nanti
from opensiks.web.presenters.baris_verval import KATA_HASIL, BarisVerval
from opensiks.web.presenters.desa import DesaKerja
from opensiks.web.presenters.pintu import explain_pintu

SARING: dict[str, tuple[str, str]] = {
    "semua": (nanti("Semua"), ""),
    "belum": (nanti("Belum"), ""),
    "beku": (nanti("Akan beku"), "beku"),
    "temuan": (nanti("Ada temuan"), "perlu"),
    "selesai": (nanti("Selesai"), "selesai"),
    "tugas": (nanti("Tugas Dukcapil"), "info"),
    "sudah-beku": (nanti("Beku"), "beku"),
    "tidur": (nanti("Ditidurkan"), "tunda"),
}
_KOSONG = {
    "belum": nanti("Semua keluarga sudah diverval. Bagus."),
    "beku": nanti("Tidak ada keluarga yang akan beku. Bagus."),
    "temuan": nanti("Tidak ada keluarga yang punya temuan. Bagus."),
    "selesai": nanti("Belum ada keluarga yang diverval pada periode ini."),
}
# Shown only while there are such families.
_JARANG = ("tugas", "sudah-beku", "tidur")
# Findings whose tag needs their own data, by what they have in common.
_KATA_TEMUAN = {
    "R50": nanti("NIK dipakai 2 orang atau lebih"),
    "R52": nanti("Ada di 2 keluarga atau lebih"),
    "R53": nanti("Kepala keluarga bukan satu"),
    "R54": nanti("Isian wajib kosong"),
    "R56c": nanti("Umur kepala keluarga"),
}
__all__ = ["KATA_HASIL", "BarisVerval", "DaftarVerval", nanti("Permintaan"), "compose_daftar_verval"]
# So many rows come with the page; the page fetches the others after it can be used.
SEKALI = 400


@dataclass(frozen=True)
class Permintaan:
    """What the address asks for."""

    saring: str = "semua"
    urut: str = "nama"
    cari: str = ""
    desa: str = ""
    # The code of a finding, or "".
    temuan: str = ""
    # All rows at once, for a browser without scripts.
    utuh: bool = False

    @classmethod
    def read(cls, data: dict[str, str]) -> Permintaan:
        saring, urut = data.get("saring", "semua"), data.get("urut", "nama")
        return cls(
            saring if saring in SARING else "semua",
            urut if urut.removeprefix("-") in URUT else "nama",
            data.get("cari", "").strip()[:60],
            data.get("desa", ""),
            temuan if (temuan := data.get("temuan", "")) in TEMUAN else "",
            data.get("utuh") == "ya",
        )

    def kueri(self, **ganti: str) -> str:
        """The address's query with some parts changed; defaults are left out."""
        isi = {
            "saring": self.saring, "temuan": self.temuan, "urut": self.urut, "cari": self.cari, "desa": self.desa,
        } | ganti  # fmt: skip
        bawaan = {"saring": "semua", "urut": "nama"}
        return urlencode({k: v for k, v in isi.items() if v and bawaan.get(k) != v})


@dataclass(frozen=True)
class DaftarVerval:
    """The rows asked for, all rows of the search, and the filter with its counts."""

    minta: Permintaan
    semua: tuple[BarisVerval, ...]
    baris: tuple[BarisVerval, ...]
    # Families of the village, whatever is asked for; and why nobody may be marked TETAP now.
    sedesa: tuple[BarisVerval, ...] = ()
    pintu: str = ""

    @property
    def pertama(self) -> tuple[BarisVerval, ...]:
        """The rows that come with the page."""
        return self.baris if self.minta.utuh else self.baris[:SEKALI]

    @property
    def sisa(self) -> int:
        """Rows of the filter that did not come with the page."""
        return len(self.baris) - len(self.pertama)

    def part(self, n: int) -> tuple[BarisVerval, ...]:
        """The n-th part (from 1) of the rows that did not come with the page, so that its search is whole."""
        diminta = {b.id for b in self.baris}
        lain = [*self.baris[len(self.pertama) :], *(b for b in self.sedesa if b.id not in diminta)]
        return tuple(lain[(n - 1) * SEKALI : n * SEKALI])

    @property
    def pilihan_temuan(self) -> list[tuple[str, str, int]]:
        """(code, words, families) of every finding that is open in the rows of the filter."""
        cocok = [b for b in self.semua if _COCOK[self.minta.saring](b)]
        hitung = Counter(kode for b in cocok for kode in b.asal.temuan_semua)
        ada = {kode for b in self.sedesa for kode in b.asal.temuan_semua}
        daftar = [(kode, label_temuan(kode), hitung[kode]) for kode in ada]
        return sorted(daftar, key=lambda t: ("BWI".index(TEMUAN[t[0]].tingkat), t[1], t[0]))

    @property
    def orang(self) -> int:
        return sum(b.orang for b in self.baris)

    @property
    def cetak(self) -> list[tuple[str, str]]:
        """Head of the printed list."""
        isi = [
            (_("Saringan"), SARING[self.minta.saring][0]),
            (
                _("Jumlah"),
                _("{jumlah_baris} keluarga, {orang} orang").format(
                    jumlah_baris=len(self.baris), orang=self.orang
                ),
            ),
        ]
        isi += [(_("Temuan"), label_temuan(self.minta.temuan))] if self.minta.temuan else []
        return [*isi, (_("Cari"), self.minta.cari)] if self.minta.cari else isi

    @property
    def kata_kosong(self) -> str:
        if self.minta.cari:
            return _('Tidak ada yang cocok dengan "{cari}".').format(cari=self.minta.cari)
        return _KOSONG.get(self.minta.saring, _("Belum ada keluarga di daftar ini."))

    @property
    def isi_kosong(self) -> str:
        return _("Coba sebagian nama, 4 angka akhir NIK, atau RT.") if self.minta.cari else ""

    @property
    def saringan(self) -> list[dict[str, object]]:
        hasil = []
        for kode, (kata, ikon) in SARING.items():
            jumlah = sum(1 for b in self.semua if _COCOK[kode](b) and _punya(b, self.minta.temuan))
            if kode not in _JARANG or kode == self.minta.saring or any(map(_COCOK[kode], self.sedesa)):
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
    "tugas": lambda b: b.is_tugas,
    "tidur": lambda b: b.asal.status is StatusKeluarga.DITIDURKAN,
}
# The same letters stand on every row, for the filters in the page (static/pages/verval.js).
HURUF_SARING = {
    "belum": "b", "beku": "a", "temuan": "t", "selesai": "s", "tugas": "u", "sudah-beku": "k", "tidur": "d",
}  # fmt: skip
_URUT: dict[str, Callable[[BarisVerval], Any]] = {
    "nama": lambda b: b.asal.kepala,
    "nik": lambda b: b.asal.nik,
    "kk": lambda b: b.asal.no_kk,
    "rt": lambda b: (b.asal.rw, b.asal.rt),
    "orang": lambda b: b.orang,
    "verval": lambda b: b.asal.verval_terakhir or date.min,
    "bantuan": lambda b: b.bantuan,
    "temuan": lambda b: b.urut_temuan,
    "status": lambda b: b.urut_status,
}
URUT = frozenset(_URUT)


def _punya(b: BarisVerval, temuan: str) -> bool:
    return not temuan or temuan in b.asal.temuan_semua


def label_temuan(kode: str) -> str:
    """What a finding is called where it stands for all of its kind."""
    return _KATA_TEMUAN.get(kode) or _(TEMUAN[kode].tag)


def list_saring(b: BarisVerval) -> str:
    """The letters of the filters that a row is in."""
    return "".join(huruf for kode, huruf in HURUF_SARING.items() if _COCOK[kode](b))


def compose_daftar_verval(desa: DesaKerja, actor: Actor, minta: Permintaan) -> DaftarVerval:
    """The village's list in six queries, whatever its size. Without a period nobody has a verdict yet."""
    hasil: dict[int, HasilVerval] = {}
    beku = {b.id for b in desa.terancam}
    if desa.periode is not None:
        rows = verval.list_verval(desa.periode, desa.kode).values_list("keluarga_id", "hasil")
        hasil = {id_: HasilVerval(h) for id_, h in rows}
    tugas = set(list_tugas(desa.kode).order_by().values_list("individu__keluarga_id", flat=True))
    mulai = verval.next_beku(desa.hari_ini)
    daftar = list_keluarga(actor.cakupan, kode_desa=desa.kode, pada=desa.hari_ini)
    baris = [
        BarisVerval(b, hasil.get(b.id), b.id in beku, b.id in tugas, mulai, desa.hari_ini)
        for b in daftar.baris
    ]
    sedesa = _sort(baris, minta.urut)
    cocok = make_matcher(minta.cari)
    semua = tuple(b for b in sedesa if cocok(b.asal))
    diminta = tuple(b for b in semua if _COCOK[minta.saring](b) and _punya(b, minta.temuan))
    return DaftarVerval(minta, semua, diminta, sedesa, explain_pintu(desa))


def _sort(baris: list[BarisVerval], urut: str) -> tuple[BarisVerval, ...]:
    """By the column asked for; equals stay by name. `baris` come by name."""
    return tuple(sorted(baris, key=_URUT[urut.removeprefix("-")], reverse=urut.startswith("-")))
