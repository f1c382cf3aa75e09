"""The checker is proven by breaking what it checks: a server that errs in one way must be caught for just that."""

from dataclasses import replace
from typing import Any

import pytest

from opensiks.rules.jejak import Mata
from opensiks.rules.ubahan import Keadaan, Putusan, Vonis, decide
from opensiks.synth.simulasi import dinas, fakta, penilai, terap
from opensiks.synth.simulasi.cerita import Cerita
from opensiks.synth.simulasi.dinas import Baris, Dinas
from opensiks.synth.simulasi.dunia import Dunia
from opensiks.synth.simulasi.gangguan import Gangguan
from opensiks.synth.simulasi.jalan import Hasil, check, run_dunia
from opensiks.synth.simulasi.jembatan import Jembatan
from opensiks.synth.simulasi.laptop import Laptop
from tests.simulator.bantu import (
    bring,
    get_laptop,
    get_rumah,
    load_tanda,
    make_paket,
    send,
    write,
    write_verval,
)
from tests.simulator.test_bentrok import change

CUKUP = frozenset({Gangguan.DINAS, Gangguan.DESA_LAIN, Gangguan.DUA_LAPTOP})


def list_janji(hasil: Hasil) -> set[str]:
    return {p.janji for p in hasil.pelanggaran}


def run_rusak(jembatan: Jembatan) -> set[str]:
    """Promises that break in a handful of worlds with the faults that such a server needs."""
    janji: set[str] = set()
    for seed in range(4):
        janji |= list_janji(run_dunia(seed, 2, 8, jembatan, keluarga=3, gangguan=CUKUP))
    return janji


def test_a_sound_server_breaks_nothing_in_those_worlds(jembatan: Jembatan) -> None:
    assert run_rusak(jembatan) == set()


def test_a_dropped_line_is_found(jembatan: Jembatan, monkeypatch: pytest.MonkeyPatch) -> None:
    asli = penilai.judge_ubahan

    def drop(d: Dinas, t: Any, u: Any, at: Any) -> None:
        asli(d, t, u, at)
        if u.n % 5 == 3:
            d.simpanan.baris.pop((t.kid, u.id))
            d.simpanan.baris[t.kid, u.id] = Baris(u, "", t.desa, t.kid, t.sha256, t.at, Vonis.DITERIMA)

    monkeypatch.setattr(penilai, "judge_ubahan", drop)
    assert "hilang" in run_rusak(jembatan)


def test_a_line_without_a_verdict_is_found(dunia: Dunia) -> None:
    laptop = get_laptop(dunia)
    u = write_verval(laptop, get_rumah(dunia))
    assert load_tanda(dunia, laptop, send(dunia, laptop))
    dunia.dinas.simpanan.baris.pop((laptop.kid, u["id"]))
    assert "hilang" in list_janji(check(dunia))


def test_a_lost_file_is_found(dunia: Dunia) -> None:
    laptop = get_laptop(dunia)
    write_verval(laptop, get_rumah(dunia))
    t = bring(dunia, make_paket(laptop).isi)
    t.isi = t.isi[:-1]
    assert "hilang" in list_janji(check(dunia))


def test_a_line_that_vanished_from_the_laptop_is_found(dunia: Dunia) -> None:
    laptop = get_laptop(dunia)
    u = write_verval(laptop, get_rumah(dunia))
    laptop.tampak["0" * 36] = u | {"id": "0" * 36}
    assert "hilang" in list_janji(check(dunia))


def test_an_effect_that_comes_twice_is_found(jembatan: Jembatan, monkeypatch: pytest.MonkeyPatch) -> None:
    def apply(d: Dinas, b: Baris, at: Any) -> None:
        terap.apply_ubahan(d, b, at)
        terap.apply_ubahan(d, b, at)

    monkeypatch.setattr(penilai, "apply_ubahan", apply)
    assert run_rusak(jembatan) == {"ganda"}


def test_a_recovered_act_that_counts_again_is_found(
    jembatan: Jembatan, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fakta, "is_diulang", lambda d, b: False)
    janji: set[str] = set()
    for seed in range(12):
        ganti = frozenset({Gangguan.GANTI, Gangguan.HILANG})
        janji |= list_janji(run_dunia(seed, 2, 14, jembatan, keluarga=3, gangguan=ganti))
    assert "ganda" in janji


def test_a_server_that_ignores_scope_is_found(jembatan: Jembatan, monkeypatch: pytest.MonkeyPatch) -> None:
    asli = penilai.gather_keadaan

    def gather(d: Dinas, b: Baris, lama: Any, at: Any) -> Keadaan:
        return replace(asli(d, b, lama, at), ada=True, desa_kini="")

    monkeypatch.setattr(penilai, "gather_keadaan", gather)
    assert "lancang" in run_rusak(jembatan)


