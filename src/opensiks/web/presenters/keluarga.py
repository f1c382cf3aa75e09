"""One family for its page: who they are, what is wrong and how it is mended, what may be decided, what happened."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from opensiks.keluarga.foto import FotoKeluarga, list_foto
from opensiks.keluarga.queries import Anggota, RincianKeluarga, get_keluarga
from opensiks.pemadanan.queries import get_keluaran
from opensiks.rules.aktor import Actor
from opensiks.rules.beku import beku_mulai
from opensiks.rules.nik import is_nik, is_tanpa_nik, tanggal_nik, umur
from opensiks.rules.pemadanan import LABEL as LABEL_PADAN
from opensiks.rules.pemadanan import Keluaran
from opensiks.rules.peran import Izin
from opensiks.rules.registri import StatusKeluarga
from opensiks.rules.status import LABEL_STATUS, TERMINAL
from opensiks.rules.verval import HasilVerval
from opensiks.usulan.queries import list_usulan
from opensiks.verval import queries as verval
from opensiks.web import format as tulis
from opensiks.web.presenters.aksi_keluarga import AksiKeluarga, list_aksi
from opensiks.web.presenters.baris_verval import KATA_HASIL
from opensiks.web.presenters.beranda import SINGKAT
from opensiks.web.presenters.desa import DesaKerja
from opensiks.web.presenters.pintu import explain_batal, explain_pintu
from opensiks.web.presenters.riwayat import KATA_SHDK
from opensiks.web.presenters.temuan import KartuTemuan, compose_temuan, describe_halangan
from opensiks.web.presenters.tugas import KartuTugas, list_kartu
from opensiks.web.templatetags.siks import samar, tag_status
from opensiks.wilayah.queries import get_nama

if TYPE_CHECKING:
    from opensiks.usulan.models import Usulan

_PADAN = {Keluaran.PADAN: "selesai", Keluaran.BELUM: "belum"}


@dataclass(frozen=True)
class BarisAnggota:
    """One member; `nik_utuh` only after the numbers were revealed (R95)."""

    id: int
    nama: str
    hubungan: str
    nik: str
    lahir: date | None
    umur: int | None
    lahir_salah: bool
    padan: SafeString
    bantuan: str
    aktif: bool
    keterangan: str = ""
    samar: SafeString | str = ""


@dataclass(frozen=True)
class NikTerbaca:
    """What the digits of one NIK say, and what the register says, side by side."""

    nomor: str
    wilayah: str
    lahir: date | None
    jenis_kelamin: str
    lahir_data: date | None
    jenis_kelamin_data: str

    @property
    def sama_lahir(self) -> bool:
        return self.lahir == self.lahir_data

    @property
    def sama_kelamin(self) -> bool:
        return self.jenis_kelamin == self.jenis_kelamin_data


@dataclass(frozen=True)
class HalamanKeluarga:
    """Everything the page shows of a family."""

    k: RincianKeluarga
    desa: DesaKerja
    anggota: tuple[BarisAnggota, ...]
    temuan: tuple[KartuTemuan, ...]
    terbaca: dict[int, NikTerbaca]
    aksi: tuple[AksiKeluarga, ...]
    usulan: tuple[Usulan, ...]
    hasil: HasilVerval | None
    akan_beku: bool
    boleh_catat: bool
    tugas: tuple[KartuTugas, ...] = ()
    foto: tuple[FotoKeluarga, ...] = ()
    # Why nothing may be recorded in the village now, and why a verdict may not be taken back.
    pintu: str = ""
    pintu_batal: str = ""

    @property
    def judul(self) -> str:
        return _("Keluarga {nama}").format(nama=tulis.write_name(self.k.kepala_nama) or "tanpa nama")

    @property
    def tempat(self) -> str:
        bagian = [f"RT {self.k.rt or '–'} RW {self.k.rw or '–'}", tulis.write_name(self.k.dusun)]
        return ", ".join(b for b in bagian if b)

    @property
    def bantuan(self) -> str:
        ada = {b.program for b in self.k.bantuan if b.status == "AKTIF"}
        return ", ".join(nama for kode, nama in SINGKAT.items() if kode in ada)

    @property
    def status(self) -> SafeString:
        if self.hasil is not None:
            bentuk = "selesai" if self.hasil is HasilVerval.TETAP else "sedang"
            return tag_status(bentuk, KATA_HASIL[self.hasil], "biru" if bentuk == "sedang" else "")
        if self.k.status == StatusKeluarga.NONAKTIF:
            return tag_status("kunci", _("Sudah dikeluarkan"))
        if self.akan_beku:
            return tag_status(
                "beku",
                _("Akan beku {hari_ini}").format(
                    hari_ini=tulis.write_date_short(verval.next_beku(self.desa.hari_ini))
                ),
            )
        return tag_status("belum", _("Belum diverval"))

    @property
    def beku_sejak(self) -> str:
        """For the banner of a frozen family: since when, and which months were missed."""
        if self.k.status != StatusKeluarga.BEKU or self.k.verval_terakhir is None:
            return ""
        batas = self.desa.profil.batas_beku if self.desa.profil else 3
        return tulis.write_date(beku_mulai(self.k.verval_terakhir, batas))

    @property
    def sebab_tidur(self) -> str:
        """Why a sleeping family sleeps, from "R75: desa tidak …", with the rule behind it."""
        aturan, _titik, sebab = self.k.alasan_status.rpartition(": ")
        kata = tulis.upper_first(sebab.rstrip("."))
        return f"{kata} ({aturan})." if aturan and kata else f"{kata}." if kata else ""

    @property
    def halangan(self) -> str:
        """Why TETAP is closed; empty when it may be pressed."""
        if self.k.status == StatusKeluarga.NONAKTIF:
            return _("keluarga ini sudah dikeluarkan dari data.")
        if self.pintu:
            return self.pintu
        if self.hasil is HasilVerval.TETAP:
            return _("keluarga ini sudah ditandai TETAP.")
        return describe_halangan(list(self.temuan))

    @property
    def bebas(self) -> bool:
        """No finding blocks any more."""
        return not any(t.menahan for t in self.temuan)


def compose_keluarga(
    id: int, desa: DesaKerja, actor: Actor, *, utuh: dict[int, str] | None = None
) -> HalamanKeluarga:
    """The family's page; the door was opened before. `utuh`: NIK by person, once revealed."""
    k = get_keluarga(id)
    assert k is not None
    usulan = tuple(list_usulan(k.kode_desa).filter(keluarga_id=id).order_by("-id"))
    terbuka = [u for u in usulan if u.status not in TERMINAL]
    kartu = [_with_usulan(compose_temuan(t, k), terbuka) for t in k.temuan]
    # What holds back TETAP comes first among the equals.
    temuan = tuple(
        sorted(kartu, key=lambda t: ("BWI".index(t.tingkat), not t.menahan, t.usulan_id is not None))
    )
    hasil, akan_beku = _verdict(id, desa)
    return HalamanKeluarga(
        k=k, desa=desa, anggota=tuple(_anggota(k, desa, temuan, utuh or {})), temuan=temuan,
        terbaca=_terbaca(temuan, desa) if actor.can(Izin.KELUARGA_REVEAL) else {},
        aksi=tuple(list_aksi(k, desa, actor, terbuka)) if actor.can(Izin.USULAN_DRAFT) else (), usulan=usulan,
        hasil=hasil, akan_beku=akan_beku, boleh_catat=actor.can(Izin.VERVAL_RECORD),
        tugas=list_kartu(id, k.kode_desa, terbuka), foto=tuple(list_foto(id)),
        pintu=explain_pintu(desa), pintu_batal=explain_batal(desa),
    )  # fmt: skip


