"""Photos as a phone takes them; nobody is on them."""

import io

from PIL import Image


def foto_uji(lebar: int = 60, tinggi: int = 80, *, putar: int = 1) -> bytes:
    """A JPEG with who made it and how it was held in its EXIF."""
    exif = Image.Exif()
    exif[0x0112], exif[0x010F] = putar, "Telepon Warga"
    kotak = io.BytesIO()
    Image.effect_noise((lebar, tinggi), 60).convert("RGB").save(kotak, "JPEG", exif=exif)
    return kotak.getvalue()
