"""Verval of a village in one period (domain 6.2): what a visit found, and the village's table of steps."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from opensiks.rules import syarat
from opensiks.rules.peran import LABEL as LABEL_PERAN
from opensiks.rules.peran import Peran
from opensiks.rules.rule import AksiDitolak, Rule, Violation, rule
from opensiks.rules.syarat import FaktaForum as FaktaForum
from opensiks.rules.syarat import FaktaKab as FaktaKab
from opensiks.rules.syarat import FaktaLangkah
from opensiks.rules.syarat import FaktaMasa as FaktaMasa
from opensiks.rules.tenggat import Jendela as Jendela
from opensiks.rules.tenggat import TierTenggat as TierTenggat
from opensiks.rules.tenggat import days_left as days_left
from opensiks.rules.tenggat import end_of as end_of
from opensiks.rules.tenggat import is_open as is_open
from opensiks.rules.tenggat import start_of as start_of


class HasilVerval(StrEnum):
    """What the visit found. TETAP: found, nothing changed; PERBAIKAN: found, and a usulan follows."""

    TETAP = "TETAP"
    PERBAIKAN = "PERBAIKAN"
    PINDAH = "PINDAH"
    MENINGGAL = "MENINGGAL"
    MAMPU = "MAMPU"
    TIDAK_DITEMUKAN = "TIDAK_DITEMUKAN"
    GANDA = "GANDA"


LABEL_HASIL: dict[HasilVerval, str] = {
    HasilVerval.TETAP: "Ditemukan, tetap",
    HasilVerval.PERBAIKAN: "Ditemukan, perlu perbaikan",
    HasilVerval.PINDAH: "Pindah",
    HasilVerval.MENINGGAL: "Meninggal",
    HasilVerval.MAMPU: "Sudah mampu",
    HasilVerval.TIDAK_DITEMUKAN: "Tidak ditemukan",
    HasilVerval.GANDA: "Data ganda",
}


class StatusDesa(StrEnum):
    BELUM_MULAI = "BELUM_MULAI"
    BERJALAN = "BERJALAN"
    MUSDES_SELESAI = "MUSDES_SELESAI"
    FINAL_DESA = "FINAL_DESA"
    DIEKSPOR = "DIEKSPOR"
    DITERIMA_KAB = "DITERIMA_KAB"
    DIKEMBALIKAN = "DIKEMBALIKAN"
    DISAHKAN = "DISAHKAN"
    SELESAI = "SELESAI"


_S = StatusDesa
SUDAH_DISERAHKAN = frozenset({_S.DIEKSPOR, _S.DITERIMA_KAB, _S.DISAHKAN, _S.SELESAI})

LABEL_STATUS_DESA: dict[StatusDesa, str] = {
    _S.BELUM_MULAI: "Belum mulai",
    _S.BERJALAN: "Berjalan",
    _S.MUSDES_SELESAI: "Musyawarah selesai",
    _S.FINAL_DESA: "Final desa",
    _S.DIEKSPOR: "Diserahkan",
    _S.DITERIMA_KAB: "Diterima kabupaten",
    _S.DIKEMBALIKAN: "Dikembalikan",
    _S.DISAHKAN: "Disahkan",
    _S.SELESAI: "Selesai",
}


class AksiDesa(StrEnum):
    START = "start"
    CLOSE_MUSYAWARAH = "close_musyawarah"
    FINALISE = "finalise"
    HAND_OVER = "hand_over"
    RECEIVE = "receive"
    RETURN = "return"
    REOPEN = "reopen"
    SIGN = "sign"
    CLOSE = "close"


LABEL_AKSI_DESA: dict[AksiDesa, str] = {
    AksiDesa.START: "Mulai verval",
    AksiDesa.CLOSE_MUSYAWARAH: "Tutup musyawarah",
    AksiDesa.FINALISE: "Finalkan desa",
    AksiDesa.HAND_OVER: "Serahkan ke kabupaten",
    AksiDesa.RECEIVE: "Terima dari desa",
    AksiDesa.RETURN: "Kembalikan ke desa",
    AksiDesa.REOPEN: "Buka kembali",
    AksiDesa.SIGN: "Sahkan",
    AksiDesa.CLOSE: "Selesaikan",
}


@dataclass(frozen=True, kw_only=True)
class FaktaDesa(FaktaLangkah):
    """One village in one period; `forum` speaks of the whole village batch."""

    status: StatusDesa
    # Some line may not skip the forum, or the profile wants a meeting every period.
    perlu_forum: bool = True
    forum_sah: bool = False
    # The last meeting is younger than the profile's limit, or an SPTJM stands in for it (R22).
    forum_dalam_batas: bool = False
    # Lines without a decision, lines without an answer; None is not counted yet.
    belum_diputuskan: int | None = None
    belum_dijawab: int | None = None


@rule("R3a", sumber="SeedB, SeedA, TRB24", langkah="Adakan musyawarah, atau unggah SPTJM bila diizinkan.")
def has_forum(f: FaktaDesa) -> bool:
    """Tutup setelah ada musyawarah yang sah atau SPTJM."""
    return f.forum_sah or not f.perlu_forum


@rule("R115", sumber="Rancangan: keputusan per baris", langkah="Catat setuju, tolak atau tunda per usulan.")
def is_semua_diputuskan(f: FaktaDesa) -> bool:
    """Putuskan {belum_diputuskan} usulan yang belum punya keputusan."""
    return f.belum_diputuskan == 0


@rule("R17a", sumber="P718, FLOW23, SIKS20", langkah="Unggah berkas berita acara yang masih kurang.")
def has_berkas_desa(f: FaktaDesa) -> bool:
    """Lengkapi berkas berita acara sebelum memfinalkan desa."""
    return f.forum.berkas_lengkap or not f.perlu_forum


@rule("R22", sumber="RSL24, P718", langkah="Adakan musyawarah, atau unggah SPTJM kepala desa atau lurah.")
def is_forum_dalam_batas(f: FaktaDesa) -> bool:
    """Adakan musyawarah dalam batas bulan yang ditentukan, atau lampirkan SPTJM."""
    return f.forum_dalam_batas


@rule("R75a", sumber="SeedA, SeedB", langkah="Minta kabupaten atau pusat menerima kiriman terlambat.")
def is_penyerahan_boleh(f: FaktaDesa) -> bool:
    """Serahkan sebelum tenggat, atau setelah kiriman terlambat diizinkan."""
    return f.masa.terbuka or f.masa.izin_terlambat


@rule(
    "R92a",
    sumber="Rancangan; menjawab keluhan penolakan tanpa penjelasan",
    langkah="Impor hasil Pusdatin untuk usulan yang tersisa.",
)
def is_semua_dijawab(f: FaktaDesa) -> bool:
    """Tunggu jawaban pusat untuk {belum_dijawab} usulan."""
    return f.belum_dijawab == 0


@dataclass(frozen=True)
class TransitionDesa:
    aksi: AksiDesa
    dari: StatusDesa
    ke: StatusDesa
    oleh: Peran
    syarat: tuple[Rule, ...]


_P = Peran
_WILAYAH = (syarat.is_dalam_cakupan,)
_MULAI = (*_WILAYAH, syarat.is_masa_terbuka)
_TUTUP = (*_WILAYAH, has_forum, is_semua_diputuskan)
_FINAL = (*_WILAYAH, is_semua_diputuskan, has_berkas_desa, syarat.is_daftar_cocok, is_forum_dalam_batas)
_SERAH = (*_WILAYAH, syarat.is_daftar_cocok, is_penyerahan_boleh)
_TERIMA = (*_WILAYAH, syarat.is_daftar_cocok)
_KEMBALI = (*_WILAYAH, syarat.has_kode_alasan)
_BUKA = (*_WILAYAH, syarat.is_masa_perbaikan)
_SAH = (*_WILAYAH, syarat.is_pengesahan_tunggal, syarat.has_surat_lengkap)
_SAH_GANDA = (*_WILAYAH, syarat.is_diperiksa, syarat.has_surat_lengkap)

_A, _T = AksiDesa, TransitionDesa
TRANSITIONS_DESA: tuple[TransitionDesa, ...] = (
    _T(_A.START, _S.BELUM_MULAI, _S.BERJALAN, _P.OPERATOR_DESA, _MULAI),
    _T(_A.CLOSE_MUSYAWARAH, _S.BERJALAN, _S.MUSDES_SELESAI, _P.OPERATOR_DESA, _TUTUP),
    _T(_A.FINALISE, _S.MUSDES_SELESAI, _S.FINAL_DESA, _P.KADES_LURAH, _FINAL),
    _T(_A.HAND_OVER, _S.FINAL_DESA, _S.DIEKSPOR, _P.OPERATOR_DESA, _SERAH),
    _T(_A.RECEIVE, _S.DIEKSPOR, _S.DITERIMA_KAB, _P.OPERATOR_KAB, _TERIMA),
    _T(_A.RETURN, _S.DITERIMA_KAB, _S.DIKEMBALIKAN, _P.OPERATOR_KAB, _KEMBALI),
    _T(_A.RETURN, _S.DITERIMA_KAB, _S.DIKEMBALIKAN, _P.SUPERVISOR_KAB, _KEMBALI),
    _T(_A.REOPEN, _S.DIKEMBALIKAN, _S.BERJALAN, _P.OPERATOR_DESA, _BUKA),
    _T(_A.SIGN, _S.DITERIMA_KAB, _S.DISAHKAN, _P.SUPERVISOR_KAB, _SAH),
    _T(_A.SIGN, _S.DITERIMA_KAB, _S.DISAHKAN, _P.KEPALA_OPD, _SAH_GANDA),
    _T(_A.CLOSE, _S.DISAHKAN, _S.SELESAI, _P.PUSDATIN, (is_semua_dijawab,)),
)

_BARIS = {(t.dari, t.aksi, t.oleh): t for t in TRANSITIONS_DESA}


def find_desa(dari: StatusDesa, aksi: AksiDesa, peran: Peran) -> TransitionDesa | None:
    return _BARIS.get((dari, aksi, peran))


@rule("R105a", sumber="Tabel langkah desa", langkah="Lihat langkah yang tersedia pada halaman desa.")
def has_row_desa(kunci: tuple[StatusDesa, AksiDesa, Peran]) -> bool:
    """Langkah {aksi} tidak tersedia bagi {peran} selagi desa {status}."""
    return find_desa(*kunci) is not None


def check_desa(
    fakta: FaktaDesa, aksi: AksiDesa, peran: Peran
) -> tuple[TransitionDesa | None, list[Violation]]:
    """The row for this step of a village and everything that stands in its way."""
    baris = find_desa(fakta.status, aksi, peran)
    if baris is None:
        kata = {"aksi": LABEL_AKSI_DESA[aksi], "peran": LABEL_PERAN[peran]}
        return None, [has_row_desa.violation(**kata, status=LABEL_STATUS_DESA[fakta.status].lower())]
    hitungan = {"belum_diputuskan": fakta.belum_diputuskan, "belum_dijawab": fakta.belum_dijawab}
    data = {k: str(n) for k, n in hitungan.items() if n is not None}
    return baris, [r.violation(**data) for r in baris.syarat if not r(fakta)]


def step_desa(fakta: FaktaDesa, aksi: AksiDesa, peran: Peran) -> TransitionDesa:
    """The row to follow, or AksiDitolak with every reason."""
    baris, dilanggar = check_desa(fakta, aksi, peran)
    if baris is None or dilanggar:
        raise AksiDitolak(dilanggar)
    return baris


@dataclass(frozen=True, kw_only=True)
class FaktaTenggat:
    status: StatusDesa
    sampai: datetime
    at: datetime


@rule("R76", sumber="SeedB, MDL21", langkah="Serahkan hasil desa; minta izin bila tenggat sudah lewat.")
def is_tepat_waktu(f: FaktaTenggat) -> bool:
    """Serahkan hasil desa sebelum tenggat; setelahnya desa ditandai terlambat."""
    return f.at < f.sampai or f.status in SUDAH_DISERAHKAN


def is_terlambat(status: StatusDesa, sampai: datetime, at: datetime) -> bool:
    """R76: the deadline has passed and nothing was handed over. A parallel flag, never a state."""
    return not is_tepat_waktu(FaktaTenggat(status=status, sampai=sampai, at=at))


class PatokanVerval(StrEnum):
    """From where on the village's work counts as verval of its records (R72)."""

    FINAL_DESA = "FINAL_DESA"
    LOLOS_KAB = "LOLOS_KAB"
    DITETAPKAN = "DITETAPKAN"


_TERHITUNG: dict[PatokanVerval, frozenset[StatusDesa]] = {
    # FINAL_DESA counts once the kabupaten has accepted it.
    PatokanVerval.FINAL_DESA: frozenset({_S.DITERIMA_KAB, _S.DISAHKAN, _S.SELESAI}),
    PatokanVerval.LOLOS_KAB: frozenset({_S.DISAHKAN, _S.SELESAI}),
    PatokanVerval.DITETAPKAN: frozenset({_S.SELESAI}),
}


@dataclass(frozen=True, kw_only=True)
class FaktaPeristiwa:
    patokan: PatokanVerval = PatokanVerval.FINAL_DESA
    status: StatusDesa


@rule("R72", sumber="Rancangan", langkah="Finalkan dan serahkan hasil desa agar verval terhitung.")
def is_verval_terhitung(f: FaktaPeristiwa) -> bool:
    """Verval terhitung setelah hasil desa diterima sesuai patokan profil."""
    return f.status in _TERHITUNG[f.patokan]
