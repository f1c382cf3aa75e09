"""The papers: printed from the one list, bound to it by its hash, and worth nothing once it has changed (R17-R22)."""

import json
from collections.abc import Iterator
from datetime import date

import pytest

from opensiks.akun.access import TidakBerhak
from opensiks.akun.models import Akun, Penugasan
from opensiks.infra import files
from opensiks.infra.scope import scope, scope_nasional
from opensiks.keluarga.models import Keluarga
from opensiks.musyawarah.berita_acara import BeritaAcaraCetak
from opensiks.musyawarah.models import BeritaAcara, Sptjm
from opensiks.musyawarah.queries import compose_daftar, count_sptjm, facts_desa, get_forum
from opensiks.musyawarah.services import (
    Salinan,
    close_tanpa_musyawarah,
    print_berita_acara,
    print_sptjm,
    record_keberatan,
    record_keputusan,
    sign_sptjm,
    upload_berita_acara,
    upload_sptjm,
)  # fmt: skip
from opensiks.musyawarah.surat_sptjm import SptjmCetak
from opensiks.rules.jenis import Jenis
from opensiks.rules.musyawarah import Hasil
from opensiks.rules.peran import Peran
from opensiks.rules.rule import AksiDitolak
from opensiks.rules.status import StatusUsulan
from opensiks.rules.verval import AksiDesa, HasilVerval, StatusDesa
from opensiks.usulan.models import Usulan
from opensiks.verval.models import Periode
from opensiks.verval.services import move_desa, record_verval
from opensiks.wilayah.models import Wilayah
from tests.dukungan.tolak import kode
from tests.factories.musyawarah import (
    RAPAT,
    adakan,
    berita_acara_lengkap,
    musyawarah_selesai,
    putuskan,
    tutup,
)
from tests.factories.usulan import JPG, PDF, keluarga_dengan, orang_ke, siap
from tests.factories.verval import (
    BUDI,
    DARMO,
    DESA,
    DESA_BUDI,
    ORANG_ASING,
    RATNA,
    SARI,
    buat_wilayah,
    desa_di,
    keluarga_di,
    list_peristiwa,
    operator_of,
    periode_juli,
    verval_desa,
    wib,
)  # fmt: skip

OPERATOR = operator_of(DESA)
CETAK = wib(2023, 7, 13, 11, 46)
NAMA = {"18": "Lampung", "18.04": "Kabupaten Lampung Barat", "18.04.01": "Kebun Tebu", DESA: "Way Suluh"}


@pytest.fixture(autouse=True)
def periode(db: None) -> Iterator[Periode]:
    with scope_nasional():
        buat_wilayah(DESA, DESA_BUDI)
        for kode, nama in NAMA.items():
            Wilayah.objects.filter(kode=kode).update(
                nama=nama, sebutan="pekon" if kode == DESA else "kabupaten"
            )
        yield periode_juli()


def tugaskan(nama: str, peran: Peran) -> None:
    akun = Akun.objects.create(username=nama.lower().replace(" ", "."), nama=nama, dibuat_at=RAPAT)
    Penugasan.objects.create(
        akun=akun, peran=peran, kode_wilayah=DESA, sejak=date(2023, 1, 1), oleh="Uji", at=RAPAT
    )


def isi_pekon(periode: Periode) -> list[Usulan]:
    """A village with something of everything: decided, put off, exempt, and families that stay."""
    tetap = [keluarga_dengan(DESA, n % 4 + 1) for n in range(6)]
    verval_desa(periode, DESA, tetap, wib(2023, 7, 9))
    return [
        siap(periode, Jenis.BARU, kode_desa=DESA), siap(periode, Jenis.BARU, kode_desa=DESA),
        siap(periode, Jenis.TIDAK_LAYAK, kode_desa=DESA), siap(periode, Jenis.PERBAIKAN_ID, kode_desa=DESA),
        siap(periode, Jenis.PINDAH, kode_desa=DESA),
    ]  # fmt: skip


def kata_di(ba: BeritaAcara, salinan: Salinan = Salinan.PAPAN) -> str:
    """Everything that a print of this berita acara says, in the order of its template's data."""
    m = ba.musyawarah
    cetak = BeritaAcaraCetak(m, compose_daftar(m.periode, m.kode_desa), ba.nomor, ba.dicetak_at, salinan)
    return json.dumps(cetak.document(), ensure_ascii=False)


