"""Charts over time: the finding in words, what Chartist draws, and the table behind it, all from the same rows."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext as _

from opensiks.verval.queries import Titik
from opensiks.web.format import write_date_short, write_number, write_percent

MINGGU_DUGA = 4
TINGGI = 206


@dataclass(frozen=True)
class Grafik:
    """One chart. `gambar` is what js/grafik.js reads; `angka` names the numeric columns of the table ("2 3")."""

    nama: str
    kalimat: str
    gambar: dict[str, Any]
    kepala: tuple[str, ...]
    baris: tuple[tuple[str | int, ...], ...]
    angka: str
    kalimat_bahaya: str = ""
    # Words for the shades, where the data cannot carry them: (class, word).
    keterangan: tuple[tuple[str, str], ...] = ()

    @property
    def jenis(self) -> str:
        return str(self.gambar["jenis"])

    @property
    def data(self) -> str:
        return json.dumps(self.gambar, ensure_ascii=False, separators=(",", ":"))


@dataclass(frozen=True)
class Duga:
    """Where the pace of the last weeks leads by the deadline: persons at the mean, slowest and fastest week."""

    biasa: int
    lambat: int
    cepat: int
    minggu: int


def draw_laju(
    titik: Sequence[Titik],
    *,
    semua: int,
    mulai: date,
    batas: date,
    kini: date,
    batas_lama: Sequence[date] = (),
) -> Grafik:
    """The burn-up of persons. `batas` is the last day, included; `kini` today, or the day a closed period ended."""
    kini = max(kini, mulai)
    akhir = max([batas, kini, *batas_lama])
    selesai = titik[-1].orang if titik else 0
    duga = _guess(titik, selesai, semua, batas, kini)
    kalimat, bahaya = _say(selesai, semua, batas, kini, duga)

    def x(hari: date) -> int:
        return (hari - mulai).days

    lebar, atap = max(x(akhir), 1), max(semua, 1) * 1.08
    lalu = [[0, 0], *([x(min(t.sampai, kini)), t.orang] for t in titik)]
    seri = [
        *({"kelas": "batas-lama", "titik": [[x(b), 0], [x(b), atap]]} for b in batas_lama if b != batas),
        {"kelas": "semua", "titik": [[0, semua], [lebar, semua]]},
        *_draw_duga(duga, x(kini), x(batas), selesai),
        {"kelas": "laju", "titik": lalu, "lembut": True},
        {"kelas": "batas", "titik": [[x(batas), 0], [x(batas), atap]]},
    ]
    sudah = f"{write_number(selesai)} ({write_percent(selesai / max(semua, 1))})"
    kata = [
        {
            "x": 0,
            "y": semua,
            "kata": _("Semua: {semua} orang").format(semua=write_number(semua)),
            "kelas": "semua",
            "sisi": ["kanan_bawah"],
        },
        {
            "x": x(batas),
            "y": 0,
            "kata": _("Batas {batas}").format(batas=write_date_short(batas)),
            "kelas": "batas",
            "sisi": ["kiri_atas", "kanan_atas"],
        },
        *(
            {
                "x": x(b),
                "y": 0,
                "kata": write_date_short(b),
                "kelas": "batas-lama",
                "sisi": ["kiri_atas", "kanan_atas"],
            }
            for b in batas_lama
            if b != batas
        ),
        {
            "x": x(kini),
            "y": selesai,
            "kata": sudah,
            "kelas": "titik",
            "sisi": [
                "kiri_atas",
                "kanan_atas",
                "kanan_bawah",
                "kiri_bawah",
                "kiri_atas_jauh",
                "kiri_bawah_jauh",
                "kanan_tinggi",
                "kiri_tinggi",
            ],
        },
    ]
    gambar = {
        "jenis": "garis", "tinggi": TINGGI, "x": [0, lebar], "y": [0, atap], "seri": seri, "kata": kata,
        "titik": [[x(kini), selesai]], "sumbu_y": _scale(semua), "sumbu_x": _dates(mulai, kini, akhir),
    }  # fmt: skip
    return Grafik(
        _("Orang diverval sampai tiap minggu"), kalimat, gambar,
        (_("Sampai"), _("Keluarga"), _("Orang"), _("Orang minggu itu")),
        tuple((write_date_short(min(t.sampai, kini)), t.keluarga, t.orang, t.baru.orang) for t in titik),
        "2 3 4", bahaya,
    )  # fmt: skip


def _draw_duga(duga: Duga | None, kini: int, batas: int, selesai: int) -> list[dict[str, Any]]:
    if duga is None:
        return []
    ujung = [kini, selesai]
    pita = [ujung, [batas, duga.cepat], [batas, duga.lambat], ujung]
    return [
        {"kelas": "pita", "titik": pita, "lembut": True},
        {"kelas": "duga", "titik": [ujung, [batas, duga.biasa]], "lembut": True},
    ]


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
        return _("Semua {semua} orang sudah diverval.").format(semua=write_number(semua)), ""
    if kini > batas:
        capai = _("Batas {hari} sudah lewat: {selesai} orang ({bagian}).").format(
            hari=hari, selesai=write_number(selesai), bagian=write_percent(selesai / bagian)
        )
        return capai, _("{selesai} orang tidak diverval.").format(selesai=write_number(semua - selesai))
    if duga is None:
        return _("Belum ada minggu penuh untuk menduga capaian {hari}.").format(hari=hari), ""
    laju = (
        _("Bila laju {minggu} minggu ini tetap").format(minggu=duga.minggu)
        if duga.minggu > 1
        else _("Bila laju minggu ini tetap")
    )
    if duga.biasa >= semua:
        return _("{laju}, semua {semua} orang terkejar sebelum {hari}.").format(
            laju=laju, semua=write_number(semua), hari=hari
        ), ""
    capai = _("{laju}, {hari} tercapai {biasa} ({bagian}).").format(
        laju=laju, hari=hari, biasa=write_number(duga.biasa), bagian=write_percent(duga.biasa / bagian)
    )
    return capai, _("{biasa} orang tidak terkejar.").format(biasa=write_number(semua - duga.biasa))


def draw_minggu(
    titik: Sequence[Titik], *, mulai: date, batas: date, kini: date, batas_lama: Sequence[date] = ()
) -> Grafik:
    """Persons verified in each week of the period, those still to come empty; the deadline and the mean as lines."""
    banyak = max((max(batas, kini) - mulai).days // 7 + 1, len(titik), 1)
    nilai = [t.baru.orang for t in titik] + [0] * (banyak - len(titik))
    utuh = [t.baru.orang for t in titik if t.sampai <= kini]
    rata = round(sum(utuh) / len(utuh)) if utuh else 0
    puncak = max([*nilai, rata, 1])
    tegak = [
        {"tempat": _to_minggu(mulai, b), "kelas": kelas, "kata": kata}
        for b, kelas, kata in [
            *((b, "batas-lama", write_date_short(b)) for b in batas_lama if b != batas),
            (batas, "batas", _("Batas {batas}").format(batas=write_date_short(batas))),
        ]
    ]
    gambar = {
        "jenis": "tegak",
        "tinggi": 190,
        "nilai": nilai,
        "ujung": [write_short(n) for n in nilai],
        "label": [write_date_short(mulai + timedelta(days=7 * n)) for n in range(banyak)],
        "y": [0, puncak * 1.12],
        "sumbu_y": _scale(puncak),
        "tegak": tegak,
        "mendatar": [
            {"nilai": rata, "kelas": "rata", "kata": _("Rata-rata {rata}").format(rata=write_number(rata))}
        ]
        if rata
        else [],
    }
    tinggi = max(titik, key=lambda t: t.baru.orang, default=None)
    kalimat = _("Belum ada keluarga yang diverval.")
    if tinggi is not None and tinggi.baru.orang:
        awal = write_date_short(tinggi.sampai - timedelta(days=6))
        kalimat = _("Terbanyak {orang} orang, pada minggu yang mulai {awal}.").format(
            orang=write_number(tinggi.baru.orang), awal=awal
        )
    return Grafik(
        _("Orang diverval tiap minggu"), kalimat, gambar, (_("Minggu mulai"), _("Keluarga"), _("Orang")),
        tuple((write_date_short(t.sampai - timedelta(days=6)), t.baru.keluarga, t.baru.orang) for t in titik), "2 3",
    )  # fmt: skip


def _to_minggu(mulai: date, hari: date) -> float:
    """Where the end of a day stands, in weeks since the beginning."""
    return round(((hari - mulai).days + 1) / 7, 3)


def _scale(semua: int) -> list[list[int | str]]:
    """Three or four steps of a round number below the total."""
    langkah = _round_step(semua / 4)
    return [[n, write_short(n)] for n in range(0, semua, langkah) if n / semua < 0.92] or [[0, "0"]]


def _dates(mulai: date, kini: date, akhir: date) -> list[list[int | str]]:
    """The first day, today, and the weeks between that leave it room."""
    minggu = 4 if (akhir - mulai).days > 42 else 1
    ruang = max((akhir - mulai).days // 8, 1)
    hari = {mulai, kini} if (kini - mulai).days >= ruang else {mulai}
    tengah = mulai + timedelta(weeks=minggu)
    while tengah < akhir:
        if all(abs((tengah - h).days) >= ruang for h in hari):
            hari.add(tengah)
        tengah += timedelta(weeks=minggu)
    return [[(h - mulai).days, write_date_short(h)] for h in sorted(hari)]


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
        return _("{nilai} juta").format(nilai=write_number(nilai / 1000000, 0 if nilai % 1000000 == 0 else 1))
    if nilai >= 1000:
        return _("{nilai} ribu").format(nilai=write_number(nilai / 1000, 0 if nilai % 1000 == 0 else 1))
    return str(nilai)
