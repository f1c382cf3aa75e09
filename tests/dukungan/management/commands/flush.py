"""Empties the test database by cloning the template again; the application role may not truncate."""

from typing import Any

from django.core.management.base import BaseCommand
from django.db import connections

from tests.dukungan import basis_data


class Command(BaseCommand):
    stealth_options = ("database", "interactive", "reset_sequences", "allow_cascade", "inhibit_post_migrate")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["database"] != "default":
            return
        basis_data.make_clone(connections["default"].settings_dict["NAME"])
