"""Where the weights start: published rates, pairs that agree on their NIK, pairs of strangers and of one card in P."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from opensiks.pemadanan.mesin.banding import TINGKAT, Banding, Larik
from opensiks.pemadanan.mesin.kalibrasi import Kalibrasi

# Household members of the person in P, about; and the share of rows that carry the NIK of one of them.
ANGGOTA = 3.5
PINJAM = 0.004
SAMA_NAMA, SAMA_TGL, DEKAT, SEKAB = (1, 2, 3, 4, 11), (1,), (1, 2), (1, 2, 3, 4)
SEKATA = (1, 2, 3, 4, 5, 6, 7, 10, 11, 13, 14)  # names that share a word, or nearly all of it
BEDA_NAMA, UJUNG, BEDA_TGL = (7, 8, 14), (10, 11), (7, 8)
# Nothing of these is alike or near.
BISU = {"nama": (0, 9), "tgl": (0, 8), "ibu": (0, 5), "alamat": (0, 5), "kk": (0, 3)}
# Levels that differ only in the words between the ends: D may have initials there, P has none.
SETENGAH = (UJUNG, (6, 13), (7, 14))
# Of dates that are wholly wrong, the share that is that of somebody of the household.
SALIN = 0.1
NIK_TGL, LEPAS_TGL = (2, 3, 4, 6), (5, 7, 8)  # levels of the NIK that hold the other's date, or another one
LANGKA = 1.5  # what a name counts for that P has once, where few names tell
# Starting points, from the published rates; each counts as this many pairs.
BOBOT_AWAL = 40.0
# By kind of NIK (`kunci`): none; possible and not in P (mistyped serial, or somebody P lacks); in P; malformed.
PI_AWAL = np.array([0.95, 0.65, 0.97, 0.95])
M_NIK = np.array([
    (0.9, 0.0001, 0.002, 0.002, 0.002, 0.002, 0.01, 0.04, 0.04),
    (0.001, 0.0001, 0.86, 0.09, 0.01, 0.001, 0.01, 0.01, 0.02),
    (0.001, 0.85, 0.01, 0.01, 0.01, 0.002, 0.01, 0.05, 0.06),
    (0.001, 0.0001, 0.7, 0.12, 0.02, 0.06, 0.02, 0.03, 0.05),
])  # fmt: skip
M_AWAL: dict[str, tuple[float, ...]] = {
    "nama": (
        0.001, 0.86, 0.01, 0.04, 0.045, 0.006, 0.005, 0.003, 0.01,
        0.005, 0.001, 0.01, 0.002, 0.001, 0.001,
    ),
    "tgl": (0.002, 0.93, 0.028, 0.02, 0.008, 0.004, 0.004, 0.002, 0.002),
    "ibu": (0.04, 0.87, 0.02, 0.045, 0.01, 0.015),
    "kk": (0.04, 0.82, 0.03, 0.11),
    "desa": (0.002, 0.94, 0.02, 0.005, 0.015, 0.018),
    "jk": (0.002, 0.993, 0.005),
    "tempat": (0.01, 0.95, 0.04),
    "alamat": (0.05, 0.7, 0.05, 0.06, 0.06, 0.08),
    "nik": (0.38, 0.02, 0.42, 0.09, 0.01, 0.01, 0.02, 0.03, 0.04),
}  # fmt: skip
U_AWAL: dict[str, tuple[float, ...]] = {
    "nama": (
        0.001, 0.0005, 0.0002, 0.005, 0.0006, 0.001, 0.011, 0.014, 0.008,
        0.955, 0.00002, 0.00002, 0.002, 0.001, 0.001,
    ),
    "tgl": (0.002, 0.00004, 0.00004, 0.0006, 0.003, 0.0004, 0.0015, 0.04, 0.9525),
    "ibu": (0.04, 0.0008, 0.005, 0.0015, 0.027, 0.9257),
    "kk": (0.04, 0.00001, 0.00001, 0.95998),
    "desa": (0.002, 0.003, 0.04, 0.004, 0.25, 0.701),
    "jk": (0.002, 0.499, 0.499),
    "tempat": (0.01, 0.3, 0.69),
    "alamat": (0.05, 0.002, 0.004, 0.01, 0.1, 0.834),
    "nik": (0.38, 0.0000001, 0.000001, 0.00002, 0.00002, 0.00005, 0.0003, 0.05, 0.5696),
}  # fmt: skip
H_AWAL: dict[str, tuple[float, ...]] = {
    "nama": (
        0.001, 0.003, 0.0005, 0.01, 0.002, 0.003, 0.019, 0.047, 0.017,
        0.887, 0.002, 0.001, 0.003, 0.001, 0.003,
    ),
    "tgl": (0.002, 0.008, 0.0002, 0.0006, 0.003, 0.001, 0.004, 0.05, 0.93),
    "ibu": (0.04, 0.35, 0.01, 0.02, 0.03, 0.55),
    "kk": M_AWAL["kk"],
    "desa": M_AWAL["desa"],
    "jk": (0.002, 0.48, 0.518),
    "tempat": (0.01, 0.7, 0.29),
    "alamat": M_AWAL["alamat"],
    "nik": (0.38, PINJAM, 0.003, 0.004, 0.0002, 0.002, 0.002, 0.5, 0.1),
}  # fmt: skip


# Of members of a household, at least those of one birth date: twins are one birth in eighty.
KEMBAR = 0.003
# Members of one birth date are twins, whose numbers were given one after the other.
H_NIK_KEMBAR = (0.38, PINJAM, 0.46, 0.08, 0.002, 0.002, 0.03, 0.01, 0.03)
# Of numbers one digit away, those that were mistyped into just this one.
SALAH_KETIK = 0.0005
LUPUT = 0.002  # persons whose own NIK is not written and whom no pass brings, by and large
# Not held, held by another record: the person oneself, a member of the household.
KLAIM_M, KLAIM_H = np.array([0.95, 0.05]), np.array([0.25, 0.75])
BATAS_KLAIM = (0.001, 0.98)  # bounds of the share of P that others hold


@dataclass
class Model:
    """Chances per level. `u_nik` has rows by group (date equal, area near), `u_jk` by name alike or not,
    `m_alamat` and `u_alamat` by village: another, the same or not known."""

    m: dict[str, Larik]
    u: dict[str, Larik]
    h: dict[str, Larik]
    m_rumah: Larik  # card x village, 4 x 6
    u_nik: Larik
    u_jk: Larik
    u_tempat: Larik
    m_alamat: Larik
    u_alamat: Larik
    h_nik: Larik
    h_ibu: Larik
    m_kartu: Larik  # rest of the family found there: unknown, yes, no
    h_kartu: Larik
    m_klaim: Larik  # already somebody else's: no, yes
    u_klaim: Larik
    h_klaim: Larik
    m_lagi: Larik  # the same of the second round, when the others have taken theirs
    u_lagi: Larik
    h_lagi: Larik
    banyak_p: int
    m_nik: Larik  # by kind of NIK
    pi: Larik  # share of records whose person is in P, by kind of NIK
    luput: Larik  # share of those whom no pass brings (`luput`), by kind of NIK
    lazim: Larik  # persons of P who share name, date, mother with a person of P: the mean
    # Chance that two of P share the first, the last word of the name.
    jumpa: Larik = field(default_factory=lambda: np.ones(2))
    langka: float = LANGKA  # how many more have the name of a person of P, beyond those P knows beside him
    u_kartu: Larik = field(default_factory=lambda: np.zeros(3))
    anggota: float = ANGGOTA  # household members of a person in P
    salin: float = SALIN  # wholly wrong dates that are those of a member
    kalibrasi: Kalibrasi | None = None  # what officers' answers made of the chances


def shares(
    tingkat: Larik, banyak: int, awal: Larik, berat: Larik | None = None, pegang: float = BOBOT_AWAL
) -> Larik:
    """Share of each level, with `awal` as `pegang` pairs more."""
    jumlah = np.bincount(tingkat, weights=berat, minlength=banyak).astype(float) + pegang * awal
    hasil: Larik = jumlah / jumlah.sum()
    return hasil


def given(x: Larik) -> Larik:
    """Shares among filled levels: what is empty says nothing, for or against."""
    y = np.array(x, float)
    y[..., 0] = 0.0
    y /= y.sum(axis=-1, keepdims=True)
    y[..., 0] = 1.0
    hasil: Larik = np.log(np.maximum(y, 1e-12))
    return hasil


def sedesa(b: Banding) -> Larik:
    """1 where the village is the same or not known, else 0."""
    hasil: Larik = (b.tingkat["desa"] < 2).astype(int)
    return hasil


def shares_alamat(
    b: Banding, sama: int, awal: Larik, berat: Larik | None = None, pegang: float = BOBOT_AWAL
) -> Larik:
    di = sedesa(b) == sama
    return shares(b.tingkat["alamat"][di], 6, awal, None if berat is None else berat[di], pegang)


def start_model(sepakat: Banding, acak: Banding, setgl: Banding, sekec: Banding, dekat: Banding, sekartu: Banding,
                senama: Banding, banyak_p: int, isi_kartu: float, tercakup: float) -> Model:  # fmt: skip
    """m from pairs that agree on their NIK, u from pairs of strangers, h from members of one card; no answers needed.

    `isi_kartu`: mean number of persons that a person of P finds on the own card; `tercakup`: share of P already found.
    """
    m = {k: shares(sepakat.tingkat[k], n, np.array(M_AWAL[k])) for k, n in TINGKAT.items() if k != "nik"}
    m["nik"] = np.array(M_AWAL["nik"])
    # A wrong name shows where the date is right, a wrong date where the name is; the others where both are.
    tepat = {"nama": sepakat.tingkat["nama"] == 1, "tgl": sepakat.tingkat["tgl"] == 1}
    for k, lain in (("nama", "tgl"), ("tgl", "nama")):
        m[k] = shares(sepakat.tingkat[k][tepat[lain]], TINGKAT[k], np.array(M_AWAL[k]))
    u = {}
    for k, n in TINGKAT.items():
        # Names, mothers and places are alike near by: strangers who are compared mostly live near by.
        asal = (
            np.concatenate([acak.tingkat[k], sekec.tingkat[k]])
            if k in ("nama", "ibu", "tempat")
            else acak.tingkat[k]
        )
        u[k] = shares(asal, n, np.array(U_AWAL[k]))
    # First and last word alike are rarer than a sample shows.
    u["nama"][list(UJUNG)] = np.maximum(
        np.bincount(acak.tingkat["nama"], minlength=TINGKAT["nama"])[list(UJUNG)] / max(1, len(acak.did)),
        u["nama"][[6, 13]].sum() * u["nama"][[7, 14]].sum(),
    )
    u["kk"][1] = max(isi_kartu, 1.0) / banyak_p
    u["kk"][2] = min(u["kk"][2], 20 * u["kk"][1])
    h = {k: shares(sekartu.tingkat[k], n, np.array(H_AWAL[k])) for k, n in TINGKAT.items()}
    awal = np.array(U_AWAL["nik"])
    u_nik = np.empty((2, 2, 9))
    for t, dk, sumber in ((0, 0, acak), (0, 1, sekec), (1, 0, setgl), (1, 1, dekat)):
        t_sama = np.isin(sumber.tingkat["tgl"], SAMA_TGL) == bool(t)
        d_sama = np.isin(sumber.tingkat["desa"], DEKAT) == bool(dk)
        tebak = awal.copy()
        if t:
            tebak[6], tebak[7] = 0.25, 0.02
            tebak[3] = 0.005
        if dk:
            tebak[7] = 0.3
            tebak[3] = 0.12 if t else tebak[3]
        u_nik[t, dk] = shares(sumber.tingkat["nik"][t_sama & d_sama], 9, tebak / tebak.sum())
        # A number of one's own is never a stranger's by nature; one that was copied or mistyped is.
        u_nik[t, dk, 1] = 0.02 / banyak_p + t * SALAH_KETIK * u_nik[t, dk, 2]
    h["tgl"][1] = max(h["tgl"][1], KEMBAR)
    h_nik = np.empty((2, 9))
    for t in (0, 1):
        di = np.isin(sekartu.tingkat["tgl"], SAMA_TGL) == bool(t)
        h_nik[t] = shares(sekartu.tingkat["nik"][di], 9, np.array(H_NIK_KEMBAR if t else H_AWAL["nik"]))
        h_nik[t, 1] = PINJAM
    u_jk = np.stack([
        shares(b.tingkat["jk"], 3, np.array(a)) for b, a in
        ((acak, (0.002, 0.499, 0.499)), (senama, (0.002, 0.97, 0.028)))
    ])  # fmt: skip
    u_tempat = np.stack([shares(b.tingkat["tempat"], 3, np.array(U_AWAL["tempat"])) for b in (acak, sekec)])
    u_alamat = np.stack([
        shares(b.tingkat["alamat"][sedesa(b) == d], 6, np.array(U_AWAL["alamat"])) for d, b in ((0, acak), (1, sekec))
    ])  # fmt: skip
    m_alamat = np.stack([shares_alamat(sepakat, d, np.array(M_AWAL["alamat"])) for d in (0, 1)])
    h_ibu = np.stack([
        shares(sekartu.tingkat["ibu"][(sekartu.tingkat["tgl"] == 1) == bool(t)], 6,
               np.array((0.04, 0.92, 0.01, 0.02, 0.005, 0.005)) if t else np.array(H_AWAL["ibu"])) for t in (0, 1)
    ])  # fmt: skip
    m_rumah = np.outer(m["kk"], m["desa"])
    bersama = sepakat.tingkat["kk"].astype(int) * 6 + sepakat.tingkat["desa"]
    m_rumah = shares(bersama, 24, m_rumah.ravel()).reshape(4, 6)
    cakup = float(np.clip(tercakup, *BATAS_KLAIM))
    return Model(
        m, u, h, m_rumah, u_nik, u_jk, u_tempat, m_alamat, u_alamat, h_nik, h_ibu,
        m_kartu=np.array([1.0, 0.85, 0.15]), h_kartu=np.array([1.0, 0.85, 0.15]),
        m_klaim=np.array([0.93, 0.07]), u_klaim=np.array([1 - cakup, cakup]), h_klaim=KLAIM_H.copy(),
        m_lagi=np.array([0.93, 0.07]), u_lagi=np.array([1 - cakup, cakup]),
        h_lagi=KLAIM_H.copy(),
        banyak_p=banyak_p, m_nik=M_NIK / M_NIK.sum(axis=1, keepdims=True), pi=PI_AWAL.copy(),
        luput=np.full(len(PI_AWAL), LUPUT),
        lazim=np.array([np.mean(x[x > 0]) if x.any() else 1.0 for x in (acak.n_nama, acak.n_tgl, acak.n_ibu)]),
        u_kartu=np.array([1.0, min(0.5, 5.0 / banyak_p), 1.0]),
    )  # fmt: skip
