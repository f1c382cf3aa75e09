"""Whether the village's verval is open for recording, and the sentence for a closed door."""

from __future__ import annotations

from django.utils.translation import gettext as _

from opensiks.rules.catat_verval import BOLEH_CATAT
from opensiks.rules.rule import Violation
from opensiks.verval import services as verval
from opensiks.web.format import lower_first, write_refusal
from opensiks.web.presenters.desa import DesaKerja


def explain_pintu(desa: DesaKerja) -> str:
    """Why nothing can be recorded now and who opens it, for "Belum bisa: …"; empty when the door is open."""
    if desa.periode is None or desa.stand is None or desa.masa is None:
        return _("belum ada periode yang dibuka.")
    ingatan = desa.__dict__
    if "_pintu" not in ingatan:
        # Asked once for each village and request, like the village itself.
        ingatan["_pintu"] = _first(verval.list_halangan(desa.periode, desa.stand, desa.masa, desa.at))
    return str(ingatan["_pintu"])


def explain_batal(desa: DesaKerja) -> str:
    """Why a verdict cannot be taken back; the service asks the same of the village."""
    if desa.status in BOLEH_CATAT:
        return ""
    return _("desa sudah final. Minta kabupaten mengembalikan hasil desa, lalu perbaiki.")


def _first(salah: list[Violation]) -> str:
    return lower_first(write_refusal(salah[0])) if salah else ""
