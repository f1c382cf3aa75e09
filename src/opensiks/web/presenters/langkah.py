"""The next step of a village: a table read from the top; the first row that applies is what Beranda says."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from django.utils.translation import gettext as _

from opensiks.rules.verval import SUDAH_DISERAHKAN, StatusDesa
from opensiks.web.format import write_date, write_number
from opensiks.web.presenters import kartu
from opensiks.web.presenters.kartu import Kartu, Keadaan, Rapat

Baris = tuple[Callable[[Keadaan], bool], Callable[[Keadaan], Kartu]]


def _selalu(k: Keadaan) -> bool:
    return True


_S = StatusDesa
LANGKAH_OPERATOR: tuple[Baris, ...] = (
    (lambda k: k.status is _S.DIKEMBALIKAN, kartu.show_buka_lagi),
    (lambda k: k.dikembalikan > 0 and k.hari_lagi < 7, kartu.show_perbaiki),
    (lambda k: k.bekerja and k.akan_beku > 0, kartu.show_akan_beku),
    (lambda k: k.bekerja and k.belum > 0, kartu.show_lanjut),
    (lambda k: k.sebelum_final and k.rapat is Rapat.HARI_INI, kartu.show_rapat),
    (lambda k: k.sebelum_final and k.draf > 0, kartu.show_draf),
    (lambda k: k.sebelum_final and k.rapat is Rapat.DIJADWALKAN, kartu.show_tunggu_rapat),
    (lambda k: k.sebelum_final and k.rapat is Rapat.TIDAK_PERLU, kartu.show_tanpa_rapat),
    (lambda k: k.sebelum_final, kartu.show_atur),
    (lambda k: k.status is _S.MUSDES_SELESAI and k.rapat is Rapat.HARI_INI, kartu.show_rapat),
    (lambda k: k.status is _S.MUSDES_SELESAI and k.kunjungan > 0, kartu.show_kunjungan),
    (
        lambda k: k.status is _S.MUSDES_SELESAI and not (k.berkas_lengkap and k.daftar_cocok),
        kartu.show_unggah,
    ),
    (lambda k: k.status is _S.MUSDES_SELESAI, kartu.show_minta_final),
    (lambda k: k.status is _S.FINAL_DESA, kartu.show_serahkan),
    (lambda k: k.dikembalikan > 0, kartu.show_perbaiki),
    (lambda k: k.status is _S.DIEKSPOR, kartu.show_tunggu_terima),
    (_selalu, kartu.show_selesai),
)


LANGKAH_KADES: tuple[Baris, ...] = (
    (
        lambda k: k.status is _S.MUSDES_SELESAI and k.berkas_lengkap and k.daftar_cocok and not k.kunjungan,
        kartu.show_baca_final,
    ),
    (lambda k: k.sebelum_final and k.sptjm_boleh and k.menunggu > 0, kartu.show_sptjm),
    (lambda k: k.status is _S.DIEKSPOR, kartu.show_tunggu_terima),
    (lambda k: k.status in SUDAH_DISERAHKAN, kartu.show_selesai),
    (_selalu, kartu.show_operator_bekerja),
)


def next_langkah(tabel: tuple[Baris, ...], k: Keadaan) -> Kartu:
    """The first row that applies; red, with the deadline first, when the village is late (R76)."""
    kartu = next(buat(k) for berlaku, buat in tabel if berlaku(k))
    if not k.terlambat:
        return kartu
    lewat = _("Batas sudah lewat {hari_lagi} hari. {belum_terkirim} keluarga belum terkirim.").format(
        hari_lagi=-k.hari_lagi, belum_terkirim=write_number(k.belum_terkirim)
    )
    return replace(
        kartu,
        warna="merah",
        bentuk="",
        atas=_("Terlambat: batas {batas}").format(batas=write_date(k.batas)),
        sebab=_("{lewat} Serahkan sekarang; kiriman terlambat tetap diterima. {sebab}").format(
            lewat=lewat, sebab=kartu.sebab
        ),
    )
