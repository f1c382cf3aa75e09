"""What a set usulan does to the registry, jenis by jenis: each function takes all lines of its jenis at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from opensiks.infra.clock import local
from opensiks.keluarga import services as keluarga
from opensiks.keluarga.masuk import BarisIndividu, BarisKeluarga
from opensiks.keluarga.models import Individu, Keluarga, Kepesertaan
from opensiks.rules.aktor import Actor
from opensiks.rules.bansos import PROGRAM, REGISTRI, Satuan, SebabKeluar
from opensiks.rules.canonical import list_code, sha256_hex
from opensiks.rules.jenis import Jenis
from opensiks.rules.kodelist import SHDK_KEPALA
from opensiks.rules.registri import StatusIndividu, StatusKeluarga, StatusProgram
from opensiks.usulan.models import Usulan

SUMBER = "usulan"
PBI = "PBI_JK"
_ALAMAT = ("alamat", "dusun", "rt", "rw")


@dataclass(frozen=True)
class Terap:
    """Who applies, and when."""

    by: Actor
    at: datetime

    @property
    def jejak(self) -> dict[str, Any]:
        return {"by": self.by, "at": self.at, "sumber": SUMBER}

    def hari(self, u: Usulan) -> date:
        return local(self.at, u.kode_desa).date()


Penerap = Callable[[Sequence[Usulan], Terap], None]


def make_id(u: Usulan, nomor: int) -> str:
    """The id of a record that a usulan brings; it follows from the usulan alone. `nomor` 0 is the family."""
    isi = {"subjek": u.subjek, "desa": u.kode_desa, "dibuat": u.dibuat_at.isoformat(), "nomor": nomor}
    return f"N{u.kode_desa.replace('.', '')}{list_code(sha256_hex(isi)).replace('-', '')}"


# New families and persons ----------------------------------------------------------------------------------------


def register_baru(daftar: Sequence[Usulan], t: Terap) -> None:
    keluarga.register_keluarga([_keluarga_baru(u) for u in daftar], **t.jejak)


def register_anggota(daftar: Sequence[Usulan], t: Terap) -> None:
    baru = [keluarga.AnggotaBaru(u.keluarga_id or 0, _orang(u, u.muatan["anggota"])) for u in daftar]
    keluarga.register_individu(baru, **t.jejak)


def _keluarga_baru(u: Usulan) -> BarisKeluarga:
    isi = {k: v for k, v in u.muatan["keluarga"].items() if k not in ("lintang", "bujur")}
    program = PROGRAM.get(u.program)
    anggota = _orang(u, u.muatan["anggota"])
    if program and program.satuan is Satuan.INDIVIDU:
        for a in anggota:
            a.program = [program.kode]
    return BarisKeluarga(
        id_registri=make_id(u, 0), kode_desa=u.kode_desa, usulan_id=u.pk, anggota=anggota,
        lintang=u.muatan["keluarga"].get("lintang"), bujur=u.muatan["keluarga"].get("bujur"),
        program=[program.kode] if program and program.satuan is Satuan.KELUARGA else (), **isi,
    )  # fmt: skip


def _orang(u: Usulan, isi: Iterable[dict[str, Any]]) -> list[BarisIndividu]:
    return [
        BarisIndividu(
            id_registri=make_id(u, n), usulan_id=u.pk,
            **(a | {"tanggal_lahir": date.fromisoformat(a["tanggal_lahir"])}),
        )
        for n, a in enumerate(isi, 1)
    ]  # fmt: skip


# Changed data ----------------------------------------------------------------------------------------------------


def revise(daftar: Sequence[Usulan], t: Terap) -> None:
    """PERBAIKAN of persons and of families."""
    orang = [
        keluarga.PerubahanIndividu(u.individu_id, _tanpa_jawaban(u), u.muatan.get("jawaban", {}), u.pk)
        for u in daftar
        if u.individu_id
    ]
    rumah = [
        keluarga.PerubahanKeluarga(u.keluarga_id or 0, _tanpa_jawaban(u), u.muatan.get("jawaban", {}), u.pk)
        for u in daftar
        if not u.individu_id
    ]
    if orang:
        keluarga.revise_individu(orang, **t.jejak)
    if rumah:
        keluarga.revise_keluarga(rumah, **t.jejak)


def _tanpa_jawaban(u: Usulan) -> dict[str, Any]:
    return {k: v for k, v in u.muatan.items() if k != "jawaban"}


def split(daftar: Sequence[Usulan], t: Terap) -> None:
    """PECAH_KK: a new family under the new card, and the named members go there."""
    asal = {u.pk: u.keluarga for u in daftar if u.keluarga}
    baris = [
        BarisKeluarga(
            id_registri=make_id(u, 0), kode_desa=asal[u.pk].kode_desa, no_kk=u.muatan["no_kk"],
            codelist=asal[u.pk].codelist, verval_terakhir=asal[u.pk].verval_terakhir, usulan_id=u.pk,
            **{k: u.muatan.get(k) or getattr(asal[u.pk], k) for k in _ALAMAT},
        )
        for u in daftar
    ]  # fmt: skip
    ids = dict(zip((u.pk for u in daftar), keluarga.register_keluarga(baris, **t.jejak), strict=True))
    dikenal = {reg for u in daftar for reg in u.muatan["anggota"]}
    orang = dict(Individu.objects.filter(id_registri__in=dikenal).values_list("id_registri", "id"))
    keluarga.move_individu(
        [
            keluarga.PindahIndividu(
                orang[reg], ids[u.pk], SHDK_KEPALA if reg == u.muatan["kepala"] else None, usulan_id=u.pk
            )
            for u in daftar
            for reg in u.muatan["anggota"]
            if reg in orang
        ],
        **t.jejak,
    )


def set_pengurus(daftar: Sequence[Usulan], t: Terap) -> None:
    reg = {u.muatan["pengurus"] for u in daftar}
    orang = dict(Individu.objects.filter(id_registri__in=reg).values_list("id_registri", "id"))
    keluarga.revise_keluarga(
        [
            keluarga.PerubahanKeluarga(
                u.keluarga_id or 0, {"pengurus_id": orang[u.muatan["pengurus"]]}, usulan_id=u.pk
            )
            for u in daftar
        ],
        **t.jejak,
    )


# Programmes ------------------------------------------------------------------------------------------------------


def start_program(daftar: Sequence[Usulan], t: Terap) -> None:
    _set_program(daftar, t, StatusProgram.AKTIF)


def stop_program(daftar: Sequence[Usulan], t: Terap) -> None:
    _set_program(daftar, t, StatusProgram.HENTI)


def _set_program(daftar: Sequence[Usulan], t: Terap, status: StatusProgram) -> None:
    """A programme that counts persons is set for the person named, or for every active member of the family."""
    anggota: dict[int, list[int]] = {}
    rows = Individu.objects.filter(
        keluarga_id__in={u.keluarga_id for u in daftar}, status=StatusIndividu.AKTIF
    )
    for kid, iid in rows.order_by("id").values_list("keluarga_id", "id"):
        anggota.setdefault(kid, []).append(iid)
    per_hari: dict[date, list[keluarga.PerubahanKepesertaan]] = {}
    for u in daftar:
        program = PROGRAM[u.program or PBI]
        kid = u.keluarga_id or 0
        siapa: list[int | None] = [None]
        if program.satuan is Satuan.INDIVIDU:
            siapa = [u.individu_id] if u.individu_id else list(anggota.get(kid, ()))
        per_hari.setdefault(t.hari(u), []).extend(
            keluarga.PerubahanKepesertaan(
                kid, program.kode, status, iid, u.kode_alasan or u.jenis.value, u.pk
            )
            for iid in siapa
        )
    for hari, perubahan in per_hari.items():
        keluarga.set_kepesertaan(perubahan, by=t.by, at=t.at, sejak=hari)


# Leaving ---------------------------------------------------------------------------------------------------------


def close_layak(daftar: Sequence[Usulan], t: Terap) -> None:
    """TIDAK_LAYAK for one programme, or for the registry and so for all of them."""
    registri = [u for u in daftar if u.program == REGISTRI]
    if program := [u for u in daftar if u.program != REGISTRI]:
        stop_program(program, t)
    if registri:
        close_keluarga(registri, SebabKeluar.TIDAK_LAYAK, t)


def close_meninggal(daftar: Sequence[Usulan], t: Terap) -> None:
    """The person is closed, and the next head takes over where one was named; else R53 is found."""
    close_individu(daftar, SebabKeluar.MENINGGAL, t)
    pengganti = {u.muatan["kepala_baru"]: u for u in daftar if u.muatan.get("kepala_baru")}
    orang = Individu.objects.filter(id_registri__in=pengganti, status=StatusIndividu.AKTIF)
    kepala = [
        keluarga.PerubahanIndividu(i.pk, {"shdk": SHDK_KEPALA}, usulan_id=pengganti[i.id_registri].pk)
        for i in orang
        if i.keluarga_id == pengganti[i.id_registri].keluarga_id
    ]
    if kepala:
        keluarga.revise_individu(kepala, **t.jejak)


def close_ganda(daftar: Sequence[Usulan], t: Terap) -> None:
    """The double is closed; the record that is kept stays as it is."""
    _close(daftar, SebabKeluar.GANDA, t)


def close_hilang(daftar: Sequence[Usulan], t: Terap) -> None:
    _close(daftar, SebabKeluar.TIDAK_DITEMUKAN, t)


def move(daftar: Sequence[Usulan], t: Terap) -> None:
    """PINDAH: a family goes to a village that this registry keeps, anyone else leaves it."""
    dijaga = find_dijaga({u.muatan["tujuan"] for u in daftar})
    dalam = [u for u in daftar if not u.individu_id and u.muatan["tujuan"] in dijaga]
    luar = [u for u in daftar if u not in dalam]
    if dalam:
        keluarga.move_keluarga(
            [
                keluarga.PindahKeluarga(
                    u.keluarga_id or 0, u.muatan["tujuan"], _alamat_baru(u), usulan_id=u.pk
                )
                for u in dalam
            ],
            **t.jejak,
        )
    if luar:
        _close(luar, SebabKeluar.PINDAH, t)


def find_dijaga(tujuan: set[str]) -> set[str]:
    """The destinations that are villages of a kabupaten whose families are in this registry."""
    desa = {kode for kode in tujuan if kode.count(".") == 3}
    kab = {k for k in {d[:5] for d in desa} if Keluarga.objects.filter(kode_desa__startswith=k).exists()}
    return {d for d in desa if d[:5] in kab}


def _alamat_baru(u: Usulan) -> dict[str, str]:
    """The new address as far as it is known; an empty one is a finding for the village that receives (R54)."""
    return {k: u.muatan.get(k, "") for k in _ALAMAT}


def _close(daftar: Sequence[Usulan], sebab: SebabKeluar, t: Terap) -> None:
    if orang := [u for u in daftar if u.individu_id]:
        close_individu(orang, sebab, t)
    if rumah := [u for u in daftar if not u.individu_id]:
        close_keluarga(rumah, sebab, t)


def close_individu(daftar: Sequence[Usulan], sebab: SebabKeluar, t: Terap) -> None:
    """Persons leave: their own aid stops, nobody who left stays pengurus, and a family left empty closes too."""
    usulan = {u.individu_id: u.pk for u in daftar if u.individu_id}
    keluarga.set_status_individu(list(usulan), StatusIndividu.NONAKTIF, sebab, usulan=usulan, **t.jejak)
    _stop_semua(daftar, sebab, t, {"individu_id__in": list(usulan)})
    rumah = {u.keluarga_id: u.pk for u in daftar if u.keluarga_id}
    tersisa = Keluarga.objects.filter(pk__in=rumah).exclude(status=StatusKeluarga.NONAKTIF)
    tanpa_pengurus = [
        keluarga.PerubahanKeluarga(k.pk, {"pengurus_id": None}, usulan_id=rumah[k.pk])
        for k in tersisa.filter(pengurus_id__in=usulan)
    ]
    if tanpa_pengurus:
        keluarga.revise_keluarga(tanpa_pengurus, **t.jejak)
    kosong = set(tersisa.filter(jumlah_anggota=0).values_list("id", flat=True))
    if akhir := [u for u in daftar if u.keluarga_id in kosong]:
        close_keluarga(akhir, sebab, t)


def close_keluarga(daftar: Sequence[Usulan], sebab: SebabKeluar, t: Terap) -> None:
    """Families leave, and every aid of theirs stops."""
    usulan = {u.keluarga_id: u.pk for u in daftar if u.keluarga_id}
    keluarga.set_status_keluarga(list(usulan), StatusKeluarga.NONAKTIF, sebab, usulan=usulan, **t.jejak)
    _stop_semua(daftar, sebab, t, {"keluarga_id__in": list(usulan)})


def _stop_semua(daftar: Sequence[Usulan], sebab: SebabKeluar, t: Terap, siapa: dict[str, Any]) -> None:
    rows = Kepesertaan.objects.filter(status=StatusProgram.AKTIF, sampai__isnull=True, **siapa).order_by("id")
    dari = {u.individu_id: u for u in daftar} | {-(u.keluarga_id or 0): u for u in daftar}
    per_hari: dict[date, list[keluarga.PerubahanKepesertaan]] = {}
    for p in rows:
        u = dari.get(p.individu_id) or dari[-p.keluarga_id]
        per_hari.setdefault(t.hari(u), []).append(
            keluarga.PerubahanKepesertaan(
                p.keluarga_id, p.program, StatusProgram.HENTI, p.individu_id, sebab.value, u.pk
            )
        )
    for hari, perubahan in per_hari.items():
        keluarga.set_kepesertaan(perubahan, by=t.by, at=t.at, sejak=hari)


# First who comes in, then what is written of them, then who leaves: a line never acts on a record already closed.
PENERAP: dict[Jenis, Penerap] = {
    Jenis.BARU: register_baru,
    Jenis.TAMBAH_ART: register_anggota,
    Jenis.PERBAIKAN_ID: revise,
    Jenis.PERBAIKAN_DATA: revise,
    Jenis.PECAH_KK: split,
    Jenis.PENGURUS: set_pengurus,
    Jenis.BANSOS_MASUK: start_program,
    Jenis.REAKTIVASI: start_program,
    Jenis.BANSOS_HENTI: stop_program,
    Jenis.TIDAK_LAYAK: close_layak,
    Jenis.MENINGGAL: close_meninggal,
    Jenis.GANDA: close_ganda,
    Jenis.TIDAK_DITEMUKAN: close_hilang,
    Jenis.PINDAH: move,
}
