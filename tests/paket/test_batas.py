"""The limits of a package: the last allowed value is taken, the next one is refused."""

import time
import tracemalloc
from collections.abc import Callable

import pytest

from opensiks.paket import baku, segel, tanda, wadah
from opensiks.paket.berkas import Paket, make_berkas, open_berkas
from opensiks.rules.paket import (
    MAKS_BARIS,
    MAKS_BERKAS,
    MAKS_ENTRI,
    MAKS_FOTO,
    MAKS_ISI,
    MAKS_MANIFES,
    MAKS_PDF,
    MAKS_PENERIMA,
    MAKS_RASIO,
    MAKS_UBAHAN,
    KodePaket,
    PaketDitolak,
)
from tests.cases.paket import bahan
from tests.cases.paket.bahan import AT, KUNCI, sidik, ubahan
from tests.cases.paket.rakit import NAIK, patch, rakit

KANTOR = [KUNCI["kantor"]["identitas"]]


def open_di_kantor(berkas: bytes) -> Paket:
    return open_berkas(berkas, KANTOR, registrar=[KUNCI["registrar"]["jwk"]], at=AT, kantor=bahan.KANTOR)


def refused(panggil: Callable[[], object]) -> KodePaket:
    with pytest.raises(PaketDitolak) as ditolak:
        panggil()
    return ditolak.value.kode


def test_R80b_a_file_of_25_mib_is_looked_at_and_one_byte_more_is_not() -> None:
    awal = b"age-encryption.org/v1\n"
    assert segel.read_zirah(awal + bytes(MAKS_BERKAS - len(awal)))
    assert refused(lambda: segel.read_zirah(awal + bytes(MAKS_BERKAS - len(awal) + 1))) is KodePaket.BATAS


def test_recipients_of_a_file() -> None:
    kunci = [segel.make_kunci()[1] for _ in range(MAKS_PENERIMA)]
    assert segel.count_penerima(segel.seal(b"x", kunci)) == MAKS_PENERIMA
    with pytest.raises(ValueError):
        segel.seal(b"x", [*kunci, KUNCI["kantor"]["penerima"]])
    with pytest.raises(ValueError):
        segel.seal(b"x", [])


def entri(jumlah: int) -> bytes:
    """A container of that many entries, the padding counted."""
    return wadah.pack((f"{i:04d}", b"", True) for i in range(jumlah - 1))


def test_entries_of_a_container() -> None:
    assert len(wadah.read_daftar(entri(MAKS_ENTRI))) == MAKS_ENTRI
    assert refused(lambda: wadah.read_daftar(entri(MAKS_ENTRI + 1))) is KodePaket.BATAS


def test_unpacked_size_and_ratio_are_asked_before_anything_is_unpacked() -> None:
    isi = wadah.pack([("a", bytes(range(256)) * 40, False)])
    [a, _] = wadah.read_daftar(isi)
    atas = MAKS_RASIO * a.terkemas
    assert wadah.read_daftar(patch("a", "ukuran", atas)(isi))
    assert refused(lambda: wadah.read_daftar(patch("a", "ukuran", atas + 1)(isi))) is KodePaket.BATAS
    assert refused(lambda: wadah.read_daftar(patch("a", "ukuran", MAKS_ISI + 1)(isi))) is KodePaket.BATAS
    with pytest.raises(PaketDitolak, match="isi entri"):
        wadah.unpack(patch("a", "ukuran", atas)(isi), a._replace(ukuran=atas))


def test_what_packs_too_well_is_stored_and_can_be_read() -> None:
    [e, _] = wadah.read_daftar(wadah.pack([("a", bytes(500_000), False)]))
    assert (e.cara, e.ukuran, e.terkemas) == (0, 500_000, 500_000)


