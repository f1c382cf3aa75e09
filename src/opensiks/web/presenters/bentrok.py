"""A conflict in words: what differs, both values of equal weight, and what follows from either answer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from opensiks.keluarga.riwayat import Langkah
from opensiks.paket.papan import Pokok
from opensiks.rules.jenis import LABEL_JENIS, Jenis
from opensiks.rules.nik import mask
from opensiks.rules.ubahan import PilihanBentrok
from opensiks.rules.verval import LABEL_HASIL, HasilVerval
from opensiks.web.bahasa import nanti, translate
from opensiks.web.format import (
    KOSONG,
    lower_first,
    upper_first,
    write_date,
    write_date_short,
    write_name,
    write_number,
    write_time,
)
from opensiks.web.presenters.meja_jenis import JENIS
from opensiks.web.presenters.rincian import label_kolom
from opensiks.web.presenters.riwayat import label_sumber

NOMOR = ("nik", "no_kk")
SEBAB = {
    "BENTROK": nanti("Diubah dua orang"), "CABANG": nanti("Dua salinan bernomor sama"), "KODE": nanti("Kode berakhir"),
    "PINDAH": nanti("Keluarga sudah pindah"), "GANDA": nanti("NIK dipakai dua orang"),
    "BUKTI": nanti("Bukti belum ada"), "JAM": nanti("Jam laptop terlalu maju"),
    "MASA": nanti("Masa sudah tutup"), "KUNCI": nanti("Perangkat dicabut"),
}  # fmt: skip


@dataclass(frozen=True)
class BarisBentrok:
    """A conflict as a line of the list."""

    id: int
    judul: str
    desa: str
    isian: str
    at: datetime
    selesai: bool
    pilihan: str

    @property
    def url(self) -> str:
        return f"/meja/bentrok/{self.id}/"

    @property
    def bentuk(self) -> str:
        return "selesai" if self.selesai else "perlu"

    @property
    def kata(self) -> str:
        if not self.selesai:
            return _("Perlu diputuskan")
        return _("Nilai desa dipakai") if self.pilihan == PilihanBentrok.PAKET else _("Data sekarang dipakai")


def name_bentrok(b: Any, pokok: Pokok | None = None) -> str:
    """Whom a conflict is about, else the kind of line and the id that it names."""
    if pokok is not None and pokok.nama:
        return write_name(pokok.nama)
    id_, jenis = b.ubahan.pokok, str(JENIS.get(b.ubahan.jenis, b.ubahan.jenis))
    return f"{jenis} {id_}" if id_ and ":" not in id_ else jenis


def write_tentang(b: Any, desa: str, pokok: Pokok | None) -> str:
    """Where the person lives and what kind of line it is: "Pulau Kelapa, RT 002. Verval keluarga."."""
    tempat = f"{desa}, RT {pokok.rt}" if pokok and pokok.rt else desa
    return f"{tempat}. {JENIS.get(b.ubahan.jenis, b.ubahan.jenis)}."


def list_bentrok(
    daftar: Sequence[Any], nama: Mapping[str, str], pokok: Mapping[str, Pokok], urut: str
) -> list[BarisBentrok]:
    rows = [
        BarisBentrok(
            b.pk, name_bentrok(b, pokok.get(b.ubahan.pokok)), nama.get(b.kode_desa, b.kode_desa), write_isian(b),
            b.dibuat_at, b.selesai_at is not None, b.pilihan,
        )
        for b in daftar
    ]  # fmt: skip
    kunci = {"judul": lambda c: c.judul, "desa": lambda c: (c.desa, c.id), "saat": lambda c: (c.at, c.id)}
    kolom = urut.removeprefix("-")
    return sorted(rows, key=kunci.get(kolom, kunci["saat"]), reverse=kolom in kunci and urut.startswith("-"))


def write_isian(b: Any) -> str:
    """What differs: the fields of a mend, or what kind of thing meets what."""
    isi, server = b.isi, b.isi.get("server") or {}
    if "verval" in server:
        return _("Hasil verval")
    if isi.get("isian"):
        return upper_first(", ".join(lower_first(label_kolom(k)) for k in isi["isian"]))
    if "usulan" in server:
        return _("Usulan yang sama")
    return str(SEBAB.get(b.sebab, b.sebab))


@dataclass(frozen=True)
class RincianBentrok:
    """One conflict side by side."""

    id: int
    judul: str
    tentang: str
    isian: str
    paket: dict[str, str]
    server: dict[str, str]
    sebelum: str
    akibat_paket: str
    akibat_server: str
    asal: tuple[tuple[str, str], ...]
    url_berkas: str
    url_pokok: str
    sebab: str
    selesai: str
    alasan: str
    ke: int
    dari: int


def compose_bentrok(
    b: Any, nama: Mapping[str, str], urutan: Sequence[int], *, pokok: Pokok | None, bukti: Sequence[str],
    asal: Langkah | None,
) -> RincianBentrok:  # fmt: skip
    """`urutan`: ids of the open conflicts, for "2 dari 8"; `bukti`: hashes of what has come of the evidence; `asal`:
    the version that the register's side comes from."""
    u, t = b.ubahan, b.ubahan.titipan
    paket, server, sebelum = compose_sisi(b, bukti, asal)
    dititip = f"{write_date(t.at)} {write_time(t.at)}"
    rinci = [(_("Paket"), t.nomor), (_("Ubahan nomor"), str(u.n)), (_("Dititip"), dititip)]
    if t.perangkat is not None:
        rinci.append((_("Dari laptop"), f"{t.perangkat.nama}, {t.perangkat.operator}"))
    return RincianBentrok(
        b.pk, name_bentrok(b, pokok), write_tentang(b, nama.get(b.kode_desa, b.kode_desa), pokok), write_isian(b),
        paket, server, sebelum, _("Menjadi: {nilai}").format(nilai=paket["nilai"]),
        _("Tetap: {nilai}").format(nilai=server["nilai"]), tuple(rinci), f"/meja/{t.pk}/",
        f"/keluarga/{pokok.keluarga_id}/" if pokok else "", translate(u.kalimat), _write_selesai(b),
        b.alasan, urutan.index(b.pk) + 1 if b.pk in urutan else 0, len(urutan),
    )  # fmt: skip


