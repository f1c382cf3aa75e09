"""Survey answers of a synthetic family and its members, by the dtks2020 code lists and their skip rules.

A family has one of three standings (0 poor, 1 middle, 2 better off); the tables below give the weights of the
codes for each. The weights are ours, made to look like a poor upland district; no survey is quoted.
"""

from collections.abc import Mapping

from opensiks.synth.nama import Acak

Tabel = tuple[int, ...]


def _t(**bobot: int) -> Tabel:
    """Lookup of codes by weight: `_t(k1=3, k2=1)` is (1, 1, 1, 2)."""
    return tuple(int(k[1:]) for k, berat in bobot.items() for _ in range(berat))


def _tiga(*kelas: Mapping[int, int]) -> tuple[Tabel, Tabel, Tabel]:
    miskin, sedang, mampu = (tuple(k for k, berat in bobot.items() for _ in range(berat)) for bobot in kelas)
    return miskin, sedang, mampu


_STA_BANGUNAN = _tiga({1: 84, 2: 2, 3: 13, 5: 1}, {1: 90, 2: 4, 3: 6}, {1: 93, 2: 4, 3: 2, 4: 1})
_STA_LAHAN = _tiga({1: 74, 2: 18, 3: 8}, {1: 85, 2: 11, 3: 4}, {1: 95, 2: 4, 3: 1})
_LANTAI = _tiga(
    {2: 3, 4: 5, 5: 3, 6: 56, 7: 2, 8: 15, 9: 16},
    {2: 17, 4: 13, 5: 6, 6: 55, 8: 6, 9: 3},
    {1: 3, 2: 58, 4: 14, 6: 25},
)
_DINDING = _tiga({1: 34, 2: 6, 3: 43, 4: 11, 5: 4, 6: 2}, {1: 64, 2: 4, 3: 30, 4: 2}, {1: 90, 3: 10})
_ATAP = _tiga(
    {4: 34, 5: 12, 6: 48, 9: 6}, {1: 1, 3: 6, 4: 42, 5: 10, 6: 41}, {1: 4, 2: 8, 3: 22, 4: 38, 6: 28}
)
_AIR = _tiga(
    {2: 4, 3: 4, 5: 6, 6: 26, 7: 20, 8: 16, 9: 14, 10: 6, 11: 4},
    {2: 13, 3: 9, 5: 14, 6: 34, 7: 10, 8: 14, 9: 6},
    {1: 3, 2: 34, 3: 14, 5: 22, 6: 22, 8: 5},
)
_LISTRIK = _tiga({1: 84, 2: 11, 3: 5}, {1: 95, 2: 4, 3: 1}, {1: 99, 2: 1})
_DAYA = _tiga({1: 66, 2: 14, 6: 20}, {1: 62, 2: 31, 3: 1, 6: 6}, {1: 22, 2: 58, 3: 16, 4: 4})
_MASAK = _tiga({3: 52, 8: 46, 9: 2}, {3: 80, 8: 19, 9: 1}, {1: 1, 2: 5, 3: 90, 8: 4})
_FASBAB = _tiga({1: 66, 2: 14, 3: 6, 4: 14}, {1: 88, 2: 7, 3: 2, 4: 3}, {1: 99, 2: 1})
_KLOSET = _tiga({1: 56, 2: 12, 3: 30, 4: 2}, {1: 82, 2: 8, 3: 10}, {1: 98, 2: 2})
_TINJA = _tiga({1: 38, 3: 44, 4: 14, 5: 3, 6: 1}, {1: 62, 2: 1, 3: 31, 4: 6}, {1: 92, 2: 2, 3: 6})
_LUAS = ((20, 44), (36, 46), (48, 84))

# (name, code of yes, code of no, share of yes in per mille by standing)
_ASET: tuple[tuple[str, int, int, tuple[int, int, int]], ...] = (
    ("ada_tabung_gas", 1, 2, (3, 14, 90)),
    ("ada_lemari_es", 3, 4, (120, 380, 820)),
    ("ada_ac", 1, 2, (0, 2, 40)),
    ("ada_pemanas_air", 3, 4, (0, 1, 12)),
    ("ada_telepon", 1, 2, (0, 1, 9)),
    ("ada_tv", 3, 4, (520, 780, 960)),
    ("ada_emas", 1, 2, (18, 80, 360)),
    ("ada_laptop", 3, 4, (8, 40, 260)),
    ("ada_sepeda", 1, 2, (120, 170, 260)),
    ("ada_sepeda_motor", 3, 4, (480, 800, 970)),
    ("ada_mobil", 1, 2, (2, 14, 170)),
    ("ada_perahu", 3, 4, (6, 8, 6)),
    ("ada_motor_tempel", 1, 2, (2, 4, 6)),
    ("ada_perahu_motor", 3, 4, (1, 3, 5)),
    ("ada_kapal", 1, 2, (0, 0, 1)),
)
_LAHAN = (380, 560, 720)
_TERNAK: tuple[tuple[str, tuple[int, int, int], int], ...] = (
    ("jumlah_sapi", (30, 70, 120), 3),
    ("jumlah_kerbau", (4, 8, 10), 2),
    ("jumlah_kuda", (0, 1, 1), 1),
    ("jumlah_kambing", (90, 140, 130), 6),
)


