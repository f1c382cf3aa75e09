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


# Who leads the lowest tier and what its council is called, by sebutan; local law as above.
KEPALA: dict[str, str] = {
    "kelurahan": "lurah",
    "pekon": "peratin",
    "gampong": "keuchik",
    "nagari": "wali nagari",
    "kampung": "kepala kampung",
    "tiyuh": "kepalo tiyuh",
}
PERMUSYAWARATAN: dict[str, str] = {
    "kelurahan": "LPM",
    "pekon": "LHP",
    "gampong": "tuha peut",
    "nagari": "Bamus nagari",
    "kampung": "Bamuskam",
    "tiyuh": "BPT",
}


def find_kepala(sebutan: str) -> str:
    """What the head of the lowest tier is called there: "peratin" of a pekon."""
    return KEPALA.get(sebutan, "kepala desa")


def find_permusyawaratan(sebutan: str) -> str:
    """What the council of the lowest tier is called there: "LHP" in a pekon."""
    return PERMUSYAWARATAN.get(sebutan, "BPD")
