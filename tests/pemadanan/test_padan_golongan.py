"""What levels say together: numbers that hold dates and sexes, villages near by, cards that are another."""

from __future__ import annotations

import numpy as np
import pytest

from opensiks.pemadanan.mesin import awal, belajar, bobot, tulis
from opensiks.pemadanan.mesin.banding import TINGKAT, Banding, Larik
from opensiks.pemadanan.mesin.golongan import BEDA_JK, MIRIP, SAMA, group_dekat
from opensiks.pemadanan.mesin.kunci import CACAT, SESUAI
from opensiks.pemadanan.mesin.latih import CONTOH, PEGANG_KERAP, share_kerap

BANYAK_P = 100_000
# Equal in all but the number: one card, one house, one person or twins.
SERUMAH = {"nama": 9, "tgl": 1, "ibu": 1, "kk": 1, "desa": 1, "jk": 1, "tempat": 1, "alamat": 1, "nik": 2}


def pairs(*tingkat: dict[str, int], jenis: int = SESUAI, rumah: int = 0) -> Banding:
    """One record each."""
    n = len(tingkat)
    satu, nol = np.ones(n, np.int64), np.zeros(n, np.uint8)
    t = {k: np.array([x.get(k, 0) for x in tingkat], np.uint8) for k in TINGKAT}
    return Banding(
        np.arange(n), np.arange(n), t, satu, satu * 5, satu, satu * 0, satu * 0, satu, nol + rumah, nol,
        nol + jenis,
    )  # fmt: skip


@pytest.fixture
def model() -> bobot.Model:
    """Where learning starts when nothing was seen: the published rates alone."""
    return bobot.start_model(pairs(), dict.fromkeys(CONTOH, pairs()), BANYAK_P, 3.0, 0.5)


def _against(model: bobot.Model, *tingkat: dict[str, int], jenis: int = SESUAI, rumah: int = 0) -> Larik:
    """Of each pair, how much likelier it is the person than a stranger or a member of the house; logarithm."""
    m, r, h = bobot.log_kelas(model, pairs(*tingkat, jenis=jenis, rumah=rumah))
    hasil: Larik = m - bobot.log_lain(model, r, h)
    return hasil


def test_a_number_in_keeping_with_its_date_and_one_digit_away_shows_the_digit_that_differs(
    model: bobot.Model,
) -> None:
    """41 and 01 are one digit apart: a girl's day and a boy's. So are two days of one month."""
    tingkat = [SERUMAH, SERUMAH | {"jk": 2}, SERUMAH | {"tgl": 6}, SERUMAH | {"tgl": 3}]
    kelas, lewat = bobot.group_nik(model, pairs(*tingkat))
    assert kelas.tolist() == [SAMA, BEDA_JK, MIRIP, SAMA]
    assert lewat.tolist() == [True, False, False, True]
    # A number that does not fit what stands beside it may hold the right date and sex.
    assert bobot.group_nik(model, pairs(*tingkat, jenis=CACAT))[1].all()


def test_a_number_that_does_not_hold_the_date_is_as_any_others(model: bobot.Model) -> None:
    kelas, lewat = bobot.group_nik(model, pairs(SERUMAH | {"nik": 7}, SERUMAH | {"nik": 7, "jk": 2}))
    assert kelas.tolist() == [0, BEDA_JK]
    assert not lewat.any()


def test_numbers_without_dates_put_pairs_into_no_group(model: bobot.Model) -> None:
    model.u_nik[SAMA, 0] = awal.U_AWAL["nik"]
    b = pairs(SERUMAH, SERUMAH | {"jk": 2}, SERUMAH | {"tgl": 6}, jenis=CACAT)
    kelas, lewat = bobot.group_nik(model, b)
    assert kelas.tolist() == [SAMA, SAMA, 0]
    assert not lewat.any()
    assert bobot.group_jenis(model, b).tolist() == [CACAT] * 3


