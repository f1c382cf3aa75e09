// The phone: photos are made small before they are sent (a thin line carries 300 KB, not 4 MB), one after another,
// and each says that it was received. Without this file the form sends them as they are.
"use strict";
(() => {
  const SISI = 1600;
  const kabar = document.querySelector("#kabar");
  // The sentences stand in the page, in its language.
  const kata = (nama, isi) => kabar.dataset[nama].replace(/\{(\w+)\}/g, (_, k) => isi[k]);
  const tulis = (kalimat) => {
    const p = document.createElement("p");
    p.className = "kartu";
    p.textContent = kalimat;
    kabar.replaceChildren(p);
  };
  async function kecilkan(berkas) {
    try {
      const foto = await createImageBitmap(berkas, { imageOrientation: "from-image" });
      const skala = Math.min(1, SISI / Math.max(foto.width, foto.height));
      const kanvas = document.createElement("canvas");
      kanvas.width = Math.round(foto.width * skala);
      kanvas.height = Math.round(foto.height * skala);
      kanvas.getContext("2d").drawImage(foto, 0, 0, kanvas.width, kanvas.height);
      return await new Promise((selesai) => kanvas.toBlob((b) => selesai(b || berkas), "image/jpeg", 0.8));
    } catch { return berkas; }
  }
  async function kirim(form, daftar) {
    const tombol = form.querySelector("[data-hp-kirim]");
    tombol.setAttribute("aria-busy", "true");
    let jawaban = null;
    for (const [n, berkas] of daftar.entries()) {
      tulis(kata("mengirim", { n: n + 1, semua: daftar.length }));
      const isi = new FormData(form);
      isi.delete("foto");
      isi.append("foto", await kecilkan(berkas), "foto.jpg");
      try {
        const jawab = await fetch(location.href, { method: "POST", body: isi });
        jawaban = new DOMParser().parseFromString(await jawab.text(), "text/html");
        if (!jawab.ok) break;
      } catch {
        tulis(kata("putus", { n, semua: daftar.length }));
        tombol.removeAttribute("aria-busy");
        return;
      }
    }
    if (jawaban) document.querySelector("main").replaceWith(jawaban.querySelector("main"));
    pasang();
    const baru = document.querySelector("#kabar strong");
    if (baru && daftar.length > 1) baru.textContent = kata("diterima", { n: daftar.length });
    scrollTo(0, 0);
  }
  function pasang() {
    for (const form of document.querySelectorAll("[data-hp]")) {
      const pilih = form.querySelector("input[type=file]");
      // One press opens the camera or the pictures; choosing sends.
      pilih.hidden = true;
      form.querySelector("[data-hp-kirim]").addEventListener("click", (e) => { e.preventDefault(); pilih.click(); });
      pilih.addEventListener("change", () => { if (pilih.files.length) kirim(form, [...pilih.files]); });
    }
  }
  pasang();
})();
