"""Lines that only a person can place: a code that had ended, a clock that was ahead. Kept, said, and settled."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any

import pytest

from opensiks.infra.scope import scope_nasional
from opensiks.keluarga.models import Keluarga
from opensiks.musyawarah.models import Musyawarah
from opensiks.paket import services
from opensiks.paket.models import Bentrok, Ubahan
from opensiks.paket.sidik import verify_putusan
from opensiks.rules.akhir_kode import AKHIR_KODE, Akhir
from opensiks.rules.lembar import compose_daftar_kode, get_kode_daftar
from opensiks.rules.paket import StatusTitipan
from opensiks.rules.ubahan import PilihanBentrok
from opensiks.usulan.models import Usulan
from opensiks.verval.models import Verval
from opensiks.web.presenters.bentrok import compose_bentrok, write_isian
from tests.factories.paket import Laptop, daftarkan, kirim
from tests.factories.usulan import keluarga_dengan
from tests.factories.verval import DESA, DESA_BUDI, JAYA, buat_wilayah, periode_juli, wib
from tests.services.test_judge_titipan import LIHAT, TETAP, putusan, verval

KINI = wib(2023, 7, 10)
BESOK = KINI + timedelta(days=1)
P, S = PilihanBentrok.PAKET, PilihanBentrok.SERVER
RAPAT = {
    "tanggal": "2023-07-14", "mulai": "09:00", "tempat": "Balai", "pimpinan_nama": "Darmo",
    "pimpinan_jabatan": "Peratin", "catatan": "",
}  # fmt: skip


@pytest.fixture
def laptop(db: None) -> Iterator[Laptop]:
    with scope_nasional():
        buat_wilayah(DESA, DESA_BUDI)
        periode_juli()
        yield daftarkan(at=KINI)


@pytest.fixture
def akhiri(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str], None]]:
    """End the reason MAMPU on the ninth, with what takes its place."""

    def end(pengganti: str) -> None:
        monkeypatch.setitem(AKHIR_KODE, "alasan_tidak_layak", {"MAMPU": Akhir(date(2023, 7, 9), pengganti)})
        forget()

    def forget() -> None:
        compose_daftar_kode.cache_clear()
        get_kode_daftar.cache_clear()

    yield end
    monkeypatch.undo()
    forget()


@pytest.fixture
def rumah(laptop: Laptop) -> Keluarga:
    return keluarga_dengan(DESA)


def mampu(laptop: Laptop, k: Keluarga, **lain: Any) -> dict[str, Any]:
    isi = {
        "jenis": "TIDAK_LAYAK", "program": "REGISTRI", "kode_alasan": "MAMPU", "alasan": "", "muatan": {}, "bukti": [],
    }  # fmt: skip
    return laptop.catat("usulan", k.id_registri, isi, KINI, dasar={"versi": 1}, **lain)


def settle(pilihan: PilihanBentrok) -> Ubahan:
    b = Bentrok.objects.get()
    services.settle_bentrok(b, pilihan, "Sudah ditelepon.", by=JAYA, at=BESOK)
    return Ubahan.objects.get(pk=b.ubahan_id)


# Codes -----------------------------------------------------------------------------------------------------------


def test_R83i_a_code_that_ended_meanwhile_is_never_dropped(
    laptop: Laptop, rumah: Keluarga, akhiri: Callable[[str], None]
) -> None:
    """Kegagalan 23: chosen before its end it counts; afterwards it waits with the new code, and a person decides."""
    akhiri("DI_ATAS_UMP")
    lama = mampu(laptop, rumah, pada="2023-07-09T20:00:00+07:00")
    baru = mampu(laptop, keluarga_dengan(DESA))
    t = kirim(laptop, BESOK)
    assert (t.status, putusan(laptop, t)) == (StatusTitipan.DINILAI, [("DITERIMA", ""), ("DITAHAN", "KODE")])
    row = Ubahan.objects.get(ubahan=baru["id"])
    assert "Kode MAMPU tidak dipilih lagi sesudah 9 Juli 2023; pakai DI_ATAS_UMP." in row.kalimat
    assert [u.pk for u in Usulan.objects.all()] == [
        int(Ubahan.objects.get(ubahan=lama["id"]).hasil.partition(":")[2])
    ]
    b = Bentrok.objects.get()
    assert (b.sebab, write_isian(b)) == ("KODE", "Kode berakhir")
    assert compose_bentrok(b, {}, [b.pk], pokok=None, bukti=[], asal=None).sebab == row.kalimat
    assert settle(P).vonis == "DITERIMA"
    assert Usulan.objects.count() == 2
    assert verify_putusan().sah


def test_R83i_the_dinas_may_keep_it_out(
    laptop: Laptop, rumah: Keluarga, akhiri: Callable[[str], None]
) -> None:
    akhiri("")
    mampu(laptop, rumah)
    kirim(laptop, BESOK)
    assert (settle(S).vonis, Usulan.objects.count()) == ("DITOLAK", 0)


# The clock ---------------------------------------------------------------------------------------------------------


def test_R83j_a_visit_of_tomorrow_is_held_and_counts_on_the_day_of_its_deposit(
    laptop: Laptop, rumah: Keluarga
) -> None:
    isi = {**TETAP, "tanggal": "2023-07-14", "catatan": "pagar hijau"}
    u = laptop.catat("verval", rumah.id_registri, isi, KINI, dasar=LIHAT)
    t = kirim(laptop, BESOK)
    assert putusan(laptop, t) == [("DITAHAN", "JAM")]
    row = Ubahan.objects.get(ubahan=u["id"])
    assert row.kalimat.startswith("Tanggal 14 Juli 2023 belum tiba ketika paket dititip 11 Juli 2023")
    assert not Verval.objects.exists()
    assert write_isian(Bentrok.objects.get()) == "Jam laptop terlalu maju"
    assert settle(P).vonis == "DITERIMA"
    [v] = Verval.objects.all()
    assert (v.tanggal, v.catatan) == (
        date(2023, 7, 11),
        "Kunjungan 2023-07-14, jam laptop terlalu maju. pagar hijau",
    )


def test_R83j_the_visit_may_be_recorded_again_with_its_right_day(laptop: Laptop, rumah: Keluarga) -> None:
    laptop.catat("verval", rumah.id_registri, {**TETAP, "tanggal": "2023-07-14"}, KINI, dasar=LIHAT)
    kirim(laptop, BESOK)
    verval(laptop, rumah)
    t = kirim(laptop, BESOK + timedelta(hours=2))
    assert putusan(laptop, t) == [("DITAHAN", "JAM"), ("DITERIMA", "")]
    assert settle(S).vonis == "DITOLAK"
    assert Verval.objects.get().tanggal == date(2023, 7, 9)


def test_R83j_a_meeting_of_tomorrow_waits_with_what_was_decided_in_it(laptop: Laptop) -> None:
    m = laptop.catat("musyawarah", "", RAPAT, KINI)
    unsur = {u: [5, 3, 1] for u in ("KADES_LURAH", "OPERATOR", "RT_RW", "BPD", "WAKIL_KPM")}
    laptop.catat("kehadiran", f"ubahan:{m['id']}", {"unsur": unsur}, KINI)
    t = kirim(laptop, BESOK)
    assert putusan(laptop, t) == [("DITAHAN", "JAM"), ("MENUNGGU", "ACUAN")]
    assert settle(P).vonis == "DITERIMA"
    assert Musyawarah.objects.get().tanggal == date(2023, 7, 11)
    assert set(Ubahan.objects.values_list("vonis", flat=True)) == {"DITERIMA"}


def test_R83j_a_line_with_another_fault_is_refused_for_that(laptop: Laptop, rumah: Keluarga) -> None:
    laptop.catat("verval", rumah.id_registri, {**TETAP, "tanggal": "14 Juli"}, KINI, dasar=LIHAT)
    assert putusan(laptop, kirim(laptop, BESOK)) == [("DITOLAK", "R80n")]
