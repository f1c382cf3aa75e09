"""What people do about a matching, pressed on pages: the centre runs it, the village answers, all pass it on."""

from pathlib import Path

from playwright.sync_api import expect

from opensiks.infra import clock
from opensiks.infra.scope import scope_nasional
from opensiks.keluarga.models import Individu
from tests.cast import DESA, KAB
from tests.factories.keluarga import baris, daftarkan, orang
from tests.factories.padan_desa import tulis_ekstrak, ubah_angka
from tests.factories.pengesahan import kepala_of
from tests.journeys.langkah import Cerita, Orang, nomor_di

IBU = (
    "MARIAH",
    "SULASTRI",
    "HALIMAH",
    "JUMINTEN",
    "PONIYEM",
    "ROKAYAH",
    "TUMINAH",
    "WAGINI",
    "ZUBAIDAH",
    "KASIYEM",
)


def siapkan(cerita: Cerita, folder: Path) -> Path:
    """The civil register; then one number goes wrong here, and one person stands twice."""
    with scope_nasional():
        for i, satu in enumerate(Individu.objects.order_by("id")):
            satu.nama_ibu = f"{IBU[i % 10]} {IBU[i // 10 % 10]}"
            satu.save(update_fields=["nama_ibu"])
        salah, asli = kepala_of(cerita.keluarga[3]), kepala_of(cerita.keluarga[5])
    path = tulis_ekstrak(folder)
    kembar = orang(asli.nama, nik=ubah_angka(asli.nik, 12), nama_ibu=asli.nama_ibu)
    [keluarga] = daftarkan(
        baris(
            DESA, [kembar], verval_terakhir=cerita.keluarga[3].verval_terakhir, program=("SEMBAKO",), rt="009"
        )
    )
    cerita.keluarga.append(keluarga)
    with scope_nasional():
        cerita.catatan |= {"nik": salah.nik, "salah": salah, "asli": asli, "kembar": kepala_of(keluarga)}
        salah.nik = ubah_angka(salah.nik)
        salah.save(update_fields=["nik"])
    return path


def ratna_uploads_and_starts(ratna: Orang, path: Path) -> None:
    ratna.tab("Pemadanan")
    ratna.page.locator("#id_berkas").set_input_files(str(path))
    ratna.tekan("Unggah ekstrak")
    ratna.baca("Ekstrak tersimpan sebagai")
    expect(ratna.page.locator("input[name=mode][value=kaskade]")).to_be_checked()
    ratna.isi("kode_wilayah", KAB)
    ratna.isi_tanggal("tanggal", clock.today(KAB))
    ratna.foto("p01-pemadanan")
    ratna.tekan("Mulai pemadanan")
    ratna.baca("Menunggu giliran", "Hentikan")


def ratna_reads_the_run(ratna: Orang) -> None:
    ratna.tab("Pemadanan")
    ratna.baca("Selesai:")
    ratna.tekan("Lihat hasilnya")
    ratna.baca(
        "Seberapa tepat", "Dugaan pasangan salah", "NIK salah, orangnya ditemukan", "Bobot yang dipakai"
    )
    ratna.foto("p02-putaran")


def sari_answers(sari: Orang, cerita: Cerita) -> None:
    """One wrong number by one press, with undo; one double by choosing the row that stays."""
    salah, asli = cerita.catatan["salah"], cerita.catatan["asli"]
    sari.baca("Daftar pemadanan", "1 bisa Anda selesaikan sekarang, 1 lainnya.")
    sari.foto("p03-beranda")
    sari.tab("Pemadanan")
    sari.baca("1 bisa Anda selesaikan sekarang", salah.nama.title(), "salah satu angka")
    sari.tak_ada(salah.nik)
    sari.foto("p04-daftar")
    # by keys alone: down to the first row, open it
    sari.page.locator("tr[data-baris]").first.focus()
    sari.tombol("Enter")
    sari.baca("Data di sini dan di Dukcapil", "Mengapa dianggap orang yang sama", "Seberapa yakin")
    sari.foto("p05-satu")
    sari.tombol("p")
    sari.baca("Perbaikan diusulkan untuk 1 orang.", "Batalkan")
    sari.tombol("u")
    sari.baca("Dibatalkan. 1 orang kembali ke daftar.")
    sari.tekan("Usulkan perbaikan")
    sari.baca("Perbaikan diusulkan untuk 1 orang.")
    sari.tab("Pemadanan")
    sari.page.get_by_role("link", name=asli.nama.title()).first.click()
    sari.baca("Baris yang sepertinya satu orang", "baris mana yang dipertahankan?")
    sari.foto("p06-ganda")
    baris = sari.page.locator(f"button[name=dipertahankan][value='{asli.pk}']")
    baris.click()
    sari.baca(
        "diajukan: satu baris dipertahankan.",
        "Semua yang berbeda sudah Anda jawab.",
        "2 usulan identitas sedang berjalan.",
    )
    sari.foto("p07-daftar-kosong")