# The list --------------------------------------------------------------------------------------------------------


def test_R18_the_list_holds_every_decided_and_exempt_line_and_every_verval(periode: Periode) -> None:
    masuk, tolak, layak, bebas, tunda = isi_pekon(periode)
    musyawarah_selesai(periode, setuju=[masuk, layak], tolak=[tolak])
    daftar = compose_daftar(periode, DESA)
    assert {b.usulan_id: b.hasil for b in daftar.baris} == {
        masuk.pk: Hasil.SETUJU, layak.pk: Hasil.SETUJU, tolak.pk: Hasil.TOLAK, tunda.pk: Hasil.TUNDA, bebas.pk: None,
    }  # fmt: skip
    assert (len(daftar.tetap), daftar.jumlah_baris, len(daftar.bebas)) == (6, 11, 1)
    total = daftar.total
    assert (total.dibahas, total.setuju, total.tolak, total.tunda) == (4, 2, 1, 1)
    assert total.dibahas == total.setuju + total.tolak + total.tunda
    assert total.orang + bebas.orang == sum(b.orang for b in daftar.baris)
    assert daftar.orang_tetap == sum(v.orang for v in daftar.verval)
    assert len(daftar.kode) == 14


def test_R18_the_hash_follows_content_and_decision_and_not_the_way_up(periode: Periode) -> None:
    masuk, *_ = isi_pekon(periode)
    musyawarah_selesai(periode, setuju=[masuk])
    sidik = compose_daftar(periode, DESA).sha256
    assert compose_daftar(periode, DESA).sha256 == sidik
    Usulan.objects.filter(pk=masuk.pk).update(status=StatusUsulan.FINAL_DESA)
    assert compose_daftar(periode, DESA).sha256 == sidik
    isi = Usulan.objects.get(pk=masuk.pk).muatan
    isi["anggota"][0]["nama"] = "NAMA LAIN"
    Usulan.objects.filter(pk=masuk.pk).update(muatan=isi)
    assert compose_daftar(periode, DESA).sha256 != sidik


def test_R18_one_more_verval_is_another_list(periode: Periode) -> None:
    isi_pekon(periode)
    musyawarah_selesai(periode)
    sidik = compose_daftar(periode, DESA).sha256
    record_verval(
        periode, [keluarga_dengan(DESA)], HasilVerval.TETAP, by=OPERATOR, at=CETAK, tanggal=date(2023, 7, 13)
    )
    assert compose_daftar(periode, DESA).sha256 != sidik


def test_the_neighbour_sees_an_empty_list(periode: Periode) -> None:
    musyawarah_selesai(periode, setuju=isi_pekon(periode)[:1])
    with scope(BUDI.cakupan):
        assert compose_daftar(periode, DESA).jumlah_baris == 0


# The berita acara ------------------------------------------------------------------------------------------------


def test_R18_printing_twice_gives_the_same_row_and_bytes(periode: Periode) -> None:
    m = musyawarah_selesai(periode, setuju=isi_pekon(periode)[:1])
    ba, pdf = print_berita_acara(m, by=OPERATOR, at=CETAK)
    lagi, pdf_lagi = print_berita_acara(m, by=OPERATOR, at=wib(2023, 7, 14))
    assert (ba.pk, pdf) == (lagi.pk, pdf_lagi)
    assert (ba.nomor, ba.baris, ba.dicetak_at) == ("01/BA-DTKS/WS/VII/2023", 11, CETAK)
    assert ba.daftar_sha256 == compose_daftar(periode, DESA).sha256
    assert ba.halaman == 4
    assert files.load(ba.pdf_sha256) == pdf
    assert list_peristiwa(f"beritaacara:{ba.pk}") == ["berita_acara.printed"] * 2


def test_R18_a_changed_list_supersedes_the_print_and_its_signatures(periode: Periode) -> None:
    m = musyawarah_selesai(periode, setuju=isi_pekon(periode)[:1])
    ba, _ = print_berita_acara(m, by=OPERATOR, at=CETAK)
    record_verval(
        periode, [keluarga_dengan(DESA)], HasilVerval.TETAP, by=OPERATOR, at=CETAK, tanggal=date(2023, 7, 13)
    )
    with pytest.raises(AksiDitolak) as salah:
        upload_berita_acara(ba, by=OPERATOR, at=CETAK, scan=PDF)
    assert kode(salah) == ["R18a"]
    assert "11.46 WIB" in str(salah.value)
    assert BeritaAcara.objects.get().scan is None
    baru, _ = print_berita_acara(m, by=OPERATOR, at=wib(2023, 7, 14))
    assert baru.pk != ba.pk
    assert baru.nomor == ba.nomor
    assert BeritaAcara.objects.get(diganti_at__isnull=True) == baru