def test_a_twin_of_the_other_sex_is_not_the_person_whose_number_vouches_for_the_sex(
    model: bobot.Model,
) -> None:
    model.m_jk[SESUAI] = (0.0, 0.999, 0.001)
    sama, lain = _against(model, SERUMAH, SERUMAH | {"jk": 2})
    assert lain < sama - 3


def test_a_kind_of_number_that_vouches_for_the_date_speaks_against_another_date(model: bobot.Model) -> None:
    salah = SERUMAH | {"nama": 1, "tgl": 5, "nik": 8}
    [sebelum] = _against(model, salah)
    model.m_tgl[SESUAI] = (0.0, 0.993, 0.001, 0.004, 0.0005, 0.0001, 0.001, 0.0002, 0.0002)
    [sesudah] = _against(model, salah)
    assert sesudah < sebelum - 3


def test_the_family_found_elsewhere_says_less_where_the_card_is_another(model: bobot.Model) -> None:
    """Who has left the house has another card and another family: one fact, not two."""
    tetap, pindah = (
        [bobot.log_kelas(model, pairs({**SERUMAH, "kk": kk}, rumah=x))[0][0] for x in (1, 2)] for kk in (1, 3)
    )
    assert tetap[0] - tetap[1] > 2
    assert pindah[0] - pindah[1] < 0.5


def test_rows_accepted_by_their_number_are_weighed_by_what_such_rows_look_like(model: bobot.Model) -> None:
    """The first join sees raw texts: a mother written short differs there, which says little in a row of one's own."""
    kosong = dict.fromkeys(("nik", "alamat", "tempat", "kartu"), 0)
    sama = {"nama": 1, "tgl": 1, "ibu": 1, "kk": 1, "desa": 1, "jk": 1, **kosong, "nik": 1}
    pola = [int(tulis.encode({k: np.array([v]) for k, v in x.items()})[0]) for x in (sama, sama | {"ibu": 5})]
    bagian = belajar.shares_sama(model, {pola[0]: 90_000, pola[1]: 10_000})
    assert bagian["ibu"][5] == pytest.approx(0.1, rel=0.01)
    assert bagian["rumah"][1, 1] == pytest.approx(1.0, rel=0.001)
    # Nobody was seen: what the candidates taught stands.
    assert belajar.shares_sama(model, {})["ibu"] == pytest.approx(model.m["ibu"])


def test_how_near_villages_are() -> None:
    b = pairs(*({"desa": k} for k in range(TINGKAT["desa"])))
    assert group_dekat(b).tolist() == [0, 4, 3, 2, 2, 1]


def test_a_name_of_one_place_is_less_rare_there() -> None:
    """Of 10,000 pairs of one name 4,000 live in one kabupaten, where one pair in ten does."""
    jauh, kab, kec, desa = share_kerap([10_000, 4000, 400, 40], [1e8, 1e7, 1e6, 1e5])[1:]
    assert jauh == pytest.approx(6000 / 9000, rel=0.01)
    assert [kab, kec, desa] == pytest.approx([4, 4, 4], rel=0.01)


def test_few_pairs_of_one_name_lean_on_the_wider_area() -> None:
    _, _, kab, kec, desa = share_kerap([10_000, 4000, 3, 0], [1e8, 1e7, 1e4, 10])
    assert kab == pytest.approx(4, rel=0.02)
    # 3 seen where 1 was expected, and those that the kabupaten counts for.
    assert kec == pytest.approx((3 + PEGANG_KERAP * 4) / (1 + PEGANG_KERAP), rel=0.02)
    assert desa == pytest.approx(kec, rel=0.05)


@pytest.mark.parametrize(
    ("sama", "semua"), [([0, 0, 0, 0], [1e6, 1e4, 1e2, 0]), ([0, 0, 0, 0], [0, 0, 0, 0])]
)
def test_where_no_two_have_one_name_places_say_nothing(sama: list[float], semua: list[float]) -> None:
    assert share_kerap(sama, semua).tolist() == [1.0] * 5
