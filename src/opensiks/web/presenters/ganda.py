"""Records that may be the same person or family: who else in sight carries the NIK or the KK number."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from opensiks.keluarga.queries import Anggota, RincianKeluarga, find_nik, find_no_kk, get_keluarga
from opensiks.web.format import write_name


@dataclass(frozen=True)
class Mirip:
    """A record that could be kept: what a GANDA names, and the words to know it by."""

    id_registri: str
    kata: str
    keluarga_id: int


def list_mirip(k: RincianKeluarga, orang: Anggota | None) -> list[Mirip]:
    """Persons with the NIK of this one (or of any member), and families with the same card number."""
    hasil: list[Mirip] = []
    for a in [orang] if orang else k.anggota:
        for lain in find_nik(a.nik) if a.nik else []:
            milik = get_keluarga(lain.keluarga_id)
            kembar = next((m for m in milik.anggota if m.id == lain.individu_id), None) if milik else None
            if milik and kembar and kembar.id != a.id:
                kata = _("{nama}, keluarga {kepala_nama}, RT {rt}").format(
                    nama=write_name(kembar.nama), kepala_nama=write_name(milik.kepala_nama), rt=milik.rt
                )
                hasil.append(Mirip(kembar.id_registri, kata, milik.id))
    for id_ in find_no_kk(k.no_kk) if k.no_kk and orang is None else []:
        milik = get_keluarga(id_) if id_ != k.id else None
        if milik:
            hasil.append(
                Mirip(
                    milik.id_registri,
                    _("Keluarga {kepala_nama}, RT {rt}").format(
                        kepala_nama=write_name(milik.kepala_nama), rt=milik.rt
                    ),
                    milik.id,
                )
            )
    return list(dict.fromkeys(hasil))
