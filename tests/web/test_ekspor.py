"""Lists as files: text numbers, real dates, the filter of the page; a purpose first, an event after (R95, R96)."""

import io
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest
from django.test import Client
from openpyxl import load_workbook

from opensiks.infra.scope import scope_nasional
from opensiks.jejak.models import Jejak
from opensiks.keluarga.models import Individu, Keluarga
from opensiks.web.tabel import TABEL
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


def test_R96_without_a_purpose_there_is_no_file(sari: Client, pekon: Pekon) -> None:
    jawab = sari.post("/unduh/verval/", JAWAB | {"tujuan": ""})
    assert jawab.status_code == 422
    assert "Pilih untuk apa daftar ini?" in jawab.content.decode()
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
