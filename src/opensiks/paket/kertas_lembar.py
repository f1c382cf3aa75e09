"""The paper that a worksheet printed of its meeting: does its code stand for the list that the registry holds (R18)?"""

from __future__ import annotations

from dataclasses import dataclass

from opensiks.musyawarah.daftar_rapat import list_hasil_verval, list_putusan_rapat
from opensiks.musyawarah.models import Musyawarah
from opensiks.paket.acuan import find_nomor
from opensiks.paket.baris import Baris, Konteks, of_row
from opensiks.paket.models import Ubahan
from opensiks.rules.daftar_lembar import Beda, DaftarLembar, is_kertas_sama
from opensiks.rules.paket import JenisUbahan
from opensiks.rules.rule import Violation
from opensiks.rules.ubahan import Putusan, Vonis, refuse, say

_J = JenisUbahan
_MASUK = (Vonis.DITERIMA, Vonis.SAMA)


@dataclass(frozen=True)
class Kertas:
    """A paper and why it does not count; `salah` is None for one that does. `menunggu`: it may still come to count."""

    kode: str
    salah: Violation | None = None
    menunggu: bool = False

    @property
    def putusan(self) -> Putusan:
        """The verdict on the line that brings the paper."""
        if self.salah is None:
            return Putusan(Vonis.DITERIMA)
        if self.menunggu:
            return Putusan(Vonis.MENUNGGU, self.salah.kode, say(self.salah))
        return refuse(self.salah)


def check_kertas(m: Musyawarah, kode: str, b: Baris, konteks: Konteks) -> Kertas:
    """Compare the code on a paper with the list of its meeting as the registry holds it now; `b` is the line on it."""
    if kode and kode == compose_daftar_lembar(m, b.u.pokok, konteks).kode:
        return Kertas(kode)
    beda = Beda.of(_list_vonis(b, konteks)) if kode else Beda({})
    salah = beda.aturan.violation(kode=kode or "(tanpa kode)", sebab=beda.write_sebab(kode))
    return Kertas(kode, salah, beda.aturan is not is_kertas_sama)


def compose_daftar_lembar(m: Musyawarah, rapat: str, konteks: Konteks) -> DaftarLembar:
    """The list of the meeting that the line `rapat` called, under the names that the worksheet knows."""
    nama = {
        find_nomor(x.u.pokok, konteks): x.u.pokok for x, v in _list_putusan(rapat, konteks) if v in _MASUK
    }
    putusan = {nama.get(pk, f"usulan:{pk}"): hasil for pk, hasil in list_putusan_rapat(m).items()}
    verval = list_hasil_verval(m.periode, m.kode_desa)
    return DaftarLembar(konteks.kode_desa, rapat.removeprefix("ubahan:"), putusan, verval)


def _list_putusan(rapat: str, konteks: Konteks) -> list[tuple[Baris, Vonis]]:
    """Lines that decide in this meeting, whichever laptop brought them, with their verdict; in the order of `n`."""
    rows = Ubahan.objects.filter(
        kode_desa=konteks.kode_desa, jenis=_J.PUTUSAN.value, baris__isi__musyawarah=rapat
    )
    return _with_bangku([of_row(r) for r in rows], _J.PUTUSAN, konteks, rapat)


def _with_bangku(
    lama: list[Baris], jenis: JenisUbahan, konteks: Konteks, rapat: str = ""
) -> list[tuple[Baris, Vonis]]:
    """Rows and the lines on the bench as one list; of what is in both the bench is newer."""
    semua = {x.u.id: x for x in lama}
    for id_, x in konteks.bangku.items():
        if x.jenis == jenis and (not rapat or x.u.isi.get("musyawarah") == rapat):
            semua[id_] = x
    urut = sorted(semua.values(), key=lambda x: x.u.n)
    return [(x, _vonis(x, konteks)) for x in urut]


def _vonis(x: Baris, konteks: Konteks) -> Vonis:
    if x.u.id in konteks.vonis:
        return konteks.vonis[x.u.id][0]
    return Vonis(x.row.vonis) if x.row is not None else Vonis.MENUNGGU


def _list_vonis(b: Baris, konteks: Konteks) -> list[tuple[str, Vonis]]:
    """(kind, verdict) of the last decision on each proposal and the last verdict on each family before this line."""
    rows = Ubahan.objects.filter(kid=konteks.kid, periode=konteks.periode, jenis=_J.VERVAL.value, n__lt=b.u.n)
    semua = {
        "putusan": _list_putusan(b.u.pokok, konteks),
        "verval": _with_bangku([of_row(r) for r in rows], _J.VERVAL, konteks),
    }
    return [
        (jenis, vonis)
        for jenis, daftar in semua.items()
        for vonis in {x.u.pokok: v for x, v in daftar if x.u.n < b.u.n}.values()
    ]
