"""What happened to a family, newest first: versions, verdicts, usulan, notes, warnings."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from opensiks.keluarga.foto import FotoKeluarga, list_foto
from opensiks.keluarga.riwayat import Langkah, list_riwayat
from opensiks.rules.foto import LABEL_FOTO
from opensiks.rules.kodelist import STATUS_KAWIN, label_isian
from opensiks.rules.status import LABEL_STATUS
from opensiks.rules.usulan import LABEL_JENIS
from opensiks.rules.verval import LABEL_HASIL, HasilVerval
from opensiks.usulan.queries import list_usulan, name_subjek
from opensiks.verval import queries as verval
from opensiks.web import format as tulis
from opensiks.web.bahasa import nanti
from opensiks.web.presenters.kunjungan import write_hasil

if TYPE_CHECKING:
    from opensiks.usulan.models import Usulan

# Relations to the head, as the register names them.
KATA_SHDK = {
    1: nanti("Kepala keluarga"),
    2: nanti("Suami"),
    3: nanti("Istri"),
    4: nanti("Anak"),
    5: nanti("Menantu"),
    6: nanti("Cucu"),
    7: nanti("Orang tua"),
    8: nanti("Mertua"),
    9: nanti("Famili lain"),
    10: nanti("Pembantu"),
    11: nanti("Lainnya"),
}
KATA_STATUS = {
    "AKTIF": nanti("aktif"),
    "NONAKTIF": nanti("tidak aktif"),
    "BEKU": nanti("beku"),
    "DITIDURKAN": nanti("ditidurkan"),
}
LABEL_KOLOM = {
    "nik": "NIK",
    "no_kk": nanti("nomor KK"),
    "nama": "nama",
    "tempat_lahir": nanti("tempat lahir"),
    "tanggal_lahir": nanti("tanggal lahir"),
    "jenis_kelamin": nanti("jenis kelamin"),
    "nama_ibu": nanti("nama ibu kandung"),
    "pekerjaan": "pekerjaan",
    "status_kawin": nanti("status kawin"),
    "shdk": nanti("hubungan keluarga"),
    "alamat": "alamat",
    "dusun": "dusun",
    "rt": "RT",
    "rw": "RW",
    "anggota_di_kk": nanti("jumlah anggota di KK"),
    "status": "status",
    "alasan_status": nanti("alasan status"),
    "kode_desa": "desa",
    "keluarga_id": "keluarga",
    "pengurus_id": "pengurus",
    "lintang": "lintang",
    "bujur": "bujur",
    "codelist": nanti("daftar kode"),
}
_SUMBER = {
    "impor": nanti("Data masuk dari berkas"),
    "usulan": nanti("Diubah lewat usulan"),
    "verval": nanti("Diverval"),
}
_BERHENTI = {
    "R73": nanti("Beku: tiga bulan tidak diverval. Verval menghidupkan lagi."),
    "R75": nanti("Ditidurkan: desa tidak menyerahkan hasil. Verval menghidupkan lagi."),
}


@dataclass(frozen=True)
class Kejadian:
    """One line of the timeline."""

    at: datetime
    kata: str
    sebelum: str = ""
    warna: str = ""
    url: str = ""
    tautan: str = ""

    @property
    def waktu(self) -> str:
        return tulis.write_date_short(self.at, dengan_tahun=True)


def list_kejadian(
    keluarga_id: int, kode_desa: str, usulan: Sequence[Usulan] | None = None, foto: Sequence[FotoKeluarga] | None = None
) -> list[Kejadian]:  # fmt: skip
    """The whole timeline of a family, newest first; seven queries, fewer when usulan and photos were read before."""
    if usulan is None:
        usulan = list(list_usulan(kode_desa).filter(keluarga_id=keluarga_id))
    semua = [
        *_versi(list_riwayat(keluarga_id)), *_verval(keluarga_id), *_usulan(usulan), *_catatan(keluarga_id),
        *_peringatan(keluarga_id), *_foto(list_foto(keluarga_id) if foto is None else foto),
    ]  # fmt: skip
    return sorted(semua, key=lambda k: k.at, reverse=True)


def label_sumber(sumber: str) -> str:
    """What a version was made from: "Diubah lewat usulan"."""
    return str(_SUMBER.get(sumber) or _("Diubah ({sumber})").format(sumber=sumber))


def _versi(daftar: Iterable[Langkah]) -> Iterable[Kejadian]:
    """One line for each moment and source: a family's import is one event, not one for each member."""
    kelompok: dict[tuple[datetime, str], list[Langkah]] = {}
    for s in daftar:
        kelompok.setdefault((s.at, s.sumber), []).append(s)
    for (at, sumber), langkah in kelompok.items():
        aturan = _BERHENTI.get(sumber)
        kata = aturan or label_sumber(sumber)
        oleh = langkah[0].oleh
        usulan_id = next((s.usulan_id for s in langkah if s.usulan_id), None)
        yield Kejadian(
            at,
            f"{kata.rstrip('.')}. {oleh}." if not aturan else kata,
            _ubahan(langkah),
            "beku" if aturan else "",
            f"/usulan/{usulan_id}/" if usulan_id else "",
            _("Usulan {usulan_id}").format(usulan_id=usulan_id) if usulan_id else "",
        )


