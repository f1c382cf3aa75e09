"""What Disdukcapil answers: one by one and by sheet, all or nothing, with every wrong line named (R68, R148)."""

import io
from collections.abc import Callable, Iterator
from datetime import date, datetime

import pytest
from openpyxl import load_workbook

from opensiks.akun.access import TidakBerhak
from opensiks.infra.scope import scope, scope_nasional
from opensiks.keluarga.models import Individu, Keluarga
from opensiks.pemadanan.models import Konfirmasi, StatusPadan, Tugas
from opensiks.pemadanan.queries import (
    count_konfirmasi_menunggu,
    get_kerja,
    list_kerja,
    list_konfirmasi,
    list_konfirmasi_menunggu,
)
from opensiks.pemadanan.services import (
    ask_disdukcapil,
    check_konfirmasi,
    export_template,
    import_konfirmasi,
    propose_perbaikan,
    record_konfirmasi,
)
from opensiks.rules.aktor import Actor
from opensiks.rules.padan_kerja import JenisTugas
from opensiks.rules.padan_tinjau import LABEL_DUKCAPIL, JawabanDukcapil
from opensiks.rules.rule import AksiDitolak
from tests.dukungan.tolak import kode
from tests.factories.konfirmasi import isi_lembar, tanyakan
from tests.factories.padan import orang
from tests.factories.pengesahan import buat_keluarga
from tests.factories.verval import (
    DESA,
    DESA_BUDI,
    DESA_JAUH,
    HARUN,
    JAYA,
    KAB,
    ORANG_ASING,
    RATNA,
    SARI,
    buat_wilayah,
    list_peristiwa,
    periode_juli,
    wib,
)

HARI, SURAT, TANGGAL = wib(2023, 7, 12), "470/12/2023", date(2023, 7, 11)
NIK_BENAR, NIK_LAIN, MENINGGAL, TIDAK_ADA = JawabanDukcapil
NIK_SURAT = "1804011205805999"


@pytest.fixture(autouse=True)
def desa(db: None) -> Iterator[list[Keluarga]]:
    with scope_nasional():
        buat_wilayah(DESA, DESA_BUDI, DESA_JAUH)
        yield [*buat_keluarga(DESA, 2, anggota=3), *buat_keluarga(DESA_JAUH, 1, anggota=1)]


def catat(i: Individu, jawaban: JawabanDukcapil, by: Actor = JAYA, **lain: object) -> Konfirmasi:
    isi = {"nomor_surat": SURAT, "tanggal": TANGGAL, **lain}
    return record_konfirmasi(i, jawaban, by=by, at=HARI, **isi)  # type: ignore[arg-type]


def test_R68_another_number_opens_the_proposal_of_the_village() -> None:
    periode_juli()
    siapa = orang()[0]
    tugas = tanyakan(siapa)
    with scope(JAYA.cakupan):
        k = catat(siapa, NIK_LAIN, nik_lain=NIK_SURAT)
    tugas.refresh_from_db()
    assert (tugas.jawaban, tugas.oleh) == ("Disdukcapil: NIK yang benar lain", "Jaya")
    [baru] = list_kerja(DESA)
    assert (baru.jenis, baru.usul) == (JenisTugas.NIK_SALAH, {"nik": NIK_SURAT})
    rinci = get_kerja(Tugas.objects.get(pk=baru.tugas_id))
    assert rinci.konfirmasi == k
    [u] = propose_perbaikan([Tugas.objects.get(pk=baru.tugas_id)], by=SARI, at=HARI)
    assert u.muatan == {"nik": NIK_SURAT}
    assert list_peristiwa(f"konfirmasi:{k.pk}") == ["konfirmasi.recorded"]


@pytest.mark.parametrize(
    ("jawaban", "keluaran", "tugas"),
    [(NIK_BENAR, "PADAN", []), (MENINGGAL, "MENINGGAL", ["MENINGGAL"]), (TIDAK_ADA, "RAGU", [])],
)
def test_R68_each_answer_ends_the_question(jawaban: JawabanDukcapil, keluaran: str, tugas: list[str]) -> None:
    siapa = orang()[0]
    tanyakan(siapa)
    catat(siapa, jawaban)
    assert StatusPadan.objects.get(pk=siapa.pk).keluaran == keluaran
    assert [str(t.jenis) for t in Tugas.objects.filter(selesai_at__isnull=True)] == tugas
    assert list_konfirmasi(KAB)[0].individu_id == siapa.pk
    with pytest.raises(AksiDitolak) as galat:
        catat(siapa, jawaban)
    assert kode(galat) == ["R148c"]


