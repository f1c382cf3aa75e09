"""Two languages: Indonesian as the code writes it, English from the catalogue in web/locale.

Words made while a page is answered use Django's gettext as `_`; words of a module's own tables use `nanti`. What has no
English yet stays Indonesian. `script/bahasa` collects the words; the check says what is missing.
"""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.html import escape
from django.utils.translation import gettext

Jawab = Callable[[HttpRequest], HttpResponse]


class Nanti(str):
    """A word of a module's table: the code's own Indonesian to the machine, the reader's language when it is written.

    Shown by a template, str() or a format it is translated then; joined, compared or stored it stays what it is.
    """

    __slots__ = ()

    def __str__(self) -> str:
        return gettext(super().__str__())

    def __format__(self, spec: str) -> str:
        return format(str(self), spec)

    def __html__(self) -> str:
        return escape(str(self))

    def lower(self) -> str:
        return str(self).lower()


def nanti(kata: str) -> str:
    """Mark a word of a module's table as one to be translated when it is shown."""
    return Nanti(kata)


def translate(kata: str) -> str:
    """A word that stands in the rulebook, in the reader's language now."""
    return gettext(kata) if kata else ""


def read_bahasa(request: HttpRequest) -> str:
    """The language the reader chose here; Indonesian else, whatever the browser was installed in."""
    pilih = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, settings.LANGUAGE_CODE)
    return pilih if pilih in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE


class BahasaMiddleware:
    """Answer in the language the reader chose. Unlike Django's own, it never guesses from the browser."""

    def __init__(self, get_response: Jawab) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        bahasa = read_bahasa(request)
        with translation.override(bahasa):
            jawaban = self.get_response(request)
        jawaban.headers.setdefault("Content-Language", bahasa)
        return jawaban
