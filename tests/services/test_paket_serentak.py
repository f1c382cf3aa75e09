"""Packages at the same moment: deposited and judged by many at once, asleep villages, jobs, doors and sizes."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from time import perf_counter
from typing import Any

import pytest
from django.db import connection

from opensiks.akun.access import TidakAda, TidakBerhak
from opensiks.infra import clock, queue
from opensiks.infra.scope import scope, scope_nasional
from opensiks.keluarga.models import Keluarga
from opensiks.paket import services
from opensiks.paket.access import access_bentrok, access_perangkat, access_titipan
from opensiks.paket.models import Bentrok, TandaTerima, Titipan, Ubahan
from opensiks.paket.queries import find_tanda_terima, list_diam, list_perangkat, list_titipan
from opensiks.rules.paket import StatusTitipan
from opensiks.rules.peran import Izin
from opensiks.rules.registri import StatusKeluarga
from opensiks.verval.models import Verval
from opensiks.verval.services import close_periode
from opensiks.worker import tasks
from tests.factories.keluarga import baris
from tests.factories.keluarga import daftarkan as daftarkan_keluarga
from tests.factories.paket import Laptop, daftarkan, kirim, minta, nilai, titip
from tests.factories.pengesahan import rapat, terima_desa
from tests.factories.usulan import keluarga_dengan
from tests.factories.verval import (
    BUDI,
    DESA,
    DESA_BUDI,
    HARUN,
    JAYA,
    ORANG_ASING,
    RATNA,
    SARI,
    TIKA,
    buat_wilayah,
    kampanye_2021,
    periode_juli,
    wib,
)
from tests.services.test_judge_titipan import LIHAT, TETAP, alamat, verval

KINI = wib(2023, 7, 10)
BESOK = KINI + timedelta(days=1)


@pytest.fixture
def desa(db: None) -> Iterator[None]:
    with scope_nasional():
        buat_wilayah(DESA, DESA_BUDI)
        yield


def together(kerja: Callable[[int], Any], n: int) -> list[Any]:
    """The same work on `n` connections at once."""

    def one(i: int) -> Any:
        try:
            return kerja(i)
        finally:
            connection.close()

    with ThreadPoolExecutor(n) as kolam:
        return list(kolam.map(one, range(n)))


def test_R81_twenty_at_once_are_one(transactional_db: None) -> None:
    """Kegagalan 36: the same file from the counter and from the village, deposited and judged by many at once."""
    with scope_nasional():
        buat_wilayah(DESA)
        periode_juli()
        rumah = [keluarga_dengan(DESA) for _ in range(3)]
        laptop = daftarkan(at=KINI)
        for k in rumah:
            verval(laptop, k)
        isi = laptop.paket(BESOK)

    def deposit(i: int) -> tuple[int, str]:
        by = JAYA if i % 2 else laptop.operator
        with scope(by.cakupan):
            t = services.deposit_paket(isi, f"paket ({i}).age", by=by, at=BESOK)
            return t.pk, t.tanda

    assert len(set(together(deposit, 8))) == 1

    def judge(i: int) -> bytes:
        with scope(JAYA.cakupan):
            t = nilai(Titipan.objects.get(), at=BESOK)
            return find_tanda_terima(t)

    assert len(set(together(judge, 6))) == 1
    with scope_nasional():
        assert (Titipan.objects.count(), Ubahan.objects.count(), TandaTerima.objects.count()) == (1, 3, 1)
        assert Verval.objects.count() == 3


def test_the_job_judges_what_was_deposited_and_the_hour_judges_again(
    transactional_db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Kegagalan 37, 38: what a crash left behind is taken up by the next run, once."""
    jam = [BESOK]
    monkeypatch.setattr(clock, "now", lambda: jam[0])
    with scope_nasional():
        buat_wilayah(DESA)
        periode_juli()
        laptop = daftarkan(at=KINI)
        verval(laptop, keluarga_dengan(DESA))
        titip(laptop.paket(BESOK), at=BESOK)
        telat = titip(laptop.paket(BESOK), at=wib(2023, 7, 27))
    queue.run_worker(wait=False)
    with scope_nasional():
        assert set(Titipan.objects.values_list("status", flat=True)) == {StatusTitipan.DINILAI}
        Titipan.objects.filter(pk=telat.pk).update(status=StatusTitipan.DITITIP)
    tasks.run_paket(0)
    queue.run_worker(wait=False)
    with scope_nasional():
        assert Titipan.objects.get(pk=telat.pk).status is StatusTitipan.DINILAI
        assert Verval.objects.count() == 1


