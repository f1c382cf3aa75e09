"""Pieces of content: next step, counts, bars, mosaic, timeline, tables, states. Part of `{% load siks %}`."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django import template

from opensiks.web import format as tulis
from opensiks.web.atribut import write_attributes
from opensiks.web.bahasa import nanti
from opensiks.web.bentuk import TAHAP, WARNA_BENTUK

register = template.Library()


@register.inclusion_tag("components/kartu_langkah.html")
def kartu_langkah(
    judul: str,
    *,
    sebab: str,
    warna: str = "pokok",
    atas: str = nanti("Langkah berikutnya"),
    tingkat: int = 1,
    **lain: Any,
) -> dict[str, Any]:
    """The one next step. See components/kartu_langkah.html for tombol, url, tautan, tautan_url, bentuk."""
    return {"judul": judul, "sebab": sebab, "warna": warna, "atas": atas, "tingkat": tingkat, **lain}


@register.inclusion_tag("components/hari_lagi.html")
def hari_lagi(hari: int, *, batas: datetime, jam: int | None = None) -> dict[str, Any]:
    """Days to the deadline. `batas` is exclusive (midnight after the last day), shown as 23.59 of that day."""
    return {"hari": hari, "lewat": -hari, "sisa_jam": jam, "batas": tulis.last_moment(batas)}


@register.inclusion_tag("components/angka.html")
def angka(
    nilai: int | str, kata: str, *, bentuk: str = "", warna: str = "", url: str = "", sedang: bool = False
) -> dict[str, Any]:
    """One big number with its words, linked to its definition. Several go in <div class="deret-angka">."""
    teks = nilai if isinstance(nilai, str) else tulis.write_number(nilai)
    return {"nilai": teks, "kata": kata, "bentuk": bentuk, "warna": warna, "url": url, "sedang": sedang}


@register.inclusion_tag("components/bilah_maju.html")
def bilah_maju(
    selesai: int, semua: int, *, kata: str = "", genting: int = 0, genting_kata: str = ""
) -> dict[str, Any]:
    """`selesai` of `semua`; the last `genting` are hatched (they are part of what is left)."""
    bagi = max(semua, 1)
    return {
        "selesai": selesai,
        "semua": semua,
        "lebar": f"{100 * selesai / bagi:.2f}",
        "genting": genting,
        "genting_x": f"{100 * (semua - genting) / bagi:.2f}",
        "genting_lebar": f"{100 * genting / bagi:.2f}",
        "kata": kata,
        "genting_kata": genting_kata,
        "ujung": tulis.write_percent(selesai / bagi),
    }


@register.inclusion_tag("components/bilah_bagian.html")
def bilah_bagian(daftar: Sequence[Mapping[str, Any]], *, nama: str) -> dict[str, Any]:
    """Parts of a whole: each {jumlah, kata, warna}. Widths follow the sum; `nama` is what the bar shows."""
    semua = max(sum(bagian["jumlah"] for bagian in daftar), 1)
    mulai, potongan = 0, []
    for bagian in daftar:
        lebar = 100 * bagian["jumlah"] / semua
        potongan.append({**bagian, "x": f"{100 * mulai / semua:.2f}", "lebar": f"{lebar:.2f}"})
        mulai += bagian["jumlah"]
    return {"daftar": potongan, "nama": nama}


@register.inclusion_tag("components/nik_terbaca.html")
def nik_terbaca(nomor: str, *, wilayah: str, lahir: date | None, jenis_kelamin: str) -> dict[str, Any]:
    """What the digits of a NIK say, in three cells; the middle digits stay hidden."""
    return {
        "awal": nomor[:6],
        "akhir": nomor[-4:],
        "wilayah": wilayah,
        "lahir": lahir,
        "jenis_kelamin": jenis_kelamin,
    }


@register.inclusion_tag("components/langkah_periode.html")
def langkah_periode(daftar: Iterable[Any]) -> dict[str, Any]:
    """The five steps of a period; each {kata, keadaan, baris, url}. See components/langkah_periode.html."""
    return {"daftar": daftar}


@register.inclusion_tag("components/kotak_pekon.html")
def kotak_pekon(status: str, *, nama: str, url: str, kode: str = "", rinci: str = "") -> dict[str, Any]:
    """One village of the mosaic. `rinci` is the card's text: lines divided by " | "."""
    return {
        "status": status,
        "kata": TAHAP[status][2],
        "nama": nama,
        "url": url,
        "kode": kode,
        "rinci": rinci,
    }


