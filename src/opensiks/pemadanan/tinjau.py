"""People of the centre settle a doubt, or take their answer back; a merge across villages needs two (R146, R147)."""

from __future__ import annotations

from datetime import date, datetime

from opensiks.akun.access import require
from opensiks.infra.clock import local
from opensiks.jejak import services as jejak
from opensiks.jejak.mutation import mutation
from opensiks.kabar.services import post_desa, withdraw_kabar
from opensiks.pemadanan.jawaban import (
    check_batal,
    facts_selesai,
    is_orang_ragu,
    list_jawaban,
    list_putusan,
    next_tugas,
)
from opensiks.pemadanan.models import BatalTinjauan, Calon, PutusanTinjauan, StatusPadan, Tinjauan, Tugas
from opensiks.pemadanan.sesudah import DITARIK, write_status
from opensiks.rules.aktor import Actor
from opensiks.rules.kabar import Perihal
from opensiks.rules.padan_kerja import (
    KODE_TUGAS,
    JenisTugas,
    Menunggu,
    keluaran_if_lain,
    keluaran_of,
)
from opensiks.rules.padan_tinjau import (
    LABEL_JAWABAN,
    FaktaTinjauan,
    Jawaban,
    is_perlu_tinjauan,
    is_petugas_lain,
    settle,
)
from opensiks.rules.pemadanan import Keluaran
from opensiks.rules.peran import Izin, Peran
from opensiks.rules.rule import AksiDitolak, broken


@mutation("tinjauan.answered")
def answer_tinjauan(
    calon: Calon, jawaban: Jawaban, *, by: Actor, at: datetime, catatan: str = ""
) -> Jawaban | None:
    """Write down one person's answer; what the doubt is settled as, None while another person is awaited.

    AksiDitolak when it is settled already, or the same person answered before.
    """
    require(by, Izin.PADAN_REVIEW)
    oleh = by.akun_id or 0
    tugas = Tugas.objects.select_for_update().filter(
        calon=calon, selesai_at__isnull=True, menunggu__in=[Menunggu.TINJAUAN, Menunggu.PUSDATIN]
    ).first()  # fmt: skip
    lama = list(list_jawaban(calon).values_list("oleh_id", "jawaban"))
    fakta = FaktaTinjauan(oleh, tuple(o for o, _ in lama), tugas is None, calon.ditinjau)
    if salah := broken((is_perlu_tinjauan, is_petugas_lain), fakta):
        raise AksiDitolak(salah)
    assert tugas is not None
    Tinjauan.objects.create(
        calon=calon, kode_desa=calon.kode_desa, jawaban=jawaban, catatan=catatan.strip()[:400], oleh_id=oleh,
        oleh=by.nama, at=at, ke=Tinjauan.objects.filter(calon=calon, oleh_id=oleh).count() + 1,
    )  # fmt: skip
    jejak.record("tinjauan.answered", calon, by=by, at=at, jawaban=jawaban.value, tugas=tugas.pk)
    putusan = settle([*((o, Jawaban(j)) for o, j in lama), (oleh, jawaban)], calon.dua_orang)
    if putusan is not None:
        _settle(calon, tugas, putusan, by, at)
    return putusan


@mutation("tinjauan.cancelled")
def cancel_tinjauan(calon: Calon, *, by: Actor, at: datetime) -> None:
    """Take one's own last answer back, with what it settled: the doubt waits again, the village is asked no more.

    AksiDitolak once another person answered, the village acted, or a newer run used it. The answer stays on record.
    """
    require(by, Izin.PADAN_REVIEW)
    # Whoever answers holds the same row.
    tugas = Tugas.objects.select_for_update().filter(
        calon=calon, menunggu__in=[Menunggu.TINJAUAN, Menunggu.PUSDATIN]
    ).order_by("-id").first()  # fmt: skip
    putusan = list_putusan().filter(calon=calon).first()
    if putusan is not None and putusan.tugas_id is not None:
        # And whoever acts on it in the village holds this one.
        putusan.tugas = Tugas.objects.select_for_update().get(pk=putusan.tugas_id)
    if salah := check_batal(calon, by.akun_id or 0):
        raise AksiDitolak(salah)
    jawaban = list_jawaban(calon).last()
    assert tugas is not None, "an answer stands, so a task does"
    assert jawaban is not None, "the rules have looked"
    BatalTinjauan.objects.create(
        tinjauan=jawaban, putusan=putusan, kode_desa=calon.kode_desa, oleh=by.nama, at=at
    )
    jejak.record("tinjauan.cancelled", calon, by=by, at=at, jawaban=jawaban.jawaban.value, tugas=tugas.pk)
    if putusan is not None:
        _reopen(putusan, tugas, by, at)


