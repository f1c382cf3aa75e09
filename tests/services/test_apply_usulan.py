"""What is set becomes the registry's present, once, jenis by jenis; a changed record is never overwritten (R83)."""

from datetime import date
from typing import Any

import pytest

from opensiks.infra.scope import scope
from opensiks.keluarga.models import Individu, IndividuVersi, Keluarga, KeluargaVersi, Kepesertaan, Temuan
from opensiks.keluarga.services import PerubahanIndividu, PerubahanKeluarga, revise_individu, revise_keluarga
from opensiks.rules.jenis import Jenis
from opensiks.rules.registri import StatusIndividu, StatusKeluarga, StatusProgram
from opensiks.rules.status import StatusUsulan
from opensiks.usulan.apply import HasilTerap, apply_usulan
from opensiks.usulan.models import Usulan
from opensiks.usulan.queries import list_bentrok, list_konflik
from opensiks.verval.models import Periode
from tests.factories.usulan import isi_baru, keluarga_dengan, orang_ke, usulan_at
from tests.factories.verval import (
    DESA,
    DESA_BUDI,
    DESA_JAUH,
    JAYA,
    RATNA,
    SARI,
    list_peristiwa,
    wib,
)  # fmt: skip

pytestmark = pytest.mark.usefixtures("periode")

SETUJU = wib(2023, 7, 30)
TETAP = StatusUsulan.DITETAPKAN


def terap(*daftar: Usulan) -> HasilTerap:
    return apply_usulan(daftar, by=RATNA, at=SETUJU)


def ditetapkan(periode: Periode, jenis: Jenis, **isi: Any) -> Usulan:
    return usulan_at(TETAP, periode, jenis, kode_desa=DESA, **isi)


def test_BARU_registers_the_family_with_an_id_that_follows_from_the_usulan(periode: Periode) -> None:
    isi = isi_baru(anggota=3)
    u = ditetapkan(periode, Jenis.BARU, muatan=isi, program="PKH")
    assert terap(u).diterapkan == (u.pk,)
    k = Keluarga.objects.get(kode_desa=DESA)
    assert (k.jumlah_anggota, k.no_kk, k.rt, str(k.lintang)) == (
        3,
        isi["keluarga"]["no_kk"],
        "002",
        "-5.032100",
    )
    assert k.id_registri.startswith("N1804012001")
    assert len(k.id_registri) <= 24
    assert k.kepala_nama == isi["anggota"][0]["nama"]
    versi = KeluargaVersi.objects.get(keluarga=k)
    assert (versi.sumber, versi.usulan_id, versi.oleh) == ("usulan", u.pk, "Ratna")
    assert set(IndividuVersi.objects.values_list("usulan_id", flat=True)) == {u.pk}
    assert Kepesertaan.objects.get().program == "PKH"
    u.refresh_from_db()
    assert u.diterapkan_at == SETUJU
    assert list_peristiwa(f"usulan:{u.pk}")[-1] == "usulan.entered"


def test_a_line_is_applied_once(periode: Periode) -> None:
    u = ditetapkan(periode, Jenis.BARU)
    assert terap(u)
    assert not terap(u)
    assert Keluarga.objects.count() == 1


def test_only_what_the_centre_has_set_is_applied(periode: Periode) -> None:
    u = usulan_at(StatusUsulan.TERKIRIM, periode, Jenis.BARU, kode_desa=DESA)
    assert not terap(u)
    assert not Keluarga.objects.exists()


def test_PERBAIKAN_ID_makes_a_version_and_heals_the_finding(periode: Periode) -> None:
    orang = orang_ke(keluarga_dengan(DESA), 1)
    revise_individu(
        [PerubahanIndividu(orang.pk, {"nama_ibu": ""})], by=JAYA, at=wib(2023, 7, 1), sumber="impor"
    )
    assert Temuan.objects.filter(individu=orang, terbuka=True, kode__startswith="R54").exists()
    u = ditetapkan(
        periode, Jenis.PERBAIKAN_ID, individu=orang_ke(orang.keluarga, 1), muatan={"nama_ibu": "AMINAH UJI"}
    )
    terap(u)
    orang.refresh_from_db()
    assert (orang.nama_ibu, orang.versi) == ("AMINAH UJI", 3)
    assert not Temuan.objects.filter(individu=orang, terbuka=True).exists()


