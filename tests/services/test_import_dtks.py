"""Reading a DTKS export into the registry: what goes in, what stays out and why, and that twice is once."""

import csv
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from opensiks.infra.files import BerkasDitolak
from opensiks.infra.scope import scope, scope_nasional
from opensiks.jejak.models import Jejak
from opensiks.jejak.queries import verify_jejak
from opensiks.keluarga.masuk import ImporDitolak, LaporanImpor
from opensiks.keluarga.models import (
    Impor,
    Individu,
    IndividuVersi,
    Keluarga,
    KeluargaVersi,
    Kepesertaan,
    Temuan,
)
from opensiks.keluarga.services import (
    PerubahanIndividu,
    PerubahanKepesertaan,
    PindahKeluarga,
    import_dtks,
    import_keluarga,
    move_keluarga,
    revise_individu,
    set_kepesertaan,
    set_status_individu,
)
from opensiks.rules.registri import StatusIndividu, StatusProgram
from opensiks.synth.bentuk import JenisKesalahan
from opensiks.synth.ekspor import KOLOM_17, KOLOM_23, write_dtks, write_dtks_17, write_dtks_xlsx
from opensiks.synth.preset import Preset, populate
from opensiks.wilayah.services import load_wilayah
from tests.cast import BUDI, DESA, DESA_BUDI, JAYA, KAB, RATNA, SISTEM
from tests.dukungan.keutuhan import check_utuh
from tests.factories.keluarga import AT, anak, baris, buat_wilayah, istri, orang

NANTI = AT + timedelta(days=30)
Baris = dict[str, Any]


@pytest.fixture(autouse=True)
def kabupaten(db: None) -> Iterator[None]:
    buat_wilayah()
    with scope(JAYA.cakupan):
        yield
        check_utuh()


def satu(**isi: Any) -> Baris:
    """One good line: the head of a family in Sari's village."""
    baku = {
        "ID DTKS": "10000000000000000001", "PROVINSI": "LAMPUNG", "KABUPATEN/KOTA": "LAMPUNG BARAT",
        "KECAMATAN": "BALIK BUKIT", "DESA/KELUARAHAN": "WAY MENGAKU", "ALAMAT": "JL. MELATI", "DUSUN": "I",
        "RT": "003", "RW": "001", "NOKK": "1804010101105001", "NIK": "1804011205865001", "NAMA": "BUDI SANTOSO",
        "TANGGAL LAHIR": "12/05/1986", "TEMPAT LAHIR": "LIWA", "JENIS KELAMIN": "LAKI-LAKI", "PEKERJAAN": "PETANI",
        "NAMA IBU KANDUNG": "SITI AMINAH", "HUB KELUARGA": "KEPALA KELUARGA", "KETERANGAN PADAN": "PADAN",
        "BANSOS BPNT": "YA", "BANSOS PKH": "TIDAK", "BANSOS BPNT-PPKM": "TIDAK", "PBI JKN": "YA",
    }  # fmt: skip
    return {**baku, **isi}


def dua(**isi: Any) -> Baris:
    """His wife."""
    return satu(
        **{
            "ID DTKS": "10000000000000000002", "NIK": "1804015203885001", "NAMA": "RINA WATI",
            "TANGGAL LAHIR": "12/03/1988", "JENIS KELAMIN": "PEREMPUAN", "HUB KELUARGA": "ISTRI",
            "PBI JKN": "TIDAK", **isi,
        }
    )  # fmt: skip


def tulis(path: Path, *daftar: Baris) -> Path:
    with path.open("w", encoding="utf-8", newline="") as berkas:
        penulis = csv.writer(berkas, delimiter="|", quoting=csv.QUOTE_ALL)
        penulis.writerow(KOLOM_23)
        penulis.writerows([[b[k] for k in KOLOM_23] for b in daftar])
    return path


@pytest.fixture
def impor(tmp_path: Path) -> Any:
    """Import these lines, or this file, as Jaya of the kabupaten."""

    def jalankan(*daftar: Baris, path: Path | None = None, at: datetime = AT, **cara: Any) -> LaporanImpor:
        berkas = path or tulis(tmp_path / "dtks.txt", *daftar)
        return import_dtks(berkas, kode_wilayah=KAB, by=JAYA, at=at, **cara)

    return jalankan


