"""The village meeting and its berita acara (R13-R25): who must be there, and what the minutes need."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum

from opensiks.rules.rule import Tingkat, Violation, broken, rule
from opensiks.rules.tenggat import Jendela, add_months


class Unsur(StrEnum):
    KADES_LURAH = "KADES_LURAH"
    OPERATOR = "OPERATOR"
    RT_RW = "RT_RW"
    BPD = "BPD"
    PERANGKAT = "PERANGKAT"
    TP_PKK = "TP_PKK"
    TOKOH = "TOKOH"
    BABINSA = "BABINSA"
    TKSK = "TKSK"
    PENDAMPING_PKH = "PENDAMPING_PKH"
    WAKIL_KPM = "WAKIL_KPM"
    LAINNYA = "LAINNYA"


LABEL_UNSUR: dict[Unsur, str] = {
    Unsur.KADES_LURAH: "kepala desa/lurah atau wakilnya",
    Unsur.OPERATOR: "operator",
    Unsur.RT_RW: "RT/RW",
    Unsur.BPD: "BPD",
    Unsur.PERANGKAT: "perangkat desa",
    Unsur.TP_PKK: "TP-PKK",
    Unsur.TOKOH: "tokoh masyarakat",
    Unsur.BABINSA: "Babinsa",
    Unsur.TKSK: "TKSK",
    Unsur.PENDAMPING_PKH: "pendamping PKH",
    Unsur.WAKIL_KPM: "wakil keluarga yang diusulkan",
    Unsur.LAINNYA: "lainnya",
}

UNSUR_WAJIB: tuple[Unsur, ...] = (Unsur.KADES_LURAH, Unsur.OPERATOR, Unsur.RT_RW)


class Hasil(StrEnum):
    """The meeting's decision on one line. TUNDA leaves it waiting for the next meeting."""

    SETUJU = "SETUJU"
    TOLAK = "TOLAK"
    TUNDA = "TUNDA"


@dataclass(frozen=True)
class Kehadiran:
    """Invited and present of one unsur; `total` is what the paper says, if it says it."""

    diundang: int = 0
    laki_laki: int = 0
    perempuan: int = 0
    total: int | None = None

    @property
    def hadir(self) -> int:
        return self.laki_laki + self.perempuan


@dataclass(frozen=True, kw_only=True)
class FaktaMusyawarah:
    periode: Jendela
    mulai: datetime | None = None
    selesai: datetime | None = None
    tempat: str = ""
    pemimpin: str = ""
    kehadiran: Mapping[Unsur, Kehadiran] = field(default_factory=dict)
    unsur_wajib: tuple[Unsur, ...] = UNSUR_WAJIB
    # Days before the period in which a meeting already counts for it (R13, per profile).
    hari_sebelum: int = 0


def _hadir(f: FaktaMusyawarah, unsur: Unsur) -> bool:
    return unsur in f.kehadiran and f.kehadiran[unsur].hadir > 0


@rule("R13", sumber="SIKS20", langkah="Isi tanggal, jam mulai, jam selesai, tempat dan pemimpin.")
def has_keterangan(f: FaktaMusyawarah) -> bool:
    """Lengkapi waktu, tempat dan pemimpin musyawarah."""
    return bool(f.mulai and f.selesai and f.tempat.strip() and f.pemimpin.strip())


@rule("R13a", sumber="SIKS20", langkah="Periksa jam mulai dan jam selesai.")
def is_jam_urut(f: FaktaMusyawarah) -> bool:
    """Isi jam selesai setelah jam mulai."""
    return not (f.mulai and f.selesai) or f.mulai < f.selesai


@rule(
    "R13b", sumber="SIKS20; kelonggaran per profil", langkah="Periksa tanggal, atau pilih periode yang benar."
)
def is_dalam_periode(f: FaktaMusyawarah) -> bool:
    """Isi tanggal musyawarah di dalam periode."""
    return f.mulai is None or f.periode.mulai - timedelta(days=f.hari_sebelum) <= f.mulai < f.periode.sampai


@rule("R14", sumber="GRT, SON20", langkah="Catat kehadiran unsur itu, atau undang ke musyawarah lanjutan.")
def has_unsur_wajib(f: FaktaMusyawarah) -> bool:
    """Catat kehadiran unsur wajib yang belum ada: {unsur}."""
    return all(_hadir(f, u) for u in f.unsur_wajib)


@rule(
    "R15", sumber="SON20, GRT, GA25", tingkat=Tingkat.W, langkah="Undang BPD dan wakil keluarga berikutnya."
)
def has_wakil(f: FaktaMusyawarah) -> bool:
    """Perhatikan: BPD atau wakil keluarga yang diusulkan tidak tercatat hadir."""
    return _hadir(f, Unsur.BPD) and _hadir(f, Unsur.WAKIL_KPM)


@rule("R16", sumber="SIKS20", langkah="Hitung ulang undangan dan kehadiran.")
def is_hadir_diundang(f: FaktaMusyawarah) -> bool:
    """Isi jumlah hadir RT/RW tidak melebihi yang diundang."""
    rt_rw = f.kehadiran.get(Unsur.RT_RW, Kehadiran())
    return rt_rw.hadir <= rt_rw.diundang


@rule("R16a", sumber="SIKS20", langkah="Jumlahkan lagi laki-laki dan perempuan.")
def is_jumlah_hadir(f: FaktaMusyawarah) -> bool:
    """Samakan jumlah laki-laki dan perempuan dengan total hadir."""
    return all(k.total is None or k.total == k.hadir for k in f.kehadiran.values()) and all(
        min(k.diundang, k.laki_laki, k.perempuan) >= 0 for k in f.kehadiran.values()
    )


