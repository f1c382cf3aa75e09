"""The next step of a village: a table read from the top; the first row that applies is what Beranda says.

The words are built from one set of numbers, so that a card never disagrees with the counts beside it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from opensiks.rules.verval import SUDAH_DISERAHKAN, StatusDesa
from opensiks.web.format import write_date, write_number
from opensiks.web.format import write_day_month as _hari


class Rapat(StrEnum):
    """How far the forum of the period is."""

    TIDAK_PERLU = "TIDAK_PERLU"
    BELUM = "BELUM"
    DIJADWALKAN = "DIJADWALKAN"
    HARI_INI = "HARI_INI"
    SELESAI = "SELESAI"


@dataclass(frozen=True, kw_only=True)
class Keadaan:
    """What the table looks at; families, persons and lines of one village in one period."""

    status: StatusDesa
    kepala: str = "kepala desa"
    terbuka: bool = True
    hari_lagi: int = 0
    batas: date | None = None
    beku_mulai: date | None = None
    belum: int = 0
    akan_beku: int = 0
    akan_beku_orang: int = 0
    # The month of their last verval, when it is the same for all: "Juli".
    akan_beku_bulan: str = ""
    dikembalikan: int = 0
    draf: int = 0
    kunjungan: int = 0
    rapat: Rapat = Rapat.BELUM
    rapat_id: int | None = None
    rapat_tanggal: date | None = None
    berkas_lengkap: bool = False
    daftar_cocok: bool = False
    keputusan: int = 0
    sptjm_boleh: bool = False
    menunggu: int = 0
    belum_terkirim: int = 0
    terlambat: bool = False
    tanda_terima: str = ""
    tanda_terima_url: str = ""

    @property
    def bekerja(self) -> bool:
        """The village may still record verval."""
        boleh = {StatusDesa.BELUM_MULAI, StatusDesa.BERJALAN, StatusDesa.MUSDES_SELESAI}
        return self.terbuka and self.status in boleh

    @property
    def sebelum_final(self) -> bool:
        return self.status in {StatusDesa.BELUM_MULAI, StatusDesa.BERJALAN}


@dataclass(frozen=True)
class Kartu:
    """One next step for the screen; without `tombol` there is nothing to press."""

    judul: str
    sebab: str
    tombol: str = ""
    url: str = ""
    tautan: str = ""
    tautan_url: str = ""
    warna: str = "pokok"
    bentuk: str = ""
    atas: str = "Langkah berikutnya"


Baris = tuple[Callable[[Keadaan], bool], Callable[[Keadaan], Kartu]]


def _perbaiki(k: Keadaan) -> Kartu:
    return Kartu(
        f"Perbaiki {k.dikembalikan} usulan yang dikembalikan",
        "Tiap usulan menyebut apa yang kurang dan langkah memperbaikinya.",
        "Lihat usulan yang dikembalikan", "/usulan/?saring=kembali", "Baca kabarnya", "/kabar/",
    )  # fmt: skip


def _akan_beku(k: Keadaan) -> Kartu:
    sebelum = k.beku_mulai - timedelta(days=1) if k.beku_mulai else None
    sampai = min((t for t in (k.batas, sebelum) if t), default=None)
    terakhir = f"Keluarga ini terakhir diverval bulan {k.akan_beku_bulan}. " if k.akan_beku_bulan else ""
    return Kartu(
        f"Verval {write_number(k.akan_beku)} keluarga yang akan beku",
        f"{terakhir}Bila belum diverval sampai {_hari(sampai)}, {write_number(k.akan_beku_orang)} orang berhenti "
        f"menerima bantuan mulai {_hari(k.beku_mulai)}.",
        "Mulai dari keluarga pertama", "/verval/mulai/?saring=beku", "Cetak daftarnya untuk RT",
        "/verval/?saring=beku&urut=rt",
    )  # fmt: skip


def _lanjut(k: Keadaan) -> Kartu:
    return Kartu(
        f"Lanjutkan verval: {write_number(k.belum)} keluarga lagi",
        "Semua keluarga dilihat satu kali tiap periode. Yang tidak berubah ditandai TETAP.",
        "Buka keluarga berikutnya", "/verval/mulai/?saring=belum", "Lihat daftarnya", "/verval/?saring=belum",
    )  # fmt: skip


def _draf(k: Keadaan) -> Kartu:
    return Kartu(
        f"Lengkapi {k.draf} draf usulan", "Draf belum dibahas di musyawarah. Lengkapi buktinya, lalu ajukan.",
        "Buka draf usulan", "/usulan/?saring=draf", "Lewati, atur musyawarah", "/musyawarah/",
    )  # fmt: skip


def _atur(k: Keadaan) -> Kartu:
    isi = (
        f"{k.menunggu} usulan menunggu keputusan." if k.menunggu else "Tanpa usulan pun musyawarah tetap sah."
    )
    return Kartu("Atur musyawarah", f"Verval selesai. {isi}", "Isi tanggal dan tempat", "/musyawarah/")


def _tanpa_rapat(k: Keadaan) -> Kartu:
    return Kartu(
        "Lanjutkan tanpa musyawarah", "Tidak ada usulan yang perlu diputuskan di musyawarah.",
        "Lihat daftarnya", "/musyawarah/",
    )  # fmt: skip


def _tunggu_rapat(k: Keadaan) -> Kartu:
    return Kartu(
        f"Siapkan musyawarah {_hari(k.rapat_tanggal)}", "Undang RT, BPD, dan wakil keluarga yang diusulkan.",
        "Buka agenda", f"/musyawarah/{k.rapat_id}/",
    )  # fmt: skip


def _rapat(k: Keadaan) -> Kartu:
    return Kartu(
        "Buka layar rapat", f"Musyawarah {_hari(k.rapat_tanggal)}. {k.menunggu} usulan diputuskan satu demi satu.",
        "Buka layar rapat", f"/musyawarah/{k.rapat_id}/layar/", "Isi daftar hadir", f"/musyawarah/{k.rapat_id}/",
    )  # fmt: skip


def _kunjungan(k: Keadaan) -> Kartu:
    return Kartu(
        f"Catat kunjungan untuk {k.kunjungan} usulan",
        "Usulan ini disetujui musyawarah dan rumahnya harus dikunjungi sebelum final.",
        "Lihat yang perlu dikunjungi", "/usulan/?saring=kunjungan",
    )  # fmt: skip


def _unggah(k: Keadaan) -> Kartu:
    if not k.daftar_cocok:
        return Kartu(
            "Cetak berita acara", "Daftar terakhir belum dicetak, atau berubah sejak dicetak.",
            "Buka berita acara", f"/musyawarah/{k.rapat_id}/berita-acara/",
        )  # fmt: skip
    return Kartu(
        "Unggah berita acara yang sudah ditandatangani",
        "Pindai berita acara dan daftar hadir, lalu unggah bersama foto musyawarah.",
        "Buka berita acara", f"/musyawarah/{k.rapat_id}/berita-acara/",
    )  # fmt: skip


def _minta_final(k: Keadaan) -> Kartu:
    return Kartu(
        f"Minta {k.kepala} menyatakan final", "Semua berkas lengkap. Yang menyatakan final bukan operator.",
        tautan="", bentuk="sedang",
    )  # fmt: skip


def _serahkan(k: Keadaan) -> Kartu:
    return Kartu(
        "Serahkan ke Dinas Sosial", f"Desa sudah final. Paling lambat {_hari(k.batas)}.",
        "Lihat isinya, lalu serahkan", "/serahkan/",
    )  # fmt: skip


def _tunggu_terima(k: Keadaan) -> Kartu:
    return Kartu(
        "Tunggu tanda terima", "Tidak ada yang perlu dikerjakan. Dinas Sosial memeriksa kiriman Anda.",
        warna="hijau", bentuk="sedang", atas="",
    )  # fmt: skip


def _buka_lagi(k: Keadaan) -> Kartu:
    return Kartu(
        "Perbaiki hasil desa yang dikembalikan",
        "Dinas Sosial mengembalikan hasil desa. Alasannya ada di halaman Serahkan.",
        "Lihat alasan dan buka kembali", "/serahkan/", warna="kuning",
    )  # fmt: skip


def _selesai(k: Keadaan) -> Kartu:
    terima = f"Tanda terima {k.tanda_terima}." if k.tanda_terima else ""
    return Kartu(
        "Desa Anda sudah selesai", f"{terima} Tidak ada yang perlu dikerjakan.".strip(), warna="hijau",
        bentuk="selesai", atas="",
        tombol="Lihat tanda terima" if k.tanda_terima_url else "", url=k.tanda_terima_url,
    )  # fmt: skip


def _selalu(k: Keadaan) -> bool:
    return True


_S = StatusDesa
LANGKAH_OPERATOR: tuple[Baris, ...] = (
    (lambda k: k.status is _S.DIKEMBALIKAN, _buka_lagi),
    (lambda k: k.dikembalikan > 0 and k.hari_lagi < 7, _perbaiki),
    (lambda k: k.bekerja and k.akan_beku > 0, _akan_beku),
    (lambda k: k.bekerja and k.belum > 0, _lanjut),
    (lambda k: k.sebelum_final and k.rapat is Rapat.HARI_INI, _rapat),
    (lambda k: k.sebelum_final and k.draf > 0, _draf),
    (lambda k: k.sebelum_final and k.rapat is Rapat.DIJADWALKAN, _tunggu_rapat),
    (lambda k: k.sebelum_final and k.rapat is Rapat.TIDAK_PERLU, _tanpa_rapat),
    (lambda k: k.sebelum_final, _atur),
    (lambda k: k.status is _S.MUSDES_SELESAI and k.rapat is Rapat.HARI_INI, _rapat),
    (lambda k: k.status is _S.MUSDES_SELESAI and k.kunjungan > 0, _kunjungan),
    (lambda k: k.status is _S.MUSDES_SELESAI and not (k.berkas_lengkap and k.daftar_cocok), _unggah),
    (lambda k: k.status is _S.MUSDES_SELESAI, _minta_final),
    (lambda k: k.status is _S.FINAL_DESA, _serahkan),
    (lambda k: k.dikembalikan > 0, _perbaiki),
    (lambda k: k.status is _S.DIEKSPOR, _tunggu_terima),
    (_selalu, _selesai),
)


def _baca_final(k: Keadaan) -> Kartu:
    return Kartu(
        f"Baca {k.keputusan} keputusan, lalu nyatakan final" if k.keputusan else "Baca daftarnya, lalu nyatakan final",
        "Setelah final, daftar tidak berubah lagi tanpa Dinas Sosial.", "Baca keputusannya", "/serahkan/",
        "Lihat berita acara", f"/musyawarah/{k.rapat_id}/berita-acara/" if k.rapat_id else "/musyawarah/",
    )  # fmt: skip


def _sptjm(k: Keadaan) -> Kartu:
    return Kartu(
        f"Putuskan {k.menunggu} usulan dengan SPTJM, atau tunggu musyawarah",
        "Belum ada musyawarah dalam batasnya. Anda boleh bertanggung jawab dengan SPTJM.",
        "Baca usulannya", "/musyawarah/sptjm/", "Lihat musyawarah", "/musyawarah/",
    )  # fmt: skip


def _operator_bekerja(k: Keadaan) -> Kartu:
    return Kartu(
        "Belum ada yang perlu Anda kerjakan", "Operator sedang bekerja. Kemajuannya ada di bawah.", warna="kelabu",
        bentuk="sedang", atas="",
    )  # fmt: skip


LANGKAH_KADES: tuple[Baris, ...] = (
    (
        lambda k: k.status is _S.MUSDES_SELESAI and k.berkas_lengkap and k.daftar_cocok and not k.kunjungan,
        _baca_final,
    ),
    (lambda k: k.sebelum_final and k.sptjm_boleh and k.menunggu > 0, _sptjm),
    (lambda k: k.status is _S.DIEKSPOR, _tunggu_terima),
    (lambda k: k.status in SUDAH_DISERAHKAN, _selesai),
    (_selalu, _operator_bekerja),
)


def next_langkah(tabel: tuple[Baris, ...], k: Keadaan) -> Kartu:
    """The first row that applies; red, with the deadline first, when the village is late (R76)."""
    kartu = next(buat(k) for berlaku, buat in tabel if berlaku(k))
    if not k.terlambat:
        return kartu
    lewat = (
        f"Batas sudah lewat {-k.hari_lagi} hari. {write_number(k.belum_terkirim)} keluarga belum terkirim."
    )
    return replace(
        kartu, warna="merah", bentuk="", atas=f"Terlambat: batas {write_date(k.batas)}",
        sebab=f"{lewat} Serahkan sekarang; kiriman terlambat tetap diterima. {kartu.sebab}",
    )  # fmt: skip
