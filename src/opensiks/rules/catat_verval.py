"""Recording the verval of a family: when, of whom, and what stands in the way (R19, R71, R72)."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from opensiks.rules.registri import StatusKeluarga
from opensiks.rules.rule import Tingkat, Violation, rule
from opensiks.rules.syarat import FaktaMasa, is_dalam_cakupan
from opensiks.rules.verval import LABEL_STATUS_DESA, HasilVerval, StatusDesa

BOLEH_CATAT = frozenset({StatusDesa.BELUM_MULAI, StatusDesa.BERJALAN, StatusDesa.MUSDES_SELESAI})
BATAS_CEPAT = 50
MENIT_CEPAT = 2
MAKS_NAMA = 5
MAKS_CATATAN = 800


@dataclass(frozen=True, kw_only=True)
class FaktaKeluargaVerval:
    """One family as it stands; `terhalang`: an open finding that must be mended first (severity B)."""

    nama: str
    status: StatusKeluarga
    terhalang: bool = True


@dataclass(frozen=True, kw_only=True)
class FaktaCatat:
    """Someone wants to record `hasil` for families of one village.

    `tak_terlihat` counts families asked for that are not of this village. `dibuka_lagi`: the kabupaten
    returned the village's work, and it is being mended.
    """

    status: StatusDesa
    hasil: HasilVerval
    tanggal: date
    hari_ini: date
    mulai: date
    daftar: Sequence[FaktaKeluargaVerval] = ()
    dalam_cakupan: bool = False
    dibuka_lagi: bool = False
    tak_terlihat: int = 0
    masa: FaktaMasa = field(default_factory=FaktaMasa)


@rule("R71c", sumber="SMG; MDL21", langkah="Tunggu periode berikutnya, atau minta perpanjangan ke kabupaten.")
def is_masa_verval(f: FaktaCatat) -> bool:
    """Catat verval selagi masanya terbuka: {mulai} sampai {sampai}."""
    return f.masa.terbuka or (f.dibuka_lagi and f.masa.masa_perbaikan)


@rule("R19a", sumber="Rancangan", langkah="Minta kabupaten mengembalikan hasil desa, lalu perbaiki.")
def is_desa_belum_final(f: FaktaCatat) -> bool:
    """Hasil verval tidak dapat diubah lagi: desa ini sudah {status}."""
    return f.status in BOLEH_CATAT


@rule("R71d", sumber="Rancangan; R13 untuk musyawarah", langkah="Perbaiki tanggal kunjungan.")
def is_tanggal_dalam_masa(f: FaktaCatat) -> bool:
    """Isi tanggal kunjungan antara {mulai} dan {hari_ini}."""
    return f.mulai <= f.tanggal <= f.hari_ini


@rule("R72c", sumber="Rancangan", langkah="Tandai keluarganya dalam daftar.")
def has_keluarga(f: FaktaCatat) -> bool:
    """Pilih keluarga lebih dahulu."""
    return len(f.daftar) + f.tak_terlihat > 0


@rule("R1a", sumber="SeedA: berjenjang; LMJ", langkah="Muat ulang daftar keluarga desa Anda.")
def is_keluarga_desa_ini(f: FaktaCatat) -> bool:
    """{n} keluarga tidak ada di desa ini, atau sudah pindah."""
    return f.tak_terlihat == 0


@rule("R72a", sumber="Domain 10: temuan tingkat B", langkah="Perbaiki temuannya, lalu tandai lagi.")
def is_bebas_temuan(f: FaktaCatat) -> bool:
    """Belum bisa TETAP karena ada temuan yang harus diperbaiki: {nama}."""
    return f.hasil is not HasilVerval.TETAP or not any(k.terhalang for k in f.daftar)


@rule("R72b", sumber="Domain 6.3", langkah="Usulkan lagi sebagai keluarga baru bila memang ada.")
def is_tidak_nonaktif(f: FaktaCatat) -> bool:
    """Keluarga yang sudah dikeluarkan dari data tidak diverval: {nama}."""
    return all(k.status is not StatusKeluarga.NONAKTIF for k in f.daftar)


def check_catat(f: FaktaCatat, data: dict[str, str]) -> list[Violation]:
    """Everything that stands in the way; `data` holds mulai, sampai and hari_ini as people write them."""
    terhalang = [k.nama for k in f.daftar if k.terhalang]
    nonaktif = [k.nama for k in f.daftar if k.status is StatusKeluarga.NONAKTIF]
    status = LABEL_STATUS_DESA[f.status].lower()
    kata = {
        is_bebas_temuan: {"nama": list_nama(terhalang), "n": str(len(terhalang))},
        is_tidak_nonaktif: {"nama": list_nama(nonaktif), "n": str(len(nonaktif))},
        is_keluarga_desa_ini: {"n": str(f.tak_terlihat)},
        is_desa_belum_final: {"status": status},
    }
    aturan = (is_dalam_cakupan, has_keluarga, is_masa_verval, is_tanggal_dalam_masa, *kata)
    return [r.violation(**{**data, **kata.get(r, {})}) for r in aturan if not r(f)]


def check_pintu(f: FaktaCatat, data: dict[str, str]) -> list[Violation]:
    """What closes the recording of every verdict, whatever the families: a screen says it before anybody picks."""
    status = LABEL_STATUS_DESA[f.status].lower()
    return [r.violation(**data, status=status) for r in (is_masa_verval, is_desa_belum_final) if not r(f)]


def list_nama(nama: Sequence[str]) -> str:
    """Names in one sentence: the first few, then how many more."""
    sisa = len(nama) - MAKS_NAMA
    depan = ", ".join(n or "tanpa nama" for n in nama[:MAKS_NAMA])
    return f"{depan} dan {sisa} lainnya" if sisa > 0 else depan


@dataclass(frozen=True, kw_only=True)
class FaktaBatal:
    """Someone takes back verdicts; `ada` counts the living ones among those named."""

    status: StatusDesa
    ada: int = 0
    dalam_cakupan: bool = False


@rule("R19b", sumber="Rancangan", langkah="Muat ulang daftar; mungkin sudah dibatalkan.")
def has_verval(f: FaktaBatal) -> bool:
    """Tidak ada hasil verval yang dapat dibatalkan."""
    return f.ada > 0


def check_batal(f: FaktaBatal) -> list[Violation]:
    status = LABEL_STATUS_DESA[f.status].lower()
    aturan = (is_dalam_cakupan, is_desa_belum_final, has_verval)
    return [r.violation(status=status) for r in aturan if not r(f)]


@dataclass(frozen=True, kw_only=True)
class FaktaCatatan:
    isi: str = ""
    dalam_cakupan: bool = False


@rule("R12a", sumber="SeedB", langkah="Tulis catatan singkat, paling banyak 800 huruf.")
def is_catatan_terisi(f: FaktaCatatan) -> bool:
    """Isi catatan dengan 1 sampai 800 huruf."""
    return 0 < len(f.isi.strip()) <= MAKS_CATATAN


def check_catatan(f: FaktaCatatan) -> list[Violation]:
    return [r.violation() for r in (is_dalam_cakupan, is_catatan_terisi) if not r(f)]


@rule(
    "R116",
    sumber="Rancangan; menjawab keluhan verval di belakang meja",
    tingkat=Tingkat.I,
    langkah="Pastikan RT sudah memeriksa.",
)
def is_tidak_tergesa(jumlah: int) -> bool:
    """Anda menandai {n} keluarga dalam 2 menit."""
    return jumlah < BATAS_CEPAT
