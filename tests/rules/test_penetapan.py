import hashlib
from typing import Any

import pytest

from opensiks.rules.penetapan import FaktaPenetapan, check_penetapan, hash_isi

BUKA: dict[str, Any] = {
    "sudah_ada": False,
    "mundur": False,
    "batch_tanpa_hasil": 0,
    "orang_sama": False,
    "nomor_sk": "SK 12/2023",
    "belum_diperiksa": 0,
}
ROWS = [{"id_individu": f"I{n:03}", "nama": "Sari", "shdk": 1, "tanggal_lahir": None} for n in range(3)]


def test_the_hash_is_over_canonical_lines() -> None:
    baris = b'{"id_individu":"I000","nama":"Sari","shdk":1,"tanggal_lahir":null}\n'
    assert hash_isi(ROWS[:1]) == hashlib.sha256(baris).hexdigest()
    assert hash_isi([]) == hashlib.sha256(b"").hexdigest()


def test_the_hash_does_not_depend_on_column_order_or_on_streaming() -> None:
    assert hash_isi(dict(reversed(list(r.items()))) for r in ROWS) == hash_isi(ROWS)


def test_the_hash_sees_every_value() -> None:
    for i, row in enumerate(ROWS):
        for kunci in ("nama", "shdk"):
            lain = [*ROWS[:i], {**row, kunci: 2}, *ROWS[i + 1 :]]
            assert hash_isi(lain) != hash_isi(ROWS)


@pytest.mark.parametrize("rows", [ROWS[::-1], [ROWS[0], ROWS[0]]])
def test_rows_out_of_order_or_twice_are_refused(rows: list[dict[str, Any]]) -> None:
    with pytest.raises(ValueError, match="ascend"):
        hash_isi(rows)


def test_an_open_month_may_be_set() -> None:
    assert check_penetapan(FaktaPenetapan(**BUKA)) == []


@pytest.mark.parametrize(
    ("ubah", "aturan"),
    [
        ({"sudah_ada": True}, "R121"),
        ({"mundur": True}, "R121a"),
        ({"batch_tanpa_hasil": 2}, "R91a"),
        ({"batch_tanpa_hasil": None}, "R91a"),
        ({"orang_sama": True}, "R122"),
        ({"nomor_sk": " "}, "R123"),
        ({"belum_diperiksa": 2}, "R126"),
        ({"belum_diperiksa": None}, "R126"),
    ],
)
def test_each_gate_closes_alone(ubah: dict[str, Any], aturan: str) -> None:
    assert [v.kode for v in check_penetapan(FaktaPenetapan(**(BUKA | ubah)))] == [aturan]


def test_gates_nobody_looked_at_are_closed() -> None:
    assert len(check_penetapan(FaktaPenetapan())) == 6


def test_R91_the_gate_says_how_many_batches_wait() -> None:
    [v] = check_penetapan(FaktaPenetapan(**(BUKA | {"batch_tanpa_hasil": 2})))
    assert str(v) == "Tunggu hasil 2 batch yang belum dijawab."
