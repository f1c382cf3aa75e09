"""Judging in memory: facts from the store, the verdict from rules.ubahan.decide, effects written down once."""

import hashlib
from datetime import datetime

from opensiks.paket.berkas import Paket
from opensiks.rules.canonical import canonical_bytes
from opensiks.rules.manifes import Ubahan
from opensiks.rules.paket import StatusTitipan
from opensiks.rules.status import StatusUsulan
from opensiks.rules.ubahan import (
    DINILAI_LAGI,
    TUNTAS,
    Dikenal,
    PilihanBentrok,
    Putusan,
    SebabTahan,
    Vonis,
    decide,
)
from opensiks.synth.simulasi.dinas import Baris, Dinas, Titipan
from opensiks.synth.simulasi.fakta import gather_keadaan, is_diulang, list_lawan
from opensiks.synth.simulasi.terap import apply_ubahan, is_lewat

# What a named person may decide line by line; doubtful devices and forks are decided for a whole file.
KALIMAT_LAWAN = "Ubahan ini ditahan karena ubahan lain yang datang kemudian menyatakan sebaliknya."
BOLEH_DIPUTUS = frozenset(
    {SebabTahan.BENTROK, SebabTahan.GANDA, SebabTahan.PINDAH, SebabTahan.KODE, SebabTahan.JAM}
)


def judge_titipan(dinas: Dinas, t: Titipan, at: datetime) -> None:
    """A file's status, and a verdict for each of its lines; the same file again changes nothing."""
    paket = dinas.check(t)
    if paket is not None:
        dinas.check_gema(t, paket.manifes.get("gema"), at)
        keep_lampiran(dinas, t, paket)
        for u in paket.ubahan:
            judge_ubahan(dinas, t, u, at)
        t.daftar = [u.id for u in paket.ubahan]
        # What came with this file may be what earlier lines waited for.
        judge_semua(dinas, at, t.desa)
        refresh_kurang(dinas, t)
    dinas.record("titipan.judged", t.sha256, at, status=t.status.value, kode=str(t.kode))


def keep_lampiran(dinas: Dinas, t: Titipan, paket: Paket) -> None:
    for x in paket.manifes["lampiran"]:
        kunci = (t.desa, x["sha256"])
        if dinas.simpanan.lampiran.get(kunci) is None:
            dinas.simpanan.lampiran[kunci] = paket.lampiran.get(x["sha256"])


def refresh_kurang(dinas: Dinas, t: Titipan) -> None:
    s = dinas.simpanan
    sidik = {x for id_ in t.daftar for x in s.baris[t.kid, id_].ubahan.lampiran}
    t.lampiran_kurang = sorted(x for x in sidik if s.lampiran.get((t.desa, x)) is None)


def judge_ubahan(dinas: Dinas, t: Titipan, u: Ubahan, at: datetime) -> None:
    """One line of one file. A known name with other content is kept beside the first, and held."""
    s = dinas.simpanan
    sidik = hashlib.sha256(canonical_bytes(u._asdict())).hexdigest()
    lama = s.baris.get((t.kid, u.id))
    if lama is not None and lama.sha256 != sidik:
        s.cabang[t.kid, u.id, sidik] = Baris(
            u,
            sidik,
            t.desa,
            t.kid,
            t.sha256,
            t.at,
            Vonis.DITAHAN,
            SebabTahan.CABANG,
            "isi lain dengan nama sama",
        )
        return
    if lama is not None and t.at < lama.pada:
        # Files are not judged in the order in which they came: the first deposit decides about lateness.
        lama.pada, lama.titipan = t.at, t.sha256
    b = lama or Baris(u, sidik, t.desa, t.kid, t.sha256, t.at)
    if lama is None:
        s.baris[t.kid, u.id] = b
        s.per_id.setdefault(u.id, []).append(b)
        s.nomor.setdefault((t.kid, u.n), u.id)
    if lama is None or is_terbuka(b):
        judge_baris(dinas, b, at)


def is_terbuka(b: Baris) -> bool:
    """Judged again by itself: what waits, and what is held only until something opens or arrives."""
    return b.vonis not in TUNTAS and (b.vonis is not Vonis.DITAHAN or b.kode in DINILAI_LAGI)


def judge_baris(dinas: Dinas, b: Baris, at: datetime) -> None:
    """The verdict as things stand now; an accepted line has its effect in the same step."""
    lama = Dikenal(b.sha256, Putusan(b.vonis, b.kode, b.kalimat)) if b.kode else None
    write_putusan(dinas, b, decide(gather_keadaan(dinas, b, lama, at), b.ubahan), at)


