"""Reading links and the pages that wait to be put together."""

from __future__ import annotations

from datetime import datetime

from opensiks.rules.tautan import Bagian, FaktaTautan
from opensiks.tautan.models import HalamanUnggah, TautanUnggah


def find_tautan(kode_desa: str, objek: str, at: datetime) -> TautanUnggah | None:
    """The link that is open for this thing."""
    hidup = TautanUnggah.objects.filter(kode_desa=kode_desa, objek=objek, dicabut_at__isnull=True)
    return hidup.filter(berakhir_at__gt=at).first()


def list_halaman(kode_desa: str, objek: str) -> list[HalamanUnggah]:
    """Pages that came for this thing and were not thrown away, in the order they came."""
    ada = HalamanUnggah.objects.filter(kode_desa=kode_desa, objek=objek, dibuang_at__isnull=True)
    return list(ada.order_by("id"))


def count_halaman(tautan: TautanUnggah) -> dict[Bagian, int]:
    """What this link brought so far, by part; parts without a page are there with 0."""
    datang = HalamanUnggah.objects.filter(tautan=tautan, dibuang_at__isnull=True).values_list(
        "bagian", flat=True
    )
    daftar = list(datang)
    return {Bagian(b): daftar.count(Bagian(b)) for b in tautan.bagian}


def facts_tautan(tautan: TautanUnggah, bagian: str, at: datetime) -> FaktaTautan:
    return FaktaTautan(
        at=at, berakhir_at=tautan.berakhir_at, dicabut=tautan.dicabut_at is not None,
        boleh_bagian=bagian in tautan.bagian, jumlah=HalamanUnggah.objects.filter(tautan=tautan).count(),
    )  # fmt: skip
