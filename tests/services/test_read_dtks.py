"""What a cell, a line and a file of the DTKS export mean, and which harm of a spreadsheet is named. No database."""

from datetime import date, datetime
from pathlib import Path

import pytest
from openpyxl import Workbook

from opensiks.infra.files import BerkasDitolak
from opensiks.keluarga import sel
from opensiks.keluarga.berkas import open_dtks
from opensiks.keluarga.dtks import Penyusun
from opensiks.keluarga.masuk import BarisIndividu, BarisKeluarga

NIK = "1804011205865001"


# --- numbers ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("isi", "jadi"),
    [
        (NIK, NIK),
        (f"'{NIK}", NIK),
        (f" {NIK} ", NIK),
        ("180401 120586 5001", NIK),
        (f"{NIK}.0", NIK),
        (int(NIK), NIK),
        (float(NIK), NIK),
        ("180401120586500", "180401120586500"),
        ("18040112058650011", "18040112058650011"),
        ("18040112058650O1", "18040112058650O1"),
        ("0000000000000000", "0000000000000000"),
        (180401120586500, "180401120586500"),
        ("", ""),
        (None, ""),
        ("-", ""),
        (0, ""),
    ],
)
def test_R42_a_nik_is_taken_as_written(isi: object, jadi: str) -> None:
    assert sel.read_nomor(isi, "NIK") == jadi


@pytest.mark.parametrize(
    "isi", ["1,80401E+15", "1.80401E+15", "1.80401120586500E15", 1804011205865000, 18040112058650011.0]
)
def test_R42_a_nik_that_excel_spoiled_is_named_not_guessed(isi: object) -> None:
    with pytest.raises(sel.SelSalah) as salah:
        sel.read_nomor(isi, "NIK")
    assert salah.value.kode == "EXCEL"
    assert "Simpan kolom ini sebagai teks" in salah.value.alasan


@pytest.mark.parametrize("isi", ["", None, "ID 1;DROP", "1" * 24, 1.80401e19, "1.8E+19"])
def test_an_id_that_cannot_be_an_id_is_refused(isi: object) -> None:
    with pytest.raises(sel.SelSalah):
        sel.read_id(isi, 23)


def test_a_number_longer_than_any_is_a_shifted_column() -> None:
    with pytest.raises(sel.SelSalah, match="bergeser"):
        sel.read_nomor("1" * 21, "NOKK")


# --- dates --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("isi", "jadi"),
    [
        ("05/08/1985", date(1985, 8, 5)),
        ("5-8-1985", date(1985, 8, 5)),
        ("05.08.1985", date(1985, 8, 5)),
        ("1985-08-05", date(1985, 8, 5)),
        ("1985-08-05 00:00:00", date(1985, 8, 5)),
        (datetime(1985, 8, 5, 0, 0), date(1985, 8, 5)),
        (date(1985, 8, 5), date(1985, 8, 5)),
        (31264, date(1985, 8, 5)),
        (31264.0, date(1985, 8, 5)),
        ("31264", date(1985, 8, 5)),
        ("29/02/2000", date(2000, 2, 29)),
        ("01/01/2090", date(2090, 1, 1)),
        ("", None),
        (None, None),
        ("-", None),
        ("0000-00-00", None),
        ("00/00/0000", None),
    ],
)
def test_a_date_in_every_dress(isi: object, jadi: date | None) -> None:
    assert sel.read_tanggal(isi) == jadi


@pytest.mark.parametrize(
    "isi", ["31/02/1980", "12/31/1980", "29/02/1900", "05/08/85", "Agustus 1985", "19850805"]
)
def test_a_date_that_is_none_is_refused_with_the_right_form(isi: str) -> None:
    with pytest.raises(sel.SelSalah, match="hari/bulan/tahun"):
        sel.read_tanggal(isi)


# --- words --------------------------------------------------------------------------------------------------


