"""Devices: asked for by their operator, let in by the office that compared six words, revoked when lost."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction

from opensiks.akun.access import require
from opensiks.akun.models import Akun
from opensiks.akun.queries import get_akun
from opensiks.infra.nomor import make_uuid7
from opensiks.jejak import services as jejak
from opensiks.jejak.mutation import mutation
from opensiks.paket.kabar import tell_perangkat
from opensiks.paket.kunci import create_kunci, get_registrar
from opensiks.paket.models import Perangkat
from opensiks.paket.tanda import get_alg, make_sertifikat, thumbprint
from opensiks.rules.aktor import Actor
from opensiks.rules.kata import get_enam_kata
from opensiks.rules.manifes import PENERIMA
from opensiks.rules.paket import JenisUbahan
from opensiks.rules.peran import Izin
from opensiks.rules.perangkat import (
    HARI_TENGGANG,
    FaktaPerangkat,
    StatusPerangkat,
    check_cabut,
    check_minta,
    check_setuju,
    check_tolak,
    is_kunci_sah,
)
from opensiks.rules.rule import AksiDitolak
from opensiks.verval.models import Periode
from opensiks.verval.queries import find_periode, get_masa

_S = StatusPerangkat


@mutation("perangkat.requested")
def request_perangkat(
    kode_desa: str, jwk: Mapping[str, str], umum: str, nama: str, alg: str, *, by: Actor, at: datetime
) -> Perangkat:
    """Ask for a device of the acting operator. The same key again gives the same row; once decided, it waits anew."""
    require(by, Izin.VERVAL_RECORD)
    return register_perangkat(kode_desa, jwk, umum, nama, alg, pemohon=get_akun(by), by=by, at=at)


def register_perangkat(
    kode_desa: str,
    jwk: Mapping[str, str],
    umum: str,
    nama: str,
    alg: str,
    *,
    pemohon: Akun,
    by: Actor,
    at: datetime,
) -> Perangkat:
    """The row of a request, whoever brings it in for the operator; inside the caller's @mutation."""
    sah = _is_sah(jwk, umum, alg)
    if salah := check_minta(
        FaktaPerangkat(dalam_cakupan=by.cakupan.covers(kode_desa), alg=alg, kunci_sah=sah)
    ):
        raise AksiDitolak(salah)
    kid = thumbprint(jwk)
    isi = {
        "akun_id": pemohon.pk, "pengguna": pemohon.username, "operator": pemohon.nama, "nama": nama.strip()[:80],
        "umum": umum, "status": _S.DIMINTA, "diminta_at": at, "kata": " ".join(get_enam_kata(kid)),
    }  # fmt: skip
    lama = Perangkat.objects.select_for_update().filter(kode_desa=kode_desa, kid=kid).first()
    try:
        with transaction.atomic():
            perangkat = _renew(lama, isi) if lama else Perangkat.objects.create(
                kode_desa=kode_desa, kid=kid, alg=alg, jwk=dict(jwk), **isi
            )  # fmt: skip
    except IntegrityError as e:
        raise AksiDitolak([is_kunci_sah.violation()]) from e
    jejak.record("perangkat.requested", perangkat, by=by, at=at, kid=kid, nama=perangkat.nama)
    tell_perangkat(perangkat, by=by, at=at)
    return perangkat


def _renew(lama: Perangkat, isi: Mapping[str, object]) -> Perangkat:
    """A device that is let in stays so until its certificate ends; a revoked key never comes back."""
    if lama.status is _S.DICABUT or lama.akun_id != isi["akun_id"]:
        raise AksiDitolak([is_kunci_sah.violation()])
    for kolom, nilai in isi.items():
        setattr(lama, kolom, nilai)
    lama.save(update_fields=list(isi))
    return lama


def _is_sah(jwk: Mapping[str, str], umum: str, alg: str) -> bool:
    try:
        return get_alg(jwk) == alg and PENERIMA.fullmatch(umum) is not None
    except (ValueError, AttributeError):
        return False


