"""The kabupaten's desk: receive with a receipt, return with a reason, let pass what may pass."""

from collections.abc import Iterator

import pytest

from opensiks.infra.scope import scope_nasional
from opensiks.pengesahan.models import TandaTerima
from opensiks.verval.models import PeriodeDesa
from tests import cast
from tests.factories.kantor import Masuk, Meja, buat_meja, masuk_lain, status_kini, teks
from tests.factories.verval import desa_di


@pytest.fixture
def meja(pemeran: dict[str, cast.Pemeran]) -> Iterator[Meja]:
    with scope_nasional():
        yield buat_meja()


@pytest.fixture
def diterima(meja: Meja, masuk: Masuk) -> Meja:
    masuk("jaya").post(f"/kotak-masuk/{meja.serahan.pk}/terima/")
    return meja


def test_lists_what_waits_and_counts_it_in_the_tab(meja: Meja, masuk: Masuk) -> None:
    isi = teks(masuk("jaya"), "/kotak-masuk/")
    assert f"/kotak-masuk/{meja.serahan.pk}/" in isi
    assert "Menunggu diterima" in isi
    assert '<span class="jumlah">1<' in isi


def test_shows_list_code_papers_lines_and_a_sample(meja: Meja, masuk: Masuk) -> None:
    isi = teks(masuk("jaya"), f"/kotak-masuk/{meja.serahan.pk}/")
    assert "Kode daftar cocok dengan yang diserahkan" in isi
    assert "Berita acara bertanda tangan sudah diunggah" in isi
    assert "2 usulan" in isi
    assert "Contoh 1 dari 2 keluarga TETAP" in isi
    assert "Belum bisa: terima dahulu" in isi


def test_R86_receives_once_and_prints_the_receipt(meja: Meja, masuk: Masuk) -> None:
    jaya = masuk("jaya")
    for _ in range(2):
        assert jaya.post(f"/kotak-masuk/{meja.serahan.pk}/terima/").status_code == 302
    tanda = TandaTerima.objects.get(serahan=meja.serahan)
    assert tanda.kode in teks(jaya, f"/kotak-masuk/{meja.serahan.pk}/")
    assert jaya.get(f"/kotak-masuk/{meja.serahan.pk}/tanda-terima/").content.startswith(b"%PDF")
    assert status_kini(meja.mampu) == status_kini(meja.alamat) == "DITERIMA_KAB"


def test_only_the_operator_receives(meja: Meja, masuk: Masuk) -> None:
    alamat = f"/kotak-masuk/{meja.serahan.pk}/terima/"
    assert masuk("harun").post(alamat).status_code == 403
    assert masuk("sari").post(alamat).status_code == 403
    assert masuk_lain("tetangga").post(alamat).status_code == 404
    assert not TandaTerima.objects.exists()


def test_neighbour_and_nobody_get_the_same_answer(meja: Meja) -> None:
    lain = masuk_lain("tetangga")
    assert teks(lain, f"/kotak-masuk/{meja.serahan.pk}/", 404) == teks(lain, "/kotak-masuk/99999/", 404)
    assert f"/kotak-masuk/{meja.serahan.pk}/" not in teks(lain, "/kotak-masuk/?saring=semua")


def test_supervisor_lets_pass_what_may_pass(diterima: Meja, masuk: Masuk) -> None:
    harun = masuk("harun")
    isi = teks(harun, "/kotak-masuk/saring/")
    assert "2 usulan menunggu disaring" in isi
    harun.post("/kotak-masuk/saring/")
    assert status_kini(diterima.mampu) == status_kini(diterima.alamat) == "LOLOS_KAB"
    assert "Semua usulan sudah disaring." in teks(harun, "/kotak-masuk/saring/")


def test_operator_never_screens(diterima: Meja, masuk: Masuk) -> None:
    assert masuk("jaya").get("/kotak-masuk/saring/").status_code == 403
    assert masuk("jaya").post(f"/kotak-masuk/{diterima.serahan.pk}/saring/").status_code == 403


def test_R41_returns_one_line_with_a_reason(diterima: Meja, masuk: Masuk) -> None:
    isi = {"usulan": [diterima.alamat.pk], "kode_alasan": "E1", "catatan": "RT kosong"}
    masuk("harun").post(f"/kotak-masuk/{diterima.serahan.pk}/kembalikan-usulan/", isi)
    assert status_kini(diterima.alamat) == "DIKEMBALIKAN_KAB"
    assert status_kini(diterima.mampu) == "DITERIMA_KAB"
    assert "E1: Alamat belum lengkap." in teks(masuk("jaya"), f"/kotak-masuk/{diterima.serahan.pk}/")


@pytest.mark.parametrize(
    "isi", [{"kode_alasan": "E1"}, {"usulan": ["1"]}, {"usulan": ["x"], "kode_alasan": "ZZ"}]
)
def test_R41_without_line_or_reason_nothing_goes_back(
    diterima: Meja, masuk: Masuk, isi: dict[str, object]
) -> None:
    harun = masuk("harun")
    harun.post(f"/kotak-masuk/{diterima.serahan.pk}/kembalikan-usulan/", isi)
    assert "Belum dikembalikan" in teks(harun, f"/kotak-masuk/{diterima.serahan.pk}/")
    assert status_kini(diterima.alamat) == "DITERIMA_KAB"


def test_returns_the_whole_village(diterima: Meja, masuk: Masuk) -> None:
    alamat = f"/kotak-masuk/{diterima.serahan.pk}/kembalikan/"
    masuk("jaya").post(alamat, {"desa-kode_alasan": "M2", "desa-catatan": "Cetak lagi"})
    assert desa_di(diterima.periode).status == "DIKEMBALIKAN"
    assert status_kini(diterima.mampu) == "DIKEMBALIKAN_KAB"
    assert PeriodeDesa.objects.count() >= 2


def test_signed_papers_open_for_the_kabupaten_only(meja: Meja, masuk: Masuk) -> None:
    isi = teks(masuk("jaya"), f"/kotak-masuk/{meja.serahan.pk}/")
    alamat = "/kotak-masuk/bukti/" + isi.split("/kotak-masuk/bukti/")[1].split("/")[0] + "/"
    assert masuk("jaya").get(alamat).content.startswith(b"%PDF")
    assert masuk_lain("tetangga").get(alamat).status_code == 404


def test_says_who_would_lose_what_before_anything_takes_effect(diterima: Meja, masuk: Masuk) -> None:
    for alamat in (f"/kotak-masuk/{diterima.serahan.pk}/", "/kotak-masuk/saring/"):
        isi = teks(masuk("harun"), alamat)
        assert "Siapa kehilangan apa" in isi
        assert "orang keluar dari data" in isi or "berhenti menerima PKH" in isi
        assert "paling cepat di daftar" in isi
        assert f"/usulan/{diterima.mampu.pk}/" in isi.partition("Siapa kehilangan apa")[2]


def test_a_mend_says_each_field_before_and_after(diterima: Meja, masuk: Masuk) -> None:
    isi = teks(masuk("harun"), f"/kotak-masuk/{diterima.serahan.pk}/")
    assert " → " in isi
    assert "Tanpa keterangan" not in isi
