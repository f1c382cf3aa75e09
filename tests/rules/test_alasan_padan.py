"""What the reasons of a match say."""

from opensiks.rules.alasan_padan import PEMBUKA, TANPA_NIK, Hasil, explain


def test_a_row_without_a_number_is_not_told_that_its_number_is_unknown() -> None:
    tanpa = explain(Hasil.NIK_SALAH, {"nik": 0, "nama": 1})
    assert tanpa == [TANPA_NIK, "NIK: tidak terisi atau tidak terbaca", "nama: cocok"]
    assert explain(Hasil.NIK_SALAH, {"nik": 2, "nama": 1})[0] == PEMBUKA[Hasil.NIK_SALAH, True]


def test_where_the_number_is_right_only_what_differs_is_told_apart() -> None:
    kata = explain(Hasil.PADAN, {"nik": 1, "nama": 1, "tgl": 2, "alamat": 0, "kartu": 1})
    assert kata == [
        PEMBUKA[Hasil.PADAN, True],
        "cocok: NIK, nama",
        "tanggal lahir: hari dan bulan tertukar",
        "keluarga: anggota lain sekartu ditemukan di sana",
    ]
