from collections import Counter
from datetime import date
from itertools import islice

import pytest

from opensiks.rules.nik import is_kk, is_nik
from opensiks.synth.bentuk import MENGHALANGI
from opensiks.synth.bentuk import JenisKesalahan as J
from opensiks.synth.keluarga import HARI_BAKU, generate
from opensiks.synth.kesalahan import GANDA, count_ganda, inject, to_text
from opensiks.synth.preset import Preset, populate

ORANG = 20_000


def test_duplicates_count_inside_the_exact_total(tercatat):
    assert sum(len(c.tercatat.anggota) for c in tercatat) == ORANG
    ganda = [k for c in tercatat for k in c.kesalahan if k.jenis is J.GANDA]
    assert len(ganda) == count_ganda(ORANG) == round(ORANG * GANDA)


def test_every_defect_is_in_the_log_and_every_log_line_is_true(tercatat):
    for c in tercatat:
        if c.benar is None:
            continue
        asli = {i.id_registri: i for i in c.benar.anggota}
        catatan = {(k.id_registri, k.kolom) for k in c.kesalahan}
        for i in c.tercatat.anggota:
            benar = asli.get(i.id_registri)
            if benar is None:
                assert (i.id_registri, "id_registri") in catatan
                continue
            for kolom in (
                "nik",
                "nama",
                "tempat_lahir",
                "tanggal_lahir",
                "jenis_kelamin",
                "nama_ibu",
                "shdk",
            ):
                berbeda = getattr(i, kolom) != getattr(benar, kolom)
                assert berbeda == ((i.id_registri, kolom) in catatan)


def test_log_values_are_what_the_record_says(tercatat):
    orang_asli = {i.id_registri: i for c in tercatat if c.benar for i in c.benar.anggota}
    for c in tercatat:
        ini = {i.id_registri: i for i in c.tercatat.anggota}
        for k in c.kesalahan:
            if k.jenis is J.MENINGGAL:
                assert date.fromisoformat(k.benar) < HARI_BAKU
                assert orang_asli[k.id_registri].tanggal_lahir < date.fromisoformat(k.benar)
            elif k.kolom in ("no_kk", "kode_desa"):
                assert k.salah == getattr(c.tercatat, k.kolom)
                assert k.benar != k.salah
            elif k.jenis is J.GANDA:
                assert k.salah == k.id_registri
                assert k.benar in orang_asli
                assert k.salah not in orang_asli
            else:
                assert to_text(getattr(ini[k.id_registri], k.kolom)) == k.salah
                assert k.salah != k.benar


def test_one_truth_per_column_of_a_person(tercatat):
    kunci = Counter((k.id_registri, k.kolom) for c in tercatat for k in c.kesalahan)
    assert max(kunci.values()) == 1


def test_duplicates_are_the_same_person(tercatat):
    asli = {i.id_registri: i for c in tercatat if c.benar for i in c.benar.anggota}
    for c in tercatat:
        salinan = {i.id_registri: i for i in c.tercatat.anggota}
        for k in c.kesalahan:
            if k.jenis is J.GANDA:
                a, b = asli[k.benar], salinan[k.salah]
                assert (a.tanggal_lahir, a.jenis_kelamin, a.nama_ibu) == (
                    b.tanggal_lahir,
                    b.jenis_kelamin,
                    b.nama_ibu,
                )
                assert b.nik in ("", a.nik)


def test_duplicates_stand_in_the_family_in_others_and_in_other_villages(tercatat):
    jarak = Counter()
    for c in tercatat:
        keluarga = {i.id_registri for i in c.benar.anggota} if c.benar else set()
        for k in c.kesalahan:
            if k.jenis is J.GANDA:
                jarak["keluarga"] += k.benar in keluarga
                jarak["desa"] += k.benar not in keluarga and k.benar[:10] == k.salah[:10]
                jarak["desa lain"] += k.benar[:10] != k.salah[:10]
                jarak["sendiri"] += c.benar is None
    assert all(jarak[tempat] > 10 for tempat in ("keluarga", "desa", "desa lain", "sendiri"))


