/** A migration that is interrupted at any step leaves a laptop that works, and runs through the next time. */

import { expect, test } from "vitest";
import { TOKO, type Gudang, type Tulis } from "../src/simpan/gudang.ts";
import { bukaIdb } from "../src/simpan/idb.ts";
import { namaDb } from "../src/simpan/nama.ts";
import { GudangMemori } from "../src/simpan/memori.ts";
import { lepaskanLama, pindahkan } from "../src/simpan/pindah.ts";
import { openStore } from "../src/simpan/store.ts";
import { jam, pakaiLaptop, PIN, siapkan, verval } from "./laptop.ts";

pakaiLaptop();

class Putus extends Error {}

/** Lets `langkah` writes through, then the power goes. */
function denganPutus(gudang: Gudang, langkah: number): Gudang {
    const tahan = (): void => {
        if (langkah-- <= 0) throw new Putus();
    };
    return {
        get generasi() {
            return gudang.generasi;
        },
        baca: (t, k) => gudang.baca(t, k),
        semua: (t, g) => gudang.semua(t, g),
        tulis: async (d, p) => (tahan(), gudang.tulis(d, p)),
        tulisGenerasi: async (g, d: readonly Tulis[], k) => (tahan(), gudang.tulisGenerasi(g, d, k)),
        pakaiGenerasi: async (g) => (tahan(), gudang.pakaiGenerasi(g)),
        tutup: () => gudang.tutup(),
    };
}

test("Kegagalan 20: power lost at every step, the old rooms stay in use, then it runs through", async () => {
    const gudang = new GudangMemori();
    const { store } = await siapkan({ gudang, tab: false });
    for (let i = 0; i < 5; i++) await store.catat(verval(i));
    await store.buatPaket({ foto: false });
    let putus = 0;
    for (let langkah = 0; ; langkah++) {
        const selesai = await pindahkan(denganPutus(gudang, langkah), 2, (_, __, isi) => isi).catch((e: unknown) => e);
        const lagi = await openStore(7, { gudang: gudang.klon(), tab: false, putaran: 1000, jam: () => jam.kini });
        await lagi.buka(PIN);
        expect(lagi.semua()).toHaveLength(5);
        expect(lagi.rusak()).toEqual([]);
        if (selesai === true) break;
        expect(selesai).toBeInstanceOf(Putus);
        expect(gudang.generasi).toBe(1);
        putus += 1;
    }
    expect(putus).toBeGreaterThan(3);
    expect(gudang.generasi).toBe(2);
    expect(await pindahkan(gudang, 2, (_, __, isi) => isi)).toBe(false);
    await lepaskanLama(gudang);
    expect(await gudang.semua("ubahan", 1)).toEqual([]);
    expect(await gudang.semua("ubahan")).toHaveLength(5);
});

test("rows that do not arrive as they were written stop the switch", async () => {
    const gudang = new GudangMemori();
    await gudang.tulis([{ toko: "ubahan", kunci: 1, nilai: { a: 1 } }]);
    const asli = gudang.tulisGenerasi.bind(gudang);
    gudang.tulisGenerasi = async (g, d, k) => asli(g, g === 2 ? d.slice(1) : d, k);
    await expect(pindahkan(gudang, 2, (_, __, isi) => isi)).rejects.toThrow(/not what was written/);
    expect(gudang.generasi).toBe(1);
});

test("a newer program adds rooms to the database and takes nothing away", async () => {
    const { store } = await siapkan();
    await store.catat(verval(1));
    store.tutup();
    const gudang = await bukaIdb("7", { generasi: 2 });
    expect(await pindahkan(gudang, 2, (_, __, isi) => isi)).toBe(true);
    expect(await gudang.semua("ubahan")).toHaveLength(1);
    expect(await gudang.semua("ubahan", 1)).toHaveLength(1);
    gudang.tutup();
    const db = (await indexedDB.databases()).find((d) => d.name === namaDb("7"));
    expect(db?.version).toBe(2);
    expect(TOKO).toHaveLength(8);
});
