"""A programme takes its recipients from a set list and from nothing else; every change is explained (R31, R73)."""

from collections.abc import Iterator
from datetime import date

import pytest

from opensiks.akun.access import TidakAda, TidakBerhak
from opensiks.bansos.access import access_penarikan
from opensiks.bansos.models import Penarikan, Penerima
from opensiks.bansos.queries import count_penerima, count_selisih, is_bukti_sah, list_penerima
from opensiks.bansos.services import draw_penerima
from opensiks.infra.scope import scope, scope_nasional
from opensiks.keluarga.models import Individu, Keluarga, Kepesertaan
from opensiks.keluarga.services import set_status_individu, set_status_keluarga
from opensiks.penetapan.models import Penetapan
from opensiks.penetapan.services import finalise_penetapan
from opensiks.rules.aktor import Actor
from opensiks.rules.bansos import label_sebab
from opensiks.rules.jenis import Jenis
from opensiks.rules.peran import Peran
from opensiks.rules.registri import StatusIndividu, StatusKeluarga
from opensiks.rules.rule import AksiDitolak
from opensiks.rules.status import StatusUsulan
from opensiks.rules.wilayah import NASIONAL
from opensiks.usulan.apply import apply_usulan
from tests.factories.pengesahan import buat_keluarga, kepala_of
from tests.factories.usulan import usulan_at
from tests.factories.verval import (
    BUDI,
    DESA,
    DESA_BUDI,
    HARUN,
    KAB,
    RATNA,
    SARI,
    buat_wilayah,
    list_peristiwa,
    periode_juli,
    petugas,
    wib,
)  # fmt: skip

PENYIAP = petugas(Peran.PUSDATIN, "", akun_id=900_116, nama="Penyiap")
PKH = Actor(140, "Pengelola PKH", Peran.PENGELOLA_PROGRAM, NASIONAL, program="PKH")
JKN = Actor(141, "Pengelola JKN", Peran.PENGELOLA_PROGRAM, NASIONAL, program="PBI_JK")
AT = wib(2023, 8, 1)


@pytest.fixture(autouse=True)
def keluarga(db: None) -> Iterator[list[Keluarga]]:
    """Three families in PKH; of the first one all three persons have their contribution paid too."""
    with scope_nasional():
        buat_wilayah(DESA, DESA_BUDI)
        daftar = [*buat_keluarga(DESA, 2), *buat_keluarga(DESA_BUDI)]
        for k in daftar:
            ikut(k, "PKH")
        for i in daftar[0].daftar_anggota.all():
            ikut(daftar[0], "PBI_JK", i)
        yield daftar


def ikut(k: Keluarga, program: str, i: Individu | None = None) -> Kepesertaan:
    return Kepesertaan.objects.create(
        kode_desa=k.kode_desa, keluarga=k, individu=i, program=program, status="AKTIF", sejak=date(2023, 1, 1)
    )


def tetapkan(bulan: int = 7) -> Penetapan:
    return finalise_penetapan(
        date(2023, bulan, 1), KAB, "SK", disiapkan=PENYIAP, by=RATNA, at=wib(2023, bulan, 28)
    )


def henti(k: Keluarga, program: str, alasan: str) -> None:
    Kepesertaan.objects.filter(keluarga=k, program=program).update(
        status="HENTI", sampai=date(2023, 8, 1), alasan=alasan
    )


def test_families_and_persons_are_counted_as_the_programme_counts(keluarga: list[Keluarga]) -> None:
    daftar = tetapkan()
    pkh, jkn = draw_penerima("PKH", daftar, by=PKH, at=AT), draw_penerima("PBI_JK", daftar, by=JKN, at=AT)
    assert (pkh.jumlah, jkn.jumlah) == (3, 3)
    assert set(pkh.daftar_penerima.values_list("id_registri", "individu_id")) == {
        (k.id_registri, None) for k in keluarga
    }
    assert set(jkn.daftar_penerima.values_list("individu_id", flat=True)) == set(
        keluarga[0].daftar_anggota.values_list("pk", flat=True)
    )
    assert count_penerima(daftar) == {"PBI_JK": 3, "PKH": 3}
    assert count_selisih(pkh) == [("MASUK", "AWAL", 3)]
    assert list_peristiwa(f"penarikan:{pkh.pk}") == ["penerima.drawn"]


def test_each_recipient_carries_the_proof_of_the_list(keluarga: list[Keluarga]) -> None:
    daftar = tetapkan()
    for p in draw_penerima("PKH", daftar, by=PKH, at=AT).daftar_penerima.all():
        assert is_bukti_sah("PKH", daftar.sha256, p.id_registri, p.bukti)
        assert not is_bukti_sah("BST", daftar.sha256, p.id_registri, p.bukti)
        assert not is_bukti_sah("PKH", "0" * 64, p.id_registri, p.bukti)


def test_who_is_not_in_the_list_is_not_paid(keluarga: list[Keluarga]) -> None:
    daftar = tetapkan()
    terlambat = buat_keluarga(DESA)[0]
    ikut(terlambat, "PKH")
    hasil = draw_penerima("PKH", daftar, by=PKH, at=AT)
    assert terlambat.pk not in set(hasil.daftar_penerima.values_list("keluarga_id", flat=True))


def test_drawing_again_gives_the_first_draw(keluarga: list[Keluarga]) -> None:
    daftar = tetapkan()
    pertama = draw_penerima("PKH", daftar, by=PKH, at=AT)
    henti(keluarga[0], "PKH", "MAMPU")
    assert draw_penerima("PKH", daftar, by=PKH, at=AT) == pertama
    assert (Penarikan.objects.count(), Penerima.objects.count()) == (1, 3)