def test_the_paper_carries_the_numbers_and_words_of_the_list(periode: Periode) -> None:
    tugaskan("Darmono Setiadi", Peran.KADES_LURAH)
    tugaskan("Sarmini", Peran.OPERATOR_DESA)
    masuk, tolak, *_ = isi_pekon(periode)
    m = adakan(periode)
    record_keberatan(
        m, tolak, "Rumahnya sudah bertingkat.", nama="Warga Uji", dirahasiakan=True, by=OPERATOR, at=RAPAT
    )
    putuskan(m, [masuk])
    record_keputusan(m, tolak, Hasil.TOLAK, "Sudah mampu menurut RT.", by=OPERATOR, at=RAPAT)
    tutup(m)
    ba, _ = print_berita_acara(m, by=OPERATOR, at=CETAK)
    isi = kata_di(ba)
    for kata in (
        "Pemerintah Kabupaten Lampung Barat", "Kecamatan Kebun Tebu", "Pekon Way Suluh", "Rabu tanggal 12 Juli 2023",
        "pukul 09.07 sampai 11.40 WIB", "Peratin Way Suluh", "Darmono Setiadi", "Sarmini", "LHP",
        "Peratin atau wakilnya",
        "Keberatan yang disampaikan: 1 (baris 2)", "Sudah mampu menurut RT.", "dicetak 13 Juli 2023 pukul 11.46 WIB",
        "11 baris", compose_daftar(periode, DESA).kode, "belum tentu menjadi penerima",
    ):  # fmt: skip
        assert kata in isi, kata
    assert "Warga Uji" not in isi
    assert "Warga Uji" in kata_di(ba, Salinan.ARSIP)


def test_R102_nik_is_masked_for_the_board_and_whole_in_the_archive(periode: Periode) -> None:
    k = keluarga_dengan(DESA)
    u = siap(periode, Jenis.PERBAIKAN_ID, kode_desa=DESA, individu=orang_ke(k, 0))
    nik = orang_ke(k, 0).nik
    m = musyawarah_selesai(periode)
    ba, papan = print_berita_acara(m, by=OPERATOR, at=CETAK)
    sama, arsip = print_berita_acara(m, by=OPERATOR, at=CETAK, salinan=Salinan.ARSIP)
    assert (sama.pk, u.orang) == (ba.pk, 1)
    assert papan != arsip
    assert nik not in kata_di(ba)
    assert nik[-4:] in kata_di(ba)
    assert nik in kata_di(ba, Salinan.ARSIP)


def test_R25_a_nihil_paper_says_so(periode: Periode) -> None:
    m = musyawarah_selesai(periode)
    isi = kata_di(print_berita_acara(m, by=OPERATOR, at=CETAK)[0])
    assert "tidak mengubah data (nihil) dan tetap sah" in isi
    assert "Tidak ada keberatan" in isi


def test_a_meeting_that_runs_is_not_printed(periode: Periode) -> None:
    m = adakan(periode)
    with pytest.raises(AksiDitolak) as salah:
        print_berita_acara(m, by=OPERATOR, at=CETAK)
    assert kode(salah) == ["R141"]
    assert not BeritaAcara.objects.exists()


def test_R1_neighbour_stranger_and_head_do_not_print(periode: Periode) -> None:
    m = musyawarah_selesai(periode)
    for by in (BUDI, ORANG_ASING):
        with pytest.raises(AksiDitolak) as salah:
            print_berita_acara(m, by=by, at=CETAK)
        assert kode(salah) == ["R1"]
    with pytest.raises(TidakBerhak):
        print_berita_acara(m, by=DARMO, at=CETAK)


# Signed and uploaded ---------------------------------------------------------------------------------------------


