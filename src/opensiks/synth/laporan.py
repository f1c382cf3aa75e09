"""What a played kabupaten came to, counted from the database: the one JSON object of `opensiks demo --json`."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import Count, Sum
from django.db.models.functions import Coalesce

from opensiks.bansos.queries import count_penerima
from opensiks.jejak.queries import verify_jejak
from opensiks.keluarga.models import Individu, Keluarga
from opensiks.musyawarah.models import Musyawarah
from opensiks.pemadanan.models import Calon, Tugas
from opensiks.pemadanan.queries import list_putaran
from opensiks.penetapan.models import Penetapan
from opensiks.penetapan.queries import count_wilayah, list_penetapan
from opensiks.rules.padan_kerja import Menunggu
from opensiks.rules.registri import StatusKeluarga
from opensiks.rules.verval import StatusDesa
from opensiks.usulan.models import Usulan
from opensiks.verval.models import Periode, PeriodeDesa, Verval
from opensiks.verval.queries import Hitung, get_progress, get_total, list_periode
from opensiks.wilayah.queries import count_tingkat, find_wilayah

HITUNG = ("sudah", "belum", "terhitung", "beku", "ditidurkan", "terancam")
BELUM_FINAL = (StatusDesa.BELUM_MULAI, StatusDesa.BERJALAN, StatusDesa.MUSDES_SELESAI)
TINGKAT = {1: "provinsi", 2: "kabupaten", 3: "kecamatan", 4: "desa"}
FINAL = [
    s.value
    for s in StatusDesa
    if s not in (StatusDesa.BELUM_MULAI, StatusDesa.BERJALAN, StatusDesa.MUSDES_SELESAI)
]


def compose_laporan(kode: str, detik: dict[str, float], *, at: datetime) -> dict[str, Any]:
    """Figures of the kabupaten `kode` at a moment; runs inside a national scope."""
    wilayah = find_wilayah(kode)
    daftar = list(list_penetapan(""))
    akhir = daftar[0] if daftar else None
    bukti = verify_jejak()
    periode = list(list_periode(kode))
    return {
        "wilayah": {TINGKAT[t]: n for t, n in count_tingkat().items()},
        "kabupaten": {"kode": kode, "nama": wilayah.nama if wilayah else ""},
        "desa": PeriodeDesa.objects.filter(kode_desa__startswith=kode).values("kode_desa").distinct().count(),
        "keluarga": Keluarga.objects.filter(kode_desa__startswith=kode).count(),
        "individu": Individu.objects.filter(kode_desa__startswith=kode).count(),
        "periode": [_periode(p, kode, at) for p in periode],
        "ditetapkan": akhir.jumlah_individu if akhir else 0,
        "penetapan": [_penetapan(p) for p in reversed(daftar)],
        "beku": _count_orang(kode, StatusKeluarga.BEKU),
        "ditidurkan": _count_orang(kode, StatusKeluarga.DITIDURKAN),
        "penerima": count_penerima(akhir) if akhir else {},
        "jumlah_cocok": all(is_sum_exact(p, kode, at) for p in periode)
        and all(is_list_exact(p) for p in daftar),
        "pemadanan": _pemadanan(kode),
        "jejak": {"peristiwa": bukti.peristiwa, "rantai": bukti.rantai, "sah": bukti.sah},
        "detik": detik,
    }


def _periode(p: Periode, kode: str, at: datetime) -> dict[str, Any]:
    total = get_total(p, kode, at=at)
    usulan = Usulan.objects.filter(periode=p, kode_desa__startswith=kode).values_list("status")
    desa = PeriodeDesa.objects.filter(periode=p, kode_desa__startswith=kode)
    return {
        "kode": p.kode,
        "mulai": p.mulai_at.isoformat(),
        "tenggat_desa": p.tenggat_desa_at.isoformat(),
        "tenggat_kab": p.tenggat_kab_at.isoformat(),
        "verval": {"keluarga": total.sudah.keluarga, "orang": total.sudah.orang},
        "verval_sejak_awal": _count_sejak_awal(p, kode),
        "terhitung": {"keluarga": total.terhitung.keluarga, "orang": total.terhitung.orang},
        "usulan": dict(usulan.annotate(n=Count("id")).order_by("status")),
        "musyawarah": Musyawarah.objects.filter(periode=p, ditutup_at__isnull=False).count(),
        "desa_final": desa.exclude(status__in=BELUM_FINAL).count(),
        "desa_terlambat": desa.filter(terlambat=True).count(),
        "desa_diam": desa.filter(diserahkan_at__isnull=True).count() if p.ditutup_at else None,
    }


def _count_sejak_awal(p: Periode, kode: str) -> dict[str, int]:
    """Each family once that got a verdict in this period or an earlier one, with the persons of its latest verdict."""
    hidup = Verval.objects.filter(batal_at__isnull=True, kode_desa__startswith=kode)
    sampai = hidup.filter(periode__mulai_at__lte=p.mulai_at)
    terakhir = sampai.order_by("keluarga_id", "-periode__mulai_at", "-at").distinct("keluarga_id")
    rows = Verval.objects.filter(pk__in=terakhir.values("pk"))
    return rows.aggregate(keluarga=Count("id"), orang=Coalesce(Sum("orang"), 0))


def _penetapan(p: Penetapan) -> dict[str, Any]:
    return {
        "bulan": p.bulan.isoformat()[:7],
        "individu": p.jumlah_individu,
        "keluarga": p.jumlah_keluarga,
        "sha256": p.sha256,
        "penerima": count_penerima(p),
    }


def _pemadanan(kode: str) -> dict[str, Any]:
    """The newest run: its way, rows by the engine's answer and by standing answer, and what it asked of whom."""
    putaran = list_putaran(kode).first()
    if putaran is None:
        return {}
    tugas = Tugas.objects.filter(kode_desa__startswith=kode, selesai_at__isnull=True)
    return {
        "mode": putaran.mode,
        "hasil": putaran.ringkasan.get("jumlah", {}),
        "keluaran": putaran.jumlah,
        "calon": Calon.objects.filter(putaran=putaran).count(),
        "tugas": dict(tugas.values_list("jenis").annotate(n=Count("id")).order_by("jenis")),
        "menunggu_tinjauan": tugas.filter(menunggu__in=[Menunggu.TINJAUAN, Menunggu.PUSDATIN]).count(),
    }


def _count_orang(kode: str, status: StatusKeluarga) -> int:
    return Individu.objects.filter(
        kode_desa__startswith=kode, keluarga__status=status, status="AKTIF"
    ).count()


def is_sum_exact(p: Periode, kode: str, at: datetime) -> bool:
    """Village, kecamatan, kabupaten and nation give the same totals, each counted by its own query."""
    atas = get_total(p, "", at=at)
    for tier in (1, 2, 3, 4):
        bagian = get_progress(p, kode if tier > 1 else "", tier=tier, at=at)
        if any(sum((getattr(b, n) for b in bagian), Hitung()) != getattr(atas, n) for n in HITUNG):
            return False
    return True


def is_list_exact(p: Penetapan) -> bool:
    """The rows of a list add up to its own figure on every tier."""
    return all(sum(count_wilayah(p, panjang).values()) == p.jumlah_individu for panjang in (13, 8, 5, 2))
