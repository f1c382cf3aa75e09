"""What breaks: the faults a world may have, and what transport does to a file."""

from enum import StrEnum
from random import Random


class Gangguan(StrEnum):
    """A kind of fault. A world has a handful of them, drawn by its seed."""

    HILANG = "HILANG"
    KEMBAR = "KEMBAR"
    TERLAMBAT = "TERLAMBAT"
    TERPOTONG = "TERPOTONG"
    BIT = "BIT"
    NAMA = "NAMA"
    CRLF = "CRLF"
    MATI = "MATI"
    KLON = "KLON"
    CADANGAN = "CADANGAN"
    SERVER = "SERVER"
    JAM = "JAM"
    CABUT = "CABUT"
    GANTI = "GANTI"
    DIAM = "DIAM"
    DESA_LAIN = "DESA_LAIN"
    KANTOR_LAIN = "KANTOR_LAIN"
    PALSU = "PALSU"
    TELAT = "TELAT"
    TANPA_FOTO = "TANPA_FOTO"
    DINAS = "DINAS"
    DUA_LAPTOP = "DUA_LAPTOP"
    NOMOR_LAIN = "NOMOR_LAIN"
    JAM_SERVER = "JAM_SERVER"
    LUPA_PIN = "LUPA_PIN"


LABEL_GANGGUAN: dict[Gangguan, str] = {
    Gangguan.HILANG: "berkas hilang",
    Gangguan.KEMBAR: "berkas tersalin dua kali",
    Gangguan.TERLAMBAT: "berkas terlambat dan bertukar urutan",
    Gangguan.TERPOTONG: "berkas terpotong",
    Gangguan.BIT: "bit berubah",
    Gangguan.NAMA: "berkas berganti nama",
    Gangguan.CRLF: "akhir baris ditulis ulang",
    Gangguan.MATI: "laptop mati di tengah langkah",
    Gangguan.KLON: "isi laptop disalin",
    Gangguan.CADANGAN: "laptop dikembalikan ke salinan lama",
    Gangguan.SERVER: "server dipulihkan dari cadangan",
    Gangguan.JAM: "jam laptop salah",
    Gangguan.CABUT: "perangkat dicabut",
    Gangguan.GANTI: "laptop hilang dan diganti",
    Gangguan.DIAM: "desa tidak pernah menitip",
    Gangguan.DESA_LAIN: "operator mengubah data desa lain",
    Gangguan.KANTOR_LAIN: "paket kantor lain",
    Gangguan.PALSU: "tanda terima palsu",
    Gangguan.TELAT: "paket sesudah tenggat",
    Gangguan.TANPA_FOTO: "paket tanpa foto",
    Gangguan.DINAS: "Dinas mengubah data yang sama",
    Gangguan.DUA_LAPTOP: "dua laptop satu operator",
    Gangguan.NOMOR_LAIN: "nama ubahan dipakai perangkat lain",
    Gangguan.JAM_SERVER: "jam server melompat",
    Gangguan.LUPA_PIN: "PIN dilupakan",
}

# Half of the worlds are calm in most ways: a fault is only understood beside things that work.
PELUANG = 0.4


def draw_gangguan(rng: Random) -> frozenset[Gangguan]:
    return frozenset(g for g in Gangguan if rng.random() < PELUANG)


def rename(nama: str, rng: Random) -> str:
    """What chats and file managers do to a name."""
    return rng.choice(
        (f"{nama}.txt", f"{nama} (1)", f"DOC-{rng.randrange(10_000):04d}.bin", "paket desa.age")
    )


def rewrite_baris(isi: bytes) -> bytes:
    """Every LF made CR LF, as mail does to text; a binary file does not survive it."""
    return isi.replace(b"\n", b"\r\n")


def cut(isi: bytes, rng: Random) -> bytes:
    return isi[: rng.randrange(len(isi))]


def flip(isi: bytes, rng: Random) -> bytes:
    """One bit of one byte turned over."""
    letak = rng.randrange(len(isi))
    return isi[:letak] + bytes([isi[letak] ^ 1 << rng.randrange(8)]) + isi[letak + 1 :]
