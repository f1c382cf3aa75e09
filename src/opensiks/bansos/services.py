"""draw_penerima: a programme takes its recipients from a penetapan, and from nothing else."""

from __future__ import annotations

from datetime import datetime

from django.db import connection

from opensiks.akun.access import TidakBerhak, require
from opensiks.bansos.models import Penarikan
from opensiks.jejak import services as jejak
from opensiks.jejak.mutation import mutation
from opensiks.penetapan.models import Penetapan
from opensiks.rules.aktor import Actor
from opensiks.rules.bansos import PROGRAM, Satuan
from opensiks.rules.canonical import sha256_hex
from opensiks.rules.peran import Izin
from opensiks.rules.rule import AksiDitolak, Violation


@mutation("penerima.drawn")
def draw_penerima(program: str, penetapan: Penetapan, *, by: Actor, at: datetime) -> Penarikan:
    """Recipients of `program` = active participants that stand in `penetapan`, each with its proof of origin.

    One draw for each list; drawing again returns the first one. The change since the draw before is written line by
    line.
    """
    require(by, Izin.BANSOS_DRAW)
    if by.program and by.program != program:
        raise TidakBerhak(by.peran, Izin.BANSOS_DRAW)
    if program not in PROGRAM:
        raise AksiDitolak([Violation("R31", "Program {program} tidak dikenal.", data={"program": program})])
    ada = Penarikan.objects.filter(program=program, penetapan=penetapan).first()
    if ada:
        jejak.record("penerima.drawn", ada, by=by, at=at, ulang=True)
        return ada
    lama = (
        Penarikan.objects.filter(
            program=program, kode_wilayah=penetapan.kode_wilayah, penetapan__bulan__lt=penetapan.bulan
        )
        .order_by("-penetapan__bulan")
        .first()
    )
    daftar = _compose(program, penetapan)
    penarikan = Penarikan.objects.create(
        program=program, penetapan=penetapan, kode_wilayah=penetapan.kode_wilayah, sebelumnya=lama,
        jumlah=len(daftar), sha256=sha256_hex([program, penetapan.sha256, daftar]), oleh=by.nama, at=at,
    )  # fmt: skip
    _copy_rows(penarikan)
    _explain(penarikan)
    jejak.record(
        "penerima.drawn", penarikan, by=by, at=at, program=program, penetapan=penetapan.sha256,
        jumlah=len(daftar), sha256=penarikan.sha256,
    )  # fmt: skip
    return penarikan


def _compose(program: str, penetapan: Penetapan) -> list[str]:
    """Fill temp table `penerima` and return the ids in order.

    A family is paid while one of it stands in the list, a person only while that person does.
    """
    perorangan = PROGRAM[program].satuan is Satuan.INDIVIDU
    kunci = (
        "p.individu_id = b.individu_id"
        if perorangan
        else "p.individu_id IS NULL AND p.keluarga_id = b.keluarga_id"
    )
    with connection.cursor() as cur:
        cur.execute("DROP TABLE IF EXISTS penerima")
        cur.execute(
            "CREATE TEMP TABLE penerima ON COMMIT DROP AS "
            "SELECT DISTINCT ON (p.id) k.kode_desa, p.keluarga_id, p.individu_id,"
            f" {'b.id_individu' if perorangan else 'b.id_keluarga'} AS id_registri,"
            f" {'b.nama' if perorangan else 'k.kepala_nama'} AS nama "
            "FROM penetapan_barispenetapan b "
            f"JOIN keluarga_kepesertaan p ON {kunci} AND p.program = %s AND p.status = 'AKTIF' AND p.sampai IS NULL "
            "JOIN keluarga_keluarga k ON k.id = p.keluarga_id WHERE b.penetapan_id = %s ORDER BY p.id, b.id_individu",
            [program, penetapan.pk],
        )
        cur.execute("ANALYZE penerima")
        cur.execute('SELECT id_registri FROM penerima ORDER BY id_registri COLLATE "C"')
        return [r[0] for r in cur.fetchall()]


def _copy_rows(penarikan: Penarikan) -> None:
    with connection.cursor() as cur:
        cur.execute(
            "INSERT INTO bansos_penerima (penarikan_id, kode_desa, keluarga_id, individu_id, id_registri, nama, bukti) "
            "SELECT %s, kode_desa, keluarga_id, individu_id, id_registri, nama,"
            " encode(sha256(convert_to(concat_ws(':', %s::text, %s::text, id_registri), 'UTF8')), 'hex') "
            "FROM penerima ORDER BY id_registri",
            [penarikan.pk, penarikan.program, penarikan.penetapan.sha256],
        )


