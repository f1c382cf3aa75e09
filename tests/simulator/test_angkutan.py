"""Files on the way: doubled, renamed, lost, late, out of order, without photos, by another key."""

import itertools
from dataclasses import replace

import pytest

from opensiks.paket.segel import make_kunci
from opensiks.rules.paket import StatusTitipan
from opensiks.rules.ubahan import SebabTahan, Vonis
from opensiks.synth.simulasi.dunia import Dunia
from opensiks.synth.simulasi.gangguan import cut, flip, rewrite_baris
from opensiks.synth.simulasi.jalan import check
from opensiks.synth.simulasi.kunci import get_pemulihan
from opensiks.synth.simulasi.laptop import MATI
from opensiks.synth.simulasi.meja import enrol, give_lembar
from tests.simulator.bantu import (
    FOTO,
    bring,
    count_akibat,
    deposit,
    get_kirim,
    get_laptop,
    get_rumah,
    get_vonis,
    load_tanda,
    make_paket,
    send,
    write,
    write_verval,
)


def test_a_rewritten_or_doubled_file_counts_as_the_original(dunia: Dunia) -> None:
    """Kegagalan 27."""
    laptop = get_laptop(dunia)
    u = write_verval(laptop, get_rumah(dunia))
    isi = make_paket(laptop, zirah=True).isi
    pertama = bring(dunia, isi)
    ulang = bring(dunia, rewrite_baris(isi))
    assert bring(dunia, isi) is pertama
    assert ulang.status is pertama.status is StatusTitipan.DINILAI
    assert dunia.dinas.compose_tanda(ulang)["putusan"] == dunia.dinas.compose_tanda(pertama)["putusan"]
    assert count_akibat(dunia, u) == 1
    assert load_tanda(dunia, laptop, pertama)
    assert get_kirim(laptop, u) == "diterima"


def test_a_damaged_or_cut_file_is_kept_and_never_judged(dunia: Dunia) -> None:
    """What is broken changes nothing, and the whole file still comes through afterwards."""
    laptop = get_laptop(dunia)
    u = write_verval(laptop, get_rumah(dunia))
    isi = make_paket(laptop).isi
    rusak = [bring(dunia, b) for b in (flip(isi, dunia.rng), cut(isi, dunia.rng), b"", b"bukan paket")]
    assert {t.status for t in rusak} <= {StatusTitipan.RUSAK, StatusTitipan.DITOLAK, StatusTitipan.ASING}
    assert all(t.kode for t in rusak)
    assert dunia.dinas.simpanan.baris == {}
    bring(dunia, isi)
    assert get_vonis(dunia, laptop, u) == (Vonis.DITERIMA, "")


def test_the_next_package_holds_what_the_lost_one_held(dunia: Dunia) -> None:
    """Kegagalan 31."""
    laptop = get_laptop(dunia)
    hilang = [write_verval(laptop, get_rumah(dunia, 0, i)) for i in range(2)]
    make_paket(laptop)
    lagi = write_verval(laptop, get_rumah(dunia, 0, 2))
    t = send(dunia, laptop)
    assert t.urutan == 2
    assert [get_vonis(dunia, laptop, u)[0] for u in (*hilang, lagi)] == [Vonis.DITERIMA] * 3


@pytest.mark.parametrize("urut", [*itertools.permutations((0, 1, 2)), (2, 0, 1, 0)])
def test_the_order_of_arrival_does_not_matter(dunia: Dunia, urut: tuple[int, ...]) -> None:
    """Kegagalan 32."""
    laptop = get_laptop(dunia)
    paket = []
    for i in range(3):
        write_verval(laptop, get_rumah(dunia, 0, i))
        write_verval(laptop, get_rumah(dunia, 0, 0))
        paket.append(make_paket(laptop).isi)
    for i in urut:
        bring(dunia, paket[i])
    berdiri = {r.id: r.asal[1] for r in dunia.dinas.simpanan.gudang.list_rumah(laptop.desa)}
    assert berdiri == {u["pokok"]: u["id"] for u in laptop.tampak.values()}
    assert {b.vonis for b in dunia.dinas.simpanan.baris.values()} <= {Vonis.DITERIMA, Vonis.SAMA}
    assert check(dunia).to_json()["ganda"] == 0


