"""A village's laptop for the tests: its keys, its lines, its packages; and the office that lets it in."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from opensiks.akun.models import Akun
from opensiks.infra.nomor import make_uuid7
from opensiks.infra.scope import scope_nasional
from opensiks.paket import services
from opensiks.paket.berkas import Paket, make_berkas, open_berkas
from opensiks.paket.kunci import get_kunci, get_registrar
from opensiks.paket.models import Perangkat, Titipan
from opensiks.paket.queries import find_tanda_terima
from opensiks.paket.segel import make_kunci
from opensiks.paket.tanda import KunciTanda
from opensiks.rules.aktor import Actor
from opensiks.rules.canonical import canonical_bytes
from opensiks.rules.lembar import get_kode_daftar
from opensiks.rules.manifes import count_jumlah, read_ubahan
from opensiks.rules.titipan import Jalur
from tests.cast import make_akun
from tests.factories.verval import DESA, HARUN, JAYA, SARI, WIB

Isi = dict[str, Any]


def baris(ubahan: Sequence[Isi]) -> bytes:
    return b"".join(canonical_bytes(u) + b"\n" for u in ubahan)


@dataclass
class Laptop:
    """One device of an operator. `ubahan` is everything it ever wrote, `urutan` the packages it made."""

    perangkat: Perangkat
    operator: Actor
    kunci: KunciTanda
    rahasia: str
    ubahan: list[Isi] = field(default_factory=list)
    urutan: int = 0
    sebelum: str | None = None
    foto: dict[str, bytes] = field(default_factory=dict)

    def catat(self, jenis: str, pokok: str, isi: Mapping[str, Any], at: datetime, **lain: Any) -> Isi:
        """One line; returned as it will travel."""
        u = {
            "id": make_uuid7(at), "n": len(self.ubahan) + 1, "sv": 1, "jenis": jenis, "pokok": pokok, "dasar": {},
            "isi": dict(isi), "perlu": [], "lampiran": [], "pada": at.astimezone(WIB).isoformat(timespec="seconds"),
            **lain,
        }  # fmt: skip
        self.ubahan.append(u)
        return u

    def potret(self, isi: bytes) -> str:
        """Keep a photo on the laptop; its SHA-256."""
        sidik = hashlib.sha256(isi).hexdigest()
        self.foto[sidik] = isi
        return sidik

    def paket(
        self, at: datetime, *, ubahan: Sequence[Isi] | None = None, foto: bool = True, **ubah: Any
    ) -> bytes:
        """A sealed package of these lines (all of them unless told otherwise); `ubah` alters the manifest."""
        daftar = self.ubahan if ubahan is None else list(ubahan)
        self.urutan += 1
        with scope_nasional():
            p = Perangkat.objects.select_related("periode").get(pk=self.perangkat.pk)
            assert p.periode is not None
            penerima = get_kunci(p.kode_desa, p.periode).penerima
            periode = p.periode.kode
        sidik = sorted({s for u in daftar for s in u["lampiran"]})
        ikut = {s: self.foto[s] for s in sidik if foto and s in self.foto}
        badan = baris(daftar)
        manifes: Isi = {
            "bentuk": "opensiks-paket/1", "arah": "naik", "paket": make_uuid7(at), "periode": periode,
            "desa": p.kode_desa, "kepada": {"kantor": p.kode_desa[:5], "kunci": penerima},
            "perangkat": {"kid": self.kunci.kid, "sertifikat": p.sertifikat}, "urutan": self.urutan,
            "sebelum": self.sebelum if self.urutan > 1 else None, "tanda_terima": [],
            "lembar": {"id": make_uuid7(at), "bentuk": "lembar/1", "kode": get_kode_daftar(), "aplikasi": "0.1.0"},
            "isi": {"jumlah": len(daftar)},
            "lampiran": [_lampiran(s, self.foto.get(s, b""), s in ikut) for s in sidik],
            "jumlah": _jumlah(daftar),
            "waktu": {"perangkat": at.astimezone(WIB).isoformat(timespec="seconds"), "server_terakhir": None,
                      "mono_ms": 1},
            **ubah,
        }  # fmt: skip
        if manifes["urutan"] > 1 and manifes["sebelum"] is None:
            manifes["sebelum"] = "0" * 64
        self.sebelum = hashlib.sha256(
            canonical_bytes({**manifes, "isi": {**manifes["isi"], **_isi(badan)}})
        ).hexdigest()
        return make_berkas(manifes, badan, ikut, self.kunci, penerima)

    def baca_tanda(self, titipan: Titipan) -> Isi:
        """The verdict receipt of a deposit as this laptop reads it."""
        paket = self.buka(titipan)
        isi: Isi = paket.read_badan()
        return isi

    def buka(self, titipan: Titipan) -> Paket:
        with scope_nasional():
            data = find_tanda_terima(titipan)
        return open_berkas(data, [self.rahasia], registrar=[get_registrar().jwk])


def _isi(badan: bytes) -> Isi:
    return {"nama": "ubahan.jsonl", "sha256": hashlib.sha256(badan).hexdigest(), "ukuran": len(badan)}


def _lampiran(sidik: str, isi: bytes, ikut: bool) -> Isi:
    jenis = "application/pdf" if isi.startswith(b"%PDF") else "image/jpeg"
    return {"sha256": sidik, "ukuran": len(isi), "jenis": jenis, "guna": "FOTO", "ikut": ikut}


def _jumlah(daftar: Sequence[Isi]) -> dict[str, int]:
    terbaca = [u for u in (read_ubahan(b) for b in daftar) if u is not None]
    return {**count_jumlah(terbaca), "orang": 0}


def minta(operator: Actor = SARI, kode_desa: str = DESA, *, at: datetime, alg: str = "ES256") -> Laptop:
    """A laptop that asks to be let in; the operator gets an account on the way. In the nation's scope."""
    punya = Akun.objects.filter(pk=operator.akun_id).exists()
    akun = operator if punya else make_akun(operator).actor
    kunci, (rahasia, umum) = KunciTanda.generate(alg), make_kunci()
    p = services.request_perangkat(kode_desa, kunci.jwk, umum, "Laptop balai", alg, by=akun, at=at)
    return Laptop(p, akun, kunci, rahasia)


