"""Who loses what if these lines are set: a look ahead over exactly what penerapan.py would do; nothing is written."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from opensiks.keluarga.models import Individu, Kepesertaan
from opensiks.rules.bansos import PROGRAM, REGISTRI, Satuan
from opensiks.rules.jenis import Jenis
from opensiks.rules.registri import StatusIndividu, StatusProgram
from opensiks.usulan.models import Usulan
from opensiks.usulan.penerapan import find_dijaga
from opensiks.usulan.queries import name_subjek

_KELUAR = frozenset({Jenis.MENINGGAL, Jenis.GANDA, Jenis.TIDAK_DITEMUKAN, Jenis.PINDAH})
_HENTI = frozenset({Jenis.BANSOS_HENTI, Jenis.TIDAK_LAYAK})


@dataclass(frozen=True)
class Akibat:
    """One line that takes something away. `orang` leave the register (0: they stay in it and lose aid only).

    `bantuan` is the running aid that stops: families or persons by programme, as each programme counts.
    """

    usulan: Usulan
    nama: str
    orang: int
    bantuan: tuple[tuple[str, int], ...]

    @property
    def keluar(self) -> bool:
        return self.orang > 0


@dataclass(frozen=True)
class JumlahAkibat:
    """The sum of many: lines, persons who leave, and aid that stops by programme."""

    usulan: int = 0
    orang: int = 0
    bantuan: tuple[tuple[str, int], ...] = ()


def list_akibat(daftar: Sequence[Usulan]) -> list[Akibat]:
    """The lines that remove somebody or stop an aid, in their order; three queries, whatever their number."""
    dijaga = find_dijaga({u.muatan.get("tujuan", "") for u in daftar if u.jenis is Jenis.PINDAH})
    berakibat = [u for u in daftar if _is_akibat(u, dijaga)]
    if not berakibat:
        return []
    rumah = {u.keluarga_id for u in berakibat if u.keluarga_id}
    peserta: dict[int, list[tuple[str, int | None]]] = defaultdict(list)
    rows = Kepesertaan.objects.filter(keluarga_id__in=rumah, status=StatusProgram.AKTIF, sampai__isnull=True)
    for kid, program, iid in rows.order_by("id").values_list("keluarga_id", "program", "individu_id"):
        peserta[kid].append((program, iid))
    anggota = Counter(
        Individu.objects.filter(keluarga_id__in=rumah, status=StatusIndividu.AKTIF).values_list(
            "keluarga_id", flat=True
        )
    )
    return [_compose(u, peserta[u.keluarga_id or 0], anggota[u.keluarga_id or 0]) for u in berakibat]


def sum_akibat(daftar: Sequence[Akibat]) -> JumlahAkibat:
    bantuan: Counter[str] = Counter()
    for a in daftar:
        bantuan.update(dict(a.bantuan))
    urut = tuple((p, bantuan[p]) for p in PROGRAM if bantuan[p])
    return JumlahAkibat(len(daftar), sum(a.orang for a in daftar), urut)


def _is_akibat(u: Usulan, dijaga: set[str]) -> bool:
    if u.jenis is Jenis.PINDAH:
        # A family that moves within the register keeps everything.
        return bool(u.individu_id) or u.muatan.get("tujuan", "") not in dijaga
    return u.jenis in _KELUAR or u.jenis in _HENTI


def _compose(u: Usulan, peserta: Sequence[tuple[str, int | None]], anggota: int) -> Akibat:
    satu_program = u.jenis is Jenis.BANSOS_HENTI or (u.jenis is Jenis.TIDAK_LAYAK and u.program != REGISTRI)
    if satu_program:
        milik = [(p, i) for p, i in peserta if p == u.program]
        perorangan = PROGRAM[u.program].satuan is Satuan.INDIVIDU if u.program in PROGRAM else False
        if perorangan and u.individu_id:
            milik = [(p, i) for p, i in milik if i == u.individu_id]
        return Akibat(u, name_subjek(u), 0, _count(milik))
    # The last member who leaves takes the family with it.
    if u.individu_id and anggota > 1:
        return Akibat(u, name_subjek(u), 1, _count([(p, i) for p, i in peserta if i == u.individu_id]))
    return Akibat(u, name_subjek(u), max(anggota, 1), _count(peserta))


def _count(peserta: Sequence[tuple[str, int | None]]) -> tuple[tuple[str, int], ...]:
    jumlah = Counter(p for p, _ in peserta)
    return tuple((p, jumlah[p]) for p in PROGRAM if jumlah[p])
