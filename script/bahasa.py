"""script/bahasa [--check]: collect the interface's words into the English catalogue and compile it.

Words come from four places: templates ({% translate %}, _("…") in tags), the pages' Python (_ and nanti), the scripts
(terjemah("…")), and the rulebook, whose sentences, labels and next steps are shown as they stand. What the scripts say
is compiled into a script of its own, which English pages load.
"""

from __future__ import annotations

import ast
import io
import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

PAKET = Path(__file__).resolve().parents[1] / "src" / "opensiks"
KATALOG = PAKET / "web" / "locale" / "en" / "LC_MESSAGES" / "django.po"
_PANGGIL = {"_", "nanti", "gettext"}
# What templatize makes of a translated piece: a call with one string.
_KUTIP = r"""u?("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')"""
_POLA = re.compile(rf"\b(?:gettext|_)\({_KUTIP}\)", re.S)
_POLA_KONTEKS = re.compile(rf"\bpgettext\({_KUTIP}, {_KUTIP}\)", re.S)
STATIS = PAKET / "web" / "static"
SKRIP = STATIS / "js" / "kata.en.js"
_POLA_SKRIP = re.compile(r"""\bterjemah\(("[^"]*"|'[^']*')""")
# Between a context and its word, as in compiled catalogues: "Keluar" of an account is not that of a list.
ANTARA = "\x04"
# A rule's sentence is its docstring; its source is quoted law and stays.
_BUKAN_KATA = {"sumber", "kode"}
# Names of laws, and why a rule is not yet in force: read in the rulebook's document, not on a page.
_BUKAN_HALAMAN = {"sumber.py", "pasal.py"}


def collect() -> dict[str, set[str]]:
    """Every word by the files it stands in, relative to the package."""
    hasil: dict[str, set[str]] = {}
    for berkas, kata in _collect():
        hasil.setdefault(kata, set()).add(berkas.relative_to(PAKET).as_posix())
    return hasil


def load(po: Path = KATALOG) -> Catalog:
    if not po.exists():
        return Catalog(locale="en", domain="django")
    with po.open("rb") as isi:
        return read_po(isi, locale="en", domain="django")


def compose(lama: Catalog, kata: dict[str, set[str]]) -> Catalog:
    """The catalogue of exactly these words, with the English that is known; sorted, without dates or line numbers."""
    baru = Catalog(
        locale="en", domain="django", project="OpenSIKS", header_comment="# English of the interface."
    )
    for satu in sorted(kata):
        isi, _, konteks = reversed(satu.rpartition(ANTARA))
        inggris = lama.get(isi, konteks or None)
        string = inggris.string if inggris and isinstance(inggris.string, str) else ""
        baru.add(isi, string, locations=[(b, 0) for b in sorted(kata[satu])], context=konteks or None)
    return baru


def write(katalog: Catalog) -> None:
    KATALOG.parent.mkdir(parents=True, exist_ok=True)
    KATALOG.write_bytes(to_po(katalog))
    with KATALOG.with_suffix(".mo").open("wb") as isi:
        write_mo(isi, katalog)
    SKRIP.write_text(to_skrip(katalog), encoding="utf-8")


def to_skrip(katalog: Catalog) -> str:
    """What the scripts say, as a script that they ask."""
    kata = {m.id: m.string for m in katalog if m.string and any(b.endswith(".js") for b, _ in m.locations)}
    return f"window.KATA = {json.dumps(kata, ensure_ascii=False, indent=0)};\n"


def to_po(katalog: Catalog) -> bytes:
    isi = io.BytesIO()
    write_po(isi, katalog, width=118, omit_header=True, include_lineno=False, sort_output=True)
    kepala = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n"Language: en\\n"\n\n'
    return kepala.encode() + isi.getvalue()


