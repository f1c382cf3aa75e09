"""Usulan: one form for each jenis, clear sentences for bad input, steps with reasons, nothing for the neighbour."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from opensiks.infra.scope import scope, scope_nasional
from opensiks.pantau.audit import list_objek, list_terbaru
from opensiks.rules.alasan import ALASAN_TIDAK_DITEMUKAN
from opensiks.rules.jenis import Jenis
from opensiks.usulan.models import Bukti, Usulan
from opensiks.verval.models import Verval
from opensiks.wilayah.models import Wilayah
from tests import cast
from tests.web.conftest import Pekon

PDF = b"%PDF-1.7 uji"


def berkas(nama: str = "bukti.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(nama, PDF, "application/pdf")


def semua() -> list[Usulan]:
    with scope(cast.SARI.cakupan):
        return list(Usulan.objects.order_by("id"))


def tanggal(nama: str, hari: int, bulan: int, tahun: int) -> dict[str, str]:
    return {f"{nama}_0": str(hari), f"{nama}_1": str(bulan), f"{nama}_2": str(tahun)}


def orang(pekon: Pekon, ke: int = 0, n: int = 0) -> Any:
    with scope(cast.SARI.cakupan):
        return list(pekon.keluarga[ke].daftar_anggota.order_by("shdk", "id"))[n]


@pytest.fixture
def tidak_layak(sari: Client, pekon: Pekon) -> Usulan:
    """A line that waits for the forum, made in the browser."""
    isi = {"program": "PKH", "kode_alasan": "MAMPU", "alasan": "Membuka bengkel."}
    sari.post(f"/usulan/draft/tidak_layak/?keluarga={pekon.keluarga[0].pk}", isi)
    [u] = semua()
    return u


TANPA_SUBJEK = [j for j in Jenis if j not in (Jenis.TETAP,)]


@pytest.mark.parametrize("jenis", TANPA_SUBJEK)
def test_every_jenis_has_its_form(
    sari: Client, pekon: Pekon, jenis: Jenis, django_assert_max_num_queries: Callable
) -> None:
    with django_assert_max_num_queries(40):
        r = sari.get(f"/usulan/draft/{jenis.lower()}/?keluarga={pekon.keluarga[0].pk}")
    assert r.status_code == 200


@pytest.mark.parametrize("jenis", [j for j in TANPA_SUBJEK if j is not Jenis.PERBAIKAN_DATA])
def test_half_a_form_changes_nothing(sari: Client, pekon: Pekon, jenis: Jenis) -> None:
    subjek = (
        f"individu={orang(pekon).pk}" if jenis is Jenis.PERBAIKAN_ID else f"keluarga={pekon.keluarga[0].pk}"
    )
    r = sari.post(f"/usulan/draft/{jenis.lower()}/?{subjek}", {})
    assert r.status_code == 422
    assert "perlu diperbaiki" in r.content.decode()
    assert semua() == []


def test_TETAP_is_no_usulan(sari: Client, pekon: Pekon) -> None:
    assert sari.get(f"/usulan/draft/tetap/?keluarga={pekon.keluarga[0].pk}").status_code == 404


def test_nik_of_17_digits_is_said_at_the_field(sari: Client, pekon: Pekon) -> None:
    r = sari.post(f"/usulan/draft/perbaikan_id/?individu={orang(pekon).pk}", {"nik": "18040112058650001"})
    assert r.status_code == 422
    assert "NIK harus 16 angka; yang diisi 17 angka. Salin NIK dari KTP atau KK." in r.content.decode()
    assert semua() == []


def test_date_in_2090_is_said_at_the_field(sari: Client, pekon: Pekon) -> None:
    isi = {"individu": str(orang(pekon).pk), **tanggal("tanggal", 1, 1, 2090), "bukti_0": berkas()}
    r = sari.post(f"/usulan/draft/meninggal/?keluarga={pekon.keluarga[0].pk}", isi)
    assert "Tanggal meninggal 1 Januari 2090 belum terjadi. Periksa tahunnya." in r.content.decode()
    assert semua() == []


def test_rule_of_the_content_is_said_at_its_field(sari: Client, pekon: Pekon) -> None:
    isi = {"individu": str(orang(pekon).pk), **tanggal("tanggal", 1, 1, 1950)}
    r = sari.post(f"/usulan/draft/meninggal/?keluarga={pekon.keluarga[0].pk}", isi)
    assert "Isi tanggal meninggal antara tanggal lahir dan hari ini." in r.content.decode()
    assert semua() == []


def test_R31_able_family_goes_to_the_forum_and_is_verified(
    sari: Client, pekon: Pekon, tidak_layak: Usulan
) -> None:
    assert tidak_layak.status == "SIAP_MUSDES"
    with scope(cast.SARI.cakupan):
        assert Verval.objects.get(batal_at=None).hasil == "MAMPU"
    isi = sari.get(f"/usulan/{tidak_layak.pk}/").content.decode()
    assert "Program Keluarga Harapan" in isi
    assert "Keluarga sudah mampu" in isi
    assert "Menunggu keputusan musyawarah." in isi


def test_R26_second_usulan_about_the_same_is_refused(sari: Client, pekon: Pekon, tidak_layak: Usulan) -> None:
    isi = {"program": "PKH", "kode_alasan": "MOBIL"}
    r = sari.post(f"/usulan/draft/tidak_layak/?keluarga={pekon.keluarga[0].pk}", isi)
    assert r.status_code == 422
    assert f"Lanjutkan usulan {tidak_layak.pk} sejak" in r.content.decode()


def test_R109_dead_person_needs_a_paper(sari: Client, pekon: Pekon) -> None:
    url = f"/usulan/draft/meninggal/?keluarga={pekon.keluarga[0].pk}"
    isi = {
        "individu": str(orang(pekon, n=1).pk),
        **tanggal("tanggal", pekon.hari.day, pekon.hari.month, pekon.hari.year),
    }
    teks = sari.post(url, isi, follow=True).content.decode()
    assert "Tersimpan sebagai draf. Lampirkan bukti yang masih kurang: akta kematian" in teks
    [u] = semua()
    sari.post(f"/usulan/{u.pk}/bukti/", {"jenis": "AKTA_KEMATIAN", "berkas": berkas("akta.pdf")})
    sari.post(f"/usulan/{u.pk}/submit/")
    assert semua()[0].status == "SIAP_MUSDES"


def test_evidence_is_for_those_who_may_see_the_line(
    sari: Client, masuk: Callable[[str], Client], pekon: Pekon
) -> None:
    isi = {"nama": "BUDI SANTOSO SE", "bukti_0_jenis": "KTP", "bukti_0": berkas("ktp.pdf")}
    sari.post(f"/usulan/draft/perbaikan_id/?individu={orang(pekon).pk}", isi)
    with scope(cast.SARI.cakupan):
        b = Bukti.objects.get()
    assert b"".join(sari.get(f"/bukti/{b.pk}/").streaming_content) == PDF  # type: ignore[attr-defined]
    assert masuk("budi").get(f"/bukti/{b.pk}/").status_code == 404


def test_correction_shows_before_and_after_and_hides_numbers(sari: Client, pekon: Pekon) -> None:
    isi = {"nama": "BUDI SANTOSO SE", "nama_ibu": "SITI AMINAH BINTI ALI", "bukti_0": berkas()}
    r = sari.post(
        f"/usulan/draft/perbaikan_id/?individu={orang(pekon).pk}", isi, follow=True
    ).content.decode()
    assert "Budi Santoso Se" in r
    assert "disamarkan" in r
    assert "BINTI ALI" not in r
    [u] = semua()
    assert set(u.muatan) == {"nama", "nama_ibu"}


def test_draft_is_filled_in_again_and_replaced(sari: Client, pekon: Pekon) -> None:
    sari.post(
        f"/usulan/draft/tidak_ditemukan/?keluarga={pekon.keluarga[1].pk}", {"kode_alasan": "3", "draf": "1"}
    )
    [u] = semua()
    assert u.status == "DRAF"
    assert 'value="3" selected' in sari.get(f"/usulan/{u.pk}/revise/").content.decode()
    sari.post(f"/usulan/{u.pk}/revise/", {"kode_alasan": "4", "alasan": "Kata RT, tidak pernah ada."})
    [u] = semua()
    assert (u.status, u.kode_alasan) == ("SIAP_MUSDES", "4")


def test_new_family_with_two_members(sari: Client, pekon: Pekon) -> None:
    ayah = {"a0_nik": "1804011205868001", "a0_nama": "JOKO UJI", "a0_tempat_lahir": "LIWA", "a0_jenis_kelamin": "L",
            "a0_nama_ibu": "SUMI", "a0_status_kawin": "2", "a0_shdk": "1",
            **tanggal("a0_tanggal_lahir", 12, 5, 1986)}  # fmt: skip
    anak = {"a1_nama": "RATNA UJI", "a1_tempat_lahir": "LIWA", "a1_jenis_kelamin": "P", "a1_nama_ibu": "WATI",
            "a1_status_kawin": "1", "a1_shdk": "4", **tanggal("a1_tanggal_lahir", 1, 1, 2015)}  # fmt: skip
    dasar = {"no_kk": "1804010101108001", "alamat": "JL. MAWAR 1", "rt": "3", "jumlah": "1"}
    tambah = sari.post("/usulan/draft/baru/", {**dasar, **ayah, "tambah": "1"}).content.decode()
    assert 'name="a1_nama"' in tambah
    assert semua() == []
    teks = sari.post(
        "/usulan/draft/baru/", {**dasar, **ayah, **anak, "jumlah": "2"}, follow=True
    ).content.decode()
    [u] = semua()
    assert u.orang == 2
    assert "Anggota 2, nama" in teks
    assert "180401••••••8001" in teks
    assert "1804011205868001" not in teks


def test_move_needs_a_village_from_the_list(sari: Client, pekon: Pekon) -> None:
    url = f"/usulan/draft/pindah/?keluarga={pekon.keluarga[0].pk}"
    hari = tanggal("tanggal", pekon.hari.day, pekon.hari.month, pekon.hari.year)
    assert "Pilih desa tujuan." in sari.post(url, hari).content.decode()
    palsu = sari.post(url, {**hari, "tujuan": "18.04.99.2999"})
    assert "Pilih kode wilayah tujuan yang berlaku hari ini." in palsu.content.decode()
    sari.post(url, {**hari, "tujuan": cast.DESA_KEC_LAIN})
    [u] = semua()
    assert u.muatan["tujuan"] == cast.DESA_KEC_LAIN


def test_wilayah_chooser_leads_down_level_by_level(sari: Client, pekon: Pekon) -> None:
    htmx = {"HX-Request": "true"}
    isi = sari.get("/usulan/wilayah/", {"w1": "18", "w2": "18.04", "w3": "18.04.02", "w4": ""}, headers=htmx)
    assert cast.DESA_KEC_LAIN in isi.content.decode()
    assert "<html" not in isi.content.decode()
    # A province chosen anew leaves the old kabupaten behind.
    isi = sari.get("/usulan/wilayah/", {"w1": "17", "w2": "18.04"}, headers=htmx).content.decode()
    assert 'name="w3"' not in isi
    assert Wilayah.objects.get(kode="17.06").nama in isi


def test_withdraw_asks_for_a_reason(sari: Client, tidak_layak: Usulan) -> None:
    r = sari.post(f"/usulan/{tidak_layak.pk}/withdraw/", {"alasan": ""})
    assert r.status_code == 422
    assert "Isi alasan membatalkan." in r.content.decode()
    sari.post(f"/usulan/{tidak_layak.pk}/withdraw/", {"alasan": "Salah keluarga."})
    assert semua()[0].status == "BATAL"


def test_R105_step_that_is_not_there_is_refused_in_words(sari: Client, tidak_layak: Usulan) -> None:
    r = sari.post(f"/usulan/{tidak_layak.pk}/redraft/")
    assert r.status_code == 422
    assert "Langkah Perbaiki tidak tersedia" in r.content.decode()


def test_list_filters_by_status(
    sari: Client, tidak_layak: Usulan, django_assert_max_num_queries: Callable
) -> None:
    with django_assert_max_num_queries(20):
        isi = sari.get("/usulan/?saring=siap").content.decode()
    assert "Menunggu musyawarah <b>1</b>" in isi
    assert "data-baris" not in sari.get("/usulan/?saring=draf").content.decode()


@pytest.mark.parametrize("nama", ["budi", "orang_asing"])
def test_neighbour_gets_the_same_answer_as_for_nothing(
    masuk: Callable[[str], Client], tidak_layak: Usulan, nama: str
) -> None:
    lain = masuk(nama)
    assert lain.get(f"/usulan/{tidak_layak.pk}/").content == lain.get("/usulan/999999/").content
    for langkah in ("submit", "withdraw", "redraft", "verify", "bukti"):
        assert lain.post(f"/usulan/{tidak_layak.pk}/{langkah}/").status_code == 404
    assert semua()[0].status == "SIAP_MUSDES"


@pytest.mark.parametrize("nama", ["darmo", "tika", "jaya", "harun"])
def test_R6_only_the_operator_writes(
    masuk: Callable[[str], Client], pekon: Pekon, tidak_layak: Usulan, nama: str
) -> None:
    lain = masuk(nama)
    assert lain.get(f"/usulan/{tidak_layak.pk}/").status_code == 200
    assert lain.get(f"/usulan/draft/baru/?desa={cast.DESA}").status_code == 403
    assert lain.post(f"/usulan/{tidak_layak.pk}/withdraw/", {"alasan": "Coba."}).status_code == 403


def test_the_trail_of_a_family_shows_its_usulan_too(masuk: Callable[[str], Client], pekon: Pekon) -> None:
    k = pekon.keluarga[0]
    masuk("sari").post(
        f"/usulan/draft/tidak_ditemukan/?keluarga={k.pk}",
        {"kode_alasan": next(iter(ALASAN_TIDAK_DITEMUKAN)), "alasan": "RT"},
    )
    with scope_nasional():
        u = Usulan.objects.get(keluarga=k)
        for kata in (k.id_registri, f"keluarga:{k.pk}"):
            assert f"usulan:{u.pk}" in list_objek(kata)
            assert {j.objek for j in list_terbaru(list_objek(kata))} >= {f"usulan:{u.pk}", f"keluarga:{k.pk}"}
