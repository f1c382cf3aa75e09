"""The body of a worksheet: a village with its families, findings, usulan and rules, read in a few queries.

Values are JSON without floats; moments are local with their offset, days are ISO. A village of 300 families is read
in well under a second.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from django.db import connection

from opensiks.infra.clock import local, zona
from opensiks.paket.kunci import get_kunci, get_pencabutan, get_registrar
from opensiks.paket.models import Perangkat
from opensiks.rules.beku import beku_mulai
from opensiks.rules.lembar import compose_aturan, compose_daftar_kode
from opensiks.rules.status import TERMINAL
from opensiks.rules.temuan import Temuan
from opensiks.rules.tenggat import is_open
from opensiks.usulan.models import Usulan
from opensiks.usulan.queries import list_usulan, name_subjek
from opensiks.verval.models import Periode
from opensiks.verval.queries import get_masa, profil_of
from opensiks.wilayah.queries import get_nama, list_jalur
from opensiks.wilayah.queries import list_anak as list_wilayah

Isi = dict[str, Any]


def compose_lembar(p: Perangkat, periode: Periode, id_: str, at: datetime) -> Isi:
    """lembar.json of a device's village in a period, as it stands at `at`."""
    daftar = {**compose_daftar_kode(), "unsur_wajib": [u.value for u in profil_of(periode).unsur_wajib]}
    return {
        "bentuk": "lembar/1",
        "id": id_,
        "dibuat": write_saat(at, p.kode_desa),
        "versi": p.lembar_ke + 1,
        "periode": compose_periode(periode, p.kode_desa, at),
        "desa": compose_desa(p.kode_desa),
        "operator": {"akun": p.akun_id, "nama": p.operator},
        "keluarga": list_keluarga(periode, p.kode_desa),
        "usulan": [_usulan(u) for u in _list_usulan(periode, p.kode_desa)],
        "daftar": daftar,
        "aturan": compose_aturan(),
        "wilayah": list_desa(p.kode_desa[:5]),
        "kunci": {**get_kunci(p.kode_desa, periode).to_json(), "registrar": {"jwk": get_registrar().jwk}},
        "pencabutan": get_pencabutan(p.kode_desa[:5]),
        "sertifikat": p.sertifikat,
    }


def write_saat(at: datetime, kode: str) -> str:
    """A moment as packages write it: "2021-07-12T09:30:00+07:00", on the village's own clock."""
    return local(at, kode).isoformat(timespec="seconds")


def compose_periode(periode: Periode, kode_desa: str, at: datetime) -> Isi:
    masa = get_masa(periode, kode_desa)
    return {
        "kode": periode.kode, "label": periode.label, "profil": periode.profil,
        "mulai": write_saat(masa.mulai, kode_desa), "tenggat_desa": write_saat(masa.tenggat_desa, kode_desa),
        "tenggat_kab": write_saat(masa.tenggat_kab, kode_desa), "zona": zona(kode_desa).key,
        "terbuka": is_open(masa.desa, at),
    }  # fmt: skip


def compose_desa(kode_desa: str) -> Isi:
    jalur = {w.tingkat: w for w in list_jalur(kode_desa)}
    desa = jalur.get(4)
    nama = {t: jalur[t].nama if t in jalur else "" for t in (2, 3, 4)}
    sebutan = desa.sebutan if desa else "desa"
    return {
        "kode": kode_desa,
        "nama": nama[4],
        "sebutan": sebutan,
        "kecamatan": nama[3],
        "kabupaten": nama[2],
    }


def list_desa(kode_kabupaten: str) -> list[list[str]]:
    """[code, name] of every village of a kabupaten, where somebody may have moved to."""
    kec = [w.kode for w in list_wilayah(kode_kabupaten)]
    desa = sorted(w.kode for k in kec for w in list_wilayah(k))
    nama = get_nama(desa)
    return [[kode, nama[kode]] for kode in desa]


