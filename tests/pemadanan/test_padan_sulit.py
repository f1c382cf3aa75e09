"""People with a rival beside them, as a table: twins, namesakes, borrowed numbers, fathers and sons, brides, pemekaran.

Every row of D differs from its person in at least two fields, and somebody else in P shares at least two with it.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.pemadanan.alat import Orang, jalankan, latar, orang, tabel

# who | NIK | card | name | born | sex | mother | village | address
DUKCAPIL = """
kembar satu|1804041403096001|1804041203106011|HASAN MAULANA|2009-03-14|L|YULIANA SARI|1804042001|DUSUN 2 RT 1 RW 2
kembar dua|1804041403096002|1804041203106011|HUSEN MAULANA|2009-03-14|L|YULIANA SARI|1804042001|DUSUN 2 RT 1 RW 2
aminah tua|1804045207606001|1804040101126021|SITI AMINAH|1960-07-12|P|JUMINEM|1804042003|DUSUN 1 RT 3 RW 1
aminah muda|1804045208606004|1804040101126022|SITI AMINAH|1960-08-12|P|ROHANI|1804042003|DUSUN 4 RT 6 RW 2
ayah karim|1804040203706001|1804040101126031|ABDUL KARIM|1970-03-02|L|SITI AISAH|1804042002|DUSUN 3 RT 2 RW 1
anak karim|1804040711986001|1804040101126031|ABDUL KARIM|1998-11-07|L|MURNI|1804042002|DUSUN 3 RT 2 RW 1
bapak jumadi|1804041209716001|1804040505136041|JUMADI HARTONO|1971-09-12|L|SUPARTI|1804042004|DUSUN 5 RT 4 RW 3
ibu rosma|1804044404756001|1804040505136041|ROSMAWATI|1975-04-04|P|DARMI|1804042004|DUSUN 5 RT 4 RW 3
putri fitri|1804045001016001|1804040505136041|FITRI HANDAYANI|2001-01-10|P|ROSMAWATI|1804042004|DUSUN 5 RT 4 RW 3
putra dedi|1804042510036001|1804040505136041|DEDI HANDOKO|2003-10-25|L|ROSMAWATI|1804042004|DUSUN 5 RT 4 RW 3
pengantin|1804046206996001|1804050606206051|LINDA PERMATA|1999-06-22|P|HALIMAH|1804052004|JALAN MERDEKA 12
linda lain|1804046209996003|1804040707106053|LINDA PERMATASARI|1999-09-22|P|HALIMAH|1804042005|DUSUN 1 RT 1 RW 1
mekar|1804040812826001|1804040202116061|ZAINAL ARIFIN|1982-12-08|L|RUKIAH|1804252007|DUSUN 6 RT 5 RW 1
zainal lain|1804040812836002|1804040202116062|ZAINAL ARIFIN|1983-12-08|L|RUKIYAH|1804042007|DUSUN 6 RT 1 RW 1
"""
DTKS = """
kembar tanpa nik||1804041203106011|HASSAN MAULANA|2009-03-14|L|YULIANA SARI|1804042001|DSN 2 RT 1/2
kembar pinjam nik|1804041403096001|1804041203106011|HUSEIN MAULANA|2009-03-14|L|YULIANA|1804042001|DUSUN 2
senama sedesa tua|||ST. AMINAH|1960-01-01|P|JUMINEM|1804042003|DSN 1 RT 03
senama sedesa muda|1804045208606009|1804040101126022|SITI AMINAH|1960-12-08|P||1804042003|DUSUN 4
ayah satu nama||1804040101126031|ABD. KARIM|1970-02-03|L|AISAH|1804042002|DUSUN 3
anak satu nama|1804040203706001|1804040101126031|ABDUL KARIM|1998-07-11|L|MURNI|1804042002|DUSUN 3
satu nik bapak|1804044404756001|1804040505136041|JUMADI HARTONO|1971-12-09|L||1804042004|
satu nik ibu|1804044404756001|1804040505136041|ROSMAWATI|1975-04-04|P|DARMI|1804042004|
satu nik putri|1804044404756001|1804040505136041|FITRI HANDAYNI|2001-01-01|P|ROSMAWATI|1804042004|
satu nik putra|1804044404756001|1804040505136041|DEDI|2003-10-25|L|ROSMAWATI|1804042004|
sesudah menikah||1804040707106052|LINDA PERMATA|1999-06-22|P|HALIMAH|1804042005|DUSUN 1 RT 1 RW 1
sesudah pemekaran|1804040812826006||ZAENAL ARIFIN|1982-12-08|L|RUKIAH|1804042007|DSN 6 RT 5 RW 1
"""  # fmt: skip
KOLOM = ("nik", "no_kk", "nama", "tgl_lahir", "jenis_kelamin", "nama_ibu", "kode_desa", "alamat")


def _read(teks: str) -> dict[str, Orang]:
    hasil: dict[str, Orang] = {}
    for baris in teks.strip().splitlines():
        siapa, *isi = (x.strip() or None for x in baris.split("|"))
        o: dict[str, Any] = dict(zip(KOLOM, isi, strict=True))
        o["tgl_lahir"] = date.fromisoformat(o["tgl_lahir"])
        hasil[str(siapa)] = orang(o.pop("nama"), **o)
    return hasil


@pytest.fixture(scope="module")
def jawaban(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[str, str]]:
    """By name of the case: the outcome and who was found ("" for nobody)."""
    d, p = _read(DTKS), _read(DUKCAPIL)
    lain_d, lain_p = latar()
    di: Path = tmp_path_factory.mktemp("sulit")
    hasil = jalankan(
        di, tabel([*d.values(), *lain_d], "did"), tabel([*p.values(), *lain_p], "pid", mulai=1001)
    )
    nama = {1001 + i: siapa for i, siapa in enumerate(p)}
    return {siapa: (hasil[1 + i]["hasil"], nama.get(hasil[1 + i]["pid"], "")) for i, siapa in enumerate(d)}


@pytest.mark.parametrize(
    ("kasus", "hasil", "siapa"),
    [
        ("kembar tanpa nik", "NIK_SALAH", "kembar satu"),
        ("kembar pinjam nik", "NIK_ORANG_LAIN", "kembar dua"),
        ("senama sedesa tua", "NIK_SALAH", "aminah tua"),
        ("senama sedesa muda", "NIK_SALAH", "aminah muda"),
        ("ayah satu nama", "NIK_SALAH", "ayah karim"),
        ("anak satu nama", "NIK_ORANG_LAIN", "anak karim"),
        ("satu nik bapak", "NIK_ORANG_LAIN", "bapak jumadi"),
        ("satu nik ibu", "PADAN", "ibu rosma"),
        ("satu nik putri", "NIK_ORANG_LAIN", "putri fitri"),
        ("satu nik putra", "NIK_ORANG_LAIN", "putra dedi"),
        ("sesudah menikah", "NIK_SALAH", "pengantin"),
        ("sesudah pemekaran", "NIK_SALAH", "mekar"),
    ],
)
def test_the_person_is_told_from_the_rival(
    jawaban: dict[str, tuple[str, str]], kasus: str, hasil: str, siapa: str
) -> None:
    assert jawaban[kasus] == (hasil, siapa)
