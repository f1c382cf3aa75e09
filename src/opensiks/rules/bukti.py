"""Evidence a usulan must carry, per jenis (domain 6.4)."""

from collections.abc import Collection, Mapping
from enum import StrEnum
from typing import Any

from opensiks.rules.jenis import Jenis


class JenisBukti(StrEnum):
    KTP = "KTP"
    KK = "KK"
    FOTO_KELUARGA = "FOTO_KELUARGA"
    FOTO_RUMAH = "FOTO_RUMAH"
    KRITERIA = "KRITERIA"
    KOORDINAT = "KOORDINAT"
    AKTA_KEMATIAN = "AKTA_KEMATIAN"
    SURAT_KEMATIAN = "SURAT_KEMATIAN"
    PERNYATAAN_RT = "PERNYATAAN_RT"
    HASIL_DUKCAPIL = "HASIL_DUKCAPIL"
    SURAT_PINDAH = "SURAT_PINDAH"
    LAINNYA = "LAINNYA"


LABEL_BUKTI: dict[JenisBukti, str] = {
    JenisBukti.KTP: "salinan KTP",
    JenisBukti.KK: "salinan KK",
    JenisBukti.FOTO_KELUARGA: "foto keluarga dengan KK",
    JenisBukti.FOTO_RUMAH: "foto depan rumah",
    JenisBukti.KRITERIA: "jawaban kriteria fakir miskin",
    JenisBukti.KOORDINAT: "titik koordinat rumah",
    JenisBukti.AKTA_KEMATIAN: "akta kematian",
    JenisBukti.SURAT_KEMATIAN: "surat kematian",
    JenisBukti.PERNYATAAN_RT: "pernyataan RT",
    JenisBukti.HASIL_DUKCAPIL: "hasil cek Dukcapil",
    JenisBukti.SURAT_PINDAH: "surat pindah",
    JenisBukti.LAINNYA: "bukti lain",
}

_B = JenisBukti

# Every group needs one of its kinds. A jenis that is not here needs no file: its proof is in its fields
# (the id kept, the destination code) or in the meeting's line. The family card for TAMBAH_ART and PECAH_KK
# is our addition.
BUKTI_WAJIB: dict[Jenis, tuple[tuple[JenisBukti, ...], ...]] = {
    Jenis.BARU: ((_B.KTP,), (_B.KK,), (_B.FOTO_KELUARGA,), (_B.FOTO_RUMAH,), (_B.KRITERIA,), (_B.KOORDINAT,)),
    Jenis.MENINGGAL: ((_B.AKTA_KEMATIAN, _B.SURAT_KEMATIAN, _B.PERNYATAAN_RT),),
    Jenis.PERBAIKAN_ID: ((_B.KTP, _B.KK, _B.HASIL_DUKCAPIL),),
    Jenis.TAMBAH_ART: ((_B.KK,),),
    Jenis.PECAH_KK: ((_B.KK,),),
}


def list_tertulis(muatan: Mapping[str, Any]) -> set[str]:
    """Evidence that is written in the proposal itself instead of being a file."""
    keluarga = muatan.get("keluarga", {})
    ada = {JenisBukti.KRITERIA.value} if muatan.get("kriteria") else set()
    return ada | (
        {JenisBukti.KOORDINAT.value} if keluarga.get("lintang") and keluarga.get("bujur") else set()
    )


def missing(jenis: Jenis, ada: Collection[str]) -> tuple[str, ...]:
    """Labels of the evidence still to attach; alternatives are joined by "atau"."""
    kurang = (k for k in BUKTI_WAJIB.get(jenis, ()) if not set(k) & set(ada))
    return tuple(" atau ".join(LABEL_BUKTI[b] for b in kelompok) for kelompok in kurang)
