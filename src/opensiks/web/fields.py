"""Forms in our words: a base form that says what to fill in, and a date in three parts with a named month."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from opensiks.web.bahasa import nanti
from opensiks.web.format import BULAN, lower_first

_BULAN = [("", nanti("Bulan")), *((str(n), nama) for n, nama in enumerate(BULAN, start=1))]


class Formulir(forms.Form):
    """Base of every form: "Isi nama ibu kandung." instead of the framework's words, and no browser bubbles."""

    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for nama, bidang in self.fields.items():
            self.finish(nama, bidang)

    @staticmethod
    def finish(nama: str, bidang: forms.Field) -> None:
        """Give a field our words; called again for a field that is put in later."""
        if bidang.error_messages["required"] == forms.Field.default_error_messages["required"]:
            kerja = _("Pilih") if isinstance(bidang, forms.ChoiceField) else _("Isi")
            bidang.error_messages["required"] = (
                f"{kerja} {lower_first(str(bidang.label or nama)).rstrip('?')}."
            )
        if isinstance(bidang, forms.ChoiceField):
            bidang.error_messages["invalid_choice"] = _("Pilih salah satu yang tersedia.")


class TanggalWidget(forms.MultiWidget):
    """Day, named month, year: no calendar to page through for a birth date, and no 03/04 to misread."""

    use_fieldset = True

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        angka = {"inputmode": "numeric", "autocomplete": "off"}
        super().__init__(
            [
                forms.TextInput({**angka, "maxlength": 2, "placeholder": _("Hari"), "aria-label": _("Hari")}),
                forms.Select({"aria-label": _("Bulan")}, choices=_BULAN),
                forms.TextInput(
                    {**angka, "maxlength": 4, "placeholder": _("Tahun"), "aria-label": _("Tahun")}
                ),
            ],
            attrs,
        )

    def decompress(self, value: date | None) -> list[Any]:
        return [value.day, value.month, value.year] if value else ["", "", ""]


class TanggalField(forms.MultiValueField):
    """Gives a date; a day that does not exist is refused with a sentence that says so."""

    widget = TanggalWidget

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("error_messages", {"required": _("Isi hari, bulan, dan tahun.")})
        bagian = [forms.CharField(), forms.CharField(), forms.CharField()]
        super().__init__(fields=bagian, require_all_fields=True, **kwargs)

    def compress(self, data_list: Sequence[str]) -> date | None:
        if not data_list:
            return None
        try:
            hari, bulan, tahun = (int(bagian) for bagian in data_list)
        except ValueError:
            raise ValidationError(_("Hari dan tahun ditulis dengan angka."), code="angka") from None
        if not 1900 <= tahun <= 2100:
            raise ValidationError(_("Tahun ditulis empat angka, misalnya 1985."), code="tahun")
        try:
            return date(tahun, bulan, hari)
        except ValueError:
            nama = BULAN[bulan - 1] if 1 <= bulan <= 12 else _("bulan itu")
            raise ValidationError(
                _("Tanggal {hari} {nama} {tahun} tidak ada.").format(hari=hari, nama=nama, tahun=tahun),
                code="tanggal",
            ) from None
