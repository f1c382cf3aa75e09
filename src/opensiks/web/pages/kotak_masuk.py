"""Kotak masuk: what the villages handed over, the receipt, the return with a reason, the lines let pass."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from opensiks.akun.access import require
from opensiks.infra import files
from opensiks.infra.clock import local
from opensiks.musyawarah.forum import get_forum
from opensiks.pengesahan import queries, services
from opensiks.pengesahan.access import access_serahan
from opensiks.rules.peran import Izin
from opensiks.rules.status import StatusUsulan
from opensiks.usulan.access import access_bukti
from opensiks.usulan.akibat import list_akibat, sum_akibat
from opensiks.usulan.queries import find_usulan, list_usulan
from opensiks.web.format import write_number
from opensiks.web.forms.kotak_masuk import KembalikanForm
from opensiks.web.htmx import page
from opensiks.web.meja import open_meja
from opensiks.web.presenters import akibat as tampil_akibat
from opensiks.web.presenters import kotak_masuk as tampil
from opensiks.web.request import Request
from opensiks.web.unduh import send_file
from opensiks.wilayah.queries import get_nama

DI_KABUPATEN = (
    StatusUsulan.FINAL_DESA, StatusUsulan.DITERIMA_KAB, StatusUsulan.LOLOS_KAB, StatusUsulan.DIKEMBALIKAN_KAB,
    StatusUsulan.DISAHKAN, StatusUsulan.TERKIRIM, StatusUsulan.DITETAPKAN, StatusUsulan.DITOLAK_PUSDATIN,
)  # fmt: skip

# What has not changed the register yet, and still can be stopped.
BELUM_BERLAKU = (
    StatusUsulan.FINAL_DESA, StatusUsulan.DITERIMA_KAB, StatusUsulan.LOLOS_KAB, StatusUsulan.DISAHKAN,
    StatusUsulan.TERKIRIM,
)  # fmt: skip


def home(request: Request) -> HttpResponse:
    require(request.actor, Izin.USULAN_VIEW)
    meja = open_meja(request)
    daftar = queries.list_masuk(meja.periode, meja.kode) if meja.periode else []
    pilih = tampil.choose_saring(daftar, request.GET.get("saring", ""))
    kecamatan = get_nama({b.kode[:8] for b in daftar})
    return page(
        request, "kotak_masuk/home.html", baris=tampil.list_baris(daftar, pilih, kecamatan), pilih=pilih,
        saringan=tampil.list_saringan(daftar, pilih, meja.kueri), jumlah_masuk=len(daftar),
        **tampil.compose_saring(daftar, meja.kueri), boleh_saring=request.actor.can(Izin.KAB_SCREEN), **meja.konteks,
    )  # fmt: skip


def show(request: Request, id: int) -> HttpResponse:
    """One hand-over: its lines, its papers, a sample of what did not change, and what may be done with it."""
    serahan = access_serahan(request.actor, id)
    desa = serahan.periode_desa
    forum = get_forum(desa.periode, desa.kode_desa, request.now)
    daftar = list(list_usulan(desa.kode_desa, periode=desa.periode, status=DI_KABUPATEN))
    baris = tampil.list_usulan(daftar, _check(request, daftar), {})
    nama = get_nama([desa.kode_desa, desa.kode_desa[:8]])
    lanjut = _next(request, serahan)
    return page(
        request, "kotak_masuk/serahan.html", serahan=serahan, desa=desa, periode=desa.periode, forum=forum, baris=baris,
        nama_desa=", ".join(nama.get(k, k) for k in (desa.kode_desa, desa.kode_desa[:8])),
        form=KembalikanForm(), form_desa=KembalikanForm(prefix="desa"),
        lanjut=lanjut, url_lanjut=f"/kotak-masuk/{lanjut.serahan_id}/" if lanjut else "",
        tanda=getattr(serahan, "tanda_terima", None), semua=queries.list_serahan(desa.pk),
        boleh_terima=request.actor.can(Izin.KAB_RECEIVE), boleh_kembali=request.actor.can(Izin.KAB_RETURN),
        **tampil.compose_serahan(serahan, forum, baris, request.actor, request.now),
        **_akibat(request, [u for u in daftar if u.status in BELUM_BERLAKU], _("desa ini"), nama),
    )  # fmt: skip


@require_POST
def receive(request: Request, id: int) -> HttpResponse:
    serahan = access_serahan(request.actor, id, Izin.KAB_RECEIVE)
    tanda = services.receive_desa(serahan, by=request.actor, at=request.now)
    messages.success(request, _("Diterima. Tanda terima {kode} siap dicetak.").format(kode=tanda.kode))
    return redirect("kotak_masuk_serahan", id)


@require_POST
def return_all(request: Request, id: int) -> HttpResponse:
    """The whole work of the village goes back, with a reason."""
    serahan = access_serahan(request.actor, id, Izin.KAB_RETURN)
    form = KembalikanForm(request.POST, prefix="desa")
    if not form.is_valid():
        messages.error(request, _("Belum dikembalikan. Pilih alasannya dahulu."))
        return redirect("kotak_masuk_serahan", id)
    isi = form.cleaned_data
    services.return_desa(
        serahan.periode_desa, isi["kode_alasan"], isi["catatan"], by=request.actor, at=request.now
    )
    messages.success(request, _("Dikembalikan ke desa dengan alasannya."))
    return redirect("kotak_masuk_serahan", id)


@require_POST
def return_lines(request: Request, id: int) -> HttpResponse:
    """Picked lines go back; the rest of the village goes on."""
    serahan = access_serahan(request.actor, id, Izin.KAB_RETURN)
    form = KembalikanForm(request.POST)
    daftar = _picked(request, serahan.kode_desa)
    if not form.is_valid() or not daftar:
        messages.error(request, _("Belum dikembalikan. Pilih usulan dan alasannya dahulu."))
        return redirect("kotak_masuk_serahan", id)
    isi = form.cleaned_data
    services.return_usulan(daftar, isi["kode_alasan"], isi["catatan"], by=request.actor, at=request.now)
    messages.success(
        request, _("{jumlah_daftar} usulan dikembalikan dengan alasannya.").format(jumlah_daftar=len(daftar))
    )
    return redirect("kotak_masuk_serahan", id)


@require_POST
def screen(request: Request, id: int) -> HttpResponse:
    """Let pass every line of this village that may pass."""
    serahan = access_serahan(request.actor, id, Izin.KAB_SCREEN)
    periode = serahan.periode_desa.periode
    daftar = list(list_usulan(serahan.kode_desa, periode=periode, status=[StatusUsulan.DITERIMA_KAB]))
    _screen(request, daftar)
    return redirect("kotak_masuk_serahan", id)


def screen_all(request: Request) -> HttpResponse:
    """Every received line of the kabupaten: those that may pass together, the others by reason."""
    require(request.actor, Izin.KAB_SCREEN)
    meja = open_meja(request)
    daftar = list(list_usulan(meja.kode, periode=meja.periode, status=[StatusUsulan.DITERIMA_KAB]))
    if request.method == "POST":
        _screen(request, daftar)
        return redirect(f"/kotak-masuk/saring/{meja.kueri}")
    tertahan = services.check_saring(daftar, by=request.actor, at=request.now)
    nama = get_nama({u.kode_desa for u in daftar})
    baris = tampil.list_usulan(daftar, tertahan, nama)
    return page(
        request,
        "kotak_masuk/saring.html",
        lolos=[b for b in baris if b.boleh],
        tertahan=[b for b in baris if b.sebab],
        jumlah=len(baris),
        tombol_lolos=_("Loloskan {tertahan} usulan").format(
            tertahan=write_number(len(baris) - len(tertahan))
        ),
        **meja.konteks,
        **_akibat(
            request, [u for u in daftar if u.pk not in tertahan], _("yang boleh lolos"), nama, desa=True
        ),
    )


def receipt(request: Request, id: int) -> HttpResponse:
    """The receipt as paper (R86)."""
    serahan = access_serahan(request.actor, id)
    tanda = queries.find_tanda_terima(serahan.periode_desa_id)
    if tanda is None:
        messages.error(request, _("Belum ada tanda terima: serahan ini belum diterima."))
        return redirect("kotak_masuk_serahan", id)
    return send_file(services.print_tanda_terima(tanda), f"tanda terima {tanda.kode}.pdf", tampil=True)


def show_bukti(request: Request, id: int) -> HttpResponse:
    """A signed paper as it was uploaded."""
    bukti = access_bukti(request.actor, id)
    akhiran = {b"%PD": "pdf", b"\x89PN": "png"}
    isi = files.load(bukti.sha256)
    return send_file(isi, f"{bukti.jenis} {bukti.pk}.{akhiran.get(isi[:3], 'jpg')}", tampil=True)


def _next(request: Request, serahan: Any) -> Any:
    """The hand-over that waits longest for this reader, after this one."""
    periode, kode = serahan.periode_desa.periode, request.actor.cakupan.daftar_kode[0]
    masuk = queries.list_masuk(periode, kode)
    tunggu = "saring" if request.actor.can(Izin.KAB_SCREEN) else "terima"
    return next((b for b in masuk if tampil.sort_keadaan(b) == tunggu and b.serahan_id != serahan.pk), None)


def _screen(request: Request, daftar: list[Any]) -> None:
    hasil = services.screen_layak(daftar, by=request.actor, at=request.now)
    if hasil.lolos:
        messages.success(request, _("{lolos} usulan lolos.").format(lolos=write_number(len(hasil.lolos))))
    if hasil.tertahan:
        sisa = write_number(len(hasil.tertahan))
        messages.warning(
            request, _("{sisa} usulan tertahan. Sebabnya tertulis di barisnya.").format(sisa=sisa)
        )


def _check(request: Request, daftar: list[Any]) -> dict[int, Any] | None:
    if not request.actor.can(Izin.KAB_SCREEN):
        return None
    diterima = [u for u in daftar if u.status is StatusUsulan.DITERIMA_KAB]
    return services.check_saring(diterima, by=request.actor, at=request.now)


def _akibat(
    request: Request, daftar: list[Any], judul: str, nama: Mapping[str, str], *, desa: bool = False
) -> dict[str, Any]:
    """Who would lose what by these lines, before any of them takes effect."""
    akibat = list_akibat(daftar)
    pada = local(request.now, request.actor.cakupan.daftar_kode[0]).date()
    return {
        "akibat": tampil_akibat.list_baris(akibat, nama), "angka_akibat": tampil_akibat.list_angka(sum_akibat(akibat)),
        "mulai_akibat": tampil_akibat.write_mulai(pada), "judul_akibat": judul, "akibat_desa": desa,
    }  # fmt: skip


def _picked(request: Request, kode_desa: str) -> list[Any]:
    ids = [int(i) for i in request.POST.getlist("usulan") if i.isdigit()]
    return [u for u in find_usulan(ids) if u.kode_desa == kode_desa]
