"""Daftar verval: counts that fit the rows, TETAP only after the summary, undo, and the neighbour who sees nothing."""

from collections.abc import Callable
from datetime import timedelta

from django.test import Client

from opensiks.infra.scope import scope
from opensiks.verval.models import Verval
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
