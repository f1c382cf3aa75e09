"""What the village's people do in the story, pressed on pages: Sari the operator and Darmo the head."""

from playwright.sync_api import expect

from opensiks.infra import clock
from tests.cast import KAB
from tests.journeys.langkah import JPG, PDF, Cerita, Orang, nomor_di


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
    sari.tombol("l")
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
    sari.tombol("1")
    sari.baca("usulan 2 dari 2", "Herman Saputra")
    sari.tombol("1")
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


def sari_reads_why(sari: Orang, cerita: Cerita) -> None:
    sari.tab("Kabar")
    sari.baca(
        "1 usulan ditolak Pusdatin.", "A6: Nama berbeda dengan catatan Dukcapil.",
        "Cocokkan dengan KTP, lalu usulkan perbaikan identitas.", "Operator desa", "Paling lambat",
    )  # fmt: skip
    sari.foto("27-kabar")
    sari.page.get_by_role("link", name="1 usulan ditolak Pusdatin.").first.click()
    expect(sari.page).to_have_url(f"{sari.alamat}/usulan/{cerita.catatan['misspelt']}/")
    sari.baca("Nama berbeda dengan catatan Dukcapil.", "Buka lagi untuk diperbaiki")
    sari.foto("28-usulan-ditolak")
