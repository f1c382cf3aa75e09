"""Lists of the offices' pages as files: boards, the inbox, letters, batches."""

from __future__ import annotations

from typing import Any

from opensiks.akun.access import TidakAda
from opensiks.ekspor.tabel import Isi, Jenis, Kolom, Minta, Tabel
from opensiks.pantau import queries as pantau
from opensiks.pengesahan import queries as pengesahan
from opensiks.pengesahan.access import access_serahan
from opensiks.rules.peran import Izin
from opensiks.rules.status import StatusUsulan
from opensiks.rules.verval import LABEL_STATUS_DESA, StatusDesa
from opensiks.usulan.queries import list_usulan
from opensiks.web.pages.kotak_masuk import DI_KABUPATEN
from opensiks.web.presenters import diam as tampil_diam
from opensiks.web.presenters import kotak_masuk, papan
from opensiks.web.presenters.batch import list_baris as list_baris_batch
from opensiks.web.presenters.pengesahan import HURUF, KOLOM_KAB, list_berita_acara
from opensiks.wilayah.queries import get_nama


def angka(kunci: str, kepala: str, lebar: int = 11) -> Kolom:
    return Kolom(kunci, kepala, Jenis.ANGKA, lebar=lebar)


def find_periode(minta: Minta) -> Any:
    """The period of the page: the one asked for, else the current one; TidakAda before the first."""
    asked = minta["periode"]
    periode = pantau.choose_periode(
        pantau.list_periode(minta.kode), int(asked) if asked.isdigit() else None, minta.at
    )
    if periode is None:
        raise TidakAda
    return periode


def _papan(minta: Minta) -> pantau.Papan:
    return pantau.get_papan(find_periode(minta), minta.kode, minta.at)


def _open_papan(minta: Minta) -> Isi:
    """Villages, or the areas below, under the stage and in the order of the page."""
    isi = _papan(minta)
    rows = papan.list_baris(isi, "")
    if minta["tahap"]:
        rows = [b for b in rows if b.status == minta["tahap"]]
    tahap = minta["tahap"]
    kata = LABEL_STATUS_DESA[StatusDesa(tahap)] if tahap in set(StatusDesa) else tahap
    saringan = (("Tahap", kata),) if tahap else ()
    rows = papan.sort_baris(rows, minta["urut"])
    return Isi(minta.kode, len(rows), rows, isi.periode.label, saringan)


PAPAN = Tabel(
    "papan", "Papan", Izin.PAPAN_VIEW,
    (
        Kolom("nama", "Wilayah", lebar=26), Kolom("kode", "Kode", lebar=15), Kolom("induk", "Induk", lebar=24),
        Kolom("tahap", "Tahap", lebar=24), angka("keluarga", "Keluarga"), angka("sudah", "Sudah diverval"),
        angka("belum", "Belum"), angka("orang", "Orang"), angka("sudah_orang", "Orang diverval"),
        angka("akan_beku", "Orang akan beku"), angka("diam", "Hari diam"),
    ),
    buka=_open_papan, kertas=True, satuan="wilayah",
)  # fmt: skip


def _open_papan_anak(minta: Minta) -> Isi:
    isi = _papan(minta)
    rows = papan.sort_baris(papan.list_baris_anak(isi, ""), minta["urut"])
    return Isi(minta.kode, len(rows), rows, isi.periode.label)


PAPAN_ANAK = Tabel(
    "papan-kecamatan", "Papan per kecamatan", Izin.PAPAN_VIEW,
    (
        Kolom("nama", "Wilayah", lebar=26), Kolom("kode", "Kode", lebar=15), angka("desa", "Desa"),
        angka("diterima", "Desa diterima"), *PAPAN.kolom[4:10],
    ),
    buka=_open_papan_anak, kertas=True, satuan="wilayah",
)  # fmt: skip


def _open_diam(minta: Minta) -> Isi:
    isi = _papan(minta)
    rows = tampil_diam.list_diam(isi, pantau.list_ingatan(isi.periode, isi.kode)).daftar
    return Isi(minta.kode, len(rows), rows, isi.periode.label)


DIAM = Tabel(
    "diam", "Desa diam", Izin.PAPAN_VIEW,
    (
        Kolom("nama", "Desa", lebar=26), Kolom("kode", "Kode", lebar=15), Kolom("induk", "Kecamatan", lebar=24),
        Kolom("status", "Tahap", lebar=24, ubah=lambda n: LABEL_STATUS_DESA[StatusDesa(n)]),
        angka("orang", "Orang"), angka("akan_beku", "Orang akan beku"), angka("hari", "Hari diam"),
        Kolom("diingatkan.at", "Terakhir diingatkan", Jenis.WAKTU, lebar=17),
        Kolom("diingatkan.oleh", "Diingatkan oleh", lebar=22),
    ),
    buka=_open_diam, kertas=True, satuan="desa",
)  # fmt: skip


def _open_masuk(minta: Minta) -> Isi:
    periode = find_periode(minta)
    daftar = pengesahan.list_masuk(periode, minta.kode)
    pilih = kotak_masuk.choose_saring(daftar, minta["saring"])
    rows = kotak_masuk.list_baris(daftar, pilih, get_nama({b.kode[:8] for b in daftar}))
    kata = next((kata for kunci, kata, _ in kotak_masuk.SARINGAN if kunci == pilih), "Semua")
    return Isi(minta.kode, len(rows), rows, periode.label, (("Saringan", kata),))


