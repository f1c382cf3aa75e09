"""The rules of identity and integrity (domain 10.4) as predicates, for the rulebook and for single questions.

The findings of `individu` and `keluarga` are these rules unrolled for speed, case by case in words; a test
holds the two together. The rules on one number (R42-R47, R49, R51) are in `nik`.
"""

from dataclasses import dataclass
from datetime import date

from opensiks.rules.individu import NAMA_MAKS, UMUR_LANJUT, UMUR_MAKS, FaktaIndividu
from opensiks.rules.keluarga import SELISIH_IBU, UMUR_KEPALA_MIN, FaktaKeluarga
from opensiks.rules.kodelist import PERNAH_KAWIN, SHDK, SHDK_KEPALA, STATUS_KAWIN, UMUR_HAMIL, list_salah
from opensiks.rules.nik import is_tanpa_nik, read_nik, umur
from opensiks.rules.rule import Tingkat, rule

_K150 = "Kepmensos 150/HUK/2022"
_FORMULIR = "Formulir verivali kementerian 2020"


@dataclass(frozen=True, slots=True)
class IndividuPada:
    """A person on a day; `umur` is None without a birth date or before birth."""

    ind: FaktaIndividu
    pada: date

    @property
    def umur(self) -> int | None:
        lahir = self.ind.tgl_lahir
        return None if lahir is None or lahir > self.pada else umur(lahir, self.pada)


@dataclass(frozen=True, slots=True)
class FaktaIbu:
    """A child and the member of the family who is written as its mother; birth dates."""

    ibu: date
    anak: date


@dataclass(frozen=True, slots=True)
class FaktaJawaban:
    """The answers of one form, and what the record knows besides ("umur", "sta_kawin")."""

    ind: FaktaIndividu
    umur: int | None = None


@rule("R48", sumber="Disdukcapil Klaten; daftar kode wilayah", tingkat=Tingkat.I)
def is_nik_setempat(f: FaktaIndividu) -> bool:
    """NIK dari kabupaten lain wajar bila orangnya pernah pindah."""
    arti = read_nik(f.nik)
    return arti is None or not f.kode_desa or f.kode_desa[:5] == arti.wilayah[:5]


@rule(
    "R48a",
    sumber="Disdukcapil Klaten; daftar kode wilayah",
    tingkat=Tingkat.W,
    langkah="Cocokkan NIK dengan KTP.",
)
def is_wilayah_nik_dikenal(f: FaktaIndividu) -> bool:
    """Enam angka pertama NIK seharusnya kode wilayah yang pernah ada."""
    return f.wilayah_nik_dikenal or read_nik(f.nik) is None


@rule("R50", sumber=f"{_K150}, kriteria 1; BPK 2020", langkah="Bandingkan keduanya.")
def is_nik_tunggal(f: FaktaIndividu) -> bool:
    """Satu NIK hanya untuk satu orang."""
    return f.nik_dipakai == 0 or is_tanpa_nik(f.nik)


@rule("R52", sumber=f"{_K150}, kriteria 4", langkah="Pilih keluarga yang sesuai dengan KK.")
def is_satu_keluarga(f: FaktaIndividu) -> bool:
    """Satu orang hanya di satu keluarga."""
    return f.keluarga_lain == 0


@rule("R53", sumber=f"{_K150}, kriteria 3", langkah="Pilih kepala keluarga menurut KK.")
def has_satu_kepala(f: FaktaKeluarga) -> bool:
    """Keluarga harus punya satu kepala keluarga."""
    return sum(ind.shdk == SHDK_KEPALA for ind in f.anggota) == 1


@rule("R54", sumber=f"{_K150}, kriteria 5", langkah="Isi menurut KK.")
def has_isian_wajib(f: FaktaIndividu) -> bool:
    """Nama, tempat dan tanggal lahir, jenis kelamin, ibu kandung, hubungan, dan status kawin harus terisi."""
    isian = (f.nama.strip(), f.tempat_lahir.strip(), f.nama_ibu.strip())
    kode = (f.tgl_lahir, f.shdk, f.status_kawin)
    return all(isian) and None not in kode and f.jenis_kelamin in ("L", "P")


@rule("R54a", sumber=f"{_K150}, kriteria 5", langkah="Isi menurut KK.")
def has_alamat_dan_kk(f: FaktaKeluarga) -> bool:
    """Alamat dan nomor KK keluarga harus terisi."""
    return bool(f.alamat.strip() and f.no_kk.strip())


@rule("R55", sumber="Permendagri 73/2022", tingkat=Tingkat.W, langkah="Cocokkan nama dengan KK.")
def is_nama_wajar(f: FaktaIndividu) -> bool:
    """Nama sedikitnya dua kata, paling banyak 60 huruf, tanpa angka; nama pada dokumen lama tetap sah."""
    nama = f.nama.strip()
    if not nama:
        return True
    huruf = any(h.isalpha() for h in nama) and all(h.isalpha() or h in " '.-/," for h in nama)
    return huruf and len(nama.split()) > 1 and len(nama) <= NAMA_MAKS


