"""From a task to a usulan: the village's own proposal, with before and after as its evidence (R30, R67, R69)."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime

from opensiks.akun.access import require
from opensiks.infra import files, pdf
from opensiks.infra.clock import local
from opensiks.jejak import services as jejak
from opensiks.jejak.mutation import mutation
from opensiks.keluarga.models import Individu
from opensiks.pemadanan.baris import list_baris_lain
from opensiks.pemadanan.kerja import compare_isian, usul_of
from opensiks.pemadanan.models import Tugas
from opensiks.pemadanan.periksa import ASAL_TUGAS, check_usul_banyak, find_masa
from opensiks.rules.aktor import Actor
from opensiks.rules.bukti import JenisBukti
from opensiks.rules.isian import INDIVIDU
from opensiks.rules.jenis import Jenis
from opensiks.rules.padan_kerja import JenisTugas, Menunggu, is_jenis_cocok
from opensiks.rules.peran import Izin
from opensiks.rules.rule import AksiDitolak, Violation
from opensiks.rules.status import StatusUsulan
from opensiks.rules.temuan import tanggal_panjang
from opensiks.usulan import services as usulan
from opensiks.usulan.models import Usulan
from opensiks.usulan.muatan import NIK_LAIN
from opensiks.usulan.queries import find_usulan
from opensiks.verval.models import Periode
from opensiks.wilayah.queries import get_nama

NAMA_BUKTI = "hasil-pemadanan.pdf"
BATAL = "Dibatalkan dari daftar pemadanan."


@mutation("tugas.proposed")
def propose_perbaikan(
    daftar: Sequence[Tugas], *, by: Actor, at: datetime, isian: Mapping[int, Collection[str]] | None = None,
    ajukan: bool = True,
) -> list[Usulan]:  # fmt: skip
    """A PERBAIKAN_ID for each of these tasks of one village, with the civil register's values: all of them or none.

    `isian` names by task id which fields to take; None takes all that differ. The paper of before and after is printed
    and attached. `ajukan` sends them to the forum; else they stay drafts. AksiDitolak with every reason.
    """
    semua = _lock(daftar, Jenis.PERBAIKAN_ID, by, at, ajukan=ajukan)
    if not semua:
        return []
    ubah = {t.pk: _choose(t, (isian or {}).get(t.pk)) for t in semua}
    kode, periode = semua[0].kode_desa, _periode(semua[0].kode_desa, at)
    bukti = files.save(_print(semua, ubah, at))
    baru = [
        usulan.UsulanBaru(
            Jenis.PERBAIKAN_ID, individu=t.individu, muatan=ubah[t.pk],
            bukti=[(JenisBukti.HASIL_DUKCAPIL, NAMA_BUKTI, bukti)],
        )
        for t in semua
    ]  # fmt: skip
    dibuat = usulan.draft_usulan_banyak(periode, kode, baru, by=by, at=at)
    if ajukan:
        dibuat = usulan.submit_usulan(dibuat, by=by, at=at, periode=periode)
    _settle(semua, dibuat, by, at)
    return dibuat


@mutation("tugas.proposed")
def propose_meninggal(
    tugas: Tugas, tanggal: date, *, by: Actor, at: datetime, kepala_baru: str = "",
    bukti: tuple[JenisBukti, str, bytes] | None = None,
) -> Usulan:  # fmt: skip
    """MENINGGAL for the next meeting (R67). `kepala_baru`: id_registri of who follows as head.

    With evidence (kind, file name, content) it goes to the forum, without it waits as a draft.
    """
    [t] = _lock([tugas], Jenis.MENINGGAL, by, at, ajukan=bukti is not None)
    periode = _periode(t.kode_desa, at)
    muatan = {"tanggal": tanggal.isoformat()} | ({"kepala_baru": kepala_baru} if kepala_baru else {})
    u = usulan.draft_usulan(
        periode, Jenis.MENINGGAL, kode_desa=t.kode_desa, individu=t.individu, muatan=muatan, by=by, at=at
    )
    if bukti is not None:
        usulan.attach_bukti(u, *bukti, by=by, at=at)
        [u] = usulan.submit_usulan([u], by=by, at=at, periode=periode)
    _settle([t], [u], by, at)
    return u


@mutation("tugas.proposed")
def propose_ganda(
    tugas: Tugas, *, by: Actor, at: datetime, dipertahankan: int | None = None, ajukan: bool = True
) -> Usulan:
    """GANDA: one row of a person is closed, the other kept (R30).

    In one village `dipertahankan` is the id of the person kept, None the one with running aid. Across villages this
    village's row is closed, and the other is named by the person's NIK alone.
    """
    [t] = _lock([tugas], Jenis.GANDA, by, at, ajukan=ajukan)
    periode = _periode(t.kode_desa, at)
    ditutup, muatan = _choose_kedua(t, dipertahankan)
    u = usulan.draft_usulan(
        periode, Jenis.GANDA, kode_desa=t.kode_desa, individu=ditutup, muatan=muatan, by=by, at=at
    )
    if ajukan:
        [u] = usulan.submit_usulan([u], by=by, at=at, periode=periode)
    _settle([t], [u], by, at)
    return u


@mutation("tugas.waited")
def ask_disdukcapil(tugas: Tugas, *, by: Actor, at: datetime) -> Tugas:
    """The village has seen the card and the number is as it stands here: now Disdukcapil is asked (R68)."""
    require(by, Izin.USULAN_DRAFT)
    [t] = Tugas.objects.select_for_update(of=("self",)).filter(pk=tugas.pk)
    if t.selesai_at is not None or t.menunggu or t.jenis != JenisTugas.NIK_TIDAK_DITEMUKAN:
        raise AksiDitolak([is_jenis_cocok.violation()])
    t.menunggu = Menunggu.DISDUKCAPIL
    t.save(update_fields=["menunggu"])
    jejak.record("tugas.waited", t, by=by, at=at, jenis=t.jenis, menunggu=Menunggu.DISDUKCAPIL.value)
    return t


@mutation("tugas.reopened")
def cancel_usul(daftar: Sequence[Tugas], *, by: Actor, at: datetime) -> list[Tugas]:
    """Take back the usulan that these tasks became, while the forum has not spoken; the tasks are open again."""
    require(by, Izin.USULAN_DRAFT)
    semua = list(
        Tugas.objects.select_for_update().filter(pk__in=[t.pk for t in daftar], usulan_id__isnull=False)
    )
    hidup = [
        u
        for u in find_usulan([t.usulan_id for t in semua if t.usulan_id])
        if u.status is not StatusUsulan.BATAL
    ]
    usulan.withdraw_usulan(hidup, BATAL, by=by, at=at)
    Tugas.objects.filter(pk__in=[t.pk for t in semua]).update(
        selesai_at=None, jawaban="", oleh="", usulan_id=None
    )
    isi = [
        jejak.Catatan("tugas.reopened", f"tugas:{t.pk}", t.kode_desa, {"usulan": t.usulan_id}) for t in semua
    ]
    jejak.record_many(isi, by=by, at=at)
    return list(Tugas.objects.filter(pk__in=[t.pk for t in semua]).order_by("id"))


# Parts --------------------------------------------------------------------------------------------------------------


def _lock(daftar: Sequence[Tugas], jenis: Jenis, by: Actor, at: datetime, *, ajukan: bool) -> list[Tugas]:
    """The tasks as they stand now, held until the act ends, or everything that forbids it."""
    require(by, Izin.USULAN_DRAFT)
    require(by, Izin.USULAN_SUBMIT)
    rows = Tugas.objects.select_for_update(of=("self",)).filter(pk__in=[t.pk for t in daftar])
    semua = list(rows.select_related("individu__keluarga", "calon", "konfirmasi").order_by("id"))
    per_tugas = check_usul_banyak(semua, by=by, at=at, ajukan=ajukan)
    salah = [v if len(semua) == 1 else _name(v, t) for t in semua for v in per_tugas[t.pk]]
    lain = any(JenisTugas(t.jenis) not in ASAL_TUGAS[jenis] for t in semua)
    if lain or len({t.kode_desa for t in semua}) > 1 or len(semua) != len({t.pk for t in daftar}):
        salah.append(is_jenis_cocok.violation())
    if salah:
        raise AksiDitolak(salah)
    return semua


def _name(v: Violation, t: Tugas) -> Violation:
    """In a list every sentence says whom it is about, and its data which task."""
    return replace(v, kalimat=f"{t.individu.nama}: {v.kalimat}", data={**v.data, "tugas": str(t.pk)})


def _choose(t: Tugas, isian: Collection[str] | None) -> dict[str, str]:
    beda = {b.isian: b.baru for b in compare_isian(t.individu, usul_of(t))}
    return beda if isian is None else {k: v for k, v in beda.items() if k in isian}


def _periode(kode_desa: str, at: datetime) -> Periode:
    periode = find_masa(kode_desa, at)
    assert periode is not None, "the rules have looked"
    return periode


def _choose_kedua(t: Tugas, dipertahankan: int | None) -> tuple[Individu, dict[str, str]]:
    """Who is closed, and the muatan that names who is kept."""
    if JenisTugas(t.jenis) is JenisTugas.GANDA_LINTAS:
        nik = t.calon.nik_usul if t.calon else ""
        return t.individu, {"dipertahankan": NIK_LAIN} | ({"nik": nik} if nik else {})
    lain = list_baris_lain(t.calon, t.individu) if t.calon else ()
    utama = next((b for b in lain if b.pertahankan), None)
    simpan = next(
        (b for b in lain if b.individu_id == dipertahankan), utama if dipertahankan is None else None
    )
    if simpan is None or utama is None:
        raise AksiDitolak([is_jenis_cocok.violation()])
    if simpan.individu_id != t.individu_id:
        return t.individu, {"dipertahankan": simpan.id_registri}
    # The row of the task is kept: the one that was to be kept is closed instead.
    return Individu.objects.select_related("keluarga").get(pk=utama.individu_id), {
        "dipertahankan": simpan.id_registri
    }


def _settle(daftar: Sequence[Tugas], dibuat: Sequence[Usulan], by: Actor, at: datetime) -> None:
    for t, u in zip(daftar, dibuat, strict=True):
        t.selesai_at, t.jawaban, t.oleh, t.usulan_id = at, f"Usulan {u.pk}", by.nama, u.pk
    Tugas.objects.bulk_update(daftar, ["selesai_at", "jawaban", "oleh", "usulan_id"])
    jejak.record_many(
        (
            jejak.Catatan("tugas.proposed", f"tugas:{t.pk}", t.kode_desa, {"jenis": t.jenis, "usulan": t.usulan_id})
            for t in daftar
        ),
        by=by, at=at,
    )  # fmt: skip


def _print(daftar: Sequence[Tugas], ubah: Mapping[int, Mapping[str, str]], at: datetime) -> bytes:
    """The paper of before and after: the same input gives the same bytes."""
    kode = daftar[0].kode_desa
    hari = tanggal_panjang(local(at, kode).date())
    orang = [
        {
            "nama": t.individu.nama, "id": t.individu.id_registri, "dasar": _source(t),
            "isian": [[INDIVIDU[b.isian].label, b.lama or "(kosong)", b.baru]
                      for b in compare_isian(t.individu, ubah[t.pk])],
        }
        for t in daftar
    ]  # fmt: skip
    isi = {
        "desa": get_nama([kode]).get(kode, kode), "orang": orang,
        "kalimat": f"Dicetak {hari} dari hasil pemadanan. Isian Dukcapil baru berlaku setelah usulan ini ditetapkan.",
    }  # fmt: skip
    return pdf.render("pemadanan/hasil_padan", isi, at=at)


def _source(t: Tugas) -> str:
    if t.konfirmasi is not None:
        return f"Surat Disdukcapil {t.konfirmasi.nomor_surat}, {tanggal_panjang(t.konfirmasi.tanggal)}."
    p = t.calon.putaran if t.calon else None
    return f"Pemadanan dengan salinan Dukcapil {tanggal_panjang(p.ekstrak_tanggal)}." if p else ""
