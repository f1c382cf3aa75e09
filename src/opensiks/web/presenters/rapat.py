"""The meeting for the screen that thirty people read: one line at a time, outcomes in words, totals, attendance.

No NIK, no KK, no health, no income here (R102): of a correction only the names of the fields are shown.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from opensiks.keluarga.queries import get_keluarga
from opensiks.musyawarah import queries as musyawarah
from opensiks.rules.bansos import REGISTRI
from opensiks.rules.jenis import LABEL_JENIS, Jenis
from opensiks.rules.label import SINGKAT_PROGRAM
from opensiks.rules.musyawarah import Hasil
from opensiks.rules.rule import Tingkat, Violation
from opensiks.web import format as tulis
from opensiks.web.bahasa import nanti
from opensiks.web.presenters.hadir import BarisHadir, list_hadir
from opensiks.web.presenters.rincian import label_alasan, label_kolom

if TYPE_CHECKING:
    from opensiks.musyawarah.models import Keberatan, Keputusan, Musyawarah
    from opensiks.usulan.models import Usulan

BENTUK_HASIL = {
    Hasil.SETUJU: ("selesai", nanti("Disetujui")),
    Hasil.TOLAK: ("harus", nanti("Ditolak")),
    Hasil.TUNDA: ("tunda", nanti("Ditunda")),
}
# Jenis → (judul di layar, akibat setuju, akibat tolak); {p} is the aid it is about.
AKIBAT: dict[Jenis, tuple[str, str, str]] = {
    Jenis.BARU: (nanti("Usul keluarga baru"), nanti("Masuk usulan"), nanti("Tidak diusulkan")),
    Jenis.PERBAIKAN_ID: (nanti("Perbaikan identitas"), nanti("Data diperbaiki"), nanti("Data tetap")),
    Jenis.PERBAIKAN_DATA: (
        nanti("Perbaikan data rumah tangga"),
        nanti("Data diperbaiki"),
        nanti("Data tetap"),
    ),
    Jenis.TAMBAH_ART: (nanti("Tambah anggota"), nanti("Anggota ditambah"), nanti("Tidak ditambah")),
    Jenis.PECAH_KK: (nanti("Pecah KK"), nanti("KK dipecah"), nanti("KK tetap satu")),
    Jenis.TIDAK_LAYAK: (nanti("Usul tidak layak lagi"), nanti("{p} berhenti"), nanti("{p} tetap")),
    Jenis.MENINGGAL: (nanti("Meninggal"), nanti("Dicatat meninggal"), nanti("Data tetap")),
    Jenis.PINDAH: (nanti("Pindah"), nanti("Dicatat pindah"), nanti("Data tetap")),
    Jenis.GANDA: (nanti("Data ganda"), nanti("Satu catatan ditutup"), nanti("Keduanya tetap")),
    Jenis.TIDAK_DITEMUKAN: (nanti("Tidak ditemukan"), nanti("Dikeluarkan dari data"), nanti("Tetap di data")),
    Jenis.PENGURUS: (nanti("Ganti pengurus"), nanti("Pengurus diganti"), nanti("Pengurus tetap")),
    Jenis.BANSOS_MASUK: (nanti("Usul bantuan"), nanti("{p} diusulkan"), nanti("Tidak diusulkan")),
    Jenis.BANSOS_HENTI: (nanti("Usul henti bantuan"), nanti("{p} berhenti"), nanti("{p} tetap")),
    Jenis.REAKTIVASI: (
        nanti("Hidupkan PBI lagi"),
        nanti("PBI diusulkan hidup lagi"),
        nanti("PBI tetap nonaktif"),
    ),
}
# The registry itself is no aid: who leaves it loses all of them.
AKIBAT_REGISTRI = (
    nanti("Usul tidak layak lagi: keluar dari data"),
    nanti("Keluar dari data"),
    nanti("Tetap di data"),
)


@dataclass(frozen=True)
class BarisRapat:
    """One line of the agenda in the meeting's words."""

    nomor: int
    u: Usulan
    nama: str
    judul: str
    setuju: str
    tolak: str
    keputusan: Keputusan | None
    keberatan: tuple[Keberatan, ...]

    @property
    def hasil(self) -> tuple[str, str] | None:
        return BENTUK_HASIL[Hasil(self.keputusan.hasil)] if self.keputusan else None

    @property
    def perlu_alasan(self) -> bool:
        return bool(self.keberatan)

    @property
    def judul_kecil(self) -> str:
        """Behind a name: "usul tidak layak lagi: PKH"."""
        return tulis.lower_first(self.judul)

    @property
    def cari(self) -> str:
        """What the search in the agenda looks at."""
        tempat = tempat_of(self.u)
        return f"{self.nama} {self.judul} {tempat[0]} rt{tempat[1].lstrip('0')}".lower()

    @property
    def tempat(self) -> str:
        dusun, rt = tempat_of(self.u)
        return ", ".join(b for b in (tulis.write_name(dusun), f"RT {rt}" if rt else "") if b)


