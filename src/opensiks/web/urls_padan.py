"""Routes of matching in the cycle: the village's list, review, confirmations, the board; urls.py takes them in."""

from django.urls import URLPattern, path

from opensiks.web.pages import padan, padan_angka, padan_konfirmasi, tinjauan

DAFTAR: list[URLPattern] = [
    # padan
    path("padan/", padan.home, name="padan"),
    path("padan/usulkan/", padan.propose, name="padan_propose"),
    path("padan/urungkan/", padan.cancel, name="padan_cancel"),
    path("padan/angka/", padan_angka.home, name="padan_angka"),
    path("padan/<int:id>/", padan.show, name="padan_satu"),
    path("padan/<int:id>/reveal/", padan.reveal, name="padan_reveal"),
    path("padan/<int:id>/ganda/", padan.propose_kembar, name="padan_kembar"),
    path("padan/<int:id>/tanya/", padan.ask, name="padan_ask"),
    path("padan/<int:id>/jawab/", padan.close, name="padan_close"),
    # konfirmasi
    path("padan/konfirmasi/", padan_konfirmasi.home, name="padan_konfirmasi"),
    path("padan/konfirmasi/templat/", padan_konfirmasi.template, name="padan_konfirmasi_templat"),
    path("padan/konfirmasi/periksa/", padan_konfirmasi.check, name="padan_konfirmasi_periksa"),
    path("padan/konfirmasi/terapkan/", padan_konfirmasi.apply, name="padan_konfirmasi_terapkan"),
    path("padan/konfirmasi/<int:id>/", padan_konfirmasi.show, name="padan_konfirmasi_satu"),
    # tinjauan
    path("tinjauan/", tinjauan.home, name="tinjauan"),
    path("tinjauan/<int:id>/", tinjauan.show, name="tinjauan_satu"),
    path("tinjauan/<int:id>/jawab/", tinjauan.answer, name="tinjauan_jawab"),
    path("tinjauan/<int:id>/urungkan/", tinjauan.cancel, name="tinjauan_urung"),
]