def test_R75_a_silent_village_sleeps_and_a_late_package_brings_it_back(desa: None) -> None:
    """Kegagalan 49: nothing is deleted; one late package and its receipt by the office, and all is as it was."""
    periode = kampanye_2021()
    rumah = [keluarga_dengan(DESA) for _ in range(3)]
    laptop = daftarkan(at=wib(2021, 6, 5))
    for k in rumah:
        laptop.catat(
            "verval", k.id_registri, {**TETAP, "tanggal": "2021-07-20"}, wib(2021, 7, 20), dasar=LIHAT
        )
    close_periode(periode, by=RATNA, at=wib(2021, 8, 3), tanpa_peringatan="uji")
    assert set(Keluarga.objects.values_list("status", flat=True)) == {StatusKeluarga.DITIDURKAN}
    t = kirim(laptop, wib(2021, 8, 10))
    assert t.hitungan == {"DITAHAN": 3}
    kini = buka_agustus()
    assert services.judge_semua("18.04", by=JAYA, at=wib(2021, 8, 12)) == 1
    assert Verval.objects.filter(periode=kini).count() == 3
    rapat(kini, DESA, at=wib(2021, 8, 13))
    terima_desa(kini, DESA, at=wib(2021, 8, 14))
    assert set(Keluarga.objects.values_list("status", flat=True)) == {StatusKeluarga.AKTIF}
    assert Keluarga.objects.get(pk=rumah[0].pk).versi == 3


def buka_agustus() -> Any:
    from opensiks.verval.services import open_periode

    akhir = date(2021, 8, 31)
    return open_periode(
        "2021-c",
        "Susulan Agustus",
        "lambar_2021b",
        "18.04",
        date(2021, 8, 11),
        akhir,
        akhir,
        by=RATNA,
        at=wib(2021, 8, 11),
    )


def test_doors_open_for_the_office_and_for_nobody_else(desa: None) -> None:
    """Kegagalan 70."""
    periode_juli()
    laptop = daftarkan(at=KINI)
    rumah = keluarga_dengan(DESA)
    alamat(laptop, rumah)
    Keluarga.objects.filter(pk=rumah.pk).update(alamat="JALAN LAIN", versi=2)
    t = kirim(laptop, BESOK)
    b = Bentrok.objects.get()
    assert access_titipan(JAYA, t.pk) == access_titipan(SARI, t.pk) == t
    assert access_perangkat(HARUN, laptop.perangkat.pk).pk == laptop.perangkat.pk
    assert access_perangkat(SARI, laptop.perangkat.pk, Izin.VERVAL_RECORD).pk == laptop.perangkat.pk
    assert access_bentrok(HARUN, b.pk) == b
    for siapa in (BUDI, ORANG_ASING):
        with pytest.raises(TidakAda):
            access_titipan(siapa, t.pk)
        with pytest.raises(TidakAda):
            access_perangkat(siapa, laptop.perangkat.pk, Izin.VERVAL_RECORD)
    for siapa, izin in ((SARI, Izin.PERANGKAT_MANAGE), (TIKA, Izin.VERVAL_RECORD)):
        with pytest.raises(TidakBerhak):
            access_perangkat(siapa, laptop.perangkat.pk, izin)
    for siapa in (BUDI, ORANG_ASING):
        with scope(siapa.cakupan):
            for model in (Titipan, Ubahan, Bentrok, TandaTerima):
                assert model.objects.count() == 0  # type: ignore[attr-defined]
    with scope(SARI.cakupan):
        assert (Titipan.objects.count(), Ubahan.objects.count()) == (1, 1)


def test_lists_of_the_desk(desa: None) -> None:
    periode = periode_juli()
    laptop = daftarkan(at=KINI)
    minta(BUDI, DESA_BUDI, at=KINI)
    verval(laptop, keluarga_dengan(DESA))
    t = kirim(laptop, BESOK)
    rusak = titip(b"bukan paket", at=BESOK + timedelta(minutes=1))
    assert list(list_titipan("18.04", periode)) == [rusak, t]
    assert [p.kode_desa for p in list_perangkat("18.04")] == [DESA_BUDI, DESA]
    assert [(d.kode, d.operator, d.perangkat) for d in list_diam("18.04", periode)] == [
        (DESA_BUDI, "Budi", 0)
    ]


def test_a_worksheet_of_300_families_is_made_in_a_moment(
    desa: None, django_assert_max_num_queries: Any
) -> None:
    periode_juli()
    daftarkan_keluarga(*(baris(DESA) for _ in range(300)))
    laptop: Laptop = daftarkan(at=KINI)
    mulai = perf_counter()
    with scope(laptop.operator.cakupan), django_assert_max_num_queries(40):
        berkas = services.make_turun(laptop.perangkat, by=laptop.operator, at=KINI)
    lama = perf_counter() - mulai
    assert 20_000 < len(berkas) < 400_000
    # Seconds, with room for a busy machine.
    assert lama < 5
