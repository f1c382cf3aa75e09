"""Devices: six words, a certificate of one period and its grace, a revocation that everybody hears of (R80)."""

from datetime import timedelta

import pytest

from opensiks.akun.access import TidakBerhak
from opensiks.infra import home
from opensiks.infra.scope import scope
from opensiks.kabar.models import Kabar
from opensiks.paket import services
from opensiks.paket.berkas import open_berkas
from opensiks.paket.kunci import get_kunci, get_pencabutan, get_registrar
from opensiks.paket.models import KunciPemulihan, Perangkat
from opensiks.paket.segel import make_kunci
from opensiks.paket.tanda import KunciTanda, read_sertifikat
from opensiks.rules.kabar import Perihal
from opensiks.rules.kata import get_enam_kata
from opensiks.rules.paket import Arah
from opensiks.rules.perangkat import HARI_TENGGANG, StatusPerangkat
from opensiks.rules.rule import AksiDitolak
from opensiks.verval.models import Periode
from tests.factories.paket import daftarkan, minta
from tests.factories.usulan import keluarga_dengan
from tests.factories.verval import (
    BUDI,
    DESA,
    DESA_BUDI,
    HARUN,
    JAYA,
    SARI,
    list_peristiwa,
    wib,
)

pytestmark = pytest.mark.usefixtures("periode")

KINI = wib(2023, 7, 10)


def test_R80g_a_device_asks_with_its_key_and_shows_six_words() -> None:
    laptop = minta(at=KINI)
    p = laptop.perangkat
    assert (p.status, p.kid, p.operator) == (StatusPerangkat.DIMINTA, laptop.kunci.kid, "Sari")
    assert p.kata.split() == list(get_enam_kata(p.kid))
    assert list_peristiwa(f"perangkat:{p.pk}") == ["perangkat.requested"]
    assert Kabar.objects.filter(perihal=Perihal.PERANGKAT_DIMINTA, kode_wilayah=DESA).count() == 2


def test_R80g_a_key_that_is_none_is_refused() -> None:
    laptop = minta(at=KINI)
    _, umum = make_kunci()
    for jwk, alg in (({"kty": "RSA"}, "ES256"), (KunciTanda.generate("ES256").jwk, "Ed25519")):
        with pytest.raises(AksiDitolak) as ditolak:
            services.request_perangkat(DESA, jwk, umum, "x", alg, by=laptop.operator, at=KINI)
        assert [v.kode for v in ditolak.value.violations] == ["R80g"]


def test_asking_again_with_the_same_key_gives_the_same_row() -> None:
    laptop = minta(at=KINI)
    lagi = services.request_perangkat(
        DESA, laptop.kunci.jwk, laptop.perangkat.umum, "Baru", "ES256", by=laptop.operator, at=KINI
    )
    assert (lagi.pk, lagi.nama, Perangkat.objects.count()) == (laptop.perangkat.pk, "Baru", 1)


def test_the_office_lets_it_in_for_one_period_and_its_grace(periode: Periode) -> None:
    laptop = daftarkan(at=KINI, alg="Ed25519")
    p = laptop.perangkat
    assert (p.status, p.periode, p.diputus_oleh) == (StatusPerangkat.DISETUJUI, periode, "Harun")
    klaim = read_sertifikat(p.sertifikat, [get_registrar().jwk])
    assert (klaim["desa"], klaim["periode"], klaim["alg"]) == ([DESA], periode.kode, "Ed25519")
    assert klaim["exp"] == int((periode.tenggat_kab_at + timedelta(days=HARI_TENGGANG)).timestamp())
    assert klaim["cnf"]["jwk"] == laptop.kunci.jwk
    assert len(get_kunci(DESA, periode).penerima) == 2


def test_private_halves_are_files_of_their_owner_alone() -> None:
    daftarkan(at=KINI)
    berkas = [p for p in (home.home() / "kunci").iterdir() if p.name.startswith(("registrar", "segel_"))]
    assert len(berkas) >= 3
    assert {oct(p.stat().st_mode & 0o777) for p in berkas} == {"0o600"}


@pytest.mark.parametrize("by", [SARI, BUDI])
def test_a_village_lets_nobody_in(by: object) -> None:
    laptop = minta(at=KINI)
    with pytest.raises(TidakBerhak):
        services.enrol_perangkat(laptop.perangkat, by=by, at=KINI)  # type: ignore[arg-type]