@pytest.mark.parametrize(
    ("lain", "aturan"),
    [
        ({"jawaban": NIK_LAIN}, "R148a"),
        ({"jawaban": NIK_LAIN, "nik_lain": "123"}, "R148a"),
        ({"jawaban": NIK_BENAR, "nik_lain": NIK_SURAT}, "R148a"),
        ({"jawaban": NIK_BENAR, "nomor_surat": " "}, "R148b"),
        ({"jawaban": NIK_BENAR, "tanggal": date(2023, 7, 13)}, "R148b"),
    ],
)
def test_R148_an_answer_without_what_it_needs_is_refused(lain: dict[str, object], aturan: str) -> None:
    siapa = orang()[0]
    tanyakan(siapa)
    with pytest.raises(AksiDitolak) as galat:
        catat(siapa, **lain)  # type: ignore[arg-type]
    assert kode(galat) == [aturan]
    assert not Konfirmasi.objects.exists()


def test_only_the_kabupaten_records_and_only_its_own() -> None:
    siapa, jauh = orang()[0], orang(DESA_JAUH)[0]
    tanyakan(siapa)
    tanyakan(jauh)
    for oleh in (SARI, RATNA, ORANG_ASING):
        with pytest.raises(TidakBerhak):
            catat(siapa, NIK_BENAR, by=oleh)
    with pytest.raises(AksiDitolak) as galat:
        catat(jauh, NIK_BENAR)
    assert kode(galat) == ["R1"]
    catat(siapa, NIK_BENAR, by=HARUN)


def test_the_list_that_waits_shows_first_whose_card_the_village_saw() -> None:
    a, b, *_ = orang()
    tanyakan(a)
    ask_disdukcapil(tanyakan(b), by=SARI, at=HARI)
    tanyakan(orang(DESA_JAUH)[0])
    with scope(JAYA.cakupan):
        assert [(m.individu_id, m.sudah_dilihat) for m in list_konfirmasi_menunggu(KAB)] == [
            (b.pk, True), (a.pk, False),
        ]  # fmt: skip
        assert count_konfirmasi_menunggu("") == 2


def test_R148_a_sheet_goes_out_is_filled_in_and_comes_back() -> None:
    a, b, c, *_ = orang()
    for i in (a, b, c):
        tanyakan(i)
    isi = isi_lembar({
        a.id_registri: ("NIK_LAIN", NIK_SURAT, SURAT, "11/07/2023"),
        b.id_registri: ("Sudah meninggal", None, SURAT, datetime(2023, 7, 11)),
    })  # fmt: skip
    assert list_peristiwa(f"wilayah:{KAB}") == ["data.exported"]
    uji = check_konfirmasi(isi, KAB, by=JAYA, at=HARI)
    assert (uji.baris, uji.masuk, uji.salah) == (2, 2, ())
    assert not Konfirmasi.objects.exists()
    with scope(JAYA.cakupan):
        hasil = import_konfirmasi(isi, KAB, by=JAYA, at=HARI)
    assert hasil == uji
    assert set(Konfirmasi.objects.values_list("individu_id", "jawaban")) == {
        (a.pk, "NIK_LAIN"),
        (b.pk, "MENINGGAL"),
    }
    assert [m.individu_id for m in list_konfirmasi_menunggu(KAB)] == [c.pk]
    # Sent in twice, nobody is asked about any more.
    lagi = import_konfirmasi(isi, KAB, by=JAYA, at=HARI)
    assert (lagi.masuk, {s.kode for s in lagi.salah}) == (0, {"R148c"})


def test_R148_the_sheet_offers_the_words_of_the_page() -> None:
    tanyakan(orang()[0])
    lembar = load_workbook(io.BytesIO(isi_lembar({})))["Konfirmasi"]
    (pilihan,) = lembar.data_validations.dataValidation
    assert pilihan.formula1.strip('"').split(",") == list(LABEL_DUKCAPIL.values())
    # What a spreadsheet takes as a list, and as a list written into the rule itself.
    assert all("," not in kata for kata in LABEL_DUKCAPIL.values())
    assert len(pilihan.formula1) <= 255
    assert "NIK_" not in str(pilihan.formula1)


