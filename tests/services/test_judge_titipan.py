"""Judging packages: whole ones, their lines, and the laws that no order of arrival breaks (R80-R86)."""

from datetime import timedelta
from typing import Any

import pytest

from opensiks.infra.scope import scope, scope_nasional
from opensiks.jejak.models import Jejak
from opensiks.kabar.models import Kabar
from opensiks.keluarga.models import Keluarga
from opensiks.paket import services
from opensiks.paket.models import Bentrok, Perangkat, TandaTerima, Titipan, Ubahan
from opensiks.paket.queries import count_papan, find_tanda_terima
from opensiks.paket.segel import make_kunci, seal
from opensiks.rules.kabar import Perihal
from opensiks.rules.paket import StatusTitipan
from opensiks.rules.status import StatusUsulan
from opensiks.rules.tenggat import TierTenggat
from opensiks.rules.verval import HasilVerval, StatusDesa
from opensiks.usulan.models import Bukti, Usulan
from opensiks.verval.models import Periode, Verval
from opensiks.verval.services import extend_periode, record_verval
from tests.factories.paket import Laptop, daftarkan, kirim, laptop_lain, minta, nilai, titip
from tests.factories.usulan import PDF, isi_baru, keluarga_dengan, orang_ke
from tests.factories.verval import (
    BUDI,
    DESA,
    DESA_BUDI,
    HARUN,
    JAYA,
    RATNA,
    SARI,
    desa_di,
    list_peristiwa,
    operator_of,
    periode_juli,
    temuan_pada,
    wib,
)

pytestmark = pytest.mark.usefixtures("periode")

KINI = wib(2023, 7, 10)
BESOK = KINI + timedelta(days=1)
TETAP: dict[str, Any] = {"hasil": "TETAP", "tanggal": "2023-07-09", "catatan": ""}
LIHAT: dict[str, Any] = {"versi": 1, "status": "AKTIF", "verval": None}


@pytest.fixture
def rumah() -> list[Keluarga]:
    return [keluarga_dengan(DESA) for _ in range(3)]


@pytest.fixture
def laptop(periode: Periode) -> Laptop:
    return daftarkan(at=KINI)


def verval(laptop: Laptop, k: Keluarga, hasil: str = "TETAP", **lain: Any) -> dict[str, Any]:
    lain.setdefault("dasar", LIHAT)
    return laptop.catat("verval", k.id_registri, {**TETAP, "hasil": hasil}, KINI, **lain)


def alamat(
    laptop: Laptop, k: Keluarga, baru: str = "JALAN BARU 9", lama: str | None = None, **lain: Any
) -> dict[str, Any]:
    isi = {
        "jenis": "PERBAIKAN_DATA", "program": "", "kode_alasan": "", "alasan": "pindah rumah",
        "muatan": {"alamat": baru}, "bukti": [],
    }  # fmt: skip
    dasar = {"versi": k.versi, "lama": {"alamat": k.alamat if lama is None else lama}}
    return laptop.catat("usulan", k.id_registri, isi, KINI, dasar=dasar, **lain)


def putusan(laptop: Laptop, t: Titipan) -> list[tuple[str, str]]:
    return [(b["putusan"], b["kode"]) for b in laptop.baca_tanda(t)["putusan"]]


def vonis(*daftar: dict[str, Any]) -> list[str]:
    with scope_nasional():
        ada = dict(Ubahan.objects.values_list("ubahan", "vonis"))
    return [str(ada[u["id"]]) for u in daftar]


# A good package --------------------------------------------------------------------------------------------------


def test_lines_of_every_kind_are_applied_and_answered(
    laptop: Laptop, rumah: list[Keluarga], periode: Periode
) -> None:
    for k in rumah[:2]:
        verval(laptop, k)
    usulan = alamat(laptop, rumah[2])
    laptop.catat("catatan", rumah[0].id_registri, {"isi": "pagar hijau"}, KINI)
    t = kirim(laptop, BESOK)
    assert (t.status, t.kode_wilayah, t.urutan, t.hitungan) == (
        StatusTitipan.DINILAI,
        DESA,
        1,
        {"DITERIMA": 4},
    )
    assert set(Verval.objects.values_list("hasil", "oleh", "at")) == {("TETAP", "Sari", BESOK)}
    [u] = Usulan.objects.all()
    assert (u.status, u.pembuat, u.kode_desa) == (StatusUsulan.SIAP_MUSDES, "Sari", DESA)
    assert desa_di(periode).status is StatusDesa.BERJALAN
    tanda = laptop.baca_tanda(t)
    assert [b["hasil"].partition(":")[0] for b in tanda["putusan"]] == [
        "verval",
        "verval",
        "usulan",
        "catatan",
    ]
    assert (tanda["titipan"], tanda["urutan"], tanda["sampai_n"]) == (t.sha256, 1, 4)
    assert tanda["jumlah"]["DITERIMA"] == 4
    assert vonis(usulan) == ["DITERIMA"]
    assert list_peristiwa(f"titipan:{t.pk}") == ["titipan.deposited", "titipan.judged"]


