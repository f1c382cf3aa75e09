"""What one line of an offline package comes to: facts in, verdict out. No clock, no database, no order of arrival.

decide() walks one table. A row is a rule and what its breaking means; the first broken rule gives the verdict, none
broken gives DITERIMA. Whoever judges gathers a Keadaan for each line, from the registry or from a simulated one.
"""

from __future__ import annotations

from typing import NamedTuple

from opensiks.rules.akhir_kode import Berakhir, find_berakhir, is_kode_berlaku
from opensiks.rules.isi_ubahan import list_cacat_isi
from opensiks.rules.jenis import Jenis
from opensiks.rules.keadaan import KELOMPOK as KELOMPOK
from opensiks.rules.keadaan import Dikenal as Dikenal
from opensiks.rules.keadaan import Keadaan as Keadaan
from opensiks.rules.keadaan import Kelompok as Kelompok
from opensiks.rules.manifes import Ubahan
from opensiks.rules.paket import JenisUbahan
from opensiks.rules.rule import Rule, Violation, rule
from opensiks.rules.temuan import tanggal_panjang
from opensiks.rules.verval import HasilVerval
from opensiks.rules.vonis import DINILAI_LAGI as DINILAI_LAGI
from opensiks.rules.vonis import LABEL_VONIS as LABEL_VONIS
from opensiks.rules.vonis import TUNTAS as TUNTAS
from opensiks.rules.vonis import PilihanBentrok as PilihanBentrok
from opensiks.rules.vonis import Putusan as Putusan
from opensiks.rules.vonis import SebabTahan as SebabTahan
from opensiks.rules.vonis import Vonis as Vonis

_DIKENAL = frozenset(j.value for j in JenisUbahan)
SKEMA = 1
"""The newest schema of a line (`sv`) that this server understands."""


# What a laptop tells of itself: no certificate has to name it.
SELALU_BOLEH = frozenset({JenisUbahan.PEMULIHAN})
# What may be written at any time: it changes no state.
TANPA_MASA = frozenset({JenisUbahan.FOTO, JenisUbahan.CATATAN, JenisUbahan.PEMULIHAN})
# What takes a record out, and what says that it is there and stays.
HASIL_KELUAR = frozenset(HasilVerval) - {HasilVerval.TETAP, HasilVerval.PERBAIKAN}
JENIS_KELUAR = frozenset(
    {Jenis.TIDAK_LAYAK, Jenis.MENINGGAL, Jenis.PINDAH, Jenis.GANDA, Jenis.TIDAK_DITEMUKAN, Jenis.BANSOS_HENTI}
)


class Kasus(NamedTuple):
    """A line with its circumstances: what every rule below is asked about."""

    k: Keadaan
    u: Ubahan

    @property
    def is_keluar(self) -> bool:
        """The line takes a record out."""
        if self.u.jenis == JenisUbahan.VERVAL:
            return self.u.isi.get("hasil") in HASIL_KELUAR
        return self.u.jenis == JenisUbahan.USULAN and self.u.isi.get("jenis") in JENIS_KELUAR

    @property
    def bentrok(self) -> tuple[str, ...]:
        return tuple(g.nama for g in self.k.kelompok if g.is_bentrok)


@rule("R81a", sumber="Rancangan", langkah="Tanyakan laptop mana yang dipakai, lalu lepas paket yang benar.")
def is_bukan_cabang(c: Kasus) -> bool:
    """Nomor ubahan ini sudah dipakai perangkat yang sama untuk isi lain."""
    return (c.k.lama is None or c.k.lama.sidik == c.k.sidik) and not c.k.nomor_terpakai


@rule("R85d", sumber="R1; Rancangan", langkah="Pakai akun operator desa untuk ubahan seperti ini.")
def is_jenis_boleh(c: Kasus) -> bool:
    """Perangkat ini tidak boleh membuat ubahan seperti ini."""
    return c.u.jenis in c.k.boleh or c.u.jenis in SELALU_BOLEH


@rule("R80m", sumber="Rancangan", langkah="Tidak perlu berbuat apa-apa; dinilai setelah Dinas diperbarui.")
def is_skema_dikenal(c: Kasus) -> bool:
    """Ubahan ini dibuat lembar kerja yang lebih baru daripada Dinas."""
    return c.u.sv <= SKEMA and c.u.jenis in _DIKENAL


