"""The match rate by area, down to the village, month by month; runs of the cascade and what they say of themselves."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from opensiks.infra.maju import Maju, is_henti, write_maju
from opensiks.infra.scope import scope_nasional
from opensiks.pemadanan.models import AngkaPadan, Calon, Putaran
from opensiks.web.pages.pemadanan import PEKERJAAN
from opensiks.web.presenters.padan_angka import BarisAngka
from opensiks.web.presenters.padan_mosaik import compose_mosaik
from tests import cast
from tests.factories.kantor import teks
from tests.factories.padan_desa import Padan, padankan, siapkan_padan

Masuk = Callable[[str], Client]


@pytest.fixture(autouse=True)
def rumah(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Progress of this test alone."""
    monkeypatch.setattr("opensiks.infra.home.home", lambda: tmp_path)


@pytest.fixture
def padan(pemeran: dict[str, cast.Pemeran], tmp_path: Path) -> Padan:
    return siapkan_padan(tmp_path)


def test_the_board_goes_down_to_the_village(padan: Padan, masuk: Masuk) -> None:
    jaya = masuk("jaya")
    jawab = jaya.get("/padan/angka/")
    [kec] = jawab.context["baris"]
    assert (kec.nama, kec.orang, kec.padan) == (
        "Balik Bukit",
        jawab.context["jumlah"]["orang"],
        kec.orang - kec.belum,
    )
    assert "Per kecamatan" in jawab.content.decode()
    desa = jaya.get(f"/padan/angka/{kec.url}").context["baris"]
    assert {b.nama for b in desa} == {"Way Mengaku", "Sebarus"}
    assert sum(b.orang for b in desa) == kec.orang
    assert sum(b.perbaikan for b in desa) == kec.perbaikan > 0
    satu = jaya.get(f"/padan/angka/?kode={cast.DESA}").context["baris"]
    assert [b.url for b in satu] == [""]


def test_months_stand_beside_each_other(padan: Padan, masuk: Masuk) -> None:
    with scope_nasional():
        a = AngkaPadan.objects.filter(kode_desa=cast.DESA)[0]
        lalu = a.bulan.replace(year=a.bulan.year - 1)
        AngkaPadan.objects.create(
            putaran=a.putaran,
            kode_desa=cast.DESA_KEC_LAIN,
            bulan=lalu,
            orang=100,
            padan=80,
            jumlah={"PADAN": 80},
        )
    jawab = masuk("jaya").get(f"/padan/angka/?bulan={lalu:%Y-%m}")
    assert [b.orang for b in jawab.context["baris"]] == [100]
    assert len(jawab.context["deret"]) == 2
    isi = jawab.content.decode()
    assert "Orang yang belum padan tiap bulan" in isi
    assert "80,0" in isi


def test_the_mosaic_has_a_tile_for_each_village_in_words_too(padan: Padan, masuk: Masuk) -> None:
    jaya = masuk("jaya")
    jawab = jaya.get("/padan/angka/")
    mosaik, [kec] = jawab.context["mosaik"], jawab.context["baris"]
    assert (mosaik.sebutan, mosaik.jumlah) == ("desa", 2)
    [kelompok] = mosaik.kelompok
    assert (kelompok.nama, kelompok.persen) == (kec.nama, kec.persen)
    assert sum(p.jumlah for p in mosaik.pita) == mosaik.jumlah
    isi = jawab.content.decode()
    assert "2 desa menurut bagian padan" in isi
    for k in kelompok.kotak:
        # Shade and glyph are never alone: the same in words, for the ear and in the card.
        assert f'aria-label="{k.nama}, {k.kata}"' in isi
        assert k.kata.endswith("padan")
        assert " dari " in k.rinci
    assert isi.count("data-kotak") == 2
    # One tier down the villages are one group; a village has no tiles.
    satu = jaya.get(f"/padan/angka/{kec.url}").context["mosaik"]
    assert [(k.nama, k.url != "") for k in satu.kelompok] == [("Balik Bukit", True)]
    assert jaya.get(f"/padan/angka/?kode={cast.DESA}").context["mosaik"] is None
    negeri = masuk("ratna").get("/padan/angka/").context["mosaik"]
    assert (negeri.sebutan, [k.nama for k in negeri.kelompok]) == ("kabupaten", ["Lampung"])