def _verdict(id: int, desa: DesaKerja) -> tuple[HasilVerval | None, bool]:
    if desa.periode is None:
        return None, False
    hasil = (
        verval.list_verval(desa.periode, desa.kode)
        .filter(keluarga_id=id)
        .values_list("hasil", flat=True)
        .first()
    )
    terancam = hasil is None and any(b.id == id for b in desa.terancam)
    return (HasilVerval(hasil) if hasil else None), terancam


def _with_usulan(t: KartuTemuan, terbuka: Sequence[Usulan]) -> KartuTemuan:
    """Name the open usulan that already proposes the mend of this finding."""
    kolom = _kolom(t)
    for u in terbuka:
        if u.individu_id == t.individu_id and kolom & u.muatan.keys():
            return replace(t, usulan_id=u.pk, usulan_status=_(LABEL_STATUS[u.status]).lower())
    return t


def _kolom(t: KartuTemuan) -> set[str]:
    semua = [t.isi.kolom] if t.isi else [j.kolom for j in t.jawab if j.kolom]
    return {s.split(".")[0].split(":")[0] for s in semua}


def _anggota(
    k: RincianKeluarga, desa: DesaKerja, temuan: Sequence[KartuTemuan], utuh: dict[int, str]
) -> list[BarisAnggota]:
    padan = get_keluaran([a.id for a in k.anggota])
    salah = {t.individu_id for t in temuan if t.kode in ("R46", "R47", "R56", "R56a", "R56b")}
    return [
        BarisAnggota(
            id=a.id, nama=tulis.write_name(a.nama) or _("Tanpa nama"),
            hubungan=str(KATA_SHDK.get(a.shdk or 0, _("Belum diisi"))), nik=utuh.get(a.id, ""),
            lahir=a.tanggal_lahir, umur=umur(a.tanggal_lahir, desa.hari_ini) if a.tanggal_lahir else None,
            lahir_salah=a.id in salah, padan=_padan(a.nik, padan.get(a.id, Keluaran.BELUM)), bantuan=_bantuan(k, a),
            aktif=a.status == "AKTIF", keterangan=a.alasan_status,
            samar=samar(a.nik),
        )
        for a in k.anggota
    ]  # fmt: skip


