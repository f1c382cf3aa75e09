"""Lists of the offices' pages as files: boards, the inbox, letters, batches, periods."""

from __future__ import annotations

from typing import Any

from opensiks.akun.access import TidakAda
from opensiks.ekspor.tabel import Isi, Jenis, Kolom, Minta, Tabel
from opensiks.infra.clock import local
from opensiks.pantau import queries as pantau
from opensiks.pantau.beku import list_beku_wilayah
from opensiks.pantau.pratinjau import list_wilayah_penetapan
from opensiks.pantau.tutup import preview_tutup
from opensiks.pemadanan.access import access_putaran
from opensiks.pemadanan.queries import list_putaran
from opensiks.penetapan.queries import list_penetapan
from opensiks.pengesahan import queries as pengesahan
from opensiks.pengesahan.access import access_serahan
from opensiks.rules.peran import Izin
from opensiks.rules.status import StatusUsulan
from opensiks.rules.verval import LABEL_STATUS_DESA, StatusDesa
from opensiks.usulan.queries import list_usulan
from opensiks.verval.access import access_periode
from opensiks.web.format import write_month
from opensiks.web.pages.kotak_masuk import DI_KABUPATEN
from opensiks.web.presenters import diam as tampil_diam
from opensiks.web.presenters import kotak_masuk, papan
from opensiks.web.presenters import pemadanan as tampil_padan
from opensiks.web.presenters.batch import list_baris as list_baris_batch
from opensiks.web.presenters.penetapan import choose_wilayah
from opensiks.web.presenters.pengesahan import HURUF, KOLOM_KAB, list_berita_acara
from opensiks.web.presenters.pusat import show_periode
from opensiks.wilayah.queries import get_nama


def _angka(kunci: str, kepala: str, lebar: int = 11) -> Kolom:
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
    saringan = (("Tahap", rows[0].tahap if rows else minta["tahap"]),) if minta["tahap"] else ()
    rows = papan.sort_baris(rows, minta["urut"])
    return Isi(minta.kode, len(rows), rows, isi.periode.label, saringan)


PAPAN = Tabel(
    "papan", "Papan", Izin.PAPAN_VIEW,
    (
        Kolom("nama", "Wilayah", lebar=26), Kolom("kode", "Kode", lebar=15), Kolom("induk", "Induk", lebar=24),
        Kolom("tahap", "Tahap", lebar=24), _angka("keluarga", "Keluarga"), _angka("sudah", "Sudah diverval"),
        _angka("belum", "Belum"), _angka("orang", "Orang"), _angka("sudah_orang", "Orang diverval"),
        _angka("akan_beku", "Orang akan beku"), _angka("diam", "Hari diam"),
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
        Kolom("nama", "Wilayah", lebar=26), Kolom("kode", "Kode", lebar=15), _angka("desa", "Desa"),
        _angka("diterima", "Desa diterima"), *PAPAN.kolom[4:10],
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
        _angka("orang", "Orang"), _angka("akan_beku", "Orang akan beku"), _angka("hari", "Hari diam"),
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
        Kolom("masuk.tepat_waktu", "Tepat waktu", lebar=11), _angka("masuk.keluarga", "Keluarga"),
        _angka("masuk.orang", "Orang"), _angka("masuk.usulan", "Usulan"), _angka("masuk.diperiksa", "Diperiksa"),
        _angka("masuk.lolos", "Lolos"), _angka("masuk.dikembalikan", "Dikembalikan"),
        Kolom("masuk.diterima_at", "Diterima", Jenis.WAKTU, lebar=17), Kolom("kata", "Keadaan", lebar=22),
    ),
    buka=_open_masuk, satuan="desa",
)  # fmt: skip
LINI = (
    Kolom("id", "Nomor", Jenis.ANGKA, lebar=10), Kolom("nama", "Nama", lebar=28), Kolom("jenis", "Jenis", lebar=30),
    Kolom("desa", "Desa", lebar=22), _angka("orang", "Orang", 8), Kolom("status", "Status", lebar=24),
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
        *(_angka(h, f"{h} {k}", 13) for h, k in zip(HURUF, KOLOM_KAB, strict=True)),
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
        _angka("jumlah.terkirim", "Terkirim"), _angka("jumlah.ditetapkan", "Ditetapkan"),
        _angka("jumlah.ditolak", "Ditolak"), _angka("jumlah.menunggu", "Menunggu"), _angka("hari", "Hari"),
        Kolom("kata", "Keadaan", lebar=22),
    ),
    buka=_open_batch, satuan="batch",
)  # fmt: skip


def _open_putaran(minta: Minta) -> Isi:
    daftar = list(list_putaran())
    rows = tampil_padan.list_putaran(daftar, get_nama([p.kode_wilayah for p in daftar]))
    return Isi(minta.kode, len(rows), rows)


PUTARAN = Tabel(
    "putaran", "Putaran pemadanan", Izin.PEMADANAN_RUN,
    (
        Kolom("wilayah", "Wilayah", lebar=26), Kolom("mode", "Cara", lebar=14),
        Kolom("putaran.ekstrak_tanggal", "Tanggal salinan", Jenis.TANGGAL, lebar=15),
        Kolom("putaran.mulai_at", "Dijalankan", Jenis.WAKTU, lebar=17), _angka("orang", "Orang"),
        Kolom("padan", "Bagian padan", ubah=lambda n: f"{100 * n:.1f} %".replace(".", ","), lebar=13),
        Kolom("putaran.oleh", "Oleh", lebar=22),
    ),
    buka=_open_putaran, satuan="putaran",
)  # fmt: skip


