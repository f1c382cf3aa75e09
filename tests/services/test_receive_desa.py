"""The kabupaten takes a hand-over: the same list, a receipt, and the verdicts count (R18, R72, R81, R86)."""

from datetime import date

import pytest

from opensiks.infra.scope import scope
from opensiks.jejak.models import Jejak
from opensiks.pengesahan.models import Serahan, TandaTerima
from opensiks.pengesahan.services import (
    hand_over_desa,
    print_tanda_terima,
    receive_desa,
    reopen_desa,
    return_desa,
)
from opensiks.rules.aktor import Actor
from opensiks.rules.canonical import list_code, sha256_hex
from opensiks.rules.peran import Peran
from opensiks.rules.registri import StatusKeluarga
from opensiks.rules.rule import AksiDitolak
from opensiks.rules.verval import StatusDesa
from opensiks.usulan.models import Usulan
from opensiks.verval.models import Periode, Verval
from tests.factories.pengesahan import (
    FINAL,
    SERAH,
    TERIMA,
    buat_keluarga,
    finalkan,
    rapat,
    serahkan_desa,
    status_of,
    terima_desa,
    usul_alamat,
    usul_mampu,
    verval_semua,
)
from tests.factories.verval import (
    BUDI,
    DESA,
    HARUN,
    JAYA,
    ORANG_ASING,
    RATNA,
    SARI,
    desa_di,
    list_peristiwa,
    petugas,
    wib,
)  # fmt: skip

pytestmark = pytest.mark.usefixtures("periode")


@pytest.fixture
def usulan(periode: Periode) -> list[Usulan]:
    """Two lines; the village's work stands before its hand-over."""
    keluarga = buat_keluarga(DESA, 3)
    daftar = [usul_mampu(periode, keluarga[0]), usul_alamat(periode, keluarga[1])]
    verval_semua(periode, DESA, keluarga[1:])
    rapat(periode, DESA)
    return daftar


def test_lines_and_village_are_received(periode: Periode, usulan: list[Usulan]) -> None:
    serahan = serahkan_desa(periode)
    with scope(JAYA.cakupan):
        receive_desa(serahan, by=JAYA, at=TERIMA)
    assert status_of(*usulan) == ["DITERIMA_KAB", "DITERIMA_KAB"]
    desa = desa_di(periode)
    assert (desa.status, desa.diterima_at) == (StatusDesa.DITERIMA_KAB, TERIMA)
    assert list_peristiwa(f"periodedesa:{desa.pk}")[-2:] == ["verval_desa.received", "verval.confirmed"]
    assert list_peristiwa(f"usulan:{usulan[0].pk}")[-1] == "usulan.received"


def test_R86_the_receipt_says_hash_counts_and_time(periode: Periode, usulan: list[Usulan]) -> None:
    serahan = serahkan_desa(periode)
    tanda = receive_desa(serahan, by=JAYA, at=TERIMA)
    assert tanda.isi == {
        "desa": DESA, "periode": "2023-07", "urut": 1, "daftar_sha256": serahan.daftar_sha256,
        "kode_daftar": list_code(serahan.daftar_sha256), "keluarga": 2, "orang": 6, "tetap": 2, "usulan": 2,
        "usulan_jenis": {"PERBAIKAN_DATA": 1, "TIDAK_LAYAK": 1}, "tepat_waktu": True,
        "diserahkan": "2023-07-15T02:00:00+00:00", "diserahkan_oleh": "Operator 18.04.01.2001",
        "diterima": "2023-07-17T02:00:00+00:00", "diterima_oleh": "Jaya",
    }  # fmt: skip
    assert tanda.kode == list_code(sha256_hex(tanda.isi))
    assert len(tanda.kode.replace("-", "")) == 12


def test_R86_the_paper_is_the_same_whenever_it_is_asked_for(periode: Periode, usulan: list[Usulan]) -> None:
    terima_desa(periode)
    tanda = TandaTerima.objects.get()
    pdf = print_tanda_terima(tanda)
    assert pdf.startswith(b"%PDF-")
    assert pdf == print_tanda_terima(TandaTerima.objects.get())


def test_R81_taken_twice_it_changes_nothing_and_gives_the_same_receipt(
    periode: Periode, usulan: list[Usulan]
) -> None:
    serahan = serahkan_desa(periode)
    pertama = receive_desa(serahan, by=JAYA, at=TERIMA)
    sebelum = Jejak.objects.count()
    assert receive_desa(serahan, by=JAYA, at=wib(2023, 7, 19)) == pertama
    assert (TandaTerima.objects.count(), Jejak.objects.count()) == (1, sebelum)


