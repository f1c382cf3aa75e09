"""The tabs of each role, in order. A row here, a route in urls.py."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.http import HttpRequest

from opensiks.rules.peran import Peran
from opensiks.web.bahasa import nanti
from opensiks.web.hitung import count_belum, count_kabar, count_menunggu, count_padan
from opensiks.web.hitung_kantor import (
    count_batch,
    count_konfirmasi,
    count_masuk,
    count_meja,
    count_siap_kirim,
    count_tinjau,
)


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


BERANDA = BarisTab(nanti("Beranda"), "/", "b", di_bawah=True)
DESA = (
    BERANDA,
    BarisTab(nanti("Verval"), "/verval/", "v", count_belum, di_bawah=True, juga=("/keluarga/", "/temuan/")),
    BarisTab(nanti("Usulan"), "/usulan/", "u", count_menunggu, di_bawah=True, juga=("/bukti/",)),
    BarisTab(nanti("Pemadanan"), "/padan/", "d", count_padan),
    BarisTab(nanti("Musyawarah"), "/musyawarah/", "m"),
    BarisTab(nanti("Serahkan"), "/serahkan/", "s", juga=("/tanda-terima/",)),
    BarisTab(nanti("Kabar"), "/kabar/", "k", count_kabar, di_bawah=True),
)
PAPAN = BarisTab(nanti("Papan"), "/papan/", "p", di_bawah=True)
MASUK = BarisTab(nanti("Kotak masuk"), "/kotak-masuk/", "m", count_masuk, di_bawah=True)
MEJA = BarisTab(nanti("Meja paket"), "/meja/", "e", count_meja)
SAH = BarisTab(nanti("Pengesahan"), "/pengesahan/", "s", di_bawah=True)
KIRIM = BarisTab(nanti("Batch"), "/batch/", "t", count_siap_kirim, di_bawah=True)
PETUGAS = BarisTab(nanti("Petugas"), "/petugas/", "o")
JEJAK = BarisTab(nanti("Jejak"), "/jejak/", "j")
KONFIRMASI = BarisTab(nanti("Pemadanan"), "/padan/konfirmasi/", "d", count_konfirmasi, juga=("/padan/",))
ANGKA = BarisTab(nanti("Pemadanan"), "/padan/angka/", "d")
PENETAPAN = BarisTab(nanti("Penetapan"), "/penetapan/", "n", di_bawah=True)
BANSOS = BarisTab(nanti("Bansos"), "/bansos/", "a", di_bawah=True)
KUNJUNGAN = BarisTab(nanti("Kunjungan"), "/kunjungan/", "u", di_bawah=True)
BEKU = BarisTab(nanti("Beku"), "/beku/", "k")
PUSAT = (
    BarisTab(nanti("Negara"), "/pusat/", "b", di_bawah=True),
    BarisTab(nanti("Batch"), "/batch/", "t", count_batch, di_bawah=True),
    BarisTab(nanti("Pemadanan"), "/pemadanan/", "d", count_tinjau, juga=("/tinjauan/", "/padan/")),
    PENETAPAN,
    BEKU,
    BANSOS,
)
TAB: dict[Peran, tuple[BarisTab, ...]] = dict.fromkeys(Peran, (BERANDA,)) | {
    Peran.OPERATOR_DESA: DESA,
    Peran.KADES_LURAH: DESA,
    Peran.TKSK: (BERANDA, KUNJUNGAN),
    Peran.PENDAMPING_PKH: (BERANDA, KUNJUNGAN),
    Peran.OPERATOR_KAB: (PAPAN, MASUK, MEJA, SAH, KIRIM, KONFIRMASI, BEKU),
    Peran.SUPERVISOR_KAB: (PAPAN, MASUK, MEJA, SAH, KIRIM, KONFIRMASI, BEKU, PETUGAS, JEJAK),
    Peran.VERIFIKATOR: (PAPAN, MASUK, SAH, ANGKA),
    Peran.KEPALA_OPD: (PAPAN, MASUK, SAH, ANGKA),
    Peran.TKPK: (BERANDA, PAPAN, ANGKA),
    Peran.PROVINSI: (PAPAN, ANGKA, PENETAPAN, BANSOS),
    Peran.PUSDATIN: PUSAT,
    Peran.PENGELOLA_PROGRAM: (PAPAN, PENETAPAN, BANSOS),
    Peran.AUDITOR: (PAPAN, ANGKA, PENETAPAN, BANSOS, JEJAK),
}
