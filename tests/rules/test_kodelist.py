"""Code lists: the numbers exactly as the forms print them, and the skip rules (R58, R59)."""

from collections.abc import Mapping

import pytest

from opensiks.rules.kodelist import (
    BIT,
    HUB_KRT,
    ISIAN_INDIVIDU,
    KODELIST,
    LABEL_ISIAN,
    RENTANG,
    SHDK,
    SYARAT,
    label,
    label_isian,
    list_salah,
)

DTKS, REGSOSEK = "dtks2020", "regsosek2022k"


@pytest.mark.parametrize(
    ("isian", "banyak", "kode", "kata"),
    [
        ("sta_bangunan", 5, 4, "dinas"),
        ("sta_lahan", 4, 3, "tanah negara"),
        ("lantai", 10, 6, "semen/bata merah"),
        ("lantai", 10, 9, "tanah"),
        ("dinding", 7, 4, "anyaman bambu"),
        ("atap", 10, 6, "seng"),
        ("atap", 10, 7, "sirap"),
        ("sumber_airminum", 12, 3, "leding meteran"),
        ("sumber_airminum", 12, 10, "sungai/danau/waduk"),
        ("daya", 6, 6, "tanpa meteran"),
        ("bb_masak", 9, 4, "gas kota/biogas"),
        ("fasbab", 4, 4, "tidak ada"),
        ("buang_tinja", 6, 2, "SPAL"),
        ("hasil_verivali", 6, 4, "bagian dari rumah tangga lain"),
        ("hub_krt", 8, 6, "orang tua/mertua"),
        ("sta_kawin", 4, 4, "cerai mati"),
        ("ada_akta_nikah", 3, 0, "tidak"),
        ("jenis_cacat", 12, 11, "fisik & mental"),
        ("jenis_cacat", 12, 9, "retardasi mental"),
        ("penyakit_kronis", 10, 6, "TBC"),
        ("partisipasi_sekolah", 3, 2, "tidak sekolah lagi"),
        ("pendidikan_tertinggi", 10, 9, "MA"),
        ("kelas_tertinggi", 8, 8, "tamat"),
        ("ijazah_tertinggi", 7, 6, "S2/S3"),
        ("lapangan_usaha", 21, 20, "pemulung"),
        ("status_pekerjaan", 8, 5, "PNS/TNI/Polri/BUMN/BUMD/legislatif"),
        ("sta_keberadaan_art", 6, 2, "meninggal"),
    ],
)
def test_R59_dtks_codes_are_those_of_the_form(isian: str, banyak: int, kode: int, kata: str) -> None:
    daftar = KODELIST[DTKS][isian]
    assert len(daftar) == banyak
    assert daftar[kode] == kata


@pytest.mark.parametrize(
    ("isian", "kode", "kata"),
    [
        ("r303", 8, "tanah"),
        ("r305", 3, "seng"),
        ("r307a", 2, "PLN tanpa meteran"),
        ("r307b1", 5, "lebih dari 2200 VA"),
        ("r404", 5, "anggota baru"),
        ("r418", 5, "PNS/TNI/Polri/BUMN/BUMD/legislatif"),
        ("r115", 0, "sesuai KK"),
    ],
)
def test_R59_regsosek_codes_are_those_of_the_form(isian: str, kode: int, kata: str) -> None:
    assert KODELIST[REGSOSEK][isian][kode] == kata


def test_R59_the_same_label_has_another_number_in_the_other_form() -> None:
    assert KODELIST[DTKS]["lantai"][9] == KODELIST[REGSOSEK]["r303"][8] == "tanah"
    assert KODELIST[DTKS]["atap"][6] == KODELIST[REGSOSEK]["r305"][3] == "seng"


@pytest.mark.parametrize(
    ("isian", "ya", "tidak"),
    [(f"ada_{a}", 1, 2) for a in ("tabung_gas", "ac", "telepon", "emas", "sepeda", "mobil")]
    + [(f"ada_{a}", 1, 2) for a in ("motor_tempel", "kapal")]
    + [(f"ada_{a}", 3, 4) for a in ("lemari_es", "pemanas_air", "tv", "laptop")]
    + [(f"ada_{a}", 3, 4) for a in ("sepeda_motor", "perahu", "perahu_motor")]
    + [("aset_tak_bergerak", 1, 2), ("rumah_lain", 3, 4)]
    + [(f"program_{p}", 1, 2) for p in ["kks", "kis", "jamsostek", "pkh", "kur"]]
    + [(f"program_{p}", 3, 4) for p in ["kip", "bpjs_mandiri", "asuransi_lain", "rastra"]],
)
def test_R59_asset_codes_alternate(isian: str, ya: int, tidak: int) -> None:
    assert KODELIST[DTKS][isian] == {ya: "ya", tidak: "tidak"}


def test_R59_family_relation_maps_to_the_shorter_list() -> None:
    assert HUB_KRT == {1: 1, 2: 2, 3: 2, 4: 3, 5: 4, 6: 5, 7: 6, 8: 6, 10: 7, 9: 8, 11: 8}
    assert set(HUB_KRT) == set(SHDK)
    assert set(HUB_KRT.values()) == set(KODELIST[DTKS]["hub_krt"])
    assert (SHDK[1], SHDK[9]) == ("kepala keluarga", "famili lain")