def test_what_a_laptop_did_stands_in_its_operators_name_and_the_judging_in_another(
    laptop: Laptop, rumah: list[Keluarga]
) -> None:
    verval(laptop, rumah[0])
    kirim(laptop, BESOK)
    [dicatat] = Jejak.objects.filter(peristiwa="verval.recorded")
    [dinilai] = Jejak.objects.filter(peristiwa="titipan.judged")
    assert (dicatat.aktor, dicatat.peran, dicatat.asal) == (
        "Sari",
        "OPERATOR_DESA",
        f"perangkat:{laptop.kunci.kid[:8]}",
    )
    assert (dinilai.aktor, dinilai.peran) == ("Jaya", "OPERATOR_KAB")
    assert dinilai.rantai == DESA


def test_the_operator_hears_that_the_receipt_is_ready(laptop: Laptop, rumah: list[Keluarga]) -> None:
    verval(laptop, rumah[0])
    kirim(laptop, BESOK)
    [kabar] = Kabar.objects.filter(perihal=Perihal.PAKET_DINILAI)
    assert (kabar.kode_wilayah, kabar.data["diterima"]) == (DESA, 1)


def test_R72a_a_refused_line_stops_no_other(laptop: Laptop, rumah: list[Keluarga]) -> None:
    temuan_pada(rumah[1])
    daftar = [verval(laptop, k) for k in rumah]
    t = kirim(laptop, BESOK)
    assert putusan(laptop, t) == [("DITERIMA", ""), ("DITOLAK", "R72a"), ("DITERIMA", "")]
    assert "Belum bisa TETAP" in laptop.baca_tanda(t)["putusan"][1]["kalimat"]
    assert vonis(*daftar) == ["DITERIMA", "DITOLAK", "DITERIMA"]


def test_a_batch_that_a_service_refuses_is_taken_line_by_line(laptop: Laptop, rumah: list[Keluarga]) -> None:
    for k in rumah:
        alamat(laptop, k)
    # R133: nobody moves to an address that is the same.
    laptop.ubahan[1]["isi"]["muatan"] = {"alamat": rumah[1].alamat, "rt": "003"}
    laptop.ubahan[1]["dasar"] = {"versi": 1, "lama": {"alamat": rumah[1].alamat, "rt": rumah[1].rt}}
    laptop.catat("usulan", "", {**laptop.ubahan[0]["isi"], "jenis": "BARU", "muatan": isi_baru()}, KINI)
    t = kirim(laptop, BESOK)
    hasil = putusan(laptop, t)
    assert [h[0] for h in hasil][::2] == ["DITERIMA", "DITERIMA"]
    assert hasil[3][0] == "DITOLAK"
    assert hasil[3][1].startswith("R")


# Whole packages that are not judged ------------------------------------------------------------------------------


@pytest.mark.parametrize("potong", [0, 10, 200, 2000, -1])
def test_R82_a_damaged_file_changes_nothing_and_names_the_part(
    laptop: Laptop, rumah: list[Keluarga], potong: int
) -> None:
    """Kegagalan 28, 29."""
    verval(laptop, rumah[0])
    isi = laptop.paket(BESOK)
    t = nilai(titip(isi[:potong], at=BESOK), at=BESOK)
    assert (t.status, t.kode) == (StatusTitipan.RUSAK, "RUSAK")
    assert t.kalimat
    assert Ubahan.objects.count() == Verval.objects.count() == 0


def test_R88_a_package_for_another_key_is_foreign(laptop: Laptop) -> None:
    t = nilai(titip(seal(b"x" * 100, [make_kunci()[1]]), at=BESOK), at=BESOK)
    assert (t.status, t.kode) == (StatusTitipan.ASING, "ASING")


def test_R85a_a_package_resealed_for_another_office_is_refused(laptop: Laptop, rumah: list[Keluarga]) -> None:
    """Kegagalan 64."""
    verval(laptop, rumah[0])
    t = kirim(laptop, BESOK, kepada={"kantor": "17.06", "kunci": []})
    assert (t.status, t.kode) == (StatusTitipan.ASING, "ASING")
    assert Verval.objects.count() == 0


