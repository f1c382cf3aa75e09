"""Injects the defects real registers have, at published rates, and remembers the truth of each.

The published figures are from before the clean-up of April 2021 that put about 21 million records to sleep;
we stand in June 2021. BPK 2020 found 10.92 M invalid NIK and 16.37 M invalid family card numbers (11 % and
17 % of 97 M); KPK in January 2021 16.7 M without NIK or unmatched, 1.06 M duplicates, 234 thousand dead;
the ministry claimed 83 to 92 % matched. We keep the proportions and take about half, so that the share of
persons with a defect that blocks is the one told of Lampung Barat in March 2021: 18,018 of 119,120, or 15.1
%. Rates without a source are ours.
"""

from collections.abc import Callable, Iterable, Iterator
from copy import copy
from datetime import date, timedelta
from random import Random

from opensiks.synth import rusak
from opensiks.synth.bentuk import Catatan, IndividuSintetis, JenisKesalahan, KeluargaSintetis, Kesalahan
from opensiks.synth.ganda import TIDAK_PADAN, Penggandaan
from opensiks.synth.nama import Acak
from opensiks.synth.pindah import Tujuan

J = JenisKesalahan
Rusak = Callable[[Acak, str], str]
Baris = tuple[JenisKesalahan, float, Rusak]

# At most one defect per column and person; the number is the share of persons.
NIK: tuple[Baris, ...] = (
    (J.NIK_KOSONG, 0.0260, rusak.drop),  # KPK, BPK: with the next seven about half of 11 %
    (J.NIK_NOL, 0.0050, rusak.to_nol),
    (J.NIK_SEMENTARA, 0.0030, rusak.to_sementara),
    (J.NIK_15_ANGKA, 0.0090, rusak.to_15),
    (J.NIK_17_ANGKA, 0.0055, rusak.to_17),
    (J.NIK_HURUF, 0.0010, rusak.to_huruf),
    (J.NIK_TANGGAL, 0.0060, rusak.to_tanggal_mustahil),
    (J.NIK_URUT_0000, 0.0035, rusak.to_urut_0000),
    (J.NIK_SALAH_KETIK, 0.0260, rusak.to_salah_ketik),  # a possible NIK that Dukcapil does not know
)
# Copied from the line above in the file: BPK 86,465 duplicate NIK, 0.09 %.
NIK_KEMBAR = 0.0020
NAMA: tuple[Baris, ...] = (
    (J.NAMA_KOSONG, 5_702 / 97_000_000, rusak.drop),  # BPK 2020
    (J.NAMA_SALAH_KETIK, 0.0420, rusak.to_salah_huruf),
    (J.NAMA_EJAAN_LAMA, 0.0080, rusak.to_ejaan_lama),
    (J.NAMA_SINGKAT, 0.0220, rusak.to_singkat),
    (J.NAMA_TUNGGAL, 0.0140, rusak.to_tunggal),
    (J.NAMA_ALIAS, 0.0060, rusak.to_alias),
)
TANGGAL: tuple[Baris, ...] = (
    (J.TANGGAL_KOSONG, 0.0015, rusak.drop),
    (J.TANGGAL_MASA_DEPAN, 0.0004, rusak.to_masa_depan),
    (J.TANGGAL_TERTUKAR, 0.0280, rusak.to_tertukar),  # a third of the dates can be hit
    (J.TANGGAL_0101, 0.0210, rusak.to_0101),
)
IBU: tuple[Baris, ...] = (
    (J.IBU_KOSONG, 0.0295, rusak.drop),
    (J.IBU_SALAH_KETIK, 0.0350, rusak.to_salah_huruf),
)
TEMPAT: tuple[Baris, ...] = ((J.TEMPAT_LAHIR_KOSONG, 0.0040, rusak.drop),)
JENIS_KELAMIN: tuple[Baris, ...] = ((J.JENIS_KELAMIN_SALAH, 0.0035, lambda _, jk: "P" if jk == "L" else "L"),)

# Share of families. BPK found half more invalid cards than NIK; a card number is wrong for all its members.
KK: tuple[Baris, ...] = (
    (J.KK_KOSONG, 0.0280, rusak.drop),
    (J.KK_PANJANG, 0.0160, rusak.to_kk_panjang),
    (J.KK_TANGGAL, 0.0110, rusak.to_kk_tanggal),
    (J.KK_LAMA, 0.0600, rusak.to_kk_lama),
)
KEPALA_GANDA, TANPA_KEPALA = 0.0030, 0.0020