def test_sex_by_its_words() -> None:
    isi = ("LAKI-LAKI", "Laki - laki", "L", "Perempuan", "P", "")
    assert [sel.read_kelamin(i) for i in isi] == ["L", "L", "L", "P", "P", ""]
    with pytest.raises(sel.SelSalah, match="LAKI-LAKI atau PEREMPUAN"):
        sel.read_kelamin("X")


@pytest.mark.parametrize(
    ("isi", "jadi"),
    [
        ("KEPALA KELUARGA", 1),
        ("Kepala Keluarga", 1),
        ("ISTRI", 3),
        ("ANAK", 4),
        ("FAMILI LAIN", 9),
        ("-", None),
    ],
)
def test_relation_by_its_words(isi: str, jadi: int | None) -> None:
    assert sel.read_hubungan(isi) == jadi


@pytest.mark.parametrize("isi", ["3", "SEPUPU DARI JAUH"])
def test_a_relation_by_number_or_unknown_is_not_guessed(isi: str) -> None:
    with pytest.raises(sel.SelSalah, match="Hubungan keluarga"):
        sel.read_hubungan(isi)


def test_yes_and_no() -> None:
    assert [sel.read_ya(isi, "PKH") for isi in ("YA", "ya", "TIDAK", "", None, "-")] == [
        True,
        True,
        *[False] * 4,
    ]
    with pytest.raises(sel.SelSalah, match="YA atau TIDAK"):
        sel.read_ya("MUNGKIN", "PKH")


def test_rt_and_rw_are_three_digits() -> None:
    assert [sel.read_rt(isi) for isi in ("3", "03", "RT 3", 3.0, "", "-", "0001", "1234")] == [
        "003", "003", "003", "003", "", "", "001", "",
    ]  # fmt: skip


def test_text_is_trimmed_and_measured() -> None:
    assert sel.read_teks("  SITI\u00a0  AMINAH ", "Nama", 120) == "SITI AMINAH"
    with pytest.raises(sel.SelSalah, match="lebih dari 5 huruf"):
        sel.read_teks("ENAMXX", "Nama", 5)


# --- families -----------------------------------------------------------------------------------------------


def susun(*baris: tuple[str, int | None, str, str]) -> list[BarisKeluarga]:
    """Lines of (id, relation, NOKK, address) put into families."""
    p = Penyusun()
    for id_, shdk, no_kk, alamat in baris:
        p.add(
            BarisIndividu(id_registri=id_, shdk=shdk),
            ("18.04.01.2001", no_kk, alamat, "", "001", "001"),
            frozenset(),
        )
    return p.finish()


def isi(daftar: list[BarisKeluarga]) -> list[tuple[str, list[str]]]:
    return [(k.id_registri, [i.id_registri for i in k.anggota]) for k in daftar]


def test_one_card_is_one_family_wherever_its_lines_stand() -> None:
    kk = "1804010101105001"
    daftar = susun(("2", 4, kk, "JL. A"), ("9", 1, "1804010101105002", "JL. A"), ("1", 1, kk, "JL. B"))
    assert isi(daftar) == [("K1", ["2", "1"]), ("K9", ["9"])]
    assert daftar[0].alamat == "JL. B"


@pytest.mark.parametrize("no_kk", ["18040101011050011", "180401010110500", "1804-0101-0110-5001"])
def test_R51_a_wrong_card_number_still_says_who_belongs_together(no_kk: str) -> None:
    assert isi(susun(("1", 1, no_kk, "A"), ("2", 3, no_kk, "B"))) == [("K1", ["1", "2"])]


@pytest.mark.parametrize("no_kk", ["", "0000000000000000", "123"])
def test_without_a_card_the_file_tells_by_address_and_head(no_kk: str) -> None:
    daftar = susun(
        ("1", 1, no_kk, "A"),
        ("2", 3, no_kk, "A"),
        ("3", 1, no_kk, "A"),
        ("4", 4, no_kk, "A"),
        ("5", 4, no_kk, "B"),
    )
    assert isi(daftar) == [("K1", ["1", "2"]), ("K3", ["3", "4"]), ("K5", ["5"])]


