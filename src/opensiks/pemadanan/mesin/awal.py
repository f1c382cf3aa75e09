"""Where the weights start: published rates, pairs that agree on their NIK, pairs of strangers and of one card in P."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from opensiks.pemadanan.mesin.banding import TINGKAT, Banding, Larik
from opensiks.pemadanan.mesin.golongan import MIRIP, PER_DESA, group_alamat, group_dekat, group_tgl
from opensiks.pemadanan.mesin.kalibrasi import Kalibrasi

# Household members of the person in P, about; and the share of rows that carry the NIK of one of them.
ANGGOTA = 3.5
PINJAM = 0.004
SAMA_NAMA, DEKAT = (1, 2, 3, 4, 11), (1, 2)
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
# M_NIK by `group_jenis`.
PI_AWAL = np.array([0.95, 0.65, 0.97, 0.95])
M_NIK = np.array([
    (0.9, 0.0001, 0.002, 0.002, 0.002, 0.002, 0.01, 0.04, 0.04),
    (0.001, 0.0001, 0.86, 0.09, 0.01, 0.001, 0.01, 0.01, 0.02),
    (0.001, 0.85, 0.01, 0.01, 0.01, 0.002, 0.01, 0.05, 0.06),
    (0.001, 0.0001, 0.7, 0.12, 0.02, 0.06, 0.02, 0.03, 0.05),
    (0.001, 0.0001, 0.86, 0.09, 0.01, 0.001, 0.01, 0.01, 0.02),
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
# By `group_tgl`: members of one birth date are twins, whose numbers were given one after the other.
H_NIK = (
    H_AWAL["nik"],
    (0.38, PINJAM, 0.46, 0.08, 0.002, 0.002, 0.03, 0.01, 0.03),
    H_AWAL["nik"],
    (0.38, PINJAM, 0.05, 0.002, 0.002, 0.002, 0.002, 0.5, 0.05),
)
# Strangers' numbers by `group_tgl`, and by whether they live in one kecamatan: what is not as in U_AWAL.
U_NIK: tuple[tuple[dict[int, float], dict[int, float]], ...] = (
    ({}, {7: 0.3}),
    ({6: 0.5, 3: 0.01}, {6: 0.4, 3: 0.2}),
    ({2: 0.00002}, {7: 0.3, 2: 0.01}),
    ({}, {7: 0.6}),
)
# Of numbers one digit away, those that were mistyped into just this one.
SALAH_KETIK = 0.0005
# Rest of the family found there: unknown, yes, no; by `group_kartu`. Who has another card has often left the family.
KARTU_AWAL = np.array([(1.0, 0.95, 0.05), (1.0, 0.4, 0.6)])
TUKAR = 0.36  # of dates, those whose day and month can change places and make another
LUPUT = 0.002  # persons whose own NIK is not written and whom no pass brings, by and large
# Not held, held by another record: the person oneself, a member of the household.
KLAIM_M, KLAIM_H = np.array([0.95, 0.05]), np.array([0.25, 0.75])
BATAS_KLAIM = (0.001, 0.98)  # bounds of the share of P that others hold


@dataclass
class Model:
    """Chances per level, in rows by the groups of `golongan`: `u_nik`, `h_nik` by date and sex, `m_nik` by kind of NIK,
    `u_nama`, `u_ibu`, `u_tempat` by area, the cards by whether there are two, `m_alamat`, `u_alamat` by village;
    `m_tgl`, `m_jk`, `u_tgl` by `jenis`; `u_jk` by name alike or not."""

    m: dict[str, Larik]
    u: dict[str, Larik]
    h: dict[str, Larik]
    m_rumah: Larik  # card x village, 4 x 6
    u_nik: Larik
    u_jk: Larik
    u_tempat: Larik
    m_alamat: Larik
    u_alamat: Larik
    u_nama: Larik
    u_ibu: Larik
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
    m_nik: Larik
    m_tgl: Larik  # a number in keeping with date and sex vouches for both
    m_jk: Larik
    u_tgl: Larik
    pi: Larik  # share of records whose person is in P, by kind of NIK
    m_sama: dict[str, Larik]  # of rows accepted by their number, whose levels are coarser; `rumah` as m_rumah
    luput: Larik  # share of those whom no pass brings (`luput`), by kind of NIK
    lazim: Larik  # persons of P who share name, date, mother with a person of P: the mean
    # Chance that two of P share the first, the last word of the name.
    jumpa: Larik = field(default_factory=lambda: np.ones(2))
    # How much oftener than in all of P two strangers of one area have one name, one mother's name.
    kerap: Larik = field(default_factory=lambda: np.ones((2, len(set(PER_DESA)))))
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


def shares_alamat(
    b: Banding, sama: int, awal: Larik, berat: Larik | None = None, pegang: float = BOBOT_AWAL
) -> Larik:
    di = group_alamat(b) == sama
    return shares(b.tingkat["alamat"][di], 6, awal, None if berat is None else berat[di], pegang)


def start_model(sepakat: Banding, contoh: dict[str, Banding], banyak_p: int, isi_kartu: float,
                tercakup: float) -> Model:  # fmt: skip
    """m from pairs that agree on their NIK, u from pairs of strangers, h from members of one card; no answers needed.

    `contoh`: pairs inside P by kind (`latih.CONTOH`); `isi_kartu`: mean number of persons that a person of P finds on
    the own card; `tercakup`: share of P already found.
    """
    acak, sekec, sekartu = contoh["u_acak"], contoh["u_kec"], contoh["u_kartu"]
    m = {k: shares(sepakat.tingkat[k], n, np.array(M_AWAL[k])) for k, n in TINGKAT.items() if k != "nik"}
    m["nik"] = np.array(M_AWAL["nik"])
    # A wrong name shows where the date is right, a wrong date where the name is; the others where both are.
    tepat = {"nama": sepakat.tingkat["nama"] == 1, "tgl": sepakat.tingkat["tgl"] == 1}
    for k, lain in (("nama", "tgl"), ("tgl", "nama")):
        m[k] = shares(sepakat.tingkat[k][tepat[lain]], TINGKAT[k], np.array(M_AWAL[k]))
    u = {k: shares(acak.tingkat[k], n, np.array(U_AWAL[k])) for k, n in TINGKAT.items()}
    u["kk"][1] = max(isi_kartu, 1.0) / banyak_p
    u["kk"][2] = min(u["kk"][2], 20 * u["kk"][1])
    h = {k: shares(sekartu.tingkat[k], n, np.array(H_AWAL[k])) for k, n in TINGKAT.items()}
    h["tgl"][1] = max(h["tgl"][1], KEMBAR)
    h_nik = np.stack([
        shares(sekartu.tingkat["nik"][group_tgl(sekartu) == t], 9, np.array(x)) for t, x in enumerate(H_NIK)
    ])  # fmt: skip
    h_nik[:, 1] = PINJAM
    u_jk = np.stack([
        shares(b.tingkat["jk"], 3, np.array(a)) for b, a in
        ((acak, (0.002, 0.499, 0.499)), (contoh["u_nama"], (0.002, 0.97, 0.028)))
    ])  # fmt: skip
    u_alamat = np.stack([
        shares(b.tingkat["alamat"][group_alamat(b) == d], 6, np.array(U_AWAL["alamat"]))
        for d, b in ((0, acak), (1, sekec))
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
    tiap_jenis = (len(PI_AWAL), 1)
    return Model(
        m, u, h, m_rumah, _start_nik(contoh, banyak_p), u_jk, _start_tempat(acak, sekec), m_alamat, u_alamat,
        *_start_nama(acak, sekec), h_nik, h_ibu,
        m_kartu=KARTU_AWAL.copy(), h_kartu=KARTU_AWAL.copy(),
        m_klaim=np.array([0.93, 0.07]), u_klaim=np.array([1 - cakup, cakup]), h_klaim=KLAIM_H.copy(),
        m_lagi=np.array([0.93, 0.07]), u_lagi=np.array([1 - cakup, cakup]),
        h_lagi=KLAIM_H.copy(),
        banyak_p=banyak_p, m_nik=M_NIK / M_NIK.sum(axis=1, keepdims=True), m_tgl=np.tile(m["tgl"], tiap_jenis),
        m_jk=np.tile(m["jk"], tiap_jenis), u_tgl=np.tile(u["tgl"], tiap_jenis), m_sama={}, pi=PI_AWAL.copy(),
        luput=np.full(len(PI_AWAL), LUPUT),
        lazim=np.array([np.mean(x[x > 0]) if x.any() else 1.0 for x in (acak.n_nama, acak.n_tgl, acak.n_ibu)]),
        u_kartu=np.tile([1.0, min(0.5, 5.0 / banyak_p), 1.0], (2, 1)),
    )  # fmt: skip


def _start_nik(contoh: dict[str, Banding], banyak_p: int) -> Larik:
    """What strangers' numbers share: `group_tgl` x one kecamatan or not x levels."""
    u_nik = np.empty((len(U_NIK), 2, 9))
    for t, tabel in enumerate(U_NIK):
        for dekat, lain in enumerate(tabel):
            b = contoh[(("u_acak", "u_kec"), ("u_tgl", "u_dekat"))[t not in (0, MIRIP)][dekat]]
            di = (group_tgl(b) == t) & (np.isin(b.tingkat["desa"], DEKAT) == bool(dekat))
            tebak = np.array(U_AWAL["nik"])
            tebak[list(lain)] = list(lain.values())
            satu = shares(b.tingkat["nik"][di], 9, tebak / tebak.sum())
            # A number of one's own is never a stranger's by nature; one that was copied or mistyped is.
            satu[1] = 0.02 / banyak_p + (t > 0) * SALAH_KETIK * satu[2]
            u_nik[t, dekat] = satu
    return u_nik


