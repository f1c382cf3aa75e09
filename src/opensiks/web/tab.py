"""The tabs of each role, in order. A row here, a route in urls.py."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.http import HttpRequest

from opensiks.rules.peran import Peran
from opensiks.web.hitung import count_belum, count_kabar, count_menunggu
from opensiks.web.hitung_kantor import count_batch, count_masuk, count_siap_kirim


def _none(request: HttpRequest) -> int | None:
    return None


@dataclass(frozen=True)
class BarisTab:
    """`count` asks for the number of things waiting; it must be one cheap query."""

    kata: str
    url: str
    kunci: str = ""
    count: Callable[[HttpRequest], int | None] = _none
    di_bawah: bool = False
    kata_pendek: str = ""
    # Other addresses that belong to this tab.
    juga: tuple[str, ...] = ()

    def is_aktif(self, jalan: str) -> bool:
        if self.url == "/":
            return jalan == "/"
        return jalan.startswith((self.url, *self.juga))


BERANDA = BarisTab("Beranda", "/", "b", di_bawah=True)
DESA = (
    BERANDA,
    BarisTab("Verval", "/verval/", "v", count_belum, di_bawah=True, juga=("/keluarga/", "/temuan/")),
    BarisTab("Usulan", "/usulan/", "u", count_menunggu, di_bawah=True, juga=("/bukti/",)),
    BarisTab("Musyawarah", "/musyawarah/", "m"),
    BarisTab("Serahkan", "/serahkan/", "s", juga=("/tanda-terima/",)),
    BarisTab("Kabar", "/kabar/", "k", count_kabar, di_bawah=True),
)
PAPAN = BarisTab("Papan", "/papan/", "p", di_bawah=True)
MASUK = BarisTab("Kotak masuk", "/kotak-masuk/", "m", count_masuk, di_bawah=True)
SAH = BarisTab("Pengesahan", "/pengesahan/", "s", di_bawah=True)
KIRIM = BarisTab("Batch", "/batch/", "t", count_siap_kirim, di_bawah=True)
PETUGAS = BarisTab("Petugas", "/petugas/", "o")
JEJAK = BarisTab("Jejak", "/jejak/", "j")
PENETAPAN = BarisTab("Penetapan", "/penetapan/", "n", di_bawah=True)
BANSOS = BarisTab("Bansos", "/bansos/", "a", di_bawah=True)
KUNJUNGAN = BarisTab("Kunjungan", "/kunjungan/", "u", di_bawah=True)
BEKU = BarisTab("Beku", "/beku/", "k")
PUSAT = (
    BarisTab("Negara", "/pusat/", "b", di_bawah=True),
    BarisTab("Batch", "/batch/", "t", count_batch, di_bawah=True),
    BarisTab("Pemadanan", "/pemadanan/", "d"),
    PENETAPAN,
    BEKU,
    BANSOS,
)
TAB: dict[Peran, tuple[BarisTab, ...]] = dict.fromkeys(Peran, (BERANDA,)) | {
    Peran.OPERATOR_DESA: DESA,
    Peran.KADES_LURAH: DESA,
    Peran.TKSK: (BERANDA, KUNJUNGAN),
    Peran.PENDAMPING_PKH: (BERANDA, KUNJUNGAN),
    Peran.OPERATOR_KAB: (PAPAN, MASUK, SAH, KIRIM, BEKU),
    Peran.SUPERVISOR_KAB: (PAPAN, MASUK, SAH, KIRIM, BEKU, PETUGAS, JEJAK),
    Peran.VERIFIKATOR: (PAPAN, MASUK, SAH),
    Peran.KEPALA_OPD: (PAPAN, MASUK, SAH),
    Peran.TKPK: (BERANDA, PAPAN),
    Peran.PROVINSI: (PAPAN, PENETAPAN, BANSOS),
    Peran.PUSDATIN: PUSAT,
    Peran.PENGELOLA_PROGRAM: (PAPAN, PENETAPAN, BANSOS),
    Peran.AUDITOR: (PAPAN, PENETAPAN, BANSOS, JEJAK),
}
