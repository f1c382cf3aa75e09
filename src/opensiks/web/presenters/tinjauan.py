"""A doubt of matching for a reviewer: both sides in full, the evidence, how far the queue is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from opensiks.rules.padan_kerja import JenisTugas
from opensiks.rules.padan_tinjau import LABEL_JAWABAN, Jawaban
from opensiks.web.bahasa import nanti, translate
from opensiks.web.format import lower_first, write_name, write_number, write_refusal, write_signed
from opensiks.web.presenters.bukti import AirTerjun
from opensiks.web.presenters.padan_kata import KOLOM
from opensiks.web.presenters.padan_satu import BarisBanding, draw_alasan, show_banding
from opensiks.web.presenters.padan_sisi import Sisi, compose_sisi, is_rahasia_terlihat

if TYPE_CHECKING:
    from opensiks.pemadanan.antrian import Antrian, TinjauanRinci
    from opensiks.pemadanan.models import Calon


@dataclass(frozen=True)
class MajuTinjauan:
    """ "12 dari 40": what is settled of all that was asked."""

    selesai: int
    semua: int
    menunggu: int
    dua_orang: int

    @property
    def kata(self) -> str:
        return _("{n} dari {semua}").format(n=write_number(self.selesai), semua=write_number(self.semua))


def show_maju(a: Antrian) -> MajuTinjauan:
    return MajuTinjauan(a.selesai, a.selesai + a.menunggu, a.menunggu, a.dua_orang)


@dataclass(frozen=True)
class HalamanTinjauan:
    """One case. `akibat` says what follows from each answer; `perlu` how many have to agree.

    `rahasia`: families of which digits or a mother's name are shown (R95). `dijawab`: the reader's answer stands, and
    `halangan` keeps him from taking it back.
    """

    id: int
    nama: str
    desa: str
    tanya: str
    banding: tuple[BarisBanding, ...]
    sisi: Sisi | None
    air: AirTerjun | None
    kerabat: str
    perlu: str
    bantuan: bool
    akibat: dict[str, str]
    boleh: bool
    putusan: str
    rahasia: tuple[int, ...]
    dijawab: bool
    halangan: str


def compose_tinjauan(r: TinjauanRinci, nama_desa: Mapping[str, str]) -> HalamanTinjauan:
    """`nama_desa`: names of the villages that the rows lie in."""
    calon, lintas = r.calon, r.calon.dua_orang
    peluang = float(calon.peluang)
    kata = {KOLOM.get(a.isian, a.isian): a.kata for a in r.alasan}
    banding = tuple(
        show_banding(isian, r.dtks[isian], r.dukcapil[isian], kata.get(isian, _compare(r, isian)))
        for isian in r.dtks
    )
    sisi = compose_sisi(r.baris_lain, nama_desa)
    rahasia = set(sisi.rahasia if sisi else ())
    if not lintas and any(is_rahasia_terlihat(k, r.dtks[k], r.dukcapil[k]) for k in r.dtks):
        rahasia.add(calon.individu.keluarga_id)
    return HalamanTinjauan(
        calon.pk, name_calon(calon), r.nama_desa,
        _("Apakah baris-baris ini orang yang sama?") if lintas else _("Apakah ini orang yang sama?"),
        () if lintas else banding, sisi, draw_alasan(r.alasan, peluang, r.awal),
        _say_kerabat(r), _say_perlu(r), r.bantuan, _list_akibat(r),
        r.putusan is None and not r.sudah_saya, _say_putusan(r), tuple(sorted(rahasia)),
        r.halangan_batal is not None, " ".join(write_refusal(v) for v in r.halangan_batal or ()),
    )  # fmt: skip


def _compare(r: TinjauanRinci, isian: str) -> str:
    """Words where the engine gave none."""
    kiri, kanan = r.dtks[isian], r.dukcapil[isian]
    if not kiri or not kanan:
        return "tidak terisi"
    return "sama" if kiri == kanan else "beda"


# What the village is asked after an answer.
AKIBAT: dict[JenisTugas, str] = {
    JenisTugas.NIK_SALAH: nanti("Desa diminta mengusulkan perbaikan."),
    JenisTugas.NIK_ORANG_LAIN: nanti("Desa diminta mengusulkan perbaikan."),
    JenisTugas.MENINGGAL: nanti("Desa diminta menanyakannya: meninggal menurut Dukcapil."),
    JenisTugas.GANDA: nanti("Desa diminta memilih baris yang dipertahankan."),
    JenisTugas.GANDA_LINTAS: nanti("Desanya diminta mengusulkan penutupan baris ini."),
    JenisTugas.GANDA_DUKCAPIL: nanti("Desa diminta memeriksa: ganda di Dukcapil."),
}


def _list_akibat(r: TinjauanRinci) -> dict[str, str]:
    sama, beda = r.lanjut.get(Jawaban.SAMA), r.lanjut.get(Jawaban.BEDA)
    kata_beda = _("Dicatat: orangnya belum ditemukan.") if r.orang_ragu else _("Tidak ada yang ditanyakan.")
    return {
        Jawaban.SAMA: str(AKIBAT[sama]) if sama in AKIBAT else _("Dicatat padan; desa tidak ditanya."),
        Jawaban.BEDA: _("Desa diminta melihat KTP: NIK-nya milik orang lain.") if beda else kata_beda,
        Jawaban.TIDAK_TAHU: _("Orang lain yang menilai."),
    }


def _say_kerabat(r: TinjauanRinci) -> str:
    """How much of the evidence also tells the person from somebody of the same household."""
    poin = [a.bit_kerabat for a in r.alasan if a.bit_kerabat is not None]
    if not poin:
        return ""
    return _("Dibanding saudara serumah: {poin} poin.").format(poin=write_signed(round(sum(poin), 1), 1))


def _say_perlu(r: TinjauanRinci) -> str:
    if r.putusan is not None or r.perlu == 1:
        return ""
    return _("Perlu jawaban yang sama dari dua petugas.")


def _say_putusan(r: TinjauanRinci) -> str:
    if r.putusan is not None:
        return _("Selesai: {jawaban}.").format(jawaban=lower_first(translate(LABEL_JAWABAN[r.putusan])))
    return _("Anda sudah menjawab. Menunggu petugas lain.") if r.sudah_saya else ""


def name_calon(calon: Calon) -> str:
    return write_name(calon.individu.nama) or _("Tanpa nama")


def say_jawaban(j: Jawaban) -> str:
    return translate(LABEL_JAWABAN[j])


def say_akibat(nama: str, jawaban: Jawaban, hasil: Jawaban | None) -> str:
    """What was saved, and what follows from it."""
    kata = lower_first(say_jawaban(jawaban))
    if hasil is None:
        return _("{nama}: {kata}. Menunggu petugas lain.").format(nama=nama, kata=kata)
    return _("{nama}: {kata}. Tersimpan.").format(nama=nama, kata=kata)
