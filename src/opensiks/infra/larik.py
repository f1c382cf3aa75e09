"""Looking up many values at once: `kolom__in=[…]` with a long list goes to the database as one array.

Written out, every value is a parameter of its own, prepared, quoted and parsed by itself: eight hundred families cost
more time than finding them. Short lists stay as Django writes them; what is found is the same.
"""

from __future__ import annotations

from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db.models import CharField, Field, ForeignKey, IntegerField
from django.db.models.fields.related import ForeignObject
from django.db.models.fields.related_lookups import RelatedIn
from django.db.models.lookups import In

SEDIKIT = 24


class _Larik(In):
    """`x IN (a, b, …)` as `x = ANY(array)`, for long lists of numbers or texts."""

    def process_rhs(self, compiler: Any, connection: Any) -> Any:
        rhs, tipe = self.rhs, _tipe(self.lhs.output_field, connection)
        if not tipe or not self.rhs_is_direct_value() or not isinstance(rhs, list) or len(rhs) <= SEDIKIT:
            return super().process_rhs(compiler, connection)
        nilai = [v for v in dict.fromkeys(rhs) if v is not None]
        if not nilai:
            raise EmptyResultSet
        return f"ANY(%s::{tipe}[])", [nilai]

    def get_rhs_op(self, connection: Any, rhs: str) -> str:
        return f"= {rhs}" if rhs.startswith("ANY(") else super().get_rhs_op(connection, rhs)


class _LarikRelasi(_Larik, RelatedIn):
    """The same for the rows that a foreign key points to."""


def _tipe(field: Any, connection: Any) -> str:
    """The element type that the column's own comparison takes; "" for other columns."""
    while isinstance(field, ForeignKey):
        field = field.target_field
    if isinstance(field, CharField):
        return "text"
    return str(field.rel_db_type(connection)) if isinstance(field, IntegerField) else ""


def register() -> None:
    """Let every lookup of many values in this program be one array; called once, as the program starts."""
    Field.register_lookup(_Larik)
    ForeignObject.register_lookup(_LarikRelasi)
