"""What a laptop tells of itself and of the Dinas: opened without its PIN; shown a trail that is no longer there."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.core.management import call_command

from opensiks.infra.scope import scope_nasional
from opensiks.jejak.models import Jejak
from opensiks.jejak.queries import find_sidik, verify_jejak
from opensiks.paket.models import TandaTerima, Ubahan
from opensiks.paket.papan import list_dibuka
from opensiks.rules.paket import StatusTitipan
from tests.factories.paket import Laptop, daftarkan, kirim, nilai, titip
from tests.factories.usulan import keluarga_dengan
from tests.factories.verval import DESA, DESA_BUDI, buat_wilayah, list_peristiwa, periode_juli, wib
from tests.services.test_judge_titipan import verval, vonis

KINI = wib(2023, 7, 10)
BESOK = KINI + timedelta(days=1)
PADA = "2023-07-10T08:00:00+07:00"


@pytest.fixture
def laptop(db: None) -> Iterator[Laptop]:
    with scope_nasional():
        buat_wilayah(DESA, DESA_BUDI)
        periode_juli()
        yield daftarkan(at=KINI)


def test_a_laptop_opened_without_its_pin_is_told_to_the_dinas(laptop: Laptop) -> None:
    """Kegagalan 11: the event came with the package, stands in the village's trail and on the laptop's page."""
    u = laptop.catat("pemulihan", "", {"cara": "KERTAS", "pada": PADA}, KINI)
    t = kirim(laptop, BESOK)
    assert (t.status, vonis(u)) == (StatusTitipan.DINILAI, ["DITERIMA"])
    jejak = Jejak.objects.get(peristiwa="perangkat.recovered")
    assert (jejak.rantai, jejak.objek, jejak.aktor) == (DESA, f"perangkat:{laptop.perangkat.pk}", "Sari")
    assert jejak.ringkasan == {"cara": "KERTAS", "pada": PADA, "kid": laptop.perangkat.kid}
    assert [x.ubahan for x in list_dibuka(laptop.perangkat)] == [u["id"]]
    kirim(laptop, BESOK + timedelta(days=1))
    assert list_peristiwa(f"perangkat:{laptop.perangkat.pk}").count("perangkat.recovered") == 1


@pytest.mark.parametrize(
    "salah",
    [
        {"cara": "KERTAS"},
        {"cara": "PIN", "pada": PADA},
        {"cara": "DINAS", "pada": "kemarin"},
        {"cara": "DINAS", "pada": PADA, "nama": "x"},
    ],
)
def test_an_opening_in_another_form_is_refused(laptop: Laptop, salah: dict[str, Any]) -> None:
    u = laptop.catat("pemulihan", "", salah, KINI)
    kirim(laptop, BESOK)
    assert vonis(u) == ["DITOLAK"]
    assert Ubahan.objects.get(ubahan=u["id"]).kode == "R80n"
    assert not Jejak.objects.filter(peristiwa="perangkat.recovered").exists()


def ujung(laptop: Laptop, t: Any) -> dict[str, Any]:
    isi: dict[str, Any] = laptop.baca_tanda(t)["jejak"]
    return isi


def test_R94a_a_receipt_names_the_end_of_the_trail_and_stays_the_same(laptop: Laptop) -> None:
    """Kegagalan 69: the village can hold the Dinas to it; judged again, the same bytes come out."""
    verval(laptop, keluarga_dengan(DESA))
    t = titip(laptop.paket(BESOK), at=BESOK)
    nilai(t, at=BESOK)
    kini = ujung(laptop, t)
    assert Jejak.objects.get(rantai=DESA, seq=kini["seq"]).hash == kini["sidik"]
    # The events of the judging itself come after it.
    akhir = find_sidik(DESA)
    assert akhir is not None
    assert akhir[0] > kini["seq"]
    sebelum = list(TandaTerima.objects.values())
    nilai(t, at=BESOK + timedelta(hours=1))
    assert list(TandaTerima.objects.values()) == sebelum


def test_R94a_what_the_village_was_shown_is_there(laptop: Laptop) -> None:
    rumah = [keluarga_dengan(DESA) for _ in range(2)]
    verval(laptop, rumah[0])
    gema = ujung(laptop, kirim(laptop, BESOK))
    verval(laptop, rumah[1])
    t = kirim(laptop, BESOK + timedelta(days=1), gema=gema)
    assert (t.status, t.kalimat) == (StatusTitipan.DINILAI, "")
    assert ujung(laptop, t)["seq"] > gema["seq"]
    assert not Jejak.objects.filter(peristiwa="jejak.disputed").exists()


@pytest.mark.parametrize("lebih", [0, 5_000])
def test_R94a_a_trail_that_is_shorter_or_another_one_is_said_and_the_work_counts(
    laptop: Laptop, lebih: int
) -> None:
    """Kegagalan 69: what the village holds is not in the trail; the file says so, and its lines are judged."""
    gema = ujung(laptop, kirim(laptop, BESOK, ubahan=[verval(laptop, keluarga_dengan(DESA))]))
    salah = {"seq": gema["seq"] + lebih, "sidik": "ab" * 32}
    u = verval(laptop, keluarga_dengan(DESA))
    t = kirim(laptop, BESOK + timedelta(days=1), gema=salah)
    assert (t.status, vonis(u)) == (StatusTitipan.DINILAI, ["DITERIMA"])
    assert t.kalimat == "Jejak di Dinas lebih pendek atau lain daripada yang pernah ditunjukkan kepada desa."
    assert "Laporkan ke Pusat" in t.langkah
    peristiwa = Jejak.objects.get(peristiwa="jejak.disputed")
    assert (peristiwa.objek, peristiwa.ringkasan["seq"]) == (f"titipan:{t.pk}", salah["seq"])
    assert peristiwa.ringkasan["tercatat"] == ("" if lebih else gema["sidik"])
    assert verify_jejak().sah
    call_command("verify_jejak", "--json")
