"""Working lists and forms: search, filter, sort, picks, fields. Part of `{% load siks %}`."""

from collections.abc import Iterable
from typing import Any

from django import template
from django.forms import BoundField, Form
from django.utils.safestring import SafeString

from opensiks.web.atribut import write_attributes
from opensiks.web.bahasa import nanti
from opensiks.web.format import write_time
from opensiks.web.isian import name_isian, write_awal

register = template.Library()


@register.inclusion_tag("components/cari.html")
def cari(
    nama: str = "cari", *, kata: str, nilai: str = "", label: str = nanti("Cari"), **atribut: Any
) -> dict[str, Any]:
    """The search box; "/" jumps to it."""
    return {"nama": nama, "kata": kata, "nilai": nilai, "label": label, "atribut": write_attributes(atribut)}


@register.inclusion_tag("components/saringan.html")
def saringan(
    daftar: Iterable[Any], *, nama: str, rupa: str = "", sasaran: str = "", hapus_url: str = ""
) -> dict[str, Any]:
    """Segmented filter; each {kata, jumlah, url, aktif, ikon}. See components/saringan.html."""
    return {"daftar": daftar, "nama": nama, "rupa": rupa, "sasaran": sasaran, "hapus_url": hapus_url}


@register.inclusion_tag("components/th_urut.html", takes_context=True)
def th_urut(
    context: template.Context, kata: str, kolom: str, *, bawaan: str = "", sasaran: str = "", kelas: str = ""
) -> dict[str, Any]:
    """A sortable column head. `kolom` goes to ?urut=; `bawaan` is the list's default ("nama" or "-nama")."""
    kueri = context["request"].GET.copy()
    urut = kueri.get("urut") or bawaan
    kini = {kolom: "ascending", f"-{kolom}": "descending"}.get(urut, "")
    kueri["urut"] = f"-{kolom}" if kini == "ascending" else kolom
    kueri.pop("halaman", None)
    return {"kata": kata, "url": f"?{kueri.urlencode()}", "kini": kini, "sasaran": sasaran, "kelas": kelas}


@register.inclusion_tag("components/pita_pilih.html")
def pita_pilih(
    *, tombol: str, akibat: str, tabel: str, kunci: str = "T", satuan: str = nanti("keluarga"), **atribut: Any
) -> dict[str, Any]:
    """The dark bar under a table with picked rows; the counts follow the picks. See components/pita_pilih.html."""
    return {
        "tombol": tombol,
        "akibat": akibat,
        "tabel": tabel,
        "kunci": kunci,
        "satuan": satuan,
        "atribut": write_attributes(atribut),
    }


@register.inclusion_tag("components/petunjuk_tombol.html")
def petunjuk_tombol(daftar: str, info: str = "") -> dict[str, Any]:
    """Key hints at the foot: "J K=turun, naik; X=pilih"."""
    pasangan = [satu.strip().split("=", 1) for satu in daftar.split(";") if satu.strip()]
    return {"daftar": [(tombol.split(), kata) for tombol, kata in pasangan], "info": info}


@register.inclusion_tag("components/tabel_memuat.html")
def tabel_memuat(kolom: int, baris: int = 8) -> dict[str, Any]:
    """Skeleton rows while a list is on its way."""
    return {"kolom": range(kolom), "baris": range(baris)}


@register.inclusion_tag("components/isian.html")
def isian(
    bidang: BoundField,
    *,
    petunjuk: str | None = None,
    lebar: str = "",
    sejajar: bool = False,
    simpan: str = "",
    **atribut: Any,
) -> dict[str, Any]:
    """One form field with label, hint, error. See components/isian.html."""
    dasar = bidang.auto_id or bidang.html_name
    pilihan = bidang.widget_type in {"radioselect", "checkboxselectmultiple"}
    if petunjuk is None:
        petunjuk = str(bidang.help_text)
    uraian = [f"{dasar}-hint"] if petunjuk else []
    uraian += [f"{dasar}-galat"] if bidang.errors else []
    pada = {nama.replace("_", "-"): nilai for nama, nilai in atribut.items()}
    if uraian:
        pada["aria-describedby"] = " ".join(uraian)
    if bidang.errors:
        pada["aria-invalid"] = "true"
    if simpan:
        pada |= {"hx-post": simpan, "hx-trigger": "input changed delay:600ms, change", "hx-swap": "none"}
        pada["data-simpan"] = ""
    return {
        "bidang": bidang,
        "id": dasar,
        "petunjuk": petunjuk,
        "lebar": lebar,
        "sejajar": sejajar,
        "simpan": simpan,
        "kelompok": pilihan or bidang.use_fieldset,
        "satuan": bidang.widget_type == "checkbox",
        "masukan": "" if pilihan else bidang.as_widget(attrs=pada),
    }


@register.inclusion_tag("components/ringkasan_galat.html")
def ringkasan_galat(formulir: Form) -> dict[str, Any]:
    """What must be mended, each linked to its field; focus goes here after a refused submit."""
    daftar = [
        # A group has no label of its own: go to its first part.
        {"id": bidang.id_for_label or f"{bidang.auto_id}_0", "label": bidang.label, "galat": bidang.errors[0]}
        for bidang in formulir
        if bidang.errors
    ]
    return {"daftar": daftar, "umum": formulir.non_field_errors()}


@register.simple_tag(takes_context=True)
def simpan_isian(context: template.Context, *bagian: object) -> SafeString:
    """<form …{% simpan_isian "usulan" u.pk %}>: keeps what is typed under this name and gives it back after a reload.

    static/js/isian.js saves 600 ms after typing and on leaving, also after the line was lost. Files are not kept.
    """
    kunci = name_isian(*bagian)
    awal, ada = write_awal(context["request"], kunci)
    pukul = write_time(ada.at).split(" ")[0] if ada else None
    return write_attributes({"data_isian": kunci, "data_isian_awal": awal or None, "data_isian_pukul": pukul})
