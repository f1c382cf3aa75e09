"""Judging what was handed over: opened, looked at as a whole, then line by line; one package, one transaction."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from django.db import connection
from django.db.models import Count

from opensiks.akun.access import require
from opensiks.infra import files
from opensiks.infra.batas import limit_transaction
from opensiks.jejak import services as jejak
from opensiks.jejak.mutation import mutation
from opensiks.paket.baris import Baris, Konteks, of_row, read_badan
from opensiks.paket.berkas import Paket, open_berkas, open_bungkus
from opensiks.paket.gema import check_gema
from opensiks.paket.kabar import tell_dinilai, tell_ditahan
from opensiks.paket.kunci import get_registrar, list_identitas
from opensiks.paket.lampiran import keep_lampiran
from opensiks.paket.lini import hold_lawan, is_terbuka, judge_baris, make_konteks
from opensiks.paket.models import Perangkat, Titipan, Ubahan
from opensiks.paket.sidik import write_sidik
from opensiks.paket.simpan import save_baris
from opensiks.paket.tanda import read_sertifikat
from opensiks.paket.tanda_terima import issue_tanda_terima, issue_terbaru, list_lampiran_kurang
from opensiks.paket.titip import load_isi
from opensiks.rules.aktor import Actor
from opensiks.rules.paket import Arah, KodePaket, PaketDitolak, StatusTitipan
from opensiks.rules.peran import Izin
from opensiks.rules.perangkat import StatusPerangkat
from opensiks.rules.rule import AksiDitolak, Violation
from opensiks.rules.syarat import is_dalam_cakupan
from opensiks.rules.titipan import FaktaPaket, check_paket, is_perangkat_dikenal
from opensiks.rules.ubahan import TUNTAS, Vonis
from opensiks.verval.models import Periode
from opensiks.verval.queries import list_periode

_S = StatusTitipan
_STATUS = {KodePaket.RUSAK: _S.RUSAK, KodePaket.ASING: _S.ASING}


def judge_titipan(titipan: Titipan, *, by: Actor, at: datetime) -> Titipan:
    """Open a deposited file, judge its lines and answer it. Whatever was judged before is left as it is.

    `at` is when it is judged; what is late is decided by the deposit. The lines act in the name of the operator of the
    device; `by` is whoever judges.
    """
    require(by, Izin.PAKET_JUDGE)
    if not by.cakupan.covers(titipan.kode_wilayah):
        raise AksiDitolak([is_dalam_cakupan.violation()])
    judge_sekali(titipan.pk, by=by, at=at)
    titipan.refresh_from_db()
    return titipan


@mutation("titipan.judged")
def judge_sekali(id_: int, *, by: Actor, at: datetime) -> list[Titipan]:
    """The judging itself, in the caller's transaction or its own; [] when there was nothing left to judge."""
    limit_transaction()
    t = Titipan.objects.select_for_update().get(pk=id_)
    if t.status not in (_S.DITITIP, _S.DITAHAN):
        return []
    sebelum, konteks = (t.status, t.kode), None
    try:
        paket = _open(t)
    except (PaketDitolak, files.BerkasDitolak, FileNotFoundError) as e:
        _refuse(t, e)
    else:
        lock_desa(paket.manifes["desa"])
        konteks = _judge(t, paket, by, at)
    if (t.status, t.kode) == sebelum:
        return []
    t.dinilai_at, t.dinilai_oleh = at, by.nama
    t.save()
    if t.status is _S.DITAHAN:
        tell_ditahan(t, by=by, at=at)
    jejak.record(
        "titipan.judged", t, by=by, at=at, status=t.status.value, kode=t.kode, urutan=t.urutan or 0,
        manifes=t.manifes_sha256, hitungan=t.hitungan, **_sidik(konteks),
    )  # fmt: skip
    return [t]


def _sidik(k: Konteks | None) -> dict[str, Any]:
    return {"sidik_baris": write_sidik(k.kid, k.ditulis, k.tanda)} if k else {}


def lock_desa(kode_desa: str) -> None:
    """Packages of one village are judged one after the other, whoever judges them."""
    with connection.cursor() as cur:
        cur.execute("SELECT pg_advisory_xact_lock(hashtextextended('paket:' || %s, 0))", [kode_desa])


def _open(t: Titipan) -> Paket:
    isi, identitas = load_isi(t), list_identitas(t.kantor)
    try:
        return open_berkas(isi, identitas, registrar=[get_registrar().jwk], kantor=t.kantor, arah=Arah.NAIK)
    except PaketDitolak as e:
        if e.kode is KodePaket.SERTIFIKAT:
            # Signed by a registrar that we do not know: a person may find out who sent it.
            read_sertifikat(
                open_bungkus(isi, identitas).manifes["perangkat"]["sertifikat"], [get_registrar().jwk]
            )
            raise PaketDitolak(KodePaket.TANDA_TANGAN, e.letak) from e
        raise


