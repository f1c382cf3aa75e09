"""The night of the deadline at the door, for a few seconds: script/bench titip runs the same for ten minutes."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.contracts.pohon import AKAR


@pytest.mark.berat
def test_many_deposits_a_second_are_all_kept_and_judged(tmp_path: Path) -> None:
    """Kegagalan 42: villages hand files in at a real server, a real worker judges them, the Dinas opens its desk; no
    receipt is given for what is not there, the queue ends, and every page came."""
    jauhkan = (
        "DATABASE_URL",
        "DATABASE_APP_URL",
        "DJANGO_SETTINGS_MODULE",
        "OPENSIKS_HOME",
        "OPENSIKS_TEST_HOME",
    )
    lingkungan = {k: v for k, v in os.environ.items() if k not in jauhkan} | {"PYTHONPATH": str(AKAR)}
    perintah = [
        "benchmarks/bench_titip.py",
        "--detik",
        "3",
        "--laju",
        "8",
        "--desa",
        "3",
        "--home",
        str(tmp_path),
    ]
    jalan = subprocess.run(
        [sys.executable, *perintah], cwd=AKAR, env=lingkungan, capture_output=True, text=True, check=False
    )
    assert jalan.returncode == 0, jalan.stdout + jalan.stderr
    assert "bertanda titip 24 dalam" in jalan.stdout
    assert "dinilai 24 dari 24" in jalan.stdout