MASUK = Tabel(
    "kotak-masuk", "Kotak masuk", Izin.USULAN_VIEW,
    (
        Kolom("masuk.nama", "Desa", lebar=24), Kolom("masuk.kode", "Kode", lebar=15),
        Kolom("kecamatan", "Kecamatan", lebar=22),
        Kolom("masuk.diserahkan_at", "Diserahkan", Jenis.WAKTU, lebar=17),
        Kolom("masuk.tepat_waktu", "Tepat waktu", lebar=11), angka("masuk.keluarga", "Keluarga"),
        angka("masuk.orang", "Orang"), angka("masuk.usulan", "Usulan"), angka("masuk.diperiksa", "Diperiksa"),
        angka("masuk.lolos", "Lolos"), angka("masuk.dikembalikan", "Dikembalikan"),
        Kolom("masuk.diterima_at", "Diterima", Jenis.WAKTU, lebar=17), Kolom("kata", "Keadaan", lebar=22),
    ),
    buka=_open_masuk, satuan="desa",
)  # fmt: skip
LINI = (
    Kolom("id", "Nomor", Jenis.ANGKA, lebar=10), Kolom("nama", "Nama", lebar=28), Kolom("jenis", "Jenis", lebar=30),
    Kolom("desa", "Desa", lebar=22), angka("orang", "Orang", 8), Kolom("status", "Status", lebar=24),
    Kolom("alasan", "Isi atau alasan", lebar=44),
)  # fmt: skip


def _open_serahan(minta: Minta) -> Isi:
    """The lines of one hand-over."""
    desa = access_serahan(minta.actor, minta.id).periode_desa
    rows = list(list_usulan(desa.kode_desa, periode=desa.periode, status=DI_KABUPATEN))
    baris = kotak_masuk.list_usulan(rows, None, get_nama([desa.kode_desa]))
    return Isi(desa.kode_desa, len(baris), baris, desa.periode.label)


SERAHAN = Tabel(
    "serahan",
    "Usulan dalam serahan",
    Izin.USULAN_VIEW,
    LINI,
    buka=_open_serahan,
    kertas=True,
    satuan="usulan",
)


def _open_saring(minta: Minta) -> Isi:
    """Every line that waits to be judged."""
    periode = find_periode(minta)
    rows = list(list_usulan(minta.kode, periode=periode, status=[StatusUsulan.DITERIMA_KAB]))
    baris = kotak_masuk.list_usulan(rows, None, get_nama({u.kode_desa for u in rows}))
    return Isi(minta.kode, len(baris), baris, periode.label, (("Saringan", "Menunggu disaring"),))


SARING = Tabel(
    "saring", "Usulan yang disaring", Izin.USULAN_VIEW, LINI, buka=_open_saring, kertas=True, satuan="usulan"
)


def _open_berita_acara(minta: Minta) -> Isi:
    periode = find_periode(minta)
    baris, total = pengesahan.list_baris_kab(periode, minta.kode)
    isi = list_berita_acara(baris, total, get_nama([b.kode for b in baris]))["baris"]
    rows = [{"nama": b.nama, **dict(zip(HURUF, b.angka, strict=True))} for b in isi]
    return Isi(minta.kode, len(rows), rows, periode.label)


BERITA_ACARA = Tabel(
    "berita-acara-kabupaten", "Berita acara kabupaten", Izin.USULAN_VIEW,
    (
        Kolom("nama", "Kecamatan", lebar=26),
        *(angka(h, f"{h} {k}", 13) for h, k in zip(HURUF, KOLOM_KAB, strict=True)),
    ),
    buka=_open_berita_acara, satuan="kecamatan",
)  # fmt: skip


def _open_batch(minta: Minta) -> Isi:
    daftar = list(pengesahan.list_batch(minta.kode))
    jumlah = pengesahan.list_rekonsiliasi(minta.kode, at=minta.at)
    rows = list_baris_batch(daftar, jumlah, get_nama({b.kode_kabupaten for b in daftar}))
    return Isi(minta.kode, len(rows), rows)


DAFTAR_BATCH = Tabel(
    "batch-daftar", "Batch", Izin.USULAN_VIEW,
    (
        Kolom("batch.nomor", "Batch", lebar=20), Kolom("wilayah", "Kabupaten", lebar=24),
        Kolom("batch.periode.label", "Periode", lebar=18), Kolom("batch.dikirim_at", "Dikirim", Jenis.WAKTU, lebar=17),
        angka("jumlah.terkirim", "Terkirim"), angka("jumlah.ditetapkan", "Ditetapkan"),
        angka("jumlah.ditolak", "Ditolak"), angka("jumlah.menunggu", "Menunggu"), angka("hari", "Hari"),
        Kolom("kata", "Keadaan", lebar=22),
    ),
    buka=_open_batch, satuan="batch",
)  # fmt: skip

DAFTAR = (PAPAN, PAPAN_ANAK, DIAM, MASUK, SERAHAN, SARING, BERITA_ACARA, DAFTAR_BATCH)
