// What periksa.py asks of a page. Each search answers with a few names of what it found; an empty list is good.
(() => {
  if (window.__layar) return;
  const $$ = (pilih, akar = document) => [...akar.querySelectorAll(pilih)];
  const gaya = (e) => getComputedStyle(e);
  const tampak = (e) => {
    const r = e.getBoundingClientRect();
    return r.width > 0 && r.height > 0 && e.checkVisibility({ contentVisibilityAuto: true, opacityProperty: true, visibilityProperty: true }) && !e.closest("[inert]");
  };
  // Whatever a person presses or types in, visible and in reach.
  const KENDALI = "a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex='0']";
  const kendali = () => $$(KENDALI).filter(tampak);
  const kelas = (e) => e.className?.baseVal ?? e.className;
  const sebut = (e) => {
    const kata = (e.getAttribute("aria-label") || e.textContent || e.name || "").trim().replace(/\s+/g, " ");
    return `${e.tagName.toLowerCase()}.${kelas(e)} "${kata.slice(0, 40)}"`;
  };
  const leluhur = function* (e) {
    for (let p = e; p && p !== document.body; p = p.parentElement) yield p;
  };
  const adaLeluhur = (e, uji) => { for (const p of leluhur(e)) if (uji(p)) return true; return false; };

  // Nothing but a table's own frame scrolls sideways.
  function meluap() {
    const lebar = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= lebar) return [];
    const berbingkai = (e) => adaLeluhur(e.parentElement, (p) => gaya(p).overflowX !== "visible");
    return $$("body *").filter((e) => tampak(e) && e.getBoundingClientRect().right > lebar + 1 && !berbingkai(e)).slice(0, 4).map(sebut);
  }

  // Words that their own box cuts off, where nothing shows that there is more.
  function terpotong() {
    return $$("button, a, th, h1, h2, h3, label, summary, dt").filter((e) => {
      if (!tampak(e) || e.closest(".baca") || e.matches(".lompat")) return false;
      const g = gaya(e);
      const memotong = g.overflowX === "hidden" || g.overflowX === "clip";
      return memotong && g.textOverflow !== "ellipsis" && e.clientWidth > 1 && e.scrollWidth > e.clientWidth + 1;
    }).slice(0, 4).map(sebut);
  }

  // Two controls on one spot. What sticks to an edge lies above what scrolls under it, and is left out.
  function tindih() {
    const melekat = (e) => adaLeluhur(e, (p) => ["fixed", "sticky"].includes(gaya(p).position));
    const semua = kendali().filter((e) => !melekat(e) && !e.matches(".lompat, .baca, tr") && !e.closest("details[data-menu] .menu"));
    // A link that runs over two lines has no one box.
    const berbaris = (e) => gaya(e).display === "inline" && e.getClientRects().length > 1;
    const kotak = semua.map((e) => (berbaris(e) ? new DOMRect() : e.getBoundingClientRect()));
    const keluar = [];
    for (let i = 0; i < semua.length && keluar.length < 4; i++) {
      for (let j = i + 1; j < Math.min(semua.length, i + 40); j++) {
        const a = kotak[i], b = kotak[j];
        const x = Math.min(a.right, b.right) - Math.max(a.left, b.left);
        const y = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
        if (x <= 2 || y <= 2 || semua[i].contains(semua[j]) || semua[j].contains(semua[i])) continue;
        keluar.push(`${sebut(semua[i])} × ${sebut(semua[j])}`);
        break;
      }
    }
    return keluar;
  }

  // WCAG 2.5.8: 24 px each way, or that much room around it. Links in a sentence are excepted by it.
  function kecil() {
    const semua = kendali().filter((e) => !e.matches(".lompat, tr, [type=file], input.baca"));
    const sasaran = (e) => (e.matches("[type=checkbox], [type=radio]") && e.closest("label")) || e;
    const titik = semua.map((e) => {
      const r = sasaran(e).getBoundingClientRect();
      return { x: r.left + r.width / 2, y: r.top + r.height / 2, w: r.width, h: r.height };
    });
    return semua.filter((e, i) => {
      const t = titik[i];
      if ((t.w >= 23.5 && t.h >= 23.5) || (e.tagName === "A" && gaya(e).display === "inline")) return false;
      return titik.some((o, j) => j !== i && !semua[j].contains(e) && !e.contains(semua[j]) && Math.hypot(o.x - t.x, o.y - t.y) < 24);
    }).slice(0, 4).map(sebut);
  }

  // Where the focus is, whether it shows (2.4.7), and whether something lies over all of it (2.4.11).
  const nomor = new WeakMap();
  let ke = 0;
  function fokus() {
    const e = document.activeElement;
    if (!e || e === document.body) return { nama: "", kunci: 0 };
    if (!nomor.has(e)) nomor.set(e, ++ke);
    const g = gaya(e), r = e.getBoundingClientRect();
    // A row of a table shows it on its first cell.
    const bercincin = (s) => (s.outlineStyle !== "none" && parseFloat(s.outlineWidth) >= 2) || s.boxShadow !== "none";
    const cincin = bercincin(g) || (e.matches("tr") && bercincin(gaya(e.firstElementChild)));
    const dalamLayar = r.bottom > 0 && r.top < innerHeight && r.right > 0 && r.left < innerWidth;
    const milik = (di) => di && (e.contains(di) || di.contains(e) || [...(e.labels || [])].some((l) => l.contains(di)));
    // Points on what of it is in the window; one that nothing covers is enough.
    const kiri = Math.max(r.left, 0), atas = Math.max(r.top, 0);
    const lebar = Math.min(r.right, innerWidth) - kiri, tinggi = Math.min(r.bottom, innerHeight) - atas;
    const bebas = [[0.5, 0.5], [0.1, 0.2], [0.9, 0.8], [0.1, 0.8], [0.9, 0.2]].some(([a, b]) =>
      milik(document.elementFromPoint(kiri + lebar * a, atas + tinggi * b)));
    return { nama: sebut(e), kunci: nomor.get(e), cincin: cincin || e.matches("[tabindex='-1']"), dalamLayar, bebas };
  }

  async function hambatan(aturan) {
    const hasil = await axe.run(document, { runOnly: { type: "tag", values: aturan }, resultTypes: ["violations"] });
    const simpul = (n) => `${n.target.join(" ")} ${n.html.slice(0, 160)}`;
    return hasil.violations.map((v) => `${v.id}: ${v.help}: ${v.nodes.slice(0, 3).map(simpul).join(" | ")}`);
  }

  function bukaSemua() {
    const daftar = $$("details:not([open], [data-menu])").filter(tampak);
    for (const d of daftar) d.open = true;
    return daftar.length;
  }

  // The reader's own spacing of text (WCAG 1.4.12).
  function jarakTeks(css) {
    const lembar = new CSSStyleSheet();
    lembar.replaceSync(css);
    document.adoptedStyleSheets = css ? [lembar] : [];
  }

  window.__layar = { meluap, terpotong, tindih, kecil, fokus, hambatan, bukaSemua, jarakTeks };
})();
