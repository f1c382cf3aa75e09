"""Beginning a usulan: by the village itself, once for each subject and jenis, never from a broken form (R26-R38)."""

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from opensiks.infra.scope import scope
from opensiks.rules.jenis import Jenis
from opensiks.rules.rule import AksiDitolak
from opensiks.rules.status import StatusUsulan
from opensiks.usulan.models import RiwayatUsulan, Usulan
from opensiks.usulan.services import draft_usulan, withdraw_usulan
from opensiks.verval.models import Periode
from tests.factories.usulan import KAPAN, draf, isi_baru, isi_orang, keluarga_dengan, orang_ke
from tests.factories.verval import (
    BUDI,
    DARMO,
    DESA,
    DESA_BUDI,
    JAYA,
    ORANG_ASING,
    SARI,
    TIKA,
    list_peristiwa,
    wib,
)  # fmt: skip

pytestmark = pytest.mark.usefixtures("periode")


def refused(kode: str, *args: Any, **isi: Any) -> str:
    """The sentences of a refusal that carries `kode`; nothing may be left behind."""
    sebelum = Usulan.objects.count()
    with pytest.raises(AksiDitolak) as salah:
        draft_usulan(*args, **({"kode_desa": DESA, "by": SARI, "at": KAPAN} | isi))
    assert Usulan.objects.count() == sebelum
    assert kode in [v.kode for v in salah.value.violations], salah.value
    return "; ".join(map(str, salah.value.violations))


def test_a_draft_keeps_who_when_what_and_the_version_it_was_made_from(periode: Periode) -> None:
    k = keluarga_dengan(DESA)
    with scope(SARI.cakupan):
        u = draft_usulan(
            periode, Jenis.PERBAIKAN_DATA, kode_desa=DESA, keluarga=k, muatan={"alamat": "Jalan  Baru"},
            by=SARI, at=KAPAN,
        )  # fmt: skip
    u.refresh_from_db()
    assert (u.status, u.revisi, u.subjek, u.orang, u.versi_dasar) == (StatusUsulan.DRAF, 0, f"K{k.pk}", 3, 1)
    assert (u.muatan, u.pembuat, u.pembuat_id, u.dibuat_at) == (
        {"alamat": "Jalan Baru"},
        "Sari",
        SARI.akun_id,
        KAPAN,
    )
    langkah = RiwayatUsulan.objects.get(usulan=u)
    assert (langkah.aksi, langkah.dari, langkah.ke, langkah.oleh) == ("draft", "", "DRAF", "Sari")
    assert list_peristiwa(f"usulan:{u.pk}") == ["usulan.drafted"]


@pytest.mark.parametrize(
    "jenis", [j for j in Jenis if j not in (Jenis.TETAP, Jenis.GANDA, Jenis.PENGURUS, Jenis.PECAH_KK)]
)
def test_every_jenis_has_a_form_that_can_be_drafted(periode: Periode, jenis: Jenis) -> None:
    u = draf(periode, jenis, kode_desa=DESA, bukti=False)
    assert (u.jenis, u.status) == (jenis, StatusUsulan.DRAF)


def test_R1_the_officer_of_the_next_village_is_refused(periode: Periode) -> None:
    k = keluarga_dengan(DESA)
    for by in (BUDI, ORANG_ASING):
        refused("R1", periode, Jenis.TIDAK_DITEMUKAN, keluarga=k, kode_alasan="3", by=by)


def test_R1_a_family_of_another_village_is_refused(periode: Periode) -> None:
    jauh = keluarga_dengan(DESA_BUDI)
    refused("R1", periode, Jenis.TIDAK_DITEMUKAN, keluarga=jauh, kode_alasan="3")


@pytest.mark.parametrize("by", [DARMO, TIKA, JAYA])
def test_R105_only_the_operator_drafts(periode: Periode, by: Any) -> None:
    refused("R105", periode, Jenis.TIDAK_DITEMUKAN, keluarga=keluarga_dengan(DESA), kode_alasan="3", by=by)


def test_R26_a_second_one_is_refused_with_the_id_and_day_of_the_first(periode: Periode) -> None:
    k = keluarga_dengan(DESA)
    u = draf(periode, Jenis.PERBAIKAN_DATA, kode_desa=DESA, keluarga=k)
    kata = refused("R26", periode, Jenis.PERBAIKAN_DATA, keluarga=k, muatan={"alamat": "Jalan 9"})
    assert f"{u.pk} sejak 10 Juli 2023" in kata
    draf(periode, Jenis.TIDAK_DITEMUKAN, kode_desa=DESA, keluarga=k)


