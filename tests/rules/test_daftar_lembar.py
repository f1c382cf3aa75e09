"""The list that a worksheet prints: the same code on both sides, and why a paper does not count (R18)."""

import json
from pathlib import Path
from typing import Any

import pytest

from opensiks.rules.canonical import canonical_bytes
from opensiks.rules.daftar_lembar import Beda, DaftarLembar, is_kertas_sama, is_kertas_tuntas
from opensiks.rules.isi_ubahan import list_cacat_isi
from opensiks.rules.paket import JenisUbahan
from opensiks.rules.rule import Rule
from opensiks.rules.vonis import Vonis

KASUS = json.loads((Path(__file__).parents[1] / "cases" / "daftar_lembar.json").read_text(encoding="utf-8"))
RAPAT = "ubahan:01890a5d-ac96-774b-bcce-b302099a8057"


@pytest.mark.parametrize("k", KASUS["daftar"], ids=lambda k: k["kasus"])
def test_R18_the_code_of_a_worksheets_list(k: dict[str, Any]) -> None:
    daftar = DaftarLembar(k["desa"], k["rapat"], dict(k["putusan"]), dict(k["verval"]))
    assert canonical_bytes(daftar.to_json()).decode() == k["kanonik"]
    assert (daftar.sha256, daftar.kode) == (k["sha256"], k["kode"])


def test_R18_every_other_list_has_another_code() -> None:
    kode = [k["kode"] for k in KASUS["daftar"] if not k["kasus"].startswith("again")]
    assert len(set(kode)) == len(kode)


_P, _V = "putusan", "verval"


@pytest.mark.parametrize(
    ("daftar", "aturan", "sebab"),
    [
        ([], is_kertas_sama, "di Dinas ada yang tercatat lain daripada di kertas"),
        (
            [(_P, Vonis.DITERIMA), (_V, Vonis.SAMA)],
            is_kertas_sama,
            "di Dinas ada yang tercatat lain daripada di kertas",
        ),
        ([(_P, Vonis.DITOLAK), (_P, Vonis.DITOLAK)], is_kertas_sama, "2 keputusan ditolak"),
        ([(_V, Vonis.DITAHAN)], is_kertas_tuntas, "1 hasil verval ditahan"),
        ([(_V, Vonis.MENUNGGU), (_V, Vonis.BELUM_DIDUKUNG)], is_kertas_tuntas, "2 hasil verval menunggu"),
        (
            [(_V, Vonis.DITAHAN), (_P, Vonis.DITOLAK)],
            is_kertas_sama,
            "1 hasil verval ditahan, 1 keputusan ditolak",
        ),
    ],
)
def test_R18b_R18c_why_a_paper_does_not_count(
    daftar: list[tuple[str, Vonis]], aturan: Rule, sebab: str
) -> None:
    beda = Beda.of(daftar)
    assert beda.aturan is aturan
    assert beda.write_sebab("7K4M-2Q9D-XTR8") == sebab
    assert beda.write_sebab("") == "kertas itu tidak membawa kode daftar"


@pytest.mark.parametrize(
    ("lain", "cacat"),
    [
        ({}, []),
        ({"kode_daftar": "7K4M-2Q9D-XTR8", "ttd_kades": True, "ttd_operator": False}, []),
        ({"ttd_kades": 1}, ["ttd_kades"]),
        ({"kode_daftar": "7" * 21}, ["kode_daftar"]),
        ({"tanda": True}, ["isian tak dikenal"]),
    ],
)
def test_what_a_paper_may_say_besides(lain: dict[str, Any], cacat: list[str]) -> None:
    isi = {"guna": "BERITA_ACARA", "sha256": "0" * 64, **lain}
    assert list_cacat_isi(JenisUbahan.BERKAS, RAPAT, isi) == cacat
