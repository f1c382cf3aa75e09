"""What somebody with bad intent brings: forged receipts, files of another house, ours sealed to another door."""

from datetime import datetime

from opensiks.infra.nomor import make_uuid7
from opensiks.paket.berkas import make_berkas
from opensiks.paket.segel import seal, unseal
from opensiks.paket.tanda import KunciTanda
from opensiks.rules.canonical import canonical_bytes
from opensiks.rules.manifes import JUMLAH_NAIK
from opensiks.rules.paket import Arah, PaketDitolak, StatusTitipan
from opensiks.synth.simulasi.dinas import Dinas, Simpanan, Titipan
from opensiks.synth.simulasi.dunia import KANTOR_LAIN, Dunia
from opensiks.synth.simulasi.gudang import Gudang
from opensiks.synth.simulasi.kunci import KunciDinas, Perangkat, certify, get_kunci_dinas
from opensiks.synth.simulasi.turun import make_manifes
from opensiks.synth.simulasi.waktu import write_saat


def forge_tanda(dinas: Dinas, t: Titipan, at: datetime) -> bytes:
    """A receipt that says yes to every line, sealed to the right laptop and signed by another house."""
    badan = dinas.compose_tanda(t)
    for putusan in badan["putusan"]:
        putusan["putusan"], putusan["kode"] = "DITERIMA", ""
    return dinas.sign_tanda(t, badan, get_kunci_dinas(KANTOR_LAIN).registrar, at)


def take_asing(dunia: Dunia) -> None:
    """Two files that are not for this door, and one of ours that is sealed again for another door."""
    dinas, lain = dunia.dinas, get_kunci_dinas(KANTOR_LAIN)
    for registrar in (
        lain,
        KunciDinas(dinas.kunci.kantor, lain.registrar, dinas.kunci.segel, dinas.kunci.cadangan),
    ):
        dinas.deposit(make_asing(dunia, registrar), dunia.jam.kini)
        dunia.cerita.tell("", "paket kantor lain sampai di meja")
    asli = next((t for t in dinas.simpanan.titipan.values() if t.status is StatusTitipan.DINILAI), None)
    if asli is not None:
        isi = seal(unseal(asli.isi, dinas.kunci.identitas), [lain.segel[1]])
        tetangga = Dinas(lain, dinas.masa, dinas.desa, Simpanan(Gudang(), perangkat=dinas.simpanan.perangkat))
        try:
            tetangga.open(Titipan(asli.sha256, isi, dunia.jam.kini, 1))
        except PaketDitolak:
            return
        dunia.lolos.append("paket yang disegel ulang dibuka kantor lain")


def make_asing(dunia: Dunia, kunci: KunciDinas) -> bytes:
    """A package of a device that this office never enrolled, naming one of its villages."""
    tanda, kini, desa = KunciTanda.generate("ES256"), dunia.jam.kini, dunia.desa[0].kode
    p = Perangkat(
        tanda.kid, tanda.jwk, kunci.segel[1], desa, "orang lain", 1, kini, dunia.dinas.masa.tenggat_kab
    )
    sertifikat = certify(p, dunia.dinas.masa.kode, kunci.registrar)
    pokok = next(iter(dunia.dinas.simpanan.gudang.rumah))
    u = {
        "id": make_uuid7(kini),
        "n": 1,
        "sv": 1,
        "jenis": "catatan",
        "pokok": pokok,
        "dasar": {},
        "isi": {"isi": "bukan dari desa ini"},
        "perlu": [],
        "lampiran": [],
        "pada": write_saat(kini),
    }
    jumlah = dict.fromkeys(JUMLAH_NAIK, 0) | {"lain": 1}
    manifes = make_manifes(Arah.NAIK, kunci, p, dunia.dinas.masa.kode, 1, jumlah, 1, kini, make_uuid7(kini))
    manifes["perangkat"] = {"kid": tanda.kid, "sertifikat": sertifikat}
    penerima = [kunci.segel[1], kunci.cadangan[1]]
    return make_berkas(manifes, canonical_bytes(u) + b"\n", {}, tanda, penerima)
