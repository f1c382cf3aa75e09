"""Weights without labels: three kinds of pairs, their levels, and the chance of each record over all its candidates.

A candidate is the person (M), a member of the person's household (H), or a stranger (R). m starts from rows that
agree on their NIK, u from pairs inside P: strangers of one kecamatan, of one birth date, of one name, and members of
one card. The NIK says region, birth date and sex, so its levels for strangers depend on whether those agree; card
and village are one field.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from opensiks.pemadanan.mesin.awal import (
    ANGGOTA,
    BEDA_NAMA,
    BEDA_TGL,
    BISU,
    BOBOT_AWAL,
    DEKAT,
    H_AWAL,
    KEMBAR,
    KLAIM_H,
    KLAIM_M,
    LEPAS_TGL,
    M_NIK,
    NIK_TGL,
    PI_AWAL,
    SALIN,
    SAMA_NAMA,
    SAMA_TGL,
    SEKAB,
    SETENGAH,
    Model,
    given,
    sedesa,
    shares,
    shares_alamat,
    start_model,
)
from opensiks.pemadanan.mesin.banding import TINGKAT, Banding, Larik, begins
from opensiks.pemadanan.mesin.kalibrasi import Kalibrasi, read_kalibrasi
from opensiks.pemadanan.mesin.kunci import TERDAFTAR

__all__ = [
    "ANGGOTA",
    "PI_AWAL",
    "Model",
    "as_json",
    "from_json",
    "given",
    "learn",
    "log_kelas",
    "posterior",
    "start_model",
]
TGL_NIK = 0.1  # of strangers of one birth date, those whose numbers agree on it too: half, or hardly any
PUTARAN, TENANG = 30, 0.0005  # steps of learning at most; the change at which it rests


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
    lewat_nik = np.isin(t["nik"], NIK_TGL) & holds_date(model)
    tgl_sama = (np.isin(t["tgl"], SAMA_TGL) | lewat_nik).astype(int)
    dekat = np.isin(t["desa"], DEKAT).astype(int)
    tulis_tgl = given(model.m["tgl"])[t["tgl"]]
    h = h + np.where(lewat_nik, given(model.h["tgl"])[1] + tulis_tgl, given(model.h["tgl"])[t["tgl"]])
    h = h + given(model.h_nik)[tgl_sama, t["nik"]] + given(model.h_ibu)[tgl_sama, t["ibu"]]
    r = r + np.where(t["nama"] > 1, log_kata(model, b), 0.0)
    for k, banyak in (("nama", b.n_nama - 1 + model.langka), ("ibu", b.n_ibu + 0.5)):
        r = r + np.where(t[k] == 1, np.log(np.maximum(banyak, 0.01) / n), given(model.u[k])[t[k]])
    tgl_p = np.log((b.n_tgl + 0.5) / n)
    r = r + np.where(
        lewat_nik, tgl_p + tulis_tgl, np.where(t["tgl"] == 1, tgl_p, given(model.u["tgl"])[t["tgl"]])
    )
    # A number that does not hold the date of P is not in keeping with a date of D that P shares either: what else it
    # has of P's is as with any stranger's.
    r = r + given(model.u_nik)[np.where(np.isin(t["nik"], LEPAS_TGL), 0, tgl_sama), dekat, t["nik"]]
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
    # Who lives in one house has one address, of the person or not.
    desa_sama = sedesa(b)
    bersama = bersama + given(model.m_alamat)[desa_sama, t["alamat"]]
    m, h = m + bersama, h + bersama
    r = r + given(model.u_alamat)[desa_sama, t["alamat"]]
    r = r + desa[t["desa"]] + kk[t["kk"]]
    for nama, nilai in (("kartu", b.rumah), ("klaim", b.klaim)):
        m = m + np.log(getattr(model, f"m_{nama}"))[nilai]
        r = r + np.log(getattr(model, f"u_{nama}"))[nilai]
        h = h + np.log(getattr(model, f"h_{nama}"))[nilai]
    return m, r, h


def log_kata(model: Model, b: Banding) -> Larik:
    """How much rarer than usual the words are that both names share at their ends; logarithm, 0 where none is."""
    hasil = np.zeros(len(b.did))
    for banyak, jumpa in zip((b.n_depan, b.n_akhir), model.jumpa, strict=True):
        hasil += np.where(banyak > 0, np.log((banyak + 0.5) / model.banyak_p / jumpa), 0.0)
    return hasil


def holds_date(model: Model) -> bool:
    """The numbers of this register hold birth dates, as a NIK does: persons of one date show it in their numbers."""
    return float(np.exp(given(model.u_nik[1, 0]))[list(NIK_TGL)].sum()) > TGL_NIK


def log_lain(model: Model, r: Larik, h: Larik) -> Larik:
    """Logarithm of the chance of each pair's levels as anybody but the person: a stranger or one of the household."""
    hasil: Larik = np.logaddexp(r, np.log(model.anggota / model.banyak_p) + h)
    return hasil


