"""Lines on their way to the centre and back: letters, batches, matching; and the trail they leave."""

from __future__ import annotations

import json
from typing import Any

from opensiks.ekspor.daftar.bagian import DESA, TEMPAT
from opensiks.ekspor.tabel import Jenis, Kolom, Minta, Sumber, Syarat, Tabel
from opensiks.infra.clock import local
from opensiks.pantau.audit import list_objek
from opensiks.pemadanan.access import access_putaran
from opensiks.pengesahan.access import access_batch, access_pengesahan
from opensiks.rules.alasan import ALASAN_TOLAK
from opensiks.rules.jenis import LABEL_JENIS
from opensiks.rules.jenis import Jenis as JenisUsulan
from opensiks.rules.nik import mask_log
from opensiks.rules.pemadanan import LABEL as LABEL_KELUARAN
from opensiks.rules.pemadanan import Keluaran
from opensiks.rules.peran import LABEL as LABEL_PERAN
from opensiks.rules.peran import Izin, Peran
from opensiks.rules.status import LABEL_STATUS, StatusUsulan

_BARU = "u.jenis IN ('BARU', 'TAMBAH_ART')"
USULAN = (
    Kolom("nomor", "Nomor", Jenis.ANGKA, sql="u.id", lebar=10),
    Kolom(
        "nama", "Nama", lebar=28,
        sql=f"coalesce(CASE WHEN {_BARU} THEN u.muatan->'anggota'->0->>'nama' END, i.nama, k.kepala_nama)",
    ),
    Kolom(
        "nik", "NIK", Jenis.NOMOR, lebar=20,
        sql=f"coalesce(CASE WHEN {_BARU} THEN u.muatan->'anggota'->0->>'nik' END, i.nik)",
    ),
    Kolom("jenis", "Jenis", sql="u.jenis", ubah=lambda n: LABEL_JENIS[JenisUsulan(n)], lebar=24),
    Kolom("program", "Program", sql="u.program", lebar=12),
    Kolom("orang", "Orang", Jenis.ANGKA, sql="u.orang", lebar=8),
)  # fmt: skip
STATUS = Kolom("status", "Status", sql="u.status", ubah=lambda n: LABEL_STATUS[StatusUsulan(n)], lebar=24)
_DARI_USULAN = (
    "usulan_usulan u LEFT JOIN keluarga_keluarga k ON k.id = u.keluarga_id"
    " LEFT JOIN keluarga_individu i ON i.id = u.individu_id"
)


def _syarat_surat(minta: Minta) -> list[Syarat]:
    surat = access_pengesahan(minta.actor, minta.id)
    return [
        Syarat(
            "b.pengesahan_id = %(id)s", {"id": surat.pk}, "Surat", f"{surat.nomor}, {surat.tanggal:%d/%m/%Y}"
        )
    ]


PENGESAHAN = Tabel(
    "pengesahan", "Usulan dalam surat pengesahan", Izin.USULAN_VIEW, (*USULAN, STATUS, *DESA),
    Sumber(
        f"pengesahan_pengesahanbaris b JOIN {_DARI_USULAN} ON u.id = b.usulan_id "
        + TEMPAT.format(kolom="b.kode_desa"),
        "b.kode_desa, u.id", _syarat_surat, "b.kode_desa", lambda m: access_pengesahan(m.actor, m.id).periode.label,
    ),
    satuan="usulan",
)  # fmt: skip


def _syarat_batch(minta: Minta) -> list[Syarat]:
    batch = access_batch(minta.actor, minta.id, Izin.USULAN_VIEW)
    syarat = [Syarat("b.batch_id = %(id)s", {"id": batch.pk}, "Batch", batch.nomor)]
    if minta["hasil"] in ("DITETAPKAN", "DITOLAK"):
        syarat.append(
            Syarat("b.hasil = %(hasil)s", {"hasil": minta["hasil"]}, "Jawaban", _say_hasil(minta["hasil"]))
        )
    return syarat