def test_R80e_an_unknown_device_waits_for_a_person(rumah: list[Keluarga], laptop: Laptop) -> None:
    """Kegagalan 61: stored, held, never applied, never dropped."""
    verval(laptop, rumah[0])
    isi = laptop.paket(BESOK)
    Perangkat.objects.filter(pk=laptop.perangkat.pk).update(kid="x" * 43)
    t = nilai(titip(isi, at=BESOK), at=BESOK)
    assert (t.status, t.kode, Ubahan.objects.count()) == (StatusTitipan.DITAHAN, "KUNCI", 0)
    assert Kabar.objects.filter(perihal=Perihal.PAKET_DITAHAN).count() == 2
    Perangkat.objects.filter(pk=laptop.perangkat.pk).update(kid=laptop.kunci.kid)
    assert nilai(t, at=BESOK).status is StatusTitipan.DINILAI


def test_R80f_a_revoked_device_is_held_and_a_person_may_release_it(
    laptop: Laptop, rumah: list[Keluarga]
) -> None:
    """Kegagalan 61."""
    verval(laptop, rumah[0])
    services.revoke_perangkat(laptop.perangkat, "Laptop hilang.", by=HARUN, at=KINI)
    t = kirim(laptop, BESOK)
    assert (t.status, t.kode) == (StatusTitipan.DITAHAN, "KUNCI")
    assert nilai(t, at=BESOK).status is StatusTitipan.DITAHAN
    assert list_peristiwa(f"titipan:{t.pk}").count("titipan.judged") == 1
    services.release_titipan(t, "Operator datang membawa laptopnya.", by=HARUN, at=BESOK)
    assert (t.status, t.dilepas_oleh, Verval.objects.count()) == (StatusTitipan.DINILAI, "Harun", 1)


def test_R80f_after_the_certificate_ends_a_package_is_held(laptop: Laptop, rumah: list[Keluarga]) -> None:
    verval(laptop, rumah[0])
    t = kirim(laptop, wib(2023, 9, 15))
    assert (t.status, t.kode) == (StatusTitipan.DITAHAN, "KUNCI")


def test_R85b_a_device_writes_for_its_own_village_only(laptop: Laptop) -> None:
    """Kegagalan 62."""
    k = keluarga_dengan(DESA_BUDI)
    verval(laptop, k)
    t = kirim(laptop, BESOK, desa=DESA_BUDI)
    assert t.status is StatusTitipan.DITOLAK
    lagi = kirim(laptop, BESOK)
    assert putusan(laptop, lagi)[0][0] in ("DITAHAN", "DITOLAK")
    assert Verval.objects.count() == 0


def test_an_application_for_release_needs_a_reason_and_something_held(
    laptop: Laptop, rumah: list[Keluarga]
) -> None:
    """R80o, R80p."""
    from opensiks.rules.rule import AksiDitolak

    verval(laptop, rumah[0])
    t = kirim(laptop, BESOK)
    with pytest.raises(AksiDitolak) as ditolak:
        services.release_titipan(t, " ", by=HARUN, at=BESOK)
    assert [v.kode for v in ditolak.value.violations] == ["R80o", "R80p"]


# Again, shuffled, split ------------------------------------------------------------------------------------------


def keadaan() -> tuple[Any, ...]:
    """Everything that lines can change, without the numbers of rows."""
    return (
        sorted(Verval.objects.filter(batal_at__isnull=True).values_list("keluarga__id_registri", "hasil")),
        sorted(Usulan.objects.values_list("subjek", "jenis", "status", "alasan")),
        sorted(Ubahan.objects.values_list("ubahan", "vonis", "kode")),
        sorted(Bentrok.objects.values_list("ubahan__ubahan", "sebab")),
    )


def test_R81_importing_twice_changes_nothing_and_answers_the_same(
    laptop: Laptop, rumah: list[Keluarga]
) -> None:
    """Kegagalan 36: the same file, and the same content sealed again."""
    for k in rumah:
        verval(laptop, k)
    isi = laptop.paket(BESOK)
    t = nilai(titip(isi, at=BESOK), at=BESOK)
    sebelum, tanda, jejak = keadaan(), find_tanda_terima(t), Jejak.objects.count()
    lagi = nilai(titip(isi, at=BESOK + timedelta(days=1), nama="salinan.age"), at=BESOK)
    assert (lagi.pk, keadaan(), find_tanda_terima(lagi), Jejak.objects.count()) == (
        t.pk,
        sebelum,
        tanda,
        jejak,
    )
    assert TandaTerima.objects.count() == 1


def test_R84_every_order_of_cumulative_packages_gives_the_same(rumah: list[Keluarga], laptop: Laptop) -> None:
    """Kegagalan 31, 32: a lost package is made good by the next; 9,7,8,7 is 7,8,9."""
    berkas = []
    for k, hasil in ((rumah[0], "TETAP"), (rumah[1], "MAMPU"), (rumah[0], "PINDAH")):
        verval(laptop, k, hasil)
        berkas.append(laptop.paket(BESOK))
    titipan = [titip(b, at=BESOK) for b in berkas]
    for t in (titipan[2], titipan[0], titipan[1], titipan[0]):
        nilai(t, at=BESOK)
    hidup = set(Verval.objects.filter(batal_at__isnull=True).values_list("keluarga_id", "hasil"))
    assert hidup == {(rumah[0].pk, "PINDAH"), (rumah[1].pk, "MAMPU")}
    assert Ubahan.objects.count() == 3
    assert putusan(laptop, titipan[0]) == [("DITERIMA", "")]
    assert len(putusan(laptop, titipan[2])) == 3


