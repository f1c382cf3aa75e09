"""The kabupaten's desk in words: who handed over, what is in it, what may pass and what may not."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from random import Random
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from opensiks.musyawarah.daftar import BarisVerval, Daftar
from opensiks.musyawarah.forum import Forum
from opensiks.pengesahan.queries import BarisMasuk
from opensiks.rules.aktor import Actor
from opensiks.rules.alasan import ALASAN_TOLAK
from opensiks.rules.jenis import Jenis
from opensiks.rules.label import label_usulan
from opensiks.rules.rule import Violation
from opensiks.rules.status import LABEL_STATUS, StatusUsulan
from opensiks.rules.syarat import FaktaForum
from opensiks.rules.verval import LABEL_STATUS_DESA, AksiDesa, StatusDesa, check_desa
from opensiks.usulan.queries import list_rincian_semua, name_subjek
from opensiks.verval.queries import list_fakta_desa
from opensiks.web.bahasa import nanti
from opensiks.web.format import write_name, write_number, write_refusal
from opensiks.web.presenters.rincian import write_perubahan
from opensiks.web.presenters.usulan import sum_up

if TYPE_CHECKING:
    from opensiks.pengesahan.models import Serahan

# One in twenty unchanged families is looked at before the receipt.
BAGIAN_CONTOH = 0.05

SARINGAN = (
    ("terima", nanti("Menunggu diterima"), "naik"),
    ("saring", nanti("Perlu disaring"), "perlu"),
    ("siap", nanti("Siap disahkan"), "selesai"),
    ("kembali", nanti("Dikembalikan"), "kembali"),
    ("selesai", nanti("Sudah disahkan"), "centang"),
)
KEADAAN = {
    "terima": ("sedang", nanti("Menunggu diterima"), "biru"),
    "saring": ("perlu", nanti("Perlu disaring"), ""),
    "siap": ("selesai", nanti("Siap disahkan"), ""),
    "kembali": ("kembali", nanti("Dikembalikan"), ""),
    "selesai": ("selesai", nanti("Sudah disahkan"), ""),
}


def sort_keadaan(b: BarisMasuk) -> str:
    """Which answer the village waits for."""
    match b.status:
        case StatusDesa.DIEKSPOR:
            return "terima"
        case StatusDesa.DITERIMA_KAB:
            return "saring" if b.diperiksa else "siap"
        case StatusDesa.DISAHKAN | StatusDesa.SELESAI:
            return "selesai"
        case _:
            return "kembali"


def list_saringan(daftar: Sequence[BarisMasuk], pilih: str, kueri: str) -> list[dict[str, Any]]:
    """Segments with counts of the same set as the list."""
    sambung = f"{kueri}&" if kueri else "?"
    jumlah = {kunci: sum(sort_keadaan(b) == kunci for b in daftar) for kunci, _, _ in SARINGAN}
    semua = {
        "kata": _("Semua"),
        "jumlah": len(daftar),
        "url": f"{sambung}saring=semua",
        "aktif": pilih == "semua",
    }
    return [
        *(
            {
                "kata": kata,
                "jumlah": jumlah[k],
                "url": f"{sambung}saring={k}",
                "aktif": pilih == k,
                "ikon": ikon,
            }
            for k, kata, ikon in SARINGAN
        ),
        semua,
    ]


@dataclass(frozen=True)
class BarisMeja:
    masuk: BarisMasuk
    kecamatan: str
    bentuk: str
    kata: str
    warna: str


def list_baris(daftar: Sequence[BarisMasuk], pilih: str, kecamatan: Mapping[str, str]) -> list[BarisMeja]:
    tampil = [b for b in daftar if pilih == "semua" or sort_keadaan(b) == pilih]
    return [BarisMeja(b, kecamatan.get(b.kode[:8], ""), *KEADAAN[sort_keadaan(b)]) for b in tampil]


def choose_saring(daftar: Sequence[BarisMasuk], asked: str) -> str:
    """The segment asked for, else the first with work in it."""
    ada = {sort_keadaan(b) for b in daftar}
    if asked in (*KEADAAN, "semua"):
        return asked
    return next((k for k, _, _ in SARINGAN if k in ada), "terima")


@dataclass(frozen=True)
class BarisUsulan:
    """A line on the desk: what it is, whom it is about, where it stands, and what keeps it from passing."""

    id: int
    jenis: str
    nama: str
    kode_desa: str
    desa: str
    orang: int
    status: str
    bentuk: str
    alasan: str
    boleh: bool
    sebab: tuple[str, ...]
    kembali: bool


PERBAIKAN = frozenset({Jenis.PERBAIKAN_ID, Jenis.PERBAIKAN_DATA})
BENTUK_STATUS = {
    StatusUsulan.FINAL_DESA: "sedang", StatusUsulan.DITERIMA_KAB: "sedang", StatusUsulan.LOLOS_KAB: "selesai",
    StatusUsulan.DIKEMBALIKAN_KAB: "kembali", StatusUsulan.DISAHKAN: "selesai", StatusUsulan.TERKIRIM: "selesai",
    StatusUsulan.DITETAPKAN: "selesai", StatusUsulan.DITOLAK_PUSDATIN: "harus",
}  # fmt: skip


def list_usulan(
    daftar: Sequence[Any], tertahan: Mapping[int, tuple[Violation, ...]] | None, nama_desa: Mapping[str, str]
) -> list[BarisUsulan]:
    """Lines with the reasons against passing; `tertahan` None where nobody asked."""
    ubah = list_rincian_semua(u for u in daftar if u.jenis in PERBAIKAN)
    return [
        BarisUsulan(
            u.pk, label_usulan(u.jenis, u.program), write_name(name_subjek(u)), u.kode_desa,
            nama_desa.get(u.kode_desa, u.kode_desa), u.orang,
            _(LABEL_STATUS[u.status]),
            BENTUK_STATUS.get(u.status, "belum"), _alasan(u, ubah.get(u.pk, ())),
            boleh=tertahan is not None and u.status is StatusUsulan.DITERIMA_KAB and u.pk not in tertahan,
            sebab=tuple(write_refusal(v) for v in (tertahan or {}).get(u.pk, ())),
            kembali=u.status is StatusUsulan.DITERIMA_KAB,
        )
        for u in daftar
    ]  # fmt: skip


def _alasan(u: Any, ubah: Sequence[Any]) -> str:
    """Why it came back, else what it would change: a mend says each field before and after."""
    if u.status is StatusUsulan.DIKEMBALIKAN_KAB and u.kode_tolak in ALASAN_TOLAK:
        return f"{u.kode_tolak}: {ALASAN_TOLAK[u.kode_tolak].label}"
    perubahan = "; ".join(write_perubahan(r.kolom, r.lama, r.baru) for r in ubah if r.kolom != "program")
    if u.jenis is Jenis.GANDA and u.muatan.get("dipertahankan"):
        return _("Yang dipertahankan: {dipertahankan}").format(dipertahankan=u.muatan["dipertahankan"])
    return perubahan or sum_up(u) or u.alasan or _("Tanpa keterangan")


def count_contoh(semua: int) -> int:
    return math.ceil(semua * BAGIAN_CONTOH)


def pick_contoh(daftar: Daftar) -> list[BarisVerval]:
    """One in twenty of the unchanged families. The list's own hash draws them, so everybody sees the same ones."""
    tetap = sorted(daftar.tetap, key=lambda v: v.id_registri)
    # Drawn by a public hash on purpose: anybody can repeat the draw.
    acak = Random(daftar.sha256)  # noqa: S311
    contoh = acak.sample(tetap, count_contoh(len(tetap)))
    rapi = [replace(v, kepala_nama=write_name(v.kepala_nama)) for v in contoh]
    return sorted(rapi, key=lambda v: (v.rw, v.rt, v.kepala_nama))