def posterior(
    model: Model, b: Banding, kelas: tuple[Larik, Larik, Larik] | None = None
) -> tuple[Larik, Larik]:
    """Chance that each candidate is the person, over all candidates of its record; and where records begin."""
    m, r, h = kelas if kelas is not None else log_kelas(model, b)
    n = float(model.banyak_p)
    awal = begins(b)
    asing = log_lain(model, r, h)
    log_o = np.log(model.pi / n)[b.jenis] + m - asing
    if not len(awal):
        return log_o, awal
    log_o = log_o + np.where(np.isin(b.tingkat["tgl"], BEDA_TGL), _score_salin(model, b, h, asing, awal), 0.0)
    tiada = np.log1p(-model.pi)[b.jenis[awal]]
    puncak = np.maximum(np.maximum.reduceat(log_o, awal), tiada)
    besar = np.diff(np.r_[awal, len(log_o)])
    o = np.exp(log_o - np.repeat(puncak, besar))
    jumlah = np.add.reduceat(o, awal) + np.exp(tiada - puncak)
    hasil: Larik = o / np.repeat(jumlah, besar)
    return hasil, awal


def _score_salin(model: Model, b: Banding, h: Larik, asing: Larik, awal: Larik) -> Larik:
    """For each pair: how much likelier its record's other candidates are when the date was copied from one of them.

    Who fills a form looks at the wrong line: the date of a person that is wholly wrong is often that of another of the
    household. Logarithm, not below 0; the same for all candidates of a record.
    """
    t = b.tingkat
    di = np.isin(t["nama"], BEDA_NAMA) & (t["tgl"] == 1) & ~np.isin(t["nik"], NIK_TGL)
    naik = np.zeros(len(b.did))
    if di.any():
        nama = given(model.h["nama"])
        lain = np.logaddexp.reduce(nama[list(BEDA_NAMA)])
        beda = [given(x)[0] - given(x)[1] for x in (model.h_nik, model.h_ibu)]
        salin = h[di] - given(model.h["tgl"])[1] - lain + beda[0][t["nik"][di]] + beda[1][t["ibu"][di]]
        naik[di] = np.logaddexp(0, np.log(model.salin / model.banyak_p) + salin - asing[di])
    hasil: Larik = np.repeat(np.maximum.reduceat(naik, awal), np.diff(np.r_[awal, len(naik)]))
    return hasil


def learn(
    model: Model,
    b: Banding,
    rasio: Larik,
    *,
    putaran: int = PUTARAN,
    sepakat: int = 1000,
    sekartu: int = 1000,
) -> Model:
    """EM over the candidates of the records left.

    `rasio`: records per record with candidates, by kind of NIK. `sepakat`, `sekartu`: pairs that agreed on their NIK
    and pairs of one card that spoke before; a register without numbers or cards teaches by its candidates alone.
    """
    pegang = float(np.clip(sepakat, BOBOT_AWAL, 1000))
    awal_h = model.h["tgl"].copy()
    awal_m = {k: v.copy() for k, v in model.m.items()}
    awal_u = model.u["tgl"].copy()
    awal_nama = model.u["nama"].copy()
    awal_rumah, awal_alamat = model.m_rumah.copy(), model.m_alamat.copy()
    bersama = b.tingkat["kk"].astype(int) * 6 + b.tingkat["desa"]
    bisu = np.logical_and.reduce([np.isin(b.tingkat[k], daftar) for k, daftar in BISU.items()])
    for _ in range(putaran):
        dulu = np.concatenate([model.pi, model.m["nama"], model.m["tgl"], model.h["tgl"]])
        kelas = log_kelas(model, b)
        p, awal = posterior(model, b, kelas)
        if not len(awal):
            return model
        # Rows whose NIK is in P are here because something else in them is wrong: they would teach that much is.
        # Where nothing but numbers speaks for a person, there is nothing to learn from him.
        bebas = np.where((b.jenis == TERDAFTAR) | bisu, 0.0, p)
        for j in range(len(PI_AWAL)):
            ini = b.jenis == j
            banyak = float((b.jenis[awal] == j).sum()) * rasio[j]
            ada = (p[ini].sum() + 30 * PI_AWAL[j]) / (banyak + 30)
            model.pi[j] = np.clip(ada, 0.02, 0.998)
            model.m_nik[j] = shares(b.tingkat["nik"][ini], 9, M_NIK[j] / M_NIK[j].sum(), p[ini], BOBOT_AWAL)
        for k, n in TINGKAT.items():
            model.m[k] = shares(b.tingkat[k], n, awal_m[k], bebas, pegang)
        model.m_rumah = shares(bersama, 24, awal_rumah.ravel(), bebas, pegang).reshape(4, 6)
        model.m_alamat = np.stack([shares_alamat(b, d, awal_alamat[d], bebas, pegang) for d in (0, 1)])
        _learn_tahun(model, awal_u)
        _learn_salin(model, b, p, kelas, awal)
        _split_tengah(model, b, p, kelas, awal_nama)
        model.h["tgl"] = _shares_tgl(model, b, p, kelas, awal_h, BOBOT_AWAL + sekartu)
        terlihat = b.rumah > 0
        kartu = shares(b.rumah[terlihat], 3, np.array([0.0, 0.85, 0.15]), p[terlihat])
        model.m_kartu = np.r_[1.0, kartu[1:] / kartu[1:].sum()]
        # Where few were found by their number, that nobody claims the person yet says little.
        model.m_klaim = shares(b.klaim, 2, KLAIM_M, p * model.u_klaim[1])
        serumah = list_serumah(b, p)
        if serumah.sum() > 20:
            model.h_klaim = shares(b.klaim[serumah], 2, KLAIM_H)
            nik = shares(b.tingkat["nik"][serumah], 9, np.array(H_AWAL["nik"]))
            model.h_nik[:, 1] = nik[1]
            k_h = shares(b.rumah[serumah & terlihat], 3, np.array([0.0, 0.85, 0.15]))
            model.h_kartu = np.r_[1.0, k_h[1:] / k_h[1:].sum()]
        kini = np.concatenate([model.pi, model.m["nama"], model.m["tgl"], model.h["tgl"]])
        if np.abs(kini - dulu).max() < TENANG:
            break
    return model


