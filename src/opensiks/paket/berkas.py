"""A whole package: sealed file → container → signed manifest → body and attachments, each layer proven before the next.

The body is not looked at before the signature over its digest holds, and lines are not parsed before the digest does.
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from opensiks.paket import segel, tanda, wadah
from opensiks.paket.baku import read_baku, read_baris
from opensiks.rules.canonical import canonical_bytes
from opensiks.rules.manifes import Ubahan, count_jumlah, list_cacat
from opensiks.rules.paket import (
    MAKS_BERKAS,
    MAKS_FOTO,
    MAKS_ISI,
    MAKS_MANIFES,
    MAKS_PDF,
    MAKS_UBAHAN,
    Arah,
    FaktaBatas,
    FaktaSegel,
    FaktaSertifikat,
    KodePaket,
    PaketDitolak,
    find_cacat_sertifikat,
    is_dalam_batas,
    is_sertifikat_berlaku,
    is_untuk_kita,
    require,
)

MIMETYPE = b"application/vnd.opensiks.paket+zip"
_MIME, _MANIFES, _LAMPIRAN = "mimetype", "manifes.jws.json", "lampiran/"
_AWAL_ISI = {"image/jpeg": b"\xff\xd8\xff", "application/pdf": b"%PDF-"}
_MAKS_LAMPIRAN = {"image/jpeg": MAKS_FOTO, "application/pdf": MAKS_PDF}


@dataclass(frozen=True)
class Bungkus:
    """A package unsealed and laid out, its manifest well formed; nothing about it is proven yet."""

    isi_wadah: bytes
    daftar: Sequence[wadah.Entri]
    tanda: tanda.Tanda
    manifes: dict[str, Any]
    dibuka: str


@dataclass(frozen=True)
class Paket:
    """An opened and proven package.

    `manifes_sha256`: hex digest of the payload bytes, which is the package's name in `sebelum` and receipts. `ubahan`:
    the lines of a `naik` package, empty otherwise. `lampiran`: content by digest, only what came along. `sertifikat`:
    claims of the device's certificate, empty for what the registrar signed. `dibuka`: the recipient that opened it.
    """

    manifes: dict[str, Any]
    manifes_bytes: bytes
    manifes_sha256: str
    badan: bytes
    ubahan: list[Ubahan]
    lampiran: dict[str, bytes]
    kid: str
    dibuka: str
    sertifikat: dict[str, Any] = field(default_factory=dict)

    @property
    def arah(self) -> Arah:
        return Arah(self.manifes["arah"])

    def read_badan(self) -> Any:
        """The one document of a `turun` or `tanda_terima` package."""
        return read_baku(self.badan, self.arah.badan)


def open_berkas(
    data: bytes,
    identitas: Sequence[str],
    *,
    registrar: Sequence[tanda.Jwk],
    at: datetime | None = None,
    kantor: str = "",
    arah: Arah | None = None,
) -> Paket:
    """The package in `data`, whatever its file is called.

    `identitas`: age identities tried in order. `registrar`: public keys of those who may sign certificates, worksheets
    and receipts. `at`: when it came, for the certificate's time (None: not asked). `kantor`: only packages to this
    office. `arah`: only this direction. Raises PaketDitolak with the first reason; ValueError for a bad identity.
    """
    bungkus = open_bungkus(data, identitas)
    if arah is not None and bungkus.manifes["arah"] != arah:
        raise PaketDitolak(KodePaket.SALAH_BENTUK, "manifes: arah")
    sertifikat = verify_bungkus(bungkus, registrar, at)
    require(is_untuk_kita, make_fakta_segel(bungkus, kantor), "manifes: kepada")
    badan = read_badan(bungkus)
    return Paket(
        manifes=bungkus.manifes,
        manifes_bytes=bungkus.tanda.isi,
        manifes_sha256=hashlib.sha256(bungkus.tanda.isi).hexdigest(),
        badan=badan,
        lampiran=read_lampiran(bungkus),
        ubahan=read_ubahan(bungkus.manifes, badan),
        kid=bungkus.tanda.kid,
        dibuka=bungkus.dibuka,
        sertifikat=sertifikat,
    )


def open_bungkus(data: bytes, identitas: Sequence[str]) -> Bungkus:
    """Unseal, lay out and read the manifest; PaketDitolak."""
    return read_bungkus(*segel.open_segel(data, identitas))


def read_bungkus(isi: bytes, dibuka: str) -> Bungkus:
    """Lay out an unsealed container, opened by the recipient `dibuka`, and read its manifest; PaketDitolak."""
    daftar = wadah.read_daftar(isi)
    nama = [e.nama for e in daftar]
    if nama[:2] != [_MIME, _MANIFES] or nama[-1] != wadah.GANJAL or daftar[0].cara:
        raise PaketDitolak(KodePaket.SALAH_BENTUK, "wadah: susunan entri")
    if wadah.unpack(isi, daftar[0]) != MIMETYPE:
        raise PaketDitolak(KodePaket.SALAH_BENTUK, "wadah: mimetype")
    ganjal = wadah.unpack(isi, daftar[-1])
    if daftar[-1].cara or ganjal.count(0) != len(ganjal):
        raise PaketDitolak(KodePaket.SALAH_BENTUK, "wadah: ganjal")
    require(is_dalam_batas, FaktaBatas(daftar[1].ukuran, MAKS_MANIFES), "ukuran manifes")
    ditandai = tanda.read_manifes(wadah.unpack(isi, daftar[1]))
    manifes = read_baku(ditandai.isi, "manifes")
    if cacat := list_cacat(manifes):
        raise PaketDitolak(KodePaket.SALAH_BENTUK, f"manifes: {', '.join(cacat)}")
    require(is_dalam_batas, FaktaBatas(manifes["isi"]["jumlah"], MAKS_UBAHAN), "jumlah baris")
    wajib = [
        manifes["isi"]["nama"],
        *sorted(_LAMPIRAN + x["sha256"] for x in manifes["lampiran"] if x["ikut"]),
    ]
    if nama[2:3] + sorted(nama[3:-1]) != wajib:
        raise PaketDitolak(KodePaket.SALAH_BENTUK, "wadah: entri tidak sama dengan manifes")
    return Bungkus(isi, daftar, ditandai, manifes, dibuka)


def verify_bungkus(
    bungkus: Bungkus, registrar: Sequence[tanda.Jwk] | None, at: datetime | None
) -> dict[str, Any]:
    """The signature and who may give it; the certificate's claims. `registrar` None: certificates are not proven."""
    manifes, perangkat = bungkus.manifes, bungkus.manifes["perangkat"]
    if perangkat["kid"] != bungkus.tanda.kid:
        raise PaketDitolak(KodePaket.TANDA_TANGAN, "manifes: perangkat.kid")
    if manifes["arah"] != Arah.NAIK:
        _verify_registrar(bungkus.tanda, registrar)
        return {}
    klaim = tanda.read_sertifikat(perangkat["sertifikat"], registrar)
    tanda.verify_tanda(bungkus.tanda, klaim["cnf"]["jwk"], klaim["alg"])
    fakta = FaktaSertifikat(
        dikenal=True,
        mulai=klaim["nbf"],
        sampai=klaim["exp"],
        at=at,
        desa=manifes["desa"],
        daftar_desa=klaim["desa"],
        periode=klaim["periode"],
        periode_paket=manifes["periode"],
    )
    require(is_sertifikat_berlaku, fakta, f"sertifikat: {find_cacat_sertifikat(fakta)}")
    return klaim