def test_R81b_a_younger_line_that_came_first_stands(laptop: Laptop, rumah: list[Keluarga]) -> None:
    lama, baru = verval(laptop, rumah[0]), verval(laptop, rumah[0], "MAMPU")
    kirim(laptop, BESOK, ubahan=[baru])
    kirim(laptop, BESOK, ubahan=[lama])
    assert vonis(lama, baru) == ["SAMA", "DITERIMA"]
    assert Verval.objects.get(batal_at__isnull=True).hasil is HasilVerval.MAMPU


def test_R84b_two_contents_under_one_number_are_a_clone(laptop: Laptop, rumah: list[Keluarga]) -> None:
    """Kegagalan 59: a restored image; both kept, the device waits for a person."""
    verval(laptop, rumah[0])
    kirim(laptop, BESOK)
    lama = list(laptop.ubahan)
    laptop.ubahan, laptop.urutan = [], 0
    verval(laptop, rumah[1], "MAMPU")
    t = kirim(laptop, BESOK)
    assert (t.status, t.kode, Titipan.objects.count(), Ubahan.objects.count()) == (
        StatusTitipan.DITAHAN,
        "CABANG",
        2,
        1,
    )
    laptop.ubahan = lama
    verval(laptop, rumah[2])
    tahan = kirim(laptop, BESOK)
    assert (tahan.status, tahan.kode) == (StatusTitipan.DITAHAN, "CABANG")
    services.release_titipan(tahan, "Laptop kedua hasil salinan sudah ditarik.", by=HARUN, at=BESOK)
    assert tahan.status is StatusTitipan.DINILAI


def test_R81a_the_same_id_with_other_content_is_a_fork(laptop: Laptop, rumah: list[Keluarga]) -> None:
    """Kegagalan 59: what is released answers the forked lines by name, and the others are judged."""
    verval(laptop, rumah[0])
    kirim(laptop, BESOK)
    laptop.ubahan[0] = {**laptop.ubahan[0], "isi": {**TETAP, "hasil": "MAMPU"}}
    verval(laptop, rumah[1])
    t = kirim(laptop, BESOK)
    assert (t.status, t.kode) == (StatusTitipan.DITAHAN, "CABANG")
    services.release_titipan(t, "Sudah ditanyakan.", by=HARUN, at=BESOK)
    assert putusan(laptop, t) == [("DITAHAN", "CABANG"), ("DITERIMA", "")]
    assert Verval.objects.get(keluarga=rumah[0], batal_at__isnull=True).hasil is HasilVerval.TETAP


def test_two_laptops_of_one_operator_merge_by_the_rules(laptop: Laptop, rumah: list[Keluarga]) -> None:
    """Kegagalan 60."""
    kedua = laptop_lain(laptop, at=KINI)
    verval(laptop, rumah[0])
    verval(kedua, rumah[1])
    verval(kedua, rumah[0])
    assert putusan(laptop, kirim(laptop, BESOK)) == [("DITERIMA", "")]
    assert putusan(kedua, kirim(kedua, BESOK)) == [("DITERIMA", ""), ("SAMA", "R81c")]


def test_an_id_means_nothing_without_its_device(laptop: Laptop, rumah: list[Keluarga]) -> None:
    """Kegagalan 77: another device's id is another line; nobody can squat one."""
    kedua = laptop_lain(laptop, at=KINI)
    u = verval(laptop, rumah[0])
    kedua.catat("verval", rumah[1].id_registri, TETAP, KINI, dasar=LIHAT, id=u["id"])
    assert kirim(kedua, BESOK).hitungan == {"DITERIMA": 1}
    assert kirim(laptop, BESOK).hitungan == {"DITERIMA": 1}
    assert Ubahan.objects.filter(ubahan=u["id"]).count() == 2


# Late ------------------------------------------------------------------------------------------------------------


def test_lateness_is_judged_by_the_deposit(laptop: Laptop, rumah: list[Keluarga]) -> None:
    """Kegagalan 43: deposited on the last evening, judged days later."""
    verval(laptop, rumah[0])
    t = titip(laptop.paket(KINI), at=wib(2023, 7, 25, 23, 59))
    assert nilai(t, at=wib(2023, 7, 28)).hitungan == {"DITERIMA": 1}
    assert Verval.objects.get().at == wib(2023, 7, 25, 23, 59)


