"""What the packages of this folder are made of: fixed keys, one village of made-up people, and its worksheet."""

import json
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

from joserfc.jwk import ECKey, OKPKey

from opensiks.paket import segel
from opensiks.paket.tanda import KunciTanda, make_sertifikat
from opensiks.rules.canonical import canonical_bytes
from opensiks.rules.manifes import Ubahan, count_jumlah
from opensiks.rules.paket import JenisUbahan

DI = Path(__file__).parent
DESA, KANTOR, PERIODE = "18.04.01.2001", "18.04", "2021-kampanye"
AT = datetime(2021, 7, 30, 15, 10, 5, tzinfo=UTC)
MULAI, SAMPAI = datetime(2021, 7, 1, tzinfo=UTC), datetime(2021, 10, 1, tzinfo=UTC)
SEGEL = ("kantor", "cadangan", "pemulihan", "perangkat", "kantor_lain")
TANDA = {
    "registrar": "ES256",
    "registrar_lain": "ES256",
    "laptop": "ES256",
    "laptop_ed": "Ed25519",
    "orang_lain": "ES256",
}
FOTO = b"\xff\xd8\xff\xe0" + bytes(range(256)) * 40
UJUNG = {"seq": 48120, "sidik": sha256(b"ujung").hexdigest()}
SURAT = b"%PDF-1.7\n" + b"0123456789abcdef" * 50


def load_kunci() -> dict[str, Any]:
    """The keys of kunci.json; they are made once and never again."""
    berkas = DI / "kunci.json"
    if not berkas.exists():
        isi: dict[str, Any] = {"keterangan": "Made for these cases only. 'rahasia' is the private JWK."}
        for nama in SEGEL:
            identitas, penerima = segel.make_kunci()
            isi[nama] = {"identitas": identitas, "penerima": penerima}
        for nama, alg in TANDA.items():
            kunci = KunciTanda.generate(alg)
            rahasia = {k: v for k, v in kunci.rahasia.as_dict(private=True).items() if k in {*kunci.jwk, "d"}}
            isi[nama] = {"alg": alg, "kid": kunci.kid, "jwk": kunci.jwk, "rahasia": rahasia}
        write_json("kunci.json", isi)
    return json.loads(berkas.read_text())


