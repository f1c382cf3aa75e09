"""The cascade over an area: the right number for a wrong one, doubles, the dead, and what each asks (R30, R67-R69)."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from opensiks.akun.access import TidakBerhak
from opensiks.infra.scope import scope, scope_nasional
from opensiks.kabar.models import Kabar
from opensiks.keluarga.models import Individu, IndividuVersi, Keluarga, Kepesertaan
from opensiks.pemadanan.bobot import LEARN
from opensiks.pemadanan.dukcapil import EkstrakDitolak
from opensiks.pemadanan.mesin.jalan import padan
from opensiks.pemadanan.models import AngkaPadan, Calon, HasilPadan, Putaran, StatusPadan, Tugas
from opensiks.pemadanan.queries import (
    count_angka,
    count_kerja,
    count_tinjauan,
    find_bobot,
    get_kerja,
    list_bobot,
    list_bulan,
    list_kerja,
    list_tugas,
)
from opensiks.pemadanan.services import Dihentikan, answer_tinjauan, close_tugas, run_putaran
from opensiks.rules.aktor import Actor
from opensiks.rules.padan_kerja import JenisTugas, Kelompok, Lintas, Menunggu
from opensiks.rules.padan_tinjau import Jawaban
from opensiks.rules.rule import AksiDitolak
from opensiks.web.presenters.padan_kata import write_selisih
from opensiks.web.presenters.pemadanan_mesin import show_mesin
from tests.factories.padan import JULI, buat_calon, orang, padankan, salah_nik, tulis_ekstrak
from tests.factories.pengesahan import buat_keluarga
from tests.factories.verval import (
    BUDI,
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
    wib,
)

AGUSTUS = wib(2023, 8, 20)


@pytest.fixture(autouse=True)
def desa(db: None) -> Iterator[list[Keluarga]]:
    """Two villages of two dozen persons each; all of them known to the civil registry."""
    with scope_nasional():
        buat_wilayah(DESA, DESA_BUDI, DESA_JAUH)
        yield [*buat_keluarga(DESA, 6, anggota=3), *buat_keluarga(DESA_BUDI, 6, anggota=3)]


def gandakan(asal: Individu, tujuan: Individu, nik: str = "") -> None:
    """Make the row `tujuan` a second record of the person of `asal`, with another number unless told."""
    kolom = ("nama", "tempat_lahir", "tanggal_lahir", "jenis_kelamin", "nama_ibu")
    isi = {k: getattr(asal, k) for k in kolom}
    Individu.objects.filter(pk=tujuan.pk).update(
        nik=nik or asal.nik[:-1] + str((int(asal.nik[-1]) + 3) % 10), **isi
    )


def test_R69_a_wrong_number_is_found_with_the_right_one(tmp_path: Path) -> None:
    path = tulis_ekstrak(tmp_path)
    salah, *_ = orang()
    benar = salah_nik(salah)
    with scope(RATNA.cakupan):
        putaran = padankan(path)
    assert putaran.jumlah == {"NIK_SALAH": 1, "PADAN": 47}
    calon = Calon.objects.get()
    assert (calon.individu_id, calon.nik_usul, calon.usul) == (salah.pk, benar, {"nik": benar})
    assert {a["isian"]: a["kata"] for a in calon.alasan}["nik"] == "beda satu angka"
    assert sum(a["bit"] for a in calon.alasan) > 20
    assert list_peristiwa(f"putaran:{putaran.pk}") == ["putaran.finished"]
    with scope(SARI.cakupan):
        [k] = list_kerja(DESA)
        assert (k.jenis, k.kelompok, k.usul, k.semula["nik"]) == (
            JenisTugas.NIK_SALAH, Kelompok.SEKALI_TEKAN, {"nik": benar}, k.nik
        )  # fmt: skip
        rinci = get_kerja(Tugas.objects.get())
    assert [(b.isian, b.lama, b.baru) for b in rinci.banding] == [("nik", k.nik, benar)]
    assert rinci.pembuka.startswith("NIK ini tidak ada di Dukcapil")
    assert Kabar.objects.get(kode_wilayah=DESA).data == {"jumlah": 1}


def test_R63_the_registry_stays_as_it_was(tmp_path: Path) -> None:
    path = tulis_ekstrak(tmp_path, {orang()[1].pk: {"meninggal": True}})
    salah_nik(orang()[0])
    sebelum = list(Individu.objects.order_by("id").values())
    padankan(path)
    assert list(Individu.objects.order_by("id").values()) == sebelum
    assert IndividuVersi.objects.count() == len(sebelum)


def test_R67_the_dead_go_to_the_next_meeting_even_under_a_wrong_number(tmp_path: Path) -> None:
    a, b, *_ = orang()
    path = tulis_ekstrak(tmp_path, {a.pk: {"meninggal": True}, b.pk: {"meninggal": True}})
    salah_nik(b)
    padankan(path)
    assert [(k.individu_id, k.jenis, k.kelompok) for k in list_kerja(DESA)] == [
        (a.pk, JenisTugas.MENINGGAL, Kelompok.MUSYAWARAH), (b.pk, JenisTugas.MENINGGAL, Kelompok.MUSYAWARAH),
    ]  # fmt: skip
    assert set(StatusPadan.objects.filter(pk__in=[a.pk, b.pk]).values_list("keluaran", flat=True)) == {
        "MENINGGAL"
    }


def test_R30_of_two_rows_in_a_village_the_one_with_running_aid_is_kept(tmp_path: Path) -> None:
    asal, *_, kedua = orang()
    path = tulis_ekstrak(tmp_path, tanpa={kedua.pk})
    gandakan(asal, kedua)
    Kepesertaan.objects.create(
        kode_desa=DESA, keluarga=kedua.keluarga, program="PKH", status="AKTIF", sejak=date(2023, 1, 1)
    )
    padankan(path)
    # The row that is kept has the wrong number, and is asked about that.
    benahi, k = list_kerja(DESA)
    assert (benahi.individu_id, benahi.usul) == (kedua.pk, {"nik": asal.nik})
    assert (k.individu_id, k.jenis, k.kelompok, k.lintas) == (
        asal.pk, JenisTugas.GANDA, Kelompok.GANDA_DESA, Lintas.DESA
    )  # fmt: skip
    rinci = get_kerja(Tugas.objects.get(individu=asal))
    assert [(b.individu_id, b.pertahankan, b.bantuan, b.ini) for b in rinci.baris_lain] == [
        (kedua.pk, True, True, False), (asal.pk, False, False, True),
    ]  # fmt: skip


def test_R147_across_villages_the_centre_looks_first_and_the_neighbour_stays_unseen(tmp_path: Path) -> None:
    asal, kedua = orang()[0], orang(DESA_BUDI)[-1]
    path = tulis_ekstrak(tmp_path, tanpa={kedua.pk})
    gandakan(asal, kedua)
    padankan(path)
    tugas = Tugas.objects.get()
    assert (tugas.kode_desa, tugas.jenis, tugas.menunggu) == (DESA_BUDI, "GANDA_LINTAS", "PUSDATIN")
    assert not Kabar.objects.exists()
    with scope(BUDI.cakupan):
        assert not list_tugas(DESA_BUDI)
        [k] = list_kerja(DESA_BUDI)
        rinci = get_kerja(Tugas.objects.get())
        assert (k.kelompok, k.menunggu) == (Kelompok.MENUNGGU, Menunggu.PUSDATIN)
        assert [b.individu_id for b in rinci.baris_lain] == [kedua.pk]
        assert rinci.kalimat_lintas == "Satu baris lain ada di desa lain, kabupaten yang sama."
        assert set(Calon.objects.values_list("kode_desa", flat=True)) == {DESA_BUDI}
    with scope(SARI.cakupan):
        assert not list_kerja(DESA)
        assert set(Calon.objects.values_list("individu_id", flat=True)) == {asal.pk}


def test_a_village_reads_no_neighbours_rows_of_any_table(tmp_path: Path) -> None:
    path = tulis_ekstrak(tmp_path)
    for i in (orang()[0], orang(DESA_BUDI)[0]):
        salah_nik(i)
    padankan(path)
    for actor, kode in ((SARI, DESA), (BUDI, DESA_BUDI), (ORANG_ASING, "")):
        with scope(actor.cakupan):
            for model in (Calon, HasilPadan, StatusPadan, AngkaPadan, Tugas):
                assert set(model.objects.values_list("kode_desa", flat=True)) == ({kode} if kode else set())
    with scope(JAYA.cakupan):
        assert Calon.objects.count() == 2


def test_R68_nobody_found_is_asked_about_only_after_a_while(tmp_path: Path) -> None:
    siapa = orang()[0]
    path = tulis_ekstrak(tmp_path, tanpa={siapa.pk})
    Individu.objects.filter(pk=siapa.pk).update(
        nama="ZULKARNAEN WIBISONO", nama_ibu="RATIH", tempat_lahir="SORONG"
    )
    padankan(path)
    assert not list_kerja(DESA)
    padankan(path, tanggal=date(2023, 8, 5), at=AGUSTUS)
    [k] = list_kerja(DESA)
    assert (k.jenis, k.kelompok, k.usul) == (JenisTugas.NIK_TIDAK_DITEMUKAN, Kelompok.LIHAT_KARTU, {})


def test_a_question_is_asked_once_and_goes_when_it_is_answered_by_a_later_run(tmp_path: Path) -> None:
    path = tulis_ekstrak(tmp_path)
    a, b, *_ = orang()
    benar = salah_nik(a)
    salah_nik(b)
    padankan(path)
    tugas = Tugas.objects.get(individu=a)
    close_tugas(Tugas.objects.get(individu=b), "NIK sudah benar", by=SARI, at=AGUSTUS)
    padankan(path, tanggal=date(2023, 7, 15))
    assert [(t.pk, t.calon.putaran_id) for t in list_tugas(DESA) if t.calon] == [
        (tugas.pk, Putaran.objects.latest("pk").pk)
    ]
    Individu.objects.filter(pk=a.pk).update(nik=benar)
    padankan(path, tanggal=date(2023, 8, 1), at=AGUSTUS)
    tugas.refresh_from_db()
    assert (tugas.selesai_at, tugas.jawaban) == (AGUSTUS, "Hasil pemadanan berubah")
    assert not list_tugas(DESA)


def test_a_plainer_run_does_not_end_what_only_the_cascade_knows(tmp_path: Path) -> None:
    path = tulis_ekstrak(tmp_path)
    benar = salah_nik(orang()[0])
    padankan(path)
    run_putaran(KAB, path, "ketat", date(2023, 7, 2), by=RATNA, at=AGUSTUS)
    assert [t.jenis for t in list_tugas(DESA)] == ["NIK_SALAH"]
    Individu.objects.filter(pk=orang()[0].pk).update(nik=benar)
    run_putaran(KAB, path, "ketat", date(2023, 7, 3), by=RATNA, at=AGUSTUS)
    assert not list_tugas(DESA)


def test_about_who_left_the_register_nobody_is_asked_any_more(tmp_path: Path) -> None:
    path = tulis_ekstrak(tmp_path)
    salah_nik(orang()[0])
    padankan(path)
    Individu.objects.filter(pk=orang()[0].pk).update(status="NONAKTIF")
    padankan(path, tanggal=date(2023, 7, 12), at=AGUSTUS)
    assert Tugas.objects.get().jawaban == "Orang ini sudah keluar dari data"


@pytest.mark.parametrize("henti", ["ambil", "lintasan", "simpan", "tugas"])
def test_a_run_that_is_stopped_leaves_nothing(tmp_path: Path, henti: str) -> None:
    path = tulis_ekstrak(tmp_path)
    salah_nik(orang()[0])
    dengar: list[tuple[str, int, int]] = []

    def lapor(tahap: str, n: int, semua: int) -> None:
        dengar.append((tahap, n, semua))
        if tahap == henti:
            raise Dihentikan

    with pytest.raises(Dihentikan):
        padankan(path, lapor=lapor)
    assert dengar[-1][0] == henti
    assert all(0 <= n < semua for _, n, semua in dengar)
    assert not any(
        m.objects.exists() for m in (Putaran, HasilPadan, StatusPadan, Calon, Tugas, AngkaPadan, Kabar)
    )


def test_the_weights_of_a_run_serve_the_next(tmp_path: Path) -> None:
    path = tulis_ekstrak(tmp_path)
    salah_nik(orang()[0])
    pertama = padankan(path)
    bobot = find_bobot(pertama.pk)
    assert bobot
    assert bobot["banyak_p"] == 48
    kedua = padankan(path, tanggal=date(2023, 7, 2), at=AGUSTUS, bobot=pertama.pk)
    assert (kedua.jumlah, kedua.ringkasan["calon"]) == (pertama.jumlah, 1)
    assert kedua.bobot["m"] == pertama.bobot["m"]
    assert (pertama.ringkasan["bobot_dari"], kedua.ringkasan["bobot_dari"]) == (None, pertama.pk)
    assert [(p.putaran_id, p.sesuai) for p in list_bobot()] == [(kedua.pk, True), (pertama.pk, True)]


@pytest.mark.parametrize(
    ("bobot", "ringkasan"),
    [({"lain": 1}, {}), ({}, {}), (None, {"versi_bobot": "lain"}), ("pendek", {})],
)
def test_R65a_weights_of_another_version_are_refused_and_nothing_is_kept(
    tmp_path: Path, bobot: Any, ringkasan: dict[str, str]
) -> None:
    path = tulis_ekstrak(tmp_path)
    lama = padankan(path)
    isi = lama.bobot if bobot is None else bobot
    if bobot == "pendek":
        isi = {**lama.bobot, "m": {**lama.bobot["m"], "nama": lama.bobot["m"]["nama"][:-1]}}
    Putaran.objects.filter(pk=lama.pk).update(bobot=isi, ringkasan=ringkasan)
    with pytest.raises(AksiDitolak) as galat:
        padankan(path, tanggal=date(2023, 7, 2), at=AGUSTUS, bobot=lama.pk)
    assert [v.kode for v in galat.value.violations] == ["R65a"]
    assert f"Bobot putaran {lama.pk}" in str(galat.value)
    assert Putaran.objects.count() == 1
    # Not asked for, they are passed over.
    baru = padankan(path, tanggal=date(2023, 7, 3), at=AGUSTUS)
    assert (baru.jumlah, baru.ringkasan["bobot_dari"]) == (lama.jumlah, None)


def test_learning_anew_leaves_weights_and_answers_aside(tmp_path: Path) -> None:
    path = tulis_ekstrak(tmp_path)
    salah_nik(orang()[0])
    pertama = padankan(path)
    answer_tinjauan(buat_calon(orang()[1], peluang=0.9)[0], Jawaban.BEDA, by=RATNA, at=JULI)
    biasa = padankan(path, tanggal=date(2023, 7, 2), at=AGUSTUS)
    assert biasa.ringkasan["bobot_dari"] == pertama.pk
    assert biasa.bobot["kalibrasi"]["jawaban"] == 1
    belajar = padankan(path, tanggal=date(2023, 7, 3), at=wib(2023, 8, 20), bobot=LEARN)
    assert (belajar.ringkasan["bobot_dari"], belajar.bobot["kalibrasi"]) == (None, None)


def test_R146_a_doubt_about_nobody_waits_for_no_review_but_for_the_card(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tiada = orang()[0]
    Individu.objects.filter(pk=tiada.pk).update(nik="1804024903819001")
    path = tulis_ekstrak(tmp_path, tanpa=[tiada.pk])

    def ragukan(d: Path, p: Path, r: Path, **lain: Any) -> Any:
        """The engine, in doubt whether nobody is there: somebody is a little alike, too little to be named."""
        hasil = padan(d, p, r, **lain)
        tabel = pq.read_table(r)
        ragu = pa.array([pid is None for pid in tabel["pid"].to_pylist()])
        pq.write_table(tabel.set_column(tabel.schema.get_field_index("ragu"), "ragu", ragu), r)
        return hasil

    monkeypatch.setattr("opensiks.pemadanan.kaskade.padan", ragukan)
    with scope(RATNA.cakupan):
        putaran = padankan(path, hari_cek=0)
    assert putaran.jumlah == {"NIK_TIDAK_DITEMUKAN": 1, "PADAN": 47}
    assert putaran.ringkasan["ragu_tanpa_calon"] == 1
    calon = Calon.objects.get()
    assert (calon.ragu, calon.ditinjau, calon.nik_usul) == (True, False, "")
    assert count_tinjauan(RATNA.akun_id or 0).menunggu == 0
    with pytest.raises(AksiDitolak) as galat:
        answer_tinjauan(calon, Jawaban.SAMA, by=RATNA, at=AGUSTUS)
    assert [v.kode for v in galat.value.violations] == ["R146"]
    with scope(SARI.cakupan):
        [k] = list_kerja(DESA)
        assert (k.jenis, k.kelompok, k.samar) == (JenisTugas.NIK_TIDAK_DITEMUKAN, Kelompok.LIHAT_KARTU, True)
        assert "terlalu lemah untuk dibandingkan" in str(write_selisih(k))
    mesin = show_mesin(putaran)
    assert mesin is not None
    assert mesin.samar == 1


def test_the_match_rate_stands_by_village_and_month(tmp_path: Path) -> None:
    path = tulis_ekstrak(tmp_path)
    salah_nik(orang()[0])
    run_putaran(KAB, path, "simil60", date(2023, 6, 20), by=RATNA, at=wib(2023, 6, 21))
    padankan(path)
    [a, b] = [x for x in count_angka("18.04.01") if x.kode in (DESA, DESA_BUDI)]
    assert (a.orang, a.padan, a.jumlah, a.persen) == (24, 23, {"NIK_SALAH": 1, "PADAN": 23}, 95.8)
    assert (b.kode, b.padan, b.persen, b.bulan) == (DESA_BUDI, 24, 100.0, date(2023, 7, 1))
    assert [(x.bulan, x.orang, x.padan) for x in list_bulan(KAB)] == [
        (date(2023, 6, 1), 48, 47), (date(2023, 7, 1), 48, 47),
    ]  # fmt: skip
    assert [x.jumlah for x in count_angka(KAB, bulan=date(2023, 6, 1))] == [
        {"NIK_TIDAK_DITEMUKAN": 1, "PADAN": 47}
    ]
    with scope(SARI.cakupan):
        assert [x.kode for x in count_angka(DESA)] == [DESA]
        assert not count_angka(DESA_BUDI)


def test_a_file_that_cannot_be_read_leaves_everything(tmp_path: Path) -> None:
    rusak = tmp_path / "rusak.parquet"
    rusak.write_bytes(b"PAR1 bukan parquet")
    for path in (rusak, tmp_path / "tidak_ada.parquet"):
        with pytest.raises(EkstrakDitolak):
            padankan(path)
    assert not Putaran.objects.exists()


@pytest.mark.parametrize("oleh", [SARI, JAYA, HARUN, ORANG_ASING])
def test_only_the_centre_runs_it(tmp_path: Path, oleh: Actor) -> None:
    with pytest.raises(TidakBerhak):
        run_putaran(KAB, tulis_ekstrak(tmp_path), "kaskade", date(2023, 7, 1), by=oleh, at=JULI)
    assert not HasilPadan.objects.exists()


def test_a_list_of_work_takes_one_query_however_long(tmp_path: Path) -> None:
    path = tulis_ekstrak(tmp_path)
    for i in orang()[:9]:
        salah_nik(i)
    padankan(path)
    with CaptureQueriesContext(connection) as kueri:
        assert len(list_kerja(DESA, banyak=5)) == 5
    assert len(kueri) == 1
    assert count_kerja(DESA)[Kelompok.SEKALI_TEKAN] == 9
    assert len(list_kerja(DESA, Kelompok.SEKALI_TEKAN, awal=5)) == 4