@mutation("perangkat.enrolled")
def enrol_perangkat(perangkat: Perangkat, *, by: Actor, at: datetime) -> Perangkat:
    """Let a device in for the period that runs in its village, after the six words were compared."""
    require(by, Izin.PERANGKAT_MANAGE)
    p = _lock(perangkat)
    periode = find_periode(p.kode_desa, at)
    fakta = FaktaPerangkat(
        status=p.status, dalam_cakupan=by.cakupan.covers(p.kode_desa), pemohon_sama=by.akun_id == p.akun_id,
        ada_periode=periode is not None,
    )  # fmt: skip
    if salah := check_setuju(fakta):
        raise AksiDitolak(salah)
    assert periode is not None
    create_kunci(p.kode_desa[:5], periode, by=by, at=at)
    p.status, p.periode, p.diputus_at, p.diputus_oleh = _S.DISETUJUI, periode, at, by.nama
    p.berlaku_sampai = _get_akhir(p.kode_desa, periode, at)
    p.sertifikat = _certify(p, periode, at)
    p.save(update_fields=["status", "periode", "diputus_at", "diputus_oleh", "berlaku_sampai", "sertifikat"])
    jejak.record("perangkat.enrolled", p, by=by, at=at, kid=p.kid, periode=periode.kode,
                 sampai=p.berlaku_sampai.isoformat())  # fmt: skip
    tell_perangkat(p, by=by, at=at)
    return _take(perangkat, p)


def _get_akhir(kode_desa: str, periode: Periode, at: datetime) -> datetime:
    """One period and its grace."""
    return max(get_masa(periode, kode_desa).tenggat_kab, at) + timedelta(days=HARI_TENGGANG)


def _certify(p: Perangkat, periode: Periode, at: datetime) -> str:
    assert p.berlaku_sampai is not None
    klaim = {
        "iss": "opensiks", "sub": p.pengguna, "akun": p.akun_id, "nama": p.operator, "desa": [p.kode_desa],
        "periode": periode.kode, "boleh": [j.value for j in JenisUbahan], "alg": p.alg, "cnf": {"jwk": p.jwk},
        "umum": p.umum, "nbf": int(at.timestamp()), "exp": int(p.berlaku_sampai.timestamp()), "jti": make_uuid7(at),
    }  # fmt: skip
    return make_sertifikat(klaim, get_registrar())


@mutation("perangkat.rejected")
def reject_perangkat(perangkat: Perangkat, *, by: Actor, at: datetime, alasan: str = "") -> Perangkat:
    """The words were not the same, or nobody knows the device."""
    require(by, Izin.PERANGKAT_MANAGE)
    p = _lock(perangkat)
    if salah := check_tolak(FaktaPerangkat(status=p.status, dalam_cakupan=by.cakupan.covers(p.kode_desa))):
        raise AksiDitolak(salah)
    p.status, p.diputus_at, p.diputus_oleh, p.alasan = _S.DITOLAK, at, by.nama, alasan.strip()[:240]
    p.save(update_fields=["status", "diputus_at", "diputus_oleh", "alasan"])
    jejak.record("perangkat.rejected", p, by=by, at=at, kid=p.kid)
    tell_perangkat(p, by=by, at=at)
    return _take(perangkat, p)


@mutation("perangkat.revoked")
def revoke_perangkat(perangkat: Perangkat, alasan: str, *, by: Actor, at: datetime) -> Perangkat:
    """A device is lost or its operator gone. What it deposits from now on waits for a person."""
    require(by, Izin.PERANGKAT_MANAGE)
    p = _lock(perangkat)
    fakta = FaktaPerangkat(status=p.status, dalam_cakupan=by.cakupan.covers(p.kode_desa), alasan=alasan)
    if salah := check_cabut(fakta):
        raise AksiDitolak(salah)
    p.status, p.dicabut_at, p.alasan = _S.DICABUT, at, alasan.strip()[:240]
    p.save(update_fields=["status", "dicabut_at", "alasan"])
    jejak.record("perangkat.revoked", p, by=by, at=at, kid=p.kid, alasan=p.alasan)
    tell_perangkat(p, by=by, at=at)
    return _take(perangkat, p)


def _lock(perangkat: Perangkat) -> Perangkat:
    return Perangkat.objects.select_for_update().get(pk=perangkat.pk)


def _take(perangkat: Perangkat, kini: Perangkat) -> Perangkat:
    """Bring the row that the caller holds up to date."""
    for f in Perangkat._meta.concrete_fields:
        setattr(perangkat, f.attname, getattr(kini, f.attname))
    return perangkat
