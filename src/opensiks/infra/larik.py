"""Looking up many values at once: `kolom__in=[…]` with a long list goes to the database as one array.

Written out, every value is a parameter of its own, prepared, quoted and parsed by itself: eight hundred families cost
more time than finding them. Short lists stay as Django writes them; what is found is the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db.models import CharField, Field, ForeignKey, IntegerField
from django.db.models.fields.related import ForeignObject
from django.db.models.fields.related_lookups import RelatedIn
from django.db.models.lookups import In

SEDIKIT = 24


class _Larik(In):
    """`x IN (a, b, …)` as `x = ANY(array)`, for long lists of numbers or texts."""

    def get_prep_lookup(self) -> Any:
        rhs, field = self.rhs, _target(getattr(self.lhs, "output_field", None))
        for kind, column in ((int, IntegerField), (str, CharField)):
            # Plain values are what the column takes already.
            if (
                isinstance(rhs, (list, set, tuple))
                and isinstance(field, column)
                and set(map(type, rhs)) == {kind}
            ):
                return list(rhs)
        return super().get_prep_lookup()

    def process_rhs(self, compiler: Any, connection: Any) -> Any:
        rhs, tipe = self.rhs, _tipe(self.lhs.output_field, connection)
        if not tipe or not self.rhs_is_direct_value() or not isinstance(rhs, list) or len(rhs) <= SEDIKIT:
            return super().process_rhs(compiler, connection)
        nilai = [v for v in dict.fromkeys(rhs) if v is not None]
        if not nilai:
            raise EmptyResultSet
        return f"ANY(%s::{tipe}[])", [_write(nilai)]

    def get_rhs_op(self, connection: Any, rhs: str) -> str:
        return f"= {rhs}" if rhs.startswith("ANY(") else super().get_rhs_op(connection, rhs)


class _LarikAsal(_Larik, RelatedIn):
    """The same for the rows that a foreign key points to."""


def _target(field: Any) -> Any:
    """The column itself, where a foreign key points to it."""
    while isinstance(field, ForeignKey):
        field = field.target_field
    return field


def _tipe(field: Any, connection: Any) -> str:
    """The element type that the column's own comparison takes; "" for other columns."""
    if isinstance(target := _target(field), CharField):
        return "text"
    return str(target.rel_db_type(connection)) if isinstance(target, IntegerField) else ""


def _write(nilai: Sequence[Any]) -> str:
    """The array as PostgreSQL reads it."""
    if type(nilai[0]) is int:
        return f"{{{','.join(map(str, nilai))}}}"
    teks = '","'.join(v.replace("\\", "\\\\").replace('"', '\\"') for v in nilai)
    return f'{{"{teks}"}}'


def register() -> None:
    """Let every lookup of many values in this program be one array; called once, as the program starts."""
    Field.register_lookup(_Larik)
    ForeignObject.register_lookup(_LarikAsal)