def _verify_registrar(ditandai: tanda.Tanda, registrar: Sequence[tanda.Jwk] | None) -> None:
    if registrar is None:
        return
    jwk = tanda.find_jwk(registrar, ditandai.kid)
    if jwk is None:
        raise PaketDitolak(KodePaket.TANDA_TANGAN, "kunci registrar tidak dikenal")
    tanda.verify_tanda(ditandai, jwk, tanda.get_alg(jwk))


def make_fakta_segel(bungkus: Bungkus, kantor: str) -> FaktaSegel:
    kepada = bungkus.manifes["kepada"]
    return FaktaSegel(kepada["kunci"], bungkus.dibuka, kepada["kantor"], kantor)


def read_badan(bungkus: Bungkus) -> bytes:
    """The body, equal to its digest and size in the manifest; not parsed."""
    isi, entri = bungkus.manifes["isi"], bungkus.daftar[2]
    badan = wadah.unpack(bungkus.isi_wadah, entri)
    if len(badan) != isi["ukuran"] or hashlib.sha256(badan).hexdigest() != isi["sha256"]:
        raise PaketDitolak(KodePaket.SALAH_BENTUK, f"{entri.nama}: sidik isi")
    return badan


def read_ubahan(manifes: Mapping[str, Any], badan: bytes) -> list[Ubahan]:
    """The lines of the body, agreeing with the manifest's counts and attachments; for other directions the one
    document is read, and the answer is empty."""
    nama = manifes["isi"]["nama"]
    if manifes["arah"] != Arah.NAIK:
        if not isinstance(read_baku(badan, nama), dict):
            raise PaketDitolak(KodePaket.SALAH_BENTUK, nama)
        return []
    daftar = read_baris(badan, nama)
    jumlah = count_jumlah(daftar) | {"orang": manifes["jumlah"]["orang"]}
    if len(daftar) != manifes["isi"]["jumlah"] or jumlah != manifes["jumlah"]:
        raise PaketDitolak(KodePaket.SALAH_BENTUK, f"{nama}: jumlah berbeda dari manifes")
    dikenal = {x["sha256"] for x in manifes["lampiran"]}
    asing = next((u.n for u in daftar if not dikenal.issuperset(u.lampiran)), None)
    if asing is not None:
        raise PaketDitolak(KodePaket.SALAH_BENTUK, f"{nama} ubahan {asing}: lampiran tidak ada di manifes")
    return daftar


