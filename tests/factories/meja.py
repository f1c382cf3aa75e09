"""The desk of packages for the tests of its pages: a laptop that is let in, one that asks, a file of every answer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from opensiks.infra import clock
from opensiks.paket import services
from opensiks.paket.models import Bentrok, Lampiran, Perangkat, Titipan, Ubahan
from opensiks.paket.segel import make_kunci
from opensiks.paket.tanda import KunciTanda
from opensiks.rules.titipan import Jalur
from opensiks.verval.models import Periode
from tests import cast


@dataclass(frozen=True)
class IsiMeja:
    """A laptop that is let in, one that asks, and a file of every answer, by its answer."""

    perangkat: Perangkat
    minta: Perangkat
    berkas: dict[str, Titipan]
    bentrok: Bentrok


def make_titipan(isi: bytes, **kolom: Any) -> Titipan:
    """A file that was deposited, with what the judging would have said of it."""
    at = clock.now() - timedelta(hours=1)
    t = services.deposit_paket(isi, "paket.age", by=cast.JAYA, at=at, jalur=Jalur.MEJA)
    Titipan.objects.filter(pk=t.pk).update(**kolom)
    return Titipan.objects.get(pk=t.pk)


def minta(pemeran: dict[str, cast.Pemeran], nama: str, kode: str) -> Perangkat:
    at, jwk = clock.now() - timedelta(days=1), dict(KunciTanda.generate("ES256").jwk)
    by = pemeran[nama].actor
    return services.request_perangkat(kode, jwk, make_kunci()[1], f"Laptop {nama}", "ES256", by=by, at=at)


def buat_meja(pemeran: dict[str, cast.Pemeran], periode: Periode, pokok: str) -> IsiMeja:
    """In the nation's scope. `pokok` is the family that the one conflict is about."""
    at = clock.now()
    p = minta(pemeran, "sari", cast.DESA)
    services.enrol_perangkat(p, by=pemeran["jaya"].actor, at=at - timedelta(hours=20))
    lain = minta(pemeran, "budi", cast.DESA_BUDI)
    asal = {
        "kode_wilayah": cast.DESA, "periode": periode, "perangkat": p, "status": "DINILAI", "dinilai_at": at,
    }  # fmt: skip
    urut = [
        ("diterima", asal | {"utama": True, "urutan": 1, "kid": p.kid, "hitungan": {"DITERIMA": 801}}),
        ("bentrok", asal | {"utama": True, "urutan": 2, "kid": p.kid, "hitungan": {"DITERIMA": 8, "DITAHAN": 1}}),
        ("foto", asal | {"utama": True, "urutan": 3, "kid": p.kid, "hitungan": {"DITERIMA": 8, "MENUNGGU": 1},
                         "lampiran_kurang": ["a" * 64]}),
        ("lama", asal | {"utama": True, "urutan": 4, "kid": p.kid, "hitungan": {"SAMA": 8}}),
        ("sama", asal | {"utama": False, "urutan": 1, "kid": p.kid, "hitungan": {"SAMA": 8}}),
        ("ditahan", asal | {"status": "DITAHAN", "kode": "KUNCI", "kalimat": "Perangkat ini dicabut."}),
        ("rusak", {"status": "RUSAK", "kalimat": "Berkas rusak.", "letak": "terpotong"}),
        ("asing", {"status": "ASING", "kalimat": "Paket ini dibuat untuk kabupaten lain."}),
        ("ditolak", {"status": "DITOLAK", "kalimat": "Isi paket tidak menurut bentuknya."}),
        ("menunggu", {"status": "DITITIP"}),
    ]  # fmt: skip
    berkas = {nama: make_titipan(nama.encode(), **kolom) for nama, kolom in urut}
    u = Ubahan.objects.create(
        kode_desa=cast.DESA, kid=p.kid, ubahan="0197", n=41, titipan=berkas["bentrok"], periode=periode,
        jenis="usulan", pokok=pokok, baris={}, sha256="0" * 64, vonis="DITAHAN",
        kalimat="Data ini diubah orang lain.", at=at, diputus_at=at,
    )  # fmt: skip
    bentrok = Bentrok.objects.create(
        kode_desa=cast.DESA, ubahan=u, sebab="BENTROK", dibuat_at=at,
        isi={
            "isian": {"tanggal_lahir": {"dasar": "1979-01-01", "server": "1979-12-03", "paket": "1979-03-12"}},
            "dasar": {}, "server": {},
            "paket": {
                "isi": {"alasan": "KTP baru"}, "oleh": "Sari", "pada": "2026-11-01T20:15:00+07:00", "bukti": ["b" * 64],
            },
        },
    )  # fmt: skip
    Lampiran.objects.create(
        kode_desa=cast.DESA, sha256="a" * 64, ukuran=9, jenis="image/jpeg", guna="KTP", diminta_at=at
    )
    return IsiMeja(p, lain, berkas, bentrok)
