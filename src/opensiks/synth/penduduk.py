"""Who lives where and where they came from: the mix of peoples by area, as data."""

# Per cent: by kabupaten where we know it, else by province, else CAMPURAN_LAIN.
# fmt: off
CAMPURAN: dict[str, dict[str, int]] = {
    "18.04": {
        "LAMPUNG": 38, "JAWA": 32, "SUNDA": 16, "SEMENDE": 9, "MINANG": 2,
        "BALI": 1, "BATAK": 1, "BUGIS": 1,
    },
    "17.06": {"BENGKULU": 40, "JAWA": 38, "MINANG": 10, "SUNDA": 6, "BATAK": 4, "BALI": 1, "BUGIS": 1},
    "11": {"UMUM": 92, "JAWA": 6, "MINANG": 2},
    "12": {"BATAK": 55, "JAWA": 26, "UMUM": 15, "MINANG": 4},
    "13": {"MINANG": 92, "JAWA": 5, "BATAK": 3},
    "14": {"UMUM": 42, "JAWA": 30, "MINANG": 14, "BATAK": 14},
    "15": {"UMUM": 58, "JAWA": 30, "MINANG": 8, "BATAK": 4},
    "16": {"SEMENDE": 64, "JAWA": 32, "SUNDA": 3, "BALI": 1},
    "17": {"BENGKULU": 62, "JAWA": 26, "SEMENDE": 6, "MINANG": 4, "BATAK": 2},
    "18": {"JAWA": 62, "LAMPUNG": 16, "SUNDA": 11, "SEMENDE": 7, "BALI": 3, "MINANG": 1},
    "19": {"UMUM": 82, "JAWA": 12, "BUGIS": 6},
    "31": {"UMUM": 30, "JAWA": 36, "SUNDA": 16, "BATAK": 9, "MINANG": 6, "MADURA": 3},
    "32": {"SUNDA": 82, "JAWA": 16, "BATAK": 2},
    "36": {"SUNDA": 68, "JAWA": 24, "UMUM": 8},
    "33": {"JAWA": 98, "SUNDA": 2},
    "34": {"JAWA": 98, "BATAK": 2},
    "35": {"JAWA": 80, "MADURA": 20},
    "51": {"BALI": 90, "JAWA": 10},
    "52": {"UMUM": 92, "BALI": 4, "JAWA": 4},
    "53": {"TIMUR": 92, "BUGIS": 5, "JAWA": 3},
    "71": {"TIMUR": 72, "UMUM": 24, "BALI": 4},
    "72": {"UMUM": 52, "BUGIS": 22, "TIMUR": 16, "BALI": 5, "JAWA": 5},
    "73": {"BUGIS": 88, "TIMUR": 8, "JAWA": 4},
    "74": {"BUGIS": 48, "UMUM": 40, "JAWA": 8, "BALI": 4},
    "76": {"BUGIS": 76, "TIMUR": 12, "JAWA": 9, "BALI": 3},
    "81": {"TIMUR": 58, "UMUM": 32, "BUGIS": 10},
    "82": {"UMUM": 70, "TIMUR": 30},
    "91": {"TIMUR": 72, "BUGIS": 13, "JAWA": 15},
    "92": {"TIMUR": 70, "BUGIS": 14, "JAWA": 16},
    "93": {"TIMUR": 74, "JAWA": 20, "BUGIS": 6},
    "94": {"TIMUR": 88, "JAWA": 7, "BUGIS": 5},
    "95": {"TIMUR": 98, "JAWA": 2},
    "96": {"TIMUR": 66, "BUGIS": 16, "JAWA": 18},
}
CAMPURAN_LAIN: dict[str, int] = {"UMUM": 66, "JAWA": 20, "BUGIS": 8, "TIMUR": 6}

# A village's own name often tells who founded it.
PETUNJUK_DESA: tuple[tuple[str, str], ...] = (
    ("JAWA", "SIDO RINGIN ROWO SRIMULYO TRIMULYO ARGO WATES SENDANG WONO REJO MULYO SEMARANG"),
    ("SUNDA", "CIPTA MEKAR SINDANG PURA CIHERANG PASUNDAN BANJARSARI SUKAPURA"),
    ("BALI", "TIRTA DHARMA BALI"),
    ("LAMPUNG", "NEGERI BUAY TEBA PEKON PADANG KUBU ATAR BAKHU GEDUNG"),
    ("BENGKULU", "PONDOK LUBUK TALANG PASAR DUSUN RETAK"),
)

# Where those born elsewhere came from: kabupaten of the first NIK.
ASAL: dict[str, tuple[str, ...]] = {
    "JAWA": (
        "33.02", "33.05", "33.07", "33.12", "33.15", "34.03", "35.02",
        "35.05", "35.06", "35.07", "35.18", "18.02",
    ),
    "SUNDA": ("32.05", "32.06", "32.07", "32.03", "32.11", "36.02"),
    "LAMPUNG": ("18.03", "18.06", "18.13", "18.01"),
    "SEMENDE": ("16.03", "16.09", "16.01", "16.04"),
    "BENGKULU": ("17.03", "17.02", "17.71", "17.01"),
    "MINANG": ("13.01", "13.05", "13.06", "13.08", "13.71"),
    "BATAK": ("12.12", "12.02", "12.08", "12.13"),
    "BALI": ("51.07", "51.08", "51.05", "18.02"),
    "BUGIS": ("73.08", "73.13", "73.12", "73.71"),
    "MADURA": ("35.26", "35.27", "35.28", "35.29"),
    "TIMUR": ("53.04", "53.10", "81.01", "71.02"),
    "UMUM": ("31.74", "12.71", "16.71", "63.71"),
}
# fmt: on
