"""A usulan's content in words: fields with before and after, programme and reason; secret numbers stay hidden."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from opensiks.keluarga.queries import get_nama_registri
from opensiks.rules.alasan import ALASAN_TIDAK_DITEMUKAN, ALASAN_TIDAK_LAYAK
from opensiks.rules.bansos import PROGRAM, REGISTRI
from opensiks.rules.isian import INDIVIDU, KELUARGA
from opensiks.rules.jenis import Jenis
from opensiks.rules.kodelist import STATUS_KAWIN
from opensiks.rules.nik import mask
from opensiks.rules.status import StatusUsulan
from opensiks.usulan import queries as usulan
from opensiks.usulan.isi import flatten
from opensiks.usulan.rincian import before
from opensiks.web import format as tulis
from opensiks.web.bahasa import nanti
from opensiks.web.presenters.riwayat import KATA_SHDK, KATA_STATUS
from opensiks.wilayah.queries import list_jalur

if TYPE_CHECKING:
    from opensiks.usulan.models import Usulan


def label_program(kode: str) -> str:
    return _("Semua bantuan") if kode == REGISTRI else PROGRAM[kode].label if kode in PROGRAM else kode


def label_alasan(u: Usulan) -> str:
    daftar = ALASAN_TIDAK_DITEMUKAN if u.jenis is Jenis.TIDAK_DITEMUKAN else ALASAN_TIDAK_LAYAK
    return daftar[u.kode_alasan].label.rstrip(".") if u.kode_alasan in daftar else ""


_KATA_KOLOM = {
    "tujuan": nanti("Desa tujuan"),
    "tanggal": nanti("Tanggal"),
    "nomor_surat": nanti("Nomor surat"),
    "kepala_baru": nanti("Kepala keluarga baru"),
    "kepala": nanti("Kepala keluarga baru"),
    "dipertahankan": nanti("Catatan yang dipertahankan"),
    "pengurus": nanti("Pengurus baru"),
    "program": nanti("Bantuan"),
    "status": nanti("Status"),
    "jawaban": nanti("Jawaban kuesioner"),
}


# Fields that name a person by the id of the register.
_ORANG = {"kepala_baru", "kepala", "dipertahankan", "pengurus"}


@dataclass(frozen=True)
class BarisRincian:
    kolom: str
    lama: str
    baru: str
    bentrok: str = ""


def list_rincian(u: Usulan) -> list[BarisRincian]:
    """What would change. A draft is read from its content, a sent one from what was written down when it was sent."""
    if u.status is StatusUsulan.DRAF:
        perbaikan = u.jenis in (Jenis.PERBAIKAN_ID, Jenis.PERBAIKAN_DATA)
        isi = (
            {k: str(v) for k, v in u.muatan.items() if not isinstance(v, dict)}
            if perbaikan
            else flatten(u.muatan)
        )
        return _name([(k, before(u, k) if perbaikan else "", v, "") for k, v in isi.items() if v])
    rows = [r for r in usulan.list_rincian(u) if r.kolom != "program"]
    return _name([(r.kolom, r.lama, r.baru, r.bentrok) for r in rows if r.baru or r.lama])


def _name(rows: Sequence[tuple[str, str, str, str]]) -> list[BarisRincian]:
    """Lines in words; persons, who stand as ids in a usulan, by name."""
    orang = {n for kolom, *nilai in rows if kolom in _ORANG for n in nilai}
    nama = {i: tulis.write_name(n) for i, n in get_nama_registri(orang).items()}
    return [_rincian(k, *(nama.get(n, n) if k in _ORANG else n for n in nilai)) for k, *nilai in rows]


def write_perubahan(kolom: str, lama: str, baru: str) -> str:
    """ "Nama: Siti → Siti Aminah"; numbers masked, and a secret only named."""
    kiri, kanan = _nilai(kolom, lama), _nilai(kolom, baru)
    if kolom.endswith("nama_ibu") or kiri == kanan:
        return (_("{kolom} diubah") if lama else _("{kolom} diisi")).format(kolom=label_kolom(kolom))
    return f"{label_kolom(kolom)}: {kiri or _('kosong')} → {kanan or _('kosong')}"


def _rincian(kolom: str, lama: str, baru: str, bentrok: str = "") -> BarisRincian:
    return BarisRincian(label_kolom(kolom), *(_nilai(kolom, n) for n in (lama, baru, bentrok)))


def label_kolom(kolom: str) -> str:
    """ "anggota.1.nama" → "Anggota 1, nama"."""
    bagian = kolom.split(".")
    nama = bagian[-1]
    isian = INDIVIDU.get(nama) or KELUARGA.get(nama)
    kata = _KATA_KOLOM.get(nama) or (isian.label if isian else tulis.upper_first(nama.replace("_", " ")))
    if bagian[0] == "anggota" and len(bagian) > 2:
        return _("Anggota {bagian}, {kata}").format(bagian=bagian[1], kata=tulis.lower_first(kata))
    if bagian[0] == "anggota" and len(bagian) == 2:
        return _("Yang ikut {bagian}").format(bagian=bagian[1])
    return kata


def _nilai(kolom: str, nilai: str) -> str:
    nama = kolom.split(".")[-1]
    if not nilai:
        return ""
    match nama:
        case "nik" | "no_kk":
            return mask(nilai)
        case "nama_ibu":
            return _("disamarkan")
        case "shdk" | "status_kawin" if nilai.isdigit():
            daftar = KATA_SHDK if nama == "shdk" else STATUS_KAWIN
            return tulis.upper_first(str(daftar.get(int(nilai), nilai)))
        case "jenis_kelamin":
            return {"L": _("Laki-laki"), "P": _("Perempuan")}.get(nilai, nilai)
        case "tujuan" | "kode_desa":
            return ", ".join(w.nama for w in reversed(list_jalur(nilai))) or nilai
        case "tanggal" | "tanggal_lahir":
            return tulis.write_date(date.fromisoformat(nilai)) if len(nilai) == 10 else nilai
        case "program":
            return label_program(nilai)
        case "nama":
            return tulis.write_name(nilai)
        case "status":
            return tulis.upper_first(_(KATA_STATUS.get(nilai, nilai)))
    return nilai
