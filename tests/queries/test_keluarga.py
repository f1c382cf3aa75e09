"""Reading the registry: the village's table, a family in full, its past, and numbers, each within the scope."""

from collections.abc import Iterator
from datetime import date, timedelta
from time import perf_counter
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from opensiks.infra.scope import scope, scope_nasional
from opensiks.keluarga import queries
from opensiks.keluarga.manfaat import count_manfaat
from opensiks.keluarga.masuk import BarisKeluarga
from opensiks.keluarga.models import Individu, Keluarga
from opensiks.keluarga.queries import DaftarKeluarga, Saring, Urut
from opensiks.keluarga.services import (
    PerubahanIndividu,
    PerubahanKeluarga,
    import_keluarga,
    revise_individu,
    revise_keluarga,
    set_status_individu,
    set_status_keluarga,
)
from opensiks.rules.beku import KeadaanBeku
from opensiks.rules.registri import StatusIndividu, StatusKeluarga
from tests.cast import BUDI, DESA, DESA_BUDI, JAYA, KAB, RATNA, SARI
from tests.factories.keluarga import AT, anak, baris, buat_wilayah, daftarkan, istri, keluarga_di, orang

PADA = date(2021, 6, 15)
NANTI = AT + timedelta(days=40)


@pytest.fixture(autouse=True)
def nasional(db: None) -> Iterator[None]:
    buat_wilayah()
    with scope_nasional():
        yield


def daftar(**cara: Any) -> DaftarKeluarga:
    return queries.list_keluarga(SARI.cakupan, kode_desa=DESA, **{"pada": PADA, **cara})


def nama(hasil: DaftarKeluarga) -> list[str]:
    return [b.kepala for b in hasil.baris]


# --- the village's table ------------------------------------------------------------------------------------


def test_R95_a_row_holds_what_the_table_shows_and_no_whole_number() -> None:
    b = baris(
        DESA,
        [orang("SUPARDI", nik="1804011205865001", nama_ibu=""), istri(), anak()],
        program={"PKH", "SEMBAKO"},
    )
    b.anggota[2].program = {"PBI_JK"}
    b.no_kk, b.verval_terakhir = "1804010101105001", date(2021, 4, 9)
    daftarkan(b)
    (r,) = daftar().baris
    assert (r.kepala, r.nik, r.no_kk) == ("SUPARDI", "180401••••••5001", "180401••••••5001")
    assert (r.dusun, r.rt, r.rw, r.orang, r.bantuan) == (
        "PEMANGKU I",
        "003",
        "001",
        3,
        ("PBI_JK", "PKH", "SEMBAKO"),
    )
    assert (r.temuan, r.temuan_tag, r.temuan_tingkat, r.temuan_jumlah) == (
        "R54",
        "Ibu kandung kosong",
        "B",
        2,
    )
    assert (r.menahan, r.perlu_dilihat) == (True, True)
    assert (r.status, r.keadaan) == (StatusKeluarga.AKTIF, KeadaanBeku.PERLU_VERVAL)


def test_R49_being_without_nik_does_not_hold_the_village_back() -> None:
    daftarkan(baris(DESA, [orang(nik="")]))
    (r,) = daftar().baris
    assert (r.temuan, r.menahan, r.nik) == ("R49", False, "")


@pytest.mark.parametrize(
    ("terakhir", "keadaan"),
    [
        (date(2021, 5, 1), KeadaanBeku.AKTIF),
        (date(2021, 4, 30), KeadaanBeku.PERLU_VERVAL),
        (date(2021, 3, 31), KeadaanBeku.TERANCAM_BEKU),
        (date(2021, 2, 28), KeadaanBeku.BEKU),
        (None, KeadaanBeku.AKTIF),
    ],
)
def test_R73_how_near_to_freezing(terakhir: date | None, keadaan: KeadaanBeku) -> None:
    """Never vervaled counts from the day of entry."""
    daftarkan(baris(DESA, verval_terakhir=terakhir))
    assert daftar().baris[0].keadaan is keadaan


def test_a_family_never_vervaled_ages_from_its_entry() -> None:
    keluarga_di(DESA)
    assert daftar(pada=date(2021, 9, 1)).baris[0].keadaan is KeadaanBeku.TERANCAM_BEKU


