"""The story of a world: one line for each thing that happened, to be read when something went wrong."""

from dataclasses import dataclass, field


@dataclass
class Cerita:
    """Lines of (day, place, sentence); sentences are Indonesian and name no person."""

    seed: int
    hari: int = 0
    daftar: list[tuple[int, str, str]] = field(default_factory=list)

    def tell(self, tempat: str, kalimat: str) -> None:
        self.daftar.append((self.hari, tempat, kalimat))

    def list_tentang(self, tempat: str, *, paling: int = 40) -> list[str]:
        """The last lines about a place, and about the whole world (""), oldest first."""
        kena = [f"hari {h:>3}  {t or 'dunia'}: {k}" for h, t, k in self.daftar if t in (tempat, "")]
        return kena[-paling:]
