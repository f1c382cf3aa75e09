"""Every route, grouped by noun. Whatever is not in PUBLIC_ROUTES asks for a signed-in person with a role."""

from allauth.account import views as allauth
from django.conf import settings
from django.urls import URLPattern, path
from django.views.i18n import set_language

from opensiks.web.pages import (
    akun,
    bantuan,
    beranda,
    berita_acara,
    draf,
    foto,
    hp,
    isian,
    jejak,
    kabar,
    keluarga,
    kunjungan,
    layar,
    musyawarah,
    serahkan,
    temuan,
    tugas,
    usulan,
    verval,
)
from opensiks.web.urls_kantor import DAFTAR as KANTOR
from opensiks.web.urls_lembar import DAFTAR as LEMBAR
from opensiks.web.urls_padan import DAFTAR as PADAN

urlpatterns: list[URLPattern] = [
    path("", beranda.home, name="beranda"),
    # masuk
    path("masuk/", allauth.login, name="account_login"),
    path("keluar/", allauth.logout, name="account_logout"),
    path("bahasa/", set_language, name="bahasa"),
    path("daftar/", akun.closed, name="account_signup"),
    path("nonaktif/", akun.closed, name="account_inactive"),
    # akun
    path("akun/", akun.home, name="akun"),
    path("akun/sandi/", akun.change_sandi, name="akun_sandi"),
    path("akun/surel/", akun.set_surel, name="akun_surel"),
    path("akun/tugas/<int:id>/", akun.choose_tugas, name="akun_tugas"),
    # verval
    path("verval/", verval.home, name="verval"),
    path("verval/bagian/", verval.part, name="verval_part"),
    path("verval/mulai/", verval.begin, name="verval_begin"),
    path("verval/tetap/", verval.record_tetap, name="verval_tetap"),
    path("verval/urungkan/", verval.cancel, name="verval_cancel"),
    # keluarga
    path("keluarga/<int:id>/", keluarga.show, name="keluarga"),
    path("keluarga/<int:id>/riwayat/", keluarga.history, name="keluarga_riwayat"),
    path("keluarga/<int:id>/tetap/", keluarga.record_tetap, name="keluarga_tetap"),
    path("keluarga/<int:id>/cancel/", keluarga.cancel_verval, name="keluarga_cancel"),
    path("keluarga/<int:id>/reveal/", keluarga.reveal, name="keluarga_reveal"),
    path("keluarga/<int:id>/catatan/", keluarga.add_catatan, name="keluarga_catatan"),
    path("keluarga/<int:id>/kunjungan/", kunjungan.record, name="keluarga_kunjungan"),
    path("kunjungan/", kunjungan.home, name="kunjungan"),
    path("keluarga/<int:id>/foto/", foto.add, name="keluarga_foto"),
    path("foto/<int:id>/", foto.show, name="foto"),
    path("foto/<int:id>/kecil/", foto.thumbnail, name="foto_kecil"),
    path("tugas/<int:id>/close/", tugas.close, name="tugas_close"),
    path("temuan/<int:id>/settle/", temuan.settle, name="temuan_settle"),
    path("temuan/<int:id>/mend/", temuan.mend, name="temuan_mend"),
    # usulan
    path("usulan/", usulan.home, name="usulan"),
    path("usulan/draft/<slug:jenis>/", draf.draft, name="usulan_draft"),
    path("usulan/wilayah/", draf.choose_wilayah, name="usulan_wilayah"),
    path("usulan/<int:id>/", usulan.show, name="usulan_detail"),
    path("usulan/<int:id>/revise/", draf.revise, name="usulan_revise"),
    path("usulan/<int:id>/submit/", usulan.submit, name="usulan_submit"),
    path("usulan/<int:id>/withdraw/", usulan.withdraw, name="usulan_withdraw"),
    path("usulan/<int:id>/redraft/", usulan.redraft, name="usulan_redraft"),
    path("usulan/<int:id>/verify/", usulan.verify, name="usulan_verify"),
    path("usulan/<int:id>/bukti/", usulan.attach, name="usulan_bukti"),
    path("bukti/<int:id>/", usulan.download, name="bukti"),
    path("isian/", isian.save, name="isian"),
    # musyawarah
    path("musyawarah/", musyawarah.home, name="musyawarah"),
    path("musyawarah/convene/", musyawarah.convene, name="musyawarah_convene"),
    path("musyawarah/lewati/", musyawarah.skip, name="musyawarah_skip"),
    path("musyawarah/berita-acara/", berita_acara.newest, name="berita_acara_terbaru"),
    path("musyawarah/sptjm/", berita_acara.sptjm, name="sptjm"),
    path("musyawarah/sptjm/sign/", berita_acara.submit_sptjm, name="sptjm_sign"),
    path("sptjm/<int:id>/upload/", berita_acara.upload_sptjm, name="sptjm_upload"),
    path("musyawarah/<int:id>/", musyawarah.agenda, name="musyawarah_agenda"),
    path("musyawarah/<int:id>/urutan/", musyawarah.record_urutan, name="musyawarah_urutan"),
    path("musyawarah/<int:id>/kehadiran/", musyawarah.record_kehadiran, name="musyawarah_kehadiran"),
    path("musyawarah/<int:id>/tutup/", musyawarah.close, name="musyawarah_close"),
    path("musyawarah/<int:id>/layar/", layar.show, name="layar"),
    path("musyawarah/<int:id>/keputusan/", layar.record_keputusan, name="layar_keputusan"),
    path("musyawarah/<int:id>/ulang/", layar.cancel_keputusan, name="layar_cancel"),
    path("musyawarah/<int:id>/keberatan/", layar.record_keberatan, name="layar_keberatan"),
    path("musyawarah/<int:id>/berita-acara/", berita_acara.show, name="berita_acara"),
    path("musyawarah/<int:id>/berita-acara/print/", berita_acara.print_pdf, name="berita_acara_print"),
    path("cetak/<slug:kunci>/<int:nomor>/", berita_acara.show_lembar, name="cetak_lembar"),
    path("berita-acara/<int:id>/upload/", berita_acara.upload, name="berita_acara_upload"),
    # hp
    path("hp/<str:tanda>/", hp.show_hp, name="hp"),
    path("unggah-hp/<str:objek>/", hp.show_kotak, name="hp_kotak"),
    path("unggah-hp/<str:objek>/create/", hp.create, name="hp_create"),
    path("unggah-hp/<str:objek>/revoke/", hp.revoke, name="hp_revoke"),
    path("unggah-hp/<str:objek>/confirm/", hp.confirm, name="hp_confirm"),
    path("halaman/<int:id>/", hp.show_halaman, name="hp_halaman"),
    path("halaman/<int:id>/cancel/", hp.cancel_halaman, name="hp_buang"),
    # serahkan
    path("serahkan/", serahkan.home, name="serahkan"),
    path("serahkan/finalise/", serahkan.finalise, name="serahkan_final"),
    path("serahkan/hand_over/", serahkan.hand_over, name="serahkan_kirim"),
    path("serahkan/reopen/", serahkan.reopen, name="serahkan_buka"),
    path("tanda-terima/<int:id>/", serahkan.receipt, name="tanda_terima"),
    # jejak
    path("jejak/<str:objek>/", jejak.show, name="jejak_objek"),
    # kabar
    path("kabar/", kabar.home, name="kabar"),
    path("kabar/baca-semua/", kabar.mark_all, name="kabar_baca_semua"),
    path("kabar/<int:id>/", kabar.follow, name="kabar_buka"),
    path("kabar/<int:id>/baca/", kabar.mark, name="kabar_baca"),
    # bantuan
    path("bantuan/", bantuan.home, name="bantuan"),
    path("bantuan/<slug:nama>/", bantuan.show, name="bantuan_halaman"),
    *PADAN,
    *KANTOR,
    *LEMBAR,
]

if settings.DEBUG or settings.OPENSIKS_CONTOH:
    from opensiks.web.pages import gaya

    urlpatterns.append(path("gaya/", gaya.home, name="gaya"))
