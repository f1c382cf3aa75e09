"""The lines of one device on their way through the waves: facts, verdict, application, and what they overturn."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from opensiks.infra.nomor import read_uuid7
from opensiks.jejak import services as jejak
from opensiks.paket.baris import Baris, Konteks, get_operator, list_gelombang, of_row
from opensiks.paket.fakta import gather
from opensiks.paket.models import Bentrok, Perangkat, Ubahan
from opensiks.paket.sidik import write_sidik
from opensiks.paket.simpan import PERLU_ORANG
from opensiks.paket.tanda_terima import issue_terbaru
from opensiks.paket.terap import apply
from opensiks.rules.aktor import Actor
from opensiks.rules.paket import JenisUbahan
from opensiks.rules.rule import AksiDitolak
from opensiks.rules.status import StatusUsulan
from opensiks.rules.ubahan import (
    DINILAI_LAGI,
    TUNTAS,
    Putusan,
    SebabTahan,
    Vonis,
    decide,
    is_tidak_dikeluarkan_diam,
    is_tidak_kembar,
    say,
)
from opensiks.usulan.queries import find_usulan
from opensiks.usulan.services import withdraw_usulan
from opensiks.verval.models import Periode
from opensiks.wilayah.queries import get_nama


def make_konteks(
    p: Perangkat, periode: Periode, boleh: Sequence[str], at: datetime, lembar: str = ""
) -> Konteks:
    """What the lines of a device share, with every verdict it was given so far."""
    k = Konteks(p, p.kode_desa, periode, boleh, at, read_uuid7(lembar) if lembar else None)
    # What the operator's other laptops brought in: lines that were recovered on this one still build on it.
    kid = Perangkat.objects.filter(kode_desa=p.kode_desa, akun_id=p.akun_id).exclude(pk=p.pk).values("kid")
    lain = Ubahan.objects.filter(kid__in=kid, vonis__in=[Vonis.DITERIMA, Vonis.SAMA])
    k.vonis |= {u: (Vonis(vonis), hasil) for u, vonis, hasil in lain.values_list("ubahan", "vonis", "hasil")}
    for id_, n, vonis, hasil in Ubahan.objects.filter(kid=p.kid).values_list("ubahan", "n", "vonis", "hasil"):
        k.learn(id_, n, Vonis(vonis), hasil)
    return k


def is_terbuka(row: Ubahan) -> bool:
    """Judged again by itself: what waits, and what is held only until something opens or arrives."""
    if row.vonis in TUNTAS:
        return False
    return row.vonis is not Vonis.DITAHAN or row.kode in DINILAI_LAGI


def judge_baris(daftar: Sequence[Baris], konteks: Konteks) -> list[Baris]:
    """Judge and apply these lines wave by wave; returns them with their verdicts, in the device's order."""
    for gelombang in list_gelombang(daftar, _list_ditarik(daftar, konteks)):
        gather(gelombang, konteks)
        _tunggu_putusan(gelombang, daftar)
        for b in gelombang:
            b.putusan = decide(b.keadaan, b.u)
            if b.putusan.vonis is not Vonis.SAMA:
                b.hasil = ""
        apply([b for b in gelombang if b.putusan.vonis is Vonis.DITERIMA], konteks)
        for b in gelombang:
            konteks.learn(b.u.id, b.u.n, b.putusan.vonis, b.hasil)
    return sorted(daftar, key=lambda b: b.u.n)


def _tunggu_putusan(gelombang: Sequence[Baris], daftar: Sequence[Baris]) -> None:
    """A meeting closes over all of its decisions: while one of them waits, for a photo or a person, so does the close.

    Closed without it, the paper that was signed and the register would not count alike, and it could not come later.
    """
    for b in gelombang:
        if b.jenis == JenisUbahan.TUTUP:
            milik = [x for x in daftar if x.u.isi.get("musyawarah") == b.u.pokok and x.u.n < b.u.n]
            belum = {x.u.id: x.putusan.vonis for x in milik if x.putusan.vonis not in TUNTAS}
            b.keadaan = replace(b.keadaan, acuan={**b.keadaan.acuan, **belum})


