"""The meeting in a browser: called, attended, decided line by line, closed, printed, signed, uploaded."""

import gzip
import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from opensiks.infra.scope import scope, scope_nasional
from opensiks.keluarga.models import Individu
from opensiks.musyawarah.berita_acara import BeritaAcaraCetak
from opensiks.musyawarah.daftar import compose_daftar
from opensiks.musyawarah.models import BeritaAcara, Keputusan, Musyawarah, Sptjm
from opensiks.rules.musyawarah import Hasil
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


def test_R18_the_worksheets_paper_is_shown_with_its_code_and_whether_it_counts(
    sari: Client, rapat: Musyawarah, pekon: Pekon
) -> None:
    isi_hadir(sari, rapat)
    tutup(sari, rapat)
    jalan = [f"/musyawarah/{rapat.pk}/berita-acara/", f"/musyawarah/{rapat.pk}/"]
    assert "Kertas dari lembar kerja" not in "".join(sari.get(j).content.decode() for j in jalan)
    with scope_nasional():
        Musyawarah.objects.update(kode_lembar="7K4M-2Q9D-XTR8")
    for j in jalan:
        isi = sari.get(j).content.decode()
        assert "Kertas dari lembar kerja tidak berlaku" in isi
        assert "7K4M-2Q9D-XTR8" in isi
    sari.post(f"/musyawarah/{rapat.pk}/berita-acara/print/")
    with scope_nasional():
        BeritaAcara.objects.update(kode_lembar="7K4M-2Q9D-XTR8")
    for j in jalan:
        assert "Kertas dari lembar kerja berlaku" in sari.get(j).content.decode()


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


# --- agenda, screen, papers -----------------------------------------------------------------------------------------


def nomor_urut(client: Client, m: Musyawarah) -> list[int]:
    isi = client.get(f"/musyawarah/{m.pk}/").content.decode()
    return [int(n) for n in re.findall(r'data-pk="(\d+)"', isi)]


def test_agenda_is_ordered_by_drag_by_buttons_and_by_jenis_again(sari: Client, rapat: Musyawarah) -> None:
    a, b, c = [u.pk for u in usulan()]
    jalan = f"/musyawarah/{rapat.pk}/urutan/"
    assert nomor_urut(sari, rapat) == [a, b, c]
    sari.post(jalan, {"urutan": f"{c},{a},{b}"})
    assert nomor_urut(sari, rapat) == [c, a, b]
    sari.post(jalan, {"baris": f"{b}:-1"})
    assert nomor_urut(sari, rapat) == [c, b, a]
    isi = sari.get(f"/musyawarah/{rapat.pk}/layar/").content.decode()
    assert f'name="usulan" value="{c}"' in isi
    sari.post(jalan, {"jenis": "1"})
    assert nomor_urut(sari, rapat) == [a, b, c]
    # a number that is not on the agenda is left out, a line that was forgotten stays
    sari.post(jalan, {"urutan": f"{b},999999"})
    assert nomor_urut(sari, rapat) == [b, a, c]


def test_groups_of_the_agenda_move_as_a_whole(sari: Client, rapat: Musyawarah, pekon: Pekon) -> None:
    sari.post(f"/usulan/draft/tidak_ditemukan/?keluarga={pekon.kurang.pk}", {"kode_alasan": "3"})
    a, b, c, d = [u.pk for u in usulan()]
    isi = sari.get(f"/musyawarah/{rapat.pk}/").content.decode()
    assert "Agenda: 4 usulan" in isi
    assert 'Tidak layak <span class="jumlah">3</span>' in isi
    r = sari.post(
        f"/musyawarah/{rapat.pk}/urutan/", {"kelompok": "1:-1"}, headers={"HX-Request": "true"}
    ).content.decode()
    assert [int(n) for n in re.findall(r'data-pk="(\d+)"', r)] == [d, a, b, c]


def test_leaving_one_programme_and_leaving_the_register_are_told_apart(sari: Client, pekon: Pekon) -> None:
    for k, program in zip(pekon.keluarga, ("PKH", "REGISTRI"), strict=False):
        isi = {"program": program, "kode_alasan": "MAMPU", "alasan": "Membuka bengkel."}
        sari.post(f"/usulan/draft/tidak_layak/?keluarga={k.pk}", isi)
    undang(sari, pekon)
    with scope(cast.SARI.cakupan):
        m = Musyawarah.objects.get()
    satu, dua = usulan()
    agenda = sari.get(f"/musyawarah/{m.pk}/").content.decode()
    for kata in ("Usul tidak layak lagi: PKH", "Usul tidak layak lagi: keluar dari data"):
        assert kata in agenda
    layar = sari.get(f"/musyawarah/{m.pk}/layar/?baris={dua.pk}").content.decode()
    for kata in ("Keluar dari data", "Tetap di data", "PKH berhenti"):
        assert kata in layar
    putuskan(sari, m, satu, "SETUJU")
    # the lines beside keep the aid's own spelling
    layar = sari.get(f"/musyawarah/{m.pk}/layar/?baris={dua.pk}").content.decode()
    assert ", usul tidak layak lagi: PKH" in layar
    isi_hadir(sari, m)
    tutup(sari, m)
    serahkan = sari.get("/serahkan/").content.decode()
    for kata in ("Tidak layak: PKH", "Tidak layak: keluar dari data"):
        assert kata in serahkan


