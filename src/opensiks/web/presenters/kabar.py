"""News of a village: what happened, why, what next, by whom, until when (R41)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from opensiks.rules.alasan import ALASAN_TOLAK
from opensiks.rules.peran import LABEL
from opensiks.rules.status import LABEL_STATUS, StatusUsulan
from opensiks.rules.usulan import LABEL_JENIS
from opensiks.rules.verval import AksiDesa
from opensiks.usulan import queries as usulan
from opensiks.verval import queries as verval
from opensiks.web import format as tulis
from opensiks.web.presenters.desa import DesaKerja

if TYPE_CHECKING:
    from opensiks.usulan.models import Usulan

KEMBALI = (StatusUsulan.DIKEMBALIKAN_KAB, StatusUsulan.DITOLAK_PUSDATIN)
_LANGKAH_DESA = {
    AksiDesa.RECEIVE: ("selesai", "Hasil desa diterima Dinas Sosial"),
    AksiDesa.RETURN: ("kembali", "Hasil desa dikembalikan Dinas Sosial"),
    AksiDesa.SIGN: ("selesai", "Hasil desa disahkan"),
    AksiDesa.CLOSE: ("selesai", "Periode desa ini selesai"),
}


@dataclass(frozen=True)
class Kabar:
    """One piece of news, ready for {% kabar %}. `butuh` means that somebody here has to act."""

    bentuk: str
    kata: str
    isi: str
    at: datetime | None
    tautan: str = ""
    url: str = ""
    butuh: bool = False

    @property
    def waktu(self) -> str:
        return f"{tulis.write_date_short(self.at)}, {tulis.write_time(self.at)}" if self.at else ""


def list_kabar(desa: DesaKerja, batas: int | None = None) -> list[Kabar]:
    """What needs an act first, then the rest, newest first."""
    daftar = [*_usulan(desa), *_beku(desa), *_langkah(desa)]
    daftar.sort(key=lambda k: (not k.butuh, -(k.at.timestamp() if k.at else 0)))
    return daftar[:batas]


def explain_tolak(u: Usulan) -> str:
    """Why a line came back, what to do, and who does it."""
    alasan = ALASAN_TOLAK.get(u.kode_tolak)
    bagian = [alasan.label if alasan else "", _akhiri(u.catatan_tolak)]
    if alasan:
        bagian.append(f"{alasan.langkah} ({LABEL[alasan.oleh]})")
    return " ".join(b for b in bagian if b)


def _akhiri(teks: str) -> str:
    return teks if not teks or teks.endswith((".", "!", "?")) else f"{teks}."


def _usulan(desa: DesaKerja) -> Iterable[Kabar]:
    """A line that came back; until the kabupaten's own deadline it may be mended and sent again."""
    masa = desa.masa
    sampai = ""
    if masa is not None and desa.at < masa.tenggat_kab:
        sampai = (
            f" Paling lambat {tulis.write_date(tulis.last_moment(masa.tenggat_kab.astimezone(masa.zona)))}."
        )
    for u in usulan.list_usulan(desa.kode, status=KEMBALI).order_by("-diubah_at"):
        kata = f"{LABEL_STATUS[u.status]}: {LABEL_JENIS[u.jenis]}, {tulis.write_name(usulan.name_subjek(u))}"
        yield Kabar(
            "kembali",
            kata,
            explain_tolak(u) + sampai,
            u.diubah_at,
            "Perbaiki",
            f"/usulan/{u.pk}/",
            butuh=True,
        )


def _beku(desa: DesaKerja) -> Iterable[Kabar]:
    daftar = desa.terancam
    if not daftar:
        return
    orang = sum(b.jumlah_anggota for b in daftar)
    isi = (
        f"{tulis.write_number(orang)} orang berhenti menerima bantuan bila belum diverval (aturan R73). "
        "Operator memverval sebelum itu."
    )
    kata = f"{tulis.write_number(len(daftar))} keluarga akan beku {tulis.write_date(verval.next_beku(desa.hari_ini))}"
    yield Kabar("beku", kata, isi, None, "Lihat keluarganya", "/verval/?saring=beku", butuh=desa.is_terbuka)


def _langkah(desa: DesaKerja) -> Iterable[Kabar]:
    if desa.stand is None:
        return
    for r in desa.stand.daftar_riwayat.order_by("-at", "-id"):
        if r.aksi in _LANGKAH_DESA:
            bentuk, kata = _LANGKAH_DESA[AksiDesa(r.aksi)]
            alasan = (
                ALASAN_TOLAK[r.catatan.split(":")[0]].label if r.catatan.split(":")[0] in ALASAN_TOLAK else ""
            )
            yield Kabar(bentuk, kata, " ".join(b for b in (alasan, r.catatan, f"Oleh {r.oleh}.") if b), r.at,
                        "Lihat", "/serahkan/", butuh=r.aksi == AksiDesa.RETURN)  # fmt: skip
