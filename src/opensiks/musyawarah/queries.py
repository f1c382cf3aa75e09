"""Reading meetings: which, what is on the agenda, how it stands. The list is in daftar.py, the forum in forum.py."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, QuerySet

from opensiks.infra.clock import zona
from opensiks.musyawarah.daftar import (
    BarisDaftar,
    Daftar,
    JumlahPutusan,
    compose_daftar,
    compose_daftar_sptjm,
)
from opensiks.musyawarah.forum import Forum, count_belum, facts_desa, facts_forum, get_forum, list_belum
from opensiks.musyawarah.models import BeritaAcara, Keberatan, Kehadiran, Keputusan, Musyawarah, Sptjm
from opensiks.rules.jenis import Jenis
from opensiks.rules.musyawarah import FaktaMusyawarah, Hasil, Unsur, check_musyawarah
from opensiks.rules.musyawarah import Kehadiran as Hadir
from opensiks.rules.rule import Violation
from opensiks.rules.status import StatusUsulan
from opensiks.rules.tenggat import Jendela
from opensiks.rules.verval import HasilVerval
from opensiks.usulan.models import Usulan
from opensiks.usulan.queries import ASAL, name_subjek
from opensiks.verval.models import Periode, Verval
from opensiks.verval.queries import get_masa, profil_of

__all__ = [
    "BarisAgenda", "BarisDaftar", "Daftar", "Forum", "JumlahPutusan", "Ringkasan", "compose_daftar",
    "compose_daftar_sptjm", "count_belum", "facts_desa", "facts_forum", "get_forum", "list_belum",
]  # fmt: skip


# As the form has them; and behind every line that has its place.
_JENIS = {jenis: n for n, jenis in enumerate(Jenis)}
_AKHIR = 1_000_000


@dataclass(frozen=True)
class BarisAgenda:
    """One line before the meeting: whom it is about, and what has been said of it so far."""

    usulan: Usulan
    nama: str
    keputusan: Keputusan | None
    keberatan: tuple[Keberatan, ...]

    @property
    def perlu_alasan(self) -> bool:
        """R24: an objection wants a reason, whatever is decided."""
        return bool(self.keberatan)


@dataclass(frozen=True)
class Ringkasan:
    """Totals of a meeting; the first four always sum to `semua`."""

    setuju: int
    tolak: int
    tunda: int
    belum: int
    keberatan: int
    orang: int

    @property
    def semua(self) -> int:
        return self.setuju + self.tolak + self.tunda + self.belum


def list_musyawarah(kode_desa: str, periode: Periode | None = None) -> QuerySet[Musyawarah]:
    """Meetings of a village, oldest first."""
    rows = Musyawarah.objects.filter(kode_desa=kode_desa).select_related("periode")
    if periode is not None:
        rows = rows.filter(periode=periode)
    return rows.order_by("tanggal", "id")


def find_berjalan(periode: Periode, kode_desa: str) -> Musyawarah | None:
    """The meeting that was convened and is not closed yet."""
    return list_musyawarah(kode_desa, periode).filter(ditutup_at__isnull=True).first()


def get_kehadiran(m: Musyawarah) -> dict[Unsur, Hadir]:
    rows = Kehadiran.objects.filter(musyawarah=m).order_by("id")
    return {Unsur(k.unsur): Hadir(k.diundang, k.hadir_l, k.hadir_p) for k in rows}


def list_agenda(m: Musyawarah) -> list[BarisAgenda]:
    """What the meeting has to decide: the village's waiting lines that need a forum, and those decided already."""
    keputusan = {k.usulan_id: k for k in Keputusan.objects.filter(musyawarah=m, batal_at__isnull=True)}
    keberatan: dict[int, list[Keberatan]] = defaultdict(list)
    for k in Keberatan.objects.filter(musyawarah=m).order_by("at", "id"):
        keberatan[k.usulan_id].append(k)
    bebas = profil_of(m.periode).bebas_musyawarah
    menunggu = Usulan.objects.filter(kode_desa=m.kode_desa, status=StatusUsulan.SIAP_MUSDES).exclude(
        jenis__in=bebas
    )
    rows = (menunggu if m.ditutup_at is None else menunggu.none()) | Usulan.objects.filter(pk__in=keputusan)
    letak = {pk: n for n, pk in enumerate(m.urutan)}
    urut = sorted(
        rows.distinct().select_related(*ASAL), key=lambda u: (letak.get(u.pk, _AKHIR), _JENIS[u.jenis], u.pk)
    )
    return [BarisAgenda(u, name_subjek(u), keputusan.get(u.pk), tuple(keberatan[u.pk])) for u in urut]