# --- what goes in -------------------------------------------------------------------------------------------


def test_lines_become_a_family_with_versions_membership_and_aid(impor: Any) -> None:
    laporan = impor(satu(), dua(), verval_terakhir=date(2021, 5, 20))
    assert (laporan.baris, laporan.masuk, laporan.keluarga_baru, laporan.ditolak) == (2, 2, 1, ())
    k = Keluarga.objects.get()
    assert (k.id_registri, k.kode_desa, k.kepala_nama, k.jumlah_anggota) == (
        "K10000000000000000001", DESA, "BUDI SANTOSO", 2,
    )  # fmt: skip
    assert (k.no_kk, k.rt, k.rw, k.codelist, k.verval_terakhir) == (
        "1804010101105001", "003", "001", "dtks2020", date(2021, 5, 20),
    )  # fmt: skip
    assert KeluargaVersi.objects.get().sumber == "impor"
    assert IndividuVersi.objects.filter(nomor=1, sumber="impor", oleh="Jaya").count() == 2
    bantuan = Kepesertaan.objects.order_by("program").values_list("program", "individu__nama")
    assert list(bantuan) == [("PBI_JK", "BUDI SANTOSO"), ("SEMBAKO", None)]
    assert laporan.padan == {"PADAN": 2}


def test_the_act_leaves_one_event_a_village_and_one_for_the_area(impor: Any) -> None:
    laporan = impor(satu(), dua())
    lain = satu(
        **{
            "ID DTKS": "3",
            "NIK": "1804011205865003",
            "NOKK": "1804010101105003",
            "DESA/KELUARAHAN": "SEBARUS",
        }
    )
    laporan = impor(satu(), dua(), lain)
    jejak = Jejak.objects.filter(objek=f"impor:{Impor.objects.latest('id').pk}").order_by("rantai")
    assert [(j.peristiwa, j.rantai) for j in jejak] == [
        ("keluarga.imported", KAB),
        ("keluarga.imported", DESA_BUDI),
    ]
    sidik = {"sha256": laporan.sha256}
    assert jejak[1].ringkasan == {"keluarga": 1, "individu": 1, "berubah": 0, **sidik}
    assert jejak[0].ringkasan == {
        "baris": 3, "masuk": 1, "berubah": 0, "sudah_ada": 2, "keluarga": 1, "ditolak": 0, **sidik,
    }  # fmt: skip
    assert verify_jejak().sah
    catatan = Impor.objects.latest("id")
    assert (catatan.baris, catatan.masuk, catatan.ditolak, catatan.nama_berkas) == (3, 1, 0, "dtks.txt")


def test_the_report_counts_defects_by_rule_and_masks_its_examples(impor: Any) -> None:
    laporan = impor(satu(NIK="180401120586500"), dua(**{"NAMA IBU KANDUNG": ""}))
    # The export carries no marital status: everybody lacks one mandatory field (R54).
    assert laporan.cacat == {"R42": 1, "R54": 3}
    assert laporan.contoh["R42"] == (f"{DESA} K10000000000000000001 •••••••••••6500",)
    assert Temuan.objects.filter(terbuka=True).count() == 4


def test_R50_a_double_between_two_villages_is_found(impor: Any) -> None:
    kembar = satu(
        **{"ID DTKS": "9", "NAMA": "LAIN ORANG", "NOKK": "1804010101105009", "DESA/KELUARAHAN": "SEBARUS"}
    )
    assert impor(satu(), kembar).cacat["R50"] == 2


# --- twice is once ------------------------------------------------------------------------------------------


def test_the_same_file_twice_changes_nothing(impor: Any) -> None:
    impor(satu(), dua(NIK="12"))
    sebelum = potret()
    laporan = impor(satu(), dua(NIK="12"), at=NANTI)
    assert (laporan.baris, laporan.masuk, laporan.berubah, laporan.sudah_ada) == (2, 0, 0, 2)
    assert laporan.cacat == {"R42": 1, "R54": 2}
    assert potret() == sebelum


def potret() -> list[Any]:
    """Everything in the registry's own tables, as it stands."""
    model = (Keluarga, Individu, KeluargaVersi, IndividuVersi, Kepesertaan, Temuan)
    return [list(m.objects.order_by("id").values()) for m in model]


