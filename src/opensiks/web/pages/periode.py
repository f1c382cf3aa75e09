"""Periode: opening a window, and closing it after seeing whose data would sleep (R75)."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from opensiks.akun.access import require
from opensiks.pantau import queries as pantau
from opensiks.pantau.tutup import preview_tutup
from opensiks.pengesahan.queries import count_belum_dijawab
from opensiks.rules.peran import Izin
from opensiks.rules.rule import AksiDitolak
from opensiks.verval import services
from opensiks.verval.access import access_periode
from opensiks.verval.queries import list_perpanjangan, profil_of
from opensiks.web.format import write_number, write_refusal
from opensiks.web.forms.pusat import PeriodeForm, TutupForm
from opensiks.web.htmx import page
from opensiks.web.meja import read_form
from opensiks.web.presenters import pusat as tampil
from opensiks.web.request import Request
from opensiks.wilayah.queries import get_nama

# Where a refusal of opening belongs on the form.
BIDANG = {
    "R71e": "profil",
    "R71f": "tenggat_desa",
    "R71g": "kode",
    "R71h": "kode_wilayah",
    "R71i": "mulai",
    "R1b": "kode_wilayah",
}


def home(request: Request) -> HttpResponse:
    """Every period, and the form for a new one."""
    require(request.actor, Izin.PERIODE_OPEN)
    form = PeriodeForm(read_form(request)[0])
    if request.method == "POST" and form.is_valid() and _open(request, form):
        messages.success(request, _("Periode terbuka. Desa melihatnya mulai hari pertama."))
        return redirect("periode")
    daftar = pantau.list_periode(request.actor.cakupan.daftar_kode[0])
    nama = get_nama([p.kode_wilayah for p in daftar])
    return page(
        request, "periode/home.html", form=form, status=422 if form.errors else 200,
        baris=[tampil.show_periode(p, nama, request.now) for p in daftar],
    )  # fmt: skip


def _open(request: Request, form: PeriodeForm) -> bool:
    isi = form.cleaned_data
    try:
        services.open_periode(
            isi["kode"], isi["label"], isi["profil"], isi["kode_wilayah"], isi["mulai"], isi["tenggat_desa"],
            isi["tenggat_kab"], by=request.actor, at=request.now,
        )  # fmt: skip
    except AksiDitolak as ditolak:
        for v in ditolak.violations:
            form.add_error(BIDANG.get(v.kode), write_refusal(v))
        return False
    return True


def close(request: Request, id: int) -> HttpResponse:
    """What closing would do, by village; nothing counts until it is agreed to."""
    periode = access_periode(request.actor, id, Izin.PERIODE_OPEN)
    form = TutupForm(read_form(request)[0])
    if request.method == "POST" and form.is_valid() and _close(request, periode, form):
        return redirect("periode_tutup", id)
    tutup = preview_tutup(periode)
    return page(
        request, "periode/tutup.html", periode=periode, form=form, tutup=tutup, profil=profil_of(periode),
        **tampil.say_tutup(tutup), perpanjangan=list_perpanjangan(periode), boleh_tutup=periode.ditutup_at is None,
        kini=request.now,
        status=422 if form.errors else 200,
    )  # fmt: skip


def _close(request: Request, periode: object, form: TutupForm) -> bool:
    belum = count_belum_dijawab(periode.pk, periode.kode_wilayah)  # type: ignore[attr-defined]
    try:
        hasil = services.close_periode(
            periode, by=request.actor, at=request.now, belum_dijawab=belum,  # type: ignore[arg-type]
            tanpa_peringatan=form.cleaned_data["alasan"],
        )  # fmt: skip
    except AksiDitolak as ditolak:
        for v in ditolak.violations:
            form.add_error("alasan" if v.kode == "R75c" else None, write_refusal(v))
        return False
    kata = _("{desa_diam} desa diam, {orang_ditidurkan} orang ditidurkan").format(
        desa_diam=hasil.desa_diam, orang_ditidurkan=write_number(hasil.orang_ditidurkan)
    )
    messages.success(
        request,
        _("Periode ditutup: {kata}, {desa_selesai} desa selesai.").format(
            kata=kata, desa_selesai=hasil.desa_selesai
        ),
    )
    return True