def test_R17_parts_come_one_after_another_and_what_lacks_is_named(periode: Periode) -> None:
    m = musyawarah_selesai(periode, setuju=isi_pekon(periode)[:1])
    ba, _ = print_berita_acara(m, by=OPERATOR, at=CETAK)
    hasil = upload_berita_acara(ba, by=OPERATOR, at=CETAK, scan=PDF, ttd_kades=True)
    assert [v.kode for v in hasil.kekurangan] == ["R17c", "R20"]
    assert not get_forum(periode, DESA, CETAK).berkas_lengkap
    hasil = upload_berita_acara(ba, by=OPERATOR, at=CETAK, daftar_hadir=JPG, ttd_operator=True)
    assert hasil.kekurangan == ()
    forum = get_forum(periode, DESA, CETAK)
    assert (forum.berkas_lengkap, forum.daftar_cocok, forum.dalam_batas) == (True, True, True)


def test_R17_a_photo_is_wanted_from_2024(periode: Periode) -> None:
    triwulan = periode_juli(profil="triwulan_2024", bulan=9)
    m = musyawarah_selesai(triwulan, at=wib(2023, 9, 12))
    ba, _ = print_berita_acara(m, by=OPERATOR, at=wib(2023, 9, 13))
    hasil = upload_berita_acara(
        ba, by=OPERATOR, at=wib(2023, 9, 13), scan=PDF, daftar_hadir=JPG, ttd_kades=True, ttd_operator=True
    )
    assert [v.kode for v in hasil.kekurangan] == ["R17d"]


def test_R20_R21_one_signature_and_a_late_upload_are_warnings(periode: Periode) -> None:
    m = musyawarah_selesai(periode)
    ba, _ = print_berita_acara(m, by=OPERATOR, at=CETAK)
    hasil = upload_berita_acara(
        ba, by=OPERATOR, at=wib(2023, 7, 24), scan=PDF, daftar_hadir=JPG, ttd_kades=True
    )
    assert [v.kode for v in hasil.kekurangan] == ["R20", "R21"]
    assert get_forum(periode, DESA, wib(2023, 7, 24)).berkas_lengkap


def test_a_broken_file_is_refused_in_one_sentence(periode: Periode) -> None:
    m = musyawarah_selesai(periode)
    ba, _ = print_berita_acara(m, by=OPERATOR, at=CETAK)
    for isi in (b"", b"GIF89a"):
        with pytest.raises(AksiDitolak) as salah:
            upload_berita_acara(ba, by=OPERATOR, at=CETAK, scan=isi)
        assert kode(salah) == ["R17"]
    assert BeritaAcara.objects.get().diunggah_at is None


def test_the_forum_opens_the_way_for_the_head_to_finalise(periode: Periode) -> None:
    m = musyawarah_selesai(periode, setuju=isi_pekon(periode)[:1])
    desa = desa_di(periode)
    with pytest.raises(AksiDitolak) as salah:
        move_desa([desa], AksiDesa.FINALISE, facts_desa([desa], by=DARMO, at=CETAK), by=DARMO, at=CETAK)
    assert set(kode(salah)) == {"R17a", "R18"}
    berita_acara_lengkap(m, CETAK)
    move_desa([desa], AksiDesa.FINALISE, facts_desa([desa], by=DARMO, at=CETAK), by=DARMO, at=CETAK)
    assert desa_di(periode).status is StatusDesa.FINAL_DESA


# SPTJM -----------------------------------------------------------------------------------------------------------


@pytest.fixture
def triwulan() -> Periode:
    return periode_juli(profil="triwulan_2024", bulan=10)


KAPAN = wib(2023, 10, 12)


def test_R22_the_head_signs_for_every_waiting_line_where_no_meeting_was_held(triwulan: Periode) -> None:
    baru = siap(triwulan, Jenis.BARU, kode_desa=DESA, at=wib(2023, 10, 10))
    bebas = siap(triwulan, Jenis.PERBAIKAN_DATA, kode_desa=DESA, at=wib(2023, 10, 10))
    daftar, pdf = print_sptjm(triwulan, DESA, "470/12", date(2023, 10, 12), by=OPERATOR, at=KAPAN)
    with scope(DARMO.cakupan):
        sptjm = sign_sptjm(triwulan, DESA, "470/12", date(2023, 10, 12), PDF, by=DARMO, at=KAPAN)
    assert {u.pk: u.status for u in Usulan.objects.all()} == {
        baru.pk: StatusUsulan.DISETUJUI_SPTJM, bebas.pk: StatusUsulan.SIAP_MUSDES,
    }  # fmt: skip
    assert sptjm.daftar_sha256 == daftar.sha256 == compose_daftar(triwulan, DESA).sha256
    assert pdf.startswith(b"%PDF-")
    isi = json.dumps(SptjmCetak(triwulan, daftar, "470/12", date(2023, 10, 12), KAPAN, "Darmo").document())
    for kata in (
        "Surat Pernyataan Tanggung Jawab Mutlak",
        "470/12",
        "Way Suluh, 12 Oktober 2023",
        daftar.kode,
    ):
        assert kata in isi
    close_tanpa_musyawarah(triwulan, DESA, by=OPERATOR, at=KAPAN)
    forum = get_forum(triwulan, DESA, KAPAN)
    assert (forum.berkas_lengkap, forum.daftar_cocok, forum.dalam_batas) == (True, True, True)
    assert list_peristiwa(f"sptjm:{sptjm.pk}") == ["sptjm.signed"]