def test_a_changed_line_is_a_new_version_from_impor(impor: Any) -> None:
    impor(satu(), dua())
    laporan = impor(satu(PEKERJAAN="PEDAGANG"), dua(), at=NANTI)
    assert (laporan.berubah, laporan.sudah_ada) == (1, 1)
    assert laporan.desa[DESA].berubah == 1
    assert list(IndividuVersi.objects.filter(nomor=2).values_list("pekerjaan", "sumber")) == [
        ("PEDAGANG", "impor")
    ]


def test_a_changed_family_counts_its_members_as_changed(impor: Any) -> None:
    impor(satu(), dua())
    laporan = impor(satu(ALAMAT="JL. BARU"), dua(ALAMAT="JL. BARU"), at=NANTI)
    assert (laporan.berubah, laporan.sudah_ada, Keluarga.objects.get().versi) == (2, 0, 2)


def test_an_empty_cell_never_wipes_a_value(impor: Any) -> None:
    impor(satu(), dua())
    laporan = impor(satu(**{"NIK": "", "NOKK": "", "TANGGAL LAHIR": "", "HUB KELUARGA": ""}), dua(), at=NANTI)
    i = Individu.objects.get(id_registri="10000000000000000001")
    assert (i.nik, i.tanggal_lahir, i.shdk, laporan.berubah) == ("1804011205865001", date(1986, 5, 12), 1, 0)
    assert Keluarga.objects.get().no_kk == "1804010101105001"


def test_a_family_is_known_again_under_another_head_and_card(impor: Any) -> None:
    impor(satu(), dua())
    kk = {"NOKK": "1804010101205002"}
    impor(dua(**{"HUB KELUARGA": "KEPALA KELUARGA", **kk}), satu(**{"HUB KELUARGA": "SUAMI", **kk}), at=NANTI)
    k = Keluarga.objects.get()
    assert (k.kepala_nama, k.no_kk, k.jumlah_anggota, k.versi) == ("RINA WATI", "1804010101205002", 2, 2)


def test_R52_a_son_with_a_card_of_his_own_leaves_the_old_family(impor: Any) -> None:
    anak_ = {"ID DTKS": "3", "NIK": "1804010101005003", "TANGGAL LAHIR": "01/01/2000", "NAMA": "DEDI BUDI"}
    impor(satu(), dua(), satu(**anak_, **{"HUB KELUARGA": "ANAK"}))
    laporan = impor(satu(), dua(), satu(**anak_, NOKK="1804010101215003"), at=NANTI)
    assert (laporan.keluarga_baru, laporan.berubah) == (1, 1)
    isi = Keluarga.objects.order_by("id").values_list("id_registri", "kepala_nama", "jumlah_anggota")
    assert list(isi) == [("K10000000000000000001", "BUDI SANTOSO", 2), ("K3", "DEDI BUDI", 1)]


def test_a_new_member_joins_the_known_family(impor: Any) -> None:
    impor(satu())
    laporan = impor(satu(), dua(), at=NANTI)
    assert (laporan.masuk, laporan.keluarga_baru, laporan.sudah_ada) == (1, 0, 1)
    assert Keluarga.objects.get().jumlah_anggota == 2


# --- what a file may not do ---------------------------------------------------------------------------------


def test_what_the_village_changed_by_usulan_is_not_overwritten(impor: Any) -> None:
    impor(satu(), dua())
    i = Individu.objects.get(nama="BUDI SANTOSO")
    revise_individu(
        [PerubahanIndividu(i.pk, {"nama": "BUDI SANTOSA"}, usulan_id=4)], by=RATNA, at=AT, sumber="usulan"
    )
    laporan = impor(satu(), dua(), at=NANTI)
    i.refresh_from_db()
    assert (i.nama, laporan.dijaga, laporan.sudah_ada) == ("BUDI SANTOSA", {"usulan": 1}, 1)


def test_R29_another_village_in_the_file_is_not_a_move(impor: Any) -> None:
    impor(satu(), dua())
    sebarus = {"DESA/KELUARAHAN": "SEBARUS"}
    laporan = impor(satu(**sebarus), dua(**sebarus), at=NANTI)
    assert (Keluarga.objects.get().kode_desa, laporan.dijaga) == (DESA, {"pindah desa": 2})


