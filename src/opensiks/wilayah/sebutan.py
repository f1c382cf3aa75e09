"""What the lowest tier is called where it is not "desa", and the splits that the registry must know of.

Sources: local government law of each province; UU 3/2003 and UU 22/2012 for the two splits.
"""

from datetime import date

# Longest prefix wins; kelurahan (1xxx) keep their own name everywhere.
SEBUTAN: dict[str, str] = {
    "11": "gampong",
    "13": "nagari",
    "14.08": "kampung",
    "18.04": "pekon",
    "18.05": "kampung",
    "18.06": "pekon",
    "18.08": "kampung",
    "18.10": "pekon",
    "18.12": "tiyuh",
    "18.13": "pekon",
    "91": "kampung",
    "92": "kampung",
    "93": "kampung",
    "94": "kampung",
    "95": "kampung",
    "96": "kampung",
}

# kode, pendahulu, sebab, tanggal, dasar
PENDAHULU: tuple[tuple[str, str, str, date, str], ...] = (
    ("17.06", "17.03", "pemekaran", date(2003, 2, 25), "UU 3/2003"),
    ("18.13", "18.04", "pemekaran", date(2012, 11, 16), "UU 22/2012"),
)

# Where BPS and Kemendagri number a kabupaten differently (domain vocabulary).
KODE_BPS: dict[str, str] = {"18.04": "1801", "17.06": "1706"}


def find_sebutan(kode: str, jenis: str) -> str:
    if jenis != "desa":
        return jenis.replace("_", " ")
    for panjang in (5, 2):
        if kode[:panjang] in SEBUTAN:
            return SEBUTAN[kode[:panjang]]
    return "desa"
