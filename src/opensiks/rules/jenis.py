"""The kinds of usulan (domain 6.1) and the groups the rules speak of."""

from enum import StrEnum


class Jenis(StrEnum):
    BARU = "BARU"
    PERBAIKAN_ID = "PERBAIKAN_ID"
    PERBAIKAN_DATA = "PERBAIKAN_DATA"
    TAMBAH_ART = "TAMBAH_ART"
    PECAH_KK = "PECAH_KK"
    TIDAK_LAYAK = "TIDAK_LAYAK"
    MENINGGAL = "MENINGGAL"
    PINDAH = "PINDAH"
    GANDA = "GANDA"
    TIDAK_DITEMUKAN = "TIDAK_DITEMUKAN"
    PENGURUS = "PENGURUS"
    BANSOS_MASUK = "BANSOS_MASUK"
    BANSOS_HENTI = "BANSOS_HENTI"
    REAKTIVASI = "REAKTIVASI"
    TETAP = "TETAP"


LABEL_JENIS: dict[Jenis, str] = {
    Jenis.BARU: "Keluarga baru",
    Jenis.PERBAIKAN_ID: "Perbaikan identitas",
    Jenis.PERBAIKAN_DATA: "Perbaikan data rumah tangga",
    Jenis.TAMBAH_ART: "Tambah anggota",
    Jenis.PECAH_KK: "Pecah KK",
    Jenis.TIDAK_LAYAK: "Tidak layak",
    Jenis.MENINGGAL: "Meninggal",
    Jenis.PINDAH: "Pindah",
    Jenis.GANDA: "Data ganda",
    Jenis.TIDAK_DITEMUKAN: "Tidak ditemukan",
    Jenis.PENGURUS: "Ganti pengurus",
    Jenis.BANSOS_MASUK: "Usul masuk bansos",
    Jenis.BANSOS_HENTI: "Usul henti bansos",
    Jenis.REAKTIVASI: "Reaktivasi PBI",
    Jenis.TETAP: "Tetap, tidak berubah",
}

# R3: who goes in and who goes out is always the forum's to say.
JENIS_SELALU_MUSYAWARAH = frozenset({Jenis.BARU, Jenis.TIDAK_LAYAK, Jenis.BANSOS_MASUK, Jenis.BANSOS_HENTI})

# R40: the centre's "no" to one of these needs a new line of the meeting; identity fixes may be sent again.
JENIS_KELAYAKAN = JENIS_SELALU_MUSYAWARAH | {Jenis.REAKTIVASI}

# What remains wrong in a record must not stop it from leaving, nor stop a found family from being confirmed.
JENIS_TANPA_TEMUAN = frozenset(
    {
        Jenis.TIDAK_LAYAK,
        Jenis.MENINGGAL,
        Jenis.PINDAH,
        Jenis.GANDA,
        Jenis.TIDAK_DITEMUKAN,
        Jenis.BANSOS_HENTI,
        Jenis.TETAP,
    }
)

# Home visit after the meeting, where the profile orders it.
JENIS_KUNJUNGAN = frozenset(
    {Jenis.BARU, Jenis.PERBAIKAN_DATA, Jenis.TAMBAH_ART, Jenis.PECAH_KK, Jenis.BANSOS_MASUK, Jenis.REAKTIVASI}
)

_PASTI = frozenset({"PADAN"})
_BELUM_BOLEH = frozenset({"PADAN", "BELUM", "RAGU"})

# Outcomes of pemadanan the kabupaten may pass on. A jenis not listed passes with any: it corrects or removes
# the very record that does not match. A new person may still be BELUM or wait for a reviewer, because the centre
# matches again; entering a programme or holding its card may not.
PADAN_DITERIMA: dict[Jenis, frozenset[str]] = {
    Jenis.BARU: _BELUM_BOLEH,
    Jenis.TAMBAH_ART: _BELUM_BOLEH,
    Jenis.PECAH_KK: _BELUM_BOLEH,
    Jenis.BANSOS_MASUK: _PASTI,
    Jenis.PENGURUS: _PASTI,
    Jenis.REAKTIVASI: _PASTI,
}


def is_padan_diterima(jenis: Jenis, keluaran: str) -> bool:
    """True when an outcome of rules.pemadanan.Keluaran lets a line of this jenis pass the kabupaten."""
    return jenis not in PADAN_DITERIMA or keluaran in PADAN_DITERIMA[jenis]
