"""A kabupaten that loses unusually many is opened first, and may be held at its last list (R126 to R129)."""

from collections.abc import Iterator
from datetime import date

import pytest

from opensiks.akun.access import TidakBerhak
from opensiks.infra.scope import scope, scope_nasional
from opensiks.jejak.models import Jejak
from opensiks.keluarga.models import Individu, Keluarga
from opensiks.keluarga.services import set_status_keluarga
from opensiks.pantau.pratinjau import get_tinjauan, get_tinjauan_kabupaten
from opensiks.penetapan.models import BarisPenetapan, Pemeriksaan, Penetapan
from opensiks.penetapan.queries import count_keluar_bulan, count_selisih, list_isi, preview_penetapan
from opensiks.penetapan.services import finalise_penetapan
from opensiks.penetapan.services import record_pemeriksaan as catat
from opensiks.penetapan.tahan import find_terakhir
from opensiks.rules.aktor import Actor
from opensiks.rules.penetapan import Periksa, hash_isi
from opensiks.rules.peran import Peran
from opensiks.rules.registri import StatusKeluarga
from opensiks.rules.rule import AksiDitolak
from tests.factories.pengesahan import buat_keluarga
from tests.factories.verval import (
    DESA,
    DESA_BUDI,
    DESA_JAUH,
    HARUN,
    JAYA,
    KAB,
    RATNA,
    SARI,
    buat_wilayah,
    petugas,
    wib,
)  # fmt: skip

PENYIAP = petugas(Peran.PUSDATIN, "", akun_id=900_116, nama="Penyiap")
KAB_JAUH = DESA_JAUH[:5]
JULI, AGUSTUS, SEPTEMBER, OKTOBER = (date(2023, b, 1) for b in (7, 8, 9, 10))
CATATAN = "Sudah ditelepon ke Dinas, surat 12."
AT = wib(2023, 9, 20)


@pytest.fixture(autouse=True)
def keluarga(db: None) -> Iterator[list[Keluarga]]:
    """Four families in one village, two in the next, one in another kabupaten; all of three."""
    with scope_nasional():
        buat_wilayah(DESA, DESA_BUDI, DESA_JAUH)
        yield [*buat_keluarga(DESA, 4), *buat_keluarga(DESA_BUDI, 2), *buat_keluarga(DESA_JAUH)]


def tetapkan(bulan: date) -> Penetapan:
    at = wib(bulan.year, bulan.month, 28)
    return finalise_penetapan(bulan, "", f"SK/{bulan.month}", disiapkan=PENYIAP, by=RATNA, at=at)


def beku(*keluarga: Keluarga, status: StatusKeluarga = StatusKeluarga.BEKU) -> None:
    ids = [k.pk for k in keluarga]
    set_status_keluarga(ids, status, "R73", by=RATNA, at=wib(2023, 8, 5), sumber="R73")


def katakan(
    aksi: Periksa, *, bulan: date = SEPTEMBER, kode: str = KAB, catatan: str = CATATAN, keluar: int = 12,
    by: Actor = RATNA,
) -> Pemeriksaan:  # fmt: skip
    return catat(bulan, "", kode, aksi, catatan, keluar, by=by, at=AT)


@pytest.fixture
def tidak_biasa(keluarga: list[Keluarga]) -> list[Keluarga]:
    """July, August without anybody leaving, and in September four families frozen: twelve persons against none."""
    tetapkan(JULI)
    tetapkan(AGUSTUS)
    beku(*keluarga[:4])
    return keluarga


def kode_salah(e: pytest.ExceptionInfo[AksiDitolak]) -> list[str]:
    return [v.kode for v in e.value.violations]


