"""Make the packages of this folder: `python -m tests.cases.paket.buat`, from the root of the repository.

Only files that are missing are made, because sealing and ES256 never give the same bytes twice; delete one to make it
again. indeks.json and vektor.json are written each time.
"""

import json
from collections.abc import Callable
from typing import Any

from opensiks.paket.berkas import make_berkas, open_berkas
from opensiks.rules.canonical import canonical_bytes
from tests.cases.paket import bahan, vektor
from tests.cases.paket.bahan import AT, DI, KANTOR, KUNCI, penerima, tanda
from tests.cases.paket.cacat import SEGEL, WADAH
from tests.cases.paket.cacat_isi import BARIS, MANIFES, SERTIFIKAT_

NAIK = ("kantor", "cadangan", "pemulihan")
TURUN = ("perangkat", "pemulihan")
Buat = Callable[[], bytes]


def naik(perangkat: str = "laptop", *, zirah: bool = False, ringan: bool = False) -> bytes:
    isi = bahan.isi_lampiran()
    manifes = bahan.manifes(perangkat=perangkat, lampiran=bahan.list_lampiran(ikut=not ringan))
    return make_berkas(
        manifes, bahan.baris(bahan.list_ubahan()), isi, tanda(perangkat), penerima(*NAIK), zirah=zirah
    )


def kosong() -> bytes:
    manifes = bahan.manifes(daftar=[], lampiran=[], urutan=1, sebelum=None, tanda_terima=[])
    return make_berkas(manifes, b"", {}, tanda("laptop"), penerima(*NAIK))


def satu(*daftar: dict[str, Any], **lain: Any) -> bytes:
    """A package of a few lines without attachments; `lain` are further keys of its manifest."""
    manifes = bahan.manifes(daftar=list(daftar), lampiran=[], **lain)
    return make_berkas(manifes, bahan.baris(list(daftar)), {}, tanda("laptop"), penerima(*NAIK))


def dokumen(arah: str, *, zirah: bool = False) -> bytes:
    """A package that the registrar signs, around the document of this folder."""
    badan = canonical_bytes(json.loads((DI / f"isi_{arah}.json").read_text(encoding="utf-8")))
    manifes = bahan.manifes(arah)
    return make_berkas(manifes, badan, {}, tanda("registrar"), penerima(*TURUN), zirah=zirah)


BAIK: dict[str, tuple[str, str, Buat]] = {
    # file: (what it is, who opens it, how it is made)
    "naik_es256.age": ("biner, ES256", "kantor", naik),
    "naik_es256.age.txt": ("teks, ES256", "kantor", lambda: naik(zirah=True)),
    "naik_ed25519.age": ("biner, Ed25519", "kantor", lambda: naik("laptop_ed")),
    "naik_crlf.age.txt": ("teks dengan CR LF", "kantor", lambda: naik(zirah=True).replace(b"\n", b"\r\n")),
    "naik_lipat_lain.age.txt": (
        "teks dengan panjang baris lain dan spasi",
        "kantor",
        lambda: fold(naik(zirah=True)),
    ),
    "naik_ringan.age": ("foto menyusul", "kantor", lambda: naik(ringan=True)),
    "naik_kosong.age": ("tanpa ubahan, urutan pertama", "kantor", kosong),
    "naik_cadangan.age": ("dibuka dengan kunci cadangan", "cadangan", naik),
    "naik_pemulihan.age": ("dibuka dengan kunci pemulihan desa", "pemulihan", naik),
    "naik_gema.age": (
        "dengan gema ujung jejak",
        "kantor",
        lambda: satu(bahan.ubahan(1, "catatan", "KEL-1", {"isi": "."}), gema=bahan.UJUNG),
    ),
    "naik_lupa_pin.age": (
        "laptop dibuka dengan kunci pemulihan",
        "kantor",
        lambda: satu(
            bahan.ubahan(1, "pemulihan", "", {"cara": "KERTAS", "pada": "2021-07-12T09:01:00+07:00"})
        ),
    ),
    "turun.age": ("lembar kerja, biner", "perangkat", lambda: dokumen("turun")),
    "turun.age.txt": ("lembar kerja, teks", "pemulihan", lambda: dokumen("turun", zirah=True)),
    "tanda_terima.age": ("tanda terima, biner", "perangkat", lambda: dokumen("tanda_terima")),
    "tanda_terima.age.txt": ("tanda terima, teks", "perangkat", lambda: dokumen("tanda_terima", zirah=True)),
}


def fold(zirah: bytes) -> bytes:
    """The same armour as some mail programs leave it: other line lengths, spaces, blank lines around."""
    awal, *isi, akhir = zirah.strip().split(b"\n")
    teks = b"".join(isi)
    lipat = [teks[i : i + 76] + b" " for i in range(0, len(teks), 76)]
    return b"\r\n\r\n" + b"\r\n".join([awal, *lipat, akhir]) + b"\r\n\r\n"


def tulis(nama: str, buat: Buat) -> bytes:
    berkas = DI / nama
    berkas.parent.mkdir(exist_ok=True)
    if not berkas.exists():
        berkas.write_bytes(buat())
    return berkas.read_bytes()


def kasus_baik() -> list[dict[str, Any]]:
    hasil = []
    for nama, (apa, pembuka, buat) in BAIK.items():
        isi = tulis(f"baik/{nama}", buat)
        p = open_berkas(
            isi, [KUNCI[pembuka]["identitas"]], registrar=[KUNCI["registrar"]["jwk"]], at=AT, kantor=KANTOR
        )
        hasil.append(
            {
                "berkas": f"baik/{nama}",
                "keterangan": apa,
                "identitas": [pembuka],
                "harap": {
                    "arah": p.arah,
                    "manifes_sha256": p.manifes_sha256,
                    "isi_sha256": bahan.sidik(p.badan),
                    "kid": p.kid,
                    "ubahan": len(p.ubahan),
                    "lampiran": sorted(p.lampiran),
                },
            }
        )
    return hasil


def kasus_cacat() -> list[dict[str, Any]]:
    hasil = []
    for nama, kode, buat, lain in [*SEGEL, *WADAH, *MANIFES, *SERTIFIKAT_, *BARIS]:
        tulis(f"cacat/{nama}.age", buat)
        hasil.append({"berkas": f"cacat/{nama}.age", "identitas": ["kantor"], **lain, "kode": kode})
    return hasil


def main() -> None:
    umum = {
        "keterangan": (
            "Every case is opened with the named identities and registrar of kunci.json, at the office 'kantor', "
            "at the time 'at'. 'harap' says what comes out, 'kode' why it is refused."
        ),
        "kantor": KANTOR,
        "at": AT.isoformat(),
        "at_detik": int(AT.timestamp()),
        "registrar": ["registrar"],
    }
    bahan.write_json("indeks.json", {**umum, "baik": kasus_baik(), "cacat": kasus_cacat()})
    bahan.write_json("vektor.json", vektor.buat())


if __name__ == "__main__":
    main()
