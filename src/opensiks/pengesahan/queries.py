"""Reading the kabupaten's desk: what came in, what the district minutes say, what the centre still owes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection
from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery

from opensiks.infra.clock import local
from opensiks.pengesahan.models import Batch, BatchBaris, Pengesahan, PengesahanDesa, Serahan, TandaTerima
from opensiks.rules.jenis import Jenis
from opensiks.rules.pengesahan import BarisKab, Rekonsiliasi, compose_baris, total_baris
from opensiks.rules.status import StatusUsulan
from opensiks.rules.verval import HasilVerval, StatusDesa
from opensiks.usulan.models import Usulan
from opensiks.verval.models import Periode

# In the kabupaten's hands or beyond: a new family that it accepted (column f of the district minutes).
DIPEGANG_KAB = (
    StatusUsulan.DITERIMA_KAB, StatusUsulan.LOLOS_KAB, StatusUsulan.DISAHKAN, StatusUsulan.TERKIRIM,
    StatusUsulan.DITETAPKAN, StatusUsulan.DITOLAK_PUSDATIN,
)  # fmt: skip
BELUM_DIJAWAB = (StatusUsulan.DISAHKAN, StatusUsulan.TERKIRIM)


@dataclass(frozen=True)
class BarisMasuk:
    """One village on the kabupaten's desk. `serahan_id` is its newest hand-over; lines by where they stand now."""

    periode_desa_id: int
    kode: str
    nama: str
    status: StatusDesa
    serahan_id: int
    urut: int
    diserahkan_at: datetime
    tepat_waktu: bool
    diterima_at: datetime | None
    keluarga: int
    orang: int
    usulan: int
    diperiksa: int
    lolos: int
    dikembalikan: int
    disahkan: int

    @property
    def siap_disahkan(self) -> bool:
        """Every line was judged."""
        return self.status is StatusDesa.DITERIMA_KAB and self.diperiksa == 0


_MASUK = """
    SELECT pd.id, pd.kode_desa, coalesce(w.nama, ''), pd.status, s.id, s.urut, s.at, s.tepat_waktu, t.at,
           s.jumlah_keluarga, s.jumlah_orang, s.jumlah_usulan,
           coalesce(u.diperiksa, 0), coalesce(u.lolos, 0), coalesce(u.dikembalikan, 0), coalesce(u.disahkan, 0)
    FROM verval_periodedesa pd
    JOIN LATERAL (SELECT * FROM pengesahan_serahan WHERE periode_desa_id = pd.id ORDER BY urut DESC LIMIT 1) s ON true
    LEFT JOIN pengesahan_tandaterima t ON t.serahan_id = s.id
    LEFT JOIN wilayah_wilayah w ON w.kode = pd.kode_desa
    LEFT JOIN (
        SELECT kode_desa, count(*) FILTER (WHERE status = 'DITERIMA_KAB') AS diperiksa,
               count(*) FILTER (WHERE status = 'LOLOS_KAB') AS lolos,
               count(*) FILTER (WHERE status = 'DIKEMBALIKAN_KAB') AS dikembalikan,
               count(*) FILTER (WHERE status IN ('DISAHKAN', 'TERKIRIM', 'DITETAPKAN', 'DITOLAK_PUSDATIN')) AS disahkan
        FROM usulan_usulan WHERE periode_id = %(periode)s AND kode_desa ^@ %(kode)s GROUP BY 1
    ) u ON u.kode_desa = pd.kode_desa
    WHERE pd.periode_id = %(periode)s AND pd.kode_desa ^@ %(kode)s
    ORDER BY s.at, pd.kode_desa
"""


def list_masuk(periode: Periode, kode: str) -> list[BarisMasuk]:
    """Every village under `kode` that handed something over in the period, the longest waiting first."""
    with connection.cursor() as cur:
        cur.execute(_MASUK, {"periode": periode.pk, "kode": kode})
        return [_masuk(*row) for row in cur.fetchall()]


def _masuk(id_: int, kode: str, nama: str, status: str, *sisa: Any) -> BarisMasuk:
    return BarisMasuk(id_, kode, nama, StatusDesa(status), *sisa)


def list_serahan_menunggu(periode: Periode, kode: str) -> QuerySet[Serahan]:
    """The newest hand-over of every village that waits to be received, oldest first."""
    terbaru = Serahan.objects.filter(periode_desa=OuterRef("periode_desa")).order_by("-urut").values("pk")[:1]
    rows = Serahan.objects.filter(
        periode_desa__periode=periode, periode_desa__status=StatusDesa.DIEKSPOR, kode_desa__startswith=kode
    )
    return (
        rows.filter(pk=Subquery(terbaru)).select_related("periode_desa__periode").order_by("at", "kode_desa")
    )


def list_serahan(periode_desa_id: int) -> QuerySet[Serahan]:
    """Every hand-over of a village in a period, newest first."""
    return Serahan.objects.filter(periode_desa_id=periode_desa_id).order_by("-urut")


def find_tanda_terima(periode_desa_id: int) -> TandaTerima | None:
    """The newest receipt of a village in a period."""
    rows = TandaTerima.objects.filter(serahan__periode_desa_id=periode_desa_id).select_related("serahan")
    return rows.order_by("-serahan__urut").first()


