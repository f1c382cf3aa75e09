"""Closing: the forum's decisions become steps of the usulan, and the village goes on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time

from opensiks.akun.access import require
from opensiks.jejak import services as jejak
from opensiks.jejak.mutation import mutation
from opensiks.musyawarah.daftar import list_putusan
from opensiks.musyawarah.forum import facts_desa, facts_forum, get_forum
from opensiks.musyawarah.models import Keputusan, Musyawarah
from opensiks.musyawarah.queries import BarisAgenda, check_penutupan, list_agenda
from opensiks.musyawarah.rapat import ALASAN_TUNDA, carry_over, check_desa_terbuka
from opensiks.rules.aktor import Actor
from opensiks.rules.musyawarah import Hasil
from opensiks.rules.peran import Izin
from opensiks.rules.rapat import is_rapat_terbuka
from opensiks.rules.rule import AksiDitolak, Tingkat, Violation
from opensiks.rules.status import Aksi, StatusUsulan
from opensiks.rules.syarat import is_dalam_cakupan
from opensiks.rules.verval import AksiDesa, StatusDesa
from opensiks.usulan.models import Usulan
from opensiks.usulan.queries import facts_usulan
from opensiks.usulan.services import move_usulan
from opensiks.verval.models import Periode, PeriodeDesa
from opensiks.verval.queries import find_periode_desa
from opensiks.verval.services import move_desa


@dataclass(frozen=True)
class HasilTutup:
    """What a closing did: lines by decision, and the warnings (R15) to be shown."""

    musyawarah: Musyawarah
    setuju: int
    tolak: int
    tunda: int
    peringatan: tuple[Violation, ...]

    @property
    def is_nihil(self) -> bool:
        """R25: nothing was decided, and that is valid."""
        return self.setuju + self.tolak + self.tunda == 0


@mutation("musyawarah.closed")
def close_musyawarah(
    m: Musyawarah, selesai: time, *, by: Actor, at: datetime, catatan: str = "", kode_lembar: str = ""
) -> HasilTutup:
    """Close a meeting: what it agreed and refused takes its step, what it did not discuss is put off.

    Refused without the mandatory unsur (R14) or a proper end (R13). A meeting without any line is valid (R25).
    `kode_lembar`: the code on the paper that a worksheet printed of it.
    """
    kini = _lock(m, by)
    agenda = [b for b in list_agenda(kini) if b.usulan.status is StatusUsulan.SIAP_MUSDES]
    kini.selesai, kini.ditutup_at = selesai, at
    kini.catatan, kini.kode_lembar = catatan.strip()[:800] or kini.catatan, kode_lembar[:20]
    temuan = check_penutupan(kini)
    blok = [v for v in temuan if v.tingkat is Tingkat.B] + check_desa_terbuka(kini.periode, kini.kode_desa)
    if blok:
        raise AksiDitolak(blok)
    kini.save(update_fields=["selesai", "ditutup_at", "catatan", "kode_lembar"])
    agenda = _put_off(kini, agenda, by, at)
    _move(kini, agenda, by, at)
    advance_desa(kini.periode, kini.kode_desa, by=by, at=at)
    hitung = [b.keputusan.hasil for b in agenda if b.keputusan]
    hasil = HasilTutup(
        kini, hitung.count(Hasil.SETUJU), hitung.count(Hasil.TOLAK), hitung.count(Hasil.TUNDA),
        tuple(v for v in temuan if v.tingkat is not Tingkat.B),
    )  # fmt: skip
    jejak.record(
        "musyawarah.closed", kini, by=by, at=at, setuju=hasil.setuju, tolak=hasil.tolak, tunda=hasil.tunda,
        peringatan=[v.kode for v in hasil.peringatan],
    )  # fmt: skip
    m.selesai, m.ditutup_at, m.catatan, m.kode_lembar = (
        kini.selesai,
        kini.ditutup_at,
        kini.catatan,
        kini.kode_lembar,
    )
    return hasil


@mutation("verval_desa.musyawarah_closed")
def close_tanpa_musyawarah(periode: Periode, kode_desa: str, *, by: Actor, at: datetime) -> PeriodeDesa:
    """Go on without a (further) meeting: nothing needs one, an SPTJM stands, or lines came back already decided.

    A line that the kabupaten returned keeps the decision the forum once took on it.
    """
    require(by, Izin.MUSYAWARAH_RECORD)
    if not by.cakupan.covers(kode_desa):
        raise AksiDitolak([is_dalam_cakupan.violation()])
    carry_over(periode, kode_desa)
    _endorse_lagi(periode, kode_desa, by, at)
    return advance_desa(periode, kode_desa, by=by, at=at)


def advance_desa(periode: Periode, kode_desa: str, *, by: Actor, at: datetime) -> PeriodeDesa:
    """Take the village to MUSDES_SELESAI, starting it first where that was never done."""
    desa = find_periode_desa(periode, kode_desa)
    if desa is None:
        raise AksiDitolak([is_dalam_cakupan.violation()])
    if desa.status is StatusDesa.MUSDES_SELESAI:
        return desa
    desa.periode = periode
    fakta = facts_desa([desa], by=by, at=at)
    if desa.status is StatusDesa.BELUM_MULAI:
        move_desa([desa], AksiDesa.START, fakta, by=by, at=at)
    move_desa([desa], AksiDesa.CLOSE_MUSYAWARAH, fakta, by=by, at=at)
    return desa


def _lock(m: Musyawarah, by: Actor) -> Musyawarah:
    """The meeting as it now stands, locked."""
    require(by, Izin.MUSYAWARAH_RECORD)
    if not by.cakupan.covers(m.kode_desa):
        raise AksiDitolak([is_dalam_cakupan.violation()])
    kini = Musyawarah.objects.select_for_update(of=("self",)).select_related("periode").get(pk=m.pk)
    if kini.ditutup_at is not None:
        raise AksiDitolak([is_rapat_terbuka.violation()])
    return kini


def _put_off(m: Musyawarah, agenda: list[BarisAgenda], by: Actor, at: datetime) -> list[BarisAgenda]:
    """Lines nobody came to are put off; returns the agenda with a decision on every line."""
    sisa = [b for b in agenda if b.keputusan is None]
    tunda = Keputusan.objects.bulk_create(
        [
            Keputusan(
                musyawarah=m, usulan=b.usulan, kode_desa=m.kode_desa, hasil=Hasil.TUNDA, alasan=ALASAN_TUNDA,
                oleh=by.nama, at=at,
            )
            for b in sisa
        ]
    )  # fmt: skip
    baru = [BarisAgenda(b.usulan, b.nama, k, b.keberatan) for b, k in zip(sisa, tunda, strict=True)]
    return [b for b in agenda if b.keputusan is not None] + baru


def _move(m: Musyawarah, agenda: list[BarisAgenda], by: Actor, at: datetime) -> None:
    forum = get_forum(m.periode, m.kode_desa, at)
    for hasil, aksi in ((Hasil.SETUJU, Aksi.ENDORSE), (Hasil.TOLAK, Aksi.REJECT)):
        baris = [b for b in agenda if b.keputusan and b.keputusan.hasil is hasil]
        if not baris:
            continue
        daftar = [b.usulan for b in baris]
        alasan = {b.usulan.pk: b.keputusan.alasan for b in baris if b.keputusan}
        fakta = facts_usulan(daftar, by=by, at=at, alasan=alasan, forum=facts_forum(forum, daftar))
        move_usulan(daftar, aksi, by=by, at=at, fakta=fakta, dasar=f"musyawarah:{m.pk}")


def _endorse_lagi(periode: Periode, kode_desa: str, by: Actor, at: datetime) -> None:
    """Returned lines that were sent on again, where the forum's old decision still holds (R40 says where not)."""
    rows = Usulan.objects.filter(
        periode=periode, kode_desa=kode_desa, status=StatusUsulan.SIAP_MUSDES, revisi__gt=0
    )
    menunggu = list(rows.select_related("periode", "keluarga", "individu__keluarga").order_by("id"))
    putusan = {pk: k for pk, k in list_putusan(menunggu).items() if k.hasil is Hasil.SETUJU}
    if not putusan:
        return
    forum = get_forum(periode, kode_desa, at)
    for dasar, daftar in _per_rapat(menunggu, putusan).items():
        alasan = {u.pk: putusan[u.pk].alasan for u in daftar}
        fakta = facts_usulan(daftar, by=by, at=at, alasan=alasan, forum=facts_forum(forum, daftar))
        move_usulan(daftar, Aksi.ENDORSE, by=by, at=at, fakta=fakta, dasar=dasar)


def _per_rapat(daftar: Sequence[Usulan], putusan: Mapping[int, Keputusan]) -> dict[str, list[Usulan]]:
    hasil: dict[str, list[Usulan]] = {}
    for u in daftar:
        if k := putusan.get(u.pk):
            hasil.setdefault(f"musyawarah:{k.musyawarah_id}", []).append(u)
    return hasil
