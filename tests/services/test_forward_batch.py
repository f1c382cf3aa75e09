"""Confirmed lines leave for the centre in one numbered file, each line in exactly one (R90)."""

import csv
import hashlib
import io
import json

import pytest
from django.db import IntegrityError, transaction
from python_calamine import CalamineWorkbook

from opensiks.akun.access import TidakAda, TidakBerhak
from opensiks.infra.scope import scope
from opensiks.pengesahan.access import access_batch
from opensiks.pengesahan.berkas import KOLOM_BATCH
from opensiks.pengesahan.models import Batch, BatchBaris, Pengesahan
from opensiks.pengesahan.queries import list_batch
from opensiks.pengesahan.services import export_batch, forward_batch, get_berkas
from opensiks.rules.aktor import Actor
from opensiks.rules.jenis import Jenis
from opensiks.rules.peran import Izin, Peran
from opensiks.rules.rule import AksiDitolak
from opensiks.usulan.models import Usulan
from opensiks.verval.models import Periode
from tests.factories.pengesahan import (
    KIRIM,
    buat_keluarga,
    kepala_of,
    rapat,
    sahkan,
    saring_semua,
    status_of,
    terima_desa,
    usul,
    usul_alamat,
    usul_mampu,
    verval_semua,
)
from tests.factories.verval import (
    DARMO,
    DESA,
    DESA_BUDI,
    HARUN,
    JAYA,
    KAB,
    ORANG_ASING,
    RATNA,
    SARI,
    list_peristiwa,
    petugas,
    wib,
)  # fmt: skip

pytestmark = pytest.mark.usefixtures("periode")

LAIN = petugas(Peran.OPERATOR_KAB, "17.06", akun_id=900_171)


def lolos(periode: Periode, kode_desa: str = DESA) -> list[Usulan]:
    keluarga = buat_keluarga(kode_desa, 3)
    daftar = [
        usul_mampu(periode, keluarga[0]),
        usul_alamat(periode, keluarga[1], 'Jalan "Kutip", blok B'),
        usul(periode, Jenis.TIDAK_DITEMUKAN, keluarga=keluarga[2], kode_alasan="3"),
    ]
    rapat(periode, kode_desa)
    terima_desa(periode, kode_desa)
    saring_semua(periode, kode_desa)
    return daftar


@pytest.fixture
def usulan(periode: Periode) -> list[Usulan]:
    return lolos(periode)


@pytest.fixture
def surat(periode: Periode, usulan: list[Usulan]) -> Pengesahan:
    return sahkan(periode)


def test_R90_every_confirmed_line_is_sent_under_a_number(surat: Pengesahan, usulan: list[Usulan]) -> None:
    with scope(JAYA.cakupan):
        batch = forward_batch(surat, by=JAYA, at=KIRIM)
    assert (batch.nomor, batch.jumlah, batch.oleh) == ("1804-2023-0001", 3, "Jaya")
    assert status_of(*usulan) == ["TERKIRIM"] * 3
    assert set(BatchBaris.objects.values_list("usulan_id", "revisi", "hasil")) == {
        (u.pk, 0, "") for u in usulan
    }
    assert list_peristiwa(f"batch:{batch.pk}") == ["batch.created"]
    assert list(list_batch(KAB)) == [batch]


def test_R100_the_file_is_kept_under_its_hash(surat: Pengesahan, usulan: list[Usulan]) -> None:
    batch = forward_batch(surat, by=JAYA, at=KIRIM)
    isi = get_berkas(batch)
    assert hashlib.sha256(isi).hexdigest() == batch.sha256
    kepala, *baris = list(csv.reader(io.StringIO(isi.decode())))
    assert tuple(kepala) == KOLOM_BATCH
    per_id = {int(b[1]): dict(zip(KOLOM_BATCH, b, strict=True)) for b in baris}
    assert list(per_id) == [u.pk for u in usulan]
    alamat = per_id[usulan[1].pk]
    assert usulan[1].keluarga is not None
    assert json.loads(alamat["ISI"]) == {"alamat": 'Jalan "Kutip", blok B'}
    assert (alamat["NIK"], alamat["NOKK"]) == (kepala_of(usulan[1].keluarga).nik, usulan[1].keluarga.no_kk)
    assert per_id[usulan[0].pk]["PROGRAM"] == "REGISTRI"
    assert per_id[usulan[0].pk]["BATCH"] == batch.nomor


