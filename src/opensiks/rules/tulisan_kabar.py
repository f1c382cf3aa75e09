"""How each kind of notice reads (R41): a table of sentences, and the words that depend on the facts."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from opensiks.rules.alasan import ALASAN_TOLAK
from opensiks.rules.kabar import Perihal
from opensiks.rules.peran import LABEL, Peran

Data = Mapping[str, Any]


@dataclass(frozen=True)
class Bentuk:
    """How a kind of notice reads. `butuh`: somebody has to act; `bentuk` names the shape of components/ikon.

    `apa`, `sebab` and `langkah` may hold {placeholders}; `susun` composes where words depend on the facts, and may give
    `apa` itself.
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
class Kalimat:
    """Words of ours inside a notice, with {placeholders} for `isi`; what people wrote stays a plain text."""

    pola: str
    isi: Data = field(default_factory=dict)


def _hari(data: Data) -> Data:
    """Days as people count them: on the last day one is left, today."""
    n = int(data["hari"])
    sisa = Kalimat("Hari ini hari terakhir") if n <= 1 else Kalimat("Tinggal {n} hari", {"n": n})
    return {"sisa": sisa, **_tanggal(data)}


def _tanggal(data: Data) -> Data:
    return {"tanggal": date.fromisoformat(str(data["tanggal"]))} if data.get("tanggal") else {}


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
    sisa = "{belum} keluarga belum diverval." if belum else "Semua keluarga sudah diverval."
    return {**_hari(data), "langkah": Kalimat(langkah), "isi": Kalimat(sisa, {"belum": belum})}


def _alasan(data: Data) -> Data:
    """The words of a reason code, and who acts on it."""
    a = ALASAN_TOLAK.get(str(data.get("kode_alasan", "")))
    if a is None:
        return {"alasan": "", "langkah": ""}
    alasan = Kalimat("{kode}: {alasan}", {"kode": a.kode, "alasan": Kalimat(a.label)})
    return {"alasan": alasan, "langkah": Kalimat(a.langkah), "oleh": Kalimat(LABEL[a.oleh])}


def _beku(data: Data) -> Data:
    n = int(data["hari"])
    return {"sisa": Kalimat("Besok" if n <= 1 else "{n} hari lagi", {"n": n}), **_tanggal(data)}


def _tutup(data: Data) -> Data:
    """A close that put nobody to sleep says so; one without silent villages asks for no calls."""
    keluarga = int(data.get("keluarga", 0))
    akibat = "Data {keluarga} keluarga ditidurkan." if keluarga else "Tidak ada data yang ditidurkan."
    diam = "Hubungi desa yang tidak menyerahkan." if data.get("diam") else "Tidak ada yang perlu dikerjakan."
    return {"akibat": Kalimat(akibat, {"keluarga": keluarga}), "langkah": Kalimat(diam)}


def _perangkat(data: Data) -> Data:
    """What became of a device, and what its operator does now."""
    match str(data.get("status", "")):
        case "DISETUJUI":
            return {
                "apa": Kalimat("Perangkat {nama} disetujui Dinas Sosial."),
                "alasan": Kalimat("Enam katanya sudah dicocokkan."),
                "langkah": Kalimat("Muat lembar kerja di laptop itu."),
            }
        case "DICABUT":
            return {
                "apa": Kalimat("Perangkat {nama} dicabut Dinas Sosial."),
                "langkah": Kalimat("Hubungi Dinas bila laptop itu masih Anda pakai."),
            }
        case _:
            return {"langkah": Kalimat("Cocokkan enam katanya dengan Dinas, lalu minta lagi.")}


def _orang(data: Data) -> Data:
    """Told once for a whole day whose count is not known yet, it names none."""
    jumlah = int(data.get("jumlah", 0))
    return {"siapa": Kalimat("{jumlah} orang" if jumlah else "Ada orang yang", {"jumlah": jumlah})}


def _dinilai(data: Data) -> Data:
    """Verdicts in one breath; the parts without a number are left out."""
    bagian = {
        "diterima": "{jumlah} diterima",
        "ditolak": "{jumlah} ditolak",
        "ditahan": "{jumlah} ditahan",
        "menunggu": "{jumlah} menunggu",
    }
    ada = [k for k in bagian if data.get(k)]
    if not ada:
        return {"isi": Kalimat("tidak ada ubahan baru")}
    isi = {k: Kalimat(bagian[k], {"jumlah": int(data[k])}) for k in ada}
    return {"isi": Kalimat(", ".join(f"{{{k}}}" for k in ada), isi)}


def _serahan(data: Data) -> Data:
    telat = "Menyerahkan hasil desa: {keluarga} keluarga, {jumlah} usulan, terlambat."
    return {"apa": Kalimat(telat)} if data.get("terlambat") else {}


def _batas(data: Data) -> Data:
    """Whose deadline it is stands in the notice as a word."""
    desa = (
        {"apa": Kalimat("Batas desa diperpanjang sampai {tanggal}.")} if data.get("tingkat") == "desa" else {}
    )
    return {**desa, **_tanggal(data)}


# The outcome of a conflict as it stands in the notice → the sentence around it.
_PUTUSAN = {
    "isian desa yang dipakai": "Bentrok ubahan nomor {n} diputus: isian desa yang dipakai.",
    "isian Dinas tetap dipakai": "Bentrok ubahan nomor {n} diputus: isian Dinas tetap dipakai.",
}


def _putus(data: Data) -> Data:
    hasil = _PUTUSAN.get(str(data.get("hasil", "")))
    return {"apa": Kalimat(hasil)} if hasil else {}


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
        Peran.TKSK, "jam", True, _hari,
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
        "Menyerahkan hasil desa: {keluarga} keluarga, {jumlah} usulan.", "R76",
        "Serahan ke-{urut} menunggu tanda terima.", "Periksa, lalu terima atau kembalikan.", _KAB, "sedang", True,
        _serahan,
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
        "Mulai verval.", _O, "info", True, _tanggal,
    ),
    Perihal.DIPERPANJANG: Bentuk(
        "Batas kabupaten diperpanjang sampai {tanggal}.", "R77", "Surat {nomor}.",
        "Selesaikan pekerjaan sebelum batas baru.", _O, "info", False, _batas,
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
        "Perangkat {nama} tidak disetujui.", "R80", "{alasan}", "{langkah}", _O, "info", True, _perangkat,
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
        "Muat tanda terima terbaru di lembar kerja.", _O, "info", True, _putus,
    ),
}  # fmt: skip
