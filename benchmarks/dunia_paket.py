"""The villages of a benchmark: every desa of Mukomuko with made-up families, one enrolled laptop, one full package."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from opensiks.keluarga.masuk import BarisKeluarga
    from opensiks.rules.aktor import Actor
    from tests.factories.paket import Laptop

KAB = "17.06"
WIB = ZoneInfo("Asia/Jakarta")
MULAI = datetime(2023, 7, 1, 9, tzinfo=WIB)
TITIP = datetime(2023, 7, 25, 20, tzinfo=WIB)
# Lines of one village: 800 verdicts on 20 days, 40 proposals, a meeting that decides 20 of them.
HASIL = {"TETAP": 720, "PERBAIKAN": 40, "MAMPU": 20, "PINDAH": 10, "MENINGGAL": 5, "TIDAK_DITEMUKAN": 5}
KELUARGA = sum(HASIL.values())
HARI = 20


@dataclass(frozen=True)
class Paket:
    """One sealed package on the disk, and how many lines it carries."""

    path: Path
    baris: int


def fill(folder: Path, desa: int) -> list[Paket]:
    """Fill the empty database and write one package for each of the first `desa` villages."""
    from opensiks.infra.scope import scope_nasional
    from opensiks.rules.wilayah import Cakupan
    from opensiks.wilayah.queries import list_desa
    from opensiks.wilayah.services import load_wilayah
    from tests.cast import SISTEM

    with scope_nasional():
        load_wilayah(by=SISTEM, at=MULAI, pada=MULAI.date())
        kode = [w.kode for w in list_desa(Cakupan((KAB,)))][:desa]
        _open()
        _register(kode)
    with scope_nasional():
        operator = _create_akun(kode)
        return [_write(folder, k, operator[k]) for k in kode]


def _open() -> None:
    from opensiks.verval.services import open_periode
    from tests.cast import RATNA

    tutup = date(2023, 7, 31)
    open_periode(
        "2023-07", "Verval Juli 2023", "bulanan_2023", KAB, date(2023, 7, 1), tutup, tutup, by=RATNA, at=MULAI
    )


def _register(kode: Sequence[str]) -> None:
    from opensiks.keluarga.services import import_keluarga
    from tests.cast import RATNA

    rows = (b for n, k in enumerate(kode) for b in _list_keluarga(k, n * KELUARGA))
    import_keluarga(rows, kode_wilayah=KAB, by=RATNA, at=MULAI - timedelta(days=90), nama="tolok ukur")


def _list_keluarga(kode: str, dari: int) -> Iterator[BarisKeluarga]:
    from opensiks.keluarga.masuk import BarisIndividu, BarisKeluarga
    from tests.factories.usulan import huruf

    awalan = kode.replace(".", "")[:6]
    for n in range(dari + 1, dari + KELUARGA + 1):
        lahir = date(1950, 1, 1) + timedelta(days=n % 15000)
        orang = BarisIndividu(
            id_registri=f"I{n:08d}", nik=f"{awalan}{lahir:%d%m%y}{5000 + n % 5000}", nama=f"WARGA {huruf(n)}",
            tempat_lahir="MUKOMUKO", tanggal_lahir=lahir, jenis_kelamin="L", nama_ibu=f"IBU {huruf(n)}",
            pekerjaan="PETANI/PEKEBUN", status_kawin=2, shdk=1,
        )  # fmt: skip
        yield BarisKeluarga(
            id_registri=f"F{n:08d}", kode_desa=kode,
            no_kk=f"{awalan}{1 + n % 28:02d}{1 + n % 12:02d}15{5000 + n % 5000}",
            alamat=f"JALAN {n % 40}", dusun="DUSUN SATU", rt=f"{1 + n % 9:03d}", rw="001", anggota=[orang],
            verval_terakhir=date(2023, 5, 20),
        )  # fmt: skip


def _create_akun(kode: Sequence[str]) -> dict[str, Actor]:
    from opensiks.akun.services import AkunBaru, create_akun_banyak
    from opensiks.rules.aktor import Actor
    from opensiks.rules.peran import Peran
    from opensiks.rules.wilayah import Cakupan
    from tests.cast import SANDI, SISTEM

    daftar = [AkunBaru(f"op{k}", f"Operator {k}", Peran.OPERATOR_DESA, k) for k in kode]
    akun = create_akun_banyak(daftar, SANDI, by=SISTEM, at=MULAI, sejak=date(2023, 1, 1))
    return {
        k: Actor(a.pk, a.nama, Peran.OPERATOR_DESA, Cakupan((k,)), "uji")
        for k, a in zip(kode, akun, strict=True)
    }


def _write(folder: Path, kode: str, operator: Actor) -> Paket:
    from opensiks.keluarga.models import Keluarga
    from tests.factories.paket import daftarkan

    laptop = daftarkan(operator, kode, at=MULAI, kab=_dinas())
    rumah = (
        Keluarga.objects.filter(kode_desa=kode).order_by("id").values_list("id_registri", "alamat", "versi")
    )
    _fill_laptop(laptop, list(rumah))
    path = folder / f"{kode}.age"
    path.write_bytes(laptop.paket(TITIP))
    return Paket(path, len(laptop.ubahan))


def _dinas() -> Actor:
    from opensiks.rules.aktor import Actor
    from opensiks.rules.peran import Peran
    from opensiks.rules.wilayah import Cakupan

    return Actor(999_999, "Petugas Dinas", Peran.OPERATOR_KAB, Cakupan((KAB,)), "uji")


def _fill_laptop(laptop: Laptop, rumah: Sequence[tuple[str, str, int]]) -> None:
    hasil = [h for h, n in HASIL.items() for _ in range(n)]
    mampu = []
    for n, ((id_, alamat, versi), h) in enumerate(zip(rumah, hasil, strict=True)):
        saat = MULAI + timedelta(days=n % HARI, minutes=n)
        dasar = {"versi": versi, "status": "AKTIF", "verval": None}
        laptop.catat(
            "verval", id_, {"hasil": h, "tanggal": saat.date().isoformat(), "catatan": ""}, saat, dasar=dasar
        )
        if h == "PERBAIKAN" and n % 2:
            isi = _usulan("PERBAIKAN_DATA", {"alamat": f"{alamat} A"})
            laptop.catat("usulan", id_, isi, saat, dasar={"versi": versi, "lama": {"alamat": alamat}})
        if h == "MAMPU":
            isi = _usulan("TIDAK_LAYAK", {}, "REGISTRI", "MAMPU")
            mampu.append(laptop.catat("usulan", id_, isi, saat, dasar={"versi": versi}))
    _meet(laptop, [f"ubahan:{u['id']}" for u in mampu])


def _usulan(
    jenis: str, muatan: dict[str, str], program: str = "", kode_alasan: str = ""
) -> dict[str, object]:
    return {
        "jenis": jenis, "program": program, "kode_alasan": kode_alasan, "alasan": "", "muatan": muatan, "bukti": [],
    }  # fmt: skip


def _meet(laptop: Laptop, usulan: Sequence[str]) -> None:
    saat = TITIP - timedelta(days=1)
    m = laptop.catat(
        "musyawarah", "",
        {"tanggal": saat.date().isoformat(), "mulai": "09:00", "tempat": "Balai desa", "pimpinan_nama": "Kepala desa",
         "pimpinan_jabatan": "Kepala desa", "catatan": ""}, saat,
    )  # fmt: skip
    acuan = f"ubahan:{m['id']}"
    unsur = {u: [5, 3, 1] for u in ("KADES_LURAH", "OPERATOR", "RT_RW", "BPD", "WAKIL_KPM")}
    laptop.catat("kehadiran", acuan, {"unsur": unsur}, saat)
    for u in usulan:
        laptop.catat("putusan", u, {"musyawarah": acuan, "hasil": "SETUJU", "alasan": ""}, saat)
    laptop.catat("tutup", acuan, {"selesai": "12:00", "catatan": "", "kode_daftar": ""}, saat)
