"""An office's desk for the tests of its pages: people beyond the cast, and a kabupaten with work on the table."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.test import Client

from opensiks.akun.services import assign_akun, create_akun
from opensiks.infra.scope import scope_nasional
from opensiks.keluarga.models import Keluarga
from opensiks.pengesahan.models import Batch, Pengesahan, Serahan
from opensiks.rules.peran import Peran
from opensiks.usulan.models import Usulan
from opensiks.verval.models import Periode
from tests.cast import DIBUAT_AT, SANDI, SEJAK, SISTEM
from tests.factories.pengesahan import (
    buat_keluarga,
    rapat,
    serahkan_desa,
    usul_alamat,
    usul_mampu,
    verval_semua,
)
from tests.factories.verval import DESA, DESA_BUDI, KAB, buat_wilayah, periode_juli, wib

# user name → role, area, programme
LAIN: dict[str, tuple[Peran, str, str]] = {
    "rudi": (Peran.PUSDATIN, "", ""),
    "putri": (Peran.PROVINSI, "18", ""),
    "pipit": (Peran.PENGELOLA_PROGRAM, "", "PKH"),
    "vera": (Peran.VERIFIKATOR, KAB, ""),
    "kadis": (Peran.KEPALA_OPD, KAB, ""),
    "tetangga": (Peran.OPERATOR_KAB, "17.06", ""),
    "tetangga_sv": (Peran.SUPERVISOR_KAB, "17.06", ""),
    "tkpk": (Peran.TKPK, "18.04.01", ""),
}


def masuk_lain(nama: str) -> Client:
    """A browser in which one of LAIN is signed in; the account is made on the way."""
    peran, kode, program = LAIN[nama]
    with scope_nasional():
        akun = create_akun(nama, nama.capitalize(), SANDI, by=SISTEM, at=DIBUAT_AT, harus_ganti_sandi=False)
        assign_akun(akun, peran, kode, by=SISTEM, at=DIBUAT_AT, sejak=SEJAK, program=program)
    client = Client()
    client.force_login(akun)
    return client


@dataclass(frozen=True)
class Meja:
    """One village handed over with a line that the forum decided and a line that needed none; another is silent."""

    periode: Periode
    keluarga: list[Keluarga]
    mampu: Usulan
    alamat: Usulan
    serahan: Serahan


def buat_meja(terakhir: date | None = date(2023, 6, 20)) -> Meja:
    """July 2023 in 18.04: DESA handed over, DESA_BUDI did nothing. Call it inside the nation's scope."""
    buat_wilayah(DESA, DESA_BUDI)
    periode = periode_juli()
    keluarga = buat_keluarga(DESA, 4, program=["PKH"], terakhir=terakhir)
    buat_keluarga(DESA_BUDI, 3, terakhir=terakhir)
    verval_semua(periode, DESA, keluarga[2:])
    mampu, alamat = usul_mampu(periode, keluarga[0]), usul_alamat(periode, keluarga[1])
    rapat(periode, DESA)
    return Meja(periode, keluarga, mampu, alamat, serahkan_desa(periode, DESA))


Masuk = Callable[[str], Client]


def teks(client: Client, alamat: str, status: int = 200) -> str:
    """The page as text, with the status that was asked for."""
    jawab = client.get(alamat)
    assert jawab.status_code == status, (alamat, jawab.status_code)
    return jawab.content.decode()


def status_kini(u: Usulan) -> str:
    with scope_nasional():
        return str(Usulan.objects.get(pk=u.pk).status)


def buat_batch_menunggu(nomor: str, jumlah: int) -> Batch:
    """A batch of 18.04 that the centre still owes an answer to; only its account, no lines."""
    periode, at = periode_juli(), wib(2023, 7, 20)
    surat = Pengesahan.objects.create(
        periode=periode, kode_kabupaten=KAB, nomor=f"460/{nomor}", tanggal=date(2023, 7, 1), penandatangan="B",
        jabatan="B", daftar_sha256="0" * 64, jumlah_desa=1, jumlah_usulan=jumlah, pdf_sha256="0" * 64,
        disusun_oleh="x", disusun_at=at,
    )  # fmt: skip
    return Batch.objects.create(
        nomor=nomor, periode=periode, pengesahan=surat, kode_kabupaten=KAB, jumlah=jumlah, sha256="0" * 64, oleh="x",
        dikirim_at=at,
    )  # fmt: skip
