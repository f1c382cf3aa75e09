"""The guides of docs/panduan: whose is which, what each screen's section is, and their text as HTML."""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise

from django.templatetags.static import static
from django.utils.safestring import SafeString
from django.utils.text import slugify
from markdown_it import MarkdownIt
from markdown_it.token import Token

from opensiks.infra.home import panduan
from opensiks.rules.peran import TINGKAT_PERAN, Peran

FOLDER = panduan()
BAWAAN = "operator-desa"

# Guide → beginning of a route's name → the section that explains the screen; the longest beginning counts.
BAGIAN: dict[str, dict[str, str]] = {
    "operator-desa": {
        "beranda": "beranda", "verval": "verval", "temuan": "temuan", "keluarga": "keluarga", "foto": "foto",
        "kunjungan": "keluarga", "usulan": "usulan", "bukti": "usulan", "musyawarah": "musyawarah",
        "layar": "layar-rapat", "berita_acara": "berita-acara", "sptjm": "sptjm", "cetak": "berita-acara",
        "lembar": "lembar-kerja", "perangkat": "lembar-kerja",
        "hp": "foto", "serahkan": "serahkan", "tanda_terima": "serahkan", "kabar": "kabar", "account": "akun",
        "akun": "akun", "bahasa": "akun", "jejak": "keluarga", "unduh": "unduh-dan-cetak", "bantuan": "tombol",
        "padan": "daftar-pemadanan",
    },
    "tksk": {
        "beranda": "beranda", "papan": "papan", "keluarga": "keluarga", "kunjungan": "keluarga", "foto": "keluarga",
        "usulan": "keluarga", "musyawarah": "papan", "berita_acara": "papan", "kabar": "kabar", "jejak": "keluarga",
        "akun": "akun", "verval": "keluarga", "unduh": "akun",
    },
    "dinas": {
        "beranda": "papan", "papan": "papan", "kotak_masuk": "menerima-dari-desa",
        "kotak_masuk_saring": "menyaring", "pengesahan": "surat-pengesahan", "batch": "mengirim-ke-pusat",
        "keluarga": "keluarga-dan-usulan", "usulan": "keluarga-dan-usulan", "penetapan": "penetapan-dan-bansos",
        "bansos": "penetapan-dan-bansos", "petugas": "petugas", "jejak": "jejak", "unduh": "unduh",
        "kabar": "kabar", "akun": "akun", "penduduk": "papan", "berita_acara": "menerima-dari-desa",
        "meja": "meja-paket", "meja_bentrok": "bentrok", "meja_perangkat": "perangkat-desa",
        "meja_pemulihan": "perangkat-desa", "bukti": "menerima-dari-desa",
        "tanda_terima": "menerima-dari-desa", "beku": "yang-sering-ditanyakan",
        "padan": "konfirmasi-disdukcapil", "padan_angka": "angka-padan",
    },
    "pusdatin": {
        "pusat": "negara", "beranda": "negara", "papan": "negara", "periode": "periode",
        "batch": "batch-dari-kabupaten", "pemadanan": "pemadanan",
        "tinjauan": "tinjauan", "padan": "pemadanan", "padan_angka": "pemadanan",
        "penetapan": "penetapan", "beku": "beku-dan-kembali", "bansos": "bansos",
        "jejak": "jejak", "keluarga": "jejak", "usulan": "batch-dari-kabupaten", "unduh": "unduh", "kabar": "akun",
        "akun": "akun",
    },
    "auditor": {
        "jejak": "apakah-jejaknya-utuh", "penetapan": "apakah-daftar-ini-yang-ditetapkan",
        "bansos": "mengapa-orang-ini-tidak-lagi-menerima", "keluarga": "mengapa-orang-ini-tidak-lagi-menerima",
        "usulan": "mengapa-orang-ini-tidak-lagi-menerima", "papan": "yang-patut-diperiksa",
        "unduh": "yang-patut-diperiksa", "padan_angka": "yang-patut-diperiksa",
    },
}  # fmt: skip
# Not screens of the register, or files: nothing to explain there.
TANPA_BAGIAN = frozenset({"gaya"})


def panduan_of(peran: Peran) -> str:
    """The guide of a role."""
    if peran is Peran.AUDITOR:
        return "auditor"
    match TINGKAT_PERAN[peran]:
        case 0:
            return "pusdatin"
        case 1 | 2:
            return "dinas"
        case 3:
            return "tksk"
        case _:
            return BAWAAN


def find_bagian(nama: str, rute: str) -> str:
    """The anchor in this guide of the screen behind a route; empty when the guide has none."""
    awal = [a for a in BAGIAN.get(nama, {}) if rute == a or rute.startswith(a + "_")]
    return BAGIAN[nama][max(awal, key=len)] if awal else ""


def find_alamat(peran: Peran | None, rute: str) -> str:
    """Where F1 leads: the reader's own guide, at the section of the screen they are on."""
    nama = panduan_of(peran) if peran else BAWAAN
    bagian = find_bagian(nama, rute)
    return f"/bantuan/{nama}/" + (f"#{bagian}" if bagian else "")


@lru_cache(1)
def list_panduan() -> dict[str, str]:
    """Name → title of every guide, by title."""
    judul = {p.stem: p.read_text("utf-8").splitlines()[0].lstrip("# ") for p in FOLDER.glob("*.md")}
    return dict(sorted(judul.items(), key=lambda j: j[1]))


@lru_cache(32)
def write_panduan(nama: str) -> SafeString:
    """The guide as HTML. The text is ours; raw HTML in it is not passed through all the same."""
    md = MarkdownIt("commonmark", {"html": False}).enable("table")
    tokens = md.parse((FOLDER / f"{nama}.md").read_text("utf-8"))
    for kepala, isi in pairwise(tokens):
        if kepala.type == "heading_open":
            kepala.attrSet("id", str(slugify(isi.content)))
        for gambar in isi.children or ():
            if gambar.type == "image":
                _set_src(gambar)
    return SafeString(md.renderer.render(tokens, md.options, {}))


def _set_src(gambar: Token) -> None:
    """The picture lies beside the guide on paper, and among the static files on the web."""
    gambar.attrSet("src", static("panduan/" + str(gambar.attrGet("src")).removeprefix("gambar/")))
    gambar.attrSet("loading", "lazy")
