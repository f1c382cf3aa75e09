"""Facts and guards shared by the usulan's table and the village's table.

A fact's default is the unfavourable answer, so a fact that nobody looked up refuses instead of allowing.
"""

from dataclasses import dataclass, field

from opensiks.rules.alasan import is_alasan_tolak
from opensiks.rules.rule import rule


@dataclass(frozen=True, kw_only=True)
class FaktaMasa:
    """The calendar at the moment of the step."""

    terbuka: bool = False
    draf_di_luar_masa: bool = False
    masa_perbaikan: bool = False
    # A dated decision of the kabupaten or the centre to take this village's late delivery (R75).
    izin_terlambat: bool = False


@dataclass(frozen=True, kw_only=True)
class FaktaForum:
    """What the village's forum left behind: a meeting with its berita acara, or an SPTJM."""

    musyawarah_sah: bool = False
    ada_keputusan: bool = False
    # The deciding line is younger than the centre's rejection (R40).
    keputusan_baru: bool = False
    keberatan: bool = False
    # Files of the forum that decided: those of the berita acara (rules.musyawarah), or the SPTJM.
    berkas_lengkap: bool = False
    daftar_cocok: bool = False
    sptjm_ada: bool = False
    # The profile allows an SPTJM and no meeting was held within its limit.
    sptjm_boleh: bool = False
    # "Sudah mampu" under a profile that does not accept an SPTJM for it (R31).
    wajib_musyawarah: bool = False


@dataclass(frozen=True, kw_only=True)
class FaktaKab:
    """What the kabupaten and the centre left behind."""

    pembuat_sama: bool = True
    padan_boleh: bool = False
    surat_lengkap: bool = False
    pengesahan_ganda: bool = False
    # A verifikator, who is not the one signing now, has checked (R9).
    diperiksa: bool = False
    nomor_batch: str = ""
    dari_hasil: bool = False


@dataclass(frozen=True, kw_only=True)
class FaktaLangkah:
    """Common to both tables. `alasan` is free text, `kode_alasan` one of ALASAN_TOLAK."""

    dalam_cakupan: bool = False
    alasan: str = ""
    kode_alasan: str = ""
    masa: FaktaMasa = field(default_factory=FaktaMasa)
    forum: FaktaForum = field(default_factory=FaktaForum)
    kab: FaktaKab = field(default_factory=FaktaKab)


@rule("R1", sumber="SeedA: berjenjang; LMJ", langkah="Buka akun dengan penugasan di wilayah itu.")
def is_dalam_cakupan(f: FaktaLangkah) -> bool:
    """Kerjakan hanya data dari wilayah tugas Anda."""
    return f.dalam_cakupan


@rule("R71", sumber="SMG: saklar buka/tutup masa usulan", langkah="Tunggu masa usulan berikutnya.")
def is_masa_terbuka(f: FaktaLangkah) -> bool:
    """Kerjakan selagi masa usulan terbuka."""
    return f.masa.terbuka


@rule("R71a", sumber="SMG; pengecualian draf per profil", langkah="Tunggu masa usulan berikutnya.")
def is_draf_boleh(f: FaktaLangkah) -> bool:
    """Buat draf selagi masa usulan terbuka."""
    return f.masa.terbuka or f.masa.draf_di_luar_masa


@rule(
    "R71b",
    sumber="Rancangan: jendela perbaikan",
    langkah="Minta kabupaten membuka masa perbaikan.",
)
def is_masa_perbaikan(f: FaktaLangkah) -> bool:
    """Perbaiki selagi masa usulan atau masa perbaikan terbuka."""
    return f.masa.terbuka or f.masa.masa_perbaikan


@rule(
    "R107",
    sumber="Rancangan: merangkum R13, R14 dan R16",
    langkah="Lengkapi waktu, tempat, pemimpin dan kehadiran musyawarah.",
)
def is_musyawarah_sah(f: FaktaLangkah) -> bool:
    """Catat dahulu musyawarah yang sah pada periode ini."""
    return f.forum.musyawarah_sah


@rule("R108", sumber="Rancangan", langkah="Tulis alasannya dengan kalimat singkat.")
def has_alasan(f: FaktaLangkah) -> bool:
    """Isi alasan lebih dahulu."""
    return f.alasan.strip() != ""


@rule(
    "R41",
    sumber="Rancangan; menjawab keluhan penolakan tanpa penjelasan",
    langkah="Pilih kode alasan dari daftar.",
)
def has_kode_alasan(f: FaktaLangkah) -> bool:
    """Setiap pengembalian dan penolakan memakai kode alasan dari daftar."""
    return is_alasan_tolak(f.kode_alasan)


@rule("R17", sumber="P718, FLOW23, SIKS20", langkah="Unggah berkas berita acara yang masih kurang.")
def has_berkas_lengkap(f: FaktaLangkah) -> bool:
    """Lengkapi berkas berita acara sebelum memfinalkan."""
    return f.forum.berkas_lengkap


@rule(
    "R18",
    sumber="Rancangan; menjawab keluhan daftar yang berubah diam-diam",
    langkah="Cetak ulang berita acara dari daftar terakhir.",
)
def is_daftar_cocok(f: FaktaLangkah) -> bool:
    """Samakan daftar di berita acara dengan daftar usulan."""
    return f.forum.daftar_cocok


@rule("R8", sumber="GRT, LMJ", langkah="Lengkapi nomor, tanggal, penanda tangan dan berkas surat.")
def has_surat_lengkap(f: FaktaLangkah) -> bool:
    """Lengkapi surat pengesahan sebelum mengesahkan."""
    return f.kab.surat_lengkap


@rule("R9", sumber="TLO25", langkah="Teruskan kepada verifikator, lalu kepala dinas.")
def is_pengesahan_tunggal(f: FaktaLangkah) -> bool:
    """Pada profil ini pengesahan dilakukan verifikator lalu kepala dinas."""
    return not f.kab.pengesahan_ganda


@rule("R9a", sumber="TLO25", langkah="Tunggu pemeriksaan verifikator.")
def is_diperiksa(f: FaktaLangkah) -> bool:
    """Sahkan setelah verifikator, orang lain, selesai memeriksa."""
    return f.kab.pengesahan_ganda and f.kab.diperiksa
