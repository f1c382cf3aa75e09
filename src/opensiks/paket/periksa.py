"""What can be said about a file that claims to be a package: from outside by anyone, from inside by whom it is for."""

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from opensiks.paket import berkas, segel, tanda
from opensiks.rules.canonical import list_code
from opensiks.rules.kata import get_enam_kata
from opensiks.rules.paket import Arah, PaketDitolak, is_untuk_kita, require

_ARAH = {
    Arah.NAIK: "dari desa ke kantor",
    Arah.TURUN: "lembar kerja untuk desa",
    Arah.TANDA_TERIMA: "tanda terima untuk desa",
}


@dataclass(frozen=True)
class Langkah:
    """One layer that was looked at. `baik` None: could not be proven with what was given."""

    bagian: str
    baik: bool | None
    kalimat: str
    kode: str = ""


@dataclass
class Laporan:
    """`keterangan`: label and value, as the package says; `langkah`: what was proven about it."""

    keterangan: list[tuple[str, str]] = field(default_factory=list)
    langkah: list[Langkah] = field(default_factory=list)

    @property
    def salah(self) -> list[Langkah]:
        return [x for x in self.langkah if x.baik is False]

    def prove(self, bagian: str, panggil: Callable[[], Any], kalimat: str) -> Any:
        """Run one proof and note how it went; None when it failed."""
        try:
            hasil = panggil()
        except PaketDitolak as error:
            self.langkah.append(Langkah(bagian, False, f"{error.kalimat} Letak: {error.letak}.", error.kode))
            return None
        self.langkah.append(Langkah(bagian, True, kalimat))
        return hasil


def explain(
    data: bytes, identitas: Sequence[str], registrar: Sequence[tanda.Jwk], at: datetime | None = None
) -> Laporan:
    """Everything that `identitas` and `registrar` allow to say; every fault that can be told apart is named."""
    laporan = Laporan()
    laporan.keterangan += [("SHA-256", hashlib.sha256(data).hexdigest()), ("Ukuran", f"{len(data)} byte")]
    biner = laporan.prove("Berkas", lambda: segel.read_zirah(data), "berkas age v1")
    if biner is None:
        return laporan
    jumlah = laporan.prove("Kepala segel", lambda: segel.count_penerima(biner), "kepala segel lengkap")
    if jumlah is None:
        return laporan
    rupa = "biner" if biner is data else "teks"
    laporan.keterangan += [("Rupa", rupa), ("Penerima", f"{jumlah} kunci")]
    if identitas:
        _explain_isi(laporan, data, identitas, registrar, at)
    else:
        laporan.langkah.append(Langkah("Isi", None, "tersegel; tanpa kunci hanya ini yang tampak dari luar"))
    return laporan


def _explain_isi(
    laporan: Laporan,
    data: bytes,
    identitas: Sequence[str],
    registrar: Sequence[tanda.Jwk],
    at: datetime | None,
) -> None:
    isi = laporan.prove("Segel", lambda: segel.open_segel(data, identitas), "terbuka dan utuh")
    if isi is None:
        return
    bungkus = laporan.prove("Wadah", lambda: berkas.read_bungkus(*isi), "susunan dan manifes menurut bentuk")
    if bungkus is None:
        return
    laporan.keterangan += _keterangan(bungkus)
    _explain_tanda(laporan, bungkus, registrar, at)
    fakta = berkas.make_fakta_segel(bungkus, "")
    laporan.prove(
        "Tujuan", lambda: require(is_untuk_kita, fakta, "manifes: kepada"), "kunci ini disebut di manifes"
    )
    lampiran = laporan.prove("Lampiran", lambda: berkas.read_lampiran(bungkus), "sidik semua lampiran cocok")
    if lampiran is not None:
        laporan.keterangan.append(("Lampiran", _lampiran(bungkus.manifes, len(lampiran))))
    badan = laporan.prove("Isi", lambda: berkas.read_badan(bungkus), "sidik isi cocok dengan manifes")
    if badan is not None:
        kalimat = f"{bungkus.manifes['isi']['jumlah']} baris baku, jumlahnya cocok"
        laporan.prove("Baris", lambda: berkas.read_ubahan(bungkus.manifes, badan), kalimat)


def _explain_tanda(
    laporan: Laporan, bungkus: berkas.Bungkus, registrar: Sequence[tanda.Jwk], at: datetime | None
) -> None:
    naik = bungkus.manifes["arah"] == Arah.NAIK
    if registrar or naik:
        kalimat = "tanda tangan dan sertifikat cocok" if naik else "ditandatangani registrar"
        klaim = laporan.prove(
            "Tanda tangan", lambda: berkas.verify_bungkus(bungkus, registrar or None, at), kalimat
        )
        if klaim:
            laporan.keterangan += _sertifikat(klaim)
    if not registrar:
        laporan.langkah.append(
            Langkah("Registrar", None, "kunci registrar tidak diberikan; asal paket belum terbukti")
        )


def _keterangan(bungkus: berkas.Bungkus) -> Iterator[tuple[str, str]]:
    m = bungkus.manifes
    sidik = hashlib.sha256(bungkus.tanda.isi).hexdigest()
    yield "Arah", _ARAH[Arah(m["arah"])]
    yield "Desa", m["desa"]
    yield "Periode", m["periode"]
    yield "Kepada", m["kepada"]["kantor"] or "nasional"
    yield "Urutan", str(m["urutan"])
    yield "Paket", m["paket"]
    yield "Sidik manifes", sidik
    yield "Kode", list_code(sidik)
    yield "Sebelumnya", m["sebelum"] or "tidak ada"
    yield "Kunci penanda", f"{bungkus.tanda.kid} ({' '.join(get_enam_kata(bungkus.tanda.kid))})"
    yield "Dibuat", f"{m['waktu']['perangkat']} menurut jam perangkat"
    yield "Jumlah", ", ".join(f"{k} {v}" for k, v in m["jumlah"].items()) or "tidak ada"


def _sertifikat(klaim: dict[str, Any]) -> Iterator[tuple[str, str]]:
    mulai, sampai = (datetime.fromtimestamp(klaim[k], UTC).isoformat() for k in ("nbf", "exp"))
    yield "Operator", f"{klaim['nama']} ({klaim['sub']})"
    yield "Sertifikat", f"{klaim['alg']}, berlaku {mulai} sampai {sampai}"


def _lampiran(manifes: dict[str, Any], ikut: int) -> str:
    return f"{ikut} ikut, {len(manifes['lampiran']) - ikut} menyusul"
