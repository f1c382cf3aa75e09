"""A week without a line: 200 families, the meeting, a stick to the Dinas, and the receipt home."""

import io
import re
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from opensiks.infra import clock
from opensiks.infra.scope import scope_nasional
from opensiks.jejak.queries import verify_jejak
from opensiks.keluarga.models import Keluarga
from opensiks.keluarga.services import PerubahanKeluarga, revise_keluarga
from opensiks.musyawarah.models import BeritaAcara, Keputusan, Musyawarah
from opensiks.paket.berkas import Paket
from opensiks.paket.models import Bentrok, Lampiran, Ubahan
from opensiks.usulan.models import Usulan
from opensiks.verval.models import Verval
from tests.cast import DESA, RATNA
from tests.journeys import lembar_kerja as kerja
from tests.journeys import lembar_meja as meja
from tests.journeys.conftest import Desa
from tests.journeys.langkah import Orang
from tests.journeys.lembar import Laptop, angka_pita

pytestmark = pytest.mark.browser

HADIR = {
    "Peratin atau wakilnya": (1, 1, 0), "Operator": (1, 0, 1), "Ketua RT dan RW": (12, 9, 1), "LHP": (2, 1, 1),
    "Wakil keluarga yang diusulkan": (4, 1, 3),
}  # fmt: skip
PUTUSAN = ("1", "2", "3", "1", "1", "1", "1")
ORANG_BARU = {
    "nik": "1804011205869991", "nama": "SUGENG RAHARJO", "tempat_lahir": "LIWA", "tanggal_lahir": "1986-05-12",
    "jenis_kelamin": "L", "nama_ibu": "SITI AMINAH", "pekerjaan": "BURUH TANI", "status_kawin": "1",
}  # fmt: skip
ALAMAT_DESA, ALAMAT_DINAS = "JL. KENANGA NO. 9", "JL. MAWAR NO. 1"


def usul_tujuh_jenis(page: Page, sisa: list[str]) -> list[str]:
    """One usulan of each of seven jenis, eight photos with them; the jenis in order."""
    hari_ini = clock.today(DESA).isoformat()
    f = [kerja.foto(n) for n in range(8)]
    bayi = ORANG_BARU | {
        "nik": "", "nama": "BINTANG KECIL", "tanggal_lahir": "2024-02-01", "shdk": "4", "pekerjaan": "",
    }  # fmt: skip
    rumah = {
        "bidang-no_kk": "1804010101109991", "bidang-alamat": "JL. MELATI NO. 7", "bidang-rt": "3",
        "bidang-lintang": "-5.032100", "bidang-bujur": "104.081200", "=Tidak punya tempat tinggal": "tidak",
    }  # fmt: skip
    daftar: list[tuple[str, str, dict[str, str], dict[str, bytes]]] = [
        ("TIDAK_LAYAK", sisa[0], {"program": "SEMBAKO", "kode_alasan": "#12", "alasan": "Sudah punya toko."},
         {"FOTO_RUMAH": f[0]}),
        ("PERBAIKAN_DATA", sisa[1], {"bidang-alamat": ALAMAT_DESA}, {"KK": f[1]}),
        ("TIDAK_DITEMUKAN", sisa[2], {"kode_alasan": "#1", "alasan": "RT 003 tidak kenal."}, {}),
        ("PINDAH", sisa[3], {"bidang-tujuan": "Sebarus", "bidang-tanggal": hari_ini}, {}),
        ("TAMBAH_ART", sisa[4], {f"orang-0-{k}": v for k, v in bayi.items() if v}, {"KK": f[2]}),
        ("MENINGGAL", sisa[5], {"individu": "#2", "bidang-tanggal": hari_ini}, {"SURAT_KEMATIAN": f[3]}),
        ("BARU", "", rumah | {f"orang-0-{k}": v for k, v in ORANG_BARU.items()},
         {"KTP": f[4], "KK": f[5], "FOTO_KELUARGA": f[6], "FOTO_RUMAH": f[7]}),
    ]  # fmt: skip
    for jenis, keluarga, isian, bukti in daftar:
        kerja.usulkan(page, jenis, keluarga, isian, bukti)
    return [jenis for jenis, *_ in daftar]


