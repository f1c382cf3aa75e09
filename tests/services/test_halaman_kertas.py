"""A paper of several pages comes as several photos: all of them are kept, in their order (R17)."""

from datetime import timedelta
from typing import Any

import pytest

from opensiks.infra import files
from opensiks.infra.lembar import to_pdf
from opensiks.musyawarah.models import BeritaAcara
from opensiks.paket.lampiran import clean_jpeg
from tests.factories.foto import foto_uji
from tests.factories.paket import Isi, kirim
from tests.factories.usulan import PDF
from tests.services.test_kertas_lembar import BESOK, KINI, LUSA, Rapat, jawaban, rapat, rumah

__all__ = ["rapat", "rumah"]


def halaman(rapat: Rapat, n: int, foto: bytes, **lain: Any) -> Isi:
    sidik = rapat.laptop.potret(foto)
    isi = {"guna": "BERITA_ACARA", "sha256": sidik, "halaman": n, **lain}
    return rapat.laptop.catat("berkas", rapat.acuan, isi, KINI, lampiran=[sidik])


def baca_ba() -> bytes:
    ba = BeritaAcara.objects.get()
    assert ba.scan is not None
    return files.load(ba.scan.sha256)


def test_R17_every_page_of_a_paper_is_kept_in_its_order(rapat: Rapat) -> None:
    rapat.tutup()
    foto = [foto_uji(60 + i, 80) for i in range(3)]
    for n, isi in ((2, foto[1]), (1, foto[0])):
        halaman(rapat, n, isi)
    t = kirim(rapat.laptop, BESOK)
    assert set(t.hitungan) == {"DITERIMA"}, rapat.laptop.baca_tanda(t)["putusan"]
    assert baca_ba() == to_pdf([clean_jpeg(f) for f in foto[:2]])
    # A page that comes later joins those that are there; the same page again takes the place of the first.
    halaman(rapat, 3, foto[2])
    kirim(rapat.laptop, LUSA)
    assert baca_ba() == to_pdf([clean_jpeg(f) for f in foto])
    lagi = foto_uji(99, 80)
    halaman(rapat, 2, lagi)
    kirim(rapat.laptop, LUSA + timedelta(hours=1))
    assert baca_ba() == to_pdf([clean_jpeg(f) for f in (foto[0], lagi, foto[2])])


def test_R17_one_page_stays_the_file_that_it_is(rapat: Rapat) -> None:
    rapat.tutup()
    foto = foto_uji(60, 80)
    halaman(rapat, 1, foto)
    kirim(rapat.laptop, BESOK)
    assert baca_ba() == clean_jpeg(foto)


@pytest.mark.parametrize("kedua", [PDF + b"dua", b"\xff\xd8\xff tidak terbaca"])
def test_R17_a_page_that_cannot_be_joined_is_refused_and_the_others_stand(rapat: Rapat, kedua: bytes) -> None:
    rapat.tutup()
    foto = foto_uji(60, 80)
    halaman(rapat, 1, foto)
    u = halaman(rapat, 2, kedua)
    kirim(rapat.laptop, BESOK)
    assert jawaban(u) == ("DITOLAK", "R17")
    assert baca_ba() == clean_jpeg(foto)
