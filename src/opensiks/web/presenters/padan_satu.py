"""One item of the work list: what differs, why it is held to be the same person, and what may be done about it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from opensiks.rules.alasan_padan import PASTI, RAGU_ATAS, RAGU_BAWAH, SEBUTAN
from opensiks.rules.jenis import Jenis
from opensiks.rules.nik import mask
from opensiks.rules.padan_kerja import LABEL_KELOMPOK, LABEL_TUGAS, LANGKAH_KELOMPOK, JenisTugas, Kelompok
from opensiks.rules.padan_tinjau import LABEL_DUKCAPIL, JawabanDukcapil
from opensiks.web.bahasa import nanti, translate
from opensiks.web.format import upper_first, write_date, write_name, write_number, write_percent
from opensiks.web.presenters.bukti import AirTerjun, draw_bukti, shape_tingkat, to_poin
from opensiks.web.presenters.padan import write_keluarga
from opensiks.web.presenters.padan_kata import BENTUK, KOLOM, mark_nilai, write_langkah, write_selisih
from opensiks.web.presenters.padan_sisi import Sisi, compose_sisi
from opensiks.web.presenters.rincian import label_kolom
from opensiks.web.presenters.temuan import Jawab

if TYPE_CHECKING:
    from opensiks.pemadanan.kerja import Alasan, IsianBanding, KerjaRinci
    from opensiks.pemadanan.timbang import Awal

J = JenisTugas
SEKALI = nanti("Usulkan perbaikan")
# Kind of task → answers that leave the data as they are (what is stored is the Indonesian itself).
JAWAB: dict[JenisTugas, tuple[str, ...]] = {
    J.MENINGGAL: (nanti("Masih hidup"),),
    J.GANDA: (nanti("Sudah dicek, dua orang berbeda"),),
    J.GANDA_LINTAS: (nanti("Sudah dicek, dua orang berbeda"),),
    J.GANDA_DUKCAPIL: (nanti("Sudah dicek, satu orang saja"),),
}
# Kind of task → forms that mend it: (words, hint, jenis, the field it opens at).
FORMULIR: dict[JenisTugas, tuple[tuple[str, str, Jenis, str], ...]] = {
    J.NIK_SALAH: (
        (nanti("Isi NIK lain menurut KTP"), nanti("Bila KTP memuat NIK lain lagi."), Jenis.PERBAIKAN_ID, "nik"),
    ),
    J.NIK_ORANG_LAIN: (
        (nanti("Isi NIK menurut KTP"), nanti("Bila KTP memuat NIK lain."), Jenis.PERBAIKAN_ID, "nik"),
    ),
    J.NIK_TIDAK_DITEMUKAN: (
        (nanti("Isi NIK menurut KTP"), nanti("Bila NIK di sini salah tulis."), Jenis.PERBAIKAN_ID, "nik"),
    ),
    J.MENINGGAL: (
        (nanti("Catat meninggal"), nanti("Isi tanggalnya dan lampirkan suratnya."), Jenis.MENINGGAL, ""),
    ),
    J.GANDA_DUKCAPIL: (
        (nanti("Usulkan data ganda"), nanti("Bila orangnya memang tercatat dua kali di sini."), Jenis.GANDA, ""),
    ),
}  # fmt: skip
# Kinds whose number may be asked about at the civil registry office.
BISA_TANYA = frozenset({J.NIK_TIDAK_DITEMUKAN})


@dataclass(frozen=True)
class Aksi:
    kata: str
    url: str
    rinci: str = ""


@dataclass(frozen=True)
class BarisBanding:
    """One field: here, in the civil register, and how they compare."""

    isian: str
    nama: str
    kiri: SafeString
    kanan: SafeString
    kata: str
    bentuk: str
    warna: str
    beda: bool = True


@dataclass(frozen=True)
class HalamanTugas:
    id: int
    nama: str
    keluarga: str
    judul: str
    selisih: SafeString
    petunjuk: str
    ikon: str
    warna: str
    sekali: str
    halangan: str
    ganda: Sisi | None
    desa_lain: str
    sama: str
    aksi: tuple[Aksi, ...]
    jawab: tuple[Jawab, ...]
    bisa_tanya: bool
    konfirmasi: str
    salinan: date | None
    asal: tuple[tuple[str, str], ...]
    url_keluarga: str
    menunggu: bool
    langkah: str


def compose_tugas(r: KerjaRinci, halangan: str, *, buka: bool = True) -> HalamanTugas:
    """`halangan`: why the one press is closed, in words; empty when it is open. `buka`: the reader may see secrets."""
    k = r.kerja
    ikon, warna = BENTUK[k.kelompok]
    menunggu = k.kelompok is Kelompok.MENUNGGU
    sekali = str(SEKALI) if k.kelompok is Kelompok.SEKALI_TEKAN else ""
    aksi = tuple(
        Aksi(str(kata), f"/usulan/draft/{jenis.lower()}/?individu={k.individu_id}&tugas={k.tugas_id}"
             + (f"#id_{kolom}" if kolom else ""), str(rinci))
        for kata, rinci, jenis, kolom in FORMULIR.get(k.jenis, ())
    )  # fmt: skip
    return HalamanTugas(
        k.tugas_id, write_name(k.nama), write_keluarga(k), translate(LABEL_TUGAS[k.jenis]), write_selisih(k),
        translate(LANGKAH_KELOMPOK[k.kelompok]), ikon, warna, sekali, halangan,
        compose_sisi(r.baris_lain, {}, buka=buka) if k.jenis is J.GANDA else None,
        translate(r.kalimat_lintas) if k.jenis is J.GANDA_LINTAS else "", _say_sama(r.alasan, r.banding),
        () if menunggu else aksi, () if menunggu else tuple(Jawab(c, cara=c) for c in JAWAB.get(k.jenis, ())),
        k.jenis in BISA_TANYA and not menunggu, _say_konfirmasi(r), r.putaran_tanggal, _list_asal(r),
        f"/keluarga/{k.keluarga_id}/", menunggu, write_langkah(k),
    )  # fmt: skip


def _say_sama(alasan: Sequence[Alasan], banding: Sequence[IsianBanding]) -> str:
    """ "Sama: nama, tanggal lahir, ibu kandung." """
    beda = {b.isian for b in banding}
    sama = [
        SEBUTAN[a.isian]
        for a in alasan
        if KOLOM.get(a.isian, a.isian) not in beda and a.kata in ("sama", "cocok")
    ]
    return _("Sama: {isian}.").format(isian=", ".join(translate(s) for s in sama)) if sama else ""


def _say_konfirmasi(r: KerjaRinci) -> str:
    k = r.konfirmasi
    if k is None:
        return ""
    return _("Disdukcapil menjawab: {jawaban}. Surat {nomor}, {tanggal}.").format(
        jawaban=translate(LABEL_DUKCAPIL[JawabanDukcapil(k.jawaban)]), nomor=k.nomor_surat,
        tanggal=write_date(k.tanggal),
    )  # fmt: skip


def _list_asal(r: KerjaRinci) -> tuple[tuple[str, str], ...]:
    rows = [
        (_("NIK di sini"), mask(r.kerja.nik) if r.kerja.nik else _("Belum ada")),
        (_("Bagian"), translate(LABEL_KELOMPOK[r.kerja.kelompok])),
        (_("Ditanyakan sejak"), write_date(r.kerja.sejak)),
        (_("Aturan"), r.kerja.kode),
    ]
    if r.putaran_tanggal:
        rows.append((_("Salinan Dukcapil"), write_date(r.putaran_tanggal)))
    return tuple(rows)


def list_banding(
    banding: Sequence[IsianBanding], alasan: Sequence[Alasan], *, utuh: bool = False
) -> list[BarisBanding]:
    """The fields that would change, each with how the engine found them to compare. `utuh`: NIK whole."""
    kata = {KOLOM.get(a.isian, a.isian): a.kata for a in alasan}
    return [show_banding(b.isian, b.lama, b.baru, kata.get(b.isian, "beda"), utuh=utuh) for b in banding]


def show_banding(isian: str, lama: str, baru: str, kata: str, *, utuh: bool = False) -> BarisBanding:
    bentuk, warna = shape_tingkat(kata)
    kiri, kanan = mark_nilai(isian, lama, baru)
    if utuh and isian == "nik":
        kiri, kanan = (
            format_html('<span class="kode">{}</span>', nik or _("Belum ada")) for nik in (lama, baru)
        )
    return BarisBanding(
        isian,
        label_kolom(isian),
        kiri,
        kanan,
        upper_first(translate(kata)),
        bentuk,
        warna,
        bentuk != "selesai",
    )


# A rest smaller than this, in points, is rounding and no step of its own.
SISA = 0.05


def draw_alasan(alasan: Sequence[Alasan], peluang: float | None, awal: Awal | None) -> AirTerjun | None:
    """The waterfall; None where the run kept no points (an older run, or a plain comparison).

    It starts at how likely a person of the register is the row's before anything is compared, and its steps sum to
    the chance. Where the run kept no weights, what is not a field is part of the first step, and its words say so.
    """
    bukti = [
        (upper_first(translate(SEBUTAN[a.isian])), translate(a.kata), bit)
        for a in alasan
        if (bit := a.bit) is not None and abs(bit) >= SISA
    ]
    if not bukti or peluang is None:
        return None
    peluang, batas = min(peluang, PASTI), (RAGU_BAWAH, RAGU_ATAS)
    if awal is None:
        jumlah = sum(poin for *_rest, poin in bukti)
        kata = _("Titik awal, dan calon lain di Dukcapil")
        return draw_bukti((kata, to_poin(peluang) - jumlah), bukti, peluang, batas)
    lain = (
        (_("Orang serumah"), _("bisa punya isian yang sama, jadi dikurangi"), awal.serumah),
        (_("Baris lain"), _("sudah memakai orang ini") if awal.terpakai else _("tidak memakai orang ini"), awal.klaim),
        (_("Calon lain"), _("orang lain yang mirip, dan pembulatan"), awal.sisa),
    )  # fmt: skip
    bukti += [(nama, rinci, poin) for nama, rinci, poin in lain if abs(poin) >= SISA]
    kata = _(
        "Titik awal: satu dari {orang} orang di Dukcapil; {bagian} orang dengan NIK seperti ini tercatat di sana"
    ).format(orang=write_number(awal.orang), bagian=write_percent(awal.ada, 1))
    return draw_bukti((kata, awal.bit), bukti, peluang, batas)