def _list_ditarik(daftar: Sequence[Baris], konteks: Konteks) -> list[Baris]:
    """Lines of earlier packages that these take back."""
    tarik = {
        b.u.pokok.removeprefix("ubahan:") for b in daftar if b.jenis in (JenisUbahan.TARIK, JenisUbahan.CABUT)
    }
    tarik -= {b.u.id for b in daftar}
    return [of_row(r) for r in Ubahan.objects.filter(kid=konteks.kid, ubahan__in=tarik)] if tarik else []


def hold_lawan(daftar: Sequence[Baris], konteks: Konteks, *, by: Actor, at: datetime) -> int:
    """Hold what these lines overturn, so that the order of arrival decides nothing; returns how many.

    An exclusion that came before a confirmation is held as if it had come after it; of two villages that claim one
    person the first waits as well.
    """
    rows = {b.terhadap: b for b in daftar if b.terhadap and (b.putusan.menahan or _is_kembar(b))}
    jumlah = 0
    for row in Ubahan.objects.select_for_update().filter(pk__in=rows, vonis=Vonis.DITERIMA).order_by("id"):
        b = rows[row.pk]
        if _is_kembar(b) and not _withdraw(row, by, at):
            continue
        _hold(row, b, konteks, at)
        tanda = issue_terbaru(Perangkat.objects.get(kid=row.kid), at, n=row.n)
        # On the trail of the village whose line it is, which may be another one.
        sidik = write_sidik(row.kid, [row.n], tanda)
        jejak.record("titipan.judged", row.titipan, by=by, at=at, ditahan=row.ubahan, sidik_baris=sidik)
        jumlah += 1
    return jumlah


def _is_kembar(b: Baris) -> bool:
    return b.putusan.vonis is Vonis.DITAHAN and b.putusan.kode == SebabTahan.GANDA


def _withdraw(row: Ubahan, by: Actor, at: datetime) -> bool:
    """Take the first claim back to the desk; not where its meeting has decided already."""
    p = Perangkat.objects.get(kid=row.kid)
    usulan = [
        u for u in find_usulan([int(row.hasil.partition(":")[2])]) if u.status is StatusUsulan.SIAP_MUSDES
    ]
    try:
        return bool(withdraw_usulan(usulan, "Diusulkan juga oleh desa lain.", by=get_operator(p), at=at))
    except AksiDitolak:
        return False


def _hold(row: Ubahan, b: Baris, konteks: Konteks, at: datetime) -> None:
    aturan, sebab = (is_tidak_dikeluarkan_diam, SebabTahan.BENTROK)
    lawan: dict[str, object] = {
        "verval": {"hasil": b.u.isi.get("hasil"), "pada": b.u.pada, "oleh": konteks.perangkat.operator}
    }
    data: dict[str, str] = {}
    if _is_kembar(b):
        aturan, sebab = is_tidak_kembar, SebabTahan.GANDA
        data = {"desa": get_nama([konteks.kode_desa]).get(konteks.kode_desa, konteks.kode_desa)}
        lawan = dict(data)
    putusan = Putusan(Vonis.DITAHAN, sebab, say(aturan.violation(**data)))
    row.vonis, row.kode, row.kalimat, row.hasil = putusan.vonis, str(sebab), putusan.kalimat, ""
    row.lawan, row.diputus_at = lawan, at
    row.save(update_fields=["vonis", "kode", "kalimat", "hasil", "lawan", "diputus_at"])
    isi = {
        "isian": {}, "dasar": row.baris.get("dasar", {}), "server": lawan,
        "paket": {"isi": row.baris.get("isi", {}), "pada": row.baris.get("pada", ""), "bukti": []},
    }  # fmt: skip
    assert sebab in PERLU_ORANG
    Bentrok.objects.create(kode_desa=row.kode_desa, ubahan=row, sebab=str(sebab), isi=isi, dibuat_at=at)
