"""Reading usulan: queues of a village, one line with its history, what is in conflict. Facts are in fakta.py."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.db.models import Count, QuerySet, Sum

from opensiks.rules.jenis import Jenis
from opensiks.rules.status import TERMINAL, StatusUsulan
from opensiks.usulan.fakta import FaktaUsulan as FaktaUsulan
from opensiks.usulan.fakta import facts_usulan as facts_usulan
from opensiks.usulan.fakta import find_penolakan as find_penolakan
from opensiks.usulan.models import Bukti, RincianUsulan, RiwayatUsulan, Usulan
from opensiks.usulan.muatan import BacaKeluaran as BacaKeluaran
from opensiks.usulan.muatan import check_isi as check_isi
from opensiks.verval.models import Periode

ASAL = ("periode", "keluarga", "individu__keluarga")
# What a person looks at next: returned lines first, then drafts, then those that wait.
_URUT = {
    s: n
    for n, s in enumerate((StatusUsulan.DIKEMBALIKAN_KAB, StatusUsulan.DITOLAK_PUSDATIN, StatusUsulan.DRAF))
}


@dataclass(frozen=True)
class Jumlah:
    """So many lines about so many persons."""

    baris: int = 0
    orang: int = 0


def list_usulan(
    kode_wilayah: str,
    *,
    status: Collection[StatusUsulan] | None = None,
    periode: Periode | None = None,
    jenis: Jenis | None = None,
) -> QuerySet[Usulan]:
    """Lines of an area in the order they were made, with all that a list shows of them."""
    rows = Usulan.objects.filter(kode_desa__startswith=kode_wilayah).select_related(*ASAL)
    if status is not None:
        rows = rows.filter(status__in=status)
    if periode is not None:
        rows = rows.filter(periode=periode)
    if jenis is not None:
        rows = rows.filter(jenis=jenis)
    return rows.order_by("id")


def list_antrian(kode_desa: str) -> list[Usulan]:
    """Every open line of a village, those that came back first."""
    terbuka = list_usulan(kode_desa).exclude(status__in=TERMINAL)
    return sorted(terbuka, key=lambda u: (_URUT.get(u.status, len(_URUT)), u.pk))


def count_status(kode_wilayah: str, periode: Periode | None = None) -> dict[StatusUsulan, Jumlah]:
    """Lines and persons by status; a status without lines is absent."""
    rows = Usulan.objects.filter(kode_desa__startswith=kode_wilayah)
    if periode is not None:
        rows = rows.filter(periode=periode)
    hitung = rows.values_list("status").annotate(n=Count("id"), orang=Sum("orang")).order_by("status")
    return {status: Jumlah(n, orang) for status, n, orang in hitung}


def get_usulan(id: int) -> Usulan | None:
    return Usulan.objects.select_related(*ASAL).filter(pk=id).first()


def find_usulan(ids: Iterable[int]) -> list[Usulan]:
    """These lines, in the order of their ids; those out of sight are simply missing."""
    return list(Usulan.objects.select_related(*ASAL).filter(pk__in=list(ids)).order_by("id"))


def list_riwayat(usulan: Usulan) -> QuerySet[RiwayatUsulan]:
    """Its steps, oldest first."""
    return usulan.daftar_riwayat.order_by("at", "id")


def list_rincian(usulan: Usulan) -> QuerySet[RincianUsulan]:
    """What the present revisi would change."""
    return usulan.daftar_rincian.filter(revisi=usulan.revisi, bentrok="").order_by("id")


def list_rincian_semua(daftar: Iterable[Usulan]) -> dict[int, list[RincianUsulan]]:
    """What the present revisi of each of many lines would change, by its id; one query."""
    revisi = {u.pk: u.revisi for u in daftar}
    hasil: dict[int, list[RincianUsulan]] = {}
    for r in RincianUsulan.objects.filter(usulan_id__in=revisi, bentrok="").order_by("usulan_id", "id"):
        if r.revisi == revisi[r.usulan_id]:
            hasil.setdefault(r.usulan_id, []).append(r)
    return hasil


def list_bentrok(usulan: Usulan) -> QuerySet[RincianUsulan]:
    """The fields in which the registry had moved on when the line should have been applied (R83)."""
    return usulan.daftar_rincian.exclude(bentrok="").order_by("id")


def list_bukti(usulan: Usulan) -> QuerySet[Bukti]:
    return usulan.daftar_bukti.order_by("at", "id")


def list_konflik(kode_wilayah: str) -> QuerySet[Usulan]:
    """Lines that the centre set but the registry could not take over, because it had changed (R83)."""
    return list_usulan(kode_wilayah, status=[StatusUsulan.DITETAPKAN]).filter(diterapkan_at__isnull=True)


def name_subjek(u: Usulan) -> str:
    """Whom the line is about, by name: the person, the head of the family, or the first one of a new family."""
    if u.jenis in (Jenis.BARU, Jenis.TAMBAH_ART):
        return str(u.muatan["anggota"][0].get("nama", ""))
    if u.individu:
        return u.individu.nama
    return u.keluarga.kepala_nama if u.keluarga else ""


def nik_subjek(u: Usulan) -> str:
    """The NIK that stands for the line on the village's list; empty when there is none."""
    if u.jenis in (Jenis.BARU, Jenis.TAMBAH_ART):
        return str(u.muatan["anggota"][0].get("nik", ""))
    return u.individu.nik if u.individu else ""