def write_json(nama: str, isi: Any) -> None:
    (DI / nama).write_text(json.dumps(isi, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def tanda(nama: str) -> KunciTanda:
    alg = TANDA[nama]
    bentuk = ECKey if alg == "ES256" else OKPKey
    return KunciTanda(alg, bentuk.import_key(KUNCI[nama]["rahasia"]))


def penerima(*nama: str) -> list[str]:
    return [KUNCI[n]["penerima"] for n in nama]


def uuid7(urut: int, detik: int = 0) -> str:
    """A UUIDv7 with a counter for chance."""
    ms = f"{int(MULAI.timestamp() + detik) * 1000:012x}"
    return f"{ms[:8]}-{ms[8:]}-7000-8000-{urut:012x}"


def sidik(isi: bytes) -> str:
    return sha256(isi).hexdigest()


def klaim(nama: str = "laptop", **lain: Any) -> dict[str, Any]:
    kunci = tanda(nama)
    return {
        "iss": "opensiks",
        "sub": "sari",
        "akun": 11,
        "nama": "Sari",
        "desa": [DESA],
        "periode": PERIODE,
        "boleh": [j.value for j in JenisUbahan],
        "alg": kunci.alg,
        "cnf": {"jwk": kunci.jwk},
        "umum": KUNCI["perangkat"]["penerima"],
        "nbf": int(MULAI.timestamp()),
        "exp": int(SAMPAI.timestamp()),
        "jti": uuid7(1),
        **lain,
    }


def sertifikat(nama: str = "laptop", registrar: str = "registrar", **lain: Any) -> str:
    return make_sertifikat(klaim(nama, **lain), tanda(registrar))


def ubahan(n: int, jenis: str, pokok: str, isi: dict[str, Any], **lain: Any) -> dict[str, Any]:
    return {
        "id": uuid7(n, n * 60),
        "n": n,
        "sv": 1,
        "jenis": jenis,
        "pokok": pokok,
        "dasar": {},
        "isi": isi,
        "perlu": [],
        "lampiran": [],
        "pada": f"2021-07-12T09:{n % 60:02d}:00+07:00",
        **lain,
    }


def list_ubahan() -> list[dict[str, Any]]:
    """One line of every kind, and a few more of the commonest."""
    rapat, usul, dasar = uuid7(5, 300), uuid7(3, 180), {"status": "AKTIF", "verval": None, "versi": 1}
    return [
        ubahan(
            1, "verval", "KEL-1", {"hasil": "SESUAI", "tanggal": "2021-07-12", "catatan": ""}, dasar=dasar
        ),
        ubahan(
            2,
            "verval",
            "KEL-2",
            {"hasil": "SESUAI", "tanggal": "2021-07-12", "catatan": "Rumah “biru” di tepi kali"},
            dasar=dasar,
        ),
        ubahan(
            3,
            "usulan",
            "KEL-2",
            {
                "jenis": "PERBAIKAN_KELUARGA",
                "program": "",
                "kode_alasan": "",
                "alasan": "Pindah dusun\nsejak Mei",
                "muatan": {"dusun": "Suka Maju"},
                "bukti": [{"jenis": "KK", "sha256": sidik(SURAT), "nama": "kk.pdf"}],
            },
            dasar={"lama": {"dusun": "Sukamaju"}, "versi": 1},
            lampiran=[sidik(SURAT)],
        ),
        ubahan(4, "foto", "KEL-1", {"jenis": "RUMAH_DEPAN", "sha256": sidik(FOTO)}, lampiran=[sidik(FOTO)]),
        ubahan(
            5,
            "musyawarah",
            "",
            {
                "tanggal": "2021-07-20",
                "mulai": "09:00",
                "tempat": "Balai desa",
                "pimpinan_nama": "Zoë 𝒟armo",
                "pimpinan_jabatan": "Ketua BPD",
                "catatan": "",
            },
        ),
        ubahan(
            6, "kehadiran", f"ubahan:{rapat}", {"unsur": {"BPD": [5, 3, 1], "RT": [12, 9, 2]}}, perlu=[rapat]
        ),
        ubahan(
            7,
            "keberatan",
            f"ubahan:{usul}",
            {"musyawarah": f"ubahan:{rapat}", "isi": "Belum pindah", "nama": "", "dirahasiakan": True},
            perlu=[usul, rapat],
        ),
        ubahan(
            8,
            "putusan",
            f"ubahan:{usul}",
            {"musyawarah": f"ubahan:{rapat}", "hasil": "DISETUJUI", "alasan": ""},
            perlu=[usul, rapat],
        ),
        ubahan(
            9,
            "tutup",
            f"ubahan:{rapat}",
            {"selesai": "12:30", "catatan": "", "kode_daftar": "7K4M-2Q9D-XTR8"},
            perlu=[rapat],
        ),
        ubahan(
            10,
            "berkas",
            f"ubahan:{rapat}",
            {"guna": "BERITA_ACARA", "sha256": sidik(SURAT)},
            perlu=[rapat],
            lampiran=[sidik(SURAT)],
        ),
        ubahan(11, "catatan", "KEL-1", {"isi": "Rumah terkunci pada kunjungan pertama."}),
        ubahan(12, "batal_verval", "KEL-1", {"alasan": "Salah keluarga"}, dasar=dasar),
        ubahan(13, "tarik", "usulan:12", {"alasan": "Sudah diusulkan tahun lalu"}),
        ubahan(14, "cabut", f"ubahan:{uuid7(2, 120)}", {"alasan": "Salah pilih"}, perlu=[uuid7(2, 120)]),
        ubahan(
            15, "verval", "KEL-1", {"hasil": "SESUAI", "tanggal": "2021-07-13", "catatan": ""}, dasar=dasar
        ),
    ]


def baris(daftar: list[dict[str, Any]]) -> bytes:
    return b"".join(canonical_bytes(u) + b"\n" for u in daftar)


def manifes(
    arah: str = "naik", *, daftar: list[dict[str, Any]] | None = None, perangkat: str = "laptop", **lain: Any
) -> dict[str, Any]:
    """A manifest without the digests of its body; make_berkas fills them in."""
    daftar = list_ubahan() if daftar is None else daftar
    naik = arah == "naik"
    jumlah = (
        count_jumlah([Ubahan(**u) for u in daftar]) | {"orang": 3} if naik else {"keluarga": 2, "orang": 3}
    )
    return {
        "bentuk": "opensiks-paket/1",
        "arah": arah,
        "paket": uuid7(77, 2000),
        "periode": PERIODE,
        "desa": DESA,
        "kepada": {"kantor": KANTOR},
        "perangkat": {"kid": KUNCI[perangkat]["kid"], "sertifikat": sertifikat(perangkat)}
        if naik
        else {"kid": KUNCI["registrar"]["kid"]},
        "urutan": 7,
        "sebelum": sidik(b"6"),
        "tanda_terima": [sidik(b"tanda terima 5")],
        "lembar": {"id": uuid7(9), "bentuk": "lembar/1", "kode": sidik(b"kode"), "aplikasi": "0.1.0"},
        "isi": {"jumlah": len(daftar) if naik else 1},
        "lampiran": list_lampiran() if naik else [],
        "jumlah": jumlah,
        "waktu": {
            "perangkat": "2021-07-30T22:10:05+07:00",
            "server_terakhir": "2021-07-02T01:00:00+00:00",
            "mono_ms": 81234,
        },
        **lain,
    }


def list_lampiran(*, ikut: bool = True) -> list[dict[str, Any]]:
    return [
        {
            "sha256": sidik(SURAT),
            "ukuran": len(SURAT),
            "jenis": "application/pdf",
            "guna": "KK",
            "ikut": True,
        },
        {
            "sha256": sidik(FOTO),
            "ukuran": len(FOTO),
            "jenis": "image/jpeg",
            "guna": "RUMAH_DEPAN",
            "ikut": ikut,
        },
    ]


def isi_lampiran() -> dict[str, bytes]:
    return {sidik(SURAT): SURAT, sidik(FOTO): FOTO}


KUNCI = load_kunci()
