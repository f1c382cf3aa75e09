"""Blocking findings that would still stand in the record once a usulan is applied (R106)."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from opensiks.infra.clock import local
from opensiks.keluarga.models import Individu, Temuan
from opensiks.rules.jenis import JENIS_TANPA_TEMUAN, Jenis
from opensiks.rules.keluarga import FaktaIndividu, temuan_individu
from opensiks.rules.registri import StatusIndividu
from opensiks.rules.rule import Tingkat
from opensiks.rules.temuan import HANYA_USUL_BANTUAN
from opensiks.usulan.models import Usulan

# A proposal of aid answers for the whole family, and for a missing NIK too.
_BANTUAN = frozenset({Jenis.PENGURUS, Jenis.BANSOS_MASUK, Jenis.REAKTIVASI})
_PERBAIKAN = frozenset({Jenis.PERBAIKAN_ID, Jenis.PERBAIKAN_DATA})
_NOMOR_KK = frozenset({"R51", "R54"})


def count_temuan(daftar: Sequence[Usulan], at: datetime) -> dict[int, int]:
    """Blocking findings by usulan id. A correction of a person is judged by that person as it would be."""
    diperiksa = [u for u in daftar if u.jenis not in JENIS_TANPA_TEMUAN]
    hasil = dict.fromkeys((u.pk for u in diperiksa), 0)
    perorangan = [u for u in diperiksa if u.jenis in _PERBAIKAN and u.individu_id]
    if perorangan:
        dipakai = _dipakai(perorangan)
        for u in perorangan:
            hasil[u.pk] = _sesudah(u, dipakai, local(at, u.kode_desa).date())
    sendiri = {u.pk for u in perorangan}
    keluarga = {u.pk: u for u in diperiksa if u.pk not in sendiri and _keluarga_id(u)}
    if keluarga:
        terbuka = _terbuka({_keluarga_id(u) for u in keluarga.values()})
        for pk, u in keluarga.items():
            hasil[pk] = sum(_menahan(u, individu, kode) for individu, kode in terbuka[_keluarga_id(u)])
    return hasil


def fakta_individu(ind: Individu, ubah: Mapping[str, Any], dipakai: int) -> FaktaIndividu:
    """A person as the rules see it, with the changed fields laid over the stored ones."""

    def isi(kolom: str) -> Any:
        return ubah[kolom] if kolom in ubah else getattr(ind, kolom)

    lahir = isi("tanggal_lahir")
    return FaktaIndividu(
        id=ind.id_registri, nik=isi("nik"), nama=isi("nama"), tempat_lahir=isi("tempat_lahir"),
        tgl_lahir=date.fromisoformat(lahir) if isinstance(lahir, str) and lahir else lahir or None,
        jenis_kelamin=isi("jenis_kelamin"), nama_ibu=isi("nama_ibu"), pekerjaan=isi("pekerjaan"),
        status_kawin=isi("status_kawin"), shdk=isi("shdk"), kode_desa=ind.kode_desa, jawaban=isi("jawaban"),
        codelist_versi=ind.keluarga.codelist, nik_dipakai=dipakai,
    )  # fmt: skip


def _sesudah(u: Usulan, dipakai: Counter[str], hari_ini: date) -> int:
    ind = u.individu
    assert ind is not None
    nik = u.muatan.get("nik", ind.nik)
    lain = dipakai[nik] - (1 if nik == ind.nik else 0) if nik else 0
    temuan = temuan_individu(fakta_individu(ind, u.muatan, max(lain, 0)), hari_ini)
    return sum(t.tingkat is Tingkat.B and t.kode not in HANYA_USUL_BANTUAN for t in temuan)


def _dipakai(daftar: Sequence[Usulan]) -> Counter[str]:
    """How many active persons in sight carry each NIK that will stand after the change."""
    nik = {u.muatan.get("nik") or u.individu.nik for u in daftar if u.individu} - {""}
    rows = Individu.objects.filter(nik__in=nik, status=StatusIndividu.AKTIF)
    return Counter(rows.values_list("nik", flat=True))


def _terbuka(keluarga: set[int]) -> dict[int, list[tuple[int | None, str]]]:
    rows = Temuan.objects.filter(keluarga_id__in=keluarga, terbuka=True, tingkat=Tingkat.B)
    hasil: dict[int, list[tuple[int | None, str]]] = defaultdict(list)
    for kid, individu, kode in rows.values_list("keluarga_id", "individu_id", "kode"):
        hasil[kid].append((individu, kode))
    return hasil


def _menahan(u: Usulan, individu: int | None, kode: str) -> bool:
    if u.jenis in _BANTUAN:
        return u.individu_id is None or individu in (None, u.individu_id)
    if u.jenis in _PERBAIKAN:
        diganti = _NOMOR_KK if {"no_kk", "alamat"} & u.muatan.keys() else frozenset()
        jawaban = "jawaban" in u.muatan and kode.startswith(("R58", "R59"))
        jumlah = "anggota_di_kk" in u.muatan and kode.startswith("R61")
        return individu is None and kode not in diganti and not jawaban and not jumlah
    return False


def _keluarga_id(u: Usulan) -> int:
    return u.keluarga_id or (u.individu.keluarga_id if u.individu else 0)
