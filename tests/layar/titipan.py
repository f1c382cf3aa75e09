"""Packages for the example world, through the real services: a laptop in every state, a file of every answer.

Run as a program inside an installation: python -m tests.layar.titipan
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import django


def main() -> None:
    """Two villages of the running period: one works with a worksheet, the other has only asked for it."""
    from opensiks.akun.models import Penugasan
    from opensiks.infra.scope import scope_nasional
    from opensiks.paket.models import Perangkat
    from opensiks.rules.peran import Peran
    from opensiks.verval.models import Periode, PeriodeDesa

    with scope_nasional():
        if Perangkat.objects.exists():
            return
        periode = Periode.objects.order_by("-mulai_at")[0]
        rows = PeriodeDesa.objects.filter(periode=periode, status="BERJALAN").order_by("kode_desa")
        operator = {
            p.kode_wilayah: p.akun
            for p in Penugasan.objects.filter(peran=Peran.OPERATOR_DESA, sampai__isnull=True).select_related(
                "akun"
            )
        }
        desa = [kode for kode in rows.values_list("kode_desa", flat=True) if kode in operator]
        kantor = Penugasan.objects.filter(peran=Peran.OPERATOR_KAB, sampai__isnull=True).select_related(
            "akun"
        )[0]
        _play(periode, desa, operator, kantor.akun)


def _play(periode: Any, desa: list[str], operator: dict[str, Any], petugas: Any) -> None:
    from opensiks.akun.queries import find_actor
    from opensiks.infra import clock
    from opensiks.paket import services

    at = clock.now() - timedelta(days=2)
    jaya = find_actor(petugas, clock.today())
    assert jaya is not None
    laptop = _ask(desa[0], operator[desa[0]], at)
    services.enrol_perangkat(laptop.perangkat, by=jaya, at=at)
    hilang = _ask(desa[0], operator[desa[0]], at)
    services.enrol_perangkat(hilang.perangkat, by=jaya, at=at)
    services.revoke_perangkat(
        hilang.perangkat, "Laptop hilang di pasar.", by=jaya, at=at + timedelta(hours=1)
    )
    _ask(desa[min(1, len(desa) - 1)], operator[desa[min(1, len(desa) - 1)]], at)
    _write(laptop, periode, desa[0], at)
    at += timedelta(hours=2)
    baik = laptop.paket(at)
    # The newest stand first in the list, and the walk looks at those.
    berkas = [b"%PDF-1.7 bukan paket", baik[:4000], hilang.paket(at), baik]
    for n, isi in enumerate(berkas):
        services.deposit_paket(isi, f"berkas {n}.age", by=jaya, at=at + timedelta(minutes=n))
    services.judge_semua(desa[0][:5], by=jaya, at=at + timedelta(hours=1))
    services.deposit_paket(laptop.paket(at), "menyusul.age", by=jaya, at=at + timedelta(hours=2))


def _ask(kode: str, akun: Any, at: datetime) -> Any:
    from opensiks.akun.queries import find_actor
    from opensiks.infra import clock
    from opensiks.paket import services
    from opensiks.paket.segel import make_kunci
    from opensiks.paket.tanda import KunciTanda
    from tests.factories.paket import Laptop

    by = find_actor(akun, clock.today())
    assert by is not None
    kunci, (rahasia, umum) = KunciTanda.generate("ES256"), make_kunci()
    p = services.request_perangkat(kode, kunci.jwk, umum, "Laptop balai", "ES256", by=by, at=at)
    return Laptop(p, by, kunci, rahasia)


def _write(laptop: Any, periode: Any, kode: str, at: datetime) -> None:
    """Verdicts that go in, one that meets another, one without its photo, one that breaks a rule."""
    from opensiks.keluarga.models import Keluarga
    from opensiks.verval.queries import list_belum, list_verval

    hari = at.date().isoformat()
    for k in list_belum(periode, kode)[:3]:
        isi = {"hasil": "TETAP", "tanggal": hari, "catatan": ""}
        laptop.catat("verval", k.id_registri, isi, at, dasar={"versi": 1, "status": "AKTIF", "verval": None})
    for v in list_verval(periode, kode)[:2]:
        k = Keluarga.objects.get(pk=v.keluarga_id)
        isi = {"hasil": "MENINGGAL", "tanggal": hari, "catatan": ""}
        laptop.catat("verval", k.id_registri, isi, at, dasar={"versi": 1, "status": "AKTIF", "verval": None})
    k = list_belum(periode, kode)[3]
    sidik = "a" * 64
    laptop.catat("foto", k.id_registri, {"jenis": "RUMAH", "sha256": sidik}, at, lampiran=[sidik])
    laptop.catat("verval", "tidak-ada", {"hasil": "TETAP", "tanggal": hari, "catatan": ""}, at)


if __name__ == "__main__":
    django.setup()
    main()
