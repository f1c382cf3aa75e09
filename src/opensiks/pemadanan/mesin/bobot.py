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
    DEKAT,
    LEPAS_TGL,
    NIK_TGL,
    PI_AWAL,
    SAMA_NAMA,
    TUKAR,
    Model,
    given,
    start_model,
)
from opensiks.pemadanan.mesin.banding import Banding, Larik, begins
from opensiks.pemadanan.mesin.golongan import (
    BEDA_JK,
    MIRIP,
    SAMA,
    SAMA_TGL,
    SERUPA,
    group_alamat,
    group_dekat,
    group_kartu,
    group_tgl,
)
from opensiks.pemadanan.mesin.kalibrasi import Kalibrasi, read_kalibrasi
from opensiks.pemadanan.mesin.kunci import CACAT, SESUAI

__all__ = [
    "ANGGOTA",
    "PI_AWAL",
    "Model",
    "as_json",
    "from_json",
    "given",
    "log_kelas",
    "posterior",
    "start_model",
]
TGL_NIK = (
    0.1  # of strangers of one birth date and sex, those whose numbers agree on it too: most, or hardly any
)


def log_kelas(model: Model, b: Banding) -> tuple[Larik, Larik, Larik]:
    """Logarithm of the chance of each pair's levels as M, as R (with term frequencies) and as H."""
    m, r, h = _log_angka(model, b)
    t, n, dekat = b.tingkat, float(model.banyak_p), group_dekat(b)
    for k in ("nama", "ibu", "tempat"):
        m = m + given(model.m[k])[t[k]]
    for k in ("nama", "tempat"):
        h = h + given(model.h[k])[t[k]]
    r = r + np.where(t["nama"] > 1, log_kata(model, b), 0.0) + given(model.u_tempat)[dekat, t["tempat"]]
    for k, u, kerap, banyak in (
        ("nama", model.u_nama, model.kerap[0], b.n_nama - 1 + model.langka),
        ("ibu", model.u_ibu, model.kerap[1], b.n_ibu + 0.5),
    ):
        sama = np.log(np.maximum(banyak, 0.01) / n * kerap[dekat])
        r = r + np.where(t[k] == 1, sama, given(u)[dekat, t[k]])
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
    sedesa = group_alamat(b)
    bersama = bersama + given(model.m_alamat)[sedesa, t["alamat"]]
    m, h = m + bersama, h + bersama
    r = r + given(model.u_alamat)[sedesa, t["alamat"]]
    r = r + desa[t["desa"]] + kk[t["kk"]]
    # That the card is another and that the family was found elsewhere is one fact: the second counts by the first.
    for nama, nilai in (("kartu", (group_kartu(b), b.rumah)), ("klaim", b.klaim)):
        m = m + np.log(getattr(model, f"m_{nama}"))[nilai]
        r = r + np.log(getattr(model, f"u_{nama}"))[nilai]
        h = h + np.log(getattr(model, f"h_{nama}"))[nilai]
    return m, r, h


def _log_angka(model: Model, b: Banding) -> tuple[Larik, Larik, Larik]:
    """The part of NIK, birth date and sex, which the NIK holds; of H with the mother, whom twins share."""
    t = b.tingkat
    tulis_tgl, tulis_jk = given(model.m_tgl)[b.jenis, t["tgl"]], given(model.m_jk)[b.jenis, t["jk"]]
    kelas, lewat = group_nik(model, b)
    m = tulis_tgl + tulis_jk + given(model.m_nik)[group_jenis(model, b), t["nik"]]
    # Where the number tells, the other has that date and that sex, however they were written beside it.
    h_tgl, h_jk = given(model.h["tgl"]), given(model.h["jk"])
    h = np.where(lewat, h_tgl[1] + h_jk[1] + tulis_tgl + tulis_jk, h_tgl[t["tgl"]] + h_jk[t["jk"]])
    tgl_sama = (np.isin(t["tgl"], SAMA_TGL) | lewat).astype(int)
    h = h + given(model.h_nik)[kelas, t["nik"]] + given(model.h_ibu)[tgl_sama, t["ibu"]]
    u_jk = given(model.u_jk)[np.isin(t["nama"], SAMA_NAMA).astype(int)]
    tgl_p = np.log((b.n_tgl + 0.5) / float(model.banyak_p))
    # A stranger with that very date, or with the one that day and month make when they change places.
    u_tgl = given(model.u_tgl)[b.jenis, t["tgl"]]
    u_tgl = np.where(t["tgl"] == 1, tgl_p, np.where(t["tgl"] == 2, tgl_p + np.log(TUKAR), u_tgl))
    r = np.where(
        lewat,
        tgl_p + u_jk[:, 1] + tulis_tgl + tulis_jk,
        u_tgl + np.take_along_axis(u_jk, t["jk"][:, None], 1)[:, 0],
    )
    r = r + given(model.u_nik)[kelas, np.isin(t["desa"], DEKAT).astype(int), t["nik"]]
    return m, r, h


def group_nik(model: Model, b: Banding) -> tuple[Larik, Larik]:
    """For each pair what its numbers have in common by nature (`group_tgl`), and whether D's number tells.

    A NIK with P's date means that dates and sexes are equal, however they were written beside it; unless it holds the
    ones beside it and differs from P's in just that digit.
    """
    t = b.tingkat
    if not holds_date(model):
        return np.isin(t["tgl"], SAMA_TGL).astype(int), np.zeros(len(b.did), bool)
    kelas, lewat = group_tgl(b), np.isin(t["nik"], NIK_TGL)
    lewat &= ~((b.jenis == SESUAI) & (t["nik"] == SERUPA) & np.isin(kelas, (MIRIP, BEDA_JK)))
    # A number that does not hold the date of P is not in keeping with a date of D that P shares either: what else it
    # has of P's is as with any other's.
    lepas = np.isin(t["nik"], LEPAS_TGL) & (kelas == SAMA)
    return np.where(lewat, SAMA, np.where(lepas, 0, kelas)), lewat


def group_jenis(model: Model, b: Banding) -> Larik:
    """The kind of NIK (`kunci`), with one more: not in keeping with the date beside it because that is wrong."""
    salah = (b.jenis == CACAT) & (b.tingkat["tgl"] > 1) & holds_date(model)
    hasil: Larik = np.where(salah, CACAT + 1, b.jenis)
    return hasil


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
    log_o = log_o + np.where(np.isin(b.tingkat["tgl"], BEDA_TGL), score_salin(model, b, h, asing, awal), 0.0)
    tiada = np.log1p(-model.pi)[b.jenis[awal]]
    puncak = np.maximum(np.maximum.reduceat(log_o, awal), tiada)
    besar = np.diff(np.r_[awal, len(log_o)])
    o = np.exp(log_o - np.repeat(puncak, besar))
    jumlah = np.add.reduceat(o, awal) + np.exp(tiada - puncak)
    hasil: Larik = o / np.repeat(jumlah, besar)
    return hasil, awal


def score_salin(model: Model, b: Banding, h: Larik, asing: Larik, awal: Larik) -> Larik:
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
        nik, ibu, kelas = given(model.h_nik), given(model.h_ibu), group_nik(model, b)[0][di]
        salin = h[di] - given(model.h["tgl"])[1] - lain + nik[0][t["nik"][di]] - nik[kelas, t["nik"][di]]
        salin += (ibu[0] - ibu[1])[t["ibu"][di]]
        naik[di] = np.logaddexp(0, np.log(model.salin / model.banyak_p) + salin - asing[di])
    hasil: Larik = np.repeat(np.maximum.reduceat(naik, awal), np.diff(np.r_[awal, len(naik)]))
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
