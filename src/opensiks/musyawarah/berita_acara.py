"""The berita acara as a document: words and rows for its template, all from the one composed list."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from opensiks.infra.clock import singkatan
from opensiks.musyawarah.daftar import Daftar, Dasar, JumlahPutusan
from opensiks.musyawarah.kertas import R39, Cetakan, Salinan, render, write_kaki, write_tetap, write_usulan
from opensiks.musyawarah.models import Kehadiran, Musyawarah
from opensiks.musyawarah.tempat import Tempat, kalimat, name_petugas
from opensiks.rules.jenis import LABEL_JENIS
from opensiks.rules.musyawarah import Unsur
from opensiks.rules.peran import Peran
from opensiks.rules.temuan import tanggal_panjang

_HARI = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
_ROMAWI = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
MAKS_DAFTAR_HADIR = 120


@dataclass(frozen=True)
class BeritaAcaraCetak:
    """Everything a berita acara is printed from."""

    musyawarah: Musyawarah
    daftar: Daftar
    nomor: str
    dicetak_at: datetime
    salinan: Salinan = Salinan.PAPAN

    @cached_property
    def tempat(self) -> Tempat:
        return Tempat.of(self.daftar.kode_desa)

    def render(self) -> Cetakan:
        """The PDF; the same rows give the same bytes."""
        return render("musyawarah/berita_acara", self.document(), self.dicetak_at)

    def document(self) -> dict[str, Any]:
        """The data of typst/berita_acara.typ."""
        t, m, d = self.tempat, self.musyawarah, self.daftar
        hadir = list(Kehadiran.objects.filter(musyawarah=m))
        hadir.sort(key=lambda k: list(Unsur).index(k.unsur))
        return {
            "kop": t.kop,
            "judul": f"Berita Acara Musyawarah {t.sebutan.title()}",
            "anak_judul": "Verifikasi dan Validasi Data Terpadu Kesejahteraan Sosial",
            "nomor": self.nomor,
            "periode": f"Periode {m.periode.label}",
            "kode": d.kode,
            "kaki": write_kaki(
                d, self.dicetak_at, "Berita acara ini dan Lampiran 1 memuat daftar yang sama.", self.salinan
            ),
            "pembuka": self._pembuka(),
            "kehadiran": [_hadir(t.unsur(k.unsur), k.diundang, k.hadir_l, k.hadir_p) for k in hadir],
            "jumlah_hadir": _hadir(
                "Jumlah",
                *(sum(getattr(k, kolom) for k in hadir) for kolom in ("diundang", "hadir_l", "hadir_p")),
            ),
            "keputusan": [_putusan(LABEL_JENIS[j], n) for j, n in d.jumlah.items()],
            "jumlah_putusan": _putusan("Jumlah usulan", d.total),
            "putusan_lain": self._lain(),
            "paragraf": [self._keberatan(), self._catatan(hadir)],
            "penutup": "Demikian berita acara ini dibuat dengan sebenarnya.",
            "tanda_tangan": self._penanda(),
            "lampiran": {
                "judul": "Daftar nama dan alamat (BNBA)",
                "keterangan": f"{t.sebutan.title()} {t.desa}, periode {m.periode.label}. "
                f"{len(d.baris)} usulan dan {len(d.tetap)} keluarga tetap.",
            },
            "usulan": [write_usulan(b, self.salinan) for b in d.baris],
            "tetap": write_tetap(d, self.salinan),
            "daftar_hadir": _daftar_hadir(t, hadir),
            "hadir_keterangan": "Ditandatangani pada saat musyawarah, dicap, lalu diunggah bersama berita acara.",
            "foto_keterangan": "Paling sedikit satu foto yang menunjukkan peserta dan tempat musyawarah. "
            "Tempelkan di sini, atau unggah berkasnya bersama berita acara.",
            "foto": ["Foto 1", "Foto 2"],
        }

    def _pembuka(self) -> str:
        t, m = self.tempat, self.musyawarah
        zona = singkatan(t.kode)
        sampai = f" sampai {m.selesai:%H.%M}" if m.selesai else ""
        return (
            f"Pada hari ini, {_HARI[m.tanggal.weekday()]} tanggal {tanggal_panjang(m.tanggal)}, pukul "
            f"{m.mulai:%H.%M}{sampai} {zona}, bertempat di {m.tempat}, telah dilaksanakan musyawarah {t.sebutan} yang "
            f"dipimpin oleh {m.pimpinan_nama}, {m.pimpinan_jabatan.lower()}. Tujuan musyawarah dijelaskan. Daftar "
            "keluarga diperiksa bersama RT dan RW satu demi satu."
        )

    def _lain(self) -> list[dict[str, Any]]:
        d = self.daftar
        sptjm = sum(b.dasar is Dasar.SPTJM for b in d.baris)
        baris: list[dict[str, Any]] = []
        if d.bebas:
            orang = sum(b.orang for b in d.bebas)
            baris.append(_kosong(f"Tidak perlu musyawarah: {len(d.bebas)} usulan", orang))
        if sptjm:
            baris.append(_kosong(f"Di antaranya dengan SPTJM: {sptjm} usulan", None))
        tetap = JumlahPutusan(len(d.tetap), len(d.tetap), 0, 0, d.orang_tetap)
        return [*baris, _putusan("Tetap, tanpa perubahan", tetap)]

    def _keberatan(self) -> str:
        baris = [b for b in self.daftar.baris if b.keberatan]
        jumlah = sum(len(b.keberatan) for b in baris)
        nomor = ", ".join(str(b.nomor) for b in baris)
        awal = (
            f"Keberatan yang disampaikan: {jumlah} (baris {nomor}). Isi keberatan, alasan keputusan, dan nama"
            if jumlah
            else "Tidak ada keberatan yang disampaikan. Alasan keputusan dan nama"
        )
        nihil = "" if self.daftar.baris else "Musyawarah ini tidak mengubah data (nihil) dan tetap sah. "
        return (
            f"{nihil}{awal} setiap orang tercantum dalam Lampiran 1. Daftar hadir bertanda tangan adalah Lampiran 2. "
            "Foto musyawarah adalah Lampiran 3."
        )

    def _catatan(self, hadir: Sequence[Kehadiran]) -> str:
        ada = {k.unsur for k in hadir if k.hadir_l + k.hadir_p}
        absen = [self.tempat.unsur(u) for u in (Unsur.BPD, Unsur.WAKIL_KPM) if u not in ada]
        isi = [f"{_awal_kecil(u)} tidak hadir." for u in absen]
        if self.musyawarah.catatan:
            isi.append(self.musyawarah.catatan.rstrip(".") + ".")
        return f"Catatan: {' '.join([*isi, R39])}"

    def _penanda(self) -> list[dict[str, str]]:
        t, pada = self.tempat, self.musyawarah.tanggal
        return [
            {
                "jabatan": f"{kalimat(t.kepala)} {t.desa}",
                "nama": name_petugas(Peran.KADES_LURAH, t.kode, pada),
            },
            {"jabatan": "Wakil masyarakat", "nama": ""},
            {"jabatan": "Operator", "nama": name_petugas(Peran.OPERATOR_DESA, t.kode, pada)},
        ]


def make_nomor(m: Musyawarah) -> str:
    """07/BA-DTKS/WS/X/2026: the village's seventh meeting of that year, held in October."""
    rapat = Musyawarah.objects.filter(
        kode_desa=m.kode_desa, tanggal__year=m.tanggal.year, ditutup_at__isnull=False
    )
    urut = list(rapat.order_by("tanggal", "id").values_list("id", flat=True)).index(m.pk) + 1
    singkat = Tempat.of(m.kode_desa).singkatan
    return f"{urut:02d}/BA-DTKS/{singkat}/{_ROMAWI[m.tanggal.month - 1]}/{m.tanggal.year}"


