"""Who may try to sign in how often, and what a sign-in leaves behind: its time, and an event on the area's trail."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.signals import user_logged_in
from django.dispatch import receiver
from django.http import HttpRequest

from opensiks.akun.queries import find_actor
from opensiks.akun.services import record_masuk
from opensiks.infra import clock
from opensiks.infra.scope import scope


class PintuMasuk(DefaultAccountAdapter):  # type: ignore[misc]
    """Wrong passwords are counted for the pair of name and address.

    By address alone one person's typing mistakes would lock a whole office, by name alone a stranger could lock any
    operator on the night of a deadline.
    """

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        return (
            f"{super()._get_login_attempts_cache_key(request, **credentials)}:{self.get_client_ip(request)}"
        )


@receiver(user_logged_in)
def on_masuk(request: HttpRequest, user: Any, **lain: Any) -> None:
    """Only through the door of the pages: a test or a command that acts for somebody does not sign in."""
    actor = find_actor(user, clock.today(), asal=request.META.get("REMOTE_ADDR", ""))
    if actor is not None:
        with scope(actor.cakupan):
            record_masuk(user, by=actor, at=clock.now())
