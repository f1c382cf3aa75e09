"""Opening a period, and seeing what its close does before it is done (R71, R75)."""

from collections.abc import Iterator

import pytest

from opensiks.infra.scope import scope_nasional
from opensiks.keluarga.models import Keluarga
from opensiks.verval.models import Periode
from tests import cast
from tests.factories.kantor import Masuk, Meja, buat_meja, teks
from tests.factories.pengesahan import buat_keluarga
from tests.factories.verval import DESA_BUDI, KAB, kampanye_2021


@pytest.fixture
def meja(pemeran: dict[str, cast.Pemeran]) -> Iterator[Meja]:
    with scope_nasional():
        yield buat_meja()


def isian(**ubah: str) -> dict[str, str]:
    dasar = {"kode": "2023-08", "label": "Agustus 2023", "profil": "bulanan_2023", "kode_wilayah": KAB}
    for nama, hari in (("mulai", 1), ("tenggat_desa", 25), ("tenggat_kab", 31)):
        dasar |= {f"{nama}_0": str(hari), f"{nama}_1": "8", f"{nama}_2": "2023"}
    return dasar | ubah


def test_opens_a_period(meja: Meja, masuk: Masuk) -> None:
    assert masuk("ratna").post("/periode/", isian()).status_code == 302
    assert Periode.objects.filter(kode="2023-08", kode_wilayah=KAB).count() == 1
    assert "Agustus 2023" in teks(masuk("ratna"), "/periode/")


@pytest.mark.parametrize(
    ("ubah", "kata"),
    [
        ({"label": ""}, "Isi nama periode."),
        ({"kode_wilayah": "18.4"}, "Kode wilayah ditulis seperti"),
        ({"mulai_0": "31", "mulai_1": "2"}, "Tanggal 31 Februari 2023 tidak ada."),
        ({"tenggat_desa_0": "31", "tenggat_kab_0": "1"}, "Urutkan tanggal"),
        ({"mulai_1": "7", "tenggat_desa_1": "7"}, "bertumpuk dengan Verval bulan 7"),
        ({"kode": "2023-07"}, "sudah ada"),
    ],
)
def test_R71_says_what_is_wrong_and_opens_nothing(
    meja: Meja, masuk: Masuk, ubah: dict[str, str], kata: str
) -> None:
    jawab = masuk("ratna").post("/periode/", isian(**ubah))
    assert jawab.status_code == 422
    assert kata in jawab.content.decode()
    assert Periode.objects.count() == 1


def test_only_the_centre_opens_and_closes(meja: Meja, masuk: Masuk) -> None:
    for nama in ("harun", "jaya", "wati", "sari"):
        assert masuk(nama).get("/periode/").status_code == 403
        assert masuk(nama).post(f"/periode/{meja.periode.pk}/tutup/").status_code == 403
    assert masuk("ratna").get("/periode/99999/tutup/").status_code == 404


def test_closes_after_agreeing(meja: Meja, masuk: Masuk) -> None:
    ratna, alamat = masuk("ratna"), f"/periode/{meja.periode.pk}/tutup/"
    assert "Ketentuan periode ini tidak menidurkan data" in teks(ratna, alamat)
    assert ratna.post(alamat).status_code == 422
    assert ratna.post(alamat, {"setuju": "on"}).status_code == 302
    assert Periode.objects.get(pk=meja.periode.pk).ditutup_at is not None
    assert "sudah ditutup" in teks(ratna, alamat)


@pytest.fixture
def kampanye(meja: Meja) -> Periode:
    """A campaign in which DESA_BUDI is silent."""
    buat_keluarga(DESA_BUDI, 2)
    return kampanye_2021()


def test_R75_preview_names_who_would_sleep(kampanye: Periode, masuk: Masuk) -> None:
    ratna, alamat = masuk("ratna"), f"/periode/{kampanye.pk}/tutup/"
    tutup = ratna.get(alamat).context["tutup"]
    assert {d.kode: (d.keluarga, d.orang) for d in tutup.tidur}[DESA_BUDI] == (5, 15)
    assert tutup.keluarga == tutup.tanpa_peringatan == Keluarga.objects.count()


def test_R75_unwarned_sleep_needs_a_reason(kampanye: Periode, masuk: Masuk) -> None:
    ratna, alamat = masuk("ratna"), f"/periode/{kampanye.pk}/tutup/"
    assert "Beri peringatan sebelum menidurkan data" in ratna.post(alamat, {"setuju": "on"}).content.decode()
    assert not Keluarga.objects.filter(status="DITIDURKAN").exists()
    ratna.post(alamat, {"setuju": "on", "alasan": "Peringatan diberikan lewat surat."})
    assert Keluarga.objects.filter(status="DITIDURKAN", kode_desa=DESA_BUDI).count() == 5


def test_home_of_the_centre_tells_the_next_step(meja: Meja, masuk: Masuk) -> None:
    ratna = masuk("ratna")
    assert ratna.get("/").url == "/pusat/"  # type: ignore[attr-defined]
    assert "Tutup Verval bulan 7" in teks(ratna, "/pusat/")
    assert masuk("wati").get("/").url == "/jejak/"  # type: ignore[attr-defined]
    assert masuk("jaya").get("/pusat/").status_code == 403