def test_every_name_used_by_a_rule_is_a_variable_of_its_list() -> None:
    for versi, daftar in SYARAT.items():
        dikenal = set(KODELIST[versi]) | set(RENTANG[versi])
        tanpa_kode = {"r427"}  # its codes are not known to us, only whom it is asked
        assert {s.isian for s in daftar} <= dikenal | tanpa_kode
        assert {s.dari for s in daftar} <= dikenal | {"umur"}
        assert set(BIT[versi]) <= set(RENTANG[versi])
        assert not set(KODELIST[versi]) & set(RENTANG[versi])
        assert ISIAN_INDIVIDU[versi] <= dikenal
    assert set(LABEL_ISIAN) <= set(KODELIST[DTKS]) | set(RENTANG[DTKS])


def _kode(versi: str, jawaban: Mapping[str, int], **lain: int) -> list[tuple[str, str]]:
    return [(s.kode, s.isian) for s in list_salah(versi, jawaban, lain)]


RUMAH = {
    "dinding": 1,
    "kondisi_dinding": 2,
    "atap": 8,
    "sumber_airminum": 3,
    "pelanggan_air": 2,
    "sumber_penerangan": 1,
    "daya": 1,
    "bb_masak": 8,
    "fasbab": 4,
    "aset_tak_bergerak": 2,
    "luas_lantai": 36,
    "kartu_identitas": 13,
}


def test_R58_a_well_filled_form_has_no_finding() -> None:
    assert _kode(DTKS, RUMAH) == []


@pytest.mark.parametrize(
    ("ubah", "harap"),
    [
        ({"dinding": 4}, ("R58a", "kondisi_dinding")),
        ({"atap": 7}, ("R58", "kondisi_atap")),
        ({"sumber_airminum": 4}, ("R58a", "pelanggan_air")),
        ({"sumber_penerangan": 2}, ("R58a", "daya")),
        ({"bb_masak": 4}, ("R58", "pelanggan_gas")),
        ({"kloset": 1}, ("R58a", "kloset")),
        ({"buang_tinja": 1}, ("R58a", "buang_tinja")),
        ({"aset_tak_bergerak": 1}, ("R58", "luas_atb")),
        ({"status_rumahtangga": 2}, ("R58", "alasan_tidak_ditemukan")),
        ({"sta_kawin": 2}, ("R58", "ada_akta_nikah")),
        ({"sta_kawin": 4, "ada_akta_nikah": 1}, ("R58a", "ada_akta_nikah")),
        ({"lantai": 11}, ("R59", "lantai")),
        ({"lantai": 0}, ("R59", "lantai")),
        ({"ada_tv": 1}, ("R59", "ada_tv")),
        ({"kartu_identitas": 16}, ("R59", "kartu_identitas")),
        ({"jumlah_jamkerja": 99}, ("R59", "jumlah_jamkerja")),
        ({"luas_lantai": -1}, ("R59", "luas_lantai")),
        ({"percentile": 0}, ("R59", "percentile")),
    ],
)
def test_R58_R59_one_wrong_answer_gives_one_finding(ubah: dict[str, int], harap: tuple[str, str]) -> None:
    assert _kode(DTKS, RUMAH | ubah) == [harap]


def test_R58_fasbab_in_use_asks_for_two_answers() -> None:
    assert _kode(DTKS, {"fasbab": 2}) == [("R58", "kloset"), ("R58", "buang_tinja")]


def test_R58_marriage_known_outside_the_form_forbids_but_does_not_demand() -> None:
    assert _kode(DTKS, {"ada_di_kk": 1}, sta_kawin=2) == []
    assert _kode(DTKS, {"ada_akta_nikah": 1}, sta_kawin=1) == [("R58a", "ada_akta_nikah")]
    assert _kode(DTKS, {"ada_akta_nikah": 1}) == []


def test_R58_regsosek_second_meter_is_optional_but_needs_the_grid() -> None:
    assert _kode(REGSOSEK, {"r307a": 1, "r307b1": 2}) == []
    assert _kode(REGSOSEK, {"r307a": 1}) == [("R58", "r307b1")]
    assert _kode(REGSOSEK, {"r307a": 3, "r307b2": 2}) == [("R58a", "r307b2")]


def test_R58_regsosek_difficulty_is_asked_by_age() -> None:
    sulit = {f"r428{h}": 4 for h in "abcdefghij"}
    muda = {f"r428{h}": 4 for h in "abcdef"}
    assert _kode(REGSOSEK, sulit, umur=5) == []
    assert _kode(REGSOSEK, muda | {"r427": 1}, umur=4) == []
    assert _kode(REGSOSEK, muda | {"r427": 1}, umur=5) == [("R58a", "r427")] + [
        ("R58", f"r428{h}") for h in "ghij"
    ]
    assert _kode(REGSOSEK, {"r428a": 4, "r427": 1}, umur=1) == [("R58a", "r428a")]
    assert _kode(REGSOSEK, {"r404": 1}) == []


def test_R59_a_variable_the_list_does_not_have_is_not_judged() -> None:
    assert _kode(DTKS, {"sk0": 7}) == []
    with pytest.raises(KeyError):
        list_salah("pbdt1999", {"lantai": 1}, {})


def test_labels_read_as_words() -> None:
    assert label(DTKS, "lantai", 9) == "tanah"
    assert label(DTKS, "lantai", 99) == "99"
    assert label(DTKS, "kartu_identitas", 5) == "akta lahir, KTP"
    assert label(DTKS, "kartu_identitas", 0) == "tidak ada"
    assert label(REGSOSEK, "r431a", 99) == "99"
    assert label(DTKS, "luas_lantai", 36) == "36"
    assert label_isian("kondisi_dinding") == "Kondisi dinding"
    assert label_isian("bb_masak") == "Bahan bakar memasak"
    assert label_isian("r307b1") == "Pertanyaan 307b1"
    assert label_isian("rumah_lain") == "Rumah di tempat lain"