def _say_hasil(kode: str) -> str:
    return kode.capitalize() or "Menunggu"


BATCH = Tabel(
    "batch", "Isi batch", Izin.USULAN_VIEW,
    (
        *USULAN, Kolom("hasil", "Jawaban", sql="b.hasil", ubah=_say_hasil, lebar=14),
        Kolom("kode_alasan", "Kode alasan", sql="b.kode_alasan", lebar=12),
        Kolom("alasan", "Alasan", sql="b.kode_alasan", lebar=40,
              ubah=lambda n: ALASAN_TOLAK[n].label if n in ALASAN_TOLAK else ""), *DESA,
    ),
    Sumber(
        f"pengesahan_batchbaris b JOIN {_DARI_USULAN} ON u.id = b.usulan_id " + TEMPAT.format(kolom="b.kode_desa"),
        "b.kode_desa, u.id", _syarat_batch, "b.kode_desa",
        lambda m: access_batch(m.actor, m.id, Izin.USULAN_VIEW).periode.label,
    ),
    satuan="usulan",
)  # fmt: skip


def _syarat_padan(minta: Minta) -> list[Syarat]:
    """The answers of one run, or with no run named those that hold now."""
    syarat = [Syarat("true")]
    if minta["id"]:
        putaran = access_putaran(minta.actor, minta.id)
        kata = f"{putaran.ekstrak_nama}, {local(putaran.mulai_at, putaran.kode_wilayah):%d/%m/%Y}"
        syarat = [Syarat("h.putaran_id = %(id)s", {"id": putaran.pk}, "Putaran", kata)]
    if minta["keluaran"] in Keluaran.__members__:
        kata = LABEL_KELUARAN[Keluaran(minta["keluaran"])]
        syarat.append(Syarat("h.keluaran = %(keluaran)s", {"keluaran": minta["keluaran"]}, "Jawaban", kata))
    return syarat


PADAN_KOLOM = (
    Kolom("nama", "Nama", sql="i.nama", lebar=28), Kolom("nik", "NIK", Jenis.NOMOR, sql="i.nik", lebar=20),
    Kolom("id_individu", "ID orang", sql="i.id_registri", lebar=22),
    Kolom("keluaran", "Jawaban", sql="h.keluaran", ubah=lambda n: LABEL_KELUARAN[Keluaran(n)], lebar=28),
    Kolom("skor", "Skor", Jenis.ANGKA, sql="h.skor", lebar=8), *DESA,
)  # fmt: skip
PADAN = Tabel(
    "padan", "Hasil pemadanan", Izin.PEMADANAN_RUN, PADAN_KOLOM,
    Sumber(
        "pemadanan_hasilpadan h JOIN keluarga_individu i ON i.id = h.individu_id " + TEMPAT.format(kolom="h.kode_desa"),
        "h.kode_desa, i.nama, i.id", _syarat_padan, "h.kode_desa",
    ),
    satuan="orang",
)  # fmt: skip
PADAN_KINI = Tabel(
    "padan-kini", "Jawaban pemadanan yang berlaku", Izin.KELUARGA_VIEW, PADAN_KOLOM,
    Sumber(
        "pemadanan_statuspadan h JOIN keluarga_individu i ON i.id = h.individu_id "
        + TEMPAT.format(kolom="h.kode_desa"),
        "h.kode_desa, i.nama, i.id", lambda m: _syarat_padan(Minta(m.actor, m.at, {**m.kueri, "id": ""})),
        "h.kode_desa",
    ),
    satuan="orang",
)  # fmt: skip


def _syarat_jejak(minta: Minta) -> list[Syarat]:
    cari = minta["objek"] or minta["cari"].strip()
    if not cari:
        return [Syarat("j.rantai ^@ %(kode)s")]
    objek = list_objek(cari)
    return [
        Syarat("j.rantai ^@ %(kode)s AND j.objek = ANY(%(objek)s)", {"objek": objek}, "Objek", mask_log(cari))
    ]


