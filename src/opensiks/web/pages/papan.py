"""Papan: one area in one period. Who is where, who is silent, will it be in time; down to the single village."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from opensiks.akun.access import TidakAda, require
from opensiks.pantau import queries as pantau
from opensiks.pantau.queries import Papan
from opensiks.rules.peran import Izin, Peran
from opensiks.rules.rule import AksiDitolak
from opensiks.rules.verval import TierTenggat
from opensiks.rules.wilayah import is_kode, tingkat
from opensiks.verval import queries as verval
from opensiks.verval import services
from opensiks.verval.ingat import warn_desa
from opensiks.verval.queries import MasaDesa
from opensiks.web.format import write_refusal
from opensiks.web.forms.papan import IngatkanForm, PerpanjangForm
from opensiks.web.htmx import page
from opensiks.web.meja import read_form
from opensiks.web.presenters import diam as tampil_diam
from opensiks.web.presenters import papan as tampil
from opensiks.web.presenters.grafik_batang import draw_alur, draw_kemajuan, draw_kuota
from opensiks.web.request import Request
from opensiks.wilayah.queries import find_wilayah, list_jalur


@dataclass(frozen=True)
class Bingkai:
    """What every page of the board begins with: area, period, and the query that keeps the period."""

    kode: str
    papan: Papan | None
    daftar_periode: list[Any]
    kueri: str
    masa: MasaDesa | None

    @property
    def konteks(self) -> dict[str, Any]:
        return {
            "papan": self.papan, "periode": self.papan.periode if self.papan else None, "kode": self.kode,
            "daftar_periode": self.daftar_periode, "kueri": self.kueri, "masa": self.masa,
            **(tampil.compose_kepala(self.papan, self.kueri) if self.papan else {}),
        }  # fmt: skip


def home(request: Request) -> HttpResponse:
    """The board of one's own area. Beranda leads here too, under one address."""
    if request.path == "/":
        return redirect("papan")
    return show(request, request.actor.cakupan.daftar_kode[0])


def show(request: Request, kode: str) -> HttpResponse:
    bingkai = _open(request, kode)
    if bingkai.papan is None:
        wilayah = find_wilayah(kode)
        return page(request, "papan/kosong.html", jalur=_jalur(request, kode), nama=wilayah or _("Indonesia"))
    match tingkat(kode):
        case 4:
            return _show_desa(request, bingkai, bingkai.papan)
        case 2 | 3:
            return _show_kabupaten(request, bingkai, bingkai.papan)
        case _:
            return _show_atas(request, bingkai, bingkai.papan)


def download(request: Request, kode: str) -> HttpResponse:
    """The table as a file: like every list, it asks first what for (R96)."""
    _open(request, kode)
    kueri = request.GET.copy()
    kueri["kode"] = kode
    return redirect(f"/unduh/papan/?{kueri.urlencode()}")


def remind(request: Request, kode: str) -> HttpResponse:
    """Write the reminder to one village; what is sent, and by whom, is on the trail."""
    require(request.actor, Izin.CATATAN_ADD)
    bingkai = _open(request, kode)
    if bingkai.papan is None or tingkat(kode) != 4 or bingkai.masa is None:
        raise TidakAda
    papan, desa = bingkai.papan, bingkai.papan.desa[0]
    operator = _operator(papan).get(kode)
    teks = tampil_diam.write_pengingat(desa, papan, bingkai.masa, operator, _kontak(request))
    form = IngatkanForm(read_form(request)[0], initial={"teks": teks})
    tautan = ""
    if request.method == "POST" and form.is_valid():
        baris = list(verval.list_periode_desa(papan.periode, kode))
        warn_desa(baris, {d.pk: form.cleaned_data["teks"] for d in baris}, by=request.actor, at=request.now)
        tautan = tampil_diam.link_whatsapp(operator.nomor_hp if operator else "", form.cleaned_data["teks"])
    return page(
        request, "papan/ingatkan.html", desa=desa, operator=operator, form=form, tautan=tautan,
        ingatan=pantau.list_ingatan(papan.periode, kode).get(kode, []), status=422 if form.errors else 200,
        **bingkai.konteks,
    )  # fmt: skip


def remind_all(request: Request, kode: str) -> HttpResponse:
    """Everybody silent at once: first the list with its counts, then one prepared message for each."""
    require(request.actor, Izin.CATATAN_ADD)
    bingkai = _open(request, kode)
    if bingkai.papan is None or bingkai.masa is None or tingkat(kode) not in (2, 3):
        raise TidakAda
    papan, operator = bingkai.papan, _operator(bingkai.papan)
    diam = tampil_diam.list_diam(papan, pantau.list_ingatan(papan.periode, kode))
    pesan = tampil_diam.list_pesan(diam, papan, bingkai.masa, operator, _kontak(request))
    tercatat = request.method == "POST"
    if tercatat:
        baris = [d for d in verval.list_periode_desa(papan.periode, kode) if d.kode_desa in pesan]
        warn_desa(baris, {d.pk: pesan[d.kode_desa].teks for d in baris}, by=request.actor, at=request.now)
    return page(
        request, "papan/ingatkan_semua.html", diam=diam, pesan=list(pesan.values()), tercatat=tercatat,
        **bingkai.konteks,
    )  # fmt: skip


