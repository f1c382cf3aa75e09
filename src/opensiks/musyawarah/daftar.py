"""The village's list (BNBA): every line of a period and every verval, composed once for screen, paper and package.

One function, one hash. What the berita acara, the hand-over and the receipt count and bind comes from here (R18).
The hash covers what was proposed and decided and how each family was verified; not how far a line has come since.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from django.db.models import Q

from opensiks.keluarga.models import Individu
from opensiks.musyawarah.models import Keberatan, Keputusan
from opensiks.rules.canonical import list_code, sha256_hex
from opensiks.rules.jenis import JENIS_KELAYAKAN, Jenis
from opensiks.rules.kodelist import SHDK_KEPALA
from opensiks.rules.musyawarah import Hasil
from opensiks.rules.registri import StatusIndividu
from opensiks.rules.status import StatusUsulan
from opensiks.rules.verval import HasilVerval
from opensiks.usulan.models import Usulan
from opensiks.usulan.queries import find_penolakan, name_subjek, nik_subjek
from opensiks.verval.models import Periode, Verval
from opensiks.verval.queries import profil_of

_URUT = {jenis: n for n, jenis in enumerate(Jenis)}
# A draft is nobody's business yet, a withdrawn line nobody's any more.
DI_LUAR = (StatusUsulan.DRAF, StatusUsulan.BATAL)


class Dasar(StrEnum):
    """Why a line stands on the list."""

    MUSYAWARAH = "MUSYAWARAH"
    SPTJM = "SPTJM"
    BEBAS = "BEBAS"


@dataclass(frozen=True)
class BarisKeberatan:
    """An objection (R24). A name that was asked to be kept secret is not shown on the board copy."""

    isi: str
    nama: str
    dirahasiakan: bool


@dataclass(frozen=True)
class BarisDaftar:
    """One line of the list. `hasil` is None where no forum was needed (R3); `nik` in full, mask it to show it."""

    nomor: int
    usulan_id: int
    revisi: int
    jenis: Jenis
    subjek: str
    nama: str
    nik: str
    dusun: str
    rt: str
    rw: str
    orang: int
    program: str
    kode_alasan: str
    dasar: Dasar
    hasil: Hasil | None
    alasan: str
    keberatan: tuple[BarisKeberatan, ...]
    isi_sha256: str


@dataclass(frozen=True)
class BarisVerval:
    """A family's verdict in the period."""

    id_registri: str
    hasil: HasilVerval
    keluarga_id: int
    kepala_nama: str
    dusun: str
    rt: str
    rw: str
    orang: int


@dataclass(frozen=True)
class JumlahPutusan:
    """Lines of one jenis: discussed = agreed + refused + put off; persons in all of them."""

    dibahas: int = 0
    setuju: int = 0
    tolak: int = 0
    tunda: int = 0
    orang: int = 0

    def __add__(self, lain: JumlahPutusan) -> JumlahPutusan:
        return JumlahPutusan(
            self.dibahas + lain.dibahas, self.setuju + lain.setuju, self.tolak + lain.tolak, self.tunda + lain.tunda,
            self.orang + lain.orang,
        )  # fmt: skip


@dataclass(frozen=True)
class Daftar:
    """The list of one village in one period."""

    periode_kode: str
    kode_desa: str
    baris: tuple[BarisDaftar, ...]
    verval: tuple[BarisVerval, ...]

    @cached_property
    def sha256(self) -> str:
        """SHA-256 of the list's canonical form."""
        return sha256_hex(
            {
                "bentuk": 1,
                "periode": self.periode_kode,
                "desa": self.kode_desa,
                "usulan": [_isi(b) for b in sorted(self.baris, key=lambda b: b.usulan_id)],
                "verval": [
                    [v.id_registri, v.hasil.value] for v in sorted(self.verval, key=lambda v: v.id_registri)
                ],
            }
        )

    @property
    def kode(self) -> str:
        """The code people compare: "7K4M-2Q9D-XTR8"."""
        return list_code(self.sha256)

    @cached_property
    def tetap(self) -> tuple[BarisVerval, ...]:
        return tuple(v for v in self.verval if v.hasil is HasilVerval.TETAP)

    @property
    def jumlah_baris(self) -> int:
        """Lines as printed: usulan and families that stay as they are."""
        return len(self.baris) + len(self.tetap)

    @property
    def orang_tetap(self) -> int:
        return sum(v.orang for v in self.tetap)

    @cached_property
    def jumlah(self) -> dict[Jenis, JumlahPutusan]:
        """Decisions by jenis, in the order of the form; lines that needed no forum are not among them."""
        hasil: dict[Jenis, JumlahPutusan] = {}
        for b in self.baris:
            if b.hasil is not None:
                satu = JumlahPutusan(
                    1, b.hasil is Hasil.SETUJU, b.hasil is Hasil.TOLAK, b.hasil is Hasil.TUNDA, b.orang
                )
                hasil[b.jenis] = hasil.get(b.jenis, JumlahPutusan()) + satu
        return dict(sorted(hasil.items(), key=lambda h: _URUT[h[0]]))

    @property
    def total(self) -> JumlahPutusan:
        return sum(self.jumlah.values(), JumlahPutusan())

    @property
    def bebas(self) -> tuple[BarisDaftar, ...]:
        """Lines that needed no forum."""
        return tuple(b for b in self.baris if b.hasil is None)