def _start_nama(acak: Banding, sekec: Banding) -> tuple[Larik, Larik]:
    """Names and mothers of strangers by `group_dekat`: more alike near by, and who is compared mostly lives near by."""
    u_nama, u_ibu = (
        np.stack(
            [
                shares(np.concatenate([b.tingkat[k] for b in sumber]), TINGKAT[k], np.array(U_AWAL[k]))
                for sumber in ((acak, sekec), (acak,), (acak, sekec), (sekec,), (sekec,))
            ]
        )
        for k in ("nama", "ibu")
    )
    # First and last word alike are rarer than a sample shows.
    ujung = np.bincount(acak.tingkat["nama"], minlength=TINGKAT["nama"])[list(UJUNG)] / max(1, len(acak.did))
    for baris in u_nama:
        baris[list(UJUNG)] = np.maximum(ujung, baris[[6, 13]].sum() * baris[[7, 14]].sum())
    return u_nama, u_ibu


def _start_tempat(acak: Banding, sekec: Banding) -> Larik:
    """Places of birth of strangers by `group_dekat`."""
    jauh, dekat = (shares(b.tingkat["tempat"], 3, np.array(U_AWAL["tempat"])) for b in (acak, sekec))
    sekab = shares(acak.tingkat["tempat"][group_dekat(acak) == 2], 3, jauh)
    return np.stack([(jauh + dekat) / 2, jauh, sekab, dekat, dekat])
