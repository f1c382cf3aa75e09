"""Unduh: any list as a file, after it was asked what for; a long one is made while its asker goes on working."""

from __future__ import annotations

import secrets
import tempfile
from pathlib import Path
from urllib.parse import urlencode

from django.http import FileResponse, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from opensiks.akun.access import TidakAda, require
from opensiks.ekspor.daftar import TABEL as DARI_BAWAH
from opensiks.ekspor.hasil import find_hasil, is_milik, list_hasil, name_pekerjaan
from opensiks.ekspor.services import LANGSUNG_MAKS, Permintaan, check_ekspor, export_daftar
from opensiks.ekspor.tabel import Isi, Tabel
from opensiks.infra.maju import Maju, read_maju, write_maju
from opensiks.infra.queue import enqueue
from opensiks.rules.ekspor import Format
from opensiks.rules.peran import Izin
from opensiks.web.format import write_refusal
from opensiks.web.forms.ekspor import UTUH, UnduhForm
from opensiks.web.htmx import page
from opensiks.web.meja import read_form
from opensiks.web.request import Request
from opensiks.web.tabel import TABEL, list_lain
from opensiks.web.unduh import JENIS

# What belongs to the question itself and not to the list.
BUKAN_KUERI = frozenset(
    {"csrfmiddlewaretoken", "tujuan", "keterangan", "format", "nomor", "kembali", "halaman"}
)


def ask(request: Request, kode: str) -> HttpResponseBase:
    """First the question, with the list named in full; then the file, or the page that waits for it."""
    tabel = TABEL.get(kode)
    if tabel is None:
        raise TidakAda
    require(request.actor, tabel.izin)
    boleh_utuh = request.actor.can(Izin.KELUARGA_REVEAL)
    awal = {"format": request.GET.get("format", Format.XLSX.value)}
    form = UnduhForm(tabel, read_form(request)[0], boleh_utuh=boleh_utuh, initial=awal)
    minta = _read(request, tabel, form)
    isi = tabel.open(minta.ask(request.actor, request.now))
    if request.method == "POST" and form.is_valid():
        for v in check_ekspor(tabel, isi.jumlah, minta, by=request.actor):
            form.add_error("keterangan" if v.kode == "R96b" else None, write_refusal(v))
        if not form.errors:
            return _give(request, tabel, minta, isi)
    return page(
        request, "ekspor/tanya.html", tabel=tabel, isi=isi, form=form, boleh_utuh=boleh_utuh,
        lain=[(t, _link_lain(request, t)) for t in list_lain(kode, isi.kode_wilayah, request.actor)],
        lama=isi.jumlah > LANGSUNG_MAKS, kembali=_back(request), kata_tombol=_say_tombol(isi, tabel),
        status=422 if form.errors else 200,
    )  # fmt: skip


def _read(request: Request, tabel: Tabel, form: UnduhForm) -> Permintaan:
    isi = form.cleaned_data if form.is_bound and form.is_valid() else {}
    kueri = tuple(sorted((k, str(v)) for k, v in request.GET.dict().items() if k not in BUKAN_KUERI))
    return Permintaan(
        tabel.kode, isi.get("tujuan", ""), isi.get("format", Format.XLSX.value), isi.get("keterangan", ""),
        isi.get("nomor") == UTUH, kueri,
    )  # fmt: skip


def _give(request: Request, tabel: Tabel, minta: Permintaan, isi: Isi) -> HttpResponseBase:
    if isi.jumlah > LANGSUNG_MAKS and tabel.kode in DARI_BAWAH:
        return _enqueue(request, minta)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "daftar"
        hasil = export_daftar(tabel, minta, path, by=request.actor, at=request.now)
        # The open file outlives its folder.
        return _send(path, hasil.nama)


def _enqueue(request: Request, minta: Permintaan) -> HttpResponse:
    nama = name_pekerjaan(request.actor, secrets.token_hex(8))
    write_maju(nama, Maju("antre", oleh=request.actor.nama))
    enqueue(
        "ekspor.write", akun=request.user.get_username(), penugasan=int(request.session.get("penugasan_id") or 0),
        permintaan=minta.to_json(), nama=nama,
    )  # fmt: skip
    return redirect("unduh_kerja", nama)


def wait(request: Request, nama: str) -> HttpResponse:
    """How far a long file is; only its asker sees it."""
    maju = read_maju(nama) if is_milik(request.actor, nama) else None
    if maju is None:
        raise TidakAda
    return page(
        request, "ekspor/maju.html", block="maju" if request.GET.get("maju") else None, maju=maju, nama=nama,
        ada=find_hasil(request.actor, nama, request.now) is not None,
    )  # fmt: skip


def fetch(request: Request, nama: str) -> HttpResponseBase:
    """The file that a job made, for a day, to the one who asked for it."""
    hasil = find_hasil(request.actor, nama, request.now)
    if hasil is None:
        raise TidakAda
    return _send(*hasil)


def home(request: Request) -> HttpResponse:
    """The reader's own files of the last day that were made in the background."""
    return page(request, "ekspor/daftar.html", daftar=list_hasil(request.actor, request.now))


def _send(path: Path, nama: str) -> FileResponse:
    jenis = JENIS[nama.rpartition(".")[2]]
    response = FileResponse(path.open("rb"), as_attachment=True, filename=nama, content_type=jenis)
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


def _back(request: Request) -> str:
    """The page the question was asked from, if it is one of ours."""
    asal = request.POST.get("kembali") or request.headers.get(_("Referer"), "")
    aman = url_has_allowed_host_and_scheme(asal, {request.get_host()}, require_https=request.is_secure())
    return asal if aman and "/unduh/" not in asal else "/"


def _link_lain(request: Request, tabel: Tabel) -> str:
    """Another list of the same place: the place goes along, the filter does not."""
    tempat = {k: v for k in ("desa", "kode", "periode") if (v := request.GET.get(k))}
    return f"/unduh/{tabel.kode}/" + (f"?{urlencode(tempat)}" if tempat else "")


def _say_tombol(isi: Isi, tabel: Tabel) -> str:
    jumlah = f"{isi.jumlah:,}".replace(",", ".")
    return _("Unduh {jumlah} {satuan}").format(jumlah=jumlah, satuan=tabel.satuan)
