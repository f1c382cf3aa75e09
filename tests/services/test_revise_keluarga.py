"""Changing what is recorded: the present row, the version and the event move together."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import DatabaseError, connection, transaction

from opensiks.infra.scope import scope, scope_nasional
from opensiks.jejak.models import Jejak
from opensiks.jejak.queries import verify_jejak
from opensiks.keluarga.models import Individu, IndividuVersi, Keanggotaan, Keluarga, KeluargaVersi, Temuan
from opensiks.keluarga.services import (
    PerubahanIndividu,
    PerubahanKeluarga,
    TidakTerjangkau,
    revise_individu,
    revise_keluarga,
)
from tests.cast import BUDI, DESA, DESA_BUDI, RATNA, SARI
from tests.dukungan.keutuhan import check_utuh
from tests.factories.keluarga import AT, anak, baris, buat_wilayah, daftarkan, istri, keluarga_di, orang

NANTI = AT + timedelta(days=30)


@pytest.fixture
def keluarga(db: None) -> Keluarga:
    buat_wilayah()
    return keluarga_di(DESA)[0]


@pytest.fixture(autouse=True)
def nasional(db: None) -> Iterator[None]:
    with scope_nasional():
        yield
        check_utuh()


def kepala(keluarga: Keluarga) -> Individu:
    return Individu.objects.get(keluarga=keluarga, shdk=1)


def revise(*perubahan: PerubahanIndividu, at: datetime = NANTI, usulan_id: int | None = None) -> int:
    return revise_individu(perubahan, by=RATNA, at=at, sumber="usulan", usulan_id=usulan_id)


def test_a_revision_is_a_new_version_with_its_source(keluarga: Keluarga) -> None:
    lama = kepala(keluarga)
    assert revise(PerubahanIndividu(lama.pk, {"tanggal_lahir": date(1986, 5, 13)}), usulan_id=77) == 1
    baru = kepala(keluarga)
    versi = IndividuVersi.objects.get(individu=baru, nomor=2)
    assert (baru.versi, baru.tanggal_lahir, baru.diubah_at) == (2, date(1986, 5, 13), NANTI)
    assert (versi.sumber, versi.usulan_id, versi.oleh, versi.aktor_id) == (
        "usulan",
        77,
        "Ratna",
        RATNA.akun_id,
    )
    assert IndividuVersi.objects.get(individu=baru, nomor=1).tanggal_lahir == date(1986, 5, 12)


def test_the_event_names_columns_and_never_a_nik(keluarga: Keluarga) -> None:
    i = kepala(keluarga)
    revise(PerubahanIndividu(i.pk, {"nik": "1804011205865001"}), usulan_id=9)
    jejak = Jejak.objects.get(objek=f"individu:{i.pk}", peristiwa="individu.revised")
    assert jejak.rantai == DESA
    assert jejak.ringkasan == {"versi": 2, "kolom": ["nik"], "sumber": "usulan", "usulan": 9}
    assert verify_jejak().sah


def test_a_change_that_changes_nothing_makes_no_version_and_no_event(keluarga: Keluarga) -> None:
    i = kepala(keluarga)
    assert revise(PerubahanIndividu(i.pk, {"nama": i.nama})) == 0
    assert kepala(keluarga).versi == 1
    assert not Jejak.objects.filter(peristiwa="individu.revised").exists()


def test_two_changes_of_one_person_are_two_versions_in_order(keluarga: Keluarga) -> None:
    i = kepala(keluarga)
    n = revise(
        PerubahanIndividu(i.pk, {"nama": "BUDI SANTOSA"}, usulan_id=1),
        PerubahanIndividu(i.pk, {"pekerjaan": "PEDAGANG"}, usulan_id=2),
    )
    assert n == 1
    daftar = (
        IndividuVersi.objects.filter(individu=i).order_by("nomor").values_list("nomor", "nama", "usulan_id")
    )
    assert list(daftar) == [(1, "BUDI SANTOSO", None), (2, "BUDI SANTOSA", 1), (3, "BUDI SANTOSA", 2)]


def test_answers_are_laid_over_the_old_ones_and_none_takes_one_away(keluarga: Keluarga) -> None:
    i = kepala(keluarga)
    revise(PerubahanIndividu(i.pk, jawaban={"sta_bekerja": 1, "jenis_cacat": 0}))
    revise(
        PerubahanIndividu(i.pk, jawaban={"jenis_cacat": None, "penyakit_kronis": 2}), at=NANTI + timedelta(1)
    )
    assert kepala(keluarga).jawaban == {"sta_bekerja": 1, "penyakit_kronis": 2}


def test_the_heads_new_name_is_the_familys(keluarga: Keluarga) -> None:
    revise(PerubahanIndividu(kepala(keluarga).pk, {"nama": "BUDI SUSILO"}))
    keluarga.refresh_from_db()
    assert keluarga.kepala_nama == "BUDI SUSILO"


def test_R53_a_new_head_is_named_and_the_membership_tells_the_relation(keluarga: Keluarga) -> None:
    suami, ibu = kepala(keluarga), Individu.objects.get(keluarga=keluarga, shdk=3)
    revise(PerubahanIndividu(suami.pk, {"shdk": 2}), PerubahanIndividu(ibu.pk, {"shdk": 1}))
    keluarga.refresh_from_db()
    assert keluarga.kepala_nama == "RINA WATI"
    riwayat = Keanggotaan.objects.filter(individu=ibu).order_by("id").values_list("shdk", "sejak", "sampai")
    assert list(riwayat) == [(3, AT, NANTI), (1, NANTI, None)]
    assert not Temuan.objects.filter(keluarga=keluarga, kode="R53", terbuka=True).exists()


def test_R53_a_family_left_without_head_gets_the_finding(keluarga: Keluarga) -> None:
    revise(PerubahanIndividu(kepala(keluarga).pk, {"shdk": 2}))
    assert Temuan.objects.get(keluarga=keluarga, kode="R53", terbuka=True).data == {"n": "0"}
    keluarga.refresh_from_db()
    assert keluarga.kepala_nama == "BUDI SANTOSO"


def test_R42_mending_the_nik_closes_the_finding(db: None) -> None:
    buat_wilayah()
    (keluarga,) = daftarkan(baris(DESA, [orang(nik="18040112058650"), istri(), anak()]))
    temuan = Temuan.objects.get(keluarga=keluarga, kode="R42")
    revise(PerubahanIndividu(kepala(keluarga).pk, {"nik": "1804011205865017"}))
    temuan.refresh_from_db()
    assert (temuan.terbuka, temuan.cara, temuan.selesai_at) == (False, "Data sudah berubah", NANTI)


def test_R50_mending_one_twin_frees_the_other(db: None) -> None:
    buat_wilayah()
    a, b = daftarkan(
        baris(DESA, [orang(nik="1804011205865111")]), baris(DESA, [orang(nik="1804011205865111")])
    )
    assert Temuan.objects.filter(kode="R50", terbuka=True).count() == 2
    revise(PerubahanIndividu(kepala(a).pk, {"nik": "1804011205865112"}))
    assert not Temuan.objects.filter(keluarga__in=[a, b], kode="R50", terbuka=True).exists()


def test_family_columns_are_revised_the_same_way(keluarga: Keluarga) -> None:
    n = revise_keluarga(
        [PerubahanKeluarga(keluarga.pk, {"no_kk": "", "lintang": "-5.032100"}, {"lantai": 9}, usulan_id=5)],
        by=RATNA, at=NANTI, sumber="usulan",
    )  # fmt: skip
    keluarga.refresh_from_db()
    assert (n, keluarga.versi, keluarga.no_kk, str(keluarga.lintang)) == (1, 2, "", "-5.032100")
    assert keluarga.jawaban == {"lantai": 9}
    assert KeluargaVersi.objects.get(keluarga=keluarga, nomor=2).usulan_id == 5
    assert Temuan.objects.get(keluarga=keluarga, kode="R54", terbuka=True).data["field"] == "no_kk"


@pytest.mark.parametrize("kolom", ["status", "kode_desa", "jawaban", "id_registri", "nik; --"])
def test_columns_with_a_service_of_their_own_are_not_revised(keluarga: Keluarga, kolom: str) -> None:
    with pytest.raises(ValueError, match="not to be changed here"):
        revise(PerubahanIndividu(kepala(keluarga).pk, {kolom: "x"}))


def test_thousands_are_revised_with_a_few_statements(db: None) -> None:
    buat_wilayah()
    daftar = [i.pk for k in keluarga_di(DESA, 40) for i in k.daftar_anggota.all()]
    penghitung = _Penghitung()
    with connection.execute_wrapper(penghitung):
        assert revise(*(PerubahanIndividu(i, {"tempat_lahir": "KRUI"}) for i in daftar)) == 120
    banyak = penghitung.n
    penghitung = _Penghitung()
    with connection.execute_wrapper(penghitung):
        revise(PerubahanIndividu(daftar[0], {"tempat_lahir": "LIWA"}), at=NANTI + timedelta(1))
    assert banyak <= penghitung.n + 2


class _Penghitung:
    def __init__(self) -> None:
        self.n = 0

    def __call__(self, execute, sql, params, many, context):  # type: ignore[no-untyped-def]
        self.n += 1
        return execute(sql, params, many, context)


def test_R1_budi_cannot_revise_a_family_of_saris_village(keluarga: Keluarga) -> None:
    i = kepala(keluarga)
    with scope(BUDI.cakupan), pytest.raises(TidakTerjangkau):
        revise_individu([PerubahanIndividu(i.pk, {"nama": "X Y"})], by=BUDI, at=NANTI, sumber="usulan")
    with scope(SARI.cakupan):
        assert kepala(keluarga).nama == "BUDI SANTOSO"


def test_a_sweep_with_one_row_out_of_scope_changes_none(keluarga: Keluarga) -> None:
    (lain,) = keluarga_di(DESA_BUDI)
    ids = [kepala(keluarga).pk, kepala(lain).pk]
    with scope(SARI.cakupan), pytest.raises(TidakTerjangkau):
        revise_individu(
            [PerubahanIndividu(i, {"nama": "X Y"}) for i in ids], by=SARI, at=NANTI, sumber="usulan"
        )
    assert Individu.objects.filter(nama="X Y").count() == 0


def test_the_database_refuses_to_change_a_version(keluarga: Keluarga) -> None:
    with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
        KeluargaVersi.objects.filter(keluarga=keluarga).update(alamat="LAIN")


def test_at_is_utc_whatever_zone_it_came_in(keluarga: Keluarga) -> None:
    wib = datetime(2021, 8, 1, 0, 0, tzinfo=ZoneInfo("Asia/Jakarta"))
    revise(PerubahanIndividu(kepala(keluarga).pk, {"pekerjaan": "SOPIR"}), at=wib)
    assert kepala(keluarga).diubah_at == datetime(2021, 7, 31, 17, tzinfo=UTC)