def _open_padan_wilayah(minta: Minta) -> Isi:
    putaran = access_putaran(minta.actor, minta.id)
    rows = tampil_padan.list_wilayah(pantau.count_keluaran_wilayah(putaran.kode_wilayah))
    return Isi(putaran.kode_wilayah, len(rows), rows)


PADAN_WILAYAH = Tabel(
    "padan-wilayah", "Jawaban pemadanan per wilayah", Izin.PEMADANAN_RUN,
    (
        Kolom("nama", "Wilayah", lebar=26), _angka("orang", "Orang"), _angka("padan", "Padan"),
        _angka("meninggal", "Meninggal"), _angka("tidak_ada", "NIK belum ada"), _angka("lain", "Lain"),
    ),
    buka=_open_padan_wilayah, satuan="wilayah",
)  # fmt: skip


def _open_penetapan(minta: Minta) -> Isi:
    wilayah = choose_wilayah(list_wilayah_penetapan(), minta["wilayah"] or None)
    rows = list(list_penetapan(wilayah))
    return Isi(minta.kode, len(rows), rows)


DAFTAR_PENETAPAN = Tabel(
    "penetapan-daftar", "Daftar penetapan", Izin.BANSOS_VIEW,
    (
        Kolom("bulan", "Bulan", ubah=write_month, lebar=18), Kolom("nomor_sk", "SK", lebar=26),
        _angka("jumlah_individu", "Orang"), _angka("jumlah_keluarga", "Keluarga"),
        Kolom("disiapkan_oleh", "Disiapkan", lebar=22), Kolom("ditetapkan_oleh", "Ditetapkan", lebar=22),
        Kolom("ditetapkan_at", "Waktu", Jenis.WAKTU, lebar=17), Kolom("sha256", "Sidik", lebar=24),
    ),
    buka=_open_penetapan, satuan="penetapan",
)  # fmt: skip


def _open_beku_wilayah(minta: Minta) -> Isi:
    kode = minta["wilayah"] or minta.kode
    if not minta.actor.cakupan.covers(kode):
        raise TidakAda
    rows = list_beku_wilayah(kode, local(minta.at, kode).date())
    return Isi(kode, len(rows), rows)


BEKU_WILAYAH = Tabel(
    "beku-wilayah", "Beku per wilayah", Izin.PAPAN_VIEW,
    (
        Kolom("nama", "Wilayah", lebar=26), Kolom("kode", "Kode", lebar=15), _angka("keluarga", "Keluarga"),
        _angka("orang", "Orang"), _angka("sudah_beku", "Sudah beku"),
    ),
    buka=_open_beku_wilayah, satuan="wilayah",
)  # fmt: skip


def _open_periode(minta: Minta) -> Isi:
    daftar = pantau.list_periode(minta.kode)
    nama = get_nama([p.kode_wilayah for p in daftar])
    rows = [show_periode(p, nama, minta.at) for p in daftar]
    return Isi(minta.kode, len(rows), rows)


PERIODE = Tabel(
    "periode", "Periode", Izin.PERIODE_OPEN,
    (
        Kolom("periode.label", "Periode", lebar=22), Kolom("profil", "Ketentuan", lebar=30),
        Kolom("wilayah", "Wilayah", lebar=24), Kolom("periode.mulai_at", "Mulai", Jenis.WAKTU, lebar=17),
        Kolom("periode.tenggat_desa_at", "Batas desa, sebelum", Jenis.WAKTU, lebar=19),
        Kolom("periode.tenggat_kab_at", "Batas kabupaten, sebelum", Jenis.WAKTU, lebar=22),
        Kolom("kata", "Keadaan", lebar=20),
    ),
    buka=_open_periode, satuan="periode",
)  # fmt: skip


def _open_tidur(minta: Minta) -> Isi:
    """The villages whose data would sleep when the period closes (R75)."""
    periode = access_periode(minta.actor, minta.id, Izin.PERIODE_OPEN)
    rows = preview_tutup(periode).tidur
    return Isi(periode.kode_wilayah, len(rows), rows, periode.label)


TIDUR = Tabel(
    "desa-tidur", "Desa yang datanya ditidurkan", Izin.PERIODE_OPEN,
    (
        Kolom("nama", "Desa", lebar=26), Kolom("kode", "Kode", lebar=15),
        Kolom("status", "Tahap", lebar=24, ubah=lambda n: LABEL_STATUS_DESA[StatusDesa(n)]),
        _angka("keluarga", "Keluarga"), _angka("orang", "Orang"),
    ),
    buka=_open_tidur, satuan="desa",
)  # fmt: skip

DAFTAR = (
    PAPAN, PAPAN_ANAK, DIAM, MASUK, SERAHAN, SARING, BERITA_ACARA, DAFTAR_BATCH, PUTARAN, PADAN_WILAYAH,
    DAFTAR_PENETAPAN, BEKU_WILAYAH, PERIODE, TIDUR,
)  # fmt: skip