def _collect() -> Iterator[tuple[Path, str]]:
    for halaman in sorted((PAKET / "web" / "templates").rglob("*.html")):
        isi = templatize(halaman.read_text(encoding="utf-8"))
        for potong in _POLA.findall(isi):
            yield halaman, ast.literal_eval(potong)
        for pasangan in _POLA_KONTEKS.findall(isi):
            yield halaman, ANTARA.join(map(ast.literal_eval, pasangan))
    for skrip in sorted([*STATIS.glob("js/*.js"), *STATIS.glob("pages/*.js")]):
        for potong in _POLA_SKRIP.findall(skrip.read_text(encoding="utf-8")):
            yield skrip, ast.literal_eval(potong)
    for modul in sorted((PAKET / "web").rglob("*.py")):
        for kata in _words(ast.parse(modul.read_text(encoding="utf-8"))):
            yield modul, kata
    for modul in sorted((PAKET / "rules").glob("*.py")):
        if modul.name in _BUKAN_HALAMAN:
            continue
        for kata in _words_of_rules(ast.parse(modul.read_text(encoding="utf-8"))):
            yield modul, kata


def _words(pohon: ast.AST) -> Iterator[str]:
    """The first argument of every _("…") and nanti("…")."""
    for n in ast.walk(pohon):
        if isinstance(n, ast.Call) and isinstance(n.func, ast.Name) and n.func.id in _PANGGIL and n.args:
            isi = n.args[0]
            if isinstance(isi, ast.Constant) and isinstance(isi.value, str):
                yield isi.value


def _words_of_rules(pohon: ast.Module) -> Iterator[str]:
    """Sentences of the rulebook: docstrings of rules, and the strings that are sentences or labels."""
    dokstring = set()
    for n in ast.walk(pohon):
        if isinstance(n, ast.Module | ast.ClassDef | ast.FunctionDef) and (isi := ast.get_docstring(n)):
            dokstring.add(n.body[0].value)  # type: ignore[attr-defined]
            aturan = isinstance(n, ast.FunctionDef) and any(_is_rule(d) for d in n.decorator_list)
            if aturan:
                yield isi.strip().splitlines()[0]
    for n in ast.walk(pohon):
        # Not for people: where a rule comes from, what a wrong call answers, a note under a constant.
        if (isinstance(n, ast.keyword) and n.arg in _BUKAN_KATA) or isinstance(n, ast.Expr) or _is_galat(n):
            dokstring |= {a for a in ast.walk(n) if isinstance(a, ast.Constant)}
    for n in ast.walk(pohon):
        if (
            isinstance(n, ast.Constant)
            and isinstance(n.value, str)
            and n not in dokstring
            and _is_kata(n.value)
        ):
            yield n.value


def _is_rule(hiasan: ast.expr) -> bool:
    return isinstance(hiasan, ast.Call) and isinstance(hiasan.func, ast.Name) and hiasan.func.id == "rule"


def _is_galat(n: ast.AST) -> bool:
    """Raised at programmers, not at people."""
    panggil = n.exc if isinstance(n, ast.Raise) else None
    return isinstance(panggil, ast.Call) and getattr(panggil.func, "id", "") in ("ValueError", "TypeError")


def _is_kata(isi: str) -> bool:
    """A sentence or a label for people, not a code, a path or a pattern."""
    return (
        bool(re.search(r"[a-z]{3}", isi))
        and bool(re.match(r"[A-ZÀ-Ý{].*|[a-z]+ [a-z]", isi))
        and "\\" not in isi
    )


def main(check: bool) -> int:
    """Write the catalogue; with `check` only say whether it is whole. 1 when it is not."""
    katalog = compose(load(), collect())
    kosong = [m.id for m in katalog if m.id and not m.string]
    basi = not KATALOG.exists() or to_po(katalog) != KATALOG.read_bytes() or not SKRIP.exists()
    basi = basi or to_skrip(katalog) != SKRIP.read_text(encoding="utf-8")
    if not check:
        write(katalog)
    elif basi:
        print("Katalog bahasa Inggris basi. Jalankan script/fix, lalu simpan hasilnya.", file=sys.stderr)
    print(
        f"{len(katalog)} kata, {len(kosong)} belum berbahasa Inggris",
        *kosong[:5],
        sep="\n  ",
        file=sys.stderr,
    )
    return int(check and (basi or bool(kosong)))


if __name__ == "__main__":
    sys.exit(main("--check" in sys.argv[1:]))
