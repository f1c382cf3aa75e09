"""Packages whose manifest, certificate or lines are wrong; see cacat.py."""

import hmac
from base64 import urlsafe_b64decode
from collections.abc import Callable
from typing import Any

from opensiks.paket.tanda import TYP_SERTIFIKAT, sign_compact
from opensiks.rules.canonical import canonical_bytes
from tests.cases.paket import bahan
from tests.cases.paket.bahan import KUNCI, klaim, sertifikat, sidik, tanda, ubahan
from tests.cases.paket.cacat import BATAS, BENTUK, SERTIFIKAT, TANDA, Buat, Kasus, ganti, isi
from tests.cases.paket.rakit import TURUN, b64, rakit


def baris(ubah: Callable[[bytes], bytes], jumlah: int | None = None) -> Buat:
    """A package around lines that are wrong, with digests that are right."""
    return lambda: rakit(badan=ubah(bahan.baris(bahan.list_ubahan())), jumlah=jumlah)


def sert(*args: str, **lain: Any) -> Buat:
    """A package with another certificate."""
    return lambda: rakit(ubah=isi(perangkat__sertifikat=sertifikat(*args, **lain)))


def satu(**lain: Any) -> Buat:
    """A package of one line, whose keys are changed."""
    return lambda: rakit(
        badan=bahan.baris([{**ubahan(1, "verval", "KEL-1", {}), **lain}]),
        ubah=isi(
            jumlah={
                k: int(k == "verval") for k in ("verval", "usulan", "musyawarah", "putusan", "lain", "orang")
            },
            isi__jumlah=1,
        ),
    )


def hs256(m: bytes) -> dict[str, Any]:
    """Signed with a public key as if it were a shared secret."""
    depan = b64(
        canonical_bytes({"alg": "HS256", "kid": KUNCI["laptop"]["kid"], "typ": "opensiks-paket+json"})
    )
    rahasia = canonical_bytes(KUNCI["laptop"]["jwk"])
    tanda_tangan = hmac.digest(rahasia, f"{depan}.{b64(m)}".encode(), "sha256")
    return {"payload": b64(m), "signatures": [{"protected": depan, "signature": b64(tanda_tangan)}]}


def payload(j: dict[str, Any]) -> bytes:
    return urlsafe_b64decode(j["payload"] + "==")


def tanpa(kunci: str) -> Callable[[dict[str, Any]], None]:
    return lambda m: m.pop(kunci)


def besar(m: dict[str, Any]) -> None:
    m["tanda_terima"] = [sidik(str(i).encode()) for i in range(2000)]
    m["lampiran"] += [
        {"sha256": sidik(str(i).encode()), "ukuran": 1, "jenis": "image/jpeg", "guna": "", "ikut": False}
        for i in range(900)
    ]


def dua_objek(b: bytes) -> bytes:
    """As many values as lines, but not one on each: two on the second, one on the third and fourth."""
    a, c, d, _e, *lain = b.split(b"\n")
    return b"\n".join([a, c + b"," + d, b'{"a":[{}', b"{}]}", *lain])


