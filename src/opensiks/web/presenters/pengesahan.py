"""The letter in words: which villages are ready, which are not and why, and what each letter still waits for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import astuple, dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from opensiks.pengesahan.queries import BarisMasuk
from opensiks.pengesahan.services import Surat
from opensiks.rules.aktor import Actor
from opensiks.rules.canonical import list_code
from opensiks.rules.jenis import LABEL_JENIS
from opensiks.rules.pengesahan import BarisKab
from opensiks.rules.peran import Izin, Peran
from opensiks.rules.verval import StatusDesa
from opensiks.verval.queries import profil_of
from opensiks.web.bahasa import nanti
from opensiks.web.presenters.batch import say_nihil

if TYPE_CHECKING:
    from opensiks.pengesahan.models import Pengesahan


@dataclass(frozen=True)
class DesaSiap:
    kode: str
    nama: str
    kecamatan: str
    usulan: int
    keluarga: int


@dataclass(frozen=True)
class DesaBelum:
    """A village with the kabupaten that no letter can confirm yet."""

    nama: str
    serahan_id: int
    sebab: str


def list_siap(surat: Surat, masuk: Sequence[BarisMasuk], nama: Mapping[str, str]) -> list[DesaSiap]:
    keluarga = {b.kode: b.keluarga for b in masuk}
    return [
        DesaSiap(kode, nama.get(kode, kode), nama.get(kode[:8], ""), n, keluarga.get(kode, 0))
        for kode, n in surat.per_desa.items()
    ]


def list_belum(masuk: Sequence[BarisMasuk]) -> list[DesaBelum]:
    belum = []
    for b in masuk:
        if b.status is StatusDesa.DIEKSPOR:
            belum.append(DesaBelum(b.nama, b.serahan_id, _("belum diterima")))
        elif b.status is StatusDesa.DITERIMA_KAB and b.diperiksa:
            belum.append(
                DesaBelum(
                    b.nama, b.serahan_id, _("{diperiksa} usulan belum disaring").format(diperiksa=b.diperiksa)
                )
            )
    return belum


def list_ringkas(surat: Surat) -> list[tuple[str, int, int]]:
    return [(_(LABEL_JENIS[r.jenis]), r.baris, r.orang) for r in surat.ringkas]


@dataclass(frozen=True)
class BarisSurat:
    """A letter and its next step. `mati` says why signing is not possible to this reader now."""

    surat: Pengesahan
    bentuk: str
    kata: str
    ganda: bool
    bisa_periksa: bool
    mati: str


def show_surat(p: Pengesahan, actor: Actor) -> BarisSurat:
    ganda = profil_of(p.periode).pengesahan_ganda
    if p.disahkan_at:
        kata = ("selesai", _("Disahkan") if p.jumlah_usulan else _("Disahkan, selesai (nihil)"))
    elif ganda and p.verifikator_id is None:
        kata = ("perlu", _("Menunggu verifikator"))
    else:
        kata = ("sedang", _("Menunggu tanda tangan"))
    periksa = ganda and p.disahkan_at is None and p.verifikator_id is None and actor.can(Izin.KAB_VERIFY)
    return BarisSurat(p, *kata, ganda, periksa, _say_mati(p, actor, ganda))


def _say_mati(p: Pengesahan, actor: Actor, ganda: bool) -> str:
    if not actor.can(Izin.KAB_SIGN):
        return _("surat disahkan oleh supervisor kabupaten atau kepala dinas.")
    if ganda and actor.peran is not Peran.KEPALA_OPD:
        return _("menurut ketentuan periode ini kepala dinas yang mengesahkan.")
    if not ganda and actor.peran is Peran.KEPALA_OPD:
        return _("menurut ketentuan periode ini supervisor yang mencatat pengesahan.")
    if ganda and p.verifikator_id is None:
        return _("verifikator belum memeriksa.")
    return ""


HURUF = ("a", "b", "c", "d", "e", "f", "g")
KOLOM_KAB = (
    nanti("Selesai"),
    nanti("Tidak ditemukan"),
    nanti("Pindah"),
    nanti("Ganda"),
    nanti("Menolak"),
    nanti("Usulan baru"),
    nanti("Total sah"),
)


@dataclass(frozen=True)
class BarisBeritaAcara:
    nama: str
    angka: tuple[int, ...]


def list_berita_acara(baris: Sequence[BarisKab], total: BarisKab, nama: Mapping[str, str]) -> dict[str, Any]:
    """The district minutes as rows; the check of their sums is a sentence (R89)."""
    sah = all(b.g == b.a + b.f for b in (*baris, total))
    return {
        "baris": [BarisBeritaAcara(nama.get(b.kode, b.kode), astuple(b)[1:]) for b in baris],
        "total": astuple(total)[1:], "kolom": list(zip(HURUF, KOLOM_KAB, strict=True)), "sah": sah, "jumlah": total,
    }  # fmt: skip


KEPALA_RINGKAS = (nanti("Jenis"), nanti("Usulan"), nanti("Orang"))


def compose_kertas(p: Pengesahan, actor: Actor, berubah: bool) -> dict[str, Any]:
    """Words and addresses around one letter."""
    mati = (
        _("daftar berubah. Susun dan cetak lagi.")
        if berubah
        else _say_mati(p, actor, profil_of(p.periode).pengesahan_ganda)
    )
    return {
        "kode_surat": list_code(p.daftar_sha256),
        "url_pdf": f"/pengesahan/{p.pk}/cetak/",
        "mati": mati,
        "kata_nihil": say_nihil(p),
        "url_scan": f"/kotak-masuk/bukti/{p.scan_id}/",
        "kepala_ringkas": KEPALA_RINGKAS,
        "kata_verifikator": _("Diperiksa {verifikator}").format(verifikator=p.verifikator),
        "kata_pengesah": _("Disahkan {pengesah}").format(pengesah=p.pengesah),
    }
