"""Events of the trail in words: "usulan.returned" is "Usulan dikembalikan"."""

from __future__ import annotations

from typing import Any

from opensiks.web.bahasa import nanti

BENDA: dict[str, str] = {
    "wilayah": nanti("Wilayah"),
    "akun": nanti("Akun"),
    "keluarga": nanti("Keluarga"),
    "individu": nanti("Orang"),
    "kepesertaan": nanti("Bantuan"),
    "temuan": nanti("Temuan"),
    "periode": nanti("Periode"),
    "verval": nanti("Verval"),
    "verval_desa": nanti("Hasil desa"),
    "usulan": nanti("Usulan"),
    "musyawarah": nanti("Musyawarah"),
    "berita_acara": nanti("Berita acara"),
    "sptjm": "SPTJM",
    "bukti": nanti("Bukti"),
    "catatan": nanti("Catatan"),
    "pengesahan": nanti("Surat pengesahan"),
    "batch": nanti("Batch"),
    "putaran": nanti("Pemadanan"),
    "padan": nanti("Hasil padan"),
    "tugas": nanti("Tugas"),
    "penetapan": nanti("Penetapan"),
    "penerima": nanti("Penerima"),
    "bansos": nanti("Bansos"),
    "data": nanti("Data"),
    "ringkasan": nanti("Ringkasan"),
    "jejak": nanti("Jejak"),
    "kabar": nanti("Kabar"),
    "kunjungan": nanti("Kunjungan"),
    "foto": nanti("Foto"),
    "tautan": nanti("Tautan HP"),
    "halaman": nanti("Halaman dari HP"),
    "penduduk": nanti("Jumlah penduduk"),
    "bentrok": nanti("Bentrok ubahan"),
    "kunci": nanti("Kunci segel"),
    "perangkat": nanti("Perangkat"),
    "titipan": nanti("Titipan"),
    "tinjauan": nanti("Tinjauan pemadanan"),
    "konfirmasi": nanti("Jawaban Disdukcapil"),
}
LAMPAU: dict[str, str] = {
    "loaded": "dimuat",
    "split": "dipecah",
    "merged": "digabung",
    "created": "dibuat",
    "assigned": nanti("diberi tugas"),
    "revoked": "diakhiri",
    "reset": nanti("diberi sandi baru"),
    "signed_in": "masuk",
    "signed_out": "keluar",
    "refused": "ditolak",
    "imported": "diimpor",
    "registered": "didaftarkan",
    "revised": "diubah",
    "revealed": nanti("dibuka nomornya"),
    "moved": "dipindahkan",
    "frozen": "dibekukan",
    "thawed": "dicairkan",
    "suspended": "ditidurkan",
    "resumed": nanti("dihidupkan lagi"),
    "closed": "ditutup",
    "refreshed": "diperbarui",
    "settled": "diselesaikan",
    "opened": "dibuka",
    "extended": "diperpanjang",
    "warned": "diperingatkan",
    "recorded": "dicatat",
    "cancelled": "dibatalkan",
    "confirmed": "dihitung",
    "started": "dimulai",
    "musyawarah_closed": nanti("selesai musyawarah"),
    "finalised": "difinalkan",
    "handed_over": "diserahkan",
    "received": "diterima",
    "returned": "dikembalikan",
    "reopened": nanti("dibuka lagi"),
    "signed": "disahkan",
    "drafted": "dibuat",
    "submitted": "diajukan",
    "withdrawn": "ditarik",
    "endorsed": "disetujui",
    "rejected": "ditolak",
    "verified": "diperiksa",
    "redrafted": "diperbaiki",
    "screened": "diloloskan",
    "forwarded": "dikirim",
    "applied": "ditetapkan",
    "entered": nanti("masuk data"),
    "conflicted": nanti("berbeda dengan data"),
    "convened": "diundang",
    "printed": "dicetak",
    "uploaded": "diunggah",
    "added": "ditambahkan",
    "exported": "diunduh",
    "finished": "selesai",
    "drawn": "ditarik",
    "posted": "dibuat",
    "read": "dibaca",
    "mailed": nanti("dikirim lewat surel"),
    "held": "ditahan",
    "released": "dilepas",
    "reviewed": "diperiksa",
    "requested": nanti("diminta"),
    "enrolled": nanti("disetujui"),
    "deposited": nanti("dititipkan"),
    "judged": nanti("dinilai"),
    "answered": nanti("dijawab"),
    "proposed": nanti("diusulkan"),
    "waited": nanti("menunggu Disdukcapil"),
    "disputed": nanti("dibantah desa"),
    "recovered": nanti("dibuka tanpa PIN"),
}


def write_peristiwa(peristiwa: str) -> str:
    """An event that is not known here is shown by its own name."""
    benda, __, lampau = peristiwa.partition(".")
    if benda not in BENDA or lampau not in LAMPAU:
        return peristiwa
    return f"{BENDA[benda]} {LAMPAU[lampau]}"


def say_nilai(nilai: Any) -> str:
    """A value of an event's summary as text."""
    if isinstance(nilai, dict):
        return ", ".join(f"{k} {say_nilai(v)}" for k, v in nilai.items())
    if isinstance(nilai, list):
        return ", ".join(say_nilai(v) for v in nilai)
    if isinstance(nilai, bool):
        return "ya" if nilai else "tidak"
    return "–" if nilai is None or nilai == "" else str(nilai)
