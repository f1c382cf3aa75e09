"""Events of the trail in words: "usulan.returned" is "Usulan dikembalikan"."""

from __future__ import annotations

from typing import Any

BENDA: dict[str, str] = {
    "wilayah": "Wilayah", "akun": "Akun", "keluarga": "Keluarga", "individu": "Orang", "kepesertaan": "Bantuan",
    "temuan": "Temuan", "periode": "Periode", "verval": "Verval", "verval_desa": "Hasil desa", "usulan": "Usulan",
    "musyawarah": "Musyawarah", "berita_acara": "Berita acara", "sptjm": "SPTJM", "bukti": "Bukti",
    "catatan": "Catatan", "pengesahan": "Surat pengesahan", "batch": "Batch", "putaran": "Pemadanan",
    "padan": "Hasil padan", "tugas": "Tugas", "penetapan": "Penetapan", "penerima": "Penerima", "bansos": "Bansos",
    "data": "Data", "ringkasan": "Ringkasan", "jejak": "Jejak", "kabar": "Kabar", "kunjungan": "Kunjungan",
    "foto": "Foto", "tautan": "Tautan HP", "halaman": "Halaman dari HP", "penduduk": "Jumlah penduduk",
}  # fmt: skip
LAMPAU: dict[str, str] = {
    "loaded": "dimuat", "split": "dipecah", "merged": "digabung", "created": "dibuat", "assigned": "diberi tugas",
    "revoked": "diakhiri", "reset": "diberi sandi baru", "signed_in": "masuk", "signed_out": "keluar",
    "refused": "ditolak", "imported": "diimpor", "registered": "didaftarkan", "revised": "diubah",
    "revealed": "dibuka nomornya", "moved": "dipindahkan", "frozen": "dibekukan", "thawed": "dicairkan",
    "suspended": "ditidurkan", "resumed": "dihidupkan lagi", "closed": "ditutup", "refreshed": "diperbarui",
    "settled": "diselesaikan", "opened": "dibuka", "extended": "diperpanjang", "warned": "diperingatkan",
    "recorded": "dicatat", "cancelled": "dibatalkan", "confirmed": "dihitung", "started": "dimulai",
    "musyawarah_closed": "selesai musyawarah", "finalised": "difinalkan", "handed_over": "diserahkan",
    "received": "diterima", "returned": "dikembalikan", "reopened": "dibuka lagi", "signed": "disahkan",
    "drafted": "dibuat", "submitted": "diajukan", "withdrawn": "ditarik", "endorsed": "disetujui",
    "rejected": "ditolak", "verified": "diperiksa", "redrafted": "diperbaiki", "screened": "diloloskan",
    "forwarded": "dikirim", "applied": "ditetapkan", "entered": "masuk data", "conflicted": "berbeda dengan data",
    "convened": "diundang", "printed": "dicetak", "uploaded": "diunggah", "added": "ditambahkan",
    "exported": "diunduh", "finished": "selesai", "drawn": "ditarik", "posted": "dibuat", "read": "dibaca",
    "mailed": "dikirim lewat surel", "held": "ditahan", "released": "dilepas", "reviewed": "diperiksa",
}  # fmt: skip


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