@pytest.fixture
def tiga() -> list[Keluarga]:
    """Aminah in RT 3, Basri in RT 12 with a wife Siti, Cahya frozen."""
    semua = daftarkan(
        baris(DESA, [orang("AMINAH PUTRI", nik="1804011205865111")], verval_terakhir=date(2021, 6, 1), rt="003"),
        baris(
            DESA, [orang("BASRI HASAN", nama_ibu=""), istri("SITI RAHMAH", nik="1804015203885222")], rt="012",
            verval_terakhir=date(2021, 3, 3), program={"PKH"},
        ),
        baris(DESA, [orang("CAHYA")], no_kk="1804010101105333", rt="003", verval_terakhir=date(2021, 1, 3)),
    )  # fmt: skip
    set_status_keluarga([semua[2].pk], StatusKeluarga.BEKU, "R73", by=RATNA, at=AT, sumber="R73")
    return semua


@pytest.mark.parametrize(
    ("cari", "ketemu"),
    [
        ("", ["AMINAH PUTRI", "BASRI HASAN", "CAHYA"]),
        ("amin", ["AMINAH PUTRI"]),
        ("siti", ["BASRI HASAN"]),
        ("hasan basri", ["BASRI HASAN"]),
        ("5222", ["BASRI HASAN"]),
        ("5333", ["CAHYA"]),
        ("rt 3", ["AMINAH PUTRI", "CAHYA"]),
        ("RT03 cah", ["CAHYA"]),
        ("rt 12 rw 1", ["BASRI HASAN"]),
        ("rt 1", []),
        ("222", []),
        ("tidak ada", []),
    ],
)
def test_search_by_name_parts_last_digits_and_rt(tiga: list[Keluarga], cari: str, ketemu: list[str]) -> None:
    assert nama(daftar(cari=cari)) == ketemu


def test_filters_count_exactly_what_they_show(tiga: list[Keluarga]) -> None:
    semua = daftar()
    assert semua.hitung == {
        Saring.SEMUA: 3, Saring.PERLU_VERVAL: 0, Saring.TERANCAM_BEKU: 1, Saring.BEKU: 1, Saring.DITIDURKAN: 0,
        Saring.TEMUAN_HARUS: 1, Saring.TEMUAN_LIHAT: 1, Saring.PENERIMA: 1,
    }  # fmt: skip
    for saring in Saring:
        assert len(daftar(saring=saring).baris) == semua.hitung[saring]
    assert daftar(saring=Saring.BEKU, cari="rt 12").hitung[Saring.BEKU] == 0


def test_sorting_by_every_column(tiga: list[Keluarga]) -> None:
    assert nama(daftar(turun=True)) == ["CAHYA", "BASRI HASAN", "AMINAH PUTRI"]
    assert nama(daftar(urut=Urut.RT)) == ["AMINAH PUTRI", "CAHYA", "BASRI HASAN"]
    assert nama(daftar(urut=Urut.VERVAL)) == ["CAHYA", "BASRI HASAN", "AMINAH PUTRI"]
    assert nama(daftar(urut=Urut.TEMUAN)) == ["BASRI HASAN", "CAHYA", "AMINAH PUTRI"]
    assert nama(daftar(urut=Urut.ORANG, turun=True))[0] == "BASRI HASAN"
    assert nama(daftar(urut=Urut.STATUS, turun=True))[0] == "CAHYA"


def test_the_caller_may_narrow_to_families_of_its_own(tiga: list[Keluarga]) -> None:
    hasil = daftar(ids={tiga[0].pk, tiga[2].pk})
    assert (nama(hasil), hasil.hitung[Saring.SEMUA]) == (["AMINAH PUTRI", "CAHYA"], 2)


def test_closed_families_and_persons_are_not_in_the_table(tiga: list[Keluarga]) -> None:
    set_status_keluarga([tiga[0].pk], StatusKeluarga.NONAKTIF, "PINDAH", by=RATNA, at=NANTI, sumber="usulan")
    siti = Individu.objects.get(nama="SITI RAHMAH")
    set_status_individu([siti.pk], StatusIndividu.NONAKTIF, "MENINGGAL", by=RATNA, at=NANTI, sumber="usulan")
    assert nama(daftar()) == ["BASRI HASAN", "CAHYA"]
    assert nama(daftar(cari="siti")) == []


def test_R1_another_village_is_empty_by_the_first_wall_and_by_the_second(tiga: list[Keluarga]) -> None:
    assert queries.list_keluarga(BUDI.cakupan, kode_desa=DESA, pada=PADA).baris == ()
    with scope(BUDI.cakupan):
        assert queries.list_keluarga(SARI.cakupan, kode_desa=DESA, pada=PADA).baris == ()