def test_R23_every_sptjm_is_counted(triwulan: Periode) -> None:
    for nomor in ("1", "2"):
        sign_sptjm(triwulan, DESA, nomor, date(2023, 10, 12), by=DARMO, at=KAPAN)
    assert count_sptjm("18.04") == {DESA: 1}
    assert Sptjm.objects.filter(diganti_at__isnull=True).get().nomor == "2"


def test_R22_not_where_the_profile_or_a_recent_meeting_says_otherwise(
    periode: Periode, triwulan: Periode
) -> None:
    with pytest.raises(AksiDitolak) as salah:
        sign_sptjm(periode, DESA, "1", date(2023, 7, 12), by=DARMO, at=RAPAT)
    assert kode(salah) == ["R110"]
    musyawarah_selesai(periode, at=wib(2023, 7, 20))
    with pytest.raises(AksiDitolak) as salah:
        sign_sptjm(triwulan, DESA, "1", date(2023, 10, 12), by=DARMO, at=KAPAN)
    assert kode(salah) == ["R110"]
    assert not Sptjm.objects.exists()


def test_R31_a_family_that_became_able_is_decided_by_a_meeting_only(triwulan: Periode) -> None:
    u = siap(triwulan, Jenis.TIDAK_LAYAK, kode_desa=DESA, at=wib(2023, 10, 10))
    with pytest.raises(AksiDitolak) as salah:
        sign_sptjm(triwulan, DESA, "1", date(2023, 10, 12), by=DARMO, at=KAPAN)
    assert kode(salah) == ["R31a"]
    u.refresh_from_db()
    assert (u.status, Sptjm.objects.count()) == (StatusUsulan.SIAP_MUSDES, 0)


def test_only_the_head_of_the_village_signs(triwulan: Periode) -> None:
    for by in (SARI, RATNA):
        with pytest.raises(TidakBerhak):
            sign_sptjm(triwulan, DESA, "1", date(2023, 10, 12), by=by, at=KAPAN)
    with pytest.raises(AksiDitolak) as salah:
        sign_sptjm(triwulan, DESA_BUDI, "1", date(2023, 10, 12), by=DARMO, at=KAPAN)
    assert kode(salah)[0] == "R1"
    with pytest.raises(AksiDitolak) as salah:
        sign_sptjm(triwulan, DESA, " ", date(2023, 10, 12), by=DARMO, at=KAPAN)
    assert kode(salah) == ["R142"]


def test_the_signed_sptjm_is_uploaded_by_the_operator(triwulan: Periode) -> None:
    siap(triwulan, Jenis.BARU, kode_desa=DESA, at=wib(2023, 10, 10))
    sptjm = sign_sptjm(triwulan, DESA, "1", date(2023, 10, 12), by=DARMO, at=KAPAN)
    assert not get_forum(triwulan, DESA, KAPAN).berkas_lengkap
    upload_sptjm(sptjm, PDF, by=OPERATOR, at=KAPAN)
    assert get_forum(triwulan, DESA, KAPAN).berkas_lengkap
    with pytest.raises(AksiDitolak):
        upload_sptjm(sptjm, PDF, by=BUDI, at=KAPAN)


def test_a_list_of_two_hundred_and_fifty_families_fits_its_pages(periode: Periode) -> None:
    verval_desa(periode, DESA, keluarga_di(DESA, 245), wib(2023, 7, 9))
    m = musyawarah_selesai(periode)
    ba, _ = print_berita_acara(m, by=OPERATOR, at=CETAK)
    assert ba.baris == 245
    assert 6 <= (ba.halaman or 0) <= 14
    assert Keluarga.objects.count() == 245
