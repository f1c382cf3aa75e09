"""Some thousand rows in one statement: a text of lines that INSERT … SELECT takes apart.

No staging table to make and drop, and the policies of row-level security check every row as they check any other.
"""

import json
from collections.abc import Callable, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from functools import cache
from typing import Any

from django.db import connection
from psycopg import sql

# Beyond these a text of lines is no longer cheaper than a staging table: rows, and characters in all.
BANYAK, PANJANG = 2000, 4_000_000
# Separators that no text of ours holds; one that does takes the staging table.
_KOLOM, _BARIS, _KOSONG = "\x1f", "\x1e", "\x1d"


def write_lines(rows: Sequence[Sequence[Any]]) -> str | None:
    """All rows as one text; None where a value is of another kind, or looks like a separator."""
    width, empty = len(rows[0]), 0
    lines = []
    try:
        for row in rows:
            values = [v if type(v) is str else _TEXT[type(v)](v) for v in row]
            empty += row.count(None)
            lines.append(_KOLOM.join(values))
    except TypeError:
        return None
    text = _BARIS.join(lines)
    clean = (text.count(_KOLOM), text.count(_BARIS), text.count(_KOSONG))
    if width < 2 or len(text) > PANJANG or clean != ((width - 1) * len(rows), len(rows) - 1, empty):
        return None
    return text


class _Writers(dict[type, Callable[[Any], str]]):
    """How a value of each type is written; texts of every kind by what they say."""

    def __missing__(self, tipe: type) -> Callable[[Any], str]:
        if not issubclass(tipe, str):
            raise TypeError(tipe.__name__)
        return str.__str__


_TEXT = _Writers(
    {
        int: str, Decimal: str, bool: str, type(None): lambda _: _KOSONG,
        datetime: datetime.isoformat, date: date.isoformat, time: time.isoformat,
        dict: json.JSONEncoder(ensure_ascii=False).encode,
    }
)  # fmt: skip


def insert_lines(table: str, columns: Sequence[str], lines: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(_statement(connection.settings_dict["NAME"], table, tuple(columns)), [lines])
        return int(cursor.rowcount)


@cache
def _statement(database: str, table: str, columns: tuple[str, ...]) -> str:
    """The INSERT of lines into these columns, every text cast to its column's type as this process found it."""
    with connection.cursor() as cursor:
        cursor.execute(
            """SELECT attname, format_type(atttypid, NULL) FROM pg_attribute
               WHERE attrelid = %s::regclass AND attnum > 0 AND NOT attisdropped""",
            [f'"{table}"'],
        )
        types = dict(cursor.fetchall())
        values = sql.SQL(", ").join(
            sql.SQL("v[{}]::" + types[name]).format(sql.Literal(n)) for n, name in enumerate(columns, 1)
        )
        return (
            sql.SQL(
                "INSERT INTO {} ({}) SELECT {} FROM string_to_table(%s, {}) AS b,"
                " LATERAL (SELECT string_to_array(b, {}, {}) AS v OFFSET 0) AS l"
            )
            .format(
                sql.Identifier(table),
                sql.SQL(", ").join(map(sql.Identifier, columns)),
                values,
                *map(sql.Literal, (_BARIS, _KOLOM, _KOSONG)),
            )
            .as_string(cursor.connection)
        )