def laptop_lain(lama: Laptop, *, at: datetime) -> Laptop:
    """A second laptop of the same operator, let in."""
    kunci, (rahasia, umum) = KunciTanda.generate("ES256"), make_kunci()
    p = services.request_perangkat(
        lama.perangkat.kode_desa, kunci.jwk, umum, "Laptop kedua", "ES256", by=lama.operator, at=at
    )
    services.enrol_perangkat(p, by=HARUN, at=at)
    return Laptop(p, lama.operator, kunci, rahasia)


def daftarkan(
    operator: Actor = SARI, kode_desa: str = DESA, *, at: datetime, alg: str = "ES256", kab: Actor = HARUN
) -> Laptop:
    """A laptop that was let in by the office."""
    laptop = minta(operator, kode_desa, at=at, alg=alg)
    services.enrol_perangkat(laptop.perangkat, by=kab, at=at)
    return laptop


def titip(berkas: bytes, *, at: datetime, by: Actor = JAYA, nama: str = "paket.age") -> Titipan:
    return services.deposit_paket(berkas, nama, by=by, at=at, jalur=Jalur.MEJA)


def nilai(titipan: Titipan, *, at: datetime, by: Actor = JAYA) -> Titipan:
    return services.judge_titipan(titipan, by=by, at=at)


def kirim(laptop: Laptop, at: datetime, **lain: Any) -> Titipan:
    """A package of the laptop, handed over and judged at once."""
    return nilai(titip(laptop.paket(at, **lain), at=at), at=at + timedelta(minutes=1))
