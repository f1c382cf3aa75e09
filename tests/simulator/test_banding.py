"""The store in memory and the services on PostgreSQL get the same files: they must come to the same verdicts."""

import copy
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from random import Random
from typing import Any

import pytest

from opensiks.infra.scope import scope_nasional
from opensiks.keluarga.models import Keluarga
from opensiks.paket.kunci import get_kunci, get_registrar, list_identitas
from opensiks.paket.models import Titipan, Ubahan
from opensiks.rules.paket import StatusTitipan
from opensiks.rules.verval import HasilVerval
from opensiks.synth.simulasi.dinas import Dinas, Simpanan
from opensiks.synth.simulasi.gudang import Gudang, Rumah
from opensiks.synth.simulasi.kunci import KunciDinas, Perangkat
from opensiks.synth.simulasi.penilai import judge_semua, judge_titipan
from opensiks.synth.simulasi.waktu import Masa, write_saat
from opensiks.verval.models import Periode, Verval
from opensiks.verval.queries import get_masa
from opensiks.verval.services import record_verval
from tests.factories.paket import Laptop, daftarkan, laptop_lain, nilai, titip
from tests.factories.usulan import keluarga_dengan
from tests.factories.verval import DESA, DESA_BUDI, KAB, SARI, buat_wilayah, periode_juli, wib

KINI = wib(2023, 7, 10)
HASIL = (
    HasilVerval.TETAP,
    HasilVerval.TETAP,
    HasilVerval.PERBAIKAN,
    HasilVerval.MENINGGAL,
    HasilVerval.PINDAH,
)


@dataclass
class Banding:
    """Both servers, the villages' laptops, and the clock that all of them share."""

    periode: Periode
    dinas: Dinas
    rumah: list[Keluarga]
    asing: Keluarga
    laptop: list[Laptop]
    rng: Random
    at: datetime = KINI
    berkas: list[bytes] = field(default_factory=list)

    def pass_jam(self) -> datetime:
        self.at += timedelta(hours=self.rng.randrange(1, 9))
        return self.at

    def write(self, laptop: Laptop) -> None:
        """One line of the kinds that need no more than a family."""
        k = self.asing if self.rng.random() < 0.08 else self.rng.choice(self.rumah)
        sendiri = [u for u in laptop.ubahan if u["jenis"] == "verval"]
        jenis = self.rng.choices(("verval", "catatan", "batal_verval", "cabut"), (6, 2, 2, 2))[0]
        isi: dict[str, Any] = {"alasan": "Salah keluarga"}
        lain: dict[str, Any] = {"dasar": {"versi": k.versi, "status": "AKTIF", "verval": None}}
        pokok = k.id_registri
        match jenis:
            case "verval":
                isi = {"hasil": self.rng.choice(HASIL).value, "tanggal": "2023-07-09", "catatan": ""}
            case "catatan":
                isi, lain = {"isi": "Tidak di rumah"}, {}
            case "cabut" if sendiri:
                asal = self.rng.choice(sendiri)["id"]
                pokok, lain = f"ubahan:{asal}", {"perlu": [asal]}
            case "cabut":
                return
        laptop.catat(jenis, pokok, isi, self.at, **lain)

    def bring(self, berkas: bytes) -> None:
        """The same bytes to both desks at the same moment."""
        at = self.pass_jam()
        with scope_nasional():
            nilai(titip(berkas, at=at), at=at)
        t = self.dinas.deposit(berkas, at)
        if t.status in (StatusTitipan.DITITIP, StatusTitipan.DITAHAN):
            judge_titipan(self.dinas, t, at)

    def correct(self) -> None:
        """The Dinas records a verdict of its own in both."""
        at, k = self.pass_jam(), self.rng.choice(self.rumah)
        with scope_nasional():
            record_verval(self.periode, [k], HasilVerval.TETAP, by=SARI, at=at, tanggal=date(2023, 7, 9))
        verval = {"hasil": "TETAP", "pada": write_saat(at), "oleh": "Dinas"}
        rumah = self.dinas.simpanan.gudang.rumah[k.id_registri]
        rumah.verval, rumah.asal = verval, ("", "", 0)


