"""Whether a usulan names somebody it can be about."""

from opensiks.rules.rule import rule


@rule("R135", sumber="Domain 6.1", langkah="Buka halaman keluarganya, lalu pilih lagi.")
def has_subjek(ada: bool) -> bool:
    """Pilih {siapa} yang diusulkan."""
    return ada


@rule("R136", sumber="Domain 6.3", langkah="Lihat riwayatnya; usulkan keluarga baru bila orangnya kembali.")
def is_subjek_aktif(aktif: bool) -> bool:
    """Catatan ini sudah tidak aktif di registri, sehingga tidak bisa diusulkan lagi."""
    return aktif


@rule("R137", sumber="Rancangan", langkah="Pakai TETAP di daftar verval.")
def is_bukan_tetap(bukan: bool) -> bool:
    """Keluarga yang tidak berubah dicatat TETAP di daftar verval, bukan lewat usulan."""
    return bukan
