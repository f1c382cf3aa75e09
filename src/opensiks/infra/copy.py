"""Bulk rows into tables under row-level security.

PostgreSQL refuses COPY into such a table: up to some thousand rows go in by one INSERT (sisip.py); more are copied into
a temporary table and go on by INSERT … SELECT, where the policy checks every one of them. Needs an open transaction (a
scope); the staging table ends with it.
"""

from collections.abc import Callable, Iterable, Sequence
from itertools import chain, count, islice
from pathlib import Path
from typing import Any

from django.db import connection
from psycopg import sql
from psycopg.types.json import Jsonb

from opensiks.infra.sisip import BANYAK, insert_lines, write_lines

_serial = count(1)


def copy_into(table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> int:
    """Insert `rows` (one value per column, dicts become jsonb) into `table`; returns how many went in."""
    _require_transaction()
    rows = iter(rows)
    few = list(islice(rows, BANYAK + 1))
    if not few:
        return 0
    if len(few) <= BANYAK and (lines := write_lines(few)) is not None:
        return insert_lines(table, columns, lines)
    return _copy_into(table, columns, chain(few, rows))


def _copy_into(table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> int:
    return _stage(table, columns, lambda tahap: _copy(tahap, columns, rows))


def _stage(table: str, columns: Sequence[str], fill: Callable[[str], object]) -> int:
    stage = f"tahap_{next(_serial)}_{table}"[:63]
    named = _names(columns)
    with connection.cursor() as cursor:
        cursor.execute(
            sql.SQL("CREATE TEMP TABLE {} ON COMMIT DROP AS SELECT {} FROM {} WITH NO DATA").format(
                sql.Identifier(stage), named, sql.Identifier(table)
            )
        )
        fill(stage)
        cursor.execute(
            sql.SQL("INSERT INTO {} ({}) SELECT {} FROM {}").format(
                sql.Identifier(table), named, named, sql.Identifier(stage)
            )
        )
        inserted = int(cursor.rowcount)
        cursor.execute(sql.SQL("DROP TABLE {}").format(sql.Identifier(stage)))
    return inserted


def copy_csv(table: str, columns: Sequence[str], path: Path) -> int:
    """Insert the lines of a CSV file without a header, one field per column, into `table`; returns how many.

    For what another engine wrote: the lines go through as they are, and nothing of them stands in memory.
    """
    _require_transaction()
    return _stage(table, columns, lambda tahap: _copy_file(tahap, columns, path))


def copy_temp(name: str, columns_sql: str, rows: Iterable[Sequence[Any]]) -> int:
    """Make the temporary table `name`, e.g. copy_temp("masuk", "nomor int, nik text", rows), and fill it.

    It is analysed and dropped at the end of the transaction; returns the number of rows.
    """
    _require_transaction()
    with connection.cursor() as cursor:
        definition = sql.SQL(columns_sql)  # written by us, never by a person
        cursor.execute(
            sql.SQL("CREATE TEMP TABLE {} ({}) ON COMMIT DROP").format(sql.Identifier(name), definition)
        )
        cursor.execute(sql.SQL("SELECT * FROM {} LIMIT 0").format(sql.Identifier(name)))
        copied = _copy(name, [column.name for column in cursor.description], rows)
        cursor.execute(sql.SQL("ANALYZE {}").format(sql.Identifier(name)))
    return copied


def copy_more(name: str, rows: Iterable[Sequence[Any]]) -> int:
    """Append rows, in column order, to a table made by copy_temp: for streams too long to hold at once."""
    with connection.cursor() as cursor:
        cursor.execute(sql.SQL("SELECT * FROM {} LIMIT 0").format(sql.Identifier(name)))
        return _copy(name, [column.name for column in cursor.description], rows)


def next_ids(table: str, how_many: int) -> list[int]:
    """Draw fresh ids of `table`, so that children can be written in the same sweep as their parents."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence(%s, 'id')::regclass) FROM generate_series(1, %s)",
            [f'"{table}"', how_many],
        )
        return [int(row[0]) for row in cursor.fetchall()]


def _require_transaction() -> None:
    if not connection.in_atomic_block:
        raise RuntimeError("copying needs an open transaction: use `with scope(…)`")


def _copy(table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> int:
    statement = sql.SQL("COPY {} ({}) FROM STDIN").format(sql.Identifier(table), _names(columns))
    written = 0
    with connection.cursor() as cursor, cursor.copy(statement) as copy:
        for row in rows:
            copy.write_row([_adapt(value) for value in row])
            written += 1
    return written


def _copy_file(table: str, columns: Sequence[str], path: Path) -> None:
    statement = sql.SQL("COPY {} ({}) FROM STDIN (FORMAT csv)").format(sql.Identifier(table), _names(columns))
    with connection.cursor() as cursor, cursor.copy(statement) as copy, path.open("rb") as berkas:
        while potong := berkas.read(256 * 1024):
            copy.write(potong)


def export_csv(query: str, params: Sequence[Any], path: Path) -> int:
    """The rows of a SELECT as a CSV file without a header, straight from the database; returns how many.

    What the scope does not cover is not in it: the policies stand over a SELECT that is copied out as over any other.
    """
    with connection.cursor() as cursor, path.open("wb") as berkas:
        with cursor.copy(f"COPY ({query}) TO STDOUT (FORMAT csv)", params) as copy:
            for potong in copy:
                berkas.write(potong)
        return int(cursor.rowcount)


def _adapt(value: Any) -> Any:
    return Jsonb(value) if isinstance(value, dict) else value


def _names(columns: Sequence[str]) -> sql.Composed:
    return sql.SQL(", ").join(sql.Identifier(column) for column in columns)
