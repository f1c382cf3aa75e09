"""The verdict receipt: composed from the database alone, sealed once, kept as it was given."""

from __future__ import annotations

import hashlib
from collections import Counter
from datetime import datetime
from typing import Any

from opensiks.infra import files
from opensiks.infra.nomor import make_uuid7
from opensiks.jejak.queries import find_sidik
from opensiks.paket.berkas import make_berkas
from opensiks.paket.kunci import get_kunci, get_pencabutan, get_registrar
from opensiks.paket.lembar import write_saat
from opensiks.paket.models import Lampiran, Perangkat, TandaTerima, Titipan, Ubahan
from opensiks.paket.queries import SIMPANAN_TANDA
from opensiks.paket.simpan import read_ubahan
from opensiks.paket.turun import list_penerima, make_manifes, write_badan
from opensiks.rules.gema import Ujung
from opensiks.rules.paket import MAKS_BERKAS, Arah
from opensiks.rules.ubahan import SebabTahan, Vonis, is_bukan_cabang, say

_KOLOM = ("ubahan", "n", "vonis", "kode", "kalimat", "hasil", "versi", "lawan")


def compose_badan(t: Titipan) -> dict[str, Any]:
    """tanda_terima.json of a judged package: the same rows always give the same bytes."""
    assert t.periode is not None
    baris = _list_putusan(t)
    hitungan = Counter(b["putusan"] for b in baris)
    desa = t.kode_wilayah
    return {
        "bentuk": "tanda_terima/1", "titipan": t.sha256, "paket": t.paket, "manifes": t.manifes_sha256,
        "urutan": t.urutan, "pada": write_saat(t.at, desa), "putusan": baris,
        "lampiran_kurang": list_lampiran_kurang(t), "jumlah": {v.value: hitungan.get(v.value, 0) for v in Vonis},
        "pencabutan": get_pencabutan(desa[:5]), "kunci": get_kunci(desa, t.periode).to_json(),
        "sampai_n": t.sampai_n,
    }  # fmt: skip


def _list_putusan(t: Titipan) -> list[dict[str, Any]]:
    cabang = say(is_bukan_cabang.violation())
    hasil = [_putusan(*r) for r in read_ubahan(_KOLOM, t.kid, t.daftar_n)]
    hasil += [
        _putusan(x["id"], x["n"], Vonis.DITAHAN, SebabTahan.CABANG, cabang, "", None, {})
        for x in t.daftar_cabang
    ]
    return sorted(hasil, key=lambda b: (b["n"], b["id"]))


def _putusan(
    id_: str,
    n: int,
    vonis: str,
    kode: str,
    kalimat: str,
    hasil: str,
    versi: int | None,
    lawan: dict[str, Any],
) -> dict[str, Any]:
    isi = {"id": id_, "n": n, "putusan": str(vonis), "kode": str(kode), "kalimat": kalimat, "hasil": hasil}
    return {**isi, "versi": versi, **({"lawan": lawan} if lawan else {})}


def list_lampiran_kurang(t: Titipan) -> list[str]:
    """Photos that lines of this package name and that no package has brought yet."""
    sidik = {s for baris in Ubahan.objects.filter(kid=t.kid, n__in=t.daftar_n, vonis=Vonis.MENUNGGU).values_list(
        "baris", flat=True) for s in baris["lampiran"]}  # fmt: skip
    if not sidik:
        return []
    belum = Lampiran.objects.filter(kode_desa=t.kode_wilayah, sha256__in=sidik, diterima_at__isnull=True)
    return sorted(belum.values_list("sha256", flat=True))


def issue_tanda_terima(t: Titipan, p: Perangkat, at: datetime) -> TandaTerima:
    """Seal the receipt of a judged package, unless the newest one says the same already. Part of the judging, which
    leaves the event."""
    assert t.periode is not None
    isi = compose_badan(t)
    sidik = hashlib.sha256(write_badan(isi)).hexdigest()
    lama = TandaTerima.objects.filter(titipan=t).order_by("-nomor").first()
    if lama is not None and lama.isi_sha256 == sidik:
        return lama
    # Where the village's trail ends is not part of what a receipt says, else none would ever be the same again.
    ujung = find_sidik(t.kode_wilayah)
    badan = write_badan({**isi, "jejak": Ujung(*ujung).to_json()} if ujung else isi)
    manifes = make_manifes(
        Arah.TANDA_TERIMA, p, t.periode, t.lembar or make_uuid7(t.at), t.urutan or 1, isi["jumlah"],
        len(isi["putusan"]), at, [t.manifes_sha256],
    )  # fmt: skip
    segel = make_berkas(
        manifes, badan, {}, get_registrar(), list_penerima(p, get_kunci(p.kode_desa, t.periode))
    )
    simpan = files.save(segel, jenis=(), max_ukuran=MAKS_BERKAS, di=SIMPANAN_TANDA)
    return TandaTerima.objects.create(
        kode_desa=t.kode_wilayah, titipan=t, nomor=(lama.nomor if lama else 0) + 1, isi_sha256=sidik,
        sha256=simpan.sha256, ukuran=simpan.ukuran, at=at,
    )  # fmt: skip


def issue_terbaru(p: Perangkat, at: datetime, *, n: int | None = None) -> list[TandaTerima]:
    """After verdicts changed: a newer receipt of the device's newest judged package, which names every open line.

    `n`: of the newest package that holds this line, which may be older when the line had been settled.
    """
    dinilai = Titipan.objects.select_related("periode").filter(kid=p.kid, status="DINILAI")
    if n is not None:
        dinilai = dinilai.filter(daftar_n__contains=[n])
    t = dinilai.order_by("-urutan", "-id").first()
    return [issue_tanda_terima(t, p, at)] if t is not None else []
