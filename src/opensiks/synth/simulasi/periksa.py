"""The checker: four promises and the chain, proven from the operators' own book and from what is really stored.

It does not ask the rules that judged. What an operator was shown as saved, who was enrolled for which village and
which device was revoked are the world's own knowledge; what happened to a value is read from the list of effects.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from opensiks.paket.berkas import open_bungkus, read_badan, read_ubahan
from opensiks.rules.jejak import verify
from opensiks.rules.paket import JenisUbahan, PaketDitolak, StatusTitipan
from opensiks.rules.ubahan import Vonis
from opensiks.synth.simulasi.dinas import Baris, Dinas, Titipan, name_kirim
from opensiks.synth.simulasi.dunia import Desa, Dunia
from opensiks.synth.simulasi.gudang import Akibat
from opensiks.synth.simulasi.laptop import Laptop

HILANG, GANDA, LANCANG, TERSEMBUNYI = "hilang", "ganda", "lancang", "tersembunyi"
LABEL_JANJI = {
    HILANG: "Hilang",
    GANDA: "Terhitung dua kali",
    LANCANG: "Melebihi hak",
    TERSEMBUNYI: "Perbedaan yang tersembunyi",
}
# Where a line is → its sum on the first page.
_LAYAR = {
    "laptop": "hanyaDiLaptop",
    "disalin": "tersalin",
    "dinas": "diDinas",
    "diterima": "diterima",
    "ditolak": "ditolak",
}


@dataclass(frozen=True)
class Pelanggaran:
    """A broken promise: which one, where, and one Indonesian sentence."""

    janji: str
    desa: str
    kalimat: str


def check_dunia(dunia: Dunia) -> list[Pelanggaran]:
    """Everything that is broken at the end of a world, after its calm last days."""
    keadaan = {p.nama: _read_keadaan(p) for d in dunia.desa for p in d.hidup if p.layar}
    return [
        *_check_simpan(dunia, keadaan),
        *_check_tampilan(dunia, keadaan),
        *_check_titipan(dunia),
        *_check_akibat(dunia),
        *_check_hak(dunia),
        *_check_bentrok(dunia),
        *_check_jejak(dunia, keadaan),
    ]


def is_jejak_sah(dinas: Dinas) -> bool:
    return verify(dinas.simpanan.jejak) is None


@dataclass(frozen=True)
class Isi:
    """What one laptop says: where each line is, by id, and the sums on its first page."""

    kirim: dict[str, str]
    jumlah: dict[str, int]
    # Receipts of which the laptop says that they contradict each other.
    beda: int = 0


def _read_keadaan(laptop: Laptop) -> Isi:
    k = laptop.get_keadaan()
    return Isi(
        {u["id"]: u["kirim"] for u in k["ubahan"]},
        {n: k["keadaan"][n] for n in _LAYAR.values()},
        len(k["jejak"]),
    )


def _check_jejak(dunia: Dunia, keadaan: dict[str, Isi]) -> Iterator[Pelanggaran]:
    """V: nobody is told that the trail was cut while it never was."""
    if dunia.dipulihkan:
        return
    if any(m.isi["peristiwa"] == "jejak.disputed" for m in dunia.dinas.simpanan.jejak):
        yield Pelanggaran(TERSEMBUNYI, "", "gema desa dibantah walau jejaknya utuh")
    if any(isi.beda for isi in keadaan.values()):
        yield Pelanggaran(TERSEMBUNYI, "", "laptop menyebut jejak berbeda walau jejaknya utuh")


def _check_simpan(dunia: Dunia, keadaan: dict[str, Isi]) -> Iterator[Pelanggaran]:
    """L: what was shown as saved is on a living laptop as unsettled, or stands at the server by name."""
    di_server = _list_di_server(dunia)
    for desa in dunia.desa:
        kid = {p.kid for p in desa.laptop}
        ada = {id_ for k, id_ in di_server if k in kid}
        for laptop in desa.hidup:
            isi = keadaan.get(laptop.nama)
            for id_ in laptop.tampak:
                if isi is None or id_ not in isi.kirim:
                    yield Pelanggaran(
                        HILANG, desa.kode, f"ubahan {id_} tidak ada lagi di laptop yang menyimpannya"
                    )
                elif isi.kirim[id_] in ("laptop", "disalin", "dinas"):
                    ada.add(id_)
        for laptop in desa.laptop:
            for id_, u in laptop.tampak.items():
                if id_ not in ada and id_ not in dunia.hanya_laptop:
                    yield Pelanggaran(
                        HILANG, desa.kode, f"ubahan {u['n']} ({u['jenis']}) tidak ada di mana pun"
                    )


def _list_di_server(dunia: Dunia) -> set[tuple[str, str]]:
    """Names of all lines with a verdict, and of those inside files that are kept and wait for a person."""
    s = dunia.dinas.simpanan
    nama = set(s.baris)
    for t in s.titipan.values():
        if t.status is StatusTitipan.DITAHAN:
            nama |= {(t.kid, id_) for id_ in list_isi(dunia.dinas, t)}
    return nama


def list_isi(dinas: Dinas, t: Titipan) -> list[str]:
    """Ids of the lines in a kept file, whatever was decided about it; empty when it cannot be read."""
    try:
        bungkus = open_bungkus(t.isi, dinas.kunci.identitas)
        return [u.id for u in read_ubahan(bungkus.manifes, read_badan(bungkus))]
    except PaketDitolak:
        return []


def _check_tampilan(dunia: Dunia, keadaan: dict[str, Isi]) -> Iterator[Pelanggaran]:
    """V: what a laptop says of a line is what the server says of it, and its sums are of all lines.

    A line inside a file that waits for a person is the desk's: the file stands on its list with the reason.
    """
    di_server = _list_di_server(dunia)
    for desa in dunia.desa:
        for laptop in desa.hidup:
            if (isi := keadaan.get(laptop.nama)) is None:
                continue
            hitung = Counter(_LAYAR[k] for k in isi.kirim.values())
            if any(hitung[k] != n for k, n in isi.jumlah.items()):
                yield Pelanggaran(TERSEMBUNYI, desa.kode, "jumlah di layar bukan jumlah ubahan")
            for id_, kirim in isi.kirim.items():
                b = dunia.dinas.simpanan.baris.get((laptop.kid, id_))
                if b is None and (laptop.kid, id_) in di_server:
                    continue
                yield from _compare(desa, b, kirim, tenang=_is_terjangkau(dunia, desa, laptop))


def _is_terjangkau(dunia: Dunia, desa: Desa, laptop: Laptop) -> bool:
    """Receipts could reach it in the last days: no other image of it exists, which would have got them."""
    citra = sum(p.kid == laptop.kid for p in desa.laptop)
    return not desa.diam and citra == 1 and laptop.kid in dunia.dinas.simpanan.perangkat


def _compare(desa: Desa, b: Baris | None, kirim: str, *, tenang: bool) -> Iterator[Pelanggaran]:
    if b is None:
        if kirim in ("diterima", "ditolak"):
            yield Pelanggaran(HILANG, desa.kode, f"laptop menyebut ubahan {kirim}, server tidak mengenalnya")
        elif tenang:
            yield Pelanggaran(
                HILANG, desa.kode, f"ubahan ({kirim}) tidak pernah sampai walau paketnya dititip"
            )
        return
    harus = name_kirim(b.vonis)
    if kirim in ("diterima", "ditolak") and kirim != harus:
        yield Pelanggaran(
            TERSEMBUNYI, desa.kode, f"ubahan {b.ubahan.n}: laptop {kirim}, server {b.vonis} {b.kode}"
        )
    elif tenang and kirim != harus:
        yield Pelanggaran(
            TERSEMBUNYI, desa.kode, f"ubahan {b.ubahan.n}: putusan {b.vonis} {b.kode} tidak sampai ({kirim})"
        )


def _check_titipan(dunia: Dunia) -> Iterator[Pelanggaran]:
    """L: every file with a deposit receipt is there byte for byte. V: each says what became of it."""
    titipan = dunia.dinas.simpanan.titipan
    for sha, isi in dunia.ditandai.items():
        if sha not in titipan or titipan[sha].isi != isi:
            yield Pelanggaran(HILANG, "", f"berkas {sha[:12]} diberi tanda titip tetapi tidak ada")
    for t in titipan.values():
        if t.status is StatusTitipan.DITITIP or (t.status is not StatusTitipan.DINILAI and not t.kode):
            yield Pelanggaran(TERSEMBUNYI, t.desa, f"titipan {t.nomor} {t.status} tanpa sebab")
        if t.status is StatusTitipan.DINILAI:
            tanpa = [i for i in list_isi(dunia.dinas, t) if (t.kid, i) not in dunia.dinas.simpanan.baris]
            if tanpa:
                yield Pelanggaran(
                    HILANG, t.desa, f"titipan {t.nomor} dinilai, {len(tanpa)} ubahannya tanpa putusan"
                )
    for b in dunia.dinas.simpanan.baris.values():
        if b.vonis not in (Vonis.DITERIMA, Vonis.SAMA) and not (b.kode and b.kalimat):
            yield Pelanggaran(TERSEMBUNYI, b.desa, f"ubahan {b.ubahan.n} {b.vonis} tanpa sebab")


def _check_akibat(dunia: Dunia) -> Iterator[Pelanggaran]:
    """D: one line, one effect; one act, one effect. L: what was accepted did something."""
    s = dunia.dinas.simpanan
    per_baris = Counter((a.kid, a.ubahan) for a in s.gudang.akibat if a.kid)
    # A stolen name on something else is another act.
    per_laku = Counter((a.ubahan, a.desa, a.jenis, a.pokok) for a in s.gudang.akibat if a.kid)
    for (kid, id_), n in per_baris.items():
        if n > 1:
            yield Pelanggaran(GANDA, s.baris[kid, id_].desa, f"ubahan {id_} berlaku {n} kali")
    for (id_, desa, _, _), n in per_laku.items():
        if n > 1 and max(m for (_, i), m in per_baris.items() if i == id_) == 1:
            yield Pelanggaran(GANDA, desa, f"satu keputusan ({id_}) berlaku {n} kali lewat dua perangkat")
    for (kid, id_), b in s.baris.items():
        if b.vonis is Vonis.DITERIMA and not per_baris[kid, id_]:
            yield Pelanggaran(HILANG, b.desa, f"ubahan {b.ubahan.n} ({b.ubahan.jenis}) diterima tanpa akibat")


def _check_hak(dunia: Dunia) -> Iterator[Pelanggaran]:
    """U: every effect comes from a device that was let in for that village and not revoked when the file came."""
    s = dunia.dinas.simpanan
    for kalimat in dunia.lolos:
        yield Pelanggaran(LANCANG, "", kalimat)
    for a in s.gudang.akibat:
        if not a.kid:
            continue
        p = dunia.terdaftar.get(a.kid)
        rumah = s.gudang.find_rumah(a.pokok)
        desa = rumah.desa if rumah else a.desa
        if p is None or p.desa != desa or p.desa != a.desa:
            yield Pelanggaran(LANCANG, a.desa, f"{a.jenis} berlaku dari perangkat desa lain")
            continue
        titip = s.titipan[a.titipan]
        dicabut = dunia.dicabut.get(a.kid)
        lewat = titip.at >= p.sampai or (dicabut is not None and titip.at >= dicabut)
        if lewat and a.titipan not in dunia.dilepas:
            yield Pelanggaran(LANCANG, a.desa, f"{a.jenis} berlaku dari perangkat yang sudah dicabut")


def _check_bentrok(dunia: Dunia) -> Iterator[Pelanggaran]:
    """V: no line took the place of a value that its author had never seen, unless a person chose so."""
    s = dunia.dinas.simpanan
    for i, a in enumerate(s.gudang.akibat):
        b = s.baris.get((a.kid, a.ubahan))
        if b is None or b.pilihan == "PAKET":
            continue
        for isian, sebelum in a.sebelum.items():
            if sebelum in (None, a.sesudah.get(isian), _get_dasar(b, isian)):
                continue
            if any(x.pokok == a.pokok and x.sesudah.get(isian) == sebelum for x in s.gudang.ditahan):
                # What it replaced is held and stands on the desk's list: nobody is kept in the dark.
                continue
            lain = _find_penulis(s.gudang.akibat[:i], a, isian)
            if lain is not None and lain.kid != a.kid:
                yield Pelanggaran(
                    TERSEMBUNYI, a.desa, f"ubahan {b.ubahan.n} menimpa {isian} yang tidak dilihat operatornya"
                )


def _get_dasar(b: Baris, isian: str) -> Any:
    """What the operator saw, in the words of an effect."""
    dasar = b.ubahan.dasar
    if isian in dasar.get("lama", {}):
        return dasar["lama"][isian]
    nilai = dasar.get(isian)
    return nilai["hasil"] if isian == "verval" and nilai else nilai


def _find_penulis(daftar: list[Akibat], a: Akibat, isian: str) -> Akibat | None:
    """Who wrote the value that was there; a proposal writes none."""
    ada = (x for x in reversed(daftar) if x.jenis != JenisUbahan.USULAN and isian in x.sesudah)
    return next((x for x in ada if x.pokok == a.pokok), None)
