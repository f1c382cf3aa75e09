"""Learning the weights from candidates nobody has judged: each record's chances over its rivals, again and again."""

from __future__ import annotations

import numpy as np

from opensiks.pemadanan.mesin.awal import (
    BEDA_NAMA,
    BEDA_TGL,
    BISU,
    BOBOT_AWAL,
    H_AWAL,
    KARTU_AWAL,
    KEMBAR,
    KLAIM_H,
    KLAIM_M,
    M_NIK,
    PI_AWAL,
    SALIN,
    SETENGAH,
    Model,
    shares,
    shares_alamat,
)
from opensiks.pemadanan.mesin.banding import TINGKAT, Banding, Larik, begins
from opensiks.pemadanan.mesin.bobot import group_jenis, log_kelas, log_lain, posterior, score_salin
from opensiks.pemadanan.mesin.golongan import group_kartu
from opensiks.pemadanan.mesin.kunci import TERDAFTAR
from opensiks.pemadanan.mesin.tulis import decode

PUTARAN, TENANG = 30, 0.0005  # steps of learning at most; the change at which it rests


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
    awal_nama = model.u_nama.copy()
    awal_rumah, awal_alamat = model.m_rumah.copy(), model.m_alamat.copy()
    jenis = group_jenis(model, b)
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
        for j, tebak in enumerate(M_NIK):
            ini = jenis == j
            model.m_nik[j] = shares(b.tingkat["nik"][ini], 9, tebak / tebak.sum(), p[ini], BOBOT_AWAL)
        for k, n in TINGKAT.items():
            model.m[k] = shares(b.tingkat[k], n, awal_m[k], bebas, pegang)
        for j in range(len(PI_AWAL)):
            ini = (b.jenis == j) & (j != TERDAFTAR)
            for k, tabel in (("tgl", model.m_tgl), ("jk", model.m_jk)):
                tabel[j] = shares(b.tingkat[k][ini], TINGKAT[k], model.m[k], bebas[ini], BOBOT_AWAL)
        model.m_rumah = shares(bersama, 24, awal_rumah.ravel(), bebas, pegang).reshape(4, 6)
        model.m_alamat = np.stack([shares_alamat(b, d, awal_alamat[d], bebas, pegang) for d in (0, 1)])
        _learn_tahun(model)
        _learn_salin(model, b, p, kelas, awal)
        _split_tengah(model, b, p, kelas, awal_nama)
        model.h["tgl"] = _shares_tgl(model, b, p, kelas, awal_h, BOBOT_AWAL + sekartu)
        terlihat = b.rumah > 0
        model.m_kartu = _shares_kartu(b, terlihat, p)
        # Where few were found by their number, that nobody claims the person yet says little.
        model.m_klaim = shares(b.klaim, 2, KLAIM_M, p * model.u_klaim[1])
        serumah = list_serumah(b, p)
        if serumah.sum() > 20:
            model.h_klaim = shares(b.klaim[serumah], 2, KLAIM_H)
            nik = shares(b.tingkat["nik"][serumah], 9, np.array(H_AWAL["nik"]))
            model.h_nik[:, 1] = nik[1]
            model.h_kartu = _shares_kartu(b, serumah & terlihat, np.ones(len(p)))
        kini = np.concatenate([model.pi, model.m["nama"], model.m["tgl"], model.h["tgl"]])
        if np.abs(kini - dulu).max() < TENANG:
            break
    return model


def shares_sama(model: Model, sama: dict[int, int]) -> dict[str, Larik]:
    """Shares of levels among rows accepted by their number, nearly all the person's own; `sama`: rows by pattern.

    Nothing is sampled, so that rare levels count as they come; `rumah` as `m_rumah`.
    """
    tingkat, berat = [decode(x) for x in sama], np.array(list(sama.values()), float)

    def share(k: str, awal: Larik) -> Larik:
        return shares(np.array([t[k] for t in tingkat], np.int64), len(awal), awal, berat)

    rumah = np.array([t["kk"] * TINGKAT["desa"] + t["desa"] for t in tingkat], np.int64)
    return {k: share(k, model.m[k]) for k in ("nama", "tgl", "ibu", "jk")} | {
        "rumah": shares(rumah, model.m_rumah.size, model.m_rumah.ravel(), berat).reshape(model.m_rumah.shape)
    }


def _shares_kartu(b: Banding, di: Larik, p: Larik) -> Larik:
    """Whether the rest of the family was found there, by whether the cards are two."""
    hasil = []
    for beda in (0, 1):
        ini = di & (group_kartu(b) == beda)
        x = shares(b.rumah[ini], 3, KARTU_AWAL[beda] * [0, 1, 1], p[ini])
        hasil.append(np.r_[1.0, x[1:] / x[1:].sum()])
    return np.stack(hasil)


def list_serumah(b: Banding, p: Larik) -> Larik:
    """For each pair whether its person is a member of the household of somebody certain: a rival on that card."""
    awal = begins(b)
    besar = np.diff(np.r_[awal, len(p)])
    teratas = np.repeat(np.maximum.reduceat(p, awal), besar)
    milik = np.repeat(np.add.reduceat(np.where(p > 0.95, b.p_kk, 0), awal), besar)
    hasil: Larik = (teratas > 0.95) & (p < 0.05) & (b.p_kk == milik) & (b.p_kk > 0)
    return hasil


def _learn_tahun(model: Model) -> None:
    """Strangers of a record that has 1 January: pairs inside P, who has it seldom, meet too few of them.

    So many records have it as matched ones do; of strangers a third of those within a year of age are of one year.
    """
    awal = model.u["tgl"]
    setahun = model.m_tgl[:, 3:5].sum(axis=1) * (awal[6] + awal[7]) / 3
    model.u_tgl[:, 3] = np.maximum(awal[3], setahun)
    model.u_tgl[:, 4] = np.maximum(awal[4], 6 * setahun)  # three years before and after


def _learn_salin(model: Model, b: Banding, p: Larik, kelas: tuple[Larik, Larik, Larik], awal: Larik) -> None:
    """How often a date that is wholly wrong is that of somebody of the household."""
    asing = log_lain(model, kelas[1], kelas[2])
    salah = np.where(np.isin(b.tingkat["tgl"], BEDA_TGL), p, 0.0)
    dari = salah * -np.expm1(-score_salin(model, b, kelas[2], asing, awal))
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
        bagian = awal[0, di] / awal[0, di].sum()
        banyak = np.array([asing[b.tingkat["nama"] == k].sum() for k in di]) + BOBOT_AWAL * bagian
        model.u_nama[:, di] = awal[:, di].sum(axis=1, keepdims=True) * banyak / banyak.sum()


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
