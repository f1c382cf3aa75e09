"""The whole story once more, by keyboard alone and at 200 % zoom: from verval to the list that is set; TKSK's note."""

from typing import Any

import pytest

from tests.journeys import babak_desa as desa
from tests.journeys import babak_kantor as kantor
from tests.journeys.jari import hanya_papan_ketik
from tests.journeys.langkah import duduk, siapkan_cerita

pytestmark = pytest.mark.browser
# A laptop of 1366x768 at 200 %.
ZOOM = (683, 384)


def test_everybodys_work_is_done_by_keyboard_alone_at_200_percent(
    live_server: Any, browser: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    cerita = siapkan_cerita()
    jari = hanya_papan_ketik(monkeypatch)
    babak = (
        (
            "sari",
            (
                desa.sari_verifies,
                desa.sari_proposes,
                desa.sari_holds_the_meeting,
                desa.sari_brings_the_papers,
            ),
        ),
        ("darmo", (desa.darmo_declares_final,)),
        ("sari", (desa.sari_hands_over,)),
        ("jaya", (kantor.jaya_receives,)),
        ("harun", (kantor.harun_screens_and_signs,)),
        ("jaya", (kantor.jaya_forwards,)),
        ("ratna", (kantor.ratna_answers,)),
        ("rudi", (kantor.rudi_puts_the_list_forward,)),
        ("ratna", (kantor.ratna_sets_the_list,)),
    )
    for nama, adegan in babak:
        with duduk(browser, live_server.url, nama, ZOOM) as orang:
            for satu in adegan:
                satu(orang, cerita)
    with duduk(browser, live_server.url, "tika", ZOOM) as tika:
        tika.buka(f"/keluarga/{cerita.able.pk}/")
        tika.isi("isi", "Rumahnya sudah direnovasi, tokonya ramai.")
        tika.tekan("Simpan catatan")
        tika.baca("Rumahnya sudah direnovasi, tokonya ramai.")
    assert not jari.cacat, "\n".join(dict.fromkeys(jari.cacat))
