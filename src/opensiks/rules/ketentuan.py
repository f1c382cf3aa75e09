"""Policy as dated profiles (domain 2.2): what changes from year to year is data here."""

import calendar
from dataclasses import dataclass
from datetime import date, time, tzinfo

from opensiks.rules.beku import BATAS_BEKU, AkibatDiam
from opensiks.rules.jenis import JENIS_KUNJUNGAN, JENIS_SELALU_MUSYAWARAH, Jenis
from opensiks.rules.musyawarah import UNSUR_WAJIB, Unsur
from opensiks.rules.tenggat import Jendela, TierTenggat, end_of, start_of
from opensiks.rules.verval import PatokanVerval


@dataclass(frozen=True)
class JendelaTanggal:
    """A window as people say it: both days included; `jam` ends it at that hour of `sampai`."""

    tier: TierTenggat
    mulai: date
    sampai: date
    jam: time | None = None
    label: str = ""

    def at_zona(self, zona: tzinfo) -> Jendela:
        return Jendela(start_of(self.mulai, zona), end_of(self.sampai, zona, self.jam))


@dataclass(frozen=True)
class PolaBulanan:
    """The same days every month; `sampai` None is the month's last day."""

    tier: TierTenggat
    mulai: int
    sampai: int | None
    label: str = ""
    hanya_bulan: tuple[int, ...] = tuple(range(1, 13))

    def in_month(self, tahun: int, bulan: int) -> JendelaTanggal:
        akhir = self.sampai or calendar.monthrange(tahun, bulan)[1]
        return JendelaTanggal(
            self.tier, date(tahun, bulan, self.mulai), date(tahun, bulan, akhir), label=self.label
        )


_FAKTUAL = frozenset({Jenis.PERBAIKAN_ID, Jenis.PERBAIKAN_DATA, Jenis.MENINGGAL, Jenis.TETAP})
_DESA, _KAB = TierTenggat.DESA, TierTenggat.KAB


@dataclass(frozen=True, kw_only=True)
class Profil:
    """The parameters of one period of policy; `sumber` says where they come from, or that they are ours."""

    kode: str
    label: str
    sumber: str
    berlaku_sejak: date
    kampanye: bool = False
    daftar_jendela: tuple[JendelaTanggal, ...] = ()
    daftar_pola: tuple[PolaBulanan, ...] = ()
    # An extension as it was announced; loaded as an event, never over the first window (R77).
    perpanjangan: tuple[JendelaTanggal, ...] = ()
    musyawarah_tiap_periode: bool = False
    musdes_maks_bulan: int | None = None
    hari_sebelum_periode: int = 0
    sptjm_boleh: bool = False
    mampu_lewat_sptjm: bool = False
    unsur_wajib: tuple[Unsur, ...] = UNSUR_WAJIB
    foto_wajib: bool = False
    maks_hari_kerja_berkas: int = 7
    verval_setelah_musdes: bool = False
    bebas_musyawarah: frozenset[Jenis] = frozenset()
    draf_di_luar_masa: bool = True
    pengesahan_ganda: bool = False
    patokan_verval: PatokanVerval = PatokanVerval.FINAL_DESA
    # Freezing by missed months is told from 2023 on (SeedA); campaigns put silent villages to sleep (SeedB).
    membekukan: bool = False
    batas_beku: int = BATAS_BEKU
    tidurkan_desa_diam: bool = False
    akibat_diam: AkibatDiam = AkibatDiam.OTOMATIS
    mode_padan: str = "ketat"
    ambang_nama: int = 90
    hari_cek_dukcapil: int = 30
    hari_sanggah: int = 14
    hari_mundur: int = 30

    def __post_init__(self) -> None:
        if self.bebas_musyawarah & JENIS_SELALU_MUSYAWARAH:
            raise ValueError(f"{self.kode}: R3 lets no profile exempt who goes in or out")

    def needs_kunjungan(self, jenis: Jenis) -> bool:
        return self.verval_setelah_musdes and jenis in JENIS_KUNJUNGAN

    def is_bebas(self, jenis: Jenis) -> bool:
        return jenis in self.bebas_musyawarah


