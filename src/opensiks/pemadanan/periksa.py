"""What stands in the way of a proposal from a task: asked by the button and by the service alike (R69)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime

from opensiks.infra.clock import local
from opensiks.pemadanan.kerja import facts_tugas
from opensiks.pemadanan.models import Tugas
from opensiks.rules.aktor import Actor
from opensiks.rules.jenis import Jenis
from opensiks.rules.padan_kerja import RULES_TUGAS, JenisTugas
from opensiks.rules.peran import Izin
from opensiks.rules.rule import Violation, broken
from opensiks.rules.status import TERMINAL
from opensiks.rules.syarat import is_dalam_cakupan, is_masa_terbuka
from opensiks.rules.syarat_usulan import is_tunggal
from opensiks.rules.temuan import tanggal_panjang
from opensiks.rules.usulan import has_row
from opensiks.usulan.models import Usulan
from opensiks.verval.models import Periode
from opensiks.verval.queries import find_periode, is_open

# The usulan that a task leads to, and the kinds of task that lead to it.
USULAN_TUGAS: dict[JenisTugas, Jenis] = {
    JenisTugas.NIK_SALAH: Jenis.PERBAIKAN_ID,
    JenisTugas.NIK_ORANG_LAIN: Jenis.PERBAIKAN_ID,
    JenisTugas.NIK_TIDAK_DITEMUKAN: Jenis.PERBAIKAN_ID,
    JenisTugas.MENINGGAL: Jenis.MENINGGAL,
    JenisTugas.GANDA: Jenis.GANDA,
    JenisTugas.GANDA_LINTAS: Jenis.GANDA,
}
ASAL_TUGAS: dict[Jenis, tuple[JenisTugas, ...]] = {
    Jenis.PERBAIKAN_ID: (JenisTugas.NIK_SALAH, JenisTugas.NIK_ORANG_LAIN),
    Jenis.MENINGGAL: (JenisTugas.MENINGGAL,),
    Jenis.GANDA: (JenisTugas.GANDA, JenisTugas.GANDA_LINTAS),
}


def check_usul(tugas: Tugas, *, by: Actor, at: datetime) -> list[Violation]:
    """Everything that keeps this task from becoming a proposal now; empty means that the button may be pressed."""
    return check_usul_banyak([tugas], by=by, at=at)[tugas.pk]


def check_usul_banyak(
    daftar: Sequence[Tugas], *, by: Actor, at: datetime, ajukan: bool = True
) -> dict[int, list[Violation]]:
    """The same for many, by task id; the number of queries follows the villages, not the tasks.

    `ajukan`: the proposal is to be sent to the forum at once, which needs an open window (R71).
    """
    periode = {kode: find_periode(kode, at) for kode in {t.kode_desa for t in daftar}}
    buka = {kode: p is not None and is_open(p, kode, at) for kode, p in periode.items()}
    terbuka = _list_terbuka(daftar)
    hasil = {}
    for t in daftar:
        salah = _check_aktor(t, by)
        salah += _check_tugas(t, periode[t.kode_desa])
        if ajukan and periode[t.kode_desa] is not None and not buka[t.kode_desa]:
            salah.append(is_masa_terbuka.violation())
        jenis = USULAN_TUGAS.get(JenisTugas(t.jenis))
        if lain := terbuka.get((t.individu_id, jenis.value if jenis else "")):
            salah.append(is_tunggal.violation(usulan=lain))
        hasil[t.pk] = salah
    return hasil


def find_masa(kode_desa: str, at: datetime) -> Periode | None:
    """The period that a proposal of this village belongs to."""
    return find_periode(kode_desa, at)


def _check_aktor(t: Tugas, by: Actor) -> list[Violation]:
    salah = [] if by.cakupan.covers(t.kode_desa) else [is_dalam_cakupan.violation()]
    if not (by.can(Izin.USULAN_DRAFT) and by.can(Izin.USULAN_SUBMIT)):
        salah.append(has_row.violation(aksi="usulkan", peran=str(by.peran), status="tugas pemadanan"))
    return salah


def _check_tugas(t: Tugas, periode: Periode | None) -> list[Violation]:
    jenis = USULAN_TUGAS.get(JenisTugas(t.jenis))
    fakta = facts_tugas(
        t, jenis=ASAL_TUGAS[jenis] if jenis else (), perlu_usul=jenis is Jenis.PERBAIKAN_ID,
        ada_periode=periode is not None,
    )  # fmt: skip
    return broken(RULES_TUGAS, fakta)


def _list_terbuka(daftar: Sequence[Tugas]) -> Mapping[tuple[int, str], str]:
    """R26: the open usulan about each person, by jenis, as "12 sejak 3 Agustus 2023"."""
    hasil: dict[tuple[int, str], str] = defaultdict(str)
    rows = Usulan.objects.filter(individu_id__in=[t.individu_id for t in daftar]).exclude(status__in=TERMINAL)
    for i, jenis, pk, sejak, kode in rows.values_list("individu_id", "jenis", "id", "dibuat_at", "kode_desa"):
        if i is not None:
            hasil[i, str(jenis)] = f"{pk} sejak {tanggal_panjang(local(sejak, kode).date())}"
    return hasil
