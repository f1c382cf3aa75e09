"""Routes of the offline worksheet and of the desk that takes its packages; urls.py takes them in."""

from django.urls import URLPattern, path

from opensiks.web.pages import lembar

DAFTAR: list[URLPattern] = [
    # lembar kerja
    path("lembar/", lembar.show_kulit, name="lembar"),
    path("lembar/sw.js", lembar.send_sw, name="lembar_sw"),
    path("lembar/penyelamat/", lembar.show_penyelamat, name="lembar_penyelamat"),
    path("lembar/manifest.webmanifest", lembar.send_manifes, name="lembar_manifes"),
]