def compose_sisi(
    b: Any, bukti: Sequence[str], asal: Langkah | None
) -> tuple[dict[str, str], dict[str, str], str]:
    """Both sides and what stood before them, each with who, when, on which basis, and what proves it."""
    isi = b.isi
    dari, server = isi.get("paket") or {}, isi.get("server") or {}
    lawan = server.get("verval") or server.get("usulan") or {}
    nilai = _write_kedua(b, dari.get("isi") or {}, server)
    paket = {
        "judul": _("Menurut desa"), "nilai": nilai[0], "diubah": _write_saat(dari.get("pada")),
        "oleh": str(dari.get("oleh") or KOSONG),
        "dasar": str((dari.get("isi") or {}).get("alasan") or _("Lembar kerja")),
    }  # fmt: skip
    if dari.get("bukti"):
        ada = [s for s in dari["bukti"] if s in bukti]
        paket["bukti"] = _("{ada} dari {n} bukti sudah datang").format(ada=len(ada), n=len(dari["bukti"]))
        paket["bukti_url"] = f"/meja/bentrok/{b.pk}/bukti/{ada[0]}/" if ada else ""
    kini = {
        "judul": _("Menurut data sekarang"), "nilai": nilai[1], "diubah": _write_saat(lawan.get("pada")),
        "oleh": str(lawan.get("oleh") or KOSONG), "dasar": _("Data di Dinas"),
    }  # fmt: skip
    if asal is not None and not lawan:
        diubah = f"{write_date_short(asal.at, True)}, {write_time(asal.at)}"
        kini |= {"diubah": diubah, "oleh": asal.oleh or KOSONG, "dasar": label_sumber(asal.sumber)}
    return paket, kini, nilai[2]


def _write_kedua(b: Any, isi: Mapping[str, Any], server: Mapping[str, Any]) -> tuple[str, str, str]:
    """The value of the village, of the register, and the one before both."""
    jenis = str(JENIS.get(b.ubahan.jenis, b.ubahan.jenis))
    if verval := server.get("verval"):
        dasar = (b.isi.get("dasar") or {}).get("verval") or {}
        return (
            _label_hasil(isi.get("hasil")) or jenis,
            _label_hasil(verval.get("hasil")),
            _label_hasil(dasar.get("hasil")),
        )
    if isian := b.isi.get("isian"):
        return (_write_isian(isian, "paket"), _write_isian(isian, "server"), _write_isian(isian, "dasar"))
    usul = _label_usulan(isi) or jenis
    if lain := server.get("usulan"):
        return usul, _("Sudah ada {id}").format(id=str(lain.get("id", "")).replace(":", " ")), ""
    if desa := server.get("desa"):
        return usul, _("Tercatat di {desa}").format(desa=desa), ""
    return usul, _("Tidak berubah"), ""