def compose_daftar(periode: Periode, kode_desa: str) -> Daftar:
    """The list as it stands: every line a closed meeting, an SPTJM or an exemption vouches for, and every verval."""
    return _compose(periode, kode_desa, dengan_sptjm=())


def compose_daftar_sptjm(periode: Periode, kode_desa: str) -> Daftar:
    """The list as it will stand once the head signs an SPTJM for every line that waits."""
    menunggu = Usulan.objects.filter(periode=periode, kode_desa=kode_desa, status=StatusUsulan.SIAP_MUSDES)
    bebas = profil_of(periode).bebas_musyawarah
    return _compose(
        periode, kode_desa, dengan_sptjm=menunggu.exclude(jenis__in=bebas).values_list("id", flat=True)
    )


def list_putusan(daftar: Sequence[Usulan]) -> dict[int, Keputusan]:
    """The newest standing decision of a closed meeting on each of these usulan (R2).

    Without those that the centre has overruled: an eligibility line it rejected needs a new one (R40).
    """
    if not daftar:
        return {}
    rows = Keputusan.objects.filter(
        usulan__in=daftar, batal_at__isnull=True, musyawarah__ditutup_at__isnull=False
    )
    terbaru = {k.usulan_id: k for k in rows.order_by("musyawarah__tanggal", "musyawarah_id")}
    ditolak = find_penolakan([u for u in daftar if u.jenis in JENIS_KELAYAKAN])
    return {pk: k for pk, k in terbaru.items() if pk not in ditolak or ditolak[pk] < k.at}


_Pilihan = tuple[list[Usulan], dict[int, Keputusan], dict[int, Dasar]]


def list_dasar(periode: Periode, kode_desa: str, menunggu: Collection[int] = ()) -> _Pilihan:
    """(usulan that may be on the list, standing decisions, what vouches for each that is on it by its id)."""
    di_sini = Keputusan.objects.filter(
        musyawarah__periode=periode, musyawarah__kode_desa=kode_desa, musyawarah__ditutup_at__isnull=False,
        batal_at__isnull=True,
    )  # fmt: skip
    rapat = {k.usulan_id: k for k in di_sini.order_by("musyawarah__tanggal", "musyawarah_id")}
    semua = list(
        Usulan.objects.filter(Q(pk__in=rapat) | Q(periode=periode, kode_desa=kode_desa))
        .exclude(status__in=DI_LUAR)
        .select_related("keluarga", "individu")
        .defer("keluarga__jawaban", "individu__jawaban")
    )
    putusan = list_putusan(semua) | rapat
    bebas = profil_of(periode).bebas_musyawarah
    return semua, putusan, {u.pk: d for u in semua if (d := _dasar(u, putusan, bebas, menunggu))}


def _compose(periode: Periode, kode_desa: str, *, dengan_sptjm: Iterable[int]) -> Daftar:
    semua, putusan, dasar = list_dasar(periode, kode_desa, set(dengan_sptjm))
    urut = sorted((u for u in semua if u.pk in dasar), key=lambda u: (_URUT[u.jenis], u.pk))
    keberatan = _keberatan(urut)
    nik = get_nik_kepala(u.keluarga_id for u in urut if u.individu_id is None and u.keluarga_id)
    return Daftar(
        periode_kode=periode.kode,
        kode_desa=kode_desa,
        baris=tuple(_baris(n, u, dasar[u.pk], putusan, keberatan, nik) for n, u in enumerate(urut, 1)),
        verval=_verval(periode, kode_desa),
    )


