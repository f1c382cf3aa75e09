"""The meeting while it runs: convened, attended, deciding line by line, hearing objections."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from opensiks.akun.access import require
from opensiks.jejak import services as jejak
from opensiks.jejak.mutation import mutation
from opensiks.musyawarah.models import Keberatan, Kehadiran, Keputusan, Musyawarah
from opensiks.musyawarah.queries import facts_musyawarah, find_berjalan, list_agenda
from opensiks.rules.aktor import Actor
from opensiks.rules.catat_verval import BOLEH_CATAT, is_desa_belum_final
from opensiks.rules.musyawarah import FaktaKeputusan, Hasil, Unsur, check_keputusan, check_musyawarah
from opensiks.rules.musyawarah import Kehadiran as Hadir
from opensiks.rules.peran import Izin
from opensiks.rules.rapat import is_di_agenda, is_rapat_terbuka, is_rapat_tunggal
from opensiks.rules.rule import AksiDitolak, Violation
from opensiks.rules.status import StatusUsulan
from opensiks.rules.syarat import is_dalam_cakupan
from opensiks.rules.verval import LABEL_STATUS_DESA
from opensiks.usulan.models import Usulan
from opensiks.verval.models import Periode
from opensiks.verval.queries import find_periode_desa

ALASAN_TUNDA = "Ditunda ke musyawarah berikutnya."


@dataclass(frozen=True)
class Putusan:
    """What the forum said of one line."""

    usulan: Usulan
    hasil: Hasil
    alasan: str = ""


@mutation("musyawarah.convened")
def convene_musyawarah(
    periode: Periode, kode_desa: str, tanggal: date, mulai: time, tempat: str, pimpinan_nama: str,
    pimpinan_jabatan: str, *, by: Actor, at: datetime, catatan: str = "",
) -> Musyawarah:  # fmt: skip
    """Call a meeting, by the village's own clock (R13). Lines that wait since earlier periods come onto its agenda."""
    require(by, Izin.MUSYAWARAH_RECORD)
    m = Musyawarah(
        periode=periode, kode_desa=kode_desa, tanggal=tanggal, mulai=mulai, tempat=tempat.strip()[:120],
        pimpinan_nama=pimpinan_nama.strip()[:120], pimpinan_jabatan=pimpinan_jabatan.strip()[:80],
        catatan=catatan.strip()[:800], dibuat_at=at,
    )  # fmt: skip
    salah = [] if by.cakupan.covers(kode_desa) else [is_dalam_cakupan.violation()]
    salah += [v for v in check_musyawarah(facts_musyawarah(m, {})) if v.kode.startswith("R13")]
    if lain := find_berjalan(periode, kode_desa):
        salah.append(is_rapat_tunggal.violation(tanggal=lain.tanggal.isoformat()))
    salah += check_desa_terbuka(periode, kode_desa)
    if salah:
        raise AksiDitolak(salah)
    m.save(force_insert=True)
    dibawa = carry_over(periode, kode_desa)
    jejak.record(
        "musyawarah.convened", m, by=by, at=at, tanggal=tanggal.isoformat(), tempat=m.tempat, dibawa=dibawa
    )
    return m


@mutation("musyawarah.recorded")
def record_kehadiran(
    m: Musyawarah, kehadiran: Mapping[Unsur, tuple[int, int, int]], *, by: Actor, at: datetime
) -> None:
    """Write who was invited and came: unsur → (diundang, laki-laki, perempuan). A row given again replaces (R16)."""
    _require_terbuka(m, by)
    hadir = {unsur: Hadir(*angka) for unsur, angka in kehadiran.items()}
    if salah := [v for v in check_musyawarah(facts_musyawarah(m, hadir)) if v.kode.startswith("R16")]:
        raise AksiDitolak(salah)
    Kehadiran.objects.bulk_create(
        [
            Kehadiran(
                musyawarah=m, kode_desa=m.kode_desa, unsur=unsur, diundang=h.diundang, hadir_l=h.laki_laki,
                hadir_p=h.perempuan,
            )
            for unsur, h in hadir.items()
        ],
        update_conflicts=True, unique_fields=["musyawarah", "unsur"], update_fields=["diundang", "hadir_l", "hadir_p"],
    )  # fmt: skip
    jumlah = {u.value: [h.diundang, h.laki_laki, h.perempuan] for u, h in hadir.items()}
    jejak.record("musyawarah.recorded", m, by=by, at=at, kehadiran=jumlah)


