"""The engine's queries over a handful of rows, read once and answered here: planning one costs more than a look-up may.

The text of a query stays the only text of its rules. The engine itself takes it apart (`json_serialize_sql`), and what
is odd (letters beyond ASCII, numbers and dates written in another way, a function not in `fungsi`) is asked of it.
Rows are tuples; a table is its columns and a way to get its rows.
"""

from __future__ import annotations

import json
import operator
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from duckdb import DuckDBPyConnection

from opensiks.pemadanan.mesin.ungkapan import Nilai, Pohon, Ungkapan, check, place

Baris = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Tabel:
    """Columns as (table, column), and its rows."""

    kolom: tuple[tuple[str, str], ...]
    rows: Callable[[], Sequence[Baris]]

    def named(self, nama: str) -> Tabel:
        return Tabel(tuple((nama, k) for _, k in self.kolom), self.rows)


class Tafsir:
    """Queries over named tables. LookupError or NotImplementedError for what cannot be read here."""

    def __init__(self, db: DuckDBPyConnection) -> None:
        self._db = db
        self._tabel: dict[str, Tabel] = {}
        self.ambang: set[float] = set()  # fractions that the queries compare with
        self._hasil: dict[str, Tabel] = {}
        self.isi: dict[str, Sequence[Baris]] = {}

    def add_isi(self, nama: str, kolom: Sequence[str]) -> None:
        """A table whose rows stand in `isi[nama]`."""
        self.isi[nama] = []
        self._tabel[nama] = Tabel(tuple((nama, k) for k in kolom), lambda: self.isi[nama])

    def add_kueri(self, nama: str, sql: str) -> None:
        """A query under a name, asked anew each time."""
        self._tabel[nama] = self.read(sql).named(nama)

    def add_hasil(self, nama: str, sql: str) -> None:
        """A table that holds the answer of a query until it is asked again (`ask`)."""
        self._hasil[nama] = self.read(sql)
        self.add_isi(nama, [k for _, k in self._hasil[nama].kolom])

    def ask(self, nama: str) -> list[dict[str, Any]]:
        """Answer the query of `add_hasil` by what the tables hold now."""
        self.isi[nama] = self._hasil[nama].rows()
        return self.rows(nama)

    def rows(self, nama: str) -> list[dict[str, Any]]:
        """The rows of a table by column."""
        tabel = self._tabel[nama]
        return [dict(zip((k for _, k in tabel.kolom), r, strict=True)) for r in tabel.rows()]

    def read(self, sql: str) -> Tabel:
        """A query made ready."""
        pohon = json.loads(self._db.execute("SELECT json_serialize_sql(?)", [sql]).fetchall()[0][0])
        if pohon["error"]:
            raise NotImplementedError(pohon["error_message"])
        return self._node(pohon["statements"][0]["node"], self._tabel)

    def ask_mesin(self, ungkapan: str, nilai: Sequence[Any]) -> Any:
        return self._db.execute(f"SELECT {ungkapan}", list(nilai)).fetchall()[0][0]

    # Queries

    def _node(self, node: Pohon, tabel: dict[str, Tabel]) -> Tabel:
        for x in node["cte_map"]["map"]:
            tabel = {**tabel, x["key"]: self._node(x["value"]["query_node"], tabel).named(x["key"])}
        if node["type"] == "SET_OPERATION_NODE":
            return _union(node, [self._node(x, tabel) for x in node["children"]])
        check(
            node["type"] == "SELECT_NODE" and not node["group_expressions"] and not node["having"],
            node["type"],
        )
        return _Pilih(self, node, tabel).as_tabel()

    def from_node(self, node: Pohon, tabel: dict[str, Tabel]) -> Tabel:
        """What stands behind FROM."""
        jenis, nama = node["type"], node["alias"]
        if jenis == "EMPTY":
            return Tabel((), lambda: [()])
        if jenis == "BASE_TABLE":
            return tabel[node["table_name"]].named(nama or node["table_name"])
        if jenis == "SUBQUERY":
            return self._node(node["subquery"]["node"], tabel).named(nama)
        check(jenis == "JOIN", jenis)
        return self._join(node, self.from_node(node["left"], tabel), self.from_node(node["right"], tabel))

    def _join(self, node: Pohon, kiri: Tabel, kanan: Tabel) -> Tabel:
        jenis, kunci = node["join_type"], self._kunci(node, kiri, kanan)
        kosong = (None,) * len(kanan.kolom)

        def rows() -> list[Baris]:
            if kunci is None:
                return [a + b for a in kiri.rows() for b in kanan.rows()]
            lain: dict[Any, list[Baris]] = {}
            for b in kanan.rows():
                lain.setdefault(kunci[1](b), []).append(b)
            lain.pop(None, None)
            hasil: list[Baris] = []
            for a in kiri.rows():
                temu = lain.get(kunci[0](a), [])
                if jenis in ("SEMI", "ANTI"):
                    hasil += [a] * (bool(temu) == (jenis == "SEMI"))
                else:
                    hasil += [a + b for b in temu] or [a + kosong] * (jenis == "LEFT")
            return hasil

        check(jenis in ("INNER", "LEFT", "SEMI", "ANTI") and (kunci is not None or jenis == "INNER"), jenis)
        return Tabel(kiri.kolom if jenis in ("SEMI", "ANTI") else kiri.kolom + kanan.kolom, rows)

    def _kunci(self, node: Pohon, kiri: Tabel, kanan: Tabel) -> tuple[Nilai, Nilai] | None:
        """What must be equal on both sides; None when everybody meets everybody."""
        if node["using_columns"]:
            (k,) = node["using_columns"]
            return operator.itemgetter(place(kiri, k)), operator.itemgetter(place(kanan, k))
        syarat = node["condition"]
        if syarat is None or syarat.get("literal"):
            return None
        return self._equal(syarat, kiri, kanan)

    def _equal(self, syarat: Pohon, kiri: Tabel, kanan: Tabel) -> tuple[Nilai, Nilai]:
        daftar = syarat["children"] if syarat["type"] == "CONJUNCTION_AND" else [syarat]
        kiri_, kanan_ = (Ungkapan(self, t, {}, self._tabel) for t in (kiri, kanan))
        pasangan = []
        for x in daftar:
            check(x["type"] == "COMPARE_EQUAL", x["type"])
            a, b = x["left"], x["right"]
            try:
                pasangan.append((kiri_.read(a), kanan_.read(b)))
            except LookupError:
                pasangan.append((kiri_.read(b), kanan_.read(a)))
        return _tuple([a for a, _ in pasangan]), _tuple([b for _, b in pasangan])