def test_R73_a_frozen_family_is_gone_from_every_programme_with_the_rule(keluarga: list[Keluarga]) -> None:
    juli = tetapkan()
    for program, by in (("PKH", PKH), ("PBI_JK", JKN)):
        draw_penerima(program, juli, by=by, at=AT)
    set_status_keluarga([keluarga[0].pk], StatusKeluarga.BEKU, "R73", by=RATNA, at=AT, sumber="R73")
    agustus = tetapkan(8)
    pkh = draw_penerima("PKH", agustus, by=PKH, at=AT)
    jkn = draw_penerima("PBI_JK", agustus, by=JKN, at=AT)
    assert (pkh.jumlah, jkn.jumlah) == (2, 0)
    assert count_selisih(pkh) == [("KELUAR", "BEKU", 1)]
    assert count_selisih(jkn) == [("KELUAR", "BEKU", 3)]
    assert {s.aturan for s in pkh.daftar_selisih.all()} == {"R73"}
    set_status_keluarga([keluarga[0].pk], StatusKeluarga.AKTIF, "R72", by=RATNA, at=AT, sumber="verval")
    september = draw_penerima("PKH", tetapkan(9), by=PKH, at=AT)
    assert (september.jumlah, count_selisih(september)) == (3, [("MASUK", "AKTIF_KEMBALI", 1)])


def test_R31_a_programmes_own_reason_is_given_even_when_a_member_died_that_month(
    keluarga: list[Keluarga],
) -> None:
    draw_penerima("PKH", tetapkan(), by=PKH, at=AT)
    henti(keluarga[0], "PKH", "MAMPU")
    set_status_individu(
        [kepala_of(keluarga[0]).pk], StatusIndividu.NONAKTIF, "MENINGGAL", by=RATNA, at=AT, sumber="usulan"
    )
    pkh = draw_penerima("PKH", tetapkan(8), by=PKH, at=AT)
    assert count_selisih(pkh) == [("KELUAR", "MAMPU", 1)]


def test_R31_who_left_the_register_is_explained_by_the_forums_own_reason(keluarga: list[Keluarga]) -> None:
    for program, by in (("PKH", PKH), ("PBI_JK", JKN)):
        draw_penerima(program, tetapkan() if program == "PKH" else Penetapan.objects.get(), by=by, at=AT)
    u = usulan_at(
        StatusUsulan.DITETAPKAN, periode_juli(), Jenis.TIDAK_LAYAK, kode_desa=DESA, keluarga=keluarga[0],
        program="REGISTRI", kode_alasan="MAMPU",
    )  # fmt: skip
    apply_usulan([u], by=RATNA, at=AT)
    agustus = tetapkan(8)
    assert {s.rujukan for s in agustus.daftar_selisih.all()} == {f"usulan:{u.pk}"}
    pkh, jkn = draw_penerima("PKH", agustus, by=PKH, at=AT), draw_penerima("PBI_JK", agustus, by=JKN, at=AT)
    assert count_selisih(pkh) == [("KELUAR", "MAMPU", 1)]
    assert count_selisih(jkn) == [("KELUAR", "MAMPU", 3)]
    assert label_sebab("MAMPU") == "Keluarga sudah mampu"


def test_a_family_stays_paid_while_one_of_it_is_in_the_list(keluarga: list[Keluarga]) -> None:
    for program, by in (("PKH", PKH), ("PBI_JK", JKN)):
        draw_penerima(program, tetapkan() if program == "PKH" else Penetapan.objects.get(), by=by, at=AT)
    mati = kepala_of(keluarga[0])
    set_status_individu([mati.pk], StatusIndividu.NONAKTIF, "MENINGGAL", by=RATNA, at=AT, sumber="usulan")
    agustus = tetapkan(8)
    assert draw_penerima("PKH", agustus, by=PKH, at=AT).jumlah == 3
    jkn = draw_penerima("PBI_JK", agustus, by=JKN, at=AT)
    assert (jkn.jumlah, count_selisih(jkn)) == (2, [("KELUAR", "MENINGGAL", 1)])


def test_whoever_comes_in_by_usulan_says_so(keluarga: list[Keluarga]) -> None:
    draw_penerima("BST", tetapkan(), by=RATNA_BST, at=AT)
    ikut(keluarga[0], "BST")
    bst = draw_penerima("BST", tetapkan(8), by=RATNA_BST, at=AT)
    assert count_selisih(bst) == [("MASUK", "USULAN", 1)]


RATNA_BST = Actor(142, "Pengelola BST", Peran.PENGELOLA_PROGRAM, NASIONAL, program="BST")


def test_an_unknown_programme_is_refused() -> None:
    lepas = Actor(143, "Semua", Peran.PENGELOLA_PROGRAM, NASIONAL)
    with pytest.raises(AksiDitolak):
        draw_penerima("BLT", tetapkan(), by=lepas, at=AT)


@pytest.mark.parametrize("oleh", [SARI, BUDI, HARUN, RATNA, JKN])
def test_only_the_programmes_own_officer_draws(oleh: Actor) -> None:
    with pytest.raises(TidakBerhak):
        draw_penerima("PKH", tetapkan(), by=oleh, at=AT)
    assert not Penarikan.objects.exists()


def test_R1_a_draw_is_seen_by_its_programme_and_its_rows_at_home(keluarga: list[Keluarga]) -> None:
    pkh = draw_penerima("PKH", tetapkan(), by=PKH, at=AT)
    assert access_penarikan(PKH, pkh.pk) == pkh
    with pytest.raises(TidakAda):
        access_penarikan(JKN, pkh.pk)
    with scope(BUDI.cakupan):
        assert [p.kode_desa for p in list_penerima(pkh)] == [DESA_BUDI]
