"""What Disdukcapil answered about a number: one by one, or from a sheet; each answer ends the question (R68, R148)."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from opensiks.akun.access import require
from opensiks.infra.clock import local
from opensiks.jejak import services as jejak
from opensiks.jejak.mutation import mutation
from opensiks.kabar.services import post_desa
from opensiks.keluarga.models import Individu
from opensiks.pemadanan import lembar_konfirmasi
from opensiks.pemadanan.lembar_konfirmasi import BarisKonfirmasi
from opensiks.pemadanan.models import Konfirmasi, Tugas
from opensiks.pemadanan.sesudah import write_status
from opensiks.pemadanan.tinjau import open_satu
from opensiks.rules.aktor import Actor
from opensiks.rules.kabar import Perihal
from opensiks.rules.padan_kerja import JenisTugas
from opensiks.rules.padan_tinjau import (
    LABEL_DUKCAPIL,
    RULES_KONFIRMASI,
    FaktaKonfirmasi,
    JawabanDukcapil,
    is_lembar_dikenal,
)
from opensiks.rules.pemadanan import Keluaran
from opensiks.rules.peran import Izin, Peran
from opensiks.rules.rule import AksiDitolak, Violation, broken
from opensiks.rules.syarat import is_dalam_cakupan

# Which field of the sheet a rule is about.
_KOLOM = {
    "R148": "Jawaban",
    "R148a": "NIK yang benar",
    "R148b": "Nomor surat",
    "R148c": "ID orang",
    "R1": "ID orang",
}
# What the answer says of the person, where it says something, and what the village is asked next.
_KELUARAN = {JawabanDukcapil.NIK_BENAR: Keluaran.PADAN, JawabanDukcapil.MENINGGAL: Keluaran.MENINGGAL}
_TUGAS = {
    JawabanDukcapil.NIK_LAIN: JenisTugas.NIK_SALAH,
    JawabanDukcapil.MENINGGAL: JenisTugas.MENINGGAL,
}


@dataclass(frozen=True)
class BarisSalah:
    """A line of the sheet that cannot be taken: its number there, whom it names, which field, the rule in words."""

    nomor: int
    nama: str
    kolom: str
    kode: str
    kalimat: str
    langkah: str


@dataclass(frozen=True)
class HasilImpor:
    """What a sheet came to: lines with an answer, lines written down, lines refused."""

    baris: int
    masuk: int
    salah: tuple[BarisSalah, ...]

    def __bool__(self) -> bool:
        """Whether anything was written down."""
        return self.masuk > 0


@mutation("konfirmasi.recorded")
def record_konfirmasi(
    individu: Individu, jawaban: JawabanDukcapil, *, by: Actor, at: datetime, nomor_surat: str, tanggal: date,
    nik_lain: str = "",
) -> Konfirmasi:  # fmt: skip
    """One answer of Disdukcapil by letter. It ends the question; another number opens the village's R69 task."""
    require(by, Izin.PADAN_CONFIRM)
    baris = BarisKonfirmasi(
        0, individu.id_registri, individu.nama, jawaban.value, nik_lain, nomor_surat, tanggal
    )
    tugas = _find_tugas([individu], lock=True).get(individu.pk)
    if salah := check_baris(baris, individu, tugas, by=by, at=at):
        raise AksiDitolak(salah)
    assert tugas is not None, "the rules have looked"
    k = _write(individu, baris, tugas, by, at)
    _tell({individu.kode_desa: 1} if jawaban in _TUGAS else {}, by, at)
    return k


@mutation("konfirmasi.imported")
def import_konfirmasi(
    isi: bytes, kode: str, *, by: Actor, at: datetime, sebagian: bool = False
) -> HasilImpor:
    """A sheet of answers for an area: all lines or none; with `sebagian` the right ones. AksiDitolak for another file.

    A result that wrote nothing names every wrong line.
    """
    require(by, Izin.PADAN_CONFIRM)
    hasil, benar = _judge(isi, kode, by=by, at=at, lock=True)
    if hasil.salah and not sebagian:
        return HasilImpor(hasil.baris, 0, hasil.salah)
    per_desa: dict[str, int] = {}
    for individu, baris, tugas in benar:
        _write(individu, baris, tugas, by, at)
        if JawabanDukcapil(baris.jawaban) in _TUGAS:
            per_desa[individu.kode_desa] = per_desa.get(individu.kode_desa, 0) + 1
    if benar:
        ringkasan = {"baris": hasil.baris, "masuk": len(benar), "salah": len(hasil.salah)}
        jejak.record_many(
            [jejak.Catatan("konfirmasi.imported", f"wilayah:{kode}", kode, ringkasan)], by=by, at=at
        )
    _tell(per_desa, by, at)
    return hasil


def check_konfirmasi(isi: bytes, kode: str, *, by: Actor, at: datetime) -> HasilImpor:
    """The dry run: what an import of this sheet would write and refuse; nothing is written."""
    require(by, Izin.PADAN_CONFIRM)
    return _judge(isi, kode, by=by, at=at)[0]


