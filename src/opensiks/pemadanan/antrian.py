"""What waits for people outside the village: reviews of the centre, questions to the civil registry office."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

import numpy as np
from django.db import connection
from django.db.models import QuerySet

from opensiks.pemadanan.baris import ISIAN, BarisLain, find_berbantuan, list_baris_lain, write_teks
from opensiks.pemadanan.jawaban import check_batal, is_orang_ragu, list_jawaban, list_putusan, next_tugas
from opensiks.pemadanan.kerja import Alasan, find_awal, read_alasan
from opensiks.pemadanan.mesin.kalibrasi import Kalibrasi
from opensiks.pemadanan.models import Calon, Konfirmasi, Putaran, Tugas
from opensiks.pemadanan.timbang import Awal
from opensiks.rules.padan_kerja import JenisTugas, Menunggu
from opensiks.rules.padan_tinjau import CUKUP, Jawaban
from opensiks.rules.rule import Violation
from opensiks.wilayah.queries import get_nama

# An open doubt is a task that waits for the centre; who answered it is asked no more.
_ANTRIAN = (
    " FROM pemadanan_tugas t JOIN pemadanan_calon c ON c.id = t.calon_id JOIN keluarga_individu i ON"
    " i.id = c.individu_id WHERE t.selesai_at IS NULL AND t.menunggu IN ('TINJAUAN', 'PUSDATIN')"
)
_BELUM_SAYA = (
    " AND NOT EXISTS (SELECT FROM pemadanan_tinjauan j WHERE j.calon_id = c.id AND j.oleh_id = %(oleh)s"
    " AND NOT EXISTS (SELECT FROM pemadanan_bataltinjauan b WHERE b.tinjauan_id = j.id))"
)
# Uncertainty times what is at stake: running aid counts double; a merge across villages is never a small matter.
_BERAT = (
    "greatest(1 - abs(2 * c.peluang - 1), CASE WHEN c.dua_orang THEN 0.3 ELSE 0.01 END) * CASE WHEN EXISTS (SELECT FROM"
    " keluarga_kepesertaan p WHERE p.keluarga_id = i.keluarga_id AND p.status = 'AKTIF' AND p.sampai IS NULL AND"
    " (p.individu_id IS NULL OR p.individu_id = i.id)) THEN 2 ELSE 1 END"
)


@dataclass(frozen=True)
class Antrian:
    """How long the queue is for one person: doubts, those among them that need two people, and what is settled."""

    menunggu: int
    dua_orang: int
    selesai: int


@dataclass(frozen=True)
class TinjauanRinci:
    """Both sides of a doubt. `jawaban_lain`: how many others answered; `perlu`: equal answers that settle it."""

    calon: Calon
    nama_desa: str
    dtks: Mapping[str, str]
    dukcapil: Mapping[str, str]
    alasan: tuple[Alasan, ...]
    baris_lain: tuple[BarisLain, ...]
    jawaban_lain: int
    perlu: int
    bantuan: bool
    sudah_saya: bool
    putusan: Jawaban | None
    # What keeps the reader from taking his answer back; None where he gave none.
    halangan_batal: tuple[Violation, ...] | None = None
    awal: Awal | None = None
    # What each answer would ask of the village; `orang_ragu`: the person is in doubt, not only rows.
    lanjut: Mapping[Jawaban, JenisTugas | None] = field(default_factory=dict)
    orang_ragu: bool = True


@dataclass(frozen=True)
class Ditanyakan:
    """A person whose number Disdukcapil has not answered about. `sudah_dilihat`: the village saw the card (R68)."""

    tugas_id: int
    individu_id: int
    nama: str
    nik: str
    kode_desa: str
    nama_desa: str
    sejak: datetime
    sudah_dilihat: bool


def next_tinjauan(akun_id: int, sesudah: int | None = None) -> Calon | None:
    """The doubt that this person should look at next; with `sesudah` the one behind that candidate in the order."""
    with connection.cursor() as cur:
        cur.execute(
            f"SELECT c.id{_ANTRIAN}{_BELUM_SAYA} ORDER BY {_BERAT} DESC, c.id LIMIT 200", {"oleh": akun_id}
        )
        urut = [pk for (pk,) in cur.fetchall()]
    mulai = urut.index(sesudah) + 1 if sesudah in urut else 0
    sisa = [pk for pk in urut[mulai:] + urut[:mulai] if pk != sesudah]
    return Calon.objects.select_related("individu__keluarga").get(pk=sisa[0]) if sisa else None


def count_tinjauan(akun_id: int) -> Antrian:
    with connection.cursor() as cur:
        cur.execute(
            f"SELECT count(*), count(*) FILTER (WHERE c.dua_orang){_ANTRIAN}{_BELUM_SAYA}", {"oleh": akun_id}
        )
        [(menunggu, dua_orang)] = cur.fetchall()
    return Antrian(menunggu, dua_orang, list_putusan().count())


def get_tinjauan(calon: Calon, akun_id: int) -> TinjauanRinci:
    """Everything a reviewer may see: the centre sees the rows of every village."""
    i = calon.individu
    kini = {k: write_teks(getattr(i, k)) for k in ISIAN}
    jawaban = list(list_jawaban(calon).values_list("oleh_id", flat=True))
    putusan = list_putusan().filter(calon=calon).first()
    return TinjauanRinci(
        calon=calon,
        nama_desa=get_nama([calon.kode_desa]).get(calon.kode_desa, calon.kode_desa),
        dtks=kini,
        dukcapil={k: str(calon.usul.get(k, kini[k])) for k in ISIAN},
        alasan=read_alasan(calon),
        baris_lain=list_baris_lain(calon, i) if calon.grup is not None else (),
        jawaban_lain=len([o for o in jawaban if o != akun_id]),
        perlu=CUKUP if calon.dua_orang else 1,
        bantuan=i.pk in find_berbantuan([i.pk]),
        sudah_saya=akun_id in jawaban,
        putusan=Jawaban(putusan.jawaban) if putusan else None,
        halangan_batal=tuple(check_batal(calon, akun_id)) if akun_id in jawaban else None,
        awal=find_awal(calon),
        lanjut={j: next_tugas(calon, j) for j in (Jawaban.SAMA, Jawaban.BEDA)},
        orang_ragu=is_orang_ragu(calon),
    )


def list_label() -> list[tuple[float, bool]]:
    """(chance, true) of every settled doubt about one row and one person: what the next run calibrates with.

    Chances as the weights gave them: what an earlier calibration made of them is undone.
    """
    rows = (
        list_putusan()
        .exclude(jawaban=Jawaban.TIDAK_TAHU)
        .filter(calon__ragu=True, calon__dua_orang=False, calon__nik_usul__gt="")
    )
    daftar = list(rows.order_by("id").values_list("calon__peluang", "jawaban", "calon__putaran_id"))
    peta = _list_balik({putaran for *_, putaran in daftar})
    return [
        (float(peta[putaran].apply(np.array(float(p))) if putaran in peta else p), jawaban is Jawaban.SAMA)
        for p, jawaban, putaran in daftar
    ]


def _list_balik(putaran: set[int]) -> dict[int, Kalibrasi]:
    """The calibrations of these runs turned round, of those that had one."""
    rows = Putaran.objects.filter(pk__in=putaran, bobot__kalibrasi__isnull=False)
    isi = rows.values_list("pk", "bobot__kalibrasi")
    return {pk: Kalibrasi(np.array(k["nilai"]), np.array(k["titik"])) for pk, k in isi if k}


# Questions to Disdukcapil -------------------------------------------------------------------------------------------


def _list_menunggu(kode: str) -> QuerySet[Tugas]:
    rows = Tugas.objects.filter(
        kode_desa__startswith=kode, selesai_at__isnull=True, jenis=JenisTugas.NIK_TIDAK_DITEMUKAN
    )
    return rows.select_related("individu").order_by("-menunggu", "kode_desa", "individu__nama", "id")


def list_konfirmasi_menunggu(kode: str, *, awal: int = 0, banyak: int = 100) -> list[Ditanyakan]:
    """Persons of an area whose number is not answered yet, those whose card the village has seen first (R68)."""
    rows = list(_list_menunggu(kode)[awal : awal + banyak])
    nama = get_nama({t.kode_desa for t in rows})
    return [
        Ditanyakan(
            t.pk, t.individu_id, t.individu.nama, t.individu.nik, t.kode_desa, nama.get(t.kode_desa, t.kode_desa),
            t.dibuat_at, Menunggu(t.menunggu) is Menunggu.DISDUKCAPIL,
        )
        for t in rows
    ]  # fmt: skip


def count_konfirmasi_menunggu(kode: str) -> int:
    return _list_menunggu(kode).count()


def list_konfirmasi(kode: str) -> QuerySet[Konfirmasi]:
    """Answers of Disdukcapil in an area, the newest first."""
    rows = Konfirmasi.objects.filter(kode_desa__startswith=kode).select_related("individu__keluarga")
    return rows.order_by("-at", "-id")
