"""Routes of the kabupaten, the province and the ministry, grouped by noun; urls.py takes them in."""

from django.urls import URLPattern, path

from opensiks.web.pages import (
    audit,
    banding,
    bansos,
    batch,
    beku,
    ekspor,
    kotak_masuk,
    papan,
    pemadanan,
    penduduk,
    penetapan,
    pengesahan,
    periode,
    petugas,
    pratinjau,
    pusat,
)

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
    path("kotak-masuk/bukti/<int:id>/", kotak_masuk.show_bukti, name="kotak_masuk_bukti"),
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
    path("pengesahan/berita-acara/", pengesahan.show_berita_acara, name="pengesahan_berita_acara"),
    path(
        "pengesahan/berita-acara/cetak/", pengesahan.print_berita_acara, name="pengesahan_berita_acara_cetak"
    ),
    path("pengesahan/<int:id>/", pengesahan.show, name="pengesahan_surat"),
    path("pengesahan/<int:id>/cetak/", pengesahan.print_surat, name="pengesahan_cetak"),
    path("pengesahan/<int:id>/periksa/", pengesahan.verify, name="pengesahan_periksa"),
    # batch
    path("batch/", batch.home, name="batch"),
    path("batch/kirim/<int:id>/", batch.forward, name="batch_kirim"),
    path("batch/<int:id>/", batch.show, name="batch_rinci"),
    path("batch/<int:id>/unduh/", batch.download, name="batch_unduh"),
    path("batch/<int:id>/hasil/", batch.upload, name="batch_hasil"),
    path("batch/<int:id>/putuskan/", batch.judge, name="batch_putuskan"),
    # pusat
    path("pusat/", pusat.home, name="pusat"),
    path("penduduk/", penduduk.home, name="penduduk"),
    path("periode/", periode.home, name="periode"),
    path("periode/<int:id>/tutup/", periode.close, name="periode_tutup"),
    path("pemadanan/", pemadanan.home, name="pemadanan"),
    path("pemadanan/henti/", pemadanan.stop, name="pemadanan_henti"),
    path("pemadanan/ekstrak/", pemadanan.upload, name="pemadanan_ekstrak"),
    path("pemadanan/<int:id>/", pemadanan.show, name="pemadanan_putaran"),
    # penetapan
    path("penetapan/", penetapan.home, name="penetapan"),
    path("penetapan/pratinjau/", pratinjau.show, name="penetapan_pratinjau"),
    path("penetapan/pratinjau/nama/", pratinjau.names, name="penetapan_pratinjau_nama"),
    path("penetapan/pratinjau/<str:kode>/", pratinjau.show_kabupaten, name="penetapan_pratinjau_kabupaten"),
    path("penetapan/tetapkan/", pratinjau.finalise, name="penetapan_tetapkan"),
    path("penetapan/<int:id>/", penetapan.show, name="penetapan_rinci"),
    path("penetapan/<int:id>/banding/", banding.choose, name="penetapan_pilih_banding"),
    path("penetapan/<int:id>/banding/<int:lain>/", banding.show, name="penetapan_banding"),
    path("penetapan/<int:id>/unduh/", penetapan.export, name="penetapan_unduh"),
    path("penetapan/<int:id>/nama/", penetapan.names, name="penetapan_nama"),
    # beku
    path("beku/", beku.home, name="beku"),
    path("beku/keluarga/", beku.show, name="beku_keluarga"),
    # bansos
    path("bansos/", bansos.home, name="bansos"),
    path("bansos/tarik/<int:id>/", bansos.draw, name="bansos_tarik"),
    path("bansos/<int:id>/", bansos.show, name="bansos_rinci"),
    path("bansos/<int:id>/penerima/", bansos.show_penerima, name="bansos_penerima"),
    # petugas
    path("petugas/", petugas.home, name="petugas"),
    path("petugas/baru/", petugas.create, name="petugas_baru"),
    path("petugas/<int:id>/", petugas.show, name="petugas_rinci"),
    path("petugas/<int:id>/sandi/", petugas.reset, name="petugas_sandi"),
    path("petugas/<int:id>/akhiri/", petugas.revoke, name="petugas_akhiri"),
    # jejak
    path("jejak/", audit.home, name="jejak"),
    path("jejak-utuh/", audit.proof, name="jejak_bukti"),
    path("jejak-utuh/periksa/", audit.verify, name="jejak_periksa"),
    # unduh
    path("unduh/", ekspor.home, name="unduh_saya"),
    path("unduh/<slug:kode>/", ekspor.ask, name="unduh"),
    path("unduh/kerja/<slug:nama>/", ekspor.wait, name="unduh_kerja"),
    path("unduh/kerja/<slug:nama>/berkas/", ekspor.fetch, name="unduh_berkas"),
]
