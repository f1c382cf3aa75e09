"""What may be done with a usulan: draft, mend, prove, submit, visit, withdraw, draft again.

The steps of the forum, the kabupaten and the centre belong to the apps above; they go through move_usulan.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.db.models import prefetch_related_objects

from opensiks.infra import files
from opensiks.infra.clock import local
from opensiks.jejak import services as jejak
from opensiks.jejak.mutation import mutation
from opensiks.keluarga.models import Individu, Keluarga
from opensiks.rules.aktor import Actor
from opensiks.rules.bukti import JenisBukti
from opensiks.rules.isian import is_status_tetap, is_tanggal_terbaca
from opensiks.rules.jenis import Jenis
from opensiks.rules.rule import AksiDitolak, Tingkat, Violation
from opensiks.rules.status import Aksi, StatusUsulan
from opensiks.rules.syarat_usulan import FaktaUbah, is_tunggal
from opensiks.rules.usulan import check_edit
from opensiks.usulan.banyak import UsulanBaru, draft_usulan_banyak
from opensiks.usulan.fakta import facts_usulan, find_lain
from opensiks.usulan.isi import count_orang, read_muatan
from opensiks.usulan.langkah import move_usulan
from opensiks.usulan.models import Bukti, Usulan
from opensiks.usulan.muatan import BacaKeluaran, check_isi, no_keluaran
from opensiks.usulan.rincian import write_rincian
from opensiks.usulan.subjek import find_subjek
from opensiks.verval.models import Periode

__all__ = [
    "UsulanBaru",
    "attach_bukti",
    "draft_usulan",
    "draft_usulan_banyak",
    "move_usulan",
    "redraft_usulan",
    "revise_draf",
    "submit_usulan",
    "verify_usulan",
    "withdraw_usulan",
]


@mutation("usulan.drafted")
def draft_usulan(
    periode: Periode,
    jenis: Jenis,
    *,
    kode_desa: str,
    by: Actor,
    at: datetime,
    keluarga: Keluarga | None = None,
    individu: Individu | None = None,
    program: str = "",
    kode_alasan: str = "",
    alasan: str = "",
    muatan: Mapping[str, Any] | None = None,
    keluaran: BacaKeluaran = no_keluaran,
) -> Usulan:
    """Begin a usulan as DRAF. AksiDitolak with every reason; nothing is kept then.

    `muatan` by jenis as in isi.py. `keluaran` answers how persons stand in the civil registry (PENGURUS).
    """
    baru = UsulanBaru(jenis, keluarga, individu, program, kode_alasan, alasan, muatan or {})
    return draft_usulan_banyak(periode, kode_desa, [baru], by=by, at=at, keluaran=keluaran)[0]


@mutation("usulan.revised")
def revise_draf(
    usulan: Usulan,
    *,
    by: Actor,
    at: datetime,
    muatan: Mapping[str, Any] | None = None,
    program: str | None = None,
    kode_alasan: str | None = None,
    alasan: str | None = None,
    keluaran: BacaKeluaran = no_keluaran,
) -> Usulan:
    """Change the content of a draft; what is None stays. Only the village may, and only a draft (R6, R19)."""
    _require_edit(usulan, by)
    prefetch_related_objects([usulan], "periode", "keluarga", "individu__keluarga")
    sejak = usulan.diubah_at
    _fill(
        usulan,
        usulan.muatan if muatan is None else muatan,
        usulan.program if program is None else program,
        usulan.kode_alasan if kode_alasan is None else kode_alasan,
        usulan.alasan if alasan is None else alasan,
        at=at,
        keluaran=keluaran,
    )
    if lain := find_lain([usulan]).get(usulan.pk):
        raise AksiDitolak([is_tunggal.violation(usulan=lain)])
    kolom = ("muatan", "program", "kode_alasan", "alasan", "subjek", "orang", "versi_dasar")
    terkini = Usulan.objects.filter(pk=usulan.pk, status=StatusUsulan.DRAF, diubah_at=sejak)
    if not terkini.update(diubah_at=at, **{k: getattr(usulan, k) for k in kolom}):
        raise AksiDitolak([is_status_tetap.violation()])
    usulan.diubah_at = at
    jejak.record("usulan.revised", usulan, by=by, at=at, isian=sorted(usulan.muatan))
    return usulan


@mutation("bukti.added")
def attach_bukti(
    usulan: Usulan, jenis: JenisBukti, nama_berkas: str, isi: bytes, *, by: Actor, at: datetime
) -> Bukti:
    """Keep an evidence file (PDF, JPG, PNG) and bind it to a draft."""
    _require_edit(usulan, by)
    try:
        berkas = files.save(isi)
    except files.BerkasDitolak as e:
        raise AksiDitolak([Violation("R109", str(e), langkah="Pilih berkas PDF, JPG atau PNG.")]) from e
    bukti = Bukti.objects.create(
        kode_desa=usulan.kode_desa, jenis=jenis, sha256=berkas.sha256, nama_berkas=nama_berkas[-160:],
        ukuran=berkas.ukuran, usulan=usulan, oleh=by.nama, at=at,
    )  # fmt: skip
    jejak.record(
        "bukti.added", bukti, by=by, at=at, usulan=usulan.pk, jenis=jenis.value, sha256=berkas.sha256
    )
    return bukti


@mutation("usulan.submitted")
def submit_usulan(
    daftar: Sequence[Usulan], *, by: Actor, at: datetime, periode: Periode | None = None,
    keluaran: BacaKeluaran = no_keluaran,
) -> list[Usulan]:  # fmt: skip
    """Send drafts to the forum: all of them or none. What would change is written down as it stands now.

    `periode` takes drafts of an earlier window into the one now open.
    """
    _rehome(daftar, periode)
    prefetch_related_objects(daftar, "periode", "keluarga", "individu__keluarga")
    pelanggaran = dict(zip((u.pk for u in daftar), check_isi(daftar, at=at, keluaran=keluaran), strict=True))
    fakta = facts_usulan(daftar, by=by, at=at, pelanggaran=pelanggaran)
    hasil = move_usulan(daftar, Aksi.SUBMIT, by=by, at=at, fakta=fakta)
    write_rincian(hasil)
    return hasil


@mutation("usulan.withdrawn")
def withdraw_usulan(daftar: Sequence[Usulan], alasan: str, *, by: Actor, at: datetime) -> list[Usulan]:
    """Take back drafts or waiting lines, with a reason."""
    return move_usulan(
        daftar, Aksi.WITHDRAW, by=by, at=at, fakta=facts_usulan(daftar, by=by, at=at, alasan=alasan)
    )


@mutation("usulan.redrafted")
def redraft_usulan(
    daftar: Sequence[Usulan], *, by: Actor, at: datetime, periode: Periode | None = None
) -> list[Usulan]:
    """Open returned or rejected lines again as revisi n+1, in their own period or in the one now open."""
    _rehome(daftar, periode)
    return move_usulan(daftar, Aksi.REDRAFT, by=by, at=at, fakta=facts_usulan(daftar, by=by, at=at))


@mutation("usulan.verified")
def verify_usulan(
    daftar: Sequence[Usulan], *, tanggal: date, petugas: str, by: Actor, at: datetime, catatan: str = ""
) -> list[Usulan]:
    """Record the home visit that some profiles want after the forum: when, and who went."""
    for u in daftar:
        if tanggal > local(at, u.kode_desa).date() or not petugas.strip():
            raise AksiDitolak(
                [is_tanggal_terbaca.violation(isian="Tanggal kunjungan", nilai=tanggal.isoformat())]
            )
    fakta = facts_usulan(daftar, by=by, at=at, dikunjungi=True)
    isi = f"Kunjungan {tanggal.isoformat()} oleh {petugas.strip()}. {catatan}".strip()
    return move_usulan(daftar, Aksi.VERIFY, by=by, at=at, fakta=fakta, catatan=isi)


# Guards and parts -------------------------------------------------------------------------------------------------


def _require_edit(u: Usulan, by: Actor) -> None:
    fakta = FaktaUbah(status=u.status, peran=by.peran, dalam_cakupan=by.cakupan.covers(u.kode_desa))
    if salah := check_edit(fakta):
        raise AksiDitolak(salah)


def _fill(
    u: Usulan, muatan: Mapping[str, Any], program: str, kode_alasan: str, alasan: str, *, at: datetime,
    keluaran: BacaKeluaran,
) -> None:  # fmt: skip
    """Read the form into the row, or refuse with everything that is wrong in it."""
    hari_ini = local(at, u.kode_desa).date()
    u.muatan, salah = read_muatan(u.jenis, muatan, hari_ini, perorangan=u.individu is not None)
    u.program, u.kode_alasan, u.alasan = program[:12], kode_alasan[:40], alasan.strip()[:400]
    if salah:
        raise AksiDitolak(salah)
    if blok := [v for v in check_isi([u], at=at, keluaran=keluaran)[0] if v.tingkat is Tingkat.B]:
        raise AksiDitolak(blok)
    asal = u.individu or u.keluarga
    u.versi_dasar = asal.versi if asal else None
    u.orang = count_orang(
        u.jenis, u.muatan, 1 if u.individu else u.keluarga.jumlah_anggota if u.keluarga else 0
    )
    u.subjek = find_subjek(u)


def _rehome(daftar: Sequence[Usulan], periode: Periode | None) -> None:
    pindah = [u for u in daftar if periode is not None and u.periode_id != periode.pk]
    if periode is None or not pindah:
        return
    Usulan.objects.filter(pk__in=[u.pk for u in pindah]).update(periode=periode)
    for u in pindah:
        u.periode = periode