def _say_ringkasan(teks: str) -> str:
    isi: dict[str, Any] = json.loads(teks)
    return mask_log("; ".join(f"{k.replace('_', ' ')}: {v}" for k, v in isi.items()))


JEJAK = Tabel(
    "jejak", "Jejak", Izin.JEJAK_VIEW,
    (
        Kolom("at", "Waktu", Jenis.WAKTU, sql="j.at", lebar=17), Kolom("peristiwa", "Peristiwa", sql="j.peristiwa"),
        Kolom("objek", "Objek", sql="j.objek", lebar=26), Kolom("aktor", "Oleh", sql="j.aktor", lebar=22),
        Kolom("peran", "Peran", sql="j.peran", lebar=20,
              ubah=lambda n: LABEL_PERAN[Peran(n)] if n in Peran.__members__ else n),
        Kolom("asal", "Dari", sql="j.asal", lebar=16),
        Kolom("isi", "Isi", sql="(j.ringkasan - 'sidik_baris')::text", lebar=60, ubah=_say_ringkasan),
        Kolom("rantai", "Rantai", sql="j.rantai", lebar=14), Kolom("seq", "Baris", Jenis.ANGKA, sql="j.seq", lebar=9),
        Kolom("hash", "Sidik", sql="j.hash", lebar=20),
    ),
    Sumber("jejak_jejak j", "j.at, j.id", _syarat_jejak), satuan="peristiwa",
)  # fmt: skip


def _syarat_petugas(minta: Minta) -> list[Syarat]:
    hari = local(minta.at, "").date()
    syarat = [Syarat("p.sejak <= %(hari)s AND (p.sampai IS NULL OR p.sampai > %(hari)s)", {"hari": hari})]
    if minta["peran"] in Peran.__members__:
        kata = LABEL_PERAN[Peran(minta["peran"])]
        syarat.append(Syarat("p.peran = %(peran)s", {"peran": minta["peran"]}, "Peran", kata))
    for n, kata in enumerate(minta["cari"].split()[:5]):
        nilai = {f"kata{n}": kata, f"mirip{n}": f"%{kata}%"}
        sama = f"a.nama ILIKE %(mirip{n})s OR a.username ILIKE %(mirip{n})s OR p.kode_wilayah ^@ %(kata{n})s"
        syarat.append(Syarat(f"({sama})", nilai, "Cari", kata))
    return syarat


PETUGAS = Tabel(
    "petugas", "Petugas", Izin.AKUN_MANAGE,
    (
        Kolom("nama", "Nama", sql="a.nama", lebar=28), Kolom("username", "Nama masuk", sql="a.username"),
        Kolom("peran", "Peran", sql="p.peran", ubah=lambda n: LABEL_PERAN[Peran(n)], lebar=24),
        Kolom("kode", "Kode wilayah", sql="p.kode_wilayah", lebar=16),
        Kolom("wilayah", "Wilayah", sql="coalesce(w.nama, 'Indonesia')", lebar=24),
        Kolom("hp", "Nomor HP", sql="a.nomor_hp", lebar=18),
        Kolom("sejak", "Sejak", Jenis.TANGGAL, sql="p.sejak", lebar=13), Kolom("oleh", "Ditugaskan oleh", sql="p.oleh"),
    ),
    Sumber(
        "akun_penugasan p JOIN akun_akun a ON a.id = p.akun_id LEFT JOIN wilayah_wilayah w ON w.kode = p.kode_wilayah",
        "p.kode_wilayah, p.peran, a.nama, p.id", _syarat_petugas, "p.kode_wilayah",
    ),
    satuan="penugasan",
)  # fmt: skip

DAFTAR = (PENGESAHAN, BATCH, PADAN, PADAN_KINI, JEJAK, PETUGAS)
