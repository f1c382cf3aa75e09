"""Expressions of the engine as functions of a row (`tafsir`): null goes through them as it does there."""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from opensiks.pemadanan.mesin.fungsi import FUNGSI, TANYA, take

if TYPE_CHECKING:
    from opensiks.pemadanan.mesin.tafsir import Tabel, Tafsir

Nilai = Callable[[Any], Any]
Pohon = dict[str, Any]
_BANDING: dict[str, Callable[[Any, Any], Any]] = {
    "COMPARE_EQUAL": operator.eq,
    "COMPARE_NOTEQUAL": operator.ne,
    "COMPARE_LESSTHAN": operator.lt,
    "COMPARE_GREATERTHAN": operator.gt,
    "COMPARE_LESSTHANOREQUALTO": operator.le,
    "COMPARE_GREATERTHANOREQUALTO": operator.ge,
}
_BULAT = ("TINYINT", "SMALLINT", "INTEGER", "INT", "BIGINT", "UTINYINT", "USMALLINT", "UINTEGER", "UBIGINT")
DEKAT = 1e-9  # fractions nearer than this may be one
_ANGKA = re.compile(r"[0-9]{1,18}")
_TANGGAL = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def check(benar: object, apa: object) -> None:
    """NotImplementedError for a kind of query that is not read here."""
    if not benar:
        raise NotImplementedError(str(apa))


def place(tabel: Tabel, kolom: str, milik: str = "") -> int:
    """The place of a column by its name; LookupError when it is not there."""
    for n, (t, k) in enumerate(tabel.kolom):
        if k.lower() == kolom.lower() and (not milik or t == milik):
            return n
    raise LookupError(f"{milik}.{kolom}")


