"""Reading the desk: what was handed over, how far it is, which villages are silent, what waits for a person."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import datetime

from django.db import connection
from django.db.models import QuerySet

from opensiks.infra import files
from opensiks.paket.models import Bentrok, Perangkat, TandaTerima, Titipan, Ubahan
from opensiks.rules.perangkat import StatusPerangkat
from opensiks.verval.models import Periode
from opensiks.wilayah.queries import get_nama


def list_titipan(kode: str, periode: Periode | None = None) -> QuerySet[Titipan]:
    """Files handed over in an area, the newest first; with `periode` also those that nobody could open."""
    rows = Titipan.objects.filter(kode_wilayah__startswith=kode).select_related("periode", "perangkat")
    if periode is not None:
        rows = rows.filter(periode=periode) | rows.filter(periode__isnull=True)
    return rows.order_by("-at", "-id")


def get_titipan(id: int) -> Titipan:
    """By its number, for the jobs."""
    return Titipan.objects.get(pk=id)


def find_titipan(kode: str, sha256: str) -> Titipan | None:
    """The file with these bytes, if it was handed over in this area."""
    return Titipan.objects.filter(kode_wilayah__startswith=kode, sha256=sha256).first()


def get_tanda_titip(titipan: Titipan) -> str:
    """The deposit receipt: a compact JWS of this server (typ opensiks-titip+jwt)."""
    return titipan.tanda


def find_tanda_terima(titipan: Titipan) -> bytes:
    """The newest verdict receipt as it was sealed; b"" while there is none."""
    row = TandaTerima.objects.filter(titipan=titipan).order_by("-nomor").first()
    return files.load(row.sha256, SIMPANAN_TANDA) if row else b""


SIMPANAN_TANDA = "tanda-terima"


def list_tanda_terima(kode_desa: str, sejak: datetime | None = None) -> QuerySet[TandaTerima]:
    """Verdict receipts of a village, oldest first; `sejak`: only what is younger."""
    rows = TandaTerima.objects.filter(kode_desa=kode_desa).select_related("titipan")
    return (rows.filter(at__gt=sejak) if sejak else rows).order_by("at", "id")


def load_tanda_terima(row: TandaTerima) -> bytes:
    """The sealed bytes of one receipt."""
    return files.load(row.sha256, SIMPANAN_TANDA)


def list_ubahan(titipan: Titipan) -> QuerySet[Ubahan]:
    """The lines that this file brought first, in the order of the device."""
    return Ubahan.objects.filter(titipan=titipan).order_by("n")


def list_bentrok(kode: str, *, terbuka: bool = True) -> QuerySet[Bentrok]:
    """Conflicts in an area, oldest first."""
    rows = Bentrok.objects.filter(kode_desa__startswith=kode, selesai_at__isnull=terbuka)
    return rows.select_related("ubahan__titipan__perangkat").order_by("kode_desa", "dibuat_at", "id")


def list_perangkat(kode: str, status: Sequence[StatusPerangkat] | None = None) -> QuerySet[Perangkat]:
    """Devices in an area: those that ask first, then by village."""
    rows = Perangkat.objects.filter(kode_desa__startswith=kode).select_related("periode")
    return (rows if status is None else rows.filter(status__in=status)).order_by("status", "kode_desa", "id")


def find_perangkat(kode_desa: str, kid: str) -> Perangkat | None:
    """A device of this village by the thumbprint of its key."""
    return Perangkat.objects.select_related("periode").filter(kode_desa=kode_desa, kid=kid).first()


@dataclass(frozen=True)
class BarisMeja:
    """One kecamatan, or the whole, in one period. Villages: received + silent = all of them.

    `menunggu` counts villages whose lines wait for photos or for other lines, `ditahan` those with something for a
    person to decide; a village may be in both. Lines are those of the receipts.
    """

    kode: str
    nama: str
    desa: int
    masuk: int
    dinilai: int
    menunggu: int
    ditahan: int
    diam: int
    berkas: int
    ubahan: int
    diterima: int
    sama: int
    ditolak: int
    ubahan_ditahan: int
    ubahan_menunggu: int


_ANGKA = [f.name for f in fields(BarisMeja)][2:]

# Every village of the period once, with its files and its lines.
_PAPAN = """
    WITH t AS (
        SELECT kode_wilayah AS desa, count(*) AS berkas, bool_or(status = 'DINILAI') AS dinilai,
               bool_or(status = 'DITAHAN') AS ditahan
        FROM paket_titipan WHERE periode_id = %(periode)s AND kode_wilayah ^@ %(kode)s AND length(kode_wilayah) = 13
        GROUP BY 1),
    u AS (
        SELECT kode_desa AS desa, count(*) AS n, count(*) FILTER (WHERE vonis = 'DITERIMA') AS diterima,
               count(*) FILTER (WHERE vonis = 'SAMA') AS sama, count(*) FILTER (WHERE vonis = 'DITOLAK') AS ditolak,
               count(*) FILTER (WHERE vonis = 'DITAHAN') AS ditahan,
               count(*) FILTER (WHERE vonis IN ('MENUNGGU', 'BELUM_DIDUKUNG')) AS menunggu
        FROM paket_ubahan WHERE periode_id = %(periode)s AND kode_desa ^@ %(kode)s GROUP BY 1)
    SELECT left(pd.kode_desa, 8), count(*), count(t.desa), count(*) FILTER (WHERE t.dinilai),
           count(*) FILTER (WHERE u.menunggu > 0), count(*) FILTER (WHERE t.ditahan OR u.ditahan > 0),
           count(*) FILTER (WHERE t.desa IS NULL), coalesce(sum(t.berkas), 0), coalesce(sum(u.n), 0),
           coalesce(sum(u.diterima), 0), coalesce(sum(u.sama), 0), coalesce(sum(u.ditolak), 0),
           coalesce(sum(u.ditahan), 0), coalesce(sum(u.menunggu), 0)
    FROM verval_periodedesa pd LEFT JOIN t ON t.desa = pd.kode_desa LEFT JOIN u ON u.desa = pd.kode_desa
    WHERE pd.periode_id = %(periode)s AND pd.kode_desa ^@ %(kode)s GROUP BY 1 ORDER BY 1
