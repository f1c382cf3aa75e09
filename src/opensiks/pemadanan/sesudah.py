"""What a run leaves beside its answers: standing answers, the match rate, tasks, notices. All of it set-based."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from django.db import connection
from django.db.models import Count

from opensiks.infra.copy import copy_temp
from opensiks.kabar.services import post_desa
from opensiks.pemadanan.grup import Baris
from opensiks.pemadanan.models import Calon, Putaran, Tugas
from opensiks.rules.aktor import Actor
from opensiks.rules.kabar import Perihal
from opensiks.rules.padan_kerja import KODE_TUGAS, JenisTugas, Menunggu
from opensiks.rules.pemadanan import Keluaran, Mode
from opensiks.rules.peran import Peran

BERUBAH = "Hasil pemadanan berubah"
DITARIK = "Pusdatin menarik pertanyaan ini"
KELUAR = "Orang ini sudah keluar dari data"
# A lagging copy may be the cause: the answer must have stood for a while before anybody is asked (R68).
SABAR = frozenset({JenisTugas.NIK_TIDAK_DITEMUKAN})
# Which answers of the plain ways ask the village for something (R67, R68).
_DARI_KELUARAN = (JenisTugas.MENINGGAL, JenisTugas.GANDA_DUKCAPIL, JenisTugas.NIK_TIDAK_DITEMUKAN)
# The usulan that answers a task: while one is open, the village is not asked (R26).
_USULAN = {
    JenisTugas.NIK_SALAH: "PERBAIKAN_ID", JenisTugas.NIK_ORANG_LAIN: "PERBAIKAN_ID",
    JenisTugas.NIK_TIDAK_DITEMUKAN: "PERBAIKAN_ID", JenisTugas.MENINGGAL: "MENINGGAL",
    JenisTugas.GANDA: "GANDA", JenisTugas.GANDA_LINTAS: "GANDA", JenisTugas.GANDA_DUKCAPIL: "GANDA",
}  # fmt: skip
_KOLOM_TAHAP = (
    "individu_id bigint, kode_desa text, jenis text, kode text, menunggu text, calon_id bigint, nik_usul text,"
    " tunggu int, usulan text"
)


def refresh_status(putaran: Putaran) -> None:
    """The last answer stands until a newer one; BELUM is no answer and only counts a try (R64)."""
    with connection.cursor() as cur:
        cur.execute(
            "INSERT INTO pemadanan_statuspadan (individu_id, kode_desa, keluaran, skor, cocok, putaran_id, sejak,"
            " gagal) SELECT individu_id, kode_desa, keluaran, skor, cocok, putaran_id, %s,"
            " CASE keluaran WHEN 'BELUM' THEN 1 ELSE 0 END FROM pemadanan_hasilpadan WHERE putaran_id = %s "
            "ON CONFLICT (individu_id) DO UPDATE SET "
            " keluaran = CASE excluded.keluaran WHEN 'BELUM' THEN pemadanan_statuspadan.keluaran"
            "  ELSE excluded.keluaran END,"
            " skor = CASE excluded.keluaran WHEN 'BELUM' THEN pemadanan_statuspadan.skor ELSE excluded.skor END,"
            " cocok = CASE excluded.keluaran WHEN 'BELUM' THEN pemadanan_statuspadan.cocok ELSE excluded.cocok END,"
            " putaran_id = excluded.putaran_id, kode_desa = excluded.kode_desa,"
            " sejak = CASE WHEN excluded.keluaran IN ('BELUM', pemadanan_statuspadan.keluaran)"
            "  THEN pemadanan_statuspadan.sejak ELSE excluded.sejak END,"
            " gagal = CASE excluded.keluaran WHEN 'BELUM' THEN pemadanan_statuspadan.gagal + 1 ELSE 0 END",
            [putaran.ekstrak_tanggal, putaran.pk],
        )


def record_angka(putaran: Putaran) -> None:
    """How the active persons of each village that was looked at now stand: one row a village."""
    with connection.cursor() as cur:
        cur.execute(
            "INSERT INTO pemadanan_angkapadan (putaran_id, kode_desa, bulan, orang, padan, jumlah)"
            " SELECT %s, kode_desa, date_trunc('month', %s::date)::date, sum(n), coalesce(sum(n) FILTER (WHERE"
            " keluaran ="
            " 'PADAN'), 0), jsonb_object_agg(keluaran, n ORDER BY keluaran) FROM (SELECT i.kode_desa,"
            " coalesce(s.keluaran, 'BELUM') AS keluaran, count(*) AS n FROM keluarga_individu i"
            " LEFT JOIN pemadanan_statuspadan s ON s.individu_id = i.id WHERE i.status = 'AKTIF' AND i.kode_desa = ANY"
            " (ARRAY(SELECT DISTINCT kode_desa FROM pemadanan_hasilpadan WHERE putaran_id = %s)::text[])"
            " GROUP BY 1, 2) t GROUP BY kode_desa",
            [putaran.pk, putaran.ekstrak_tanggal, putaran.pk],
        )


def stage_kaskade(putaran: Putaran, calon: Iterable[Baris]) -> None:
    """Temporary table `tugas_baru`: what each candidate of the cascade asks for."""
    nomor = dict(Calon.objects.filter(putaran=putaran).values_list("individu_id", "pk"))
    copy_temp(
        "tugas_baru", _KOLOM_TAHAP,
        (
            (b.did, b.kode_desa, jenis.value, KODE_TUGAS[jenis], menunggu.value, nomor[b.did], b.nik,
             int(jenis in SABAR), _USULAN.get(jenis, ""))
            for b in calon if b.tugas is not None
            for jenis, menunggu in (b.tugas,)
        ),
    )  # fmt: skip


def stage_keluaran(putaran: Putaran) -> None:
    """Temporary table `tugas_baru`: what the answers of a plain way ask for."""
    copy_temp("tugas_baru", _KOLOM_TAHAP, ())
    with connection.cursor() as cur:
        for jenis in _DARI_KELUARAN:
            cur.execute(
                "INSERT INTO tugas_baru SELECT individu_id, kode_desa, keluaran, %s, '', NULL, '', %s, %s"
                " FROM pemadanan_hasilpadan WHERE putaran_id = %s AND keluaran = %s",
                [KODE_TUGAS[jenis], int(jenis in SABAR), _USULAN[jenis], putaran.pk, jenis.value],
            )
        cur.execute("ANALYZE tugas_baru")


def close_basi(putaran: Putaran, at: datetime) -> None:
    """Open tasks whose question this run answered otherwise; a try without an answer settles nothing (R64).

    The cascade answers every kind. A plain way knows only its own kinds; of the cascade's it ends those about a number
    that it finds matched. What a letter of Disdukcapil opened stays until somebody acts. About who left the register
    nobody is asked any more.
    """
    if Mode(putaran.mode) is Mode.KASKADE:
        batal = (
            "h.keluaran <> 'BELUM' AND NOT EXISTS (SELECT FROM tugas_baru b WHERE b.individu_id = t.individu_id"
            " AND b.jenis = t.jenis)"
        )
    else:
        batal = (
            "h.keluaran NOT IN (t.jenis, 'BELUM') AND (t.jenis IN ('MENINGGAL', 'GANDA_DUKCAPIL',"
            " 'NIK_TIDAK_DITEMUKAN')"
            " OR h.keluaran = 'PADAN' AND t.jenis IN ('NIK_SALAH', 'NIK_ORANG_LAIN'))"
        )
    with connection.cursor() as cur:
        cur.execute(
            "UPDATE pemadanan_tugas t SET selesai_at = %s, jawaban = %s, oleh = %s FROM pemadanan_hasilpadan h"
            " WHERE h.putaran_id = %s AND h.individu_id = t.individu_id AND t.selesai_at IS NULL"
            f" AND t.konfirmasi_id IS NULL AND {batal}",
            [at, BERUBAH, putaran.oleh, putaran.pk],
        )
        cur.execute(
            "UPDATE pemadanan_tugas t SET selesai_at = %s, jawaban = %s, oleh = %s FROM keluarga_individu i"
            " WHERE i.id = t.individu_id AND i.status <> 'AKTIF' AND t.selesai_at IS NULL AND t.kode_desa ^@ %s",
            [at, KELUAR, putaran.oleh, putaran.kode_wilayah],
        )


def open_tugas(putaran: Putaran, hari_cek: int, at: datetime) -> int:
    """A task per staged question; returns how many are new. One open task of a kind is enough.

    Not asked is what the village answered since the outcome began, unless another person is found now, and whatever
    an open usulan is about. A question that became a usulan is asked again when that one was
    withdrawn or refused. An open task of the village takes the newest candidate; one that waits for others keeps the
    one they look at.
    """
    with connection.cursor() as cur:
        cur.execute(
            "INSERT INTO pemadanan_tugas (kode_desa, individu_id, jenis, kode, dibuat_at, jawaban, oleh, menunggu,"
            " calon_id)"
            " SELECT b.kode_desa, b.individu_id, b.jenis, b.kode, %(at)s, '', '', b.menunggu, b.calon_id FROM"
            " tugas_baru b"
            " JOIN pemadanan_statuspadan s USING (individu_id)"
            " WHERE (b.tunggu = 0 OR %(tanggal)s::date - s.sejak >= %(hari)s)"
            " AND NOT EXISTS (SELECT FROM pemadanan_tugas t LEFT JOIN pemadanan_calon c ON c.id = t.calon_id"
            "  LEFT JOIN usulan_usulan u ON u.id = t.usulan_id WHERE t.individu_id = b.individu_id AND t.jenis ="
            " b.jenis"
            "  AND t.selesai_at IS NOT NULL AND t.jawaban <> ALL (%(selain)s)"
            "  AND t.selesai_at::date >= s.sejak AND (t.calon_id IS NULL OR c.nik_usul = b.nik_usul)"
            "  AND coalesce(u.status NOT IN ('BATAL', 'DITOLAK_MUSDES', 'DITETAPKAN'), true))"
            " AND NOT EXISTS (SELECT FROM usulan_usulan u WHERE u.individu_id = b.individu_id AND u.jenis = b.usulan"
            "  AND u.status NOT IN ('BATAL', 'DITOLAK_MUSDES', 'DITETAPKAN'))"
            " ORDER BY b.individu_id ON CONFLICT (individu_id, jenis) WHERE selesai_at IS NULL DO UPDATE"
            " SET calon_id = excluded.calon_id WHERE pemadanan_tugas.menunggu = '' AND excluded.calon_id IS NOT NULL"
            " RETURNING dibuat_at = %(at)s",
            {"at": at, "tanggal": putaran.ekstrak_tanggal, "hari": hari_cek, "selain": [BERUBAH, DITARIK]},
        )
        baru = len([b for (b,) in cur.fetchall() if b])
        cur.execute("DROP TABLE tugas_baru")
    return baru


def tell_tugas(by: Actor, at: datetime) -> None:
    """Each village hears how many persons are to be looked at; who they are stands in its tasks."""
    rows = Tugas.objects.filter(dibuat_at=at, selesai_at__isnull=True, menunggu=Menunggu.DESA)
    jumlah = rows.values_list("kode_desa").annotate(n=Count("pk")).order_by("kode_desa")
    per_desa = {kode: {"jumlah": n} for kode, n in jumlah}
    post_desa(Perihal.TUGAS_DUKCAPIL, per_desa, by=by, at=at, peran=(Peran.OPERATOR_DESA,))


def write_status(individu_id: int, keluaran: Keluaran, tanggal: date) -> int:
    """The standing answer of one person after a reviewer or Disdukcapil spoke; part of the act that records it."""
    with connection.cursor() as cur:
        cur.execute(
            "UPDATE pemadanan_statuspadan SET keluaran = %s, sejak = %s, gagal = 0 WHERE individu_id = %s",
            [keluaran.value, tanggal, individu_id],
        )
        return int(cur.rowcount)
