"""Notices (R41): what happened, why, what to do next, who must do it, until when. Counts and places, never a person.

A notice is stored as its facts; the sentences are composed here, for the page and for the e-mail alike.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any

from opensiks.rules.alasan import ALASAN_TOLAK
from opensiks.rules.peran import LABEL, Peran
from opensiks.rules.temuan import tanggal_panjang

# How long a notice asks to be read; afterwards it is only kept.
UMUR_BARU = timedelta(days=30)
# An older one is no longer worth a mail: it was told while mail was off, or in somebody's absence.
UMUR_SURAT = timedelta(days=3)


class Perihal(StrEnum):
    TENGGAT = "TENGGAT"
    TENGGAT_WILAYAH = "TENGGAT_WILAYAH"
    TENGGAT_KAB = "TENGGAT_KAB"
    AKAN_BEKU = "AKAN_BEKU"
    AKAN_TIDUR = "AKAN_TIDUR"
    BEKU = "BEKU"
    DITIDURKAN = "DITIDURKAN"
    USULAN_KEMBALI = "USULAN_KEMBALI"
    DESA_KEMBALI = "DESA_KEMBALI"
    USULAN_DITOLAK = "USULAN_DITOLAK"
    USULAN_DITETAPKAN = "USULAN_DITETAPKAN"
    USULAN_BENTROK = "USULAN_BENTROK"
    DISERAHKAN = "DISERAHKAN"
    DITERIMA = "DITERIMA"
    DISAHKAN = "DISAHKAN"
    BATCH_DIKIRIM = "BATCH_DIKIRIM"
    BATCH_DIJAWAB = "BATCH_DIJAWAB"
    PERIODE_DIBUKA = "PERIODE_DIBUKA"
    DIPERPANJANG = "DIPERPANJANG"
    PERIODE_DITUTUP = "PERIODE_DITUTUP"
    TUGAS_DUKCAPIL = "TUGAS_DUKCAPIL"
    PERANGKAT_DIMINTA = "PERANGKAT_DIMINTA"
    PERANGKAT_DIPUTUS = "PERANGKAT_DIPUTUS"
    PAKET_DINILAI = "PAKET_DINILAI"
    PAKET_DITAHAN = "PAKET_DITAHAN"
    UBAHAN_BENTROK = "UBAHAN_BENTROK"
    BENTROK_DIPUTUS = "BENTROK_DIPUTUS"


class CaraSurel(StrEnum):
    """How a person wants notices by e-mail."""

    HARIAN = "HARIAN"
    LANGSUNG = "LANGSUNG"
    TIDAK = "TIDAK"


LABEL_SUREL: dict[CaraSurel, str] = {
    CaraSurel.HARIAN: "Satu surel tiap pagi, bila ada kabar",
    CaraSurel.LANGSUNG: "Satu surel tiap kabar",
    CaraSurel.TIDAK: "Tanpa surel; kabar hanya di layar",
}

Data = Mapping[str, Any]


@dataclass(frozen=True)
class Bentuk:
    """How a kind of notice reads. `butuh`: somebody has to act; `bentuk` names the shape of components/ikon.

    `apa`, `sebab` and `langkah` may hold {placeholders}; a function composes where words depend on the facts.
    """

    apa: str
    aturan: str
    sebab: str
    langkah: str
    oleh: Peran
    bentuk: str = "info"
    butuh: bool = False
    susun: Callable[[Data], Data] = lambda d: {}


@dataclass(frozen=True)
class Kata:
    """A notice in words. `catatan` is somebody's free text: shown on the page, never put into an e-mail."""

    apa: str
    aturan: str
    sebab: str
    langkah: str
    oleh: str
    bentuk: str
    butuh: bool
    catatan: str = ""


def ribuan(n: int) -> str:
    """1234 -> "1.234"."""
    return f"{n:,}".replace(",", ".")


def tulis_kabar(perihal: Perihal, data: Data) -> Kata:
    """The sentences of a notice from its facts."""
    b = TULISAN[perihal]
    isi = _Isi({k: _kata(v) for k, v in {**data, **b.susun(data)}.items()})
    return Kata(
        b.apa.format_map(isi), isi.get("aturan") or b.aturan, b.sebab.format_map(isi).strip(),
        b.langkah.format_map(isi).strip(), isi.get("oleh") or LABEL[b.oleh], b.bentuk, b.butuh, isi.get("catatan", ""),
    )  # fmt: skip


