"""Two values of one field side by side: what differs is marked, what is secret stays hidden but for what differs."""

from __future__ import annotations

from collections.abc import Callable
from difflib import SequenceMatcher

from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from opensiks.rules.nik import mask
from opensiks.web.format import KOSONG, spell_end
from opensiks.web.presenters.bentrok import mask_beda

Pasangan = tuple[SafeString, SafeString]
TITIK = "•••••"
# More differing digits than these are two numbers, not one with a slip: then none of them is shown.
MAKS_BEDA = 3
MIRIP = 0.7


def mark_beda(isian: str, kiri: str, kanan: str) -> Pasangan:
    """Both values as HTML for the page, by the kind of field; an empty one is an en dash."""
    cara = _CARA.get(isian, mark_huruf)
    return cara(kiri, kanan) if kiri and kanan else (_only(isian, kiri), _only(isian, kanan))


def mark_nomor(kiri: str, kanan: str) -> Pasangan:
    """Numbers: masked, except for the digits in which they differ, which are marked."""
    return _nomor(kiri, kanan), _nomor(kanan, kiri)


def mark_huruf(kiri: str, kanan: str) -> Pasangan:
    """Letters that stand in one of them only; capitals alone are no difference. Words, where hardly a letter agrees."""
    banding = SequenceMatcher(None, kiri.lower(), kanan.lower(), autojunk=False)
    if banding.ratio() < MIRIP:
        return mark_kata(kiri, kanan)
    kode = banding.get_opcodes()
    a = [(kiri[i1:i2], cara != "equal") for cara, i1, i2, _j1, _j2 in kode]
    b = [(kanan[j1:j2], cara != "equal") for cara, _i1, _i2, j1, j2 in kode]
    return _join(a), _join(b)


def mark_kata(kiri: str, kanan: str) -> Pasangan:
    """Whole words, as in dates: the day, the month or the year."""
    a, b = kiri.split(), kanan.split()
    kode = SequenceMatcher(None, a, b, autojunk=False).get_opcodes()
    satu = [(" ".join(a[i1:i2]), cara != "equal") for cara, i1, i2, _j1, _j2 in kode]
    dua = [(" ".join(b[j1:j2]), cara != "equal") for cara, _i1, _i2, j1, j2 in kode]
    return _join(satu, " "), _join(dua, " ")


def mark_ibu(kiri: str, kanan: str) -> Pasangan:
    """A mother's name: its first letter and the letters in which the two differ, the rest hidden (R95)."""
    return _join(_hide(kiri, kanan)), _join(_hide(kanan, kiri))


def hide_nama(nama: str, lain: str = "") -> str:
    """ "Rohayati" → "R•••••ti"; beside nearly the same name only what differs is read: "R•••i•ti"."""
    return "".join(teks for teks, _beda in _hide(nama, lain))


def _hide(nama: str, lain: str) -> list[tuple[str, bool]]:
    banding = SequenceMatcher(None, nama.lower(), lain.lower(), autojunk=False)
    if nama.lower() == lain.lower() or banding.ratio() < MIRIP:
        beda = bool(lain) and nama.lower() != lain.lower()
        return [(nama[:1] + TITIK + (nama[-2:] if len(nama) > 4 else ""), beda)]
    potong = [(nama[i1:i2], cara != "equal", i1) for cara, i1, i2, _j1, _j2 in banding.get_opcodes()]
    return [
        (
            teks
            if beda
            else (teks[:1] if mulai == 0 else "") + "•" * min(len(teks) - (mulai == 0), len(TITIK)),
            beda,
        )
        for teks, beda, mulai in potong
    ]


def _nomor(nomor: str, lain: str) -> SafeString:
    samar, biasa = mask_beda(nomor, lain), mask(nomor)
    sama_panjang = len(samar) == len(nomor) == len(lain) and is_satu_nomor(nomor, lain)
    potong: list[tuple[str, bool]] = []
    for i, c in enumerate(samar):
        beda = sama_panjang and nomor[i] != lain[i]
        if potong and potong[-1][1] == beda:
            potong[-1] = (potong[-1][0] + c, beda)
        else:
            potong.append((c, beda))
    isi = _join(potong) if sama_panjang else conditional_escape(biasa)
    return format_html(
        '<span class="nik"><span aria-hidden="true">{}</span><span class="baca">{}</span></span>',
        isi, _read_nomor(nomor, lain if sama_panjang else ""),
    )  # fmt: skip


def is_satu_nomor(nomor: str, lain: str) -> bool:
    """One number with a slip of the pen: only few digits differ."""
    return len(nomor) == len(lain) and sum(a != b for a, b in zip(nomor, lain, strict=True)) <= MAKS_BEDA


def _read_nomor(nomor: str, lain: str) -> str:
    """What a screen reader says: the end of the number, and which digits differ, counted from 1."""
    ujung = spell_end(nomor, _("Nomor"))
    di = [i for i, (a, b) in enumerate(zip(nomor, lain, strict=False)) if a != b]
    if not di or len(di) > MAKS_BEDA:
        return ujung
    beda = ", ".join(_("angka ke-{n}: {angka}").format(n=i + 1, angka=nomor[i]) for i in di)
    return f"{ujung}; {beda}"


def _join(potong: list[tuple[str, bool]], sela: str = "") -> SafeString:
    bagian = [
        (format_html("<mark>{}</mark>", t) if beda else conditional_escape(t),) for t, beda in potong if t
    ]
    return format_html_join(sela, "{}", bagian) or format_html(KOSONG)


def _only(isian: str, nilai: str) -> SafeString:
    if not nilai:
        return format_html('<span class="redup-teks">{}</span>', _("Belum ada"))
    match isian:
        case "nik" | "no_kk" | "kk":
            return _nomor(nilai, "")
        case "ibu" | "nama_ibu":
            return format_html("{}", hide_nama(nilai))
    return format_html("{}", nilai)


_CARA: dict[str, Callable[[str, str], Pasangan]] = {
    "nik": mark_nomor, "kk": mark_nomor, "no_kk": mark_nomor, "tgl": mark_kata, "tanggal_lahir": mark_kata,
    "ibu": mark_ibu, "nama_ibu": mark_ibu, "jk": mark_kata, "jenis_kelamin": mark_kata, "desa": mark_kata,
}  # fmt: skip


def describe_nomor(kiri: str, kanan: str) -> str:
    """How two numbers differ, for a sentence: "salah satu angka", "dua angka tertukar", "4 angka berbeda"."""
    if len(kiri) != len(kanan):
        return (
            _("{n} angka, seharusnya 16").format(n=len(kiri)) if len(kiri) != 16 else _("panjangnya berbeda")
        )
    di = [i for i, (a, b) in enumerate(zip(kiri, kanan, strict=True)) if a != b]
    match di:
        case []:
            return _("sama")
        case [_satu]:
            return _("salah satu angka")
        case [i, j] if j == i + 1 and kiri[i] == kanan[j] and kiri[j] == kanan[i]:
            return _("dua angka tertukar")
    return _("{n} angka berbeda").format(n=len(di))
