"""The kabupaten's desk as it is read: what came in, the district minutes, what the centre owes (R79, R89, R92)."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from opensiks.akun.access import TidakAda
from opensiks.infra.scope import scope, scope_nasional
from opensiks.pengesahan import queries
from opensiks.pengesahan.access import access_pengesahan, access_serahan
from opensiks.pengesahan.models import Serahan
from opensiks.pengesahan.services import print_berita_acara_kab, return_usulan
from opensiks.rules.jenis import Jenis
from opensiks.rules.pengesahan import BarisKab, FaktaBeritaAcaraKab, Rekonsiliasi, check_berita_acara_kab
from opensiks.rules.peran import Izin
from opensiks.rules.verval import HasilVerval, StatusDesa
from opensiks.usulan.models import Usulan
from opensiks.verval.models import Periode
from opensiks.verval.services import record_verval
from tests.factories.pengesahan import (
    CATAT,
    JAWAB,
    KIRIM,
    SARING,
    buat_keluarga,
    kirim,
    rapat,
    serahkan_desa,
    terima_desa,
    usul_mampu,
    verval_semua,
)
from tests.factories.verval import (
    BUDI,
    DESA,
    DESA_BUDI,
    DESA_DIAM,
    DESA_JAUH,
    JAYA,
    KAB,
    ORANG_ASING,
    SARI,
    buat_wilayah,
    operator_of,
    periode_juli,
)  # fmt: skip


@pytest.fixture(autouse=True)
def periode(db: None) -> Iterator[Periode]:
    with scope_nasional():
        buat_wilayah(DESA, DESA_BUDI, DESA_DIAM, DESA_JAUH)
        yield periode_juli()


def satu_usulan(periode: Periode, kode_desa: str) -> Usulan:
    keluarga = buat_keluarga(kode_desa, 2)
    u = usul_mampu(periode, keluarga[0])
    verval_semua(periode, kode_desa, keluarga[1:])
    rapat(periode, kode_desa)
    return u


def test_the_inbox_holds_the_villages_that_handed_over(periode: Periode) -> None:
    u = satu_usulan(periode, DESA)
    satu_usulan(periode, DESA_BUDI)
    terima_desa(periode, DESA)
    serahkan_desa(periode, DESA_BUDI)
    u.refresh_from_db()
    return_usulan([u], "E1", "", by=JAYA, at=SARING)
    with scope(JAYA.cakupan):
        pertama, kedua = queries.list_masuk(periode, KAB)
        [menunggu] = queries.list_serahan_menunggu(periode, KAB)
    assert (pertama.kode, pertama.status, pertama.dikembalikan, pertama.siap_disahkan) == (
        DESA,
        StatusDesa.DITERIMA_KAB,
        1,
        True,
    )
    assert (kedua.kode, kedua.keluarga, kedua.orang, kedua.usulan, kedua.diperiksa) == (DESA_BUDI, 1, 3, 1, 0)
    assert (menunggu.kode_desa, menunggu.pk) == (DESA_BUDI, kedua.serahan_id)
    assert (kedua.diterima_at, kedua.siap_disahkan) == (None, False)


def test_R1_a_village_sees_its_own_hand_over_only(periode: Periode) -> None:
    satu_usulan(periode, DESA)
    serahan = serahkan_desa(periode, DESA)
    for orang, banyak in ((SARI, 1), (BUDI, 0), (ORANG_ASING, 0)):
        with scope(orang.cakupan):
            assert len(queries.list_masuk(periode, "")) == banyak
            assert Serahan.objects.count() == banyak
    with scope(SARI.cakupan):
        assert access_serahan(SARI, serahan.pk) == serahan
    with scope(BUDI.cakupan), pytest.raises(TidakAda):
        access_serahan(BUDI, serahan.pk)


def test_R89_the_district_minutes_add_up(periode: Periode) -> None:
    hasil = [
        HasilVerval.TETAP, HasilVerval.PERBAIKAN, HasilVerval.MAMPU, HasilVerval.MENINGGAL,
        HasilVerval.TIDAK_DITEMUKAN, HasilVerval.PINDAH, HasilVerval.GANDA,
    ]  # fmt: skip
    keluarga = buat_keluarga(DESA, len(hasil))
    for k, h in zip(keluarga, hasil, strict=True):
        record_verval(periode, [k], h, by=operator_of(DESA), at=CATAT, tanggal=CATAT.date())
    rapat(periode, DESA)
    terima_desa(periode, DESA)
    # Recorded, but not handed over: not in the minutes yet.
    verval_semua(periode, DESA_DIAM, buat_keluarga(DESA_DIAM))
    Usulan.objects.bulk_create(_baru(periode, status) for status in ("LOLOS_KAB", "DITERIMA_KAB", "DRAF"))
    baris, total = queries.list_baris_kab(periode, KAB)
    assert baris == [
        BarisKab("18.04.01", a=3, b=2, c=1, d=1, e=0, f=2, g=5),
        BarisKab("18.04.02", a=0, b=0, c=0, d=0, e=0, f=0, g=0),
    ]
    assert (total.kode, total.a, total.f, total.g) == (KAB, 3, 2, 5)
    assert check_berita_acara_kab(FaktaBeritaAcaraKab(daftar=tuple(baris), total=total)) == []


def _baru(periode: Periode, status: str) -> Usulan:
    return Usulan(
        periode=periode, kode_desa=DESA, jenis=Jenis.BARU, status=status, subjek=f"NIK:{status}", pembuat="uji",
        dibuat_at=CATAT, diubah_at=CATAT, muatan={"anggota": [{}]},
    )  # fmt: skip


def test_R89_the_paper_prints_the_same_rows(periode: Periode) -> None:
    verval_semua(periode, DESA, buat_keluarga(DESA))
    rapat(periode, DESA)
    terima_desa(periode, DESA)
    pdf = print_berita_acara_kab(periode, KAB, at=SARING)
    assert pdf.startswith(b"%PDF-")
    assert pdf == print_berita_acara_kab(periode, KAB, at=SARING)


def test_R92_sent_less_answered_is_pending_by_age(periode: Periode) -> None:
    satu_usulan(periode, DESA)
    terima_desa(periode, DESA)
    batch = kirim(periode)
    [baris] = queries.list_rekonsiliasi(KAB, at=KIRIM + timedelta(days=9))
    assert (baris.nomor, baris.hari, baris.jumlah) == (batch.nomor, 9, Rekonsiliasi(1, 0, 0))
    assert queries.sum_rekonsiliasi([baris]).menunggu == 1
    assert queries.count_belum_dijawab(periode.pk, KAB) == {DESA: 1}
    assert queries.list_rekonsiliasi("17.06", at=JAWAB) == []


def test_a_letter_is_seen_from_its_villages_and_from_no_other_kabupaten(periode: Periode) -> None:
    satu_usulan(periode, DESA)
    terima_desa(periode, DESA)
    surat = kirim(periode).pengesahan
    with scope(SARI.cakupan):
        assert access_pengesahan(SARI, surat.pk) == surat
        assert [d.kode_desa for d in queries.list_desa_surat(surat)] == [DESA]
    with scope(BUDI.cakupan):
        assert list(queries.list_desa_surat(surat)) == []
    with scope(ORANG_ASING.cakupan), pytest.raises(TidakAda):
        access_pengesahan(ORANG_ASING, surat.pk, Izin.USULAN_VIEW)


def test_the_inbox_asks_once_however_many_villages(periode: Periode) -> None:
    satu_usulan(periode, DESA)
    serahkan_desa(periode, DESA)
    with CaptureQueriesContext(
        connection,
    ) as satu:
        queries.list_masuk(periode, KAB)
    satu_usulan(periode, DESA_BUDI)
    serahkan_desa(periode, DESA_BUDI)
    with CaptureQueriesContext(connection) as dua:
        assert len(queries.list_masuk(periode, KAB)) == 2
    assert len(satu) == len(dua) == 1


def test_the_newest_receipt_is_found(periode: Periode) -> None:
    satu_usulan(periode, DESA)
    tanda = terima_desa(periode, DESA)
    desa_id = tanda.serahan.periode_desa_id
    assert queries.find_tanda_terima(desa_id) == tanda
    assert [s.urut for s in queries.list_serahan(desa_id)] == [1]
