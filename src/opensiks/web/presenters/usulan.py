"""Usulan for the screen: the list with its filters, one line with before and after, what may be done with it."""

from __future__ import annotations

import copy
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from opensiks.pemadanan.queries import get_keluaran
from opensiks.rules.aktor import Actor
from opensiks.rules.bukti import LABEL_BUKTI, JenisBukti
from opensiks.rules.jenis import Jenis
from opensiks.rules.peran import LABEL as LABEL_PERAN
from opensiks.rules.peran import Peran
from opensiks.rules.status import LABEL_AKSI, LABEL_STATUS, TERMINAL, Aksi, StatusUsulan
from opensiks.rules.usulan import check, find
from opensiks.usulan import queries as usulan
from opensiks.web import format as tulis
from opensiks.web.bahasa import nanti
from opensiks.web.bentuk import WARNA_BENTUK
from opensiks.web.presenters.aksi_keluarga import describe
from opensiks.web.presenters.desa import DesaKerja
from opensiks.web.presenters.rincian import label_alasan, label_kolom, label_program
from opensiks.web.presenters.riwayat import Kejadian

if TYPE_CHECKING:
    from opensiks.usulan.models import Usulan

S = StatusUsulan
BENTUK: dict[StatusUsulan, str] = {
    S.DRAF: "belum", S.SIAP_MUSDES: "sedang", S.BATAL: "tutup", S.DISETUJUI_MUSDES: "selesai",
    S.DITOLAK_MUSDES: "harus", S.DISETUJUI_SPTJM: "selesai", S.TERVERIFIKASI: "selesai", S.FINAL_DESA: "selesai",
    S.DITERIMA_KAB: "sedang", S.DIKEMBALIKAN_KAB: "kembali", S.LOLOS_KAB: "sedang", S.DISAHKAN: "sedang",
    S.TERKIRIM: "sedang", S.DITETAPKAN: "selesai", S.DITOLAK_PUSDATIN: "kembali",
}  # fmt: skip
WARNA: dict[StatusUsulan, str] = {
    S.SIAP_MUSDES: "biru", S.DITERIMA_KAB: "biru", S.LOLOS_KAB: "biru", S.DISAHKAN: "biru", S.TERKIRIM: "biru",
    S.BATAL: "kelabu",
}  # fmt: skip
_DISETUJUI = (S.DISETUJUI_MUSDES, S.DISETUJUI_SPTJM)

# Filters of the list, in the order of the work.
SARING: dict[str, tuple[str, frozenset[StatusUsulan], str]] = {
    "semua": (nanti("Terbuka"), frozenset(set(S) - TERMINAL), ""),
    "kembali": (nanti("Dikembalikan"), frozenset({S.DIKEMBALIKAN_KAB, S.DITOLAK_PUSDATIN}), "kembali"),
    "draf": (nanti("Draf"), frozenset({S.DRAF}), "belum"),
    "siap": (nanti("Menunggu musyawarah"), frozenset({S.SIAP_MUSDES}), "sedang"),
    "kunjungan": (nanti("Perlu dikunjungi"), frozenset(_DISETUJUI), ""),
    "desa": (nanti("Disetujui desa"), frozenset({*_DISETUJUI, S.TERVERIFIKASI, S.FINAL_DESA}), "selesai"),
    "kab": (
        nanti("Di kabupaten dan pusat"),
        frozenset({S.DITERIMA_KAB, S.LOLOS_KAB, S.DISAHKAN, S.TERKIRIM}),
        "sedang",
    ),
    "ditetapkan": (nanti("Ditetapkan"), frozenset({S.DITETAPKAN}), "selesai"),
    "berhenti": (nanti("Ditolak dan batal"), frozenset({S.DITOLAK_MUSDES, S.BATAL}), "tutup"),
}


@dataclass(frozen=True)
class BarisUsulan:
    """One line of the list."""

    u: Usulan
    nama: str
    isi: str
    bentuk: str
    warna: str
    status: str


@dataclass(frozen=True)
class DaftarUsulan:
    saring: str
    baris: tuple[BarisUsulan, ...]
    saringan: list[dict[str, Any]]

    @property
    def orang(self) -> int:
        return sum(b.u.orang for b in self.baris)


def compose_daftar(desa: DesaKerja, saring: str) -> DaftarUsulan:
    """The village's usulan under one filter; the counts are of the same rows as the lists behind them."""
    saring = saring if saring in SARING else "semua"
    semua = list(usulan.list_usulan(desa.kode).order_by("-diubah_at", "-id"))
    cocok = {kode: [u for u in semua if _cocok(kode, u, desa)] for kode in SARING}
    saringan = [
        {
            "kata": kata,
            "jumlah": len(cocok[kode]),
            "url": f"?saring={kode}",
            "aktif": kode == saring,
            "ikon": ikon,
        }
        for kode, (kata, _, ikon) in SARING.items()
        if cocok[kode] or kode in ("semua", "draf", "siap", saring)
    ]
    return DaftarUsulan(saring, tuple(map(present, cocok[saring])), saringan)


def _cocok(kode: str, u: Usulan, desa: DesaKerja) -> bool:
    if u.status not in SARING[kode][1]:
        return False
    return kode != "kunjungan" or (desa.profil is not None and desa.profil.needs_kunjungan(u.jenis))


def present(u: Usulan) -> BarisUsulan:
    bentuk = BENTUK[u.status]
    return BarisUsulan(
        u, tulis.write_name(usulan.name_subjek(u)) or _("Tanpa nama"), sum_up(u), bentuk,
        WARNA.get(u.status, "") or WARNA_BENTUK.get(bentuk, "kelabu"), _(LABEL_STATUS[u.status]),
    )  # fmt: skip