# Dead but listed: 1.69 M of 128 M still active (BPK), 2.66 M of 128 M in October 2020; by age, mean 1.3 %.
MENINGGAL = ((40, 0.0030), (60, 0.0140), (70, 0.0640), (200, 0.1650))
# Share of families, and of grown members who are neither head nor wife.
PINDAH_KELUARGA, PINDAH_INDIVIDU = 0.0050, 0.0270

# Duplicates: 1.06 M of 97 M (KPK, January 2021). Counted exactly, see `count_ganda`.
GANDA = 1_060_000 / 97_000_000

# How sloppy a village is, times the rates above: evenly spread, mean 1.
MUTU_TERBAIK, MUTU_TERBURUK = 0.4, 1.6

_PER_KOLOM: tuple[tuple[str, tuple[Baris, ...]], ...] = (
    ("nik", NIK),
    ("nama", NAMA),
    ("tanggal_lahir", TANGGAL),
    ("nama_ibu", IBU),
    ("tempat_lahir", TEMPAT),
    ("jenis_kelamin", JENIS_KELAMIN),
)


def count_ganda(individu: int, laju: float = 1.0) -> int:
    """How many of `individu` recorded persons are a second record of somebody else among them."""
    return round(individu * GANDA * laju)


def inject(
    keluarga: Iterable[KeluargaSintetis],
    *,
    individu: int,
    ganda: int,
    seed: int = 2021,
    hari: date = date(2021, 6, 1),
    laju: float = 1.0,
) -> Iterator[Catatan]:
    """The families as recorded, with the truth of each defect; the input is not changed.

    `individu` is the number of persons in `keluarga`, all to be read: exactly `ganda` records are added to
    them, so recorded are `individu + ganda`. `laju` scales every rate but that of duplicates. The dice of a
    village depend on `seed` and its code only; duplicates also on the villages before it.
    """
    penggandaan = Penggandaan(individu, ganda, Random(f"{seed}:ganda"))
    perusak: Perusak | None = None
    for benar in keluarga:
        if perusak is None or perusak.kode_desa != benar.kode_desa:
            perusak = Perusak(benar.kode_desa, seed, hari, laju)
        catatan = perusak.record(benar)
        yield from penggandaan.extend(catatan)


