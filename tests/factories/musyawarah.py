"""A village that meets: convened, attended, decided, closed, its papers uploaded; all by the real services."""

from collections.abc import Sequence
from datetime import date, datetime, time

from opensiks.musyawarah.models import BeritaAcara, Musyawarah
from opensiks.musyawarah.services import (
    HasilTutup,
    Putusan,
    close_musyawarah,
    convene_musyawarah,
    print_berita_acara,
    record_kehadiran,
    record_keputusan_banyak,
    upload_berita_acara,
)
from opensiks.rules.musyawarah import Hasil, Unsur
from opensiks.usulan.models import Usulan
from opensiks.verval.models import Periode
from tests.factories.usulan import JPG, PDF
from tests.factories.verval import DESA, WIB, operator_of, wib

RAPAT = wib(2023, 7, 12)
HADIR = {
    Unsur.KADES_LURAH: (1, 1, 0),
    Unsur.OPERATOR: (1, 0, 1),
    Unsur.RT_RW: (9, 6, 1),
    Unsur.BPD: (5, 2, 0),
    Unsur.WAKIL_KPM: (6, 1, 2),
}


def adakan(
    periode: Periode,
    kode_desa: str = DESA,
    *,
    tanggal: date = date(2023, 7, 12),
    at: datetime = RAPAT,
    hadir: bool = True,
) -> Musyawarah:
    """A meeting that has begun, with every group present."""
    by = operator_of(kode_desa)
    m = convene_musyawarah(
        periode, kode_desa, tanggal, time(9, 7), "Balai Pekon Way Suluh", "Darmo Uji", "Peratin", by=by, at=at
    )  # fmt: skip
    if hadir:
        record_kehadiran(m, HADIR, by=by, at=at)
    return m


def putuskan(
    m: Musyawarah, daftar: Sequence[Usulan], hasil: Hasil = Hasil.SETUJU, at: datetime = RAPAT
) -> None:
    alasan = "" if hasil is Hasil.SETUJU else "Menurut RT belum perlu."
    by = operator_of(m.kode_desa)
    record_keputusan_banyak(m, [Putusan(u, hasil, alasan) for u in daftar], by=by, at=at)


def tutup(m: Musyawarah, at: datetime = RAPAT) -> HasilTutup:
    return close_musyawarah(m, time(11, 40), by=operator_of(m.kode_desa), at=at)


def musyawarah_selesai(
    periode: Periode, kode_desa: str = DESA, setuju: Sequence[Usulan] = (), tolak: Sequence[Usulan] = (), *,
    at: datetime = RAPAT,
) -> Musyawarah:  # fmt: skip
    """A meeting held and closed; lines in neither list are put off."""
    m = adakan(periode, kode_desa, tanggal=at.astimezone(WIB).date(), at=at)
    if setuju:
        putuskan(m, setuju, at=at)
    if tolak:
        putuskan(m, tolak, Hasil.TOLAK, at)
    tutup(m, at)
    return m


def berita_acara_lengkap(m: Musyawarah, at: datetime = RAPAT) -> BeritaAcara:
    """Printed, signed by both, uploaded with the attendance list and a photo."""
    by = operator_of(m.kode_desa)
    ba, _ = print_berita_acara(m, by=by, at=at)
    upload_berita_acara(
        ba, by=by, at=at, scan=PDF, daftar_hadir=JPG, foto=JPG, ttd_kades=True, ttd_operator=True
    )
    return ba
