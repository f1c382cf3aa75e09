"""What the offices do in the story, pressed on pages: kabupaten, Pusdatin, programme and auditor."""

import csv
import io

from playwright.sync_api import expect

from opensiks.infra import clock
from opensiks.web.format import write_month
from tests.cast import KAB
from tests.journeys.langkah import PDF, Cerita, Orang, awal_bulan, nomor_di


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
    ratna.tekan("Periksa berkas")
    ratna.baca("Berkas ini menjawab 3 usulan, semua barisnya benar")
    ratna.tekan("Terapkan jawaban ini")
    ratna.baca("2 ditetapkan, 1 kembali ke desa dengan alasan.", "A6: Nama berbeda dengan catatan Dukcapil.")
    ratna.foto("26-batch-dijawab")


def rudi_puts_the_list_forward(rudi: Orang, cerita: Cerita) -> None:
    rudi.tab("Penetapan")
    rudi.tekan("Pratinjau bulan berikut")
    # who loses what, before anybody does: the three of the family that left the register, with their aid
    baris = rudi.page.locator("table", has_text="Sebab keluar").locator("tbody tr")
    expect(baris).to_have_count(1)
    expect(baris).to_contain_text("Tidak layak, musyawarah")
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


def jawab(batch: bytes, tolak: dict[int, str]) -> bytes:
    """The file of answers that Pusdatin makes from a batch: these lines are rejected, the others set."""
    keluar = ["BATCH,BARIS,REVISI,HASIL,KODE ALASAN"]
    for b in csv.DictReader(io.StringIO(batch.decode())):
        kode = tolak.get(int(b["BARIS"]), "")
        keluar.append(f"{b['BATCH']},{b['BARIS']},{b['REVISI']},{'DITOLAK' if kode else 'DITETAPKAN'},{kode}")
    return "\n".join(keluar).encode()
