"""Settling a clash: a named person lets one side stand, with a reason; both sides stay written down."""

from __future__ import annotations

from datetime import datetime

from opensiks.akun.access import require
from opensiks.jejak import services as jejak
from opensiks.jejak.mutation import mutation
from opensiks.paket.baris import Baris, of_row
from opensiks.paket.kabar import tell_putus
from opensiks.paket.lini import judge_baris, make_konteks
from opensiks.paket.models import Bentrok, Perangkat, Ubahan
from opensiks.paket.nilai import lock_desa, rejudge_perangkat
from opensiks.paket.sidik import write_sidik
from opensiks.paket.simpan import save_baris
from opensiks.paket.tanda import read_sertifikat
from opensiks.paket.tanda_terima import issue_terbaru
from opensiks.rules.aktor import Actor
from opensiks.rules.peran import Izin
from opensiks.rules.rule import AksiDitolak, Violation
from opensiks.rules.syarat import is_dalam_cakupan
from opensiks.rules.titipan import has_alasan_putus, is_bentrok_terbuka
from opensiks.rules.ubahan import PilihanBentrok, Vonis


@mutation("bentrok.settled")
def settle_bentrok(
    bentrok: Bentrok, pilihan: PilihanBentrok | str, alasan: str, *, by: Actor, at: datetime
) -> Bentrok:
    """PAKET applies the village's line as it stands, SERVER closes it. AksiDitolak when a rule keeps it from applying.

    What was settled stays settled: the same line in an older or newer package is answered with it.
    """
    require(by, Izin.PAKET_SETTLE)
    pilih = PilihanBentrok(pilihan)
    lock_desa(bentrok.kode_desa)
    b = Bentrok.objects.select_for_update(of=("self",)).select_related("ubahan__titipan").get(pk=bentrok.pk)
    if salah := _check(b, alasan, by):
        raise AksiDitolak(salah)
    row = b.ubahan
    p = Perangkat.objects.get(kid=row.kid)
    if pilih is PilihanBentrok.PAKET:
        _apply(row, p, at)
    else:
        row.vonis, row.kode, row.hasil, row.diputus_at = Vonis.DITOLAK, "R83", "", at
        row.kalimat = f"Diputus Dinas: isian di Dinas tetap dipakai. {alasan.strip()}"[:400]
        row.save(update_fields=["vonis", "kode", "kalimat", "hasil", "diputus_at"])
    b.pilihan, b.alasan, b.oleh, b.aktor_id, b.selesai_at = (
        pilih,
        alasan.strip()[:400],
        by.nama,
        by.akun_id,
        at,
    )
    b.save(update_fields=["pilihan", "alasan", "oleh", "aktor_id", "selesai_at"])
    # What waited for this line need not wait for the next round: the receipt that goes home says it all.
    rejudge_perangkat(p, by=by, at=at)
    sidik = write_sidik(row.kid, [row.n], issue_terbaru(p, at))
    jejak.record(
        "bentrok.settled", b, by=by, at=at, ubahan=row.ubahan, n=row.n, sebab=b.sebab, pilihan=pilih.value,
        alasan=b.alasan, hasil=row.hasil,
        sidik_baris=sidik,
    )  # fmt: skip
    tell_putus(b, by=by, at=at)
    for f in Bentrok._meta.concrete_fields:
        setattr(bentrok, f.attname, getattr(b, f.attname))
    return bentrok


def _check(b: Bentrok, alasan: str, by: Actor) -> list[Violation]:
    syarat = (
        (is_dalam_cakupan, by.cakupan.covers(b.kode_desa)),
        (is_bentrok_terbuka, b.selesai_at is None),
        (has_alasan_putus, has_alasan_putus(alasan)),
    )
    return [aturan.violation() for aturan, ya in syarat if not ya]


def _apply(row: Ubahan, p: Perangkat, at: datetime) -> None:
    assert row.periode is not None
    konteks = make_konteks(p, row.periode, read_sertifikat(p.sertifikat, None)["boleh"], at)
    konteks.diputus = True
    baris: Baris = of_row(row)
    judge_baris([baris], konteks)
    if baris.putusan.vonis is not Vonis.DITERIMA:
        raise AksiDitolak([Violation(_kode(baris.putusan.kode), baris.putusan.kalimat)])
    save_baris([baris], None, konteks)


def _kode(kode: str) -> str:
    """The rule behind a word of waiting or holding."""
    return _ATURAN.get(kode, kode)


_ATURAN = {
    "PINDAH": "R83b", "GANDA": "R83e", "MASA": "R85", "ACUAN": "R85f", "LAMPIRAN": "R83f", "KODE": "R83i",
    "JAM": "R83j",
}  # fmt: skip