def test_R26_a_withdrawn_one_makes_room(periode: Periode) -> None:
    k = keluarga_dengan(DESA)
    withdraw_usulan([draf(periode, kode_desa=DESA, keluarga=k)], "Salah keluarga.", by=SARI, at=KAPAN)
    draf(periode, kode_desa=DESA, keluarga=k)


def test_R26_holds_across_villages_by_the_database(periode: Periode) -> None:
    isi = isi_baru()
    with scope(BUDI.cakupan):
        draft_usulan(periode, Jenis.BARU, kode_desa=DESA_BUDI, muatan=isi, by=BUDI, at=KAPAN)
    with scope(SARI.cakupan):
        assert "di desa lain" in refused("R26", periode, Jenis.BARU, muatan=isi)


def test_R71_a_draft_may_be_made_outside_the_window_where_the_profile_lets_it(periode: Periode) -> None:
    lewat = wib(2023, 7, 28)
    assert draf(periode, kode_desa=DESA, at=lewat).status is StatusUsulan.DRAF


def test_R36_a_nik_already_registered_is_refused_with_a_masked_reference(periode: Periode) -> None:
    ada = orang_ke(keluarga_dengan(DESA_BUDI), 0)
    isi = isi_baru(anggota=1)
    isi["anggota"][0] |= {"nik": ada.nik, "tanggal_lahir": "1980-03-07", "jenis_kelamin": "L"}
    with scope(SARI.cakupan):
        kata = refused("R36", periode, Jenis.BARU, muatan=isi)
    assert ada.nik not in kata
    assert ada.nik[:6] in kata
    assert ada.nama not in kata


ORANG = isi_orang()


@pytest.mark.parametrize(
    ("kode", "ganti", "kata"),
    [
        ("R42", {"nik": "18040145088500031"}, "17 angka"),
        ("R44", {"nik": "1804019908858003"}, "tanggal"),
        ("R56", {"tanggal_lahir": "2090-01-01"}, "1 Januari 2090 belum terjadi"),
        ("R133", {"tanggal_lahir": "31-31-1985"}, "bukan tanggal"),
        ("R132", {"nama_ibu": ""}, "Nama ibu kandung harus diisi"),
        ("R132", {"nama": None}, "Nama harus diisi"),
        ("R59", {"status_kawin": 9}, "daftar kode"),
        ("R59", {"jenis_kelamin": "X"}, "L atau P"),
        ("R130", {"gaji": 1}, "gaji"),
        ("R53", {"shdk": 4}, "satu kepala keluarga"),
    ],
)
def test_a_bad_field_gets_a_sentence_and_changes_nothing(
    periode: Periode, kode: str, ganti: dict[str, Any], kata: str
) -> None:
    isi = isi_baru(anggota=1)
    isi["anggota"][0] |= ganti
    assert kata in refused(kode, periode, Jenis.BARU, muatan=isi)


@pytest.mark.parametrize(
    ("kode", "isi"),
    [
        ("R132", {}),
        ("R132", {"keluarga": {"no_kk": "1804011203185001"}, "anggota": []}),
        ("R51", {"keluarga": {"no_kk": "123", "alamat": "Jalan"}, "anggota": [ORANG]}),
        (
            "R134",
            {"keluarga": {"no_kk": "1804011203185001", "alamat": "J", "lintang": "51.5"}, "anggota": [ORANG]},
        ),
        (
            "R50",
            {
                "keluarga": {"no_kk": "1804011203185001", "alamat": "J"},
                "anggota": [ORANG, ORANG | {"shdk": 4}],
            },
        ),
    ],
)
def test_half_a_form_is_refused(periode: Periode, kode: str, isi: dict[str, Any]) -> None:
    refused(kode, periode, Jenis.BARU, muatan=isi)


