"""The centre's desk reads a batch against registry and civil register and proposes an answer for each line."""

from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from opensiks.keluarga.models import Individu
from opensiks.pemadanan.models import Putaran, StatusPadan
from opensiks.pengesahan.models import Batch, BatchBaris, Pengesahan
from opensiks.pengesahan.services import judge_batch
from opensiks.rules.jenis import Jenis
from opensiks.rules.pemadanan import Keluaran
from opensiks.usulan.models import Usulan
from opensiks.verval.models import Periode
from tests.factories.pengesahan import KIRIM, buat_keluarga, kepala_of
from tests.factories.verval import DESA, KAB

pytestmark = pytest.mark.usefixtures("periode")

HARI = date(2023, 7, 28)
BAYU = {
    "nik": "1804010101805777", "nama": "BAYU UJI", "tempat_lahir": "Liwa", "tanggal_lahir": "1980-01-01",
    "jenis_kelamin": "L", "nama_ibu": "IBU BAYU", "status_kawin": 2, "shdk": 1,
}  # fmt: skip


def batch_of(periode: Periode, *daftar: Usulan) -> Batch:
    """A batch as it reaches the centre; how lines get there is test_forward_batch's."""
    surat = Pengesahan.objects.create(
        periode=periode, kode_kabupaten=KAB, nomor="460/1", tanggal=HARI, penandatangan="Bupati", jabatan="Bupati",
        daftar_sha256="0" * 64, jumlah_desa=1, jumlah_usulan=len(daftar), pdf_sha256="0" * 64, disusun_oleh="uji",
        disusun_at=KIRIM,
    )  # fmt: skip
    batch = Batch.objects.create(
        nomor="1804-2023-0001", periode=periode, pengesahan=surat, kode_kabupaten=KAB, jumlah=len(daftar),
        sha256="0" * 64, oleh="uji", dikirim_at=KIRIM,
    )  # fmt: skip
    BatchBaris.objects.bulk_create(
        BatchBaris(batch=batch, usulan=u, kode_desa=u.kode_desa, revisi=u.revisi) for u in daftar
    )
    return batch


def usulan(periode: Periode, jenis: Jenis, **isi: Any) -> Usulan:
    n = Usulan.objects.count()
    return Usulan.objects.create(
        periode=periode, kode_desa=DESA, jenis=jenis, status="TERKIRIM", subjek=f"uji {n}", pembuat="uji",
        dibuat_at=KIRIM, diubah_at=KIRIM, **isi,
    )  # fmt: skip


def baru(periode: Periode, no_kk: str = "", **ubah: Any) -> Usulan:
    return usulan(periode, Jenis.BARU, muatan={"keluarga": {"no_kk": no_kk}, "anggota": [BAYU | ubah]})


def jawaban(periode: Periode, *daftar: Usulan, ekstrak: Path | None = None) -> list[str]:
    hasil = judge_batch(batch_of(periode, *daftar), hari_ini=HARI, ekstrak=ekstrak)
    assert [b.usulan_id for b in hasil] == [u.pk for u in daftar]
    assert all((b.hasil == "DITOLAK") == bool(b.kode_alasan) for b in hasil)
    return [b.kode_alasan for b in hasil]


def berstatus(orang: Individu, keluaran: Keluaran) -> None:
    putaran = Putaran.objects.create(
        kode_wilayah=DESA, mode="ketat", ekstrak_nama="uji", ekstrak_sha256="0" * 64, ekstrak_tanggal=HARI,
        mulai_at=KIRIM, oleh="uji",
    )  # fmt: skip
    StatusPadan.objects.create(individu=orang, kode_desa=DESA, keluaran=keluaran, putaran=putaran, sejak=HARI)


