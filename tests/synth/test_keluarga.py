import hashlib
import os
import subprocess
import sys
from collections import Counter
from datetime import date

import pytest

from opensiks.rules.kodelist import list_salah
from opensiks.rules.nik import is_kk, read_nik, umur
from opensiks.synth.jawaban import USAHA, pool_kerja
from opensiks.synth.keluarga import HARI_BAKU, generate
from opensiks.synth.tempat import list_desa

KEPALA, ISTRI, ANAK = 1, 3, 4


def fingerprint(kode: str, individu: int, seed: int = 2021) -> str:
    return hashlib.sha256(repr(list(generate(kode, individu, seed=seed))).encode()).hexdigest()


@pytest.mark.parametrize("individu", [0, 1, 2, 100, 136, 1_000, 3_461])
def test_total_is_exact_at_any_size(individu):
    assert sum(len(k.anggota) for k in generate("18.04", individu)) == individu


@pytest.mark.parametrize("kode", ["17.06", "18.13", "32.73", "51.07", "12.12", "73.08", "95.01"])
def test_any_kabupaten_can_be_asked_for(kode):
    daftar = list(generate(kode, 1_200))
    assert sum(len(k.anggota) for k in daftar) == 1_200
    assert all(k.kode_desa.startswith(kode) for k in daftar)


def test_a_negative_size_is_refused():
    with pytest.raises(ValueError, match="negatif"):
        list(generate("18.04", -1))


def test_villages_come_in_code_order_and_all_of_them(keluarga):
    urutan = list(dict.fromkeys(k.kode_desa for k in keluarga))
    assert urutan == [desa.kode for desa in list_desa("18.04")]


def test_same_arguments_same_population_whatever_was_generated_before():
    pertama = fingerprint("17.06", 700)
    fingerprint("18.04", 300)
    assert fingerprint("17.06", 700) == pertama
    assert fingerprint("17.06", 700, seed=7) != pertama


