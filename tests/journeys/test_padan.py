"""Matching in the cycle, in a browser: a run, the village's answers, the way up, a second run that finds all well."""

from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from django.db import connections

from opensiks.infra import queue
from opensiks.infra.scope import scope_nasional
from opensiks.jejak.queries import verify_jejak
from opensiks.pemadanan.models import Calon, Putaran, StatusPadan, Tugas
from tests.journeys import babak_desa as desa
from tests.journeys import babak_padan as padan
from tests.journeys.langkah import Cerita, duduk, siapkan_cerita

pytestmark = pytest.mark.browser


@pytest.fixture(autouse=True)
def rumah(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Extracts and progress of this story alone."""
    monkeypatch.setattr("opensiks.infra.home.home", lambda: tmp_path)


def test_a_wrong_number_and_a_double_are_answered_and_the_next_run_finds_them_well(
    live_server: Any, browser: Any, tmp_path: Path
) -> None:
    cerita, alamat = siapkan_cerita(), live_server.url
    ekstrak = padan.siapkan(cerita, tmp_path)

    with duduk(browser, alamat, "ratna") as ratna:
        padan.ratna_uploads_and_starts(ratna, ekstrak)
    the_job_runs(cerita)
    with duduk(browser, alamat, "ratna") as ratna:
        padan.ratna_reads_the_run(ratna)
    with duduk(browser, alamat, "budi") as budi:
        padan.nobody_else_sees(budi, cerita)
    with duduk(browser, alamat, "sari") as sari:
        padan.sari_answers(sari, cerita)
        padan.sari_verifies(sari, cerita)
        padan.sari_holds_the_meeting(sari, cerita)
        desa.sari_brings_the_papers(sari, cerita)
    with duduk(browser, alamat, "darmo") as darmo:
        darmo.tekan("Baca keputusannya")
        darmo.tekan("Ya, nyatakan final")
        darmo.baca("Desa dinyatakan final.")
    with duduk(browser, alamat, "sari") as sari:
        sari.tekan("Lihat isinya, lalu serahkan")
        sari.tekan("Serahkan ke Dinas Sosial")
        sari.baca("Diserahkan ke Dinas Sosial")
    with duduk(browser, alamat, "jaya") as jaya:
        jaya.tab("Kotak masuk")
        jaya.page.get_by_role("link", name="Way Mengaku").click()
        jaya.page.get_by_role("button", name="Terima", exact=True).click()
        jaya.baca("Sudah diterima")
    with duduk(browser, alamat, "harun") as harun:
        padan.harun_screens_and_signs(harun, cerita)
    with duduk(browser, alamat, "jaya") as jaya:
        padan.jaya_forwards(jaya, cerita)
    with duduk(browser, alamat, "ratna") as ratna:
        padan.ratna_applies(ratna, cerita)
        padan.ratna_uploads_and_starts(ratna, ekstrak)
    the_job_runs(cerita)
    with duduk(browser, alamat, "sari") as sari:
        padan.sari_sees_an_empty_list(sari)
    with duduk(browser, alamat, "jaya") as jaya:
        padan.jaya_reads_the_rate(jaya, "100")
    then_the_register_agrees_with_dukcapil(cerita)


def the_job_runs(cerita: Cerita) -> None:
    """The worker does what was asked for, in a thread of its own: the browser keeps an event loop in this one."""
    pekerja = Thread(target=_work)
    pekerja.start()
    pekerja.join(timeout=120)
    with scope_nasional():
        terbuka = Tugas.objects.filter(selesai_at=None, individu=cerita.catatan["salah"]).first()
        if terbuka is not None:
            cerita.catatan["tugas"] = terbuka.pk


def _work() -> None:
    queue.run_worker(wait=False)
    for sambungan in connections.all(initialized_only=True):
        sambungan.close()


def then_the_register_agrees_with_dukcapil(cerita: Cerita) -> None:
    with scope_nasional():
        salah, kembar = cerita.catatan["salah"], cerita.catatan["kembar"]
        salah.refresh_from_db()
        kembar.refresh_from_db()
        assert salah.nik == cerita.catatan["nik"]
        assert (kembar.status, cerita.catatan["asli"].status) == ("NONAKTIF", "AKTIF")
        assert StatusPadan.objects.get(individu=salah).keluaran == "PADAN"
        terakhir = Putaran.objects.latest("id")
        assert set(terakhir.jumlah) == {"PADAN"}
        assert not Calon.objects.filter(putaran=terakhir).exists()
        assert not Tugas.objects.filter(selesai_at=None).exists()
        assert verify_jejak().sah
