// The desk: files dropped anywhere go up one by one, two at a time, tried again until they are safe. What arrived is
// the server's to tell: after a reload the list is whole, and files that come again count once. Without this file the
// form sends them as they are.
"use strict";
(() => {
  const form = document.querySelector("[data-meja-titip]");
  if (!form) return;
  const $ = (p, akar = document) => akar.querySelector(p);
  const pilih = $("input[type=file]", form), maju = $("#meja-maju"), bilah = $("progress", maju), gagalan = $("[data-meja-gagal]", maju);
  const SEKALIGUS = 2, JEDA = [1000, 2000, 4000, 8000, 15000, 30000];
  const KUNCI = "siks-meja-sisa";
  const antre = [], sisa = new Map(), gagal = new Map();
  let semua = 0, aman = 0, dobel = 0, jalan = 0, nomor = 0;
  const terjemah = window.terjemah;
  const angka = (n) => String(n).replace(/\B(?=(\d{3})+$)/g, ".");
  const umumkan = (kalimat) => document.dispatchEvent(new CustomEvent("siks:umumkan", { detail: { kalimat } }));
  const token = () => JSON.parse(document.body.getAttribute("hx-headers"))["X-CSRFToken"];
  const tidur = (ms) => new Promise((s) => setTimeout(s, ms));

  function catat() {
    try { sessionStorage.setItem(KUNCI, String(sisa.size)); } catch { /* the list itself is on the server */ }
  }
  function tulis(keadaan = "") {
    maju.hidden = false;
    bilah.max = semua;
    bilah.value = aman;
    const selesai = aman + gagal.size === semua;
    $("[data-meja-judul]", maju).textContent = selesai && !gagal.size ? terjemah("{aman} berkas sudah aman di Dinas", { aman: angka(aman) }) : terjemah("{aman} dari {semua} berkas sudah aman di Dinas", { aman: angka(aman), semua: angka(semua) });
    const kata = [];
    if (dobel) kata.push(terjemah("{dobel} sudah pernah dititip, tidak dihitung dua kali.", { dobel: angka(dobel) }));
    if (keadaan) kata.push(keadaan);
    else if (!selesai) kata.push(terjemah("Halaman ini boleh ditinggal setelah semua aman."));
    $("[data-meja-kata]", maju).textContent = kata.join(" ");
    gagalan.replaceChildren(...[...gagal.values()].map(({ nama, kalimat }) => {
      const li = document.createElement("li"), b = document.createElement("b");
      b.textContent = nama;
      li.append(b, " ", kalimat);
      return li;
    }));
    $("[data-meja-ulang]", maju).hidden = !gagal.size || jalan > 0;
    catat();
  }
  async function sidik(isi) {
    if (!globalThis.crypto?.subtle) return "";
    const h = new Uint8Array(await crypto.subtle.digest("SHA-256", isi));
    return [...h].map((b) => b.toString(16).padStart(2, "0")).join("");
  }
  async function kirim(satu) {
    const isi = await satu.berkas.arrayBuffer();
    const kepala = { "Content-Type": "application/octet-stream", "X-CSRFToken": token(), "X-Nama": encodeURIComponent(satu.berkas.name), "X-Sha256": await sidik(isi), Accept: "application/json" };
    for (let ke = 0; ; ke += 1) {
      let jawab = null;
      try { jawab = await fetch(form.action, { method: "POST", headers: kepala, body: isi, redirect: "error" }); } catch { /* no line */ }
      if (jawab?.ok) return jawab.json();
      const galat = jawab ? await jawab.json().catch(() => ({})) : {};
      // A refusal stays a refusal however often it is asked; a full disk, a busy server and a lost line do not.
      if (jawab && jawab.status < 500 && jawab.status !== 429) return { tolak: `${galat.kalimat || terjemah("Belum diterima.")} ${galat.langkah || terjemah("Muat ulang halaman, lalu coba lagi.")}` };
      if (ke >= JEDA.length + 4) return { tolak: terjemah("Sambungan terputus. Tekan Kirim lagi setelah tersambung.") };
      tulis(galat.kalimat || terjemah("Sambungan terputus. Dicoba lagi sendiri; jangan tutup halaman ini."));
      await tidur(Math.max(JEDA[Math.min(ke, JEDA.length - 1)], 1000 * Number(jawab?.headers.get("Retry-After") || 0)));
    }
  }
  async function kerja() {
    jalan += 1;
    while (antre.length) {
      const satu = antre.shift();
      let hasil;
      try { hasil = await kirim(satu); } catch { hasil = { tolak: terjemah("Berkas tidak terbaca dari flashdisk. Pasang lagi, lalu tekan Kirim lagi.") }; }
      if (hasil.tolak) gagal.set(satu.id, { ...satu, nama: satu.berkas.name, kalimat: hasil.tolak });
      else { aman += 1; dobel += hasil.lama ? 1 : 0; }
      sisa.delete(satu.id);
      tulis();
      if (aman % 10 === 0) segarkan();
    }
    jalan -= 1;
    if (!jalan) { tulis(); segarkan(); umumkan($("[data-meja-judul]", maju).textContent); }
  }
  function tambah(daftar) {
    for (const berkas of daftar) {
      nomor += 1;
      const satu = { id: nomor, berkas };
      antre.push(satu);
      sisa.set(satu.id, satu);
      semua += 1;
    }
    if (!daftar.length) return;
    tulis();
    while (jalan < SEKALIGUS && antre.length) kerja();
  }
  // The list and its numbers, as the server has them.
  let menunggu = 0;
  function segarkan() {
    clearTimeout(menunggu);
    menunggu = setTimeout(() => globalThis.htmx?.ajax("GET", location.href, { target: "#meja-isi", swap: "outerHTML" }), 300);
  }

  form.addEventListener("submit", (e) => { if (pilih.files.length) { e.preventDefault(); tambah([...pilih.files]); pilih.value = ""; } });
  pilih.addEventListener("change", () => { tambah([...pilih.files]); pilih.value = ""; });
  $("[data-meja-ulang]", maju).addEventListener("click", () => {
    const lagi = [...gagal.values()].map((g) => g.berkas);
    semua -= gagal.size;
    gagal.clear();
    tambah(lagi);
  });
  // Anywhere on the page.
  const berisi = (e) => [...(e.dataTransfer?.types || [])].includes("Files");
  let dalam = 0;
  const tandai = (nyala) => document.body.classList.toggle("meja-melepas", nyala);
  addEventListener("dragenter", (e) => { if (berisi(e)) { dalam += 1; tandai(true); } });
  addEventListener("dragleave", (e) => { if (berisi(e)) { dalam = Math.max(0, dalam - 1); tandai(dalam > 0); } });
  addEventListener("dragover", (e) => { if (berisi(e)) e.preventDefault(); });
  addEventListener("drop", (e) => {
    if (!berisi(e)) return;
    e.preventDefault();
    dalam = 0;
    tandai(false);
    tambah([...e.dataTransfer.files]);
  });
  addEventListener("beforeunload", (e) => { if (sisa.size) e.preventDefault(); });

  form.classList.add("meja-siap");
  let tertinggal = 0;
  try { tertinggal = Number(sessionStorage.getItem(KUNCI) || 0); sessionStorage.removeItem(KUNCI); } catch { /* none known */ }
  if (tertinggal) {
    maju.hidden = false;
    bilah.hidden = true;
    $("[data-meja-judul]", maju).textContent = terjemah("{sisa} berkas belum sempat terkirim", { sisa: angka(tertinggal) });
    $("[data-meja-kata]", maju).textContent = terjemah("Letakkan lagi semua berkasnya. Yang sudah diterima tidak dihitung dua kali.");
  }
})();
