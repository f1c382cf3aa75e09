"""What Beranda shows a village: the next step, the days left, who will freeze, the counts, the five steps, the news."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from opensiks.keluarga.manfaat import Manfaat, count_manfaat
from opensiks.musyawarah import queries as musyawarah
from opensiks.pengesahan.queries import find_tanda_terima
from opensiks.rules.bansos import PROGRAM
from opensiks.rules.catat_verval import BOLEH_CATAT
from opensiks.rules.jenis import Jenis
from opensiks.rules.padan_kerja import Kelompok
from opensiks.rules.peran import Peran
from opensiks.rules.status import StatusUsulan
from opensiks.rules.verval import SUDAH_DISERAHKAN, StatusDesa
from opensiks.usulan import queries as usulan
from opensiks.verval import queries as verval
from opensiks.web import format as tulis
from opensiks.web.bahasa import nanti
from opensiks.web.presenters.desa import DesaKerja
from opensiks.web.presenters.kartu import Kartu, Keadaan, Rapat
from opensiks.web.presenters.langkah import LANGKAH_KADES, LANGKAH_OPERATOR, next_langkah

if TYPE_CHECKING:
    from opensiks.musyawarah.models import Musyawarah
    from opensiks.verval.models import PeriodeDesa

SINGKAT = {"PKH": "PKH", "SEMBAKO": nanti("Sembako"), "PBI_JK": "PBI-JK", "BST": "BST"}
_DISETUJUI = (StatusUsulan.DISETUJUI_MUSDES, StatusUsulan.DISETUJUI_SPTJM)
_KEMBALI = (StatusUsulan.DIKEMBALIKAN_KAB, StatusUsulan.DITOLAK_PUSDATIN)


@dataclass(frozen=True)
class AkanBeku:
    """The families that freeze next unless somebody verifies them."""

    tanggal: date
    keluarga: int = 0
    orang: int = 0
    anak: int = 0
    bulan: str = ""
    penerima: tuple[tuple[str, int], ...] = ()

    @property
    def program(self) -> str:
        return " · ".join(nama for nama, _ in self.penerima)

    @property
    def jumlah(self) -> str:
        return " · ".join(tulis.write_number(n) for _, n in self.penerima)


@dataclass(frozen=True)
class RingkasanDesa:
    """One village in numbers; every number on the page comes from here."""

    desa: DesaKerja
    kemajuan: verval.Kemajuan
    akan_beku: AkanBeku
    bertemuan: int
    status: dict[StatusUsulan, int]
    forum: musyawarah.Forum
    rapat: Musyawarah | None
    kunjungan: int = 0
    belum_diputuskan: int = 0
    terima: dict[str, Any] = field(default_factory=dict)

    @property
    def menunggu(self) -> int:
        return self.status.get(StatusUsulan.SIAP_MUSDES, 0)

    @property
    def dikembalikan(self) -> int:
        return sum(self.status.get(s, 0) for s in _KEMBALI)

    @property
    def kata_sudah(self) -> str:
        return _("dari {keluarga} keluarga sudah diverval").format(
            keluarga=tulis.write_number(self.kemajuan.semua.keluarga)
        )

    @property
    def kata_sisa(self) -> str:
        """Not done, and not freezing yet."""
        sisa = self.kemajuan.belum.keluarga - self.akan_beku.keluarga
        return (
            _("{sisa} keluarga belum, masih ada waktu").format(sisa=tulis.write_number(sisa)) if sisa else ""
        )

    @property
    def kata_beku(self) -> str:
        return _("{keluarga} akan beku").format(keluarga=tulis.write_number(self.akan_beku.keluarga))


def compose_ringkasan(desa: DesaKerja) -> RingkasanDesa:
    """All numbers of a village in its current period. The village must be in a period."""
    periode = desa.periode
    assert periode is not None
    forum = musyawarah.get_forum(periode, desa.kode, desa.at)
    return RingkasanDesa(
        desa=desa,
        kemajuan=verval.get_total(periode, desa.kode, at=desa.at),
        akan_beku=_akan_beku(desa),
        bertemuan=verval.count_belum_bertemuan(periode, desa.kode),
        status={s: j.baris for s, j in usulan.count_status(desa.kode).items()},
        forum=forum,
        rapat=musyawarah.find_berjalan(periode, desa.kode),
        kunjungan=count_kunjungan(desa),
        belum_diputuskan=musyawarah.count_belum(forum),
        terima=_terima(desa),
    )


def _terima(desa: DesaKerja) -> dict[str, Any]:
    """When the village's receipt came, and where it is."""
    tanda = find_tanda_terima(desa.stand.pk) if desa.stand else None
    if tanda is None:
        return {}
    waktu = f"{tulis.write_date_short(tanda.at)} {tulis.write_time(tanda.at)}"
    return {"waktu": waktu, "url": f"/tanda-terima/{tanda.serahan_id}/"}


