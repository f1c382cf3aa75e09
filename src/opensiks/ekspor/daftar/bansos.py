"""The monthly list and the programmes that draw from it."""

from __future__ import annotations

from opensiks.bansos.access import access_penarikan
from opensiks.ekspor.daftar.bagian import DESA, TEMPAT, name_shdk
from opensiks.ekspor.tabel import Isi, Jenis, Kolom, Minta, Sumber, Syarat, Tabel
from opensiks.pantau.pratinjau import compare_penetapan
from opensiks.penetapan.access import access_penetapan
from opensiks.rules.bansos import PROGRAM, label_sebab
from opensiks.rules.peran import Izin

ARAH = {"MASUK": "Masuk", "KELUAR": "Keluar"}
_NAMA = Kolom("nama", "Nama", sql="s.nama", lebar=28)
_SEBAB = (
    Kolom("arah", "Arah", sql="s.arah", ubah=ARAH.get, lebar=9),
    Kolom("sebab", "Sebab", sql="s.sebab", ubah=label_sebab, lebar=40),
    Kolom("aturan", "Aturan", sql="s.aturan", lebar=9),
)
BULAN = (
    "Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September", "Oktober", "November",
    "Desember",
)  # fmt: skip


def _bulan(minta: Minta) -> str:
    bulan = access_penetapan(minta.actor, minta.id).bulan
    return f"{BULAN[bulan.month - 1]} {bulan.year}"


def _bulan_tarikan(minta: Minta) -> str:
    bulan = access_penarikan(minta.actor, minta.id).penetapan.bulan
    return f"{BULAN[bulan.month - 1]} {bulan.year}"


def _syarat_arah(minta: Minta) -> list[Syarat]:
    """One direction, one reason, when they are asked."""
    syarat = []
    if minta["arah"] in ARAH:
        syarat.append(Syarat("s.arah = %(arah)s", {"arah": minta["arah"]}, "Arah", ARAH[minta["arah"]]))
    if minta["sebab"]:
        sebab = minta["sebab"]
        syarat.append(Syarat("s.sebab = %(sebab)s", {"sebab": sebab}, "Sebab", label_sebab(sebab)))
    return syarat


def _syarat_penetapan(minta: Minta) -> list[Syarat]:
    penetapan = access_penetapan(minta.actor, minta.id)
    return [Syarat("s.penetapan_id = %(id)s", {"id": penetapan.pk}, "SK", penetapan.nomor_sk)]


PENETAPAN = Tabel(
    "penetapan", "Penetapan", Izin.KELUARGA_VIEW,
    (
        _NAMA, Kolom("nik", "NIK", Jenis.NOMOR, sql="s.nik", lebar=20),
        Kolom("no_kk", "No. KK", Jenis.NOMOR, sql="s.no_kk", lebar=20),
        Kolom("id_individu", "ID orang", sql="s.id_individu", lebar=22),
        Kolom("id_keluarga", "ID keluarga", sql="s.id_keluarga", lebar=22),
        Kolom("jk", "L/P", sql="s.jenis_kelamin", lebar=6),
        Kolom("tanggal_lahir", "Tanggal lahir", Jenis.TANGGAL, sql="s.tanggal_lahir", lebar=14),
        Kolom("hubungan", "Hubungan", sql="s.shdk", ubah=name_shdk, lebar=16),
        Kolom("verval", "Verval terakhir", Jenis.TANGGAL, sql="s.verval_terakhir", lebar=15), *DESA,
    ),
    Sumber(
        "penetapan_barispenetapan s " + TEMPAT.format(kolom="s.kode_desa"), "s.kode_desa, s.id_keluarga, s.id_individu",
        _syarat_penetapan, "s.kode_desa", _bulan,
    ),
    satuan="orang",
)  # fmt: skip
PENETAPAN_NAMA = Tabel(
    "penetapan-nama", "Masuk dan keluar penetapan", Izin.KELUARGA_VIEW,
    (
        _NAMA, Kolom("nik", "NIK", Jenis.NOMOR, sql="i.nik", lebar=20),
        Kolom("id_individu", "ID orang", sql="s.id_individu", lebar=22), *_SEBAB, *DESA,
    ),
    Sumber(
        "penetapan_selisih s LEFT JOIN keluarga_individu i ON i.id = s.individu_id "
        + TEMPAT.format(kolom="s.kode_desa"),
        "s.arah, s.sebab, s.kode_desa, s.nama, s.individu_id",
        lambda m: [*_syarat_penetapan(m), *_syarat_arah(m)], "s.kode_desa", _bulan,
    ),
    satuan="orang",
)  # fmt: skip


