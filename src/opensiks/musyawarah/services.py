"""Every write of the forum, under one name. What they do is in the modules named by what changes."""

from opensiks.musyawarah.berkas import (
    HasilUnggah,
    print_berita_acara,
    upload_berita_acara,
    upload_halaman_berita_acara,
)
from opensiks.musyawarah.kertas import Salinan
from opensiks.musyawarah.rapat import (
    Putusan,
    cancel_keputusan,
    convene_musyawarah,
    record_baris,
    record_keberatan,
    record_kehadiran,
    record_keputusan,
    record_keputusan_banyak,
    record_urutan,
)
from opensiks.musyawarah.sptjm import print_sptjm, sign_sptjm, upload_halaman_sptjm, upload_sptjm
from opensiks.musyawarah.tutup import HasilTutup, close_musyawarah, close_tanpa_musyawarah

__all__ = [
    "HasilTutup",
    "HasilUnggah",
    "Putusan",
    "Salinan",
    "cancel_keputusan",
    "close_musyawarah",
    "close_tanpa_musyawarah",
    "convene_musyawarah",
    "print_berita_acara",
    "print_sptjm",
    "record_baris",
    "record_keberatan",
    "record_kehadiran",
    "record_keputusan",
    "record_keputusan_banyak",
    "record_urutan",
    "sign_sptjm",
    "upload_berita_acara",
    "upload_halaman_berita_acara",
    "upload_halaman_sptjm",
    "upload_sptjm",
]
