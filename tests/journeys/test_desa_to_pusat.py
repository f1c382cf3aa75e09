"""The whole story in a browser: a family that has become able leaves PKH, and everybody sees only what is theirs."""

import csv
import io
from typing import Any

import pytest
from playwright.sync_api import expect

from opensiks.infra import clock
from tests.cast import KAB
from tests.journeys.langkah import JPG, PDF, Cerita, Orang, duduk, siapkan_cerita

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
    assert (kode := nama.removeprefix("berita-acara-").removesuffix(".pdf")) in sari.page.content()
    cerita.catatan["kode"] = kode
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
