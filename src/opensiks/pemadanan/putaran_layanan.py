"""run_layanan: a list of persons asked of a service one by one; what the quota leaves is asked next time (R64)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import Any

from django.db.models import F

from opensiks.akun.access import require
from opensiks.infra.copy import copy_into
from opensiks.jejak.mutation import mutation
from opensiks.keluarga.models import Individu
from opensiks.pemadanan.kaskade import KOLOM_HASIL
from opensiks.pemadanan.layanan import Gangguan, Layanan, ask_sabar
from opensiks.pemadanan.models import Putaran
from opensiks.pemadanan.putaran import finish_putaran, lock_putaran
from opensiks.pemadanan.sesudah import stage_keluaran
from opensiks.rules.aktor import Actor
from opensiks.rules.pemadanan import AMBANG_KETAT, BarisDtks, Mode
from opensiks.rules.peran import Izin

MAKS_ORANG = 5_000  # a service answers one line at a time: for a village, not for a kabupaten


def list_giliran(kode_wilayah: str, banyak: int) -> list[Individu]:
    """Whom to ask next in an area: those never answered first, then those answered longest ago."""
    rows = Individu.objects.filter(kode_desa__startswith=kode_wilayah, status="AKTIF").select_related(
        "keluarga"
    )
    urut = rows.order_by(F("status_padan__sejak").asc(nulls_first=True), "id")
    return list(urut[: min(banyak, MAKS_ORANG)])


@mutation("putaran.finished")
def run_layanan(
    kode_wilayah: str, orang: Sequence[Individu], layanan: Layanan, nama: str, tanggal: date, *, by: Actor,
    at: datetime,
    hari_cek: int = 30, ambang: float = AMBANG_KETAT, tunggu: Callable[[int], None] = lambda n: None,
) -> Putaran:  # fmt: skip
    """Ask `layanan` (called `nama`) about these persons of one area, in order, until its quota is used up.

    Who was not asked has no result and comes first in the next list_giliran. Who was asked without an answer is BELUM:
    the standing answer stays and the try is counted. `ringkasan` of the run says how many are left, and why.
    """
    require(by, Izin.PEMADANAN_RUN)
    lock_putaran()
    putaran = Putaran.objects.create(
        kode_wilayah=kode_wilayah, mode=Mode.LAYANAN, ekstrak_nama=nama[:160], ekstrak_sha256="",
        ekstrak_tanggal=tanggal, mulai_at=at, oleh=by.nama,
    )  # fmt: skip
    hasil, sisa = _ask_all(putaran, orang[:MAKS_ORANG], layanan, ambang, tunggu)
    copy_into("pemadanan_hasilpadan", KOLOM_HASIL, hasil)
    putaran.ringkasan = sisa
    stage_keluaran(putaran)
    jumlah = Counter(h[3] for h in hasil)
    return finish_putaran(putaran, dict(jumlah), hari_cek, by=by, at=at, belum_ditanya=sisa["belum_ditanya"])


def _ask_all(
    putaran: Putaran,
    orang: Sequence[Individu],
    layanan: Layanan,
    ambang: float,
    tunggu: Callable[[int], None],
) -> tuple[list[tuple[Any, ...]], dict[str, Any]]:
    hasil: list[tuple[Any, ...]] = []
    gangguan: Counter[str] = Counter()
    for n, i in enumerate(orang):
        jawab = ask_sabar(layanan, _row(i), ambang=ambang, tunggu=tunggu)
        if jawab.sebab is Gangguan.KUOTA_HABIS:
            return hasil, {"belum_ditanya": len(orang) - n, "gangguan": dict(gangguan), "kuota_habis": True}
        if jawab.sebab is not None:
            gangguan[jawab.sebab.value] += 1
        hasil.append((putaran.pk, i.pk, i.kode_desa, jawab.keluaran.value, None, ""))
    return hasil, {"belum_ditanya": 0, "gangguan": dict(gangguan), "kuota_habis": False}


def _row(i: Individu) -> BarisDtks:
    return BarisDtks(i.nik, i.nama, i.tanggal_lahir, i.jenis_kelamin, i.nama_ibu, i.keluarga.no_kk)
