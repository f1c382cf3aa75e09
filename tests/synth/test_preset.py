from collections import Counter

import pytest

from opensiks.synth.bentuk import MENGHALANGI
from opensiks.synth.preset import PRESET, populate


@pytest.mark.parametrize(
    ("nama", "individu", "desa", "keluarga"),
    [("lampung_barat", 119_120, 136, 34_420), ("mukomuko", 87_160, 151, 87_160 / 3.46)],
)
def test_presets_at_full_size(nama, individu, desa, keluarga):
    """The one slow test of the generator: totals, villages, families, programmes and the 15 % of the news."""
    per_desa, program = Counter(), Counter()
    banyak, pbi, salah = 0, 0, set()
    for c in populate(PRESET[nama]):
        banyak += 1
        per_desa[c.tercatat.kode_desa] += len(c.tercatat.anggota)
        program.update(c.tercatat.program)
        pbi += sum("PBI_JK" in i.program for i in c.tercatat.anggota)
        salah.update(k.id_registri for k in c.kesalahan if k.jenis in MENGHALANGI)
    rata = individu / desa
    assert sum(per_desa.values()) == individu
    assert len(per_desa) == desa
    assert abs(banyak / keluarga - 1) < 0.015
    assert 0.27 * rata < min(per_desa.values()) < 0.5 * rata
    assert 2.0 * rata < max(per_desa.values()) < 2.8 * rata
    assert 0.22 < program["PKH"] / banyak < 0.26
    assert 0.44 < program["SEMBAKO"] / banyak < 0.48
    assert 0.17 < program["BST"] / (banyak * 0.53) < 0.23
    assert 0.83 < pbi / individu < 0.87
    assert 0.145 < len(salah) / individu < 0.158
