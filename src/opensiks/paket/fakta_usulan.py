"""How a proposal stands that a line brings: whom it is about, what was seen of it, who else proposes the same."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from django.db import connection

from opensiks.infra.clock import local
from opensiks.paket.baris import Baris, Konteks
from opensiks.paket.fakta_verval import VervalKini, is_dikonfirmasi, list_diubah
from opensiks.paket.models import Ubahan
from opensiks.rules.jenis import Jenis
from opensiks.rules.rule import AksiDitolak
from opensiks.rules.status import TERMINAL
from opensiks.rules.ubahan import JENIS_KELUAR, KELOMPOK, Kelompok, Vonis
from opensiks.usulan.isi import read_muatan
from opensiks.usulan.models import Usulan
from opensiks.usulan.muatan import as_text
from opensiks.usulan.subjek import find_subjek, require_subjek
from opensiks.wilayah.queries import get_nama

_BARU = frozenset({Jenis.BARU, Jenis.TAMBAH_ART})
_PERBAIKAN = frozenset({Jenis.PERBAIKAN_ID, Jenis.PERBAIKAN_DATA})


def gather_usulan(daftar: Sequence[Baris], konteks: Konteks, kini: Mapping[int, VervalKini]) -> None:
    """Give proposals their facts: form, groups, doubles, and who keeps the record meanwhile."""
    rancangan = {b.u.id: u for b in daftar if (u := _susun(b, konteks)) is not None}
    terbaca = [b for b in daftar if b.u.id in rancangan]
    diubah = list_diubah([b for b in terbaca if rancangan[b.u.id].jenis in JENIS_KELUAR])
    for b in terbaca:
        u = rancangan[b.u.id]
        verval = kini.get(b.keluarga.pk if b.keluarga else 0)
        keluar = u.jenis in JENIS_KELUAR
        b.fakta |= {
            "kelompok": _kelompok(b, u),
            "diubah": b.u.id in diubah,
            "dikonfirmasi": keluar and is_dikonfirmasi(verval, konteks),
        }
    _cari_serupa(terbaca, rancangan, konteks)
    _cari_kembar([b for b in terbaca if rancangan[b.u.id].jenis in _BARU], rancangan, konteks)


def _susun(b: Baris, konteks: Konteks) -> Usulan | None:
    """The proposal as it would be drafted, not saved; None when its form is wrong, which then stands in the facts."""
    isi = b.u.isi
    if isi.get("jenis") not in Jenis.__members__ or not isinstance(isi.get("muatan"), dict):
        return None
    jenis = Jenis(isi["jenis"])
    if b.u.pokok and (not b.fakta["ada"] or b.fakta["desa_kini"]):
        return None
    hari_ini = local(konteks.find_jendela(b.at).saat, konteks.kode_desa).date()
    muatan, salah = read_muatan(jenis, isi["muatan"], hari_ini, perorangan=b.individu is not None)
    try:
        if not b.fakta.get("nonaktif"):
            require_subjek(jenis, konteks.kode_desa, b.keluarga, b.individu)
    except AksiDitolak as e:
        salah = [*salah, *e.violations]
    if salah:
        b.fakta["pelanggaran"] = tuple(salah)
        return None
    u = Usulan(
        kode_desa=konteks.kode_desa, jenis=jenis, program=str(isi.get("program", ""))[:12], muatan=muatan,
        kode_alasan=str(isi.get("kode_alasan", ""))[:40], individu=b.individu, keluarga=b.keluarga,
    )  # fmt: skip
    u.subjek = find_subjek(u)
    return u


def _kelompok(b: Baris, u: Usulan) -> tuple[Kelompok, ...]:
    """PERBAIKAN by groups of fields: as its author saw them, as they stand, as they shall be."""
    asal = u.individu or u.keluarga
    if u.jenis not in _PERBAIKAN or asal is None:
        return ()
    lihat = b.u.dasar.get("lama")
    lihat = lihat if isinstance(lihat, Mapping) else {}
    segar = b.u.dasar.get("versi") in (None, asal.versi)
    per: dict[str, dict[str, tuple[str, str, str]]] = defaultdict(dict)
    for isian, baru in u.muatan.items():
        sekarang = as_text(getattr(asal, isian, ""))
        dasar = as_text(lihat[isian]) if isian in lihat else sekarang if segar else ""
        per[KELOMPOK.get(isian, isian)][isian] = (dasar, sekarang, as_text(baru))
    return tuple(
        Kelompok(
            nama=nama,
            dasar={k: v[0] for k, v in isi.items()},
            kini={k: v[1] for k, v in isi.items()},
            baru={k: v[2] for k, v in isi.items()},
        )
        for nama, isi in per.items()
    )


def _cari_serupa(daftar: Sequence[Baris], rancangan: Mapping[str, Usulan], konteks: Konteks) -> None:
    """Open proposals for the same thing that did not come from this device (R26)."""
    rows = Usulan.objects.filter(subjek__in={u.subjek for u in rancangan.values()}).exclude(
        status__in=TERMINAL
    )
    terbuka = {(u.subjek, u.jenis, u.program): u for u in rows}
    asal = _asal([u.pk for u in terbuka.values()])
    asing = {u.kode_desa for u in terbuka.values()} - {konteks.kode_desa}
    nama = get_nama(asing) if asing else {}
    for b in daftar:
        u = rancangan[b.u.id]
        lain = terbuka.get((u.subjek, u.jenis, u.program))
        if lain is None:
            continue
        dari = asal.get(lain.pk)
        if lain.kode_desa != konteks.kode_desa:
            b.fakta["kembar"] = nama.get(lain.kode_desa, lain.kode_desa)
            b.terhadap = dari.pk if dari else None
            b.lawan = {"desa": b.fakta["kembar"]}
        elif f"usulan:{lain.pk}" not in konteks.milik:
            sama = (lain.muatan, lain.kode_alasan) == (u.muatan, u.kode_alasan)
            b.fakta["serupa"] = sama
            b.hasil = f"usulan:{lain.pk}" if sama else ""
            b.terhadap = dari.pk if dari else None
            b.lawan = {"usulan": {"id": f"usulan:{lain.pk}", "oleh": lain.pembuat, "muatan": lain.muatan}}


def _asal(ids: Sequence[int]) -> dict[int, Ubahan]:
    """The line that each of these proposals came from."""
    hasil = [f"usulan:{pk}" for pk in ids]
    rows = Ubahan.objects.filter(hasil__in=hasil, vonis=Vonis.DITERIMA) if ids else ()
    return {int(r.hasil.removeprefix("usulan:")): r for r in rows}


def _cari_kembar(daftar: Sequence[Baris], rancangan: Mapping[str, Usulan], konteks: Konteks) -> None:
    """New persons whose NIK the register already has: linked for a decision, never entered twice (R36)."""
    nik = {a["nik"] for b in daftar for a in rancangan[b.u.id].muatan["anggota"] if a["nik"]}
    desa = _desa_nik(sorted(nik), konteks.kode_desa) if nik else {}
    nama = get_nama(desa.values()) if desa else {}
    for b in daftar:
        di = [desa[a["nik"]] for a in rancangan[b.u.id].muatan["anggota"] if a["nik"] in desa]
        if di:
            b.fakta["kembar"] = nama.get(di[0], di[0])
            b.lawan = {"desa": b.fakta["kembar"]}


def _desa_nik(nik: list[str], kode_desa: str) -> dict[str, str]:
    """The village of the first who carries each NIK anywhere; no more than that is told."""
    with connection.cursor() as cur:
        cur.execute(
            "SELECT n.individu_id, n.petunjuk_desa FROM keluarga_nik_terdaftar(%s, %s, %s, %s) n",
            [[-n - 1 for n in range(len(nik))], nik, [""] * len(nik), [kode_desa] * len(nik)],
        )
        return {nik[-i - 1]: desa for i, desa in cur.fetchall()}


def list_isian(b: Baris) -> dict[str, Any]:
    """What a clash shows of both sides, by field."""
    return {
        isian: {
            "dasar": g.dasar.get(isian, ""),
            "server": g.kini.get(isian, ""),
            "paket": g.baru.get(isian, ""),
        }
        for g in b.keadaan.kelompok
        if g.is_bentrok
        for isian in g.baru
    }
