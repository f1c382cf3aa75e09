"""Small steps of a world, for tests that tell one event."""

from collections.abc import Sequence
from typing import Any

from opensiks.rules.jenis import Jenis
from opensiks.rules.manifes import Ubahan
from opensiks.rules.paket import StatusTitipan
from opensiks.rules.ubahan import Vonis
from opensiks.rules.verval import HasilVerval
from opensiks.synth.simulasi.dinas import Baris, Titipan
from opensiks.synth.simulasi.dunia import Dunia, Kiriman
from opensiks.synth.simulasi.gudang import Rumah
from opensiks.synth.simulasi.laptop import Laptop, Salinan
from opensiks.synth.simulasi.meja import judge, take

Isi = dict[str, Any]
FOTO = b"\xff\xd8\xff foto satu"


def get_laptop(dunia: Dunia, desa: int = 0) -> Laptop:
    return dunia.desa[desa].laptop[-1]


def get_rumah(dunia: Dunia, desa: int = 0, ke: int = 0) -> Rumah:
    return dunia.dinas.simpanan.gudang.list_rumah(dunia.desa[desa].kode)[ke]


def write(laptop: Laptop, baru: Isi, foto: Sequence[bytes] = ()) -> Isi:
    """A line shown as saved."""
    assert laptop.layar is not None
    laptop.layar.foto = list(foto)
    u = laptop.write({"perlu": [], "dasar": {}, **baru})
    assert u is not None
    return u


def write_verval(laptop: Laptop, rumah: Rumah, hasil: HasilVerval = HasilVerval.TETAP) -> Isi:
    assert laptop.layar is not None
    k = next(k for k in laptop.layar.list_keluarga() if k["id"] == rumah.id)
    isi = {"hasil": hasil.value, "tanggal": "2021-07-01", "catatan": ""}
    return write(
        laptop, {"jenis": "verval", "pokok": rumah.id, "dasar": laptop.layar.make_dasar(k), "isi": isi}
    )


def write_perbaikan(laptop: Laptop, pokok: str, lama: Isi, baru: Isi) -> Isi:
    """A proposal that mends fields; `lama` is what the screen showed."""
    jenis = Jenis.PERBAIKAN_DATA if "alamat" in baru else Jenis.PERBAIKAN_ID
    isi = make_usulan(jenis, baru)
    return write(laptop, {"jenis": "usulan", "pokok": pokok, "dasar": {"versi": 1, "lama": lama}, "isi": isi})


def make_usulan(jenis: Jenis, muatan: Isi, bukti: Sequence[Isi] = ()) -> Isi:
    return {
        "jenis": jenis.value,
        "program": "",
        "kode_alasan": "",
        "alasan": "Menurut KTP",
        "muatan": muatan,
        "bukti": list(bukti),
    }


def write_baru(laptop: Laptop, nik: str, no_kk: str) -> Isi:
    """A proposal for a family that the register does not have."""
    orang = {"nik": nik, "nama": "WARGA BARU", "tanggal_lahir": "1980-01-02", "jenis_kelamin": "P", "shdk": 1}
    muatan = {"keluarga": {"no_kk": no_kk, "alamat": "JALAN UJUNG"}, "anggota": [orang]}
    return write(laptop, {"jenis": "usulan", "pokok": "", "isi": make_usulan(Jenis.BARU, muatan)})


def make_paket(laptop: Laptop, *, foto: bool = True, zirah: bool = False) -> Salinan:
    salinan = laptop.make_paket(foto=foto, zirah=zirah)
    assert salinan is not None
    return salinan


def deposit(dunia: Dunia, isi: bytes) -> Titipan:
    """Handed over at the desk, not judged."""
    return take(dunia, Kiriman(dunia.cerita.hari, isi, "", dunia.desa[0].kode))


def bring(dunia: Dunia, isi: bytes) -> Titipan:
    """Handed over and judged."""
    t = deposit(dunia, isi)
    if t.status is StatusTitipan.DITITIP:
        judge(dunia, t)
    return t


def send(dunia: Dunia, laptop: Laptop, *, foto: bool = True) -> Titipan:
    """The next package of a laptop, brought and judged."""
    return bring(dunia, make_paket(laptop, foto=foto).isi)


def get_baris(dunia: Dunia, laptop: Laptop, u: Isi) -> Baris:
    return dunia.dinas.simpanan.baris[laptop.kid, u["id"]]


def get_vonis(dunia: Dunia, laptop: Laptop, u: Isi) -> tuple[Vonis, str]:
    b = get_baris(dunia, laptop, u)
    return b.vonis, str(b.kode)


def count_akibat(dunia: Dunia, u: Isi) -> int:
    return sum(a.ubahan == u["id"] for a in dunia.dinas.simpanan.gudang.akibat)


def load_tanda(dunia: Dunia, laptop: Laptop, t: Titipan) -> bool:
    return laptop.load_tanda(dunia.dinas.make_tanda_terima(t, dunia.jam.kini))


def get_kirim(laptop: Laptop, u: Isi) -> str:
    """Where the laptop says that a line is."""
    return laptop.get_kirim()[u["id"]]


def as_ubahan(u: Isi) -> Ubahan:
    return Ubahan(**u)
