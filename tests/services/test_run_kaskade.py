"""The cascade over an area: a right number found for a wrong one, doubles, the dead, doubts, and what each asks (R69)."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from opensiks.infra.scope import scope, scope_nasional
from opensiks.keluarga.models import Individu, Keluarga
from opensiks.pemadanan.models import AngkaPadan, Calon, HasilPadan, Putaran, StatusPadan, Tugas
from opensiks.pemadanan.queries import count_angka, count_kerja, get_kerja, list_bulan, list_kerja
from opensiks.pemadanan.services import Dihentikan, run_putaran
from opensiks.rules.padan_kerja import JenisTugas, Kelompok, Lintas, Menunggu
from tests.factories.pengesahan import buat_keluarga
from tests.factories.verval import DESA, DESA_BUDI, DESA_JAUH, KAB, RATNA, buat_wilayah, wib

JULI = wib(2023, 7, 5)


def baris(i: Individu, **lain: Any) -> dict[str, Any]:
    """The person as the civil registry would have him."""
    return {
        "nik": i.nik, "no_kk": i.keluarga.no_kk, "nama": i.nama, "tempat_lahir": i.tempat_lahir,
        "tgl_lahir": i.tanggal_lahir, "jenis_kelamin": i.jenis_kelamin, "nama_ibu": i.nama_ibu,
        "alamat": i.keluarga.alamat, "kode_desa": i.kode_desa.replace(".", ""), "meninggal": False, "ganda": False,
        "nonaktif": False, **lain,
    }  # fmt: skip


@pytest.fixture(autouse=True)
def desa(db: None) -> Iterator[list[Keluarga]]:
    """Two villages of fifty persons each, one far away; all of them known to the civil registry."""
    with scope_nasional():
        buat_wilayah(DESA, DESA_BUDI, DESA_JAUH)
        yield [*buat_keluarga(DESA, 12, anggota=3), *buat_keluarga(DESA_BUDI, 12, anggota=3)]


def orang(kode: str = DESA) -> list[Individu]:
    return list(Individu.objects.filter(kode_desa=kode).select_related("keluarga").order_by("id"))


def tulis(folder: Path, ubah: dict[int, dict[str, Any]] | None = None, tanpa: set[int] = frozenset()) -> Path:  # type: ignore[assignment]
    """The extract of everybody as registered now, with changes and gaps by id."""
    semua = Individu.objects.select_related("keluarga").order_by("id")
    daftar = [baris(i, **(ubah or {}).get(i.pk, {})) for i in semua if i.pk not in tanpa]
    path = folder / "dukcapil.parquet"
    pq.write_table(pa.Table.from_pylist(daftar), path)
    return path


def padankan(path: Path, **lain: Any) -> Putaran:
    return run_putaran(KAB, path, "kaskade", date(2023, 7, 1), by=RATNA, at=lain.pop("at", JULI), **lain)


def test_R69_a_wrong_number_is_found_with_the_right_one(tmp_path: Path) -> None:
    path = tulis(tmp_path)
    salah, *_ = orang()
    benar = salah.nik
    Individu.objects.filter(pk=salah.pk).update(nik=benar[:-1] + str((int(benar[-1]) + 1) % 10))
    with scope(RATNA.cakupan):
        putaran = padankan(path)
    assert putaran.jumlah == {"NIK_SALAH": 1, "PADAN": len(orang()) + len(orang(DESA_BUDI)) - 1}
    calon = Calon.objects.get()
    assert (calon.individu_id, calon.nik_usul, calon.usul) == (salah.pk, benar, {"nik": benar})
    [k] = list_kerja(DESA)
    assert (k.jenis, k.kelompok, k.usul) == (JenisTugas.NIK_SALAH, Kelompok.SEKALI_TEKAN, {"nik": benar})
