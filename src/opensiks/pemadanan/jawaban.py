"""Answers about a doubt: which stand, what each would lead to, what keeps one from being taken back (R146)."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from opensiks.pemadanan.models import Calon, PutusanTinjauan, StatusPadan, Tinjauan
from opensiks.rules.alasan_padan import Hasil
from opensiks.rules.padan_kerja import FaktaCalon, JenisTugas, Lintas, Menunggu, tugas_of
from opensiks.rules.padan_tinjau import RULES_BATAL, FaktaBatal, Jawaban
from opensiks.rules.rule import Violation, broken
from opensiks.rules.status import StatusUsulan
from opensiks.usulan.models import Usulan


def list_jawaban(calon: Calon) -> QuerySet[Tinjauan]:
    """The answers that stand, in the order in which they were given."""
    return Tinjauan.objects.filter(calon=calon, batal__isnull=True).order_by("id")


def list_putusan() -> QuerySet[PutusanTinjauan]:
    """What was settled and still is, of every doubt."""
    return PutusanTinjauan.objects.filter(batal__isnull=True)


def check_batal(calon: Calon, akun_id: int) -> list[Violation]:
    """What keeps this person from taking the last answer back; empty means that the button may be pressed."""
    terakhir = list_jawaban(calon).last()
    putusan = list_putusan().filter(calon=calon).select_related("tugas").first()
    fakta = FaktaBatal(
        akun_id, terakhir.oleh_id if terakhir else None,
        desa_mulai=putusan is not None and _is_mulai(putusan),
        putaran_lain=putusan is not None and _is_diganti(calon),
    )  # fmt: skip
    return broken(RULES_BATAL, fakta)


def _is_mulai(p: PutusanTinjauan) -> bool:
    """The village answered what was opened for it, had it open before, or proposes something about the person."""
    t = p.tugas
    if t is None:
        return False
    if t.selesai_at is not None or Menunggu(t.menunggu) is not Menunggu.DESA or t.dibuat_at != p.at:
        return True
    sejak = Q(individu_id=t.individu_id, dibuat_at__gte=p.at)
    return Usulan.objects.filter(sejak).exclude(status=StatusUsulan.BATAL).exists()


def _is_diganti(calon: Calon) -> bool:
    """Another run has spoken about the person since."""
    milik = StatusPadan.objects.filter(individu_id=calon.individu_id).values_list("putaran_id", flat=True)
    return milik.first() != calon.putaran_id


# What an answer leads to ---------------------------------------------------------------------------------------------


def facts_selesai(c: Calon) -> FaktaCalon:
    """The candidate once its doubt is gone."""
    return FaktaCalon(
        Hasil(c.hasil), c.individu.nik, meninggal=c.meninggal, ganda_dukcapil=c.ganda_dukcapil, nonaktif=c.nonaktif,
        lintas=Lintas(c.lintas), pertahankan=c.pertahankan,
    )  # fmt: skip


def is_orang_ragu(c: Calon) -> bool:
    """The doubt is about a person who can be named, not only about rows that may be one person."""
    return c.ragu and c.nik_usul != ""


def next_tugas(c: Calon, putusan: Jawaban) -> JenisTugas | None:
    """What the village is asked then: SAMA opens its task, BEDA ends the doubt, the unknown sends it to the card."""
    if putusan is Jawaban.SAMA:
        tugas = tugas_of(facts_selesai(c))
        return tugas[0] if tugas else None
    if c.dua_orang or not is_orang_ragu(c):
        return None
    if c.hasil in (Hasil.PADAN, Hasil.NIK_ORANG_LAIN):
        return JenisTugas.NIK_ORANG_LAIN
    return JenisTugas.NIK_TIDAK_DITEMUKAN if putusan is Jawaban.TIDAK_TAHU else None