def _padan(nik: str, keluaran: Keluaran) -> SafeString:
    """The standing answer; one about the shape of a number says nothing once there is none, or a sound one."""
    if is_tanpa_nik(nik):
        return tag_status("belum", _("Belum bisa dicek"))
    if keluaran is Keluaran.FORMAT_SALAH and is_nik(nik):
        keluaran = Keluaran.BELUM
    kata = _("Belum dicek") if keluaran is Keluaran.BELUM else _(LABEL_PADAN[keluaran])
    return tag_status(_PADAN.get(keluaran, "perlu"), kata)


def _bantuan(k: RincianKeluarga, a: Anggota) -> str:
    """A programme of persons by person; one of families at the head, who stands for the family."""
    ada = {
        b.program
        for b in k.bantuan
        if b.status == "AKTIF" and (b.individu_id == a.id or (b.individu_id is None and a.shdk == 1))
    }
    return ", ".join(nama for kode, nama in SINGKAT.items() if kode in ada)


def _terbaca(temuan: Sequence[KartuTemuan], desa: DesaKerja) -> dict[int, NikTerbaca]:
    """By finding id: the NIK whose meaning is compared, once for each person."""
    pertama = {
        t.individu_id: t.id for t in reversed(temuan) if t.lihat_nik is not None and t.arti is not None
    }
    perlu = [t for t in temuan if pertama.get(t.individu_id) == t.id]
    kode = {t.arti.wilayah for t in perlu if t.arti}
    nama = get_nama([*kode, *{w[:5] for w in kode}])
    return {
        t.id: NikTerbaca(
            a.nik, _tempat_nik(t.arti.wilayah, nama),
            tanggal_nik(a.nik, pada=desa.hari_ini, tgl_lahir=a.tanggal_lahir), t.arti.jenis_kelamin, a.tanggal_lahir,
            a.jenis_kelamin,
        )
        for t in perlu
        if (a := t.lihat_nik) and t.arti
    }  # fmt: skip


def _tempat_nik(kode: str, nama: dict[str, str]) -> str:
    """ "Kebun Tebu, Lampung Barat" """
    ada = [nama[w].removeprefix("Kabupaten ") for w in (kode, kode[:5]) if w in nama]
    return ", ".join(ada) or _("wilayah tidak dikenal")