@pytest.fixture
def banding(db: None, request: pytest.FixtureRequest) -> Iterator[Banding]:
    with scope_nasional():
        buat_wilayah(DESA, DESA_BUDI)
        periode = periode_juli()
        rumah = [keluarga_dengan(DESA) for _ in range(3)]
        asing = keluarga_dengan(DESA_BUDI)
        satu = daftarkan(at=KINI)
        laptop = [satu, laptop_lain(satu, at=KINI)]
        masa = get_masa(periode, DESA)
        umum = get_kunci(DESA, periode)
        identitas = list_identitas(KAB)
        gudang = Gudang(
            {k.id_registri: Rumah(k.id_registri, k.kode_desa, k.no_kk, k.alamat, []) for k in [*rumah, asing]}
        )
        kunci = KunciDinas(
            KAB, get_registrar(), (identitas[0], umum.kantor[0]), (identitas[-1], umum.cadangan)
        )
        dinas = Dinas(
            kunci,
            Masa(masa.mulai, masa.tenggat_desa, masa.tenggat_kab, periode.kode),
            frozenset({DESA}),
            Simpanan(gudang),
        )
        for p in (x.perangkat for x in laptop):
            p.refresh_from_db()
            assert p.berlaku_sampai is not None
            dinas.simpanan.perangkat[p.kid] = Perangkat(
                p.kid, p.jwk, p.umum, p.kode_desa, p.operator, p.akun_id, KINI, p.berlaku_sampai, p.sertifikat
            )
        yield Banding(periode, dinas, rumah, asing, laptop, Random(request.node.callspec.params["seed"]))


def list_vonis_db() -> dict[tuple[str, str], tuple[str, str]]:
    rows = Ubahan.objects.values_list("kid", "ubahan", "vonis", "kode")
    return {(kid, id_): (str(vonis), kode) for kid, id_, vonis, kode in rows}


def list_vonis(dinas: Dinas) -> dict[tuple[str, str], tuple[str, str]]:
    return {nama: (b.vonis.value, str(b.kode)) for nama, b in dinas.simpanan.baris.items()}


@pytest.mark.parametrize("seed", range(8))
def test_both_servers_come_to_the_same_verdicts(banding: Banding, seed: int) -> None:
    """Random lines of two laptops and a clone, files doubled and out of order, verdicts of others in between."""
    rng = banding.rng
    for langkah in range(14):
        banding.pass_jam()
        laptop = rng.choice(banding.laptop)
        for _ in range(rng.randrange(1, 4)):
            banding.write(laptop)
        if laptop.ubahan and rng.random() < 0.6:
            banding.berkas.append(laptop.paket(banding.at))
        if banding.berkas and rng.random() < 0.6:
            banding.bring(rng.choice(banding.berkas))
        if rng.random() < 0.2:
            banding.correct()
        if langkah == 9 and seed % 3 == 0:
            banding.laptop.append(copy.deepcopy(laptop))
    for isi in banding.berkas:
        banding.bring(isi)
    judge_semua(banding.dinas, banding.at)
    with scope_nasional():
        di_basis, titipan = list_vonis_db(), {t.sha256: (t.status, t.kode) for t in Titipan.objects.all()}
        hidup = dict(
            Verval.objects.filter(kode_desa=DESA, batal_at__isnull=True).values_list(
                "keluarga__id_registri", "hasil"
            )
        )
    s = banding.dinas.simpanan
    di_memori = list_vonis(banding.dinas)
    beda = [
        (b.ubahan.n, b.ubahan.jenis, b.ubahan.isi, di_memori[k], di_basis.get(k))
        for k, b in s.baris.items()
        if di_memori[k] != di_basis.get(k)
    ]
    assert beda == []
    assert di_memori.keys() == di_basis.keys()
    assert {t.sha256: (t.status, t.kode) for t in s.titipan.values()} == titipan
    assert {r.id: r.verval["hasil"] for r in s.gudang.rumah.values() if r.verval} == hidup
