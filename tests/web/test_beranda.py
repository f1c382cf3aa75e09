"""Beranda: the next step of a village, and what each role sees first."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client

from opensiks.rules.verval import StatusDesa as S
from opensiks.web.presenters.langkah import LANGKAH_KADES, LANGKAH_OPERATOR, Keadaan, Rapat, next_langkah
from tests.web.conftest import Pekon

BERJALAN = {
    "status": S.BERJALAN,
    "hari_lagi": 12,
    "batas": date(2026, 10, 31),
    "beku_mulai": date(2026, 11, 1),
}

OPERATOR = [
    ("Perbaiki 2 usulan yang dikembalikan", {"dikembalikan": 2, "hari_lagi": 6, "belum": 5}),
    ("Verval 31 keluarga yang akan beku", {"belum": 82, "akan_beku": 31, "akan_beku_orang": 104, "dikembalikan": 2}),
    ("Lanjutkan verval: 51 keluarga lagi", {"belum": 51}),
    ("Buka layar rapat", {"rapat": Rapat.HARI_INI, "rapat_id": 3}),
    ("Lengkapi 2 draf usulan", {"draf": 2}),
    ("Siapkan musyawarah 24 Oktober", {"rapat": Rapat.DIJADWALKAN, "rapat_tanggal": date(2026, 10, 24)}),
    ("Lanjutkan tanpa musyawarah", {"rapat": Rapat.TIDAK_PERLU}),
    ("Atur musyawarah", {"menunggu": 14}),
    ("Catat kunjungan untuk 3 usulan", {"status": S.MUSDES_SELESAI, "kunjungan": 3}),
    ("Cetak berita acara", {"status": S.MUSDES_SELESAI}),
    ("Unggah berita acara yang sudah ditandatangani", {"status": S.MUSDES_SELESAI, "daftar_cocok": True}),
    ("Minta peratin menyatakan final",
     {"status": S.MUSDES_SELESAI, "daftar_cocok": True, "berkas_lengkap": True, "kepala": "peratin"}),
    ("Serahkan ke Dinas Sosial", {"status": S.FINAL_DESA}),
    ("Tunggu tanda terima", {"status": S.DIEKSPOR}),
    ("Perbaiki 1 usulan yang dikembalikan", {"status": S.DITERIMA_KAB, "dikembalikan": 1}),
    ("Perbaiki hasil desa yang dikembalikan", {"status": S.DIKEMBALIKAN}),
    ("Desa Anda sudah selesai", {"status": S.DISAHKAN}),
]  # fmt: skip


@pytest.mark.parametrize(("judul", "isi"), OPERATOR, ids=[o[0] for o in OPERATOR])
def test_operator_gets_the_first_step_that_applies(judul: str, isi: dict[str, object]) -> None:
    assert next_langkah(LANGKAH_OPERATOR, Keadaan(**{**BERJALAN, **isi})).judul == judul  # type: ignore[arg-type]


def test_nobody_is_sent_to_verval_after_the_deadline() -> None:
    kartu = next_langkah(LANGKAH_OPERATOR, Keadaan(**{**BERJALAN, "terbuka": False, "belum": 5}))  # type: ignore[arg-type]
    assert kartu.judul == "Atur musyawarah"


def test_R76_late_village_reads_how_late_and_how_many() -> None:
    k = Keadaan(**{**BERJALAN, "terlambat": True, "terbuka": False, "hari_lagi": -2, "belum_terkirim": 82})  # type: ignore[arg-type]
    kartu = next_langkah(LANGKAH_OPERATOR, k)
    assert kartu.warna == "merah"
    assert kartu.sebab.startswith("Batas sudah lewat 2 hari. 82 keluarga belum terkirim. Serahkan sekarang")


def test_head_reads_then_makes_final() -> None:
    k = Keadaan(status=S.MUSDES_SELESAI, berkas_lengkap=True, daftar_cocok=True, keputusan=14)
    assert next_langkah(LANGKAH_KADES, k).judul == "Baca 14 keputusan, lalu nyatakan final"
    assert next_langkah(LANGKAH_KADES, Keadaan(status=S.BERJALAN)).tombol == ""
    assert (
        next_langkah(LANGKAH_KADES, Keadaan(status=S.BERJALAN, sptjm_boleh=True, menunggu=2)).url
        == "/musyawarah/sptjm/"
    )


def test_beranda_shows_numbers_of_the_village(
    sari: Client, pekon: Pekon, django_assert_max_num_queries: Callable
) -> None:
    with django_assert_max_num_queries(45):
        isi = sari.get("/").content.decode()
    assert "Lanjutkan verval: 4 keluarga lagi" in isi
    assert "dari 4 keluarga sudah diverval" in isi
    assert "hari lagi" in isi


def test_beranda_of_the_head_and_the_companion(masuk: Callable[[str], Client], pekon: Pekon) -> None:
    assert "Belum ada yang perlu Anda kerjakan" in masuk("darmo").get("/").content.decode()
    tksk = masuk("tika").get("/").content.decode()
    assert "Kecamatan Balik Bukit" in tksk
    assert "Way Mengaku" in tksk


def test_beranda_before_any_period_says_so(sari: Client) -> None:
    assert "Daftar verval belum dibuka" in sari.get("/").content.decode()


def test_stranger_is_sent_to_the_door(db: None) -> None:
    assert Client().get("/").headers["Location"] == "/masuk/?next=/"
