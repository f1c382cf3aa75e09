"""A list on paper: A4 across, grouped by hamlet and RT, with the code of its content on every page."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date, datetime
from itertools import groupby
from pathlib import Path
from typing import Any

import segno

from opensiks.ekspor.tabel import Jenis, Kolom, Tabel
from opensiks.infra import pdf
from opensiks.rules.wilayah import name_dusun

# A group's columns as they are named at its head.
_LABEL = {"desa": "", "rt": "RT", "rw": "RW"}
_KANAN = (Jenis.ANGKA,)


def write_pdf(
    tujuan: Path, tabel: Tabel, kolom: Sequence[Kolom], baris: Sequence[Sequence[Any]],
    keterangan: Sequence[tuple[str, str]], kode: str, at: datetime,
) -> None:  # fmt: skip
    """Typeset the rows; group columns stand at the head of their table and not in its rows."""
    tampil = [n for n, k in enumerate(kolom) if k.cetak and k.kunci not in tabel.kelompok]
    isi = dict(keterangan)
    data = {
        "judul": isi.pop("Daftar"),
        "kode": kode,
        "keterangan": [[label, teks] for label, teks in isi.items() if label not in ("Kode daftar", "Asal")],
        "petunjuk": list(tabel.petunjuk),
        "kolom": [_kolom(kolom[n]) for n in tampil],
        "kelompok": _group(tabel, kolom, baris, tampil),
        "kaki": {
            "kalimat": [
                f"{isi['Wilayah']}. Untuk: {isi['Untuk']}. {_say_nomor(isi)}",
                "Dicetak dari OpenSIKS.",
            ],
            "rincian": f"{isi['Jumlah']} · {isi['Dibuat']} · {isi['Oleh']}",
            "qr": _qr(kode),
        },
    }
    tujuan.write_bytes(pdf.render("ekspor/daftar", data, at=at))


def _say_nomor(isi: dict[str, str]) -> str:
    match isi.get("NIK dan KK"):
        case "utuh":
            return "Memuat NIK utuh: simpan tertutup."
        case "tersamar":
            return "NIK dan KK disamarkan."
        case _:
            return ""


def _kolom(k: Kolom) -> dict[str, Any]:
    lebar = {Jenis.NOMOR: 18, Jenis.TULIS: 13}.get(k.jenis, max(k.lebar, 7))
    return {
        "kepala": k.kepala, "lebar": lebar, "kanan": k.jenis in _KANAN, "kode": k.jenis is Jenis.NOMOR,
    }  # fmt: skip


def _group(
    tabel: Tabel, kolom: Sequence[Kolom], baris: Sequence[Sequence[Any]], tampil: Sequence[int]
) -> list[dict[str, Any]]:
    """Rows by the group's columns, numbered through the whole list."""
    letak = [n for kunci in tabel.kelompok for n, k in enumerate(kolom) if k.kunci == kunci]
    kelompok, nomor = [], 0
    for nilai, satu in groupby(baris, key=lambda r: tuple(r[n] for n in letak)):
        kata = [_name(kolom[n].kunci, v) for n, v in zip(letak, nilai, strict=True) if v]
        rows = []
        for r in satu:
            nomor += 1
            rows.append([str(nomor), *(_text(r[n]) for n in tampil)])
        kelompok.append({"judul": ", ".join(kata), "baris": rows})
    return kelompok


def _name(kunci: str, nilai: Any) -> str:
    return name_dusun(nilai) if kunci == "dusun" else f"{_LABEL.get(kunci, '')} {nilai}".strip()


def _text(nilai: Any) -> str:
    match nilai:
        case None:
            return ""
        case datetime():
            return f"{nilai:%d/%m/%Y %H.%M}"
        case date():
            return f"{nilai:%d/%m/%Y}"
        case int():
            return f"{nilai:,}".replace(",", ".")
    return str(nilai)


def _qr(teks: str) -> str:
    svg = io.BytesIO()
    segno.make(teks, error="m", micro=False).save(svg, kind="svg", border=0, scale=4, xmldecl=False, nl=False)
    return svg.getvalue().decode()
