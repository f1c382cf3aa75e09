from random import Random

import pytest

from opensiks.synth.tempat import (
    INDUK,
    address,
    center,
    list_desa,
    list_dusun,
    list_kode_kecamatan,
    share_individu,
)


@pytest.mark.parametrize(("kode", "desa", "kelurahan"), [("18.04", 131, 5), ("17.06", 148, 3)])
def test_all_villages_and_wards_of_the_presets(kode, desa, kelurahan):
    daftar = list_desa(kode)
    assert sum(d.is_kelurahan for d in daftar) == kelurahan
    assert len(daftar) == desa + kelurahan


@pytest.mark.parametrize("kode", ["", "18", "18.99", "18.04.04", "ngawur"])
def test_other_codes_are_refused(kode):
    with pytest.raises(ValueError, match="bukan kode kabupaten"):
        list_desa(kode)


@pytest.mark.parametrize("individu", [0, 1, 135, 136, 137, 500, 8_160, 119_120])
def test_sizes_add_up_exactly(individu):
    ukuran = share_individu(individu, 136, Random(individu))
    assert sum(ukuran) == individu
    assert len(ukuran) == 136
    assert min(ukuran) >= (1 if individu >= 136 else 0)


def test_villages_are_unequal_within_the_bounds():
    ukuran = share_individu(119_120, 136, Random("2021:18.04:ukuran"))
    assert 240 <= min(ukuran) < 420
    assert 1_700 < max(ukuran) <= 2_410


def test_hamlets_follow_the_local_word():
    desa, kelurahan = list_desa("18.04")[2], list_desa("18.04")[0]
    assert all(d.nama.startswith("PEMANGKU ") for d in list_dusun(desa, 900, Random(1).random))
    assert all(d.nama.startswith("LINGKUNGAN ") for d in list_dusun(kelurahan, 900, Random(1).random))
    assert len(list_dusun(desa, 900, Random(1).random)) == 6
    assert len(list_dusun(desa, 0, Random(1).random)) == 2


def test_addresses_name_the_village_or_a_street():
    desa = list_desa("17.06")[0]
    dusun = list_dusun(desa, 300, Random(1).random)[0]
    daftar = {address(desa, dusun, Random(i).random) for i in range(50)}
    assert any(alamat.startswith("JL. ") for alamat in daftar)
    assert any(alamat.endswith(f"DESA {desa.nama}") for alamat in daftar)


def test_centres_lie_in_the_kabupaten_or_are_unknown():
    for desa in list_desa("18.04"):
        lat, lon = center(desa.kode, 2021) or (0, 0)
        assert -5.4 < lat < -4.7
        assert 103.8 < lon < 104.7
    assert center("33.02.01.2001", 2021) is None


def test_parent_kabupaten_exist():
    assert all(list_kode_kecamatan(kode) for pasangan in INDUK.items() for kode in pasangan)
