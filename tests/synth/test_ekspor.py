import csv

import pyarrow.parquet as pq
import pytest
from openpyxl import load_workbook

from opensiks.synth.bentuk import JenisKesalahan as J
from opensiks.synth.ekspor import (
    KOLOM_17,
    KOLOM_23,
    SKEMA_DUKCAPIL,
    write_all,
    write_dtks,
    write_dtks_17,
    write_dtks_xlsx,
    write_dukcapil,
    write_kebenaran,
)
from opensiks.synth.keluarga import HARI_BAKU
from opensiks.synth.preset import Preset, populate

SEDIKIT = Preset("18.04", 1_360)


@pytest.fixture(scope="module")
def daftar():
    return list(populate(SEDIKIT))


def read_pipe(path):
    with path.open(encoding="utf-8", newline="") as berkas:
        return list(csv.reader(berkas, delimiter="|"))


def orang(daftar):
    return [(c.tercatat, i) for c in daftar for i in c.tercatat.anggota]


def test_the_23_columns_round_trip(tmp_path, daftar):
    path = tmp_path / "dtks.txt"
    assert write_dtks(path, (c.tercatat for c in daftar)) == 1_360
    kepala, *isi = read_pipe(path)
    assert tuple(kepala) == KOLOM_23
    assert len(isi) == 1_360
    for baris, (keluarga, i) in zip(isi, orang(daftar), strict=True):
        b = dict(zip(kepala, baris, strict=True))
        assert (b["ID DTKS"], b["NOKK"], b["NIK"], b["NAMA"]) == (
            i.id_registri,
            keluarga.no_kk,
            i.nik,
            i.nama,
        )
        assert b["TANGGAL LAHIR"] == (f"{i.tanggal_lahir:%d/%m/%Y}" if i.tanggal_lahir else "")
        assert b["JENIS KELAMIN"] == {"L": "LAKI-LAKI", "P": "PEREMPUAN"}[i.jenis_kelamin]
        assert (b["PROVINSI"], b["KABUPATEN/KOTA"]) == ("LAMPUNG", "LAMPUNG BARAT")
        assert (b["BANSOS PKH"] == "YA") == ("PKH" in keluarga.program)
        assert (b["BANSOS BPNT"] == "YA") == ("SEMBAKO" in keluarga.program)
        assert (b["PBI JKN"] == "YA") == ("PBI_JK" in i.program)


def test_every_field_is_quoted_and_the_misspelling_is_there(tmp_path, daftar):
    path = tmp_path / "dtks.txt"
    write_dtks(path, (c.tercatat for c in daftar[:3]))
    kepala = path.read_text(encoding="utf-8").splitlines()[0]
    assert kepala.startswith('"ID DTKS"|"PROVINSI"|')
    assert '"DESA/KELUARAHAN"' in kepala
    assert kepala.count("|") == 22


def test_the_17_columns_use_the_older_words(tmp_path, daftar):
    path = tmp_path / "lama.txt"
    write_dtks_17(path, (c.tercatat for c in daftar))
    kepala, *isi = read_pipe(path)
    assert tuple(kepala) == KOLOM_17
    assert len(kepala) == 17
    assert {"NOMOR KK", "NOMOR NIK", "HUBUNGAN KELUARGA", "DESA/KELURAHAN"} <= set(kepala)
    assert [b[10] for b in isi] == [i.nik for _, i in orang(daftar)]
    assert all(len(b) == 17 for b in isi)


def test_the_workbook_keeps_sixteen_digits_as_text(tmp_path, daftar):
    path = tmp_path / "dtks.xlsx"
    assert write_dtks_xlsx(path, (c.tercatat for c in daftar[:50])) == len(orang(daftar[:50]))
    kepala, *isi = load_workbook(path, read_only=True).active.iter_rows(values_only=True)
    assert kepala == KOLOM_23
    # An empty cell reads back as None.
    assert [b[10] or "" for b in isi] == [i.nik for _, i in orang(daftar[:50])]


def test_the_dukcapil_extract_tells_the_truth(tmp_path, daftar):
    path = tmp_path / "dukcapil.parquet"
    jumlah = write_dukcapil(path, daftar, hari=HARI_BAKU)
    tabel = pq.read_table(path)
    assert tabel.schema.equals(SKEMA_DUKCAPIL)
    assert tabel.num_rows == jumlah
    benar = {i.nik: (c, i) for c in daftar if c.benar for i in c.benar.anggota}
    fakta = {(k.id_registri, k.kolom): k for c in daftar for k in c.kesalahan}
    assert 0.96 < jumlah / len(benar) < 1
    for b in tabel.to_pylist():
        c, i = benar[b["nik"]]
        assert (b["nama"], b["tgl_lahir"], b["nama_ibu"]) == (i.nama, i.tanggal_lahir, i.nama_ibu)
        assert b["meninggal"] == ((i.id_registri, "meninggal") in fakta)
        pindah = fakta.get((i.id_registri, "kode_desa"))
        assert b["kode_desa"] == (pindah.benar if pindah else c.benar.kode_desa)
        kartu = fakta.get((i.id_registri, "no_kk"))
        assert b["no_kk"] == (kartu.benar if kartu else c.benar.no_kk)


def test_the_extract_knows_inactive_and_double_numbers(tmp_path, tercatat):
    path = tmp_path / "dukcapil.parquet"
    write_dukcapil(path, tercatat, hari=HARI_BAKU)
    tabel = pq.read_table(path, columns=["ganda", "nonaktif", "meninggal"]).to_pydict()
    assert 5 < sum(tabel["ganda"]) < 60
    assert 30 < sum(tabel["nonaktif"]) < 130
    assert sum(tabel["meninggal"]) > 150


def test_an_empty_extract_is_a_table_too(tmp_path):
    assert write_dukcapil(tmp_path / "kosong.parquet", [], hari=HARI_BAKU) == 0
    assert pq.read_table(tmp_path / "kosong.parquet").schema.equals(SKEMA_DUKCAPIL)


def test_the_truth_log_round_trips(tmp_path, daftar):
    kesalahan = [k for c in daftar for k in c.kesalahan]
    path = tmp_path / "kebenaran.csv"
    assert write_kebenaran(path, kesalahan) == len(kesalahan)
    with path.open(encoding="utf-8", newline="") as berkas:
        isi = [tuple(b.values()) for b in csv.DictReader(berkas)]
    assert isi == [(k.id_registri, str(k.jenis), k.kolom, k.benar, k.salah) for k in kesalahan]


def test_all_files_in_one_pass_and_the_same_twice(tmp_path):
    satu, dua = write_all(tmp_path / "a", SEDIKIT), write_all(tmp_path / "b" / "c", SEDIKIT)
    assert satu.individu == 1_360
    assert satu.kesalahan == dua.kesalahan > 0
    for a, b in ((satu.dtks, dua.dtks), (satu.dukcapil, dua.dukcapil), (satu.kebenaran, dua.kebenaran)):
        assert a.read_bytes() == b.read_bytes()


def test_a_duplicate_alone_is_nobody_in_the_extract(tmp_path, tercatat):
    sendiri = [c for c in tercatat if c.benar is None]
    assert sendiri
    assert all(c.kesalahan[0].jenis is J.GANDA for c in sendiri)
    assert write_dukcapil(tmp_path / "d.parquet", sendiri, hari=HARI_BAKU) == 0
