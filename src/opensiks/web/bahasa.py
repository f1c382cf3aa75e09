"""Two languages: Indonesian as the code writes it, English from the catalogue in web/locale.

Words made while a page is answered use Django's gettext as `_`; words of a module's own tables use `nanti`. What has no
English yet stays Indonesian. `script/opensiks build_bahasa` collects the words; the tests say what is missing.
"""

from collections.abc import Callable
from typing import cast

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.translation import gettext_lazy

Jawab = Callable[[HttpRequest], HttpResponse]


def nanti(kata: str) -> str:
    """A word of a module's table, put into the reader's language when it is shown; behaves like a str until then."""
    return cast(str, gettext_lazy(kata))


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