@pytest.mark.parametrize(
    ("kode", "jenis", "isi"),
    [
        ("R27", Jenis.MENINGGAL, {"muatan": {}}),
        ("R56", Jenis.MENINGGAL, {"muatan": {"tanggal": "2023-07-11"}}),
        ("R27", Jenis.MENINGGAL, {"muatan": {"tanggal": "1970-01-01"}}),
        ("R29", Jenis.PINDAH, {"muatan": {"tanggal": "2023-07-01", "tujuan": "18.04.99.2001"}}),
        ("R30", Jenis.GANDA, {"muatan": {}}),
        ("R31", Jenis.TIDAK_LAYAK, {"program": "PKH"}),
        ("R31", Jenis.TIDAK_LAYAK, {"program": "ZZZ", "kode_alasan": "MAMPU"}),
        ("R117", Jenis.BANSOS_MASUK, {}),
        ("R118", Jenis.PERBAIKAN_ID, {"muatan": {}}),
        ("R119", Jenis.TIDAK_DITEMUKAN, {}),
        ("R120", Jenis.PECAH_KK, {"muatan": {"anggota": []}}),
        ("R34", Jenis.REAKTIVASI, {"muatan": {"tanggal": "2022-12-01"}}),
        ("R33", Jenis.PENGURUS, {"program": "PKH", "muatan": {"pengurus": "tidak-ada"}}),
        ("R137", Jenis.TETAP, {}),
    ],
)
def test_each_jenis_is_checked_by_its_own_rules(
    periode: Periode, kode: str, jenis: Jenis, isi: dict[str, Any]
) -> None:
    k = keluarga_dengan(DESA)
    perorangan = jenis in (Jenis.MENINGGAL, Jenis.REAKTIVASI, Jenis.PERBAIKAN_ID, Jenis.GANDA)
    refused(kode, periode, jenis, individu=orang_ke(k, 1) if perorangan else None, keluarga=k, **isi)


def test_R135_somebody_must_be_named(periode: Periode) -> None:
    assert "orang" in refused("R135", periode, Jenis.MENINGGAL, muatan={"tanggal": "2023-07-01"})


def test_R33_a_pengurus_of_the_family_that_is_padan_may_take_over(periode: Periode) -> None:
    k = keluarga_dengan(DESA, program=["PKH"])
    istri = orang_ke(k, 1)
    isi = {"program": "PKH", "muatan": {"pengurus": istri.id_registri}, "keluarga": k}
    assert "padan" in refused("R33b", periode, Jenis.PENGURUS, **isi)
    draf(periode, Jenis.PENGURUS, kode_desa=DESA, keluaran=lambda ids: dict.fromkeys(ids, "PADAN"), **isi)


def test_R30_the_record_that_is_kept_may_live_in_another_village(periode: Periode) -> None:
    tetap = orang_ke(keluarga_dengan(DESA_BUDI), 0)
    kembar = orang_ke(keluarga_dengan(DESA), 2)
    muatan = {"dipertahankan": "NIK"}
    refused("R30a", periode, Jenis.GANDA, individu=kembar, muatan=muatan)
    kembar.nik = tetap.nik
    kembar.save()
    with scope(SARI.cakupan):
        draf(periode, Jenis.GANDA, kode_desa=DESA, individu=kembar, muatan=muatan)


def test_a_draft_asks_few_questions(periode: Periode) -> None:
    k = keluarga_dengan(DESA)
    with CaptureQueriesContext(connection) as tanya:
        draft_usulan(
            periode, Jenis.PERBAIKAN_DATA, kode_desa=DESA, keluarga=k, muatan={"alamat": "Jalan 9"}, by=SARI, at=KAPAN
        )  # fmt: skip
    assert len(tanya) <= 24, len(tanya)


def test_a_person_that_was_closed_is_no_longer_a_subject(periode: Periode) -> None:
    orang = orang_ke(keluarga_dengan(DESA), 2)
    orang.status = type(orang.status).NONAKTIF
    refused("R136", periode, Jenis.MENINGGAL, individu=orang, muatan={"tanggal": "2023-07-01"})


def test_a_family_without_nik_may_be_proposed_but_not_for_a_programme(periode: Periode) -> None:
    isi = isi_baru(anggota=1)
    isi["anggota"][0]["nik"] = ""
    refused("R125", periode, Jenis.BARU, muatan=isi, program="PKH")
    u = draf(periode, Jenis.BARU, kode_desa=DESA, muatan=isi, bukti=False)
    assert u.subjek.startswith("NN:")
    refused("R26", periode, Jenis.BARU, muatan=isi)


def test_ages_are_read_on_the_villages_own_day(periode: Periode) -> None:
    isi = isi_baru(anggota=1)
    isi["anggota"][0]["tanggal_lahir"] = date(2023, 7, 11).isoformat()
    # 23.30 WIB on the 10th is still the 10th there, though it is the 10th 16.30 in UTC.
    refused("R56", periode, Jenis.BARU, muatan=isi, at=wib(2023, 7, 10, 23, 30))
