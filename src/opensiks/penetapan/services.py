"""finalise_penetapan: the formal act that turns the registry of this moment into the list of a month."""

from __future__ import annotations

from datetime import date, datetime

from django.db import connection

from opensiks.akun.access import require
from opensiks.jejak import services as jejak
from opensiks.jejak.mutation import mutation
from opensiks.jejak.queries import find_kepala, get_akar
from opensiks.penetapan import banding, queries, wajar
from opensiks.penetapan.draf import draft_penetapan as draft_penetapan
from opensiks.penetapan.models import Pemeriksaan, Penetapan
from opensiks.penetapan.periksa import record_pemeriksaan as record_pemeriksaan
from opensiks.penetapan.tahan import compose_daftar, find_terakhir
from opensiks.rules.aktor import Actor
from opensiks.rules.penetapan import FaktaPenetapan, check_penetapan, hash_isi, is_kabupaten_diperiksa
from opensiks.rules.peran import Izin
from opensiks.rules.rule import AksiDitolak
from opensiks.rules.syarat import is_dalam_cakupan

KOLOM_BARIS = (
    "individu_id, keluarga_id, id_individu, id_keluarga, kode_desa, nik, no_kk, nama, tanggal_lahir, jenis_kelamin,"
    " shdk, verval_terakhir"
)
# Which rule stands behind a reason; what is not here came by a usulan that was set (R7).
ATURAN_SEBAB = {
    "BEKU": "R73", "DITIDURKAN": "R75", "MENINGGAL": "R27", "PINDAH": "R29", "GANDA": "R30", "TIDAK_LAYAK": "R31",
    "AKTIF_KEMBALI": "R75",
}  # fmt: skip


@mutation("penetapan.finalised")
def finalise_penetapan(
    bulan: date, kode_wilayah: str, nomor_sk: str, *, disiapkan: Actor, by: Actor, at: datetime
) -> Penetapan:
    """Set the list of a month over an area. Refused while a gate is open; once set it never changes.

    `disiapkan` made the preview, `by` sets it: two persons. The content hash depends on the rows alone: the registry's,
    and of a held kabupaten those of the list before.
    """
    require(by, Izin.PENETAPAN_FINALISE)
    lama = banding.find_sebelumnya(bulan, kode_wilayah)
    salah = check_penetapan(facts_penetapan(bulan, kode_wilayah, nomor_sk, disiapkan=disiapkan, by=by))
    if not by.cakupan.covers(kode_wilayah):
        salah.append(is_dalam_cakupan.violation())
    if salah:
        raise AksiDitolak(salah)
    ditahan = compose_daftar(bulan, kode_wilayah, lama)
    _check_wajar(bulan, kode_wilayah)
    keluarga, individu = queries.count_calon()
    kepala = find_kepala()
    penetapan = Penetapan.objects.create(
        bulan=bulan, kode_wilayah=kode_wilayah, nomor_sk=nomor_sk, sebelumnya=lama, potong_at=at,
        jumlah_keluarga=keluarga, jumlah_individu=individu, sha256=hash_isi(queries.list_calon()), jejak_kepala=kepala,
        jejak_akar=get_akar(kepala), ditahan=[_tell_tahanan(t) for t in ditahan], disiapkan_oleh=disiapkan.nama,
        ditetapkan_oleh=by.nama, ditetapkan_at=at,
    )  # fmt: skip
    _copy_rows(penetapan)
    jejak.record(
        "penetapan.finalised", penetapan, by=by, at=at, bulan=bulan.isoformat(), sk=nomor_sk, individu=individu,
        keluarga=keluarga, sha256=penetapan.sha256, akar=penetapan.jejak_akar, disiapkan=disiapkan.nama,
        ditahan=[t["kode"] for t in penetapan.ditahan],
    )  # fmt: skip
    return penetapan


def facts_penetapan(
    bulan: date, kode_wilayah: str, nomor_sk: str, *, disiapkan: Actor, by: Actor, belum_diperiksa: int = 0
) -> FaktaPenetapan:
    """What the gates look at (also asked by the page that shows them). `belum_diperiksa` is known once composed."""
    return FaktaPenetapan(
        sudah_ada=Penetapan.objects.filter(bulan=bulan, kode_wilayah=kode_wilayah).exists(),
        mundur=Penetapan.objects.filter(bulan__gt=bulan, kode_wilayah=kode_wilayah).exists(),
        batch_tanpa_hasil=queries.count_batch_menunggu(kode_wilayah),
        orang_sama=disiapkan.akun_id is not None and disiapkan.akun_id == by.akun_id,
        nomor_sk=nomor_sk,
        belum_diperiksa=belum_diperiksa,
    )


def _check_wajar(bulan: date, kode_wilayah: str) -> None:
    belum = wajar.list_belum_diperiksa(wajar.list_keluar(kode_wilayah), find_terakhir(bulan, kode_wilayah))
    if belum:
        raise AksiDitolak([is_kabupaten_diperiksa.violation(kabupaten=str(len(belum)))])


def _tell_tahanan(t: Pemeriksaan) -> dict[str, str]:
    return {"kode": t.kode_kabupaten, "alasan": t.catatan, "oleh": t.oleh}


def _copy_rows(penetapan: Penetapan) -> None:
    with connection.cursor() as cur:
        cur.execute(
            f"INSERT INTO penetapan_barispenetapan (penetapan_id, {KOLOM_BARIS}) "
            f'SELECT %s, {KOLOM_BARIS} FROM calon ORDER BY id_individu COLLATE "C"',
            [penetapan.pk],
        )
        aturan = " ".join(f"WHEN '{sebab}' THEN '{kode}'" for sebab, kode in ATURAN_SEBAB.items())
        cur.execute(
            "INSERT INTO penetapan_selisih (penetapan_id, kode_desa, individu_id, keluarga_id, id_individu, nama,"
            " arah, sebab, aturan, rujukan) SELECT %s, kode_desa, individu_id, keluarga_id, id_individu, nama, arah,"
            f" sebab, CASE sebab {aturan} ELSE 'R7' END, coalesce('usulan:' || usulan_id, '') FROM selisih"
            " ORDER BY id_individu",
            [penetapan.pk],
        )