def _refuse(t: Titipan, e: Exception) -> None:
    """What cannot be opened is answered, kept, and named by its part."""
    match e:
        case PaketDitolak(kode=KodePaket.SERTIFIKAT):
            _close(t, _S.DITAHAN, "KUNCI", is_perangkat_dikenal.violation(), e.letak)
        case PaketDitolak():
            _close(t, _STATUS.get(e.kode, _S.DITOLAK), e.kode.value, e.violation, e.letak)
        case _:
            _close(t, _S.RUSAK, "RUSAK", PaketDitolak(KodePaket.RUSAK).violation, "penyimpanan Dinas")


def _close(t: Titipan, status: StatusTitipan, kode: str, v: Violation | None, letak: str = "") -> None:
    t.status, t.kode, t.letak = status, kode[:16], letak[:120]
    t.kalimat, t.langkah = (str(v)[:240], v.langkah[:240]) if v else ("", "")


def _judge(t: Titipan, paket: Paket, by: Actor, at: datetime) -> Konteks | None:
    """What was judged with, or None when no line was looked at."""
    p = Perangkat.objects.select_for_update().filter(kid=paket.kid).first()
    periode = _describe(t, paket, p)
    kembar = Titipan.objects.filter(kid=t.kid, urutan=t.urutan).exclude(manifes_sha256=t.manifes_sha256)
    status, kode, salah = check_paket(_fakta(t, paket, p, periode, kembar.exclude(pk=t.pk).exists()))
    _close(t, status, kode, salah)
    if kode == "CABANG" and p is not None and p.cabang_at is None:
        p.cabang_at = t.at
        p.save(update_fields=["cabang_at"])
    if status is not _S.DINILAI or p is None or periode is None:
        return None
    konteks = make_konteks(p, periode, paket.sertifikat["boleh"], at, t.lembar)
    baris, cabang = _sort(read_badan(paket.badan, paket.ubahan, t.at), konteks)
    if cabang and t.dilepas_at is None:
        p.cabang_at = p.cabang_at or t.at
        p.save(update_fields=["cabang_at"])
        _close(t, _S.DITAHAN, "CABANG", check_paket(_fakta(t, paket, p, periode, True))[2])
        return None
    t.daftar_cabang = [{"id": b.u.id, "n": b.u.n} for b in cabang]
    t.daftar_n = [b.u.n for b in baris]
    check_gema(t, paket.manifes, by=by, at=at)
    _apply(t, paket, baris, konteks, by, at)
    return konteks


def _describe(t: Titipan, paket: Paket, p: Perangkat | None) -> Periode | None:
    """Write down what the package says of itself; the period it is for."""
    m = paket.manifes
    t.kid, t.paket, t.urutan, t.manifes_sha256 = paket.kid, m["paket"], m["urutan"], paket.manifes_sha256
    t.jumlah, t.lembar, t.perangkat = m["jumlah"], m["lembar"]["id"], p
    if m["desa"].startswith(f"{t.kantor}."):
        t.kode_wilayah = m["desa"]
    t.periode = list_periode(m["desa"]).filter(kode=m["periode"]).order_by("-mulai_at").first()
    return t.periode


def _fakta(
    t: Titipan, paket: Paket, p: Perangkat | None, periode: Periode | None, kembar: bool
) -> FaktaPaket:
    m, klaim = paket.manifes, paket.sertifikat
    return FaktaPaket(
        pada=t.at,
        kantor_sama=m["kepada"]["kantor"] == t.kantor,
        desa_sertifikat=m["desa"] in klaim["desa"] and p is not None and p.kode_desa == m["desa"],
        desa_kantor=m["desa"].startswith(f"{t.kantor}."),
        periode_ada=periode is not None,
        dikenal=p is not None and p.status is not StatusPerangkat.DITOLAK,
        berlaku_sampai=datetime.fromtimestamp(klaim["exp"], UTC),
        dicabut_at=p.dicabut_at if p else None,
        kembar=kembar,
        perangkat_bercabang=p is not None and p.cabang_at is not None,
        dilepas=t.dilepas_at is not None,
    )


def _sort(daftar: Sequence[Baris], konteks: Konteks) -> tuple[list[Baris], list[Baris]]:
    """(lines, forked ones): what is known under the same id or count with other content belongs to a clone."""
    rows = {r.ubahan: r for r in Ubahan.objects.filter(kid=konteks.kid, ubahan__in=[b.u.id for b in daftar])}
    baris: list[Baris] = []
    cabang: list[Baris] = []
    for b in daftar:
        r = rows.get(b.u.id)
        if (r is not None and r.sha256 != b.sidik) or konteks.nomor.get(b.u.n, b.u.id) != b.u.id:
            cabang.append(b)
            continue
        if r is not None:
            # Files are not always judged in the order in which they came: the first deposit decides.
            b.row, b.at, b.hasil, b.versi = r, min(r.at, b.at), r.hasil, r.versi
        baris.append(b)
    return baris, cabang


