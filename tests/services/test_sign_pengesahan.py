"""The bupati's letter: over what is ready, bound to its lines, by two officers where the profile says so (R8, R9)."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from opensiks.akun.access import TidakBerhak
from opensiks.infra import files
from opensiks.infra.scope import scope, scope_nasional
from opensiks.pengesahan.models import Pengesahan, PengesahanBaris
from opensiks.pengesahan.queries import list_desa_surat, list_pengesahan
from opensiks.pengesahan.services import (
    compose_surat,
    draft_pengesahan,
    get_pdf,
    return_usulan,
    sign_pengesahan,
    verify_pengesahan,
)
from opensiks.rules.aktor import Actor
from opensiks.rules.peran import Peran
from opensiks.rules.rule import AksiDitolak
from opensiks.rules.verval import StatusDesa
from opensiks.usulan.models import Bukti, Usulan
from opensiks.verval.models import Periode
from opensiks.verval.services import open_periode
from tests.dukungan.tolak import kode
from tests.factories.pengesahan import (
    PDF,
    SAH,
    SARING,
    buat_keluarga,
    rapat,
    sahkan,
    saring_semua,
    status_of,
    terima_desa,
    usul_alamat,
    usul_mampu,
    verval_semua,
)
from tests.factories.verval import (
    DARMO,
    DESA,
    DESA_BUDI,
    DESA_DIAM,
    HARUN,
    JAYA,
    KAB,
    ORANG_ASING,
    RATNA,
    SARI,
    buat_wilayah,
    desa_di,
    list_peristiwa,
    periode_juli,
    petugas,
    wib,
)  # fmt: skip

VERI = petugas(Peran.VERIFIKATOR, KAB, akun_id=900_121, nama="Veri")
KEPALA = petugas(Peran.KEPALA_OPD, KAB, akun_id=900_122, nama="Kepala dinas")


@pytest.fixture(autouse=True)
def periode(db: None) -> Iterator[Periode]:
    with scope_nasional():
        buat_wilayah(DESA, DESA_BUDI, DESA_DIAM)
        yield periode_juli()


def lolos(periode: Periode, kode_desa: str = DESA) -> list[Usulan]:
    """Two lines let pass, in a village that is received."""
    keluarga = buat_keluarga(kode_desa, 2)
    daftar = [usul_mampu(periode, keluarga[0]), usul_alamat(periode, keluarga[1])]
    rapat(periode, kode_desa)
    terima_desa(periode, kode_desa)
    saring_semua(periode, kode_desa)
    return daftar


def test_R8_the_letter_confirms_lines_and_villages(periode: Periode) -> None:
    usulan = lolos(periode)
    verval_semua(periode, DESA_BUDI, buat_keluarga(DESA_BUDI))
    rapat(periode, DESA_BUDI)
    terima_desa(periode, DESA_BUDI)
    with scope(HARUN.cakupan):
        surat = sahkan(periode)
    assert status_of(*usulan) == ["DISAHKAN", "DISAHKAN"]
    assert [desa_di(periode, k).status for k in (DESA, DESA_BUDI)] == [StatusDesa.DISAHKAN] * 2
    assert (surat.jumlah_desa, surat.jumlah_usulan, surat.pengesah, surat.disahkan_at) == (2, 2, "Harun", SAH)
    assert [(d.kode_desa, d.jumlah_usulan) for d in list_desa_surat(surat)] == [(DESA, 2), (DESA_BUDI, 0)]
    assert set(PengesahanBaris.objects.values_list("usulan_id", "revisi")) == {(u.pk, 0) for u in usulan}
    assert list(list_pengesahan(KAB, periode)) == [surat]
    assert usulan[0].dasar.startswith("musyawarah:")
    assert list_peristiwa(f"pengesahan:{surat.pk}") == ["pengesahan.drafted", "pengesahan.signed"]


def test_R8_the_letter_and_its_scan_are_kept(periode: Periode) -> None:
    lolos(periode)
    surat = sahkan(periode)
    assert surat.scan is not None
    assert files.load(surat.scan.sha256) == PDF
    assert (surat.scan.kode_desa, surat.scan.jenis) == (KAB, "SURAT_PENGESAHAN")
    assert get_pdf(surat).startswith(b"%PDF-")


@pytest.mark.parametrize(
    ("ubah", "aturan"),
    [
        ({"nomor": "  "}, "R8a"),
        ({"tanggal": date(2023, 7, 13)}, "R8b"),
        ({"tanggal": date(2090, 1, 1)}, "R8b"),
        ({"penandatangan": ""}, "R8c"),
        ({"jabatan": " "}, "R8c"),
        ({"scan": b""}, "R8d"),
        ({"scan": b"bukan pindaian"}, "R8d"),
    ],
)
def test_R8_an_incomplete_letter_confirms_nothing(
    periode: Periode, ubah: dict[str, Any], aturan: str
) -> None:
    usulan = lolos(periode)
    isi = {
        "nomor": "460/1", "tanggal": date(2023, 7, 20), "penandatangan": "Bupati", "jabatan": "Bupati", "scan": PDF,
    } | ubah  # fmt: skip
    with pytest.raises(AksiDitolak) as e:
        sign_pengesahan(periode, KAB, **isi, by=HARUN, at=SAH)
    assert kode(e) == [aturan]
    assert status_of(*usulan) == ["LOLOS_KAB", "LOLOS_KAB"]
    assert not Pengesahan.objects.exists()
    assert not Bukti.objects.filter(jenis="SURAT_PENGESAHAN").exists()


LAIN = petugas(Peran.SUPERVISOR_KAB, "17.06", akun_id=900_172)


@pytest.mark.parametrize("oleh", [HARUN, KEPALA])
def test_R9_under_one_signature_only_the_supervisor_uploads(periode: Periode, oleh: Actor) -> None:
    lolos(periode)
    surat = ("460/1", date(2023, 7, 20), "Bupati", "Bupati", PDF)
    if oleh is HARUN:
        assert sign_pengesahan(periode, KAB, *surat, by=oleh, at=SAH).disahkan_at == SAH
    else:
        with pytest.raises(AksiDitolak) as e:
            sign_pengesahan(periode, KAB, *surat, by=oleh, at=SAH)
        assert "R9a" in kode(e)


@pytest.mark.parametrize("oleh", [SARI, DARMO, ORANG_ASING, JAYA, RATNA, VERI, LAIN])
def test_R1_nobody_else_confirms(periode: Periode, oleh: Actor) -> None:
    usulan = lolos(periode)
    with pytest.raises((AksiDitolak, TidakBerhak)):
        sign_pengesahan(periode, KAB, "460/1", date(2023, 7, 20), "Bupati", "Bupati", PDF, by=oleh, at=SAH)
    assert status_of(*usulan) == ["LOLOS_KAB", "LOLOS_KAB"]


def test_a_village_with_a_line_still_to_judge_waits(periode: Periode) -> None:
    siap = lolos(periode)
    keluarga = buat_keluarga(DESA_BUDI, 2)
    sisa = [usul_mampu(periode, k) for k in keluarga]
    rapat(periode, DESA_BUDI)
    terima_desa(periode, DESA_BUDI)
    assert [d.kode_desa for d in compose_surat(periode, KAB).desa] == [DESA]
    with pytest.raises(AksiDitolak) as e:
        sahkan(periode, daftar_desa=[DESA, DESA_BUDI])
    assert kode(e) == ["R8f"]
    sahkan(periode)
    assert status_of(*siap, *sisa) == ["DISAHKAN", "DISAHKAN", "DITERIMA_KAB", "DITERIMA_KAB"]
    return_usulan(_segarkan(sisa), "E1", "", by=HARUN, at=SAH)
    assert sahkan(periode, "460/2").jumlah_usulan == 0
    assert desa_di(periode, DESA_BUDI).status is StatusDesa.DISAHKAN


def test_nothing_ready_is_no_letter(periode: Periode) -> None:
    with pytest.raises(AksiDitolak) as e:
        sahkan(periode)
    assert kode(e) == ["R8e"]


def test_the_draft_names_its_villages_and_a_later_one_waits(periode: Periode) -> None:
    lolos(periode)
    draf = draft_pengesahan(
        periode, KAB, "460/1/2023", date(2023, 7, 19), "Bupati", "Bupati", by=HARUN, at=SARING
    )
    lolos(periode, DESA_BUDI)
    assert sahkan(periode).pk == draf.pk
    assert [desa_di(periode, k).status for k in (DESA, DESA_BUDI)] == [
        StatusDesa.DISAHKAN,
        StatusDesa.DITERIMA_KAB,
    ]


def test_R18_a_list_that_changed_since_the_print_is_not_confirmed(periode: Periode) -> None:
    usulan = lolos(periode)
    isi = (periode, KAB, "460/1/2023", date(2023, 7, 19), "Bupati", "Bupati")
    draf = draft_pengesahan(*isi, by=HARUN, at=SARING)
    Usulan.objects.filter(pk=usulan[0].pk).update(revisi=1)
    with pytest.raises(AksiDitolak) as e:
        sahkan(periode)
    assert kode(e) == ["R8h"]
    lagi = draft_pengesahan(*isi, by=HARUN, at=SARING)
    assert (lagi.pk, lagi.daftar_sha256 != draf.daftar_sha256) == (draf.pk, True)
    sahkan(periode)
    assert status_of(*usulan) == ["DISAHKAN", "DISAHKAN"]


def test_a_number_is_used_once(periode: Periode) -> None:
    lolos(periode)
    sahkan(periode)
    lolos(periode, DESA_BUDI)
    with pytest.raises(AksiDitolak) as e:
        sahkan(periode)
    assert "R8g" in kode(e)


def test_printing_again_gives_the_same_paper(periode: Periode) -> None:
    lolos(periode)
    isi = (periode, KAB, "460/1/2023", date(2023, 7, 19), "Bupati", "Bupati")
    pertama = draft_pengesahan(*isi, by=HARUN, at=SARING).pdf_sha256
    assert draft_pengesahan(*isi, by=HARUN, at=SARING).pdf_sha256 == pertama


class TestR9:
    """2025: a verifikator checks, then the head of the office signs; two persons."""

    @pytest.fixture
    def ganda(self) -> Periode:
        return open_periode(
            "2025-03", "Maret 2025", "dtsen_2025", KAB, date(2025, 3, 1), date(2025, 3, 17), date(2025, 3, 17),
            by=RATNA, at=wib(2025, 3, 1, 0),
        )  # fmt: skip

    @pytest.fixture
    def usulan(self, ganda: Periode) -> list[Usulan]:
        at = wib(2025, 3, 10)
        [keluarga] = buat_keluarga(DESA, terakhir=date(2025, 2, 1))
        daftar = [usul_mampu(ganda, keluarga, at=at)]
        rapat(ganda, DESA, at=at)
        terima_desa(ganda, DESA, at)
        saring_semua(ganda, DESA, at)
        return daftar

    def sign(self, periode: Periode, by: Actor) -> Pengesahan:
        at = wib(2025, 3, 12)
        return sign_pengesahan(
            periode, KAB, "460/9", date(2025, 3, 11), "Bupati", "Bupati", PDF, by=by, at=at
        )

    def draft(self, periode: Periode) -> Pengesahan:
        return draft_pengesahan(
            periode, KAB, "460/9", date(2025, 3, 11), "Bupati", "Bupati", by=VERI, at=wib(2025, 3, 11)
        )

    def test_R9_in_turn_both_confirm(self, ganda: Periode, usulan: list[Usulan]) -> None:
        with scope(VERI.cakupan):
            verify_pengesahan(self.draft(ganda), by=VERI, at=wib(2025, 3, 11))
        with scope(KEPALA.cakupan):
            surat = self.sign(ganda, KEPALA)
        assert (surat.verifikator, surat.pengesah) == ("Veri", "Kepala dinas")
        assert status_of(*usulan) == ["DISAHKAN"]

    def test_R9_without_the_first_the_second_does_not(self, ganda: Periode, usulan: list[Usulan]) -> None:
        self.draft(ganda)
        with pytest.raises(AksiDitolak) as e:
            self.sign(ganda, KEPALA)
        assert kode(e) == ["R9b"]
        assert status_of(*usulan) == ["LOLOS_KAB"]

    def test_R9_one_person_in_both_roles_is_one_person(self, ganda: Periode, usulan: list[Usulan]) -> None:
        verify_pengesahan(self.draft(ganda), by=VERI, at=wib(2025, 3, 11))
        rangkap = petugas(Peran.KEPALA_OPD, KAB, akun_id=VERI.akun_id or 0, nama="Veri")
        with pytest.raises(AksiDitolak) as e:
            self.sign(ganda, rangkap)
        assert kode(e) == ["R9c"]

    def test_R9_the_supervisor_no_longer_signs(self, ganda: Periode, usulan: list[Usulan]) -> None:
        verify_pengesahan(self.draft(ganda), by=VERI, at=wib(2025, 3, 11))
        with pytest.raises(AksiDitolak) as e:
            self.sign(ganda, HARUN)
        assert "R9" in kode(e)

    def test_R9_a_new_draft_must_be_checked_again(self, ganda: Periode, usulan: list[Usulan]) -> None:
        verify_pengesahan(self.draft(ganda), by=VERI, at=wib(2025, 3, 11))
        self.draft(ganda)
        with pytest.raises(AksiDitolak) as e:
            self.sign(ganda, KEPALA)
        assert kode(e) == ["R9b"]


def _segarkan(daftar: list[Usulan]) -> list[Usulan]:
    for u in daftar:
        u.refresh_from_db()
    return daftar
