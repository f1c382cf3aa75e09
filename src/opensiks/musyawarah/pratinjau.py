"""The papers before they are printed: the very pages, without a print being counted."""

from __future__ import annotations

from datetime import date, datetime

from opensiks.infra import lembar
from opensiks.musyawarah.berita_acara import BeritaAcaraCetak, make_nomor
from opensiks.musyawarah.daftar import Daftar
from opensiks.musyawarah.models import BeritaAcara, Musyawarah
from opensiks.musyawarah.surat_sptjm import SptjmCetak
from opensiks.musyawarah.tempat import name_petugas
from opensiks.rules.peran import Peran
from opensiks.verval.models import Periode


def preview_berita_acara(
    m: Musyawarah, daftar: Daftar, ba: BeritaAcara | None, at: datetime
) -> lembar.Kertas:
    """The copy for the board as it was printed, or as it would be printed this minute."""
    berlaku = ba is not None and ba.daftar_sha256 == daftar.sha256
    dicetak = ba.dicetak_at if ba is not None and berlaku else at.replace(second=0, microsecond=0)
    cetak = BeritaAcaraCetak(m, daftar, ba.nomor if ba else make_nomor(m), dicetak)
    return lembar.lay_out("musyawarah/berita_acara", cetak.document())


def preview_sptjm(periode: Periode, daftar: Daftar, nomor: str, tanggal: date, at: datetime) -> lembar.Kertas:
    """The SPTJM with the number and date that the form has so far."""
    nama = name_petugas(Peran.KADES_LURAH, daftar.kode_desa, tanggal)
    cetak = SptjmCetak(periode, daftar, nomor or "…", tanggal, at.replace(second=0, microsecond=0), nama)
    return lembar.lay_out("musyawarah/sptjm", cetak.document())
