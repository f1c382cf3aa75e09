"""One read for each part of the board: stages, villages, who answers for them, what they stand to lose."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime

from django.core.cache import cache
from django.db import connection
from django.db.models import Case, IntegerField, Q, Value, When

from opensiks.infra.clock import zona
from opensiks.pantau.alur import BarisAlur, list_alur
from opensiks.pantau.kuota import Kuota, get_kuota
from opensiks.rules.beku import AkibatDiam
from opensiks.rules.peran import Peran
from opensiks.rules.verval import StatusDesa
from opensiks.rules.wilayah import leluhur, tingkat
from opensiks.verval.kemajuan import Hitung, Kemajuan, Titik, get_progress, list_mingguan
from opensiks.verval.models import Periode, PeriodeDesa
from opensiks.verval.models import RiwayatDesa as RiwayatDesa
from opensiks.verval.queries import profil_of
from opensiks.wilayah.models import Wilayah


@dataclass(frozen=True)
class Tanda:
    """A village's own dates in the period."""

    mulai_at: datetime | None
    tanda_at: datetime | None
    terlambat: bool


@dataclass(frozen=True)
class Papan:
    """One area in one period. `anak` are the areas of the next tier, `desa` every village (only inside a kabupaten).

    Every figure of a tier is the sum of its villages, so the tiers agree by construction.
    """

    periode: Periode
    kode: str
    nama: str
    sebutan: str
    total: Kemajuan
    anak: tuple[Kemajuan, ...]
    # Every kabupaten, above that tier only.
    kabupaten: tuple[Kemajuan, ...]
    desa: tuple[Kemajuan, ...]
    tanda: dict[str, Tanda]
    mingguan: tuple[Titik, ...]
    alur: tuple[BarisAlur, ...]
    kuota: Kuota
    # When it was counted; a closed period is shown as it stood at its closing.
    pada: datetime

    @property
    def tingkat(self) -> int:
        return tingkat(self.kode)


def status_of(desa: Kemajuan) -> StatusDesa:
    """The state of a row that is one village."""
    return next(status for status, n in desa.tahap.items() if n)


def list_periode(kode: str) -> list[Periode]:
    """Periods over, of, or inside an area, the newest first."""
    atas = Q(kode_wilayah__in=["", *leluhur(kode), kode])
    rows = Periode.objects.filter(atas | Q(kode_wilayah__startswith=kode))
    return list(rows.order_by("-mulai_at", "kode_wilayah", "-id"))


def choose_periode(daftar: Sequence[Periode], id: int | None, at: datetime) -> Periode | None:
    """The one asked for, else the newest that has begun, else the next one to begin."""
    if id is not None:
        return next((p for p in daftar if p.pk == id), None)
    return next((p for p in daftar if p.mulai_at <= at), daftar[-1] if daftar else None)


# The longest that a count may stand without being made again.
SIMPAN_DETIK = 60


def get_papan(periode: Periode, kode: str, at: datetime) -> Papan:
    """The board of an area; the caller has checked that the reader's scope covers it.

    Counting a kabupaten reads every family. Every change leaves an event, so as long as the trail of the area has no
    new one the last count still stands.
    """
    basis = connection.settings_dict["NAME"]
    kunci = f"papan:{basis}:{periode.pk}:{kode or 'semua'}:{find_jejak_akhir(kode)}"
    papan: Papan | None = cache.get(kunci)
    if papan is None:
        papan = _count_papan(periode, kode, min(at, periode.ditutup_at or at))
        cache.set(kunci, papan, SIMPAN_DETIK)
    return papan


def find_jejak_akhir(kode: str) -> int:
    """The newest event of an area, by its row."""
    with connection.cursor() as cur:
        cur.execute("SELECT id FROM jejak_jejak WHERE rantai ^@ %s ORDER BY id DESC LIMIT 1", [kode])
        row = cur.fetchone()
    return int(row[0]) if row else 0


