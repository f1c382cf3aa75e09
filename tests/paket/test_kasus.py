"""Every package of tests/cases/paket is opened or refused as its index says; the worksheet runs the same index."""

import json
from datetime import datetime
from typing import Any

import pytest

from opensiks.paket.baku import read_baku
from opensiks.paket.berkas import Paket, open_berkas
from opensiks.paket.tanda import thumbprint
from opensiks.rules.canonical import canonical_bytes, list_code, sha256_hex
from opensiks.rules.kata import KATA, get_enam_kata
from opensiks.rules.paket import KodePaket, PaketDitolak, get_undak
from tests.contracts.pohon import AKAR

DI = AKAR / "tests" / "cases" / "paket"


def load(nama: str) -> Any:
    return json.loads((DI / nama).read_text(encoding="utf-8"))


KUNCI, INDEKS, VEKTOR = load("kunci.json"), load("indeks.json"), load("vektor.json")


def open_kasus(kasus: dict[str, Any]) -> Paket:
    return open_berkas(
        (DI / kasus["berkas"]).read_bytes(),
        [KUNCI[nama]["identitas"] for nama in kasus["identitas"]],
        registrar=[KUNCI[nama]["jwk"] for nama in INDEKS["registrar"]],
        at=datetime.fromisoformat(INDEKS["at"]),
        kantor=kasus.get("kantor", INDEKS["kantor"]),
    )


@pytest.mark.parametrize("kasus", INDEKS["baik"], ids=lambda k: k["berkas"])
def test_a_good_package_is_opened(kasus: dict[str, Any]) -> None:
    p = open_kasus(kasus)
    assert {
        "arah": p.arah,
        "manifes_sha256": p.manifes_sha256,
        "isi_sha256": p.manifes["isi"]["sha256"],
        "kid": p.kid,
        "ubahan": len(p.ubahan),
        "lampiran": sorted(p.lampiran),
    } == kasus["harap"]


@pytest.mark.parametrize("kasus", INDEKS["cacat"], ids=lambda k: k["berkas"])
def test_a_bad_package_is_refused_with_its_reason(kasus: dict[str, Any]) -> None:
    """Kegagalan 45, 63, 65 dan 66: another algorithm than the certificate's, JSON and ZIP that two readers could take
    for two things, and bombs."""
    with pytest.raises(PaketDitolak) as ditolak:
        open_kasus(kasus)
    assert ditolak.value.kode == kasus["kode"], ditolak.value.letak
    assert ditolak.value.kalimat
    assert ditolak.value.langkah
    assert ditolak.value.letak


def test_every_reason_has_a_package_and_every_package_is_in_the_index() -> None:
    assert {k["kode"] for k in INDEKS["cacat"]} == set(KodePaket)
    disebut = {k["berkas"] for k in INDEKS["baik"] + INDEKS["cacat"]}
    assert {str(p.relative_to(DI)) for p in DI.glob("*/*.age*")} == disebut


def test_canonical_json_follows_the_vectors() -> None:
    for v in VEKTOR["baku"]:
        assert canonical_bytes(v["nilai"]).decode() == v["teks"]
        assert sha256_hex(v["nilai"]) == v["sha256"]
        assert read_baku(v["teks"].encode(), "uji") == v["nilai"]


@pytest.mark.parametrize("teks", VEKTOR["terima"])
def test_the_strict_reader_takes(teks: str) -> None:
    read_baku(teks.encode(), "uji")


@pytest.mark.parametrize("teks", VEKTOR["tolak"], ids=range(len(VEKTOR["tolak"])))
def test_the_strict_reader_refuses(teks: str) -> None:
    with pytest.raises(PaketDitolak) as ditolak:
        read_baku(teks.encode(), "uji")
    assert ditolak.value.kode is KodePaket.SALAH_BENTUK


def test_codes_words_and_steps_follow_the_vectors() -> None:
    for v in VEKTOR["kode"]:
        assert list_code(v["sha256"]) == v["kode"]
    for v in VEKTOR["kunci"]:
        assert thumbprint(v["jwk"]) == v["sidik"]
        assert list(get_enam_kata(v["sidik"])) == v["kata"]
    for ukuran, undak in VEKTOR["undak_untuk"]:
        assert get_undak(ukuran) == undak
    assert [get_undak(u) for u in VEKTOR["undak"]] == VEKTOR["undak"]
    assert VEKTOR["undak"] == sorted({get_undak(u) for u in range(0, 2_000_000, 997)} | set(VEKTOR["undak"]))


def test_the_words_are_the_shared_list_and_are_told_apart() -> None:
    assert list(KATA) == load("kata.json")["kata"]
    assert list(KATA) == sorted(set(KATA))
    assert len(KATA) == 256
    assert len({kata[:4] for kata in KATA}) == 256
    for kid in ("x" * 42, "a", "!" * 43):
        with pytest.raises(ValueError):
            get_enam_kata(kid)
