"""Companions write down what a visit found, and change no state (R12)."""

from datetime import date

import pytest

from opensiks.akun.access import TidakBerhak
from opensiks.infra.scope import scope
from opensiks.jejak.queries import list_jejak
from opensiks.keluarga.models import Keluarga
from opensiks.rules.aktor import Actor
from opensiks.rules.kunjungan import LABEL_HASIL, HasilKunjungan
from opensiks.rules.peran import Peran
from opensiks.rules.rule import AksiDitolak
from opensiks.verval.models import Catatan, Periode, Verval
from opensiks.verval.queries import count_kunjungan, list_kunjungan, list_kunjungan_oleh
from opensiks.verval.services import record_kunjungan
from tests.factories.verval import (
    DESA,
    DESA_BUDI,
    ORANG_ASING,
    RATNA,
    TIKA,
    desa_di,
    keluarga_di,
    petugas,
    wib,
)  # fmt: skip

pytestmark = pytest.mark.usefixtures("periode")

KINI, HARI = wib(2023, 7, 10), date(2023, 7, 10)


def test_R12_a_visit_is_kept_with_its_result_and_changes_no_state(periode: Periode) -> None:
    [k] = keluarga_di(DESA)
    with scope(TIKA.cakupan):
        row = record_kunjungan(k, HasilKunjungan.RUMAH_KOSONG, HARI, by=TIKA, at=KINI)
    assert (row.kunjungan, row.hasil, row.tanggal, row.isi) == (True, HasilKunjungan.RUMAH_KOSONG, HARI, "")
    assert list(list_kunjungan(k.pk)) == list(list_kunjungan_oleh(TIKA.akun_id or 0)) == [row]
    [j] = list_jejak(f"keluarga:{k.pk}")
    assert (j.peristiwa, j.ringkasan["hasil"]) == ("kunjungan.recorded", "RUMAH_KOSONG")
    k.refresh_from_db()
    assert (k.status, desa_di(periode).status, desa_di(periode).tanda_at) == ("AKTIF", "BELUM_MULAI", KINI)
    assert not Verval.objects.exists()
    assert count_kunjungan("18.04.01", periode.mulai_at) == {DESA: 1}


@pytest.mark.parametrize(
    ("hasil", "tanggal", "catatan", "kode"),
    [
        (HasilKunjungan.BERTEMU, date(2023, 7, 11), "", "R12b"),
        (HasilKunjungan.BERTEMU, date(2023, 5, 10), "", "R12b"),
        (HasilKunjungan.PINDAH, HARI, "  ", "R12c"),
        (HasilKunjungan.MENINGGAL, HARI, "", "R12c"),
        (HasilKunjungan.TIDAK_DIKENAL, HARI, "", "R12c"),
        (HasilKunjungan.BERTEMU, HARI, "x" * 801, "R12d"),
    ],
)
def test_R12_what_cannot_be_followed_up_is_refused(
    hasil: HasilKunjungan, tanggal: date, catatan: str, kode: str
) -> None:
    [k] = keluarga_di(DESA)
    assert refused(k, TIKA, hasil, tanggal, catatan) == [kode]


@pytest.mark.parametrize(
    "by", [ORANG_ASING, petugas(Peran.TKSK, "18.04.02"), petugas(Peran.OPERATOR_DESA, DESA_BUDI)]
)
def test_R1_neighbour_and_stranger_are_refused(by: Actor) -> None:
    assert refused(keluarga_di(DESA)[0], by) == ["R1"]


def test_who_may_add_no_notes_records_no_visit() -> None:
    for by in (RATNA, petugas(Peran.TKPK, "18.04.01"), petugas(Peran.AUDITOR, "")):
        with pytest.raises(TidakBerhak):
            record_kunjungan(keluarga_di(DESA)[0], HasilKunjungan.BERTEMU, HARI, by=by, at=KINI)


def test_a_neighbour_does_not_see_it() -> None:
    [k] = keluarga_di(DESA)
    record_kunjungan(k, HasilKunjungan.BERTEMU, HARI, by=TIKA, at=KINI)
    with scope(petugas(Peran.TKSK, "18.04.02").cakupan):
        assert not list_kunjungan(k.pk).exists()


def test_every_result_has_its_words() -> None:
    assert set(LABEL_HASIL) == set(HasilKunjungan)


def refused(
    k: Keluarga,
    by: Actor,
    hasil: HasilKunjungan = HasilKunjungan.BERTEMU,
    tanggal: date = HARI,
    catatan: str = "",
) -> list[str]:
    with pytest.raises(AksiDitolak) as ditolak:
        record_kunjungan(k, hasil, tanggal, by=by, at=KINI, catatan=catatan)
    assert not Catatan.objects.exists()
    return [v.kode for v in ditolak.value.violations]