def _tuple(daftar: list[Nilai]) -> Nilai:
    if len(daftar) == 1:
        return daftar[0]

    def nilai(r: Any) -> Any:
        semua = tuple(f(r) for f in daftar)
        return None if None in semua else semua

    return nilai


def _union(node: Pohon, bagian: list[Tabel]) -> Tabel:
    kolom = bagian[0].kolom
    check(node["setop_type"] in ("UNION", "UNION_BY_NAME"), node["setop_type"])
    urut = [list(range(len(kolom)))] * len(bagian)
    if node["setop_type"] == "UNION_BY_NAME":
        urut = [[[k for _, k in b.kolom].index(k) for _, k in kolom] for b in bagian]

    def rows() -> list[Baris]:
        semua = [tuple(r[n] for n in u) for b, u in zip(bagian, urut, strict=True) for r in b.rows()]
        return semua if node["setop_all"] else list(dict.fromkeys(semua))

    return Tabel(kolom, rows)


class _Pilih:
    """One SELECT: its rows of FROM that WHERE keeps, its list, QUALIFY, DISTINCT and ORDER BY."""

    def __init__(self, tafsir: Tafsir, node: Pohon, tabel: dict[str, Tabel]) -> None:
        self._tafsir, self._tabel = tafsir, tabel
        self._dari = tafsir.from_node(node["from_table"], tabel)
        self._syarat = self._read(node["where_clause"]) if node["where_clause"] else None
        self._urai = self._find_urai(node["select_list"])
        self._nama: dict[str, Nilai] = {}
        self._kolom: list[tuple[str, Nilai]] = []
        for x in node["select_list"]:
            self._add(x)
        self._hasil = Tabel(tuple(("", k) for k, _ in self._kolom), list)
        self._urut = self._find_urut(node["qualify"])
        self._jenis = [m["type"] for m in node["modifiers"]]
        check(set(self._jenis) <= {"ORDER_MODIFIER", "DISTINCT_MODIFIER"}, self._jenis)
        self._akhir = [o for m in node["modifiers"] for o in m.get("orders", [])]

    def _read(self, x: Pohon) -> Nilai:
        return Ungkapan(self._tafsir, self._dari, getattr(self, "_nama", {}), self._tabel).read(x)

    def _find_urai(self, daftar: list[Pohon]) -> Nilai | None:
        """The list that is spread over rows; its place in the tree becomes a column behind those of FROM."""
        temu = [x for y in daftar for x in _walk(y) if x.get("function_name") == "unnest"]
        if not temu:
            return None
        (x,) = temu
        isi = self._read(x["arguments"][0]["expression"])
        self._dari = Tabel((*self._dari.kolom, ("", "unnest")), self._dari.rows)
        x |= {"class": "COLUMN_REF", "column_names": ["unnest"], "function_name": ""}
        return isi

    def _add(self, x: Pohon) -> None:
        if x["class"] == "STAR":
            ganti = {y["key"]: y["value"] for y in x["replace_list"]}
            for n, (t, k) in enumerate(self._dari.kolom):
                if k not in x["exclude_list"] and x["relation_name"] in ("", t):
                    self._kolom.append((k, self._read(ganti[k]) if k in ganti else operator.itemgetter(n)))
            return
        nilai = self._read(x)
        nama = x["alias"] or (x["column_names"][-1] if x["class"] == "COLUMN_REF" else "")
        self._kolom.append((nama, nilai))
        self._nama.setdefault(nama, nilai)

    def _find_urut(self, x: Pohon | None) -> tuple[Nilai, list[tuple[Nilai, bool]]] | None:
        """QUALIFY: only the first row of each group in an order."""
        if x is None:
            return None
        check(x["type"] == "COMPARE_EQUAL" and x["left"]["type"] == "WINDOW_ROW_NUMBER", x["type"])
        check(x["right"].get("literal", {}).get("text") == "1", "QUALIFY")
        jendela = x["left"]
        urut = [(self._read(o["expression"]), o["type"] == "DESCENDING") for o in jendela["orders"]]
        return _tuple([self._read(p) for p in jendela["partitions"]]), urut

    def as_tabel(self) -> Tabel:
        akhir = [
            (Ungkapan(self._tafsir, self._hasil, {}, {}).read(o["expression"]), o["type"])
            for o in self._akhir
        ]
        isi = [f for _, f in self._kolom]

        def rows() -> list[Baris]:
            dari = self._sift()
            hasil = [tuple(f(r) for f in isi) for r in dari]
            if "DISTINCT_MODIFIER" in self._jenis:
                hasil = list(dict.fromkeys(hasil))
            for f, arah in reversed(akhir):
                hasil.sort(key=f, reverse=arah == "DESCENDING")
            return hasil

        return Tabel(self._hasil.kolom, rows)

    def _sift(self) -> Sequence[Baris]:
        """The rows that the list is made of."""
        dari = self._dari.rows()
        if self._syarat:
            dari = [r for r in dari if self._syarat(r)]
        if self._urai:
            dari = [(*r, x) for r in dari for x in self._urai(r) or ()]
        if self._urut:
            kelompok, urut = self._urut
            dari = list(dari)
            for f, turun in reversed(urut):
                dari.sort(key=f, reverse=turun)
            dari = list({kelompok(r): r for r in reversed(dari)}.values())
        return dari


def _walk(x: Any) -> list[Pohon]:
    """All nodes of an expression."""
    if isinstance(x, dict):
        return [x, *(z for y in x.values() for z in _walk(y))]
    return [z for y in x for z in _walk(y)] if isinstance(x, list) else []
