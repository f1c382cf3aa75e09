"""Small rules of a running meeting and of the papers that are printed from it."""

from opensiks.rules.rule import rule


@rule("R138", sumber="Rancangan", langkah="Tutup dahulu musyawarah yang masih berjalan.")
def is_rapat_tunggal(tunggal: bool) -> bool:
    """Musyawarah tanggal {tanggal} belum ditutup; satu desa mengadakan satu musyawarah pada satu waktu."""
    return tunggal


@rule("R139", sumber="Rancangan; R19", langkah="Adakan musyawarah baru bila keputusan harus berubah.")
def is_rapat_terbuka(terbuka: bool) -> bool:
    """Musyawarah ini sudah ditutup; isinya tidak berubah lagi."""
    return terbuka


@rule("R140", sumber="Domain 6.1", langkah="Ajukan dahulu usulannya, lalu bahas lagi.")
def is_di_agenda(ada: bool) -> bool:
    """Usulan {usulan} tidak menunggu musyawarah desa ini."""
    return ada


@rule("R141", sumber="Rancangan", langkah="Tutup musyawarah, lalu cetak.")
def is_rapat_ditutup(ditutup: bool) -> bool:
    """Berita acara dicetak setelah musyawarah ditutup."""
    return ditutup


@rule("R18a", sumber="Rancangan; menjawab keluhan C5", langkah="Cetak lagi, lalu tandatangani yang baru.")
def is_cetakan_berlaku(berlaku: bool) -> bool:
    """Daftar berubah sejak dicetak {jam}; kode lama {kode} tidak berlaku."""
    return berlaku


@rule("R142", sumber="Rancangan", langkah="Isi nomor dan tanggal surat.")
def has_nomor_surat(ada: bool) -> bool:
    """Isi nomor surat, dan tanggal yang tidak lewat hari ini."""
    return ada