@register.inclusion_tag("components/pencacah_tahap.html")
def pencacah_tahap(daftar: Iterable[Any]) -> dict[str, Any]:
    """Stage counters that filter the mosaic; each {status, jumlah, url, aktif}."""
    return {
        "daftar": [
            {**tahapan, "kata": tahapan.get("kata") or TAHAP[tahapan["status"]][2]} for tahapan in daftar
        ]
    }


@register.inclusion_tag("components/dua_nilai.html")
def dua_nilai(kiri: Any, kanan: Any, *, sebelum: str = "") -> dict[str, Any]:
    """Two values of equal weight, each with when, who, basis, evidence. See components/dua_nilai.html."""
    return {"daftar": (kiri, kanan), "sebelum": sebelum}


@register.inclusion_tag("components/kabar.html")
def kabar(
    bentuk: str, kata: str, *, isi: str = "", waktu: str = "", tautan: str = "", url: str = ""
) -> dict[str, Any]:
    """One piece of news, inside <ul class="kabar">."""
    warna = WARNA_BENTUK[bentuk]
    return {
        "bentuk": bentuk,
        "warna": warna,
        "kata": kata,
        "isi": isi,
        "waktu": waktu,
        "tautan": tautan,
        "url": url,
    }


@register.inclusion_tag("components/syarat.html")
def syarat(bentuk: str, kata: str) -> dict[str, Any]:
    """One gate of a closed door, inside <ul class="syarat">."""
    return {"bentuk": bentuk, "warna": WARNA_BENTUK[bentuk], "kata": kata}


@register.inclusion_tag("components/aksi.html")
def aksi(
    kata: str, *, url: str = "", kunci: str = "", rinci: str = "", mati: str = "", **atribut: Any
) -> dict[str, Any]:
    """One line of <ul class="daftar-aksi">: a link, or a closed door with "Belum bisa: …"."""
    return {
        "kata": kata,
        "url": url,
        "kunci": kunci,
        "rinci": rinci,
        "mati": mati,
        "atribut": write_attributes(atribut),
    }


@register.inclusion_tag("components/riwayat.html")
def riwayat(daftar: Iterable[Any]) -> dict[str, Any]:
    """Timeline, newest first; each {waktu, kata, sebelum, warna}."""
    return {"daftar": daftar}


@register.inclusion_tag("components/tabel.html")
def tabel(
    judul: str,
    kepala: Sequence[str],
    baris: Iterable[Sequence[Any]],
    *,
    angka: str = "",
    tampak: bool = False,
) -> dict[str, Any]:
    """A plain table. `angka` lists the number columns: "2 3 4", counted from 1; numbers are written for people."""
    kolom = {int(n) - 1 for n in angka.split()}
    return {
        "judul": judul,
        "tampak": tampak,
        "kepala": [(kata, i in kolom) for i, kata in enumerate(kepala)],
        "baris": [[(_cell(sel), i in kolom) for i, sel in enumerate(satu)] for satu in baris],
    }


def _cell(sel: Any) -> Any:
    return tulis.write_number(sel) if isinstance(sel, int) and not isinstance(sel, bool) else sel


@register.inclusion_tag("components/kosong.html")
def kosong(
    kata: str, *, isi: str = "", bentuk: str = "info", tombol: str = "", url: str = ""
) -> dict[str, Any]:
    """A list without rows says why, and what to do."""
    warna = WARNA_BENTUK[bentuk]
    return {"kata": kata, "isi": isi, "bentuk": bentuk, "warna": warna, "tombol": tombol, "url": url}


@register.inclusion_tag("components/galat.html")
def galat(kata: str, *, isi: str = "", ulang_url: str = "", kode: str = "") -> dict[str, Any]:
    """A part of the page that could not be read: what happened, that data are safe, "Coba lagi"."""
    return {"kata": kata, "isi": isi, "ulang_url": ulang_url, "kode": kode}


@register.inclusion_tag("components/kepala_cetak.html")
def kepala_cetak(judul: str, *, wilayah: str, baris: Sequence[tuple[str, str]]) -> dict[str, Any]:
    """Head of a printed list; lines of (label, text): periode, saringan, jumlah, waktu, oleh, untuk."""
    return {"judul": judul, "wilayah": wilayah, "baris": baris}
