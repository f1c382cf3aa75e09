"""Each finding with its mend in place: a field, equal answers, or the way to the form that mends it.

A table by code. Whatever changes data becomes a usulan with before and after; an answer that says the record is
right closes the finding; "belum dilihat" leaves it open (screens 5.1).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from opensiks.keluarga.queries import Anggota, RincianKeluarga, TemuanTampil
from opensiks.rules.jenis import Jenis
from opensiks.rules.kodelist import SYARAT, VERSI_BAKU, label_isian
from opensiks.rules.nik import ArtiNik, read_nik
from opensiks.rules.rule import Tingkat
from opensiks.rules.temuan import ISIAN_WAJIB, TEMUAN
from opensiks.web.bahasa import nanti
from opensiks.web.format import BULAN, lower_first, write_name

BELUM = nanti("KTP belum dilihat")
SUDAH_BENAR = nanti("Sudah benar")


@dataclass(frozen=True)
class Jawab:
    """One of the equal answers. `nilai` proposes a change of `kolom`; `cara` settles; `url` leads to a form."""

    kata: str
    cara: str = ""
    kolom: str = ""
    nilai: str = ""
    url: str = ""

    def __post_init__(self) -> None:
        # What is written down is the code's own Indonesian, in whatever language the button was read.
        object.__setattr__(self, "cara", self.cara[:])


@dataclass(frozen=True)
class Isi:
    """A field to fill in: a column of the person or family, or one answer of the survey ("jawaban.lantai")."""

    kolom: str
    label: str = ""


@dataclass(frozen=True)
class KartuTemuan:
    """A finding ready to show."""

    id: int
    kode: str
    tingkat: Tingkat
    kata: str
    judul: str
    petunjuk: str = ""
    isi: Isi | None = None
    jawab: tuple[Jawab, ...] = ()
    lihat_nik: Anggota | None = None
    arti: ArtiNik | None = None
    cara: str = ""
    individu_id: int | None = None
    data: Mapping[str, str] = field(default_factory=dict)
    # Blocks TETAP and the village's final; and in the middle of a sentence, why.
    menahan: bool = False
    halangan: str = ""
    # The open usulan that already proposes the mend.
    usulan_id: int | None = None
    usulan_status: str = ""


def compose_temuan(t: TemuanTampil, k: RincianKeluarga) -> KartuTemuan:
    """The card of a finding of this family."""
    anggota = next((a for a in k.anggota if a.id == t.individu_id), None)
    mend = _MEND.get(t.kode, _tanpa)(t, k)
    kosong = t.kode in ("R54", "R58")
    judul, __, petunjuk = _sebut(t, k, anggota).partition(". ")
    lihat = anggota if t.kode in ("R45", "R46", "R47") else None
    return KartuTemuan(
        id=t.id, kode=t.kode, tingkat=t.tingkat, kata=_("Harus diisi") if kosong else "",
        judul=judul.rstrip("."), petunjuk=petunjuk,
        isi=mend if isinstance(mend, Isi) else None, jawab=mend if isinstance(mend, tuple) else (), lihat_nik=lihat,
        arti=read_nik(lihat.nik) if lihat else None, cara=t.cara, individu_id=t.individu_id, data=t.data,
        menahan=t.is_menahan_final, halangan=_halangan(judul, k),
    )  # fmt: skip


def _halangan(judul: str, k: RincianKeluarga) -> str:
    """ "Nomor KK masih kosong" → "nomor KK masih kosong."; a name keeps its capital."""
    nama = any(a.nama.strip() and judul.startswith(write_name(a.nama)) for a in k.anggota)
    return f"{judul.rstrip('.') if nama else lower_first(judul.rstrip('.'))}."


def _sebut(t: TemuanTampil, k: RincianKeluarga, anggota: Anggota | None) -> str:
    """The sentence with names as people write them; one that names nobody says first whom it is about."""
    kalimat = say_temuan(t.kode, t.data)
    if anggota is not None and anggota.nama.strip() and anggota.nama not in kalimat:
        kalimat = f"{anggota.nama}: {lower_first(kalimat)}"
    for nama in sorted({a.nama for a in k.anggota if a.nama.strip()}, key=len, reverse=True):
        kalimat = kalimat.replace(nama, write_name(nama))
    return kalimat


def say_temuan(kode: str, data: Mapping[str, str]) -> str:
    """The sentence of a finding in the reader's language; what fills it is data, but for the names of fields."""
    return _(TEMUAN[kode].kalimat).format_map(_isi(data))


