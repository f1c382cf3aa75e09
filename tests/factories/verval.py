"""Villages, families and periods for the tests of the cycle; states are reached by the real steps."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import count
from zoneinfo import ZoneInfo

from django.db import connection

from opensiks.keluarga.models import Keluarga, KeluargaVersi, Temuan
from opensiks.rules.aktor import Actor
from opensiks.rules.peran import Peran
from opensiks.rules.registri import StatusKeluarga
from opensiks.rules.syarat import FaktaForum, FaktaKab
from opensiks.rules.verval import AksiDesa, FaktaDesa
from opensiks.rules.wilayah import Cakupan, induk, tingkat
from opensiks.verval.models import Periode, PeriodeDesa
from opensiks.verval.queries import list_fakta_desa
from opensiks.verval.services import confirm_verval, move_desa, open_periode, record_tetap
from opensiks.wilayah.models import Wilayah
from tests.cast import BUDI as BUDI
from tests.cast import DARMO as DARMO
from tests.cast import DESA as DESA
from tests.cast import DESA_ASING, DESA_KEC_LAIN
from tests.cast import DESA_BUDI as DESA_BUDI
from tests.cast import HARUN as HARUN
from tests.cast import JAYA as JAYA
from tests.cast import KAB as KAB
from tests.cast import ORANG_ASING as ORANG_ASING
from tests.cast import RATNA as RATNA
from tests.cast import SARI as SARI
from tests.cast import TIKA as TIKA

DESA_DIAM, DESA_JAUH, DESA_WIT = DESA_KEC_LAIN, DESA_ASING, "94.01.01.2001"
WIB = ZoneInfo("Asia/Jakarta")

_serial = count(1)


def wib(tahun: int, bulan: int, hari: int, jam: int = 9, menit: int = 0) -> datetime:
    """A moment on the clock of Lampung, in UTC."""
    return datetime(tahun, bulan, hari, jam, menit, tzinfo=WIB).astimezone(UTC)


def petugas(peran: Peran, *kode: str, akun_id: int = 900_090, nama: str = "Petugas") -> Actor:
    """Somebody without an account; the number is made up, as those of the cast are."""
    return Actor(akun_id, nama, peran, Cakupan(kode))


def buat_wilayah(*daftar_kode: str) -> None:
    """Villages with everything above them."""
    zona = {"94": "Asia/Jayapura"}
    for kode in {k for d in daftar_kode for k in (d, induk(d), induk(induk(d)), d[:2])}:
        Wilayah.objects.get_or_create(
            kode=kode,
            defaults={
                "nama": f"Wilayah {kode}",
                "tingkat": tingkat(kode),
                "jenis": "desa",
                "sebutan": "desa",
                "induk_kode": induk(kode),
                "zona": zona.get(kode[:2], "Asia/Jakarta"),
            },
        )


def keluarga_di(
    kode_desa: str,
    n: int = 1,
    *,
    terakhir: date | None = date(2023, 6, 20),
    status: StatusKeluarga = StatusKeluarga.AKTIF,
    orang: int = 3,
    masuk_at: datetime = datetime(2023, 1, 10, tzinfo=UTC),
) -> list[Keluarga]:
    """Families of a village with their first version; `terakhir` is their last counted verval."""
    rows = []
    for _ in range(n):
        nomor = next(_serial)
        rows.append(
            Keluarga(
                kode_desa=kode_desa,
                id_registri=f"K{nomor:08d}",
                no_kk=f"180401010188{nomor:04d}",
                kepala_nama=f"Keluarga {nomor}",
                jumlah_anggota=orang,
                codelist="dtks2020",
                status=status,
                verval_terakhir=terakhir,
                diubah_at=masuk_at,
            )
        )
    Keluarga.objects.bulk_create(rows)
    KeluargaVersi.objects.bulk_create(
        KeluargaVersi(
            keluarga=k, nomor=1, at=masuk_at, oleh="impor", sumber="impor", kode_desa=kode_desa, no_kk=k.no_kk,
            codelist=k.codelist, status=k.status,
        )
        for k in rows
    )  # fmt: skip
    return rows


def temuan_pada(keluarga: Keluarga, kode: str = "R42", tingkat_temuan: str = "B") -> Temuan:
    return Temuan.objects.create(
        kode_desa=keluarga.kode_desa,
        keluarga=keluarga,
        kode=kode,
        tingkat=tingkat_temuan,
        dibuat_at=keluarga.diubah_at,
    )


def periode_juli(kode_wilayah: str = KAB, profil: str = "bulanan_2023", bulan: int = 7) -> Periode:
    """A month of 2023: villages until the 25th, the kabupaten until the last day."""
    akhir = date(2023 + bulan // 12, bulan % 12 + 1, 1) - timedelta(days=1)
    return open_periode(
        f"2023-{bulan:02d}", f"Verval bulan {bulan}", profil, kode_wilayah, date(2023, bulan, 1), date(2023, bulan, 25),
        akhir, by=RATNA, at=wib(2023, bulan, 1, 0),
    )  # fmt: skip


def kampanye_2021(kode_wilayah: str = KAB) -> Periode:
    """2 June to 31 July 2021, the kabupaten's import on 2 August."""
    return open_periode(
        "2021-b", "Kampanye Juni-Juli 2021", "lambar_2021b", kode_wilayah, date(2021, 6, 2), date(2021, 7, 31),
        date(2021, 8, 2), by=RATNA, at=wib(2021, 6, 1),
    )  # fmt: skip


