"""A line on the bench while it is judged, the circumstances all lines of one device share, and the order of work."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cached_property
from typing import Any, NamedTuple

from opensiks.infra.clock import local
from opensiks.keluarga.models import Individu, Keluarga
from opensiks.paket.models import Perangkat, TandaTerima, Ubahan
from opensiks.rules.aktor import Actor
from opensiks.rules.isi_ubahan import list_acuan
from opensiks.rules.manifes import Ubahan as Isi
from opensiks.rules.paket import JenisUbahan
from opensiks.rules.peran import Peran
from opensiks.rules.registri import StatusKeluarga
from opensiks.rules.rule import Violation
from opensiks.rules.temuan import tanggal_panjang
from opensiks.rules.ubahan import Dikenal, Keadaan, Putusan, Vonis
from opensiks.rules.wilayah import Cakupan
from opensiks.verval.models import Periode, PeriodeDesa
from opensiks.verval.queries import MasaDesa, find_periode, find_periode_desa, get_masa
from opensiks.verval.services import list_halangan

_BELUM, _BIASA = Putusan(Vonis.MENUNGGU), Keadaan()


class Rumah(NamedTuple):
    """What a verdict asks of a family; `terhalang`: a finding keeps it from TETAP."""

    pk: int
    id_registri: str
    kode_desa: str
    status: StatusKeluarga
    versi: int
    kepala_nama: str
    terhalang: bool


@dataclass(slots=True, eq=False)
class Baris:
    """One line. `at` is the deposit that brought it first; `row` its row, when it was judged before."""

    u: Isi
    sidik: str
    at: datetime
    # The line as it came: JSON text of its own, also what this server does not understand yet.
    mentah: str
    row: Ubahan | None = None
    # The family it is about; the records themselves only where something beside a verdict is made of them.
    rumah: Rumah | None = None
    keluarga: Keluarga | None = None
    individu: Individu | None = None
    # What is gathered of it, until it is whole: fields of a Keadaan.
    fakta: dict[str, Any] = field(default_factory=dict)
    keadaan: Keadaan = _BIASA
    putusan: Putusan = _BELUM
    hasil: str = ""
    versi: int | None = None
    lawan: dict[str, Any] = field(default_factory=dict)
    # The line of somebody else that this one met: its row's id.
    terhadap: int | None = None

    @property
    def jenis(self) -> str:
        return self.u.jenis

    @property
    def acuan(self) -> list[str]:
        return list_acuan(self.u.jenis, self.u.pokok, self.u.isi, self.u.perlu)

    @property
    def lama(self) -> Dikenal | None:
        if self.row is None:
            return None
        return Dikenal(self.row.sha256, Putusan(self.row.vonis, self.row.kode, self.row.kalimat))


def read_badan(badan: bytes, ubahan: Sequence[Isi], at: datetime) -> list[Baris]:
    """The lines of a proven body with the hash of each one's bytes."""
    return [
        Baris(u, hashlib.sha256(b).hexdigest(), at, b.decode())
        for b, u in zip(badan.split(b"\n"), ubahan, strict=False)
    ]


def of_row(row: Ubahan) -> Baris:
    """A line that was judged before, from its row."""
    isi = {k: v for k, v in row.baris.items() if k in Isi._fields}
    kosong: dict[str, Any] = {"pokok": "", "dasar": {}, "isi": {}, "perlu": [], "lampiran": [], "pada": ""}
    return Baris(Isi(**{**kosong, **isi}), row.sha256, row.at, "", row, hasil=row.hasil, versi=row.versi)


@dataclass(frozen=True)
class Jendela:
    """Where lines of one deposit are recorded: period, moment, village; `pindah`: not the period they were made for.

    `halangan` says why they cannot be recorded anywhere; the rest then speaks of their own period.
    """

    periode: Periode
    saat: datetime
    desa: PeriodeDesa | None
    masa: MasaDesa
    pindah: bool = False
    halangan: Violation | None = None


