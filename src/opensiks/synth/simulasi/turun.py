"""What goes down to a laptop: its village's worksheet, sealed and signed as the server does it."""

from datetime import datetime
from typing import Any

from opensiks.infra.nomor import make_uuid7
from opensiks.paket.berkas import make_berkas
from opensiks.rules.canonical import canonical_bytes
from opensiks.rules.lembar import get_kode_daftar
from opensiks.rules.paket import BENTUK, Arah
from opensiks.synth.simulasi.gudang import Gudang, Orang, Rumah
from opensiks.synth.simulasi.kunci import KunciDinas, Perangkat, get_pemulihan
from opensiks.synth.simulasi.waktu import Masa, write_saat

APLIKASI = "0.1.0"
Isi = dict[str, Any]


def make_kunci_lembar(kunci: KunciDinas, desa: str) -> Isi:
    return {
        "kantor": [kunci.segel[1]],
        "cadangan": kunci.cadangan[1],
        "pemulihan": get_pemulihan(desa)[1],
    }


def make_turun(
    gudang: Gudang, kunci: KunciDinas, p: Perangkat, masa: Masa, pencabutan: Isi, urutan: int, at: datetime
) -> tuple[bytes, Isi]:
    """The sealed worksheet of a device at this moment, and what is in it."""
    rumah = gudang.list_rumah(p.desa)
    usulan = [u for u in gudang.usul.values() if u.desa == p.desa]
    lembar: Isi = {
        "bentuk": "lembar/1",
        "id": make_uuid7(at),
        "dibuat": write_saat(at),
        "versi": urutan,
        "periode": masa.to_json(at),
        "desa": {"kode": p.desa, "nama": p.desa, "sebutan": "desa", "kecamatan": "", "kabupaten": ""},
        "operator": {"akun": p.akun, "nama": p.nama},
        "keluarga": [_rumah(r) for r in rumah],
        "usulan": [
            {
                "id": u.id,
                "jenis": u.jenis,
                "pokok": u.pokok,
                "nama": "",
                "status": u.status,
                "orang": 1,
                "alasan": "",
                "program": "",
                "kode_alasan": "",
            }
            for u in usulan
        ],
        # Lists and sentences are for the screens; the core does not look at them.
        "daftar": {},
        "aturan": {},
        "wilayah": [],
        "kunci": {**make_kunci_lembar(kunci, p.desa), "registrar": {"jwk": kunci.registrar.jwk}},
        "pencabutan": pencabutan,
        "sertifikat": p.sertifikat,
    }
    jumlah = {"keluarga": len(rumah), "usulan": len(usulan)}
    manifes = make_manifes(Arah.TURUN, kunci, p, masa.kode, urutan, jumlah, len(rumah), at, lembar["id"])
    return make_berkas(manifes, canonical_bytes(lembar), {}, kunci.registrar, list_penerima(p)), lembar


def list_penerima(p: Perangkat) -> list[str]:
    return [p.umum, get_pemulihan(p.desa)[1]]


def make_manifes(
    arah: Arah,
    kunci: KunciDinas,
    p: Perangkat,
    periode: str,
    urutan: int,
    jumlah: dict[str, int],
    baris: int,
    at: datetime,
    lembar: str,
) -> Isi:
    saat = write_saat(at)
    return {
        "bentuk": BENTUK,
        "arah": arah.value,
        "paket": make_uuid7(at),
        "periode": periode,
        "desa": p.desa,
        "kepada": {"kantor": kunci.kantor, "kunci": []},
        "perangkat": {"kid": kunci.registrar.kid},
        "urutan": urutan,
        "sebelum": None,
        "tanda_terima": [],
        "lembar": {"id": lembar, "bentuk": "lembar/1", "kode": get_kode_daftar(), "aplikasi": APLIKASI},
        "isi": {"jumlah": baris},
        "lampiran": [],
        "jumlah": jumlah,
        "waktu": {"perangkat": saat, "server_terakhir": saat, "mono_ms": 0},
    }


def _rumah(r: Rumah) -> Isi:
    return {
        "id": r.id,
        "no_kk": r.no_kk,
        "kepala": r.kepala,
        "alamat": r.alamat,
        "dusun": "",
        "rt": "001",
        "rw": "001",
        "status": r.status,
        "versi": r.versi,
        "beku_pada": None,
        "verval": r.verval,
        "verval_terakhir": None,
        "anggota": [_orang(o, i) for i, o in enumerate(r.anggota)],
        "temuan": [],
        "program": [],
        "jawaban": {},
    }


def _orang(o: Orang, urut: int) -> Isi:
    return {
        "id": o.id,
        "nik": o.nik,
        "nama": o.nama,
        "tempat_lahir": "",
        "tanggal_lahir": o.tanggal_lahir,
        "jenis_kelamin": o.jenis_kelamin,
        "shdk": 1 if urut == 0 else 3,
        "nama_ibu": "",
        "pekerjaan": "",
        "status_kawin": None,
        "status": "AKTIF",
        "versi": o.versi,
    }