@pytest.mark.parametrize(
    ("padan", "pita"),
    [(100, "5"), (99, "5"), (98, "4"), (95, "4"), (90, "3"), (80, "2"), (79, "1"), (0, "1")],
)
def test_bands_of_the_mosaic(padan: int, pita: str) -> None:
    def baris(kode: str) -> BarisAngka:
        return BarisAngka(kode, kode, "", date(2023, 7, 1), 100, padan, 0, 0, 0, ())

    [kelompok] = compose_mosaik([baris("18.04")], [baris("18.04.01")], "").kelompok
    assert kelompok.kotak[0].kelas == pita


def test_sums_of_a_row_are_the_row(padan: Padan, masuk: Masuk) -> None:
    for b in masuk("ratna").get("/padan/angka/").context["baris"]:
        assert b.padan + b.perbaikan + b.ragu + b.meninggal + b.lain == b.orang
        assert sum(p["jumlah"] for p in b.bagian) == b.orang


def test_who_may_look(padan: Padan, masuk: Masuk) -> None:
    for nama in ("jaya", "harun", "ratna", "wati", "tika", "darmo"):
        assert masuk(nama).get("/padan/angka/").status_code == 200, nama
    assert masuk("jaya").get("/padan/angka/?kode=17.06").status_code == 404
    assert masuk("sari").get(f"/padan/angka/?kode={cast.DESA_BUDI}").status_code == 404


def test_before_the_first_run_the_board_says_so(pemeran: dict[str, cast.Pemeran], masuk: Masuk) -> None:
    assert "Belum ada pemadanan di wilayah ini." in teks(masuk("jaya"), "/padan/angka/")


def test_the_board_leaves_as_a_file(padan: Padan, masuk: Masuk) -> None:
    jaya = masuk("jaya")
    pilihan = [n for n, _ in jaya.get("/unduh/padan-angka/").context["form"].fields["tujuan"].choices if n]
    isi = {"tujuan": pilihan[0], "format": "csv", "nomor": "samar", "keterangan": ""}
    jawab = jaya.post("/unduh/padan-angka/", isi)
    assert "Balik Bukit" in b"".join(jawab.streaming_content).decode("utf-8-sig")  # type: ignore[attr-defined]


def test_a_run_tells_how_wrong_it_may_be_and_its_weights(padan: Padan, masuk: Masuk) -> None:
    isi = teks(masuk("ratna"), f"/pemadanan/{padan.putaran.pk}/")
    for kata in (
        "Seberapa tepat",
        "Dugaan pasangan salah",
        "Lama tiap tahap",
        "Bobot yang dipakai",
        "Kaskade",
    ):
        assert kata in isi


