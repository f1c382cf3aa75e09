"""The preview of a list in words: who loses what, and the kabupaten to look at."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from opensiks.pantau.pratinjau import Tinjauan, TinjauanKabupaten
from opensiks.penetapan.queries import Pratinjau
from opensiks.penetapan.wajar import KeluarWilayah, is_diperiksa
from opensiks.rules.bansos import PROGRAM, Satuan, SebabKeluar, label_sebab
from opensiks.rules.penetapan import BULAN_BIASA, LABEL_PERIKSA, Periksa
from opensiks.web.bahasa import nanti
from opensiks.web.format import write_month, write_number, write_signed
from opensiks.web.presenters.grafik import Grafik
from opensiks.web.presenters.grafik_batang import draw_ubah

if TYPE_CHECKING:
    from opensiks.penetapan.models import Pemeriksaan

# What stands behind a reason, in words and with its rule.
DASAR = {
    "BEKU": nanti("Tiga bulan penuh tidak diverval (R73)"),
    "DITIDURKAN": nanti("Desanya tidak menyerahkan hasil (R75)"),
    "MENINGGAL": nanti("Keluarganya tetap (R27, R28)"),
    "PINDAH": nanti("Tercatat di wilayah lain (R29)"),
    "GANDA": nanti("Catatan lainnya tetap (R30)"),
    "TIDAK_DITEMUKAN": nanti("Tidak ditemukan saat diverval (R30)"),
    "TIDAK_LAYAK": nanti("Keputusan musyawarah (R31)"),
}
PENDEK = {
    "BEKU": nanti("Beku"),
    "DITIDURKAN": nanti("Ditidurkan"),
    "TIDAK_LAYAK": nanti("Tidak layak, musyawarah"),
}
KATA_SATUAN = {Satuan.KELUARGA: nanti("keluarga"), Satuan.INDIVIDU: nanti("orang")}
NAMA_PENDEK = {"SEMBAKO": nanti("Sembako"), "PBI_JK": "PBI-JK"}


@dataclass(frozen=True)
class BarisSebab:
    sebab: str
    kata: str
    dasar: str
    beku: bool
    orang: int
    program: tuple[int, ...]


def list_program() -> list[str]:
    """Heads of the columns of the programmes, in their order."""
    return [f"{NAMA_PENDEK.get(p.kode, p.kode)}, {KATA_SATUAN[p.satuan]}" for p in PROGRAM.values()]


def list_sebab(p: Pratinjau) -> list[BarisSebab]:
    """Why persons leave, and the aid that stops with them, in the order of the programmes."""
    return [
        BarisSebab(
            s.sebab, PENDEK.get(s.sebab, label_sebab(s.sebab)), DASAR.get(s.sebab, ""), s.sebab == SebabKeluar.BEKU,
            s.orang, tuple(s.program.get(kode, 0) for kode in PROGRAM),
        )
        for s in p.daftar_sebab
        if s.arah == "KELUAR"
    ]  # fmt: skip


def sum_sebab(p: Pratinjau) -> list[int]:
    rows = list_sebab(p)
    return [sum(r.orang for r in rows), *(sum(r.program[i] for r in rows) for i in range(len(PROGRAM)))]


def draw_perubahan(p: Pratinjau) -> Grafik:
    """In and out from zero; indigo only for freezing."""
    urut = sorted(p.daftar_sebab, key=lambda s: s.arah, reverse=True)
    return draw_ubah([draw_batang(s.arah, s.sebab, s.orang) for s in urut])


def draw_batang(arah: str, sebab: str, n: int) -> tuple[str, int, str]:
    if arah == "MASUK":
        return label_sebab(sebab), n, "hijau"
    return PENDEK.get(sebab, label_sebab(sebab)), -n, "beku" if sebab == SebabKeluar.BEKU else "kelabu"


def say_pratinjau(p: Pratinjau) -> dict[str, Any]:
    """The four numbers with what each one means, and their account: last + in − out = this."""
    lama = p.lama.jumlah_individu if p.lama else 0
    bulan_lama = write_month(p.lama.bulan) if p.lama else ""
    dari = (
        _("dari {bulan_lama} ({lama})").format(bulan_lama=bulan_lama, lama=write_number(lama))
        if p.lama
        else _("daftar pertama")
    )
    hitung = f"{write_number(lama)} + {write_number(p.masuk)} − {write_number(p.keluar)}"
    return {
        "beda": write_signed(p.beda),
        "kata_beda": dari,
        "kalimat_jumlah": _("Bulan lalu + masuk − keluar: {hitung} = {orang}.").format(
            hitung=hitung, orang=write_number(p.orang)
        ),
        "jumlah_cocok": lama + p.masuk - p.keluar == p.orang,
        "url_lama": f"/penetapan/{p.lama.pk}/" if p.lama else "",
        "arti": _explain(bulan_lama),
    }


def _explain(bulan_lama: str) -> tuple[tuple[str, str], ...]:
    """What each of the four numbers counts (R104)."""
    ikut = _("Orang aktif dalam keluarga aktif saat dipotong. Yang beku dan ditidurkan tidak ikut.")
    kehilangan = _("Dari yang keluar: yang bulan lalu punya bantuan aktif. Tiap orang dihitung sekali.")
    return (
        (_("dalam penetapan ini"), ikut),
        (
            _("dari {sebelumnya}").format(sebelumnya=bulan_lama or _("daftar sebelumnya")),
            _("Jumlah sekarang dikurangi jumlah daftar sebelumnya."),
        ),
        (_("orang keluar"), _("Ada di daftar sebelumnya, tidak ada di daftar ini.")),
        (_("kehilangan bantuan aktif"), kehilangan),
    )


# Kabupaten to look at ---------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class BarisKabupaten:
    """An unusual or held kabupaten, with where it stands."""

    kode: str
    nama: str
    keluar: int
    biasa: float | None
    kali: float | None
    bentuk: str
    kata: str
    url: str


def show_periksa(t: Tinjauan, nama: Mapping[str, str], kueri: str) -> dict[str, Any]:
    """The kabupaten to look at, those done and those held, and the next one to open."""
    rows = [_kabupaten(w, t.terakhir.get(w.kode), kueri) for w in t.tidak_biasa]
    ada = {r.kode for r in rows}
    rows += [
        BarisKabupaten(p.kode_kabupaten, nama.get(p.kode_kabupaten, p.kode_kabupaten), p.keluar, None, None,
                       "tunda", _("Ditahan"), _url(p.kode_kabupaten, kueri))
        for p in t.ditahan if p.kode_kabupaten not in ada
    ]  # fmt: skip
    belum = [_kabupaten(w, t.terakhir.get(w.kode), kueri) for w in t.belum_diperiksa]
    bulan = max((w.bulan for w in t.wilayah), default=0)
    return {
        "rows": rows, "belum": belum, "pertama": belum[0] if belum else None, "kalimat": say_biasa(bulan),
        "lain": [_kabupaten(w, t.terakhir.get(w.kode), kueri) for w in t.wilayah if w.kode not in ada][:12],
        "bulan": bulan,
    }  # fmt: skip


def say_biasa(bulan: int) -> str:
    """Against what a month is measured; with fewer than twelve months it says so."""
    if not bulan:
        return _("Belum ada bulan pembanding, jadi belum ada yang bisa disebut tidak biasa.")
    rata = (
        _("rata-rata {bulan} bulan").format(bulan=bulan) if bulan < BULAN_BIASA else _("rata-rata 12 bulan")
    )
    kurang = _(" Belum genap 12 bulan.") if bulan < BULAN_BIASA else ""
    return _("Yang keluar lebih dari 3 kali {rata}.{kurang}").format(rata=rata, kurang=kurang)


def _kabupaten(w: KeluarWilayah, p: Pemeriksaan | None, kueri: str) -> BarisKabupaten:
    return BarisKabupaten(w.kode, w.nama, w.keluar, w.biasa, w.kali, *_keadaan(w, p), _url(w.kode, kueri))


def _keadaan(w: KeluarWilayah, p: Pemeriksaan | None) -> tuple[str, str]:
    if p is None:
        return ("perlu", _("Belum diperiksa")) if w.tidak_biasa else ("belum", _("Biasa"))
    if p.aksi is Periksa.DIPERIKSA and w.tidak_biasa and not is_diperiksa(w, p):
        return "perlu", _("Bertambah sejak diperiksa")
    return BENTUK_PERIKSA[p.aksi], _(LABEL_PERIKSA[p.aksi])


BENTUK_PERIKSA = {
    Periksa.DIPERIKSA: "selesai", Periksa.DITAHAN: "tunda", Periksa.DILEPAS: "belum", Periksa.DIKEMBALIKAN: "kembali",
}  # fmt: skip
KATA_SESUDAH = {
    Periksa.DIPERIKSA: nanti("{nama}: tercatat sudah diperiksa."),
    Periksa.DITAHAN: nanti("{nama} ditahan. Daftar bulan lalu tetap berlaku di sana."),
    Periksa.DILEPAS: nanti("Tahanan {nama} dilepas. Hitungan bulan ini berlaku lagi."),
    Periksa.DIKEMBALIKAN: nanti("{nama} dikembalikan. Kabupaten melihat catatannya."),
}


def _url(kode: str, kueri: str) -> str:
    return f"/penetapan/pratinjau/{kode}/{kueri}"


@dataclass(frozen=True)
class KataPeriksa:
    bentuk: str
    kata: str
    p: Pemeriksaan


def show_kata(p: Pemeriksaan) -> KataPeriksa:
    return KataPeriksa(BENTUK_PERIKSA[p.aksi], _(LABEL_PERIKSA[p.aksi]), p)


def say_kabupaten(
    t: TinjauanKabupaten, riwayat: Sequence[Pemeriksaan], bulanan: Sequence[tuple[date, int]], bulan: date
) -> dict[str, Any]:
    """One kabupaten: its number against its usual, its last months as bars, and whether it is held."""
    w = t.wilayah
    ditahan = bool(riwayat) and riwayat[0].aksi is Periksa.DITAHAN
    biasa = write_number(round(w.biasa)) if w.biasa is not None else _("belum ada")
    semua = [*((write_month(b), n, "kelabu") for b, n in bulanan)]
    semua.append(
        (
            _("{bulan}, pratinjau").format(bulan=write_month(bulan)),
            w.keluar,
            "kuning" if w.tidak_biasa else "kelabu",
        )
    )
    puncak = max(n for _, n, _ in semua) or 1
    return {
        "ditahan": ditahan,
        "kata_biasa": _("biasanya, rata-rata {bulan} bulan").format(bulan=w.bulan)
        if w.bulan
        else _("biasanya"),
        "angka_biasa": biasa,
        "tersedia": list_aksi(ditahan),
        "bulanan": [(kata, n, round(100 * n / puncak), warna) for kata, n, warna in semua],
        "sebab": [(s, PENDEK.get(s, label_sebab(s)), DASAR.get(s, ""), n) for s, n in t.sebab],
        "kalimat": say_biasa(w.bulan),
    }


def list_aksi(ditahan: bool) -> list[tuple[str, str, str, str, str]]:
    """(value, verb, outcome, icon, key): all of equal weight, for a person to choose from."""
    if ditahan:
        return [("DILEPAS", _("Lepas tahanan"), _("Hitungan bulan ini berlaku lagi"), "kembali", "1")]
    return [
        ("DIPERIKSA", _("Sudah diperiksa"), _("Yang keluar tetap keluar"), "selesai", "1"),
        ("DITAHAN", _("Tahan kabupaten ini"), _("Daftar bulan lalu dipakai"), "tunda", "2"),
        ("DIKEMBALIKAN", _("Kembalikan"), _("Kabupaten menjelaskan dulu"), "kembali", "3"),
    ]