"""


def count_papan(kode: str, periode: Periode) -> list[BarisMeja]:
    """Each kecamatan under `kode`, then their sum under `kode` itself."""
    with connection.cursor() as cur:
        cur.execute(_PAPAN, {"periode": periode.pk, "kode": kode})
        rows = [(r[0], *map(int, r[1:])) for r in cur.fetchall()]
    nama = get_nama([r[0] for r in rows] + [kode])
    baris = [BarisMeja(r[0], nama.get(r[0], r[0]), *r[1:]) for r in rows]
    jumlah = [sum(getattr(b, n) for b in baris) for n in _ANGKA]
    return [*baris, BarisMeja(kode, nama.get(kode, kode), *jumlah)]


@dataclass(frozen=True)
class DesaDiam:
    """A village of the period from which no file came; `hp` of its operator, "" when unknown."""

    kode: str
    nama: str
    operator: str
    hp: str
    perangkat: int


def list_diam(kode: str, periode: Periode) -> list[DesaDiam]:
    """Villages that handed nothing over in this period, with whom to call."""
    with connection.cursor() as cur:
        cur.execute(
            """SELECT pd.kode_desa, coalesce(w.nama, ''), coalesce(a.nama, ''), coalesce(a.nomor_hp, ''),
                      (SELECT count(*) FROM paket_perangkat p
                       WHERE p.kode_desa = pd.kode_desa AND p.status = 'DISETUJUI')
               FROM verval_periodedesa pd LEFT JOIN wilayah_wilayah w ON w.kode = pd.kode_desa
               LEFT JOIN LATERAL (
                   SELECT a.nama, a.nomor_hp FROM akun_penugasan g JOIN akun_akun a ON a.id = g.akun_id AND a.is_active
                   WHERE g.kode_wilayah = pd.kode_desa AND g.peran = 'OPERATOR_DESA' AND g.sampai IS NULL
                   ORDER BY a.nama, a.id LIMIT 1) a ON true
               WHERE pd.periode_id = %(periode)s AND pd.kode_desa ^@ %(kode)s AND NOT EXISTS (
                   SELECT FROM paket_titipan t WHERE t.kode_wilayah = pd.kode_desa AND t.periode_id = pd.periode_id)
               ORDER BY pd.kode_desa""",
            {"periode": periode.pk, "kode": kode},
        )
        return [DesaDiam(*r) for r in cur.fetchall()]
