"""What a matching answer asks for, of whom, in which order; who settles a doubt (R30, R67-R69, R146-R149)."""

from datetime import UTC, date, datetime

import pytest

from opensiks.rules.alasan_padan import Hasil
from opensiks.rules.padan_kerja import (
    KALIMAT_LINTAS,
    KODE_TUGAS,
    LABEL_KELOMPOK,
    LABEL_MENUNGGU,
    LABEL_TUGAS,
    LANGKAH_KELOMPOK,
    RULES_TUGAS,
    FaktaCalon,
    FaktaKerja,
    FaktaTugas,
    JenisTugas,
    Kelompok,
    Lintas,
    Menunggu,
    group_of,
    keluaran_if_lain,
    keluaran_of,
    sort_key,
    tugas_of,
)
from opensiks.rules.padan_tinjau import (
    LABEL_DUKCAPIL,
    LABEL_JAWABAN,
    RULES_KONFIRMASI,
    FaktaKonfirmasi,
    FaktaTinjauan,
    Jawaban,
    JawabanDukcapil,
    is_perlu_tinjauan,
    is_petugas_lain,
    settle,
)
from opensiks.rules.pemadanan import LABEL, LABEL_MODE, Keluaran, Mode
from opensiks.rules.rule import broken
from opensiks.rules.semua import load_rulebook

AT = datetime(2023, 7, 1, tzinfo=UTC)
NIK = "1804011205805001"
J, M, H, K = JenisTugas, Menunggu, Hasil, Keluaran
SAMA, BEDA, TIDAK_TAHU = Jawaban


def kerja(jenis: JenisTugas, menunggu: Menunggu = M.DESA, **lain: object) -> FaktaKerja:
    isi = {"ada_usul": True, "bantuan": False, "sejak": AT, "nama": "A", "id": 1, **lain}
    return FaktaKerja(jenis, menunggu, **isi)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("fakta", "kelompok"),
    [
        (kerja(J.NIK_SALAH), 1),
        (kerja(J.NIK_ORANG_LAIN), 1),
        (kerja(J.NIK_ORANG_LAIN, ada_usul=False), 4),
        (kerja(J.MENINGGAL, ada_usul=False), 2),
        (kerja(J.GANDA), 3),
        (kerja(J.GANDA_LINTAS), 3),
        (kerja(J.GANDA_DUKCAPIL), 4),
        (kerja(J.NIK_TIDAK_DITEMUKAN, ada_usul=False), 4),
        (kerja(J.RAGU, M.TINJAUAN), 5),
        (kerja(J.GANDA_LINTAS, M.PUSDATIN), 5),
        (kerja(J.NIK_TIDAK_DITEMUKAN, M.DISDUKCAPIL), 5),
    ],
)
def test_R69_each_kind_has_its_place_in_the_list(fakta: FaktaKerja, kelompok: int) -> None:
    assert group_of(fakta) == kelompok


def test_R69_first_what_one_settles_oneself_then_whose_aid_is_at_stake_then_the_oldest() -> None:
    lama = datetime(2023, 6, 1, tzinfo=UTC)
    daftar = [
        kerja(J.RAGU, M.TINJAUAN, id=7), kerja(J.MENINGGAL, id=6), kerja(J.NIK_SALAH, nama="B", id=5),
        kerja(J.NIK_SALAH, nama="A", id=4), kerja(J.NIK_SALAH, sejak=lama, id=3),
        kerja(J.NIK_SALAH, bantuan=True, id=2),
        kerja(J.NIK_SALAH, bantuan=True, sejak=lama, nama="Z", id=1),
    ]  # fmt: skip
    assert [f.id for f in sorted(daftar, key=sort_key)] == [1, 2, 3, 4, 5, 6, 7]