def test_a_village_of_2400_families_is_listed_in_one_query_and_a_blink() -> None:
    def banyak() -> Iterator[BarisKeluarga]:
        for n in range(2400):
            yield baris(
                DESA, [orang(f"KEPALA {n}"), istri(nama_ibu="" if n % 5 else "SITI"), anak()], program={"PKH"}
            )

    import_keluarga(banyak(), kode_wilayah=KAB, by=JAYA, at=AT, nama="uji")
    with scope(SARI.cakupan):
        daftar()
        with CaptureQueriesContext(connection) as dicatat:
            mulai = perf_counter()
            hasil = daftar(cari="kepala", urut=Urut.RT)
            lama = perf_counter() - mulai
    assert len(hasil.baris) == 2400
    assert len(dicatat) == 1
    # 100 ms is the promise on a machine of its own; a shared one gets some slack.
    assert lama < 0.5


# --- one family ---------------------------------------------------------------------------------------------


def test_a_family_comes_whole_in_four_queries() -> None:
    b = baris(DESA, [anak(), orang(nama_ibu=""), istri()], program={"PKH"}, lintang=-5.03, bujur=104.05)
    (k,) = daftarkan(b)
    with CaptureQueriesContext(connection) as dicatat:
        r = queries.get_keluarga(k.pk)
    assert r is not None
    assert len(dicatat) == 4
    assert [a.shdk for a in r.anggota] == [1, 3, 4]
    assert (r.lintang, r.bujur, r.kepala_nama) == (-5.03, 104.05, "BUDI SANTOSO")
    assert [(p.program, p.status, p.individu_id) for p in r.bantuan] == [("PKH", "AKTIF", None)]
    (t,) = r.temuan
    assert (t.kode, t.individu_id, t.is_menahan_final) == ("R54", r.anggota[0].id, True)
    assert t.kalimat == "Nama ibu kandung BUDI SANTOSO masih kosong. Lihat di KK."
    assert t.perbaikan == ("Isi nama ibu kandung",)


def test_blocking_findings_stand_first() -> None:
    (k,) = daftarkan(baris(DESA, [orang("SUPARDI", nik="1706011205865001", nama_ibu="")]))
    assert [t.tingkat for t in queries.list_temuan(keluarga_id=k.pk)] == ["B", "W", "I"]
    assert [t.kode for t in queries.list_temuan(kode_desa=DESA, kode="R55")] == ["R55"]
    assert queries.list_temuan() == []
    assert queries.count_temuan(KAB) == {"R48": 1, "R54": 1, "R55": 1}
    assert queries.count_temuan(DESA_BUDI) == {}


def test_R1_budi_gets_nothing_of_saris_family() -> None:
    (k,) = keluarga_di(DESA)
    with scope(BUDI.cakupan):
        assert queries.get_keluarga(k.pk) is None
        assert queries.list_anggota(k.pk) == []
        assert queries.get_keluarga_pada(k.pk, NANTI) is None
        assert queries.list_riwayat(k.pk) == []


# --- the past -----------------------------------------------------------------------------------------------


@pytest.fixture
def berubah() -> Keluarga:
    """A family that changed after ten days (address, head's name and mother) and after twenty (child died)."""
    (k,) = keluarga_di(DESA)
    kepala = Individu.objects.get(keluarga=k, shdk=1)
    bocah = Individu.objects.get(keluarga=k, shdk=4)
    t10, t20 = AT + timedelta(days=10), AT + timedelta(days=20)
    revise_keluarga(
        [PerubahanKeluarga(k.pk, {"alamat": "JL. BARU", "no_kk": "1804010101219999"}, {"lantai": 9})],
        by=RATNA, at=t10, sumber="usulan", usulan_id=3,
    )  # fmt: skip
    isi = {"nama": "BUDI SANTOSA", "nama_ibu": "SITI HAWA"}
    revise_individu([PerubahanIndividu(kepala.pk, isi)], by=RATNA, at=t10, sumber="usulan", usulan_id=4)
    set_status_individu([bocah.pk], StatusIndividu.NONAKTIF, "MENINGGAL", by=RATNA, at=t20, sumber="usulan")
    return k


