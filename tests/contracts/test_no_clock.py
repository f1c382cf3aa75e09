"""Only infra/clock.py reads the clock; a service that asks for the time cannot be tested or replayed."""

import ast
from pathlib import Path

import pytest

SRC = Path(__file__).resolve().parents[2] / "src" / "opensiks"
FORBIDDEN = {
    ("datetime", "now"),
    ("datetime", "utcnow"),
    ("datetime", "today"),
    ("date", "today"),
    ("timezone", "now"),
    ("timezone", "localdate"),
    ("time", "time"),
}
FILES = sorted(path for path in SRC.rglob("*.py") if path != SRC / "infra" / "clock.py")


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(SRC)))
def test_only_the_clock_reads_the_clock(path: Path) -> None:
    assert list(readings(ast.parse(path.read_text()))) == []


def readings(tree: ast.AST) -> list[str]:
    """Every call like datetime.now() or date.today(), and every database default that is a clock."""
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and (_name(node.value), node.attr) in FORBIDDEN:
            found.append(f"line {node.lineno}: {_name(node.value)}.{node.attr}")
        if isinstance(node, ast.keyword) and node.arg in ("auto_now", "auto_now_add"):
            found.append(f"line {node.value.lineno}: {node.arg}")
        if (
            isinstance(node, ast.ImportFrom)
            and node.module == "time"
            and "time" in {n.name for n in node.names}
        ):
            found.append(f"line {node.lineno}: from time import time")
    return found


def _name(node: ast.expr) -> str:
    return node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""


@pytest.mark.parametrize(
    "source",
    ["datetime.datetime.now()", "date.today()", "x = timezone.now", "f(auto_now_add=True)", "time.time()"],
)
def test_the_search_finds_each_way(source: str) -> None:
    assert readings(ast.parse(source))