def test_photos_may_come_after_the_deadline_but_only_the_named_ones(dunia: Dunia) -> None:
    """Kegagalan 30 dan 33: a photo is known by its hash; another picture does not stand in for it."""
    laptop, rumah = get_laptop(dunia), get_rumah(dunia)
    u = write(laptop, make_foto(rumah.id, FOTO), [FOTO])
    ringan = send(dunia, laptop, foto=False)
    assert get_vonis(dunia, laptop, u) == (Vonis.MENUNGGU, "LAMPIRAN")
    assert ringan.lampiran_kurang == u["lampiran"]
    assert load_tanda(dunia, laptop, ringan)
    lain = write(laptop, make_foto(rumah.id, FOTO + b" lain"), [FOTO + b" lain"])
    dunia.jam.set_hari((dunia.dinas.masa.tenggat_desa - dunia.dinas.masa.mulai).days + 5)
    berat = send(dunia, laptop)
    assert get_vonis(dunia, laptop, u) == (Vonis.DITERIMA, "")
    assert get_vonis(dunia, laptop, lain)[0] in (Vonis.DITERIMA, Vonis.DITAHAN)
    assert berat.lampiran_kurang == []


def make_foto(keluarga: str, isi: bytes) -> dict[str, object]:
    import hashlib

    sidik = hashlib.sha256(isi).hexdigest()
    return {"jenis": "foto", "pokok": keluarga, "isi": {"jenis": "RUMAH", "sha256": sidik}}


def test_a_package_for_the_key_of_last_period_opens_with_the_escrow(dunia: Dunia) -> None:
    """Kegagalan 35."""
    laptop = get_laptop(dunia)
    u = write_verval(laptop, get_rumah(dunia))
    isi = make_paket(laptop).isi
    lama = dunia.dinas.kunci
    dunia.dinas.kunci = replace(lama, segel=make_kunci())
    t = bring(dunia, isi)
    assert get_vonis(dunia, laptop, u) == (Vonis.DITERIMA, "")
    assert dunia.dinas.open(t).dibuka == lama.cadangan[1]


@pytest.mark.parametrize("mati", MATI)
def test_an_export_that_was_cut_off_is_no_package(dunia: Dunia, mati: str) -> None:
    """Kegagalan 25."""
    laptop = get_laptop(dunia)
    u = write_verval(laptop, get_rumah(dunia))
    assert laptop.make_paket(foto=True, zirah=False, mati=mati) is None
    assert get_kirim(laptop, u) == "laptop"
    salinan = make_paket(laptop)
    assert u["id"] in salinan.daftar
    bring(dunia, salinan.isi)
    assert get_vonis(dunia, laptop, u) == (Vonis.DITERIMA, "")


def test_lateness_is_judged_by_the_deposit(dunia: Dunia) -> None:
    """Kegagalan 43."""
    laptop, masa = get_laptop(dunia), dunia.dinas.masa
    u = write_verval(laptop, get_rumah(dunia))
    tepat = deposit(dunia, make_paket(laptop).isi)
    lewat = write_verval(laptop, get_rumah(dunia, 0, 1))
    dunia.jam.set_hari((masa.tenggat_desa - masa.mulai).days + 1)
    for t in (tepat, send(dunia, laptop)):
        bring(dunia, t.isi)
    assert get_vonis(dunia, laptop, u) == (Vonis.DITERIMA, "")
    assert get_vonis(dunia, laptop, lewat) == (Vonis.DITAHAN, SebabTahan.MASA)


