"""What decide() looks at, gathered from the store in memory for one line."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any

from opensiks.rules.catat_verval import FaktaCatat, FaktaKeluargaVerval, check_catat
from opensiks.rules.isi_ubahan import list_acuan
from opensiks.rules.jenis import Jenis
from opensiks.rules.paket import JenisUbahan
from opensiks.rules.registri import StatusKeluarga
from opensiks.rules.rule import Violation
from opensiks.rules.status import TERBUKA
from opensiks.rules.syarat import FaktaMasa
from opensiks.rules.ubahan import (
    HASIL_KELUAR,
    JENIS_KELUAR,
    KELOMPOK,
    TANPA_MASA,
    Dikenal,
    Keadaan,
    Kelompok,
    Vonis,
)
from opensiks.rules.verval import HasilVerval, StatusDesa
from opensiks.synth.simulasi.dinas import Baris, Dinas
from opensiks.synth.simulasi.gudang import Orang, Rumah, Usul

_J = JenisUbahan
_REGISTRI = frozenset({_J.VERVAL, _J.BATAL_VERVAL, _J.FOTO, _J.CATATAN})
_VERVAL = frozenset({_J.VERVAL, _J.BATAL_VERVAL})
_TETAP_ADA = (HasilVerval.TETAP, HasilVerval.PERBAIKAN)
BELUM = ""


def gather_keadaan(dinas: Dinas, b: Baris, lama: Dikenal | None, at: datetime) -> Keadaan:
    """The facts of one line as things stand now; `lama` is what was said of it before."""
    s, u, p = dinas.simpanan, b.ubahan, dinas.simpanan.perangkat[b.kid]
    rumah = s.gudang.find_rumah(u.pokok)
    perlu_rumah = u.jenis in _REGISTRI or (u.jenis == _J.USULAN and u.pokok != "")
    milik = rumah is not None and rumah.desa == p.desa
    isi: dict[str, Any] = {}
    if rumah is not None and milik:
        isi |= _gather_rumah(dinas, b, rumah)
    if u.jenis == _J.USULAN:
        isi |= _gather_usulan(dinas, b)
    if is_diulang(dinas, b):
        isi["serupa"] = True
    return Keadaan(
        boleh=p.boleh,
        sidik=b.sha256,
        lama=lama,
        nomor_terpakai=s.nomor[b.kid, u.n] != u.id,
        acuan=dict(_list_acuan(dinas, b)),
        masa=_find_masa(dinas, b),
        ada=rumah is not None or not perlu_rumah,
        desa_kini=rumah.desa if rumah and not milik else "",
        lampiran_kurang=[x for x in u.lampiran if s.lampiran.get((b.desa, x)) is None],
        pelanggaran=tuple(_list_pelanggaran(dinas, b, rumah, at)),
        **isi,
    )


def _list_acuan(dinas: Dinas, b: Baris) -> Iterator[tuple[str, Vonis | None]]:
    """Lines of the same device first; after a recovery the village's other devices know them too."""
    u = b.ubahan
    for id_ in list_acuan(u.jenis, u.pokok, u.isi, u.perlu):
        ketemu = find_baris(dinas, b, id_)
        yield id_, ketemu.vonis if ketemu else None


def find_baris(dinas: Dinas, b: Baris, id_: str) -> Baris | None:
    sendiri = dinas.simpanan.baris.get((b.kid, id_))
    if sendiri is not None:
        return sendiri
    return next((x for x in dinas.simpanan.per_id.get(id_, ()) if x.desa == b.desa), None)


def is_diulang(dinas: Dinas, b: Baris) -> bool:
    """The same act of the same village, brought again by the device that recovered it."""
    return any(
        x.kid != b.kid
        and x.desa == b.desa
        and (x.ubahan.jenis, x.ubahan.pokok, x.ubahan.isi) == (b.ubahan.jenis, b.ubahan.pokok, b.ubahan.isi)
        and x.vonis in (Vonis.DITERIMA, Vonis.SAMA)
        for x in dinas.simpanan.per_id.get(b.ubahan.id, ())
    )


def _find_masa(dinas: Dinas, b: Baris) -> Violation | None:
    if b.ubahan.jenis in TANPA_MASA or dinas.masa.is_terbuka(b.pada):
        return None
    return Violation(
        "R71c", "Masa verval desa ini sudah berakhir.", langkah="Minta perpanjangan ke kabupaten."
    )


def _gather_rumah(dinas: Dinas, b: Baris, rumah: Rumah) -> dict[str, Any]:
    """What stands of the family now, and what others did to it since the author looked."""
    u = b.ubahan
    isi: dict[str, Any] = {
        "nonaktif": rumah.status == StatusKeluarga.NONAKTIF and u.jenis in (*_VERVAL, _J.USULAN)
    }
    if u.jenis in _VERVAL:
        return isi | _gather_verval(b, rumah)
    if u.jenis == _J.USULAN and u.isi.get("jenis") in JENIS_KELUAR:
        kini, versi = rumah.verval, u.dasar.get("versi")
        isi["diubah"] = versi is not None and versi < rumah.versi
        isi["dikonfirmasi"] = kini is not None and rumah.asal[0] != b.kid and kini["hasil"] in _TETAP_ADA
    return isi | {"kelompok": tuple(_list_kelompok(b, rumah))}