@rule("R80n", sumber="Rancangan", langkah="Perbarui lembar kerja, lalu catat lagi.")
def is_isi_lengkap(c: Kasus) -> bool:
    """Isi ubahan tidak lengkap atau tidak terbaca: {isian}."""
    return not list_cacat_isi(JenisUbahan(c.u.jenis), c.u.pokok, c.u.isi)


@rule("R85e", sumber="Rancangan", langkah="Perbaiki ubahan yang ditolak itu, lalu catat lagi.")
def is_acuan_tak_ditolak(c: Kasus) -> bool:
    """Ubahan yang mendahuluinya ditolak."""
    return Vonis.DITOLAK not in c.k.acuan.values()


@rule("R85f", sumber="Rancangan", langkah="Kirim paket berikutnya; ubahan yang ditunggu ada di laptop.")
def is_acuan_tuntas(c: Kasus) -> bool:
    """Menunggu {n} ubahan lain yang belum sampai atau belum diputuskan."""
    return all(v in (Vonis.DITERIMA, Vonis.SAMA) for v in c.k.acuan.values())


@rule("R85g", sumber="R1; Rancangan", langkah="Muat lembar kerja terbaru, lalu periksa keluarganya.")
def is_pokok_ada(c: Kasus) -> bool:
    """Data yang diubah tidak ada di desa ini."""
    return c.k.ada or c.k.desa_kini != ""


@rule("R83b", sumber="Rancangan", langkah="Bicarakan dengan desa itu; Dinas memutuskan.")
def is_tidak_pindah(c: Kasus) -> bool:
    """Keluarga ini sekarang tercatat di {desa}."""
    return c.k.desa_kini == ""


@rule("R81b", sumber="Rancangan", langkah="Tidak perlu berbuat apa-apa.")
def is_terbaru(c: Kasus) -> bool:
    """Sudah diganti catatan yang lebih baru dari laptop ini."""
    return not c.k.lebih_baru


@rule("R81c", sumber="Rancangan", langkah="Tidak perlu berbuat apa-apa.")
def is_perubahan_baru(c: Kasus) -> bool:
    """Di Dinas sudah tercatat seperti ini."""
    if c.k.serupa or (c.k.nonaktif and c.is_keluar):
        return False
    return not c.k.kelompok or not all(g.is_sama for g in c.k.kelompok)


@rule("R83c", sumber="Rancangan", langkah="Bandingkan keduanya; petugas Dinas memutuskan dengan alasan.")
def is_tidak_bentrok(c: Kasus) -> bool:
    """Isian {isian} berubah di Dinas sejak lembar kerja dimuat."""
    return not c.bentrok and c.k.serupa is not False and not (c.k.nonaktif and not c.is_keluar)


@rule("R83d", sumber="Rancangan", langkah="Bandingkan keduanya; petugas Dinas memutuskan dengan alasan.")
def is_tidak_dikeluarkan_diam(c: Kasus) -> bool:
    """Yang satu mengeluarkan keluarga ini, yang lain menyatakan masih ada."""
    if c.is_keluar:
        return not (c.k.diubah or c.k.dikonfirmasi)
    return not c.k.dikeluarkan or c.k.lewat_paket


@rule(
    "R83e", sumber="Rancangan", langkah="Bicarakan dengan desa itu; Dinas memutuskan siapa yang mengusulkan."
)
def is_tidak_kembar(c: Kasus) -> bool:
    """Orang ini juga tercatat atau diusulkan di {desa}."""
    return c.k.kembar == ""


@rule("R83f", sumber="Rancangan", langkah="Kirim paket berisi foto itu, atau bawa lewat flashdisk.")
def is_lampiran_lengkap(c: Kasus) -> bool:
    """Menunggu {n} foto atau berkas yang belum sampai."""
    return not c.k.lampiran_kurang


@rule(
    "R83j", sumber="Rancangan",
    langkah="Perbaiki jam laptop. Dinas memutuskan: dicatat pada hari titip, atau catat lagi dengan tanggal benar.",
)  # fmt: skip
def is_jam_wajar(k: Keadaan) -> bool:
    """Tanggal {tanggal} belum tiba ketika paket dititip {hari_ini}; jam laptop terlalu maju."""
    return k.jam_maju is None


