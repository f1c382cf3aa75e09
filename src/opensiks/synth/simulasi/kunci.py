"""Keys of a world. Making them needs no seed: which key it is never decides what happens."""

from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from typing import Any

from opensiks.infra.nomor import make_uuid7
from opensiks.paket.segel import make_kunci
from opensiks.paket.tanda import KunciTanda, make_sertifikat
from opensiks.rules.paket import JenisUbahan


@dataclass(frozen=True)
class KunciDinas:
    """One office: (identity, recipient) of its sealing key and of its escrow, and the registrar that signs."""

    kantor: str
    registrar: KunciTanda
    segel: tuple[str, str]
    cadangan: tuple[str, str]

    @property
    def identitas(self) -> tuple[str, str]:
        return self.segel[0], self.cadangan[0]


@lru_cache(8)
def get_kunci_dinas(kantor: str) -> KunciDinas:
    """The same for every world of one process; making them anew proves nothing."""
    return KunciDinas(kantor, KunciTanda.generate("ES256"), make_kunci(), make_kunci())


@lru_cache(512)
def get_pemulihan(kode_desa: str) -> tuple[str, str]:
    """(identity on the head's paper, recipient) of a village."""
    return make_kunci()


@dataclass
class Perangkat:
    """A laptop as the office knows it; `sampai` is exclusive. `cabang`: two packages of one number came."""

    kid: str
    jwk: dict[str, str]
    umum: str
    desa: str
    nama: str
    akun: int
    mulai: datetime
    sampai: datetime
    sertifikat: str = ""
    dicabut_at: datetime | None = None
    cabang: bool = False
    boleh: tuple[str, ...] = field(default_factory=lambda: tuple(j.value for j in JenisUbahan))


def certify(p: Perangkat, periode: str, registrar: KunciTanda) -> str:
    klaim: dict[str, Any] = {
        "iss": "opensiks",
        "sub": p.nama,
        "akun": p.akun,
        "nama": p.nama,
        "desa": [p.desa],
        "periode": periode,
        "boleh": list(p.boleh),
        "alg": "ES256",
        "cnf": {"jwk": p.jwk},
        "umum": p.umum,
        "nbf": int(p.mulai.timestamp()),
        "exp": int(p.sampai.timestamp()),
        "jti": make_uuid7(p.mulai),
    }
    return make_sertifikat(klaim, registrar)
