// Keyboard, picked rows, saving state and announcements for every page. No inline script anywhere (strict CSP);
// the markup says what it wants with data- attributes, and every page works without this file.
"use strict";
(() => {
  const $ = (pemilih, akar = document) => akar.querySelector(pemilih);
  const $$ = (pemilih, akar = document) => [...akar.querySelectorAll(pemilih)];
  const tampak = (el) => el.getClientRects().length > 0;
  const angka = (n) => String(n).replace(/\B(?=(\d{3})+$)/g, ".");
  // A sentence of a script in the page's language; pages of another one load kata.<language>.js first, made by script/bahasa.
  const terjemah = (kalimat, isi = {}) => (window.KATA?.[kalimat] ?? kalimat).replace(/\{(\w+)\}/g, (_, n) => isi[n]);
  window.terjemah = terjemah;
  const hurufNyala = () => document.body.dataset.tombolHuruf !== "tidak";

  // ---- announcements: one polite and one assertive live region ----
  function umumkan(kalimat, gawat = false) {
    const daerah = $(gawat ? "#gawat" : "#umum");
    if (!daerah) return;
    daerah.textContent = "";
    setTimeout(() => { daerah.textContent = kalimat; }, 60);
  }
  document.addEventListener("siks:umumkan", (e) => umumkan(e.detail.kalimat));

  // ---- the line ----
  function tandaiSambungan() {
    const ada = navigator.onLine;
    for (const el of $$("[data-sambungan]")) {
      el.classList.toggle("putus", !ada);
      $("[data-ada]", el).hidden = !ada;
      $("[data-tiada]", el).hidden = ada;
      $("[data-kata]", el).textContent = ada ? terjemah("Tersambung") : terjemah("Tanpa sambungan");
    }
    for (const el of $$("[data-pita-sambungan]")) el.hidden = ada;
  }
  addEventListener("online", tandaiSambungan);
  addEventListener("offline", () => { tandaiSambungan(); umumkan(terjemah("Sambungan terputus."), true); });

  function tampilkanGalat(kalimat) {
    const pita = $("[data-pita-galat]");
    if (!pita) return;
    if (kalimat) $("[data-galat-isi]", pita).textContent = kalimat;
    pita.hidden = false;
    umumkan(terjemah("Belum tersimpan.") + " " + $("[data-galat-isi]", pita).textContent, true);
  }

  // ---- fields that save themselves: Menyimpan… / Tersimpan 14.02 / Belum tersimpan ----
  function tulisKeadaan(isian, kata, rupa = "") {
    const baris = $("[data-keadaan]", isian.closest(".isian") || document.body);
    if (!baris) return;
    baris.textContent = kata;
    baris.dataset.rupa = rupa;
  }
  const pukul = (xhr) => {
    // The server's clock, not the laptop's.
    const saat = new Date(xhr.getResponseHeader("Date") || Date.now());
    return [saat.getHours(), saat.getMinutes()].map((n) => String(n).padStart(2, "0")).join(".");
  };
  document.addEventListener("htmx:beforeRequest", (e) => {
    const el = e.detail.elt;
    if (el.matches("[data-simpan]")) tulisKeadaan(el, terjemah("Menyimpan…"));
    if (el.matches("[data-sibuk]")) sibukkan(el);
  });
  document.addEventListener("htmx:afterRequest", (e) => {
    const el = e.detail.elt;
    lepaskan(el.matches("[data-sibuk]") ? el : $("[data-sibuk][aria-busy]", el));
    if (!el.matches("[data-simpan]")) return;
    if (e.detail.successful) {
      const waktu = pukul(e.detail.xhr);
      const kata = terjemah("Tersimpan {waktu}", { waktu });
      tulisKeadaan(el, kata);
      umumkan(kata);
      for (const info of $$("[data-info]")) info.textContent = terjemah("Semua isian tersimpan {waktu}", { waktu });
    } else tulisKeadaan(el, terjemah("Belum tersimpan"), "galat");
  });
  document.addEventListener("htmx:sendError", () => {
    tandaiSambungan();
    tampilkanGalat(terjemah("Sambungan terputus. Isian Anda tetap di layar. Simpan lagi setelah tersambung."));
  });
  document.addEventListener("htmx:responseError", () => tampilkanGalat());

  // ---- busy buttons: keep their width, cannot be pressed twice ----
  function sibukkan(tombol) {
    if (!tombol || tombol.hasAttribute("aria-busy")) return;
    tombol.style.minWidth = tombol.offsetWidth + "px";
    tombol.setAttribute("aria-busy", "true");
    tombol.dataset.isiAsal = tombol.innerHTML;
    tombol.textContent = tombol.dataset.sibuk;
  }
  function lepaskan(tombol) {
    if (!tombol || !tombol.hasAttribute("aria-busy")) return;
    tombol.removeAttribute("aria-busy");
    tombol.innerHTML = tombol.dataset.isiAsal;
  }
  document.addEventListener("submit", (e) => {
    if (e.target.dataset.terkirim) { e.preventDefault(); return; }
    const tombol = e.submitter;
    if (!tombol || !tombol.matches("[data-sibuk]") || e.target.matches("[hx-post]")) return;
    // A download or a new window leaves the page as it is.
    if (e.target.target || e.target.hasAttribute("data-unduh")) return;
    e.target.dataset.terkirim = "ya";
    setTimeout(() => sibukkan(tombol), 0);
  });
  addEventListener("pageshow", (e) => {
    if (!e.persisted) return;
    for (const f of $$("[data-terkirim]")) delete f.dataset.terkirim;
    for (const t of $$("[aria-busy]")) lepaskan(t);
  });

  // ---- working table: one current row, picks, ranges ----
  const barisDari = (tabel) => $$("tbody tr[data-baris]", tabel).filter(tampak);
  const centangDari = (baris) => $("input[type=checkbox]:not(:disabled)", baris);
  let jangkar = null;

  function jadikanKini(baris, fokus = true) {
    const tabel = baris.closest("table");
    for (const lain of $$("tr.kini", tabel)) { lain.classList.remove("kini"); lain.tabIndex = -1; }
    baris.classList.add("kini");
    baris.tabIndex = 0;
    if (fokus) { baris.focus({ preventScroll: true }); baris.scrollIntoView({ block: "nearest" }); }
    const semua = barisDari(tabel);
    for (const el of $$("[data-baris-kini]")) el.textContent = terjemah("Baris {n} dari {semua}", { n: angka(semua.indexOf(baris) + 1), semua: angka(semua.length) });
  }
  function siapkanTabel(tabel) {
    const semua = barisDari(tabel);
    for (const baris of semua) baris.tabIndex = -1;
    const kini = $("tr.kini", tabel) || semua[0];
    if (kini) kini.tabIndex = 0;
    perbaruiPita(tabel);
  }
  function perbaruiPita(tabel) {
    const terpilih = $$("tbody tr[data-baris]", tabel).filter((b) => $("input[type=checkbox]:checked", b));
    for (const baris of $$("tbody tr[data-baris]", tabel)) baris.classList.toggle("terpilih", terpilih.includes(baris));
    const pita = $$("[data-pita-pilih]").find((p) => $(p.dataset.pitaPilih)?.contains(tabel));
    if (!pita) return;
    const jumlah = $("[data-jumlah-pilih]", pita);
    const orang = terpilih.reduce((n, b) => n + Number(b.dataset.orang || 0), 0);
    pita.hidden = terpilih.length === 0;
    document.body.classList.toggle("memilih", terpilih.length > 0);
    jumlah.textContent = terjemah("{n} {satuan} dipilih", { n: angka(terpilih.length), satuan: jumlah.dataset.satuan }) + (orang ? terjemah(", {n} orang", { n: angka(orang) }) : "");
    const induk = $("[data-pilih-semua]", tabel);
    if (induk) {
      const bisa = barisDari(tabel).filter((b) => centangDari(b)).length;
      induk.checked = terpilih.length > 0 && terpilih.length >= bisa;
      induk.indeterminate = terpilih.length > 0 && terpilih.length < bisa;
    }
  }
  function pilih(baris, rentang) {
    const kotak = centangDari(baris);
    if (!kotak) { umumkan(baris.dataset.belumBisa || terjemah("Baris ini belum bisa dipilih."), true); return; }
    const tabel = baris.closest("table");
    const nilai = rentang && jangkar ? true : !kotak.checked;
    const semua = barisDari(tabel);
    const batas = rentang && jangkar ? [semua.indexOf(jangkar), semua.indexOf(baris)].sort((a, b) => a - b) : null;
    for (const satu of batas ? semua.slice(batas[0], batas[1] + 1) : [baris]) {
      const k = centangDari(satu);
      // A range never picks what must be opened first.
      if (k && (satu === baris || !satu.hasAttribute("data-satu-satu"))) k.checked = nilai;
    }
    jangkar = baris;
    perbaruiPita(tabel);
  }
  function pilihSemua(tabel, nilai) {
    // Only rows without findings can be picked together.
    for (const baris of barisDari(tabel)) {
      const k = centangDari(baris);
      if (k && (!nilai || !baris.hasAttribute("data-satu-satu"))) k.checked = nilai;
    }
    perbaruiPita(tabel);
    umumkan(nilai ? terjemah("Semua baris tanpa temuan dipilih.") : terjemah("Pilihan dibatalkan."));
  }
  document.addEventListener("change", (e) => {
    const tabel = e.target.closest("table[data-tabel-kerja]");
    if (!tabel || e.target.type !== "checkbox") return;
    if (e.target.matches("[data-pilih-semua]")) pilihSemua(tabel, e.target.checked);
    else { jangkar = e.target.closest("tr"); perbaruiPita(tabel); }
  });
  document.addEventListener("focusin", (e) => {
    const baris = e.target.closest("table[data-tabel-kerja] tr[data-baris]");
    if (baris && !baris.classList.contains("kini")) jadikanKini(baris, false);
  });
  document.addEventListener("click", (e) => {
    const batal = e.target.closest("[data-batal-pilih]");
    if (batal) {
      const wadah = $(batal.closest("[data-pita-pilih]").dataset.pitaPilih);
      const tabel = wadah.matches("table") ? wadah : $("table[data-tabel-kerja]", wadah);
      pilihSemua(tabel, false);
      ($("tr.kini", tabel) || barisDari(tabel)[0])?.focus();
      return;
    }
    // Anywhere on a row opens it, but for what can be pressed itself.
    const baris = e.target.closest("table[data-tabel-kerja] tr[data-baris]");
    if (!baris || e.target.closest("a, button, label, input, summary") || String(getSelection())) return;
    jadikanKini(baris);
  });
  document.addEventListener("dblclick", (e) => {
    const baris = e.target.closest("table[data-tabel-kerja] tr[data-baris]");
    if (baris && !e.target.closest("a, button, label, input")) bukaBaris(baris);
  });
  const bukaBaris = (baris) => ($("a[data-buka]", baris) || $("a", baris))?.click();
  // Long press picks on a phone.
  let tekan = 0;
  document.addEventListener("touchstart", (e) => {
    const baris = e.target.closest("table[data-tabel-kerja] tr[data-baris]");
    if (baris) tekan = setTimeout(() => { tekan = -1; pilih(baris, false); }, 550);
  }, { passive: true });
  for (const selesai of ["touchend", "touchmove", "touchcancel"]) document.addEventListener(selesai, (e) => {
    if (tekan === -1 && e.cancelable) e.preventDefault();
    clearTimeout(tekan);
    tekan = 0;
  }, { passive: false });

  function tombolTabel(e, tabel) {
    const semua = barisDari(tabel);
    const baris = e.target.closest("tr[data-baris]") || $("tr.kini", tabel) || semua[0];
    const i = semua.indexOf(baris);
    const huruf = hurufNyala() ? e.key : e.key.length > 1 ? e.key : "";
    const ke = (n) => { jadikanKini(semua[Math.max(0, Math.min(semua.length - 1, n))]); return true; };
    if (!baris) return false;
    switch (huruf) {
      case "j": case "ArrowDown": return ke(i + 1);
      case "k": case "ArrowUp": return ke(i - 1);
      case "Home": return ke(0);
      case "End": return ke(semua.length - 1);
      case "PageDown": return ke(i + 10);
      case "PageUp": return ke(i - 10);
      case "x": pilih(baris, false); return true;
      case " ": if (e.target.matches("tr")) { pilih(baris, e.shiftKey); return true; } return false;
      case "X": pilih(baris, e.shiftKey); return true;
      case "Enter": if (e.target.matches("tr")) { bukaBaris(baris); return true; } return false;
      default: return false;
    }
  }

  // ---- search in the rows that are here: parts of names, last four digits, "rt 3" ----
  const polos = (teks) => teks.toLowerCase().normalize("NFKD").replace(/[\u0300-\u036f]/g, "");
  document.addEventListener("input", (e) => {
    if (!e.target.matches("[data-saring]")) return;
    const tabel = $(e.target.dataset.saring);
    const kata = polos(e.target.value).replace(/\b(rt|rw)\s+0*(\d+)/g, "$1$2").split(/\s+/).filter(Boolean);
    const pendek = e.target.value.trim().length < 2;
    let ada = 0;
    for (const baris of $$("tbody tr[data-baris]", tabel)) {
      const isi = " " + polos(baris.dataset.cari || baris.textContent);
      baris.hidden = !(pendek || kata.every((k) => isi.includes(/^(rt|rw)\d+$/.test(k) ? ` ${k} ` : k)));
      ada += !baris.hidden;
    }
    const kosong = $("[data-tanpa-hasil]", tabel);
    if (kosong) {
      kosong.hidden = ada > 0;
      for (const el of $$("[data-kata-cari]", kosong)) el.textContent = e.target.value.trim();
    }
    const kini = barisDari(tabel)[0];
    for (const b of $$("tr[data-baris]", tabel)) b.tabIndex = b === kini ? 0 : -1;
    clearTimeout(e.target.jeda);
    e.target.jeda = setTimeout(() => umumkan(terjemah("{n} baris", { n: angka(ada) })), 700);
  });

  // ---- mosaic: Tab enters once, arrows move, a card on hover and focus ----
  function siapkanMosaik(mosaik) {
    $$("[data-kotak]", mosaik).forEach((kotak, i) => { kotak.tabIndex = i === 0 ? 0 : -1; });
  }
  function tombolMosaik(e, kotak) {
    const semua = $$("[data-kotak]", kotak.closest("[data-mosaik]"));
    const i = semua.indexOf(kotak);
    const tengah = (el) => { const r = el.getBoundingClientRect(); return [r.left + r.width / 2, r.top + r.height / 2]; };
    const [x, y] = tengah(kotak);
    const searah = (naik) => semua
      .map((el) => ({ el, p: tengah(el) }))
      .filter(({ p }) => (naik ? p[1] < y - 4 : p[1] > y + 4))
      .sort((a, b) => Math.abs(a.p[1] - y) * 3 + Math.abs(a.p[0] - x) - Math.abs(b.p[1] - y) * 3 - Math.abs(b.p[0] - x))[0]?.el;
    const ke = { ArrowRight: semua[i + 1], ArrowLeft: semua[i - 1], ArrowDown: searah(false), ArrowUp: searah(true), Home: semua[0], End: semua.at(-1) }[e.key];
    if (!ke) return e.key.startsWith("Arrow");
    kotak.tabIndex = -1;
    ke.tabIndex = 0;
    ke.focus();
    return true;
  }
  let kartu = null;
  function tampilkanKartu(kotak) {
    sembunyikanKartu();
    kartu = document.createElement("div");
    kartu.className = "kartu-apung";
    kartu.setAttribute("aria-hidden", "true");
    const nama = document.createElement("b");
    nama.textContent = `${kotak.dataset.nama}: ${kotak.dataset.tahap}`;
    kartu.append(nama, ...(kotak.dataset.rinci || "").split(" | ").filter(Boolean).map((baris) => {
      const p = document.createElement("p");
      p.textContent = baris;
      return p;
    }));
    document.body.append(kartu);
    const r = kotak.getBoundingClientRect();
    const atas = r.bottom + 8 + kartu.offsetHeight > innerHeight ? r.top - 8 - kartu.offsetHeight : r.bottom + 8;
    kartu.style.top = `${scrollY + atas}px`;
    kartu.style.left = `${Math.max(8, Math.min(r.left - 8, document.documentElement.clientWidth - kartu.offsetWidth - 8))}px`;
  }
  function sembunyikanKartu() { kartu?.remove(); kartu = null; }
  for (const [nama, aksi] of [["mouseover", tampilkanKartu], ["focusin", tampilkanKartu]]) document.addEventListener(nama, (e) => {
    const kotak = e.target.closest?.("[data-kotak]");
    if (kotak) aksi(kotak);
    else if (nama === "mouseover" && !e.target.closest?.(".kartu-apung") && !document.activeElement?.matches("[data-kotak]")) sembunyikanKartu();
    else if (nama === "focusin") sembunyikanKartu();
  });

  // ---- dialogs: help of this screen, all keys ----
  function bukaDialog(dialog) { if (dialog && !dialog.open) dialog.showModal(); }
  async function bukaBantuan(tautan) {
    const dialog = $("#panel-bantuan");
    if (!dialog) { location.href = tautan.href; return; }
    try {
      const jawab = await fetch(tautan.href, { headers: { "HX-Request": "true" } });
      if (!jawab.ok) throw new Error(String(jawab.status));
      const isi = new DOMParser().parseFromString(await jawab.text(), "text/html");
      $("[data-isi-panel]", dialog).replaceChildren(...($("main", isi) || isi.body).childNodes);
      bukaDialog(dialog);
      // At the section of this screen; without one, at the top.
      const jangkar = tautan.hash && $(`#${CSS.escape(tautan.hash.slice(1))}`, dialog);
      if (jangkar) jangkar.scrollIntoView(); else dialog.scrollTop = 0;
    } catch { location.href = tautan.href; }
  }
  function bukaTombol() {
    const dialog = $("#panel-tombol");
    if (!dialog) return;
    const daftar = $("[data-isi-panel]", dialog);
    const umum = [["/", terjemah("Ke kotak cari")], ["F1", terjemah("Bantuan layar ini")], ["?", terjemah("Daftar tombol ini")], ["Esc", terjemah("Keluar satu tingkat")]];
    const tabel = $("table[data-tabel-kerja]") ? [["J K", terjemah("Baris turun, naik")], ["Enter", terjemah("Buka baris")], [terjemah("X Spasi"), terjemah("Pilih baris")], ["Shift X", terjemah("Pilih sampai sini")], ["Ctrl A", terjemah("Pilih semua tanpa temuan")]] : [];
    const tab = $$("[data-g]").map((a) => [`G lalu ${a.dataset.g.toUpperCase()}`, terjemah("Ke {bagian}", { bagian: a.firstChild.textContent.trim() })]);
    const layar = $$("[data-kunci]").filter((el) => tampak(el) || el.hasAttribute("data-kunci-pilih")).map((el) => [el.dataset.kunci, kataDari(el)]);
    daftar.replaceChildren(...[...layar, ...tabel, ...tab, ...umum].map(([tombol, kata]) => {
      const baris = document.createElement("div");
      const dt = document.createElement("dt");
      const dd = document.createElement("dd");
      dt.append(...tombol.split(" ").map((t) => {
        if (t === "lalu") return terjemah(" lalu ");
        const k = document.createElement("kbd");
        k.textContent = t;
        return k;
      }));
      dd.textContent = kata;
      baris.append(dt, dd);
      return baris;
    }));
    bukaDialog(dialog);
  }
  function kataDari(el) {
    const salin = el.cloneNode(true);
    for (const k of $$("kbd, small, svg", salin)) k.remove();
    return salin.textContent.trim();
  }
  document.addEventListener("click", (e) => {
    const mati = e.target.closest('[aria-disabled="true"], [aria-busy="true"]');
    if (mati) { e.preventDefault(); e.stopImmediatePropagation(); return; }
    if (e.target.closest("[data-tutup-dialog]")) e.target.closest("dialog").close();
    if (e.target.closest("[data-tutup-pita]")) e.target.closest(".pita").hidden = true;
    // The way to a file takes along what the page's own script has put into the address.
    const unduh = e.target.closest("a[data-kueri]");
    if (unduh) {
      const url = new URL(unduh.href), milik = new URLSearchParams(unduh.dataset.kueri);
      url.search = new URLSearchParams([...new URLSearchParams(location.search)].filter(([k]) => k !== "halaman" && !milik.has(k)));
      for (const [k, v] of milik) url.searchParams.set(k, v);
      unduh.href = url;
    }
    if (e.target.closest("[data-cetak]")) print();
    const bantuan = e.target.closest("[data-bantuan]");
    if (bantuan && !e.ctrlKey && !e.metaKey && !e.shiftKey) { e.preventDefault(); bukaBantuan(bantuan); }
    for (const menu of $$("details[data-menu][open]")) if (!menu.contains(e.target)) menu.open = false;
  }, true);

  // ---- keys of the page ----
  let menungguG = 0;
  const mengetik = (el) => el.matches("input:not([type=checkbox]):not([type=radio]):not([type=button]), textarea, select, [contenteditable]");

  function tekanKunci(huruf) {
    const el = $$("[data-kunci]").find((k) => k.dataset.kunci.toUpperCase() === huruf.toUpperCase() && (tampak(k) || k.hasAttribute("data-kunci-pilih")));
    if (!el) return false;
    // T on a row without picks decides that row.
    const pita = el.closest("[data-pita-pilih]");
    if (pita?.hidden) {
      const baris = document.activeElement.closest("table[data-tabel-kerja] tr.kini");
      if (!baris) return false;
      pilih(baris, false);
      if (pita.hidden) return true;
    }
    if (el.matches("input, select, textarea")) el.focus();
    else el.click();
    return true;
  }
  function tombolHuruf(e) {
    if (menungguG) {
      clearTimeout(menungguG);
      menungguG = 0;
      const tab = $(`[data-g="${CSS.escape(e.key.toLowerCase())}"]`);
      if (tab) tab.click();
      return Boolean(tab);
    }
    if (e.key === "/") {
      const kotak = $("[data-cari-isian]");
      kotak?.focus();
      kotak?.select();
      return Boolean(kotak);
    }
    if (e.key === "?") { bukaTombol(); return true; }
    if (e.key === "g") { menungguG = setTimeout(() => { menungguG = 0; }, 1500); return true; }
    return e.key.length === 1 && tekanKunci(e.key);
  }
  function mundur(e) {
    if (kartu) { sembunyikanKartu(); return true; }
    const menu = $("details[data-menu][open]");
    if (menu) { menu.open = false; $("summary", menu).focus(); return true; }
    if (e.target.matches("[data-cari-isian]")) {
      if (e.target.value) { e.target.value = ""; e.target.dispatchEvent(new Event("input", { bubbles: true })); } else $("table[data-tabel-kerja] tr[tabindex='0']")?.focus();
      return true;
    }
    const tabel = e.target.closest("table[data-tabel-kerja]");
    if (tabel && $("tr.terpilih", tabel)) { pilihSemua(tabel, false); return true; }
    return false;
  }
  document.addEventListener("keydown", (e) => {
    if (e.defaultPrevented || e.isComposing || e.altKey || e.metaKey) return;
    const tabel = e.target.closest?.("table[data-tabel-kerja]");
    let kena = false;
    if (e.key === "F1") { const b = $("[data-bantuan]"); if (b) { bukaBantuan(b); kena = true; } }
    else if ($("dialog[open]")) return;
    else if (e.key === "Escape") kena = mundur(e);
    else if (e.ctrlKey) { if (e.key === "a" && tabel && !mengetik(e.target)) { pilihSemua(tabel, true); kena = true; } }
    else if (mengetik(e.target)) {
      // From the search box straight into the list.
      if (e.target.matches("[data-cari-isian]") && (e.key === "ArrowDown" || e.key === "Enter") && e.target.dataset.saring) {
        const baris = barisDari($(e.target.dataset.saring))[0];
        if (baris) { jadikanKini(baris); kena = true; }
      }
    } else if (e.target.closest?.("[data-kotak]") && /^(Arrow|Home|End)/.test(e.key)) kena = tombolMosaik(e, e.target.closest("[data-kotak]"));
    else kena = (tabel && tombolTabel(e, tabel)) || (hurufNyala() && !e.repeat && tombolHuruf(e)) || (!tabel && awalTabel(e));
    if (kena) e.preventDefault();
  });
  // j and k anywhere on the page enter the list at its current row, when the page itself has no such key.
  function awalTabel(e) {
    if (!hurufNyala() || (e.key !== "j" && e.key !== "k")) return false;
    const baris = $("table[data-tabel-kerja] tr[data-baris][tabindex='0']");
    if (baris) jadikanKini(baris);
    return Boolean(baris);
  }

  // ---- what a page or a swapped part needs when it appears ----
  function siapkan(akar) {
    for (const tabel of $$("table[data-tabel-kerja]", akar)) siapkanTabel(tabel);
    if (akar.matches?.("table[data-tabel-kerja]")) siapkanTabel(akar);
    for (const mosaik of $$("[data-mosaik]", akar)) siapkanMosaik(mosaik);
    for (const el of $$("[data-hilang]", akar)) hilangkan(el);
    if (akar.matches?.("[data-hilang]")) hilangkan(akar);
    const fokus = $("[data-fokus]", akar);
    // On a phone a field that takes the focus hides the page behind its keyboard.
    if (fokus && !(mengetik(fokus) && matchMedia("(max-width: 599px)").matches)) fokus.focus({ focusVisible: true });
  }
  function hilangkan(el) {
    const lama = 1000 * Number(el.dataset.hilang);
    let jam = setTimeout(() => el.remove(), lama);
    const tahan = () => clearTimeout(jam);
    const lagi = () => { clearTimeout(jam); jam = setTimeout(() => el.remove(), lama); };
    for (const nama of ["mouseenter", "focusin"]) el.addEventListener(nama, tahan);
    for (const nama of ["mouseleave", "focusout"]) el.addEventListener(nama, lagi);
  }
  // htmx announces every part it swaps in, and once the body, which is done here without waiting.
  document.addEventListener("htmx:load", (e) => { if (e.detail.elt !== document.body) siapkan(e.detail.elt); });
  tandaiSambungan();
  siapkan(document);
})();