def test_R126_an_unusual_kabupaten_closes_the_gate_until_it_was_looked_at(
    tidak_biasa: list[Keluarga],
) -> None:
    [w] = get_tinjauan(SEPTEMBER, "").tidak_biasa
    assert (w.kode, w.keluar, w.biasa, w.bulan) == (KAB, 12, 0.0, 1)
    with pytest.raises(AksiDitolak) as e:
        tetapkan(SEPTEMBER)
    assert kode_salah(e) == ["R126"]
    assert "1 kabupaten" in str(e.value.violations[0])
    katakan(Periksa.DIPERIKSA)
    assert get_tinjauan(SEPTEMBER, "").belum_diperiksa == ()
    assert count_selisih(tetapkan(SEPTEMBER)) == [("KELUAR", "BEKU", 12)]
    peristiwa = Jejak.objects.get(peristiwa="penetapan.reviewed")
    assert (peristiwa.rantai, peristiwa.objek) == (KAB, "penetapan:nasional:2023-09")
    assert peristiwa.ringkasan["catatan"] == CATATAN


def test_R126_a_kabupaten_like_its_mean_is_usual(keluarga: list[Keluarga]) -> None:
    tetapkan(JULI)
    beku(keluarga[0])
    tetapkan(AGUSTUS)
    beku(*keluarga[1:4])
    [w] = get_tinjauan(SEPTEMBER, "").wilayah
    assert (w.keluar, w.biasa, w.kali, w.tidak_biasa) == (9, 3.0, 3.0, False)
    beku(keluarga[4])
    assert get_tinjauan(SEPTEMBER, "").tidak_biasa[0].kali == 4.0


def test_R126_nobody_is_unusual_before_there_is_a_month_to_compare(keluarga: list[Keluarga]) -> None:
    tetapkan(JULI)
    beku(*keluarga[:4])
    [w] = get_tinjauan(AGUSTUS, "").wilayah
    assert (w.biasa, w.bulan, w.tidak_biasa) == (None, 0, False)
    tetapkan(AGUSTUS)


def test_R126_a_word_on_fewer_persons_is_old(tidak_biasa: list[Keluarga]) -> None:
    katakan(Periksa.DIPERIKSA)
    beku(tidak_biasa[4])
    with pytest.raises(AksiDitolak) as e:
        tetapkan(SEPTEMBER)
    assert kode_salah(e) == ["R126"]
    katakan(Periksa.DIPERIKSA, keluar=15)
    assert tetapkan(SEPTEMBER).jumlah_individu == 6


def test_R126_sent_back_keeps_the_gate_closed(tidak_biasa: list[Keluarga]) -> None:
    katakan(Periksa.DIKEMBALIKAN)
    with pytest.raises(AksiDitolak):
        tetapkan(SEPTEMBER)
    with scope(JAYA.cakupan):
        assert [p.catatan for p in Pemeriksaan.objects.all()] == [CATATAN]
    with scope(SARI.cakupan):
        assert not Pemeriksaan.objects.exists()


def test_held_means_the_last_list_for_that_kabupaten_only(tidak_biasa: list[Keluarga]) -> None:
    buat_keluarga(DESA, at=wib(2023, 9, 10))
    beku(tidak_biasa[6])
    katakan(Periksa.DIPERIKSA, kode=KAB_JAUH, keluar=3)
    katakan(Periksa.DITAHAN)
    p = preview_penetapan(SEPTEMBER, "")
    assert (p.orang, p.masuk, p.keluar, p.lama and p.lama.jumlah_individu) == (18, 0, 3, 21)
    daftar = tetapkan(SEPTEMBER)
    assert daftar.ditahan == [{"kode": KAB, "alasan": CATATAN, "oleh": "Ratna"}]
    assert daftar.jumlah_individu == 18
    assert hash_isi(list_isi(daftar)) == daftar.sha256
    lama = BarisPenetapan.objects.filter(penetapan__bulan=AGUSTUS, kode_desa__startswith=KAB)
    baru = BarisPenetapan.objects.filter(penetapan=daftar, kode_desa__startswith=KAB)
    kolom = ("id_individu", "nik", "nama", "kode_desa", "verval_terakhir")
    assert set(baru.values_list(*kolom)) == set(lama.values_list(*kolom))


