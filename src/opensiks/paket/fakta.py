"""What decide() looks at, gathered for a whole wave of lines in a few queries whatever their number."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from opensiks.keluarga.models import Individu, Keluarga
from opensiks.paket.baris import Baris, Jendela, Konteks, Rumah, get_kata_masa
from opensiks.paket.fakta_usulan import gather_usulan
from opensiks.paket.fakta_verval import VervalKini, facts_verval, list_diubah, list_verval_kini
from opensiks.paket.lampiran import find_lampiran
from opensiks.paket.models import Ubahan
from opensiks.rules.catat_verval import FaktaCatat, FaktaKeluargaVerval, check_catat
from opensiks.rules.paket import JenisUbahan
from opensiks.rules.registri import StatusIndividu, StatusKeluarga
from opensiks.rules.rule import Violation
from opensiks.rules.syarat import FaktaMasa
from opensiks.rules.temuan import tanggal_panjang
from opensiks.rules.ubahan import HASIL_KELUAR, TANPA_MASA, Keadaan, Vonis
from opensiks.rules.verval import HasilVerval, StatusDesa
from opensiks.verval.queries import facts_masa, with_terhalang
from opensiks.wilayah.queries import get_nama

_J = JenisUbahan
# Kinds whose `pokok` is a record of the registry.
_REGISTRI = frozenset({_J.VERVAL, _J.BATAL_VERVAL, _J.USULAN, _J.FOTO, _J.CATATAN})
_VERVAL = (_J.VERVAL, _J.BATAL_VERVAL)
_NONAKTIF = (StatusKeluarga.NONAKTIF, StatusIndividu.NONAKTIF)


def gather(daftar: Sequence[Baris], konteks: Konteks) -> None:
    """Give every line its `keadaan`, and the record it is about."""
    konteks.bangku |= {b.u.id: b for b in daftar}
    _umum(daftar, konteks)
    _cari_pokok([b for b in daftar if b.jenis in _REGISTRI and b.u.pokok], konteks)
    verval = [b for b in daftar if b.jenis in _VERVAL and b.rumah]
    kini = _verval_kini([b for b in daftar if b.jenis in _REGISTRI], konteks)
    diubah = list_diubah([b for b in verval if b.jenis == _J.VERVAL and b.u.isi.get("hasil") in HASIL_KELUAR])
    for b in verval:
        facts_verval(b, konteks, kini.get(b.rumah.pk if b.rumah else 0), b.u.id in diubah)
    if usulan := [b for b in daftar if b.jenis == _J.USULAN]:
        gather_usulan(usulan, konteks, kini)
    _periksa_verval([b for b in verval if b.jenis == _J.VERVAL and b.fakta["masa"] is None], konteks)
    _periksa_jam([b for b in daftar if b.jenis in (_J.VERVAL, _J.MUSYAWARAH)], konteks)
    _cari_diulang(daftar, konteks)
    for b in daftar:
        b.keadaan = Keadaan(**(b.fakta if not konteks.diputus else {**b.fakta, **_DIPUTUS}))


# A named person has looked at the clash: only the rules are still asked.
_DIPUTUS: dict[str, Any] = {
    "lama": None, "kelompok": (), "serupa": None, "diubah": False, "dikonfirmasi": False, "dikeluarkan": False,
    "kembar": "", "nonaktif": False, "diputus": True,
}  # fmt: skip


def _umum(daftar: Sequence[Baris], konteks: Konteks) -> None:
    lampiran = {b.u.id: _lampiran(b) for b in daftar}
    ada = find_lampiran(konteks.kode_desa, {s for sidik in lampiran.values() for s in sidik})
    for b in daftar:
        b.fakta = {
            "boleh": konteks.boleh,
            "sidik": b.sidik,
            "lama": b.lama,
            "nomor_terpakai": konteks.nomor.get(b.u.n, b.u.id) != b.u.id,
            "acuan": {a: konteks.vonis.get(a, (None, ""))[0] for a in b.acuan},
            "masa": None if b.jenis in TANPA_MASA else konteks.find_jendela(b.at).halangan,
            "lampiran_kurang": [s for s in lampiran[b.u.id] if s not in ada],
        }


def read_hari(b: Baris, konteks: Konteks) -> tuple[date, date]:
    """(day that a visit or a meeting names, day of its deposit); ValueError for what is no day."""
    j = konteks.find_jendela(b.at)
    return date.fromisoformat(str(b.u.isi.get("tanggal"))), j.masa.tanggal(j.saat)


def _periksa_jam(daftar: Sequence[Baris], konteks: Konteks) -> None:
    """A day that had not come when the line was handed over: the laptop's clock is ahead, and nothing else is wrong."""
    for b in daftar:
        try:
            tanggal, titip = read_hari(b, konteks)
        except ValueError:
            continue
        if tanggal > titip and not konteks.find_jendela(b.at).pindah:
            b.fakta["jam_maju"] = (tanggal_panjang(tanggal), tanggal_panjang(titip))


def _cari_diulang(daftar: Sequence[Baris], konteks: Konteks) -> None:
    """The same act of the same village, brought again by the laptop that recovered it: said before, done once."""
    baru = [b for b in daftar if b.row is None]
    if not baru or not konteks.kid_lain:
        return
    # By device: (kid, ubahan) is what the index knows.
    rows = Ubahan.objects.filter(
        kid__in=konteks.kid_lain, kode_desa=konteks.kode_desa, ubahan__in=[b.u.id for b in baru],
        vonis__in=[Vonis.DITERIMA, Vonis.SAMA],
    )  # fmt: skip
    ada = {r.ubahan: r for r in rows}
    for b in baru:
        r = ada.get(b.u.id)
        if r is not None and (r.jenis, r.pokok, r.baris["isi"]) == (b.jenis, b.u.pokok, b.u.isi):
            b.fakta["serupa"], b.hasil = True, r.hasil


