"""The SPTJM as a document: what the head answers for, in words and by name (R22)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from opensiks.musyawarah.daftar import BarisDaftar, Daftar, Dasar
from opensiks.musyawarah.kertas import (
    PUTUSAN,
    R39,
    Cetakan,
    Salinan,
    render,
    write_kaki,
    write_tetap,
    write_usulan,
)
from opensiks.musyawarah.tempat import Tempat, kalimat
from opensiks.rules.jenis import LABEL_JENIS
from opensiks.rules.temuan import tanggal_panjang
from opensiks.verval.models import Periode


@dataclass(frozen=True)
class SptjmCetak:
    """Everything an SPTJM is printed from."""

    periode: Periode
    daftar: Daftar
    nomor: str
    tanggal: date
    dicetak_at: datetime
    nama: str
    salinan: Salinan = Salinan.PAPAN

    def render(self) -> Cetakan:
        return render("musyawarah/sptjm", self.document(), self.dicetak_at)

    def document(self) -> dict[str, Any]:
        """The data of typst/sptjm.typ."""
        t, d = Tempat.of(self.daftar.kode_desa), self.daftar
        jabatan = f"{kalimat(t.kepala)} {t.desa}"
        kab = t.nama(2)
        return {
            "kop": t.kop,
            "judul": "Surat Pernyataan Tanggung Jawab Mutlak",
            "anak_judul": "Usulan Data Terpadu Kesejahteraan Sosial",
            "nomor": self.nomor,
            "periode": f"Periode {self.periode.label}",
            "kode": d.kode,
            "kaki": write_kaki(
                d, self.dicetak_at, "Surat ini dan lampirannya memuat daftar yang sama.", self.salinan
            ),
            "penanda": [
                ["Nama", self.nama],
                ["Jabatan", jabatan],
                ["Kecamatan", t.nama(3)],
                ["Kabupaten/kota", re.sub(r"^Kabupaten ", "", kab)],
            ],
            "pembuka": "menyatakan dengan sesungguhnya bahwa:",
            "butir": [
                f"Daftar yang terlampir diusulkan oleh {t.sebutan} {t.desa} untuk periode {self.periode.label}, dan "
                "sama dengan data yang diserahkan.",
                "Keadaan setiap keluarga di dalamnya sudah diperiksa.",
                f"Musyawarah {t.sebutan} belum dilaksanakan dalam batas waktu yang ditentukan.",
                "Saya bertanggung jawab penuh atas kebenaran usulan ini, dan bersedia menerima akibat hukumnya bila "
                "di kemudian hari ternyata tidak benar.",
            ],
            "ringkas": _ringkas(d),
            "jumlah": {"baris": d.jumlah_baris, "orang": sum(b.orang for b in d.baris) + d.orang_tetap},
            "penutup": f"{R39} Demikian pernyataan ini dibuat dengan sebenarnya.",
            "tempat_tanggal": f"{t.desa}, {tanggal_panjang(self.tanggal)}",
            "jabatan": jabatan,
            "nama": self.nama,
            "lampiran": {
                "judul": "Daftar nama dan alamat (BNBA)",
                "keterangan": f"{len(d.baris)} usulan dan {len(d.tetap)} keluarga tetap.",
            },
            "usulan": [
                write_usulan(b, self.salinan) | {"jumlah_orang": b.orang, "alasan": _dasar_sptjm(b)}
                for b in d.baris
            ],
            "tetap": write_tetap(d, self.salinan),
        }


def _ringkas(d: Daftar) -> list[dict[str, Any]]:
    hitung: dict[str, list[int]] = {}
    for b in d.baris:
        baris = hitung.setdefault(LABEL_JENIS[b.jenis], [0, 0])
        baris[0], baris[1] = baris[0] + 1, baris[1] + b.orang
    hitung["Tetap, tanpa perubahan"] = [len(d.tetap), d.orang_tetap]
    return [{"jenis": j, "baris": n, "orang": o} for j, (n, o) in hitung.items()]


def _dasar_sptjm(b: BarisDaftar) -> str:
    if b.dasar is Dasar.SPTJM:
        return "Dengan SPTJM ini"
    return PUTUSAN[b.hasil] if b.hasil is None else f"Musyawarah: {PUTUSAN[b.hasil].lower()}"
