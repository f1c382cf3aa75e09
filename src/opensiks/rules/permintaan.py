"""A request for a device that comes as a file: what the office checks before it stands in the list."""

from dataclasses import dataclass

from opensiks.rules.rule import Violation, rule
from opensiks.rules.syarat import is_dalam_cakupan


@dataclass(frozen=True, kw_only=True)
class FaktaPermintaan:
    """`operator_desa`: the account in the file operates that village today."""

    terbaca: bool = False
    dalam_cakupan: bool = False
    operator_desa: bool = False


@rule("R80v", sumber="Rancangan", langkah="Minta operator menyimpan lagi permintaannya dari lembar kerja.")
def is_permintaan_terbaca(f: FaktaPermintaan) -> bool:
    """Berkas ini bukan permintaan perangkat."""
    return f.terbaca


@rule("R80w", sumber="R1; Rancangan", langkah="Periksa penugasan operatornya di Petugas.")
def is_operator_desa(f: FaktaPermintaan) -> bool:
    """Akun di permintaan ini bukan operator desa itu."""
    return f.operator_desa


def check_permintaan(f: FaktaPermintaan) -> list[Violation]:
    """The first that is broken; what is not readable says nothing more."""
    urut = (is_permintaan_terbaca, is_dalam_cakupan, is_operator_desa)
    return [r.violation() for r in urut if not r(f)][:1]
