"""Matching in the example world, through the real services: a run, doubts that wait, an answer of Disdukcapil.

Run as a program inside an installation: python -m tests.layar.pemadanan
"""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

import django

# Rows of one person, beyond those that the example's own runs join.
GRUP = 9001


def main() -> None:
    """The village that works now gets one of every kind; nothing in its registry is touched."""
    from opensiks.infra.scope import scope_nasional
    from opensiks.keluarga.models import Individu
    from opensiks.pemadanan.models import Calon
    from opensiks.verval.models import Periode, PeriodeDesa

    with scope_nasional():
        if Calon.objects.filter(grup=GRUP).exists():
            return
        periode = Periode.objects.order_by("-mulai_at")[0]
        rows = PeriodeDesa.objects.filter(periode=periode, status="BERJALAN").order_by("kode_desa")
        desa = list(rows.values_list("kode_desa", flat=True))
        orang = {
            kode: list(
                Individu.objects.filter(kode_desa=kode, status="AKTIF")
                .select_related("keluarga")
                .order_by("id")
            )
            for kode in desa[:2]
        }
        _play(periode.kode_wilayah, orang[desa[0]], orang[desa[min(1, len(desa) - 1)]])


def _play(kode: str, warga: list[Any], tetangga: list[Any]) -> None:
    from opensiks.infra import clock
    from opensiks.pemadanan.services import record_konfirmasi, run_putaran
    from opensiks.rules.padan_tinjau import JawabanDukcapil
    from opensiks.rules.peran import Peran
    from tests.factories.padan_desa import tulis_ekstrak, ubah_angka

    at, pusat, kantor = clock.now(), _actor(Peran.PUSDATIN), _actor(Peran.OPERATOR_KAB)
    ubah: dict[int, dict[str, Any]] = {
        i.pk: {"nik": ubah_angka(i.nik)} for i in warga[:12:3] if len(i.nik) == 16
    }
    ubah |= {warga[13].pk: {"meninggal": True}, warga[16].pk: {"ganda": True}}
    tiada = [warga[n].pk for n in (19, 22, 25)]
    with tempfile.TemporaryDirectory() as folder:
        putaran = run_putaran(
            kode,
            tulis_ekstrak(Path(folder), ubah, tiada),
            "kaskade",
            clock.today(kode),
            by=pusat,
            at=at,
            hari_cek=0,
        )
    _doubt(putaran, warga[28], at)
    _doubt(putaran, warga[31], at, dua=tetangga[1])
    ditanya = _find_tugas(tiada)
    if len(ditanya) > 1:
        record_konfirmasi(
            ditanya[0].individu, JawabanDukcapil.NIK_BENAR, by=kantor, at=at, nomor_surat="470/118/Dukcapil",
            tanggal=clock.today(kode),
        )  # fmt: skip


def _doubt(putaran: Any, i: Any, at: Any, dua: Any = None) -> None:
    """A case that waits for a person, as a run leaves it; with `dua` a merge across villages."""
    from opensiks.pemadanan.models import Calon, Tugas
    from opensiks.rules.padan_kerja import KODE_TUGAS, JenisTugas, Lintas, Menunggu
    from tests.factories.padan_desa import ALASAN, ubah_angka

    if Calon.objects.filter(putaran=putaran, individu=i).exists():
        return
    sama = {"grup": GRUP, "lintas": Lintas.KABUPATEN} if dua is not None else {}
    benar = ubah_angka(i.nik) if len(i.nik) == 16 else ""
    calon = Calon.objects.create(
        putaran=putaran, individu=i, kode_desa=i.kode_desa, hasil="NIK_SALAH", peluang=0.62, ragu=dua is None,
        ditinjau=True, dua_orang=dua is not None, nik_usul=benar, usul={"nik": benar}, alasan=ALASAN, **sama,
    )  # fmt: skip
    if dua is not None and not Calon.objects.filter(putaran=putaran, individu=dua).exists():
        Calon.objects.create(
            putaran=putaran,
            individu=dua,
            kode_desa=dua.kode_desa,
            hasil="PADAN",
            peluang=1,
            pertahankan=True,
            **sama,
        )
    jenis = JenisTugas.RAGU if dua is None else JenisTugas.GANDA_LINTAS
    Tugas.objects.create(
        kode_desa=i.kode_desa, individu=i, jenis=jenis, kode=KODE_TUGAS[jenis], dibuat_at=at, calon=calon,
        menunggu=Menunggu.TINJAUAN if dua is None else Menunggu.PUSDATIN,
    )  # fmt: skip


def _find_tugas(individu_ids: list[int]) -> list[Any]:
    from opensiks.pemadanan.models import Tugas
    from opensiks.rules.padan_kerja import JenisTugas

    rows = Tugas.objects.filter(
        individu_id__in=individu_ids, jenis=JenisTugas.NIK_TIDAK_DITEMUKAN, selesai_at=None
    )
    return list(rows.select_related("individu").order_by("id"))


def _actor(peran: Any) -> Any:
    from opensiks.akun.models import Penugasan
    from opensiks.akun.queries import find_actor
    from opensiks.infra import clock

    p = Penugasan.objects.filter(peran=peran, sampai__isnull=True).select_related("akun").order_by("id")[0]
    actor = find_actor(p.akun, clock.today())
    assert actor is not None
    return actor


if __name__ == "__main__":
    django.setup()
    main()
