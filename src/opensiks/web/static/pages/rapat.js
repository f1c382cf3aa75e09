// Layar rapat: space and arrows move between the lines, F fills the screen, + and - change the size of the text.
"use strict";
(() => {
  const ke = (nama) => document.querySelector(`[data-${nama}]`)?.click();
  const ukuran = (arah) => {
    const kini = Number(sessionStorage.getItem("ukuran-rapat") || 100) + arah * 10;
    const baru = arah === 0 ? 100 : Math.min(180, Math.max(80, kini));
    sessionStorage.setItem("ukuran-rapat", baru);
    pakai(baru);
  };
  const pakai = (persen) => { document.documentElement.style.fontSize = `${persen}%`; };
  pakai(Number(sessionStorage.getItem("ukuran-rapat") || 100));
  document.addEventListener("keydown", (e) => {
    if (e.defaultPrevented || e.ctrlKey || e.altKey || e.metaKey) return;
    if (e.target.matches("input, textarea, select") || (e.key === " " && e.target.matches("button, a"))) return;
    const aksi = {
      ArrowRight: () => ke("sesudah"), " ": () => ke("sesudah"), ArrowLeft: () => ke("sebelum"),
      "+": () => ukuran(1), "=": () => ukuran(1), "-": () => ukuran(-1), 0: () => ukuran(0),
    }[e.key];
    if (aksi) { e.preventDefault(); aksi(); }
  });
  document.addEventListener("click", (e) => {
    if (!e.target.closest("[data-layar-penuh]")) return;
    if (document.fullscreenElement) document.exitFullscreen(); else document.documentElement.requestFullscreen?.();
  });
})();
