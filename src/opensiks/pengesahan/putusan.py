"""judge_batch: the answers the centre's desk would propose for a batch, from the registry and the civil register."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from opensiks.keluarga.models import Individu, Keluarga
from opensiks.pemadanan.dukcapil import find_ekstrak
from opensiks.pengesahan.berkas import DITETAPKAN, DITOLAK, BarisHasil
from opensiks.pengesahan.models import Batch, BatchBaris
from opensiks.pengesahan.padan import find_keluaran, list_nik_baru
from opensiks.rules.jenis import Jenis
from opensiks.rules.muatan import UMUR_PENGURUS
from opensiks.rules.nik import umur
from opensiks.rules.pemadanan import BarisDtks, BarisDukcapil, Keluaran, ketat, simil60
from opensiks.rules.putusan import FaktaPutusan, judge
from opensiks.usulan.models import Usulan
from opensiks.verval.queries import profil_of

_BARU = (Jenis.BARU, Jenis.TAMBAH_ART)


def judge_batch(batch: Batch, *, hari_ini: date, ekstrak: Path | None = None) -> list[BarisHasil]:
    """One proposed answer for each line, in the order of the batch; nothing is written.

    With `ekstrak` the persons who are not registered yet are held against the civil register too, in the way of the
    period's profile. A person at the desk may change any answer before write_hasil().
    """
    daftar = _list_usulan(batch)
    keluaran = find_keluaran(daftar) | _match_baru(batch, daftar, ekstrak)
    nik_lain, kk_lain = _find_nik_lain(daftar), _find_kk_lain(daftar)
    muda = _find_pengurus_muda(daftar, hari_ini)
    jawaban = []
    for u in daftar:
        kode = judge(
            FaktaPutusan(
                jenis=u.jenis, nik=tuple(n for n in list_nik_baru(u) if n), keluaran=keluaran[u.pk],
                nik_terdaftar=u.pk in nik_lain, kk_terdaftar=u.pk in kk_lain, pengurus_di_bawah_umur=u.pk in muda,
            )
        )  # fmt: skip
        jawaban.append(BarisHasil(u.pk, u.revisi, DITOLAK if kode else DITETAPKAN, kode))
    return jawaban


def _list_usulan(batch: Batch) -> list[Usulan]:
    rows = Usulan.objects.filter(pk__in=BatchBaris.objects.filter(batch=batch).values("usulan_id"))
    return list(rows.select_related("keluarga", "individu").order_by("kode_desa", "id"))


def _match_baru(
    batch: Batch, daftar: Sequence[Usulan], ekstrak: Path | None
) -> dict[int, tuple[Keluaran, ...]]:
    """The outcome of every new person with a NIK, by line."""
    baru = [u for u in daftar if u.jenis in _BARU and any(list_nik_baru(u))]
    if ekstrak is None or not baru:
        return {}
    dikenal = find_ekstrak(ekstrak, {nik for u in baru for nik in list_nik_baru(u)})
    profil = profil_of(batch.periode)
    return {
        u.pk: tuple(
            _match(a, dikenal, profil.mode_padan, profil.ambang_nama) for a in u.muatan["anggota"] if a["nik"]
        )
        for u in baru
    }


def _match(a: Mapping[str, Any], dikenal: Mapping[str, BarisDukcapil], mode: str, ambang: float) -> Keluaran:
    lahir = date.fromisoformat(a["tanggal_lahir"]) if a.get("tanggal_lahir") else None
    d = BarisDtks(a["nik"], a.get("nama", ""), lahir, a.get("jenis_kelamin", ""), a.get("nama_ibu", ""))
    p = dikenal.get(d.nik)
    return simil60(d, p)[0] if mode == "simil60" else ketat(d, p, ambang)[0]


def _find_nik_lain(daftar: Sequence[Usulan]) -> set[int]:
    """Lines that would write a NIK which another active person holds, or an earlier line of this batch writes."""
    pemilik: dict[str, set[int]] = defaultdict(set)
    semua = {nik for u in daftar for nik in list_nik_baru(u) if nik}
    for nik, pk in Individu.objects.filter(nik__in=semua, status="AKTIF").values_list("nik", "pk"):
        pemilik[nik].add(pk)
    ditulis: set[str] = set()
    ganda: set[int] = set()
    for u in daftar:
        milik = {nik for nik in list_nik_baru(u) if nik}
        if any(pemilik[nik] - {u.individu_id} for nik in milik) or milik & ditulis:
            ganda.add(u.pk)
        ditulis |= milik
    return ganda


def _find_kk_lain(daftar: Sequence[Usulan]) -> set[int]:
    """New families and new cards whose number a living family already has."""
    nomor = {u.pk: no for u in daftar if (no := _kk_baru(u))}
    rows = Keluarga.objects.filter(no_kk__in=set(nomor.values())).exclude(status="NONAKTIF")
    ada = set(rows.values_list("no_kk", flat=True))
    return {pk for pk, no in nomor.items() if no in ada}


def _kk_baru(u: Usulan) -> str:
    if u.jenis is Jenis.BARU:
        return str(u.muatan.get("keluarga", {}).get("no_kk") or "")
    return str(u.muatan.get("no_kk") or "") if u.jenis is Jenis.PECAH_KK else ""


def _find_pengurus_muda(daftar: Sequence[Usulan], hari_ini: date) -> set[int]:
    """PENGURUS lines whose proposed holder is no older than 17 (R33)."""
    calon = {str(u.muatan.get("pengurus")): u.pk for u in daftar if u.jenis is Jenis.PENGURUS}
    rows = Individu.objects.filter(id_registri__in=calon, tanggal_lahir__isnull=False)
    lahir = rows.values_list("id_registri", "tanggal_lahir")
    return {calon[reg] for reg, tanggal in lahir if tanggal and umur(tanggal, hari_ini) <= UMUR_PENGURUS}
