"""From the names of a place, as exports write them, to its kode desa."""

from __future__ import annotations

import re
from collections import defaultdict

from opensiks.rules.wilayah import leluhur, tingkat
from opensiks.wilayah.models import Wilayah

# What stands before a name in some files and not in others. Tried only when the name as written is unknown,
# for there are villages whose own name begins with Kampung or Pekon.
_SEBUTAN = re.compile(
    r"(PROVINSI|PROV|PROPINSI|KABUPATEN|KAB|KOTA ADM|KECAMATAN|KEC|DISTRIK|KELURAHAN|KEL|DESA|DS|PEKON|NAGARI|GAMPONG"
    r"|KAMPUNG|TIYUH)[. ]+",
)
_LAZIM = {
    "DKIJAKARTA": "DAERAHKHUSUSIBUKOTAJAKARTA",
    "DIYOGYAKARTA": "DAERAHISTIMEWAYOGYAKARTA",
    "NANGGROEACEHDARUSSALAM": "ACEH",
    "BANGKABELITUNG": "KEPULAUANBANGKABELITUNG",
}

Nama = tuple[str, str, str, str]


class TempatSalah(Exception):
    """The names do not lead to one village of the area. Carries a short code and one Indonesian sentence."""

    def __init__(self, kode: str, alasan: str) -> None:
        self.kode, self.alasan = kode, alasan
        super().__init__(alasan)


class BukuTempat:
    """The villages inside one area by their names (provinsi, kabupaten, kecamatan, desa)."""

    def __init__(self, kode_wilayah: str) -> None:
        """ValueError when the area holds no village."""
        self.kode_wilayah = kode_wilayah
        atas = [kode_wilayah, *leluhur(kode_wilayah)] if kode_wilayah else []
        rows = Wilayah.objects.filter(berlaku_sampai__isnull=True)
        dalam = rows.filter(kode__startswith=kode_wilayah) | rows.filter(kode__in=atas)
        self.nama = dict(dalam.values_list("kode", "nama"))
        self.daftar: dict[Nama, list[str]] = defaultdict(list)
        for kode in self.nama:
            if tingkat(kode) == 4:
                self.daftar[self._kunci_kode(kode)].append(kode)
        if not self.daftar:
            raise ValueError(f"no village inside {kode_wilayah!r}; load wilayah first")
        self.sudah: dict[Nama, str | TempatSalah] = {}

    def find(self, provinsi: str, kabupaten: str, kecamatan: str, desa: str) -> str:
        """The kode desa; TempatSalah when there is none, or more than one."""
        nama = (provinsi, kabupaten, kecamatan, desa)
        if nama not in self.sudah:
            try:
                self.sudah[nama] = self._find(nama)
            except TempatSalah as salah:
                self.sudah[nama] = salah
        hasil = self.sudah[nama]
        if isinstance(hasil, TempatSalah):
            raise hasil
        return hasil

    def _find(self, nama: Nama) -> str:
        if not all(n.strip() for n in nama):
            raise TempatSalah("WILAYAH", "Nama provinsi, kabupaten, kecamatan, atau desa kosong.")
        daftar = (
            self.daftar.get(self._kunci(nama)) or self.daftar.get(self._kunci(nama, tanpa_sebutan=True)) or []
        )
        if len(daftar) > 1:
            # A desa and a kelurahan of one name: the word before the name decides, if there is one.
            is_kel = nama[3].upper().startswith("KEL")
            daftar = [kode for kode in daftar if kode.rpartition(".")[2].startswith("1") == is_kel]
        if len(daftar) == 1:
            return daftar[0]
        raise self._salah(nama, ganda=len(daftar) > 1)

    def _salah(self, nama: Nama, *, ganda: bool) -> TempatSalah:
        tempat = f"{nama[3].strip()}, Kecamatan {nama[2].strip()}"
        if ganda:
            return TempatSalah(
                "WILAYAH", f"Ada lebih dari satu desa bernama {tempat}; sebut DESA atau KELURAHAN."
            )
        kabupaten = {kunci[:2] for kunci in self.daftar}
        if {self._kunci(nama)[:2], self._kunci(nama, tanpa_sebutan=True)[:2]}.isdisjoint(kabupaten):
            di_sini = self.nama.get(self.kode_wilayah, "wilayah ini")
            return TempatSalah("R1", f"Baris ini untuk {nama[1].strip()}; impor ini hanya untuk {di_sini}.")
        return TempatSalah("WILAYAH", f"Desa {tempat} tidak ada di daftar wilayah.")

    def _kunci_kode(self, kode: str) -> Nama:
        jalur = [*reversed(leluhur(kode)), kode]
        provinsi, kabupaten, kecamatan, desa = (_rapat(self.nama[k].upper()) for k in jalur)
        return provinsi, kabupaten.removeprefix("KABUPATEN"), kecamatan, desa

    def _kunci(self, nama: Nama, *, tanpa_sebutan: bool = False) -> Nama:
        besar = [n.strip().upper() for n in nama]
        if tanpa_sebutan:
            besar = [_SEBUTAN.sub("", n, count=1) if _SEBUTAN.match(n) else n for n in besar]
        provinsi, kabupaten, kecamatan, desa = map(_rapat, besar)
        provinsi = _LAZIM.get(provinsi, provinsi)
        return provinsi, kabupaten.removeprefix("KABUPATEN"), kecamatan, desa


def _rapat(nama: str) -> str:
    """Letters and digits only: WAY TENONG and WAYTENONG are one."""
    return "".join(c for c in nama if c.isalnum())
