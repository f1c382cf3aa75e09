"""The waterfall starts where the engine starts, and its steps sum to the chance that the engine says."""

from collections.abc import Iterator
from datetime import date
from itertools import product
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from opensiks.infra.scope import scope_nasional
from opensiks.pemadanan.kerja import Alasan, find_awal
from opensiks.pemadanan.mesin.banding import TINGKAT, Banding
from opensiks.pemadanan.mesin.bobot import from_json, posterior
from opensiks.pemadanan.mesin.kunci import CACAT, SESUAI, TANPA, TERDAFTAR
from opensiks.pemadanan.models import Calon, Putaran
from opensiks.pemadanan.timbang import URUTAN, Ditimbang, kind_nik, read_tingkat, weigh, weigh_awal
from opensiks.rules.alasan_padan import Hasil
from opensiks.web.presenters.padan_satu import SISA, draw_alasan
from tests.factories.padan import orang, padankan, salah_nik, tulis_ekstrak
from tests.factories.pengesahan import buat_keluarga
from tests.factories.verval import DESA, DESA_BUDI, buat_wilayah

KALIMAT = {
    "lemah": ("nama: mirip", "tanggal lahir: tahun hampir sama", "jenis kelamin: sama", "desa: sama"),
    "sedang": ("cocok: nama", "tanggal lahir: tahun hampir sama", "nomor KK: beda", "desa: sama"),
    "serumah": ("nama: hanya kata terakhir sama", "cocok: ibu kandung", "nomor KK: sama", "desa: sama"),
}


@pytest.fixture
def putaran(db: None, tmp_path: Path) -> Iterator[Putaran]:
    with scope_nasional():
        buat_wilayah(DESA, DESA_BUDI)
        buat_keluarga(DESA, 2, anggota=3)
        buat_keluarga(DESA_BUDI, 1, anggota=1)
        path = tulis_ekstrak(tmp_path)
        salah_nik(orang()[0])
        yield padankan(path)


def chance(bobot: dict[str, Any], tingkat: dict[str, int], jenis: int, klaim: int) -> float:
    """What the engine says of a row with this one candidate."""
    satu = {k: np.array([tingkat.get(k, 0)], np.uint8) for k in URUTAN}
    nol, n = np.zeros(1, np.int64), np.array([3])
    b = Banding(
        nol, nol, {k: satu[k] for k in TINGKAT}, n, n, n, n, nol, nol, satu["kartu"], np.array([klaim], np.uint8),
        np.array([jenis], np.uint8),
    )  # fmt: skip
    return float(posterior(from_json(bobot), b)[0][0])


def test_prior_fields_household_and_other_rows_make_the_engines_chance(putaran: Putaran) -> None:
    for nama, jenis, klaim in product(KALIMAT, (TANPA, SESUAI, CACAT), (0, 1)):
        check_satu(putaran.bobot, KALIMAT[nama], jenis, klaim)


def check_satu(bobot: dict[str, Any], kalimat: tuple[str, ...], jenis: int, klaim: int) -> None:
    p = round(chance(bobot, read_tingkat(kalimat), jenis, klaim), 6)
    assert 0 < p < 1
    [rows] = weigh([Ditimbang(kalimat, jenis, 3, 3, 3, 3, 0)], from_json(bobot))
    alasan = [Alasan(**a) for a in rows]
    awal = weigh_awal(
        bobot, jenis, sum(a.bit or 0 for a in alasan), sum(a.bit_kerabat or 0 for a in alasan), p
    )
    assert awal is not None
    assert (awal.orang, awal.ada, awal.terpakai) == (bobot["banyak_p"], bobot["pi"][jenis], bool(klaim))
    # Half of the last digit of each step, and of the chance itself.
    assert abs(awal.sisa) <= 0.05 * len(alasan) + 0.5e-6 / (p * (1 - p)) / np.log(2) + 0.01
    air = draw_alasan(alasan, p, awal)
    assert air is not None
    assert air.langkah[0].kata.startswith(f"Titik awal: satu dari {awal.orang} orang di Dukcapil; ")
    assert air.langkah[0].kata.endswith("% orang dengan NIK seperti ini tercatat di sana")
    rinci = {x.kata: x.rinci for x in air.langkah}.get("Orang serumah", "")
    assert rinci == ("bisa punya isian yang sama, jadi dikurangi" if abs(awal.serumah) >= SISA else "")
    poin = [float(x.poin.replace("−", "-").replace("+", "").replace(",", ".")) for x in air.langkah]
    assert abs(sum(poin) - np.log2(p / (1 - p))) < 0.05 * (len(poin) + 1)


def test_a_certain_candidate_ends_beyond_the_last_digit(putaran: Putaran) -> None:
    calon = Calon.objects.select_related("individu").get()
    calon.peluang = 1
    awal = find_awal(calon)
    assert awal is not None
    assert (awal.orang, awal.terpakai, awal.klaim) == (putaran.bobot["banyak_p"], None, 0.0)
    assert awal.bit < 0


def test_a_run_without_weights_starts_at_the_rest_and_says_so(putaran: Putaran) -> None:
    Putaran.objects.update(bobot={})
    calon = Calon.objects.select_related("individu").get()
    assert find_awal(calon) is None
    air = draw_alasan([Alasan("nama", "cocok", 6.0)], 0.9, None)
    assert air is not None
    assert air.langkah[0].kata == "Titik awal, dan calon lain di Dukcapil"


@pytest.mark.parametrize(
    ("nik", "jenis"),
    [
        ("", TANPA), ("0", TANPA), ("0804015205805999", TANPA), ("18040152058012", TANPA),
        ("1804015205805999", SESUAI), ("1804011205805999", CACAT), ("1804015205800000", CACAT),
        ("18O4015205805999", CACAT), ("180401520580123", CACAT), ("1804-0152-0580-5999", CACAT),
    ],
)  # fmt: skip
def test_the_kind_of_a_number_is_the_engines(nik: str, jenis: int) -> None:
    lahir = date(1980, 5, 12)
    assert kind_nik(Hasil.NIK_SALAH, nik, lahir, "P") == jenis
    assert kind_nik(Hasil.NIK_ORANG_LAIN, nik, lahir, "P") == TERDAFTAR
    if jenis == SESUAI:
        assert kind_nik(Hasil.NIK_SALAH, nik, None, "P") == CACAT
