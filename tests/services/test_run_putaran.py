"""Matching an area with an extract: it writes answers and questions, never the registry (R63-R68)."""

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from opensiks.akun.access import TidakBerhak
from opensiks.infra.scope import scope, scope_nasional
from opensiks.keluarga.models import Individu, IndividuVersi, Keluarga
from opensiks.pemadanan.dukcapil import EkstrakDitolak, find_ekstrak
from opensiks.pemadanan.models import HasilPadan, Putaran, StatusPadan, Tugas
from opensiks.pemadanan.queries import count_keluaran, get_keluaran, list_tugas
from opensiks.pemadanan.services import close_tugas, find_ambang, run_putaran
from opensiks.rules.aktor import Actor
from opensiks.rules.ketentuan import PROFIL
from opensiks.rules.pemadanan import Keluaran
from opensiks.rules.rule import AksiDitolak
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
)  # fmt: skip

JULI, AGUSTUS = wib(2023, 7, 5), wib(2023, 8, 20)


@pytest.fixture(autouse=True)
def keluarga(db: None) -> Iterator[list[Keluarga]]:
    with scope_nasional():
        buat_wilayah(DESA, DESA_BUDI, DESA_JAUH)
        yield buat_keluarga(DESA, 2, anggota=3)


def orang() -> list[Individu]:
    return list(Individu.objects.filter(kode_desa=DESA).order_by("id"))


def baris(i: Individu, **lain: Any) -> dict[str, Any]:
    """The person as the civil registry would have him."""
    return {
        "nik": i.nik, "no_kk": i.keluarga.no_kk, "nama": i.nama, "tgl_lahir": i.tanggal_lahir,
        "jenis_kelamin": i.jenis_kelamin, "nama_ibu": i.nama_ibu, "meninggal": False, "ganda": False,
        "nonaktif": False, **lain,
    }  # fmt: skip


@pytest.fixture
def tulis(tmp_path: Path) -> Any:
    def _tulis(daftar: list[dict[str, Any]], nama: str = "dukcapil.parquet") -> Path:
        path = tmp_path / nama
        pq.write_table(pa.Table.from_pylist(daftar), path)
        return path

    return _tulis


def padankan(
    path: Path, mode: str = "ketat", tanggal: date = date(2023, 7, 1), at: Any = JULI, **lain: Any
) -> Putaran:
    return run_putaran(KAB, path, mode, tanggal, by=RATNA, at=at, **lain)


def keluaran() -> list[str]:
    jawab = get_keluaran([i.pk for i in orang()])
    return [jawab[i.pk].value for i in orang()]


def test_R66_each_person_gets_the_answer_of_the_rule(tulis: Any) -> None:
    a, b, c, d, e, f, g, h = orang()
    path = tulis([
        baris(a), baris(b, nama="SITI ORANG LAIN"), baris(c, tgl_lahir=date(1970, 1, 1), nama_ibu="BUKAN"),
        baris(d, meninggal=True), baris(e, ganda=True), baris(f, nonaktif=True), baris(g, tgl_lahir=date(1970, 1, 1)),
    ])  # fmt: skip
    with scope(RATNA.cakupan):
        putaran = padankan(path)
    assert keluaran() == [
        "PADAN", "TIDAK_PADAN_NAMA", "TIDAK_PADAN_TTL", "MENINGGAL", "GANDA_DUKCAPIL", "NONAKTIF_DUKCAPIL", "PADAN",
        "NIK_TIDAK_DITEMUKAN",
    ]  # fmt: skip
    assert HasilPadan.objects.get(individu=g).cocok == "jenis_kelamin,nama_ibu"
    assert putaran.jumlah["PADAN"] == 2
    assert sum(putaran.jumlah.values()) == HasilPadan.objects.count() == 8
    assert putaran.ekstrak_sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert count_keluaran(KAB)[Keluaran.PADAN] == 2
    assert list_peristiwa(f"putaran:{putaran.pk}") == ["putaran.finished"]
    assert h.pk not in {t.individu_id for t in Tugas.objects.all()}