def sum_up(u: Usulan) -> str:
    """The proposal in a few words, without a number that must stay hidden."""
    bagian = [label_program(u.program), label_alasan(u)]
    if u.jenis in (Jenis.PERBAIKAN_ID, Jenis.PERBAIKAN_DATA):
        kolom = [label_kolom(k) if k in ("nik", "no_kk") else label_kolom(k).lower() for k in u.muatan]
        bagian.append(tulis.upper_first(", ".join(kolom)))
    if u.jenis in (Jenis.MENINGGAL, Jenis.PINDAH) and u.muatan.get("tanggal"):
        bagian.append(tulis.write_date(date.fromisoformat(u.muatan["tanggal"])))
    return " · ".join(b for b in bagian if b) or u.alasan


# --- what may be done -----------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Tindakan:
    """One step the reader's role has from here; `mati` is the reason it is closed."""

    aksi: Aksi
    kata: str
    mati: str = ""


_TINDAKAN: dict[Peran, tuple[Aksi, ...]] = {
    Peran.OPERATOR_DESA: (Aksi.SUBMIT, Aksi.REDRAFT, Aksi.VERIFY, Aksi.WITHDRAW),
}


def list_tindakan(u: Usulan, desa: DesaKerja, actor: Actor) -> list[Tindakan]:
    """The steps the table gives this role from this status, each judged by the same check as the step itself."""
    daftar = [a for a in _TINDAKAN.get(actor.peran, ()) if find(u.status, a, actor.peran)]
    return [Tindakan(a, _(LABEL_AKSI[a]), describe(_judge(u, a, desa, actor))) for a in daftar]


def _judge(u: Usulan, aksi: Aksi, desa: DesaKerja, actor: Actor) -> Sequence[Any]:
    kini = copy.copy(u)
    if desa.periode is not None and aksi in (Aksi.SUBMIT, Aksi.REDRAFT):
        # Both bring the line into the window that is open now.
        kini.periode = desa.periode
    pelanggaran = {}
    if aksi is Aksi.SUBMIT:
        pelanggaran = {kini.pk: usulan.check_isi([kini], at=desa.at, keluaran=get_keluaran)[0]}
    fakta = usulan.facts_usulan(
        [kini], by=actor, at=desa.at, alasan=_("akan ditanyakan"), pelanggaran=pelanggaran, dikunjungi=True
    )
    return check(fakta(kini), aksi, actor.peran)[1]


_MENUNGGU: dict[StatusUsulan, str] = {
    S.DRAF: nanti("Operator melengkapi, lalu mengajukan."),
    S.SIAP_MUSDES: nanti("Menunggu keputusan musyawarah."),
    S.DISETUJUI_MUSDES: nanti("Menunggu kepala desa menyatakan final."),
    S.DISETUJUI_SPTJM: nanti("Menunggu kepala desa menyatakan final."),
    S.TERVERIFIKASI: nanti("Menunggu kepala desa menyatakan final."),
    S.FINAL_DESA: nanti("Menunggu diserahkan dan diterima Dinas Sosial."),
    S.DITERIMA_KAB: nanti("Diperiksa Dinas Sosial."),
    S.LOLOS_KAB: nanti("Menunggu pengesahan bupati."),
    S.DISAHKAN: nanti("Menunggu dikirim ke pusat."),
    S.TERKIRIM: nanti("Menunggu jawaban pusat."),
    S.DITETAPKAN: nanti("Selesai: sudah ditetapkan."),
    S.DITOLAK_MUSDES: nanti("Selesai: ditolak musyawarah."),
    S.BATAL: nanti("Selesai: dibatalkan."),
    S.DIKEMBALIKAN_KAB: nanti("Menunggu operator desa memperbaiki."),
    S.DITOLAK_PUSDATIN: nanti("Menunggu operator desa memperbaiki."),
}


def explain_menunggu(u: Usulan) -> str:
    """For a reader who has no step here: what the line waits for."""
    return _MENUNGGU[u.status]


def list_peringatan(u: Usulan, desa: DesaKerja) -> list[str]:
    """What is only worth a look in the content of a draft."""
    if u.status is not S.DRAF:
        return []
    return [
        tulis.write_refusal(v)
        for v in usulan.check_isi([u], at=desa.at, keluaran=get_keluaran)[0]
        if v.tingkat == "W"
    ]


def list_langkah(u: Usulan) -> list[Kejadian]:
    """Its steps, newest first."""
    return [
        Kejadian(
            r.at,
            f"{LABEL_STATUS[S(r.ke)]}. {r.oleh}, {LABEL_PERAN[Peran(r.peran)].lower()}.",
            " ".join(
                b
                for b in (r.catatan, _("Dasar: {dasar}.").format(dasar=_dasar(r.dasar)) if r.dasar else "")
                if b
            ),
            "kuning" if r.ke in (S.DIKEMBALIKAN_KAB, S.DITOLAK_PUSDATIN) else "",
        )
        for r in reversed(list(usulan.list_riwayat(u)))
    ]


def _dasar(dasar: str) -> str:
    jenis, __, nomor = dasar.partition(":")
    return f"{'SPTJM' if jenis == 'sptjm' else jenis} {nomor}".strip()


def list_bukti(u: Usulan) -> list[tuple[str, Any]]:
    """(what it is, the row) for every file."""
    return [(tulis.upper_first(_(LABEL_BUKTI[JenisBukti(b.jenis)])), b) for b in usulan.list_bukti(u)]