def list_serumah(b: Banding, p: Larik) -> Larik:
    """For each pair whether its person is a member of the household of somebody certain: a rival on that card."""
    awal = begins(b)
    besar = np.diff(np.r_[awal, len(p)])
    teratas = np.repeat(np.maximum.reduceat(p, awal), besar)
    milik = np.repeat(np.add.reduceat(np.where(p > 0.95, b.p_kk, 0), awal), besar)
    hasil: Larik = (teratas > 0.95) & (p < 0.05) & (b.p_kk == milik) & (b.p_kk > 0)
    return hasil


def _learn_tahun(model: Model, awal: Larik) -> None:
    """Strangers of a record that has 1 January: pairs inside P, who has it seldom, meet too few of them.

    So many records have it as matched ones do; of strangers a third of those within a year of age are of one year.
    """
    setahun = (model.m["tgl"][3] + model.m["tgl"][4]) * (awal[6] + awal[7]) / 3
    model.u["tgl"][3] = max(awal[3], setahun)
    model.u["tgl"][4] = max(awal[4], 6 * setahun)  # three years before and after


def _learn_salin(model: Model, b: Banding, p: Larik, kelas: tuple[Larik, Larik, Larik], awal: Larik) -> None:
    """How often a date that is wholly wrong is that of somebody of the household."""
    asing = log_lain(model, kelas[1], kelas[2])
    salah = np.where(np.isin(b.tingkat["tgl"], BEDA_TGL), p, 0.0)
    dari = salah * -np.expm1(-_score_salin(model, b, kelas[2], asing, awal))
    model.salin = float((dari.sum() + BOBOT_AWAL * SALIN) / (salah.sum() + BOBOT_AWAL))


def _split_tengah(model: Model, b: Banding, p: Larik, kelas: tuple[Larik, Larik, Larik], awal: Larik) -> None:
    """Of strangers who share the first or the last word of the name: who fits beside it too, of `awal` in all.

    Pairs inside P do not tell: the registry writes initials where P has the word.
    """
    asing = (1 - p) / (
        1 + np.exp(np.clip(np.log(model.anggota / model.banyak_p) + kelas[2] - kelas[1], -50, 50))
    )
    for daftar in SETENGAH:
        di = list(daftar)
        semua = awal[di].sum()
        banyak = np.array([asing[b.tingkat["nama"] == k].sum() for k in di]) + BOBOT_AWAL * awal[di] / semua
        model.u["nama"][di] = semua * banyak / banyak.sum()


def _shares_tgl(
    model: Model, b: Banding, p: Larik, kelas: tuple[Larik, Larik, Larik], awal: Larik, pegang: float
) -> Larik:
    """Dates of members of the household: how many of them have the person's date, twins or by a copied line.

    The passes bring those of another first name and one date; how many members there are is known, and so is how many
    of them have such a name. Without cards in the register nothing else tells.
    """
    di = np.isin(b.tingkat["nama"], BEDA_NAMA) & (b.tingkat["tgl"] == 1)
    asing = kelas[1][di] - kelas[2][di] - np.log(model.anggota / model.banyak_p)
    jumlah = ((1 - p[di]) / (1 + np.exp(np.clip(asing, -50, 50)))).sum()
    anggota = model.anggota * p.sum() * model.h["nama"][list(BEDA_NAMA)].sum()
    sama = np.clip((jumlah + pegang * awal[1]) / (anggota + pegang), KEMBAR, 0.5)
    hasil: Larik = awal * (1 - sama) / (1 - awal[1])
    hasil[1] = sama
    return hasil


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
