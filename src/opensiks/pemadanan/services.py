"""What may be done with matching: run it, answer what it asks, review what it doubts, record what Disdukcapil says."""

from __future__ import annotations

from datetime import datetime

from opensiks.jejak import services as jejak
from opensiks.jejak.mutation import mutation
from opensiks.pemadanan.konfirmasi import (
    BarisSalah,
    HasilImpor,
    check_konfirmasi,
    export_template,
    import_konfirmasi,
    record_konfirmasi,
)
from opensiks.pemadanan.models import Tugas
from opensiks.pemadanan.putaran import Dihentikan, find_ambang, run_putaran
from opensiks.pemadanan.putaran_layanan import list_giliran, run_layanan
from opensiks.pemadanan.tinjau import answer_tinjauan, cancel_tinjauan
from opensiks.pemadanan.usul import (
    ask_disdukcapil,
    cancel_usul,
    propose_ganda,
    propose_meninggal,
    propose_perbaikan,
)
from opensiks.rules.aktor import Actor
from opensiks.rules.padan_kerja import Menunggu, is_tugas_desa
from opensiks.rules.rule import AksiDitolak, Violation

__all__ = [
    "BarisSalah",
    "Dihentikan",
    "HasilImpor",
    "answer_tinjauan",
    "ask_disdukcapil",
    "cancel_tinjauan",
    "cancel_usul",
    "check_konfirmasi",
    "close_tugas",
    "export_template",
    "find_ambang",
    "import_konfirmasi",
    "list_giliran",
    "propose_ganda",
    "propose_meninggal",
    "propose_perbaikan",
    "record_konfirmasi",
    "run_layanan",
    "run_putaran",
]


@mutation("tugas.closed")
def close_tugas(tugas: Tugas, jawaban: str, *, by: Actor, at: datetime) -> Tugas:
    """Answer a task of the village ("Masih hidup", "Benar meninggal", …). The change itself, if any, is a usulan.

    AksiDitolak when it is answered, or waits for others: the doubt is theirs to settle (R149a).
    """
    # Whoever answers, proposes or takes back holds the same row.
    [t] = Tugas.objects.select_for_update().filter(pk=tugas.pk)
    if t.selesai_at is not None:
        raise AksiDitolak([Violation("R67", "Tugas ini sudah dijawab.", langkah="Muat ulang daftar tugas.")])
    if t.menunggu != Menunggu.DESA:
        raise AksiDitolak([is_tugas_desa.violation()])
    if not jawaban.strip():
        raise AksiDitolak([Violation("R67", "Jawaban masih kosong.", langkah="Pilih salah satu jawaban.")])
    t.selesai_at, t.jawaban, t.oleh = at, jawaban, by.nama
    t.save(update_fields=["selesai_at", "jawaban", "oleh"])
    jejak.record("tugas.closed", t, by=by, at=at, jenis=t.jenis, jawaban=jawaban)
    return t