def test_R80i_a_device_is_decided_once() -> None:
    laptop = daftarkan(at=KINI)
    with pytest.raises(AksiDitolak) as ditolak:
        services.enrol_perangkat(laptop.perangkat, by=JAYA, at=KINI)
    assert [v.kode for v in ditolak.value.violations] == ["R80i"]
    lain = minta(BUDI, DESA_BUDI, at=KINI)
    services.reject_perangkat(lain.perangkat, by=JAYA, at=KINI, alasan="katanya berbeda")
    assert lain.perangkat.status is StatusPerangkat.DITOLAK


def test_R80j_without_a_period_nobody_is_let_in(periode: Periode) -> None:
    laptop = minta(at=wib(2023, 6, 1))
    with pytest.raises(AksiDitolak) as ditolak:
        services.enrol_perangkat(laptop.perangkat, by=HARUN, at=wib(2023, 6, 1))
    assert [v.kode for v in ditolak.value.violations] == ["R80j"]


def test_R80k_R80l_a_revocation_wants_a_reason_and_stands_in_every_list() -> None:
    laptop = daftarkan(at=KINI)
    assert get_pencabutan("18.04") == {"versi": 0, "kid": []}
    with pytest.raises(AksiDitolak) as ditolak:
        services.revoke_perangkat(laptop.perangkat, " ", by=HARUN, at=KINI)
    assert [v.kode for v in ditolak.value.violations] == ["R80k"]
    services.revoke_perangkat(laptop.perangkat, "Laptop hilang.", by=HARUN, at=KINI)
    assert get_pencabutan("18.04") == {"versi": 1, "kid": [laptop.kunci.kid]}
    with pytest.raises(AksiDitolak) as ditolak:
        services.revoke_perangkat(laptop.perangkat, "Lagi.", by=HARUN, at=KINI)
    assert [v.kode for v in ditolak.value.violations] == ["R80l"]


def test_a_revoked_key_never_comes_back() -> None:
    laptop = daftarkan(at=KINI)
    services.revoke_perangkat(laptop.perangkat, "Laptop hilang.", by=HARUN, at=KINI)
    with pytest.raises(AksiDitolak):
        services.request_perangkat(
            DESA, laptop.kunci.jwk, laptop.perangkat.umum, "x", "ES256", by=laptop.operator, at=KINI
        )


def test_a_recovery_key_is_shown_once_and_kept_nowhere(periode: Periode) -> None:
    daftarkan(at=KINI)
    rahasia = services.make_pemulihan(DESA, periode, by=HARUN, at=KINI)
    assert rahasia.startswith("AGE-SECRET-KEY-1")
    lagi = services.make_pemulihan(DESA, periode, by=HARUN, at=KINI)
    assert lagi != rahasia
    assert KunciPemulihan.objects.filter(diganti_at__isnull=True).count() == 1
    isi = [p.read_text() for p in (home.home() / "kunci").iterdir() if p.is_file()]
    assert not [t for t in isi if rahasia in t or lagi in t]


def test_the_worksheet_opens_on_its_laptop_and_with_the_recovery_paper_only(periode: Periode) -> None:
    keluarga_dengan(DESA, program=["PKH"])
    laptop, lain = daftarkan(at=KINI), minta(BUDI, DESA_BUDI, at=KINI)
    pulih = services.make_pemulihan(DESA, periode, by=HARUN, at=KINI)
    with scope(laptop.operator.cakupan):
        berkas = services.make_turun(laptop.perangkat, by=laptop.operator, at=KINI)
    for rahasia in (laptop.rahasia, pulih):
        paket = open_berkas(berkas, [rahasia], registrar=[get_registrar().jwk], arah=Arah.TURUN)
        lembar = paket.read_badan()
    assert [k["program"] for k in lembar["keluarga"]] == [["PKH"]]
    assert [len(k["anggota"]) for k in lembar["keluarga"]] == [3]
    assert len(lembar["keluarga"][0]["anggota"][0]["nik"]) == 16
    assert lembar["periode"]["terbuka"] is True
    assert lembar["kunci"]["registrar"]["jwk"] == get_registrar().jwk
    with pytest.raises(Exception, match="ASING"):
        open_berkas(berkas, [lain.rahasia], registrar=[get_registrar().jwk])
    assert list_peristiwa(f"perangkat:{laptop.perangkat.pk}")[-1] == "data.exported"


def test_a_worksheet_is_for_a_device_that_was_let_in_and_for_its_own_village() -> None:
    laptop = minta(at=KINI)
    with pytest.raises(AksiDitolak) as ditolak:
        services.make_turun(laptop.perangkat, by=laptop.operator, at=KINI)
    assert [v.kode for v in ditolak.value.violations] == ["R80l"]
    with pytest.raises(AksiDitolak) as ditolak:
        services.make_turun(laptop.perangkat, by=BUDI, at=KINI)
    assert "R1" in [v.kode for v in ditolak.value.violations]