def _count_papan(periode: Periode, kode: str, pada: datetime) -> Papan:
    tier = tingkat(kode)
    desa = get_progress(periode, kode, tier=4, at=pada) if tier >= 2 else []
    kabupaten = get_progress(periode, kode, tier=2, at=pada) if tier < 2 else []
    anak = sum_wilayah(desa, 8) if tier == 2 else sum_wilayah(kabupaten, 2) if tier == 0 else kabupaten
    wilayah = Wilayah.objects.filter(kode=kode).first()
    total = sum_kemajuan(kode, desa or kabupaten)
    return Papan(
        periode, kode, wilayah.nama if wilayah else "Indonesia", find_sebutan(kode), total=total,
        anak=tuple(with_nama(anak)), kabupaten=tuple(kabupaten),
        desa=tuple(desa), tanda=_list_tanda(periode, kode) if desa else {},
        mingguan=tuple(list_mingguan(periode, kode, at=pada)), alur=tuple(list_alur(periode.pk, kode, pada)),
        kuota=get_kuota(kode, total.semua.orang, {k.kode: k.semua.orang for k in kabupaten}), pada=pada,
    )  # fmt: skip


def sum_wilayah(desa: Iterable[Kemajuan], lebar: int) -> list[Kemajuan]:
    """Rows of a tier above from its villages, by code; `lebar` is the length of that tier's codes."""
    kelompok: dict[str, list[Kemajuan]] = {}
    for d in desa:
        kelompok.setdefault(d.kode[:lebar], []).append(d)
    return [sum_kemajuan(kode, rows) for kode, rows in sorted(kelompok.items())]


_HITUNG = [f.name for f in fields(Kemajuan) if f.type == "Hitung"]


def sum_kemajuan(kode: str, daftar: Sequence[Kemajuan], nama: str = "") -> Kemajuan:
    """One row that is the sum of others."""
    hitung = {n: sum((getattr(d, n) for d in daftar), Hitung()) for n in _HITUNG}
    tahap = {s: sum(d.tahap.get(s, 0) for d in daftar) for s in StatusDesa}
    return Kemajuan(
        kode, nama, sum(d.desa for d in daftar), sum(d.terlambat for d in daftar), tahap=tahap, **hitung
    )


def with_nama(daftar: Sequence[Kemajuan]) -> list[Kemajuan]:
    """The same rows with the names of their areas."""
    tanpa = [d.kode for d in daftar if not d.nama]
    nama = dict(Wilayah.objects.filter(kode__in=tanpa).values_list("kode", "nama")) if tanpa else {}
    return [d if d.nama else sum_kemajuan(d.kode, [d], nama.get(d.kode, d.kode)) for d in daftar]


def find_sebutan(kode: str) -> str:
    """What most villages there are called: "pekon"; above a kabupaten it is "desa"."""
    if len(kode) < 5:
        return "desa"
    satu = Case(When(jenis="desa", then=Value(0)), default=Value(1), output_field=IntegerField())
    rows = Wilayah.objects.filter(kode__startswith=kode, tingkat=4).annotate(urut=satu)
    return rows.order_by("urut", "kode").values_list("sebutan", flat=True).first() or "desa"


def _list_tanda(periode: Periode, kode: str) -> dict[str, Tanda]:
    """A verdict recorded and the village's own people signing in are signs of life like any step of the village."""
    with connection.cursor() as cur:
        cur.execute(
            """SELECT pd.kode_desa, pd.mulai_at, greatest(pd.tanda_at, v.at, m.at), pd.terlambat
               FROM verval_periodedesa pd LEFT JOIN (
                 SELECT kode_desa, max(at) AS at FROM verval_verval WHERE periode_id = %(periode)s
                 AND kode_desa ^@ %(kode)s GROUP BY 1) v ON v.kode_desa = pd.kode_desa
               LEFT JOIN (
                 SELECT p.kode_wilayah, max(a.last_login) AS at
                 FROM akun_penugasan p JOIN akun_akun a ON a.id = p.akun_id
                 WHERE p.kode_wilayah ^@ %(kode)s AND p.peran = ANY(%(peran)s) AND a.last_login >= %(mulai)s
                 GROUP BY 1) m ON m.kode_wilayah = pd.kode_desa
               WHERE pd.periode_id = %(periode)s AND pd.kode_desa ^@ %(kode)s""",
            {
                "periode": periode.pk, "kode": kode, "mulai": periode.mulai_at,
                "peran": [Peran.OPERATOR_DESA.value, Peran.KADES_LURAH.value],
            },
        )  # fmt: skip
        return {kode_desa: Tanda(mulai, tanda, telat) for kode_desa, mulai, tanda, telat in cur.fetchall()}


@dataclass(frozen=True)
class PetugasDesa:
    nama: str
    nomor_hp: str


