"""Answers of the service that came as a sheet: one line a NIK, with RESPON or a word for each field."""

from __future__ import annotations

from pathlib import Path

import duckdb

from opensiks.pemadanan.dukcapil import EkstrakDitolak
from opensiks.pemadanan.layanan import Balasan, Gangguan, LayananGagal
from opensiks.rules.pemadanan import BEDA, BarisDtks


class LayananLembar:
    """A `Layanan` over a sheet (CSV or Parquet) with NIK, and RESPON or the fields of a reply; case does not matter.

    EkstrakDitolak when it cannot be read or answers one NIK twice. Who is not in it has no answer yet (R64).
    """

    def __init__(self, path: Path) -> None:
        self._balasan = _read(path)

    def ask(self, orang: BarisDtks) -> Balasan:
        if orang.nik not in self._balasan:
            raise LayananGagal(Gangguan.TANPA_JAWABAN)
        return self._balasan[orang.nik]


def _read(path: Path) -> dict[str, Balasan]:
    baca = "read_parquet(?)" if path.suffix == ".parquet" else "read_csv(?, all_varchar = true)"
    db = duckdb.connect()
    try:
        hasil = db.execute(f"SELECT * FROM {baca}", [str(path)])
        kolom = [str(k[0]).upper() for k in hasil.description or ()]
        rows = [dict(zip(kolom, map(_teks, r), strict=True)) for r in hasil.fetchall()]
    except duckdb.Error as galat:
        raise EkstrakDitolak(f"Lembar jawaban {path.name} tidak terbaca. Minta salinan baru.") from galat
    finally:
        db.close()
    if "NIK" not in kolom or not {"RESPON", *BEDA} & set(kolom):
        raise EkstrakDitolak(f"Lembar jawaban {path.name} harus punya kolom NIK dan RESPON atau isiannya.")
    balasan = {r["NIK"]: _as_balasan(r) for r in rows}
    if len(balasan) != len(rows):
        raise EkstrakDitolak(f"Lembar jawaban {path.name} menjawab satu NIK lebih dari sekali.")
    return balasan


def _as_balasan(r: dict[str, str]) -> Balasan:
    return Balasan(r.get("RESPON", ""), {k: r[k] for k in BEDA if r.get(k)})


def _teks(nilai: object) -> str:
    return "" if nilai is None else str(nilai).strip()
