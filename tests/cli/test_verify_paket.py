"""`opensiks verify_paket`: what anyone, and what the office, can say about a file."""

import io
import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from opensiks.__main__ import WITHOUT_DATABASE
from tests.contracts.pohon import AKAR

KASUS = AKAR / "tests" / "cases" / "paket"
KUNCI = json.loads((KASUS / "kunci.json").read_text())
INDEKS = json.loads((KASUS / "indeks.json").read_text())


@pytest.fixture
def kunci(tmp_path: Path) -> list[str]:
    """Key files of the office: its identities, and the registrar's public key."""
    identitas, registrar = tmp_path / "identitas.txt", tmp_path / "registrar.json"
    identitas.write_text(
        "# uji\n" + "\n".join(KUNCI[n]["identitas"] for n in ("kantor", "perangkat", "pemulihan"))
    )
    registrar.write_text(json.dumps({"keys": [KUNCI["registrar"]["jwk"]]}))
    return ["--kunci", str(identitas), "--kunci", str(registrar)]


def run(berkas: str, *lain: str) -> str:
    keluar = io.StringIO()
    call_command("verify_paket", str(KASUS / berkas), *lain, stdout=keluar)
    return keluar.getvalue()


def read(berkas: str, *lain: str) -> tuple[dict[str, Any], str]:
    """(what was said as JSON, how it ended)"""
    keluar = io.StringIO()
    try:
        call_command("verify_paket", str(KASUS / berkas), "--json", *lain, stdout=keluar)
    except CommandError as error:
        return json.loads(keluar.getvalue()), str(error)
    return json.loads(keluar.getvalue()), ""


def test_it_needs_no_database() -> None:
    assert "verify_paket" in WITHOUT_DATABASE


@pytest.mark.parametrize("kasus", INDEKS["baik"], ids=lambda k: k["berkas"])
def test_a_good_package_is_explained_whole(kasus: dict[str, Any], kunci: list[str]) -> None:
    isi, akhir = read(kasus["berkas"], *kunci, "--pada", INDEKS["at"])
    assert akhir == ""
    assert isi["sah"]
    assert {x["baik"] for x in isi["langkah"]} == {True}
    assert isi["keterangan"]["Sidik manifes"] == kasus["harap"]["manifes_sha256"]


@pytest.mark.parametrize(
    "kasus", [k for k in INDEKS["cacat"] if "kantor" not in k], ids=lambda k: k["berkas"]
)
def test_every_bad_package_is_called_bad(kasus: dict[str, Any], kunci: list[str], tmp_path: Path) -> None:
    if "kantor_lain" in kasus["identitas"]:
        (tmp_path / "identitas.txt").write_text(KUNCI["kantor_lain"]["identitas"])
    if kasus["berkas"] in ("cacat/kepada_kantor_lain.age", "cacat/penerima_lain.age"):
        return  # the command serves every office, and here it holds the other keys too
    isi, akhir = read(kasus["berkas"], *kunci, "--pada", INDEKS["at"])
    assert "TIDAK sah" in akhir
    assert kasus["kode"] in {x["kode"] for x in isi["langkah"] if x["baik"] is False}


def test_it_speaks_plainly_with_and_without_a_key(kunci: list[str]) -> None:
    luar = run("baik/naik_es256.age.txt")
    assert "Penerima:       3 kunci" in luar
    assert "Desa" not in luar
    assert luar.endswith("Tidak ada yang salah; belum terbukti: Isi.\n")
    dalam = run("baik/naik_es256.age", *kunci)
    for kata in ("18.04.01.2001", "Sari (sari)", "verval 3", "2 ikut, 0 menyusul", "Paket ini sah."):
        assert kata in dalam
    for rahasia in ("KEL-1", "Sukamaju"):
        assert rahasia not in dalam
    tanpa_registrar = run("baik/turun.age", *kunci[:2])
    assert tanpa_registrar.endswith("belum terbukti: Registrar.\n")


def test_several_faults_are_named_together(kunci: list[str]) -> None:
    """An expired certificate does not keep us from saying that the content is whole."""
    isi, akhir = read("cacat/sertifikat_habis.age", *kunci, "--pada", INDEKS["at"])
    assert akhir == "Paket ini TIDAK sah: SERTIFIKAT."
    assert {x["bagian"]: x["baik"] for x in isi["langkah"]}["Isi"] is True
    assert any("waktu" in x["kalimat"] for x in isi["langkah"])


@pytest.mark.parametrize(
    ("lain", "sebab"),
    [
        (["--pada", "2021-07-30"], "zona"),
        (["--kunci", "tidak-ada.txt"], "tidak dapat dibaca"),
        (["--kunci", str(KASUS / "kata.json")], "Tidak ada kunci"),
    ],
)
def test_a_wrong_call_says_what_is_missing(lain: list[str], sebab: str) -> None:
    with pytest.raises(CommandError, match=sebab):
        run("baik/turun.age", *lain)


def test_a_missing_file_is_named() -> None:
    with pytest.raises(CommandError, match=r"tidak-ada\.age"):
        run("tidak-ada.age")