_V, _T = Vonis, SebabTahan
# Rule → what its breaking means: verdict and word. An empty word stands for the rule's own code.
_AWAL: tuple[tuple[Rule, Vonis, str], ...] = (
    (is_bukan_cabang, _V.DITAHAN, _T.CABANG),
    (is_skema_dikenal, _V.BELUM_DIDUKUNG, ""),
    (is_jenis_boleh, _V.DITOLAK, ""),
    (is_isi_lengkap, _V.DITOLAK, ""),
    (is_acuan_tak_ditolak, _V.DITOLAK, ""),
    (is_acuan_tuntas, _V.MENUNGGU, "ACUAN"),
    (is_pokok_ada, _V.DITOLAK, ""),
    (is_tidak_pindah, _V.DITAHAN, _T.PINDAH),
    (is_terbaru, _V.SAMA, ""),
    (is_perubahan_baru, _V.SAMA, ""),
)
_AKHIR: tuple[tuple[Rule, Vonis, str], ...] = (
    (is_tidak_bentrok, _V.DITAHAN, _T.BENTROK),
    (is_tidak_dikeluarkan_diam, _V.DITAHAN, _T.BENTROK),
    (is_tidak_kembar, _V.DITAHAN, _T.GANDA),
    (is_lampiran_lengkap, _V.MENUNGGU, "LAMPIRAN"),
)


def decide(keadaan: Keadaan, ubahan: Ubahan) -> Putusan:
    """The verdict on one line. A line that was judged for good gets the verdict it was given: replay is a read."""
    c = Kasus(keadaan, ubahan)
    lama = keadaan.lama
    if lama is not None and lama.sidik == keadaan.sidik and lama.putusan.vonis in TUNTAS:
        return lama.putusan
    if (putusan := _walk(_AWAL, c)) is not None:
        return putusan
    if keadaan.masa is not None:
        return Putusan(_V.DITAHAN, _T.MASA, say(keadaan.masa))
    if not keadaan.diputus and (berakhir := find_berakhir(ubahan.jenis, ubahan.isi, ubahan.pada)):
        return Putusan(_V.DITAHAN, _T.KODE, say(is_kode_berlaku.violation(**_data_kode(berakhir))))
    if (putusan := _walk(_AKHIR, c)) is not None:
        return putusan
    if keadaan.pelanggaran:
        return refuse(keadaan.pelanggaran[0])
    if not keadaan.diputus and not is_jam_wajar(keadaan):
        tanggal, hari_ini = keadaan.jam_maju or ("", "")
        salah = is_jam_wajar.violation(tanggal=tanggal, hari_ini=hari_ini)
        return Putusan(_V.DITAHAN, _T.JAM, say(salah))
    return Putusan(_V.DITERIMA, menahan=keadaan.dikeluarkan and keadaan.lewat_paket)


def _data_kode(b: Berakhir) -> dict[str, str]:
    ganti = f"pakai {b.akhir.pengganti}" if b.akhir.pengganti else "tidak ada penggantinya"
    return {"kode": b.kode, "tanggal": tanggal_panjang(b.akhir.sampai), "pengganti": ganti}


def refuse(v: Violation) -> Putusan:
    """DITOLAK by a business rule, with its code and its sentence."""
    return Putusan(_V.DITOLAK, v.kode, say(v))


def say(v: Violation) -> str:
    """The sentence and what to do next, as the receipt carries it."""
    return f"{v} {v.langkah}".strip()[:400]


def _walk(daftar: tuple[tuple[Rule, Vonis, str], ...], c: Kasus) -> Putusan | None:
    for aturan, vonis, kode in daftar:
        if not aturan.holds(c):
            return Putusan(
                vonis, str(kode) or aturan.kode, say(aturan.violation(**_data(aturan, c))), c.bentrok
            )
    return None


def _data(aturan: Rule, c: Kasus) -> dict[str, str]:
    if aturan is is_isi_lengkap:
        return {"isian": ", ".join(list_cacat_isi(JenisUbahan(c.u.jenis), c.u.pokok, c.u.isi))}
    if aturan is is_acuan_tuntas:
        return {"n": str(sum(v not in (_V.DITERIMA, _V.SAMA) for v in c.k.acuan.values()))}
    if aturan is is_lampiran_lengkap:
        return {"n": str(len(c.k.lampiran_kurang))}
    isian = ", ".join(c.bentrok) or ("status" if c.k.nonaktif else "usulan")
    return {"isian": isian, "desa": c.k.kembar or c.k.desa_kini}