MANIFES: list[Kasus] = [
    (
        "alg_none",
        TANDA,
        lambda: rakit(
            kepala={"alg": "none"},
            jws=lambda j: {**j, "signatures": [{**j["signatures"][0], "signature": ""}]},
        ),
        {},
    ),
    ("gema_nol", BENTUK, lambda: rakit(ubah=isi(gema={**bahan.UJUNG, "seq": 0})), {}),
    ("gema_tanpa_sidik", BENTUK, lambda: rakit(ubah=isi(gema={"seq": 48120})), {}),
    ("gema_kunci_lain", BENTUK, lambda: rakit(ubah=isi(gema={**bahan.UJUNG, "at": 1})), {}),
    ("gema_null", BENTUK, lambda: rakit(ubah=isi(gema=None)), {}),
    (
        "gema_turun",
        BENTUK,
        lambda: rakit("turun", ubah=isi(gema=bahan.UJUNG), kunci="registrar", untuk=TURUN),
        {"identitas": ["perangkat"]},
    ),
    ("alg_hs256", TANDA, lambda: rakit(jws=lambda j: hs256(payload(j))), {}),
    (
        "alg_bukan_sertifikat",
        TANDA,
        lambda: rakit(kunci="laptop_ed", kepala={"kid": KUNCI["laptop"]["kid"]}),
        {},
    ),
    (
        "alg_eddsa",
        TANDA,
        lambda: rakit(
            kunci="laptop_ed",
            kepala={"alg": "EdDSA"},
            ubah=isi(perangkat={"kid": KUNCI["laptop_ed"]["kid"], "sertifikat": sertifikat("laptop_ed")}),
        ),
        {},
    ),
    ("kid_lain", TANDA, lambda: rakit(kepala={"kid": KUNCI["orang_lain"]["kid"]}), {}),
    (
        "ditandai_orang_lain",
        TANDA,
        lambda: rakit(kunci="orang_lain", kepala={"kid": KUNCI["laptop"]["kid"]}),
        {},
    ),
    (
        "isi_diganti",
        TANDA,
        lambda: rakit(jws=lambda j: {**j, "payload": b64(payload(j).replace(b'"orang":3', b'"orang":4'))}),
        {},
    ),
    ("dua_tanda_tangan", BENTUK, lambda: rakit(jws=lambda j: {**j, "signatures": j["signatures"] * 2}), {}),
    (
        "kepala_tak_terlindung",
        BENTUK,
        lambda: rakit(
            jws=lambda j: {**j, "signatures": [{**j["signatures"][0], "header": {"alg": "ES256"}}]}
        ),
        {},
    ),
    ("kepala_crit", BENTUK, lambda: rakit(kepala={"crit": ["b64"], "b64": False}), {}),
    ("kepala_typ", BENTUK, lambda: rakit(kepala={"typ": "JWT"}), {}),
    ("kunci_ganda", BENTUK, lambda: rakit(muatan=ganti(b'"urutan":7', b'"urutan":7,"urutan":7')), {}),
    ("nan", BENTUK, lambda: rakit(muatan=ganti(b'"mono_ms":81234', b'"mono_ms":NaN')), {}),
    ("pecahan", BENTUK, lambda: rakit(muatan=ganti(b'"mono_ms":81234', b'"mono_ms":81234.0')), {}),
    (
        "bilangan_raksasa",
        BENTUK,
        lambda: rakit(muatan=ganti(b'"mono_ms":81234', b'"mono_ms":9007199254740993')),
        {},
    ),
    ("bukan_nfc", BENTUK, lambda: rakit(ubah=isi(lembar__aplikasi="e\u0301")), {}),
    ("bom_bom", BENTUK, lambda: rakit(muatan=lambda b: b"\xef\xbb\xbf" + b), {}),
    ("spasi", BENTUK, lambda: rakit(muatan=ganti(b'"urutan":7', b'"urutan": 7')), {}),
    ("terlalu_dalam", BENTUK, lambda: rakit(muatan=ganti(b'"sebelum":', b'"sebelum":' + b"[" * 3000)), {}),
    ("manifes_terlalu_besar", BATAS, lambda: rakit(ubah=besar), {}),
    ("bentuk_lain", BENTUK, lambda: rakit(ubah=isi(bentuk="opensiks-paket/2")), {}),
    ("kunci_hilang", BENTUK, lambda: rakit(ubah=tanpa("waktu")), {}),
    ("kunci_tak_dikenal", BENTUK, lambda: rakit(ubah=isi(catatan="")), {}),
    ("urutan_raksasa", BENTUK, lambda: rakit(ubah=isi(urutan=2**31)), {}),
    ("hari_mustahil", BENTUK, lambda: rakit(ubah=isi(waktu__perangkat="2021-02-29T10:00:00+07:00")), {}),
    ("abad_lain", BENTUK, lambda: rakit(ubah=isi(waktu__server_terakhir="9999-12-31T23:59:59-12:00")), {}),
    ("urutan_nol", BENTUK, lambda: rakit(ubah=isi(urutan=0)), {}),
    ("arah_bukan_isi", BENTUK, lambda: rakit(ubah=isi(isi__nama="lembar.json")), {}),
    (
        "foto_terlalu_besar",
        BATAS,
        lambda: rakit(ubah=lambda m: m["lampiran"][1].update(ukuran=300 * 1024 + 1, ikut=False)),
        {},
    ),
    (
        "pdf_terlalu_besar",
        BATAS,
        lambda: rakit(ubah=lambda m: m["lampiran"][0].update(ukuran=2 * 1024**2 + 1, ikut=False)),
        {},
    ),
    (
        "lampiran_bukan_jenisnya",
        BENTUK,
        lambda: rakit(ubah=lambda m: m["lampiran"][1].update(jenis="application/pdf")),
        {},
    ),
]
SERTIFIKAT_: list[Kasus] = [
    ("sertifikat_habis", SERTIFIKAT, sert(exp=int(bahan.AT.timestamp())), {}),
    ("sertifikat_belum_mulai", SERTIFIKAT, sert(nbf=int(bahan.AT.timestamp()) + 1), {}),
    ("sertifikat_registrar_lain", SERTIFIKAT, sert("laptop", "registrar_lain"), {}),
    ("sertifikat_periode_lain", SERTIFIKAT, sert(periode="2020-kampanye"), {}),
    ("sertifikat_desa_lain", SERTIFIKAT, sert(desa=["18.04.01.2002"]), {}),
    ("desa_lain", SERTIFIKAT, lambda: rakit(ubah=isi(desa="18.04.01.2002")), {}),
    ("sertifikat_sendiri", SERTIFIKAT, sert("laptop", "laptop"), {}),
    ("sertifikat_perangkat_lain", TANDA, sert("orang_lain"), {}),
    (
        "sertifikat_tanpa_akhir",
        SERTIFIKAT,
        lambda: rakit(
            ubah=isi(
                perangkat__sertifikat=sign_compact(klaim(exp=2**53 - 1), tanda("registrar"), TYP_SERTIFIKAT)
            )
        ),
        {},
    ),
    ("sertifikat_rusak", SERTIFIKAT, lambda: rakit(ubah=isi(perangkat__sertifikat="bukan.jwt")), {}),
    (
        "turun_bukan_registrar",
        TANDA,
        lambda: rakit("turun", ubah=isi(perangkat__kid=KUNCI["laptop"]["kid"]), untuk=TURUN),
        {"identitas": ["perangkat"]},
    ),
    (
        "tanda_terima_palsu",
        TANDA,
        lambda: rakit(
            "tanda_terima", kunci="registrar_lain", kepala={"kid": KUNCI["registrar"]["kid"]}, untuk=TURUN
        ),
        {"identitas": ["perangkat"]},
    ),
]
BARIS: list[Kasus] = [
    ("isi_sidik_lain", BENTUK, lambda: rakit(ubah=isi(isi__sha256=sidik(b"lain"))), {}),
    ("isi_ukuran_lain", BENTUK, lambda: rakit(ubah=isi(isi__ukuran=1)), {}),
    ("isi_jumlah_lain", BENTUK, lambda: rakit(jumlah=16), {}),
    ("jumlah_jenis_lain", BENTUK, lambda: rakit(ubah=lambda m: m["jumlah"].update(usulan=2, verval=2)), {}),
    (
        "baris_terlalu_panjang",
        BATAS,
        satu(isi={"catatan": "".join(sidik(str(i).encode()) for i in range(256))}),
        {},
    ),
    ("baris_terlalu_banyak", BATAS, lambda: rakit(badan=b"{}\n" * 20_001, jumlah=20_001), {}),
    ("baris_spasi", BENTUK, baris(ganti(b'"n":1,', b'"n": 1,')), {}),
    ("baris_kunci_ganda", BENTUK, baris(ganti(b'"n":1,', b'"n":1,"n":1,')), {}),
    ("baris_pecahan", BENTUK, baris(ganti(b'"versi":1', b'"versi":1.5')), {}),
    ("baris_raksasa", BENTUK, baris(ganti(b'"versi":1', b'"versi":9007199254740992')), {}),
    ("baris_setengah_huruf", BENTUK, baris(ganti(b"Rumah ", b"Rumah\\ud800")), {}),
    ("baris_bukan_nfc", BENTUK, baris(ganti("Zoë".encode(), "Zoe\u0308".encode())), {}),
    ("baris_crlf", BENTUK, baris(lambda b: b.replace(b"\n", b"\r\n")), {}),
    ("baris_tanpa_akhir", BENTUK, baris(lambda b: b[:-1]), {}),
    ("baris_kosong", BENTUK, baris(lambda b: b + b"\n", 16), {}),
    ("baris_dua_objek", BENTUK, baris(dua_objek), {}),
    ("baris_terlalu_dalam", BENTUK, satu(dasar={"a": [[[[[[[0]]]]]]]}), {}),
    ("baris_kunci_asing", BENTUK, satu(lain=1), {}),
    ("baris_n_raksasa", BENTUK, satu(n=2**31), {}),
    ("baris_jam_mustahil", BENTUK, satu(pada="2021-07-12T24:00:00+07:00"), {}),
    ("baris_pokok_panjang", BENTUK, satu(pokok="K" * 65), {}),
    ("baris_huruf_nol", BENTUK, satu(isi={"catatan": "a\0b"}), {}),
    ("baris_n_mundur", BENTUK, baris(ganti(b'"n":5,', b'"n":3,')), {}),
    ("baris_lampiran_asing", BENTUK, satu(lampiran=[sidik(b"x")]), {}),
]
