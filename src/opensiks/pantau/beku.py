"""What a freeze of a day would do, by area; only a look (R73)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import connection

from opensiks.infra import scope
from opensiks.infra.clock import zona
from opensiks.pantau.ingatan import remember
from opensiks.pantau.queries import find_jejak_akhir
from opensiks.rules.tenggat import end_of
from opensiks.rules.wilayah import tingkat
from opensiks.verval.models import Periode
from opensiks.verval.queries import list_periode_tiap_desa, profil_of
from opensiks.verval.terancam import SUDAH_BEKU, params_beku
from opensiks.wilayah.models import Wilayah


@dataclass(frozen=True)
class BekuWilayah:
    """Active families and persons of an area that freeze on a day, and those frozen already."""

    kode: str
    nama: str
    keluarga: int
    orang: int
    sudah_beku: int


def list_beku_wilayah(kode: str, pada: date) -> list[BekuWilayah]:
    """What a freeze of this day would do (R73): by each village's newest period, summed to the tier below `kode`.

    Counting reads every family; as long as the trail of the area has no new event, the last count still stands.
    """
    kunci = f"beku:{kode or 'semua'}:{pada}:{find_jejak_akhir(kode)}:{scope.current()}"
    return remember(kunci, lambda: _list_beku(kode, pada), detik=60)


def _list_beku(kode: str, pada: date) -> list[BekuWilayah]:
    lebar = {0: 5, 1: 5, 2: 8, 3: 13, 4: 13}[tingkat(kode)]
    jumlah: dict[str, list[int]] = {}
    for periode_id, desa in list_periode_tiap_desa(kode, end_of(pada, zona(kode))).items():
        periode = Periode.objects.get(pk=periode_id)
        profil = profil_of(periode)
        for kode_desa, k, o, beku in _count_beku(desa, pada, profil.batas_beku, membekukan=profil.membekukan):
            baris = jumlah.setdefault(kode_desa[:lebar], [0, 0, 0])
            for i, n in enumerate((k, o, beku)):
                baris[i] += n
    nama = dict(Wilayah.objects.filter(kode__in=jumlah).values_list("kode", "nama"))
    return [BekuWilayah(k, nama.get(k, k), *n) for k, n in sorted(jumlah.items())]


def _count_beku(
    desa: Sequence[str], pada: date, batas: int, *, membekukan: bool
) -> list[tuple[str, int, int, int]]:
    with connection.cursor() as cur:
        cur.execute(
            f"""SELECT k.kode_desa, count(*) FILTER (WHERE t.kena),
                       coalesce(sum(k.jumlah_anggota) FILTER (WHERE t.kena), 0),
                       count(*) FILTER (WHERE k.status = 'BEKU')
                FROM keluarga_keluarga k
                CROSS JOIN LATERAL (SELECT %(membekukan)s AND k.status = 'AKTIF' AND {SUDAH_BEKU} AS kena) t
                WHERE k.kode_desa = ANY(%(daftar)s) AND k.status IN ('AKTIF', 'BEKU') GROUP BY 1""",
            {**params_beku(None, desa[0], pada, batas), "daftar": list(desa), "membekukan": membekukan},
        )
        return list(cur.fetchall())
