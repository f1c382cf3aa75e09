"""Signatures: JWS (RFC 7515) over bytes as they came, certificates as JWT, keys named by their RFC 7638 thumbprint.

The algorithm is never taken from a header. It comes from the certificate or from the key that is already known, and
the header has to agree with it.
"""

import re
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple

from joserfc import jws
from joserfc.errors import JoseError
from joserfc.jwk import ECKey, OKPKey

from opensiks.paket.baku import read_baku
from opensiks.rules.canonical import canonical_bytes
from opensiks.rules.manifes import DESA, KID, PENERIMA, PERIODE
from opensiks.rules.paket import FaktaTanda, KodePaket, PaketDitolak, is_tanda_tangan_cocok, require

ALG = ("ES256", "Ed25519")
TYP_PAKET, TYP_SERTIFIKAT = "opensiks-paket+json", "opensiks-sertifikat+jwt"
_KURVA = {"ES256": ("EC", "P-256", ("x", "y")), "Ed25519": ("OKP", "Ed25519", ("x",))}
_B64 = re.compile(r"[A-Za-z0-9_-]*")

Jwk = Mapping[str, str]


@dataclass(frozen=True)
class KunciTanda:
    """A private key that signs, of one fixed algorithm."""

    alg: str
    rahasia: ECKey | OKPKey

    @classmethod
    def generate(cls, alg: str = "ES256") -> "KunciTanda":
        return cls(alg, ECKey.generate_key("P-256") if alg == ALG[0] else OKPKey.generate_key("Ed25519"))

    @classmethod
    def from_pem(cls, pem: str | bytes) -> "KunciTanda":
        """ValueError for a key that is not private, or of another curve."""
        for alg, bentuk in (("ES256", ECKey), ("Ed25519", OKPKey)):
            try:
                kunci = bentuk.import_key(pem)
            except (JoseError, ValueError, TypeError):
                continue
            if kunci.is_private and kunci.curve_name == _KURVA[alg][1]:
                return cls(alg, kunci)
        raise ValueError("not a private P-256 or Ed25519 key")

    def to_pem(self) -> str:
        return self.rahasia.as_pem(private=True).decode("ascii")

    @property
    def jwk(self) -> dict[str, str]:
        """The public key, its required members only."""
        isi = self.rahasia.as_dict(private=False)
        return {k: str(isi[k]) for k in ("crv", "kty", *_KURVA[self.alg][2])}

    @property
    def kid(self) -> str:
        return thumbprint(self.jwk)


class Tanda(NamedTuple):
    """A signature as read, not verified: the header's wishes, and the compact text that was signed."""

    alg: str
    kid: str
    isi: bytes
    padat: str


def thumbprint(jwk: Jwk) -> str:
    """RFC 7638, SHA-256, base64url; ValueError for a key that is not one of ours."""
    return _public_key(jwk)[1].thumbprint()


def get_alg(jwk: Jwk) -> str:
    """ES256 or Ed25519 by the key's curve; ValueError for any other, and for one that is not on its curve."""
    return _public_key(jwk)[0]


def sign_manifes(isi: bytes, kunci: KunciTanda) -> bytes:
    """manifes.jws.json: General JSON Serialization with one signature, canonical."""
    kepala, badan, tanda = _sign(isi, kunci, TYP_PAKET).split(".")
    return canonical_bytes({"payload": badan, "signatures": [{"protected": kepala, "signature": tanda}]})


def read_manifes(isi: bytes) -> Tanda:
    """The one signature of manifes.jws.json, not verified; PaketDitolak SALAH_BENTUK."""
    match read_baku(isi, "manifes"):
        case {
            "payload": str(badan),
            "signatures": [{"protected": str(kepala), "signature": str(tanda), **lebih}],
            **lain,
        }:
            if not lebih and not lain:
                return _read_padat(f"{kepala}.{badan}.{tanda}", TYP_PAKET, "manifes")
    raise PaketDitolak(KodePaket.SALAH_BENTUK, "manifes: bukan JWS dengan satu tanda tangan")


def verify_tanda(tanda: Tanda, jwk: Jwk, alg: str) -> None:
    """PaketDitolak TANDA_TANGAN unless the header names exactly this key and algorithm, and the bytes are signed."""
    pasti, kunci = _public_key(jwk)
    fakta = FaktaTanda(tanda.alg, tanda.kid, alg if alg == pasti else "", kunci.thumbprint())
    require(is_tanda_tangan_cocok, fakta, "kepala tanda tangan")
    try:
        jws.deserialize_compact(tanda.padat, kunci, algorithms=[alg])
    except (JoseError, ValueError):
        raise PaketDitolak(KodePaket.TANDA_TANGAN, "tanda tangan") from None


def sign_compact(isi: Mapping[str, Any], kunci: KunciTanda, typ: str) -> str:
    """A compact JWS over the canonical JSON of `isi`."""
    return _sign(canonical_bytes(isi), kunci, typ)


def read_compact(teks: str, daftar_jwk: Sequence[Jwk] | None, typ: str, letak: str) -> dict[str, Any]:
    """What a compact JWS says, signed by one of `daftar_jwk` (None: not verified).

    PaketDitolak SALAH_BENTUK for what is no such JWS, TANDA_TANGAN for another key or altered bytes.
    """
    tanda = _read_padat(teks, typ, letak)
    if daftar_jwk is not None:
        jwk = find_jwk(daftar_jwk, tanda.kid)
        if jwk is None:
            raise PaketDitolak(KodePaket.TANDA_TANGAN, f"{letak}: kunci tidak dikenal")
        verify_tanda(tanda, jwk, get_alg(jwk))
    isi = read_baku(tanda.isi, letak)
    if not isinstance(isi, dict):
        raise PaketDitolak(KodePaket.SALAH_BENTUK, letak)
    return isi


