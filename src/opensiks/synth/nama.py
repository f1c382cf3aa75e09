"""Puts synthetic names together: by region, sex, year of birth, order of birth and father."""

from collections.abc import Callable

from opensiks.synth.khazanah import KHAZANAH, Kata
from opensiks.synth.penduduk import CAMPURAN, CAMPURAN_LAIN, PETUNJUK_DESA

Acak = Callable[[], float]

TAHUN_MUDA = 1980
_AWALAN_PRIA: Kata = ("MUHAMMAD", "MUHAMMAD", "MUHAMAD", "AHMAD", "MOHAMMAD", "ABDUL", "M")
_AWALAN_WANITA: Kata = ("SITI", "SITI", "NUR", "PUTRI", "SRI", "DEWI")
_BUKAN_MUSLIM = frozenset({"BATAK", "BALI", "TIMUR"})


def pick(acak: Acak, kata: Kata) -> str:
    return kata[int(acak() * len(kata))]


def compose(acak: Acak, suku: str, pria: bool, tahun: int, urutan: int = 0, ayah: str = "") -> str:
    """A full name in capitals. `urutan` is the order of birth from 0; `ayah` the father's full name or ""."""
    k = KHAZANAH[suku]
    muda = tahun >= TAHUN_MUDA
    depan = pick(
        acak, (k.pria_muda if pria else k.wanita_muda) if muda else (k.pria_tua if pria else k.wanita_tua)
    )
    if k.urutan:
        return _compose_bali(acak, suku, pria, muda, urutan, depan)
    if k.marga:
        marga = ayah.rpartition(" ")[2] if ayah else pick(acak, k.marga)
        tengah = (
            f"{depan} {pick(acak, k.belakang_pria if pria else k.belakang_wanita)}" if acak() < 0.2 else depan
        )
        return f"{tengah} {marga}"
    if not muda:
        return _compose_tua(acak, suku, pria, tahun, depan, ayah)
    return _compose_muda(acak, suku, pria, depan, ayah)


def _compose_tua(acak: Acak, suku: str, pria: bool, tahun: int, depan: str, ayah: str) -> str:
    k = KHAZANAH[suku]
    u = acak()
    if u < k.tunggal:
        return depan
    if u > 0.985 and tahun < 1966:
        return (
            f"{'H.' if pria else 'HJ.'} {depan} {pick(acak, k.belakang_pria if pria else k.belakang_wanita)}"
        )
    gelar = k.gelar_pria if pria else k.gelar_wanita
    if u > 0.965 and gelar:
        return f"{pick(acak, gelar)} {depan}"
    if u > 0.935:
        return f"{depan} {'BIN' if pria else 'BINTI'} {_first_word(ayah) or pick(acak, k.pria_tua)}"
    return f"{depan} {pick(acak, k.belakang_pria if pria else k.belakang_wanita)}"


def _compose_muda(acak: Acak, suku: str, pria: bool, depan: str, ayah: str) -> str:
    k = KHAZANAH[suku]
    u = acak()
    # The father's first name as the last word is common where no family name exists.
    belakang = pick(acak, k.belakang_pria if pria else k.belakang_wanita)
    if u < 0.04:
        return depan
    if u < 0.13 and pria and ayah:
        belakang = _first_word(ayah)
    if belakang == depan:
        return depan
    if u > 0.72 and suku not in _BUKAN_MUSLIM:
        awalan = pick(acak, _AWALAN_PRIA if pria else _AWALAN_WANITA)
        if awalan != depan:
            return f"{awalan} {depan} {belakang}" if u > 0.84 else f"{awalan} {depan}"
    return f"{depan} {belakang}"


def _compose_bali(acak: Acak, suku: str, pria: bool, muda: bool, urutan: int, depan: str) -> str:
    k = KHAZANAH[suku]
    kata = k.urutan[urutan % len(k.urutan)]
    if acak() < 0.06:
        kata = f"{pick(acak, k.gelar_pria if pria else k.gelar_wanita)} {kata}"
    belakang = (
        f" {pick(acak, k.belakang_pria if pria else k.belakang_wanita)}" if muda and acak() < 0.6 else ""
    )
    return f"{'I' if pria else 'NI'} {kata} {depan}{belakang}"


def _first_word(nama: str) -> str:
    kata = nama.split(" ")
    return kata[1] if len(kata) > 1 and kata[0] in ("H.", "M", "I") else kata[0]


def weigh(bobot: dict[str, int]) -> Kata:
    """Weights as a lookup tuple: one random index replaces a weighted choice."""
    return tuple(kunci for kunci, berat in bobot.items() for _ in range(berat))


def pool_suku(kode_kabupaten: str, nama_desa: str, acak: Acak) -> Kata:
    """The peoples of one village: the kabupaten's mix, with one people the majority of the village."""
    bobot = CAMPURAN.get(kode_kabupaten) or CAMPURAN.get(kode_kabupaten[:2]) or CAMPURAN_LAIN
    campuran = weigh(bobot)
    utama = _hint(nama_desa, bobot) or pick(acak, campuran)
    return campuran + (utama,) * (2 * len(campuran))


def _hint(nama_desa: str, bobot: dict[str, int]) -> str:
    for suku, petunjuk in PETUNJUK_DESA:
        if suku in bobot and any(kata in nama_desa.upper().replace(" ", "") for kata in petunjuk.split()):
            return suku
    return ""
