"""Cases that people know by name: twins, namesakes, fathers and sons, brides, split villages, old and short names."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests.pemadanan.alat import Orang, jalankan, latar, orang, tabel

Jawaban = dict[str, dict[str, Any]]
_KK = "1804041203106001"


def _case() -> tuple[dict[str, Orang], dict[str, Orang]]:
    """Rows of D by name of the case, persons of P by name; the NIK of every person of P is right."""
    p: dict[str, Orang] = {}
    d: dict[str, Orang] = {}
    # Twins on one card: one carries his brother's number, the other none.
    kembar = {"no_kk": "1804041203106011", "tgl_lahir": date(2009, 3, 14), "nama_ibu": "YULIANA SARI"}
    p["hasan"] = orang("HASAN BASRI", nik="1804041403096001", **kembar)
    p["ridwan"] = orang("RIDWAN KAMIL", nik="1804041403096002", **kembar)
    d["kembar pinjam"] = p["ridwan"] | {"nik": "1804041403096001"}
    d["kembar benar"] = dict(p["hasan"])
    # Two women of one name in one village.
    p["aminah tua"] = orang(
        "SITI AMINAH",
        nik="1804045207606001",
        no_kk="1804040101126021",
        tgl_lahir=date(1960, 7, 12),
        jenis_kelamin="P",
        nama_ibu="JUMINEM",
    )
    p["aminah muda"] = orang(
        "SITI AMINAH",
        nik="1804046508906001",
        no_kk="1804040101126022",
        tgl_lahir=date(1990, 8, 25),
        jenis_kelamin="P",
        nama_ibu="ROHANI",
    )
    d["senama tua"] = p["aminah tua"] | {"nik": None}
    d["senama muda"] = p["aminah muda"] | {"nik": "1804046508906007"}
    # Father and son of one name; the son carries the father's number.
    p["ayah"] = orang(
        "ABDUL KARIM",
        nik="1804040203706001",
        no_kk="1804040101126031",
        tgl_lahir=date(1970, 3, 2),
        nama_ibu="SITI AISAH",
    )
    p["anak"] = orang(
        "ABDUL KARIM",
        nik="1804041911986001",
        no_kk="1804040101126031",
        tgl_lahir=date(1998, 11, 19),
        nama_ibu="MURNI",
    )
    d["anak"] = p["anak"] | {"nik": p["ayah"]["nik"]}
    d["ayah"] = dict(p["ayah"])
    # A family that all carry the mother's number.
    keluarga = {"no_kk": "1804040505136041", "kode_desa": "1804042003"}
    p["ibu"] = orang(
        "ROSMAWATI",
        nik="1804044404756001",
        tgl_lahir=date(1975, 4, 4),
        jenis_kelamin="P",
        nama_ibu="DARMI",
        **keluarga,
    )
    p["bapak"] = orang(
        "JUMADI HARTONO", nik="1804041209716001", tgl_lahir=date(1971, 9, 12), nama_ibu="SUPARTI", **keluarga
    )
    p["putri"] = orang(
        "FITRI HANDAYANI",
        nik="1804045001016001",
        tgl_lahir=date(2001, 1, 10),
        jenis_kelamin="P",
        nama_ibu="ROSMAWATI",
        **keluarga,
    )
    for nama in ("ibu", "bapak", "putri"):
        d[f"seragam {nama}"] = p[nama] | {"nik": p["ibu"]["nik"]}
    # A bride: in P on her husband's card in another village.
    p["pengantin"] = orang(
        "LINDA PERMATA",
        nik="1804046206996001",
        no_kk="1804050606206051",
        tgl_lahir=date(1999, 6, 22),
        jenis_kelamin="P",
        nama_ibu="HALIMAH",
        kode_desa="1804052004",
    )
    d["pengantin"] = p["pengantin"] | {"nik": None, "no_kk": "1804040707106052", "kode_desa": "1804042005"}
    # A village after pemekaran: other kecamatan, same number of the village.
    p["mekar"] = orang(
        "ZAINAL ARIFIN",
        nik="1804040812826001",
        no_kk="1804040202116061",
        tgl_lahir=date(1982, 12, 8),
        nama_ibu="RUKIAH",
        kode_desa="1804252007",
    )
    d["mekar"] = p["mekar"] | {"nik": "1804040812826006", "kode_desa": "1804042007"}
    # One person each: spelling, title, dates, nickname.
    satu: list[tuple[str, Orang, Orang]] = [
        ("ejaan lama", {"nama": "YUSUF SUHARJO"}, {"nama": "JOESOEF SOEHARDJO"}),
        ("gelar", {"nama": "RATNA WULANDARI"}, {"nama": "Hj. Ratna Wulandari, S.Pd."}),
        ("muhammad", {"nama": "MUHAMMAD ILHAM"}, {"nama": "MUH. ILHAM"}),
        ("tanggal tertukar", {"tgl_lahir": date(1985, 4, 7)}, {"tgl_lahir": date(1985, 7, 4)}),
        ("satu januari", {"tgl_lahir": date(1961, 8, 30)}, {"tgl_lahir": date(1961, 1, 1)}),
        ("panggilan", {"nama": "HERMAWAN SUSENO"}, {"nama": "WAWAN / HERMAWAN SUSENO"}),
        ("urutan", {"nama": "AHMAD FAUZI"}, {"nama": "FAUZI AHMAD"}),
        ("inisial", {"nama": "NURUL SYARIFAH HIDAYAT PUTRI"}, {"nama": "NURUL S. HIDAYAT PUTRI"}),
        ("tahun", {"tgl_lahir": date(1981, 7, 2)}, {"tgl_lahir": date(1918, 7, 2)}),
    ]
    for i, (nama, benar, salah) in enumerate(satu):
        lahir = benar.get("tgl_lahir", date(1978, 2, 11 + i))
        nik = f"180404{lahir:%d%m%y}{7001 + i}"
        p[nama] = (
            orang(
                f"SAMSUDIN {'ABCDEFGHJ'[i]}AHRI",
                no_kk=f"18040401011370{71 + i}",
                nama_ibu=f"MAR{'AEIOUYHWR'[i]}NAH",
                nik=nik,
                tgl_lahir=lahir,
            )
            | benar
        )
        d[nama] = p[nama] | salah | {"nik": None}
    p["wafat"] = orang(
        "KASIMAN",
        nik="1804041001416001",
        no_kk="1804040101096081",
        tgl_lahir=date(1941, 1, 10),
        nama_ibu="TUMINAH",
    )
    d["wafat"] = dict(p["wafat"])
    # The same man twice, and a number of somebody far away on a man whom P does not have.
    d["ganda"] = d["ayah"] | {"nik": None, "nama": "ABDUL KARIN"}
    d["asing"] = orang(
        "TOGAP SINAGA",
        nik=p["pengantin"]["nik"],
        no_kk="1804040101096091",
        tgl_lahir=date(1966, 10, 3),
        nama_ibu="DAME",
        kode_desa="1804042001",
    )
    d["tiada"] = orang(
        "BONAR LUBIS",
        nik="1804040310666009",
        no_kk="1804040101096092",
        tgl_lahir=date(1966, 10, 3),
        nama_ibu="ROTUA",
    )
    return d, p


@pytest.fixture(scope="module")
def jawaban(tmp_path_factory: pytest.TempPathFactory) -> Jawaban:
    """Answers by name of the case; `orang` is the name of the person of P found, "" for nobody."""
    d, p = _case()
    lain_d, lain_p = latar()
    p["wafat"]["meninggal"] = True
    baris_p = [o | {"meninggal": bool(o.get("meninggal"))} for o in [*p.values(), *lain_p]]
    hasil = jalankan(
        tmp_path_factory.mktemp("orang"),
        tabel([*d.values(), *lain_d], "did"),
        tabel(baris_p, "pid", mulai=1001, meninggal=True),
    )
    pid = {1001 + i: nama for i, nama in enumerate(p)}
    did = {1 + i: nama for i, nama in enumerate(d)}
    return {
        nama: hasil[1 + i]
        | {
            "orang": pid.get(hasil[1 + i]["pid"], ""),
            "dengan": [did[x] for x in hasil[1 + i]["ganda_dengan"]],
        }
        for i, nama in enumerate(d)
    }


@pytest.mark.parametrize(
    ("kasus", "hasil", "siapa"),
    [
        ("kembar pinjam", "NIK_ORANG_LAIN", "ridwan"),
        ("kembar benar", "PADAN", "hasan"),
        ("senama tua", "NIK_SALAH", "aminah tua"),
        ("senama muda", "NIK_SALAH", "aminah muda"),
        ("anak", "NIK_ORANG_LAIN", "anak"),
        ("ayah", "PADAN", "ayah"),
        ("seragam ibu", "PADAN", "ibu"),
        ("seragam bapak", "NIK_ORANG_LAIN", "bapak"),
        ("seragam putri", "NIK_ORANG_LAIN", "putri"),
        ("pengantin", "NIK_SALAH", "pengantin"),
        ("mekar", "NIK_SALAH", "mekar"),
        ("ejaan lama", "NIK_SALAH", "ejaan lama"),
        ("gelar", "NIK_SALAH", "gelar"),
        ("muhammad", "NIK_SALAH", "muhammad"),
        ("tanggal tertukar", "NIK_SALAH", "tanggal tertukar"),
        ("satu januari", "NIK_SALAH", "satu januari"),
        ("panggilan", "NIK_SALAH", "panggilan"),
        ("urutan", "NIK_SALAH", "urutan"),
        ("inisial", "NIK_SALAH", "inisial"),
        ("tahun", "NIK_SALAH", "tahun"),
        ("ganda", "NIK_SALAH", "ayah"),
        ("asing", "NIK_ORANG_LAIN", ""),
        ("tiada", "TIDAK_DITEMUKAN", ""),
    ],
)
def test_who_it_is(jawaban: Jawaban, kasus: str, hasil: str, siapa: str) -> None:
    assert (jawaban[kasus]["hasil"], jawaban[kasus]["orang"]) == (hasil, siapa)


def test_the_right_number_is_proposed_only_where_it_differs(jawaban: Jawaban) -> None:
    _, p = _case()
    assert jawaban["anak"]["nik_usul"] == p["anak"]["nik"]
    assert jawaban["mekar"]["nik_usul"] == p["mekar"]["nik"]
    assert jawaban["ayah"]["nik_usul"] is None
    assert jawaban["asing"]["nik_usul"] is None


def test_a_person_listed_twice_is_told_to_both_rows_with_the_one_to_keep(jawaban: Jawaban) -> None:
    assert jawaban["ganda"]["dengan"] == ["ayah"]
    assert jawaban["ayah"]["dengan"] == ["ganda"]
    assert jawaban["ayah"]["alasan"][-1].endswith("pertahankan baris ini.")
    assert not jawaban["anak"]["ganda"]


def test_the_dead_are_found_and_named(jawaban: Jawaban) -> None:
    assert jawaban["wafat"]["hasil"] == "PADAN"
    assert jawaban["wafat"]["meninggal"]
    assert "Menurut Dukcapil orang ini sudah meninggal." in jawaban["wafat"]["alasan"]


@pytest.mark.parametrize(
    ("kasus", "kalimat"),
    [
        ("tanggal tertukar", "tanggal lahir: hari dan bulan tertukar"),
        ("satu januari", "tanggal lahir: tahun sama, tertulis 1 Januari"),
        ("ejaan lama", "nama: cocok"),
        ("urutan", "nama: cocok, urutan atau spasi beda"),
        ("inisial", "nama: cocok, tengahnya disingkat atau tidak ditulis"),
        ("tahun", "tanggal lahir: hari dan bulan sama, tahun beda"),
        ("mekar", "NIK: beda satu angka"),
        ("mekar", "desa: kecamatan beda, nomor desa sama (mungkin pemekaran)"),
        ("pengantin", "nomor KK: beda"),
        ("anak", "NIK ini milik orang lain; orangnya ditemukan dengan NIK lain."),
    ],
)
def test_why_is_told_field_by_field(jawaban: Jawaban, kasus: str, kalimat: str) -> None:
    assert kalimat in jawaban[kasus]["alasan"]