def say_tag(kode: str, data: Mapping[str, str]) -> str:
    """Its tag in a list."""
    return _(TEMUAN[kode].tag).format_map(_isi(data))


def _isi(data: Mapping[str, str]) -> dict[str, str]:
    return {k: say_tanggal(v) if k in _HARI else _(v) if v in _ISIAN else v for k, v in data.items()}


def say_tanggal(teks: str) -> str:
    """ "5 Agustus 1985", as findings store it, with its month in the reader's language."""
    return " ".join(_(kata) if kata in BULAN else kata for kata in teks.split(" "))


_ISIAN = frozenset(kata for pasangan in ISIAN_WAJIB.values() for kata in pasangan)
_HARI = ("tgl_data", "tgl_nik")


Mend = Isi | tuple[Jawab, ...]
Buat = Callable[[TemuanTampil, RincianKeluarga], Mend]


def _tanpa(t: TemuanTampil, k: RincianKeluarga) -> Mend:
    return ()


def _kolom(nama: str) -> Buat:
    return lambda t, k: Isi(nama)


def _benar_atau(kata: str, kolom: str, benar: str = "") -> Buat:
    """Confirm, or open the form at the field that would change."""

    def buat(t: TemuanTampil, k: RincianKeluarga) -> Mend:
        betul = benar or TEMUAN[t.kode].perbaikan[0].format_map(t.data)
        return (Jawab(_(betul[:]), cara=betul), Jawab(kata, url=_form(t, Jenis.PERBAIKAN_ID, kolom)))

    return buat


def _form(t: TemuanTampil, jenis: Jenis, kolom: str = "") -> str:
    subjek = (
        f"individu={t.individu_id}" if t.individu_id and jenis in _PERORANGAN else f"keluarga={t.keluarga_id}"
    )
    return f"/usulan/draft/{jenis.lower()}/?{subjek}" + (f"#id_{kolom}" if kolom else "")


_PERORANGAN = frozenset({Jenis.PERBAIKAN_ID, Jenis.MENINGGAL, Jenis.GANDA, Jenis.REAKTIVASI})


def _kelamin(t: TemuanTampil, k: RincianKeluarga) -> Mend:
    tercatat = next((a.jenis_kelamin for a in k.anggota if a.id == t.individu_id), "")
    pilihan = ((_("Laki-laki"), "L"), (_("Perempuan"), "P"))
    return (
        *(
            Jawab(kata, cara=SUDAH_BENAR)
            if nilai == tercatat
            else Jawab(kata, kolom="jenis_kelamin", nilai=nilai)
            for kata, nilai in pilihan
        ),
        Jawab(BELUM, cara=BELUM),
    )


def _tanggal(t: TemuanTampil, k: RincianKeluarga) -> Mend:
    if t.data["lahir_data"] == t.data["lahir_nik"]:
        return (Jawab(say_tanggal(t.data["tgl_data"]), cara=SUDAH_BENAR), Jawab(BELUM, cara=BELUM))
    return (
        Jawab(say_tanggal(t.data["tgl_data"]), cara=SUDAH_BENAR),
        Jawab(say_tanggal(t.data["tgl_nik"]), kolom="tanggal_lahir", nilai=t.data["lahir_nik"]),
        Jawab(BELUM, cara=BELUM),
    )


_KOLOM_R54 = {"tgl_lahir": "tanggal_lahir"}


def _wajib(t: TemuanTampil, k: RincianKeluarga) -> Mend:
    kolom = t.data["field"]
    return Isi(_KOLOM_R54.get(kolom, kolom))


def _jawaban(t: TemuanTampil, k: RincianKeluarga) -> Mend:
    kolom = t.data["field"]
    if kolom in ("shdk", "sta_kawin"):
        return Isi("shdk" if kolom == "shdk" else "status_kawin")
    return Isi(f"jawaban.{kolom}", label_isian(kolom))


