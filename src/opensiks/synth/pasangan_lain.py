"""A second, differently built pair of registers: nothing of the matching is tuned on it, it only shows what was.

Names are put together from syllables and follow another curve; numbers have serials in a row, as real ones; houses are
larger and only partly listed; mothers and places are often missing, cards stale, people moved, and twins not rare.
"""

from __future__ import annotations

import numpy as np

from opensiks.synth.alamat import roughen
from opensiks.synth.nama import Acak
from opensiks.synth.pasangan import Kolom, Pasangan, Rusak, _copy, iter_dadu, seal, spoil
from opensiks.synth.warga import ANAK, HARI, KEPALA, Acakan, Larik, Warga

_AWAL = [
    "B",
    "C",
    "D",
    "G",
    "H",
    "J",
    "K",
    "L",
    "M",
    "N",
    "P",
    "R",
    "S",
    "T",
    "W",
    "Y",
    "AN",
    "AR",
    "DA",
    "EN",
    "IN",
    "IR",
    "KA",
    "LA",
    "MA",
    "NA",
    "NU",
    "RA",
    "SA",
    "SU",
    "TA",
    "TRI",
    "UL",
    "WA",
    "ZU",
]
_TENGAH = [
    "A",
    "I",
    "U",
    "E",
    "O",
    "ANI",
    "ARI",
    "ASI",
    "AWA",
    "ELI",
    "ENDA",
    "IDA",
    "IKA",
    "INDRI",
    "ITA",
    "ORI",
    "UDI",
    "ULI",
    "UNA",
    "URA",
    "YA",
]
_AKHIR = [
    "H",
    "N",
    "R",
    "S",
    "T",
    "M",
    "MAN",
    "NA",
    "NI",
    "RA",
    "RI",
    "SIH",
    "TI",
    "TO",
    "WAN",
    "WATI",
    "YAH",
    "YANTO",
    "DIN",
    "LAH",
    "NO",
]
_KABUPATEN = 14
TANPA_DUKCAPIL = 0.03
GANDA = 0.016
TERDAFTAR = 0.7  # members of a listed house that are listed themselves


def _word_other(dadu: Acak, nama: str) -> str:
    """Two letters wrong, or a vowel and its neighbour."""
    for _ in range(2):
        i = 1 + int(dadu() * max(1, len(nama) - 2))
        if i < len(nama) and nama[i].isalpha():
            nama = nama[:i] + "AIUEONRTKS"[int(dadu() * 10)] + nama[i + (dadu() < 0.7) :]
    return nama


def _letter(dadu: Acak, nama: str) -> str:
    i = 1 + int(dadu() * max(1, len(nama) - 1))
    u = dadu()
    if u < 0.35:
        return nama[:i] + nama[i + 1 :]
    if u < 0.7:
        return nama[:i] + "AIUEONRTKS"[int(dadu() * 10)] + nama[i + 1 :]
    return nama[:i] + nama[i : i + 1] + nama[i:]


def _reorder(dadu: Acak, nama: str) -> str:
    return " ".join(reversed(nama.split(" ")))


def _nickname(dadu: Acak, nama: str) -> str:
    """What people call him: the end of a word; alone, or before the name with a slash."""
    kata = nama.split(" ")[int(dadu() * len(nama.split(" ")))]
    panggilan = kata[-4:] if len(kata) > 5 else kata
    return f"{panggilan} / {nama}" if dadu() < 0.5 else panggilan


def _drop_word(dadu: Acak, nama: str) -> str:
    kata = nama.split(" ")
    if len(kata) > 1:
        kata.pop(int(dadu() * len(kata)))
    return " ".join(kata)


def _titled(dadu: Acak, nama: str) -> str:
    depan, belakang = (
        ("H. ", "HJ. ", "DRS. ", "")[int(dadu() * 4)],
        ("", ", S.PD", ", SH", " S.E.")[int(dadu() * 4)],
    )
    return f"{depan}{nama}{belakang}"


def _old(dadu: Acak, nama: str) -> str:
    return nama.replace("U", "OE", 1).replace("J", "DJ", 1)


def _shift_month(dadu: Acak, iso: str) -> str:
    return f"{iso[:5]}{1 + int(dadu() * 12):02d}-{min(int(iso[8:]), 28):02d}"


def _shift_year(dadu: Acak, iso: str) -> str:
    tahun = int(iso[:4]) + (-10, -1, 1, 10, -2, 2)[int(dadu() * 6)]
    return f"{min(tahun, 2021)}-{iso[5:8]}{min(int(iso[8:]), 28):02d}"


