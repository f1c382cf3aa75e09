"""What an operator writes down: one ubahan at a time, from what the screen of that laptop shows and nothing else."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from random import Random
from typing import Any

from opensiks.rules.bukti import JenisBukti
from opensiks.rules.foto import JenisFoto
from opensiks.rules.jenis import Jenis
from opensiks.rules.musyawarah import Hasil, Unsur
from opensiks.rules.verval import HasilVerval
from opensiks.synth.simulasi.gudang import make_nik

Isi = dict[str, Any]


@dataclass
class Layar:
    """What one laptop shows: its worksheet, and its own lines since, by id."""

    desa: str
    lembar: Isi
    tampak: dict[str, Isi]
    urut: int = 0
    foto: list[bytes] = field(default_factory=list)

    def list_keluarga(self) -> list[Isi]:
        daftar: list[Isi] = self.lembar["keluarga"]
        return daftar

    def list_sendiri(self, jenis: str) -> list[Isi]:
        """Own lines of a kind that were not taken back, in order."""
        gugur = {
            u["pokok"].removeprefix("ubahan:")
            for u in self.tampak.values()
            if u["jenis"] in ("tarik", "cabut")
        }
        return [u for u in self.tampak.values() if u["jenis"] == jenis and u["id"] not in gugur]

    def get_verval(self, keluarga: Isi) -> Isi | None:
        """The verdict that the screen shows: an own one since the worksheet, else the worksheet's."""
        kini: Isi | None = keluarga["verval"]
        for u in self.tampak.values():
            if u["pokok"] == keluarga["id"] and u["jenis"] == "verval":
                kini = {"hasil": u["isi"]["hasil"], "pada": u["pada"]}
            elif u["pokok"] == keluarga["id"] and u["jenis"] == "batal_verval":
                kini = None
        return {"hasil": kini["hasil"], "pada": kini["pada"]} if kini else None

    def make_dasar(self, keluarga: Isi) -> Isi:
        return {"versi": keluarga["versi"], "status": keluarga["status"], "verval": self.get_verval(keluarga)}

    def make_foto(self, rng: Random) -> str:
        """A picture, small; kept until the line that names it is stored."""
        self.urut += 1
        isi = b"\xff\xd8\xff" + f"{self.desa} {self.urut} {rng.random()}".encode()
        self.foto.append(isi)
        return hashlib.sha256(isi).hexdigest()


def write_ubahan(layar: Layar, rng: Random, at: datetime) -> Isi | None:
    """The next line as a form hands it over; None when there is nothing to write about."""
    layar.foto.clear()
    tulis = rng.choices([t for t, _ in _BOBOT], [b for _, b in _BOBOT])[0]
    baru = tulis(layar, rng, at) if layar.list_keluarga() else None
    return baru and {"perlu": [], "dasar": {}, **baru}


def _verval(layar: Layar, rng: Random, at: datetime) -> Isi:
    k = rng.choice(layar.list_keluarga())
    hasil = HasilVerval.TETAP if rng.random() < 0.7 else rng.choice(list(HasilVerval))
    isi = {"hasil": hasil.value, "tanggal": at.date().isoformat(), "catatan": ""}
    return {"jenis": "verval", "pokok": k["id"], "dasar": layar.make_dasar(k), "isi": isi}


def _batal(layar: Layar, rng: Random, at: datetime) -> Isi | None:
    ada = [k for k in layar.list_keluarga() if layar.get_verval(k)]
    if not ada:
        return None
    k = rng.choice(ada)
    return {
        "jenis": "batal_verval",
        "pokok": k["id"],
        "dasar": layar.make_dasar(k),
        "isi": {"alasan": "Salah keluarga"},
    }


def _usulan(jenis: Jenis, muatan: Isi, bukti: list[Isi], kode_alasan: str = "") -> Isi:
    return {
        "jenis": jenis.value,
        "program": "",
        "kode_alasan": kode_alasan,
        "alasan": "Menurut KTP",
        "muatan": muatan,
        "bukti": bukti,
    }


def _perbaikan_id(layar: Layar, rng: Random, at: datetime) -> Isi:
    k = rng.choice(layar.list_keluarga())
    o = rng.choice(k["anggota"])
    isian = rng.choice(("nik", "nama"))
    baru = (
        make_nik(layar.desa, at.date().replace(year=1970), rng.randrange(4_999))
        if isian == "nik"
        else f"{o['nama']} {rng.choice('XYZ')}"
    )
    bukti = [{"jenis": JenisBukti.KTP.value, "sha256": layar.make_foto(rng), "nama": "ktp.jpg"}]
    return {
        "jenis": "usulan",
        "pokok": o["id"],
        "dasar": {"versi": o["versi"], "lama": {isian: o[isian]}},
        "isi": _usulan(Jenis.PERBAIKAN_ID, {isian: baru}, bukti),
    }


def _perbaikan_data(layar: Layar, rng: Random, at: datetime) -> Isi:
    k = rng.choice(layar.list_keluarga())
    return {
        "jenis": "usulan",
        "pokok": k["id"],
        "dasar": {"versi": k["versi"], "lama": {"alamat": k["alamat"]}},
        "isi": _usulan(Jenis.PERBAIKAN_DATA, {"alamat": f"JALAN BARU {rng.randrange(50)}"}, []),
    }


