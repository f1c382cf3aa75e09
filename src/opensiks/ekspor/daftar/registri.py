"""Lists of the register: families, persons, findings, what freezes, and the prelist to walk with."""

from __future__ import annotations

import json

from django.db import connection

from opensiks.ekspor.daftar.bagian import (
    ALAMAT,
    BANTUAN,
    DESA,
    TEMPAT,
    kepala,
    name_periode,
    name_shdk,
    name_status,
    tulis,
)
from opensiks.ekspor.tabel import Isi, Jenis, Kolom, Minta, Sumber, Syarat, Tabel
from opensiks.infra.clock import local
from opensiks.pantau.ramalan import list_hari_beku, list_keluarga_beku
from opensiks.rules.nik import mask_log
from opensiks.rules.peran import Izin
from opensiks.rules.temuan import TEMUAN, Temuan, tanggal_panjang
from opensiks.verval.queries import find_periode
from opensiks.verval.terancam import next_beku

NAMA_KEPALA = Kolom("kepala", "Kepala keluarga", sql="k.kepala_nama", lebar=28)
NIK_KEPALA = Kolom("nik", "NIK kepala", Jenis.NOMOR, sql=kepala("nik"), lebar=20)
NO_KK = Kolom("no_kk", "No. KK", Jenis.NOMOR, sql="k.no_kk", lebar=20)
ID_KELUARGA = Kolom("id_keluarga", "ID keluarga", sql="k.id_registri", lebar=22, cetak=False)
SUDAH = (
    "EXISTS (SELECT 1 FROM verval_verval v WHERE v.keluarga_id = k.id AND v.batal_at IS NULL"
    " AND v.periode_id = %(periode)s)"
)


def _syarat_keluarga(minta: Minta) -> list[Syarat]:
    """Not closed; of one dusun, RT or RW, of one status, or not verified yet, when that is asked."""
    syarat = [Syarat("k.status <> 'NONAKTIF'")]
    for nama, kata in (("dusun", "Dusun"), ("rt", "RT"), ("rw", "RW")):
        if minta[nama]:
            syarat.append(Syarat(f"k.{nama} = %({nama})s", {nama: minta[nama]}, kata, minta[nama]))
    if minta["status"] in ("AKTIF", "BEKU", "DITIDURKAN"):
        syarat.append(
            Syarat(
                "k.status = %(status)s", {"status": minta["status"]}, "Status", name_status(minta["status"])
            )
        )
    periode = find_periode(minta.kode, minta.at)
    if minta["saring"] == "belum" and periode is not None:
        syarat.append(Syarat(f"NOT {SUDAH}", {"periode": periode.pk}, "Saringan", "Belum diverval"))
    return syarat


URUT_KELUARGA = "k.kode_desa, k.dusun, k.rw, k.rt, k.kepala_nama, k.id"
KELUARGA = Tabel(
    "keluarga", "Daftar keluarga", Izin.KELUARGA_VIEW,
    (
        NAMA_KEPALA, NIK_KEPALA, NO_KK, ID_KELUARGA, *ALAMAT, *DESA,
        Kolom("orang", "Orang", Jenis.ANGKA, sql="k.jumlah_anggota", lebar=8),
        Kolom("verval", "Verval terakhir", Jenis.TANGGAL, sql="k.verval_terakhir", lebar=15),
        Kolom("bantuan", "Bantuan", sql=BANTUAN.format(orang=""), lebar=20),
        Kolom("status", "Status", sql="k.status", ubah=name_status, lebar=12),
    ),
    Sumber(
        f"keluarga_keluarga k {TEMPAT.format(kolom='k.kode_desa')}", URUT_KELUARGA, _syarat_keluarga, "k.kode_desa",
        name_periode,
    ),
    satuan="keluarga",
)  # fmt: skip


def _syarat_orang(minta: Minta) -> list[Syarat]:
    return [Syarat("i.status = 'AKTIF'"), *_syarat_keluarga(minta)]