@rule("R56", sumber="Rancangan", langkah="Periksa tahun lahir dengan KTP.")
def is_umur_mungkin(f: IndividuPada) -> bool:
    """Tanggal lahir tidak setelah hari ini dan umur paling tinggi 120 tahun."""
    if f.ind.tgl_lahir is None:
        return True
    return f.umur is not None and f.umur <= UMUR_MAKS


@rule("R56a", sumber="Rancangan", tingkat=Tingkat.W, langkah="Periksa tahun lahir dengan KTP.")
def is_umur_lazim(f: IndividuPada) -> bool:
    """Umur lebih dari 105 tahun perlu dilihat."""
    return f.umur is None or f.umur <= UMUR_LANJUT or f.umur > UMUR_MAKS


@rule("R56c", sumber="Rancangan", tingkat=Tingkat.W, langkah="Cocokkan dengan KK.")
def is_kepala_cukup_umur(f: IndividuPada) -> bool:
    """Kepala keluarga baru yang belum 17 tahun perlu dilihat."""
    return f.ind.shdk != SHDK_KEPALA or f.umur is None or f.umur >= UMUR_KEPALA_MIN


@rule("R57", sumber="Rancangan", tingkat=Tingkat.W, langkah="Tanya keluarga, cocokkan dengan KK.")
def is_umur_ibu_wajar(f: FaktaIbu) -> bool:
    """Ibu 10 sampai 60 tahun lebih tua dari anaknya."""
    return umur(f.ibu, f.anak) in SELISIH_IBU


@rule("R58", sumber=_FORMULIR, langkah="Lengkapi atau kosongkan isian itu.")
def is_isian_lengkap(f: FaktaJawaban) -> bool:
    """Isian bersyarat terisi bila syaratnya ada, dan kosong bila tidak."""
    return not any(kode.startswith("R58") for kode in _kode_salah(f))


@rule("R59", sumber=f"{_FORMULIR}; OpenSID", langkah="Pilih jawaban dari daftar.")
def is_kode_dikenal(f: FaktaJawaban) -> bool:
    """Setiap kode ada di daftar versinya."""
    kode_lain = (f.ind.shdk, SHDK), (f.ind.status_kawin, STATUS_KAWIN)
    return "R59" not in _kode_salah(f) and all(k is None or k in daftar for k, daftar in kode_lain)


@rule("R60", sumber=f"{_FORMULIR}; OpenSID", tingkat=Tingkat.W, langkah="Tanya lagi orangnya.")
def is_hamil_wajar(f: IndividuPada) -> bool:
    """Status hamil hanya untuk perempuan pernah kawin pada umur yang ditanyakan formulir."""
    ind = f.ind
    if not ind.hamil and ind.jawaban.get("sta_hamil") != 1:
        return True
    kawin = ind.status_kawin is None or ind.status_kawin in PERNAH_KAWIN
    return ind.jenis_kelamin != "L" and kawin and (f.umur is None or f.umur in UMUR_HAMIL[ind.codelist_versi])


@rule("R61", sumber=_FORMULIR, langkah="Pakai jumlah anggota yang aktif.")
def is_jumlah_sama(f: FaktaKeluarga) -> bool:
    """Jumlah anggota yang tertulis sama dengan yang aktif."""
    return f.jumlah_tertulis is None or f.jumlah_tertulis == len(f.anggota)


@rule("R61a", sumber=_FORMULIR, langkah="Pakai jumlah nomor KK yang aktif.")
def is_jumlah_keluarga_sama(f: FaktaKeluarga) -> bool:
    """Jumlah keluarga yang tertulis sama dengan jumlah nomor KK yang aktif."""
    kartu = {ind.no_kk or f.no_kk for ind in f.anggota}
    return f.jumlah_keluarga_tertulis is None or f.jumlah_keluarga_tertulis == len(kartu)


@rule("R62", sumber="KPK 2021", tingkat=Tingkat.W, langkah="Tambah anggota lain dari KK.")
def is_anggota_lengkap(f: FaktaKeluarga) -> bool:
    """Keluarga satu orang di data seharusnya juga satu orang di KK."""
    return len(f.anggota) != 1 or f.anggota_di_kk is None or f.anggota_di_kk <= 1


def _kode_salah(f: FaktaJawaban) -> set[str]:
    lain = {"umur": f.umur, "sta_kawin": f.ind.status_kawin}
    diketahui = {k: v for k, v in lain.items() if v is not None}
    return {s.kode for s in list_salah(f.ind.codelist_versi, f.ind.jawaban, diketahui)}
