// Layar rapat: space and arrows move between the lines, F fills the screen, + and - change the size of the text.
// Lines are swapped in, not loaded anew: the screen stays full, and the size is kept on this laptop.
"use strict";
(() => {
  const ke = (nama) => document.querySelector(`[data-${nama}]`)?.click();
  const baca = () => { try { return Number(localStorage.getItem("ukuran-rapat") || 100); } catch { return 100; } };
  const pakai = (persen) => { document.documentElement.style.fontSize = `${persen}%`; };
  const ukuran = (arah) => {
    const baru = arah === 0 ? 100 : Math.min(180, Math.max(70, baca() + arah * 10));
    try { localStorage.setItem("ukuran-rapat", baru); } catch { /* a laptop that keeps nothing still grows the text */ }
    pakai(baru);
  };
  pakai(baca());
  document.addEventListener("keydown", (e) => {
    if (e.defaultPrevented || e.ctrlKey || e.altKey || e.metaKey) return;
    // One line of reason, written and sent without a hand on the mouse.
    if (e.key === "Enter" && !e.shiftKey && e.target.matches("[data-alasan] textarea")) {
      e.preventDefault();
      if (e.target.value.trim()) e.target.form.requestSubmit();
      return;
    }
    if (e.target.matches("input, textarea, select") || (e.key === " " && e.target.matches("button, a"))) return;
    const aksi = {
      ArrowRight: () => ke("sesudah"), " ": () => ke("sesudah"), ArrowLeft: () => ke("sebelum"),
      "+": () => ukuran(1), "=": () => ukuran(1), "-": () => ukuran(-1), 0: () => ukuran(0),
    }[e.key];
    if (aksi) { e.preventDefault(); aksi(); }
  });
  document.addEventListener("click", (e) => {
    const huruf = e.target.closest("[data-ukuran]");
    if (huruf) ukuran(Number(huruf.dataset.ukuran));
    if (!e.target.closest("[data-layar-penuh]")) return;
    if (document.fullscreenElement) document.exitFullscreen(); else document.documentElement.requestFullscreen?.();
  });
  // The next line is read aloud from its name; a form that wants its words has the focus already.
  document.addEventListener("htmx:afterSettle", () => {
    if (!document.activeElement || document.activeElement === document.body) {
      document.querySelector(".layar-rapat h1")?.focus({ preventScroll: true });
    }
  });
})();
