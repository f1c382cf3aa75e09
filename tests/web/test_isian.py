"""What is typed into a form waits on the server for its owner until the form is taken; the laptop keeps nothing."""

import json
import re
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from playwright.sync_api import expect

from opensiks.akun import isian
from opensiks.akun.models import IsianTersimpan
from opensiks.infra import clock
from opensiks.infra.scope import scope
from opensiks.keluarga.models import Keluarga
from opensiks.rules.alasan import ALASAN_TIDAK_DITEMUKAN
from opensiks.usulan.models import Usulan
from tests import cast
from tests.web.conftest import Pekon


def simpan(client: Client, kunci: str, **isi: list[str]) -> int:
    return client.post("/isian/", {"kunci": kunci, "isi": json.dumps(isi)}).status_code


def tersimpan(kunci: str) -> dict[str, list[str]]:
    with scope(cast.SARI.cakupan):
        ada = isian.find_isian(cast.SARI, kunci)
    return ada.isi if ada else {}


@pytest.fixture(autouse=True)
def _sari_of_the_cast(pemeran: dict[str, cast.Pemeran], monkeypatch: pytest.MonkeyPatch) -> None:
    """cast.SARI with the account that the database gave her."""
    monkeypatch.setattr(cast, "SARI", pemeran["sari"].actor)


def test_typed_fields_come_back_after_a_reload_and_only_to_their_owner(
    sari: Client, masuk: Callable[[str], Client], pekon: Pekon
) -> None:
    k = pekon.keluarga[0]
    jalan, kunci = f"/usulan/draft/tidak_layak/?keluarga={k.pk}", f"usulan/tidak_layak/keluarga/{k.pk}"
    assert f'data-isian="{kunci}"' in sari.get(jalan).content.decode()
    assert simpan(sari, kunci, alasan=["Rumahnya sudah bagus"]) == 200
    assert "Rumahnya sudah bagus" in sari.get(jalan).content.decode()
    assert simpan(masuk("budi"), kunci, alasan=["Tetangga"]) == 200
    assert tersimpan(kunci) == {"alasan": ["Rumahnya sudah bagus"]}


def test_a_form_that_is_taken_is_emptied_and_one_that_is_refused_is_kept(sari: Client, pekon: Pekon) -> None:
    k = pekon.keluarga[0]
    jalan, kunci = f"/keluarga/{k.pk}/catatan/", f"catatan/{k.pk}"
    simpan(sari, kunci, isi=["Rumah kosong"])
    assert sari.post(jalan, {"isi": "", "isian": kunci}).status_code == 422
    assert tersimpan(kunci) == {"isi": ["Rumah kosong"]}
    assert sari.post(jalan, {"isi": "Rumah kosong", "isian": kunci}).status_code == 302
    assert tersimpan(kunci) == {}


def test_what_the_rules_refuse_waits_in_its_form(sari: Client, pekon: Pekon) -> None:
    usul = f"/usulan/draft/tidak_ditemukan/?keluarga={pekon.keluarga[0].pk}"
    sari.post(usul, {"kode_alasan": next(iter(ALASAN_TIDAK_DITEMUKAN)), "alasan": "RT"})
    with scope(cast.SARI.cakupan):
        nomor = Usulan.objects.get(keluarga=pekon.keluarga[0]).pk
    sari.post(f"/usulan/{nomor}/withdraw/", {"alasan": "Keliru"})
    kunci = f"batal/{nomor}"
    isi = {"alasan": "Dua kali", "isian": kunci}
    sari.post(f"/usulan/{nomor}/withdraw/", isi, headers={"referer": f"http://testserver/usulan/{nomor}/"})
    assert tersimpan(kunci) == {"alasan": ["Dua kali"]}


def test_too_much_is_no_form_and_nonsense_is_refused(sari: Client, pekon: Pekon) -> None:
    assert simpan(sari, "uji", isi=["x" * (isian.MAKS_HURUF + 1)]) == 413
    assert simpan(sari, "k" * (isian.MAKS_KUNCI + 1), isi=["x"]) == 413
    assert sari.post("/isian/", {"kunci": "uji", "isi": "bukan json"}).status_code == 400
    assert sari.post("/isian/", {"kunci": "", "isi": "{}"}).status_code == 400


