"""The village's last two steps and the kabupaten's first: final, handed over, received with a receipt."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from django.db.models import Q, QuerySet

from opensiks.jejak.mutation import mutation
from opensiks.musyawarah.daftar import Daftar
from opensiks.musyawarah.forum import Forum, facts_desa, facts_forum, get_forum
from opensiks.pengesahan.kabar import tell_diserahkan, tell_diterima
from opensiks.pengesahan.models import Serahan, TandaTerima
from opensiks.rules.aktor import Actor
from opensiks.rules.canonical import list_code, sha256_hex
from opensiks.rules.pengesahan import FaktaSerahan, check_serahan
from opensiks.rules.rule import AksiDitolak
from opensiks.rules.status import Aksi, StatusUsulan
from opensiks.rules.syarat import FaktaForum
from opensiks.rules.verval import AksiDesa, FaktaDesa, PatokanVerval, StatusDesa
from opensiks.usulan.fakta import facts_usulan
from opensiks.usulan.models import Usulan
from opensiks.usulan.queries import ASAL
from opensiks.usulan.services import move_usulan
from opensiks.verval.models import PeriodeDesa
from opensiks.verval.queries import list_fakta_desa, profil_of
from opensiks.verval.services import confirm_verval, move_desa

# Decided by the forum, and by the visit where one is due.
_DIPUTUSKAN = (StatusUsulan.DISETUJUI_MUSDES, StatusUsulan.DISETUJUI_SPTJM, StatusUsulan.TERVERIFIKASI)
# The first state in which rules.verval lets the verdicts count.
TERHITUNG_PADA = {
    PatokanVerval.FINAL_DESA: StatusDesa.DITERIMA_KAB,
    PatokanVerval.LOLOS_KAB: StatusDesa.DISAHKAN,
    PatokanVerval.DITETAPKAN: StatusDesa.SELESAI,
}


@mutation("verval_desa.finalised")
def finalise_desa(periode_desa: PeriodeDesa, *, by: Actor, at: datetime) -> PeriodeDesa:
    """The head of the village makes its work final: the village and every decided or exempt line, or nothing (R4).

    The list is composed again and must be the one the berita acara or the SPTJM names (R17, R18). From here on it does
    not change unless the kabupaten returns it (R19). A village without any change is final like any other (R25).
    """
    desa = lock_desa(periode_desa)
    forum = get_forum(desa.periode, desa.kode_desa, at)
    daftar = _list_siap_final(forum)
    move_desa(
        [desa], AksiDesa.FINALISE, facts_desa([desa], by=by, at=at, forum={desa.pk: forum}), by=by, at=at
    )
    fakta = facts_usulan(daftar, by=by, at=at, forum=facts_forum(forum, daftar))
    move_usulan(daftar, Aksi.FINALISE, by=by, at=at, fakta=fakta)
    return desa


@mutation("verval_desa.handed_over")
def hand_over_desa(periode_desa: PeriodeDesa, *, by: Actor, at: datetime) -> Serahan:
    """Hand the final work to the kabupaten, as number n+1 of this period. After the deadline it is marked late (R76).

    A late delivery is taken and stays marked; the kabupaten decides by receiving it (R75). Work that came back and is
    handed over again within the time for repair is not late.
    """
    desa = lock_desa(periode_desa)
    lalu = Serahan.objects.filter(periode_desa=desa).order_by("-urut").first()
    forum = get_forum(desa.periode, desa.kode_desa, at)
    fakta = _with_perbaikan(facts_desa([desa], by=by, at=at, forum={desa.pk: forum})(desa), lalu)
    move_desa([desa], AksiDesa.HAND_OVER, lambda _: fakta, by=by, at=at)
    daftar = forum.daftar
    serahan = Serahan.objects.create(
        periode_desa=desa, kode_desa=desa.kode_desa, urut=lalu.urut + 1 if lalu else 1, daftar_sha256=daftar.sha256,
        jumlah_keluarga=len(daftar.verval), jumlah_orang=sum(v.orang for v in daftar.verval),
        jumlah_usulan=_list_final(desa).count(), tepat_waktu=fakta.masa.terbuka, oleh=by.nama, at=at,
    )  # fmt: skip
    tell_diserahkan(serahan, by=by, at=at)
    return serahan


def receive_desa(serahan: Serahan, *, by: Actor, at: datetime) -> TandaTerima:
    """Take a hand-over and give its receipt (R86); the same one taken twice gives the same receipt (R81).

    Lines and village become DITERIMA_KAB, the verdicts count and wake what was frozen or asleep (R72, R75).
    """
    ada = TandaTerima.objects.filter(serahan=serahan).first()
    return ada or _receive_desa(serahan, by=by, at=at)


@mutation("verval_desa.received")
def _receive_desa(serahan: Serahan, *, by: Actor, at: datetime) -> TandaTerima:
    desa = lock_desa(serahan.periode_desa)
    terbaru = Serahan.objects.filter(periode_desa=desa).order_by("-urut").values_list("urut", flat=True)[0]
    if salah := check_serahan(FaktaSerahan(urut=serahan.urut, terbaru=terbaru)):
        raise AksiDitolak(salah)
    forum = get_forum(desa.periode, desa.kode_desa, at)
    cocok = forum.daftar_cocok and forum.daftar.sha256 == serahan.daftar_sha256
    kertas = FaktaForum(daftar_cocok=cocok)
    fakta = replace(list_fakta_desa([desa], by, at)[desa.pk], forum=kertas)
    daftar = list(_list_final(desa))
    move_desa([desa], AksiDesa.RECEIVE, lambda _: fakta, by=by, at=at)
    move_usulan(daftar, Aksi.RECEIVE, by=by, at=at, fakta=facts_usulan(daftar, by=by, at=at, forum=kertas))
    confirm_if_due(desa, by=by, at=at)
    isi = _compose_isi(serahan, desa, forum.daftar, daftar, by, at)
    tanda = TandaTerima.objects.create(
        serahan=serahan,
        kode_desa=desa.kode_desa,
        kode=list_code(sha256_hex(isi)),
        isi=isi,
        oleh=by.nama,
        at=at,
    )
    tell_diterima(tanda, by=by, at=at)
    return tanda


@mutation("verval_desa.reopened")
def reopen_desa(periode_desa: PeriodeDesa, *, by: Actor, at: datetime) -> PeriodeDesa:
    """The operator takes up work that the kabupaten returned: DIKEMBALIKAN → BERJALAN, while repair is open."""
    desa = lock_desa(periode_desa)
    fakta = list_fakta_desa([desa], by, at)
    move_desa([desa], AksiDesa.REOPEN, lambda d: fakta[d.pk], by=by, at=at)
    return desa


def lock_desa(periode_desa: PeriodeDesa) -> PeriodeDesa:
    """The village's row, locked before its list is read: whoever changes the list takes the same lock."""
    rows = PeriodeDesa.objects.select_related("periode").select_for_update(of=("self",))
    return rows.get(pk=periode_desa.pk)


