"""The village's list on the screen: the same totals as on the berita acara, the hand-over and the receipt."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from opensiks.musyawarah.daftar import BarisDaftar, Daftar
from opensiks.musyawarah.queries import Forum, JumlahPutusan
from opensiks.rules.jenis import LABEL_JENIS
from opensiks.rules.label import label_usulan
from opensiks.rules.musyawarah import Hasil
from opensiks.rules.verval import LABEL_HASIL, HasilVerval
from opensiks.web import format as tulis
from opensiks.web.bahasa import nanti
from opensiks.web.presenters.rapat import BENTUK_HASIL

_KATA_DASAR = {None: ("info", nanti("Tanpa musyawarah"))}


@dataclass(frozen=True)
class BarisTampil:
    """One line of the list without a number that must stay hidden."""

    b: BarisDaftar
    nama: str
    tempat: str
    jenis: str
    bentuk: str
    keputusan: str


@dataclass(frozen=True)
class DaftarDesa:
    """The composed list with its counts in the paper's order."""

    forum: Forum
    daftar: Daftar
    putusan: tuple[tuple[str, JumlahPutusan], ...]
    hasil: tuple[tuple[str, int, int], ...]
    baris: tuple[BarisTampil, ...]

    @property
    def keluarga(self) -> int:
        return len(self.daftar.verval)

    @property
    def orang(self) -> int:
        return sum(v.orang for v in self.daftar.verval)


def compose_daftar_desa(forum: Forum, daftar: Daftar | None = None) -> DaftarDesa:
    """Totals and lines of the forum's list, or of another composed list of the same village."""
    d = daftar or forum.daftar
    putusan = tuple((_(LABEL_JENIS[j]), n) for j, n in d.jumlah.items())
    hasil = []
    for h in HasilVerval:
        milik = [v for v in d.verval if v.hasil is h]
        if milik:
            hasil.append((_(LABEL_HASIL[h]), len(milik), sum(v.orang for v in milik)))
    return DaftarDesa(forum, d, putusan, tuple(hasil), tuple(map(_baris, d.baris)))


def _baris(b: BarisDaftar) -> BarisTampil:
    bentuk, kata = _KATA_DASAR[None] if b.hasil is None else BENTUK_HASIL[Hasil(b.hasil)]
    tempat = ", ".join(x for x in (tulis.write_name(b.dusun), f"RT {b.rt}" if b.rt else "") if x)
    return BarisTampil(
        b, tulis.write_name(b.nama) or _("Tanpa nama"), tempat, label_usulan(b.jenis, b.program), bentuk, kata
    )
