"""The tree that the contracts read: its modules, and the names that are written in them."""

import ast
import importlib
import inspect
import pkgutil
import re
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import opensiks

AKAR = Path(__file__).resolve().parents[2]
SRC = AKAR / "src" / "opensiks"
MODUL = sorted(p for p in SRC.rglob("*.py") if "migrations" not in p.parts)
# Settings ask for a whole environment of their own, and these three start a server when imported.
TIDAK_DIMUAT = re.compile(r"\.(migrations|settings|asgi|wsgi|__main__)(\.|$)")
_KATA = re.compile(r"[A-Z]+(?=[A-Z][a-z])|[A-Z]?[a-z]+|[A-Z]+")


def parse(modul: Path) -> ast.Module:
    return _parse(modul)


@cache
def _parse(modul: Path) -> ast.Module:
    return ast.parse(modul.read_text(encoding="utf-8"), str(modul))


def split_kata(nama: str) -> list[str]:
    """("PeriodeDesa" or "daftar_isi") -> words in lower case; single letters are no words."""
    return [kata.lower() for kata in _KATA.findall(nama) if len(kata) > 1]


def list_nama(modul: Path) -> Iterator[str]:
    """Names that others read: module, classes, functions, arguments, attributes, fields, constants."""
    yield from modul.relative_to(SRC).with_suffix("").parts
    for node in ast.walk(parse(modul)):
        match node:
            case ast.ClassDef() | ast.FunctionDef():
                yield node.name
            case ast.arg():
                yield node.arg
            case ast.Attribute(ctx=ast.Store()):
                yield node.attr
        if isinstance(node, ast.ClassDef | ast.Module):
            yield from _assigned(node.body)


def _assigned(body: list[ast.stmt]) -> Iterator[str]:
    for kalimat in body:
        match kalimat:
            case ast.Assign():
                sasaran = kalimat.targets
            case ast.AnnAssign():
                sasaran = [kalimat.target]
            case _:
                continue
        yield from (n.id for s in sasaran for n in ast.walk(s) if isinstance(n, ast.Name))


@cache
def load_semua() -> None:
    """Import every module of the package, so that what registers itself is registered."""
    for modul in pkgutil.walk_packages(opensiks.__path__, "opensiks."):
        if not TIDAK_DIMUAT.search(modul.name):
            importlib.import_module(modul.name)


def list_layanan(app: str) -> dict[str, Callable[..., Any]]:
    """What the services module of an app offers: its own public functions and those it hands on."""
    berkas = SRC / app / "services.py"
    if not berkas.exists():
        return {}
    modul = importlib.import_module(f"opensiks.{app}.services")
    nama = {n.name for n in parse(berkas).body if isinstance(n, ast.FunctionDef)}
    for node in parse(berkas).body:
        if isinstance(node, ast.ImportFrom):
            nama |= {a.name for a in node.names if a.asname == a.name}
    nama |= set(getattr(modul, "__all__", ()))
    return {
        n: getattr(modul, n) for n in sorted(nama) if inspect.isfunction(getattr(modul, n)) and n[0] != "_"
    }
