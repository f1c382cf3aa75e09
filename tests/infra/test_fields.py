"""Closed sets of words come back as members and stay closed in the database."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from opensiks.infra.fields import StrEnumField
from opensiks.infra.scope import scope_nasional
from tests.dukungan.models import Uji, Warna


def test_column_gives_members_back(db: None) -> None:
    with scope_nasional():
        Uji.objects.create(kode_desa="18.04.01.2001", warna=Warna.PUTIH)
        assert Uji.objects.get().warna is Warna.PUTIH
        assert list(Uji.objects.values_list("warna", flat=True)) == [Warna.PUTIH]
        assert Uji.objects.filter(warna=Warna.PUTIH).count() == 1


def test_unknown_word_is_refused_by_the_database(db: None) -> None:
    with (
        scope_nasional(),
        pytest.raises(IntegrityError, match="dukungan_uji_warna_sah"),
        transaction.atomic(),
    ):
        Uji.objects.create(kode_desa="18.04.01.2001", warna="BIRU")


def test_unknown_word_is_refused_by_a_form() -> None:
    with pytest.raises(ValidationError, match="tidak dikenal"):
        StrEnumField(Warna).to_python("BIRU")


def test_migrations_see_a_plain_column() -> None:
    name, path, args, kwargs = Uji._meta.get_field("warna").deconstruct()
    assert (name, path, args) == ("warna", "django.db.models.CharField", [])
    assert kwargs == {"default": "MERAH", "max_length": 32}
    assert type(kwargs["default"]) is str
