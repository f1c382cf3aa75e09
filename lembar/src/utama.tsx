// The worksheet's program: sprite, screens, worker. An error at the start leads to the rescue page, never to a blank one.
import { render } from "preact";
import { bacaBaku, bukaPaket, enamKata, kanonikTeks, kodeDaftar, sha256Hex, sidikJari, undak } from "./inti/index";
import { mountSprite } from "./layar/dasar/ikon";
import { startWorker } from "./layar/pembaruan";
import { Pintu } from "./layar/pintu";
import "./layar/gaya.css";

// Whoever checks the format in this very program finds its reader here: tests/cases/paket in the browser.
Object.assign(globalThis, { intiLembar: { bacaBaku, bukaPaket, enamKata, kanonikTeks, kodeDaftar, sha256Hex, sidikJari, undak } });

const akar = document.getElementById("lembar");

/** Plain words when nothing else runs. Built by hand: whatever broke may be the screens themselves. */
function showRusak(): void {
    if (!akar || akar.querySelector("[data-rusak]")) return;
    const kotak = document.createElement("main");
    kotak.id = "isi";
    kotak.className = "masuk";
    kotak.dataset["rusak"] = "ya";
    kotak.setAttribute("role", "alert");
    const kartu = document.createElement("section");
    kartu.className = "kartu tepi w-merah";
    const judul = document.createElement("h1");
    judul.textContent = "Aplikasi tidak bisa dibuka, tetapi data Anda masih ada";
    const isi = document.createElement("p");
    isi.textContent = "Simpan cadangan sekarang, lalu muat ulang halaman ini.";
    const tautan = document.createElement("a");
    tautan.className = "tombol tombol-utama";
    tautan.href = "/lembar/penyelamat/";
    tautan.textContent = "Simpan cadangan";
    kartu.append(judul, isi, tautan);
    kotak.append(kartu);
    akar.append(kotak);
}

if (akar) {
    let jalan = false;
    addEventListener("error", () => jalan || showRusak());
    addEventListener("unhandledrejection", () => jalan || showRusak());
    mountSprite();
    for (const [id, peran, gawat] of [["umum", "status", "polite"], ["gawat", "alert", "assertive"]] as const) {
        const p = document.createElement("p");
        p.id = id;
        p.className = "baca";
        p.setAttribute("role", peran);
        p.setAttribute("aria-live", gawat);
        document.body.append(p);
    }
    akar.textContent = "";
    render(<Pintu />, akar);
    // Three seconds without a failure, and the worker may let the version before this one go.
    setTimeout(() => {
        if (akar.querySelector("[data-rusak]")) return;
        jalan = true;
        navigator.serviceWorker?.controller?.postMessage({ jenis: "sehat" });
    }, 3_000);
    void startWorker(akar.dataset["sw"] ?? "/lembar/sw.js");
}
