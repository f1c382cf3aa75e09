/** Measures what the budgets speak of; not a test: run by `script/lembar ukur`. */

import "fake-indexeddb/auto";
import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { test } from "vitest";
import { GudangMemori } from "../src/simpan/memori.ts";
import { openStore } from "../src/simpan/store.ts";
import { buatDinas, buatKeluarga, buatLembar, kirimLembar } from "./dunia.ts";

test("budgets", async () => {
    const catat: { [apa: string]: number } = {};
    const ukur = async <T>(apa: string, kerja: () => Promise<T>): Promise<T> => {
        const mulai = performance.now();
        const hasil = await kerja();
        catat[apa] = Math.round((performance.now() - mulai) * 10) / 10;
        return hasil;
    };
    const d = await buatDinas();
    const gudang = new GudangMemori();
    const store = await openStore(7, { gudang, tab: false });
    const minta = await ukur("buat (PBKDF2 600k)", () => store.buat("rahasia-1", "laptop"));
    const lembar = await buatLembar(d, minta, { keluarga: Array.from({ length: 5000 }, (_, i) => buatKeluarga(i)) });
    const bytes = await ukur("Dinas: seal 5,000 families", () => kirimLembar(d, lembar, minta.umum));
    catat["sealed worksheet KB"] = Math.round(bytes.length / 1024);
    await ukur("muatLembar 5,000 families", () => store.muatLembar(bytes));
    const baru = (i: number) => ({
        jenis: "verval" as const,
        pokok: `K${String(i).padStart(6, "0")}`,
        dasar: { versi: 1, status: "AKTIF", verval: null },
        isi: { hasil: "TETAP", tanggal: "2021-07-12", catatan: "" },
    });
    await ukur("catat 100", async () => {
        for (let i = 0; i < 100; i++) await store.catat(baru(i));
    });
    await ukur("buatPaket 100", () => store.buatPaket({ foto: true }));
    await ukur("catat 124 more", async () => {
        for (let i = 876; i < 1000; i++) await store.catat(baru(i));
    });
    await ukur("catat one more", () => store.catat(baru(1)));
    store.kunci();
    await ukur("buka: PIN, 1,001 ubahan, 5,000 families", () => store.buka("rahasia-1"));
    console.log(catat);
    for (const nama of ["lembar.js", "lembar.css", "penyelamat.js", "sw.js"]) {
        const isi = readFileSync(new URL(`../../src/opensiks/web/static/lembar/${nama}`, import.meta.url));
        console.log(nama, isi.length, "B", gzipSync(isi, { level: 9 }).length, "B gz");
    }
}, 120_000);
