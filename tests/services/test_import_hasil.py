"""The centre's answers come back as a file: set lines change the registry, rejected ones the village (R7, R40, R91)."""

from collections.abc import Sequence

import pytest

from opensiks.akun.access import TidakBerhak
from opensiks.infra.scope import scope
from opensiks.jejak.models import Jejak
from opensiks.keluarga.models import Keluarga
from opensiks.pengesahan.berkas import BarisHasil, read_hasil, write_hasil, write_hasil_xlsx
from opensiks.pengesahan.models import Batch, BatchBaris
from opensiks.pengesahan.services import HasilImpor, check_berkas, forward_batch, import_hasil, judge_batch
from opensiks.rules.aktor import Actor
from opensiks.rules.rule import AksiDitolak
from opensiks.rules.verval import StatusDesa
from opensiks.usulan.models import Usulan
from opensiks.verval.models import Periode
from tests.factories.pengesahan import (
    JAWAB,
    KIRIM,
    buat_keluarga,
    kirim,
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
    HARUN,
    JAYA,
    ORANG_ASING,
    RATNA,
    SARI,
    desa_di,
    list_peristiwa,
)  # fmt: skip

pytestmark = pytest.mark.usefixtures("periode")


@pytest.fixture
def usulan(periode: Periode) -> list[Usulan]:
    """Two lines of one village; a second village has no change at all."""
    keluarga = buat_keluarga(DESA, 2)
    daftar = [usul_mampu(periode, keluarga[0]), usul_alamat(periode, keluarga[1])]
    rapat(periode, DESA)
    terima_desa(periode, DESA)
    verval_semua(periode, DESA_BUDI, buat_keluarga(DESA_BUDI))
    rapat(periode, DESA_BUDI)
    terima_desa(periode, DESA_BUDI)
    return daftar


@pytest.fixture
def batch(periode: Periode, usulan: list[Usulan]) -> Batch:
    return kirim(periode)


def berkas(batch: Batch, usulan: Sequence[Usulan], *jawaban: str) -> bytes:
    """A result file; each answer "" sets the line, anything else is the reason it is rejected with."""
    baris = [
        BarisHasil(u.pk, u.revisi, "DITOLAK" if kode else "DITETAPKAN", kode)
        for u, kode in zip(usulan, jawaban, strict=True)
    ]
    return write_hasil(batch.nomor, baris)


def sebab(galat: pytest.ExceptionInfo[AksiDitolak]) -> list[str]:
    return [str(v) for v in galat.value.violations]


def test_R7_set_lines_reach_the_registry_and_rejected_ones_the_village(
    batch: Batch, usulan: list[Usulan]
) -> None:
    with scope(RATNA.cakupan):
        hasil = import_hasil(batch, "hasil.csv", berkas(batch, usulan, "B1", ""), by=RATNA, at=JAWAB)
    assert hasil == HasilImpor(ditetapkan=1, ditolak=1, bentrok=0, desa_selesai=2)
    assert status_of(*usulan) == ["DITOLAK_PUSDATIN", "DITETAPKAN"]
    assert (usulan[0].kode_tolak, usulan[1].diterapkan_at) == ("B1", JAWAB)
    alamat = Keluarga.objects.get(pk=usulan[1].keluarga_id)
    assert (alamat.alamat, alamat.versi) == ("Jalan Baru", 2)
    assert set(BatchBaris.objects.values_list("usulan_id", "hasil", "kode_alasan")) == {
        (usulan[0].pk, "DITOLAK", "B1"),
        (usulan[1].pk, "DITETAPKAN", ""),
    }
    batch.refresh_from_db()
    assert (batch.ditetapkan, batch.ditolak, batch.hasil_at) == (1, 1, JAWAB)
    assert list_peristiwa(f"batch:{batch.pk}") == ["batch.created", "batch.imported"]


def test_a_family_judged_able_leaves_when_the_line_is_set(batch: Batch, usulan: list[Usulan]) -> None:
    import_hasil(batch, "hasil.csv", berkas(batch, usulan, "", ""), by=RATNA, at=JAWAB)
    keluarga = Keluarga.objects.get(pk=usulan[0].keluarga_id)
    assert (keluarga.status, keluarga.alasan_status) == ("NONAKTIF", "TIDAK_LAYAK")


