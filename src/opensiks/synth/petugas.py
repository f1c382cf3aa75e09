"""The people of a demo kabupaten: an operator and a head for each village, companions, offices, the ministry."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from random import Random

from opensiks.akun.models import Penugasan
from opensiks.akun.queries import find_actor
from opensiks.akun.services import AkunBaru, create_akun_banyak
from opensiks.rules.aktor import Actor, sistem
from opensiks.rules.bansos import PROGRAM
from opensiks.rules.peran import Peran
from opensiks.synth.nama import compose, pick, pool_suku
from opensiks.wilayah.models import Wilayah

# The first password of every demo account; the demo prints it.
SANDI = "musyawarah-desa"
USERNAME = {
    Peran.OPERATOR_DESA: "operator",
    Peran.KADES_LURAH: "kades",
    Peran.TKSK: "tksk",
    Peran.PENDAMPING_PKH: "pendamping",
    Peran.TKPK: "tkpk",
}


@dataclass(frozen=True)
class Petugas:
    """Actors by role and code; two at each desk where the rules want two persons."""

    desa: dict[tuple[Peran, str], Actor]
    operator_kab: Actor
    supervisor_kab: Actor
    pusdatin: tuple[Actor, Actor]
    program: dict[str, Actor]

    def of(self, peran: Peran, kode: str) -> Actor:
        return self.desa[peran, kode]


def create_petugas(kode_kabupaten: str, *, at: datetime, sejak: date, seed: int) -> Petugas:
    """Make every account of the kabupaten, of its province and of the ministry, and return the actors."""
    create_akun_banyak(
        _list_akun(kode_kabupaten, seed),
        SANDI,
        by=sistem("Pemasangan"),
        at=at,
        sejak=sejak,
        harus_ganti_sandi=False,
    )
    return find_petugas(kode_kabupaten, sejak)


def find_petugas(kode_kabupaten: str, pada: date) -> Petugas:
    """The actors of accounts that are there already."""
    rows = Penugasan.objects.filter(sampai__isnull=True).select_related("akun").order_by("akun__username")
    aktor: dict[tuple[Peran, str], list[Actor]] = {}
    program: dict[str, Actor] = {}
    for p in rows:
        actor = find_actor(p.akun, pada, penugasan_id=p.pk)
        assert actor is not None
        aktor.setdefault((Peran(p.peran), p.kode_wilayah), []).append(actor)
        if p.program:
            program[p.program] = actor
    pusat = aktor[Peran.PUSDATIN, ""]
    return Petugas(
        {kunci: daftar[0] for kunci, daftar in aktor.items()},
        aktor[Peran.OPERATOR_KAB, kode_kabupaten][0],
        aktor[Peran.SUPERVISOR_KAB, kode_kabupaten][0],
        (pusat[0], pusat[1]),
        program,
    )


def list_contoh(kode_kabupaten: str) -> list[tuple[str, str, str]]:
    """(username, role, area) of one account per role, for the demo to print."""
    dalam = Penugasan.objects.filter(kode_wilayah__startswith=kode_kabupaten) | Penugasan.objects.filter(
        kode_wilayah__in=["", kode_kabupaten[:2]]
    )
    satu: dict[Peran, tuple[str, str, str]] = {}
    nama = dict(Wilayah.objects.filter(kode__startswith=kode_kabupaten[:2]).values_list("kode", "nama"))
    for p in dalam.select_related("akun").order_by("kode_wilayah", "akun__username"):
        satu.setdefault(
            Peran(p.peran), (p.akun.username, Peran(p.peran).value, nama.get(p.kode_wilayah, "Indonesia"))
        )
    return [satu[peran] for peran in Peran if peran in satu]


def _list_akun(kode_kabupaten: str, seed: int) -> list[AkunBaru]:
    acak = Random(f"{seed}:petugas:{kode_kabupaten}").random
    suku = pool_suku(kode_kabupaten, "", acak)

    def nama() -> str:
        return compose(acak, pick(acak, suku), acak() < 0.5, 1968 + int(acak() * 28)).title()

    daftar: list[AkunBaru] = []
    for w in Wilayah.objects.filter(kode__startswith=f"{kode_kabupaten}.").order_by("kode"):
        pendek = w.kode.replace(".", "")
        for peran in _peran_tingkat(w.tingkat):
            daftar.append(AkunBaru(f"{USERNAME[peran]}.{pendek}", nama(), peran, w.kode))
    for username, peran, kode in (
        ("operator.kab", Peran.OPERATOR_KAB, kode_kabupaten),
        ("operator2.kab", Peran.OPERATOR_KAB, kode_kabupaten),
        ("supervisor.kab", Peran.SUPERVISOR_KAB, kode_kabupaten),
        ("verifikator.kab", Peran.VERIFIKATOR, kode_kabupaten),
        ("kepala.opd", Peran.KEPALA_OPD, kode_kabupaten),
        ("provinsi", Peran.PROVINSI, kode_kabupaten[:2]),
        ("pusdatin", Peran.PUSDATIN, ""),
        ("pusdatin2", Peran.PUSDATIN, ""),
        ("auditor", Peran.AUDITOR, ""),
    ):
        # Reserved for examples (RFC 2606): a letter to it can reach nobody.
        daftar.append(AkunBaru(username, nama(), peran, kode, email=f"{username}@opensiks.example"))
    for program in PROGRAM:
        username = f"program.{program.lower().replace('_', '')}"
        daftar.append(AkunBaru(username, nama(), Peran.PENGELOLA_PROGRAM, "", program))
    return daftar


def _peran_tingkat(tingkat: int) -> tuple[Peran, ...]:
    match tingkat:
        case 3:
            return Peran.TKSK, Peran.PENDAMPING_PKH, Peran.TKPK
        case 4:
            return Peran.OPERATOR_DESA, Peran.KADES_LURAH
        case _:
            return ()