class _Isi(dict[str, str]):
    def __missing__(self, kunci: str) -> str:
        return ""


def _kata(nilai: Any) -> str:
    return ribuan(nilai) if isinstance(nilai, int) else str(nilai)


def _hari(data: Data) -> Data:
    """Days as people count them: on the last day one is left, today."""
    n = int(data["hari"])
    sisa = "Hari ini hari terakhir" if n <= 1 else f"Tinggal {n} hari"
    return {"sisa": sisa, "tanggal": _tanggal(data)}


def _tanggal(data: Data) -> str:
    return tanggal_panjang(date.fromisoformat(str(data["tanggal"]))) if data.get("tanggal") else ""


def _langkah_desa(data: Data) -> Data:
    """What a village does next depends on how far it is."""
    match str(data.get("status", "")):
        case "FINAL_DESA":
            langkah = "Serahkan hasil desa ke Dinas Sosial."
        case "MUSDES_SELESAI":
            langkah = "Kepala desa memfinalkan, lalu operator menyerahkan hasil desa."
        case "DIKEMBALIKAN":
            langkah = "Buka lagi, perbaiki, lalu serahkan ulang."
        case _:
            langkah = "Verval sisanya, adakan musyawarah, lalu serahkan."
    belum = int(data.get("belum", 0))
    sisa = f"{ribuan(belum)} keluarga belum diverval." if belum else "Semua keluarga sudah diverval."
    return {**_hari(data), "langkah": langkah, "isi": sisa}


def _alasan(data: Data) -> Data:
    """The words of a reason code, and who acts on it."""
    a = ALASAN_TOLAK.get(str(data.get("kode_alasan", "")))
    if a is None:
        return {"alasan": "", "langkah": ""}
    return {"alasan": f"{a.kode}: {a.label}", "langkah": a.langkah, "oleh": LABEL[a.oleh]}


def _beku(data: Data) -> Data:
    n = int(data["hari"])
    return {"sisa": "Besok" if n <= 1 else f"{n} hari lagi", "tanggal": _tanggal(data)}


_TIDUR = "Data {keluarga} keluarga ditidurkan."


def _tutup(data: Data) -> Data:
    """A close that put nobody to sleep says so; one without silent villages asks for no calls."""
    keluarga = int(data.get("keluarga", 0))
    return {
        "akibat": _TIDUR.format(keluarga=ribuan(keluarga)) if keluarga else "Tidak ada data yang ditidurkan.",
        "langkah": "Hubungi desa yang tidak menyerahkan."
        if data.get("diam")
        else "Tidak ada yang perlu dikerjakan.",
    }


def _perangkat(data: Data) -> Data:
    """What became of a device, and what its operator does now."""
    match str(data.get("status", "")):
        case "DISETUJUI":
            return {
                "hasil": "disetujui Dinas Sosial",
                "alasan": "Enam katanya sudah dicocokkan.",
                "langkah": "Muat lembar kerja di laptop itu.",
            }
        case "DICABUT":
            return {
                "hasil": "dicabut Dinas Sosial",
                "langkah": "Hubungi Dinas bila laptop itu masih Anda pakai.",
            }
        case _:
            return {
                "hasil": "tidak disetujui",
                "langkah": "Cocokkan enam katanya dengan Dinas, lalu minta lagi.",
            }


def _orang(data: Data) -> Data:
    """Told once for a whole day whose count is not known yet, it names none."""
    jumlah = int(data.get("jumlah", 0))
    return {"siapa": f"{ribuan(jumlah)} orang" if jumlah else "Ada orang yang"}


def _dinilai(data: Data) -> Data:
    """Verdicts in one breath; the parts without a number are left out."""
    bagian = (
        ("diterima", "diterima"),
        ("ditolak", "ditolak"),
        ("ditahan", "ditahan"),
        ("menunggu", "menunggu"),
    )
    isi = [f"{ribuan(int(data[k]))} {kata}" for k, kata in bagian if data.get(k)]
    return {"isi": ", ".join(isi) or "tidak ada ubahan baru"}


_O, _K = Peran.OPERATOR_DESA, Peran.KADES_LURAH
_KAB = Peran.OPERATOR_KAB

