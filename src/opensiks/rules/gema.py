"""What a village was shown of its own trail comes back with its packages: a server that forgot or changed it is found.

Every verdict receipt names the end of the village's trail. The worksheet keeps the furthest end that it was shown and
puts it into the next package (`gema`). lembar/src/inti/gema.ts is the other half: what the worksheet compares.
"""

from dataclasses import dataclass

from opensiks.rules.rule import rule


@dataclass(frozen=True, kw_only=True)
class FaktaGema:
    """`sidik`: hash of the event that the village was shown; `tercatat`: of the one that stands there, "" for none."""

    sidik: str
    tercatat: str


@dataclass(frozen=True, slots=True)
class Ujung:
    """The end of a trail: how many events it has, and the hash of the last one."""

    seq: int
    sidik: str

    def to_json(self) -> dict[str, object]:
        """As receipts and manifests carry it."""
        return {"seq": self.seq, "sidik": self.sidik}


@rule(
    "R94a", sumber="R94; Rancangan",
    langkah="Laporkan ke Pusat hari ini juga. Simpan berkas ini: ia bukti dari desa.",
)  # fmt: skip
def is_gema_cocok(f: FaktaGema) -> bool:
    """Jejak di Dinas lebih pendek atau lain daripada yang pernah ditunjukkan kepada desa."""
    return f.tercatat == f.sidik
