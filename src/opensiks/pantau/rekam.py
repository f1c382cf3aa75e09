"""Everything the house knows about one record, for its timeline: related objects of the trail, versions with before
and after, results of matching, and the monthly lists that hold it. It reads, and never writes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db import connection
from django.db.models import QuerySet

from opensiks.jejak.models import Jejak
from opensiks.keluarga.models import Individu
from opensiks.keluarga.riwayat import Langkah, list_riwayat
from opensiks.pemadanan.models import HasilPadan
from opensiks.usulan.models import Usulan


@dataclass(frozen=True)
class PadanRekam:
    """One answer of matching about a person of the family."""

    at: datetime
    nama: str
    keluaran: str
    ekstrak: date
    putaran_id: int


@dataclass(frozen=True)
class PenetapanRekam:
    """One monthly list with how many of the family's persons it holds."""

    at: datetime
    bulan: date
    nomor_sk: str
    orang: int
    penetapan_id: int


@dataclass(frozen=True)
class Rekam:
    """A record and what belongs to it. `keluarga_id` is None for objects that lead to no family."""

    objek: str
    terkait: tuple[str, ...]
    keluarga_id: int | None
    versi: tuple[Langkah, ...] = ()
    padan: tuple[PadanRekam, ...] = ()
    penetapan: tuple[PenetapanRekam, ...] = ()


def get_rekam(objek: str) -> Rekam:
    """A family or a person comes whole, with everybody in it and all its usulan; anything else is itself only."""
    keluarga_id = _find_keluarga(objek)
    if keluarga_id is None or objek.startswith("usulan:"):
        return Rekam(objek, (objek,), keluarga_id)
    anggota = _list_anggota(keluarga_id)
    terkait = (
        f"keluarga:{keluarga_id}", *(f"individu:{i}" for i in anggota),
        *(f"usulan:{u}" for u in _list_usulan(keluarga_id, anggota)), *(f"tugas:{t}" for t in _list_tugas(anggota)),
    )  # fmt: skip
    return Rekam(
        objek, terkait, keluarga_id, tuple(list_riwayat(keluarga_id)), tuple(_list_padan(anggota)),
        tuple(_list_penetapan(anggota)),
    )  # fmt: skip


def list_peristiwa(rekam: Rekam) -> QuerySet[Jejak]:
    """The events about the record and what belongs to it, newest first."""
    return Jejak.objects.filter(objek__in=rekam.terkait).order_by("-at", "-id")


def _find_keluarga(objek: str) -> int | None:
    benda, _, nomor = objek.partition(":")
    if not nomor.isdigit():
        return None
    match benda:
        case "keluarga":
            return int(nomor)
        case "individu":
            return Individu.objects.filter(pk=nomor).values_list("keluarga_id", flat=True).first()
        case "usulan":
            u = Usulan.objects.filter(pk=nomor).select_related("individu").first()
            return None if u is None else u.keluarga_id or (u.individu.keluarga_id if u.individu else None)
    return None


def _list_anggota(keluarga_id: int) -> list[int]:
    """Everybody who ever belonged to it."""
    with connection.cursor() as cur:
        cur.execute(
            "SELECT id FROM keluarga_individu WHERE keluarga_id = %(k)s UNION"
            " SELECT individu_id FROM keluarga_keanggotaan WHERE keluarga_id = %(k)s ORDER BY 1",
            {"k": keluarga_id},
        )
        return [r[0] for r in cur.fetchall()]


def _list_usulan(keluarga_id: int, anggota: list[int]) -> list[int]:
    rumah = Usulan.objects.filter(keluarga_id=keluarga_id) | Usulan.objects.filter(individu_id__in=anggota)
    return list(rumah.order_by("id").values_list("id", flat=True))


def _list_tugas(anggota: list[int]) -> list[int]:
    with connection.cursor() as cur:
        cur.execute("SELECT id FROM pemadanan_tugas WHERE individu_id = ANY(%s) ORDER BY id", [anggota])
        return [r[0] for r in cur.fetchall()]


def _list_padan(anggota: list[int]) -> list[PadanRekam]:
    rows = HasilPadan.objects.filter(individu_id__in=anggota).select_related("putaran", "individu")
    return [
        PadanRekam(
            r.putaran.selesai_at or r.putaran.mulai_at, r.individu.nama, r.keluaran, r.putaran.ekstrak_tanggal,
            r.putaran_id,
        )
        for r in rows.order_by("putaran_id", "individu_id")
    ]  # fmt: skip


def _list_penetapan(anggota: list[int]) -> list[PenetapanRekam]:
    """By the lists' own index: a list and the persons in it."""
    with connection.cursor() as cur:
        cur.execute(
            """SELECT p.ditetapkan_at, p.bulan, p.nomor_sk, b.orang, p.id FROM penetapan_penetapan p
               CROSS JOIN LATERAL (SELECT count(*) AS orang FROM penetapan_barispenetapan b
                                   WHERE b.penetapan_id = p.id AND b.individu_id = ANY(%s)) b
               WHERE b.orang > 0 ORDER BY p.bulan""",
            [anggota],
        )
        return [PenetapanRekam(*row) for row in cur.fetchall()]
