// Papers: after a print has come down, the page is drawn again, so that it says what was printed and opens the next
// step. Without this file the browser takes the file itself.
"use strict";
document.addEventListener("submit", async (e) => {
  const form = e.target;
  if (!form.hasAttribute("data-unduh-lalu-segarkan")) return;
  e.preventDefault();
  if (form.dataset.berjalan) return;
  form.dataset.berjalan = "ya";
  const isi = new FormData(form, e.submitter);
  const umumkan = (kalimat) => document.dispatchEvent(new CustomEvent("siks:umumkan", { detail: { kalimat } }));
  umumkan(terjemah("Menyiapkan berkas cetak…"));
  try {
    const jawab = await fetch(form.action, { method: "POST", body: isi });
    if (!jawab.ok || jawab.headers.get("Content-Type") !== "application/pdf") throw new Error(String(jawab.status));
    const tautan = document.createElement("a");
    tautan.href = URL.createObjectURL(await jawab.blob());
    tautan.download = /filename="([^"]+)"/.exec(jawab.headers.get("Content-Disposition") || "")?.[1] || "cetak.pdf";
    tautan.click();
    setTimeout(() => URL.revokeObjectURL(tautan.href), 60000);
    umumkan(terjemah("Berkas cetak sudah diunduh."));
    htmx.ajax("GET", location.pathname, { target: "#isi", select: "#isi", swap: "outerHTML show:none" });
  } catch {
    // A refusal is told by the page itself.
    form.removeAttribute("data-unduh-lalu-segarkan");
    form.requestSubmit(e.submitter);
  }
});
