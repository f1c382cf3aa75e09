"""Batches in words: sent, answered, how long the rest has waited (R92), and the answers line by line."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from opensiks.pengesahan.berkas import DITETAPKAN, DITOLAK, BarisHasil
from opensiks.pengesahan.queries import BarisRekonsiliasi, sum_rekonsiliasi
from opensiks.rules.alasan import ALASAN_TOLAK, is_alasan_tolak
from opensiks.rules.jenis import LABEL_JENIS
from opensiks.rules.pengesahan import Rekonsiliasi
from opensiks.rules.rule import Violation
from opensiks.usulan.queries import name_subjek
from opensiks.web.bahasa import nanti, translate
from opensiks.web.format import write_name, write_number, write_rule

if TYPE_CHECKING:
    from opensiks.pengesahan.models import Batch, Pengesahan

# Pending by age: the limits of the groups in days.
UMUR = (
    (7, nanti("sampai 7 hari")),
    (14, nanti("8–14 hari")),
    (30, nanti("15–30 hari")),
    (None, nanti("lebih dari 30 hari")),
)
BENTUK_HASIL = {
    DITETAPKAN: ("selesai", nanti("Ditetapkan")),
    DITOLAK: ("harus", nanti("Ditolak")),
    "": ("sedang", nanti("Menunggu")),
}


@dataclass(frozen=True)
class BarisBatch:
    batch: Batch
    wilayah: str
    hari: int
    jumlah: Rekonsiliasi
    bentuk: str
    kata: str


def list_baris(
    daftar: Iterable[Batch], rekonsiliasi: Sequence[BarisRekonsiliasi], nama: Mapping[str, str]
) -> list[BarisBatch]:
    """Batches with their account, those that still wait first."""
    hitung = {r.nomor: r for r in rekonsiliasi}
    baris = []
    for b in daftar:
        r = hitung[b.nomor]
        tanda = ("sedang", _("Menunggu hasil")) if r.jumlah.menunggu else ("selesai", _("Semua terjawab"))
        baris.append(BarisBatch(b, nama.get(b.kode_kabupaten, b.kode_kabupaten), r.hari, r.jumlah, *tanda))
    return sorted(baris, key=lambda b: (b.jumlah.menunggu == 0, -b.hari if b.jumlah.menunggu else b.hari))


def sum_umur(rekonsiliasi: Sequence[BarisRekonsiliasi]) -> list[tuple[str, int, int]]:
    """(age, batches, lines) that wait, the youngest first."""
    hasil, bawah = [], -1
    for batas, kata in UMUR:
        milik = [r for r in rekonsiliasi if r.jumlah.menunggu and bawah < r.hari <= (batas or 10**6)]
        hasil.append((kata, len(milik), sum(r.jumlah.menunggu for r in milik)))
        bawah = batas or 0
    return hasil


def say_rekonsiliasi(rekonsiliasi: Sequence[BarisRekonsiliasi]) -> dict[str, Any]:
    """The account of all: sent − set − rejected = pending."""
    semua = sum_rekonsiliasi(rekonsiliasi)
    kalimat = _(
        "{terkirim} terkirim − {ditetapkan} ditetapkan − {ditolak} ditolak = {menunggu} menunggu"
    ).format(
        terkirim=write_number(semua.terkirim),
        ditetapkan=write_number(semua.ditetapkan),
        ditolak=write_number(semua.ditolak),
        menunggu=write_number(semua.menunggu),
    )
    return {"semua": semua, "kalimat_rekonsiliasi": kalimat, "umur": sum_umur(rekonsiliasi)}


@dataclass(frozen=True)
class SuratSiap:
    """A signed letter with lines that no batch has taken."""

    surat: Pengesahan
    belum: int


def list_nihil(daftar: Iterable[Pengesahan]) -> list[tuple[Pengesahan, str]]:
    """Letters that need no batch, each with the sentence why."""
    return [(p, say_nihil(p)) for p in daftar]


def say_nihil(p: Pengesahan) -> str:
    return _("{jumlah_desa} desa nihil: tidak ada usulan, jadi tidak ada yang dikirim ke pusat.").format(
        jumlah_desa=write_number(p.jumlah_desa)
    )


@dataclass(frozen=True)
class UjiHasil:
    """What a file of answers would do: (shape, words, lines) by answer and reason. Nothing has changed yet."""

    nama: str
    sidik: str
    baris: int
    hitung: tuple[tuple[str, str, int], ...]


def show_uji(baik: Sequence[BarisHasil], nama: str, sidik: str) -> UjiHasil:
    jumlah = Counter(b.kode_alasan for b in baik)
    rows = [("selesai", _("Ditetapkan: registri berubah"), jumlah.pop("", 0))]
    rows += [
        (
            "harus",
            _("Ditolak {kode}: {label} Kembali ke desa.").format(kode=kode, label=ALASAN_TOLAK[kode].label),
            n,
        )
        for kode, n in jumlah.most_common()
    ]
    return UjiHasil(nama, sidik, len(baik), tuple(rows))


@dataclass(frozen=True)
class BarisSalah:
    """One fault of a file: its line, if it has one, what is wrong, and the mend."""

    nomor: str
    kata: str
    langkah: str


def list_salah(salah: Iterable[Violation]) -> list[BarisSalah]:
    rows = []
    for v in salah:
        nomor = v.data.get("nomor", "")
        kata = write_rule(v)
        if nomor not in ("", "0"):
            kata = kata.removeprefix(f"Baris {nomor}: ")
        rows.append(BarisSalah(nomor if nomor != "0" else "", kata, translate(v.langkah)))
    return rows


@dataclass(frozen=True)
class BarisJawaban:
    """One line of a batch with its answer, given or proposed."""

    id: int
    revisi: int
    nama: str
    jenis: str
    desa: str
    bentuk: str
    kata: str
    kode: str
    alasan: str


def list_jawaban(
    daftar: Iterable[Any], nama: Mapping[str, str], usul: Mapping[int, BarisHasil] | None = None
) -> list[BarisJawaban]:
    """The lines; `usul` shows proposed answers instead of the given ones."""
    rows = []
    for b in daftar:
        hasil, kode = (
            (usul[b.usulan_id].hasil, usul[b.usulan_id].kode_alasan) if usul else (b.hasil, b.kode_alasan)
        )
        rows.append(
            BarisJawaban(
                b.usulan_id, b.revisi, write_name(name_subjek(b.usulan)), _(LABEL_JENIS[b.usulan.jenis]),
                nama.get(b.kode_desa, b.kode_desa), *BENTUK_HASIL[hasil], kode,
                ALASAN_TOLAK[kode].label if kode in ALASAN_TOLAK else "",
            )
        )  # fmt: skip
    return rows


def read_jawaban(usul: Sequence[BarisHasil], isi: Mapping[str, str]) -> list[BarisHasil]:
    """The proposed answers with what the person at the desk changed: "" is set, a code is rejected."""
    hasil = []
    for b in usul:
        kode = isi.get(f"jawaban-{b.usulan_id}", b.kode_alasan)
        if kode and not is_alasan_tolak(kode):
            kode = b.kode_alasan
        hasil.append(BarisHasil(b.usulan_id, b.revisi, DITOLAK if kode else DITETAPKAN, kode))
    return hasil


PILIHAN_JAWABAN = [
    ("", nanti("Ditetapkan")),
    *((a.kode, f"Ditolak {a.kode}: {a.label}") for a in ALASAN_TOLAK.values()),
]
