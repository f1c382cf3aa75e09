// Agenda: lines are dragged, or moved with Alt and the arrows; the server keeps the order and draws it again.
// Without this file the buttons of each line do the same. Below: the sums of the attendance while it is typed.
"use strict";
(() => {
  const kotak = () => document.querySelector("#agenda-kotak[data-urutan]");
  const semua = () => [...document.querySelectorAll("#agenda tr[data-pk]")];
  const umumkan = (kalimat) => document.dispatchEvent(new CustomEvent("siks:umumkan", { detail: { kalimat } }));

  function simpan(nilai, pk, pemilih) {
    const kata = document.querySelector("[data-cari-isian]")?.value;
    htmx.ajax("POST", kotak().action, { target: "#agenda-kotak", swap: "outerHTML", values: nilai }).then(() => {
      if (kata) document.querySelector("[data-cari-isian]").dispatchEvent(new Event("input", { bubbles: true }));
      const baris = document.querySelector(`#agenda tr[data-pk="${pk}"]`);
      if (!baris) return;
      (baris.querySelector(`${pemilih}:not(:disabled)`) || baris.querySelector("a")).focus();
      umumkan(terjemah("Sekarang nomor {n} dari {semua}.", { n: semua().indexOf(baris) + 1, semua: semua().length }));
    });
  }

  document.addEventListener("keydown", (e) => {
    if (!e.altKey || (e.key !== "ArrowUp" && e.key !== "ArrowDown")) return;
    const baris = e.target.closest?.("#agenda tr[data-pk]");
    if (!baris || !kotak()) return;
    e.preventDefault();
    simpan({ baris: `${baris.dataset.pk}:${e.key === "ArrowUp" ? -1 : 1}` }, baris.dataset.pk, "a");
  });
  document.addEventListener("submit", (e) => {
    const tombol = e.submitter;
    if (!e.target.matches("#agenda-kotak[data-urutan]") || !tombol?.name) return;
    e.preventDefault();
    const arah = tombol.value.endsWith("-1") ? ":-1" : ":1";
    simpan({ [tombol.name]: tombol.value }, tombol.value.split(":")[0], `[value$="${arah}"]`);
  });

  let diseret = null;
  document.addEventListener("dragstart", (e) => {
    diseret = e.target.closest?.("#agenda tr[data-pk]");
    if (!diseret || !kotak()) return;
    e.dataTransfer.effectAllowed = "move";
    e.dataTransfer.setData("text/plain", diseret.dataset.pk);
    diseret.classList.add("diseret");
  });
  document.addEventListener("dragover", (e) => {
    const atas = e.target.closest?.("#agenda tr[data-pk]");
    if (!diseret || !atas) return;
    e.preventDefault();
    if (atas === diseret) return;
    const r = atas.getBoundingClientRect();
    atas[e.clientY < r.top + r.height / 2 ? "before" : "after"](diseret);
  });
  document.addEventListener("drop", (e) => { if (diseret) e.preventDefault(); });
  document.addEventListener("dragend", () => {
    if (!diseret) return;
    const pk = diseret.dataset.pk;
    diseret.classList.remove("diseret");
    diseret = null;
    simpan({ urutan: semua().map((b) => b.dataset.pk).join(",") }, pk, "a");
  });

  // What the search leaves is what is printed, and the paper says so.
  document.addEventListener("input", (e) => {
    if (e.target.matches("[data-cari-isian]")) {
      const teks = e.target.value.trim();
      for (const el of document.querySelectorAll("[data-cetak-saringan]")) el.textContent = teks.length > 1 ? terjemah("; hanya “{teks}”", { teks }) : "";
      for (const badan of document.querySelectorAll("#agenda tbody")) {
        const kepala = badan.querySelector(".kelompok");
        if (kepala) kepala.hidden = !badan.querySelector("tr[data-pk]:not([hidden])");
      }
    }
    const tabel = e.target.closest(".tabel-hadir");
    if (!tabel) return;
    tabel.querySelectorAll("[data-jumlah]").forEach((sel, n) => {
      const kolom = [...tabel.querySelectorAll(`tbody tr td:nth-of-type(${n + 1}) input`)];
      sel.textContent = kolom.reduce((j, i) => j + (Number.parseInt(i.value, 10) || 0), 0);
    });
  });
})();