@mutation("data.exported")
def export_template(kode: str, tujuan: str, *, by: Actor, at: datetime) -> bytes:
    """The sheet to fill in, with everybody of the area whose number waits for an answer; whole numbers (R96)."""
    require(by, Izin.PADAN_CONFIRM)
    if not by.cakupan.covers(kode):
        raise AksiDitolak([is_dalam_cakupan.violation()])
    isi, jumlah = lembar_konfirmasi.write_lembar(kode)
    ringkasan = {"daftar": "konfirmasi", "baris": jumlah, "tujuan": tujuan.strip()[:120]}
    jejak.record_many([jejak.Catatan("data.exported", f"wilayah:{kode}", kode, ringkasan)], by=by, at=at)
    return isi


def check_baris(
    baris: BarisKonfirmasi, individu: Individu, tugas: Tugas | None, *, by: Actor, at: datetime
) -> list[Violation]:
    """What is wrong with one answer to the open question about a person; empty when it can be written down."""
    jawaban = baris.jawaban if baris.jawaban in JawabanDukcapil.__members__ else None
    fakta = FaktaKonfirmasi(
        jawaban=JawabanDukcapil(jawaban) if jawaban else None, nik=individu.nik, nik_lain=baris.nik_lain,
        nomor_surat=baris.nomor_surat, tanggal=baris.tanggal, hari_ini=local(at, individu.kode_desa).date(),
        ditunggu=tugas is not None,
    )  # fmt: skip
    cakupan = [] if by.cakupan.covers(individu.kode_desa) else [is_dalam_cakupan.violation()]
    return cakupan + broken(RULES_KONFIRMASI, fakta)


def _judge(
    isi: bytes, kode: str, *, by: Actor, at: datetime, lock: bool = False
) -> tuple[HasilImpor, list[tuple[Individu, BarisKonfirmasi, Tugas]]]:
    daftar = lembar_konfirmasi.read_lembar(isi)
    if daftar is None:
        raise AksiDitolak([is_lembar_dikenal.violation(batas=str(lembar_konfirmasi.MAKS_BARIS))])
    orang = Individu.objects.select_related("keluarga").filter(
        id_registri__in=[b.id_registri for b in daftar], kode_desa__startswith=kode
    )
    dikenal = {i.id_registri: i for i in orang}
    ditanya = _find_tugas(dikenal.values(), lock=lock)
    salah: list[BarisSalah] = []
    benar: list[tuple[Individu, BarisKonfirmasi, Tugas]] = []
    sudah: set[str] = set()
    for b in daftar:
        individu = dikenal.get(b.id_registri)
        # Somebody of another area, unknown, or named twice: the same answer for all three.
        asing = individu is None or b.id_registri in sudah
        tugas = ditanya.get(individu.pk) if individu else None
        temuan = [_asing()] if individu is None or asing else check_baris(b, individu, tugas, by=by, at=at)
        sudah.add(b.id_registri)
        salah += [
            BarisSalah(b.nomor, b.nama, _KOLOM.get(v.kode, ""), v.kode, str(v), v.langkah) for v in temuan
        ]
        if individu is not None and tugas is not None and not temuan:
            benar.append((individu, b, tugas))
    return HasilImpor(len(daftar), len(benar), tuple(salah)), benar


def _asing() -> Violation:
    return RULES_KONFIRMASI[-1].violation()


def _find_tugas(daftar: Collection[Individu], *, lock: bool) -> dict[int, Tugas]:
    """The open question about each of these, by id of the person; with `lock` nobody else answers it meanwhile."""
    rows = Tugas.objects.filter(
        individu__in=daftar, jenis=JenisTugas.NIK_TIDAK_DITEMUKAN, selesai_at__isnull=True
    )
    # In one order, so that two sheets never wait for each other.
    rows = rows.select_for_update().order_by("id") if lock else rows
    return {t.individu_id: t for t in rows}


def _write(individu: Individu, b: BarisKonfirmasi, tugas: Tugas, by: Actor, at: datetime) -> Konfirmasi:
    jawaban, tanggal = JawabanDukcapil(b.jawaban), b.tanggal or local(at, individu.kode_desa).date()
    k = Konfirmasi.objects.create(
        individu=individu, kode_desa=individu.kode_desa, nik=individu.nik, jawaban=jawaban, nik_lain=b.nik_lain,
        nomor_surat=b.nomor_surat.strip()[:80], tanggal=tanggal, oleh_id=by.akun_id, oleh=by.nama, at=at,
    )  # fmt: skip
    tugas.selesai_at, tugas.jawaban, tugas.oleh = at, f"Disdukcapil: {LABEL_DUKCAPIL[jawaban]}", by.nama
    tugas.save(update_fields=["selesai_at", "jawaban", "oleh"])
    if jawaban in _KELUARAN:
        write_status(individu.pk, _KELUARAN[jawaban], tanggal)
    if jawaban in _TUGAS:
        open_satu(individu.pk, individu.kode_desa, _TUGAS[jawaban], at, konfirmasi=k)
    jejak.record(
        "konfirmasi.recorded", k, by=by, at=at, jawaban=jawaban.value, surat=k.nomor_surat, tugas=tugas.pk
    )
    return k


def _tell(per_desa: dict[str, int], by: Actor, at: datetime) -> None:
    isi = {kode: {"jumlah": n} for kode, n in per_desa.items()}
    post_desa(Perihal.TUGAS_DUKCAPIL, isi, by=by, at=at, peran=(Peran.OPERATOR_DESA,))
