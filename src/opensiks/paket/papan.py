"""What the desk's pages ask: what waits for a person, what of one file is open, who holds a recovery paper."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import connection
from django.db.models import Count

from opensiks.keluarga.models import Individu, Keluarga
from opensiks.keluarga.riwayat import Langkah, list_riwayat
from opensiks.musyawarah.models import Musyawarah
from opensiks.musyawarah.queries import KertasLembar, find_kertas_lembar
from opensiks.paket.models import Bentrok, KunciPemulihan, Lampiran, Perangkat, TandaTerima, Titipan, Ubahan
from opensiks.paket.queries import list_ubahan
from opensiks.rules.paket import JenisUbahan
from opensiks.rules.ubahan import Vonis
from opensiks.verval.models import Periode

# Verdicts that settle a line for good.
TUNTAS = (Vonis.DITERIMA, Vonis.SAMA)


@dataclass(frozen=True)
class Menunggu:
    """What waits for a person of an office."""

    bentrok: int
    perangkat: int
    ditahan: int

    @property
    def semua(self) -> int:
        return self.bentrok + self.perangkat + self.ditahan


def count_menunggu(kode_kabupaten: str) -> Menunggu:
    """Conflicts, device requests and held packages of an office; one query over small indexes."""
    with connection.cursor() as cur:
        cur.execute(
            """SELECT (SELECT count(*) FROM paket_bentrok WHERE selesai_at IS NULL AND kode_desa ^@ %(kode)s),
                      (SELECT count(*) FROM paket_perangkat WHERE status = 'DIMINTA' AND kode_desa ^@ %(kode)s),
                      (SELECT count(*) FROM paket_titipan WHERE status = 'DITAHAN' AND kode_wilayah ^@ %(kode)s)""",
            {"kode": kode_kabupaten},
        )
        return Menunggu(*cur.fetchone())


def count_bentrok(daftar: Sequence[int]) -> dict[int, int]:
    """Open conflicts by the file that brought the line."""
    rows = Bentrok.objects.filter(ubahan__titipan__in=daftar, selesai_at__isnull=True)
    return dict(rows.values_list("ubahan__titipan").annotate(n=Count("id")).order_by())


def list_bentrok_titipan(t: Titipan) -> list[Bentrok]:
    """Open conflicts of one file, in the order of its lines."""
    rows = Bentrok.objects.filter(ubahan__titipan=t, selesai_at__isnull=True)
    return list(rows.select_related("ubahan__titipan__perangkat").order_by("ubahan__n"))


def list_ubahan_terbuka(t: Titipan) -> list[Ubahan]:
    """Lines that this file brought first and that are not in the register, in their order."""
    return list(list_ubahan(t).exclude(vonis__in=TUNTAS))


def find_kertas(t: Titipan) -> KertasLembar | None:
    """The paper of the meeting that this file closes, and whether it counts; None where it closes none."""
    tutup = Ubahan.objects.filter(
        kid=t.kid, n__in=t.daftar_n, jenis=JenisUbahan.TUTUP.value, vonis__in=TUNTAS
    )
    hasil = tutup.order_by("-n").values_list("hasil", flat=True).first()
    if not hasil:
        return None
    m = Musyawarah.objects.select_related("periode").filter(pk=int(hasil.partition(":")[2])).first()
    return find_kertas_lembar(m) if m is not None else None


def list_lampiran_kurang(t: Titipan) -> list[Lampiran]:
    """Photos that this file names and that nobody has brought yet."""
    rows = Lampiran.objects.filter(kode_desa=t.kode_wilayah, sha256__in=t.lampiran_kurang)
    return list(rows.filter(diterima_at__isnull=True).order_by("guna", "sha256"))


def list_titipan_perangkat(p: Perangkat, banyak: int = 20) -> list[Titipan]:
    """The newest files of one device."""
    return list(Titipan.objects.filter(perangkat=p).order_by("-at", "-id")[:banyak])


def list_dibuka(p: Perangkat) -> list[Ubahan]:
    """Lines that tell that the laptop was opened with a recovery key, newest first."""
    return list(Ubahan.objects.filter(kid=p.kid, jenis=JenisUbahan.PEMULIHAN).order_by("-n")[:5])


def list_bertanda(daftar: Sequence[int]) -> dict[int, TandaTerima]:
    """The newest verdict receipt of each of these files."""
    rows = TandaTerima.objects.filter(titipan__in=daftar).order_by("titipan_id", "nomor")
    return {r.titipan_id: r for r in rows}


@dataclass(frozen=True)
class Pemulihan:
    """The recovery paper that is valid in a village; `at` None while there is none."""

    kode: str
    at: datetime | None = None
    oleh: str = ""


def list_pemulihan(periode: Periode, kode: str) -> dict[str, Pemulihan]:
    """Villages of an area with a recovery paper in this period."""
    rows = KunciPemulihan.objects.filter(periode=periode, kode_desa__startswith=kode, diganti_at__isnull=True)
    return {k.kode_desa: Pemulihan(k.kode_desa, k.dibuat_at, k.oleh) for k in rows.order_by("kode_desa")}


def find_pemulihan(periode: Periode, kode_desa: str) -> str:
    """The public half of the recovery paper that is valid now; "" without one."""
    rows = KunciPemulihan.objects.filter(periode=periode, kode_desa=kode_desa, diganti_at__isnull=True)
    return rows.values_list("umum", flat=True).first() or ""


@dataclass(frozen=True)
class Pokok:
    """Whom a line is about: the family, and the name of the person or of the family's head."""

    keluarga_id: int
    nama: str
    rt: str
    rw: str


def list_pokok(daftar: Collection[str]) -> dict[str, Pokok]:
    """Families and persons by their ids of the register; two queries. Ids of other lines are left out."""
    ids = {p for p in daftar if p and ":" not in p}
    keluarga = Keluarga.objects.filter(id_registri__in=ids).order_by("id")
    orang = Individu.objects.filter(id_registri__in=ids).select_related("keluarga").order_by("id")
    return {k.id_registri: Pokok(k.pk, k.kepala_nama, k.rt, k.rw) for k in keluarga} | {
        o.id_registri: Pokok(o.keluarga_id, o.nama, o.keluarga.rt, o.keluarga.rw) for o in orang
    }


def find_asal(keluarga_id: int, isian: Collection[str]) -> Langkah | None:
    """The newest version of a family that changed one of these columns; else its newest."""
    riwayat = list_riwayat(keluarga_id)
    kolom = {k.rpartition(".")[2] for k in isian}
    kena = (s for s in riwayat if kolom & {u.kolom for u in s.ubahan})
    return next(kena, riwayat[0] if riwayat else None)