def _reopen(putusan: PutusanTinjauan, tugas: Tugas, by: Actor, at: datetime) -> None:
    """The person stands as before, what the village was asked is closed, the doubt open."""
    if lama := putusan.semula:
        write_status(tugas.individu_id, Keluaran(lama["keluaran"]), date.fromisoformat(lama["sejak"]))
    if (desa := putusan.tugas) is not None:
        desa.selesai_at, desa.jawaban, desa.oleh = at, DITARIK, by.nama
        desa.save(update_fields=["selesai_at", "jawaban", "oleh"])
        jejak.record("tugas.closed", desa, by=by, at=at, jenis=desa.jenis, jawaban=DITARIK)
        _withdraw(putusan, by, at)
    tugas.selesai_at, tugas.jawaban, tugas.oleh = None, "", ""
    tugas.save(update_fields=["selesai_at", "jawaban", "oleh"])
    jejak.record("tugas.reopened", tugas, by=by, at=at, jenis=tugas.jenis)


def _settle(calon: Calon, tugas: Tugas, putusan: Jawaban, by: Actor, at: datetime) -> None:
    jejak.record("tinjauan.settled", calon, by=by, at=at, jawaban=putusan.value, tugas=tugas.pk)
    tugas.selesai_at, tugas.jawaban, tugas.oleh = at, f"Tinjauan: {LABEL_JAWABAN[putusan].lower()}", by.nama
    tugas.save(update_fields=["selesai_at", "jawaban", "oleh"])
    fakta, semula = facts_selesai(calon), {}
    if putusan is not Jawaban.TIDAK_TAHU:
        beda = putusan is Jawaban.BEDA and is_orang_ragu(calon)
        keluaran = keluaran_if_lain(fakta.hasil, fakta.nik) if beda else keluaran_of(fakta)
        semula = _read_status(calon.individu_id)
        write_status(calon.individu_id, keluaran, local(at, calon.kode_desa).date())
    jenis = next_tugas(calon, putusan)
    desa = None
    if jenis is not None:
        desa = open_satu(
            calon.individu_id, calon.kode_desa, jenis, at, calon if putusan is Jawaban.SAMA else None
        )
        post_desa(
            Perihal.TUGAS_DUKCAPIL, {calon.kode_desa: {}}, by=by, at=at, peran=(Peran.OPERATOR_DESA,),
            kunci=_kunci(calon.kode_desa, at),
        )  # fmt: skip
    PutusanTinjauan.objects.create(
        calon=calon, kode_desa=calon.kode_desa, jawaban=putusan, at=at, semula=semula, tugas=desa,
        ke=PutusanTinjauan.objects.filter(calon=calon).count() + 1,
    )  # fmt: skip


def _kunci(kode_desa: str, at: datetime) -> str:
    """However many doubts are settled on a day, a village hears of it once, without a number."""
    return f"tinjauan:{local(at, kode_desa).date().isoformat()}"


def _withdraw(putusan: PutusanTinjauan, by: Actor, at: datetime) -> None:
    """The notice of that day asks nobody any more, once nothing that it told of is left to answer."""
    kode, kunci = putusan.kode_desa, _kunci(putusan.kode_desa, putusan.at)
    lain = list_putusan().filter(kode_desa=kode, tugas__isnull=False, tugas__selesai_at__isnull=True)
    if all(_kunci(kode, p.at) != kunci for p in lain):
        withdraw_kabar(kunci, kode, by=by, at=at)


def _read_status(individu_id: int) -> dict[str, str]:
    status = StatusPadan.objects.filter(individu_id=individu_id).first()
    return {"keluaran": status.keluaran.value, "sejak": status.sejak.isoformat()} if status else {}


def open_satu(
    individu_id: int,
    kode_desa: str,
    jenis: JenisTugas,
    at: datetime,
    calon: Calon | None = None,
    **lain: object,
) -> Tugas:
    """One task of the village; an open one of the kind takes the newer source. Part of the act that records it."""
    isi = {"calon": calon, "menunggu": Menunggu.DESA, **lain}
    tugas, _ = Tugas.objects.update_or_create(
        individu_id=individu_id, jenis=jenis, selesai_at=None, defaults=isi,
        create_defaults={"kode_desa": kode_desa, "kode": KODE_TUGAS[jenis], "dibuat_at": at, **isi},
    )  # fmt: skip
    return tugas