def test_screen_opens_again_at_the_line_it_showed(sari: Client, rapat: Musyawarah) -> None:
    _, dua, tiga = usulan()
    sari.get(f"/musyawarah/{rapat.pk}/layar/?baris={tiga.pk}")
    isi = sari.get(f"/musyawarah/{rapat.pk}/layar/").content.decode()
    assert f'name="usulan" value="{tiga.pk}"' in isi
    # the end reached, a line that was passed over comes back
    assert "usulan 1 dari 3" in putuskan(sari, rapat, tiga, "TUNDA")
    assert dua.pk != tiga.pk


def test_looking_on_does_not_turn_the_page(
    sari: Client, masuk: Callable[[str], Client], rapat: Musyawarah
) -> None:
    satu, _, tiga = usulan()
    sari.get(f"/musyawarah/{rapat.pk}/layar/?baris={satu.pk}")
    masuk("darmo").get(f"/musyawarah/{rapat.pk}/layar/?baris={tiga.pk}")
    isi = sari.get(f"/musyawarah/{rapat.pk}/layar/").content.decode()
    assert f'name="usulan" value="{satu.pk}"' in isi


def test_R102_screen_and_agenda_carry_no_number_health_or_income(
    sari: Client, rapat: Musyawarah, pekon: Pekon
) -> None:
    with scope(cast.SARI.cakupan):
        angka = [k.no_kk for k in pekon.keluarga]
        angka += list(Individu.objects.filter(kode_desa=cast.DESA).values_list("nik", flat=True))
        ibu = set(Individu.objects.filter(kode_desa=cast.DESA).values_list("nama_ibu", flat=True)) - {""}
    for u in usulan():
        for jalan in (f"layar/?baris={u.pk}", ""):
            isi = sari.get(f"/musyawarah/{rapat.pk}/{jalan}").content.decode()
            for rahasia in (*angka, *(n[-4:] + "<" for n in angka if n), *(n.title() for n in ibu)):
                assert not rahasia or rahasia not in isi
            for kata in ("disabilitas", "penyakit", "penghasilan", "hamil", "••"):
                assert kata not in isi.lower()


def test_R14_R15_what_is_missing_stands_on_the_screen(sari: Client, rapat: Musyawarah) -> None:
    awal = sari.get(f"/musyawarah/{rapat.pk}/layar/").content.decode()
    assert "Wajib, belum ada" in awal
    assert "Musyawarah belum bisa ditutup:" in awal
    isi = {f"{u}_{x}": str(n) for u, tiga in HADIR.items() for x, n in zip("dlp", tiga, strict=True)}
    isi |= {"WAKIL_KPM_l": "0", "WAKIL_KPM_p": "0"}
    sari.post(f"/musyawarah/{rapat.pk}/kehadiran/", isi)
    kini = sari.get(f"/musyawarah/{rapat.pk}/layar/").content.decode()
    assert "Wajib, belum ada" not in kini
    assert "Wakil keluarga yang diusulkan belum hadir. Rapat boleh jalan" in kini


def test_pages_are_shown_before_they_are_printed(sari: Client, rapat: Musyawarah, pekon: Pekon) -> None:
    isi_hadir(sari, rapat)
    tutup(sari, rapat)
    jalan = f"/musyawarah/{rapat.pk}/berita-acara/"
    assert 'hx-get="?lembar=1"' in sari.get(jalan).content.decode()
    bagian = sari.get(f"{jalan}?lembar=2", headers={"HX-Request": "true"}).content.decode()
    temu = re.search(r"Begini hasil cetaknya. (\d+) halaman.", bagian)
    assert temu is not None
    assert f"Halaman 2 dari {temu[1]}" in bagian
    lembar = sari.get(re.findall(r'src="(/cetak/[^"]+)"', bagian)[0])
    assert lembar.headers["Content-Type"] == "image/svg+xml"
    assert gzip.decompress(lembar.content).startswith(b"<svg")
    assert "default-src 'none'" in lembar.headers["Content-Security-Policy"]
    with scope(cast.SARI.cakupan):
        assert not BeritaAcara.objects.exists()
    sari.post(f"{jalan}print/")
    with scope(cast.SARI.cakupan):
        assert str(BeritaAcara.objects.get().halaman) == temu[1]
    assert sari.get("/cetak/bukan-kunci/1/").status_code == 404


def test_R18_screen_paper_and_data_say_the_same_totals(sari: Client, rapat: Musyawarah, pekon: Pekon) -> None:
    satu, dua, _ = usulan()
    putuskan(sari, rapat, satu, "SETUJU")
    putuskan(sari, rapat, dua, "TOLAK", "Belum mampu.")
    sari.post(f"/keluarga/{pekon.keluarga[2].pk}/tetap/")
    isi_hadir(sari, rapat)
    tutup(sari, rapat)
    for jalan in (f"/musyawarah/{rapat.pk}/berita-acara/", "/serahkan/"):
        isi = sari.get(jalan).content.decode()
        kaki = re.findall(r'<tfoot><tr><th scope="row">Jumlah usulan</th>(.*?)</tr></tfoot>', isi)[0]
        layar = [int(n) for n in re.findall(r">(\d+)<", kaki)]
        with scope(cast.SARI.cakupan):
            m = Musyawarah.objects.select_related("periode").get()
            daftar = compose_daftar(m.periode, m.kode_desa)
            kertas = BeritaAcaraCetak(m, daftar, "1", m.dibuat_at).document()["jumlah_putusan"]
            putusan = list(Keputusan.objects.filter(batal_at=None).values_list("hasil", "usulan__orang"))
        assert layar == [kertas[k] for k in ("dibahas", "setuju", "tolak", "tunda", "orang")]
        assert layar[:4] == [len(putusan), *([h for h, _ in putusan].count(h) for h in Hasil)]
        assert layar[4] == sum(n for _, n in putusan)
