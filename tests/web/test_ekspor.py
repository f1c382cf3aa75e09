"""Lists as files: text numbers, real dates, the filter of the page; a purpose first, an event after (R95, R96)."""

import io
import re
from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from openpyxl import load_workbook
from procrastinate.contrib.django.models import ProcrastinateJob

import opensiks.web
from opensiks.ekspor.hasil import drop_lama
from opensiks.infra import clock
from opensiks.infra.scope import scope_nasional
from opensiks.jejak.models import Jejak
from opensiks.keluarga.models import Individu, Keluarga
from opensiks.web.tabel import SEJALAN, TABEL
from opensiks.worker.unduh import write_ekspor
from tests import cast
from tests.web.conftest import Pekon

Masuk = Callable[[str], Client]
JAWAB = {"tujuan": "KUNJUNGAN", "keterangan": "", "format": "xlsx", "nomor": "samar"}


def ambil(client: Client, alamat: str, **isi: str) -> bytes:
    """The file behind the question at an address."""
    jawab = client.post(alamat, JAWAB | isi)
    assert jawab.status_code == 200, (alamat, jawab.status_code, jawab.content[:300])
    assert jawab.headers["Content-Disposition"].startswith("attachment"), jawab.content.decode()[-3000:]
    return b"".join(jawab.streaming_content)  # type: ignore[arg-type]


def buku(isi: bytes) -> Any:
    return load_workbook(io.BytesIO(isi))


def kolom(lembar: Any, kepala: str) -> list[Any]:
    """The cells of one column, its head left out."""
    n = [sel.value for sel in lembar[1]].index(kepala) + 1
    return [lembar.cell(row, n) for row in range(2, lembar.max_row + 1)]


def peristiwa() -> list[Jejak]:
    with scope_nasional():
        return list(Jejak.objects.filter(peristiwa="data.exported").order_by("id"))


def test_R96_first_the_question_with_the_list_in_full(sari: Client, pekon: Pekon) -> None:
    isi = sari.get("/unduh/verval/?saring=temuan").content.decode()
    assert "Untuk apa daftar ini?" in isi
    assert "Unduhan ini dicatat atas nama Anda." in isi
    assert "Ada temuan" in isi
    assert "Unduh 1 keluarga" in isi
    assert peristiwa() == []


def test_a_list_that_prints_has_the_button_for_it_beside_the_file(sari: Client, pekon: Pekon) -> None:
    isi = sari.get("/usulan/").content.decode()
    assert isi.count("data-cetak") == 1
    assert isi.index("/unduh/usulan/") < isi.index("data-cetak")


def test_R96_without_a_purpose_there_is_no_file(sari: Client, pekon: Pekon) -> None:
    jawab = sari.post("/unduh/verval/", JAWAB | {"tujuan": ""})
    assert jawab.status_code == 422
    assert "Pilih untuk apa daftar ini." in jawab.content.decode()
    jawab = sari.post("/unduh/verval/", JAWAB | {"tujuan": "LAIN"})
    assert jawab.status_code == 422
    assert "paling sedikit 10 huruf" in jawab.content.decode()
    assert peristiwa() == []


def test_R96_the_event_says_who_took_what_for_what(sari: Client, pekon: Pekon) -> None:
    isi = ambil(sari, "/unduh/verval/?saring=temuan&urut=-nama", keterangan="Pak RT 03")
    (satu,) = peristiwa()
    assert (satu.aktor, satu.rantai, satu.objek) == ("Sari", cast.DESA, f"daftar:verval:{cast.DESA}")
    r = satu.ringkasan
    assert (r["jumlah"], r["tujuan"], r["nomor"], r["format"]) == (1, "KUNJUNGAN", "tersamar", "xlsx")
    assert r["saringan"] == "Saringan: Ada temuan"
    keterangan = dict(buku(isi)["Keterangan"].iter_rows(values_only=True))
    assert keterangan["Kode daftar"] == r["kode"]
    assert keterangan["Untuk"] == "Kunjungan RT: Pak RT 03"
    assert keterangan["Oleh"] == "Sari, Operator desa"
    assert keterangan["Saringan"] == "Ada temuan"
    assert keterangan["Jumlah"] == "1 keluarga"
    assert "Way Mengaku" in keterangan["Wilayah"]