def write_putusan(dinas: Dinas, b: Baris, putusan: Putusan, at: datetime) -> None:
    if putusan.vonis is Vonis.DITERIMA and is_lewat(dinas, b):
        putusan = Putusan(Vonis.SAMA, "R81b", "Hasil verval itu sudah tidak berlaku.")
    sebelum = (b.vonis, b.kode)
    b.vonis, b.kode, b.kalimat = putusan.vonis, putusan.kode, putusan.kalimat
    if putusan.menahan:
        hold_verval(dinas, b, at)
    if putusan.vonis is Vonis.DITERIMA:
        apply_ubahan(dinas, b, at)
    if putusan.kode == SebabTahan.GANDA:
        hold_lawan(dinas, b, at)
    if sebelum != (b.vonis, b.kode):
        dinas.record("ubahan.judged", b.ubahan.id, at, vonis=b.vonis.value, kode=str(b.kode))


def hold_lawan(dinas: Dinas, b: Baris, at: datetime) -> None:
    """Hold what this line overturns, so that the order of arrival decides nothing: its effect is taken back."""
    s = dinas.simpanan
    for usul in list_lawan(dinas, b):
        lain = s.baris.get(usul.asal)
        if lain is None or lain.vonis is not Vonis.DITERIMA or usul.status != StatusUsulan.SIAP_MUSDES:
            continue
        usul.status = StatusUsulan.BATAL
        _hold(dinas, lain, SebabTahan.GANDA, at)


def hold_verval(dinas: Dinas, b: Baris, at: datetime) -> None:
    """The exclusion that stands was made without knowing of this confirmation: it waits, as if it had come after."""
    rumah = dinas.simpanan.gudang.find_rumah(b.ubahan.pokok)
    lain = dinas.simpanan.baris.get(rumah.asal[:2]) if rumah else None
    if lain is not None and lain.vonis is Vonis.DITERIMA:
        _hold(dinas, lain, SebabTahan.BENTROK, at)


def _hold(dinas: Dinas, lain: Baris, sebab: SebabTahan, at: datetime) -> None:
    gudang = dinas.simpanan.gudang
    lain.vonis, lain.kode, lain.kalimat, lain.hasil = Vonis.DITAHAN, sebab, KALIMAT_LAWAN, ""
    gudang.ditahan += [a for a in gudang.akibat if (a.kid, a.ubahan) == (lain.kid, lain.ubahan.id)]
    gudang.akibat = [a for a in gudang.akibat if (a.kid, a.ubahan) != (lain.kid, lain.ubahan.id)]
    dinas.record("ubahan.judged", lain.ubahan.id, at, vonis=lain.vonis.value, kode=str(sebab))


def judge_semua(dinas: Dinas, at: datetime, desa: str = "") -> None:
    """Lines that wait for something that comes by itself, until nothing moves any more; oldest numbers first.

    `desa` "": of every village.
    """
    milik = [b for b in dinas.simpanan.baris.values() if desa in ("", b.desa)]
    while True:
        bergerak = False
        for b in sorted(milik, key=lambda b: (b.pada, b.ubahan.n)):
            if is_terbuka(b):
                sebelum = b.vonis
                judge_baris(dinas, b, at)
                bergerak |= b.vonis is not sebelum
        if not bergerak:
            break
    for t in dinas.simpanan.titipan.values():
        if t.status is StatusTitipan.DINILAI and desa in ("", t.desa):
            refresh_kurang(dinas, t)


def settle(dinas: Dinas, b: Baris, pilihan: PilihanBentrok, at: datetime) -> None:
    """A named person lets one side stand; for good."""
    if b.vonis is not Vonis.DITAHAN or b.kode not in BOLEH_DIPUTUS:
        return
    b.pilihan = pilihan
    if pilihan is PilihanBentrok.PAKET and is_diulang(dinas, b):
        write_putusan(dinas, b, Putusan(Vonis.SAMA, "R81c", "Di Dinas sudah tercatat seperti ini."), at)
    elif pilihan is PilihanBentrok.PAKET and b.kode != SebabTahan.PINDAH:
        write_putusan(dinas, b, Putusan(Vonis.DITERIMA), at)
    else:
        write_putusan(dinas, b, Putusan(Vonis.DITOLAK, b.kode, "Petugas Dinas mempertahankan isi Dinas."), at)
    dinas.record("bentrok.settled", b.ubahan.id, at, pilihan=pilihan.value)