class Ungkapan:
    """Reads expressions over the rows of `dari`; `nama`: those named before in the same list."""

    def __init__(self, tafsir: Tafsir, dari: Tabel, nama: dict[str, Nilai], tabel: dict[str, Tabel]) -> None:
        self._tafsir, self._dari, self._nama, self._tabel = tafsir, dari, nama, tabel

    def read(self, x: Pohon) -> Nilai:
        baca: Callable[[Pohon], Nilai] | None = getattr(self, f"_read_{x['class'].lower()}", None)
        check(baca, x["class"])
        assert baca is not None
        return baca(x)

    def _all(self, daftar: Sequence[Pohon]) -> list[Nilai]:
        return [self.read(x) for x in daftar]

    def _read_column_ref(self, x: Pohon) -> Nilai:
        *milik, kolom = x["column_names"]
        try:
            return operator.itemgetter(place(self._dari, kolom, *milik))
        except LookupError:
            if milik or kolom not in self._nama:
                raise
            return self._nama[kolom]

    def _read_constant(self, x: Pohon) -> Nilai:
        jenis, teks = x["literal"]["kind"], x["literal"]["text"]
        isi: dict[str, Callable[[str], Any]] = {
            "STRING": str, "INTEGER": int, "NUMERIC": float, "BOOLEAN": lambda t: t == "true",
            "NULL_LITERAL": lambda t: None,
        }  # fmt: skip
        nilai = isi[jenis](teks)
        if jenis == "NUMERIC":
            self._tafsir.ambang.add(nilai)
        return lambda r: nilai

    def _read_comparison(self, x: Pohon) -> Nilai:
        a, b = self.read(x["left"]), self.read(x["right"])
        if x["type"] == "COMPARE_DISTINCT_FROM":
            return lambda r: a(r) != b(r)
        if x["type"] == "COMPARE_NOT_DISTINCT_FROM":
            return lambda r: a(r) == b(r)
        f = _BANDING[x["type"]]

        def nilai(r: Any) -> Any:
            p = a(r)
            if p is None:
                return None
            q = b(r)
            return None if q is None else f(p, q)

        return nilai

    def _read_conjunction(self, x: Pohon) -> Nilai:
        daftar, akhir = self._all(x["children"]), x["type"] == "CONJUNCTION_OR"

        def nilai(r: Any) -> Any:
            hasil: bool | None = not akhir
            for f in daftar:
                v = f(r)
                if v is None:
                    hasil = None
                elif v is akhir:
                    return akhir
            return hasil

        return nilai

    def _read_between(self, x: Pohon) -> Nilai:
        isi, bawah, atas = self._all([x["input"], x["lower"], x["upper"]])

        def nilai(r: Any) -> Any:
            v = (isi(r), bawah(r), atas(r))
            return None if None in v else v[1] <= v[0] <= v[2]

        return nilai

    def _read_case(self, x: Pohon) -> Nilai:
        cabang = [(self.read(c["when_expr"]), self.read(c["then_expr"])) for c in x["case_checks"]]
        lain = self.read(x["else_expr"])

        def nilai(r: Any) -> Any:
            for bila, maka in cabang:
                if bila(r):
                    return maka(r)
            return lain(r)

        return nilai

    def _read_operator(self, x: Pohon) -> Nilai:
        jenis, isi = x["type"], self._all(x["children"])
        satu, *lain = isi
        if jenis == "OPERATOR_IS_NULL":
            return lambda r: satu(r) is None
        if jenis == "OPERATOR_IS_NOT_NULL":
            return lambda r: satu(r) is not None
        if jenis == "OPERATOR_NOT":
            return lambda r: None if (v := satu(r)) is None else not v
        if jenis == "OPERATOR_COALESCE":
            return lambda r: next((v for f in isi if (v := f(r)) is not None), None)
        if jenis == "COMPARE_IN":
            return lambda r: None if (v := satu(r)) is None else v in [f(r) for f in lain]
        if jenis == "ARRAY_EXTRACT":
            return self._call("list_extract", take, isi)
        check(jenis == "ARRAY_SLICE", jenis)
        return self._call("list_slice", lambda s, a, b: s[a - 1 : b], isi)

    def _read_function(self, x: Pohon) -> Nilai:
        nama = x["function_name"].lower()
        isi = self._all([a["expression"] for a in x["arguments"]])
        if nama == "count":
            # Only of all rows of a subquery, which are the row here.
            return lambda semua: sum(isi[0](r) is not None for r in semua)
        return self._call(nama, FUNGSI.get(nama), isi)

    def _call(self, nama: str, fungsi: Callable[..., Any] | None, isi: list[Nilai]) -> Nilai:
        """A function that is null as soon as an argument is; what is odd is asked of the engine."""
        tanya = (
            "?".join(("", f" {nama} ", ""))
            if not nama[0].isalpha()
            else f"{nama}({', '.join('?' * len(isi))})"
        )
        mesin, ambang = self._tafsir.ask_mesin, self._tafsir.ambang

        def nilai(r: Any) -> Any:
            v = [f(r) for f in isi]
            for y in v:
                if y is None:
                    return None
                if type(y) is str and not y.isascii():
                    return mesin(tanya, v)
            hasil = TANYA if fungsi is None else fungsi(*v)
            # At a threshold the last bit decides.
            if hasil is TANYA or (type(hasil) is float and any(abs(hasil - x) < DEKAT for x in ambang)):
                return mesin(tanya, v)
            return hasil

        return nilai

    def _read_cast(self, x: Pohon) -> Nilai:
        isi, tipe = self.read(x["child"]), x["type_expr"]["type_name"].upper()
        tanya = f"{'try_' if x['try_cast'] else ''}cast(? AS {tipe})"

        def nilai(r: Any) -> Any:
            v = isi(r)
            if v is None:
                return None
            hasil = _cast(v, tipe)
            if hasil is TANYA:
                hasil = self._tafsir.ask_mesin(tanya, [v])
                # A date beyond our calendar comes as text.
                hasil = date.max if tipe == "DATE" and isinstance(hasil, str) else hasil
            return hasil

        return nilai

    def _read_subquery(self, x: Pohon) -> Nilai:
        check(x["subquery_type"] == "SCALAR", x["subquery_type"])
        node = x["subquery"]["node"]
        dari = self._tafsir.from_node(node["from_table"], self._tabel)
        nilai = Ungkapan(self._tafsir, dari, {}, self._tabel).read(node["select_list"][0])
        return lambda r: nilai(dari.rows())


def _cast(v: Any, tipe: str) -> Any:
    """The value as another kind, where that is plain; else TANYA."""
    if tipe in _BULAT:
        if isinstance(v, int):
            return int(v)
        return int(v) if isinstance(v, str) and _ANGKA.fullmatch(v) else TANYA
    if tipe == "VARCHAR":
        return v if isinstance(v, str) else str(v) if type(v) is int else TANYA
    if tipe == "DATE":
        if isinstance(v, date):
            return v
        return _read_tanggal(v) if isinstance(v, str) and _TANGGAL.fullmatch(v) else TANYA
    return v if tipe == "BOOLEAN" and isinstance(v, bool) else TANYA


def _read_tanggal(teks: str) -> Any:
    try:
        return date.fromisoformat(teks)
    except ValueError:
        return TANYA