def test_the_sheet_is_made_for_work(sari: Client, pekon: Pekon) -> None:
    lembar = buku(ambil(sari, "/unduh/bnba/")).worksheets[0]
    with scope_nasional():
        orang = Individu.objects.filter(kode_desa=cast.DESA).count()
    assert lembar.max_row == orang + 1
    assert lembar.freeze_panes == "B2"
    assert lembar.auto_filter.ref.endswith(str(orang + 1))
    assert lembar.column_dimensions["A"].width > 20
    nik = kolom(lembar, "NIK")
    assert {(s.data_type, s.number_format) for s in nik} == {("s", "@")}
    assert all("••••••" in s.value for s in nik)
    lahir = kolom(lembar, "Tanggal lahir")
    assert {type(s.value) for s in lahir} <= {datetime, date}
    assert {s.number_format for s in lahir} == {"dd/mm/yyyy"}
    assert "Ibu kandung" not in [s.value for s in lembar[1]]


def test_R95_whole_numbers_for_those_who_may_and_say_why(sari: Client, pekon: Pekon) -> None:
    assert sari.post("/unduh/bnba/", JAWAB | {"nomor": "utuh"}).status_code == 422
    lembar = buku(ambil(sari, "/unduh/bnba/", nomor="utuh", keterangan="Bu kader RT 03")).worksheets[0]
    with scope_nasional():
        nik = set(Individu.objects.filter(kode_desa=cast.DESA).values_list("nik", flat=True))
    assert {s.value for s in kolom(lembar, "NIK")} == nik
    assert {s.data_type for s in kolom(lembar, "No. KK")} == {"s"}
    assert any(s.value for s in kolom(lembar, "Ibu kandung"))
    assert peristiwa()[0].ringkasan["nomor"] == "utuh"


def test_R95_whole_numbers_are_refused_with_the_rule(masuk: Masuk, pekon: Pekon) -> None:
    for nama in ("tika", "wati", "darmo"):
        kueri = f"?desa={cast.DESA}"
        halaman = masuk(nama).get(f"/unduh/bnba/{kueri}").content.decode()
        assert "Nomor utuh hanya untuk peran yang boleh membuka NIK (R95)" in halaman
        jawab = masuk(nama).post(
            f"/unduh/bnba/{kueri}", JAWAB | {"nomor": "utuh", "keterangan": "Ingin tahu saja"}
        )
        assert jawab.status_code == 422
        assert "NIK dan KK utuh hanya untuk peran yang boleh membuka NIK." in jawab.content.decode()
    assert peristiwa() == []


@pytest.mark.parametrize("saring", ["semua", "belum", "beku", "temuan", "selesai"])
def test_the_file_holds_what_the_page_shows(sari: Client, pekon: Pekon, saring: str) -> None:
    """Same families, same order."""
    kueri = f"?saring={saring}&urut=-nama"
    daftar = sari.get(f"/verval/{kueri}").context["daftar"].baris
    if not daftar:
        return
    lembar = buku(ambil(sari, f"/unduh/verval/{kueri}")).worksheets[0]
    assert [s.value for s in kolom(lembar, "Kepala keluarga")] == [b.kepala for b in daftar]


def test_nothing_becomes_a_formula(sari: Client, pekon: Pekon) -> None:
    jahat = '=HYPERLINK("http://x","klik")'
    with scope_nasional():
        Keluarga.objects.filter(pk=pekon.keluarga[0].pk).update(kepala_nama=jahat)
        Keluarga.objects.filter(pk=pekon.keluarga[1].pk).update(kepala_nama="@SUM(1)")
    lembar = buku(ambil(sari, "/unduh/keluarga/")).worksheets[0]
    nama = kolom(lembar, "Kepala keluarga")
    assert {s.data_type for s in nama} == {"s"}
    assert jahat in [s.value for s in nama]
    baris = ambil(sari, "/unduh/keluarga/", format="csv").decode("utf-8-sig").splitlines()
    assert baris[0].startswith("Kepala keluarga;NIK kepala;No. KK;")
    assert any(b.startswith("\"'=HYPERLINK") for b in baris)
    assert any(b.startswith("'@SUM(1);") for b in baris)


def test_csv_opens_in_an_indonesian_spreadsheet(sari: Client, pekon: Pekon) -> None:
    isi = ambil(sari, "/unduh/bnba/", format="csv")
    assert isi.startswith(b"\xef\xbb\xbf")
    assert isi.decode("utf-8-sig").count(";") > 10