@pytest.mark.parametrize("jawaban", JawabanDukcapil)
@pytest.mark.parametrize("tulis", [str, LABEL_DUKCAPIL.get, lambda j: f" {LABEL_DUKCAPIL[j].lower()}  "])
def test_R148_words_and_codes_are_both_read(
    jawaban: JawabanDukcapil, tulis: Callable[[JawabanDukcapil], str]
) -> None:
    a = orang()[0]
    tanyakan(a)
    nik = NIK_SURAT if jawaban is JawabanDukcapil.NIK_LAIN else None
    isi = isi_lembar({a.id_registri: (tulis(jawaban), nik, SURAT, "2023-07-11")})
    with scope(JAYA.cakupan):
        hasil = import_konfirmasi(isi, KAB, by=JAYA, at=HARI)
    assert (hasil.masuk, hasil.salah) == (1, ())
    assert Konfirmasi.objects.get().jawaban == jawaban


def test_R148_one_wrong_line_keeps_all_out_unless_the_right_ones_are_wanted() -> None:
    a, b, c, *_ = orang()
    for i in (a, b, c):
        tanyakan(i)
    isi = isi_lembar({
        a.id_registri: ("NIK_BENAR", None, SURAT, "2023-07-11"),
        b.id_registri: ("MUNGKIN", None, SURAT, "2023-07-11"),
        c.id_registri: ("NIK_LAIN", "18040112", "", "kemarin"),
    })  # fmt: skip
    hasil = import_konfirmasi(isi, KAB, by=JAYA, at=HARI)
    assert (hasil.baris, hasil.masuk) == (3, 0)
    nama = {i.id_registri: i.nama for i in (a, b, c)}
    assert {(s.nama, s.kolom, s.kode) for s in hasil.salah} == {
        (nama[b.id_registri], "Jawaban", "R148"),
        (nama[c.id_registri], "NIK yang benar", "R148a"),
        (nama[c.id_registri], "Nomor surat", "R148b"),
    }
    assert all(s.nomor > 1 and s.kalimat and s.langkah for s in hasil.salah)
    assert not Konfirmasi.objects.exists()
    sebagian = import_konfirmasi(isi, KAB, by=JAYA, at=HARI, sebagian=True)
    assert (sebagian.masuk, len(sebagian.salah)) == (1, 3)
    assert Konfirmasi.objects.get().individu_id == a.pk
    assert list_peristiwa(f"wilayah:{KAB}") == ["data.exported", "konfirmasi.imported"]


def test_R1_a_line_of_another_kabupaten_is_as_unknown_as_one_that_is_nowhere() -> None:
    a, jauh = orang()[0], orang(DESA_JAUH)[0]
    tanyakan(a)
    tanyakan(jauh)
    isi = isi_lembar({a.id_registri: ("NIK_BENAR", None, SURAT, "2023-07-11")})
    buku = load_workbook(io.BytesIO(isi))
    buku["Konfirmasi"].append(
        (jauh.id_registri, jauh.nama, jauh.nik, "", "NIK_BENAR", "", SURAT, "2023-07-11")
    )
    buku["Konfirmasi"].append(("I9999", "TIDAK ADA", "", "", "NIK_BENAR", "", SURAT, "2023-07-11"))
    buku["Konfirmasi"].append((a.id_registri, a.nama, a.nik, "", "NIK_BENAR", "", SURAT, "2023-07-11"))
    keluar = io.BytesIO()
    buku.save(keluar)
    with scope(JAYA.cakupan):
        hasil = import_konfirmasi(keluar.getvalue(), KAB, by=JAYA, at=HARI)
    assert [(s.nomor, s.kode) for s in hasil.salah] == [(3, "R148c"), (4, "R148c"), (5, "R148c")]


@pytest.mark.parametrize("isi", [b"", b"PK\x03\x04rusak", b"nik;jawaban\n1;2"])
def test_R148_a_file_that_is_no_sheet_of_ours_is_refused(isi: bytes) -> None:
    with pytest.raises(AksiDitolak) as galat:
        import_konfirmasi(isi, KAB, by=JAYA, at=HARI)
    assert kode(galat) == ["R148d"]


def test_only_the_kabupaten_takes_the_sheet() -> None:
    with pytest.raises(TidakBerhak):
        export_template(KAB, "Tanya", by=SARI, at=HARI)
    with pytest.raises(AksiDitolak):
        export_template("17.06", "Tanya", by=JAYA, at=HARI)
