"""Code lists of the survey forms, as data: BDT/DTKS 2020 in full, Regsosek 2022.K where words are given.

The same label has another number in the other form (floor, roof, water, fuel, toilet, cards). An answer is
therefore always read with its `codelist_versi`, and never mapped silently. Answers are integers by variable.
"""

from collections.abc import Container, Mapping
from dataclasses import dataclass

Kode = Mapping[int, str]

VERSI_BAKU = "dtks2020"

_YA: Kode = {1: "ya", 2: "tidak"}
# The ministry numbers neighbouring yes/no questions 1/2, 3/4, 1/2, … so a shifted column is noticed.
_YA_34: Kode = {3: "ya", 4: "tidak"}
_BULAT = range(2**31)
_KONDISI: Kode = {1: "bagus/kualitas tinggi", 2: "jelek/kualitas rendah"}


def _kode(teks: str, mulai: int = 1) -> Kode:
    """Labels in order of their codes, separated by " · "."""
    return dict(enumerate(teks.split(" · "), mulai))


_BANGUNAN = _kode("milik sendiri · kontrak/sewa · bebas sewa · dinas · lainnya")
_STATUS_PEKERJAAN = _kode(
    "usaha sendiri · dibantu buruh tidak tetap · dibantu buruh tetap · buruh/karyawan swasta · "
    "PNS/TNI/Polri/BUMN/BUMD/legislatif · pekerja bebas pertanian · pekerja bebas non-pertanian · "
    "keluarga tidak dibayar"
)
_DAYA = _kode("450 VA · 900 VA · 1300 VA · 2200 VA · lebih dari 2200 VA")

_DTKS_KELUARGA: dict[str, Kode] = {
    "sta_bangunan": _BANGUNAN,
    "sta_lahan": _kode("milik sendiri · milik orang lain · tanah negara · lainnya"),
    "lantai": _kode(
        "marmer/granit · keramik · parket/vinil/permadani · ubin/tegel/teraso · "
        "kayu/papan kualitas tinggi · "
        "semen/bata merah · bambu · kayu/papan kualitas rendah · tanah · lainnya"
    ),
    "dinding": _kode(
        "tembok · plesteran anyaman bambu/kawat · kayu · anyaman bambu · batang kayu · bambu · lainnya"
    ),
    "kondisi_dinding": _KONDISI,
    "atap": _kode(
        "beton/genteng beton · genteng keramik · genteng metal · genteng tanah liat · asbes · "
        "seng · sirap · "
        "bambu · jerami/ijuk/daun/rumbia · lainnya"
    ),
    "kondisi_atap": _KONDISI,
    "sumber_airminum": _kode(
        "air kemasan · air isi ulang · leding meteran · leding eceran · sumur bor/pompa · "
        "sumur terlindung · "
        "sumur tak terlindung · mata air terlindung · mata air tak terlindung · "
        "sungai/danau/waduk · air hujan · lainnya"
    ),
    "pelanggan_air": _kode("PAM · PDAM · BDAM · lainnya"),
    "cara_peroleh_airminum": _kode("eceran · langganan · tidak membeli"),
    "sumber_penerangan": _kode("listrik PLN · listrik non-PLN · bukan listrik"),
    "daya": {**_DAYA, 6: "tanpa meteran"},
    "bb_masak": _kode(
        "listrik · gas lebih dari 3 kg · gas 3 kg · gas kota/biogas · minyak tanah · briket · "
        "arang · kayu bakar · "
        "tidak memasak"
    ),
    "pelanggan_gas": _kode("PGN · gas kota · lainnya"),
    "fasbab": _kode("sendiri · bersama · umum · tidak ada"),
    "kloset": _kode("leher angsa · plengsengan · cemplung/cubluk · tidak pakai"),
    "buang_tinja": _kode(
        "tangki septik · SPAL · lubang tanah · kolam/sawah/sungai/danau/laut · "
        "pantai/tanah lapang/kebun · lainnya"
    ),
    "ada_tabung_gas": _YA,
    "ada_lemari_es": _YA_34,
    "ada_ac": _YA,
    "ada_pemanas_air": _YA_34,
    "ada_telepon": _YA,
    "ada_tv": _YA_34,
    "ada_emas": _YA,
    "ada_laptop": _YA_34,
    "ada_sepeda": _YA,
    "ada_sepeda_motor": _YA_34,
    "ada_mobil": _YA,
    "ada_perahu": _YA_34,
    "ada_motor_tempel": _YA,
    "ada_perahu_motor": _YA_34,
    "ada_kapal": _YA,
    "aset_tak_bergerak": _YA,
    "rumah_lain": _YA_34,
    "sta_art_usaha": _YA,
    "lokasi_usaha": _kode("ada · tidak ada"),
    "omset_usaha": _kode("kurang dari 1 juta · 1-5 juta · 5-10 juta · lebih dari 10 juta"),
    "program_kks": _YA,
    "program_kip": _YA_34,
    "program_kis": _YA,
    "program_bpjs_mandiri": _YA_34,
    "program_jamsostek": _YA,
    "program_asuransi_lain": _YA_34,
    "program_pkh": _YA,
    "program_rastra": _YA_34,
    "program_kur": _YA,
    "status_rumahtangga": _kode("ditemukan · tidak ditemukan · data ganda · usulan baru"),
    "alasan_tidak_ditemukan": _kode("pindah · meninggal · tidak tahu · alamat tidak ada di desa"),
    "apakah_mampu": _YA,
    "hasil_verivali": _kode(
        "selesai dicacah · rumah tangga tidak ditemukan · pindah/bangunan sudah tidak ada · "
        "bagian dari rumah tangga lain · menolak · data ganda"
    ),
}