def _hadir(unsur: str, diundang: int, laki: int, perempuan: int) -> dict[str, Any]:
    return {"unsur": unsur, "diundang": diundang, "l": laki, "p": perempuan, "hadir": laki + perempuan}


def _putusan(jenis: str, n: JumlahPutusan) -> dict[str, Any]:
    return {
        "jenis": jenis, "dibahas": n.dibahas, "setuju": n.setuju, "tolak": n.tolak, "tunda": n.tunda, "orang": n.orang,
    }  # fmt: skip


def _kosong(jenis: str, orang: int | None) -> dict[str, Any]:
    return {"jenis": jenis, "dibahas": None, "setuju": None, "tolak": None, "tunda": None, "orang": orang}


def _daftar_hadir(t: Tempat, hadir: Iterable[Kehadiran]) -> list[dict[str, Any]]:
    """A line to sign for everybody who was invited, or came uninvited."""
    unsur = [t.unsur(k.unsur) for k in hadir for _ in range(max(k.diundang, k.hadir_l + k.hadir_p))]
    return [{"nomor": n, "unsur": u} for n, u in enumerate(unsur[:MAKS_DAFTAR_HADIR], 1)]


def _awal_kecil(teks: str) -> str:
    return teks if teks.isupper() else teks[:1].lower() + teks[1:]
