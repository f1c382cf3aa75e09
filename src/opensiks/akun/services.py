"""Creating accounts and assigning them. One account is one natural person (R10)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.contrib.auth.hashers import make_password
from django.contrib.auth.password_validation import validate_password

from opensiks.akun.models import Akun, Penugasan
from opensiks.jejak import services as jejak
from opensiks.jejak.mutation import mutation
from opensiks.rules.aktor import Actor
from opensiks.rules.kabar import CaraSurel
from opensiks.rules.peran import TINGKAT_PERAN, Peran
from opensiks.rules.rule import AksiDitolak, Violation
from opensiks.rules.wilayah import tingkat


@mutation("akun.created")
def create_akun(
    username: str, nama: str, sandi: str, *, by: Actor, at: datetime, email: str = "", nomor_hp: str = "",
    harus_ganti_sandi: bool = True,
) -> Akun:  # fmt: skip
    """Make an account with a first password that its owner must change. ValidationError for a weak one."""
    akun = Akun(
        username=username,
        nama=nama,
        email=email,
        nomor_hp=nomor_hp,
        dibuat_at=at,
        harus_ganti_sandi=harus_ganti_sandi,
    )
    validate_password(sandi, akun)
    akun.set_password(sandi)
    akun.save()
    jejak.record_many(
        [jejak.Catatan("akun.created", f"akun:{akun.pk}", _rantai(by), {"nama": nama})], by=by, at=at
    )
    return akun


@mutation("akun.revised")
def set_surel(akun: Akun, email: str, surel: CaraSurel, *, by: Actor, at: datetime) -> Akun:
    """Where and how notices come by e-mail. Only the person decides it."""
    if akun.pk != by.akun_id:
        raise AksiDitolak(
            [Violation("R10", "Surel orang lain tidak dapat diubah.", langkah="Minta orangnya.")]
        )
    akun.email, akun.surel = email.strip(), surel
    akun.save(update_fields=["email", "surel"])
    isi = {"surel": surel.value, "alamat": bool(akun.email)}
    jejak.record_many([jejak.Catatan("akun.revised", f"akun:{akun.pk}", _rantai(by), isi)], by=by, at=at)
    return akun


@dataclass(frozen=True)
class AkunBaru:
    """One line of a list of people to be given an account and a first assignment."""

    username: str
    nama: str
    peran: Peran
    kode_wilayah: str
    program: str = ""
    email: str = ""


@mutation("akun.created")
def create_akun_banyak(
    daftar: Sequence[AkunBaru],
    sandi: str,
    *,
    by: Actor,
    at: datetime,
    sejak: date,
    harus_ganti_sandi: bool = True,
) -> list[Akun]:
    """Accounts and first assignments for a whole office, all with one first password that everybody changes.

    One password is hashed once: 300 careful hashes would take half a minute and protect nothing more.
    """
    validate_password(sandi)
    sidik = make_password(sandi)
    akun = Akun.objects.bulk_create(
        [
            Akun(
                username=b.username,
                nama=b.nama,
                email=b.email,
                password=sidik,
                dibuat_at=at,
                harus_ganti_sandi=harus_ganti_sandi,
            )
            for b in daftar
        ]
    )
    for a, b in zip(akun, daftar, strict=True):
        _check_penugasan(a, b.peran, b.kode_wilayah, by)
    Penugasan.objects.bulk_create(
        [
            Penugasan(
                akun=a,
                peran=b.peran,
                kode_wilayah=b.kode_wilayah,
                program=b.program,
                sejak=sejak,
                oleh=by.nama,
                at=at,
            )
            for a, b in zip(akun, daftar, strict=True)
        ]
    )
    dibuat = [
        jejak.Catatan(
            "akun.created", f"akun:{a.pk}", b.kode_wilayah, {"nama": b.nama, "peran": b.peran.value}
        )
        for a, b in zip(akun, daftar, strict=True)
    ]
    jejak.record_many(dibuat, by=by, at=at)
    return akun


@mutation("akun.assigned")
def assign_akun(
    akun: Akun, peran: Peran, kode_wilayah: str, *, by: Actor, at: datetime, sejak: date, program: str = ""
) -> Penugasan:
    """Give an account a role over an area. Refused: wrong tier for the role, or a second village (R10)."""
    _check_penugasan(akun, peran, kode_wilayah, by)
    penugasan = Penugasan.objects.create(
        akun=akun, peran=peran, kode_wilayah=kode_wilayah, program=program, sejak=sejak, oleh=by.nama, at=at
    )
    _record("akun.assigned", penugasan, by, at)
    return penugasan


@mutation("akun.revoked")
def revoke_penugasan(penugasan: Penugasan, *, by: Actor, at: datetime, sampai: date) -> Penugasan:
    """End an assignment; it counts until the day before `sampai`."""
    penugasan.sampai = sampai
    penugasan.save(update_fields=["sampai"])
    _record("akun.revoked", penugasan, by, at)
    return penugasan


@mutation("akun.reset")
def reset_sandi(akun: Akun, sandi: str, *, by: Actor, at: datetime) -> Akun:
    """Set a new first password; the owner changes it at the next sign-in. Always on the trail (R10)."""
    validate_password(sandi, akun)
    akun.set_password(sandi)
    akun.harus_ganti_sandi = akun.pk != by.akun_id
    akun.save(update_fields=["password", "harus_ganti_sandi"])
    jejak.record_many([jejak.Catatan("akun.reset", f"akun:{akun.pk}", _rantai(by))], by=by, at=at)
    return akun


def _check_penugasan(akun: Akun, peran: Peran, kode_wilayah: str, by: Actor) -> None:
    salah: list[Violation] = []
    if tingkat(kode_wilayah) != TINGKAT_PERAN[peran]:
        salah.append(
            Violation(
                "R1", "Peran ini tidak untuk tingkat wilayah itu.", langkah="Pilih wilayah yang sesuai."
            )
        )
    if not by.cakupan.covers(kode_wilayah):
        salah.append(
            Violation("R1", "Wilayah itu di luar wilayah Anda.", langkah="Minta petugas wilayah itu.")
        )
    lain = akun.daftar_penugasan.filter(peran=peran, sampai__isnull=True).exclude(kode_wilayah=kode_wilayah)
    if peran is Peran.OPERATOR_DESA and lain.exists():
        salah.append(
            Violation(
                "R10",
                "Akun ini sudah menjadi operator desa lain.",
                langkah="Akhiri dahulu penugasan yang lama.",
            )
        )
    if salah:
        raise AksiDitolak(salah)


def _record(peristiwa: str, p: Penugasan, by: Actor, at: datetime) -> None:
    ringkasan = {"peran": p.peran, "nama": p.akun.nama, "sejak": p.sejak.isoformat()}
    if p.sampai:
        ringkasan["sampai"] = p.sampai.isoformat()
    jejak.record_many(
        [jejak.Catatan(peristiwa, f"akun:{p.akun_id}", p.kode_wilayah, ringkasan)], by=by, at=at
    )


def _rantai(by: Actor) -> str:
    """An account has no area of its own: its making stands on the maker's chain."""
    return by.cakupan.daftar_kode[0]


@mutation("akun.signed_in")
def record_masuk(akun: Akun, *, by: Actor, at: datetime) -> Akun:
    """Somebody signed in: a sign of life of the areas they work for."""
    akun.last_login = at
    akun.save(update_fields=["last_login"])
    jejak.record_many(
        [jejak.Catatan("akun.signed_in", f"akun:{akun.pk}", kode) for kode in by.cakupan.daftar_kode],
        by=by,
        at=at,
    )
    return akun
