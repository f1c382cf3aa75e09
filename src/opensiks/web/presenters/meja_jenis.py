"""The kinds of lines of a package, in words."""

from opensiks.web.bahasa import nanti

JENIS = {
    "verval": nanti("Verval keluarga"), "batal_verval": nanti("Batal verval"), "usulan": nanti("Usulan"),
    "tarik": nanti("Tarik usulan"), "foto": nanti("Foto"), "catatan": nanti("Catatan"),
    "musyawarah": nanti("Musyawarah"), "kehadiran": nanti("Kehadiran"), "keberatan": nanti("Keberatan"),
    "putusan": nanti("Keputusan musyawarah"), "tutup": nanti("Musyawarah ditutup"),
    "berkas": nanti("Berkas musyawarah"),
    "cabut": nanti("Ubahan dicabut"), "pemulihan": nanti("Laptop dibuka tanpa PIN"),
}  # fmt: skip
