"""What the content of each jenis must say (R26-R40): facts about the proposal, and the rules per jenis.

A blocking rule stops SUBMIT (rules.usulan); a warning is shown beside the form and stops nothing.
"""

from dataclasses import dataclass, field
from datetime import date

from opensiks.rules.alasan import ALASAN_TIDAK_DITEMUKAN, ALASAN_TIDAK_LAYAK
from opensiks.rules.bansos import PROGRAM, REGISTRI
from opensiks.rules.jenis import Jenis
from opensiks.rules.nik import umur
from opensiks.rules.rule import Rule, Tingkat, Violation, rule
from opensiks.rules.tenggat import add_months

UMUR_PENGURUS = 17
BULAN_REAKTIVASI = 6


@dataclass(frozen=True, kw_only=True)
class FaktaSubjek:
    """The person or family the usulan is about. References are masked: they are shown to another village."""

    tanggal_lahir: date | None = None
    di_desa: bool = False
    nik_sah: bool = False
    nik_terdaftar: str = ""
    kk_terdaftar: str = ""
    kepala_atau_pengurus: bool = False
    anggota_lain: int = 0


@dataclass(frozen=True, kw_only=True)
class FaktaTujuan:
    """Where somebody moves: `berlaku` if the code is valid today, `pemekaran` if only the code changed."""

    kode: str = ""
    berlaku: bool = False
    pemekaran: bool = False


@dataclass(frozen=True, kw_only=True)
class FaktaGanda:
    """Two records of one person; `berbantuan` is the id with an active aid history, if one has it."""

    id_dipertahankan: str = ""
    id_ditutup: str = ""
    keduanya_ada: bool = False
    dipertahankan_aktif: bool = False
    berbantuan: str = ""


@dataclass(frozen=True, kw_only=True)
class FaktaPengurus:
    """The proposed card holder against the family."""

    tanggal_lahir: date | None = None
    kk_sama: bool = False
    terdaftar: bool = False
    padan: bool = False
    program_aktif: bool = False


@dataclass(frozen=True, kw_only=True)
class Muatan:
    """The proposal as facts. `program` is a code of PROGRAM or REGISTRI; `tanggal` the day it happened."""

    hari_ini: date
    tanggal: date | None = None
    program: str = ""
    kode_alasan: str = ""
    jumlah_perubahan: int = 0
    # PECAH_KK: members that go to the new card, and members that stay.
    anggota_keluar: int = 0
    kk_baru: bool = False
    # MENINGGAL: the same batch already proposes a new PENGURUS.
    pengurus_diusulkan: bool = False
    subjek: FaktaSubjek = field(default_factory=FaktaSubjek)
    tujuan: FaktaTujuan = field(default_factory=FaktaTujuan)
    ganda: FaktaGanda = field(default_factory=FaktaGanda)
    pengurus: FaktaPengurus = field(default_factory=FaktaPengurus)


@rule("R27", sumber="Rancangan", langkah="Salin tanggal dari surat kematian.")
def is_tanggal_meninggal(m: Muatan) -> bool:
    """Isi tanggal meninggal antara tanggal lahir dan hari ini."""
    lahir = m.subjek.tanggal_lahir or date.min
    return m.tanggal is not None and lahir <= m.tanggal <= m.hari_ini


@rule("R28", sumber="Rancangan; GTLO", tingkat=Tingkat.W, langkah="Buat usulan PENGURUS untuk keluarga ini.")
def has_pengganti(m: Muatan) -> bool:
    """Pilih pengurus baru; masih ada anggota keluarga yang hidup."""
    ditinggal = m.subjek.kepala_atau_pengurus and m.subjek.anggota_lain > 0
    return not ditinggal or m.pengurus_diusulkan


@rule("R29", sumber="SLH", langkah="Pilih desa tujuan dari daftar wilayah.")
def is_tujuan_berlaku(m: Muatan) -> bool:
    """Pilih kode wilayah tujuan yang berlaku hari ini."""
    return m.tujuan.kode != "" and m.tujuan.berlaku


@rule("R29a", sumber="SLH", langkah="Biarkan; kode wilayah disesuaikan oleh pusat.")
def is_bukan_pemekaran(m: Muatan) -> bool:
    """Perubahan kode karena pemekaran bukan pindah."""
    return not m.tujuan.pemekaran


