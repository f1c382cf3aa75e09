// The verval list as a spreadsheet: search, filters, order and columns work on the rows that are here, at once; the
// address follows, so that a reload, Back and the next family keep the same list. Rows of a large village that did
// not come with the page are fetched after it can be used. Without this file the server does the same.
"use strict";
(() => {
  const tabel = document.querySelector("#daftar");
  if (!tabel) return;
  const $ = (p, akar = document) => akar.querySelector(p);
  const $$ = (p, akar = document) => [...akar.querySelectorAll(p)];
  // So many rows are laid out at a time; the end of the list brings the next ones. A weak laptop stays quick.
  const BATAS = 120;
  const HURUF = { belum: "b", beku: "a", temuan: "t", selesai: "s", tugas: "u", "sudah-beku": "k", tidur: "d" };
  const isi = $("tbody", tabel);
  const [kosong, lagi] = [$("[data-tanpa-hasil]", isi), $("[data-lagi]", isi)];
  const [kotak, pilihTemuan, keadaan, hapus] = [$("[data-cari-isian]"), $("#pilih-temuan"), $("[data-keadaan-daftar]"), $("[data-hapus-saringan]")];
  const umumkan = (kalimat) => document.dispatchEvent(new CustomEvent("siks:umumkan", { detail: { kalimat } }));
  const angka = (n) => String(n).replace(/\B(?=(\d{3})+$)/g, ".");
  const polos = (t) => t.toLowerCase().normalize("NFKD").replace(/[\u0300-\u036f]/g, "");
  const alamat = new URLSearchParams(location.search);
  const minta = { saring: tabel.dataset.saring, temuan: pilihTemuan.value, urut: tabel.dataset.urut, cari: kotak.value };
  // As many as the page shows before anything is asked of the list; the style sheet keeps the rest for later.
  const sisa = $$("tr.sisa", isi);
  let banyak = sisa.length ? isi.querySelectorAll("tr[data-baris]:not(.sisa)").length : Infinity;
  for (const tr of sisa) { tr.hidden = true; tr.classList.remove("sisa"); }
  if (sisa.length) lagi.hidden = false;

  // ---- rows ----
  const KE = { nama: 8, nik: 7, kk: 6, rt: 5, orang: 4, bantuan: 2 };
  const sel = (tr, nama) => tr.children[tr.children.length - 1 - KE[nama]];
  function baca(tr) {
    const [verval, temuan, status] = tr.dataset.u.split(" ").map(Number);
    return { tr, cari: ` ${polos(tr.dataset.cari)} `, f: tr.dataset.f, t: tr.dataset.t.split(" "), orang: Number(tr.dataset.orang), verval, temuan, status, ada: !tr.hidden };
  }
  let baris = $$("tr[data-baris]", isi).map(baca);
  const teks = (b, nama) => (b[`_${nama}`] ??= nama === "rt" ? sel(b.tr, nama).lastChild.data.split("/").reverse().join("/")
    : (sel(b.tr, nama).querySelector("[aria-hidden]") || sel(b.tr, nama)).textContent);
  const banding = {
    nama: (a, b) => (teks(a, "nama") < teks(b, "nama") ? -1 : 1), orang: (a, b) => a.orang - b.orang,
    verval: (a, b) => a.verval - b.verval, temuan: (a, b) => a.temuan - b.temuan, status: (a, b) => a.status - b.status,
  };
  for (const nama of ["nik", "kk", "rt", "bantuan"]) banding[nama] = (a, b) => { const [x, y] = [teks(a, nama), teks(b, nama)]; return x < y ? -1 : x > y ? 1 : 0; };

  function urutkan() {
    const turun = minta.urut.startsWith("-");
    const kolom = minta.urut.replace("-", "");
    const oleh = banding[kolom];
    baris.sort((a, b) => (turun ? oleh(b, a) : oleh(a, b)) || banding.nama(a, b));
    isi.prepend(...baris.map((b) => b.tr));
    for (const th of $$("thead th", tabel)) {
      const a = $("a", th);
      if (!a) continue;
      const k = new URL(a.href).searchParams.get("urut").replace("-", "");
      const kini = k === kolom ? (turun ? "descending" : "ascending") : "";
      if (kini) th.setAttribute("aria-sort", kini); else th.removeAttribute("aria-sort");
      $(".urut-tanda", a)?.remove();
      if (kini) a.insertAdjacentHTML("beforeend", ` <span class="urut-tanda" aria-hidden="true">${turun ? "▼" : "▲"}</span>`);
      a.search = kueri({ urut: kini === "ascending" ? `-${k}` : k });
    }
  }

  // ---- filters ----
  function cocokKata() {
    const kata = polos(minta.cari).replace(/\b(rt|rw)\s*0*(\d+)/g, "$1$2").split(/\s+/).filter(Boolean);
    if (minta.cari.trim().length < 2) return () => true;
    const uji = kata.map((k) => (/^(rt|rw)\d+$/.test(k) ? ` ${k} ` : /^\d+$/.test(k) ? (k.length < 4 ? "\0" : ` ${k.slice(-4)} `) : k));
    return (b) => uji.every((k) => b.cari.includes(k));
  }
  const diSaring = (b, saring) => saring === "semua" || b.f.includes(HURUF[saring]);
  const punya = (b, temuan) => !temuan || b.t.includes(temuan);

  function terapkan({ diam = false } = {}) {
    const cocok = cocokKata();
    const jumlah = {};
    const perTemuan = {};
    let [keluarga, orang] = [0, 0];
    for (const b of baris) {
      const kata = cocok(b);
      if (kata && punya(b, minta.temuan)) {
        jumlah.semua = (jumlah.semua || 0) + 1;
        for (const h of b.f) jumlah[h] = (jumlah[h] || 0) + 1;
      }
      const ini = kata && diSaring(b, minta.saring);
      if (ini) for (const t of b.t) perTemuan[t] = (perTemuan[t] || 0) + 1;
      const tampil = ini && punya(b, minta.temuan);
      if (tampil) { keluarga += 1; orang += b.orang; }
      const ada = tampil && keluarga <= banyak;
      if (b.ada !== ada) { b.tr.hidden = !ada; b.ada = ada; }
    }
    $("[data-jumlah-keluarga]", tabel).textContent = angka(keluarga);
    $("[data-jumlah-orang]", tabel).textContent = angka(orang);
    for (const a of $$(".saringan a")) {
      const s = new URL(a.href).searchParams.get("saring") || "semua";
      $("b", a).textContent = angka(jumlah[s === "semua" ? s : HURUF[s]] || 0);
      if (s === minta.saring) a.setAttribute("aria-current", "true"); else a.removeAttribute("aria-current");
      a.search = kueri({ saring: s });
    }
    for (const o of pilihTemuan.options) if (o.value) o.textContent = o.textContent.replace(/\(\d+\)$/, `(${perTemuan[o.value] || 0})`);
    lagi.hidden = keluarga <= banyak;
    $("[data-kosong]", isi)?.remove();
    kosong.hidden = keluarga > 0;
    if (!keluarga) tulisKosong();
    hapus.hidden = minta.saring === "semua" && !minta.temuan && !minta.cari;
    for (const f of $$("form.cari-form, form.pilih-temuan, #pilihan")) for (const nama of Object.keys(minta)) {
      const el = $(`input[type=hidden][name=${nama}]`, f);
      if (el) el.value = minta[nama];
    }
    const kini = $("tr.kini", isi);
    const pertama = kini && !kini.hidden ? kini : baris.find((b) => b.ada)?.tr;
    for (const tr of $$('tr[tabindex="0"]', isi)) if (tr !== pertama) tr.tabIndex = -1;
    if (pertama) pertama.tabIndex = 0;
    if (!diam) history.replaceState(null, "", `?${kueri()}`);
    const cetak = $(".kepala-cetak p:last-child");
    if (cetak) cetak.textContent = [terjemah("Saringan: {kata}", { kata: $('.saringan [aria-current]')?.firstChild.textContent || $('.saringan [aria-current]')?.textContent.replace(/\s*[\d.]+$/, "") }),
      terjemah("Jumlah: {keluarga} keluarga, {orang} orang", { keluarga: angka(keluarga), orang: angka(orang) }),
      minta.temuan && terjemah("Temuan: {kata}", { kata: pilihTemuan.selectedOptions[0].textContent }), minta.cari && terjemah("Cari: {kata}", { kata: minta.cari })].filter(Boolean).join(" · ");
    return keluarga;
  }
  function tulisKosong() {
    const saring = $(".saringan [aria-current]")?.textContent.replace(/\s*[\d.]+$/, "").trim() || "";
    const kata = minta.cari.trim() ? terjemah('Tidak ada yang cocok dengan "{kata}".', { kata: minta.cari.trim() }) : terjemah('Tidak ada keluarga di "{saring}".', { saring });
    $("[data-kata-kosong]", kosong).textContent = kata;
    $("[data-isi-kosong]", kosong).textContent = minta.cari.trim() ? terjemah("Coba sebagian nama, 4 angka akhir NIK, atau RT.") : terjemah("Pilih saringan lain, atau hapus saringan.");
  }
  function kueri(ganti = {}) {
    const m = { ...minta, ...ganti };
    const q = new URLSearchParams();
    if (m.saring !== "semua") q.set("saring", m.saring);
    if (m.temuan) q.set("temuan", m.temuan);
    if (m.urut !== "nama" || "urut" in ganti) q.set("urut", m.urut);
    if (m.cari.trim()) q.set("cari", m.cari.trim());
    if (alamat.get("desa")) q.set("desa", alamat.get("desa"));
    return q.toString();
  }

  // ---- what the person does ----
  const biasa = (e) => !(e.ctrlKey || e.metaKey || e.shiftKey || e.altKey || e.button);
  let jeda = 0;
  document.addEventListener("input", (e) => {
    if (e.target !== kotak) return;
    e.stopPropagation();
    minta.cari = kotak.value;
    banyak = BATAS;
    const n = terapkan();
    clearTimeout(jeda);
    jeda = setTimeout(() => umumkan(terjemah("{n} keluarga", { n: angka(n) })), 700);
  }, true);
  pilihTemuan.addEventListener("change", () => { minta.temuan = pilihTemuan.value; banyak = BATAS; umumkan(terjemah("{n} keluarga", { n: angka(terapkan()) })); });
  for (const f of $$("form.cari-form, form.pilih-temuan")) f.addEventListener("submit", (e) => e.preventDefault());
  hapus.addEventListener("click", (e) => {
    e.preventDefault();
    Object.assign(minta, { saring: "semua", temuan: "", cari: "" });
    kotak.value = pilihTemuan.value = "";
    terapkan();
    kotak.focus();
  });
  document.addEventListener("click", (e) => {
    const a = e.target.closest?.(".saringan a, #daftar thead a");
    if (!a || !biasa(e)) return;
    e.preventDefault();
    const q = new URL(a.href).searchParams;
    banyak = BATAS;
    if (a.closest("thead")) {
      minta.urut = q.get("urut") || "nama";
      urutkan();
      terapkan();
      const kolom = a.firstChild.textContent.trim();
      umumkan(minta.urut.startsWith("-") ? terjemah("Urut {kolom}, turun", { kolom }) : terjemah("Urut {kolom}, naik", { kolom }));
    } else {
      minta.saring = q.get("saring") || "semua";
      banyak = BATAS;
      umumkan(terjemah("{n} keluarga", { n: angka(terapkan()) }));
    }
  });
  // A family opens with the list as it stands now, so that J and K there follow it.
  const segarkan = (e) => {
    const a = e.target.closest?.("#daftar a[data-buka]");
    if (a) a.search = kueri();
  };
  for (const nama of ["pointerdown", "click"]) document.addEventListener(nama, segarkan, true);
  const perlihatkan = () => { banyak += BATAS; terapkan({ diam: true }); };
  lagi.addEventListener("click", () => {
    const dari = banyak;
    perlihatkan();
    baris.filter((b) => b.ada)[dari]?.tr.focus();
  });
  new IntersectionObserver((daftar) => { if (daftar.some((d) => d.isIntersecting)) perlihatkan(); }, { rootMargin: "900px" }).observe(lagi);
  addEventListener("beforeprint", () => { banyak = Infinity; terapkan({ diam: true }); });

  // ---- columns ----
  const menu = $("[data-kolom]");
  const KUNCI = "siks-kolom-verval";
  const kepala = $$("thead th", tabel).filter((th) => $("a", th));
  const atur = (mati) => kepala.forEach((th, i) => tabel.classList.toggle(`tanpa-${kepala.length - i}`, mati.includes(i)));
  let mati = [];
  try { mati = JSON.parse(localStorage.getItem(KUNCI) || "[]"); } catch { /* A browser that keeps nothing shows all. */ }
  $(".menu", menu).append(...kepala.slice(1).map((th, i) => {
    const label = document.createElement("label");
    label.className = "pilihan-kolom";
    const kotakKolom = Object.assign(document.createElement("input"), { type: "checkbox", checked: !mati.includes(i + 1) });
    kotakKolom.addEventListener("change", () => {
      mati = kotakKolom.checked ? mati.filter((n) => n !== i + 1) : [...mati, i + 1];
      atur(mati);
      try { localStorage.setItem(KUNCI, JSON.stringify(mati)); } catch { /* kept for this page only */ }
    });
    label.append(kotakKolom, $("a", th).firstChild.textContent.trim());
    return label;
  }));
  atur(mati);
  menu.hidden = false;
  for (const el of $$("[data-tanpa-skrip]")) el.hidden = true;

  // ---- the rest of a large village ----
  async function muatSisa() {
    const semua = Number(tabel.dataset.semua);
    const asal = kueri();
    for (let n = 1; baris.length < semua; n += 1) {
      keadaan.textContent = terjemah("Memuat keluarga lain: {n} dari {semua}", { n: angka(baris.length), semua: angka(semua) });
      try {
        const jawab = await fetch(`${tabel.dataset.bagian}?${asal}&n=${n}`, { headers: { "HX-Request": "true" } });
        const html = jawab.ok && !jawab.redirected ? await jawab.text() : "";
        if (!html) throw new Error(String(jawab.status));
        const wadah = document.createElement("template");
        wadah.innerHTML = html;
        const baru = [...wadah.content.children];
        for (const tr of baru) { tr.hidden = true; tr.tabIndex = -1; }
        kosong.before(...baru);
        baris.push(...baru.map(baca));
      } catch {
        const ulang = Object.assign(document.createElement("button"), { type: "button", className: "tautan-tombol", textContent: terjemah("Coba lagi") });
        ulang.addEventListener("click", muatSisa);
        keadaan.replaceChildren(terjemah("Baru {n} dari {semua} keluarga termuat.", { n: angka(baris.length), semua: angka(semua) }) + " ", ulang);
        return;
      }
    }
    keadaan.textContent = "";
    banyak = Math.max(BATAS, baris.filter((b) => b.ada).length);
    urutkan();
    terapkan({ diam: true });
  }
  if (baris.length < Number(tabel.dataset.semua)) muatSisa();
  // On a thin line people type before this file has come.
  if (kotak.value !== (alamat.get("cari") || "")) kotak.dispatchEvent(new Event("input", { bubbles: true }));
})();
