"""Reading the cycle: which period, which village, who is left, who is silent. Counts are in kemajuan.py."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import connection
from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Sum, prefetch_related_objects

from opensiks.infra.clock import zona
from opensiks.keluarga.models import Keluarga, Temuan
from opensiks.rules.aktor import Actor
from opensiks.rules.registri import StatusKeluarga
from opensiks.rules.temuan import HANYA_USUL_BANTUAN
from opensiks.rules.tenggat import is_open as is_jendela_open
from opensiks.rules.verval import SUDAH_DISERAHKAN, FaktaDesa, HasilVerval, StatusDesa
from opensiks.rules.wilayah import leluhur
from opensiks.verval.kemajuan import Hitung as Hitung
from opensiks.verval.kemajuan import Kemajuan as Kemajuan
from opensiks.verval.kemajuan import Titik as Titik
from opensiks.verval.kemajuan import get_progress as get_progress
from opensiks.verval.kemajuan import get_total as get_total
from opensiks.verval.kemajuan import list_mingguan as list_mingguan
from opensiks.verval.masa import MasaDesa as MasaDesa
from opensiks.verval.masa import facts_masa as facts_masa
from opensiks.verval.masa import get_masa as get_masa
from opensiks.verval.masa import get_tenggat_akhir as get_tenggat_akhir
from opensiks.verval.masa import list_masa as list_masa
from opensiks.verval.masa import profil_of as profil_of
from opensiks.verval.models import Catatan, Peringatan, Periode, PeriodeDesa, Perpanjangan, Verval
from opensiks.verval.terancam import BarisTerancam as BarisTerancam
from opensiks.verval.terancam import RamalanBeku as RamalanBeku
from opensiks.verval.terancam import list_ramalan_beku as list_ramalan_beku
from opensiks.verval.terancam import list_terancam as list_terancam
from opensiks.verval.terancam import next_beku as next_beku


def find_periode(kode: str, at: datetime) -> Periode | None:
    """The current period of an area: of those that cover it and have begun, the one that began last."""
    return list_periode(kode).filter(mulai_at__lte=at).order_by("-mulai_at", "-id").first()


def list_periode(kode: str) -> QuerySet[Periode]:
    """Every period that covers this area, oldest first."""
    atas = ["", *leluhur(kode), kode]
    return Periode.objects.filter(kode_wilayah__in=atas).order_by("mulai_at", "id")


def list_periode_berjalan(at: datetime) -> list[Periode]:
    """Every visible period that has begun and is not closed."""
    return list(Periode.objects.filter(mulai_at__lte=at, ditutup_at__isnull=True).order_by("mulai_at", "id"))


def list_siap_tutup(at: datetime) -> list[Periode]:
    """Running periods whose last deadline has passed."""
    return [p for p in list_periode_berjalan(at) if get_tenggat_akhir(p) <= at]


def list_wilayah_periode(at: datetime) -> list[str]:
    """The areas that any period was ever opened for: where freezing is to be looked at. Only the outermost ones."""
    kode = set(Periode.objects.filter(mulai_at__lte=at).values_list("kode_wilayah", flat=True))
    return sorted(k for k in kode if not kode & ({"", *leluhur(k)} - {k}))


def get_periode(id: int) -> Periode:
    return Periode.objects.get(pk=id)


def find_periode_kode(kode: str, kode_wilayah: str) -> Periode | None:
    """The period of this code over exactly this area."""
    return Periode.objects.filter(kode=kode, kode_wilayah=kode_wilayah).first()


def find_periode_desa(periode: Periode, kode_desa: str) -> PeriodeDesa | None:
    return PeriodeDesa.objects.filter(periode=periode, kode_desa=kode_desa).first()


def list_periode_desa(periode: Periode, kode: str) -> QuerySet[PeriodeDesa]:
    """The villages of a period under `kode`, by code."""
    return PeriodeDesa.objects.filter(periode=periode, kode_desa__startswith=kode).order_by("kode_desa")


def list_perpanjangan(periode: Periode) -> QuerySet[Perpanjangan]:
    """Every extension with the deadline it replaced, oldest first (R77)."""
    return Perpanjangan.objects.filter(periode=periode).order_by("at", "id")


def is_open(periode: Periode, kode_desa: str, at: datetime) -> bool:
    """Whether the village's own window is open."""
    return is_jendela_open(get_masa(periode, kode_desa).desa, at)


