"""What an operator would propose for a family, knowing what the door, the family card and the neighbours say.

The truth log of the generator stands for the visit: it tells what is wrong and what would be right.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, timedelta

from opensiks.infra.files import Berkas
from opensiks.keluarga.models import Individu, Keluarga
from opensiks.rules.bukti import JenisBukti
from opensiks.rules.jenis import Jenis
from opensiks.rules.nik import is_nik
from opensiks.rules.registri import StatusIndividu
from opensiks.rules.verval import HasilVerval
from opensiks.synth.bentuk import MENGHALANGI, JenisKesalahan, Kesalahan
from opensiks.usulan.muatan import NIK_LAIN, count_nik_lain
from opensiks.usulan.services import UsulanBaru
from opensiks.wilayah.queries import is_pemekaran

_K = JenisKesalahan
# Kinds that the field settles by another usulan than a correction.
_LAIN = frozenset({_K.GANDA, _K.MENINGGAL, _K.PINDAH})
Usul = tuple[HasilVerval, list[UsulanBaru]]


def propose_perbaikan(k: Keluarga, salah: Sequence[Kesalahan], contoh: Berkas) -> Usul | None:
    """Corrections of everything that blocks a family, or None when something blocks that no paper settles."""
    anggota = {i.id_registri: i for i in k.daftar_anggota.all() if i.status is StatusIndividu.AKTIF}
    per_subjek: dict[str, dict[str, str]] = defaultdict(dict)
    for s in salah:
        if s.jenis in MENGHALANGI and s.jenis not in _LAIN:
            # The family card is the family's, whoever of it the truth names.
            per_subjek["" if s.kolom == "no_kk" else s.id_registri][s.kolom] = s.benar
    daftar = [
        _perbaikan(k, anggota.get(id_), isi, contoh)
        for id_, isi in sorted(per_subjek.items())
        if not id_ or id_ in anggota
    ]
    return (HasilVerval.PERBAIKAN, daftar) if daftar else None


def propose_kejadian(k: Keluarga, salah: Sequence[Kesalahan], pada: date, contoh: Berkas) -> Usul | None:
    """A death, a move or a double that the visit brings to light; the first one decides the verdict."""
    anggota = {i.id_registri: i for i in k.daftar_anggota.all() if i.status is StatusIndividu.AKTIF}
    for s in salah:
        match s.jenis:
            case _K.MENINGGAL if s.id_registri in anggota:
                return _meninggal(anggota, anggota[s.id_registri], s, pada, contoh)
            case _K.GANDA if s.salah in anggota and s.benar:
                if usul := _ganda(anggota[s.salah], s.benar):
                    return usul
            # A village that was split off is no move: the centre maps the code (R29).
            case _K.PINDAH if s.kolom == "kode_desa" and not is_pemekaran(k.kode_desa, s.benar):
                tanggal = (pada - timedelta(days=40)).isoformat()
                pindah = UsulanBaru(Jenis.PINDAH, keluarga=k, muatan={"tanggal": tanggal, "tujuan": s.benar})
                return HasilVerval.PINDAH, [pindah]
            case _:
                continue
    return None


def _ganda(orang: Individu, asal: str) -> Usul | None:
    """The record to keep is named where the village sees it; elsewhere only the equal NIK points to it."""
    if Individu.objects.filter(id_registri=asal, status=StatusIndividu.AKTIF).exists():
        simpan = asal
    elif is_nik(orang.nik) and count_nik_lain(orang):
        simpan = NIK_LAIN
    else:
        return None
    return HasilVerval.GANDA, [UsulanBaru(Jenis.GANDA, individu=orang, muatan={"dipertahankan": simpan})]


def propose_mampu(k: Keluarga, program: str) -> Usul:
    """A family that has become able: the meeting decides on its programme."""
    alasan = "Sudah mampu: usaha bengkel berjalan, rumah selesai direnovasi."
    usul = UsulanBaru(Jenis.TIDAK_LAYAK, keluarga=k, program=program, kode_alasan="MAMPU", alasan=alasan)
    return HasilVerval.MAMPU, [usul]


def _perbaikan(k: Keluarga, orang: Individu | None, isi: dict[str, str], contoh: Berkas) -> UsulanBaru:
    muatan: dict[str, str | int] = {kolom: int(v) if kolom == "shdk" else v for kolom, v in isi.items()}
    return UsulanBaru(
        Jenis.PERBAIKAN_ID,
        keluarga=None if orang else k,
        individu=orang,
        muatan=muatan,
        bukti=[(JenisBukti.KK, "kartu-keluarga-contoh.png", contoh)],
    )


def _meninggal(
    anggota: dict[str, Individu], orang: Individu, s: Kesalahan, pada: date, contoh: Berkas
) -> Usul:
    muatan = {"tanggal": min(s.benar, pada.isoformat())}
    sisa = sorted(
        (i for i in anggota.values() if i.pk != orang.pk), key=lambda i: (i.shdk or 99, i.id_registri)
    )
    if orang.shdk == 1 and sisa:
        muatan["kepala_baru"] = sisa[0].id_registri
    bukti = [(JenisBukti.SURAT_KEMATIAN, "surat-kematian-contoh.png", contoh)]
    return HasilVerval.MENINGGAL, [UsulanBaru(Jenis.MENINGGAL, individu=orang, muatan=muatan, bukti=bukti)]