def desa_di(periode: Periode, kode_desa: str = DESA) -> PeriodeDesa:
    return PeriodeDesa.objects.get(periode=periode, kode_desa=kode_desa)


def operator_of(kode_desa: str) -> Actor:
    return petugas(
        Peran.OPERATOR_DESA, kode_desa, akun_id=900_200 + int(kode_desa[-4:]), nama=f"Operator {kode_desa}"
    )


def langkahkan(desa: PeriodeDesa, aksi: AksiDesa, by: Actor, at: datetime, **fakta: object) -> PeriodeDesa:
    """One step with every guard of the floors above content."""
    isi = {
        "forum_sah": True,
        "forum_dalam_batas": True,
        "belum_diputuskan": 0,
        "belum_dijawab": 0,
        "kode_alasan": "A6",
        "forum": FaktaForum(musyawarah_sah=True, berkas_lengkap=True, daftar_cocok=True),
        "kab": FaktaKab(pembuat_sama=False, surat_lengkap=True, diperiksa=True),
        **fakta,
    }

    def facts(d: PeriodeDesa) -> FaktaDesa:
        return replace(list_fakta_desa([d], by, at)[d.pk], **isi)  # type: ignore[arg-type]

    move_desa([desa], aksi, facts, by=by, at=at)
    return desa


def serahkan(desa: PeriodeDesa, at: datetime, kab: Actor = JAYA) -> PeriodeDesa:
    """From BERJALAN to DIEKSPOR, by the village's own people."""
    operator = operator_of(desa.kode_desa)
    kades = petugas(Peran.KADES_LURAH, desa.kode_desa, akun_id=900_300, nama="Kades")
    langkahkan(desa, AksiDesa.CLOSE_MUSYAWARAH, operator, at)
    langkahkan(desa, AksiDesa.FINALISE, kades, at)
    return langkahkan(desa, AksiDesa.HAND_OVER, operator, at)


def terima(desa: PeriodeDesa, at: datetime) -> PeriodeDesa:
    """The kabupaten receives, and the verdicts count."""
    langkahkan(desa, AksiDesa.RECEIVE, JAYA, at)
    confirm_verval(desa, by=JAYA, at=at)
    return desa


def verval_desa(
    periode: Periode, kode_desa: str, rows: Sequence[Keluarga], at: datetime, tanggal: date | None = None
) -> PeriodeDesa:
    """All `rows` TETAP, by the village's operator."""
    record_tetap(
        periode, kode_desa, [k.pk for k in rows], by=operator_of(kode_desa), at=at,
        tanggal=tanggal or at.astimezone(WIB).date(),
    )  # fmt: skip
    return desa_di(periode, kode_desa)


def list_peristiwa(objek: str) -> list[str]:
    with connection.cursor() as cur:
        cur.execute("SELECT peristiwa FROM jejak_jejak WHERE objek = %s ORDER BY at, rantai, seq", [objek])
        return [row[0] for row in cur.fetchall()]
