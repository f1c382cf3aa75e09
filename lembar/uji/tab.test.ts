/** Two tabs of one account: one writes, taking over is loud, and nothing is written twice. */

import "fake-indexeddb/auto";
import { IDBFactory } from "fake-indexeddb";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { Store } from "../src/simpan/api.ts";
import { openStore } from "../src/simpan/store.ts";

const dibuka: Store[] = [];
const catatan = { jenis: "catatan", pokok: "K1", isi: { isi: "catatan" } } as const;

async function tab(): Promise<Store> {
    const store = await openStore(7, { putaran: 1000 });
    dibuka.push(store);
    return store;
}

describe.each(["dengan Web Locks", "tanpa Web Locks"])("%s", (cara) => {
    beforeEach(() => {
        vi.stubGlobal("indexedDB", new IDBFactory());
        if (cara === "tanpa Web Locks") vi.stubGlobal("navigator", {});
    });
    afterEach(() => {
        for (const s of dibuka.splice(0)) s.tutup();
        vi.unstubAllGlobals();
    });

    test("the second is read-only, takes over, and the first fails loudly without losing its place", async () => {
        const a = await tab();
        await vi.waitFor(() => expect(a.penulis.nilai).toBe(true));
        await a.buat("rahasia-1", "laptop");
        const b = await tab();
        await b.buka("rahasia-1");
        await new Promise((s) => setTimeout(s, 400));
        expect(b.penulis.nilai).toBe(false);
        await expect(b.catat(catatan)).rejects.toThrow(/tab lain/);
        await a.catat(catatan);
        await vi.waitFor(() => expect(b.semua()).toHaveLength(1));
        await b.ambilAlih();
        expect(b.penulis.nilai).toBe(true);
        await vi.waitFor(() => expect(a.penulis.nilai).toBe(false));
        await expect(a.catat(catatan)).rejects.toThrow(/TIDAK tersimpan/);
        expect((await b.catat(catatan)).n).toBe(2);
        expect(b.semua().map((u) => u.n)).toEqual([1, 2]);
    });

    test("when the writer goes, the other becomes it in less than two seconds", async () => {
        const a = await tab();
        await vi.waitFor(() => expect(a.penulis.nilai).toBe(true));
        await a.buat("rahasia-1", "laptop");
        const b = await tab();
        await b.buka("rahasia-1");
        await a.catat(catatan);
        a.tutup();
        await vi.waitFor(() => expect(b.penulis.nilai).toBe(true), 2_000);
        expect((await b.catat(catatan)).n).toBe(2);
    });
});
