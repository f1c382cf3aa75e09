"""The whole story in a browser: a family that has become able leaves PKH, and everybody sees only what is theirs."""

import csv
import io
from typing import Any

import pytest
from playwright.sync_api import expect

from opensiks.infra import clock
from opensiks.infra.scope import scope_nasional
from opensiks.jejak.queries import verify_jejak
from opensiks.penetapan.models import Penetapan
from opensiks.penetapan.queries import list_isi
from opensiks.rules.penetapan import hash_isi
from opensiks.web.format import write_month
from tests.cast import DESA, KAB, KAB_ASING
from tests.factories.pengesahan import kepala_of
from tests.journeys.langkah import JPG, PDF, Cerita, Orang, awal_bulan, duduk, siapkan_cerita

pytestmark = pytest.mark.browser


def test_a_family_that_has_become_able_leaves_the_next_list(live_server: Any, browser: Any) -> None:
    cerita = siapkan_cerita()
    alamat = live_server.url

    with duduk(browser, alamat, "sari") as sari:
        sari_verifies(sari, cerita)
        sari_proposes(sari, cerita)
        sari_holds_the_meeting(sari, cerita)
        sari_brings_the_papers(sari, cerita)
    with duduk(browser, alamat, "darmo") as darmo:
        darmo_declares_final(darmo, cerita)
    with duduk(browser, alamat, "sari") as sari:
        sari_hands_over(sari, cerita)
    with duduk(browser, alamat, "jaya") as jaya:
        jaya_receives(jaya, cerita)
    with duduk(browser, alamat, "harun") as harun:
        harun_screens_and_signs(harun, cerita)
    with duduk(browser, alamat, "jaya") as jaya:
        jaya_forwards(jaya, cerita)
    with duduk(browser, alamat, "ratna") as ratna:
        ratna_answers(ratna, cerita)
    with duduk(browser, alamat, "sari") as sari:
        sari_reads_why(sari, cerita)
    with duduk(browser, alamat, "rudi") as rudi:
        rudi_puts_the_list_forward(rudi, cerita)
    with duduk(browser, alamat, "ratna") as ratna:
        ratna_sets_the_list(ratna, cerita)
    with duduk(browser, alamat, "pipit") as pipit:
        pipit_draws_pkh(pipit, cerita)
    with duduk(browser, alamat, "wati") as wati:
        wati_reads_the_trail(wati, cerita)
    for nama in ("budi", "orang_asing"):
        with duduk(browser, alamat, nama) as orang:
            a_neighbour_finds_nothing(orang, cerita)
    with duduk(browser, alamat, "putri") as putri:
        putri_reads_and_presses_nothing(putri, cerita)
    then_the_register_says_the_same(cerita)


def sari_verifies(sari: Orang, cerita: Cerita) -> None:
    # Beranda says what to do next
    sari.baca("Langkah berikutnya", "Lanjutkan verval: 13 keluarga lagi")
    sari.foto("01-beranda")
    sari.tab("Verval")
    for k in cerita.keluarga[3:]:
        sari.page.locator(f"input[name=keluarga][value='{k.pk}']").check()
    sari.baca("10 keluarga dipilih, 30 orang")
    sari.foto("02-verval-dipilih")
    sari.tekan("Tinjau lalu tandai TETAP")
    sari.baca("10 keluarga, 30 orang ditandai TETAP")
    sari.foto("03-tetap")
    sari.tekan("Ya, tandai 10 keluarga TETAP")
    sari.baca("10 keluarga, 30 orang ditandai TETAP.", "Batalkan")
    sari.foto("04-sesudah-tetap")


def sari_proposes(sari: Orang, cerita: Cerita) -> None:
    # the family that has become able: out of PKH
    sari.tab("Verval")
    sari.page.get_by_role("link", name="Slamet Riyadi").click()
    sari.baca("Keluarga Slamet Riyadi")
    sari.foto("05-keluarga")
    sari.page.keyboard.press("l")
    expect(sari.page).to_have_url(f"{sari.alamat}/usulan/draft/tidak_layak/?keluarga={cerita.able.pk}")
    sari.pilih("program", "PKH")
    sari.pilih("kode_alasan", "MAMPU")
    sari.isi("alasan", "Punya toko dan mobil. Disampaikan RT 001.")
    sari.foto("06-tidak-layak")
    sari.tekan("Ajukan ke musyawarah")
    sari.baca("diajukan.", "Punya toko dan mobil.")
    cerita.catatan["able"] = nomor_di(sari.page.url)
    sari.foto("07-usulan")
    # a second family: out of the register altogether
    sari.buka(f"/keluarga/{cerita.gone.pk}/")
    sari.tekan("Usul tidak layak")
    sari.pilih("program", "REGISTRI")
    sari.pilih("kode_alasan", "MAMPU")
    sari.isi("alasan", "Anaknya menanggung seluruh keluarga.")
    sari.tekan("Ajukan ke musyawarah")
    sari.baca("diajukan.")
    cerita.catatan["gone"] = nomor_di(sari.page.url)
    # a name to be mended, which the centre will not believe
    sari.buka(f"/keluarga/{cerita.misspelt.pk}/")
    sari.page.get_by_role("link", name="Agus Wibowo").click()
    sari.isi("nama", "AGUS WIBAWA")
    sari.unggah("bukti_0", "ktp.pdf", PDF)
    sari.foto("08-perbaikan-id")
    sari.tekan("Simpan dan ajukan")
    sari.baca("diajukan.")
    cerita.catatan["misspelt"] = nomor_di(sari.page.url)


