"""Three-way check before a change is applied: as it was submitted, as the registry stands, as it would become (R83).

Where the registry moved on in the very field that a usulan changes, nothing is overwritten: the line stays in
conflict, with all three values, and the village proposes again from the present record. Other fields merge.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from opensiks.keluarga.models import Individu, Keluarga
from opensiks.rules.jenis import Jenis
from opensiks.rules.nik import mask
from opensiks.rules.registri import StatusIndividu, StatusKeluarga
from opensiks.usulan.models import RincianUsulan, Usulan
from opensiks.usulan.muatan import NIK_LAIN, nik_dipertahankan
from opensiks.usulan.rincian import before

_PERBAIKAN = frozenset({Jenis.PERBAIKAN_ID, Jenis.PERBAIKAN_DATA})
_BARU = frozenset({Jenis.BARU, Jenis.TAMBAH_ART})
# What is closed already cannot be changed any more; closing it again would only repeat what is.
_PERLU_HIDUP = frozenset(
    {
        *_PERBAIKAN, Jenis.TAMBAH_ART, Jenis.PECAH_KK, Jenis.PENGURUS, Jenis.PINDAH, Jenis.BANSOS_MASUK,
        Jenis.REAKTIVASI,
    }
)  # fmt: skip

KOSONG = "(kosong)"


@dataclass(frozen=True)
class Konflik:
    """A field that is no longer what the usulan was made from; values as text, a NIK masked."""

    usulan_id: int
    kolom: str
    lama: str
    sekarang: str
    baru: str


def find_konflik(daftar: Sequence[Usulan]) -> dict[int, list[Konflik]]:
    """Conflicts by usulan id; a line without any is absent. The rows must be freshly read."""
    hasil: dict[int, list[Konflik]] = defaultdict(list)
    rincian = _rincian(daftar)
    nik = _nik_hidup([u for u in daftar if u.jenis in _BARU])
    tetap = _tetap_hidup([u for u in daftar if u.jenis is Jenis.GANDA])
    for u in daftar:
        if u.jenis in _PERLU_HIDUP and (asal := u.individu or u.keluarga) and _mati(asal):
            hasil[u.pk].append(Konflik(u.pk, "status", "AKTIF", "NONAKTIF", ""))
        elif u.jenis in _PERBAIKAN:
            hasil[u.pk] += _bentrok(u, rincian[u.pk])
        elif u.jenis in _BARU:
            kembar = [a["nik"] for a in u.muatan["anggota"] if a.get("nik") in nik]
            hasil[u.pk] += [Konflik(u.pk, "nik", "", f"terdaftar {mask(n)}", mask(n)) for n in kembar]
        elif (
            u.jenis is Jenis.PINDAH
            and u.keluarga
            and u.keluarga.kode_desa not in (u.kode_desa, u.muatan["tujuan"])
        ):
            hasil[u.pk].append(Konflik(u.pk, "tujuan", u.kode_desa, u.keluarga.kode_desa, u.muatan["tujuan"]))
        elif u.jenis is Jenis.GANDA and u.pk not in tetap:
            hasil[u.pk].append(Konflik(u.pk, "dipertahankan", "AKTIF", "NONAKTIF", u.muatan["dipertahankan"]))
    return {pk: konflik for pk, konflik in hasil.items() if konflik}


def write_bentrok(konflik: Sequence[Konflik], daftar: Sequence[Usulan]) -> None:
    """Add a row with all three values; the rows of the submission stay as they are (append-only)."""
    menurut = {u.pk: u for u in daftar}
    RincianUsulan.objects.bulk_create(
        RincianUsulan(
            usulan_id=k.usulan_id, kode_desa=menurut[k.usulan_id].kode_desa, revisi=menurut[k.usulan_id].revisi,
            kolom=k.kolom, lama=k.lama[:240], baru=k.baru[:240], bentrok=k.sekarang[:240] or KOSONG,
        )
        for k in konflik
    )  # fmt: skip


def _mati(asal: Individu | Keluarga) -> bool:
    return asal.status in (StatusIndividu.NONAKTIF, StatusKeluarga.NONAKTIF)


def _rincian(daftar: Sequence[Usulan]) -> dict[int, list[RincianUsulan]]:
    revisi = {u.pk: u.revisi for u in daftar if u.jenis in _PERBAIKAN}
    hasil: dict[int, list[RincianUsulan]] = defaultdict(list)
    for r in RincianUsulan.objects.filter(usulan_id__in=revisi).order_by("id"):
        if r.revisi == revisi[r.usulan_id]:
            hasil[r.usulan_id].append(r)
    return hasil


def _bentrok(u: Usulan, rincian: Sequence[RincianUsulan]) -> list[Konflik]:
    asal = u.individu or u.keluarga
    if asal is None or asal.versi == u.versi_dasar:
        return []
    kini = {r.kolom: before(u, r.kolom)[:240] for r in rincian}
    return [
        Konflik(u.pk, r.kolom, r.lama, kini[r.kolom], r.baru)
        for r in rincian
        if kini[r.kolom] not in (r.lama, r.baru) and not r.bentrok
    ]


def _nik_hidup(daftar: Sequence[Usulan]) -> set[str]:
    """Proposed NIK that an active person of an open family carries by now."""
    nik = {a["nik"] for u in daftar for a in u.muatan["anggota"] if a.get("nik")}
    rows = Individu.objects.filter(nik__in=nik, status=StatusIndividu.AKTIF)
    return set(rows.exclude(keluarga__status=StatusKeluarga.NONAKTIF).values_list("nik", flat=True))


def _tetap_hidup(daftar: Sequence[Usulan]) -> set[int]:
    """GANDA lines whose kept record is alive."""
    ids = {u.muatan["dipertahankan"] for u in daftar}
    orang = Individu.objects.filter(id_registri__in=ids, status=StatusIndividu.AKTIF)
    hidup = set(orang.values_list("id_registri", flat=True))
    keluarga = Keluarga.objects.filter(id_registri__in=ids).exclude(status=StatusKeluarga.NONAKTIF)
    hidup |= set(keluarga.values_list("id_registri", flat=True))
    nik = {
        nik_dipertahankan(u): u.individu.pk
        for u in daftar
        if u.individu and u.muatan["dipertahankan"] == NIK_LAIN
    }
    lain = Individu.objects.filter(nik__in=nik, status=StatusIndividu.AKTIF).exclude(pk__in=nik.values())
    bernik = set(lain.values_list("nik", flat=True))
    return {
        u.pk
        for u in daftar
        if u.muatan["dipertahankan"] in hidup or (u.individu is not None and nik_dipertahankan(u) in bernik)
    }
