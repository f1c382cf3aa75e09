"""Pairs of registers with the truth beside: a social registry as recorded, the civil register, and who is who.

Rates are those of `kesalahan` (published, see there); what the matching adds, numbers that are somebody else's and
people whom the civil register does not have, are ours. Everything depends on the seed only.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
import pyarrow as pa

from opensiks.synth import kesalahan, rusak
from opensiks.synth.alamat import roughen
from opensiks.synth.warga import ANAK, KEPALA, Acakan, Larik, Warga, generate_warga, number

Kolom = dict[str, Larik]
Rusak = Callable[[Callable[[], float], str], str]

TANPA_DUKCAPIL = 0.016  # persons the civil register does not have; and whole families
KELUARGA_TANPA_DUKCAPIL = 0.003
NIK_SEKELUARGA, NIK_SEDESA, NIK_SEMBARANG = 0.008, 0.004, 0.002
PEMEKARAN = 0.02  # villages under a new code in the civil register
PINDAH_ANAK_DEWASA = 0.08  # grown children: a new card, mostly by marriage
_P_NAMA: tuple[tuple[float, Rusak], ...] = ((0.008, rusak.to_salah_huruf), (0.004, rusak.to_singkat))
_P_IBU: tuple[tuple[float, Rusak], ...] = ((0.02, rusak.drop), (0.012, rusak.to_salah_huruf))


@dataclass(frozen=True, slots=True)
class Pasangan:
    """`kunci`: did, pid (null: not in the civil register), hasil, ganda (bool), orang (one number per person)."""

    dtks: pa.Table
    dukcapil: pa.Table
    kunci: pa.Table


class Pembuat(Protocol):
    def __call__(self, dtks: int, dukcapil: int, *, seed: int, laju: float) -> Pasangan: ...


def generate_pasangan(dtks: int, dukcapil: int, *, seed: int = 2021, laju: float = 1.0) -> Pasangan:
    """About `dtks` and `dukcapil` rows (the second within a few per cent). `laju` scales every rate of error."""
    acak = np.random.default_rng(seed)
    warga = generate_warga(int(dukcapil * 1.012), acak)
    p = _civil(warga, acak, laju)
    orang = _chosen(warga, dtks, acak, laju)
    d = _copy(warga.take(orang))
    mutu = np.random.default_rng([seed, 7]).uniform(
        kesalahan.MUTU_TERBAIK, kesalahan.MUTU_TERBURUK, 1 << 16
    )[np.unique(d["kode_desa"].astype(str), return_inverse=True)[1] % (1 << 16)] * laju  # fmt: skip
    spoil(d, "nama", _rates(kesalahan.NAMA), mutu, acak)
    spoil(d, "tgl_lahir", _rates(kesalahan.TANGGAL), mutu, acak)
    spoil(d, "nama_ibu", _rates(kesalahan.IBU), mutu, acak)
    spoil(d, "jenis_kelamin", _rates(kesalahan.JENIS_KELAMIN), mutu, acak)
    spoil(d, "tempat_lahir", _rates(kesalahan.TEMPAT), mutu, acak)
    _spoil_kk(d, warga.rumah[orang], mutu, acak)
    # The second record of a person is another officer's: its errors are its own, its number mostly right.
    borrow(d, warga, orang, mutu, acak, (NIK_SEKELUARGA, NIK_SEDESA, NIK_SEMBARANG))
    spoil(d, "nik", _rates(kesalahan.NIK), mutu, acak)
    hilang = acak.random(len(warga.nik)) < TANPA_DUKCAPIL * laju
    hilang |= (acak.random(int(warga.rumah[-1]) + 1) < KELUARGA_TANPA_DUKCAPIL * laju)[warga.rumah]
    roughen(d, p, warga, orang, seed=seed, laju=laju)
    return seal(d, p, warga, orang, hilang, acak)


def seal(d: Kolom, p: Kolom, warga: Warga, orang: Larik, hilang: Larik, acak: Acakan) -> Pasangan:
    """Number and shuffle both sides, and write down the truth."""
    ada = np.flatnonzero(~hilang)
    ada = ada[acak.permutation(len(ada))]
    pid = np.full(len(hilang), -1, np.int64)
    pid[ada] = 10_000_000 + np.arange(len(ada))
    tukar = acak.permutation(len(orang))
    orang = orang[tukar]
    did = 1 + np.arange(len(orang))
    nik = d["nik"][tukar]
    urut = np.argsort(warga.nik[ada])
    terurut = warga.nik[ada][urut]
    angka = np.array([int(n) if n and len(n) == 16 and n.isdigit() else 0 for n in nik], np.int64)
    letak = np.minimum(np.searchsorted(terurut, angka), len(terurut) - 1)
    pemilik = np.where(terurut[letak] == angka, ada[urut[letak]], -1)
    ketemu = pid[orang] >= 0
    hasil = np.select(
        [ketemu & (pemilik == orang), pemilik >= 0, ketemu],
        ["PADAN", "NIK_ORANG_LAIN", "NIK_SALAH"],
        "TIDAK_DITEMUKAN",
    )
    kali = np.bincount(orang, minlength=len(hilang))
    kunci = pa.table(
        {
            "did": did,
            "pid": pa.array(pid[orang], mask=~ketemu),
            "hasil": hasil,
            "ganda": kali[orang] > 1,
            "orang": orang,
        }
    )
    kiri = {"did": did, **{k: as_kolom(v[tukar]) for k, v in d.items()}}
    kanan = {"pid": pid[ada], **{k: as_kolom(v[ada]) for k, v in p.items()}}
    return Pasangan(pa.table(kiri), pa.table(kanan), kunci)


def as_kolom(larik: Larik) -> pa.Array:
    """Arrow column; empty texts and NaT become null."""
    if larik.dtype.kind == "M":
        return pa.array(larik.astype("datetime64[D]"), pa.date32())
    if larik.dtype.kind == "b":
        return pa.array(larik)
    return pa.array([x or None for x in larik], pa.string())


def _copy(w: Warga) -> Kolom:
    return {
        "nik": w.nik.astype(str).astype(object),
        "no_kk": w.kk.astype(str).astype(object),
        "nama": w.nama.copy(),
        "tempat_lahir": w.tempat.copy(),
        "tgl_lahir": w.lahir.copy(),
        "jenis_kelamin": np.where(w.pria, "L", "P").astype(object),
        "nama_ibu": w.ibu.copy(),
        "alamat": w.alamat.copy(),
        "kode_desa": w.desa.copy(),
    }


def _civil(w: Warga, acak: Acakan, laju: float) -> Kolom:
    """The civil register: it knows moves and the new codes of split villages, and few of its letters are wrong."""
    p = _copy(w)
    move(p, w, acak, laju, PINDAH_ANAK_DEWASA)
    baru = {
        d: d[:4] + f"{60 + int(d[4:6]) % 39:02d}" + d[6:]
        for d in sorted(set(w.desa))
        if acak.random() < PEMEKARAN
    }
    p["kode_desa"] = np.array([baru.get(d, d) for d in p["kode_desa"]], object)
    satu = np.ones(len(w.nik)) * laju
    spoil(p, "nama", _P_NAMA, satu, acak)
    spoil(p, "nama_ibu", _P_IBU, satu, acak)
    spoil(p, "tgl_lahir", ((0.0015, rusak.to_tertukar), (0.004, rusak.to_0101)), satu, acak)
    umur = w.umur
    wafat = np.select([umur < batas for batas, _ in kesalahan.MENINGGAL], [b for _, b in kesalahan.MENINGGAL])
    p["meninggal"] = acak.random(len(w.nik)) < wafat * laju
    return p


def move(p: Kolom, w: Warga, acak: Acakan, laju: float, anak_dewasa: float) -> None:
    """Whole families move with their card; grown children and others leave alone and get a new one."""
    n = len(w.nik)
    desa = np.unique(w.desa.astype(str)).astype(object)
    keluarga = (acak.random(int(w.rumah[-1]) + 1) < kesalahan.PINDAH_KELUARGA * laju)[w.rumah]
    tujuan_rumah = acak.choice(desa, int(w.rumah[-1]) + 1)
    p["kode_desa"][keluarga] = tujuan_rumah[w.rumah][keluarga]
    umur = w.umur
    peluang = np.where((w.peran == ANAK) & (umur < 35), anak_dewasa, kesalahan.PINDAH_INDIVIDU) * laju
    sendiri = np.flatnonzero(
        (w.peran != KEPALA) & (w.peran != 1) & (umur >= 17) & ~keluarga & (acak.random(n) < peluang)
    )
    dekat = acak.random(len(sendiri)) < 0.55
    tujuan = np.where(dekat, w.desa[np.clip(sendiri + acak.integers(-4000, 4000, len(sendiri)), 0, n - 1)],
                      acak.choice(desa, len(sendiri)))  # fmt: skip
    p["kode_desa"][sendiri] = tujuan
    hari = np.datetime64("2019-06-01") + acak.integers(0, 700, len(sendiri)).astype("timedelta64[D]")
    kec = np.array([int(t[:6]) for t in tujuan], np.int64)
    # Serials go down from 9999 here, so that no new card meets one given out before.
    baru = number(kec, hari, np.zeros(len(sendiri), np.int64))
    p["no_kk"][sendiri] = baru.astype(str).astype(object)


def _chosen(w: Warga, dtks: int, acak: Acakan, laju: float) -> Larik:
    """Persons of D, whole households, with the second records of some of them."""
    ganda = round(dtks * kesalahan.GANDA * laju)
    rumah = acak.permutation(int(w.rumah[-1]) + 1)
    besar = np.bincount(w.rumah)[rumah]
    ambil = np.zeros(len(rumah), bool)
    ambil[rumah[: int(np.searchsorted(np.cumsum(besar), dtks - ganda)) + 1]] = True
    dipilih = np.flatnonzero(ambil[w.rumah])[: dtks - ganda]
    return np.concatenate([dipilih, acak.choice(dipilih, ganda, replace=False)])


def _rates(tabel: Sequence[kesalahan.Baris]) -> tuple[tuple[float, Rusak], ...]:
    return tuple((laju, f) for _, laju, f in tabel)


def spoil(d: Kolom, kolom: str, tabel: tuple[tuple[float, Rusak], ...], mutu: Larik, acak: Acakan) -> None:
    """At most one defect of the table per row, its share times `mutu` of the row."""
    isi = d[kolom]
    u = acak.random(len(isi)) / np.maximum(mutu, 1e-9)
    batas = 0.0
    dadu = iter_dadu(acak)
    for laju, f in tabel:
        for i in np.flatnonzero((u >= batas) & (u < batas + laju)):
            if isi.dtype.kind != "M":
                isi[i] = f(dadu, isi[i]) if isi[i] else isi[i]
            elif not np.isnat(isi[i]):
                isi[i] = np.datetime64(f(dadu, str(isi[i])) or "NaT")
        batas += laju


def iter_dadu(acak: Acakan) -> Callable[[], float]:
    """Numbers in [0, 1) one by one, drawn in blocks."""
    blok: list[float] = []

    def dadu() -> float:
        if not blok:
            blok.extend(acak.random(4096).tolist())
        return blok.pop()

    return dadu


def _spoil_kk(d: Kolom, rumah: Larik, mutu: Larik, acak: Acakan) -> None:
    """A card number is wrong for all its members alike."""
    per_rumah: dict[Any, str] = {}
    u = acak.random(int(rumah.max()) + 1)[rumah] / np.maximum(mutu, 1e-9)
    dadu, batas = iter_dadu(acak), 0.0
    for _, laju, f in kesalahan.KK:
        for i in np.flatnonzero((u >= batas) & (u < batas + laju)):
            kunci = rumah[i]
            if kunci not in per_rumah:
                per_rumah[kunci] = f(dadu, d["no_kk"][i])
            d["no_kk"][i] = per_rumah[kunci]
        batas += laju


def borrow(
    d: Kolom, w: Warga, orang: Larik, mutu: Larik, acak: Acakan, laju: tuple[float, float, float]
) -> None:
    """Numbers that are somebody else's: a member of the same house, of the village, anybody."""
    n = len(w.nik)
    u = acak.random(len(orang)) / np.maximum(mutu, 1e-9)
    atas = np.where(
        (orang > 0) & (w.rumah[orang] == w.rumah[orang - 1]), orang - 1, np.minimum(orang + 1, n - 1)
    )
    sekeluarga = (u < laju[0]) & (w.rumah[atas] == w.rumah[orang])
    sedesa = (u >= laju[0]) & (u < laju[0] + laju[1])
    dekat = np.clip(orang + acak.integers(-300, 300, len(orang)), 0, n - 1)
    sembarang = (u >= laju[0] + laju[1]) & (u < sum(laju))
    asal = np.select([sekeluarga, sedesa, sembarang], [atas, dekat, acak.integers(0, n, len(orang))], -1)
    d["nik"][asal >= 0] = w.nik[asal[asal >= 0]].astype(str)
