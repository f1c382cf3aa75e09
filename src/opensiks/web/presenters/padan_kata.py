"""What matching found about one person, in one sentence: which value stands here and which in the civil register."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from opensiks.rules.nik import mask
from opensiks.rules.padan_kerja import KALIMAT_LINTAS, LABEL_MENUNGGU, JenisTugas, Kelompok
from opensiks.web.bahasa import nanti, translate
from opensiks.web.format import write_date, write_name
from opensiks.web.presenters.beda import describe_nomor, hide_nama, is_satu_nomor, mark_beda
from opensiks.web.presenters.bentrok import mask_beda
from opensiks.web.presenters.rincian import label_kolom

if TYPE_CHECKING:
    from opensiks.pemadanan.kerja import Kerja

J = JenisTugas
# Kind → what is wrong, where no value has to be shown for it.
KALIMAT: dict[JenisTugas, str] = {
    J.NIK_ORANG_LAIN: nanti("NIK di sini milik orang lain di Dukcapil. Orangnya sendiri belum ditemukan."),
    J.NIK_SALAH: nanti("NIK di sini tidak ada di Dukcapil."),
    J.MENINGGAL: nanti("Menurut Dukcapil sudah meninggal."),
    J.GANDA: nanti("Sepertinya satu orang tercatat dua kali di desa ini."),
    J.GANDA_DUKCAPIL: nanti("Menurut Dukcapil orang ini tercatat ganda di sana."),
    J.NIK_TIDAK_DITEMUKAN: nanti("NIK belum ditemukan di Dukcapil. Salinannya bisa terlambat."),
    J.RAGU: nanti("Ada orang yang mirip di Dukcapil, tetapi belum pasti sama."),
}
SAMAR = nanti("Ada yang agak mirip, tetapi terlalu lemah untuk dibandingkan; lihat KTP-nya.")
# Short words for the filter; the headings carry the long ones.
SINGKAT: dict[Kelompok, str] = {
    Kelompok.SEKALI_TEKAN: nanti("Sekali tekan"),
    Kelompok.MUSYAWARAH: nanti("Meninggal"),
    Kelompok.GANDA_DESA: nanti("Ganda"),
    Kelompok.LIHAT_KARTU: nanti("Lihat kartu"),
    Kelompok.MENUNGGU: nanti("Menunggu"),
}
LANGKAH: dict[Kelompok, str] = {
    Kelompok.SEKALI_TEKAN: nanti("Usulkan perbaikan"),
    Kelompok.MUSYAWARAH: nanti("Tanya keluarga atau RT"),
    Kelompok.GANDA_DESA: nanti("Bandingkan keduanya"),
    Kelompok.LIHAT_KARTU: nanti("Lihat KTP atau KK"),
}
# Shape and colour of each group's heading.
BENTUK: dict[Kelompok, tuple[str, str]] = {
    Kelompok.SEKALI_TEKAN: ("centang", "hijau"), Kelompok.MUSYAWARAH: ("perlu", "kuning"),
    Kelompok.GANDA_DESA: ("sama", "biru"), Kelompok.LIHAT_KARTU: ("mata", "pokok"),
    Kelompok.MENUNGGU: ("jam", "kelabu"),
}  # fmt: skip
# The names of fields in the evidence → those of the register; what is not here is called the same.
KOLOM = {
    "nik": "nik", "nama": "nama", "tgl": "tanggal_lahir", "ibu": "nama_ibu", "jk": "jenis_kelamin",
    "tempat": "tempat_lahir", "kk": "no_kk",
}  # fmt: skip


def write_selisih(k: Kerja) -> SafeString:
    """ "NIK di sini 180412••••••0003, di Dukcapil 180412••••••0008: salah satu angka." """
    if k.jenis is J.GANDA_LINTAS:
        return format_html("{}", translate(KALIMAT_LINTAS[k.lintas]))
    if k.jenis not in (J.NIK_SALAH, J.NIK_ORANG_LAIN) or not k.usul:
        return format_html("{}", _say_kalimat(k))
    bagian = [(_field(kolom, k.semula.get(kolom, ""), baru),) for kolom, baru in k.usul.items()]
    isi = format_html_join(" ", "{}", bagian)
    if k.jenis is J.NIK_ORANG_LAIN:
        return format_html("{} {}", _("NIK di sini milik orang lain."), isi)
    return isi


def _say_kalimat(k: Kerja) -> str:
    return f"{KALIMAT[k.jenis]} {SAMAR}" if k.samar else str(KALIMAT[k.jenis])


def _field(kolom: str, lama: str, baru: str) -> SafeString:
    kiri, kanan = mark_nilai(kolom, lama, baru)
    if kolom == "nik" and not lama:
        return format_html(_("NIK belum terisi di sini; di Dukcapil {kanan}."), kanan=kanan)
    if kolom == "nik":
        return format_html(
            _("NIK di sini {kiri}, di Dukcapil {kanan}: {beda}."), kiri=kiri, kanan=kanan,
            beda=describe_nomor(lama, baru),
        )  # fmt: skip
    return format_html(
        _("{isian} di sini {kiri}, di Dukcapil {kanan}."), isian=label_kolom(kolom), kiri=kiri, kanan=kanan
    )


def write_ringkas(k: Kerja) -> str:
    """The same sentence for paper and files: masked numbers, no marks."""
    if k.jenis not in (J.NIK_SALAH, J.NIK_ORANG_LAIN) or not k.usul:
        return translate(KALIMAT_LINTAS[k.lintas]) if k.jenis is J.GANDA_LINTAS else _say_kalimat(k)
    return " ".join(_ringkas(kolom, k.semula.get(kolom, ""), baru) for kolom, baru in k.usul.items())


def _ringkas(kolom: str, lama: str, baru: str) -> str:
    kiri, kanan = hide_nilai(kolom, lama, baru), hide_nilai(kolom, baru, lama)
    if kolom == "nik" and not lama:
        return _("NIK belum terisi di sini; di Dukcapil {kanan}.").format(kanan=kanan)
    return _("{isian} di sini {kiri}, di Dukcapil {kanan}.").format(
        isian=label_kolom(kolom), kiri=kiri or _("kosong"), kanan=kanan
    )


def hide_nilai(kolom: str, nilai: str, lain: str) -> str:
    """One value as text; of a number only the digits that differ from the other are shown (R95)."""
    teks = write_nilai(kolom, nilai)
    if not teks:
        return ""
    match kolom:
        case "nik" | "no_kk":
            return mask_beda(teks, lain) if is_satu_nomor(teks, lain) else mask(teks)
        case "nama_ibu":
            return hide_nama(teks, write_nilai(kolom, lain))
    return teks


def mark_nilai(kolom: str, lama: str, baru: str) -> tuple[SafeString, SafeString]:
    """Both values as people write them, with what differs marked; secrets hidden but for what differs (R95)."""
    return mark_beda(kolom, write_nilai(kolom, lama), write_nilai(kolom, baru))


def write_nilai(kolom: str, nilai: str) -> str:
    """A stored value as people read it; numbers stay whole, hiding them is for who shows them."""
    match kolom:
        case "tanggal_lahir":
            try:
                return write_date(date.fromisoformat(nilai)) if nilai else ""
            except ValueError:
                return nilai
        case "jenis_kelamin":
            return {"L": _("Laki-laki"), "P": _("Perempuan")}.get(nilai, nilai)
        case "nama" | "nama_ibu" | "tempat_lahir":
            return write_name(nilai)
    return nilai


def write_langkah(k: Kerja) -> str:
    """What to do next, or whom it waits for."""
    if k.kelompok is Kelompok.MENUNGGU:
        return translate(LABEL_MENUNGGU[k.menunggu])
    return str(LANGKAH[k.kelompok])