@pytest.mark.parametrize(
    ("hari", "alamat", "anggota"),
    [
        (0, "JL. MELATI NO. 3", ["BUDI SANTOSO", "RINA WATI", "DEWI LESTARI"]),
        (9.9, "JL. MELATI NO. 3", ["BUDI SANTOSO", "RINA WATI", "DEWI LESTARI"]),
        (10, "JL. BARU", ["BUDI SANTOSA", "RINA WATI", "DEWI LESTARI"]),
        (25, "JL. BARU", ["BUDI SANTOSA", "RINA WATI"]),
    ],
)
def test_a_family_as_it_stood_at_a_moment(
    berubah: Keluarga, hari: float, alamat: str, anggota: list[str]
) -> None:
    with CaptureQueriesContext(connection) as dicatat:
        dulu = queries.get_keluarga_pada(berubah.pk, AT + timedelta(days=hari))
    assert dulu is not None
    assert len(dicatat) == 2
    assert (dulu.keluarga["alamat"], [a["nama"] for a in dulu.anggota]) == (alamat, anggota)


def test_before_its_entry_there_was_no_family(berubah: Keluarga) -> None:
    assert queries.get_keluarga_pada(berubah.pk, AT - timedelta(seconds=1)) is None


def test_R95_the_history_tells_what_changed_and_hides_what_is_secret(berubah: Keluarga) -> None:
    riwayat = queries.list_riwayat(berubah.pk)
    assert [(s.at - AT).days for s in riwayat] == [20, 10, 10, 0, 0, 0, 0]
    ubahan = {u.kolom: (u.lama, u.baru) for s in riwayat for u in s.ubahan}
    assert ubahan["alamat"] == ("JL. MELATI NO. 3", "JL. BARU")
    assert ubahan["nama"] == ("BUDI SANTOSO", "BUDI SANTOSA")
    assert ubahan["lantai"] == ("", "9")
    assert ubahan["nama_ibu"] == ("", "")
    assert ubahan["no_kk"][1] == "180401••••••9999"
    assert (ubahan["status"], ubahan["alasan_status"]) == (("AKTIF", "NONAKTIF"), ("", "MENINGGAL"))
    assert {s.usulan_id for s in riwayat if (s.at - AT).days == 10} == {3, 4}


# --- numbers ------------------------------------------------------------------------------------------------


def test_a_nik_is_found_in_scope_only_and_by_its_index() -> None:
    (k,) = daftarkan(baris(DESA, [orang(nik="1804011205867777")]))
    (ada,) = queries.find_nik("1804011205867777")
    assert (ada.keluarga_id, ada.nama, ada.kode_desa) == (k.pk, "BUDI SANTOSO", DESA)
    assert queries.find_no_kk(k.no_kk) == [k.pk]
    with scope(BUDI.cakupan):
        assert queries.find_nik("1804011205867777") == []
        assert queries.find_no_kk(k.no_kk) == []
    with connection.cursor() as cur:
        cur.execute("SET LOCAL enable_seqscan = off")
        cur.execute("EXPLAIN SELECT * FROM keluarga_individu WHERE nik = '1804011205867777'")
        assert "Index Cond: ((nik)::text = " in "\n".join(r[0] for r in cur.fetchall())


def test_R36_a_registered_nik_is_known_past_the_scope_but_only_as_a_hint() -> None:
    daftarkan(baris(DESA, [orang("HASAN BASRI", nik="1804011205867777")]))
    tanya = ["1804011205867777", "1804011205868888"]
    with scope(BUDI.cakupan):
        assert queries.list_nik_terdaftar(tanya, DESA_BUDI) == {tanya[0]: (1, "H••• B•••, Pekon Way Mengaku")}
    with scope(SARI.cakupan):
        assert queries.list_nik_terdaftar(tanya, DESA) == {tanya[0]: (1, "HASAN BASRI, Pekon Way Mengaku")}


def test_the_hint_function_leaves_the_scope_as_it_was() -> None:
    keluarga_di(DESA)
    with scope(BUDI.cakupan):
        queries.list_nik_terdaftar(["1804011205867777"], DESA_BUDI)
        assert not Keluarga.objects.exists()


def test_what_is_at_stake_for_families() -> None:
    daftar_ = daftarkan(baris(DESA, program={"PKH"}), baris(DESA))
    m = count_manfaat([k.pk for k in daftar_], PADA)
    assert (m.anak, m.program) == (2, {"PKH": 1})