def test_a_run_may_take_the_weights_of_an_earlier_one(
    padan: Padan, masuk: Masuk, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    minta: list[dict[str, Any]] = []
    monkeypatch.setattr(
        "opensiks.web.pages.pemadanan.enqueue", lambda _pekerjaan, /, **isi: minta.append(isi)
    )
    ratna, lama = masuk("ratna"), padan.putaran
    with open(tmp_path / "dukcapil.parquet", "rb") as berkas:
        ratna.post("/pemadanan/ekstrak/", {"berkas": berkas})
    form = ratna.get("/pemadanan/").context["form"]
    nilai, kata = zip(*form.fields["bobot"].choices, strict=True)
    assert nilai == ("", str(lama.pk))
    assert kata[0] == "Belajar lagi dari data ini"
    assert kata[1].startswith(f"Putaran {lama.pk}, ")
    isi = {
        "kode_wilayah": cast.KAB, "ekstrak": form.fields["ekstrak"].choices[0][0], "mode": "kaskade",
        "tanggal_0": "1", "tanggal_1": "7", "tanggal_2": "2023",
    }  # fmt: skip
    ratna.post("/pemadanan/", isi)
    ratna.post("/pemadanan/", isi | {"bobot": lama.pk})
    assert ["bobot" in m for m in minta] == [False, True]
    assert minta[1]["bobot"] == lama.pk
    tolak = ratna.post("/pemadanan/", isi | {"bobot": lama.pk, "mode": "ketat"})
    assert tolak.status_code == 422
    assert "hanya untuk cara kaskade" in tolak.content.decode()
    with scope_nasional():
        Putaran.objects.filter(pk=lama.pk).update(ringkasan={"versi_bobot": "lain"})
    assert "(versi lain)" in teks(ratna, "/pemadanan/")
    tolak = ratna.post("/pemadanan/", isi | {"bobot": lama.pk})
    assert tolak.status_code == 422
    assert f"Bobot putaran {lama.pk} dari versi mesin lain" in tolak.content.decode()
    assert len(minta) == 2


def test_the_run_says_whose_weights_it_used(padan: Padan, masuk: Masuk, tmp_path: Path) -> None:
    ratna = masuk("ratna")
    assert "Dipelajari dari data ini" in teks(ratna, f"/pemadanan/{padan.putaran.pk}/")
    # Once a reviewer answered, learning anew has to be asked for.
    with scope_nasional():
        ragu = Calon.objects.filter(individu=padan.siapa["ragu"]).latest("id")
    ratna.post(f"/tinjauan/{ragu.pk}/jawab/", {"jawaban": "BEDA"})
    with open(tmp_path / "dukcapil.parquet", "rb") as berkas:
        ratna.post("/pemadanan/ekstrak/", {"berkas": berkas})
    pilihan = ratna.get("/pemadanan/").context["form"].fields["bobot"].choices
    assert [n for n, _ in pilihan] == ["", "0", str(padan.putaran.pk)]
    assert pilihan[1][1] == "Belajar lagi dari data ini"
    baru = padankan(tmp_path / "dukcapil.parquet", bobot=padan.putaran.pk)
    isi = teks(ratna, f"/pemadanan/{baru.pk}/")
    assert f"Dari putaran {padan.putaran.pk}, " in isi
    assert f'<a href="/pemadanan/{padan.putaran.pk}/">' in isi


def test_before_the_first_cascade_there_is_nothing_to_choose(
    pemeran: dict[str, cast.Pemeran], masuk: Masuk
) -> None:
    assert "bobot" not in masuk("ratna").get("/pemadanan/").context["form"].fields


def test_the_cascade_is_the_usual_way(pemeran: dict[str, cast.Pemeran], masuk: Masuk) -> None:
    form = masuk("ratna").get("/pemadanan/").context["form"]
    assert form["mode"].value() == "kaskade"
    assert [n for n, _ in form.fields["mode"].choices] == ["kaskade", "ketat", "simil60"]


def test_stopping_is_asked_first(pemeran: dict[str, cast.Pemeran], masuk: Masuk) -> None:
    ratna = masuk("ratna")
    assert (
        "Tidak ada pemadanan yang sedang jalan."
        in ratna.get("/pemadanan/henti/", follow=True).content.decode()
    )
    write_maju(PEKERJAAN, Maju("jalan", 3, 11, oleh="Ratna", tahap="lintasan"))
    isi = teks(ratna, "/pemadanan/")
    assert "Tahap 3 dari 11: Mencari calon" in isi
    assert "Hentikan pemadanan ini?" in teks(ratna, "/pemadanan/henti/")
    assert not is_henti(PEKERJAAN)
    assert "Sedang dihentikan." in ratna.post("/pemadanan/henti/", follow=True).content.decode()
    assert is_henti(PEKERJAAN)
    write_maju(PEKERJAAN, Maju("henti", oleh="Ratna"))
    assert "Tidak ada hasil yang disimpan" in teks(ratna, "/pemadanan/")
    assert masuk("jaya").post("/pemadanan/henti/").status_code == 403


def test_the_board_asks_few_queries(padan: Padan, masuk: Masuk) -> None:
    jaya = masuk("jaya")
    jaya.get("/padan/angka/")
    with CaptureQueriesContext(connection) as kueri:
        jaya.get("/padan/angka/")
    assert len(kueri) <= 35