@pytest.mark.parametrize("kode", ["prelist", "bnba", "verval"])
def test_paper(sari: Client, pekon: Pekon, kode: str) -> None:
    assert ambil(sari, f"/unduh/{kode}/", format="pdf").startswith(b"%PDF-")
    assert peristiwa()[0].ringkasan["format"] == "pdf"


def test_the_prelist_has_the_columns_of_the_paper(sari: Client, pekon: Pekon) -> None:
    lembar = buku(ambil(sari, "/unduh/prelist/")).worksheets[0]
    kepala = [s.value for s in lembar[1]]
    for k in ("Nama KRT", "L/P", "Nama pasangan KRT", "Alamat", "NIK kepala", "Ditemukan (1-4)", "Alasan (1-4)",
              "Mampu (1-2)", "Ada ART bekerja", "Kedudukan", "Ada ART disabilitas", "Paraf RT"):  # fmt: skip
        assert k in kepala
    assert {s.value for s in kolom(lembar, "Paraf RT")} == {None}


def test_the_neighbour_the_stranger_and_the_wrong_role(masuk: Masuk, pekon: Pekon) -> None:
    for nama in ("budi", "orang_asing"):
        for kode in ("verval", "bnba", "prelist", "keluarga", "temuan", "usulan"):
            assert masuk(nama).get(f"/unduh/{kode}/?desa={cast.DESA}").status_code == 404, (nama, kode)
    assert masuk("sari").get("/unduh/petugas/").status_code == 403
    assert masuk("sari").get("/unduh/jejak/").status_code == 403
    assert masuk("sari").get("/unduh/tidak-ada/").status_code == 404
    assert Client().get("/unduh/verval/").status_code == 302


@pytest.mark.parametrize("kode", sorted(TABEL))
def test_every_list_answers_its_own_question(masuk: Masuk, pekon: Pekon, kode: str) -> None:
    """Whoever may have it sees it or is told that the thing is not there; nothing breaks."""
    tabel = TABEL[kode]
    for nama in ("sari", "harun", "ratna"):
        jawab = masuk(nama).get(f"/unduh/{kode}/?id=1")
        assert jawab.status_code in (200, 403, 404), (kode, nama)
        assert (jawab.status_code == 403) == (not getattr(cast, nama.upper()).can(tabel.izin))


def test_a_table_has_one_source_and_unlike_heads() -> None:
    for tabel in TABEL.values():
        assert (tabel.sumber is None) != (tabel.buka is None), tabel.kode
        kepala = [k.kepala for k in tabel.kolom]
        assert len(set(kepala)) == len(kepala), tabel.kode


# --- every list has its way out -----------------------------------------------------------------------------------

# Templates with a table but without a way to a file, and why.
TANPA_UNDUH = {
    "akun/akun.html": "one's own assignments, of one person",
    "batch/putuskan.html": "a form to answer in; its own button writes the file of answers",
    "components/grafik.html": "the numbers behind a chart, of a list that has its own file",
    "components/tabel.html": "the part that draws a small table",
    "gaya.html": "samples",
    "kabar/kabar.html": "choices, not a list",
    "keluarga/keluarga.html": "one family; its persons are in BNBA",
    "keluarga/temuan.html": "one finding, two values side by side",
    "kotak_masuk/_akibat.html": "what lines of the hand-over would end; the lines have their file",
    "kotak_masuk/_tabel_saring.html": "part of kotak_masuk/saring.html",
    "musyawarah/baris.html": "a row of the agenda",
    "musyawarah/jumlah.html": "totals of the agenda, which has its file",
    "musyawarah/layar.html": "the projector; the agenda has the file",
    "musyawarah/totals.html": "totals of the agenda, which has its file",
    "papan/_grafik.html": "the numbers behind a chart",
    "papan/ingatkan_semua.html": "texts to send; the silent villages are a list of the board",
    "pemadanan/_keluaran.html": "totals; the answers themselves are a list",
    "padan/_banding.html": "one person, here and in the civil register",
    "padan/_bukti.html": "the evidence about one person",
    "padan/_sisi.html": "rows that may be one person, side by side",
    "padan/ringkasan.html": "what is about to be proposed; the list has its file",
    "pemadanan/_mesin.html": "seconds and error rates of one run",
    "pemadanan/_tugas.html": "totals by kind of task",
    "tinjauan/satu.html": "one case to be judged",
    "penetapan/kabupaten.html": "of a preview that nobody has set; numbers may still change",
    "penetapan/pratinjau.html": "of a preview that nobody has set; numbers may still change",
    "petugas/rinci.html": "the roles of one person",
    "pusat/home.html": "a first look; the board has the file",
    "serahkan/serahkan.html": "the decisions of one village, printed in the berita acara",
    "usulan/detail.html": "one line, before and after",
}


