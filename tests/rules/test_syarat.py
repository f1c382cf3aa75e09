"""The guards both tables share: each is content with good facts and speaks alone when its fact is bad."""

from dataclasses import replace

import pytest

from opensiks.rules.rule import RULEBOOK
from opensiks.rules.syarat import FaktaLangkah
from tests.rules.fakta import FORUM_BAIK, KAB_BAIK, MASA_BAIK, RUSAK_BERSAMA

BAIK = FaktaLangkah(
    dalam_cakupan=True, alasan="Sesuai KK", kode_alasan="A6", masa=MASA_BAIK, forum=FORUM_BAIK, kab=KAB_BAIK
)
GANDA = replace(BAIK, kab=replace(KAB_BAIK, pengesahan_ganda=True))


@pytest.mark.parametrize(
    "kode", ["R1", "R8", "R17", "R18", "R41", "R71", "R71a", "R71b", "R107", "R108", "R9", "R9a"]
)
def test_a_guard_holds_with_good_facts_and_breaks_with_bad_ones(kode: str) -> None:
    baik = GANDA if kode == "R9a" else BAIK
    assert RULEBOOK[kode](baik)
    assert not RULEBOOK[kode](RUSAK_BERSAMA[kode](baik))
    assert not RULEBOOK[kode](FaktaLangkah()) or kode == "R9"


def test_R9a_a_single_signature_profile_has_no_second_signer() -> None:
    assert not RULEBOOK["R9a"](BAIK)


def test_R41_free_text_never_stands_alone() -> None:
    assert not RULEBOOK["R41"](replace(BAIK, kode_alasan="", alasan="Nama beda"))
