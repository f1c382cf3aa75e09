"""Numbers that nobody hands out: UUIDv7 (RFC 9562), which sort by the moment they are made for."""

import secrets
from datetime import UTC, datetime
from uuid import UUID


def make_uuid7(at: datetime) -> str:
    """A fresh UUIDv7 of this moment, in lower case with dashes."""
    milidetik = int(at.timestamp() * 1000) & ((1 << 48) - 1)
    acak = secrets.randbits(74)
    nilai = milidetik << 80 | 7 << 76 | (acak >> 62) << 64 | 2 << 62 | acak & ((1 << 62) - 1)
    return str(UUID(int=nilai))


def read_uuid7(teks: str) -> datetime | None:
    """The moment inside a UUIDv7; None for any other text."""
    try:
        u = UUID(teks)
    except ValueError:
        return None
    return datetime.fromtimestamp((u.int >> 80) / 1000, UTC) if u.version == 7 else None
