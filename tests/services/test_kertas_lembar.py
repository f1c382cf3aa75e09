"""The berita acara that a worksheet printed: its code decides whether the signed paper counts (R17, R18)."""

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import pytest

from opensiks.infra.scope import scope
from opensiks.jejak.models import Jejak
from opensiks.keluarga.models import Keluarga
from opensiks.musyawarah.models import BeritaAcara, Keputusan, Musyawarah
from opensiks.musyawarah.queries import KertasLembar, compose_daftar
from opensiks.paket.models import TandaTerima, Ubahan
from opensiks.paket.papan import find_kertas
from opensiks.pengesahan.services import finalise_desa
from opensiks.rules.daftar_lembar import DaftarLembar
from opensiks.rules.verval import HasilVerval, StatusDesa
from opensiks.verval.models import Periode, PeriodeDesa
from opensiks.verval.services import record_verval
from tests.factories.paket import Isi, Laptop, daftarkan, kirim, nilai, titip
from tests.factories.pengesahan import buat_keluarga
from tests.factories.usulan import PDF
from tests.factories.verval import DARMO, DESA, DESA_BUDI, SARI, desa_di, wib

pytestmark = pytest.mark.usefixtures("periode")

KINI = wib(2023, 7, 10)
BESOK = KINI + timedelta(days=1)
LUSA = BESOK + timedelta(days=1)
LIHAT: dict[str, Any] = {"versi": 1, "status": "AKTIF", "verval": None}
MAMPU: dict[str, Any] = {
    "jenis": "TIDAK_LAYAK", "program": "REGISTRI", "kode_alasan": "MAMPU", "alasan": "", "muatan": {}, "bukti": [],
}  # fmt: skip


@dataclass
class Rapat:
    """A meeting without a line: what its laptop counts, beside the lines that it writes."""

    laptop: Laptop
    putusan: dict[str, str] = field(default_factory=dict)
    verval: dict[str, str] = field(default_factory=dict)
    m: Isi = field(default_factory=dict)

    def kunjungi(self, k: Keluarga, hasil: str = "TETAP", **lain: Any) -> Isi:
        isi = {"hasil": hasil, "tanggal": "2023-07-09", "catatan": ""}
        self.verval[k.id_registri] = hasil
        return self.laptop.catat("verval", k.id_registri, isi, KINI, dasar={**LIHAT, **lain})

    def usul(self, k: Keluarga) -> str:
        return f"ubahan:{self.laptop.catat('usulan', k.id_registri, MAMPU, KINI, dasar={'versi': 1})['id']}"

    def adakan(self) -> None:
        self.m = self.laptop.catat("musyawarah", "", {
            "tanggal": "2023-07-10", "mulai": "09:00", "tempat": "Balai", "pimpinan_nama": "Darmo",
            "pimpinan_jabatan": "Peratin", "catatan": "",
        }, KINI)  # fmt: skip
        unsur = {u: [5, 3, 1] for u in ("KADES_LURAH", "OPERATOR", "RT_RW", "BPD", "WAKIL_KPM")}
        self.laptop.catat("kehadiran", self.acuan, {"unsur": unsur}, KINI)

    @property
    def acuan(self) -> str:
        return f"ubahan:{self.m['id']}"

    @property
    def kode(self) -> str:
        return DaftarLembar(DESA, self.m["id"], self.putusan, self.verval).kode

    def putus(self, pokok: str, hasil: str, alasan: str = "menurut RT") -> Isi:
        self.putusan[pokok] = hasil
        isi = {"musyawarah": self.acuan, "hasil": hasil, "alasan": alasan}
        return self.laptop.catat("putusan", pokok, isi, KINI)

    def tutup(self) -> Isi:
        isi = {"selesai": "11:30", "catatan": "", "kode_daftar": self.kode}
        return self.laptop.catat("tutup", self.acuan, isi, KINI, perlu=[self.m["id"]])

    def lampirkan(self, guna: str, **lain: Any) -> Isi:
        sidik = self.laptop.potret(PDF + guna.encode())
        return self.laptop.catat(
            "berkas", self.acuan, {"guna": guna, "sha256": sidik, **lain}, KINI, lampiran=[sidik]
        )

    def lampirkan_semua(self) -> Isi:
        ba = self.lampirkan("BERITA_ACARA", ttd_kades=True, ttd_operator=True)
        self.lampirkan("DAFTAR_HADIR")
        self.lampirkan("FOTO")
        return ba


