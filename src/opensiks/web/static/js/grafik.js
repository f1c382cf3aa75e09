// Draws what stands in data-grafik with Chartist (static/vendor): lines, columns, lying bars. Words are placed where they
// cover neither each other nor a line. Without this file the finding above and the table below say the same.
"use strict";
(() => {
  if (window.siksGrafik || !window.Chartist) return;
  const { LineChart, BarChart, FixedScaleAxis, AutoScaleAxis, Svg } = window.Chartist;
  const SEMPIT = 460;

  // Chartist sets two style attributes; our CSP refuses those, and grafik.css says the same.
  const { attr } = Svg.prototype;
  Svg.prototype.attr = function tanpaStyle(sifat, ns) {
    if (sifat && typeof sifat === "object" && "style" in sifat) { const { style, ...sisa } = sifat; return attr.call(this, sisa, ns); }
    return attr.call(this, sifat, ns);
  };

  const garis = (svg, kelas, x1, y1, x2, y2) => svg.elem("line", { x1, y1, x2, y2, class: `g-${kelas}` });
  const bentur = (a, b) => a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
  const kotakGaris = (x1, y1, x2, y2) => ({ x: Math.min(x1, x2) - 1, y: Math.min(y1, y2) - 1, width: Math.abs(x2 - x1) + 2, height: Math.abs(y2 - y1) + 2 });
  const SISI = {
    kiri_atas: [-8, -8, "end"], kiri_bawah: [-8, 18, "end"], kanan_atas: [8, -8, "start"], kanan_bawah: [8, 18, "start"],
    kiri_atas_jauh: [-46, -10, "end"], kiri_bawah_jauh: [-46, 20, "end"],
    kanan_tinggi: [4, -26, "start"], kiri_tinggi: [-4, -26, "end"], kiri: [-7, 4, "end"], kanan: [7, 4, "start"], atas: [0, -8, "middle"], bawah: [0, 17, "middle"],
  };

  // One word at a place; of its sides the first where it is free, else the first. `lain`: another place to try.
  function tulis(svg, terpakai, batas, k, x, y, lain = []) {
    const el = svg.elem("text", { class: `g-kata g-kata-${k.kelas || ""}` });
    el.getNode().textContent = k.kata;
    const pasang = ([dx, dy, anchor], [ax, ay] = [x, y]) => {
      el.attr({ x: ax + dx, y: ay + dy, "text-anchor": anchor });
      return el.getNode().getBBox();
    };
    const muat = (b) => b.x >= (batas.kiri || 0) && b.x + b.width <= batas.w && b.y >= 0 && b.y + b.height <= batas.h && !terpakai.some((t) => bentur(t, b));
    let kotak = null;
    for (const [sisi, ...tempat] of [...k.sisi.map((s) => [s, x, y]), ...lain]) {
      kotak = pasang(SISI[sisi], tempat);
      if (muat(kotak)) break;
      kotak = null;
    }
    terpakai.push(kotak || pasang(SISI[k.sisi[0]]));
  }

  // A fixed size inside, so that paper and a zoomed screen scale it instead of cutting it off.
  function ukur(svg) {
    const n = svg.getNode(), w = parseFloat(n.getAttribute("width")), h = parseFloat(n.getAttribute("height"));
    n.setAttribute("viewBox", `0 0 ${w} ${h}`);
    n.setAttribute("width", "100%");
    n.setAttribute("aria-hidden", "true");
    return { w, h };
  }

  // Ticks that stand too close to be read give way to the ones before them; the last one is kept.
  function renggang(tanda, panjang, jarak, [awal, akhir]) {
    const px = (v) => ((v - awal) / (akhir - awal || 1)) * panjang;
    const hasil = [];
    for (const [v] of tanda) if (!hasil.length || px(v) - px(hasil.at(-1)) >= jarak) hasil.push(v);
    return hasil;
  }

  function gambarGaris(el, d) {
    const w = el.clientWidth, kata = new Map([...d.sumbu_x, ...d.sumbu_y].map(([v, k]) => [v, k]));
    const kataX = new Map(d.sumbu_x), kataY = new Map(d.sumbu_y), kiri = d.kiri || 62;
    const g = new LineChart(el, {
      series: d.seri.map((s) => ({ className: `g-${s.kelas}`, data: s.titik.map(([x, y]) => ({ x, y })) })),
    }, {
      width: `${el.clientWidth}px`, height: `${d.tinggi}px`, showPoint: false, lineSmooth: false, chartPadding: { top: 16, right: 14, bottom: 0, left: 0 },
      axisX: { type: FixedScaleAxis, low: d.x[0], high: d.x[1], offset: 26, showGrid: false,
        ticks: renggang(d.sumbu_x, w - kiri - 14, 62, d.x), labelInterpolationFnc: (v) => kataX.get(v) ?? "" },
      axisY: { type: FixedScaleAxis, low: d.y[0], high: d.y[1], offset: kiri, ticks: d.sumbu_y.map(([v]) => v),
        labelInterpolationFnc: (v) => kataY.get(v) ?? kata.get(v) ?? "" },
    });
    g.on("created", ({ svg, chartRect: r, axisX, axisY }) => {
      const batas = { ...ukur(svg), kiri: r.x1 }, X = (v) => r.x1 + axisX.projectValue(v), Y = (v) => r.y1 - axisY.projectValue(v);
      const terpakai = d.seri.filter((s) => s.titik.length === 2 && !s.lembut).map((s) => kotakGaris(X(s.titik[0][0]), Y(s.titik[0][1]), X(s.titik[1][0]), Y(s.titik[1][1])));
      for (const t of d.titik || []) svg.elem("circle", { cx: X(t[0]), cy: Y(t[1]), r: 5, class: "g-titik" });
      for (const k of d.kata) tulis(svg, terpakai, batas, k, X(k.x), Y(k.y));
    });
    return g;
  }

  function gambarTegak(el, d) {
    const kataY = new Map(d.sumbu_y), kiri = d.kiri || 62, langkah = Math.ceil((d.label.length * 54) / Math.max(el.clientWidth - kiri - 14, 1));
    const g = new BarChart(el, { labels: d.label, series: [d.nilai.map((value) => ({ value }))] }, {
      width: `${el.clientWidth}px`, height: `${d.tinggi}px`, chartPadding: { top: 20, right: 14, bottom: 0, left: 0 },
      axisX: { offset: 26, showGrid: false, labelInterpolationFnc: (v, i) => (i % langkah ? null : v) },
      axisY: { type: FixedScaleAxis, low: d.y[0], high: d.y[1], offset: kiri, ticks: d.sumbu_y.map(([v]) => v), labelInterpolationFnc: (v) => kataY.get(v) ?? "" },
    });
    g.on("draw", (e) => {
      if (e.type !== "bar") return;
      e.element.attr({ "stroke-width": Math.min(44, (e.chartRect.width() / d.label.length) * 0.62) });
      if (d.kelas?.[e.index]) e.element.addClass(d.kelas[e.index]);
    });
    g.on("created", ({ svg, chartRect: r, axisY }) => {
      const batas = ukur(svg), lebar = r.width() / d.label.length, Y = (v) => r.y1 - axisY.projectValue(v), terpakai = [];
      for (const m of d.mendatar || []) {
        garis(svg, m.kelas, r.x1, Y(m.nilai), r.x2, Y(m.nilai));
        terpakai.push(kotakGaris(r.x1, Y(m.nilai), r.x2, Y(m.nilai)));
      }
      for (const t of d.tegak || []) {
        const x = r.x1 + lebar * t.tempat;
        garis(svg, t.kelas, x, r.y1, x, r.y2 - 10);
        terpakai.push(kotakGaris(x, r.y1, x, r.y2 - 10));
        tulis(svg, terpakai, batas, { ...t, sisi: ["kiri", "kanan"] }, x, r.y2 - 6);
      }
      d.nilai.forEach((v, i) => terpakai.push(kotakGaris(r.x1 + lebar * (i + 0.2), r.y1, r.x1 + lebar * (i + 0.8), Y(v))));
      for (const m of d.mendatar || []) {
        const y = Y(m.nilai);
        tulis(svg, terpakai, batas, { ...m, sisi: ["kiri_atas", "kiri_bawah"] }, r.x2, y, [["kanan_atas", r.x1, y], ["kanan_bawah", r.x1, y], ...d.nilai.map((_, i) => ["atas", r.x1 + lebar * (i + 0.5), y])]);
      }
      if (lebar > 44) d.nilai.forEach((v, i) => v && tulis(svg, terpakai, batas, { kata: d.ujung[i], kelas: "", sisi: ["atas"] }, r.x1 + lebar * (i + 0.5), Y(v)));
    });
    return g;
  }

  function gambarDatar(el, d) {
    const sempit = el.clientWidth < SEMPIT, offset = d.label_lebar ? Math.min(d.label_lebar, Math.round(el.clientWidth * (sempit ? 0.4 : 0.36))) : 0;
    const banyak = Math.max(1, ...d.baris.map((b) => b.bagian.length));
    // Chartist counts rows from below.
    const tinggiBaris = d.tinggi_baris || 34, dariBawah = [...d.baris].reverse();
    const g = new BarChart(el, {
      labels: dariBawah.map((b) => b.kata),
      series: Array.from({ length: banyak }, (_, j) => dariBawah.map((b) => ({ value: b.bagian[j]?.nilai || 0 }))),
    }, {
      width: `${el.clientWidth}px`, height: `${d.baris.length * tinggiBaris + (d.atas || 0) + (d.bawah || 0)}px`, horizontalBars: true, stackBars: true,
      chartPadding: { top: d.atas || 0, right: d.kanan ?? 66, bottom: d.bawah || 0, left: d.kiri || 0 },
      axisX: { type: AutoScaleAxis, low: d.rentang[0], high: d.rentang[1], offset: 0, showGrid: false, showLabel: false, scaleMinSpace: 40 },
      axisY: { offset: offset || 1, showGrid: false, showLabel: Boolean(offset) },
    });
    // Chartist widens the scale to round numbers; the places of our own marks are asked of it.
    const batang = [];
    g.on("draw", (e) => {
      if (e.type !== "bar") return;
      const baris = d.baris.length - 1 - e.index, bagian = d.baris[baris].bagian[e.seriesIndex];
      e.element.attr({ "stroke-width": d.tebal || 18 });
      if (bagian?.kelas) e.element.addClass(bagian.kelas);
      if (bagian?.arsir) e.element.addClass("g-arsir");
      if (bagian) batang.push({ baris, bagian, x1: e.x1, x2: e.x2, y: e.y1 });
    });
    g.on("created", ({ svg, chartRect: r, axisX }) => {
      const batas = ukur(svg), X = (v) => r.x1 + axisX.projectValue(v), terpakai = [];
      for (const m of d.tegak || []) {
        const x = X(m.nilai);
        garis(svg, m.kelas, x, r.y2 - 4, x, r.y1 + 4);
        if (m.kata) tulis(svg, terpakai, batas, m, x, r.y1);
      }
      for (const b of batang) {
        if (b.bagian.arsir && b.x2 > b.x1) arsir(svg, b, d.tebal || 18);
        if (b.bagian.kata && Math.abs(b.x2 - b.x1) > b.bagian.kata.length * 7.4 + 8) {
          const t = svg.elem("text", { x: (b.x1 + b.x2) / 2, y: b.y + 5, "text-anchor": "middle", class: `g-kata g-dalam ${b.bagian.kelas || ""}` });
          t.getNode().textContent = b.bagian.kata;
        }
      }
      d.baris.forEach((baris, i) => {
        if (!baris.ujung) return;
        const milik = batang.filter((b) => b.baris === i), turun = baris.bagian.some((b) => b.nilai < 0);
        const x = turun ? Math.min(...milik.map((b) => Math.min(b.x1, b.x2))) : Math.max(...milik.map((b) => Math.max(b.x1, b.x2)));
        const t = svg.elem("text", { x: x + (turun ? -7 : 7), y: milik[0].y + 5, "text-anchor": turun ? "end" : "start", class: "g-kata g-kata-tebal" });
        t.getNode().textContent = baris.ujung;
      });
      batang.length = 0;
    });
    return g;
  }

  // Hatching over a bar, so that what freezes is seen without colour.
  function arsir(svg, b, tebal) {
    const x1 = Math.min(b.x1, b.x2), x2 = Math.max(b.x1, b.x2), y1 = b.y - tebal / 2, y2 = b.y + tebal / 2;
    let jalan = "";
    for (let x = x1 - tebal; x < x2; x += 8) {
      const a = Math.max(x, x1), z = Math.min(x + tebal, x2);
      if (z > a) jalan += `M${a} ${y2 - (a - x)}L${z} ${y2 - (z - x)}`;
    }
    svg.elem("path", { d: jalan, class: "g-arsir-garis" });
    svg.elem("rect", { x: x1, y: y1, width: x2 - x1, height: tebal, class: `g-arsir-tepi ${b.bagian.kelas || ""}` });
  }

  const CARA = { garis: gambarGaris, tegak: gambarTegak, datar: gambarDatar };
  const lebarLama = new WeakMap();
  function gambar(el) {
    if (!el.clientWidth || lebarLama.get(el) === el.clientWidth) return;
    lebarLama.set(el, el.clientWidth);
    const d = JSON.parse(el.dataset.grafik);
    el.replaceChildren();
    const g = CARA[d.jenis](el, d);
    // We draw anew by ourselves when the width changes, since what fits changes too.
    g.on("created", () => { el.dataset.jadi = "ya"; g.detach(); });
  }
  const pengamat = new ResizeObserver((daftar) => { for (const { target } of daftar) gambar(target); });
  const siapkan = (akar) => { for (const el of akar.querySelectorAll("[data-grafik]")) { gambar(el); pengamat.observe(el); } };
  window.siksGrafik = { siapkan };
  siapkan(document);
  document.addEventListener("htmx:load", (e) => siapkan(e.target));
})();