def test_R29_a_family_that_moved_away_is_not_entered_twice(impor: Any) -> None:
    """The other area is out of sight, but not out of the register."""
    impor(satu(), dua())
    with scope_nasional():
        k = Keluarga.objects.get()
        move_keluarga([PindahKeluarga(k.pk, "17.06.01.2001")], by=RATNA, at=AT, sumber="usulan")
    laporan = impor(satu(), dua(), at=NANTI)
    assert (laporan.masuk, laporan.dijaga) == (0, {"pindah desa": 2})
    with scope_nasional():
        assert Keluarga.objects.count() == 1


def test_a_person_who_died_does_not_come_back_with_a_file(impor: Any) -> None:
    impor(satu(), dua())
    i = Individu.objects.get(nama="RINA WATI")
    set_status_individu([i.pk], StatusIndividu.NONAKTIF, "MENINGGAL", by=RATNA, at=AT, sumber="usulan")
    laporan = impor(satu(), dua(PEKERJAAN="GURU"), at=NANTI)
    i.refresh_from_db()
    assert (i.status, i.pekerjaan, laporan.dijaga) == ("NONAKTIF", "PETANI", {"nonaktif": 1})


def test_aid_that_was_stopped_is_not_begun_again(impor: Any) -> None:
    impor(satu())
    k = Keluarga.objects.get()
    henti = PerubahanKepesertaan(k.pk, "SEMBAKO", StatusProgram.HENTI)
    set_kepesertaan([henti], by=RATNA, at=AT, sejak=date(2021, 6, 3))
    impor(satu(**{"BANSOS PKH": "YA"}), at=NANTI)
    jalan = Kepesertaan.objects.filter(sampai__isnull=True, individu__isnull=True).order_by("program")
    assert list(jalan.values_list("program", "status")) == [("PKH", "AKTIF"), ("SEMBAKO", "HENTI")]


# --- what stays out -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("isi", "kode", "kata"),
    [
        (
            {"DESA/KELUARAHAN": "ENTAH"},
            "WILAYAH",
            "Desa ENTAH, Kecamatan BALIK BUKIT tidak ada di daftar wilayah.",
        ),
        (
            {"KABUPATEN/KOTA": "MUKOMUKO", "PROVINSI": "BENGKULU"},
            "R1",
            "impor ini hanya untuk Kabupaten Lampung Barat",
        ),
        ({"KECAMATAN": ""}, "WILAYAH", "kosong"),
        ({"ID DTKS": ""}, "ID", "ID DTKS kosong"),
        ({"ID DTKS": "10000000000000000001"}, "GANDA", "sama dengan baris 2"),
        ({"NIK": "1,80401E+15"}, "EXCEL", "Simpan kolom ini sebagai teks"),
        ({"TANGGAL LAHIR": "31/02/1980"}, "TANGGAL", "tidak ada di kalender"),
        ({"HUB KELUARGA": "SAHABAT"}, "HUBUNGAN", "tidak dikenal"),
        ({"BANSOS PKH": "MUNGKIN"}, "YA", "YA atau TIDAK"),
    ],
)
def test_a_bad_line_is_named_with_its_number_and_the_rest_goes_in(
    impor: Any, isi: Baris, kode: str, kata: str
) -> None:
    laporan = impor(satu(), dua(**isi))
    ((tolak),) = laporan.ditolak
    assert (tolak.nomor, tolak.kode, laporan.baris, laporan.masuk) == (3, kode, 2, 1)
    assert kata in tolak.alasan


def test_all_or_nothing_keeps_good_lines_out_too(impor: Any) -> None:
    with pytest.raises(ImporDitolak) as ditolak:
        impor(satu(), dua(**{"ID DTKS": ""}), lewati_cacat=False)
    assert ditolak.value.laporan.ditolak[0].nomor == 3
    assert not Keluarga.objects.exists()
    assert not Jejak.objects.exists()


def test_a_line_with_a_broken_quote_is_named(impor: Any, tmp_path: Path) -> None:
    path = tulis(tmp_path / "a.txt", satu(), dua())
    path.write_text(path.read_text().replace('"RINA WATI"|', '"RINA WATI"'))
    laporan = impor(path=path)
    assert [(t.nomor, t.kode) for t in laporan.ditolak] == [(3, "LEBAR")]
    assert laporan.masuk == 1


