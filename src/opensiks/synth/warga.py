"""A population in columns, for measuring the matching at sizes where one object per person is too slow.

The words are those of `khazanah`, the households those of `susunan` in outline. One entry per person, sorted by village
and household; arrays of text hold Python strings.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any

import numpy as np

from opensiks.synth.khazanah import KHAZANAH
from opensiks.synth.penduduk import CAMPURAN, CAMPURAN_LAIN
from opensiks.synth.tempat import list_desa

Larik = np.ndarray[Any, np.dtype[Any]]
Acakan = np.random.Generator

HARI = np.datetime64("2021-06-01")
KEPALA, ISTRI, ANAK, TUA, FAMILI = 0, 1, 2, 3, 4
KEMBAR = 0.011
AYAH_ANAK = 0.004  # a son who bears his father's whole name
ISI_DESA = 900  # persons per village, about
_KABUPATEN = [
    "18.04",
    "17.06",
    "18.13",
    "33.02",
    "32.05",
    "13.06",
    "35.26",
    "12.02",
    "73.08",
    "51.07",
    "53.04",
    "18.01",
    "17.03",
    "16.01",
    "33.05",
    "32.06",
    "35.07",
    "52.03",
    "72.02",
    "71.02",
]
_MUHAMMAD = np.array(["MUHAMMAD", "MUHAMMAD", "MUHAMAD", "AHMAD", "ABDUL", "M"], object)
_SITI = np.array(["SITI", "SITI", "NUR", "SRI", "DEWI", "PUTRI"], object)


@dataclass
class Warga:
    """All persons. `rumah` numbers households; `lahir` is datetime64[D]; `nik`, `kk` are int64; the rest is text."""

    rumah: Larik
    peran: Larik
    pria: Larik
    lahir: Larik
    nama: Larik
    ibu: Larik
    nik: Larik
    kk: Larik
    desa: Larik
    tempat: Larik
    alamat: Larik

    def take(self, baris: Larik) -> Warga:
        return Warga(*(getattr(self, f.name)[baris] for f in fields(self)))

    @property
    def umur(self) -> Larik:
        """Years lived on HARI, as a fraction."""
        hari: Larik = (HARI - self.lahir).astype(np.int64) / 365.2425
        return hari


def generate_warga(banyak: int, acak: Acakan, *, kembar: float = KEMBAR) -> Warga:
    """`banyak` persons in whole households (the last may be cut)."""
    rumah, peran, umur, pria = _households(banyak, acak, kembar)
    lahir = HARI - (umur * 365.2425 + 1).astype(np.int64).astype("timedelta64[D]")
    desa_rumah, suku_rumah, tempat_desa = _villages(int(rumah[-1]) + 1, banyak, acak)
    nama, ibu = _names(rumah, peran, umur, pria, suku_rumah, acak)
    kec = np.array([int(d[:6]) for d in desa_rumah], np.int64)
    nik = number(_areas(kec, rumah, peran, acak), lahir, np.where(pria, 0, 40))
    dicatat = np.datetime64("2008-01-02") + acak.integers(0, 4800, len(kec)).astype("timedelta64[D]")
    kk = number(kec, dicatat, np.zeros(len(kec), np.int64))
    alamat = np.array(
        [f"DUSUN {1 + a % 7} RT {1 + a % 9:03d} RW {1 + a % 4:03d}" for a in acak.integers(0, 999, len(kec))]
    )
    tempat = tempat_desa[
        np.where(acak.random(banyak) < 0.85, kec[rumah], acak.choice(kec, banyak)) % len(tempat_desa)
    ]
    return Warga(
        rumah,
        peran,
        pria,
        lahir,
        nama,
        ibu,
        nik,
        kk[rumah],
        desa_rumah[rumah],
        tempat,
        alamat.astype(object)[rumah],
    )


def number(depan: Larik, hari: Larik, tambah: Larik) -> Larik:
    """Sixteen digits: area, day (+ `tambah`) month year, and a serial of made-up people that nobody else has."""
    bulan = hari.astype("datetime64[M]")
    tgl = (hari - bulan).astype(np.int64) + 1 + tambah
    bln = bulan.astype(np.int64) % 12 + 1
    thn = (hari.astype("datetime64[Y]").astype(np.int64) + 1970) % 100
    dua_belas = depan.astype(np.int64) * 1_000_000 + tgl * 10_000 + bln * 100 + thn
    urutan = np.argsort(dua_belas, kind="stable")
    terurut = dua_belas[urutan]
    awal = np.r_[True, terurut[1:] != terurut[:-1]]
    ke = np.arange(len(terurut)) - np.maximum.accumulate(np.where(awal, np.arange(len(terurut)), 0))
    serial = np.empty(len(terurut), np.int64)
    serial[urutan] = 5000 + (terurut * 7919 % 4001 + ke) % 5000
    nomor: Larik = dua_belas * 10_000 + serial
    return nomor


def _households(banyak: int, acak: Acakan, kembar: float) -> tuple[Larik, Larik, Larik, Larik]:
    """Household, role, age and sex (True a man) of each person."""
    h = banyak  # more than enough; cut below
    istri: Larik = acak.random(h) < 0.78
    anak: Larik = np.where(
        istri | (acak.random(h) < 0.45), acak.choice(6, h, p=[0.18, 0.26, 0.32, 0.17, 0.05, 0.02]), 0
    )
    tua: Larik = acak.random(h) < 0.11
    famili: Larik = acak.random(h) < 0.035
    besar: Larik = 1 + istri + anak + tua + famili
    h = int(np.searchsorted(np.cumsum(besar), banyak)) + 1
    istri, anak, tua, famili, besar = (x[:h] for x in (istri, anak, tua, famili, besar))
    rumah = np.repeat(np.arange(h), besar)[:banyak]
    ke = np.arange(banyak) - (np.cumsum(besar) - besar)[rumah] - 1  # head is -1
    i, a = istri[rumah].astype(int), anak[rumah]
    peran = np.select(
        [ke < 0, (ke == 0) & (i == 1), ke < i + a, (ke == i + a) & tua[rumah]],
        [KEPALA, ISTRI, ANAK, TUA],
        FAMILI,
    )
    urut = np.where(peran == ANAK, ke - i, 0)
    u = acak.random(banyak)
    umur_ibu = np.maximum(
        20 + acak.random(h) * 30 + acak.random(h) * 22, 18 + 2.2 * anak + acak.random(h) * 6
    )
    umur_ibu = np.where(anak == 0, 22 + acak.random(h) * 60, umur_ibu)
    umur_kepala = np.where(istri, umur_ibu - 1 + acak.random(h) * 9, umur_ibu)
    sulung = np.minimum(umur_ibu - 18 - acak.random(h) * 5, 28.0)
    jarak = np.minimum(3.2, np.maximum(1.1, (sulung - 0.2) / np.maximum(anak, 1)))
    umur = np.select(
        [peran == KEPALA, peran == ISTRI, peran == ANAK, peran == TUA],
        [umur_kepala[rumah], umur_ibu[rumah], sulung[rumah] - jarak[rumah] * (urut + 0.8 * u - 0.4),
         umur_kepala[rumah] + 19 + 13 * u],
        8 + 30 * u,
    )  # fmt: skip
    lahir_kembar = (
        np.flatnonzero((peran[1:] == ANAK) & (peran[:-1] == ANAK) & (acak.random(banyak - 1) < kembar)) + 1
    )
    umur[lahir_kembar] = umur[lahir_kembar - 1]
    umur = np.clip(umur, 0.03, 101)
    v = acak.random(banyak)
    pria = np.select(
        [peran == KEPALA, peran == ISTRI, peran == TUA],
        [np.where(istri[rumah], v < 0.995, v < 0.35), np.zeros(banyak, bool), v < 0.25],
        v < 0.51,
    ).astype(bool)
    return rumah, peran, umur, pria


def _villages(rumah: int, banyak: int, acak: Acakan) -> tuple[Larik, Larik, Larik]:
    """Village code (ten digits) and people of each household, households of a village together; and birthplaces."""
    daftar = []
    for kab in _KABUPATEN:
        daftar += [(d.kode.replace(".", ""), kab) for d in list_desa(kab)]
    n = min(len(daftar), max(1, banyak // ISI_DESA))
    # Whole kabupaten one after the other: neighbours share kecamatan, as in a real province.
    bobot = acak.gamma(3.0, 1.0, n)
    letak = np.sort(acak.choice(n, rumah, p=bobot / bobot.sum()))
    suku_desa = []
    for _, kab in daftar[:n]:
        campuran = CAMPURAN.get(kab) or CAMPURAN.get(kab[:2]) or CAMPURAN_LAIN
        nama, berat = list(campuran), np.array(list(campuran.values()), float)
        utama = nama[int(acak.choice(len(nama), p=berat / berat.sum()))]
        suku_desa.append((nama, berat / berat.sum() / 3, nama.index(utama)))
    suku = np.empty(rumah, object)
    for d in np.unique(letak):
        nama, p, utama = suku_desa[d]
        p = p.copy()
        p[utama] += 2 / 3
        di = np.flatnonzero(letak == d) if rumah < 5000 else np.arange(*np.searchsorted(letak, [d, d + 1]))
        suku[di] = np.array(nama, object)[acak.choice(len(nama), len(di), p=p)]
    kode = np.array([k for k, _ in daftar[:n]], object)
    tempat = np.array(sorted({d.kabupaten for kab in _KABUPATEN for d in list_desa(kab)[:1]}), object)
    return kode[letak], suku, tempat


def _areas(kec: Larik, rumah: Larik, peran: Larik, acak: Acakan) -> Larik:
    """Kecamatan of first registration: the own, another near by, or far; children of one house share it."""
    n = len(rumah)
    semua = np.unique(kec)
    geser = np.clip(np.searchsorted(semua, kec) + acak.integers(-6, 7, len(kec)), 0, len(semua) - 1)
    anak = np.where(acak.random(len(kec)) < 0.88, kec, semua[geser])
    u = acak.random(n)
    pilihan: Larik = np.select([u < 0.76, u < 0.92], [kec[rumah], semua[geser[rumah]]], acak.choice(semua, n))
    return np.where(peran == ANAK, anak[rumah], pilihan)


def _names(
    rumah: Larik, peran: Larik, umur: Larik, pria: Larik, suku: Larik, acak: Acakan
) -> tuple[Larik, Larik]:
    """Own and mother's name; children carry the name of the woman of the house as their mother's."""
    nama = _compose(suku[rumah], pria, umur < 41, acak)
    ibu = _compose(suku[rumah], np.zeros(len(rumah), bool), umur < 16, acak)
    awal = np.searchsorted(rumah, np.arange(int(rumah[-1]) + 1))
    kepala = awal[rumah]
    berikut = np.minimum(kepala + 1, len(rumah) - 1)
    punya_istri = (peran[berikut] == ISTRI) & (rumah[berikut] == rumah)
    ibu_rumah = np.where(punya_istri, berikut, kepala)
    ada = (peran == ANAK) & ~pria[ibu_rumah]
    ibu[ada] = nama[ibu_rumah[ada]]
    tanpa = (peran == ANAK) & ~ada  # father alone: one name for all his children
    ibu[tanpa] = ibu[kepala[tanpa]]
    lelaki = (peran == ANAK) & pria & pria[kepala]
    u = acak.random(len(rumah))
    sama = lelaki & (u < AYAH_ANAK)
    nama[sama] = nama[kepala[sama]]
    for i in np.flatnonzero(lelaki & (u > 0.94)):
        nama[i] = f"{nama[i].split(' ')[0]} {nama[kepala[i]].split(' ')[0]}"
    return nama, ibu


def _compose(suku: Larik, pria: Larik, muda: Larik, acak: Acakan) -> Larik:
    """A full name each, skewed as names are: some words are a hundred times as common as others."""
    hasil = np.empty(len(suku), object)
    kode, balik = np.unique(suku.astype(str), return_inverse=True)
    for s, nama_suku in enumerate(kode):
        k = KHAZANAH[str(nama_suku)]
        for lk in (True, False):
            belakang = np.array(k.marga or (k.belakang_pria if lk else k.belakang_wanita), object)
            for m in (True, False):
                di = np.flatnonzero((balik == s) & (pria == lk) & (muda == m))
                if not len(di):
                    continue
                kata = (k.pria_muda if m else k.pria_tua) if lk else (k.wanita_muda if m else k.wanita_tua)
                depan = _draw(np.array(kata, object), len(di), acak)
                penuh = depan + " " + _draw(belakang, len(di), acak)
                if k.urutan:
                    penuh = (
                        ("I " if lk else "NI ")
                        + _draw(np.array(k.urutan, object), len(di), acak)
                        + " "
                        + penuh
                    )
                u = acak.random(len(di))
                awalan = _draw(_MUHAMMAD if lk else _SITI, len(di), acak) + " "
                tunggal = (0.04 if m else k.tunggal) if not k.marga and not k.urutan else 0.0
                hasil[di] = np.select(
                    [u < tunggal, u < tunggal + 0.012, u < tunggal + 0.03, (u > 0.9) & m, (u > 0.84) & m],
                    [depan, ("H. " if lk else "HJ. ") + penuh, depan + (" BIN " if lk else " BINTI ") +
                     _draw(np.array(k.pria_tua, object), len(di), acak), awalan + penuh, awalan + depan],
                    penuh,
                )  # fmt: skip
    return hasil


def _draw(kata: Larik, banyak: int, acak: Acakan) -> Larik:
    hasil: Larik = kata[(len(kata) * acak.random(banyak) ** 1.6).astype(int)]
    return hasil
