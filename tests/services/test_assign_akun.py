"""One account is one person; a role holds over an area from a day until a day (R1, R10)."""

from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from opensiks.akun.models import Akun, Penugasan
from opensiks.akun.queries import find_actor, find_akun, list_petugas
from opensiks.akun.services import assign_akun, create_akun, reset_sandi, revoke_penugasan
from opensiks.infra.scope import scope_nasional
from opensiks.jejak.models import Jejak
from opensiks.rules.aktor import Actor
from opensiks.rules.peran import Izin, Peran
from opensiks.rules.rule import AksiDitolak
from opensiks.rules.wilayah import Cakupan
from tests.cast import (
    CAST,
    DESA,
    DESA_BUDI,
    HARUN,
    KAB,
    KEC,
    RATNA,
    SANDI,
    SEJAK,
    SISTEM,
    make_akun,
    make_cast,
)

AT = datetime(2021, 6, 1, 3, tzinfo=UTC)
HARI = date(2021, 6, 1)


@pytest.fixture(autouse=True)
def nasional(db: None) -> Iterator[None]:
    with scope_nasional():
        yield


def akun(username: str = "sari") -> Akun:
    return create_akun(username, "Sari", SANDI, by=SISTEM, at=AT)


def assign(a: Akun, peran: Peran, kode: str, by: Actor = RATNA, sejak: date = HARI) -> Penugasan:
    return assign_akun(a, peran, kode, by=by, at=AT, sejak=sejak)


def refused(a: Akun, peran: Peran, kode: str, by: Actor = RATNA) -> list[str]:
    with pytest.raises(AksiDitolak) as ditolak:
        assign(a, peran, kode, by)
    return [v.kode for v in ditolak.value.violations]


def test_an_account_holds_no_readable_password_and_leaves_an_event() -> None:
    a = akun()
    assert a.check_password(SANDI)
    assert SANDI not in a.password
    assert a.harus_ganti_sandi
    assert Jejak.objects.get(peristiwa="akun.created").objek == f"akun:{a.pk}"


@pytest.mark.parametrize("sandi", ["pendek", "1234567890", "password123"])
def test_a_weak_password_is_refused(sandi: str) -> None:
    with pytest.raises(ValidationError):
        create_akun("sari", "Sari", sandi, by=SISTEM, at=AT)
    assert not Akun.objects.exists()


def test_R10_a_name_is_taken_once() -> None:
    akun()
    with pytest.raises(IntegrityError), transaction.atomic():
        akun()


def test_R1_the_actor_carries_role_and_scope_of_the_assignment() -> None:
    a = akun()
    p = assign(a, Peran.OPERATOR_DESA, DESA)
    actor = find_actor(a, HARI, asal="10.0.0.1")
    assert actor == Actor(a.pk, "Sari", Peran.OPERATOR_DESA, Cakupan((DESA,)), "10.0.0.1")
    jejak = Jejak.objects.get(peristiwa="akun.assigned")
    assert (jejak.rantai, jejak.objek, p.oleh) == (DESA, f"akun:{a.pk}", "Ratna")


def test_a_tksk_of_two_kecamatan_is_one_actor_with_both() -> None:
    a = akun()
    assign(a, Peran.TKSK, KEC)
    assign(a, Peran.TKSK, "18.04.02")
    actor = find_actor(a, HARI)
    assert actor is not None
    assert actor.cakupan == Cakupan((KEC, "18.04.02"))


def test_R10_nobody_is_operator_of_two_villages() -> None:
    a = akun()
    assign(a, Peran.OPERATOR_DESA, DESA)
    assert refused(a, Peran.OPERATOR_DESA, DESA_BUDI) == ["R10"]


def test_R10_the_database_itself_refuses_the_second_village() -> None:
    a = akun()
    assign(a, Peran.OPERATOR_DESA, DESA)
    lagi = Penugasan(akun=a, peran=Peran.OPERATOR_DESA, kode_wilayah=DESA_BUDI, sejak=HARI, oleh="x", at=AT)
    with pytest.raises(IntegrityError, match="r10"), transaction.atomic():
        lagi.save()


@pytest.mark.parametrize(
    ("peran", "kode"), [(Peran.OPERATOR_DESA, KAB), (Peran.OPERATOR_KAB, DESA), (Peran.PUSDATIN, KAB)]
)
def test_R1_a_role_belongs_to_its_tier(peran: Peran, kode: str) -> None:
    assert refused(akun(), peran, kode) == ["R1"]


def test_R1_a_kabupaten_assigns_only_inside_itself() -> None:
    a = akun()
    assert refused(a, Peran.OPERATOR_DESA, "17.06.01.2001", by=HARUN) == ["R1"]
    assign(a, Peran.OPERATOR_DESA, DESA, by=HARUN)


def test_an_assignment_ends_on_its_day_and_the_village_gets_a_new_operator() -> None:
    a, b = akun("sari"), akun("lia")
    p = assign(a, Peran.OPERATOR_DESA, DESA)
    revoke_penugasan(p, by=HARUN, at=AT, sampai=date(2021, 7, 1))
    assign(b, Peran.OPERATOR_DESA, DESA, sejak=date(2021, 7, 1))
    assert find_actor(a, date(2021, 6, 30)) is not None
    assert find_actor(a, date(2021, 7, 1)) is None
    assert [x.username for x in list_petugas(Peran.OPERATOR_DESA, DESA, date(2021, 7, 1))] == ["lia"]
    assert Jejak.objects.get(peristiwa="akun.revoked").ringkasan["sampai"] == "2021-07-01"


def test_an_account_switched_off_is_nobody() -> None:
    a = akun()
    assign(a, Peran.OPERATOR_DESA, DESA)
    a.is_active = False
    a.save()
    assert find_actor(a, HARI) is None


def test_R10_a_reset_is_on_the_trail_and_must_be_changed() -> None:
    a = akun()
    reset_sandi(a, "sandi-baru-2021", by=HARUN, at=AT)
    assert a.check_password("sandi-baru-2021")
    assert a.harus_ganti_sandi
    jejak = Jejak.objects.get(peristiwa="akun.reset")
    assert (jejak.aktor, jejak.objek, jejak.ringkasan) == ("Harun", f"akun:{a.pk}", {})


def test_the_name_is_found_in_any_case() -> None:
    assert find_akun("SARI") is None
    a = akun()
    assert find_akun("SARI") == a


def test_the_cast_signs_in_as_what_they_are() -> None:
    semua = make_cast()
    assert len(semua) == len(CAST)
    for p in semua.values():
        actor = find_actor(p.akun, SEJAK, asal="uji")
        assert actor == p.actor
        assert p.akun.check_password(p.sandi)
    assert semua["jaya"].actor.can(Izin.KELUARGA_IMPORT)
    assert not semua["wati"].actor.can(Izin.KELUARGA_REVEAL)


def test_an_auditor_may_be_cast_twice_with_other_names() -> None:
    assert make_akun(Actor(None, "Wati Dua", Peran.AUDITOR, Cakupan(("",)))).akun.username == "wati_dua"