@dataclass(frozen=True)
class KelompokAgenda:
    """Neighbouring lines of one jenis."""

    judul: str
    baris: tuple[BarisRapat, ...]

    @property
    def orang(self) -> int:
        return sum(b.u.orang for b in self.baris)


@dataclass(frozen=True)
class LayarRapat:
    """The screen at one line. `baris` is None when the agenda is empty."""

    m: Musyawarah
    agenda: tuple[BarisRapat, ...]
    baris: BarisRapat | None
    ringkasan: musyawarah.Ringkasan
    hadir: tuple[BarisHadir, ...]
    rincian: tuple[tuple[str, str], ...] = ()
    alamat: str = ""
    tetap: int = 0

    @property
    def kelompok(self) -> list[KelompokAgenda]:
        """The agenda as it is read: a heading wherever the jenis changes."""
        per_jenis = groupby(self.agenda, key=lambda b: b.u.jenis)
        return [KelompokAgenda(_(LABEL_JENIS[j]), tuple(isi)) for j, isi in per_jenis]

    @property
    def orang(self) -> int:
        return sum(b.u.orang for b in self.agenda)

    @property
    def selesai(self) -> bool:
        """Every line has its decision."""
        return self.ringkasan.semua > 0 and self.ringkasan.belum == 0

    @property
    def diputuskan(self) -> int:
        return self.ringkasan.semua - self.ringkasan.belum

    @property
    def wajib_absen(self) -> str:
        """R14: who must be there and is not; as in the middle of a sentence."""
        return ", ".join(tulis.lower_first(h.nama) for h in self.hadir if h.bentuk == "harus")

    @property
    def diharap_absen(self) -> str:
        """R15: whose absence is only written down; as at the beginning of a sentence."""
        nama = [h.nama for h in self.hadir if h.bentuk == "perlu"]
        return " dan ".join([*nama[:1], *map(tulis.lower_first, nama[1:])])

    @property
    def letak(self) -> int:
        return self.baris.nomor if self.baris else 0

    def _ke(self, langkah: int) -> BarisRapat | None:
        n = self.letak - 1 + langkah
        return self.agenda[n] if self.baris and 0 <= n < len(self.agenda) else None

    @property
    def sebelum(self) -> BarisRapat | None:
        return self._ke(-1)

    @property
    def sesudah(self) -> BarisRapat | None:
        return self._ke(1)

    @property
    def dekat(self) -> list[BarisRapat]:
        """The two lines decided last, and the next one."""
        ada = [
            (b.keputusan.at, b.keputusan.pk, b) for b in self.agenda if b.keputusan and b is not self.baris
        ]
        lalu = [b for _, _, b in sorted(ada, key=lambda a: a[:2])[-2:]]
        return [*lalu, *([self.sesudah] if self.sesudah and self.sesudah not in lalu else [])]

    @property
    def terakhir(self) -> BarisRapat | None:
        """The line decided last: what U takes back."""
        ada = [(b.keputusan.at, b.keputusan.pk, b) for b in self.agenda if b.keputusan]
        return max(ada, key=lambda a: a[:2])[2] if ada else None

    @property
    def jumlah_hadir(self) -> int:
        return sum(h.hadir.hadir for h in self.hadir)

    @property
    def laki(self) -> int:
        return sum(h.hadir.laki_laki for h in self.hadir)

    @property
    def perempuan(self) -> int:
        return sum(h.hadir.perempuan for h in self.hadir)


