"""Persons entered into a family that is registered already (TAMBAH_ART)."""

from collections.abc import Iterator

import pytest

from opensiks.infra.scope import scope, scope_nasional
from opensiks.keluarga.masuk import BarisIndividu
from opensiks.keluarga.models import Individu, IndividuVersi, Keanggotaan
from opensiks.keluarga.services import AnggotaBaru, TidakTerjangkau, register_individu
from tests.factories.usulan import keluarga_dengan
from tests.factories.verval import BUDI, DESA, DESA_BUDI, RATNA, buat_wilayah, list_peristiwa, wib

KAPAN = wib(2023, 7, 30)


@pytest.fixture(autouse=True)
def nasional(db: None) -> Iterator[None]:
    with scope_nasional():
        buat_wilayah(DESA, DESA_BUDI)
        yield


def test_new_persons_get_an_id_a_version_a_membership_and_an_event() -> None:
    satu, dua = keluarga_dengan(DESA, 2), keluarga_dengan(DESA_BUDI, 1)
    ids = register_individu(
        [
            AnggotaBaru(satu.pk, [BarisIndividu(id_registri="", nama="ANAK A", shdk=4, usulan_id=7)]),
            AnggotaBaru(dua.pk, [BarisIndividu(id_registri=f"X{n}", nama="ANAK B", shdk=4) for n in range(2)]),
        ],
        by=RATNA, at=KAPAN, sumber="usulan",
    )  # fmt: skip
    anak = Individu.objects.get(pk=ids[0])
    satu.refresh_from_db()
    dua.refresh_from_db()
    assert (satu.jumlah_anggota, dua.jumlah_anggota) == (3, 3)
    assert (anak.kode_desa, anak.id_registri[:11], anak.versi) == (DESA, "N1804012001", 1)
    assert IndividuVersi.objects.get(individu=anak).usulan_id == 7
    assert Keanggotaan.objects.get(individu=anak, sampai__isnull=True).keluarga_id == satu.pk
    assert list_peristiwa(f"individu:{anak.pk}") == ["individu.registered"]


def test_a_family_out_of_scope_takes_nobody() -> None:
    k = keluarga_dengan(DESA)
    with scope(BUDI.cakupan), pytest.raises(TidakTerjangkau):
        register_individu(
            [AnggotaBaru(k.pk, [BarisIndividu(id_registri="", nama="ANAK")])],
            by=BUDI,
            at=KAPAN,
            sumber="usulan",
        )
    assert Individu.objects.filter(keluarga=k).count() == 3


def test_a_person_registered_already_is_not_entered_twice() -> None:
    k = keluarga_dengan(DESA)
    ada = Individu.objects.filter(keluarga=k)[0]
    with pytest.raises(ValueError, match="registered already"):
        register_individu(
            [AnggotaBaru(k.pk, [BarisIndividu(id_registri=ada.id_registri, nama="ANAK")])],
            by=RATNA, at=KAPAN, sumber="usulan",
        )  # fmt: skip
    assert Individu.objects.count() == 3