def test_who_moves_out_of_a_held_kabupaten_or_into_it_is_in_once(tidak_biasa: list[Keluarga]) -> None:
    keluar, masuk = tidak_biasa[4], tidak_biasa[6]
    for k, ke in ((keluar, DESA_JAUH), (masuk, DESA)):
        Keluarga.objects.filter(pk=k.pk).update(kode_desa=ke)
        Individu.objects.filter(keluarga=k).update(kode_desa=ke)
    katakan(Periksa.DITAHAN)
    daftar = tetapkan(SEPTEMBER)
    assert (daftar.jumlah_individu, count_selisih(daftar)) == (21, [])
    di = dict(daftar.daftar_baris.values_list("keluarga_id", "kode_desa"))
    assert (di[keluar.pk], di[masuk.pk]) == (DESA_BUDI, DESA_JAUH)


def test_after_a_hold_the_next_month_counts_again_with_its_true_reasons(tidak_biasa: list[Keluarga]) -> None:
    buat_keluarga(DESA, at=wib(2023, 8, 30))
    katakan(Periksa.DITAHAN)
    tetapkan(SEPTEMBER)
    katakan(Periksa.DIPERIKSA, bulan=OKTOBER)
    assert sorted(count_selisih(tetapkan(OKTOBER))) == [("KELUAR", "BEKU", 12), ("MASUK", "IMPOR", 3)]
    assert count_keluar_bulan("", KAB, date(2023, 11, 1)) == [(AGUSTUS, 0), (SEPTEMBER, 0), (OKTOBER, 12)]


def test_R129_a_hold_is_lifted_before_any_other_word(tidak_biasa: list[Keluarga]) -> None:
    with pytest.raises(AksiDitolak) as e:
        katakan(Periksa.DILEPAS)
    assert kode_salah(e) == ["R129"]
    katakan(Periksa.DITAHAN)
    with pytest.raises(AksiDitolak) as e:
        katakan(Periksa.DIPERIKSA)
    assert kode_salah(e) == ["R129"]
    assert get_tinjauan_kabupaten(SEPTEMBER, "", KAB).wilayah.keluar == 12
    katakan(Periksa.DILEPAS)
    assert find_terakhir(SEPTEMBER, "") == {}
    assert preview_penetapan(SEPTEMBER, "").keluar == 12
    urut = Jejak.objects.filter(peristiwa__in=["penetapan.held", "penetapan.released"]).order_by("seq")
    assert [j.peristiwa for j in urut] == ["penetapan.held", "penetapan.released"]


def test_R128_without_a_last_list_there_is_nothing_to_hold() -> None:
    with pytest.raises(AksiDitolak) as e:
        katakan(Periksa.DITAHAN, bulan=JULI)
    assert kode_salah(e) == ["R128"]


@pytest.mark.parametrize("catatan", ["", "   ok     ", "sudah"])
def test_R127_a_word_needs_a_note(tidak_biasa: list[Keluarga], catatan: str) -> None:
    with pytest.raises(AksiDitolak) as e:
        katakan(Periksa.DIPERIKSA, catatan=catatan)
    assert kode_salah(e) == ["R127"]


def test_R121b_a_set_month_takes_no_word(tidak_biasa: list[Keluarga]) -> None:
    with pytest.raises(AksiDitolak) as e:
        katakan(Periksa.DITAHAN, bulan=AGUSTUS)
    assert kode_salah(e) == ["R121b"]


@pytest.mark.parametrize("kode", ["18", DESA, "", "99"])
def test_only_a_kabupaten_is_held(tidak_biasa: list[Keluarga], kode: str) -> None:
    with pytest.raises(AksiDitolak):
        katakan(Periksa.DITAHAN, kode=kode)


@pytest.mark.parametrize("oleh", [SARI, JAYA, HARUN])
def test_only_the_centre_says_it(tidak_biasa: list[Keluarga], oleh: Actor) -> None:
    with pytest.raises(TidakBerhak):
        katakan(Periksa.DITAHAN, by=oleh)
    assert not Pemeriksaan.objects.exists()