def _akan_beku(desa: DesaKerja) -> AkanBeku:
    daftar = desa.terancam
    manfaat: Manfaat = count_manfaat([b.id for b in daftar], desa.hari_ini)
    penerima = tuple((SINGKAT[p], manfaat.program[p]) for p in PROGRAM if p in manfaat.program)
    return AkanBeku(
        tanggal=verval.next_beku(desa.hari_ini), keluarga=len(daftar), orang=sum(b.jumlah_anggota for b in daftar),
        anak=manfaat.anak, bulan=_bulan(daftar), penerima=penerima,
    )  # fmt: skip


def _bulan(daftar: Sequence[verval.BarisTerancam]) -> str:
    """The month of the last verval of these families when they share it."""
    bulan = {(b.verval_terakhir.year, b.verval_terakhir.month) if b.verval_terakhir else None for b in daftar}
    satu = bulan.pop() if len(bulan) == 1 else None
    return tulis.BULAN[satu[1] - 1] if satu else ""


def count_kunjungan(desa: DesaKerja) -> int:
    """Lines the forum agreed to whose home must still be visited."""
    profil = desa.profil
    if profil is None or not profil.verval_setelah_musdes:
        return 0
    jenis = usulan.list_usulan(desa.kode, status=_DISETUJUI).values_list("jenis", flat=True)
    return sum(profil.needs_kunjungan(Jenis(j)) for j in jenis)


# --- the next step ------------------------------------------------------------------------------------------------


def choose_langkah(r: RingkasanDesa, peran: Peran) -> Kartu:
    tabel = LANGKAH_KADES if peran is Peran.KADES_LURAH else LANGKAH_OPERATOR
    return next_langkah(tabel, _keadaan(r))


def _keadaan(r: RingkasanDesa) -> Keadaan:
    desa, forum = r.desa, r.forum
    assert desa.masa is not None
    jumlah = forum.daftar.total
    rapat = r.rapat or forum.musyawarah
    return Keadaan(
        status=desa.status, kepala=desa.kepala, terbuka=desa.is_terbuka, hari_lagi=desa.hari_lagi,
        batas=desa.batas,
        beku_mulai=r.akan_beku.tanggal, belum=r.kemajuan.belum.keluarga, akan_beku=r.akan_beku.keluarga,
        akan_beku_orang=r.akan_beku.orang, akan_beku_bulan=r.akan_beku.bulan,
        dikembalikan=r.dikembalikan, draf=r.status.get(StatusUsulan.DRAF, 0),
        kunjungan=r.kunjungan, rapat=_rapat(r), rapat_id=rapat.pk if rapat else None,
        rapat_tanggal=rapat.tanggal if rapat else None, berkas_lengkap=forum.berkas_lengkap,
        daftar_cocok=forum.daftar_cocok, keputusan=jumlah.dibahas, sptjm_boleh=forum.sptjm_boleh,
        menunggu=r.belum_diputuskan,
        belum_terkirim=0 if desa.status in SUDAH_DISERAHKAN else r.kemajuan.semua.keluarga,
        terlambat=desa.is_terlambat, tanda_terima=r.terima.get("waktu", ""), tanda_terima_url=r.terima.get("url", ""),
    )  # fmt: skip


def _rapat(r: RingkasanDesa) -> Rapat:
    if r.rapat is not None:
        return Rapat.DIJADWALKAN if r.rapat.tanggal > r.desa.hari_ini else Rapat.HARI_INI
    if r.forum.musyawarah is not None or r.forum.sptjm is not None:
        return Rapat.SELESAI
    return Rapat.BELUM if r.forum.perlu or r.belum_diputuskan else Rapat.TIDAK_PERLU


# --- the five steps -----------------------------------------------------------------------------------------------

_URUT = (
    StatusDesa.BELUM_MULAI,
    StatusDesa.BERJALAN,
    StatusDesa.MUSDES_SELESAI,
    StatusDesa.FINAL_DESA,
    StatusDesa.DIEKSPOR,
)


