"""What is looked for on a page that stands open in Chromium: barriers (axe), overflow, overlaps, small targets, lost focus."""

from functools import cache
from importlib.resources import files
from typing import Any

from playwright.sync_api import Page

# WCAG 2.0 to 2.2, A and AA, and what axe calls best practice.
ATURAN = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
# Laptop, the same at 200 %, phone, and the width of WCAG 1.4.10.
UKURAN = {"laptop": (1366, 768), "zoom200": (683, 384), "hp": (360, 800), "sempit": (320, 640)}

_AXE = """async (aturan) => {
  const hasil = await axe.run(document, { runOnly: { type: "tag", values: aturan }, resultTypes: ["violations"] });
  return hasil.violations.map((v) => `${v.id}: ${v.help}: ` + v.nodes.slice(0, 3).map((n) => n.target.join(" ") + " " + n.html.slice(0, 160)).join(" | "));
}"""

# Whatever a person presses or types in, visible and in reach.
_KENDALI = """
  const tampak = (e) => { const r = e.getBoundingClientRect(); const g = getComputedStyle(e);
    return r.width > 0 && r.height > 0 && g.visibility !== "hidden" && g.opacity !== "0" && !e.closest("[inert]"); };
  const kendali = () => [...document.querySelectorAll("a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex='0']")].filter(tampak);
  const sebut = (e) => `${e.tagName.toLowerCase()}.${e.className?.baseVal ?? e.className} "${(e.getAttribute("aria-label") || e.textContent || e.name || "").trim().replace(/\\s+/g, " ").slice(0, 40)}"`;
"""

# Nothing but a table's own frame scrolls sideways, and no text is cut at the edge of the page.
_MELUAP = (
    "() => {"
    + _KENDALI
    + """
  const lebar = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= lebar) return [];
  const berbingkai = (e) => { for (let p = e.parentElement; p; p = p.parentElement) { const g = getComputedStyle(p); if (g.overflowX !== "visible" && p !== document.body && p !== document.documentElement) return true; } return false; };
  return [...document.body.querySelectorAll("*")].filter((e) => tampak(e) && e.getBoundingClientRect().right > lebar + 1 && !berbingkai(e)).slice(0, 4).map(sebut);
}"""
)

# Text that its own box cuts off, where nothing shows that there is more.
_TERPOTONG = (
    "() => {"
    + _KENDALI
    + """
  return [...document.querySelectorAll("button, a, th, h1, h2, h3, label, summary, .tombol, dt")].filter((e) => {
    if (!tampak(e)) return false;
    const g = getComputedStyle(e);
    if (e.closest(".baca") || e.matches(".lompat")) return false;
    return (g.overflowX === "hidden" || g.overflowX === "clip") && g.textOverflow !== "ellipsis" && e.scrollWidth > e.clientWidth + 1 && e.clientWidth > 1;
  }).slice(0, 4).map(sebut);
}"""
)

# Two controls on the same spot: one cannot be hit. What sticks to an edge is above what scrolls under it, and is left out.
_TINDIH = (
    "() => {"
    + _KENDALI
    + """
  const melekat = (e) => { for (let p = e; p && p !== document.body; p = p.parentElement) { const pos = getComputedStyle(p).position; if (pos === "fixed" || pos === "sticky") return true; } return false; };
  const semua = kendali().filter((e) => !melekat(e) && !e.matches(".lompat") && !e.closest("details[data-menu] .menu"));
  const keluar = [];
  const kotak = semua.map((e) => e.getBoundingClientRect());
  for (let i = 0; i < semua.length && keluar.length < 4; i++) for (let j = i + 1; j < Math.min(semua.length, i + 40); j++) {
    const a = kotak[i], b = kotak[j], x = Math.min(a.right, b.right) - Math.max(a.left, b.left), y = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
    if (x > 2 && y > 2 && !semua[i].contains(semua[j]) && !semua[j].contains(semua[i]) && !semua[i].closest("tr[tabindex]")?.isSameNode(semua[j])) { keluar.push(sebut(semua[i]) + " × " + sebut(semua[j])); break; }
  }
  return keluar;
}"""
)

# WCAG 2.5.8: 24 px each way, or that much room around it; words in a sentence are excepted.
_KECIL = (
    "() => {"
    + _KENDALI
    + """
  const semua = kendali().filter((e) => !e.matches(".lompat, tr, [type=file], input.baca"));
  const dalamKalimat = (e) => e.tagName === "A" && getComputedStyle(e).display === "inline";
  const tengah = (e) => { const r = (e.closest("label") && e.matches("[type=checkbox],[type=radio]") ? e.closest("label") : e).getBoundingClientRect(); return { x: r.left + r.width / 2, y: r.top + r.height / 2, w: r.width, h: r.height }; };
  const titik = semua.map(tengah);
  return semua.filter((e, i) => {
    const t = titik[i];
    if (t.w >= 23.5 && t.h >= 23.5 || dalamKalimat(e)) return false;
    return titik.some((o, j) => j !== i && !semua[j].contains(e) && !e.contains(semua[j]) && Math.hypot(o.x - t.x, o.y - t.y) < 24);
  }).slice(0, 4).map(sebut);
}"""
)

