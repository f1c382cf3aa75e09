"""The stories the demo plays hold together: windows in order, lists in sequence, villages that behave as told."""

from itertools import pairwise

import pytest

from opensiks.rules.ketentuan import PROFIL
from opensiks.synth.preset import PRESET
from opensiks.synth.skenario import SKENARIO, RencanaPeriode, Skenario


def rencana(skenario: Skenario) -> list[RencanaPeriode]:
    lagi = [skenario.berjalan] if skenario.berjalan else []
    return [*skenario.daftar_periode, *lagi]


@pytest.mark.parametrize("skenario", SKENARIO.values(), ids=SKENARIO)
def test_windows_are_in_order_and_do_not_overlap(skenario: Skenario) -> None:
    semua = rencana(skenario)
    assert skenario.preset in PRESET
    assert skenario.data_per < semua[0].mulai
    for r in semua:
        assert r.mulai < r.tenggat_desa < r.tenggat_kab < r.tutup
        assert r.profil in PROFIL
    for a, b in pairwise(semua):
        assert a.tutup <= b.mulai
        assert a.bulan < b.bulan
    assert len({r.kode for r in semua}) == len(semua)


@pytest.mark.parametrize("skenario", SKENARIO.values(), ids=SKENARIO)
def test_kinds_of_villages_have_shares(skenario: Skenario) -> None:
    for r in rencana(skenario):
        for sifat in (*r.daftar_sifat, *r.setelah_diam):
            assert sifat.bobot > 0
            assert 0 <= sifat.verval <= 1
            assert (sifat.verval > 0) or sifat.serah is None


def test_mukomuko_begins_slowly_and_whoever_began_goes_on() -> None:
    juli, *lanjut = SKENARIO["mukomuko"].daftar_periode
    mulai = sum(s.bobot * s.verval for s in juli.daftar_sifat) / sum(s.bobot for s in juli.daftar_sifat)
    assert 0.1 < mulai < 0.2
    assert [r.kode for r in lanjut] == ["2023-08", "2023-09"]
    for r in lanjut:
        assert all(s.verval > 0 for s in r.daftar_sifat)
        assert any(s.verval == 0 for s in r.setelah_diam)
