"""The days of a world: who works, what is carried where, what breaks. Everything is drawn from one seed."""

from dataclasses import dataclass, field
from datetime import datetime
from random import Random

from opensiks.synth.simulasi.cerita import Cerita
from opensiks.synth.simulasi.dinas import Dinas, Simpanan
from opensiks.synth.simulasi.gangguan import Gangguan, draw_gangguan
from opensiks.synth.simulasi.gudang import Gudang, fill_desa
from opensiks.synth.simulasi.jembatan import Jembatan
from opensiks.synth.simulasi.kunci import Perangkat, get_kunci_dinas
from opensiks.synth.simulasi.laptop import Laptop, Salinan
from opensiks.synth.simulasi.waktu import Jam, Masa

# Days that a period without late packages has to spare for the calm end of a world.
LEGA = 90
KANTOR, KANTOR_LAIN = "18.04", "18.05"


@dataclass
class Kiriman:
    """A file on its way to the desk, there on the morning of `hari`."""

    hari: int
    isi: bytes
    nama: str
    desa: str


@dataclass
class Desa:
    """A village: its laptops (the last one is in use), its post, and what it will never do (`diam`)."""

    kode: str
    laptop: list[Laptop] = field(default_factory=list)
    tanda: list[tuple[int, str, bytes]] = field(default_factory=list)
    diam: bool = False

    @property
    def hidup(self) -> list[Laptop]:
        return [p for p in self.laptop if p.hidup]

    @property
    def stik(self) -> list[Salinan]:
        return [s for p in self.laptop for s in p.stik]


@dataclass
class Dunia:
    """Everything of one run."""

    seed: int
    hari: int
    jembatan: Jembatan
    rng: Random
    jam: Jam
    dinas: Dinas
    desa: list[Desa]
    # Faults that may happen now, and those that the world began with.
    gangguan: frozenset[Gangguan]
    asal: frozenset[Gangguan]
    cerita: Cerita
    kiriman: list[Kiriman] = field(default_factory=list)
    # The checker's own book, kept apart from what the server believes.
    terdaftar: dict[str, Perangkat] = field(default_factory=dict)
    dicabut: dict[str, datetime] = field(default_factory=dict)
    dilepas: set[str] = field(default_factory=set)
    ditandai: dict[str, bytes] = field(default_factory=dict)
    hanya_laptop: set[str] = field(default_factory=set)
    lolos: list[str] = field(default_factory=list)
    cadangan: Simpanan | None = None
    cadangan_laptop: list[tuple[int, str, str]] = field(default_factory=list)
    dipulihkan: int = 0
    dibuat: int = 0
    dititip: int = 0

    def has(self, gangguan: Gangguan) -> bool:
        return gangguan in self.gangguan

    def happens(self, gangguan: Gangguan, peluang: float) -> bool:
        """Drawn in worlds that know this fault only."""
        return gangguan in self.gangguan and self.rng.random() < peluang


def make_dunia(
    seed: int,
    desa: int,
    hari: int,
    jembatan: Jembatan,
    *,
    keluarga: int = 5,
    gangguan: frozenset[Gangguan] | None = None,
) -> Dunia:
    """A world at its first morning, `keluarga` families in each village; no laptop is enrolled yet."""
    rng = Random(f"paket:{seed}")
    kode = [f"{KANTOR}.{1 + i // 15:02d}.{2001 + i % 15}" for i in range(desa)]
    gudang = Gudang()
    for k in kode:
        fill_desa(gudang, k, keluarga, rng)
    kena = draw_gangguan(rng) if gangguan is None else gangguan
    masa = Masa.of(hari if Gangguan.TELAT in kena else hari + LEGA)
    dinas = Dinas(get_kunci_dinas(KANTOR), masa, frozenset(kode), Simpanan(gudang))
    return Dunia(
        seed=seed,
        hari=hari,
        jembatan=jembatan,
        rng=rng,
        jam=Jam(),
        dinas=dinas,
        desa=[Desa(k) for k in kode],
        gangguan=kena,
        asal=kena,
        cerita=Cerita(seed),
    )