def sari_holds_the_meeting(sari: Orang, cerita: Cerita) -> None:
    sari.tab("Beranda")
    sari.baca("Atur musyawarah", "2 usulan menunggu keputusan")
    sari.tekan("Isi tanggal dan tempat")
    sari.isi_tanggal("tanggal", clock.today(KAB))
    sari.isi("mulai", "09.00")
    sari.baca("Adakan musyawarah")
    sari.foto("09-undangan")
    sari.tekan("Jadwalkan musyawarah")
    sari.baca("Musyawarah dijadwalkan.", "Agenda: 2 usulan")
    cerita.catatan["musyawarah"] = nomor_di(sari.page.url)
    for unsur, angka in {
        "KADES_LURAH": "110",
        "OPERATOR": "101",
        "RT_RW": "641",
        "BPD": "520",
        "WAKIL_KPM": "312",
    }.items():
        for huruf, n in zip("dlp", angka, strict=True):
            sari.isi(f"{unsur}_{huruf}", n)
    sari.tekan("Simpan daftar hadir")
    sari.baca("Daftar hadir tersimpan.")
    sari.foto("10-agenda")
    # on the projector, by keys, from across the room
    sari.tekan("Buka layar rapat")
    sari.baca("Slamet Riyadi", "usulan 1 dari 2")
    sari.tak_ada("1804011")
    sari.foto("11-layar-rapat")
    sari.page.keyboard.press("1")
    sari.baca("usulan 2 dari 2", "Herman Saputra")
    sari.page.keyboard.press("1")
    sari.baca("Sudah diputuskan")
    sari.foto("12-layar-rapat-selesai")
    sari.page.get_by_role("link", name="Tutup musyawarah").click()
    sari.isi("selesai", "11.30")
    sari.foto("13-tutup")
    sari.tekan("Tutup musyawarah")
    sari.baca("Musyawarah ditutup. Sekarang cetak berita acaranya.")


def sari_brings_the_papers(sari: Orang, cerita: Cerita) -> None:
    nama, isi = sari.unduh("Cetak berita acara")
    assert nama.startswith("berita-acara-")
    assert isi.startswith(b"%PDF-")
    sari.page.reload()
    sari.baca("Sudah dicetak", "Kode daftar")
    cerita.catatan["kode"] = nama.removeprefix("berita-acara-").removesuffix(".pdf")
    sari.baca(cerita.catatan["kode"])
    sari.unggah("scan", "berita acara.pdf", PDF)
    sari.unggah("daftar_hadir", "hadir.jpg", JPG)
    sari.page.locator("#id_ttd_kades").check()
    sari.page.locator("#id_ttd_operator").check()
    sari.tekan("Simpan berkas")
    sari.baca("Tersimpan. Semua berkas lengkap.")
    sari.foto("14-berita-acara")
    sari.tab("Beranda")
    sari.baca("Minta peratin menyatakan final")
    # only the head may
    sari.tab("Serahkan")
    sari.tak_ada("Ya, nyatakan final")


def darmo_declares_final(darmo: Orang, cerita: Cerita) -> None:
    darmo.baca("Baca 2 keputusan, lalu nyatakan final")
    darmo.tekan("Baca keputusannya")
    darmo.baca("10 keluarga TETAP", cerita.catatan["kode"], "Slamet Riyadi", "Herman Saputra", "Agus Wibowo")
    darmo.foto("15-serahkan-final")
    darmo.tekan("Ya, nyatakan final")
    darmo.baca("Desa dinyatakan final.")


def sari_hands_over(sari: Orang, cerita: Cerita) -> None:
    sari.baca("Desa sudah final.")
    sari.tekan("Lihat isinya, lalu serahkan")
    sari.baca("13 keluarga, 39 orang, dan 3 usulan dikirim")
    sari.foto("16-serahkan")
    sari.tekan("Serahkan ke Dinas Sosial")
    sari.baca("Diserahkan ke Dinas Sosial, tepat waktu. Tunggu tanda terima.")


