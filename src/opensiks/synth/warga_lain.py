"""The persons of the second pair of registers: names of syllables, serials in a row, larger houses, more twins."""

from __future__ import annotations

import numpy as np

from opensiks.synth.warga import ANAK, HARI, KEPALA, Acakan, Larik, Warga

_AWAL = "B C D G H J K L M N P R S T W Y AN AR DA EN IN IR KA LA MA NA NU RA SA SU TA TRI UL WA ZU"
_TENGAH = "A I U E O ANI ARI ASI AWA ELI ENDA IDA IKA INDRI ITA ORI UDI ULI UNA URA YA"
_AKHIR = "H N R S T M MAN NA NI RA RI SIH TI TO WAN WATI YAH YANTO DIN LAH NO"
_KABUPATEN = 14


def generate_warga(banyak: int, acak: Acakan) -> Warga:
    """As `warga.generate_warga`."""
    rumah, awal, peran, umur, pria = _households(banyak, acak)
    lahir = HARI - (umur * 365.2425).astype(np.int64).astype("timedelta64[D]")
    nama, ibu = _names(rumah, awal, peran, pria, acak)
    h = len(awal)
    kec = np.sort(acak.integers(0, max(4, banyak // 9000), h))
    kode = 310000 + (kec % _KABUPATEN) * 100 + 10_000 * (kec // 300) + 1 + kec // _KABUPATEN % 60
    desa = np.array([f"{k}{2001 + x}" for k, x in zip(kode, acak.integers(0, 9, h), strict=True)], object)
    asal = np.where(acak.random(banyak) < 0.8, kode[rumah], acak.choice(kode, banyak))
    dicatat = np.datetime64("2009-03-01") + acak.integers(0, 4300, h).astype("timedelta64[D]")
    tempat = np.array([f"KOTA {k // 100}" for k in asal], object)
    alamat = np.array([f"JALAN {x}" for x in acak.integers(1, 400, h)], object)
    nik = _serial(asal, lahir, np.where(pria, 0, 40), acak)
    kk = _serial(kode, dicatat, np.zeros(h, np.int64), acak)
    return Warga(rumah, peran, pria, lahir, nama, ibu, nik, kk[rumah], desa[rumah], tempat, alamat[rumah])


def _households(banyak: int, acak: Acakan) -> tuple[Larik, Larik, Larik, Larik, Larik]:
    """House, first of each house, role, age in years and whether a man; the last house may be cut."""
    besar = np.clip(acak.poisson(3.6, banyak) + 1, 1, 11)
    rumah = np.repeat(np.arange(banyak), besar)[:banyak]
    awal = np.searchsorted(rumah, np.arange(int(rumah[-1]) + 1))
    ke = np.arange(banyak) - awal[rumah]
    peran = np.select([ke == 0, ke == 1, ke < 7], [KEPALA, 1, ANAK], 4)
    h = len(awal)
    ibu_umur = 24 + acak.random(h) * 45
    umur = np.select(
        [ke == 0, ke == 1], [ibu_umur[rumah] + 4 * acak.random(banyak), ibu_umur[rumah]],
        np.clip(ibu_umur[rumah] - 18 - 2.4 * (ke - 2) - 2 * acak.random(banyak), 0.1, 60),
    )  # fmt: skip
    kembar = np.flatnonzero((peran[1:] == ANAK) & (peran[:-1] == ANAK) & (acak.random(banyak - 1) < 0.03)) + 1
    umur[kembar] = umur[kembar - 1]
    pria = np.where(ke == 0, acak.random(banyak) < 0.85, np.where(ke == 1, False, acak.random(banyak) < 0.5))
    return rumah, awal, peran, umur, pria


def _names(rumah: Larik, awal: Larik, peran: Larik, pria: Larik, acak: Acakan) -> tuple[Larik, Larik]:
    """Names and mothers' names."""
    banyak = len(rumah)
    suku = (a + t + b for a in _AWAL.split() for t in _TENGAH.split() for b in _AKHIR.split())
    kata = np.array(sorted({s for s in suku if len(s) > 2}), object)
    kata = kata[acak.permutation(len(kata))[:2500]]
    depan, belakang = kata[:900], kata[900:]
    marga = _draw(belakang, len(awal), acak)
    u = acak.random(banyak)
    satu, dua = _draw(depan, banyak, acak), _draw(belakang, banyak, acak)
    nama = np.select([u < 0.15, u < 0.6, u < 0.8], [satu, satu + " " + dua, satu + " " + marga[rumah]],
                     satu + " " + dua + " " + _draw(kata, banyak, acak))  # fmt: skip
    sama = np.flatnonzero((peran == ANAK) & pria & (acak.random(banyak) < 0.012))
    nama[sama] = nama[awal[rumah[sama]]]
    v = acak.random(banyak)
    ibu = np.where(
        v < 0.3, _draw(depan, banyak, acak), _draw(depan, banyak, acak) + " " + _draw(belakang, banyak, acak)
    )
    istri = np.minimum(awal[rumah] + 1, banyak - 1)
    anak = (peran == ANAK) & (rumah[istri] == rumah)
    ibu[anak] = nama[istri[anak]]
    return nama, ibu


def _draw(dari: Larik, n: int, acak: Acakan) -> Larik:
    """So many words, those in front far more often."""
    letak = (np.exp(acak.random(n) * np.log(len(dari) + 1)) - 1).astype(int)
    hasil: Larik = dari[np.minimum(letak, len(dari) - 1)]
    return hasil


def _serial(depan: Larik, hari: Larik, tambah: Larik, acak: Acakan) -> Larik:
    """Serials in a row from 5001, in no order of the houses."""
    bulan = hari.astype("datetime64[M]")
    tgl = (hari - bulan).astype(np.int64) + 1 + tambah
    thn = (hari.astype("datetime64[Y]").astype(np.int64) + 1970) % 100
    dua_belas = depan * 1_000_000 + tgl * 10_000 + (bulan.astype(np.int64) % 12 + 1) * 100 + thn
    acakan = acak.permutation(len(dua_belas))
    urut = acakan[np.argsort(dua_belas[acakan], kind="stable")]
    s = dua_belas[urut]
    ke = np.arange(len(s)) - np.maximum.accumulate(
        np.where(np.r_[True, s[1:] != s[:-1]], np.arange(len(s)), 0)
    )
    hasil = np.empty(len(s), np.int64)
    hasil[urut] = s * 10_000 + 5001 + ke
    return hasil
