"""What an accepted line does to the store; each effect is written down with what was there before."""

from datetime import datetime
from typing import Any

from opensiks.rules.musyawarah import Hasil
from opensiks.rules.paket import JenisUbahan
from opensiks.rules.status import StatusUsulan
from opensiks.rules.ubahan import Vonis
from opensiks.synth.simulasi.dinas import Baris, Dinas
from opensiks.synth.simulasi.fakta import find_baris, read_kini
from opensiks.synth.simulasi.gudang import Akibat, Rumah, Usul
from opensiks.synth.simulasi.waktu import write_saat

_J, _S = JenisUbahan, StatusUsulan
_PUTUS = {Hasil.SETUJU: _S.DISETUJUI_MUSDES, Hasil.TOLAK: _S.DITOLAK_MUSDES, Hasil.TUNDA: _S.SIAP_MUSDES}


def apply_ubahan(dinas: Dinas, b: Baris, at: datetime) -> None:
    """Exactly one effect for one line."""
    u, gudang = b.ubahan, dinas.simpanan.gudang
    rumah = gudang.find_rumah(u.pokok)
    sebelum, sesudah = _change(dinas, b, rumah)
    gudang.akibat.append(Akibat(b.kid, u.id, u.jenis, u.pokok, b.desa, sebelum, sesudah, at, b.titipan))


def _change(dinas: Dinas, b: Baris, rumah: Rumah | None) -> tuple[dict[str, Any], dict[str, Any]]:
    u = b.ubahan
    match u.jenis:
        case _J.VERVAL | _J.BATAL_VERVAL if rumah is not None:
            if u.jenis == _J.BATAL_VERVAL:
                return _set_verval(rumah, None, ("", "", 0))
            baru = {"hasil": u.isi["hasil"], "pada": write_saat(b.pada), "oleh": b.kid}
            return _set_verval(rumah, baru, (b.kid, u.id, u.n))
        case _J.USULAN:
            return _create_usul(dinas, b, rumah)
        case _J.TARIK | _J.CABUT:
            return _take_back(dinas, b)
        case _J.PUTUSAN:
            return _set_usul(dinas, b, _PUTUS[Hasil(u.isi["hasil"])])
        case _J.MUSYAWARAH:
            b.hasil = f"musyawarah:{dinas.simpanan.gudang.next_nomor()}"
    return {}, {u.jenis: u.id}


def _set_verval(
    rumah: Rumah, baru: dict[str, Any] | None, asal: tuple[str, str, int]
) -> tuple[dict[str, Any], dict[str, Any]]:
    sebelum = rumah.verval
    rumah.verval, rumah.asal = baru, asal
    return {"verval": sebelum and sebelum["hasil"]}, {"verval": baru and baru["hasil"]}


def _create_usul(dinas: Dinas, b: Baris, rumah: Rumah | None) -> tuple[dict[str, Any], dict[str, Any]]:
    u, gudang = b.ubahan, dinas.simpanan.gudang
    b.hasil = f"usulan:{gudang.next_nomor()}"
    muatan = u.isi["muatan"]
    gudang.usul[b.hasil] = Usul(
        b.hasil, b.desa, u.pokok, u.isi["jenis"], muatan, _S.SIAP_MUSDES, (b.kid, u.id)
    )
    orang = next((o for o in rumah.anggota if o.id == u.pokok), None) if rumah else None
    lama = {f: read_kini(rumah, orang, f) for f in u.dasar.get("lama", {})} if rumah else {}
    return lama, {f: muatan[f] for f in lama if f in muatan}


def _find_asal(dinas: Dinas, b: Baris) -> Baris | None:
    return find_baris(dinas, b, b.ubahan.pokok.removeprefix("ubahan:"))


def _set_usul(dinas: Dinas, b: Baris, status: StatusUsulan) -> tuple[dict[str, Any], dict[str, Any]]:
    asal = _find_asal(dinas, b)
    usul = dinas.simpanan.gudang.usul.get(asal.hasil if asal else b.ubahan.pokok)
    if usul is None:
        return {}, {"status_usulan": ""}
    usul.status = status
    return {}, {"status_usulan": str(status)}


def _take_back(dinas: Dinas, b: Baris) -> tuple[dict[str, Any], dict[str, Any]]:
    """An own verdict is cancelled while it still stands; a proposal is withdrawn."""
    asal = _find_asal(dinas, b)
    if asal is None or asal.ubahan.jenis != _J.VERVAL:
        return _set_usul(dinas, b, _S.BATAL)
    rumah = find_berdiri(dinas, asal)
    return _set_verval(rumah, None, ("", "", 0)) if rumah else ({}, {"catatan": b.ubahan.id})


def find_berdiri(dinas: Dinas, asal: Baris) -> Rumah | None:
    """The family whose living verdict this line is."""
    rumah = dinas.simpanan.gudang.find_rumah(asal.ubahan.pokok)
    return rumah if rumah and rumah.asal == (asal.kid, asal.ubahan.id, asal.ubahan.n) else None


def is_lewat(dinas: Dinas, b: Baris) -> bool:
    """It takes back a verdict that no longer stands."""
    asal = _find_asal(dinas, b) if b.ubahan.jenis == _J.CABUT else None
    if asal is None or asal.ubahan.jenis != _J.VERVAL or asal.vonis is not Vonis.DITERIMA:
        return False
    return find_berdiri(dinas, asal) is None