def record_keputusan(
    m: Musyawarah, usulan: Usulan, hasil: Hasil, alasan: str = "", *, by: Actor, at: datetime
) -> Keputusan:
    """Write the forum's decision on one line; a decision given before is replaced."""
    return record_keputusan_banyak(m, [Putusan(usulan, hasil, alasan)], by=by, at=at)[0]


@mutation("musyawarah.recorded")
def record_keputusan_banyak(
    m: Musyawarah, daftar: Sequence[Putusan], *, by: Actor, at: datetime
) -> list[Keputusan]:
    """Write the forum's decisions, all or none. A refusal, and any line with an objection, needs a reason (R24).

    The operator records what the forum decided and decides nothing (R2); the lines move when the meeting is closed.
    """
    _require_terbuka(m, by)
    daftar = [Putusan(p.usulan, p.hasil, _alasan(p)) for p in daftar]
    _check_putusan(m, daftar)
    ids = [p.usulan.pk for p in daftar]
    Keputusan.objects.filter(musyawarah=m, usulan_id__in=ids, batal_at__isnull=True).update(batal_at=at)
    baru = Keputusan.objects.bulk_create(
        [
            Keputusan(
                musyawarah=m, usulan=p.usulan, kode_desa=m.kode_desa, hasil=p.hasil, alasan=p.alasan,
                oleh=by.nama, at=at,
            )
            for p in daftar
        ]
    )  # fmt: skip
    jejak.record(
        "musyawarah.recorded", m, by=by, at=at, keputusan={str(p.usulan.pk): p.hasil.value for p in daftar}
    )
    return baru


@mutation("musyawarah.recorded")
def cancel_keputusan(m: Musyawarah, usulan: Usulan, *, by: Actor, at: datetime) -> None:
    """Take the decision on a line back; the row stays, marked."""
    _require_terbuka(m, by)
    hidup = Keputusan.objects.filter(musyawarah=m, usulan=usulan, batal_at__isnull=True)
    if not hidup.update(batal_at=at):
        raise AksiDitolak([is_di_agenda.violation(usulan=str(usulan.pk))])
    jejak.record("musyawarah.recorded", m, by=by, at=at, batal=usulan.pk)


@mutation("musyawarah.recorded")
def record_keberatan(
    m: Musyawarah,
    usulan: Usulan,
    isi: str,
    *,
    by: Actor,
    at: datetime,
    nama: str = "",
    dirahasiakan: bool = False,
) -> Keberatan:
    """Write an objection to a line (R24). A decision without a reason no longer stands then."""
    _require_terbuka(m, by)
    if not isi.strip():
        raise AksiDitolak(
            [Violation("R24", "Tulis isi keberatannya.", langkah="Catat dengan kata orang itu sendiri.")]
        )
    _require_agenda(m, [usulan])
    k = Keberatan.objects.create(
        musyawarah=m, usulan=usulan, kode_desa=m.kode_desa, isi=isi.strip()[:800], nama=nama.strip()[:120],
        dirahasiakan=dirahasiakan, at=at,
    )  # fmt: skip
    Keputusan.objects.filter(musyawarah=m, usulan=usulan, batal_at__isnull=True, alasan="").update(
        batal_at=at
    )
    jejak.record("musyawarah.recorded", m, by=by, at=at, keberatan=usulan.pk)
    return k