def test_PERBAIKAN_DATA_lays_answers_over_the_old_ones(periode: Periode) -> None:
    k = keluarga_dengan(DESA)
    revise_keluarga(
        [PerubahanKeluarga(k.pk, {}, {"lantai": 5, "atap": 6})], by=JAYA, at=wib(2023, 7, 1), sumber="impor"
    )
    muatan = {"alamat": "Jalan Baru", "jawaban": {"lantai": 2}, "lintang": "-5.000001", "bujur": "104.000001"}
    terap(ditetapkan(periode, Jenis.PERBAIKAN_DATA, keluarga=Keluarga.objects.get(pk=k.pk), muatan=muatan))
    k.refresh_from_db()
    assert (k.alamat, k.jawaban, str(k.bujur)) == ("Jalan Baru", {"lantai": 2, "atap": 6}, "104.000001")


def test_TAMBAH_ART_brings_a_person_into_the_family(periode: Periode) -> None:
    k = keluarga_dengan(DESA, 2)
    u = ditetapkan(periode, Jenis.TAMBAH_ART, keluarga=k)
    terap(u)
    k.refresh_from_db()
    anak = Individu.objects.get(keluarga=k, nama="ANAK UJI BARU")
    assert (k.jumlah_anggota, anak.kode_desa, anak.shdk) == (3, DESA, 4)
    assert IndividuVersi.objects.get(individu=anak).usulan_id == u.pk
    assert list_peristiwa(f"individu:{anak.pk}") == ["individu.registered"]


def test_PECAH_KK_moves_the_named_members_under_a_new_card(periode: Periode) -> None:
    k = keluarga_dengan(DESA, 4)
    pergi = [orang_ke(k, 2), orang_ke(k, 3)]
    muatan = {
        "no_kk": "1804011203238001", "anggota": [i.id_registri for i in pergi], "kepala": pergi[0].id_registri,
    }  # fmt: skip
    terap(ditetapkan(periode, Jenis.PECAH_KK, keluarga=k, muatan=muatan))
    baru = Keluarga.objects.get(no_kk="1804011203238001")
    k.refresh_from_db()
    assert (k.jumlah_anggota, baru.jumlah_anggota, baru.alamat) == (2, 2, k.alamat)
    assert Individu.objects.get(pk=pergi[0].pk).shdk == 1
    assert baru.verval_terakhir == k.verval_terakhir


def test_TIDAK_LAYAK_stops_one_programme_or_leaves_the_registry(periode: Periode) -> None:
    satu, semua = (keluarga_dengan(DESA, program=["PKH", "SEMBAKO"]) for _ in range(2))
    terap(
        ditetapkan(periode, Jenis.TIDAK_LAYAK, keluarga=satu, program="PKH", kode_alasan="MAMPU"),
        ditetapkan(periode, Jenis.TIDAK_LAYAK, keluarga=semua, program="REGISTRI", kode_alasan="MAMPU"),
    )
    aktif = Kepesertaan.objects.filter(sampai__isnull=True, status=StatusProgram.AKTIF)
    assert list(aktif.values_list("keluarga_id", "program")) == [(satu.pk, "SEMBAKO")]
    henti = Kepesertaan.objects.get(keluarga=satu, status=StatusProgram.HENTI)
    assert (henti.alasan, henti.sejak) == ("MAMPU", date(2023, 7, 30))
    satu.refresh_from_db()
    semua.refresh_from_db()
    assert (satu.status, semua.status, semua.alasan_status) == (
        StatusKeluarga.AKTIF, StatusKeluarga.NONAKTIF, "TIDAK_LAYAK",
    )  # fmt: skip


def test_MENINGGAL_of_a_head_names_the_next_one_or_leaves_a_finding(periode: Periode) -> None:
    ganti, tanpa = keluarga_dengan(DESA), keluarga_dengan(DESA)
    penerus = orang_ke(ganti, 1)
    muatan = {"tanggal": "2023-07-01", "kepala_baru": penerus.id_registri}
    terap(
        ditetapkan(periode, Jenis.MENINGGAL, individu=orang_ke(ganti, 0), muatan=muatan),
        ditetapkan(periode, Jenis.MENINGGAL, individu=orang_ke(tanpa, 0)),
    )
    ganti.refresh_from_db()
    assert (ganti.jumlah_anggota, ganti.kepala_nama) == (2, penerus.nama)
    assert not Temuan.objects.filter(keluarga=ganti, terbuka=True, kode__startswith="R53").exists()
    assert Temuan.objects.filter(keluarga=tanpa, terbuka=True, kode__startswith="R53").exists()
    mati = Individu.objects.filter(status=StatusIndividu.NONAKTIF)
    assert {i.alasan_status for i in mati} == {"MENINGGAL"}


