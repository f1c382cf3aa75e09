"""Every list that leaves as a file: those below, and those that are exactly what a page shows."""

from opensiks.ekspor.daftar import TABEL as DARI_BAWAH
from opensiks.ekspor.tabel import Tabel
from opensiks.rules.aktor import Actor
from opensiks.rules.wilayah import tingkat
from opensiks.web.tabel import desa, kantor, lapangan, meja, padan, pusat

TABEL: dict[str, Tabel] = {
    **DARI_BAWAH,
    **{
        t.kode: t
        for t in (*desa.DAFTAR, *kantor.DAFTAR, *meja.DAFTAR, *padan.DAFTAR, *pusat.DAFTAR, *lapangan.DAFTAR)
    },
}
# Lists of the same place: who asks for one of them may have meant another.
SEJALAN: tuple[tuple[str, ...], ...] = (
    ("verval", "prelist", "bnba", "keluarga", "temuan", "beku", "usulan"),
    ("papan", "papan-kecamatan", "diam", "keluarga", "bnba", "temuan", "beku", "padan-kini"),
    ("kotak-masuk", "saring", "berita-acara-kabupaten"),
)


# Lists of one village only.
SATU_DESA = frozenset({"verval", "usulan", "padan-kerja"})


def list_lain(kode: str, kode_wilayah: str, actor: Actor) -> list[Tabel]:
    """The other lists of the same place that the reader may have."""
    lain = dict.fromkeys(k for baris in SEJALAN if kode in baris for k in baris if k != kode)
    if tingkat(kode_wilayah) < 4:
        lain = {k: None for k in lain if k not in SATU_DESA}
    return [TABEL[k] for k in lain if actor.can(TABEL[k].izin)]