def list_petugas_desa(kode: str, peran: Peran, pada: date) -> dict[str, PetugasDesa]:
    """Who holds a role in each village under `kode` on a day; the first by name where several do."""
    with connection.cursor() as cur:
        cur.execute(
            """SELECT DISTINCT ON (p.kode_wilayah) p.kode_wilayah, a.nama, a.nomor_hp
               FROM akun_penugasan p JOIN akun_akun a ON a.id = p.akun_id AND a.is_active
               WHERE p.peran = %s AND p.kode_wilayah ^@ %s AND p.sejak <= %s AND (p.sampai IS NULL OR p.sampai > %s)
               ORDER BY p.kode_wilayah, a.nama, a.id""",
            [peran.value, kode, pada, pada],
        )
        return {kode_desa: PetugasDesa(nama, hp) for kode_desa, nama, hp in cur.fetchall()}


def hari_diam(papan: Papan, kode_desa: str) -> int:
    """Local days since the village's last sign of life, or since the period began.

    After the kabupaten's own deadline nobody counts any further.
    """
    tempat = zona(kode_desa)
    tanda = papan.tanda.get(kode_desa)
    sejak = (tanda.tanda_at if tanda else None) or papan.periode.mulai_at
    akhir = min(papan.pada, papan.periode.tenggat_kab_at)
    return max((akhir.astimezone(tempat).date() - sejak.astimezone(tempat).date()).days, 0)


def is_menidurkan(periode: Periode) -> bool:
    """Whether the close puts a silent village's records to sleep by itself (R75)."""
    profil = profil_of(periode)
    return profil.tidurkan_desa_diam and profil.akibat_diam is AkibatDiam.OTOMATIS


def list_riwayat_desa(periode: Periode, kode_desa: str) -> list[RiwayatDesa]:
    """The village's steps in the period, newest first."""
    rows = RiwayatDesa.objects.filter(periode_desa__periode=periode, kode_desa=kode_desa)
    return list(rows.order_by("-at", "-id"))


@dataclass(frozen=True)
class Ingatan:
    """A reminder to a village: when, by whom, in which words."""

    at: datetime
    oleh: str
    teks: str


def list_ingatan(periode: Periode, kode: str) -> dict[str, list[Ingatan]]:
    """Reminders of a period to the villages under `kode`, newest first; read from the trail, where they stand."""
    rows = PeriodeDesa.objects.filter(periode=periode, kode_desa__startswith=kode)
    # The objects are asked for by name: the trail has an index on them, and it is long.
    desa = {f"periodedesa:{pk}": kode_desa for pk, kode_desa in rows.values_list("pk", "kode_desa")}
    with connection.cursor() as cur:
        cur.execute(
            """SELECT objek, at, aktor, ringkasan ->> 'teks' FROM jejak_jejak
               WHERE objek = ANY(%s) AND peristiwa = 'periode.warned' AND ringkasan ? 'teks'
               ORDER BY at DESC, id DESC""",
            [list(desa)],
        )
        hasil: dict[str, list[Ingatan]] = {}
        for objek, at, oleh, teks in cur.fetchall():
            hasil.setdefault(desa[objek], []).append(Ingatan(at, oleh, teks))
    return hasil


def count_diserahkan(kode: str) -> int:
    """Villages under an area whose work waits to be received, in any period."""
    return PeriodeDesa.objects.filter(kode_desa__startswith=kode, status=StatusDesa.DIEKSPOR).count()


def count_keluaran_wilayah(kode: str) -> dict[str, dict[str, int]]:
    """Persons by area of the next tier and standing answer of the civil register; area names as keys."""
    lebar = {0: 2, 1: 5, 2: 8, 3: 13, 4: 13}[tingkat(kode)]
    with connection.cursor() as cur:
        cur.execute(
            "SELECT coalesce(w.nama, t.kode), t.keluaran, t.n FROM (SELECT left(kode_desa, %s) AS kode, keluaran,"
            " count(*) AS n FROM pemadanan_statuspadan WHERE kode_desa ^@ %s GROUP BY 1, 2) t"
            " LEFT JOIN wilayah_wilayah w ON w.kode = t.kode ORDER BY t.kode",
            [lebar, kode],
        )
        hasil: dict[str, dict[str, int]] = {}
        for nama, keluaran, n in cur.fetchall():
            hasil.setdefault(nama, {})[keluaran] = n
    return hasil
