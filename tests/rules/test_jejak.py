import pytest

from opensiks.rules.jejak import AWAL, LAMPAU, PERISTIWA, Mata, link, name_peristiwa, verify


def rantai(n: int, awal: str = AWAL) -> list[Mata]:
    mata: list[Mata] = []
    prev = awal
    for i in range(n):
        isi: dict[str, object] = {"seq": i, "peristiwa": "usulan.submitted", "objek": f"U{i}"}
        mata.append(Mata(prev, isi, link(prev, isi)))
        prev = mata[-1].hash
    return mata


def test_R94_a_whole_chain_has_no_bad_row() -> None:
    assert verify([]) is None
    assert verify(rantai(5)) is None


@pytest.mark.parametrize("i", range(5))
def test_R94_a_changed_row_is_found_at_that_row(i: int) -> None:
    mata = rantai(5)
    mata[i] = mata[i]._replace(isi={**mata[i].isi, "objek": "lain"})
    assert verify(mata) == i


@pytest.mark.parametrize("i", range(4))
def test_R94_a_removed_row_is_found_where_the_gap_is(i: int) -> None:
    mata = rantai(5)
    del mata[i]
    assert verify(mata) == i


def test_R94_a_row_rewritten_with_its_own_hash_breaks_the_next() -> None:
    mata = rantai(3)
    isi = {**mata[1].isi, "objek": "lain"}
    mata[1] = Mata(mata[1].prev_hash, isi, link(mata[1].prev_hash, isi))
    assert verify(mata) == 2


def test_R94_swapped_rows_are_found() -> None:
    mata = rantai(4)
    mata[1], mata[2] = mata[2], mata[1]
    assert verify(mata) == 1


def test_R94_a_range_is_verified_from_the_hash_before_it() -> None:
    mata = rantai(6)
    assert verify(mata[3:], awal=mata[2].hash) is None
    assert verify(mata[3:]) == 0


def test_event_names_are_noun_and_past_verb() -> None:
    assert name_peristiwa("usulan", "submit") == "usulan.submitted"
    assert all(n.count(".") == 1 and n == n.lower() for n in PERISTIWA)


@pytest.mark.parametrize(("noun", "aksi"), [("usulan", "hapus"), ("penetapan", "submit"), ("", "submit")])
def test_events_outside_the_vocabulary_are_refused(noun: str, aksi: str) -> None:
    with pytest.raises(KeyError):
        name_peristiwa(noun, aksi)


def test_every_past_form_is_used() -> None:
    assert {n.split(".")[1] for n in PERISTIWA} >= set(LAMPAU.values())
