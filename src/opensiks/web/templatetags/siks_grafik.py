"""{% grafik g %}: one chart of web/presenters/grafik.py, with the table behind it. `{% load siks_grafik %}`."""

from typing import Any

from django import template

from opensiks.web.presenters.grafik import Grafik

register = template.Library()


@register.inclusion_tag("components/grafik.html", takes_context=True)
def grafik(context: template.Context, g: Grafik, *, tanpa_kalimat: bool = False) -> dict[str, Any]:
    """The library comes along with the first chart of a page, and only there."""
    request = context.get("request")
    pertama = not getattr(request, "ada_grafik", False)
    if request is not None:
        request.ada_grafik = True
    return {"g": g, "pertama": pertama, "tanpa_kalimat": tanpa_kalimat}
