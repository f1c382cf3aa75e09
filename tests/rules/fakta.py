"""Facts with which every guard is content, and for each guard the one change that breaks it."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from opensiks.rules.syarat import FaktaForum, FaktaKab, FaktaMasa

MASA_BAIK = FaktaMasa(terbuka=True)
FORUM_BAIK = FaktaForum(
    musyawarah_sah=True,
    ada_keputusan=True,
    keputusan_baru=True,
    berkas_lengkap=True,
    daftar_cocok=True,
    sptjm_ada=True,
    sptjm_boleh=True,
)
KAB_BAIK = FaktaKab(
    pembuat_sama=False,
    padan_boleh=True,
    surat_lengkap=True,
    diperiksa=True,
    nomor_batch="B-1",
    dari_hasil=True,
)

Rusak = Callable[[Any], Any]


def with_masa(**ubah: Any) -> Rusak:
    return lambda f: replace(f, masa=replace(f.masa, **ubah))


def with_forum(**ubah: Any) -> Rusak:
    return lambda f: replace(f, forum=replace(f.forum, **ubah))


def with_kab(**ubah: Any) -> Rusak:
    return lambda f: replace(f, kab=replace(f.kab, **ubah))


def with_fakta(**ubah: Any) -> Rusak:
    return lambda f: replace(f, **ubah)


RUSAK_BERSAMA: dict[str, Rusak] = {
    "R1": with_fakta(dalam_cakupan=False),
    "R71": with_masa(terbuka=False),
    "R71a": with_masa(terbuka=False),
    "R71b": with_masa(terbuka=False),
    "R107": with_forum(musyawarah_sah=False),
    "R108": with_fakta(alasan="  "),
    "R41": with_fakta(kode_alasan="ZZ"),
    "R17": with_forum(berkas_lengkap=False),
    "R18": with_forum(daftar_cocok=False),
    "R8": with_kab(surat_lengkap=False),
    "R9": with_kab(pengesahan_ganda=True),
    "R9a": with_kab(diperiksa=False),
}
