"""One row of a person is closed, the other kept, in one village or across two (R30, R147)."""

import pytest

from opensiks.infra.scope import scope
from opensiks.keluarga.models import Individu
from opensiks.pemadanan.models import Tugas
from opensiks.pemadanan.services import propose_ganda
from opensiks.rules.alasan_padan import Hasil
from opensiks.rules.jenis import Jenis
from opensiks.rules.padan_kerja import JenisTugas, Lintas, Menunggu
from opensiks.rules.rule import AksiDitolak
from opensiks.rules.status import StatusUsulan
from tests.dukungan.tolak import kode
from tests.factories.padan import buat_calon, buat_ganda_lintas, orang
from tests.factories.verval import DESA_BUDI, SARI, periode_juli, wib

HARI = wib(2023, 7, 10)
pytestmark = pytest.mark.usefixtures("dua_desa")


def ganda_sedesa(a: Individu, b: Individu) -> Tugas:
    """`a` is to be closed, `b` to be kept, both of one village."""
    _, tugas = buat_calon(
        a, jenis=JenisTugas.GANDA, menunggu=Menunggu.DESA, ragu=False, grup=1, lintas=Lintas.DESA
    )
    buat_calon(
        b, Hasil.PADAN, jenis=JenisTugas.RAGU, ragu=False, grup=1, lintas=Lintas.DESA, pertahankan=True
    )
    return tugas


@pytest.mark.parametrize("balik", [False, True])
def test_R30_a_double_in_the_village_keeps_the_row_that_is_chosen(balik: bool) -> None:
    periode_juli()
    a, b = orang()[0], orang()[-1]
    tugas = ganda_sedesa(a, b)
    u = propose_ganda(tugas, by=SARI, at=HARI, dipertahankan=a.pk if balik else None)
    ditutup, disimpan = (b, a) if balik else (a, b)
    assert (u.jenis, u.status) == (Jenis.GANDA, StatusUsulan.SIAP_MUSDES)
    assert (u.individu_id, u.muatan) == (ditutup.pk, {"dipertahankan": disimpan.id_registri})


def test_R30_a_row_that_is_none_of_them_cannot_be_kept() -> None:
    periode_juli()
    tugas = ganda_sedesa(orang()[0], orang()[-1])
    with pytest.raises(AksiDitolak):
        propose_ganda(tugas, by=SARI, at=HARI, dipertahankan=orang(DESA_BUDI)[0].pk)


def test_R147_across_villages_the_neighbours_row_is_named_by_the_number_alone() -> None:
    periode_juli()
    ditutup, disimpan = orang()[0], orang(DESA_BUDI)[0]
    _, tugas = buat_ganda_lintas(ditutup, disimpan)
    with pytest.raises(AksiDitolak) as galat:
        propose_ganda(tugas, by=SARI, at=HARI)
    assert kode(galat) == ["R149a"]
    Tugas.objects.filter(pk=tugas.pk).update(menunggu="")
    tugas.refresh_from_db()
    with scope(SARI.cakupan):
        u = propose_ganda(tugas, by=SARI, at=HARI)
    assert (u.individu_id, u.muatan) == (ditutup.pk, {"dipertahankan": "NIK", "nik": disimpan.nik})
    assert u.status is StatusUsulan.SIAP_MUSDES