def list_baris_kab(periode: Periode, kode_kabupaten: str) -> tuple[list[BarisKab], BarisKab]:
    """The district minutes (domain 4.4): a row for each kecamatan with villages in the period, and the totals (R89).

    Counted are the verdicts that the kabupaten accepted (R72), and the new families that it holds.
    """
    with connection.cursor() as cur:
        cur.execute(
            "SELECT left(v.kode_desa, 8), v.hasil, count(*) FROM verval_verval v WHERE v.periode_id = %s"
            " AND v.kode_desa ^@ %s AND v.batal_at IS NULL AND v.dihitung_at IS NOT NULL GROUP BY 1, 2",
            [periode.pk, kode_kabupaten],
        )
        hasil: dict[str, dict[HasilVerval, int]] = {}
        for kode, nilai, n in cur.fetchall():
            hasil.setdefault(kode, {})[HasilVerval(nilai)] = n
        cur.execute(
            "SELECT left(kode_desa, 8), count(*) FROM usulan_usulan WHERE periode_id = %s AND kode_desa ^@ %s"
            " AND jenis = %s AND status = ANY(%s) GROUP BY 1",
            [periode.pk, kode_kabupaten, Jenis.BARU.value, [s.value for s in DIPEGANG_KAB]],
        )
        baru = dict(cur.fetchall())
        cur.execute(
            "SELECT DISTINCT left(kode_desa, 8) FROM verval_periodedesa WHERE periode_id = %s AND kode_desa ^@ %s"
            " ORDER BY 1",
            [periode.pk, kode_kabupaten],
        )
        kecamatan = [r[0] for r in cur.fetchall()]
    baris = [compose_baris(k, hasil.get(k, {}), baru.get(k, 0)) for k in kecamatan]
    return baris, total_baris(kode_kabupaten, baris)


def count_belum_dijawab(periode_id: int, kode: str) -> dict[str, int]:
    """Confirmed or sent lines without an answer, by kode_desa; a village without any is absent."""
    rows = Usulan.objects.filter(periode_id=periode_id, kode_desa__startswith=kode, status__in=BELUM_DIJAWAB)
    return dict(rows.order_by("kode_desa").values_list("kode_desa").annotate(n=Count("pk")))


def list_pengesahan(kode_kabupaten: str, periode: Periode | None = None) -> QuerySet[Pengesahan]:
    """Letters, drafts included, newest first."""
    rows = Pengesahan.objects.filter(kode_kabupaten__startswith=kode_kabupaten)
    if periode is not None:
        rows = rows.filter(periode=periode)
    return rows.select_related("periode", "scan").order_by("-disusun_at", "-id")


def list_desa_surat(pengesahan: Pengesahan) -> QuerySet[PengesahanDesa]:
    """The villages a signed letter confirms."""
    return PengesahanDesa.objects.filter(pengesahan=pengesahan).order_by("kode_desa")


def list_siap_kirim(kode_kabupaten: str) -> list[tuple[Pengesahan, int]]:
    """Signed letters with lines that no batch has taken yet, and how many, oldest first."""
    menunggu = Q(
        daftar_baris__usulan__status=StatusUsulan.DISAHKAN,
        daftar_baris__revisi=F("daftar_baris__usulan__revisi"),
    )
    rows = Pengesahan.objects.filter(kode_kabupaten__startswith=kode_kabupaten, disahkan_at__isnull=False)
    rows = rows.annotate(belum=Count("daftar_baris", filter=menunggu)).filter(belum__gt=0)
    return [(p, p.belum) for p in rows.select_related("periode").order_by("disahkan_at", "id")]


def list_surat_nihil(kode_kabupaten: str) -> list[Pengesahan]:
    """Signed letters without any line: they end with the signature, for there is nothing to send. Newest first."""
    rows = Pengesahan.objects.filter(
        kode_kabupaten__startswith=kode_kabupaten, disahkan_at__isnull=False, jumlah_usulan=0
    )
    return list(rows.select_related("periode").order_by("-disahkan_at", "-id"))


def list_batch(kode: str = "") -> QuerySet[Batch]:
    """Batches under an area, newest first."""
    rows = Batch.objects.filter(kode_kabupaten__startswith=kode).select_related("periode", "pengesahan")
    return rows.order_by("-dikirim_at", "-id")


def list_baris_batch(batch: Batch) -> QuerySet[BatchBaris]:
    """The lines of a batch with their usulan and answer."""
    rows = BatchBaris.objects.filter(batch=batch).select_related("usulan__keluarga", "usulan__individu")
    return rows.order_by("kode_desa", "usulan_id")


@dataclass(frozen=True)
class BarisRekonsiliasi:
    """One batch: sent − set − rejected = pending, and for how many local days (R92)."""

    nomor: str
    kode_kabupaten: str
    dikirim_at: datetime
    hari: int
    jumlah: Rekonsiliasi


def list_rekonsiliasi(kode: str, *, at: datetime) -> list[BarisRekonsiliasi]:
    """Every batch under an area, the longest pending first, then the answered ones."""
    baris = [
        _rekonsiliasi(b, at) for b in Batch.objects.filter(kode_kabupaten__startswith=kode).order_by("nomor")
    ]
    return sorted(baris, key=lambda b: (b.jumlah.menunggu == 0, b.dikirim_at, b.nomor))


def sum_rekonsiliasi(daftar: Sequence[BarisRekonsiliasi]) -> Rekonsiliasi:
    jumlah = [b.jumlah for b in daftar]
    return Rekonsiliasi(
        sum(j.terkirim for j in jumlah), sum(j.ditetapkan for j in jumlah), sum(j.ditolak for j in jumlah)
    )


def _rekonsiliasi(b: Batch, at: datetime) -> BarisRekonsiliasi:
    kirim, kini = (local(t, b.kode_kabupaten).date() for t in (b.dikirim_at, at))
    jumlah = Rekonsiliasi(b.jumlah, b.ditetapkan, b.ditolak)
    return BarisRekonsiliasi(b.nomor, b.kode_kabupaten, b.dikirim_at, (kini - kirim).days, jumlah)
