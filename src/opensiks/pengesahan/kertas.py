"""The kabupaten's papers: the letter, the district minutes, the receipt. Same rows, same bytes; nobody is named."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import astuple, dataclass
from datetime import datetime
from io import BytesIO
from typing import Any

import segno

from opensiks.infra import pdf
from opensiks.infra.clock import local, singkatan
from opensiks.pengesahan.models import TandaTerima
from opensiks.pengesahan.queries import list_baris_kab
from opensiks.rules.canonical import list_code
from opensiks.rules.jenis import LABEL_JENIS, Jenis
from opensiks.rules.pengesahan import FaktaBeritaAcaraKab, FaktaSurat, check_berita_acara_kab
from opensiks.rules.rule import AksiDitolak
from opensiks.rules.temuan import tanggal_panjang
from opensiks.rules.wilayah import induk, is_kota
from opensiks.verval.models import Periode
from opensiks.wilayah.queries import get_nama, list_jalur


@dataclass(frozen=True)
class RingkasJenis:
    """Lines and persons of one jenis."""

    jenis: Jenis
    baris: int
    orang: int


def print_surat(
    periode: Periode, kode_kabupaten: str, isi: FaktaSurat, ringkas: Sequence[RingkasJenis],
    per_desa: Mapping[str, int], sha256: str, *, at: datetime,
) -> bytes:  # fmt: skip
    """The letter for the bupati to sign; its list code is on every page."""
    nama = get_nama([*per_desa, *(induk(k) for k in per_desa), kode_kabupaten])
    desa = sorted(per_desa.items())
    data = {
        **_kepala(kode_kabupaten, "Surat pengesahan", isi.nomor, sha256, at, f"{len(desa)} desa"),
        "kop": [_bupati(kode_kabupaten)],
        "periode": periode.label,
        "tanggal": tanggal_panjang(isi.tanggal) if isi.tanggal else "",
        "tempat": nama.get(kode_kabupaten, kode_kabupaten),
        "penandatangan": isi.penandatangan,
        "jabatan": isi.jabatan,
        "ringkas": [[LABEL_JENIS[r.jenis], r.baris, r.orang] for r in ringkas],
        "jumlah": [sum(r.baris for r in ringkas), sum(r.orang for r in ringkas)],
        "desa": [[nama.get(induk(k), induk(k)), nama.get(k, k), k, n] for k, n in desa],
        "nihil": sum(n == 0 for n in per_desa.values()),
    }
    return pdf.render("pengesahan/surat", data, at=at)


def print_berita_acara_kab(periode: Periode, kode_kabupaten: str, *, at: datetime) -> bytes:
    """The district minutes as they stand (domain 4.4); refused should its sums not add up (R89)."""
    baris, total = list_baris_kab(periode, kode_kabupaten)
    if salah := check_berita_acara_kab(FaktaBeritaAcaraKab(daftar=tuple(baris), total=total)):
        raise AksiDitolak(salah)
    nama = get_nama([b.kode for b in baris])
    data = {
        **_kepala(kode_kabupaten, "Berita acara", "", "", at, ""),
        "kode_kabupaten": kode_kabupaten,
        "wilayah": [[w.kode, w.nama] for w in list_jalur(kode_kabupaten)],
        "periode": periode.label,
        "sejak": tanggal_panjang(local(periode.mulai_at, kode_kabupaten).date()),
        "hari_ini": tanggal_panjang(local(at, kode_kabupaten).date()),
        "baris": [[b.kode, nama.get(b.kode, b.kode), *astuple(b)[1:]] for b in baris],
        "total": list(astuple(total)[1:]),
    }
    return pdf.render("pengesahan/berita_acara_kab", data, at=at)


def print_tanda_terima(tanda: TandaTerima) -> bytes:
    """The receipt the village takes home (R86): the same paper whenever it is asked for."""
    isi: dict[str, Any] = tanda.isi
    kabupaten = isi["desa"][:5]
    jalur = [w.nama for w in list_jalur(isi["desa"])]
    data = {
        **_kepala(
            kabupaten, "Tanda terima", f"{isi['desa']}/{isi['periode']}/{isi['urut']}", "", tanda.at, ""
        ),
        "kode_terima": tanda.kode,
        "kode_daftar": isi["kode_daftar"],
        "qr": _qr(tanda.kode),
        "isi": [
            ["Desa", f"{', '.join(reversed(jalur)) or '–'} ({isi['desa']})"],
            ["Periode", tanda.serahan.periode_desa.periode.label],
            ["Serahan ke", str(isi["urut"])],
            ["Diserahkan", _oleh(isi, "diserahkan", kabupaten)],
            ["Ketepatan", "Tepat waktu" if isi["tepat_waktu"] else "Terlambat"],
            ["Diterima", _oleh(isi, "diterima", kabupaten)],
            ["Keluarga diverval", f"{isi['keluarga']} keluarga, {isi['orang']} orang"],
            ["Tetap, tanpa perubahan", f"{isi['tetap']} keluarga"],
            ["Usulan", f"{isi['usulan']} baris"],
            *[[f"– {LABEL_JENIS[Jenis(j)]}", f"{n} baris"] for j, n in isi["usulan_jenis"].items()],
        ],
        "sidik": isi["daftar_sha256"],
    }
    return pdf.render("pengesahan/tanda_terima", data, at=tanda.at)


def _kepala(
    kode_kabupaten: str, judul: str, nomor: str, sha256: str, at: datetime, rincian: str
) -> dict[str, Any]:
    """What every paper of the kabupaten has: letterhead, title, and the foot that names its list."""
    jalur = list_jalur(kode_kabupaten)
    nama = jalur[-1].nama if jalur else kode_kabupaten
    sebutan = "Kota" if is_kota(kode_kabupaten) else "Kabupaten"
    awalan = "" if nama.lower().startswith(("kab", "kota")) else f"{sebutan} "
    kode = list_code(sha256) if sha256 else ""
    kaki = None
    if kode:
        kaki = {
            "kalimat": [f"{judul} {nomor}", "Kode ini berubah bila satu baris daftarnya berubah."],
            "rincian": f"{rincian} · dicetak {_jam(at, kode_kabupaten)}",
            "qr": _qr(kode),
        }
    return {
        "judul": judul, "nomor": nomor, "kode": kode, "kaki": kaki,
        "kop": [f"Pemerintah {awalan}{nama}", "Dinas Sosial"], "kabupaten": f"{awalan}{nama}",
        "dicetak": _jam(at, kode_kabupaten),
    }  # fmt: skip


def _bupati(kode: str) -> str:
    """Whose letter it is: "Bupati Lampung Barat", "Wali Kota Metro"."""
    nama = get_nama([kode]).get(kode, kode)
    for awalan in ("Kabupaten ", "Kab. ", "Kota "):
        nama = nama.removeprefix(awalan)
    return f"{'Wali Kota' if is_kota(kode) else 'Bupati'} {nama}"


def _jam(at: datetime, kode: str) -> str:
    setempat = local(at, kode)
    return f"{tanggal_panjang(setempat.date())} {setempat:%H.%M} {singkatan(kode)}"


def _oleh(isi: dict[str, Any], apa: str, kode: str) -> str:
    return f"{_jam(datetime.fromisoformat(isi[apa]), kode)} oleh {isi[f'{apa}_oleh']}"


def _qr(kode: str) -> str:
    keluar = BytesIO()
    segno.make(kode, error="m", micro=False).save(keluar, kind="svg", border=0, xmldecl=False)
    return keluar.getvalue().decode()