def test_a_server_that_forgets_a_revocation_is_found(
    jembatan: Jembatan, monkeypatch: pytest.MonkeyPatch
) -> None:
    asli = dinas.check_paket
    monkeypatch.setattr(dinas, "check_paket", lambda f: asli(replace(f, dicabut_at=None)))
    janji: set[str] = set()
    for seed in range(8):
        janji |= list_janji(run_dunia(seed, 2, 14, jembatan, gangguan=frozenset({Gangguan.CABUT})))
    assert janji == {"lancang"}


def test_a_hidden_conflict_is_found(jembatan: Jembatan, monkeypatch: pytest.MonkeyPatch) -> None:
    def blind(k: Keadaan, u: Any) -> Putusan:
        return decide(
            replace(k, kelompok=(), diubah=False, dikonfirmasi=False, dikeluarkan=False, serupa=None), u
        )

    monkeypatch.setattr(penilai, "decide", blind)
    assert "tersembunyi" in run_rusak(jembatan)


def test_a_number_overwritten_unseen_is_found(dunia: Dunia, monkeypatch: pytest.MonkeyPatch) -> None:
    """One conflict, by hand: the person's number was mended by the Dinas, and the line takes its place."""
    monkeypatch.setattr(penilai, "decide", lambda k, u: decide(replace(k, kelompok=()), u))
    laptop, orang = get_laptop(dunia), get_rumah(dunia).anggota[0]
    from tests.simulator.bantu import write_perbaikan

    write_perbaikan(laptop, orang.id, {"nik": orang.nik}, {"nik": "1804010101705124"})
    change(dunia, "nik", "1804010101705123")
    assert load_tanda(dunia, laptop, send(dunia, laptop))
    assert list_janji(check(dunia)) == {"tersembunyi"}


def test_a_verdict_without_a_reason_is_found(dunia: Dunia, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(penilai, "decide", lambda k, u: Putusan(Vonis.DITAHAN))
    laptop = get_laptop(dunia)
    write_verval(laptop, get_rumah(dunia))
    assert load_tanda(dunia, laptop, send(dunia, laptop))
    assert list_janji(check(dunia)) == {"tersembunyi"}


def test_a_file_that_nobody_answers_is_found(dunia: Dunia) -> None:
    laptop = get_laptop(dunia)
    write_verval(laptop, get_rumah(dunia))
    t = send(dunia, laptop)
    t.status, t.kode = dinas.StatusTitipan.DITAHAN, ""
    assert "tersembunyi" in list_janji(check(dunia))


def test_a_laptop_that_believes_more_than_the_server_says_is_found(dunia: Dunia) -> None:
    laptop = get_laptop(dunia)
    u = write_verval(laptop, get_rumah(dunia))
    assert load_tanda(dunia, laptop, send(dunia, laptop))
    dunia.dinas.simpanan.baris[laptop.kid, u["id"]].vonis = Vonis.DITOLAK
    dunia.dinas.simpanan.baris[laptop.kid, u["id"]].kode = "R85g"
    assert "tersembunyi" in list_janji(check(dunia))


def test_a_wrong_sum_on_the_first_page_is_found(dunia: Dunia, monkeypatch: pytest.MonkeyPatch) -> None:
    laptop = get_laptop(dunia)
    write_verval(laptop, get_rumah(dunia))
    asli = Laptop.get_keadaan

    def miscount(self: Laptop) -> dict[str, Any]:
        k = asli(self)
        return k | {"keadaan": k["keadaan"] | {"hanyaDiLaptop": 0}}

    monkeypatch.setattr(Laptop, "get_keadaan", miscount)
    assert "tersembunyi" in list_janji(check(dunia))


def test_an_altered_event_breaks_the_chain(dunia: Dunia) -> None:
    laptop = get_laptop(dunia)
    write_verval(laptop, get_rumah(dunia))
    assert load_tanda(dunia, laptop, send(dunia, laptop))
    assert check(dunia).jejak_sah
    jejak = dunia.dinas.simpanan.jejak
    jejak[1] = Mata(jejak[1].prev_hash, {**jejak[1].isi, "objek": "lain"}, jejak[1].hash)
    assert not (hasil := check(dunia)).jejak_sah
    assert not hasil.sah


def test_a_package_opened_at_a_foreign_door_is_found(dunia: Dunia) -> None:
    dunia.lolos.append("dibuka kantor lain")
    assert list_janji(check(dunia)) == {"lancang"}


def test_the_story_names_the_place(dunia: Dunia) -> None:
    cerita = Cerita(1)
    cerita.tell("a", "satu")
    cerita.tell("b", "dua")
    cerita.tell("", "tiga")
    assert cerita.list_tentang("a") == ["hari   0  a: satu", "hari   0  dunia: tiga"]
    laptop = get_laptop(dunia)
    write(laptop, {"jenis": "catatan", "pokok": get_rumah(dunia).id, "isi": {"isi": "x"}})
    dunia.dinas.simpanan.perangkat.clear()
    assert check(dunia).cerita == ()