def test_R96_a_copy_to_read_is_logged_and_keeps_every_digit(surat: Pengesahan, usulan: list[Usulan]) -> None:
    batch = forward_batch(surat, by=JAYA, at=KIRIM)
    isi = export_batch(batch, "Arsip dinas", by=JAYA, at=KIRIM)
    lembar = CalamineWorkbook.from_filelike(io.BytesIO(isi)).get_sheet_by_index(0).to_python()
    assert lembar[1][KOLOM_BATCH.index("NIK")] == kepala_of(usulan[0].keluarga).nik  # type: ignore[arg-type]
    assert list_peristiwa(f"batch:{batch.pk}")[-1] == "batch.exported"


def test_R90_a_letter_is_sent_once(surat: Pengesahan) -> None:
    forward_batch(surat, by=JAYA, at=KIRIM)
    with pytest.raises(AksiDitolak) as e:
        forward_batch(surat, by=JAYA, at=KIRIM)
    assert [v.kode for v in e.value.violations] == ["R90"]
    assert Batch.objects.count() == 1


def test_R90_the_database_holds_one_batch_for_a_line(surat: Pengesahan, usulan: list[Usulan]) -> None:
    batch = forward_batch(surat, by=JAYA, at=KIRIM)
    with pytest.raises(IntegrityError, match="r90_"), transaction.atomic():
        BatchBaris.objects.create(batch=batch, usulan=usulan[0], kode_desa=DESA, revisi=0)


def test_R90_a_letter_that_confirms_nothing_but_nihil_has_no_batch(periode: Periode) -> None:
    verval_semua(periode, DESA, buat_keluarga(DESA))
    rapat(periode, DESA)
    terima_desa(periode, DESA)
    with pytest.raises(AksiDitolak) as e:
        forward_batch(sahkan(periode), by=JAYA, at=KIRIM)
    assert [v.kode for v in e.value.violations] == ["R90"]


def test_numbers_run_by_kabupaten_and_local_year(periode: Periode, surat: Pengesahan) -> None:
    assert forward_batch(surat, by=JAYA, at=KIRIM).nomor == "1804-2023-0001"
    lolos(periode, DESA_BUDI)
    kedua = sahkan(periode, "460/2")
    # In Lampung the new year has begun; in London it has not.
    assert forward_batch(kedua, by=JAYA, at=wib(2024, 1, 1, 0, 5)).nomor == "1804-2024-0001"


@pytest.mark.parametrize("oleh", [SARI, DARMO, ORANG_ASING, HARUN, RATNA, LAIN])
def test_R1_only_the_kabupatens_operator_sends(surat: Pengesahan, usulan: list[Usulan], oleh: Actor) -> None:
    with pytest.raises((AksiDitolak, TidakBerhak)):
        forward_batch(surat, by=oleh, at=KIRIM)
    assert status_of(*usulan) == ["DISAHKAN"] * 3
    assert not Batch.objects.exists()


def test_the_door_of_a_batch_is_the_kabupatens_and_the_centres(surat: Pengesahan) -> None:
    batch = forward_batch(surat, by=JAYA, at=KIRIM)
    assert access_batch(JAYA, batch.pk, Izin.KAB_FORWARD) == batch
    assert access_batch(RATNA, batch.pk, Izin.BATCH_APPLY) == batch
    with pytest.raises(TidakAda):
        access_batch(LAIN, batch.pk, Izin.KAB_FORWARD)
    with pytest.raises(TidakBerhak):
        access_batch(SARI, batch.pk, Izin.KAB_FORWARD)
