"""One person against the whole register: the answer that a matching run gives to a D of that single row.

The queries are those of the run, read once (`tafsir`); the persons come from the index of the register (`indeks`), so
that nothing is scanned.
"""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from opensiks.pemadanan.mesin import baca, banding, bobot, jalan, kunci, putus, siap, tulis
from opensiks.pemadanan.mesin.baca import KOLOM, Larik, run
from opensiks.pemadanan.mesin.banding import TINGKAT
from opensiks.pemadanan.mesin.indeks import NIK, TEKS, Indeks
from opensiks.pemadanan.mesin.lintasan import LINTASAN, MAKS_BLOK, TERAKHIR, Lintasan
from opensiks.pemadanan.mesin.lipat import sql_kamus, sql_kamus_alamat
from opensiks.pemadanan.mesin.sisi import SISA
from opensiks.pemadanan.mesin.tafsir import Baris, Tafsir
from opensiks.rules.alasan_padan import MENINGGAL, RAGU, RAGU_ATAS, RAGU_BAWAH, Hasil, explain

CALON = 5  # candidates that are told
_NOL = np.zeros(0, np.uint32)
_SAMA = (
    f"WITH pk AS (SELECT * FROM pemilik), temu AS MATERIALIZED ({kunci.TEMU}), huruf AS MATERIALIZED ({kunci.HURUF})"
    f" SELECT *, {tulis.POLA_SAMA} AS pola FROM ({kunci.sql_sama(kembar=True)})"
)
_SISI = (
    "SELECT pid AS id, f, t1, tl, if, it1, itl, tgl, jk, tempat, af, aa, ah, nik, nik::VARCHAR AS nik_d, kk,"
    " kk::VARCHAR AS kk_d, desa, n_nama, n_tgl, n_ibu, n_depan, n_akhir FROM calon"
)
_NAMA = "SELECT nama AS s FROM sisa WHERE nama IS NOT NULL UNION SELECT nama_lain FROM sisa WHERE nama_lain IS NOT NULL"
_KAMUS_D = f"SELECT * FROM ({sql_kamus(_NAMA)}) WHERE f IS NOT NULL"
_ALAMAT = "SELECT upper(alamat) AS s FROM sisa WHERE alamat IS NOT NULL"
_SARINGAN = "SELECT pk.letak FROM saringan pk LEFT JOIN rn r ON r.did = pk.did WHERE ({}) IS NOT false"
_PASANGAN = "SELECT r.did, c.pid, 0 AS rumah, 0::UTINYINT AS klaim, r.jenis FROM calon c, sisa r"


@dataclass(frozen=True, slots=True)
class Calon:
    """One person who may be meant: the chance, and the level of each field (`rules.alasan_padan.KATA`)."""

    pid: int
    nik: str | None
    meninggal: bool
    peluang: float
    tingkat: dict[str, int]


@dataclass(frozen=True, slots=True)
class Jawaban:
    """A row of R for one person, without doubles; beside it up to CALON candidates, the likeliest first."""

    hasil: str
    pid: int | None
    nik_usul: str | None
    peluang: float
    meninggal: bool
    ragu: bool
    alasan: list[str]
    calon: list[Calon]