_DTKS_INDIVIDU: dict[str, Kode] = {
    "jenis_kelamin": _kode("laki-laki · perempuan"),
    "hub_krt": _kode("kepala · istri/suami · anak · menantu · cucu · orang tua/mertua · pembantu · lainnya"),
    "hubkel": _kode("kepala · istri/suami · anak · menantu · cucu · orang tua/mertua · pembantu · lainnya"),
    "sta_kawin": _kode("belum kawin · kawin · cerai hidup · cerai mati"),
    "ada_akta_nikah": _kode("tidak · ya, dapat ditunjukkan · ya, tidak dapat ditunjukkan", 0),
    "ada_di_kk": _YA,
    "sta_hamil": _YA,
    "jenis_cacat": _kode(
        "tidak ada · daksa · netra · wicara · rungu & wicara · netra & tubuh · netra, rungu & wicara · "
        "rungu, wicara & tubuh · rungu, wicara, netra & tubuh · retardasi mental · "
        "mantan gangguan jiwa · fisik & mental",
        0,
    ),
    "penyakit_kronis": _kode(
        "tidak ada · hipertensi · rematik · asma · jantung · diabetes · TBC · stroke · kanker · lainnya", 0
    ),
    "partisipasi_sekolah": _kode("belum/tidak pernah sekolah · masih sekolah · tidak sekolah lagi", 0),
    "pendidikan_tertinggi": _kode(
        "SD/SDLB · Paket A · MI · SMP/SMPLB · Paket B · MTs · SMA/SMK/SMALB · Paket C · MA · perguruan tinggi"
    ),
    "kelas_tertinggi": _kode("1 · 2 · 3 · 4 · 5 · 6 · 7 · tamat"),
    "ijazah_tertinggi": _kode("tidak punya · SD · SMP · SMA · D1-D3 · D4/S1 · S2/S3", 0),
    "sta_bekerja": _YA,
    "lapangan_usaha": _kode(
        "padi/palawija · hortikultura · perkebunan · perikanan tangkap · perikanan budidaya · peternakan · "
        "kehutanan/pertanian lain · pertambangan · industri · listrik & gas · bangunan · perdagangan · "
        "hotel & rumah makan · transportasi · informasi & komunikasi · keuangan · jasa pendidikan · "
        "jasa kesehatan · "
        "jasa kemasyarakatan/pemerintahan · pemulung · lainnya"
    ),
    "status_pekerjaan": _STATUS_PEKERJAAN,
    "sta_keberadaan_art": _kode(
        "tinggal di rumah tangga · meninggal · tidak tinggal/pindah · anggota baru · "
        "kesalahan prelist · tidak ditemukan"
    ),
    "ada_kks": _YA,
    "ada_pbi": _YA,
    "ada_kip": _YA,
    "ada_pkh": _YA,
    "ada_rastra": _YA,
}

