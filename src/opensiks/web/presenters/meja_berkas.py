"""One deposited file in words: its lines that are not in the register, its photos, its receipts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from opensiks.musyawarah.queries import KertasLembar
from opensiks.paket.papan import Pokok
from opensiks.pantau.queries import PetugasDesa
from opensiks.rules.canonical import list_code
from opensiks.rules.ubahan import Vonis
from opensiks.web.bahasa import nanti, translate
from opensiks.web.format import write_date, write_number, write_time
from opensiks.web.presenters.bentrok import name_bentrok
from opensiks.web.presenters.diam import link_whatsapp
from opensiks.web.presenters.meja import BarisBerkas
from opensiks.web.presenters.meja_jenis import JENIS

V = Vonis
VONIS: dict[Vonis, tuple[str, str, str]] = {
    V.DITERIMA: ("selesai", nanti("Diterima"), "hijau"),
    V.SAMA: ("sama", nanti("Sudah sama"), "kelabu"),
    V.DITAHAN: ("tunda", nanti("Ditahan"), "kuning"),
    V.MENUNGGU: ("jam", nanti("Menunggu"), "biru"),
    V.DITOLAK: ("harus", nanti("Ditolak"), "merah"),
    V.BELUM_DIDUKUNG: ("jam", nanti("Belum didukung"), "kelabu"),
}
TAMPAK = 200


@dataclass(frozen=True)
class BarisUbahan:
    """A line of a package that is not in the register."""

    n: int
    jenis: str
    pokok: str
    kata: str
    bentuk: str
    warna: str
    kalimat: str


@dataclass(frozen=True)
class Pesan:
    teks: str
    tautan: str


def list_ubahan(daftar: Sequence[Any]) -> list[BarisUbahan]:
    return [
        BarisUbahan(
            u.n, str(JENIS.get(u.jenis, u.jenis)), _name_pokok(u.pokok), str(VONIS[u.vonis][1]), VONIS[u.vonis][0],
            VONIS[u.vonis][2], translate(u.kalimat),
        )
        for u in daftar
    ]  # fmt: skip


def _name_pokok(pokok: str) -> str:
    """An id of the register, or another line of the same laptop."""
    return _("ubahan lain di paket ini") if pokok.startswith("ubahan:") else pokok


def compose_berkas(
    t: Any,
    b: BarisBerkas,
    ubahan: Sequence[Any],
    kurang: Sequence[Any],
    bentrok: Sequence[Any],
    pokok: Mapping[str, Pokok],
    kertas: KertasLembar | None = None,
) -> dict[str, Any]:
    """The page of one file, but for what a person may do with it."""
    rows = list_ubahan(ubahan)
    tunggu = b.jawaban.kunci == "menunggu"
    return {
        "angka": [(n, str(kata), bentuk, w) for v, (bentuk, kata, w) in VONIS.items() if (n := t.hitungan.get(v))],
        "ubahan": rows, "ubahan_tampak": rows[:TAMPAK], "kurang": kurang,
        "bentrok": [
            {
                "judul": name_bentrok(c, pokok.get(c.ubahan.pokok)), "url": f"/meja/bentrok/{c.pk}/",
                "rinci": _("Ubahan nomor {n}").format(n=c.ubahan.n),
            }
            for c in bentrok
        ],
        "url_tanda": f"/meja/tanda/{t.pk}/", "url_terima": f"/meja/terima/{t.pk}/" if b.bertanda else "",
        "mati_terima": _("berkas ini belum dinilai.") if tunggu else _("tidak ada isi yang dinilai."),
        "rinci": list_rinci(t, kertas),
    }  # fmt: skip


def list_rinci(t: Any, kertas: KertasLembar | None = None) -> list[tuple[str, str]]:
    """What identifies the file; nothing about any person in it."""
    rows = [
        (_("Nama berkas"), t.nama), (_("Kode dibacakan"), list_code(t.sha256)), (_("Ukuran"), write_ukuran(t.ukuran)),
    ]  # fmt: skip
    if t.urutan:
        rows.append((_("Paket nomor"), write_number(t.urutan)))
    if t.perangkat is not None:
        rows.append((_("Dari laptop"), f"{t.perangkat.nama}, {t.perangkat.operator}"))
    if t.dinilai_at:
        rows.append((_("Dinilai"), f"{write_date(t.dinilai_at)} {write_time(t.dinilai_at)}"))
    if t.status == "DINILAI" and t.kalimat:
        rows.append((_("Perlu dilihat"), f"{translate(t.kalimat)} {translate(t.langkah)}"))
    if kertas is not None:
        kata = _("{kode}, berlaku") if kertas.berlaku else _("{kode}, tidak berlaku: cetak lagi")
        rows.append((_("Kode berita acara"), kata.format(kode=kertas.kode)))
    if t.dilepas_at:
        rows.append((_("Dilepas"), f"{t.dilepas_oleh}: {t.alasan_lepas}"))
    return rows


def write_ukuran(n: int) -> str:
    """96 KB, 3,1 MB."""
    if n < 1024:
        return _("{n} byte").format(n=n)
    if n < 1024**2:
        return f"{write_number(n / 1024)} KB"
    return f"{write_number(n / 1024**2, 1)} MB"


def write_pesan(t: Any, b: BarisBerkas, operator: PetugasDesa | None) -> Pesan | None:
    """Words for the operator when something is to be done in the village; None when nothing is."""
    sapa = f"Yth. {operator.nama}, {b.judul}" if operator else _("Yth. Operator")
    isi = {"sapa": sapa, "nomor": b.nomor, "pukul": b.pukul, "n": len(t.lampiran_kurang)}
    match b.jawaban.kunci:
        case "rusak":
            teks = _(
                "{sapa}: berkas {nomor} yang kami terima {pukul} rusak. Kirim ulang dari lembar kerja lewat WhatsApp "
                "sebagai dokumen, atau antar flashdisk. Data di laptop Anda tidak berubah."
            )
        case "foto":
            teks = _(
                "{sapa}: paket {nomor} sudah kami terima {pukul}. {n} foto belum ada. Buat paket dengan foto di lembar "
                "kerja, lalu kirim lagi."
            )
        case "asing" | "ditolak":
            teks = _(
                "{sapa}: berkas {nomor} yang kami terima {pukul} tidak dapat kami pakai. Muat lembar terbaru, buat "
                "paket lagi, lalu kirim."
            )
        case "ditahan":
            teks = _("{sapa}: paket {nomor} yang kami terima {pukul} kami tahan dahulu. Mohon telepon kami.")
        case "sebagian" | "diterima":
            teks = _("{sapa}: paket {nomor} sudah dinilai. Muat tanda terimanya di lembar kerja Anda.")
        case _:
            return None
    jadi = teks.format(**isi)
    return Pesan(jadi, link_whatsapp(operator.nomor_hp if operator else "", jadi))