def confirm_if_due(desa: PeriodeDesa, *, by: Actor, at: datetime) -> None:
    """Count the verdicts when the village has just reached the profile's landmark (R72)."""
    if desa.status is TERHITUNG_PADA[profil_of(desa.periode).patokan_verval]:
        confirm_verval(desa, by=by, at=at)


def _list_siap_final(forum: Forum) -> list[Usulan]:
    rows = Usulan.objects.filter(periode=forum.periode, kode_desa=forum.kode_desa)
    bebas = Q(status=StatusUsulan.SIAP_MUSDES, jenis__in=forum.profil.bebas_musyawarah)
    return list(rows.filter(Q(status__in=_DIPUTUSKAN) | bebas).select_related(*ASAL).order_by("id"))


def _list_final(desa: PeriodeDesa) -> QuerySet[Usulan]:
    """What a hand-over carries: the lines that are final and not yet received."""
    rows = Usulan.objects.filter(
        periode_id=desa.periode_id, kode_desa=desa.kode_desa, status=StatusUsulan.FINAL_DESA
    )
    return rows.select_related(*ASAL).order_by("id")


def _with_perbaikan(fakta: FaktaDesa, lalu: Serahan | None) -> FaktaDesa:
    """Repair after a return has its own time; what was delivered in time stays so."""
    masa = fakta.masa
    if masa.terbuka or lalu is None or not lalu.tepat_waktu or not masa.masa_perbaikan:
        return fakta
    return replace(fakta, masa=replace(masa, terbuka=True))


def _compose_isi(
    serahan: Serahan, desa: PeriodeDesa, daftar: Daftar, usulan: list[Usulan], by: Actor, at: datetime
) -> dict[str, Any]:
    """What the receipt says; its code is computed from exactly this."""
    jenis = Counter(u.jenis.value for u in usulan)
    return {
        "desa": desa.kode_desa,
        "periode": desa.periode.kode,
        "urut": serahan.urut,
        "daftar_sha256": serahan.daftar_sha256,
        "kode_daftar": daftar.kode,
        "keluarga": serahan.jumlah_keluarga,
        "orang": serahan.jumlah_orang,
        "tetap": len(daftar.tetap),
        "usulan": serahan.jumlah_usulan,
        "usulan_jenis": dict(sorted(jenis.items())),
        "tepat_waktu": serahan.tepat_waktu,
        "diserahkan": serahan.at.astimezone(UTC).isoformat(),
        "diserahkan_oleh": serahan.oleh,
        "diterima": at.astimezone(UTC).isoformat(),
        "diterima_oleh": by.nama,
    }
