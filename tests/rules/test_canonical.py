import hashlib
from enum import IntEnum, StrEnum

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from opensiks.rules.canonical import canonical_bytes, list_code, sha256_hex

SKALAR = st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | st.text()
NILAI = st.recursive(SKALAR, lambda isi: st.lists(isi) | st.dictionaries(st.text(), isi), max_leaves=20)


@given(NILAI)
def test_same_bytes_as_the_reference_library(nilai: object) -> None:
    assert canonical_bytes(nilai) == rfc8785.dumps(nilai)  # type: ignore[arg-type]


def test_keys_are_ordered_by_utf16_units() -> None:
    # U+10000 is written with surrogates (D800…) and so comes before U+FFFD.
    assert canonical_bytes({"\ufffd": 1, "\U00010000": 2}) == '{"\U00010000":2,"\ufffd":1}'.encode()


def test_enums_are_written_as_their_values() -> None:
    class Kata(StrEnum):
        A = "a"

    class Angka(IntEnum):
        SATU = 1

    assert canonical_bytes({Kata.A: Angka.SATU, "b": Kata.A}) == b'{"a":1,"b":"a"}'


@pytest.mark.parametrize("nilai", [1.0, b"x", {1: "x"}, {"a": 0.5}, [object()], {1, 2}])
def test_types_outside_the_subset_are_refused(nilai: object) -> None:
    with pytest.raises(TypeError):
        canonical_bytes(nilai)


@pytest.mark.parametrize("nilai", [2**53, -(2**53), "\ud800", {"\ud800": 1}])
def test_values_outside_the_subset_are_refused(nilai: object) -> None:
    with pytest.raises(ValueError):
        canonical_bytes(nilai)


def test_sha256_is_over_the_canonical_bytes() -> None:
    assert sha256_hex({"b": 1, "a": [True, None]}) == hashlib.sha256(b'{"a":[true,null],"b":1}').hexdigest()


def test_R18_list_code_can_be_read_aloud() -> None:
    assert list_code("0" * 64) == "0000-0000-0000"
    assert list_code("f" * 64) == "ZZZZ-ZZZZ-ZZZZ"
    assert list_code("08421" + "0" * 59) == "1111-0000-0000"
    assert not set(list_code(sha256_hex("daftar"))) & set("ILOU")


def test_list_code_wants_a_whole_hash() -> None:
    with pytest.raises(ValueError, match="SHA-256"):
        list_code("abc")
