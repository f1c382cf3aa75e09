"""Keluarga: what is wrong is mended in place, numbers stay hidden, decisions are the operator's."""

from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from opensiks.infra.scope import scope, scope_nasional
from opensiks.jejak.models import Jejak
from opensiks.keluarga.models import Temuan
from opensiks.usulan.models import Usulan
from opensiks.verval.models import Catatan, Verval
from tests import cast
from tests.web.conftest import Pekon

PDF = b"%PDF-1.7 uji"


def temuan(pekon: Pekon, kode: str) -> Temuan:
    with scope(cast.SARI.cakupan):
        return Temuan.objects.get(keluarga=pekon.kurang, kode=kode, terbuka=True)


def hasil(pekon: Pekon, ke: int) -> list[str]:
    with scope(cast.SARI.cakupan):
        rows = Verval.objects.filter(keluarga=pekon.keluarga[ke], batal_at__isnull=True)
        return [str(h) for h in rows.values_list("hasil", flat=True)]


def test_page_shows_family_finding_and_decisions(
    sari: Client, pekon: Pekon, django_assert_max_num_queries: Callable
) -> None:
    with django_assert_max_num_queries(45):
        isi = sari.get(f"/keluarga/{pekon.kurang.pk}/").content.decode()
    assert "Keluarga Hasan Ali" in isi
    assert "Nama ibu kandung Dewi Lestari masih kosong" in isi
    assert "Belum bisa: nama ibu kandung Dewi Lestari masih kosong." in isi
    assert "Usul tidak layak" in isi


def test_same_refusal_for_not_yours_and_not_there(masuk: Callable[[str], Client], pekon: Pekon) -> None:
    budi = masuk("budi")
    milik_sari = budi.get(f"/keluarga/{pekon.kurang.pk}/")
    tidak_ada = budi.get("/keluarga/999999/")
    assert milik_sari.status_code == tidak_ada.status_code == 404
    assert milik_sari.content == tidak_ada.content


@pytest.mark.parametrize("nilai", ["", "X" * 121])
def test_bad_value_is_said_at_the_field_and_changes_nothing(sari: Client, pekon: Pekon, nilai: str) -> None:
    r = sari.post(f"/temuan/{temuan(pekon, 'R54').pk}/mend/", {"nilai": nilai})
    assert r.status_code == 422
    assert "galat-isian" in r.content.decode()
    with scope(cast.SARI.cakupan):
        assert not Usulan.objects.exists()


def test_mend_with_evidence_goes_straight_on(sari: Client, pekon: Pekon) -> None:
    kk = SimpleUploadedFile("kk.pdf", PDF, "application/pdf")
    isi = sari.post(
        f"/temuan/{temuan(pekon, 'R54').pk}/mend/",
        {"nilai": "rina wati", "jenis_bukti": "KK", "bukti": kk},
        follow=True,
    )
    teks = isi.content.decode()
    assert "Tidak perlu musyawarah" in teks
    assert "sudah mengusulkan perbaikannya: siap musyawarah" in teks
    assert hasil(pekon, 3) == ["PERBAIKAN"]


def test_mend_without_evidence_stays_a_draft_and_says_what_is_missing(sari: Client, pekon: Pekon) -> None:
    isi = sari.post(
        f"/temuan/{temuan(pekon, 'R54').pk}/mend/", {"nilai": "rina wati"}, follow=True
    ).content.decode()
    assert "Lampirkan bukti yang masih kurang: salinan KTP atau salinan KK" in isi
    with scope(cast.SARI.cakupan):
        assert Usulan.objects.get().status == "DRAF"


def test_wrong_kind_of_file_takes_the_draft_back(sari: Client, pekon: Pekon) -> None:
    virus = SimpleUploadedFile("kk.exe", b"MZ....", "application/pdf")
    asal = f"http://testserver/keluarga/{pekon.kurang.pk}/"
    isi = sari.post(
        f"/temuan/{temuan(pekon, 'R54').pk}/mend/", {"nilai": "rina wati", "bukti": virus}, headers={"Referer": asal},
        follow=True,
    )  # fmt: skip
    assert "Berkas harus berupa" in isi.content.decode()
    with scope(cast.SARI.cakupan):
        assert not Usulan.objects.exists()
    assert hasil(pekon, 3) == []


def test_blocking_finding_cannot_be_talked_away(sari: Client, pekon: Pekon) -> None:
    r = sari.post(f"/temuan/{temuan(pekon, 'R54').pk}/settle/", {"cara": "Benar"})
    assert r.status_code == 422
    assert temuan(pekon, "R54").terbuka


def test_tetap_opens_the_next_family_and_can_be_undone(sari: Client, pekon: Pekon) -> None:
    k = pekon.keluarga[0]
    r = sari.post(f"/keluarga/{k.pk}/tetap/?saring=belum", follow=True)
    assert "TETAP untuk Keluarga Budi Santoso." in r.content.decode()
    assert hasil(pekon, 0) == ["TETAP"]
    sari.post(f"/keluarga/{k.pk}/cancel/")
    assert hasil(pekon, 0) == []


def test_tetap_is_refused_while_a_finding_blocks(sari: Client, pekon: Pekon) -> None:
    r = sari.post(f"/keluarga/{pekon.kurang.pk}/tetap/")
    assert r.status_code == 422
    assert "temuan yang harus diperbaiki" in r.content.decode()


def test_R95_whole_numbers_only_after_asking_and_on_the_trail(sari: Client, pekon: Pekon) -> None:
    k = pekon.keluarga[0]
    assert k.no_kk not in sari.get(f"/keluarga/{k.pk}/").content.decode()
    assert k.no_kk in sari.post(f"/keluarga/{k.pk}/reveal/").content.decode()
    with scope_nasional():
        assert Jejak.objects.filter(objek=f"keluarga:{k.pk}", peristiwa="keluarga.revealed").count() == 1


def test_R95_the_head_may_not_open_numbers(masuk: Callable[[str], Client], pekon: Pekon) -> None:
    assert masuk("darmo").post(f"/keluarga/{pekon.kurang.pk}/reveal/").status_code == 403


def test_R12_companion_adds_a_note_and_nothing_else(masuk: Callable[[str], Client], pekon: Pekon) -> None:
    tika, k = masuk("tika"), pekon.keluarga[0]
    isi = tika.post(f"/keluarga/{k.pk}/catatan/", {"isi": "Rumah kosong.", "kunjungan": "on"}, follow=True)
    assert "(Tika): Rumah kosong." in isi.content.decode()
    with scope(cast.TIKA.cakupan):
        assert Catatan.objects.get().kunjungan
    assert tika.post(f"/keluarga/{k.pk}/tetap/").status_code == 403
    assert tika.post(f"/temuan/{temuan(pekon, 'R54').pk}/mend/", {"nilai": "A"}).status_code == 403
    assert "Yang memutuskan adalah operator desa" in tika.get(f"/keluarga/{k.pk}/").content.decode()


def test_empty_note_is_refused_at_the_field(sari: Client, pekon: Pekon) -> None:
    r = sari.post(f"/keluarga/{pekon.kurang.pk}/catatan/", {"isi": ""})
    assert r.status_code == 422
    assert "Isi catatan." in r.content.decode()


def test_history_tells_what_happened(sari: Client, pekon: Pekon) -> None:
    sari.post(f"/keluarga/{pekon.keluarga[0].pk}/tetap/")
    isi = sari.get(f"/keluarga/{pekon.keluarga[0].pk}/riwayat/").content.decode()
    assert "Verval Periode uji: Ditemukan, tetap, Sari." in isi
