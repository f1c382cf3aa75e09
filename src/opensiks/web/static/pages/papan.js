// Board: W on a tile opens its reminder; a button copies a text. Without this file the links do the same.
"use strict";
(() => {
  document.addEventListener("keydown", (e) => {
    const kotak = e.target.closest?.("[data-kotak]");
    if (!kotak || e.key.toLowerCase() !== "w" || e.ctrlKey || e.altKey || e.metaKey) return;
    const mosaik = kotak.closest("[data-mosaik]");
    e.preventDefault();
    location.href = `/papan/${kotak.dataset.kode}/ingatkan/${mosaik.dataset.kueri || ""}`;
  }, true);
  document.addEventListener("click", async (e) => {
    const tombol = e.target.closest("[data-salin]");
    if (!tombol) return;
    const sumber = document.querySelector(tombol.dataset.salin);
    const teks = "value" in sumber ? sumber.value : sumber.textContent;
    let kata = terjemah("Teks tersalin.");
    try { await navigator.clipboard.writeText(teks.trim()); } catch { kata = terjemah("Belum tersalin. Pilih teksnya, lalu Ctrl+C."); }
    document.dispatchEvent(new CustomEvent("siks:umumkan", { detail: { kalimat: kata } }));
    tombol.lastChild.textContent = kata;
  });
})();
