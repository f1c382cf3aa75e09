"""The head of the village makes its work final, all of it or nothing (R4, R17, R18, R22)."""

import pytest

from opensiks.infra.scope import scope
from opensiks.jejak.models import Jejak
from opensiks.pengesahan.services import finalise_desa
from opensiks.rules.aktor import Actor
from opensiks.rules.musyawarah import Hasil
from opensiks.rules.rule import AksiDitolak
from opensiks.rules.verval import HasilVerval, StatusDesa
from opensiks.verval.models import Periode, PeriodeDesa, Verval
from opensiks.verval.services import record_verval
from tests.factories.pengesahan import (
    CATAT,
    FINAL,
    buat_keluarga,
    finalkan,
    kades_of,
    rapat,
    status_of,
    unggah_berita_acara,
    usul_alamat,
    usul_mampu,
    verval_semua,
)
from tests.factories.verval import (
    BUDI,
    DARMO,
    DESA,
    DESA_BUDI,
    HARUN,
    JAYA,
    ORANG_ASING,
    RATNA,
    SARI,
    TIKA,
    desa_di,
    operator_of,
)  # fmt: skip

pytestmark = pytest.mark.usefixtures("periode")


def test_decided_and_exempt_lines_and_the_village_become_final(periode: Periode) -> None:
    keluarga = buat_keluarga(DESA, 4)
    mampu, ditolak, ditunda = (usul_mampu(periode, k) for k in keluarga[:3])
    alamat = usul_alamat(periode, keluarga[3])
    verval_semua(periode, DESA, keluarga[3:])
    desa = rapat(periode, DESA, {ditolak.pk: Hasil.TOLAK, ditunda.pk: Hasil.TUNDA})
    with scope(DARMO.cakupan):
        finalise_desa(desa, by=DARMO, at=FINAL)
    assert status_of(mampu, ditolak, ditunda, alamat) == [
        "FINAL_DESA",
        "DITOLAK_MUSDES",
        "SIAP_MUSDES",
        "FINAL_DESA",
    ]
    desa.refresh_from_db()
    assert (desa.status, desa.final_at) == (StatusDesa.FINAL_DESA, FINAL)


def test_R25_a_village_without_any_change_is_final_too(periode: Periode) -> None:
    verval_semua(periode, DESA, buat_keluarga(DESA, 2))
    rapat(periode, DESA)
    assert finalkan(periode).status is StatusDesa.FINAL_DESA


@pytest.mark.parametrize("oleh", [SARI, BUDI, JAYA, HARUN, RATNA, TIKA])
def test_R4_nobody_but_the_head_finalises(periode: Periode, oleh: Actor) -> None:
    desa = _siap(periode)
    with pytest.raises(AksiDitolak) as e:
        finalise_desa(desa, by=oleh, at=FINAL)
    assert e.value.violations[0].kode == "R105a"
    assert desa_di(periode).status is StatusDesa.MUSDES_SELESAI


@pytest.mark.parametrize("kode", [DESA_BUDI, ORANG_ASING.cakupan.daftar_kode[0]])
def test_R1_the_head_of_another_village_does_not(periode: Periode, kode: str) -> None:
    desa = _siap(periode)
    with pytest.raises(AksiDitolak) as e:
        finalise_desa(desa, by=kades_of(kode), at=FINAL)
    assert "R1" in {v.kode for v in e.value.violations}


def test_R18_a_list_that_changed_since_the_berita_acara_is_not_final(periode: Periode) -> None:
    keluarga = buat_keluarga(DESA, 2)
    u = usul_mampu(periode, keluarga[0])
    desa = rapat(periode, DESA)
    record_verval(
        periode, keluarga[1:], HasilVerval.TETAP, by=operator_of(DESA), at=FINAL, tanggal=CATAT.date()
    )
    with pytest.raises(AksiDitolak) as e:
        finalise_desa(desa, by=DARMO, at=FINAL)
    assert {v.kode for v in e.value.violations} == {"R18"}
    assert status_of(u) == ["DISETUJUI_MUSDES"]
    unggah_berita_acara(periode, DESA, at=FINAL)
    assert finalkan(periode).status is StatusDesa.FINAL_DESA


def test_R17_without_the_signed_papers_nothing_is_final(periode: Periode) -> None:
    u = usul_mampu(periode, buat_keluarga(DESA)[0])
    desa = rapat(periode, DESA, unggah=False)
    with pytest.raises(AksiDitolak) as e:
        finalise_desa(desa, by=DARMO, at=FINAL)
    assert "R17a" in {v.kode for v in e.value.violations}
    assert status_of(u) == ["DISETUJUI_MUSDES"]


def test_R19_after_it_no_verdict_changes(periode: Periode) -> None:
    keluarga = buat_keluarga(DESA, 2)
    verval_semua(periode, DESA, keluarga)
    rapat(periode, DESA)
    finalkan(periode)
    with pytest.raises(AksiDitolak) as e:
        record_verval(
            periode, keluarga, HasilVerval.PINDAH, by=operator_of(DESA), at=FINAL, tanggal=CATAT.date()
        )
    assert "R19a" in {v.kode for v in e.value.violations}
    assert set(Verval.objects.values_list("hasil", flat=True)) == {HasilVerval.TETAP}


def test_one_bad_line_stops_the_whole_village(periode: Periode) -> None:
    keluarga = buat_keluarga(DESA, 2)
    baik, buruk = (usul_alamat(periode, k) for k in keluarga)
    desa = rapat(periode, DESA)
    keluarga[1].daftar_temuan.create(kode_desa=DESA, kode="R53", tingkat="B", dibuat_at=CATAT)
    sebelum = Jejak.objects.count()
    with pytest.raises(AksiDitolak) as e:
        finalise_desa(desa, by=DARMO, at=FINAL)
    assert [(v.kode, v.data["baris"]) for v in e.value.violations] == [("R106", str(buruk.pk))]
    assert status_of(baik, buruk) == ["SIAP_MUSDES", "SIAP_MUSDES"]
    assert desa_di(periode).status is StatusDesa.MUSDES_SELESAI
    assert Jejak.objects.count() == sebelum


def _siap(periode: Periode) -> PeriodeDesa:
    verval_semua(periode, DESA, buat_keluarga(DESA))
    return rapat(periode, DESA)