def test_asking_again_gets_the_same_number(dunia: Dunia) -> None:
    """Kegagalan 44."""
    laptop = get_laptop(dunia)
    write_verval(laptop, get_rumah(dunia))
    isi = make_paket(laptop).isi
    pertama = deposit(dunia, isi)
    saat = pertama.at
    dunia.jam.set_hari(3)
    assert (ulang := deposit(dunia, isi)) is pertama
    assert (ulang.nomor, ulang.at) == (1, saat)


def test_a_silent_village_loses_nothing_and_comes_back(dunia: Dunia) -> None:
    """Kegagalan 49: what never came waits on the laptop; a later window takes all of it."""
    laptop, masa = get_laptop(dunia), dunia.dinas.masa
    u = write_verval(laptop, get_rumah(dunia))
    dunia.jam.set_hari((masa.tenggat_desa - masa.mulai).days + 20)
    assert get_kirim(laptop, u) == "laptop"
    send(dunia, laptop)
    assert get_vonis(dunia, laptop, u) == (Vonis.DITAHAN, SebabTahan.MASA)
    dunia.dinas.masa = replace(masa, tenggat_desa=masa.tenggat_kab)
    t = send(dunia, laptop)
    assert get_vonis(dunia, laptop, u) == (Vonis.DITERIMA, "")
    assert load_tanda(dunia, laptop, t)
    assert check(dunia).sah


def test_the_clock_of_a_laptop_orders_nothing(dunia: Dunia) -> None:
    """Kegagalan 14 dan 15: numbers grow whatever the clock says, and the screen warns."""
    laptop = get_laptop(dunia)
    pertama = write_verval(laptop, get_rumah(dunia))
    laptop.geser = -2 * 525_600
    kedua = write_verval(laptop, get_rumah(dunia, 0, 1))
    salinan = make_paket(laptop)
    assert "Jam laptop ini" in laptop.set_jam()
    laptop.geser = 525_600
    ketiga = write_verval(laptop, get_rumah(dunia, 0, 2))
    lagi = make_paket(laptop)
    assert [u["n"] for u in (pertama, kedua, ketiga)] == [1, 2, 3]
    assert (salinan.urutan, lagi.urutan) == (1, 2)
    assert kedua["pada"] < pertama["pada"]
    bring(dunia, lagi.isi)
    assert {get_vonis(dunia, laptop, u)[0] for u in (pertama, kedua, ketiga)} == {Vonis.DITERIMA}


def test_the_server_of_last_night_gets_everything_again(dunia: Dunia) -> None:
    """Kegagalan 48: the device is known again, the sticks are read again, and the state is what it was."""
    laptop = get_laptop(dunia)
    u = write_verval(laptop, get_rumah(dunia))
    cadangan = dunia.dinas.save_cadangan()
    t = send(dunia, laptop)
    assert load_tanda(dunia, laptop, t)
    sebelum = dunia.dinas.compose_tanda(t)["putusan"]
    dunia.dinas.restore(cadangan, dunia.jam.kini)
    dunia.ditandai.clear()
    hilang = check(dunia)
    assert hilang.to_json()["hilang"] == 2, "the checker sees the loss while nothing came back"
    kembali = bring(dunia, t.isi)
    assert dunia.dinas.compose_tanda(kembali)["putusan"] == sebelum
    assert get_vonis(dunia, laptop, u) == (Vonis.DITERIMA, "")
    assert check(dunia).sah


def test_a_second_laptop_of_one_operator_is_another_device(dunia: Dunia) -> None:
    """Kegagalan 60."""
    from opensiks.synth.simulasi.desa import add_laptop

    satu, dua = get_laptop(dunia), add_laptop(dunia, dunia.desa[0])
    a = write_verval(satu, get_rumah(dunia, 0, 0))
    b = write_verval(dua, get_rumah(dunia, 0, 1))
    sama = write_verval(dua, get_rumah(dunia, 0, 0))
    for laptop in (satu, dua):
        assert load_tanda(dunia, laptop, send(dunia, laptop))
    assert satu.kid != dua.kid
    assert get_vonis(dunia, satu, a) == get_vonis(dunia, dua, b) == (Vonis.DITERIMA, "")
    assert get_vonis(dunia, dua, sama)[0] is Vonis.SAMA
    assert check(dunia).sah


