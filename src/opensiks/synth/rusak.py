"""How one value goes wrong: small pure functions from the right text to the wrong one.

A function returns the value unchanged when the defect cannot happen to it; then nothing is logged.
"""

from datetime import date

from opensiks.synth.nama import Acak

_VOKAL = "AIUEO"
_MIRIP = {
    "I": "Y",
    "Y": "I",
    "U": "O",
    "F": "P",
    "P": "F",
    "D": "T",
    "T": "D",
    "N": "M",
    "M": "N",
    "Z": "J",
    "S": "Z",
    "K": "G",
}
_SINGKATAN = {
    "MUHAMMAD": "MUH.",
    "MUHAMAD": "MHD",
    "MOHAMMAD": "MOH",
    "AHMAD": "A.",
    "ABDUL": "ABD",
    "SITI": "ST",
    "NUR": "N.",
}
_LAMA = (("U", "OE"), ("J", "DJ"), ("Y", "J"), ("C", "TJ"), ("KH", "CH"))


def drop(acak: Acak, nilai: str) -> str:
    """Not filled in."""
    return ""


# --- numbers ------------------------------------------------------------------------------------------------


def to_nol(acak: Acak, nik: str) -> str:
    """Sixteen zeros, typed to get past a form that wants a number."""
    return "0" * 16


def to_sementara(acak: Acak, nik: str) -> str:
    """A temporary number of the village office: "0", village code, five digits."""
    return f"0{nik[:6]}2{int(acak() * 1000):03d}{int(acak() * 100000):05d}"


def to_15(acak: Acak, nomor: str) -> str:
    """One digit lost; a spreadsheet keeps fifteen."""
    i = 6 + int(acak() * 10)
    return nomor[:i] + nomor[i + 1 :]


def to_17(acak: Acak, nomor: str) -> str:
    """One key pressed twice."""
    i = 6 + int(acak() * 10)
    return nomor[:i] + nomor[i] + nomor[i:]


def to_huruf(acak: Acak, nik: str) -> str:
    """The letter O for the digit 0, or l for 1; nothing when the number has neither."""
    for angka, huruf in (("0", "O"), ("1", "l")):
        if angka in nik[6:]:
            i = nik.index(angka, 6)
            return nik[:i] + huruf + nik[i + 1 :]
    return nik


def to_tanggal_mustahil(acak: Acak, nik: str) -> str:
    """Day 32-39 or 72-79, or month 13-19: no calendar has it."""
    if acak() < 0.5:
        return f"{nik[:6]}{(7 if nik[6] > '3' else 3)}{2 + int(acak() * 8)}{nik[8:]}"
    return f"{nik[:8]}1{3 + int(acak() * 7)}{nik[10:]}"


def to_urut_0000(acak: Acak, nik: str) -> str:
    """Serial not known, filled with zeros."""
    return nik[:12] + "0000"


def to_salah_ketik(acak: Acak, nomor: str) -> str:
    """One digit of the serial or two neighbours swapped: still a possible number, but nobody's."""
    i = 12 + int(acak() * 3)
    if nomor[i] != nomor[i + 1] and nomor[i + 1] >= "5" and acak() < 0.4:
        return nomor[:i] + nomor[i + 1] + nomor[i] + nomor[i + 2 :]
    i = 13 + int(acak() * 3)
    return nomor[:i] + str((int(nomor[i]) + 1 + int(acak() * 9)) % 10) + nomor[i + 1 :]


def to_kk_tanggal(acak: Acak, no_kk: str) -> str:
    """The number of a woman's NIK in the place of the card's: its day has + 40."""
    return f"{no_kk[:6]}{int(no_kk[6:8]) + 40:02d}{no_kk[8:]}"


def to_kk_panjang(acak: Acak, no_kk: str) -> str:
    return to_15(acak, no_kk) if acak() < 0.6 else to_17(acak, no_kk)


def to_kk_lama(acak: Acak, no_kk: str) -> str:
    """The card before the last one: the same office, an earlier day, another serial."""
    tahun = 8 + int(acak() * max(1, int(no_kk[10:12]) - 8))
    hari, bulan = 1 + int(acak() * 28), 1 + int(acak() * 12)
    return f"{no_kk[:6]}{hari:02d}{bulan:02d}{tahun:02d}{5000 + int(acak() * 4999)}"


# --- names --------------------------------------------------------------------------------------------------


def to_salah_huruf(acak: Acak, nama: str) -> str:
    """One letter replaced by its sound-alike, dropped, doubled, or swapped with its neighbour."""
    tempat = [i for i in range(1, len(nama) - 1) if nama[i].isalpha() and nama[i + 1].isalpha()]
    if not tempat:
        return nama
    i = tempat[int(acak() * len(tempat))]
    u, huruf = acak(), nama[i]
    if u < 0.4 and huruf in _MIRIP:
        return nama[:i] + _MIRIP[huruf] + nama[i + 1 :]
    if u < 0.65:
        return nama[:i] + nama[i + 1 :]
    if u < 0.85 or nama[i + 1] == huruf:
        return nama[:i] + huruf + nama[i:]
    return nama[:i] + nama[i + 1] + huruf + nama[i + 2 :]


def to_ejaan_lama(acak: Acak, nama: str) -> str:
    """The spelling before 1972 for one sound, as on the old land papers."""
    mulai = int(acak() * len(_LAMA))
    for baru, lama in _LAMA[mulai:] + _LAMA[:mulai]:
        if baru in nama and lama not in nama:
            return nama.replace(baru, lama, 1)
    return nama


def to_singkat(acak: Acak, nama: str) -> str:
    """A first word written short: MUHAMMAD to MUH., SITI to ST; else the second word to its letter."""
    depan, spasi, ekor = nama.partition(" ")
    if not spasi:
        return nama
    if depan in _SINGKATAN:
        return f"{_SINGKATAN[depan]} {ekor}"
    return f"{depan} {ekor[0]}"


def to_tunggal(acak: Acak, nama: str) -> str:
    """Only the word people call them by."""
    kata = [k for k in nama.split(" ") if len(k) > 2]
    if len(kata) < 2:
        return nama
    return kata[-1] if kata[0] in _SINGKATAN else kata[0]


def to_alias(acak: Acak, nama: str) -> str:
    """Nickname and name with a slash, as village lists do."""
    kata = nama.split(" ")[-1]
    panggilan = next((kata[i:] for i in range(len(kata) - 3, 0, -1) if kata[i] not in _VOKAL), kata)
    return f"{panggilan} / {nama}" if panggilan != nama else nama


# --- dates --------------------------------------------------------------------------------------------------


def to_tertukar(acak: Acak, iso: str) -> str:
    """Day and month in the other order, where that is a date too."""
    tahun, bulan, hari = iso.split("-")
    return f"{tahun}-{hari}-{bulan}" if int(hari) <= 12 else iso


def to_0101(acak: Acak, iso: str) -> str:
    """Day unknown: the first of January, for the old often of a round year."""
    tahun = int(iso[:4])
    if tahun < 1965 and acak() < 0.4:
        tahun = round(tahun / 5) * 5
    return f"{tahun:04d}-01-01"


def to_masa_depan(acak: Acak, iso: str) -> str:
    """The wrong century: 1990 typed as 2090. Children of this century cannot be hit."""
    return (
        f"20{iso[2:]}"
        if iso.startswith("19") and iso[2] in "3456789" and _is_tanggal(f"20{iso[2:]}")
        else iso
    )


def _is_tanggal(iso: str) -> bool:
    try:
        date.fromisoformat(iso)
    except ValueError:
        return False
    return True
