// A photo is made smaller before it is sent: four megabytes become two hundred kilobytes, a minute becomes two seconds.
// The beginning of the phone's own file goes along, since the place where it was taken stands there.
"use strict";
(() => {
  const SISI = 1280;
  const CUKUP = 400 * 1024;
  const KEPALA = 256 * 1024;
  document.addEventListener("change", async (e) => {
    const isian = e.target;
    const asli = isian.matches("input[type=file][data-foto]") && isian.files[0];
    if (!asli) return;
    const form = isian.form;
    const kepala = form.querySelector("input[name=kepala]");
    const keadaan = form.querySelector("[data-keadaan-foto]");
    const tombol = form.querySelector("button");
    kepala.value = "";
    if (asli.size <= CUKUP || !self.createImageBitmap) return;
    tombol.disabled = true;
    if (keadaan) keadaan.textContent = terjemah("Mengecilkan foto…");
    try {
      const gambar = await createImageBitmap(asli, { imageOrientation: "from-image" });
      const skala = Math.min(1, SISI / Math.max(gambar.width, gambar.height));
      const kanvas = document.createElement("canvas");
      [kanvas.width, kanvas.height] = [Math.round(gambar.width * skala), Math.round(gambar.height * skala)];
      kanvas.getContext("2d").drawImage(gambar, 0, 0, kanvas.width, kanvas.height);
      const kecil = await new Promise((jadi) => { kanvas.toBlob(jadi, "image/jpeg", 0.82); });
      if (kecil && kecil.size < asli.size) {
        const berkas = (isi, nama) => { const d = new DataTransfer(); d.items.add(new File([isi], nama, { type: "image/jpeg" })); return d.files; };
        isian.files = berkas(kecil, "foto.jpg");
        kepala.files = berkas(asli.slice(0, KEPALA), "kepala.jpg");
      }
      if (keadaan) keadaan.textContent = terjemah("Siap dikirim, {n} KB.", { n: Math.round(isian.files[0].size / 1024) });
    } catch {
      // The server makes it smaller then, after a longer wait.
      if (keadaan) keadaan.textContent = terjemah("Siap dikirim, {n} KB.", { n: Math.round(asli.size / 1024) });
    } finally {
      tombol.disabled = false;
    }
  });
})();
