"""Weights without labels: three kinds of pairs, their levels, and the chance of each record over all its candidates.

A candidate is the person (M), a member of the person's household (H), or a stranger (R). m starts from rows that
agree on their NIK, u from pairs inside P: strangers of one kecamatan, of one birth date, of one name, and members of
one card. The NIK says region, birth date and sex, so its levels for strangers depend on whether those agree; card
and village are one field.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np

from opensiks.pemadanan.mesin.banding import TINGKAT, Banding, Larik
from opensiks.pemadanan.mesin.kalibrasi import Kalibrasi, read_kalibrasi
from opensiks.pemadanan.mesin.kunci import TERDAFTAR

# Household members of the person in P, about; and the share of rows that carry the NIK of one of them.
ANGGOTA = 3.5
PINJAM = 0.004
PUTARAN = 8
SAMA_NAMA, SAMA_TGL, DEKAT, SEKAB = (1, 2, 3, 4), (1,), (1, 2), (1, 2, 3, 4)
NIK_TGL = (2, 3, 4, 6)  # levels of the NIK that hold the other's date
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
    "nama": (0.001, 0.86, 0.01, 0.05, 0.045, 0.006, 0.006, 0.004, 0.012, 0.006),
    "tgl": (0.002, 0.93, 0.028, 0.02, 0.008, 0.004, 0.004, 0.002, 0.002),
    "ibu": (0.04, 0.87, 0.02, 0.045, 0.01, 0.015),
    "kk": (0.04, 0.82, 0.03, 0.11),
    "desa": (0.002, 0.94, 0.02, 0.005, 0.015, 0.018),
    "jk": (0.002, 0.993, 0.005),
    "tempat": (0.01, 0.95, 0.04),
    "nik": (0.38, 0.02, 0.42, 0.09, 0.01, 0.01, 0.02, 0.03, 0.04),
}
U_AWAL: dict[str, tuple[float, ...]] = {
    "nama": (0.001, 0.0005, 0.0002, 0.005, 0.0006, 0.001, 0.012, 0.015, 0.01, 0.955),
    "tgl": (0.002, 0.00004, 0.00004, 0.0006, 0.003, 0.0004, 0.0015, 0.04, 0.9525),
    "ibu": (0.04, 0.0008, 0.005, 0.0015, 0.027, 0.9257),
    "kk": (0.04, 0.00001, 0.00001, 0.95998),
    "desa": (0.002, 0.003, 0.04, 0.004, 0.25, 0.701),
    "jk": (0.002, 0.499, 0.499),
    "tempat": (0.01, 0.3, 0.69),
    "nik": (0.38, 0.0000001, 0.000001, 0.00002, 0.00002, 0.00005, 0.0003, 0.05, 0.5696),
}
H_AWAL: dict[str, tuple[float, ...]] = {
    "nama": (0.001, 0.003, 0.0005, 0.01, 0.002, 0.003, 0.02, 0.05, 0.02, 0.89),
    "tgl": (0.002, 0.008, 0.0002, 0.0006, 0.003, 0.001, 0.004, 0.05, 0.93),
    "ibu": (0.04, 0.35, 0.01, 0.02, 0.03, 0.55),
    "kk": M_AWAL["kk"],
    "desa": M_AWAL["desa"],
    "jk": (0.002, 0.48, 0.518),
    "tempat": (0.01, 0.7, 0.29),
    "nik": (0.38, PINJAM, 0.003, 0.004, 0.0002, 0.002, 0.002, 0.5, 0.1),
}


@dataclass
class Model:
    """Chances per level. `u_nik` has rows by group (date equal, area near), `u_jk` by name alike or not."""

    m: dict[str, Larik]
    u: dict[str, Larik]
    h: dict[str, Larik]
    m_rumah: Larik  # card x village, 4 x 6
    u_nik: Larik
    u_jk: Larik
    u_tempat: Larik
    h_nik: Larik
    h_ibu: Larik
    m_kartu: Larik  # rest of the family found there: unknown, yes, no
    h_kartu: Larik
    m_klaim: Larik  # already somebody else's: no, yes
    u_klaim: Larik
    h_klaim: Larik
    banyak_p: int
    m_nik: Larik  # by kind of NIK
    pi: Larik  # share of records whose person is in P, by kind of NIK
    u_kartu: Larik = field(default_factory=lambda: np.zeros(3))
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
        u_nik[t, dk, 1] = 0.02 / banyak_p
    h_nik = np.empty((2, 9))
    for t in (0, 1):
        di = np.isin(sekartu.tingkat["tgl"], SAMA_TGL) == bool(t)
        h_nik[t] = shares(sekartu.tingkat["nik"][di], 9, np.array(H_AWAL["nik"]))
        h_nik[t, 1] = PINJAM
    u_jk = np.stack([
        shares(b.tingkat["jk"], 3, np.array(a)) for b, a in
        ((acak, (0.002, 0.499, 0.499)), (senama, (0.002, 0.97, 0.028)))
    ])  # fmt: skip
    u_tempat = np.stack([shares(b.tingkat["tempat"], 3, np.array(U_AWAL["tempat"])) for b in (acak, sekec)])
    h_ibu = np.stack([
        shares(sekartu.tingkat["ibu"][(sekartu.tingkat["tgl"] == 1) == bool(t)], 6,
               np.array((0.04, 0.92, 0.01, 0.02, 0.005, 0.005)) if t else np.array(H_AWAL["ibu"])) for t in (0, 1)
    ])  # fmt: skip
    m_rumah = np.outer(m["kk"], m["desa"])
    bersama = sepakat.tingkat["kk"].astype(int) * 6 + sepakat.tingkat["desa"]
    m_rumah = shares(bersama, 24, m_rumah.ravel()).reshape(4, 6)
    cakup = min(max(tercakup, 0.001), 0.98)
    return Model(
        m, u, h, m_rumah, u_nik, u_jk, u_tempat, h_nik, h_ibu,
        m_kartu=np.array([1.0, 0.85, 0.15]), h_kartu=np.array([1.0, 0.85, 0.15]),
        m_klaim=np.array([0.93, 0.07]), u_klaim=np.array([1 - cakup, cakup]), h_klaim=np.array([0.25, 0.75]),
        banyak_p=banyak_p, m_nik=M_NIK / M_NIK.sum(axis=1, keepdims=True), pi=PI_AWAL.copy(),
        u_kartu=np.array([1.0, min(0.5, 5.0 / banyak_p), 1.0]),
    )  # fmt: skip


def log_kelas(model: Model, b: Banding) -> tuple[Larik, Larik, Larik]:
    """Logarithm of the chance of each pair's levels as M, as R (with term frequencies) and as H."""
    t = b.tingkat
    n = float(model.banyak_p)
    m = r = h = np.zeros(len(b.did))
    for k in ("nama", "tgl", "ibu", "jk", "tempat"):
        m = m + given(model.m[k])[t[k]]
    m = m + given(model.m_nik)[b.jenis, t["nik"]]
    for k in ("nama", "jk", "tempat"):
        h = h + given(model.h[k])[t[k]]
    # A NIK with P's date means that the birth dates are equal, however the date beside it was written.
    lewat_nik = np.isin(t["nik"], NIK_TGL)
    tgl_sama = (np.isin(t["tgl"], SAMA_TGL) | lewat_nik).astype(int)
    dekat = np.isin(t["desa"], DEKAT).astype(int)
    tulis_tgl = given(model.m["tgl"])[t["tgl"]]
    h = h + np.where(lewat_nik, given(model.h["tgl"])[1] + tulis_tgl, given(model.h["tgl"])[t["tgl"]])
    h = h + given(model.h_nik)[tgl_sama, t["nik"]] + given(model.h_ibu)[tgl_sama, t["ibu"]]
    for k, banyak in (("nama", b.n_nama), ("ibu", b.n_ibu)):
        r = r + np.where(t[k] == 1, np.log((banyak + 0.5) / n), given(model.u[k])[t[k]])
    tgl_p = np.log((b.n_tgl + 0.5) / n)
    r = r + np.where(
        lewat_nik, tgl_p + tulis_tgl, np.where(t["tgl"] == 1, tgl_p, given(model.u["tgl"])[t["tgl"]])
    )
    r = r + given(model.u_nik)[tgl_sama, dekat, t["nik"]]
    r = r + given(model.u_jk)[np.isin(t["nama"], SAMA_NAMA).astype(int), t["jk"]]
    r = r + given(model.u_tempat)[np.isin(t["desa"], SEKAB).astype(int), t["tempat"]]
    rumah, desa, kk = np.log(np.maximum(model.m_rumah, 1e-12)), given(model.u["desa"]), given(model.u["kk"])
    # Empty card or village: the share of the other field alone.
    tepi = (
        np.log(np.maximum(model.m_rumah.sum(axis=1), 1e-12)),
        np.log(np.maximum(model.m_rumah.sum(axis=0), 1e-12)),
    )
    bersama = rumah[t["kk"], t["desa"]].copy()
    bersama = np.where(t["kk"] == 0, tepi[1][t["desa"]], np.where(t["desa"] == 0, tepi[0][t["kk"]], bersama))
    bersama = np.where((t["kk"] == 0) & (t["desa"] == 0), 0.0, bersama)
    m, h = m + bersama, h + bersama
    r = r + desa[t["desa"]] + kk[t["kk"]]
    for nama, nilai in (("kartu", b.rumah), ("klaim", b.klaim)):
        m = m + np.log(getattr(model, f"m_{nama}"))[nilai]
        r = r + np.log(getattr(model, f"u_{nama}"))[nilai]
        h = h + np.log(getattr(model, f"h_{nama}"))[nilai]
    return m, r, h


