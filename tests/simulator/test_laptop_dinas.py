"""What a laptop tells of itself and of the Dinas: opened without its PIN, and a trail that became shorter."""

from opensiks.rules.ubahan import Vonis
from opensiks.synth.simulasi.dunia import Dunia
from opensiks.synth.simulasi.jalan import check
from opensiks.synth.simulasi.kunci import get_pemulihan
from tests.simulator.bantu import get_kirim, get_laptop, get_rumah, get_vonis, load_tanda, send, write_verval


def list_dibantah(dunia: Dunia) -> list[object]:
    return [m.isi["seq"] for m in dunia.dinas.simpanan.jejak if m.isi["peristiwa"] == "jejak.disputed"]


def test_a_forgotten_pin_is_in_the_next_package(dunia: Dunia) -> None:
    """Kegagalan 11: the paper key opens; the event travels, is accepted once and answered."""
    laptop = get_laptop(dunia)
    a = write_verval(laptop, get_rumah(dunia))
    u = laptop.forget_pin(get_pemulihan(laptop.desa)[0])
    assert (u["jenis"], u["n"], u["isi"]["cara"]) == ("pemulihan", a["n"] + 1, "KERTAS")
    t = send(dunia, laptop)
    assert load_tanda(dunia, laptop, t)
    assert [get_vonis(dunia, laptop, x)[0] for x in (a, u)] == [Vonis.DITERIMA, Vonis.DITERIMA]
    assert {get_kirim(laptop, x) for x in (a, u)} == {"diterima"}
    assert check(dunia).sah


def test_a_server_that_forgot_its_trail_is_found_by_the_village(dunia: Dunia) -> None:
    """Kegagalan 69: after an older state came back the laptop says so, keeps it, and its package tells the server."""
    laptop, tetangga = get_laptop(dunia), get_laptop(dunia, 1)
    write_verval(laptop, get_rumah(dunia, 0, 0))
    lama = dunia.dinas.save_cadangan()
    for _ in range(3):
        dunia.dinas.record("data.exported", "lain", dunia.jam.kini)
    assert load_tanda(dunia, laptop, send(dunia, laptop))
    jauh = len(dunia.dinas.simpanan.jejak)
    assert laptop.get_keadaan()["jejak"] == []

    dunia.dinas.restore(lama, dunia.jam.kini)
    dunia.dipulihkan += 1
    u = write_verval(laptop, get_rumah(dunia, 0, 1))
    t = send(dunia, laptop)
    assert len(dunia.dinas.simpanan.jejak) < jauh
    assert list_dibantah(dunia) == [jauh]
    assert get_vonis(dunia, laptop, u)[0] is Vonis.DITERIMA
    assert load_tanda(dunia, laptop, t)
    [beda] = laptop.get_keadaan()["jejak"]
    assert (beda["sebab"], beda["pernah"]["seq"]) == ("LEBIH_PENDEK", jauh)

    write_verval(laptop, get_rumah(dunia, 0, 2))
    send(dunia, laptop)
    assert list_dibantah(dunia) == [jauh, jauh]
    assert tetangga.get_keadaan()["jejak"] == []


def test_an_older_receipt_loaded_late_accuses_nobody(dunia: Dunia) -> None:
    """Kegagalan 69: receipts come in any order, and each package is answered after what it had echoed."""
    laptop = get_laptop(dunia)
    write_verval(laptop, get_rumah(dunia, 0, 0))
    satu = send(dunia, laptop)
    lama = dunia.dinas.make_tanda_terima(satu, dunia.jam.kini)
    write_verval(laptop, get_rumah(dunia, 0, 1))
    dua = send(dunia, laptop)
    assert load_tanda(dunia, laptop, dua)
    assert laptop.load_tanda(lama)
    write_verval(laptop, get_rumah(dunia, 0, 2))
    assert load_tanda(dunia, laptop, send(dunia, laptop))
    assert laptop.get_keadaan()["jejak"] == []
    assert list_dibantah(dunia) == []
