"""Who loses what, in words: before lines pass the kabupaten, and before a letter confirms them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from opensiks.rules.bansos import PROGRAM, Satuan
from opensiks.rules.label import SINGKAT_PROGRAM, label_usulan
from opensiks.rules.tenggat import add_months
from opensiks.usulan.akibat import Akibat, JumlahAkibat
from opensiks.web.format import write_month, write_name, write_number


@dataclass(frozen=True)
class BarisAkibat:
    """One line: whom it is about, and what it takes away."""

    id: int
    nama: str
    desa: str
    jenis: str
    orang: int
    bantuan: str
    keluar: bool


def list_baris(daftar: Sequence[Akibat], nama_desa: Mapping[str, str]) -> list[BarisAkibat]:
    """Those who leave the register first, then those who lose one aid."""
    baris = [
        BarisAkibat(
            a.usulan.pk, write_name(a.nama), nama_desa.get(a.usulan.kode_desa, a.usulan.kode_desa),
            label_usulan(a.usulan.jenis, a.usulan.program), a.orang, write_bantuan(a.bantuan), a.keluar,
        )
        for a in daftar
    ]  # fmt: skip
    return sorted(baris, key=lambda b: (not b.keluar, b.desa, b.nama))


def write_bantuan(bantuan: Sequence[tuple[str, int]]) -> str:
    """ "PKH, PBI-JK 4 orang": families are one each, persons are counted."""
    return ", ".join(
        _("{p} {n} orang").format(p=SINGKAT_PROGRAM[p], n=write_number(n))
        if PROGRAM[p].satuan is Satuan.INDIVIDU
        else SINGKAT_PROGRAM[p]
        for p, n in bantuan
    )


def list_angka(jumlah: JumlahAkibat) -> list[tuple[int, str]]:
    """The sum as figures with their words."""
    angka = [(jumlah.orang, _("orang keluar dari data"))]
    for p, n in jumlah.bantuan:
        satuan = "orang" if PROGRAM[p].satuan is Satuan.INDIVIDU else "keluarga"
        angka.append((n, _("{satuan} berhenti menerima {p}").format(satuan=satuan, p=SINGKAT_PROGRAM[p])))
    return angka


def write_mulai(hari_ini: date) -> str:
    """From when: a set change leaves the next month's list."""
    bulan = write_month(add_months(hari_ini.replace(day=1), 1))
    return _("Berlaku setelah ditetapkan Pusdatin, paling cepat di daftar {bulan}.").format(bulan=bulan)