PROFIL: dict[str, Profil] = {
    p.kode: p
    for p in (
        Profil(
            kode="kampanye_2019",
            label="Verval dua kali setahun, 2019",
            sumber="SON20, RKP, SBY20; MK21 (pemadanan)",
            berlaku_sejak=date(2019, 1, 1),
            kampanye=True,
            daftar_pola=(
                PolaBulanan(_DESA, 1, None, hanya_bulan=(4, 9)),
                PolaBulanan(_KAB, 1, None, hanya_bulan=(4, 9)),
            ),
            musyawarah_tiap_periode=True,
            mode_padan="simil60",
        ),
        Profil(
            kode="lambar_2021a",
            label="Kampanye Lampung Barat, Februari-Maret 2021",
            sumber="HLL21, MDL21; FLOW21 (kunjungan setelah musyawarah)",
            berlaku_sejak=date(2021, 2, 23),
            kampanye=True,
            daftar_jendela=(
                JendelaTanggal(_DESA, date(2021, 2, 23), date(2021, 3, 1)),
                JendelaTanggal(_KAB, date(2021, 2, 23), date(2021, 3, 1)),
            ),
            perpanjangan=(
                JendelaTanggal(_DESA, date(2021, 2, 23), date(2021, 3, 8), time(0), "internet lemah"),
            ),
            musyawarah_tiap_periode=True,
            verval_setelah_musdes=True,
            tidurkan_desa_diam=True,
            mode_padan="simil60",
        ),
        Profil(
            kode="lambar_2021b",
            label="Kampanye Lampung Barat, Juni-Juli 2021",
            sumber="SeedB; FLOW21 (kunjungan setelah musyawarah); MK21 (pemadanan)",
            berlaku_sejak=date(2021, 6, 2),
            kampanye=True,
            daftar_jendela=(
                JendelaTanggal(_DESA, date(2021, 6, 2), date(2021, 7, 31), label="perbaikan luring"),
                JendelaTanggal(_KAB, date(2021, 8, 2), date(2021, 8, 2), label="impor kabupaten"),
            ),
            musyawarah_tiap_periode=True,
            verval_setelah_musdes=True,
            tidurkan_desa_diam=True,
            mode_padan="simil60",
        ),
        Profil(
            kode="bulanan_2022",
            label="Usulan bulanan, 2022",
            sumber="K150; FLOW23; akhir masa tanggal 15 tidak ditemukan, dipakai akhir bulan",
            berlaku_sejak=date(2022, 10, 1),
            daftar_pola=(
                PolaBulanan(_DESA, 1, 11, "usulan PBI DTKS"),
                PolaBulanan(_DESA, 15, None, "usulan bansos dan PBI non-DTKS"),
                PolaBulanan(_KAB, 1, None),
            ),
            verval_setelah_musdes=True,
            bebas_musyawarah=_FAKTUAL,
        ),
        Profil(
            kode="bulanan_2023",
            label="Verval bulanan, 2023",
            sumber="SeedA (beku tiga bulan); BPNT (berkas paling lambat tanggal 25); FLOW23",
            berlaku_sejak=date(2023, 1, 1),
            daftar_pola=(PolaBulanan(_DESA, 1, 25), PolaBulanan(_KAB, 1, None)),
            verval_setelah_musdes=True,
            bebas_musyawarah=_FAKTUAL,
            membekukan=True,
        ),
        Profil(
            kode="parigi_2023",
            label="Verval daerah sampai 30 September 2023",
            sumber="KSO23; data tidak sah dapat dihapus mulai 1 Oktober",
            berlaku_sejak=date(2023, 9, 1),
            kampanye=True,
            daftar_jendela=(
                JendelaTanggal(_DESA, date(2023, 9, 1), date(2023, 9, 30)),
                JendelaTanggal(_KAB, date(2023, 9, 1), date(2023, 9, 30)),
            ),
            verval_setelah_musdes=True,
            bebas_musyawarah=_FAKTUAL,
            tidurkan_desa_diam=True,
        ),
        Profil(
            kode="triwulan_2024",
            label="Musyawarah paling sedikit tiap tiga bulan, 2024",
            sumber="RSL24, TRB24, P718; masa bulanan seperti 2023",
            berlaku_sejak=date(2024, 5, 1),
            daftar_pola=(PolaBulanan(_DESA, 1, 25), PolaBulanan(_KAB, 1, None)),
            musdes_maks_bulan=3,
            sptjm_boleh=True,
            foto_wajib=True,
            verval_setelah_musdes=True,
            bebas_musyawarah=_FAKTUAL,
            membekukan=True,
        ),
        Profil(
            kode="dtsen_2025",
            label="Pemutakhiran bulanan, 2025",
            sumber="TLO25; INP4; data ditarik tanggal 18",
            berlaku_sejak=date(2025, 2, 5),
            daftar_pola=(PolaBulanan(_DESA, 1, 17), PolaBulanan(_KAB, 1, 17)),
            musdes_maks_bulan=3,
            sptjm_boleh=True,
            foto_wajib=True,
            bebas_musyawarah=_FAKTUAL,
            pengesahan_ganda=True,
            membekukan=True,
        ),
    )
}


def list_jendela(profil: Profil, tahun: int, bulan: int) -> tuple[JendelaTanggal, ...]:
    """The windows that begin in this month: fixed ones of a campaign, or the monthly pattern."""
    tetap = (j for j in profil.daftar_jendela if (j.mulai.year, j.mulai.month) == (tahun, bulan))
    pola = (p.in_month(tahun, bulan) for p in profil.daftar_pola if bulan in p.hanya_bulan)
    return (*tetap, *pola)
