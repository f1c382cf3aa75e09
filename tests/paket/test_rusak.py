"""No part of a damaged package gets in, and what was put in comes out (R82, R88)."""

import random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from opensiks.paket import segel, tanda, wadah
from opensiks.paket.baku import read_baku
from opensiks.paket.berkas import make_berkas, open_berkas
from opensiks.rules.canonical import canonical_bytes
from opensiks.rules.manifes import list_cacat, read_ubahan
from opensiks.rules.paket import (
    Arah,
    FaktaBatas,
    FaktaSegel,
    FaktaSertifikat,
    FaktaTanda,
    JenisUbahan,
    KodePaket,
    PaketDitolak,
    get_undak,
    is_bentuk_benar,
    is_dalam_batas,
    is_sertifikat_berlaku,
    is_tanda_tangan_cocok,
    is_untuk_kita,
    is_utuh,
)
from tests.cases.paket import bahan
from tests.cases.paket.bahan import AT, KUNCI, ubahan
from tests.cases.paket.rakit import NAIK

KANTOR = [KUNCI["kantor"]["identitas"]]
REGISTRAR = [KUNCI["registrar"]["jwk"]]
ACAK = random.Random(5)
# As large as a village with its photos: some chunks of 64 KiB.
BESAR = make_berkas(
    bahan.manifes(
        lampiran=[
            *bahan.list_lampiran(),
            x := {
                "sha256": bahan.sidik(f := b"\xff\xd8\xff" + ACAK.randbytes(200_000)),
                "ukuran": len(f),
                "jenis": "image/jpeg",
                "guna": "",
                "ikut": True,
            },
        ]
    ),
    bahan.baris(bahan.list_ubahan()),
    {**bahan.isi_lampiran(), x["sha256"]: f},
    bahan.tanda("laptop"),
    bahan.penerima(*NAIK),
)


def reason(berkas: bytes) -> PaketDitolak:
    with pytest.raises(PaketDitolak) as ditolak:
        open_berkas(berkas, KANTOR, registrar=REGISTRAR)
    return ditolak.value


def test_R82a_one_flipped_bit_at_every_kilobyte_is_seen() -> None:
    assert open_berkas(BESAR, KANTOR, registrar=REGISTRAR).lampiran
    for di in range(1024, len(BESAR), 1024):
        rusak = BESAR[:di] + bytes([BESAR[di] ^ 1 << di % 7]) + BESAR[di + 1 :]
        assert reason(rusak).kode is KodePaket.RUSAK, di
    for di in range(0, 600, 7):
        # In the header a flip may also make the file look like one for somebody else.
        assert reason(BESAR[:di] + bytes([BESAR[di] ^ 1]) + BESAR[di + 1 :]).kode in ("RUSAK", "ASING"), di


def test_every_truncation_is_seen_and_its_part_named() -> None:
    semua = -(-len(BESAR) // 65552)
    for i, di in enumerate(range(65_536, len(BESAR), 65_536), 1):
        assert reason(BESAR[:di]).letak.startswith("bagian "), i
    assert reason(BESAR[:-1]).letak == f"bagian {semua} dari {semua}"
    for di in (0, 1, 21, 22, 100, 400, *ACAK.sample(range(len(BESAR)), 20)):
        assert reason(BESAR[:di]).kode is KodePaket.RUSAK, di
        assert reason(BESAR[di:] if di else b"").kode is KodePaket.RUSAK, di


def test_armour_survives_its_travels_and_nothing_else() -> None:
    zirah = segel.seal(b"isi", [KUNCI["kantor"]["penerima"]], zirah=True)
    for ubah in (zirah.replace(b"\n", b"\r\n"), b"\n\n" + zirah + b" \r\n", zirah.replace(b"\n", b" \n")):
        assert segel.unseal(ubah, KANTOR) == b"isi"
    baris = zirah.split(b"\n")
    for rusak in (
        zirah[:-5],
        zirah + b"Dikirim dari HP",
        b"\n".join([*baris[:1], b"Version: 1", *baris[1:]]),
    ):
        assert reason(rusak).kode is KodePaket.RUSAK


def test_two_seals_of_the_same_content_look_different_and_are_equally_long() -> None:
    isi = [wadah.pack([("ubahan.jsonl", b"x" * n, True)]) for n in (100, 3_000, 15_000)]
    panjang = {len(segel.seal(i, [KUNCI["kantor"]["penerima"]])) for i in isi}
    assert max(panjang) - min(panjang) < 300, "the size tells how many people are inside"
    assert len({len(i) for i in isi}) == 1


# Values of the format: no floats, composed text, whole numbers that JavaScript can hold.
TEKS = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=12).filter(
    lambda t: t.isascii() or is_nfc(t)
)
NILAI = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | TEKS,
    lambda x: st.lists(x, max_size=3) | st.dictionaries(TEKS, x, max_size=3),
    max_leaves=6,
)


