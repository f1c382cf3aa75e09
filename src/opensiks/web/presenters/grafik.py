"""Charts as numbers for SVG: where each line goes, and the finding that stands above it. No drawing of text here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from opensiks.verval.queries import Titik
from opensiks.web.format import write_date_short, write_number, write_percent

LEBAR, TINGGI = 620, 196
KIRI, KANAN, ATAS, BAWAH = 56.0, 600.0, 22.0, 164.0
MINGGU_DUGA = 4


@dataclass(frozen=True)
class Tanda:
    """A word at a place. Coordinates are text, with a point: templates would write them with a comma."""

    x: str
    y: str
    kata: str


@dataclass(frozen=True)
class Duga:
    """Where the pace of the last weeks leads by the deadline: persons at the mean, slowest and fastest week."""

    biasa: int
    lambat: int
    cepat: int
    minggu: int


@dataclass(frozen=True)
class GrafikLaju:
    """The burn-up: persons verified by week, against all and against the deadline."""

    semua: int
    selesai: int
    kalimat: str
    kalimat_bahaya: str
    garis: str
    titik: Tanda
    titik_kiri: bool
    batas: Tanda
    batas_lama: tuple[Tanda, ...]
    duga: str
    pita: str
    skala: tuple[Tanda, ...]
    tanggal: tuple[Tanda, ...]
    kepala: tuple[str, ...]
    baris: tuple[tuple[str, int, int, int], ...]

    @property
    def label_semua(self) -> str:
        return f"Semua: {write_number(self.semua)} orang"


def draw_laju(
    titik: Sequence[Titik],
    *,
    semua: int,
    mulai: date,
    batas: date,
    kini: date,
    batas_lama: Sequence[date] = (),
) -> GrafikLaju:
    """`batas` is the last day, included; `kini` today, or the day a closed period ended."""
    kini = max(kini, mulai)
    akhir = max(batas, kini, *batas_lama) if batas_lama else max(batas, kini)
    bidang = _Bidang(mulai, akhir, max(semua, 1))
    selesai = titik[-1].orang if titik else 0
    lalu = [(mulai, 0), *((min(t.sampai, kini), t.orang) for t in titik)]
    duga = _guess(titik, selesai, semua, batas, kini)
    ujung = bidang.at(kini, selesai)
    kalimat, bahaya = _say(selesai, semua, batas, kini, duga)
    return GrafikLaju(
        semua=semua, selesai=selesai, kalimat=kalimat, kalimat_bahaya=bahaya,
        garis=_join(bidang.at(*p) for p in lalu),
        titik=Tanda(str(ujung[0]), str(ujung[1]), f"{write_number(selesai)} ({_share(selesai, semua)})"),
        titik_kiri=ujung[0] > KIRI + 130,
        batas=Tanda(str(bidang.x(batas)), str(BAWAH), f"Batas {write_date_short(batas)}"),
        batas_lama=tuple(Tanda(str(bidang.x(b)), str(BAWAH), write_date_short(b)) for b in batas_lama if b != batas),
        duga=_join([ujung, bidang.at(batas, duga.biasa)]) if duga else "",
        pita=_join([ujung, bidang.at(batas, duga.cepat), bidang.at(batas, duga.lambat)]) if duga else "",
        skala=tuple(bidang.scale()), tanggal=tuple(bidang.dates(kini)),
        kepala=("Sampai", "Keluarga", "Orang", "Orang minggu itu"),
        baris=tuple((write_date_short(min(t.sampai, kini)), t.keluarga, t.orang, t.baru.orang) for t in titik),
    )  # fmt: skip


def _share(selesai: int, semua: int) -> str:
    return write_percent(selesai / max(semua, 1))


def _guess(titik: Sequence[Titik], selesai: int, semua: int, batas: date, kini: date) -> Duga | None:
    sisa = (batas - kini).days / 7
    utuh = [t.baru.orang for t in titik if t.sampai <= kini][-MINGGU_DUGA:]
    if sisa <= 0 or not utuh or selesai >= semua:
        return None

    def reach(per_minggu: float) -> int:
        return min(semua, round(selesai + per_minggu * sisa))

    return Duga(reach(sum(utuh) / len(utuh)), reach(min(utuh)), reach(max(utuh)), len(utuh))


def _say(selesai: int, semua: int, batas: date, kini: date, duga: Duga | None) -> tuple[str, str]:
    """The finding, and the part of it that hurts."""
    hari, bagian = write_date_short(batas), semua or 1
    if selesai >= semua > 0:
        return f"Semua {write_number(semua)} orang sudah diverval.", ""
    if kini > batas:
        capai = (
            f"Batas {hari} sudah lewat: {write_number(selesai)} orang ({write_percent(selesai / bagian)})."
        )
        return capai, f"{write_number(semua - selesai)} orang tidak diverval."
    if duga is None:
        return f"Belum ada minggu penuh untuk menduga capaian {hari}.", ""
    laju = f"Bila laju {duga.minggu} minggu ini tetap" if duga.minggu > 1 else "Bila laju minggu ini tetap"
    if duga.biasa >= semua:
        return f"{laju}, semua {write_number(semua)} orang terkejar sebelum {hari}.", ""
    capai = f"{laju}, {hari} tercapai {write_number(duga.biasa)} ({write_percent(duga.biasa / bagian)})."
    return capai, f"{write_number(semua - duga.biasa)} orang tidak terkejar."


@dataclass(frozen=True)
class _Bidang:
    """Days and persons to places on the paper."""

    mulai: date
    akhir: date
    semua: int

    def x(self, hari: date) -> float:
        panjang = max((self.akhir - self.mulai).days, 1)
        return round(KIRI + (KANAN - 16 - KIRI) * (hari - self.mulai).days / panjang, 1)

    def y(self, orang: float) -> float:
        return round(BAWAH - (BAWAH - ATAS) * min(orang / self.semua, 1.05), 1)

    def at(self, hari: date, orang: float) -> tuple[float, float]:
        return self.x(hari), self.y(orang)

    def scale(self) -> list[Tanda]:
        """Three or four steps of a round number below the total."""
        langkah = _round_step(self.semua / 4)
        nilai = [n for n in range(0, self.semua, langkah) if n / self.semua < 0.92]
        return [Tanda(str(KIRI - 8), str(self.y(n)), write_short(n)) for n in nilai]

    def dates(self, kini: date) -> list[Tanda]:
        """The first day, today, and every fourth week between them that has room."""
        hari = [self.mulai, min(kini, self.akhir)]
        minggu = 4 if (self.akhir - self.mulai).days > 42 else 1
        tengah = self.mulai + timedelta(weeks=minggu)
        while tengah < self.akhir:
            if all(abs(self.x(tengah) - self.x(h)) > 62 for h in hari):
                hari.append(tengah)
            tengah += timedelta(weeks=minggu)
        if self.x(hari[1]) - self.x(hari[0]) < 62:
            hari.pop(1)
        return [Tanda(str(self.x(h)), str(BAWAH + 20), write_date_short(h)) for h in sorted(hari)]


def _round_step(kasar: float) -> int:
    """The next 1, 2, 3 or 5 times a power of ten."""
    pangkat = 1
    while True:
        for n in (1, 2, 3, 5):
            if n * pangkat >= kasar:
                return n * pangkat
        pangkat *= 10


def write_short(nilai: int) -> str:
    """90000 is "90 ribu", 1500000 is "1,5 juta": words for an axis."""
    if nilai >= 1_000_000:
        return f"{write_number(nilai / 1_000_000, 0 if nilai % 1_000_000 == 0 else 1)} juta"
    if nilai >= 1000:
        return f"{write_number(nilai / 1000, 0 if nilai % 1000 == 0 else 1)} ribu"
    return str(nilai)


def _join(titik: object) -> str:
    return " ".join(f"{x},{y}" for x, y in titik)  # type: ignore[attr-defined]


@dataclass(frozen=True)
class BatangUbah:
    """One bar of a change from zero, to the left or to the right."""

    kata: str
    teks: str
    warna: str
    x: str
    lebar: str
    y: str
    teks_x: str
    teks_kiri: bool


@dataclass(frozen=True)
class GrafikUbah:
    nol: str
    tinggi: int
    daftar: tuple[BatangUbah, ...]


def draw_ubah(daftar: Sequence[tuple[str, int, str]], *, lebar: int = 860) -> GrafikUbah:
    """Diverging bars: (word, signed number, colour), in the order given."""
    kiri, kanan, baris = 300.0, float(lebar - 100), 23
    turun = max([-n for _, n, _ in daftar if n < 0], default=0)
    naik = max([n for _, n, _ in daftar if n > 0], default=0)
    satuan = (kanan - kiri) / max(turun + naik, 1)
    nol = round(kiri + turun * satuan, 1)
    batang = []
    for i, (kata, n, warna) in enumerate(daftar):
        panjang = round(abs(n) * satuan, 1)
        x = nol if n > 0 else nol - panjang
        teks = write_number(n) if n <= 0 else f"+{write_number(n)}"
        teks_x = x + panjang + 8 if n > 0 else x - 8
        lx, ll, ly, lt = (f"{nilai:.1f}" for nilai in (x, panjang, 4 + i * baris, teks_x))
        batang.append(BatangUbah(kata, teks, warna, lx, ll, ly, lt, n <= 0))
    return GrafikUbah(str(nol), 8 + len(daftar) * baris, tuple(batang))