def _apply(
    t: Titipan, paket: Paket, baris: Sequence[Baris], konteks: Konteks, by: Actor, at: datetime
) -> None:
    seat = Titipan.objects.filter(kid=t.kid, urutan=t.urutan, utama=True).exclude(pk=t.pk).exists()
    t.utama = not seat
    t.sampai_n = max((b.u.n for b in baris), default=0)
    # The row carries what the lines and photos refer to.
    t.save()
    keep_lampiran(t, konteks.kode_desa, paket.manifes, paket.lampiran)
    dinilai = judge_baris([b for b in baris if b.row is None or is_terbuka(b.row)], konteks)
    bentrok = save_baris(dinilai, t, konteks)
    bentrok += hold_lawan(dinilai, konteks, by=by, at=at)
    rejudge_baris(konteks, by=by, at=at)
    t.hitungan = count_vonis(t)
    t.lampiran_kurang = list_lampiran_kurang(t)
    konteks.tanda.append(issue_tanda_terima(t, konteks.perangkat, at))
    tell_dinilai(t, t.hitungan, bentrok, by=by, at=at)


def count_vonis(t: Titipan) -> dict[str, int]:
    """Verdicts of the package's lines as they stand now, by word; words without a line are left out."""
    rows = Ubahan.objects.filter(kid=t.kid, n__in=t.daftar_n).order_by().values_list("vonis")
    vonis = Counter({str(v): n for v, n in rows.annotate(banyak=Count("pk"))})
    hitung = vonis + Counter({Vonis.DITAHAN.value: len(t.daftar_cabang)})
    return {v.value: hitung[v.value] for v in Vonis if hitung[v.value]}


def rejudge_baris(konteks: Konteks, *, by: Actor, at: datetime) -> list[Baris]:
    """Judge the device's waiting lines again: a photo came, another line was settled, a window opened."""
    rows = Ubahan.objects.filter(kid=konteks.kid).exclude(vonis__in=[v.value for v in TUNTAS])
    menunggu = [of_row(r) for r in rows.order_by("n") if is_terbuka(r)]
    if not menunggu:
        return []
    sebelum = {b.u.id: (b.row.vonis, b.row.kode, b.row.kalimat) for b in menunggu if b.row}
    dinilai = judge_baris(menunggu, konteks)
    save_baris(dinilai, None, konteks)
    hold_lawan(dinilai, konteks, by=by, at=at)
    return [b for b in dinilai if sebelum[b.u.id] != (b.putusan.vonis, b.putusan.kode, b.putusan.kalimat)]


@mutation("titipan.judged")
def rejudge_perangkat(p: Perangkat, *, by: Actor, at: datetime) -> list[Baris]:
    """Judge again what waits of one device; where anything changed, a newer receipt is made."""
    limit_transaction()
    lock_desa(p.kode_desa)
    t = (
        Titipan.objects.select_related("periode")
        .filter(kid=p.kid, status=_S.DINILAI)
        .order_by("-urutan", "-id")
        .first()
    )
    if t is None or t.periode is None:
        return []
    boleh = read_sertifikat(p.sertifikat, None)["boleh"]
    konteks = make_konteks(p, t.periode, boleh, at, t.lembar)
    berubah = rejudge_baris(konteks, by=by, at=at)
    if konteks.ditulis:
        t.hitungan = count_vonis(t)
        t.lampiran_kurang = list_lampiran_kurang(t)
        t.save(update_fields=["hitungan", "lampiran_kurang"])
        konteks.tanda += issue_terbaru(p, at)
        tell_dinilai(t, t.hitungan, 0, by=by, at=at)
        jejak.record(
            "titipan.judged", t, by=by, at=at, status=t.status.value, lagi=len(berubah), hitungan=t.hitungan,
            **_sidik(konteks),
        )  # fmt: skip
    return berubah


def judge_semua(kode_kabupaten: str, *, by: Actor, at: datetime) -> int:
    """Judge all that waits in an office: new files in the order of their deposit, then lines that wait for something.

    Returns how many packages and devices there was something new to say about.
    """
    require(by, Izin.PAKET_JUDGE)
    baru = Titipan.objects.filter(kantor=kode_kabupaten, status=_S.DITITIP).order_by("at", "id")
    jumlah = sum(len(judge_sekali(pk, by=by, at=at)) for pk in list(baru.values_list("pk", flat=True)))
    terbuka = Ubahan.objects.filter(
        kode_desa__startswith=f"{kode_kabupaten}.", vonis__in=["MENUNGGU", "DITAHAN", "BELUM_DIDUKUNG"]
    )
    kid = sorted(set(terbuka.values_list("kid", flat=True)))
    for p in Perangkat.objects.filter(kid__in=kid).order_by("kode_desa", "id"):
        jumlah += bool(rejudge_perangkat(p, by=by, at=at))
    return jumlah