_REGSOSEK_KELUARGA: dict[str, Kode] = {
    "r115": _kode("sesuai KK · keluarga induk · keluarga pecahan", 0),
    "r205": _kode("terisi lengkap · terisi tidak lengkap · tidak ada responden · menolak · pindah"),
    "r301a": _BANGUNAN,
    "r303": _kode("marmer · keramik · parket · ubin · kayu/papan · semen · bambu · tanah · lainnya"),
    "r305": _kode("beton · genteng · seng · asbes · kayu/sirap · bambu · jerami · lainnya"),
    "r306b": _kode("kurang dari 10 m · 10 m atau lebih · tidak tahu"),
    "r307a": _kode("PLN dengan meteran · PLN tanpa meteran · listrik non-PLN · bukan listrik"),
    **{f"r307b{n}": _DAYA for n in (1, 2, 3)},
    **{f"r502{huruf}": _YA for huruf in "abcdefghijklmn"},
}

_REGSOSEK_INDIVIDU: dict[str, Kode] = {
    "r404": _kode(
        "tinggal · meninggal · pindah di Indonesia · pindah ke luar negeri · anggota baru · tidak ditemukan"
    ),
    "r418": _STATUS_PEKERJAAN,
}

KODELIST: dict[str, dict[str, Kode]] = {
    VERSI_BAKU: _DTKS_KELUARGA | _DTKS_INDIVIDU,
    "regsosek2022k": _REGSOSEK_KELUARGA | _REGSOSEK_INDIVIDU,
}

# Quantities, bit sums, and codes of which only the numbers are known to us: anything inside is accepted.
RENTANG: dict[str, dict[str, Container[int]]] = {
    VERSI_BAKU: {
        "luas_lantai": _BULAT,
        "luas_atb": _BULAT,
        "jumlah_kamar": _BULAT,
        **{f"jumlah_{hewan}": _BULAT for hewan in ("sapi", "kerbau", "kuda", "babi", "kambing")},
        "percentile": range(1, 101),
        "kartu_identitas": range(16),
        "jumlah_jamkerja": range(99),
    },
    "regsosek2022k": {
        "r301b": range(1, 7),
        "r304": range(1, 8),
        "r306a": range(1, 12),
        "r308": range(1, 13),
        "r309a": range(1, 7),
        "r309b": range(1, 5),
        "r310": range(1, 7),
        "r411": range(8),
        "r413": range(1, 24),
        "r415": range(1, 24),
        "r417": range(1, 27),
        **{f"r428{huruf}": range(1, 5) for huruf in "abcdefghij"},
        "r430": range(1, 19),
        "r431a": frozenset(range(16)) | {99},
        **{f"r431{huruf}": frozenset({1, 2, 8}) for huruf in "bcde"},
        "r505": range(4),
        "r506": range(1, 5),
    },
}

# Bit sums: each label has one bit, the answer is their sum, 0 is none.
BIT: dict[str, dict[str, Kode]] = {
    VERSI_BAKU: {"kartu_identitas": {1: "akta lahir", 2: "kartu pelajar", 4: "KTP", 8: "SIM"}},
    "regsosek2022k": {
        "r411": {1: "akta lahir", 2: "KIA", 4: "KTP"},
        "r431a": {1: "PBI", 2: "mandiri", 4: "pemberi kerja", 8: "lainnya"},
    },
}