def _ubahan(langkah: list[Langkah]) -> str:
    bagian = []
    for s in langkah:
        siapa = f"{tulis.write_name(s.nama)}: " if s.individu_id else ""
        ubah = [_satu(u.kolom, u.lama, u.baru) for u in s.ubahan if u.kolom not in ("alasan_status",)]
        if ubah:
            bagian.append(siapa + ", ".join(ubah))
    return "; ".join(bagian[:4])


def label_kolom(kolom: str) -> str:
    """A column of the register in words."""
    return LABEL_KOLOM.get(kolom) or label_isian(kolom).lower()


def _satu(kolom: str, lama: str, baru: str) -> str:
    label = label_kolom(kolom)
    lama, baru = _nilai(kolom, lama), _nilai(kolom, baru)
    return (
        f"{label} {lama or _('kosong')} → {baru or _('kosong')}"
        if lama or baru
        else _("{label} diubah").format(label=label)
    )


def _nilai(kolom: str, nilai: str) -> str:
    """Codes in the words of the form."""
    match kolom:
        case "status":
            return _(KATA_STATUS.get(nilai, nilai.lower()))
        case "shdk" | "status_kawin" if nilai.isdigit():
            kata = KATA_SHDK if kolom == "shdk" else STATUS_KAWIN
            return str(kata.get(int(nilai), nilai)).lower()
    return nilai


def _verval(keluarga_id: int) -> Iterable[Kejadian]:
    for v in verval.list_riwayat_verval(keluarga_id):
        hasil = _(LABEL_HASIL[HasilVerval(v.hasil)])
        kata = _("Verval {label}: {hasil}, {oleh}.").format(label=v.periode.label, hasil=hasil, oleh=v.oleh)
        if v.batal_at:
            yield Kejadian(
                v.batal_at, _("Verval dibatalkan: {hasil}, {oleh}.").format(hasil=hasil, oleh=v.oleh)
            )
        yield Kejadian(v.at, kata, v.catatan, "hijau" if v.dihitung_at else "")


def _usulan(daftar: Iterable[Usulan]) -> Iterable[Kejadian]:
    for u in daftar:
        jenis, status = _(LABEL_JENIS[u.jenis]).lower(), _(LABEL_STATUS[u.status]).lower()
        kata = _("Usulan {jenis}, {u}: {status}.").format(
            jenis=jenis, u=tulis.write_name(name_subjek(u)), status=status
        )
        yield Kejadian(u.diubah_at, kata, url=f"/usulan/{u.pk}/", tautan=_("Buka"))


def _catatan(keluarga_id: int) -> Iterable[Kejadian]:
    for c in verval.list_catatan(keluarga_id):
        apa = write_hasil(c) if c.kunjungan else _("Catatan")
        kata = f"{apa} ({'kunjungan ' if c.hasil else ''}{c.oleh})" + (f": {c.isi}" if c.isi else ".")
        yield Kejadian(c.at, kata)


def _peringatan(keluarga_id: int) -> Iterable[Kejadian]:
    for p in verval.list_peringatan(keluarga_id):
        akibat = _("akan beku") if p.jenis == "BEKU" else _("akan ditidurkan")
        yield Kejadian(
            p.at,
            _("Peringatan: {akibat} {berlaku}.").format(akibat=akibat, berlaku=tulis.write_date(p.berlaku)),
            warna="beku",
        )


def _foto(daftar: Iterable[FotoKeluarga]) -> Iterable[Kejadian]:
    for f in daftar:
        yield Kejadian(
            f.at,
            _("Foto {jenis} {ditambahkan}, {oleh}.").format(
                jenis=_(LABEL_FOTO[f.jenis]),
                ditambahkan=_("diganti") if f.ganti else _("ditambahkan"),
                oleh=f.oleh,
            ),
        )