@pytest.fixture
def rumah() -> list[Keluarga]:
    return buat_keluarga(DESA, 3)


@pytest.fixture
def rapat(periode: Periode, rumah: list[Keluarga]) -> Rapat:
    """One family stays, two are proposed; called, not closed yet."""
    r = Rapat(daftarkan(at=KINI))
    r.kunjungi(rumah[0])
    usulan = [r.usul(k) for k in rumah[1:]]
    r.adakan()
    for u, hasil in zip(usulan, ("SETUJU", "TOLAK"), strict=True):
        r.putus(u, hasil)
    return r


def jawaban(u: Isi) -> tuple[str, str]:
    row = Ubahan.objects.get(ubahan=u["id"])
    return str(row.vonis), row.kode


def kalimat(u: Isi) -> str:
    return Ubahan.objects.get(ubahan=u["id"]).kalimat


def finalkan(periode: Periode) -> PeriodeDesa:
    desa = desa_di(periode)
    with scope(DARMO.cakupan):
        finalise_desa(desa, by=DARMO, at=LUSA)
    return desa_di(periode)


# The same list -----------------------------------------------------------------------------------------------------


def test_R18_a_signed_paper_with_the_lists_code_needs_no_reprint(rapat: Rapat, periode: Periode) -> None:
    rapat.tutup()
    rapat.lampirkan_semua()
    t = kirim(rapat.laptop, BESOK)
    assert t.hitungan == {"DITERIMA": len(rapat.laptop.ubahan)}, rapat.laptop.baca_tanda(t)["putusan"]
    [ba] = BeritaAcara.objects.all()
    assert (ba.kode_lembar, ba.diganti_at) == (rapat.kode, None)
    assert ba.daftar_sha256 == compose_daftar(periode, DESA).sha256
    assert None not in (ba.scan_id, ba.daftar_hadir_id, ba.foto_id)
    assert (ba.ttd_kades, ba.ttd_operator) == (True, True)
    assert Musyawarah.objects.get().kode_lembar == rapat.kode
    assert find_kertas(t) == KertasLembar(rapat.kode, berlaku=True)
    assert finalkan(periode).status is StatusDesa.FINAL_DESA


def test_R18_the_paper_counts_from_the_closing_on_and_its_scan_may_come_later(rapat: Rapat) -> None:
    rapat.tutup()
    kirim(rapat.laptop, BESOK)
    assert BeritaAcara.objects.get().kode_lembar == rapat.kode
    rapat.lampirkan_semua()
    kirim(rapat.laptop, LUSA)
    assert BeritaAcara.objects.get().scan_id is not None


def test_R81_a_replay_changes_nothing(rapat: Rapat) -> None:
    rapat.tutup()
    rapat.lampirkan_semua()
    berkas = rapat.laptop.paket(BESOK)
    nilai(titip(berkas, at=BESOK), at=BESOK)

    def isi() -> list[Any]:
        return [
            list(BeritaAcara.objects.values()), list(Keputusan.objects.values()), list(Musyawarah.objects.values()),
            list(Ubahan.objects.values("ubahan", "vonis", "kode", "kalimat", "diputus_at")),
        ]  # fmt: skip

    dulu, jejak, tanda = isi(), Jejak.objects.count(), TandaTerima.objects.count()
    nilai(titip(berkas, at=LUSA), at=LUSA)
    assert (isi(), Jejak.objects.count(), TandaTerima.objects.count()) == (dulu, jejak, tanda)
    kirim(rapat.laptop, LUSA)
    assert isi() == dulu


def test_a_paper_waits_until_its_meeting_is_closed(rapat: Rapat) -> None:
    """A closing that has not come yet: the photo of the paper is not turned away."""
    tutup = rapat.tutup()
    ba = rapat.lampirkan_semua()
    kirim(rapat.laptop, BESOK, ubahan=[u for u in rapat.laptop.ubahan if u is not tutup])
    assert jawaban(ba) == ("MENUNGGU", "ACUAN")
    kirim(rapat.laptop, LUSA)
    assert jawaban(ba) == ("DITERIMA", "")


# Another list ------------------------------------------------------------------------------------------------------