_KELUARGA = """
    SELECT k.id, k.id_registri, k.no_kk, k.kepala_nama, k.alamat, k.dusun, k.rt, k.rw, k.status, k.versi,
           k.jawaban::text, k.verval_terakhir, v.hasil, v.at, v.oleh, b.program,
           CASE WHEN k.verval_terakhir IS NULL THEN (SELECT (r.at AT TIME ZONE %(zona)s)::date
               FROM keluarga_keluargaversi r WHERE r.keluarga_id = k.id ORDER BY r.nomor LIMIT 1) END
    FROM keluarga_keluarga k
    LEFT JOIN verval_verval v ON v.keluarga_id = k.id AND v.kode_desa = k.kode_desa AND v.periode_id = %(periode)s
         AND v.batal_at IS NULL
    LEFT JOIN (SELECT keluarga_id, array_agg(DISTINCT program ORDER BY program) AS program
               FROM keluarga_kepesertaan WHERE kode_desa = %(desa)s AND sampai IS NULL AND status = 'AKTIF' GROUP BY 1
         ) b ON b.keluarga_id = k.id
    WHERE k.kode_desa = %(desa)s AND k.status <> 'NONAKTIF' ORDER BY k.rw, k.rt, k.kepala_nama, k.id
"""
_ANGGOTA = """
    SELECT i.keluarga_id, i.id, i.id_registri, i.nik, i.nama, i.tempat_lahir, i.tanggal_lahir, i.jenis_kelamin, i.shdk,
           i.nama_ibu, i.pekerjaan, i.status_kawin, i.status, i.versi
    FROM keluarga_individu i WHERE i.kode_desa = %(desa)s AND i.status = 'AKTIF'
    ORDER BY i.keluarga_id, i.shdk NULLS LAST, i.id
"""
_TEMUAN = """
    SELECT t.keluarga_id, t.individu_id, t.kode, t.data::text FROM keluarga_temuan t
    WHERE t.kode_desa = %(desa)s AND t.terbuka ORDER BY t.keluarga_id, t.kode, t.id
"""
_KOLOM_ANGGOTA = (
    "id", "nik", "nama", "tempat_lahir", "tanggal_lahir", "jenis_kelamin", "shdk", "nama_ibu", "pekerjaan",
    "status_kawin", "status", "versi",
)  # fmt: skip


def list_keluarga(periode: Periode, kode_desa: str) -> list[Isi]:
    """Every family of the village that is not closed, in walking order; three queries."""
    params = {"desa": kode_desa, "periode": periode.pk, "zona": zona(kode_desa).key}
    anggota: dict[int, list[Isi]] = defaultdict(list)
    nama: dict[int, str] = {}
    for keluarga_id, id_, *isi in _fetch(_ANGGOTA, params):
        nama[id_] = isi[0]
        isi[4] = isi[4].isoformat() if isi[4] else None
        anggota[keluarga_id].append(dict(zip(_KOLOM_ANGGOTA, isi, strict=True)))
    temuan: dict[int, list[Isi]] = defaultdict(list)
    for keluarga_id, individu_id, kode, data in _fetch(_TEMUAN, params):
        temuan[keluarga_id].append(_temuan(kode, json.loads(data), nama.get(individu_id)))
    beku = _get_beku(periode)
    return [_keluarga(r, kode_desa, anggota[r[0]], temuan[r[0]], beku) for r in _fetch(_KELUARGA, params)]


def _get_beku(periode: Periode) -> Callable[[date | None], str | None]:
    """When a family freezes, from its last verval; None where the profile freezes nobody."""
    profil = profil_of(periode)
    if not profil.membekukan:
        return lambda terakhir: None
    return lambda terakhir: beku_mulai(terakhir, profil.batas_beku).isoformat() if terakhir else None


def _keluarga(
    r: tuple[Any, ...],
    kode_desa: str,
    anggota: list[Isi],
    temuan: list[Isi],
    beku: Callable[[date | None], str | None],
) -> Isi:
    verval = {"hasil": r[12], "pada": write_saat(r[13], kode_desa), "oleh": r[14]} if r[12] else None
    return {
        "id": r[1], "no_kk": r[2], "kepala": r[3], "alamat": r[4], "dusun": r[5], "rt": r[6], "rw": r[7],
        "status": r[8], "versi": r[9], "beku_pada": beku(r[11] or r[16]), "verval": verval,
        "verval_terakhir": r[11].isoformat() if r[11] else None, "anggota": anggota, "temuan": temuan,
        "program": list(r[15] or ()), "jawaban": json.loads(r[10]),
    }  # fmt: skip


def _temuan(kode: str, data: dict[str, str], individu: str | None) -> Isi:
    t = Temuan.of(kode, individu, data)
    langkah = " atau ".join(t.perbaikan)
    return {
        "kode": kode,
        "tingkat": t.tingkat.value,
        "kalimat": t.kalimat,
        "langkah": langkah,
        "individu": individu,
    }


def _list_usulan(periode: Periode, kode_desa: str) -> list[Usulan]:
    """What is open in the village, and what became of the period's other lines."""
    semua = list_usulan(kode_desa)
    return [u for u in semua if u.status not in TERMINAL or u.periode_id == periode.pk]


def _usulan(u: Usulan) -> Isi:
    subjek = u.individu or u.keluarga
    return {
        "id": f"usulan:{u.pk}", "jenis": u.jenis.value, "pokok": subjek.id_registri if subjek else "",
        "nama": name_subjek(u), "status": u.status.value, "orang": u.orang, "alasan": u.alasan, "program": u.program,
        "kode_alasan": u.kode_alasan,
    }  # fmt: skip


def _fetch(query: str, params: Isi) -> list[tuple[Any, ...]]:
    with connection.cursor() as cur:
        cur.execute(query, params)
        return list(cur.fetchall())