# Whose answer it is: the rest of a list is asked of the household.
ISIAN_INDIVIDU: dict[str, frozenset[str]] = {
    VERSI_BAKU: frozenset(_DTKS_INDIVIDU) | {"kartu_identitas", "jumlah_jamkerja"},
    "regsosek2022k": frozenset(_REGSOSEK_INDIVIDU)
    | {isian for isian in RENTANG["regsosek2022k"] if isian.startswith("r4")},
}

# Codes that several rules lean on.
PEKERJAAN_NEGARA = 5  # status_pekerjaan, r418
STATUS_KAWIN: Kode = KODELIST[VERSI_BAKU]["sta_kawin"]
PERNAH_KAWIN = frozenset({2, 3, 4})

# Ages in which the form asks about pregnancy, of women ever married (R60).
UMUR_HAMIL: dict[str, range] = {VERSI_BAKU: range(10, 50), "regsosek2022k": range(10, 55)}

# Relation on the family card, and its place in the ministry's shorter list (our mapping).
SHDK: Kode = _kode(
    "kepala keluarga · suami · istri · anak · menantu · cucu · orang tua · mertua · famili lain · "
    "pembantu · lainnya"
)
HUB_KRT: dict[int, int] = {1: 1, 2: 2, 3: 2, 4: 3, 5: 4, 6: 5, 7: 6, 8: 6, 9: 8, 10: 7, 11: 8}
SHDK_KEPALA = 1


@dataclass(frozen=True, slots=True)
class Syarat:
    """A skip rule: `isian` is asked only when `dari` has one of `nilai`. `dari` may also be "umur", in years.

    `wajib`: when asked, it must be answered. (A second and third electricity meter need not exist.)
    """

    isian: str
    dari: str
    nilai: Container[int]
    wajib: bool = True


SYARAT: dict[str, tuple[Syarat, ...]] = {
    VERSI_BAKU: (
        Syarat("kondisi_dinding", "dinding", range(1, 4)),
        Syarat("kondisi_atap", "atap", range(1, 8)),
        Syarat("pelanggan_air", "sumber_airminum", (3,)),
        Syarat("daya", "sumber_penerangan", (1,)),
        Syarat("pelanggan_gas", "bb_masak", (4,)),
        Syarat("kloset", "fasbab", range(1, 4)),
        Syarat("buang_tinja", "fasbab", range(1, 4)),
        Syarat("luas_atb", "aset_tak_bergerak", (1,)),
        Syarat("alasan_tidak_ditemukan", "status_rumahtangga", (2,)),
        Syarat("ada_akta_nikah", "sta_kawin", (2, 3)),
    ),
    "regsosek2022k": (
        Syarat("r301b", "r301a", (1,)),
        Syarat("r306b", "r306a", range(4, 9)),
        Syarat("r307b1", "r307a", (1,)),
        Syarat("r307b2", "r307a", (1,), wajib=False),
        Syarat("r307b3", "r307a", (1,), wajib=False),
        Syarat("r309b", "r309a", range(1, 4)),
        Syarat("r427", "umur", range(5)),
        *(Syarat(f"r428{huruf}", "umur", range(2, 200)) for huruf in "abcdef"),
        *(Syarat(f"r428{huruf}", "umur", range(5, 200)) for huruf in "ghij"),
    ),
}