@mutation("musyawarah.recorded")
def record_urutan(m: Musyawarah, urutan: Sequence[int], *, by: Actor, at: datetime) -> None:
    """Keep the order in which the village will go through its agenda; numbers that are not on it are left out."""
    _require_terbuka(m, by)
    ada = [b.usulan.pk for b in list_agenda(m)]
    baru = list(dict.fromkeys(pk for pk in urutan if pk in set(ada)))
    m.urutan = [*baru, *(pk for pk in ada if pk not in set(baru))]
    m.save(update_fields=["urutan"])
    jejak.record("musyawarah.recorded", m, by=by, at=at, urutan=m.urutan)


@mutation("musyawarah.recorded")
def record_baris(m: Musyawarah, usulan: Usulan, *, by: Actor, at: datetime) -> None:
    """Remember which line the meeting now looks at: after a crash the screen opens there again."""
    _require_terbuka(m, by)
    m.baris_kini = usulan.pk
    m.save(update_fields=["baris_kini"])
    jejak.record("musyawarah.recorded", m, by=by, at=at, baris=usulan.pk)


def carry_over(periode: Periode, kode_desa: str) -> int:
    """Bring lines that an earlier period left waiting, or agreed and never final, into this one; returns how many."""
    terbuka = Usulan.objects.filter(
        kode_desa=kode_desa,
        status__in=[
            StatusUsulan.SIAP_MUSDES,
            StatusUsulan.DISETUJUI_MUSDES,
            StatusUsulan.DISETUJUI_SPTJM,
            StatusUsulan.TERVERIFIKASI,
        ],
        periode__mulai_at__lt=periode.mulai_at,
    )
    return terbuka.update(periode=periode)


def check_desa_terbuka(periode: Periode, kode_desa: str) -> list[Violation]:
    """R19: nothing is decided any more in a village that is final, until the kabupaten returns it."""
    desa = find_periode_desa(periode, kode_desa)
    if desa is None:
        return [is_dalam_cakupan.violation()]
    if desa.status in BOLEH_CATAT:
        return []
    return [is_desa_belum_final.violation(status=LABEL_STATUS_DESA[desa.status].lower())]


def _require_terbuka(m: Musyawarah, by: Actor) -> None:
    require(by, Izin.MUSYAWARAH_RECORD)
    if not by.cakupan.covers(m.kode_desa):
        raise AksiDitolak([is_dalam_cakupan.violation()])
    # Two laptops may hold the same meeting: what counts is the row, locked until this is written.
    if Musyawarah.objects.select_for_update().values_list("ditutup_at", flat=True).get(pk=m.pk) is not None:
        raise AksiDitolak([is_rapat_terbuka.violation()])


def _require_agenda(m: Musyawarah, daftar: Sequence[Usulan]) -> None:
    ada = Usulan.objects.filter(
        pk__in=[u.pk for u in daftar], kode_desa=m.kode_desa, status=StatusUsulan.SIAP_MUSDES
    )
    dikenal = set(ada.values_list("id", flat=True))
    if asing := [u.pk for u in daftar if u.pk not in dikenal]:
        raise AksiDitolak([is_di_agenda.violation(usulan=str(pk)) for pk in asing])


def _alasan(p: Putusan) -> str:
    teks = p.alasan.strip()[:400]
    return teks or (ALASAN_TUNDA if p.hasil is Hasil.TUNDA else "")


def _check_putusan(m: Musyawarah, daftar: Sequence[Putusan]) -> None:
    _require_agenda(m, [p.usulan for p in daftar])
    keberatan = dict(
        Keberatan.objects.filter(musyawarah=m, usulan__in=[p.usulan for p in daftar]).values_list(
            "usulan_id", "isi"
        )
    )
    salah = [
        Violation(
            v.kode, f"Usulan {p.usulan.pk}: {v.kalimat}", v.tingkat, v.langkah, {"baris": str(p.usulan.pk)}
        )
        for p in daftar
        for v in check_keputusan(
            FaktaKeputusan(hasil=p.hasil, alasan=p.alasan, keberatan=keberatan.get(p.usulan.pk, ""))
        )
    ]
    if salah:
        raise AksiDitolak(salah)