def read_lampiran(bungkus: Bungkus) -> dict[str, bytes]:
    """Every attachment that came along, each equal to its digest, size and kind."""
    entri = {e.nama.removeprefix(_LAMPIRAN): e for e in bungkus.daftar[3:-1]}
    hasil = {}
    for x in bungkus.manifes["lampiran"]:
        require(is_dalam_batas, FaktaBatas(x["ukuran"], _MAKS_LAMPIRAN[x["jenis"]]), "ukuran lampiran")
        if x["ikut"]:
            hasil[x["sha256"]] = _read_lampiran(bungkus.isi_wadah, entri[x["sha256"]], x)
    return hasil


def _read_lampiran(isi_wadah: bytes, e: wadah.Entri, x: Mapping[str, Any]) -> bytes:
    if e.cara or e.ukuran != x["ukuran"]:
        raise PaketDitolak(KodePaket.SALAH_BENTUK, "lampiran: ukuran")
    isi = wadah.unpack(isi_wadah, e)
    if hashlib.sha256(isi).hexdigest() != x["sha256"] or not isi.startswith(_AWAL_ISI[x["jenis"]]):
        raise PaketDitolak(KodePaket.SALAH_BENTUK, "lampiran: sidik atau jenis")
    return isi


def make_berkas(
    manifes: Mapping[str, Any],
    badan: bytes,
    lampiran: Mapping[str, bytes],
    kunci: tanda.KunciTanda,
    penerima: Sequence[str],
    *,
    zirah: bool = False,
) -> bytes:
    """A sealed package. `isi` without counts and `kepada.kunci` are filled in here when the manifest lacks them.

    `manifes["isi"]` needs `jumlah` only; `lampiran` holds the content of every entry with `ikut` true. ValueError for a
    manifest that no reader would take, or contents beyond the limits.
    """
    arah = Arah(manifes["arah"])
    isi = {"nama": arah.badan, "sha256": hashlib.sha256(badan).hexdigest(), "ukuran": len(badan)}
    penuh = {
        **manifes,
        "isi": {**manifes["isi"], **isi},
        "kepada": {**manifes["kepada"], "kunci": [*penerima]},
    }
    if cacat := list_cacat(penuh):
        raise ValueError(f"not a manifest: {', '.join(cacat)}")
    entri = [(_MIME, MIMETYPE, True), (_MANIFES, tanda.sign_manifes(canonical_bytes(penuh), kunci), False)]
    entri += [(arah.badan, badan, False)]
    entri += [(_LAMPIRAN + x["sha256"], lampiran[x["sha256"]], True) for x in penuh["lampiran"] if x["ikut"]]
    if sum(len(e[1]) for e in entri) > MAKS_ISI or len(entri[1][1]) > MAKS_MANIFES:
        raise ValueError("larger than a package may be")
    berkas = segel.seal(wadah.pack(entri), penerima, zirah=zirah)
    if len(berkas) > MAKS_BERKAS:
        raise ValueError("larger than a package may be")
    return berkas
