"""What the program imports is declared, and what is declared is explained in the README."""

import ast
import re
import sys
import tomllib
from importlib.metadata import packages_distributions

from tests.contracts.pohon import AKAR, MODUL, parse

PROYEK = tomllib.loads((AKAR / "pyproject.toml").read_text())["project"]
# What one asks for by name stands outside the lock of everyday, in one of its own.
TAMBAHAN = PROYEK["optional-dependencies"]
SEMUA = PROYEK["dependencies"] + [d for daftar in TAMBAHAN.values() for d in daftar]
DINYATAKAN = {re.split(r"[=<>\[]", d)[0].lower() for d in SEMUA}
# Comes with a declared one, which pins it.
IKUT = {"sqlparse", "asgiref", "py4j"}


def test_every_import_is_declared() -> None:
    paket = packages_distributions()
    dipakai = set()
    for modul in MODUL:
        for node in ast.walk(parse(modul)):
            if isinstance(node, ast.Import):
                dipakai |= {a.name.split(".")[0] for a in node.names}
            if isinstance(node, ast.ImportFrom) and node.module and not node.level:
                dipakai.add(node.module.split(".")[0])
    asing = dipakai - set(sys.stdlib_module_names) - {"opensiks"}
    tanpa = {n for n in asing if not {p.lower() for p in paket.get(n, [n])} & (DINYATAKAN | IKUT)}
    assert sorted(tanpa) == []


def test_every_dependency_is_pinned_and_explained_in_the_readme() -> None:
    assert [d for d in SEMUA if "==" not in d] == []
    alasan = "\n".join(b for b in (AKAR / "README.md").read_text().lower().splitlines() if b.startswith("|"))
    assert sorted(n for n in DINYATAKAN if n not in alasan) == []


def test_the_lock_holds_every_dependency_with_hashes_and_without_addresses() -> None:
    daftar = {"requirements.lock": PROYEK["dependencies"], "requirements-dev.lock": PROYEK["dependencies"]}
    daftar |= {f"requirements-{nama}.lock": isi for nama, isi in TAMBAHAN.items()}
    for nama, isi in daftar.items():
        kunci = (AKAR / nama).read_text()
        assert "://" not in kunci
        terkunci = {b.split(" ")[0].lower() for b in kunci.splitlines() if "==" in b}
        diminta = {re.sub(r"\[.*\]", "", d).lower() for d in isi}
        assert diminta - {re.sub(r"\[.*\]", "", t) for t in terkunci} == set(), f"{nama}: run script/lock"
        assert kunci.count("--hash=sha256:") >= len(isi)