def count_agenda(agenda: list[BarisAgenda]) -> Ringkasan:
    hasil = [b.keputusan.hasil if b.keputusan else None for b in agenda]
    return Ringkasan(
        setuju=hasil.count(Hasil.SETUJU),
        tolak=hasil.count(Hasil.TOLAK),
        tunda=hasil.count(Hasil.TUNDA),
        belum=hasil.count(None),
        keberatan=sum(len(b.keberatan) for b in agenda),
        orang=sum(b.usulan.orang for b in agenda),
    )


def count_tetap(m: Musyawarah) -> int:
    """Families that stay as they are, which the meeting hears of together."""
    return Verval.objects.filter(
        periode=m.periode, kode_desa=m.kode_desa, hasil=HasilVerval.TETAP, batal_at__isnull=True
    ).count()


def facts_musyawarah(m: Musyawarah, kehadiran: dict[Unsur, Hadir] | None = None) -> FaktaMusyawarah:
    """The facts of R13-R16. A meeting still running is taken to end a minute after it begins."""
    tempat = zona(m.kode_desa)
    masa = get_masa(m.periode, m.kode_desa)
    profil = profil_of(m.periode)
    mulai = datetime.combine(m.tanggal, m.mulai, tempat)
    selesai = datetime.combine(m.tanggal, m.selesai, tempat) if m.selesai else mulai + timedelta(minutes=1)
    return FaktaMusyawarah(
        # Until the kabupaten's own deadline: a returned village meets again to mend its lines.
        periode=Jendela(masa.mulai, masa.tenggat_kab),
        mulai=mulai,
        selesai=selesai,
        tempat=m.tempat,
        pemimpin=m.pimpinan_nama,
        kehadiran=get_kehadiran(m) if kehadiran is None else kehadiran,
        unsur_wajib=profil.unsur_wajib,
        hari_sebelum=profil.hari_sebelum_periode,
    )


def check_penutupan(m: Musyawarah) -> list[Violation]:
    """What stands in the way of closing (B), and what is only worth saying (W)."""
    return check_musyawarah(facts_musyawarah(m))


def find_berita_acara(m: Musyawarah) -> BeritaAcara | None:
    """The print that counts."""
    return BeritaAcara.objects.filter(musyawarah=m, diganti_at__isnull=True).first()


@dataclass(frozen=True)
class KertasLembar:
    """The paper that a worksheet printed of a meeting: the code on it, and whether its signatures count (R18)."""

    kode: str
    berlaku: bool


def find_kertas_lembar(m: Musyawarah, forum: Forum | None = None) -> KertasLembar | None:
    """The worksheet's paper of a meeting; None for one that was held on these pages. `forum` where it is known.

    What was closed with its period, or followed by another meeting, is not printed again: there the paper that was
    bound stands.
    """
    ba = find_berita_acara(m)
    kode = (ba.kode_lembar if ba else "") or m.kode_lembar
    if not kode:
        return None
    if ba is None or not ba.kode_lembar:
        return KertasLembar(kode, berlaku=False)
    if m.periode.ditutup_at is not None or (forum and forum.musyawarah and forum.musyawarah.pk != m.pk):
        return KertasLembar(kode, berlaku=True)
    daftar = forum.daftar if forum else compose_daftar(m.periode, m.kode_desa)
    return KertasLembar(kode, ba.daftar_sha256 == daftar.sha256)


def count_sptjm(kode_wilayah: str) -> dict[str, int]:
    """R23: how often each village signed an SPTJM instead of meeting, by code; villages that never did are absent."""
    rows = Sptjm.objects.filter(kode_desa__startswith=kode_wilayah, diganti_at__isnull=True)
    return dict(rows.values_list("kode_desa").annotate(n=Count("id")).order_by("kode_desa"))
