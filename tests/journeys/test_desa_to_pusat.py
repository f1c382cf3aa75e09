"""The whole story in a browser: a family that has become able leaves PKH, and everybody sees only what is theirs."""

from typing import Any

import pytest

from opensiks.infra import clock
from opensiks.infra.scope import scope_nasional
from opensiks.jejak.queries import verify_jejak
from opensiks.penetapan.models import Penetapan
from opensiks.penetapan.queries import list_isi
from opensiks.rules.penetapan import hash_isi
from tests.cast import DESA, KAB, KAB_ASING
from tests.factories.pengesahan import kepala_of
from tests.journeys import babak_desa as desa
from tests.journeys import babak_kantor as kantor
from tests.journeys.langkah import Cerita, Orang, duduk, siapkan_cerita

pytestmark = pytest.mark.browser


def test_a_family_that_has_become_able_leaves_the_next_list(live_server: Any, browser: Any) -> None:
    cerita = siapkan_cerita()
    alamat = live_server.url

    with duduk(browser, alamat, "sari") as sari:
        desa.sari_verifies(sari, cerita)
        desa.sari_proposes(sari, cerita)
        desa.sari_holds_the_meeting(sari, cerita)
        desa.sari_brings_the_papers(sari, cerita)
    with duduk(browser, alamat, "darmo") as darmo:
        desa.darmo_declares_final(darmo, cerita)
    with duduk(browser, alamat, "sari") as sari:
        desa.sari_hands_over(sari, cerita)
    with duduk(browser, alamat, "jaya") as jaya:
        kantor.jaya_receives(jaya, cerita)
    with duduk(browser, alamat, "harun") as harun:
        kantor.harun_screens_and_signs(harun, cerita)
    with duduk(browser, alamat, "jaya") as jaya:
        kantor.jaya_forwards(jaya, cerita)
    with duduk(browser, alamat, "ratna") as ratna:
        kantor.ratna_answers(ratna, cerita)
    with duduk(browser, alamat, "sari") as sari:
        desa.sari_reads_why(sari, cerita)
    with duduk(browser, alamat, "rudi") as rudi:
        kantor.rudi_puts_the_list_forward(rudi, cerita)
    with duduk(browser, alamat, "ratna") as ratna:
        kantor.ratna_sets_the_list(ratna, cerita)
    with duduk(browser, alamat, "pipit") as pipit:
        kantor.pipit_draws_pkh(pipit, cerita)
    with duduk(browser, alamat, "wati") as wati:
        kantor.wati_reads_the_trail(wati, cerita)
    for nama in ("budi", "orang_asing"):
        with duduk(browser, alamat, nama) as orang:
            a_neighbour_finds_nothing(orang, cerita)
    with duduk(browser, alamat, "putri") as putri:
        putri_reads_and_presses_nothing(putri, cerita)
    then_the_register_says_the_same(cerita)


def a_neighbour_finds_nothing(orang: Orang, cerita: Cerita) -> None:
    """Not yours and not there are one and the same answer, to the letter."""
    c = cerita.catatan
    orang.buka("/keluarga/99999999/")
    tiada = orang.page.locator("main, body").first.inner_text()
    for jalan in (
        f"/keluarga/{cerita.able.pk}/", f"/keluarga/{cerita.able.pk}/riwayat/", f"/usulan/{c['able']}/",
        f"/usulan/{c['misspelt']}/", f"/musyawarah/{c['musyawarah']}/", f"/musyawarah/{c['musyawarah']}/layar/",
        f"/musyawarah/{c['musyawarah']}/berita-acara/", f"/usulan/draft/tidak_layak/?keluarga={cerita.able.pk}",
        f"/verval/?desa={DESA}",
    ):  # fmt: skip
        assert orang.buka(jalan) == 404, jalan
        assert orang.page.locator("main, body").first.inner_text() == tiada, jalan
    orang.buka("/verval/?saring=semua")
    orang.tak_ada("Slamet Riyadi", "Herman Saputra")


def putri_reads_and_presses_nothing(putri: Orang, cerita: Cerita) -> None:
    c = cerita.catatan
    putri.baca("Lampung")
    putri.foto("39-provinsi")
    for jalan in (
        f"/papan/{KAB}/", f"/papan/{DESA}/", f"/keluarga/{cerita.able.pk}/", f"/usulan/{c['able']}/",
        f"/musyawarah/{c['musyawarah']}/berita-acara/", f"/batch/{c['batch']}/", f"/penetapan/{c['penetapan']}/",
    ):  # fmt: skip
        assert putri.buka(jalan) == 200, jalan
        assert putri.page.locator("main form[method=post]").count() == 0, jalan
        assert putri.page.locator(".lantai form, .lantai button").count() == 0, jalan
    putri.foto("40-provinsi-penetapan")
    # of the chains of other provinces she sees nothing, which is no sign of a cut
    putri.baca("Keutuhan jejak diperiksa oleh pusat dan auditor")
    putri.tak_ada("kini 0 peristiwa")
    assert putri.buka(f"/papan/{KAB_ASING}/") == 404


def then_the_register_says_the_same(cerita: Cerita) -> None:
    with scope_nasional():
        for keluarga in (cerita.able, cerita.gone, cerita.misspelt):
            keluarga.refresh_from_db()
        assert (cerita.able.status, cerita.gone.status) == ("AKTIF", "NONAKTIF")
        assert kepala_of(cerita.misspelt).nama == "AGUS WIBOWO"
        assert cerita.able.verval_terakhir == clock.today(KAB)
        daftar = Penetapan.objects.get(pk=cerita.catatan["penetapan"])
        ada = set(daftar.daftar_baris.values_list("keluarga_id", flat=True))
        assert cerita.able.pk in ada
        assert cerita.gone.pk not in ada
        assert hash_isi(list_isi(daftar)) == daftar.sha256
        assert verify_jejak().sah