def test_R84_an_older_hand_over_is_refused_by_number(periode: Periode, usulan: list[Usulan]) -> None:
    lama = serahkan_desa(periode)
    Serahan.objects.create(
        periode_desa=lama.periode_desa, kode_desa=DESA, urut=2, daftar_sha256=lama.daftar_sha256, jumlah_keluarga=2,
        jumlah_orang=6, jumlah_usulan=2, tepat_waktu=True, oleh="paket", at=SERAH,
    )  # fmt: skip
    with pytest.raises(AksiDitolak) as e:
        receive_desa(lama, by=JAYA, at=TERIMA)
    [v] = e.value.violations
    assert (v.kode, str(v)) == ("R84a", "Serahan ke-1 sudah diganti serahan ke-2.")
    assert desa_di(periode).status is StatusDesa.DIEKSPOR


def test_R81_an_old_receipt_stays_good_after_the_village_came_again(
    periode: Periode, usulan: list[Usulan]
) -> None:
    lama = serahkan_desa(periode)
    tanda = receive_desa(lama, by=JAYA, at=TERIMA)
    return_desa(desa_di(periode), "M1", "", by=JAYA, at=TERIMA)
    reopen_desa(desa_di(periode), by=SARI, at=TERIMA)
    rapat(periode, DESA, at=TERIMA)
    baru = receive_desa(serahkan_desa(periode, at=TERIMA), by=JAYA, at=TERIMA)
    assert receive_desa(lama, by=JAYA, at=TERIMA) == tanda
    assert (baru.isi["urut"], baru.kode != tanda.kode) == (2, True)


def test_R72_R73_verdicts_count_and_the_frozen_wake(periode: Periode) -> None:
    keluarga = buat_keluarga(DESA, 2, terakhir=date(2023, 2, 1))
    keluarga[0].status = StatusKeluarga.BEKU
    keluarga[0].save(update_fields=["status"])
    verval_semua(periode, DESA, keluarga)
    rapat(periode, DESA)
    serahan = serahkan_desa(periode)
    assert not Verval.objects.filter(dihitung_at__isnull=False).exists()
    receive_desa(serahan, by=JAYA, at=TERIMA)
    for k in keluarga:
        k.refresh_from_db()
    assert [(k.status, k.verval_terakhir) for k in keluarga] == [("AKTIF", date(2023, 7, 10))] * 2
    assert set(Verval.objects.values_list("dihitung_at", flat=True)) == {TERIMA}


def test_R18_a_list_that_is_not_the_one_handed_over_is_refused(
    periode: Periode, usulan: list[Usulan]
) -> None:
    serahan = serahkan_desa(periode)
    Usulan.objects.filter(pk=usulan[0].pk).update(muatan={"alamat": "diubah diam-diam"})
    with pytest.raises(AksiDitolak) as e:
        receive_desa(serahan, by=JAYA, at=TERIMA)
    assert {v.kode for v in e.value.violations} == {"R18"}
    assert status_of(*usulan) == ["FINAL_DESA", "FINAL_DESA"]
    assert not TandaTerima.objects.exists()


LAIN = petugas(Peran.OPERATOR_KAB, "17.06", akun_id=900_171)


@pytest.mark.parametrize("oleh", [SARI, BUDI, ORANG_ASING, HARUN, RATNA, LAIN])
def test_R1_nobody_but_the_kabupatens_operator_receives(
    periode: Periode, usulan: list[Usulan], oleh: Actor
) -> None:
    serahan = serahkan_desa(periode)
    with pytest.raises(AksiDitolak) as e:
        receive_desa(serahan, by=oleh, at=TERIMA)
    assert {v.kode for v in e.value.violations} & {"R1", "R105a"}
    assert status_of(*usulan) == ["FINAL_DESA", "FINAL_DESA"]
    assert desa_di(periode).status is StatusDesa.DIEKSPOR


def test_the_hour_of_the_hand_over_decides_not_that_of_the_receipt(
    periode: Periode, usulan: list[Usulan]
) -> None:
    finalkan(periode, DESA, FINAL)
    serahan = hand_over_desa(desa_di(periode), by=SARI, at=SERAH)
    tanda = receive_desa(serahan, by=JAYA, at=wib(2023, 8, 2))
    assert tanda.isi["tepat_waktu"]
    assert not desa_di(periode).terlambat
