"""From a form to a usulan: drafted or added to the open draft, its evidence kept, the family's verval recorded.

A proposal about a family is the result of looking at it, so the verdict is written with it: found and in need of a
mend, moved, able. Evidence may follow later; then the usulan stays a draft.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext as _

from opensiks.pemadanan.queries import get_keluaran
from opensiks.rules.bukti import JenisBukti
from opensiks.rules.jenis import Jenis
from opensiks.rules.rule import AksiDitolak, Violation
from opensiks.rules.status import TERMINAL, StatusUsulan
from opensiks.rules.verval import HasilVerval
from opensiks.usulan import services as usulan
from opensiks.usulan.queries import list_usulan
from opensiks.verval import queries as verval
from opensiks.verval import services as verval_services
from opensiks.web.presenters.desa import DesaKerja

if TYPE_CHECKING:
    from opensiks.keluarga.models import Individu, Keluarga
    from opensiks.usulan.models import Usulan
    from opensiks.web.request import Request

# What looking at the family found, when the whole family is proposed for it.
HASIL: dict[Jenis, HasilVerval] = {
    Jenis.PINDAH: HasilVerval.PINDAH,
    Jenis.TIDAK_LAYAK: HasilVerval.MAMPU,
    Jenis.TIDAK_DITEMUKAN: HasilVerval.TIDAK_DITEMUKAN,
    Jenis.GANDA: HasilVerval.GANDA,
}


@dataclass(frozen=True)
class Isi:
    """What a form says, ready for the service."""

    jenis: Jenis
    keluarga: Keluarga | None = None
    individu: Individu | None = None
    program: str = ""
    kode_alasan: str = ""
    alasan: str = ""
    muatan: Mapping[str, Any] = field(default_factory=dict)
    bukti: Sequence[tuple[JenisBukti, Any]] = ()  # kind, uploaded file
    # The draft that this replaces; without it an open draft about the same subject is added to.
    draf: Usulan | None = None


def propose(
    request: Request, desa: DesaKerja, isi: Isi, *, ajukan: bool
) -> tuple[Usulan, tuple[Violation, ...]]:
    """The usulan, and what still keeps it from being submitted. AksiDitolak when it cannot even be a draft."""
    # A file that is refused takes the draft back with it.
    with transaction.atomic():
        u = _draft(request, desa, isi)
        for jenis, berkas in isi.bukti:
            usulan.attach_bukti(
                u, jenis, berkas.name or "berkas", berkas.read(), by=request.actor, at=request.now
            )
    _record_verval(request, desa, isi)
    if not ajukan:
        return u, ()
    try:
        usulan.submit_usulan(
            [u], by=request.actor, at=request.now, periode=desa.periode, keluaran=get_keluaran
        )
    except AksiDitolak as ditolak:
        return u, ditolak.violations
    return u, ()


def find_terbuka(desa: DesaKerja, isi: Isi) -> Usulan | None:
    """The draft of this kind about the same person or family."""
    rows = list_usulan(desa.kode, jenis=isi.jenis).exclude(status__in=TERMINAL).filter(program=isi.program)
    if isi.individu is not None:
        rows = rows.filter(individu=isi.individu)
    elif isi.keluarga is not None:
        rows = rows.filter(keluarga=isi.keluarga, individu=None)
    else:
        return None
    u: Usulan | None = rows.first()
    return u if u is not None and u.status is StatusUsulan.DRAF else None


def _draft(request: Request, desa: DesaKerja, isi: Isi) -> Usulan:
    if isi.draf is not None:
        return usulan.revise_draf(
            isi.draf, muatan=isi.muatan, program=isi.program, kode_alasan=isi.kode_alasan, alasan=isi.alasan,
            by=request.actor, at=request.now, keluaran=get_keluaran,
        )  # fmt: skip
    draf = find_terbuka(desa, isi)
    if draf is not None:
        return usulan.revise_draf(
            draf, muatan={**draf.muatan, **isi.muatan}, kode_alasan=isi.kode_alasan or draf.kode_alasan,
            alasan=isi.alasan or draf.alasan, by=request.actor, at=request.now, keluaran=get_keluaran,
        )  # fmt: skip
    if desa.periode is None:
        raise AksiDitolak(
            [
                Violation(
                    "R71",
                    _("Belum ada periode yang dibuka untuk desa ini."),
                    langkah=_("Tunggu kabar dari Dinas."),
                )
            ]
        )
    return usulan.draft_usulan(
        desa.periode, isi.jenis, kode_desa=desa.kode, keluarga=isi.keluarga, individu=isi.individu,
        program=isi.program, kode_alasan=isi.kode_alasan, alasan=isi.alasan, muatan=isi.muatan, by=request.actor,
        at=request.now, keluaran=get_keluaran,
    )  # fmt: skip


def _record_verval(request: Request, desa: DesaKerja, isi: Isi) -> None:
    """Write the verdict that goes with the proposal, where the village may still record one."""
    keluarga = isi.keluarga or (isi.individu.keluarga if isi.individu else None)
    if keluarga is None or desa.periode is None:
        return
    hasil = _hasil(isi, keluarga)
    ada = (
        verval.list_verval(desa.periode, desa.kode)
        .filter(keluarga=keluarga)
        .values_list("hasil", flat=True)
        .first()
    )
    if ada is not None and (ada == hasil or (hasil is HasilVerval.PERBAIKAN and ada != HasilVerval.TETAP)):
        return
    try:
        verval_services.record_verval(
            desa.periode, [keluarga], hasil, by=request.actor, at=request.now, tanggal=desa.hari_ini
        )
    except AksiDitolak:
        # Outside the window a draft may be prepared, but nothing is verified by it.
        return


def _hasil(isi: Isi, keluarga: Keluarga) -> HasilVerval:
    if isi.individu is not None and keluarga.jumlah_anggota > 1:
        return HasilVerval.PERBAIKAN
    if isi.jenis is Jenis.MENINGGAL:
        return HasilVerval.MENINGGAL
    return HASIL.get(isi.jenis, HasilVerval.PERBAIKAN)
