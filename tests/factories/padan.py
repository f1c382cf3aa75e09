"""Persons and their civil register, and candidates, for the tests of matching in the cycle."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from opensiks.keluarga.models import Individu
from opensiks.pemadanan.models import Calon, Putaran, StatusPadan, Tugas
from opensiks.pemadanan.services import run_putaran
from opensiks.rules.alasan_padan import Hasil
from opensiks.rules.padan_kerja import KODE_TUGAS, JenisTugas, Lintas, Menunggu
from tests.factories.verval import DESA, KAB, RATNA, wib

JULI = wib(2023, 7, 5)
# Colleagues of Ratna's, for answers that more than one has to give.
BAYU, CITRA = (replace(RATNA, akun_id=n, nama=nama) for n, nama in ((900_206, "Bayu"), (900_207, "Citra")))


def terbuka() -> list[tuple[str, str]]:
    """Kind of each open task and whom it waits for, the oldest first."""
    rows = Tugas.objects.filter(selesai_at__isnull=True).order_by("id")
    return [(str(t.jenis), str(t.menunggu)) for t in rows]


def orang(kode: str = DESA) -> list[Individu]:
    """Persons of a village, the oldest row first."""
    return list(Individu.objects.filter(kode_desa=kode).select_related("keluarga").order_by("id"))


def baris(i: Individu, **lain: Any) -> dict[str, Any]:
    """The person as the civil registry would have him."""
    return {
        "nik": i.nik, "no_kk": i.keluarga.no_kk, "nama": i.nama, "tempat_lahir": i.tempat_lahir,
        "tgl_lahir": i.tanggal_lahir, "jenis_kelamin": i.jenis_kelamin, "nama_ibu": i.nama_ibu,
        "alamat": i.keluarga.alamat, "kode_desa": i.kode_desa.replace(".", ""), "meninggal": False, "ganda": False,
        "nonaktif": False, **lain,
    }  # fmt: skip


def tulis_ekstrak(
    folder: Path, ubah: Mapping[int, Mapping[str, Any]] | None = None, tanpa: Collection[int] = ()
) -> Path:
    """The extract of everybody as registered now, with changes and gaps by id."""
    semua = Individu.objects.select_related("keluarga").order_by("id")
    daftar = [baris(i, **(ubah or {}).get(i.pk, {})) for i in semua if i.pk not in tanpa]
    path = folder / "dukcapil.parquet"
    pq.write_table(pa.Table.from_pylist(daftar), path)
    return path


def padankan(path: Path, tanggal: date = date(2023, 7, 1), at: datetime = JULI, **lain: Any) -> Putaran:
    return run_putaran(KAB, path, "kaskade", tanggal, by=RATNA, at=at, **lain)


def salah_nik(i: Individu) -> str:
    """Another last digit in the registry; returns the right number."""
    benar = i.nik
    Individu.objects.filter(pk=i.pk).update(nik=benar[:-1] + str((int(benar[-1]) + 1) % 10))
    return benar


def buat_calon(
    i: Individu, hasil: Hasil = Hasil.NIK_SALAH, *, at: datetime = JULI, menunggu: Menunggu = Menunggu.TINJAUAN,
    jenis: JenisTugas = JenisTugas.RAGU, peluang: float = 0.7, **lain: Any,
) -> tuple[Calon, Tugas]:  # fmt: skip
    """A doubt and its open task, as a run leaves them."""
    dasar, _ = Putaran.objects.get_or_create(
        kode_wilayah=KAB, mode="kaskade", ekstrak_nama="uji", ekstrak_sha256="", ekstrak_tanggal=date(2023, 7, 1),
        mulai_at=at, selesai_at=at, oleh="Ratna",
    )  # fmt: skip
    dua = menunggu is Menunggu.PUSDATIN
    putaran = lain.pop("putaran", dasar)
    calon = Calon.objects.create(
        putaran=putaran, individu=i, kode_desa=i.kode_desa, hasil=hasil, peluang=peluang, dua_orang=dua,
        **{
            "ditinjau": True, "ragu": not dua, "nik_usul": "1804011205805999", "usul": {"nik": "1804011205805999"},
            **lain,
        },
    )  # fmt: skip
    StatusPadan.objects.update_or_create(
        individu=i,
        defaults={
            "kode_desa": i.kode_desa,
            "keluaran": "RAGU",
            "putaran": putaran,
            "sejak": date(2023, 7, 1),
        },
    )
    tugas = Tugas.objects.create(
        kode_desa=i.kode_desa, individu=i, jenis=jenis, kode=KODE_TUGAS[jenis], dibuat_at=at, menunggu=menunggu,
        calon=calon,
    )  # fmt: skip
    return calon, tugas


def buat_ganda_lintas(ditutup: Individu, disimpan: Individu) -> tuple[Calon, Tugas]:
    """Rows of one person in two villages, waiting for two people of the centre."""
    calon, tugas = buat_calon(
        ditutup, Hasil.NIK_SALAH, menunggu=Menunggu.PUSDATIN, jenis=JenisTugas.GANDA_LINTAS, peluang=0.99, grup=1,
        lintas=Lintas.KABUPATEN, nik_usul=disimpan.nik, usul={"nik": disimpan.nik},
    )  # fmt: skip
    Calon.objects.create(
        putaran=calon.putaran, individu=disimpan, kode_desa=disimpan.kode_desa, hasil=Hasil.PADAN, peluang=1, grup=1,
        lintas=Lintas.KABUPATEN, pertahankan=True,
    )  # fmt: skip
    return calon, tugas