def test_MENINGGAL_of_the_last_member_closes_the_family_and_its_aid(periode: Periode) -> None:
    k = keluarga_dengan(DESA, 1, program=["PKH"])
    terap(ditetapkan(periode, Jenis.MENINGGAL, individu=orang_ke(k, 0)))
    k.refresh_from_db()
    assert (k.status, k.alasan_status) == (StatusKeluarga.NONAKTIF, "MENINGGAL")
    assert not Kepesertaan.objects.filter(status=StatusProgram.AKTIF, sampai__isnull=True).exists()


def test_MENINGGAL_of_the_pengurus_takes_the_card_from_the_dead(periode: Periode) -> None:
    k = keluarga_dengan(DESA)
    istri = orang_ke(k, 1)
    revise_keluarga(
        [PerubahanKeluarga(k.pk, {"pengurus_id": istri.pk})], by=JAYA, at=wib(2023, 7, 1), sumber="impor"
    )
    terap(ditetapkan(periode, Jenis.MENINGGAL, individu=orang_ke(k, 1)))
    k.refresh_from_db()
    assert k.pengurus_id is None


def test_PINDAH_inside_the_registry_takes_everything_along(periode: Periode) -> None:
    k = keluarga_dengan(DESA, program=["PKH"])
    terap(ditetapkan(periode, Jenis.PINDAH, keluarga=k))
    k.refresh_from_db()
    assert (k.kode_desa, k.status) == (DESA_BUDI, StatusKeluarga.AKTIF)
    assert set(Individu.objects.filter(keluarga=k).values_list("kode_desa", flat=True)) == {DESA_BUDI}
    assert Kepesertaan.objects.get(keluarga=k).kode_desa == DESA_BUDI
    # The new village does not know the address yet, and is told so.
    assert Temuan.objects.filter(keluarga=k, terbuka=True, kode__startswith="R54").exists()
    with scope(SARI.cakupan):
        assert not Keluarga.objects.filter(pk=k.pk).exists()


def test_PINDAH_out_of_the_registry_leaves_it(periode: Periode) -> None:
    k, lain = keluarga_dengan(DESA), keluarga_dengan(DESA)
    anak = orang_ke(lain, 2)
    jauh = {"tanggal": "2023-07-01", "tujuan": DESA_JAUH}
    terap(
        ditetapkan(periode, Jenis.PINDAH, keluarga=k, muatan=jauh),
        ditetapkan(periode, Jenis.PINDAH, individu=anak, muatan=jauh),
    )
    k.refresh_from_db()
    lain.refresh_from_db()
    anak.refresh_from_db()
    assert (k.status, k.alasan_status, k.kode_desa) == (StatusKeluarga.NONAKTIF, "PINDAH", DESA)
    assert (lain.status, lain.jumlah_anggota, anak.alasan_status) == (StatusKeluarga.AKTIF, 2, "PINDAH")


def test_R30_GANDA_closes_the_double_and_keeps_the_other(periode: Periode) -> None:
    simpan, tutup = keluarga_dengan(DESA), keluarga_dengan(DESA)
    terap(ditetapkan(periode, Jenis.GANDA, keluarga=tutup, muatan={"dipertahankan": simpan.id_registri}))
    simpan.refresh_from_db()
    tutup.refresh_from_db()
    assert (simpan.status, tutup.status, tutup.alasan_status) == (
        StatusKeluarga.AKTIF, StatusKeluarga.NONAKTIF, "GANDA",
    )  # fmt: skip


def test_TIDAK_DITEMUKAN_closes_the_family(periode: Periode) -> None:
    k = keluarga_dengan(DESA, program=["PKH"])
    terap(ditetapkan(periode, Jenis.TIDAK_DITEMUKAN, keluarga=k))
    k.refresh_from_db()
    assert (k.status, k.alasan_status) == (StatusKeluarga.NONAKTIF, "TIDAK_DITEMUKAN")
    assert Kepesertaan.objects.get(sampai__isnull=True).status is StatusProgram.HENTI


def test_PENGURUS_and_programmes_follow(periode: Periode) -> None:
    k = keluarga_dengan(DESA, program=["PKH"])
    istri = orang_ke(k, 1)
    terap(
        ditetapkan(
            periode, Jenis.PENGURUS, keluarga=k, program="PKH", muatan={"pengurus": istri.id_registri},
            keluaran=lambda ids: dict.fromkeys(ids, "PADAN"),
        ),
        ditetapkan(periode, Jenis.BANSOS_MASUK, keluarga=k, program="SEMBAKO"),
        ditetapkan(periode, Jenis.BANSOS_HENTI, keluarga=k, program="PKH", kode_alasan="MUNDUR"),
        ditetapkan(periode, Jenis.REAKTIVASI, individu=orang_ke(k, 2)),
    )  # fmt: skip
    k.refresh_from_db()
    assert k.pengurus_id == istri.pk
    kini = Kepesertaan.objects.filter(sampai__isnull=True)
    assert {(p.program, p.individu_id is None, p.status) for p in kini} == {
        ("SEMBAKO", True, StatusProgram.AKTIF), ("PKH", True, StatusProgram.HENTI),
        ("PBI_JK", False, StatusProgram.AKTIF),
    }  # fmt: skip


