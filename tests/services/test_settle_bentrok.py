"""Settling clashes: by a named person, with a reason, once; what was settled stands against every replay (R83)."""

from collections.abc import Iterator
from datetime import timedelta

import pytest

from opensiks.akun.access import TidakBerhak
from opensiks.infra.scope import scope_nasional
from opensiks.kabar.models import Kabar
from opensiks.keluarga.models import Keluarga
from opensiks.paket import services
from opensiks.paket.models import Bentrok, TandaTerima, Ubahan
from opensiks.rules.aktor import Actor
from opensiks.rules.kabar import Perihal
from opensiks.rules.rule import AksiDitolak
from opensiks.rules.ubahan import PilihanBentrok, Vonis
from opensiks.rules.verval import HasilVerval
from opensiks.usulan.models import Usulan
from opensiks.verval.models import Verval
from tests.factories.paket import Laptop, daftarkan, kirim, laptop_lain, nilai, titip
from tests.factories.usulan import keluarga_dengan
from tests.factories.verval import (
    DESA,
    DESA_BUDI,
    HARUN,
    JAYA,
    SARI,
    buat_wilayah,
    list_peristiwa,
    periode_juli,
    wib,
)
from tests.services.test_judge_titipan import alamat, putusan, verval

KINI = wib(2023, 7, 10)
BESOK = KINI + timedelta(days=1)
P, S = PilihanBentrok.PAKET, PilihanBentrok.SERVER


@pytest.fixture(autouse=True)
def periode(db: None) -> Iterator[None]:
    with scope_nasional():
        buat_wilayah(DESA, DESA_BUDI)
        periode_juli()
        yield


@pytest.fixture
def laptop() -> Laptop:
    return daftarkan(at=KINI)


@pytest.fixture
def rumah() -> Keluarga:
    return keluarga_dengan(DESA)


@pytest.fixture
def bentrok(laptop: Laptop, rumah: Keluarga) -> Bentrok:
    """The village and the Dinas changed the same address."""
    alamat(laptop, rumah)
    Keluarga.objects.filter(pk=rumah.pk).update(alamat="JALAN LAIN", versi=2)
    kirim(laptop, BESOK)
    return Bentrok.objects.get()


def settle(
    b: Bentrok, pilihan: PilihanBentrok, alasan: str = "KTP sudah dilihat.", by: Actor = JAYA
) -> Bentrok:
    return services.settle_bentrok(b, pilihan, alasan, by=by, at=BESOK + timedelta(hours=2))


def test_what_waited_for_it_goes_on_at_once(laptop: Laptop, rumah: Keluarga) -> None:
    u = alamat(laptop, rumah)
    laptop.catat("tarik", f"ubahan:{u['id']}", {"alasan": "Salah keluarga."}, KINI, perlu=[u["id"]])
    Keluarga.objects.filter(pk=rumah.pk).update(alamat="JALAN LAIN", versi=2)
    t = kirim(laptop, BESOK)
    assert putusan(laptop, t)[1] == ("MENUNGGU", "ACUAN")
    settle(Bentrok.objects.get(), P)
    assert putusan(laptop, t) == [("DITERIMA", ""), ("DITERIMA", "")]


def test_the_villages_side_is_applied(laptop: Laptop, bentrok: Bentrok) -> None:
    settle(bentrok, P)
    [u] = Usulan.objects.all()
    assert (u.muatan, u.pembuat, u.versi_dasar) == ({"alamat": "JALAN BARU 9"}, "Sari", 2)
    assert (bentrok.pilihan, bentrok.oleh, bentrok.alasan) == (P, "Jaya", "KTP sudah dilihat.")
    assert list_peristiwa(f"bentrok:{bentrok.pk}") == ["bentrok.settled"]
    assert putusan(laptop, bentrok.ubahan.titipan) == [("DITERIMA", "")]
    assert TandaTerima.objects.count() == 2


def test_the_offices_side_stays_and_the_village_reads_why(laptop: Laptop, bentrok: Bentrok) -> None:
    settle(bentrok, S)
    assert Usulan.objects.count() == 0
    [baris] = laptop.baca_tanda(bentrok.ubahan.titipan)["putusan"]
    assert (baris["putusan"], baris["kode"]) == ("DITOLAK", "R83")
    assert "KTP sudah dilihat." in baris["kalimat"]
    assert Kabar.objects.filter(perihal=Perihal.BENTROK_DIPUTUS).count() == 1
    assert not Kabar.objects.filter(perihal=Perihal.UBAHAN_BENTROK, selesai_at__isnull=True).exists()


@pytest.mark.parametrize("pilihan", [P, S])
def test_R83_a_resolution_stands_against_the_replayed_package(
    laptop: Laptop, bentrok: Bentrok, pilihan: PilihanBentrok
) -> None:
    """Kegagalan 56."""
    settle(bentrok, pilihan)
    sebelum = list(Ubahan.objects.values_list("vonis", "kode", "hasil"))
    t = nilai(titip(laptop.paket(BESOK), at=BESOK + timedelta(days=1)), at=BESOK + timedelta(days=1))
    assert list(Ubahan.objects.values_list("vonis", "kode", "hasil")) == sebelum
    assert Usulan.objects.count() == (pilihan is P)
    assert Bentrok.objects.count() == 1
    assert putusan(laptop, t)[0][0] == ("DITERIMA" if pilihan is P else "DITOLAK")


def test_R83g_R83h_once_and_with_a_reason(bentrok: Bentrok) -> None:
    with pytest.raises(AksiDitolak) as ditolak:
        settle(bentrok, S, " ")
    assert [v.kode for v in ditolak.value.violations] == ["R83h"]
    settle(bentrok, S)
    with pytest.raises(AksiDitolak) as ditolak:
        settle(bentrok, P)
    assert [v.kode for v in ditolak.value.violations] == ["R83g"]


def test_only_the_office_settles(bentrok: Bentrok) -> None:
    with pytest.raises(TidakBerhak):
        settle(bentrok, P, by=SARI)
    settle(bentrok, P, by=HARUN)


def test_an_exclusion_that_was_held_may_be_let_through(laptop: Laptop, rumah: Keluarga) -> None:
    """Kegagalan 53: a person decides, never the clock."""
    kedua = laptop_lain(laptop, at=KINI)
    verval(laptop, rumah, "MAMPU")
    verval(kedua, rumah)
    kirim(kedua, BESOK)
    kirim(laptop, BESOK)
    settle(Bentrok.objects.get(), P)
    assert Verval.objects.get(batal_at__isnull=True).hasil is HasilVerval.MAMPU
    assert list(Ubahan.objects.order_by("kid").values_list("vonis", flat=True)) == [Vonis.DITERIMA] * 2


def test_R83b_what_moved_away_cannot_be_applied_here(laptop: Laptop) -> None:
    verval(laptop, keluarga_dengan(DESA_BUDI))
    kirim(laptop, BESOK)
    b = Bentrok.objects.get()
    with pytest.raises(AksiDitolak) as ditolak:
        settle(b, P)
    assert [v.kode for v in ditolak.value.violations] == ["R83b"]
    b.refresh_from_db()
    assert b.selesai_at is None
    settle(b, S)
