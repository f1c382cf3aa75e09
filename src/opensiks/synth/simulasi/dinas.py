"""The office in memory: files are kept, opened and judged with the server's own rules; nothing is ever thrown away."""

import copy
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from opensiks.paket.berkas import Paket, make_berkas, open_berkas
from opensiks.paket.tanda import KunciTanda
from opensiks.rules.canonical import canonical_bytes
from opensiks.rules.gema import FaktaGema, Ujung, is_gema_cocok
from opensiks.rules.jejak import AWAL, Mata, link
from opensiks.rules.manifes import Ubahan
from opensiks.rules.paket import Arah, KodePaket, PaketDitolak, StatusTitipan
from opensiks.rules.titipan import FaktaPaket, check_paket
from opensiks.rules.ubahan import Vonis
from opensiks.synth.simulasi.gudang import Gudang
from opensiks.synth.simulasi.kunci import KunciDinas, Perangkat
from opensiks.synth.simulasi.turun import list_penerima, make_kunci_lembar, make_manifes
from opensiks.synth.simulasi.waktu import Masa, write_saat

_STATUS = {KodePaket.RUSAK: StatusTitipan.RUSAK, KodePaket.ASING: StatusTitipan.ASING}
_KIRIM = {Vonis.DITERIMA: "diterima", Vonis.SAMA: "diterima", Vonis.DITOLAK: "ditolak"}


def name_kirim(vonis: Vonis) -> str:
    """The word with which a laptop shows a line of this verdict."""
    return _KIRIM.get(vonis, "dinas")


@dataclass
class Titipan:
    """A file as it was handed over, and what became of it. `dilepas`: a person let it be judged."""

    sha256: str
    isi: bytes
    at: datetime
    nomor: int
    status: StatusTitipan = StatusTitipan.DITITIP
    kode: str = ""
    kid: str = ""
    urutan: int = 0
    manifes: str = ""
    paket: str = ""
    desa: str = ""
    dilepas: bool = False
    daftar: list[str] = field(default_factory=list)
    lampiran_kurang: list[str] = field(default_factory=list)


@dataclass
class Baris:
    """A line with its verdict; its name is (kid, id)."""

    ubahan: Ubahan
    sha256: str
    desa: str
    kid: str
    titipan: str
    pada: datetime
    vonis: Vonis = Vonis.MENUNGGU
    kode: str = ""
    kalimat: str = ""
    hasil: str = ""
    versi: int | None = None
    lawan: dict[str, Any] = field(default_factory=dict)
    # A person chose one of two values: "PAKET" or "SERVER"; "" while nobody did.
    pilihan: str = ""


@dataclass
class Simpanan:
    """Everything that a backup of the server holds."""

    gudang: Gudang
    titipan: dict[str, Titipan] = field(default_factory=dict)
    urutan: dict[tuple[str, int], str] = field(default_factory=dict)
    baris: dict[tuple[str, str], Baris] = field(default_factory=dict)
    # The same lines by id, whatever the device.
    per_id: dict[str, list[Baris]] = field(default_factory=dict)
    # The first id that carried a number of a device, and other contents under a known name.
    nomor: dict[tuple[str, int], str] = field(default_factory=dict)
    cabang: dict[tuple[str, str, str], Baris] = field(default_factory=dict)
    lampiran: dict[tuple[str, str], bytes | None] = field(default_factory=dict)
    perangkat: dict[str, Perangkat] = field(default_factory=dict)
    jejak: list[Mata] = field(default_factory=list)
    turun_ke: int = 0


