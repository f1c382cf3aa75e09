"""Routes of the kabupaten, the province and the ministry, grouped by noun; urls.py takes them in."""

from django.urls import URLPattern, path

from opensiks.web.pages import papan

DAFTAR: list[URLPattern] = [
    # papan
    path("papan/", papan.home, name="papan"),
    path("papan/unduh/", papan.download, {"kode": ""}, name="papan_unduh_nasional"),
    path("papan/<str:kode>/", papan.show, name="papan_wilayah"),
    path("papan/<str:kode>/unduh/", papan.download, name="papan_unduh"),
    path("papan/<str:kode>/ingatkan/", papan.remind, name="papan_ingatkan"),
    path("papan/<str:kode>/ingatkan-semua/", papan.remind_all, name="papan_ingatkan_semua"),
    path("papan/<str:kode>/perpanjang/", papan.extend, name="papan_perpanjang"),
]
