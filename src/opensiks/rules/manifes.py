"""The shape of a package's manifest and of its lines; pure, so that the worksheet can hold the same cases.

A shape is checked whole and closed: an unknown key is a fault. What a line means is decided elsewhere; a line of a
newer schema (`sv` above 1) only has to carry its identity, so that it can be answered "not supported yet".
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from operator import itemgetter
from typing import Any, NamedTuple

SHA256 = re.compile(r"[0-9a-f]{64}")
KID = re.compile(r"[A-Za-z0-9_-]{43}")
UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")
UUID7 = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")
PENERIMA = re.compile(r"age1[02-9ac-hj-np-z]{58}")
SAAT = re.compile(
    r"20[0-9]{2}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]"
    r"[+-](0[0-9]|1[0-4]):[0-5][0-9]"
)
DESA = re.compile(r"[0-9]{2}\.[0-9]{2}\.[0-9]{2}\.[0-9]{4}")
KANTOR = re.compile(r"([0-9]{2}(\.[0-9]{2}(\.[0-9]{2}(\.[0-9]{4})?)?)?)?")
PERIODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,23}")
JENIS_LAMPIRAN = ("image/jpeg", "application/pdf")
BADAN = {"naik": "ubahan.jsonl", "turun": "lembar.json", "tanda_terima": "tanda_terima.json"}
JUMLAH_NAIK = ("verval", "usulan", "musyawarah", "putusan", "lain", "orang")


class Ubahan(NamedTuple):
    """One line of a worksheet, as read. `n` counts from 1 per device; `pada` is the device's own clock."""

    id: str
    n: int
    sv: int
    jenis: str
    pokok: str
    dasar: dict[str, Any]
    isi: dict[str, Any]
    perlu: list[str]
    lampiran: list[str]
    pada: str


# What a column of four bytes holds, which is more than any village has.
_MAKS_BULAT = 2**31 - 1

Check = Callable[[object], bool]


def _text(pola: re.Pattern[str]) -> Check:
    return lambda v: isinstance(v, str) and pola.fullmatch(v) is not None


def _maybe(check: Check) -> Check:
    return lambda v: v is None or check(v)


def _listed(check: Check, *, least: int = 0, most: int = 2_000) -> Check:
    def each(v: object) -> bool:
        return isinstance(v, list) and least <= len(v) <= most and all(check(x) for x in v) and _once(v)

    return each


def _once(v: list[Any]) -> bool:
    return len({str(x) for x in v}) == len(v)


def _short(most: int, least: int = 0) -> Check:
    return lambda v: isinstance(v, str) and v.isascii() and least <= len(v) <= most


def _count(v: object) -> bool:
    return type(v) is int and 0 <= v <= _MAKS_BULAT


def is_saat(v: object) -> bool:
    """A second of this century with its distance from UTC, "2026-07-30T22:10:05+07:00", on a day that exists."""
    if not isinstance(v, str) or SAAT.fullmatch(v) is None:
        return False
    return v[8:10] <= "28" or int(v[8:10]) <= monthrange(int(v[:4]), int(v[5:7]))[1]


def _bulat(v: object) -> bool:
    return type(v) is int and 0 <= v < 2**53


def _one_of(*daftar: str) -> Check:
    return lambda v: isinstance(v, str) and v in daftar


def _counts(v: object) -> bool:
    return isinstance(v, dict) and len(v) <= 40 and all(_count(x) for x in v.values())


_sha, _kid = _text(SHA256), _text(KID)

LAMPIRAN: Mapping[str, Check] = {
    "sha256": _sha,
    "ukuran": _count,
    "jenis": _one_of(*JENIS_LAMPIRAN),
    "guna": _short(32),
    "ikut": lambda v: isinstance(v, bool),
}
MANIFES: Mapping[str, Check | Mapping[str, Check]] = {
    "bentuk": _one_of("opensiks-paket/1"),
    "arah": _one_of(*BADAN),
    "paket": _text(UUID7),
    "periode": _text(PERIODE),
    "desa": _text(DESA),
    "kepada": {"kantor": _text(KANTOR), "kunci": _listed(_text(PENERIMA), least=1, most=16)},
    "urutan": lambda v: _count(v) and v != 0,
    "sebelum": _maybe(_sha),
    "tanda_terima": _listed(_sha),
    "lembar": {
        "id": _text(UUID),
        "bentuk": _text(re.compile(r"lembar/[1-9][0-9]*")),
        "kode": _sha,
        "aplikasi": _short(40, 1),
    },
    "isi": {"nama": _one_of(*BADAN.values()), "sha256": _sha, "ukuran": _count, "jumlah": _count},
    "waktu": {"perangkat": is_saat, "server_terakhir": _maybe(is_saat), "mono_ms": _bulat},
}
# What a newer worksheet says besides, and an older one leaves out.
GEMA: Mapping[str, Check] = {"seq": lambda v: _bulat(v) and v != 0, "sidik": _sha}
PERANGKAT_NAIK: Mapping[str, Check] = {"kid": _kid, "sertifikat": _short(8_192, 1)}


