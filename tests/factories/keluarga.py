"""A few villages and plausible families, entered through the real services. All numbers and names are made up."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import count
from typing import Any

from opensiks.infra.scope import scope_nasional
from opensiks.keluarga.masuk import BarisIndividu, BarisKeluarga
from opensiks.keluarga.models import Keluarga
from opensiks.keluarga.services import register_keluarga
from opensiks.rules.wilayah import tingkat
from opensiks.wilayah.models import Wilayah
from tests import cast

AT = datetime(2021, 6, 2, 3, tzinfo=UTC)
HARI = date(2021, 6, 2)

WILAYAH = {
    "18": "Lampung",
    "18.04": "Kabupaten Lampung Barat",
    "18.04.01": "Balik Bukit",
    "18.04.02": "Sumber Jaya",
    cast.DESA: "Way Mengaku",
    cast.DESA_BUDI: "Sebarus",
    "18.04.01.1003": "Pasar Liwa",
    cast.DESA_KEC_LAIN: "Simpang Sari",
    "17": "Bengkulu",
    "17.06": "Kabupaten Mukomuko",
    "17.06.01": "Lubuk Pinang",
    cast.DESA_ASING: "Arah Tiga",
}

_nomor = count(1)


def buat_wilayah() -> None:
    """The areas of the cast, with made-up codes for real-sounding names."""
    Wilayah.objects.bulk_create(
        [
            Wilayah(
                kode=kode, nama=nama, tingkat=tingkat(kode), jenis=_jenis(kode), sebutan=_sebutan(kode),
                induk_kode=kode.rpartition(".")[0], zona="Asia/Jakarta",
            )
            for kode, nama in WILAYAH.items()
        ],
        ignore_conflicts=True,
    )  # fmt: skip


def _jenis(kode: str) -> str:
    if tingkat(kode) < 4:
        return ("provinsi", "kabupaten", "kecamatan")[tingkat(kode) - 1]
    return "kelurahan" if kode.rpartition(".")[2].startswith("1") else "desa"


def _sebutan(kode: str) -> str:
    return "pekon" if kode.startswith("18.04") and _jenis(kode) == "desa" else _jenis(kode)


def orang(nama: str = "", **isi: Any) -> BarisIndividu:
    """A person without a fault: a man of 35 unless told otherwise, with a NIK of his own."""
    n = next(_nomor)
    baku = BarisIndividu(
        id_registri=f"I{n:09d}",
        nik=f"180401120586{5000 + n % 5000}",
        nama=nama or "BUDI SANTOSO",
        tempat_lahir="LIWA",
        tanggal_lahir=date(1986, 5, 12),
        jenis_kelamin="L",
        nama_ibu="SITI AMINAH",
        pekerjaan="PETANI/PEKEBUN",
        status_kawin=2,
        shdk=1,
    )
    return replace(baku, **isi)


def istri(nama: str = "RINA WATI", **isi: Any) -> BarisIndividu:
    n = next(_nomor)
    baku = {
        "nik": f"180401520388{5000 + n % 5000}",
        "tanggal_lahir": date(1988, 3, 12),
        "jenis_kelamin": "P",
        "nama_ibu": "MARYAM BINTI HASAN",
        "shdk": 3,
    }
    return orang(nama, **{**baku, **isi})


def anak(nama: str = "DEWI LESTARI", **isi: Any) -> BarisIndividu:
    n = next(_nomor)
    baku = {
        "nik": f"180401410115{5000 + n % 5000}",
        "tanggal_lahir": date(2015, 1, 1),
        "jenis_kelamin": "P",
        "nama_ibu": "RINA WATI",
        "status_kawin": 1,
        "shdk": 4,
    }
    return orang(nama, **{**baku, **isi})


def baris(kode_desa: str = cast.DESA, anggota: Sequence[BarisIndividu] = (), **isi: Any) -> BarisKeluarga:
    """A family without a fault: man, wife and child, unless members are given."""
    n = next(_nomor)
    baku = BarisKeluarga(
        id_registri=f"F{n:09d}",
        kode_desa=kode_desa,
        no_kk=f"180401010110{5000 + n % 5000}",
        alamat="JL. MELATI NO. 3",
        dusun="PEMANGKU I",
        rt="003",
        rw="001",
        anggota=list(anggota) or [orang(), istri(), anak()],
    )
    return replace(baku, **isi)


def daftarkan(*daftar: BarisKeluarga, at: datetime = AT) -> list[Keluarga]:
    """Register the families, by the ministry; the rows in the order given."""
    with scope_nasional():
        ids = register_keluarga(daftar, by=cast.RATNA, at=at, sumber="uji")
        rows = Keluarga.objects.in_bulk(ids)
    return [rows[i] for i in ids]


def keluarga_di(kode_desa: str = cast.DESA, n: int = 1, at: datetime = AT) -> list[Keluarga]:
    """`n` families without a fault in one village."""
    return daftarkan(*(baris(kode_desa) for _ in range(n)), at=at)
