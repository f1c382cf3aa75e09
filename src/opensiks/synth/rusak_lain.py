"""How values go wrong in the second pair of registers, and how often: other kinds and rates than in `kesalahan`."""

from __future__ import annotations

from opensiks.synth.nama import Acak
from opensiks.synth.pasangan import Rusak
from opensiks.synth.rusak import drop

Tabel = tuple[tuple[float, Rusak], ...]


def _word_other(dadu: Acak, nama: str) -> str:
    """Two letters wrong, or a vowel and its neighbour."""
    for _ in range(2):
        i = 1 + int(dadu() * max(1, len(nama) - 2))
        if i < len(nama) and nama[i].isalpha():
            nama = nama[:i] + "AIUEONRTKS"[int(dadu() * 10)] + nama[i + (dadu() < 0.7) :]
    return nama


def _letter(dadu: Acak, nama: str) -> str:
    i = 1 + int(dadu() * max(1, len(nama) - 1))
    u = dadu()
    if u < 0.35:
        return nama[:i] + nama[i + 1 :]
    if u < 0.7:
        return nama[:i] + "AIUEONRTKS"[int(dadu() * 10)] + nama[i + 1 :]
    return nama[:i] + nama[i : i + 1] + nama[i:]


def _reorder(dadu: Acak, nama: str) -> str:
    return " ".join(reversed(nama.split(" ")))


def _nickname(dadu: Acak, nama: str) -> str:
    """What people call him: the end of a word; alone, or before the name with a slash."""
    kata = nama.split(" ")[int(dadu() * len(nama.split(" ")))]
    panggilan = kata[-4:] if len(kata) > 5 else kata
    return f"{panggilan} / {nama}" if dadu() < 0.5 else panggilan


def _drop_word(dadu: Acak, nama: str) -> str:
    kata = nama.split(" ")
    if len(kata) > 1:
        kata.pop(int(dadu() * len(kata)))
    return " ".join(kata)


def _titled(dadu: Acak, nama: str) -> str:
    depan, belakang = (
        ("H. ", "HJ. ", "DRS. ", "")[int(dadu() * 4)],
        ("", ", S.PD", ", SH", " S.E.")[int(dadu() * 4)],
    )
    return f"{depan}{nama}{belakang}"


def _old(dadu: Acak, nama: str) -> str:
    return nama.replace("U", "OE", 1).replace("J", "DJ", 1)


def _shift_month(dadu: Acak, iso: str) -> str:
    return f"{iso[:5]}{1 + int(dadu() * 12):02d}-{min(int(iso[8:]), 28):02d}"


def _shift_year(dadu: Acak, iso: str) -> str:
    tahun = int(iso[:4]) + (-10, -1, 1, 10, -2, 2)[int(dadu() * 6)]
    return f"{min(tahun, 2021)}-{iso[5:8]}{min(int(iso[8:]), 28):02d}"


def _shift_day(dadu: Acak, iso: str) -> str:
    return f"{iso[:8]}{1 + int(dadu() * 28):02d}"


def _swap(dadu: Acak, iso: str) -> str:
    return f"{iso[:5]}{iso[8:]}-{iso[5:7]}" if int(iso[8:]) <= 12 else iso


def _first(dadu: Acak, iso: str) -> str:
    return f"{iso[:4]}-01-01"


def _transpose(dadu: Acak, nik: str) -> str:
    i = int(dadu() * 15)
    return nik[:i] + nik[i + 1] + nik[i] + nik[i + 2 :]


def digits(banyak: int, mulai: int, sampai: int) -> Rusak:
    """So many digits at places in [mulai, sampai), each as it falls."""

    def rusak(dadu: Acak, nik: str) -> str:
        for _ in range(banyak):
            i = mulai + int(dadu() * (sampai - mulai))
            nik = nik[:i] + str(int(dadu() * 10)) + nik[i + 1 :]
        return nik

    return rusak


def _length(dadu: Acak, nik: str) -> str:
    i = int(dadu() * 16)
    return nik[:i] + nik[i + 1 :] if dadu() < 0.6 else nik[:i] + str(int(dadu() * 10)) + nik[i:]


NIK: Tabel = (
    (0.05, drop), (0.02, _transpose), (0.02, digits(1, 0, 16)), (0.012, digits(2, 6, 16)), (0.008, digits(2, 0, 12)),
    (0.012, _length), (0.004, lambda _, n: n[:12] + "0000"),
)  # fmt: skip
# What stands in D and in P, by column in the order in which it goes wrong.
DTKS: dict[str, Tabel] = {
    "nama": (
        (0.05, _letter), (0.012, _word_other), (0.02, _nickname), (0.025, _drop_word), (0.008, _reorder),
        (0.015, _titled), (0.01, _old), (0.001, drop),
    ),
    "tgl_lahir": (
        (0.04, _first), (0.015, _swap), (0.01, _shift_year), (0.012, _shift_month), (0.012, _shift_day), (0.01, drop),
    ),
    "nama_ibu": ((0.22, drop), (0.06, _letter), (0.02, _drop_word), (0.01, _nickname)),
    "tempat_lahir": ((0.25, drop),),
    "jenis_kelamin": ((0.008, lambda _, jk: "P" if jk == "L" else "L"), (0.005, drop)),
    "kode_desa": ((0.004, drop),),
}  # fmt: skip
DUKCAPIL: dict[str, Tabel] = {
    "nama": ((0.01, _letter), (0.006, _drop_word)),
    "nama_ibu": ((0.08, drop), (0.02, _letter)),
    "tgl_lahir": ((0.005, _first), (0.002, _shift_day)),
    "tempat_lahir": ((0.05, drop),),
}
