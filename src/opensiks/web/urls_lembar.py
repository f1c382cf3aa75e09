"""Routes of the offline worksheet and of the desk that takes its packages; urls.py takes them in."""

from django.urls import URLPattern, path

from opensiks.web.pages import (
    lembar,
    lembar_api,
    meja,
    meja_bentrok,
    meja_berkas,
    meja_perangkat,
    perangkat,
)

DAFTAR: list[URLPattern] = [
    # lembar kerja
    path("lembar/", lembar.show_kulit, name="lembar"),
    path("lembar/sw.js", lembar.send_sw, name="lembar_sw"),
    path("lembar/penyelamat/", lembar.show_penyelamat, name="lembar_penyelamat"),
    path("lembar/manifest.webmanifest", lembar.send_manifes, name="lembar_manifes"),
    path("lembar/api/saya/", lembar_api.show_saya, name="lembar_saya"),
    path("lembar/api/perangkat/", lembar_api.request_perangkat, name="lembar_perangkat"),
    path("lembar/api/perangkat/<int:id>/", lembar_api.show_perangkat, name="lembar_perangkat_satu"),
    path("lembar/api/turun/<int:id>/", lembar_api.send_turun, name="lembar_turun"),
    path("lembar/api/titip/", lembar_api.deposit, name="lembar_titip"),
    path("lembar/api/tanda-terima/", lembar_api.list_tanda, name="lembar_tanda"),
    path("lembar/api/tanda-terima/<int:id>/", lembar_api.send_tanda, name="lembar_tanda_satu"),
    # perangkat
    path("perangkat/", perangkat.home, name="perangkat"),
    path("perangkat/tanda/<int:id>/", perangkat.receipt, name="perangkat_tanda"),
    # meja
    path("meja/", meja.home, name="meja"),
    path("meja/titip/", meja_berkas.deposit, name="meja_titip"),
    path("meja/nilai/", meja.judge, name="meja_nilai"),
    path("meja/tanda.zip", meja_berkas.send_semua, name="meja_tanda_semua"),
    path("meja/ingatkan/<str:kode>/", meja.remind, name="meja_ingatkan"),
    path("meja/bentrok/", meja_bentrok.home, name="meja_bentrok"),
    path("meja/bentrok/<int:id>/", meja_bentrok.show, name="meja_bentrok_satu"),
    path("meja/bentrok/<int:id>/bukti/<slug:sidik>/", meja_bentrok.show_bukti, name="meja_bentrok_bukti"),
    path("meja/bentrok/<int:id>/putus/", meja_bentrok.settle, name="meja_bentrok_putus"),
    path("meja/perangkat/", meja_perangkat.home, name="meja_perangkat"),
    path("meja/perangkat/berkas/", meja_perangkat.load, name="meja_perangkat_berkas"),
    path("meja/perangkat/<int:id>/", meja_perangkat.show, name="meja_perangkat_satu"),
    path("meja/perangkat/<int:id>/setujui/", meja_perangkat.enrol, name="meja_perangkat_setujui"),
    path("meja/perangkat/<int:id>/tolak/", meja_perangkat.reject, name="meja_perangkat_tolak"),
    path("meja/perangkat/<int:id>/cabut/", meja_perangkat.revoke, name="meja_perangkat_cabut"),
    path("meja/perangkat/<int:id>/turun/", meja_perangkat.send_turun, name="meja_perangkat_turun"),
    path("meja/pemulihan/", meja_perangkat.list_pemulihan, name="meja_pemulihan"),
    path("meja/pemulihan/<str:kode>/", meja_perangkat.create_pemulihan, name="meja_pemulihan_desa"),
    path("meja/baris/<int:id>/", meja.show_baris, name="meja_baris"),
    path("meja/tanda/<int:id>/", meja_berkas.show_tanda, name="meja_tanda"),
    path("meja/terima/<int:id>/", meja_berkas.send_terima, name="meja_terima"),
    path("meja/<int:id>/", meja.show, name="meja_berkas"),
    path("meja/<int:id>/lepas/", meja.release, name="meja_lepas"),
]
