"""What a usulan is called where people read lists: its jenis, and which aid it is about.

"Tidak layak" alone hides the difference that matters most to a family: one programme ends, or it leaves the register.
"""

from opensiks.rules.bansos import REGISTRI
from opensiks.rules.jenis import LABEL_JENIS, Jenis

SINGKAT_PROGRAM: dict[str, str] = {"PKH": "PKH", "SEMBAKO": "Sembako", "PBI_JK": "PBI-JK", "BST": "BST"}


def label_usulan(jenis: Jenis, program: str = "") -> str:
    """ "Tidak layak: PKH" for one programme, "Tidak layak: keluar dari data" for the registry itself."""
    if not program:
        return LABEL_JENIS[jenis]
    isi = "keluar dari data" if program == REGISTRI else SINGKAT_PROGRAM.get(program, program)
    return f"{LABEL_JENIS[jenis]}: {isi}"
