"""A village's work brought to any point of the chain by the real steps: verdicts, meeting, papers, letter, batch."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from itertools import count
from typing import Any

from opensiks.infra.scope import scope_nasional
from opensiks.keluarga.masuk import BarisIndividu, BarisKeluarga
from opensiks.keluarga.models import Individu, Keluarga
from opensiks.keluarga.services import import_keluarga
from opensiks.musyawarah.services import (
    Putusan,
    close_musyawarah,
    convene_musyawarah,
    print_berita_acara,
    record_kehadiran,
    record_keputusan_banyak,
    upload_berita_acara,
)
from opensiks.pengesahan import services as pengesahan
from opensiks.pengesahan.models import Batch, Pengesahan, Serahan, TandaTerima
from opensiks.rules.aktor import Actor
from opensiks.rules.jenis import Jenis
from opensiks.rules.musyawarah import Hasil, Unsur
from opensiks.rules.peran import Peran
from opensiks.usulan.models import Usulan
from opensiks.usulan.services import draft_usulan, submit_usulan
from opensiks.verval.models import Periode, PeriodeDesa
from opensiks.verval.queries import profil_of
from opensiks.verval.services import record_tetap
from tests.factories.usulan import huruf
from tests.factories.verval import DESA, HARUN, JAYA, KAB, RATNA, WIB, desa_di, operator_of, petugas, wib

PDF = b"%PDF-1.7\nuji"
_serial = count(1)

# The days of a July in the tests; the village's window ends on the 25th.
CATAT, RAPAT, FINAL, SERAH, TERIMA, SARING, SAH, KIRIM, JAWAB = (
    wib(2023, 7, hari) for hari in (10, 12, 14, 15, 17, 18, 20, 21, 28)
)  # fmt: skip


def kades_of(kode_desa: str) -> Actor:
    return petugas(
        Peran.KADES_LURAH, kode_desa, akun_id=9000 + int(kode_desa[-4:]), nama=f"Kades {kode_desa}"
    )


def buat_keluarga(
    kode_desa: str,
    n: int = 1,
    *,
    anggota: int = 2,
    program: Sequence[str] = (),
    terakhir: date = date(2023, 6, 20),
    at: datetime = wib(2023, 1, 10),  # noqa: B008 - a constant
) -> list[Keluarga]:
    """Families without a fault, each with a head and so many members more, through the importer."""
    nomor = [next(_serial) for _ in range(n * (anggota + 1))]
    rows = [
        _keluarga(kode_desa, nomor[i * (anggota + 1) :][: anggota + 1], program, terakhir) for i in range(n)
    ]
    import_keluarga(rows, kode_wilayah=kode_desa[:5], by=RATNA, at=at, nama="uji")
    return list(Keluarga.objects.filter(id_registri__in=[r.id_registri for r in rows]).order_by("id"))


def _keluarga(kode_desa: str, nomor: list[int], program: Sequence[str], terakhir: date) -> BarisKeluarga:
    awalan = kode_desa.replace(".", "")[:6]
    return BarisKeluarga(
        id_registri=f"K{nomor[0]:010d}", kode_desa=kode_desa, alamat="Jalan Uji",
        no_kk=f"{awalan}0101{nomor[0] // 4999:02d}{5000 + nomor[0] % 4999:04d}",
        dusun="Uji", rt="001", rw="001", verval_terakhir=terakhir, program=program,
        anggota=[_individu(awalan, n, i == 0) for i, n in enumerate(nomor)],
    )  # fmt: skip


def _individu(awalan: str, n: int, kepala: bool) -> BarisIndividu:
    lahir = date(1980 if kepala else 2004, 1 + n % 12, 1 + n % 28)
    return BarisIndividu(
        id_registri=f"I{n:010d}", nik=f"{awalan}{lahir:%d%m%y}{5000 + n % 4999:04d}", nama=f"UJI {huruf(n)} CONTOH",
        tempat_lahir="Liwa", tanggal_lahir=lahir, jenis_kelamin="L", nama_ibu=f"IBU {huruf(n)}", pekerjaan="Petani",
        status_kawin=2 if kepala else 1, shdk=1 if kepala else 4,
    )  # fmt: skip


def kepala_of(keluarga: Keluarga) -> Individu:
    return keluarga.daftar_anggota.get(shdk=1)


def usul(
    periode: Periode, jenis: Jenis, *, keluarga: Keluarga | None = None, individu: Individu | None = None,
    kode_desa: str = DESA, by: Actor | None = None, at: datetime = CATAT, muatan: Mapping[str, Any] | None = None,
    program: str = "", kode_alasan: str = "",
) -> Usulan:  # fmt: skip
    """A submitted line of a jenis that asks for no file."""
    subjek = individu or keluarga
    kode = subjek.kode_desa if subjek else kode_desa
    oleh = by or operator_of(kode)
    u = draft_usulan(
        periode, jenis, kode_desa=kode, keluarga=keluarga, individu=individu, muatan=muatan, program=program,
        kode_alasan=kode_alasan, by=oleh, at=at,
    )  # fmt: skip
    return submit_usulan([u], by=oleh, at=at)[0]


def usul_mampu(periode: Periode, keluarga: Keluarga, **lain: Any) -> Usulan:
    """TIDAK_LAYAK for the registry itself: the meeting must say so."""
    return usul(
        periode, Jenis.TIDAK_LAYAK, keluarga=keluarga, program="REGISTRI", kode_alasan="MAMPU", **lain
    )


def usul_alamat(periode: Periode, keluarga: Keluarga, alamat: str = "Jalan Baru", **lain: Any) -> Usulan:
    """PERBAIKAN_DATA: exempt from the meeting under the monthly profiles."""
    return usul(periode, Jenis.PERBAIKAN_DATA, keluarga=keluarga, muatan={"alamat": alamat}, **lain)


def verval_semua(
    periode: Periode, kode_desa: str, rows: Sequence[Keluarga], at: datetime = CATAT
) -> PeriodeDesa:
    record_tetap(
        periode,
        kode_desa,
        [k.pk for k in rows],
        by=operator_of(kode_desa),
        at=at,
        tanggal=at.astimezone(WIB).date(),
    )
    return desa_di(periode, kode_desa)


def rapat(
    periode: Periode, kode_desa: str, putusan: Mapping[int, Hasil] | None = None, *, at: datetime = RAPAT,
    unggah: bool = True,
) -> PeriodeDesa:  # fmt: skip
    """Hold the meeting, close it and upload its papers. Lines not named are agreed to; exempt ones are not brought."""
    op = operator_of(kode_desa)
    m = convene_musyawarah(
        periode,
        kode_desa,
        at.astimezone(WIB).date(),
        time(8),
        "Balai desa",
        "Kades",
        "Kepala desa",
        by=op,
        at=at,
    )
    hadir = dict.fromkeys(
        (Unsur.KADES_LURAH, Unsur.OPERATOR, Unsur.RT_RW, Unsur.BPD, Unsur.WAKIL_KPM), (5, 3, 1)
    )
    record_kehadiran(m, hadir, by=op, at=at)
    antre = Usulan.objects.filter(periode=periode, kode_desa=kode_desa, status="SIAP_MUSDES").order_by("id")
    antre = antre.exclude(jenis__in=profil_of(periode).bebas_musyawarah)
    daftar = [Putusan(u, (putusan or {}).get(u.pk, Hasil.SETUJU), "dibahas") for u in antre]
    if daftar:
        record_keputusan_banyak(m, daftar, by=op, at=at)
    close_musyawarah(m, time(11), by=op, at=at)
    if unggah:
        unggah_berita_acara(periode, kode_desa, at=at)
    return desa_di(periode, kode_desa)


def unggah_berita_acara(periode: Periode, kode_desa: str, *, at: datetime = RAPAT) -> None:
    """Print the newest meeting's berita acara and bring it back signed."""
    op = operator_of(kode_desa)
    m = periode.daftar_musyawarah.filter(kode_desa=kode_desa).order_by("-tanggal", "-id")[0]
    ba, _ = print_berita_acara(m, by=op, at=at)
    upload_berita_acara(
        ba, scan=PDF, daftar_hadir=PDF, foto=PDF, ttd_kades=True, ttd_operator=True, by=op, at=at
    )


