"""Pemadanan: hold an area's persons against a Dukcapil extract; answers by outcome and area, never a change (R63)."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from opensiks.akun.access import require
from opensiks.infra.maju import Maju, ask_henti, clear_henti, is_henti, read_maju, write_maju
from opensiks.infra.queue import enqueue
from opensiks.pemadanan.access import access_putaran
from opensiks.pemadanan.dukcapil import EkstrakDitolak
from opensiks.pemadanan.ekstrak import find_berkas, list_berkas, save_berkas
from opensiks.pemadanan.queries import (
    count_keluaran,
    count_sebaran,
    count_tinjauan,
    count_tugas,
    find_putaran,
    find_sebelumnya,
    get_bobot,
    list_bobot,
    list_label,
    list_luput,
    list_putaran,
    list_wilayah,
)
from opensiks.rules.pemadanan import Mode
from opensiks.rules.peran import Izin
from opensiks.rules.rule import AksiDitolak
from opensiks.rules.wilayah import is_kode
from opensiks.web.format import write_refusal
from opensiks.web.forms.pusat import EkstrakForm, PutaranForm
from opensiks.web.htmx import page
from opensiks.web.meja import read_form
from opensiks.web.presenters import pemadanan as tampil
from opensiks.web.presenters.padan_nav import list_bagian
from opensiks.web.presenters.pemadanan_mesin import label_tahap, list_pilihan_bobot, show_mesin
from opensiks.web.request import Request
from opensiks.wilayah.queries import get_nama, list_jalur

PEKERJAAN = "pemadanan"


def home(request: Request) -> HttpResponse:
    """Runs so far, the standing answers, and the form for another run."""
    require(request.actor, Izin.PEMADANAN_RUN)
    ekstrak = list_berkas()
    form = PutaranForm(
        [e.nama for e in ekstrak], read_form(request)[0], initial={"mode": Mode.KASKADE.value}, bobot=_list_bobot()
    )  # fmt: skip
    if request.method == "POST" and form.is_valid() and _check_bobot(form) and _check_wilayah(form):
        if request.POST.get("setuju") != "ya" and (kurang := _list_kurang(form)):
            return page(request, "pemadanan/setuju.html", form=form, kurang=kurang)
        _start(request, form)
        return redirect("pemadanan")
    putaran, maju = list(list_putaran()[:30]), read_maju(PEKERJAAN)
    return page(
        request, "pemadanan/home.html", block="maju" if request.GET.get("maju") else None, form=form, ekstrak=ekstrak,
        unggah=EkstrakForm(), maju=maju, tahap=label_tahap(maju.tahap) if maju else "", henti=is_henti(PEKERJAAN),
        status=422 if form.errors else 200,
        antrean=count_tinjauan(request.actor.akun_id or 0), bagian_padan=list_bagian(request, "putaran"),
        baris=tampil.list_putaran(putaran, get_nama([p.kode_wilayah for p in putaran])),
        keluaran=tampil.list_keluaran(count_keluaran("")), tugas=tampil.list_tugas(count_tugas("")),
    )  # fmt: skip


def _list_bobot() -> list[tuple[str, str]]:
    daftar = list_bobot()
    nama = get_nama({p.kode_wilayah for p in daftar})
    return list_pilihan_bobot(daftar, nama, ada_jawaban=bool(daftar) and bool(list_label()))


def _check_bobot(form: PutaranForm) -> bool:
    """Weights of another version are refused here, before anybody waits for the run."""
    if putaran_id := form.cleaned_data.get("bobot"):
        try:
            get_bobot(putaran_id)
        except AksiDitolak as galat:
            form.add_error("bobot", [write_refusal(v) for v in galat.violations])
    return form.is_valid()


def _check_wilayah(form: PutaranForm) -> bool:
    """An area without anybody is a slip of the pen."""
    if not list_wilayah(form.cleaned_data["kode_wilayah"]):
        form.add_error("kode_wilayah", _("Tidak ada orang aktif di wilayah ini. Periksa kodenya."))
    return form.is_valid()


def _list_kurang(form: PutaranForm) -> list[str]:
    """Names of the kabupaten that the run covers and the extract does not: there everybody would be unknown."""
    berkas = find_berkas(form.cleaned_data["ekstrak"])
    try:
        kode = list_luput(form.cleaned_data["kode_wilayah"], berkas) if berkas else []
    except EkstrakDitolak:
        return []  # the job says why
    nama = get_nama(kode)
    return [nama.get(k, k) for k in kode]


def _start(request: Request, form: PutaranForm) -> None:
    isi = form.cleaned_data
    clear_henti(PEKERJAAN)
    write_maju(PEKERJAAN, Maju("antre", oleh=request.actor.nama))
    enqueue(
        "pemadanan.run", akun=request.user.get_username(), penugasan=int(request.session.get("penugasan_id") or 0),
        kode_wilayah=isi["kode_wilayah"], ekstrak=isi["ekstrak"], mode=isi["mode"], tanggal=isi["tanggal"].isoformat(),
        nama=PEKERJAAN, **({} if (asal := isi.get("bobot")) is None else {"bobot": asal}),
    )  # fmt: skip
    messages.info(request, _("Pemadanan mulai. Boleh ditinggal; hasilnya muncul di halaman ini."))


def stop(request: Request) -> HttpResponse:
    """Ask first; then the job ends between two stages and keeps nothing."""
    require(request.actor, Izin.PEMADANAN_RUN)
    maju = read_maju(PEKERJAAN)
    if maju is None or maju.keadaan not in ("antre", "jalan"):
        messages.info(request, _("Tidak ada pemadanan yang sedang jalan."))
        return redirect("pemadanan")
    if request.method == "POST":
        ask_henti(PEKERJAAN)
        messages.info(request, _("Pemadanan sedang dihentikan."))
        return redirect("pemadanan")
    return page(request, "pemadanan/henti.html", maju=maju)


@require_POST
def upload(request: Request) -> HttpResponse:
    require(request.actor, Izin.PEMADANAN_RUN)
    form = EkstrakForm(request.POST, request.FILES)
    if not form.is_valid():
        messages.error(request, _("Belum diunggah. Pilih berkas ekstraknya dahulu."))
        return redirect("pemadanan")
    berkas = form.cleaned_data["berkas"]
    try:
        nama = save_berkas(berkas.name, berkas.file)
    except EkstrakDitolak as galat:
        messages.error(request, str(galat))
    else:
        messages.success(request, _("Ekstrak tersimpan sebagai {nama}.").format(nama=nama))
    return redirect("pemadanan")


def show(request: Request, id: int) -> HttpResponse:
    """One run: its answers against the run before, and how the area now stands, down to each village."""
    putaran = access_putaran(request.actor, id)
    kode = request.GET.get("kode", "")
    if not is_kode(kode) or not kode.startswith(putaran.kode_wilayah):
        kode = putaran.kode_wilayah
    sebelum, asal = find_sebelumnya(putaran), find_putaran((putaran.ringkasan or {}).get("bobot_dari"))
    jalur = [w for w in list_jalur(kode) if len(w.kode) > len(putaran.kode_wilayah)]
    return page(
        request, "pemadanan/putaran.html", putaran=putaran, sebelum=sebelum,
        wilayah=get_nama([putaran.kode_wilayah]).get(putaran.kode_wilayah),
        keluaran=tampil.list_keluaran(putaran.jumlah), tugas=tampil.list_tugas(count_tugas(kode)),
        banding=tampil.compare_putaran(putaran, sebelum), jalur=jalur, mesin=show_mesin(putaran, asal), asal_bobot=asal,
        mode=tampil.MODE.get(putaran.mode, putaran.mode),
        **tampil.show_sebaran(count_sebaran(kode), kode),
    )  # fmt: skip