def extend(request: Request, kode: str) -> HttpResponse:
    """A later deadline by a letter (R77); the first one stays on the chart."""
    require(request.actor, Izin.PERIODE_EXTEND)
    bingkai = _open(request, kode)
    if bingkai.papan is None:
        raise TidakAda
    papan = bingkai.papan
    pilihan = [(kode, _("Seluruh {nama}").format(nama=papan.nama)), *((a.kode, a.nama) for a in papan.anak)]
    form = PerpanjangForm(
        pilihan, read_form(request)[0], initial={"tier": TierTenggat.DESA.value, "kode_wilayah": kode}
    )
    if request.method == "POST" and form.is_valid() and _extend(request, papan, form):
        messages.success(request, _("Batas baru berlaku. Batas lama tetap tercatat."))
        return redirect(f"/papan/{kode}/{bingkai.kueri}")
    return page(
        request, "papan/perpanjang.html", form=form, perpanjangan=verval.list_perpanjangan(papan.periode),
        status=422 if form.errors else 200, **bingkai.konteks,
    )  # fmt: skip


def _extend(request: Request, papan: Papan, form: PerpanjangForm) -> bool:
    isi = form.cleaned_data
    try:
        services.extend_periode(
            papan.periode, TierTenggat(isi["tier"]), isi["sampai"], by=request.actor, at=request.now,
            nomor_surat=isi["nomor_surat"], alasan=isi["alasan"], kode_wilayah=isi["kode_wilayah"],
        )  # fmt: skip
    except AksiDitolak as ditolak:
        for v in ditolak.violations:
            form.add_error("nomor_surat" if v.kode == "R77" else "sampai", write_refusal(v))
        return False
    return True


def _open(request: Request, kode: str) -> Bingkai:
    """Not in scope and not there are the same answer."""
    require(request.actor, Izin.PAPAN_VIEW)
    if (kode and not is_kode(kode)) or not request.actor.cakupan.covers(kode):
        raise TidakAda
    if kode and find_wilayah(kode) is None:
        raise TidakAda
    daftar = pantau.list_periode(kode)
    asked = request.GET.get("periode", "")
    periode = pantau.choose_periode(daftar, int(asked) if asked.isdigit() else None, request.now)
    if periode is None:
        return Bingkai(kode, None, daftar, "", None)
    kueri = f"?periode={periode.pk}" if asked else ""
    masa = verval.get_masa(periode, kode) if kode else None
    return Bingkai(kode, pantau.get_papan(periode, kode, request.now), daftar, kueri, masa)


def _show_kabupaten(request: Request, bingkai: Bingkai, papan: Papan) -> HttpResponse:
    pilihan = [
        ("kotak", _("Kotak")),
        ("tabel", _("Tabel")),
        *([("kecamatan", _("Kecamatan"))] if papan.tingkat == 2 else []),
    ]
    tampilan = _keep(request, "tampilan", tuple(nilai for nilai, _ in pilihan))
    urut_kotak = _keep(request, "kotak", ("tahap", "kode"))
    tahap, urut = request.GET.get("tahap", ""), request.GET.get("urut", "")
    baris = [b for b in tampil.list_baris(papan, bingkai.kueri) if not tahap or b.status == tahap]
    return page(
        request, "papan/papan.html", block="isi_papan", jalur=_jalur(request, papan.kode), tampilan=tampilan,
        pilihan_tampilan=tampil.list_tampilan(bingkai.kueri, tampilan, pilihan),
        pencacah=tampil.list_pencacah(papan, tahap, f"/papan/{papan.kode}/{bingkai.kueri}"), tahap=tahap,
        mosaik=tampil.list_mosaik(papan, _operator(papan), tahap=tahap, urut=urut_kotak, kueri=bingkai.kueri),
        urut_kotak=urut_kotak, baris=tampil.sort_baris(baris, urut), jumlah=tampil.row_total(papan),
        baris_kecamatan=tampil.sort_baris(tampil.list_baris_anak(papan, bingkai.kueri), urut),
        diam=tampil_diam.list_diam(papan, pantau.list_ingatan(papan.periode, papan.kode)), cara_duga=tampil.CARA_DUGA,
        boleh_perpanjang=request.actor.can(Izin.PERIODE_EXTEND), boleh_ingatkan=request.actor.can(Izin.CATATAN_ADD),
        **_draw(bingkai, papan), **bingkai.konteks,
    )  # fmt: skip