@pytest.mark.parametrize(
    ("fakta", "keluaran", "tugas"),
    [
        (FaktaCalon(H.PADAN, NIK), K.PADAN, None),
        (FaktaCalon(H.PADAN, NIK, ragu=True), K.RAGU, (J.RAGU, M.TINJAUAN)),
        (FaktaCalon(H.PADAN, NIK, ragu=True, meninggal=True), K.RAGU, (J.RAGU, M.TINJAUAN)),
        (FaktaCalon(H.PADAN, NIK, meninggal=True, ganda_dukcapil=True), K.MENINGGAL, (J.MENINGGAL, M.DESA)),
        (FaktaCalon(H.NIK_SALAH, "", meninggal=True), K.MENINGGAL, (J.MENINGGAL, M.DESA)),
        (FaktaCalon(H.PADAN, NIK, ganda_dukcapil=True), K.GANDA_DUKCAPIL, (J.GANDA_DUKCAPIL, M.DESA)),
        (FaktaCalon(H.PADAN, NIK, nonaktif=True), K.NONAKTIF_DUKCAPIL, None),
        (FaktaCalon(H.NIK_SALAH, NIK), K.NIK_SALAH, (J.NIK_SALAH, M.DESA)),
        (FaktaCalon(H.NIK_ORANG_LAIN, NIK), K.NIK_ORANG_LAIN, (J.NIK_ORANG_LAIN, M.DESA)),
        (FaktaCalon(H.TIDAK_DITEMUKAN, NIK), K.NIK_TIDAK_DITEMUKAN, (J.NIK_TIDAK_DITEMUKAN, M.DESA)),
        # A number that cannot be one is a finding of its own (R42, R49): nothing is asked twice.
        # A doubt about nobody in particular is no review (R146): it waits like any number not found (R68).
        (
            FaktaCalon(H.TIDAK_DITEMUKAN, NIK, ragu=True, ada_calon=False),
            K.NIK_TIDAK_DITEMUKAN,
            (J.NIK_TIDAK_DITEMUKAN, M.DESA),
        ),
        (
            FaktaCalon(H.NIK_ORANG_LAIN, NIK, ragu=True, ada_calon=False),
            K.NIK_ORANG_LAIN,
            (J.NIK_ORANG_LAIN, M.DESA),
        ),
        (FaktaCalon(H.TIDAK_DITEMUKAN, "18040112"), K.FORMAT_SALAH, None),
        (FaktaCalon(H.TIDAK_DITEMUKAN, ""), K.FORMAT_SALAH, None),
        (FaktaCalon(H.PADAN, NIK, lintas=Lintas.DESA, pertahankan=True), K.PADAN, None),
        (FaktaCalon(H.PADAN, NIK, lintas=Lintas.DESA), K.PADAN, (J.GANDA, M.DESA)),
        (FaktaCalon(H.PADAN, NIK, lintas=Lintas.DESA, grup_ragu=True), K.PADAN, (J.RAGU, M.TINJAUAN)),
        (FaktaCalon(H.PADAN, NIK, lintas=Lintas.KABUPATEN), K.PADAN, (J.GANDA_LINTAS, M.PUSDATIN)),
        (FaktaCalon(H.NIK_SALAH, NIK, ragu=True, lintas=Lintas.LAIN), K.RAGU, (J.GANDA_LINTAS, M.PUSDATIN)),
        (
            FaktaCalon(H.NIK_SALAH, NIK, lintas=Lintas.LAIN, pertahankan=True),
            K.NIK_SALAH,
            (J.NIK_SALAH, M.DESA),
        ),
    ],
)
def test_R67_what_a_candidate_means_and_asks(
    fakta: FaktaCalon, keluaran: Keluaran, tugas: tuple[JenisTugas, Menunggu] | None
) -> None:
    assert (keluaran_of(fakta), tugas_of(fakta)) == (keluaran, tugas)


@pytest.mark.parametrize(
    ("hasil", "nik", "keluaran"),
    [
        (H.PADAN, NIK, K.NIK_ORANG_LAIN),
        (H.NIK_ORANG_LAIN, NIK, K.NIK_ORANG_LAIN),
        (H.NIK_SALAH, NIK, K.NIK_TIDAK_DITEMUKAN),
        (H.NIK_SALAH, "", K.FORMAT_SALAH),
    ],
)
def test_R146_if_it_is_somebody_else_the_number_alone_is_left(
    hasil: Hasil, nik: str, keluaran: Keluaran
) -> None:
    assert keluaran_if_lain(hasil, nik) is keluaran


