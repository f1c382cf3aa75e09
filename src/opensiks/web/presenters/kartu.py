"""The cards of a village's next step, and the state that they are built from.

The words are built from one set of numbers, so that a card never disagrees with the counts beside it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from django.utils.translation import gettext as _

from opensiks.rules.verval import StatusDesa
from opensiks.web.bahasa import nanti
from opensiks.web.format import write_day_month as _hari
from opensiks.web.format import write_number


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
    kepala: str = nanti("kepala desa")
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
    atas: str = nanti("Langkah berikutnya")


def show_perbaiki(k: Keadaan) -> Kartu:
    return Kartu(
        _("Perbaiki {dikembalikan} usulan yang dikembalikan").format(dikembalikan=k.dikembalikan),
        _("Tiap usulan menyebut apa yang kurang dan langkah memperbaikinya."),
        _("Lihat usulan yang dikembalikan"), "/usulan/?saring=kembali", _("Baca kabarnya"), "/kabar/",
    )  # fmt: skip


def show_akan_beku(k: Keadaan) -> Kartu:
    sebelum = k.beku_mulai - timedelta(days=1) if k.beku_mulai else None
    sampai = min((t for t in (k.batas, sebelum) if t), default=None)
    terakhir = (
        _("Keluarga ini terakhir diverval bulan {akan_beku_bulan}. ").format(
            akan_beku_bulan=k.akan_beku_bulan
        )
        if k.akan_beku_bulan
        else ""
    )
    return Kartu(
        _("Verval {akan_beku} keluarga yang akan beku").format(akan_beku=write_number(k.akan_beku)),
        _(
            "{terakhir}Bila belum diverval sampai {sampai}, {akan_beku_orang} orang berhenti "
            "menerima bantuan mulai {beku_mulai}."
        ).format(
            terakhir=terakhir,
            sampai=_hari(sampai),
            akan_beku_orang=write_number(k.akan_beku_orang),
            beku_mulai=_hari(k.beku_mulai),
        ),
        _("Mulai dari keluarga pertama"),
        "/verval/mulai/?saring=beku",
        _("Cetak daftarnya untuk RT"),
        "/verval/?saring=beku&urut=rt",
    )


def show_lanjut(k: Keadaan) -> Kartu:
    return Kartu(
        _("Lanjutkan verval: {belum} keluarga lagi").format(belum=write_number(k.belum)),
        _("Semua keluarga dilihat satu kali tiap periode. Yang tidak berubah ditandai TETAP."),
        _("Buka keluarga berikutnya"), "/verval/mulai/?saring=belum", _("Lihat daftarnya"), "/verval/?saring=belum",
    )  # fmt: skip


def show_draf(k: Keadaan) -> Kartu:
    return Kartu(
        _("Lengkapi {draf} draf usulan").format(draf=k.draf),
        _("Draf belum dibahas di musyawarah. Lengkapi buktinya, lalu ajukan."),
        _("Buka draf usulan"),
        "/usulan/?saring=draf",
        _("Lewati, atur musyawarah"),
        "/musyawarah/",
    )


def show_atur(k: Keadaan) -> Kartu:
    isi = (
        _("{menunggu} usulan menunggu keputusan.").format(menunggu=k.menunggu)
        if k.menunggu
        else _("Tanpa usulan pun musyawarah tetap sah.")
    )
    return Kartu(
        _("Atur musyawarah"),
        _("Verval selesai. {isi}").format(isi=isi),
        _("Isi tanggal dan tempat"),
        "/musyawarah/",
    )


def show_tanpa_rapat(k: Keadaan) -> Kartu:
    return Kartu(
        _("Lanjutkan tanpa musyawarah"), _("Tidak ada usulan yang perlu diputuskan di musyawarah."),
        _("Lihat daftarnya"), "/musyawarah/",
    )  # fmt: skip


def show_tunggu_rapat(k: Keadaan) -> Kartu:
    return Kartu(
        _("Siapkan musyawarah {rapat_tanggal}").format(rapat_tanggal=_hari(k.rapat_tanggal)),
        _("Undang RT, BPD, dan wakil keluarga yang diusulkan."),
        _("Buka agenda"),
        f"/musyawarah/{k.rapat_id}/",
    )


def show_rapat(k: Keadaan) -> Kartu:
    return Kartu(
        _("Buka layar rapat"),
        _("Musyawarah {rapat_tanggal}. {menunggu} usulan diputuskan satu demi satu.").format(
            rapat_tanggal=_hari(k.rapat_tanggal), menunggu=k.menunggu
        ),
        _("Buka layar rapat"),
        f"/musyawarah/{k.rapat_id}/layar/",
        _("Isi daftar hadir"),
        f"/musyawarah/{k.rapat_id}/",
    )


def show_kunjungan(k: Keadaan) -> Kartu:
    return Kartu(
        _("Catat kunjungan untuk {kunjungan} usulan").format(kunjungan=k.kunjungan),
        _("Usulan ini disetujui musyawarah dan rumahnya harus dikunjungi sebelum final."),
        _("Lihat yang perlu dikunjungi"), "/usulan/?saring=kunjungan",
    )  # fmt: skip


def show_unggah(k: Keadaan) -> Kartu:
    if not k.daftar_cocok:
        return Kartu(
            _("Cetak berita acara"), _("Daftar terakhir belum dicetak, atau berubah sejak dicetak."),
            _("Buka berita acara"), f"/musyawarah/{k.rapat_id}/berita-acara/",
        )  # fmt: skip
    return Kartu(
        _("Unggah berita acara yang sudah ditandatangani"),
        _("Pindai berita acara dan daftar hadir, lalu unggah bersama foto musyawarah."),
        _("Buka berita acara"), f"/musyawarah/{k.rapat_id}/berita-acara/",
    )  # fmt: skip


def show_minta_final(k: Keadaan) -> Kartu:
    return Kartu(
        _("Minta {kepala} menyatakan final").format(kepala=k.kepala),
        _("Semua berkas lengkap. Yang menyatakan final bukan operator."),
        tautan="",
        bentuk="sedang",
    )


def show_serahkan(k: Keadaan) -> Kartu:
    return Kartu(
        _("Serahkan ke Dinas Sosial"), _("Desa sudah final. Paling lambat {batas}.").format(batas=_hari(k.batas)),
        _("Lihat isinya, lalu serahkan"), "/serahkan/",
    )  # fmt: skip


def show_tunggu_terima(k: Keadaan) -> Kartu:
    return Kartu(
        _("Tunggu tanda terima"), _("Tidak ada yang perlu dikerjakan. Dinas Sosial memeriksa kiriman Anda."),
        warna="hijau", bentuk="sedang", atas="",
    )  # fmt: skip


def show_buka_lagi(k: Keadaan) -> Kartu:
    return Kartu(
        _("Perbaiki hasil desa yang dikembalikan"),
        _("Dinas Sosial mengembalikan hasil desa. Alasannya ada di halaman Serahkan."),
        _("Lihat alasan dan buka kembali"), "/serahkan/", warna="kuning",
    )  # fmt: skip


def show_selesai(k: Keadaan) -> Kartu:
    terima = _("Tanda terima {tanda_terima}.").format(tanda_terima=k.tanda_terima) if k.tanda_terima else ""
    return Kartu(
        _("Desa Anda sudah selesai"), f"{terima} {_('Tidak ada yang perlu dikerjakan.')}".strip(), warna="hijau",
        bentuk="selesai", atas="",
        tombol=_("Lihat tanda terima") if k.tanda_terima_url else "", url=k.tanda_terima_url,
    )  # fmt: skip


def show_baca_final(k: Keadaan) -> Kartu:
    return Kartu(
        _("Baca {keputusan} keputusan, lalu nyatakan final").format(keputusan=k.keputusan)
        if k.keputusan
        else _("Baca daftarnya, lalu nyatakan final"),
        _("Setelah final, daftar tidak berubah lagi tanpa Dinas Sosial."),
        _("Baca keputusannya"),
        "/serahkan/",
        _("Lihat berita acara"),
        f"/musyawarah/{k.rapat_id}/berita-acara/" if k.rapat_id else "/musyawarah/",
    )


def show_sptjm(k: Keadaan) -> Kartu:
    return Kartu(
        _("Putuskan {menunggu} usulan dengan SPTJM, atau tunggu musyawarah").format(menunggu=k.menunggu),
        _("Belum ada musyawarah dalam batasnya. Anda boleh bertanggung jawab dengan SPTJM."),
        _("Baca usulannya"), "/musyawarah/sptjm/", _("Lihat musyawarah"), "/musyawarah/",
    )  # fmt: skip


def show_operator_bekerja(k: Keadaan) -> Kartu:
    return Kartu(
        _("Belum ada yang perlu Anda kerjakan"),
        _("Operator sedang bekerja. Kemajuannya ada di bawah."),
        warna="kelabu",
        bentuk="sedang",
        atas="",
    )