def _open_banding(minta: Minta) -> Isi:
    """Two lists by area, as the page shows them."""
    b = access_penetapan(minta.actor, minta.id)
    if not minta["lain"].isdigit():
        return Isi(minta.kode, 0, [])
    a = access_penetapan(minta.actor, int(minta["lain"]))
    baris = [
        {"wilayah": w, "sama": sama, "a": x, "b": y}
        for w, sama, x, y in compare_penetapan(a, b, {0: 5, 2: 5, 5: 8}.get(len(a.kode_wilayah), 8)).wilayah
    ]
    kata = f"{BULAN[a.bulan.month - 1]} {a.bulan.year} dan {BULAN[b.bulan.month - 1]} {b.bulan.year}"
    return Isi(minta.kode, len(baris), baris, kata)


PENETAPAN_BANDING = Tabel(
    "penetapan-banding", "Dua penetapan per wilayah", Izin.BANSOS_VIEW,
    (
        Kolom("wilayah", "Wilayah", lebar=28), Kolom("sama", "Di kedua daftar", Jenis.ANGKA),
        Kolom("a", "Hanya di daftar lama", Jenis.ANGKA), Kolom("b", "Hanya di daftar baru", Jenis.ANGKA),
    ),
    buka=_open_banding, satuan="wilayah",
)  # fmt: skip


def _syarat_tarikan(minta: Minta) -> list[Syarat]:
    tarikan = access_penarikan(minta.actor, minta.id)
    program = PROGRAM[tarikan.program].label
    return [Syarat("s.penarikan_id = %(id)s", {"id": tarikan.pk}, "Program", program)]


_ORANG = (
    "LEFT JOIN keluarga_individu i ON i.id = coalesce(s.individu_id, (SELECT h.id FROM keluarga_individu h"
    " WHERE h.keluarga_id = s.keluarga_id AND h.status = 'AKTIF' ORDER BY h.shdk NULLS LAST, h.id LIMIT 1)) "
)
PENERIMA = Tabel(
    "penerima", "Penerima bansos", Izin.BANSOS_VIEW,
    (
        _NAMA, Kolom("nik", "NIK", Jenis.NOMOR, sql="i.nik", lebar=20),
        Kolom("id_registri", "ID", sql="s.id_registri", lebar=22), *DESA,
        Kolom("bukti", "Bukti asal", sql="s.bukti", lebar=24),
    ),
    Sumber(
        "bansos_penerima s " + _ORANG + TEMPAT.format(kolom="s.kode_desa"), "s.kode_desa, s.nama, s.id",
        _syarat_tarikan, "s.kode_desa", _bulan_tarikan,
    ),
    satuan="penerima",
)  # fmt: skip
SELISIH_PENERIMA = Tabel(
    "penerima-selisih", "Perubahan penerima bansos", Izin.BANSOS_VIEW,
    (
        Kolom("nama", "Nama", sql="i.nama", lebar=28), Kolom("nik", "NIK", Jenis.NOMOR, sql="i.nik", lebar=20),
        Kolom("id_registri", "ID", sql="s.id_registri", lebar=22), *_SEBAB, *DESA,
    ),
    Sumber(
        "bansos_selisihpenerima s " + _ORANG + TEMPAT.format(kolom="s.kode_desa"),
        "s.arah, s.kode_desa, s.id_registri, s.id",
        lambda m: [*_syarat_tarikan(m), *_syarat_arah(m)], "s.kode_desa", _bulan_tarikan,
    ),
    satuan="penerima",
)  # fmt: skip


def _syarat_penarikan(minta: Minta) -> list[Syarat]:
    """A programme's officer sees the draws of that programme only."""
    program = minta.actor.program
    return (
        [Syarat("s.program = %(program)s", {"program": program}, "Program", PROGRAM[program].label)]
        if program
        else []
    )


PENARIKAN = Tabel(
    "penarikan", "Penarikan penerima", Izin.BANSOS_VIEW,
    (
        Kolom("bulan", "Bulan", Jenis.TANGGAL, sql="t.bulan", lebar=12),
        Kolom("program", "Program", sql="s.program", ubah=lambda n: PROGRAM[n].label, lebar=24),
        Kolom("jumlah", "Penerima", Jenis.ANGKA, sql="s.jumlah", lebar=11),
        Kolom("sk", "SK penetapan", sql="t.nomor_sk", lebar=26), Kolom("oleh", "Oleh", sql="s.oleh", lebar=22),
        Kolom("at", "Ditarik", Jenis.WAKTU, sql="s.at", lebar=17), Kolom("sha256", "Sidik", sql="s.sha256", lebar=24),
    ),
    Sumber(
        "bansos_penarikan s JOIN penetapan_penetapan t ON t.id = s.penetapan_id", "t.bulan DESC, s.program, s.id",
        _syarat_penarikan,
    ),
    satuan="penarikan",
)  # fmt: skip

DAFTAR = (PENARIKAN, PENETAPAN, PENETAPAN_NAMA, PENETAPAN_BANDING, PENERIMA, SELISIH_PENERIMA)
