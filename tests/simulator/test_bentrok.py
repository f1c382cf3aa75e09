"""Two people change the same thing without seeing each other: nothing is overwritten unseen, nothing asked twice."""

import pytest

from opensiks.rules.jenis import Jenis
from opensiks.rules.paket import StatusTitipan
from opensiks.rules.ubahan import PilihanBentrok, SebabTahan, Vonis
from opensiks.rules.verval import HasilVerval
from opensiks.synth.simulasi.desa import copy_laptop
from opensiks.synth.simulasi.dunia import Dunia
from opensiks.synth.simulasi.gudang import Akibat
from opensiks.synth.simulasi.jalan import check
from opensiks.synth.simulasi.penilai import settle
from opensiks.synth.simulasi.waktu import write_saat
from tests.simulator.bantu import (
    bring,
    count_akibat,
    get_baris,
    get_laptop,
    get_rumah,
    get_vonis,
    load_tanda,
    make_paket,
    make_usulan,
    send,
    write,
    write_baru,
    write_perbaikan,
    write_verval,
)

LAIN, LAGI = "1804010101705123", "1804010101705124"


def change(dunia: Dunia, isian: str, baru: str) -> None:
    """The Dinas mends the first family of the first village by itself."""
    r = get_rumah(dunia)
    o = r.anggota[0]
    sasaran = r if isian == "alamat" else o
    lama = getattr(sasaran, isian)
    setattr(sasaran, isian, baru)
    sasaran.versi += 1
    a = Akibat("", "", isian, sasaran.id, r.desa, {isian: lama}, {isian: baru}, dunia.jam.kini)
    dunia.dinas.simpanan.gudang.akibat.append(a)


def test_different_groups_of_fields_both_stand(dunia: Dunia) -> None:
    """Kegagalan 50."""
    laptop, orang = get_laptop(dunia), get_rumah(dunia).anggota[0]
    u = write_perbaikan(laptop, orang.id, {"nama": orang.nama}, {"nama": "NAMA BETUL"})
    change(dunia, "alamat", "JALAN DINAS")
    t = send(dunia, laptop)
    assert get_vonis(dunia, laptop, u) == (Vonis.DITERIMA, "")
    assert get_rumah(dunia).alamat == "JALAN DINAS"
    assert dunia.dinas.compose_tanda(t)["putusan"][0]["hasil"] == get_baris(dunia, laptop, u).hasil != ""
    assert load_tanda(dunia, laptop, t)
    assert check(dunia).sah


@pytest.mark.parametrize(("dinas", "vonis"), [(LAIN, Vonis.DITAHAN), (LAGI, Vonis.SAMA)])
def test_the_same_number_changed_twice(dunia: Dunia, dinas: str, vonis: Vonis) -> None:
    """Kegagalan 51 dan 52: two different numbers wait for a person, the same number is no conflict."""
    laptop, orang = get_laptop(dunia), get_rumah(dunia).anggota[0]
    u = write_perbaikan(laptop, orang.id, {"nik": orang.nik}, {"nik": LAGI})
    change(dunia, "nik", dinas)
    t = send(dunia, laptop)
    assert get_vonis(dunia, laptop, u)[0] is vonis
    assert get_rumah(dunia).anggota[0].nik == dinas
    assert count_akibat(dunia, u) == 0
    assert dunia.dinas.compose_tanda(t)["jumlah"][vonis] == 1
    assert load_tanda(dunia, laptop, t)
    assert check(dunia).sah


@pytest.mark.parametrize("dinas_dahulu", [True, False])
def test_an_exclusion_never_passes_a_confirmation_in_silence(dunia: Dunia, dinas_dahulu: bool) -> None:
    """Kegagalan 53."""
    laptop, r = get_laptop(dunia), get_rumah(dunia)
    isi = make_usulan(Jenis.TIDAK_LAYAK, {})
    u = write(laptop, {"jenis": "usulan", "pokok": r.id, "dasar": {"versi": 1}, "isi": isi})
    isi_paket = make_paket(laptop).isi
    if not dinas_dahulu:
        bring(dunia, isi_paket)
    r.verval = {"hasil": HasilVerval.TETAP.value, "pada": write_saat(dunia.jam.kini), "oleh": "Dinas"}
    bring(dunia, isi_paket)
    vonis, kode = get_vonis(dunia, laptop, u)
    if dinas_dahulu:
        assert (vonis, kode) == (Vonis.DITAHAN, SebabTahan.BENTROK)
    # Otherwise it stands as a proposal that people still have to decide; the family is where it was.
    assert get_rumah(dunia).status == "AKTIF"


def test_a_person_who_is_registered_elsewhere_is_not_entered_twice(dunia: Dunia) -> None:
    """Kegagalan 55."""
    laptop, orang = get_laptop(dunia), get_rumah(dunia, 1).anggota[0]
    u = write_baru(laptop, orang.nik, LAIN)
    send(dunia, laptop)
    assert get_vonis(dunia, laptop, u) == (Vonis.DITAHAN, SebabTahan.GANDA)
    assert get_baris(dunia, laptop, u).kalimat.count(dunia.desa[1].kode) == 1
    assert orang.nama not in get_baris(dunia, laptop, u).kalimat


