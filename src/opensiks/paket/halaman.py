"""The pages of one paper: photos that came as lines of their own, put together in their order."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from opensiks.infra import files, gambar, lembar
from opensiks.paket.baris import Baris, Konteks, of_row
from opensiks.paket.lampiran import find_lampiran
from opensiks.paket.models import Ubahan
from opensiks.rules.paket import JenisUbahan
from opensiks.rules.rule import AksiDitolak, Violation
from opensiks.rules.ubahan import Vonis

_SATU = "Lampirkan semua halaman sebagai foto, atau satu PDF yang utuh."
_MASUK = (Vonis.DITERIMA, Vonis.SAMA)


def compose_kertas(b: Baris, konteks: Konteks) -> bytes:
    """The paper that the line `b` belongs to, with every page that was accepted before: one PDF of them in order.

    Of two lines for one page the younger counts. A paper of a single page stays the file that it is.
    """
    semua = {_halaman(x.u.isi): x for x in _list_masuk(b, konteks)} | {_halaman(b.u.isi): b}
    sidik = [semua[n].u.isi["sha256"] for n in sorted(semua)]
    simpan = find_lampiran(konteks.kode_desa, sidik)
    isi = [files.load(simpan[s].sha256) for s in sidik]
    return isi[0] if len(isi) == 1 else _join(isi)


def _join(isi: Sequence[bytes]) -> bytes:
    """One PDF of photographed pages; AksiDitolak for what is no photo, or does not open."""
    if any(x.startswith(b"%PDF") for x in isi):
        raise AksiDitolak([Violation("R17", "Halaman foto tidak bisa digabung dengan PDF.", langkah=_SATU)])
    try:
        for x in isi:
            gambar.open_foto(x)
        return lembar.to_pdf(isi)
    except files.BerkasDitolak as e:
        raise AksiDitolak([Violation("R17", str(e), langkah="Potret lagi halaman itu, lalu kirim.")]) from e


def _list_masuk(b: Baris, konteks: Konteks) -> list[Baris]:
    """Accepted lines that bring a page of the same paper, oldest first; those of this judging are on the bench."""
    rows = Ubahan.objects.filter(kode_desa=konteks.kode_desa, jenis=JenisUbahan.BERKAS, pokok=b.u.pokok)
    semua = {r.ubahan: of_row(r) for r in rows.exclude(ubahan=b.u.id).filter(vonis__in=_MASUK)}
    for id_, x in konteks.bangku.items():
        if x is not b and x.jenis == JenisUbahan.BERKAS and x.u.pokok == b.u.pokok:
            semua.pop(id_, None)
            if konteks.vonis.get(id_, (None, ""))[0] in _MASUK:
                semua[id_] = x
    return sorted((x for x in semua.values() if _kertas(x.u.isi) == _kertas(b.u.isi)), key=lambda x: x.u.n)


def _kertas(isi: dict[str, Any]) -> tuple[str, str]:
    """Which paper: what it is for, and the code at its foot."""
    return str(isi["guna"]), str(isi.get("kode_daftar") or "")


def _halaman(isi: dict[str, Any]) -> int:
    return int(isi.get("halaman", 1))