@pytest.mark.parametrize(
    ("jawaban", "dua_orang", "putusan"),
    [
        ([], False, None),
        ([SAMA], False, SAMA),
        ([BEDA], False, BEDA),
        ([TIDAK_TAHU], False, None),
        ([TIDAK_TAHU, SAMA], False, SAMA),
        ([TIDAK_TAHU, TIDAK_TAHU], False, TIDAK_TAHU),
        ([SAMA], True, None),
        ([SAMA, SAMA], True, SAMA),
        ([SAMA, BEDA], True, None),
        ([SAMA, BEDA, BEDA], True, BEDA),
        ([SAMA, BEDA, SAMA], True, SAMA),
        ([SAMA, TIDAK_TAHU], True, None),
        ([SAMA, TIDAK_TAHU, BEDA], True, TIDAK_TAHU),
        ([TIDAK_TAHU, TIDAK_TAHU, SAMA], True, TIDAK_TAHU),
    ],
)
def test_R147_who_settles_a_doubt(jawaban: list[Jawaban], dua_orang: bool, putusan: Jawaban | None) -> None:
    assert settle(list(enumerate(jawaban)), dua_orang) is putusan


def test_R147_nobody_answers_twice_and_nothing_that_is_settled() -> None:
    assert broken((is_perlu_tinjauan, is_petugas_lain), FaktaTinjauan(1, (2,))) == []
    assert [v.kode for v in broken((is_perlu_tinjauan, is_petugas_lain), FaktaTinjauan(1, (1,), selesai=True))] == [
        "R146", "R147",
    ]  # fmt: skip
    assert not is_perlu_tinjauan(FaktaTinjauan(1, dapat_ditinjau=False))


@pytest.mark.parametrize(
    ("lain", "kode"),
    [
        ({}, []),
        ({"jawaban": None}, ["R148"]),
        ({"jawaban": JawabanDukcapil.NIK_LAIN}, ["R148a"]),
        ({"jawaban": JawabanDukcapil.NIK_LAIN, "nik_lain": NIK}, ["R148a"]),
        ({"jawaban": JawabanDukcapil.NIK_LAIN, "nik_lain": "1804011205805002"}, []),
        ({"nik_lain": "1804011205805002"}, ["R148a"]),
        ({"nomor_surat": ""}, ["R148b"]),
        ({"tanggal": None}, ["R148b"]),
        ({"tanggal": date(2023, 7, 3)}, ["R148b"]),
        ({"ditunggu": False}, ["R148c"]),
    ],
)
def test_R148_what_an_answer_of_disdukcapil_must_hold(lain: dict[str, object], kode: list[str]) -> None:
    isi = {
        "jawaban": JawabanDukcapil.NIK_BENAR, "nik": NIK, "nik_lain": "", "nomor_surat": "1",
        "tanggal": date(2023, 7, 2), "hari_ini": date(2023, 7, 2), **lain,
    }  # fmt: skip
    assert [v.kode for v in broken(RULES_KONFIRMASI, FaktaKonfirmasi(**isi))] == kode  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("lain", "kode"),
    [
        ({}, []),
        ({"selesai": True}, ["R149"]),
        ({"menunggu": M.DISDUKCAPIL}, ["R149a"]),
        ({"ada_usul": False}, ["R149b"]),
        ({"ada_periode": False}, ["R149c"]),
        ({"cocok": False}, ["R149d"]),
    ],
)
def test_R149_what_keeps_a_task_from_becoming_a_proposal(lain: dict[str, object], kode: list[str]) -> None:
    isi = {"jenis": J.NIK_SALAH, "menunggu": M.DESA, "selesai": False, "ada_usul": True, **lain}
    assert [v.kode for v in broken(RULES_TUGAS, FaktaTugas(**isi))] == kode  # type: ignore[arg-type]


def test_every_word_of_the_lists_has_its_sentence_and_every_kind_its_rule() -> None:
    for kata, label in (
        (JenisTugas, LABEL_TUGAS), (JenisTugas, KODE_TUGAS), (Menunggu, LABEL_MENUNGGU), (Kelompok, LABEL_KELOMPOK),
        (Kelompok, LANGKAH_KELOMPOK), (Lintas, KALIMAT_LINTAS), (Jawaban, LABEL_JAWABAN),
        (JawabanDukcapil, LABEL_DUKCAPIL), (Keluaran, LABEL), (Mode, LABEL_MODE),
    ):  # fmt: skip
        assert set(label) == set(kata)
    dikenal = {r.kode for r in load_rulebook()} | {"R67a"}
    assert set(KODE_TUGAS.values()) <= dikenal
