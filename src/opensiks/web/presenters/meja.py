"""The desk of packages in words: one line for each file with its answer and what to do next."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zlib import crc32

from django.utils.translation import gettext as _

from opensiks.rules.paket import StatusTitipan
from opensiks.rules.titipan import LABEL_JALUR
from opensiks.rules.ubahan import Vonis
from opensiks.web.bahasa import nanti, translate
from opensiks.web.bentuk import WARNA_BENTUK
from opensiks.web.format import write_date_short, write_number, write_time

S, V = StatusTitipan, Vonis

# Answer → shape, word of the filter, colour. The order is that of the filter.
JAWABAN: dict[str, tuple[str, str, str]] = {
    "menunggu": ("jam", nanti("Menunggu dinilai"), "biru"),
    "diterima": ("selesai", nanti("Diterima"), "hijau"),
    "bentrok": ("perlu", nanti("Bentrok"), "kuning"),
    "foto": ("kamera", nanti("Menunggu foto"), "biru"),
    "sebagian": ("sedang", nanti("Sebagian ditolak"), "kuning"),
    "ditahan": ("tunda", nanti("Ditahan"), "kuning"),
    "sama": ("sama", nanti("Berkas sama"), "kelabu"),
    "lama": ("kembali", nanti("Versi lama"), "kelabu"),
    "rusak": ("harus", nanti("Rusak"), "merah"),
    "asing": ("harus", nanti("Salah alamat"), "merah"),
    "ditolak": ("harus", nanti("Tidak dapat dipakai"), "merah"),
}
URUT = ("desa", "jawaban", "saat")


@dataclass(frozen=True)
class Jawaban:
    """The answer to one file: `kunci` of JAWABAN, its word, a sentence, and what a person does next."""

    kunci: str
    kata: str
    rinci: str
    langkah: str = ""

    @property
    def bentuk(self) -> str:
        return JAWABAN[self.kunci][0]

    @property
    def warna(self) -> str:
        return JAWABAN[self.kunci][2]


@dataclass(frozen=True)
class BarisBerkas:
    """A deposited file as a line of the desk."""

    id: int
    nomor: str
    judul: str
    induk: str
    berkas: str
    jawaban: Jawaban
    at: datetime
    terlambat: bool
    jalur: str
    oleh: str
    bertanda: bool

    @property
    def url(self) -> str:
        return f"/meja/{self.id}/"

    @property
    def pukul(self) -> str:
        return f"{write_date_short(self.at)}, {write_time(self.at)}"


def write_jawaban(t: Any, bentrok: int) -> Jawaban:
    """What became of a file, in one sentence; `bentrok` is how many conflicts of it wait for a person."""
    match t.status:
        case S.DITITIP:
            return Jawaban("menunggu", _("Menunggu dinilai"), _("Sudah aman di Dinas. Isinya sedang dibaca."))
        case S.RUSAK:
            rinci = f"{translate(t.kalimat)} {_write_letak(t.letak)}".strip()
            return Jawaban("rusak", _("Rusak"), rinci, _("Minta operator kirim ulang."))
        case S.ASING | S.DITOLAK | S.DITAHAN:
            kunci = {S.ASING: "asing", S.DITOLAK: "ditolak", S.DITAHAN: "ditahan"}[t.status]
            rinci = f"{translate(t.kalimat)} {_write_letak(t.letak)}".strip()
            return Jawaban(kunci, str(JAWABAN[kunci][1]), rinci, translate(t.langkah))
        case _:
            return _write_dinilai(t, bentrok)


def _write_dinilai(t: Any, bentrok: int) -> Jawaban:
    h = t.hitungan
    semua, masuk = sum(h.values()), h.get(V.DITERIMA, 0) + h.get(V.SAMA, 0)
    angka = {"semua": write_number(semua), "masuk": write_number(masuk)}
    if bentrok:
        kata = _("{bentrok} bentrok").format(bentrok=write_number(bentrok))
        return Jawaban(
            "bentrok",
            kata,
            _("{semua} ubahan, {masuk} sudah masuk.").format(**angka),
            _("Putuskan bentroknya."),
        )
    if foto := len(t.lampiran_kurang):
        kata = _("Menunggu {foto} foto").format(foto=write_number(foto))
        return Jawaban(
            "foto",
            kata,
            _("{semua} ubahan terbaca, foto menyusul.").format(**angka),
            _("Minta operator kirim fotonya."),
        )
    if tahan := h.get(V.DITAHAN, 0) + h.get(V.MENUNGGU, 0) + h.get(V.BELUM_DIDUKUNG, 0):
        kata = _("{tahan} ubahan ditahan").format(tahan=write_number(tahan))
        return Jawaban(
            "ditahan",
            kata,
            _("{semua} ubahan, {masuk} sudah masuk.").format(**angka),
            _("Buka untuk melihat sebabnya."),
        )
    if not t.utama:
        return Jawaban("sama", _("Berkas sama"), _("Isinya sudah diterima. Tidak dihitung dua kali."))
    if tolak := h.get(V.DITOLAK, 0):
        kata = _("{tolak} ubahan ditolak").format(tolak=write_number(tolak))
        return Jawaban(
            "sebagian",
            kata,
            _("{semua} ubahan, {masuk} sudah masuk.").format(**angka),
            _("Sebabnya dibaca desa di tanda terimanya."),
        )
    if semua and not h.get(V.DITERIMA, 0):
        return Jawaban("lama", _("Versi lama"), _("Semua isinya sudah diterima lewat paket lain."))
    kata = _("{masuk} ubahan masuk.") if semua else _("Tidak ada ubahan baru. Tetap sah.")
    return Jawaban("diterima", _("Diterima"), kata.format(**angka))


def _write_letak(letak: str) -> str:
    return _("({letak})").format(letak=translate(letak)) if letak else ""


def list_baris(
    daftar: Sequence[Any], bentrok: Mapping[int, int], nama: Mapping[str, str], batas: Mapping[str, datetime]
) -> list[BarisBerkas]:
    """The lines of the desk. `batas` is the deadline of each village: lateness is that of the deposit (R85)."""
    return [
        BarisBerkas(
            t.pk, t.nomor, nama.get(t.kode_wilayah, "") if len(t.kode_wilayah) > 8 else _name_tanpa_desa(t),
            nama.get(t.kode_wilayah[:8], "") if len(t.kode_wilayah) > 8 else "", t.nama,
            write_jawaban(t, bentrok.get(t.pk, 0)), t.at, t.kode_wilayah in batas and t.at >= batas[t.kode_wilayah],
            translate(LABEL_JALUR[t.jalur]), t.oleh, t.status is S.DINILAI,
        )
        for t in daftar
    ]  # fmt: skip


def _name_tanpa_desa(t: Any) -> str:
    return _("Belum dibaca") if t.status is S.DITITIP else _("Tidak terbaca")


def count_jawaban(baris: Sequence[BarisBerkas]) -> dict[str, int]:
    return {k: sum(b.jawaban.kunci == k for b in baris) for k in JAWABAN}


def list_saringan(jumlah: Mapping[str, int], pilih: str, kueri: str) -> list[dict[str, Any]]:
    """Pills with counts of the same set as the list; an answer nobody got has none."""
    sambung = f"{kueri}&" if kueri else "?"
    semua = {
        "kata": _("Semua"),
        "jumlah": sum(jumlah.values()),
        "url": f"{sambung}jawab=semua",
        "aktif": not pilih,
    }
    return [
        semua,
        *(
            {
                "kata": JAWABAN[k][1],
                "jumlah": n,
                "url": f"{sambung}jawab={k}",
                "aktif": pilih == k,
                "ikon": JAWABAN[k][0],
            }
            for k, n in jumlah.items()
            if n or pilih == k
        ),
    ]


def list_bagian(jumlah: Mapping[str, int]) -> list[dict[str, Any]]:
    """The same counts as a bar; alike colours side by side, so that six parts are seen instead of eleven."""
    return [
        {"kata": kata, "jumlah": n, "warna": warna or WARNA_BENTUK[bentuk]}
        for k, (bentuk, kata, warna) in JAWABAN.items()
        if (n := jumlah[k])
    ]


def sort_baris(baris: Sequence[BarisBerkas], urut: str) -> list[BarisBerkas]:
    """Newest first; or by village, answer or time, turned round by a minus."""
    turun, kolom = urut.startswith("-"), urut.removeprefix("-")
    kunci = {
        "desa": lambda b: (b.judul, b.at),
        "jawaban": lambda b: (list(JAWABAN).index(b.jawaban.kunci), b.judul),
        "saat": lambda b: (b.at, b.id),
    }
    if kolom not in kunci:
        return sorted(baris, key=lambda b: (b.at, b.id), reverse=True)
    return sorted(baris, key=kunci[kolom], reverse=turun)


def write_versi(baris: Sequence[BarisBerkas]) -> str:
    """Changes when the list would look different; the page asks with it and is told "nothing new"."""
    isi = "|".join(f"{b.id} {b.jawaban.kata} {b.jawaban.rinci}" for b in baris)
    return f"{len(baris)}-{crc32(isi.encode()):08x}"


def compose_kepala(baris: Sequence[BarisBerkas], jumlah: Mapping[str, int], kueri: str) -> dict[str, Any]:
    """The heading over the list: how far it is, and what there is to take home."""
    n, tunggu = len(baris), jumlah["menunggu"]
    terlambat = sum(b.terlambat for b in baris)
    angka = {"n": write_number(n), "selesai": write_number(n - tunggu), "terlambat": write_number(terlambat)}
    selesai = _("{n} berkas sudah dinilai") if not tunggu else _("{selesai} dari {n} berkas sudah dinilai")
    kata = (
        _("{terlambat} dititip setelah batas; tetap diterima.")
        if terlambat
        else _("Semua dititip sebelum batas.")
    )
    return {
        "jumlah_berkas": n, "judul_berkas": selesai.format(**angka), "bagian": list_bagian(jumlah),
        "kata_berkas": kata.format(**angka), "bertanda": n > 0,
        "tombol_tanda": _("Unduh {n} tanda terima").format(**angka), "url_tanda": f"/meja/tanda.zip{kueri}",
        "tombol_bentrok": _("Putuskan {bentrok} berkas bentrok").format(bentrok=write_number(jumlah["bentrok"])),
    }  # fmt: skip


def write_singkat(t: Any) -> str:
    """One line for a list of another page: when, and what became of it."""
    jawab = write_jawaban(t, 0)
    return f"{write_date_short(t.at)}, {write_time(t.at)}. {jawab.kata}."
