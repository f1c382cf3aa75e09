"""One laptop of a world: the worksheet's core behind the bridge, and what its operator was shown."""

from dataclasses import dataclass, field
from typing import Any

from opensiks.synth.simulasi.jembatan import Jembatan, JembatanGagal, pack_bytes, read_bytes
from opensiks.synth.simulasi.kerja import Isi, Layar
from opensiks.synth.simulasi.waktu import Jam

# The plug is pulled just before the commit, or after it and before the screen says anything.
SEBELUM, SESUDAH = "sebelum", "sesudah"
MATI = (SEBELUM, SESUDAH)


@dataclass
class Salinan:
    """A package as the operator holds it on a stick: read back, so that it is whole there."""

    urutan: int
    isi: bytes
    nama: str
    daftar: frozenset[str]


@dataclass
class Laptop:
    """`tampak`: lines that were shown as saved, by id. `buku`: every line it ever wrote. `hidup`: it can be used."""

    jembatan: Jembatan
    nama: str
    desa: str
    akun: int
    jam: Jam
    kid: str = ""
    jwk: dict[str, str] = field(default_factory=dict)
    umum: str = ""
    hidup: bool = True
    geser: int = 0  # minutes that its clock is ahead
    layar: Layar | None = None
    buku: dict[str, Isi] = field(default_factory=dict)
    stik: list[Salinan] = field(default_factory=list)

    @property
    def tampak(self) -> dict[str, Isi]:
        return self.layar.tampak if self.layar else {}

    def ask(self, perintah: str, **isi: Any) -> dict[str, Any]:
        return self.jembatan.ask(perintah, laptop=self.nama, **isi)

    def start(self) -> None:
        """A new laptop with its own keys; the office does not know it yet."""
        kunci = self.ask("laptop_baru", benih=self.nama, akun=self.akun, jam=self._now())
        self.kid, self.jwk, self.umum = kunci["kid"], kunci["jwk"], kunci["umum"]

    def _now(self) -> int:
        return int(self.jam.kini.timestamp() * 1000) + self.geser * 60_000

    def set_jam(self) -> str:
        """Its own clock moves on; the warning that it shows, "" for none."""
        return self.ask("jam", ke=self._now())["peringatan"] or ""

    def load_lembar(self, berkas: bytes, lembar: Isi) -> None:
        """A worksheet that is older than the one in use is refused, and nothing changes."""
        self.ask("muat_turun", b64=pack_bytes(berkas))
        tampak = self.tampak
        self.layar = Layar(self.desa, lembar, tampak, self.layar.urut if self.layar else 0)

    def write(self, baru: Isi, mati: str = "") -> Isi | None:
        """The stored line, shown as saved; None when the plug was pulled before that was shown."""
        assert self.layar is not None
        self.set_jam()
        lampiran = [{"b64": pack_bytes(f), "jenis": "image/jpeg"} for f in self.layar.foto]
        jadi = self._try(mati, "catat", ubahan=baru, lampiran=lampiran)
        if jadi is None:
            return None
        u: Isi = jadi["ubahan"]
        self.buku[u["id"]] = u
        if mati:
            self.restart()
            return None
        self.layar.tampak[u["id"]] = u
        return u

    def make_paket(self, *, foto: bool, zirah: bool, mati: str = "") -> Salinan | None:
        """A package copied to the stick and read back; None when nothing is to be sent, or the plug was pulled."""
        self.set_jam()
        jadi = self._try(mati, "buat_paket", foto=foto, zirah=zirah)
        if jadi is None:
            return None
        if mati:
            self.restart()
            return None
        nomor = {u["n"]: u["id"] for u in self.get_keadaan()["ubahan"]}
        daftar = frozenset(nomor[n] for n in jadi["n"])
        salinan = Salinan(jadi["urutan"], read_bytes(jadi["b64"]), jadi["nama"], daftar)
        self.ask("tandai_tersalin", urutan=salinan.urutan, sha256=jadi["sha256"])
        self.stik.append(salinan)
        return salinan

    def _try(self, mati: str, perintah: str, **isi: Any) -> dict[str, Any] | None:
        """One command whose commit fails when the plug is pulled before it."""
        if mati == SEBELUM:
            self.ask("gagal", kali=1, nama="AbortError")
        try:
            return self.ask(perintah, **isi)
        except JembatanGagal as e:
            if e.jenis != "GagalSimpan":
                raise
            if mati == SEBELUM:
                self.restart()
            return None

    def restart(self) -> None:
        """After a power cut: what was committed is there, and the screen shows it."""
        self.ask("mulai_ulang")
        self.refresh()

    def refresh(self) -> None:
        if self.layar is not None:
            for u in self.get_keadaan()["ubahan"]:
                self.layar.tampak.setdefault(u["id"], self.buku[u["id"]] | {"n": u["n"]})

    def recover(self, berkas: bytes, identitas: str, buku: dict[str, Isi]) -> None:
        """Lines of an own package come back with the paper key; `buku` knows what they say."""
        self.buku |= buku
        self.ask("pulihkan", b64=pack_bytes(berkas), identitas=identitas)
        self.refresh()

    def forget_pin(self, identitas: str) -> Isi:
        """The PIN is forgotten; a recovery key opens the worksheet, and the line that tells it is there."""
        self.set_jam()
        u: Isi = self.ask("lupa_pin", identitas=identitas)["ubahan"]
        self.buku[u["id"]] = u
        self.refresh()
        return u

    def clone(self, nama: str) -> "Laptop":
        """The same image on another machine: same key, same lines, same counters."""
        assert self.layar is not None
        klon = Laptop(self.jembatan, nama, self.desa, self.akun, self.jam, self.kid, self.jwk, self.umum)
        self.ask("salin", ke=nama)
        klon.geser, klon.buku = self.geser, dict(self.buku)
        klon.layar = Layar(self.desa, self.layar.lembar, dict(self.tampak), self.layar.urut + 10_000)
        return klon

    def load_tanda(self, berkas: bytes) -> bool:
        """True when the core took the receipt, False when it refused it."""
        try:
            self.ask("muat_tanda_terima", b64=pack_bytes(berkas))
        except JembatanGagal:
            return False
        return True

    def get_keadaan(self) -> dict[str, Any]:
        """What the core says of itself: "ubahan" with "kirim" of each, "jumlah" by kirim, "paket", "rusak"."""
        return self.ask("keadaan")

    def get_kirim(self) -> dict[str, str]:
        """Where each line is, by id."""
        return {u["id"]: u["kirim"] for u in self.get_keadaan()["ubahan"]}
