"""What may be done with a family besides TETAP: each action with its key, or with the reason why not yet."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from opensiks.keluarga.queries import RincianKeluarga
from opensiks.rules.aktor import Actor
from opensiks.rules.jenis import JENIS_SELALU_MUSYAWARAH, Jenis
from opensiks.rules.nik import umur
from opensiks.rules.rule import Violation
from opensiks.rules.status import TERMINAL
from opensiks.rules.syarat_usulan import Fakta, FaktaIsi
from opensiks.rules.usulan import Aksi, check
from opensiks.verval.queries import facts_masa
from opensiks.web.bahasa import nanti
from opensiks.web.format import lower_first, write_name, write_refusal
from opensiks.web.presenters.desa import DesaKerja

if TYPE_CHECKING:
    from opensiks.usulan.models import Usulan


@dataclass(frozen=True)
class AksiKeluarga:
    """One line of the actions; `mati` is the reason it is closed."""

    jenis: Jenis
    kata: str
    kunci: str = ""
    rinci: str = ""
    mati: str = ""
    url: str = ""


_DAFTAR: tuple[tuple[Jenis, str, str], ...] = (
    (Jenis.PERBAIKAN_DATA, nanti("Perbaiki data"), "P"),
    (Jenis.TAMBAH_ART, nanti("Tambah anggota"), "A"),
    (Jenis.MENINGGAL, nanti("Ada yang meninggal"), "M"),
    (Jenis.PINDAH, nanti("Pindah"), "D"),
    (Jenis.GANDA, nanti("Data ganda"), "R"),
    (Jenis.TIDAK_DITEMUKAN, nanti("Tidak ditemukan"), "N"),
    (Jenis.TIDAK_LAYAK, nanti("Usul tidak layak"), "L"),
    (Jenis.PECAH_KK, nanti("Pecah KK"), ""),
    (Jenis.BANSOS_MASUK, nanti("Usul bantuan"), ""),
    (Jenis.BANSOS_HENTI, nanti("Usul henti bantuan"), ""),
    (Jenis.PENGURUS, nanti("Ganti pengurus"), ""),
    (Jenis.REAKTIVASI, nanti("Hidupkan PBI lagi"), ""),
)
# One open usulan for the family itself is enough (R26); the others name a person or a programme.
_SATU = frozenset({Jenis.PERBAIKAN_DATA, Jenis.TIDAK_DITEMUKAN, Jenis.PECAH_KK})
UMUR_PENGURUS = 17


def list_aksi(
    k: RincianKeluarga, desa: DesaKerja, actor: Actor, terbuka: Sequence[Usulan]
) -> list[AksiKeluarga]:
    """Every action, in the order of the page; the rules say which doors are closed."""
    profil = desa.profil
    bebas = profil.bebas_musyawarah if profil else frozenset()
    return [
        AksiKeluarga(
            jenis, kata, kunci, _rinci(jenis, bebas), _mati(jenis, k, desa, actor, terbuka),
            f"/usulan/draft/{jenis.lower()}/?keluarga={k.id}",
        )
        for jenis, kata, kunci in _DAFTAR
    ]  # fmt: skip


def _rinci(jenis: Jenis, bebas: Collection[Jenis]) -> str:
    if jenis in JENIS_SELALU_MUSYAWARAH:
        return _("Diputuskan di musyawarah")
    return _("Tidak perlu musyawarah") if jenis in bebas else ""


def _mati(jenis: Jenis, k: RincianKeluarga, desa: DesaKerja, actor: Actor, terbuka: Sequence[Usulan]) -> str:
    if desa.periode is None or desa.masa is None:
        return _("belum ada periode yang dibuka.")
    fakta = Fakta(
        status=None,
        jenis=jenis,
        dalam_cakupan=actor.cakupan.covers(k.kode_desa),
        masa=facts_masa(desa.periode, desa.masa, desa.at),
        isi=FaktaIsi(usulan_terbuka=_terbuka(jenis, terbuka)),
    )
    __, halangan = check(fakta, Aksi.DRAFT, actor.peran)
    return describe(halangan) or _syarat(jenis, k, desa)


def describe(halangan: Sequence[Violation]) -> str:
    """The first reason with its way out, for "Belum bisa: …"."""
    if not halangan:
        return ""
    v = halangan[0]
    return lower_first(write_refusal(v))


def _terbuka(jenis: Jenis, terbuka: Sequence[Usulan]) -> str:
    if jenis not in _SATU:
        return ""
    ada = next(
        (u for u in terbuka if u.jenis is jenis and u.individu_id is None and u.status not in TERMINAL), None
    )
    return str(ada.pk) if ada else ""


def _syarat(jenis: Jenis, k: RincianKeluarga, desa: DesaKerja) -> str:
    """What the family itself lacks for this kind."""
    aktif = [a for a in k.anggota if a.status == "AKTIF"]
    program = any(b.status == "AKTIF" for b in k.bantuan)
    match jenis:
        case Jenis.PECAH_KK if len(aktif) < 2:
            return _("anggotanya hanya satu.")
        case Jenis.BANSOS_HENTI if not program:
            return _("tidak ada bantuan yang aktif.")
        case Jenis.PENGURUS if not program:
            return _("tidak ada bantuan yang aktif.")
        case Jenis.PENGURUS:
            calon = [
                (umur(a.tanggal_lahir, desa.hari_ini), a)
                for a in aktif
                if a.tanggal_lahir and a.id != k.pengurus_id
            ]
            if calon and all(n <= UMUR_PENGURUS for n, _ in calon):
                tertua, orang = max(calon, key=lambda c: c[0])
                return _("{nama} baru {tertua} tahun.").format(nama=write_name(orang.nama), tertua=tertua)
    return ""
