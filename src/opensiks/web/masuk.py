"""What a sign-in leaves behind: its time by our clock, and an event on the trail of the area."""

from __future__ import annotations

from typing import Any

from allauth.account.signals import user_logged_in
from django.dispatch import receiver
from django.http import HttpRequest

from opensiks.akun.queries import find_actor
from opensiks.akun.services import record_masuk
from opensiks.infra import clock
from opensiks.infra.scope import scope


@receiver(user_logged_in)
def on_masuk(request: HttpRequest, user: Any, **lain: Any) -> None:
    """Only through the door of the pages: a test or a command that acts for somebody does not sign in."""
    actor = find_actor(user, clock.today(), asal=request.META.get("REMOTE_ADDR", ""))
    if actor is not None:
        with scope(actor.cakupan):
            record_masuk(user, by=actor, at=clock.now())
