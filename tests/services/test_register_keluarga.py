"""New families: versions from number one, membership, aid, findings, and an id of their own."""

from collections.abc import Iterator

import pytest
from django.db import transaction

from opensiks.infra.scope import scope, scope_nasional
from opensiks.jejak.models import Jejak
from opensiks.keluarga.models import Individu, IndividuVersi, Keluarga, Kepesertaan, Temuan
from opensiks.keluarga.services import register_keluarga
from tests.cast import BUDI, DESA, DESA_BUDI, RATNA
from tests.dukungan.keutuhan import check_utuh
from tests.factories.keluarga import AT, anak, baris, buat_wilayah, istri, orang


@pytest.fixture(autouse=True)
def nasional(db: None) -> Iterator[None]:
    buat_wilayah()
    with scope_nasional():
        yield
        check_utuh()


def test_a_family_enters_whole() -> None:
    b = baris(DESA, program={"PKH", "SEMBAKO"}, jawaban={"lantai": 6})
    b.anggota[2].program = {"PBI_JK"}
    (id_,) = register_keluarga([b], by=RATNA, at=AT, sumber="usulan", usulan_id=4)
    k = Keluarga.objects.get(pk=id_)
    assert (k.kepala_nama, k.jumlah_anggota, k.status, k.versi) == ("BUDI SANTOSO", 3, "AKTIF", 1)
    assert IndividuVersi.objects.filter(keluarga_id=id_, nomor=1, usulan_id=4, sumber="usulan").count() == 3
    aid = (
        Kepesertaan.objects.filter(keluarga=k)
        .order_by("program")
        .values_list("program", "individu__nama", "sejak")
    )
    hari = AT.date()
    assert list(aid) == [("PBI_JK", "DEWI LESTARI", hari), ("PKH", None, hari), ("SEMBAKO", None, hari)]
    jejak = Jejak.objects.get(peristiwa="keluarga.registered")
    assert (jejak.rantai, jejak.objek, jejak.ringkasan["orang"]) == (DESA, f"keluarga:{id_}", 3)


def test_records_without_an_id_get_one_of_their_village() -> None:
    b = baris(DESA, [orang(id_registri=""), istri(id_registri="")], id_registri="")
    (id_,) = register_keluarga([b], by=RATNA, at=AT, sumber="usulan")
    k = Keluarga.objects.get(pk=id_)
    semua = [k.id_registri, *Individu.objects.filter(keluarga=k).values_list("id_registri", flat=True)]
    assert all(i.startswith("N1804012001") and len(i) == 20 for i in semua)


def test_ids_come_back_in_the_order_given() -> None:
    daftar = [baris(DESA, id_registri=f"Z{n}") for n in (3, 1, 2)]
    ids = register_keluarga(daftar, by=RATNA, at=AT, sumber="usulan")
    assert [Keluarga.objects.get(pk=i).id_registri for i in ids] == ["Z3", "Z1", "Z2"]


def test_R53_R54_a_family_with_faults_enters_with_its_findings() -> None:
    b = baris(DESA, [istri(nama_ibu=""), anak()])
    register_keluarga([b], by=RATNA, at=AT, sumber="usulan")
    kode = Temuan.objects.filter(terbuka=True).order_by("kode").values_list("kode", flat=True)
    assert list(kode) == ["R53", "R54"]


def test_the_same_id_twice_is_refused_and_leaves_nothing() -> None:
    register_keluarga([baris(DESA, id_registri="F1")], by=RATNA, at=AT, sumber="usulan")
    with pytest.raises(ValueError, match="registered already"):
        register_keluarga([baris(DESA), baris(DESA, id_registri="F1")], by=RATNA, at=AT, sumber="usulan")
    assert Keluarga.objects.count() == 1


def test_an_id_of_another_area_is_seen_though_its_row_is_not() -> None:
    register_keluarga([baris(DESA, [orang(id_registri="I1")])], by=RATNA, at=AT, sumber="usulan")
    with scope(BUDI.cakupan), pytest.raises(ValueError, match="registered already"):
        register_keluarga([baris(DESA_BUDI, [orang(id_registri="I1")])], by=BUDI, at=AT, sumber="usulan")


def test_R1_budi_cannot_register_in_saris_village() -> None:
    with scope(BUDI.cakupan), pytest.raises(Exception, match="row-level security"), transaction.atomic():
        register_keluarga([baris(DESA)], by=BUDI, at=AT, sumber="usulan")


def test_nothing_to_register_leaves_no_event() -> None:
    assert register_keluarga([], by=RATNA, at=AT, sumber="usulan") == []
    assert not Jejak.objects.exists()