def _show_atas(request: Request, bingkai: Bingkai, papan: Papan) -> HttpResponse:
    """A provinsi by kabupaten; the nation by provinsi, or every kabupaten at once."""
    urut, pilihan = request.GET.get("urut", ""), [("provinsi", _("Provinsi")), ("kabupaten", _("Kabupaten"))]
    tampilan = _keep(request, "tampilan", ("provinsi", "kabupaten")) if papan.tingkat == 0 else "kabupaten"
    baris = tampil.list_baris_kabupaten if tampilan == "kabupaten" else tampil.list_baris_anak
    return page(
        request, "papan/atas.html", jalur=_jalur(request, papan.kode), kata_anak=tampilan.capitalize(),
        pilihan_tampilan=tampil.list_tampilan(bingkai.kueri, tampilan, pilihan) if papan.tingkat == 0 else None,
        pencacah=tampil.list_pencacah(papan, "", f"/papan/{papan.kode}/" if papan.kode else "/papan/"),
        baris=tampil.sort_baris(baris(papan, bingkai.kueri), urut), jumlah=tampil.row_total(papan),
        boleh_muat=request.actor.can(Izin.PENDUDUK_LOAD), **_draw(bingkai, papan),
        **{k: v for k, v in bingkai.konteks.items() if k != "kata_anak"},
    )  # fmt: skip


def _draw(bingkai: Bingkai, papan: Papan) -> dict[str, Any]:
    """The charts of an area, each from the rows that its table shows."""
    perpanjangan = [
        p.tenggat_lama_at
        for p in verval.list_perpanjangan(papan.periode)
        if p.tier is TierTenggat.DESA and papan.kode.startswith(p.kode_wilayah)
    ]
    batas = bingkai.masa.tenggat_desa if bingkai.masa else papan.periode.tenggat_desa_at
    laju, minggu = tampil.draw_papan(papan, batas, perpanjangan)
    return {
        "grafik": laju,
        "grafik_minggu": minggu,
        "grafik_alur": draw_alur(papan.alur),
        "grafik_kuota": draw_kuota(papan.kuota, papan.nama),
        "kuota": papan.kuota,
    }


def _show_desa(request: Request, bingkai: Bingkai, papan: Papan) -> HttpResponse:
    orang = request.actor.can(Izin.KELUARGA_VIEW)
    cari = request.GET.get("cari", "").strip()
    belum = verval.list_belum_terkirim(papan.periode, papan.kode)
    tampak = tampil_diam.search_belum(belum, cari) if orang else []
    pada = request.now.date()
    kades = pantau.list_petugas_desa(papan.kode, Peran.KADES_LURAH, pada).get(papan.kode)
    return page(
        request, "papan/desa.html", jalur=_jalur(request, papan.kode),
        belum=Paginator(tampak, 100).get_page(request.GET.get("halaman")), cari=cari,
        jumlah_belum=len(belum), boleh_nama=orang,
        orang_belum=sum(b.orang for b in belum),
        operator=_operator(papan).get(papan.kode), kades=kades, hari_diam=pantau.hari_diam(papan, papan.kode),
        riwayat=tampil_diam.list_riwayat(pantau.list_riwayat_desa(papan.periode, papan.kode)),
        ingatan=pantau.list_ingatan(papan.periode, papan.kode).get(papan.kode, []),
        boleh_ingatkan=request.actor.can(Izin.CATATAN_ADD), grafik=draw_kemajuan(papan.desa[0]) if papan.desa else None,
        **tampil_diam.compose_desa(papan), **bingkai.konteks,
    )  # fmt: skip


def _kontak(request: Request) -> str:
    """Whom a village may call: the officer who reminds, with a number where one is known."""
    return f"{request.actor.nama} {request.user.nomor_hp}".strip()  # type: ignore[union-attr]


def _operator(papan: Papan) -> dict[str, pantau.PetugasDesa]:
    return pantau.list_petugas_desa(papan.kode, Peran.OPERATOR_DESA, papan.pada.date())


def _keep(request: Request, nama: str, pilihan: tuple[str, ...]) -> str:
    """A choice of view that stays until another is made."""
    kini = request.GET.get(nama, request.session.get(f"papan_{nama}", pilihan[0]))
    if kini not in pilihan:
        kini = pilihan[0]
    if request.GET.get(nama) and request.session.get(f"papan_{nama}") != kini:
        request.session[f"papan_{nama}"] = kini
    return str(kini)


def _jalur(request: Request, kode: str) -> list[dict[str, str]]:
    """The way up, as far as the reader's scope goes; the last one is here."""
    jalur = [
        {"nama": w.nama, "url": f"/papan/{w.kode}/"}
        for w in list_jalur(kode)
        if request.actor.cakupan.covers(w.kode)
    ]
    if request.actor.cakupan.covers(""):
        jalur.insert(0, {"nama": _("Indonesia"), "url": "/papan/"})
    return jalur
