"""Rules that are no single predicate: they hold by how the house is built, or do not hold yet, with the reason.

Together with RULEBOOK this covers R1 to R104 (rules.semua); docs/buku-aturan.md prints both.
"""

from dataclasses import dataclass

from opensiks.rules.rule import Tingkat


@dataclass(frozen=True)
class Pasal:
    """`di` names the files that keep the rule, from src/opensiks/; `belum` says why it is not kept yet."""

    kode: str
    kalimat: str
    sumber: str
    tingkat: Tingkat
    di: tuple[str, ...] = ()
    belum: str = ""

    def __post_init__(self) -> None:
        if bool(self.di) == bool(self.belum):
            raise ValueError(f"{self.kode}: either it is kept somewhere, or there is a reason why not yet")


_B, _W, _I = Tingkat.B, Tingkat.W, Tingkat.I
_WARGA = "kanal warga dibangun pada kemampuan berikutnya"

PASAL: dict[str, Pasal] = {
    p.kode: p
    for p in (
        Pasal(
            "R4",
            "Hanya kepala desa, lurah, atau wakil yang tercatat memfinalkan desa.",
            "BIMA, GRT",
            _B,
            di=("rules/usulan.py", "rules/verval.py", "rules/peran.py"),
        ),
        Pasal(
            "R10",
            "Satu akun untuk satu orang; pengaturan ulang sandi tercatat.",
            "PLK21",
            _B,
            di=("akun/models.py", "akun/services.py"),
        ),
        Pasal("R11", "Provinsi hanya melihat.", "K150, FLOW21", _B, di=("rules/peran.py",)),
        Pasal(
            "R12",
            "TKSK dan pendamping menambah catatan tanpa mengubah status.",
            "SeedB",
            _I,
            di=("rules/peran.py", "verval/models.py"),
        ),
        Pasal(
            "R23",
            "Pemakaian SPTJM dihitung dan ditampilkan per desa.",
            "Rancangan",
            _I,
            belum="SPTJM sudah tersimpan per desa; hitungannya belum ditampilkan di papan",
        ),
        Pasal(
            "R25",
            "Berita acara nihil sah dan terhitung seperti musyawarah lain.",
            "Rancangan",
            _B,
            di=("rules/musyawarah.py", "rules/verval.py"),
        ),
        Pasal(
            "R39",
            "Usulan ditampilkan sebagai diusulkan, belum tentu penerima.",
            "LMJ",
            _I,
            di=("web/presenters",),
        ),
        Pasal(
            "R63",
            "Pemadanan menulis baris hasil dan tidak mengubah data keluarga.",
            "SIKS20",
            _B,
            di=("pemadanan/putaran.py", "pemadanan/models.py"),
        ),
        Pasal(
            "R67",
            "Hasil meninggal atau ganda menjadi tugas desa, bukan penghapusan.",
            "BLM",
            _B,
            di=("pemadanan/sesudah.py", "rules/padan_kerja.py"),
        ),
        Pasal(
            "R68",
            "NIK yang lama tidak ditemukan menjadi tugas cek Disdukcapil.",
            "BWS21",
            _B,
            di=("pemadanan/sesudah.py", "pemadanan/konfirmasi.py"),
        ),
        Pasal(
            "R69",
            "Isian dari Dukcapil masuk lewat usulan perbaikan identitas.",
            "Rancangan",
            _B,
            di=("pemadanan/usul.py",),
        ),
        Pasal(
            "R70",
            "KETERANGAN PADAN pada ekspor memuat hasil dan tanggal terakhir.",
            "SULT",
            _I,
            belum="hasil dan tanggal terakhir sudah disimpan; ekspor 23 kolom dibangun pada kemampuan berikutnya",
        ),
        Pasal(
            "R74",
            "Sanggah dan pengunduran diri punya batas waktu yang dikonfirmasi kabupaten.",
            "AYO, PSK25",
            _B,
            belum=f"{_WARGA}; batas harinya sudah ada di rules/ketentuan.py",
        ),
        Pasal(
            "R78",
            "Tenggat mengikuti zona waktu desa, sampai akhir hari itu.",
            "MDL21",
            _B,
            di=("rules/tenggat.py", "rules/wilayah.py", "rules/ketentuan.py"),
        ),
        Pasal(
            "R80",
            "Paket luring memuat manifes yang lengkap dan bertanda tangan.",
            "Rancangan",
            _B,
            di=("rules/manifes.py", "paket/tanda.py", "paket/berkas.py"),
        ),
        Pasal(
            "R81",
            "Mengimpor paket yang sama dua kali tidak mengubah apa pun.",
            "Rancangan",
            _B,
            di=("rules/ubahan.py", "paket/titip.py", "paket/nilai.py"),
        ),
        Pasal(
            "R82",
            "Paket rusak tidak mengubah apa pun dan bagiannya disebut.",
            "Rancangan",
            _B,
            di=("paket/segel.py", "paket/wadah.py", "paket/berkas.py"),
        ),
        Pasal(
            "R83",
            "Isian yang berubah di dua tempat menjadi benturan; keduanya disimpan.",
            "Rancangan",
            _B,
            di=("rules/ubahan.py", "paket/fakta_usulan.py", "paket/bentrok.py", "usulan/bentrok.py"),
        ),
        Pasal(
            "R84",
            "Urutan terbaru yang berlaku; paket lama dijawab dengan putusan yang sudah ada.",
            "Rancangan",
            _B,
            di=("rules/titipan.py", "rules/ubahan.py", "paket/nilai.py", "rules/pengesahan.py"),
        ),
        Pasal(
            "R85",
            "Paket desa lain tidak diterima; yang terlambat ditahan sampai ada masa yang terbuka.",
            "R1",
            _B,
            di=("rules/titipan.py", "paket/baris.py"),
        ),
        Pasal(
            "R86",
            "Kabupaten memberi tanda terima berisi sidik, jumlah dan waktu.",
            "Rancangan",
            _B,
            di=("paket/titip.py", "paket/tanda_terima.py", "pengesahan/serah.py"),
        ),
        Pasal("R87", "Pekerjaan luring tersimpan sendiri.", "Rancangan", _I, di=("web/pages/lembar.py",)),
        Pasal("R88", "Paket disandikan untuk kunci kabupaten.", "Rancangan", _B, di=("paket/segel.py",)),
        Pasal(
            "R93",
            "Nama yang sudah keluar lalu muncul lagi ditandai dan dikaitkan ke berita acaranya.",
            "ANT-NTB",
            _W,
            belum="pembandingan dengan salinan daftar nasional dibangun pada kemampuan berikutnya",
        ),
        Pasal(
            "R94",
            "Setiap perubahan meninggalkan jejak berantai yang hanya bertambah.",
            "SIKS20",
            _B,
            di=("jejak/services.py", "jejak/mutation.py", "rules/jejak.py"),
        ),
        Pasal(
            "R95",
            "Daftar menampilkan NIK tersamar; isi penuh hanya untuk peran yang perlu.",
            "PDP",
            _B,
            di=("rules/nik.py", "rules/peran.py", "ekspor/tabel.py"),
        ),
        Pasal(
            "R96",
            "Setiap ekspor tercatat dengan tujuan, jumlah dan penerimanya.",
            "PDP",
            _B,
            di=("ekspor/services.py", "penetapan/export.py"),
        ),
        Pasal(
            "R97",
            "Permintaan perbaikan dari warga dijawab dalam 3x24 jam.",
            "PDP30",
            _B,
            belum=_WARGA,
        ),
        Pasal(
            "R98",
            "Kebocoran data dicatat dan diberitahukan dalam 3x24 jam.",
            "PDP46",
            _B,
            belum="buku kejadian dan contoh suratnya dibangun bersama panduan operasi",
        ),
        Pasal(
            "R99",
            "Data uji selalu buatan dan diberi tanda.",
            "Rancangan",
            _B,
            di=("synth/penduduk.py",),
        ),
        Pasal(
            "R100",
            "Cadangan yang dipulihkan menghasilkan sidik yang sama.",
            "Rancangan",
            _B,
            belum="perintah cadangan dan ujinya dibangun bersama panduan operasi",
        ),
        Pasal(
            "R101",
            "Data disimpan menurut tujuan, lalu disamarkan; jejaknya tetap.",
            "JUS",
            _B,
            belum="masa simpan per tujuan belum ditetapkan; tidak ada data yang dihapus",
        ),
        Pasal(
            "R102",
            "Pengumuman desa hanya memuat nama dan dusun.",
            "Rancangan",
            _B,
            belum=f"{_WARGA}; sampai itu tidak ada pengumuman yang dicetak",
        ),
        Pasal(
            "R103",
            "Data anak dan penyandang disabilitas perlu izin tambahan.",
            "PDP25",
            _B,
            belum="izin tambahan dibangun bersama halaman rincian anggota",
        ),
        Pasal(
            "R104",
            "Setiap angka terhubung ke penjelasannya.",
            "Rancangan",
            _I,
            di=("web/presenters",),
        ),
    )
}

# Predicates that are written and tested, but that no page or service asks yet.
BELUM_TERPASANG: dict[str, str] = {
    "R32": "saran TIDAK_LAYAK menurut pekerjaan belum ditampilkan pada keluarga",
}