def _dasar(
    u: Usulan, putusan: Mapping[int, Keputusan], bebas: frozenset[Jenis], menunggu: Collection[int]
) -> Dasar | None:
    if u.pk in menunggu or u.dasar.startswith("sptjm:"):
        return Dasar.SPTJM
    if u.pk in putusan:
        return Dasar.MUSYAWARAH
    return Dasar.BEBAS if u.jenis in bebas else None


def _baris(
    nomor: int, u: Usulan, dasar: Dasar, putusan: Mapping[int, Keputusan],
    keberatan: Mapping[int, tuple[BarisKeberatan, ...]], nik: Mapping[int, str],
) -> BarisDaftar:  # fmt: skip
    k = putusan.get(u.pk) if dasar is Dasar.MUSYAWARAH else None
    hasil = Hasil(k.hasil) if k else Hasil.SETUJU if dasar is Dasar.SPTJM else None
    tempat = u.muatan["keluarga"] if u.jenis is Jenis.BARU else {}
    asal = u.keluarga
    subjek = (u.individu or asal).id_registri if (u.individu or asal) else ""  # type: ignore[union-attr]
    return BarisDaftar(
        nomor=nomor, usulan_id=u.pk, revisi=u.revisi, jenis=u.jenis, subjek=subjek, nama=name_subjek(u),
        nik=nik_subjek(u) or nik.get(u.keluarga_id or 0, ""), dusun=tempat.get("dusun", asal.dusun if asal else ""),
        rt=tempat.get("rt", asal.rt if asal else ""), rw=tempat.get("rw", asal.rw if asal else ""), orang=u.orang,
        program=u.program, kode_alasan=u.kode_alasan, dasar=dasar, hasil=hasil, alasan=k.alasan if k else "",
        keberatan=keberatan.get(u.pk, ()), isi_sha256=sha256_hex(u.muatan),
    )  # fmt: skip


def _isi(b: BarisDaftar) -> dict[str, object]:
    return {
        "id": b.usulan_id,
        "revisi": b.revisi,
        "jenis": b.jenis.value,
        "subjek": b.subjek,
        "program": b.program,
        "kode_alasan": b.kode_alasan,
        "isi": b.isi_sha256,
        "dasar": b.dasar.value,
        "hasil": b.hasil.value if b.hasil else "",
        "alasan": b.alasan,
    }


def get_nik_kepala(keluarga_ids: Iterable[int]) -> dict[int, str]:
    """The NIK of each family's head, by family; families without a head are absent."""
    ids = set(keluarga_ids)
    if not ids:
        return {}
    kepala = Individu.objects.filter(keluarga_id__in=ids, shdk=SHDK_KEPALA, status=StatusIndividu.AKTIF)
    return dict(kepala.order_by("-id").values_list("keluarga_id", "nik"))


def _keberatan(daftar: Sequence[Usulan]) -> dict[int, tuple[BarisKeberatan, ...]]:
    hasil: dict[int, tuple[BarisKeberatan, ...]] = {}
    if not daftar:
        return hasil
    for k in Keberatan.objects.filter(usulan__in=daftar).order_by("at", "id"):
        hasil[k.usulan_id] = (*hasil.get(k.usulan_id, ()), BarisKeberatan(k.isi, k.nama, k.dirahasiakan))
    return hasil


def _verval(periode: Periode, kode_desa: str) -> tuple[BarisVerval, ...]:
    rows = Verval.objects.filter(periode=periode, kode_desa=kode_desa, batal_at__isnull=True)
    kolom = ("id_registri", "kepala_nama", "dusun", "rt", "rw")
    urut = rows.order_by("keluarga__rw", "keluarga__rt", "keluarga__kepala_nama", "keluarga__id_registri")
    return tuple(
        BarisVerval(reg, HasilVerval(hasil), kid, nama, dusun, rt, rw, orang)
        for hasil, orang, kid, reg, nama, dusun, rt, rw in urut.values_list(
            "hasil", "orang", "keluarga_id", *(f"keluarga__{k}" for k in kolom)
        )
    )
