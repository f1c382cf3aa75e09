"""Routes of the kabupaten, the province and the ministry, grouped by noun; urls.py takes them in."""

from django.urls import URLPattern, path

from opensiks.web.pages import batch, kotak_masuk, papan, pengesahan

DAFTAR: list[URLPattern] = [
    # papan
    path("papan/", papan.home, name="papan"),
    path("papan/unduh/", papan.download, {"kode": ""}, name="papan_unduh_nasional"),
    path("papan/<str:kode>/", papan.show, name="papan_wilayah"),
    path("papan/<str:kode>/unduh/", papan.download, name="papan_unduh"),
    path("papan/<str:kode>/ingatkan/", papan.remind, name="papan_ingatkan"),
    path("papan/<str:kode>/ingatkan-semua/", papan.remind_all, name="papan_ingatkan_semua"),
    path("papan/<str:kode>/perpanjang/", papan.extend, name="papan_perpanjang"),
    # kotak masuk
    path("kotak-masuk/", kotak_masuk.home, name="kotak_masuk"),
    path("kotak-masuk/saring/", kotak_masuk.screen_all, name="kotak_masuk_saring_semua"),
    path("kotak-masuk/bukti/<int:id>/", kotak_masuk.evidence, name="kotak_masuk_bukti"),
    path("kotak-masuk/<int:id>/", kotak_masuk.show, name="kotak_masuk_serahan"),
    path("kotak-masuk/<int:id>/terima/", kotak_masuk.receive, name="kotak_masuk_terima"),
    path("kotak-masuk/<int:id>/kembalikan/", kotak_masuk.return_all, name="kotak_masuk_kembalikan"),
    path(
        "kotak-masuk/<int:id>/kembalikan-usulan/",
        kotak_masuk.return_lines,
        name="kotak_masuk_kembalikan_usulan",
    ),
    path("kotak-masuk/<int:id>/saring/", kotak_masuk.screen, name="kotak_masuk_saring"),
    path("kotak-masuk/<int:id>/tanda-terima/", kotak_masuk.receipt, name="kotak_masuk_tanda_terima"),
    # pengesahan
    path("pengesahan/", pengesahan.home, name="pengesahan"),
    path("pengesahan/berita-acara/", pengesahan.minutes, name="pengesahan_berita_acara"),
    path("pengesahan/berita-acara/cetak/", pengesahan.minutes_pdf, name="pengesahan_berita_acara_cetak"),
    path("pengesahan/<int:id>/", pengesahan.show, name="pengesahan_surat"),
    path("pengesahan/<int:id>/cetak/", pengesahan.letter_pdf, name="pengesahan_cetak"),
    path("pengesahan/<int:id>/periksa/", pengesahan.verify, name="pengesahan_periksa"),
    # batch
    path("batch/", batch.home, name="batch"),
    path("batch/kirim/<int:id>/", batch.forward, name="batch_kirim"),
    path("batch/<int:id>/", batch.show, name="batch_rinci"),
    path("batch/<int:id>/unduh/", batch.download, name="batch_unduh"),
    path("batch/<int:id>/hasil/", batch.upload, name="batch_hasil"),
    path("batch/<int:id>/putuskan/", batch.judge, name="batch_putuskan"),
]