@dataclass
class Dinas:
    """An office, its desk and its server. `desa`: the villages that are its own."""

    kunci: KunciDinas
    masa: Masa
    desa: frozenset[str]
    simpanan: Simpanan

    def save_cadangan(self) -> Simpanan:
        return copy.deepcopy(self.simpanan)

    def restore(self, cadangan: Simpanan, at: datetime) -> None:
        """As after a disaster: the files of the store come back with the database, both of that night."""
        self.simpanan = copy.deepcopy(cadangan)
        self.record("data.restored", "server", at)

    def record(self, peristiwa: str, objek: str, at: datetime, **isi: Any) -> None:
        jejak = self.simpanan.jejak
        prev = jejak[-1].hash if jejak else AWAL
        catatan: Mapping[str, object] = {
            "urut": len(jejak),
            "peristiwa": peristiwa,
            "objek": objek,
            "at": write_saat(at),
            **isi,
        }
        jejak.append(Mata(prev, catatan, link(prev, catatan)))

    def deposit(self, isi: bytes, at: datetime) -> Titipan:
        """Kept under its digest whatever it is; the same bytes again give the same row."""
        s = self.simpanan
        sha = hashlib.sha256(isi).hexdigest()
        if sha not in s.titipan:
            s.titipan[sha] = Titipan(sha, isi, at, len(s.titipan) + 1)
            self.record("titipan.deposited", sha, at)
        return s.titipan[sha]

    def open(self, t: Titipan) -> Paket:
        registrar = [self.kunci.registrar.jwk]
        return open_berkas(
            t.isi, self.kunci.identitas, registrar=registrar, kantor=self.kunci.kantor, arah=Arah.NAIK
        )

    def check(self, t: Titipan) -> Paket | None:
        """Status and reason of a file; the package when it may be judged."""
        try:
            paket = self.open(t)
        except PaketDitolak as e:
            t.status, t.kode = _STATUS.get(e.kode, StatusTitipan.DITOLAK), e.kode
            return None
        m = paket.manifes
        t.kid, t.urutan, t.manifes, t.paket, t.desa = (
            paket.kid,
            m["urutan"],
            paket.manifes_sha256,
            m["paket"],
            m["desa"],
        )
        status, kode, _ = check_paket(self._fakta(t, paket))
        t.status, t.kode = status, kode
        if kode == "CABANG":
            self.simpanan.perangkat[t.kid].cabang = True
        return paket if status is StatusTitipan.DINILAI else None

    def _fakta(self, t: Titipan, paket: Paket) -> FaktaPaket:
        s, m = self.simpanan, paket.manifes
        p = s.perangkat.get(paket.kid)
        pertama = s.urutan.setdefault((paket.kid, t.urutan), t.manifes)
        return FaktaPaket(
            pada=t.at,
            kantor_sama=m["kepada"]["kantor"] == self.kunci.kantor,
            desa_kantor=m["desa"] in self.desa,
            desa_sertifikat=p is not None and p.desa == m["desa"],
            periode_ada=m["periode"] == self.masa.kode,
            dikenal=p is not None,
            berlaku_sampai=p.sampai if p else None,
            dicabut_at=p.dicabut_at if p else None,
            kembar=pertama != t.manifes,
            perangkat_bercabang=p is not None and p.cabang,
            dilepas=t.dilepas,
        )

    def list_pencabutan(self) -> dict[str, Any]:
        kid = sorted(p.kid for p in self.simpanan.perangkat.values() if p.dicabut_at is not None)
        return {"versi": len(kid), "kid": kid}

    def make_tanda_terima(self, t: Titipan, at: datetime) -> bytes:
        """The verdict receipt of a judged file, issued now: its body depends on the state alone."""
        return self.sign_tanda(
            t, self.compose_tanda(t) | {"jejak": self.get_ujung().to_json()}, self.kunci.registrar, at
        )

    def get_ujung(self) -> Ujung:
        """Where the office's trail ends; one chain for all villages here."""
        jejak = self.simpanan.jejak
        return Ujung(len(jejak), jejak[-1].hash)

    def check_gema(self, t: Titipan, gema: Mapping[str, Any] | None, at: datetime) -> None:
        """A village that holds an event which is not in the trail is heard, and its package judged all the same."""
        if gema is None:
            return
        jejak = self.simpanan.jejak
        tercatat = jejak[gema["seq"] - 1].hash if gema["seq"] <= len(jejak) else ""
        if not is_gema_cocok(FaktaGema(sidik=gema["sidik"], tercatat=tercatat)):
            self.record("jejak.disputed", t.sha256, at, seq=gema["seq"], sidik=gema["sidik"])

    def compose_tanda(self, t: Titipan) -> dict[str, Any]:
        s = self.simpanan
        p = s.perangkat[t.kid]
        baris = [s.baris[t.kid, id_] for id_ in t.daftar]
        jumlah = dict.fromkeys((v.value for v in Vonis), 0)
        for b in baris:
            jumlah[b.vonis] += 1
        return {
            "bentuk": "tanda_terima/1",
            "titipan": t.sha256,
            "paket": t.paket,
            "manifes": t.manifes,
            "urutan": t.urutan,
            "pada": write_saat(t.at),
            "putusan": [_putusan(b) for b in baris],
            "lampiran_kurang": t.lampiran_kurang,
            "jumlah": jumlah,
            "pencabutan": self.list_pencabutan(),
            "kunci": make_kunci_lembar(self.kunci, p.desa),
            "sampai_n": max((b.ubahan.n for b in baris), default=0),
        }

    def sign_tanda(self, t: Titipan, badan: Mapping[str, Any], oleh: KunciTanda, at: datetime) -> bytes:
        p = self.simpanan.perangkat[t.kid]
        kunci = replace(self.kunci, registrar=oleh)
        manifes = make_manifes(
            Arah.TANDA_TERIMA,
            kunci,
            p,
            self.masa.kode,
            t.urutan,
            badan["jumlah"],
            len(badan["putusan"]),
            at,
            t.paket,
        )
        return make_berkas(
            manifes, canonical_bytes(badan), {}, oleh, list_penerima(p), zirah=t.urutan % 2 == 0
        )


def _putusan(b: Baris) -> dict[str, Any]:
    lawan = {"lawan": b.lawan} if b.lawan else {}
    return {
        "id": b.ubahan.id,
        "n": b.ubahan.n,
        "putusan": b.vonis.value,
        "kode": b.kode,
        "kalimat": b.kalimat,
        "hasil": b.hasil,
        "versi": b.versi,
        **lawan,
    }