class Pencari:
    """Opens a register with an index (`siapkan_padan --indeks`) once; then `find` answers, one person at a time."""

    def __init__(self, register: Path, model: bobot.Model) -> None:
        """BerkasDitolak when the register has no index of this version."""
        self._indeks = Indeks(register)
        self._model, self._lagi = model, putus.model_lagi(model)
        self._luput = jalan.passed_over(model)
        self._peluang: dict[int, float] = {}
        self._lintasan: tuple[Lintasan, ...] = (*LINTASAN, *(TERAKHIR if self._indeks.miskin else ()))
        self._db = baca.connect(Path(tempfile.gettempdir()), utas=1)
        siap.create_makro(self._db)
        self._t = Tafsir(self._db)
        self._open_orang()
        self._open_sisa()

    def close(self) -> None:
        self._indeks.close()
        self._db.close()

    def _open_orang(self) -> None:
        """The tables of the record and of those who hold its number."""
        t = self._t
        run(self._db, f"CREATE TEMP TABLE masuk (did BIGINT, {', '.join(f'{k} VARCHAR' for k in KOLOM)})")
        baca.view_berkas(self._db, Path("masuk"), "d", "did", "masuk")
        (sql,) = run(self._db, "SELECT sql FROM duckdb_views() WHERE view_name = 'd'")[0]
        t.add_isi("masuk", ("did", *KOLOM))
        t.add_kueri("d", str(sql).partition(" AS ")[2].rstrip(";"))
        t.add_isi("pemilik", self._indeks.kolom)
        t.add_isi("teks", ("pid", *TEKS))
        t.add_hasil("sama", _SAMA)

    def _open_sisa(self) -> None:
        """The tables of a record that is left, its keys, and the persons these bring."""
        t = self._t
        t.add_isi("latih", ("did", "pid"))
        t.add_isi("rumah", ("did", "p_kk"))
        # What the passes ask of the whole register.
        t.add_isi("pk", ("desa",))
        t.isi["pk"] = [(1,)] if self._indeks.desa else []
        t.add_hasil("sisa", kunci.sql_sisa())
        t.add_hasil("kamus_d", _KAMUS_D)
        t.add_hasil("rn", kunci.KUNCI_NAMA)
        t.add_kueri("sendiri", "SELECT did FROM sisa")
        self._kunci = [
            t.read(f"SELECT DISTINCT k FROM ({x.kiri}) WHERE k IS NOT NULL") for x in self._lintasan
        ]
        t.add_isi("saringan", ("did", "letak", *self._indeks.kolom))
        self._saring = [t.read(_SARINGAN.format(x.saring)) if x.saring else None for x in self._lintasan]
        t.add_isi("calon", (*(f"{k}_angka" if k in TEKS else k for k in self._indeks.kolom), *TEKS))
        t.add_hasil("kamus_ibu", sql_kamus("SELECT ibu AS s FROM sisa WHERE ibu IS NOT NULL"))
        t.add_hasil("kamus_alamat", sql_kamus_alamat(_ALAMAT))
        t.add_kueri("sp", _SISI)
        t.add_kueri("sd", SISA)
        self._banding = t.read(banding.sql_banding(_PASANGAN))

    def find(self, isian: Mapping[str, object]) -> Jawaban:
        """The answer for a person with these fields (`baca.KOLOM`, dates as YYYY-MM-DD); others are not looked at."""
        t = self._t
        t.isi["masuk"] = [(0, *(None if isian.get(k) is None else str(isian[k]) for k in KOLOM))]
        pemilik, punya = self._agree()
        if punya and punya["terima"]:
            return self._accept(punya)
        sisa = t.ask("sisa")[0]
        t.ask("kamus_d")
        t.ask("rn")
        letak = self._bring(pemilik)
        pid = punya["pid"] if punya else None
        if not letak:
            return _compose(pid, [], self._luput[sisa["jenis"]], ada=False, ragu=False)
        t.ask("kamus_ibu")
        t.ask("kamus_alamat")
        t.isi["calon"] = [angka + teks for angka, teks in self._indeks.read_orang(letak)]
        return self._decide(pid)

    def _agree(self) -> tuple[Larik, dict[str, Any] | None]:
        """The place of the best person under the number, and the row of `sama`; nothing when there is none."""
        t = self._t
        t.isi["sama"] = []
        nik = t.rows("d")[0]["nik"]
        letak = self._indeks.find_baris(NIK, nik) if nik is not None else _NOL
        if not len(letak):
            return _NOL, None
        orang = self._indeks.read_orang(letak)
        t.isi["pemilik"] = [angka for angka, _ in orang]
        di = self._indeks.kolom.index("pid")
        t.isi["teks"] = [(angka[di], *teks) for angka, teks in orang]
        sama = t.ask("sama")[0]
        return letak[[angka[di] == sama["pid"] for angka, _ in orang]], sama

    def _accept(self, sama: dict[str, Any]) -> Jawaban:
        """The person under the own number."""
        pola = sama["pola"]
        if pola not in self._peluang:
            isi = ", ".join(f"{v}::UTINYINT AS {k}" for k, v in sama.items() if k in TINGKAT)
            run(self._db, f"CREATE OR REPLACE TEMP TABLE sama AS SELECT true AS terima, {isi}")
            self._peluang |= jalan.score_sama(self._db, self._model)
        peluang = self._peluang[pola]
        calon = _as_calon(self._t.rows("pemilik"), sama["pid"], peluang, tulis.decode(pola))
        return _compose(sama["pid"], [calon], peluang, ada=True, ragu=peluang < RAGU_ATAS)

    def _bring(self, pemilik: Larik) -> list[int]:
        """Places of all persons whom the number or a pass brings, each once."""
        temu: set[int] = set(pemilik.tolist())
        kuat = bool(temu)
        angka: dict[int, Baris] = {}
        for n, x in enumerate(self._lintasan):
            # Who is known by more than numbers is not looked for by the last passes that ask for `sendiri`.
            if kuat and n >= len(LINTASAN) and "sendiri" in x.kiri:
                continue
            for (k,) in self._kunci[n].rows():
                letak = self._sift(
                    n, self._indeks.find_baris(x.kanan, k, None if x.saring else MAKS_BLOK), angka
                )
                temu.update(letak)
                kuat = kuat or (bool(letak) and not x.angka and n < len(LINTASAN))
        return sorted(temu)

    def _sift(self, n: int, letak: Larik, angka: dict[int, Baris]) -> list[int]:
        """Of the persons whom a key of pass `n` brings those it keeps; none when they are too many.

        `angka`: records read before."""
        saring = self._saring[n]
        if saring is None or not len(letak):
            return list(map(int, letak))
        baru = [b for b in letak.tolist() if b not in angka]
        angka.update(zip(baru, self._indeks.read_angka(baru), strict=True))
        self._t.isi["saringan"] = [(0, b, *angka[b]) for b in letak.tolist()]
        hasil = [b for (b,) in saring.rows()]
        # Twice for a record of two names, as in a run.
        return hasil if len(hasil) <= MAKS_BLOK else []

    def _decide(self, punya: int | None) -> Jawaban:
        """The likeliest of the persons in `calon`, by the levels and weights of the run."""
        kolom = zip((k for _, k in self._banding.kolom), zip(*self._banding.rows(), strict=True), strict=True)
        b = banding.read_banding({k: np.array(v) for k, v in kolom})
        # Nobody else claims anybody, so that the first round says nothing to the second.
        semua, awal = bobot.posterior(self._lagi, b)
        putusan = putus.choose_best(self._lagi, b, semua, awal)
        if self._lagi.kalibrasi is not None:
            putusan = putus.calibrate(self._lagi.kalibrasi, putusan)
        terbaik, peluang = int(putusan.terbaik[0]), float(putusan.peluang[0])
        # Officers' answers move the best one; the others share the rest as before.
        semua = semua * (1 - peluang) / max(1 - float(semua[terbaik]), 1e-15)
        semua[terbaik] = peluang
        orang = self._t.rows("calon")
        calon = [
            _as_calon(orang, int(b.pid[j]), float(semua[j]), _levels(b, j))
            for j in sorted(range(len(semua)), key=lambda j: (j != terbaik, -semua[j]))[:CALON]
        ]
        ada = peluang >= putus.AMBANG
        return _compose(
            punya, calon, peluang if ada else float(putusan.kosong[0]), ada=ada,
            ragu=RAGU_BAWAH < peluang < RAGU_ATAS,
        )  # fmt: skip