class Perusak:
    """The defects of one village."""

    def __init__(self, kode_desa: str, seed: int, hari: date, laju: float) -> None:
        acak = Random(f"{seed}:salah:{kode_desa}")
        self.kode_desa = kode_desa
        self.acak: Acak = acak.random
        self.hari = hari
        self.laju = laju * acak.uniform(MUTU_TERBAIK, MUTU_TERBURUK)
        self.tujuan = Tujuan(kode_desa, acak.random)

    def record(self, benar: KeluargaSintetis) -> Catatan:
        """The family as somebody typed it; without any defect it is the same object."""
        catatan: list[Kesalahan] = []
        anggota = [self._record_individu(orang, catatan) for orang in benar.anggota]
        self._swap_nik(benar, anggota, catatan)
        self._break_shdk(anggota, catatan)
        no_kk = self._break_kk(benar, catatan)
        self._move(benar, no_kk, catatan)
        if not catatan:
            return Catatan(benar, benar, ())
        tercatat = copy(benar)
        tercatat.anggota = anggota
        tercatat.no_kk = no_kk
        return Catatan(benar, tercatat, tuple(catatan))

    def _draw(self, tabel: tuple[Baris, ...]) -> Baris | None:
        u = self.acak() / self.laju if self.laju else 1.0
        for baris in tabel:
            u -= baris[1]
            if u < 0:
                return baris
        return None

    def _record_individu(self, orang: IndividuSintetis, catatan: list[Kesalahan]) -> IndividuSintetis:
        salinan = orang
        for kolom, tabel in _PER_KOLOM:
            baris = self._draw(tabel)
            if baris is None:
                continue
            benar = to_text(getattr(orang, kolom))
            salah = baris[2](self.acak, benar)
            if salah == benar:
                continue
            if salinan is orang:
                salinan = copy(orang)
            set_text(salinan, kolom, salah)
            if kolom == "nik":
                salinan.keterangan_padan = TIDAK_PADAN
            catatan.append(Kesalahan(orang.id_registri, baris[0], kolom, benar, salah))
        self._die(orang, catatan)
        return salinan

    def _die(self, orang: IndividuSintetis, catatan: list[Kesalahan]) -> None:
        lahir = orang.tanggal_lahir or self.hari
        umur = self.hari.year - lahir.year
        bagian = next(bagian for batas, bagian in MENINGGAL if umur < batas)
        if self.acak() < bagian * self.laju:
            hidup = max(1, min(1200, (self.hari - lahir).days))
            wafat = self.hari - timedelta(days=1 + int(self.acak() * hidup))
            catatan.append(Kesalahan(orang.id_registri, J.MENINGGAL, "meninggal", wafat.isoformat(), ""))

    def _swap_nik(
        self, benar: KeluargaSintetis, anggota: list[IndividuSintetis], catatan: list[Kesalahan]
    ) -> None:
        """One member's line carries the NIK of the line above."""
        for i in range(1, len(anggota)):
            if self.acak() >= NIK_KEMBAR * self.laju:
                continue
            atas, orang = anggota[i - 1], anggota[i]
            if orang.nik != benar.anggota[i].nik or atas.nik != benar.anggota[i - 1].nik:
                continue
            anggota[i] = orang = _own(orang, benar.anggota[i])
            catatan.append(Kesalahan(orang.id_registri, J.NIK_KEMBAR, "nik", orang.nik, atas.nik))
            orang.nik, orang.keterangan_padan = atas.nik, TIDAK_PADAN

    def _break_shdk(self, anggota: list[IndividuSintetis], catatan: list[Kesalahan]) -> None:
        u = self.acak()
        if u < TANPA_KEPALA * self.laju:
            self._set_shdk(anggota, 0, 11, J.TANPA_KEPALA, catatan)
        elif u < (TANPA_KEPALA + KEPALA_GANDA) * self.laju and len(anggota) > 1:
            self._set_shdk(anggota, 1, 1, J.KEPALA_GANDA, catatan)

    def _set_shdk(
        self,
        anggota: list[IndividuSintetis],
        i: int,
        shdk: int,
        jenis: JenisKesalahan,
        catatan: list[Kesalahan],
    ) -> None:
        orang = anggota[i] = copy(anggota[i])
        catatan.append(Kesalahan(orang.id_registri, jenis, "shdk", str(orang.shdk), str(shdk)))
        orang.shdk = shdk

    def _break_kk(self, benar: KeluargaSintetis, catatan: list[Kesalahan]) -> str:
        baris = self._draw(KK)
        if baris is None:
            return benar.no_kk
        salah = baris[2](self.acak, benar.no_kk)
        for orang in benar.anggota:
            catatan.append(Kesalahan(orang.id_registri, baris[0], "no_kk", benar.no_kk, salah))
        return salah

    def _move(self, benar: KeluargaSintetis, no_kk: str, catatan: list[Kesalahan]) -> None:
        """Moved away without a letter. A whole family keeps its card number; who leaves alone gets a new one.

        Nobody moves alone out of a family whose card number is wrong: the column has one truth record at
        most.
        """
        if self.acak() < PINDAH_KELUARGA * self.laju:
            baru = self.tujuan.draw()
            for orang in benar.anggota:
                catatan.append(Kesalahan(orang.id_registri, J.PINDAH, "kode_desa", baru, benar.kode_desa))
            return
        if no_kk != benar.no_kk:
            return
        for orang in benar.anggota[1:]:
            lahir = orang.tanggal_lahir or self.hari
            if (
                orang.shdk != 3
                and self.hari.year - lahir.year >= 17
                and self.acak() < PINDAH_INDIVIDU * self.laju
            ):
                baru = self.tujuan.draw()
                kartu = self.tujuan.draw_kk(baru, self.hari)
                catatan.append(Kesalahan(orang.id_registri, J.PINDAH, "kode_desa", baru, benar.kode_desa))
                catatan.append(Kesalahan(orang.id_registri, J.PINDAH, "no_kk", kartu, no_kk))


def _own(orang: IndividuSintetis, asli: IndividuSintetis) -> IndividuSintetis:
    return copy(orang) if orang is asli else orang


def to_text(nilai: str | int | date | None) -> str:
    """A field's value as the truth log writes it."""
    if nilai is None:
        return ""
    return nilai.isoformat() if isinstance(nilai, date) else str(nilai)


def set_text(orang: IndividuSintetis, kolom: str, teks: str) -> None:
    """Put a value of the truth log back into its field."""
    if kolom == "tanggal_lahir":
        orang.tanggal_lahir = date.fromisoformat(teks) if teks else None
    elif kolom == "shdk":
        orang.shdk = int(teks)
    else:
        setattr(orang, kolom, teks)
