"""Laws of importing packages, on random villages: again changes nothing, no order matters, A then B is A with B."""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from opensiks.infra.scope import scope_nasional
from opensiks.jejak.models import Jejak
from opensiks.keluarga.models import Keluarga
from opensiks.paket.models import Bentrok, TandaTerima, Ubahan
from opensiks.usulan.models import Usulan
from opensiks.verval.models import Verval
from tests.factories.paket import Isi, Laptop, daftarkan, laptop_lain, nilai, titip
from tests.factories.usulan import keluarga_dengan
from tests.factories.verval import DESA, buat_wilayah, periode_juli, wib
from tests.services.test_judge_titipan import LIHAT, TETAP, alamat

KINI = wib(2023, 7, 10)
BESOK = KINI + timedelta(days=1)
RUMAH = 4
# (kind, family, what): what a village writes down in an evening.
BARIS = st.tuples(
    st.sampled_from(["verval", "verval", "alamat", "catatan", "batal_verval"]),
    st.integers(0, RUMAH - 1),
    st.sampled_from(["TETAP", "PERBAIKAN", "MAMPU", "PINDAH"]),
)
DAFTAR = st.lists(BARIS, min_size=1, max_size=7)
ATUR = settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


class Kembali(Exception):
    """Ends a world: everything in it is undone."""


@pytest.fixture(autouse=True)
def periode(db: None) -> Iterator[None]:
    with scope_nasional():
        buat_wilayah(DESA)
        periode_juli()
        yield


@pytest.fixture
def rumah() -> list[Keluarga]:
    return [keluarga_dengan(DESA) for _ in range(RUMAH)]


@pytest.fixture
def laptop() -> Laptop:
    return daftarkan(at=KINI)


def write(laptop: Laptop, rumah: Sequence[Keluarga], daftar: Sequence[tuple[str, int, str]]) -> list[Isi]:
    """The lines of an evening on a laptop that begins anew."""
    laptop.ubahan, laptop.urutan, laptop.sebelum = [], 0, None
    for jenis, n, kata in daftar:
        k = rumah[n]
        match jenis:
            case "verval":
                laptop.catat("verval", k.id_registri, {**TETAP, "hasil": kata}, KINI, dasar=LIHAT)
            case "alamat":
                alamat(laptop, k, f"JALAN {kata}")
            case "catatan":
                laptop.catat("catatan", k.id_registri, {"isi": kata}, KINI)
            case _:
                laptop.catat("batal_verval", k.id_registri, {"alasan": kata}, KINI, dasar=LIHAT)
    return list(laptop.ubahan)


def world(laptop: Laptop, berkas: Sequence[bytes], *, jejak: bool = False) -> tuple[Any, ...]:
    """What the registry and the desk hold after these files, in a world that is undone afterwards."""
    hasil: list[Any] = []
    with suppress(Kembali), transaction.atomic():
        for isi in berkas:
            nilai(titip(isi, at=BESOK), at=BESOK)
        hasil += [
            sorted(Verval.objects.filter(batal_at__isnull=True).values_list("keluarga_id", "hasil")),
            sorted(Usulan.objects.values_list("subjek", "jenis", "status", "muatan__alamat")),
            sorted(Ubahan.objects.values_list("ubahan", "vonis", "kode")),
            sorted(Bentrok.objects.values_list("ubahan__ubahan", "sebab")),
        ]
        if jejak:
            hasil += [Jejak.objects.count(), TandaTerima.objects.count()]
        raise Kembali
    return tuple(hasil)


@given(DAFTAR)
@ATUR
def test_R81_again_changes_nothing(
    laptop: Laptop, rumah: list[Keluarga], daftar: list[tuple[str, int, str]]
) -> None:
    """Kegagalan 36: import(p); import(p) is import(p), the trail and the receipts included."""
    write(laptop, rumah, daftar)
    p = laptop.paket(BESOK)
    assert world(laptop, [p, p, p], jejak=True) == world(laptop, [p], jejak=True)


@given(DAFTAR, DAFTAR)
@ATUR
def test_R84_a_then_b_is_both_at_once(
    laptop: Laptop, rumah: list[Keluarga], a: list[tuple[str, int, str]], b: list[tuple[str, int, str]]
) -> None:
    """Kegagalan 31: what was imported in two packages stands as if it had come in one."""
    ubahan = write(laptop, rumah, [*a, *b])
    satu, dua = laptop.paket(BESOK, ubahan=ubahan[: len(a)]), laptop.paket(BESOK, ubahan=ubahan)
    assert world(laptop, [satu, dua]) == world(laptop, [dua])


@given(DAFTAR, DAFTAR, st.permutations([0, 1, 2, 1]))
@ATUR
def test_R84_no_order_of_cumulative_packages_matters(
    laptop: Laptop,
    rumah: list[Keluarga],
    a: list[tuple[str, int, str]],
    b: list[tuple[str, int, str]],
    urutan: list[int],
) -> None:
    """Kegagalan 32: 9,7,8,7 is 7,8,9."""
    ubahan = write(laptop, rumah, [*a, *b])
    potong = [len(a), len(a) + max(len(b) // 2, 1), len(ubahan)]
    berkas = [laptop.paket(BESOK, ubahan=ubahan[:n]) for n in potong]
    assert world(laptop, [berkas[i] for i in urutan]) == world(laptop, berkas)


@given(
    st.lists(
        st.tuples(st.integers(0, RUMAH - 1), st.sampled_from(["TETAP", "MAMPU"])), min_size=1, max_size=4
    )
)
@ATUR
def test_R83d_exclusion_and_confirmation_of_two_laptops_commute(
    laptop: Laptop, rumah: list[Keluarga], daftar: list[tuple[int, str]]
) -> None:
    """Kegagalan 53, 60: each laptop says the opposite of the other; whichever comes first, the same is held."""
    satu = dict(daftar)
    dua = {n: "TETAP" if kata == "MAMPU" else "MAMPU" for n, kata in satu.items()}
    hasil = []
    with suppress(Kembali), transaction.atomic():
        kedua = laptop_lain(laptop, at=KINI)
        write(laptop, rumah, [("verval", n, kata) for n, kata in satu.items()])
        write(kedua, rumah, [("verval", n, kata) for n, kata in dua.items()])
        p, q = laptop.paket(BESOK), kedua.paket(BESOK)
        hasil += [world(laptop, [p, q]), world(laptop, [q, p])]
        raise Kembali
    assert hasil[0] == hasil[1]
