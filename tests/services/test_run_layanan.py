"""Asking a service line by line: codes, quota, time-outs, a copy that lags; no answer is never "tidak padan" (R64)."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from opensiks.akun.access import TidakBerhak
from opensiks.infra.scope import scope_nasional
from opensiks.keluarga.models import Individu, Keluarga
from opensiks.pemadanan.dukcapil import EkstrakDitolak
from opensiks.pemadanan.layanan import Balasan, Gangguan, LayananGagal, LayananSimulasi, ask_sabar
from opensiks.pemadanan.lembar_layanan import LayananLembar
from opensiks.pemadanan.models import AngkaPadan, HasilPadan, Putaran, StatusPadan, Tugas
from opensiks.pemadanan.services import list_giliran, run_layanan
from opensiks.rules.pemadanan import BarisDtks, BarisDukcapil, Keluaran
from tests.factories.padan import JULI, orang
from tests.factories.pengesahan import buat_keluarga
from tests.factories.verval import DESA, DESA_BUDI, RATNA, SARI, buat_wilayah, wib

HARI = date(2023, 7, 1)


@pytest.fixture(autouse=True)
def desa(db: None) -> Iterator[list[Keluarga]]:
    with scope_nasional():
        buat_wilayah(DESA, DESA_BUDI)
        yield buat_keluarga(DESA, 3, anggota=3)


def baris(i: Individu, **lain: object) -> BarisDukcapil:
    isi = {
        "nik": i.nik, "nama": i.nama, "tgl_lahir": i.tanggal_lahir, "jenis_kelamin": i.jenis_kelamin,
        "nama_ibu": i.nama_ibu, "no_kk": i.keluarga.no_kk, **lain,
    }  # fmt: skip
    return BarisDukcapil(**isi)  # type: ignore[arg-type]


def layanan(
    *, ubah: dict[int, dict[str, object]] | None = None, tanpa: int = 0, **lain: object
) -> LayananSimulasi:
    daftar = [baris(i, **(ubah or {}).get(i.pk, {})) for i in orang() if i.pk != tanpa]
    return LayananSimulasi({b.nik: b for b in daftar}, HARI, **lain)  # type: ignore[arg-type]


def gagal_selalu(laju: str) -> LayananSimulasi:
    jasa = layanan()
    setattr(jasa, laju, 1.0)
    return jasa


def tanya(jasa: LayananSimulasi, siapa: list[Individu] | None = None, tanggal: date = HARI) -> Putaran:
    daftar = orang() if siapa is None else siapa
    return run_layanan(DESA, daftar, jasa, "Simulasi Dukcapil", tanggal, by=RATNA, at=JULI)


def test_R64_each_code_of_the_service_becomes_its_outcome() -> None:
    a, b, c, d, e, f, *_ = orang()
    Individu.objects.filter(pk=f.pk).update(nik="18040112")
    jasa = layanan(
        ubah={a.pk: {"meninggal": True}, b.pk: {"ganda": True}, d.pk: {"nonaktif": True},
              e.pk: {"tgl_lahir": date(1970, 1, 1)}},
        tanpa=c.pk,
    )  # fmt: skip
    putaran = tanya(jasa)
    jawab = dict(HasilPadan.objects.values_list("individu_id", "keluaran"))
    assert [jawab[i.pk] for i in (a, b, c, d, e, f)] == [
        "MENINGGAL", "GANDA_DUKCAPIL", "NIK_TIDAK_DITEMUKAN", "NONAKTIF_DUKCAPIL", "TIDAK_PADAN_TTL", "FORMAT_SALAH",
    ]  # fmt: skip
    assert putaran.jumlah["PADAN"] == 6
    assert (putaran.mode, putaran.ringkasan["belum_ditanya"]) == ("layanan", 0)
    assert {str(t.jenis) for t in Tugas.objects.all()} == {"MENINGGAL", "GANDA_DUKCAPIL"}
    assert AngkaPadan.objects.get().orang == 12


def test_R64_it_stops_at_the_quota_and_goes_on_the_next_day() -> None:
    jasa = layanan(kuota=5)
    pertama = tanya(jasa, list_giliran(DESA, 100))
    assert (sum(pertama.jumlah.values()), pertama.ringkasan["belum_ditanya"]) == (5, 7)
    assert pertama.ringkasan["kuota_habis"]
    sisa = list_giliran(DESA, 100)
    assert not {i.pk for i in sisa[:7]} & set(HasilPadan.objects.values_list("individu_id", flat=True))
    jasa.next_hari()
    kedua = tanya(jasa, sisa, date(2023, 7, 2))
    jasa.next_hari()
    ketiga = tanya(jasa, list_giliran(DESA, 100)[:2], date(2023, 7, 3))
    assert kedua.jumlah == {"PADAN": 5}
    assert ketiga.jumlah == {"PADAN": 2}
    assert StatusPadan.objects.count() == 12


@pytest.mark.parametrize(
    ("laju", "sebab"), [("laju_waktu_habis", "WAKTU_HABIS"), ("laju_rusak", "PELAYAN_RUSAK")]
)
def test_R64_no_answer_leaves_the_outcome_and_counts_the_try(laju: str, sebab: str) -> None:
    tanya(layanan())
    putaran = tanya(gagal_selalu(laju), tanggal=date(2023, 7, 2))
    assert (putaran.jumlah, putaran.ringkasan["gangguan"]) == ({"BELUM": 12}, {sebab: 12})
    assert set(StatusPadan.objects.values_list("keluaran", "gagal", "sejak")) == {("PADAN", 1, HARI)}
    assert not Tugas.objects.exists()


def test_R64_whoever_was_never_answered_is_belum_and_comes_first_again() -> None:
    tanya(layanan(laju_rusak=1.0), orang()[:3])
    assert set(StatusPadan.objects.values_list("keluaran", flat=True)) == {"BELUM"}
    assert set(HasilPadan.objects.values_list("keluaran", flat=True)) == {"BELUM"}


def test_R64_a_failing_server_is_tried_again_and_the_tries_are_told() -> None:
    jasa = layanan(laju_rusak=0.5)
    jeda: list[int] = []
    hasil = [ask_sabar(jasa, BarisDtks(i.nik, i.nama), coba=20, tunggu=jeda.append) for i in orang()]
    assert {h.keluaran for h in hasil} == {Keluaran.PADAN}
    assert sum(h.percobaan for h in hasil) == len(hasil) + len(jeda)
    assert jeda
    # The dice fall alike for the same seed.
    ulang = layanan(laju_rusak=0.5)
    assert [ask_sabar(ulang, BarisDtks(i.nik, i.nama), coba=20).percobaan for i in orang()] == [
        h.percobaan for h in hasil
    ]


def test_R68_a_lagging_copy_knows_a_person_some_days_later() -> None:
    siapa = orang()[0]
    jasa = layanan(terlambat={siapa.nik: date(2023, 7, 4)})
    d = BarisDtks(siapa.nik, siapa.nama)
    assert ask_sabar(jasa, d).keluaran is Keluaran.NIK_TIDAK_DITEMUKAN
    jasa.next_hari(3)
    assert ask_sabar(jasa, d).keluaran is Keluaran.PADAN


def test_R64_words_that_nobody_can_read_are_no_answer() -> None:
    class Aneh:
        def ask(self, orang: BarisDtks) -> Balasan:
            return Balasan(isian={"NAMA_LGKP": "Mungkin"})

    class Mogok:
        def ask(self, orang: BarisDtks) -> Balasan:
            raise LayananGagal(Gangguan.KUOTA_HABIS)

    d = BarisDtks("1804011205805001", "UJI")
    assert ask_sabar(Aneh(), d).keluaran is Keluaran.BELUM
    habis = ask_sabar(Mogok(), d)
    assert (habis.keluaran, habis.percobaan, habis.sebab) == (Keluaran.BELUM, 1, Gangguan.KUOTA_HABIS)


def test_R64_a_sheet_of_answers_is_asked_like_a_service(tmp_path: Path) -> None:
    a, b, c, *_ = orang()
    path = tmp_path / "jawaban.csv"
    path.write_text(f"nik,respon,nama_lgkp,tgl_lhr\n{a.nik},11,,\n{b.nik},,Sesuai (95),Tidak Sesuai\n")
    putaran = run_layanan(DESA, [a, b, c], LayananLembar(path), path.name, HARI, by=RATNA, at=JULI)
    jawab = dict(HasilPadan.objects.values_list("individu_id", "keluaran"))
    assert [jawab[i.pk] for i in (a, b, c)] == ["MENINGGAL", "TIDAK_PADAN_TTL", "BELUM"]
    assert putaran.ringkasan["gangguan"] == {"TANPA_JAWABAN": 1}


@pytest.mark.parametrize("isi", ["nik,umur\n1,2\n", "respon\n11\n", "nik,respon\n1,11\n1,13\n"])
def test_R64_a_sheet_that_is_none_is_refused(tmp_path: Path, isi: str) -> None:
    path = tmp_path / "jawaban.csv"
    path.write_text(isi)
    with pytest.raises(EkstrakDitolak):
        LayananLembar(path)
    with pytest.raises(EkstrakDitolak):
        LayananLembar(tmp_path / "tidak_ada.csv")


def test_only_the_centre_asks_the_service() -> None:
    with pytest.raises(TidakBerhak):
        run_layanan(DESA, orang(), layanan(), "Simulasi", HARI, by=SARI, at=wib(2023, 7, 5))
    assert not Putaran.objects.exists()