@dataclass
class Konteks:
    """What all lines of one device have in common while they are judged."""

    perangkat: Perangkat
    kode_desa: str
    periode: Periode
    boleh: Sequence[str]
    at: datetime
    # When the worksheet was made that the author looked at; None where it does not say.
    lembar_at: datetime | None = None
    # Of every line of the device that is known: its verdict and what it became.
    vonis: dict[str, tuple[Vonis, str]] = field(default_factory=dict)
    nomor: dict[int, str] = field(default_factory=dict)
    # What accepted lines of the device became, with their count: "verval:40" → 12. Rows may not be written yet.
    milik: dict[str, int] = field(default_factory=dict)
    # A person decided that the line stands: what it clashes with is not asked again.
    diputus: bool = False
    jendela: dict[datetime, Jendela] = field(default_factory=dict)
    # The lines that are on the bench, by id: what is in their rows is older, or not there yet.
    bangku: dict[str, Baris] = field(default_factory=dict)
    # What was written while judging, for the event: lines of the device by their count, and receipts.
    ditulis: set[int] = field(default_factory=set)
    tanda: list[TandaTerima] = field(default_factory=list)

    @property
    def operator(self) -> Actor:
        """Whoever the certificate names did what the lines say; whoever judges them is somebody else."""
        return get_operator(self.perangkat)

    @property
    def kid(self) -> str:
        return self.perangkat.kid

    @cached_property
    def kid_lain(self) -> list[str]:
        """Every other device that the village ever had."""
        lain = Perangkat.objects.filter(kode_desa=self.kode_desa).exclude(kid=self.kid)
        return list(lain.values_list("kid", flat=True))

    def learn(self, id_: str, n: int, vonis: Vonis, hasil: str) -> None:
        """Remember a verdict of the device."""
        self.vonis[id_] = (vonis, hasil)
        self.nomor.setdefault(n, id_)
        if vonis is Vonis.DITERIMA and hasil:
            self.milik[hasil] = n

    def find_jendela(self, at: datetime) -> Jendela:
        """The window for lines deposited at `at`: their own period, else one that was open then, else one open now."""
        if at not in self.jendela:
            self.jendela[at] = self._find_jendela(at)
        return self.jendela[at]

    def _find_jendela(self, at: datetime) -> Jendela:
        sendiri = self._look(self.periode, at)
        if sendiri.halangan is None:
            return sendiri
        for saat in (at, self.at):
            lain = find_periode(self.kode_desa, saat)
            if lain is not None and lain.pk != self.periode.pk:
                jendela = self._look(lain, saat, pindah=True)
                if jendela.halangan is None:
                    return jendela
        return sendiri

    def _look(self, periode: Periode, saat: datetime, *, pindah: bool = False) -> Jendela:
        masa = get_masa(periode, self.kode_desa)
        desa = find_periode_desa(periode, self.kode_desa)
        if desa is None:
            return Jendela(
                periode, saat, None, masa, pindah, Violation("R1", "Desa itu tidak ada dalam periode ini.")
            )
        halangan = list_halangan(periode, desa, masa, saat)
        return Jendela(periode, saat, desa, masa, pindah, halangan[0] if halangan else None)


def get_operator(p: Perangkat) -> Actor:
    """The person of a device, at their own village, from that device."""
    asal = f"perangkat:{p.kid[:8]}"
    return Actor(p.akun_id, p.operator, Peran.OPERATOR_DESA, Cakupan((p.kode_desa,)), asal)


def get_kata_masa(masa: MasaDesa, saat: datetime, kode_desa: str) -> dict[str, str]:
    """The days of a window as the rules' sentences name them."""
    sampai = masa.tanggal(masa.tenggat_desa - timedelta(microseconds=1))
    hari = {"mulai": masa.tanggal(masa.mulai), "sampai": sampai, "hari_ini": local(saat, kode_desa).date()}
    return {k: tanggal_panjang(v) for k, v in hari.items()}


_KELUARGA = frozenset({JenisUbahan.VERVAL, JenisUbahan.BATAL_VERVAL})


def _kunci(b: Baris) -> str:
    """Lines with the same key are judged one after the other; "" stands for nobody else's business."""
    if b.jenis in _KELUARGA:
        return f"keluarga:{b.u.pokok}"
    if b.jenis == JenisUbahan.USULAN:
        return f"usulan:{b.u.pokok}:{b.u.isi.get('jenis')}:{b.u.isi.get('program')}" if b.u.pokok else ""
    if b.jenis in (JenisUbahan.TARIK, JenisUbahan.KEBERATAN, JenisUbahan.PUTUSAN):
        return f"putusan:{b.u.pokok}"
    return f"{b.jenis}:{b.u.pokok}" if b.jenis in (JenisUbahan.KEHADIRAN, JenisUbahan.BERKAS) else ""


_DITARIK = frozenset({JenisUbahan.VERVAL, JenisUbahan.USULAN})


def list_gelombang(daftar: Iterable[Baris], lama: Iterable[Baris] = ()) -> list[list[Baris]]:
    """Lines in waves: inside a wave none builds on another, so each wave is judged and applied in one sweep.

    `lama`: lines judged before that some of these take back.

    The closing of a meeting stands alone: what it does not find discussed is put off.
    """
    hasil: list[list[Baris]] = []
    per_id: dict[str, int] = {}
    per_kunci: dict[str, int] = {}
    asal = {f"ubahan:{b.u.id}": _kunci(b) for b in lama if b.jenis in _DITARIK}
    lantai = 0
    for b in sorted(daftar, key=lambda b: b.u.n):
        # Taking back stands in line with what it takes back, so that what replaces it comes after.
        kunci = asal.get(b.u.pokok) or _kunci(b)
        asal[f"ubahan:{b.u.id}"] = kunci if b.jenis in _DITARIK else ""
        di = max([lantai, per_kunci.get(kunci, -1) + 1, *(per_id[a] + 1 for a in b.acuan if a in per_id)])
        if b.jenis == JenisUbahan.TUTUP:
            di = max(di, len(hasil))
            lantai = di + 1
        hasil += [[] for _ in range(di + 1 - len(hasil))]
        hasil[di].append(b)
        per_id[b.u.id] = di
        if kunci:
            per_kunci[kunci] = di
    return [g for g in hasil if g]
