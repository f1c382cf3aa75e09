"""Lists of the village's pages as files: the rows, filter and order that the page itself shows."""

from __future__ import annotations

from typing import Any

from opensiks.akun.access import TidakAda
from opensiks.ekspor.daftar.registri import list_nomor
from opensiks.ekspor.tabel import Isi, Jenis, Kolom, Minta, Tabel
from opensiks.musyawarah import queries as musyawarah
from opensiks.musyawarah.access import access_musyawarah
from opensiks.rules.jenis import LABEL_JENIS
from opensiks.rules.jenis import Jenis as JenisUsulan
from opensiks.rules.musyawarah import Hasil
from opensiks.rules.nik import mask_log
from opensiks.rules.peran import Izin
from opensiks.rules.registri import StatusKeluarga
from opensiks.verval import queries as verval
from opensiks.web.presenters import rapat
from opensiks.web.presenters import usulan as tampil_usulan
from opensiks.web.presenters.daftar_verval import (
    KATA_HASIL,
    BarisVerval,
    Permintaan,
    compose_daftar_verval,
)
from opensiks.web.presenters.desa import DesaKerja, get_desa
from opensiks.web.presenters.kecamatan import compose_kecamatan

ORANG = Kolom("orang", "Orang", Jenis.ANGKA, lebar=8)


def find_desa(minta: Minta) -> DesaKerja:
    """The village asked for; TidakAda when the area is wider than one."""
    return get_desa(minta.kode, minta.at)


def _label(desa: DesaKerja) -> str:
    return desa.periode.label if desa.periode else ""


def _open_verval(minta: Minta) -> Isi:
    desa, asked = find_desa(minta), Permintaan.read(dict(minta.kueri))
    daftar = compose_daftar_verval(desa, minta.actor, asked)
    nomor = list_nomor(desa.kode)
    baris = [
        {"b": b, "a": b.asal, "nomor": nomor.get(b.id, ("", "")), "status": _status(b)} for b in daftar.baris
    ]
    saringan = [(label, mask_log(kata)) for label, kata in daftar.cetak if label != "Jumlah"]
    return Isi(desa.kode, len(baris), baris, _label(desa), tuple(saringan))


def _status(b: BarisVerval) -> str:
    """The word of the row's tag."""
    if b.hasil is not None:
        return KATA_HASIL[b.hasil]
    if b.asal.status is StatusKeluarga.BEKU:
        return "Beku"
    if b.asal.status is StatusKeluarga.DITIDURKAN:
        return "Ditidurkan"
    return "Akan beku" if b.is_beku else "Belum diverval"


VERVAL = Tabel(
    "verval", "Daftar verval", Izin.KELUARGA_VIEW,
    (
        Kolom("b.kepala", "Kepala keluarga", lebar=28),
        Kolom("nomor", "NIK kepala", Jenis.NOMOR, lebar=20, ubah=lambda n: n[0]),
        Kolom("nomor", "No. KK", Jenis.NOMOR, lebar=20, ubah=lambda n: n[1]),
        Kolom("a.dusun", "Dusun", lebar=16), Kolom("a.rt", "RT", lebar=6), Kolom("a.rw", "RW", lebar=6),
        Kolom("b.orang", "Orang", Jenis.ANGKA, lebar=8),
        Kolom("a.verval_terakhir", "Verval terakhir", Jenis.TANGGAL, lebar=15),
        Kolom("b.bantuan", "Bantuan", lebar=20), Kolom("a.temuan_tag", "Temuan", lebar=28),
        Kolom("a.temuan_jumlah", "Jumlah temuan", Jenis.ANGKA, lebar=10), Kolom("status", "Status", lebar=24),
    ),
    buka=_open_verval, kertas=True, satuan="keluarga",
)  # fmt: skip


def _open_usulan(minta: Minta) -> Isi:
    desa = find_desa(minta)
    daftar = tampil_usulan.compose_daftar(desa, minta["saring"] or "semua")
    saringan = (("Saringan", tampil_usulan.SARING[daftar.saring][0]),)
    return Isi(desa.kode, len(daftar.baris), daftar.baris, _label(desa), saringan)


USULAN = Tabel(
    "usulan", "Usulan desa", Izin.USULAN_VIEW,
    (
        Kolom("u.pk", "Nomor", Jenis.ANGKA, lebar=10), Kolom("nama", "Siapa", lebar=28),
        Kolom("u.jenis", "Jenis", lebar=24, ubah=lambda n: LABEL_JENIS[JenisUsulan(n)]),
        Kolom("isi", "Isi", lebar=44), Kolom("u.orang", "Orang", Jenis.ANGKA, lebar=8),
        Kolom("u.dibuat_at", "Dibuat", Jenis.WAKTU, lebar=17), Kolom("u.diubah_at", "Diubah", Jenis.WAKTU, lebar=17),
        Kolom("u.pembuat", "Pembuat", lebar=22), Kolom("status", "Status", lebar=26),
    ),
    buka=_open_usulan, kertas=True, satuan="usulan",
)  # fmt: skip


