"""What a refusal says."""

import pytest

from opensiks.rules.rule import AksiDitolak


def kode(galat: pytest.ExceptionInfo[AksiDitolak]) -> list[str]:
    """The codes of the rules that were broken, in their order."""
    return [v.kode for v in galat.value.violations]