_JARAK_TEKS = """* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }
p { margin-bottom: 2em !important; }"""

# Where the focus is, whether it shows, and whether something that sticks lies over it (WCAG 2.4.7, 2.4.11).
_FOKUS = (
    "() => {"
    + _KENDALI
    + """
  const e = document.activeElement;
  if (!e || e === document.body) return { nama: "", kunci: "" };
  const g = getComputedStyle(e), r = e.getBoundingClientRect();
  const cincin = (g.outlineStyle !== "none" && parseFloat(g.outlineWidth) >= 2) || g.boxShadow !== "none";
  const dalamLayar = r.bottom > 0 && r.top < innerHeight && r.right > 0 && r.left < innerWidth;
  // One uncovered point is enough: 2.4.11 forbids being entirely hidden.
  const bebas = [[0.5, 0.5], [0.1, 0.2], [0.9, 0.8], [0.1, 0.8], [0.9, 0.2]].some(([a, b]) => {
    const x = Math.min(Math.max(r.left + r.width * a, 0), innerWidth - 1), y = Math.min(Math.max(r.top + r.height * b, 0), innerHeight - 1);
    if (x < r.left - 1 || x > r.right + 1 || y < r.top - 1 || y > r.bottom + 1) return false;
    const di = document.elementFromPoint(x, y);
    return di && (e.contains(di) || di.contains(e) || e.closest("label")?.contains(di) || (e.labels && [...e.labels].some((l) => l.contains(di))));
  });
  window.__no ??= new WeakMap(); window.__n ??= 0;
  if (!window.__no.has(e)) window.__no.set(e, ++window.__n);
  return { nama: sebut(e), kunci: window.__no.get(e), cincin: cincin || e.matches("main, [tabindex='-1']"), dalamLayar, bebas };
}"""
)


@cache
def _sumber_axe() -> str:
    return files("axe_playwright_python").joinpath("axe.min.js").read_text("utf-8")


def cari_hambatan(page: Page) -> list[str]:
    """What axe finds; the page's own CSP stays, axe comes in through the debugger."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(_sumber_axe() + "\n;0")
    return list(page.evaluate(_AXE, list(ATURAN)))


def buka_semua(page: Page) -> int:
    """Open everything that can be folded out in place; how many."""
    return int(
        page.evaluate(
            "() => { const d = [...document.querySelectorAll('details:not([open])')]; for (const x of d) x.open = true; return d.length; }"
        )
    )


def tutup_semua(page: Page) -> None:
    page.evaluate("() => { for (const x of document.querySelectorAll('details[data-menu][open]')) x.open = false; }")


def cari_cacat(page: Page) -> list[str]:
    """Overflow, cut text, overlapping controls and small targets at the size the page has now."""
    cacat = []
    for nama, kode in {"meluap": _MELUAP, "terpotong": _TERPOTONG, "tindih": _TINDIH, "kecil": _KECIL}.items():
        cacat += [f"{nama}: {satu}" for satu in page.evaluate(kode)]
    return cacat


def cari_luapan_jarak(page: Page) -> list[str]:
    """The same with the reader's own spacing of text (WCAG 1.4.12)."""
    page.evaluate(
        "(css) => { const s = new CSSStyleSheet(); s.replaceSync(css); document.adoptedStyleSheets = [s]; }", _JARAK_TEKS
    )  # fmt: skip
    cacat = [f"jarak teks, meluap: {x}" for x in page.evaluate(_MELUAP)]
    page.evaluate("() => { document.adoptedStyleSheets = []; }")
    return cacat


def lihat_fokus(page: Page) -> dict[str, Any]:
    return dict(page.evaluate(_FOKUS))


def telusuri_fokus(page: Page, batas: int = 90) -> list[str]:
    """Go through the page by Tab: every stop shows where it is, lies in sight and under nothing."""
    cacat, dikenal = [], set()
    page.evaluate("() => { document.activeElement?.blur(); window.scrollTo(0, 0); }")
    for _ in range(batas):
        page.keyboard.press("Tab")
        fokus = lihat_fokus(page)
        if not fokus["nama"] or fokus["kunci"] in dikenal:
            break
        dikenal.add(fokus["kunci"])
        for sifat, kata in (("cincin", "fokus tak terlihat"), ("dalamLayar", "fokus di luar layar"), ("bebas", "fokus tertutup")):
            if not fokus[sifat]:
                cacat.append(f"{kata}: {fokus['nama']}")
                break
    return cacat[:4]