def list_cacat(manifes: object) -> list[str]:
    """The keys that are wrong, dotted ("kepada.kantor"); empty for a manifest of this format.

    Values are those of a JSON document: str, int, bool, None, list, dict.
    """
    if not isinstance(manifes, dict):
        return ["manifes"]
    naik = manifes.get("arah") == "naik"
    bentuk = dict(MANIFES) | {
        "perangkat": PERANGKAT_NAIK if naik else {"kid": _kid},
        "jumlah": dict.fromkeys(JUMLAH_NAIK, _count) if naik else _counts,
        "lampiran": _listed(lambda v: not [*_faults(v, LAMPIRAN, "")]),
        **({"gema": GEMA} if naik and "gema" in manifes else {}),
    }
    return [*_faults(manifes, bentuk, "")] or [*_mismatched(manifes)]


def _faults(v: object, bentuk: Mapping[str, Any], depan: str) -> Iterator[str]:
    if not isinstance(v, dict):
        yield depan.removesuffix(".") or "isi"
        return
    # A name that we do not know is not repeated: it could be anything.
    if v.keys() - bentuk.keys():
        yield f"{depan}kunci tak dikenal"
    for kunci, check in bentuk.items():
        if kunci not in v:
            yield f"{depan}{kunci}"
        elif isinstance(check, Mapping):
            yield from _faults(v[kunci], check, f"{depan}{kunci}.")
        elif not check(v[kunci]):
            yield f"{depan}{kunci}"


def _mismatched(manifes: dict[str, Any]) -> Iterator[str]:
    """Faults between keys that are each well formed."""
    if manifes["isi"]["nama"] != BADAN[manifes["arah"]]:
        yield "isi.nama"
    if (manifes["urutan"] == 1) != (manifes["sebelum"] is None) and manifes["arah"] == "naik":
        yield "sebelum"
    jumlah = manifes["jumlah"]
    if manifes["arah"] == "naik" and manifes["isi"]["jumlah"] != sum(jumlah.values()) - jumlah["orang"]:
        yield "jumlah"
    sidik = [lampiran["sha256"] for lampiran in manifes["lampiran"]]
    if len(set(sidik)) != len(sidik):
        yield "lampiran.sha256"


def read_ubahan(isi: object) -> Ubahan | None:
    """The line as an Ubahan, or None when its shape is wrong. Keys of a newer schema are left out."""
    if not isinstance(isi, dict):
        return None
    sv = isi.get("sv")
    if type(sv) is int and sv > 1:
        isi = {**_KOSONG, **{k: v for k, v in isi.items() if k in Ubahan._fields}}
    if len(isi) != len(Ubahan._fields):
        return None
    try:
        u = Ubahan._make(_NILAI(isi))
    except KeyError:
        return None
    return u if tuple(map(type, u)) == _TIPE and _is_ubahan(u) else None


_KOSONG: dict[str, Any] = {"pokok": "", "dasar": {}, "isi": {}, "perlu": [], "lampiran": [], "pada": ""}
_NILAI = itemgetter(*Ubahan._fields)
_TIPE = (str, int, int, str, str, dict, dict, list, list, str)


def _is_ubahan(u: Ubahan) -> bool:
    if not (1 <= u.n <= _MAKS_BULAT and 1 <= u.sv <= _MAKS_BULAT) or UUID7.fullmatch(u.id) is None:
        return False
    if not (1 <= len(u.jenis) <= 40 and len(u.pokok) <= 64 and u.jenis.isascii() and u.pokok.isascii()):
        return False
    if u.sv == 1 and not is_saat(u.pada):
        return False
    return not (u.perlu or u.lampiran) or (
        _is_all(UUID7, u.perlu) and _is_all(SHA256, u.lampiran) and _once(u.perlu) and _once(u.lampiran)
    )


def _is_all(pola: re.Pattern[str], daftar: Sequence[object]) -> bool:
    return all(isinstance(v, str) and pola.fullmatch(v) is not None for v in daftar)


def count_jumlah(daftar: Sequence[Ubahan]) -> dict[str, int]:
    """The control totals of a manifest by kind, all but `orang`."""
    ada = Counter([u.jenis for u in daftar])
    jumlah = {kunci: ada[kunci] for kunci in JUMLAH_NAIK if kunci not in ("lain", "orang")}
    return jumlah | {"lain": len(daftar) - sum(jumlah.values())}
