"""The offline package opensiks-paket/1: its words, its limits, and why one is refused (R80, R82, R88).

Limits hold on both sides, in the worksheet that writes and in the office that reads; the last allowed value is the
one written here. docs/format-paket.md is the whole specification.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from opensiks.rules.manifes import list_cacat
from opensiks.rules.rule import Rule, Violation, rule

BENTUK = "opensiks-paket/1"

# Bytes, unless said otherwise.
MAKS_BERKAS = 25 * 1024**2  # the file as it is handed over, sealed, in armour or not
MAKS_ISI = 100 * 1024**2  # all entries unpacked
MAKS_ENTRI = 2_000  # entries
MAKS_RASIO = 100  # unpacked size of one entry : its packed size
MAKS_MANIFES = 256 * 1024
MAKS_BARIS = 16 * 1024  # one line without its LF
MAKS_UBAHAN = 20_000  # lines
MAKS_FOTO = 300 * 1024
MAKS_PDF = 2 * 1024**2
MAKS_DALAM = 8  # objects and lists inside each other; {} is 1
MAKS_PENERIMA = 16  # recipients of a sealed file

# The plain ZIP is as large as one of these steps: 16 KiB, then 12 % more each time, rounded down.
UNDAK_PERTAMA = 16 * 1024


def get_undak(ukuran: int) -> int:
    """The smallest step that holds `ukuran` bytes."""
    undak = UNDAK_PERTAMA
    while undak < ukuran:
        undak = undak * 28 // 25
    return undak


class Arah(StrEnum):
    """Which way a package goes, and with it the name of its body."""

    NAIK = "naik"
    TURUN = "turun"
    TANDA_TERIMA = "tanda_terima"

    @property
    def badan(self) -> str:
        return _BADAN[self]


_BADAN = {Arah.NAIK: "ubahan.jsonl", Arah.TURUN: "lembar.json", Arah.TANDA_TERIMA: "tanda_terima.json"}


class JenisUbahan(StrEnum):
    """What one line of a worksheet does."""

    VERVAL = "verval"
    BATAL_VERVAL = "batal_verval"
    USULAN = "usulan"
    TARIK = "tarik"
    FOTO = "foto"
    CATATAN = "catatan"
    MUSYAWARAH = "musyawarah"
    KEHADIRAN = "kehadiran"
    KEBERATAN = "keberatan"
    PUTUSAN = "putusan"
    TUTUP = "tutup"
    BERKAS = "berkas"
    CABUT = "cabut"
    PEMULIHAN = "pemulihan"


class StatusTitipan(StrEnum):
    """What became of a deposited file."""

    DITITIP = "DITITIP"
    DINILAI = "DINILAI"
    DITAHAN = "DITAHAN"
    RUSAK = "RUSAK"
    ASING = "ASING"
    DITOLAK = "DITOLAK"


class KodePaket(StrEnum):
    """Why a whole package is not opened."""

    RUSAK = "RUSAK"
    ASING = "ASING"
    SALAH_BENTUK = "SALAH_BENTUK"
    BATAS = "BATAS"
    TANDA_TANGAN = "TANDA_TANGAN"
    SERTIFIKAT = "SERTIFIKAT"


@dataclass(frozen=True)
class FaktaBatas:
    nilai: int
    batas: int


@dataclass(frozen=True)
class FaktaTanda:
    """`alg` and `kid` as the header wishes them; the `wajib_` ones as the certificate or the known key pins them."""

    alg: str
    kid: str
    wajib_alg: str
    wajib_kid: str
    cocok: bool = True


@dataclass(frozen=True)
class FaktaSertifikat:
    """`mulai`, `sampai`: seconds since 1970, the end exclusive; `at` None asks for no time."""

    dikenal: bool
    mulai: int = 0
    sampai: int = 0
    at: datetime | None = None
    desa: str = ""
    daftar_desa: Sequence[str] = field(default_factory=tuple)
    periode: str = ""
    periode_paket: str = ""


@dataclass(frozen=True)
class FaktaSegel:
    """`kunci`: recipients that the manifest names; `dibuka`: the recipient whose key opened the file."""

    kunci: Sequence[str]
    dibuka: str
    kantor: str = ""
    kantor_kita: str = ""


def find_cacat_sertifikat(f: FaktaSertifikat) -> str:
    """What is wrong with the certificate, in one word for `letak`; "" for nothing."""
    if not f.dikenal:
        return "kunci tidak dikenal"
    if f.desa not in f.daftar_desa:
        return "desa"
    if f.periode != f.periode_paket:
        return "periode"
    return "" if f.at is None or f.mulai <= f.at.timestamp() < f.sampai else "waktu"


@rule("R80a", sumber="Rancangan: opensiks-paket/1", langkah="Perbarui lembar kerja, lalu buat paket baru.")
def is_bentuk_benar(manifes: object) -> bool:
    """Isi paket tidak menurut bentuk opensiks-paket/1."""
    return not list_cacat(manifes)


@rule(
    "R80b",
    sumber="Rancangan: batas paket",
    langkah="Buat paket tanpa foto, lalu kirim foto dalam paket lain.",
)
def is_dalam_batas(f: FaktaBatas) -> bool:
    """Paket melampaui batas ukuran atau jumlah."""
    return f.nilai <= f.batas


@rule("R80c", sumber="Rancangan: RFC 7515", langkah="Minta desa membuat paket baru; laporkan bila terulang.")
def is_tanda_tangan_cocok(f: FaktaTanda) -> bool:
    """Tanda tangan paket tidak cocok dengan isinya."""
    return f.cocok and f.alg == f.wajib_alg and f.kid == f.wajib_kid


@rule(
    "R80d",
    sumber="Rancangan: RFC 7800",
    langkah="Periksa perangkat desa ini, lalu daftarkan ulang bila perlu.",
)
def is_sertifikat_berlaku(f: FaktaSertifikat) -> bool:
    """Sertifikat perangkat tidak berlaku untuk paket ini."""
    return not find_cacat_sertifikat(f)


@rule("R82a", sumber="Rancangan", langkah="Salin ulang berkas dari laptop desa, lalu titipkan lagi.")
def is_utuh(awal: bytes) -> bool:
    """Berkas rusak, terpotong, atau bukan paket OpenSIKS."""
    return awal.lstrip().startswith((b"age-encryption.org/v1\n", b"-----BEGIN AGE ENCRYPTED FILE-----"))


@rule("R88a", sumber="Rancangan", langkah="Serahkan berkas ini ke kantor atau perangkat yang dituju.")
def is_untuk_kita(f: FaktaSegel) -> bool:
    """Paket ini disegel untuk kantor atau perangkat lain."""
    return f.dibuka in f.kunci and f.kantor_kita in ("", f.kantor)


ATURAN: dict[KodePaket, Rule] = {
    KodePaket.RUSAK: is_utuh,
    KodePaket.ASING: is_untuk_kita,
    KodePaket.SALAH_BENTUK: is_bentuk_benar,
    KodePaket.BATAS: is_dalam_batas,
    KodePaket.TANDA_TANGAN: is_tanda_tangan_cocok,
    KodePaket.SERTIFIKAT: is_sertifikat_berlaku,
}


class PaketDitolak(Exception):
    """A package that is not opened. `letak` names the place in plain Indonesian, without personal data."""

    def __init__(self, kode: KodePaket, letak: str = "") -> None:
        aturan = ATURAN[kode]
        self.kode, self.letak = kode, letak
        self.aturan, self.kalimat, self.langkah = aturan.kode, aturan.kalimat, aturan.langkah
        super().__init__(f"{kode}: {self.kalimat} ({letak})" if letak else f"{kode}: {self.kalimat}")

    @property
    def violation(self) -> Violation:
        return ATURAN[self.kode].violation(letak=self.letak)


def require(aturan: Rule, fakta: object, letak: str = "") -> None:
    """PaketDitolak with the reason of `aturan` where it is broken."""
    if not aturan(fakta):
        raise PaketDitolak(_KODE[aturan.kode], letak)


_KODE = {aturan.kode: kode for kode, aturan in ATURAN.items()}