@rule("R29b", sumber="SIKS20: tgl_pindah", langkah="Salin tanggal dari surat pindah atau keterangan RT.")
def is_tanggal_pindah(m: Muatan) -> bool:
    """Isi tanggal pindah paling lambat hari ini."""
    return m.tanggal is not None and m.tanggal <= m.hari_ini


@rule("R30", sumber="RST, SIKS20", langkah="Pilih dua catatan yang berbeda.")
def is_dua_catatan(m: Muatan) -> bool:
    """Pilih catatan yang dipertahankan; harus berbeda dari yang ditutup."""
    return m.ganda.id_dipertahankan not in {"", m.ganda.id_ditutup}


@rule("R30a", sumber="RST, SIKS20", langkah="Cari lagi kedua catatan di daftar.")
def is_catatan_ada(m: Muatan) -> bool:
    """Kedua catatan harus ada, dan yang dipertahankan aktif."""
    return m.ganda.keduanya_ada and m.ganda.dipertahankan_aktif


@rule("R30b", sumber="RST", tingkat=Tingkat.W, langkah="Pertahankan catatan yang bantuannya aktif.")
def is_riwayat_dipertahankan(m: Muatan) -> bool:
    """Perhatikan: riwayat bantuan aktif ada pada catatan yang akan ditutup."""
    return m.ganda.berbantuan in {"", m.ganda.id_dipertahankan}


@rule("R31", sumber="SeedA, SMG", langkah="Pilih program dan alasan dari daftar.")
def has_program_dan_alasan(m: Muatan) -> bool:
    """Pilih program dan alasan tidak layak."""
    return (m.program in PROGRAM or m.program == REGISTRI) and m.kode_alasan in ALASAN_TIDAK_LAYAK


@rule("R33", sumber="GTLO", langkah="Pilih anggota dari KK yang sama.")
def is_kk_sama(m: Muatan) -> bool:
    """Pilih pengurus dari nomor KK yang sama."""
    return m.pengurus.kk_sama


@rule("R33a", sumber="GTLO", langkah="Daftarkan dahulu orangnya dengan usulan tambah anggota.")
def is_pengurus_terdaftar(m: Muatan) -> bool:
    """Pilih pengurus yang sudah terdaftar."""
    return m.pengurus.terdaftar


@rule("R33b", sumber="GTLO", langkah="Perbaiki identitasnya hingga padan dengan Dukcapil.")
def is_pengurus_padan(m: Muatan) -> bool:
    """Pilih pengurus yang sudah padan dengan Dukcapil."""
    return m.pengurus.padan


@rule("R33c", sumber="GTLO", langkah="Pilih anggota yang lebih tua.")
def is_pengurus_dewasa(m: Muatan) -> bool:
    """Pilih pengurus yang berumur lebih dari 17 tahun."""
    return m.pengurus.tanggal_lahir is not None and umur(m.pengurus.tanggal_lahir, m.hari_ini) > UMUR_PENGURUS


@rule("R33d", sumber="GTLO", langkah="Gunakan usul masuk bansos bila bantuannya belum aktif.")
def is_program_aktif(m: Muatan) -> bool:
    """Ganti pengurus hanya bila programnya aktif pada periode lalu."""
    return m.pengurus.program_aktif


@rule("R34", sumber="GTLO", langkah="Gunakan usul masuk bansos untuk kepesertaan yang lebih lama.")
def is_belum_enam_bulan(m: Muatan) -> bool:
    """Reaktivasi berlaku bila nonaktifnya belum enam bulan."""
    return m.tanggal is not None and m.tanggal <= m.hari_ini < add_months(m.tanggal, BULAN_REAKTIVASI)


@rule("R35", sumber="GRT", langkah="Minta desa tempat tinggalnya yang mengusulkan.")
def is_tinggal_di_desa(m: Muatan) -> bool:
    """Usulkan keluarga yang tinggal di desa Anda."""
    return m.subjek.di_desa


@rule("R36", sumber="SPWR A4", langkah="Cari orang itu, lalu usulkan pindah, tambah anggota atau data ganda.")
def is_nik_baru(m: Muatan) -> bool:
    """NIK ini sudah terdaftar: {nik_terdaftar}."""
    return m.subjek.nik_terdaftar == ""