def test_R42_R56_odd_data_go_in_and_become_findings(impor: Any) -> None:
    laporan = impor(satu(NIK="18040112058650011", **{"TANGGAL LAHIR": "12/05/2090"}))
    assert laporan.masuk == 1
    assert {"R42a", "R56b"} <= set(laporan.cacat)


def test_a_trial_reports_the_same_and_writes_nothing(impor: Any) -> None:
    uji = impor(satu(), dua(NIK="12"), uji=True)
    assert (uji.uji, uji.masuk, uji.cacat) == (True, 2, {"R42": 1, "R54": 2})
    assert not any(m.objects.exists() for m in (Keluarga, Individu, Temuan, Kepesertaan, Impor, Jejak))
    assert replace(impor(satu(), dua(NIK="12")), uji=True) == uji


def test_a_trial_of_all_or_nothing_still_reports_every_line(impor: Any) -> None:
    assert len(impor(satu(), dua(**{"ID DTKS": ""}), uji=True, lewati_cacat=False).ditolak) == 1


def test_a_file_that_is_no_export_changes_nothing(impor: Any, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("nama;umur\nBudi;3\n")
    with pytest.raises(BerkasDitolak):
        impor(path=tmp_path / "a.txt")


def test_R1_budi_cannot_import_the_kabupaten(impor: Any, tmp_path: Path) -> None:
    path = tulis(tmp_path / "dtks.txt", satu())
    with scope(BUDI.cakupan), pytest.raises(Exception, match="row-level security"):
        import_dtks(path, kode_wilayah=KAB, by=BUDI, at=AT)


# --- names of places ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "isi",
    [
        {"DESA/KELUARAHAN": "Pekon Way Mengaku", "KECAMATAN": "Kec. Balik Bukit"},
        {"DESA/KELUARAHAN": "WAYMENGAKU", "KECAMATAN": "  BALIK   BUKIT "},
        {"KABUPATEN/KOTA": "KAB. LAMPUNG BARAT", "PROVINSI": "Provinsi Lampung"},
        {"KABUPATEN/KOTA": "Kabupaten Lampung Barat", "DESA/KELUARAHAN": "DESA WAY MENGAKU"},
    ],
)
def test_a_place_is_known_however_it_is_written(impor: Any, isi: Baris) -> None:
    assert impor(satu(**isi)).masuk == 1
    assert Keluarga.objects.get().kode_desa == DESA


# --- other shapes of the file -------------------------------------------------------------------------------


def test_a_workbook_with_excels_own_harm(impor: Any, tmp_path: Path) -> None:
    buku = Workbook()
    lembar = buku.active
    assert lembar is not None
    lembar.append(KOLOM_23)
    for isi in (
        satu(**{"NIK": 1804011205865001, "TANGGAL LAHIR": datetime(1986, 5, 12), "RT": 3}),
        dua(**{"NIK": "'1804015203885001", "TANGGAL LAHIR": 32214}),
        dua(**{"ID DTKS": "3", "NIK": 1804015203885000}),
    ):
        lembar.append([isi[k] for k in KOLOM_23])
    buku.save(tmp_path / "dtks.xlsx")
    laporan = impor(path=tmp_path / "dtks.xlsx")
    assert [(t.nomor, t.kode) for t in laporan.ditolak] == [(4, "EXCEL")]
    isi_ = Individu.objects.order_by("id").values_list("nik", "tanggal_lahir", "keluarga__rt")
    assert list(isi_) == [
        ("1804011205865001", date(1986, 5, 12), "003"),
        ("1804015203885001", date(1988, 3, 12), "003"),
    ]