def answer_keluarga(acak: Acak, kelas: int, anggota: int, is_bali_atau_kristen: bool) -> dict[str, int]:
    """Household answers in the order of the form, for a family of `anggota` persons."""
    j: dict[str, int] = {}
    _answer_rumah(acak, kelas, anggota, j)
    _answer_sarana(acak, kelas, j)
    for nama, ya, tidak, bagian in _ASET:
        j[nama] = ya if acak() * 1000 < bagian[kelas] else tidak
    j["aset_tak_bergerak"] = 1 if acak() * 1000 < _LAHAN[kelas] else 2
    if j["aset_tak_bergerak"] == 1:
        j["luas_atb"] = int(2 + acak() * acak() * (60, 120, 300)[kelas]) * 100
    j["rumah_lain"] = 3 if acak() < (0.004, 0.012, 0.07)[kelas] else 4
    for hewan, bagian, terbanyak in _TERNAK:
        j[hewan] = 1 + int(acak() * terbanyak) if acak() * 1000 < bagian[kelas] else 0
    j["jumlah_babi"] = 1 + int(acak() * 3) if is_bali_atau_kristen and acak() < 0.3 else 0
    j["sta_art_usaha"] = 1 if acak() < (0.12, 0.2, 0.36)[kelas] else 2
    return j