def test_two_villages_that_ask_for_one_number_learn_of_each_other(dunia: Dunia) -> None:
    """Kegagalan 54: both are held, and each reads the name of the other village, nothing of the person."""
    satu, dua = get_laptop(dunia, 0), get_laptop(dunia, 1)
    v, u = write_baru(satu, LAIN, LAGI), write_baru(dua, LAIN, LAGI)
    t = send(dunia, satu)
    assert load_tanda(dunia, satu, t)
    assert satu.get_kirim()[v["id"]] == "diterima"
    dunia.jam.pass_menit(60)
    assert load_tanda(dunia, dua, send(dunia, dua))
    assert get_vonis(dunia, dua, u) == get_vonis(dunia, satu, v) == (Vonis.DITAHAN, SebabTahan.GANDA)
    assert dunia.desa[0].kode in get_baris(dunia, dua, u).kalimat
    # The first one had been accepted: its laptop learns of it from the next receipt.
    assert load_tanda(dunia, satu, t)
    assert satu.get_kirim()[v["id"]] == "dinas"
    assert check(dunia).sah


@pytest.mark.parametrize("pilihan", list(PilihanBentrok))
def test_a_settled_conflict_stays_settled(dunia: Dunia, pilihan: PilihanBentrok) -> None:
    """Kegagalan 56."""
    laptop, orang = get_laptop(dunia), get_rumah(dunia).anggota[0]
    u = write_perbaikan(laptop, orang.id, {"nik": orang.nik}, {"nik": LAGI})
    change(dunia, "nik", LAIN)
    lama = send(dunia, laptop)
    settle(dunia.dinas, get_baris(dunia, laptop, u), pilihan, dunia.jam.kini)
    putusan = get_vonis(dunia, laptop, u)
    t = send(dunia, laptop)
    bring(dunia, lama.isi)
    assert get_vonis(dunia, laptop, u) == putusan
    assert putusan[0] is (Vonis.DITERIMA if pilihan is PilihanBentrok.PAKET else Vonis.DITOLAK)
    assert count_akibat(dunia, u) == (pilihan is PilihanBentrok.PAKET)
    assert load_tanda(dunia, laptop, t)
    assert check(dunia).sah


def test_a_family_that_moved_away_is_for_its_new_village(dunia: Dunia) -> None:
    """Kegagalan 57."""
    laptop, r = get_laptop(dunia), get_rumah(dunia)
    u = write_verval(laptop, r)
    r.desa = dunia.desa[1].kode
    send(dunia, laptop)
    assert get_vonis(dunia, laptop, u) == (Vonis.DITAHAN, SebabTahan.PINDAH)
    assert dunia.desa[1].kode in get_baris(dunia, laptop, u).kalimat
    assert r.verval is None


def test_taking_back_is_a_line_of_its_own(dunia: Dunia) -> None:
    """Kegagalan 58."""
    laptop, r = get_laptop(dunia), get_rumah(dunia)
    u = write_verval(laptop, r)
    assert load_tanda(dunia, laptop, send(dunia, laptop))
    cabut = write(
        laptop, {"jenis": "cabut", "pokok": f"ubahan:{u['id']}", "isi": {"alasan": "Salah keluarga"}}
    )
    assert load_tanda(dunia, laptop, send(dunia, laptop))
    assert get_vonis(dunia, laptop, u) == get_vonis(dunia, laptop, cabut) == (Vonis.DITERIMA, "")
    assert r.verval is None
    assert [a.jenis for a in dunia.dinas.simpanan.gudang.akibat] == ["verval", "cabut"]
    assert check(dunia).sah


def test_an_old_image_put_back_is_seen_as_a_fork(dunia: Dunia) -> None:
    """Kegagalan 59: same number, other content; both files are kept, both wait for a person."""
    laptop = get_laptop(dunia)
    klon = copy_laptop(dunia, dunia.desa[0], laptop)
    write_verval(laptop, get_rumah(dunia, 0, 0))
    lain = write_verval(klon, get_rumah(dunia, 0, 1))
    satu, dua = send(dunia, laptop), send(dunia, klon)
    assert (satu.status, dua.status) == (StatusTitipan.DINILAI, StatusTitipan.DITAHAN)
    assert (dua.kode, dua.urutan) == ("CABANG", satu.urutan)
    assert dunia.dinas.simpanan.titipan.keys() >= {satu.sha256, dua.sha256}
    assert (klon.kid, lain["id"]) not in dunia.dinas.simpanan.baris
    write_verval(laptop, get_rumah(dunia, 0, 2))
    assert send(dunia, laptop).kode == "CABANG", "from now on every package of that device waits"
    assert check(dunia).sah
