"""Persons between families and families between villages: one open membership, and everything follows."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction

from opensiks.infra.scope import scope, scope_nasional
from opensiks.jejak.models import Jejak
from opensiks.keluarga.models import Individu, Keanggotaan, Keluarga, KeluargaVersi, Kepesertaan, Temuan
from opensiks.keluarga.services import (
    PindahIndividu,
    PindahKeluarga,
    TidakTerjangkau,
    move_individu,
    move_keluarga,
)
from tests.cast import BUDI, DESA, DESA_BUDI, RATNA, SARI
from tests.dukungan.keutuhan import check_utuh
from tests.factories.keluarga import AT, anak, baris, buat_wilayah, daftarkan, istri, keluarga_di, orang

NANTI = AT + timedelta(days=30)


@pytest.fixture(autouse=True)
def nasional(db: None) -> Iterator[None]:
    buat_wilayah()
    with scope_nasional():
        yield
        check_utuh()


def test_R52_a_person_leaves_one_family_for_another() -> None:
    asal, tujuan = keluarga_di(DESA, 2)
    bocah = Individu.objects.get(keluarga=asal, shdk=4)
    assert (
        move_individu(
            [PindahIndividu(bocah.pk, tujuan.pk, 6, usulan_id=3)], by=RATNA, at=NANTI, sumber="usulan"
        )
        == 1
    )
    riwayat = Keanggotaan.objects.filter(individu=bocah).order_by("id")
    assert [(a.keluarga_id, a.shdk, a.sampai) for a in riwayat] == [(asal.pk, 4, NANTI), (tujuan.pk, 6, None)]
    assert riwayat[1].usulan_id == 3
    assert list(Keluarga.objects.order_by("id").values_list("jumlah_anggota", flat=True)) == [2, 4]
    jejak = Jejak.objects.get(peristiwa="individu.moved")
    assert (jejak.ringkasan["dari"], jejak.ringkasan["ke"]) == (
        f"keluarga:{asal.pk}",
        f"keluarga:{tujuan.pk}",
    )


def test_R53_two_heads_after_a_move_are_a_finding() -> None:
    asal, tujuan = keluarga_di(DESA, 2)
    kepala = Individu.objects.get(keluarga=asal, shdk=1)
    move_individu([PindahIndividu(kepala.pk, tujuan.pk)], by=RATNA, at=NANTI, sumber="usulan")
    temuan = {t.keluarga_id: t.data["n"] for t in Temuan.objects.filter(kode="R53", terbuka=True)}
    assert temuan == {asal.pk: "0", tujuan.pk: "2"}


def test_a_person_may_go_to_a_family_of_another_village() -> None:
    (asal,), (tujuan,) = keluarga_di(DESA), keluarga_di(DESA_BUDI)
    bocah = Individu.objects.get(keluarga=asal, shdk=4)
    move_individu([PindahIndividu(bocah.pk, tujuan.pk)], by=RATNA, at=NANTI, sumber="usulan")
    bocah.refresh_from_db()
    assert bocah.kode_desa == DESA_BUDI


def test_the_last_member_leaves_the_family_its_name() -> None:
    (asal,) = daftarkan(baris(DESA, [orang("TUNGGAL SAJA")]))
    (tujuan,) = keluarga_di(DESA)
    move_individu(
        [PindahIndividu(Individu.objects.get(keluarga=asal).pk, tujuan.pk, 9)],
        by=RATNA,
        at=NANTI,
        sumber="usulan",
    )
    asal.refresh_from_db()
    assert (asal.jumlah_anggota, asal.kepala_nama) == (0, "TUNGGAL SAJA")


def test_a_family_moves_with_all_that_is_open() -> None:
    (k,) = daftarkan(baris(DESA, [orang(nama_ibu=""), istri(), anak()], program={"PKH"}))
    pindah = PindahKeluarga(
        k.pk, DESA_BUDI, {"alamat": "JL. BARU", "dusun": "", "rt": "001", "rw": ""}, usulan_id=8
    )
    assert move_keluarga([pindah], by=RATNA, at=NANTI, sumber="usulan") == 1
    k.refresh_from_db()
    assert (k.kode_desa, k.alamat, k.versi) == (DESA_BUDI, "JL. BARU", 2)
    assert set(Individu.objects.values_list("kode_desa", "versi")) == {(DESA_BUDI, 2)}
    assert Kepesertaan.objects.get().kode_desa == DESA_BUDI
    assert Temuan.objects.get(terbuka=True).kode_desa == DESA_BUDI
    assert Jejak.objects.get(peristiwa="keluarga.moved").rantai == DESA_BUDI


def test_after_a_move_each_village_sees_its_own_time() -> None:
    (k,) = keluarga_di(DESA)
    move_keluarga([PindahKeluarga(k.pk, DESA_BUDI)], by=RATNA, at=NANTI, sumber="usulan")
    with scope(SARI.cakupan):
        assert not Keluarga.objects.exists()
        assert list(KeluargaVersi.objects.values_list("nomor", flat=True)) == [1]
    with scope(BUDI.cakupan):
        assert Keluarga.objects.get().pk == k.pk
        assert list(KeluargaVersi.objects.values_list("nomor", flat=True)) == [2]


def test_R1_sari_cannot_push_a_family_into_budis_village() -> None:
    (k,) = keluarga_di(DESA)
    with (
        scope(SARI.cakupan),
        pytest.raises(DatabaseError, match="row-level security"),
        transaction.atomic(),
    ):
        move_keluarga([PindahKeluarga(k.pk, DESA_BUDI)], by=SARI, at=NANTI, sumber="usulan")


def test_R1_budi_cannot_pull_a_person_out_of_saris_village() -> None:
    (asal,), (tujuan,) = keluarga_di(DESA), keluarga_di(DESA_BUDI)
    bocah = Individu.objects.get(keluarga=asal, shdk=4)
    with scope(BUDI.cakupan), pytest.raises(TidakTerjangkau):
        move_individu([PindahIndividu(bocah.pk, tujuan.pk)], by=BUDI, at=NANTI, sumber="usulan")


def test_a_family_moves_once_at_a_time() -> None:
    (k,) = keluarga_di(DESA)
    with pytest.raises(ValueError, match="once"):
        move_keluarga([PindahKeluarga(k.pk, DESA_BUDI)] * 2, by=RATNA, at=NANTI, sumber="usulan")
