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
    }
)


class Request(HttpRequest):
    """A request that knows its actor and its moment."""

    actor: Actor
    now: datetime