def is_nfc(teks: str) -> bool:
    import unicodedata

    return unicodedata.is_normalized("NFC", teks)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.tuples(st.sampled_from(list(JenisUbahan)), st.dictionaries(TEKS, NILAI, max_size=3)), max_size=8
    ),
    st.sampled_from(["laptop", "laptop_ed"]),
    st.booleans(),
)
def test_what_was_put_in_comes_out(
    isi: list[tuple[JenisUbahan, dict[str, Any]]], siapa: str, zirah: bool
) -> None:
    daftar = [ubahan(n, jenis, "KEL-1", i) for n, (jenis, i) in enumerate(isi, 1)]
    try:
        for u in daftar:
            read_baku(canonical_bytes(u), "uji")
    except PaketDitolak:
        return  # too deep
    berkas = make_berkas(
        bahan.manifes(daftar=daftar, perangkat=siapa, lampiran=[]),
        bahan.baris(daftar),
        {},
        bahan.tanda(siapa),
        bahan.penerima(*NAIK),
        zirah=zirah,
    )
    p = open_berkas(berkas, KANTOR, registrar=REGISTRAR, at=AT, kantor=bahan.KANTOR, arah=Arah.NAIK)
    assert [u._asdict() for u in p.ubahan] == daftar
    assert p.sertifikat["nama"] == "Sari"
    assert p.manifes_bytes == canonical_bytes(p.manifes)


@settings(max_examples=200, deadline=None)
@given(NILAI)
def test_the_strict_reader_takes_what_the_writer_wrote(nilai: Any) -> None:
    assert read_baku(canonical_bytes(nilai), "uji") == nilai


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=60) | st.text(max_size=60).map(str.encode))
def test_the_strict_reader_never_stumbles(isi: bytes) -> None:
    try:
        nilai = read_baku(isi, "uji")
    except PaketDitolak:
        return
    assert canonical_bytes(nilai) == isi


@settings(max_examples=100, deadline=None)
@given(st.integers(0, 400), st.binary(min_size=1, max_size=8))
def test_a_container_with_other_bytes_is_refused_or_reads_the_same(di: int, lain: bytes) -> None:
    isi = wadah.pack([("mimetype", b"x" * 20, True), ("badan", b"halo " * 40, False)])
    ubah = isi[:di] + lain + isi[di + len(lain) :]
    try:
        daftar = wadah.read_daftar(ubah)
        badan = [wadah.unpack(ubah, e) for e in daftar]
    except PaketDitolak:
        return
    assert len(daftar) == 3
    assert [len(b) for b in badan[:2]] == [20, 200]


def test_R80a_a_manifest_names_everything_that_is_wrong_with_it() -> None:
    m = bahan.manifes()
    m["isi"] |= {"nama": "ubahan.jsonl", "sha256": "0" * 64, "ukuran": 1}
    m["kepada"]["kunci"] = bahan.penerima("kantor")
    assert is_bentuk_benar(m)
    assert list_cacat({**m, "desa": "18.04", "urutan": True, "lain": 1, "waktu": {**m["waktu"], "mono_ms": -1}}) == [
        "kunci tak dikenal", "desa", "urutan", "waktu.mono_ms",
    ]  # fmt: skip
    assert list_cacat([]) == ["manifes"]
    assert not is_bentuk_benar({**m, "kepada": "18.04"})
    assert list_cacat({**m, "sebelum": None}) == ["sebelum"]
    assert list_cacat({**m, "lampiran": m["lampiran"] * 2}) == ["lampiran"]


