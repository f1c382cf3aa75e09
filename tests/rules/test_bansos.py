from fractions import Fraction

import pytest

from opensiks.rules.alasan import (
    ALASAN_NONAKTIF_PBI,
    ALASAN_TIDAK_DITEMUKAN,
    ALASAN_TIDAK_LAYAK,
    ALASAN_TOLAK,
    is_alasan_tolak,
)
from opensiks.rules.bansos import (
    LABEL_SEBAB,
    PROGRAM,
    FaktaPekerjaan,
    Satuan,
    SebabKeluar,
    SebabMasuk,
    is_pekerjaan_sesuai,
    label_sebab,
)
from opensiks.rules.kuota import FaktaKuota, is_dalam_acuan, share, share_label
from opensiks.rules.rule import Tingkat


def test_four_programmes_and_only_pbi_counts_persons() -> None:
    assert set(PROGRAM) == {"PKH", "SEMBAKO", "PBI_JK", "BST"}
    assert [k for k, p in PROGRAM.items() if p.satuan is Satuan.INDIVIDU] == ["PBI_JK"]


def test_every_reason_of_a_list_has_words() -> None:
    assert set(LABEL_SEBAB) == set(SebabKeluar) | set(SebabMasuk)
    assert label_sebab("BEKU").startswith("Dibekukan")
    assert label_sebab("MAMPU") == "Keluarga sudah mampu"
    assert label_sebab("LAIN") == "LAIN"


@pytest.mark.parametrize("kerja", [{"status_pekerjaan": (7, 5)}, {"pekerjaan": ("PETANI", "PENSIUNAN")}])
def test_R32_officials_with_active_aid_are_looked_at_never_removed(kerja: dict[str, tuple[int, ...]]) -> None:
    assert not is_pekerjaan_sesuai(FaktaPekerjaan(program_aktif=True, **kerja))
    assert is_pekerjaan_sesuai(FaktaPekerjaan(program_aktif=False, **kerja))
    assert is_pekerjaan_sesuai.tingkat is Tingkat.W


def test_R32_farmers_are_no_finding() -> None:
    assert is_pekerjaan_sesuai(
        FaktaPekerjaan(program_aktif=True, status_pekerjaan=(1, 6), pekerjaan=("PETANI",))
    )


def test_R79_the_share_is_exact_and_only_informs() -> None:
    assert share(119_120, 302_000) == Fraction(119_120, 302_000)
    assert share_label(share(119_120, 302_000)) == "39,4 %"
    assert share_label(Fraction(1)) == "100,0 %"
    assert is_dalam_acuan(FaktaKuota(individu=40, penduduk=100))
    assert not is_dalam_acuan(FaktaKuota(individu=87_160, penduduk=198_368))
    assert is_dalam_acuan.tingkat is Tingkat.I


def test_R79_an_unknown_population_says_so() -> None:
    assert share(5, 0) is None
    assert share_label(None) == "–"
    assert is_dalam_acuan(FaktaKuota(individu=5, penduduk=0))


SEMUA_ALASAN = (ALASAN_TOLAK, ALASAN_TIDAK_LAYAK, ALASAN_NONAKTIF_PBI, ALASAN_TIDAK_DITEMUKAN)


@pytest.mark.parametrize("alasan", [a for d in SEMUA_ALASAN for a in d.values()], ids=lambda a: a.kode)
def test_R41_every_reason_has_plain_words_a_next_step_and_somebody(alasan: object) -> None:
    for teks in (alasan.label, alasan.langkah):  # type: ignore[attr-defined]
        assert teks.endswith(".")
        assert len(teks.split()) <= 12


def test_R41_codes_of_the_dossier_are_all_there() -> None:
    huruf = [("A", 7), ("B", 3), ("C", 1), ("D", 2), ("E", 3), ("P", 5), ("M", 3), ("Q", 1)]
    kode = [f"{h}{n}" for h, banyak in huruf for n in range(1, banyak + 1)]
    assert list(ALASAN_TOLAK) == kode
    assert is_alasan_tolak("A1")
    assert not is_alasan_tolak("MAMPU")
