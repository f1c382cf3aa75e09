"""The list of a meeting as the offline worksheet prints it, and the code of it that stands on the signed paper.

One definition for both sides: lembar/src/inti/daftar_lembar.ts computes the same from what the laptop holds, the
server from its registry. tests/cases/daftar_lembar.json keeps them equal.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from opensiks.rules.canonical import list_code, sha256_hex
from opensiks.rules.rule import Rule, rule
from opensiks.rules.vonis import Vonis

BENTUK_DAFTAR = "daftar_lembar/1"


@dataclass(frozen=True)
class DaftarLembar:
    """What was decided in one meeting, and how each family of the village was verified.

    `rapat`: id of the line that called the meeting. `putusan`: decision by proposal, as the line of the decision
    names it ("ubahan:<id>" or "usulan:<number>"). `verval`: verdict by the family's id.
    """

    desa: str
    rapat: str
    putusan: Mapping[str, str]
    verval: Mapping[str, str]

    def to_json(self) -> dict[str, object]:
        """The form that is hashed; both lists sorted by their ids, which are ASCII."""
        return {
            "bentuk": BENTUK_DAFTAR,
            "desa": self.desa,
            "rapat": self.rapat,
            "usulan": [[acuan, hasil] for acuan, hasil in sorted(self.putusan.items())],
            "verval": [[id_, hasil] for id_, hasil in sorted(self.verval.items())],
        }

    @property
    def sha256(self) -> str:
        return sha256_hex(self.to_json())

    @property
    def kode(self) -> str:
        """The code at the foot of every page: "7K4M-2Q9D-XTR8"."""
        return list_code(self.sha256)


@rule(
    "R18b", sumber="R18; Rancangan",
    langkah="Muat tanda terima, cetak ulang dari lembar kerja atau dari Dinas, tandatangani, lalu lampirkan lagi.",
)  # fmt: skip
def is_kertas_sama(sama: bool) -> bool:
    """Berita acara dengan kode {kode} tidak sama dengan daftar di Dinas: {sebab}."""
    return sama


@rule(
    "R18c", sumber="R18; Rancangan",
    langkah="Tunggu Dinas memutuskannya. Kertas ini berlaku bila daftarnya kemudian sama.",
)  # fmt: skip
def is_kertas_tuntas(tuntas: bool) -> bool:
    """Berita acara dengan kode {kode} belum sama dengan daftar di Dinas: {sebab}."""
    return tuntas


_KATA = {"putusan": "keputusan", "verval": "hasil verval"}
_SEBAB = {Vonis.DITOLAK: "ditolak", Vonis.DITAHAN: "ditahan"}


@dataclass(frozen=True)
class Beda:
    """Why the paper and the registry differ: lines by (kind, verdict) that the paper counts and the Dinas does not."""

    jumlah: Mapping[tuple[str, Vonis], int]

    @classmethod
    def of(cls, daftar: Iterable[tuple[str, Vonis]]) -> Beda:
        """From the kind and the verdict of every line; those that were accepted are no reason."""
        jumlah: dict[tuple[str, Vonis], int] = {}
        for jenis, vonis in daftar:
            if vonis not in (Vonis.DITERIMA, Vonis.SAMA):
                jumlah[jenis, vonis] = jumlah.get((jenis, vonis), 0) + 1
        return cls(jumlah)

    @property
    def aturan(self) -> Rule:
        """R18c while it may still become equal by itself: some line waits, none was refused. Else R18b."""
        menunggu = bool(self.jumlah) and all(v is not Vonis.DITOLAK for _, v in self.jumlah)
        return is_kertas_tuntas if menunggu else is_kertas_sama

    def write_sebab(self, kode: str) -> str:
        """The counts in words: "2 keputusan ditolak, 1 hasil verval ditahan"."""
        if not kode:
            return "kertas itu tidak membawa kode daftar"
        per: dict[tuple[str, str], int] = {}
        for (jenis, vonis), n in self.jumlah.items():
            kunci = (_KATA[jenis], _SEBAB.get(vonis, "menunggu"))
            per[kunci] = per.get(kunci, 0) + n
        kata = [f"{n} {jenis} {sebab}" for (jenis, sebab), n in sorted(per.items())]
        return ", ".join(kata) or "di Dinas ada yang tercatat lain daripada di kertas"
