"""Who may do what: foreign devices, foreign villages, foreign offices, forged answers, stolen names."""

from datetime import timedelta

import pytest

from opensiks.rules.paket import StatusTitipan
from opensiks.rules.ubahan import SebabTahan, Vonis
from opensiks.synth.simulasi.dunia import Dunia
from opensiks.synth.simulasi.jalan import check
from opensiks.synth.simulasi.meja import revoke
from opensiks.synth.simulasi.serangan import forge_tanda, make_asing, take_asing
from tests.simulator.bantu import (
    bring,
    count_akibat,
    get_kirim,
    get_laptop,
    get_rumah,
    get_vonis,
    load_tanda,
    send,
    write,
    write_verval,
)


@pytest.mark.parametrize("sebab", ["tidak dikenal", "habis", "dicabut"])
def test_a_doubtful_key_is_kept_and_waits(dunia: Dunia, sebab: str) -> None:
    """Kegagalan 61."""
    laptop = get_laptop(dunia)
    perangkat = dunia.dinas.simpanan.perangkat
    u = write_verval(laptop, get_rumah(dunia))
    if sebab == "tidak dikenal":
        perangkat.pop(laptop.kid)
    elif sebab == "habis":
        perangkat[laptop.kid].sampai = dunia.jam.kini - timedelta(days=1)
    else:
        revoke(dunia, perangkat[laptop.kid])
    t = send(dunia, laptop)
    assert (t.status, t.kode) == (StatusTitipan.DITAHAN, "KUNCI")
    assert count_akibat(dunia, u) == 0
    assert get_kirim(laptop, u) == "disalin"


def test_a_village_does_not_write_about_its_neighbour(dunia: Dunia) -> None:
    """Kegagalan 62."""
    laptop, tetangga = get_laptop(dunia), get_rumah(dunia, 1)
    isi = {"hasil": "TETAP", "tanggal": "2021-07-01", "catatan": ""}
    u = write(laptop, {"jenis": "verval", "pokok": tetangga.id, "isi": isi})
    milik = write_verval(laptop, get_rumah(dunia))
    t = send(dunia, laptop)
    assert get_vonis(dunia, laptop, u) == (Vonis.DITAHAN, SebabTahan.PINDAH)
    assert get_vonis(dunia, laptop, milik) == (Vonis.DITERIMA, "")
    assert tetangga.verval is None
    assert load_tanda(dunia, laptop, t)
    assert get_kirim(laptop, u) == "dinas"
    assert check(dunia).sah


def test_what_is_not_for_this_door_does_not_come_in(dunia: Dunia) -> None:
    """Kegagalan 64: another office's file, another registrar's device, and ours sealed again for another office."""
    laptop = get_laptop(dunia)
    write_verval(laptop, get_rumah(dunia))
    send(dunia, laptop)
    sebelum = len(dunia.dinas.simpanan.baris)
    take_asing(dunia)
    for t in [t for t in dunia.dinas.simpanan.titipan.values() if t.status is StatusTitipan.DITITIP]:
        bring(dunia, t.isi)
    lain = [t for t in dunia.dinas.simpanan.titipan.values() if t.status is not StatusTitipan.DINILAI]
    assert sorted(t.kode for t in lain) == ["ASING", "SERTIFIKAT"]
    assert dunia.lolos == []
    assert len(dunia.dinas.simpanan.baris) == sebelum


def test_an_unknown_device_with_our_own_registrars_name_waits(dunia: Dunia) -> None:
    """A certificate that this registrar signed, for a device that this server does not know."""
    t = bring(dunia, make_asing(dunia, dunia.dinas.kunci))
    assert (t.status, t.kode) == (StatusTitipan.DITAHAN, "KUNCI")


def test_a_forged_or_foreign_receipt_settles_nothing(dunia: Dunia) -> None:
    """Kegagalan 67."""
    laptop, tetangga = get_laptop(dunia), get_laptop(dunia, 1)
    u, v = write_verval(laptop, get_rumah(dunia)), write_verval(tetangga, get_rumah(dunia, 1))
    t, lain = send(dunia, laptop), send(dunia, tetangga)
    assert not laptop.load_tanda(forge_tanda(dunia.dinas, t, dunia.jam.kini))
    assert not load_tanda(dunia, laptop, lain)
    # Sealed to the right laptop and rightly signed, yet for a package that it never made.
    badan = dunia.dinas.compose_tanda(t) | {"manifes": lain.manifes}
    assert not laptop.load_tanda(
        dunia.dinas.sign_tanda(t, badan, dunia.dinas.kunci.registrar, dunia.jam.kini)
    )
    assert get_kirim(laptop, u) == "disalin"
    assert load_tanda(dunia, laptop, t)
    assert load_tanda(dunia, tetangga, lain)
    assert (get_kirim(laptop, u), get_kirim(tetangga, v)) == ("diterima", "diterima")


def test_a_stolen_name_blocks_nobody(dunia: Dunia) -> None:
    """Kegagalan 77."""
    korban, pencuri = get_laptop(dunia), get_laptop(dunia, 1)
    u = write_verval(korban, get_rumah(dunia))
    isi = {"hasil": "TETAP", "tanggal": "2021-07-01", "catatan": ""}
    tiru = write(pencuri, {"id": u["id"], "jenis": "verval", "pokok": get_rumah(dunia, 1).id, "isi": isi})
    assert tiru["id"] == u["id"]
    for laptop in (pencuri, korban):
        assert load_tanda(dunia, laptop, send(dunia, laptop))
    assert get_vonis(dunia, pencuri, tiru) == get_vonis(dunia, korban, u) == (Vonis.DITERIMA, "")
    assert check(dunia).sah