def test_every_page_with_a_list_has_its_way_to_a_file() -> None:
    """A template with a table offers {% unduh %}, or is one of the few above."""
    akar = Path(opensiks.web.__file__).parent / "templates"
    daftar = {str(p.relative_to(akar)): p.read_text() for p in akar.rglob("*.html")}
    bertabel = {n for n, isi in daftar.items() if "<table" in isi or "{% tabel " in isi}
    tanpa = {n for n in bertabel if "{% unduh " not in daftar[n]}
    assert sorted(tanpa - set(TANPA_UNDUH)) == []
    dipakai = {k for isi in daftar.values() for k in re.findall(r'{% unduh "([\w-]+)"', isi)}
    assert dipakai <= set(TABEL)
    # What no button names is offered beside another list of the same place.
    assert sorted(set(TABEL) - dipakai - {k for baris in SEJALAN for k in baris}) == []


# --- long lists ---------------------------------------------------------------------------------------------------


def test_a_long_list_is_made_by_a_job_and_kept_for_its_asker(
    masuk: Masuk, pekon: Pekon, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("opensiks.web.pages.ekspor.LANGSUNG_MAKS", 3)
    sari = masuk("sari")
    alamat = sari.post("/unduh/bnba/", JAWAB).headers["Location"]
    assert alamat.startswith("/unduh/kerja/unduh-")
    assert "Menunggu giliran" in sari.get(alamat).content.decode()
    assert peristiwa() == []
    job = ProcrastinateJob.objects.get(task_name="ekspor.write")
    write_ekspor(**job.args)
    halaman = sari.get(alamat).content.decode()
    assert "Siap:" in halaman
    jawab = sari.get(f"{alamat}berkas/")
    assert buku(b"".join(jawab.streaming_content)).worksheets[0].max_row > 3  # type: ignore[arg-type]
    assert peristiwa()[0].aktor == "Sari"
    assert "bnba-" in sari.get("/unduh/").content.decode()
    for lain in ("darmo", "jaya"):
        assert masuk(lain).get(alamat).status_code == 404
        assert masuk(lain).get(f"{alamat}berkas/").status_code == 404
        assert "bnba-" not in masuk(lain).get("/unduh/").content.decode()
    nanti = clock.now() + timedelta(hours=25)
    monkeypatch.setattr(clock, "now", lambda: nanti)
    assert sari.get(f"{alamat}berkas/").status_code == 404
    assert drop_lama(clock.now()) >= 1


def test_R96_a_list_of_the_office_names_its_purpose_and_hides_its_numbers(masuk: Masuk, pekon: Pekon) -> None:
    """Kegagalan 73: the kabupaten's officer says why; who and why stay on the trail; no number is whole unasked."""
    harun, alamat = masuk("harun"), f"/unduh/bnba/?desa={cast.DESA}"
    assert harun.post(alamat, JAWAB | {"tujuan": ""}).status_code == 422
    assert peristiwa() == []
    lembar = buku(ambil(harun, alamat, keterangan="Rapat Dinas")).worksheets[0]
    with scope_nasional():
        utuh = {n for o in Individu.objects.all() for n in (o.nik, o.keluarga.no_kk) if n}
    isi = {str(s.value) for baris in lembar.iter_rows() for s in baris if s.value}
    assert utuh
    assert not utuh & isi
    assert any("••••••" in s for s in isi)
    (satu,) = peristiwa()
    assert (satu.aktor, satu.ringkasan["tujuan"], satu.ringkasan["nomor"]) == (
        "Harun",
        "KUNJUNGAN",
        "tersamar",
    )
    # Whole numbers only with a reason in words, and that is on the trail too.
    assert harun.post(alamat, JAWAB | {"nomor": "utuh"}).status_code == 422
    ambil(harun, alamat, nomor="utuh", keterangan="Pemadanan di Disdukcapil")
    assert [p.ringkasan["nomor"] for p in peristiwa()] == ["tersamar", "utuh"]
