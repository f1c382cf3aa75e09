"""The board in words: counters, tiles, rows, the burn-up and the quota share. Who is silent is in diam.py."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.utils.translation import gettext as _

from opensiks.infra.clock import local, zona
from opensiks.pantau import queries as pantau
from opensiks.pantau.queries import Papan, PetugasDesa
from opensiks.rules.verval import SUDAH_DISERAHKAN, StatusDesa
from opensiks.verval.kemajuan import Kemajuan
from opensiks.web.bahasa import nanti
from opensiks.web.bentuk import TAHAP
from opensiks.web.format import write_date, write_date_short, write_number, write_percent
from opensiks.web.presenters.grafik import Grafik, draw_laju, draw_minggu

S = StatusDesa
URUT_TAHAP = (
    S.SELESAI, S.DISAHKAN, S.DITERIMA_KAB, S.DIEKSPOR, S.FINAL_DESA, S.MUSDES_SELESAI, S.BERJALAN, S.DIKEMBALIKAN,
    S.BELUM_MULAI,
)  # fmt: skip
PENCACAH = (
    S.BELUM_MULAI, S.BERJALAN, S.MUSDES_SELESAI, S.FINAL_DESA, S.DIEKSPOR, S.DITERIMA_KAB, S.DISAHKAN, S.SELESAI,
    S.DIKEMBALIKAN,
)  # fmt: skip
SUDAH_DITERIMA = frozenset({S.DITERIMA_KAB, S.DISAHKAN, S.SELESAI})


def list_pencacah(papan: Papan, tahap: str, url: str) -> list[dict[str, Any]]:
    """Stage counters that filter; a stage after receipt stands apart only when a village is in it."""
    jumlah = papan.total.tahap
    tampil = [s for s in PENCACAH if jumlah[s] or s not in (S.DISAHKAN, S.SELESAI)]
    return [
        {
            "status": s.value, "jumlah": jumlah[s], "aktif": s.value == tahap,
            "url": url if s.value == tahap else f"{url}{'&' if '?' in url else '?'}tahap={s.value}",
        }
        for s in tampil
    ]  # fmt: skip


def count_diterima(baris: Kemajuan) -> int:
    return sum(baris.tahap[s] for s in SUDAH_DITERIMA)


@dataclass(frozen=True)
class Kotak:
    status: str
    nama: str
    url: str
    kode: str
    rinci: str


@dataclass(frozen=True)
class KelompokKotak:
    """One kecamatan of the mosaic."""

    nama: str
    url: str
    diterima: int
    semua: int
    kotak: tuple[Kotak, ...]


def list_mosaik(
    papan: Papan, petugas: dict[str, PetugasDesa], *, tahap: str, urut: str, kueri: str
) -> list[KelompokKotak]:
    """Tiles by kecamatan, in the order of the stages or of the codes."""
    induk = {a.kode: a for a in papan.anak} or {papan.kode[:8]: papan.total}
    nama = {kode: a.nama or papan.nama for kode, a in induk.items()}
    kelompok = []
    for kode, atas in induk.items():
        milik = [d for d in papan.desa if d.kode.startswith(kode)]
        tampil = [d for d in milik if not tahap or pantau.status_of(d).value == tahap]
        if urut != "kode":
            tampil.sort(key=lambda d: (URUT_TAHAP.index(pantau.status_of(d)), d.kode))
        if tampil:
            kotak = tuple(_tile(papan, d, petugas.get(d.kode), kueri) for d in tampil)
            kelompok.append(
                KelompokKotak(nama[kode], f"/papan/{kode}/{kueri}", count_diterima(atas), atas.desa, kotak)
            )
    return kelompok


def _tile(papan: Papan, desa: Kemajuan, operator: PetugasDesa | None, kueri: str) -> Kotak:
    rinci = [
        _("{orang} dari {orang2} orang").format(
            orang=write_number(desa.sudah.orang), orang2=write_number(desa.semua.orang)
        )
    ]
    rinci.append(_("Operator: {nama}").format(nama=operator.nama) if operator else _("Belum ada operator"))
    hari = pantau.hari_diam(papan, desa.kode)
    if pantau.status_of(desa) not in SUDAH_DISERAHKAN:
        rinci.append(
            _("Ada kabar hari ini") if hari == 0 else _("Kabar terakhir {hari} hari lalu").format(hari=hari)
        )
        rinci += [
            _("Selesai kira-kira {d}").format(d=write_date_short(d))
            for d in [guess_selesai(papan, desa)]
            if d
        ]
    return Kotak(
        pantau.status_of(desa).value, desa.nama, f"/papan/{desa.kode}/{kueri}", desa.kode, " | ".join(rinci)
    )


CARA_DUGA = nanti(
    "Perkiraan selesai memakai laju desa itu sendiri, rata-rata sejak mulai. Ini dugaan, bukan janji."
)


def guess_selesai(papan: Papan, desa: Kemajuan) -> date | None:
    """The day on which the village would be through at its own mean pace; None when there is no pace.

    Persons not yet verified, divided by persons a day since the village began (whole days, at least one).
    """
    tanda = papan.tanda.get(desa.kode)
    if tanda is None or tanda.mulai_at is None or not desa.sudah.orang or not desa.belum.orang:
        return None
    hari = max((papan.pada - tanda.mulai_at).days, 1)
    sisa = desa.belum.orang * hari / desa.sudah.orang
    return None if sisa > 366 else date.fromordinal(local(papan.pada, desa.kode).toordinal() + int(sisa) + 1)


@dataclass(frozen=True)
class BarisWilayah:
    """One line of the table view, of a village or of an area above."""

    kode: str
    nama: str
    induk: str
    url: str
    status: str
    tahap: str
    desa: int
    diterima: int
    keluarga: int
    sudah: int
    sudah_orang: int
    orang: int
    belum: int
    akan_beku: int
    diam: int | None
    terlambat: bool
    bagian: tuple[dict[str, Any], ...] = ()
    # When the village would be through at its own pace, and whether that is after its deadline.
    duga: date | None = None
    duga_lewat: bool = False

    @property
    def persen(self) -> str:
        return write_percent(self.sudah / self.keluarga) if self.keluarga else "–"


WARNA_TAHAP = (
    (nanti("Diterima"), "hijau", SUDAH_DITERIMA), (nanti("Diserahkan"), "biru", {S.DIEKSPOR}),
    (nanti("Dikerjakan"), "pokok", {S.BERJALAN, S.MUSDES_SELESAI, S.FINAL_DESA}),
    (nanti("Dikembalikan"), "kuning", {S.DIKEMBALIKAN}), (nanti("Belum mulai"), "merah", {S.BELUM_MULAI}),
)  # fmt: skip


def list_baris(papan: Papan, kueri: str) -> list[BarisWilayah]:
    """The villages of a kabupaten or kecamatan, else the areas below."""
    nama = {a.kode: a.nama for a in papan.anak}
    return [_row(papan, b, nama.get(b.kode[:8], papan.nama), kueri) for b in papan.desa or papan.anak]


def list_baris_anak(papan: Papan, kueri: str) -> list[BarisWilayah]:
    return [_row(papan, b, papan.nama, kueri) for b in papan.anak]


def list_baris_kabupaten(papan: Papan, kueri: str) -> list[BarisWilayah]:
    """Every kabupaten of the nation, below the name of its provinsi."""
    nama = {a.kode: a.nama for a in papan.anak}
    return [_row(papan, b, nama.get(b.kode[:2], ""), kueri) for b in papan.kabupaten]


def row_total(papan: Papan) -> BarisWilayah:
    return _row(papan, papan.total, "", "")


def _row(papan: Papan, b: Kemajuan, induk: str, kueri: str) -> BarisWilayah:
    satu = len(b.kode) == 13
    status = pantau.status_of(b) if satu else None
    menunggu = status is not None and status not in SUDAH_DISERAHKAN
    duga = guess_selesai(papan, b) if menunggu else None
    batas = _last_day(papan.periode.tenggat_desa_at, papan)
    return BarisWilayah(
        kode=b.kode, nama=b.nama, induk=induk, url=f"/papan/{b.kode}/{kueri}", status=status.value if status else "",
        tahap=TAHAP[status.value][2] if status else "", desa=b.desa, diterima=count_diterima(b),
        keluarga=b.semua.keluarga, sudah=b.sudah.keluarga, sudah_orang=b.sudah.orang, orang=b.semua.orang,
        belum=b.belum.keluarga, akan_beku=b.terancam.orang,
        diam=pantau.hari_diam(papan, b.kode) if menunggu else None, terlambat=bool(b.terlambat),
        bagian=() if satu else tuple(_parts(b)), duga=duga, duga_lewat=duga is not None and duga > batas,
    )  # fmt: skip


def _parts(b: Kemajuan) -> Iterable[dict[str, Any]]:
    for kata, warna, status in WARNA_TAHAP:
        jumlah = sum(b.tahap[s] for s in status)
        if jumlah:
            yield {"jumlah": jumlah, "kata": kata, "warna": warna}


URUT_KOLOM = {
    "nama": lambda b: b.nama, "induk": lambda b: (b.induk, b.nama), "tahap": lambda b: _rank(b),
    "keluarga": lambda b: b.keluarga, "sudah": lambda b: b.sudah,
    "belum": lambda b: b.belum, "orang": lambda b: b.orang, "beku": lambda b: b.akan_beku,
    "diam": lambda b: -1 if b.diam is None else b.diam, "persen": lambda b: b.sudah / max(b.keluarga, 1),
    "duga": lambda b: b.duga or date.max, "desa": lambda b: b.desa, "diterima": lambda b: b.diterima,
}  # fmt: skip


def _rank(b: BarisWilayah) -> int:
    return URUT_TAHAP.index(StatusDesa(b.status)) if b.status else 0


def sort_baris(daftar: Iterable[BarisWilayah], urut: str) -> list[BarisWilayah]:
    """By a column of the table; a word that is no column leaves the order of the codes."""
    kunci = URUT_KOLOM.get(urut.lstrip("-"))
    return sorted(daftar, key=kunci, reverse=urut.startswith("-")) if kunci else list(daftar)


def draw_papan(papan: Papan, batas: datetime, batas_lama: Sequence[datetime] = ()) -> tuple[Grafik, Grafik]:
    """The burn-up of the area, and its weeks; deadlines are exclusive instants."""
    tempat = zona(papan.kode or papan.periode.kode_wilayah)
    mulai, kini = (t.astimezone(tempat).date() for t in (papan.periode.mulai_at, papan.pada))
    akhir, lama = _last_day(batas, papan), [_last_day(b, papan) for b in batas_lama]
    laju = draw_laju(
        papan.mingguan, semua=papan.total.semua.orang, mulai=mulai, batas=akhir, kini=kini, batas_lama=lama
    )
    return laju, draw_minggu(papan.mingguan, mulai=mulai, batas=akhir, kini=kini, batas_lama=lama)


def _last_day(batas: datetime, papan: Papan) -> date:
    return local(batas - timedelta(microseconds=1), papan.kode or papan.periode.kode_wilayah).date()


def list_tampilan(kueri: str, tampilan: str, pilihan: Sequence[tuple[str, str]]) -> list[dict[str, Any]]:
    """The ways to look at it, as links: (value, word)."""
    sambung = f"{kueri}&" if kueri else "?"
    return [
        {"kata": kata, "jumlah": None, "url": f"{sambung}tampilan={nilai}", "aktif": tampilan == nilai}
        for nilai, kata in pilihan
    ]


KATA_ANAK = {0: nanti("Provinsi"), 1: nanti("Kabupaten"), 2: nanti("Kecamatan"), 3: nanti("Desa")}


def say_isi(papan: Papan) -> str:
    """What is shown, each village once: "136 pekon di 15 kecamatan"."""
    desa = f"{write_number(papan.total.desa)} {papan.sebutan}"
    if papan.tingkat >= 3:
        return desa
    kata = KATA_ANAK[papan.tingkat].lower()
    return f"{desa} di {write_number(len(papan.anak))} {kata}" if papan.anak else desa


def say_sisa(papan: Papan) -> str:
    """How long the village window of the period still runs, or that it is over."""
    p = papan.periode
    if p.ditutup_at is not None:
        return _("ditutup {kode}").format(kode=write_date_short(local(p.ditutup_at, papan.kode).date(), True))
    hari = (_last_day(p.tenggat_desa_at, papan) - local(papan.pada, papan.kode).date()).days
    if papan.pada >= p.tenggat_desa_at:
        return _("batas lewat {hari} hari").format(hari=write_number(max(-hari, 1)))
    if papan.pada < p.mulai_at:
        return _("dibuka {kode}").format(kode=write_date(local(p.mulai_at, papan.kode).date()))
    return _("batas hari ini") if hari == 0 else _("{hari} hari lagi").format(hari=write_number(hari))


def compose_kepala(papan: Papan, kueri: str) -> dict[str, str]:
    """Words and addresses around every board."""
    dasar = f"/papan/{papan.kode}/" if papan.kode else "/papan/"
    return {
        "judul_mosaik": say_isi(papan), "sisa_hari": say_sisa(papan), "url_unduh": f"{dasar}unduh/{kueri}",
        "url_ingatkan": f"{dasar}ingatkan-semua/{kueri}", "kata_anak": KATA_ANAK.get(papan.tingkat, ""),
        "url_papan": f"{dasar}{kueri}", "url_ingatkan_satu": f"{dasar}ingatkan/{kueri}",
    }  # fmt: skip
