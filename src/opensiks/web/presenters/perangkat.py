"""Laptops of the villages in words: the six words, where each stands, which village holds a recovery paper."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from opensiks.paket.papan import Pemulihan
from opensiks.rules.perangkat import LABEL_PERANGKAT, StatusPerangkat
from opensiks.web.bahasa import translate
from opensiks.web.format import last_moment, write_date, write_time

S = StatusPerangkat
BENTUK = {
    S.DIMINTA: ("jam", "kuning"),
    S.DISETUJUI: ("selesai", "hijau"),
    S.DITOLAK: ("harus", "kelabu"),
    S.DICABUT: ("kunci", "merah"),
}


@dataclass(frozen=True)
class BarisPerangkat:
    """One laptop of one operator."""

    id: int
    operator: str
    desa: str
    nama: str
    status: StatusPerangkat
    kata: str
    bentuk: str
    warna: str
    diminta_at: datetime
    sampai: datetime | None
    lembar_at: datetime | None
    kata_enam: tuple[str, ...]
    nomor_hp: str = ""
    rinci: tuple[tuple[str, str], ...] = field(default=())

    @property
    def url(self) -> str:
        return f"/meja/perangkat/{self.id}/"

    @property
    def diminta(self) -> bool:
        return self.status is S.DIMINTA

    @property
    def terdaftar(self) -> bool:
        return self.status is S.DISETUJUI


def compose_perangkat(
    p: Any, nama_desa: str, nomor_hp: str = "", at: datetime | None = None, pemulihan: Iterable[Any] = ()
) -> BarisPerangkat:
    bentuk, warna = BENTUK[p.status]
    lewat = at is not None and p.status is S.DISETUJUI and p.berlaku_sampai and p.berlaku_sampai <= at
    kata = _("Izin habis") if lewat else translate(LABEL_PERANGKAT[p.status])
    if lewat:
        bentuk, warna = "jam", "kuning"
    return BarisPerangkat(
        p.pk, p.operator, nama_desa, p.nama or _("Laptop tanpa nama"), p.status, kata, bentuk, warna, p.diminta_at,
        p.berlaku_sampai, p.lembar_at, tuple(p.kata.split()), nomor_hp,
        (*_list_rinci(p), *map(_say_pemulihan, pemulihan)),
    )  # fmt: skip


def _list_rinci(p: Any) -> list[tuple[str, str]]:
    rows = [
        (_("Nama masuk"), p.pengguna),
        (_("Diminta"), f"{write_date(p.diminta_at)} {write_time(p.diminta_at)}"),
    ]
    if p.diputus_at:
        rows.append((_("Diputuskan"), f"{write_date(p.diputus_at)}, {p.diputus_oleh}"))
    if p.berlaku_sampai:
        rows.append((_("Berlaku sampai"), write_date(last_moment(p.berlaku_sampai))))
    if p.dicabut_at:
        rows.append((_("Dicabut"), f"{write_date(p.dicabut_at)} {write_time(p.dicabut_at)}"))
    if p.alasan:
        rows.append((_("Sebab"), p.alasan))
    if p.cabang_at:
        rows.append((_("Perlu dilihat"), _("Dua paket berbeda memakai nomor yang sama")))
    return rows


def _say_pemulihan(u: Any) -> tuple[str, str]:
    """A line that tells that the laptop was opened with a recovery key; the hour is that of the laptop."""
    saat, isi = datetime.fromisoformat(u.baris["isi"]["pada"]), u.baris["isi"]
    kata = _("dengan kunci kertas desa") if isi["cara"] == "KERTAS" else _("dengan kunci Dinas")
    return _("Dibuka tanpa PIN"), f"{write_date(saat)} {write_time(saat)}, {kata}"


def list_perangkat(
    daftar: Sequence[Any], nama: Mapping[str, str], pilih: str, urut: str, at: datetime
) -> list[BarisPerangkat]:
    """The laptops of one status, or all; newest request first unless asked otherwise."""
    rows = [
        compose_perangkat(p, nama.get(p.kode_desa, p.kode_desa), at=at)
        for p in daftar
        if pilih == "semua" or p.status == pilih
    ]
    kunci = {"operator": lambda b: b.operator, "desa": lambda b: b.desa, "saat": lambda b: b.diminta_at}
    kolom = urut.removeprefix("-")
    if kolom not in kunci:
        return sorted(rows, key=lambda b: (b.diminta_at, b.id), reverse=True)
    return sorted(rows, key=kunci[kolom], reverse=urut.startswith("-"))


def list_saringan(daftar: Sequence[Any], pilih: str) -> list[dict[str, Any]]:
    rows = [
        {
            "kata": translate(LABEL_PERANGKAT[s]), "jumlah": sum(p.status is s for p in daftar), "url": f"?status={s}",
            "aktif": pilih == s, "ikon": BENTUK[s][0],
        }
        for s in S
    ]  # fmt: skip
    semua = {"kata": _("Semua"), "jumlah": len(daftar), "url": "?status=semua", "aktif": pilih == "semua"}
    return [*rows, semua]


def choose_status(daftar: Sequence[Any], asked: str) -> str:
    """The status asked for, else those that wait, else all."""
    if asked in (*S, "semua"):
        return asked
    return S.DIMINTA.value if any(p.status is S.DIMINTA for p in daftar) else "semua"


@dataclass(frozen=True)
class BarisPemulihan:
    """One village, and the recovery paper it holds."""

    kode: str
    nama: str
    induk: str
    at: datetime | None
    oleh: str


def list_pemulihan(
    daftar_desa: Sequence[str], ada: Mapping[str, Pemulihan], nama: Mapping[str, str], urut: str
) -> list[BarisPemulihan]:
    """Villages without a paper first, then by kecamatan."""
    rows = [
        BarisPemulihan(k, nama.get(k, k), nama.get(k[:8], ""), p.at, p.oleh)
        for k in daftar_desa
        for p in [ada.get(k, Pemulihan(k))]
    ]
    kunci = {
        "nama": lambda b: (b.nama, b.kode), "induk": lambda b: (b.induk, b.nama),
        "saat": lambda b: (b.at is not None, b.at and b.at.timestamp(), b.kode),
    }  # fmt: skip
    kolom = urut.removeprefix("-")
    if kolom not in kunci:
        return sorted(rows, key=lambda b: (b.at is not None, b.induk, b.nama))
    return sorted(rows, key=kunci[kolom], reverse=urut.startswith("-"))


def split_kunci(rahasia: str) -> list[str]:
    """A long key in groups that an eye can follow; copied together they are the key again."""
    awal, tanda, sisa = rahasia.partition("KEY-1")
    return [awal + tanda, *(sisa[i : i + 6] for i in range(0, len(sisa), 6))]
