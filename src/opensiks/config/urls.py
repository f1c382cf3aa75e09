"""The root of the addresses: everything people open lives in opensiks.web.urls."""

from importlib.util import find_spec

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = []
if find_spec("opensiks.web") and find_spec("opensiks.web.urls"):
    urlpatterns.append(path("", include("opensiks.web.urls")))
