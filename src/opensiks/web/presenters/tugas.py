"""What matching with Dukcapil asks of the village about one family: a question, never a deletion (R67-R69)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from opensiks.pemadanan.queries import list_tugas
from opensiks.rules.jenis import Jenis
from opensiks.rules.padan_kerja import LABEL_TUGAS, JenisTugas
from opensiks.rules.temuan import TEMUAN
from opensiks.web.bahasa import nanti, translate
from opensiks.web.format import lower_first, write_date, write_name
from opensiks.web.presenters.temuan import Jawab

if TYPE_CHECKING:
    from opensiks.pemadanan.models import Tugas
    from opensiks.usulan.models import Usulan


@dataclass(frozen=True)
class KartuTugas:
    """One open question. `jawab` are its equal answers: one settles it here, one leads to the form of a usulan."""

    id: int
    judul: str
    petunjuk: str
    sejak: str
    jawab: tuple[Jawab, ...]
    usulan_id: int | None = None


# The number was seen on the card: the question goes on to the civil registry office, and stays open (R68).
TANYA = nanti("NIK di KTP sama: tanyakan ke Disdukcapil")
# Rule → (answer that leaves the data as they are, answer that opens a form, its jenis, the field).
_JAWAB: dict[str, tuple[str, str, Jenis, str]] = {
    "R67": (nanti("Masih hidup"), nanti("Benar meninggal"), Jenis.MENINGGAL, ""),
    "R67a": (nanti("Sudah dicek, satu orang saja"), nanti("Bandingkan keduanya"), Jenis.GANDA, ""),
    "R68": (TANYA, nanti("Perbaiki NIK"), Jenis.PERBAIKAN_ID, "nik"),
}


def answers(kode: str, cara: str) -> bool:
    """The question of this rule may be answered so without a form; the page takes nothing else."""
    return kode in _JAWAB and cara == _JAWAB[kode][0]


def list_kartu(keluarga_id: int, kode_desa: str, terbuka: Sequence[Usulan]) -> tuple[KartuTugas, ...]:
    """The open tasks of one family, oldest first. One query."""
    rows = list_tugas(kode_desa).filter(individu__keluarga_id=keluarga_id, individu__status="AKTIF")
    return tuple(_kartu(t, terbuka) if t.kode in _JAWAB else _kartu_padan(t, terbuka) for t in rows)


def _kartu(t: Tugas, terbuka: Sequence[Usulan]) -> KartuTugas:
    nama = write_name(t.individu.nama) or _("orang ini")
    kalimat = _(TEMUAN[t.kode].kalimat).format_map({"nama": nama})
    kalimat = kalimat if nama in kalimat else f"{nama}: {kalimat[:1]}{kalimat[1:]}"
    judul, __, petunjuk = kalimat.partition(". ")
    tetap, ubah, jenis, kolom = _JAWAB[t.kode]
    usul = next((u.pk for u in terbuka if u.individu_id == t.individu_id and u.jenis is jenis), None)
    url = f"/usulan/draft/{jenis.lower()}/?individu={t.individu_id}&tugas={t.pk}" + (
        f"#id_{kolom}" if kolom else ""
    )
    return KartuTugas(
        t.pk, judul.rstrip("."), petunjuk, write_date(t.dibuat_at), (Jawab(tetap, cara=tetap), Jawab(ubah, url=url)),
        usul,
    )  # fmt: skip


def _kartu_padan(t: Tugas, terbuka: Sequence[Usulan]) -> KartuTugas:
    """A task that is settled where both sides stand beside each other."""
    jenis = JenisTugas(t.jenis)
    nama = write_name(t.individu.nama) or _("orang ini")
    milik = Jenis.GANDA if jenis in (JenisTugas.GANDA, JenisTugas.GANDA_LINTAS) else Jenis.PERBAIKAN_ID
    usul = next((u.pk for u in terbuka if u.individu_id == t.individu_id and u.jenis is milik), None)
    judul = f"{nama}: {lower_first(translate(LABEL_TUGAS[jenis]))}"
    return KartuTugas(
        t.pk, judul, "", write_date(t.dibuat_at), (Jawab(nanti("Bandingkan, lalu usulkan"), url=f"/padan/{t.pk}/"),),
        usul,
    )  # fmt: skip
