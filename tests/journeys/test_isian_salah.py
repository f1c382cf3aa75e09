"""Wrong input of every kind, as people make it: a plain sentence on the page, and nothing changed in the database."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

import pytest
from playwright.sync_api import expect

from opensiks.infra import clock
from opensiks.infra.scope import scope_nasional
from opensiks.pengesahan.models import Batch
from opensiks.pengesahan.services import forward_batch
from opensiks.rules.jenis import Jenis
from tests.cast import DESA, KAB
from tests.factories import pengesahan as pabrik
from tests.factories.verval import JAYA
from tests.journeys.langkah import Cerita, Orang, duduk, siapkan_cerita

pytestmark = pytest.mark.browser
BUKAN_PDF = b"PK\x03\x04 ini arsip, bukan kertas"
TIADA = "Halaman ini tidak ada"
# A visit leaves its session, and what was typed waits beside the register until a form is taken; nothing else is left.
KECUALI = ("django_session", "akun_isiantersimpan")


def snapshot(owner_db: Any) -> dict[str, tuple[int, str]]:
    """Number of rows and a digest of every table, of what everybody together may see."""
    nama = owner_db.execute(
        "SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
        " WHERE n.nspname = 'public' AND c.relkind = 'r' ORDER BY 1"
    ).fetchall()
    with owner_db.transaction():
        owner_db.execute("SELECT set_config('opensiks.cakupan', '*', true)")
        return {
            t: owner_db.execute(
                f"SELECT count(*), coalesce(md5(string_agg(t::text, '|' ORDER BY t::text)), '') FROM \"{t}\" t"
            ).fetchone()
            for (t,) in nama
            if t not in KECUALI
        }


@contextmanager
def unchanged(owner_db: Any) -> Iterator[None]:
    sebelum = snapshot(owner_db)
    assert sum(n for n, _ in sebelum.values()) > 100
    yield
    sesudah = snapshot(owner_db)
    assert {t: (sebelum[t], sesudah[t]) for t in sebelum if sebelum[t] != sesudah[t]} == {}


def test_wrong_village(live_server: Any, browser: Any, owner_db: Any) -> None:
    cerita = siapkan_cerita()
    able, tetangga = cerita.able.pk, cerita.tetangga.pk
    with duduk(browser, live_server.url, "budi") as budi:
        budi.buka("/verval/")
        with unchanged(owner_db):
            for jalan in (
                f"/keluarga/{able}/tetap/",
                f"/keluarga/{able}/reveal/",
                f"/keluarga/{able}/catatan/",
            ):
                assert budi.kirim(jalan, isi="catatan") == 404
                budi.baca(TIADA, "di luar wilayah tugas Anda")
                budi.buka("/verval/")
            # one of his own among another's: the own one is offered, the other is nobody
            budi.page.locator(f"input[name=keluarga][value='{tetangga}']").evaluate(f"e => e.value = {able}")
            budi.page.locator("input[name=keluarga]").first.check()
            budi.tekan("Tinjau lalu tandai TETAP")
            budi.baca(
                "Belum ada keluarga yang bisa ditandai TETAP", "Tidak ada di desa ini, atau sudah pindah."
            )
            budi.tak_ada("Slamet")


def test_closed_window(live_server: Any, browser: Any, owner_db: Any) -> None:
    cerita = siapkan_cerita(sisa_hari=-1)
    with duduk(browser, live_server.url, "sari") as sari:
        sari.baca("Terlambat")
        sari.buka(f"/keluarga/{cerita.able.pk}/")
        sari.foto("50-masa-tutup")
        with unchanged(owner_db):
            sari.kirim(f"/keluarga/{cerita.able.pk}/tetap/")
            sari.baca("Catat verval selagi masanya terbuka", "minta perpanjangan ke kabupaten")
            sari.kirim(
                "/verval/tetap/", keluarga=str(cerita.able.pk), setuju="ya", **_tanggal(clock.today(KAB))
            )
            sari.baca("masanya terbuka")
            sari.foto("51-masa-tutup")


def test_wrong_role(live_server: Any, browser: Any, owner_db: Any) -> None:
    cerita = siapkan_cerita()
    able = str(cerita.able.pk)
    salah = {
        "darmo": (
            ("/verval/tetap/", "Mencatat hasil verval"),
            ("/musyawarah/convene/", "Mencatat musyawarah"),
        ),
        "sari": (
            ("/serahkan/finalise/", "Memfinalkan hasil desa"),
            ("/kotak-masuk/saring/", "Meloloskan usulan"),
        ),
        "jaya": (
            ("/penetapan/tetapkan/", "Menetapkan daftar bulanan"),
            (f"/keluarga/{able}/tetap/", "Mencatat hasil"),
        ),
        "putri": (("/kotak-masuk/saring/", "Meloloskan"), (f"/keluarga/{able}/reveal/", "Membuka NIK")),
    }
    for nama, daftar in salah.items():
        with duduk(browser, live_server.url, nama) as orang, unchanged(owner_db):
            for jalan, izin in daftar:
                orang.buka("/akun/")
                assert orang.kirim(jalan, keluarga=able, setuju="ya") == 403, (nama, jalan)
                orang.baca(izin)
            orang.foto(f"52-peran-{nama}")


def test_half_a_form_a_long_nik_a_far_date_and_a_broken_file(
    live_server: Any, browser: Any, owner_db: Any
) -> None:
    cerita = siapkan_cerita()
    with scope_nasional():
        kepala = pabrik.kepala_of(cerita.able).pk
    with duduk(browser, live_server.url, "sari") as sari, unchanged(owner_db):
        half_a_form(sari, cerita.able.pk)
        a_long_nik_and_a_far_birthday(sari, kepala)
        a_broken_file(sari, kepala)
        a_visit_that_has_not_been(sari, cerita.able.pk)


def half_a_form(sari: Orang, keluarga: int) -> None:
    sari.buka(f"/usulan/draft/tidak_layak/?keluarga={keluarga}")
    sari.tekan("Ajukan ke musyawarah")
    sari.baca("2 isian perlu diperbaiki", "Pilih bantuan.", "Pilih alasan.")
    sari.foto("53-setengah")
    sari.buka("/musyawarah/")
    sari.page.locator("main details:has(#id_tempat) summary").click()
    # The date is proposed; who empties it is asked for it.
    sari.isi("tanggal_0", "")
    sari.isi("tempat", "")
    sari.isi("mulai", "pagi")
    sari.tekan("Jadwalkan musyawarah")
    sari.baca("Isi hari, bulan, dan tahun.", "Tulis jam seperti 09.00.", "Isi tempat.")


def a_long_nik_and_a_far_birthday(sari: Orang, kepala: int) -> None:
    sari.buka(f"/usulan/draft/perbaikan_id/?individu={kepala}")
    sari.isi("nik", "18040112058650011")
    sari.isi_tanggal("tanggal_lahir", date(2090, 5, 12))
    sari.tekan("Simpan dan ajukan")
    sari.baca("NIK harus 16 angka; yang diisi 17 angka.", "Tanggal lahir 12 Mei 2090 belum terjadi.")
    sari.foto("54-nik-17")


def a_broken_file(sari: Orang, kepala: int) -> None:
    sari.buka(f"/usulan/draft/perbaikan_id/?individu={kepala}")
    # What was refused a moment ago waits in the form.
    sari.baca("Isian Anda dipulihkan")
    sari.tekan("Mulai dari awal")
    sari.baca("Isian dikosongkan.")
    sari.isi("nama", "SLAMET RIADI")
    sari.unggah("bukti_0", "ktp.pdf", BUKAN_PDF)
    sari.tekan("Simpan dan ajukan")
    sari.baca("Berkas harus berupa")
    sari.foto("55-berkas")


def a_visit_that_has_not_been(sari: Orang, keluarga: int) -> None:
    sari.buka("/verval/")
    sari.page.locator(f"input[name=keluarga][value='{keluarga}']").check()
    sari.tekan("Tinjau lalu tandai TETAP")
    sari.page.locator("details.lipat summary").click()
    sari.isi_tanggal("tanggal", date(2090, 1, 1))
    sari.page.get_by_role("button", name="Ya, tandai").click()
    sari.foto("56-tahun-2090")
    # The picked family stays picked, and nothing counts yet.
    sari.baca(
        "Isi tanggal kunjungan antara",
        "Perbaiki tanggal kunjungan.",
        "Belum dihitung",
        "Ya, tandai 1 keluarga",
    )


def test_broken_file_of_answers(live_server: Any, browser: Any, owner_db: Any) -> None:
    cerita = siapkan_cerita()
    batch = kirim_batch(cerita)
    with duduk(browser, live_server.url, "ratna") as ratna:
        ratna.buka(f"/batch/{batch.pk}/")
        kepala = "BATCH,BARIS,REVISI,HASIL,KODE ALASAN\n"
        salah = (
            (BUKAN_PDF + b"\xff", "Berkas tidak terbaca. Kirim CSV (UTF-8) atau XLSX."),
            (b"NAMA;HASIL\n", "Kolom BATCH"),
            (f"{kepala}{batch.nomor},1,0,MUNGKIN,\n".encode(), "HASIL MUNGKIN tidak dikenal."),
            (f"{kepala}{batch.nomor},1,0,DITOLAK,ZZ\n".encode(), "KODE ALASAN ZZ tidak ada di daftar."),
            (f"{kepala}LAIN-1,1,0,DITETAPKAN,\n".encode(), "milik batch LAIN-1"),
        )
        with unchanged(owner_db):
            for isi, kata in salah:
                ratna.unggah("berkas", "hasil.csv", isi)
                ratna.tekan("Periksa berkas")
                ratna.baca("Belum diimpor. Tidak ada yang berubah.", kata)
                expect(ratna.page.locator("body")).to_contain_text("Berkas belum diimpor")
            ratna.foto("57-berkas-hasil")
            ratna.tekan("Unduh berkas")
            ratna.baca("Belum diunduh. Pilih dahulu untuk apa berkas ini.")


def kirim_batch(cerita: Cerita) -> Batch:
    """One line of Sari's village on its way to the centre."""
    at = clock.now()
    with scope_nasional():
        k = cerita.able
        pabrik.usul(
            cerita.periode,
            Jenis.TIDAK_LAYAK,
            keluarga=k,
            program="PKH",
            kode_alasan="MAMPU",
            kode_desa=DESA,
            at=at,
        )
        pabrik.verval_semua(cerita.periode, DESA, cerita.keluarga[1:], at)
        pabrik.rapat(cerita.periode, DESA, at=at)
        pabrik.terima_desa(cerita.periode, DESA, at)
        pabrik.saring_semua(cerita.periode, DESA, at)
        return forward_batch(pabrik.sahkan(cerita.periode, at=at), by=JAYA, at=at)


def _tanggal(hari: date) -> dict[str, str]:
    return {"tanggal_0": str(hari.day), "tanggal_1": str(hari.month), "tanggal_2": str(hari.year)}
