"""Builds the members of one family: who lives together, how old they are, and how they are related."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from random import Random

from opensiks.synth.bentuk import IndividuSintetis
from opensiks.synth.jawaban import answer_individu, pool_kerja
from opensiks.synth.nama import Acak, compose, pick, pool_suku
from opensiks.synth.tempat import AwalanNik, DesaSintetis, birthplace

TAHUN = 365.2425
KEPALA, ISTRI, ANAK, MENANTU, CUCU, ORANG_TUA, MERTUA, FAMILI = 1, 3, 4, 5, 6, 7, 8, 9
BELUM, KAWIN, CERAI, CERAI_MATI = 1, 2, 3, 4

# Civil registries count from 0001 per kecamatan and day; nobody real is found up here (R99).
URUT_PERTAMA, URUT_BANYAK = 5000, 4999

_BUKAN_PEREMPUAN = frozenset(
    {"TUKANG BATU", "TUKANG KAYU", "SOPIR", "NELAYAN/PERIKANAN", "BURUH NELAYAN/PERIKANAN"}
)


@dataclass(frozen=True, slots=True)
class Rumpun:
    """What the members of one family share."""

    suku: str
    pendatang: bool


class Perakit:
    """Draws the families of one village. `terpakai` holds the NIK and KK numbers given out so far."""

    def __init__(self, desa: DesaSintetis, seed: int, hari: date, terpakai: set[str]) -> None:
        # Random(str) hashes with SHA-512, so the stream does not depend on PYTHONHASHSEED.
        self.acak: Acak = Random(f"{seed}:{desa.kode}").random
        self.desa = desa
        self.hari = hari.toordinal()
        self.terpakai = terpakai
        self.suku = pool_suku(desa.kode[:5], desa.nama, self.acak)
        self.kerja_pria = pool_kerja(desa.kode[:5])
        self.kerja_wanita = tuple(k for k in self.kerja_pria if k not in _BUKAN_PEREMPUAN)
        self.awalan = AwalanNik(desa.kode, self.acak)
        self.kode = desa.kode.replace(".", "")
        self.urut = 0

    def build(self, sisa: int) -> tuple[list[IndividuSintetis], str]:
        """The members of the next family, head first, at most `sisa`; and the people (suku) it belongs to."""
        susun, anak = _SUSUNAN[int(self.acak() * len(_SUSUNAN))]
        if _BASIS[susun] + anak > sisa:
            susun, anak = _fit(sisa)
        rumpun = Rumpun(pick(self.acak, self.suku), self.acak() < 0.14)
        return susun(self, rumpun, anak), rumpun.suku

    def person(
        self,
        rumpun: Rumpun,
        umur: float,
        pria: bool,
        shdk: int,
        kawin: int,
        ibu: str = "",
        ayah: str = "",
        urutan: int = 0,
    ) -> IndividuSintetis:
        """A person of `umur` years with a new NIK; without `ibu` the mother lives elsewhere and is named."""
        acak = self.acak
        lahir = date.fromordinal(self.hari - int(umur * TAHUN) - 1)
        tahun = lahir.year
        # Those who married in may come from another people; children bear names like their parents.
        suku = rumpun.suku if ibu or acak() < 0.9 else pick(acak, self.suku)
        nama = compose(acak, suku, pria, tahun, urutan or int(acak() * 4), ayah)
        ibu = ibu or compose(acak, suku, False, tahun - 19 - int(acak() * 16), int(acak() * 4))
        is_pendatang = rumpun.pendatang and umur > 24
        awalan = self.awalan.draw_pendatang(suku) if is_pendatang else self.awalan.draw_lokal(umur)
        sekolah = kawin == BELUM and _is_sekolah(acak, umur)
        kerja = self._work(umur, pria, kawin, shdk, sekolah)
        self.urut += 7  # the gap takes the id of a duplicate
        return IndividuSintetis(
            f"{self.kode}{self.urut:010d}",
            self.number(awalan, lahir, 0 if pria else 40),
            nama,
            self.desa.nama if awalan == self.awalan.sendiri and acak() < 0.5 else birthplace(awalan),
            lahir,
            "L" if pria else "P",
            ibu,
            kerja,
            kawin,
            shdk,
            answer_individu(acak, int(umur), pria, kawin, kerja, sekolah),
            frozenset(),
        )

    def number(self, awalan: str, tanggal: date, tambah: int) -> str:
        """A NIK (`tambah` 40 for women) or KK number that nobody in this kabupaten has yet."""
        depan = f"{awalan}{tanggal.day + tambah:02d}{tanggal.month:02d}{tanggal.year % 100:02d}"
        while True:
            nomor = f"{depan}{URUT_PERTAMA + int(self.acak() * URUT_BANYAK)}"
            if nomor not in self.terpakai:
                self.terpakai.add(nomor)
                return nomor

    def _work(self, umur: float, pria: bool, kawin: int, shdk: int, sekolah: bool) -> str:
        if sekolah:
            return "PELAJAR/MAHASISWA"
        u = self.acak()
        if umur < 17 or (umur >= 75 and u < 0.6):
            return "BELUM/TIDAK BEKERJA"
        if pria:
            menganggur = u > (0.7 if kawin == BELUM else 0.95)
            return "BELUM/TIDAK BEKERJA" if menganggur else pick(self.acak, self.kerja_pria)
        bekerja = 0.42 if kawin == BELUM else 0.78 if shdk == KEPALA else 0.24
        if u < bekerja:
            return pick(self.acak, self.kerja_wanita)
        return "MENGURUS RUMAH TANGGA" if kawin != BELUM or u > 0.75 else "BELUM/TIDAK BEKERJA"


def _fit(sisa: int) -> tuple["Susun", int]:
    """The last family of a village: exactly the persons that are left."""
    if sisa <= 2:
        return (_build_lansia if sisa == 1 else _build_pasangan), 0
    return _build_inti, sisa - 2


def _is_sekolah(acak: Acak, umur: float) -> bool:
    if umur < 7 or umur >= 24:
        return False
    return acak() < (0.99 if umur < 13 else 0.94 if umur < 16 else 0.7 if umur < 19 else 0.12)


def spread_umur(acak: Acak, banyak: int, umur_ibu: float, umur_kawin: float) -> list[float]:
    """Ages of `banyak` children of one mother, eldest first, at least 1.2 years apart, all still at home."""
    tertua = min(umur_ibu - umur_kawin - 0.8, 27.0)
    termuda = max(0.05, umur_ibu - 44.0)
    longgar = max(0.0, tertua - termuda - 1.2 * (banyak - 1))
    titik = sorted(acak() * longgar for _ in range(banyak))
    return [termuda + t + 1.2 * i for i, t in enumerate(titik)][::-1]


def _couple(
    p: Perakit, rumpun: Rumpun, anak: int, umur: float, tertua: float = 99.0
) -> tuple[list[IndividuSintetis], float, float]:
    """Head, wife and their children; the wife at about `umur`. Returns the members, her age and his."""
    acak = p.acak
    umur_kawin = 17 + acak() * 9
    umur_istri = min(tertua, max(umur, umur_kawin + 0.9 + 1.3 * anak))
    umur_kawin = min(umur_kawin, umur_istri - 0.9 - 1.3 * anak)
    umur_suami = max(19.0, umur_istri - 1 + (acak() + acak()) * 5)
    kepala = p.person(rumpun, umur_suami, True, KEPALA, KAWIN)
    istri = p.person(rumpun, umur_istri, False, ISTRI, KAWIN)
    return (
        [kepala, istri, *_children(p, rumpun, anak, umur_istri, umur_kawin, istri.nama, kepala.nama)],
        umur_istri,
        umur_suami,
    )


def _children(
    p: Perakit,
    rumpun: Rumpun,
    banyak: int,
    umur_ibu: float,
    umur_kawin: float,
    ibu: str,
    ayah: str,
    shdk: int = ANAK,
) -> list[IndividuSintetis]:
    if not banyak:
        return []
    return [
        p.person(rumpun, umur, p.acak() < 0.512, shdk, BELUM, ibu, ayah, i)
        for i, umur in enumerate(spread_umur(p.acak, banyak, umur_ibu, umur_kawin))
    ]


def _build_lansia(p: Perakit, rumpun: Rumpun, anak: int) -> list[IndividuSintetis]:
    """An old person alone: three in four are widows."""
    pria = p.acak() < 0.27
    return [
        p.person(
            rumpun, 60 + p.acak() * p.acak() * 33, pria, KEPALA, CERAI_MATI if p.acak() < 0.86 else CERAI
        )
    ]


def _build_sendiri(p: Perakit, rumpun: Rumpun, anak: int) -> list[IndividuSintetis]:
    """A grown person alone with a card of their own."""
    kawin = BELUM if p.acak() < 0.5 else CERAI
    return [p.person(rumpun, 22 + p.acak() * 36, p.acak() < 0.62, KEPALA, kawin)]


def _build_pasangan(p: Perakit, rumpun: Rumpun, anak: int) -> list[IndividuSintetis]:
    """A couple without children at home: newly wed, or the children have left."""
    umur = 18.5 + p.acak() * 9 if p.acak() < 0.3 else 50 + p.acak() * 27
    return _couple(p, rumpun, 0, umur)[0]


def _build_inti(p: Perakit, rumpun: Rumpun, anak: int) -> list[IndividuSintetis]:
    """A couple with children."""
    return _couple(p, rumpun, anak, 21 + (p.acak() + p.acak() + p.acak()) * 12.5)[0]


def _build_orang_tua_tunggal(p: Perakit, rumpun: Rumpun, anak: int) -> list[IndividuSintetis]:
    """A widow or divorced mother, less often a father, with children."""
    acak = p.acak
    ibu_ada, mati = acak() < 0.78, acak() < 0.66
    umur_kawin = 17 + acak() * 8
    umur = max((43 if mati else 26) + (acak() + acak()) * 13, umur_kawin + 1 + 1.3 * anak)
    kepala = p.person(
        rumpun, umur if ibu_ada else umur + 3, not ibu_ada, KEPALA, CERAI_MATI if mati else CERAI
    )
    lain = compose(acak, rumpun.suku, not ibu_ada, (kepala.tanggal_lahir or date.min).year)
    ibu, ayah = (kepala.nama, lain) if ibu_ada else (lain, kepala.nama)
    return [kepala, *_children(p, rumpun, anak, umur, umur_kawin, ibu, ayah)]


def _build_luas(p: Perakit, rumpun: Rumpun, anak: int) -> list[IndividuSintetis]:
    """A couple with children and a widowed parent of one of them."""
    acak = p.acak
    anggota, umur_istri, umur_suami = _couple(p, rumpun, anak, 23 + (acak() + acak()) * 11, tertua=50.0)
    dari_suami, ibu_ada = acak() < 0.55, acak() < 0.76
    umur = (umur_suami if dari_suami else umur_istri) + 18.5 + acak() * 14
    tua = p.person(rumpun, umur, not ibu_ada, ORANG_TUA if dari_suami else MERTUA, CERAI_MATI)
    if ibu_ada:
        anggota[0 if dari_suami else 1].nama_ibu = tua.nama
    return [*anggota, tua]


def _build_nenek_cucu(p: Perakit, rumpun: Rumpun, anak: int) -> list[IndividuSintetis]:
    """A widow who raises grandchildren; the parents work far away."""
    nenek = p.person(rumpun, 55 + p.acak() * 22, False, KEPALA, CERAI_MATI)
    return [nenek, *_grandchildren(p, rumpun, anak)]


def _build_kakek_nenek_cucu(p: Perakit, rumpun: Rumpun, anak: int) -> list[IndividuSintetis]:
    """An old couple who raises grandchildren."""
    return [*_couple(p, rumpun, 0, 52 + p.acak() * 18)[0], *_grandchildren(p, rumpun, anak)]


def _grandchildren(p: Perakit, rumpun: Rumpun, banyak: int) -> list[IndividuSintetis]:
    ibu = compose(p.acak, rumpun.suku, False, date.fromordinal(p.hari).year - 33)
    umur = spread_umur(p.acak, banyak, 34.0, 19.0)
    return [p.person(rumpun, u, p.acak() < 0.51, CUCU, BELUM, ibu) for u in umur]


def _build_tiga_generasi(p: Perakit, rumpun: Rumpun, anak: int) -> list[IndividuSintetis]:
    """An old couple, a married child with spouse, and their children."""
    acak = p.acak
    tua, umur_nenek, _ = _couple(p, rumpun, 0, 46 + acak() * 19)
    umur_anak = umur_nenek - 19 - acak() * 5
    pria = acak() < 0.5
    nikah = p.person(rumpun, umur_anak, pria, ANAK, KAWIN, tua[1].nama, tua[0].nama)
    umur_menantu = umur_anak - acak() * 4 if pria else umur_anak + acak() * 6
    menantu = p.person(rumpun, max(18.0, umur_menantu), not pria, MENANTU, KAWIN)
    ibu, ayah = (menantu, nikah) if pria else (nikah, menantu)
    umur_ibu = max(18.0, umur_menantu) if pria else umur_anak
    muda = max(15.5, min(20.0, umur_ibu - 1 - 1.3 * anak))
    return [*tua, nikah, menantu, *_children(p, rumpun, anak, umur_ibu, muda, ibu.nama, ayah.nama, CUCU)]


def _build_famili(p: Perakit, rumpun: Rumpun, anak: int) -> list[IndividuSintetis]:
    """A couple, perhaps with children, and another relative."""
    anggota = _couple(p, rumpun, anak, 24 + (p.acak() + p.acak()) * 15)[0]
    return [*anggota, p.person(rumpun, 8 + p.acak() * 30, p.acak() < 0.5, FAMILI, BELUM)]


Susun = Callable[[Perakit, Rumpun, int], list[IndividuSintetis]]

_BASIS: dict[Susun, int] = {
    _build_lansia: 1,
    _build_sendiri: 1,
    _build_pasangan: 2,
    _build_inti: 2,
    _build_orang_tua_tunggal: 1,
    _build_luas: 3,
    _build_nenek_cucu: 1,
    _build_kakek_nenek_cucu: 2,
    _build_tiga_generasi: 4,
    _build_famili: 3,
}

# (how, children, weight in per mille). Mean 3.46 persons, as 119,120 persons in 34,420 cards (Oct 2019).
_BOBOT: tuple[tuple[Susun, int, int], ...] = (
    (_build_lansia, 0, 66),
    (_build_sendiri, 0, 18),
    (_build_pasangan, 0, 112),
    (_build_inti, 1, 166),
    (_build_inti, 2, 244),
    (_build_inti, 3, 134),
    (_build_inti, 4, 29),
    (_build_inti, 5, 7),
    (_build_orang_tua_tunggal, 1, 58),
    (_build_orang_tua_tunggal, 2, 38),
    (_build_orang_tua_tunggal, 3, 10),
    (_build_luas, 1, 26),
    (_build_luas, 2, 24),
    (_build_luas, 3, 8),
    (_build_nenek_cucu, 1, 9),
    (_build_kakek_nenek_cucu, 1, 10),
    (_build_kakek_nenek_cucu, 2, 4),
    (_build_tiga_generasi, 1, 15),
    (_build_tiga_generasi, 2, 7),
    (_build_famili, 0, 5),
    (_build_famili, 1, 10),
)
_SUSUNAN: tuple[tuple[Susun, int], ...] = tuple((s, anak) for s, anak, berat in _BOBOT for _ in range(berat))
