"""The village's work after a matching: what is asked, in which order, with before and after (R30, R67-R69)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from django.db.models import Case, Count, Exists, OuterRef, Q, QuerySet, When

from opensiks.keluarga.models import Individu, Kepesertaan
from opensiks.pemadanan.baris import (
    ISIAN,
    BarisLain,
    find_berbantuan,
    list_baris_lain,
    write_alamat,
    write_teks,
)
from opensiks.pemadanan.models import Calon, Konfirmasi, Putaran, Tugas
from opensiks.pemadanan.timbang import KUNCI_AWAL, Awal, kind_nik, weigh_awal
from opensiks.rules.alasan_padan import Hasil, read_pembuka
from opensiks.rules.padan_kerja import (
    KALIMAT_LINTAS,
    KODE_TUGAS,
    LABEL_TUGAS,
    FaktaKerja,
    FaktaTugas,
    JenisTugas,
    Kelompok,
    Lintas,
    Menunggu,
    group_of,
    sort_key,
)
from opensiks.rules.registri import StatusIndividu, StatusProgram


@dataclass(frozen=True)
class Kerja:
    """One row of the list. `kode` is the rule; `usul` the civil register's values, `semula` those here now."""

    tugas_id: int
    individu_id: int
    keluarga_id: int
    nama: str
    nik: str
    alamat: str
    jenis: JenisTugas
    kode: str
    kelompok: Kelompok
    menunggu: Menunggu
    sejak: datetime
    bantuan: bool
    lintas: Lintas
    peluang: float | None
    usul: Mapping[str, str]
    semula: Mapping[str, str]
    kepala: str
    usulan_id: int | None
    # Somebody in the civil register is a little alike, too little to be named.
    samar: bool


@dataclass(frozen=True)
class IsianBanding:
    """A field before and after."""

    isian: str
    lama: str
    baru: str


@dataclass(frozen=True)
class Alasan:
    """What one field says, with its weight against a stranger and against a relative in bits, where known."""

    isian: str
    kata: str
    bit: float | None = None
    bit_kerabat: float | None = None


@dataclass(frozen=True)
class KerjaRinci:
    """One item with everything that the village may know. `baris_lain` are rows of the same village only.

    `awal`: what is known before anything is compared; with the bits of `alasan` it makes the chance.
    """

    kerja: Kerja
    pembuka: str
    banding: tuple[IsianBanding, ...]
    alasan: tuple[Alasan, ...]
    baris_lain: tuple[BarisLain, ...]
    kalimat_lintas: str
    konfirmasi: Konfirmasi | None
    putaran_tanggal: date | None
    awal: Awal | None = None


def list_terbuka(kode_desa: str) -> QuerySet[Tugas]:
    """Open tasks of a village, those that wait for others too, with what the list needs."""
    bantuan = Kepesertaan.objects.filter(
        Q(individu__isnull=True) | Q(individu=OuterRef("individu_id")),
        keluarga=OuterRef("individu__keluarga_id"), status=StatusProgram.AKTIF, sampai__isnull=True,
    )  # fmt: skip
    rows = Tugas.objects.filter(
        kode_desa=kode_desa, selesai_at__isnull=True, individu__status=StatusIndividu.AKTIF
    )
    # The evidence is for the page of one item; a list reads hundreds of rows.
    lengkap = rows.select_related("individu__keluarga", "calon", "konfirmasi").defer("calon__alasan")
    return lengkap.annotate(bantuan=Exists(bantuan))


def list_kerja(
    kode_desa: str,
    kelompok: Kelompok | None = None,
    *,
    awal: int = 0,
    banyak: int | None = 50,
    tugas: Sequence[int] | None = None,
) -> list[Kerja]:
    """The village's work in the order of rules.padan_kerja, a page of it (None: all); `tugas`: only these ids."""
    dasar = list_terbuka(kode_desa)
    rows = sorted(dasar if tugas is None else dasar.filter(pk__in=tugas), key=lambda t: sort_key(_fakta(t)))
    if kelompok is not None:
        rows = [t for t in rows if group_of(_fakta(t)) is kelompok]
    return [_kerja(t) for t in rows[awal : None if banyak is None else awal + banyak]]


def count_kerja(kode_desa: str) -> dict[Kelompok, int]:
    """Open items by group, every group named; counted in the database, since every page of the village asks."""
    sejak = datetime.min.replace(tzinfo=UTC)
    rows = (
        Tugas.objects.filter(
            kode_desa=kode_desa, selesai_at__isnull=True, individu__status=StatusIndividu.AKTIF
        )
        .annotate(ada_usul=Case(When(_ADA_USUL, then=True), default=False))
        .values_list("jenis", "menunggu", "ada_usul")
        .annotate(n=Count("pk"))
    )
    jumlah: Counter[Kelompok] = Counter()
    for jenis, menunggu, ada_usul, n in rows.order_by():
        fakta = FaktaKerja(JenisTugas(jenis), Menunggu(menunggu), ada_usul, False, sejak, "", 0)
        jumlah[group_of(fakta)] += n
    return {k: jumlah[k] for k in Kelompok}


def get_kerja(tugas: Tugas) -> KerjaRinci:
    """One item for its page; what a neighbour has is never in it."""
    t = list_terbuka(tugas.kode_desa).filter(pk=tugas.pk).first() or tugas
    calon = t.calon
    # While a reviewer looks, the candidate may be somebody else: his data are nobody's in the village.
    ditinjau = JenisTugas(t.jenis) is JenisTugas.RAGU
    return KerjaRinci(
        kerja=_kerja(t),
        pembuka=_open_words(t),
        banding=compare_isian(t.individu, usul_of(t)),
        alasan=() if ditinjau else read_alasan(calon),
        baris_lain=list_baris_lain(calon, t.individu) if calon and calon.grup is not None else (),
        kalimat_lintas=KALIMAT_LINTAS[Lintas(calon.lintas)] if calon else "",
        konfirmasi=t.konfirmasi,
        putaran_tanggal=_date_of(calon) if calon else None,
        awal=None if ditinjau else find_awal(calon),
    )