def test_R92_villages_with_every_line_answered_are_done(
    periode: Periode, batch: Batch, usulan: list[Usulan]
) -> None:
    assert desa_di(periode, DESA_BUDI).status is StatusDesa.DISAHKAN
    import_hasil(batch, "hasil.csv", berkas(batch, usulan, "", "A6"), by=RATNA, at=JAWAB)
    assert [desa_di(periode, k).status for k in (DESA, DESA_BUDI)] == [StatusDesa.SELESAI] * 2


def test_a_village_of_another_batch_waits_for_its_own_answer(periode: Periode) -> None:
    daftar = []
    for kode in (DESA, DESA_BUDI):
        daftar += [usul_mampu(periode, buat_keluarga(kode)[0])]
        rapat(periode, kode)
        terima_desa(periode, kode)
    for kode in (DESA, DESA_BUDI):
        saring_semua(periode, kode)
    satu = forward_batch(sahkan(periode, "460/1", daftar_desa=[DESA]), by=JAYA, at=KIRIM)
    dua = forward_batch(sahkan(periode, "460/2", daftar_desa=[DESA_BUDI]), by=JAYA, at=KIRIM)
    import_hasil(dua, "hasil.csv", berkas(dua, daftar[1:], ""), by=RATNA, at=JAWAB)
    assert [desa_di(periode, k).status.value for k in (DESA, DESA_BUDI)] == ["DISAHKAN", "SELESAI"]
    import_hasil(satu, "hasil.csv", berkas(satu, daftar[:1], ""), by=RATNA, at=JAWAB)
    assert desa_di(periode).status is StatusDesa.SELESAI


def test_R81_the_same_file_again_changes_nothing(batch: Batch, usulan: list[Usulan]) -> None:
    isi = berkas(batch, usulan, "B1", "")
    import_hasil(batch, "hasil.csv", isi, by=RATNA, at=JAWAB)
    sebelum = Jejak.objects.exclude(peristiwa="batch.imported").count()
    hasil = import_hasil(batch, "hasil.csv", isi, by=RATNA, at=JAWAB)
    assert (hasil.ditetapkan, hasil.ditolak, hasil.ulang) == (1, 1, True)
    assert Jejak.objects.exclude(peristiwa="batch.imported").count() == sebelum


def test_R91_another_answer_to_an_answered_batch_is_refused(batch: Batch, usulan: list[Usulan]) -> None:
    import_hasil(batch, "hasil.csv", berkas(batch, usulan, "B1", ""), by=RATNA, at=JAWAB)
    with pytest.raises(AksiDitolak) as e:
        import_hasil(batch, "hasil.csv", berkas(batch, usulan, "", ""), by=RATNA, at=JAWAB)
    assert [v.kode for v in e.value.violations] == ["R91d"]
    assert status_of(*usulan) == ["DITOLAK_PUSDATIN", "DITETAPKAN"]


def test_R91_every_bad_line_is_named_by_its_number(batch: Batch, usulan: list[Usulan]) -> None:
    a, b = usulan
    isi = (
        "BATCH,BARIS,REVISI,HASIL,KODE ALASAN\n"
        f"{batch.nomor},{a.pk},0,MUNGKIN,\n"
        f"{batch.nomor},{b.pk},0,DITOLAK,\n"
        f"9999-2023-0001,{b.pk},0,DITETAPKAN,\n"
        f"{batch.nomor},dua,0,DITETAPKAN,\n"
    ).encode()
    with pytest.raises(AksiDitolak) as e:
        import_hasil(batch, "hasil.csv", isi, by=RATNA, at=JAWAB)
    assert [s.split(":")[0] for s in sebab(e)] == ["Baris 2", "Baris 3", "Baris 4", "Baris 5"]
    assert status_of(*usulan) == ["TERKIRIM", "TERKIRIM"]
    batch.refresh_from_db()
    assert batch.hasil_at is None


