"""One run of a world: its days, the calm last ones in which everything that can arrive arrives, and the check."""

from collections import Counter
from dataclasses import dataclass, field

from opensiks.rules.paket import StatusTitipan
from opensiks.synth.simulasi.desa import live_hari, load_semua, send, start_desa
from opensiks.synth.simulasi.dunia import Dunia, Kiriman, make_dunia
from opensiks.synth.simulasi.gangguan import Gangguan
from opensiks.synth.simulasi.jembatan import Jembatan
from opensiks.synth.simulasi.meja import backup, enrol_lagi, judge, live_meja, restore, take
from opensiks.synth.simulasi.penilai import judge_semua
from opensiks.synth.simulasi.periksa import (
    GANDA,
    HILANG,
    LANCANG,
    TERSEMBUNYI,
    Pelanggaran,
    check_dunia,
    is_jejak_sah,
)

PAGI, SIANG = 7 * 60, 13 * 60  # minutes of the day


@dataclass(frozen=True)
class Hasil:
    """What a run came to; `cerita` is short and only there when a promise was broken."""

    seed: int
    paket: int
    ubahan: int
    pelanggaran: tuple[Pelanggaran, ...]
    jejak_sah: bool
    gangguan: tuple[Gangguan, ...]
    vonis: dict[str, int] = field(default_factory=dict)
    titipan: dict[str, int] = field(default_factory=dict)
    cerita: tuple[str, ...] = ()

    @property
    def sah(self) -> bool:
        return self.jejak_sah and not self.pelanggaran

    def to_json(self) -> dict[str, object]:
        n = Counter(p.janji for p in self.pelanggaran)
        janji = {j: n[j] for j in (HILANG, GANDA, LANCANG, TERSEMBUNYI)}
        return {
            "seed": self.seed,
            "paket": self.paket,
            "ubahan": self.ubahan,
            **janji,
            "jejak_sah": self.jejak_sah,
        }


def run_dunia(
    seed: int,
    desa: int,
    hari: int,
    jembatan: Jembatan,
    *,
    keluarga: int = 5,
    gangguan: frozenset[Gangguan] | None = None,
) -> Hasil:
    """The whole of one world, from its first morning to the check."""
    dunia = make_dunia(seed, desa, hari, jembatan, keluarga=keluarga, gangguan=gangguan)
    try:
        live_dunia(dunia)
        return check(dunia)
    finally:
        end_dunia(dunia)


def end_dunia(dunia: Dunia) -> None:
    """Let its laptops go; the child lives on for the next world."""
    for d in dunia.desa:
        for laptop in d.laptop:
            laptop.ask("hapus")


def live_dunia(dunia: Dunia) -> None:
    """Every day, and the calm ones after."""
    for d in dunia.desa:
        start_desa(dunia, d)
    pulih = dunia.rng.randrange(2, max(3, dunia.hari)) if dunia.happens(Gangguan.SERVER, 0.5) else -1
    for hari in range(dunia.hari):
        dunia.cerita.hari = hari
        dunia.jam.set_hari(hari, PAGI)
        if hari == pulih:
            restore(dunia)
        for d in dunia.desa:
            live_hari(dunia, d)
        dunia.jam.set_hari(hari, SIANG)
        live_meja(dunia)
        if dunia.has(Gangguan.SERVER) and dunia.rng.random() < 0.5:
            backup(dunia)
    calm_down(dunia)


def calm_down(dunia: Dunia) -> None:
    """No more faults: everything on the way arrives, whoever travels comes, every stick is read once more.

    Silent villages stay silent. What a person must decide stays held.
    """
    dunia.gangguan = frozenset()
    for putaran in range(3):
        dunia.cerita.hari = dunia.hari + 10 * putaran
        dunia.jam.set_hari(dunia.cerita.hari, PAGI)
        enrol_lagi(dunia)
        for d in dunia.desa:
            if d.diam:
                continue
            for p in d.hidup:
                if p.layar and (putaran == 0 or _has_sisa(dunia, p.nama)):
                    send(dunia, d, p)
            if putaran == 0:
                for s in d.stik:
                    dunia.kiriman.append(Kiriman(dunia.cerita.hari, s.isi, s.nama, d.kode))
        dunia.cerita.hari += 5
        dunia.jam.set_hari(dunia.cerita.hari, SIANG)
        for k in dunia.kiriman:
            take(dunia, k)
        dunia.kiriman = []
        for t in dunia.dinas.simpanan.titipan.values():
            if t.status is StatusTitipan.DITITIP:
                judge(dunia, t)
        judge_semua(dunia.dinas, dunia.jam.kini)
        load_semua(dunia)


def _has_sisa(dunia: Dunia, nama: str) -> bool:
    kini = dunia.jembatan.ask("keadaan", laptop=nama)["keadaan"]
    return bool(kini["hanyaDiLaptop"] + kini["tersalin"])


def check(dunia: Dunia) -> Hasil:
    pelanggaran = check_dunia(dunia)
    s = dunia.dinas.simpanan
    cerita = dunia.cerita.list_tentang(pelanggaran[0].desa) if pelanggaran else []
    return Hasil(
        dunia.seed,
        dunia.dibuat,
        len({id_ for d in dunia.desa for p in d.laptop for id_ in p.tampak}),
        tuple(pelanggaran),
        is_jejak_sah(dunia.dinas),
        tuple(sorted(dunia.asal)),
        dict(Counter(b.vonis.value for b in s.baris.values())),
        dict(Counter(t.status.value for t in s.titipan.values())),
        tuple(cerita),
    )
