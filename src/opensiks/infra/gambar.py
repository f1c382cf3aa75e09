"""Photos as they are kept: upright, small, and only their points; where one was taken is read before that is lost."""

from __future__ import annotations

import io
from dataclasses import dataclass
from decimal import Decimal

from PIL import ExifTags, Image, ImageOps

from opensiks.infra.files import BerkasDitolak

# A phone's camera has 50 million points; what claims more wants to fill our memory.
MAKS_TITIK = 120_000_000
# What we ever keep is smaller than this; a JPEG is decoded at no more than twice that.
_SISI_BACA = 1600
_MUTU = (82, 74, 66, 58, 50, 42, 34, 26, 18)


@dataclass(frozen=True)
class Foto:
    """A JPEG with nothing but points in it, and its size in points."""

    isi: bytes
    lebar: int
    tinggi: int


@dataclass(frozen=True)
class Letak:
    """Where a camera says it was, in degrees."""

    lintang: Decimal
    bujur: Decimal


def open_foto(isi: bytes) -> Image.Image:
    """The photo, turned as it was held; BerkasDitolak for anything but a JPEG or PNG that can be decoded."""
    try:
        with Image.open(io.BytesIO(isi), formats=("JPEG", "PNG")) as asal:
            if asal.width * asal.height > MAKS_TITIK:
                raise BerkasDitolak("Foto ini terlalu besar untuk dibaca.")
            asal.draft("RGB", (_SISI_BACA, _SISI_BACA))
            return ImageOps.exif_transpose(asal).convert("RGB")
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError) as e:
        raise BerkasDitolak("Foto ini tidak terbaca. Foto lagi, atau kirim sebagai JPG.") from e


def shrink(asli: Image.Image, sisi: int, maks_byte: int) -> Foto:
    """At most `sisi` points on the long side and `maks_byte` bytes. No EXIF: only the points are copied."""
    kecil = asli.copy()
    kecil.thumbnail((sisi, sisi), Image.Resampling.LANCZOS)
    bersih = Image.new("RGB", kecil.size)
    bersih.paste(kecil)
    for mutu in _MUTU:
        kotak = io.BytesIO()
        bersih.save(kotak, "JPEG", quality=mutu, optimize=True)
        if kotak.tell() <= maks_byte:
            break
    return Foto(kotak.getvalue(), *bersih.size)


def find_letak(isi: bytes) -> Letak | None:
    """Where a photo was taken by its EXIF; None where it does not say, or says nonsense. Reads a beginning, too."""
    try:
        with Image.open(io.BytesIO(isi), formats=("JPEG",)) as asal:
            gps = asal.getexif().get_ifd(ExifTags.IFD.GPSInfo)
        lintang = _derajat(gps[ExifTags.GPS.GPSLatitude], gps[ExifTags.GPS.GPSLatitudeRef], "S")
        bujur = _derajat(gps[ExifTags.GPS.GPSLongitude], gps[ExifTags.GPS.GPSLongitudeRef], "W")
    except (OSError, SyntaxError, ValueError, KeyError, TypeError, ZeroDivisionError):
        return None
    masuk_akal = abs(lintang) <= 90 and abs(bujur) <= 180 and (lintang, bujur) != (Decimal(0), Decimal(0))
    return Letak(lintang, bujur) if masuk_akal else None


def _derajat(tiga: tuple[float, float, float], arah: str, minus: str) -> Decimal:
    """Degrees, minutes and seconds as degrees, with a minus in the south or west."""
    d, m, s = (float(x) for x in tiga)
    nilai = Decimal(str(round(d + m / 60 + s / 3600, 6)))
    return -nilai if arah == minus else nilai