def sari_verifies(sari: Orang, cerita: Cerita) -> None:
    sari.tab("Verval")
    for k in cerita.keluarga:
        kotak = sari.page.locator(f"input[name=keluarga][value='{k.pk}']")
        if kotak.count() and kotak.is_enabled():
            kotak.check()
    sari.tekan("Tinjau lalu tandai TETAP")
    sari.page.get_by_role("button", name="Ya, tandai").click()
    sari.baca("ditandai TETAP.")
    sari.tab("Beranda")
    sari.tak_ada("Lanjutkan verval")


def sari_holds_the_meeting(sari: Orang, cerita: Cerita) -> None:
    sari.tab("Musyawarah")
    sari.isi_tanggal("tanggal", clock.today(KAB))
    sari.isi("mulai", "09.00")
    sari.tekan("Jadwalkan musyawarah")
    sari.baca("Musyawarah dijadwalkan.")
    cerita.catatan["musyawarah"] = nomor_di(sari.page.url)
    unsur = {"KADES_LURAH": "110", "OPERATOR": "101", "RT_RW": "641", "BPD": "520", "WAKIL_KPM": "312"}
    for nama, angka in unsur.items():
        for huruf, n in zip("dlp", angka, strict=True):
            sari.isi(f"{nama}_{huruf}", n)
    sari.tekan("Simpan daftar hadir")
    sari.baca("Daftar hadir tersimpan.")
    sari.tekan("Buka layar rapat")
    sari.baca("usulan 1 dari 1")
    # no number stands on the wall
    sari.tak_ada("180401")
    sari.foto("p08-layar-rapat")
    sari.tombol("1")
    sari.baca("Sudah diputuskan")
    sari.page.get_by_role("link", name="Tutup musyawarah").click()
    sari.isi("selesai", "11.30")
    sari.tekan("Tutup musyawarah")
    sari.baca("Musyawarah ditutup.")


def harun_screens_and_signs(harun: Orang, cerita: Cerita) -> None:
    from tests.journeys.langkah import PDF

    harun.tab("Kotak masuk")
    harun.tekan("Saring")
    harun.baca("2 usulan menunggu disaring")
    harun.tekan("Loloskan 2 usulan")
    harun.baca("2 usulan lolos.")
    harun.tab("Pengesahan")
    harun.isi("nomor", "460/18/2026")
    harun.isi_tanggal("tanggal", clock.today(KAB))
    harun.isi("penandatangan", "Bupati Uji")
    harun.isi("jabatan", "Bupati Lampung Barat")
    harun.tekan("Susun dan cetak surat")
    harun.baca("tersusun. Cetak, mintakan tanda tangan, lalu unggah.")
    assert harun.page.request.get(f"{harun.page.url}cetak/").body().startswith(b"%PDF-")
    harun.unggah("scan", "surat bupati.pdf", PDF)
    harun.tekan("Sahkan surat ini")
    harun.baca("berlaku. Usulannya siap dikirim ke pusat.")


def jaya_forwards(jaya: Orang, cerita: Cerita) -> None:
    jaya.tab("Batch")
    jaya.tekan("Buat dan kirim batch")
    jaya.baca("terkirim: 2 usulan.")
    cerita.catatan["batch"] = nomor_di(jaya.page.url)


def ratna_applies(ratna: Orang, cerita: Cerita) -> None:
    from tests.journeys.babak_kantor import jawab

    ratna.buka(f"/batch/{cerita.catatan['batch']}/")
    ratna.pilih("tujuan", "Penetapan usulan oleh Pusdatin")
    _nama, isi = ratna.unduh("Unduh berkas")
    ratna.unggah("berkas", "hasil.csv", jawab(isi, tolak={}))
    ratna.tekan("Periksa berkas")
    ratna.tekan("Terapkan jawaban ini")
    ratna.baca("2 ditetapkan")


def nobody_else_sees(orang_lain: Orang, cerita: Cerita) -> None:
    """The neighbour's list is his own; the village's item is not there for him."""
    orang_lain.buka("/padan/")
    orang_lain.tak_ada(cerita.catatan["salah"].nama.title(), cerita.catatan["kembar"].nama.title())
    assert orang_lain.buka(f"/padan/{cerita.catatan['tugas']}/") == 404
    assert orang_lain.buka("/tinjauan/") == 403
    assert orang_lain.buka("/padan/konfirmasi/") == 403


def jaya_reads_the_rate(jaya: Orang, persen: str) -> None:
    jaya.tab("Pemadanan")
    jaya.baca("Tidak ada NIK yang menunggu jawaban")
    jaya.page.get_by_role("link", name="Angka padan").click()
    jaya.baca("Per kecamatan", persen)
    jaya.foto("p09-angka")


def sari_sees_an_empty_list(sari: Orang) -> None:
    sari.tab("Pemadanan")
    sari.baca("Daftar pemadanan kosong", "Semua orang di desa ini cocok dengan data Dukcapil.")
    sari.foto("p10-daftar-selesai")