def _gather_verval(b: Baris, rumah: Rumah) -> dict[str, Any]:
    """The line against the living verdict; the device's own is no surprise to it, and a younger one wins."""
    u, kini = b.ubahan, rumah.verval
    keluar = u.isi.get("hasil") in HASIL_KELUAR
    versi = u.dasar.get("versi")
    isi: dict[str, Any] = {"diubah": keluar and versi is not None and versi < rumah.versi}
    sendiri = kini is None or rumah.asal[0] == b.kid
    baru = {"hasil": u.isi.get("hasil", BELUM)}
    if u.jenis == _J.VERVAL and sendiri:
        return isi | {"lebih_baru": kini is not None and rumah.asal[2] > u.n}
    sekarang = read_verval(kini)
    dasar = sekarang if sendiri else read_verval(u.dasar.get("verval"))
    lewat_paket = kini is not None and kini["hasil"] in HASIL_KELUAR and rumah.asal[0] != ""
    if u.jenis == _J.VERVAL and not keluar and lewat_paket and dasar != sekarang:
        return isi | {"dikeluarkan": True, "lewat_paket": True}
    return isi | {"kelompok": (Kelompok(nama="verval", dasar=dasar, kini=sekarang, baru=baru),)}


def read_verval(verval: Mapping[str, Any] | None) -> dict[str, str]:
    """A verdict as a group of two texts; none yet is two empty ones."""
    v = verval or {}
    return {"hasil": str(v.get("hasil") or BELUM), "pada": str(v.get("pada") or BELUM)}


def _list_kelompok(b: Baris, rumah: Rumah) -> Iterator[Kelompok]:
    """Groups of fields that a proposal mends."""
    u = b.ubahan
    if u.jenis != _J.USULAN or u.isi.get("jenis") not in (Jenis.PERBAIKAN_ID, Jenis.PERBAIKAN_DATA):
        return
    orang = next((o for o in rumah.anggota if o.id == u.pokok), None)
    lama: Mapping[str, Any] = u.dasar.get("lama", {})
    for nama in sorted({KELOMPOK.get(f, f) for f in u.isi["muatan"]}):
        isian = [f for f in u.isi["muatan"] if KELOMPOK.get(f, f) == nama]
        yield Kelompok(
            nama=nama,
            dasar={f: str(lama.get(f, "")) for f in isian},
            kini={f: str(read_kini(rumah, orang, f)) for f in isian},
            baru={f: str(u.isi["muatan"][f]) for f in isian},
        )


def read_kini(rumah: Rumah, orang: Orang | None, isian: str) -> Any:
    return getattr(orang if orang and hasattr(orang, isian) else rumah, isian, "")


def _list_terbuka(dinas: Dinas, rumah: Rumah) -> list[Usul]:
    pokok = {rumah.id, *(o.id for o in rumah.anggota)}
    return [x for x in dinas.simpanan.gudang.usul.values() if x.pokok in pokok and x.status in TERBUKA]


def _gather_usulan(dinas: Dinas, b: Baris) -> dict[str, Any]:
    """Somebody else's open proposal for the same thing, and a NIK that stands or is asked for elsewhere."""
    u, usul = b.ubahan, dinas.simpanan.gudang.usul
    serupa = None
    for x in usul.values():
        lain = x.asal != (b.kid, u.id) and x.desa == b.desa and x.status in TERBUKA
        if lain and x.jenis == u.isi["jenis"] and x.pokok == u.pokok and x.asal[0] != b.kid and u.pokok:
            serupa = bool(serupa) or x.muatan == u.isi["muatan"]
    return {"serupa": serupa, "kembar": _find_kembar(dinas, b)}


def _find_kembar(dinas: Dinas, b: Baris) -> str:
    nik = _list_nik(b.ubahan.isi.get("muatan", {}))
    if not nik:
        return ""
    for r in dinas.simpanan.gudang.rumah.values():
        if any(o.nik in nik and o.id != b.ubahan.pokok for o in r.anggota):
            return r.desa
    for x in dinas.simpanan.gudang.usul.values():
        if x.status in TERBUKA and x.desa != b.desa and nik & _list_nik(x.muatan):
            return x.desa
    return ""


def list_lawan(dinas: Dinas, b: Baris) -> list[Usul]:
    """Proposals of others that a confirmation overturns, or that claim the same person elsewhere."""
    s, u = dinas.simpanan, b.ubahan
    rumah = s.gudang.find_rumah(u.pokok)
    if b.vonis is Vonis.DITERIMA and rumah is not None:
        return [x for x in _list_terbuka(dinas, rumah) if x.jenis in JENIS_KELUAR and x.asal[0] != b.kid]
    nik = _list_nik(u.isi.get("muatan", {}))
    return [x for x in s.gudang.usul.values() if x.desa != b.desa and nik & _list_nik(x.muatan)]


def _list_nik(muatan: Mapping[str, Any]) -> set[str]:
    """Numbers that a proposal brings in."""
    anggota = (o.get("nik") for o in muatan.get("anggota", []) if isinstance(o, dict))
    return {str(n) for n in (*anggota, muatan.get("nik")) if n}


def _list_pelanggaran(dinas: Dinas, b: Baris, rumah: Rumah | None, at: datetime) -> list[Violation]:
    u = b.ubahan
    if u.jenis != _J.VERVAL or rumah is None or not dinas.masa.is_terbuka(b.pada):
        return []
    fakta = FaktaCatat(
        status=StatusDesa.BERJALAN,
        hasil=HasilVerval(u.isi["hasil"]),
        tanggal=date.fromisoformat(u.isi["tanggal"]),
        hari_ini=b.pada.date(),
        mulai=dinas.masa.mulai.date(),
        daftar=[FaktaKeluargaVerval(nama="", status=StatusKeluarga(rumah.status), terhalang=False)],
        dalam_cakupan=True,
        masa=FaktaMasa(terbuka=True),
    )
    return check_catat(fakta, {"mulai": "", "sampai": "", "hari_ini": ""})