def test_a_line_of_a_newer_schema_is_known_by_its_identity() -> None:
    u = ubahan(3, "verval", "KEL-1", {})
    assert read_ubahan({**u, "warna": 1}) is None
    baru = read_ubahan({"id": u["id"], "n": 3, "sv": 2, "jenis": "ramal", "warna": 1})
    assert baru is not None
    assert (baru.n, baru.jenis, baru.isi) == (3, "ramal", {})
    assert read_ubahan({"sv": 2}) is None
    for kunci, nilai in {
        "id": "x",
        "n": True,
        "sv": 0,
        "pokok": 1,
        "isi": [],
        "perlu": ["x"],
        "pada": "kini",
    }.items():
        assert read_ubahan({**u, kunci: nilai}) is None, kunci


def test_R80b_R80c_R80d_R82a_R88a_hold_and_break() -> None:
    assert is_dalam_batas(FaktaBatas(5, 5))
    assert not is_dalam_batas(FaktaBatas(6, 5))
    assert is_tanda_tangan_cocok(FaktaTanda("ES256", "k", "ES256", "k"))
    assert not is_tanda_tangan_cocok(FaktaTanda("none", "k", "ES256", "k"))
    saat = int(AT.timestamp())
    berlaku = FaktaSertifikat(True, saat, saat + 1, AT, "A", ["A"], "p", "p")
    assert is_sertifikat_berlaku(berlaku)
    assert not is_sertifikat_berlaku(FaktaSertifikat(True, saat, saat, AT, "A", ["A"], "p", "p"))
    assert not is_sertifikat_berlaku(FaktaSertifikat(False))
    assert is_utuh(b"age-encryption.org/v1\n-> X25519")
    assert not is_utuh(b"PK\3\4")
    assert is_untuk_kita(FaktaSegel(["age1a"], "age1a", "18.04", "18.04"))
    assert not is_untuk_kita(FaktaSegel(["age1a"], "age1a", "18.04", "18.05"))
    assert not is_untuk_kita(FaktaSegel(["age1a"], "age1b"))


@pytest.mark.parametrize("alg", tanda.ALG)
def test_a_signing_key_is_kept_as_pem_and_named_by_its_thumbprint(alg: str) -> None:
    kunci = tanda.KunciTanda.generate(alg)
    lagi = tanda.KunciTanda.from_pem(kunci.to_pem())
    assert (lagi.alg, lagi.kid, lagi.jwk) == (alg, kunci.kid, kunci.jwk)
    assert "d" not in kunci.jwk
    teks = tanda.sign_compact({"a": 1}, kunci, "uji")
    assert tanda.read_compact(teks, [kunci.jwk], "uji", "uji") == {"a": 1}
    for rusak in (teks[:-8] + "AAAAAAAA", teks + ".x", teks.replace(".", "=.", 1)):
        with pytest.raises(PaketDitolak):
            tanda.read_compact(rusak, [kunci.jwk], "uji", "uji")
    for jwk in ({}, {**kunci.jwk, "d": "x"}, {**kunci.jwk, "x": "AAAA"}, {**kunci.jwk, "crv": "P-384"}):
        with pytest.raises(ValueError):
            tanda.thumbprint(jwk)


def test_steps_grow_by_an_eighth_at_most() -> None:
    undak = [get_undak(n) for n in range(1, 3_000_000, 1_001)]
    assert all(u >= n for u, n in zip(undak, range(1, 3_000_000, 1_001), strict=True))
    assert max(b / a for a, b in zip(sorted(set(undak)), sorted(set(undak))[1:], strict=False)) <= 1.12
