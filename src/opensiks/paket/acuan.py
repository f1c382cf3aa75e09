"""What a line names: a proposal or meeting of its village, by its number or by the line that made it."""

from __future__ import annotations

from collections.abc import Sequence

from opensiks.musyawarah.models import Musyawarah
from opensiks.paket.baris import Baris, Konteks
from opensiks.rules.rule import AksiDitolak, Violation
from opensiks.usulan.models import Usulan
from opensiks.usulan.queries import find_usulan

_MUAT_LAGI = "Muat lembar kerja terbaru, lalu periksa lagi."


def find_nomor(pokok: str, konteks: Konteks) -> int:
    """The number behind "usulan:12" or "ubahan:<id>"; 0 when there is none."""
    if pokok.startswith("ubahan:"):
        pokok = konteks.vonis.get(pokok.removeprefix("ubahan:"), (None, ""))[1]
    nomor = pokok.partition(":")[2]
    return int(nomor) if nomor.isdigit() else 0


def list_usulan_acuan(daftar: Sequence[Baris], konteks: Konteks) -> list[Usulan]:
    """The proposal of each line, in their order; AksiDitolak where one is not of this village."""
    nomor = [find_nomor(b.u.pokok, konteks) for b in daftar]
    ada = {u.pk: u for u in find_usulan(nomor) if u.kode_desa == konteks.kode_desa}
    if not ada.keys() >= set(nomor):
        raise AksiDitolak([Violation("R85g", "Usulan itu tidak ada di desa ini.", langkah=_MUAT_LAGI)])
    return [ada[n] for n in nomor]


def get_rapat_acuan(pokok: str, konteks: Konteks) -> Musyawarah:
    """The meeting that a line names; AksiDitolak for one that is not of this village."""
    m = Musyawarah.objects.select_related("periode").filter(pk=find_nomor(pokok, konteks)).first()
    if m is None or m.kode_desa != konteks.kode_desa:
        raise AksiDitolak([Violation("R85g", "Musyawarah itu tidak ada di desa ini.", langkah=_MUAT_LAGI)])
    return m
