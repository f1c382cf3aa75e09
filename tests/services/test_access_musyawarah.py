"""The doors of the forum, and the words of each place on its papers."""

import pytest

from opensiks.akun.access import TidakAda, TidakBerhak
from opensiks.infra.scope import scope
from opensiks.musyawarah.access import access_berita_acara, access_musyawarah, access_sptjm
from opensiks.musyawarah.models import Sptjm
from opensiks.musyawarah.queries import find_berita_acara, find_berjalan, get_kehadiran, list_musyawarah
from opensiks.musyawarah.services import print_berita_acara
from opensiks.musyawarah.tempat import Tempat
from opensiks.rules.musyawarah import Unsur
from opensiks.rules.peran import Izin
from opensiks.verval.models import Periode
from opensiks.wilayah.models import Wilayah
from tests.factories.musyawarah import HADIR, RAPAT, adakan, tutup
from tests.factories.verval import (
    BUDI,
    DARMO,
    DESA,
    JAYA,
    ORANG_ASING,
    SARI,
    TIKA,
    operator_of,
)  # fmt: skip

pytestmark = pytest.mark.usefixtures("periode")


def test_the_doors_open_for_the_village_and_those_above_only(periode: Periode) -> None:
    m = adakan(periode)
    tutup(m)
    ba, _ = print_berita_acara(m, by=operator_of(DESA), at=RAPAT)
    sptjm = Sptjm.objects.create(
        periode=periode, kode_desa=DESA, nomor="1", tanggal=m.tanggal, daftar_sha256="0" * 64, baris=0,
        pdf_sha256="0" * 64, oleh="Darmo", at=RAPAT,
    )  # fmt: skip
    pintu = ((access_musyawarah, m), (access_berita_acara, ba), (access_sptjm, sptjm))
    for buka, benda in pintu:
        for by in (SARI, DARMO, TIKA, JAYA):
            with scope(by.cakupan):
                assert buka(by, benda.pk) == benda
        for by in (BUDI, ORANG_ASING):
            with scope(by.cakupan), pytest.raises(TidakAda):
                buka(by, benda.pk)
        with scope(DARMO.cakupan), pytest.raises(TidakBerhak):
            buka(DARMO, benda.pk, Izin.MUSYAWARAH_RECORD)


def test_meetings_are_found_by_where_they_stand(periode: Periode) -> None:
    m = adakan(periode)
    assert find_berjalan(periode, DESA) == m
    assert find_berita_acara(m) is None
    assert {u: (k.diundang, k.laki_laki, k.perempuan) for u, k in get_kehadiran(m).items()} == HADIR
    tutup(m)
    assert find_berjalan(periode, DESA) is None
    assert list(list_musyawarah(DESA, periode)) == [m]


@pytest.mark.parametrize(
    ("sebutan", "kepala", "dewan"),
    [
        ("pekon", "peratin", "LHP"), ("nagari", "wali nagari", "Bamus nagari"), ("gampong", "keuchik", "Tuha peut"),
        ("kelurahan", "lurah", "LPM"), ("desa", "kepala desa", "BPD"),
    ],
)  # fmt: skip
def test_each_place_is_named_in_its_own_words(sebutan: str, kepala: str, dewan: str) -> None:
    Wilayah.objects.filter(kode=DESA).update(sebutan=sebutan, nama="Sukamarga")
    t = Tempat.of(DESA)
    assert (t.kepala, t.unsur(Unsur.BPD), t.singkatan) == (kepala, dewan, "SUK")
    assert t.kop["baris"][-1] == f"{sebutan.title()} Sukamarga"
    assert t.unsur(Unsur.KADES_LURAH).lower() == f"{kepala} atau wakilnya"
