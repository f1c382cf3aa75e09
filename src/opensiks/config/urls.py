"""The root of the addresses: everything people open lives in opensiks.web.urls."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [path("", include("opensiks.web.urls"))]