def finalkan(periode: Periode, kode_desa: str = DESA, at: datetime = FINAL) -> PeriodeDesa:
    return pengesahan.finalise_desa(desa_di(periode, kode_desa), by=kades_of(kode_desa), at=at)


def serahkan_desa(periode: Periode, kode_desa: str = DESA, at: datetime = SERAH) -> Serahan:
    """From a village whose papers are in to its hand-over; on another day than usual, all on that day."""
    finalkan(periode, kode_desa, FINAL if at == SERAH else at)
    return pengesahan.hand_over_desa(desa_di(periode, kode_desa), by=operator_of(kode_desa), at=at)


def terima_desa(periode: Periode, kode_desa: str = DESA, at: datetime = TERIMA) -> TandaTerima:
    serahan = serahkan_desa(periode, kode_desa, SERAH if at == TERIMA else at)
    return pengesahan.receive_desa(serahan, by=JAYA, at=at)


def saring_semua(periode: Periode, kode_desa: str = DESA, at: datetime = SARING) -> list[Usulan]:
    daftar = list(
        Usulan.objects.filter(periode=periode, kode_desa=kode_desa, status="DITERIMA_KAB").order_by("id")
    )
    return pengesahan.screen_usulan(daftar, by=HARUN, at=at) if daftar else []


def sahkan(periode: Periode, nomor: str = "460/1/2023", at: datetime = SAH, **lain: Any) -> Pengesahan:
    """The bupati's letter over all that is ready."""
    return pengesahan.sign_pengesahan(
        periode, KAB, nomor, at.astimezone(WIB).date(), "Bupati Uji", "Bupati", PDF, by=HARUN, at=at, **lain
    )


def kirim(periode: Periode, at: datetime = KIRIM) -> Batch:
    """From received lines to a batch on its way."""
    for kode in {d.kode_desa for d in periode.daftar_desa.filter(status="DITERIMA_KAB")}:
        saring_semua(periode, kode)
    return pengesahan.forward_batch(sahkan(periode), by=JAYA, at=at)


def status_of(*daftar: Usulan) -> list[str]:
    with scope_nasional():
        for u in daftar:
            u.refresh_from_db()
    return [u.status.value for u in daftar]
