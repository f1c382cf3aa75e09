"""Who is silent, what it costs if they stay so, and the words that remind them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any
from urllib.parse import quote

from django.utils.translation import gettext as _

from opensiks.infra.clock import local, singkatan
from opensiks.pantau import queries as pantau
from opensiks.pantau.queries import Ingatan, Papan, PetugasDesa, RiwayatDesa
from opensiks.rules.peran import LABEL, Peran
from opensiks.rules.verval import LABEL_STATUS_DESA, SUDAH_DISERAHKAN, StatusDesa
from opensiks.verval.kemajuan import Kemajuan
from opensiks.verval.queries import BarisBelumTerkirim, MasaDesa, next_beku
from opensiks.web.format import BULAN, write_date, write_date_short, write_name, write_number, write_time

S = StatusDesa
# A village that was not heard of for so long is called silent, whatever it had begun.
HARI_DIAM = 7


@dataclass(frozen=True)
class BarisDiam:
    kode: str
    nama: str
    induk: str
    status: str
    keluarga: int
    orang: int
    akan_beku: int
    hari: int
    diingatkan: Ingatan | None


@dataclass(frozen=True)
class Diam:
    """Villages that deliver nothing, the longest silence first, and what happens if they stay so."""

    daftar: tuple[BarisDiam, ...]
    judul: str
    akibat: str
    # Said instead of a list: before the start, or when nobody is silent.
    kosong: str = ""

    @property
    def sisa(self) -> int:
        """How many are behind the first four."""
        return max(len(self.daftar) - 4, 0)


def list_diam(papan: Papan, ingatan: dict[str, list[Ingatan]]) -> Diam:
    if papan.pada < papan.periode.mulai_at:
        mulai = local(papan.periode.mulai_at, papan.kode or papan.periode.kode_wilayah).date()
        return Diam(
            (),
            _("Periode dibuka {mulai}").format(mulai=write_date(mulai)),
            "",
            _("Belum ada {sebutan} yang bisa mulai.").format(sebutan=papan.sebutan),
        )
    nama = {a.kode: a.nama for a in papan.anak}
    rows = [
        BarisDiam(
            d.kode, d.nama, nama.get(d.kode[:8], papan.nama), pantau.status_of(d).value, d.semua.keluarga,
            d.semua.orang, d.terancam.orang, pantau.hari_diam(papan, d.kode), ingatan.get(d.kode, [None])[0],
        )
        for d in papan.desa
        if is_diam(papan, d)
    ]  # fmt: skip
    if not rows:
        return Diam(
            (),
            _("Semua {sebutan} sudah bergerak").format(sebutan=papan.sebutan),
            "",
            _("Tidak ada yang perlu diingatkan."),
        )
    rows.sort(key=lambda b: (-b.hari, -b.orang))
    belum = sum(b.status == S.BELUM_MULAI for b in rows)
    lewat = papan.pada >= papan.periode.tenggat_desa_at
    kata = _("tidak menyerahkan") if lewat else _("belum mulai") if belum == len(rows) else "diam"
    judul = f"{write_number(len(rows))} {papan.sebutan} {kata}"
    if kata == "diam" and belum:
        judul += _(", {belum} belum mulai").format(belum=write_number(belum))
    return Diam(tuple(rows), judul, _say_akibat(papan, rows))


def is_diam(papan: Papan, desa: Kemajuan) -> bool:
    status = pantau.status_of(desa)
    if status in SUDAH_DISERAHKAN:
        return False
    if papan.pada >= papan.periode.tenggat_desa_at:
        return True
    return status is S.BELUM_MULAI or pantau.hari_diam(papan, desa.kode) >= HARI_DIAM


def _say_akibat(papan: Papan, rows: Sequence[BarisDiam]) -> str:
    bagian = []
    if pantau.is_menidurkan(papan.periode) and papan.periode.ditutup_at is None:
        keluarga, orang = sum(b.keluarga for b in rows), sum(b.orang for b in rows)
        bagian.append(
            _("{orang} orang dari {keluarga} keluarga ditidurkan").format(
                orang=write_number(orang), keluarga=write_number(keluarga)
            )
        )
    if beku := sum(b.akan_beku for b in rows):
        bagian.append(_("{beku} orang beku {papan}").format(beku=write_number(beku), papan=_hari_beku(papan)))
    return _("Bila tetap diam: {bagian}.").format(bagian=", ".join(bagian)) if bagian and rows else ""


def _hari_beku(papan: Papan) -> str:
    hari = next_beku(local(papan.pada, papan.kode or papan.periode.kode_wilayah).date())
    return f"{hari.day} {BULAN[hari.month - 1]}"


def write_pengingat(
    desa: Kemajuan, papan: Papan, masa: MasaDesa, operator: PetugasDesa | None, dari: str
) -> str:
    """The words of a reminder; the officer may change them before they go."""
    sapa = f"Yth. {operator.nama if operator else 'Operator'}, {papan.sebutan.capitalize()} {desa.nama}"
    sisa = _("{keluarga} keluarga belum diverval").format(keluarga=write_number(desa.belum.keluarga))
    if desa.terancam.keluarga:
        sisa += _(", {keluarga} akan beku {papan}").format(
            keluarga=write_number(desa.terancam.keluarga), papan=_hari_beku(papan)
        )
    akhir = local(masa.tenggat_desa - timedelta(minutes=1), desa.kode)
    batas = f"{write_date(akhir.date())} {akhir:%H.%M} {singkatan(desa.kode)}"
    return _("{sapa}: {sisa}. Batas {batas}. Bila perlu bantuan, hubungi {dari}.").format(
        sapa=sapa, sisa=sisa, batas=batas, dari=dari
    )


def link_whatsapp(nomor_hp: str, teks: str) -> str:
    """wa.me with the words filled in; without a number WhatsApp asks whom to send to."""
    angka = "".join(c for c in nomor_hp if c.isdigit())
    if angka.startswith("0"):
        angka = "62" + angka[1:]
    return f"https://wa.me/{angka}?text={quote(teks)}"


@dataclass(frozen=True)
class Pesan:
    """One prepared message of "Ingatkan semua"."""

    baris: BarisDiam
    operator: str
    nomor_hp: str
    teks: str
    tautan: str


def list_pesan(
    diam: Diam, papan: Papan, masa: MasaDesa, operator: dict[str, PetugasDesa], dari: str
) -> dict[str, Pesan]:
    """A message for every silent village, by its code."""
    desa = {d.kode: d for d in papan.desa}
    pesan = {}
    for b in diam.daftar:
        satu = operator.get(b.kode)
        teks = write_pengingat(desa[b.kode], papan, masa, satu, dari)
        nomor = satu.nomor_hp if satu else ""
        pesan[b.kode] = Pesan(b, satu.nama if satu else "", nomor, teks, link_whatsapp(nomor, teks))
    return pesan


def list_riwayat(rows: Sequence[RiwayatDesa]) -> list[dict[str, str]]:
    """The village's steps as a timeline, newest first."""
    return [
        {
            "waktu": f"{write_date_short(r.at, True)}, {write_time(r.at)}",
            "kata": f"{LABEL_STATUS_DESA[StatusDesa(r.ke)]}. {r.oleh}, {LABEL[Peran(r.peran)]}.",
            "sebelum": r.catatan, "warna": "kuning" if r.ke == S.DIKEMBALIKAN else "",
        }
        for r in rows
    ]  # fmt: skip


def compose_desa(papan: Papan) -> dict[str, Any]:
    """The village itself: its row, its stage, what freezes."""
    desa = papan.desa[0] if papan.desa else None
    status = pantau.status_of(desa) if desa else S.BELUM_MULAI
    beku = desa.terancam.keluarga if desa else 0
    return {
        "desa": desa, "tahap_desa": status.value, "kata_status": _(LABEL_STATUS_DESA[status]),
        "kata_genting": _("{beku} akan beku").format(beku=write_number(beku)),
    }  # fmt: skip


def search_belum(belum: Sequence[BarisBelumTerkirim], kata: str) -> list[BarisBelumTerkirim]:
    """Unsent families by parts of the head's name, the id, or "rt 3"."""
    bagian = re.sub(r"\brt\s*0*(\d+)", r"rt\1", kata.lower()).split()
    cocok = [b for b in belum if all(_has(b, k) for k in bagian)]
    return [replace(b, kepala_nama=write_name(b.kepala_nama)) for b in cocok]


def _has(b: BarisBelumTerkirim, kata: str) -> bool:
    if re.fullmatch(r"rt\d+", kata):
        return f"rt{b.rt.lstrip('0')}" == kata
    return kata in b.kepala_nama.lower() or kata in b.id_registri.lower()