def test_R91_an_unknown_line_and_a_missing_answer_are_both_said(batch: Batch, usulan: list[Usulan]) -> None:
    isi = write_hasil(
        batch.nomor, [BarisHasil(usulan[0].pk, 0, "DITETAPKAN"), BarisHasil(999_999, 0, "DITETAPKAN")]
    )
    with pytest.raises(AksiDitolak) as e:
        import_hasil(batch, "hasil.csv", isi, by=RATNA, at=JAWAB)
    assert [v.kode for v in e.value.violations] == ["R91", "R91b", "R91"]
    assert sebab(e)[-1] == "Baris 3: Usulan 999999 revisi 0 tidak ada di batch ini."
    assert status_of(*usulan) == ["TERKIRIM", "TERKIRIM"]


def test_R91_a_line_answered_twice_is_not_guessed(batch: Batch, usulan: list[Usulan]) -> None:
    isi = berkas(batch, [usulan[0], usulan[0], usulan[1]], "", "A6", "")
    with pytest.raises(AksiDitolak) as e:
        import_hasil(batch, "hasil.csv", isi, by=RATNA, at=JAWAB)
    assert sebab(e) == [f"Baris 3: Baris {usulan[0].pk} dijawab dua kali."]


@pytest.mark.parametrize(
    ("nama", "isi"),
    [
        ("hasil.csv", b""),
        ("hasil.csv", b"\xff\xfe\x00rusak"),
        ("hasil.csv", b'BATCH,BARIS,REVISI,HASIL,KODE ALASAN\n"1804-2023-0001,1,0'),
        ("hasil.xlsx", b"PK bukan buku kerja"),
        ("hasil.csv", b"NIK,NAMA\n1,2\n"),
    ],
)
def test_R82_a_broken_file_says_so_and_changes_nothing(
    batch: Batch, usulan: list[Usulan], nama: str, isi: bytes
) -> None:
    with pytest.raises(AksiDitolak) as e:
        import_hasil(batch, nama, isi, by=RATNA, at=JAWAB)
    assert {v.kode for v in e.value.violations} == {"R91"}
    assert status_of(*usulan) == ["TERKIRIM", "TERKIRIM"]


def test_a_spreadsheet_is_read_like_the_csv(batch: Batch, usulan: list[Usulan]) -> None:
    baris = [BarisHasil(usulan[0].pk, 0, "DITOLAK", "B1"), BarisHasil(usulan[1].pk, 0, "DITETAPKAN")]
    isi = write_hasil_xlsx(batch.nomor, baris)
    assert check_berkas(batch, "hasil.xlsx", isi)[1] == []
    hasil = import_hasil(batch, "hasil.xlsx", isi, by=RATNA, at=JAWAB)
    assert (hasil.ditetapkan, hasil.ditolak) == (1, 1)


def test_many_bad_lines_are_counted_after_the_first_fifty(batch: Batch) -> None:
    isi = write_hasil(batch.nomor, (BarisHasil(n, 0, "MUNGKIN") for n in range(1, 61)))
    _, salah = check_berkas(batch, "hasil.csv", isi)
    assert (len(salah), str(salah[-1])) == (51, "Dan 10 baris salah lagi.")


def test_a_file_says_its_own_line_numbers() -> None:
    baik, rusak = read_hasil("h.csv", b"batch,baris,revisi,hasil,kode alasan\n\nB,1,0,ditetapkan,A6\n", "B")
    assert (baik, rusak) == ([BarisHasil(1, 0, "DITETAPKAN", "", 3)], [])


@pytest.mark.parametrize("oleh", [SARI, DARMO, ORANG_ASING, JAYA, HARUN])
def test_R7_nobody_below_the_centre_sets_or_rejects(batch: Batch, usulan: list[Usulan], oleh: Actor) -> None:
    with pytest.raises(TidakBerhak):
        import_hasil(batch, "hasil.csv", berkas(batch, usulan, "", ""), by=oleh, at=JAWAB)
    assert status_of(*usulan) == ["TERKIRIM", "TERKIRIM"]


def test_the_desk_proposes_an_answer_for_every_line(batch: Batch, usulan: list[Usulan]) -> None:
    jawaban = judge_batch(batch, hari_ini=JAWAB.date())
    assert jawaban == [BarisHasil(u.pk, 0, "DITETAPKAN") for u in usulan]
    isi = write_hasil(batch.nomor, jawaban)
    assert import_hasil(batch, "hasil.csv", isi, by=RATNA, at=JAWAB).ditetapkan == 2
