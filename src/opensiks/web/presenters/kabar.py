"""Notices in words (R41), and why a line came back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from opensiks.infra.clock import local, singkatan
from opensiks.kabar import queries
from opensiks.rules.alasan import ALASAN_TOLAK
from opensiks.rules.kabar import Perihal, last_day
from opensiks.rules.kalimat_kabar import Bahasa, tulis_kabar
from opensiks.rules.peran import LABEL, TINGKAT_PERAN, Peran
from opensiks.web import format as tulis
from opensiks.web.bahasa import nanti, translate
from opensiks.web.bentuk import WARNA_BENTUK
from opensiks.wilayah.queries import get_nama

if TYPE_CHECKING:
    from opensiks.rules.aktor import Actor
    from opensiks.usulan.models import Usulan
    from opensiks.web.request import Request

# Where a notice leads: the words of the link and the address; {id} is that of its object.
TAUTAN: dict[Perihal, tuple[str, str]] = {
    Perihal.TENGGAT: (nanti("Buka verval"), "/verval/"),
    Perihal.TENGGAT_WILAYAH: (nanti("Lihat desanya"), "/"),
    Perihal.TENGGAT_KAB: (nanti("Buka kotak masuk"), "/kotak-masuk/"),
    Perihal.AKAN_BEKU: (nanti("Lihat keluarganya"), "/verval/?saring=beku"),
    Perihal.AKAN_TIDUR: (nanti("Lihat keluarganya"), "/verval/"),
    Perihal.BEKU: (nanti("Lihat keluarganya"), "/verval/?saring=beku"),
    Perihal.DITIDURKAN: (nanti("Lihat daftarnya"), "/verval/"),
    Perihal.USULAN_KEMBALI: (nanti("Perbaiki"), "/usulan/"),
    Perihal.DESA_KEMBALI: (nanti("Buka lagi"), "/serahkan/"),
    Perihal.USULAN_DITOLAK: (nanti("Lihat usulannya"), "/usulan/"),
    Perihal.USULAN_DITETAPKAN: (nanti("Lihat usulannya"), "/usulan/"),
    Perihal.USULAN_BENTROK: (nanti("Bandingkan"), "/usulan/"),
    Perihal.DISERAHKAN: (nanti("Periksa"), "/kotak-masuk/{id}/"),
    Perihal.DITERIMA: (nanti("Lihat tanda terima"), "/tanda-terima/{id}/"),
    Perihal.DISAHKAN: (nanti("Lihat"), "/serahkan/"),
    Perihal.BATCH_DIKIRIM: (nanti("Buka batch"), "/batch/{id}/"),
    Perihal.BATCH_DIJAWAB: (nanti("Buka batch"), "/batch/{id}/"),
    Perihal.PERIODE_DIBUKA: (nanti("Mulai"), "/"),
    Perihal.DIPERPANJANG: (nanti("Lihat"), "/"),
    Perihal.PERIODE_DITUTUP: (nanti("Lihat papan"), "/papan/"),
    Perihal.TUGAS_DUKCAPIL: (nanti("Buka daftar pemadanan"), "/padan/"),
    Perihal.PERANGKAT_DIMINTA: (nanti("Cocokkan"), "/meja/perangkat/"),
    Perihal.PERANGKAT_DIPUTUS: (nanti("Buka lembar kerja"), "/lembar/"),
    Perihal.PAKET_DINILAI: (nanti("Buka lembar kerja"), "/lembar/"),
    Perihal.PAKET_DITAHAN: (nanti("Buka meja paket"), "/meja/"),
    Perihal.UBAHAN_BENTROK: (nanti("Bandingkan"), "/meja/bentrok/"),
    Perihal.BENTROK_DIPUTUS: (nanti("Buka lembar kerja"), "/lembar/"),
}

# The reader's language, whichever it is when a notice is shown.
BAHASA = Bahasa(translate, tulis.write_number, tulis.write_date)


@dataclass(frozen=True)
class Kabar:
    """One notice, ready for {% kabar %} and for its row on the page. `baru`: unread and still open."""

    id: int
    kata: str
    sebab: str
    langkah: str
    oleh: str
    aturan: str
    bentuk: str
    at: datetime
    waktu: str
    sampai: str = ""
    tempat: str = ""
    tautan: str = ""
    baru: bool = False
    butuh: bool = False
    selesai: bool = False

    @property
    def warna(self) -> str:
        return WARNA_BENTUK[self.bentuk]

    @property
    def isi(self) -> str:
        """Why, what next and until when, in one run of text."""
        return " ".join(b for b in (self.sebab, self.langkah, self.sampai) if b)

    @property
    def url(self) -> str:
        return f"/kabar/{self.id}/"


@dataclass(frozen=True)
class HariKabar:
    """The notices of one day."""

    kata: str
    daftar: tuple[Kabar, ...]


def list_kabar(request: Request, batas: int) -> list[Kabar]:
    """The newest notices to the reader; what needs an act and was not read stands first."""
    rows = list(queries.list_kabar(request.actor)[: batas * 4])
    daftar = compose_kabar(rows, request.actor, request.now)
    return sorted(daftar, key=lambda k: (not (k.baru and k.butuh), not k.baru))[:batas]


def compose_kabar(rows: Sequence[Any], actor: Actor, now: datetime) -> list[Kabar]:
    """Rows in words, in their order; names of places in one query."""
    nama = get_nama({k.kode_wilayah for k in rows})
    return [_compose(k, actor, nama, now) for k in rows]


def group_hari(daftar: Iterable[Kabar], now: datetime) -> list[HariKabar]:
    """The list cut by local days, newest first."""
    kode = ""
    hari_ini = local(now, kode).date()
    hasil = []
    for hari, isi in groupby(daftar, key=lambda k: local(k.at, kode).date()):
        sebutan = {0: _("Hari ini"), 1: _("Kemarin")}.get((hari_ini - hari).days, tulis.write_date(hari))
        hasil.append(HariKabar(sebutan, tuple(isi)))
    return hasil


def _compose(k: Any, actor: Actor, nama: dict[str, str], now: datetime) -> Kabar:
    kata = tulis_kabar(k.perihal, k.data, BAHASA)
    # The reader's own place needs no name.
    tempat = "" if k.kode_wilayah in actor.cakupan.daftar_kode else nama.get(k.kode_wilayah, "")
    umur = now - k.at
    baru = not k.dibaca and k.selesai_at is None and umur < queries.UMUR_BARU
    link = TAUTAN[k.perihal] if is_terbuka(k, actor) else ("", "")
    return Kabar(
        id=k.pk, kata=kata.apa, sebab=_join(kata.sebab, _akhiri(kata.catatan)), langkah=kata.langkah, oleh=kata.oleh,
        aturan=kata.aturan, bentuk=kata.bentuk, at=k.at,
        waktu=f"{tulis.write_date_short(k.at)}, {tulis.write_time(k.at)}", sampai=_sampai(k), tempat=tempat,
        tautan=link[0], baru=baru, butuh=kata.butuh and k.selesai_at is None, selesai=k.selesai_at is not None,
    )  # fmt: skip


def is_terbuka(k: Any, actor: Actor) -> bool:
    """Whether its address is one that this role may open."""
    if k.perihal is Perihal.TENGGAT_WILAYAH:
        return True
    return TINGKAT_PERAN[actor.peran] != 3 and actor.peran is not Peran.KEPALA_OPD


def find_alamat(k: Any) -> str:
    """Where the notice leads."""
    alamat = TAUTAN[k.perihal][1]
    if k.perihal in (Perihal.USULAN_KEMBALI, Perihal.USULAN_DITOLAK) and k.objek.startswith("usulan:"):
        return f"/usulan/{k.objek.partition(':')[2]}/"
    if k.perihal is Perihal.TENGGAT_WILAYAH and TINGKAT_PERAN[k.peran] == 2:
        return f"/papan/{k.kode_wilayah}/"
    return alamat.format(id=k.objek.partition(":")[2])


def _sampai(k: Any) -> str:
    if k.sampai is None or k.perihal in (Perihal.DIPERPANJANG, Perihal.PERIODE_DIBUKA):
        return ""
    hari = tulis.write_date(last_day(local(k.sampai, k.kode_wilayah)))
    return _("Paling lambat {hari}, tengah malam {kode_wilayah}.").format(
        hari=hari, kode_wilayah=singkatan(k.kode_wilayah)
    )


def _join(*bagian: str) -> str:
    return " ".join(b for b in bagian if b)


def explain_tolak(u: Usulan) -> str:
    """Why a line came back, what to do, and who does it."""
    alasan = ALASAN_TOLAK.get(u.kode_tolak)
    bagian = [translate(alasan.label) if alasan else "", _akhiri(u.catatan_tolak)]
    if alasan:
        bagian.append(f"{translate(alasan.langkah)} ({translate(LABEL[alasan.oleh])})")
    return _join(*bagian)


def _akhiri(teks: str) -> str:
    return teks if not teks or teks.endswith((".", "!", "?")) else f"{teks}."