def test_R65_the_centres_way_looks_at_the_name_alone(tulis: Any) -> None:
    daftar = orang()
    padankan(tulis([baris(i, tgl_lahir=None, nama_ibu="", jenis_kelamin="") for i in daftar[:2]]), "simil60")
    assert keluaran()[:3] == ["PADAN", "PADAN", "NIK_TIDAK_DITEMUKAN"]


@pytest.mark.parametrize("mode", ["ketat", "simil60"])
def test_R42_a_number_that_is_no_nik_is_no_match_even_when_both_have_it(tulis: Any, mode: str) -> None:
    rusak, kosong, *_ = orang()
    Individu.objects.filter(pk=rusak.pk).update(nik="18040112345")
    Individu.objects.filter(pk=kosong.pk).update(nik="")
    padankan(tulis([baris(i) for i in orang()]), mode)
    assert keluaran()[:3] == ["FORMAT_SALAH", "FORMAT_SALAH", "PADAN"]


def test_R66_what_nobody_filled_in_equals_nothing(tulis: Any) -> None:
    Individu.objects.filter(kode_desa=DESA).update(nama_ibu="", jenis_kelamin="")
    padankan(tulis([baris(i) for i in orang()]))
    assert set(keluaran()) == {"TIDAK_PADAN_JK"}


def test_R63_the_registry_stays_as_it_was(tulis: Any) -> None:
    sebelum = list(Individu.objects.order_by("id").values())
    versi = IndividuVersi.objects.count()
    padankan(tulis([baris(i, meninggal=True, nama="LAIN") for i in orang()]))
    assert list(Individu.objects.order_by("id").values()) == sebelum
    assert IndividuVersi.objects.count() == versi


def test_R67_the_dead_and_the_double_become_questions_for_the_village(tulis: Any) -> None:
    a, b, *lain = orang()
    padankan(tulis([baris(a, meninggal=True), baris(b, ganda=True), *map(baris, lain)]))
    assert [(t.individu_id, t.jenis, t.kode) for t in list_tugas(DESA)] == [
        (a.pk, "MENINGGAL", "R67"),
        (b.pk, "GANDA_DUKCAPIL", "R67a"),
    ]
    with scope(ORANG_ASING.cakupan):
        assert not Tugas.objects.exists()


def test_R68_a_nik_not_found_is_asked_about_only_after_a_while(tulis: Any) -> None:
    a, *lain = orang()
    path = tulis([baris(i) for i in lain])
    padankan(path)
    assert not list_tugas(DESA)
    padankan(path, tanggal=date(2023, 7, 30))
    assert not list_tugas(DESA)
    padankan(path, tanggal=date(2023, 7, 31), at=AGUSTUS)
    assert [(t.individu_id, t.kode) for t in list_tugas(DESA)] == [(a.pk, "R68")]
    assert StatusPadan.objects.get(pk=a.pk).sejak == date(2023, 7, 1)


def test_a_question_is_asked_once_and_an_answer_is_remembered(tulis: Any) -> None:
    a, *lain = orang()
    path = tulis([baris(a, meninggal=True), *map(baris, lain)])
    padankan(path)
    padankan(path, tanggal=date(2023, 7, 15))
    [tugas] = list_tugas(DESA)
    close_tugas(tugas, "Masih hidup", by=SARI, at=AGUSTUS)
    padankan(path, tanggal=date(2023, 8, 15), at=AGUSTUS)
    assert not list_tugas(DESA)
    with pytest.raises(AksiDitolak):
        close_tugas(tugas, "Lagi", by=SARI, at=AGUSTUS)


def test_a_question_ends_when_the_civil_registry_no_longer_asks_it(tulis: Any) -> None:
    a, *lain = orang()
    padankan(tulis([baris(a, meninggal=True), *map(baris, lain)]))
    padankan(tulis([baris(i) for i in orang()]), tanggal=date(2023, 8, 1), at=AGUSTUS)
    tugas = Tugas.objects.get()
    assert (tugas.selesai_at, tugas.jawaban) == (AGUSTUS, "Hasil pemadanan berubah")


