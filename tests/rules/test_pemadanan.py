"""Matching: what each way says, in which order, and what a failure never does (R64-R70)."""

from dataclasses import replace
from datetime import date

import pytest

from opensiks.rules.pemadanan import (
    AMBANG_KETAT,
    AMBANG_SIMIL,
    LABEL,
    RESPON,
    BarisDtks,
    BarisDukcapil,
    FaktaGangguan,
    FaktaPadan,
    Keluaran,
    is_gangguan_tanpa_akibat,
    is_padan_ketat,
    is_padan_simil60,
    keluaran_berlaku,
    ketat,
    keterangan_padan,
    read_jawaban,
    read_sesuai,
    simil60,
    temuan_padan,
)

NIK = "1804124508855003"
D = BarisDtks(NIK, "SITI AMINAH", date(1985, 8, 5), "P", "SUPARMI", "1804120508105003")
P = BarisDukcapil(NIK, "SITI AMINAH", date(1985, 8, 5), "P", "SUPARMI", "1804120508105003")
K = Keluaran


@pytest.mark.parametrize(
    ("a", "b", "padan"),
    [
        ("MUHAMMAD RIDWAN", "M RIDWAN", True),
        ("HERMAWAN", "WAWAN", True),
        # Known faults of this way, kept because it must say what the centre says.
        ("SUPARDI", "SUPARMI", True),
        ("SRI WAHYUNI", "SRI RAHAYU", True),
        ("AHMAD FAUZI", "FAUZI AHMAD", False),
        ("BUDI", "BUDI SANTOSO", False),
        ("BUDI/BUDI SANTOSO", "BUDI SANTOSO", True),
    ],
)
def test_R65_simil60_looks_at_the_name_only(a: str, b: str, padan: bool) -> None:
    d, p = BarisDtks(NIK, a), BarisDukcapil(NIK, b)
    keluaran, skor = simil60(d, p)
    assert keluaran is (K.PADAN if padan else K.TIDAK_PADAN_NAMA)
    assert (skor >= AMBANG_SIMIL) == padan
    assert is_padan_simil60(FaktaPadan(d, p, AMBANG_SIMIL)) == padan


def test_R65_threshold_itself_is_enough() -> None:
    d, p = BarisDtks(NIK, "BUDI"), BarisDukcapil(NIK, "BUDI SANTOSO")
    assert simil60(d, p, ambang=50.0) == (K.PADAN, 50.0)
    assert simil60(d, p, ambang=50.1)[0] is K.TIDAK_PADAN_NAMA


@pytest.mark.parametrize(
    ("ubah", "harap", "cocok"),
    [
        ({}, K.PADAN, {"tgl_lahir", "jenis_kelamin", "nama_ibu"}),
        ({"nama": "ST. AMINAH"}, K.PADAN, {"tgl_lahir", "jenis_kelamin", "nama_ibu"}),
        ({"nama_ibu": "Hj. Suparmi"}, K.PADAN, {"tgl_lahir", "jenis_kelamin", "nama_ibu"}),
        ({"nama_ibu": ""}, K.PADAN, {"tgl_lahir", "jenis_kelamin"}),
        ({"tgl_lahir": date(1985, 5, 8)}, K.PADAN, {"jenis_kelamin", "nama_ibu"}),
        ({"nama": "SITI HALIMAH"}, K.TIDAK_PADAN_NAMA, {"tgl_lahir", "jenis_kelamin", "nama_ibu"}),
        ({"nama": ""}, K.TIDAK_PADAN_NAMA, {"tgl_lahir", "jenis_kelamin", "nama_ibu"}),
        ({"tgl_lahir": date(1985, 5, 8), "jenis_kelamin": "L"}, K.TIDAK_PADAN_TTL, {"nama_ibu"}),
        ({"tgl_lahir": None, "jenis_kelamin": "L"}, K.TIDAK_PADAN_JK, {"nama_ibu"}),
        ({"tgl_lahir": None, "nama_ibu": "SRI"}, K.TIDAK_PADAN_IBU, {"jenis_kelamin"}),
        ({"tgl_lahir": None, "nama_ibu": ""}, K.TIDAK_PADAN_TTL, {"jenis_kelamin"}),
        ({"tgl_lahir": None, "jenis_kelamin": "", "nama_ibu": ""}, K.TIDAK_PADAN_TTL, set()),
    ],
)
def test_R66_ketat_wants_the_name_and_two_more(
    ubah: dict[str, object], harap: Keluaran, cocok: set[str]
) -> None:
    d = replace(D, **ubah)  # type: ignore[arg-type]
    keluaran, skor, sama = ketat(d, P)
    assert keluaran is harap
    assert sama == cocok
    assert (skor >= AMBANG_KETAT) == (harap is not K.TIDAK_PADAN_NAMA)
    assert is_padan_ketat(FaktaPadan(d, P, AMBANG_KETAT)) == (harap is K.PADAN)


