"""The sentences of a notice (R41), from its facts, for the page and for the e-mail alike.

What is written down of a notice are facts: its sentences may change, and be read in another language.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from opensiks.rules.kabar import Perihal
from opensiks.rules.peran import LABEL
from opensiks.rules.temuan import tanggal_panjang
from opensiks.rules.tulisan_kabar import TULISAN, Data, Kalimat


@dataclass(frozen=True)
class Kata:
    """A notice in words. `catatan` is somebody's free text: shown on the page, never put into an e-mail."""

    apa: str
    aturan: str
    sebab: str
    langkah: str
    oleh: str
    bentuk: str
    butuh: bool
    catatan: str = ""


def ribuan(n: int) -> str:
    """1234 -> "1.234"."""
    return f"{n:,}".replace(",", ".")


@dataclass(frozen=True)
class Bahasa:
    """How a language says a sentence or word of ours, a number and a day; the code's own Indonesian unless given."""

    kata: Callable[[str], str] = str
    angka: Callable[[int], str] = ribuan
    tanggal: Callable[[date], str] = tanggal_panjang


INDONESIA = Bahasa()
# Facts that hold words of ours as they stood when the notice was posted; other texts are names and people's words.
_TERSIMPAN = frozenset({"sebab", "langkah", "oleh"})


def tulis_kabar(perihal: Perihal, data: Data, bahasa: Bahasa = INDONESIA) -> Kata:
    """The sentences of a notice from its facts."""
    b = TULISAN[perihal]
    tersimpan = {k: Kalimat(str(v)) if k in _TERSIMPAN else v for k, v in data.items()}
    susunan = b.susun(data)
    isi = _Isi({k: _write(v, bahasa) for k, v in {**tersimpan, **susunan}.items()})
    apa = susunan.get("apa", Kalimat(b.apa))
    return Kata(
        bahasa.kata(apa.pola).format_map(isi), isi.get("aturan") or b.aturan,
        bahasa.kata(b.sebab).format_map(isi).strip(), bahasa.kata(b.langkah).format_map(isi).strip(),
        isi.get("oleh") or bahasa.kata(LABEL[b.oleh]), b.bentuk, b.butuh, isi.get("catatan", ""),
    )  # fmt: skip


class _Isi(dict[str, str]):
    def __missing__(self, kunci: str) -> str:
        return ""


def _write(nilai: Any, bahasa: Bahasa) -> str:
    match nilai:
        case int():
            return bahasa.angka(nilai)
        case date():
            return bahasa.tanggal(nilai)
        case Kalimat():
            isi = _Isi({k: _write(v, bahasa) for k, v in nilai.isi.items()})
            # Without facts there is nothing to fill in, and a stored sentence may hold any sign.
            return bahasa.kata(nilai.pola).format_map(isi) if isi else bahasa.kata(nilai.pola)
        case _:
            return str(nilai)
