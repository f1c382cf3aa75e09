/** One village laptop for the tests: a store on a fresh IndexedDB, with a worksheet of the small Dinas loaded. */

import "fake-indexeddb/auto";
import { IDBFactory } from "fake-indexeddb";
import { afterEach, beforeEach, expect, vi } from "vitest";
import type { UbahanBaru } from "../src/inti/bentuk.ts";
import type { Store } from "../src/simpan/api.ts";
import { openStore, type OpsiStore } from "../src/simpan/store.ts";
import { buatDinas, buatLembar, kirimLembar, type Dinas } from "./dunia.ts";

export const PIN = "rahasia-1";
export const dibuka: Store[] = [];
/** The laptop's clock, to be turned by tests. */
export const jam = { kini: 0 };

export async function bukaStore(opsi: OpsiStore = {}): Promise<Store> {
    const store = await openStore(7, { putaran: 1000, jam: () => jam.kini, ...opsi });
    dibuka.push(store);
    await vi.waitFor(() => expect(store.penulis.nilai || store.status.nilai === "rusak").toBe(true));
    return store;
}

export async function siapkan(opsi: OpsiStore = {}): Promise<{ d: Dinas; store: Store; umum: string }> {
    const d = await buatDinas();
    const store = await bukaStore(opsi);
    const minta = await store.buat(PIN, "laptop");
    await store.muatLembar(await kirimLembar(d, await buatLembar(d, minta), minta.umum));
    return { d, store, umum: minta.umum };
}

export function verval(k: number, catatan = ""): UbahanBaru {
    const pokok = `K${String(k).padStart(6, "0")}`;
    return { jenis: "verval", pokok, dasar: { versi: 1, status: "AKTIF", verval: null }, isi: { hasil: "TETAP", tanggal: "2021-07-12", catatan } };
}

export const JPEG = (isi: string) => Uint8Array.from([0xff, 0xd8, 0xff, ...new TextEncoder().encode(isi)]);

export function pakaiLaptop(): void {
    beforeEach(() => {
        vi.stubGlobal("indexedDB", new IDBFactory());
        const isi = new Map<string, string>();
        const getItem = (k: string): string | null => isi.get(k) ?? null;
        vi.stubGlobal("localStorage", { getItem, setItem: (k: string, v: string) => isi.set(k, v) });
        jam.kini = Date.parse("2021-07-12T09:30:00+07:00");
    });
    afterEach(() => {
        for (const s of dibuka.splice(0)) s.tutup();
    });
}