def _shift_day(dadu: Acak, iso: str) -> str:
    return f"{iso[:8]}{1 + int(dadu() * 28):02d}"


def _swap(dadu: Acak, iso: str) -> str:
    return f"{iso[:5]}{iso[8:]}-{iso[5:7]}" if int(iso[8:]) <= 12 else iso


def _first(dadu: Acak, iso: str) -> str:
    return f"{iso[:4]}-01-01"


def _transpose(dadu: Acak, nik: str) -> str:
    i = int(dadu() * 15)
    return nik[:i] + nik[i + 1] + nik[i] + nik[i + 2 :]


def _digits(banyak: int, mulai: int, sampai: int) -> Rusak:
    def rusak(dadu: Acak, nik: str) -> str:
        for _ in range(banyak):
            i = mulai + int(dadu() * (sampai - mulai))
            nik = nik[:i] + str(int(dadu() * 10)) + nik[i + 1 :]
        return nik

    return rusak


def _length(dadu: Acak, nik: str) -> str:
    i = int(dadu() * 16)
    return nik[:i] + nik[i + 1 :] if dadu() < 0.6 else nik[:i] + str(int(dadu() * 10)) + nik[i:]


def _empty(dadu: Acak, nilai: str) -> str:
    return ""


_NIK: tuple[tuple[float, Rusak], ...] = (
    (0.05, _empty), (0.02, _transpose), (0.02, _digits(1, 0, 16)), (0.012, _digits(2, 6, 16)),
    (0.008, _digits(2, 0, 12)),
    (0.012, _length), (0.004, lambda _, n: n[:12] + "0000"),
)  # fmt: skip
_NAMA: tuple[tuple[float, Rusak], ...] = (
    (0.05, _letter), (0.012, _word_other), (0.02, _nickname), (0.025, _drop_word), (0.008, _reorder), (0.015, _titled),
    (0.01, _old), (0.001, _empty),
)  # fmt: skip
_TANGGAL: tuple[tuple[float, Rusak], ...] = (
    (0.04, _first), (0.015, _swap), (0.01, _shift_year), (0.012, _shift_month), (0.012, _shift_day), (0.01, _empty),
)  # fmt: skip
_IBU: tuple[tuple[float, Rusak], ...] = (
    (0.22, _empty),
    (0.06, _letter),
    (0.02, _drop_word),
    (0.01, _nickname),
)


def generate_pasangan(dtks: int, dukcapil: int, *, seed: int = 77, laju: float = 1.0) -> Pasangan:
    """As `pasangan.generate_pasangan`."""
    acak = np.random.default_rng([seed, 99])
    w = _people(int(dukcapil * 1.03), acak)
    p = _copy(w)
    satu = np.ones(len(w.nik)) * laju
    spoil(p, "nama", ((0.01, _letter), (0.006, _drop_word)), satu, acak)
    spoil(p, "nama_ibu", ((0.08, _empty), (0.02, _letter)), satu, acak)
    spoil(p, "tgl_lahir", ((0.005, _first), (0.002, _shift_day)), satu, acak)
    spoil(p, "tempat_lahir", ((0.05, _empty),), satu, acak)
    _move(p, w, acak, laju)
    p["meninggal"] = acak.random(len(w.nik)) < np.clip((w.umur - 45) / 300, 0.001, 0.2) * laju
    rumah = acak.permutation(int(w.rumah[-1]) + 1)
    pilih = np.zeros(len(rumah), bool)
    pilih[rumah[: int(len(rumah) * min(1.0, dtks / len(w.nik) / TERDAFTAR))]] = True
    orang = np.flatnonzero(pilih[w.rumah] & (acak.random(len(w.nik)) < TERDAFTAR))
    orang = np.concatenate([orang, acak.choice(orang, int(len(orang) * GANDA * laju), replace=False)])
    d = _copy(w.take(orang))
    mutu = np.ones(len(orang)) * laju
    for kolom, tabel in (("nama", _NAMA), ("tgl_lahir", _TANGGAL), ("nama_ibu", _IBU)):
        spoil(d, kolom, tabel, mutu, acak)
    spoil(d, "tempat_lahir", ((0.25, _empty),), mutu, acak)
    spoil(d, "jenis_kelamin", ((0.008, lambda _, jk: "P" if jk == "L" else "L"), (0.005, _empty)), mutu, acak)
    spoil(d, "kode_desa", ((0.004, _empty),), mutu, acak)
    _spoil_kk(d, w, orang, acak, laju)
    _share_nik(d, w, orang, acak, laju)
    spoil(d, "nik", _NIK, mutu, acak)
    hilang = acak.random(len(w.nik)) < TANPA_DUKCAPIL * laju
    roughen(d, p, w, orang, seed=seed, laju=laju)
    return seal(d, p, w, orang, hilang, acak)


