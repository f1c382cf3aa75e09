"""answer_tinjauan: people of the centre settle a doubt; a merge across villages needs two of them (R146, R147)."""

from __future__ import annotations

from datetime import datetime

from opensiks.akun.access import require
from opensiks.infra.clock import local
from opensiks.jejak import services as jejak
from opensiks.jejak.mutation import mutation
from opensiks.kabar.services import post_desa
from opensiks.pemadanan.models import Calon, PutusanTinjauan, Tinjauan, Tugas
from opensiks.pemadanan.sesudah import write_status
from opensiks.rules.aktor import Actor
from opensiks.rules.alasan_padan import Hasil
from opensiks.rules.kabar import Perihal
from opensiks.rules.padan_kerja import (
    KODE_TUGAS,
    FaktaCalon,
    JenisTugas,
    Lintas,
    Menunggu,
    keluaran_if_lain,
    keluaran_of,
    tugas_of,
)
from opensiks.rules.padan_tinjau import (
    LABEL_JAWABAN,
    FaktaTinjauan,
    Jawaban,
    is_perlu_tinjauan,
    is_petugas_lain,
    settle,
)
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
    lama = list(Tinjauan.objects.filter(calon=calon).order_by("id").values_list("oleh_id", "jawaban"))
    fakta = FaktaTinjauan(oleh, tuple(o for o, _ in lama), tugas is None, calon.ditinjau)
    if salah := broken((is_perlu_tinjauan, is_petugas_lain), fakta):
        raise AksiDitolak(salah)
    assert tugas is not None
    Tinjauan.objects.create(
        calon=calon, kode_desa=calon.kode_desa, jawaban=jawaban, catatan=catatan.strip()[:400], oleh_id=oleh,
        oleh=by.nama, at=at,
    )  # fmt: skip
    jejak.record("tinjauan.answered", calon, by=by, at=at, jawaban=jawaban.value, tugas=tugas.pk)
    putusan = settle([*((o, Jawaban(j)) for o, j in lama), (oleh, jawaban)], calon.dua_orang)
    if putusan is not None:
        _settle(calon, tugas, putusan, by, at)
    return putusan


def _settle(calon: Calon, tugas: Tugas, putusan: Jawaban, by: Actor, at: datetime) -> None:
    PutusanTinjauan.objects.create(calon=calon, kode_desa=calon.kode_desa, jawaban=putusan, at=at)
    jejak.record("tinjauan.settled", calon, by=by, at=at, jawaban=putusan.value, tugas=tugas.pk)
    tugas.selesai_at, tugas.jawaban, tugas.oleh = at, f"Tinjauan: {LABEL_JAWABAN[putusan].lower()}", by.nama
    tugas.save(update_fields=["selesai_at", "jawaban", "oleh"])
    fakta = _fakta(calon)
    if putusan is not Jawaban.TIDAK_TAHU:
        beda = putusan is Jawaban.BEDA and calon.ragu
        keluaran = keluaran_if_lain(fakta.hasil, fakta.nik) if beda else keluaran_of(fakta)
        write_status(calon.individu_id, keluaran, local(at, calon.kode_desa).date())
    jenis = _next_tugas(calon, fakta, putusan)
    if jenis is not None:
        open_satu(calon.individu_id, calon.kode_desa, jenis, at, calon if putusan is Jawaban.SAMA else None)
        hari = local(at, calon.kode_desa).date().isoformat()
        post_desa(
            Perihal.TUGAS_DUKCAPIL, {calon.kode_desa: {"jumlah": 1}}, by=by, at=at, peran=(Peran.OPERATOR_DESA,),
            kunci=f"tinjauan:{hari}",
        )  # fmt: skip


def _fakta(c: Calon) -> FaktaCalon:
    """The candidate once its doubt is gone."""
    return FaktaCalon(
        Hasil(c.hasil), c.individu.nik, meninggal=c.meninggal, ganda_dukcapil=c.ganda_dukcapil, nonaktif=c.nonaktif,
        lintas=Lintas(c.lintas), pertahankan=c.pertahankan,
    )  # fmt: skip


def _next_tugas(c: Calon, f: FaktaCalon, putusan: Jawaban) -> JenisTugas | None:
    """What the village is asked now: SAMA opens its task, BEDA ends the doubt, the unknown sends it to the card."""
    if putusan is Jawaban.SAMA:
        tugas = tugas_of(f)
        return tugas[0] if tugas else None
    if c.dua_orang or not c.ragu:
        return None
    if f.hasil in (Hasil.PADAN, Hasil.NIK_ORANG_LAIN):
        return JenisTugas.NIK_ORANG_LAIN
    return JenisTugas.NIK_TIDAK_DITEMUKAN if putusan is Jawaban.TIDAK_TAHU else None


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