BNBA = Tabel(
    "bnba", "BNBA: daftar nama dan alamat", Izin.KELUARGA_VIEW,
    (
        Kolom("nama", "Nama", sql="i.nama", lebar=28),
        Kolom("nik", "NIK", Jenis.NOMOR, sql="i.nik", lebar=20), NO_KK,
        Kolom("id_individu", "ID orang", sql="i.id_registri", lebar=22, cetak=False), ID_KELUARGA,
        Kolom("jk", "L/P", sql="i.jenis_kelamin", lebar=6),
        Kolom("tempat_lahir", "Tempat lahir", sql="i.tempat_lahir", lebar=18),
        Kolom("tanggal_lahir", "Tanggal lahir", Jenis.TANGGAL, sql="i.tanggal_lahir", lebar=14),
        Kolom("hubungan", "Hubungan", sql="i.shdk", ubah=name_shdk, lebar=16),
        Kolom("ibu", "Ibu kandung", Jenis.RAHASIA, sql="i.nama_ibu", lebar=24, cetak=False),
        Kolom("pekerjaan", "Pekerjaan", sql="i.pekerjaan", lebar=20), *ALAMAT,
        Kolom("desa", "Desa", sql="d.nama", lebar=22, cetak=False),
        Kolom("kecamatan", "Kecamatan", sql="c.nama", lebar=22, cetak=False),
        Kolom("bantuan", "Bantuan", sql=BANTUAN.format(orang=" AND coalesce(p.individu_id, i.id) = i.id"), lebar=20),
        Kolom("status", "Status", sql="k.status", ubah=name_status, lebar=12),
    ),
    Sumber(
        "keluarga_individu i JOIN keluarga_keluarga k ON k.id = i.keluarga_id "
        + TEMPAT.format(kolom="k.kode_desa"),
        f"{URUT_KELUARGA}, i.shdk NULLS LAST, i.id", _syarat_orang, "i.kode_desa", name_periode,
    ),
    kelompok=("desa", "dusun", "rw", "rt"), kertas=True, satuan="orang",
)  # fmt: skip

PRELIST = Tabel(
    "prelist", "Prelist verval", Izin.KELUARGA_VIEW,
    (
        Kolom("kepala", "Nama KRT", sql="k.kepala_nama", lebar=26),
        Kolom("jk", "L/P", sql=kepala("jenis_kelamin"), lebar=6),
        Kolom(
            "pasangan", "Nama pasangan KRT", lebar=24,
            sql="(SELECT i.nama FROM keluarga_individu i WHERE i.keluarga_id = k.id AND i.status = 'AKTIF'"
            " AND i.shdk IN (2, 3) ORDER BY i.shdk, i.id LIMIT 1)",
        ),
        *ALAMAT, NIK_KEPALA, Kolom("desa", "Desa", sql="d.nama", lebar=22, cetak=False), ID_KELUARGA,
        Kolom("orang", "Orang", Jenis.ANGKA, sql="k.jumlah_anggota", lebar=7),
        tulis("ditemukan", "Ditemukan (1-4)"), tulis("alasan", "Alasan (1-4)"), tulis("mampu", "Mampu (1-2)"),
        tulis("bekerja", "Ada ART bekerja"), tulis("kedudukan", "Kedudukan"),
        tulis("disabilitas", "Ada ART disabilitas"), tulis("paraf", "Paraf RT"),
    ),
    Sumber(
        f"keluarga_keluarga k {TEMPAT.format(kolom='k.kode_desa')}", URUT_KELUARGA, _syarat_keluarga, "k.kode_desa",
        name_periode,
    ),
    kelompok=("desa", "dusun", "rw", "rt"), kertas=True, satuan="keluarga",
    petunjuk=(
        "Ditemukan: 1 ditemukan, 2 tidak ditemukan, 3 data ganda, 4 usulan baru.",
        "Alasan bila tidak ditemukan: 1 pindah, 2 meninggal, 3 tidak tahu, 4 alamat tidak ada di desa.",
        "Mampu: 1 mampu, 2 tidak mampu. Kolom lain: tulis ya atau tidak.",
    ),
)  # fmt: skip


def _say_temuan(teks: str) -> Temuan:
    isi = json.loads(teks)
    return Temuan.of(isi["kode"], None, isi["data"])


