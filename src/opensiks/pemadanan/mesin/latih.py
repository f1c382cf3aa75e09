"""Training: which pairs of P and D teach, and the weights learned from them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields, replace

import numpy as np
from duckdb import DuckDBPyConnection

from opensiks.pemadanan.mesin import banding, belajar, bobot, kunci, luput, putus, siap, tulis
from opensiks.pemadanan.mesin.awal import BATAS_KLAIM, BOBOT_AWAL, KLAIM_H, KLAIM_M, LANGKA
from opensiks.pemadanan.mesin.baca import run
from opensiks.pemadanan.mesin.banding import Banding

SAMPEL = 12_000  # pairs that agree, for m; persons of P, for u
MAKS_LATIH = 20_000  # records whose candidates teach
SERUMAH = "a.ah = b.ah AND a.desa IS NOT DISTINCT FROM b.desa"
MAKS_RUMAH = 12  # persons at one address who are still taken for one household
BATAS_ANGGOTA = (0.5, 8.0)  # of a household besides the person, whatever the cards say
PEGANG_KERAP = 30.0  # expected pairs of one name that the wider area counts for
KATA = ("n_depan", "n_akhir")  # persons by the first, by the last word of the name
PEGANG_LANGKA = 200  # names that the usual count for a name stands for
CONTOH = ("u_acak", "u_tgl", "u_kec", "u_dekat", "u_kartu", "u_nama")


def create_contoh(db: DuckDBPyConnection, n_p: int) -> None:
    """Tables of pairs inside P, named in CONTOH: anybody, one date, one kecamatan, both, one card, one name."""
    bagi = max(1, n_p // SAMPEL)
    run(db, f"CREATE TEMP TABLE contoh AS SELECT * FROM pk WHERE hash(pid) % {bagi} = 0")
    run(db, f"CREATE TEMP TABLE contoh_lain AS SELECT * FROM pk WHERE hash(pid + 1) % {bagi} = 0")
    kec = f"a.desa // {kunci.KEC} = b.desa // {kunci.KEC}"
    beda = "a.pid <> b.pid AND (a.kk <> b.kk) IS NOT false"
    # Without cards, those who live at one address are a household, unless they are many.
    serumah = (
        "a.kk = b.kk AND a.pid <> b.pid"
        if has_kartu(db)
        else f"{SERUMAH} AND a.nh <> b.nh AND a.pid <> b.pid"
        f" SEMI JOIN (SELECT ah, desa FROM pk WHERE ah IS NOT NULL GROUP BY ah, desa HAVING count(*) <= {MAKS_RUMAH}) c"
        " ON a.ah = c.ah AND a.desa IS NOT DISTINCT FROM c.desa"
    )
    n = run(db, "SELECT count(*) FROM contoh")[0][0]
    jarang = max(1, int(str(n)) ** 2 // 60_000)
    pasangan = {
        "u_kartu": f"contoh a JOIN pk b ON {serumah}",
        "u_tgl": f"contoh a JOIN contoh_lain b ON a.tgl = b.tgl AND {beda}",
        "u_dekat": f"contoh a JOIN pk b ON a.tgl = b.tgl AND {kec} AND {beda}",
        "u_nama": f"contoh a JOIN contoh_lain b ON a.nh = b.nh AND {beda}",
        "u_kec": f"contoh a JOIN contoh_lain b ON {kec} AND {beda} AND hash(a.pid, b.pid) % {max(1, jarang // 40)} = 0",
        "u_acak": f"(SELECT *, row_number() OVER (ORDER BY hash(pid)) % 997 AS g FROM contoh) a"
        f" JOIN (SELECT *, row_number() OVER (ORDER BY hash(pid)) % 997 AS g FROM contoh_lain) b ON a.g ="
        f" b.g AND {beda}",
    }
    for nama in CONTOH:
        run(
            db,
            f"CREATE TEMP TABLE {nama} AS SELECT a.pid AS did, b.pid AS pid FROM {pasangan[nama]}"
            f" ORDER BY hash(a.pid, b.pid), a.pid, b.pid LIMIT {SAMPEL * 2}",
        )


def has_kartu(db: DuckDBPyConnection) -> bool:
    """Somebody in P has a card."""
    return bool(run(db, "SELECT 1 FROM pk WHERE kk IS NOT NULL LIMIT 1"))


def count_anggota(db: DuckDBPyConnection) -> float:
    """Household members of a person of P: as usual where P has cards; else who lives at one address, if it has any."""
    if has_kartu(db) or not run(db, "SELECT 1 FROM pk WHERE ah IS NOT NULL LIMIT 1"):
        return bobot.ANGGOTA
    rata = run(
        db,
        f"SELECT (SELECT count(*) FROM contoh a JOIN pk b ON {SERUMAH} AND a.pid <> b.pid"
        " AND (a.tgl <> b.tgl) IS NOT false AND a.t1 <> b.t1)"
        " / (SELECT greatest(1, count(*)) FROM contoh WHERE ah IS NOT NULL)",
    )[0][0]
    return float(np.clip(float(str(rata)), 0.01, bobot.ANGGOTA))


def count_kerap(db: DuckDBPyConnection) -> banding.Larik:
    """How much oftener than in all of P two strangers of one area (`group_dekat`) have one name (row 0), one mother's
    name (row 1); from the samples of `create_contoh`."""
    luas = {"0": "true", **{k: f"a.{k} = b.{k}" for k in ("kab", "kec", "desa")}}
    sampel = {
        t: f"(SELECT *, desa // {kunci.KAB} AS kab, desa // {kunci.KEC} AS kec FROM {t} WHERE desa IS NOT NULL)"
        for t in ("contoh", "contoh_lain")
    }
    semua = [
        run(
            db,
            "SELECT coalesce(sum(a.n * b.n), 0)::DOUBLE FROM"
            f" (SELECT {k} AS k, count(*) AS n FROM {sampel['contoh']} GROUP BY ALL) a JOIN"
            f" (SELECT {k} AS k, count(*) AS n FROM {sampel['contoh_lain']} GROUP BY ALL) b ON a.k = b.k",
        )[0][0]
        for k in luas
    ]
    hasil = []
    for k in ("nh", "mh"):
        sama = run(
            db,
            f"SELECT {', '.join(f'count(*) FILTER ({x})' for x in luas.values())} FROM {sampel['contoh']} a"
            # Neither a person that P holds twice nor two of one house.
            f" JOIN {sampel['contoh_lain']} b ON a.{k} = b.{k} AND a.pid <> b.pid"
            + "".join(f" AND (a.{x} <> b.{x}) IS NOT false" for x in ("kk", "tgl", "ah")),
        )[0]
        hasil.append(share_kerap([float(str(x)) for x in sama], [float(str(x)) for x in semua]))
    return np.stack(hasil)


def share_kerap(sama: list[float], semua: list[float]) -> banding.Larik:
    """`sama`, `semua`: pairs of one name and pairs in all: anywhere, in one kabupaten, kecamatan, village.

    What few pairs tell leans on the wider area.
    """
    laju = sama[0] / semua[0] if semua[0] else 0.0
    if not laju:
        return np.ones(len(sama) + 1)

    def estimate(di: int, kecuali: int | None, ke: float) -> float:
        ada, duga = (x[di] - (x[kecuali] if kecuali else 0.0) for x in (sama, semua))
        return (ada + PEGANG_KERAP * ke) / (duga * laju + PEGANG_KERAP)

    kab = estimate(1, 2, estimate(1, None, 1.0))
    kec = estimate(2, 3, estimate(2, None, kab))
    return np.array([1.0, estimate(0, 1, 1.0), kab, kec, estimate(3, None, kec)])


def count_jumpa(db: DuckDBPyConnection) -> banding.Larik:
    """Chance that two persons of P share the first, and the last word of the name."""
    hasil = []
    for tabel in KATA:
        kolom = siap.FREKUENSI[tabel]
        sering, semua = run(
            db,
            f"SELECT (SELECT coalesce(sum(n::BIGINT * n - n), 0)::BIGINT FROM {tabel}), count({kolom}) FROM pk",
        )[0]
        hasil.append(share_jumpa(int(str(sering)), int(str(semua))))
    return np.array(hasil)


def count_langka(db: DuckDBPyConnection) -> float:
    """Of those who have a name that nobody in P had before, how many have one that now two have; see `share_langka`."""
    semua, lebih, dua = run(
        db,
        "SELECT (SELECT count(nh) FROM pk), coalesce(sum(n), 0)::BIGINT, count(*) FILTER (n = 2) FROM n_nama",
    )[0]
    return share_langka(int(str(semua)) - int(str(lebih)), int(str(dua)))


def share_langka(satu: int, dua: int) -> float:
    """What a name counts for that P has once: how often one more person would have it (Good and Turing).

    `satu`, `dua`: names that one and that two persons of P have.
    """
    return float(np.clip((2 * dua + PEGANG_LANGKA * LANGKA) / (satu + PEGANG_LANGKA), 0.02, LANGKA))


def share_jumpa(sering: int, semua: int) -> float:
    """`sering`: sum of n * (n - 1) over the words; `semua`: persons with one. Every person meets himself."""
    return (sering + semua + 1) / (semua + 1) ** 2


def sql_contoh() -> str:
    """SELECT every person that the tables of CONTOH name."""
    return " UNION ALL ".join(f"SELECT {k} FROM {t}" for t in CONTOH for k in ("did", "pid"))


def compare_contoh(db: DuckDBPyConnection) -> dict[str, Banding]:
    """The pairs inside P, compared; their persons must stand in `sp`."""
    # All at once, told apart by a column that says nothing here.
    semua = " UNION ALL ".join(
        f"SELECT did, pid, 0 AS rumah, 0 AS klaim, {i} AS jenis FROM {nama}" for i, nama in enumerate(CONTOH)
    )
    b = banding.compare(db, semua, register=True)
    satu = {nama: b.take(b.jenis == i) for i, nama in enumerate(CONTOH)}
    return {nama: replace(x, jenis=np.zeros_like(x.jenis)) for nama, x in satu.items()}


def train(
    db: DuckDBPyConnection, sepakat: Banding, contoh: dict[str, Banding], bagian: Iterable[Banding], n_p: int
) -> bobot.Model:
    """Weights from pairs that agree (`sepakat`), pairs inside P (`contoh`) and the candidates of all parts of D."""
    isi, cakup = run(
        db,
        "SELECT coalesce((SELECT sum(n * n)::DOUBLE / sum(n) FROM (SELECT count(*) AS n FROM pk WHERE kk IS"
        " NOT NULL GROUP BY kk)), 1),"
        f" (SELECT count(DISTINCT pid) FROM sama WHERE terima)::DOUBLE / {max(1, n_p)}",
    )[0]
    jenis = len(bobot.PI_AWAL)
    semua, bercalon = np.zeros(jenis), np.zeros(jenis)
    for j, n in run(db, "SELECT jenis, count(*) FROM inti GROUP BY jenis"):
        semua[int(str(j))] = int(str(n))
    for b in bagian:
        bercalon += np.bincount(b.jenis[banding.begins(b)], minlength=jenis)
    banyak = int(bercalon.sum())
    return fit(
        sepakat, contoh, join([select_some(b, banyak, MAKS_LATIH) for b in bagian]), n_p,
        isi_kartu=float(str(isi)), tercakup=float(str(cakup)), rasio=semua / np.maximum(bercalon, 1),
        banyak_calon=banyak, anggota=count_anggota(db), jumpa=count_jumpa(db), langka=count_langka(db),
        kerap=count_kerap(db), sama=count_sama(db),
    )  # fmt: skip


def fit(
    sepakat: Banding,
    contoh: dict[str, Banding],
    calon: Banding,
    n_p: int,
    *,
    isi_kartu: float,
    tercakup: float,
    rasio: banding.Larik,
    banyak_calon: int,
    anggota: float,
    jumpa: banding.Larik,
    langka: float,
    kerap: banding.Larik | None,
    sama: dict[int, int],
) -> bobot.Model:
    """Weights from the pairs and the figures of the whole, wherever these were gathered; see `bobot.start_model`.

    `banyak_calon`: records with candidates in all, of which `calon` may hold some; `anggota`: household members of a
    person where the cards do not tell; `kerap`: None where persons stand twice, who look like namesakes near by;
    `sama`: rows accepted by their number, by pattern (`tulis.POLA_SAMA`).
    """
    model = bobot.start_model(sepakat, contoh, max(1, n_p), isi_kartu, tercakup)
    model.anggota = float(np.clip(isi_kartu - 1, *BATAS_ANGGOTA)) if isi_kartu > 1 else anggota
    model.jumpa, model.langka = jumpa, langka
    if kerap is None:
        model.u_nama[:], model.u_ibu[:] = model.u_nama[0], model.u_ibu[0]
    else:
        model.kerap = kerap
    model = belajar.learn(model, calon, rasio, sepakat=len(sepakat.did), sekartu=len(contoh["u_kartu"].did))
    _learn_round(model, calon, tercakup, banyak_calon)
    model.m_sama = belajar.shares_sama(model, sama)
    return model


def count_sama(db: DuckDBPyConnection) -> dict[int, int]:
    """Rows accepted by their number, by pattern."""
    return {int(str(pola)): int(str(n)) for pola, n in run(db, tulis.HITUNG_SAMA)}


def _learn_round(model: bobot.Model, calon: Banding, tercakup: float, banyak_calon: int) -> None:
    """What the first round tells: whom of P the others hold then, and how many persons nobody finds."""
    p, awal = bobot.posterior(model, calon)
    if not len(awal):
        return
    pertama = putus.choose_best(model, calon, p, awal)
    model.luput = luput.estimate(model, calon, p)
    pid, _ = putus.takers(calon, pertama)
    bagian = len(pertama.did) / banyak_calon
    klaim = float(np.clip(tercakup + len(pid) / bagian / model.banyak_p, *BATAS_KLAIM))
    lagi = putus.list_klaim(calon, pertama, pid)

    def share(berat: banding.Larik, awal: banding.Larik) -> banding.Larik:
        """Held by others: all who agreed on the number are known, of those taken since only this part."""
        dulu, kini = (float((berat * x).sum()) for x in (calon.klaim, lagi))
        ya = min(dulu + (kini - dulu) / bagian, float(berat.sum()))
        jumlah = np.array([berat.sum() - ya, ya]) + BOBOT_AWAL * awal
        hasil: banding.Larik = jumlah / jumlah.sum()
        return hasil

    model.u_lagi = np.array([1 - klaim, klaim])
    # Where few are held, that nobody holds the person says little.
    model.m_lagi = share(p * klaim, KLAIM_M)
    model.h_lagi = share(belajar.list_serumah(calon, p).astype(float), KLAIM_H)


def join(bagian: list[Banding]) -> Banding:
    """Pairs of several parts as one, in order of (did, pid)."""
    if len(bagian) == 1:
        return bagian[0]
    satu = {
        f.name: np.concatenate([getattr(b, f.name) for b in bagian])
        for f in fields(Banding)
        if f.name != "tingkat"
    }
    tingkat = {k: np.concatenate([b.tingkat[k] for b in bagian]) for k in bagian[0].tingkat}
    return Banding(tingkat=tingkat, **satu).take(np.lexsort((satu["pid"], satu["did"])))


def select_some(b: Banding, banyak: int, maks: int) -> Banding:
    """The candidates of at most about `maks` of `banyak` records, chosen by their number."""
    if banyak <= maks:
        return b
    sidik = (b.did.astype(np.uint64) * np.uint64(0x9E3779B97F4A7C15)) >> np.uint64(40)
    return b.take(sidik < np.uint64((1 << 24) * maks // banyak))
