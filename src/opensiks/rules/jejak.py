"""The audit trail's vocabulary and its hash chain (R94). Storage is opensiks.jejak's; this proves it."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from opensiks.rules.canonical import sha256_hex

AWAL = "0" * 64
"""The `prev_hash` of the first row."""

# Verb of an action -> its past form in an event name; irregular ones are why this is a table.
LAMPAU: dict[str, str] = {
    "draft": "drafted",
    "submit": "submitted",
    "withdraw": "withdrawn",
    "endorse": "endorsed",
    "reject": "rejected",
    "verify": "verified",
    "finalise": "finalised",
    "receive": "received",
    "return": "returned",
    "redraft": "redrafted",
    "screen": "screened",
    "sign": "signed",
    "forward": "forwarded",
    "apply": "applied",
    "start": "started",
    "close_musyawarah": "musyawarah_closed",
    "hand_over": "handed_over",
    "reopen": "reopened",
    "close": "closed",
}

# Noun -> what can have happened to it. A service may record no event that is not here.
_KOSAKATA: dict[str, tuple[str, ...]] = {
    "wilayah": ("loaded", "split", "merged"),
    "penduduk": ("loaded",),
    "akun": ("created", "revised", "assigned", "revoked", "reset", "signed_in", "signed_out", "refused"),
    "keluarga": (
        "imported",
        "registered",
        "revised",
        "revealed",
        "moved",
        "split",
        "frozen",
        "thawed",
        "suspended",
        "resumed",
        "closed",
    ),
    "individu": ("registered", "revised", "revealed", "moved", "merged", "closed", "resumed"),
    "kepesertaan": ("revised",),
    "temuan": ("refreshed", "settled"),
    "periode": ("opened", "extended", "closed", "warned"),
    "verval": ("recorded", "cancelled", "confirmed"),
    "verval_desa": (
        "started",
        "musyawarah_closed",
        "finalised",
        "handed_over",
        "received",
        "returned",
        "reopened",
        "signed",
        "closed",
    ),
    "usulan": (
        "drafted",
        "revised",
        "submitted",
        "withdrawn",
        "endorsed",
        "rejected",
        "verified",
        "finalised",
        "received",
        "returned",
        "redrafted",
        "screened",
        "signed",
        "forwarded",
        "applied",
        "entered",
        "conflicted",
    ),
    "musyawarah": ("convened", "recorded", "closed"),
    "berita_acara": ("printed", "uploaded", "signed"),
    "sptjm": ("uploaded", "signed"),
    "bukti": ("added",),
    "tautan": ("created", "revoked"),
    "halaman": ("uploaded", "cancelled", "confirmed"),
    "foto": ("added",),
    "catatan": ("added",),
    "pengesahan": ("drafted", "verified", "signed"),
    "batch": ("created", "exported", "imported", "applied"),
    "putaran": ("started", "finished"),
    "tinjauan": ("answered", "settled", "cancelled"),
    "konfirmasi": ("recorded", "imported"),
    "padan": ("confirmed",),
    "tugas": ("created", "proposed", "waited", "reopened", "closed"),
    "penetapan": ("drafted", "finalised", "exported", "reviewed", "held", "released", "returned"),
    "penerima": ("drawn",),
    "bansos": ("suspended",),
    "data": ("exported",),
    "ringkasan": ("refreshed",),
    "jejak": ("verified", "disputed"),
    "kabar": ("posted", "read", "mailed"),
    "kunjungan": ("recorded",),
    "titipan": ("deposited", "judged", "released"),
    "perangkat": ("requested", "enrolled", "rejected", "revoked", "recovered"),
    "kunci": ("created",),
    "bentrok": ("settled",),
}

PERISTIWA: frozenset[str] = frozenset(
    f"{noun}.{verb}" for noun, daftar in _KOSAKATA.items() for verb in daftar
)


class Mata(NamedTuple):
    """One link as stored: the hash before it, its content and its own hash."""

    prev_hash: str
    isi: Mapping[str, object]
    hash: str


def name_peristiwa(noun: str, aksi: str) -> str:
    """("usulan", "submit") -> "usulan.submitted"; KeyError for a verb or event outside the vocabulary."""
    nama = f"{noun}.{LAMPAU[aksi]}"
    if nama not in PERISTIWA:
        raise KeyError(nama)
    return nama


def link(prev_hash: str, isi: Mapping[str, object]) -> str:
    """The hash of a row. It covers the row before it, so no earlier row can change alone."""
    return sha256_hex({"prev": prev_hash, "isi": isi})


def verify(rows: Iterable[Mata], *, awal: str = AWAL) -> int | None:
    """Index of the first row that does not follow from the one before, or None when the chain is whole.

    `awal` is the hash the range starts from: AWAL, or the hash of the row just before the range. A cut tail
    is not seen here; the caller compares the last hash with one published elsewhere.
    """
    prev = awal
    for i, row in enumerate(rows):
        if row.prev_hash != prev or row.hash != link(prev, row.isi):
            return i
        prev = row.hash
    return None