def test_R85_a_late_package_waits_and_is_taken_when_more_time_is_given(
    laptop: Laptop, rumah: list[Keluarga], periode: Periode
) -> None:
    verval(laptop, rumah[0])
    telat = wib(2023, 7, 27)
    t = kirim(laptop, telat)
    assert putusan(laptop, t) == [("DITAHAN", "MASA")]
    assert services.judge_semua("18.04", by=JAYA, at=telat) == 0
    extend_periode(
        periode, TierTenggat.DESA, wib(2023, 7, 29).date(), by=RATNA, at=telat, nomor_surat="1", alasan="banjir",
        kode_wilayah=DESA,
    )  # fmt: skip
    assert services.judge_semua("18.04", by=JAYA, at=telat) == 1
    assert putusan(laptop, t) == [("DITERIMA", "")]
    assert (Verval.objects.get().at, TandaTerima.objects.count()) == (telat, 2)


def test_R85_a_late_package_goes_into_the_period_that_is_open_then(
    laptop: Laptop, rumah: list[Keluarga]
) -> None:
    agustus = periode_juli(bulan=8)
    verval(laptop, rumah[0])
    t = kirim(laptop, wib(2023, 8, 3))
    assert putusan(laptop, t) == [("DITERIMA", "")]
    v = Verval.objects.get()
    assert (v.periode, v.tanggal, v.at) == (agustus, wib(2023, 8, 3).date(), wib(2023, 8, 3))
    assert v.catatan == "Kunjungan 2023-07-09, paket terlambat."


# Photos ----------------------------------------------------------------------------------------------------------


def identitas(laptop: Laptop, k: Keluarga, sidik: str) -> dict[str, Any]:
    i = orang_ke(k, 1)
    isi = {
        "jenis": "PERBAIKAN_ID", "program": "", "kode_alasan": "", "alasan": "", "muatan": {"nama": "NAMA BENAR"},
        "bukti": [{"jenis": "KTP", "sha256": sidik, "nama": "ktp.pdf"}],
    }  # fmt: skip
    return laptop.catat(
        "usulan", i.id_registri, isi, KINI, dasar={"versi": 1, "lama": {"nama": i.nama}}, lampiran=[sidik]
    )


def test_R83f_a_light_package_waits_for_its_photos_and_keeps_its_time(
    laptop: Laptop, rumah: list[Keluarga]
) -> None:
    """Kegagalan 33: the deadline is kept by the lines; the photo comes later; another photo is not taken."""
    sidik = laptop.potret(PDF)
    u = identitas(laptop, rumah[0], sidik)
    t = kirim(laptop, wib(2023, 7, 25, 22), foto=False)
    assert (putusan(laptop, t), t.lampiran_kurang) == ([("MENUNGGU", "LAMPIRAN")], [sidik])
    lain = laptop.potret(PDF + b"lain")
    laptop.catat("foto", rumah[1].id_registri, {"jenis": "RUMAH", "sha256": lain}, KINI, lampiran=[lain])
    ringan = kirim(laptop, wib(2023, 7, 27), ubahan=laptop.ubahan[1:])
    assert vonis(u) == ["MENUNGGU"]
    assert ringan.hitungan == {"DITOLAK": 1}
    penuh = kirim(laptop, wib(2023, 7, 30))
    assert vonis(u) == ["DITERIMA"]
    assert (Usulan.objects.get().dibuat_at, penuh.lampiran_kurang) == (wib(2023, 7, 25, 22), [])
    assert Bukti.objects.get().sha256 == sidik


# Clashes ---------------------------------------------------------------------------------------------------------


def test_R83_different_fields_merge(laptop: Laptop, rumah: list[Keluarga]) -> None:
    """Kegagalan 50."""
    k = rumah[0]
    Keluarga.objects.filter(pk=k.pk).update(dusun="TALANG BARU", versi=2)
    alamat(laptop, k)
    assert putusan(laptop, kirim(laptop, BESOK)) == [("DITERIMA", "")]


def test_R83c_the_same_field_changed_twice_is_held_and_both_values_are_kept(
    laptop: Laptop, rumah: list[Keluarga]
) -> None:
    """Kegagalan 51."""
    k = rumah[0]
    u = alamat(laptop, k)
    Keluarga.objects.filter(pk=k.pk).update(alamat="JALAN LAIN", versi=2)
    t = kirim(laptop, BESOK)
    [baris] = laptop.baca_tanda(t)["putusan"]
    assert (baris["putusan"], baris["kode"]) == ("DITAHAN", "BENTROK")
    assert baris["lawan"]["isian"]["alamat"] == {
        "dasar": k.alamat, "server": "JALAN LAIN", "paket": "JALAN BARU 9",
    }  # fmt: skip
    b = Bentrok.objects.get()
    assert (b.sebab, b.isi["paket"]["oleh"], b.ubahan.ubahan) == ("BENTROK", "Sari", u["id"])
    assert b.isi["server"]["data"] == {"oleh": "Jaya", "pada": "2023-01-10T09:00:00+07:00"}
    assert Usulan.objects.count() == 0
    assert Kabar.objects.filter(perihal=Perihal.UBAHAN_BENTROK).count() == 2


