"""What a usulan's step looks at, and the guards that only a usulan has."""

from dataclasses import dataclass, field

from opensiks.rules.jenis import JENIS_KELAYAKAN, JENIS_SELALU_MUSYAWARAH, JENIS_TANPA_TEMUAN, Jenis
from opensiks.rules.peran import Peran
from opensiks.rules.rule import Violation, rule
from opensiks.rules.status import StatusUsulan
from opensiks.rules.syarat import FaktaLangkah


@dataclass(frozen=True, kw_only=True)
class FaktaIsi:
    """The content of the usulan. `pelanggaran` is what rules.muatan.check_muatan found."""

    # Id of another open usulan for the same subject and jenis.
    usulan_terbuka: str = ""
    # Blocking findings left in the record once the change is applied.
    temuan_blok: int = 0
    bukti_kurang: tuple[str, ...] = ()
    pelanggaran: tuple[Violation, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Fakta(FaktaLangkah):
    """All a step may look at; `status` None means that the usulan does not exist yet."""

    status: StatusUsulan | None
    jenis: Jenis
    isi: FaktaIsi = field(default_factory=FaktaIsi)
    # The profile exempts this jenis from the meeting (R3).
    bebas_musyawarah: bool = False
    # The profile wants a home visit after the meeting, and this jenis needs one.
    kunjungan_wajib: bool = False
    kunjungan_ada: bool = False
    pernah_ditolak_pusat: bool = False


@rule("R26", sumber="Rancangan", langkah="Buka usulan yang ada, lalu lanjutkan atau batalkan.")
def is_tunggal(f: Fakta) -> bool:
    """Lanjutkan usulan {usulan}; jenis ini masih terbuka untuk subjek yang sama."""
    return f.isi.usulan_terbuka == ""


@rule(
    "R124",
    sumber="Rancangan: TETAP dicatat sebagai verval",
    langkah="Catat hasil verval Tetap pada keluarganya.",
)
def is_perubahan(f: Fakta) -> bool:
    """Catat keluarga yang tetap sebagai verval, bukan usulan."""
    return f.jenis is not Jenis.TETAP


@rule(
    "R106", sumber="Rancangan: tidak ada temuan yang menahan", langkah="Perbaiki isian yang bertanda Harus."
)
def has_no_temuan(f: Fakta) -> bool:
    """Selesaikan {temuan} temuan bertanda Harus lebih dahulu."""
    return f.isi.temuan_blok == 0 or f.jenis in JENIS_TANPA_TEMUAN


@rule("R109", sumber="GRT, K262, SIKS20: bukti per jenis", langkah="Unggah bukti yang masih kurang.")
def has_bukti(f: Fakta) -> bool:
    """Lampirkan bukti yang masih kurang: {bukti}."""
    return not f.isi.bukti_kurang


@rule("R2", sumber="SeedA", langkah="Catat keputusan musyawarah untuk usulan ini.")
def has_keputusan(f: Fakta) -> bool:
    """Setiap keputusan merujuk pada musyawarah atau SPTJM; operator hanya mencatat."""
    return f.forum.ada_keputusan


@rule("R3", sumber="SeedB, SeedA, TRB24", langkah="Bawa usulan ini ke musyawarah.")
def is_bebas_musyawarah(f: Fakta) -> bool:
    """Bahas jenis usulan ini di musyawarah sebelum memfinalkan."""
    return f.bebas_musyawarah and f.jenis not in JENIS_SELALU_MUSYAWARAH


@rule("R24", sumber="KTM22", langkah="Tulis alasan keputusan di baris berita acara.")
def has_alasan_keberatan(f: Fakta) -> bool:
    """Beri alasan pada keputusan yang mendapat keberatan."""
    return not f.forum.keberatan or f.alasan.strip() != ""


@rule("R40", sumber="BIMA", langkah="Bahas lagi di musyawarah, lalu catat keputusan barunya.")
def has_keputusan_baru(f: Fakta) -> bool:
    """Usulan kelayakan yang ditolak pusat perlu keputusan musyawarah baru."""
    return not _is_kelayakan_ditolak(f) or f.forum.keputusan_baru


@rule("R40a", sumber="BIMA", langkah="Adakan musyawarah untuk usulan ini.")
def is_sptjm_cukup_setelah_ditolak(f: Fakta) -> bool:
    """Usulan kelayakan yang ditolak pusat dibahas di musyawarah, bukan lewat SPTJM."""
    return not _is_kelayakan_ditolak(f)


@rule("R22a", sumber="RSL24, P718", langkah="Unggah SPTJM bertanda tangan kepala desa atau lurah.")
def has_sptjm(f: Fakta) -> bool:
    """Lampirkan SPTJM yang sudah ditandatangani."""
    return f.forum.sptjm_ada


@rule("R110", sumber="RSL24", langkah="Adakan musyawarah, atau pakai keputusan musyawarah yang ada.")
def is_sptjm_boleh(f: Fakta) -> bool:
    """Pakai SPTJM hanya bila profil mengizinkan dan belum ada musyawarah."""
    return f.forum.sptjm_boleh


@rule("R31a", sumber="SeedA, SMG", langkah="Bahas kemampuan keluarga ini di musyawarah.")
def is_sptjm_cukup(f: Fakta) -> bool:
    """Alasan sudah mampu diputuskan di musyawarah, bukan lewat SPTJM."""
    return not f.forum.wajib_musyawarah


@rule("R111", sumber="FLOW21: kunjungan setelah musyawarah", langkah="Lanjutkan ke finalisasi desa.")
def is_kunjungan_wajib(f: Fakta) -> bool:
    """Kunjungan setelah musyawarah tidak diminta untuk usulan ini."""
    return f.kunjungan_wajib


@rule("R112", sumber="FLOW21", langkah="Catat kunjungan beserta foto dan koordinatnya.")
def has_kunjungan(f: Fakta) -> bool:
    """Catat hasil kunjungan rumah lebih dahulu."""
    return f.kunjungan_ada


@rule("R113", sumber="FLOW21", langkah="Kunjungi rumahnya, lalu catat hasilnya.")
def is_kunjungan_selesai(f: Fakta) -> bool:
    """Kunjungi keluarga ini sebelum memfinalkan."""
    return not f.kunjungan_wajib


@rule("R5", sumber="Rancangan: pemisahan tugas", langkah="Minta supervisor lain meloloskan usulan ini.")
def is_pembuat_lain(f: Fakta) -> bool:
    """Usulan diloloskan oleh orang yang bukan pembuatnya."""
    return not f.kab.pembuat_sama


@rule(
    "R114",
    sumber="Rancangan: hasil pemadanan per jenis",
    langkah="Kembalikan ke desa, atau jalankan pemadanan lebih dahulu.",
)
def is_padan_boleh(f: Fakta) -> bool:
    """Hasil pemadanan belum mengizinkan jenis usulan ini lolos."""
    return f.kab.padan_boleh


@rule("R90a", sumber="Rancangan", langkah="Masukkan usulan ke satu batch, lalu kirim.")
def has_batch(f: Fakta) -> bool:
    """Kirim usulan lewat tepat satu batch bernomor."""
    return f.kab.nomor_batch != ""


@rule("R7", sumber="SeedB, PM3", langkah="Impor berkas hasil dari Pusdatin.")
def is_dari_hasil(f: Fakta) -> bool:
    """Hasil pusat hanya masuk lewat berkas hasil Pusdatin."""
    return f.kab.dari_hasil


def _is_kelayakan_ditolak(f: Fakta) -> bool:
    return f.pernah_ditolak_pusat and f.jenis in JENIS_KELAYAKAN


@dataclass(frozen=True, kw_only=True)
class FaktaUbah:
    """Someone wants to change the content of a usulan, without moving it."""

    status: StatusUsulan
    peran: Peran
    dalam_cakupan: bool = False


@rule("R6", sumber="SeedB: kabupaten hanya meneruskan", langkah="Kembalikan usulan ke desa dengan alasan.")
def is_isi_milik_desa(f: FaktaUbah) -> bool:
    """Isi usulan hanya diubah oleh operator desa; kabupaten menerima atau mengembalikan."""
    return f.peran is Peran.OPERATOR_DESA


@rule("R19", sumber="Rancangan", langkah="Minta kabupaten mengembalikan usulan, lalu perbaiki.")
def is_belum_final(f: FaktaUbah) -> bool:
    """Isi usulan hanya dapat diubah selagi masih draf."""
    return f.status is StatusUsulan.DRAF