def _jawaban_lebih(t: TemuanTampil, k: RincianKeluarga) -> Mend:
    """An answer that should not be there: what it hangs on is looked at again."""
    dari = next(
        (s.dari for s in SYARAT.get(k.codelist, SYARAT[VERSI_BAKU]) if s.isian == t.data["field"]), ""
    )
    if dari in ("", "umur", "sta_kawin"):
        return (Jawab(_("Periksa {dari}").format(dari=t.data["dari"]), url=_form(t, Jenis.PERBAIKAN_ID)),)
    return Isi(f"jawaban.{dari}", label_isian(dari))


def _kepala(t: TemuanTampil, k: RincianKeluarga) -> Mend:
    aktif = [a for a in k.anggota if a.status == "AKTIF"]
    kepala = [a for a in aktif if a.shdk == 1]
    if not kepala:
        calon = sorted(aktif, key=lambda a: a.tanggal_lahir.toordinal() if a.tanggal_lahir else 10**7)[:4]
        return tuple(Jawab(write_name(a.nama), kolom=f"shdk:{a.id}", nilai="1") for a in calon)
    return tuple(
        Jawab(
            _("Perbaiki hubungan {nama}").format(nama=write_name(a.nama)),
            url=f"/usulan/draft/perbaikan_id/?individu={a.id}#id_shdk",
        )
        for a in kepala
    )


def _jumlah(t: TemuanTampil, k: RincianKeluarga) -> Mend:
    return (Jawab(_("Pakai {b}").format(b=t.data["b"]), kolom="anggota_di_kk", nilai=t.data["b"]),)


def _hamil(t: TemuanTampil, k: RincianKeluarga) -> Mend:
    return (
        Jawab(_("Benar"), cara="Benar"),
        Jawab(_("Perbaiki: tidak hamil"), kolom="jawaban.sta_hamil", nilai="2"),
    )


def _ke(jenis: Jenis, kata: str, benar: str = "") -> Buat:
    def buat(t: TemuanTampil, k: RincianKeluarga) -> Mend:
        jalan = Jawab(kata, url=_form(t, jenis))
        return (jalan, Jawab(benar, cara=benar)) if benar else (jalan,)

    return buat


_MEND: dict[str, Buat] = {
    "R28": _ke(Jenis.PENGURUS, nanti("Usul pengurus baru")),
    "R28a": _ke(Jenis.PENGURUS, nanti("Usul pengurus baru")),
    "R32": _ke(Jenis.TIDAK_LAYAK, nanti("Usul tidak layak"), nanti("Bukan lagi")),
    **dict.fromkeys(("R42", "R42a", "R42b", "R43", "R44", "R49"), _kolom("nik")),
    "R45": _kelamin,
    "R46": _tanggal,
    "R47": _tanggal,
    "R48a": _benar_atau(nanti("Isi NIK"), "nik"),
    "R50": _ke(Jenis.GANDA, nanti("Bandingkan keduanya")),
    "R51": _kolom("no_kk"),
    "R51a": lambda t, k: (Jawab(_("Nomor sudah benar"), cara="Nomor sudah benar"),
                          Jawab(_("Isi No. KK"), url=_form(t, Jenis.PERBAIKAN_DATA, "no_kk"))),
    "R52": _ke(Jenis.GANDA, nanti("Pilih keluarganya")),
    "R53": _kepala,
    "R54": _wajib,
    **dict.fromkeys(("R55", "R55a", "R55b"), _benar_atau(nanti("Perbaiki nama"), "nama")),
    **dict.fromkeys(("R56", "R56b"), _kolom("tanggal_lahir")),
    "R56a": _benar_atau(nanti("Perbaiki tanggal"), "tanggal_lahir_0", nanti("Umur sudah benar")),
    "R56c": _benar_atau(nanti("Pilih kepala keluarga"), "shdk"),
    **dict.fromkeys(("R57", "R57a"), _benar_atau(nanti("Perbaiki"), "nama_ibu")),
    "R58": _jawaban,
    "R58a": _jawaban_lebih,
    "R59": _jawaban,
    **dict.fromkeys(("R60", "R60a"), _hamil),
    "R61": _jumlah,
    "R62": _ke(Jenis.TAMBAH_ART, nanti("Tambah anggota"), nanti("Memang 1 orang")),
}  # fmt: skip


def describe_halangan(daftar: list[KartuTemuan]) -> str:
    """Why TETAP is closed: the first blocking finding, in a few words."""
    pertama = next((t for t in daftar if t.menahan), None)
    if pertama is None:
        return ""
    return pertama.halangan
