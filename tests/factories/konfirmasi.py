"""Numbers that nobody knows, and the sheet on which Disdukcapil answers about them."""

import io
from collections.abc import Mapping

from openpyxl import load_workbook

from opensiks.keluarga.models import Individu
from opensiks.pemadanan.models import Tugas
from opensiks.pemadanan.services import export_template
from opensiks.rules.alasan_padan import Hasil
from opensiks.rules.padan_kerja import JenisTugas, Menunggu
from tests.factories.padan import buat_calon
from tests.factories.verval import JAYA, KAB, wib

HARI = wib(2023, 7, 12)


def tanyakan(i: Individu) -> Tugas:
    """A person whose number nobody knows, asked about."""
    _, tugas = buat_calon(
        i, Hasil.TIDAK_DITEMUKAN, jenis=JenisTugas.NIK_TIDAK_DITEMUKAN, menunggu=Menunggu.DESA, ragu=False,
        nik_usul="", usul={}, ditinjau=False,
    )  # fmt: skip
    return tugas


def isi_lembar(jawaban: Mapping[str, tuple[object, ...]], kab: str = KAB) -> bytes:
    """The template with these answers (jawaban, nik, surat, tanggal) by ID."""
    buku = load_workbook(io.BytesIO(export_template(kab, "Tanya Disdukcapil", by=JAYA, at=HARI)))
    lembar = buku["Konfirmasi"]
    for baris in lembar.iter_rows(min_row=2):
        for sel, nilai in zip(baris[4:8], jawaban.get(str(baris[0].value), ()), strict=False):
            sel.value = nilai
    keluar = io.BytesIO()
    buku.save(keluar)
    return keluar.getvalue()
