"""Adds second records of persons already listed: an exact number of them, spread evenly over the stream."""

from collections.abc import Iterator
from copy import copy
from random import Random

from opensiks.synth import rusak
from opensiks.synth.bentuk import Catatan, IndividuSintetis, JenisKesalahan, KeluargaSintetis, Kesalahan

J = JenisKesalahan
FAMILI_LAIN, LAINNYA = 9, 11
TIDAK_PADAN = "TIDAK PADAN"

# Earlier persons a copy may be of: the last ones are neighbours, the rest anybody, also of other villages.
_INGATAN, _TETANGGA = 400, 60

# Where the copy stands: in the same family once more; in another family; alone with a card of its own.
_SEKELUARGA, _KELUARGA_LAIN = 0.20, 0.70
# A copy often came without NIK, or with the name as another officer heard it.
_TANPA_NIK, _NAMA_LAIN = 0.12, 0.35


class Penggandaan:
    """Selection sampling over the persons of a stream of known length: `ganda` copies among `individu`."""

    def __init__(self, individu: int, ganda: int, acak: Random) -> None:
        if ganda > individu:
            raise ValueError("tidak bisa lebih banyak ganda daripada orang")
        self.sisa, self.perlu = individu, ganda
        self.acak = acak.random
        self.ingatan: list[tuple[IndividuSintetis, str]] = []
        self.tetangga: list[tuple[IndividuSintetis, str]] = []

    def extend(self, catatan: Catatan) -> Iterator[Catatan]:
        """The family with the copies that fell to it, then the families that consist of a copy alone."""
        tambahan: list[Catatan] = []
        asli = catatan.benar
        assert asli is not None, "a duplicate is not duplicated again"
        for orang in asli.anggota:
            if self.acak() * self.sisa < self.perlu:
                self.perlu -= 1
                catatan = self._copy_into(catatan, orang, tambahan)
            self.sisa -= 1
        self._remember(asli)
        yield catatan
        yield from tambahan

    def _remember(self, keluarga: KeluargaSintetis) -> None:
        for orang in keluarga.anggota:
            butir = (orang, keluarga.no_kk)
            if len(self.ingatan) < _INGATAN:
                self.ingatan.append(butir)
            elif self.acak() < 0.05:
                self.ingatan[int(self.acak() * _INGATAN)] = butir
            self.tetangga.append(butir)
        del self.tetangga[:-_TETANGGA]

    def _copy_into(self, catatan: Catatan, jangkar: IndividuSintetis, tambahan: list[Catatan]) -> Catatan:
        """`jangkar` is the person at whom the dice fell; the copy's id goes into the gap after its id."""
        u = self.acak()
        if u < _SEKELUARGA or not self.ingatan:
            asli, no_kk = jangkar, ""
        else:
            kolam = self.tetangga if self.acak() < 0.45 else self.ingatan
            asli, no_kk = kolam[int(self.acak() * len(kolam))]
        salinan, kesalahan = self._duplicate(asli, f"{int(jangkar.id_registri) + 1:020d}")
        keluarga = catatan.tercatat
        if u >= _KELUARGA_LAIN and asli is not jangkar and _is_dewasa(asli):
            id_keluarga = f"{int(keluarga.id_registri) + 1 + len(tambahan):018d}"
            tambahan.append(self._alone(keluarga, id_keluarga, salinan, no_kk, kesalahan))
            return catatan
        # The copy of a head must not make a second head; that is a defect of its own.
        if asli is not jangkar:
            salinan.shdk = FAMILI_LAIN
        elif salinan.shdk == 1:
            salinan.shdk = LAINNYA
        tercatat = copy(keluarga)
        tercatat.anggota = [*keluarga.anggota, salinan]
        return Catatan(catatan.benar, tercatat, (*catatan.kesalahan, *kesalahan))

    def _duplicate(
        self, asli: IndividuSintetis, id_registri: str
    ) -> tuple[IndividuSintetis, list[Kesalahan]]:
        salinan = copy(asli)
        salinan.id_registri = id_registri
        kesalahan = [Kesalahan(id_registri, J.GANDA, "id_registri", asli.id_registri, id_registri)]
        if self.acak() < _NAMA_LAIN:
            salinan.nama = rusak.to_salah_huruf(self.acak, asli.nama)
            if salinan.nama != asli.nama:
                kesalahan.append(Kesalahan(id_registri, J.NAMA_SALAH_KETIK, "nama", asli.nama, salinan.nama))
        if self.acak() < _TANPA_NIK:
            salinan.nik, salinan.keterangan_padan = "", TIDAK_PADAN
            kesalahan.append(Kesalahan(id_registri, J.NIK_KOSONG, "nik", asli.nik, ""))
        return salinan, kesalahan

    def _alone(
        self,
        tetangga: KeluargaSintetis,
        id_keluarga: str,
        salinan: IndividuSintetis,
        no_kk: str,
        kesalahan: list[Kesalahan],
    ) -> Catatan:
        """A one-person family next door, still on the card it had before."""
        keluarga = copy(tetangga)
        keluarga.id_registri = id_keluarga
        keluarga.no_kk = rusak.to_kk_lama(self.acak, no_kk)
        salinan.shdk = 1
        keluarga.anggota = [salinan]
        keluarga.program = frozenset()
        kesalahan.append(Kesalahan(salinan.id_registri, J.KK_LAMA, "no_kk", no_kk, keluarga.no_kk))
        return Catatan(None, keluarga, tuple(kesalahan))


def _is_dewasa(orang: IndividuSintetis) -> bool:
    return orang.status_kawin > 1 or orang.pekerjaan not in ("PELAJAR/MAHASISWA", "BELUM/TIDAK BEKERJA")