def posterior(
    model: Model, b: Banding, kelas: tuple[Larik, Larik, Larik] | None = None
) -> tuple[Larik, Larik]:
    """Chance that each candidate is the person, over all candidates of its record; and where records begin."""
    m, r, h = kelas if kelas is not None else log_kelas(model, b)
    n = float(model.banyak_p)
    awal = np.flatnonzero(np.r_[True, b.did[1:] != b.did[:-1]]) if len(b.did) else np.zeros(0, np.int64)
    log_o = np.log(model.pi / n)[b.jenis] + m - np.logaddexp(r, np.log(ANGGOTA / n) + h)
    if not len(awal):
        return log_o, awal
    tiada = np.log1p(-model.pi)[b.jenis[awal]]
    puncak = np.maximum(np.maximum.reduceat(log_o, awal), tiada)
    besar = np.diff(np.r_[awal, len(log_o)])
    o = np.exp(log_o - np.repeat(puncak, besar))
    jumlah = np.add.reduceat(o, awal) + np.exp(tiada - puncak)
    hasil: Larik = o / np.repeat(jumlah, besar)
    return hasil, awal


def learn(model: Model, b: Banding, rasio: Larik, *, putaran: int = PUTARAN, pegang: float = 1000.0) -> Model:
    """EM over the candidates of the records left; what the agreeing rows said counts as `pegang` pairs.

    `rasio`: records per record with candidates, by kind of NIK.
    """
    awal_m = {k: v.copy() for k, v in model.m.items()}
    awal_rumah = model.m_rumah.copy()
    bersama = b.tingkat["kk"].astype(int) * 6 + b.tingkat["desa"]
    for _ in range(putaran):
        p, awal = posterior(model, b)
        if not len(awal):
            return model
        besar = np.diff(np.r_[awal, len(p)])
        # Rows whose NIK is in P are here because something else in them is wrong: they would teach that much is.
        bebas = np.where(b.jenis == TERDAFTAR, 0.0, p)
        for j in range(len(PI_AWAL)):
            ini = b.jenis == j
            banyak = float((b.jenis[awal] == j).sum()) * rasio[j]
            ada = (p[ini].sum() + 30 * PI_AWAL[j]) / (banyak + 30)
            model.pi[j] = np.clip(ada, 0.02, 0.998)
            model.m_nik[j] = shares(b.tingkat["nik"][ini], 9, M_NIK[j] / M_NIK[j].sum(), p[ini], BOBOT_AWAL)
        for k, n in TINGKAT.items():
            model.m[k] = shares(b.tingkat[k], n, awal_m[k], bebas, pegang)
        model.m_rumah = shares(bersama, 24, awal_rumah.ravel(), bebas, pegang).reshape(4, 6)
        terlihat = b.rumah > 0
        kartu = shares(b.rumah[terlihat], 3, np.array([0.0, 0.85, 0.15]), p[terlihat])
        model.m_kartu = np.r_[1.0, kartu[1:] / kartu[1:].sum()]
        model.m_klaim = shares(b.klaim, 2, np.array([0.95, 0.05]), p)
        # Rivals on the card of a person who is certain are that person's household, without any label.
        teratas = np.repeat(np.maximum.reduceat(p, awal), besar)
        milik = np.repeat(np.add.reduceat(np.where(p > 0.95, b.p_kk, 0), awal), besar)
        serumah = (teratas > 0.95) & (p < 0.05) & (b.p_kk == milik) & (b.p_kk > 0)
        if serumah.sum() > 20:
            model.h_klaim = shares(b.klaim[serumah], 2, np.array([0.25, 0.75]))
            nik = shares(b.tingkat["nik"][serumah], 9, np.array(H_AWAL["nik"]))
            model.h_nik[:, 1] = nik[1]
            k_h = shares(b.rumah[serumah & terlihat], 3, np.array([0.0, 0.85, 0.15]))
            model.h_kartu = np.r_[1.0, k_h[1:] / k_h[1:].sum()]
    return model


def as_json(model: Model) -> dict[str, Any]:
    """The weights as plain lists, to keep and to look at."""
    return {k: _plain(v) for k, v in vars(model).items()}


def from_json(isi: dict[str, Any]) -> Model:
    def read(x: Any) -> Any:
        if isinstance(x, dict):
            return {k: np.array(v) for k, v in x.items()}
        return np.array(x) if isinstance(x, list) else x

    peta = isi.get("kalibrasi")
    return Model(
        **{k: read(v) for k, v in isi.items() if k != "kalibrasi"},
        kalibrasi=read_kalibrasi(peta) if peta else None,
    )


def _plain(x: Any) -> Any:
    if isinstance(x, Kalibrasi):
        return x.as_json()
    if isinstance(x, dict):
        return {k: _plain(v) for k, v in x.items()}
    return np.round(x, 9).tolist() if isinstance(x, np.ndarray) else x