def _people(banyak: int, acak: Acakan) -> Warga:
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
    lahir = HARI - (umur * 365.2425).astype(np.int64).astype("timedelta64[D]")
    kata = np.array(
        sorted({a + t + b for a in _AWAL for t in _TENGAH for b in _AKHIR if len(a + t + b) > 2}), object
    )
    kata = kata[acak.permutation(len(kata))[:2500]]
    depan, belakang = kata[:900], kata[900:]

    def draw(dari: Larik, n: int) -> Larik:
        hasil: Larik = dari[
            np.minimum((np.exp(acak.random(n) * np.log(len(dari) + 1)) - 1).astype(int), len(dari) - 1)
        ]
        return hasil

    marga = draw(belakang, h)
    u = acak.random(banyak)
    satu, dua = draw(depan, banyak), draw(belakang, banyak)
    nama = np.select([u < 0.15, u < 0.6, u < 0.8], [satu, satu + " " + dua, satu + " " + marga[rumah]],
                     satu + " " + dua + " " + draw(kata, banyak))  # fmt: skip
    sama = np.flatnonzero((peran == ANAK) & pria & (acak.random(banyak) < 0.012))
    nama[sama] = nama[awal[rumah[sama]]]
    v = acak.random(banyak)
    ibu = np.where(v < 0.3, draw(depan, banyak), draw(depan, banyak) + " " + draw(belakang, banyak))
    istri = np.minimum(awal[rumah] + 1, banyak - 1)
    anak = (peran == ANAK) & (rumah[istri] == rumah)
    ibu[anak] = nama[istri[anak]]
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


def _move(p: Kolom, w: Warga, acak: Acakan, laju: float) -> None:
    h = int(w.rumah[-1]) + 1
    pergi = (acak.random(h) < 0.03 * laju)[w.rumah]
    tujuan = acak.choice(w.desa, h)[w.rumah]
    p["kode_desa"][pergi] = tujuan[pergi]
    sendiri = np.flatnonzero((w.umur > 17) & (w.peran == ANAK) & (acak.random(len(w.nik)) < 0.15 * laju))
    p["kode_desa"][sendiri] = acak.choice(w.desa, len(sendiri))
    p["no_kk"][sendiri] = acak.choice(w.kk, len(sendiri)).astype(str)  # on the card of another house
    baru = np.flatnonzero((acak.random(h) < 0.12 * laju)[w.rumah])
    p["no_kk"][baru] = (w.kk[baru] + 2_000_000 * (1 + w.rumah[baru] % 3)).astype(str)


def _spoil_kk(d: Kolom, w: Warga, orang: Larik, acak: Acakan, laju: float) -> None:
    u = acak.random(int(w.rumah[-1]) + 1)[w.rumah[orang]] / max(laju, 1e-9)
    dadu = iter_dadu(acak)
    for i in np.flatnonzero(u < 0.05):
        d["no_kk"][i] = ""
    for i in np.flatnonzero((u >= 0.05) & (u < 0.07)):
        d["no_kk"][i] = _digits(1, 6, 16)(dadu, d["no_kk"][i])


def _share_nik(d: Kolom, w: Warga, orang: Larik, acak: Acakan, laju: float) -> None:
    """One member lends the number, the head lends it to all, or it is a stranger's."""
    awal = np.searchsorted(w.rumah, np.arange(int(w.rumah[-1]) + 1))
    u = acak.random(len(orang)) / max(laju, 1e-9)
    semua = (acak.random(len(awal)) < 0.003 * laju)[w.rumah[orang]]
    lain = awal[w.rumah[orang]] + (acak.random(len(orang)) * np.bincount(w.rumah)[w.rumah[orang]]).astype(int)
    asal = np.where(
        semua,
        awal[w.rumah[orang]],
        np.where(u < 0.008, lain, np.where(u < 0.013, acak.choice(len(w.nik), len(orang)), orang)),
    )
    d["nik"] = w.nik[asal].astype(str).astype(object)
