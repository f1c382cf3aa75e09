"""Every page there is, found the way people find them: sign in, follow every link, as every role.

The list of pages is nowhere written by hand. The walk keeps one page of each *shape* for each route and role: a page
counts as new when it holds an element (tag, classes, attributes, parent) that no page of that route and role had.
What the URL conf names and no walk reaches is told by test_layar.py, so that a page without a way to it shows.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.error import HTTPError
from urllib.parse import parse_qsl, urljoin, urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

from django.conf import settings
from django.urls import Resolver404, resolve

TAMU = "tamu"
# Pages of one route, role and set of query keys that are looked at for a new shape.
PER_KUNCI = 3
# A whole village one by one leads nowhere new.
PER_RUTE = 8
KOSONG_ELEMEN = frozenset(
    {"input", "br", "img", "meta", "link", "hr", "col", "use", "source", "wbr", "path", "circle"}
)
WAKTU = re.compile(r'(\w+);dur=([\d.]+)(?:;desc="(\d+)")?')


@dataclass(frozen=True)
class Peserta:
    """An account of the example world: name for the pictures, and its session; no user name is a stranger."""

    nama: str
    username: str = ""
    sesi: str = ""


@dataclass
class Halaman:
    """A page somebody can open."""

    peserta: Peserta
    alamat: str
    rute: str
    judul: str
    bentuk: frozenset[str]
    kueri: int | None = None
    lama: float | None = None

    @property
    def berkas(self) -> str:
        """A file name for its picture."""
        sisa = re.sub(r"[^a-z0-9]+", "-", self.alamat.lower()).strip("-") or "beranda"
        return f"{self.peserta.nama}__{sisa[:90]}"


@dataclass
class Peta:
    """What the walks found."""

    halaman: list[Halaman] = field(default_factory=list)
    berkas: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    formulir: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    # routes that only send on to another page
    alih: set[str] = field(default_factory=set)
    # address → (who, where the link stands, status): links that lead nowhere
    putus: list[str] = field(default_factory=list)

    def rute(self) -> set[str]:
        return {h.rute for h in self.halaman} | set(self.berkas) | set(self.formulir) | self.alih

    def ringkas(self) -> list[Halaman]:
        """Few pages that together hold every shape: what another role shows alike is looked at once."""
        dikenal: dict[str, set[str]] = defaultdict(set)
        hasil = []
        for h in sorted(self.halaman, key=lambda h: -len(h.bentuk)):
            if not h.bentuk <= dikenal[h.rute]:
                dikenal[h.rute] |= h.bentuk
                hasil.append(h)
        return hasil


class _Bacaan(HTMLParser):
    """Links, forms and shapes of one answer."""

    def __init__(self) -> None:
        super().__init__()
        self.tautan: list[str] = []
        self.kirim: list[tuple[str, str]] = []
        self.bentuk: set[str] = set()
        self.judul = ""
        self._jalan: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        sifat = {k: v or "" for k, v in attrs}
        if tag == "a" and "href" in sifat and "download" not in sifat:
            self.tautan.append(sifat["href"])
        if tag == "form":
            self.kirim.append((sifat.get("method", "get"), sifat.get("action", "")))
        for kata in ("hx-get", "hx-post", "formaction"):
            if kata in sifat:
                self.kirim.append((kata.removeprefix("hx-").replace("formaction", "post"), sifat[kata]))
        induk = self._jalan[-1] if self._jalan else ""
        kelas = ".".join(sorted(sifat.get("class", "").split()))
        self.bentuk.add(f"{induk}>{tag}.{kelas}[{','.join(sorted(set(sifat) - {'class'}))}]")
        if tag not in KOSONG_ELEMEN:
            self._jalan.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in self._jalan:
            while self._jalan.pop() != tag:
                pass

    def handle_data(self, data: str) -> None:
        if self._jalan and self._jalan[-1] == "title":
            self.judul += data


class _TanpaAlih(HTTPRedirectHandler):
    def redirect_request(self, *args: object, **kwargs: object) -> None:
        return None


@dataclass
class Jawaban:
    status: int
    jenis: str
    isi: str
    lokasi: str = ""
    waktu: str = ""


class Penjelajah:
    """One account at one address, over plain HTTP."""

    def __init__(self, dasar: str, peserta: Peserta) -> None:
        self.dasar, self.peserta = dasar.rstrip("/"), peserta
        self._buka = build_opener(_TanpaAlih())
        self._kepala = {"Cookie": f"{settings.SESSION_COOKIE_NAME}={peserta.sesi}"} if peserta.sesi else {}

    def buka(self, jalan: str) -> Jawaban:
        permintaan = Request(self.dasar + jalan, headers=self._kepala)
        try:
            jawab = self._buka.open(permintaan, timeout=60)
        except HTTPError as galat:
            jawab = galat
        with jawab:
            jenis = jawab.headers.get_content_type()
            teks = jawab.read().decode("utf-8", "replace") if jenis == "text/html" else ""
            return Jawaban(
                jawab.status or 0,
                jenis,
                teks,
                jawab.headers.get("Location", ""),
                jawab.headers.get("Server-Timing", ""),
            )

    def jelajah(self, peta: Peta, awal: Iterable[str] = ("/",)) -> None:
        """Follow links until nothing new comes, and tell the peta."""
        antre = [(jalan, "") for jalan in awal]
        dilihat = {jalan for jalan, _ in antre}
        dikenal: dict[str, set[str]] = defaultdict(set)
        per_kunci: dict[tuple[str, ...], int] = defaultdict(int)
        while antre:
            jalan, dari = antre.pop(0)
            rute = rute_dari(jalan)
            kunci = (rute, *sorted({k for k, _ in parse_qsl(urlsplit(jalan).query)}))
            if per_kunci[kunci] >= PER_KUNCI or per_kunci[(rute, "*")] >= PER_RUTE:
                continue
            per_kunci[kunci] += 1
            per_kunci[(rute, "*")] += 1
            jawab = self.buka(jalan)
            if jawab.status in (301, 302):
                peta.alih.add(rute)
                self._antre(antre, dilihat, jawab.lokasi, jalan, jalan)
                continue
            if jawab.status >= 400:
                peta.putus.append(f"{self.peserta.nama}: {dari} → {jalan} ({jawab.status})")
                continue
            if jawab.jenis != "text/html":
                peta.berkas[rute].add(f"{self.peserta.nama} {jalan}")
                continue
            baca = _baca(jawab.isi)
            for metode, ke in baca.kirim:
                self._catat_formulir(peta, metode, ke, jalan)
            for ke in baca.tautan:
                self._antre(antre, dilihat, ke, jalan, jalan)
            bentuk = frozenset(baca.bentuk)
            if not bentuk <= dikenal[rute]:
                dikenal[rute] |= bentuk
                waktu = {n: (float(ms), k) for n, ms, k in WAKTU.findall(jawab.waktu)}
                peta.halaman.append(
                    Halaman(
                        self.peserta, jalan, rute, baca.judul.strip(), bentuk,
                        int(waktu["db"][1]) if waktu else None, waktu["total"][0] if waktu else None,
                    )
                )  # fmt: skip

    def _antre(self, antre: list[tuple[str, str]], dilihat: set[str], ke: str, di: str, dari: str) -> None:
        bagian = urlsplit(urljoin(self.dasar + di, ke))
        if bagian.scheme not in ("http", "https") or f"{bagian.scheme}://{bagian.netloc}" != self.dasar:
            return
        jalan = bagian.path + (f"?{bagian.query}" if bagian.query else "")
        if jalan.startswith(("/static/", "/keluar/")) or jalan in dilihat:
            return
        # The guides are the same for everybody: the stranger reads them.
        if self.peserta.username and jalan.startswith("/bantuan/"):
            return
        dilihat.add(jalan)
        antre.append((jalan, dari))

    def _catat_formulir(self, peta: Peta, metode: str, ke: str, di: str) -> None:
        bagian = urlsplit(urljoin(self.dasar + di, ke or di))
        if metode.lower() == "post" and f"{bagian.scheme}://{bagian.netloc}" == self.dasar:
            peta.formulir[rute_dari(bagian.path)].add(f"{self.peserta.nama} {di}")


def _baca(isi: str) -> _Bacaan:
    baca = _Bacaan()
    baca.feed(isi)
    return baca


def rute_dari(jalan: str) -> str:
    """The name of the route, or the address itself when there is none."""
    try:
        return str(resolve(urlsplit(jalan).path).view_name)
    except Resolver404:
        return jalan


def kue(dasar: str, peserta: Peserta) -> list[dict[str, str]]:
    """The session, for a browser context."""
    if not peserta.sesi:
        return []
    return [{"name": settings.SESSION_COOKIE_NAME, "value": peserta.sesi, "url": dasar}]


def petakan(dasar: str, daftar: Iterable[Peserta], kata: Callable[[str], None] = lambda isi: None) -> Peta:
    """Walk as everybody, the stranger last; `kata` is told after each."""
    peta = Peta()
    for peserta in daftar:
        awal = ("/",) if peserta.username else ("/masuk/", "/bantuan/")
        Penjelajah(dasar, peserta).jelajah(peta, awal)
        kata(f"  {peserta.nama}: {len(peta.halaman)} halaman")
    return peta
