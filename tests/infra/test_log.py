"""No line of log carries a NIK or a KK, whoever writes it and however."""

import io
import logging
import logging.config
from collections.abc import Iterator

import pytest
from django.conf import settings

from opensiks.infra.log import SamarFilter

NIK, KK = "1804121205865003", "1804120101095007"


@pytest.fixture
def tulisan() -> Iterator[io.StringIO]:
    """What the handler of the settings would print."""
    keluar = io.StringIO()
    handler = logging.StreamHandler(keluar)
    handler.addFilter(SamarFilter())
    catat = logging.getLogger("uji.samar")
    catat.addHandler(handler)
    yield keluar
    catat.removeHandler(handler)


@pytest.mark.parametrize(
    ("pesan", "isi"),
    [
        (f"NIK {NIK} tidak cocok", ()),
        ("NIK %s tidak cocok", (NIK,)),
        ("NIK %(nik)s, KK %(kk)s", ({"nik": NIK, "kk": KK},)),
        ("KK %d", (int(KK),)),
        ("%s ditulis salah %s", (NIK,)),
        ("berjarak 180412 120586 5003", ()),
    ],
)
def test_numbers_are_hidden_however_they_come(
    tulisan: io.StringIO, pesan: str, isi: tuple[object, ...]
) -> None:
    """Kegagalan 74: whatever way a number takes into the log, it comes out hidden."""
    logging.getLogger("uji.samar").warning(pesan, *isi)
    assert "180412" in tulisan.getvalue()
    for nomor in (NIK, KK, "180412 120586 5003"):
        assert nomor not in tulisan.getvalue()


def test_a_traceback_hides_them_too(tulisan: io.StringIO) -> None:
    """Kegagalan 74."""
    try:
        raise ValueError(f"bentuk salah: {NIK}")
    except ValueError:
        logging.getLogger("uji.samar").exception("impor berhenti pada %s", KK)
    keluar = tulisan.getvalue()
    assert "ValueError: bentuk salah: 180412******5003" in keluar
    assert NIK not in keluar
    assert KK not in keluar


def test_other_numbers_stay(tulisan: io.StringIO) -> None:
    logging.getLogger("uji.samar").warning("batch 1804-2021-0001, %s baris", 119120)
    assert tulisan.getvalue() == "batch 1804-2021-0001, 119120 baris\n"


def test_every_handler_of_the_settings_has_the_filter() -> None:
    isi = settings.LOGGING
    assert isi["filters"]["samar"]["()"] == "opensiks.infra.log.SamarFilter"
    assert all("samar" in h["filters"] for h in isi["handlers"].values())
    # Django's defaults are configured first; ours must take away what they hung up.
    daftar = [logging.getLogger(), *map(logging.getLogger, ["django", "django.server", "django.request"])]
    milik = [
        h for catat in daftar for h in catat.handlers if type(h).__module__ in ("logging", "django.utils.log")
    ]
    assert milik
    assert all(any(isinstance(f, SamarFilter) for f in h.filters) for h in milik)
