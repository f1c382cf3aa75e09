"""Daftar verval: counts that fit the rows, TETAP only after the summary, undo, and the neighbour who sees nothing."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from playwright.sync_api import expect

from opensiks.infra import clock
from opensiks.infra.scope import scope, scope_nasional
from opensiks.verval.models import Periode, Verval
from opensiks.web.presenters import daftar_verval
from tests import cast
from tests.factories import keluarga as pabrik
from tests.web.conftest import Pekon


def hidup(pekon: Pekon) -> int:
    with scope(cast.SARI.cakupan):
        return Verval.objects.filter(periode=pekon.periode, batal_at__isnull=True).count()


def tandai(client: Client, *ids: int, **isi: str) -> str:
    return client.post("/verval/tetap/", {"keluarga": list(ids), **isi}, follow=True).content.decode()


def test_list_shows_every_family_once(
    sari: Client, pekon: Pekon, django_assert_max_num_queries: Callable
) -> None:
    with django_assert_max_num_queries(22):
        isi = sari.get("/verval/").content.decode()
    assert isi.count("data-baris ") == 4
    for kata in ("Semua", "Belum", "Akan beku", "Ada temuan", "Selesai"):
        assert kata in isi
    assert "Ibu kandung kosong" in isi


def test_numbers_are_masked(sari: Client, pekon: Pekon) -> None:
    isi = sari.get("/verval/").content.decode()
    assert pekon.keluarga[0].no_kk not in isi
    assert f"180401••••••{pekon.keluarga[0].no_kk[-4:]}" in isi


def test_filter_counts_fit_the_rows(sari: Client, pekon: Pekon) -> None:
    isi = sari.get("/verval/?saring=temuan").content.decode()
    assert "Ada temuan <b>1</b>" in isi
    assert isi.count("data-baris ") == 1


def test_search_finds_members_and_last_digits(sari: Client, pekon: Pekon) -> None:
    assert sari.get("/verval/?cari=hasan").content.decode().count("data-baris ") == 1
    assert (
        sari.get(f"/verval/?cari={pekon.keluarga[1].no_kk[-4:]}").content.decode().count("data-baris ") == 1
    )
    assert "Tidak ada yang cocok" in sari.get("/verval/?cari=zzzz").content.decode()


def test_blocked_family_cannot_be_picked_and_says_why(sari: Client, pekon: Pekon) -> None:
    isi = sari.get("/verval/").content.decode()
    assert f'value="{pekon.kurang.pk}" form="pilihan" disabled title="Belum bisa: ibu kandung kosong."' in isi


def test_summary_comes_before_anything_counts(sari: Client, pekon: Pekon) -> None:
    isi = tandai(sari, pekon.keluarga[0].pk, pekon.keluarga[1].pk, pekon.kurang.pk)
    assert "2 keluarga, 6 orang ditandai TETAP" in isi
    assert "Belum bisa: ibu kandung kosong." in isi
    assert hidup(pekon) == 0


def test_agreed_summary_counts_and_can_be_undone(sari: Client, pekon: Pekon) -> None:
    tanggal = {
        "tanggal_0": str(pekon.hari.day),
        "tanggal_1": str(pekon.hari.month),
        "tanggal_2": str(pekon.hari.year),
    }
    isi = tandai(sari, pekon.keluarga[0].pk, pekon.keluarga[1].pk, setuju="ya", **tanggal)
    assert "2 keluarga, 6 orang ditandai TETAP." in isi
    assert hidup(pekon) == 2
    assert "Dibatalkan untuk 2 keluarga" in sari.post("/verval/urungkan/", follow=True).content.decode()
    assert hidup(pekon) == 0
    assert "Tidak ada yang perlu dibatalkan" in sari.post("/verval/urungkan/", follow=True).content.decode()


def test_visit_date_in_2090_changes_nothing(sari: Client, pekon: Pekon) -> None:
    tanggal = {"tanggal_0": "1", "tanggal_1": "1", "tanggal_2": "2090"}
    isi = tandai(sari, pekon.keluarga[0].pk, setuju="ya", **tanggal)
    assert "Isi tanggal kunjungan antara" in isi
    assert hidup(pekon) == 0


def test_day_that_does_not_exist_is_said_at_the_field(sari: Client, pekon: Pekon) -> None:
    isi = tandai(sari, pekon.keluarga[0].pk, setuju="ya", tanggal_0="31", tanggal_1="2", tanggal_2="2026")
    assert "Tanggal 31 Februari 2026 tidak ada." in isi
    assert hidup(pekon) == 0


def test_family_of_another_village_is_never_marked(
    sari: Client, masuk: Callable[[str], Client], pekon: Pekon
) -> None:
    isi = tandai(masuk("budi"), pekon.keluarga[0].pk, setuju="ya")
    assert "1 keluarga" in isi
    assert "Tidak ada di desa ini" in isi
    assert hidup(pekon) == 0


def test_name_from_a_file_is_text_and_nothing_else(sari: Client, pekon: Pekon) -> None:
    pabrik.daftarkan(pabrik.baris(anggota=[pabrik.orang('<img src="x" onerror="1">')]))
    isi = sari.get("/verval/").content.decode()
    assert "<img" not in isi
    assert "&lt;img src=&quot;x&quot;" in isi


def test_begin_opens_the_first_family_left(sari: Client, pekon: Pekon) -> None:
    assert sari.get("/verval/mulai/?saring=belum").headers["Location"].startswith("/keluarga/")


def test_other_village_is_not_there(sari: Client, masuk: Callable[[str], Client], pekon: Pekon) -> None:
    assert sari.get(f"/verval/?desa={cast.DESA_BUDI}").status_code == 404
    assert masuk("tika").get(f"/verval/?desa={cast.DESA}").status_code == 200
    assert masuk("tika").get(f"/verval/?desa={cast.DESA_KEC_LAIN}").status_code == 404
    assert masuk("orang_asing").get(f"/verval/?desa={cast.DESA}").status_code == 404


def test_only_the_operator_records(masuk: Callable[[str], Client], pekon: Pekon) -> None:
    for nama in ("darmo", "tika", "jaya"):
        assert masuk(nama).post("/verval/tetap/", {"keluarga": pekon.keluarga[0].pk}).status_code == 403
    assert "data-pilih-semua" not in masuk("darmo").get("/verval/").content.decode()


def test_frozen_family_is_found(sari: Client, pekon: Pekon) -> None:
    with scope(cast.SARI.cakupan):
        lama = pekon.hari.replace(day=1) - timedelta(days=90)
        type(pekon.keluarga[0]).objects.filter(pk=pekon.keluarga[0].pk).update(verval_terakhir=lama)
    assert "Akan beku <b>1</b>" in sari.get("/verval/").content.decode()


def test_R116_many_tetap_in_two_minutes_get_a_calm_sentence(sari: Client, pekon: Pekon) -> None:
    banyak = pabrik.keluarga_di(cast.DESA, 60)
    tanggal = {
        "tanggal_0": str(pekon.hari.day),
        "tanggal_1": str(pekon.hari.month),
        "tanggal_2": str(pekon.hari.year),
    }
    isi = tandai(sari, *(k.pk for k in banyak), setuju="ya", **tanggal)
    assert "Anda menandai 60 keluarga dalam 2 menit. Pastikan RT sudah memeriksa." in isi


# --- a closed door, a wrong date, a large village ---------------------------------------------------------------


def test_R71_in_a_closed_window_nothing_can_be_picked_and_the_page_says_who_opens_it(
    sari: Client, pekon: Pekon
) -> None:
    with scope_nasional():
        kini = clock.now()
        Periode.objects.filter(pk=pekon.periode.pk).update(tenggat_desa_at=kini - timedelta(hours=1))
    isi = sari.get("/verval/").content.decode()
    assert "Belum bisa menandai TETAP" in isi
    assert "minta perpanjangan ke kabupaten" in isi
    assert 'form="pilihan" disabled' in isi
    assert "Tinjau lalu tandai TETAP" not in isi
    ringkas = tandai(sari, pekon.keluarga[0].pk)
    assert "Belum bisa: catat verval selagi masanya terbuka" in ringkas
    assert 'value="ya"' not in ringkas
    halaman = sari.get(f"/keluarga/{pekon.keluarga[0].pk}/").content.decode()
    assert "Belum bisa: catat verval selagi masanya terbuka" in halaman
    assert f"/keluarga/{pekon.keluarga[0].pk}/tetap/" not in halaman or 'aria-disabled="true"' in halaman
    assert hidup(pekon) == 0


def test_R71d_a_wrong_date_keeps_the_picked_families(sari: Client, pekon: Pekon) -> None:
    besok = pekon.hari + timedelta(days=1)
    isi = {f"tanggal_{n}": str(v) for n, v in enumerate((besok.day, besok.month, besok.year))}
    ids = [k.pk for k in pekon.keluarga[:2]]
    jawab = sari.post("/verval/tetap/", {"keluarga": ids, "setuju": "ya", **isi})
    html = jawab.content.decode()
    assert jawab.status_code == 422
    assert "Isi tanggal kunjungan antara" in html
    assert all(f'name="keluarga" value="{id_}"' in html for id_ in ids)
    assert hidup(pekon) == 0


def test_a_finding_filters_the_list_with_its_count(sari: Client, pekon: Pekon) -> None:
    isi = sari.get("/verval/?temuan=R54").content.decode()
    assert isi.count("data-baris ") == 1
    assert "Isian wajib kosong (1)" in isi
    assert "Semua <b>1</b>" in isi
    assert "data-baris " not in sari.get("/verval/?temuan=R54&saring=selesai").content.decode()


def test_every_column_sorts(sari: Client, pekon: Pekon) -> None:
    for kolom in ("nama", "nik", "kk", "rt", "orang", "verval", "bantuan", "temuan", "status"):
        naik, turun = (sari.get(f"/verval/?urut={a}{kolom}").content.decode() for a in ("", "-"))
        assert 'aria-sort="ascending"' in naik
        assert 'aria-sort="descending"' in turun
        assert naik.count("data-baris ") == turun.count("data-baris ") == 4


def test_what_did_not_come_with_the_page_comes_in_parts_so_that_search_is_whole(
    sari: Client, pekon: Pekon, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(daftar_verval, "SEKALI", 2)
    isi = sari.get("/verval/").content.decode()
    assert isi.count("data-baris ") == 2
    assert 'data-semua="4"' in isi
    assert "utuh=ya" in isi
    assert sari.get("/verval/?utuh=ya").content.decode().count("data-baris ") == 4
    bagian = [sari.get(f"/verval/bagian/?n={n}").content.decode() for n in (1, 2)]
    assert [b.count("data-baris ") for b in bagian] == [2, 0]
    # Under a filter the others come too, so that the page can leave the filter without asking again.
    assert sari.get("/verval/?saring=temuan").content.decode().count("data-baris ") == 1
    sisa = [
        sari.get(f"/verval/bagian/?saring=temuan&n={n}").content.decode().count("data-baris ")
        for n in (1, 2, 3)
    ]
    assert sisa == [2, 1, 0]


@pytest.mark.browser
def test_the_list_is_a_spreadsheet_in_the_browser(
    live_server: Any, page: Any, sari: Client, pekon: Pekon
) -> None:
    page.context.add_cookies(
        [{"name": "sessionid", "value": sari.cookies["sessionid"].value, "url": live_server.url}]
    )
    page.goto(f"{live_server.url}/verval/")
    baris = page.locator("tr[data-baris]:visible")
    expect(baris).to_have_count(4)
    page.keyboard.press("/")
    page.keyboard.type("hasan")
    expect(baris).to_have_count(1)
    expect(page.locator("[data-jumlah-keluarga]")).to_have_text("1")
    expect(page.locator(".saringan a").first).to_contain_text("1")
    assert "cari=hasan" in page.url
    page.locator("[data-cari-isian]").fill("")
    page.get_by_role("link", name="Ada temuan").click()
    expect(baris).to_have_count(1)
    assert "saring=temuan" in page.url
    page.reload()
    expect(baris).to_have_count(1)
    # The three others were fetched after the page: the filter is left without a new page.
    page.get_by_role("link", name="Semua").click()
    expect(baris).to_have_count(4)
    page.get_by_role("link", name="Orang").click()
    expect(page.locator("th[aria-sort=ascending]")).to_contain_text("Orang")
    page.get_by_text("Kolom", exact=True).click()
    page.get_by_label("No. KK").uncheck()
    expect(page.locator("th", has_text="No. KK")).to_be_hidden()
    page.keyboard.press("Escape")
    # Keys: down, pick by space, T to the summary.
    page.locator("tr[data-baris]:visible").first.focus()
    bisa = page.locator("tr[data-baris]:not([data-belum-bisa]):visible").first
    bisa.focus()
    page.keyboard.press("Space")
    expect(page.locator("[data-jumlah-pilih]")).to_contain_text("1 keluarga dipilih")
    page.keyboard.press("t")
    expect(page.locator("h1")).to_contain_text("1 keluarga")
