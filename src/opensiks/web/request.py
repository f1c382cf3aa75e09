"""What pages receive, and which of them need nobody."""

from __future__ import annotations

from datetime import datetime

from django.http import HttpRequest

from opensiks.rules.aktor import Actor

# Named once; a test walks every other route as a stranger.
PUBLIC_ROUTES = frozenset(
    {
        "account_login",
        "account_logout",
        "account_signup",
        "account_inactive",
        "bahasa",
        "bantuan",
        "bantuan_halaman",
        "gaya",
        "hp",
        # The same bytes for everybody, kept by a service worker: they hold nobody's data.
        "lembar",
        "lembar_manifes",
        "lembar_penyelamat",
        "lembar_sw",
    }
)
# Asked by the worksheet's program, not by a person: refusals are JSON, and a stranger is told 401 instead of led away.
API_ROUTES = frozenset(
    {
        "lembar_perangkat",
        "lembar_perangkat_satu",
        "lembar_saya",
        "lembar_tanda",
        "lembar_tanda_satu",
        "lembar_titip",
        "lembar_turun",
    }
)


class Request(HttpRequest):
    """A request that knows its actor and its moment."""

    actor: Actor
    now: datetime
