"""decide(): every branch of the verdict on one line, from facts alone."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from opensiks.rules.akhir_kode import AKHIR_KODE, Akhir
from opensiks.rules.isi_ubahan import BENTUK, list_acuan, list_cacat_isi
from opensiks.rules.jenis import Jenis
from opensiks.rules.manifes import Ubahan
from opensiks.rules.paket import JenisUbahan
from opensiks.rules.rule import Violation
from opensiks.rules.ubahan import (
    HASIL_KELUAR,
    JENIS_KELUAR,
    TUNTAS,
    Dikenal,
    Keadaan,
    Kelompok,
    Putusan,
    SebabTahan,
    Vonis,
    decide,
)
from opensiks.rules.verval import HasilVerval

ID, LAIN = "018b2f6a-0000-7000-8000-000000000001", "018b2f6a-0000-7000-8000-000000000002"
SIDIK = "a" * 64
VERVAL: dict[str, Any] = {"hasil": "TETAP", "tanggal": "2021-07-12", "catatan": ""}
USULAN: dict[str, Any] = {
    "jenis": "PERBAIKAN_DATA",
    "program": "",
    "kode_alasan": "",
    "alasan": "",
    "muatan": {"alamat": "Jalan Baru"},
    "bukti": [],
}
CONTOH: dict[JenisUbahan, tuple[str, dict[str, Any]]] = {
    JenisUbahan.VERVAL: ("F1", VERVAL),
    JenisUbahan.BATAL_VERVAL: ("F1", {"alasan": "salah orang"}),
    JenisUbahan.USULAN: ("F1", USULAN),
    JenisUbahan.TARIK: ("usulan:12", {"alasan": "keliru"}),
    JenisUbahan.FOTO: ("F1", {"jenis": "RUMAH", "sha256": SIDIK}),
    JenisUbahan.CATATAN: ("F1", {"isi": "pagar hijau"}),
    JenisUbahan.MUSYAWARAH: (
        "",
        {
            "tanggal": "2021-07-12", "mulai": "09:00", "tempat": "Balai", "pimpinan_nama": "Darmo",
            "pimpinan_jabatan": "Peratin", "catatan": "",
        },
    ),
    JenisUbahan.KEHADIRAN: (f"ubahan:{LAIN}", {"unsur": {"KADES_LURAH": [1, 1, 0]}}),
    JenisUbahan.KEBERATAN: (
        "usulan:12",
        {"musyawarah": f"ubahan:{LAIN}", "isi": "rumahnya bagus", "nama": "", "dirahasiakan": True},
    ),
    JenisUbahan.PUTUSAN: ("usulan:12", {"musyawarah": f"ubahan:{LAIN}", "hasil": "SETUJU", "alasan": ""}),
    JenisUbahan.TUTUP: (f"ubahan:{LAIN}", {"selesai": "11:30", "catatan": "", "kode_daftar": "7K4M-2Q9D-XTR8"}),
    JenisUbahan.BERKAS: (f"ubahan:{LAIN}", {"guna": "BERITA_ACARA", "sha256": SIDIK}),
    JenisUbahan.CABUT: (f"ubahan:{LAIN}", {"alasan": "keliru"}),
    JenisUbahan.PEMULIHAN: ("", {"cara": "KERTAS", "pada": "2021-07-12T08:00:00+07:00"}),
}  # fmt: skip


def ubahan(
    jenis: str = "verval", pokok: str = "F1", isi: dict[str, Any] | None = None, **lain: Any
) -> Ubahan:
    u = Ubahan(
        ID, 4, 1, jenis, pokok, {}, VERVAL if isi is None else isi, [], [], "2021-07-12T09:30:00+07:00"
    )
    return u._replace(**lain)


def keadaan(**lain: Any) -> Keadaan:
    return Keadaan(**{"boleh": [j.value for j in JenisUbahan], "sidik": SIDIK, **lain})


def putus(u: Ubahan | None = None, **lain: Any) -> tuple[str, str]:
    p = decide(keadaan(**lain), u or ubahan())
    assert p.vonis in (Vonis.DITERIMA,) or p.kalimat
    return p.vonis.value, p.kode


def kelompok(dasar: str, kini: str, baru: str, nama: str = "alamat") -> Kelompok:
    return Kelompok(nama=nama, dasar={"alamat": dasar}, kini={"alamat": kini}, baru={"alamat": baru})


KELUAR = ubahan(isi={**VERVAL, "hasil": "MAMPU"})


@pytest.mark.parametrize("jenis", JenisUbahan)
def test_a_line_of_good_form_that_nobody_disputes_is_taken(jenis: JenisUbahan) -> None:
    pokok, isi = CONTOH[jenis]
    acuan = dict.fromkeys(list_acuan(jenis, pokok, isi, []), Vonis.DITERIMA)
    assert putus(ubahan(jenis, pokok, isi), acuan=acuan) == ("DITERIMA", "")


@pytest.mark.parametrize("jenis", JenisUbahan)
def test_R80n_a_missing_or_unknown_key_is_refused_by_name(jenis: JenisUbahan) -> None:
    pokok, isi = CONTOH[jenis]
    assert set(isi) == set(BENTUK[jenis])
    for kunci in isi:
        kurang = {k: v for k, v in isi.items() if k != kunci}
        assert list_cacat_isi(jenis, pokok, kurang) == [kunci]
        assert list_cacat_isi(jenis, pokok, {**isi, kunci: 3.5}) == [kunci]
    assert putus(ubahan(jenis, pokok, {**isi, "lain": 1})) == ("DITOLAK", "R80n")


@pytest.mark.parametrize(
    ("jenis", "pokok"), [("verval", ""), ("musyawarah", "F1"), ("tutup", "F1"), ("tarik", "x")]
)
def test_R80n_a_line_names_what_it_is_about(jenis: str, pokok: str) -> None:
    assert putus(ubahan(jenis, pokok, CONTOH[JenisUbahan(jenis)][1])) == ("DITOLAK", "R80n")


@pytest.mark.parametrize("vonis", sorted(TUNTAS))
def test_R81_a_settled_line_gets_the_verdict_it_was_given(vonis: Vonis) -> None:
    """Kegagalan 36, 56: replay is a read, whatever the world looks like by now."""
    lama = Putusan(vonis, "R72a", "dahulu")
    sekarang = keadaan(
        lama=Dikenal(SIDIK, lama), ada=False, nonaktif=True, kelompok=(kelompok("a", "b", "c"),)
    )
    assert decide(sekarang, ubahan()) is lama


@pytest.mark.parametrize("vonis", sorted(set(Vonis) - TUNTAS))
def test_an_open_line_is_judged_by_what_holds_now(vonis: Vonis) -> None:
    assert putus(lama=Dikenal(SIDIK, Putusan(vonis, "MASA", "dahulu"))) == ("DITERIMA", "")


def test_R81a_the_same_id_with_other_bytes_is_a_fork() -> None:
    """Kegagalan 59."""
    lama = Dikenal("b" * 64, Putusan(Vonis.DITERIMA))
    assert putus(lama=lama) == ("DITAHAN", "CABANG")
    assert putus(nomor_terpakai=True) == ("DITAHAN", "CABANG")


def test_R85d_only_kinds_of_the_certificate() -> None:
    """Kegagalan 62."""
    assert putus(boleh=["catatan"]) == ("DITOLAK", "R85d")


@pytest.mark.parametrize("u", [ubahan(sv=2, isi={}), ubahan("ramalan", isi={})])
def test_R80m_a_newer_schema_is_kept_for_later(u: Ubahan) -> None:
    """Kegagalan 22."""
    assert putus(u) == ("BELUM_DIDUKUNG", "R80m")


@pytest.mark.parametrize("vonis", [None, Vonis.MENUNGGU, Vonis.DITAHAN, Vonis.BELUM_DIDUKUNG])
def test_R85f_a_line_waits_for_what_it_builds_on(vonis: Vonis | None) -> None:
    assert putus(acuan={LAIN: vonis}) == ("MENUNGGU", "ACUAN")
    assert "1 ubahan" in decide(keadaan(acuan={LAIN: vonis}), ubahan()).kalimat


def test_R85e_what_builds_on_a_refused_line_is_refused() -> None:
    assert putus(acuan={LAIN: Vonis.DITOLAK}) == ("DITOLAK", "R85e")
    assert putus(acuan={LAIN: Vonis.SAMA}) == ("DITERIMA", "")


def test_R85g_a_record_that_is_not_there_is_refused() -> None:
    assert putus(ada=False) == ("DITOLAK", "R85g")


def test_R83b_a_record_that_moved_is_held_and_named() -> None:
    """Kegagalan 57."""
    assert putus(ada=False, desa_kini="Pekon Sebarus") == ("DITAHAN", "PINDAH")
    assert "Pekon Sebarus" in decide(keadaan(desa_kini="Pekon Sebarus"), ubahan()).kalimat


def test_R81b_a_younger_line_of_the_same_device_has_settled_it() -> None:
    """Kegagalan 32: packages may come in any order."""
    assert putus(lebih_baru=True) == ("SAMA", "R81b")


def test_R83c_groups_merge_and_clash_by_themselves() -> None:
    """Kegagalan 50, 51, 52."""
    utuh, sama, bentrok = (
        kelompok("a", "a", "c"),
        kelompok("a", "c", "c"),
        kelompok("a", "b", "c", "identitas"),
    )
    assert putus(kelompok=(utuh,)) == ("DITERIMA", "")
    assert putus(kelompok=(sama,)) == ("SAMA", "R81c")
    assert putus(kelompok=(utuh, sama)) == ("DITERIMA", "")
    assert putus(kelompok=(bentrok,)) == ("DITAHAN", "BENTROK")
    p = decide(keadaan(kelompok=(utuh, bentrok)), ubahan())
    assert (p.vonis, p.bentrok) == (Vonis.DITAHAN, ("identitas",))
    assert "identitas" in p.kalimat


@pytest.mark.parametrize(("serupa", "putusan"), [(None, "DITERIMA"), (True, "SAMA"), (False, "DITAHAN")])
def test_R83c_somebody_elses_open_proposal(serupa: bool | None, putusan: str) -> None:
    """Kegagalan 51, 52: the same change twice is one change; another one is for a person."""
    assert putus(ubahan("usulan", isi=USULAN), serupa=serupa)[0] == putusan


@pytest.mark.parametrize("hasil", HasilVerval)
def test_R83d_exclusion_against_confirmation_is_always_held(hasil: HasilVerval) -> None:
    """Kegagalan 53: never a silent exclusion, whichever came first."""
    u = ubahan(isi={**VERVAL, "hasil": hasil.value})
    if hasil in HASIL_KELUAR:
        assert putus(u, diubah=True) == putus(u, dikonfirmasi=True) == ("DITAHAN", "BENTROK")
        assert putus(u, dikeluarkan=True) == ("DITERIMA", "")
    else:
        assert putus(u, diubah=True) == putus(u, dikonfirmasi=True) == ("DITERIMA", "")
        assert putus(u, dikeluarkan=True) == ("DITAHAN", "BENTROK")
        p = decide(keadaan(dikeluarkan=True, lewat_paket=True), u)
        assert (p.vonis, p.menahan) == (Vonis.DITERIMA, True)


@pytest.mark.parametrize("jenis", [j for j in Jenis if j is not Jenis.TETAP])
def test_R83d_a_proposal_that_takes_out_is_held_too(jenis: Jenis) -> None:
    """Kegagalan 53."""
    u = ubahan("usulan", isi={**USULAN, "jenis": jenis.value})
    assert putus(u, dikonfirmasi=True)[0] == ("DITAHAN" if jenis in JENIS_KELUAR else "DITERIMA")


def test_a_closed_record_is_already_out_for_one_side_and_a_clash_for_the_other() -> None:
    assert putus(KELUAR, nonaktif=True) == ("SAMA", "R81c")
    assert putus(nonaktif=True) == ("DITAHAN", "BENTROK")


def test_R83e_two_villages_claim_one_person() -> None:
    """Kegagalan 54, 55: held, and the other village is named, nothing else of it."""
    u = ubahan("usulan", "", {**USULAN, "jenis": "BARU"})
    assert putus(u, kembar="Pekon Sebarus") == ("DITAHAN", "GANDA")
    assert "Pekon Sebarus" in decide(keadaan(kembar="Pekon Sebarus"), u).kalimat


def test_R83f_a_line_waits_for_its_photos() -> None:
    """Kegagalan 33."""
    assert putus(lampiran_kurang=[SIDIK]) == ("MENUNGGU", "LAMPIRAN")


def test_R85_a_closed_window_holds_and_says_why() -> None:
    masa = Violation("R71c", "Catat verval selagi masanya terbuka.", langkah="Tunggu periode berikutnya.")
    p = decide(keadaan(masa=masa), ubahan())
    assert (p.vonis, p.kode) == (Vonis.DITAHAN, "MASA")
    assert p.kalimat == "Catat verval selagi masanya terbuka. Tunggu periode berikutnya."
    assert putus(masa=masa, lebih_baru=True) == ("SAMA", "R81b")


def test_a_business_rule_refuses_with_its_own_code_and_sentence() -> None:
    v = Violation("R72a", "Belum bisa TETAP: {nama}.", langkah="Perbaiki.", data={"nama": "Sari"})
    assert decide(keadaan(pelanggaran=(v,)), ubahan()) == Putusan(
        Vonis.DITOLAK, "R72a", "Belum bisa TETAP: Sari. Perbaiki."
    )


def test_what_a_person_must_settle_comes_before_what_a_photo_would() -> None:
    k = keadaan(kelompok=(kelompok("a", "b", "c"),), lampiran_kurang=[SIDIK])
    assert decide(k, ubahan()).kode == "BENTROK"


FAKTA = st.fixed_dictionaries(
    {
        "nomor_terpakai": st.booleans(),
        "ada": st.booleans(),
        "nonaktif": st.booleans(),
        "lebih_baru": st.booleans(),
        "serupa": st.none() | st.booleans(),
        "diubah": st.booleans(),
        "dikonfirmasi": st.booleans(),
        "dikeluarkan": st.booleans(),
        "lewat_paket": st.booleans(),
        "desa_kini": st.sampled_from(["", "Pekon Sebarus"]),
        "kembar": st.sampled_from(["", "Pekon Sebarus"]),
        "lampiran_kurang": st.lists(st.just(SIDIK), max_size=1),
        "acuan": st.dictionaries(st.just(LAIN), st.none() | st.sampled_from(sorted(Vonis))),
        "kelompok": st.lists(st.builds(kelompok, *[st.sampled_from(["a", "b", "c"])] * 3), max_size=2).map(
            tuple
        ),
    }
)


@given(FAKTA, st.sampled_from(sorted(HasilVerval)))
def test_laws_of_every_verdict(fakta: dict[str, Any], hasil: HasilVerval) -> None:
    """A verdict is a function; a clash never becomes an acceptance; an exclusion is never silent."""
    u = ubahan(isi={**VERVAL, "hasil": hasil.value})
    k = keadaan(**fakta)
    p = decide(k, u)
    assert p == decide(k, u)
    if p.vonis is Vonis.DITERIMA:
        assert not any(g.is_bentrok for g in k.kelompok)
        assert not k.lampiran_kurang
        assert k.ada
        assert not (hasil in HASIL_KELUAR and (k.diubah or k.dikonfirmasi))
    assert bool(p.kalimat) == (p.vonis is not Vonis.DITERIMA)
    # Once it is settled, it stays so.
    if p.vonis in TUNTAS:
        assert (
            decide(replace(k, lama=Dikenal(SIDIK, p), nonaktif=not k.nonaktif, nomor_terpakai=False), u) == p
        )


# Codes that ended, and clocks that are ahead ---------------------------------------------------------------------


def bst(pada: str = "2022-01-01T00:00:00+07:00") -> Ubahan:
    isi = {**USULAN, "jenis": "BANSOS_MASUK", "program": "BST", "muatan": {}}
    return ubahan("usulan", "F1", isi, pada=pada)


def test_R83i_a_code_that_ended_is_held_with_its_end() -> None:
    """Kegagalan 23: decided after its end it waits for a person; decided while it held it counts."""
    p = decide(keadaan(), bst())
    assert (p.vonis, p.kode) == (Vonis.DITAHAN, SebabTahan.KODE)
    assert "Kode BST tidak dipilih lagi sesudah 31 Desember 2021; tidak ada penggantinya." in p.kalimat
    assert putus(bst("2021-12-31T23:59:00+07:00")) == ("DITERIMA", "")
    assert putus(bst(), diputus=True) == ("DITERIMA", "")


@pytest.mark.parametrize(
    ("daftar", "jenis", "isi"),
    [
        ("hasil_verval", "verval", VERVAL),
        ("jenis_foto", "foto", {"jenis": "RUMAH", "sha256": SIDIK}),
        ("jenis", "usulan", USULAN),
        ("alasan_tidak_layak", "usulan", {**USULAN, "jenis": "TIDAK_LAYAK", "kode_alasan": "MAMPU"}),
        ("alasan_tidak_ditemukan", "usulan", {**USULAN, "jenis": "TIDAK_DITEMUKAN", "kode_alasan": "3"}),
        ("bukti", "usulan", {**USULAN, "bukti": [{"jenis": "KTP", "sha256": SIDIK, "nama": "ktp"}]}),
    ],
)
def test_R83i_the_new_code_is_named_for_every_list(
    monkeypatch: pytest.MonkeyPatch, daftar: str, jenis: str, isi: dict[str, Any]
) -> None:
    """Kegagalan 23: whichever list ends a code, the line is kept and the code that is chosen since is said."""
    kode = {"verval": "TETAP", "foto": "RUMAH"}.get(jenis) or isi["kode_alasan"] or "KTP"
    kode = "PERBAIKAN_DATA" if daftar == "jenis" else kode
    monkeypatch.setitem(AKHIR_KODE, daftar, {kode: Akhir(date(2021, 7, 11), "BARU_SEKALI")})
    p = decide(keadaan(), ubahan(jenis, "F1", isi))
    assert (p.vonis, p.kode) == (Vonis.DITAHAN, SebabTahan.KODE)
    assert "pakai BARU_SEKALI" in p.kalimat
    # A visit counts by its own day, whatever the clock says.
    monkeypatch.setitem(AKHIR_KODE, daftar, {kode: Akhir(date(2021, 7, 12), "BARU_SEKALI")})
    u = ubahan(jenis, "F1", isi, pada="2021-07-12T09:30:00+07:00")
    assert putus(u) == ("DITERIMA", "")


def test_R83j_a_clock_that_is_ahead_is_held_and_said() -> None:
    p = decide(keadaan(jam_maju=("14 Juli 2021", "12 Juli 2021")), ubahan())
    assert (p.vonis, p.kode) == (Vonis.DITAHAN, SebabTahan.JAM)
    assert p.kalimat.startswith("Tanggal 14 Juli 2021 belum tiba ketika paket dititip 12 Juli 2021;")
    assert "Perbaiki jam laptop." in p.kalimat
    assert putus(jam_maju=("a", "b"), diputus=True) == ("DITERIMA", "")
    salah = (Violation("R72a", "Ada temuan."),)
    assert putus(jam_maju=("a", "b"), pelanggaran=salah) == ("DITOLAK", "R72a")


def test_R85d_what_a_laptop_tells_of_itself_needs_no_certificate() -> None:
    u = ubahan("pemulihan", *CONTOH[JenisUbahan.PEMULIHAN])
    assert putus(u, boleh=["verval"]) == ("DITERIMA", "")
