"""The wheel carries everything the program reads, so that it works outside a checkout."""

from pathlib import Path
from zipfile import ZipFile

import pytest
from hatchling.builders.wheel import WheelBuilder

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "src" / "opensiks"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """Name → content of every file in a wheel built from this tree, without a build environment of its own."""
    folder = tmp_path_factory.mktemp("wheel")
    (built,) = WheelBuilder(str(ROOT)).build(directory=str(folder), versions=["standard"])
    with ZipFile(built) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def expected() -> set[str]:
    """Names in the wheel, by the files of the tree: the package with all its assets, and the guides."""
    package = {f"opensiks/{p.relative_to(PACKAGE)}" for p in PACKAGE.rglob("*") if p.is_file()}
    panduan = ROOT / "docs" / "panduan"
    guides = {f"opensiks/panduan/{p.relative_to(panduan)}" for p in panduan.rglob("*") if p.is_file()}
    return {name for name in package | guides if "__pycache__" not in name}


def test_wheel_carries_every_file_of_the_package_and_the_guides(wheel: dict[str, bytes]) -> None:
    packed = {name for name in wheel if not name.startswith("opensiks-")}
    assert packed == expected()


@pytest.mark.parametrize(
    ("folder", "ending"),
    [
        ("opensiks/web/templates/", ".html"),
        ("opensiks/web/static/", ".css"),
        ("opensiks/web/static/", ".js"),
        ("opensiks/web/static/", ".svg"),
        ("opensiks/infra/typst/", ".typ"),
        ("opensiks/musyawarah/typst/", ".typ"),
        ("opensiks/pengesahan/typst/", ".typ"),
        ("opensiks/panduan/", ".md"),
    ],
)
def test_wheel_carries_each_kind_of_asset(wheel: dict[str, bytes], folder: str, ending: str) -> None:
    assert any(name.startswith(folder) and name.endswith(ending) for name in wheel)


def test_wheel_leaves_out_what_only_developers_need(wheel: dict[str, bytes]) -> None:
    assert not any(name.startswith(("tests/", "docs/", "script/")) for name in wheel)


def test_wheel_brings_the_command_and_the_licence(wheel: dict[str, bytes]) -> None:
    info = next(name.split("/")[0] for name in wheel if name.endswith(".dist-info/METADATA"))
    assert b"opensiks = opensiks.__main__:main" in wheel[f"{info}/entry_points.txt"]
    assert b"Apache License" in wheel[f"{info}/licenses/LICENSE"]
    assert b"License-Expression: Apache-2.0" in wheel[f"{info}/METADATA"]
