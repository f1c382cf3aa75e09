"""How long an answer took and how many queries it asked: a Server-Timing header, for script/bench and the page tests.

Only where OPENSIKS_UKUR=1 asks for it (settings/dev.py); a server that people use says nothing of its inside.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from django.db import connection
from django.http import HttpRequest
from django.http.response import HttpResponseBase


class UkurMiddleware:
    """Adds `Server-Timing: total;dur=<ms>, db;dur=<ms>;desc="<queries>"`; the browser's tools show it too."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        db = _Hitungan()
        mulai = time.perf_counter()
        with connection.execute_wrapper(db):
            response = self.get_response(request)
        total = (time.perf_counter() - mulai) * 1000
        response.headers["Server-Timing"] = (
            f'total;dur={total:.1f}, db;dur={db.detik * 1000:.1f};desc="{db.jumlah}"'
        )
        return response


class _Hitungan:
    """Counts what goes to the database through the ORM; opening and closing a transaction do not count."""

    def __init__(self) -> None:
        self.jumlah, self.detik = 0, 0.0

    def __call__(self, run: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        mulai = time.perf_counter()
        try:
            return run(sql, params, many, context)
        finally:
            self.jumlah += 1
            self.detik += time.perf_counter() - mulai
