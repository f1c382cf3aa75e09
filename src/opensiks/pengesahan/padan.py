"""How the persons of a line stand in the civil registry: what screening and the centre's desk look at (R114)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from opensiks.keluarga.models import Individu
from opensiks.pemadanan.queries import get_keluaran
from opensiks.rules.jenis import PADAN_DITERIMA, Jenis, is_padan_diterima
from opensiks.rules.kodelist import SHDK_KEPALA
from opensiks.rules.nik import is_nik, is_tanpa_nik
from opensiks.rules.pemadanan import Keluaran
from opensiks.usulan.models import Usulan


@dataclass(frozen=True)
class _Anggota:
    id: int
    id_registri: str
    shdk: int | None


def find_keluaran(daftar: Sequence[Usulan]) -> dict[int, tuple[Keluaran, ...]]:
    """For each line the outcomes that count, by usulan id; empty where any would do.

    A registered person who was never matched is BELUM. Somebody new is BELUM too, or FORMAT_SALAH when the NIK cannot
    be one; without any NIK only as long as no programme is asked for (R49).
    """
    diperiksa = [u for u in daftar if u.jenis in PADAN_DITERIMA]
    anggota = _list_anggota({u.keluarga_id for u in diperiksa if u.keluarga_id and not u.individu_id})
    orang = {u.pk: _orang(u, anggota.get(u.keluarga_id or 0, ())) for u in diperiksa}
    berdiri = get_keluaran(sorted({i for ids in orang.values() for i in ids}))
    hasil: dict[int, tuple[Keluaran, ...]] = {u.pk: () for u in daftar}
    for u in diperiksa:
        terdaftar = tuple(berdiri.get(i, Keluaran.BELUM) for i in orang[u.pk])
        hasil[u.pk] = (
            terdaftar or tuple(_bentuk(nik, u.program) for nik in list_nik_baru(u)) or (Keluaran.BELUM,)
        )
    return hasil


def is_boleh(u: Usulan, keluaran: Iterable[Keluaran]) -> bool:
    return all(is_padan_diterima(u.jenis, k) for k in keluaran)


def list_nik_baru(u: Usulan) -> list[str]:
    """The NIK a line would write: of every new person, or of the one that is corrected."""
    if u.jenis in (Jenis.BARU, Jenis.TAMBAH_ART):
        return [str(a.get("nik", "")) for a in u.muatan.get("anggota", ())]
    return [str(u.muatan["nik"])] if u.jenis is Jenis.PERBAIKAN_ID and u.muatan.get("nik") else []


def _bentuk(nik: str, program: str) -> Keluaran:
    boleh = is_nik(nik) or (is_tanpa_nik(nik) and not program)
    return Keluaran.BELUM if boleh else Keluaran.FORMAT_SALAH


def _orang(u: Usulan, anggota: Sequence[_Anggota]) -> list[int]:
    """Ids of the registered persons who would come in, hold the card or be paid."""
    if u.jenis in (Jenis.BARU, Jenis.TAMBAH_ART):
        return []
    if u.individu_id:
        return [u.individu_id]
    if u.jenis is Jenis.PENGURUS:
        return [a.id for a in anggota if a.id_registri == u.muatan.get("pengurus")]
    if u.jenis is Jenis.PECAH_KK:
        return [a.id for a in anggota if a.id_registri in u.muatan.get("anggota", ())]
    pengurus = u.keluarga.pengurus_id if u.keluarga else None
    wakil = [a.id for a in anggota if a.id == pengurus] or [a.id for a in anggota if a.shdk == SHDK_KEPALA]
    return wakil[:1]


def _list_anggota(keluarga: set[int]) -> Mapping[int, list[_Anggota]]:
    hasil: dict[int, list[_Anggota]] = {}
    rows = Individu.objects.filter(keluarga_id__in=keluarga, status="AKTIF").order_by("id")
    for kid, id_, reg, shdk in rows.values_list("keluarga_id", "id", "id_registri", "shdk"):
        hasil.setdefault(kid, []).append(_Anggota(id_, reg, shdk))
    return hasil
