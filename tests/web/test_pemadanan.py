"""Matching in pages: an extract comes in, a job runs in the background, answers are shown (R63-R70)."""

import io
from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from opensiks.infra.maju import Maju, read_maju, write_maju
from opensiks.infra.scope import scope_nasional
from opensiks.keluarga.models import Individu
from opensiks.pemadanan.ekstrak import find_berkas, list_berkas
from opensiks.pemadanan.models import Putaran
from opensiks.web.pages.pemadanan import PEKERJAAN
from opensiks.worker.tasks import run_pemadanan
from tests import cast
from tests.factories.kantor import Masuk, teks
from tests.factories.pengesahan import buat_keluarga
from tests.factories.verval import DESA, KAB, buat_wilayah


@pytest.fixture(autouse=True)
def rumah(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Extracts and progress of this test alone."""
    monkeypatch.setattr("opensiks.infra.home.home", lambda: tmp_path)


@pytest.fixture
def warga(pemeran: dict[str, cast.Pemeran]) -> Iterator[list[Individu]]:
    with scope_nasional():
        buat_wilayah(DESA)
        buat_keluarga(DESA, 2)
        yield list(Individu.objects.order_by("id"))


def ekstrak(warga: list[Individu]) -> bytes:
    """The register knows everybody but the last, and says that the first died."""
    keluar = io.BytesIO()
    baris = [
        {"nik": i.nik, "nama": i.nama, "tgl_lahir": i.tanggal_lahir, "jenis_kelamin": "L", "nama_ibu": i.nama_ibu,
         "meninggal": n == 0} for n, i in enumerate(warga[:-1])
    ]  # fmt: skip
    pq.write_table(pa.Table.from_pylist(baris), keluar)
    return keluar.getvalue()


def unggah(masuk: Masuk, isi: bytes, nama: str = "dukcapil.parquet") -> Client:
    """Upload as Ratna; her browser is given back, with what it was told."""
    ratna = masuk("ratna")
    ratna.post("/pemadanan/ekstrak/", {"berkas": SimpleUploadedFile(nama, isi)})
    return ratna


def test_upload_keeps_a_readable_extract(warga: list[Individu], masuk: Masuk) -> None:
    unggah(masuk, ekstrak(warga))
    assert [b.nama for b in list_berkas()] == [find_berkas(list_berkas()[0].nama).name]  # type: ignore[union-attr]
    assert find_berkas("../kunci/secret") is None


@pytest.mark.parametrize(
    ("nama", "isi", "kata"),
    [
        ("x.parquet", b"bukan parquet", "tidak terbaca"),
        ("x.exe", b"MZ", "harus Parquet atau CSV"),
        ("x.csv", b"a,b\n1,2\n", "tidak punya kolom nik, nama"),
    ],
)
def test_bad_extract_is_told_and_not_kept(
    warga: list[Individu], masuk: Masuk, nama: str, isi: bytes, kata: str
) -> None:
    assert kata in teks(unggah(masuk, isi, nama), "/pemadanan/")
    assert list_berkas() == []


def test_R63_job_writes_answers_and_no_person(
    warga: list[Individu], masuk: Masuk, pemeran: dict[str, cast.Pemeran]
) -> None:
    unggah(masuk, ekstrak(warga))
    nama = list_berkas()[0].nama
    ratna = masuk("ratna")
    isi = {
        "kode_wilayah": KAB,
        "ekstrak": nama,
        "mode": "ketat",
        "tanggal_0": "1",
        "tanggal_1": "7",
        "tanggal_2": "2023",
    }
    assert ratna.post("/pemadanan/", isi).status_code == 302
    assert "Menunggu giliran" in teks(ratna, "/pemadanan/")
    run_pemadanan("ratna", 0, KAB, nama, "ketat", "2023-07-01", PEKERJAAN)
    maju = read_maju(PEKERJAAN)
    assert maju == Maju("selesai", 6, 6, str(Putaran.objects.get().pk), "Ratna")
    hasil = ratna.get(f"/pemadanan/{maju.pesan}/").context["keluaran"]  # type: ignore[union-attr]
    assert {b.kata: b.orang for b in hasil}["Padan"] == 4
    assert sum(b.orang for b in hasil) == 6
    assert [i.versi for i in Individu.objects.all()] == [1] * 6


def minta(nama: str, **ganti: str) -> dict[str, str]:
    """The form as Ratna sends it."""
    isi = {"kode_wilayah": KAB, "ekstrak": nama, "mode": "ketat", "tanggal_0": "1", "tanggal_1": "7"}
    return isi | {"tanggal_2": "2023"} | ganti


def test_an_extract_without_the_area_is_asked_about_first(warga: list[Individu], masuk: Masuk) -> None:
    csv = f"nik,nama,kode_desa\n{warga[0].nik},{warga[0].nama},17.06.01.2001\n"
    ratna = unggah(masuk, csv.encode(), "lain.csv")
    nama = list_berkas()[0].nama
    for kode in (KAB, ""):
        isi = ratna.post("/pemadanan/", minta(nama, kode_wilayah=kode)).content.decode()
        assert "1 kabupaten tidak ada di ekstrak ini" in isi
        assert "Kabupaten Lampung Barat" in isi
        assert read_maju(PEKERJAAN) is None
    assert ratna.post("/pemadanan/", minta(nama, setuju="ya")).status_code == 302
    assert read_maju(PEKERJAAN) is not None


def test_an_extract_with_the_area_is_not_asked_about(warga: list[Individu], masuk: Masuk) -> None:
    csv = f"nik,nama,kode_desa\n{warga[0].nik},{warga[0].nama},{DESA.replace('.', '')}\n"
    ratna = unggah(masuk, csv.encode(), "ada.csv")
    assert ratna.post("/pemadanan/", minta(list_berkas()[0].nama, kode_wilayah="")).status_code == 302


def test_an_area_without_anybody_is_a_slip(warga: list[Individu], masuk: Masuk) -> None:
    ratna = unggah(masuk, ekstrak(warga))
    jawab = ratna.post("/pemadanan/", minta(list_berkas()[0].nama, kode_wilayah="17.06"))
    assert jawab.status_code == 422
    assert "Tidak ada orang aktif di wilayah ini. Periksa kodenya." in jawab.content.decode()


def test_job_without_its_file_says_so(warga: list[Individu], masuk: Masuk) -> None:
    run_pemadanan("ratna", 0, KAB, "tiada.parquet", "ketat", "2023-07-01", PEKERJAAN)
    assert "berkas ekstrak tidak ada lagi" in teks(masuk("ratna"), "/pemadanan/")


def test_progress_is_one_part_of_the_page(warga: list[Individu], masuk: Masuk) -> None:
    write_maju(PEKERJAAN, Maju("jalan", 3, 6, oleh="Ratna"))
    isi = masuk("ratna").get("/pemadanan/?maju=1", headers={"HX-Request": "true"}).content.decode()
    assert "3 dari 6 orang" in isi
    assert "<html" not in isi


def test_only_the_centre_matches(warga: list[Individu], masuk: Masuk) -> None:
    for nama in ("harun", "jaya", "wati"):
        assert masuk(nama).get("/pemadanan/").status_code == 403
        assert masuk(nama).post("/pemadanan/ekstrak/").status_code == 403
    assert masuk("ratna").get("/pemadanan/99999/").status_code == 404


def test_a_run_goes_down_to_the_village_with_its_tasks_and_against_the_run_before(
    warga: list[Individu], masuk: Masuk, pemeran: dict[str, cast.Pemeran]
) -> None:
    unggah(masuk, ekstrak(warga))
    nama = list_berkas()[0].nama
    run_pemadanan("ratna", 0, KAB, nama, "ketat", "2023-07-01", PEKERJAAN)
    ratna, satu = masuk("ratna"), Putaran.objects.get()
    isi = teks(ratna, f"/pemadanan/{satu.pk}/")
    assert "Per kecamatan" in isi
    assert "Dibanding putaran" not in isi
    run_pemadanan("ratna", 0, KAB, nama, "ketat", "2023-08-20", PEKERJAAN)
    dua = Putaran.objects.latest("id")
    jawab = ratna.get(f"/pemadanan/{dua.pk}/?kode=18.04.01")
    isi = jawab.content.decode()
    assert "Per desa" in isi
    assert "Dibanding putaran" in isi
    [(baris, tugas, url)] = jawab.context["daftar"]
    assert (baris.orang, baris.padan, baris.meninggal, baris.tidak_ada, tugas, url) == (6, 4, 1, 1, 2, "")
    # The sum says its share as the rows do.
    assert isi.count("66,7\u00a0%</td>") == 2
    assert jawab.context["tugas"] == [
        ("R67", "Meninggal menurut Dukcapil: tanya RT", 1, 0),
        ("R68", "NIK belum ditemukan: tunggu atau tanya Disdukcapil", 1, 0),
    ]
    assert "Tugas untuk desa" in teks(ratna, "/pemadanan/")
    assert ratna.get(f"/pemadanan/{dua.pk}/?kode=17.06").context["kode"] == KAB
