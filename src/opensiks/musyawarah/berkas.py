"""The papers of a meeting: printed from the list, signed by people, uploaded again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from opensiks.akun.access import require
from opensiks.infra import files
from opensiks.infra.clock import local, singkatan
from opensiks.jejak import services as jejak
from opensiks.jejak.mutation import mutation
from opensiks.musyawarah.berita_acara import BeritaAcaraCetak, make_nomor
from opensiks.musyawarah.daftar import compose_daftar
from opensiks.musyawarah.forum import get_forum
from opensiks.musyawarah.kertas import Salinan
from opensiks.musyawarah.models import BeritaAcara, Musyawarah
from opensiks.musyawarah.rapat import check_desa_terbuka
from opensiks.rules.aktor import Actor
from opensiks.rules.canonical import list_code
from opensiks.rules.peran import Izin
from opensiks.rules.rapat import is_cetakan_berlaku, is_rapat_ditutup
from opensiks.rules.rule import AksiDitolak, Violation
from opensiks.rules.syarat import is_dalam_cakupan
from opensiks.rules.tautan import Bagian, has_halaman
from opensiks.tautan.services import confirm_halaman
from opensiks.usulan.models import Bukti

MAKS_PDF = 50 * 1024 * 1024


@dataclass(frozen=True)
class HasilUnggah:
    """A berita acara after an upload, with what it still lacks (B) and what is only worth saying (W)."""

    berita_acara: BeritaAcara
    kekurangan: tuple[Violation, ...]


@mutation("berita_acara.printed")
def print_berita_acara(
    m: Musyawarah, *, by: Actor, at: datetime, salinan: Salinan = Salinan.PAPAN, nomor: str = "",
    kode_lembar: str = "",
) -> tuple[BeritaAcara, bytes]:  # fmt: skip
    """The berita acara of a closed meeting and its PDF, bound to the list as it stands (R18).

    While the list stays the same, printing again gives the same row and the same bytes. When it has changed, the
    earlier print is superseded and its signatures with it. `kode_lembar`: a worksheet printed the same list under
    this code, as whoever calls has made sure, so its paper counts as this one.
    """
    _require(m, by)
    if m.ditutup_at is None:
        raise AksiDitolak([is_rapat_ditutup.violation()])
    daftar = compose_daftar(m.periode, m.kode_desa)
    ba = BeritaAcara.objects.filter(musyawarah=m, diganti_at__isnull=True).first()
    if ba is None or ba.daftar_sha256 != daftar.sha256 or (nomor and nomor != ba.nomor):
        cetak = BeritaAcaraCetak(m, daftar, nomor.strip()[:80] or (ba.nomor if ba else make_nomor(m)), at)
        hasil = cetak.render()
        BeritaAcara.objects.filter(musyawarah=m, diganti_at__isnull=True).update(diganti_at=at)
        ba = BeritaAcara.objects.create(
            musyawarah=m, kode_desa=m.kode_desa, nomor=cetak.nomor, daftar_sha256=daftar.sha256,
            baris=daftar.jumlah_baris, dicetak_at=at, halaman=hasil.halaman,
            pdf_sha256=files.save(hasil.isi, jenis=("pdf",), max_ukuran=MAKS_PDF).sha256,
        )  # fmt: skip
    if kode_lembar and kode_lembar != ba.kode_lembar:
        ba.kode_lembar = kode_lembar
        ba.save(update_fields=["kode_lembar"])
    lembar = {"lembar": kode_lembar} if kode_lembar else {}
    jejak.record(
        "berita_acara.printed", ba, by=by, at=at, nomor=ba.nomor, daftar=ba.daftar_sha256, baris=ba.baris,
        salinan=salinan.value, **lembar,
    )  # fmt: skip
    if salinan is Salinan.ARSIP:
        return ba, BeritaAcaraCetak(m, daftar, ba.nomor, ba.dicetak_at, salinan).render().isi
    return ba, files.load(ba.pdf_sha256)


@mutation("berita_acara.uploaded")
def upload_berita_acara(
    ba: BeritaAcara,
    *,
    by: Actor,
    at: datetime,
    scan: bytes | None = None,
    daftar_hadir: bytes | None = None,
    foto: bytes | None = None,
    ttd_kades: bool | None = None,
    ttd_operator: bool | None = None,
) -> HasilUnggah:
    """Keep the signed papers and the photo; what is None stays as it was. Parts may come one after another (R17).

    Refused when the list has changed since this print (R18): a signature stands for one list only.
    """
    m = ba.musyawarah
    _require(m, by)
    salah = check_desa_terbuka(m.periode, m.kode_desa)
    daftar = compose_daftar(m.periode, m.kode_desa)
    if ba.diganti_at is not None or daftar.sha256 != ba.daftar_sha256:
        jam = f"{local(ba.dicetak_at, m.kode_desa):%H.%M} {singkatan(m.kode_desa)}"
        salah.append(is_cetakan_berlaku.violation(jam=jam, kode=list_code(ba.daftar_sha256)))
    if salah:
        raise AksiDitolak(salah)
    berkas = {"scan": scan, "daftar_hadir": daftar_hadir, "foto": foto}
    ada = {nama: isi for nama, isi in berkas.items() if isi is not None}
    for nama, isi in ada.items():
        setattr(ba, nama, keep_bukti(nama, isi, m.kode_desa, by, at))
    ba.ttd_kades = ba.ttd_kades if ttd_kades is None else ttd_kades
    ba.ttd_operator = ba.ttd_operator if ttd_operator is None else ttd_operator
    ba.diunggah_at = at
    ba.save(update_fields=[*ada, "ttd_kades", "ttd_operator", "diunggah_at"])
    isi_jejak = {nama: getattr(ba, nama).sha256 for nama in ada}
    jejak.record(
        "berita_acara.uploaded",
        ba,
        by=by,
        at=at,
        ttd_kades=ba.ttd_kades,
        ttd_operator=ba.ttd_operator,
        **isi_jejak,
    )
    return HasilUnggah(ba, tuple(get_forum(m.periode, m.kode_desa, at, daftar=daftar).kekurangan))


def upload_halaman_berita_acara(
    ba: BeritaAcara,
    *,
    by: Actor,
    at: datetime,
    ttd_kades: bool | None = None,
    ttd_operator: bool | None = None,
) -> HasilUnggah:
    """The pages that a phone brought become the files of this berita acara: one PDF for each part."""
    pdf = confirm_halaman(ba.kode_desa, jejak.objek_of(ba), by=by, at=at)
    if not pdf:
        raise AksiDitolak([has_halaman.violation()])
    return upload_berita_acara(
        ba, by=by, at=at, scan=pdf.get(Bagian.BERITA_ACARA), daftar_hadir=pdf.get(Bagian.DAFTAR_HADIR),
        foto=pdf.get(Bagian.FOTO_MUSYAWARAH), ttd_kades=ttd_kades, ttd_operator=ttd_operator,
    )  # fmt: skip


def keep_bukti(jenis: str, isi: bytes, kode_desa: str, by: Actor, at: datetime) -> Bukti:
    """Store a paper of the forum (PDF, JPG, PNG) as evidence; AksiDitolak for anything else."""
    try:
        berkas = files.save(isi)
    except files.BerkasDitolak as e:
        raise AksiDitolak([Violation("R17", str(e), langkah="Pilih berkas PDF, JPG atau PNG.")]) from e
    bukti = Bukti.objects.create(
        kode_desa=kode_desa, jenis=jenis.upper(), sha256=berkas.sha256, nama_berkas=f"{jenis}.{berkas.jenis}",
        ukuran=berkas.ukuran, oleh=by.nama, at=at,
    )  # fmt: skip
    jejak.record("bukti.added", bukti, by=by, at=at, jenis=bukti.jenis, sha256=berkas.sha256)
    return bukti


def _require(m: Musyawarah, by: Actor) -> None:
    require(by, Izin.MUSYAWARAH_RECORD)
    if not by.cakupan.covers(m.kode_desa):
        raise AksiDitolak([is_dalam_cakupan.violation()])