def _answer_rumah(acak: Acak, kelas: int, anggota: int, j: dict[str, int]) -> None:
    bangunan = _STA_BANGUNAN[kelas]
    lahan = _STA_LAHAN[kelas]
    j["sta_bangunan"] = bangunan[int(acak() * len(bangunan))]
    j["sta_lahan"] = lahan[int(acak() * len(lahan))]
    terkecil, rentang = _LUAS[kelas]
    j["luas_lantai"] = luas = terkecil + int(acak() * acak() * rentang) + 2 * min(anggota, 8)
    j["lantai"] = _draw(acak, _LANTAI[kelas])
    j["dinding"] = dinding = _draw(acak, _DINDING[kelas])
    bagus = (0.22, 0.52, 0.9)[kelas]
    if dinding <= 3:
        j["kondisi_dinding"] = 1 if acak() < bagus else 2
    j["atap"] = atap = _draw(acak, _ATAP[kelas])
    if atap <= 7:
        j["kondisi_atap"] = 1 if acak() < bagus else 2
    j["jumlah_kamar"] = max(1, min(5, luas // 18))


def _answer_sarana(acak: Acak, kelas: int, j: dict[str, int]) -> None:
    j["sumber_airminum"] = air = _draw(acak, _AIR[kelas])
    if air == 3:
        j["pelanggan_air"] = 2 if acak() < 0.9 else 4
    j["cara_peroleh_airminum"] = 2 if air == 3 else 1 if air in (1, 2, 4) else 3
    j["sumber_penerangan"] = listrik = _draw(acak, _LISTRIK[kelas])
    if listrik == 1:
        j["daya"] = _draw(acak, _DAYA[kelas])
    j["bb_masak"] = _draw(acak, _MASAK[kelas])
    j["fasbab"] = fasbab = _draw(acak, _FASBAB[kelas])
    if fasbab != 4:
        j["kloset"] = _draw(acak, _KLOSET[kelas])
        j["buang_tinja"] = _draw(acak, _TINJA[kelas])


def _draw(acak: Acak, tabel: Tabel) -> int:
    return tabel[int(acak() * len(tabel))]


# --- persons ------------------------------------------------------------------------------------------------

# Highest level begun by those who left school: by decade of birth the young went further.
_JENJANG_TUA = _t(k1=70, k3=6, k4=14, k6=4, k7=6)
_JENJANG_TENGAH = _t(k1=38, k3=5, k4=27, k6=6, k7=20, k9=3, k10=1)
_JENJANG_MUDA = _t(k1=14, k2=1, k3=2, k4=27, k5=1, k6=7, k7=39, k8=1, k9=6, k10=2)
_IJAZAH: dict[int, int] = {1: 1, 2: 1, 3: 1, 4: 2, 5: 2, 6: 2, 7: 3, 8: 3, 9: 3, 10: 5}
_IJAZAH_DI_BAWAH: dict[int, int] = {1: 0, 2: 0, 3: 0, 4: 1, 5: 1, 6: 1, 7: 2, 8: 2, 9: 2, 10: 3}
_KELAS_AKHIR: dict[int, int] = {1: 6, 2: 6, 3: 6, 4: 3, 5: 3, 6: 3, 7: 3, 8: 3, 9: 3, 10: 4}

_CACAT = _t(k1=34, k2=14, k3=7, k4=12, k5=1, k9=17, k10=12, k11=3)
_KRONIS_TUA = _t(k1=38, k2=26, k3=9, k4=7, k5=10, k6=2, k7=5, k8=1, k9=2)
_KRONIS_MUDA = _t(k1=20, k2=6, k3=30, k4=6, k5=6, k6=10, k7=1, k8=3, k9=18)

# KTP occupation -> (sectors, status of work); both in dtks2020 codes. Sector tables follow the land's main
# crop.
USAHA: dict[str, tuple[Tabel, Tabel]] = {
    "PETANI/PEKEBUN": ((1, 2, 3, 3, 3, 3), (1, 1, 2, 2, 2, 3)),
    "BURUH TANI/PERKEBUNAN": ((1, 3, 3, 3), (6, 6, 6, 4)),
    "PETERNAK": ((6,), (1, 2)),
    "NELAYAN/PERIKANAN": ((4, 4, 4, 5), (1, 2, 6)),
    "BURUH HARIAN LEPAS": ((11, 9, 14, 12, 21), (7,)),
    "WIRASWASTA": ((12, 12, 9, 13, 21), (1, 1, 2)),
    "PEDAGANG": ((12,), (1, 1, 1, 2)),
    "KARYAWAN SWASTA": ((3, 9, 12, 16), (4,)),
    "KARYAWAN HONORER": ((17, 18, 19), (4,)),
    "PERANGKAT DESA": ((19,), (4,)),
    "TUKANG BATU": ((11,), (7,)),
    "TUKANG KAYU": ((11, 9), (7, 1)),
    "TUKANG JAHIT": ((9,), (1,)),
    "SOPIR": ((14,), (4, 7, 1)),
    "PEMBANTU RUMAH TANGGA": ((21,), (4,)),
    "BURUH NELAYAN/PERIKANAN": ((4,), (6,)),
}


def _pool(bobot: dict[str, int]) -> tuple[str, ...]:
    return tuple(kerja for kerja, berat in bobot.items() for _ in range(berat))


# fmt: off
_KEBUN = _pool({
    "PETANI/PEKEBUN": 56, "BURUH TANI/PERKEBUNAN": 15, "BURUH HARIAN LEPAS": 9, "WIRASWASTA": 9,
    "PEDAGANG": 4, "KARYAWAN SWASTA": 2, "KARYAWAN HONORER": 1, "TUKANG BATU": 1, "TUKANG KAYU": 1,
    "SOPIR": 1, "PERANGKAT DESA": 1,
})
_SAWIT = _pool({
    "PETANI/PEKEBUN": 42, "BURUH TANI/PERKEBUNAN": 18, "NELAYAN/PERIKANAN": 6,
    "BURUH NELAYAN/PERIKANAN": 2, "BURUH HARIAN LEPAS": 10, "WIRASWASTA": 10, "PEDAGANG": 4,
    "KARYAWAN SWASTA": 5, "TUKANG BATU": 1, "SOPIR": 1, "PERANGKAT DESA": 1,
})
_KOTA = _pool({
    "BURUH HARIAN LEPAS": 32, "WIRASWASTA": 24, "PEDAGANG": 12, "KARYAWAN SWASTA": 14, "SOPIR": 5,
    "PEMBANTU RUMAH TANGGA": 4, "TUKANG BATU": 4, "TUKANG JAHIT": 2, "KARYAWAN HONORER": 3,
})
# fmt: on


def pool_kerja(kode_kabupaten: str) -> tuple[str, ...]:
    """Occupations of the breadwinners of a kabupaten, weighted: town, oil palm and coast, or coffee hills."""
    if kode_kabupaten[3] in "789":
        return _KOTA
    return _SAWIT if kode_kabupaten == "17.06" else _KEBUN


def answer_individu(
    acak: Acak, umur: int, pria: bool, kawin: int, pekerjaan: str, is_sekolah: bool
) -> dict[str, int]:
    """Answers of one person; from 5 years on the school block, from 10 on the work block."""
    j = {"ada_di_kk": 1, "kartu_identitas": _cards(acak, umur, is_sekolah)}
    if kawin in (2, 3):
        j["ada_akta_nikah"] = 1 if acak() < 0.68 else 2 if acak() < 0.4 else 0
    if not pria and kawin > 1 and 10 <= umur < 50:
        j["sta_hamil"] = 1 if kawin == 2 and 17 <= umur < 43 and acak() < 0.045 else 2
    j["jenis_cacat"] = _draw(acak, _CACAT) if acak() < (0.011 if umur < 60 else 0.042) else 0
    j["penyakit_kronis"] = _illness(acak, umur)
    if umur >= 5:
        _answer_sekolah(acak, umur, is_sekolah, j)
    if umur >= 10:
        _answer_kerja(acak, pekerjaan, j)
    return j


def _cards(acak: Acak, umur: int, is_sekolah: bool) -> int:
    akta = 1 if acak() < (0.9 if umur < 18 else 0.28) else 0
    if umur < 17:
        return akta + (2 if is_sekolah and acak() < 0.3 else 0)
    return akta + (4 if acak() < 0.985 else 0) + (8 if umur < 60 and acak() < 0.17 else 0)


def _illness(acak: Acak, umur: int) -> int:
    u = acak()
    if umur >= 50:
        return _draw(acak, _KRONIS_TUA) if u < 0.16 else 0
    return _draw(acak, _KRONIS_MUDA) if u < 0.021 else 0


def _answer_sekolah(acak: Acak, umur: int, is_sekolah: bool, j: dict[str, int]) -> None:
    if is_sekolah:
        _answer_murid(acak, umur, j)
        return
    if umur < 7 or acak() < (0.005 if umur < 40 else 0.03 if umur < 60 else 0.22):
        j["partisipasi_sekolah"] = 0
        j["ijazah_tertinggi"] = 0
        return
    tabel = _JENJANG_MUDA if umur < 32 else _JENJANG_TENGAH if umur < 52 else _JENJANG_TUA
    jenjang = _draw(acak, tabel) if umur >= 18 else _draw(acak, _JENJANG_TUA)
    j["partisipasi_sekolah"] = 2
    j["pendidikan_tertinggi"] = jenjang
    if acak() < (0.86 if umur < 45 else 0.58):
        j["kelas_tertinggi"], j["ijazah_tertinggi"] = 8, _IJAZAH[jenjang]
    else:
        j["kelas_tertinggi"] = 1 + int(acak() * (_KELAS_AKHIR[jenjang] - 1))
        j["ijazah_tertinggi"] = _IJAZAH_DI_BAWAH[jenjang]


def _answer_murid(acak: Acak, umur: int, j: dict[str, int]) -> None:
    """A pupil: one class a year from seven, mostly in the secular school, sometimes in the madrasah."""
    madrasah = acak() < 0.18
    if umur < 13:
        jenjang, kelas, ijazah = (3 if madrasah else 1), max(1, umur - 6), 0
    elif umur < 16:
        jenjang, kelas, ijazah = (6 if madrasah else 4), umur - 12, 1
    elif umur < 19:
        jenjang, kelas, ijazah = (9 if madrasah else 7), umur - 15, 2
    else:
        jenjang, kelas, ijazah = 10, min(5, umur - 18), 3
    j["partisipasi_sekolah"] = 1
    j["pendidikan_tertinggi"], j["kelas_tertinggi"], j["ijazah_tertinggi"] = jenjang, kelas, ijazah


def _answer_kerja(acak: Acak, pekerjaan: str, j: dict[str, int]) -> None:
    usaha = USAHA.get(pekerjaan)
    if usaha is None:
        # A housewife who helps in the field counts as an unpaid family worker.
        if pekerjaan != "MENGURUS RUMAH TANGGA" or acak() > 0.3:
            j["sta_bekerja"] = 2
            return
        j["sta_bekerja"], j["jumlah_jamkerja"], j["lapangan_usaha"], j["status_pekerjaan"] = (
            1, 10 + int(acak() * 20), 3 if acak() < 0.6 else 1, 8,
        )  # fmt: skip
        return
    j["sta_bekerja"] = 1
    j["jumlah_jamkerja"] = 20 + int(acak() * 40)
    j["lapangan_usaha"] = _draw(acak, usaha[0])
    j["status_pekerjaan"] = _draw(acak, usaha[1])