def test_a_found_stick_tells_nothing(dunia: Dunia) -> None:
    """Kegagalan 34: no name, no number, and the same size for one family as for three."""
    laptop = get_laptop(dunia)
    write_verval(laptop, get_rumah(dunia))
    satu = make_paket(laptop)
    for i in (1, 2):
        write_verval(laptop, get_rumah(dunia, 0, i))
    tiga = make_paket(laptop)
    assert len(satu.isi) == len(tiga.isi)
    for r in dunia.dinas.simpanan.gudang.rumah.values():
        assert not [x for x in (r.id, r.no_kk, r.anggota[0].nik, r.anggota[0].nama) if x.encode() in tiga.isi]


def test_a_destroyed_key_opens_nothing_and_takes_nothing_away(dunia: Dunia) -> None:
    """Kegagalan 76."""
    laptop = get_laptop(dunia)
    u = write_verval(laptop, get_rumah(dunia))
    salinan = make_paket(laptop)
    bring(dunia, salinan.isi)
    dunia.dinas.kunci = replace(dunia.dinas.kunci, segel=make_kunci(), cadangan=make_kunci())
    t = bring(dunia, rewrite_baris(salinan.isi) + b"")
    lain = bring(dunia, make_paket(laptop, zirah=True).isi)
    assert {lain.kode, t.kode} <= {"ASING", "RUSAK"}
    assert get_vonis(dunia, laptop, u) == (Vonis.DITERIMA, "")
    assert get_rumah(dunia).verval is not None


def test_a_laptop_recovered_without_photos_still_delivers(dunia: Dunia) -> None:
    """A line whose photo was on the lost laptop only waits; everything beside it comes through, and so does the photo
    when a stick with it turns up."""
    from opensiks.synth.simulasi.desa import replace_laptop

    laptop, rumah = get_laptop(dunia), get_rumah(dunia)
    u = write(laptop, make_foto(rumah.id, FOTO), [FOTO])
    v = write_verval(laptop, rumah)
    penuh = make_paket(laptop)
    ringan = make_paket(laptop, foto=False)
    laptop.stik = [ringan]
    replace_laptop(dunia, dunia.desa[0], laptop)
    baru = get_laptop(dunia)
    send(dunia, baru)
    assert get_vonis(dunia, baru, v) == (Vonis.DITERIMA, "")
    assert get_vonis(dunia, baru, u) == (Vonis.MENUNGGU, "LAMPIRAN")
    baru.recover(penuh.isi, get_pemulihan(laptop.desa)[0], laptop.buku)
    t = send(dunia, baru)
    assert get_vonis(dunia, baru, u) == (Vonis.DITERIMA, "")
    assert load_tanda(dunia, baru, t)
    assert check(dunia).sah


def test_enrolling_again_after_a_disaster_keeps_the_device(dunia: Dunia) -> None:
    """A device that was let in after the last backup is let in once more, and its held package is judged."""
    from opensiks.synth.simulasi.meja import enrol_lagi

    laptop = get_laptop(dunia)
    dunia.dinas.simpanan.perangkat.pop(laptop.kid)
    u = write_verval(laptop, get_rumah(dunia))
    t = send(dunia, laptop)
    assert (t.status, t.kode) == (StatusTitipan.DITAHAN, "KUNCI")
    enrol_lagi(dunia)
    assert t.status is StatusTitipan.DINILAI
    assert get_vonis(dunia, laptop, u) == (Vonis.DITERIMA, "")
    enrol(dunia, laptop)
    give_lembar(dunia, laptop)