def test_the_older_file_of_17_columns_leaves_what_it_does_not_know(impor: Any, tmp_path: Path) -> None:
    impor(satu())
    nama_lama = {"NOMOR KK": "NOKK", "NOMOR NIK": "NIK", "HUBUNGAN KELUARGA": "HUB KELUARGA"}
    nama_lama["DESA/KELURAHAN"] = "DESA/KELUARAHAN"
    with (tmp_path / "lama.txt").open("w", newline="") as berkas:
        penulis = csv.writer(berkas, delimiter="|", quoting=csv.QUOTE_ALL)
        penulis.writerow(KOLOM_17)
        penulis.writerows([[b[nama_lama.get(k, k)] for k in KOLOM_17] for b in (satu(), dua())])
    laporan = impor(path=tmp_path / "lama.txt", at=NANTI)
    assert (laporan.masuk, laporan.sudah_ada, laporan.ditolak) == (1, 1, ())
    assert Individu.objects.get(nama="BUDI SANTOSO").pekerjaan == "PETANI"
    assert Kepesertaan.objects.filter(program="SEMBAKO").exists()


# --- rows from another source -------------------------------------------------------------------------------


def test_rows_from_a_source_that_knows_more_come_in_whole() -> None:
    b = baris(DESA, verval_terakhir=date(2021, 5, 3), jawaban={"lantai": 9}, lintang=-5.03, bujur=104.05)
    b.anggota[1].jawaban = {"sta_hamil": 2}
    laporan = import_keluarga(iter([b]), kode_wilayah=KAB, by=JAYA, at=AT, nama="data sintetis")
    k = Keluarga.objects.get()
    assert (k.jawaban, float(k.lintang or 0), k.verval_terakhir) == ({"lantai": 9}, -5.03, date(2021, 5, 3))
    assert Individu.objects.get(shdk=3).jawaban == {"sta_hamil": 2}
    assert (laporan.baris, laporan.masuk, laporan.cacat, laporan.sha256) == (3, 3, {}, "")
    assert Impor.objects.get().nama_berkas == "data sintetis"


def test_rows_of_another_area_are_refused() -> None:
    with pytest.raises(ValueError, match="outside"):
        import_keluarga([baris("17.06.01.2001")], kode_wilayah=KAB, by=JAYA, at=AT, nama="x")


# --- the generator's register, whole ------------------------------------------------------------------------

PRESET = Preset(KAB, 2400, seed=7)


@pytest.fixture(scope="module")
def catatan() -> list[Any]:
    return list(populate(PRESET))


@pytest.fixture
def wilayah_resmi() -> None:
    with scope_nasional():
        load_wilayah(by=SISTEM, at=AT, pada=AT.date())


def test_the_synthetic_register_is_read_to_the_last_person(
    impor: Any, tmp_path: Path, catatan: list[Any], wilayah_resmi: None
) -> None:
    path = tmp_path / "dtks.txt"
    assert write_dtks(path, (c.tercatat for c in catatan)) == 2400
    laporan = impor(path=path)
    assert (laporan.baris, laporan.masuk, laporan.ditolak) == (2400, 2400, ())
    assert len(laporan.desa) == 136
    assert sum(n.individu for n in laporan.desa.values()) == Individu.objects.count() == 2400
    salah = Counter(k.jenis for c in catatan for k in c.kesalahan)
    assert laporan.cacat["R42"] == salah[JenisKesalahan.NIK_15_ANGKA]
    assert laporan.cacat["R42a"] == salah[JenisKesalahan.NIK_17_ANGKA]
    assert laporan.cacat["R43"] == salah[JenisKesalahan.NIK_URUT_0000]
    # The same people, as a workbook and in the older form: nothing new, nothing changed, nobody refused.
    for nama, tulis_lain in (("a.xlsx", write_dtks_xlsx), ("lama.txt", write_dtks_17)):
        tulis_lain(tmp_path / nama, (c.tercatat for c in catatan))
        ulang = impor(path=tmp_path / nama, at=NANTI)
        assert (ulang.masuk, ulang.berubah, ulang.sudah_ada, ulang.ditolak) == (0, 0, 2400, ())


def test_nobody_of_the_cast_is_in_the_examples(impor: Any) -> None:
    """Whatever the report shows, no number in it is whole."""
    laporan = impor(satu(NIK="1804011205860000"), dua(NIK="1804015203885001x"))
    semua = " ".join(c for daftar in laporan.contoh.values() for c in daftar)
    assert "1804011205860000" not in semua
    assert "1804015203885001" not in semua


def test_a_family_of_the_factory_has_no_fault() -> None:
    import_keluarga([baris(DESA, [orang(), istri(), anak()])], kode_wilayah=KAB, by=JAYA, at=AT, nama="x")
    assert not Temuan.objects.exists()