def test_R66_fields_empty_on_both_sides_are_not_equal() -> None:
    d, p = BarisDtks(NIK, "BUDI"), BarisDukcapil(NIK, "BUDI")
    assert ketat(d, p) == (K.TIDAK_PADAN_TTL, 100.0, frozenset())


def test_R66_ketat_refuses_the_man_whom_simil60_takes_for_a_woman() -> None:
    d = BarisDtks(NIK, "SUPARDI", date(1985, 8, 5), "L", "SRI")
    p = BarisDukcapil(NIK, "SUPARMI", date(1985, 8, 5), "P", "SRI")
    assert simil60(d, p)[0] is K.PADAN
    assert ketat(d, p)[0] is K.TIDAK_PADAN_NAMA


@pytest.mark.parametrize(
    ("ubah", "harap"),
    [
        ({"meninggal": True}, K.MENINGGAL),
        ({"ganda": True}, K.GANDA_DUKCAPIL),
        ({"nonaktif": True}, K.NONAKTIF_DUKCAPIL),
        ({"meninggal": True, "ganda": True, "nonaktif": True}, K.MENINGGAL),
        ({"ganda": True, "nonaktif": True}, K.GANDA_DUKCAPIL),
        ({"meninggal": True, "nama": "LAIN SAMA SEKALI"}, K.MENINGGAL),
    ],
)
def test_R65_R66_what_dukcapil_says_of_the_person_goes_first(
    ubah: dict[str, object], harap: Keluaran
) -> None:
    p = replace(P, **ubah)  # type: ignore[arg-type]
    assert simil60(D, p)[0] is harap
    assert ketat(D, p)[0] is harap


@pytest.mark.parametrize(
    ("nik", "p", "harap"),
    [
        (NIK, None, K.NIK_TIDAK_DITEMUKAN),
        ("1804124508855004", P, K.NIK_TIDAK_DITEMUKAN),  # somebody else's row is no answer
        ("18041245088500", None, K.FORMAT_SALAH),
        ("", None, K.FORMAT_SALAH),
        ("", replace(P, nik=""), K.FORMAT_SALAH),
    ],
)
def test_R42_R68_nobody_to_compare_with(nik: str, p: BarisDukcapil | None, harap: Keluaran) -> None:
    assert simil60(replace(D, nik=nik), p) == (harap, 0.0)
    assert ketat(replace(D, nik=nik), p) == (harap, 0.0, frozenset())


# --- answers of the service -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("teks", "harap"),
    [
        ("Sesuai", True),
        ("SESUAI", True),
        ("Tidak Sesuai", False),
        ("Sesuai (90)", True),
        ("Sesuai (89)", False),
        ("Sesuai(100)", True),
        ("Sesuai (92,5)", True),
        ("", None),
        ("Hampir", None),
        ("Tidak Sesuai Kuota", None),
    ],
)
def test_R66_answer_words(teks: str, harap: bool | None) -> None:
    assert read_sesuai(teks, 90.0) is harap


