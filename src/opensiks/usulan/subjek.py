"""Whom a usulan is about: what each jenis needs, and the one key by which R26 counts."""

from __future__ import annotations

from hashlib import sha256

from opensiks.keluarga.models import Individu, Keluarga
from opensiks.rules.jenis import Jenis
from opensiks.rules.nama import normalise
from opensiks.rules.registri import StatusIndividu, StatusKeluarga
from opensiks.rules.rule import AksiDitolak
from opensiks.rules.subjek import has_subjek, is_bukan_tetap, is_subjek_aktif
from opensiks.rules.syarat import is_dalam_cakupan
from opensiks.usulan.models import Usulan

# Whom a jenis is about: nobody registered yet, a family, a person, or either.
_TANPA_SUBJEK = frozenset({Jenis.BARU})
_KELUARGA = frozenset(
    {Jenis.TAMBAH_ART, Jenis.PECAH_KK, Jenis.PENGURUS, Jenis.TIDAK_DITEMUKAN, Jenis.TIDAK_LAYAK}
)
_INDIVIDU = frozenset({Jenis.MENINGGAL, Jenis.REAKTIVASI})


def require_subjek(
    jenis: Jenis, kode_desa: str, keluarga: Keluarga | None, individu: Individu | None
) -> None:
    if jenis is Jenis.TETAP:
        raise AksiDitolak([is_bukan_tetap.violation()])
    if jenis in _TANPA_SUBJEK:
        return
    subjek = individu if jenis in _INDIVIDU else keluarga if jenis in _KELUARGA else individu or keluarga
    if subjek is None:
        siapa = "orang" if jenis in _INDIVIDU else "keluarga" if jenis in _KELUARGA else "keluarga atau orang"
        raise AksiDitolak([has_subjek.violation(siapa=siapa)])
    if subjek.kode_desa != kode_desa:
        raise AksiDitolak([is_dalam_cakupan.violation()])
    if subjek.status in (StatusIndividu.NONAKTIF, StatusKeluarga.NONAKTIF):
        raise AksiDitolak([is_subjek_aktif.violation()])


def find_subjek(u: Usulan) -> str:
    """Whom it is about, as R26 counts: somebody new by the hash of the NIK, or of name and birth date without one."""
    if u.jenis in (Jenis.BARU, Jenis.TAMBAH_ART):
        orang = u.muatan["anggota"][0]
        if orang["nik"]:
            return "NIK:" + sha256(orang["nik"].encode()).hexdigest()
        kunci = f"{u.kode_desa}|{normalise(orang['nama'])}|{orang['tanggal_lahir']}"
        return "NN:" + sha256(kunci.encode()).hexdigest()
    return f"I{u.individu.pk}" if u.individu else f"K{u.keluarga_id}"
