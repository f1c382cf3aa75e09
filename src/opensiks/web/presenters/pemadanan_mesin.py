"""What a run of the cascade says about itself: how wrong it may be, how long each stage took, with which weights."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import log2
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from opensiks.rules.alasan_padan import KATA, SEBUTAN
from opensiks.web.bahasa import nanti, translate
from opensiks.web.format import upper_first, write_date, write_number, write_percent, write_signed

if TYPE_CHECKING:
    from opensiks.pemadanan.bobot import PilihanBobot
    from opensiks.pemadanan.models import Putaran

# Stages of a run in the reader's words.
TAHAP = {
    "ambil": nanti("Mengambil data wilayah"), "baca": nanti("Membaca kedua berkas"),
    "register": nanti("Menyiapkan data Dukcapil"), "sepakat": nanti("Mencocokkan NIK"),
    "kunci": nanti("Menyiapkan sisanya"), "lintasan": nanti("Mencari calon"), "banding": nanti("Membandingkan calon"),
    "latih": nanti("Menghitung bobot"), "putus": nanti("Memutuskan"), "tulis": nanti("Menulis jawaban"),
    "simpan": nanti("Menyimpan jawaban"), "tugas": nanti("Membagi tugas ke desa"),
}  # fmt: skip


def label_tahap(kunci: str) -> str:
    return str(TAHAP.get(kunci, kunci))


@dataclass(frozen=True)
class RingkasanMesin:
    """Rates are shares of the links made; `tahap` (words, seconds); `bobot` (field and level, against others)."""

    salah: str
    lewat: str
    calon: int
    ragu: int
    kalimat: str
    tahap: tuple[tuple[str, str], ...]
    memori: str
    bobot: tuple[tuple[str, str], ...]
    asal_bobot: str
    setelan: str
    samar: int

    @property
    def kepala(self) -> tuple[str, str]:
        return _("Tahap"), _("Detik")

    @property
    def kepala_bobot(self) -> tuple[str, str]:
        return _("Perbandingan"), _("Poin")


def show_mesin(putaran: Putaran, asal: Putaran | None = None) -> RingkasanMesin | None:
    """`asal`: the run whose weights this one used. None for a run that is not of the cascade."""
    r: Mapping[str, Any] = putaran.ringkasan or {}
    if not r:
        return None
    kesalahan, detik = r.get("kesalahan") or {}, r.get("detik") or {}
    return RingkasanMesin(
        write_percent(kesalahan.get("hubungan_salah"), 2), write_percent(kesalahan.get("terlewat"), 2),
        int(r.get("calon") or 0), int(putaran.jumlah.get("RAGU", 0)), _say_kesalahan(kesalahan, putaran.jumlah),
        tuple((label_tahap(k), write_number(v, 1)) for k, v in detik.items()),
        _("Memori paling banyak {n} MB.").format(n=write_number(r["memori_mb"])) if r.get("memori_mb") else "",
        list_bobot(putaran.bobot or {}), _say_asal(putaran, asal), _say_setelan(putaran.bobot or {}),
        int(r.get("ragu_tanpa_calon") or 0),
    )  # fmt: skip


def _say_kesalahan(kesalahan: Mapping[str, Any], jumlah: Mapping[str, int]) -> str:
    """ "Dari 119.120 orang, kira-kira 24 mungkin dipasangkan dengan orang yang salah." """
    orang = sum(jumlah.values())
    if not orang or kesalahan.get("hubungan_salah") is None:
        return ""
    n = round(orang * float(kesalahan["hubungan_salah"]))
    return _("Dari {orang} orang, kira-kira {n} mungkin dipasangkan dengan orang yang salah.").format(
        orang=write_number(orang), n=write_number(n)
    )


def list_bobot(bobot: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    """(comparison in words, points against a stranger) of each level of each field that the model weighs."""
    m, u = bobot.get("m") or {}, bobot.get("u") or {}
    rows: list[tuple[str, str]] = []
    for isian, kata in KATA.items():
        for n, poin in _points(m.get(isian), u.get(isian)):
            if n and n < len(kata):
                nama = f"{upper_first(translate(SEBUTAN[isian]))}: {translate(kata[n])}"
                rows.append((nama, write_signed(round(poin, 1), 1)))
    return tuple(rows)


def _points(m: Any, u: Any) -> Sequence[tuple[int, float]]:
    """Levels with their weight in points; nothing where the model keeps them in another form."""
    if not isinstance(m, list) or not isinstance(u, list) or len(m) != len(u):
        return ()
    return [
        (n, log2(a / b))
        for n, (a, b) in enumerate(zip(m, u, strict=True))
        if isinstance(a, int | float) and isinstance(b, int | float) and a > 0 and b > 0
    ]


def _say_asal(putaran: Putaran, asal: Putaran | None) -> str:
    """ "Dari putaran 3, 20 Oktober 2021", or that the run learned its own."""
    if asal is not None:
        return _("Dari putaran {nomor}, {tanggal}").format(nomor=asal.pk, tanggal=write_date(asal.mulai_at))
    return _("Dipelajari dari data ini")


def _say_setelan(bobot: Mapping[str, Any]) -> str:
    n = (bobot.get("kalibrasi") or {}).get("jawaban")
    if n:
        return _("Peluangnya disetel dengan {n} jawaban tinjauan.").format(n=write_number(n))
    return _("Tanpa contoh dari luar, dan belum disetel jawaban tinjauan.")


def list_pilihan_bobot(
    daftar: Sequence[PilihanBobot], nama: Mapping[str, str], *, ada_jawaban: bool
) -> list[tuple[str, str]]:
    """(value, words) for the form, the usual first; nothing where no run left weights. `nama`: areas by code.

    Once reviewers answered, the usual is the area's last weights, bent by the answers; learning anew is asked for.
    """
    if not daftar:
        return []
    belajar = _("Belajar lagi dari data ini")
    biasa = (
        [("", _("Bobot terakhir wilayahnya, disetel jawaban tinjauan")), ("0", belajar)]
        if ada_jawaban
        else [("", belajar)]
    )
    return [*biasa, *((str(p.putaran_id), _name_bobot(p, nama)) for p in daftar)]


def _name_bobot(p: PilihanBobot, nama: Mapping[str, str]) -> str:
    kata = _("Putaran {nomor}, {tanggal}, {wilayah}").format(
        nomor=p.putaran_id, tanggal=write_date(p.mulai_at), wilayah=nama.get(p.kode_wilayah, _("Indonesia"))
    )
    return kata if p.sesuai else _("{kata} (versi lain)").format(kata=kata)