def test_R81c_the_same_value_twice_is_one_change(laptop: Laptop, rumah: list[Keluarga]) -> None:
    """Kegagalan 52."""
    u = alamat(laptop, rumah[0])
    Keluarga.objects.filter(pk=rumah[0].pk).update(alamat="JALAN BARU 9", versi=2)
    kirim(laptop, BESOK)
    kedua = laptop_lain(laptop, at=KINI)
    satu, dua = alamat(laptop, rumah[1]), alamat(kedua, rumah[1])
    kirim(laptop, BESOK)
    kirim(kedua, BESOK)
    assert vonis(u, satu, dua) == ["SAMA", "DITERIMA", "SAMA"]
    assert Usulan.objects.count() == 1


@pytest.mark.parametrize("dahulu", ["MAMPU", "TETAP"])
def test_R83d_exclusion_against_confirmation_is_held_in_any_order(
    laptop: Laptop, rumah: list[Keluarga], dahulu: str
) -> None:
    """Kegagalan 53: whichever package came first, the family stays found and the exclusion waits."""
    kedua = laptop_lain(laptop, at=KINI)
    keluar, ada = verval(laptop, rumah[0], "MAMPU"), verval(kedua, rumah[0])
    for lap in (laptop, kedua) if dahulu == "MAMPU" else (kedua, laptop):
        kirim(lap, BESOK)
    assert vonis(keluar, ada) == ["DITAHAN", "DITERIMA"]
    assert Verval.objects.get(batal_at__isnull=True).hasil is HasilVerval.TETAP
    assert Bentrok.objects.get().ubahan.ubahan == keluar["id"]
    terbaru = Titipan.objects.get(kid=laptop.kunci.kid)
    assert putusan(laptop, terbaru) == [("DITAHAN", "BENTROK")]


def test_R83d_exclusion_of_a_family_that_was_corrected_meanwhile_is_held(
    laptop: Laptop, rumah: list[Keluarga]
) -> None:
    """Kegagalan 53."""
    from opensiks.keluarga.services import PerubahanKeluarga, revise_keluarga

    revise_keluarga(
        [PerubahanKeluarga(rumah[0].pk, {"dusun": "TALANG BARU"})], by=JAYA, at=KINI, sumber="usulan"
    )
    verval(laptop, rumah[0], "MAMPU")
    verval(laptop, rumah[1], "MAMPU")
    assert putusan(laptop, kirim(laptop, BESOK)) == [("DITAHAN", "BENTROK"), ("DITERIMA", "")]


def test_R83c_a_verdict_given_online_that_the_laptop_did_not_see(
    laptop: Laptop, rumah: list[Keluarga], periode: Periode
) -> None:
    with scope(SARI.cakupan):
        record_verval(
            periode, rumah[:1], HasilVerval.PERBAIKAN, by=operator_of(DESA), at=KINI, tanggal=KINI.date()
        )
    u = verval(laptop, rumah[0])
    kirim(laptop, BESOK)
    assert vonis(u) == ["DITAHAN"]
    lihat = {"hasil": "PERBAIKAN", "pada": "2023-07-10T09:00:00+07:00", "oleh": "x"}
    tahu = verval(laptop, rumah[0], dasar={**LIHAT, "verval": lihat})
    kirim(laptop, BESOK)
    assert vonis(u, tahu) == ["DITAHAN", "DITERIMA"]


@pytest.mark.parametrize("dahulu", [0, 1])
def test_R83e_two_villages_that_claim_one_person_both_wait(
    rumah: list[Keluarga], laptop: Laptop, dahulu: int
) -> None:
    """Kegagalan 54: each sees the other village, nothing of the other's data."""
    lain = daftarkan(BUDI, DESA_BUDI, at=KINI)
    muatan = isi_baru(bukti=None)
    muatan.pop("bukti")
    isi = {"jenis": "BARU", "program": "", "kode_alasan": "", "alasan": "", "muatan": muatan}
    for lap in (laptop, lain):
        sidik = lap.potret(PDF)
        bukti = [
            {"jenis": j, "sha256": sidik, "nama": f"{j}.pdf"}
            for j in ("KTP", "KK", "FOTO_KELUARGA", "FOTO_RUMAH")
        ]
        lap.catat("usulan", "", {**isi, "bukti": bukti}, KINI, lampiran=[sidik])
    for lap in (laptop, lain)[:: -1 if dahulu else 1]:
        kirim(lap, BESOK)
    for lap, desa in ((laptop, DESA_BUDI), (lain, DESA)):
        t = Titipan.objects.get(kid=lap.kunci.kid)
        [baris] = lap.baca_tanda(t)["putusan"]
        assert (baris["putusan"], baris["kode"], baris["lawan"]) == (
            "DITAHAN",
            "GANDA",
            {"desa": f"Wilayah {desa}"},
        )
    assert Bentrok.objects.count() == 2
    assert not Usulan.objects.exclude(status=StatusUsulan.BATAL).exists()