def list_langkah(r: RingkasanDesa) -> list[dict[str, Any]]:
    """The five steps of the period; the first that is not done is the present one."""
    batas, stand = tulis.write_date_short(r.desa.batas), r.desa.stand
    isi = (
        (
            _("Verval"),
            [
                _("{keluarga} dari {keluarga2} keluarga").format(
                    keluarga=r.kemajuan.sudah.keluarga, keluarga2=r.kemajuan.semua.keluarga
                )
            ],
            "/verval/",
        ),
        (_("Musyawarah"), _baris_rapat(r), "/musyawarah/"),
        (
            _("Berita acara"),
            [_("Tanda tangan {kepala}").format(kepala=r.desa.kepala), _("dan operator")],
            "/musyawarah/berita-acara/",
        ),
        (
            _("Serahkan"),
            [_("Kirim ke Dinas Sosial"), _("paling lambat {batas}").format(batas=batas)],
            "/serahkan/",
        ),
        (_("Tanda terima"), [_("Bukti dari Dinas"), _("untuk disimpan")], "/serahkan/"),
    )
    sudah, selesai_at = _list_selesai(r), _selesai_at(stand)
    kini = next((n for n in range(1, 6) if n not in sudah), 0)
    daftar = []
    for n, (kata, baris, url) in enumerate(isi, start=1):
        if n in sudah and n in selesai_at:
            baris = [baris[0], _("Selesai {n}").format(n=tulis.write_date_short(selesai_at[n]))]
        daftar.append(
            {"kata": kata, "url": url, "baris": baris, "keadaan": _keadaan_langkah(n, kini, sudah, r)}
        )
    return daftar


def _list_selesai(r: RingkasanDesa) -> set[int]:
    """Numbers of the steps that are done. Families may still be verified while the papers are on their way."""
    s = r.desa.status
    ke = _URUT.index(s) if s in _URUT else 1 if s is StatusDesa.DIKEMBALIKAN else 5
    tuntas = r.kemajuan.belum.keluarga == 0 or not (s in BOLEH_CATAT and r.desa.is_terbuka)
    return {n for n in range(1, 6) if (ke >= n if n > 1 else tuntas)}


def _keadaan_langkah(n: int, kini: int, sudah: set[int], r: RingkasanDesa) -> str:
    if n in sudah:
        return "selesai"
    if n == kini:
        return "kini"
    return "dijadwalkan" if n == 2 and r.rapat is not None else "nanti"


def _selesai_at(stand: PeriodeDesa | None) -> dict[int, datetime]:
    """When each step was done, by its number; the first has no single moment."""
    if stand is None:
        return {}
    saat = {2: stand.musyawarah_at, 3: stand.final_at, 4: stand.diserahkan_at, 5: stand.diterima_at}
    return {n: at for n, at in saat.items() if at is not None}


def _baris_rapat(r: RingkasanDesa) -> list[str]:
    if r.rapat is not None:
        return [
            f"{tulis.HARI[r.rapat.tanggal.weekday()]} {tulis.write_date_short(r.rapat.tanggal)}, {r.rapat.mulai:%H.%M}",
            r.rapat.tempat,
        ]
    if r.forum.musyawarah is not None:
        return [f"{tulis.write_date_short(r.forum.musyawarah.tanggal)}, {r.forum.musyawarah.tempat}"]
    if _rapat(r) is Rapat.TIDAK_PERLU:
        return [_("Belum ada usulan"), _("yang perlu diputuskan")]
    return [
        _("{belum_diputuskan} usulan menunggu").format(belum_diputuskan=r.belum_diputuskan),
        _("Belum dijadwalkan"),
    ]


# --- matching -----------------------------------------------------------------------------------------------------


def show_padan(hitung: Mapping[Kelompok, int]) -> str:
    """ "6 bisa Anda selesaikan sekarang, 7 lainnya."; empty when matching asks nothing of the village."""
    kerja = {k: n for k, n in hitung.items() if k is not Kelompok.MENUNGGU}
    semua, sekali = sum(kerja.values()), kerja.get(Kelompok.SEKALI_TEKAN, 0)
    if not semua:
        return ""
    if not sekali:
        return _("{n} orang perlu Anda cocokkan.").format(n=tulis.write_number(semua))
    if sekali == semua:
        return _("{n} bisa Anda selesaikan sekarang.").format(n=tulis.write_number(sekali))
    return _("{n} bisa Anda selesaikan sekarang, {lain} lainnya.").format(
        n=tulis.write_number(sekali), lain=tulis.write_number(semua - sekali)
    )