def test_what_lies_too_long_goes(sari: Client, pekon: Pekon) -> None:
    simpan(sari, "lama", isi=["x"])
    simpan(sari, "baru", isi=["y"])
    with scope(cast.SARI.cakupan):
        lama = clock.now() - timedelta(days=isian.SIMPAN_HARI + 1)
        IsianTersimpan.objects.filter(kunci="lama").update(at=lama)
        isian.clear_isian(cast.SARI, "lain", clock.now())
    assert (tersimpan("lama"), tersimpan("baru")) == ({}, {"isi": ["y"]})


TERSIMPAN = re.compile(r"Tersimpan \d")


# --- in a real browser ------------------------------------------------------------------------------------------


@pytest.fixture
def layar(live_server: Any, page: Any, pekon: Pekon, sari: Client) -> Iterator[tuple[Any, Keluarga]]:
    """Sari's browser at the form that proposes a family as able."""
    kue = {"name": "sessionid", "value": sari.cookies["sessionid"].value, "url": live_server.url}
    page.context.add_cookies([kue])
    k = pekon.keluarga[0]
    page.goto(f"{live_server.url}/usulan/draft/tidak_layak/?keluarga={k.pk}")
    yield page, k
    page.context.set_offline(False)


@pytest.mark.browser
def test_typing_survives_a_lost_line_and_a_reload(layar: tuple[Any, Keluarga]) -> None:
    page, k = layar
    kunci = f"usulan/tidak_layak/keluarga/{k.pk}"
    page.fill("#id_alasan", "Sudah punya toko")
    expect(page.locator("[data-keadaan-isian]")).to_contain_text(TERSIMPAN, timeout=15_000)
    page.context.set_offline(True)
    page.type("#id_alasan", " dan sawah")
    keadaan = page.locator("[data-keadaan-isian]")
    expect(keadaan).to_contain_text("Belum tersimpan", timeout=15_000)
    expect(page.locator("[data-pita-sambungan]")).to_be_visible()
    # Sending while the line is gone leaves everything where it is.
    page.get_by_role("button", name="Simpan draf dulu").click()
    expect(keadaan).to_contain_text("Sambungan terputus", timeout=15_000)
    expect(page.locator("#id_alasan")).to_have_value("Sudah punya toko dan sawah")
    page.type("#id_alasan", ", kata RT")
    page.context.set_offline(False)
    expect(keadaan).to_contain_text(TERSIMPAN, timeout=20_000)
    assert tersimpan(kunci)["alasan"] == ["Sudah punya toko dan sawah, kata RT"]
    page.reload()
    expect(page.locator("#id_alasan")).to_have_value("Sudah punya toko dan sawah, kata RT")
    expect(page.locator("[data-keadaan-isian]")).to_contain_text("Isian Anda dipulihkan")
    # Nothing of it lies on the laptop.
    assert "toko" not in page.evaluate("JSON.stringify([{...localStorage}, {...sessionStorage}])")


@pytest.mark.browser
def test_beginning_anew_empties_the_form_here_and_there(layar: tuple[Any, Keluarga]) -> None:
    page, k = layar
    page.fill("#id_alasan", "Salah orang")
    expect(page.locator("[data-keadaan-isian]")).to_contain_text(TERSIMPAN, timeout=15_000)
    page.reload()
    page.get_by_role("button", name="Mulai dari awal").click()
    expect(page.locator("#id_alasan")).to_have_value("")
    expect(page.locator("[data-keadaan-isian]")).to_contain_text("Isian dikosongkan")
    assert tersimpan(f"usulan/tidak_layak/keluarga/{k.pk}") == {}


@pytest.mark.browser
def test_closing_with_unsaved_words_is_asked_first(layar: tuple[Any, Keluarga]) -> None:
    page, _ = layar
    page.context.set_offline(True)
    page.type("#id_alasan", "Belum sampai")
    ditanya: list[str] = []
    page.on("dialog", lambda d: (ditanya.append(d.type), d.dismiss()))
    page.evaluate("setTimeout(() => location.assign('/'), 0)")
    page.wait_for_timeout(1500)
    assert ditanya == ["beforeunload"]
    expect(page.locator("#id_alasan")).to_have_value("Belum sampai")
    page.context.set_offline(False)
    expect(page.locator("[data-keadaan-isian]")).to_contain_text(TERSIMPAN, timeout=20_000)