def test_ids_stay_unique(tercatat):
    keluarga = [c.tercatat.id_registri for c in tercatat]
    orang = [i.id_registri for c in tercatat for i in c.tercatat.anggota]
    assert len(set(keluarga)) == len(keluarga)
    assert len(set(orang)) == len(orang)


def test_share_of_persons_with_a_blocking_defect(tercatat):
    """18,018 problem records of 119,120 in Lampung Barat: 15.1 %; villages differ."""
    salah = {k.id_registri for c in tercatat for k in c.kesalahan if k.jenis in MENGHALANGI}
    assert 0.139 < len(salah) / ORANG < 0.163


def test_blocking_kinds_break_a_rule_of_the_numbers_and_the_others_do_not(tercatat):
    for c in tercatat:
        for k in c.kesalahan:
            if k.kolom == "nik" and k.jenis is not J.NIK_KEMBAR:
                assert is_nik(k.salah) == (k.jenis not in MENGHALANGI)
            if k.kolom == "no_kk" and k.jenis is not J.PINDAH:
                assert is_kk(k.salah) == (k.jenis not in MENGHALANGI)


@pytest.mark.parametrize(
    ("jenis", "bagian"),
    [
        (J.NIK_KOSONG, 0.027),
        (J.NIK_SALAH_KETIK, 0.026),
        (J.NIK_15_ANGKA, 0.009),
        (J.NIK_17_ANGKA, 0.0055),
        (J.KK_KOSONG, 0.028),
        (J.KK_LAMA, 0.060),
        (J.IBU_KOSONG, 0.0295),
        (J.NAMA_SALAH_KETIK, 0.045),
        (J.NAMA_TUNGGAL, 0.012),
        (J.TANGGAL_TERTUKAR, 0.010),
        (J.TANGGAL_0101, 0.021),
        (J.MENINGGAL, 0.013),
        (J.GANDA, 0.0109),
    ],
)
def test_rates(tercatat, jenis, bagian):
    orang = {k.id_registri for c in tercatat for k in c.kesalahan if k.jenis is jenis}
    assert bagian * 0.7 < len(orang) / ORANG < bagian * 1.35


def test_every_kind_happens(tercatat):
    ada = {k.jenis for c in tercatat for k in c.kesalahan}
    # Empty names are 6 in 100,000 (BPK): too rare for this size.
    assert ada >= set(J) - {J.NAMA_KOSONG, J.TANGGAL_MASA_DEPAN}


def test_movers_live_elsewhere(tercatat):
    for c in tercatat:
        for k in c.kesalahan:
            if k.jenis is J.PINDAH and k.kolom == "kode_desa":
                assert k.benar.count(".") == 3
                assert k.benar != c.tercatat.kode_desa


def test_matching_remark_follows_the_nik(tercatat):
    asli = {i.id_registri: i.nik for c in tercatat if c.benar for i in c.benar.anggota}
    for c in tercatat:
        for i in c.tercatat.anggota:
            if i.id_registri in asli:
                assert i.keterangan_padan == ("PADAN" if i.nik == asli[i.id_registri] else "TIDAK PADAN")


def test_the_input_is_left_alone():
    bersih = list(generate("18.04", 2_000))
    sebelum = repr(bersih)
    list(inject(bersih, individu=2_000, ganda=30))
    assert repr(bersih) == sebelum


def test_rate_zero_is_a_clean_register():
    daftar = list(populate(Preset("18.04", 1_500, laju=0.0)))
    assert all(c.kesalahan == () and c.tercatat is c.benar for c in daftar)
    assert [c.tercatat for c in daftar] == list(generate("18.04", 1_500))


def test_a_village_is_broken_the_same_way_whatever_comes_before():
    def broken(mulai: int) -> list[object]:
        daftar = list(generate("18.04", 5_000))
        isi = [k for k in daftar if k.kode_desa >= "18.04.10"][mulai:]
        return [
            c.kesalahan for c in inject(isi, individu=99_999, ganda=0) if c.tercatat.kode_desa >= "18.04.15"
        ]

    assert broken(0) == broken(40)


def test_more_copies_than_persons_are_refused():
    with pytest.raises(ValueError, match="ganda"):
        list(inject(islice(generate("18.04", 136), 1), individu=1, ganda=2))