RULES_MUSYAWARAH = (
    has_keterangan,
    is_jam_urut,
    is_dalam_periode,
    has_unsur_wajib,
    has_wakil,
    is_hadir_diundang,
    is_jumlah_hadir,
)


def check_musyawarah(fakta: FaktaMusyawarah) -> list[Violation]:
    """Everything to mend in the record of a meeting, warnings included."""
    kurang = ", ".join(LABEL_UNSUR[u] for u in fakta.unsur_wajib if not _hadir(fakta, u))
    return [r.violation(unsur=kurang) for r in RULES_MUSYAWARAH if not r(fakta)]


def is_sah(fakta: FaktaMusyawarah) -> bool:
    """No blocking rule is broken: the fact `musyawarah_sah` of the usulan's guards."""
    return not any(v.tingkat is Tingkat.B for v in check_musyawarah(fakta))


@dataclass(frozen=True, kw_only=True)
class FaktaKeputusan:
    """One decision on one line (R24, R25)."""

    hasil: Hasil
    alasan: str = ""
    keberatan: str = ""


@rule("R24a", sumber="KTM22", langkah="Tulis alasan keputusan di baris ini.")
def has_alasan_keputusan(f: FaktaKeputusan) -> bool:
    """Tulis alasan bila usulan ditolak, ditunda, atau mendapat keberatan."""
    perlu = f.hasil is not Hasil.SETUJU or f.keberatan.strip() != ""
    return not perlu or f.alasan.strip() != ""


def check_keputusan(fakta: FaktaKeputusan) -> list[Violation]:
    return broken((has_alasan_keputusan,), fakta)


@dataclass(frozen=True, kw_only=True)
class FaktaBeritaAcara:
    """Files and signatures of one berita acara. It may decide nothing: nihil counts like any other (R25)."""

    berkas_bertanda_tangan: bool = False
    daftar_hadir: bool = False
    foto: int = 0
    foto_wajib: bool = False
    bnba: bool = False
    ttd_kades: bool = False
    ttd_operator: bool = False
    hari_kerja: int = 0
    maks_hari_kerja: int = 7


@rule("R17b", sumber="P718, FLOW23, SIKS20", langkah="Pindai dan unggah berita acara bertanda tangan.")
def has_berkas(f: FaktaBeritaAcara) -> bool:
    """Unggah berita acara yang sudah ditandatangani."""
    return f.berkas_bertanda_tangan


@rule("R17c", sumber="SIKS20", langkah="Pindai dan unggah daftar hadir bertanda tangan.")
def has_daftar_hadir(f: FaktaBeritaAcara) -> bool:
    """Unggah daftar hadir yang sudah ditandatangani."""
    return f.daftar_hadir


@rule("R17d", sumber="P718", langkah="Unggah paling sedikit satu foto musyawarah.")
def has_foto(f: FaktaBeritaAcara) -> bool:
    """Unggah foto musyawarah."""
    return f.foto >= 1 or not f.foto_wajib


@rule("R17e", sumber="FLOW23", langkah="Cetak daftar nama dan alamat dari program, lalu lampirkan.")
def has_bnba(f: FaktaBeritaAcara) -> bool:
    """Lampirkan daftar nama dan alamat."""
    return f.bnba


@rule("R20", sumber="GRT", tingkat=Tingkat.W, langkah="Mintakan tanda tangan yang belum ada.")
def has_dua_ttd(f: FaktaBeritaAcara) -> bool:
    """Perhatikan: tanda tangan kepala desa/lurah dan operator belum lengkap."""
    return f.ttd_kades and f.ttd_operator


@rule(
    "R21",
    sumber="KBM",
    tingkat=Tingkat.W,
    langkah="Unggah berita acara lebih cepat pada musyawarah berikutnya.",
)
def is_unggah_cepat(f: FaktaBeritaAcara) -> bool:
    """Perhatikan: berita acara diunggah lebih dari 7 hari kerja."""
    return f.hari_kerja <= f.maks_hari_kerja


RULES_BERITA_ACARA = (has_berkas, has_daftar_hadir, has_foto, has_bnba, has_dua_ttd, is_unggah_cepat)


def check_berita_acara(fakta: FaktaBeritaAcara) -> list[Violation]:
    """Everything missing in the minutes, warnings included."""
    return broken(RULES_BERITA_ACARA, fakta)


def is_lengkap(fakta: FaktaBeritaAcara) -> bool:
    """No blocking rule is broken: the fact `berkas_lengkap` of the other tables (R17)."""
    return not any(v.tingkat is Tingkat.B for v in check_berita_acara(fakta))


def is_forum_dalam_batas(
    musyawarah_terakhir: date | None, pada: date, maks_bulan: int | None, sptjm: bool
) -> bool:
    """R22: a meeting (nihil too, R25) within `maks_bulan` months, or a signed SPTJM; no limit when None."""
    if maks_bulan is None or sptjm:
        return True
    return musyawarah_terakhir is not None and add_months(musyawarah_terakhir, maks_bulan) >= pada


def is_sptjm_boleh(
    profil_boleh: bool, musyawarah_terakhir: date | None, pada: date, maks_bulan: int | None
) -> bool:
    """R22: the SPTJM stands in for a meeting only where none was held within the limit."""
    return profil_boleh and (
        maks_bulan is None or not is_forum_dalam_batas(musyawarah_terakhir, pada, maks_bulan, sptjm=False)
    )


def count_hari_kerja(sejak: date, sampai: date) -> int:
    """Weekdays after `sejak` up to and including `sampai`. Holidays are not known here; R21 only warns."""
    hari = (sejak + timedelta(days=n + 1) for n in range((sampai - sejak).days))
    return sum(1 for h in hari if h.weekday() < 5)
