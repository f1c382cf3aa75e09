"""What a phone writes into its photos about the place, read before it is thrown away; and a photo's measure."""

from __future__ import annotations

import io
from typing import Any, NamedTuple

from PIL import ExifTags, Image


class Letak(NamedTuple):
    """Degrees, south and west negative."""

    lintang: float
    bujur: float


def find_letak(isi: bytes) -> Letak | None:
    """Where the phone says the photo was taken; None when it does not, or says it wrongly.

    The beginning of the file is enough.
    """
    try:
        gps = Image.open(io.BytesIO(isi), formats=("JPEG",)).getexif().get_ifd(ExifTags.IFD.GPSInfo)
        lintang = _degrees(gps[ExifTags.GPS.GPSLatitude], gps[ExifTags.GPS.GPSLatitudeRef], "S")
        bujur = _degrees(gps[ExifTags.GPS.GPSLongitude], gps[ExifTags.GPS.GPSLongitudeRef], "W")
    except (KeyError, ValueError, TypeError, ZeroDivisionError, OSError, SyntaxError, AttributeError):
        return None
    # A phone without a fix writes zeros, or nothing that is a number.
    terbaca = abs(lintang) <= 90 and abs(bujur) <= 180 and (lintang, bujur) != (0.0, 0.0)
    return Letak(lintang, bujur) if terbaca else None


def measure(isi: bytes) -> tuple[int, int]:
    """Width and height of a photo in points."""
    return Image.open(io.BytesIO(isi)).size


def _degrees(bagian: Any, arah: Any, minus: str) -> float:
    derajat, menit, detik = (float(b) for b in bagian)
    nilai = derajat + menit / 60 + detik / 3600
    return round(-nilai if str(arah).strip("\x00 ") == minus else nilai, 6)