def test_R18b_a_decision_that_was_refused_makes_the_paper_invalid(
    rapat: Rapat, rumah: list[Keluarga], periode: Periode
) -> None:
    # A proposal that the Dinas has never heard of: the decision on it cannot stand.
    ditolak = rapat.putus("usulan:999999", "SETUJU")
    tutup = rapat.tutup()
    ba = rapat.lampirkan_semua()
    t = kirim(rapat.laptop, BESOK)
    assert find_kertas(t) == KertasLembar(rapat.kode, berlaku=False)
    assert jawaban(ditolak)[0] == "DITOLAK"
    assert jawaban(tutup) == ("DITERIMA", "")
    assert jawaban(ba) == ("DITOLAK", "R18b")
    assert kalimat(tutup) == kalimat(ba)
    assert kalimat(ba) == (
        f"Berita acara dengan kode {rapat.kode} tidak sama dengan daftar di Dinas: 1 keputusan ditolak. Muat tanda "
        "terima, cetak ulang dari lembar kerja atau dari Dinas, tandatangani, lalu lampirkan lagi."
    )
    assert not BeritaAcara.objects.exclude(kode_lembar="").exists()
    assert not BeritaAcara.objects.filter(scan__isnull=False).exists()
    # The receipt is loaded: the worksheet no longer counts the decision, prints again, and attaches that paper.
    del rapat.putusan["usulan:999999"]
    lagi = rapat.lampirkan("BERITA_ACARA", kode_daftar=rapat.kode, ttd_kades=True, ttd_operator=True)
    kirim(rapat.laptop, LUSA)
    assert jawaban(lagi) == ("DITERIMA", "")
    assert BeritaAcara.objects.get(diganti_at__isnull=True).kode_lembar == rapat.kode
    assert finalkan(periode).status is StatusDesa.FINAL_DESA


def test_R18b_what_only_the_dinas_knows_is_said_so(
    rapat: Rapat, rumah: list[Keluarga], periode: Periode
) -> None:
    record_verval(periode, [rumah[1]], HasilVerval.PERBAIKAN, by=SARI, at=KINI, tanggal=KINI.date())
    rapat.tutup()
    ba = rapat.lampirkan("BERITA_ACARA")
    kirim(rapat.laptop, BESOK)
    assert jawaban(ba) == ("DITOLAK", "R18b")
    assert "di Dinas ada yang tercatat lain daripada di kertas." in kalimat(ba)


def test_R18c_a_paper_waits_for_a_verdict_that_is_held(rapat: Rapat) -> None:
    asing = buat_keluarga(DESA_BUDI)[0]
    ditahan = rapat.kunjungi(asing)
    rapat.tutup()
    ba = rapat.lampirkan("BERITA_ACARA")
    kirim(rapat.laptop, BESOK)
    assert jawaban(ditahan) == ("DITAHAN", "PINDAH")
    assert jawaban(ba) == ("MENUNGGU", "R18c")
    assert "belum sama dengan daftar di Dinas: 1 hasil verval ditahan." in kalimat(ba)
    # Judged again it says the same, and the row is not touched.
    dulu = Ubahan.objects.get(ubahan=ba["id"]).diputus_at
    kirim(rapat.laptop, LUSA)
    assert Ubahan.objects.get(ubahan=ba["id"]).diputus_at == dulu


def test_R18b_a_paper_without_a_code_stands_for_no_list(rapat: Rapat) -> None:
    isi = {"selesai": "11:30", "catatan": "", "kode_daftar": ""}
    rapat.laptop.catat("tutup", rapat.acuan, isi, KINI)
    ba = rapat.lampirkan("BERITA_ACARA")
    hadir = rapat.lampirkan("DAFTAR_HADIR")
    kirim(rapat.laptop, BESOK)
    assert jawaban(ba) == ("DITOLAK", "R18b")
    assert "tidak membawa kode daftar" in kalimat(ba)
    assert jawaban(hadir) == ("DITERIMA", "")


def test_R18_a_list_that_changes_afterwards_asks_for_a_new_paper(
    rapat: Rapat, rumah: list[Keluarga], periode: Periode
) -> None:
    rapat.tutup()
    rapat.lampirkan_semua()
    kirim(rapat.laptop, BESOK)
    record_verval(periode, [rumah[1]], HasilVerval.PERBAIKAN, by=SARI, at=BESOK, tanggal=KINI.date())
    assert BeritaAcara.objects.get().daftar_sha256 != compose_daftar(periode, DESA).sha256
    ba = rapat.lampirkan("BERITA_ACARA")
    kirim(rapat.laptop, LUSA)
    assert jawaban(ba) == ("DITOLAK", "R18b")
