"""What an operator does in the opened worksheet: verval, usulan with photos, the meeting, and the ways out."""

import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PIL import Image
from playwright.sync_api import Locator, Page, expect

from opensiks.paket.berkas import Paket, open_berkas
from tests.journeys.lembar import ke, tekan

LINTANG_BUJUR = ("-5.0321", "104.0812")


def foto(benih: int, lebar: int = 2400, tinggi: int = 1800) -> bytes:
    """A photo as a telephone takes it: large, and with the place in its EXIF. Nobody is on it."""
    exif = Image.Exif()
    exif[0x010F], exif[0x0132] = "Telepon Warga", "2026:01:02 03:04:05"
    exif.get_ifd(0x8825).update({1: "S", 2: (5.0, 1.0, 55.0), 3: "E", 4: (104.0, 4.0, 52.0)})
    kotak = io.BytesIO()
    gambar = Image.effect_noise((lebar // 4, tinggi // 4), 30 + benih % 40).resize((lebar, tinggi))
    gambar.convert("RGB").save(kotak, "JPEG", quality=95, exif=exif)
    return kotak.getvalue()


def list_keluarga(page: Page) -> list[str]:
    """Ids of the families in the list, in its order."""
    ke(page, "#/verval")
    expect(page.locator("tr[data-id]").first).to_be_visible()
    while (lagi := page.locator(".pesan-tabel button")).count():
        lagi.click()
    return list(page.locator("tr[data-id]").evaluate_all("(r) => r.map((e) => e.dataset.id)"))


def cari(page: Page, kata: str) -> None:
    ke(page, "#/verval")
    page.get_by_role("searchbox").fill(kata)


def pilih_semua(page: Page, kata: str) -> int:
    """Search, pick all without findings, come to the summary; how many."""
    cari(page, kata)
    page.get_by_role("checkbox", name="Pilih semua tanpa temuan").click()
    tekan(page, "Tinjau lalu tandai TETAP")
    tombol = page.get_by_role("button", name="Ya, tandai")
    expect(tombol).to_be_visible()
    return int(re.sub(r"\D", "", tombol.inner_text()) or 1)


def tandai_semua(page: Page, kata: str) -> int:
    jumlah = pilih_semua(page, kata)
    tekan(page, "Ya, tandai")
    expect(page.get_by_role("searchbox")).to_be_visible(timeout=60_000)
    return jumlah


def tandai_rentang(page: Page, kata: str, jumlah: int) -> Locator:
    """Pick the first so many undecided rows by a range and press yes; the line that counts."""
    cari(page, kata)
    page.get_by_role("button", name="Belum").click()
    kotak = page.locator("tr[data-id] input[type=checkbox]")
    expect(kotak.first).to_be_visible()
    while (lagi := page.locator(".pesan-tabel button")).count():
        lagi.click()
    kotak.first.click()
    kotak.nth(jumlah - 1).click(modifiers=["Shift"])
    tekan(page, "Tinjau lalu tandai TETAP")
    tekan(page, "Ya, tandai")
    return page.get_by_text("tersimpan", exact=False).filter(has_text=re.compile(r"^\d+ dari \d+ tersimpan$"))


def tandai_satu(page: Page, keluarga: str) -> None:
    """One family by the key of its page."""
    ke(page, f"#/keluarga/{keluarga}")
    expect(page.get_by_role("button", name="Tandai TETAP")).to_be_visible()
    nama = page.locator("#judul-keluarga").inner_text()
    page.keyboard.press("t")
    expect(page.locator(".pesan", has_text=f"TETAP untuk {nama}.")).to_be_visible()


def isi_formulir(page: Page, isian: dict[str, str]) -> None:
    """By the ids of the fields, or by "=label"; "#2" is the second line of a choice."""
    for nama, nilai in isian.items():
        el = page.get_by_label(nama[1:]) if nama[0] == "=" else page.locator(f"[id='{nama}']")
        if nama == "bidang-tujuan":
            el.fill(nilai)
            page.locator(".hasil-cari button").first.click()
        elif (tiga := page.locator(f".tiga-isian:has([id='{nama}'])")).count():
            tahun, bulan, hari = nilai.split("-")
            el.fill(hari)
            tiga.locator("select").select_option(bulan)
            tiga.locator("input").last.fill(tahun)
        elif el.evaluate("(e) => e.tagName") == "SELECT":
            el.select_option(**({"index": int(nilai[1:])} if nilai[0] == "#" else {"value": nilai}))
        else:
            el.fill(nilai)


def lampirkan(page: Page, bukti: dict[str, bytes]) -> None:
    """Evidence by its kind; each is drawn small before the next."""
    kotak = page.locator("#bukti")
    for n, (kode, isi) in enumerate(bukti.items(), 1):
        pilih = kotak.get_by_label("Jenis bukti")
        pilih.select_option(kode)
        label = pilih.locator("option:checked").inner_text()
        kotak.get_by_label(label, exact=True).set_input_files(
            {"name": "IMG_0001.jpg", "mimeType": "image/jpeg", "buffer": isi}
        )
        expect(kotak.locator(".album li")).to_have_count(n, timeout=20_000)


def usulkan(
    page: Page, jenis: str, keluarga: str, isian: dict[str, str], bukti: dict[str, bytes] | None = None
) -> None:
    ke(page, f"#/isi/{jenis}/{keluarga}".rstrip("/"))
    expect(page.get_by_role("button", name="Simpan usulan")).to_be_visible()
    isi_formulir(page, isian)
    lampirkan(page, bukti or {})
    tekan(page, "Simpan usulan")
    page.wait_for_function("() => !location.hash.startsWith('#/isi/')")


# --- the meeting --------------------------------------------------------------------------------------------------


def buka_rapat(page: Page) -> None:
    ke(page, "#/musyawarah/baru")
    isi_formulir(page, {"mulai": "00:05", "pimpinan_nama": "SUWARNO HADI"})
    tekan(page, "Buka musyawarah")
    page.wait_for_function("() => location.hash.startsWith('#/rapat/')")


def catat_hadir(page: Page, hadir: dict[str, tuple[int, int, int]]) -> None:
    kotak = page.locator("#hadir")
    for unsur, angka in hadir.items():
        for kata, n in zip(("diundang", "laki-laki", "perempuan"), angka, strict=True):
            kotak.get_by_label(f"{unsur}, {kata}", exact=True).fill(str(n))
    tekan(page, "Simpan daftar hadir")
    expect(page.locator("#hadir .sebab-mati")).to_be_visible()


def putuskan(page: Page, hasil: Sequence[str]) -> None:
    """Every line of the agenda by its key, 1 to 3; what is not a yes gets its reason."""
    rapat = page.evaluate("() => location.hash.split('/')[2]")
    ke(page, f"#/layar/{rapat}")
    for n, satu in enumerate(hasil):
        expect(page.locator(".rapat-ke")).to_contain_text(f"Usulan {n + 1} dari {len(hasil)}")
        page.locator("#nama-baris").click()
        page.keyboard.press(satu)
        if satu != "1":
            page.locator("#alasan-putusan").fill("Peserta sepakat menunggu keterangan RT.")
            tekan(page, "Simpan keputusan")
        if n + 1 < len(hasil):
            expect(page.locator(".rapat-ke")).to_contain_text(f"Usulan {n + 2} dari")
    tekan(page, "Tinjau lalu tutup")


def tutup_rapat(page: Page) -> None:
    page.get_by_label("Jam selesai").fill("00:55")
    tekan(page, "Tutup musyawarah")
    expect(page.get_by_role("button", name="Cetak berita acara")).to_be_visible()


def baca_tabel(page: Page, pemilih: str) -> list[list[str]]:
    """The words of a table's rows."""
    return list(
        page.locator(f"{pemilih} tr").evaluate_all(
            "(r) => r.map((t) => [...t.cells].map((c) => c.innerText.trim()))"
        )
    )


# --- out and back -------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Keluar:
    """A file that left the laptop."""

    path: Path
    nama: str
    isi: bytes

    def buka(self, kertas: str, registrar: Any) -> Paket:
        """Read with the village's paper key, as anybody could who holds it."""
        return open_berkas(self.isi, [kertas], registrar=[registrar])


def ambil_unduhan(page: Page, kerja: Any, folder: Path) -> Keluar:
    with page.expect_download() as unduhan:
        kerja()
    nama = unduhan.value.suggested_filename
    path = folder / nama
    unduhan.value.save_as(path)
    return Keluar(path, nama, path.read_bytes())


def salin(page: Page, folder: Path, *, foto: bool = True) -> Keluar:
    """Copy to the stick by way of the downloads, and let the worksheet read the file again."""
    ke(page, "#/beranda")
    ke(page, "#/serahkan/flashdisk")
    kotak = page.locator("#flashdisk")
    pilih = kotak.get_by_label("Isi paket")
    expect(kotak.get_by_role("button", name="Salin")).to_be_visible()
    if pilih.count():
        pilih.select_option("ya" if foto else "tidak")
    keluar = ambil_unduhan(page, lambda: kotak.get_by_role("button", name="Salin").click(), folder)
    expect(kotak).to_contain_text("Belum dihitung tersalin")
    kotak.get_by_label("Baca ulang berkasnya").set_input_files(keluar.path)
    expect(kotak).to_contain_text("Tersalin dan sudah dibaca ulang")
    return keluar


def kirim_wa(page: Page, folder: Path) -> Keluar:
    """The light file for a chat: decisions without their photos, as text."""
    ke(page, "#/beranda")
    ke(page, "#/serahkan/whatsapp")
    kotak = page.locator("#whatsapp")
    return ambil_unduhan(
        page, lambda: kotak.get_by_role("button", name="Kirim sebagai dokumen").click(), folder
    )


def muat_tanda(page: Page, *berkas: Path) -> str:
    """Load receipts from files; what the worksheet says."""
    ke(page, "#/serahkan/tanda-terima")
    kotak = page.locator("#tanda-terima")
    kotak.locator("#berkas-tanda").set_input_files(list(berkas))
    expect(kotak.locator(".pita, p[role=status]").first).to_be_visible()
    return kotak.inner_text()


def angka_tempat(page: Page) -> dict[str, int]:
    """Where the decisions are, by the words of the screen."""
    ke(page, "#/serahkan")
    kotak = page.locator("section[aria-label='Tempat keputusan'] .angka")
    expect(kotak.first).to_be_visible()
    isi = [(k.locator("span").last.inner_text(), k.locator("b").inner_text()) for k in kotak.all()]
    return {kata: int(re.sub(r"\D", "", angka)) for kata, angka in isi}