# usul_of in the database: whether it gives anything.
_ADA_USUL = Q(konfirmasi__nik_lain__gt="") | Q(
    calon__usul__has_any_keys=list(ISIAN), jenis__in=(JenisTugas.NIK_SALAH, JenisTugas.NIK_ORANG_LAIN)
)


def usul_of(tugas: Tugas) -> dict[str, str]:
    """The values that a proposal from this task would write: of the candidate, or of Disdukcapil's letter (R69)."""
    if tugas.konfirmasi is not None and tugas.konfirmasi.nik_lain:
        return {"nik": tugas.konfirmasi.nik_lain}
    if tugas.calon is None or tugas.jenis not in (JenisTugas.NIK_SALAH, JenisTugas.NIK_ORANG_LAIN):
        return {}
    return {k: str(tugas.calon.usul[k]) for k in ISIAN if tugas.calon.usul.get(k)}


def compare_isian(individu: Individu, usul: Mapping[str, str]) -> tuple[IsianBanding, ...]:
    """Before and after, only where they differ now: the record may have been mended meanwhile."""
    kini = {k: write_teks(getattr(individu, k)) for k in ISIAN}
    return tuple(IsianBanding(k, kini[k], usul[k]) for k in ISIAN if k in usul and usul[k] != kini[k])


def read_alasan(calon: Calon | None) -> tuple[Alasan, ...]:
    """The waterfall of a candidate, in order of weight as it was written."""
    if calon is None:
        return ()
    return tuple(Alasan(a["isian"], a["kata"], a.get("bit"), a.get("bit_kerabat")) for a in calon.alasan)


def find_awal(calon: Calon | None) -> Awal | None:
    """Where the waterfall of a candidate starts; None where nothing was weighed, or the run kept no weights."""
    alasan = [a for a in read_alasan(calon) if a.bit is not None]
    if calon is None or not alasan:
        return None
    kunci = sorted(KUNCI_AWAL)
    [isi] = Putaran.objects.filter(pk=calon.putaran_id).values_list(*(f"bobot__{k}" for k in kunci))
    i = calon.individu
    jenis = kind_nik(Hasil(calon.hasil), i.nik, i.tanggal_lahir, i.jenis_kelamin)
    return weigh_awal(
        {k: v for k, v in zip(kunci, isi, strict=True) if v is not None}, jenis, sum(a.bit or 0 for a in alasan),
        sum(a.bit_kerabat or 0 for a in alasan), float(calon.peluang),
    )  # fmt: skip


def facts_tugas(
    tugas: Tugas, *, jenis: Sequence[JenisTugas], perlu_usul: bool, ada_periode: bool
) -> FaktaTugas:
    """What the rules look at before a task becomes a proposal of one of these kinds."""
    milik = JenisTugas(tugas.jenis)
    return FaktaTugas(
        jenis=milik, menunggu=Menunggu(tugas.menunggu), selesai=tugas.selesai_at is not None,
        ada_usul=not perlu_usul or bool(compare_isian(tugas.individu, usul_of(tugas))), ada_periode=ada_periode,
        cocok=milik in jenis,
    )  # fmt: skip


def _fakta(t: Tugas) -> FaktaKerja:
    return FaktaKerja(
        JenisTugas(t.jenis), Menunggu(t.menunggu), bool(usul_of(t)), _bantuan(t), t.dibuat_at, t.individu.nama, t.pk
    )  # fmt: skip


def _kerja(t: Tugas) -> Kerja:
    i, c, jenis = t.individu, t.calon, JenisTugas(t.jenis)
    return Kerja(
        tugas_id=t.pk, individu_id=i.pk, keluarga_id=i.keluarga_id, nama=i.nama, nik=i.nik, alamat=write_alamat(i),
        jenis=jenis,
        kode=KODE_TUGAS[jenis], kelompok=group_of(_fakta(t)), menunggu=Menunggu(t.menunggu), sejak=t.dibuat_at,
        bantuan=_bantuan(t), lintas=Lintas(c.lintas) if c else Lintas.TIDAK, peluang=float(c.peluang) if c else None,
        usul=usul_of(t),
        semula={k: write_teks(getattr(i, k)) for k in usul_of(t)},
        kepala=i.keluarga.kepala_nama,
        usulan_id=t.usulan_id,
        samar=c is not None and c.ragu and c.nik_usul == "",
    )  # fmt: skip


def _bantuan(t: Tugas) -> bool:
    """The annotation of list_terbuka; a task that came another way is asked for."""
    ada: Any = getattr(t, "bantuan", None)
    return t.individu_id in find_berbantuan([t.individu_id]) if ada is None else bool(ada)


def _open_words(t: Tugas) -> str:
    """The sentence above the item: what the answer means."""
    jenis = JenisTugas(t.jenis)
    if t.calon is not None and jenis in (JenisTugas.NIK_SALAH, JenisTugas.NIK_ORANG_LAIN):
        return read_pembuka(Hasil(t.calon.hasil), temu=bool(t.calon.nik_usul), tanpa_nik=not t.individu.nik)
    return LABEL_TUGAS[jenis] + "."


def _date_of(calon: Calon) -> date | None:
    """The day of the register copy that the candidate comes from; the run's weights stay where they are."""
    return Putaran.objects.filter(pk=calon.putaran_id).values_list("ekstrak_tanggal", flat=True).first()
