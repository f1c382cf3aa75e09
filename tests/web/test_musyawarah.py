"""The meeting in a browser: called, attended, decided line by line, closed, printed, signed, uploaded."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from opensiks.infra.scope import scope, scope_nasional
from opensiks.musyawarah.models import BeritaAcara, Keputusan, Musyawarah, Sptjm
from opensiks.usulan.models import Usulan
from opensiks.verval.models import Periode
from tests import cast
from tests.web.conftest import Pekon

HADIR = {
    "KADES_LURAH": (1, 1, 0),
    "OPERATOR": (1, 0, 1),
    "RT_RW": (9, 6, 1),
    "BPD": (5, 2, 0),
    "WAKIL_KPM": (6, 1, 0),
}


def undang(client: Client, pekon: Pekon, **ganti: str) -> str:
    h = pekon.hari
    isi = {"tanggal_0": str(h.day), "tanggal_1": str(h.month), "tanggal_2": str(h.year), "mulai": "09.00",
           "tempat": "Balai Pekon", "pimpinan_nama": "Darmo", "pimpinan_jabatan": "Peratin", **ganti}  # fmt: skip
    return client.post("/musyawarah/convene/", isi, follow=True).content.decode()


def isi_hadir(client: Client, m: Musyawarah) -> str:
    isi = {f"{u}_{x}": str(n) for u, tiga in HADIR.items() for x, n in zip("dlp", tiga, strict=True)}
    return client.post(f"/musyawarah/{m.pk}/kehadiran/", isi, follow=True).content.decode()


@pytest.fixture
def rapat(sari: Client, pekon: Pekon) -> Musyawarah:
    """A meeting that runs, with three lines on its agenda."""
    for k in pekon.keluarga[:3]:
        isi = {"program": "PKH", "kode_alasan": "MAMPU", "alasan": "Membuka bengkel."}
        sari.post(f"/usulan/draft/tidak_layak/?keluarga={k.pk}", isi)
    undang(sari, pekon)
    with scope(cast.SARI.cakupan):
        return Musyawarah.objects.get()


def usulan() -> list[Usulan]:
    with scope(cast.SARI.cakupan):
        return list(Usulan.objects.order_by("id"))


def putuskan(client: Client, m: Musyawarah, u: Usulan, hasil: str, alasan: str = "") -> str:
    r = client.post(
        f"/musyawarah/{m.pk}/keputusan/", {"usulan": u.pk, "hasil": hasil, "alasan": alasan}, follow=True
    )
    return r.content.decode()


def tutup(client: Client, m: Musyawarah, selesai: str = "11.40") -> str:
    return client.post(f"/musyawarah/{m.pk}/tutup/", {"selesai": selesai}, follow=True).content.decode()


def test_meeting_is_called(sari: Client, pekon: Pekon) -> None:
    assert "Musyawarah dijadwalkan." in undang(sari, pekon)
    assert "belum ditutup; satu desa" in undang(sari, pekon)


def test_R13_meeting_outside_the_period_is_refused(sari: Client, pekon: Pekon) -> None:
    lama = pekon.hari - timedelta(days=400)
    isi = undang(sari, pekon, tanggal_0=str(lama.day), tanggal_1=str(lama.month), tanggal_2=str(lama.year))
    assert "Isi tanggal musyawarah di dalam periode." in isi


def test_unreadable_hour_is_said_at_the_field(sari: Client, pekon: Pekon) -> None:
    assert "Tulis jam seperti 09.00." in undang(sari, pekon, mulai="pagi")


def test_R102_screen_shows_no_number(
    sari: Client, rapat: Musyawarah, pekon: Pekon, django_assert_max_num_queries: Callable
) -> None:
    with django_assert_max_num_queries(40):
        isi = sari.get(f"/musyawarah/{rapat.pk}/layar/").content.decode()
    assert "Usul tidak layak lagi: PKH" in isi
    assert "PKH berhenti" in isi
    assert "PKH tetap" in isi
    assert "••" not in isi
    assert pekon.keluarga[0].no_kk[-4:] not in isi
    assert "usulan 1 dari 3" in isi


def test_decision_leads_to_the_next_line_and_can_be_taken_back(sari: Client, rapat: Musyawarah) -> None:
    satu, dua, _ = usulan()
    assert f'name="usulan" value="{dua.pk}"' in putuskan(sari, rapat, satu, "SETUJU")
    sari.post(f"/musyawarah/{rapat.pk}/ulang/", {"usulan": satu.pk})
    with scope(cast.SARI.cakupan):
        assert not Keputusan.objects.filter(batal_at=None).exists()


def test_refusal_asks_for_its_reason_first(sari: Client, rapat: Musyawarah) -> None:
    satu = usulan()[0]
    assert "Alasan keputusan wajib ditulis" in putuskan(sari, rapat, satu, "TOLAK")
    with scope(cast.SARI.cakupan):
        assert not Keputusan.objects.exists()
    putuskan(sari, rapat, satu, "TOLAK", "Bengkel itu milik kakaknya.")
    with scope(cast.SARI.cakupan):
        assert Keputusan.objects.get().hasil == "TOLAK"


def test_R24_objection_is_kept_without_its_name_on_the_screen(sari: Client, rapat: Musyawarah) -> None:
    satu = usulan()[0]
    isi = {
        "usulan": satu.pk,
        "isi": "Bengkel itu milik kakaknya.",
        "nama": "Slamet Riyadi",
        "dirahasiakan": "on",
    }
    teks = sari.post(f"/musyawarah/{rapat.pk}/keberatan/", isi, follow=True).content.decode()
    assert "Bengkel itu milik kakaknya." in teks
    assert "Slamet" not in teks
    assert "Alasan keputusan wajib ditulis" in putuskan(sari, rapat, satu, "SETUJU")


def test_R14_closing_waits_for_those_who_must_be_there(sari: Client, rapat: Musyawarah) -> None:
    assert (
        "Catat kehadiran unsur wajib yang belum ada"
        in sari.get(f"/musyawarah/{rapat.pk}/tutup/").content.decode()
    )
    assert sari.post(f"/musyawarah/{rapat.pk}/tutup/", {"selesai": "11.40"}).status_code == 422


def test_more_present_than_invited_is_refused(sari: Client, rapat: Musyawarah) -> None:
    asal = {"Referer": f"http://testserver/musyawarah/{rapat.pk}/"}
    r = sari.post(
        f"/musyawarah/{rapat.pk}/kehadiran/", {"RT_RW_d": "1", "RT_RW_l": "5"}, headers=asal, follow=True
    )
    assert "Isi jumlah hadir RT/RW tidak melebihi yang diundang." in r.content.decode()


def test_from_decisions_to_signed_papers(sari: Client, rapat: Musyawarah) -> None:
    satu, dua, _ = usulan()
    putuskan(sari, rapat, satu, "SETUJU")
    putuskan(sari, rapat, dua, "TOLAK", "Belum mampu.")
    assert "17 orang" not in isi_hadir(sari, rapat)
    assert (
        "1 usulan belum dibahas akan ditunda" in sari.get(f"/musyawarah/{rapat.pk}/tutup/").content.decode()
    )
    assert "Musyawarah ditutup." in tutup(sari, rapat)
    assert [u.status for u in usulan()] == ["DISETUJUI_MUSDES", "DITOLAK_MUSDES", "SIAP_MUSDES"]
    pdf = sari.post(f"/musyawarah/{rapat.pk}/berita-acara/print/")
    assert pdf.content.startswith(b"%PDF")
    with scope(cast.SARI.cakupan):
        ba = BeritaAcara.objects.get()
    kosong = sari.get(f"/musyawarah/{rapat.pk}/berita-acara/").content.decode()
    assert "Berita acara bertanda tangan: belum" in kosong
    berkas = {n: SimpleUploadedFile(f"{n}.pdf", b"%PDF-1.7 uji") for n in ("scan", "daftar_hadir")}
    teks = sari.post(
        f"/berita-acara/{ba.pk}/upload/", {**berkas, "ttd_kades": "on", "ttd_operator": "on"}, follow=True
    )
    assert "Semua berkas lengkap." in teks.content.decode()


def test_R18_paper_of_an_old_list_is_called_out(sari: Client, rapat: Musyawarah, pekon: Pekon) -> None:
    isi_hadir(sari, rapat)
    tutup(sari, rapat)
    sari.post(f"/musyawarah/{rapat.pk}/berita-acara/print/")
    sari.post(f"/keluarga/{pekon.keluarga[0].pk}/tetap/")
    sari.post(f"/usulan/draft/tidak_ditemukan/?keluarga={pekon.kurang.pk}", {"kode_alasan": "3"})
    isi = sari.get(f"/musyawarah/{rapat.pk}/berita-acara/").content.decode()
    assert "Daftar berubah sejak dicetak" in isi


def test_R25_meeting_without_a_line_is_valid(sari: Client, pekon: Pekon) -> None:
    undang(sari, pekon)
    with scope(cast.SARI.cakupan):
        m = Musyawarah.objects.get()
    isi_hadir(sari, m)
    assert "Tidak ada usulan untuk diputuskan" in sari.get(f"/musyawarah/{m.pk}/layar/").content.decode()
    assert "nihil" in tutup(sari, m)


def test_village_without_forum_business_goes_on(sari: Client, pekon: Pekon) -> None:
    assert "Lanjutkan tanpa musyawarah" in sari.get("/musyawarah/").content.decode()
    assert "menyatakan final" in sari.post("/musyawarah/lewati/", follow=True).content.decode()


@pytest.fixture
def tanpa_rapat(sari: Client, pekon: Pekon) -> Pekon:
    """The same village in a period that lets the head answer where no meeting was held (2024)."""
    with scope_nasional():
        Periode.objects.filter(pk=pekon.periode.pk).update(profil="triwulan_2024")
    isi = {"program": "PKH", "kode_alasan": "ASN", "alasan": "Anak sulung diangkat."}
    sari.post(f"/usulan/draft/tidak_layak/?keluarga={pekon.keluarga[0].pk}", isi)
    return pekon


def test_R22_head_prints_signs_and_the_operator_uploads(
    sari: Client, masuk: Callable[[str], Client], tanpa_rapat: Pekon
) -> None:
    darmo, h = masuk("darmo"), tanpa_rapat.hari
    surat = {
        "nomor": "12/SPTJM/2026",
        "tanggal_0": str(h.day),
        "tanggal_1": str(h.month),
        "tanggal_2": str(h.year),
    }
    assert "Putuskan 1 usulan dengan SPTJM" in darmo.get("/").content.decode()
    assert darmo.post("/musyawarah/sptjm/sign/", {**surat, "cetak": "1"}).content.startswith(b"%PDF")
    assert [u.status for u in usulan()] == ["SIAP_MUSDES"]
    assert sari.post("/musyawarah/sptjm/sign/", surat).status_code == 403
    assert "SPTJM tercatat." in darmo.post("/musyawarah/sptjm/sign/", surat, follow=True).content.decode()
    assert [u.status for u in usulan()] == ["DISETUJUI_SPTJM"]
    with scope(cast.SARI.cakupan):
        s = Sptjm.objects.get()
    assert masuk("budi").post(f"/sptjm/{s.pk}/upload/").status_code == 404
    berkas = SimpleUploadedFile("sptjm.pdf", b"%PDF-1.7 uji")
    teks = sari.post(f"/sptjm/{s.pk}/upload/", {"scan": berkas}, follow=True).content.decode()
    assert "SPTJM bertanda tangan tersimpan." in teks


def test_R142_sptjm_without_a_number_is_said_at_the_field(
    masuk: Callable[[str], Client], tanpa_rapat: Pekon
) -> None:
    r = masuk("darmo").post("/musyawarah/sptjm/sign/", {})
    assert r.status_code == 422
    assert "Isi nomor SPTJM." in r.content.decode()


def test_R22_sptjm_is_closed_where_the_profile_has_none(masuk: Callable[[str], Client], pekon: Pekon) -> None:
    assert "Belum bisa" in masuk("darmo").get("/musyawarah/sptjm/").content.decode()


@pytest.mark.parametrize(
    ("nama", "kode"), [("budi", 404), ("orang_asing", 404), ("darmo", 403), ("tika", 403)]
)
def test_others_do_not_decide(
    masuk: Callable[[str], Client], rapat: Musyawarah, nama: str, kode: int
) -> None:
    lain = masuk(nama)
    for langkah in ("kehadiran", "keputusan", "ulang", "keberatan", "tutup", "berita-acara/print"):
        assert lain.post(f"/musyawarah/{rapat.pk}/{langkah}/").status_code == kode
    assert lain.get(f"/musyawarah/{rapat.pk}/").status_code == (404 if kode == 404 else 200)