def _open_agenda(minta: Minta) -> Isi:
    m = access_musyawarah(minta.actor, minta.id)
    agenda = rapat.compose_layar(m).agenda
    saringan = (("Musyawarah", f"{m.tanggal:%d/%m/%Y}, {m.tempat}"),)
    return Isi(m.kode_desa, len(agenda), agenda, m.periode.label, saringan)


HASIL = {Hasil.SETUJU: "Setuju", Hasil.TOLAK: "Tolak", Hasil.TUNDA: "Tunda"}
AGENDA = Tabel(
    "agenda", "Agenda dan keputusan musyawarah", Izin.USULAN_VIEW,
    (
        Kolom("u.pk", "Nomor usulan", Jenis.ANGKA, lebar=10), Kolom("nama", "Siapa", lebar=28),
        Kolom("judul", "Usulan", lebar=32), Kolom("u.keluarga.dusun", "Dusun", lebar=16),
        Kolom("u.keluarga.rt", "RT", lebar=6), Kolom("u.orang", "Orang", Jenis.ANGKA, lebar=8),
        Kolom("keputusan.hasil", "Keputusan", ubah=lambda n: HASIL[Hasil(n)], lebar=14),
        Kolom("keputusan.alasan", "Alasan", lebar=40),
        Kolom("keberatan", "Keberatan", ubah=lambda n: "; ".join(k.isi for k in n), lebar=40),
    ),
    buka=_open_agenda, kertas=True, satuan="usulan",
)  # fmt: skip


def _open_musyawarah(minta: Minta) -> Isi:
    desa = find_desa(minta)
    rows = list(musyawarah.list_musyawarah(desa.kode).order_by("-tanggal", "-id"))
    return Isi(desa.kode, len(rows), rows, _label(desa))


MUSYAWARAH = Tabel(
    "musyawarah", "Musyawarah desa", Izin.USULAN_VIEW,
    (
        Kolom("tanggal", "Tanggal", Jenis.TANGGAL, lebar=14), Kolom("tempat", "Tempat", lebar=28),
        Kolom("pimpinan_nama", "Pemimpin", lebar=26), Kolom("pimpinan_jabatan", "Jabatan", lebar=20),
        Kolom("periode.label", "Periode", lebar=20), Kolom("ditutup_at", "Ditutup", Jenis.WAKTU, lebar=17),
    ),
    buka=_open_musyawarah, satuan="musyawarah",
)  # fmt: skip


def _open_belum_terkirim(minta: Minta) -> Isi:
    """What the kabupaten does not have from this village (R76)."""
    desa = find_desa(minta)
    rows: list[Any] = verval.list_belum_terkirim(desa.periode, desa.kode) if desa.periode else []
    return Isi(desa.kode, len(rows), rows, _label(desa), (("Saringan", "Belum terkirim"),))


BELUM_TERKIRIM = Tabel(
    "belum-terkirim", "Keluarga belum terkirim", Izin.KELUARGA_VIEW,
    (
        Kolom("kepala_nama", "Kepala keluarga", lebar=28), Kolom("id_registri", "ID keluarga", lebar=22),
        Kolom("rt", "RT", lebar=6), Kolom("rw", "RW", lebar=6), ORANG,
        Kolom("hasil", "Keadaan", ubah=lambda n: "Belum diserahkan" if n else "Belum diverval", lebar=20),
    ),
    buka=_open_belum_terkirim, kertas=True, satuan="keluarga",
)  # fmt: skip


def _open_kecamatan(minta: Minta) -> Isi:
    if minta.kode.count(".") != 2:
        raise TidakAda
    kec = compose_kecamatan(minta.kode, minta.at)
    return Isi(minta.kode, len(kec.desa), kec.desa, kec.periode.label if kec.periode else "")


KECAMATAN = Tabel(
    "kecamatan", "Kemajuan desa", Izin.PAPAN_VIEW,
    (
        Kolom("kemajuan.kode", "Kode", lebar=15), Kolom("kemajuan.nama", "Desa", lebar=24),
        Kolom("tahap", "Tahap", lebar=24), Kolom("kemajuan.semua.keluarga", "Keluarga", Jenis.ANGKA, lebar=10),
        Kolom("kemajuan.sudah.keluarga", "Sudah", Jenis.ANGKA, lebar=10),
        Kolom("kemajuan.belum.keluarga", "Belum", Jenis.ANGKA, lebar=10),
        Kolom("kemajuan.terancam.keluarga", "Akan beku", Jenis.ANGKA, lebar=10),
        Kolom("diam", "Hari diam", Jenis.ANGKA, lebar=10),
    ),
    buka=_open_kecamatan, satuan="desa",
)  # fmt: skip

DAFTAR = (VERVAL, USULAN, AGENDA, MUSYAWARAH, BELUM_TERKIRIM, KECAMATAN)
