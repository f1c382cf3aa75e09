"""The whole of a record as one timeline: what was done by whom, each change before and after, matching, lists."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from opensiks.infra.clock import local
from opensiks.pantau.rekam import Rekam
from opensiks.rules.pemadanan import LABEL as LABEL_PADAN
from opensiks.rules.pemadanan import Keluaran
from opensiks.rules.peran import LABEL, Peran
from opensiks.web.bahasa import nanti
from opensiks.web.format import (
    lower_first,
    write_date,
    write_date_short,
    write_month,
    write_name,
    write_number,
)
from opensiks.web.presenters.peristiwa import say_nilai, write_peristiwa
from opensiks.web.presenters.riwayat import label_kolom

if TYPE_CHECKING:
    from opensiks.jejak.models import Jejak
    from opensiks.keluarga.riwayat import Langkah

BAGIAN = (
    nanti("Keluarga"),
    nanti("Orang"),
    nanti("Verval"),
    nanti("Usulan"),
    nanti("Pemadanan"),
    nanti("Penetapan"),
    nanti("Lainnya"),
)
_BAGIAN = {
    "keluarga": nanti("Keluarga"),
    "kepesertaan": nanti("Keluarga"),
    "catatan": nanti("Keluarga"),
    "kunjungan": nanti("Keluarga"),
    "temuan": nanti("Keluarga"),
    "bukti": nanti("Usulan"),
    "individu": nanti("Orang"),
    "verval": nanti("Verval"),
    "usulan": nanti("Usulan"),
    "padan": nanti("Pemadanan"),
    "tugas": nanti("Pemadanan"),
    "penetapan": nanti("Penetapan"),
}
# What the sentence of the event says already, or what the changes below it show.
_TERSEMBUNYI = frozenset({"kolom", "ubahan"})


@dataclass(frozen=True)
class Ubah:
    """One field before and after; both empty where only the fact may be told."""

    siapa: str
    kolom: str
    lama: str
    baru: str


@dataclass(frozen=True)
class BarisRekam:
    """One moment of the timeline. Without `hash` it is a result, not an act: it stands in its own table."""

    at: datetime
    waktu: str
    bagian: str
    kata: str
    peristiwa: str = ""
    objek: str = ""
    oleh: str = ""
    isi: tuple[tuple[str, str], ...] = ()
    ubah: tuple[Ubah, ...] = ()
    rantai: str = ""
    seq: int = 0
    hash: str = ""
    url: str = ""


def compose_baris(rekam: Rekam, rows: Iterable[Jejak]) -> list[BarisRekam]:
    """Newest first. A change of data stands with the event that made it, else by itself."""
    semua = [_peristiwa(j) for j in rows]
    semua += [*_versi(rekam.versi), *_padan(rekam), *_penetapan(rekam)]
    return sorted(semua, key=lambda b: (b.at, b.seq), reverse=True)


def list_bagian(baris: Iterable[BarisRekam], pilih: str) -> list[dict[str, Any]]:
    """Segments with counts of the same rows."""
    daftar = list(baris)
    ada = [(b, sum(r.bagian == b for r in daftar)) for b in BAGIAN]
    semua = {"kata": _("Semua"), "jumlah": len(daftar), "url": "?", "aktif": not pilih}
    return [
        semua, *({"kata": b, "jumlah": n, "url": f"?bagian={b}", "aktif": b == pilih} for b, n in ada if n),
    ]  # fmt: skip


def _peristiwa(j: Jejak) -> BarisRekam:
    benda, __, nomor = j.objek.partition(":")
    noun = j.peristiwa.partition(".")[0]
    peran = _(LABEL[Peran(j.peran)]) if j.peran in Peran.__members__ else j.peran
    ringkasan: Mapping[str, Any] = j.ringkasan or {}
    return BarisRekam(
        j.at,
        _waktu(j.at, j.rantai),
        _BAGIAN.get(noun, _("Lainnya")),
        write_peristiwa(j.peristiwa),
        j.peristiwa,
        j.objek,
        f"{j.aktor}, {peran}",
        tuple((k.replace("_", " "), say_nilai(v)) for k, v in ringkasan.items() if k not in _TERSEMBUNYI),
        rantai=j.rantai or "pusat",
        seq=j.seq,
        hash=j.hash[:12],
        url=f"/usulan/{nomor}/" if benda == "usulan" else "",
    )


def _versi(daftar: Iterable[Langkah]) -> Iterable[BarisRekam]:
    """One line for each moment and source, with every field it changed."""
    kelompok: dict[tuple[datetime, str], list[Langkah]] = {}
    for s in daftar:
        kelompok.setdefault((s.at, s.sumber), []).append(s)
    for (at, sumber), langkah in kelompok.items():
        ubah = tuple(
            Ubah(write_name(s.nama) if s.individu_id else _("Keluarga"), label_kolom(u.kolom), u.lama, u.baru)
            for s in langkah
            for u in s.ubahan
        )
        usulan_id = next((s.usulan_id for s in langkah if s.usulan_id), None)
        kata = (
            _("Data berubah")
            if ubah
            else _("Versi pertama, {jumlah_langkah} catatan").format(jumlah_langkah=len(langkah))
        )
        yield BarisRekam(
            at, _waktu(at, ""), _("Keluarga"), f"{kata} ({sumber})", oleh=langkah[0].oleh, ubah=ubah,
            url=f"/usulan/{usulan_id}/" if usulan_id else "",
        )  # fmt: skip


def _padan(rekam: Rekam) -> Iterable[BarisRekam]:
    per_putaran: dict[int, list[Any]] = {}
    for p in rekam.padan:
        per_putaran.setdefault(p.putaran_id, []).append(p)
    for daftar in per_putaran.values():
        isi = tuple((write_name(p.nama), lower_first(_(LABEL_PADAN[Keluaran(p.keluaran)]))) for p in daftar)
        kata = _("Dipadankan dengan Dukcapil, salinan {ekstrak}").format(
            ekstrak=write_date(daftar[0].ekstrak)
        )
        yield BarisRekam(daftar[0].at, _waktu(daftar[0].at, ""), _("Pemadanan"), kata, isi=isi)


def _penetapan(rekam: Rekam) -> Iterable[BarisRekam]:
    for p in rekam.penetapan:
        kata = _("Masuk daftar {bulan}, SK {nomor_sk}: {orang} orang").format(
            bulan=write_month(p.bulan), nomor_sk=p.nomor_sk, orang=write_number(p.orang)
        )
        yield BarisRekam(p.at, _waktu(p.at, ""), _("Penetapan"), kata, url=f"/penetapan/{p.penetapan_id}/")


def _waktu(at: datetime, kode: str) -> str:
    saat = local(at, "" if kode == "pusat" else kode)
    return f"{write_date_short(saat.date(), True)}, {saat:%H.%M}"