def test_a_week_offline_is_all_in_the_register_once(desa: Desa, tmp_path: Path) -> None:
    """Kegagalan 1, 27, 33 dan 75: killed in between, carried twice, photos later and without their place."""
    laptop = desa.laptop()
    with desa.peladen.mati():
        dilihat = len(desa.peladen.dilihat)
        ringan, penuh = a_week_at_the_village(laptop, tmp_path)
        assert len(desa.peladen.dilihat) == dilihat
    isi = penuh.buka(desa.bekal.kertas, desa.bekal.registrar)
    the_package_is_whole(isi)
    with meja.di_meja(desa.mesin, desa.peladen.alamat) as jaya:
        the_desk_takes_everything(jaya, ringan, penuh, isi)
        tanda = meja.ambil_tanda(jaya)
        the_receipts_come_home(laptop, tmp_path, tanda, len(isi.ubahan))
        the_register_says(isi)
        sebelum = count_all()
        assert "1 sudah pernah dititip" in meja.jatuhkan(jaya, [("lagi.age", penuh.isi)])
        meja.nilai(jaya)
        assert meja.ambil_tanda(jaya) == tanda
    assert count_all() == sebelum


def a_week_at_the_village(laptop: Laptop, folder: Path) -> tuple[kerja.Keluar, kerja.Keluar]:
    """200 families TETAP, seven usulan, the meeting; killed twice on the way. The light file and the full one."""
    page = laptop.kerja()
    assert len(kerja.list_keluarga(page)) == 240
    assert kerja.tandai_semua(page, "jaya") == 120
    page = a_sudden_end(laptop)
    assert angka_pita(page) == 120

    kerja.cari(page, "utama")
    utama = kerja.list_keluarga(page)
    assert len(utama) == 120
    for satu in utama[:15]:
        kerja.tandai_satu(page, satu)
    maju = kerja.tandai_rentang(page, "utama", 65)
    expect(maju).to_have_text(re.compile(r"^[2-6]\d dari 65 tersimpan$"))
    sudah = int(maju.inner_text().split()[0])
    page = a_sudden_end(laptop)
    selamat = angka_pita(page)
    assert 135 + sudah <= selamat <= 200
    if selamat < 200:
        kerja.tandai_rentang(page, "utama", 200 - selamat)
        expect(page.get_by_role("searchbox")).to_be_visible()
    assert angka_pita(page) == 200

    jenis = usul_tujuh_jenis(page, utama[100:])
    kerja.buka_rapat(page)
    kerja.catat_hadir(page, HADIR)
    kerja.putuskan(page, PUTUSAN)
    di_layar = kerja.baca_tabel(page, ".tabel-hitung")
    kerja.tutup_rapat(page)
    the_paper_adds_up(page, di_layar, len(jenis))
    return kerja.kirim_wa(page, folder), kerja.salin(page, folder)


def a_sudden_end(laptop: Laptop) -> Page:
    laptop.bunuh()
    laptop.kubur()
    return laptop.kerja()


def the_paper_adds_up(page: Page, di_layar: list[list[str]], usulan: int) -> None:
    """Totals of the screen, of the printed table and of the list by name are the same; it prints."""
    layar = {kata: int(n) for kata, n in di_layar}
    isi = kerja.baca_tabel(page, ".kertas h3:has-text('Keputusan') + table tbody")
    kertas = {b[0]: [int(x) for x in b[1:]] for b in isi}
    dibahas, setuju, tolak, tunda, _ = kertas["Jumlah usulan"]
    assert (dibahas, setuju, tolak, tunda) == (usulan, layar["Disetujui"], layar["Ditolak"], layar["Ditunda"])
    assert (layar["Belum dibahas"], layar["Semua usulan"]) == (0, usulan)
    baris = [b for nama, b in kertas.items() if nama not in ("Jumlah usulan", "Tetap, tanpa perubahan")]
    assert [sum(k) for k in zip(*baris, strict=True)] == kertas["Jumlah usulan"]
    assert kertas["Tetap, tanpa perubahan"][0] == 200
    assert len(kerja.baca_tabel(page, ".kertas .bnba tbody")) == usulan + 200
    kode = set(page.locator(".kertas .kaki-surat .kode, main .pita .kode").all_inner_texts())
    assert len(kode) == 1
    assert page.pdf(prefer_css_page_size=True).startswith(b"%PDF")


def the_package_is_whole(isi: Paket) -> None:
    """Nothing doubled, nothing missing, photos small and without anything a camera wrote beside them."""
    u = isi.ubahan
    assert [x.n for x in u] == list(range(1, len(u) + 1))
    assert len({x.id for x in u}) == len(u)
    tetap = [x.pokok for x in u if x.jenis == "verval" and x.isi["hasil"] == "TETAP"]
    assert len(set(tetap)) == len(tetap) == 200
    assert len([x for x in u if x.jenis == "usulan"]) == 7
    assert len(isi.lampiran) == 8
    for foto in isi.lampiran.values():
        assert len(foto) <= 300 * 1024
        gambar = Image.open(io.BytesIO(foto))
        assert (gambar.format, dict(gambar.getexif())) == ("JPEG", {})
        assert not any(kata in foto for kata in (b"Exif", b"GPS", b"Telepon"))


