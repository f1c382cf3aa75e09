"""The cast: the people every test acts as, and the neighbours who must not.

Actors are plain values, enough for services. `make_akun` gives one of them an account and an assignment in the
database, for the doors that people sign in at. The scope is the test's to open: `with scope(SARI.cakupan): …`.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime

from opensiks.akun.models import Akun, Penugasan
from opensiks.akun.services import assign_akun, create_akun
from opensiks.rules.aktor import Actor, sistem
from opensiks.rules.peran import Peran
from opensiks.rules.wilayah import Cakupan

KAB, KEC = "18.04", "18.04.01"
DESA, DESA_BUDI, DESA_KEC_LAIN = "18.04.01.2001", "18.04.01.2002", "18.04.02.2001"
KAB_ASING, DESA_ASING = "17.06", "17.06.01.2001"

SANDI = "sekali-pakai-2021"
SEJAK = date(2021, 1, 1)
DIBUAT_AT = datetime(2021, 1, 1, 2, tzinfo=UTC)


# Numbers that no account of a test run reaches: the database counts on through all tests of a process.
def _actor(akun_id: int, nama: str, peran: Peran, kode: str) -> Actor:
    return Actor(akun_id, nama, peran, Cakupan((kode,)), asal="uji")


SARI = _actor(900_101, "Sari", Peran.OPERATOR_DESA, DESA)
DARMO = _actor(900_102, "Darmo", Peran.KADES_LURAH, DESA)
BUDI = _actor(900_103, "Budi", Peran.OPERATOR_DESA, DESA_BUDI)
JAYA = _actor(900_104, "Jaya", Peran.OPERATOR_KAB, KAB)
HARUN = _actor(900_105, "Harun", Peran.SUPERVISOR_KAB, KAB)
RATNA = _actor(900_106, "Ratna", Peran.PUSDATIN, "")
TIKA = _actor(900_107, "Tika", Peran.TKSK, KEC)
WATI = _actor(900_108, "Wati", Peran.AUDITOR, "")
ORANG_ASING = _actor(900_109, "Orang asing", Peran.OPERATOR_DESA, DESA_ASING)
SISTEM = sistem("Uji")

CAST = (SARI, DARMO, BUDI, JAYA, HARUN, RATNA, TIKA, WATI, ORANG_ASING)


@dataclass(frozen=True)
class Pemeran:
    """One of the cast with an account: who they are, and what they sign in with."""

    actor: Actor
    akun: Akun
    penugasan: Penugasan
    sandi: str = SANDI


def make_akun(actor: Actor) -> Pemeran:
    """The account and assignment of one of the cast, through the real services; needs a national scope.

    The actor given back carries the account's own id, as the one the middleware makes will.
    """
    username = actor.nama.lower().replace(" ", "_")
    akun = create_akun(username, actor.nama, SANDI, by=SISTEM, at=DIBUAT_AT, harus_ganti_sandi=False)
    kode = actor.cakupan.daftar_kode[0]
    penugasan = assign_akun(akun, actor.peran, kode, by=SISTEM, at=DIBUAT_AT, sejak=SEJAK)
    return Pemeran(Actor(akun.pk, actor.nama, actor.peran, actor.cakupan, actor.asal), akun, penugasan)


def make_cast() -> dict[str, Pemeran]:
    """Everybody, by user name: "sari" … "orang_asing"."""
    return {p.akun.username: p for p in map(make_akun, CAST)}
