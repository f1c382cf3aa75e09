"""page(): the whole template, or only one of its blocks when HTMX asks for a part.

A part is a {% block %} of the page that uses it. Values set outside the block ({% with %}, {% load %} aside) are not
there when the block is rendered alone: give everything in the context.
"""

import json
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template import Template
from django.template.context import make_context
from django.template.loader import get_template
from django.template.loader_tags import BLOCK_CONTEXT_KEY, BlockContext, BlockNode, ExtendsNode
from django.utils.cache import patch_vary_headers


def wants_part(request: HttpRequest) -> bool:
    """HTMX asks for a part, not for a whole page (boosted link, or Back after the cache was cleared)."""
    return (
        request.headers.get("HX-Request") == "true"
        and request.headers.get("HX-Boosted") != "true"
        and request.headers.get("HX-History-Restore-Request") != "true"
    )


def render_block(template: Template, block: str, context: dict[str, Any], request: HttpRequest) -> str:
    """Render one named block, with the overrides and {{ block.super }} of the templates it inherits from."""
    konteks = make_context(context, request)
    with konteks.bind_template(template), konteks.render_context.push_state(template):
        blok = BlockContext()
        kini: Template | None = template
        while kini is not None:
            blok.add_blocks({node.name: node for node in _nodes(kini, BlockNode)})
            induk = _nodes(kini, ExtendsNode)
            kini = induk[0].get_parent(konteks) if induk else None
        node = blok.get_block(block)
        if node is None:
            raise LookupError(f"No block {block!r} in {template.name}")
        konteks.render_context[BLOCK_CONTEXT_KEY] = blok
        return str(node.render(konteks))


def _nodes(template: Template, jenis: type[Any]) -> list[Any]:
    return list(template.nodelist.get_nodes_by_type(jenis))


def page(
    request: HttpRequest,
    template: str,
    block: str | None = None,
    *,
    status: int = 200,
    umumkan: str = "",
    **context: Any,
) -> HttpResponse:
    """The page as a response. `umumkan` is one sentence for the polite live region after a part is swapped in."""
    halaman = get_template(template)
    if block is not None and wants_part(request):
        inti: Template = halaman.template  # type: ignore[attr-defined]  # the backend wraps the real one
        response = HttpResponse(render_block(inti, block, context, request), status=status)
        if umumkan:
            announce(response, umumkan)
    else:
        response = HttpResponse(halaman.render(context, request), status=status)
    patch_vary_headers(response, ["HX-Request"])
    return response


def announce(response: HttpResponse, kalimat: str) -> None:
    """Have the page read a sentence aloud (static/js/opensiks.js listens); headers carry ASCII, JSON escapes."""
    response.headers["HX-Trigger"] = json.dumps({"siks:umumkan": {"kalimat": kalimat}})
