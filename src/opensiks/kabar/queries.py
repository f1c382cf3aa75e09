"""Reading notices: whose they are, which are new, and who waits for one by e-mail."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import connection
from django.db.models import Exists, OuterRef, Q, QuerySet

from opensiks.akun.models import Akun
from opensiks.akun.queries import find_actor
from opensiks.kabar.models import Dibaca, Terkirim
from opensiks.kabar.models import Kabar as Kabar
from opensiks.rules.aktor import Actor
from opensiks.rules.kabar import UMUR_BARU as UMUR_BARU
from opensiks.rules.kabar import UMUR_SURAT, CaraSurel
from opensiks.rules.wilayah import leluhur


def list_kabar(actor: Actor) -> QuerySet[Kabar]:
    """Every notice to the actor's role at the actor's places, newest first; `dibaca` says whether the actor read it."""
    dibaca = Dibaca.objects.filter(kabar=OuterRef("pk"), akun_id=actor.akun_id or 0)
    return _milik(actor).annotate(dibaca=Exists(dibaca)).order_by("-at", "-id")


def list_baru(actor: Actor, at: datetime) -> QuerySet[Kabar]:
    """Those of the last weeks that the actor has not read and nobody has settled."""
    dibaca = Dibaca.objects.filter(kabar=OuterRef("pk"), akun_id=actor.akun_id or 0)
    rows = list_kabar(actor).filter(at__gt=at - UMUR_BARU, selesai_at__isnull=True)
    return rows.filter(~Exists(dibaca))


def count_baru(actor: Actor, at: datetime) -> int:
    """How many list_baru() has: the number in the top bar."""
    return list_baru(actor, at).count()


def find_kabar(actor: Actor, id: int) -> Kabar | None:
    """One of the actor's own notices."""
    return list_kabar(actor).filter(pk=id).first()


def list_kunci(daftar: Collection[str]) -> set[str]:
    """Which of these keys were told already."""
    return set(Kabar.objects.filter(kunci__in=daftar).values_list("kunci", flat=True)) if daftar else set()


@dataclass(frozen=True)
class Penerima:
    """A person who wants notices by e-mail, in the role they come to."""

    akun: Akun
    actor: Actor


def list_menunggu_surat(cara: CaraSurel, pada: date, at: datetime) -> list[int]:
    """Accounts with an address and with a notice that was not mailed to them, by id. For the jobs: sees the nation."""
    with connection.cursor() as cur:
        cur.execute(
            """SELECT DISTINCT a.id FROM akun_akun a
               JOIN akun_penugasan p ON p.akun_id = a.id AND p.sejak <= %(pada)s
                    AND (p.sampai IS NULL OR p.sampai > %(pada)s)
               JOIN kabar_kabar k ON k.peran = p.peran AND k.at > %(sejak)s AND k.selesai_at IS NULL
                    AND (k.kode_wilayah ^@ p.kode_wilayah OR p.kode_wilayah ^@ k.kode_wilayah)
               WHERE a.is_active AND a.email <> '' AND a.surel = %(cara)s
                 AND NOT EXISTS (SELECT FROM kabar_terkirim t WHERE t.kabar_id = k.id AND t.akun_id = a.id)
               ORDER BY a.id""",
            {"pada": pada, "sejak": at - UMUR_SURAT, "cara": cara.value},
        )
        return [row[0] for row in cur.fetchall()]


def find_penerima(akun_id: int, pada: date) -> list[Penerima]:
    """The person in each of the roles held now; empty when nothing may be mailed."""
    akun = Akun.objects.filter(pk=akun_id, is_active=True).exclude(email="").first()
    if akun is None or akun.surel is CaraSurel.TIDAK:
        return []
    satu: dict[tuple[str, str], Actor] = {}
    tugas = akun.daftar_penugasan.filter(Q(sampai__isnull=True) | Q(sampai__gt=pada), sejak__lte=pada)
    for p in tugas.order_by("kode_wilayah", "id"):
        actor = find_actor(akun, pada, penugasan_id=p.pk)
        if actor is not None:
            satu[p.peran, p.program] = actor
    return [Penerima(akun, actor) for actor in satu.values()]


def list_belum_terkirim(penerima: Penerima, at: datetime) -> list[Kabar]:
    """What this person has not been mailed yet and is still worth it, oldest first."""
    terkirim = Terkirim.objects.filter(kabar=OuterRef("pk"), akun_id=penerima.akun.pk)
    rows = _milik(penerima.actor).filter(~Exists(terkirim), at__gt=at - UMUR_SURAT, selesai_at__isnull=True)
    return list(rows.order_by("at", "id"))


def is_ditunggu_langsung(daftar: Sequence[Kabar]) -> bool:
    """Whether anybody wants one of these at once by e-mail."""
    peran = {k.peran for k in daftar}
    rows = Akun.objects.filter(surel=CaraSurel.LANGSUNG, is_active=True).exclude(email="")
    return bool(peran) and rows.filter(daftar_penugasan__peran__in=peran).exists()


def _milik(actor: Actor) -> QuerySet[Kabar]:
    tempat = Q()
    for kode in actor.cakupan.daftar_kode:
        tempat |= Q(kode_wilayah__startswith=kode) | Q(kode_wilayah__in=["", *leluhur(kode)])
    return Kabar.objects.filter(tempat, peran=actor.peran) if tempat else Kabar.objects.none()
