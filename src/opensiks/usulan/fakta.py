"""What the rules want to know about many usulan at once, gathered in a few queries whatever their number."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.db.models import Max, prefetch_related_objects

from opensiks.infra.clock import local
from opensiks.rules import bukti as rules_bukti
from opensiks.rules.aktor import Actor
from opensiks.rules.bukti import list_tertulis
from opensiks.rules.rule import Violation
from opensiks.rules.status import TERMINAL, StatusUsulan
from opensiks.rules.syarat import FaktaForum, FaktaKab, FaktaMasa
from opensiks.rules.syarat_usulan import Fakta, FaktaIsi
from opensiks.rules.temuan import tanggal_panjang
from opensiks.usulan.models import Bukti, RiwayatUsulan, Usulan
from opensiks.usulan.temuan import count_temuan
from opensiks.verval.models import Periode
from opensiks.verval.queries import facts_masa, list_masa, profil_of

# Everything about one line: what facts_usulan returns and move_usulan takes.
FaktaUsulan = Callable[[Usulan], Fakta]
TANPA_FORUM, TANPA_KAB = FaktaForum(), FaktaKab()


def facts_usulan(
    daftar: Sequence[Usulan],
    *,
    by: Actor,
    at: datetime,
    alasan: str | Mapping[int, str] = "",
    kode_alasan: str = "",
    forum: Callable[[Usulan], FaktaForum] | FaktaForum = TANPA_FORUM,
    kab: Callable[[Usulan], FaktaKab] | FaktaKab = TANPA_KAB,
    pelanggaran: Mapping[int, tuple[Violation, ...]] | None = None,
    dikunjungi: bool = False,
) -> FaktaUsulan:
    """A function that gives the facts of each of these usulan.

    What the village's forum and the kabupaten know is passed in by the apps above: for all alike, or as a function.
    `alasan` may differ by usulan id. `dikunjungi`: the step itself brings the visit.
    """
    prefetch_related_objects(daftar, "periode", "individu__keluarga")
    himpunan = _Himpunan.of(daftar, at)

    def fakta(u: Usulan) -> Fakta:
        profil = profil_of(u.periode)
        return Fakta(
            status=u.status,
            jenis=u.jenis,
            dalam_cakupan=by.cakupan.covers(u.kode_desa),
            alasan=alasan if isinstance(alasan, str) else alasan.get(u.pk, ""),
            kode_alasan=kode_alasan,
            masa=himpunan.masa_of(u),
            forum=forum(u) if callable(forum) else forum,
            kab=kab(u) if callable(kab) else kab,
            isi=himpunan.isi_of(u, (pelanggaran or {}).get(u.pk, ())),
            bebas_musyawarah=profil.is_bebas(u.jenis),
            kunjungan_wajib=profil.needs_kunjungan(u.jenis),
            kunjungan_ada=dikunjungi or u.status is StatusUsulan.TERVERIFIKASI,
            pernah_ditolak_pusat=u.pk in himpunan.ditolak_pusat,
        )

    return fakta


@dataclass
class _Himpunan:
    """The rows that the facts of a set of usulan are read from."""

    masa: dict[tuple[int, str], FaktaMasa]
    lain: dict[int | None, str]
    bukti: dict[int, set[str]]
    temuan: dict[int, int]
    ditolak_pusat: dict[int, datetime]

    @classmethod
    def of(cls, daftar: Sequence[Usulan], at: datetime) -> _Himpunan:
        if not daftar:
            return cls({}, {}, {}, {}, {})
        masa = find_masa({(u.periode, u.kode_desa) for u in daftar}, at)
        return cls(masa, find_lain(daftar), _bukti(daftar), count_temuan(daftar, at), find_penolakan(daftar))

    def masa_of(self, u: Usulan) -> FaktaMasa:
        """A line that came back may be mended and sent on until the kabupaten's own deadline."""
        masa = self.masa[u.periode_id, u.kode_desa]
        return replace(masa, terbuka=masa.terbuka or (u.revisi > 0 and masa.masa_perbaikan))

    def isi_of(self, u: Usulan, pelanggaran: tuple[Violation, ...]) -> FaktaIsi:
        return FaktaIsi(
            usulan_terbuka=self.lain.get(u.pk, ""),
            temuan_blok=self.temuan.get(u.pk, 0),
            bukti_kurang=rules_bukti.missing(u.jenis, self.bukti.get(u.pk, set()) | list_tertulis(u.muatan)),
            pelanggaran=pelanggaran,
        )


def find_masa(pasangan: Iterable[tuple[Periode, str]], at: datetime) -> dict[tuple[int, str], FaktaMasa]:
    """The calendar of villages in periods at a moment, by (periode id, kode desa); one query for each period."""
    per_periode: dict[Periode, set[str]] = defaultdict(set)
    for periode, kode in pasangan:
        per_periode[periode].add(kode)
    return {
        (periode.pk, kode): facts_masa(periode, masa, at)
        for periode, daftar_kode in per_periode.items()
        for kode, masa in list_masa(periode, sorted(daftar_kode)).items()
    }


def find_lain(daftar: Sequence[Usulan]) -> dict[int | None, str]:
    """R26: another open usulan for the same subject, jenis and programme, as "12 sejak 3 Agustus 2023".

    By the id of the usulan that asks, which is None while it is not saved.
    """
    rows = (
        Usulan.objects.filter(subjek__in={u.subjek for u in daftar})
        .exclude(status__in=TERMINAL)
        .values_list("subjek", "jenis", "program", "id", "dibuat_at", "kode_desa")
    )
    terbuka = {r[:3]: r[3:] for r in rows}
    hasil: dict[int | None, str] = {}
    for u in daftar:
        lain = terbuka.get((u.subjek, u.jenis, u.program))
        if lain is not None and lain[0] != u.pk:
            pk, sejak, kode = lain
            hasil[u.pk] = f"{pk} sejak {tanggal_panjang(local(sejak, kode).date())}"
    return hasil


def _bukti(daftar: Sequence[Usulan]) -> dict[int, set[str]]:
    ada: dict[int, set[str]] = defaultdict(set)
    for pk, jenis in Bukti.objects.filter(usulan__in=daftar).values_list("usulan_id", "jenis"):
        ada[pk].add(jenis)
    return ada


def find_penolakan(daftar: Sequence[Usulan]) -> dict[int, datetime]:
    """When the centre last rejected each of these usulan; the others are absent (R40)."""
    if not daftar:
        return {}
    rows = RiwayatUsulan.objects.filter(usulan__in=daftar, ke=StatusUsulan.DITOLAK_PUSDATIN)
    return dict(rows.values_list("usulan_id").annotate(terakhir=Max("at")).order_by())