def list_periksa(forum: Forum, sha256: str) -> list[tuple[str, str]]:
    """What the desk checks before it gives a receipt, each with its shape (see components/syarat.html)."""
    cocok = forum.daftar.sha256 == sha256
    rows = [("selesai", _("Kode daftar cocok dengan yang diserahkan")) if cocok
            else ("harus", _("Kode daftar berbeda dari yang diserahkan"))]  # fmt: skip
    if forum.musyawarah is None and forum.sptjm is None:
        rows.append(("info", _("Tanpa musyawarah: tidak ada usulan yang memerlukannya")))
    else:
        kertas = _("Berita acara") if forum.musyawarah else "SPTJM"
        rows.append(
            ("selesai", _("{kertas} memuat kode yang sama").format(kertas=kertas)) if forum.daftar_cocok
            else ("harus", _("{kertas} memuat kode lain").format(kertas=kertas))
        )  # fmt: skip
        rows.append(
            ("selesai", _("{kertas} bertanda tangan sudah diunggah").format(kertas=kertas)) if forum.berkas_lengkap
            else ("perlu", _("Berkas {lower} belum lengkap").format(lower=kertas.lower()))
        )  # fmt: skip
    return rows


def compose_serahan(
    serahan: Serahan, forum: Forum, baris: Sequence[BarisUsulan], actor: Actor, at: datetime
) -> dict[str, Any]:
    """What may be done with this hand-over now, and why not; the answers come from the table of steps."""
    desa = serahan.periode_desa
    kertas = FaktaForum(daftar_cocok=forum.daftar_cocok and forum.daftar.sha256 == serahan.daftar_sha256)
    # A reason is asked for in the form itself.
    fakta = replace(list_fakta_desa([desa], actor, at)[desa.pk], forum=kertas, kode_alasan="A1")
    lolos = [b for b in baris if b.boleh]
    return {
        "kata_status": _(LABEL_STATUS_DESA[StatusDesa(desa.status)]), "jumlah_tetap": len(forum.daftar.tetap),
        "lolos": lolos, "tertahan": [b for b in baris if b.sebab],
        "tombol_lolos": _("Loloskan {lolos} usulan").format(lolos=write_number(len(lolos))),
        "bisa_kembali": any(b.kembali for b in baris), "contoh": pick_contoh(forum.daftar),
        "periksa": list_periksa(forum, serahan.daftar_sha256), "url_tanda": f"/kotak-masuk/{serahan.pk}/tanda-terima/",
        "mati_terima": _say_halangan(check_desa(fakta, AksiDesa.RECEIVE, actor.peran)[1]),
        "mati_kembali": _say_kembali(desa.status, check_desa(fakta, AksiDesa.RETURN, actor.peran)[1]),
    }  # fmt: skip


def _say_halangan(salah: Sequence[Violation]) -> str:
    return " ".join(write_refusal(v) for v in salah)


def _say_kembali(status: StatusDesa, salah: Sequence[Violation]) -> str:
    if status is StatusDesa.DIEKSPOR:
        return _("terima dahulu, supaya desa memegang tanda terima.")
    return _say_halangan(salah)


def compose_saring(daftar: Sequence[BarisMasuk], kueri: str) -> dict[str, Any]:
    """The supervisor's next step: the lines of every village that wait to be judged."""
    n = sum(b.diperiksa for b in daftar if b.status is StatusDesa.DITERIMA_KAB)
    return {
        "perlu_saring": n,
        "tombol_saring": _("Saring {n} usulan").format(n=write_number(n)),
        "url_saring": f"/kotak-masuk/saring/{kueri}",
    }