def list_fakta_desa(daftar: Iterable[PeriodeDesa], by: Actor, at: datetime) -> dict[int, FaktaDesa]:
    """What this floor knows about each village, by id; forum and kabupaten facts are added from above."""
    semua = list(daftar)
    prefetch_related_objects(semua, "periode")
    per_periode: dict[Periode, list[PeriodeDesa]] = {}
    for desa in semua:
        per_periode.setdefault(desa.periode, []).append(desa)
    fakta = {}
    for periode, kelompok in per_periode.items():
        masa = list_masa(periode, [d.kode_desa for d in kelompok])
        for desa in kelompok:
            fakta[desa.pk] = FaktaDesa(
                status=desa.status,
                dalam_cakupan=by.cakupan.covers(desa.kode_desa),
                masa=facts_masa(periode, masa[desa.kode_desa], at),
            )
    return fakta


def list_verval(periode: Periode, kode: str) -> QuerySet[Verval]:
    """The living verdicts under `kode`."""
    hidup = Verval.objects.filter(periode=periode, batal_at__isnull=True)
    return hidup.filter(kode_desa__startswith=kode).order_by("kode_desa", "keluarga_id")


def list_riwayat_verval(keluarga_id: int) -> QuerySet[Verval]:
    """Every verdict on one family, newest first, the withdrawn ones included."""
    return Verval.objects.filter(keluarga_id=keluarga_id).select_related("periode").order_by("-at", "-id")


def count_hasil(periode: Periode, kode: str) -> dict[HasilVerval, Hitung]:
    """Families and persons by verdict; every verdict is a key."""
    rows = list_verval(periode, kode).order_by().values_list("hasil").annotate(n=Count("id"), o=Sum("orang"))
    ada = {hasil: Hitung(n, o) for hasil, n, o in rows}
    return {hasil: ada.get(hasil, Hitung()) for hasil in HasilVerval}


def list_belum(periode: Periode, kode_desa: str) -> QuerySet[Keluarga]:
    """Families of the village without a verdict in this period, in walking order."""
    sudah = Verval.objects.filter(
        periode=periode, keluarga=OuterRef("pk"), kode_desa=OuterRef("kode_desa"), batal_at__isnull=True
    )
    ada = Keluarga.objects.filter(~Exists(sudah), kode_desa=kode_desa).exclude(status=StatusKeluarga.NONAKTIF)
    return ada.order_by("rw", "rt", "kepala_nama", "id")


def count_belum_bertemuan(periode: Periode, kode_desa: str) -> int:
    """Of the families not yet done, how many have a finding to mend or to look at."""
    temuan = Temuan.objects.filter(keluarga=OuterRef("pk"), terbuka=True, tingkat__in=["B", "W"])
    return list_belum(periode, kode_desa).filter(Exists(temuan)).count()


def with_terhalang(rows: QuerySet[Keluarga]) -> QuerySet[Keluarga]:
    """Adds `terhalang`: an open finding keeps the family from TETAP."""
    menahan = Temuan.objects.filter(keluarga=OuterRef("pk"), terbuka=True, tingkat="B")
    return rows.annotate(terhalang=Exists(menahan.exclude(kode__in=HANYA_USUL_BANTUAN)))


@dataclass(frozen=True)
class BarisBelumTerkirim:
    """One line of R76. `hasil` is empty when nobody verified the family."""

    id: int
    id_registri: str
    kepala_nama: str
    rt: str
    rw: str
    orang: int
    hasil: str


def list_belum_terkirim(periode: Periode, kode_desa: str) -> list[BarisBelumTerkirim]:
    """Exactly the families that the kabupaten does not have from this village (R76).

    Before the hand-over all of them, verified or not; after it those that were never verified.
    """
    desa = find_periode_desa(periode, kode_desa)
    isi = ("id_registri", "kepala_nama", "rt", "rw")
    belum = [
        BarisBelumTerkirim(id_, registri, nama, rt, rw, orang, "")
        for id_, registri, nama, rt, rw, orang in list_belum(periode, kode_desa).values_list(
            "pk", *isi, "jumlah_anggota"
        )
    ]
    if desa is None or desa.status in SUDAH_DISERAHKAN:
        return belum
    tertahan = [
        BarisBelumTerkirim(*v)
        for v in list_verval(periode, kode_desa).values_list(
            "keluarga_id", *(f"keluarga__{k}" for k in isi), "orang", "hasil"
        )
    ]
    return sorted([*belum, *tertahan], key=lambda b: (b.rw, b.rt, b.kepala_nama, b.id))


@dataclass(frozen=True)
class BarisDiam:
    """A village that has not delivered, and for how many local days nothing was heard of it."""

    kode: str
    nama: str
    status: StatusDesa
    hari: int
    tanda_at: datetime | None