def jaya_receives(jaya: Orang, cerita: Cerita) -> None:
    jaya.baca("Kabupaten Lampung Barat")
    jaya.foto("17-papan")
    jaya.tab("Kotak masuk")
    jaya.foto("18-kotak-masuk")
    jaya.page.get_by_role("link", name="Way Mengaku").click()
    jaya.baca(cerita.catatan["kode"], "Slamet Riyadi", "Kode daftar cocok dengan yang diserahkan")
    jaya.foto("19-serahan")
    jaya.page.get_by_role("button", name="Terima", exact=True).click()
    jaya.baca("siap dicetak.", "Sudah diterima")


def harun_screens_and_signs(harun: Orang, cerita: Cerita) -> None:
    harun.tab("Kotak masuk")
    harun.tekan("Saring")
    harun.baca("3 usulan menunggu disaring")
    harun.foto("20-saring")
    harun.tekan("Loloskan 3 usulan")
    harun.baca("3 usulan lolos.")
    harun.tab("Pengesahan")
    harun.baca("1 desa siap disahkan, 3 usulan")
    harun.isi("nomor", "460/17/2026")
    harun.isi_tanggal("tanggal", clock.today(KAB))
    harun.isi("penandatangan", "Bupati Uji")
    harun.isi("jabatan", "Bupati Lampung Barat")
    harun.foto("21-pengesahan")
    harun.tekan("Susun dan cetak surat")
    harun.baca("tersusun. Cetak, mintakan tanda tangan, lalu unggah.")
    surat = harun.page.request.get(f"{harun.page.url}cetak/")
    assert surat.body().startswith(b"%PDF-")
    harun.unggah("scan", "surat bupati.pdf", PDF)
    harun.tekan("Sahkan surat ini")
    harun.baca("berlaku. Usulannya siap dikirim ke pusat.")
    harun.foto("22-surat")


def jaya_forwards(jaya: Orang, cerita: Cerita) -> None:
    jaya.tab("Batch")
    jaya.baca("Kirim 3 usulan, surat 460/17/2026")
    jaya.tekan("Buat dan kirim batch")
    jaya.baca("terkirim: 3 usulan.")
    cerita.catatan["batch"] = nomor_di(jaya.page.url)
    # the kabupaten may not answer its own batch
    jaya.tak_ada("Jawab batch ini")
    jaya.foto("23-batch-kab")


def ratna_answers(ratna: Orang, cerita: Cerita) -> None:
    ratna.foto("24-pusat")
    ratna.tab("Batch")
    ratna.foto("25-batch-pusat")
    ratna.page.locator("tr[data-baris] a[data-buka]").first.click()
    ratna.pilih("tujuan", "Penetapan usulan oleh Pusdatin")
    nama, isi = ratna.unduh("Unduh berkas")
    assert nama.endswith(".csv")
    ratna.unggah("berkas", "hasil.csv", jawab(isi, tolak={cerita.catatan["misspelt"]: "A6"}))
    ratna.tekan("Impor hasil")
    ratna.baca("2 ditetapkan, 1 kembali ke desa dengan alasan.", "A6: Nama berbeda dengan catatan Dukcapil.")
    ratna.foto("26-batch-dijawab")


def sari_reads_why(sari: Orang, cerita: Cerita) -> None:
    sari.tab("Kabar")
    sari.baca(
        "Ditolak pusat: Perbaikan identitas, Agus Wibowo", "Nama berbeda dengan catatan Dukcapil.",
        "Cocokkan dengan KTP, lalu usulkan PERBAIKAN_ID. (Operator desa)", "Paling lambat",
    )  # fmt: skip
    sari.foto("27-kabar")
    sari.page.get_by_role("link", name="Perbaiki").first.click()
    expect(sari.page).to_have_url(f"{sari.alamat}/usulan/{cerita.catatan['misspelt']}/")
    sari.baca("Nama berbeda dengan catatan Dukcapil.", "Buka lagi untuk diperbaiki")
    sari.foto("28-usulan-ditolak")


def rudi_puts_the_list_forward(rudi: Orang, cerita: Cerita) -> None:
    rudi.tab("Penetapan")
    rudi.tekan("Pratinjau bulan berikut")
    # who loses what, before anybody does: the three of the family that left the register, with their aid
    baris = rudi.page.locator("table", has_text="Sebab keluar").locator("tbody tr")
    expect(baris).to_have_count(1)
    expect(baris).to_contain_text("Tidak layak menurut musyawarah")
    assert baris.locator("td.n").all_inner_texts()[:3] == ["3", "1", "1"]
    rudi.baca("Pratinjau belum diajukan")
    rudi.foto("30-pratinjau")
    rudi.page.locator("#id_catatan").fill("Satu keluarga keluar lewat musyawarah.")
    if rudi.page.locator("#id_periksa").count():
        rudi.page.locator("#id_periksa").check()
    rudi.tekan("Ajukan untuk ditetapkan")
    rudi.baca("Diajukan. Sekarang orang kedua yang menetapkan.", "Anda yang mengajukan.")
    assert not rudi.page.locator("#id_ketik").count()


