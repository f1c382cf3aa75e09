"""The monthly list: set once by two persons, the same hash from the same registry, every change explained (R7, R73)."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest
from django.db import ProgrammingError, connection

from opensiks.akun.access import TidakAda, TidakBerhak
from opensiks.infra.scope import scope, scope_nasional
from opensiks.keluarga.models import Individu, Keluarga
from opensiks.keluarga.services import (
    PerubahanKepesertaan,
    set_kepesertaan,
    set_status_individu,
    set_status_keluarga,
)
from opensiks.penetapan.access import access_penetapan
from opensiks.penetapan.models import BarisPenetapan, Penetapan
from opensiks.penetapan.queries import (
    count_selisih,
    count_wilayah,
    is_dalam,
    list_isi,
    list_selisih,
    preview_penetapan,
)
from opensiks.penetapan.services import finalise_penetapan
from opensiks.pengesahan.models import Batch, Pengesahan
from opensiks.rules.aktor import Actor
from opensiks.rules.penetapan import hash_isi
from opensiks.rules.peran import Peran
from opensiks.rules.registri import StatusIndividu, StatusKeluarga, StatusProgram
from opensiks.rules.rule import AksiDitolak
from tests.factories.pengesahan import buat_keluarga, kepala_of
from tests.factories.verval import (
    BUDI,
    DESA,
    DESA_BUDI,
    DESA_JAUH,
    HARUN,
    JAYA,
    KAB,
    ORANG_ASING,
    RATNA,
    SARI,
    buat_wilayah,
    list_peristiwa,
    periode_juli,
    petugas,
    wib,
)  # fmt: skip

PENYIAP = petugas(Peran.PUSDATIN, "", akun_id=900_116, nama="Penyiap")
JULI, AGUSTUS, SEPTEMBER = date(2023, 7, 1), date(2023, 8, 1), date(2023, 9, 1)


@pytest.fixture(autouse=True)
def keluarga(db: None) -> Iterator[list[Keluarga]]:
    """Two families of three in one village, one in the next, one in another kabupaten."""
    with scope_nasional():
        buat_wilayah(DESA, DESA_BUDI, DESA_JAUH)
        yield [*buat_keluarga(DESA, 2), *buat_keluarga(DESA_BUDI), *buat_keluarga(DESA_JAUH)]


def tetapkan(
    bulan: date = JULI, kode: str = KAB, by: Actor = RATNA, siap: Actor = PENYIAP, sk: str = "SK/1"
) -> Penetapan:
    at = wib(bulan.year, bulan.month, 28)
    return finalise_penetapan(bulan, kode, sk, disiapkan=siap, by=by, at=at)


def sebab_of(daftar: Penetapan) -> dict[str, tuple[str, str]]:
    return {s.id_individu: (s.arah, s.sebab) for s in daftar.daftar_selisih.all()}


def ubah_status(keluarga: Keluarga, status: StatusKeluarga, alasan: str = "R73") -> None:
    set_status_keluarga([keluarga.pk], status, alasan, by=RATNA, at=wib(2023, 8, 5), sumber="R73")


def test_everybody_active_is_in_and_the_counts_add_up() -> None:
    daftar = tetapkan()
    assert (daftar.jumlah_individu, daftar.jumlah_keluarga, daftar.ditetapkan_oleh) == (9, 3, "Ratna")
    assert count_wilayah(daftar, 13) == {DESA: 6, DESA_BUDI: 3}
    assert sum(count_wilayah(daftar, 8).values()) == sum(count_wilayah(daftar, 5).values()) == 9
    assert count_selisih(daftar) == [("MASUK", "AWAL", 9)]
    assert list_peristiwa(f"penetapan:{daftar.pk}") == ["penetapan.finalised"]


def test_the_same_registry_gives_the_same_hash_from_the_rows_alone() -> None:
    daftar = tetapkan()
    assert hash_isi(list_isi(daftar)) == daftar.sha256
    assert tetapkan(AGUSTUS).sha256 == daftar.sha256
    Individu.objects.filter(kode_desa=DESA, shdk=1).update(nama="NAMA LAIN")
    assert tetapkan(SEPTEMBER).sha256 != daftar.sha256


def test_R73_R75_the_frozen_and_the_sleeping_are_out_with_their_rule(keluarga: list[Keluarga]) -> None:
    tetapkan()
    ubah_status(keluarga[0], StatusKeluarga.BEKU)
    ubah_status(keluarga[2], StatusKeluarga.DITIDURKAN)
    daftar = tetapkan(AGUSTUS)
    assert daftar.jumlah_individu == 3
    assert count_selisih(daftar) == [("KELUAR", "BEKU", 3), ("KELUAR", "DITIDURKAN", 3)]
    assert {s.aturan for s in list_selisih(daftar, sebab="BEKU")} == {"R73"}
    assert {s.aturan for s in list_selisih(daftar, sebab="DITIDURKAN", kode=DESA_BUDI)} == {"R75"}
    assert not list_selisih(daftar, sebab="BEKU", kode=DESA_BUDI)


def test_R75_whoever_is_verified_again_comes_back(keluarga: list[Keluarga]) -> None:
    tetapkan()
    ubah_status(keluarga[0], StatusKeluarga.BEKU)
    tetapkan(AGUSTUS)
    ubah_status(keluarga[0], StatusKeluarga.AKTIF, "R72")
    daftar = tetapkan(SEPTEMBER)
    assert count_selisih(daftar) == [("MASUK", "AKTIF_KEMBALI", 3)]
    assert daftar.jumlah_individu == 9


def test_a_persons_own_reason_comes_before_the_familys(keluarga: list[Keluarga]) -> None:
    tetapkan()
    mati = kepala_of(keluarga[0])
    set_status_individu(
        [mati.pk], StatusIndividu.NONAKTIF, "MENINGGAL", by=RATNA, at=wib(2023, 8, 5), sumber="usulan"
    )
    ubah_status(keluarga[0], StatusKeluarga.BEKU)
    daftar = tetapkan(AGUSTUS)
    sebab = sebab_of(daftar)
    assert sebab.pop(mati.id_registri) == ("KELUAR", "MENINGGAL")
    assert set(sebab.values()) == {("KELUAR", "BEKU")}


def test_R29_who_lives_in_another_kabupaten_now_has_moved(keluarga: list[Keluarga]) -> None:
    tetapkan()
    tetapkan(kode="17.06")
    pindah = keluarga[0]
    Keluarga.objects.filter(pk=pindah.pk).update(kode_desa=DESA_JAUH)
    Individu.objects.filter(keluarga=pindah).update(kode_desa=DESA_JAUH)
    assert count_selisih(tetapkan(AGUSTUS)) == [("KELUAR", "PINDAH", 3)]
    assert count_selisih(tetapkan(AGUSTUS, "17.06")) == [("MASUK", "USULAN", 3)]


def test_who_was_imported_since_the_last_list_says_so() -> None:
    tetapkan()
    buat_keluarga(DESA, at=wib(2023, 8, 10))
    assert count_selisih(tetapkan(AGUSTUS)) == [("MASUK", "IMPOR", 3)]


def test_before_it_the_preview_says_the_same_and_writes_nothing(keluarga: list[Keluarga]) -> None:
    tetapkan()
    keluarga[0].daftar_kepesertaan.create(
        kode_desa=DESA, program="PKH", status="AKTIF", sejak=date(2023, 1, 1)
    )
    ubah_status(keluarga[0], StatusKeluarga.BEKU)
    p = preview_penetapan(AGUSTUS, KAB)
    assert (p.keluarga, p.orang, p.masuk, p.keluar, p.beda, p.kehilangan) == (2, 6, 0, 3, -3, 3)
    assert [(s.arah, s.sebab, s.orang, s.program) for s in p.daftar_sebab] == [
        ("KELUAR", "BEKU", 3, {"PKH": 1})
    ]
    assert Penetapan.objects.count() == 1
    daftar = tetapkan(AGUSTUS)
    assert (daftar.jumlah_individu, daftar.jumlah_keluarga) == (p.orang, p.keluarga)
    assert p.lama is not None
    assert p.lama.jumlah_individu + p.masuk - p.keluar == daftar.jumlah_individu


def test_aid_that_a_usulan_has_ended_since_the_last_list_is_lost_with_it(keluarga: list[Keluarga]) -> None:
    keluarga[0].daftar_kepesertaan.create(
        kode_desa=DESA, program="PKH", status="AKTIF", sejak=date(2023, 1, 1)
    )
    tetapkan()
    henti = PerubahanKepesertaan(keluarga[0].pk, "PKH", StatusProgram.HENTI, alasan="MAMPU")
    set_kepesertaan([henti], by=RATNA, at=wib(2023, 8, 5), sejak=date(2023, 8, 5))
    ubah_status(keluarga[0], StatusKeluarga.NONAKTIF, "TIDAK_LAYAK")
    p = preview_penetapan(AGUSTUS, KAB)
    assert [(s.sebab, s.orang, s.program) for s in p.daftar_sebab] == [("TIDAK_LAYAK", 3, {"PKH": 1})]
    tetapkan(AGUSTUS)
    assert preview_penetapan(SEPTEMBER, KAB).kehilangan == 0


def test_aid_that_goes_on_through_another_member_is_not_lost(keluarga: list[Keluarga]) -> None:
    tetapkan()
    keluarga[0].daftar_kepesertaan.create(
        kode_desa=DESA, program="PKH", status="AKTIF", sejak=date(2023, 1, 1)
    )
    set_status_individu(
        [kepala_of(keluarga[0]).pk],
        StatusIndividu.NONAKTIF,
        "MENINGGAL",
        by=RATNA,
        at=wib(2023, 8, 5),
        sumber="usulan",
    )
    p = preview_penetapan(AGUSTUS, KAB)
    assert (p.keluar, p.kehilangan) == (1, 0)


def test_R121_a_month_is_set_once_and_in_order() -> None:
    tetapkan(AGUSTUS)
    for bulan in (AGUSTUS, JULI):
        with pytest.raises(AksiDitolak) as e:
            tetapkan(bulan)
        assert e.value.violations[0].kode.startswith("R121")
    assert Penetapan.objects.count() == 1


def test_R122_who_prepared_it_does_not_set_it() -> None:
    with pytest.raises(AksiDitolak) as e:
        tetapkan(siap=replace(RATNA, nama="Ratna di meja lain"))
    assert [v.kode for v in e.value.violations] == ["R122"]


def test_R123_without_a_decree_number_nothing_is_set() -> None:
    with pytest.raises(AksiDitolak) as e:
        tetapkan(sk=" ")
    assert [v.kode for v in e.value.violations] == ["R123"]


def test_R91_a_batch_without_an_answer_holds_the_list_back() -> None:
    periode, at = periode_juli(), wib(2023, 7, 20)
    surat = Pengesahan.objects.create(
        periode=periode, kode_kabupaten=KAB, nomor="460", tanggal=JULI, penandatangan="B", jabatan="B",
        daftar_sha256="0" * 64, jumlah_desa=1, jumlah_usulan=1, pdf_sha256="0" * 64, disusun_oleh="x", disusun_at=at,
    )  # fmt: skip
    Batch.objects.create(
        nomor="1804-2023-0001", periode=periode, pengesahan=surat, kode_kabupaten=KAB, jumlah=1, sha256="0" * 64,
        oleh="x", dikirim_at=at,
    )  # fmt: skip
    with pytest.raises(AksiDitolak) as e:
        tetapkan()
    assert [(v.kode, str(v)) for v in e.value.violations] == [
        ("R91a", "Tunggu hasil 1 batch yang belum dijawab.")
    ]
    assert tetapkan(kode="17.06").jumlah_individu == 3


@pytest.mark.parametrize("oleh", [SARI, BUDI, JAYA, HARUN, ORANG_ASING])
def test_R7_only_the_centre_sets(oleh: Actor) -> None:
    with pytest.raises(TidakBerhak):
        tetapkan(by=oleh)
    assert not Penetapan.objects.exists()


def test_a_set_list_never_changes() -> None:
    daftar = tetapkan()
    for perintah in ("UPDATE penetapan_barispenetapan SET nama = 'X'", "DELETE FROM penetapan_penetapan"):
        with (
            pytest.raises(ProgrammingError, match="permission denied"),
            scope_nasional(),
            connection.cursor() as cur,
        ):
            cur.execute(perintah)
    assert daftar.daftar_baris.count() == 9


def test_R1_a_list_is_seen_from_below_its_rows_only_at_home(keluarga: list[Keluarga]) -> None:
    daftar = tetapkan()
    with scope(SARI.cakupan):
        assert list(Penetapan.objects.all()) == [daftar]
        assert set(BarisPenetapan.objects.values_list("kode_desa", flat=True)) == {DESA}
        assert is_dalam(daftar, kepala_of(keluarga[0]).pk)
    program = petugas(Peran.PENGELOLA_PROGRAM, "", akun_id=900_130)
    assert access_penetapan(program, daftar.pk) == daftar
    with scope(ORANG_ASING.cakupan), pytest.raises((TidakAda, TidakBerhak)):
        access_penetapan(ORANG_ASING, daftar.pk)
