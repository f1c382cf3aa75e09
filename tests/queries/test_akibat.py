"""What a removal takes away: exactly what penerapan.py would do, told before it is done."""

from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import pytest

from opensiks.infra.scope import scope_nasional
from opensiks.keluarga.models import Individu, Keluarga, Kepesertaan
from opensiks.rules.bansos import REGISTRI
from opensiks.rules.jenis import Jenis
from opensiks.usulan.akibat import list_akibat, sum_akibat
from opensiks.usulan.models import Usulan
from tests.factories import keluarga as pabrik


@pytest.fixture
def keluarga(db: None) -> Iterator[Keluarga]:
    """Two persons, with PKH for the family and PBI-JK for one of them."""
    pabrik.buat_wilayah()
    [k] = pabrik.daftarkan(pabrik.baris(program=["PKH"]))
    with scope_nasional():
        orang = Individu.objects.filter(keluarga=k).order_by("id").first()
        Kepesertaan.objects.create(
            kode_desa=k.kode_desa,
            keluarga=k,
            individu=orang,
            program="PBI_JK",
            status="AKTIF",
            sejak="2021-01-01",
        )
        yield k


def usulan(
    k: Keluarga, jenis: Jenis, *, individu: Individu | None = None, program: str = "", **muatan: Any
) -> Usulan:
    return Usulan(
        keluarga=k, individu=individu, jenis=jenis, program=program, kode_desa=k.kode_desa, muatan=muatan
    )


def satu(u: Usulan) -> SimpleNamespace:
    [a] = list_akibat([u])
    return SimpleNamespace(orang=a.orang, bantuan=dict(a.bantuan), keluar=a.keluar)


def test_not_eligible_for_one_programme_stops_that_one_and_leaves_the_family_in_the_register(
    keluarga: Keluarga,
) -> None:
    a = satu(usulan(keluarga, Jenis.TIDAK_LAYAK, program="PKH"))
    assert (a.orang, a.bantuan, a.keluar) == (0, {"PKH": 1}, False)


def test_not_eligible_for_the_register_takes_everybody_and_every_aid(keluarga: Keluarga) -> None:
    a = satu(usulan(keluarga, Jenis.TIDAK_LAYAK, program=REGISTRI))
    assert (a.orang, a.bantuan) == (keluarga.jumlah_anggota, {"PKH": 1, "PBI_JK": 1})


def test_a_death_takes_the_person_and_the_persons_own_aid(keluarga: Keluarga) -> None:
    orang = Individu.objects.filter(keluarga=keluarga).order_by("id").first()
    a = satu(usulan(keluarga, Jenis.MENINGGAL, individu=orang))
    assert (a.orang, a.bantuan) == (1, {"PBI_JK": 1})


def test_the_last_member_takes_the_family_along(keluarga: Keluarga) -> None:
    orang, *lain = Individu.objects.filter(keluarga=keluarga).order_by("id")
    Individu.objects.filter(pk__in=[i.pk for i in lain]).update(status="NONAKTIF")
    a = satu(usulan(keluarga, Jenis.MENINGGAL, individu=orang))
    assert (a.orang, a.bantuan) == (1, {"PKH": 1, "PBI_JK": 1})


def test_moving_within_the_register_loses_nothing_and_leaving_it_does(keluarga: Keluarga) -> None:
    assert list_akibat([usulan(keluarga, Jenis.PINDAH, tujuan=keluarga.kode_desa[:-1] + "2")]) == []
    assert satu(usulan(keluarga, Jenis.PINDAH, tujuan="31.71.01.1001")).orang == keluarga.jumlah_anggota


@pytest.mark.parametrize("jenis", [Jenis.BARU, Jenis.PERBAIKAN_ID, Jenis.BANSOS_MASUK, Jenis.PENGURUS])
def test_what_takes_nothing_away_is_not_named(keluarga: Keluarga, jenis: Jenis) -> None:
    assert list_akibat([usulan(keluarga, jenis, anggota=[{"nama": "A"}])]) == []


def test_the_sum_counts_each_programme_in_its_own_unit(keluarga: Keluarga) -> None:
    daftar = list_akibat(
        [
            usulan(keluarga, Jenis.TIDAK_LAYAK, program="PKH"),
            usulan(keluarga, Jenis.TIDAK_LAYAK, program=REGISTRI),
        ]
    )
    jumlah = sum_akibat(daftar)
    assert (jumlah.usulan, jumlah.orang) == (2, keluarga.jumlah_anggota)
    assert jumlah.bantuan == (("PKH", 2), ("PBI_JK", 1))
