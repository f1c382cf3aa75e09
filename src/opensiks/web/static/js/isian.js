// Forms that keep what is typed: saved on the server 600 ms after typing and on leaving, given back after a reload.
// A lost line loses nothing: the page holds on to the fields, tries again, and asks before it is closed.
// Nothing is kept on the laptop itself. A form says <form {% simpan_isian "usulan" u.pk %}>; see web/isian.py.
"use strict";
(() => {
  const JEDA = 600;
  const ULANG = [2000, 4000, 8000, 15000];
  const semua = new Map();
  const umumkan = (kalimat) => document.dispatchEvent(new CustomEvent("siks:umumkan", { detail: { kalimat } }));
  const bidang = (form) => [...form.elements].filter((el) => el.name && el.name !== "isian" && el.name !== "csrfmiddlewaretoken"
    && !/^(file|password|submit|button|image|reset)$/.test(el.type) && el.tagName !== "FIELDSET" && el.tagName !== "OUTPUT");
  const pilihan = (el) => el.type === "checkbox" || el.type === "radio";

  function baca(form) {
    const isi = {};
    for (const el of bidang(form)) {
      isi[el.name] ??= [];
      if (el.tagName === "SELECT" && el.multiple) isi[el.name].push(...[...el.selectedOptions].map((o) => o.value));
      else if (!pilihan(el) || el.checked) isi[el.name].push(el.value);
    }
    return isi;
  }
  function isikan(form, isi) {
    const giliran = {};
    let ubah = false;
    for (const el of bidang(form)) {
      const nilai = isi[el.name];
      if (!nilai || el.type === "hidden") continue;
      if (pilihan(el)) {
        const kini = nilai.includes(el.value);
        ubah ||= el.checked !== kini;
        el.checked = kini;
      } else {
        const n = giliran[el.name] = (giliran[el.name] ?? -1) + 1;
        if (nilai[n] === undefined || el.value === nilai[n]) continue;
        el.value = nilai[n];
        ubah = true;
      }
      const lipat = el.closest("details");
      if (lipat && ubah) lipat.open = true;
    }
    return ubah;
  }

  // ---- one line per form: Menyimpan… / Tersimpan 14.02 / Belum tersimpan ----
  function baris(form) {
    let el = form.querySelector("[data-keadaan-isian]");
    if (!el) {
      el = document.createElement("p");
      el.className = "keadaan";
      el.dataset.keadaanIsian = "";
      const tombol = [...form.querySelectorAll("button:not([type=button])")].at(-1);
      const induk = tombol?.closest(".deret, p") || tombol;
      if (induk && induk !== form) induk.after(el);
      else form.append(el);
    }
    return el;
  }
  function tulis(s, kata, rupa = "") {
    const el = baris(s.form);
    el.replaceChildren(kata);
    el.dataset.rupa = rupa;
  }
  function tawarkanKosong(s) {
    const tombol = document.createElement("button");
    tombol.type = "button";
    tombol.className = "tautan-tombol";
    tombol.textContent = terjemah("Mulai dari awal");
    tombol.addEventListener("click", async () => {
      s.form.reset();
      s.kotor = false;
      if (await kirim(s, {})) tulis(s, terjemah("Isian dikosongkan."));
      s.form.querySelector("input:not([type=hidden]), select, textarea")?.focus();
    });
    baris(s.form).append(" ", tombol);
  }

  // ---- saving ----
  async function kirim(s, isi) {
    const data = new URLSearchParams({ kunci: s.form.dataset.isian, isi: JSON.stringify(isi) });
    const token = s.form.querySelector("[name=csrfmiddlewaretoken]")?.value
      || JSON.parse(document.body.getAttribute("hx-headers") || "{}")["X-CSRFToken"] || "";
    s.putus = false;
    try {
      const jawab = await fetch("/isian/", { method: "POST", body: data, headers: { "X-CSRFToken": token }, redirect: "manual", keepalive: true });
      s.sebab = jawab.type === "opaqueredirect" || jawab.status === 403 ? terjemah("Belum tersimpan. Masuk lagi di jendela lain, lalu kembali ke sini.")
        : jawab.status === 413 ? terjemah("Belum tersimpan. Isiannya terlalu panjang.") : jawab.ok ? "" : terjemah("Belum tersimpan. Ada gangguan di pihak kami; dicoba lagi.");
      if (!jawab.ok) return "";
      return (await jawab.json()).waktu || "";
    } catch {
      s.sebab = terjemah("Belum tersimpan. Sambungan terputus; isian tetap di layar dan disimpan saat tersambung.");
      s.putus = true;
      return "";
    }
  }
  // At most one save of a form is on its way; what was typed meanwhile goes with the next.
  function simpan(s) {
    clearTimeout(s.jam);
    s.berjalan ??= (async () => {
      let waktu = "";
      do {
        s.kotor = false;
        tulis(s, terjemah("Menyimpan…"));
        waktu = await kirim(s, baca(s.form));
      } while (waktu && s.kotor && !s.terkirim);
      s.berjalan = null;
      if (waktu) {
        s.gagal = 0;
        tulis(s, terjemah("Tersimpan {waktu}", { waktu }));
        umumkan(terjemah("Tersimpan {waktu}", { waktu }));
        const info = document.querySelector("[data-info]");
        if (info && ![...semua.values()].some((lain) => lain.kotor)) info.textContent = terjemah("Semua isian tersimpan {waktu}", { waktu });
        for (const pita of document.querySelectorAll("[data-pita-sambungan]")) pita.hidden = navigator.onLine;
      } else {
        s.kotor = true;
        tulis(s, s.sebab, "galat");
        if (!s.gagal) umumkan(s.sebab);
        s.jam = setTimeout(() => simpan(s), ULANG[Math.min(s.gagal++, ULANG.length - 1)]);
      }
      return waktu;
    })();
    return s.berjalan;
  }
  function catat(s, segera) {
    s.kotor = true;
    s.disentuh = true;
    clearTimeout(s.jam);
    s.jam = setTimeout(() => simpan(s), segera ? 0 : JEDA);
  }
  const milik = (el) => el?.form && semua.get(el.form);
  document.addEventListener("input", (e) => {
    const s = milik(e.target);
    if (!s || e.target.type === "file") return;
    if (!s.kotor && !s.gagal) tulis(s, terjemah("Tersimpan sendiri saat Anda mengetik"));
    catat(s, false);
  });
  document.addEventListener("change", (e) => {
    const s = milik(e.target);
    if (s && e.target.type !== "file") catat(s, true);
  });
  document.addEventListener("focusout", (e) => {
    const s = milik(e.target);
    if (s?.kotor && !s.gagal) catat(s, true);
  });
  addEventListener("online", () => { for (const s of semua.values()) if (s.kotor) { s.gagal = 0; simpan(s); } });
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") for (const s of semua.values()) if (s.kotor && !s.terkirim) simpan(s);
  });
  addEventListener("beforeunload", (e) => {
    if ([...semua.values()].some((s) => (s.kotor || s.berjalan) && !s.terkirim)) e.preventDefault();
  });

  // ---- sending: what was typed is safe before the page is left, or the page is not left ----
  document.addEventListener("submit", (e) => {
    const s = semua.get(e.target);
    if (!s || s.terkirim || (!s.disentuh && navigator.onLine)) return;
    if (!s.kotor && !s.berjalan && navigator.onLine) { s.terkirim = true; return; }
    e.preventDefault();
    e.stopImmediatePropagation();
    if (s.menunggu) return;
    s.menunggu = true;
    const tombol = e.submitter;
    simpan(s).then((waktu) => {
      s.menunggu = false;
      if (!waktu) {
        tulis(s, s.putus ? terjemah("Belum terkirim. Sambungan terputus; isian tetap di layar dan bisa dikirim saat tersambung.")
          : s.sebab.replace(terjemah("Belum tersimpan."), terjemah("Belum terkirim.")), "galat");
        return;
      }
      clearTimeout(s.jam);
      s.terkirim = true;
      s.form.requestSubmit(tombol);
    });
  }, true);
  addEventListener("pageshow", () => { for (const s of semua.values()) s.terkirim = false; });
  document.addEventListener("htmx:afterRequest", (e) => {
    const s = semua.get(e.detail.elt);
    if (s) { s.terkirim = false; s.disentuh = false; s.kotor = false; }
  });

  function siapkan(form) {
    if (semua.has(form)) return;
    const s = { form, kotor: false, disentuh: false, terkirim: false, menunggu: false, gagal: 0, sebab: "", jam: 0, berjalan: null };
    semua.set(form, s);
    const kunci = document.createElement("input");
    Object.assign(kunci, { type: "hidden", name: "isian", value: form.dataset.isian });
    form.append(kunci);
    const { isianAwal, isianPukul } = form.dataset;
    if (!isianAwal || !isikan(form, JSON.parse(isianAwal))) return;
    tulis(s, `Isian Anda dipulihkan, tersimpan ${isianPukul}.`);
    tawarkanKosong(s);
    delete form.dataset.isianAwal;
  }
  const cari = (akar) => { for (const f of akar.querySelectorAll("form[data-isian]")) siapkan(f); if (akar.matches?.("form[data-isian]")) siapkan(akar); };
  document.addEventListener("htmx:load", (e) => { for (const f of semua.keys()) if (!f.isConnected) semua.delete(f); cari(e.detail.elt); });
  cari(document);
})();