@pytest.mark.parametrize(
    ("respon", "jawaban", "harap"),
    [
        ("11", {}, K.MENINGGAL),
        ("12", {}, K.GANDA_DUKCAPIL),
        ("13", {}, K.NIK_TIDAK_DITEMUKAN),
        ("14", {}, K.NONAKTIF_DUKCAPIL),
        ("15", {}, K.FORMAT_SALAH),
        ("11", {"NAMA_LGKP": "Tidak Sesuai"}, K.MENINGGAL),
        ("", {"NAMA_LGKP": "Sesuai (95)", "TGL_LHR": "Sesuai"}, K.PADAN),
        ("", {"NAMA_LGKP": "Sesuai (80)", "TGL_LHR": "Tidak Sesuai"}, K.TIDAK_PADAN_NAMA),
        ("", {"NAMA_LGKP": "Sesuai", "TGL_LHR": "Tidak Sesuai"}, K.TIDAK_PADAN_TTL),
        ("", {"NAMA_LGKP": "Sesuai", "JENIS_KLMIN": "Tidak Sesuai"}, K.TIDAK_PADAN_JK),
        ("", {"NAMA_LGKP": "Sesuai", "NAMA_LGKP_IBU": "Tidak Sesuai"}, K.TIDAK_PADAN_IBU),
        ("", {"NAMA_LGKP": "Sesuai", "NO_KK": "Tidak Sesuai"}, K.TIDAK_PADAN_KK),
        ("", {"NAMA_LGKP": "Sesuai", "ALAMAT": "Tidak Sesuai"}, K.PADAN),
    ],
)
def test_R66_replies_become_outcomes(respon: str, jawaban: dict[str, str], harap: Keluaran) -> None:
    assert read_jawaban(respon, jawaban) is harap


@pytest.mark.parametrize(
    ("respon", "jawaban"),
    [
        ("", {}),
        ("500", {}),
        ("Kuota akses habis", {"NAMA_LGKP": "Tidak Sesuai"}),
        ("", {"TGL_LHR": "Sesuai"}),
        ("", {"NAMA_LGKP": "Sesuai", "TGL_LHR": "?"}),
    ],
)
def test_R64_what_cannot_be_read_is_belum(respon: str, jawaban: dict[str, str]) -> None:
    assert read_jawaban(respon, jawaban) is K.BELUM


@pytest.mark.parametrize("sebelum", list(Keluaran))
def test_R64_a_failure_leaves_the_outcome(sebelum: Keluaran) -> None:
    berlaku = keluaran_berlaku(sebelum, K.BELUM)
    assert berlaku is sebelum
    assert is_gangguan_tanpa_akibat(FaktaGangguan(sebelum, berlaku, gangguan=True))
    assert keluaran_berlaku(sebelum, K.PADAN) is K.PADAN
    lain = K.PADAN if sebelum is not K.PADAN else K.MENINGGAL
    assert not is_gangguan_tanpa_akibat(FaktaGangguan(sebelum, lain, gangguan=True))
    assert is_gangguan_tanpa_akibat(FaktaGangguan(sebelum, lain, gangguan=False))


def test_R67_death_and_double_are_questions_to_the_village() -> None:
    temuan = temuan_padan(K.MENINGGAL, id_individu="7", nama="SITI", hari=0, batas_hari=30)
    assert temuan is not None
    assert (temuan.kode, temuan.id_individu, temuan.tag) == ("R67", "7", "Dukcapil: meninggal")
    assert temuan.kalimat == "Menurut Dukcapil SITI sudah meninggal. Tanya RT dahulu."
    assert not temuan.is_menahan_final
    ganda = temuan_padan(K.GANDA_DUKCAPIL, id_individu="7", nama="SITI", hari=0, batas_hari=30)
    assert ganda is not None
    assert (ganda.kode, ganda.aturan) == ("R67a", "R67")


def test_R68_not_found_waits_for_the_copy_to_catch_up() -> None:
    def kode(hari: int) -> str | None:
        temuan = temuan_padan(K.NIK_TIDAK_DITEMUKAN, id_individu="7", nama="", hari=hari, batas_hari=30)
        return temuan and temuan.kode

    assert kode(30) is None
    assert kode(31) == "R68"


@pytest.mark.parametrize("keluaran", [k for k in Keluaran if k not in (K.MENINGGAL, K.GANDA_DUKCAPIL)])
def test_R67_other_outcomes_ask_nothing_at_once(keluaran: Keluaran) -> None:
    assert temuan_padan(keluaran, id_individu="7", nama="SITI", hari=0, batas_hari=30) is None


def test_R70_export_shows_outcome_and_date() -> None:
    assert keterangan_padan(K.PADAN, date(2026, 10, 14)) == "PADAN 14-10-2026"
    assert keterangan_padan(K.BELUM, None) == "BELUM"


def test_every_outcome_has_words_and_answer_codes_are_the_service_s() -> None:
    assert set(LABEL) == set(Keluaran)
    assert sorted(RESPON) == ["11", "12", "13", "14", "15"]
