"""Two villages held against a civil register by the real cascade, one person of every kind of answer. All made up."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from opensiks.infra import clock
from opensiks.infra.scope import scope, scope_nasional
from opensiks.keluarga.models import Individu
from opensiks.pemadanan.models import Putaran, Tugas
from opensiks.pemadanan.services import run_putaran
from opensiks.verval.models import Periode
from opensiks.verval.services import open_periode
from tests.cast import DESA, DESA_BUDI, KAB, RATNA
from tests.factories.keluarga import anak, baris, daftarkan, istri, orang
from tests.factories.padan import baris as baris_dukcapil
from tests.factories.padan import buat_calon

DEPAN = (
    "SLAMET",
    "HERMAN",
    "AGUS",
    "YANTO",
    "SUPARMAN",
    "DEDI",
    "RAHMAT",
    "JOKO",
    "ANDI",
    "BAMBANG",
    "EKO",
    "WAHYU",
)
AKHIR = (
    "RIYADI",
    "SAPUTRA",
    "WIBOWO",
    "PRASETYO",
    "HADI",
    "IRAWAN",
    "HIDAYAT",
    "SUSILO",
    "KURNIAWAN",
    "SETIAWAN",
)
WANITA = ("SITI", "RINA", "DEWI", "YULI", "NUR", "TUTI", "WATI", "ENDANG", "LINA", "MARNI", "SUMI", "RATIH")
BELAKANG = (
    "AMINAH",
    "LESTARI",
    "ANGGRAINI",
    "HANDAYANI",
    "HASANAH",
    "MARYATI",
    "KHASANAH",
    "ROHANI",
    "PURNAMA",
)
# Evidence of a doubt, as a run writes it.
ALASAN = [
    {"isian": "nik", "kata": "beda satu angka", "bit": 12.4, "bit_kerabat": 7.5},
    {"isian": "tgl", "kata": "cocok", "bit": 5.6, "bit_kerabat": 9.1},
    {"isian": "nama", "kata": "cocok, disingkat atau sebagian", "bit": 4.2, "bit_kerabat": 2.2},
    {"isian": "kk", "kata": "beda", "bit": -4.7, "bit_kerabat": 0.0},
]


@dataclass
class Padan:
    """What stands in the registry after the run; each person by the kind of answer that he was made for."""

    periode: Periode
    putaran: Putaran
    siapa: dict[str, Individu] = field(default_factory=dict)

    def tugas(self, nama: str) -> Tugas:
        """The newest task about one of them."""
        with scope_nasional():
            return Tugas.objects.filter(individu=self.siapa[nama]).latest("id")


def daftarkan_warga(kode: str, banyak: int = 14, geser: int = 0) -> list[Individu]:
    """So many families of three, no two persons of one name and birth date; verified a month ago, with PKH."""
    lalu = clock.today(KAB) - timedelta(days=32)
    rows = []
    for i in range(banyak):
        n = i + geser
        ibu = f"{WANITA[n * 5 % 12]} {BELAKANG[n * 4 % 9]}"
        ayah = orang(
            f"{DEPAN[n % 12]} {AKHIR[n * 7 % 10]}", tanggal_lahir=_hari(1970, n, 3),
            nama_ibu=f"{WANITA[n % 12]} {BELAKANG[n % 9]}",
        )  # fmt: skip
        nenek = f"{WANITA[(n + 3) % 12]} {BELAKANG[n * 2 % 9]}"
        putri = anak(
            f"{WANITA[n * 7 % 12]} {AKHIR[n * 3 % 10]}", tanggal_lahir=_hari(2009, n, 5), nama_ibu=ibu
        )
        anggota = [ayah, istri(ibu, tanggal_lahir=_hari(1974, n, 11), nama_ibu=nenek), putri]
        rows.append(baris(kode, anggota, program=("PKH",), verval_terakhir=lalu, rt=f"{1 + n % 4:03d}"))
    return _simpan(rows)


def daftarkan_kembaran(i: Individu, kode: str) -> Individu:
    """The same person once more, in a family of his own, with a number that is one digit off."""
    lalu = clock.today(KAB) - timedelta(days=32)
    sama = replace(
        orang(i.nama), nik=ubah_angka(i.nik, 13), tanggal_lahir=i.tanggal_lahir, nama_ibu=i.nama_ibu,
        jenis_kelamin=i.jenis_kelamin, tempat_lahir=i.tempat_lahir,
    )  # fmt: skip
    return _simpan([baris(kode, [sama], verval_terakhir=lalu, rt="009", no_kk=i.keluarga.no_kk[:-1] + "9")])[
        0
    ]


def _simpan(rows: list[Any]) -> list[Individu]:
    keluarga = daftarkan(*rows, at=clock.now() - timedelta(days=60))
    with scope_nasional():
        semua = Individu.objects.filter(keluarga__in=keluarga).select_related("keluarga")
        return list(semua.order_by("keluarga_id", "id"))


def _hari(tahun: int, n: int, geser: int) -> date:
    return date(tahun + n % 9, 1 + (n + geser) % 12, 1 + (n * 5 + geser) % 27)


def tulis_ekstrak(
    folder: Path, ubah: Mapping[int, Mapping[str, Any]] | None = None, tanpa: Collection[int] = ()
) -> Path:
    """The civil register of everybody in the registry now, with changes and gaps by id of the person."""
    with scope_nasional():
        semua = list(Individu.objects.select_related("keluarga").order_by("id"))
    daftar = [baris_dukcapil(i, **(ubah or {}).get(i.pk, {})) for i in semua if i.pk not in tanpa]
    path = folder / "dukcapil.parquet"
    pq.write_table(pa.Table.from_pylist(daftar), path)
    return path


def ubah_angka(nik: str, di: int = -1) -> str:
    """The number with one digit wrong."""
    angka = list(nik)
    angka[di] = str((int(angka[di]) + 5) % 10)
    return "".join(angka)


def buka_periode() -> Periode:
    """A month that began nine days ago and leaves the village twelve."""
    hari = clock.today(DESA)
    with scope_nasional():
        return open_periode(
            "uji-padan", "Periode uji", "bulanan_2023", KAB, hari - timedelta(days=9), hari + timedelta(days=12),
            hari + timedelta(days=18), by=RATNA, at=clock.now(),
        )  # fmt: skip


def siapkan_padan(folder: Path) -> Padan:
    """Villages, an open month, and one run: wrong numbers, somebody dead, somebody unknown, persons who stand twice.

    The doubt is written beside the run as one leaves it, since the engine is seldom in doubt of so few people.
    """
    sari, budi = daftarkan_warga(DESA), daftarkan_warga(DESA_BUDI, 12, geser=14)
    periode = buka_periode()
    siapa = {
        "salah": sari[0], "salah_dua": sari[3], "salah_tiga": sari[6], "meninggal": sari[10], "ragu": sari[13],
        "tiada": sari[18], "ganda": sari[21], "lintas": sari[27], "tetangga": budi[0],
    }  # fmt: skip
    with scope_nasional():
        # Nobody's number is near this one.
        siapa["tiada"].nik = "1804024903819001"
        siapa["tiada"].save(update_fields=["nik"])
    path = tulis_ekstrak(folder, {siapa["meninggal"].pk: {"meninggal": True}}, [siapa["tiada"].pk])
    siapa["ganda_lain"] = daftarkan_kembaran(siapa["ganda"], DESA)
    siapa["lintas_lain"] = daftarkan_kembaran(siapa["lintas"], DESA_BUDI)
    with scope_nasional():
        for nama in ("salah", "salah_dua", "salah_tiga", "tetangga"):
            i = siapa[nama]
            i.nik = ubah_angka(i.nik)
            i.save(update_fields=["nik"])
    padan = Padan(periode, padankan(path), siapa)
    with scope_nasional():
        benar = {"nik": ubah_angka(siapa["ragu"].nik), "nama": siapa["ragu"].nama + " JAYA"}
        buat_calon(siapa["ragu"], at=clock.now(), nik_usul=benar["nik"], usul=benar, alasan=ALASAN)
    return padan


def padankan(path: Path, **lain: Any) -> Putaran:
    """One run of the cascade over the kabupaten, now."""
    with scope(RATNA.cakupan):
        return run_putaran(
            KAB, path, "kaskade", clock.today(KAB), by=RATNA, at=clock.now(), hari_cek=0, **lain
        )