LABEL_ISIAN: dict[str, str] = {
    "sta_bangunan": "Status bangunan",
    "sta_lahan": "Status lahan",
    "lantai": "Lantai terluas",
    "dinding": "Dinding terluas",
    "atap": "Atap terluas",
    "sumber_airminum": "Sumber air minum",
    "pelanggan_air": "Pelanggan air",
    "cara_peroleh_airminum": "Cara memperoleh air minum",
    "daya": "Daya listrik",
    "bb_masak": "Bahan bakar memasak",
    "fasbab": "Tempat buang air besar",
    "buang_tinja": "Pembuangan tinja",
    "ada_tabung_gas": "Tabung gas 5,5 kg atau lebih",
    "ada_ac": "AC",
    "ada_tv": "Televisi",
    "ada_emas": "Emas atau tabungan",
    "aset_tak_bergerak": "Lahan",
    "luas_atb": "Luas lahan",
    "rumah_lain": "Rumah di tempat lain",
    "sta_art_usaha": "Anggota punya usaha",
    "program_kks": "Penerima KKS/KPS",
    "program_kip": "Penerima KIP/BSM",
    "program_kis": "Peserta KIS/BPJS/Jamkesmas",
    "program_bpjs_mandiri": "Peserta BPJS mandiri",
    "program_jamsostek": "Peserta Jamsostek/BPJS Ketenagakerjaan",
    "program_pkh": "Penerima PKH",
    "program_rastra": "Penerima Raskin/Rastra",
    "program_kur": "Penerima KUR",
    "status_rumahtangga": "Status rumah tangga",
    "apakah_mampu": "Apakah mampu",
    "hasil_verivali": "Hasil verivali",
    "hub_krt": "Hubungan dengan kepala rumah tangga",
    "hubkel": "Hubungan dengan kepala keluarga",
    "sta_kawin": "Status kawin",
    "ada_akta_nikah": "Akta atau buku nikah",
    "ada_di_kk": "Tercantum di KK",
    "sta_hamil": "Status hamil",
    "jenis_cacat": "Disabilitas",
    "sta_bekerja": "Bekerja",
    "jumlah_jamkerja": "Jam kerja seminggu",
    "sta_keberadaan_art": "Keberadaan anggota",
    "ada_kks": "KKS",
    "ada_pbi": "PBI",
    "ada_kip": "KIP",
    "ada_pkh": "PKH",
    "ada_rastra": "Rastra/BPNT",
}


@dataclass(frozen=True, slots=True)
class Salah:
    """One wrong answer. `kode` is R58 (missing), R58a (answered, not asked) or R59 (code not in the list)."""

    kode: str
    isian: str
    nilai: int | None = None
    dari: str = ""
    nilai_dari: int | None = None


_BOLEH: dict[str, dict[str, Container[int]]] = {v: {**KODELIST[v], **RENTANG[v]} for v in KODELIST}


def list_salah(versi: str, jawaban: Mapping[str, int], lain: Mapping[str, int]) -> list[Salah]:
    """Wrong answers by R58 and R59, in the order answered. KeyError for an unknown version.

    `lain` holds what the record knows outside the form: "umur" (years) and "sta_kawin". A variable the list
    does not have is not judged. An answer is missing only where the form was open at that point: the question
    it hangs on is answered in the same form (or is the age).
    """
    daftar: list[Salah] = []
    boleh = _BOLEH[versi]
    for isian, nilai in jawaban.items():
        kode = boleh.get(isian)
        if kode is not None and nilai not in kode:
            daftar.append(Salah("R59", isian, nilai))
    for s in SYARAT[versi]:
        isian, dari = s.isian, s.dari
        if isian in jawaban:
            nilai_dari = jawaban.get(dari, lain.get(dari))
            if nilai_dari is not None and nilai_dari not in s.nilai:
                daftar.append(Salah("R58a", isian, jawaban[isian], dari, nilai_dari))
        elif s.wajib and (dari in jawaban or dari == "umur"):
            nilai_dari = jawaban.get(dari, lain.get(dari))
            if nilai_dari is not None and nilai_dari in s.nilai:
                daftar.append(Salah("R58", isian, None, dari, nilai_dari))
    return daftar


def label(versi: str, isian: str, nilai: int) -> str:
    """The words of one answer; the labels of a bit sum joined; else the number itself."""
    bit = BIT[versi].get(isian)
    if bit is not None and nilai <= sum(bit):
        return ", ".join(kata for b, kata in bit.items() if nilai & b) or "tidak ada"
    return KODELIST[versi].get(isian, {}).get(nilai, str(nilai))


def label_isian(isian: str) -> str:
    """What the form calls a variable: "Kondisi dinding"; Regsosek questions by number, "Pertanyaan 301a"."""
    if isian[0] == "r" and isian[1:2].isdigit():
        return f"Pertanyaan {isian[1:]}"
    return LABEL_ISIAN.get(isian) or isian.replace("_", " ").capitalize()