def _levels(b: banding.Banding, j: int) -> dict[str, int]:
    """Levels of one pair, weightiest field first; the rest of a family stands in other rows, so it is not looked at."""
    return {k: int(b.tingkat[k][j]) if k in b.tingkat else 0 for k, _ in tulis.POLA}


def _as_calon(daftar: list[dict[str, Any]], pid: int, peluang: float, tingkat: dict[str, int]) -> Calon:
    orang = next(x for x in daftar if x["pid"] == pid)
    nik = None if orang["nik"] is None else str(orang["nik"])
    return Calon(pid, nik, orang["meninggal"], round(peluang, 6), tingkat)


def _compose(punya: int | None, calon: list[Calon], peluang: float, *, ada: bool, ragu: bool) -> Jawaban:
    """`punya`: pid of who holds the number; `ada`: the first candidate is the answer."""
    orang = calon[0] if ada else None
    if orang and orang.pid == punya:
        hasil = Hasil.PADAN
    elif punya is not None:
        hasil = Hasil.NIK_ORANG_LAIN
    else:
        hasil = Hasil.NIK_SALAH if orang else Hasil.TIDAK_DITEMUKAN
    meninggal = orang is not None and orang.meninggal
    alasan = explain(hasil, orang.tingkat if orang else None) + [MENINGGAL] * meninggal + [RAGU] * ragu
    return Jawaban(
        hasil.value, orang.pid if orang else None, orang.nik if orang and hasil is not Hasil.PADAN else None,
        round(peluang, 6), meninggal, ragu, alasan, calon,
    )  # fmt: skip
