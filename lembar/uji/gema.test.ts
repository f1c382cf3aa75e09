/** The village's trail as receipts showed it: what contradicts, what only came late, and what goes into the next package. */

import { describe, expect, test } from "vitest";
import { bandingJejak, ujungTerjauh, type Ditunjukkan } from "../src/inti/gema.ts";
import { bukaDiDinas, nilai } from "./dunia.ts";
import { jam, pakaiLaptop, siapkan, verval } from "./laptop.ts";

const ujung = (seq: number, huruf = "a") => ({ seq, sidik: `${seq}${huruf}`.padEnd(64, "0") });
const lihat = (manifes: string, seq: number, gema: number | null, huruf = "a"): Ditunjukkan => ({
    manifes,
    jejak: ujung(seq, huruf),
    gema: gema === null ? null : ujung(gema),
});

describe("what two receipts say of one trail", () => {
    test("an older receipt that is loaded late contradicts nothing", () => {
        expect(bandingJejak([lihat("b", 20, 10), lihat("a", 10, null)])).toEqual([]);
    });
    test("an answer that ends before what the package had echoed is shorter", () => {
        const beda = bandingJejak([lihat("a", 20, null), lihat("b", 12, 20)]);
        expect(beda).toEqual([{ sebab: "LEBIH_PENDEK", manifes: "b", pernah: ujung(20), kini: ujung(12) }]);
    });
    test("another event at the same place is another trail", () => {
        const beda = bandingJejak([lihat("a", 20, null), lihat("b", 20, null, "f")]);
        expect(beda.map((b) => [b.sebab, b.manifes])).toEqual([["BERBEDA", "b"]]);
    });
    test("a server that says nothing of its trail is believed", () => {
        expect(bandingJejak([{ manifes: "a", jejak: null, gema: ujung(9) }])).toEqual([]);
        expect(ujungTerjauh([{ manifes: "a", jejak: null, gema: null }])).toBeNull();
    });
});

describe("the store", () => {
    pakaiLaptop();

    test("Kegagalan 69: a receipt with a shorter trail is flagged, kept with its signature, and told to the Dinas", async () => {
        const { d, store, umum } = await siapkan();
        await store.catat(verval(1));
        const satu = await store.buatPaket({ foto: false });
        expect((await bukaDiDinas(d, satu.bytes)).manifes.gema).toBeUndefined();
        await store.muatTandaTerima(await nilai(d, satu.bytes, umum, undefined, { jejak: ujung(20) }));
        expect(store.bedaJejak()).toEqual([]);

        jam.kini += 60_000;
        await store.catat(verval(2));
        const dua = await store.buatPaket({ foto: false });
        const manifes = (await bukaDiDinas(d, dua.bytes)).manifes;
        expect(manifes.gema).toEqual(ujung(20));
        await store.muatTandaTerima(await nilai(d, dua.bytes, umum, undefined, { jejak: ujung(12) }));
        const [beda] = store.bedaJejak();
        expect([beda?.sebab, beda?.pernah.seq, beda?.kini.seq]).toEqual(["LEBIH_PENDEK", 20, 12]);
        expect(store.tandaTerima().map((t) => t.jws?.split(".").length)).toEqual([3, 3]);

        await store.catat(verval(3));
        const tiga = await store.buatPaket({ foto: false });
        expect((await bukaDiDinas(d, tiga.bytes)).manifes.gema).toEqual(ujung(20));
    });
});