def compose_layar(m: Musyawarah, usulan_id: int | None = None) -> LayarRapat:
    """The meeting at a line: the one asked for, else the one last on the screen, else the first undecided one."""
    mentah = musyawarah.list_agenda(m)
    agenda = tuple(_baris(n, b) for n, b in enumerate(mentah, 1))
    diminta = next((b for b in agenda if b.u.pk == (usulan_id or m.baris_kini)), None)
    baris = diminta or next((b for b in agenda if b.keputusan is None), agenda[0] if agenda else None)
    return LayarRapat(
        m, agenda, baris, musyawarah.count_agenda(mentah), tuple(list_hadir(m)),
        tuple(_rincian(baris)) if baris else (), _alamat(baris.u) if baris else "", musyawarah.count_tetap(m),
    )  # fmt: skip


def _baris(nomor: int, b: musyawarah.BarisAgenda) -> BarisRapat:
    program = b.usulan.program
    judul, setuju, tolak = AKIBAT_REGISTRI if program == REGISTRI else AKIBAT[b.usulan.jenis]
    p = SINGKAT_PROGRAM.get(program, program) or _("Semua bantuan")
    if program and program != REGISTRI:
        judul = f"{judul}: {p}"
    return BarisRapat(
        nomor, b.usulan, _nama(b), judul, setuju.format(p=p), tolak.format(p=p), b.keputusan, b.keberatan
    )


def _nama(b: musyawarah.BarisAgenda) -> str:
    nama = tulis.write_name(b.nama) or _("Tanpa nama")
    return nama if b.usulan.individu_id else _("Keluarga {nama}").format(nama=nama)


def tempat_of(u: Usulan) -> tuple[str, str]:
    """Hamlet and RT of a line: of somebody new as proposed, else as registered."""
    tempat = u.muatan.get("keluarga", {}) if u.jenis is Jenis.BARU else {}
    if tempat:
        return tempat.get("dusun", ""), tempat.get("rt", "")
    return (u.keluarga.dusun, u.keluarga.rt) if u.keluarga else ("", "")


def _alamat(u: Usulan) -> str:
    dusun, rt = tempat_of(u)
    bagian = [tulis.write_name(dusun), f"RT {rt}" if rt else ""]
    orang = _("{orang} orang").format(orang=u.orang) if u.individu_id is None else _("1 orang")
    return ", ".join(b for b in bagian if b) + f" · {orang}"


def _rincian(b: BarisRapat) -> list[tuple[str, str]]:
    """What the people need to decide: reason, by whom, what follows."""
    u = b.u
    isi = [(_("Alasan"), ": ".join(x for x in (label_alasan(u), u.alasan) if x))]
    if u.jenis in (Jenis.PERBAIKAN_ID, Jenis.PERBAIKAN_DATA):
        isi.append((_("Yang diperbaiki"), ", ".join(label_kolom(k) for k in u.muatan)))
    if tanggal := u.muatan.get("tanggal"):
        isi.append((_("Tanggal"), tulis.write_date(date.fromisoformat(tanggal))))
    isi.append((_("Dicatat oleh"), f"{u.pembuat}, {tulis.write_date(u.dibuat_at)}"))
    isi.append((_("Bila disetujui"), f"{b.setuju}.{_tetap(u)}"))
    return [(k, v) for k, v in isi if v]


def _tetap(u: Usulan) -> str:
    """What becomes of the other aid: "PBI-JK dan Sembako tetap", or all that stops with the registry."""
    if u.jenis not in (Jenis.TIDAK_LAYAK, Jenis.BANSOS_HENTI) or u.keluarga_id is None:
        return ""
    k = get_keluarga(u.keluarga_id)
    lain = {p.program for p in k.bantuan if p.status == "AKTIF" and p.program != u.program} if k else set()
    nama = " dan ".join(n for kode, n in SINGKAT_PROGRAM.items() if kode in lain)
    if u.program == REGISTRI:
        return _(" {nama} berhenti.").format(nama=nama) if nama else _(" Semua bantuan berhenti.")
    return _(" {nama} tetap.").format(nama=nama) if nama else ""


# --- closing ----------------------------------------------------------------------------------------------------


def split_penutupan(m: Musyawarah) -> tuple[Sequence[Violation], Sequence[Violation]]:
    """What blocks closing, and what is only written down."""
    semua = musyawarah.check_penutupan(m)
    return [v for v in semua if v.tingkat is Tingkat.B], [v for v in semua if v.tingkat is not Tingkat.B]
