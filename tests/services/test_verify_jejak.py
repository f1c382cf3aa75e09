"""Anybody can prove that nothing was altered: the proof fails at exactly the row that somebody touched (R94)."""

from datetime import date
from typing import Any

import pytest
from django.db import ProgrammingError, connection

from opensiks.infra.scope import scope, scope_nasional
from opensiks.jejak import services as jejak
from opensiks.jejak.models import Jejak
from opensiks.jejak.queries import find_hilang, find_kepala, get_akar, verify_jejak
from opensiks.penetapan.models import Penetapan
from opensiks.penetapan.queries import verify_akar
from opensiks.penetapan.services import finalise_penetapan
from opensiks.rules.peran import Peran
from tests.factories.pengesahan import buat_keluarga, verval_semua
from tests.factories.verval import (
    DESA,
    DESA_BUDI,
    KAB,
    RATNA,
    SARI,
    buat_wilayah,
    periode_juli,
    petugas,
    wib,
)  # fmt: skip

PENYIAP = petugas(Peran.PUSDATIN, "", akun_id=900_116, nama="Penyiap")


@pytest.fixture
def trail(transactional_db: None, owner_db: Any) -> Any:
    """A committed trail of two villages with a list set in between; the owner may touch it behind our back."""
    with scope_nasional():
        buat_wilayah(DESA, DESA_BUDI)
        periode = periode_juli()
        for kode in (DESA, DESA_BUDI):
            verval_semua(periode, kode, buat_keluarga(kode, 3))
    return owner_db


def tetapkan() -> Penetapan:
    with scope_nasional():
        return finalise_penetapan(
            date(2023, 7, 1), KAB, "SK/7", disiapkan=PENYIAP, by=RATNA, at=wib(2023, 8, 1)
        )


def test_R94_an_untouched_trail_is_whole(trail: Any) -> None:
    with scope_nasional():
        bukti = verify_jejak()
        assert bukti.sah
        assert bukti.peristiwa == Jejak.objects.count()
        assert bukti.rantai == len(find_kepala()) >= 3


@pytest.mark.parametrize(
    ("kolom", "nilai"),
    [
        ("ringkasan", '{"hasil": "PINDAH"}'),
        ("aktor", "Orang lain"),
        ("objek", "keluarga:1"),
        ("peristiwa", "verval.cancelled"),
        ("at", "2023-07-11T00:00:00Z"),
        ("hash", "0" * 64),
    ],
)
def test_R94_one_altered_row_is_named(trail: Any, kolom: str, nilai: str) -> None:
    trail.execute(f"UPDATE jejak_jejak SET {kolom} = %s WHERE rantai = %s AND seq = 3", [nilai, DESA_BUDI])
    with scope_nasional():
        bukti = verify_jejak()
    assert (bukti.sah, bukti.rusak_rantai, bukti.rusak_seq) == (False, DESA_BUDI, 3)
    assert bukti.sebab == "isi tidak cocok dengan sidiknya"


def test_R94_a_removed_row_is_named(trail: Any) -> None:
    trail.execute("DELETE FROM jejak_jejak WHERE rantai = %s AND seq = 2", [DESA])
    with scope_nasional():
        bukti = verify_jejak()
    assert (bukti.rusak_rantai, bukti.rusak_seq, bukti.sebab) == (DESA, 2, "baris 2 hilang")


def test_R94_a_row_slipped_in_with_a_hash_of_its_own_is_named(trail: Any) -> None:
    trail.execute("UPDATE jejak_jejak SET prev_hash = %s WHERE rantai = %s AND seq = 4", ["f" * 64, DESA])
    with scope_nasional():
        bukti = verify_jejak()
    assert (bukti.rusak_rantai, bukti.rusak_seq) == (DESA, 4)
    assert bukti.sebab == "sambungan ke baris sebelumnya putus"


def test_R94_a_cut_tail_shows_against_the_list_that_was_set(trail: Any) -> None:
    daftar = tetapkan()
    with scope_nasional():
        assert verify_akar(daftar) == []
        assert get_akar(daftar.jejak_kepala) == daftar.jejak_akar
    puncak = daftar.jejak_kepala[DESA]
    trail.execute("DELETE FROM jejak_jejak WHERE rantai = %s AND seq = %s", [DESA, puncak])
    with scope_nasional():
        assert verify_jejak().sah
        assert find_hilang(daftar.jejak_kepala) == {DESA: puncak - 1}
        assert verify_akar(daftar) == [f"Rantai {DESA} kini {puncak - 1} peristiwa; saat penetapan {puncak}."]


def test_R94_a_tail_rewritten_with_good_links_shows_too(trail: Any) -> None:
    """Somebody with the owner's rights cuts the last event and lets another one grow in its place."""
    daftar = tetapkan()
    trail.execute("DELETE FROM jejak_jejak WHERE rantai = %s AND seq = %s", [DESA, daftar.jejak_kepala[DESA]])
    with scope_nasional():
        jejak.record_many(
            [jejak.Catatan("verval.recorded", "keluarga:1", DESA, {"hasil": "PALSU"})],
            by=SARI,
            at=wib(2023, 7, 10),
        )
        assert verify_jejak().sah
        assert verify_akar(daftar) == ["Sidik jejak berbeda dari yang dicatat saat penetapan."]


def test_later_events_leave_the_proof_of_an_earlier_list_alone(trail: Any) -> None:
    daftar = tetapkan()
    with scope_nasional():
        jejak.record_many([jejak.Catatan("verval.recorded", "keluarga:1", DESA)], by=SARI, at=wib(2023, 8, 2))
        assert verify_akar(daftar) == []


def test_R94_the_application_itself_cannot_touch_the_trail(trail: Any) -> None:
    for perintah in ("UPDATE jejak_jejak SET aktor = 'x'", "DELETE FROM jejak_jejak"):
        with (
            pytest.raises(ProgrammingError, match="permission denied"),
            scope_nasional(),
            connection.cursor() as cur,
        ):
            cur.execute(perintah)


def test_R1_a_village_proves_its_own_chain_only(trail: Any) -> None:
    with scope(SARI.cakupan):
        bukti = verify_jejak()
        assert (bukti.sah, bukti.rantai) == (True, 1)
        assert set(find_kepala()) == {DESA}
