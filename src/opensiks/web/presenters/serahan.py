"""The last steps of a village: final by its head, handed over by the operator, received with a receipt."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from opensiks.infra.clock import local
from opensiks.musyawarah import queries as musyawarah
from opensiks.pengesahan import queries as pengesahan
from opensiks.rules.aktor import Actor
from opensiks.rules.alasan import ALASAN_TOLAK
from opensiks.rules.jenis import LABEL_JENIS, Jenis
from opensiks.rules.peran import LABEL, Peran
from opensiks.rules.verval import SUDAH_DISERAHKAN, AksiDesa, StatusDesa, check_desa, find_desa
from opensiks.verval import queries as verval
from opensiks.web import format as tulis
from opensiks.web.bahasa import nanti
from opensiks.web.presenters.beranda import count_kunjungan
from opensiks.web.presenters.daftar_desa import DaftarDesa, compose_daftar_desa
from opensiks.web.presenters.desa import DesaKerja
from opensiks.wilayah.queries import list_jalur

if TYPE_CHECKING:
    from opensiks.pengesahan.models import Serahan, TandaTerima


@dataclass(frozen=True)
class LangkahDesa:
    """A step the reader may take with the village; `halangan` are the reasons that close it."""

    aksi: AksiDesa
    halangan: tuple[str, ...]


@dataclass(frozen=True)
class HalamanSerahkan:
    """The village before and after its hand-over."""

    desa: DesaKerja
    d: DaftarDesa
    langkah: LangkahDesa | None
    kemajuan: verval.Kemajuan
    serahan: tuple[Serahan, ...]
    tanda: TandaTerima | None
    belum_terkirim: tuple[verval.BarisBelumTerkirim, ...]
    sebab_kembali: str

    @property
    def sudah_diserahkan(self) -> bool:
        return self.desa.status in SUDAH_DISERAHKAN

    @property
    def menunggu(self) -> str:
        """Whose turn it is, for a reader who has no step here."""
        return _MENUNGGU[self.desa.status].format(kepala=self.desa.kepala)


_MENUNGGU: dict[StatusDesa, str] = {
    StatusDesa.BELUM_MULAI: nanti("Operator memulai verval."),
    StatusDesa.BERJALAN: nanti("Operator menyelesaikan verval dan musyawarah."),
    StatusDesa.MUSDES_SELESAI: nanti("Menunggu {kepala} menyatakan final."),
    StatusDesa.FINAL_DESA: nanti("Menunggu operator menyerahkan ke Dinas Sosial."),
    StatusDesa.DIEKSPOR: nanti("Menunggu tanda terima dari Dinas Sosial."),
    StatusDesa.DITERIMA_KAB: nanti("Sudah diterima Dinas Sosial."),
    StatusDesa.DIKEMBALIKAN: nanti("Menunggu operator membuka kembali dan memperbaiki."),
    StatusDesa.DISAHKAN: nanti("Sudah disahkan bupati."),
    StatusDesa.SELESAI: nanti("Selesai."),
}
_LANGKAH = {
    Peran.KADES_LURAH: (AksiDesa.FINALISE,),
    Peran.OPERATOR_DESA: (AksiDesa.HAND_OVER, AksiDesa.REOPEN),
}


def compose_serahkan(desa: DesaKerja, actor: Actor) -> HalamanSerahkan:
    """The page of a village in its current period; the village must be in one."""
    assert desa.periode is not None
    assert desa.stand is not None
    forum = musyawarah.get_forum(desa.periode, desa.kode, desa.at)
    belum = [] if desa.status in SUDAH_DISERAHKAN else verval.list_belum_terkirim(desa.periode, desa.kode)
    return HalamanSerahkan(
        desa=desa, d=compose_daftar_desa(forum), langkah=_langkah(desa, actor, forum),
        kemajuan=verval.get_total(desa.periode, desa.kode, at=desa.at),
        serahan=tuple(pengesahan.list_serahan(desa.stand.pk)), tanda=pengesahan.find_tanda_terima(desa.stand.pk),
        belum_terkirim=tuple(belum), sebab_kembali=_sebab(desa),
    )  # fmt: skip


def _langkah(desa: DesaKerja, actor: Actor, forum: musyawarah.Forum) -> LangkahDesa | None:
    """The step of this role from this state, with everything that stands in its way."""
    stand = desa.stand
    assert stand is not None
    aksi = next((a for a in _LANGKAH.get(actor.peran, ()) if find_desa(desa.status, a, actor.peran)), None)
    if aksi is None:
        return None
    fakta = musyawarah.facts_desa([stand], by=actor, at=desa.at, forum={stand.pk: forum})(stand)
    __, salah = check_desa(fakta, aksi, actor.peran)
    halangan = [tulis.write_refusal(v) for v in salah]
    if aksi is AksiDesa.FINALISE and (n := count_kunjungan(desa)):
        halangan.append(
            _("{n} usulan yang disetujui belum dikunjungi. Operator mencatat kunjungannya.").format(n=n)
        )
    return LangkahDesa(aksi, tuple(halangan))


def _sebab(desa: DesaKerja) -> str:
    """Why the kabupaten returned the whole village: reason, note, what to do."""
    if desa.status is not StatusDesa.DIKEMBALIKAN or desa.stand is None:
        return ""
    r = desa.stand.daftar_riwayat.filter(aksi=AksiDesa.RETURN).order_by("-at", "-id").first()
    kode, __, sisa = (r.catatan if r else "").partition(":")
    alasan = ALASAN_TOLAK.get(kode.strip())
    if alasan is None:
        return r.catatan if r else ""
    return f"{alasan.label} {sisa.strip()} {alasan.langkah} ({LABEL[alasan.oleh]})"


# --- receipt --------------------------------------------------------------------------------------------------------


def list_isi_tanda(tanda: TandaTerima) -> list[tuple[str, str]]:
    """The lines of a receipt, as its paper has them."""
    isi: dict[str, Any] = tanda.isi
    jalur = ", ".join(w.nama for w in reversed(list_jalur(isi["desa"])))
    return [
        (_("Desa"), f"{jalur} ({isi['desa']})"),
        (_("Periode"), tanda.serahan.periode_desa.periode.label),
        (_("Serahan ke"), str(isi["urut"])),
        (_("Diserahkan"), f"{_saat(tanda.serahan.at, isi['desa'])}, {isi['diserahkan_oleh']}"),
        (_("Ketepatan"), _("Tepat waktu") if isi["tepat_waktu"] else _("Terlambat")),
        (_("Diterima"), f"{_saat(tanda.at, isi['desa'])}, {isi['diterima_oleh']}"),
        (
            _("Keluarga diverval"),
            _("{keluarga} keluarga, {orang} orang").format(
                keluarga=tulis.write_number(isi["keluarga"]), orang=tulis.write_number(isi["orang"])
            ),
        ),
        (_("Tetap, tanpa perubahan"), _("{tetap} keluarga").format(tetap=tulis.write_number(isi["tetap"]))),
        (_("Usulan"), _("{usulan} baris").format(usulan=tulis.write_number(isi["usulan"]))),
        *(
            (_(LABEL_JENIS[Jenis(j)]), _("{n} baris").format(n=tulis.write_number(n)))
            for j, n in isi["usulan_jenis"].items()
        ),
    ]


def _saat(at: Any, kode: str) -> str:
    setempat = local(at, kode)
    return f"{tulis.write_date(setempat)} {setempat:%H.%M}"