def test_R64_a_file_that_cannot_be_read_leaves_everything(tulis: Any, tmp_path: Path) -> None:
    padankan(tulis([baris(i) for i in orang()]))
    sebelum = list(StatusPadan.objects.order_by("pk").values())
    rusak = tmp_path / "rusak.parquet"
    rusak.write_bytes(b"PAR1 bukan parquet")
    for path in (rusak, tulis([{"nik": "1", "umur": 3}], "kurang.parquet"), tmp_path / "tidak_ada.parquet"):
        with pytest.raises(EkstrakDitolak):
            padankan(path, at=AGUSTUS)
    assert list(StatusPadan.objects.order_by("pk").values()) == sebelum
    assert Putaran.objects.count() == 1


def test_an_unknown_way_is_refused(tulis: Any) -> None:
    with pytest.raises(AksiDitolak):
        padankan(tulis([baris(i) for i in orang()]), "longgar")
    assert not Putaran.objects.exists()


@pytest.mark.parametrize("oleh", [SARI, JAYA, HARUN, ORANG_ASING])
def test_only_the_centre_runs_a_matching(tulis: Any, oleh: Actor) -> None:
    with pytest.raises(TidakBerhak):
        run_putaran(KAB, tulis([baris(i) for i in orang()]), "ketat", date(2023, 7, 1), by=oleh, at=JULI)
    assert not HasilPadan.objects.exists()


def test_the_area_alone_is_matched_and_progress_is_told(tulis: Any) -> None:
    jauh = buat_keluarga(DESA_JAUH)
    maju: list[tuple[int, int]] = []
    padankan(tulis([baris(i) for i in orang()]), progress=lambda n, m: maju.append((n, m)))
    assert not HasilPadan.objects.filter(individu__keluarga__in=jauh).exists()
    assert maju == [(8, 8)]


def test_a_plain_file_with_the_needed_columns_alone_will_do(tmp_path: Path) -> None:
    a, *_ = orang()
    path = tmp_path / "dukcapil.csv"
    path.write_text(f"nik,nama\n{a.nik},{a.nama}\n")
    padankan(path, "simil60")
    assert keluaran()[:2] == ["PADAN", "NIK_TIDAK_DITEMUKAN"]


def test_a_handful_is_looked_up_without_a_run(tulis: Any) -> None:
    a, b, *_ = orang()
    path = tulis([baris(a), baris(b, nama_ibu=None, meninggal=None)])
    dikenal = find_ekstrak(path, [b.nik, "1804010101809999"])
    assert list(dikenal) == [b.nik]
    assert (dikenal[b.nik].nama, dikenal[b.nik].nama_ibu, dikenal[b.nik].meninggal) == (b.nama, "", False)


def test_R66_the_name_threshold_is_the_profiles(tulis: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """One letter of twelve differs: 91 of 100, the same person for a profile that asks 90 and not for one of 95."""
    siapa = orang()[0]
    Individu.objects.filter(pk=siapa.pk).update(nama="SITI AMINAHX")
    berkas = tulis([baris(i, **({"nama": "SITI AMINAHY"} if i.pk == siapa.pk else {})) for i in orang()])
    periode_juli()
    assert find_ambang(KAB, JULI) == 90
    jalankan = {"by": RATNA, "at": AGUSTUS}
    run_putaran(KAB, berkas, "ketat", date(2023, 8, 1), **jalankan)
    assert get_keluaran([siapa.pk]) == {siapa.pk: Keluaran.PADAN}
    profil = replace(PROFIL["bulanan_2023"], ambang_nama=95)
    monkeypatch.setitem(PROFIL, "bulanan_2023", profil)
    assert (find_ambang(KAB, AGUSTUS), find_ambang(DESA, AGUSTUS), find_ambang("", AGUSTUS)) == (95, 95, 95)
    run_putaran(KAB, berkas, "ketat", date(2023, 8, 1), **jalankan)
    assert get_keluaran([siapa.pk]) == {siapa.pk: Keluaran.TIDAK_PADAN_NAMA}
    run_putaran(KAB, berkas, "ketat", date(2023, 8, 1), ambang=50, **jalankan)
    assert get_keluaran([siapa.pk]) == {siapa.pk: Keluaran.PADAN}


def test_R66_where_no_period_ever_was_the_threshold_is_ours() -> None:
    assert find_ambang("17.06", JULI) == 90
