"""What one meeting decided and how the families stand, by ids alone: a worksheet's paper is compared with it."""

from __future__ import annotations

from opensiks.musyawarah.daftar import DI_LUAR
from opensiks.musyawarah.models import Keputusan, Musyawarah
from opensiks.verval.models import Periode, Verval


def list_putusan_rapat(m: Musyawarah) -> dict[int, str]:
    """The standing decision of this meeting on each usulan that stands on the list, by usulan id."""
    rows = Keputusan.objects.filter(musyawarah=m, batal_at__isnull=True).exclude(usulan__status__in=DI_LUAR)
    return {pk: str(hasil) for pk, hasil in rows.values_list("usulan_id", "hasil")}


def list_hasil_verval(periode: Periode, kode_desa: str) -> dict[str, str]:
    """Every family's standing verdict in the period, by the family's registry id."""
    rows = Verval.objects.filter(periode=periode, kode_desa=kode_desa, batal_at__isnull=True)
    return {id_: str(hasil) for id_, hasil in rows.values_list("keluarga__id_registri", "hasil")}