def is_rahasia(b: Any) -> bool:
    """Whether both values can only be compared by showing what is masked elsewhere: digits or a mother's name."""
    return any(k.split(".")[-1] in (*NOMOR, "nama_ibu") for k in b.isi.get("isian") or ())


def _write_isian(isian: Mapping[str, Any], sisi: str) -> str:
    """One field by its value alone, several each with its name; numbers show only the digits that differ."""
    nilai = {k: _write_satu(k, v, sisi) for k, v in isian.items()}
    if len(nilai) == 1:
        return next(iter(nilai.values()))
    return "; ".join(f"{label_kolom(k)}: {v}" for k, v in nilai.items())


def _write_satu(kolom: str, semua: Mapping[str, Any], sisi: str) -> str:
    nilai = semua.get(sisi)
    if kolom.split(".")[-1] in NOMOR and nilai:
        return mask_beda(str(nilai), *(str(v) for k, v in semua.items() if k != sisi and v))
    return write_nilai(nilai)


def mask_beda(nomor: str, *lain: str) -> str:
    """A NIK or KK masked as everywhere, but for the digits in which the values differ: they are what is decided."""
    samar = mask(nomor)
    if len(samar) != len(nomor):
        return samar
    beda = {i for satu in lain for i, c in enumerate(nomor) if len(satu) != len(nomor) or satu[i] != c}
    return "".join(nomor[i] if i in beda else c for i, c in enumerate(samar))


def _label_hasil(hasil: Any) -> str:
    return translate(LABEL_HASIL[HasilVerval(hasil)]) if hasil in set(HasilVerval) else str(hasil or "")


def _label_usulan(isi: Mapping[str, Any]) -> str:
    jenis = isi.get("jenis")
    return translate(LABEL_JENIS[Jenis(jenis)]) if jenis in set(Jenis) else ""


def write_nilai(nilai: Any) -> str:
    """A value as people read it; a group of fields one after another."""
    if nilai in (None, "", [], {}):
        return KOSONG
    match nilai:
        case Mapping():
            return "; ".join(f"{str(k).replace('_', ' ')}: {write_nilai(v)}" for k, v in nilai.items())
        case list() | tuple():
            return ", ".join(write_nilai(v) for v in nilai)
        case bool():
            return _("Ya") if nilai else _("Tidak")
        case str() if len(nilai) == 10 and nilai[4:5] == "-" and nilai[7:8] == "-":
            return _read_tanggal(nilai)
        case _:
            return str(nilai)


def _read_tanggal(teks: str) -> str:
    try:
        return write_date(datetime.fromisoformat(teks).date())
    except ValueError:
        return teks


def _write_saat(teks: Any) -> str:
    try:
        saat = datetime.fromisoformat(str(teks))
    except ValueError:
        return str(teks or KOSONG)
    return (
        f"{write_date_short(saat, True)}, {write_time(saat)}" if saat.tzinfo else write_date_short(saat, True)
    )


def _write_selesai(b: Any) -> str:
    if b.selesai_at is None:
        return ""
    kata = _("Nilai desa dipakai") if b.pilihan == PilihanBentrok.PAKET else _("Data sekarang dipakai")
    return _("{kata}. Diputuskan {oleh}, {at}").format(kata=kata, oleh=b.oleh, at=write_date(b.selesai_at))


def list_saringan(terbuka: int, selesai: bool) -> list[dict[str, Any]]:
    return [
        {
            "kata": _("Perlu diputuskan"),
            "jumlah": terbuka,
            "url": "?status=terbuka",
            "aktif": not selesai,
            "ikon": "perlu",
        },
        {
            "kata": _("Sudah diputuskan"),
            "jumlah": None,
            "url": "?status=selesai",
            "aktif": selesai,
            "ikon": "selesai",
        },
    ]


def write_judul(n: int, selesai: bool) -> str:
    if selesai:
        return _("{n} bentrok sudah diputuskan").format(n=write_number(n))
    return _("{n} bentrok menunggu keputusan").format(n=write_number(n)) if n else _("Tidak ada bentrok")
