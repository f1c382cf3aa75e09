"""Photos of a family: taken with the phone or chosen from the laptop, looked at small or whole."""

from __future__ import annotations

from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from opensiks.akun.access import TidakAda, require
from opensiks.infra import files
from opensiks.infra.files import BerkasDitolak
from opensiks.keluarga.access import access_foto, access_keluarga
from opensiks.keluarga.services import add_foto, reveal_foto
from opensiks.rules.foto import LABEL_FOTO, RAHASIA, JenisFoto
from opensiks.rules.peran import Izin
from opensiks.web.forms.foto import FotoForm
from opensiks.web.pages import keluarga as halaman
from opensiks.web.presenters.desa import recall_desa
from opensiks.web.presenters.keluarga import compose_keluarga
from opensiks.web.request import Request

# The place of a photo stands at the beginning of its file.
KEPALA = 256 * 1024


@require_POST
def add(request: Request, id: int) -> HttpResponse:
    keluarga = access_keluarga(request.actor, id, Izin.VERVAL_RECORD)
    form = FotoForm(request.POST, request.FILES)
    if form.is_valid():
        jenis, foto, kepala = (form.cleaned_data[n] for n in ("jenis", "foto", "kepala"))
        if foto.size > files.MAX_UKURAN:
            form.add_error("foto", _("Foto terlalu besar; paling besar 10 MB."))
        else:
            try:
                add_foto(
                    keluarga, JenisFoto(jenis), foto.read(), by=request.actor, at=request.now,
                    kepala=kepala.read(KEPALA) if kepala else b"",
                )  # fmt: skip
            except BerkasDitolak as ditolak:
                form.add_error("foto", str(ditolak))
            else:
                messages.success(
                    request, _("Foto {jenis} tersimpan.").format(jenis=_(LABEL_FOTO[JenisFoto(jenis)]))
                )
                return redirect(f"/keluarga/{id}/?{request.GET.urlencode()}#foto")
    h = compose_keluarga(id, recall_desa(request, keluarga.kode_desa), request.actor)
    return halaman.render(request, h, form_foto=form, status=422)


def show(request: Request, id: int) -> FileResponse:
    """The whole photo. One of a KTP or a KK shows a NIK: that is on the trail (R95)."""
    foto = access_foto(request.actor, id)
    if foto.jenis in RAHASIA:
        require(request.actor, Izin.KELUARGA_REVEAL)
        reveal_foto(foto, by=request.actor, at=request.now)
    return _send(foto.sha256)


def thumbnail(request: Request, id: int) -> FileResponse:
    foto = access_foto(request.actor, id)
    if foto.jenis in RAHASIA:
        require(request.actor, Izin.KELUARGA_REVEAL)
    return _send(foto.sha256_kecil)


def _send(sha256: str) -> FileResponse:
    if not files.exists(sha256):
        raise TidakAda
    return FileResponse(files.open_file(sha256), content_type="image/jpeg")