def list_diam(periode: Periode, kode: str, *, at: datetime, minimal: int = 1) -> list[BarisDiam]:
    """Villages silent for at least `minimal` days and without a hand-over, the longest silence first."""
    with connection.cursor() as cur:
        cur.execute(
            """SELECT * FROM (
                 SELECT pd.kode_desa, coalesce(w.nama, ''), pd.status, pd.tanda_at,
                        (%(at)s AT TIME ZONE coalesce(w.zona, %(zona)s))::date
                        - (coalesce(pd.tanda_at, p.mulai_at) AT TIME ZONE coalesce(w.zona, %(zona)s))::date AS hari
                 FROM verval_periodedesa pd JOIN verval_periode p ON p.id = pd.periode_id
                      LEFT JOIN wilayah_wilayah w ON w.kode = pd.kode_desa
                 WHERE pd.periode_id = %(periode)s AND pd.kode_desa ^@ %(kode)s AND pd.status <> ALL(%(serah)s)) d
               WHERE hari >= %(minimal)s ORDER BY hari DESC, kode_desa""",
            {
                "at": at, "zona": zona(kode).key, "periode": periode.pk, "kode": kode, "minimal": minimal,
                "serah": [s.value for s in SUDAH_DISERAHKAN],
            },
        )  # fmt: skip
        rows = cur.fetchall()
    return [BarisDiam(kode_, nama, StatusDesa(st), hari, tanda) for kode_, nama, st, tanda, hari in rows]


def list_tanpa_peringatan(periode: Periode, daftar_kode: Sequence[str]) -> QuerySet[Keluarga]:
    """Families of these villages that would be put to sleep and that no warning of this period names (R75)."""
    diperingatkan = Peringatan.objects.filter(periode=periode, jenis="TIDUR", keluarga=OuterRef("pk"))
    return list_akan_tidur(daftar_kode).filter(~Exists(diperingatkan))


def list_akan_tidur(daftar_kode: Sequence[str]) -> QuerySet[Keluarga]:
    """What there is to put to sleep in these villages: active and frozen families."""
    terjaga = [StatusKeluarga.AKTIF, StatusKeluarga.BEKU]
    return Keluarga.objects.filter(kode_desa__in=daftar_kode, status__in=terjaga).order_by("kode_desa", "id")


def list_peringatan(keluarga_id: int) -> QuerySet[Peringatan]:
    """The warnings a family was given, newest first."""
    return Peringatan.objects.filter(keluarga_id=keluarga_id).order_by("-at", "-id")


def list_catatan(keluarga_id: int) -> QuerySet[Catatan]:
    """Notes and visits beside a family, newest first (R12)."""
    return Catatan.objects.filter(keluarga_id=keluarga_id).order_by("-at", "-id")


def list_kunjungan(keluarga_id: int) -> QuerySet[Catatan]:
    """Visits to a family, newest first."""
    rows = Catatan.objects.filter(keluarga_id=keluarga_id, kunjungan=True).select_related("keluarga")
    return rows.order_by("-tanggal", "-at", "-id")


def list_kunjungan_oleh(akun_id: int) -> QuerySet[Catatan]:
    """Visits that one companion made, newest first."""
    rows = Catatan.objects.filter(aktor_id=akun_id, kunjungan=True).select_related("keluarga")
    return rows.order_by("-at", "-id")


def count_kunjungan(kode: str, sejak: datetime) -> dict[str, int]:
    """Visits since a moment, by village under `kode`; a village without any is absent."""
    rows = Catatan.objects.filter(kode_desa__startswith=kode, kunjungan=True, at__gte=sejak)
    return dict(rows.order_by("kode_desa").values_list("kode_desa").annotate(n=Count("pk")))


def count_tetap_sejak(akun_id: int | None, sejak: datetime) -> int:
    """Families that one officer marked TETAP since a moment and did not take back."""
    milik = Q(aktor_id=akun_id, at__gt=sejak, hasil=HasilVerval.TETAP, batal_at__isnull=True)
    return Verval.objects.filter(milik).count()


def list_periode_tiap_desa(kode: str, pada: datetime) -> dict[int, list[str]]:
    """Period id → the villages under `kode` whose newest begun period it is."""
    rows = (
        PeriodeDesa.objects.filter(kode_desa__startswith=kode, periode__mulai_at__lt=pada)
        .order_by("kode_desa", "-periode__mulai_at", "-periode_id")
        .distinct("kode_desa")
        .values_list("periode_id", "kode_desa")
    )
    hasil: dict[int, list[str]] = {}
    for periode_id, kode_desa in rows:
        hasil.setdefault(periode_id, []).append(kode_desa)
    return hasil