def _keluar(layar: Layar, rng: Random, at: datetime) -> Isi:
    k = rng.choice(layar.list_keluarga())
    return {
        "jenis": "usulan",
        "pokok": k["id"],
        "dasar": {"versi": k["versi"]},
        "isi": _usulan(Jenis.TIDAK_LAYAK, {}, [], "TL1"),
    }


def _baru(layar: Layar, rng: Random, at: datetime) -> Isi:
    nomor = 3_000 + rng.randrange(1_000)
    orang = {
        "nik": make_nik(layar.desa, at.date().replace(year=1980), nomor),
        "nama": f"WARGA BARU {nomor}",
        "tempat_lahir": "LIWA",
        "tanggal_lahir": at.date().replace(year=1980).isoformat(),
        "jenis_kelamin": "P",
        "nama_ibu": "IBU",
        "status_kawin": 1,
        "shdk": 1,
    }
    keluarga = {"no_kk": make_nik(layar.desa, at.date().replace(year=2015), nomor), "alamat": "JALAN UJUNG"}
    bukti = [
        {"jenis": j.value, "sha256": layar.make_foto(rng), "nama": f"{j.value.lower()}.jpg"}
        for j in (JenisBukti.KTP, JenisBukti.KK)
    ]
    return {
        "jenis": "usulan",
        "pokok": "",
        "dasar": {},
        "isi": _usulan(Jenis.BARU, {"keluarga": keluarga, "anggota": [orang]}, bukti),
    }


def _tarik(layar: Layar, rng: Random, at: datetime) -> Isi | None:
    ada = layar.list_sendiri("usulan")
    if not ada:
        return None
    u = rng.choice(ada)
    isi = {"alasan": "Tidak jadi"}
    return {"jenis": "tarik", "pokok": f"ubahan:{u['id']}", "isi": isi, "perlu": [u["id"]]}


def _cabut(layar: Layar, rng: Random, at: datetime) -> Isi | None:
    ada = layar.list_sendiri("verval") + layar.list_sendiri("usulan")
    if not ada:
        return None
    u = rng.choice(ada)
    isi = {"alasan": "Salah isi"}
    return {"jenis": "cabut", "pokok": f"ubahan:{u['id']}", "isi": isi, "perlu": [u["id"]]}


def _foto(layar: Layar, rng: Random, at: datetime) -> Isi:
    k = rng.choice(layar.list_keluarga())
    isi = {"jenis": rng.choice(list(JenisFoto)).value, "sha256": layar.make_foto(rng)}
    return {"jenis": "foto", "pokok": k["id"], "isi": isi}


def _catatan(layar: Layar, rng: Random, at: datetime) -> Isi:
    k = rng.choice(layar.list_keluarga())
    return {"jenis": "catatan", "pokok": k["id"], "isi": {"isi": f"Tidak di rumah {rng.randrange(99)}"}}


def _rapat(layar: Layar, rng: Random, at: datetime) -> Isi:
    """A meeting step by step: opened, attended, decided, closed; a second one only when the first is closed."""
    tutup = {u["pokok"] for u in layar.list_sendiri("tutup")}
    buka = [u for u in layar.list_sendiri("musyawarah") if f"ubahan:{u['id']}" not in tutup]
    if not buka:
        isi = {
            "tanggal": at.date().isoformat(),
            "mulai": "09:00",
            "tempat": "Balai desa",
            "pimpinan_nama": "KEPALA DESA",
            "pimpinan_jabatan": "Kepala desa",
            "catatan": "",
        }
        return {"jenis": "musyawarah", "pokok": "", "isi": isi}
    rapat = buka[-1]
    ref = f"ubahan:{rapat['id']}"
    if not any(u["pokok"] == ref for u in layar.list_sendiri("kehadiran")):
        unsur = {u.value: [1, 1, 0] for u in Unsur}
        return {"jenis": "kehadiran", "pokok": ref, "isi": {"unsur": unsur}, "perlu": [rapat["id"]]}
    diputus = {u["pokok"] for u in layar.list_sendiri("putusan")}
    belum = [u for u in layar.list_sendiri("usulan") if f"ubahan:{u['id']}" not in diputus]
    if belum:
        return {
            "jenis": "putusan",
            "pokok": f"ubahan:{belum[0]['id']}",
            "isi": {
                "musyawarah": ref,
                "hasil": rng.choice(list(Hasil)).value,
                "alasan": "Sesuai kesepakatan",
            },
            "perlu": [rapat["id"], belum[0]["id"]],
        }
    isi = {"selesai": "12:00", "catatan": "", "kode_daftar": "0000-0000-0000"}
    return {"jenis": "tutup", "pokok": ref, "isi": isi, "perlu": [rapat["id"]]}


Tulis = Callable[[Layar, Random, datetime], Isi | None]
_BOBOT: tuple[tuple[Tulis, int], ...] = (
    (_verval, 45),
    (_perbaikan_id, 10),
    (_perbaikan_data, 8),
    (_baru, 5),
    (_keluar, 4),
    (_foto, 7),
    (_catatan, 6),
    (_batal, 4),
    (_tarik, 3),
    (_cabut, 4),
    (_rapat, 8),
)