def test_population_does_not_depend_on_hash_randomisation():
    # The text of a frozenset follows the hash of its words; sort them to compare contents.
    perintah = (
        "import hashlib, re; from opensiks.synth.preset import Preset, populate;"
        "isi = repr([tuple(c) for c in populate(Preset('18.04', 900))]);"
        "urut = lambda m: ','.join(sorted(m[1].split(', ')));"
        "isi = re.sub(r'frozenset\\(\\{(.*?)\\}\\)', urut, isi);"
        "print(hashlib.sha256(isi.encode()).hexdigest())"
    )
    jalur = os.pathsep.join(p for p in sys.path if p)
    hasil = {
        subprocess.run(
            [sys.executable, "-c", perintah],
            env={"PYTHONHASHSEED": benih, "PYTHONPATH": jalur, "PATH": os.environ.get("PATH", "")},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for benih in ("0", "1", "4711")
    }
    assert len(hasil) == 1
    assert len(hasil.pop().strip()) == 64


def test_ids_are_unique_and_begin_with_the_village(keluarga):
    id_keluarga = [k.id_registri for k in keluarga]
    id_individu = [i.id_registri for k in keluarga for i in k.anggota]
    assert len(set(id_keluarga)) == len(id_keluarga)
    assert len(set(id_individu)) == len(id_individu)
    for k in keluarga:
        desa = k.kode_desa.replace(".", "")
        assert len(k.id_registri) == 18
        assert all(len(i.id_registri) == 20 and i.id_registri.startswith(desa) for i in k.anggota)


def test_R99_every_number_is_valid_unique_and_from_serials_nobody_has(keluarga):
    nomor = [i.nik for k in keluarga for i in k.anggota] + [k.no_kk for k in keluarga]
    assert len(set(nomor)) == len(nomor)
    assert all(5000 <= int(n[12:]) <= 9998 for n in nomor)
    assert all(is_kk(k.no_kk) and k.no_kk[:6] == k.kode_desa[:8].replace(".", "") for k in keluarga)


def test_nik_agrees_with_sex_and_birth_date(keluarga):
    for k in keluarga:
        for i in k.anggota:
            arti = read_nik(i.nik)
            assert arti is not None
            assert arti.jenis_kelamin == i.jenis_kelamin
            assert (arti.hari, arti.bulan, arti.tahun) == (
                i.tanggal_lahir.day,
                i.tanggal_lahir.month,
                i.tanggal_lahir.year % 100,
            )


def test_most_nik_are_local_some_of_the_parent_kabupaten_some_from_far(keluarga):
    asal = Counter(i.nik[:4] for k in keluarga for i in k.anggota)
    orang = sum(asal.values())
    assert 0.85 < asal["1804"] / orang < 0.96
    assert asal["1803"] > 20
    assert sum(n for kode, n in asal.items() if kode[:2] in ("32", "33", "34", "35")) / orang > 0.02


def test_R53_one_head_first_and_at_most_one_wife(keluarga):
    for k in keluarga:
        shdk = [i.shdk for i in k.anggota]
        assert shdk[0] == KEPALA
        assert shdk.count(KEPALA) == 1
        assert shdk.count(ISTRI) <= 1
        assert set(shdk) <= set(range(1, 12))


def test_R54_nothing_is_missing(keluarga):
    for k in keluarga:
        assert k.alamat
        assert k.dusun
        assert len(k.rt) == len(k.rw) == 3
        for i in k.anggota:
            assert i.nama
            assert i.nama_ibu
            assert i.tempat_lahir
            assert i.pekerjaan
            assert i.jenis_kelamin in ("L", "P")
            assert i.status_kawin in (1, 2, 3, 4)


def test_spouses_are_married_of_two_sexes_and_grown(keluarga):
    for k in keluarga:
        istri = [i for i in k.anggota if i.shdk == ISTRI]
        if istri:
            kepala = k.anggota[0]
            assert (kepala.jenis_kelamin, istri[0].jenis_kelamin) == ("L", "P")
            assert kepala.status_kawin == istri[0].status_kawin == 2
            assert umur(istri[0].tanggal_lahir, HARI_BAKU) >= 16
            assert umur(kepala.tanggal_lahir, HARI_BAKU) >= 18
        else:
            assert k.anggota[0].status_kawin != 2


def test_R57_children_name_their_mother_and_are_of_possible_ages(keluarga):
    ibu_dikenal = 0
    for k in keluarga:
        perempuan = {i.nama: i for i in k.anggota if i.jenis_kelamin == "P"}
        for anak in (i for i in k.anggota if i.shdk == ANAK):
            ibu = k.anggota[1] if len(k.anggota) > 1 and k.anggota[1].shdk == ISTRI else k.anggota[0]
            if ibu.jenis_kelamin == "P":
                assert anak.nama_ibu == ibu.nama
                assert ibu.nama in perempuan
                selisih = (anak.tanggal_lahir - ibu.tanggal_lahir).days / 365.25
                assert 15 <= selisih <= 46
                ibu_dikenal += 1
    assert ibu_dikenal > 2_500


def test_ages_are_between_birth_and_a_hundred(keluarga):
    usia = [umur(i.tanggal_lahir, HARI_BAKU) for k in keluarga for i in k.anggota]
    assert min(usia) == 0
    assert max(usia) <= 100
    assert 0.24 < sum(u < 18 for u in usia) / len(usia) < 0.42
    assert 0.078 < sum(u >= 60 for u in usia) / len(usia) < 0.2


def test_R58_R59_answers_keep_the_code_lists_and_skip_rules(keluarga):
    for k in keluarga:
        assert list_salah("dtks2020", k.jawaban, {}) == []
        for i in k.anggota:
            lain = {"sta_kawin": i.status_kawin, "umur": umur(i.tanggal_lahir, HARI_BAKU)}
            assert list_salah("dtks2020", i.jawaban, lain) == []


def test_R60_only_married_women_of_the_age_are_pregnant(keluarga):
    hamil = [i for k in keluarga for i in k.anggota if i.jawaban.get("sta_hamil") == 1]
    assert hamil
    assert all(
        i.jenis_kelamin == "P" and i.status_kawin == 2 and 15 <= umur(i.tanggal_lahir, HARI_BAKU) <= 49
        for i in hamil
    )


def test_the_day_sets_the_ages():
    lahir = [i.tanggal_lahir for k in generate("17.06", 800, hari=date(2023, 7, 1)) for i in k.anggota]
    assert date(2021, 6, 1) < max(lahir) <= date(2023, 7, 1)


def test_coordinates_are_known_for_some_families_of_the_presets_only(keluarga):
    titik = [k.koordinat for k in keluarga if k.koordinat]
    assert 0.5 < len(titik) / len(keluarga) < 0.7
    assert all(-5.5 < lat < -4.6 and 103.7 < lon < 104.8 for lat, lon in titik)
    assert all(k.koordinat is None for k in generate("33.02", 400))


def test_occupations_have_their_sector():
    for kode in ("18.04", "17.06", "18.71"):
        assert set(pool_kerja(kode)) <= set(USAHA)
    assert "PETANI/PEKEBUN" not in pool_kerja("18.71")


def test_the_extra_food_aid_begins_in_july_2021():
    def program(hari: date) -> set[str]:
        return {p for k in generate("18.04", 3_000, hari=hari) for p in k.program}

    assert program(date(2021, 6, 1)) == {"PKH", "SEMBAKO", "BST"}
    assert "BPNT_PPKM" in program(date(2021, 7, 1))