def ratna_sets_the_list(ratna: Orang, cerita: Cerita) -> None:
    bulan = write_month(awal_bulan(clock.today(KAB), 1))
    ratna.tab("Penetapan")
    ratna.tekan("Pratinjau bulan berikut")
    ratna.isi("nomor_sk", "SK/UJI/2")
    ratna.isi("ketik", "BULAN LAIN")
    ratna.tekan("Tetapkan")
    ratna.baca(f"Belum sama. Ketik {bulan.upper()}.")
    ratna.isi("ketik", bulan.upper())
    ratna.foto("31-tetapkan")
    ratna.tekan("Tetapkan")
    ratna.baca(
        f"Penetapan {bulan}", "Jejak sampai hari penetapan masih utuh", "Disiapkan Rudi, ditetapkan Ratna"
    )
    ratna.foto("32-penetapan")
    cerita.catatan["penetapan"] = nomor_di(ratna.page.url)
    ratna.page.locator("tr", has_text="Keluar").get_by_role("link", name="Nama").click()
    ratna.pilih("tujuan", "Menjawab pertanyaan kabupaten")
    ratna.page.locator("main form button").first.click()
    ratna.baca("Herman Saputra")
    ratna.tak_ada("Slamet Riyadi")
    ratna.foto("33-nama")


def pipit_draws_pkh(pipit: Orang, cerita: Cerita) -> None:
    pipit.foto("34-bansos")
    pipit.buka("/bansos/")
    pipit.page.get_by_role("link", name="Tarik", exact=True).click()
    pipit.tekan("Tarik penerima")
    pipit.baca("12 penerima ditarik dari penetapan SK/UJI/2.")
    cerita.catatan["tarikan"] = nomor_di(pipit.page.url)
    for keluarga in (cerita.able, cerita.gone):
        baris = pipit.page.locator("tr", has_text=keluarga.id_registri)
        expect(baris).to_contain_text("Keluar")
    expect(pipit.page.locator("tr", has_text=cerita.able.id_registri)).to_contain_text("Keluarga sudah mampu")
    # the programme pays by number; whose number it is, is not for it to see
    pipit.tak_ada("Slamet", "Herman")
    pipit.foto("35-tarikan")
    pipit.tekan("Daftar penerima")
    pipit.tak_ada(cerita.able.id_registri, cerita.gone.id_registri)
    pipit.baca(cerita.misspelt.id_registri)
    assert pipit.buka(f"/keluarga/{cerita.able.pk}/") == 403


def wati_reads_the_trail(wati: Orang, cerita: Cerita) -> None:
    wati.baca("Jejak", "Peristiwa terbaru")
    wati.page.locator("main input[name=cari]").fill(cerita.able.id_registri)
    wati.tekan("Cari")
    wati.baca("verval.recorded", "Sari, Operator desa")
    wati.foto("36-jejak-keluarga")
    wati.page.locator("main input[name=cari]").fill(f"usulan:{cerita.catatan['able']}")
    wati.tekan("Cari")
    # newest first: every hand it went through
    urut = wati.page.locator("ol.riwayat > li").all_inner_texts()
    tangan = [baris.splitlines()[1].split(",")[0].strip() for baris in urut]
    assert list(dict.fromkeys(tangan)) == ["Ratna", "Jaya", "Harun", "Darmo", "Sari"]
    wati.baca("usulan.drafted", "usulan.submitted", "usulan.endorsed", "usulan.finalised", "usulan.applied")
    wati.foto("37-jejak-usulan")
    wati.tekan("Periksa seluruh jejak")
    wati.foto("38-jejak-bukti")
    expect(wati.page).to_have_url(f"{wati.alamat}/jejak-utuh/")
    wati.baca("Menunggu giliran")


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


def nomor_di(alamat: str) -> int:
    """The number in an address: /usulan/12/ is 12."""
    return next(int(bagian) for bagian in alamat.split("/") if bagian.isdigit())


def jawab(batch: bytes, tolak: dict[int, str]) -> bytes:
    """The file of answers that Pusdatin makes from a batch: these lines are rejected, the others set."""
    keluar = ["BATCH,BARIS,REVISI,HASIL,KODE ALASAN"]
    for b in csv.DictReader(io.StringIO(batch.decode())):
        kode = tolak.get(int(b["BARIS"]), "")
        keluar.append(f"{b['BATCH']},{b['BARIS']},{b['REVISI']},{'DITOLAK' if kode else 'DITETAPKAN'},{kode}")
    return "\n".join(keluar).encode()