def test_R53_a_family_without_head_is_known_by_its_first_member() -> None:
    assert isi(susun(("7", 3, "1804010101105001", "A"), ("8", None, "1804010101105001", "A"))) == [
        ("K7", ["7", "8"])
    ]


# --- files --------------------------------------------------------------------------------------------------

JUDUL = "ID DTKS|PROVINSI|KABUPATEN/KOTA|KECAMATAN|DESA/KELUARAHAN|NOKK|NIK|NAMA"


def tulis(path: Path, isi: bytes) -> Path:
    path.write_bytes(isi)
    return path


def test_lines_are_numbered_as_an_editor_numbers_them(tmp_path: Path) -> None:
    path = tulis(tmp_path / "a.txt", f'{JUDUL}\n"1"|a\n\n"2\n3"|b\n"4"|c\n'.encode())
    assert [(n, s[0]) for n, s in open_dtks(path).baris] == [(2, "1"), (5, "2\n3"), (6, "4")]


@pytest.mark.parametrize("pemisah", [";", "\t", ","])
def test_other_separators_are_seen(tmp_path: Path, pemisah: str) -> None:
    path = tulis(tmp_path / "a.csv", JUDUL.replace("|", pemisah).encode())
    assert open_dtks(path).letak["nama"] == 7


def test_a_windows_file_and_a_marked_one_are_read(tmp_path: Path) -> None:
    lama = tulis(tmp_path / "a.txt", f"{JUDUL}\nJOS\u00c9\n".encode("cp1252"))
    assert next(open_dtks(lama).baris)[1] == ["JOS\u00c9"]
    baru = tulis(tmp_path / "b.txt", b"\xef\xbb\xbf" + f"{JUDUL}\nJOS\u00c9\n".encode())
    assert open_dtks(baru).letak["id"] == 0
    assert next(open_dtks(baru).baris)[1] == ["JOS\u00c9"]


@pytest.mark.parametrize("kata", ["DESA/KELUARAHAN", "DESA/KELURAHAN", "desa / kelurahan"])
def test_both_spellings_of_the_village_are_known(tmp_path: Path, kata: str) -> None:
    path = tulis(tmp_path / "a.txt", JUDUL.replace("DESA/KELUARAHAN", kata).encode())
    assert open_dtks(path).letak["desa"] == 4


@pytest.mark.parametrize(
    ("nama", "isi", "kata"),
    [
        ("kosong.txt", b"", "tidak ada atau kosong"),
        ("lain.txt", b"nama;umur\nBudi;3\n", "tidak ada kolom ID DTKS"),
        ("dua.txt", f"{JUDUL}|NIK".encode(), "dua kali"),
        ("rusak.xlsx", b"PK\x03\x04 bukan lembar kerja", "mungkin rusak"),
    ],
)
def test_a_file_that_is_no_export_is_refused_in_one_sentence(
    tmp_path: Path, nama: str, isi: bytes, kata: str
) -> None:
    with pytest.raises(BerkasDitolak, match=kata):
        open_dtks(tulis(tmp_path / nama, isi))


def test_a_workbook_yields_the_same_lines(tmp_path: Path) -> None:
    buku = Workbook()
    buku.create_sheet("kosong", 0)
    lembar = buku["Sheet"]
    lembar.append([])
    lembar.append(JUDUL.split("|"))
    lembar.append(["1", "LAMPUNG", "LAMPUNG BARAT", "X", "Y", int(NIK), NIK, datetime(1985, 8, 5)])
    buku.save(tmp_path / "a.xlsx")
    berkas = open_dtks(tmp_path / "a.xlsx")
    ((nomor, baris),) = berkas.baris
    assert nomor == 3
    assert sel.read_nomor(baris[5], "NOKK") == sel.read_nomor(baris[6], "NIK") == NIK
    assert sel.read_tanggal(baris[7]) == date(1985, 8, 5)
