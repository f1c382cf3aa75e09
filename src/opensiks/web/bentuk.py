"""Which shape and colour a status has. Shape and word carry the meaning; colour only helps (WCAG 1.4.1).

Presenters pick a shape by name; tags draw it from static/ikon.svg.
"""

from opensiks.web.bahasa import nanti

# The thirteen status shapes of the screens, with the colour each takes when nobody asks for another.
WARNA_BENTUK = {
    "selesai": "hijau",
    "belum": "kelabu",
    "sedang": "kelabu",
    "perlu": "kuning",
    "harus": "merah",
    "beku": "beku",
    "tunda": "kelabu",
    "info": "biru",
    "kembali": "kuning",
    "laptop": "kuning",
    "sama": "kelabu",
    "kamera": "biru",
    "kunci": "kelabu",
    "jam": "kelabu",
}
WARNA = frozenset({"hijau", "kuning", "merah", "biru", "beku", "kelabu", "pokok", "tinta"})

# Severity of a finding: B, W, I of the rulebook -> shape and word. The word of B on a field that is empty
# is "Harus diisi"; the page may say so with its own word.
BENTUK_TINGKAT = {
    "B": ("harus", nanti("Harus diperbaiki")),
    "W": ("perlu", nanti("Perlu dilihat")),
    "I": ("info", nanti("Untuk diketahui")),
}

# Stage of a village -> class of the tile, glyph, word. Two states share the last tile: nothing is waiting.
TAHAP = {
    "BELUM_MULAI": ("belum", "seru", nanti("Belum mulai")),
    "BERJALAN": ("1", "garis", nanti("Berjalan")),
    "MUSDES_SELESAI": ("2", "dua-garis", nanti("Musyawarah selesai")),
    "FINAL_DESA": ("3", "tiga-garis", nanti("Final desa")),
    "DIEKSPOR": ("4", "naik", nanti("Diserahkan")),
    "DITERIMA_KAB": ("5", "centang", nanti("Diterima")),
    "DISAHKAN": ("5", "centang", nanti("Disahkan")),
    "SELESAI": ("5", "centang", nanti("Selesai")),
    "DIKEMBALIKAN": ("kembali", "kembali", nanti("Dikembalikan")),
}