def make_sertifikat(klaim: Mapping[str, Any], registrar: KunciTanda) -> str:
    """A device certificate; ValueError for claims that no reader would take."""
    if (cacat := _find_cacat(klaim)) is not None:
        raise ValueError(f"not the claims of a certificate: {cacat}")
    return sign_compact(klaim, registrar, TYP_SERTIFIKAT)


def read_sertifikat(jwt: str, daftar_jwk: Sequence[Jwk] | None) -> dict[str, Any]:
    """Claims of a certificate signed by one of the registrar keys (None: not verified); PaketDitolak SERTIFIKAT."""
    try:
        klaim = read_compact(jwt, daftar_jwk, TYP_SERTIFIKAT, "sertifikat")
    except PaketDitolak as error:
        raise PaketDitolak(KodePaket.SERTIFIKAT, error.letak) from None
    if (cacat := _find_cacat(klaim)) is not None:
        raise PaketDitolak(KodePaket.SERTIFIKAT, f"sertifikat: {cacat}")
    return klaim


def find_jwk(daftar_jwk: Sequence[Jwk], kid: str) -> Jwk | None:
    return next((jwk for jwk in daftar_jwk if thumbprint(jwk) == kid), None)


def _sign(isi: bytes, kunci: KunciTanda, typ: str) -> str:
    kepala = {"alg": kunci.alg, "kid": kunci.kid, "typ": typ}
    return jws.serialize_compact(kepala, isi, kunci.rahasia, algorithms=[kunci.alg])


def _read_padat(teks: str, typ: str, letak: str) -> Tanda:
    bagian = [_decode(b, letak) for b in teks.split(".")]
    if len(bagian) != 3:
        raise PaketDitolak(KodePaket.SALAH_BENTUK, f"{letak}: bukan JWS")
    match read_baku(bagian[0], f"{letak}: kepala tanda tangan"):
        case {"alg": str(alg), "kid": str(kid), "typ": str(jenis), **lain} if not lain and jenis == typ:
            if KID.fullmatch(kid):
                return Tanda(alg, kid, bagian[1], teks)
    raise PaketDitolak(KodePaket.SALAH_BENTUK, f"{letak}: kepala tanda tangan")


def _decode(teks: str, letak: str) -> bytes:
    """Unpadded base64url, in the one way to write it."""
    if _B64.fullmatch(teks) and len(teks) % 4 != 1:
        isi = urlsafe_b64decode(teks + "=" * (-len(teks) % 4))
        if urlsafe_b64encode(isi).rstrip(b"=").decode("ascii") == teks:
            return isi
    raise PaketDitolak(KodePaket.SALAH_BENTUK, f"{letak}: bukan base64url")


def _public_key(jwk: Jwk) -> tuple[str, ECKey | OKPKey]:
    try:
        return _import_key(tuple(sorted(jwk.items())))
    except TypeError:
        raise ValueError("not a public key") from None


@lru_cache(maxsize=1024)
def _import_key(isi: tuple[tuple[str, str], ...]) -> tuple[str, ECKey | OKPKey]:
    jwk = dict(isi)
    for alg, (kty, crv, anggota) in _KURVA.items():
        if jwk.get("kty") == kty and jwk.get("crv") == crv:
            if jwk.keys() != {"crv", "kty", *anggota} or not all(isinstance(v, str) for v in jwk.values()):
                break
            try:
                kunci = (ECKey if kty == "EC" else OKPKey).import_key(dict(jwk))
                kunci.public_key  # noqa: B018 - reads the point, and refuses one that is not on the curve
            except (JoseError, ValueError) as error:
                raise ValueError("not a point of its curve") from error
            return alg, kunci
    raise ValueError("not a public P-256 or Ed25519 key")


def _find_cacat(klaim: Mapping[str, Any]) -> str | None:
    """The first wrong claim."""
    if klaim.keys() != _KLAIM.keys():
        return "kunci tak dikenal atau kurang"
    cacat = next((k for k, check in _KLAIM.items() if not check(klaim[k])), None)
    if cacat is None:
        try:
            if get_alg(klaim["cnf"]["jwk"]) != klaim["alg"]:
                return "alg"
        except ValueError:
            return "cnf"
    return cacat


def _texts(pola: str) -> Any:
    return lambda v: (
        isinstance(v, list)
        and 0 < len(v) <= 100
        and all(isinstance(x, str) and re.fullmatch(pola, x) for x in v)
    )


def _text(pola: str) -> Any:
    return lambda v: isinstance(v, str) and re.fullmatch(pola, v) is not None


def _seconds(v: Any) -> bool:
    # Up to the end of the year 2099, as in every other time of a package.
    return type(v) is int and 0 <= v < 4_102_444_800


def _nomor(v: Any) -> bool:
    return type(v) is int and v >= 0


_KLAIM: Mapping[str, Any] = {
    "iss": _text("opensiks"),
    "sub": _text(r".{1,150}"),
    "akun": _nomor,
    "nama": _text(r".{1,200}"),
    "desa": _texts(DESA.pattern),
    "periode": _text(PERIODE.pattern),
    "boleh": _texts(r"[a-z_]{1,40}"),
    "alg": lambda v: v in ALG,
    "cnf": lambda v: isinstance(v, dict) and v.keys() == {"jwk"} and isinstance(v["jwk"], dict),
    "umum": _text(PENERIMA.pattern),
    "nbf": _seconds,
    "exp": _seconds,
    "jti": _text(r"[0-9a-f-]{1,64}"),
}