def change_at_the_office(isi: Paket) -> None:
    """Meanwhile the Dinas wrote down another address for one of the families."""
    [ubah] = [u for u in isi.ubahan if u.jenis == "usulan" and u.isi["jenis"] == "PERBAIKAN_DATA"]
    with scope_nasional():
        k = Keluarga.objects.get(id_registri=ubah.pokok)
        baru = PerubahanKeluarga(k.pk, {"alamat": ALAMAT_DINAS})
        assert revise_keluarga([baru], by=RATNA, at=clock.now(), sumber="uji") == 1


def the_desk_takes_everything(jaya: Orang, ringan: kerja.Keluar, penuh: kerja.Keluar, isi: Paket) -> None:
    """The light file as chats mangle it, garbage and doubles among it; later the stick; the conflict settled."""
    crlf = ringan.isi.replace(b"\n", b"\r\n")
    meja.jatuhkan(
        jaya,
        [
            ("IMG-WA0007.txt", crlf), (f"{ringan.nama} (1).txt", ringan.isi), ("undangan.pdf", b"%PDF-1.7 kosong"),
            ("kosong.age", b""), ("potong.age", penuh.isi[: 64 * 1024]),
        ],
    )  # fmt: skip
    meja.nilai(jaya)
    jawab = meja.baca_baris(jaya)
    for nama in ("IMG-WA0007.txt", f"{ringan.nama} (1).txt"):
        assert "Menunggu 8 foto" in jawab[nama]
    for nama in ("undangan.pdf", "potong.age"):
        assert "Rusak" in jawab[nama]
    change_at_the_office(isi)
    meja.jatuhkan(jaya, [("dari flashdisk.age", penuh.isi), ("salinan.age", penuh.isi)])
    meja.nilai(jaya)
    kata = meja.selesaikan_bentrok(jaya, "KK baru sudah dilihat.", "Pakai nilai desa")
    for nilai in (ALAMAT_DESA, ALAMAT_DINAS):
        assert nilai in kata
    meja.nilai(jaya)


def the_receipts_come_home(laptop: Laptop, folder: Path, tanda: dict[str, bytes], jumlah: int) -> None:
    """Loaded in the browser that made the packages, from files: the band goes, every decision has its answer."""
    page = laptop.page
    berkas = []
    for nama, isi in tanda.items():
        if nama.endswith(".age"):
            berkas.append(folder / Path(nama).name)
            berkas[-1].write_bytes(isi)
    assert "bukan tanda terima" not in kerja.muat_tanda(page, *berkas)
    tempat = kerja.angka_tempat(page)
    assert tempat["sudah diterima Dinas"] == jumlah == sum(tempat.values())
    expect(page.locator(".pita-salin")).to_have_count(0)


def the_register_says(isi: Paket) -> None:
    """Exactly the decisions of the package, each once."""
    dikirim = {x.pokok: x.isi["hasil"] for x in isi.ubahan if x.jenis == "verval"}
    with scope_nasional():
        ada = Verval.objects.filter(batal_at=None).values_list("keluarga__id_registri", "hasil")
        assert dict(ada) == dikirim
        assert len(ada) == len(dikirim)
        jenis = sorted(u.isi["jenis"] for u in isi.ubahan if u.jenis == "usulan")
        assert sorted(Usulan.objects.values_list("jenis", flat=True)) == jenis
        [rapat] = Musyawarah.objects.all()
        hasil = Keputusan.objects.filter(musyawarah=rapat, batal_at=None).values_list("hasil", flat=True)
        assert sorted(hasil) == sorted(u.isi["hasil"] for u in isi.ubahan if u.jenis == "putusan")
        # The browser and the server made one code of one list: what was signed in the village counts (R18).
        [tutup] = [u for u in isi.ubahan if u.jenis == "tutup"]
        assert BeritaAcara.objects.get().kode_lembar == rapat.kode_lembar == tutup.isi["kode_daftar"]
        assert verify_jejak().sah


def count_all() -> list[int]:
    with scope_nasional():
        return [m.objects.count() for m in (Verval, Usulan, Keputusan, Musyawarah, Ubahan, Bentrok, Lampiran)]