def test_R83_the_same_field_changed_meanwhile_is_a_conflict_and_nothing_is_overwritten(
    periode: Periode,
) -> None:
    k = keluarga_dengan(DESA)
    lama = k.alamat
    u = ditetapkan(periode, Jenis.PERBAIKAN_DATA, keluarga=k, muatan={"alamat": "Jalan Dari Desa", "rt": "9"})
    revise_keluarga(
        [PerubahanKeluarga(k.pk, {"alamat": "Jalan Dari Pusat"})],
        by=RATNA,
        at=wib(2023, 7, 20),
        sumber="impor",
    )
    hasil = terap(u)
    assert hasil.diterapkan == ()
    [konflik] = hasil.konflik
    assert (konflik.kolom, konflik.lama, konflik.sekarang, konflik.baru) == (
        "alamat", lama, "Jalan Dari Pusat", "Jalan Dari Desa",
    )  # fmt: skip
    k.refresh_from_db()
    assert (k.alamat, k.rt == "009") == ("Jalan Dari Pusat", False)
    assert [r.bentrok for r in list_bentrok(u)] == ["Jalan Dari Pusat"]
    assert list(list_konflik(DESA)) == [u]
    assert list_peristiwa(f"usulan:{u.pk}")[-1] == "usulan.conflicted"


def test_R83_other_fields_merge(periode: Periode) -> None:
    k = keluarga_dengan(DESA)
    u = ditetapkan(periode, Jenis.PERBAIKAN_DATA, keluarga=k, muatan={"alamat": "Jalan Dari Desa"})
    revise_keluarga([PerubahanKeluarga(k.pk, {"rt": "009"})], by=RATNA, at=wib(2023, 7, 20), sumber="impor")
    assert not terap(u).konflik
    k.refresh_from_db()
    assert (k.alamat, k.rt) == ("Jalan Dari Desa", "009")


def test_R83_a_line_in_conflict_does_not_hold_up_the_others(periode: Periode) -> None:
    mati, hidup = keluarga_dengan(DESA), keluarga_dengan(DESA)
    tutup = ditetapkan(periode, Jenis.TIDAK_DITEMUKAN, keluarga=mati)
    ubah = ditetapkan(periode, Jenis.PERBAIKAN_DATA, keluarga=mati)
    lain = ditetapkan(periode, Jenis.PERBAIKAN_DATA, keluarga=hidup)
    terap(tutup)
    hasil = terap(ubah, lain)
    assert hasil.diterapkan == (lain.pk,)
    assert [(k.usulan_id, k.kolom) for k in hasil.konflik] == [(ubah.pk, "status")]


def test_R36_a_person_who_came_in_by_another_way_is_not_registered_twice(periode: Periode) -> None:
    isi = isi_baru(anggota=1)
    u = ditetapkan(periode, Jenis.BARU, muatan=isi)
    orang = orang_ke(keluarga_dengan(DESA_BUDI), 0)
    nik = isi["anggota"][0]["nik"]
    revise_individu(
        [PerubahanIndividu(orang.pk, {"nik": nik})], by=RATNA, at=wib(2023, 7, 20), sumber="impor"
    )
    [konflik] = terap(u).konflik
    assert konflik.kolom == "nik"
    assert nik not in konflik.sekarang
    assert not Keluarga.objects.filter(kode_desa=DESA).exists()


def test_the_order_of_a_batch_lets_each_line_do_its_part(periode: Periode) -> None:
    k = keluarga_dengan(DESA, 3)
    terap(
        ditetapkan(periode, Jenis.PINDAH, keluarga=k),
        ditetapkan(periode, Jenis.MENINGGAL, individu=orang_ke(k, 0)),
        ditetapkan(periode, Jenis.PERBAIKAN_ID, individu=orang_ke(k, 1), muatan={"nama": "NAMA BENAR"}),
        ditetapkan(periode, Jenis.TAMBAH_ART, keluarga=k),
    )
    k.refresh_from_db()
    assert (k.kode_desa, k.jumlah_anggota) == (DESA_BUDI, 3)
    nama = set(
        Individu.objects.filter(keluarga=k, status=StatusIndividu.AKTIF).values_list("nama", flat=True)
    )
    assert {"NAMA BENAR", "ANAK UJI BARU"} <= nama
