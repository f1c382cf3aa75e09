"""Model fields for what every table holds: kode wilayah, NIK and KK numbers, and closed sets of words."""

from collections.abc import Sequence
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import CheckConstraint, Q

if TYPE_CHECKING:
    Text = models.CharField[str, str]
    # Django's stubs cannot name the enum of one column, so what comes back is typed where it is used.
    Word = models.CharField[Any, Any]
else:
    Text = Word = models.CharField


class KodeWilayahField(Text):
    """A dotted Kemendagri code, "18" to "18.04.01.2001"; "" is the nation. Sorts and compares by bytes."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 13)
        super().__init__(*args, **kwargs)


class NikField(Text):
    """A NIK or KK number as it was given. A wrong length is a finding of the rules, not a database error."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 20)
        super().__init__(*args, **kwargs)


class StrEnumField(Word):
    """A text column that holds the values of one StrEnum and gives its members back.

    Migrations see a plain CharField; `enum_check` in the model's constraints keeps the set closed in the
    database.
    """

    def __init__(self, enum: type[StrEnum], **kwargs: Any) -> None:
        self.enum = enum
        kwargs.setdefault("max_length", 32)
        kwargs.setdefault("choices", [(member.value, member.value) for member in enum])
        super().__init__(**kwargs)

    def deconstruct(self) -> tuple[str, str, Sequence[Any], dict[str, Any]]:
        name, _, args, kwargs = super().deconstruct()
        kwargs.pop("choices", None)
        if isinstance(kwargs.get("default"), StrEnum):
            kwargs["default"] = kwargs["default"].value
        return name, "django.db.models.CharField", args, kwargs

    def clone(self) -> "StrEnumField":
        _, _, _, kwargs = super().deconstruct()
        return StrEnumField(self.enum, **kwargs)

    def from_db_value(self, value: str | None, expression: Any, connection: Any) -> StrEnum | None:
        return self._member(value)

    def to_python(self, value: Any) -> StrEnum | None:
        try:
            return self._member(super().to_python(value))
        except ValueError:
            raise ValidationError(f"{value!r} tidak dikenal.") from None

    def get_prep_value(self, value: Any) -> str | None:
        # Any text may be asked for; the constraint decides what may be stored.
        return None if value is None else str(value)

    def _member(self, value: str | None) -> StrEnum | None:
        """The member of a stored text; an empty text stays empty where the column allows it."""
        return value if value is None or value == "" else self.enum(value)  # type: ignore[return-value]


def enum_check(field: str, enum: type[StrEnum], name: str | None = None) -> CheckConstraint:
    """The constraint that `field` holds a value of `enum`; named after the table unless told otherwise."""
    return CheckConstraint(
        condition=Q(**{f"{field}__in": [member.value for member in enum]}),
        name=name or f"%(app_label)s_%(class)s_{field}_sah",
    )