def test_A4_a_nik_somebody_active_holds_or_an_earlier_line_brings(periode: Periode) -> None:
    [keluarga] = buat_keluarga(DESA)
    kepala = kepala_of(keluarga)
    dipakai = baru(periode, nik=kepala.nik)
    pertama, kedua = baru(periode), baru(periode, nama="KEMBAR")
    sendiri = usulan(
        periode, Jenis.PERBAIKAN_ID, individu=kepala, keluarga=keluarga, muatan={"nik": kepala.nik}
    )
    assert jawaban(periode, dipakai, pertama, kedua, sendiri) == ["A4", "", "A4", "A4"]


def test_a_correction_to_ones_own_number_is_set(periode: Periode) -> None:
    [keluarga] = buat_keluarga(DESA)
    kepala = kepala_of(keluarga)
    u = usulan(periode, Jenis.PERBAIKAN_ID, individu=kepala, keluarga=keluarga, muatan={"nik": kepala.nik})
    assert jawaban(periode, u) == [""]


def test_A5_A2_a_card_that_is_registered(periode: Periode) -> None:
    satu, dua = buat_keluarga(DESA, 2)
    keluarga_baru = baru(periode, satu.no_kk)
    pecah = usulan(periode, Jenis.PECAH_KK, keluarga=dua, muatan={"no_kk": satu.no_kk, "anggota": []})
    assert jawaban(periode, keluarga_baru, pecah) == ["A5", "A2"]


def test_P4_a_number_that_cannot_be_one(periode: Periode) -> None:
    assert jawaban(periode, baru(periode, nik="18040101018000012")) == ["P4"]


@pytest.mark.parametrize(("keluaran", "kode"), [(Keluaran.PADAN, ""), (Keluaran.MENINGGAL, "P3")])
def test_P3_no_aid_for_the_dead(periode: Periode, keluaran: Keluaran, kode: str) -> None:
    [keluarga] = buat_keluarga(DESA)
    berstatus(kepala_of(keluarga), keluaran)
    u = usulan(periode, Jenis.BANSOS_MASUK, keluarga=keluarga, program="PKH")
    assert jawaban(periode, u) == [kode]


def test_A1_a_card_holder_must_be_older_than_17(periode: Periode) -> None:
    [keluarga] = buat_keluarga(DESA)
    anak = keluarga.daftar_anggota.filter(shdk=4)[0]
    berstatus(anak, Keluaran.PADAN)
    u = usulan(periode, Jenis.PENGURUS, keluarga=keluarga, muatan={"pengurus": anak.id_registri})
    assert jawaban(periode, u) == [""]
    Individu.objects.filter(pk=anak.pk).update(tanggal_lahir=date(2006, 7, 28))
    assert [b.kode_alasan for b in judge_batch(Batch.objects.get(), hari_ini=HARI)] == ["A1"]


@pytest.mark.parametrize(
    ("ubah", "kode"),
    [({}, ""), ({"meninggal": True}, "P3"), ({"nama": "ORANG LAIN SAMA SEKALI"}, "A6"), (None, "P1")],
)
def test_a_new_person_is_held_against_the_civil_register(
    periode: Periode, tmp_path: Path, ubah: dict[str, Any] | None, kode: str
) -> None:
    baris = {
        "nik": BAYU["nik"], "nama": BAYU["nama"], "tgl_lahir": date(1980, 1, 1), "jenis_kelamin": "L",
        "nama_ibu": "IBU BAYU", "meninggal": False,
    }  # fmt: skip
    path = tmp_path / "dukcapil.parquet"
    daftar = [baris | ubah] if ubah is not None else [baris | {"nik": "1804010101805999"}]
    pq.write_table(pa.Table.from_pylist(daftar), path)
    assert jawaban(periode, baru(periode), ekstrak=path) == [kode]


def test_who_leaves_is_set_whatever_the_civil_register_says(periode: Periode) -> None:
    [keluarga] = buat_keluarga(DESA)
    berstatus(kepala_of(keluarga), Keluaran.NIK_TIDAK_DITEMUKAN)
    u = usulan(periode, Jenis.TIDAK_LAYAK, keluarga=keluarga, program="REGISTRI", kode_alasan="MAMPU")
    assert jawaban(periode, u) == [""]
