"""The kabupaten judges: it returns with a reason or lets pass, and never edits (R5, R6)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from opensiks.jejak.mutation import mutation
from opensiks.pengesahan.kabar import tell_desa_kembali, tell_kembali
from opensiks.pengesahan.padan import find_keluaran, is_boleh
from opensiks.pengesahan.serah import lock_desa
from opensiks.rules.aktor import Actor
from opensiks.rules.rule import Violation
from opensiks.rules.status import Aksi, StatusUsulan
from opensiks.rules.syarat import FaktaKab
from opensiks.rules.usulan import check
from opensiks.rules.verval import AksiDesa
from opensiks.usulan.fakta import FaktaUsulan, facts_usulan
from opensiks.usulan.models import Usulan
from opensiks.usulan.queries import ASAL
from opensiks.usulan.services import move_usulan
from opensiks.verval.models import PeriodeDesa
from opensiks.verval.queries import list_fakta_desa
from opensiks.verval.services import move_desa


@dataclass(frozen=True)
class HasilSaring:
    """What passed, and for every line that did not the reasons, by usulan id."""

    lolos: tuple[Usulan, ...]
    tertahan: Mapping[int, tuple[Violation, ...]]

    def __bool__(self) -> bool:
        """False when nothing changed: then no event is owed."""
        return bool(self.lolos)


@mutation("usulan.returned")
def return_usulan(
    daftar: Sequence[Usulan], kode_alasan: str, catatan: str, *, by: Actor, at: datetime
) -> list[Usulan]:
    """Send received lines back to their village with a reason from the list (R41); the rest of the village goes on.

    The village drafts them again, in its next period; or in this one, after return_desa() opened it.
    """
    kembali = _return(daftar, kode_alasan, catatan, by, at)
    tell_kembali(kembali, kode_alasan, catatan, by=by, at=at)
    return kembali


@mutation("verval_desa.returned")
def return_desa(
    periode_desa: PeriodeDesa, kode_alasan: str, catatan: str, *, by: Actor, at: datetime
) -> PeriodeDesa:
    """Send a village's whole work back, with every line that was not let pass yet, so that it is mended in this period.

    Its verdicts stay counted: the families were visited. A line that passed waits for the village to come again.
    """
    desa = lock_desa(periode_desa)
    rows = Usulan.objects.filter(
        periode_id=desa.periode_id, kode_desa=desa.kode_desa, status=StatusUsulan.DITERIMA_KAB
    )
    daftar = list(rows.select_related(*ASAL).order_by("id"))
    fakta = replace(list_fakta_desa([desa], by, at)[desa.pk], kode_alasan=kode_alasan)
    isi = f"{kode_alasan}: {catatan}" if catatan else kode_alasan
    move_desa([desa], AksiDesa.RETURN, lambda _: fakta, by=by, at=at, catatan=isi[:400])
    _return(daftar, kode_alasan, catatan, by, at)
    tell_desa_kembali(desa, len(daftar), kode_alasan, catatan, by=by, at=at)
    return desa


def _return(
    daftar: Sequence[Usulan], kode_alasan: str, catatan: str, by: Actor, at: datetime
) -> list[Usulan]:
    fakta = facts_usulan(daftar, by=by, at=at, kode_alasan=kode_alasan, alasan=catatan)
    return move_usulan(
        daftar, Aksi.RETURN, by=by, at=at, fakta=fakta, kode_alasan=kode_alasan, catatan=catatan
    )


@mutation("usulan.screened")
def screen_usulan(daftar: Sequence[Usulan], *, by: Actor, at: datetime) -> list[Usulan]:
    """Let lines pass, all or none: not by whoever wrote them (R5), and only where pemadanan allows the jenis (R114)."""
    return move_usulan(daftar, Aksi.SCREEN, by=by, at=at, fakta=facts_saring(daftar, by=by, at=at))


@mutation("usulan.screened")
def screen_layak(daftar: Sequence[Usulan], *, by: Actor, at: datetime) -> HasilSaring:
    """Let pass what may pass, and say of every other line why it may not."""
    tertahan = check_saring(daftar, by=by, at=at)
    lolos = [u for u in daftar if u.pk not in tertahan]
    if lolos:
        screen_usulan(lolos, by=by, at=at)
    return HasilSaring(tuple(lolos), tertahan)


def check_saring(daftar: Sequence[Usulan], *, by: Actor, at: datetime) -> dict[int, tuple[Violation, ...]]:
    """The reasons against letting pass, by usulan id; a line without any is absent."""
    fakta = facts_saring(daftar, by=by, at=at)
    hasil = {u.pk: tuple(check(fakta(u), Aksi.SCREEN, by.peran)[1]) for u in daftar}
    return {pk: salah for pk, salah in hasil.items() if salah}


def facts_saring(daftar: Sequence[Usulan], *, by: Actor, at: datetime) -> FaktaUsulan:
    keluaran = find_keluaran(daftar)

    def kab(u: Usulan) -> FaktaKab:
        return FaktaKab(
            pembuat_sama=u.pembuat_id is not None and u.pembuat_id == by.akun_id,
            padan_boleh=is_boleh(u, keluaran[u.pk]),
        )

    return facts_usulan(daftar, by=by, at=at, kab=kab)