# Small tables, each read once, known to the planner and with a key: the big ones are too young for it to know, and
# where it expects one newcomer and meets thousands, the key keeps it quick.
# Of who left the register itself as no longer eligible, the forum's own reason is said: MAMPU, ASN, MUNDUR, ….
_SEBAB = (
    "SELECT DISTINCT ON (s.arah, s.{kunci}) s.arah, s.{kunci},"
    " CASE WHEN s.sebab = 'TIDAK_LAYAK' THEN coalesce(nullif(left(u.kode_alasan, 24), ''), s.sebab)"
    " ELSE s.sebab END AS sebab, s.aturan FROM penetapan_selisih s"
    " LEFT JOIN usulan_usulan u ON s.sebab = 'TIDAK_LAYAK' AND s.rujukan = 'usulan:' || u.id"
    " WHERE s.penetapan_id = %(penetapan)s ORDER BY s.arah, s.{kunci}, s.id"
)
_BAHAN = {
    "sebab_orang": _SEBAB.format(kunci="individu_id"),
    "sebab_keluarga": _SEBAB.format(kunci="keluarga_id"),
    "tinggal": "SELECT DISTINCT keluarga_id FROM penetapan_barispenetapan WHERE penetapan_id = %(penetapan)s",
    "henti": "SELECT DISTINCT ON (keluarga_id, individu_id) keluarga_id, coalesce(individu_id, 0) AS individu_id,"
    " alasan FROM keluarga_kepesertaan WHERE program = %(program)s AND status = 'HENTI'"
    " ORDER BY keluarga_id, individu_id, id DESC",
    "lama": "SELECT kode_desa, keluarga_id, individu_id, id_registri FROM bansos_penerima"
    " WHERE penarikan_id = %(lama)s",
}
_KUNCI = {
    "sebab_orang": "individu_id",
    "sebab_keluarga": "keluarga_id",
    "tinggal": "keluarga_id",
    "henti": "keluarga_id",
    "lama": "id_registri",
}
_SELISIH = """
    INSERT INTO bansos_selisihpenerima
        (penarikan_id, kode_desa, keluarga_id, individu_id, id_registri, arah, sebab, aturan)
    SELECT %(ini)s, l.kode_desa, l.keluarga_id, l.individu_id, l.id_registri, 'KELUAR',
           coalesce(o.sebab, CASE WHEN t.keluarga_id IS NULL THEN k.sebab END, nullif(left(h.alasan, 24), ''),
                    'TIDAK_LAYAK'),
           coalesce(o.aturan, CASE WHEN t.keluarga_id IS NULL THEN k.aturan END, 'R31')
    FROM lama l
    LEFT JOIN sebab_orang o ON o.arah = 'KELUAR' AND o.individu_id = l.individu_id
    LEFT JOIN sebab_keluarga k ON k.arah = 'KELUAR' AND k.keluarga_id = l.keluarga_id AND l.individu_id IS NULL
    LEFT JOIN tinggal t ON t.keluarga_id = l.keluarga_id
    LEFT JOIN henti h ON h.keluarga_id = l.keluarga_id AND h.individu_id = coalesce(l.individu_id, 0)
    WHERE NOT EXISTS (SELECT FROM penerima n WHERE n.id_registri = l.id_registri)
    UNION ALL
    SELECT %(ini)s, n.kode_desa, n.keluarga_id, n.individu_id, n.id_registri, 'MASUK',
           CASE WHEN %(lama)s::bigint IS NULL THEN 'AWAL' ELSE coalesce(o.sebab, k.sebab, 'USULAN') END,
           coalesce(o.aturan, k.aturan, 'R7')
    FROM penerima n
    LEFT JOIN sebab_orang o ON o.arah = 'MASUK' AND o.individu_id = n.individu_id
    LEFT JOIN sebab_keluarga k ON k.arah = 'MASUK' AND k.keluarga_id = n.keluarga_id AND n.individu_id IS NULL
    WHERE NOT EXISTS (SELECT FROM lama l WHERE l.id_registri = n.id_registri)
"""


def _explain(penarikan: Penarikan) -> None:
    """Write who came and went since the last draw, with the reason the list itself gives, or the programme's own.

    A family that still stands in the list was taken off by the programme, whatever befell one of its members.
    """
    params = {
        "ini": penarikan.pk,
        "lama": penarikan.sebelumnya_id,
        "penetapan": penarikan.penetapan_id,
        "program": penarikan.program,
    }
    with connection.cursor() as cur:
        for nama, isi in _BAHAN.items():
            cur.execute(f"DROP TABLE IF EXISTS {nama}")
            cur.execute(f"CREATE TEMP TABLE {nama} ON COMMIT DROP AS {isi}", params)
            cur.execute(f"CREATE INDEX ON {nama} ({_KUNCI[nama]})")
            cur.execute(f"ANALYZE {nama}")
        cur.execute(_SELISIH, params)