TULISAN: dict[Perihal, Bentuk] = {
    Perihal.TENGGAT: Bentuk(
        "{sisa} sampai batas desa menyerahkan. {isi}", "R76",
        "Hasil yang masuk sesudah batas ditandai terlambat.", "{langkah}", _O, "jam", True, _langkah_desa,
    ),
    Perihal.TENGGAT_WILAYAH: Bentuk(
        "{sisa} sampai batas desa. {belum} dari {desa} desa belum menyerahkan.", "R76",
        "Hasil yang masuk sesudah batas ditandai terlambat.", "Hubungi desanya dan tanyakan kesulitannya.",
        Peran.TKSK, "jam", True, lambda d: {**_hari(d), "oleh": str(d.get("oleh", ""))},
    ),
    Perihal.TENGGAT_KAB: Bentuk(
        "{sisa} sampai batas kabupaten. {belum} dari {desa} desa belum disahkan.", "R76",
        "Sesudah batas ini perbaikan desa tidak dapat diterima di periode ini.",
        "Saring yang sudah diterima, lalu catat pengesahannya.", Peran.SUPERVISOR_KAB, "jam", True, _hari,
    ),
    Perihal.AKAN_BEKU: Bentuk(
        "{sisa} {keluarga} keluarga beku, mulai {tanggal}.", "R73",
        "Data berhenti sementara bila terlalu lama tidak diverval.", "Verval keluarga ini, walau datanya tetap.",
        _O, "beku", True, _beku,
    ),
    Perihal.AKAN_TIDUR: Bentuk(
        "{sisa} data {keluarga} keluarga ditidurkan, mulai {tanggal}.", "R75",
        "Desa belum menyerahkan hasil periode ini.", "Selesaikan verval dan serahkan hasil desa sebelum itu.",
        _O, "harus", True, _beku,
    ),
    Perihal.BEKU: Bentuk(
        "{keluarga} keluarga beku; {orang} orang di dalamnya.", "R73",
        "Sudah {bulan} bulan tidak diverval. Tidak ada data yang hilang.",
        "Verval keluarganya; sesudah diterima Dinas datanya aktif lagi.", _O, "beku", True,
    ),
    Perihal.DITIDURKAN: Bentuk(
        "Data {keluarga} keluarga ditidurkan; {orang} orang di dalamnya.", "R75",
        "Desa tidak menyerahkan hasil {periode} sampai periode ditutup.",
        "Verval di periode berikutnya, atau minta Dinas menerima kiriman terlambat.", _K, "harus", True,
    ),
    Perihal.USULAN_KEMBALI: Bentuk(
        "{jumlah} usulan dikembalikan Dinas Sosial.", "R41", "{alasan}", "{langkah}", _O, "kembali", True, _alasan,
    ),
    Perihal.DESA_KEMBALI: Bentuk(
        "Hasil desa dikembalikan Dinas Sosial, dengan {jumlah} usulan.", "R41", "{alasan}",
        "{langkah} Lalu serahkan ulang.", _O, "kembali", True, _alasan,
    ),
    Perihal.USULAN_DITOLAK: Bentuk(
        "{jumlah} usulan ditolak Pusdatin.", "R41", "{alasan}", "{langkah}", _O, "harus", True, _alasan,
    ),
    Perihal.USULAN_DITETAPKAN: Bentuk(
        "{jumlah} usulan ditetapkan Pusdatin.", "R91", "Jawaban batch {batch} sudah masuk.",
        "Tidak ada yang perlu dikerjakan.", _O, "selesai",
    ),
    Perihal.USULAN_BENTROK: Bentuk(
        "{jumlah} usulan ditetapkan, tetapi datanya sudah berubah.", "R83",
        "Isian di daftar tidak sama lagi dengan saat diusulkan.", "Bandingkan keduanya, lalu usulkan yang benar.",
        _O, "perlu", True,
    ),
    Perihal.DISERAHKAN: Bentuk(
        "Menyerahkan hasil desa: {keluarga} keluarga, {jumlah} usulan{telat}.", "R76",
        "Serahan ke-{urut} menunggu tanda terima.", "Periksa, lalu terima atau kembalikan.", _KAB, "sedang", True,
        lambda d: {"telat": ", terlambat" if d.get("terlambat") else ""},
    ),
    Perihal.DITERIMA: Bentuk(
        "Hasil desa diterima Dinas Sosial. Tanda terima {kode}.", "R86",
        "Serahan ke-{urut} cocok dengan daftarnya.", "Cetak dan simpan tanda terimanya.", _O, "selesai",
    ),
    Perihal.DISAHKAN: Bentuk(
        "Hasil desa disahkan, dengan {jumlah} usulan.", "R8", "Surat pengesahan {nomor}.",
        "Tunggu jawaban Pusdatin.", _KAB, "selesai",
    ),
    Perihal.BATCH_DIKIRIM: Bentuk(
        "Batch {nomor} masuk: {jumlah} usulan.", "R90", "Kabupaten mengirim usulan yang sudah disahkan.",
        "Putuskan tiap baris, lalu kirim jawabannya.", Peran.PUSDATIN, "sedang", True,
    ),
    Perihal.BATCH_DIJAWAB: Bentuk(
        "Batch {nomor} dijawab: {ditetapkan} ditetapkan, {ditolak} ditolak.", "R91",
        "Pusdatin memutuskan semua barisnya.", "Beri tahu desa yang usulannya ditolak.", _KAB, "selesai",
    ),
    Perihal.PERIODE_DIBUKA: Bentuk(
        "Periode {periode} dibuka, sampai {tanggal}.", "R71", "Daftar keluarga siap diverval.",
        "Mulai verval.", _O, "info", True, lambda d: {"tanggal": _tanggal(d)},
    ),
    Perihal.DIPERPANJANG: Bentuk(
        "Batas {tingkat} diperpanjang sampai {tanggal}.", "R77", "Surat {nomor}.",
        "Selesaikan pekerjaan sebelum batas baru.", _O, "info", False, lambda d: {"tanggal": _tanggal(d)},
    ),
    Perihal.PERIODE_DITUTUP: Bentuk(
        "Periode {periode} ditutup: {terlambat} desa terlambat, {diam} desa tidak menyerahkan.", "R76",
        "{akibat}", "{langkah}", _KAB, "info", False, _tutup,
    ),
    Perihal.TUGAS_DUKCAPIL: Bentuk(
        "{siapa} perlu dicek: hasil pemadanan Dukcapil.", "R67",
        "Menurut Dukcapil NIK-nya lain, atau orangnya meninggal, ganda, atau tidak ditemukan.",
        "Buka daftar pemadanan, lalu kerjakan dari atas. Tidak ada yang dihapus.", _O, "perlu", True, _orang,
    ),
    Perihal.PERANGKAT_DIMINTA: Bentuk(
        "{operator} meminta lembar kerja untuk perangkat {nama}.", "R80", "Perangkat belum terdaftar.",
        "Telepon operatornya, cocokkan enam katanya, lalu setujui.", _KAB, "sedang", True,
    ),
    Perihal.PERANGKAT_DIPUTUS: Bentuk(
        "Perangkat {nama} {hasil}.", "R80", "{alasan}", "{langkah}", _O, "info", True, _perangkat,
    ),
    Perihal.PAKET_DINILAI: Bentuk(
        "Paket {urutan} sudah dinilai: {isi}.", "R86", "Titipan {nomor}.",
        "Muat tanda terimanya di lembar kerja.", _O, "selesai", True, _dinilai,
    ),
    Perihal.PAKET_DITAHAN: Bentuk(
        "Titipan {nomor} ditahan.", "R80", "{sebab}", "{langkah}", _KAB, "perlu", True,
    ),
    Perihal.UBAHAN_BENTROK: Bentuk(
        "{jumlah} ubahan bentrok dengan data di Dinas.", "R83", "Isian berubah di dua tempat; keduanya disimpan.",
        "Bandingkan keduanya, lalu putuskan dengan alasan.", _KAB, "perlu", True,
    ),
    Perihal.BENTROK_DIPUTUS: Bentuk(
        "Bentrok ubahan nomor {n} diputus: {hasil}.", "R83", "{alasan}",
        "Muat tanda terima terbaru di lembar kerja.", _O, "info", True,
    ),
}  # fmt: skip


def last_day(sampai: datetime) -> date:
    """The last day before an exclusive end, in the zone of `sampai`."""
    return (sampai - timedelta(microseconds=1)).date()