def test_R83e_a_person_registered_elsewhere_is_not_entered_twice(laptop: Laptop) -> None:
    """Kegagalan 55."""
    ada = keluarga_dengan(DESA_BUDI)
    muatan = isi_baru(1)
    muatan["anggota"][0]["nik"] = orang_ke(ada, 0).nik
    muatan["anggota"][0]["tanggal_lahir"] = str(orang_ke(ada, 0).tanggal_lahir)
    muatan["anggota"][0]["jenis_kelamin"] = "L"
    isi = {"jenis": "BARU", "program": "", "kode_alasan": "", "alasan": "", "muatan": muatan, "bukti": []}
    laptop.catat("usulan", "", isi, KINI)
    t = kirim(laptop, BESOK)
    assert putusan(laptop, t) == [("DITAHAN", "GANDA")]
    assert laptop.baca_tanda(t)["putusan"][0]["lawan"] == {"desa": f"Wilayah {DESA_BUDI}"}


def test_R83b_a_family_that_moved_is_held_and_the_village_named(laptop: Laptop) -> None:
    """Kegagalan 57."""
    k = keluarga_dengan(DESA_BUDI)
    verval(laptop, k)
    verval(laptop, Keluarga(id_registri="F-TIDAK-ADA"))
    assert putusan(laptop, kirim(laptop, BESOK)) == [("DITAHAN", "PINDAH"), ("DITOLAK", "R85g")]


def test_taking_back_an_accepted_line_is_a_line_of_its_own(laptop: Laptop, rumah: list[Keluarga]) -> None:
    """Kegagalan 58: history shows both."""
    v, u = verval(laptop, rumah[0]), alamat(laptop, rumah[1])
    w = verval(laptop, rumah[2])
    kirim(laptop, BESOK)
    balik = [laptop.catat("cabut", f"ubahan:{x['id']}", {"alasan": "salah rumah"}, KINI) for x in (v, u)]
    batal = laptop.catat(
        "batal_verval", rumah[2].id_registri, {"alasan": "belum dikunjungi"}, KINI, dasar=LIHAT
    )
    kirim(laptop, BESOK + timedelta(hours=1))
    assert vonis(v, u, w, *balik, batal) == ["DITERIMA"] * 6
    assert not Verval.objects.filter(batal_at__isnull=True).exists()
    assert Usulan.objects.get().status is StatusUsulan.BATAL
    assert list_peristiwa(f"keluarga:{rumah[0].pk}")[-2:] == ["verval.recorded", "verval.cancelled"]


# A meeting -------------------------------------------------------------------------------------------------------


def test_a_meeting_held_without_a_line(laptop: Laptop, rumah: list[Keluarga], periode: Periode) -> None:
    from opensiks.musyawarah.models import Keberatan, Musyawarah

    verval(laptop, rumah[0])
    isi = {
        "jenis": "TIDAK_LAYAK", "program": "REGISTRI", "kode_alasan": "MAMPU", "alasan": "", "muatan": {}, "bukti": [],
    }  # fmt: skip
    mampu = [laptop.catat("usulan", k.id_registri, isi, KINI, dasar={"versi": 1}) for k in rumah[1:]]
    m = laptop.catat("musyawarah", "", {
        "tanggal": "2023-07-10", "mulai": "09:00", "tempat": "Balai", "pimpinan_nama": "Darmo",
        "pimpinan_jabatan": "Peratin", "catatan": "",
    }, KINI)  # fmt: skip
    acuan = f"ubahan:{m['id']}"
    unsur = {u: [5, 3, 1] for u in ("KADES_LURAH", "OPERATOR", "RT_RW", "BPD", "WAKIL_KPM")}
    laptop.catat("kehadiran", acuan, {"unsur": unsur}, KINI)
    for u, hasil in zip(mampu, ("SETUJU", "TOLAK"), strict=True):
        isi = {"musyawarah": acuan, "hasil": hasil, "alasan": "menurut RT"}
        laptop.catat("putusan", f"ubahan:{u['id']}", isi, KINI)
    keberatan = {"musyawarah": acuan, "isi": "masih miskin", "nama": "", "dirahasiakan": True}
    laptop.catat("keberatan", f"ubahan:{mampu[1]['id']}", keberatan, KINI)
    laptop.catat("tutup", acuan, {"selesai": "11:30", "catatan": "", "kode_daftar": "7K4M-2Q9D-XTR8"}, KINI)
    t = kirim(laptop, BESOK)
    assert t.hitungan == {"DITERIMA": len(laptop.ubahan)}, laptop.baca_tanda(t)["putusan"]
    assert sorted(Usulan.objects.values_list("status", flat=True)) == ["DISETUJUI_MUSDES", "DITOLAK_MUSDES"]
    [rapat] = Musyawarah.objects.all()
    assert rapat.ditutup_at == BESOK
    assert (rapat.kode_lembar, rapat.catatan) == ("7K4M-2Q9D-XTR8", "")
    assert Keberatan.objects.count() == 1
    assert desa_di(periode).status is StatusDesa.MUSDES_SELESAI


