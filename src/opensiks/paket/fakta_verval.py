"""How a family stands that a line verifies: its living verdict, whose it is, and what changed since it was seen."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection

from opensiks.paket.baris import Baris, Konteks
from opensiks.paket.lembar import write_saat
from opensiks.rules.paket import JenisUbahan
from opensiks.rules.ubahan import HASIL_KELUAR, Kelompok
from opensiks.verval.models import Periode

# Versions that only say how long nobody came: no person corrected anything.
_BUKAN_PERBAIKAN = ("R73", "R75", "verval")
_TETAP_ADA = ("TETAP", "PERBAIKAN")


@dataclass(frozen=True, slots=True)
class VervalKini:
    """A living verdict. `kid` and `n` of the line that it came from, "" when nobody's laptop wrote it."""

    id: int
    keluarga_id: int
    hasil: str
    at: datetime
    oleh: str
    kid: str
    n: int
    ubahan_id: int | None

    @property
    def is_keluar(self) -> bool:
        return self.hasil in HASIL_KELUAR


def list_verval_kini(periode: Periode, kode_desa: str, keluarga: Collection[int]) -> list[VervalKini]:
    """Living verdicts of these families with the lines behind them; one query."""
    with connection.cursor() as cur:
        cur.execute(
            """SELECT v.id, v.keluarga_id, v.hasil, v.at, v.oleh, coalesce(u.kid, ''), coalesce(u.n, 0), u.id
               FROM verval_verval v LEFT JOIN paket_ubahan u ON u.hasil = 'verval:' || v.id AND u.hasil <> ''
                    AND u.vonis = 'DITERIMA'
               WHERE v.periode_id = %s AND v.kode_desa = %s AND v.batal_at IS NULL AND v.keluarga_id = ANY(%s)""",
            [periode.pk, kode_desa, list(keluarga)],
        )
        return [VervalKini(*r) for r in cur.fetchall()]


def list_diubah(daftar: Sequence[Baris]) -> set[str]:
    """Ids of lines whose family somebody corrected after the version that the author saw."""
    rows = [(_asal(b).pk, b.u.dasar["versi"]) for b in daftar if _is_versi_lama(b)]
    if not rows:
        return set()
    with connection.cursor() as cur:
        cur.execute(
            """SELECT DISTINCT b.id FROM unnest(%s::bigint[], %s::int[]) AS b (id, versi)
               JOIN keluarga_keluargaversi v ON v.keluarga_id = b.id AND v.nomor > b.versi
               WHERE v.sumber <> ALL(%s)""",
            [[r[0] for r in rows], [r[1] for r in rows], list(_BUKAN_PERBAIKAN)],
        )
        diubah = {r[0] for r in cur.fetchall()}
    return {b.u.id for b in daftar if _is_versi_lama(b) and _asal(b).pk in diubah}


def _is_versi_lama(b: Baris) -> bool:
    versi = b.u.dasar.get("versi")
    asal = _asal(b)
    return isinstance(versi, int) and asal is not None and b.individu is None and versi < asal.versi


def _asal(b: Baris) -> Any:
    return b.rumah or b.keluarga


def is_dikonfirmasi(v: VervalKini | None, konteks: Konteks) -> bool:
    """Somebody else found the family and kept it, after the worksheet that the author looked at was made."""
    if v is None or v.hasil not in _TETAP_ADA or v.kid == konteks.kid:
        return False
    return konteks.lembar_at is None or v.at > konteks.lembar_at


def facts_verval(b: Baris, konteks: Konteks, kini: VervalKini | None, diubah: bool) -> None:
    """The line against the living verdict. The device's own earlier one is no surprise to it; a younger one wins."""
    b.fakta["diubah"] = diubah
    if b.jenis == JenisUbahan.BATAL_VERVAL:
        _facts_batal(b, konteks, kini)
        return
    baru = {"hasil": str(b.u.isi.get("hasil", ""))}
    if kini is None or kini.kid == konteks.kid:
        # A new verdict of one's own replaces the older one, also where the word is the same.
        b.fakta["lebih_baru"] = kini is not None and kini.n > b.u.n
        return
    kelompok = Kelompok(nama="verval", dasar=_dasar(b.u.dasar), kini=_tulis(kini, konteks), baru=baru)
    _sebut(b, kini, konteks)
    keluar = baru["hasil"] in HASIL_KELUAR
    if kini.is_keluar and not keluar and kini.kid and not kelompok.is_utuh:
        b.fakta |= {"dikeluarkan": True, "lewat_paket": True}
    else:
        b.fakta["kelompok"] = (kelompok,)


def _facts_batal(b: Baris, konteks: Konteks, kini: VervalKini | None) -> None:
    """To take back what nobody holds any more is nothing new; to take back somebody else's is a clash."""
    sekarang = _tulis(kini, konteks)
    dasar = sekarang if kini is None or kini.kid == konteks.kid else _dasar(b.u.dasar)
    if kini is not None and kini.kid != konteks.kid:
        _sebut(b, kini, konteks)
    b.fakta["kelompok"] = (Kelompok(nama="verval", dasar=dasar, kini=sekarang, baru={"hasil": ""}),)


def _tulis(v: VervalKini | None, konteks: Konteks) -> dict[str, str]:
    return {"hasil": v.hasil, "pada": write_saat(v.at, konteks.kode_desa)} if v else {"hasil": "", "pada": ""}


def _dasar(dasar: Mapping[str, Any]) -> dict[str, str]:
    lihat = dasar.get("verval")
    isi = lihat if isinstance(lihat, Mapping) else {}
    return {"hasil": str(isi.get("hasil") or ""), "pada": str(isi.get("pada") or "")}


def _sebut(b: Baris, v: VervalKini, konteks: Konteks) -> None:
    """Keep who stands on the other side."""
    b.lawan = {"verval": {"hasil": v.hasil, "pada": write_saat(v.at, konteks.kode_desa), "oleh": v.oleh}}
    b.terhadap = v.ubahan_id
