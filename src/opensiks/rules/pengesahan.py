"""The bupati's letter, the district's minutes, and lines to and from the centre (R8, R9, R89-R92)."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from opensiks.rules.alasan import is_alasan_tolak
from opensiks.rules.rule import Rule, Tingkat, Violation, broken, rule
from opensiks.rules.status import StatusUsulan
from opensiks.rules.verval import HasilVerval


@dataclass(frozen=True, kw_only=True)
class FaktaSurat:
    """The letter, and the last day on which a village in it became final."""

    hari_ini: date
    nomor: str = ""
    tanggal: date | None = None
    penandatangan: str = ""
    jabatan: str = ""
    scan: bool = False
    final_terakhir: date | None = None


@rule("R8a", sumber="GRT, LMJ", langkah="Salin nomor dari surat.")
def has_nomor(f: FaktaSurat) -> bool:
    """Isi nomor surat pengesahan."""
    return f.nomor.strip() != ""


@rule("R8b", sumber="GRT, LMJ", langkah="Periksa tanggal surat dan tanggal final desa.")
def is_tanggal_surat(f: FaktaSurat) -> bool:
    """Isi tanggal surat antara final desa terakhir dan hari ini."""
    awal = f.final_terakhir or date.min
    return f.tanggal is not None and awal <= f.tanggal <= f.hari_ini


@rule("R8c", sumber="GRT, LMJ", langkah="Salin nama dan jabatan dari surat.")
def has_penandatangan(f: FaktaSurat) -> bool:
    """Isi nama dan jabatan penanda tangan."""
    return f.penandatangan.strip() != "" and f.jabatan.strip() != ""


@rule("R8d", sumber="GRT, LMJ", langkah="Pindai surat, lalu unggah.")
def has_scan(f: FaktaSurat) -> bool:
    """Unggah pindaian surat pengesahan."""
    return f.scan


def check_surat(fakta: FaktaSurat) -> list[Violation]:
    """What the letter lacks; empty is the fact `surat_lengkap` (R8)."""
    return broken((has_nomor, is_tanggal_surat, has_penandatangan, has_scan), fakta)


@dataclass(frozen=True, kw_only=True)
class FaktaDaftarSurat:
    """What a letter would confirm. `belum_siap`: villages asked for that are not received or not all judged."""

    desa: int = 0
    belum_siap: tuple[str, ...] = ()
    sudah_disahkan: bool = False
    berubah: bool = False


@rule("R8e", sumber="Domain 6.2", langkah="Terima hasil desa dan periksa semua usulannya.")
def has_desa_siap(f: FaktaDaftarSurat) -> bool:
    """Belum ada desa yang siap disahkan."""
    return f.desa > 0 or bool(f.belum_siap)


@rule("R8f", sumber="Domain 6.2", langkah="Loloskan atau kembalikan usulan desa itu lebih dahulu.")
def is_semua_siap(f: FaktaDaftarSurat) -> bool:
    """Masih ada usulan yang belum diperiksa, atau hasil yang belum diterima, dari {desa}."""
    return not f.belum_siap


@rule("R8g", sumber="GRT, LMJ", langkah="Pakai nomor surat yang lain.")
def is_nomor_baru(f: FaktaDaftarSurat) -> bool:
    """Surat dengan nomor ini sudah disahkan."""
    return not f.sudah_disahkan


@rule("R8h", sumber="GRT, LMJ: surat menyebut daftarnya", langkah="Cetak ulang surat dari daftar terakhir.")
def is_daftar_tetap(f: FaktaDaftarSurat) -> bool:
    """Daftar berubah sejak surat ini dicetak."""
    return not f.berubah


def check_daftar_surat(fakta: FaktaDaftarSurat) -> list[Violation]:
    langkah = (has_desa_siap, is_semua_siap, is_nomor_baru, is_daftar_tetap)
    return [r.violation(desa=", ".join(fakta.belum_siap)) for r in langkah if not r(fakta)]


@dataclass(frozen=True, kw_only=True)
class FaktaGandaPengesahan:
    """Two officers in turn, by account id (R9, 2025)."""

    verifikator: int | None = None
    kepala_opd: int | None = None


@rule("R9b", sumber="TLO25", langkah="Minta verifikator memeriksa lebih dahulu.")
def has_verifikator(f: FaktaGandaPengesahan) -> bool:
    """Periksa oleh verifikator sebelum disahkan kepala dinas."""
    return f.verifikator is not None


@rule("R9c", sumber="TLO25", langkah="Minta orang lain mengesahkan.")
def is_dua_pengesah(f: FaktaGandaPengesahan) -> bool:
    """Verifikator dan kepala dinas adalah dua orang."""
    return f.kepala_opd is None or f.kepala_opd != f.verifikator


def check_pengesahan_ganda(fakta: FaktaGandaPengesahan) -> list[Violation]:
    return broken((has_verifikator, is_dua_pengesah), fakta)


@dataclass(frozen=True, kw_only=True)
class FaktaSerahan:
    """A hand-over about to be received: its running number and the newest one of the village in the period."""

    urut: int
    terbaru: int


@rule("R84a", sumber="Rancangan", langkah="Terima serahan yang terbaru.")
def is_serahan_terbaru(f: FaktaSerahan) -> bool:
    """Serahan ke-{urut} sudah diganti serahan ke-{terbaru}."""
    return f.urut == f.terbaru


def check_serahan(fakta: FaktaSerahan) -> list[Violation]:
    data = {"urut": str(fakta.urut), "terbaru": str(fakta.terbaru)}
    return [] if is_serahan_terbaru(fakta) else [is_serahan_terbaru.violation(**data)]


@dataclass(frozen=True)
class BarisKab:
    """One kecamatan in the district's minutes (domain 4.4), counted in families.

    a selesai, b tidak ditemukan, c pindah, d ganda, e menolak, f usulan baru, g total valid.
    """

    kode: str
    a: int
    b: int
    c: int
    d: int
    e: int
    f: int
    g: int


_HURUF = "abcdefg"

# The column of a family's result. Found and well-off is found, judged later [SIKS20]; the prelist files the dead
# under "tidak ditemukan" (domain 7.1). No result of ours says "menolak", so e is 0.
KOLOM_HASIL: dict[HasilVerval, str] = {
    HasilVerval.TETAP: "a",
    HasilVerval.PERBAIKAN: "a",
    HasilVerval.MAMPU: "a",
    HasilVerval.MENINGGAL: "b",
    HasilVerval.TIDAK_DITEMUKAN: "b",
    HasilVerval.PINDAH: "c",
    HasilVerval.GANDA: "d",
}


def compose_baris(kode: str, hasil: Mapping[HasilVerval, int], baru: int) -> BarisKab:
    """The row of one kecamatan from its counted results and its new families (R89)."""
    kolom = dict.fromkeys("abcde", 0)
    for h, jumlah in hasil.items():
        kolom[KOLOM_HASIL[h]] += jumlah
    return BarisKab(kode, **kolom, f=baru, g=kolom["a"] + baru)


def total_baris(kode: str, daftar: Iterable[BarisKab]) -> BarisKab:
    """The totals row: each column summed."""
    baris = list(daftar)
    return BarisKab(kode, *(sum(getattr(b, h) for b in baris) for h in _HURUF))


@dataclass(frozen=True, kw_only=True)
class FaktaBeritaAcaraKab:
    daftar: tuple[BarisKab, ...]
    total: BarisKab


@rule("R89", sumber="SIKS20 Msign", langkah="Hitung ulang kolom g tiap kecamatan.")
def is_g_sama(f: FaktaBeritaAcaraKab) -> bool:
    """Total sah tiap kecamatan sama dengan selesai ditambah usulan baru."""
    return all(b.g == b.a + b.f for b in (*f.daftar, f.total))


@rule("R89a", sumber="SIKS20 Msign", langkah="Hitung ulang baris jumlah.")
def is_total_sama(f: FaktaBeritaAcaraKab) -> bool:
    """Baris jumlah sama dengan penjumlahan semua kecamatan."""
    return f.total == total_baris(f.total.kode, f.daftar)


def check_berita_acara_kab(fakta: FaktaBeritaAcaraKab) -> list[Violation]:
    return broken((is_g_sama, is_total_sama), fakta)


@dataclass(frozen=True, kw_only=True)
class FaktaBatch:
    """Lines about to be sent: (usulan, revisi) -> status, and those already in another batch."""

    daftar: Mapping[tuple[int, int], StatusUsulan]
    di_batch_lain: Collection[tuple[int, int]] = ()


@rule("R90", sumber="Rancangan", langkah="Keluarkan usulan yang belum disahkan.")
def is_semua_disahkan(f: FaktaBatch) -> bool:
    """Batch hanya memuat usulan yang sudah disahkan."""
    return bool(f.daftar) and set(f.daftar.values()) <= {StatusUsulan.DISAHKAN}


@rule("R90b", sumber="Rancangan", langkah="Keluarkan usulan yang sudah ada di batch lain.")
def is_satu_batch(f: FaktaBatch) -> bool:
    """Setiap usulan berada di tepat satu batch."""
    return not set(f.daftar) & set(f.di_batch_lain)


def check_batch(fakta: FaktaBatch) -> list[Violation]:
    return broken((is_semua_disahkan, is_satu_batch), fakta)


@dataclass(frozen=True, kw_only=True)
class FaktaHasil:
    """A result file against its batch: (usulan, revisi) sent, and the answer with its reason code."""

    dikirim: Collection[tuple[int, int]]
    jawaban: Mapping[tuple[int, int], tuple[StatusUsulan, str]] = field(default_factory=dict)
    sudah_dijawab: bool = False


_JAWABAN = {StatusUsulan.DITETAPKAN, StatusUsulan.DITOLAK_PUSDATIN}


@rule("R91", sumber="Rancangan", langkah="Kirim balik daftar salah kepada Pusdatin.")
def is_semua_dikenal(f: FaktaHasil) -> bool:
    """Berkas hasil memuat {asing} usulan yang tidak ada di batch ini."""
    return set(f.jawaban) <= set(f.dikirim)


@rule("R91b", sumber="Rancangan", langkah="Minta jawaban untuk usulan yang tersisa.")
def is_semua_terjawab(f: FaktaHasil) -> bool:
    """Setiap usulan mendapat jawaban; {sisa} belum dijawab."""
    return set(f.dikirim) <= set(f.jawaban)


@rule("R91c", sumber="Rancangan", langkah="Isi DITETAPKAN, atau DITOLAK dengan kode alasan dari daftar.")
def is_jawaban_pasti(f: FaktaHasil) -> bool:
    """Jawaban adalah ditetapkan, atau ditolak dengan kode alasan."""
    return all(
        status in _JAWABAN and (status is StatusUsulan.DITETAPKAN or is_alasan_tolak(kode))
        for status, kode in f.jawaban.values()
    )


@rule("R91d", sumber="Rancangan", langkah="Bandingkan dengan berkas yang sudah diimpor.")
def is_belum_dijawab(f: FaktaHasil) -> bool:
    """Batch ini sudah dijawab dengan berkas lain."""
    return not f.sudah_dijawab


RULES_HASIL: tuple[Rule, ...] = (is_belum_dijawab, is_semua_dikenal, is_semua_terjawab, is_jawaban_pasti)


def check_hasil(fakta: FaktaHasil) -> list[Violation]:
    """Nothing is guessed: a file with an unknown, unanswered or unclear line says so."""
    dikirim, jawaban = set(fakta.dikirim), set(fakta.jawaban)
    data = {"asing": str(len(jawaban - dikirim)), "sisa": str(len(dikirim - jawaban))}
    return [r.violation(**data) for r in RULES_HASIL if not r(fakta)]


@dataclass(frozen=True)
class Rekonsiliasi:
    """Lines sent to the centre and what became of them (R92)."""

    terkirim: int
    ditetapkan: int
    ditolak: int

    @property
    def menunggu(self) -> int:
        return self.terkirim - self.ditetapkan - self.ditolak


@rule(
    "R92",
    sumber="Rancangan; menjawab keluhan penolakan tanpa penjelasan",
    tingkat=Tingkat.I,
    langkah="Tanyakan batch tertua kepada pusat.",
)
def is_tanpa_tunggakan(f: Rekonsiliasi) -> bool:
    """Keterangan: masih ada usulan terkirim yang menunggu jawaban."""
    return f.menunggu == 0