def test_a_meeting_closes_when_the_last_of_its_decisions_is_in(laptop: Laptop, rumah: list[Keluarga]) -> None:
    """Kegagalan 33: what was decided on a proposal whose photo comes days later is not shut out by the close."""
    u = identitas(laptop, rumah[0], laptop.potret(PDF))
    m = laptop.catat("musyawarah", "", {
        "tanggal": "2023-07-10", "mulai": "09:00", "tempat": "Balai", "pimpinan_nama": "Darmo",
        "pimpinan_jabatan": "Peratin", "catatan": "",
    }, KINI)  # fmt: skip
    acuan = f"ubahan:{m['id']}"
    laptop.catat(
        "kehadiran", acuan, {"unsur": {s: [5, 3, 1] for s in ("KADES_LURAH", "OPERATOR", "RT_RW")}}, KINI
    )
    setuju = {"musyawarah": acuan, "hasil": "SETUJU", "alasan": ""}
    p = laptop.catat("putusan", f"ubahan:{u['id']}", setuju, KINI, perlu=[m["id"], u["id"]])
    selesai = {"selesai": "11:30", "catatan": "", "kode_daftar": "7K4M-2Q9D-XTR8"}
    t = laptop.catat("tutup", acuan, selesai, KINI, perlu=[m["id"]])
    kirim(laptop, wib(2023, 7, 11), foto=False)
    assert vonis(u, p, t) == ["MENUNGGU"] * 3
    kirim(laptop, wib(2023, 7, 14))
    assert vonis(u, p, t) == ["DITERIMA"] * 3
    assert Usulan.objects.get().status is StatusUsulan.DISETUJUI_MUSDES


def test_R85f_a_line_waits_for_the_one_it_builds_on(laptop: Laptop, rumah: list[Keluarga]) -> None:
    u = alamat(laptop, rumah[0])
    tarik = laptop.catat("tarik", f"ubahan:{u['id']}", {"alasan": "keliru"}, KINI)
    kirim(laptop, BESOK, ubahan=[tarik])
    assert vonis(tarik) == ["MENUNGGU"]
    kirim(laptop, BESOK, ubahan=[u])
    assert vonis(u, tarik) == ["DITERIMA", "DITERIMA"]
    assert Usulan.objects.get().status is StatusUsulan.BATAL


# The board -------------------------------------------------------------------------------------------------------


def test_the_boards_sums_are_the_sums_of_the_receipts(
    laptop: Laptop, rumah: list[Keluarga], periode: Periode
) -> None:
    temuan_pada(rumah[1])
    lain = daftarkan(BUDI, DESA_BUDI, at=KINI)
    for k in rumah:
        verval(laptop, k)
    verval(lain, keluarga_dengan(DESA_BUDI))
    identitas(lain, keluarga_dengan(DESA_BUDI), lain.potret(PDF))
    titipan = [kirim(laptop, BESOK), kirim(lain, BESOK, foto=False)]
    tanda = [lap.baca_tanda(t)["jumlah"] for lap, t in zip((laptop, lain), titipan, strict=True)]
    *kec, semua = count_papan("18.04", periode)
    jumlah = {v: sum(t[v] for t in tanda) for v in tanda[0]}
    assert (semua.diterima, semua.ditolak, semua.ubahan_menunggu) == (
        jumlah["DITERIMA"], jumlah["DITOLAK"], jumlah["MENUNGGU"],
    )  # fmt: skip
    assert (semua.desa, semua.masuk, semua.dinilai, semua.menunggu, semua.diam) == (2, 2, 2, 1, 0)
    assert sum(k.ubahan for k in kec) == semua.ubahan == sum(jumlah.values())


def test_a_village_that_asks_is_not_yet_a_device(periode: Periode) -> None:
    assert minta(at=KINI).perangkat.sertifikat == ""
