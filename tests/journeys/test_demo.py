"""The demo command on a small kabupaten, as a stranger runs it: twice from nothing, once more on what is there."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.dukungan.rumah import rumah_sendiri

KECIL = ("--kabupaten", "31.01", "--individu", "700")


def run(home: Path, *perintah: str) -> subprocess.CompletedProcess[str]:
    """`opensiks …` in an installation of its own, never in that of the test run."""
    env = {k: v for k, v in os.environ.items() if k not in ("DATABASE_URL", "DATABASE_APP_URL")}
    env |= {"OPENSIKS_HOME": str(home), "DJANGO_SETTINGS_MODULE": "opensiks.config.settings.dev"}
    jalan = [sys.executable, "-m", "opensiks", *perintah]
    return subprocess.run(jalan, env=env, capture_output=True, text=True, timeout=600, check=False)


def play(home: Path, *lagi: str) -> dict[str, Any]:
    """Run `opensiks demo --once --json`; its last line is the figures."""
    jalan = run(home, "demo", "--once", "--json", *KECIL, *lagi)
    assert jalan.returncode == 0, jalan.stderr[-3000:]
    hasil: dict[str, Any] = json.loads(jalan.stdout.splitlines()[-1])
    return hasil


@pytest.fixture(scope="module")
def home() -> Iterator[Path]:
    with rumah_sendiri() as tempat:
        yield tempat


@pytest.fixture(scope="module")
def pertama(home: Path) -> dict[str, Any]:
    return play(home)


def test_demo_plays_a_campaign_and_two_months(pertama: dict[str, Any]) -> None:
    assert pertama["individu"] == 700
    assert pertama["desa"] == 6
    assert [p["kode"] for p in pertama["periode"]] == ["2021-kampanye", "2021-08", "2021-09", "2021-10"]
    kampanye = pertama["periode"][0]
    assert kampanye["tenggat_desa"].startswith("2021-07-31T17:00")  # 1 August 00:00 WIB, exclusive
    assert kampanye["verval"]["orang"] >= kampanye["terhitung"]["orang"] > 0
    assert kampanye["verval_sejak_awal"] == kampanye["verval"]
    sejak_awal = [p["verval_sejak_awal"]["keluarga"] for p in pertama["periode"]]
    assert sejak_awal == sorted(sejak_awal)
    assert max(p["verval"]["keluarga"] for p in pertama["periode"]) <= sejak_awal[-1] <= pertama["keluarga"]
    assert kampanye["musyawarah"] == kampanye["desa_final"] > 0


def test_demo_sums_are_exact_on_every_tier(pertama: dict[str, Any]) -> None:
    assert pertama["jumlah_cocok"] is True


def test_R94_demo_trail_is_whole(pertama: dict[str, Any]) -> None:
    assert pertama["jejak"]["sah"] is True
    assert pertama["jejak"]["peristiwa"] > 700


def test_demo_lists_what_is_set_and_paid(pertama: dict[str, Any]) -> None:
    assert pertama["ditetapkan"] == pertama["penetapan"][-1]["individu"] > 0
    assert set(pertama["penerima"]) == {"BST", "PBI_JK", "PKH", "SEMBAKO"}


def test_demo_second_run_keeps_the_data(home: Path, pertama: dict[str, Any]) -> None:
    assert play(home) == pertama


@pytest.mark.berat
def test_demo_same_seed_gives_the_same_lists(home: Path, pertama: dict[str, Any]) -> None:
    ulang = play(home, "--fresh")
    assert ulang["penetapan"] == pertama["penetapan"]
    assert [p["usulan"] for p in ulang["periode"]] == [p["usulan"] for p in pertama["periode"]]
