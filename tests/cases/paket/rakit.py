"""Put a package together by hand, without the checks of make_berkas, so that one thing can be wrong in it."""

import struct
from base64 import urlsafe_b64encode
from collections.abc import Callable
from typing import Any

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature

from opensiks.paket import segel, wadah
from opensiks.paket.berkas import MIMETYPE
from opensiks.paket.tanda import TYP_PAKET, KunciTanda
from opensiks.rules.canonical import canonical_bytes
from tests.cases.paket import bahan
from tests.cases.paket.bahan import penerima, sidik, tanda

NAIK = ("kantor", "cadangan", "pemulihan")
TURUN = ("perangkat", "pemulihan")
BADAN = {"naik": "ubahan.jsonl", "turun": "lembar.json", "tanda_terima": "tanda_terima.json"}
Entri = list[tuple[str, bytes, bool]]


def same(x: Any) -> Any:
    return x


def rakit(
    arah: str = "naik",
    *,
    badan: bytes | None = None,
    jumlah: int | None = None,
    ubah: Callable[[dict[str, Any]], Any] = same,
    muatan: Callable[[bytes], bytes] = same,
    jws: Callable[[dict[str, Any]], Any] = same,
    kepala: dict[str, Any] | None = None,
    kunci: str = "laptop",
    entri: Callable[[Entri], Entri] = same,
    zip: Callable[[bytes], bytes] = same,
    untuk: tuple[str, ...] = NAIK,
) -> bytes:
    """A sealed package. Each callable changes one layer; `ubah` changes the manifest in place."""
    badan = (bahan.baris(bahan.list_ubahan()) if arah == "naik" else b"{}") if badan is None else badan
    m = bahan.manifes(arah)
    m["isi"] |= {"nama": BADAN[arah], "sha256": sidik(badan), "ukuran": len(badan)}
    if jumlah is not None:
        m["isi"]["jumlah"], m["jumlah"]["verval"] = jumlah, m["jumlah"]["verval"] + jumlah - 15
    m["kepada"]["kunci"] = penerima(*untuk)
    ubah(m)
    isi = muatan(canonical_bytes(m))
    ditandai = jws(make_jws(isi, tanda(kunci), kepala))
    daftar: Entri = [
        ("mimetype", MIMETYPE, True),
        ("manifes.jws.json", ditandai if isinstance(ditandai, bytes) else canonical_bytes(ditandai), False),
        (BADAN[arah], badan, False),
        *(
            (f"lampiran/{x['sha256']}", bahan.isi_lampiran().get(x["sha256"], b""), True)
            for x in m["lampiran"]
            if x["ikut"]
        ),
    ]
    return segel.seal(zip(wadah.pack(entri(daftar))), penerima(*untuk))


def make_jws(isi: bytes, kunci: KunciTanda, kepala: dict[str, Any] | None = None) -> dict[str, Any]:
    """General JSON Serialization with any header at all."""
    depan = b64(canonical_bytes({"alg": kunci.alg, "kid": kunci.kid, "typ": TYP_PAKET} | (kepala or {})))
    badan = b64(isi)
    return {
        "payload": badan,
        "signatures": [{"protected": depan, "signature": b64(sign(kunci, f"{depan}.{badan}".encode()))}],
    }


def sign(kunci: KunciTanda, isi: bytes) -> bytes:
    rahasia: Any = kunci.rahasia.private_key
    if kunci.alg == "Ed25519":
        return rahasia.sign(isi)
    r, s = decode_dss_signature(rahasia.sign(isi, ec.ECDSA(hashes.SHA256())))
    return r.to_bytes(32, "big") + s.to_bytes(32, "big")


def b64(isi: bytes) -> str:
    return urlsafe_b64encode(isi).rstrip(b"=").decode()


# Where a field stands in the local and in the central header: (offset, width).
MEDAN = {
    "bendera": (6, 8, "<H"),
    "cara": (8, 10, "<H"),
    "crc": (14, 16, "<I"),
    "terkemas": (18, 20, "<I"),
    "ukuran": (22, 24, "<I"),
    "luar": (None, 38, "<I"),
}


def patch(
    nama: str, medan: str, nilai: int, *, lokal: bool = True, pusat: bool = True
) -> Callable[[bytes], bytes]:
    """Change one field of one entry's headers in a container."""

    def change(isi: bytes) -> bytes:
        baru = bytearray(isi)
        di_lokal, di_pusat, bentuk = MEDAN[medan]
        awal_pusat = struct.unpack_from("<I", isi, len(isi) - 6)[0]
        if lokal and di_lokal is not None:
            struct.pack_into(bentuk, baru, isi.index(nama.encode()) - 30 + di_lokal, nilai)
        if pusat:
            struct.pack_into(bentuk, baru, isi.index(nama.encode(), awal_pusat) - 46 + di_pusat, nilai)
        return bytes(baru)

    return change