def _syarat_temuan(minta: Minta) -> list[Syarat]:
    syarat = [Syarat("t.terbuka")]
    if minta["kode_temuan"] in TEMUAN:
        kode = minta["kode_temuan"]
        syarat.append(Syarat("t.kode = %(temuan)s", {"temuan": kode}, "Temuan", kode))
    return syarat


_TEMUAN = "jsonb_build_object('kode', t.kode, 'data', t.data)::text"
TEMUAN_TERBUKA = Tabel(
    "temuan", "Temuan yang terbuka", Izin.KELUARGA_VIEW,
    (
        NAMA_KEPALA, ID_KELUARGA, Kolom("nama", "Orang", sql="i.nama", lebar=28),
        Kolom("kode", "Aturan", sql="t.kode", lebar=8),
        Kolom("tingkat", "Tingkat", sql="t.tingkat", ubah={"B": "Harus", "W": "Perlu dilihat", "I": "Info"}.get,
              lebar=14),
        Kolom("tag", "Temuan", sql=_TEMUAN, ubah=lambda n: mask_log(_say_temuan(n).tag), lebar=28),
        Kolom("kalimat", "Penjelasan", sql=_TEMUAN, ubah=lambda n: mask_log(_say_temuan(n).kalimat), lebar=60),
        Kolom("sejak", "Sejak", Jenis.WAKTU, sql="t.dibuat_at", lebar=17), *ALAMAT, *DESA,
    ),
    Sumber(
        "keluarga_temuan t JOIN keluarga_keluarga k ON k.id = t.keluarga_id"
        " LEFT JOIN keluarga_individu i ON i.id = t.individu_id " + TEMPAT.format(kolom="t.kode_desa"),
        "t.kode_desa, array_position(ARRAY['B', 'W', 'I'], t.tingkat::text), t.kode, k.kepala_nama, t.id",
        _syarat_temuan, "t.kode_desa", name_periode,
    ),
    satuan="temuan",
)  # fmt: skip


def _open_beku(minta: Minta) -> Isi:
    """The families that freeze on a day, else on the next one (R73), by the same queries as the screens."""
    periode, pada = find_periode(minta.kode, minta.at), local(minta.at, minta.kode).date()
    hari = next((h for h in list_hari_beku(pada) if h.isoformat() == minta["tanggal"]), next_beku(pada))
    rows = list_keluarga_beku(periode, minta.kode, hari, pada) if periode else []
    saringan = (("Saringan", f"Akan beku {tanggal_panjang(hari)}"),)
    return Isi(minta.kode, len(rows), rows, periode.label if periode else "", saringan)


BEKU = Tabel(
    "beku", "Keluarga yang akan beku", Izin.KELUARGA_VIEW,
    (
        Kolom("kepala_nama", "Kepala keluarga", lebar=28), Kolom("id_registri", "ID keluarga", lebar=22),
        Kolom("dusun", "Dusun", lebar=16), Kolom("rt", "RT", lebar=6), Kolom("rw", "RW", lebar=6),
        Kolom("orang", "Orang", Jenis.ANGKA, lebar=8),
        Kolom("terakhir", "Verval terakhir", Jenis.TANGGAL, lebar=15),
        Kolom("beku_mulai", "Beku mulai", Jenis.TANGGAL, lebar=14),
    ),
    buka=_open_beku, kertas=True, satuan="keluarga",
)  # fmt: skip

DAFTAR = (KELUARGA, BNBA, PRELIST, TEMUAN_TERBUKA, BEKU)


def list_nomor(kode_desa: str) -> dict[int, tuple[str, str]]:
    """The NIK of the head and the KK of every family of a village, whole: who shows them masks them (R95)."""
    with connection.cursor() as cur:
        cur.execute(
            f"SELECT k.id, coalesce({kepala('nik')}, ''), k.no_kk FROM keluarga_keluarga k WHERE k.kode_desa = %s",
            [kode_desa],
        )
        return {id_: (nik, kk) for id_, nik, kk in cur.fetchall()}
