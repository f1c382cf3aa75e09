"""The ministry's desk in words: periods, the next step of the nation, gates of a list, answers of matching."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from opensiks.rules.ketentuan import PROFIL
from opensiks.web.format import last_moment, write_date, write_date_short, write_number

if TYPE_CHECKING:
    from opensiks.pantau.queries import Papan
    from opensiks.pantau.tutup import PratinjauTutup
    from opensiks.verval.kemajuan import Kemajuan
    from opensiks.verval.models import Periode


@dataclass(frozen=True)
class BarisPeriode:
    periode: Periode
    wilayah: str
    profil: str
    bentuk: str
    kata: str
    url: str


def show_periode(p: Periode, nama: Mapping[str, str], kini: datetime) -> BarisPeriode:
    if p.ditutup_at:
        keadaan = (
            "selesai",
            _("Ditutup {ditutup_at}").format(ditutup_at=write_date_short(p.ditutup_at, True)),
        )
    elif kini >= p.tenggat_kab_at:
        keadaan = ("perlu", _("Batas lewat, belum ditutup"))
    elif kini >= p.tenggat_desa_at:
        keadaan = ("sedang", _("Batas desa lewat"))
    elif kini >= p.mulai_at:
        keadaan = ("sedang", _("Berjalan"))
    else:
        keadaan = ("jam", _("Belum mulai"))
    papan = f"/papan/{p.kode_wilayah}/" if p.kode_wilayah else "/papan/"
    wilayah = nama.get(p.kode_wilayah, p.kode_wilayah) or _("Indonesia")
    return BarisPeriode(p, wilayah, PROFIL[p.profil].label, *keadaan, f"{papan}?periode={p.pk}")


@dataclass(frozen=True)
class Langkah:
    """The one next step."""

    judul: str
    sebab: str
    tombol: str
    url: str
    warna: str = "pokok"


def choose_langkah(batch: int, tertua: int, tutup: Sequence[Periode]) -> Langkah | None:
    """First that applies: answers owed, a period past its last deadline; else nothing to do."""
    if batch:
        sebab = _(
            "Kabupaten menunggu jawaban, yang terlama {tertua} hari. Tanpa jawaban, daftar tidak "
            "bisa ditetapkan."
        ).format(tertua=tertua)
        return Langkah(
            _("Jawab {batch} batch").format(batch=write_number(batch)), sebab, _("Buka batch"), "/batch/"
        )
    if tutup:
        p = tutup[0]
        sebab = _("Semua batasnya sudah lewat. Lihat dahulu siapa yang terdampak.")
        return Langkah(
            _("Tutup {label}").format(label=p.label),
            sebab,
            _("Lihat akibatnya"),
            f"/periode/{p.pk}/tutup/",
            "kuning",
        )
    return None


@dataclass(frozen=True)
class KartuPeriode:
    """A running period with how far it is."""

    label: str
    wilayah: str
    sudah: int
    semua: int
    desa: int
    diterima: int
    sisa: str
    url: str

    @property
    def kata(self) -> str:
        orang = _("{sudah} dari {semua} orang diverval").format(
            sudah=write_number(self.sudah), semua=write_number(self.semua)
        )
        return _("{orang}; {diterima} dari {desa} desa diterima").format(
            orang=orang, diterima=write_number(self.diterima), desa=write_number(self.desa)
        )


def list_kartu(daftar: Iterable[tuple[Papan, str, str, int]], nama: Mapping[str, str]) -> list[KartuPeriode]:
    """`daftar`: board, words on the time left, address, villages received."""
    return [
        KartuPeriode(
            b.periode.label, nama.get(b.kode, b.kode) or _("Indonesia"), b.total.sudah.orang, b.total.semua.orang,
            b.total.desa, diterima, sisa, url,
        )
        for b, sisa, url, diterima in daftar
    ]  # fmt: skip


@dataclass(frozen=True)
class BarisMaju:
    """One area of a running period: villages received, persons verified, and what freezes."""

    nama: str
    url: str
    periode: str
    desa: int
    diterima: int
    sudah: int
    semua: int
    terancam: int
    beku: int


def list_maju(daftar: Iterable[Papan], count_diterima: Callable[[Kemajuan], int]) -> list[BarisMaju]:
    """The country one step down: provinces of a national period, else the area the period is of."""
    rows = []
    for b in daftar:
        for k in b.anak if b.tingkat == 0 else (b.total,):
            kode = k.kode or b.kode
            rows.append(
                BarisMaju(
                    k.nama or b.nama, f"/papan/{kode}/?periode={b.periode.pk}", b.periode.label, k.desa,
                    count_diterima(k), k.sudah.orang, k.semua.orang, k.terancam.orang, k.beku.orang,
                )
            )  # fmt: skip
    return rows


def sum_maju(rows: Sequence[BarisMaju]) -> dict[str, int]:
    """The foot of the table; every figure is the sum of its column."""
    return {
        n: sum(getattr(r, n) for r in rows)
        for n in ("desa", "diterima", "sudah", "semua", "terancam", "beku")
    }


def say_tutup(tutup: PratinjauTutup) -> dict[str, str]:
    """The gates of the closing in words."""
    batas = write_date(last_moment(tutup.tenggat_akhir))
    return {
        "kata_tenggat": _("batas terakhir baru lewat setelah {batas}.").format(batas=batas),
        "kata_peringatan": _("{tanpa_peringatan} keluarga belum pernah diperingatkan").format(
            tanpa_peringatan=write_number(tutup.tanpa_peringatan)
        ),
        "kata_dijawab": _("{belum_dijawab} usulan terkirim belum dijawab").format(
            belum_dijawab=write_number(tutup.belum_dijawab)
        ),
    }