@rule("R37", sumber="SPWR A5", tingkat=Tingkat.W, langkah="Pertimbangkan tambah anggota pada keluarga itu.")
def is_kk_belum_terdaftar(m: Muatan) -> bool:
    """Perhatikan: nomor KK ini sudah terdaftar: {kk_terdaftar}."""
    return m.subjek.kk_terdaftar == ""


@rule("R38", sumber="SPWR A1, GTLO", langkah="Pilih pengurus yang lebih tua.")
def is_pemohon_cukup_umur(m: Muatan) -> bool:
    """Pilih pengurus yang berumur paling sedikit 17 tahun."""
    lahir = m.pengurus.tanggal_lahir or m.subjek.tanggal_lahir
    return m.program == "" or (lahir is not None and umur(lahir, m.hari_ini) >= UMUR_PENGURUS)


@rule(
    "R125",
    sumber="K150 kriteria 2; bersama R49",
    langkah="Lengkapi NIK dengan perbaikan identitas lebih dahulu.",
)
def has_nik_untuk_program(m: Muatan) -> bool:
    """Usulkan program untuk orang yang NIK-nya sah."""
    return m.program == "" or m.subjek.nik_sah


@rule("R117", sumber="GRT, K262, SIKS20: bukti per jenis", langkah="Pilih satu program dari daftar.")
def has_program(m: Muatan) -> bool:
    """Pilih program yang diusulkan."""
    return m.program in PROGRAM


@rule("R118", sumber="Rancangan", langkah="Ubah paling sedikit satu isian, atau catat TETAP.")
def has_perubahan(m: Muatan) -> bool:
    """Isi paling sedikit satu perubahan."""
    return m.jumlah_perubahan > 0


@rule("R119", sumber="SIKS20: alasan tidak ditemukan", langkah="Pilih satu dari empat alasan.")
def has_alasan_tidak_ditemukan(m: Muatan) -> bool:
    """Pilih alasan tidak ditemukan."""
    return m.kode_alasan in ALASAN_TIDAK_DITEMUKAN


@rule("R120", sumber="Rancangan", langkah="Isi nomor KK baru, lalu pilih anggota yang ikut.")
def is_pecahan_sah(m: Muatan) -> bool:
    """Isi nomor KK baru dan pilih anggotanya; sisakan anggota di KK lama."""
    return m.kk_baru and m.anggota_keluar > 0 and m.subjek.anggota_lain > 0


RULES_MUATAN: dict[Jenis, tuple[Rule, ...]] = {
    Jenis.BARU: (
        is_tinggal_di_desa,
        is_nik_baru,
        is_kk_belum_terdaftar,
        is_pemohon_cukup_umur,
        has_nik_untuk_program,
    ),
    Jenis.PERBAIKAN_ID: (has_perubahan,),
    Jenis.PERBAIKAN_DATA: (has_perubahan,),
    Jenis.TAMBAH_ART: (is_nik_baru,),
    Jenis.PECAH_KK: (is_pecahan_sah,),
    Jenis.TIDAK_LAYAK: (has_program_dan_alasan,),
    Jenis.MENINGGAL: (is_tanggal_meninggal, has_pengganti),
    Jenis.PINDAH: (is_tujuan_berlaku, is_bukan_pemekaran, is_tanggal_pindah),
    Jenis.GANDA: (is_dua_catatan, is_catatan_ada, is_riwayat_dipertahankan),
    Jenis.TIDAK_DITEMUKAN: (has_alasan_tidak_ditemukan,),
    Jenis.PENGURUS: (
        is_kk_sama,
        is_pengurus_terdaftar,
        is_pengurus_padan,
        is_pengurus_dewasa,
        is_program_aktif,
    ),
    Jenis.BANSOS_MASUK: (has_program, has_nik_untuk_program, is_pemohon_cukup_umur),
    Jenis.BANSOS_HENTI: (has_program, has_program_dan_alasan),
    Jenis.REAKTIVASI: (is_belum_enam_bulan,),
    Jenis.TETAP: (),
}


def check_muatan(jenis: Jenis, muatan: Muatan) -> list[Violation]:
    """Everything the content still lacks, warnings included, in the order of the form."""
    data = {"nik_terdaftar": muatan.subjek.nik_terdaftar, "kk_terdaftar": muatan.subjek.kk_terdaftar}
    return [r.violation(**data) for r in RULES_MUATAN[jenis] if not r(muatan)]
