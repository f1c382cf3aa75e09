"""Applying accepted lines through the services that the pages use: many at once, and one by one where many refuse."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Sequence
from datetime import date, datetime
from typing import Any

from opensiks.infra import files
from opensiks.jejak.mutation import attempt
from opensiks.jejak.services import record
from opensiks.keluarga.services import add_foto
from opensiks.paket.acuan import list_usulan_acuan
from opensiks.paket.baris import Baris, Konteks
from opensiks.paket.fakta import read_hari
from opensiks.paket.lampiran import find_lampiran
from opensiks.paket.terap_rapat import TERAP_RAPAT, key_satu
from opensiks.pemadanan.queries import get_keluaran
from opensiks.rules.bukti import JenisBukti
from opensiks.rules.foto import JenisFoto
from opensiks.rules.jenis import Jenis
from opensiks.rules.paket import JenisUbahan
from opensiks.rules.rule import AksiDitolak, Violation
from opensiks.rules.ubahan import Putusan, SebabTahan, Vonis, is_tidak_kembar, refuse, say
from opensiks.rules.verval import HasilVerval
from opensiks.usulan.services import UsulanBaru, draft_usulan_banyak, submit_usulan, withdraw_usulan
from opensiks.verval.models import Verval
from opensiks.verval.services import VervalBaru, add_catatan, cancel_verval, record_verval_banyak

Terap = Callable[[Sequence[Baris], Konteks], None]
_J = JenisUbahan


def apply(daftar: Sequence[Baris], konteks: Konteks) -> None:
    """Apply the accepted lines of one wave. A line that a service refuses gets that rule as its verdict."""
    per: dict[str, list[Baris]] = defaultdict(list)
    for b in daftar:
        per[b.jenis].append(b)
    for jenis, (kunci, terap) in TERAP.items():
        for kelompok in _group(per.get(jenis, ()), kunci, konteks):
            _attempt(kelompok, konteks, terap)


def _group(
    daftar: Sequence[Baris], kunci: Callable[[Baris, Konteks], Any], konteks: Konteks
) -> list[list[Baris]]:
    per: dict[Hashable, list[Baris]] = defaultdict(list)
    for b in daftar:
        per[kunci(b, konteks)].append(b)
    return list(per.values())


def _attempt(daftar: Sequence[Baris], konteks: Konteks, terap: Terap) -> None:
    """All of them in one savepoint; where that is refused, each half by itself, down to the line that is to blame."""
    try:
        with attempt():
            terap(daftar, konteks)
    except AksiDitolak as e:
        if len(daftar) == 1:
            daftar[0].putusan, daftar[0].hasil = _putus(e.violations[0]), ""
            return
        tengah = len(daftar) // 2
        _attempt(daftar[:tengah], konteks, terap)
        _attempt(daftar[tengah:], konteks, terap)


def _putus(v: Violation) -> Putusan:
    """The refusal of a service; a double that stands out of sight is for a person (R26)."""
    if v.kode == "R26" and "desa lain" in v.data.get("usulan", ""):
        kembar = is_tidak_kembar.violation(desa="desa lain")
        return Putusan(Vonis.DITAHAN, SebabTahan.GANDA, say(kembar))
    return refuse(v)


# Verval -----------------------------------------------------------------------------------------------------------


def _tanggal(b: Baris, konteks: Konteks) -> tuple[date, str]:
    """The day of the visit. In a later period it is the day of the deposit, and the note keeps the day itself."""
    j, isi = konteks.find_jendela(b.at), b.u.isi
    tanggal, titip = read_hari(b, konteks)
    if not j.pindah and tanggal <= titip:
        return tanggal, isi["catatan"]
    sebab = "paket terlambat" if j.pindah else "jam laptop terlalu maju"
    return titip, f"Kunjungan {isi['tanggal']}, {sebab}. {isi['catatan']}".strip()[:400]


def _record_verval(daftar: Sequence[Baris], konteks: Konteks) -> None:
    j = konteks.find_jendela(daftar[0].at)
    baru = [
        VervalBaru(b.rumah.pk, HasilVerval(b.u.isi["hasil"]), *_tanggal(b, konteks))
        for b in daftar
        if b.rumah
    ]
    record_verval_banyak(j.periode, konteks.kode_desa, baru, by=konteks.operator, at=j.saat)
    hidup = Verval.objects.filter(periode=j.periode, kode_desa=konteks.kode_desa, batal_at__isnull=True)
    ids = dict(hidup.filter(keluarga__in=[b.keluarga_id for b in baru]).values_list("keluarga_id", "id"))
    for b in daftar:
        if b.rumah:
            b.hasil, b.versi = f"verval:{ids[b.rumah.pk]}", b.rumah.versi


def _cancel_verval(daftar: Sequence[Baris], konteks: Konteks) -> None:
    j = konteks.find_jendela(daftar[0].at)
    ids = [b.rumah.pk for b in daftar if b.rumah]
    alasan = daftar[0].u.isi["alasan"]
    cancel_verval(j.periode, konteks.kode_desa, ids, by=konteks.operator, at=j.saat, alasan=alasan)


# Usulan -----------------------------------------------------------------------------------------------------------


def _key_jendela(b: Baris, konteks: Konteks) -> Hashable:
    j = konteks.find_jendela(b.at)
    return j.periode.pk, j.saat


def _submit_usulan(daftar: Sequence[Baris], konteks: Konteks) -> None:
    j = konteks.find_jendela(daftar[0].at)
    sidik = {x["sha256"] for b in daftar for x in b.u.isi["bukti"]}
    simpan = find_lampiran(konteks.kode_desa, sidik)
    baru = [_usulan_baru(b, simpan) for b in daftar]
    by = konteks.operator
    rows = draft_usulan_banyak(j.periode, konteks.kode_desa, baru, by=by, at=j.saat, keluaran=get_keluaran)
    submit_usulan(rows, by=by, at=j.saat, keluaran=get_keluaran)
    for b, u in zip(daftar, rows, strict=True):
        b.hasil, b.versi = f"usulan:{u.pk}", u.versi_dasar


def _usulan_baru(b: Baris, simpan: dict[str, files.Berkas]) -> UsulanBaru:
    isi = b.u.isi
    bukti = [(JenisBukti(x["jenis"]), x["nama"] or x["jenis"], simpan[x["sha256"]]) for x in isi["bukti"]]
    return UsulanBaru(
        Jenis(isi["jenis"]), None if b.individu else b.keluarga, b.individu, isi["program"], isi["kode_alasan"],
        isi["alasan"], isi["muatan"], bukti,
    )  # fmt: skip


def _key_alasan(b: Baris, konteks: Konteks) -> Hashable:
    return _key_jendela(b, konteks), b.u.isi["alasan"]


def _withdraw_usulan(daftar: Sequence[Baris], konteks: Konteks) -> None:
    rows = list_usulan_acuan(daftar, konteks)
    alasan = daftar[0].u.isi["alasan"] or "Ditarik operator."
    withdraw_usulan(rows, alasan, by=konteks.operator, at=_saat(daftar[0], konteks))
    for b, u in zip(daftar, rows, strict=True):
        b.hasil = f"usulan:{u.pk}"


def _cabut(daftar: Sequence[Baris], konteks: Konteks) -> None:
    """Take back an own earlier line: a verdict, a proposal; of other kinds it is only remembered that it was asked."""
    for b in daftar:
        jenis, _, nomor = konteks.vonis.get(b.u.pokok.removeprefix("ubahan:"), (None, ""))[1].partition(":")
        if jenis == "usulan":
            _withdraw_usulan([b], konteks)
        elif jenis == "verval":
            _cancel_satu(b, int(nomor), konteks)
        else:
            b.putusan = Putusan(
                Vonis.DITERIMA, "", "Permintaan dicatat; isi yang sudah masuk tetap ada dalam riwayat."
            )


def _cancel_satu(b: Baris, verval_id: int, konteks: Konteks) -> None:
    v = Verval.objects.filter(pk=verval_id, batal_at__isnull=True).first()
    if v is None:
        b.putusan = Putusan(Vonis.SAMA, "R81b", "Hasil verval itu sudah tidak berlaku.")
        return
    saat, alasan = _saat(b, konteks), b.u.isi["alasan"]
    cancel_verval(v.periode, v.kode_desa, [v.keluarga_id], by=konteks.operator, at=saat, alasan=alasan)


# Beside a family --------------------------------------------------------------------------------------------------


def _saat(b: Baris, konteks: Konteks) -> datetime:
    return konteks.find_jendela(b.at).saat


def _add_foto(daftar: Sequence[Baris], konteks: Konteks) -> None:
    for b in daftar:
        assert b.keluarga is not None
        simpan = find_lampiran(konteks.kode_desa, [b.u.isi["sha256"]])[b.u.isi["sha256"]]
        try:
            foto = add_foto(
                b.keluarga,
                JenisFoto(b.u.isi["jenis"]),
                files.load(simpan.sha256),
                by=konteks.operator,
                at=b.at,
            )
        except files.BerkasDitolak as e:
            raise AksiDitolak([Violation("R109", str(e), langkah="Potret lagi, lalu kirim.")]) from e
        b.hasil = f"foto:{foto.pk}"


def _add_catatan(daftar: Sequence[Baris], konteks: Konteks) -> None:
    for b in daftar:
        assert b.keluarga is not None
        catatan = add_catatan(b.keluarga, b.u.isi["isi"], by=konteks.operator, at=b.at)
        b.hasil = f"catatan:{catatan.pk}"


def _tell_pemulihan(daftar: Sequence[Baris], konteks: Konteks) -> None:
    """The laptop was opened without its PIN: an event of the device, which the desk shows."""
    p = konteks.perangkat
    for b in daftar:
        record("perangkat.recovered", p, by=konteks.operator, at=b.at, kid=p.kid, **b.u.isi)
        b.hasil = f"perangkat:{p.pk}"


# In the order in which a wave is applied: what takes something back first, since what replaces it may be in the same
# wave; then what brings something in; what closes last.
TERAP: dict[str, tuple[Callable[[Baris, Konteks], Any], Terap]] = {
    _J.TARIK: (_key_alasan, _withdraw_usulan),
    _J.CABUT: (key_satu, _cabut),
    _J.VERVAL: (_key_jendela, _record_verval),
    _J.BATAL_VERVAL: (_key_alasan, _cancel_verval),
    _J.USULAN: (_key_jendela, _submit_usulan),
    _J.FOTO: (key_satu, _add_foto),
    _J.CATATAN: (key_satu, _add_catatan),
    _J.PEMULIHAN: (key_satu, _tell_pemulihan),
    **TERAP_RAPAT,
}
