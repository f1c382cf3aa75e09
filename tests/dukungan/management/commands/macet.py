"""A worker of its own that judges one file in the database of the test that started it."""

from datetime import datetime
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import connections

from opensiks.infra.scope import scope_nasional
from opensiks.paket import services
from opensiks.paket.queries import get_titipan
from opensiks.rules.aktor import sistem


class Command(BaseCommand):
    """`macet BASIS_DATA TITIPAN SAAT`"""

    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("basis_data")
        parser.add_argument("titipan", type=int)
        parser.add_argument("saat", type=datetime.fromisoformat)

    def handle(self, *args: Any, basis_data: str, titipan: int, saat: datetime, **options: Any) -> None:
        connections["default"].settings_dict["NAME"] = basis_data
        with scope_nasional():
            services.judge_titipan(get_titipan(titipan), by=sistem("Meja paket"), at=saat)
