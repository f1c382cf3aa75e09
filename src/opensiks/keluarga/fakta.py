"""Gathers the facts that the rules of rules/keluarga.py ask for, a few thousand families at a time."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

from django.db import connection

from opensiks.rules.keluarga import FaktaIndividu, FaktaKeluarga
from opensiks.rules.nik import is_16_angka, is_tanpa_nik
from opensiks.wilayah.models import Pendahulu, Wilayah

MENINGGAL = 2  # sta_keberadaan_art: reported dead, while the record still counts
Baris = tuple[Any, ...]
# The village behind a hint, looked up one by one: a handful of hints is no reason to read every village of the nation.
DESA_PETUNJUK = (
    "LEFT JOIN LATERAL"
    " (SELECT sebutan, nama FROM wilayah_wilayah WHERE kode = n.petunjuk_desa LIMIT 1) w ON true"
)


class PengumpulFakta:
    """Reads facts for batches of families; holds what does not change between them."""

    def __init__(self) -> None:
        # R48 asks for provinsi and kabupaten only: kecamatan were renumbered too often for old codes to be known.
        kabupaten = Wilayah.objects.filter(tingkat=2).values_list("kode", "nama")
        self.kabupaten = {kode.replace(".", ""): nama for kode, nama in kabupaten}
        for kode in Pendahulu.objects.values_list("pendahulu_kode", flat=True):
            self.kabupaten.setdefault(kode.replace(".", "")[:4], kode[:5])

    def gather(self, keluarga_ids: Sequence[int]) -> Iterator[FaktaKeluarga]:
        """Facts of the families that are not closed, with their AKTIF members; ids as text, in order."""
        keluarga = _fetch(_KELUARGA, keluarga_ids)
        anggota = _fetch(_ANGGOTA, keluarga_ids)
        program = {r[0]: frozenset(r[1]) for r in _fetch(_PROGRAM, keluarga_ids)}
        kembar = _find_kembar(anggota)
        per_keluarga: dict[int, list[Baris]] = defaultdict(list)
        for r in anggota:
            per_keluarga[r[1]].append(r)
        for k in keluarga:
            yield FaktaKeluarga(
                id=str(k[0]),
                no_kk=k[1],
                alamat=k[2],
                kode_desa=k[3],
                anggota=tuple([self._individu(r, k, kembar) for r in per_keluarga[k[0]]]),
                jawaban=json.loads(k[6]),
                codelist_versi=k[5],
                program_aktif=program.get(k[0], frozenset()),
                anggota_di_kk=k[4],
                id_pengurus=str(k[7] or ""),
            )

    def _individu(self, r: Baris, k: Baris, kembar: dict[int, Baris]) -> FaktaIndividu:
        jawaban = json.loads(r[11]) if r[11] != "{}" else {}
        nik = r[2]
        _, lain, nama_sama, petunjuk = kembar.get(r[0], (0, 0, False, ""))
        return FaktaIndividu(
            id=str(r[0]),
            nik=nik,
            nama=r[3],
            tempat_lahir=r[4],
            tgl_lahir=r[5],
            jenis_kelamin=r[6],
            nama_ibu=r[7],
            pekerjaan=r[8],
            status_kawin=r[9],
            shdk=r[10],
            kode_desa=k[3],
            jawaban=jawaban,
            codelist_versi=k[5],
            nik_dipakai=lain,
            nik_dipakai_nama_sama=nama_sama,
            nik_dipakai_oleh=petunjuk,
            wilayah_nik_dikenal=nik[:4] in self.kabupaten,
            wilayah_nik=self.kabupaten.get(nik[:4], ""),
            meninggal=jawaban.get("sta_keberadaan_art") == MENINGGAL,
        )


_KELUARGA = (
    "SELECT id, no_kk, alamat, kode_desa, anggota_di_kk, codelist, jawaban, pengurus_id FROM keluarga_keluarga "
    "WHERE id = ANY(%s) AND status <> 'NONAKTIF' ORDER BY id"
)
_ANGGOTA = (
    "SELECT id, keluarga_id, nik, nama, tempat_lahir, tanggal_lahir, jenis_kelamin, nama_ibu, pekerjaan, status_kawin,"
    " shdk, jawaban, kode_desa FROM keluarga_individu WHERE keluarga_id = ANY(%s) AND status = 'AKTIF' ORDER BY id"
)
_PROGRAM = (
    "SELECT keluarga_id, array_agg(DISTINCT program) FROM keluarga_kepesertaan "
    "WHERE keluarga_id = ANY(%s) AND sampai IS NULL AND status = 'AKTIF' GROUP BY 1"
)


def _fetch(query: str, ids: Sequence[int]) -> list[Baris]:
    with connection.cursor() as cur:
        cur.execute(query, [list(ids)])
        return list(cur.fetchall())


def _find_kembar(anggota: list[Baris]) -> dict[int, Baris]:
    """Who else carries each person's NIK (R50): id → (id, how many, same name, hint). Others are counted nationwide."""
    tanya = [(r[0], r[2], r[3], r[12]) for r in anggota if is_16_angka(r[2]) and not is_tanpa_nik(r[2])]
    if not tanya:
        return {}
    with connection.cursor() as cur:
        cur.execute(
            "SELECT n.individu_id, n.jumlah, n.nama_sama, n.petunjuk, w.sebutan, w.nama "
            f"FROM keluarga_nik_terdaftar(%s, %s, %s, %s) n {DESA_PETUNJUK}",
            [list(kolom) for kolom in zip(*tanya, strict=True)],
        )
        return {r[0]: (r[0], r[1], r[2], _sebut(r[3], r[4], r[5])) for r in cur.fetchall()}


def _sebut(nama: str, sebutan: str | None, desa: str | None) -> str:
    return f"{nama or 'orang tanpa nama'}, {sebutan.capitalize()} {desa}" if sebutan else nama
