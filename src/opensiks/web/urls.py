"""Every route, grouped by noun. Whatever is not in PUBLIC_ROUTES asks for a signed-in person with a role."""

from allauth.account import views as allauth
from django.conf import settings
from django.urls import URLPattern, path

from opensiks.web.pages import akun, bantuan, beranda, kabar, verval
from opensiks.web.urls_kantor import DAFTAR as KANTOR

urlpatterns: list[URLPattern] = [
    path("", beranda.home, name="beranda"),
    # masuk
    path("masuk/", allauth.login, name="account_login"),
    path("keluar/", allauth.logout, name="account_logout"),
    path("daftar/", akun.closed, name="account_signup"),
    path("nonaktif/", akun.closed, name="account_inactive"),
    # akun
    path("akun/", akun.home, name="akun"),
    path("akun/sandi/", akun.change_sandi, name="akun_sandi"),
    path("akun/tugas/<int:id>/", akun.choose_tugas, name="akun_tugas"),
    # verval
    path("verval/", verval.home, name="verval"),
    path("verval/mulai/", verval.begin, name="verval_begin"),
    path("verval/tetap/", verval.record_tetap, name="verval_tetap"),
    path("verval/urungkan/", verval.cancel, name="verval_cancel"),
    # kabar
    path("kabar/", kabar.home, name="kabar"),
    # bantuan
    path("bantuan/", bantuan.home, name="bantuan"),
    path("bantuan/<slug:nama>/", bantuan.show, name="bantuan_halaman"),
    *KANTOR,
]

if settings.DEBUG or settings.OPENSIKS_CONTOH:
    from opensiks.web.pages import gaya

    urlpatterns.append(path("gaya/", gaya.home, name="gaya"))