def test_a_bomb_is_refused_at_once_and_with_little_memory() -> None:
    """60 MB of zeros that say they are 100 bytes: no more than that is unpacked."""
    bom = wadah._deflate(bytes(60 * 1024**2))
    e = wadah.Entri("ubahan.jsonl", 8, 0, len(bom), 100 * len(bom) // 1000, 0)
    tracemalloc.start()
    mulai = time.perf_counter()
    assert refused(lambda: wadah.unpack(bom, e)) is KodePaket.SALAH_BENTUK
    lama, (_, puncak) = time.perf_counter() - mulai, tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert puncak < 1024**2
    assert lama < 0.5


def manifes_sepanjang(panjang: int) -> bytes:
    """A package whose manifes.jws.json is `panjang` bytes; its content is no manifest."""
    isi = b"x" * panjang
    return rakit(jws=lambda _: isi, entri=lambda d: [d[0], (d[1][0], d[1][1], True), *d[2:]])


def test_manifest() -> None:
    assert refused(lambda: open_di_kantor(manifes_sepanjang(MAKS_MANIFES))) is KodePaket.SALAH_BENTUK
    assert refused(lambda: open_di_kantor(manifes_sepanjang(MAKS_MANIFES + 1))) is KodePaket.BATAS


def baris_sepanjang(panjang: int) -> bytes:
    isi = ubahan(1, "catatan", "KEL-1", {"isi": ""})
    isi["isi"]["isi"] = "x" * (panjang - len(bahan.baris([isi])) + 1)
    return bahan.baris([isi])


def test_length_of_a_line() -> None:
    assert len(baris_sepanjang(MAKS_BARIS)) == MAKS_BARIS + 1
    assert len(baku.read_baris(baris_sepanjang(MAKS_BARIS), "uji")) == 1
    assert refused(lambda: baku.read_baris(baris_sepanjang(MAKS_BARIS + 1), "uji")) is KodePaket.BATAS


def test_number_of_lines() -> None:
    daftar = [ubahan(n, "catatan", "KEL-1", {"isi": ""}) for n in range(1, MAKS_UBAHAN + 2)]
    assert len(baku.read_baris(bahan.baris(daftar[:-1]), "uji")) == MAKS_UBAHAN
    assert refused(lambda: baku.read_baris(bahan.baris(daftar), "uji")) is KodePaket.BATAS


@pytest.mark.parametrize(
    ("jenis", "awal", "batas"),
    [("image/jpeg", b"\xff\xd8\xff", MAKS_FOTO), ("application/pdf", b"%PDF-", MAKS_PDF)],
)
def test_attachments(jenis: str, awal: bytes, batas: int) -> None:
    def make(ukuran: int) -> bytes:
        isi = awal + bytes(ukuran - len(awal))
        x = {"sha256": sidik(isi), "ukuran": ukuran, "jenis": jenis, "guna": "", "ikut": True}
        return make_berkas(
            bahan.manifes(daftar=[], lampiran=[x]),
            b"",
            {x["sha256"]: isi},
            bahan.tanda("laptop"),
            bahan.penerima(*NAIK),
        )

    [isi] = open_di_kantor(make(batas)).lampiran.values()
    assert len(isi) == batas
    assert refused(lambda: open_di_kantor(make(batas + 1))) is KodePaket.BATAS


def test_what_is_too_large_is_not_made(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("opensiks.paket.berkas.MAKS_BERKAS", 16_000)
    with pytest.raises(ValueError, match="larger"):
        make_berkas(
            bahan.manifes(daftar=[], lampiran=[]), b"", {}, bahan.tanda("laptop"), bahan.penerima(*NAIK)
        )


def test_what_is_no_manifest_is_not_made() -> None:
    with pytest.raises(ValueError, match="urutan"):
        make_berkas(bahan.manifes(urutan=0), b"", {}, bahan.tanda("laptop"), bahan.penerima(*NAIK))
    with pytest.raises(ValueError, match="exp"):
        tanda.make_sertifikat(bahan.klaim(exp="besok"), bahan.tanda("registrar"))