def _lampiran(b: Baris) -> list[str]:
    """What the line needs bytes of: what it names, and what its evidence names."""
    isi = b.u.isi
    bukti = isi.get("bukti") if b.jenis == _J.USULAN else None
    sidik = (
        [x["sha256"] for x in bukti if isinstance(x, dict) and "sha256" in x]
        if isinstance(bukti, list)
        else []
    )
    if b.jenis in (_J.FOTO, _J.BERKAS):
        sidik.append(isi.get("sha256"))
    return list(dict.fromkeys(s for s in (*b.u.lampiran, *sidik) if isinstance(s, str)))


_RUMAH = ("pk", "id_registri", "kode_desa", "status", "versi", "kepala_nama", "terhalang")


def _cari_pokok(daftar: Sequence[Baris], konteks: Konteks) -> None:
    """The family or person that each line names, and the village it stands in by now."""
    ids = {b.u.pokok for b in daftar}
    keluarga = with_terhalang(Keluarga.objects.filter(id_registri__in=ids))
    rumah = {r[1]: Rumah(*r) for r in keluarga.values_list(*_RUMAH)}
    utuh_ids = {b.u.pokok for b in daftar if b.jenis not in _VERVAL}
    utuh = {k.id_registri: k for k in Keluarga.objects.filter(id_registri__in=utuh_ids)} if utuh_ids else {}
    sisa = {b.u.pokok for b in daftar if b.jenis == _J.USULAN} - rumah.keys()
    orang = Individu.objects.filter(id_registri__in=sisa).select_related("keluarga") if sisa else ()
    individu = {i.id_registri: i for i in orang}
    di = {r.kode_desa for r in rumah.values()} | {i.kode_desa for i in individu.values()}
    lain = di - {konteks.kode_desa}
    nama = get_nama(lain) if lain else {}
    for b in daftar:
        b.rumah, b.individu = rumah.get(b.u.pokok), individu.get(b.u.pokok)
        b.keluarga = b.individu.keluarga if b.individu else utuh.get(b.u.pokok)
        asal = b.individu or b.rumah
        tempat = asal.kode_desa if asal else ""
        b.fakta |= {
            "ada": asal is not None,
            "desa_kini": nama.get(tempat, tempat) if tempat not in ("", konteks.kode_desa) else "",
            "nonaktif": asal is not None and asal.status in _NONAKTIF,
        }


def _verval_kini(daftar: Sequence[Baris], konteks: Konteks) -> dict[int, VervalKini]:
    """Living verdicts by family, in the period that the lines of each deposit go into."""
    per_periode: dict[int, tuple[Jendela, set[int]]] = {}
    for b in daftar:
        keluarga_id = b.rumah.pk if b.rumah else b.keluarga.pk if b.keluarga else None
        if keluarga_id and b.jenis in (*_VERVAL, _J.USULAN):
            jendela = konteks.find_jendela(b.at)
            per_periode.setdefault(jendela.periode.pk, (jendela, set()))[1].add(keluarga_id)
    hasil: dict[int, VervalKini] = {}
    for jendela, ids in per_periode.values():
        for v in list_verval_kini(jendela.periode, konteks.kode_desa, ids):
            n = konteks.milik.get(f"verval:{v.id}")
            hasil[v.keluarga_id] = v if n is None else replace(v, kid=konteks.kid, n=n)
    return hasil


def _periksa_verval(daftar: Sequence[Baris], konteks: Konteks) -> None:
    """The rules of recording (R19, R71, R72), family by family, so that one refusal never stops the others."""
    masa: dict[Any, tuple[FaktaMasa, dict[str, str]]] = {}
    # What is true of one family is true of all that stand alike; only a refusal names it.
    lolos: set[tuple[Any, ...]] = set()
    for b in daftar:
        k, isi = b.rumah, b.u.isi
        serupa = (b.at, k and (k.status, k.terhalang), isi.get("hasil"), str(isi.get("tanggal")))
        if serupa in lolos:
            continue
        jendela = konteks.find_jendela(b.at)
        if b.at not in masa:
            masa[b.at] = (
                facts_masa(jendela.periode, jendela.masa, jendela.saat),
                get_kata_masa(jendela.masa, jendela.saat, konteks.kode_desa),
            )
        if salah := _check(b, jendela, *masa[b.at]):
            b.fakta["pelanggaran"] = tuple(salah)
        else:
            lolos.add(serupa)


def _check(b: Baris, jendela: Jendela, kalender: FaktaMasa, kata: dict[str, str]) -> list[Violation]:
    k, isi = b.rumah, b.u.isi
    if k is None or jendela.desa is None or isi.get("hasil") not in HasilVerval.__members__:
        return []
    try:
        tanggal = date.fromisoformat(str(isi.get("tanggal")))
    except ValueError:
        return []
    hari_ini = jendela.masa.tanggal(jendela.saat)
    fakta = FaktaCatat(
        status=StatusDesa(jendela.desa.status),
        hasil=HasilVerval(isi["hasil"]),
        # A clock that is ahead is looked at by itself.
        tanggal=hari_ini if jendela.pindah else min(tanggal, hari_ini),
        hari_ini=hari_ini,
        mulai=jendela.masa.tanggal(jendela.masa.mulai),
        daftar=[FaktaKeluargaVerval(nama=k.kepala_nama, status=k.status, terhalang=k.terhalang)],
        dalam_cakupan=True,
        # The door was looked at before (find_jendela).
        dibuka_lagi=True,
        masa=replace(kalender, masa_perbaikan=True),
    )
    return check_catat(fakta, kata)
